import { existsSync } from 'node:fs'
import { cp, lstat, readdir, readFile, readlink, realpath, rename, rm } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { type Digest, digestTree } from '../digest.ts'
import type { Mount } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import type { ModelDirectory } from '../model/types.ts'
import { openFetch } from '../network.ts'
import { parseBase } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import { oncePerRun } from './memo.ts'
import type { StageContext } from './types.ts'

export type Base = { directory: string; digest: Digest }

/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
export const resolveBase = (context: StageContext): Promise<Base> =>
  oncePerRun(context, 'base', () => readBase(context))

/** The job input that an adapter needs beside itself; every other model needs none. @throws UserError for another base */
export async function baseUnder(
  context: StageContext,
  model: ModelDirectory,
): Promise<{ base: Mount } | Record<never, never>> {
  if (model.manifest.format !== 'adapter') return {}
  const { directory, digest } = await resolveBase(context)
  if (model.manifest.base !== digest)
    throw new UserError(
      `${context.spec.base} has the digest ${digest}, and the adapter was trained on ${model.manifest.base}: name that base, or fine-tune again`,
      { place: { file: context.specFile, key: 'base' } },
    )
  return { base: { directory } }
}

async function readBase(context: StageContext): Promise<Base> {
  const { spec, specFile } = context
  const place = { file: specFile, key: 'base' }
  const base = parseBase(spec.base, place)
  const directory =
    base.kind === 'directory'
      ? await resolveInside(context.bounds, base.path, place)
      : ((await keptOnHost(context.environment, base)) ?? (await fetchBase(context, base)))
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`,
      { place, cause: error },
    )
  })
  if (!names.includes('config.json'))
    throw new UserError(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place })
  await refuseHubSnapshot(directory, context)
  await refuseLfsPointers(directory, names, context)
  return { directory, digest: await digestTree(directory, { skip: (_, path) => path === downloadNotes }) }
}

/** Where `hf download --local-dir` notes when it fetched what: another time each time, and nothing of the model. */
const downloadNotes = '.cache/huggingface'

/** A snapshot of the hub's cache is links to blobs beside it, which a job in a container cannot follow. */
async function refuseHubSnapshot(directory: string, { spec, specFile }: StageContext): Promise<void> {
  const target = await readlink(join(directory, 'config.json')).catch(() => '')
  if (!target.startsWith('../../blobs/')) return
  throw new UserError(
    `${spec.base} is a snapshot in the cache of the hub, whose files are links out of it: fetch it as files by \`hf download ID --revision REVISION --local-dir DIRECTORY\`, copy it by \`cp -rL\`, or name the id with its revision`,
    { place: { file: specFile, key: 'base' } },
  )
}

/**
 * Of the directory that whoever owns the runner keeps base models in, for all repositories: `ORG/MODEL@REVISION` below it. A
 * model of gigabytes is there once, and a runner without a network has it at all.
 */
async function keptOnHost(
  environment: StageContext['environment'],
  { repository, revision }: { repository: string; revision: string },
): Promise<string | undefined> {
  const bases = environment['MODEL_ACTIONS_BASES'] ?? ''
  if (bases === '') return undefined
  if (!isAbsolute(bases))
    throw new UserError(`MODEL_ACTIONS_BASES=${bases} is no absolute path: name the directory that holds base models`)
  return await realpath(join(bases, `${repository}@${revision}`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new UserError(
      `MODEL_ACTIONS_BASES: ${join(bases, `${repository}@${revision}`)} cannot be read (${error.code}): let this user read it, or take it away to have the model fetched`,
      { exit: 'preflight', cause: error },
    )
  })
}

/** What a checkout without Git LFS leaves in place of a file: some lines of text that say where it lies. */
const [lfsPointer, longestPointerBytes] = ['version https://git-lfs.github.com/spec/', 1_024]

async function refuseLfsPointers(directory: string, names: readonly string[], context: StageContext): Promise<void> {
  for (const name of names) {
    const path = join(directory, name)
    const found = await lstat(path)
    if (!found.isFile() || found.size > longestPointerBytes) continue
    if (!(await readFile(path, 'latin1')).startsWith(lfsPointer)) continue
    throw new UserError(
      `${context.spec.base}: ${name} is a pointer of Git LFS and not the file itself: fetch it by \`git lfs pull\`, in a workflow by \`with: {lfs: true}\` of actions/checkout`,
      { place: { file: context.specFile, key: 'base' } },
    )
  }
}

async function fetchBase(context: StageContext, base: { repository: string; revision: string }): Promise<string> {
  const { environment, platform, specFile, signal } = context
  const directory = join(
    await cacheDirectory(context, 'bases'),
    `${base.repository}@${base.revision}`.replaceAll('/', '--'),
  )
  if (existsSync(directory)) return directory
  const endpoint = environment['HF_ENDPOINT']
  const token = environment['HF_TOKEN']
  if (token !== undefined) platform.secret(token)
  platform.log.info(`Fetching ${base.repository} at ${base.revision}`)
  const fetch = openFetch(environment)
  const { snapshotDownload } = await import('@huggingface/hub')
  const partial = `${directory}.partial`
  try {
    const snapshot = await snapshotDownload({
      repo: base.repository,
      revision: base.revision,
      cacheDir: await cacheDirectory(context, 'hub'),
      fetch: (input, init) => fetch(input instanceof Request ? input.url : input, { ...init, signal }),
      ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
      ...(token === undefined ? {} : { accessToken: token }),
    })
    // The hub's cache is made of links, which a container would not see through.
    await rm(partial, { recursive: true, force: true })
    await cp(snapshot, partial, { recursive: true, dereference: true })
    await rename(partial, directory)
    return directory
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof Error ? rootCause(error).message : String(error)
    throw new UserError(
      `${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or put it into the directory that MODEL_ACTIONS_BASES names, as ${base.repository}@${base.revision}`,
      { place: { file: specFile, key: 'base' }, exit: 'preflight', cause: error },
    )
  }
}

/** A directory for things that can be made again, such as a fetched model. */
export async function cacheDirectory({ place }: StageContext, name: string): Promise<string> {
  const directory = join(place.cache, name)
  await makeDirectory(directory)
  return directory
}

const rootCause = (error: Error): Error => (error.cause instanceof Error ? rootCause(error.cause) : error)
