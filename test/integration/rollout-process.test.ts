import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { openProcessGateway } from '../../src/gateway/process.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

describeWith(['python'], 'a release as a process behind the gateway', () => {
  test('serves again when it is deployed again after its server was killed', async () => {
    const made = mkdtempSync(join(tmpdir(), 'rollout-process-'))
    const stateDir = join(made, 'versions')
    const log = { info: () => undefined }
    const store = await openLayout(join(made, 'images'), { create: true })
    const model = await tinyModel()
    const digest = await tinyImage({ model, into: join(made, 'model'), store, version: '1.0.0' })
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    const target = await createProcessTarget({ store, stateDir, python, log })
    const port = await freePort()
    const gateway = await openProcessGateway({
      model: modelName,
      stateDir: join(made, 'gateway'),
      port,
      proxy: 'embedded',
      log,
    })
    const deploy = () =>
      runRollout({
        target,
        ...gateway,
        plan: quickPlan(0.1, { steps: [0.3, 0.8], healthFailures: 5 }),
        release: { version: '1.0.0', digest },
        owner: 'test',
        timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
        clock: { monotonicMs: () => performance.now() },
        signal: new AbortController().signal,
        log,
      })
    try {
      const first = await deploy()
      expect(first, first.because).toMatchObject({ verdict: 'pass', reused: false })
      const id = first.serving?.id ?? ''
      const { pid } = JSON.parse(readFileSync(join(stateDir, id, 'process.json'), 'utf8')) as { pid: number }
      process.kill(-pid, 'SIGKILL')
      await expect.poll(() => target.list(), { timeout: 5_000 }).toEqual([])
      expect((await infer(`127.0.0.1:${port}`)).status).not.toBe(200)

      const again = await deploy()
      expect(again, again.because).toMatchObject({ verdict: 'pass', reused: false, firstDeploy: true, serving: { id } })
      expect(await infer(`127.0.0.1:${port}`)).toMatchObject({ status: 200, version: '1.0.0' })
      expect(readdirSync(stateDir)).toEqual([id])
      expect(await deploy()).toMatchObject({ verdict: 'pass', reused: true })
    } finally {
      await gateway.close()
      for (const { id } of await target.list()) await target.stop(id)
      rmSync(made, { recursive: true, force: true })
    }
  })

  test('takes the place of the version before it where there is room for one, and gives it back where it does not come up', async () => {
    const made = mkdtempSync(join(tmpdir(), 'rollout-process-'))
    const stateDir = join(made, 'versions')
    const log = { info: () => undefined }
    const store = await openLayout(join(made, 'images'), { create: true })
    const model = await tinyModel()
    const image = (version: string, broken = false) =>
      tinyImage({ model, into: join(made, version), store, version, broken })
    const releases = [
      { version: '1.0.0', digest: await image('1.0.0') },
      { version: '1.1.0', digest: await image('1.1.0') },
      { version: '1.2.0', digest: await image('1.2.0', true) },
    ] as const
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    const target = await createProcessTarget({ store, stateDir, python, log })
    const port = await freePort()
    const gateway = await openProcessGateway({
      model: modelName,
      stateDir: join(made, 'gateway'),
      port,
      proxy: 'embedded',
      log,
    })
    const deploy = (release: { version: string; digest: Digest }) =>
      runRollout({
        target,
        ...gateway,
        plan: quickPlan(0.1, { surge: 0, minRequests: 1, healthFailures: 5 }),
        release,
        owner: 'test',
        timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
        clock: { monotonicMs: () => performance.now() },
        signal: new AbortController().signal,
        log,
      })
    let going = true
    const answers: (string | undefined)[] = []
    const client = async (): Promise<void> => {
      while (going) {
        const { status, version } = await infer(`127.0.0.1:${port}`)
        answers.push(status === 200 ? version : String(status))
        await sleep(10)
      }
    }
    try {
      expect(await deploy(releases[0])).toMatchObject({ verdict: 'pass', gaps: [] })
      const asking = client()
      const swapped = await deploy(releases[1])
      expect(swapped, swapped.because).toMatchObject({ verdict: 'pass', firstDeploy: false, gaps: [{ end: {} }] })
      const back = await deploy(releases[2])
      expect(back, back.because).toMatchObject({ verdict: 'fail', serving: { version: '1.1.0' }, gaps: [{ end: {} }] })
      await expect.poll(() => answers.at(-1), { timeout: 20_000 }).toBe('1.1.0')
      going = false
      await asking
      expect(await infer(`127.0.0.1:${port}`)).toMatchObject({ status: 200, version: '1.1.0' })
      expect(readdirSync(stateDir)).toEqual([swapped.serving?.id])
      // One version after the other, and between two of them 503.
      expect(answers.filter((one, index) => one !== answers[index - 1])).toEqual([
        '1.0.0',
        '503',
        '1.1.0',
        '503',
        '1.1.0',
      ])
    } finally {
      going = false
      await gateway.close()
      for (const { id } of await target.list()) await target.stop(id)
      rmSync(made, { recursive: true, force: true })
    }
  })
})
