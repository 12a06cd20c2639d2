import { once } from 'node:events'
import { arriving } from './clients.ts'

/* Clients in a process of their own, for a network of its own. Arguments: URL, requests a second, patience in ms. They end with their input, and tell how it was. */

const [url = '', perSecond, patienceMs] = process.argv.slice(2)
const seen = { sent: 0, lost: 0, canary: 0 }
const clients = arriving(url, Number(perSecond), Number(patienceMs), ({ status, by }) => {
  seen.sent += 1
  if (status !== 200) seen.lost += 1
  if (by.startsWith('v1-1-0')) seen.canary += 1
})
process.stdin.resume()
await once(process.stdin, 'end')
await clients.end()
process.stdout.write(JSON.stringify(seen))
