import { generateKeyPairSync, sign } from 'node:crypto'
import { payloadType, preAuthEncoding } from '../../src/signing/bundle.ts'
import { jsonOf, repairedJson } from './edits.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/**
 * A bundle that reads as one, whose statement is as an edit left it, or has some values exchanged, under a signature that
 * fits it: by a stranger's key, as only whoever has ours can make another one.
 */
export function resigned(input: Uint8Array, seed: Uint8Array): Buffer {
  const bundle = jsonOf(seed) as { dsseEnvelope: { payload: string } }
  const edited = jsonOf(input) as Partial<typeof bundle> | null | undefined
  // As often as not the edit has left a bundle, and its outside is what is tried.
  const outside = typeof edited?.dsseEnvelope === 'object' && edited.dsseEnvelope !== null ? edited : bundle
  const before = outside.dsseEnvelope?.payload
  const own = typeof before === 'string' ? before : bundle.dsseEnvelope.payload
  const whole = jsonOf(Buffer.from(own, 'base64')) ?? jsonOf(Buffer.from(bundle.dsseEnvelope.payload, 'base64'))
  const statement = typeof whole === 'object' && whole !== null ? whole : {}
  // Any value of the statement, or of what it says alone: a statement that reads as none goes no further.
  const predicate = 'predicate' in statement ? statement.predicate : {}
  const changed =
    input.length % 4 === 0
      ? repairedJson(input, Buffer.from(JSON.stringify(statement)))
      : { ...statement, predicate: repairedJson(input, Buffer.from(JSON.stringify(predicate))) }
  const payload = Buffer.from(JSON.stringify(edited === undefined ? (changed ?? null) : statement))
  const signature = sign('sha256', preAuthEncoding(payloadType, payload), privateKey)
  const dsseEnvelope = {
    ...outside.dsseEnvelope,
    payload: payload.toString('base64'),
    signatures: [{ sig: signature.toString('base64') }],
  }
  return Buffer.from(JSON.stringify({ ...outside, dsseEnvelope }))
}
