import { rename, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PrepareResult } from '../engine/contract.generated.ts'
import { UserError } from '../errors.ts'
import { digestFile, digestJson, digestTree } from '../model/digest.ts'
import type { Digest } from '../model/types.ts'
import type { Report } from '../report/model.ts'
import { resolveInside } from '../spec/paths.ts'
import { inputOf, type ModelSpec } from '../spec/schema.ts'
import { resolveBase } from './base.ts'
import { jobCode } from './code.ts'
import { type ConfigOf, jobPreflight, runBatch } from './job.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import type { StageContext, StageName } from './types.ts'

/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
export const prepare: Stage<PrepareResult> = {
  name: 'prepare',
  parents: [],
  async preflight(context) {
    await dataFiles(context)
    await jobPreflight(context)
  },
  async inputs(context) {
    const { spec } = context
    const files = await dataFiles(context)
    const images = spec.task === 'image-classification'
    return {
      code: await jobCode(context),
      section: digestJson({ task: spec.task, data: { ...spec.data, train: '', test: '' } }),
      base: (await resolveBase(context)).digest,
      // Image files stand beside the list of them, so that the whole directory is the input.
      train: images ? await digestTree(dirname(files.train)) : await digestFile(files.train),
      ...(files.test === undefined
        ? {}
        : { test: images ? await digestTree(dirname(files.test)) : await digestFile(files.test) }),
    }
  },
  async make(context, workspace, key) {
    const files = await dataFiles(context)
    const out = join(workspace.scratch, 'job')
    const result = await runBatch(context, 'prepare', key, {
      config: prepareConfig(context.spec, files),
      inputs: {
        train: dirname(files.train),
        ...(files.test === undefined ? {} : { test: dirname(files.test) }),
        base: (await resolveBase(context)).directory,
      },
      out,
      deadline: context.spec.finetune.deadline,
    })
    await rename(join(out, 'dataset'), join(workspace.directory, 'dataset'))
    return draft({
      title: `prepare ${context.spec.name} ${context.spec.version}`,
      data: result,
      verdict: 'pass',
      headline: `${result.train.examples} training and ${result.test.examples} test examples in ${result.labels.length} classes`,
      outputs: { 'dataset-digest': result.digest },
      document: document(result),
    })
  },
}

export const prepared = async (context: StageContext, asking: StageName) => {
  const stored = await earlier(prepare, context, asking)
  return {
    /** Of this host, checked. */
    dataset: async () => join(await stored.directory(), 'dataset'),
    digest: stored.result.data.digest as Digest,
    labels: stored.result.data.labels,
  }
}

async function dataFiles(context: StageContext): Promise<{ train: string; test?: string }> {
  const { train, test } = context.spec.data
  const found = await dataFile(context, 'data.train', train)
  return test === undefined ? { train: found } : { train: found, test: await dataFile(context, 'data.test', test) }
}

async function dataFile({ specFile, bounds }: StageContext, key: string, path: string): Promise<string> {
  const file = await resolveInside(bounds, path, { file: specFile, key })
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new UserError(
        `${specFile}: ${key}: ${path} does not exist: name a JSONL or CSV file, relative to the directory of the spec`,
      )
    throw error
  })
  if (!facts.isFile()) throw new UserError(`${specFile}: ${key}: ${path} is no file: name a JSONL or CSV file`)
  return file
}

function prepareConfig(spec: ModelSpec, files: { train: string; test?: string }) {
  const { data, task } = spec
  const { column, maxLength } = inputOf(spec)
  const config: ConfigOf<'prepare'> = {
    task,
    files: { train: basename(files.train), ...(files.test === undefined ? {} : { test: basename(files.test) }) },
    columns: { input: column, label: data.label },
    max_length: maxLength,
    sample: data.sample,
    seed: data.seed,
  }
  const { test, stratify, group } = data.split
  if (test !== undefined) {
    config.split = { test, ...(stratify === undefined ? {} : { stratify }), ...(group === undefined ? {} : { group }) }
  }
  return config
}

const document = (result: PrepareResult): Pick<Report, 'sections'> => ({
  sections: [
    {
      kind: 'table',
      title: 'Examples by class',
      columns: ['class', 'train', 'test'],
      rows: result.labels.map((label) => [
        label,
        String(result.train.class_counts[label] ?? 0),
        String(result.test.class_counts[label] ?? 0),
      ]),
    },
    {
      kind: 'table',
      title: 'Left out',
      columns: ['why', 'examples'],
      rows: Object.entries(result.dropped).map(([why, count]) => [why.replaceAll('_', ' '), String(count)]),
    },
  ],
})
