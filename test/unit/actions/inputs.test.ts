import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stageEnvironment, takeInputs } from '../../../src/actions/credentials.ts'
import { actions } from '../../../src/actions/index.ts'
import { inputNames, readInputs, secretIn } from '../../../src/actions/inputs.ts'
import { pipeline } from '../../../src/actions/pipeline.ts'
import { UserError } from '../../../src/errors.ts'
import type { GithubPlatform } from '../../../src/platform/github.ts'
import { parseStages } from '../../../src/stages/selection.ts'
import { stageNames } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

const given = (values: Record<string, string>) => readInputs(inputNames, (name) => values[name] ?? '')

describe('inputs of an action', () => {
  it('have their defaults when nothing is given', () => {
    expect(given({})).toMatchObject({
      config: 'model.yml',
      force: false,
      summary: true,
      cache: false,
      stages: stageNames,
    })
    for (const name of ['sign-key', 'engine', 'from', 'digest'] as const) expect(given({})[name]).toBeUndefined()
  })

  it.each([
    ['force', 'yes', 'input force: "yes" is neither true nor false'],
    ['engine', 'podman', 'input engine: "podman" is no engine: choose auto, process, docker'],
    ['from', 'sha256:12', 'input from: "sha256:12" is no digest: give sha256: and 64 hex digits'],
    ['digest', 'latest', 'input digest: "latest" is no digest'],
    ['name', 'a/b', 'input name: "a/b" is no name of a report: take up to 64 letters'],
    [
      'finetune-workflow',
      '../x',
      'input finetune-workflow: "../x" is no workflow: give the name of a file of .github/workflows',
    ],
    ['stages', 'tune', 'input stages: "tune" is no stage'],
    ['stages', '$(id)', 'input stages: "$(id)" is no stage: choose'],
  ])('%s refuses %s and names what it takes', (name, value, message) => {
    expect(() => given({ [name]: value })).toThrow(UserError)
    expect(() => given({ [name]: value })).toThrow(message)
  })

  it('that an action does not declare are not read, whatever the environment holds', () => {
    expect(readInputs(['config'], () => 'docker').engine).toBeUndefined()
  })

  it('hide the text of a key, and not the path of one', () => {
    expect(secretIn('sign-key', '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nx')).toBeDefined()
    expect(secretIn('sign-key', 'keys/cosign.key')).toBeUndefined()
    expect(secretIn('cosign-password', 'word')).toBe('word')
    expect(secretIn('config', 'model.yml')).toBeUndefined()
  })

  it('have a cache only where nothing is built, signed, verified or deployed', () => {
    for (const action of actions.filter(({ name }) => name !== 'pipeline'))
      expect(action.inputs.includes('cache')).toBe(
        action.stages.length > 0 &&
          action.stages.every((stage) => ['prepare', 'finetune', 'evaluate', 'quantize'].includes(stage)),
      )
  })
})

describe('a list of stages', () => {
  it('is all, or names with commas or line ends', () => {
    expect(parseStages('all', {})).toEqual(stageNames)
    expect(parseStages('prepare, finetune\nevaluate\n', {})).toEqual(['prepare', 'finetune', 'evaluate'])
  })
  it.each([
    ['', 'no stage is named'],
    ['finetune,prepare', 'prepare cannot come after finetune'],
    ['prepare,prepare', 'prepare is named twice'],
    ['finetun', 'did you mean finetune?'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseStages(text, { input: 'stages' })).toThrow(message)
  })
})

describe('a key to sign with', () => {
  it('is its text or a file of the workspace, and one that is not there is told', async () => {
    const workspace = await temporary()
    const environment = () =>
      stageEnvironment({ given: { ...given({}), 'sign-key': 'cosign.key' }, environment: {}, workspace })
    await expect(environment()).rejects.toThrow(
      'input sign-key: neither the text of a private key nor a file that can be read (ENOENT): give the secret that holds the key',
    )
    writeFileSync(join(workspace, 'cosign.key'), 'the key')
    expect(await environment()).toMatchObject({ COSIGN_PRIVATE_KEY: 'the key' })
  })
})

describe('credentials of a registry', () => {
  const take = (given: Record<string, string>) => {
    const hidden: string[] = []
    const platform = { input: (name: string) => given[name] ?? '', secret: (text: string) => hidden.push(text) }
    return { hidden, inputs: () => takeInputs(pipeline, platform as unknown as GithubPlatform) }
  }

  it('are refused without the host that they are for, and hidden all the same', () => {
    const { hidden, inputs } = take({ 'registry-username': 'ann', 'registry-password': 'word' })
    expect(inputs).toThrow(/^input registry-host: is missing, and registry-password is given/)
    expect(hidden).toEqual(['word', 'ann:word'])
  })

  it.each(['https://r.example.com', 'r.example.com/acme', 'r', 'a b'])('are not for %j, which is no host', (host) => {
    const given = { 'registry-host': host, 'registry-username': 'ann', 'registry-password': 'word' }
    expect(take(given).inputs).toThrow(/^input registry-host: .* is no host of a registry/)
  })

  it.each(['r.example.com', 'localhost:5000', '[::1]:5000'])('are for %s', (host) => {
    const given = { 'registry-host': host, 'registry-username': 'ann', 'registry-password': 'word' }
    expect(take(given).inputs()['registry-host']).toBe(host)
  })
})
