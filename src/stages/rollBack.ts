import semver from 'semver'
import { type Place, UserError } from '../errors.ts'
import { type HistoryRecord, servedOf } from '../model/history.ts'
import { type Release, releases } from '../oci/releases.ts'
import type { Deployed } from '../platform/types.ts'
import { openImages, trusted } from './image.ts'
import { promotions } from './promotions.ts'
import type { StageContext } from './types.ts'

/** @throws UserError for what is neither a version nor `previous` */
export function parseEarlier(text: string, place: Place): string {
  if (text === 'previous' || semver.valid(text) === text) return text
  throw new UserError(
    `${JSON.stringify(text.slice(0, 100))} is no release: give \`previous\`, or a version such as 1.4.0`,
    { place },
  )
}

/**
 * The same run for an earlier release instead of the one of model.yml: to be verified and then deployed at once.
 * @param to its version, or `previous` @param place where that was said
 * @throws UserError where there is no such release
 */
export async function goBack(context: StageContext, to: string, place: Place): Promise<StageContext> {
  const { platform, spec } = context
  const store = await openImages(context)
  const history = await promotions(context, store, await trusted(context))
  const target = releaseBefore({
    to,
    place,
    history,
    releases: await releases(store),
    deployed: history.length > 0 ? [] : await platform.deployed(spec.name),
    repository: store.name,
  })
  platform.log.info(`${spec.name} goes back to ${target.release.version}: ${target.because}`)
  return {
    ...context,
    spec: { ...spec, version: target.release.version },
    image: target.release.digest,
    rollback: true,
    atOnce: true,
  }
}

type Target = { release: Release; because: string }

/**
 * Which release to go back to. What nobody here knows to have served is taken from GitHub's deployments, as a hint: whatever
 * comes out of this is verified by its signature. Pure.
 * @throws UserError that says what there is
 */
export function releaseBefore(options: {
  to: string
  place: Place
  history: readonly HistoryRecord[]
  releases: readonly Release[]
  deployed: readonly Deployed[]
  repository: string
}): Target {
  const { to, place, history, releases: all, deployed, repository } = options
  const { served } = servedOf(history)
  const now = served[0] ?? deployed[0]
  if (to === 'previous') {
    if (now === undefined)
      throw new UserError(
        `nobody knows what serves, and so not what served before it: name the release (${listed(all)})`,
        { place },
      )
    const before = served.find(({ digest }) => digest !== now.digest)
    if (before !== undefined)
      return { release: { version: before.version, digest: before.digest }, because: `it served before ${now.version}` }
    const hinted = deployed.find(({ version }) => semver.lt(version, now.version))
    if (hinted !== undefined)
      return { release: hinted, because: `GitHub shows that it was deployed before ${now.version}` }
    throw new UserError(`nothing is known to have served before ${now.version}: name the release (${listed(all)})`, {
      place,
    })
  }
  if (now !== undefined && semver.gt(to, now.version))
    throw new UserError(
      `${to} is newer than ${now.version}, which served last: deploy it step by step with the action ship or \`model-actions deploy\``,
      { place },
    )
  // What served under this version, wherever its tag leads to by now.
  const known = served.find(({ version }) => version === to) ?? all.find(({ version }) => version === to)
  if (known !== undefined) return { release: { version: to, digest: known.digest }, because: 'somebody asked for it' }
  throw new UserError(`${repository} has no release ${to}: name one that it has (${listed(all)})`, { place })
}

const listed = (all: readonly Release[]): string =>
  all
    .slice(0, 20)
    .map(({ version }) => version)
    .join(', ') || 'there is none'
