import { describe, expect, it } from 'vitest'
import { accessTo } from '../../../src/stages/registry.ts'

const job = { GITHUB_ACTOR: 'ann', GITHUB_TOKEN: 'ghs_token' }
const named = { MODEL_ACTIONS_REGISTRY_USERNAME: 'bob', MODEL_ACTIONS_REGISTRY_PASSWORD: 'word' }

describe('credentials', () => {
  it('for ghcr.io are those of the job where nothing else is given', () => {
    expect(accessTo('ghcr.io/acme/m', 'ghcr.io/acme/m', job)).toEqual({
      fallback: { username: 'ann', password: 'ghs_token' },
    })
  })

  it('of the job are sent to no other registry', () => {
    for (const host of ['registry.example.com', 'ghcr.io.example.com', 'docker.io', 'xghcr.io', '127.0.0.1:5000'])
      expect(accessTo(`${host}/acme/m`, `${host}/acme/m`, job)).toEqual({})
  })

  it('that were named go to the registry of the images, also for results and bases there, and to no other', () => {
    const credentials = { username: 'bob', password: 'word' }
    expect(accessTo('r.example.com/m', 'r.example.com/m', { ...job, ...named })).toEqual({ credentials })
    expect(accessTo('r.example.com/results', 'r.example.com/m', named)).toEqual({ credentials })
    expect(accessTo('other.example.com/base', 'r.example.com/m', named)).toEqual({})
    expect(accessTo('ghcr.io/acme/base', 'r.example.com/m', { ...job, ...named })).toEqual({
      fallback: { username: 'ann', password: 'ghs_token' },
    })
  })

  it('are none where half of them is missing', () => {
    expect(accessTo('ghcr.io/acme/m', undefined, { GITHUB_TOKEN: 'ghs_token' })).toEqual({})
  })
})
