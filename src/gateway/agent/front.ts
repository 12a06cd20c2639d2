import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { readIfPresent, writeWhole } from '../../files.ts'
import { type Check, optional, shape, text } from '../checked.ts'
import { type Fallback, fallbackFile, isFallbackFile, nameOfFallback } from '../fallback.ts'
import {
  type Front,
  type FrontContent,
  type FrontFiles,
  type Listening,
  readFront,
  type TlsFiles,
  type Token,
} from '../front.ts'

/*
 * The files of the front, as the agent has them. Where they come from is written by whoever deploys, into `front.json`; they
 * are looked at every few seconds, as a certificate is renewed by a program that tells nobody. What was good last is kept
 * in the state directory: HAProxy reads it there, and an agent that starts again when the files are gone, or half
 * written, serves by it.
 */

export const frontFile = 'front.json'
export const keptPem = 'front.pem'
export const keptClientCa = 'client-ca.pem'
export const keptTokens = 'tokens.map'

/** What is carried into the volume of a gateway in a container, which sees no file of the host. */
export const given = (name: 'certificate' | 'key' | 'client-ca' | 'tokens'): string => `${givenBegin}${name}`
export const givenBegin = 'given-'

const lookEveryMs = 5_000

const path = text(/^\/[^\0]{0,3000}$/, 'an absolute path')

const filesOf: Check<FrontFiles> = shape<FrontFiles>({
  tls: optional(shape<TlsFiles>({ certificate: path, key: path, clientCa: optional(path) })),
  tokens: optional(path),
})

/** What `front.json` says. @throws where it is damaged */
export const frontFilesIn = (said: string): FrontFiles => filesOf(JSON.parse(said), '')

export async function writeFrontFiles(stateDir: string, front: Front): Promise<void> {
  for (const [name, content] of Object.entries(frontContents(front, front.fallback)))
    await writeWhole(join(stateDir, name), content, { mode: 0o600 })
}

/** What is written for an agent, by the name of the file. @param files as it sees them */
export const frontContents = (
  { tls, tokens }: FrontFiles,
  fallback: Fallback | undefined,
): Record<string, string | Uint8Array> => ({
  ...(fallback === undefined ? {} : { [fallbackFile(nameOfFallback(fallback))]: fallback.body }),
  [frontFile]: `${JSON.stringify({ tls, tokens })}\n`,
})

export const tokenLines = (tokens: readonly Token[]): string[] => tokens.map(({ sha256, name }) => `${sha256} ${name}`)

export class FrontKeeper {
  readonly #stateDir: string
  readonly #listening: Listening
  readonly #log: (line: string) => void
  #content: FrontContent = {}
  /** What is wrong with the files now, said once. */
  #wrong = ''
  #timer: NodeJS.Timeout | undefined

  constructor(options: { stateDir: string; listening: Listening; log: (line: string) => void }) {
    this.#stateDir = options.stateDir
    this.#listening = options.listening
    this.#log = options.log
  }

  get content(): FrontContent {
    return this.#content
  }

  /** What to serve by. @throws UserError where neither the files nor what was kept of them can be used */
  async open(): Promise<FrontContent> {
    if (this.#listening.tls === 'none' && !this.#listening.tokens) return this.#content
    try {
      this.#content = await this.#read()
    } catch (error) {
      this.#content = await this.#kept(error)
      this.#log(`${(error as Error).message}; the gateway serves by what it kept`)
    }
    await this.#keep(this.#content)
    return this.#content
  }

  /** Once we serve: a gateway that hands over to us, and would go on if we did not come up, may have kept more than we need. */
  async forget(): Promise<void> {
    const { tls, tokens } = this.#listening
    const needed: Record<string, boolean> = {
      [keptPem]: tls !== 'none',
      [given('certificate')]: tls !== 'none',
      [given('key')]: tls !== 'none',
      [keptClientCa]: tls === 'mutual',
      [given('client-ca')]: tls === 'mutual',
      [keptTokens]: tokens,
      [given('tokens')]: tokens,
    }
    const own = this.#listening.fallback && fallbackFile(this.#listening.fallback)
    for (const name of await readdir(this.#stateDir)) if (isFallbackFile(name)) needed[name] = name === own
    for (const [name, is] of Object.entries(needed)) if (!is) await rm(join(this.#stateDir, name), { force: true })
  }

  /** Takes what the files say now. @throws UserError where they cannot be used: all stays as it is */
  async refresh(apply: (content: FrontContent) => Promise<void>): Promise<void> {
    if (this.#listening.tls === 'none' && !this.#listening.tokens) return
    const found = await this.#read()
    if (JSON.stringify(found) === JSON.stringify(this.#content)) return
    // On disk first: a proxy that starts again meanwhile starts with it.
    await this.#keep(found)
    await apply(found)
    this.#content = found
    const until = found.tls === undefined ? '' : `; the certificate is valid until ${found.tls.expiresAt}`
    this.#log(`the files of the gateway's front have changed, and are used${until}`)
  }

  /** Another one was to take over, and may have kept what it needed, and nothing else. */
  async goOn(apply: (content: FrontContent) => Promise<void>): Promise<void> {
    await this.#keep(this.#content)
    this.watch(apply)
  }

  watch(apply: (content: FrontContent) => Promise<void>): void {
    this.#timer = setInterval(() => {
      this.refresh(apply).then(
        () => {
          this.#wrong = ''
        },
        (error: Error) => {
          if (this.#wrong !== error.message) this.#log(`${error.message}; the gateway serves by what it had`)
          this.#wrong = error.message
        },
      )
    }, lookEveryMs)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #read(): Promise<FrontContent> {
    const told = await readIfPresent(join(this.#stateDir, frontFile))
    if (told === undefined) throw new UserError(`${join(this.#stateDir, frontFile)} is missing: deploy again`)
    return this.#asMade(await readFront(frontFilesIn(told.toString('utf8')), { expired: 'taken' }))
  }

  #asMade(content: FrontContent): FrontContent {
    const { tls, tokens } = this.#listening
    const has = content.tls === undefined ? 'none' : content.tls.clientCa === undefined ? 'server' : 'mutual'
    if (has !== tls || (content.tokens !== undefined) !== tokens)
      throw new UserError(`${join(this.#stateDir, frontFile)} is of a gateway of another kind: deploy again`)
    return content
  }

  async #keep({ tls, tokens }: FrontContent): Promise<void> {
    const files = [
      [keptPem, tls?.pem],
      [keptClientCa, tls?.clientCa],
      [
        keptTokens,
        tokens &&
          tokenLines(tokens)
            .map((line) => `${line}\n`)
            .join(''),
      ],
    ] as const
    for (const [name, content] of files)
      if (content !== undefined) await writeWhole(join(this.#stateDir, name), content, { mode: 0o600 })
  }

  async #kept(cause: unknown): Promise<FrontContent> {
    const at = (name: string): string => join(this.#stateDir, name)
    const { tls, tokens } = this.#listening
    try {
      const clientCa = tls === 'mutual' ? { clientCa: at(keptClientCa) } : {}
      const files =
        tls === 'none' ? {} : { tls: { certificate: at(keptPem), key: at(keptPem), ...clientCa } satisfies TlsFiles }
      const content = await readFront(files, { expired: 'taken' })
      return tokens ? { ...content, tokens: tokensIn(await readIfPresent(at(keptTokens))) } : content
    } catch {
      throw cause
    }
  }
}

function tokensIn(map: Buffer | undefined): Token[] {
  const found = [...(map?.toString('utf8') ?? '').matchAll(/^([0-9A-F]{64}) (\S+)$/gm)]
  if (found.length === 0) throw new Error('no token was kept')
  return found.map(([, sha256 = '', name = '']) => ({ sha256, name }))
}
