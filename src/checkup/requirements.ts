import { type Place, type Problem, UserError } from '../errors.ts'
import { memoryBytes } from '../spec/values.ts'
import { gigabytes } from './checks.ts'
import type { Check, CheckName, Facts } from './types.ts'

/* What a job cannot do without, and what of that a machine lacks. */

const present = ['docker', 'python', 'git', 'registry'] as const
type Present = (typeof present)[number]

export type Requirement =
  | { kind: 'present'; name: Present }
  | { kind: 'gpus'; count: number }
  | { kind: 'disk' | 'memory'; bytes: number }

const words = `${present.join(', ')}, gpu, gpu=COUNT, disk=SIZE or memory=SIZE (such as disk=50g)`

/** Requirements in a row, with commas, white space or line ends between them. @throws UserError that names the wrong word */
export function parseRequirements(text: string, place: Place): Requirement[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const read = requirement(word)
      if (read === undefined)
        throw new UserError(`${JSON.stringify(word.slice(0, 100))} is nothing that can be required: choose ${words}`, {
          place,
        })
      return read
    })
}

function requirement(word: string): Requirement | undefined {
  const name = present.find((each) => each === word)
  if (name !== undefined) return { kind: 'present', name }
  const gpus = /^gpu(?:=([1-9]\d{0,2}))?$/.exec(word)
  if (gpus !== null) return { kind: 'gpus', count: Number(gpus[1] ?? 1) }
  const [, kind, size = ''] = /^(disk|memory)=(.+)$/.exec(word) ?? []
  const bytes = memoryBytes(size)
  return (kind === 'disk' || kind === 'memory') && !Number.isNaN(bytes) ? { kind, bytes } : undefined
}

/** What is required and is not there; a warning is no reason. */
export const unmet = (requirements: readonly Requirement[], facts: Facts, checks: readonly Check[]): Problem[] => {
  const inContainers = requirements.some((each) => each.kind === 'present' && each.name === 'docker')
  return requirements.flatMap((required) => lackingOf(required, facts, checks, inContainers))
}

function lackingOf(
  required: Requirement,
  { gpus, memoryBytes: installed, disks }: Facts,
  checks: readonly Check[],
  inContainers: boolean,
): Problem[] {
  const missing = (name: CheckName): Problem[] =>
    checks.flatMap((check) =>
      check.name === name && check.state === 'missing' ? [{ what: `${name}: ${check.found}: ${check.remedy}` }] : [],
    )
  switch (required.kind) {
    case 'present':
      if (checks.some(({ name }) => name === required.name)) return missing(required.name)
      return [{ what: `${required.name} is required, and model.yml names none: name it there, or do not require it` }]
    case 'gpus': {
      const found = [...missing('gpu'), ...(inContainers ? missing('gpu-in-containers') : [])]
      if (found.length > 0 || gpus.length >= required.count) return found
      return [{ what: `gpu: ${required.count} required, and ${gpus.length} found: take a larger runner` }]
    }
    case 'memory':
      if (installed >= required.bytes) return []
      return [
        {
          what: `memory: ${gigabytes(required.bytes)} required, and ${gigabytes(installed)} found: take a larger runner`,
        },
      ]
    case 'disk':
      return disks
        .filter(({ freeBytes }) => freeBytes < required.bytes)
        .map(({ what, directory, freeBytes }) => ({
          what: `disk: ${gigabytes(required.bytes)} required for ${what}, and ${gigabytes(freeBytes)} free in ${directory}: free some (model-actions prune, docker system prune), or take a larger disk`,
        }))
  }
}
