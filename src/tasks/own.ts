import { UserError } from '../errors.ts'
import type { Metric } from './types.ts'

export const byName = (metrics: readonly Metric[]): Readonly<Record<string, Metric>> =>
  Object.fromEntries(metrics.map((metric) => [metric.name, metric]))

/** A prediction whose answer is of another task. */
export const foreign = (task: string, keys: string): UserError =>
  new UserError(`this is no answer of ${task}: its \`answer\` needs ${keys}; or name another \`task\``)
