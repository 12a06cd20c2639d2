import { describe, expect, it, vi } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { blobOf, emptyBlob } from '../../../src/oci/blobs.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { openPlace } from '../../../src/place/place.ts'
import { openLocalResults } from '../../../src/results/local.ts'
import { combineResults } from '../../../src/results/results.ts'
import type { Result } from '../../../src/results/types.ts'
import { bundleType } from '../../../src/signing/bundle.ts'
import { verifyRelease } from '../../../src/signing/release.ts'
import { oncePerRun } from '../../../src/stages/memo.ts'
import { runStage } from '../../../src/stages/recipe.ts'
import { sign } from '../../../src/stages/sign.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { verifiedRelease, verify } from '../../../src/stages/verify.ts'
import { build, exampleModel, temporary } from '../oci/fixtures.ts'
import { created, listing, makeKey } from '../signing/image.ts'

/** A job with the key and the digest of a build of intents 1.0.0, and a spec that may be of another version. */
async function handedABuild(version: string) {
  const key = await makeKey()
  const home = await temporary()
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'intents' })
  const store = await openLayout(place.images, { create: true })
  const { index, manifests } = await build(store, { model: await exampleModel({ version: '1.0.0' }) })
  const local = openLocalResults(place.store)
  const result = async (stage: string, data: unknown, parents: Result['parents']) => {
    const report = { schema: 1 as const, title: stage, verdict: 'pass' as const, headline: '', gates: [], sections: [] }
    const passed = { verdict: 'pass' as const, proceed: true, headline: '', outputs: {}, report }
    const workspace = await local.begin()
    return workspace.commit({ ...passed, stage, key: digestBytes(stage), name: 'intents', data, parents })
  }
  const evaluated = await result('evaluate', { accuracy: 0.9 }, {})
  const image = `${store.name}@${index.digest}`
  const quantized = await result('quantize', {}, { evaluate: evaluated.digest })
  const parents = { evaluate: evaluated.digest, quantize: quantized.digest }
  const built = await result('build', { image, version: '1.0.0', index, manifests }, parents)
  const warnings: string[] = []
  const context = {
    spec: { name: 'intents', version, image: {}, signing: {} },
    specFile: 'model.yml',
    place,
    results: combineResults({ local, shared: undefined, believeKeys: false }),
    from: built.digest,
    environment: { COSIGN_PRIVATE_KEY: key.privateKey, COSIGN_PASSWORD: 'secret' },
    platform: { secret: () => undefined, log: { warn: (line: string) => warnings.push(line) } },
    clock: { now: () => created },
    signal: new AbortController().signal,
  } as unknown as StageContext
  return { context, key, store, index, parents, warnings, attached: () => listing(store, [index.digest]) }
}

describe('signing what another job built', () => {
  it('needs the digest of its result and the key', async () => {
    const { context, key, store, index, parents } = await handedABuild('1.0.0')
    expect((await runStage(sign, context)).stored.result.verdict).toBe('pass')
    const wanted = { name: 'intents', version: '1.0.0' }
    const { release } = await verifyRelease({ store, digest: index.digest, policy: key.policy, wanted })
    expect(release).toEqual({
      ...wanted,
      kind: 'index',
      gates: {
        evaluate: { result: parents.evaluate, verdict: 'pass' },
        quantize: { result: parents.quantize, verdict: 'pass' },
      },
      created: created.toISOString(),
    })
  }, 60_000)

  it('is refused for the build of another version, and nothing is signed', async () => {
    const { context, attached } = await handedABuild('1.1.0')
    const before = await attached()
    await expect(runStage(sign, context)).rejects.toThrow(
      /^model\.yml: version: .* is intents 1\.0\.0, and the spec is of intents 1\.1\.0: hand over/,
    )
    expect(await attached()).toEqual(before)
  })

  it('counts for nothing where somebody moved the tag while it was verified, and for the image once it stays', async () => {
    const { context, key, store, index } = await handedABuild('1.0.0')
    await runStage(sign, context)
    await tagImage(store, index.digest, '1.0.0')
    const own = { ...context, from: undefined, environment: { COSIGN_PUBLIC_KEY: key.publicKey } }
    await oncePerRun(own, 'images', async () => store)
    const another = { ...index, digest: digestBytes('another') }
    vi.spyOn(store, 'resolve').mockResolvedValueOnce(index).mockResolvedValueOnce(another)
    await expect(verifiedRelease(own)).rejects.toThrow(
      /:1\.0\.0 moved while it was verified: find out who pushed it, and run again$/,
    )
    expect((await verifiedRelease(own)).digest).toBe(index.digest)
  })

  it('goes on where a stranger attached what nobody can read, and so does verify: both say what, and what to do', async () => {
    const { context, key, store, index, warnings } = await handedABuild('1.0.0')
    const nowhere = { mediaType: bundleType, digest: digestBytes('nowhere'), size: 7 }
    const config = await store.write(blobOf(emptyBlob.bytes), emptyBlob.descriptor.mediaType, emptyBlob.descriptor)
    const { mediaType, digest, size } = index
    const strange = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [nowhere] }
    const bytes = Buffer.from(JSON.stringify({ ...strange, subject: { mediaType, digest, size } }))
    await store.putManifest(bytes, mediaTypes.manifest)
    expect((await runStage(sign, context)).stored.result.verdict).toBe('pass')
    warnings.length = 0
    const environment = { COSIGN_PUBLIC_KEY: key.publicKey }
    const { stored } = await runStage(verify, { ...context, from: undefined, image: digest, environment })
    expect(stored.result.verdict).toBe('pass')
    expect(warnings).toEqual([
      expect.stringMatching(/cannot be read counts for nothing: .*sha256:[0-9a-f]{64}.*: find out who pushed it$/),
    ])
  })
})
