import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { readRegular } from '../files.ts'
import { longestAskedChars } from '../gateway/agent/protocol.ts'
import type { Examples } from '../monitor/examples.ts'
import { type ImageFacts, imageFacts } from '../monitor/imageFacts.ts'
import type { Asked, Example } from '../monitor/types.ts'
import { resolveInside } from '../spec/paths.ts'

/** Each is held in memory until it was asked; fewer than of texts, as each costs what serves more. */
export const mostImages = 500
/** In base64 four characters for each three; a request is a few words more. */
const mostAskedBytes = ((longestAskedChars - 1_000) / 4) * 3
/** For people. */
export const mostAskedKb = Math.floor(mostAskedBytes / 1_000)
/** As training reads them. */
const mostFileBytes = 64 << 20

/** What is too large to be asked is left out on both sides, and counted. */
export type Images = Examples & { tooLarge: number }

/** @param listed whose texts are paths, relative to the file that lists them @throws UserError that names an image that is none */
export async function readImages(listed: Examples<Example>, file: string): Promise<Images> {
  const directory = await realpath(dirname(resolve(file)))
  const place = { file }
  const read: Asked[] = []
  for (const { text: path, label } of listed.examples) {
    const found = await resolveInside({ directory, root: directory }, path, place)
    const bytes = await readRegular(found, mostFileBytes).catch((error: NodeJS.ErrnoException) => {
      if (error.code === undefined) throw error
      throw notRead(path, error.code, file)
    })
    const asked = imageAsked(bytes, (because) => notRead(path, because, file))
    if (asked !== undefined) read.push(label === undefined ? asked : { ...asked, label })
  }
  return { examples: read, lines: listed.lines, tooLarge: listed.examples.length - read.length }
}

/** Undefined where it is too large. @throws what `refused` makes of why it is no image that can be looked at */
export function imageAsked(bytes: Buffer, refused: (because: string) => Error): Asked | undefined {
  const image = factsOf(bytes, refused)
  // A copy, as bytes may be a part of something that is larger.
  return bytes.length > mostAskedBytes ? undefined : { text: '', image, data: Buffer.from(bytes) }
}

function factsOf(bytes: Buffer, refused: (because: string) => Error): ImageFacts {
  try {
    return imageFacts(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw refused(error.message)
  }
}

const notRead = (path: string, because: string, file: string): UserError =>
  new UserError(
    `the image ${JSON.stringify(path.slice(0, 300))} cannot be read: ${because}: put another one there, or remove the line`,
    { place: { file }, exit: 'data' },
  )
