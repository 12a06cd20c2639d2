import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Digest, digestJson, hexOf, isDigest, measureFile } from '../digest.ts'
import type { RuntimeResult, Verb } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { writeWhole } from '../files.ts'
import { verifyListed } from '../model/listed.ts'
import { linkOrCopy, listFiles, pathFault, removeTree } from '../trees.ts'
import { cacheDirectory } from './base.ts'
import { jobCode } from './code.ts'
import { type Batch, jobFacts, type ResultOf, resourcesOf, runBatch } from './job.ts'
import type { StageContext } from './types.ts'

/*
 * What jobs made, by what they were made from: the answers of a model to the examples, its export, its measurements. A key of
 * a result knows the bounds that it was judged by as well, so that another bound makes a new result; the work is the same.
 */

const listName = 'kept.json'

const listSchema = z.object({
  schema: z.literal(1),
  result: z.looseObject({ verb: z.string() }),
  files: z.array(
    z.object({
      path: z.string().refine((path) => pathFault(path) === undefined),
      sizeBytes: z.number(),
      digest: z.custom<Digest>((value) => typeof value === 'string' && isDigest(value)),
    }),
  ),
})

/**
 * As `runBatch`, for a job that makes the same whenever it is run on the same: where that was, what it left is used again.
 * @param once.of digests of what it reads, by name
 * @param once.again is to be run whatever was, as what it measured may have been the machine's bad moment
 */
export async function runBatchOnce<V extends Verb>(
  context: StageContext,
  verb: V,
  key: Digest,
  batch: Batch<V>,
  { of, again = false }: { of: Readonly<Record<string, Digest>>; again?: boolean },
): Promise<ResultOf<V>> {
  const work = digestJson({
    verb,
    config: batch.config,
    of,
    code: await jobCode(context),
    // The same model answers otherwise on another processor, and no measurement holds there.
    processor: (await jobFacts(context)).cpu,
    resources: resourcesOf(context.spec.engine),
  })
  const kept = join(await cacheDirectory(context, 'jobs'), hexOf(work))
  const found = context.force || again ? undefined : await takeKept(kept, batch.out)
  if (found !== undefined) {
    context.platform.log.info(`${verb}: this was done before with the same model and data, and is used again`)
    return found as ResultOf<V>
  }
  const result = await runBatch(context, verb, key, batch)
  await keep(kept, batch.out, result).catch((error: Error) => {
    // What is done is done; a later run does it again.
    context.platform.log.info(`${verb}: not kept for later runs (${error.message})`)
  })
  return result
}

async function takeKept(kept: string, out: string): Promise<RuntimeResult | undefined> {
  const text = await readFile(join(kept, listName), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const { files, result } = listSchema.parse(JSON.parse(text))
    await mkdir(out, { recursive: true })
    for (const { path } of files) await linkOrCopy(join(kept, path), join(out, path))
    // What came, and not what lies there: another run may have put its own in that place meanwhile, or `prune` removed it.
    await verifyListed(out, files, { name: listName, remedy: 'it is made again' })
    // For `prune`, which takes what was longest not used.
    await utimes(kept, new Date(), new Date()).catch((error: NodeJS.ErrnoException) => {
      // Of another user's directory only that cannot be said.
      if (error.code !== 'EPERM' && error.code !== 'EACCES') throw error
    })
    return result as RuntimeResult
  } catch (error) {
    // Half a list, files that were changed or are gone: no answer for anybody, and nothing that could not be made again.
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!(gone || error instanceof UserError || error instanceof SyntaxError || error instanceof z.ZodError))
      throw error
    await removeTree(kept)
    await removeTree(out)
    return undefined
  }
}

async function keep(kept: string, out: string, result: RuntimeResult): Promise<void> {
  const making = `${kept}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(making)
    const files = []
    for (const { path } of await listFiles(out, { links: 'refused' })) {
      await linkOrCopy(join(out, path), join(making, path))
      files.push({ path, ...(await measureFile(join(making, path))) })
    }
    await writeWhole(join(making, listName), `${JSON.stringify({ schema: 1, result, files })}\n`)
    await removeTree(kept)
    await rename(making, kept)
  } catch (error) {
    await removeTree(making).catch(() => undefined)
    // Whoever did the same meanwhile was first.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
