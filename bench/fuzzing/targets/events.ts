import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { JobOutput, jobEnd } from '../../../src/engine/end.ts'
import { readContract } from '../../../src/engine/events.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { eachLine } from '../../../src/lines.ts'
import { createGithub } from '../../../src/platform/github.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'
import type { Platform } from '../../../src/platform/types.ts'
import { show } from '../../../src/stages/job.ts'
import type { FuzzTarget } from '../types.ts'

/*
 * What a job prints, through the whole path to the log of a runner and to a terminal: it gives the runner no command, moves
 * no cursor, and uncovers no secret, whatever it is.
 */

const contract = readContract(runtimeDirectory())
const secret = 'hunter2-hunter2-hunter2'
const resultFile = '{"verb":"selftest","checks":{}}'
const event = (fields: object): string => `{"model_runtime":1,${JSON.stringify(fields).slice(1)}`
const time = '2026-01-01T00:00:00Z'
const sha256 = createHash('sha256').update(resultFile).digest('hex')
const lines = [
  'hello',
  `a ${secret} b`,
  event({ type: 'progress', time, what: 'train 1', done: 1, total: 2, unit: 'steps' }),
  event({ type: 'warning', time, message: 'slow', hint: 'wait' }),
  event({ type: 'metric', time, name: 'loss', value: 0.5, step: 1 }),
  event({ type: 'error', time, code: 'data', message: 'no examples', hint: 'add some' }),
  event({ type: 'result', time, verb: 'selftest', sha256 }),
]

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from(`${lines.join('\n')}\n`),
    ...lines.map((line) => Buffer.from(`${line}\n`)),
    Buffer.from(`::set-output name=verdict::pass\r##[add-path]/tmp\r\n${lines.join('\r')}`),
  ],
  words: [
    ...['set-output name=verdict::pass', 'add-mask::a', 'add-path::/tmp', 'stop-commands::x', 'error file=a::b'].map(
      (command) => `\n::${command}\n`,
    ),
    ...[
      '::',
      '##[',
      '\n##[set-env name=PATH;]/tmp\n',
      '%0A',
      '%0D',
      '\r',
      '\n',
      '\u2028',
      '\u0085',
      '\ufeff',
      '\u00a0',
    ],
    ...['\u001b[2J', '\u001b]0;', '\u0007', '\b', '\u202e', '\\n::set-output::', '\\u000a::add-path::', '\\u001b[2J'],
    ...['hunter2', '-hunter2', secret, '{"model_runtime":1,', '"NaN"', '1e999', '__proto__'],
    event({ type: 'warning', time, message: '::set-output name=verdict::pass' }),
  ],
  async run(input) {
    const written: string[] = []
    const write = (text: string): boolean => written.push(text) > 0
    const original = process.stdout.write
    // The commands of @actions/core go the same way as our own lines.
    process.stdout.write = write as typeof process.stdout.write
    try {
      await print(input, createGithub({ environment: {}, write, nowMs: () => 0 }))
    } finally {
      process.stdout.write = original
    }
    checkRunner(written.join(''))
    const shown: string[] = []
    await print(input, createTerminal({ stderr: { write: (text) => shown.push(text), isTTY: true }, nowMs: () => 0 }))
    checkTerminal(shown.join(''))
  },
  grown: async (count) =>
    Buffer.from(
      Array.from({ length: count }, (_, at) => {
        // Letters and no digits, as those are left out where progress is counted.
        const what = at.toString(2).replaceAll('0', 'a').replaceAll('1', 'b')
        return event({ type: 'progress', time, what, done: 1, total: 2, unit: 'steps' })
      }).join('\n'),
    ),
}

async function print(input: Uint8Array, platform: Platform): Promise<void> {
  platform.secret(secret)
  const { log } = platform
  const output = new JobOutput(contract, { event: (one) => show(one, log), log: (line) => log.foreign(line) })
  await platform.group('finetune', async () =>
    eachLine(Readable.from([Buffer.from(input)]), (line) => void output.stdout(line)),
  )
  const { diagnosis } = jobEnd(
    {
      ...output.seen(),
      verb: 'selftest',
      exitCode: input.length % 2,
      outOfMemory: false,
      deadlinePassed: false,
      deadlineMs: 1,
      patienceMs: 1_500,
      outFault: undefined,
      resultFile,
      logFile: 'log.txt',
    },
    contract,
  )
  log.error(diagnosis)
  if (platform.kind === 'github') platform.log.info('after it')
}

const ours = /^::(?:add-mask|group|endgroup|warning|error|debug|stop-commands)::/

/** Reads as the runner does (ActionCommand.cs): `::name` at the start of a line, the older `##[name` anywhere in it. */
function checkRunner(log: string): void {
  let token: string | undefined
  for (const line of log.split(/\r\n|[\r\n]/)) {
    if (token !== undefined) {
      if (line.trim() === `::${token}::`) token = undefined
      continue
    }
    const text = line.trimStart()
    if (text.startsWith('::') && !ours.test(text)) throw new Error(`the runner obeys ${JSON.stringify(line)}`)
    if (!text.startsWith('::') && line.includes('##[')) throw new Error(`the runner obeys ${JSON.stringify(line)}`)
    token = /^::stop-commands::([0-9a-f]{32})$/.exec(text)?.[1]
    if (text.startsWith('::stop-commands::') && token === undefined) throw new Error(`a token of others: ${line}`)
    if (!text.startsWith('::add-mask::') && line.includes(secret)) throw new Error('the secret is shown to a runner')
  }
}

function checkTerminal(text: string): void {
  // Our own way to redraw a line.
  const rest = text.replaceAll('\r\u001b[2K', '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
  const found = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.exec(rest)
  if (found !== null)
    throw new Error(`a terminal is given ${JSON.stringify(rest.slice(found.index, found.index + 20))}`)
  if (rest.includes(secret)) throw new Error('the secret is shown on a terminal')
}
