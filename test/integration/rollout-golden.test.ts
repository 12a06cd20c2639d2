import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { imageModel } from '../../src/oci/extract.ts'
import { openLayout } from '../../src/oci/layout.ts'
import type { ContentStore } from '../../src/oci/types.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
import type { RolloutReport, Target } from '../../src/rollout/types.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { infer, modelName, quantizeTinyModel, tinyImage } from './targets-support/images.ts'

describeWith(['python'], 'a release with golden probes', () => {
  let made: string
  let model: string
  let store: ContentStore
  let target: Target
  let gateway: Gateway
  let served: Digest

  const deploy = async (version: string, digest: Digest): Promise<RolloutReport> =>
    runRollout({
      target,
      ...gateway,
      golden: { probes: (await imageModel(store, digest)).probes, everyMs: 5, ask: gateway.ask },
      // The gates of a default rollout, in seconds.
      plan: quickPlan(0.05, { steps: [0.01, 0.05, 0.95], minRequests: 40, healthFailures: 50 }),
      release: { version, digest },
      owner: 'test',
      timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
      clock: { monotonicMs: () => performance.now() },
      signal: new AbortController().signal,
      log: { info: () => undefined },
    })
  const gateOf = ({ gates }: RolloutReport, name: string) => gates.find((gate) => gate.name === name)
  const requestsOf = async (id: string) => (await gateway.metrics.observe())[id]?.requests ?? 0

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'rollout-golden-'))
    const log = { info: () => undefined }
    store = await openLayout(join(made, 'images'), { create: true })
    model = await quantizeTinyModel(join(made, 'export'), 'fp32')
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    target = await createProcessTarget({ store, stateDir: join(made, 'versions'), python, log })
    gateway = await openProcessGateway({
      model: modelName,
      stateDir: join(made, 'gateway'),
      port: await freePort(),
      proxy: 'embedded',
      log,
    })
    served = await tinyImage({ model, into: join(made, '1.0.0'), store, version: '1.0.0' })
    const first = await deploy('1.0.0', served)
    expect(first, first.because).toMatchObject({ verdict: 'pass', firstDeploy: true })
  }, 300_000)
  afterAll(async () => {
    await gateway.close()
    await target.sweep(undefined)
    rmSync(made, { recursive: true, force: true })
  })

  const isStopped = async (report: RolloutReport): Promise<void> => {
    expect(report, report.because).toMatchObject({ verdict: 'fail', steps: [], serving: { digest: served } })
    expect(gateOf(report, 'golden probes before traffic')).toMatchObject({ verdict: 'fail', because: report.because })
    expect(report.because).toMatch(/^the canary gave \d+ other answers than were judged, of \d+ golden probes/)
    const probes = (await imageModel(store, report.release.digest)).probes
    const named = probes.find(({ id }) => report.because.includes(`"${id}"`))
    expect(named, report.because).toBeDefined()
    // What it holds may be nobody's business who reads a log.
    expect(report.because).not.toContain('good')
    expect((await infer(new URL(gateway.url).host)).version).toBe('1.0.0')
  }

  test('whose server cuts texts elsewhere gets no traffic', async () => {
    const digest = await tinyImage({ model, into: join(made, 'cut'), store, version: '1.1.0', maxLength: 4 })
    await isStopped(await deploy('1.1.0', digest))
  }, 60_000)

  test('whose tokenizer is another gets no traffic', async () => {
    const other = join(made, 'other')
    cpSync(model, other, { recursive: true })
    const file = join(other, 'tokenizer.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"good": ?(\d+)/, '"gone": $1'))
    const digest = await tinyImage({ model: other, into: join(made, 'renamed'), store, version: '1.2.0' })
    await isStopped(await deploy('1.2.0', digest))
  }, 60_000)

  test('whose server runs another precision gets no traffic', async () => {
    const other = join(made, 'precision')
    cpSync(model, other, { recursive: true })
    // The network of the same weights in INT8, under the probes that were judged in FP32.
    cpSync(join(await quantizeTinyModel(join(made, 'int8'), 'int8'), 'model.onnx'), join(other, 'model.onnx'))
    const digest = await tinyImage({ model: other, into: join(made, 'rounded'), store, version: '1.3.0' })
    await isStopped(await deploy('1.3.0', digest))
  }, 60_000)

  test('is promoted where nobody sends a request, and the probes are no requests', async () => {
    const digest = await tinyImage({ model, into: join(made, '2.0.0'), store, version: '2.0.0' })
    const report = await deploy('2.0.0', digest)
    expect(report, report.because).toMatchObject({ verdict: 'pass', serving: { digest } })
    expect(report.steps.map(({ canary }) => canary.requests)).toEqual([0, 0, 0, 0])
    expect(await requestsOf(report.serving?.id ?? '')).toBe(0)
    expect(gateOf(report, 'golden probes before traffic')).toMatchObject({ verdict: 'pass' })
    expect(gateOf(report, 'golden probes')).toMatchObject({ verdict: 'pass' })
  }, 60_000)
})
