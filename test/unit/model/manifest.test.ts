import { chmod, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digestBytes, digestFile, digestJson, digestTree } from '../../../src/digest.ts'
import { lineageKey } from '../../../src/model/lineage.ts'
import {
  manifestBytes,
  parseManifest,
  readModelDirectory,
  releasedAs,
  servingOf,
  verifyModelDirectory,
  writeManifest,
} from '../../../src/model/manifest.ts'
import { exampleModel, temporary } from '../oci/fixtures.ts'

describe('digests', () => {
  it('JSON is the same whatever the order of its keys', () => {
    expect(digestJson({ a: 1, b: [{ c: 1, d: null }] })).toBe(digestJson({ b: [{ d: null, c: 1 }], a: 1 }))
    expect(canonicalJson({ b: 'ü"', a: [1.5, true], c: undefined })).toBe('{"a":[1.5,true],"b":"ü\\""}')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, new Date(0)])('%s has no canonical form', (value) => {
    expect(() => digestJson({ value })).toThrow(TypeError)
  })

  it('a file and its bytes have one digest, of the known kind', async () => {
    const file = join(await temporary(), 'x')
    await writeFile(file, 'abc')
    expect(await digestFile(file)).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(digestBytes('abc')).toBe(await digestFile(file))
  })

  it('a tree has the digest that the runtime computes of it', async () => {
    // The same files and the same value stand in the runtime's test of `tree_digest`.
    const directory = await temporary()
    await mkdir(join(directory, 'tokenizer'))
    await writeFile(join(directory, 'config.json'), '{}')
    await writeFile(join(directory, 'tokenizer', 'vocab.txt'), 'a\nb\n')
    expect(await digestTree(directory)).toBe('sha256:f24183a6e7304c2dddc09ba6249f9a3a00ec8e1d44c4e017602d46fefc2bee27')
  })

  it('a tree changes with names and contents, not with times', async () => {
    const { path } = await exampleModel()
    const before = await digestTree(path)
    await utimes(join(path, 'config.json'), 1, 1)
    expect(await digestTree(path)).toBe(before)
    await writeFile(join(path, 'notes.md'), '')
    expect(await digestTree(path)).not.toBe(before)
    expect(await digestTree(path, { skip: (name) => name === 'notes.md' })).toBe(before)
  })
})

it('lineage: equal inputs give an equal key, any change another', () => {
  const a = digestBytes('a')
  const b = digestBytes('b')
  const key = lineageKey({ model: 'tone', stage: 'finetune', inputs: { data: a, base: b } })
  expect(lineageKey({ model: 'tone', stage: 'finetune', inputs: { base: b, data: a } })).toBe(key)
  expect(lineageKey({ model: 'tone', stage: 'evaluate', inputs: { data: a, base: b } })).not.toBe(key)
  expect(lineageKey({ model: 'tone', stage: 'finetune', inputs: { data: b, base: a } })).not.toBe(key)
  expect(lineageKey({ model: 'voice', stage: 'finetune', inputs: { data: a, base: b } })).not.toBe(key)
})

describe('model.json', () => {
  it('lists every other file, sorted, and is read back as it was written', async () => {
    const model = await exampleModel()
    expect(model.manifest.files.map((file) => file.path)).toEqual([
      'config.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
      'tokenizer/vocab.txt',
    ])
    expect(await readModelDirectory(model.path)).toEqual(model)
    await verifyModelDirectory(model)
    expect((await readdir(model.path)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('a tampered weight file is refused, with its name', async () => {
    const model = await exampleModel()
    const file = join(model.path, 'model-00002-of-00002.safetensors')
    const bytes = await readFile(file)
    bytes[bytes.length - 1] = 0
    await writeFile(file, bytes)
    await expect(verifyModelDirectory(model)).rejects.toThrow(
      /model-00002-of-00002\.safetensors: its digest is sha256:/,
    )
    await writeFile(file, bytes.subarray(1))
    await expect(verifyModelDirectory(model)).rejects.toThrow(
      /model-00002-of-00002\.safetensors: \d+ bytes, model\.json says/,
    )
    await rm(file)
    await expect(verifyModelDirectory(model)).rejects.toThrow(/model-00002-of-00002\.safetensors: missing/)
  })

  it('an extra file is refused, with its name', async () => {
    const model = await exampleModel()
    await writeFile(join(model.path, 'tokenizer', 'extra.py'), 'import os')
    await expect(verifyModelDirectory(model)).rejects.toThrow(/tokenizer\/extra\.py: not listed/)
  })

  it.each([
    ['no JSON', () => '{', /model\.json: not JSON/],
    ['a missing key', (text: string) => text.replace('"task"', '"tusk"'), /model\.json: task/],
    ['a path that leaves', (text: string) => text.replace('"config.json"', '"../config.json"'), /files\.0\.path/],
    ['a wrong digest', (text: string) => text.replace(/sha256:[0-9a-f]/, 'sha256:Z'), /files\.0\.digest/],
    [
      'a label that stands twice',
      (text: string) => text.replace(/"labels": \[/, '"labels": ["x", "x", '),
      /labels: a label/,
    ],
    [
      'another model to be asked for',
      (text: string) => text.replace('/versions/', '/versions/9'),
      /serving\.readyPath: not/,
    ],
    [
      'a batch without end',
      (text: string) => text.replace(/"maxBatch": \d+/, '"maxBatch": 9007199254740991'),
      /maxBatch/,
    ],
    ['lists in lists for megabytes', () => '['.repeat(4_000_000), /model\.json: .*1048576/],
    ['files in disorder', (text: string) => text.replace('"config.json"', '"z.json"'), /not sorted/],
    ['a name that leaves its directory', (text: string) => text.replace('"intents"', '"../intents"'), /name/],
  ])('%s is refused with file and key', async (_, change, reason) => {
    const { path } = await exampleModel()
    const file = join(path, 'model.json')
    await writeFile(file, change(await readFile(file, 'utf8')))
    await expect(readModelDirectory(path)).rejects.toThrow(reason)
  })

  it('a pipe, or a link to a device, in its place is refused and not waited for', async () => {
    const { path } = await exampleModel()
    await rm(join(path, 'model.json'))
    await symlink('/dev/zero', join(path, 'model.json'))
    await expect(readModelDirectory(path)).rejects.toThrow(/model\.json: not a regular file/)
  })

  it('an adapter names the base that it belongs on; whole weights name none', async () => {
    const model = await exampleModel()
    const { files: _, serving: __, schema: ___, ...fields } = model.manifest
    const base = digestBytes('base')
    const adapter = await writeManifest(model.path, { ...fields, format: 'adapter', base })
    expect((await readModelDirectory(model.path)).manifest).toEqual(adapter.manifest)
    expect(adapter.manifest.base).toBe(base)
    await expect(writeManifest(model.path, { ...fields, format: 'adapter' })).rejects.toThrow(/base: an adapter names/)
    await expect(writeManifest(model.path, { ...fields, base })).rejects.toThrow(/base: an adapter names/)
  })

  it('a model is asked whether it is ready by the name and version that it is released as', async () => {
    const { manifest } = await exampleModel()
    const released = releasedAs(manifest, { name: 'intents', version: '2.0.0+x' })
    expect(servingOf(released).readyPath).toBe('/v2/models/intents/versions/2.0.0%2Bx/ready')
    expect(parseManifest(manifestBytes(released).toString(), 'model.json')).toEqual(released)
  })

  it('without a file, or that cannot be written, is refused', async () => {
    const { manifest } = await exampleModel()
    const { files: _, serving: __, schema: ___, ...fields } = manifest
    const directory = await temporary()
    await expect(writeManifest(directory, fields)).rejects.toThrow(/: no files: there is no model to hand on/)
    await writeFile(join(directory, 'config.json'), '{}')
    await mkdir(join(directory, 'model.json'))
    await expect(writeManifest(directory, fields)).rejects.toThrow(
      /model\.json cannot be written \(E[A-Z]+\): free space or fix the permissions/,
    )
    await rm(join(directory, 'model.json'), { recursive: true })
    expect((await writeManifest(directory, fields)).manifest.files).toHaveLength(1)
  })

  it('that no machine can hold, or that is longer than one is, is refused', async () => {
    const { manifest } = await exampleModel()
    const [file] = manifest.files
    const files = [
      { ...file, path: 'README' },
      { ...file, path: 'readme' },
    ]
    expect(() => parseManifest(JSON.stringify({ ...manifest, files }), 'model.json')).toThrow(
      'model.json: files: README and readme differ only in case: rename one',
    )
    expect(() => parseManifest(' '.repeat(2 << 20), 'model.json')).toThrow(
      /model\.json: longer than 1048576 bytes: run the stage that made this model again/,
    )
  })

  it('a directory that is no model is named', async () => {
    const directory = await temporary()
    await expect(readModelDirectory(directory)).rejects.toThrow(/not a model directory/)
    await expect(readModelDirectory(join(directory, 'gone'))).rejects.toThrow(/not a model directory/)
    await chmod(directory, 0o700)
  })
})
