import tls from 'node:tls'
import { splitAddress } from '../address.ts'

/*
 * Until when the certificate is valid that clients of a shared port see. It is the router's, which takes a renewed one at any
 * moment, so that it is asked by a connection like theirs.
 */

const keptMs = 60_000
const answerMs = 2_000

/** Asks once a minute, however often that is asked for. @returns undefined where the router has none, or does not answer */
export function certificateAt(router: string): () => Promise<string | undefined> {
  let last: { askedMs: number; expiresAt: Promise<string | undefined> } | undefined
  return () => {
    if (last === undefined || performance.now() - last.askedMs > keptMs)
      last = { askedMs: performance.now(), expiresAt: shownBy(router) }
    return last.expiresAt
  }
}

/** Undefined where the date cannot be read: nobody vouches for what is shown here. Pure. */
export function expiryOf(shown: { validTo: string } | undefined): string | undefined {
  const expires = new Date(shown?.validTo ?? '')
  return Number.isNaN(expires.getTime()) ? undefined : expires.toISOString()
}

function shownBy(router: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Nothing is told to whoever answers, so that it does not matter who vouches for him.
    const socket = tls.connect({ ...splitAddress(router), rejectUnauthorized: false })
    socket.setTimeout(answerMs, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(undefined))
    socket.once('secureConnect', () => {
      resolve(expiryOf(socket.getPeerX509Certificate()))
      socket.destroy()
    })
  })
}
