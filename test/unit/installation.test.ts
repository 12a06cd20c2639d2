import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { agentFiles } from '../../src/installation.ts'

/** What a file imports of ours at run time, as the compiler reads it. */
const importsOf = (directory: string, name: string): string[] =>
  ts
    .createSourceFile(name, readFileSync(join(directory, name), 'utf8'), ts.ScriptTarget.Latest)
    .statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
      const typesOnly = ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly
      const { moduleSpecifier } = statement
      if (typesOnly === true || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return []
      return moduleSpecifier.text.startsWith('.') ? [join(name, '..', moduleSpecifier.text)] : []
    })

it('the program beside the proxy is of files that are there, and of all that they import at run time', async () => {
  const { directory, names, entry } = await agentFiles()
  expect(names).toContain(entry)
  expect(names.filter((name) => !statSync(join(directory, name)).isFile())).toEqual([])
  expect(names).toEqual(expect.arrayContaining(names.flatMap((name) => importsOf(directory, name))))
})
