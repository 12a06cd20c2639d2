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
/** The rest of it is for what was asked of the engine just before. */
const mostSilentMs = 45_000

/** Of a machine that slept the first may have stood still, and the second be set to another time. */
const readClocks = (): readonly number[] => [performance.now(), Date.now()]

export const holdsOf = (
  create: (spec: ContainerSpec) => Promise<Dockerode.Container>,
  remove: (id: string, graceSeconds: number) => Promise<void>,
  clocks = readClocks,
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
      let lost = false
      const lose = (): void => {
        lost = true
      }
      // The engine hangs up once the container has ended, and so does a connection that drops: either way it hears us no more.
      for (const event of ['error', 'end', 'close']) line.on(event, lose)
      line.resume()
      // It counts from its start on, which is no earlier.
      let heard = clocks()
      await container.start()
      // A process that stood still hears of the end of its container only after the answers that came before that.
      const isLost = (): boolean => {
        if (clocks().some((now, index) => now - (heard[index] ?? 0) > mostSilentMs)) lose()
        return lost
      }
      const beat = (): void => {
        // What is lost stays lost: nobody reads a beat that comes too late.
        if (isLost()) return
        const at = clocks()
        line.write('\n', (error) => {
          if (error === undefined || error === null) heard = at
        })
      }
      beat()
      const beating = setInterval(beat, beatMs).unref()
      return {
        isLost,
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
