import { randomBytes } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import * as core from '@actions/core'
import { formatProblem, type Problem, UserError } from '../errors.ts'
import { type Connection, endAbandoned, listDeployed, noDeployment, showDeployment } from './deployments.ts'
import { createPacer, createThinner, percentLine } from './progress.ts'
import { createRedactor } from './secrets.ts'
import { cutBytes } from './text.ts'
import type { Log, Platform, State } from './types.ts'

/** GitHub drops the whole summary of a step above 1 MiB; what the runner adds itself needs some room. */
const summaryLimitBytes = 1024 * 1024 - 8 * 1024
/** GitHub shows ten annotations of a type and step; the rest would vanish without a word. */
const annotationLimit = 10
const annotationChars = 4_000
/** Outputs of a job are 1 MB of UTF-16 together. */
const outputLimitChars = 200_000

/** A line that the runner would take for a command: `::name::` at its start, the older `##[name]` anywhere. */
const looksLikeCommand = (line: string): boolean => line.trimStart().startsWith('::') || line.includes('##[')

/** A job on a GitHub runner. */
export interface GithubPlatform extends Platform {
  readonly kind: 'github'
  /** An action's input as it was given, without surrounding white space; '' where it was not. */
  input(name: string): string
  /** One error annotation where the problem is, and nothing else of it in the log. */
  fail(problem: Problem): void
  /** Without what is known as a secret: for what leaves this job in another way than by its log, such as a comment. */
  redacted(text: string): string
  /** From here on deployments are shown, by this token and to this environment. */
  connect(to: Connection): void
  /** A deployment that the main program began and did not end is told to have ended; for `post`. */
  endDeployment(): Promise<void>
  /** Hands the log back to the runner's commands; before the process ends. */
  close(): void
}

/**
 * @param environment GITHUB_STEP_SUMMARY and GITHUB_WORKSPACE are read from it
 * @param write standard output, which the runner reads for commands
 */
export function createGithub(options: {
  environment: Readonly<Record<string, string | undefined>>
  write: (text: string) => unknown
  nowMs: () => number
}): GithubPlatform {
  const { environment, write, nowMs } = options
  const redactor = createRedactor()
  const worthALine = createThinner(nowMs)
  const due = createPacer(nowMs)
  const counts = { warning: 0, error: 0 }
  let stopped: string | undefined
  let summaryBytes = 0
  let depth = 0

  /** From here to `resume` the runner obeys nobody: the token is random and no child ever sees it. */
  const stop = (): void => {
    if (stopped !== undefined) return
    stopped = randomBytes(16).toString('hex')
    write(`::stop-commands::${stopped}\n`)
  }
  const resume = (): void => {
    if (stopped === undefined) return
    write(`::${stopped}::\n`)
    stopped = undefined
  }
  const info = (text: string): void => {
    for (const line of redactor.lines(text)) {
      if (looksLikeCommand(line)) stop()
      write(`${line}\n`)
    }
  }
  const annotate = (type: 'warning' | 'error', problem: Problem): void => {
    const { place = {} } = problem
    const message = redactor.line(formatProblem(problem), annotationChars)
    counts[type] += 1
    if (counts[type] > annotationLimit) {
      info(`${type}: ${message}`)
      return
    }
    const last =
      counts[type] === annotationLimit
        ? ` (GitHub shows ${annotationLimit} ${type}s of a step; more are in its log)`
        : ''
    resume()
    const properties = {
      ...(place.file === undefined ? {} : { file: place.file }),
      ...(place.line === undefined ? {} : { startLine: place.line }),
    }
    if (type === 'error') core.error(`${message}${last}`, properties)
    else core.warning(`${message}${last}`, properties)
  }

  let connection: Connection | undefined
  const state: State = {
    save(name, value) {
      resume()
      core.saveState(name, redactor.redact(value))
    },
    get: (name) => core.getState(name),
  }
  const log: Log = {
    info,
    warn: (line) => annotate('warning', { what: line }),
    error: (line) => annotate('error', { what: line }),
    debug(text) {
      resume()
      for (const line of redactor.lines(text)) core.debug(line)
    },
    foreign(text) {
      stop()
      for (const line of redactor.lines(text)) write(`${line}\n`)
    },
    progress(what, share, detail) {
      if (worthALine(what, share)) info(percentLine(what, share, detail))
    },
    live(line) {
      if (line !== '' && due()) info(line)
    },
  }
  const world = { job: environment, log, state, redacted: redactor.redact }

  return {
    kind: 'github',
    log,
    async group(title, work) {
      resume()
      // The runner folds one level only: a group inside a group would end the outer one.
      if (depth === 0) core.startGroup(redactor.line(title))
      else info(title)
      depth += 1
      try {
        return await work()
      } finally {
        depth -= 1
        resume()
        if (depth === 0) core.endGroup()
      }
    },
    output(name, value) {
      resume()
      const shown = redactor.redact(value)
      if (shown.length > outputLimitChars) {
        annotate('warning', {
          what: `output ${name} has ${shown.length} characters and is left out: read the file of output report-json instead`,
        })
        return
      }
      core.setOutput(name, shown)
    },
    async summary(markdown) {
      const file = environment.GITHUB_STEP_SUMMARY ?? ''
      if (file === '') return
      const cut = cutBytes(
        `${redactor.redact(markdown).trimEnd()}\n\n`,
        summaryLimitBytes - summaryBytes,
        '\n\n… cut: the whole report is in the file of output `report`.\n\n',
      )
      summaryBytes += Buffer.byteLength(cut)
      await appendFile(file, cut)
    },
    secret(value) {
      resume()
      for (const form of redactor.add(value)) core.setSecret(form)
    },
    async identityToken(audience) {
      if ((environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '')
        throw new UserError(
          'this job may not ask for an identity token: add `id-token: write` to its permissions (a pull request of a fork never has it)',
          { exit: 'preflight' },
        )
      resume()
      const token = await core.getIDToken(audience).catch((cause: unknown) => {
        throw new UserError('GitHub gave no identity token: run the job again', { exit: 'preflight', cause })
      })
      redactor.add(token)
      return token
    },
    deployment: (of) => (connection === undefined ? noDeployment : showDeployment(of, connection, world)),
    deployed: async (model) => (connection === undefined ? [] : listDeployed(model, connection, world)),
    state,
    connect(to) {
      connection = to
    },
    endDeployment: async () => (connection === undefined ? undefined : endAbandoned(connection, world)),
    redacted: redactor.redact,
    input: (name) => core.getInput(name),
    fail: (problem) => annotate('error', problem),
    close: resume,
  }
}
