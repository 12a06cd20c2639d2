import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gpusFor } from '../../../src/engine/gpus.ts'
import { cpuOf, installedGpus } from '../../../src/engine/machine.ts'

const never = new AbortController().signal
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'machine-test-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const smi = (script: string): Record<string, string> => {
  const path = join(root, 'nvidia-smi')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { PATH: `${root}:/usr/bin:/bin` }
}

describe('the GPUs of a machine', () => {
  test('have names, memory and a driver where nvidia-smi answers', async () => {
    const environment = smi('echo "NVIDIA H200, 143771, 580.65.06"; echo "NVIDIA H200, 143771, 580.65.06"')
    expect(await installedGpus(environment, never)).toEqual({
      gpus: Array(2).fill({ name: 'NVIDIA H200', memoryBytes: 143_771 * 1024 ** 2 }),
      driver: '580.65.06',
    })
  })

  test('are seen by their devices where nvidia-smi is missing or fails', async () => {
    mkdirSync(join(root, 'dev'))
    for (const name of ['nvidia0', 'nvidia1', 'nvidiactl', 'null']) writeFileSync(join(root, 'dev', name), '')
    for (const environment of [{ PATH: join(root, 'nothing') }, smi('echo "NVIDIA-SMI has failed"; exit 9')])
      expect((await installedGpus(environment, never, join(root, 'dev'))).gpus).toHaveLength(2)
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
  const gpu = { name: 'NVIDIA H200', memoryBytes: 1 }
  const usable = async () => undefined
  const unusable = async () => 'install the NVIDIA container toolkit'

  test.each([
    [undefined, 0, 0],
    [undefined, 2, 1],
    [0, 2, 0],
    [2, 2, 2],
    ['all' as const, 2, 2],
  ])('wanted %s of %i: it gets %i', async (wanted, present, got) => {
    expect(await gpusFor(wanted, Array(present).fill(gpu), usable)).toBe(got)
  })

  test('a machine with a GPU never trains on its CPU without a word', async () => {
    await expect(gpusFor(undefined, [gpu], unusable)).rejects.toThrow(
      /engine\.gpus: this machine has a GPU \(NVIDIA H200\) that jobs cannot use: install .*; or set it to 0/,
    )
  })

  test('who says 0 is not asked for a toolkit', async () => {
    expect(await gpusFor(0, [gpu], unusable)).toBe(0)
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
