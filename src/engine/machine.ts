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

/** What every nvidia-smi tells; preflight.py asks the same. The name comes last, since it is free text. */
export const plainFields = ['index', 'uuid', 'memory.total', 'memory.free', 'driver_version', 'name'] as const
/** The same of drivers from 510 on; older ones refuse the whole question. */
const allFields = ['compute_cap', ...plainFields] as const
type Field = (typeof allFields)[number]

/** Asks nvidia-smi for the lines that `readSmi` reads. */
export const smiQuery = (fields: readonly Field[]): string[] => [
  `--query-gpu=${fields.join(',')}`,
  '--format=csv,noheader,nounits',
]

const smiTimeoutMs = 30_000

/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * In WSL all cards are one device, which its container tools know by no UUID: there they have none.
 * @param devices directory of the devices
 */
export async function installedGpus(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  devices = '/dev',
): Promise<Installed> {
  /** @returns undefined where the tool refuses to answer */
  const ask = async (fields: readonly Field[]): Promise<Installed | undefined> => {
    const lines: string[] = []
    const { exitCode } = await run('nvidia-smi', smiQuery(fields), {
      env: plainEnvironment(environment),
      signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
      onStdoutLine: (line) => lines.push(line),
    }).catch(() => {
      signal.throwIfAborted()
      return { exitCode: null }
    })
    if (exitCode === 0) return readSmi(lines, fields)
    return exitCode === null ? { gpus: [] } : undefined
  }
  const told = (await ask(allFields)) ?? (await ask(plainFields)) ?? { gpus: [] }
  const names: string[] = await readdir(devices).catch(() => [])
  if (told.gpus.length > 0)
    return names.includes('dxg') ? { ...told, gpus: told.gpus.map(({ uuid: _, ...gpu }) => gpu) } : told
  const numbers = names.flatMap((name) => /^nvidia(\d+)$/.exec(name)?.[1] ?? []).map(Number)
  return { gpus: numbers.toSorted((a, b) => a - b).map((index) => ({ name: 'NVIDIA GPU', memoryBytes: 0, index })) }
}

/** Reads one card a line, as the query of these fields prints it; other lines are complaints. */
export function readSmi(lines: readonly string[], fields: readonly Field[]): Installed {
  const rows = lines.flatMap((line) => {
    const values = line.trim().split(', ')
    const name = values.splice(fields.length - 1).join(', ')
    const row = new Map<Field, string>(fields.map((field, at) => [field, values[at] ?? name]))
    return name !== '' && /^\d+$/.test(row.get('index') ?? '') ? [row] : []
  })
  const [driver] = rows.flatMap((row) => /^\d\S*$/.exec(row.get('driver_version') ?? '')?.[0] ?? [])
  return { gpus: rows.map(gpuOf), ...(driver === undefined ? {} : { driver }) }
}

/** What a card does not tell is `[N/A]`, such as the memory of one that shares its machine's. */
function gpuOf(row: ReadonlyMap<Field, string>): Gpu {
  const bytes = (field: Field): number | undefined => {
    const mebibytes = row.get(field) ?? ''
    return /^\d+$/.test(mebibytes) ? Number(mebibytes) * 1024 ** 2 : undefined
  }
  const [uuid] = /^GPU-[0-9a-f-]+$/i.exec(row.get('uuid') ?? '') ?? []
  const [computeCapability] = /^\d+\.\d+$/.exec(row.get('compute_cap') ?? '') ?? []
  const freeBytes = bytes('memory.free')
  return {
    name: row.get('name') ?? '',
    memoryBytes: bytes('memory.total') ?? 0,
    index: Number(row.get('index')),
    ...(uuid === undefined ? {} : { uuid }),
    ...(freeBytes === undefined ? {} : { freeBytes }),
    ...(computeCapability === undefined ? {} : { computeCapability }),
  }
}
