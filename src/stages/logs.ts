import { UserError } from '../errors.ts'
import type { Backend } from '../gateway/types.ts'
import type { Serving } from './serving.ts'

/**
 * Whose log somebody wants to see: of the version that was named, else of what serves; where nothing serves, of the last
 * that is there. @param named a version or an id @throws UserError that says what there is
 */
export async function versionToRead(
  { gateway, versions, spec, looked }: Pick<Serving, 'gateway' | 'versions' | 'spec' | 'looked'>,
  named: string | undefined,
): Promise<Backend> {
  const known = await versions.known()
  if (known.length === 0)
    throw new UserError(`nothing of ${spec.name} is deployed: looked at ${looked}; deploy it first`)
  const stable = named === undefined ? (await gateway?.traffic.status())?.stable : undefined
  const wanted = known.filter(({ backend }) =>
    named === undefined
      ? stable === undefined || backend.id === stable.id
      : [backend.version, backend.id].includes(named),
  )
  // Of two builds of one version the one that runs is meant.
  const found = wanted.find(({ running }) => running) ?? wanted.at(-1)
  if (found !== undefined) return found.backend
  const there = known.map(({ backend }) => backend.version).join(', ')
  throw new UserError(
    `version ${named ?? stable?.version} of ${spec.name} is not there: a version that was stopped takes its log with it; name one of ${there}`,
    { place: { key: 'argument VERSION' } },
  )
}
