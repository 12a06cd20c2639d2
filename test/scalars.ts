import { run } from '../src/processes.ts'

const program = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0}).Reload()
tags = events.Tags()["scalars"]
print(json.dumps({tag: [[e.step, e.value, e.wall_time] for e in events.Scalars(tag)] for tag in tags}))
`

/** What TensorBoard itself reads of a directory, by tag. */
export async function scalarsIn(
  directory: string,
): Promise<Record<string, [step: number, value: number, atSeconds: number][]>> {
  const lines: string[] = []
  const words: string[] = []
  const { exitCode } = await run(process.env['MODEL_ACTIONS_TRACKERS'] ?? '', ['-c', program, directory], {
    onStdoutLine: (line) => void lines.push(line),
    onStderrLine: (line) => void words.push(line),
  })
  if (exitCode !== 0) throw new Error(words.join('\n'))
  return JSON.parse(lines.at(-1) ?? '')
}
