import { readFileSync } from 'node:fs'
import type { Agent } from 'node:http'
import { join } from 'node:path'
import type Dockerode from 'dockerode'
import { UserError } from '../errors.ts'
import { SshError, type SshHost, sshAgent } from './ssh.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Endpoint = {
  /** As people write it. */
  address: string
  options: Dockerode.DockerOptions & { agent?: Agent }
  /** The machine that the engine runs on, where it is another one than ours: it sees no file and no loopback of ours. */
  remote: string | undefined
}

const defaultAddress = 'unix:///var/run/docker.sock'
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/
const forms = 'use unix:///path, ssh://user@host or tcp://host:port'

/** Set and not empty: runners and compose files write an empty variable where they mean none. */
const given = (environment: Environment, name: string): string | undefined =>
  (environment[name] ?? '') === '' ? undefined : environment[name]

/**
 * Where the Docker engine answers: at the address that is given, else by DOCKER_HOST; with TLS where DOCKER_TLS_VERIFY or
 * DOCKER_CERT_PATH is set.
 * @param key what the given address was written for, as people know it
 * @throws UserError (exit `preflight`) for an address that is none, that we do not speak, or that is not safe
 */
export function dockerEndpoint(environment: Environment, asked?: { address: string; key: string }): Endpoint {
  const address = asked?.address ?? given(environment, 'DOCKER_HOST') ?? defaultAddress
  const refused = (because: string, cause?: unknown): UserError =>
    new UserError(`${asked?.key ?? 'DOCKER_HOST'}=${address}: ${because}`, { exit: 'preflight', cause })
  if (address.startsWith('unix://'))
    return { address, options: { socketPath: address.slice('unix://'.length) }, remote: undefined }
  let url: URL
  try {
    url = new URL(address)
  } catch (error) {
    throw refused(`is no address: ${forms}`, error)
  }
  if (url.protocol === 'ssh:') {
    const to = sshHostOf(url)
    if (to === undefined)
      throw refused(
        'expected ssh://user@host or ssh://user@host:port, in letters, digits and . _ -, without a path or a password',
      )
    // Also on loopback: what answers there is a tunnel, or another container with files of its own.
    return { address, options: { protocol: 'http', host: 'docker', agent: sshAgent(to, environment) }, remote: to.host }
  }
  if (url.protocol !== 'tcp:') throw refused(`${url.protocol} is not supported: ${forms}`)
  const remote = loopback.test(url.hostname) ? undefined : url.hostname
  const place = { host: url.hostname, port: url.port === '' ? '2376' : url.port }
  const directory = given(environment, 'DOCKER_CERT_PATH')
  const secured = directory !== undefined || given(environment, 'DOCKER_TLS_VERIFY') !== undefined
  // Whoever can listen on the way, or answer in its place, is root on that machine, and reads what jobs are given.
  if (!secured && remote !== undefined)
    throw refused(
      'another machine is spoken to in the clear: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or reach it by ssh://',
    )
  if (!secured) return { address, options: { ...place, protocol: 'http' }, remote }
  if (directory === undefined)
    throw refused(
      'DOCKER_TLS_VERIFY is set and DOCKER_CERT_PATH is not: name the directory of ca.pem, cert.pem, key.pem',
    )
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(directory, name))
    } catch (error) {
      throw refused(
        `${join(directory, name)} cannot be read: DOCKER_CERT_PATH must hold ca.pem, cert.pem, key.pem`,
        error,
      )
    }
  }
  const tls = { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') }
  return { address, options: { ...place, protocol: 'https', ...tls }, remote }
}

/** Names that a shell would read as more than a name are none: configurations of ssh hand them on to one. */
function sshHostOf({ hostname, username, password, port, pathname }: URL): SshHost | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (!/^[\w:][\w.:-]*$/.test(host) || !/^(?:[\w.](?:[\w.-]|%40)*)?$/.test(username)) return undefined
  if (!['', '/'].includes(pathname) || password !== '') return undefined
  return { user: orNone(decodeURIComponent(username)), host, port: orNone(port) }
}

const orNone = (text: string): string | undefined => (text === '' ? undefined : text)

const unanswered: readonly (readonly [said: RegExp, because: string])[] = [
  [
    /^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_SIGNATURE_FAILURE/,
    'its certificate is not signed by the ca.pem of DOCKER_CERT_PATH: take the authority of that engine',
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID/,
    'its certificate is for another name: use the name that is in it, or make one for this name',
  ],
  [/^CERT_HAS_EXPIRED/, 'its certificate has expired: renew it there'],
  [
    /alert (?:bad certificate|certificate|unknown ca|handshake)|^ERR_SSL_\w*ALERT_\w*CERTIFICATE/i,
    'it refuses the certificate cert.pem of DOCKER_CERT_PATH: take one that its authority signed for clients',
  ],
  [/^ERR_SSL_|^EPROTO/, 'it does not speak TLS as we do: check the port'],
  [/^(?:ENOTFOUND|EAI_AGAIN)/, 'its name is not known: check it'],
  [/^EACCES/, 'this user has no right to its socket: add it to the group docker'],
]

const inGeneral = 'start it, give this user the right to its socket, or set DOCKER_HOST'

/** Why nobody answered at the address, with what to do. */
export function whyUnanswered(address: string, error: Error & { code?: string }): string {
  // It has its own cause and remedy.
  if (error instanceof SshError) return `no Docker engine answers at ${address}: ${error.message}`
  const remedy = unanswered.find(([said]) => said.test(`${error.code ?? ''} ${error.message}`))?.[1] ?? inGeneral
  return `no Docker engine answers at ${address} (${error.message.trim()}): ${remedy}`
}
