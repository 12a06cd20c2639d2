import type { Digest } from '../digest.ts'
import { modelEngines, type ServingContract } from '../model/types.ts'
import { splitAddress } from './address.ts'
import { type Check, list, oneOf, shape, text, whole } from './checked.ts'
import type { Backend } from './types.ts'

/* What is said of a version goes into lines for the proxy, and comes from files, sockets and labels of containers. */

/** Fit for file names, containers, and HAProxy's names and keys. */
export const idOfVersion: Check<string> = text(/^[a-z0-9-]{1,200}$/, 'an id of a version')

const address: Check<string> = (value, place) => {
  const found = text(/^[!-~]{3,300}$/, 'host:port')(value, place)
  splitAddress(found)
  return found
}

const serving: Check<ServingContract> = shape<ServingContract>({
  port: whole(1, 65_535),
  readyPath: text(/^\/[\w.~%/+-]{0,500}$/, 'a path that it can be asked at'),
  protocol: oneOf('open-inference-v2'),
  maxLength: whole(1, 1e9),
  maxBatch: whole(1, 1e9),
  engine: oneOf(...modelEngines),
})

/** @throws Error that names what is wrong */
export const checkBackend: Check<Backend> = shape<Backend>({
  id: idOfVersion,
  version: text(/^[0-9A-Za-z.+-]{1,200}$/, 'a version'),
  digest: text(/^sha256:[0-9a-f]{64}$/, 'a digest') as Check<Digest>,
  addresses: list(address, 64),
  serving,
})
