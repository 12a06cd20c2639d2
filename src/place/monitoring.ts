import { join } from 'node:path'
import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import type { HostPlace } from './place.ts'

/* What the looks at what serves have found until now: of one version, as each is looked at anew. */

const count = z.number().min(0)
const histogram = z.object({ boundsMs: z.array(z.number()).readonly(), counts: z.array(count).readonly(), count })
const counters = z.object({
  requests: count,
  errors: count,
  clientErrors: count,
  latency: histogram,
  abandoned: histogram,
})

const monitoring = z.object({
  schema: z.literal(1),
  /** Id of the version. */
  version: z.string(),
  /** How often it was looked at: what a look may spend depends on it. */
  looks: z.int().min(1),
  at: z.iso.datetime(),
  /** What the gateway had counted then. */
  counters: counters.extend({ epoch: z.string() }).exactOptional(),
  /** All that was counted until then between looks that found nothing wrong. */
  usual: counters.exactOptional(),
  /** Inputs or answers are others than they were, and nothing has told since that they are not. */
  drift: z.object({ since: z.iso.datetime(), tuned: z.boolean() }).exactOptional(),
})

export type Monitoring = z.infer<typeof monitoring>

/** @throws UserError where the file is damaged */
export async function readMonitoring({ monitor: file }: HostPlace): Promise<Monitoring | undefined> {
  const bytes = await readIfPresent(file)
  if (bytes === undefined) return undefined
  try {
    return monitoring.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new UserError('it is damaged: remove it, and what serves is looked at as for the first time', {
      place: { file },
      cause,
    })
  }
}

export async function writeMonitoring({ monitor, directory }: HostPlace, state: Monitoring): Promise<void> {
  await makeDirectory(directory)
  await writeWhole(monitor, `${JSON.stringify(state)}\n`, { mode: 0o600 })
}

/** What a version said to the examples of a reference, and of how many they were drawn. */
const labelled = { label: z.string().exactOptional(), answer: z.string(), score: z.number() }
const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')
const answers = z.object({
  lines: count,
  drawn: count,
  tooLarge: count,
  answers: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string(), ...labelled }),
      z.object({ kind: z.literal('row'), row: z.record(z.string(), z.string().nullable()), ...labelled }),
      z.object({
        kind: z.literal('image'),
        image: z.object({ width: count, height: count, sizeBytes: count }),
        digest,
        ...labelled,
      }),
    ]),
  ),
})
export type Answers = z.infer<typeof answers>

const answersFile = ({ cache }: HostPlace, name: string): string => join(cache, 'monitor', `${name}.json`)

/** Undefined where there are none; a cache that is damaged is as good as none. */
export async function readAnswers(place: HostPlace, name: string): Promise<Answers | undefined> {
  const bytes = await readIfPresent(answersFile(place, name))
  if (bytes === undefined) return undefined
  try {
    return answers.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    return undefined
  }
}

export async function writeAnswers(place: HostPlace, name: string, all: Answers): Promise<void> {
  await makeDirectory(join(place.cache, 'monitor'))
  await writeWhole(answersFile(place, name), JSON.stringify(all), { mode: 0o600 })
}
