import type { DockerClient } from '../docker/types.ts'
import { accessFile } from './agent/access.ts'
import { routesIn } from './docker.ts'
import { gatewayVolume, modelLabel, serviceUser } from './dockerNames.ts'
import { stateDir } from './dockerVolume.ts'
import type { Front } from './front.ts'
import { frontIn, frontText } from './members.ts'
import { frontRecord, type Route, type Routes, routeFile, routesDirectory, routeText, takeRoute } from './routes.ts'

/* What a router in a container knows: it keeps that in files of its volume, and is asked for it and told of it. */

type Inside = { docker: DockerClient; container: string }

export type Kept = Routes & { front: Front | undefined }

/** @throws UserError where it is damaged how clients are let in */
export async function readKept({ docker, container }: Inside): Promise<Kept> {
  const { front, ...found } = await routesIn(docker, container).known()
  return { ...found, front: front === undefined ? undefined : frontIn(front, `${stateDir}/${frontRecord}`) }
}

type Volume = { docker: DockerClient; model: string; image: string }

/**
 * The same of a router that does not run. @param image any that the engine has, of ours
 * @returns undefined where it knows nothing @throws UserError where it is damaged how clients are let in
 */
export async function readAtRest({ docker, model, image }: Volume): Promise<Kept | undefined> {
  const paths = [routesDirectory, frontRecord]
  const files = await docker.readVolume(gatewayVolume(model), { image, uid: serviceUser, at: stateDir, paths })
  const found: Kept = { routes: [], damaged: [], front: undefined }
  for (const [name, bytes] of Object.entries(files)) {
    const file = `${stateDir}/${name}`
    if (name === frontRecord) found.front = frontIn(bytes.toString('utf8'), file)
    else if (name.endsWith('.json')) takeRoute(found, file, bytes.toString('utf8'))
  }
  return Object.keys(files).length === 0 ? undefined : found
}

/** As `dropRoutes`, of a router that does not run. */
export async function dropAtRest({ docker, model, image }: Volume, names: readonly string[]): Promise<void> {
  const files = names.map((name) => routeFile(stateDir, name))
  await inVolume({ docker, model, image }, ['rm', '-f', ...files])
}

/** Who asked what is not forgotten with who answered; keys, tokens and all that the router was are. It does not run any more. */
export const dropAllButAccess = (volume: Volume): Promise<void> =>
  inVolume(volume, [
    ...['find', stateDir, '-mindepth', '1', '-maxdepth', '1', '!', '-name', `${accessFile}*`],
    ...['-exec', 'rm', '-rf', '{}', '+'],
  ])

async function inVolume({ docker, model, image }: Volume, command: string[]): Promise<void> {
  const quiet = { stdout: () => undefined, stderr: () => undefined }
  const { exitCode } = await docker.run(
    {
      image,
      command,
      environment: {},
      labels: modelLabel(model),
      user: `${serviceUser}:${serviceUser}`,
      network: 'none',
      binds: [{ from: gatewayVolume(model), to: stateDir, writable: true }],
    },
    quiet,
    new AbortController().signal,
  )
  if (exitCode !== 0) throw new Error(`volume ${gatewayVolume(model)}: ${command.join(' ')} ended with ${exitCode}`)
}

export const putRoute = ({ docker, container }: Inside, route: Route, front: Front): Promise<void> =>
  routesIn(docker, container).join(route, frontText(front))

export const dropRoutes = ({ docker, container }: Inside, names: readonly string[]): Promise<void> =>
  routesIn(docker, container).leave([...names])

/** Into the volume of a router that does not run: it knows the model when it starts. */
export const carryRoute = ({ docker, model, image }: Volume, route: Route, front: Front): Promise<void> =>
  docker.fillVolume(
    { name: gatewayVolume(model), labels: modelLabel(model) },
    {
      image,
      uid: serviceUser,
      at: stateDir,
      files: {
        [`${routesDirectory}/${route.name}.json`]: Buffer.from(routeText(route)),
        [frontRecord]: Buffer.from(frontText(front)),
      },
    },
  )
