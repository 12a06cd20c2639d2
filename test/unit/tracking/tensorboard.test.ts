import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { crc32c } from '../../../src/tracking/crc32c.ts'
import { tensorboard } from '../../../src/tracking/tensorboard.ts'
import type { Point } from '../../../src/tracking/types.ts'
import { itWith } from '../../parts.ts'
import { scalarsIn } from '../../scalars.ts'
import { temporary } from '../oci/fixtures.ts'

const training = { model: 'tone', version: '1.2.0', key: digestBytes('key'), parameters: {} }
const { signal } = new AbortController()
const point = (name: string, step: number, value = step / 8): Point => ({
  name,
  value,
  step,
  atMs: 1_700_000_000_500 + step,
})

async function write(directory: string, before: string | undefined, points: readonly Point[]): Promise<string> {
  const tracker = tensorboard(directory)
  const { id } = await tracker.begin(training, before, signal)
  await tracker.points(points, signal)
  await tracker.end('finished', signal)
  return id
}

test('records have the check sums of CRC-32C', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogue of CRCs.
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
})

itWith(['trackers'], 'TensorBoard reads what a training told, with its steps and times', async () => {
  const directory = await temporary()
  const points = [point('loss', 1), point('learning_rate', 1, 2e-5), point('loss', 300), point('loss', 70_000)]
  const id = await write(directory, undefined, points)
  expect(readdirSync(directory)).toEqual([id.slice(directory.length + 1)])
  expect(id).toContain('tone-1.2.0-')
  const found = await scalarsIn(id)
  expect(found['loss']).toEqual([
    [1, 0.125, 1_700_000_000.501],
    [300, 37.5, 1_700_000_000.8],
    [70_000, 8750, 1_700_000_070.5],
  ])
  expect(found['learning_rate']).toEqual([[1, expect.closeTo(2e-5, 10), 1_700_000_000.501]])
})

itWith(['trackers'], 'steps that a kill undid are shown once, as the run that went on told them', async () => {
  const directory = await temporary()
  const steps = (from: number, to: number, value: number): Point[] =>
    Array.from({ length: to - from + 1 }, (_, at) => point('loss', from + at, value))
  const killed = tensorboard(directory)
  const { id } = await killed.begin(training, undefined, signal)
  await killed.points(steps(1, 12, 1), signal)
  // Killed: no end. It goes on from the checkpoint of step 10.
  expect(await write(directory, id, [...steps(11, 14, 2)])).toBe(id)
  const found = await scalarsIn(id)
  expect(found['loss']?.map(([step, value]) => [step, value])).toEqual([
    ...Array.from({ length: 10 }, (_, at) => [at + 1, 1]),
    ...[11, 12, 13, 14].map((step) => [step, 2]),
  ])
})

test('a directory that cannot be written is told as such, and what comes later goes into a file of its own', async () => {
  const directory = await temporary()
  const tracker = tensorboard(directory)
  const { id } = await tracker.begin(training, undefined, signal)
  await tracker.points([point('loss', 1)], signal)
  await tracker.end('failed', signal)
  await tracker.points([point('loss', 2)], signal)
  await tracker.end('finished', signal)
  const files = readdirSync(id).sort()
  expect(files).toHaveLength(2)
  expect(files.every((name) => statSync(join(id, name)).size > 0)).toBe(true)
})
