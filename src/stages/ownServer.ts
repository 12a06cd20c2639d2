import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import type { ModelDirectory } from '../model/types.ts'
import { openFetch } from '../network.ts'
import { whyNotFree } from '../ports.ts'
import { plainEnvironment, run } from '../processes.ts'
import { deferred, sleep } from '../timers.ts'
import type { StageContext } from './types.ts'

/* A model on this machine alone, for as long as a command runs: the same server that versions are served by. */

export type OwnServer = {
  url: string
  /** Settles when the server is gone; rejects where it ended by itself. */
  ended: Promise<void>
  /** Ends it: with time for what it was asked, or at once. */
  stop(how: 'politely' | 'at once'): Promise<void>
}

const host = '127.0.0.1'
const keptLines = 20
/** A large model loads for minutes; one that hangs is ended by who waits for it. */
const pollMs = 50

type World = Pick<StageContext, 'environment' | 'signal'> & { log: StageContext['platform']['log'] }

/** Starts it, and waits until it is ready. @param port 0 takes a free one @throws UserError where it does not come up */
export async function startOwnServer(
  { path, manifest }: ModelDirectory,
  { environment, signal, log }: World,
  port: number,
): Promise<OwnServer> {
  const taken = port === 0 ? undefined : await whyNotFree(port, host)
  if (taken !== undefined)
    throw new UserError(
      taken === 'EACCES'
        ? `port ${port} is for administrators alone: give another one, or none for one that is free`
        : `port ${port} cannot be had (${taken}): give another one, or none for one that is free`,
      { place: { key: '--port' }, exit: 'preflight' },
    )
  const { defaultCacheDirectory, ensurePython } = await import('../engine/python.ts')
  const cacheDir = defaultCacheDirectory(environment)
  const python = await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment })
  const ending = new AbortController()
  let patienceMs = 0
  const listening = deferred<number>()
  const said: string[] = []
  const ended = run(
    python.path,
    [
      ...[
        '-m',
        'model_runtime',
        'serve',
        '--model',
        resolve(path),
        '--host',
        host,
        '--port',
        String(port),
        '--until-input-ends',
      ],
      ...['--name', manifest.name, '--version', manifest.version],
    ],
    {
      cwd: tmpdir(),
      env: {
        ...plainEnvironment(environment),
        PYTHONPATH: runtimeDirectory(),
        PYTHONUNBUFFERED: '1',
        PYTHONDONTWRITEBYTECODE: '1',
      },
      // Whatever ends us ends it: a closed terminal and `kill -9` leave nobody else to do it.
      holdsStdin: true,
      signal: ending.signal,
      patienceMs: () => patienceMs,
      onStderrLine: (line) => {
        const [, found] = /listening on \S*:(\d+)$/.exec(line) ?? []
        if (found !== undefined) listening.resolve(Number(found))
        said.push(line)
        if (said.length > keptLines) said.shift()
        if (/ (?:WARNING|ERROR) /.test(line)) log.foreign(line)
      },
    },
  ).then(
    ({ exitCode, signal: by }) => {
      const last = said.length === 0 ? 'it said nothing' : `its last lines: ${said.slice(-3).join(' | ')}`
      throw new UserError(`the server of ${manifest.name} ended by itself (${by ?? exitCode}): see why; ${last}`, {
        exit: 'crashed',
      })
    },
    (reason: unknown) => {
      if (reason !== ending.signal.reason) throw reason
    },
  )
  // Whoever waits for it first is told; nobody else is.
  ended.catch(() => undefined)
  const stop: OwnServer['stop'] = async (how) => {
    patienceMs = how === 'politely' ? politeMs : 0
    ending.abort(new Error('no longer needed'))
    await ended.catch(() => undefined)
  }
  try {
    const url = `http://${host}:${await Promise.race([listening.promise, gone(ended), aborted(signal)])}`
    const fetch = openFetch(environment)
    while (
      !(await fetch(`${url}${manifest.serving.readyPath}`)
        .then(({ ok }) => ok)
        .catch(() => false))
    )
      await Promise.race([sleep(pollMs, signal), gone(ended)])
    return { url, ended, stop }
  } catch (error) {
    await stop('at once')
    throw error
  }
}

/** The server's notice to its clients takes a second of it; the command itself is to end in two and a half. */
const politeMs = 1_800

const gone = async (ended: Promise<void>): Promise<never> => {
  await ended
  throw new Error('the server was stopped while somebody waited for it')
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
