import { type Digest, isDigest } from '../digest.ts'
import { type Place, UserError } from '../errors.ts'

/** A repository, and what is meant in it. */
export type Reference = { tag?: string; digest?: Digest } & (
  | { kind: 'registry'; host: string; name: string }
  | { kind: 'layout'; directory: string }
)

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
const namePattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const hostPattern =
  /^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|\[[0-9a-fA-F:]+\]|[A-Za-z0-9-]+(?=:\d))(?::\d{1,5})?$/

/** Whether a text is `HOST` or `HOST:PORT`, as references begin with. */
export const isRegistryHost = (text: string): boolean => hostPattern.test(text)

/** `ghcr.io/acme/x[:tag][@sha256:…]` or `oci:DIR[:tag][@sha256:…]`. Names without a host are refused, not guessed. */
export function parseReference(text: string, place: Place = {}): Reference {
  const refuse = (reason: string): never => {
    throw new UserError(
      `image ${JSON.stringify(text)}: ${reason}: expected HOST/NAME[:TAG][@sha256:…] or oci:DIRECTORY[:TAG][@sha256:…]`,
      { place },
    )
  }
  const [, body = '', digest] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? []
  if (digest !== undefined && !isDigest(digest)) refuse('what follows @ is no sha256 digest')
  const [, rest = '', tag] =
    /^(.*?)(?::([^/:]*))?$/s.exec(body.startsWith('oci:') ? body.slice('oci:'.length) : body) ?? []
  if (tag !== undefined && !tagPattern.test(tag)) refuse(`${JSON.stringify(tag)} is no tag`)
  const chosen = {
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined || !isDigest(digest) ? {} : { digest }),
  }
  if (body.startsWith('oci:')) {
    if (rest === '' || rest.includes('\0')) refuse('the directory is missing')
    return { kind: 'layout', directory: rest, ...chosen }
  }
  const slash = rest.indexOf('/')
  const host = rest.slice(0, Math.max(slash, 0))
  const name = rest.slice(slash + 1)
  if (slash < 1 || !hostPattern.test(host)) refuse('it names no registry')
  if (!namePattern.test(name))
    refuse(`${JSON.stringify(name)} is no name of a repository (lower case letters, digits, . _ - /)`)
  return { kind: 'registry', host, name, ...chosen }
}
