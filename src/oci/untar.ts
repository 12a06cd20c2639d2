import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import { diskError } from '../files.ts'
import { folded, pathFault } from '../trees.ts'
import { readTar } from './tarReader.ts'

/** No model has so many; each costs the disk more than its bytes. */
const entryLimit = 10_000

/**
 * Unpacks one uncompressed layer below `into`. Only directories and regular files under `below` are taken; anything
 * else in it (links, devices, absolute or leaving paths, whiteouts, a file twice) is refused before it touches the disk.
 * @param place names the layer in errors
 * @returns the paths of the files, relative to `below`
 */
export async function unpackLayer(
  stream: AsyncIterable<Uint8Array>,
  options: { below: string; into: string; place: string; limitBytes: number },
): Promise<string[]> {
  const { below, into, place } = options
  const refuse = (name: string, reason: string): never => {
    throw new UserError(
      `${place}: entry ${JSON.stringify(name.slice(0, 300))}: ${reason}: refused, build the image again with model-actions`,
    )
  }
  const taken = new Taken()
  const files: string[] = []
  let bytes = 0
  let entries = 0
  for await (const { path, kind, sizeBytes, content } of readTar(stream, place)) {
    const fault = pathFault(path)
    if (fault !== undefined) refuse(path, fault)
    const inside = path.startsWith(`${below}/`)
    if (!inside && path !== below && !below.startsWith(`${path}/`)) refuse(path, `outside /${below}`)
    entries += 1
    if (entries > entryLimit) refuse(path, `one more than the ${entryLimit} entries that a layer may have`)
    if (kind === 'directory') continue
    if (!inside) refuse(path, `a file where the directory /${below} belongs`)
    const relative = path.slice(below.length + 1)
    bytes += sizeBytes
    if (bytes > options.limitBytes) refuse(path, `unpacks to more than ${options.limitBytes} bytes`)
    const collision = taken.add(relative)
    if (collision !== undefined) refuse(path, collision)
    files.push(relative)
    const target = join(into, relative)
    await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
      throw diskError(`${target}: cannot be written`, error)
    })
    await pipeline(content, createWriteStream(target, { flags: 'wx', mode: 0o444 })).catch((error: unknown) => {
      throw diskError(`${target}: cannot be written`, error)
    })
  }
  return files
}

/** What was unpacked so far, on a disk where case may not count. */
class Taken {
  /** By the folded name; the value is the name as it stands. */
  readonly #files = new Map<string, string>()
  readonly #directories = new Map<string, string>()

  /** Why there can be no such file beside what is there; undefined where it was taken in. */
  add(path: string): string | undefined {
    const name = folded(path)
    const other = this.#files.get(name)
    if (other === path) return 'stands twice'
    if (other !== undefined) return `differs from ${other} only in case`
    if (this.#directories.has(name)) return 'a file where other entries have a directory'
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const parent = path.slice(0, at)
      if (this.#files.has(folded(parent))) return `below ${JSON.stringify(parent)}, which is a file`
      const same = this.#directories.get(folded(parent))
      if (same !== undefined && same !== parent) return `its directory differs from ${same} only in case`
      this.#directories.set(folded(parent), parent)
    }
    this.#files.set(name, path)
    return undefined
  }
}
