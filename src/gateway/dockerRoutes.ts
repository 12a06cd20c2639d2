import type { DockerClient } from '../docker/types.ts'
import { routesIn } from './docker.ts'
import { gatewayVolume, modelLabel, serviceUser } from './dockerNames.ts'
import { stateDir } from './dockerVolume.ts'
import type { Front } from './front.ts'
import { frontIn, frontText } from './members.ts'
import { frontRecord, type Route, type Routes, routesDirectory, routeText } from './routes.ts'

/* What a router in a container knows: it keeps that in files of its volume, and is asked for it and told of it. */

type Inside = { docker: DockerClient; container: string }

export type Kept = Routes & { front: Front | undefined }

/** @throws UserError where it is damaged how clients are let in */
export async function readKept({ docker, container }: Inside): Promise<Kept> {
  const { front, ...found } = await routesIn(docker, container).known()
  return { ...found, front: front === undefined ? undefined : frontIn(front, `${stateDir}/${frontRecord}`) }
}

export const putRoute = ({ docker, container }: Inside, route: Route, front: Front): Promise<void> =>
  routesIn(docker, container).join(route, frontText(front))

export const dropRoutes = ({ docker, container }: Inside, names: readonly string[]): Promise<void> =>
  routesIn(docker, container).leave([...names])

/** Into the volume of a router that does not run: it knows the model when it starts. */
export const carryRoute = (
  { docker, model, image }: { docker: DockerClient; model: string; image: string },
  route: Route,
): Promise<void> =>
  docker.fillVolume(
    { name: gatewayVolume(model), labels: modelLabel(model) },
    {
      image,
      uid: serviceUser,
      at: stateDir,
      files: { [`${routesDirectory}/${route.name}.json`]: Buffer.from(routeText(route)) },
    },
  )
