import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromSource, stepOf } from '../../step.ts'

/* An action as the runner starts it, from its source: what it leaves behind. */

// Each start loads the whole program.
vi.setConfig({ testTimeout: 60_000 })

let home = ''
let workspace = ''
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'action-')))
  workspace = join(home, 'workspace')
  mkdirSync(workspace)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

type Ended = { status: number | null; stdout: string } & ReturnType<ReturnType<typeof stepOf>['left']>

/** @param through a command that starts what follows it, instead of the runner */
function start(
  name: string,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
  through: string[] = [],
): Ended {
  const step = stepOf({ home, workspace, inputs })
  const [command = '', ...args] = [...through, process.execPath, ...fromSource(name)]
  const { status, stdout } = spawnSync(command, args, {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...step.environment, ...environment },
  })
  return { status, stdout, ...step.left() }
}

const noDocker = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

const spec = (rest = '') =>
  `name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: train.jsonl}\n${rest}`

it('who goes back by the action is told of a misspelt key, and not held up by it', () => {
  writeFileSync(join(workspace, 'model.yml'), spec('engine: {name: process}\ndeploy: {canary: 1, port: 8080}\n'))
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const given = {
    ...noDocker,
    MODEL_ACTIONS_HOME: join(home, 'place'),
    COSIGN_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
  const back = start('rollback', { to: '1.0.0' }, given)
  expect(back.stdout).toMatch(/^::warning.*deploy\.canary: unknown key: this command does without it/m)
  expect(back.stdout).toMatch(/^::error.*input to: .* has no release 1\.0\.0/m)
  // Who deploys something new has the time to mend it.
  expect(start('deploy', {}, given).stdout).toMatch(/^::error.*deploy\.canary: unknown key/m)
})

describe('a step that is refused', () => {
  it('says so in its outputs and on the summary page: cause, place and remedy', () => {
    writeFileSync(join(workspace, 'model.yml'), spec('signing: {key: ../../outside.key}\nfinetune: {epochs: 0}\n'))
    const { status, outputs, summary } = start('evaluate')
    expect(status).toBe(2)
    expect(outputs.get('verdict')).toBe('error')
    expect(JSON.parse(outputs.get('json') ?? '')).toEqual({
      error: {
        'exit-code': 2,
        problems: [
          { what: expect.stringContaining('out of range'), file: 'model.yml', line: 7, key: 'finetune.epochs' },
        ],
      },
    })
    expect(summary).toMatch(/^## ⚠️ Error · model-actions: evaluate$/m)
    expect(summary).toMatch(/### model\.yml:7: finetune\.epochs\n\n0 is out of range: expected more than 0/)
  })

  it('shows every mistake of model.yml: an annotation each, at its line', () => {
    writeFileSync(
      join(workspace, 'model.yml'),
      spec('finetune: {epoch: 1}\nevaluate: {gate: []}\ndeploy: {steps: [5]}\n'),
    )
    const { stdout, summary, outputs } = start('finetune')
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^::error file=model\.yml,line=6::model\.yml:6: finetune\.epoch: /),
      expect.stringMatching(/^::error file=model\.yml,line=7::model\.yml:7: evaluate\.gate: /),
      expect.stringMatching(/^::error file=model\.yml,line=8::model\.yml:8: deploy\.steps: /),
    ])
    expect(summary).toContain('refused for 3 reasons')
    expect(JSON.parse(outputs.get('json') ?? '').error.problems).toHaveLength(3)
  })

  it('has them too where it is an input that is refused', () => {
    const { outputs, summary } = start('deploy', { digest: 'latest' })
    expect(JSON.parse(outputs.get('json') ?? '').error.problems).toEqual([
      { what: expect.stringContaining('"latest" is no digest'), input: 'digest' },
    ])
    expect(summary).toContain('input digest')
  })

  it('is told of predictions that have none to be judged against', () => {
    writeFileSync(join(workspace, 'model.yml'), spec())
    writeFileSync(join(workspace, 'a.jsonl'), '')
    expect(start('evaluate', { 'candidate-predictions': 'a.jsonl' }).stdout).toContain(
      'input baseline-predictions: predictions are judged against predictions: give candidate-predictions and baseline',
    )
  })

  it('leaves the summary page alone where it is told to', () => {
    expect(start('verify', { summary: 'false' }).summary).toBe('')
  })

  it('leaves nothing for its post to clean up', () => {
    expect([...start('deploy').state.keys()]).toContain('ended')
  })
})

describe('the post of a step', () => {
  it('does nothing after a main program that came to its own end', () => {
    expect(start('deploy-post', {}, { STATE_ended: 'true', STATE_rollout: 'run 7' })).toMatchObject({
      status: 0,
      stdout: '',
    })
  })

  it('warns where it cannot clean up after a cancelled run, and never fails the job', () => {
    const { status, stdout, outputs } = start('deploy-post', {}, { STATE_rollout: 'run 7', ...noDocker })
    expect(stdout).toMatch(/^::warning::cleaning up: [^\n]*model\.yml[^\n]*\n$/)
    expect(status).toBe(0)
    expect(outputs.size).toBe(0)
  })

  it('of a rollback that was cancelled is not held up by the misspelt key that the rollback passed over', () => {
    writeFileSync(join(workspace, 'model.yml'), spec('engine: {name: process}\ndeploy: {canary: 1, port: 8080}\n'))
    const { status, stdout } = start(
      'rollback-post',
      {},
      { STATE_rollout: 'run 7', MODEL_ACTIONS_PYTHON: '/bin/false' },
    )
    const [warning = '', next = ''] = stdout.split('\n')
    expect(warning).toMatch(/^::warning.*deploy\.canary: unknown key: this command does without it/)
    // What it then lacks is the Python that ran the versions.
    expect(next).toMatch(/^::warning::cleaning up: .*\/bin\/false/)
    expect(status).toBe(0)
  })

  it('has nothing to do where nothing was begun', () => {
    expect(start('finetune-post', {}, noDocker)).toMatchObject({ status: 0, stdout: '' })
  })
})

describe('paths of model.yml', () => {
  const wanted = /signing\.public-key: [^\n]*ENOENT/

  it('start at its own directory, in an action as in a terminal', () => {
    const model = join(workspace, 'models/tiny')
    mkdirSync(model, { recursive: true })
    writeFileSync(join(model, 'model.yml'), spec('signing: {public-key: cosign.pub}\n'))
    // The file of the same name in the workspace is another one.
    writeFileSync(join(workspace, 'cosign.pub'), 'another')
    expect(start('verify', { config: 'models/tiny/model.yml' }).stdout).toMatch(wanted)
    expect(start('verify', { 'working-directory': 'models/tiny' }).stdout).toMatch(wanted)
    const main = join(import.meta.dirname, '../../../src/cli/main.ts')
    const terminal = spawnSync(process.execPath, [main, 'verify', '--config', 'models/tiny/model.yml'], {
      cwd: workspace,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home },
    })
    expect(terminal.stderr).toMatch(wanted)
  })

  it('name what lies elsewhere in the repository, and nothing outside of it', () => {
    const model = join(workspace, 'models/tiny')
    mkdirSync(model, { recursive: true })
    mkdirSync(join(workspace, '.git'))
    writeFileSync(join(workspace, 'cosign.pub'), 'no key')
    const verify = (path: string) => {
      writeFileSync(join(model, 'model.yml'), spec(`signing: {public-key: ${path}}\n`))
      return start('verify', { 'working-directory': 'models/tiny' }).stdout
    }
    expect(verify('../../cosign.pub')).not.toMatch(/ENOENT|leaves/)
    expect(verify('../../../cosign.pub')).toMatch(/signing\.public-key: "[^"]*" leaves /)
  })
})

const twoClasses = Array.from({ length: 20 }, (_, n) => `{"text": "a${n}", "label": "${n % 2}"}\n`).join('')

describe('the environment of an action', () => {
  it.runIf(existsSync('/proc/self/environ'))('shows no secret to the processes that it starts', () => {
    writeFileSync(join(workspace, 'model.yml'), spec())
    writeFileSync(join(workspace, 'train.jsonl'), twoClasses)
    mkdirSync(join(workspace, 'base'))
    for (const name of ['config.json', 'tokenizer.json', 'model.safetensors'])
      writeFileSync(join(workspace, 'base', name), '{}')
    const python = join(home, 'python')
    // Where the program asks which version it is, it takes what any process of this user can see.
    writeFileSync(
      python,
      `#!/bin/sh\n{ env; tr '\\0' '\\n' < /proc/$PPID/environ; tr '\\0' '\\n' < /proc/$PPID/cmdline; cat /dev/shm/model-actions-start-*/* ${home}/model-actions-start-*/*; } > ${home}/seen 2>&1\n`,
    )
    chmodSync(python, 0o755)
    const secrets = {
      GITHUB_TOKEN: 'secret-1',
      ACTIONS_RUNTIME_TOKEN: 'secret-2',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret-3',
      COSIGN_PASSWORD: 'secret-4',
      OF_THE_USER: 'secret-5',
    }
    const inputs = {
      engine: 'process',
      'registry-host': 'r.example.com',
      'registry-password': 'secret-6',
      'github-token': 'secret-7',
    }
    const { stdout } = start('prepare', inputs, { ...secrets, TMPDIR: home, MODEL_ACTIONS_PYTHON: python })
    expect(stdout).toContain(`MODEL_ACTIONS_PYTHON=${python} does not start`)
    const seen = readFileSync(join(home, 'seen'), 'utf8')
    expect(seen).toMatch(/^PATH=/m)
    expect(seen).not.toMatch(/secret-\d/)
  })

  it.runIf(existsSync('/proc/self/environ'))(
    'leaves nothing to read where the step is killed while it is handed over',
    () => {
      const killed = `process.execve = (_, __, next) => {
      console.log(next.MODEL_ACTIONS_HANDED_ENVIRONMENT)
      process.exit(0)
    }`
      const { stdout, stderr } = spawnSync(process.execPath, fromSource('verify', killed), {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: home, 'INPUT_SIGN-KEY': 'secret-1', GITHUB_TOKEN: 'secret-2' },
      })
      const [left = ''] = /\/\S*\/model-actions-start-\w+/.exec(stdout) ?? []
      expect(left, stderr).not.toBe('')
      const text = readFileSync(join(left, 'environment'), 'latin1')
      rmSync(left, { recursive: true })
      expect(text.length).toBeGreaterThan(50)
      expect(text).not.toMatch(/secret-\d|SIGN-KEY|GITHUB_TOKEN/)
    },
  )

  it.runIf(process.getuid?.() === 0 && existsSync('/dev/shm'))(
    'is refused in one line where there is no directory to hand it over in',
    () => {
      const { status, stdout } = start('prepare', {}, { TMPDIR: '/nonexistent/tmp' }, [
        ...['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o ro none /dev/shm && exec "$@"', 'sh'],
      ])
      expect(stdout).toBe(
        '::error::/nonexistent/tmp: no temporary directory can be made there (ENOENT): name another directory by TMPDIR\n',
      )
      expect(status).toBe(4)
    },
  )

  it('keeps what it leaves on the host from the other users', () => {
    writeFileSync(join(workspace, 'model.yml'), spec())
    writeFileSync(join(workspace, 'train.jsonl'), twoClasses)
    start('prepare', { engine: 'process' }, { MODEL_ACTIONS_PYTHON: '/bin/false' })
    expect(statSync(join(home, '.local/state/model-actions')).mode & 0o777).toBe(0o700)
  })

  it('reaches the action whole all the same', () => {
    writeFileSync(join(workspace, 'model.yml'), spec())
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { stdout } = start(
      'verify',
      {},
      {
        COSIGN_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        MODEL_ACTIONS_HOME: join(home, 'elsewhere'),
      },
    )
    expect(stdout).toContain(`${home}/elsewhere/`)
  })
})

describe('a runner that cannot do it', () => {
  beforeEach(() => writeFileSync(join(workspace, 'model.yml'), spec()))

  it.each([
    ['prepare', { RUNNER_OS: 'Windows' }, /Windows is not supported: take a Linux runner/],
    ['deploy', { RUNNER_OS: 'macOS' }, /deploy needs Linux, and this is macOS/],
  ])('%s on %j is refused at once, and says what to take', (name, environment, message) => {
    const { status, stdout, outputs } = start(name, {}, environment)
    expect(stdout).toMatch(message)
    expect(status).toBe(4)
    expect(outputs.get('verdict')).toBe('error')
  })
})
