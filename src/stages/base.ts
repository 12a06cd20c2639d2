import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { digestTree } from '../model/digest.ts'
import type { Digest } from '../model/types.ts'
import { parseBase } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

export type Base = { directory: string; digest: Digest }

/** What fine-tuning needs of a base; other formats of the same weights are not fetched. */
const wanted = ['*.safetensors', '*.json', '*.txt', '*.model']

/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
export async function resolveBase(context: StageContext): Promise<Base> {
  const { spec, specFile } = context
  const base = parseBase(spec.base, { file: specFile, key: 'base' })
  const directory =
    base.kind === 'directory'
      ? await resolveInside(context.platform.root, base.path, { file: specFile, key: 'base' })
      : await fetchBase(context, base)
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${specFile}: base: ${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`,
    )
  })
  if (!names.includes('config.json'))
    throw new UserError(`${specFile}: base: ${spec.base} has no config.json: name the directory of a Hugging Face model`)
  return { directory, digest: await digestTree(directory) }
}

async function fetchBase(context: StageContext, base: { repository: string; revision: string }): Promise<string> {
  const { snapshotDownload } = await import('@huggingface/hub')
  const { environment, platform, specFile } = context
  const endpoint = environment['HF_ENDPOINT']
  const token = environment['HF_TOKEN']
  if (token !== undefined) platform.secret(token)
  platform.log.info(`Fetching ${base.repository} at ${base.revision}`)
  const cacheDir = await context.store.cache('hub')
  try {
    return await snapshotDownload({
      repo: base.repository,
      revision: base.revision,
      cacheDir,
      fetch: (input, init) => fetch(input, { ...init, signal: context.signal }),
      ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
      ...(token === undefined ? {} : { accessToken: token }),
    })
  } catch (error) {
    context.signal.throwIfAborted()
    const cause = error instanceof Error ? rootCause(error).message : String(error)
    throw new UserError(
      `${specFile}: base: ${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or download it and name its directory (base: ./base)`,
      { cause: error, exit: 'preflight' },
    )
  }
}

const rootCause = (error: Error): Error => (error.cause instanceof Error ? rootCause(error.cause) : error)

export const weightFiles = async (directory: string): Promise<string[]> =>
  (await readdir(directory)).filter((name) => /\.(safetensors|onnx)$/.test(name)).map((name) => join(directory, name))
