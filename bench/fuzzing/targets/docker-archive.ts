import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestBytes } from '../../../src/digest.ts'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { fromDockerArchive } from '../../../src/oci/dockerArchive.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { tarStream } from '../../../src/oci/tar.ts'
import { repairedTar } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))

const archive = (files: Record<string, string>): Promise<Uint8Array> =>
  readAll(
    tarStream(
      Object.entries(files).map(([path, text]) => {
        const bytes = Buffer.from(text)
        return { path, kind: 'file' as const, sizeBytes: bytes.length, content: () => [bytes] }
      }),
    ).stream,
  )

const layer = 'a layer '.repeat(100)
const config = (layers: string[]): string =>
  JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map((text) => digestBytes(text)) },
  })
const image = (layers: string[], names: string[]): Record<string, string> => ({
  'manifest.json': JSON.stringify([{ Config: 'config.json', Layers: names, RepoTags: ['a:b'] }]),
  'config.json': config(layers),
})

export const target: FuzzTarget = {
  seeds: async () => [
    await archive({ ...image([layer], ['l/layer.tar']), 'l/layer.tar': layer }),
    await archive({
      'l/layer.tar': layer,
      ...image([layer, layer], ['l/layer.tar', 'l/layer.tar']),
      repositories: '{"a":{}}',
    }),
  ],
  words: [
    'ustar\0',
    '00',
    '1',
    '2',
    '../',
    'L',
    'x',
    '"Layers"',
    '"Config"',
    '"diff_ids"',
    'manifest.json',
    'null',
    '[[[[',
    '{',
    '\x1f\x8b',
  ],
  repaired: repairedTar,
  async run(input) {
    const into = join(directory, 'layout')
    rmSync(into, { recursive: true, force: true })
    await fromDockerArchive(blobOf(input), await openLayout(into, { create: true }))
    if (readdirSync(directory).join() !== 'layout') throw new Error('something was written beside the layout')
  },
  grown: async (count) => {
    const names = Array.from({ length: count }, (_, at) => `l${at}`)
    return archive({ ...image([], []), ...Object.fromEntries(names.map((name) => [name, '{}'])) })
  },
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
