import { expect, test } from 'vitest'
import { bestFit, type Lease, type Share } from '../../../src/engine/lease.ts'
import type { Gpu } from '../../../src/engine/types.ts'
import { uuidOf } from '../../fixtures/nvidia-smi.ts'

const gib = 1024 ** 3
const card = (index: number, totalGib = 80, usedGib = 0): Gpu => ({
  name: 'NVIDIA H200',
  index,
  uuid: uuidOf(index),
  memoryBytes: totalGib * gib,
  freeBytes: (totalGib - usedGib) * gib,
})
const share = (index: number, memoryBytes: Share['memoryBytes'] = 'whole', foreignBytes = 0): Share => ({
  card: uuidOf(index),
  memoryBytes,
  foreignBytes,
})
const lease = (by: string, ...shares: Share[]): Lease => ({ id: by, state: 'held', by, shares })

const numbers = (wanted: Parameters<typeof bestFit>[0], cards: Gpu[], leases: Lease[] = [], patient = false) => {
  const found = bestFit(wanted, cards, leases, patient)
  return found.kind === 'fits' ? found.gpus.map(({ index }) => index) : found.because
}
const memory = (count: number) => ({ memoryBytes: count * gib })

test('a card that a job has is no other job’s', () => {
  expect(numbers(1, [card(0), card(1)], [lease('one', share(0))])).toEqual([1])
  expect(numbers(2, [card(0), card(1)], [lease('finetune of intents', share(1))])).toBe(
    'GPU 1 (NVIDIA H200) is held by finetune of intents',
  )
})

test('a job that asks for a card has all of it, and shares none that others have a part of', () => {
  expect(numbers(1, [card(0)], [lease('one', share(0, 8 * gib))])).toBe('GPU 0 (NVIDIA H200) is held by one')
  expect(numbers(memory(1), [card(0)], [lease('one', share(0))])).toBe(
    'GPU 0 (NVIDIA H200, 0.0 of 80.0 GiB left) is held by one',
  )
})

test('memory is taken of the card of which least is left over', () => {
  const cards = [card(0, 80), card(1, 24), card(2, 40)]
  expect(numbers(memory(20), cards)).toEqual([1])
  expect(numbers(memory(30), cards)).toEqual([2])
  expect(numbers(memory(20), cards, [lease('one', share(1, 10 * gib))])).toEqual([2])
  expect(numbers(memory(60), cards, [lease('one', share(0, 30 * gib))])).toBe(
    'GPU 0 (NVIDIA H200, 50.0 of 80.0 GiB left) is held by one; GPU 1 (NVIDIA H200, 24.0 of 24.0 GiB left); GPU 2 (NVIDIA H200, 40.0 of 40.0 GiB left)',
  )
})

test('memory that a job has leased and not used yet is no one else’s', () => {
  expect(numbers(memory(30), [card(0, 80, 5)], [lease('one', share(0, 60 * gib))])).toMatch(/20\.0 of 80\.0 GiB left/)
})

test('what programs without a lease hold counts, and goes on to count while a job fills what it has leased', () => {
  expect(numbers(memory(30), [card(0, 80, 60)])).toMatch(
    /20\.0 of 80\.0 GiB left\) is held by programs without a lease, 60\.0 GiB/,
  )
  const taken = [lease('one', share(0, 24 * gib, 30 * gib))]
  for (const usedGib of [30, 40, 54])
    expect(numbers(memory(27), [card(0, 80, usedGib)], taken)).toMatch(/26\.0 of 80\.0/)
  expect(numbers(memory(26), [card(0, 80, 54)], taken)).toEqual([0])
})

test('a card that a program without a lease computes on comes last; one who would wait does not take it', () => {
  const cards = [card(0, 80, 30), card(1)]
  expect(numbers(1, cards)).toEqual([1])
  expect(numbers(2, cards)).toEqual([1, 0])
  expect(numbers(2, cards, [], true)).toMatch(/GPU 0 \(NVIDIA H200\) is held by programs without a lease, 30\.0 GiB/)
  // What the driver and a screen hold keeps nobody waiting.
  expect(numbers(1, [card(0, 80, 1)], [], true)).toEqual([0])
})

test('a card that says nothing of its memory can be had whole', () => {
  const silent: Gpu = { name: 'NVIDIA GPU', memoryBytes: 0, index: 0 }
  expect(numbers(1, [silent])).toEqual([0])
  const found = bestFit(1, [silent], [], true)
  if (found.kind !== 'fits') throw new Error(found.because)
  expect(numbers(1, [silent], [lease('one', ...found.shares)])).toBe('GPU 0 (NVIDIA GPU) is held by one')
})

test('a card that is no longer there is not had, and the words say so', () => {
  expect(numbers(2, [card(0)])).toBe('only 1 can be used now')
})

test('one who has only asked may step back, and one who has not asked does not', () => {
  const found = bestFit(1, [card(0)], [{ ...lease('one', share(0)), state: 'asked' }], false)
  expect(found).toMatchObject({ kind: 'taken', asked: true })
  expect(bestFit(1, [card(0)], [lease('one', share(0))], false)).toMatchObject({ asked: false })
})
