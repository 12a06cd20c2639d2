import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, startCli } from '../project.ts'

/* A search as users run it: real trainings of a tiny model, whose runner is killed. */

const finetune = (rates: string, search: string) =>
  `{method: full, epochs: 50, max-steps: 10, batch-size: 16, checkpoints: {steps: 2}, search: {${search}, space: {learning-rate: ${rates}}}}`
const wide = '{low: 1.0e-7, high: 0.5, log: true}'
const stages = ['prepare,finetune']

type Report = { headline: string; sections: { kind: string; rows: string[][] }[] }
function trialsOf(directory: string): { headline: string; rows: string[][] } {
  const report = JSON.parse(readFileSync(join(directory, '.model-actions/reports/finetune.json'), 'utf8')) as Report
  return { headline: report.headline, rows: report.sections.find(({ kind }) => kind === 'parallel')?.rows ?? [] }
}

/** Of the trial whose number, from 0, is this. */
const filesOf = (directory: string, number: number, pattern: string): string[] =>
  globSync(join(homeOf(directory), `**/checkpoints/*/trial-${number}/${pattern}`))

describeWith(['python'], 'a search', () => {
  test('has the same trials when its runner is killed between two of them, and in the middle of one', async () => {
    const search = finetune(wide, 'trials: 4, steps: 5, seed: 1')
    const [whole, killed] = [makeProject({ finetune: search }), makeProject({ finetune: search })]
    expect(await cli(whole, stages)).toMatchObject({ code: 0 })
    const unbroken = trialsOf(whole)
    expect(unbroken.rows).toHaveLength(4)

    const first = startCli(killed, stages)
    // The first trial is over, and the study takes longer to hear of it than this takes.
    await expect.poll(() => filesOf(killed, 0, 'done').length, { timeout: 120_000, interval: 5 }).toBe(1)
    first.kill('SIGKILL')
    await first.end
    const second = startCli(killed, stages)
    await second.sees(/trial 3 of 4/)
    await expect
      .poll(() => filesOf(killed, 2, 'checkpoints/step-*').length, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(0)
    second.kill('SIGKILL')
    await second.end
    const again = await cli(killed, stages)
    expect(again).toMatchObject({ code: 0 })
    expect(again.stderr).not.toMatch(/trial [12] of 4/)
    // A training that begins anew tells of its first step first.
    const began = /trial 3 of 4: .*\n(?:warning: .*\n)*training (\d+)\/10/.exec(again.stderr)
    expect(Number(began?.[1]), again.stderr).toBeGreaterThan(1)
    expect(trialsOf(killed).rows).toEqual(unbroken.rows)
    expect(filesOf(killed, 2, '*')).toEqual([])

    const found = await cli(whole, stages)
    expect(found.stderr).not.toContain('trial 1 of 4')
  }, 600_000)

  test('gives up a trial that is worse than those before, and keeps the best model', async () => {
    // Five must be complete before one is given up; this seed leaves one that learns nothing to the end.
    const settings = 'trials: 7, steps: 2, sampler: grid, pruner: median, seed: 9'
    const rates = '{choices: [0.003, 0.002, 0.004, 0.005, 0.006, 1.0e-8, 1.0e-9]}'
    const directory = makeProject({ finetune: finetune(rates, settings) })
    expect(await cli(directory, stages)).toMatchObject({ code: 0 })
    const { rows } = trialsOf(directory)
    expect(rows.filter((row) => /^given up/.test(row.at(-1) ?? '')).length).toBeGreaterThan(0)
    const best = rows.find(([name]) => name?.endsWith('(best)'))
    expect(Number(best?.[1])).toBeGreaterThan(0.001)
  }, 300_000)

  // A decay that no weight survives: the loss is no number after some steps.
  const decays = (values: string) =>
    `{method: full, epochs: 50, max-steps: 8, batch-size: 16, learning-rate: 0.002, search: {trials: 2, sampler: grid, space: {weight-decay: {choices: ${values}}}}}`

  test('goes on where a trial fails, and tells why it did', async () => {
    const directory = makeProject({ finetune: decays('[1.0e+38, 0]') })
    expect(await cli(directory, stages)).toMatchObject({ code: 0 })
    const ends = trialsOf(directory).rows.map((row) => row.at(-1) ?? '')
    expect(ends.filter((end) => /^failed: .*(nan|inf).* at step \d/.test(end))).toHaveLength(1)
    expect(ends).toContain('complete')
  }, 300_000)

  test('ends with the trial and its settings where something else than these ends it, and says how it goes on', async () => {
    const directory = makeProject({ finetune: decays('[0, 0.1]') })
    expect(await cli(directory, ['prepare'])).toMatchObject({ code: 0 })
    const spec = join(directory, 'model.yml')
    writeFileSync(spec, readFileSync(spec, 'utf8').replace('{method', '{deadline: 1s, method'))
    const end = await cli(directory, ['finetune'])
    expect(end.code, end.stderr).toBe(75)
    expect(end.stderr).toMatch(
      /trial 1 of 2 \(weight-decay 0(\.1)?\): .*\. The same command goes on with this trial; --force begins the search anew/,
    )
  }, 300_000)

  test('ends with one line where all trials fail', async () => {
    const end = await cli(makeProject({ finetune: decays('[1.0e+38, 1.0e+37]') }), stages)
    expect(end.code).toBe(6)
    expect(end.stderr).toMatch(/none of the 2 trials came to a model; trial 2 .*: change finetune.search.space/)
  }, 300_000)
})
