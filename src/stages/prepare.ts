import { rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Digest, digestFile, digestJson, digestTree } from '../digest.ts'
import type { PrepareResult } from '../engine/contract.generated.ts'
import { UserError } from '../errors.ts'
import { datasetSections } from '../report/dataset.ts'
import { resolveInside } from '../spec/paths.ts'
import { inputOf, type ModelSpec, numericOf, targetLimit, truthOf } from '../spec/schema.ts'
import { type Task, taskOf } from '../tasks/index.ts'
import { resolveBase, tryBase } from './base.ts'
import { preparingCode } from './code.ts'
import { type DataFile, dataFiles, type NamedFile, writtenName } from './dataFiles.ts'
import { refuseData } from './examining.ts'
import { type ConfigOf, jobPreflight, runBatch, warningsInto } from './job.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import type { StageContext, StageName } from './types.ts'

/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
export const prepare: Stage<PrepareResult> = {
  name: 'prepare',
  parents: [],
  async preflight(context) {
    await refuseData(context)
    await tryBase(context)
  },
  setUp: jobPreflight,
  async inputs(context) {
    const { spec } = context
    const files = await dataFiles(context)
    const digest = namesFiles(spec) ? await withNeighbours(context) : digestFile
    return {
      // What the job is told; what its files are called does not count.
      section: digestJson({
        ...prepareConfig(spec, files),
        files: files.map(({ input, share }) => ({ input, share })),
      }),
      base: (await resolveBase(context)).digest,
      ...Object.fromEntries(
        await Promise.all(files.map(async ({ input, path }): Promise<[string, Digest]> => [input, await digest(path)])),
      ),
      // Last: it may set up the engine, which a missing predecessor need not wait for.
      code: await preparingCode(context),
    }
  },
  async make(context, workspace, key) {
    const files = await dataFiles(context)
    const out = join(workspace.scratch, 'job')
    const warnings: string[] = []
    const result = await runBatch(context, 'prepare', key, {
      heard: [warningsInto(warnings)],
      config: prepareConfig(context.spec, files),
      inputs: {
        // Beside a file may lie keys and much else; only of images are there others that it names.
        ...Object.fromEntries(
          files.map(({ input, path }) => [
            input,
            namesFiles(context.spec) ? { directory: dirname(path) } : { file: path },
          ]),
        ),
        base: { directory: (await resolveBase(context)).directory },
      },
      out,
      deadline: context.spec.finetune.deadline,
      fileOf: (input) => writtenName(context, input),
    })
    refuseLackingClasses(taskOf(context.spec.task), result)
    await rename(join(out, 'dataset'), join(workspace.directory, 'dataset'))
    return draft({
      title: `prepare ${context.spec.name} ${context.spec.version}`,
      data: result,
      verdict: 'pass',
      headline: headline(result),
      outputs: { 'dataset-digest': result.digest },
      document: {
        sections: datasetSections(result, {
          maxLength: inputOf(context.spec).maxLength,
          warnings,
          nameOf: (input) => writtenName(context, input),
        }),
      },
    })
  },
}

export function headline({ splits: { train, validation, test }, labels }: PrepareResult): string {
  const counts = `${train.examples} training, ${validation.examples} validation and ${test.examples} test examples`
  return labels === undefined ? counts : `${counts} in ${labels.length} classes`
}

/** The contract asks them of no task, and an image of the user's own may forget them. @throws UserError (exit `crashed`) */
export function refuseLackingClasses({ name, classes }: Task, { labels, splits }: PrepareResult): void {
  const uncounted = Object.entries(splits).find(([, { class_counts: counts }]) => counts === undefined)
  const lacking = labels === undefined ? 'labels' : uncounted && `splits.${uncounted[0]}.class_counts`
  if (classes && lacking !== undefined)
    throw new UserError(
      `prepare broke the runtime contract: in result.json the key ${lacking} is missing, and ${name} has classes: let the image write it`,
      { exit: 'crashed' },
    )
}

export const prepared = async (context: StageContext, asking: StageName) => {
  const stored = await earlier(prepare, context, asking)
  return {
    mount: { result: stored.digest, path: 'dataset' },
    digest: stored.result.data.digest as Digest,
    /** None of a task without classes. */
    labels: stored.result.data.labels ?? [],
    slices: stored.result.data.slices as Digest | undefined,
    testExamples: stored.result.data.splits.test.examples,
    validationExamples: stored.result.data.splits.validation?.examples ?? 0,
  }
}

const namesFiles = ({ task }: ModelSpec): boolean => taskOf(task).inputKind === 'image'

/**
 * Of a file that names others, such as images: its own content and whatever may be named below its directory. What runs
 * write there themselves does not count, or every run would find its data changed; nor does the spec.
 */
async function withNeighbours({ spec, specFile, bounds }: StageContext): Promise<(file: string) => Promise<Digest>> {
  const layouts = [spec.image.layout, spec.results?.layout].filter((layout) => layout !== undefined)
  const own = new Set([
    join(bounds.directory, basename(specFile)),
    ...(await Promise.all(layouts.map((layout) => resolveInside(bounds, layout, { file: specFile, key: 'layout' })))),
  ])
  return async (file) => {
    const directory = dirname(file)
    const skip = (name: string, path: string) =>
      name === '.model-actions' || name === '.git' || own.has(join(directory, path))
    return digestJson({ file: await digestFile(file), directory: await digestTree(directory, { skip }) })
  }
}

/** What is put behind marks in texts. */
function masking(data: ModelSpec['data']): Pick<ConfigOf<'prepare'>, 'mask'> {
  if (!('mask' in data || 'maskPatterns' in data)) return {}
  const { mask, maskRegion, maskPatterns } = data
  if (mask === undefined && maskPatterns === undefined) return {}
  return {
    mask: {
      ...(mask === undefined ? {} : { kinds: mask }),
      ...(maskRegion === undefined ? {} : { region: maskRegion }),
      ...(maskPatterns === undefined ? {} : { patterns: maskPatterns }),
    },
  }
}

function windowOf(data: ModelSpec['data']): Pick<ConfigOf<'prepare'>, 'length'> {
  if (!('length' in data) || data.length === undefined) return {}
  const { min, max, unit, drop } = data.length
  return { length: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), unit, drop } }
}

function duplicatesOf(data: ModelSpec['data']): Pick<ConfigOf<'prepare'>, 'duplicates'> {
  if (!('duplicates' in data)) return {}
  const { near, similarity } = data.duplicates
  return { duplicates: { near, ...(similarity === undefined ? {} : { similarity }) } }
}

type PrepareFiles = ConfigOf<'prepare'>['files']

/** One training file by its name, several with their inputs and shares. */
function filesOf(files: readonly DataFile[]): PrepareFiles {
  const nameOf = ({ path }: DataFile): string => basename(path)
  const named = (side: NamedFile['side']): DataFile[] => files.filter((one) => one.side === side)
  const training = named('train')
  const [only] = training
  // The schema wants one.
  if (only === undefined) throw new Error('no training file')
  const several = training.map((one) => ({
    file: nameOf(one),
    input: one.input,
    ...(one.share === undefined ? {} : { share: one.share }),
  }))
  return {
    train: training.length === 1 ? nameOf(only) : (several as Exclude<PrepareFiles['train'], string>),
    ...Object.fromEntries([...named('validation'), ...named('test')].map((one) => [one.side, nameOf(one)])),
  }
}

export function prepareConfig(spec: ModelSpec, files: readonly DataFile[]): ConfigOf<'prepare'> {
  const { data, task } = spec
  const { slices } = spec.evaluate
  const { column, maxLength } = inputOf(spec)
  const numeric = numericOf(spec)
  const truth = truthOf(spec)
  const { test, validation, stratify, group } = data.split
  return {
    task,
    files: filesOf(files),
    columns: {
      ...('messages' in truth
        ? { messages: String(column) }
        : { input: 'text' in data ? data.text : column, ...truth }),
      ...(numeric.length === 0 ? {} : { numeric }),
    },
    max_length: maxLength,
    ...targetLimit(spec),
    ...('system' in data && data.system !== undefined ? { system: data.system } : {}),
    ...(slices.length === 0 ? {} : { slices }),
    ...masking(data),
    ...windowOf(data),
    ...duplicatesOf(data),
    sample: data.sample,
    seed: data.seed,
    split: {
      ...(test === undefined ? {} : { test }),
      ...(validation === undefined ? {} : { validation }),
      ...(stratify === undefined ? {} : { stratify }),
      ...(group === undefined ? {} : { group }),
    },
  }
}
