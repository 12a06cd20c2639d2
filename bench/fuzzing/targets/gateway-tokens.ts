import { tokenLines } from '../../../src/gateway/agent/front.ts'
import { readTokens } from '../../../src/gateway/front.ts'
import type { FuzzTarget } from '../types.ts'

/* The file of tokens is a person's: what is wrong in it is said without a token, and each becomes one line of HAProxy's map. */

const wordsOf = (text: string): string[][] => text.split('\n').map((line) => line.trim().split(/\s+/))

/** Second words of lines that are no name as well: what a message must not have in it. */
function secretsIn(text: string): string[] {
  const lines = wordsOf(text)
  const names = lines.map(([name = '']) => name)
  return lines.flatMap(([, token = '']) =>
    token.length >= 16 && !names.some((name) => name.includes(token)) ? [token] : [],
  )
}

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from('search 3f9c1e3f9c1e3f9c1e\nshop b07a44b07a44b07a44==\n'),
    Buffer.from('# who may ask\n\n  search\t3f9c1e3f9c1e3f9c1e  \r\nsearch 0123456789abcdef0\n'),
    Buffer.from('search short\n'),
  ],
  words: ['#', '\r', '\u2028', '\0', '=', '__proto__', 'search', '3f9c1e3f9c1e3f9c1e', ' ', '\t'],
  async run(input) {
    const text = Buffer.from(input).toString('utf8')
    try {
      const lines = tokenLines(readTokens(text, '/etc/model/tokens'))
      const odd = lines.find((line) => !/^[0-9A-F]{64} [A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(line))
      if (odd !== undefined) throw new TypeError(`a line of the map: ${JSON.stringify(odd)}`)
      if (new Set(lines).size !== lines.length) throw new TypeError('a token stands there twice')
    } catch (error) {
      const { message } = error as Error
      if (secretsIn(text).some((secret) => message.includes(secret))) throw new TypeError(`told: ${message}`)
      throw error
    }
  },
  grown: async (count) =>
    Buffer.from(Array.from({ length: count }, (_, index) => `client-${index} token-of-client-${index}\n`).join('')),
}
