import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { freePort } from '../../src/ports.ts'
import { endServing } from '../act.ts'
import { describeWith } from '../parts.ts'
import { fromSource, stepOf } from '../step.ts'
import { makeKey, released, signRelease } from '../unit/signing/image.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

/* The deploy action as a runner starts, kills and cleans up after it. */

describeWith(['python'], 'a deployment whose job is cancelled', () => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'cancelled-')))
  const workspace = join(home, 'workspace')
  const digests = new Map<string, Digest>()
  let port = 0

  beforeAll(async () => {
    mkdirSync(workspace)
    port = await freePort()
    const store = await openLayout(join(workspace, 'images'), { create: true })
    const model = await tinyModel()
    const key = await makeKey()
    writeFileSync(join(workspace, 'cosign.pub'), key.publicKey)
    writeFileSync(join(workspace, 'sorry.json'), '{}')
    for (const version of ['1.0.0', '1.1.0']) {
      const digest = await tinyImage({ model, into: join(home, `model-${version}`), store, version })
      const index = await store.resolve(version)
      if (index === undefined) throw new Error(`${version} was not tagged`)
      await signRelease(store, index, key.signing, released(version, modelName))
      digests.set(version, digest)
    }
  }, 120_000)

  const started = (program: string, version: string, states: Record<string, string> = {}) => {
    writeFileSync(
      join(workspace, 'model.yml'),
      `name: ${modelName}
version: ${version}
task: text-classification
base: ./base
data: {train: train.jsonl}
image: {layout: ./images}
signing: {public-key: cosign.pub}
deploy: {port: ${port}, steps: [50, 100], step: {min-time: ${version === '1.0.0' ? '1s' : '10m'}, min-requests: 1, deadline: 20m}, bake: 1s, fallback: {file: sorry.json}}
`,
    )
    const step = stepOf({ home, workspace, inputs: { digest: digests.get(version) ?? '' } })
    const child = spawn(process.execPath, fromSource(program), {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...step.environment,
        GITHUB_REPOSITORY: 'acme/tiny',
        GITHUB_RUN_ID: '7',
        GITHUB_RUN_ATTEMPT: '1',
        MODEL_ACTIONS_HOME: join(home, 'place'),
        MODEL_ACTIONS_PYTHON: process.env['MODEL_ACTIONS_PYTHON'],
        DOCKER_HOST: 'unix:///nonexistent/docker.sock',
        ...Object.fromEntries(Object.entries(states).map(([name, value]) => [`STATE_${name}`, value])),
      },
    })
    let stdout = ''
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString()
    })
    const end = new Promise<{ code: number | null; stdout: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, stdout })),
    )
    return { child, end, saved: () => Object.fromEntries(step.left().state) }
  }
  const served = async (count: number) => {
    const versions = new Set<string>()
    for (let i = 0; i < count; i++) versions.add((await infer(`127.0.0.1:${port}`)).version)
    return [...versions].sort()
  }
  const running = () =>
    readdirSync(join(home, 'place/github.com/acme/tiny', modelName, 'deploy/versions')).map(
      (id) => /^v(\d+-\d+-\d+)-/.exec(id)?.[1],
    )

  afterAll(() => {
    endServing(home)
    rmSync(home, { recursive: true, force: true })
  })

  it('takes the canary back when it is stopped, and says how far it was and what serves', async () => {
    const first = await started('deploy', '1.0.0').end
    expect(first.code, first.stdout).toBe(0)
    const second = started('deploy', '1.1.0')
    await expect.poll(() => served(10), { timeout: 90_000 }).toEqual(['1.0.0', '1.1.0'])
    second.child.kill('SIGINT')
    const { code, stdout } = await second.end
    expect(stdout).toContain(
      '::error::stopped by SIGINT in deploy at 50 %25 of the traffic; 1.1.0 was taken out and 1.0.0 serves; the same command begins the rollout again',
    )
    expect(code).toBe(130)
    expect(await served(10)).toEqual(['1.0.0'])
    const history = readFileSync(join(home, 'place/github.com/acme/tiny', modelName, 'history.jsonl'), 'utf8')
    expect(JSON.parse(history.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      outcome: 'rolled-back',
      version: '1.1.0',
      from: { version: '1.0.0' },
      to: { version: '1.0.0' },
      because: 'stopped by SIGINT at 50 % of the traffic',
    })
  }, 240_000)

  it('leaves a canary with its share when it is killed, and post takes both away; stable serves throughout', async () => {
    const first = await started('deploy', '1.0.0').end
    expect(first.code, first.stdout).toBe(0)
    expect(await served(5)).toEqual(['1.0.0'])

    const second = started('deploy', '1.1.0')
    await expect.poll(() => served(10), { timeout: 90_000 }).toEqual(['1.0.0', '1.1.0'])
    second.child.kill('SIGKILL')
    await second.end
    expect(await served(20)).toEqual(['1.0.0', '1.1.0'])

    // The gateway keeps what it was given: nothing of the checkout is needed to undo what a job left.
    rmSync(join(workspace, 'sorry.json'))
    const states = second.saved()
    const post = await started('deploy-post', '1.1.0', states).end
    expect(post.code, post.stdout).toBe(0)
    expect(await served(30)).toEqual(['1.0.0'])
    expect(running()).toEqual(['1-0-0'])

    const again = await started('deploy-post', '1.1.0', states).end
    expect(again.code).toBe(0)
    expect(await served(10)).toEqual(['1.0.0'])
  }, 240_000)
})
