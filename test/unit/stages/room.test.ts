import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { roomFor, weightsBytesOf } from '../../../src/stages/training/room.ts'
import { temporary } from '../oci/fixtures.ts'

const gigabyte = 1e9

it('a full tuning needs room for three checkpoints, as the oldest is removed once the newest is whole', () => {
  const room = roomFor({ weightsBytes: gigabyte, trainableShare: 1, kept: 2, models: 1, savesWhole: true })
  expect(room).toBe(9 * gigabyte)
})

it('a tuning that trains few weights needs little more room than its result takes', () => {
  const merged = roomFor({ weightsBytes: gigabyte, trainableShare: 0.01, kept: 2, models: 1, savesWhole: true })
  expect(merged).toBeCloseTo(1.06 * gigabyte)
  const adapter = roomFor({ weightsBytes: gigabyte, trainableShare: 0.01, kept: 2, models: 1, savesWhole: false })
  expect(adapter).toBeCloseTo(0.09 * gigabyte)
})

it('weights count as they are trained, in FP32, and files for other libraries not at all', async () => {
  const directory = await temporary()
  const header = JSON.stringify({ weight: { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 12] } })
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const halves = Buffer.concat([length, Buffer.from(header), Buffer.alloc(12)])
  await writeFile(join(directory, 'model.safetensors'), halves)
  await writeFile(join(directory, 'pytorch_model.bin'), Buffer.alloc(100))
  expect(await weightsBytesOf(directory)).toBe(24)
  // A broken file is the job's to tell of.
  await writeFile(join(directory, 'model.safetensors'), halves.subarray(0, 20))
  expect(await weightsBytesOf(directory)).toBe(20)
})
