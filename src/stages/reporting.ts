import { lstat, readdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { type Digest, digestBytes, hexOf, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { makeDirectoryIn, writeWhole } from '../files.ts'
import { fileLimitBytes, renderMarkdown } from '../report/markdown.ts'
import type { Report } from '../report/model.ts'
import type { Stored } from '../results/types.ts'
import type { Draft } from './recipe.ts'

type Parts<Data> = Omit<Draft<Data>, 'report'> & {
  /** What the report is of, such as `evaluate support-intents 1.4.0`. */
  title: string
  document: Partial<Pick<Report, 'gates' | 'sections'>>
}

/** A stage's result with its report, which is rendered where it is shown. */
export function draft<Data>({ title, document, ...rest }: Parts<Data>): Draft<Data> {
  const report: Report = {
    schema: 1,
    title,
    verdict: rest.verdict,
    headline: rest.headline,
    gates: document.gates ?? [],
    sections: document.sections ?? [],
  }
  return { ...rest, report }
}

/** @throws UserError where the directories of reports beside a spec are links; those that are not there are no matter */
export const ownDirectories = (specDirectory: string): Promise<void> => refuseLinks(reportDirectory(specDirectory))

async function refuseLinks(directory: string): Promise<void> {
  for (const each of [dirname(directory), directory]) await refuseLink(each)
}

async function refuseLink(directory: string): Promise<void> {
  if ((await lstat(directory).catch(() => undefined))?.isSymbolicLink() === true)
    throw new UserError(
      `${directory}: a link, which could lead to any directory of this host: remove it from the checkout`,
    )
}

export type ReportFiles = { markdown: string; json: string }

type ReportOf = { stored: Pick<Stored, 'digest' | 'result'>; shown: Report; reused: boolean; seconds: number }

/** Where the reports of a spec lie: beside it. */
export const reportDirectory = (specDirectory: string): string => join(specDirectory, '.model-actions', 'reports')

/**
 * Where a spec lies by now. A path from the working directory goes with it where that is moved, which Node does not notice: it
 * resolves paths by the name that the directory had at first. Undefined where it is gone, and it is not made anew.
 */
async function directoryOfSpec(specFile: string): Promise<string | undefined> {
  const named = dirname(resolve(specFile))
  const [real, atName] = await Promise.all(
    [dirname(specFile), named].map((path) => realpath(path).catch(() => undefined)),
  )
  return real === atName && real !== undefined ? named : real
}

/**
 * Makes a directory of `.model-actions`, and returns it.
 * @throws UserError where the checkout has a link there, which could lead anywhere, or is gone
 */
export async function makeOwnDirectory(directory: string): Promise<string> {
  await refuseLinks(directory)
  await makeDirectoryIn(dirname(dirname(directory)), directory)
  return directory
}

const earlier = 'earlier'

async function setAside(directory: string, stage: string, digest: Digest): Promise<void> {
  const json = await readFile(join(directory, `${stage}.json`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const there = json === undefined ? undefined : resultOf(json)
  if (there === undefined || there === digest) return
  const kept = join(directory, earlier)
  await refuseLink(kept)
  await makeDirectoryIn(directory, kept)
  for (const suffix of ['md', 'json'])
    await rename(join(directory, `${stage}.${suffix}`), join(kept, `${stage}-${hexOf(there, 12)}.${suffix}`)).catch(
      (error: NodeJS.ErrnoException) => {
        // Another run of this stage was first; or a directory that somebody put there has the name.
        if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
      },
    )
  await forgetOldest(kept, stage)
}

/** Of each stage: enough to look back on, and a directory that people can still read. */
const mostEarlier = 20

/** A report that was set aside keeps the time at which it was written. What is no report of the stage is somebody else's. */
async function forgetOldest(kept: string, stage: string): Promise<void> {
  const ours = new RegExp(`^${stage}-[0-9a-f]{12}\\.(?:md|json)$`)
  const reports = new Map<string, { writtenMs: number; files: string[] }>()
  for (const file of (await readdir(kept)).filter((name) => ours.test(name))) {
    // Another run may have removed it since.
    const facts = await lstat(join(kept, file)).catch(() => undefined)
    if (facts?.isFile() !== true) continue
    const report = file.replace(/\.\w+$/, '')
    const { writtenMs, files } = reports.get(report) ?? { writtenMs: 0, files: [] }
    reports.set(report, { writtenMs: Math.max(facts.mtimeMs, writtenMs), files: [...files, file] })
  }
  const oldest = [...reports.values()].sort((a, b) => b.writtenMs - a.writtenMs).slice(mostEarlier)
  for (const file of oldest.flatMap(({ files }) => files)) await rm(join(kept, file), { force: true })
}

/** The result that a report is of; of what cannot be read, one that names its bytes. */
function resultOf(json: Buffer): Digest {
  try {
    const { result } = z.object({ result: z.string() }).parse(JSON.parse(json.toString()))
    if (isDigest(result)) return result
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
  }
  return digestBytes(json)
}

/**
 * Writes a report beside the spec, wherever that lies by now, for people: `.model-actions/reports/STAGE.md` and `.json`. No
 * stage reads them back; the report of a pull request is composed of them, which decides nothing. The report of another result
 * that lies there goes to `earlier`, which keeps the newest twenty of each stage, and is not written over.
 * @param otherwise where it is written when the spec's directory is gone, and who is told so
 * @throws UserError where the checkout has a link there, which could lead anywhere, or is gone
 */
export async function writeReport(
  specFile: string,
  { stored, shown, reused, seconds }: ReportOf,
  otherwise?: { directory: string; warn: (line: string) => void },
): Promise<ReportFiles> {
  const { result, digest } = stored
  const beside = await directoryOfSpec(specFile)
  const directory = await makeOwnDirectory(
    reportDirectory(beside ?? otherwise?.directory ?? dirname(resolve(specFile))),
  )
  const files = { markdown: join(directory, `${result.stage}.md`), json: join(directory, `${result.stage}.json`) }
  await setAside(directory, result.stage, digest)
  await writeWhole(files.markdown, renderMarkdown(shown, { limitBytes: fileLimitBytes }))
  const { stage, data, key, parents } = result
  const document = { ...shown, stage, result: digest, key, parents, seconds, reused, data }
  await writeWhole(files.json, `${JSON.stringify(document, null, 2)}\n`)
  if (beside === undefined)
    otherwise?.warn(
      `${dirname(resolve(specFile))} was moved or removed since this run began: the report of ${stage} is ${files.markdown}`,
    )
  return files
}
