import { manifestBytes, parseManifest } from '../../../src/model/manifest.ts'
import { repairedJson } from '../edits.ts'
import type { FuzzTarget } from '../types.ts'

const digest = `sha256:${'0'.repeat(64)}`
const manifest = (files: readonly string[]) => ({
  schema: 1,
  name: 'intents',
  version: '1.0.0',
  task: 'text-classification',
  format: 'adapter',
  engine: 'pytorch',
  precision: 'fp32',
  labels: ['a', 'b'],
  maxLength: 128,
  maxBatch: 8,
  base: digest,
  machine: { cpu: { model: 'x', flags: ['avx2'] }, gpus: [], identity: { python: '3.11' } },
  serving: { port: 8080, readyPath: '/v2/models/intents/versions/1.0.0/ready', protocol: 'open-inference-v2' },
  files: files.map((path) => ({ path, sizeBytes: 1, digest })),
  lineage: [{ stage: 'finetune', key: digest, inputs: { dataset: digest } }],
})
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

const valid = bytes(manifest(['config.json', 'model.safetensors']))

export const target: FuzzTarget = {
  seeds: async () => [valid],
  words: ['"../a"', '"a/b"', '"__proto__"', 'null', '[]', '{}', '1e999', '-1', '\\u0000', '\\ud800', digest, '[[[['],
  repaired(input) {
    const found = repairedJson(input, valid)
    if (typeof found !== 'object' || found === null) return bytes(found ?? null)
    // What hangs together hangs together again: each of the rest has a check of its own.
    const { name, version, files, format, base: _, ...rest } = found as ReturnType<typeof manifest>
    const readyPath = `/v2/models/${name}/versions/${version}/ready`
    return bytes({
      ...rest,
      ...{ name, version, format },
      files: Array.isArray(files) ? [...files].sort((a, b) => (`${a?.path}` < `${b?.path}` ? -1 : 1)) : files,
      serving: { ...rest.serving, readyPath },
      ...(format === 'adapter' ? { base: digest } : {}),
    })
  },
  async run(input) {
    const read = parseManifest(Buffer.from(input).toString('utf8'), 'model.json')
    // What was read is written and read again as the same, so that its digest says all of it.
    const again = parseManifest(manifestBytes(read).toString('utf8'), 'model.json')
    if (!manifestBytes(again).equals(manifestBytes(read))) throw new Error('it is another one when it is read again')
    if (read.files.some(({ path }) => /^\/|(?:^|\/)\.\.(?:\/|$)|[\0\\]/.test(path))) throw new Error('a path leaves')
  },
  grown: async (count) =>
    bytes(manifest(Array.from({ length: count }, (_, at) => `f${String(at).padStart(9, '0')}`))).subarray(0),
}
