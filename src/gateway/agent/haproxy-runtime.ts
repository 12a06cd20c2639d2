import net from 'node:net'

/**
 * Sends one line, with what may follow it, to HAProxy's runtime API.
 * @param expected part of its answer; any other is an error
 */
export function askHaproxy(socketPath: string, line: string, expected: string | RegExp = ''): Promise<string> {
  // Of what follows the first line, a key may be a part: it is told to nobody.
  const [said = ''] = line.split('\n', 1)
  return new Promise((resolve, reject) => {
    const socket = net.connect(socketPath)
    let answer = ''
    socket.setEncoding('utf8')
    socket.setTimeout(5_000, () => socket.destroy(new Error(`HAProxy does not answer to: ${said}`)))
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.once('error', reject)
    socket.once('end', () => {
      socket.destroy()
      if (typeof expected === 'string' ? answer.includes(expected) : expected.test(answer)) resolve(answer)
      else reject(new Error(`HAProxy, ${said}: ${answer.trim()}`))
    })
    socket.end(`${line}\n`)
  })
}
