import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Digest, digestFile } from '../digest.ts'
import { UserError } from '../errors.ts'
import { resolveInside } from '../spec/paths.ts'
import { runBatch } from './job.ts'
import type { StageContext } from './types.ts'

/* Metrics that are functions of the user's own: what they give each prediction stands among its scores. */

type Functions = { file: string; functions: { name: string; function: string }[] }

/** @throws UserError where there is no such file */
export async function ownFunctions({ spec, specFile, bounds }: StageContext): Promise<Functions | undefined> {
  const named = spec.evaluate.metrics.flatMap(({ name, function: of }) => {
    const at = of?.lastIndexOf(':') ?? 0
    return of === undefined ? [] : [{ name, path: of.slice(0, at), function: of.slice(at + 1) }]
  })
  const [first] = named
  if (first === undefined) return undefined
  const place = { file: specFile, key: 'evaluate.metrics' }
  const file = await resolveInside(bounds, first.path, place)
  const facts = await stat(file).catch(() => undefined)
  if (facts?.isFile() !== true)
    throw new UserError(`${first.path} is no file: name a Python file, relative to the directory of the spec`, {
      place,
    })
  const text = await readFile(file, 'utf8')
  for (const { function: name } of named)
    if (!mayDefine(text, name))
      throw new UserError(
        `${first.path} has no function ${name}: define it at the top of the file, or name one that it has`,
        {
          place,
        },
      )
  return { file, functions: named.map(({ name, function: own }) => ({ name, function: own })) }
}

/** Whether Python text may have a function of that name; where names come from elsewhere, only Python can tell. */
export function mayDefine(text: string, name: string): boolean {
  const code = text.replaceAll(/#.*/g, '')
  if (/\bimport\s+\*|\bglobals\(\)|\bexec\(/.test(code)) return true
  const own = new RegExp(`^\\s*(?:async\\s+)?(?:def|class)\\s+${name}\\b|^[^=\\n]*\\b${name}\\b[^=\\n]*=(?!=)`, 'm')
  const imported = new RegExp(`\\bimport\\b(?:\\s*\\([^)]*|[^\\n(]*)\\b${name}\\b`)
  return own.test(code) || imported.test(code)
}

/** For the key of a result: another text of the functions is another result. */
export async function ownFunctionsDigest(context: StageContext): Promise<Record<string, Digest>> {
  const own = await ownFunctions(context)
  return own === undefined ? {} : { functions: await digestFile(own.file) }
}

/** Gives the predictions that a job left in `directory` the scores of the user's functions, where the spec names any. */
export async function addOwnScores(context: StageContext, key: Digest, directory: string): Promise<void> {
  const own = await ownFunctions(context)
  if (own === undefined) return
  const names = (await readdir(directory)).filter((name) => name.endsWith('predictions.jsonl'))
  const out = `${directory}-scores`
  await mkdir(out, { recursive: true })
  await runBatch(context, 'score', key, {
    config: {
      predictions: names as [string, ...string[]],
      file: basename(own.file),
      functions: own.functions as [Functions['functions'][number], ...Functions['functions']],
    },
    inputs: { predictions: { directory }, functions: { file: own.file } },
    out,
    deadline: context.spec.evaluate.deadline,
  })
  for (const name of names) await rename(join(out, name), join(directory, name))
}
