import { createReadStream } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { distance } from 'fastest-levenshtein'
import type { Prediction } from '../engine/contract.generated.ts'
import { validatePrediction } from '../engine/contract.ts'
import { type ExitName, UserError } from '../errors.ts'
import { eachLine } from '../lines.ts'
import { oneLine } from '../report/text.ts'
import type { Judged } from '../statistics/pairing.ts'
import { isSample, predictionOf } from '../tasks/harness.ts'
import type { Task } from '../tasks/index.ts'

/**
 * Reads what a runtime said of each example, line by line; a line that is no prediction is refused with its number.
 * @param missing what to tell where there is no such file
 */
export const readPredictions = (
  file: string,
  task: Task,
  missing = 'the runtime wrote no predictions: run its selftest to see what it lacks',
): Promise<Judged[]> =>
  readLines(file, { missing, exit: 'crashed' }, (line, place) =>
    judge(task, validatePrediction(line, place), { place, exit: 'crashed' }),
  )

/** The same of a file that a user gives: predictions, or samples of lm-evaluation-harness. */
export const readGivenPredictions = (file: string, task: Task): Promise<Judged[]> =>
  readLines(file, { missing: 'cannot be read: name a file of predictions', exit: 'data' }, (line, place) =>
    judge(task, givenPrediction(line, place), { place, exit: 'data' }),
  )

async function readLines(
  file: string,
  { missing, exit }: { missing: string; exit: ExitName },
  read: (line: string, place: string) => Judged,
): Promise<Judged[]> {
  const judged: Judged[] = []
  await eachLine(createReadStream(file), (line, number) => {
    // Editors of Windows begin a file with this mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') judged.push(read(text, `${file}:${number}`))
  }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UserError || error.code === undefined) throw error
    throw new UserError(`${file}: ${missing} (${error.code})`, { exit, cause: error })
  })
  return judged
}

function givenPrediction(line: string, place: string): Prediction {
  const sample = sampleOf(line)
  const prediction = sample === undefined ? undefined : predictionOf(sample)
  if (sample !== undefined && prediction === undefined)
    throw new UserError(`${place}: the sample has no answer in filtered_resps: log it with --log_samples`, {
      exit: 'data',
    })
  if (prediction !== undefined) return validatePrediction(JSON.stringify(prediction), place, 'data')
  const given = validatePrediction(line, place, 'data')
  refuseMisspelt(given, knownKeys, place)
  refuseMisspelt(given.answer, 'label' in given.answer ? classificationKeys : textKeys, place)
  return given
}

const knownKeys: readonly (keyof Prediction)[] = ['id', 'answer', 'scores', 'cluster', 'slice', 'excerpt']
const classificationKeys = ['label', 'prediction', 'score']
const textKeys = ['references', 'prediction', 'log_likelihood', 'tokens']

/** Other keys are the user's own business, but `clusters` would be passed over, and the test be another one than was meant. */
function refuseMisspelt(value: object, known: readonly string[], place: string): void {
  for (const key in value) {
    if (known.includes(key)) continue
    const meant = known.find((one) => one.length > 2 && distance(key.toLowerCase(), one) <= 1)
    if (meant !== undefined)
      throw new UserError(`${place}: ${oneLine(key, 40)}: unknown key; did you mean "${meant}"?`, { exit: 'data' })
  }
}

function sampleOf(line: string) {
  // Only a sample has this key: other lines are parsed once, where they are checked.
  if (!line.includes('"filtered_resps"')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isSample(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** @param at where the prediction stands, and who is to blame where it is none of the task: a runtime, or the file */
function judge(task: Task, prediction: Prediction, { place, exit }: { place: string; exit: ExitName }): Judged {
  try {
    return task.judge(prediction)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${place}: ${error.message}`, { exit, cause: error })
  }
}

/** Moves the files of predictions out of a job's directory into the result, with what the task tells of them in full. */
export async function keepPredictions(from: string, to: string, task: Task, judged: readonly Judged[]): Promise<void> {
  for (const name of (await readdir(from)).filter((name) => name.endsWith('predictions.jsonl')))
    await rename(join(from, name), join(to, name))
  for (const [name, document] of Object.entries(task.details(judged)))
    await writeFile(join(to, name), `${JSON.stringify(document)}\n`)
}
