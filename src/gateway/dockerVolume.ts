import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DockerClient } from '../docker/types.ts'
import { frontContents, given } from './agent/front.ts'
import { gatewayVolume, modelLabel, serviceUser } from './dockerNames.ts'
import { type Front, type FrontFiles, readFrontFile } from './front.ts'
import { type AgentProgram, programMarker } from './program.ts'

/* What is carried into the volume of a gateway in a container, which sees no file of ours. */

/** Where the volume lies in it. */
export const stateDir = '/state'

type Into = { docker: DockerClient; model: string; image: string }

const fill = ({ docker, model, image }: Into, files: Record<string, Uint8Array>): Promise<void> =>
  docker.fillVolume(
    { name: gatewayVolume(model), labels: modelLabel(model) },
    { image, uid: serviceUser, files, at: stateDir },
  )

/**
 * Certificate, key and tokens, where the gateway's user alone reads them: what is said in labels, the environment or the
 * command of a container is read by everyone who may ask the engine.
 */
export async function carryFront(into: Into, { tls, tokens, fallback }: Front): Promise<void> {
  const files: Record<string, Uint8Array> = {}
  const take = async (
    name: Parameters<typeof given>[0],
    path: string,
    key: Parameters<typeof readFrontFile>[1],
  ): Promise<string> => {
    files[given(name)] = await readFrontFile(path, key)
    return `${stateDir}/${given(name)}`
  }
  const told: FrontFiles = {}
  if (tls !== undefined) {
    const { clientCa } = tls
    told.tls = {
      certificate: await take('certificate', tls.certificate, 'deploy.tls.certificate'),
      key: await take('key', tls.key, 'deploy.tls.key'),
      ...(clientCa === undefined ? {} : { clientCa: await take('client-ca', clientCa, 'deploy.tls.client-ca') }),
    }
  }
  if (tokens !== undefined) told.tokens = await take('tokens', tokens, 'deploy.tokens')
  for (const [name, content] of Object.entries(frontContents(told, fallback))) files[name] = Buffer.from(content)
  await fill(into, files)
}

/** The agent's program of this installation, beside those that are there. @returns its entry inside */
export async function carryProgram(into: Into & { container: string }, program: AgentProgram): Promise<string> {
  const { docker, container } = into
  const own = `programs/${program.identity}`
  const marker = `${own}/${programMarker.name}`
  // An agent may run from it, and start again at any moment.
  const { exitCode } = await docker.exec(container, ['test', '-f', `${stateDir}/${marker}`])
  if (exitCode !== 0) {
    const files: Record<string, Uint8Array> = {}
    for (const name of program.names) files[`${own}/${name}`] = await readFile(join(program.directory, name))
    files[marker] = Buffer.from(programMarker.text)
    await fill(into, files)
  }
  return `${stateDir}/${own}/${program.entry}`
}

/** One that runs has all of itself in memory, but what it starts again with. */
export async function forgetOtherPrograms(
  { docker, container }: Pick<Into, 'docker'> & { container: string },
  { identity }: AgentProgram,
): Promise<void> {
  const others = [`${stateDir}/programs`, '-mindepth', '1', '-maxdepth', '1', '!', '-name', identity]
  await docker.exec(container, ['find', ...others, '-exec', 'rm', '-rf', '{}', '+'])
}
