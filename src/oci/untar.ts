import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { UserError } from '../errors.ts'
import { diskError } from '../files.ts'
import { caseCollision, pathFault } from '../trees.ts'

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
      `${place}: entry ${JSON.stringify(name)}: ${reason}: refused, build the image again with model-actions`,
    )
  }
  const files: string[] = []
  let bytes = 0
  const reader = extract()
  const fed = pipeline(stream, reader)
  fed.catch(() => undefined)
  for await (const entry of reader) {
    const { name, type, size } = entry.header
    const path = type === 'directory' ? name.replace(/\/$/, '') : name
    const fault = pathFault(path)
    if (fault !== undefined) refuse(name, fault)
    if (type !== 'file' && type !== 'directory') refuse(name, `a ${type}, where only files and directories may be`)
    const inside = path.startsWith(`${below}/`)
    if (!inside && path !== below && !below.startsWith(`${path}/`)) refuse(name, `outside /${below}`)
    if (type === 'directory') {
      entry.resume()
      continue
    }
    if (!inside) refuse(name, `a file where the directory /${below} belongs`)
    const relative = path.slice(below.length + 1)
    if (files.includes(relative)) refuse(name, 'stands twice')
    bytes += size ?? 0
    if (bytes > options.limitBytes) refuse(name, `unpacks to more than ${options.limitBytes} bytes`)
    files.push(relative)
    const collision = caseCollision(files)
    if (collision !== undefined) refuse(name, `differs from ${collision[0]} only in case`)
    const target = join(into, relative)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(entry, createWriteStream(target, { flags: 'wx', mode: 0o444 })).catch((error: Error) => {
      const told = diskError(`${target}: cannot be written`, error)
      if (told instanceof UserError) throw told
      refuse(name, error.message)
    })
  }
  await fed
  return files
}
