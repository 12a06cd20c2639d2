import { cpSync } from 'node:fs'
import { join } from 'node:path'
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

/** The parts of a place that a training fills. */
const parts = ['store', 'cache'] as const

const tunedPlace = (): Promise<string> =>
  madeOnce('tuned', async (made) => {
    const directory = makeProject({ evaluate: tunedEvaluation })
    const { code, stderr } = await cli(directory, [training])
    if (code !== 0) throw new Error(stderr)
    const place = await placeOf({ home: homeOf(directory), root: directory })
    for (const part of parts) cpSync(place[part], join(made, part), { recursive: true })
  })

type Where = {
  home: string
  /** The repository of a job; else the one that the spec lies in. */
  repository?: string
  root: string
}

const placeOf = ({ home, repository, root }: Where) => {
  const environment = { MODEL_ACTIONS_HOME: home, GITHUB_REPOSITORY: repository }
  return openPlace({ environment, root, model: 'tone' })
}

/** Begins a host at which the tiny project was trained, judged and quantized. */
export async function beginTuned(where: Where): Promise<void> {
  const [from, place] = [await tunedPlace(), await placeOf(where)]
  for (const part of parts) cpSync(join(from, part), place[part], { recursive: true })
}
