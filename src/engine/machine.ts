import { readdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { plainEnvironment, run } from '../processes.ts'
import type { Cpu, Gpu } from './types.ts'

/* What this machine has, as its system says. */

/** The instruction sets that decide speed and rounding of matrix products (INT8 saturates without VNNI); environment.py has the same. */
const telling = /^(?:avx|fma|f16c|amx|sse4|asimd|sve|i8mm|bf16|vnni)/

/** The processor. Systems without /proc/cpuinfo say no instruction sets. */
export async function cpuOf(cpuinfo = '/proc/cpuinfo'): Promise<Cpu> {
  const text = await readFile(cpuinfo, 'utf8').catch(() => '')
  const value = (key: RegExp): string | undefined => key.exec(text)?.[1]?.trim()
  const model = value(/^model name\s*:(.*)$/m) ?? cpus()[0]?.model ?? process.arch
  const flags = (value(/^(?:flags|Features)\s*:(.*)$/m) ?? '').split(/\s+/).filter((flag) => telling.test(flag))
  return { model, flags: [...new Set(flags)].sort() }
}

/** GPUs that are in the machine, whether or not anything here can use them. */
export type Installed = { gpus: readonly Gpu[]; driver?: string }

/** Asks nvidia-smi for the lines that `readSmi` reads. */
export const smiQuery = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits']

const smiTimeoutMs = 30_000

/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * @param devices directory of the devices
 */
export async function installedGpus(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  devices = '/dev',
): Promise<Installed> {
  const lines: string[] = []
  const { exitCode } = await run('nvidia-smi', smiQuery, {
    env: plainEnvironment(environment),
    signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
    onStdoutLine: (line) => lines.push(line),
  }).catch(() => {
    signal.throwIfAborted()
    return { exitCode: -1 }
  })
  const told = exitCode === 0 ? readSmi(lines) : { gpus: [] }
  if (told.gpus.length > 0) return told
  const names = await readdir(devices).catch(() => [])
  return { gpus: names.filter((name) => /^nvidia\d+$/.test(name)).map(() => ({ name: 'NVIDIA GPU', memoryBytes: 0 })) }
}

/** Lines of `name, memory in MiB, driver`; others are complaints. */
export function readSmi(lines: readonly string[]): Installed {
  const rows = lines.map((line) => /^(.+), (\d+), (\S+)$/.exec(line.trim())).filter((row) => row !== null)
  const driver = rows[0]?.[3]
  return {
    gpus: rows.map(([, name = '', mebibytes]) => ({ name, memoryBytes: Number(mebibytes) * 1024 ** 2 })),
    ...(driver === undefined ? {} : { driver }),
  }
}
