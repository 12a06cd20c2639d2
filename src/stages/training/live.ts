import type { RuntimeEvent } from '../../engine/types.ts'
import { figure } from '../../report/text.ts'

/* What stands beside the progress of a training: its last numbers, and how long it still takes. */

const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`

/** `3 min 20 s`: no finer than a person waits. Pure. */
export function timeLeft(seconds: number): string {
  const whole = Math.round(seconds)
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ]
  if (days > 0) return `${days} d ${hours} h left`
  if (hours > 0) return `${hours} h ${minutes} min left`
  return minutes > 0 ? `${minutes} min left` : `${whole} s left`
}

type Shown = readonly (readonly [string, (value: number) => string])[]

/** In this order, those that were told: a narrow terminal shows the beginning. */
const loss: Shown = [['loss', (value) => `loss ${value.toPrecision(4)}`]]
const rest: Shown = [
  ['gpu_utilization', (value) => `GPU ${Math.round(100 * value)} %`],
  ['gpu_memory_used_bytes', gib],
  ['validation_loss', (value) => `validation loss ${value.toPrecision(4)}`],
  ['learning_rate', (value) => `learning rate ${value.toExponential(2)}`],
]

/** @returns for each event of a job what stands beside its progress; '' where nothing is told */
export function liveDetail(): (event: RuntimeEvent) => string {
  const last = new Map<string, number>()
  const written = (kinds: Shown): string[] =>
    kinds.flatMap(([name, write]) => {
      const value = last.get(name)
      return value === undefined ? [] : [write(value)]
    })
  return (event) => {
    // Of the many that an image of somebody may tell, only those are kept that are shown.
    if (event.type === 'metric' && [...loss, ...rest].some(([name]) => name === event.name))
      last.set(event.name, event.value)
    if (event.type !== 'progress' || (event.rate === undefined && event.seconds_left === undefined)) return ''
    const { rate, seconds_left } = event
    return [
      ...(seconds_left === undefined || event.done >= event.total ? [] : [timeLeft(seconds_left)]),
      ...written(loss),
      ...(rate === undefined ? [] : [`${figure(Number(rate.value.toPrecision(3)))} ${rate.unit}/s`]),
      ...written(rest),
    ].join(', ')
  }
}

/** How busy the GPUs were, over a whole training. */
export type GpuUse = { utilization: number; memoryBytes: number }

/** Gathers it: `listen` hears every event; `use` is undefined where nobody told. */
export function gpuUse(): { listen(event: RuntimeEvent): void; use(): GpuUse | undefined } {
  let [sum, count, memoryBytes] = [0, 0, 0]
  return {
    listen(event) {
      if (event.type !== 'metric') return
      if (event.name === 'gpu_utilization') {
        sum += event.value
        count += 1
      }
      if (event.name === 'gpu_memory_used_bytes') memoryBytes = Math.max(memoryBytes, event.value)
    },
    use: () => (count === 0 ? undefined : { utilization: sum / count, memoryBytes }),
  }
}
