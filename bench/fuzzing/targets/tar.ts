import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { type TarEntry, tarStream, withDirectories } from '../../../src/oci/tar.ts'
import { unpackLayer } from '../../../src/oci/untar.ts'
import { repairedTar } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const below = 'models/m'

const file = (path: string, content = ''): TarEntry => ({
  path: `${below}/${path}`,
  kind: 'file',
  sizeBytes: content.length,
  content: () => [Buffer.from(content)],
})
const archive = (entries: TarEntry[]): Promise<Uint8Array> => readAll(tarStream(withDirectories(entries, '')).stream)

export const target: FuzzTarget = {
  seeds: async () => [
    await archive([file('config.json', '{}'), file('weights/model.safetensors', 'x'.repeat(700))]),
    await archive([file(`${'d'.repeat(120)}/größe`, 'x'), file('empty')]),
  ],
  words: [
    'ustar\0',
    '00',
    '././@PaxHeader',
    '20 path=../../x\n',
    '15 size=999\n',
    '../',
    '/',
    'models/m/',
    '0000644\0',
    '1',
    '2',
    'x',
    'L',
  ],
  repaired: repairedTar,
  async run(input) {
    const into = join(directory, 'in', 'to')
    rmSync(join(directory, 'in'), { recursive: true, force: true })
    mkdirSync(into, { recursive: true })
    const refused = await unpackLayer(blobOf(input), { below, into, place: 'layer', limitBytes: 1 << 20 }).then(
      () => undefined,
      (error: unknown) => error,
    )
    const beside = [...readdirSync(directory), ...readdirSync(join(directory, 'in'))]
    const strange = readdirSync(into, { withFileTypes: true, recursive: true }).find(
      (entry) => !entry.isFile() && !entry.isDirectory(),
    )
    if (beside.join() !== 'in,to' || strange !== undefined)
      throw new Error(`something was written that may not be: ${beside.join()} ${strange?.name ?? ''}`)
    if (refused !== undefined) throw refused
  },
  // Every sixteenth is a file: those cost the disk time, which is not what is measured.
  grown: (count) =>
    archive(
      Array.from({ length: count }, (_, at) =>
        at % 16 === 0 ? file(`f${at}`) : { path: `${below}/d${at}`, kind: 'directory' },
      ),
    ),
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
