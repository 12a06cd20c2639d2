import { createHash } from 'node:crypto'
import { type ExitName, exitCodes } from '../errors.ts'
import type { Contract } from './events.ts'
import type { Job, JobEnd, JobProblem, RuntimeEvent, Verb } from './types.ts'

/*
 * What the end of a job means: pure, one copy for every engine.
 */

/** What was seen of one job when its process is gone. */
export type Ended = {
  verb: Verb
  /** As a shell counts: 128 + number of the signal for a process that a signal ended. */
  exitCode: number
  /** The container engine says that the kernel ended it for memory. A plain process can never know. */
  outOfMemory: boolean
  /** The engine ended it because the deadline had come. */
  deadlinePassed: boolean
  deadlineMs: number
  /** How long it was given to end by itself. */
  patienceMs: number
  /** Step of the last checkpoint that it told of. */
  checkpoint?: number
  /** The first line that claimed to be an event and was none. */
  broken?: { line: string; because: string }
  error?: Extract<RuntimeEvent, { type: 'error' }>
  /** SHA-256 of result.json by each `result` event, in their order. */
  announced: readonly string[]
  /** Why what lies in out is nothing to read from; undefined where it is. */
  outFault: string | undefined
  /** Text of out/result.json; undefined where there is none. */
  resultFile: string | undefined
  /** Last line of the log that says something. */
  lastLine: string | undefined
  logFile: string
}

const names = new Map<number, ExitName>(
  Object.entries(exitCodes).map(([name, code]): [number, ExitName] => [code, name as ExitName]),
)

const deadlineKeys: Partial<Record<Verb, string>> = {
  finetune: 'finetune.deadline',
  evaluate: 'evaluate.deadline',
  score: 'evaluate.deadline',
  export: 'quantize.deadline',
  quantize: 'quantize.deadline',
}

const longestDiagnosis = 600

/** Foreign text as a part of one line: no control characters, not endless. */
const oneLine = (text: string, longest: number): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return clean.length <= longest ? clean : `${clean.slice(0, longest)} …`
}

/** Only what the contract knows of it. */
const plainProblem = ({ what, input, line }: JobProblem): JobProblem => ({
  what: oneLine(what, longestDiagnosis),
  ...(input === undefined ? {} : { input }),
  ...(line === undefined ? {} : { line }),
})

/** The end of a job, from what was seen of it. */
export function jobEnd(ended: Ended, contract: Contract): JobEnd {
  const fail = (exit: ExitName, diagnosis: string): JobEnd => ({
    exit,
    diagnosis: oneLine(diagnosis, longestDiagnosis),
  })
  const log = `its log is ${ended.logFile}`
  const said = ended.lastLine === undefined ? '' : `; its last words: ${oneLine(ended.lastLine, 200)}`

  if (ended.broken !== undefined)
    return fail(
      'crashed',
      `${ended.verb} broke the runtime contract: ${ended.broken.because}, in the line ${oneLine(ended.broken.line, 160)}; ${log}`,
    )
  if (ended.deadlinePassed && ended.exitCode === 0) {
    // What was done in its last seconds is done.
    const end = done(ended, contract, fail, log)
    return end.exit === 'done' ? end : fail('interrupted', `${atDeadline(ended)}; ${log}`)
  }
  if (ended.deadlinePassed && !failedOtherwise(ended)) return fail('interrupted', `${atDeadline(ended)}; ${log}`)
  if (ended.outOfMemory)
    return fail(
      'out-of-memory',
      `${ended.verb} was ended by the kernel because its container was out of memory: lower batch-size or max-length, or give it more memory; ${log}`,
    )
  if (ended.exitCode === 0) return done(ended, contract, fail, log)

  const code = names.get(ended.exitCode)
  if (ended.error !== undefined) {
    const { message, hint } = ended.error
    const end = fail(code ?? ended.error.code, hint === undefined ? message : `${message}: ${hint}`)
    const [first, ...more] = (ended.error.problems ?? []).map(plainProblem)
    return first === undefined ? end : { ...end, problems: [first, ...more] }
  }
  if (ended.exitCode === 137)
    return fail(
      'crashed',
      `${ended.verb} was killed (SIGKILL) by someone else, most often the kernel when memory runs out: free memory or lower batch-size; ${log}`,
    )
  if (ended.exitCode === 135)
    return fail(
      'crashed',
      `${ended.verb} ended with a bus error (SIGBUS): /dev/shm or the disk is full; make room there; ${log}`,
    )
  if (code !== undefined && code !== 'crashed')
    return fail(code, `${ended.verb} ended as ${code} (exit code ${ended.exitCode})${said}; ${log}`)
  return fail('crashed', `${ended.verb} crashed with exit code ${ended.exitCode}${said}; ${log}`)
}

/** Whether something else than its deadline ended it, such as a disk that was full when it saved what it had done. */
const failedOtherwise = ({ outOfMemory, error }: Ended): boolean =>
  outOfMemory || (error !== undefined && error.code !== 'interrupted' && error.code !== 'crashed')

/** What became of a job at its deadline, and what to do. */
function atDeadline({ verb, exitCode, deadlineMs, patienceMs, checkpoint }: Ended): string {
  const key = deadlineKeys[verb]
  const raise = key === undefined ? undefined : `raise ${key} in model.yml`
  const end = `${verb} was ended at its deadline of ${duration(deadlineMs)}`
  if (exitCode === exitCodes.interrupted) {
    const saved = checkpoint === undefined ? 'with a whole checkpoint' : `with a whole checkpoint at step ${checkpoint}`
    const goOn = 'run it again to go on from there (with --force it would begin anew)'
    return `${end}, ${saved}: ${goOn}${raise === undefined ? '' : `, or ${raise} first`}`
  }
  const killed = exitCode === 137 ? `, and killed as it still ran ${duration(patienceMs)} later` : ''
  const remedy = raise === undefined ? 'see what held it up' : `${raise}, or see what held it up`
  const goesOn = checkpoint === undefined ? '' : `; the next run goes on from its checkpoint at step ${checkpoint}`
  return `${end}${killed}: ${remedy}${goesOn}`
}

function done(
  ended: Ended,
  contract: Contract,
  fail: (exit: ExitName, diagnosis: string) => JobEnd,
  log: string,
): JobEnd {
  const crashed = (because: string): JobEnd =>
    fail('crashed', `${ended.verb} broke the runtime contract: ${because}; ${log}`)
  if (ended.error !== undefined)
    return crashed(`it reported the error ${ended.error.message} and ended with exit code 0`)
  if (ended.outFault !== undefined) return crashed(ended.outFault)
  if (ended.resultFile === undefined) return crashed('it ended with exit code 0 and wrote no result.json')
  const read = contract.result(ended.resultFile, ended.verb)
  if (!read.ok) return crashed(`in result.json ${read.because}`)
  // An image of the user's own need not print events; where one prints a result, there is one truth.
  if (ended.announced.length > 1) return crashed('it printed more result events than the one that is allowed')
  const [announced] = ended.announced
  if (announced !== undefined && announced !== createHash('sha256').update(ended.resultFile).digest('hex'))
    return crashed('result.json is not the one of its result event: another program writes there too')
  return { exit: 'done', result: read.result, diagnosis: `${ended.verb} is done` }
}

/** As people write it; what is no whole number of seconds is told in the next one, but for what is shorter than that. */
export function duration(exactMs: number): string {
  const ms = exactMs < 1_000 ? exactMs : Math.ceil(exactMs / 1_000) * 1_000
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const)
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`
  return `${ms}ms`
}

/** Gathers what `jobEnd` needs from the lines of one job. */
export class JobOutput {
  private broken: Ended['broken']
  private error: Ended['error']
  private checkpoint: number | undefined
  private readonly announced: string[] = []
  private lastLine: string | undefined
  private readonly contract: Contract
  private readonly on: { event: (event: RuntimeEvent) => void; log: (line: string) => void }

  constructor(contract: Contract, on: { event: (event: RuntimeEvent) => void; log: (line: string) => void }) {
    this.contract = contract
    this.on = on
  }

  /** @returns false once the contract is broken: the job need not go on */
  stdout(text: string): boolean {
    if (this.broken !== undefined) return false
    const line = this.contract.line(text)
    if (line.kind === 'log') this.log(text)
    else if (line.kind === 'broken') this.broken = { line: text, because: line.because }
    else {
      // One more than is allowed tells enough, and a job may print any number.
      if (line.event.type === 'result' && this.announced.length < 2) this.announced.push(line.event.sha256)
      if (line.event.type === 'error') this.error = line.event
      if (line.event.type === 'checkpoint') this.checkpoint = line.event.step
      this.on.event(line.event)
    }
    return this.broken === undefined
  }

  log(text: string): void {
    if (text.trim() !== '') this.lastLine = text
    this.on.log(text)
  }

  seen(): Pick<Ended, 'broken' | 'error' | 'checkpoint' | 'announced' | 'lastLine'> {
    return {
      ...(this.broken === undefined ? {} : { broken: this.broken }),
      ...(this.error === undefined ? {} : { error: this.error }),
      ...(this.checkpoint === undefined ? {} : { checkpoint: this.checkpoint }),
      announced: this.announced,
      lastLine: this.lastLine,
    }
  }
}

/** The paths of a config for a job whose engine shows its inputs as `at` says. */
export function configFor(
  job: Job,
  at: { inputs: Record<string, string>; out: string; checkpoints: string | undefined },
  contract: Contract,
): Record<string, unknown> {
  const config = {
    model_runtime: 1,
    ...job.config,
    paths: { in: at.inputs, out: at.out, ...(at.checkpoints === undefined ? {} : { checkpoints: at.checkpoints }) },
  }
  const because = contract.configMisfit(config)
  if (because !== undefined) throw new Error(`the config for ${job.config.verb} does not fit the contract: ${because}`)
  return config
}
