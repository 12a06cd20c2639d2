import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/engine/types.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import type { Stored } from '../../../src/results/types.ts'
import { build, refuseMovedRelease } from '../../../src/stages/build.ts'
import { modelIn } from '../../../src/stages/finetune.ts'
import { versionToRead } from '../../../src/stages/logs.ts'
import { asUserError } from '../../../src/stages/recipe.ts'
import { parseEarlier } from '../../../src/stages/rollBack.ts'
import { makeParts } from '../../../src/stages/selftest.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { exampleBase, temporary } from '../oci/fixtures.ts'

describe('a stage that cannot go on says why, and what to do', () => {
  it('where the disk refuses', () => {
    const context = { place: { directory: '/home/place' } } as unknown as StageContext
    const told = (facts: { code: string; syscall: string; path?: string; address?: string; port?: number }) =>
      asUserError(Object.assign(new Error(facts.code), facts), context)
    const elsewhere = ', or name another directory by MODEL_ACTIONS_HOME'
    const full = 'the disk is full, free some space'
    expect(told({ code: 'ENOSPC', syscall: 'write' })).toMatchObject({
      message: `/home/place: write was refused (ENOSPC): ${full}${elsewhere}`,
      exit: 'preflight',
    })
    expect(told({ code: 'EDQUOT', syscall: 'open', path: '/home/placed' })).toMatchObject({
      message: `/home/placed: open was refused (EDQUOT): ${full}`,
    })
    expect(told({ code: 'EROFS', syscall: 'open', path: '/a/b' })).toMatchObject({
      message: '/a/b: open was refused (EROFS): the file system is read-only, run this where it can be written to',
    })
    for (const code of ['EACCES', 'EPERM'])
      expect(told({ code, syscall: 'mkdir', path: '/home/place/a' })).toMatchObject({
        message: `/home/place/a: mkdir was refused (${code}): no permission, run this as the user whom it belongs to, or change its owner or mode${elsewhere}`,
        exit: 'preflight',
      })
    // Nobody's files: a port, and a process that belongs to somebody else.
    expect(told({ code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 })).toMatchObject({
      message: expect.stringMatching(/^0\.0\.0\.0:80: listen was refused/),
    })
    expect(told({ code: 'EPERM', syscall: 'kill' })).not.toHaveProperty('exit')
  })

  it('where a result that should have a model has none', () => {
    const stored = { digest: `sha256:${'0'.repeat(64)}`, result: { stage: 'finetune', files: [] } }
    expect(() => modelIn(stored as unknown as Stored)).toThrow(
      /the result sha256:0+ of finetune holds no model: run finetune again with --force/,
    )
  })

  it('where the time of an image is no number, before anything is built', async () => {
    const context = { environment: { SOURCE_DATE_EPOCH: 'today' } } as unknown as StageContext
    await expect(build.preflight?.(context)).rejects.toThrow(
      'SOURCE_DATE_EPOCH: today: give seconds since 1970 as a whole number, or leave it unset',
    )
  })

  it('where a release is there with other content, unless --force says that it moves', async () => {
    const store = await openLayout(join(await temporary(), 'images'), { create: true })
    const [first, second] = [await exampleBase(store, ['amd64']), await exampleBase(store, ['arm64'])]
    await tagImage(store, first.digest, '1.0.0')
    const release = (digest: typeof first.digest, force = false) =>
      refuseMovedRelease(store, '1.0.0', digest, { specFile: 'model.yml', force } as unknown as StageContext)
    await release(first.digest)
    await expect(release(second.digest)).rejects.toThrow(
      /^model\.yml: version: .* has a release 1\.0\.0 already, with other content \(sha256:\w+\): raise the version, or use --force/,
    )
    await release(second.digest, true)
  })

  it('where our own runtime fails its selftest', async () => {
    const fails = { run: async () => ({ exit: 'crashed', diagnosis: 'it fell' }) } as unknown as Engine
    await expect(makeParts('/nonexistent', fails, new AbortController().signal)).rejects.toMatchObject({
      message: 'our own runtime does not pass its selftest: it fell',
      exit: 'crashed',
    })
  })

  it('where a version to go back to is none', () => {
    const place = { key: 'argument VERSION' }
    expect(() => parseEarlier('latest', place)).toThrow(
      'argument VERSION: "latest" is no release: give `previous`, or a version such as 1.4.0',
    )
    expect(['previous', '1.4.0'].map((text) => parseEarlier(text, place))).toEqual(['previous', '1.4.0'])
  })

  it('where a log is asked for that went with its version', async () => {
    const backend = { id: 'v1-0-0-abc', version: '1.0.0' }
    const serving = {
      gateway: undefined,
      versions: { known: async () => [{ backend, running: true }] },
      spec: { name: 'tone' },
      looked: 'a place',
    } as unknown as Parameters<typeof versionToRead>[0]
    await expect(versionToRead(serving, '0.9.0')).rejects.toThrow(
      'version 0.9.0 of tone is not there: a version that was stopped takes its log with it; name one of 1.0.0',
    )
    expect(await versionToRead(serving, '1.0.0')).toBe(backend)
  })
})
