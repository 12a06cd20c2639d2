import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import type { ContentStore } from '../../src/oci/types.ts'
import { attachStatement } from '../../src/signing/attest.ts'
import { signLegacy } from '../../src/signing/legacy.ts'
import { provenanceOf, provenancePredicate } from '../../src/signing/provenance.ts'
import { releasePredicate, verifyRelease } from '../../src/signing/release.ts'
import { signImage } from '../../src/signing/sign.ts'
import { verifyImage } from '../../src/signing/verify.ts'
import { describeWith } from '../parts.ts'
import { startRegistry } from '../registry.ts'
import {
  arrange,
  created,
  listing,
  makeKey,
  matrix,
  putImage,
  released,
  signRelease,
  type TestKey,
} from '../unit/signing/image.ts'

const run = promisify(execFile)

describeWith(['registry', 'cosign'], 'cosign and we, in a real registry', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let directory: string
  let key: TestKey
  let stranger: TestKey
  let count = 0

  const cosign = (...args: string[]) =>
    run('cosign', args, {
      cwd: directory,
      timeout: 60_000,
      env: { PATH: process.env['PATH'], HOME: directory, COSIGN_PASSWORD: 'secret' },
    })
  const repository = async (): Promise<ContentStore> => {
    count += 1
    return openRegistry({ repository: `${registry.host}/acme/intents-${count}`, insecure: true })
  }
  const refuses = (work: Promise<unknown>) =>
    expect(work).rejects.toMatchObject({ name: 'UserError', exit: 'gate-failed' })

  const cosignVerifies = (store: ContentStore, digest: Digest, flags: string[] = [], by = 'ours.pub') =>
    cosign('verify', '--key', by, '--insecure-ignore-tlog=true', ...flags, `${store.name}@${digest}`)
  const legacyOnly = ['--new-bundle-format=false']
  const cosignSigns = {
    bundle: (store: ContentStore, digest: Digest, by = 'ours.key') =>
      cosign('sign', '--key', by, '--signing-config=none.json', '-y', `${store.name}@${digest}`),
    tag: (store: ContentStore, digest: Digest, by = 'ours.key') =>
      cosign(
        ...['sign', '--key', by, '--use-signing-config=false', '--tlog-upload=false', ...legacyOnly],
        ...['-y', `${store.name}@${digest}`],
      ),
  }

  beforeAll(async () => {
    registry = await startRegistry()
    directory = await mkdtemp(join(tmpdir(), 'signing-'))
    key = await makeKey()
    stranger = await makeKey()
    await writeFile(join(directory, 'ours.key'), key.privateKey)
    await writeFile(join(directory, 'ours.pub'), key.publicKey)
    await writeFile(join(directory, 'stranger.key'), stranger.privateKey)
    await writeFile(join(directory, 'stranger.pub'), stranger.publicKey)
    await cosign('signing-config', 'create', '--out', 'none.json')
  })
  afterAll(async () => {
    await registry?.close()
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  })

  it('cosign accepts what we sign, for the index and for each platform, in both formats', async () => {
    const store = await repository()
    const { index, platforms } = await putImage(store, 'weights', '1.0.0')
    const { signed } = await signImage({ store, index, signing: key.signing, created })
    expect(signed.map(({ digest }) => digest)).toEqual([index, ...platforms].map(({ digest }) => digest))
    for (const { digest } of signed) {
      await cosignVerifies(store, digest)
      await cosignVerifies(store, digest, legacyOnly)
      await expect(cosignVerifies(store, digest, [], 'stranger.pub')).rejects.toThrow()
      await expect(cosignVerifies(store, digest, legacyOnly, 'stranger.pub')).rejects.toThrow()
    }
  })

  it('cosign accepts a release, and its statement of what it is, in both readings', async () => {
    const store = await repository()
    const { index } = await putImage(store, 'weights', '1.0.0')
    await signRelease(store, index, key.signing, released('1.0.0'))
    await cosignVerifies(store, index.digest)
    await cosignVerifies(store, index.digest, legacyOnly)
    await cosign(
      ...['verify-attestation', '--key', 'ours.pub', '--type', releasePredicate, '--insecure-ignore-tlog=true'],
      `${store.name}@${index.digest}`,
    )
    const wanted = { name: 'intents', version: '1.0.0' }
    const verify = (version: string) =>
      verifyRelease({ store, digest: index.digest, policy: key.policy, wanted: { ...wanted, version } })
    expect((await verify('1.0.0')).release).toMatchObject(wanted)
    await store.putManifest((await store.getManifest(index.digest)).bytes, index.mediaType, '2.0.0')
    await expect(verify('2.0.0')).rejects.toThrow('was released as "intents 1.0.0" and not intents 2.0.0')
  })

  it('cosign accepts our tag where it is all there is', async () => {
    const store = await repository()
    const { index } = await putImage(store, 'weights')
    await signLegacy({ store, digest: index.digest, signer: key.signing.signer })
    await cosignVerifies(store, index.digest, legacyOnly)
    await cosignVerifies(store, index.digest)
    expect(await verifyImage({ store, reference: index.digest, policy: key.policy })).toMatchObject({
      format: 'legacy',
    })
  })

  it.each([
    { how: ['bundle'], format: 'bundle' },
    { how: ['tag'], format: 'legacy' },
    { how: ['tag', 'bundle'], format: 'bundle' },
  ] as const)('we accept what cosign signs as $how, and refuse it by another key', async ({ how, format }) => {
    const store = await repository()
    const { index } = await putImage(store, 'weights', '1.0.0')
    await refuses(verifyImage({ store, reference: '1.0.0', policy: key.policy }))
    for (const each of how) await cosignSigns[each](store, index.digest)
    expect(await verifyImage({ store, reference: '1.0.0', policy: key.policy })).toEqual({
      digest: index.digest,
      signedBy: `key ${key.hint}`,
      format,
    })
    await refuses(verifyImage({ store, reference: '1.0.0', policy: stranger.policy }))
  })

  it.each(matrix)('we and cosign judge alike: $format, $state', async ({ format, state }) => {
    const store = await repository()
    const { index } = await putImage(store, 'weights')
    await arrange(store, index, { format, state }, { ours: key.signing, stranger: stranger.signing })
    const theirs = () => cosignVerifies(store, index.digest)
    const ours = () => verifyImage({ store, reference: index.digest, policy: key.policy })
    if (state !== 'good') {
      await expect(theirs()).rejects.toThrow(
        /no (?:matching )?signatures|invalid signature|failed to verify|could not verify/i,
      )
      return refuses(ours())
    }
    await theirs()
    expect(await ours()).toMatchObject({ digest: index.digest, format: format === 'tag' ? 'legacy' : 'bundle' })
  })

  it('signs nothing twice, whoever used the key before', async () => {
    const store = await repository()
    const { index, platforms } = await putImage(store, 'weights')
    const digests = [index, ...platforms].map(({ digest }) => digest)
    for (const digest of digests) {
      await cosignSigns.bundle(store, digest)
      await cosignSigns.tag(store, digest)
    }
    const before = await listing(store, digests)
    await signImage({ store, index, signing: key.signing, created })
    expect(await listing(store, digests)).toEqual(before)
  })

  it('signs beside the signatures of others, and each of them still holds', async () => {
    const store = await repository()
    const { index } = await putImage(store, 'weights')
    await cosignSigns.bundle(store, index.digest, 'stranger.key')
    await cosignSigns.tag(store, index.digest, 'stranger.key')
    await signImage({ store, index, signing: key.signing, created })
    for (const by of ['ours.pub', 'stranger.pub']) {
      await cosignVerifies(store, index.digest, [], by)
      await cosignVerifies(store, index.digest, legacyOnly, by)
    }
    for (const { policy } of [key, stranger])
      expect(await verifyImage({ store, reference: index.digest, policy })).toMatchObject({ format: 'bundle' })
  })

  it('an image whose only bundle is provenance is refused, where cosign lets it pass', async () => {
    const store = await repository()
    const { index } = await putImage(store, 'weights')
    const predicate = provenanceOf({
      model: { name: 'intents', version: '1.0.0' },
      specFile: 'model.yml',
      source: { repository: 'https://github.com/acme/models', commit: 'a'.repeat(40), ref: 'refs/tags/v1.0.0' },
      inputs: { dataset: index.digest },
      builder: 'https://github.com/acme/models/.github/workflows/release.yml@refs/tags/v1.0.0',
      invocation: 'https://github.com/acme/models/actions/runs/7/attempts/1',
    })
    const predicateType = provenancePredicate
    await attachStatement({ store, subject: index, predicateType, predicate, signing: key.signing, created })
    await cosign(
      ...['verify-attestation', '--key', 'ours.pub', '--type', 'slsaprovenance1', '--insecure-ignore-tlog=true'],
      `${store.name}@${index.digest}`,
    )
    await cosignVerifies(store, index.digest)
    await expect(verifyImage({ store, reference: index.digest, policy: key.policy })).rejects.toThrow(
      /has no signature: what is attached to it is of predicate "https:\/\/slsa\.dev\/provenance\/v1"/,
    )
  })

  it('cosign verifies the statements we attach, and what cosign attests is no signature to us', async () => {
    const store = await repository()
    const { index } = await putImage(store, 'weights')
    const predicateType = 'https://model-actions.dev/predicates/evaluation/v1'
    const predicate = { accuracy: 0.93 }
    await attachStatement({ store, subject: index, predicateType, predicate, signing: key.signing, created })
    await cosign(
      ...['verify-attestation', '--key', 'ours.pub', '--type', predicateType, '--insecure-ignore-tlog=true'],
      `${store.name}@${index.digest}`,
    )
    await writeFile(join(directory, 'predicate.json'), JSON.stringify(predicate))
    await cosign(
      ...['attest', '--key', 'ours.key', '--signing-config=none.json', '--predicate', 'predicate.json'],
      ...['--type', 'https://example.com/v1', '-y', `${store.name}@${index.digest}`],
    )
    await refuses(verifyImage({ store, reference: index.digest, policy: key.policy }))
  })
})
