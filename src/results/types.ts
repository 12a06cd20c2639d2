import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'
import { type Report, reportSchema } from '../report/model.ts'
import { pathFault } from '../trees.ts'
import type { Verdict } from '../verdict.ts'

const digest = z.custom<Digest>(
  (value) => typeof value === 'string' && isDigest(value),
  'expected sha256: and 64 hex digits',
)

/** The name of the file that says what a result is. Its SHA-256 is the result digest. */
export const resultName = 'result.json'

/**
 * What a stage leaves: its verdict and report, what later stages ask of it (`data`), every file with size and digest, and
 * the results it was made from. Nothing in it says where or when it was made, but what was measured there.
 */
export type Result<Data = unknown> = {
  schema: 1
  stage: string
  /** Lineage key: equal for equal inputs. */
  key: Digest
  /** The model's name in its spec: a result of one model is never taken for another's. */
  name: string
  verdict: Verdict
  /** Whether the next stage may run: after a pass, or where the spec takes an inconclusive one as a warning. */
  proceed: boolean
  /** One line for people: what came out. */
  headline: string
  /** Scalars for an action's outputs, by output name. */
  outputs: Record<string, string>
  report: Report
  data: Data
  /** Every file of the result but result.json, sorted by path. */
  files: { path: string; sizeBytes: number; digest: Digest }[]
  /** Result digests, by stage. */
  parents: Record<string, Digest>
}

/** Readers ignore keys that they do not know; the schema number is for what cannot be ignored. */
export const resultSchema: z.ZodType<Result> = z.object({
  schema: z.literal(1),
  stage: z.string().regex(/^[a-z]+$/),
  key: digest,
  name: z.string().min(1),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'error']),
  proceed: z.boolean(),
  headline: z.string(),
  outputs: z.record(z.string(), z.string()),
  report: reportSchema,
  data: z.unknown(),
  files: z.array(
    z.object({
      path: z.string().refine((path) => pathFault(path) === undefined && path !== resultName, 'not a path of a file'),
      sizeBytes: z.int().min(0),
      digest,
    }),
  ),
  parents: z.record(z.string(), digest),
})

/** A result that is somewhere. */
export type Stored<Data = unknown> = {
  digest: Digest
  result: Result<Data>
  /** The bytes of result.json, whose SHA-256 is `digest`. */
  bytes: Uint8Array
  /**
   * A directory of this host with the result's files, each checked against its digest.
   * @throws UserError that names the file that differs, is missing or is one too many
   */
  directory(): Promise<string>
  /** The same directory before anybody checked it: for who reads the files anyway and compares them with `files`. */
  unchecked(): Promise<string>
}

/** Where results are kept and found: the place of this host, or an OCI repository that several machines share. */
export interface ResultStore {
  /** For messages: a directory, or the name of a repository. */
  readonly name: string
  /** The result of a stage with this lineage key; undefined where there is none. */
  find(stage: string, key: Digest): Promise<Stored | undefined>
  /** The result with this digest, whose bytes are checked against it; undefined where there is none. */
  open(digest: Digest): Promise<Stored | undefined>
  /** Takes a result over, checking every file on the way; one that is there stays. From now on its key finds it. */
  put(stored: Stored): Promise<void>
}
