import { parseImageConfig } from '../../../src/oci/imageConfig.ts'
import { mediaTypeOf, parseDocument, referrerDescriptor, subjectOf } from '../../../src/oci/mediaTypes.ts'
import { servingLabels, servingOfImage } from '../../../src/oci/serving.ts'
import type { FuzzTarget } from '../types.ts'

const digest = `sha256:${'a'.repeat(64)}` as const
const descriptor = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 2 }
const serving = {
  port: 8080,
  readyPath: '/v2/health/ready',
  protocol: 'open-inference-v2',
  maxLength: 16,
  maxBatch: 8,
  engine: 'pytorch',
} as const
const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))

/** Both kinds of documents that a registry answers with, and what a manifest leads to. */
export const target: FuzzTarget = {
  seeds: async () => [
    json({
      architecture: 'amd64',
      os: 'linux',
      config: { Env: ['PATH=/usr/bin'], Labels: servingLabels(serving) },
      rootfs: { type: 'layers', diff_ids: [digest] },
      history: [{ created_by: 'x' }],
    }),
    json({ schemaVersion: 2, config: descriptor, layers: [descriptor], subject: descriptor, annotations: { a: 'b' } }),
    json({ schemaVersion: 2, manifests: [{ ...descriptor, platform: { os: 'linux', architecture: 'amd64' } }] }),
  ],
  words: [
    'null',
    '[]',
    '{}',
    '[[[[',
    '{"a":',
    '"__proto__"',
    '"constructor"',
    '"config"',
    '"manifests"',
    '1e999',
    '-1',
    '"\\u0000"',
    '\\ud800',
  ],
  async run(input) {
    const answers = [
      () => JSON.stringify(parseImageConfig(input, 'config')),
      () => servingOfImage(parseImageConfig(input, 'config'), 'config'),
      () => mediaTypeOf(input, 'manifest'),
      () => {
        const document = parseDocument(input, 'manifest')
        return [subjectOf(document), JSON.stringify(referrerDescriptor(descriptor, document))]
      },
    ]
    // Each is asked, whatever the one before it said.
    const refusals: unknown[] = []
    for (const answer of answers) {
      try {
        answer()
      } catch (error) {
        refusals.push(error)
      }
    }
    for (const refusal of refusals) if ((refusal as Error).name !== 'UserError') throw refusal
    if (refusals.length === answers.length) throw refusals[0]
  },
  grown: async (count) =>
    json({
      schemaVersion: 2,
      manifests: Array.from({ length: count }, () => descriptor),
      annotations: Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v'])),
    }),
}
