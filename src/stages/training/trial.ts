import type { SearchConfig, SearchParams } from '../../engine/contract.generated.ts'
import type { Dimension } from '../../spec/finetune/search.ts'
import { schemaAt } from '../../spec/known-keys.ts'
import { camelKeys, type ModelSpec } from '../../spec/schema.ts'

/* What a trial of a search is: the training that model.yml asks for, with other values of some keys. Pure. */

/** Training never ends for a lack of patience then. */
const endless = 1_000_000_000

/**
 * The spec of one trial. Its model is that of the step with the least loss of all validation examples, by which trials
 * are compared.
 */
export function trialSpec(spec: ModelSpec, params: SearchParams): ModelSpec {
  const { search, earlyStopping, ...section } = structuredClone(spec.finetune)
  const steps = search?.steps ?? earlyStopping?.steps
  for (const [key, value] of Object.entries(params)) {
    // The keys of a value that is none are as in the file.
    const path = key.split('.').map((name) => Object.keys(camelKeys({ [name]: 0 }))[0] ?? name)
    let at = section as Record<string, unknown>
    for (const name of path.slice(0, -1)) {
      const inner = (at[name] ?? {}) as Record<string, unknown>
      at[name] = inner
      at = inner
    }
    at[path.at(-1) ?? ''] = value
  }
  return {
    ...spec,
    finetune: {
      ...section,
      earlyStopping: {
        patience: earlyStopping?.patience ?? endless,
        minDelta: earlyStopping?.minDelta ?? 0,
        ...(steps === undefined ? {} : { steps }),
      },
    },
  } as ModelSpec
}

/** The trial that is looked at before any runs: with the least of each range, and the first of choices. */
export const firstOf = (search: NonNullable<ModelSpec['finetune']['search']>): SearchParams =>
  Object.fromEntries(
    Object.entries(search.space).map(([key, { choices, low = 0 }]) => [key, choices?.[0] ?? low] as const),
  )

/** What the study is told of the search, whichever of its questions it is asked. */
export const studyConfig = ({ task, finetune: { search } }: ModelSpec & Searching) =>
  ({
    pruner: search.pruner,
    sampler: search.sampler,
    seed: search.seed,
    space: Object.entries(search.space).map(([name, dimension]) => ({
      name,
      ...rangeOf(dimension, schemaAt(task, ['finetune', ...name.split('.')])?.type === 'integer'),
    })),
    trials: search.trials,
  }) satisfies Partial<SearchConfig>

type Searching = { finetune: { search: NonNullable<ModelSpec['finetune']['search']> } }

export const searches = (spec: ModelSpec): spec is ModelSpec & Searching => spec.finetune.search !== undefined

const rangeOf = ({ low, high, log, step, choices }: Dimension, integer: boolean) =>
  choices !== undefined
    ? { choices }
    : {
        ...(low === undefined || high === undefined ? {} : { low, high }),
        ...(integer ? { integer } : {}),
        ...(log === true ? { log } : {}),
        ...(step === undefined ? {} : { step }),
      }

/** Keys whose range is drawn from by its logarithm. */
export const logarithmic = ({ finetune: { search } }: ModelSpec): string[] =>
  Object.entries(search?.space ?? {}).flatMap(([key, { log }]) => (log === true ? [key] : []))

/** For a log line or a cell: `learning-rate 0.0012, batch-size 8`. */
export const paramsText = (params: SearchParams): string =>
  Object.entries(params)
    .map(([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
    .join(', ')
