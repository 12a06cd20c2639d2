import { existsSync } from 'node:fs'
import { UserError } from '../errors.ts'
import { environmentOfJobs, type HostPlace, openPlace } from '../place/place.ts'
import { run } from '../processes.ts'
import { boundsOf } from '../spec/paths.ts'

/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
export async function placesOf(
  specFile: string,
  options: { model: string; environment: Readonly<Record<string, string | undefined>>; signal: AbortSignal },
): Promise<HostPlace[]> {
  const { model, environment, signal } = options
  const { root } = await boundsOf(specFile)
  const places = [await openPlace({ environment, root, model })]
  const remote: string[] = []
  const git = ['-C', root, 'config', '--get', 'remote.origin.url']
  await run('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit)
  const ofJobs = environmentOfJobs(environment, remote[0] ?? '')
  const place = ofJobs === undefined ? undefined : await openPlace({ environment: ofJobs, root, model })
  if (place !== undefined && place.directory !== places[0]?.directory && existsSync(place.directory)) places.push(place)
  return places
}

function unlessNoGit(error: unknown): void {
  if (!(error instanceof UserError)) throw error
}
