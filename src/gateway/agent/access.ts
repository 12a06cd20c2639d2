import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { Listening } from '../front.ts'

/** What the access log says of one request: never of its body, its query or its headers, which may hold secrets. */
export type Access = {
  /** When its answer ended. */
  time: string
  client: string
  method: string
  path: string
  /** 0 where the client left before an answer began. */
  status: number
  ms: number
  /** Id of the version that answered; null where the gateway itself did. */
  version: string | null
  /** Of the answer, with its head. */
  bytes: number
  /** Name of the token; null where none is asked for, or none was right. */
  token: string | null
  /** `x-request-id`, which the version and the client have too. */
  id: string
}

export const accessLine = (access: Access): string => `${JSON.stringify(access)}\n`

/** Longer paths are cut, as a line must fit HAProxy's buffer. */
export const longestPath = 512

/** A client's own id is taken where it can be written anywhere. */
export const requestIdPattern = '^[A-Za-z0-9._-]{1,128}$'

export const rotation = { bytes: 64 << 20, files: 5 } as const

const writeEveryMs = 200
/** More waits for no disk. */
const mostWaitingBytes = 8 << 20

/**
 * Lines of JSON, to a file that is renamed when it is full (`access.log.1` is the one before). In a
 * container too, and not to its output: the engine may keep that without a limit, and who reads it slowly would stop the agent.
 * Written in pieces some times a second; what finds no room is dropped and counted, as serving comes first.
 */
export class AccessLog {
  readonly #file: string
  readonly #rotation: { bytes: number; files: number }
  readonly #log: (line: string) => void
  #waiting: string[] = []
  #waitingBytes = 0
  #dropped = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: {
    file: string
    log: (line: string) => void
    rotation?: { bytes: number; files: number }
  }) {
    this.#file = options.file
    this.#log = options.log
    this.#rotation = options.rotation ?? rotation
  }

  write(access: Access): void {
    const line = accessLine(access)
    if (this.#waitingBytes + line.length > mostWaitingBytes) {
      this.#dropped += 1
      return
    }
    this.#waiting.push(line)
    this.#waitingBytes += line.length
    this.#timer ??= setTimeout(() => this.flush(), writeEveryMs)
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const lines = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    if (lines.length === 0) return
    try {
      this.#put(lines.join(''))
      if (this.#dropped > 0) this.#log(`the access log lacks ${this.#dropped} lines, which found no room`)
      this.#dropped = 0
    } catch (error) {
      if (this.#dropped === 0) this.#log(`the access log cannot be written (${(error as NodeJS.ErrnoException).code})`)
      this.#dropped += lines.length
    }
  }

  #put(text: string): void {
    const path = this.#file
    // Opened for each piece: whoever moves the file away gets a new one.
    const file = openSync(path, 'a', 0o600)
    let full = false
    try {
      writeAll(file, text)
      full = fstatSync(file).size >= this.#rotation.bytes
    } finally {
      closeSync(file)
    }
    if (full) this.#rotate(path)
  }

  #rotate(path: string): void {
    const { files } = this.#rotation
    rmSync(`${path}.${files - 1}`, { force: true })
    for (let index = files - 2; index >= 0; index--) {
      const from = index === 0 ? path : `${path}.${index}`
      if (existsSync(from)) renameSync(from, `${path}.${index + 1}`)
    }
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

export const accessFile = 'access.log'

export const logsAccess = ({ accessLog }: Pick<Listening, 'accessLog'>): boolean => accessLog !== 'none'
