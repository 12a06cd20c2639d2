import { createHash } from 'node:crypto'

/*
 * By which number a request is drawn where `deploy.split-by` names a header: the same value has the same number in all of a
 * rollout, so that a canary whose share grows keeps whom it has. HAProxy reckons the same, see haproxy-config.ts.
 */

/** Shares of a billionth can be drawn. */
export const draws = 1_000_000_000
export const cutOf = (share: number): number => Math.round(share * draws)

/** Whoever sends more is drawn by lot, as is who sends nothing, or the header more than once. */
export const longestValueBytes = 256

/** Of a hash in hex, which has no sign and no rounding as a number. */
export const hashDigits = { value: 16, draw: 13 } as const

const sha256 = (of: string | Buffer): string => createHash('sha256').update(of).digest('hex').toUpperCase()

/** Who a client says that he is, as it is known here: what the header says is kept nowhere. */
export function hashOfValue(values: readonly string[] | undefined): string | undefined {
  const [value = '', ...more] = values ?? []
  const bytes = Buffer.from(value, 'latin1')
  if (more.length > 0 || bytes.length === 0 || bytes.length > longestValueBytes) return undefined
  return sha256(bytes).slice(0, hashDigits.value)
}

/** A whole number under `draws`. @param salt of the rollout: the next one meets others first */
export const drawOf = (salt: string, hash: string): number =>
  Number.parseInt(sha256(`${salt}${hash}`).slice(0, hashDigits.draw), 16) % draws
