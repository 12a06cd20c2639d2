import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { deepestLevels, isTooDeep } from '../depth.ts'
import { measureFile } from '../digest.ts'
import { UserError } from '../errors.ts'
import { eachLine } from '../lines.ts'
import { changedSince, differenceFrom } from './manifest.ts'
import type { ModelDirectory } from './types.ts'

/** Test inputs with the answers that were judged, in the directory of the model that serves. */
export const probesName = 'probes.jsonl'

/** What a server of the model is asked, as the protocol wants it, and what was judged; scores are 0 to 1. */
export type GoldenProbe = { id: string; request: object; answer: { label: string; score: number } }

const mostProbes = 100
/** Less than the gateway's agent takes: all of them are in memory together. */
const longestChars = 100_000

const probe = z.object({
  id: z.string().min(1),
  request: z.looseObject({}),
  answer: z.object({ label: z.string(), score: z.number().min(0).max(1) }),
})

/** The probes of a model directory, which must be the file that `model.json` lists; none where it lists none. @throws UserError */
export async function readProbes({ path, manifest }: ModelDirectory): Promise<GoldenProbe[]> {
  const listed = manifest.files.find((file) => file.path === probesName)
  if (listed === undefined) return []
  const file = join(path, probesName)
  const difference = differenceFrom(listed, await measureFile(file))
  if (difference !== undefined) throw changedSince(file, difference)
  const probes: GoldenProbe[] = []
  await eachLine(createReadStream(file), (line, number) => {
    probes.push(readProbe(line, `${file}:${number}`))
    if (probes.length > mostProbes) throw new UserError(`${file}: more than ${mostProbes} probes: ${remedy}`)
  })
  return probes
}

function readProbe(line: string, place: string): GoldenProbe {
  if (line.length > longestChars) throw new UserError(`${place}: longer than ${longestChars} characters: ${remedy}`)
  try {
    const read = probe.parse(JSON.parse(line))
    if (isTooDeep(read.request)) throw new RangeError(`more than ${deepestLevels} levels deep`)
    return read
  } catch (cause) {
    throw new UserError(`${place}: no probe: ${remedy}`, { cause })
  }
}

const remedy = 'run quantize and build again, or set deploy.probes: none'
