import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, digestFile, digestJson, digestTree } from '../digest.ts'
import { gateCode, runtimeDirectory } from '../installation.ts'
import { jobFacts } from './job.ts'
import { oncePerRun } from './memo.ts'
import { ownFilesDigests } from './ownFiles.ts'
import type { StageContext } from './types.ts'

/* What of our own shapes a result: a change of it makes the result new. */

/** Of a job that prepares data: the runtime's code, and what the engine says it runs with, such as the image or the versions of the packages. */
export const preparingCode = (context: StageContext): Promise<Digest> =>
  oncePerRun(context, 'code of preparing', async () => digestJson(await codeOf(context)))

/** Of every other job: also the files that its image reads. */
export const jobCode = (context: StageContext): Promise<Digest> =>
  oncePerRun(context, 'code of jobs', async () =>
    digestJson({ ...(await codeOf(context)), ...(await ownFilesDigests(context)) }),
  )

const codeOf = async (context: StageContext) => ({
  runtime: await jobRuntime(),
  identity: (await jobFacts(context)).identity,
})

/** Of the Python package that does the machine learning, and that images carry to serve with. */
export const jobRuntime = (): Promise<Digest> =>
  digestTree(join(runtimeDirectory(), 'model_runtime'), { skip: (name) => name === '__pycache__' })

/** The same with the code that decides over what the job found. */
export const gatedJobCode = (context: StageContext): Promise<Digest> =>
  oncePerRun(context, 'code of gates', async () => digestJson({ job: await jobCode(context), gates: await ownGates() }))

/** Of the code that decides, where nothing else of ours has a part in it. */
export async function ownGates(): Promise<Digest> {
  const code = gateCode()
  if (code.kind === 'source') return digestOfGateCode(code.directory)
  return (JSON.parse(await readFile(code.file, 'utf8')) as { digest: Digest }).digest
}

/** Rooms and files of `src/` that turn what a job found into a verdict. */
const deciding = [
  'statistics',
  'tasks',
  'verdict.ts',
  'stages/commonClasses.ts',
  'stages/comparison.ts',
  'stages/decision.ts',
  'stages/evaluate.ts',
  'stages/forgetting.ts',
  'stages/judge.ts',
  'stages/predictions.ts',
  'stages/quantize.ts',
  'stages/quantizeGates.ts',
  'stages/served.ts',
  'stages/testReuse.ts',
]

/** @param directory `src/` of a checkout; the build writes the digest into dist, so that both give the same keys */
export async function digestOfGateCode(directory: string): Promise<Digest> {
  const digests = deciding.map(async (name): Promise<[string, Digest]> => {
    const path = join(directory, name)
    return [name, name.endsWith('.ts') ? await digestFile(path) : await digestTree(path)]
  })
  return digestJson(Object.fromEntries(await Promise.all(digests)))
}
