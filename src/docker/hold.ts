import type { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import { type ContainerSpec, isNameTaken } from './container.ts'
import type { DockerClient } from './types.ts'

/*
 * A name at an engine that one process has at a time: that of a container, whichever machine it is made from. The container reads
 * what we write and ends once it hears nothing more, so that it lasts as long as the process that made it, and no longer.
 */

const beatMs = 5_000
/** Many beats, as a machine may be busy. */
const silenceSeconds = 60

export const holdsOf = (
  create: (spec: ContainerSpec) => Promise<Dockerode.Container>,
  remove: (id: string, graceSeconds: number) => Promise<void>,
): Pick<DockerClient, 'hold'> => ({
  async hold({ name, image, labels }) {
    const spec: ContainerSpec = {
      name,
      image,
      labels,
      environment: {},
      user: '65534:65534',
      network: 'none',
      input: 'once',
      command: ['bash', '-c', `while read -rt ${silenceSeconds}; do :; done`],
    }
    const container = await create(spec).catch((error: unknown) => {
      if (isNameTaken(error)) return undefined
      throw error
    })
    if (container === undefined) return undefined
    const { id } = container
    try {
      const line = (await container.attach({ stream: true, stdin: true, hijack: true })) as Duplex
      const lost = new AbortController()
      // The engine hangs up once the container has ended, and so does a connection that drops: either way it hears us no more.
      for (const event of ['error', 'end', 'close']) line.on(event, () => lost.abort())
      line.resume()
      await container.start()
      const beating = setInterval(() => line.write('\n'), beatMs).unref()
      return {
        lost: lost.signal,
        giveBack: async () => {
          clearInterval(beating)
          await remove(id, 0).finally(() => line.destroy())
        },
      }
    } catch (error) {
      // Whoever waits for long takes it for that of a process that was killed.
      if ((error as { statusCode?: number }).statusCode === 404) return undefined
      await remove(id, 0)
      throw error
    }
  },
})
