import type { Access } from './access.ts'
import { backendOfServer, nobody, openMark } from './haproxy-config.ts'
import { type Outcome, outcomeOf } from './proxy.ts'
import type { Copy } from './tee.ts'

/** How the first attempt of one request ended, for the version that it was drawn for, as HAProxy's log tells it. */
export type Ended = { id: string; outcome: Outcome; latencyMs: number; value: string | undefined }

/**
 * Version drawn, server, whether it is open to all, hash of a header, status, termination state, retries, active ms; see `log-format` in haproxy-config.ts. Nothing in it
 * is of the client's or the version's choice but the status and the time. What may follow is for the access log alone.
 */
const line =
  /^\{"v":"([a-z0-9-]{0,200})","s":"([a-z0-9.-]{1,220}|<NOSRV>)","o":"(-|open)","h":"(-|[0-9A-F]{16})","st":(-?\d{1,3}),"ts":"([A-Za-z-]{2})","rc":"\+?(\d{1,5})","ta":(-?\d{1,10})(?:\}$|,"[tq]":)/

/** Undefined for a line about no request that counts: at an open path, refused by the gateway itself, or HAProxy's word of its own state. */
export function readLogLine(text: string): Ended | undefined {
  const [whole, version = '', server = '', open, hash, status, state = '', retries, active] = line.exec(text) ?? []
  if (whole === undefined || server === '<NOSRV>' || open === openMark) return undefined
  const id = backendOfServer(server)
  const value = hash === '-' ? undefined : hash
  // Another server answered: the one that was drawn did not, or is known to be down. That another made it good is no request
  // of the other's own, and where it could not, no error of it. Nor does it help that the other is of the same version: of
  // several servers of stable most would be, and of the canary's hardly any.
  const drawn = version === nobody || version === '' ? id : version
  if (drawn !== id || Number(retries) > 0)
    return { id: drawn, outcome: 'unanswered', latencyMs: Number.POSITIVE_INFINITY, value }
  const outcome = outcomeAt(Number(status), state)
  const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : Math.max(0, Number(active))
  return { id, outcome, latencyMs, value }
}

/**
 * By status and termination state: who closed it (C client, S server, P proxy, R resources …) and when (R in the request,
 * Q in the queue, C while connecting, H before the answer's headers, D in its data).
 */
function outcomeAt(status: number, state: string): Outcome {
  if (/^[Cc]/.test(state)) return status > 0 && !/^.[RQCH]/.test(state) ? outcomeOf(status) : 'abandoned'
  // A body that is refused before all of it is there may end in a reset: the fault is the client's.
  if (state.startsWith('SD') && outcomeOf(status) === 'client-error') return 'client-error'
  const cut = /^[SsPDKIR]/.test(state) && !state.startsWith('PR')
  return cut || status <= 0 ? 'unanswered' : outcomeOf(status)
}

/** Of a Date. */
const latestTime = 8.64e15

/** Undefined for a line that says nothing of the kind, or was cut, and for what was no HTTP. */
export function readAccess(text: string): Access | undefined {
  const said = parsed(text)
  if (said === undefined || !/^[A-Z]/.test(said.m) || Math.abs(said.t) > latestTime) return undefined
  return {
    time: new Date(said.t).toISOString(),
    client: said.c,
    method: said.m,
    path: said.p,
    status: Math.max(0, said.st),
    ms: Math.max(0, said.ta),
    // A server that was asked in vain answered nothing.
    version: said.a === '-' ? null : backendOfServer(said.s),
    bytes: said.b,
    token: said.k === '-' ? null : said.k,
    id: said.i,
  }
}

type Said = Record<'s' | 'a' | 'c' | 'k' | 'i' | 'm' | 'p', string> & Record<'st' | 'ta' | 't' | 'b', number>

function parsed(text: string): Said | undefined {
  try {
    const said = JSON.parse(text) as Partial<Said>
    const whole =
      (['s', 'a', 'c', 'k', 'i', 'm', 'p'] as const).every((key) => typeof said[key] === 'string') &&
      (['st', 'ta', 't', 'b'] as const).every((key) => Number.isSafeInteger(said[key]))
    return whole ? (said as Said) : undefined
  } catch {
    return undefined
  }
}

/** Last in a line: the request and stable's answer in base64; `-` where there is no such thing. */
const copyAt = /,"q":"([A-Za-z0-9+/=]+)","r":"([A-Za-z0-9+/=]+)"\}$/

/** Undefined for a line of a request that is not copied. */
export function readCopy(text: string): Copy | undefined {
  const [, request, answer] = copyAt.exec(text) ?? []
  if (request === undefined || answer === undefined) return undefined
  return { request: Buffer.from(request, 'base64').toString(), answer: Buffer.from(answer, 'base64').toString() }
}
