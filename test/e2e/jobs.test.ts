import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sleep } from '../../src/timers.ts'
import { act, endServing, git, infer, machines, makeRepository, password, repository } from '../act.ts'
import { describeWith } from '../parts.ts'
import { homeOf, makeProject, specText } from '../project.ts'
import { startRegistry } from '../registry.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/*
 * A repository as a team has one: three jobs, each on a machine of its own (workspace and home), that hand each other digests;
 * a runner that is killed, checkouts that are clean each time, a second release, a second model.
 */

const ports = { mood: 18094, tone: 18095 }
let directory = ''
let home = ''
let registry: Awaited<ReturnType<typeof startRegistry>>

const spec = (name: 'mood' | 'tone', version: string, port: number): string =>
  specText({
    name,
    version,
    ...(name === 'mood'
      ? { finetune: '{method: full, epochs: 6, learning-rate: 0.002, batch-size: 32, checkpoints: {steps: 5}}' }
      : { base: '../../base', data: '{train: ../../data.jsonl, split: {test: 0.3}, max-length: 16}' }),
    evaluate: tunedEvaluation,
    results: `{registry: "${registry.host}/acme/${name}-results", insecure-registry: true}`,
    image: `{registry: "${registry.host}/acme/${name}", insecure-registry: true}`,
    signing: `{public-key: ${name === 'mood' ? '' : '../../'}cosign.pub}`,
    deploy: `{port: ${port}, steps: [20, 100], step: {min-time: 1s, min-requests: 20, deadline: 90s}, gates: {health: {interval: 1s}, errors: {tolerance: 0.2}}, bake: 1s}`,
  })

function commit(message: string): void {
  git(directory, 'add', '-A')
  git(directory, 'commit', '-qm', message)
}

/** The action of a job, known by its home, and what it started. */
function processesOf(jobHome: string): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args=']).toString().trim().split('\n')
  const all = table.map((line) => line.trim().split(/\s+/)).map(([pid, ppid, ...args]) => ({ pid, ppid, args }))
  const environ = (pid: string | undefined): string => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8')
    } catch {
      return ''
    }
  }
  const actions = all.filter(
    ({ pid, args }) =>
      args.some((arg) => arg.endsWith('pipeline.js')) && environ(pid).includes(`MODEL_ACTIONS_HOME=${jobHome}`),
  )
  const children = all.filter(({ ppid }) => actions.some(({ pid }) => pid === ppid))
  return [...actions, ...children].map(({ pid }) => Number(pid))
}

/** Clients that keep asking; they remember who answered, and count what was not answered with 200. */
function startClients(port: number): { stop(): Promise<{ versions: Set<string>; lost: number }> } {
  const seen = { versions: new Set<string>(), lost: 0 }
  let on = true
  const done = (async () => {
    while (on) {
      const { status, version = '' } = (await infer(port, 'mood').catch(() => ({ status: 0 }))) as {
        status: number
        version?: string
      }
      if (status === 200) seen.versions.add(version.split('-').slice(0, 3).join('.'))
      else seen.lost += 1
      await sleep(20)
    }
  })()
  return {
    stop: async () => {
      on = false
      await done
      return seen
    },
  }
}

describeWith(['act', 'python', 'registry'], 'three jobs on three machines, run by act', () => {
  beforeAll(async () => {
    registry = await startRegistry()
    directory = makeProject()
    home = homeOf(directory)
    writeFileSync(join(directory, 'model.yml'), spec('mood', '1.0.0', ports.mood))
    await makeRepository(directory, ['pipeline.yml'], (text) =>
      machines(text, home, { model: 'model', release: 'release', deploy: 'deploy' }),
    )
  })
  afterAll(async () => {
    endServing(home)
    await registry.close()
  })

  it('a runner that is killed in the middle of training loses the steps since the last checkpoint, and no more', async () => {
    const running = act(directory, home)
    const checkpoint = async (): Promise<void> => {
      for (;;) {
        // Any but the very first: on a busy machine the second one may be gone again when we look.
        if (globSync('model/**/checkpoints/*/step-{[1-9][0-9],1[0-9][0-9]}', { cwd: home }).length > 0) return
        await sleep(50)
      }
    }
    await Promise.race([checkpoint(), running.then(({ output }) => Promise.reject(new Error(output)))])
    const killed = processesOf(join(home, 'model'))
    expect(killed.length).toBeGreaterThan(1)
    for (const pid of killed) process.kill(pid, 'SIGKILL')
    expect((await running).code).not.toBe(0)

    const { code, output } = await act(directory, home)
    expect(code, output.slice(-4000)).toBe(0)
    expect(output).toMatch(/finetune: pass: .*resumed at step \d+/)
    expect(output).not.toContain(password)
    expect(output).toMatch(/sha256:[0-9a-f]{64} serves at http:\/\/127\.0\.0\.1:18094/)
    expect(await infer(ports.mood, 'mood')).toMatchObject({ status: 200, version: expect.stringMatching(/^v1-0-0-/) })
  })

  it('the job that signs saw neither data nor base model, and the one that deploys no result', () => {
    const stages = (job: string): string[] =>
      globSync('**/keys/*', { cwd: join(home, job) }).map((path) => path.split('/').at(-1)?.split('-')[0] ?? '')
    expect(new Set(stages('model'))).toEqual(new Set(['prepare', 'finetune', 'evaluate', 'quantize']))
    expect(new Set(stages('release'))).toEqual(new Set(['build', 'sign']))
    expect(new Set(stages('deploy'))).toEqual(new Set(['deploy']))
  })

  it('a second release deploys after the checkout was cleaned, and nobody notices', async () => {
    git(directory, 'clean', '-ffdxq', '-e', '.secrets')
    writeFileSync(join(directory, 'model.yml'), spec('mood', '1.1.0', ports.mood))
    commit('1.1.0')
    const clients = startClients(ports.mood)
    const { code, output } = await act(directory, home)
    const { versions, lost } = await clients.stop()
    expect(code, output.slice(-4000)).toBe(0)
    expect(versions).toEqual(new Set(['v1.0.0', 'v1.1.0']))
    expect(lost).toBe(0)
    expect(await infer(ports.mood, 'mood')).toMatchObject({ version: expect.stringMatching(/^v1-1-0-/) })
  })

  it('a second model on the same port is refused with the name of the first, and on another port both serve', async () => {
    mkdirSync(join(directory, 'models/tone'), { recursive: true })
    const workflow = join(directory, '.github/workflows/pipeline.yml')
    writeFileSync(
      workflow,
      readFileSync(workflow, 'utf8').replaceAll(/^( {8}with:\n)/gm, '$1          config: models/tone/model.yml\n'),
    )
    // Trained before: what is told here begins when it deploys.
    await beginTuned({ home: join(home, 'model'), repository, root: directory })
    const file = join(directory, 'models/tone/model.yml')
    writeFileSync(file, spec('tone', '1.0.0', ports.mood))
    cpSync(join(directory, 'cosign.pub'), join(directory, 'models/tone/cosign.pub'))
    commit('another model')
    const refused = await act(directory, home)
    expect(refused.code).not.toBe(0)
    expect(refused.output).toMatch(/mood.*deploy\.port|deploy\.port.*mood/)
    expect(await infer(ports.mood, 'mood')).toMatchObject({ status: 200, version: expect.stringMatching(/^v1-1-0-/) })

    writeFileSync(file, spec('tone', '1.0.0', ports.tone))
    commit('a port of its own')
    const { code, output } = await act(directory, home)
    expect(code, output.slice(-4000)).toBe(0)
    expect(await infer(ports.tone, 'tone')).toMatchObject({ status: 200 })
    expect(await infer(ports.mood, 'mood')).toMatchObject({ status: 200 })
  })
})
