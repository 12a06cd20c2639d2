import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digestBytes, measureFile } from '../../../src/digest.ts'
import type { ModelDirectory } from '../../../src/model/types.ts'
import type { Result, Stored } from '../../../src/results/types.ts'
import { listFiles } from '../../../src/trees.ts'
import { exampleModel, temporary } from '../oci/fixtures.ts'

/** A result of `quantize` with a model of two weight files and some predictions, as the place of a host keeps it. */
export async function exampleResult(
  options: { seed?: string; key?: string; model?: ModelDirectory; change?: (result: Result) => Result } = {},
): Promise<Stored> {
  const directory = await temporary()
  const model = options.model ?? (await exampleModel(options.seed === undefined ? {} : { seed: options.seed }))
  for (const { path } of await listFiles(model.path)) {
    await mkdir(dirname(join(directory, 'model', path)), { recursive: true })
    await writeFile(join(directory, 'model', path), await readFile(join(model.path, path)))
  }
  await writeFile(join(directory, 'predictions.jsonl'), '{"id":"1","answer":{"label":"a"}}\n')
  await writeFile(join(directory, 'empty.txt'), '')
  const files = []
  for (const { path } of await listFiles(directory)) files.push({ path, ...(await measureFile(join(directory, path))) })
  const result: Result = {
    schema: 1,
    stage: 'quantize',
    key: digestBytes(options.key ?? 'key'),
    name: 'intents',
    verdict: 'pass',
    proceed: true,
    headline: 'half the size',
    outputs: { accuracy: '0.9' },
    report: { schema: 1, title: 'quantize intents 1.0.0', verdict: 'pass', headline: 'x', gates: [], sections: [] },
    data: { recipe: 'dynamic' },
    files,
    parents: { finetune: digestBytes('finetune') },
  }
  const changed = options.change?.(result) ?? result
  const bytes = Buffer.from(JSON.stringify(changed))
  const open = async () => directory
  return { digest: digestBytes(bytes), result: changed, bytes, directory: open, unchecked: open }
}
