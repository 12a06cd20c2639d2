import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, makeProject, startCli, temporaryDirectory } from '../project.ts'
import { fromSource, stepOf } from '../step.ts'

/* The action `preflight` as a runner starts it, and the command, with the real runtime as a process. */

/** A base of billions, of which no more than its config.json is looked at. */
function withLargeBase(project: string): void {
  const path = join(project, 'base/config.json')
  const config = JSON.parse(readFileSync(path, 'utf8')) as object
  const large = { hidden_size: 8192, num_hidden_layers: 80, num_attention_heads: 64, intermediate_size: 28_672 }
  writeFileSync(path, JSON.stringify({ ...config, ...large }))
}

async function preflight(workspace: string, inputs: Record<string, string> = {}) {
  const home = temporaryDirectory()
  mkdirSync(join(home, 'place'))
  const step = stepOf({ home, workspace, inputs: { engine: 'process', ...inputs } })
  const child = spawn(process.execPath, fromSource('preflight'), {
    env: {
      ...step.environment,
      MODEL_ACTIONS_PYTHON: process.env['MODEL_ACTIONS_PYTHON'],
      MODEL_ACTIONS_HOME: join(home, 'place'),
      DOCKER_HOST: `unix://${join(home, 'nothing.sock')}`,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, log, ...step.left() }
}

describeWith(['python'], 'before a training', () => {
  it('a runner that can do it passes, with what was tried and how much memory it needs', async () => {
    const project = makeProject({ finetune: '{epochs: 1, precision: bf16, distributed: {ranks: 2}}' })
    const { code, log, outputs, summary } = await preflight(project)
    expect(code, log).toBe(0)
    expect(Object.fromEntries(outputs)).toMatchObject({ verdict: 'pass', fits: 'true' })
    expect(Number(outputs.get('estimate-bytes'))).toBeGreaterThan(1e6)
    expect(summary).toContain('| exchange between processes | ok | 2 ranks add up gradients by gloo |')
    expect(summary).toContain('products in bf16 on the CPU agree with FP64')
    expect(summary).toContain('Memory of the training')
    expect(JSON.parse(readFileSync(outputs.get('report-json') ?? '', 'utf8'))).toMatchObject({
      verdict: 'pass',
      estimate: { fits: true },
    })
  })

  it('one whose memory is too small fails as out of memory, with an annotation that says what to do', async () => {
    const project = makeProject()
    withLargeBase(project)
    const { code, log, outputs } = await preflight(project)
    expect(code, log).toBe(5)
    expect(Object.fromEntries(outputs)).toMatchObject({ verdict: 'fail', fits: 'false' })
    expect(log).toMatch(
      /^::error::memory of the training: the training needs \d+\.\d GiB of memory, and .* are there: /m,
    )
  })

  it('what the workflow requires besides is looked at too', async () => {
    const { code, log, outputs } = await preflight(makeProject(), { require: 'docker, memory=9000g' })
    expect(code).toBe(4)
    expect(outputs.get('fits')).toBe('true')
    expect(log.match(/^::error::/gm)).toHaveLength(2)
  })

  it('finetune refuses what cannot fit before anything is prepared', async () => {
    const project = makeProject()
    withLargeBase(project)
    const { code, stderr } = await startCli(project, ['prepare,finetune', '--engine', 'process']).end
    expect(code).toBe(5)
    expect(stderr).toMatch(/model\.yml: finetune: the training needs about \d+\.\d GiB of memory, and this machine has/)
    expect(stderr).not.toContain('prepare: pass')
  })

  it('a job that dies as it looks is an error with its own diagnosis, and no verdict', async () => {
    const python = join(temporaryDirectory(), 'python')
    const real = process.env['MODEL_ACTIONS_PYTHON']
    writeFileSync(python, `#!/bin/sh\ncase "$*" in *'model_runtime preflight'*) kill -9 $$;; esac\nexec ${real} "$@"\n`)
    chmodSync(python, 0o755)
    const end = await cli(makeProject(), ['preflight'], { MODEL_ACTIONS_PYTHON: python })
    expect(end.code, end.stderr).toBe(70)
    expect(end.stderr).toMatch(/error: preflight: .*/)
    expect(end.stdout).toBe('')
  })

  it('the command prints a line for each part, and JSON where asked', async () => {
    const project = makeProject()
    const told = await startCli(project, ['preflight', '--engine', 'process']).end
    expect(told.code, told.stderr).toBe(0)
    expect(told.stdout).toMatch(/^ok {6}memory of the training: the training needs \d+ MiB of memory/m)
    const json = await startCli(project, ['preflight', '--engine', 'process', '--json']).end
    expect(JSON.parse(json.stdout)).toMatchObject({ verdict: 'pass', estimate: { fits: true, would_fit: [] } })
  })
})
