import { setTimeout as after } from 'node:timers/promises'
import type { SpotProvider } from '../../spec/finetune/checkpoints.ts'

/* What a cloud tells a spot machine of its end. It is asked on the host: jobs in containers reach no network. */

const pollMs = 5_000
const answerMs = 2_000

/** The address that all of them answer at, from inside of a machine alone. */
const metadataServer = 'http://169.254.169.254'

type Ask = (path: string, options: { method?: string; headers: Record<string, string> }) => Promise<Response>

/** Whether the machine was told that it ends. */
const noticeOf: Readonly<Record<SpotProvider, (ask: Ask) => Promise<boolean>>> = {
  async aws(ask) {
    const lifetime = { 'X-aws-ec2-metadata-token-ttl-seconds': '60' }
    const token = await (await ask('/latest/api/token', { method: 'PUT', headers: lifetime })).text()
    // 404 until there is one.
    const headers = { 'X-aws-ec2-metadata-token': token }
    return (await ask('/latest/meta-data/spot/instance-action', { headers })).ok
  },
  async gcp(ask) {
    const headers = { 'Metadata-Flavor': 'Google' }
    return (await (await ask('/computeMetadata/v1/instance/preempted', { headers })).text()).trim() === 'TRUE'
  },
  async azure(ask) {
    const answer = await ask('/metadata/scheduledevents?api-version=2020-07-01', { headers: { Metadata: 'true' } })
    return /"EventType"\s*:\s*"Preempt"/.test(await answer.text())
  },
}

type Watch = {
  provider: SpotProvider
  /** Called once, when the notice came; nothing is asked any more then. */
  onNotice: () => Promise<void>
  /** Told once, where the server cannot be asked; it is asked again. */
  onSilence: (why: string) => void
  signal: AbortSignal
  server?: string
  everyMs?: number
}

/** Asks until the notice came or the signal did. Never rejects. */
export async function watchForSpotNotice(watch: Watch): Promise<void> {
  const { provider, onNotice, onSilence, signal, server = metadataServer, everyMs = pollMs } = watch
  const ask: Ask = (path, options) =>
    fetch(server + path, { ...options, signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]) })
  let silent = false
  while (!signal.aborted) {
    try {
      if (await noticeOf[provider](ask)) return await onNotice()
    } catch (error) {
      if (!silent && !signal.aborted) onSilence(error instanceof Error ? error.message : String(error))
      silent = true
    }
    await after(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
