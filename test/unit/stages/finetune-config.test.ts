import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readContract } from '../../../src/engine/events.ts'
import type { Verb } from '../../../src/engine/types.ts'
import { UserError } from '../../../src/errors.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { finetuneConfig, shapesTheResult } from '../../../src/stages/finetuneConfig.ts'
import type { ConfigOf } from '../../../src/stages/job.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
const { config, shapes } = read('test/fixtures/finetune-shapes.json') as {
  config: ConfigOf<'finetune'>
  shapes: unknown
}
const { $defs } = read('docker/runtime/model_runtime/contract.schema.json')

function configOf(section: string): ConfigOf<'finetune'> {
  const lines = ['name: tone', 'version: 1.0.0', 'task: text-classification', 'base: ./base', 'data: {train: a.csv}']
  const parsed = parseSpec([...lines, `finetune: ${section}`].join('\n'), 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return finetuneConfig(parsed.spec)
}

/** As an engine would check it. */
const misfit = (of: ConfigOf<'finetune'>): string | undefined => {
  const paths = { in: { data: '/data', base: '/base' }, out: '/out', checkpoints: '/checkpoints' }
  const whole: { verb: Verb } = { verb: 'finetune', ...{ model_runtime: 1, paths, ...of } }
  return readContract(runtimeDirectory()).configMisfit(whole)
}

it('each method is told its own settings, and has a learning rate of its own', () => {
  const full = configOf('{method: full, max-steps: 9}')
  const lora = configOf('{method: lora, lora: {target-modules: [query], merge: false}}')
  expect(full.training).toMatchObject({ method: 'full', learning_rate: 2e-5, max_steps: 9 })
  expect(full.training).not.toHaveProperty('lora')
  expect(lora.training).toMatchObject({
    method: 'lora',
    learning_rate: 2e-4,
    lora: { rank: 16, alpha: 32, dropout: 0.05, merge: false, target_modules: ['query'] },
  })
  for (const each of [full, lora, config]) expect(misfit(each)).toBeUndefined()
})

it('both sides of the contract know the same settings that shape a result', () => {
  expect(shapesTheResult(config)).toEqual(shapes)
})

it('a new setting of training cannot be forgotten where it is decided what shapes a result', () => {
  const known = Object.keys($defs.training_settings.properties)
  expect(known).toEqual([...known].sort())
  expect(Object.keys(config.training)).toEqual(known)
})
