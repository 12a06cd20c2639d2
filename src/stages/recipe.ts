import type { ExitName } from '../errors.ts'
import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import { digestTree } from '../model/digest.ts'
import { lineageKey } from '../model/lineage.ts'
import type { Digest } from '../model/types.ts'
import type { Verdict } from '../verdict.ts'
import { oncePerRun } from './memo.ts'
import type { Stored, Workspace } from './store.ts'
import type { StageContext, StageName, StageOutcome } from './types.ts'

/** What a stage made, before the runner adds its name and its key. */
export type Draft<Report> = Omit<StageOutcome<Report>, 'stage' | 'key' | 'reused' | 'proceed'> & { proceed?: boolean }

/** A stage: what it depends on, and how its result is made. */
export type Stage<Report = unknown> = {
  name: StageName
  /** Digests of everything that goes in. Asks for the results of earlier stages, and says which one is missing. */
  inputs(context: StageContext): Promise<Record<string, Digest>>
  make(context: StageContext, workspace: Workspace, key: Digest): Promise<Draft<Report>>
  /** Whether what an earlier result speaks of, outside of the store, is still there. Default: it speaks of nothing outside. */
  holds?(context: StageContext, earlier: Report): Promise<boolean>
  /** Stages that act on the world (sign, verify, deploy) are run every time and find out themselves what is left to do. */
  acts?: true
}

export const keyOf = (stage: Stage, context: StageContext): Promise<Digest> =>
  oncePerRun(context, `key of ${stage.name}`, async () =>
    lineageKey({ stage: stage.name, inputs: await stage.inputs(context) }),
  )

/** Runs a stage, unless a result of equal inputs may be used again. */
export async function runStage<Report>(stage: Stage<Report>, context: StageContext): Promise<StageOutcome> {
  const key = await keyOf(stage as Stage, context)
  if (!context.force && stage.acts === undefined) {
    const found = await context.store.find(stage.name, key)
    if (found?.outcome.proceed && ((await stage.holds?.(context, found.outcome.report as Report)) ?? true))
      return { ...found.outcome, reused: true }
  }
  let workspace: Workspace | undefined
  try {
    workspace = await context.store.begin(stage.name, key)
    const draft = await stage.make(context, workspace, key)
    context.signal.throwIfAborted()
    const proceed = draft.proceed ?? draft.verdict === 'pass'
    const { outcome } = await workspace.commit({ ...draft, proceed, stage: stage.name, key, reused: false })
    return outcome
  } catch (error) {
    await workspace?.discard()
    throw asUserError(error, context)
  }
}

/** The result of an earlier stage for this very spec; missing or failed, it is the user's turn. */
export async function earlier<Report>(stage: Stage<Report>, context: StageContext, asking: StageName) {
  const found = await context.store.find(stage.name, await keyOf(stage as Stage, context))
  const command = `model-actions ${stage.name} --config ${context.specFile}`
  if (found === undefined)
    throw new UserError(
      `${context.specFile}: ${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`${command}\` first`,
    )
  if (!found.outcome.proceed)
    throw new UserError(
      `${context.specFile}: ${asking} needs ${stage.name} to have passed, and its verdict was ${found.outcome.verdict} (${found.outcome.headline}): see ${found.directory}/report.md`,
      { exit: exitOf(found.outcome.verdict) },
    )
  return found as Stored & { outcome: StageOutcome<Report> }
}

export const exitOf = (verdict: Verdict): ExitName =>
  verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed'

let runtimeDigest: Promise<Digest> | undefined
/** Digest of the code that does the machine learning: a change of it makes every result new. */
export function codeDigest(): Promise<Digest> {
  runtimeDigest ??= digestTree(`${runtimeDirectory()}/model_runtime`, { skip: (name) => name === '__pycache__' })
  return runtimeDigest
}

/** Trouble of the disk is the user's to mend, wherever it strikes. */
function asUserError(error: unknown, context: StageContext): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  const place = path ?? context.store.directory
  if (code === 'ENOSPC')
    return new UserError(`${place}: the disk is full: free some space and run again; nothing is half-written`, {
      cause: error,
      exit: 'preflight',
    })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    const why = code === 'EROFS' ? 'the file system is read-only' : 'no permission'
    return new UserError(`${place}: ${why}: change its owner, mode or mount, or work in a directory of your own`, {
      cause: error,
      exit: 'preflight',
    })
  }
  return error
}
