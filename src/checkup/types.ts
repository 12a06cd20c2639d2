import type { EngineFacts } from '../docker/info.ts'
import type { Gpu } from '../engine/types.ts'
import type { Host } from '../platform/host.ts'

/** Something that was asked, and did not answer. */
export type Silent = { kind: 'silent'; because: string }

export type DockerFacts = { kind: 'engine'; address: string; remote: string | undefined } & EngineFacts

/** Where something lies, and what is free there. */
export type Disk = { what: string; directory: string; freeBytes: number }

/** A service that runs need, and what it answered. */
export type Service = {
  kind: 'registry' | 'github'
  host: string
  answer: { kind: 'status'; status: number; skewSeconds: number | undefined } | Silent
}

/** What was found on a machine; nothing is judged yet. */
export type Facts = {
  host: Host
  architecture: string
  cpus: number
  memoryBytes: number
  /** Versions of tools as they print them; undefined where one is not there or does not answer. */
  node: string
  python: string | undefined
  git: string | undefined
  /** Of the NVIDIA container toolkit. */
  toolkit: string | undefined
  docker: DockerFacts | Silent
  gpus: readonly Gpu[]
  driver: string | undefined
  disks: readonly Disk[]
  services: readonly Service[]
  /** What is wrong with model.yml, where there is one. */
  spec: { file: string; problems: readonly string[] } | undefined
}

/** Everything that is looked at, in the order in which it is told. */
export const checkNames = [
  'system',
  'memory',
  'disk',
  'docker',
  'gpu',
  'gpu-in-containers',
  'python',
  'node',
  'git',
  'clock',
  'registry',
  'github',
  'spec',
] as const
export type CheckName = (typeof checkNames)[number]

/** `warning`: it is there, and will give trouble. `missing`: it is not there, or of no use. */
export type Check = { name: CheckName; found: string } & (
  | { state: 'ok' }
  | { state: 'warning' | 'missing'; remedy: string }
)
