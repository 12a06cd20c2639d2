import semver from 'semver'
import { z } from 'zod'
import { dataSchemas, type TaskName, taskNames } from './data/index.ts'
import { deploy } from './deploy.ts'
import { engine } from './engine.ts'
import { conversationKeys } from './finetune/conversation.ts'
import { finetune } from './finetune/index.ts'
import { forgetting } from './finetune/origin.ts'
import { type JudgedTask, metricUnits } from './metrics.ts'
import { duration, path, positiveInt, share } from './values.ts'

/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */

export const defaultBaseline = 'release:latest'

const evaluate = z.strictObject({
  baseline: z.string().default(defaultBaseline).meta({
    description:
      '`release:latest` or `release:1.2.3`, `branch:main` or `tag:v1.2.3` (the model made from the model.yml and data there: reused, or tuned first), a model directory, `majority` (the most frequent class), or `base` (the untuned base, for tasks that write texts). If there is no release yet, `release:latest` falls back to `majority`, or to `base` for such a task, and says so.',
  }),
  gates: z
    .array(
      z.strictObject({
        metric: z.string().min(1).meta({
          description:
            'What is compared, on the same test examples: a metric of the task (accuracy, macro_f1, weighted_f1, micro_f1, macro_precision, macro_recall, log_loss, calibration_error; for texts exact_match, bleu, chrf, rouge1, rouge2, rougeL, perplexity), or one of `metrics`.',
        }),
        margin: z.number().gt(0).meta({
          description:
            'What the candidate may lose, in the unit of the metric: 0.02 is two points of accuracy, 0.5 half a point of BLEU. The baseline `majority` must be beaten, whatever the margin.',
        }),
      }),
    )
    .min(1)
    .default([{ metric: 'accuracy', margin: 0.02 }])
    .meta({ description: 'What the candidate must pass against the baseline.' }),
  metrics: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'expected letters, digits and _, a letter first')
          .meta({ description: 'Name of the metric, for use in `gates`.' }),
        function: z
          .string()
          .regex(
            /^[^:]+\.py:[A-Za-z_][A-Za-z0-9_]*$/,
            'expected a Python file and a function in it, such as metrics.py:cost',
          )
          .optional()
          .meta({
            description:
              'The Python function that gives the number, as `metrics.py:cost`: it is called with lists of predictions and returns one number for each. The file is loaded alone. Without it, the predictions must contain the number.',
          }),
        'higher-is-better': z.boolean().default(true).meta({ description: 'false: lower is better.' }),
        range: z
          .tuple([z.number(), z.number()])
          .refine(([least, most]) => least < most, { message: 'expected the least number, and a larger one: [0, 10]' })
          .optional()
          .meta({
            description:
              'Smallest and largest value, as `[0, 10]`; a value outside counts as the nearer limit. A gate needs it: to rule out a loss that no answer has shown, the test must know how large it can be.',
          }),
      }),
    )
    .default([])
    .meta({
      description:
        'Your own metrics: the mean of a number that each prediction has in `scores`, or gets from your function.',
    }),
  slices: z.array(z.string().min(1)).max(10).default([]).meta({
    description:
      'Columns by whose values the report groups test examples, such as a language. They are only shown and decide nothing; changing them retrains nothing.',
  }),
  forgetting,
  'on-inconclusive': z.enum(['fail', 'warn']).default('fail').meta({
    description:
      'What an inconclusive comparison with the baseline does to the run, in evaluate and again in quantize: fail it, or warn and go on.',
  }),
  looks: z.int().min(1).max(2).default(1).meta({
    description:
      'How often one candidate may be judged: 2 if an inconclusive test may be repeated once with more examples. The planned looks share four fifths of the 5 % of wrong verdicts; further looks are counted on this machine, and each spends four fifths of what is left.',
  }),
  explain: z
    .strictObject({
      examples: z
        .int()
        .min(1)
        .max(100)
        .default(10)
        .meta({ description: 'How many, the most confident mistakes first.' }),
      seconds: z
        .number()
        .gt(0)
        .max(3600)
        .default(60)
        .meta({ description: 'No further example is begun after this time.' }),
    })
    .optional()
    .meta({
      description:
        'Shows which words, or parts of an image, led the candidate to mistakes that the baseline does not make: each is removed, and the candidate asked again. It decides nothing. The report then quotes test texts. Default: off.',
    }),
  'show-texts': z.boolean().default(true).meta({
    description:
      'Whether reports quote test examples that only one model gets right (the start of a text, a small picture of an image) and training images as `finetune.augment` changes them, `deploy` prints a request with a test input, and `monitor` names the most frequent values of a column. Use `false` if some readers of a pull request may not see the test; ids are always shown.',
  }),
  'batch-size': positiveInt.default(32).meta({ description: 'Examples in one forward pass.' }),
  deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
})

const quantize = z.strictObject({
  precision: z.enum(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
  gates: z
    .strictObject({
      size: z.number().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
      speed: z.number().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
      margin: share.default(0.02).meta({ description: 'Accuracy that may be lost, judged by the paired test.' }),
      latency: z
        .strictObject({
          p50: z.number().gt(0).default(1.1).meta({
            description: 'For half of the requests; if the tokenizer takes most of the time, the ratio is near 1.',
          }),
          p90: z
            .number()
            .gt(0)
            .optional()
            .meta({ description: 'For 90 % of the requests; at least 100 are measured.' }),
          p99: z
            .number()
            .gt(0)
            .optional()
            .meta({ description: 'For 99 % of the requests; at least 1,000 are measured, however long that takes.' }),
        })
        .prefault({})
        .meta({
          description:
            'Quantized latency over FP32 latency, at most: for single test requests, from text or image to scores, as when served.',
        }),
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
        'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image has only the model and our runtime, for `target: process`.',
    }),
    'insecure-registry': z.boolean().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: z.string().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: z.string().optional().meta({ description: 'URL of the source repository.' }),
  })
  .refine((value) => value.registry === undefined || value.layout === undefined, {
    message: 'registry and layout are both given: leave one of them out',
  })
  .meta({
    description:
      'Where images are kept. With neither `registry` nor `layout`: a layout in the place that this host keeps for the model.',
  })

const signing = z.strictObject({
  key: path
    .optional()
    .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
  'public-key': path.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
  'max-age': duration.optional().meta({
    description:
      'Maximum time since signing for a release to be verified and deployed, such as 720h, so that an old release is not taken for the newest if newer ones are hidden. `sign` renews at half that age. A requested rollback may be older. Default: no limit.',
  }),
})

const results = z
  .strictObject({
    registry: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Repository for results: ghcr.io/acme/intents-results.' }),
    layout: path.optional().meta({
      description: 'An OCI layout directory instead of a registry, which `actions/upload-artifact` can carry.',
    }),
    'insecure-registry': z.boolean().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    'trust-keys': z.boolean().default(false).meta({
      description:
        'Also use results that another machine stored here for the same inputs, instead of making them again. Whoever can write here then decides what this run hands on and a later job signs. Without it, a result is taken only by its digest.',
    }),
  })
  .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
  })
  .meta({
    description:
      'Where jobs on other machines find the results of stages. Without it, results stay in the place of this host.',
  })

const identity = {
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
    .max(100)
    .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
  version: z
    .string()
    .refine((value) => semver.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
    .meta({ description: 'SemVer version of the release that this file describes.' }),
}

const ofTask = <Task extends TaskName, Data extends z.ZodType, Finetune extends z.ZodType, Evaluate extends z.ZodType>(
  task: z.ZodType<Task>,
  data: Data,
  sections: { finetune: Finetune; evaluate: Evaluate },
) =>
  z.strictObject({
    ...identity,
    task,
    base: z.string().min(1).meta({
      description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    results: results.optional(),
    engine: engine.prefault({}),
    finetune: sections.finetune,
    evaluate: sections.evaluate,
    quantize: quantize.prefault({}),
    image: image.prefault({}),
    signing: signing.prefault({}),
    deploy: deploy.prefault({}),
  })

const judgesTexts = evaluate.extend({
  generation: z
    .strictObject({
      'max-new-tokens': positiveInt.optional().meta({
        description:
          'Longest answer in tokens. Default: `data.max-target-length`, and with causal-lm a quarter of `data.max-length`, which is kept free for the answer.',
      }),
      'num-beams': positiveInt.max(64).default(1).meta({
        description: '1 takes the likeliest token each time; more look for the likeliest text among so many.',
      }),
    })
    .prefault({})
    .meta({ description: 'How the test is answered. Only with `task: seq2seq, causal-lm`.' }),
})
const tunesConversations = finetune.extend(conversationKeys)

/** The schema of a whole model.yml, by task. */
export const specSchemas = {
  'text-classification': ofTask(z.literal('text-classification'), dataSchemas['text-classification'], {
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
  }),
  'image-classification': ofTask(z.literal('image-classification'), dataSchemas['image-classification'], {
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
  }),
  seq2seq: ofTask(z.literal('seq2seq'), dataSchemas.seq2seq, {
    finetune: finetune.prefault({}),
    evaluate: judgesTexts.prefault({}),
  }),
  'causal-lm': ofTask(z.literal('causal-lm'), dataSchemas['causal-lm'], {
    finetune: tunesConversations.prefault({}),
    evaluate: judgesTexts.prefault({}),
  }),
} as const satisfies Record<TaskName, z.ZodType>

/** What can be said of a model.yml whose task is not known: everything but `data`. */
export const anyTaskSchema = ofTask(
  z.enum(taskNames).meta({ description: 'What the model does. It decides what `data` may hold.' }),
  z.looseObject({}).meta({ description: 'The examples; its keys depend on `task`.' }),
  { finetune: tunesConversations.prefault({}), evaluate: judgesTexts.prefault({}) },
)

/** What counts where two files of predictions are judged: of the same model.yml, or of one that has nothing else. */
export const judgedSchema = z.object({
  ...identity,
  task: z.enum(Object.keys(metricUnits) as [JudgedTask, ...JudgedTask[]]),
  evaluate: evaluate.prefault({}),
})

type CamelKey<K> = K extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelKey<Tail>>}` : K
export type CamelKeys<T> = T extends readonly unknown[]
  ? { [Index in keyof T]: CamelKeys<T[Index]> }
  : T extends object
    ? { [K in keyof T as CamelKey<K>]: CamelKeys<T[K]> }
    : T

/** The validated spec with its defaults filled in; keys in camelCase, durations still as written. */
export type ModelSpec = CamelKeys<CheckedSpec>
/** The same with the keys as they are written. */
export type CheckedSpec = z.output<(typeof specSchemas)[TaskName]>

export type JudgedSpec = CamelKeys<CheckedJudgedSpec>
export type CheckedJudgedSpec = z.output<typeof judgedSchema>

export function camelKeys<T>(value: T): CamelKeys<T> {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item)) as CamelKeys<T>
  if (value === null || typeof value !== 'object') return value as CamelKeys<T>
  const entries = Object.entries(value).map(([key, item]) => [
    key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    // Labels and the names of files are the user's words, and a space names keys of this file.
    ['class-weights', 'files', 'space'].includes(key) ? item : camelKeys(item),
  ])
  return Object.fromEntries(entries) as CamelKeys<T>
}

/** The input column, or those that a text is made of, and the longest input in tokens: an image counts as one. */
export function inputOf({ task, data }: ModelSpec): { column: string | string[]; maxLength: number } {
  if ('image' in data) return { column: data.image, maxLength: 1 }
  if ('text' in data) return { column: rowOf(data), maxLength: data.maxLength }
  const column = data.messages ?? data.instruction
  // The schema fills in one of the two.
  if (column === undefined) throw new Error(`no input of ${task}`)
  return { column, maxLength: data.maxLength }
}

/** Numbers stand behind the texts of a row, which is sent and kept as all rows of several columns are. */
const rowOf = (data: { text: string | string[]; numeric?: string[] | undefined }): string | string[] =>
  data.numeric === undefined ? data.text : [data.text, data.numeric].flat()

/** Of the input's columns, those that a model reads as numbers. */
export const numericOf = ({ data }: ModelSpec): string[] => ('numeric' in data && data.numeric) || []

/** The column of what a model is to say: the class of an example, or the text. A conversation has it in itself. */
export function truthOf({ data }: ModelSpec): { label: string } | { target: string } | { messages: true } {
  if ('label' in data) return { label: data.label }
  if ('target' in data) return { target: data.target }
  return data.response === undefined ? { messages: true } : { target: data.response }
}

/** Of texts, for `model.json`: what one was, or was made of. */
export const textColumns = (spec: ModelSpec): { columns?: string[] } =>
  'image' in spec.data ? {} : { columns: [inputOf(spec).column].flat() }

/** Of a task that writes texts: the longest target in tokens, where it has a limit of its own. */
export const targetLimit = ({ data }: ModelSpec): { max_target_length?: number } =>
  'maxTargetLength' in data ? { max_target_length: data.maxTargetLength } : {}

/** Of a task that writes texts: how the test is answered. */
export function generationOf({ data, evaluate }: ModelSpec): { max_new_tokens: number; num_beams: number } | undefined {
  if (!('generation' in evaluate)) return undefined
  const { maxNewTokens, numBeams } = evaluate.generation
  const usual = 'maxTargetLength' in data ? data.maxTargetLength : inputOfTexts(data)
  return { max_new_tokens: maxNewTokens ?? usual, num_beams: numBeams }
}

const inputOfTexts = (data: ModelSpec['data']): number =>
  'maxLength' in data ? Math.max(1, Math.floor(data.maxLength / 4)) : 1
