import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { actions } from '../../src/actions/index.ts'
import { parseSpec } from '../../src/spec/load.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

describe('what the documentation shows can be copied', () => {
  it('the model.yml of the README is valid', () => {
    const text = /```yaml\n(name: [\s\S]*?)```/.exec(read('README.md'))?.[1] ?? ''
    expect(parseSpec(text, 'README.md')).toMatchObject({ spec: { name: 'support-intents' } })
  })
  for (const example of ['demo', 'digits', 'functions', 'instructions', 'summaries'])
    it(`so is that of the example ${example}`, () => {
      const file = `workflows-examples/${example}/model.yml`
      expect(parseSpec(read(file), file)).toHaveProperty('spec')
    })
})

type Job = { permissions?: Record<string, string>; steps: { uses?: string; with?: Record<string, string> }[] }
type Workflow = { permissions?: Record<string, string>; jobs: Record<string, Job> }
const enough: Record<string, string[]> = { read: ['read', 'write'], write: ['write'] }

const workflows: [string, string, string][] = [
  [
    'of the README',
    /```yaml\n(on: [\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '',
    /```yaml\n(name: [\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '',
  ],
  [
    "of the root action's documentation",
    /```yaml\n(#[\s\S]*?)```/.exec(read('actions/README.md'))?.[1] ?? '',
    'image: {registry: ghcr.io/acme/m}\nresults: {registry: ghcr.io/acme/m-results}',
  ],
  ...['pipeline', 'stages'].map((name): [string, string, string] => [
    name,
    read(`workflows-examples/${name}.yml`),
    // Meant for a spec whose images and results lie at ghcr.io.
    'image: {registry: ghcr.io/acme/m}\nresults: {registry: ghcr.io/acme/m-results}',
  ]),
]

describe.each(workflows)('the workflow %s works as printed', (_name, text, spec) => {
  const workflow = parse(text) as Workflow
  const { image, results } = parse(spec) as { image?: { registry?: string }; results?: { registry?: string } }
  const atGithub = (registry?: string) => registry?.startsWith('ghcr.io/') === true
  const steps = Object.values(workflow.jobs).flatMap((job) =>
    job.steps.flatMap(({ uses = '', with: given = {} }) => {
      const found = /^model-actions\/model-actions(?:\/actions\/([a-z]+))?@/.exec(uses)
      const action = actions.find(({ name }) => name === (found?.[1] ?? 'pipeline'))
      return found === null || action === undefined ? [] : [{ job, given, action }]
    }),
  )

  it('uses an action', () => expect(steps.length).toBeGreaterThan(0))

  it('gives each job the permissions that its actions need, and none of the rest', () => {
    for (const { job, given, action } of steps) {
      const granted = job.permissions ?? workflow.permissions ?? {}
      for (const { scope, when = '' } of action.permissions) {
        const needed =
          when === '' ||
          (scope.startsWith('packages:')
            ? atGithub(when.includes('results') ? results?.registry : image?.registry)
            : Object.keys(given).some((input) => when.includes(`\`${input}\``)))
        const [name = '', level = ''] = scope.split(': ')
        if (needed) expect(enough[level], `${action.name} needs ${scope}`).toContain(granted[name])
      }
      expect(Object.values(granted).filter((level) => level === 'write').length).toBeLessThanOrEqual(1)
    }
  })

  it('gives no job that trains the key to sign with', () => {
    const trains = ['prepare', 'finetune', 'evaluate', 'quantize']
    for (const job of Object.values(workflow.jobs)) {
      const own = steps.filter((step) => step.job === job)
      const stages = own.flatMap(
        ({ action, given }): readonly string[] => given['stages']?.split(/[\s,]+/) ?? action.stages,
      )
      if (!stages.some((stage) => trains.includes(stage))) continue
      expect(stages).not.toContain('sign')
      expect(JSON.stringify(job)).not.toMatch(/cosign|sign-key/i)
    }
  })

  it('logs in at ghcr.io with the token of the job, without a word', () => {
    for (const { action, given } of steps) {
      expect(given).not.toHaveProperty('registry-password')
      expect(action.inputs).toContain('github-token')
    }
  })
})
