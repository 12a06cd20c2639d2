import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Check } from '../../src/checkup/types.ts'
import { fakeSmi } from '../fixtures/nvidia-smi.ts'
import { describeWith } from '../parts.ts'
import { fromSource, stepOf } from '../step.ts'

/* The action `setup` as a runner starts it, with tools of the test's own on the PATH. */

let root = ''
let server: Server
let skewMs = 0
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'setup-test-'))
  for (const folder of ['bin', 'home', 'workspace']) mkdirSync(join(root, folder))
  skewMs = 0
  server = createServer((request, response) => {
    response.sendDate = false
    response.setHeader('date', new Date(Date.now() - skewMs).toUTCString())
    response.writeHead(request.url === '/v2/' ? 401 : 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(root, { recursive: true })
})

const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`

function tool(name: string, script: string): void {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(root, 'bin', name), 0o755)
}

type Ended = { code: number | null; log: string; summary: string; outputs: Map<string, string>; checks: Check[] }

async function setup(inputs: Record<string, string> = {}, more: Record<string, string> = {}): Promise<Ended> {
  const step = stepOf({ home: join(root, 'home'), workspace: join(root, 'workspace'), inputs })
  const child = spawn(process.execPath, fromSource('setup'), {
    env: {
      ...step.environment,
      PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
      DOCKER_HOST: `unix://${join(root, 'nothing.sock')}`,
      ...more,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const { outputs, summary } = step.left()
  const { setup: told } = JSON.parse(outputs.get('json') ?? '{}') as { setup?: { checks: Check[] } }
  return { code, log, summary, outputs, checks: told?.checks ?? [] }
}

describe('the action setup', () => {
  it('passes a runner with nothing, and says what is missing and what to do', async () => {
    const { code, outputs, summary, checks, log } = await setup()
    expect(code, log).toBe(0)
    expect(Object.fromEntries(outputs)).toMatchObject({ verdict: 'pass', docker: '', gpus: '0' })
    expect(checks.find(({ name }) => name === 'docker')).toMatchObject({
      state: 'missing',
      found: expect.stringContaining('no Docker engine answers'),
    })
    expect(summary).toContain('| part | state | found | remedy |')
    expect(readFileSync(outputs.get('report') ?? '', 'utf8')).toContain('install Docker')
    expect(JSON.parse(readFileSync(outputs.get('report-json') ?? '', 'utf8'))).toMatchObject({ verdict: 'pass' })
  })

  it('fails where what is required is missing, with an annotation for each', async () => {
    const { code, outputs, log } = await setup({ require: 'docker, gpu\nmemory=1m' })
    expect(code).toBe(4)
    expect(outputs.get('verdict')).toBe('fail')
    expect(log.match(/^::error::input require: /gm)).toHaveLength(2)
  })

  it('reads GPUs, drivers and toolkits as their tools print them', async () => {
    const h100 = { name: 'NVIDIA H100 80GB HBM3', totalMib: 81_559, driver: '535.104.05' }
    fakeSmi(join(root, 'bin'), [h100, h100])
    const { code, outputs, checks } = await setup({ require: 'gpu=2' })
    expect([code, outputs.get('gpus')]).toEqual([0, '2'])
    expect(checks.find(({ name }) => name === 'gpu')).toMatchObject({
      state: 'warning',
      found: '2 × NVIDIA H100 80GB HBM3, 85.5 GB each, driver 535.104.05',
    })
  })

  it('greets the registries that model.yml names and the API of the job, and compares clocks', async () => {
    skewMs = 600_000
    writeFileSync(
      join(root, 'workspace/model.yml'),
      `name: tone\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: a.jsonl, test: b.jsonl}\nimage: {registry: "${address()}/tone", insecure-registry: true}\n`,
    )
    const { checks, code } = await setup({ require: 'registry' }, { GITHUB_API_URL: `http://${address()}` })
    expect(code).toBe(0)
    const states = Object.fromEntries(checks.map(({ name, state, found }) => [name, `${state} ${found}`]))
    expect(states).toMatchObject({ registry: `ok ${address()}`, github: `ok ${address()}`, spec: 'ok model.yml' })
    expect(states['clock']).toMatch(/^missing (?:599|60[01]) s ahead of 127/)
  })

  it('says what is wrong with model.yml, and checks the rest', async () => {
    writeFileSync(join(root, 'workspace/model.yml'), 'name: tone\nfinetune: {epoch: 3}\n')
    const { checks } = await setup()
    expect(checks.find(({ name }) => name === 'spec')).toMatchObject({ state: 'missing' })
    expect(checks.length).toBeGreaterThan(6)
  })

  it('gives what tools print no way into the log or the summary', async () => {
    tool('git', 'printf "git version 2.39.5\\n::error::forged\\n@team <img src=x onerror=y> | x"')
    fakeSmi(join(root, 'bin'), [{ name: '::error::forged by a name <img src=x>' }])
    const { log, summary, checks } = await setup()
    expect(checks.find(({ name }) => name === 'gpu')?.found).toContain('forged')
    expect(log).not.toMatch(/^::error::forged/m)
    expect(summary).not.toContain('<img')
  })

  it('a tool that hangs is left after ten seconds, and the rest is told', async () => {
    tool('git', 'sleep 20')
    const { checks, code } = await setup()
    expect(code).toBe(0)
    expect(checks.find(({ name }) => name === 'git')).toMatchObject({ state: 'missing' })
  })
})

describeWith(['docker'], 'the action setup beside a real Docker engine', () => {
  it('says how it is set up', async () => {
    const { outputs, checks } = await setup({ require: 'docker' }, { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' })
    expect(outputs.get('docker')).toMatch(/^\d+\./)
    expect(checks.find(({ name }) => name === 'docker')?.found).toMatch(/cgroup v[12], storage \w+/)
    expect(checks.find(({ name }) => name === 'disk')?.found).toContain('free for images')
  })
})
