import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { servingOf } from '../model/manifest.ts'
import type { ModelManifest } from '../model/types.ts'
import { describeIssue, parseJson } from './mediaTypes.ts'
import { servingLabels } from './serving.ts'
import { owner } from './tar.ts'

const schema = z.looseObject({
  architecture: z.string(),
  os: z.string(),
  variant: z.string().optional(),
  config: z
    .looseObject({ Env: z.array(z.string()).nullish(), Labels: z.record(z.string(), z.string()).nullish() })
    .nullish(),
  rootfs: z.object({
    type: z.literal('layers'),
    diff_ids: z
      .array(z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'not a sha256 digest'))
      .nullish(),
  }),
  history: z.array(z.looseObject({})).nullish(),
})

/** What image-spec's config.md calls an image configuration; keys that we do not use are carried over from a base. */
export type ImageConfig = z.infer<typeof schema>

export function parseImageConfig(bytes: Uint8Array, place: string): ImageConfig {
  const parsed = schema.safeParse(parseJson(bytes, place))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UserError(`${place}: not an image configuration (${describeIssue(issue)}): give a container image`)
}

/** The configuration of a model image: what the base says, our way of serving, and the layers that we add. Pure. */
export function modelImageConfig(options: {
  base: ImageConfig | undefined
  platform: { os: string; architecture: string; variant?: string }
  model: ModelManifest
  labels: Readonly<Record<string, string>>
  created: Date
  layers: readonly { digest: Digest; comment: string }[]
}): Record<string, unknown> {
  const { base, platform, model, layers } = options
  const created = options.created.toISOString()
  const inherited = base?.config ?? {}
  const env = (inherited.Env ?? []).filter((entry) => !entry.startsWith('PYTHONPATH='))
  return {
    created,
    architecture: platform.architecture,
    os: platform.os,
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
    config: {
      ...inherited,
      User: `${owner}:${owner}`,
      ExposedPorts: { [`${model.serving.port}/tcp`]: {} },
      Env: [...env, 'PYTHONPATH=/opt/model-actions'],
      Entrypoint: ['python3', '-m', 'model_runtime', 'serve'],
      Cmd: [
        '--model',
        `/models/${model.name}`,
        '--name',
        model.name,
        '--version',
        model.version,
        '--host',
        '0.0.0.0',
        '--port',
        String(model.serving.port),
      ],
      Labels: sorted({ ...inherited.Labels, ...options.labels, ...servingLabels(servingOf(model)) }),
    },
    rootfs: { type: 'layers', diff_ids: [...(base?.rootfs.diff_ids ?? []), ...layers.map((layer) => layer.digest)] },
    history: [
      ...(base?.history ?? []),
      ...layers.map((layer) => ({ created, created_by: 'model-actions', comment: layer.comment })),
    ],
  }
}

export const sorted = (record: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
