import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { digestBytes } from '../../src/digest.ts'
import { openFetch } from '../../src/network.ts'
import { freePort } from '../../src/ports.ts'
import { createFeed, type Feed } from '../../src/tracking/feed.ts'
import { mlflow } from '../../src/tracking/mlflow.ts'
import { historyOf, type MlflowHere, mlflowIn, runsOf } from '../mlflowServer.ts'
import { describeWith } from '../parts.ts'
import { temporaryDirectory } from '../project.ts'

describeWith(['trackers'], 'an MLflow server', () => {
  let server: MlflowHere
  const lines: string[] = []

  beforeAll(async () => {
    server = await mlflowIn(temporaryDirectory())
    await server.start()
  }, 180_000)
  afterAll(() => server.kill())

  /** As a training tells it. @param memory beside its checkpoints */
  const feedOf = (
    experiment: string,
    memory: string,
    parameters: Record<string, string> = {},
    uri = `${server.uri}/`,
  ): Feed => {
    let text: string | undefined
    try {
      text = readFileSync(memory, 'utf8')
    } catch {
      text = undefined
    }
    return createFeed({
      trackers: [mlflow({ uri, experiment, fetch: openFetch({}) })],
      run: { model: 'tone', version: '1.2.0', key: digestBytes('key'), parameters },
      memory: { file: memory, text },
      warn: (line) => lines.push(`warning: ${line}`),
      info: (line) => lines.push(line),
      now: Date.now,
      intervalMs: 20,
    })
  }
  const only = async (experiment: string) => {
    const runs = await runsOf(server, experiment)
    expect(runs).toHaveLength(1)
    return runs[0] as (typeof runs)[number]
  }
  const memoryFile = (): string => join(temporaryDirectory(), 'memory.json')

  it('has a run of a training with its settings and every step, more than it takes in one call', async () => {
    const parameters = Object.fromEntries(Array.from({ length: 130 }, (_, at) => [`setting.${at}`, `value ${at}`]))
    const feed = feedOf('whole', memoryFile(), { ...parameters, long: 'x'.repeat(7_000) })
    for (let step = 1; step <= 2_500; step++) feed.point('loss', 1 / step, step)
    feed.point('validation_loss', 0.25, 2_500)
    await feed.end('finished', 60_000)
    const { info, data } = await only('whole')
    expect(info).toMatchObject({ status: 'FINISHED', run_name: expect.stringMatching(/^tone 1\.2\.0 [0-9a-f]{12}$/) })
    expect(data.params).toHaveLength(131)
    expect(data.params).toContainEqual({ key: 'setting.129', value: 'value 129' })
    expect(data.tags).toContainEqual({ key: 'lineage_key', value: digestBytes('key') })
    const told = await historyOf(server, info.run_id, 'loss')
    expect(told.map(([step]) => step)).toEqual(Array.from({ length: 2_500 }, (_, at) => at + 1))
    expect(told[1_999]).toEqual([2_000, 1 / 2_000])
    expect(await historyOf(server, info.run_id, 'validation_loss')).toEqual([[2_500, 0.25]])
    expect(lines.some((line) => line.endsWith(`/runs/${info.run_id}`))).toBe(true)
  }, 120_000)

  it('sees a training that was killed go on as the same run, without a step twice', async () => {
    const memory = memoryFile()
    const killed = feedOf('killed', memory)
    for (let step = 1; step <= 12; step++) killed.point('loss', step, step)
    await killed.end('killed', 30_000)
    const before = await only('killed')
    expect(before.info.status).toBe('KILLED')
    // It goes on from the checkpoint of step 10.
    const next = feedOf('killed', memory)
    for (let step = 11; step <= 15; step++) next.point('loss', step, step)
    await vi.waitFor(async () => expect((await only('killed')).info.status).toBe('RUNNING'), { timeout: 20_000 })
    await next.end('finished', 30_000)
    const { info } = await only('killed')
    expect(info).toMatchObject({ run_id: before.info.run_id, status: 'FINISHED' })
    const told = await historyOf(server, info.run_id, 'loss')
    expect(told).toEqual(Array.from({ length: 15 }, (_, at) => [at + 1, at + 1]))
  }, 120_000)

  it('whose run somebody deleted gets a new one, with all that is told from then on', async () => {
    const memory = memoryFile()
    const first = feedOf('deleted', memory)
    first.point('loss', 1, 1)
    await first.end('failed', 30_000)
    const { info } = await only('deleted')
    expect(info.status).toBe('FAILED')
    await server.ask('runs/delete', { run_id: info.run_id })
    const next = feedOf('deleted', memory)
    next.point('loss', 1, 1)
    await next.end('finished', 30_000)
    const again = await only('deleted')
    expect(again.info.run_id).not.toBe(info.run_id)
    expect(await historyOf(server, again.info.run_id, 'loss')).toEqual([[1, 1]])
  }, 120_000)

  it('that is away for a while is a single warning, and is told of everything once it is back', async () => {
    lines.length = 0
    const way = await wayTo(server.uri)
    const feed = feedOf('back', memoryFile(), {}, way.uri)
    feed.point('loss', 1, 1)
    await vi.waitFor(() => expect(lines.some((line) => line.includes('told to MLflow'))).toBe(true), {
      timeout: 30_000,
    })
    await way.close()
    feed.point('loss', 2, 2)
    const warnings = (): string[] => lines.filter((line) => line.startsWith('warning'))
    await vi.waitFor(() => expect(warnings()).toHaveLength(1), { timeout: 30_000 })
    expect(warnings()[0]).toMatch(
      /^warning: finetune: MLflow cannot be told of the training, which goes on: fetch failed \(\w+\)$/,
    )
    await way.open()
    feed.point('loss', 3, 3)
    await feed.end('finished', 60_000)
    const { info } = await only('back')
    expect(info.status).toBe('FINISHED')
    expect(await historyOf(server, info.run_id, 'loss')).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(warnings()).toHaveLength(1)
  }, 120_000)
})

/** The only way to a server, which can be closed: to start a server anew takes far longer. */
async function wayTo(uri: string): Promise<{ uri: string; close(): Promise<void>; open(): Promise<void> }> {
  const port = await freePort()
  const target = new URL(uri)
  let way: Server | undefined
  const sockets = new Set<Socket>()
  const open = async (): Promise<void> => {
    way = createServer((socket) => {
      const to = connect(Number(target.port), target.hostname)
      for (const each of [socket, to]) {
        sockets.add(each)
        each.on('error', () => undefined)
      }
      socket.pipe(to).pipe(socket)
    })
    way.listen(port, '127.0.0.1')
    await once(way, 'listening')
  }
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    way?.close()
    if (way !== undefined) await once(way, 'close')
  }
  await open()
  onTestFinished(close)
  return { uri: `http://127.0.0.1:${port}`, close, open }
}
