import semver from 'semver'
import { z } from 'zod'

/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/
const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
export const duration = z
  .string()
  .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
  .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.' })

/** Milliseconds of a text that `duration` accepts; NaN for any other. */
export function durationMs(text: string): number {
  const [, amount = '', unit = ''] = durationPattern.exec(text) ?? []
  return Number(amount) * (unitMs[unit] ?? Number.NaN)
}

const positiveInt = z.int().min(1)
const share = z.number().gt(0).lt(1)

/** A path below the directory of model.yml; what leaves it is refused when it is resolved. */
const path = z.string().min(1)

const data = z
  .strictObject({
    train: path.meta({ description: 'Training examples: a JSONL or CSV file.' }),
    test: path
      .optional()
      .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
    split: z
      .strictObject({
        test: share.default(0.2).meta({ description: 'Share of the examples that become test examples.' }),
        stratify: z.string().optional().meta({ description: 'Column whose shares both splits keep.' }),
        group: z
          .string()
          .optional()
          .meta({ description: 'Column whose values never stand on both sides, such as the customer.' }),
      })
      .optional()
      .meta({
        description: 'Takes the test examples out of `train`. Neither `test` nor `split` means `split: {test: 0.2}`.',
      }),
    text: z.string().default('text').meta({ description: 'Column with the text.' }),
    image: z.string().default('image').meta({ description: 'Column with the path of the image file.' }),
    label: z.string().default('label').meta({ description: 'Column with the class.' }),
    'max-length': positiveInt.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
    sample: z.number().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: z.int().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
  })
  .superRefine((value, context) => {
    const { test, split, label, text, image } = value
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (test !== undefined && split !== undefined)
      refuse(
        ['split'],
        'test and split are both given: the test examples come from a file of their own or out of train',
      )
    if (split?.group !== undefined && split.group === split.stratify)
      refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`)
    if (split?.group === label)
      refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only')
    if (split?.stratify !== undefined && (split.stratify === text || split.stratify === image))
      refuse(
        ['split', 'stratify'],
        'the input cannot be stratified by: name the label or another column with few values',
      )
  })
  .overwrite((value) =>
    value.test === undefined && value.split === undefined ? { ...value, split: { test: 0.2 } } : value,
  )

const finetune = z.strictObject({
  method: z
    .enum(['full', 'lora'])
    .default('full')
    .meta({ description: 'full trains every weight; lora trains small adapters and merges them into the model.' }),
  epochs: z.number().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
  'max-steps': positiveInt
    .optional()
    .meta({ description: 'Stops after so many optimizer steps, whatever the epochs.' }),
  'learning-rate': z.number().gt(0).lt(1).optional().meta({ description: 'Default 2e-5 for full, 2e-4 for lora.' }),
  'batch-size': positiveInt.default(16).meta({ description: 'Examples in one forward pass.' }),
  'gradient-accumulation': positiveInt.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
  'warmup-steps': z
    .number()
    .min(0)
    .default(0)
    .meta({ description: 'Optimizer steps in which the learning rate rises.' }),
  'weight-decay': z.number().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
  'checkpoint-steps': positiveInt.default(50).meta({ description: 'A checkpoint every so many optimizer steps.' }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed of the order of examples and of new weights.' }),
  lora: z
    .strictObject({
      rank: positiveInt.default(16).meta({ description: 'Rank of the adapters.' }),
      alpha: z.number().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
      dropout: z.number().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
      'target-modules': z
        .array(z.string())
        .min(1)
        .optional()
        .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: lora`.' }),
  deadline: duration
    .default('12h')
    .meta({ description: 'The job is stopped after this time; it resumes from its last checkpoint.' }),
})

const evaluate = z.strictObject({
  baseline: z.string().default('release:latest').meta({
    description:
      '`release:latest` or `release:1.2.3`, the directory of a model, or `majority`. Where there is no release yet, `release:latest` falls back to `majority` and says so.',
  }),
  gates: z
    .array(
      z.strictObject({
        metric: z.enum(['accuracy']).meta({ description: 'What is compared, on the same test examples.' }),
        margin: share.meta({ description: 'What the candidate may lose: 0.02 is two points of accuracy.' }),
      }),
    )
    .min(1)
    .default([{ metric: 'accuracy', margin: 0.02 }])
    .meta({ description: 'What the candidate must pass against the baseline.' }),
  'on-inconclusive': z
    .enum(['fail', 'warn'])
    .default('fail')
    .meta({ description: 'What an inconclusive comparison does to the run: fail it, or warn and go on.' }),
  'batch-size': positiveInt.default(32).meta({ description: 'Examples in one forward pass.' }),
  deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
})

const quantize = z.strictObject({
  precision: z.enum(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
  gates: z
    .strictObject({
      size: z.number().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
      speed: z.number().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
      margin: share.default(0.02).meta({ description: 'Accuracy that may be lost, by the paired test.' }),
    })
    .prefault({})
    .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
  deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
})

const image = z
  .strictObject({
    registry: z.string().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: path.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: z.string().optional().meta({
      description:
        'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image holds the model and our runtime only, for `target: process`.',
    }),
    'insecure-registry': z.boolean().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: z.string().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: z.string().optional().meta({ description: 'URL of the source repository.' }),
  })
  .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
  })

const signing = z.strictObject({
  key: path
    .optional()
    .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
  'public-key': path.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
})

const deploy = z.strictObject({
  target: z
    .enum(['process', 'docker'])
    .default('process')
    .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
  port: z.int().min(1).max(65535).default(8080).meta({ description: 'Loopback port at which the gateway serves.' }),
  state: path.optional().meta({ description: 'Directory of the rollout state. Default .model-actions/deploy.' }),
  steps: z
    .array(z.number().min(0.5).max(100))
    .min(1)
    .default([1, 5, 100])
    .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
      message: 'steps must rise and end with 100',
    })
    // HAProxy splits by weights of 0 to 256, so a share between two versions is 1/257 at least.
    .refine((steps) => steps.every((s) => s <= 99.5 || s === 100), { message: 'a step before 100 is 99.5 at most' })
    .meta({ description: 'Shares of the traffic, in percent, from 0.5, that the canary gets one after the other.' }),
  step: z
    .strictObject({
      'min-time': duration.default('60s').meta({ description: 'A step lasts at least this long.' }),
      'min-requests': positiveInt
        .default(100)
        .meta({ description: 'Requests the canary must have answered in a step.' }),
      deadline: duration.default('30m').meta({ description: 'A step that has not passed by then rolls back.' }),
    })
    .prefault({}),
  gates: z
    .strictObject({
      health: z
        .strictObject({
          interval: duration.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
          failures: positiveInt.default(5).meta({ description: 'So many failed probes in a row roll back.' }),
        })
        .prefault({}),
      errors: z
        .strictObject({
          ratio: z.number().min(1).default(1.5).meta({ description: 'Tolerated error rate over that of stable.' }),
          'false-rollbacks': share.default(0.01).meta({ description: 'Chance of stopping a canary that is no worse.' }),
          tolerance: share.default(0.01).meta({
            description:
              'The upper 95 % bound of the canary’s error rate must be under this (or what stable shows) to promote.',
          }),
        })
        .prefault({}),
    })
    .prefault({}),
  ready: duration.default('2m').meta({ description: 'How long a version may take until it is ready.' }),
  bake: duration.default('5m').meta({ description: 'How long the old version is kept ready after promotion.' }),
})

export const modelSpecSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
    .max(100)
    .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
  version: z
    .string()
    .refine((value) => semver.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
    .meta({ description: 'SemVer version of the release that this file describes.' }),
  task: z.enum(['text-classification', 'image-classification']).meta({ description: 'What the model does.' }),
  base: z.string().min(1).meta({
    description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
  }),
  data,
  finetune: finetune.prefault({}),
  evaluate: evaluate.prefault({}),
  quantize: quantize.prefault({}),
  image,
  signing: signing.prefault({}),
  deploy: deploy.prefault({}),
})

type CamelKey<K> = K extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelKey<Tail>>}` : K
export type CamelKeys<T> = T extends readonly (infer Item)[]
  ? CamelKeys<Item>[]
  : T extends object
    ? { [K in keyof T as CamelKey<K>]: CamelKeys<T[K]> }
    : T

/** The validated spec with its defaults filled in; keys in camelCase, durations still as written. */
export type ModelSpec = CamelKeys<z.output<typeof modelSpecSchema>>

export function camelKeys<T>(value: T): CamelKeys<T> {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item)) as CamelKeys<T>
  if (value === null || typeof value !== 'object') return value as CamelKeys<T>
  const entries = Object.entries(value).map(([key, item]) => [
    key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    camelKeys(item),
  ])
  return Object.fromEntries(entries) as CamelKeys<T>
}
