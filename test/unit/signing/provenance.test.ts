import { expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { type BuildFacts, provenanceOf } from '../../../src/signing/provenance.ts'

const commit = 'a'.repeat(40)
const facts: BuildFacts = {
  model: { name: 'intents', version: '1.2.0' },
  specFile: 'models/intents/model.yml',
  source: { repository: 'https://github.com/acme/models', commit, ref: 'refs/tags/v1.2.0' },
  inputs: { dataset: digestBytes('data'), base: digestBytes('base') },
  builder: 'https://github.com/acme/models/.github/workflows/release.yml@refs/tags/v1.2.0',
  invocation: 'https://github.com/acme/models/actions/runs/7/attempts/1',
}

it('says from which commit and inputs, by whom and when an image was built', () => {
  expect(provenanceOf(facts)).toEqual({
    buildDefinition: {
      buildType: 'https://model-actions.dev/build-types/model-image/v1',
      externalParameters: {
        model: { name: 'intents', version: '1.2.0' },
        spec: 'models/intents/model.yml',
        source: { repository: 'https://github.com/acme/models', ref: 'refs/tags/v1.2.0' },
      },
      internalParameters: {},
      resolvedDependencies: [
        { uri: 'git+https://github.com/acme/models@refs/tags/v1.2.0', digest: { gitCommit: commit } },
        { name: 'base', digest: { sha256: digestBytes('base').slice(7) } },
        { name: 'dataset', digest: { sha256: digestBytes('data').slice(7) } },
      ],
    },
    runDetails: {
      builder: { id: facts.builder },
      metadata: {
        invocationId: facts.invocation,
      },
    },
  })
})

it.each([
  ['an abbreviated commit', { source: { ...facts.source, commit: 'aaaaaaa' } }, 'is no full commit'],
  ['a builder that is no URI', { builder: 'release.yml' }, 'the builder "release.yml" is no URI'],
])('%s is refused', (_, change, message) => {
  expect(() => provenanceOf({ ...facts, ...change })).toThrow(message)
})

it('credentials in an address are refused and not repeated', () => {
  const source = { ...facts.source, repository: 'https://bot:hunter2@github.com/acme/models' }
  let thrown: unknown
  try {
    provenanceOf({ ...facts, source })
  } catch (error) {
    thrown = error
  }
  if (!(thrown instanceof UserError)) throw new Error('not refused')
  expect(thrown.message).toContain('the address of the source holds credentials')
  expect(thrown.message).not.toContain('hunter2')
})
