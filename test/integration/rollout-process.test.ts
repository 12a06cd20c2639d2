import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openProcessGateway } from '../../src/gateway/process.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
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
})
