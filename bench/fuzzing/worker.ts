import { performance } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../../src/errors.ts'
import { loadTarget } from './targets.ts'
import type { CaseEnd } from './types.ts'

/* Runs the cases of one target, each when the harness sends it: what hangs here can be ended from outside. */

const port = parentPort
if (port === null) throw new Error('this file is a worker of the fuzz harness')
const target = await loadTarget((workerData as { name: string }).name)

// What is thrown outside of the case's own promise would end a program of ours too.
let stray: unknown
process.on('unhandledRejection', (cause) => {
  stray = cause
})
process.on('uncaughtException', (cause) => {
  stray = cause
})

port.on('message', (message: Uint8Array | 'close') => {
  if (message === 'close') {
    void Promise.resolve(target.close?.()).then(() => port.close())
    return
  }
  void one(message).then((end) => port.postMessage(end))
})
port.postMessage({ seeds: await target.seeds(), words: target.words ?? [] })

async function one(input: Uint8Array): Promise<CaseEnd> {
  const startMs = performance.now()
  const tookMs = () => performance.now() - startMs
  stray = undefined
  try {
    await target.run(input)
    if (stray !== undefined) throw stray
    return { kind: 'read', ms: tookMs() }
  } catch (cause) {
    if (cause instanceof UserError) return { kind: 'refused', ms: tookMs() }
    return { kind: 'crash', ms: tookMs(), error: cause instanceof Error ? (cause.stack ?? cause.message) : `${cause}` }
  }
}
