import { execFile, execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { GoldenProbe } from '../../../src/model/probes.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { Report } from '../../../src/report/model.ts'
import { curlLine, trustIn } from '../../../src/stages/curl.ts'
import { makeCertificate } from '../../integration/gateway-support/certificates.ts'

const probe = (name: 'text' | 'image', data: string): GoldenProbe => ({
  id: data.slice(0, 9),
  request: { inputs: [{ name, shape: [1], datatype: 'BYTES', data: [data] }], outputs: [{ name: 'label' }] },
  answer: { label: 'a', score: 1 },
})
const asked = { url: 'http://127.0.0.1:8080/', name: 'tone', task: 'text-classification' as const, quotes: true }

const reportWith = (line: string): Report => ({
  schema: 1,
  title: '',
  verdict: 'pass',
  headline: '',
  gates: [],
  sections: [{ kind: 'command', title: 'Ask it', line }],
})

/** What a shell makes of the line, with a program in the place of curl that prints its arguments, and its input where it reads that. */
function pasted(line: string, environment: Record<string, string> = {}): string[] {
  const curl = `curl() { printf '%s\\0' "$@"; case "$*" in *'-d @-') cat;; esac; }`
  return execFileSync('sh', ['-c', `${curl}\n${line}`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...environment },
  }).split('\0')
}

describe('the line for a shell', () => {
  it('asks a model of several columns for a row, of the test set or of its columns alone', () => {
    const row = { title: "it's $HOME", price: '12' }
    const request = { inputs: [row], outputs: [{ name: 'label' }] }
    const probes = [{ id: 'a', request, answer: { label: 'a', score: 1 } }]
    const columns = ['title', 'price']
    const dataOf = (line: string): unknown => {
      const words = pasted(line)
      return JSON.parse(words[words.indexOf('-d') + 1] ?? '')
    }
    expect(dataOf(curlLine({ ...asked, columns, probes }))).toEqual({ inputs: [row] })
    expect(dataOf(curlLine({ ...asked, columns, probes, quotes: false }))).toEqual({
      inputs: [{ title: 'title of yours', price: 'price of yours' }],
    })
  })

  it.each([
    'it\'s $HOME `id` "quoted" \\ and !history',
    'über 日本語 🎉',
    'me@example.com  wrote   <b>``</b> (👩‍🚀)',
    'one\nline\r\tand\u0000another\u001b[31m, \u202eturned\u2028, \u{e0001}tagged',
  ])('asks the very text %j of the test set, and a report shows it as it is', (text) => {
    const line = curlLine({ ...asked, probes: [probe('text', text)] })
    expect(renderMarkdown(reportWith(line), { limitBytes: 60_000 })).toContain(`\`\`\`sh\n${line}\n\`\`\``)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/)
    const words = pasted(line)
    expect(words).toContain('http://127.0.0.1:8080/v2/models/tone/infer')
    expect(JSON.parse(words[words.indexOf('-d') + 1] ?? '')).toEqual({
      inputs: [{ name: 'text', shape: [1], datatype: 'BYTES', data: [text] }],
    })
  })

  it('says nothing of the test where who reads it may not read that', () => {
    const line = curlLine({ ...asked, probes: [probe('text', 'what a patient wrote')], quotes: false })
    expect(line).toContain('a text of yours')
    expect(line).not.toContain('patient')
  })

  it('takes a short input that says something, and none that nobody could paste', () => {
    const probes = [
      probe('text', 'x'.repeat(9_000)),
      probe('text', 'ok'),
      probe('text', 'a sentence of some words, then more of them'),
    ]
    expect(curlLine({ ...asked, probes })).toContain('a sentence of some words')
    expect(curlLine({ ...asked, probes: probes.slice(0, 2) })).toContain('["ok"]')
    expect(curlLine({ ...asked, probes: probes.slice(0, 1) })).toContain('a text of yours')
  })

  it('sends an image file where none of the test set is small', () => {
    const line = curlLine({ ...asked, task: 'image-classification', probes: [] })
    expect(renderMarkdown(reportWith(line), { limitBytes: 60_000 })).toContain(`\n${line}\n`)
    const words = pasted(line.replace('base64 < image.png', 'printf "iVBO\\nRw0"'))
    expect(JSON.parse(words.at(-1) ?? '').inputs[0]).toMatchObject({ name: 'image', data: ['iVBORw0'] })
  })

  it.each(['IP:127.0.0.1', 'DNS:models.acme.example', 'DNS:*.acme.example,DNS:b.example'])(
    'is believed by curl where the gateway has a certificate for %s, of an authority that nobody else knows',
    async (names) => {
      const directory = mkdtempSync(join(tmpdir(), 'model-actions-curl-'))
      const authority = makeCertificate(directory, 'authority')
      const { certificate, key } = makeCertificate(directory, "the gateway's", { by: authority, names })
      const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) =>
        request.on('end', () => response.end(`asked ${request.url}`)).resume(),
      )
      try {
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
        const trust = trustIn(new X509Certificate(readFileSync(certificate)), { file: certificate, url })
        const line = curlLine({ ...asked, url, probes: [], needs: { trust } })
        const { stdout } = await promisify(execFile)('sh', ['-c', line])
        expect(stdout).toBe('asked /v2/models/tone/infer')
      } finally {
        server.close()
        rmSync(directory, { recursive: true })
      }
    },
  )

  it('has a token and a certificate as variables, and never what they hold', () => {
    const line = curlLine({ ...asked, probes: [], needs: { token: true, certificate: true } })
    const words = pasted(line, { TOKEN: 's3cret', CERTIFICATE: 'me.pem', KEY: 'me.key' })
    expect(words).toEqual(
      expect.arrayContaining(['authorization: Bearer s3cret', '--cert', 'me.pem', '--key', 'me.key']),
    )
  })
})
