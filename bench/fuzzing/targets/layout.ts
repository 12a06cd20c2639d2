import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { digestBytes, hexOf } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { dockerArchive } from '../../../src/oci/dockerArchive.ts'
import { extractModel } from '../../../src/oci/extract.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { releases } from '../../../src/oci/releases.ts'
import type { FuzzTarget } from '../types.ts'

/*
 * A layout made of the input: parts between record separators, each `NAME=CONTENT`, or a pipe or link where NAME begins with
 * `|` or `>`. A part without a name becomes a blob under its own digest; `{0}` in a later part is the digest of the first
 * one, `{0#}` its size. So a changed manifest is still found, and gets as far as a real one.
 */
const separator = '\x1e'
const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const victim = join(directory, 'victim')
const into = join(directory, 'into')
const layout = join(directory, 'layout')

const json = (value: unknown): string => JSON.stringify(value)
const ref = (part: number, mediaType: string, more: object = {}): string =>
  json({ mediaType, digest: `{${part}}`, size: 0, ...more }).replace('"size":0', `"size":{${part}#}`)
const type = (name: string): string => `application/vnd.oci.image.${name}`

const parts = [
  `=${json({ architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [] } })}`,
  '=a layer',
  `={"schemaVersion":2,"config":${ref(0, type('config.v1+json'))},"layers":[${ref(1, type('layer.v1.tar'), { annotations: { 'model-actions.layer': 'model', 'org.cncf.model.filepath': 'models/m/' } })}]}`,
  `={"schemaVersion":2,"manifests":[${ref(2, type('manifest.v1+json'), { platform: { os: 'linux', architecture: 'amd64' } })}]}`,
  `={"schemaVersion":2,"config":${ref(0, 'application/x')},"layers":[],"subject":${ref(3, type('index.v1+json'))}}`,
  `index.json={"schemaVersion":2,"manifests":[${ref(3, type('index.v1+json'), { annotations: { 'org.opencontainers.image.ref.name': '1.0.0' } })},${ref(4, type('manifest.v1+json'))}]}`,
  'oci-layout={"imageLayoutVersion":"1.0.0"}',
]

function write(input: Uint8Array): void {
  const written: { digest: string; size: number }[] = []
  for (const part of Buffer.from(input).toString('latin1').split(separator).slice(0, 32)) {
    const [, kind = '', name = '', raw = ''] = /^([|>]?)([^=]*)=?(.*)$/s.exec(part) ?? []
    const content = Buffer.from(
      raw.replaceAll(/\{(\d)(#?)\}/g, (text, at: string, size: string) => {
        const found = written[Number(at)]
        return found === undefined ? text : size === '' ? found.digest : String(found.size)
      }),
      'latin1',
    )
    const digest = digestBytes(content)
    written.push({ digest, size: content.length })
    const named = name.split('/').filter((step) => /^[\w.-]{1,80}$/.test(step) && step !== '..' && step !== '.')
    // Where the layout itself lies is not the attacker's: its path is resolved before it is opened.
    if (name !== '' && named.length === 0) continue
    const path = join(layout, name === '' ? `blobs/sha256/${hexOf(digest)}` : named.join('/'))
    try {
      mkdirSync(dirname(path), { recursive: true })
      if (kind === '|') execFileSync('mkfifo', [path], { stdio: 'ignore' })
      else if (kind === '>') symlinkSync(content.includes('zero') ? '/dev/zero' : victim, path)
      else writeFileSync(path, content, { flag: 'wx' })
    } catch {
      // Two parts under one name; the first one stays.
    }
  }
}

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from(parts.join(separator), 'latin1'),
    Buffer.from([...parts.slice(0, 5), '>.incoming=', ...parts.slice(5)].join(separator), 'latin1'),
  ],
  words: [
    separator,
    `${separator}>`,
    `${separator}|`,
    `${separator}>index.json=zero`,
    `${separator}|oci-layout=`,
    `${separator}>blobs=`,
    '{0}',
    '{2}',
    '{3}',
    '{3#}',
    'null',
    '[]',
    '"manifests"',
    '"subject"',
    '[[[[',
  ],
  async run(input) {
    for (const path of [victim, into, layout]) rmSync(path, { recursive: true, force: true })
    mkdirSync(victim)
    writeFileSync(join(victim, 'precious'), 'x')
    write(input)
    // The input may have put something there itself, through a link of its own.
    const listed = () => readdirSync(victim, { recursive: true }).sort().join()
    const before = listed()
    const refusals: UserError[] = []
    const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        refusals.push(error)
        return undefined
      }
    }
    const store = await attempt(() => openLayout(layout, { create: false }))
    if (store !== undefined) {
      const found = await attempt(() => releases(store))
      for (const { digest } of (found ?? []).slice(0, 3)) {
        await attempt(() => store.referrers(digest))
        await attempt(async () => readAll(await dockerArchive({ store, digest, tags: ['a:b'] })))
        await attempt(() => extractModel({ store, digest, into }))
      }
      await attempt(() => store.write(blobOf(Buffer.from('x')), 'x/y'))
      await attempt(() =>
        store.putManifest(Buffer.from('{"schemaVersion":2,"manifests":[]}'), type('index.v1+json'), 'new'),
      )
    }
    if (listed() !== before) throw new Error(`the victim held ${before}, and now ${listed()}`)
    if (store === undefined && refusals[0] !== undefined) throw refusals[0]
  },
  grown: async (count) => {
    const entries = Array.from({ length: count }, (_, at) =>
      ref(3, type('index.v1+json'), {
        annotations: { 'org.opencontainers.image.ref.name': at % 4 === 0 ? `0.0.${at}` : `t${at}` },
      }),
    )
    return Buffer.from(
      [...parts.slice(0, 5), `index.json={"schemaVersion":2,"manifests":[${entries.join()}]}`, parts[6]].join(
        separator,
      ),
      'latin1',
    )
  },
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
