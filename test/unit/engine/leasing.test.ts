import { expect, it } from 'vitest'
import type { Lease, Share } from '../../../src/engine/lease.ts'
import { type LeaseNeeds, leaseCards } from '../../../src/engine/leasing.ts'
import type { Gpu } from '../../../src/engine/types.ts'
import { uuidOf } from '../../fixtures/nvidia-smi.ts'

const card: Gpu = {
  name: 'NVIDIA H200',
  index: 0,
  uuid: uuidOf(0),
  memoryBytes: 80 * 1024 ** 3,
  freeBytes: 80 * 1024 ** 3,
}
const share: Share = { card: uuidOf(0), memoryBytes: 'whole', foreignBytes: 0 }
const other: Lease = { id: 'one', state: 'held', by: 'finetune of intents', shares: [share] }

/** Of a host with one card; `living` says who has it, each time somebody looks. */
const needs = (living: () => Lease[], more: Partial<LeaseNeeds> = {}): LeaseNeeds & { claims: string[] } => {
  const claims: string[] = []
  const claim = {
    id: 'ours',
    hold: async () => void claims.push('held'),
    giveBack: async () => void claims.push('given back'),
  }
  return {
    store: { living: async () => living(), ask: async () => claim },
    wanted: 1,
    job: { verb: 'finetune', directory: '/tmp/job' },
    cards: async () => [card],
    waitMs: 0,
    environment: {},
    log: { info: () => undefined, progress: () => undefined },
    signal: new AbortController().signal,
    claims,
    ...more,
  }
}

it('a card that somebody has is refused at once where a job does not wait, with who has it and how to wait', async () => {
  await expect(leaseCards(needs(() => [other]))).rejects.toMatchObject({
    exit: 'preflight',
    problems: [
      {
        what: 'a GPU cannot be had now: GPU 0 (NVIDIA H200) is held by finetune of intents; run again when it is free, or set engine.gpu-wait to how long a job waits, such as 2h',
        place: { key: 'engine.gpus' },
      },
    ],
  })
})

it('who waited for as long as it may is told so, and asks for less or waits longer', async () => {
  const told: string[] = []
  const log = { info: (line: string) => void told.push(line), progress: () => undefined }
  await expect(leaseCards(needs(() => [other], { waitMs: 30, log }))).rejects.toMatchObject({
    problems: [
      { what: expect.stringMatching(/^a GPU could not be had within .*: GPU 0 .*; wait longer, or ask for less/) },
    ],
  })
  expect(told).toEqual([expect.stringMatching(/^finetune waits up to .* for a GPU: GPU 0 \(NVIDIA H200\) is held by/)])
})

it('who waits has the card once it is free, and gives it back', async () => {
  let looks = 0
  const asked = needs(() => (looks++ === 0 ? [other] : []), { waitMs: 60_000 })
  const lease = await leaseCards(asked)
  expect(lease.gpus).toEqual([card])
  await lease.giveBack()
  expect(asked.claims).toEqual(['held', 'given back'])
})
