import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith, itWith, oldestNode, type Part } from '../parts.ts'

/* The package of a release, installed in an empty directory of somebody who has nothing of ours. */

const root = join(import.meta.dirname, '../..')
let home = ''
let project = ''
/** npm asks nobody: what is installed is the file, and what it asks for would not be there. */
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'package-'))
  project = join(home, 'project')
  mkdirSync(project)
  const [{ filename }] = JSON.parse(npm(home, 'pack', join(root, 'dist'), '--ignore-scripts', '--json'))
  writeFileSync(join(project, 'package.json'), '{"private": true}')
  npm(project, 'install', join(home, filename))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Of the engine, and of the base of images where no registry is reached. */
const engine = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name.startsWith('DOCKER_') || name === 'MODEL_ACTIONS_BASE_IMAGE'),
)
const run = (node: string, ...args: string[]): string =>
  execFileSync(join(project, 'node_modules/.bin/model-actions'), args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...engine, PATH: [dirname(node), '/usr/bin', '/bin'].join(delimiter), HOME: home },
  })

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const nodes: [string, Part[], () => string | undefined][] = [
  ['on the Node of these tests', [], () => process.execPath],
  ['on the oldest Node that it promises to run on', ['node-20'], oldestNode],
]

it('the package of a release brings no other package with it', () => {
  const installed = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))
  expect(installed).toEqual(['@model-actions'])
  expect(readdirSync(join(project, 'node_modules/@model-actions'))).toEqual(['model-actions'])
})

for (const [title, needs, find] of nodes)
  describeWith(needs, `the package of a release ${title}`, () => {
    const inProject = (...args: string[]): string => run(find() ?? '', ...args)

    it('says its version', () => {
      expect(inProject('--version')).toBe(`${version}\n`)
    })

    it('judges predictions, and keeps a report of it', () => {
      const answers = (wrong: number): string =>
        Array.from({ length: 400 }, (_, id) => {
          const [label, other] = id % 2 === 0 ? ['a', 'b'] : ['b', 'a']
          const answer = { label, prediction: id < wrong ? other : label }
          return `${JSON.stringify({ id: String(id), answer })}\n`
        }).join('')
      writeFileSync(join(project, 'old.jsonl'), answers(60))
      writeFileSync(join(project, 'new.jsonl'), answers(20))
      const spec = ['name: tone', 'version: 1.0.0', 'task: text-classification']
      writeFileSync(join(project, 'model.yml'), `${spec.join('\n')}\n`)
      const files = ['--candidate-predictions', 'new.jsonl', '--baseline-predictions', 'old.jsonl']
      const report = inProject('evaluate', ...files)
        .trim()
        .replace(/^report: /, '')
      expect(readFileSync(report, 'utf8')).toMatch(/pass/i)
    })

    itWith(['docker', 'base-image'], 'makes the image that serves in containers', async () => {
      const made = inProject('runtime-image')
      expect(made).toMatch(/^image\.base: oci:\.\/\.model-actions\/runtime-image@sha256:[0-9a-f]{64}\n$/)
      expect(inProject('runtime-image')).toBe(made)
    })
  })
