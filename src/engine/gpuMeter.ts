import { plainEnvironment, run } from '../processes.ts'
import { sleep } from '../timers.ts'
import type { Gpu, RuntimeEvent } from './types.ts'

/* How busy a job keeps its GPUs: asked of the driver's tool on the host, as a container may not have it. */

/** Of all cards of a job: the mean of how busy they are, and what is held of their memory, by whomever. */
export type GpuReading = { utilization: number; memoryBytes: number }

const everyMs = 5_000
const smiTimeoutMs = 10_000
/** A card that is a part of another one, or an old driver, never tells. */
const mostSilences = 3
const fields = 'index,uuid,utilization.gpu,memory.used'

/** Reads what the query of these fields prints; undefined where no card of these tells how busy it is. Pure. */
export function readUsage(lines: readonly string[], cards: readonly Gpu[]): GpuReading | undefined {
  const readings = lines.flatMap((line) => {
    const [index = '', uuid = '', busy = '', mebibytes = ''] = line.split(',').map((value) => value.trim())
    const isOurs = cards.some((card) => (card.uuid === undefined ? String(card.index) === index : card.uuid === uuid))
    if (!isOurs || !/^\d+$/.test(busy) || !/^\d+$/.test(mebibytes)) return []
    return [{ busy: Number(busy) / 100, bytes: Number(mebibytes) * 1024 ** 2 }]
  })
  if (readings.length === 0) return undefined
  return {
    utilization: readings.reduce((sum, { busy }) => sum + busy, 0) / readings.length,
    memoryBytes: readings.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

/** Asks every 5 s until the signal aborts, and resolves then; earlier where nobody tells. Never rejects. */
export async function watchGpus(options: {
  cards: readonly Gpu[]
  environment: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  onReading(reading: GpuReading): void
  intervalMs?: number
}): Promise<void> {
  const { cards, environment, signal, onReading, intervalMs = everyMs } = options
  try {
    for (let silences = 0; silences < mostSilences; ) {
      await sleep(intervalMs, signal)
      const lines: string[] = []
      const { exitCode } = await run('nvidia-smi', [`--query-gpu=${fields}`, '--format=csv,noheader,nounits'], {
        env: plainEnvironment(environment),
        signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
        onStdoutLine: (line) => lines.push(line),
      }).catch(() => ({ exitCode: null }))
      signal.throwIfAborted()
      const reading = exitCode === 0 ? readUsage(lines, cards) : undefined
      silences = reading === undefined ? silences + 1 : 0
      if (reading !== undefined) onReading(reading)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** The same as a job would tell it. */
export const usageEvents = ({ utilization, memoryBytes }: GpuReading): RuntimeEvent[] =>
  [['gpu_utilization', utilization] as const, ['gpu_memory_used_bytes', memoryBytes] as const].map(([name, value]) => ({
    model_runtime: 1,
    type: 'metric',
    time: new Date().toISOString(),
    name,
    value,
  }))
