import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ActEnd, git, makeRepository } from '../act.ts'
import { actAtGithub, head, pullRequest } from '../atGithub.ts'
import { describeWith } from '../parts.ts'
import { homeOf, makeProject, specText, temporaryDirectory } from '../project.ts'
import { registryLogin, startRegistry } from '../registry.ts'
import { type FakeGithub, openFakeGithub } from '../support/github/fake.ts'

/* The workflows of workflows-examples/ that judge models elsewhere than at a single pull request, run by act. */

let fake: FakeGithub
beforeEach(async () => {
  fake = await openFakeGithub()
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.close()
})

const weekly = (github: FakeGithub, directory: string): Promise<ActEnd> =>
  actAtGithub(github, directory, { event: 'schedule', payload: { schedule: '17 3 * * 1' } }, { GITHUB_RUN_ID: '1' })

type FirstWeek = { directory: string; end: ActEnd; told: FakeGithub['state'] }
let trained: Promise<FirstWeek> | undefined

/** The first run of scheduled.yml: it trains, once for all tests of this file. */
function firstWeek(): Promise<FirstWeek> {
  trained ??= train()
  return trained
}

async function train(): Promise<FirstWeek> {
  const directory = makeProject({ evaluate: '{baseline: majority}' })
  await makeRepository(directory, ['scheduled.yml'])
  const github = await openFakeGithub()
  const end = await weekly(github, directory).finally(() => github.close())
  expect(end.code, end.output.slice(-4000)).toBe(0)
  expect(github.violations).toEqual([])
  return { directory, end, told: github.state }
}

/** Another checkout finds the model `tone` trained, as it does on a host where that happened before. */
async function onTheHostOfTheFirstWeek(directory: string): Promise<void> {
  cpSync(homeOf((await firstWeek()).directory), homeOf(directory), { recursive: true })
}

const reused = /\| finetune \| pass \| [\d.]+ s, reused \|/
/** What the step left as its last stage's result. */
const resultOf = (output: string): string =>
  [...output.matchAll(/result=(sha256:[0-9a-f]{64})/g)].at(-1)?.[1] ?? 'no result'

describeWith(['act', 'python'], 'an example workflow, run by act', () => {
  it('monorepo.yml tells of each model on its own, and trains again only what changed', async () => {
    // One that this host has trained, and one that is new to it.
    const models = ['tone', 'intents']
    const directory = makeProject()
    await onTheHostOfTheFirstWeek(directory)
    const write = (model: string, epochs: number): void =>
      writeFileSync(
        join(directory, 'models', model, 'model.yml'),
        specText({
          name: model,
          base: '../../base',
          data: '{train: ../../data.jsonl, split: {test: 0.3}, max-length: 16}',
          finetune: `{method: full, epochs: ${epochs}, learning-rate: 0.002, batch-size: 32}`,
          evaluate: '{baseline: majority}',
        }),
      )
    rmSync(join(directory, 'model.yml'))
    for (const model of models) {
      mkdirSync(join(directory, 'models', model), { recursive: true })
      write(model, 2)
    }
    await makeRepository(directory, ['monorepo.yml'], (text) => {
      expect(text).toContain('[intents, toxicity, language]')
      return text.replace('[intents, toxicity, language]', `[${models.join(', ')}]`)
    })
    const first = await actAtGithub(fake, directory, pullRequest(fake, directory, 'branch'))
    expect(first.code, first.output.slice(-4000)).toBe(0)
    const of = (model: string) => fake.state.comments.filter(({ body }) => body.includes(`✅ Pass · ${model} 1.0.0`))
    const ids = models.map((model) => of(model).map(({ id }) => id))
    expect(ids).toEqual(models.map(() => [expect.any(Number)]))
    expect(models.map((model) => reused.test(of(model)[0]?.body ?? ''))).toEqual([true, false])

    write('intents', 3)
    git(directory, 'commit', '-qam', 'intents trains longer')
    const second = await actAtGithub(fake, directory, pullRequest(fake, directory, 'branch'))
    expect(second.code, second.output.slice(-4000)).toBe(0)
    expect(models.map((model) => of(model).map(({ id }) => id))).toEqual(ids)
    expect(models.map((model) => reused.test(of(model)[0]?.body ?? ''))).toEqual([true, false])
    const checks = fake.state.checks.filter(({ head_sha }) => head_sha === head(directory))
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    expect(new Set(checks.map(({ name }) => name)).size).toBe(2)
  })

  it('scheduled.yml tells of the commit and no pull request, and takes seconds where nothing changed', async () => {
    const first = await firstWeek()
    const second = await weekly(fake, first.directory)
    expect(second.code, second.output.slice(-4000)).toBe(0)
    expect(first.end.output).not.toMatch(/finetune: pass \(reused\)/)
    expect(second.output).toMatch(/finetune: pass \(reused\)/)
    for (const { comments, checks } of [first.told, fake.state]) {
      expect(comments).toEqual([])
      expect(checks).toMatchObject(
        checks.map(() => ({
          name: expect.stringContaining('weekly'),
          head_sha: head(first.directory),
          conclusion: 'success',
        })),
      )
      expect(checks.length).toBeGreaterThan(0)
    }
  })
})

describeWith(
  ['act', 'python', 'registry', 'openssl'],
  'an example workflow at a server of a company, run by act',
  () => {
    it('enterprise-server.yml keeps results in its own registry, behind its own certificate and a login', async () => {
      const keys = temporaryDirectory()
      const [certificate, key] = [join(keys, 'certificate.pem'), join(keys, 'key.pem')]
      const of = ['-subj', '/CN=registry.example', '-addext', 'subjectAltName=IP:127.0.0.1']
      const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate]
      execFileSync('openssl', [...make, ...of], { stdio: 'ignore' })
      const registry = await startRegistry({ tls: { certificate, key }, login: true })
      try {
        const directory = makeProject({
          evaluate: '{baseline: majority}',
          results: `{registry: "${registry.host}/octo/tone-results"}`,
        })
        await onTheHostOfTheFirstWeek(directory)
        await makeRepository(directory, ['enterprise-server.yml'], (text) =>
          text
            .replace('/etc/ssl/certs/ca-certificates.crt', certificate)
            .replace('registry.example.com', registry.host),
        )
        appendFileSync(
          join(directory, '.secrets'),
          `REGISTRY_USERNAME=${registryLogin.username}\nREGISTRY_PASSWORD=${registryLogin.password}\n`,
        )
        const { code, output } = await actAtGithub(fake, directory, pullRequest(fake, directory, 'branch'))
        expect(code, output.slice(-4000)).toBe(0)
        expect(output).not.toContain(registryLogin.password)
        expect(output).not.toMatch(/artifact/)
        expect(fake.state.comments).toMatchObject([{ body: expect.stringContaining('✅ Pass · tone 1.0.0') }])
        const kept = readFileSync(registry.blob(resultOf(output)), 'utf8')
        expect(JSON.parse(kept)).toMatchObject({ stage: 'quantize' })
      } finally {
        await registry.close()
      }
    })
  },
)
