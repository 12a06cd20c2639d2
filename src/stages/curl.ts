import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { GoldenProbe } from '../model/probes.ts'
import type { ModelManifest } from '../model/types.ts'
import { shellWord } from '../platform/text.ts'
import type { RowValues } from '../rowText.ts'
import { taskOf } from '../tasks/index.ts'

/** Longer ones are copied wrongly, and no terminal shows them at once. */
const longestData = 4_000

type Asked = {
  /** Of server or gateway, without a path. */
  url: string
  name: string
  task: ModelManifest['task']
  /** What a text was, or was made of, where that is known. */
  columns?: ModelManifest['columns']
  /** Test inputs that the image brings; the shortest one that says something is taken. */
  probes: readonly GoldenProbe[]
  /** Whether who reads the line may read such an input. */
  quotes: boolean
  /** Whether clients send a token, and a certificate of their own; and by what they know the server. */
  needs?: { token?: boolean; certificate?: boolean; trust?: Trust }
}

/** The file of a server's certificate, and a name that this is for where it is not for the address that the server is found at. */
export type Trust = { file: string; name?: string }

/** What a client on this machine believes a server at `url` by. Pure. */
export function trustIn(certificate: X509Certificate, { file, url }: { file: string; url: string }): Trust {
  const host = bare(new URL(url))
  const isFor = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)
  const [, name] = /(?:^|, )DNS:([\w*.-]+)/.exec(certificate.subjectAltName ?? '') ?? []
  return isFor !== undefined || name === undefined ? { file } : { file, name: name.replace('*', 'model') }
}

const bare = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/**
 * A line for a shell that asks the model something of its test set, so that it can be pasted as it is. Where a token or a
 * certificate is needed it stands there as a variable: they are nobody's to print. Pure.
 */
export function curlLine({ url, name, task, columns = [], probes, quotes, needs = {} }: Asked): string {
  const { trust } = needs
  const { hostname, port, protocol } = new URL(url)
  const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  const origin = trust?.name === undefined ? url.replace(/\/$/, '') : `https://${trust.name}:${at}`
  const address = shellWord(`${origin}/v2/models/${encodeURIComponent(name)}/infer`)
  const words = [
    'curl -sS',
    address,
    "-H 'content-type: application/json'",
    ...(needs.token === true ? ['-H "authorization: Bearer $TOKEN"'] : []),
    ...(trust === undefined ? [] : [`--cacert ${shellWord(trust.file)}`]),
    ...(trust?.name === undefined ? [] : [`--connect-to ${shellWord(`${trust.name}:${at}:${hostname}:${at}`)}`]),
    ...(needs.certificate === true ? ['--cert "$CERTIFICATE" --key "$KEY"'] : []),
  ]
  const real = quotes ? dataOf(probes) : undefined
  if (real !== undefined) return [...words, `-d ${shellWord(real)}`].join(' ')
  if (taskOf(task).inputKind === 'text')
    return [...words, `-d ${shellWord(asciiJson(requestOf('text', [sample(columns)])))}`].join(' ')
  const around = JSON.stringify(requestOf('image', ['%s']))
  return `printf ${shellWord(around)} "$(base64 < image.png | tr -d '\\n')" | ${[...words, '-d @-'].join(' ')}`
}

const sample = (columns: readonly string[]): string | RowValues =>
  columns.length > 1 ? Object.fromEntries(columns.map((name) => [name, `${name} of yours`])) : 'a text of yours'

/** @param kind the name of the model's input @param data texts and images, or rows of several columns: never both */
export const requestOf = (kind: 'text' | 'image', data: readonly (string | RowValues)[]) => ({
  inputs: data.some((one) => typeof one !== 'string')
    ? data
    : [{ name: kind, shape: [data.length], datatype: 'BYTES', data }],
})

/** The one with the shortest input that is more than a word, whole: outputs that are not asked for are all given. */
function dataOf(probes: readonly GoldenProbe[]): string | undefined {
  const bodies = probes
    .map(({ request }) => asciiJson({ inputs: (request as { inputs?: unknown }).inputs }))
    .filter((body) => body.length <= longestData)
    .sort((a, b) => a.length - b.length)
  return bodies.find((body) => body.length > shortestBody) ?? bodies.at(-1)
}

const shortestBody = 110

/** JSON that looks and pastes the same wherever it is: letters of other scripts stay, what cannot be seen or is more than text in a report does not. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\p{C}\u2028\u2029\u00a0<>`@]|(?<= ) /gu, (found) =>
    [...found.matchAll(/[\s\S]/g)].map(([unit]) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  )
