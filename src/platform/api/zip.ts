import type { Entry, ZipFile } from 'yauzl'

/* One file out of an archive that a stranger made, in memory: no path of it is ever written. */

export type ZipLimits = { fileBytes: number; entries: number }

/**
 * The content of the one file of this name. What it says of its own size is not believed, and nothing else is unpacked.
 * @throws Error in words that a person can act on
 */
export async function readOneOfZip(zip: Buffer, name: string, limits: ZipLimits): Promise<Buffer> {
  const { fromBuffer } = await import('yauzl')
  const archive = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, opened) =>
      error === null ? resolve(opened) : reject(new Error(`no zip archive (${error.message})`)),
    )
  })
  if (archive.entryCount > limits.entries)
    throw new Error(`${archive.entryCount} files where ${limits.entries} at the most are expected`)
  const entry = await onlyEntry(archive, name, limits)
  if (entry.uncompressedSize > limits.fileBytes)
    throw new Error(`${name} has ${entry.uncompressedSize} bytes where ${limits.fileBytes} are read at the most`)
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)))
  })
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of stream) {
    const read = piece as Buffer
    bytes += read.length
    if (bytes > limits.fileBytes) throw new Error(`${name} is larger than it says`)
    pieces.push(read)
  }
  return Buffer.concat(pieces)
}

/** Two files of one name would be two answers to what was meant. */
function onlyEntry(archive: ZipFile, name: string, limits: ZipLimits): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const found: Entry[] = []
    let seen = 0
    archive.on('error', reject)
    archive.on('entry', (entry) => {
      seen += 1
      if (seen > limits.entries) return reject(new Error(`more than ${limits.entries} files`))
      if (entry.fileName === name) found.push(entry)
      archive.readEntry()
    })
    archive.on('end', () => {
      const [only, second] = found
      if (only === undefined) reject(new Error(`it has no ${name}`))
      else if (second !== undefined) reject(new Error(`it has ${name} twice`))
      else if (only.isEncrypted()) reject(new Error(`${name} is encrypted`))
      else resolve(only)
    })
    archive.readEntry()
  })
}
