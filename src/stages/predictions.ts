import { createReadStream } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validatePrediction } from '../engine/contract.ts'
import { UserError } from '../errors.ts'
import { eachLine } from '../lines.ts'
import type { Judged } from '../statistics/pairing.ts'
import type { Task } from '../tasks/index.ts'

/**
 * Reads what a model said of each example, line by line; a line that is no prediction is refused with its number.
 * @param missing what to tell where there is no such file
 */
export async function readPredictions(
  file: string,
  task: Task,
  missing = 'the runtime wrote no predictions: run its selftest to see what it lacks',
): Promise<Judged[]> {
  const judged: Judged[] = []
  let number = 0
  const stream = createReadStream(file)
  await eachLine(stream, (line) => {
    number += 1
    if (line.trim() !== '') judged.push(judge(task, line, `${file}:${number}`))
  }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UserError || error.code === undefined) throw error
    throw new UserError(`${file}: ${missing} (${error.code})`, { exit: 'crashed', cause: error })
  })
  return judged
}

function judge(task: Task, line: string, place: string): Judged {
  const prediction = validatePrediction(line, place)
  try {
    return task.judge(prediction)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${place}: ${error.message}`, { exit: error.exit, cause: error })
  }
}

/** Moves the files of predictions out of a job's directory into the result, with what the task tells of them in full. */
export async function keepPredictions(from: string, to: string, task: Task, judged: readonly Judged[]): Promise<void> {
  for (const name of (await readdir(from)).filter((name) => name.endsWith('predictions.jsonl')))
    await rename(join(from, name), join(to, name))
  for (const [name, document] of Object.entries(task.details(judged)))
    await writeFile(join(to, name), `${JSON.stringify(document)}\n`)
}
