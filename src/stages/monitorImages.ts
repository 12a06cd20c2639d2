import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { digestBytes, digestJson } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readRegular } from '../files.ts'
import { longestAskedChars } from '../gateway/agent/protocol.ts'
import type { Examples, NamedImage } from '../monitor/examples.ts'
import { imageFacts } from '../monitor/imageFacts.ts'
import type { AskedImage, ImageExample } from '../monitor/types.ts'
import { resolveInside } from '../spec/paths.ts'
import type { Inputs } from './monitorInputs.ts'

/** Fewer than of texts, as each costs what serves more. */
export const mostImages = 500
/** In base64 four characters for each three; a request is a few words more. */
const mostAskedBytes = ((longestAskedChars - 1_000) / 4) * 3
/** For people. */
export const mostAskedKb = Math.floor(mostAskedBytes / 1_000)
/** As training reads them. */
const mostFileBytes = 64 << 20

export const isTooLarge = ({ length }: Buffer): boolean => length > mostAskedBytes

/** @throws what `refused` makes of why it is no image that can be looked at */
export function imageExample(bytes: Buffer, refused: (because: string) => Error): ImageExample {
  try {
    return { kind: 'image', image: imageFacts(bytes), digest: digestBytes(bytes) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw refused(error.message)
  }
}

/**
 * Looks at each file once before any is asked, and reads it again when it is its turn: a side of a look can be hundreds of
 * megabytes, and who serves has other uses for them.
 * @param listed with paths relative to the file that lists them @throws UserError that names an image that is none
 */
export async function imageInputs(listed: Examples<NamedImage>, file: string): Promise<Inputs> {
  const directory = await realpath(dirname(resolve(file)))
  const read = async (path: string): Promise<Buffer> => {
    const found = await resolveInside({ directory, root: directory }, path, { file })
    return readRegular(found, mostFileBytes).catch((error: NodeJS.ErrnoException) => {
      if (error.code === undefined) throw error
      throw notRead(path, error.code, file)
    })
  }
  const looked: { path: string; example: ImageExample; tooLarge: boolean }[] = []
  for (const { path, label } of listed.examples) {
    const bytes = await read(path)
    const found = imageExample(bytes, (because) => notRead(path, because, file))
    const example = label === undefined ? found : { ...found, label }
    looked.push({ path, example, tooLarge: isTooLarge(bytes) })
  }
  const asked = looked.filter(({ tooLarge }) => !tooLarge)
  return {
    // Other images under the same names are others, and the same under other names are not.
    digest: digestJson(looked.map(({ example: { digest, label } }) => ({ digest, label }))),
    lines: listed.lines,
    drawn: looked.length,
    tooLarge: looked.length - asked.length,
    async *examples(): AsyncGenerator<AskedImage> {
      for (const { path, example } of asked) {
        const data = await read(path)
        if (digestBytes(data) !== example.digest)
          throw new UserError(
            `the image ${quoted(path)} was changed while it was looked at: look again once nobody writes there`,
            { place: { file }, exit: 'data' },
          )
        yield { ...example, data }
      }
    },
  }
}

const quoted = (path: string): string => JSON.stringify(path.slice(0, 300))

const notRead = (path: string, because: string, file: string): UserError =>
  new UserError(`the image ${quoted(path)} cannot be read: ${because}: put another one there, or remove the line`, {
    place: { file },
    exit: 'data',
  })
