import { Agent } from 'node:http'
import type { Duplex } from 'node:stream'
import { dial, plainEnvironment } from '../processes.ts'

/*
 * An engine of another machine by ssh, as the docker command line reaches it: each connection is `docker system dial-stdio`
 * there. It is the system's own ssh, so that ~/.ssh/config, known_hosts and the user's agent count, and nothing else does.
 */

export type SshHost = { user: string | undefined; host: string; port: string | undefined }

/** Nobody is there to be asked, and a host whose key nobody has seen before is not believed, whatever a configuration says. */
const options = [
  'BatchMode=yes',
  'StrictHostKeyChecking=yes',
  'ConnectTimeout=10',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
]

export const sshArguments = ({ user, host, port }: SshHost): string[] => [
  '-T',
  ...options.flatMap((option) => ['-o', option]),
  ...(user === undefined ? [] : ['-l', user]),
  ...(port === undefined ? [] : ['-p', port]),
  '--',
  host,
  'docker',
  'system',
  'dial-stdio',
]

/** sshd drops some of those that come while ten are not logged in yet. */
const mostConnections = 8

/** Makes connections for dockerode, and keeps one that is free for the next request: each costs a login. */
export function sshAgent(to: SshHost, environment: Readonly<Record<string, string | undefined>>): Agent {
  const env = { ...plainEnvironment(environment), SSH_AUTH_SOCK: environment['SSH_AUTH_SOCK'] }
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections, maxFreeSockets: 2 })
  agent.createConnection = (): Duplex =>
    dial('ssh', sshArguments(to), { env, failure: (exitCode, words) => sshFailure(to, exitCode, words) })
  return agent
}

type Remedy = readonly [said: RegExp, because: (to: SshHost) => string]

const named = ({ user, host }: SshHost): string => (user === undefined ? host : `${user}@${host}`)

const remedies: readonly Remedy[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED/,
    ({ host }) =>
      `the key of ${host} is another one than known_hosts says: somebody may be in between; see that the machine was set up anew, then put its new key there`,
  ],
  [
    /Host key verification failed|No \S+ host key is known/,
    ({ host }) =>
      `the key of ${host} is not known here: put the line that its owner gives you into ~/.ssh/known_hosts (ssh-keyscan shows what answers, which is no proof)`,
  ],
  [
    /Permission denied \(|Too many authentication failures/,
    (to) =>
      `${named(to)} does not let us in: add the key to the agent (ssh-add) or name it in ~/.ssh/config, and its public half to authorized_keys there`,
  ],
  [
    /permission denied while trying to connect to the docker|dial unix \S+: connect: permission denied/i,
    (to) => `the user at ${named(to)} may not use its Docker engine: add it to the group docker there`,
  ],
  [
    /Cannot connect to the Docker daemon|dial unix \S+: connect: (?:no such file|connection refused)/i,
    (to) => `no Docker engine runs at ${named(to)}: start it there`,
  ],
  [
    /docker: (?:command )?not found|docker: No such file/,
    (to) => `${named(to)} has no program docker on the PATH of an ssh session: install Docker's command line there`,
  ],
  [/Could not resolve hostname/, ({ host }) => `${host} is no known name: check it, or write it into ~/.ssh/config`],
  [
    /Connection refused|Connection timed out|No route to host|Network is unreachable/,
    ({ host }) => `no ssh server answers at ${host}: check name, port and firewall, and that sshd runs`,
  ],
]

/** A connection that failed, with cause, remedy and the program's own last words. */
export class SshError extends Error {
  override readonly name = 'SshError'
}

export function sshFailure(to: SshHost, exitCode: number | null, words: string): SshError {
  const lines = words.split('\n').map((line) => line.trim())
  const last = lines.filter((line) => line !== '' && !/^@+$/.test(line)).at(-1)
  const said = last === undefined ? `ssh ended with ${exitCode ?? 'a signal'}` : last
  const known = remedies.find(([pattern]) => pattern.test(words))
  return new SshError(known === undefined ? `ssh ${named(to)}: ${said}` : `${known[1](to)} (${said})`)
}
