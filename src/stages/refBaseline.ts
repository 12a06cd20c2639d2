import { randomBytes } from 'node:crypto'
import { realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { type Commit, checkOut, fileAt, findCommit, type RefName, refText } from '../platform/git.ts'
import { parseSpec } from '../spec/load.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { removeTree } from '../trees.ts'
import { cacheDirectory, shareBase } from './base.ts'
import { finetune, type ModelResult, modelIn } from './finetune.ts'
import { oncePerRun } from './memo.ts'
import { prepare } from './prepare.ts'
import { runStage } from './recipe.ts'
import type { StageContext } from './types.ts'

/* The model of a branch or a tag: what its own model.yml, data and base make, by the engine and in the place of this run. */

type Found = { commit: Commit; spec: ModelSpec /** For messages. */; file: string }

const baselineKey = 'evaluate.baseline'

/** The commit and its model.yml, which tell early what would else fail after hours of tuning. */
export const findRef = (context: StageContext, ref: RefName): Promise<Found> =>
  oncePerRun(context, `the ${ref.kind} ${ref.name}`, async () => {
    const place = { file: context.specFile, key: baselineKey }
    const commit = await findCommit(context, dirname(context.specFile), ref, place)
    const path = `${commit.prefix}${basename(context.specFile)}`
    const file = `${ref.name}:${path}`
    const text = await fileAt(context, commit, path)
    if (text === undefined)
      throw new UserError(
        `${refText(ref)} (commit ${short(commit)}) has no ${path}: name one that has the model, or a release, or \`majority\``,
        { place },
      )
    const parsed = parseSpec(text, file)
    if ('problems' in parsed) throw new UserError(parsed.problems)
    const { spec } = parsed
    if (spec.task !== context.spec.task)
      throw new UserError(
        `${refText(ref)} has a model for ${spec.task}, and this one is for ${context.spec.task}: their answers cannot be compared, name a baseline of the same task`,
        { place },
      )
    return { commit, spec, file }
  })

/**
 * The fine-tuned model of a ref: the result that this place, or a shared repository, has of the same inputs, or else made now.
 * Code of that ref is run as far as its spec names some, as that of the checkout is.
 */
export async function modelOfRef(
  context: StageContext,
  ref: RefName,
): Promise<{ model: ModelResult; because: string }> {
  const { platform } = context
  const { commit, spec, file } = await findRef(context, ref)
  const because = `${refText(ref)}, commit ${short(commit)}`
  const parent = await cacheDirectory(context, 'checkouts')
  const checkout = join(await realpath(parent), `${short(commit)}-${randomBytes(4).toString('hex')}`)
  try {
    await checkOut(context, commit, checkout)
    const directory = join(checkout, commit.prefix)
    const own: StageContext = {
      ...context,
      // Where jobs run is a matter of this machine, and not of that commit.
      spec: { ...spec, engine: context.spec.engine },
      specFile: join(directory, basename(context.specFile)),
      bounds: { directory, root: checkout },
      from: undefined,
      image: undefined,
      force: false,
    }
    await findBase(context, own)
    await finetune.preflight?.(own)
    const dataset = await runStage(prepare, own)
    const tuned = await runStage(finetune, own)
    platform.log.info(
      `${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`,
    )
    return { model: modelIn(tuned.stored), because }
  } catch (error) {
    throw ofRef(error, checkout, join(commit.prefix, basename(context.specFile)), file)
  } finally {
    await removeTree(checkout)
    await rm(`${checkout}.index`, { force: true })
  }
}

const short = ({ id }: Commit): string => id.slice(0, 12)

/** A pretrained model is seldom in git: where the commit has none at its path, it is the one that lies there now. */
async function findBase(context: StageContext, own: StageContext): Promise<void> {
  if (await stat(join(own.bounds.directory, own.spec.base)).catch(() => undefined)) return
  await shareBase(own, { ...own, bounds: context.bounds })
}

/** The same error, told of the ref's files by names that people know, and not by where they were checked out for a moment. */
function ofRef(error: unknown, checkout: string, spec: string, file: string): unknown {
  if (!(error instanceof UserError)) return error
  const named = (text: string): string => text.replaceAll(join(checkout, spec), file).replaceAll(checkout, file)
  const [first, ...more] = error.problems.map(({ what, place }) => ({
    what: named(what),
    ...(place === undefined
      ? {}
      : { place: { ...place, ...(place.file === undefined ? {} : { file: named(place.file) }) } }),
  }))
  return first === undefined ? error : new UserError([first, ...more], { exit: error.exit, cause: error })
}
