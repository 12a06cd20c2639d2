import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, UserError } from '../errors.ts'
import { diskError } from '../files.ts'
import { type Fetch, isOutage, isPassingFault } from '../network.ts'
import { sleep } from '../timers.ts'
import { readOf, weightsFile } from './pretrained.ts'

/*
 * A pretrained model of a hub: which files of its repository are the model, and how they come to this disk. What a repository
 * holds is its author's, the names of its files included.
 */

/**
 * One entry of a repository's top, as the hub lists it: `GET /api/models/ID/tree/COMMIT`. Its `oid` is what git calls its content,
 * which for a file of Git LFS is a pointer to it.
 */
type Entry = { type: string; path: string; size: number; oid: string; lfs?: { oid: string } }

/** By what the hub knows the bytes of a file: git's SHA-1 is that of their length and of them. */
type ContentId = { algorithm: 'SHA-256' | 'SHA-1 of git'; hex: string }

type ModelFile = { name: string; sizeBytes: number; content: ContentId }

export type HubSource = {
  /** Its address, without a path of ours. */
  hub: string
  repository: string
  /** A commit, or a branch or tag that stands for one. */
  revision: string
  token: string | undefined
  fetch: Fetch
  signal: AbortSignal
  /** Of what the messages are about. */
  place: Place
  patience?: Patience
  /** Is told of a file of which nothing more comes, and why, before that is waited for; once until more comes. */
  onAway?: (name: string, error: unknown) => void
}

/** How long a hub that is away is waited for: pauses that double, until nothing came for so long. */
export type Patience = { firstPauseMs: number; longestPauseMs: number; silenceMs: number }

/** As long as a hub takes to start anew, or somebody to mend the name of one. */
export const usualPatience: Patience = { firstPauseMs: 1_000, longestPauseMs: 60_000, silenceMs: 5 * 60_000 }

/**
 * The files that are the model, of all that lie at the top of its repository: the same model for other libraries, its
 * checkpoints and pictures are as large again, many times.
 * @throws UserError where there is none that can be read
 */
export function filesOfModel(entries: readonly Entry[], { repository, revision, place }: HubSource): ModelFile[] {
  const id = `${repository}@${revision}`
  const odd = entries.find(({ path }) => !isPlainName(path))
  if (odd !== undefined)
    throw new UserError(
      `${id} holds a file named ${escaped(odd.path)}, a name that no model needs: take a repository without it, or fetch the model into a directory and name that`,
      { place },
    )
  const files = entries.filter(({ type }) => type === 'file')
  const names = files.map(({ path }) => path)
  if (!names.includes('config.json'))
    throw new UserError(`${id} has no config.json: name the repository of a Hugging Face model`, { place })
  const read = readOf(names)
  if (read === undefined) {
    const pickled = names.find((name) => name.endsWith('.bin'))
    throw new UserError(
      `${id} has no ${weightsFile}${pickled === undefined ? '' : `, only ${pickled}, and pickled weights are not read`}: name a revision that has it, or save the model with safe_serialization=True into a directory and name that`,
      { place },
    )
  }
  return files
    .filter(({ path }) => read.has(path))
    .map(({ path, size, oid, lfs }) => ({
      name: path,
      sizeBytes: size,
      content:
        lfs === undefined
          ? { algorithm: 'SHA-1 of git', hex: oid }
          : { algorithm: 'SHA-256', hex: lfs.oid.replace(/^sha256:/, '') },
    }))
}

const isPlainName = (path: string): boolean =>
  !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/u.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** In letters that move no cursor and end no line. */
const escaped = (text: string): string =>
  JSON.stringify(text.slice(0, 100)).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * Fetches the files of a model. What an earlier call left of the same commit, whole or in part, is not fetched again.
 * @param parent holds what was left; nothing else belongs there
 * @param onFound is told what will be fetched, once that is known
 * @returns the directory of the model, below `parent`
 * @throws UserError for what the person can mend; the error of the network where that does not recover
 */
export async function downloadModel(
  source: HubSource,
  parent: string,
  onFound: (files: readonly ModelFile[]) => void,
): Promise<string> {
  const commit = await commitOf(source)
  const files = filesOfModel(await listTop(source, commit), source)
  onFound(files)
  // A branch may have moved since an earlier run: its files and those of this commit are no model together.
  for (const name of await readdir(parent).catch(() => []))
    if (name !== commit) await rm(join(parent, name), { recursive: true, force: true })
  const directory = join(parent, commit)
  await mkdir(directory, { recursive: true })
  for (const file of files) await downloadFile(source, commit, file, join(directory, file.name))
  return directory
}

async function commitOf(source: HubSource): Promise<string> {
  const { repository, revision } = source
  if (/^[0-9a-f]{40}$/.test(revision)) return revision
  const url = `${source.hub}/api/models/${repository}/revision/${encodeURIComponent(revision)}`
  const sha = ((await askForJson(source, url)).value as { sha?: unknown } | null)?.sha
  if (typeof sha === 'string' && /^[0-9a-f]{40}$/.test(sha)) return sha
  throw notAHub(source)
}

/** Thousands of times what the top of a repository holds, which comes by the thousand. */
const [mostEntries, mostPages] = [100_000, 1000]

async function listTop(source: HubSource, commit: string): Promise<Entry[]> {
  const url = new URL(`${source.hub}/api/models/${source.repository}/tree/${commit}?recursive=false&expand=false`)
  const found: Entry[] = []
  const asked = new Set<string>()
  for (;;) {
    asked.add(url.href)
    const { value: entries, link } = await askForJson(source, url.href)
    if (!Array.isArray(entries) || !entries.every(isEntry)) throw notAHub(source)
    found.push(...entries)
    const next = /<([^>]+)>;\s*rel="next"/.exec(link)?.[1]
    if (next === undefined || entries.length === 0) return found
    // A mirror hands on the address of the hub behind it: the page is asked of the mirror.
    url.search = new URL(next, url).search
    if (asked.has(url.href) || asked.size >= mostPages || found.length > mostEntries) throw notAHub(source)
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const { type, path, size, oid, lfs } = value as Record<string, unknown>
  const isLfs = typeof lfs === 'object' && lfs !== null && typeof (lfs as Record<string, unknown>)['oid'] === 'string'
  return (
    typeof type === 'string' &&
    typeof path === 'string' &&
    (type !== 'file' || (Number.isSafeInteger(size) && typeof oid === 'string' && (lfs === undefined || isLfs)))
  )
}

const notAHub = ({ hub, place }: Pick<HubSource, 'hub' | 'place'>, cause?: unknown): UserError =>
  new UserError(`${hub} does not answer as a hub does: check HF_ENDPOINT, and what stands between`, {
    place,
    exit: 'preflight',
    cause,
  })

/** What does not get through is tried so many times at least. */
const tries = 5

/**
 * How long to wait before a file is asked for again, of which nothing more came in so many tries in a row, and for so long;
 * undefined where that is told.
 */
export function pauseBefore(
  nothing: { tries: number; silentMs: number },
  { firstPauseMs, longestPauseMs, silenceMs }: Patience,
): number | undefined {
  const pauseMs = Math.min(firstPauseMs * 2 ** (nothing.tries - 1), longestPauseMs)
  if (nothing.tries < tries) return pauseMs
  const leftMs = silenceMs - nothing.silentMs
  return leftMs > 0 ? Math.min(pauseMs, leftMs) : undefined
}

/** What may be otherwise the next time. */
class Passing extends Error {}

const mayPass = (error: unknown): boolean => error instanceof Passing || isPassingFault(error)

/** @returns what the hub says, and its header that leads to the rest of a list */
async function askForJson(source: HubSource, url: string): Promise<{ value: unknown; link: string }> {
  for (let tried = 1; ; tried++) {
    try {
      const answer = await ask(source, url)
      const text = await answer.text()
      return { value: parsed(source, text), link: answer.headers.get('link') ?? '' }
    } catch (error) {
      if (!mayPass(error) || tried >= tries) throw error
      await sleep((source.patience ?? usualPatience).firstPauseMs * tried, source.signal)
    }
  }
}

function parsed(source: HubSource, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw notAHub(source, cause)
  }
}

/** The token goes to the hub alone: `fetch` takes it off where the hub leads to another host, as it does for large files. */
async function ask(source: HubSource, url: string, headers: Record<string, string> = {}): Promise<Response> {
  const { hub, repository, revision, token, place, signal } = source
  const answer = await source.fetch(url, {
    signal,
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  })
  if (answer.ok) return answer
  await answer.body?.cancel()
  const { status } = answer
  if (status === 404) throw new UserError(`${hub} has no ${repository}@${revision}: check id and revision`, { place })
  if (status === 401 || status === 403)
    throw new UserError(
      `${hub} does not let us have ${repository}@${revision} (${status})${token === undefined ? ', and HF_TOKEN is not set' : ''}: check the id, accept the terms of the model on the hub, and set HF_TOKEN from a secret`,
      { place, exit: 'preflight' },
    )
  if (status === 429 || status >= 500) throw new Passing(`${hub} answers with status ${status}`)
  throw new Error(`${hub} answers with status ${status}`)
}

async function downloadFile(source: HubSource, commit: string, file: ModelFile, path: string): Promise<void> {
  // What has this name is whole, and was compared; an empty file may not be there.
  if (file.sizeBytes > 0 && (await sizeOf(path)) === file.sizeBytes) return
  const part = `${path}.part`
  let most = await sizeOf(part)
  let sinceMs = performance.now()
  for (let idle = 0; ; ) {
    try {
      await continueFile(source, commit, file, part)
      await rename(part, path)
      return
    } catch (error) {
      source.signal.throwIfAborted()
      // The hub has told of this file a moment ago.
      if (!mayPass(error) && !isOutage(error)) throw error
      // A server that knows no parts begins at the first byte each time: that is none more.
      const size = await sizeOf(part)
      if (size > most) {
        most = size
        sinceMs = performance.now()
        idle = 0
        continue
      }
      idle += 1
      const nothing = { tries: idle, silentMs: performance.now() - sinceMs }
      const pauseMs = pauseBefore(nothing, source.patience ?? usualPatience)
      if (pauseMs === undefined) throw error
      if (idle === 2) source.onAway?.(file.name, error)
      await sleep(pauseMs, source.signal)
    }
  }
}

/** Fetches what is missing of a file, and compares the whole with what the hub says of it. */
async function continueFile(source: HubSource, commit: string, file: ModelFile, part: string): Promise<void> {
  const { name, sizeBytes, content } = file
  const hash = content.algorithm === 'SHA-256' ? createHash('sha256') : createHash('sha1').update(`blob ${sizeBytes}\0`)
  let size = await sizeOf(part)
  const began = size
  if (began !== sizeBytes || sizeBytes === 0) {
    const url = `${source.hub}/${source.repository}/resolve/${commit}/${encodeURIComponent(name)}`
    const range = size > 0 && size < sizeBytes ? { range: `bytes=${size}-` } : undefined
    // Packed on the way, a part of it would be a part of something else.
    const answer = await ask(source, url, { ...range, 'accept-encoding': 'identity' })
    const goesOn =
      range !== undefined &&
      answer.status === 206 &&
      (answer.headers.get('content-range') ?? '').startsWith(`bytes ${size}-`)
    if (goesOn) await hashFile(part, hash)
    else size = 0
    size += await append(answer, { part, from: size, atMost: sizeBytes - size, name }, hash)
  } else await hashFile(part, hash)
  if (size < sizeBytes) throw new Passing(`${name} ended after ${size} of ${sizeBytes} bytes`)
  if (size === sizeBytes && hash.digest('hex') === content.hex) return
  await rm(part, { force: true })
  // The beginning may be of an earlier run, and the fault in it.
  if (began > 0) throw new Passing(`${name} was continued and is not what the hub says`)
  const { hub, repository, revision, place } = source
  throw new UserError(
    `${name} of ${repository}@${revision} came with ${size === sizeBytes ? `another ${content.algorithm}` : 'more bytes'} than ${hub} says of it: run again, and where it stays so, ask whoever keeps that hub or mirror`,
    { place, exit: 'preflight' },
  )
}

/** @returns how many bytes came; one more than `atMost` are not written */
async function append(
  answer: Response,
  { part, from, atMost, name }: { part: string; from: number; atMost: number; name: string },
  hash: Hash,
): Promise<number> {
  const disk = (error: unknown): never => {
    throw diskError(`${name} of the base cannot be written to ${part}`, error)
  }
  const handle = await open(part, from > 0 ? 'a' : 'w').catch(disk)
  let came = 0
  try {
    for await (const bytes of answer.body ?? []) {
      came += bytes.length
      if (came > atMost) return came
      hash.update(bytes)
      await handle.writeFile(bytes).catch(disk)
    }
    // Or after a power failure a file could have its name and size, and not its bytes.
    await handle.sync().catch(disk)
  } finally {
    await handle.close()
  }
  return came
}

async function hashFile(path: string, hash: Hash): Promise<void> {
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
