import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requestFor } from '../../../src/engine/docker.ts'
import { busyNote, gpusFor, leftTo, namesOf, usableGpus, visibleDevices } from '../../../src/engine/gpus.ts'
import { cpuOf, installedGpus } from '../../../src/engine/machine.ts'
import type { Gpu } from '../../../src/engine/types.ts'
import { brokenSmi, type Card, fakeSmi, uuidOf } from '../../fixtures/nvidia-smi.ts'

const never = new AbortController().signal
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'machine-test-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const smi = (cards: readonly Card[]): Record<string, string> => ({ PATH: `${fakeSmi(root, cards)}:/usr/bin:/bin` })
const gib = 1024 ** 3

describe('the GPUs of a machine', () => {
  test('are told with all that nvidia-smi says of them', async () => {
    const environment = smi([{}, { name: 'NVIDIA RTX 4000, Ada', totalMib: 20_480, usedMib: 4_096, capability: '8.9' }])
    expect(await installedGpus(environment, never, join(root, 'dev'))).toEqual({
      gpus: [
        {
          name: 'NVIDIA H200',
          memoryBytes: 143_771 * 1024 ** 2,
          index: 0,
          uuid: uuidOf(0),
          freeBytes: 143_771 * 1024 ** 2,
          computeCapability: '9.0',
        },
        {
          name: 'NVIDIA RTX 4000, Ada',
          memoryBytes: 20 * gib,
          index: 1,
          uuid: uuidOf(1),
          freeBytes: 16 * gib,
          computeCapability: '8.9',
        },
      ],
      driver: '580.65.06',
    })
  })

  test('are told as far as an old driver knows them, or a card that shares the memory of its machine', async () => {
    const old = await installedGpus(smi([{ driver: '470.256.02' }]), never, join(root, 'dev'))
    expect(old).toMatchObject({ driver: '470.256.02', gpus: [{ name: 'NVIDIA H200', uuid: uuidOf(0) }] })
    expect(old.gpus[0]).not.toHaveProperty('computeCapability')
    const shared = await installedGpus(smi([{ name: 'NVIDIA GB10', totalMib: undefined }]), never, join(root, 'dev'))
    expect(shared.gpus).toEqual([
      { name: 'NVIDIA GB10', memoryBytes: 0, index: 0, uuid: uuidOf(0), computeCapability: '9.0' },
    ])
  })

  test('have no UUID in WSL, whose container tools know none', async () => {
    mkdirSync(join(root, 'dev'))
    writeFileSync(join(root, 'dev/dxg'), '')
    const { gpus } = await installedGpus(smi([{}]), never, join(root, 'dev'))
    expect(gpus).toMatchObject([{ name: 'NVIDIA H200', index: 0 }])
    expect(gpus[0]).not.toHaveProperty('uuid')
  })

  test('are seen by their devices where nvidia-smi is missing or fails', async () => {
    mkdirSync(join(root, 'dev'))
    for (const name of ['nvidia0', 'nvidia1', 'nvidiactl', 'null']) writeFileSync(join(root, 'dev', name), '')
    for (const environment of [{ PATH: join(root, 'nothing') }, { PATH: brokenSmi(root) }])
      expect((await installedGpus(environment, never, join(root, 'dev'))).gpus).toEqual(
        [0, 1].map((index) => ({ name: 'NVIDIA GPU', memoryBytes: 0, index })),
      )
  })

  test('are none on a machine without', async () => {
    mkdirSync(join(root, 'dev'))
    expect(await installedGpus({ PATH: root }, never, join(root, 'dev'))).toEqual({ gpus: [] })
  })
})

describe('the processor', () => {
  test('is its name and the instruction sets that decide rounding', async () => {
    const file = join(root, 'cpuinfo')
    writeFileSync(
      file,
      'model name\t: Xeon X\nflags\t\t: fpu avx2 avx512_vnni sse4_2 amx_int8\n\nmodel name\t: other\n',
    )
    expect(await cpuOf(file)).toEqual({ model: 'Xeon X', flags: ['amx_int8', 'avx2', 'avx512_vnni', 'sse4_2'] })
  })

  test('has a name where the system says no more', async () => {
    const cpu = await cpuOf(join(root, 'absent'))
    expect(cpu.model).not.toBe('')
    expect(cpu.flags).toEqual([])
  })
})

describe('the GPUs of a job', () => {
  const gpu: Gpu = { name: 'NVIDIA H200', memoryBytes: 80 * gib, index: 0 }
  const card = (index: number, freeBytes = 80 * gib): Gpu => ({ ...gpu, index, uuid: uuidOf(index), freeBytes })
  const usable = async () => undefined
  const unusable = async () => 'install the NVIDIA container toolkit'

  test.each([
    [undefined, 0, 0],
    [undefined, 2, 1],
    [0, 2, 0],
    [2, 2, 2],
    ['all' as const, 2, 2],
  ])('wanted %s of %i: it gets %i', async (wanted, present, got) => {
    expect(await gpusFor(wanted, Array(present).fill(gpu), usable)).toHaveLength(got)
  })

  test('are such as no other program computes on, as far as there are any', async () => {
    const cards = [card(0, 3 * gib), card(1, 79 * gib), card(2, 60 * gib), card(3)]
    const numbers = async (wanted: number) => (await gpusFor(wanted, cards, usable)).map(({ index }) => index)
    expect(await numbers(1)).toEqual([1])
    expect(await numbers(3)).toEqual([1, 3, 0])
    expect(busyNote(await gpusFor(2, cards, usable))).toBeUndefined()
    expect(busyNote(await gpusFor(3, cards, usable))).toBe(
      'other programs use GPU 0 (NVIDIA H200: 3.0 of 80.0 GiB are free): a job that needs more will end as out of memory',
    )
    expect(busyNote([gpu])).toBeUndefined()
  })

  test.each<[string, number[]]>([
    ['2,0', [2, 0]],
    [`${uuidOf(3)}, 1`, [3, 1]],
    [uuidOf(2).slice(0, 12).toLowerCase(), [2]],
    // As CUDA does: what follows a card that is not there is not seen.
    ['1,9,0', [1]],
    ['', []],
    ['-1', []],
  ])('are those that CUDA_VISIBLE_DEVICES=%s leaves, by the numbers of nvidia-smi', (visible, numbers) => {
    const cards = [0, 1, 2, 3].map((index) => card(index))
    const left = leftTo(visibleDevices({ CUDA_VISIBLE_DEVICES: visible }), cards)
    expect(left).toEqual(numbers.map((index) => cards[index]))
  })

  test('keep the name that they were given where nvidia-smi does not list it', async () => {
    const mig = 'MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f'
    expect(namesOf(leftTo([mig], [card(0), card(1)]))).toEqual([mig])
    // A job fails by a card that is not there, and does not take the CPU.
    expect(namesOf(leftTo(['9'], [card(0)]))).toEqual(['9'])
    const unnamed = [0, 1].map((index) => ({ ...gpu, index }))
    expect(namesOf(leftTo([uuidOf(7), uuidOf(8), uuidOf(9)], unnamed))).toEqual([uuidOf(7), uuidOf(8)])
    expect(namesOf(leftTo(['1'], unnamed))).toBeUndefined()
  })

  test('are named to CUDA and to containers by what is the same for both', async () => {
    const environment = { ...smi([{}, {}, {}]), CUDA_VISIBLE_DEVICES: '2,1' }
    const { gpus } = await usableGpus(environment, never)
    expect(requestFor({ gpus }, environment)).toEqual({ devices: [uuidOf(2), uuidOf(1)] })
    expect(requestFor({ gpus: [] }, environment)).toBeUndefined()
    expect(requestFor({ gpus: [gpu] }, {})).toEqual({ count: 1 })
    expect(requestFor({ gpus: [{ ...gpu, index: 3 }] }, { CUDA_VISIBLE_DEVICES: '3' })).toEqual({ devices: ['3'] })
  })

  test('a machine with a GPU never trains on its CPU without a word', async () => {
    await expect(gpusFor(undefined, [gpu], unusable)).rejects.toThrow(
      /engine\.gpus: this machine has a GPU \(NVIDIA H200\) that jobs cannot use: install .*; or set it to 0/,
    )
  })

  test('who says 0 is not asked for a toolkit', async () => {
    expect(await gpusFor(0, [gpu], unusable)).toEqual([])
  })

  test.each([
    [1, 0, /1 GPUs are asked for, and this machine has none/],
    ['all' as const, 0, /this machine has none: run on one that has, or set it to 0/],
    [4, 2, /4 GPUs are asked for, and this machine has 2: ask for fewer/],
  ])('wanted %s of %i is refused with the place', async (wanted, present, message) => {
    const refused = gpusFor(wanted, Array(present).fill(gpu), usable)
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toMatchObject({ place: { key: 'engine.gpus' }, exit: 'preflight' })
  })
})
