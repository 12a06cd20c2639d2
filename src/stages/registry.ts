import { UserError } from '../errors.ts'
import { isLoopback } from '../network.ts'
import { openLayout } from '../oci/layout.ts'
import { isRegistryHost } from '../oci/reference.ts'
import { openRegistry } from '../oci/registry.ts'
import { type Credentials, dockerCredentials } from '../oci/registryAuth.ts'
import type { ContentStore } from '../oci/types.ts'
import { holderOf, resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How a repository's registry is entered: `credentials` before those of `docker login`, `fallback` after them. */
type Access = { credentials?: Credentials; fallback?: Credentials }

/**
 * Credentials belong to a host that whoever gave them named, and are sent to no other: model.yml, which a pull request may
 * change, says where images lie, not who gets a password. The token of a job is for ghcr.io alone.
 *
 * @param repository `HOST/NAME` @throws UserError for a password without its host
 */
export function accessTo(repository: string, environment: Environment): Access {
  const host = hostOf(repository)
  const named = credentials(
    environment['MODEL_ACTIONS_REGISTRY_USERNAME'],
    environment['MODEL_ACTIONS_REGISTRY_PASSWORD'],
  )
  const namedHost = environment['MODEL_ACTIONS_REGISTRY_HOST'] ?? ''
  if (named !== undefined && namedHost === '')
    throw new UserError(
      'MODEL_ACTIONS_REGISTRY_PASSWORD is set without MODEL_ACTIONS_REGISTRY_HOST: set the host that the password is for, such as registry.example.com',
    )
  if (named !== undefined && host === namedHost.toLowerCase()) return { credentials: named }
  const job = credentials(environment['GITHUB_ACTOR'], environment['GITHUB_TOKEN'])
  return job !== undefined && host === 'ghcr.io' ? { fallback: job } : {}
}

const hostOf = (repository: string): string => repository.split('/')[0]?.toLowerCase() ?? ''

const credentials = (username = '', password = ''): Credentials | undefined =>
  username === '' || password === '' ? undefined : { username, password }

/** What of a run is asked to open a repository; results are opened before the rest of the context is there. */
type Opening = Pick<StageContext, 'specFile' | 'bounds' | 'environment' | 'platform' | 'signal'>

/** What any repository is opened with. Hides the passwords. */
export function repositoryAccess(
  repository: string,
  { environment, platform, signal }: Pick<Opening, 'environment' | 'platform' | 'signal'>,
) {
  const access = accessTo(repository, environment)
  for (const each of [access.credentials, access.fallback]) if (each !== undefined) platform.secret(each.password)
  return { ...access, environment, signal }
}

/**
 * What the Docker engine is given to fetch an image with; undefined where nobody has given anything for its host.
 * @param image as an engine reads it: without a host it is of Docker Hub
 */
export async function imageCredentials(
  image: string,
  { environment, secret }: { environment: Environment; secret(text: string): void },
): Promise<Credentials | undefined> {
  const host = image.includes('/') ? hostOf(image) : ''
  const registry = isRegistryHost(host) ? host : 'docker.io'
  const { credentials: named, fallback } = accessTo(`${registry}/image`, environment)
  const found = named ?? (await dockerCredentials(registry, environment)) ?? fallback
  if (found !== undefined) secret(found.password)
  return found
}

/** A section of the spec that names a repository: of a registry, or a layout directory. */
type Section = { registry?: string | undefined; layout?: string | undefined; insecureRegistry: boolean }

/** Plain HTTP is for registries of this machine: what the spec says of its own holds for no other host that it names. */
export const byPlainHttp = ({ insecureRegistry }: Pick<Section, 'insecureRegistry'>, repository: string): boolean =>
  insecureRegistry && isLoopback(hostOf(repository).replace(/:\d+$/, ''))

/**
 * The repository that the spec names for images or results; undefined where it names none.
 * @param key of the section, for messages
 */
export async function openRepository(
  section: Section,
  key: 'image' | 'results',
  opening: Opening,
): Promise<ContentStore | undefined> {
  const { specFile, bounds } = opening
  if (section.layout !== undefined) {
    const directory = await resolveInside(bounds, section.layout, { file: specFile, key: `${key}.layout` })
    return openLayout(directory, { create: true, inside: holderOf(bounds, directory) })
  }
  if (section.registry === undefined) return undefined
  const repository = section.registry
  return openRegistry({ repository, insecure: section.insecureRegistry, ...repositoryAccess(repository, opening) })
}
