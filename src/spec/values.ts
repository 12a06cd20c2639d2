import { z } from 'zod'

/* The kinds of values that model.yml is made of. */

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/
const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
export const duration = z
  .string()
  .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
  .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.', examples: ['250ms', '10s', '5m', '1h'] })

/** One that something is repeated after. */
export const interval = duration.refine((text) => !(durationMs(text) <= 0), { message: 'expected more than nothing' })

/** Milliseconds of a text that `duration` accepts; NaN for any other. */
export function durationMs(text: string): number {
  const [, amount = '', unit = ''] = durationPattern.exec(text) ?? []
  return Number(amount) * (unitMs[unit] ?? Number.NaN)
}

const memoryPattern = /^(\d+(?:\.\d+)?)([mgt])$/
const unitBytes: Record<string, number> = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** An amount of memory with its unit (`512m`, `16g`, `1t`: powers of 1,024), kept as written; `memoryBytes` reads it. */
export const memory = z
  .string()
  .regex(memoryPattern, 'expected an amount with its unit, such as 512m, 16g or 1t')
  .meta({ examples: ['512m', '16g', '1t'] })

/** Bytes of a text that `memory` accepts; NaN for any other. */
export function memoryBytes(text: string): number {
  const [, amount = '', unit = ''] = memoryPattern.exec(text) ?? []
  return Math.round(Number(amount) * (unitBytes[unit] ?? Number.NaN))
}

export const positiveInt = z.int().min(1)
export const share = z.number().gt(0).lt(1)

/** A path, relative to model.yml; what leaves the repository is refused when it is resolved. */
export const path = z.string().min(1)
