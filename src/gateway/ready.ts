import http from 'node:http'
import { splitAddress } from './address.ts'

/** Whether the server at `host:port` answers 200 at the path, and not a redirect, another model's 404 or a stranger's page. */
export function answersReady(address: string, path: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ ...splitAddress(address), path, agent: false }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode === 200))
      answer.once('error', () => resolve(false))
    })
    // Of the whole answer: a server that sends a byte now and then is not ready.
    const late = setTimeout(() => request.destroy(new Error('no answer')), timeoutMs)
    request.once('error', () => resolve(false))
    request.once('close', () => {
      clearTimeout(late)
      resolve(false)
    })
  })
}
