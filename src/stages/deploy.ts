import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import semver from 'semver'
import { UserError } from '../errors.ts'
import type { Backend, Gateway, TrafficStatus } from '../gateway/types.ts'
import { type HistoryRecord, type Served, servedOf, stepBack } from '../model/history.ts'
import type { GoldenProbe } from '../model/probes.ts'
import { imageModel } from '../oci/extract.ts'
import type { ContentStore } from '../oci/types.ts'
import { appendHistory, readHistory } from '../place/history.ts'
import { update } from '../platform/doing.ts'
import { withErrorRates } from '../rollout/errorRates.ts'
import { type RolloutOptions, runRollout } from '../rollout/rollout.ts'
import type { Release, RolloutReport, Target } from '../rollout/types.ts'
import { percent } from '../rollout/words.ts'
import { attachHistory } from '../signing/history.ts'
import { verifyRelease } from '../signing/release.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { durationMs } from '../spec/values.ts'
import { inTime } from '../timers.ts'
import { checkContainers, containersOf } from './containers.ts'
import { curlLine, type Trust, trustIn } from './curl.ts'
import { gatewayState, keptListens, type Listens, owner, readListens, sharing, versionsState, who } from './gateway.ts'
import { openImages, trusted } from './image.ts'
import { warnOfOtherRequests } from './otherRequests.ts'
import { checkQueries, prometheusOf } from './prometheus.ts'
import { promotions } from './promotions.ts'
import type { Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { rolloutPlan } from './rolloutPlan.ts'
import { endedBy, type HowItEnded, leftInWords, liveLine, liveTable, rolloutSections } from './rolloutReport.ts'
import { findSigner } from './signer.ts'
import type { StageContext } from './types.ts'
import { type VerifiedRelease, verifiedRelease, verify } from './verify.ts'

export type DeployReport = { image: string; version: string; url: string; rollout: RolloutReport }

/** Verifies the release, then moves traffic to it step by step; stable keeps serving whatever happens. */
export const deploy: Stage<DeployReport> = {
  name: 'deploy',
  parents: [],
  acts: true,
  alone: true,
  preflight: deployPreflight,
  inputs: verify.inputs,
  async make(context) {
    const { spec, platform, signal, clock } = context
    const release = await verifiedRelease(context)
    const history = await promotions(context, release.store, await trusted(context))
    requireForward(context, release, history, servedOf(history).served[0])
    const { gateway, target } = await openServing(context, release.store, 'begins')
    const before = (await gateway.traffic.status()).stable
    // What serves may be newer than what is on record, where the record was lost.
    requireForward(context, release, history, before && { ...before, because: 'which serves' })
    await warnOfOtherRequests(context, release, before)
    const ourselves = owner(context)
    platform.state.save(rolloutState, ourselves)
    const deployment = platform.deployment({ model: spec.name, version: spec.version, digest: release.digest })
    deployment.say({ state: 'in_progress', description: `${spec.version} starts` })
    const prometheus = prometheusOf(context)
    const { manifest, probes } = await imageModel(release.store, release.digest)
    const plan = rolloutPlan(spec.deploy, context.atOnce === true)
    let had: number | undefined
    const rollout = await runRollout({
      target,
      traffic: gateway.traffic,
      metrics: gateway.metrics,
      probe: gateway.probe,
      ...golden(context, release, gateway, probes),
      ...(prometheus === undefined ? {} : { prometheus }),
      url: gateway.url,
      plan,
      release: { version: spec.version, digest: release.digest },
      owner: ourselves,
      timing: {
        readyMs: durationMs(spec.deploy.ready),
        healthIntervalMs: durationMs(spec.deploy.gates.health.interval),
        leaseTtlMs: leaseTtlMs(spec.deploy),
      },
      clock,
      signal,
      log: platform.log,
      onShare(share) {
        had = share
        const at = `${percent(share)} of the traffic`
        update(signal, { at, next: 'the gateway takes the canary out, and the same command begins the rollout again' })
        deployment.say({ state: 'in_progress', description: at })
      },
      onInterval: (step, latencies) => platform.log.live(liveLine(step), liveTable(step, latencies)),
      onShadow: (line) => platform.log.live(line),
    }).catch(async (error: unknown) => {
      platform.log.live('')
      let ended: HowItEnded | undefined
      if (signal.aborted) {
        const status = await statusSoon(gateway)
        const until = { wasStable: before?.digest === release.digest, hadTraffic: had !== undefined }
        const next = leftInWords(status, { version: spec.version, digest: release.digest }, until)
        if (next !== undefined) update(signal, { next })
        ended = endedBy(signal, status, had)
      }
      deployment.say({ state: 'error', description: error instanceof Error ? error.message : String(error) })
      // A full disk may be why the rollout was stopped: that it has no record must not hide why.
      if (ended !== undefined)
        await recordOf(context, release, { before, history }, ended)
          .then((record) => appendHistory(context.place, record))
          .catch((fault: Error) => platform.log.warn(`this rollout is not in the history: ${fault.message}`))
      await deployment.settled()
      throw error
    })
    platform.log.live('')
    deployment.say(
      rollout.verdict === 'pass'
        ? { state: 'success', description: rollout.because, url: gateway.url }
        : { state: 'failure', description: rollout.because },
    )
    await remember(context, release, { before, history }, rollout)
    await deployment.settled()
    const { deploy } = spec
    const trust = deploy.tls && (await trustOf(deploy.tls.certificate, gateway.url))
    const needs = {
      token: deploy.tokens !== undefined,
      certificate: deploy.tls?.clientCa !== undefined,
      ...(trust === undefined ? {} : { trust }),
    }
    const quotes = spec.evaluate.showTexts
    // By its own words: a model.yml to go back by may be wrong in the columns, or of a version that reads others.
    const { name, task, columns } = manifest
    const line = curlLine({ url: gateway.url, name, task, columns, probes, quotes, needs })
    if (rollout.verdict === 'pass') platform.log.info(`ask it: ${line}`)
    return draft({
      title: `deploy ${spec.name} ${spec.version}`,
      data: { image: release.image, version: spec.version, url: gateway.url, rollout },
      verdict: rollout.verdict,
      headline: `${rollout.because}; ${rollout.serving === undefined ? 'nothing serves' : `${rollout.serving.version} serves`} at ${gateway.url}`,
      outputs: { url: gateway.url, image: release.image, digest: release.digest },
      document: {
        gates: withErrorRates(rollout.gates, rollout.against, plan),
        sections: [
          ...(rollout.verdict === 'pass' ? [{ kind: 'command', title: 'Ask it', line } as const] : []),
          ...rolloutSections(rollout),
        ],
      },
    })
  },
}

/** By what a client knows the gateway; undefined while the file is being renewed. */
const trustOf = async (file: string, url: string): Promise<Trust | undefined> => {
  try {
    return trustIn(new X509Certificate(await readFile(file)), { file, url })
  } catch {
    return undefined
  }
}

/** A rollout that was stopped has cleared behind itself, or said why it could not: what serves now is asked, and not supposed. */
const statusSoon = ({ traffic }: Gateway): Promise<TrafficStatus | undefined> =>
  inTime(
    traffic.status().catch(() => undefined),
    leftPatienceMs,
    undefined,
  )

/** Of the two seconds that a run has once it is stopped. */
const leftPatienceMs = 300

/**
 * Every promotion and rollback is on record in the place: what `release:latest` means, and what can be gone back to. Where
 * the job has the key, it is attested on the image too, for those who have no access to this place.
 */
async function remember(
  context: StageContext,
  release: VerifiedRelease,
  { before, history }: { before: Backend | undefined; history: readonly HistoryRecord[] },
  rollout: RolloutReport,
): Promise<void> {
  if (rollout.reused) return
  const record = await recordOf(context, release, { before, history }, rollout)
  await appendHistory(context.place, record)
  try {
    const signing = await findSigner(context)
    if (signing !== undefined) await attachHistory(release.store, record, signing)
  } catch (error) {
    // What serves, serves; that the image does not tell of it must not undo that.
    if (!(error instanceof UserError)) throw error
    context.platform.log.info(`${record.digest} is ${record.outcome}, but the image does not say so: ${error.message}`)
  }
}

async function recordOf(
  context: StageContext,
  release: VerifiedRelease,
  { before, history }: { before: Backend | undefined; history: readonly HistoryRecord[] },
  rollout: HowItEnded,
): Promise<HistoryRecord> {
  const named = (backend: Backend) => ({ version: backend.version, digest: backend.digest })
  const serves = rollout.serving?.digest === release.digest
  // After `stop` nothing serves, and what served last is left all the same.
  const leaves = before ?? (context.rollback ? servedOf(history).served[0] : undefined)
  const left = serves ? await goneBackFrom(context, release, leaves, history) : undefined
  return {
    schema: 1,
    outcome: serves && left === undefined ? 'promoted' : 'rolled-back',
    ...(rollout.stopped === true && !serves ? { stopped: true } : {}),
    name: context.spec.name,
    ...(left ?? { digest: release.digest, version: context.spec.version, released: release.statement.created }),
    ...(before === undefined ? {} : { from: named(before) }),
    ...(rollout.serving === undefined ? {} : { to: named(rollout.serving) }),
    at: context.clock.now().toISOString(),
    by: who(context),
    because: rollout.because,
  }
}

/**
 * What served and was left for an older release: it is that one which was rolled back, and `previous` must not lead to it
 * again. Undefined for a step forward, and where nobody vouches any more for what served.
 */
async function goneBackFrom(
  context: StageContext,
  { store, digest, statement }: VerifiedRelease,
  before: Release | undefined,
  history: readonly HistoryRecord[],
): Promise<Pick<HistoryRecord, 'digest' | 'version' | 'released'> | undefined> {
  if (before === undefined) return undefined
  if (stepBack({ version: statement.version, digest, released: statement.created }, before, history) === undefined)
    return undefined
  const known = history.find((record) => record.digest === before.digest)
  if (known !== undefined) return { digest: before.digest, version: before.version, released: known.released }
  const wanted = { name: context.spec.name, version: before.version }
  const policy = await trusted(context)
  const said = await verifyRelease({ store, digest: before.digest, policy, wanted }).catch((error: unknown) => {
    if (error instanceof UserError) return undefined
    throw error
  })
  return said === undefined
    ? undefined
    : { digest: before.digest, version: before.version, released: said.release.created }
}

/** Often enough for the default plan without any other request, and too rarely to be a load. */
const goldenEveryMs = 1_000

function golden(
  { platform }: StageContext,
  release: VerifiedRelease,
  { ask }: Gateway,
  probes: readonly GoldenProbe[],
): Pick<RolloutOptions, 'golden'> {
  if (probes.length > 0) return { golden: { probes, everyMs: goldenEveryMs, ask } }
  platform.log.info(`${release.image} has no golden probes: nobody asks whether what runs is what was evaluated`)
  return {}
}

/**
 * Whoever can write to the registry, or run an old workflow again, would bring a release back whose faults are known. What
 * goes back says so. @throws UserError where the release is older than what serves, or served last
 */
export function requireForward(
  context: StageContext,
  { digest, statement }: Pick<VerifiedRelease, 'digest' | 'statement'>,
  history: readonly HistoryRecord[],
  last: Served | undefined,
): void {
  if (last === undefined) return
  const because = stepBack({ version: statement.version, digest, released: statement.created }, last, history)
  if (because !== undefined) refuseStepBack(context, because, last)
}

function refuseStepBack({ rollback, specFile }: StageContext, because: string, last: Served): void {
  if (rollback) return
  throw new UserError(
    `${because}, ${last.because}: raise the version, or say that you go back, by input \`rollback: true\` or --rollback`,
    { place: { file: specFile, key: 'version' }, exit: 'gate-failed' },
  )
}

/** The key, the port and the Docker engine are needed at the end of hours of work: they are asked for before it begins. */
async function deployPreflight(context: StageContext): Promise<void> {
  await tryServing(context)
  // Last, as `verify` asks for it too: where both lack something, both is told.
  await trusted(context)
}

async function tryServing(context: StageContext): Promise<void> {
  const { spec, place } = context
  const last = servedOf(await readHistory(place)).served[0]
  if (last !== undefined && semver.lt(spec.version, last.version))
    refuseStepBack(context, `${spec.version} is older than ${last.version}`, last)
  await checkQueries(context)
  const listens = await readListens(context)
  await checkFront(context, listens)
  if (spec.deploy.target === 'process') {
    const { checkGateway } = await import('../gateway/shared.ts')
    const stateDir = gatewayState(context)
    await checkGateway({ stateDir, model: place.identity, ...listens, sharing: sharing(context) })
    return
  }
  const { connectDocker } = await import('../docker/client.ts')
  const { checkGateway } = await import('../gateway/dockerShared.ts')
  const docker = await connectDocker({ environment: context.environment, host: spec.deploy.docker.host })
  await checkContainers(context, docker)
  const { log } = context.platform
  await checkGateway({ docker, model: place.identity, ...listens, sharing: sharing(context), log })
}

async function checkFront({ platform }: StageContext, { front }: Listens): Promise<void> {
  const { openness, readFront } = await import('../gateway/front.ts')
  await readFront(front, { expired: 'refused' })
  const open = openness(front)
  if (open !== undefined) platform.log.warn(open)
}

/** Long enough for a slow tick, short enough that a dead runner's canary is gone soon. */
const leaseTtlMs = ({ gates }: ModelSpec['deploy']): number => Math.max(15_000, 3 * durationMs(gates.health.interval))

/** Where a rollout says who it is, for the one that cleans up after it. */
export const rolloutState = 'rollout'

/** Undoes what a rollout of this job left half done when it was cancelled or killed: a canary and its share of the traffic. */
export async function finishRollout(context: StageContext): Promise<void> {
  const left = context.platform.state.get(rolloutState)
  if (left === '') return
  const { gateway, target } = await openServing(context, await openImages(context), 'goes on')
  const { cleanUpRollout } = await import('../rollout/cleanUp.ts')
  await cleanUpRollout({ traffic: gateway.traffic, target, owner: left, note: context.platform.log.info })
}

/** What serves, by the spec's target: the gateway, and where versions run; for a rollout that begins, or for one that is undone. */
async function openServing(
  context: StageContext,
  store: ContentStore,
  rollout: 'begins' | 'goes on',
): Promise<{ gateway: Gateway; target: Target }> {
  const { spec, platform, environment, signal } = context
  const common = { model: context.place.identity, log: platform.log }
  const listens = rollout === 'begins' ? await readListens(context) : await keptListens(context)
  if (spec.deploy.target === 'docker') {
    const { connectDocker } = await import('../docker/client.ts')
    const { findGateway, openGateway } = await import('../gateway/dockerShared.ts')
    const { createDockerTarget } = await import('../rollout/targets/docker.ts')
    const { ensureImage } = await import('../docker/images.ts')
    const docker = await connectDocker({ environment, host: spec.deploy.docker.host })
    const shares = sharing(context)
    const open = async (): Promise<Gateway> => {
      const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment })
      return openGateway({ ...common, docker, ...listens, image, sharing: shares, signal })
    }
    // One that runs is as it was made: nothing of model.yml's files is needed to undo a rollout at it.
    const found = rollout === 'begins' ? undefined : await findGateway({ ...common, docker, sharing: shares, signal })
    return {
      gateway: found ?? (await open()),
      target: await createDockerTarget({ ...common, docker, store, containers: containersOf(context, docker) }),
    }
  }
  const { defaultCacheDirectory, ensurePython } = await import('../engine/python.ts')
  const { openGateway } = await import('../gateway/shared.ts')
  const { createProcessTarget } = await import('../rollout/targets/process.ts')
  const { path: python } = await ensurePython({
    requirements: 'serve',
    cacheDir: defaultCacheDirectory(environment),
    log: platform.log,
    signal,
    environment,
  })
  return {
    gateway: await openGateway({
      ...common,
      stateDir: gatewayState(context),
      ...listens,
      sharing: sharing(context),
      proxy: 'auto',
    }),
    target: await createProcessTarget({
      log: platform.log,
      store,
      stateDir: versionsState(context),
      python,
    }),
  }
}
