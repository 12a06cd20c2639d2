import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Dockerode from 'dockerode'
import { UserError } from '../errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Endpoint = {
  /** As people write it. */
  address: string
  options: Dockerode.DockerOptions
  /** The machine that the engine runs on, where it is another one than ours: it sees no file and no loopback of ours. */
  remote: string | undefined
}

const defaultAddress = 'unix:///var/run/docker.sock'
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/

/** Set and not empty: runners and compose files write an empty variable where they mean none. */
const given = (environment: Environment, name: string): string | undefined =>
  (environment[name] ?? '') === '' ? undefined : environment[name]

/**
 * Where the Docker engine answers, by DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.
 * @throws UserError (exit `preflight`) for an address that is none, that we do not speak, or that is not safe
 */
export function dockerEndpoint(environment: Environment): Endpoint {
  const address = given(environment, 'DOCKER_HOST') ?? defaultAddress
  const refused = (because: string, cause?: unknown): UserError =>
    new UserError(`DOCKER_HOST=${address}: ${because}`, { exit: 'preflight', cause })
  if (address.startsWith('unix://'))
    return { address, options: { socketPath: address.slice('unix://'.length) }, remote: undefined }
  let url: URL
  try {
    url = new URL(address)
  } catch (error) {
    throw refused('is no address: use unix:///path or tcp://host:port', error)
  }
  if (url.protocol !== 'tcp:') throw refused(`${url.protocol} is not supported: use unix:///path or tcp://host:port`)
  const remote = loopback.test(url.hostname) ? undefined : url.hostname
  const place = { host: url.hostname, port: url.port === '' ? '2376' : url.port }
  const secured = given(environment, 'DOCKER_TLS_VERIFY') !== undefined
  // Whoever can listen on the way, or answer in its place, is root on that machine, and reads what jobs are given.
  if (!secured && remote !== undefined)
    throw refused(
      'another machine is spoken to in the clear: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or reach it through a unix socket (ssh -L)',
    )
  if (!secured) return { address, options: { ...place, protocol: 'http' }, remote }
  const directory = given(environment, 'DOCKER_CERT_PATH')
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
