import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { checksOf } from '../checkup/checks.ts'
import { checkupReport } from '../checkup/report.ts'
import { type Requirement, unmet } from '../checkup/requirements.ts'
import type { Check, Disk, DockerFacts, Facts, Service, Silent } from '../checkup/types.ts'
import { connectDocker } from '../docker/client.ts'
import { usableGpus } from '../engine/gpus.ts'
import { formatProblem, type Problem, UserError } from '../errors.ts'
import { openFetch } from '../network.ts'
import { placesDirectory } from '../place/place.ts'
import { hostOf } from '../platform/host.ts'
import { askTool } from '../platform/tools.ts'
import type { Report } from '../report/model.ts'
import { loadAnySpec } from '../spec/load.ts'
import type { ModelSpec } from '../spec/schema.ts'

/* What this machine has, before anybody waits hours for a job on it. Nothing is changed, and nothing is sent but a greeting. */

type World = {
  environment: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  /** The spec, where there is one; its registries are greeted. */
  specFile: string
  /** Whether somebody named it: then it must be there. */
  specNamed?: boolean
}

export type Checkup = { facts: Facts; checks: Check[]; problems: Problem[]; report: Report }

export async function checkUp(world: World, requirements: readonly Requirement[]): Promise<Checkup> {
  const facts = await gather(world)
  const checks = checksOf(facts)
  const problems = unmet(requirements, facts, checks)
  return { facts, checks, problems, report: checkupReport(checks, problems) }
}

const answerMs = 10_000

async function gather({ environment, signal, specFile, specNamed = false }: World): Promise<Facts> {
  const { spec, found } = await specOf(specFile, specNamed)
  const within = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(answerMs)])
  const [docker, installed, python, git, toolkit, services] = await Promise.all([
    dockerFacts(environment),
    usableGpus(environment, signal),
    askTool(environment['MODEL_ACTIONS_PYTHON'] || 'python3', ['--version']),
    askTool('git', ['--version']),
    toolkitVersion(),
    Promise.all(greetings(spec, environment).map((each) => greet(each, environment, within()))),
  ])
  signal.throwIfAborted()
  const constrained = process.constrainedMemory()
  return {
    host: hostOf(environment, process.platform),
    architecture: process.arch,
    cpus: availableParallelism(),
    memoryBytes: constrained > 0 ? Math.min(constrained, totalmem()) : totalmem(),
    node: process.versions.node,
    python,
    git,
    toolkit,
    docker,
    gpus: installed.gpus,
    driver: installed.driver,
    disks: await disksOf(environment, docker),
    services,
    spec: found,
  }
}

async function specOf(file: string, named: boolean): Promise<{ spec?: ModelSpec; found: Facts['spec'] }> {
  if (!named && !existsSync(file)) return { found: undefined }
  try {
    const read = await loadAnySpec(file)
    return { ...(read.of === 'model' ? { spec: read.spec } : {}), found: { file, problems: [] } }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { found: { file, problems: error.problems.map(formatProblem) } }
  }
}

async function dockerFacts(environment: World['environment']): Promise<DockerFacts | Silent> {
  try {
    const client = await connectDocker({ environment })
    return { kind: 'engine', address: client.endpoint, remote: client.remote, ...(await client.info()) }
  } catch (error) {
    return { kind: 'silent', because: error instanceof Error ? error.message : String(error) }
  }
}

/** `NVIDIA Container Toolkit CLI version 1.17.8`, or of older ones `cli-version: 1.13.5`. */
async function toolkitVersion(): Promise<string | undefined> {
  const said = (await askTool('nvidia-ctk', ['--version'])) ?? (await askTool('nvidia-container-cli', ['--version']))
  return said === undefined ? undefined : (/version:?\s+v?(\S+)/.exec(said)?.[1] ?? said)
}

async function disksOf(environment: World['environment'], docker: Facts['docker']): Promise<Disk[]> {
  const places = [
    { what: 'results', directory: placesDirectory(environment) },
    ...(docker.kind === 'engine' && docker.remote === undefined && docker.root !== ''
      ? [{ what: 'images', directory: docker.root }]
      : []),
  ]
  const disks = places.map(async ({ what, directory }): Promise<Disk[]> => {
    // What is not made yet will lie on the disk of what it is made in.
    let there = directory
    while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
    const stats = await statfs(there).catch(() => undefined)
    return stats === undefined ? [] : [{ what, directory, freeBytes: stats.bavail * stats.bsize }]
  })
  return (await Promise.all(disks)).flat()
}

type Greeting = { kind: Service['kind']; url: URL }

/** Whom a run will need: the registries that the spec names, and in a job GitHub itself. */
function greetings(spec: ModelSpec | undefined, environment: World['environment']): Greeting[] {
  const registries = [spec?.image, spec?.results].flatMap((section): string[] => {
    const host = section?.registry?.split('/')[0]
    return section === undefined || host === undefined
      ? []
      : [`${section.insecureRegistry ? 'http' : 'https'}://${host}/v2/`]
  })
  const api = environment['GITHUB_API_URL'] ?? ''
  return [
    ...[...new Set(registries)]
      .filter((url) => URL.canParse(url))
      .map((url): Greeting => ({ kind: 'registry', url: new URL(url) })),
    ...(URL.canParse(api) ? [{ kind: 'github' as const, url: new URL(api) }] : []),
  ]
}

/** Asks for nothing, as nobody, and follows nowhere. */
async function greet(
  { kind, url }: Greeting,
  environment: World['environment'],
  signal: AbortSignal,
): Promise<Service> {
  const beganMs = Date.now()
  try {
    const response = await openFetch(environment)(url, { redirect: 'manual', signal })
    await response.body?.cancel()
    const said = Date.parse(response.headers.get('date') ?? '')
    // Its clock showed the time somewhere between question and answer.
    const skewSeconds = Number.isNaN(said) ? undefined : ((beganMs + Date.now()) / 2 - said) / 1000
    return { kind, host: url.host, answer: { kind: 'status', status: response.status, skewSeconds } }
  } catch (error) {
    return { kind, host: url.host, answer: { kind: 'silent', because: reason(error) } }
  }
}

function reason(error: unknown): string {
  const { message, name, cause } = error as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError') return `no answer within ${answerMs / 1000} s`
  return cause?.code ?? message
}
