import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, specText, temporaryDirectory } from '../project.ts'
import { beginTuned } from '../tuned.ts'

describeWith(['python'], 'work that was done', () => {
  it('is judged by another margin without asking, exporting or measuring a model again', async () => {
    const directory = makeProject()
    await beginTuned({ home: homeOf(directory), root: directory })
    const evaluate = '{baseline: majority, gates: [{metric: accuracy, margin: 0.05}]}'
    writeFileSync(join(directory, 'model.yml'), specText({ evaluate }))
    const { code, stderr } = await cli(directory, ['prepare,finetune,evaluate,quantize'])
    expect(code, stderr).toBe(0)
    for (const stage of ['prepare', 'finetune']) expect(stderr).toContain(`${stage}: pass (reused)`)
    for (const stage of ['evaluate', 'quantize']) expect(stderr).toMatch(new RegExp(`${stage}: pass: `))
    for (const job of ['evaluate', 'export', 'quantize'])
      expect(stderr).toContain(`${job}: this was done before with the same model and data, and is used again`)
  })

  it('is used again where the directory of the project was renamed', async () => {
    const directory = makeProject()
    const home = { MODEL_ACTIONS_HOME: homeOf(directory) }
    expect((await cli(directory, ['prepare'], home)).code).toBe(0)
    const renamed = join(temporaryDirectory(), 'renamed')
    renameSync(directory, renamed)
    const { code, stderr } = await cli(renamed, ['prepare'], home)
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(
      `${renamed} was ${directory} before: its results, checkpoints and history, and what serves, go on`,
    )
    expect(stderr).toContain('prepare: pass (reused)')
  })
})
