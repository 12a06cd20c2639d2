import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { frontContents, frontFile, given, givenBegin } from './agent/front.ts'
import { lastFile, nobodyYet } from './agent/last.ts'
import { gatewayVolume, modelLabel, serviceUser } from './dockerNames.ts'
import { type Front, type FrontFiles, readFrontFile } from './front.ts'
import { type AgentProgram, programMarker } from './program.ts'

/* What is carried into the volume of a gateway in a container, which sees no file of ours. */

/** Where the volume lies in it. */
export const stateDir = '/state'

/** For a container that is made anew: whoever took over in the one before it did not in this one. */
export const nobodyTookOver: Readonly<Record<string, Uint8Array>> = { [lastFile]: Buffer.from(nobodyYet) }

type Into = { docker: DockerClient; model: string; image: string }

const fill = ({ docker, model, image }: Into, files: Record<string, Uint8Array>): Promise<void> =>
  docker.fillVolume(
    { name: gatewayVolume(model), labels: modelLabel(model) },
    { image, uid: serviceUser, files, at: stateDir },
  )

/**
 * Certificate, key and tokens, where the gateway's user alone reads them: what is said in labels, the environment or the
 * command of a container is read by everyone who may ask the engine. @param others what is carried with them
 */
export async function carryFront(
  into: Into,
  { tls, tokens, fallback }: Front,
  others: Readonly<Record<string, Uint8Array>> = {},
): Promise<void> {
  const files: Record<string, Uint8Array> = { ...others }
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

/**
 * What the gateway was told of its clients, beside what it will be told. @returns `putBack` tells it that again, `forget` that
 * it is not wanted any more
 */
export async function keepFront({
  docker,
  container,
}: Pick<Into, 'docker'> & { container: string }): Promise<{ putBack(): Promise<void>; forget(): Promise<void> }> {
  const kept = `${stateDir}/before`
  const inside = async (script: string): Promise<void> => {
    const { exitCode, stderr } = await docker.exec(container, ['sh', '-c', script])
    if (exitCode !== 0)
      throw new UserError(
        `container ${container.slice(0, 12)}, ${stateDir}: the files of the gateway's front cannot be kept (${stderr.trim().slice(-300)}): see that its volume has room`,
      )
  }
  const files = `-type f '(' -name ${frontFile} -o -name '${givenBegin}*' ')'`
  await inside(
    `rm -rf ${kept} && mkdir -m 700 ${kept} && find ${stateDir} -maxdepth 1 ${files} -exec cp -p -t ${kept} '{}' +`,
  )
  return {
    putBack: () => inside(`find ${kept} ${files} -exec mv -f -t ${stateDir} '{}' + && rm -rf ${kept}`),
    forget: () => inside(`rm -rf ${kept}`),
  }
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
