import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Prediction } from '../engine/contract.generated.ts'
import { validatePrediction } from '../engine/contract.ts'
import { UserError } from '../errors.ts'

/** Reads what a runtime said of each example; a line that is no prediction is refused with its number. */
export async function readPredictions(file: string): Promise<Prediction[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${file}: the runtime wrote no predictions (${error.code}): run its selftest to see what it lacks`,
      { exit: 'crashed' },
    )
  })
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => validatePrediction(line, `${file}:${number}`))
}

/** Moves both files of predictions out of a job's directory into the result: every score is derived from them. */
export async function keepPredictions(from: string, to: string): Promise<void> {
  for (const name of ['predictions.jsonl', 'baseline-predictions.jsonl']) await rename(join(from, name), join(to, name))
}
