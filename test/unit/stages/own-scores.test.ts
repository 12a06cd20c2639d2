import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../../src/engine/types.ts'
import { openPlace } from '../../../src/place/place.ts'
import { addOwnScores } from '../../../src/stages/ownScores.ts'
import { findSigner } from '../../../src/stages/signer.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { makeKey } from '../signing/image.ts'

/* Functions of the user's own that a spec names as metrics: code that a pull request may bring. */

const key = await makeKey()
let home: string
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'model-actions-own-')))
  writeFileSync(join(home, 'metrics.py'), 'def cost(predictions): ...\n')
  writeFileSync(join(home, 'cosign.key'), 'beside it')
})
afterEach(() => rmSync(home, { recursive: true }))

/** A job of GitHub with the function `cost`, whose engine notes what it is given and does as a job would. */
async function contextOf(jobs: Job[]): Promise<StageContext> {
  const environment = {
    GITHUB_REPOSITORY: 'acme/intents',
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'model',
    MODEL_ACTIONS_HOME: join(home, 'place'),
    COSIGN_PRIVATE_KEY: key.privateKey,
    COSIGN_PASSWORD: 'secret',
  }
  const run = async (job: Job) => {
    jobs.push(job)
    writeFileSync(join(job.out, 'predictions.jsonl'), '{"scores": {"cost": 1}}\n')
    return { exit: 'done', result: { verb: 'score' } }
  }
  return {
    spec: {
      name: 'tone',
      engine: {},
      signing: {},
      evaluate: { metrics: [{ name: 'cost', function: 'metrics.py:cost' }], deadline: '1m' },
    },
    specFile: 'model.yml',
    bounds: { directory: home, root: home },
    place: await openPlace({ environment, root: home, model: 'tone' }),
    environment,
    platform: { kind: 'github', secret: () => undefined, log: { warn: () => undefined } },
    engine: async () => ({ name: 'process', run }),
    signal: new AbortController().signal,
  } as unknown as StageContext
}

const score = async (context: StageContext): Promise<string> => {
  const directory = mkdtempSync(join(home, 'predictions-'))
  writeFileSync(join(directory, 'predictions.jsonl'), '{}\n')
  await addOwnScores(context, `sha256:${'a'.repeat(64)}`, directory)
  return directory
}

describe('functions of the user that a spec names as metrics', () => {
  it('are given their own file and the predictions, nothing that lies beside it, and no secret', async () => {
    const jobs: Job[] = []
    const directory = await score(await contextOf(jobs))
    expect(jobs).toMatchObject([{ config: { verb: 'score', file: 'metrics.py' }, secrets: {} }])
    expect(jobs[0]?.inputs).toEqual({ predictions: { directory }, functions: { file: join(home, 'metrics.py') } })
    expect(JSON.stringify(jobs)).not.toContain('PRIVATE')
    expect(readFileSync(join(directory, 'predictions.jsonl'), 'utf8')).toContain('cost')
  })

  it('make a job of GitHub that ran them as processes one that opens no key', async () => {
    expect(await findSigner(await contextOf([]))).toBeDefined()
    await score(await contextOf([]))
    await expect(findSigner(await contextOf([]))).rejects.toThrow(/an earlier step of this job .* could read the key/)
  })
})
