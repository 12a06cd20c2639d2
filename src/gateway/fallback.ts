import { join } from 'node:path'
import { digestBytes, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readRegular } from '../files.ts'

/*
 * What clients get where no version answers. It is read once, by whoever deploys: its content is a part of what a gateway is
 * started as, and another one is taken over by a hand-over. A gateway keeps it in a file that is named by its content, so that
 * the one that is replaced and the one that comes never read each other's.
 */

export type Fallback = { status: number; contentType: string; body: Uint8Array }

/** Which one it is, as a gateway is told. */
export type FallbackName = { status: number; contentType: string; sha256: string }

/** It stands in HAProxy's buffer beside the head. */
export const longestFallbackBytes = 32 * 1024

export const nameOfFallback = ({ status, contentType, body }: Fallback): FallbackName => ({
  status,
  contentType,
  sha256: hexOf(digestBytes(body)),
})

/** Below the gateway's directory. */
export const fallbackFile = ({ sha256 }: Pick<FallbackName, 'sha256'>): string => `fallback-${sha256}`
export const isFallbackFile = (name: string): boolean => /^fallback-[0-9a-f]{64}$/.test(name)

/** As model.yml says it. @param specFile for what is wrong with it */
export async function readFallback(
  file: string,
  { specFile, ...said }: Omit<Fallback, 'body'> & { specFile: string },
): Promise<Fallback> {
  const refused = (why: string, cause?: unknown): UserError =>
    new UserError(`${file}: ${why}`, {
      exit: 'preflight',
      place: { file: specFile, key: 'deploy.fallback.file' },
      cause,
    })
  const body = await readRegular(file, longestFallbackBytes).catch((cause: NodeJS.ErrnoException) => {
    if (cause instanceof UserError)
      throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause)
    if (cause.code === 'ENOENT') throw refused('is not there: write the answer into it, or name another file', cause)
    throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause)
  })
  if (body.length === 0) throw refused('is empty: write the answer into it')
  return { ...said, body }
}

/** The one that a gateway keeps. @throws where it is gone, or is another one */
export async function keptFallback(stateDir: string, name: FallbackName): Promise<Fallback> {
  const body = await readRegular(join(stateDir, fallbackFile(name)), longestFallbackBytes)
  if (hexOf(digestBytes(body)) !== name.sha256) throw new Error(`${fallbackFile(name)} is damaged`)
  return { status: name.status, contentType: name.contentType, body }
}
