import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { resolveBase } from '../../../src/stages/base.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

async function withBase(): Promise<{ base: string; outside: string; resolve(): ReturnType<typeof resolveBase> }> {
  const outside = join(await temporary(), 'credentials.json')
  await writeFile(outside, '{"token": "of the runner"}')
  const root = await temporary()
  const base = join(root, 'base')
  await mkdir(base)
  await writeFile(join(base, 'config.json'), '{}')
  const context = { spec: { base: './base' }, specFile: 'model.yml', bounds: { directory: root, root } }
  return { base, outside, resolve: () => resolveBase(context as unknown as StageContext) }
}

describe('a base model of the checkout', () => {
  it('is a directory of files', async () => {
    const { base, resolve } = await withBase()
    expect((await resolve()).directory).toBe(base)
  })

  it('has the same digest with and without what `hf download` notes of its download', async () => {
    const { base, resolve } = await withBase()
    const { digest } = await resolve()
    await mkdir(join(base, '.cache/huggingface/download'), { recursive: true })
    await writeFile(join(base, '.cache/huggingface/download/config.json.metadata'), '1763740800.1')
    const again = {
      spec: { base: './base' },
      specFile: 'model.yml',
      bounds: { directory: dirname(base), root: dirname(base) },
    }
    expect((await resolveBase(again as unknown as StageContext)).digest).toBe(digest)
    await writeFile(join(base, '.cache/weights'), 'more')
    expect((await resolveBase({ ...again } as unknown as StageContext)).digest).not.toBe(digest)
  })

  it('is told how to be fetched as files where it is a snapshot of links in the cache of the hub', async () => {
    const { base, resolve } = await withBase()
    await rm(join(base, 'config.json'))
    await symlink('../../blobs/abc', join(base, 'config.json'))
    await expect(resolve()).rejects.toThrow(/snapshot in the cache of the hub.*hf download ID/)
  })

  it('is told how to be fetched where the checkout left pointers of Git LFS in place of the weights', async () => {
    const { base, resolve } = await withBase()
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 90868376\n`
    await writeFile(join(base, 'model.safetensors'), pointer)
    await expect(resolve()).rejects.toThrow(/model\.safetensors is a pointer of Git LFS.*git lfs pull.*lfs: true/)
  })

  it.each([
    ['a link to a file of the runner', (path: string, outside: string) => symlink(outside, path)],
    ['a link to a directory of the runner', (path: string) => symlink('/etc', path)],
    ['a link to a device', (path: string) => symlink('/dev/zero', path)],
    ['a pipe', async (path: string) => void execFileSync('mkfifo', [path])],
  ])('is refused where it holds %s, before a job gets it', async (_, plant) => {
    for (const name of ['tokenizer.json', 'config.json']) {
      const { base, outside, resolve } = await withBase()
      await rm(join(base, name), { force: true })
      await plant(join(base, name), outside)
      await expect(resolve()).rejects.toThrow(UserError)
    }
  })
})

describe('a base model of the hub', () => {
  async function hosted(environment: Record<string, string>) {
    const [directory, cache] = [await temporary(), await temporary()]
    const context = {
      spec: { base: 'acme/tiny@v1/fixed' },
      specFile: 'model.yml',
      environment,
      place: { cache },
      platform: { log: { info: () => undefined }, secret: () => undefined },
      signal: new AbortController().signal,
      bounds: { directory, root: directory },
    }
    return resolveBase(context as unknown as StageContext)
  }

  /** A port of nobody: whoever asks the hub is told at once. */
  const noHub = { HF_ENDPOINT: 'http://127.0.0.1:9' }

  it('is taken from MODEL_ACTIONS_BASES where it is there, and nothing is fetched', async () => {
    const bases = await temporary()
    const kept = join(bases, 'acme/tiny@v1/fixed')
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, 'config.json'), '{}')
    expect((await hosted({ ...noHub, MODEL_ACTIONS_BASES: bases })).directory).toBe(kept)
  })

  it('that is nowhere names the directory that would be looked into', async () => {
    const nowhere = hosted({ ...noHub, MODEL_ACTIONS_BASES: await temporary() })
    await expect(nowhere).rejects.toThrow(/could not be fetched.*MODEL_ACTIONS_BASES names, as acme\/tiny@v1\/fixed/)
  })

  it('is refused from MODEL_ACTIONS_BASES as from a checkout where it is links into the cache of the hub', async () => {
    const bases = await temporary()
    const kept = join(bases, 'acme/tiny@v1/fixed')
    await mkdir(kept, { recursive: true })
    await symlink('../../blobs/abc', join(kept, 'config.json'))
    await expect(hosted({ ...noHub, MODEL_ACTIONS_BASES: bases })).rejects.toThrow(/snapshot in the cache of the hub/)
  })

  it('takes no relative MODEL_ACTIONS_BASES', async () => {
    await expect(hosted({ ...noHub, MODEL_ACTIONS_BASES: 'bases' })).rejects.toThrow(/no absolute path/)
  })
})
