import type { Gate, Verdict } from '../verdict.ts'

export const verdictMark: Record<Verdict, string> = { pass: '✅', fail: '❌', inconclusive: '❔', error: '⚠️' }

/** A gate's numbers as people read them. */
export function gateNumbers(gate: Gate): { observed: string; allowed: string } {
  const { value, low, high, unit } = gate.observed
  const interval = low === undefined || high === undefined ? '' : ` (${number(low)} to ${number(high)})`
  return { observed: `${number(value)}${interval} ${unit}`.trim(), allowed: number(gate.allowed) }
}

/** Four significant digits, without an exponent where that can be read. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7)) return String(Number(value.toPrecision(4)))
  return value.toPrecision(4)
}
