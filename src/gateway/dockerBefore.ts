import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContainerFacts, DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { makeTemporary } from '../files.ts'
import { given } from './agent/front.ts'
import { lastFile, lastIn } from './agent/last.ts'
import { checkListening } from './agent/protocol.ts'
import { gatewayVolume, serviceUser } from './dockerNames.ts'
import { stateDir } from './dockerVolume.ts'
import { type Fallback, fallbackFile, nameOfFallback } from './fallback.ts'
import { type Front, type Listening, plain, type TlsFiles } from './front.ts'
import { messageOf } from './members.ts'

/*
 * How a gateway in a container lets its clients in: read before the container is removed, so that one that is brought back does it
 * again. model.yml says something else by then, and its files may have changed.
 */

export type KeptFront = {
  listening: Listening
  /** Certificate, key and tokens, by their names in the volume. */
  given: Readonly<Record<string, Uint8Array>>
  fallback: Fallback | undefined
}

type Given = Parameters<typeof given>[0]

/** @throws UserError where it cannot be known: nothing would bring the gateway back */
export async function frontBefore(
  { docker, model }: { docker: DockerClient; model: string },
  { id, image, command }: Pick<ContainerFacts, 'id' | 'image' | 'command'>,
): Promise<KeptFront> {
  const read = (...paths: string[]): Promise<Record<string, Buffer>> =>
    docker.readVolume(gatewayVolume(model), { image, uid: serviceUser, at: stateDir, paths })
  try {
    const all: readonly Given[] = ['certificate', 'key', 'client-ca', 'tokens']
    const { [lastFile]: last, ...files } = await read(lastFile, ...all.map(given))
    const listening = listeningBy(command, last?.toString('utf8'))
    for (const name of neededBy(listening))
      if (files[given(name)] === undefined) throw new Error(`its volume has no ${given(name)}`)
    return { listening, given: files, fallback: await fallbackIn(listening, read) }
  } catch (cause) {
    const short = id.slice(0, 12)
    throw new UserError(
      `how the gateway in container ${short} lets its clients in cannot be read (${messageOf(cause)}), so that it could not be brought back if the change failed: remove it (docker rm --force ${short}), then deploy again`,
      { exit: 'preflight', cause },
    )
  }
}

/** @param command which the container was made with @param last who took over in it since */
function listeningBy(command: readonly string[], last: string | undefined): Listening {
  const made = command[command.indexOf('supervise') + 1] ?? ''
  const { config } = (last === undefined ? undefined : lastIn(last, made)) ?? { config: made }
  const { listening } = JSON.parse(config) as { listening?: object }
  // An earlier version of ours says less of it.
  return checkListening({ ...plain, ...listening }, 'listening')
}

const neededBy = ({ tls, tokens }: Listening): Given[] => [
  ...(tls === 'none' ? [] : (['certificate', 'key'] as const)),
  ...(tls === 'mutual' ? (['client-ca'] as const) : []),
  ...(tokens ? (['tokens'] as const) : []),
]

/** As the agent takes it: that it is lost, or damaged, keeps no model from serving. */
async function fallbackIn(
  { fallback: name }: Listening,
  read: (path: string) => Promise<Record<string, Buffer>>,
): Promise<Fallback | undefined> {
  if (name === undefined) return undefined
  const body = (await read(fallbackFile(name)))[fallbackFile(name)]
  if (body === undefined) return undefined
  const { status, contentType, sha256 } = name
  const kept = { status, contentType, body }
  return nameOfFallback(kept).sha256 === sha256 ? kept : undefined
}

/** Gives the work the same front as files of this machine, which are gone after it. @param host where it listens */
export async function withFront<T>(
  { listening, given: files, fallback }: KeptFront,
  host: string,
  work: (front: Front) => Promise<T>,
): Promise<T> {
  const directory = await makeTemporary('model-actions-front-')
  try {
    const needed = neededBy(listening)
    const at = (name: Given): string => join(directory, given(name))
    for (const name of needed) await writeFile(at(name), files[given(name)] ?? '', { mode: 0o600 })
    const clientCa = needed.includes('client-ca') ? at('client-ca') : undefined
    const tls: TlsFiles = { certificate: at('certificate'), key: at('key'), clientCa }
    const { accessLog, splitBy, router, retries } = listening
    return await work({
      host,
      tls: listening.tls === 'none' ? undefined : tls,
      tokens: listening.tokens ? at('tokens') : undefined,
      accessLog,
      fallback,
      splitBy,
      router,
      retries,
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
