import { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { eachFrameLine } from './streams.ts'

export type LogWanted = { lines: number; follow: boolean; signal: AbortSignal }

/** The last lines of a container's output, and with `follow` those that come, until it ends; one that is gone has none. */
export async function readLogs(
  container: Dockerode.Container,
  { lines, follow, signal }: LogWanted,
  onLine: (line: string) => void,
): Promise<void> {
  const wanted = { stdout: true, stderr: true, tail: lines }
  const on = { stdout: onLine, stderr: onLine }
  try {
    if (!follow) {
      await eachFrameLine(Readable.from([await container.logs(wanted)]), on)
      return
    }
    const stream = (await container.logs({ ...wanted, follow: true })) as Readable
    const onAbort = (): void => void stream.destroy(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    await eachFrameLine(stream, on).finally(() => signal.removeEventListener('abort', onAbort))
  } catch (error) {
    if (![404, 409].includes((error as { statusCode?: number }).statusCode ?? 0)) throw error
  }
}
