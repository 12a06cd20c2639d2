import { join } from 'node:path'
import { z } from 'zod'
import { type Digest, digestBytes, isDigest, measureFile } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readRegular, writeWhole } from '../files.ts'
import { caseCollision, listFiles, pathFault } from '../trees.ts'
import { verifyListed } from './listed.ts'
import {
  type FileEntry,
  type ModelDirectory,
  type ModelManifest,
  modelEngines,
  modelFormats,
  modelTasks,
  type ServingContract,
} from './types.ts'

export const manifestName = 'model.json'

/** One of 5,000 files is shorter, and models have some dozens. */
const longestManifestBytes = 1024 * 1024

const digest = z.custom<Digest>(
  (value) => typeof value === 'string' && isDigest(value),
  'expected sha256: and 64 hex digits',
)
const machine = z.strictObject({
  cpu: z.strictObject({ model: z.string(), flags: z.array(z.string()) }),
  gpus: z.array(z.string()),
  driver: z.string().optional(),
  identity: z.record(z.string(), z.string()),
})
const modelManifest = z.strictObject({
  schema: z.literal(1),
  name: z
    .string()
    .max(200)
    .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower case letters, digits and single . _ -'),
  version: z.string().min(1).max(200),
  task: z.enum(modelTasks),
  format: z.enum(modelFormats),
  engine: z.enum(modelEngines),
  precision: z.enum(['bf16', 'fp32', 'int8']),
  labels: z.array(z.string()).refine((labels) => new Set(labels).size === labels.length, 'a label stands twice'),
  maxLength: z.int().min(1).max(1_000_000),
  maxBatch: z.int().min(1).max(1_000_000),
  columns: z.array(z.string().min(1)).min(1).max(100).optional(),
  base: digest.optional(),
  machine: machine.optional(),
  serving: z.strictObject({
    port: z.int().min(1).max(65_535),
    readyPath: z.string().regex(/^\/[!-~]*$/, 'expected a path of a URL'),
    protocol: z.literal('open-inference-v2'),
  }),
  files: z.array(
    z.strictObject({
      path: z
        .string()
        .refine((path) => pathFault(path) === undefined && path !== manifestName, 'not a path of a model file'),
      sizeBytes: z.int().min(0),
      digest,
    }),
  ),
  lineage: z.array(z.strictObject({ stage: z.string(), key: digest, inputs: z.record(z.string(), digest) })),
})

/** What the maker of a model says about it; the files, and how it is served, follow from the rest. */
type ManifestFields = Omit<ModelManifest, 'schema' | 'files' | 'serving'>

/** Our server's port inside an image. */
const servingPort = 8080

/** Where a server of this very model answers; one of another model or version says 404 there. */
const servingAt = (name: string, version: string): ModelManifest['serving'] => ({
  port: servingPort,
  readyPath: `/v2/models/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}/ready`,
  protocol: 'open-inference-v2',
})

/** How a server of this model is spoken to. */
export const servingOf = ({ serving, maxLength, maxBatch, engine }: ModelManifest): ServingContract => ({
  ...serving,
  maxLength,
  maxBatch,
  engine,
})

/** The same model under the name and version that it is released as. */
export const releasedAs = (manifest: ModelManifest, release: { name: string; version: string }): ModelManifest => ({
  ...manifest,
  ...release,
  serving: servingAt(release.name, release.version),
})

/** The bytes of `model.json`: equal manifests give equal bytes. */
export const manifestBytes = (manifest: ModelManifest): Buffer => Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)

/**
 * The model of a result that passed its gates. `model.json` has the size and digest that the result says, and lists exactly
 * the result's files; their content is compared by whoever reads it, in the same pass.
 * @param files every file of the model as the result lists it, paths relative to the model's directory
 * @throws UserError with the file that differs
 */
export async function readGatedModel(directory: string, files: readonly FileEntry[]): Promise<ModelDirectory> {
  const path = join(directory, manifestName)
  const gated = files.find((file) => file.path === manifestName)
  if (gated === undefined) throw new UserError(`${directory}: the result lists no ${manifestName}: ${remedy}`)
  const bytes = await readManifest(directory)
  const difference = differenceFrom(gated, { sizeBytes: bytes.length, digest: digestBytes(bytes) })
  if (difference !== undefined) throw changedSince(path, difference)
  const manifest = parseManifest(bytes.toString('utf8'), path)
  const rest = new Map(files.filter((file) => file !== gated).map((file) => [file.path, file]))
  for (const listed of manifest.files) {
    const expected = rest.get(listed.path)
    if (expected === undefined || differenceFrom(expected, listed) !== undefined)
      throw new UserError(`${path}: files: ${listed.path} is not what the result says: ${remedy}`)
    rest.delete(listed.path)
  }
  const [extra] = rest.keys()
  if (extra !== undefined) throw new UserError(`${path}: files: ${extra} is in the result and not listed: ${remedy}`)
  return { path: directory, manifest }
}

/** How what was found differs from what was gated, in words; undefined where it does not. Pure. */
export function differenceFrom(
  expected: Pick<FileEntry, 'sizeBytes' | 'digest'>,
  found: Pick<FileEntry, 'sizeBytes' | 'digest'>,
): string | undefined {
  if (found.sizeBytes !== expected.sizeBytes) return `${found.sizeBytes} bytes instead of ${expected.sizeBytes}`
  if (found.digest !== expected.digest) return `its digest is ${found.digest} instead of ${expected.digest}`
  return undefined
}

/** A file is not the one that its result, and so every gate, speaks of. */
export const changedSince = (path: string, difference: string): UserError =>
  new UserError(
    `${path}: not what its result says, ${difference}: it was changed after its stage ended, find out by whom and run that stage again with --force`,
    { exit: 'gate-failed' },
  )

/** Hashes every file of the directory and writes `model.json` beside them, whole or not at all. */
export async function writeManifest(directory: string, fields: ManifestFields): Promise<ModelDirectory> {
  const files = []
  for (const { path } of await modelFiles(directory))
    files.push({ path, ...(await measureFile(join(directory, path))) })
  if (files.length === 0) throw new UserError(`${directory}: no files: there is no model to hand on`)
  const manifest = parseManifest(
    JSON.stringify({ ...fields, schema: 1, files, serving: servingAt(fields.name, fields.version) }),
    join(directory, manifestName),
  )
  try {
    await writeWhole(join(directory, manifestName), manifestBytes(manifest))
  } catch (error) {
    throw new UserError(
      `${directory}: ${manifestName} cannot be written (${(error as NodeJS.ErrnoException).code}): free space or fix the permissions`,
      { cause: error },
    )
  }
  return { path: directory, manifest }
}

/** Reads `model.json`; the files themselves are not looked at (`verifyModelDirectory` does). */
export async function readModelDirectory(directory: string): Promise<ModelDirectory> {
  const text = (await readManifest(directory)).toString('utf8')
  return { path: directory, manifest: parseManifest(text, join(directory, manifestName)) }
}

function readManifest(directory: string): Promise<Buffer> {
  const file = join(directory, manifestName)
  return readRegular(file, longestManifestBytes).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UserError) throw error
    throw new UserError(
      error.code === 'ENOENT'
        ? `${directory}: not a model directory, there is no ${manifestName}: give the result of a stage`
        : `${file}: cannot be read (${error.code}): check the permissions`,
    )
  })
}

/** @throws UserError with file, key and value where the text is no manifest of schema 1 */
export function parseManifest(text: string, file: string): ModelManifest {
  // What is hostile is longer: nested lists of 8 MB cost seconds before anybody sees that they are none of ours.
  if (text.length > longestManifestBytes)
    throw new UserError(`${file}: longer than ${longestManifestBytes} bytes: run the stage that made this model again`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UserError(`${file}: not JSON (${(error as Error).message}): run the stage that made this model again`)
  }
  const parsed = modelManifest.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UserError(
      `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: run the stage that made this model again`,
    )
  }
  const paths = parsed.data.files.map((entry) => entry.path)
  if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')))
    throw new UserError(`${file}: files: not sorted, or a file stands twice: run the stage that made this model again`)
  const collision = caseCollision(paths)
  if (collision !== undefined)
    throw new UserError(`${file}: files: ${collision.join(' and ')} differ only in case: rename one`)
  // Whoever probes it would take another model for this one.
  const { name, version, serving } = parsed.data
  if (serving.readyPath !== servingAt(name, version).readyPath)
    throw new UserError(
      `${file}: serving.readyPath: not that of ${name} ${version}: run the stage that made this model again`,
    )
  if ((parsed.data.format === 'adapter') !== (parsed.data.base !== undefined))
    throw new UserError(
      `${file}: base: an adapter names the digest of its base, and nothing else does: run the stage that made this model again`,
    )
  return clean(parsed.data)
}

/** Keys in one order, and none that is there without a value. */
const clean = (value: z.infer<typeof modelManifest>): ModelManifest =>
  JSON.parse(JSON.stringify(value)) as ModelManifest

/** Every file has the size and digest that model.json says, and there is no other file. @throws UserError with its name */
export const verifyModelDirectory = ({ path, manifest }: ModelDirectory): Promise<void> =>
  verifyListed(path, manifest.files, { name: manifestName, remedy })

const remedy = 'run the stage that made this model again'

async function modelFiles(directory: string): Promise<{ path: string; sizeBytes: number }[]> {
  return (await listFiles(directory, { links: 'refused' })).filter((file) => file.path !== manifestName)
}
