import { figure } from '../report/text.ts'
import { alphaOfScheduledLook } from '../statistics/drift.ts'
import { holm } from '../statistics/holm.ts'
import type { Gate } from '../verdict.ts'
import type { Finding } from './types.ts'

/** Chance of any false alarm for as long as a version serves, however often somebody looks and at how many things. */
export const falseAlarms = 0.01

/**
 * An alarm asks for two things: that chance alone does not explain it, all findings of a look together (Holm) and all looks
 * together (what a look may spend), and that it is large enough to matter. Pure. @param look which one of this version, from 1 on
 */
export function gatesOf(findings: readonly Finding[], look: number): Gate[] {
  const alpha = alphaOfScheduledLook(falseAlarms, look)
  const adjusted = holm(findings.map(({ p }) => p))
  return findings.map(({ name, observed, allowed, matters, usual, now }, at) => {
    const p = adjusted[at] ?? 1
    const sure = p <= alpha
    const chance = `p ${shownP(p)} of the ${shownP(alpha)} that this look may spend`
    return {
      name,
      verdict: sure && matters ? 'fail' : 'pass',
      observed,
      allowed,
      because: `${
        sure && matters
          ? 'changed'
          : sure
            ? 'changed, and by too little to matter'
            : 'nothing that chance does not explain'
      }: ${now}; usual: ${usual} (${chance})`,
    }
  })
}

const shownP = (p: number): string => (p < 1e-4 ? p.toExponential(0) : figure(Number(p.toPrecision(2))))
