import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { outputs } from '../../src/actions/definition.ts'
import { actions } from '../../src/actions/index.ts'
import { type Input, type InputName, inputs, readInputs } from '../../src/actions/inputs.ts'
import { stageNames } from '../../src/stages/types.ts'

const root = join(import.meta.dirname, '../..')

type Manifest = {
  name: string
  description: string
  inputs: Record<string, { description: string; required: boolean; default: string }>
  outputs: Record<string, { description: string }>
  runs: { using: string; main: string; post?: string }
}
const folder = (name: string): string => (name === 'pipeline' ? '' : `actions/${name}`)
const manifest = (name: string): Manifest =>
  parse(readFileSync(join(root, folder(name), 'action.yml'), 'utf8')) as Manifest

describe.each(actions.map((action) => [action.name, action] as const))('action %s', (name, action) => {
  const file = manifest(name)

  it('declares the inputs that its code reads, required and with the default that the code takes', () => {
    expect(Object.keys(file.inputs)).toEqual(action.inputs)
    for (const key of action.inputs) {
      const { required, default: value, expression }: Input<unknown> = inputs[key]
      expect(file.inputs[key]).toMatchObject({ required, default: expression ?? action.defaults?.[key] ?? value })
    }
  })

  it('has defaults that its own code accepts', () => {
    const given = (key: InputName): string => (expressionOf(key) === undefined ? (file.inputs[key]?.default ?? '') : '')
    expect(readInputs(action.inputs, given)).toEqual(readInputs(action.inputs, (key) => action.defaults?.[key] ?? ''))
  })

  it('declares the outputs that its code sets, each explained', () => {
    expect(Object.keys(file.outputs)).toEqual(action.outputs)
    for (const { description } of Object.values(file.outputs)) expect(description.length).toBeGreaterThan(10)
  })

  it('declares every output of its stages', () => {
    for (const stage of action.stages)
      for (const output of stageOutputs(stage)) expect(action.outputs, `${stage} sets ${output}`).toContain(output)
  })

  it('runs its own program of dist on Node 24', () => {
    expect(file.runs.using).toBe('node24')
    expect(join(folder(name), file.runs.main)).toBe(`dist/${name}.js`)
  })

  it('cleans up after a cancelled run where it starts what could be left running', () => {
    const starts = action.inputs.includes('engine') || action.stages.includes('deploy')
    const post = file.runs.post === undefined ? undefined : join(folder(name), file.runs.post)
    expect(post).toBe(starts ? `dist/${name}-post.js` : undefined)
    expect(action.post !== undefined).toBe(starts)
  })

  it('has no expression that a runner would evaluate, but the token of the job', () => {
    const { 'github-token': token, ...others } = file.inputs
    expect(token?.default).toBe(action.inputs.includes('github-token') ? '${{ github.token }}' : undefined)
    expect(JSON.stringify({ ...file, inputs: others })).not.toContain('${{')
  })
})

const expressionOf = (key: InputName): string | undefined => {
  const { expression }: Input<unknown> = inputs[key]
  return expression
}

/** Stages whose outputs stand in another file than their own. */
const outputsIn: Readonly<Record<string, string>> = { evaluate: 'decision' }

/** The names of outputs that stand in a stage's source: `outputs: { name: …, 'other-name': … }`. */
function stageOutputs(stage: string): string[] {
  const source = readFileSync(join(root, 'src/stages', `${outputsIn[stage] ?? stage}.ts`), 'utf8')
  const start = source.search(/\boutputs: \{/)
  expect(start, `${stage}.ts names its outputs`).toBeGreaterThan(0)
  let depth = 0
  let body = ''
  for (const character of source.slice(source.indexOf('{', start))) {
    if ('}])'.includes(character)) depth -= 1
    if (depth === 0 && character === '}') break
    if (depth === 1) body += character
    if ('{[('.includes(character)) depth += 1
  }
  return [...body.matchAll(/(?:^|,)\s*'?([a-z][a-zA-Z-]*)'?\s*(?=:|,|$)/g)].map(([, key = '']) => key)
}

describe('all actions', () => {
  it('are one for each folder of actions/, and one for the root', () => {
    const folders = globSync('actions/*/action.yml', { cwd: root }).map((path) => basename(join(path, '..')))
    expect(['pipeline', ...folders].sort()).toEqual(actions.map(({ name }) => name).sort())
  })

  it('cover every stage', () => {
    expect(new Set(actions.filter(({ name }) => name !== 'pipeline').flatMap(({ stages }) => stages))).toEqual(
      new Set(stageNames),
    )
  })

  it('have no output that none of them sets', () => {
    expect(new Set(actions.flatMap((action) => action.outputs))).toEqual(new Set(Object.keys(outputs)))
  })

  it('are documented as they are: generated files are up to date', () => {
    execFileSync(process.execPath, [join(root, 'scripts/generate-actions.ts'), '--check'], { stdio: 'pipe' })
  })
})

type Step = { uses?: string; with?: Record<string, unknown>; run?: string }
type Workflow = { jobs?: Record<string, { steps?: Step[] }>; runs?: { steps?: Step[] } }

const examples = globSync(['workflows-examples/**/*.{yml,yaml}', '.github/workflows/*.{yml,yaml}'], { cwd: root })
  .map((path) => ({ path, document: parse(readFileSync(join(root, path), 'utf8')) as Workflow | null }))
  .filter(({ document }) => document?.jobs !== undefined)

describe.each(examples.map(({ path, document }) => [path, document] as const))('workflow %s', (_path, document) => {
  const steps = Object.values(document?.jobs ?? {}).flatMap((job) => job.steps ?? [])

  it('gives our actions only inputs that they declare', () => {
    for (const { uses = '', with: given = {} } of steps) {
      const [, name] = /^(?:\.\/?|\$\/|[^/@]+\/model-actions\/?)(?:actions\/([a-z-]+))?(?:@.*)?$/.exec(uses) ?? []
      if (name === undefined && !/^(?:\.\/?|[^/@]+\/model-actions(?:@.*)?)$/.test(uses)) continue
      const declared = Object.keys(manifest(name ?? 'pipeline').inputs)
      for (const key of Object.keys(given)) expect(declared, `${uses}: ${key}`).toContain(key)
    }
  })

  it('has no expression inside a script', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{')
  })

  it('pins every foreign action by a commit', () => {
    for (const { uses } of steps)
      if (uses !== undefined && !uses.startsWith('.') && !/model-actions/.test(uses))
        expect(uses).toMatch(/@[0-9a-f]{40}$/)
  })
})

it('dist holds a program for each action, and what they read at run time', () => {
  for (const { name } of actions) expect(existsSync(join(root, 'dist', `${name}.js`)), name).toBe(true)
  for (const path of [
    'model-actions.js',
    'gateway-agent.js',
    'runtime/model_runtime/__main__.py',
    'runtime/requirements',
    'bundle/licenses.txt',
  ])
    expect(existsSync(join(root, 'dist', path)), path).toBe(true)
})
