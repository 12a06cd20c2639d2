import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { generateKeyPair } from '../../src/signing/keys.ts'
import { describeWith } from '../parts.ts'
import { makeProject } from '../project.ts'

/*
 * The workflows of workflows-examples/, run by act on this host against the committed dist, in a user's repository with a
 * tiny model. Changed for the test: the actions are the local ones, and jobs run on any runner.
 */

const root = new URL('../../', import.meta.url).pathname
const port = 18090

async function repository(workflow: string): Promise<string> {
  const directory = makeProject({
    evaluate: '{baseline: majority}',
    deploy: `{port: ${port}, steps: [10, 100], step: {min-time: 1s, min-requests: 5, deadline: 60s}, gates: {health: {interval: 1s}}, bake: 1s}`,
  })
  const text = readFileSync(join(root, 'workflows-examples', workflow), 'utf8')
    .replaceAll('model-actions/model-actions/actions/', './model-actions/actions/')
    .replaceAll('model-actions/model-actions@', './model-actions@')
    .replaceAll(/(uses: \.\/\S+?)@\S+/g, '$1')
  mkdirSync(join(directory, '.github/workflows'), { recursive: true })
  writeFileSync(join(directory, '.github/workflows/model.yml'), text)
  for (const part of ['action.yml', 'actions', 'dist'])
    cpSync(join(root, part), join(directory, 'model-actions', part), { recursive: true })
  const { privateKey, publicKey } = await generateKeyPair('secret-of-the-test')
  writeFileSync(join(directory, 'cosign.pub'), publicKey)
  writeFileSync(
    join(directory, '.secrets'),
    `COSIGN_PASSWORD=secret-of-the-test\nCOSIGN_PRIVATE_KEY="${privateKey.trim().replaceAll('\n', '\\n')}"\n`,
  )
  writeFileSync(join(directory, '.gitignore'), '.secrets\n.model-actions\nimages\n')
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'a model'],
    ['tag', 'v1.0.0'],
  ])
    execFileSync('git', args, { cwd: directory })
  return directory
}

const act = (directory: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const event = join(directory, 'event.json')
    writeFileSync(event, JSON.stringify({ ref: 'refs/tags/v1.0.0' }))
    const labels = ['self-hosted', 'gpu', 'ubuntu-latest'].flatMap((label) => ['-P', `${label}=-self-hosted`])
    const child = spawn('act', ['push', '--eventpath', event, '--secret-file', '.secrets', ...labels], {
      cwd: directory,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        ACT_DISABLE_VERSION_CHECK: '1',
        DOCKER_HOST: 'unix:///nonexistent/docker.sock',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (chunk: Buffer): void => {
      output += chunk
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ code, output }))
  })

async function serves(): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/v2/models/tone/infer`, {
    method: 'POST',
    body: JSON.stringify({
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: ['bright kind warm clear'] }],
    }),
    headers: { 'content-type': 'application/json' },
  })
  return { status: response.status, body: await response.json() }
}

/** What a deploy leaves behind is meant to outlive the job; the test ends it. */
function endServing(): void {
  const lines = execFileSync('ps', ['-eo', 'pid,args']).toString().split('\n')
  for (const line of lines.filter(
    (line) => /hostexecutor/.test(line) && /(gateway-agent|model_runtime|haproxy)/.test(line),
  ))
    try {
      process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL')
    } catch {
      // It ended on its own meanwhile.
    }
}
afterAll(endServing)

describeWith(['act', 'python'], 'the example workflows, run by act', () => {
  for (const [workflow, title] of [
    ['pipeline.yml', 'the root action takes a model from its data to a URL that answers'],
    ['stages.yml', 'a chain of single actions does the same, handing on results and outputs'],
  ] as const)
    it(title, async () => {
      endServing()
      const { code, output } = await act(await repository(workflow))
      expect(output).toMatch(/sha256:[0-9a-f]{64}.* serves at http:\/\/127\.0\.0\.1:18090/)
      expect(output).not.toContain('secret-of-the-test')
      expect(code, output.slice(-4000)).toBe(0)
      expect(await serves()).toMatchObject({
        status: 200,
        body: { outputs: expect.arrayContaining([expect.objectContaining({ data: ['praise'] })]) },
      })
      expect(existsSync(join(root, 'dist/pipeline.js'))).toBe(true)
    })
})
