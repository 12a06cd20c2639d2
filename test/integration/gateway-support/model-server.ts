import http from 'node:http'

/* A stand-in for the model server: real HTTP in a process of its own, with faults by argument: PORT ID FAULT. */

const [port, id, fault = 'none'] = process.argv.slice(2)
let served = 0
const server = http.createServer((request, response) => {
  if (request.url === '/v2/health/ready') {
    response.writeHead(fault === 'never-ready' ? 503 : 200).end()
    return
  }
  request.resume()
  request.once('end', () => {
    served += 1
    if (fault === 'leak' && served % 20 === 0) {
      response.writeHead(500).end()
      return
    }
    if (fault.startsWith('crash-after-') && served > Number(fault.slice('crash-after-'.length))) process.exit(1)
    const slow = request.url === '/slow'
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write(`${id} `)
    setTimeout(() => response.end('done'), slow ? 800 : 1)
  })
})
server.keepAliveTimeout = 5_000
server.listen(Number(port), '127.0.0.1')
