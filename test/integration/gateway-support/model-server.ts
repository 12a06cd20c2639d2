import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'

/*
 * A stand-in for the model server: real HTTP in a process of its own, with faults by argument: PORT ID FAULT READY-PATH HOST.
 * `fails-as-DIRECTORY` fails the share of its requests that the file ID of the directory has, `runs-N` those after its first N, and after each 2,000 more, until it failed 20 or a second is over; at SIGUSR2 it refuses connections for 0.15 s.
 * A path that ends with /infer is answered as the Open Inference Protocol wants it: how many bytes there were, even or odd.
 * /arrived says how many requests came before it, /held begins its answer and ends it after /let-go,
 * /be-unready ends its readiness but not its answers, /be-broken lets it answer 500 until /be-well, /status-N answers N, /headers tells what it was told, /silent begins its answer after 0.8 s, /slow ends it then, /stream sends an event every 0.1 s for 0.8 s, every answer ends with the number of bytes it was asked with and says by the clock of the machine when its request arrived.
 */

const [port, id, fault = 'none', readyPath = '', host = '127.0.0.1'] = process.argv.slice(2)
let served = 0
let arrived = 0
const held: (() => void)[] = []
let ill = false
let owed = 0
let run = { left: 0, endMs: 0 }
let ready = fault !== 'never-ready'

/** Evenly, so that each stretch of requests has its share. */
function failsNow(): boolean {
  if (fault.startsWith('runs-')) {
    if (served % 2_000 === Number(fault.slice('runs-'.length))) run = { left: 20, endMs: performance.now() + 1_000 }
    run.left -= 1
    return run.left >= 0 && performance.now() < run.endMs
  }
  if (!fault.startsWith('fails-as-')) return false
  const file = `${fault.slice('fails-as-'.length)}/${id}`
  owed += existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (owed < 1) return false
  owed -= 1
  return true
}

const server = http.createServer((request, response) => {
  response.setHeader('x-arrived-ns', String(process.hrtime.bigint()))
  if (request.url === readyPath) {
    response.writeHead(ready ? 200 : 503).end()
    return
  }
  if (request.url?.endsWith('/ready') === true) {
    response.writeHead(404).end()
    return
  }
  if (fault === 'reset') {
    request.socket.resetAndDestroy()
    return
  }
  if (fault === 'hang') return
  if (request.url === '/arrived') {
    response.end(String(arrived))
    return
  }
  arrived += 1
  const broken = fault.startsWith('broken-while-') && existsSync(fault.slice('broken-while-'.length))
  let sizeBytes = 0
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length
  })
  request.once('end', () => {
    served += 1
    if (request.url === '/be-unready') ready = false
    if (request.url === '/be-broken' || request.url === '/be-well') ill = request.url === '/be-broken'
    const status = /^\/status-(\d+)$/.exec(request.url ?? '')?.[1]
    if (status !== undefined) {
      response.writeHead(Number(status)).end()
      return
    }
    if (
      (fault === 'leak' && served % 20 === 0) ||
      (fault === 'half' && served % 2 === 0) ||
      broken ||
      ill ||
      failsNow()
    ) {
      response.writeHead(500).end()
      return
    }
    if (fault === 'refuse') {
      response.writeHead(404).end()
      return
    }
    if (fault.startsWith('crash-after-') && served > Number(fault.slice('crash-after-'.length))) process.exit(1)
    if (request.url === '/headers') {
      response.end(JSON.stringify(request.headers))
      return
    }
    if (request.url?.endsWith('/infer') === true) {
      const outputs = [
        { name: 'label', data: [sizeBytes % 2 === 0 ? 'even' : 'odd'] },
        { name: 'score', data: [0.9] },
      ]
      response.end(JSON.stringify({ outputs }))
      return
    }
    if (request.url === '/silent') {
      setTimeout(() => response.end('late'), 800)
      return
    }
    if (request.url === '/let-go') for (const end of held.splice(0)) end()
    if (request.url === '/held') {
      response.writeHead(200).write(`${id} `)
      held.push(() => response.end(`done ${sizeBytes}`))
      return
    }
    const events = request.url === '/stream' ? 8 : 0
    response.writeHead(200, { 'content-type': events > 0 ? 'text/event-stream' : 'text/plain' })
    response.write(`${id} `)
    for (let event = 1; event <= events; event++)
      setTimeout(() => response.write(`data: ${event}\n\n`), event * 100 - 50)
    setTimeout(
      () => response.end(`done ${sizeBytes}`),
      request.url === '/slow' || events > 0 ? 800 : fault === 'slow' ? 200 : 1,
    )
  })
})
server.keepAliveTimeout = 5_000
if (fault === 'deaf') process.on('SIGTERM', () => undefined)
const listen = (): void => void server.listen(Number(port), host)
process.on('SIGUSR2', () => {
  server.close()
  server.closeAllConnections()
  setTimeout(listen, 150)
})
listen()
