import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { splitAddress } from '../../src/gateway/address.ts'
import { openLayout } from '../../src/oci/layout.ts'
import type { ContentStore } from '../../src/oci/types.ts'
import { groupAlive } from '../../src/processGroups.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
import type { Target } from '../../src/rollout/types.ts'
import { describeWith } from '../parts.ts'
import { infer, tinyImage, tinyModel } from './targets-support/images.ts'

const never = new AbortController().signal
const readyMs = 60_000

describeWith(['python'], 'versions as processes', () => {
  let made = ''
  let store: ContentStore
  let good: Digest
  let broken: Digest
  let stateDir = ''
  let target: Target

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'targets-'))
    const model = await tinyModel()
    store = await openLayout(join(made, 'images'), { create: true })
    good = await tinyImage({ model, into: join(made, 'good'), store, version: '1.0.0' })
    broken = await tinyImage({ model, into: join(made, 'broken'), store, version: '1.0.1', broken: true })
  })
  afterAll(() => rmSync(made, { recursive: true, force: true }))
  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'targets-state-'))
    target = await open()
  })
  afterEach(async () => {
    for (const { id } of await target.list()) await target.stop(id)
    rmSync(stateDir, { recursive: true, force: true })
  })

  const open = () =>
    createProcessTarget({
      store,
      stateDir,
      python: process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3',
      log: { info: () => undefined },
    })
  const pidOf = (id: string): number =>
    (JSON.parse(readFileSync(join(stateDir, id, 'process.json'), 'utf8')) as { pid: number }).pid

  test('a version comes up, answers, is found again by another run, and leaves nothing when it is stopped', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    await target.ready(backend, readyMs, never)
    expect(backend.id).toBe(`v1-0-0-${good.slice(7, 19)}`)
    const answer = await infer(backend.addresses[0] ?? '')
    expect(answer, answer.body).toMatchObject({ status: 200, version: '1.0.0' })
    expect(await (await open()).list()).toEqual([backend])
    expect(await target.start({ version: '1.0.0', digest: good }, never)).toEqual(backend)

    const pid = pidOf(backend.id)
    await target.stop(backend.id)
    expect(groupAlive(pid)).toBe(false)
    expect(await target.list()).toEqual([])
    expect(readdirSync(stateDir)).toEqual([])
    expect((await infer(backend.addresses[0] ?? '')).status).toBe(0)
    await target.stop(backend.id)
  })

  test('a version outlives its job: it has no word of its environment, and nothing of its directory', async () => {
    const secrets = { COSIGN_PASSWORD: 'hunter2', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-token', GITHUB_WORKSPACE: made }
    Object.assign(process.env, secrets)
    try {
      const backend = await target.start({ version: '1.0.0', digest: good }, never)
      const pid = pidOf(backend.id)
      await target.ready(backend, readyMs, never)
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
      for (const text of Object.entries(secrets).flat()) expect(environment).not.toContain(text)
      expect(readlinkSync(`/proc/${pid}/cwd`)).toBe(join(stateDir, backend.id))
      expect(isAbsolute(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '')).toBe(true)
      await target.stop(backend.id)
    } finally {
      for (const name of Object.keys(secrets)) delete process.env[name]
    }
  })

  test('a server of another version at its address is not taken for it', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    await target.ready(backend, readyMs, never)
    const serving = { ...backend.serving, readyPath: backend.serving.readyPath.replace('1.0.0', '1.1.0') }
    await expect(target.ready({ ...backend, serving }, 500, never)).rejects.toThrow(/was not ready within/)
    await target.stop(backend.id)
  })

  test('a version whose model cannot be read is refused at once, with the last lines of its log', async () => {
    const backend = await target.start({ version: '1.0.1', digest: broken }, never)
    const began = performance.now()
    await expect(target.ready(backend, readyMs, never)).rejects.toThrow(
      /v1-0-1-\w+ did not come up, its process has ended: .*its last lines: .*model\.onnx/,
    )
    expect(performance.now() - began).toBeLessThan(readyMs / 2)
    await target.stop(backend.id)
    expect(readdirSync(stateDir)).toEqual([])
  })

  test('a version whose port was taken says so', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    const other = http.createServer((_, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) =>
      other.listen(splitAddress(backend.addresses[0] ?? '').port, '127.0.0.1', resolve),
    )
    try {
      await expect(target.ready(backend, readyMs, never)).rejects.toThrow(/address already in use|in use/i)
    } finally {
      other.closeAllConnections()
      other.close()
    }
    await target.stop(backend.id)
  })

  test('a server whose run was killed before it wrote it down is ended by the next one', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    await target.ready(backend, readyMs, never)
    const lost = pidOf(backend.id)
    rmSync(join(stateDir, backend.id, 'process.json'))
    const again = await (await open()).start({ version: '1.0.0', digest: good }, never)
    expect(groupAlive(lost)).toBe(false)
    const second = pidOf(again.id)
    rmSync(join(stateDir, backend.id, 'process.json'))
    await (await open()).sweep(undefined, 0)
    expect(groupAlive(second)).toBe(false)
  })

  test('a server that was killed is not listed, and the next start brings it back', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    await target.ready(backend, readyMs, never)
    process.kill(-pidOf(backend.id), 'SIGKILL')
    await expect.poll(() => target.list(), { timeout: 5_000 }).toEqual([])
    const again = await target.start({ version: '1.0.0', digest: good }, never)
    await target.ready(again, readyMs, never)
    expect((await infer(again.addresses[0] ?? '')).status).toBe(200)
    await target.stop(again.id)
  })

  test('a process that later got the same id is neither listed nor ended', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    // Its directory goes with the version: a server that still reads its model there would end by itself.
    await target.ready(backend, readyMs, never)
    const pid = pidOf(backend.id)
    const file = join(stateDir, backend.id, 'process.json')
    const record = JSON.parse(readFileSync(file, 'utf8')) as { startedAt: string }
    writeFileSync(file, JSON.stringify({ ...record, startedAt: '1' }))
    try {
      expect(await target.list()).toEqual([])
      await target.stop(backend.id)
      expect(groupAlive(pid)).toBe(true)
    } finally {
      process.kill(-pid, 'SIGKILL')
    }
  })

  test('a start that is cancelled, or whose image is not there, leaves no process and no file', async () => {
    const controller = new AbortController()
    const starting = target.start({ version: '1.0.0', digest: good }, controller.signal)
    controller.abort(new Error('stop now'))
    await expect(starting).rejects.toThrow('stop now')
    const absent: Digest = `sha256:${'0'.repeat(64)}`
    await expect(target.start({ version: '9.9.9', digest: absent }, never)).rejects.toThrow(/there is no manifest/)
    expect(readdirSync(stateDir)).toEqual([])
    expect(existsSync(stateDir)).toBe(true)
  })

  test('a wait for readiness ends with the reason of its cancellation, not with a verdict on the version', async () => {
    const backend = await target.start({ version: '1.0.0', digest: good }, never)
    const controller = new AbortController()
    const waiting = target.ready(backend, readyMs, controller.signal)
    controller.abort(new Error('stop now'))
    await expect(waiting).rejects.toThrow('stop now')
    await target.stop(backend.id)
  })
})
