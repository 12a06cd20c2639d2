import { join } from 'node:path'
import semver from 'semver'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { writeWhole } from '../files.ts'
import { explain, faultOf } from '../platform/api/faults.ts'
import { renderModelCard } from '../report/card.ts'
import { composePullRequest } from '../report/compose.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { StageReport } from '../report/model.ts'
import type { Stored } from '../results/types.ts'
import { type StageContext, stageNames } from '../stages/types.ts'
import type { World } from './definition.ts'
import { contextOf, runSelected, type Selection, workingDirectory } from './program.ts'
import { openApi, withoutSecrets, writeFiles } from './publish.ts'

/** GitHub takes 125,000 characters. */
const notesLimitBytes = 100_000

/** Builds, signs and verifies what a tag names, and publishes it. @returns the exit code */
export async function makeRelease(action: Selection, world: World): Promise<number> {
  const context = await contextOf(action.stages, world)
  const tag = requireTag(context)
  const api = openApi(world)
  if (api === undefined)
    throw new UserError('is missing: the release is published by it', { place: { input: 'github-token' } })
  const ended = new Map<string, Pick<Stored, 'digest' | 'result'>>()
  const exitCode = await runSelected(action, world, {
    onTold: ({ outcome: { stage, stored } }) => void ended.set(stage, stored),
  })
  const built = ended.get('build')
  const verified = ended.get('verify')
  if (exitCode !== 0 || built === undefined || verified === undefined) return exitCode
  const url = await publishAll(world, context, { api, tag, built, verified })
  await world.report.add('release', {
    entry: { outputs: { 'release-url': url } },
    outputs: { 'release-url': url },
    markdown: '',
  })
  return exitCode
}

/** @throws UserError where this run is of no tag, or of one for another version: before the first stage */
function requireTag({ spec, specFile, environment }: StageContext): string {
  const tag = environment['GITHUB_REF_NAME'] ?? ''
  const place = { file: specFile, key: 'version' }
  const remedy = `push tag v${spec.version}, or run the workflow at it`
  if (environment['GITHUB_REF_TYPE'] !== 'tag')
    throw new UserError(
      `a release is made of a tag, and this run is of ${environment['GITHUB_REF_TYPE'] ?? 'none'} ${JSON.stringify(tag.slice(0, 100))}: ${remedy}`,
      { place },
    )
  const version = versionOfTag(tag, spec.name)
  if (version === spec.version) return tag
  throw new UserError(
    version === undefined
      ? `tag ${JSON.stringify(tag.slice(0, 100))} is no version of ${spec.name} (v1.4.0, or ${spec.name}-v1.4.0 where a repository has several models): ${remedy}`
      : `the tag says ${version}, and the spec says ${spec.version}: set it to ${version} in the commit that is tagged, or ${remedy}`,
    { place },
  )
}

/**
 * The version that a tag names: `v1.4.0` or `1.4.0`, and with the model's name before it where a repository has several
 * (`intents-v1.4.0`, `intents/v1.4.0`, `intents@1.4.0`). Pure.
 */
export function versionOfTag(tag: string, name: string): string | undefined {
  const [rest] = ['-', '/', '@'].flatMap((separator) =>
    tag.startsWith(`${name}${separator}`) ? [tag.slice(name.length + 1)] : [],
  )
  const version = (rest ?? tag).replace(/^v/, '')
  return semver.valid(version) === version ? version : undefined
}

type Made = {
  api: NonNullable<ReturnType<typeof openApi>>
  tag: string
  built: Pick<Stored, 'digest' | 'result'>
  verified: Pick<Stored, 'digest' | 'result'>
}

/** What is published says nothing of when and where this ran, so that it is the same when it runs again. */
async function publishAll(world: World, context: StageContext, { api, tag, built, verified }: Made): Promise<string> {
  const { spec, results } = context
  const reports = await reportsBehind(results, built.result.parents)
  const report = withoutSecrets(composePullRequest(reports, { title: `${spec.name} ${spec.version}` }), world.platform)
  const { image = '', digest = '' } = verified.result.outputs
  const files = await writeFiles(report, await workingDirectory(world), 'release')
  const facts = { name: spec.name, version: spec.version, image, digest }
  const card = join(files.directory, 'model-card.md')
  await writeWhole(
    card,
    renderModelCard(report, {
      ...facts,
      task: spec.task,
      base: spec.base,
      ...(spec.image.license === undefined ? {} : { license: spec.image.license }),
    }),
  )
  const imageFile = join(files.directory, 'image.json')
  const made = Object.fromEntries(reports.map(({ stage, result }) => [stage, result]))
  await writeWhole(imageFile, `${JSON.stringify({ ...facts, results: made }, null, 2)}\n`)
  const { publishRelease } = await import('../platform/api/release.ts')
  try {
    const { url, outcome } = await publishRelease(api, {
      tag,
      sha: world.environment['GITHUB_SHA'] ?? '',
      title: `${spec.name} ${spec.version}`,
      notes: `\`${image}\`\n\n${renderMarkdown(report, { limitBytes: notesLimitBytes })}`,
      prerelease: semver.prerelease(spec.version) !== null,
      assets: [
        { name: 'report.html', path: files.html, contentType: 'text/html' },
        { name: 'report.json', path: files.json, contentType: 'application/json' },
        { name: 'model-card.md', path: card, contentType: 'text/markdown' },
        { name: 'image.json', path: imageFile, contentType: 'application/json' },
      ],
    })
    world.platform.log.info(`release ${outcome}: ${url}`)
    return url
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    throw new UserError(
      `${image} is released and signed, and the release ${tag} is not published at GitHub: ${explain(fault, 'contents: write')}`,
      { exit: 'preflight', cause: error },
    )
  }
}

/** The reports of everything that an image was made from, by digest and not from the checkout. @throws UserError where one is gone */
export async function reportsBehind(
  results: StageContext['results'],
  parents: Readonly<Record<string, Digest>>,
): Promise<StageReport[]> {
  const found = new Map<string, StageReport>()
  const open = async (stage: string, digest: Digest): Promise<void> => {
    if (found.has(stage)) return
    const stored = await results.open(digest)
    if (stored === undefined) throw new UserError(`the result ${digest} of ${stage} is gone: run ${stage} again`)
    const { report, key, parents: before } = stored.result
    found.set(stage, { stage, result: digest, report, key, parents: before })
    for (const [name, parent] of Object.entries(before)) await open(name, parent)
  }
  for (const [stage, digest] of Object.entries(parents)) await open(stage, digest)
  return stageNames.flatMap((stage) => found.get(stage) ?? [])
}
