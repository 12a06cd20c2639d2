import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import semver from 'semver'
import { type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { servedOf } from '../model/history.ts'
import { readModelDirectory, verifyModelDirectory } from '../model/manifest.ts'
import type { ModelDirectory } from '../model/types.ts'
import { extractModel } from '../oci/extract.ts'
import { openLayout } from '../oci/layout.ts'
import { parseReference, type Reference } from '../oci/reference.ts'
import { openRegistry } from '../oci/registry.ts'
import { imageSays, inWords, releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import { lastMade } from '../results/local.ts'
import type { Stored } from '../results/types.ts'
import { releaseDirectory } from './baseline.ts'
import { openImages } from './image.ts'
import { placesOf } from './places.ts'
import { byPlainHttp, repositoryAccess } from './registry.ts'
import type { StageContext } from './types.ts'

/** A model that can be asked, and where it comes from, in words for people. */
export type ChosenModel = { model: ModelDirectory; because: string }

const place = { key: '--model' }
/** What may be named, for messages. */
const kinds = 'a result digest, a version that was released, HOST/NAME:TAG of an image, or the directory of a model'

/**
 * The model that somebody wants to try: the one that is named, else the newest that passed its gates here, else what was
 * promoted here last. Of an image only the model is taken, never its code, so that one without a signature can be tried too.
 */
export const chooseModel = (context: StageContext, wanted: string | undefined): Promise<ChosenModel> =>
  wanted === undefined ? newest(context) : named(context, wanted)

async function newest(context: StageContext): Promise<ChosenModel> {
  const { spec, environment, signal, specFile } = context
  const places = await placesOf(specFile, { model: spec.name, environment, signal })
  const made = (await Promise.all(places.map(({ store }) => lastMade(store, 'quantize'))))
    .flat()
    .filter(({ stored }) => stored.result.name === spec.name)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
  const passed = made.findIndex(({ stored }) => stored.result.proceed)
  const best = made[passed]
  if (best !== undefined) {
    const later = made[0]
    const not =
      passed === 0 || later === undefined
        ? ''
        : `; a newer one did not pass (${later.stored.result.verdict}: ${later.stored.result.headline}), which --model ${later.stored.digest} asks`
    return ofResult(best.stored, `the newest that passed its gates here, result ${best.stored.digest}${not}`)
  }
  const [promoted] = servedOf((await Promise.all(places.map(readHistory))).flat()).served
  if (promoted !== undefined)
    return ofImage(context, await openImages(context), promoted.digest, 'what was promoted here last')
  const tried = made[0]
  throw new UserError(
    tried === undefined
      ? `there is no model of ${spec.name} here: run \`model-actions prepare,finetune,evaluate,quantize\`, or name ${kinds} by --model`
      : `no model of ${spec.name} has passed its gates here: run the pipeline again, or name the last one, which did not, by --model ${tried.stored.digest}`,
    { place: { file: specFile } },
  )
}

async function named(context: StageContext, wanted: string): Promise<ChosenModel> {
  if (isDigest(wanted)) {
    const stored = await context.results.open(wanted)
    if (stored !== undefined) return fromResult(context, stored)
    const images = await openImages(context)
    await requireImage(images, wanted, `${wanted} is no result here, and no image of it`)
    return ofImage(context, images, wanted, 'named by --model')
  }
  if (semver.valid(wanted) === wanted) return ofRelease(context, wanted)
  if ((await stat(wanted).catch(() => undefined))?.isDirectory() === true) {
    const model = await readModelDirectory(wanted)
    await verifyModelDirectory(model)
    if (model.manifest.engine !== 'onnxruntime')
      throw new UserError(
        `${wanted} holds what training left (${model.manifest.format}), which no server reads: run quantize (precision fp32 or int8), and name its model`,
        { place },
      )
    return { model, because: `the directory ${wanted}` }
  }
  return ofReference(context, wanted)
}

async function fromResult(context: StageContext, stored: Stored): Promise<ChosenModel> {
  const { stage, outputs, verdict } = stored.result
  const told = `result ${stored.digest} of ${stage}${verdict === 'pass' ? '' : `, whose verdict was ${verdict}`}`
  if (stage === 'quantize') return ofResult(stored, told)
  const image = outputs['digest'] ?? ''
  if (isDigest(image)) return ofImage(context, await openImages(context), image, told)
  throw new UserError(
    `${stored.digest} is a result of ${stage}, which leaves no model that can serve: name one of quantize, build or deploy`,
    { place },
  )
}

async function ofResult(stored: Stored, because: string): Promise<ChosenModel> {
  return { model: await readModelDirectory(join(await stored.directory(), 'model')), because }
}

async function ofRelease(context: StageContext, version: string): Promise<ChosenModel> {
  const store = await openImages(context)
  const all = await releases(store)
  const found = all.find((release) => release.version === version)
  if (found !== undefined) return ofImage(context, store, found.digest, `release ${version}`)
  const there = all.map((release) => release.version).join(', ')
  throw new UserError(
    `${store.name} has no release ${version}: name ${there === '' ? kinds : `one that it has (${there})`}`,
    { place },
  )
}

async function ofReference(context: StageContext, text: string): Promise<ChosenModel> {
  const notThere = !text.includes('/') || /^[./~]/.test(text)
  if (notThere && !text.startsWith('oci:'))
    throw new UserError(`${JSON.stringify(text.slice(0, 200))} is nowhere: name ${kinds}`, { place })
  const reference = parseReference(text, place)
  const store = await openReferred(context, reference)
  const digest = reference.digest ?? (await store.resolve(reference.tag ?? 'latest'))?.digest
  if (digest === undefined)
    throw new UserError(
      `${store.name} has no tag ${reference.tag ?? 'latest'}: name one that it has${reference.tag === undefined ? ', behind a colon' : ''}`,
      { place },
    )
  await requireImage(store, digest, `no image ${text}`)
  return ofImage(context, store, digest, text)
}

async function openReferred(context: StageContext, reference: Reference): Promise<ContentStore> {
  if (reference.kind === 'layout') return openLayout(reference.directory, { create: false })
  const repository = `${reference.host}/${reference.name}`
  const insecure = byPlainHttp(context.spec.image, repository)
  return openRegistry({ repository, insecure, ...repositoryAccess(repository, context) })
}

/** @param what such as `no image ghcr.io/acme/tone:1` @throws UserError that says so, and what may be named */
async function requireImage(store: ContentStore, digest: Digest, what: string): Promise<void> {
  await store.getManifest(digest).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${what} can be had (${error.message}): name ${kinds}`, {
      place,
      exit: error.exit,
      cause: error,
    })
  })
}

async function ofImage(
  context: StageContext,
  store: ContentStore,
  digest: Digest,
  because: string,
): Promise<ChosenModel> {
  const into = await releaseDirectory(context, digest)
  const { model } = await extractModel({ store, digest, into, reuse: true })
  return { model, because: `${because}: image ${inWords(await imageSays(store, digest))}, ${store.name}@${digest}` }
}
