import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describeWith } from '../parts.ts'

/* What runs with the rights of this repository, and what users copy: held to what the linters of the trade know. */

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

const ours = globSync('.github/workflows/*.yml', { cwd: root }).sort()
const examples = globSync('workflows-examples/*.yml', { cwd: root }).sort()
const manifests = globSync(['action.yml', 'actions/*/action.yml'], { cwd: root }).sort()
const scripts = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && !path.startsWith('dist/') && /^#!.*\b(?:ba|da)?sh\b/.test(firstLine(path)))

function firstLine(path: string): string {
  try {
    return read(path).slice(0, 200).split('\n')[0] ?? ''
  } catch {
    // Deleted and not yet committed.
    return ''
  }
}

/** Everything that a linter wrote; '' where it found nothing. */
function findings(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error }: SpawnSyncReturns<string> = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (error !== undefined) throw error
  return status === 0 ? '' : `${stdout}${stderr}`
}

it('there are workflows, examples, actions and scripts to look at', () => {
  for (const files of [ours, examples, manifests, scripts]) expect(files.length).toBeGreaterThan(1)
  expect(scripts).toContain('.ci/run')
})

it.each(examples)('%s is run by act in a test', (file) => {
  const tests = globSync('test/e2e/*.test.ts', { cwd: root }).map(read)
  expect(tests.filter((text) => text.includes(`'${basename(file)}'`))).not.toEqual([])
})

describeWith(['actionlint', 'shellcheck'], 'actionlint finds nothing', () => {
  it.each([...ours, ...examples])('in %s', (file) => {
    expect(findings('actionlint', ['-config-file', '.github/actionlint.yaml', file])).toBe('')
  })

  it('in the actions, and in a workflow that uses each', () => {
    const steps = manifests.map((file) => `      - uses: ./${file.replace(/\/?action\.yml$/, '')}\n`)
    expect(inProject(steps.join(''))).toBe('')
  })

  it('because it looks: a wrong input and a wrong script are found', () => {
    const found = inProject('      - uses: ./actions/build\n        with: {sing-key: x}\n      - run: rm $1\n')
    expect(found).toContain('sing-key')
    expect(found).toContain('SC2086')
  })
})

/** What actionlint says of a job with these steps, in a repository that has our actions. */
function inProject(steps: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'actionlint-'))
  try {
    for (const folder of ['.git', '.github/workflows']) mkdirSync(join(directory, folder), { recursive: true })
    for (const part of ['action.yml', 'actions', 'dist']) symlinkSync(join(root, part), join(directory, part))
    const file = join(directory, '.github/workflows/job.yml')
    writeFileSync(file, `name: job\non: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`)
    return findings('actionlint', [file])
  } finally {
    rmSync(directory, { recursive: true })
  }
}

describeWith(['zizmor'], 'zizmor, pedantic, finds nothing', () => {
  const zizmor = (...files: string[]): string =>
    findings('zizmor', [
      ...['--config', '.github/zizmor.yml', '--offline', '--persona', 'pedantic', '--no-progress', '--quiet', '--'],
      ...files,
    ])

  it.each([
    ['our workflows', [...ours, '.github/dependabot.yml']],
    ['the examples', examples],
    ['the actions', manifests],
  ])('in %s', (_what, files) => {
    expect(zizmor(...files)).toBe('')
  })
})

describeWith(['shellcheck'], 'shellcheck finds nothing', () => {
  it.each(scripts)('in %s', (file) => {
    expect(findings('shellcheck', ['--', file])).toBe('')
  })
})

type Step = { uses?: string; run?: string; with?: Record<string, unknown> }
type Job = {
  concurrency?: unknown
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  uses?: string
  steps?: Step[]
}
type Workflow = { permissions: Record<string, string>; concurrency?: unknown; jobs: Record<string, Job> }

describe.each([...ours, ...examples])('%s', (file) => {
  const { permissions, concurrency, jobs } = parse(read(file)) as Workflow

  it('begins with no right but to read, and says what runs at once and for how long', () => {
    expect(Object.values(permissions).filter((level) => level !== 'read')).toEqual([])
    for (const [name, job] of Object.entries(jobs)) {
      expect(concurrency ?? job.concurrency, name).toBeDefined()
      if (job.uses === undefined) expect(job['timeout-minutes'], name).toBeGreaterThan(0)
    }
  })

  it('leaves no token behind in the checkout', () => {
    for (const { uses, with: given } of Object.values(jobs).flatMap(({ steps = [] }) => steps))
      if (uses?.startsWith('actions/checkout@') === true) expect(given?.['persist-credentials']).toBe(false)
  })

  it('gives rights to write and identity to no job that installs packages or runs tests', () => {
    for (const [name, { permissions: granted = permissions, steps = [] }] of Object.entries(jobs)) {
      const writes = Object.values(granted).includes('write')
      const runs = steps.map(({ run = '' }) => run).join('\n')
      if (writes) expect(runs, name).not.toMatch(/npm (?:ci|install|test|run)|pip install|\.ci\/run/)
    }
  })

  it('says in its first lines what it is for', () => {
    expect(read(file)).toMatch(/^# .{40,}/)
  })
})

it('an action of others is the same commit, with the name of its release, wherever it is used', () => {
  const pins = new Map<string, Set<string>>()
  for (const file of [...ours, ...examples, 'README.md'])
    for (const [, name = '', pin = ''] of read(file).matchAll(/uses: ((?!\.|\$|model-actions\/)[\w./-]+)@(.*)$/gm))
      pins.set(name, (pins.get(name) ?? new Set()).add(pin.trim()))
  expect(pins.size).toBeGreaterThan(3)
  for (const [name, found] of pins) {
    expect([...found], name).toHaveLength(1)
    expect([...found][0], name).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  }
})

describe('the notes of a release', () => {
  const notes = (tag: string): SpawnSyncReturns<string> => {
    const directory = mkdtempSync(join(tmpdir(), 'release-'))
    try {
      mkdirSync(join(directory, 'scripts'))
      copyFileSync(join(root, 'scripts/release-notes.ts'), join(directory, 'scripts/release-notes.ts'))
      writeFileSync(join(directory, 'package.json'), '{"version": "1.2.0"}')
      writeFileSync(
        join(directory, 'CHANGELOG.md'),
        '# Log\n\n## Unreleased\n\n- Later.\n\n## 1.2.0 (2026-11-21)\n\n### Added\n\n- Now.\n\n## 1.1.0\n\n- Before.\n',
      )
      return spawnSync(process.execPath, [join(directory, 'scripts/release-notes.ts'), tag], { encoding: 'utf8' })
    } finally {
      rmSync(directory, { recursive: true })
    }
  }

  it('are what the changelog says of its version, and nothing else', () => {
    expect(notes('v1.2.0')).toMatchObject({ status: 0, stdout: '### Added\n\n- Now.\n' })
  })

  it.each([
    ['latest', 'is no version: tag a commit as vX.Y.Z'],
    ['v1.1.0', 'package.json has version 1.2.0, and the tag is v1.1.0'],
    ['v1.2.0-rc.1', 'set it and tag that commit'],
  ])('refuse the tag %s', (tag, because) => {
    const { status, stdout, stderr } = notes(tag)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(because)
  })
})
