import net from 'node:net'
import { splitAddress } from '../address.ts'

/** A connection; undefined where there is none in time. */
export function connectTo(address: string, timeoutMs: number): Promise<net.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...splitAddress(address), noDelay: true })
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no connection in time')))
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeAllListeners('error')
      socket.on('error', () => undefined)
      resolve(socket)
    })
    socket.once('error', () => resolve(undefined))
  })
}
