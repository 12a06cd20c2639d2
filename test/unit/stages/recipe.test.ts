import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Digest, digestJson } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { withLock } from '../../../src/locks.ts'
import { openPlace } from '../../../src/place/place.ts'
import { failureOf } from '../../../src/platform/failure.ts'
import { Interrupted } from '../../../src/platform/signals.ts'
import { openLocalResults } from '../../../src/results/local.ts'
import { combineResults } from '../../../src/results/results.ts'
import { runStages } from '../../../src/stages/index.ts'
import { checkHandOver, earlier, runStage, type Stage } from '../../../src/stages/recipe.ts'
import { draft } from '../../../src/stages/reporting.ts'
import type { StageContext, StageName } from '../../../src/stages/types.ts'
import { deferred } from '../../../src/timers.ts'
import type { Verdict } from '../../../src/verdict.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'model-actions-recipe-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A run of its own each time: what one run has looked up, another looks up again. */
async function context(changes: Partial<StageContext> & { home?: string; name?: string } = {}): Promise<StageContext> {
  const { home = directory, name = 'tone', ...rest } = changes
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: directory, model: name })
  return {
    spec: { name },
    specFile: 'model.yml',
    place,
    results: combineResults({ local: openLocalResults(place.store), shared: undefined, believeKeys: true }),
    platform: { log: { info: () => undefined } },
    force: false,
    from: undefined,
    image: undefined,
    signal: new AbortController().signal,
    ...rest,
  } as unknown as StageContext
}

type Made = { times: number }
function stage(
  input: () => string,
  result: { verdict?: Verdict; proceed?: boolean; fails?: () => Error; name?: StageName; needs?: Stage<Made>[] } = {},
): Stage<Made> {
  let times = 0
  const name = result.name ?? 'evaluate'
  return {
    name,
    parents: (result.needs ?? []).map((parent) => parent.name),
    async inputs(asked) {
      const parents = (result.needs ?? []).map(async (parent) => (await earlier(parent, asked, name)).result.key)
      return { data: digestJson([input(), ...(await Promise.all(parents))]) }
    },
    async make() {
      times += 1
      const error = result.fails?.()
      if (error !== undefined) throw error
      return draft({
        title: name,
        data: { times },
        verdict: result.verdict ?? 'pass',
        ...(result.proceed === undefined ? {} : { proceed: result.proceed }),
        headline: 'done',
        outputs: {},
        document: {},
      })
    },
  }
}

const made = (times: number, reused: boolean) => ({ reused, stored: { result: { data: { times } } } })

describe('a stage', () => {
  it('is not run again for equal inputs, and is for others', async () => {
    let input = 'a'
    const one = stage(() => input)
    expect(await runStage(one, await context())).toMatchObject(made(1, false))
    expect(await runStage(one, await context())).toMatchObject(made(1, true))
    input = 'b'
    expect(await runStage(one, await context())).toMatchObject(made(2, false))
  })
  it('is run again when it is forced', async () => {
    const one = stage(() => 'a')
    await runStage(one, await context())
    expect(await runStage(one, await context({ force: true }))).toMatchObject(made(2, false))
  })
  it('that did not pass is run again, because nothing rests on its result', async () => {
    const one = stage(() => 'a', { verdict: 'fail' })
    await runStage(one, await context())
    expect(await runStage(one, await context())).toMatchObject(made(2, false))
  })
  it('that was inconclusive with a warning lets the next one run', async () => {
    const one = stage(() => 'a', { verdict: 'inconclusive', proceed: true })
    const { stored } = await runStage(one, await context())
    expect(stored.result).toMatchObject({ verdict: 'inconclusive', proceed: true })
    expect((await earlier(one, await context(), 'build')).result.verdict).toBe('inconclusive')
  })
  it('is run again when what its result speaks of is gone', async () => {
    const one: Stage<Made> = { ...stage(() => 'a'), holds: async () => false }
    await runStage(one, await context())
    expect(await runStage(one, await context())).toMatchObject(made(2, false))
  })
  it('leaves nothing half-made when it fails', async () => {
    const one = stage(() => 'a', { fails: () => new Error('a bug') })
    const failing = await context()
    await expect(runStage(one, failing)).rejects.toThrow('a bug')
    expect(readdirSync(join(failing.place.store, 'making'))).toEqual([])
    expect(readdirSync(failing.place.locks)).toEqual([])
  })
  it('on a full disk says so in one line, with the place', async () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write', path: '/somewhere/model' })
    const one = stage(() => 'a', { fails: () => full })
    const failed = runStage(one, await context())
    await expect(failed).rejects.toThrow(UserError)
    await expect(failed).rejects.toThrow(/^\/somewhere\/model: write was refused \(ENOSPC\): the disk is full/)
  })
  it('in a place below a file says so in one line, before any stage begins', async () => {
    const home = join(directory, 'file')
    writeFileSync(home, '')
    const failed = runStages(['prepare'], await context({ home }))
    await expect(failed).rejects.toThrow(UserError)
    await expect(failed).rejects.toThrow(/file: a file is where a directory is needed.*MODEL_ACTIONS_HOME/)
  })
  it('that was stopped when all was done and only what is old was removed says so', async () => {
    const stopping = new AbortController()
    const told: string[] = []
    const changes = {
      signal: stopping.signal,
      clock: { now: () => new Date(0) },
      platform: { log: { info: (line: string) => told.push(line) } },
    } as unknown as Partial<StageContext>
    const last = await context(changes)
    await withLock(join(last.place.locks, 'prune'), { label: 'prune' }, async () => {
      const run = runStages([], last)
      await expect.poll(() => told).toEqual([expect.stringMatching(/^prune runs already, as process \d+/)])
      stopping.abort(new Interrupted('SIGINT'))
      const error = await run.catch((reason: unknown) => reason)
      expect(failureOf(error, last.signal)).toEqual({
        exitCode: 130,
        problems: [
          {
            what: 'stopped by SIGINT in prune; nothing else was left to do, and the next run removes what is old',
          },
        ],
      })
    })
  })
  it('runs once where two runs of the same inputs come together, and both have its result', async () => {
    const one = stage(() => 'a')
    const outcomes = await Promise.all([runStage(one, await context()), runStage(one, await context())])
    expect(outcomes.map(({ stored }) => stored.result.data.times)).toEqual([1, 1])
    expect(outcomes.map(({ reused }) => reused).sort()).toEqual([false, true])
  })
})

describe('a stage that another run is at', () => {
  /** Does the work while another run of the same inputs is under way, which ends with a result of its own. */
  async function whileAnother<T>(one: Stage<Made>, work: (end: () => Promise<void>) => Promise<T>): Promise<T> {
    const [go, ended] = [deferred<void>(), deferred<void>()]
    const began = deferred<void>()
    const slow: Stage<Made> = {
      ...one,
      async make(...given) {
        began.resolve()
        await go.promise
        return one.make(...given)
      },
    }
    const other = runStage(slow, await context()).then(() => ended.resolve(), ended.reject)
    await began.promise
    try {
      return await work(async () => {
        go.resolve()
        await ended.promise
      })
    } finally {
      go.resolve()
      await other
    }
  }

  it('is refused where nobody said to wait, and told who it is and what helps', async () => {
    const one = stage(() => 'a')
    await whileAnother(one, async () => {
      const refused = runStage(one, await context({ others: 'refused' }))
      await expect(refused).rejects.toThrow(
        new RegExp(
          `^evaluate of tone runs already, as process ${process.pid} since \\d\\d:\\d\\d: --wait waits for its result, --force makes another one beside it$`,
        ),
      )
      await expect(refused).rejects.toMatchObject({ exit: 'preflight' })
    })
  })
  it('waits for its result and takes it', async () => {
    const one = stage(() => 'a')
    const said: string[] = []
    const waiting = await context({ others: 'waited-for' })
    Object.assign(waiting.platform.log, { info: (line: string) => said.push(line) })
    const outcome = await whileAnother(one, async (end) => {
      const second = runStage(one, waiting)
      await expect.poll(() => said).toHaveLength(1)
      await end()
      return second
    })
    expect(said[0]).toMatch(/^evaluate of tone runs already, as process \d+ since .*: waiting for its result$/)
    expect(outcome).toMatchObject(made(1, true))
  })
  it('is made beside it where it is forced, and knows that', async () => {
    const one = stage(() => 'a')
    const beside: boolean[] = []
    const knowing: Stage<Made> = {
      ...one,
      make(...given) {
        beside.push(given[3])
        return one.make(...given)
      },
    }
    const forced = { force: true, others: 'refused' } as const
    await whileAnother(one, async () => {
      expect(await runStage(knowing, await context(forced))).toMatchObject({ reused: false })
    })
    await runStage(knowing, await context(forced))
    expect(beside).toEqual([true, false])
  })
  it('acts after its end and never beside it, whatever it is forced to', async () => {
    const deploys: Stage<Made> = { ...stage(() => 'a', { name: 'deploy' }), acts: true, alone: true }
    await whileAnother(deploys, async () => {
      const refused = runStage({ ...deploys }, await context({ force: true, others: 'refused' }))
      await expect(refused).rejects.toThrow(/^deploy of tone runs already, as process .*: --wait begins after its end$/)
    })
  })
})

describe('a stage that needs an earlier one', () => {
  it('names the one that is missing, and the command that makes it', async () => {
    const one = stage(() => 'a')
    await expect(earlier(one, await context(), 'build')).rejects.toThrow(
      /^model\.yml: build needs the result of evaluate, .*`model-actions evaluate --config model\.yml`/,
    )
  })
  it('does not go on from one whose verdict was fail, and says where its report is', async () => {
    const one = stage(() => 'a', { verdict: 'fail' })
    await runStage(one, await context())
    const failed = earlier(one, await context(), 'build')
    await expect(failed).rejects.toThrow(/verdict was fail .*reports\/evaluate\.md/)
    await expect(failed).rejects.toMatchObject({ exit: 'gate-failed' })
  })
  it('says in its result which results it was made from', async () => {
    const first = stage(() => 'a', { name: 'finetune' })
    const second = stage(() => 'b', { needs: [first] })
    const run = await context()
    const parent = await runStage(first, run)
    expect((await runStage(second, run)).stored.result.parents).toEqual({ finetune: parent.stored.digest })
  })
})

describe('a job that was handed a result by its digest', () => {
  const finetune = (input = () => 'data and base') => stage(input, { name: 'finetune' })
  const never = (): string => {
    throw new Error('asked for the data')
  }
  async function handOver(): Promise<{ from: Digest; evaluate: Stage<Made> }> {
    const first = finetune()
    const run = await context()
    await runStage(first, run)
    const evaluate = stage(() => 'b', { needs: [first] })
    return { from: (await runStage(evaluate, run)).stored.digest, evaluate }
  }

  it('needs nothing that came before it: neither data nor base model', async () => {
    const { from } = await handOver()
    const poor = stage(() => 'b', { needs: [finetune(never)] })
    const build = stage(() => 'c', { name: 'build', needs: [poor, finetune(never)] })
    const { stored } = await runStage(build, await context({ from }))
    expect(stored.result.parents).toMatchObject({ evaluate: from })
    await expect(runStage(build, await context())).rejects.toThrow('asked for the data')
  })
  it('is told where the digest is found nowhere, and what shares results between machines', async () => {
    const { from } = await handOver()
    const away = await context({ from, home: join(directory, 'elsewhere') })
    await expect(checkHandOver(['build'], away)).rejects.toThrow(/^input from: there is no result sha256:.*`results:`/)
  })
  it('refuses a result of another model', async () => {
    const { from } = await handOver()
    const own = await context()
    const other = { ...(await context({ from, name: 'other' })), results: own.results }
    await expect(checkHandOver(['build'], other)).rejects.toThrow(
      /result of the model tone, and model\.yml is of other/,
    )
  })
  it('has a result of its own where another model of equal inputs shares the repository of results', async () => {
    const one = finetune()
    const first = await context()
    await runStage(one, first)
    const other = { ...(await context({ name: 'other' })), results: first.results }
    const { stored, reused } = await runStage(one, other)
    expect({ name: stored.result.name, reused }).toEqual({ name: 'other', reused: false })
    await checkHandOver(['evaluate'], { ...other, from: stored.digest })
  })
  it('refuses stages that do not come after it', async () => {
    const { from } = await handOver()
    await expect(checkHandOver(['evaluate', 'quantize'], await context({ from }))).rejects.toThrow(
      /is a result of evaluate, and evaluate is to run, which does not come after it/,
    )
  })
  it('refuses the digest of an image where something else than verifying or deploying it is to run', async () => {
    const given = await context({ image: digestJson('an image') })
    await expect(checkHandOver(['prepare'], given)).rejects.toThrow(/^input digest: .*and prepare is to run/)
    await expect(checkHandOver(['build', 'sign', 'verify', 'deploy'], given)).rejects.toThrow(/and build is to run/)
    await checkHandOver(['verify', 'deploy'], given)
  })
  it('is told which stage the handed result was made without', async () => {
    const { from } = await handOver()
    const build = stage(() => 'c', { name: 'build', needs: [stage(() => 'q', { name: 'quantize' })] })
    await expect(runStage(build, await context({ from }))).rejects.toThrow(
      /build needs the result of quantize, and sha256:\S+ is a result of evaluate, which was made without it/,
    )
  })
})
