import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { type LeftOut, leftOut } from '../test/leftOut.ts'

/*
 * Where src/ makes a UserError, and which of these places no test reaches, by what test/reached.ts noted in build/reached.
 * `node scripts/userErrors.ts` prints both after `npm test`.
 */

/** A `new UserError(…)`, or a call of a function that makes one: each has words of its own. Lines and columns from 1. */
export type ErrorPlace = { file: string; line: number; column: number; text: string }

const root = join(import.meta.dirname, '..')

export const notedDirectory = join(root, 'build/reached')

/** Of each file the names that make a UserError when they are called. */
type Makers = Map<string, Set<string>>

/** @param sources text by path, relative to src/ */
export function errorPlaces(sources: ReadonlyMap<string, string>): ErrorPlace[] {
  const files = [...sources].map(([name, text]) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true))
  const classes = new Set(['UserError'])
  const makers: Makers = new Map(files.map((file) => [file.fileName, new Set()]))
  // A function may make one by another function, in another file: until there is nothing new.
  for (let before = -1, known = 0; before !== known; ) {
    before = known
    for (const file of files) learn(file, classes, makers)
    known = classes.size + [...makers.values()].reduce((sum, names) => sum + names.size, 0)
  }
  return files.flatMap((file) => placesOf(file, classes, makers.get(file.fileName) ?? new Set()))
}

function learn(file: ts.SourceFile, classes: Set<string>, makers: Makers): void {
  const names = makers.get(file.fileName) ?? new Set()
  const makes = (node: ts.Node): boolean => placeIn(node, classes, names) !== undefined
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const from = makers.get(join(dirname(file.fileName), (node.moduleSpecifier as ts.StringLiteral).text))
      const bindings = node.importClause?.namedBindings
      if (bindings !== undefined && ts.isNamedImports(bindings))
        for (const each of bindings.elements)
          if (from?.has((each.propertyName ?? each.name).text)) names.add(each.name.text)
    }
    if (ts.isClassDeclaration(node) && node.name !== undefined)
      for (const { expression } of node.heritageClauses?.flatMap(({ types }) => types) ?? [])
        if (classes.has(expression.getText())) classes.add(node.name.text)
    const named = namedFunction(node)
    if (named !== undefined) {
      const { name, returns, body } = named
      const always = returns === 'UserError' || returns === 'never'
      // One that is handed over, such as `refuse: (why: string) => UserError`, has no body to look into.
      if (body === undefined ? returns === 'UserError' : always ? contains(body, makes) : makes(body)) names.add(name)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
}

/** A function with a name, what it says that it returns, and its body, which for `() => new UserError(…)` is that expression. */
function namedFunction(node: ts.Node): { name: string; returns?: string; body?: ts.Node } | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
    return node.name && node.body && { name: node.name.getText(), ...returnOf(node), body: node.body }
  const has =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node)
  if (!has) return undefined
  const name = node.name.getText()
  const value = ts.isPropertySignature(node) ? undefined : node.initializer
  if (value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)))
    return { name, ...returnOf(value), body: value.body }
  return node.type !== undefined && ts.isFunctionTypeNode(node.type) ? { name, ...returnOf(node.type) } : undefined
}

const returnOf = ({ type }: ts.SignatureDeclaration): { returns?: string } =>
  type === undefined ? {} : { returns: type.getText() }

const contains = (node: ts.Node, is: (node: ts.Node) => boolean): boolean =>
  is(node) || ts.forEachChild(node, (child) => contains(child, is) || undefined) === true

/** Where V8 says that such an expression stands; undefined for every other. */
function placeIn(node: ts.Node, classes: Set<string>, names: Set<string>): number | undefined {
  if (ts.isNewExpression(node)) return classes.has(node.expression.getText()) ? node.getStart() : undefined
  if (!ts.isCallExpression(node)) return undefined
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
  const own = called === node.expression || node.expression.getText().startsWith('this.')
  return own && names.has(called.getText()) ? called.getStart() : undefined
}

function placesOf(file: ts.SourceFile, classes: Set<string>, names: Set<string>): ErrorPlace[] {
  const found: ErrorPlace[] = []
  const visit = (node: ts.Node): void => {
    const at = placeIn(node, classes, names)
    if (at !== undefined) {
      const { line, character } = file.getLineAndCharacterOfPosition(at)
      found.push({ file: file.fileName, line: line + 1, column: character + 1, text: node.getText() })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** @param noted `FILE:LINE:COLUMN`, relative to src/, of what stood on the stack when one was made */
export function unreachedPlaces(places: readonly ErrorPlace[], noted: ReadonlySet<string>): ErrorPlace[] {
  return places.filter(({ file, line, column }) => !noted.has(`${file}:${line}:${column}`))
}

/** What is wrong after a run of all tests, a line each; none where every place is reached or left out for a reason. */
export function complaints(
  { places, noted }: { places: readonly ErrorPlace[]; noted: ReadonlySet<string> },
  exceptions: readonly LeftOut[],
): string[] {
  const unreached = unreachedPlaces(places, noted)
  const of =
    ({ file, says }: LeftOut) =>
    (place: ErrorPlace) =>
      place.file === file && place.text.includes(says)
  const untested = unreached
    .filter((place) => !exceptions.some((each) => of(each)(place)))
    .map(({ file, line, text }) => `src/${file}:${line}: no test reaches ${text.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
  const stale = exceptions.flatMap((each) => {
    const its = places.filter(of(each))
    const named = `test/leftOut.ts: ${each.file}: ${JSON.stringify(each.says)}`
    if (its.length !== 1) return [`${named}: ${its.length} places say so`]
    return unreached.some(of(each)) ? [] : [`${named}: a test reaches it, take it out`]
  })
  return [...untested, ...stale]
}

/** Of this checkout, after its tests. */
export function ofCheckout(): { places: ErrorPlace[]; noted: Set<string> } {
  const source = join(root, 'src')
  const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.includes('html/browser'))
  const texts = new Map(files.sort().map((file) => [file, readFileSync(join(source, file), 'utf8')]))
  const notes = existsSync(notedDirectory) ? readdirSync(notedDirectory) : []
  const lines = notes.flatMap((name) => readFileSync(join(notedDirectory, name), 'utf8').split('\n'))
  return { places: errorPlaces(texts), noted: new Set(lines) }
}

if (import.meta.main) {
  const found = ofCheckout()
  const said = complaints(found, leftOut)
  const reached = found.places.length - unreachedPlaces(found.places, found.noted).length
  process.stdout.write(`${said.map((line) => `${line}\n`).join('')}${reached} of ${found.places.length} reached\n`)
}
