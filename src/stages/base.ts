import { existsSync } from 'node:fs'
import { lstat, readdir, readFile, readlink, realpath, rename, rm } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { type Digest, digestTree } from '../digest.ts'
import type { Mount } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { isInside, makeDirectory, readRegular, writeWhole } from '../files.ts'
import { downloadCommand, suggestedBase } from '../init/base.ts'
import { jsonOf } from '../json.ts'
import { withLock } from '../locks.ts'
import { downloadModel, usualPatience } from '../model/hub.ts'
import { inputFile } from '../model/pretrained.ts'
import type { ModelDirectory } from '../model/types.ts'
import { openFetch } from '../network.ts'
import { shellWord } from '../platform/text.ts'
import { parseBase } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import { inputOf } from '../spec/schema.ts'
import { taskOf } from '../tasks/index.ts'
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
  const base = wantedBase(context)
  const directory =
    base.kind === 'directory'
      ? await resolveInside(context.bounds, base.path, placeOf(context))
      : ((await fetchedHere(context, base)) ?? (await fetchBase(context, base)))
  await requireModel(directory, context)
  return { directory, digest: await digestTree(directory, { skip: (_, path) => path === downloadNotes }) }
}

/** What was fetched before, or is kept on this host. */
async function fetchedHere(context: StageContext, base: HubBase): Promise<string | undefined> {
  const kept = await keptOnHost(context.environment, base)
  const fetched = fetchedAt(context, base)
  return kept ?? (existsSync(fetched) ? fetched : undefined)
}

const placeOf = ({ specFile }: StageContext) => ({ file: specFile, key: 'base' })
const wantedBase = (context: StageContext) => parseBase(context.spec.base, placeOf(context))

/** @returns what it holds @throws UserError for what is no model's directory */
async function requireModel(directory: string, context: StageContext): Promise<string[]> {
  const { spec } = context
  const place = placeOf(context)
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    const otherwise = 'or name the directory of a model, or a hub id with its revision'
    throw new UserError(
      error.code === 'ENOENT'
        ? `${spec.base} is not there: fetch a pretrained model into it, such as by \`${downloadCommand(suggestedBase(spec.task, [], ''), shellWord(fromHere(directory)))}\`, ${otherwise}`
        : `${spec.base} cannot be read (${error.code}): make it readable, ${otherwise}`,
      { place, cause: error },
    )
  })
  if (!names.includes('config.json'))
    throw new UserError(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place })
  await refuseHubSnapshot(directory, context)
  await refuseLfsPointers(directory, names, context)
  return names
}

/** A path for whoever reads it where the run began, wherever model.yml lies. */
function fromHere(directory: string): string {
  const here = process.cwd()
  return isInside(here, directory) ? `./${relative(here, directory)}` : directory
}

/**
 * What the jobs of ours would refuse of the base, as far as it lies here: nothing is fetched.
 * @returns what is known of it @throws UserError
 */
export const tryBase = (context: StageContext): Promise<string> =>
  oncePerRun(context, 'a look at the base', () => lookAtBase(context))

/** For stages of a model.yml beside which its base does not lie. @param other the same, with the bounds that it lies in */
export async function shareBase(own: StageContext, other: StageContext): Promise<void> {
  await oncePerRun(own, 'a look at the base', () => lookAtBase(other))
  await oncePerRun(own, 'base', () => readBase(other))
}

async function lookAtBase(context: StageContext): Promise<string> {
  const { spec } = context
  const base = wantedBase(context)
  const directory =
    base.kind === 'directory'
      ? await resolveInside(context.bounds, base.path, placeOf(context))
      : await fetchedHere(context, base)
  if (directory === undefined) return `${spec.base} is fetched when it is needed`
  const names = await requireModel(directory, context)
  // Only an image of the user's own knows what it reads.
  if (spec.engine.image === undefined) await requireReadable({ directory, names }, context)
  return spec.base
}

const largestConfigBytes = 1 << 20

async function requireReadable(
  { directory, names }: { directory: string; names: readonly string[] },
  { spec, specFile }: StageContext,
): Promise<void> {
  const refuse = (what: string, key = 'base'): never => {
    throw new UserError(what, { place: { file: specFile, key } })
  }
  const config = await readRegular(join(directory, 'config.json'), largestConfigBytes)
    .then((bytes) => jsonOf(bytes.toString('utf8')))
    .catch((error: Error) => refuse(`${spec.base}/config.json cannot be read (${error.message}): save the model again`))
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    return refuse(`${spec.base}/config.json is no JSON object: save the model again`)
  if (!names.some((name) => name.endsWith('.safetensors')))
    refuse(
      `${spec.base} has no *.safetensors: save its weights with safe_serialization=True, as pickled ones are not read`,
    )
  const wanted = inputFile(spec.task)
  const { inputKind } = taskOf(spec.task)
  const how = inputKind === 'text' ? 'save the tokenizer in its fast form' : 'save the image processor'
  if (!names.includes(wanted)) refuse(`${spec.base} has no ${wanted}: ${how} beside the weights`)
  const positions: unknown = (config as Record<string, unknown>)['max_position_embeddings']
  if (inputKind === 'text' && typeof positions === 'number' && positions >= 1 && inputOf(spec).maxLength > positions)
    refuse(
      `${inputOf(spec).maxLength} is more than the ${positions} tokens that ${spec.base} reads: write ${positions} or less`,
      'data.max-length',
    )
}

/** Whether the hub has a base that was not fetched yet. @returns why not @throws UserError where it says that there is none */
export async function askHub(context: StageContext): Promise<string | undefined> {
  const { spec, environment, signal } = context
  const base = wantedBase(context)
  if (base.kind === 'directory' || (await fetchedHere(context, base)) !== undefined) return undefined
  const { hub, token } = hubOf(context)
  const url = `${hub}/${base.repository}/resolve/${encodeURIComponent(base.revision)}/config.json`
  const answer = await openFetch(environment)(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(hubAnswerMs)]),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  }).catch((error: Error) => {
    signal.throwIfAborted()
    return `${hub} does not answer (${rootCause(error).message})`
  })
  if (typeof answer === 'string') return answer
  await answer.body?.cancel()
  if (answer.status === 404)
    throw new UserError(`${hub} has no ${spec.base} with a config.json: check id and revision`, {
      place: placeOf(context),
    })
  if (answer.status === 401 || answer.status === 403)
    return `${hub} does not let us have ${spec.base} (${answer.status})${token === undefined ? ', and HF_TOKEN is not set' : ''}`
  return answer.status < 400 ? undefined : `${hub} answers with status ${answer.status}`
}

/**
 * A directory with the base's config.json: all of it where it lies here, else that file alone, so that what it says can refuse a
 * base of gigabytes before it is fetched.
 */
export const configDirectory = (context: StageContext): Promise<string> =>
  oncePerRun(context, 'config.json of the base', async () => {
    const base = wantedBase(context)
    const here = base.kind === 'directory' ? undefined : await fetchedHere(context, base)
    if (base.kind === 'directory' || here !== undefined) return (await resolveBase(context)).directory
    return (await fetchConfig(context, base)) ?? (await resolveBase(context)).directory
  })

/** @returns undefined where it cannot be had: whoever fetches the whole base says why */
async function fetchConfig(context: StageContext, base: HubBase): Promise<string | undefined> {
  const { environment, signal } = context
  const { hub, token } = hubOf(context)
  const url = `${hub}/${base.repository}/resolve/${encodeURIComponent(base.revision)}/config.json`
  const answer = await openFetch(environment)(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(hubAnswerMs)]),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  }).catch(() => undefined)
  signal.throwIfAborted()
  const said = Number(answer?.headers.get('content-length') ?? largestConfigBytes)
  if (answer === undefined || !answer.ok || said > largestConfigBytes) {
    await answer?.body?.cancel()
    return undefined
  }
  const text = await answer.text().catch(() => undefined)
  if (text === undefined || text.length > largestConfigBytes) return undefined
  const directory = join(
    await cacheDirectory(context, 'base-configs'),
    `${base.repository}@${base.revision}`.replaceAll('/', '--'),
  )
  await makeDirectory(directory)
  await writeWhole(join(directory, 'config.json'), text)
  return directory
}

const hubAnswerMs = 10_000

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

type HubBase = Extract<ReturnType<typeof parseBase>, { kind: 'hub' }>

const fetchedAt = ({ place }: StageContext, { repository, revision }: HubBase): string =>
  join(place.cache, 'bases', `${repository}@${revision}`.replaceAll('/', '--'))

async function fetchBase(context: StageContext, base: HubBase): Promise<string> {
  const directory = fetchedAt(context, base)
  await cacheDirectory(context, 'bases')
  const { log } = context.platform
  const label = `fetching ${context.spec.base}`
  return withLock(
    `${directory}.lock`,
    { signal: context.signal, label, onHeld: ({ by }) => log.info(`${context.spec.base} is being fetched by ${by}`) },
    async () => (existsSync(directory) ? directory : await fetchInto(directory, context, base)),
  )
}

async function fetchInto(directory: string, context: StageContext, base: HubBase): Promise<string> {
  const { environment, platform, signal } = context
  const place = placeOf(context)
  const { hub, token } = hubOf(context)
  if (token !== undefined) platform.secret(token)
  // What came of it stays when we end, and the next one goes on from there.
  const partial = `${directory}.partial`
  try {
    const onAway = (name: string, error: unknown): void =>
      platform.log.info(
        `No more of ${name} arrives (${reasonOf(error)}): it is asked for again for up to ${usualPatience.silenceMs / 60_000} minutes, and what arrived is kept`,
      )
    const source = { ...base, hub, token, fetch: openFetch(environment), signal, place, onAway }
    const whole = await downloadModel(source, partial, (files) => {
      const megabytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6
      platform.log.info(
        `Fetching ${base.repository} at ${base.revision}: ${files.length} files, ${megabytes.toFixed(1)} MB`,
      )
    })
    await rename(whole, directory)
    await rm(partial, { recursive: true, force: true })
    return directory
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof UserError) throw error
    throw new UserError(
      `${base.repository}@${base.revision} could not be fetched from the hub (${reasonOf(error)}): check id, revision and network, or put it into the directory that MODEL_ACTIONS_BASES names, as ${base.repository}@${base.revision}`,
      { place, exit: 'preflight', cause: error },
    )
  }
}

/** @throws UserError for what is no address, or has a password in it: the address is in logs and messages */
function hubOf({ environment }: Pick<StageContext, 'environment'>): { hub: string; token: string | undefined } {
  const hub = (environment['HF_ENDPOINT'] || 'https://huggingface.co').replace(/\/+$/, '')
  const url = URL.canParse(hub) ? new URL(hub) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new UserError('HF_ENDPOINT is no address of a hub: write it as https://HOST, or unset it', {
      exit: 'preflight',
    })
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      `HF_ENDPOINT has a user or password in it, which logs would show: write ${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}, and set HF_TOKEN from a secret`,
      { exit: 'preflight' },
    )
  return { hub, token: environment['HF_TOKEN'] || undefined }
}

/** A directory for things that can be made again, such as a fetched model. */
export async function cacheDirectory({ place }: StageContext, name: string): Promise<string> {
  const directory = join(place.cache, name)
  await makeDirectory(directory)
  return directory
}

function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message
  return error instanceof Error ? rootCause(error).message : String(error)
}

const rootCause = (error: Error): Error => (error.cause instanceof Error ? rootCause(error.cause) : error)
