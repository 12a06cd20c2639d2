import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generateKeyPair } from '../src/signing/keys.ts'

/* A user's repository with a workflow of workflows-examples/, run by act on this host against dist. */

const root = new URL('../', import.meta.url).pathname
export const password = 'secret-of-the-test'

export function git(directory: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: directory })
}

/**
 * Makes a project a repository with the workflows, our actions beside them, and a key pair.
 * @param workflows names of those in workflows-examples/, or others with their text
 * @param change a workflow's text as the test wants it
 */
export async function makeRepository(
  directory: string,
  workflows: readonly (string | { name: string; text: string })[],
  change: (text: string) => string = (text) => text,
): Promise<void> {
  mkdirSync(join(directory, '.github/workflows'), { recursive: true })
  for (const workflow of workflows) {
    const { name, text: printed } =
      typeof workflow === 'string'
        ? { name: workflow, text: readFileSync(join(root, 'workflows-examples', workflow), 'utf8') }
        : workflow
    const text = printed
      .replaceAll('model-actions/model-actions/actions/', './model-actions/actions/')
      .replaceAll('model-actions/model-actions@', './model-actions@')
      .replaceAll(/(uses: \.\/\S+?)@\S+/g, '$1')
      // Newer than act: it makes no deployments, and refuses the word.
      .replaceAll(/^ +deployment: false\n/gm, '')
    writeFileSync(join(directory, '.github/workflows', name), change(text))
  }
  for (const part of ['action.yml', 'actions', 'dist'])
    cpSync(join(root, part), join(directory, 'model-actions', part), { recursive: true })
  const { privateKey, publicKey } = await generateKeyPair(password)
  writeFileSync(join(directory, 'cosign.pub'), publicKey)
  const secrets = `COSIGN_PASSWORD=${password}\nCOSIGN_PRIVATE_KEY="${privateKey.trim().replaceAll('\n', '\\n')}"\n`
  writeFileSync(join(directory, '.secrets'), secrets)
  writeFileSync(join(directory, '.gitignore'), '.secrets\n.model-actions\nimages\nevent.json\n')
  git(directory, 'init', '-q')
  git(directory, 'add', '-A')
  git(directory, 'commit', '-qm', 'a model')
  git(directory, 'tag', 'v1.0.0')
}

/** Gives each job of a workflow a machine of its own, known by its name: what one keeps, another does not see. */
export const machines = (text: string, home: string, machineOf: Readonly<Record<string, string>>): string =>
  Object.entries(machineOf).reduce(
    (changed, [job, machine]) =>
      changed.replace(
        new RegExp(`^( {2}${job}:\\n)((?: {4}#.*\\n)*)`, 'm'),
        `$1$2    env: {MODEL_ACTIONS_HOME: ${join(home, machine)}}\n`,
      ),
    text,
  )

export type ActEnd = { code: number | null; output: string }

/** What starts the workflows, and what they may do at GitHub. */
export type Start = {
  event: string
  payload: unknown
  environment?: Record<string, string>
  /** Of the job; act has none unless it is given one. */
  token?: string
}
/** Whose jobs these are, unless the environment says another. */
export const repository = 'octo/models'
const tag: Start = { event: 'push', payload: { ref: 'refs/tags/v1.0.0' } }

/** @param home the place of this host, unless the workflow says another */
export function act(directory: string, home: string, start: Start = tag): Promise<ActEnd> {
  return new Promise((resolve) => {
    const event = join(directory, 'event.json')
    writeFileSync(event, JSON.stringify(start.payload))
    const { token } = start
    const environment = { GITHUB_REPOSITORY: repository, ...start.environment }
    const more = [
      ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...(token === undefined ? [] : ['--secret', `GITHUB_TOKEN=${token}`]),
    ]
    const labels = ['self-hosted', 'gpu', 'serving', 'ubuntu-latest'].flatMap((label) => [
      '-P',
      `${label}=-self-hosted`,
    ])
    const child = spawn('act', [start.event, '--eventpath', event, '--secret-file', '.secrets', ...labels, ...more], {
      cwd: directory,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        ACT_DISABLE_VERSION_CHECK: '1',
        DOCKER_HOST: 'unix:///nonexistent/docker.sock',
        MODEL_ACTIONS_HOME: home,
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
}

/** What a deploy leaves behind is meant to outlive the job; the test ends it. */
export function endServing(home: string): void {
  const lines = execFileSync('ps', ['-eo', 'pid,args']).toString().split('\n')
  for (const line of lines.filter((each) => each.includes(home) && /(gateway|agent|model_runtime|haproxy)/.test(each)))
    try {
      process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL')
    } catch {
      // It ended on its own meanwhile.
    }
}

export async function infer(port: number, model: string, text = 'bright kind warm clear'): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/v2/models/${model}/infer`, {
    method: 'POST',
    body: JSON.stringify({
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [text] }],
    }),
    headers: { 'content-type': 'application/json' },
  })
  return { status: response.status, body: await response.json(), version: response.headers.get('x-model-version') }
}
