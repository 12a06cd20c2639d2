import { cpSync, mkdirSync } from 'node:fs'
import { openPlace } from '../src/place/place.ts'
import { madeOnce } from './madeOnce.ts'
import { cli, homeOf, makeProject } from './project.ts'

/*
 * What a training of the tiny project leaves, trained once per run of the tests: for tests of what comes afterwards. Results
 * are found by what they were made from, so that a test whose spec says something else makes its own, as at a user's.
 */

const training = 'prepare,finetune,evaluate,quantize'
/** What the spec of a test has to say to find the evaluation as well. */
export const tunedEvaluation = '{baseline: majority}'

/** The store of a place. */
const tunedStore = (): Promise<string> =>
  madeOnce('tuned', async (store) => {
    const directory = makeProject({ evaluate: tunedEvaluation })
    const { code, stderr } = await cli(directory, [training])
    if (code !== 0) throw new Error(stderr)
    cpSync(await storeOf({ home: homeOf(directory), root: directory }), store, { recursive: true })
  })

type Where = {
  home: string
  /** The repository of a job; else the one that the spec lies in. */
  repository?: string
  root: string
}

const storeOf = async ({ home, repository, root }: Where): Promise<string> => {
  const environment = { MODEL_ACTIONS_HOME: home, GITHUB_REPOSITORY: repository }
  return (await openPlace({ environment, root, model: 'tone' })).store
}

/** Begins a host at which the tiny project was trained, judged and quantized. */
export async function beginTuned(where: Where): Promise<void> {
  const [from, to] = [await tunedStore(), await storeOf(where)]
  mkdirSync(to, { recursive: true })
  cpSync(from, to, { recursive: true })
}
