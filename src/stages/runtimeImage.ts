import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import type { Digest } from '../digest.ts'
import { connectDocker } from '../docker/client.ts'
import { ensureRuntimeImage, storedRuntimeImage } from '../docker/runtimeImage.ts'
import { UserError } from '../errors.ts'
import { diskError, writeWhole } from '../files.ts'
import { copyImage } from '../oci/copy.ts'
import { openLayout } from '../oci/layout.ts'
import { parseReference } from '../oci/reference.ts'
import { openRegistry } from '../oci/registry.ts'
import type { ContentStore } from '../oci/types.ts'
import { madeImages } from '../place/madeImages.ts'
import type { Platform } from '../platform/types.ts'
import { withImageBase } from '../spec/edit.ts'
import { type Bounds, boundsOf, holderOf, resolveInside } from '../spec/paths.ts'
import { byPlainHttp, repositoryAccess } from './registry.ts'

/*
 * `runtime-image`: the image under the model, which `image.base` names, from a Debian base that the Docker engine has or fetches.
 * It reads of model.yml nothing but what it writes, because a model.yml that lacks the image is not valid yet.
 */

type Options = {
  specFile: string
  /** From where the paths of options are. */
  directory: string
  /** What it is built from. */
  debian: string | undefined
  layout: string | undefined
  /** A repository of a registry, to which the image goes from the layout. */
  push: string | undefined
  write: boolean
  platform: Platform
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
}

export type RuntimeImage = {
  /** What `image.base` is to be. */
  reference: string
  made: boolean
  spec: 'written' | 'has it already' | 'left as it is'
}

/** Where the layout lies beside model.yml: in the directory that `init` has git ignore. */
export const runtimeLayout = './.model-actions/runtime-image'

/** @throws UserError for what cannot be built, put there or written; model.yml is then as it was */
export async function makeRuntimeImage(options: Options): Promise<RuntimeImage> {
  const { specFile, debian, push, write, platform, signal, environment } = options
  // All that can fail is tried before the minutes that a build takes, and what needs no look at the world first.
  if (debian?.trim() === '') throw new UserError('is empty: name an image', { place: { key: '--debian' } })
  const bounds = await boundsOf(specFile).catch((error: NodeJS.ErrnoException) => {
    const directory = dirname(resolve(specFile))
    const said =
      error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? `there is no directory ${directory}: name a model.yml of yours`
        : `${directory} cannot be read (${error.code}): check the path and its permissions`
    throw new UserError(said, { place: { key: '--config' }, cause: error })
  })
  const spec = write ? await readSpec(specFile) : undefined
  if (spec !== undefined) edited(spec, 'oci:./tried', specFile)
  const layout = await layoutOf(options, bounds)
  const repository = push === undefined ? undefined : await openPushed(push, specFile, options)
  await (repository ?? layout.store).tryWriting()

  const world = {
    docker: await connectDocker({ environment }),
    base: debian,
    log: platform.log,
    signal,
    environment,
    madeHere: madeImages(environment),
  }
  const { digest, made } = await inStores({ layout: layout.store, repository }, world)
  const reference = `${repository?.name ?? `oci:${layout.path}`}@${digest}`
  if (spec === undefined) return { reference, made, spec: 'left as it is' }
  const text = edited(spec, reference, specFile)
  if (text === spec) return { reference, made, spec: 'has it already' }
  signal.throwIfAborted()
  const file = await realpath(specFile)
  await writeWhole(file, text, { mode: (await stat(file)).mode & 0o777 }).catch((error: unknown) => {
    throw diskError(`image.base cannot be written into ${specFile}`, error)
  })
  return { reference, made, spec: 'written' }
}

async function inStores(
  { layout, repository }: { layout: ContentStore; repository: ContentStore | undefined },
  world: Parameters<typeof ensureRuntimeImage>[1],
): Promise<{ digest: Digest; made: boolean }> {
  if (repository === undefined) return ensureRuntimeImage(layout, world)
  const there = await storedRuntimeImage(repository, world)
  if (there !== undefined) return { digest: there, made: false }
  await layout.tryWriting()
  // By way of the layout: what is on the disk can be sent again where a registry fails in the middle.
  const { digest, tag } = await ensureRuntimeImage(layout, world)
  world.log.info(`copying the image to ${repository.name}`)
  await copyImage(layout, digest, repository, { tag, signal: world.signal })
  return { digest, made: true }
}

/** The layout, and its path as model.yml has it. */
async function layoutOf(
  { layout, directory }: Options,
  bounds: Bounds,
): Promise<{ store: ContentStore; path: string }> {
  const place = { key: '--layout' }
  const path = layout === undefined ? runtimeLayout : fromSpec(relative(bounds.directory, resolve(directory, layout)))
  const read = parseReference(`oci:${path}`, place)
  if (read.kind !== 'layout' || read.directory !== path)
    throw new UserError(`${path}: a colon would be read as the mark before a tag: name a directory without one`, {
      place,
    })
  const found = await resolveInside(bounds, path, place)
  return { store: await openLayout(found, { create: true, inside: holderOf(bounds, found) }), path }
}

const fromSpec = (path: string): string => (path.startsWith('.') ? path : `./${path}`)

async function openPushed(push: string, specFile: string, world: Options): Promise<ContentStore> {
  const reference = parseReference(push, { key: '--push' })
  if (reference.kind !== 'registry' || reference.tag !== undefined || reference.digest !== undefined)
    throw new UserError(
      `${push}: expected a repository alone, such as ghcr.io/acme/runtime: leave tag and digest out; for a directory there is --layout`,
      { place: { key: '--push' } },
    )
  const insecure = byPlainHttp({ insecureRegistry: await saysInsecure(specFile) }, push)
  return openRegistry({ repository: push, insecure, ...repositoryAccess(push, world) })
}

/** As the spec says it, which `build` will go by when it fetches the image. */
async function saysInsecure(specFile: string): Promise<boolean> {
  const text = await readFile(specFile, 'utf8').catch(() => '')
  return parseDocument(text, { resolveKnownTags: false }).getIn(['image', 'insecure-registry']) === true
}

async function readSpec(specFile: string): Promise<string> {
  return readFile(specFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      error.code === 'ENOENT'
        ? 'there is no such file to write image.base into: name yours by --config, or leave --write out'
        : `cannot be read (${error.code}): check the path and its permissions`,
      { place: { file: specFile }, cause: error },
    )
  })
}

function edited(text: string, reference: string, specFile: string): string {
  const found = withImageBase(text, reference)
  if (found !== undefined) return found
  throw new UserError(
    'image.base cannot be written into this file, which is no valid YAML or written in an unusual way: leave --write out, and write `image: {base: REFERENCE}` into it by hand, with the reference that is printed then',
    { place: { file: specFile } },
  )
}
