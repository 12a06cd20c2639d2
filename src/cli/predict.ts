import { UserError } from '../errors.ts'
import { askedAlike, askedWith } from '../model/columns.ts'
import { widthOf } from '../platform/text.ts'
import { countText, oneLine } from '../report/text.ts'
import type { Answered } from '../stages/predict.ts'
import { fitted, padded } from './columns.ts'
import type { World } from './program.ts'

export type PredictOptions = { config: string; model?: string; json: boolean }

/** Asks a model on this machine, and prints its answers as they come: a table at a terminal, else JSON lines. */
export async function predict(
  words: readonly string[],
  { config, model: wanted, json }: PredictOptions,
  world: World,
): Promise<void> {
  const { startTrial } = await import('../stages/trial.ts')
  const { answersTo } = await import('../stages/predict.ts')
  const { columnsOf, questionsOf } = await import('../stages/questions.ts')
  const { loadSpec } = await import('../spec/load.ts')
  const { textColumns } = await import('../spec/schema.ts')
  const { signal, stdout, stderr, unread } = world
  const spec = await loadSpec(config)
  const columns = columnsOf(spec)
  // What cannot be asked is said before a model is loaded.
  const questions = await begun(questionsOf(words, columns, world.piped, signal))
  if (questions === undefined) {
    stderr.write('nothing was asked: the input is empty\n')
    return
  }
  const { model, server, context } = await startTrial({
    specFile: config,
    wanted,
    port: 0,
    signal,
    environment: process.env,
    stderr,
    onModel(line, { manifest }) {
      stderr.write(`${oneLine(line, 1_000)}\n`)
      if (manifest.task !== spec.task)
        throw new UserError(
          `${manifest.name} is for ${manifest.task}, and ${config} says ${spec.task}: ask it with the model.yml that it was made by, as --config`,
          { place: { key: '--model' } },
        )
      const { columns: wants = [] } = manifest
      const { columns: has = [] } = textColumns(spec)
      if (!askedAlike(wants, has))
        throw new UserError(
          `${manifest.name} ${manifest.version} reads ${askedWith(wants)}, and ${config} says ${askedWith(has)} (data.text): ask it with the model.yml that it was made by, as --config, or make one that reads these`,
          { place: { key: '--model' } },
        )
    },
  })
  const asTable = !json && stdout.isTTY === true
  const table = tableOf(model.manifest.labels, stdout.columns || 80)
  const counted = { all: 0, labelled: 0, right: 0 }
  let last: Answered | undefined
  try {
    if (asTable) stdout.write(`${table.head}\n`)
    const { environment } = context
    const { url, ended } = server
    for await (const one of answersTo(questions, { url, ended, manifest: model.manifest, environment, signal })) {
      if (unread?.aborted === true) break
      last = one
      counted.all += 1
      const { expected } = one.question
      if (expected !== undefined) counted.labelled += 1
      if (expected === one.prediction.label) counted.right += 1
      stdout.write(`${asTable ? table.row(one) : jsonLine(one, columns.kind)}\n`)
    }
  } finally {
    await server.stop('at once')
  }
  if (asTable && counted.all === 1 && last !== undefined) stdout.write(`${otherClasses(last)}\n`)
  if (counted.labelled > 0 && unread?.aborted !== true)
    stderr.write(`${countText(counted.right)} of ${countText(counted.labelled)} as they are labelled\n`)
}

/** The same, once the first one is there; undefined where there is none. */
async function begun<T>(all: AsyncGenerator<T>): Promise<AsyncGenerator<T> | undefined> {
  const first = await all.next()
  if (first.done === true) return undefined
  return (async function* () {
    yield first.value
    yield* all
  })()
}

const jsonLine = ({ question: { id, shown, expected }, prediction }: Answered, kind: 'text' | 'image'): string =>
  JSON.stringify({
    ...(id === undefined ? {} : { id }),
    [kind]: shown,
    label: prediction.label,
    score: prediction.score,
    probabilities: Object.fromEntries(prediction.classes),
    ...(expected === undefined ? {} : { expected }),
  })

const widestLabel = 30
const narrowestInput = 8

/** Rows can be written before all are known: the labels are. Pure. */
export function tableOf(labels: readonly string[], columns: number) {
  // Thousands of labels are no arguments of one call.
  const widest = labels.reduce((most, label) => Math.max(most, widthOf(label)), 'label'.length)
  const width = Math.min(widestLabel, Math.max('label'.length, Math.floor(columns / 3)), widest)
  // Two gaps, the mark of what is cut, and the last column, which some terminals wrap behind.
  const room = columns - width - 'score'.length - 6
  const cells = (label: string, score: string, input: string): string =>
    `${padded(fitted(label, width), width)}  ${score.padStart(5)}  ${input}`.trimEnd()
  return {
    head: cells('label', 'score', 'input'),
    row({ question: { shown, expected }, prediction: { label, score } }: Answered): string {
      const otherwise =
        expected === undefined || expected === label
          ? ''
          : `labelled ${fitted(expected, Math.min(width, columns - 14))}`
      const beside = otherwise === '' ? '' : ` (${otherwise})`
      // On a screen that has no room for both, it stands below.
      if (room - widthOf(beside) < narrowestInput)
        return `${cells(label, score.toFixed(3), fitted(shown, Math.max(narrowestInput, room)))}\n  ${otherwise}`
      return cells(label, score.toFixed(3), `${fitted(shown, room - widthOf(beside))}${beside}`)
    },
  }
}

const mostOthers = 5

function otherClasses({ prediction: { classes } }: Answered): string {
  const others = classes.slice(1, 1 + mostOthers)
  return `then ${others.map(([label, score]) => `${oneLine(label, widestLabel)} ${score.toFixed(3)}`).join(', ')}${classes.length > mostOthers + 1 ? ', …' : ''}`
}
