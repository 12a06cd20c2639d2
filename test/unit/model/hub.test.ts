import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { suggestedBase } from '../../../src/init/base.ts'
import { downloadModel, filesOfModel, type HubSource, pauseBefore, usualPatience } from '../../../src/model/hub.ts'
import { type Fetch, openFetch } from '../../../src/network.ts'
import { commit, type FakeHub, fakeHub } from '../../fakeHub.ts'
import { proxyThatSays } from '../../proxy.ts'
import { temporary } from '../oci/fixtures.ts'

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251))
const model = {
  'config.json': '{"model_type": "bert"}',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  'vocab.txt': 'a\nb\n',
  'model.safetensors': { bytes: weights, lfs: true },
}
/** What the repository of a model that is used by many holds besides. */
const others = {
  '.gitattributes': '*.safetensors filter=lfs',
  'README.md': '# A model',
  'pytorch_model.bin': { bytes: weights, lfs: true },
  'tf_model.h5': { bytes: weights, lfs: true },
  'consolidated.safetensors': { bytes: weights, lfs: true },
  'model.fp16.safetensors': { bytes: weights, lfs: true },
  'modules.json': '[]',
  '1_Pooling/config.json': '{}',
  'onnx/model.onnx': { bytes: weights, lfs: true },
  'openvino/openvino_model.bin': { bytes: weights, lfs: true },
  'train_script.py': 'print()',
}

const place = { file: 'model.yml', key: 'base' }
const sourceOf = (hub: Pick<FakeHub, 'address'>, more: Partial<HubSource> = {}): HubSource => ({
  hub: hub.address,
  repository: 'acme/tiny',
  revision: commit,
  token: undefined,
  fetch: openFetch({}),
  signal: new AbortController().signal,
  place,
  patience: { firstPauseMs: 0, longestPauseMs: 0, silenceMs: 0 },
  ...more,
})

async function download(hub: FakeHub, more: Partial<HubSource> = {}, into?: string) {
  const directory = into ?? join(await temporary(), commit)
  let found: readonly { name: string; sizeBytes: number }[] = []
  await downloadModel(sourceOf(hub, more), dirname(directory), (files) => {
    found = files
  })
  return { directory, found }
}

describe('a model of a hub', () => {
  it('is fetched alone of all that its repository holds, each file once', async () => {
    const hub = await fakeHub({ files: { ...others, ...model } })
    const { directory, found } = await download(hub)
    expect((await readdir(directory)).toSorted()).toEqual(Object.keys(model).toSorted())
    expect(hub.fetched().toSorted()).toEqual(Object.keys(model).toSorted())
    expect((await readFile(join(directory, 'model.safetensors'))).equals(weights)).toBe(true)
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(model).toSorted())
  })

  it('is one of images with what prepares them', () => {
    const entries = ['config.json', 'preprocessor_config.json', 'model.safetensors', 'flax_model.msgpack'].map(
      (path) => ({
        type: 'file',
        path,
        size: 1,
        oid: '0'.repeat(40),
      }),
    )
    const names = filesOfModel(entries, sourceOf({ address: 'http://hub' })).map(({ name }) => name)
    expect(names).toEqual(['config.json', 'preprocessor_config.json', 'model.safetensors'])
  })

  it.each(['text-classification', 'image-classification'] as const)(
    'for %s has every file that the command which init prints fetches',
    (task) => {
      const { files } = suggestedBase(task, [], '')
      const entries = [...files, 'README.md'].map((path) => ({ type: 'file', path, size: 1, oid: '0'.repeat(40) }))
      const names = filesOfModel(entries, sourceOf({ address: 'http://hub' })).map(({ name }) => name)
      expect(names).toEqual(files)
    },
  )

  it('in several files comes with all of them and their index', async () => {
    const { 'model.safetensors': whole, ...rest } = model
    const shards = {
      'model-00001-of-00002.safetensors': whole,
      'model-00002-of-00002.safetensors': whole,
      'model.safetensors.index.json': '{"weight_map": {}}',
    }
    const { directory } = await download(await fakeHub({ files: { ...rest, ...shards, ...others } }))
    expect((await readdir(directory)).toSorted()).toEqual([...Object.keys(rest), ...Object.keys(shards)].toSorted())
  })

  it('is that of the commit which a tag stands for, and found on the second page of a long list', async () => {
    const hub = await fakeHub({ files: { ...others, ...model }, refs: ['v1/fixed'], page: 3 })
    const { directory } = await download(hub, { revision: 'v1/fixed' })
    expect((await readdir(directory)).length).toBe(5)
    const contents = hub.asked.filter(({ path }) => path.includes('/resolve/'))
    expect(contents.every(({ path }) => path.includes(`/resolve/${commit}/`))).toBe(true)
  })

  it('that is private is asked for with the token, which goes to no other host', async () => {
    const hub = await fakeHub({ files: model, token: 'hf_secret' })
    await download(hub, { token: 'hf_secret' })
    const [asHub, asStorage] = ['hub', 'storage'].map((from) =>
      hub.asked.filter((asked) => asked.from === from).map(({ token }) => token),
    )
    expect(new Set(asHub)).toEqual(new Set(['Bearer hf_secret']))
    expect(new Set(asStorage)).toEqual(new Set([undefined]))
  })

  it.each([
    [undefined, /does not let us have acme\/tiny@.* \(401\), and HF_TOKEN is not set: .* set HF_TOKEN from a secret/],
    ['hf_other', /does not let us have acme\/tiny@.* \(401\): check the id, accept the terms/],
  ])('that is private names the remedy with the token %s', async (token, message) => {
    const hub = await fakeHub({ files: model, token: 'hf_secret' })
    await expect(download(hub, { token })).rejects.toThrow(message)
  })

  it.each([[{ revision: 'gone' }], [{ revision: 'f'.repeat(40) }], [{ repository: 'acme/other' }]])(
    'that the hub does not have is told: %o',
    async (more) => {
      const hub = await fakeHub({ files: model })
      await expect(download(hub, more)).rejects.toThrow(
        /^model\.yml: base: http:\S+ has no acme\/\w+@\w+: check id and revision$/,
      )
    },
  )

  it('with pickled weights alone is refused, and nothing is fetched', async () => {
    const { 'model.safetensors': _, ...rest } = model
    const hub = await fakeHub({ files: { ...rest, 'pytorch_model.bin': { bytes: weights, lfs: true } } })
    await expect(download(hub)).rejects.toThrow(
      /acme\/tiny@\w+ has no model\.safetensors, only pytorch_model\.bin, and pickled weights are not read: name a revision/,
    )
    expect(hub.fetched()).toEqual([])
    const { 'config.json': __, ...noConfig } = model
    await expect(download(await fakeHub({ files: noConfig }))).rejects.toThrow(
      /has no config\.json: name the repository/,
    )
  })
})

describe('a repository of somebody else', () => {
  it.each([
    'x\n::error::injected by a repository',
    'x\r',
    '\u001b[2Jx',
    'x\u2028y',
    'x\u202ey',
    '../x.json',
    '/etc/x.json',
    'a\\..\\x',
  ])('is refused for a file named %j, in one line of plain letters', async (name) => {
    const hub = await fakeHub({ files: { ...model } })
    const error: unknown = await downloadModel(
      sourceOf(hub, {
        fetch: async (url, init) => {
          const answer = await globalThis.fetch(url, init)
          if (!String(url).includes('/tree/')) return answer
          return Response.json([...((await answer.json()) as object[]), { type: 'file', path: name, size: 1, oid: '' }])
        },
      }),
      join(await temporary(), 'model'),
      () => undefined,
    ).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).message).toMatch(
      /^model\.yml: base: acme\/tiny@\w+ holds a file named "[ -~]+", a name/,
    )
    expect(hub.fetched()).toEqual([])
  })
})

describe('a hub that is away in the middle of a download', () => {
  /** How often it is asked, and for how long, where each try takes `tookMs` to fail. */
  const waitFor = (tookMs: number) => {
    for (let [tries, silentMs] = [1, tookMs]; ; tries++) {
      const pauseMs = pauseBefore({ tries, silentMs }, usualPatience)
      if (pauseMs === undefined) return { tries, silentMs }
      silentMs += pauseMs + tookMs
    }
  }

  it('is waited for with pauses that grow, for as long as the docs say', async () => {
    expect(waitFor(0)).toEqual({ tries: 11, silentMs: usualPatience.silenceMs })
    expect(waitFor(10_000)).toEqual({ tries: 10, silentMs: usualPatience.silenceMs + 10_000 })
    const docs = await readFile(join(import.meta.dirname, '../../../docs/gpu-runner.md'), 'utf8')
    expect(docs).toContain(`until nothing has arrived for ${usualPatience.silenceMs / 60_000} minutes`)
  })

  it('is asked five times even where each takes as long to fail', () => {
    expect(waitFor(usualPatience.silenceMs).tries).toBe(5)
  })

  it('may be away for many tries, is told of once, and has its files fetched', async () => {
    const hub = await fakeHub({ files: model })
    let outages = 12
    const failing: Fetch = async (url, init) => {
      if (!String(url).endsWith('/vocab.txt') || outages-- <= 0) return globalThis.fetch(url, init)
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('away'), { code: 'ECONNREFUSED' }) })
    }
    const away: string[] = []
    const { directory } = await download(hub, {
      fetch: failing,
      patience: { firstPauseMs: 1, longestPauseMs: 2, silenceMs: 600_000 },
      onAway: (name) => away.push(name),
    })
    expect(await readFile(join(directory, 'vocab.txt'), 'utf8')).toBe(model['vocab.txt'])
    expect(away).toEqual(['vocab.txt'])
  })
})

describe('a download that is not what the hub says', () => {
  it('goes on where it was cut, and what came is not fetched again', async () => {
    const directory = join(await temporary(), commit)
    const arrived = async () => expect((await stat(join(directory, 'model.safetensors.part'))).size).toBe(100_000)
    const hub = await fakeHub({
      files: model,
      instead: ({ from, range }, response) => {
        if (from !== 'storage' || range !== undefined) return false
        response.writeHead(200, { 'content-length': weights.length }).write(weights.subarray(0, 100_000))
        void vi.waitFor(arrived).finally(() => response.destroy())
        return true
      },
    })
    await download(hub, {}, directory)
    expect((await readFile(join(directory, 'model.safetensors'))).equals(weights)).toBe(true)
    const ranges = hub.asked.filter(({ from }) => from === 'storage').map(({ range }) => range)
    expect(ranges).toEqual([undefined, 'bytes=100000-'])
  })

  it('goes on in the next run, with the whole files as they are', async () => {
    const directory = join(await temporary(), commit)
    await mkdir(directory)
    await writeFile(join(directory, 'config.json'), model['config.json'])
    await writeFile(join(directory, 'model.safetensors.part'), weights.subarray(0, 250_000))
    const hub = await fakeHub({ files: model })
    await download(hub, {}, directory)
    expect(hub.fetched()).not.toContain('config.json')
    expect(hub.asked.find(({ from }) => from === 'storage')?.range).toBe('bytes=250000-')
    expect((await readFile(join(directory, 'model.safetensors'))).equals(weights)).toBe(true)
    expect(await readdir(directory)).not.toContain('model.safetensors.part')
  })

  it('goes on with nothing of another commit, where the branch has moved since', async () => {
    const directory = join(await temporary(), commit)
    const earlier = join(dirname(directory), 'a'.repeat(40))
    await mkdir(earlier)
    await writeFile(join(earlier, 'model.safetensors'), Buffer.alloc(weights.length, 'x'))
    await writeFile(join(earlier, 'config.json.part'), '{')
    await download(await fakeHub({ files: model }), { revision: 'main' }, directory)
    expect((await readFile(join(directory, 'model.safetensors'))).equals(weights)).toBe(true)
    expect(await readdir(dirname(directory))).toEqual([commit])
  })

  it('comes whole from what answers with a part that nobody asked for', async () => {
    const hub = await fakeHub({
      files: model,
      instead: ({ path }, response) =>
        path.endsWith('/vocab.txt') &&
        response.writeHead(206, { 'content-range': 'bytes 0-3/4' }).end(model['vocab.txt']) !== undefined,
    })
    expect(await readFile(join((await download(hub)).directory, 'vocab.txt'), 'utf8')).toBe(model['vocab.txt'])
  })

  it.each([100_000, weights.length, weights.length + 1])(
    'is begun anew where the %i bytes that an earlier run left are others',
    async (left) => {
      const directory = join(await temporary(), commit)
      await mkdir(directory)
      await writeFile(join(directory, 'model.safetensors.part'), Buffer.alloc(left, 'x'))
      await download(await fakeHub({ files: model }), {}, directory)
      expect((await readFile(join(directory, 'model.safetensors'))).equals(weights)).toBe(true)
    },
  )

  it('waits out a hub that is busy for a moment', async () => {
    let busy = 3
    const hub = await fakeHub({
      files: model,
      instead: (_, response) => busy-- > 0 && response.writeHead(busy === 0 ? 429 : 503).end() !== undefined,
    })
    await download(hub)
  })

  it.each([
    [503, /answers with status 503/],
    [418, /answers with status 418/],
  ])('ends with status %i where that stays', async (status, message) => {
    const hub = await fakeHub({
      files: model,
      instead: (_, response) => response.writeHead(status).end() !== undefined,
    })
    await expect(download(hub)).rejects.toThrow(message)
  })

  it.each([
    ['the commit', '/revision/', ''],
    ['the list', '/tree/', ''],
    ['the list, in the middle of the answer', '/tree/', '[{"type": "fi'],
    ['a file', '/resolve/', ''],
  ])('is asked for again where the connection is cut while it is asked for %s', async (_, asks, begin) => {
    const cut = new Set<string>()
    const hub = await fakeHub({
      files: model,
      instead: ({ path }, response) => {
        if (!path.includes(asks) || cut.has(path)) return false
        cut.add(path)
        if (begin === '') response.destroy()
        else response.writeHead(200, { 'content-length': 1000 }).write(begin, () => response.destroy())
        return true
      },
    })
    const { directory } = await download(hub, { revision: 'main' })
    expect(cut.size).toBeGreaterThan(0)
    expect((await readdir(directory)).toSorted()).toEqual(Object.keys(model).toSorted())
  })

  it.each(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ECONNREFUSED', 'ENETUNREACH'])(
    'goes on after an outage (%s) in the middle of it',
    async (code) => {
      const hub = await fakeHub({ files: model })
      const fetch = openFetch({})
      let outages = 2
      const failing: typeof fetch = async (url, init) => {
        if (String(url).endsWith('/vocab.txt') && outages-- > 0)
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
        return fetch(url, init)
      }
      const { directory } = await download(hub, { fetch: failing })
      expect(await readFile(join(directory, 'vocab.txt'), 'utf8')).toBe(model['vocab.txt'])
    },
  )

  it.each([502, 503, 504, 'ECONNREFUSED'] as const)(
    'goes on after an outage behind a proxy (%s) in the middle of it',
    async (what) => {
      const hub = await fakeHub({ files: model })
      const proxy = what === 'ECONNREFUSED' ? '127.0.0.1:1' : await proxyThatSays(what)
      let outages = 2
      const failing: Fetch = async (url, init) =>
        String(url).endsWith('/vocab.txt') && outages-- > 0
          ? openFetch({ HTTPS_PROXY: `http://${proxy}` })('https://hub.example/vocab.txt', init)
          : globalThis.fetch(url, init)
      const { directory } = await download(hub, { fetch: failing })
      expect(await readFile(join(directory, 'vocab.txt'), 'utf8')).toBe(model['vocab.txt'])
    },
  )

  it('behind a proxy that does not let us through is asked for once, and the proxy is named', async () => {
    const proxy = await proxyThatSays(403)
    let asked = 0
    const refused: Fetch = async (url, init) => {
      if (!String(url).endsWith('/vocab.txt')) return globalThis.fetch(url, init)
      asked += 1
      return openFetch({ HTTPS_PROXY: `http://${proxy}` })('https://hub.example/vocab.txt', init)
    }
    await expect(download(await fakeHub({ files: model }), { fetch: refused })).rejects.toThrow(
      `hub.example: the proxy ${proxy} of HTTPS_PROXY does not let us through (403)`,
    )
    expect(asked).toBe(1)
  })

  it('ends where a server that knows no parts begins anew each time, and is cut at the same byte', async () => {
    const hub = await fakeHub({
      files: model,
      instead: ({ from }, response) => {
        if (from !== 'storage') return false
        response.writeHead(200, { 'content-length': weights.length })
        response.write(weights.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20))
        return true
      },
    })
    await expect(download(hub)).rejects.toThrow()
    expect(hub.asked.filter(({ from }) => from === 'storage').length).toBeLessThan(15)
  })

  it('has its empty files too', async () => {
    const { directory } = await download(await fakeHub({ files: { ...model, 'merges.txt': '' } }))
    expect((await stat(join(directory, 'merges.txt'))).size).toBe(0)
  })

  it('that the hub refuses with a status that stays is asked for once', async () => {
    const hub = await fakeHub({
      files: model,
      instead: ({ path }, response) => path.endsWith('/config.json') && response.writeHead(418).end() !== undefined,
    })
    await expect(download(hub)).rejects.toThrow(/answers with status 418/)
    expect(hub.asked.filter(({ path }) => path.endsWith('/config.json')).length).toBe(1)
  })

  it('ends where the connection is cut again and again without one byte more', async () => {
    const hub = await fakeHub({
      files: model,
      instead: ({ from }, response) => from === 'storage' && response.destroy() !== undefined,
    })
    await expect(download(hub)).rejects.toThrow()
  })

  it.each([
    ['another SHA-256', 'model.safetensors', Buffer.alloc(weights.length, 'x')],
    ['more bytes', 'model.safetensors', Buffer.concat([weights, weights])],
    ['another SHA-1 of git', 'vocab.txt', Buffer.from('xxxx')],
    ['more bytes', 'vocab.txt', Buffer.from('a\nb\nc\n')],
  ])('is refused with %s of %s, and not kept', async (what, name, bytes) => {
    const hub = await fakeHub({
      files: model,
      instead: ({ path }, response) => path.endsWith(`/${name}`) && response.end(bytes) !== undefined,
    })
    const directory = join(await temporary(), commit)
    await expect(download(hub, {}, directory)).rejects.toThrow(
      `${name} of acme/tiny@${commit} came with ${what} than http`,
    )
    expect((await readdir(directory)).filter((kept) => kept.startsWith(name))).toEqual([])
  })

  it.each([
    ['a page for people', (response: ServerResponse) => response.end('<html>')],
    ['another list', (response: ServerResponse) => response.end('[{"name": "x"}]')],
    ['no list', (response: ServerResponse) => response.end('{}')],
    ['nothing', (response: ServerResponse) => response.end('null')],
  ])('is told for %s, where HF_ENDPOINT names no hub', async (_, answer) => {
    for (const revision of [commit, 'main']) {
      const hub = await fakeHub({ files: model, instead: (__, response) => answer(response) !== undefined })
      await expect(download(hub, { revision })).rejects.toThrow(/does not answer as a hub does: check HF_ENDPOINT/)
    }
  })

  it.each([
    ['leads to a page that was there', 1, (_page: number) => 1, 2],
    ['has always one page more', 1, (page: number) => page + 1, 1000],
    ['has ever more entries', 30_000, (page: number) => page + 1, 4],
  ])('is told where the list %s', async (_, entries, next, most) => {
    let pages = 0
    const list = JSON.stringify(Array.from({ length: entries }, () => ({ type: 'directory', path: 'x' })))
    const hub = await fakeHub({
      files: model,
      instead: (__, response) =>
        response.writeHead(200, { link: `<http://hub/x?cursor=${next(pages++)}>; rel="next"` }).end(list) !== undefined,
    })
    await expect(download(hub)).rejects.toThrow(/does not answer as a hub does: check HF_ENDPOINT/)
    expect(pages).toBe(most)
  })

  it('names the path where the disk takes nothing', async () => {
    const directory = join(await temporary(), commit)
    await mkdir(join(directory, 'config.json.part'), { recursive: true })
    await expect(download(await fakeHub({ files: model }), {}, directory)).rejects.toThrow(
      /config\.json of the base cannot be written to .*config\.json\.part \(EISDIR\): check the path/,
    )
    expect((await stat(directory)).isDirectory()).toBe(true)
  })
})
