import type { Backend, TrafficStatus } from '../types.ts'
import type { TrafficProxy } from './proxy.ts'
import { askOne } from './servers.ts'
import { type Copy, Tee } from './tee.ts'

/** Which version without traffic is asked what clients ask stable; none but for a part of a rollout. */
export class Shadow {
  readonly #proxy: TrafficProxy
  #now: { id: string; share: number; tee: Tee } | undefined

  constructor(proxy: TrafficProxy) {
    this.#proxy = proxy
  }

  get status(): Pick<TrafficStatus, 'shadow'> {
    if (this.#now === undefined) return {}
    const { id, share, tee } = this.#now
    return { shadow: { id, share, counts: tee.counts } }
  }

  async begin(backend: Backend, share: number): Promise<void> {
    this.#now = { id: backend.id, share, tee: new Tee((request) => askOne(backend, request)) }
    await this.#proxy.mirror(share)
  }

  take(copy: Copy): void {
    this.#now?.tee.take(copy)
  }

  /** @param id of the version that must not be asked any more; any where none is named */
  async end(id?: string): Promise<void> {
    if (this.#now === undefined || (id !== undefined && this.#now.id !== id)) return
    // Known for as long as it is copied: where the proxy was not reached, whoever ends it again ends it.
    await this.#proxy.mirror(0)
    this.forget()
  }

  /** The proxy knows of none any more. */
  forget(): void {
    this.#now?.tee.end()
    this.#now = undefined
  }
}
