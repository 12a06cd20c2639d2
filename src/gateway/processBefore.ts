import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { readIfPresent } from '../files.ts'
import { frontFile, frontFilesIn } from './agent/front.ts'
import { checkListening, protocolVersion } from './agent/protocol.ts'
import { type Fallback, isFallbackFile, keptFallback } from './fallback.ts'
import { type Front, listeningOf, otherListening, plain, readFront } from './front.ts'
import { messageOf } from './members.ts'
import { type ProcessGatewayOptions, running } from './process.ts'

/* What a gateway that runs as a process has, which model.yml may say otherwise by now. Nothing starts or ends. */

/**
 * Where it listens and how it lets its clients in, to bring it back to; undefined where none runs.
 * @throws UserError where that cannot be known, or its files could not be read again: nothing would bring it back
 */
export async function processBefore(
  stateDir: string,
): Promise<(Pick<ProcessGatewayOptions, 'port' | 'metricsPort'> & { front: Front }) | undefined> {
  const found = await running(resolve(stateDir))
  if (found === undefined) return undefined
  const file = join(resolve(stateDir), frontFile)
  try {
    const front = await frontOf(found, stateDir, file)
    await readFront(front, { expired: 'taken' })
    return { port: found.port, metricsPort: found.metricsPort === 0 ? undefined : found.metricsPort, front }
  } catch (cause) {
    throw new UserError(
      `how the gateway (process ${found.pid}) lets its clients in cannot be read (${messageOf(cause)}), so that it could not be brought back if the change failed: end it by \`model-actions stop\`, then deploy again`,
      { exit: 'preflight', place: { file }, cause },
    )
  }
}

type Running = NonNullable<Awaited<ReturnType<typeof running>>>

/** @param file in which it keeps the paths that it was given */
async function frontOf(found: Running, stateDir: string, file: string): Promise<Front> {
  // One of an earlier version says less of it.
  const listening = checkListening({ ...plain, ...found.listening }, 'listening')
  const { accessLog, fallback, splitBy, router, retries } = listening
  const said = (await readIfPresent(file))?.toString('utf8')
  const front: Front = {
    ...(said === undefined ? {} : frontFilesIn(said)),
    host: found.host,
    accessLog,
    fallback: fallback && (await keptFallback(stateDir, fallback).catch(() => undefined)),
    splitBy,
    router,
    retries,
  }
  const other = otherListening(listeningOf({ ...front, fallback: undefined }), { ...listening, fallback: undefined })
  if (other !== undefined) throw new Error(`it says nothing of ${other}`)
  return front
}

/**
 * What clients get where no version answers, as the gateway there has it, or as the last one kept it: undefined for nothing of ours.
 * @param said how it was answered, where no gateway runs that knows
 */
export async function fallbackAt(
  stateDir: string,
  said: Pick<Fallback, 'status' | 'contentType'> | undefined,
): Promise<Fallback | undefined> {
  const found = await running(stateDir)
  const [file] = (await readdir(stateDir).catch(() => [])).filter(isFallbackFile)
  const lastOne =
    said === undefined || file === undefined
      ? undefined
      : { status: said.status, contentType: said.contentType, sha256: file.replace('fallback-', '') }
  const name = found?.protocol === protocolVersion ? found.listening.fallback : lastOne
  // That it is damaged must not keep the model from serving.
  return name === undefined ? undefined : keptFallback(stateDir, name).catch(() => undefined)
}
