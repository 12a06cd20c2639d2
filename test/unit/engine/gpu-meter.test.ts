import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type GpuReading, readUsage, usageEvents, watchGpus } from '../../../src/engine/gpuMeter.ts'
import type { Gpu } from '../../../src/engine/types.ts'
import { removeTree } from '../../../src/trees.ts'
import { brokenSmi, fakeSmi, uuidOf } from '../../fixtures/nvidia-smi.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gpu-meter-'))
})
afterEach(() => removeTree(root))

const card = (index: number): Gpu => ({ name: 'NVIDIA H200', memoryBytes: 0, index, uuid: uuidOf(index) })
const environment = () => ({ PATH: `${root}${delimiter}${process.env['PATH']}` })

test('a training tells how busy its own cards are, and not those of others', async () => {
  fakeSmi(root, [
    { busy: 90, usedMib: 1024 },
    { busy: 100, usedMib: 9999 },
    { busy: 40, usedMib: 2048 },
  ])
  const readings: GpuReading[] = []
  const stop = new AbortController()
  await watchGpus({
    cards: [card(0), card(2)],
    environment: environment(),
    signal: stop.signal,
    intervalMs: 1,
    onReading(reading) {
      readings.push(reading)
      if (readings.length === 1) fakeSmi(root, [{ busy: 10 }, {}, { busy: 10 }])
      if (readings.length === 2) stop.abort()
    },
  })
  expect(readings).toEqual([
    { utilization: expect.closeTo(0.65, 10), memoryBytes: 3 * 2 ** 30 },
    { utilization: 0.1, memoryBytes: 0 },
  ])
  expect(usageEvents({ utilization: 0.65, memoryBytes: 3 })).toMatchObject([
    { type: 'metric', name: 'gpu_utilization', value: 0.65 },
    { type: 'metric', name: 'gpu_memory_used_bytes', value: 3 },
  ])
})

test.each([
  ['a driver that is away', () => brokenSmi(root)],
  ['a card that does not tell', () => fakeSmi(root, [{ busy: undefined }])],
])('%s is not asked for ever, and ends no training', async (_, write) => {
  write()
  const never = new AbortController().signal
  const onReading = (): void => expect.unreachable()
  await watchGpus({ cards: [card(0)], environment: environment(), signal: never, intervalMs: 1, onReading })
})

test('cards without a UUID are known by their number', () => {
  const { uuid: _, ...numbered } = card(1)
  expect(readUsage(['0, GPU-a, 5, 1', '1, GPU-b, 50, 2', 'noise'], [numbered])).toEqual({
    utilization: 0.5,
    memoryBytes: 2 * 2 ** 20,
  })
  expect(readUsage([], [numbered])).toBeUndefined()
})
