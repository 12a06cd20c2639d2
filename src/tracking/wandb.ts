import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { hexOf } from '../digest.ts'
import { jsonOf } from '../json.ts'
import { eachLine } from '../lines.ts'
import { dial, plainEnvironment, run } from '../processes.ts'
import { deferred } from '../timers.ts'
import type { Ending, Point, TrackedRun, Tracker } from './types.ts'

/*
 * Weights & Biases by its own package, in a Python of the user's on this host: how it speaks with its server is not public. One
 * JSON object a line goes in, and one comes back for each.
 */

/** Beside the package it needs nothing; what lies in the directory that it is started in is never imported. */
export const program = `
import sys
sys.path[:1] = []
import json, os
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
import wandb

run = None
for line in sys.stdin:
    asked = json.loads(line)
    try:
        if asked["do"] == "begin":
            run = wandb.init(
                id=asked["id"], name=asked["name"], project=asked["project"], entity=asked["entity"], config=asked["config"],
                mode=asked["mode"], dir=asked["directory"], resume="allow",
                settings=wandb.Settings(silent=True, console="off", init_timeout=25, disable_git=True, disable_code=True),
            )
            run.define_metric("*", step_metric="optimizer_step")
            said = {"where": run.url or asked["directory"]}
        elif asked["do"] == "points":
            for step, values in asked["points"]:
                run.log({**values, "optimizer_step": step})
            said = {}
        else:
            run.finish(exit_code=asked["exit_code"])
            run, said = None, {}
    except BaseException as error:
        said = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(said), file=answers)
if run is not None:
    run.finish(exit_code=1)
`

export type WandbRun = {
  /** With the package `wandb`. */
  python: string
  project: string
  entity: string | undefined
  mode: 'online' | 'offline'
  /** Where the package keeps its files, in `wandb/`. */
  directory: string
  /** Of the helper: with WANDB_API_KEY, and nothing else that is secret. */
  env: Readonly<Record<string, string | undefined>>
}

type Helper = { ask(what: object): Promise<Record<string, unknown>>; close(): void }

/** Steps with all that was told of each, in their order. Pure. */
export function bySteps(points: readonly Point[]): [step: number, values: Record<string, number>][] {
  const steps = new Map<number, Record<string, number>>()
  for (const { name, value, step } of points) steps.set(step, { ...steps.get(step), [name]: value })
  return [...steps].sort(([a], [b]) => a - b)
}

/** What the helper needs of the environment: the settings and the key of the package beside what every program needs. */
export const wandbEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> => ({
  ...plainEnvironment(environment),
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:WANDB_[A-Z_]+|NETRC)$/.test(name))),
})

/** Whether a Python has the package. */
export async function hasWandb(
  python: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<boolean> {
  const find = 'import sys; sys.path[:1] = []; import importlib.util as u; sys.exit(u.find_spec("wandb") is None)'
  const { exitCode } = await run(python, ['-c', find], {
    env,
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  }).catch(() => ({ exitCode: null }))
  signal.throwIfAborted()
  return exitCode === 0
}

const exitCodes: Readonly<Record<Ending, number>> = { finished: 0, failed: 1, killed: 143 }

export function wandb(of: WandbRun): Tracker {
  let begun: { run: TrackedRun; id: string } | undefined
  let helper: Promise<Helper> | undefined
  let place = of.directory

  /** One at a time, also where somebody stopped to wait for it; one that died is started again, for the same run. */
  const helped = (): Promise<Helper> => {
    helper ??= start().catch((error: unknown) => {
      helper = undefined
      throw error
    })
    return helper
  }
  const start = async (): Promise<Helper> => {
    if (begun === undefined) throw new Error('it was told of no run')
    const { model, version, key, parameters } = begun.run
    const started = begin(of, () => {
      helper = undefined
    })
    const { where } = await started
      .ask({
        do: 'begin',
        id: begun.id,
        name: `${model} ${version} ${hexOf(key, 12)}`,
        project: of.project,
        entity: of.entity ?? null,
        mode: of.mode,
        directory: of.directory,
        config: { ...parameters, version, lineage_key: key },
      })
      .catch((error: unknown) => {
        started.close()
        throw error
      })
    place = typeof where === 'string' ? where : of.directory
    return started
  }

  return {
    name: 'W&B',
    forgets: false,
    async begin(training, before) {
      begun ??= { run: training, id: before ?? `${hexOf(training.key, 12)}-${randomBytes(4).toString('hex')}` }
      await helped()
      return { id: begun.id, isNew: before === undefined, where: place }
    },
    async points(points) {
      await (await helped()).ask({ do: 'points', points: bySteps(points) })
    },
    async end(how) {
      const at = await helped()
      await at.ask({ do: 'end', exit_code: exitCodes[how] })
      at.close()
    },
  }
}

function begin({ python, env }: WandbRun, onEnd: () => void): Helper {
  const waiting: ReturnType<typeof deferred<Record<string, unknown>>>[] = []
  let failure: Error | undefined
  const channel: Duplex = dial(python, ['-c', program], {
    env,
    failure: (code, words) => new Error(`its helper ended with exit code ${code}: ${words.split('\n').at(-1) ?? ''}`),
  })
  const over = (error: Error): void => {
    failure ??= error
    for (const each of waiting.splice(0)) each.reject(failure)
    onEnd()
  }
  channel.on('error', over)
  channel.on('close', () => over(new Error('its helper has ended')))
  eachLine(channel, (line) => {
    const answer = jsonOf(line)
    const fields = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {}
    const next = waiting.shift()
    if (typeof fields['error'] === 'string') next?.reject(new Error(fields['error'].slice(0, 300)))
    else next?.resolve(fields)
  }).catch(() => undefined)
  return {
    async ask(what) {
      if (failure !== undefined) throw failure
      const answer = deferred<Record<string, unknown>>()
      waiting.push(answer)
      channel.write(`${JSON.stringify(what)}\n`)
      return answer.promise
    },
    close: () => void channel.end(),
  }
}
