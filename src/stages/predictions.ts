import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validatePrediction } from '../engine/contract.ts'
import { UserError } from '../errors.ts'
import type { Judged } from '../statistics/pairing.ts'
import type { Task } from '../tasks/index.ts'

/** Reads what a runtime said of each example; a line that is no prediction is refused with its number. */
export async function readPredictions(file: string, task: Task): Promise<Judged[]> {
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
    .map(({ line, number }) => task.judge(validatePrediction(line, `${file}:${number}`)))
}

/** Moves the files of predictions out of a job's directory into the result, with what the task tells of them in full. */
export async function keepPredictions(from: string, to: string, task: Task, judged: readonly Judged[]): Promise<void> {
  for (const name of (await readdir(from)).filter((name) => name.endsWith('predictions.jsonl')))
    await rename(join(from, name), join(to, name))
  for (const [name, document] of Object.entries(task.details(judged)))
    await writeFile(join(to, name), `${JSON.stringify(document)}\n`)
}
