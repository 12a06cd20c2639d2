import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Pair = { certificate: string; key: string }

/** A certificate of its own, or of `by`, for 127.0.0.1 or what `names` says, as `NAME.crt` and `NAME.key` below the directory. */
export function makeCertificate(
  directory: string,
  name: string,
  { by, days = 30, names = 'IP:127.0.0.1' }: { by?: Pair; days?: number; names?: string } = {},
): Pair {
  const pair = { certificate: join(directory, `${name}.crt`), key: join(directory, `${name}.key`) }
  const request = join(directory, `${name}.csr`)
  const extensions = join(directory, `${name}.ext`)
  const run = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'pipe' })
  run(
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    pair.key,
    '-out',
    request,
  )
  writeFileSync(
    extensions,
    `subjectAltName=${names}\nbasicConstraints=critical,CA:${by === undefined ? 'TRUE' : 'FALSE'}\n`,
  )
  const signed = by === undefined ? ['-key', pair.key] : ['-CA', by.certificate, '-CAkey', by.key, '-CAcreateserial']
  run(
    'x509',
    '-req',
    '-in',
    request,
    ...signed,
    '-days',
    String(days),
    '-extfile',
    extensions,
    '-out',
    pair.certificate,
  )
  return pair
}
