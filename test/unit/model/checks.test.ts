import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { checkModelFiles } from '../../../src/model/checks.ts'
import { checkOnnx } from '../../../src/model/onnx.ts'
import { pickleFault } from '../../../src/model/pickle.ts'
import { headerFault } from '../../../src/model/safetensors.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'model-actions-checks-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const file = (name: string): string => join(directory, name)
const refusal = async (): Promise<string> => {
  const error: unknown = await checkModelFiles(directory).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  return (error as UserError).message
}
const header = (value: unknown, dataBytes: number) =>
  headerFault(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), dataBytes)
const whole = (json: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(json)))
  return Buffer.concat([length, Buffer.from(json), data])
}
const good = whole('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', Buffer.alloc(8))

describe('safetensors', () => {
  it('a whole file passes and its parameters are counted', async () => {
    await writeFile(file('model.safetensors'), good)
    await checkModelFiles(directory)
    const w = { dtype: 'F16', shape: [3, 4], data_offsets: [0, 24] }
    const scalar = { dtype: 'I64', shape: [], data_offsets: [24, 32] }
    expect(header({ __metadata__: { format: 'pt' }, w, scalar }, 32)).toEqual({ parameters: 13 })
  })

  it.each([
    [
      'overlapping tensors',
      { a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] }, b: { dtype: 'U8', shape: [4], data_offsets: [2, 6] } },
      6,
      /"b" overlaps/,
    ],
    [
      'bytes that belong to nobody',
      { a: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } },
      8,
      /4 bytes before tensor "a"/,
    ],
    ['bytes after the last tensor', { a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] } }, 9, /5 bytes at the end/],
    ['a tensor beyond the end', { a: { dtype: 'U8', shape: [40], data_offsets: [0, 40] } }, 8, /ends at byte 40 of 8/],
    [
      'a shape that is not its bytes',
      { a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } },
      8,
      /dtype F32 × shape \[3\]/,
    ],
    [
      'a shape whose product overflows',
      { a: { dtype: 'U8', shape: [4294967296, 4294967296], data_offsets: [0, 0] } },
      0,
      /dtype U8 × shape/,
    ],
    ['offsets that run backwards', { a: { dtype: 'U8', shape: [4], data_offsets: [4, 0] } }, 4, /backwards/],
    ['an unknown dtype', { a: { dtype: 'toString', shape: [4], data_offsets: [0, 4] } }, 4, /unknown dtype/],
    ['a negative shape', { a: { dtype: 'U8', shape: [-4], data_offsets: [0, 4] } }, 4, /shape/],
    ['a header that is a list', '[]', 0, /not a JSON object/],
    [
      'a duplicate key',
      '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
      1,
      /"a" twice/,
    ],
  ])('%s: refused', (_, value, dataBytes, reason) => {
    expect(header(value, dataBytes)).toMatch(reason)
  })

  it('a key may stand in two objects, and as a value', () => {
    const dtype = '"dtype":"U8","shape":[1]'
    expect(
      header(`{"__metadata__":{"a":"a"},"a":{${dtype},"data_offsets":[0,1]},"b":{${dtype},"data_offsets":[1,2]}}`, 2),
    ).toEqual({ parameters: 2 })
    expect(header(`{"a":{${dtype},"data_offsets":[0,1],"dtype":"I8"}}`, 1)).toMatch(/"dtype" twice/)
    expect(header('{"__metadata__":{"x":"1","x":"2"}}', 0)).toMatch(/"x" twice/)
  })

  it.each([
    ['a mark of byte order', '\ufeff{}', /not a JSON object/],
    ['a key that nobody writes', '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}', /unknown key "x"/],
    ['a tensor that is a number', '{"a":1}', /character 5: expected \{/],
    ['a tensor without a shape', '{"a":{"dtype":"U8","data_offsets":[0,1]}}', /is missing/],
    ['metadata that is no text', '{"__metadata__":{"a":1}}', /expected a string/],
    ['a shape with a fraction', '{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}', /its shape is no list/],
    ['offsets of three', '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,1]}}', /no pair/],
    ['half a character', '{"\\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', /expected a string/],
    ['what follows the object', '{}{}', /expected the end/],
    ['a header cut short', '{"a', /expected a string/],
  ])('%s: refused, as it is nothing that safetensors writes', (_, text, reason) => {
    expect(header(text, 1)).toMatch(reason)
  })

  it.each([
    [
      'a shape of 170,000 numbers',
      `{"a":{"dtype":"U8","shape":[${'9007199254740991,'.repeat(170_000)}1],"data_offsets":[0,1]}}`,
    ],
    ['99 MB of empty objects', `{"a":{"x":[${'{},'.repeat(33_000_000)}{}]}}`],
    ['lists in lists', `{"a":${'['.repeat(1_500_000)}${']'.repeat(1_500_000)}}`],
    ['a name of 3 MB', `{"${'a'.repeat(3_000_000)}":1}`],
    ['a dtype of 3 MB', `{"a":{"dtype":"${'x'.repeat(3_000_000)}","shape":[1],"data_offsets":[0,1]}}`],
    ['as many metadata', `{"__metadata__":{${Array.from({ length: 300_000 }, (_, at) => `"${at}":""`).join()}},"a":1}`],
  ])('%s: refused within a second or two, in a message of one line', (_, text) => {
    const start = performance.now()
    const fault = header(text, 1)
    expect(performance.now() - start).toBeLessThan(3000)
    expect(fault).toBeTypeOf('string')
    expect((fault as string).length).toBeLessThan(500)
  })

  it('a header that claims 100 MB or more than the file has is refused, with the file', async () => {
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(100_000_001n)
    await writeFile(file('model.safetensors'), Buffer.concat([length, Buffer.alloc(64)]))
    expect(await refusal()).toMatch(
      /model\.safetensors: the header claims 100000001 bytes, more than 100 MB: save the model again/,
    )
    length.writeBigUInt64LE(1000n)
    await writeFile(file('model.safetensors'), Buffer.concat([length, Buffer.alloc(64)]))
    expect(await refusal()).toMatch(/the header claims 1000 bytes, the file has 72/)
    await writeFile(file('model.safetensors'), 'short')
    expect(await refusal()).toMatch(/too short/)
  })
})

describe('pickles', () => {
  it.each(['pytorch_model.bin', 'model.pt', 'last.ckpt', 'x.pkl', 'pipeline.joblib'])(
    '%s is refused by its name',
    async (name) => {
      await writeFile(file('model.safetensors'), good)
      await writeFile(file(name), 'anything')
      expect(await refusal()).toContain(`${name}: a format that can hold a pickle`)
      expect(await refusal()).toContain('convert the weights to safetensors')
    },
  )

  it.each([
    ['protocol 4', Buffer.from('\x80\x04\x95\x0c\x00.', 'latin1')],
    ['protocol 0', Buffer.from("cposix\nsystem\n(S'id'\ntR.")],
    ['a zip archive, as torch writes it', Buffer.from('PK\x03\x04archive/data.pkl', 'latin1')],
    ['zlib, as joblib writes it', Buffer.from('\x78\x9cabc', 'latin1')],
    ['an array of objects', Buffer.from("\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False}", 'latin1')],
  ])('%s is refused by its content, whatever its name', async (_, bytes) => {
    await writeFile(file('model.safetensors'), good)
    await writeFile(file('extra.dat'), bytes)
    expect(await refusal()).toMatch(/extra\.dat: .*convert the weights to safetensors/)
  })

  it('what tokenizers and cards hold passes', () => {
    for (const text of [
      '{"a": 1}',
      'cat\ndog\nthe end.',
      '# Card\n\nText.',
      '',
      "\x93NUMPY\x01\x00v\x00{'descr': '<f4'}",
    ])
      expect(pickleFault('notes', Buffer.from(text, 'latin1'), Buffer.from(text.slice(-1)))).toBeUndefined()
  })

  it.skipIf((process.env['MODEL_ACTIONS_PYTHON'] ?? '') === '')(
    'what Python really pickles is refused in every protocol',
    () => {
      for (const protocol of [0, 1, 2, 3, 4, 5]) {
        const bytes = execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', [
          '-c',
          `import pickle, sys, os\nclass X:\n    def __reduce__(self): return (os.system, ('id',))\nsys.stdout.buffer.write(pickle.dumps(X(), ${protocol}))`,
        ])
        expect(pickleFault('extra.dat', bytes, bytes.subarray(-1)), `protocol ${protocol}`).toMatch(/pickle/)
      }
    },
  )
})

describe('ONNX', () => {
  const field = (number: number, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, body.length]), body])
  const text = (number: number, value: string): Buffer => field(number, Buffer.from(value))
  const model = (...graph: Buffer[]): Buffer => Buffer.concat([Buffer.from([8, 10]), field(7, Buffer.concat(graph))])
  const external = (location: string): Buffer =>
    model(field(5, field(13, Buffer.concat([text(1, 'location'), text(2, location)]))))

  it('a model passes, and so does one with external data beside it', async () => {
    await writeFile(file('model.onnx'), model(text(2, 'main')))
    await checkModelFiles(directory)
    await writeFile(file('model.onnx'), external('model.onnx_data'))
    await writeFile(file('model.onnx_data'), 'weights')
    await checkModelFiles(directory)
  })

  it.skipIf((process.env['MODEL_ACTIONS_PYTHON'] ?? '') === '')(
    'external data outside the directory is refused in every place where onnx.proto lets a tensor stand',
    async () => {
      const places = execFileSync(
        process.env['MODEL_ACTIONS_PYTHON'] ?? '',
        [join(import.meta.dirname, '../../fixtures/onnx_places.py'), directory],
        { encoding: 'utf8' },
      )
        .trim()
        .split('\n')
      expect(places).toContain('functions.attribute_proto.t')
      expect(places).toContain('functions.node.attribute.t')
      expect(places).toContain('graph.node.attribute.g.initializer')
      const accepted: string[] = []
      for (const place of places)
        await checkOnnx(file(`${place}.onnx`)).then(
          () => accepted.push(place),
          (error: Error) => expect(error.message).toMatch(/external data "\.\.\/\.\.\/\.\.\/etc\/passwd" is refused/),
        )
      expect(accepted).toEqual([])
    },
  )

  it.each(['../secret', '/etc/passwd', 'a/../../b', '*/_ORT_MEM_ADDR_/*'])(
    'external data at %s is refused',
    async (location) => {
      await writeFile(file('model.onnx'), external(location))
      expect(await refusal()).toMatch(/model\.onnx: its external data .* is refused/)
    },
  )

  it('external data behind a number that ONNX Runtime cuts to that of a known field is refused', async () => {
    // Field 13 with a bit above the lowest 32.
    const entry = Buffer.concat([text(1, 'location'), text(2, '../secret')])
    const hidden = Buffer.concat([Buffer.from([0xea, 0x80, 0x80, 0x80, 0x10, entry.length]), entry])
    await writeFile(file('model.onnx'), model(field(5, hidden)))
    expect(await refusal()).toMatch(/not an ONNX model \(the number of a field is too large\)/)
  })

  it('external data that is missing is named', async () => {
    await writeFile(file('model.onnx'), external('gone.data'))
    expect(await refusal()).toMatch(/external data gone\.data is missing/)
  })

  it.each([
    ['text', Buffer.from('hello, this is no model')],
    ['nothing', Buffer.alloc(0)],
    ['half a model', Buffer.concat([Buffer.from([8, 10]), Buffer.from([58, 100, 1])])],
  ])('%s is no ONNX model', async (_, bytes) => {
    await writeFile(file('model.onnx'), bytes)
    expect(await refusal()).toMatch(/model\.onnx: not an ONNX model/)
  })
})

describe('the directory', () => {
  it('names that differ only in case are refused', async () => {
    await writeFile(file('model.safetensors'), good)
    await writeFile(file('Config.json'), '{}')
    await writeFile(file('config.json'), '{}')
    expect(await refusal()).toMatch(/Config\.json and config\.json differ only in case/)
  })

  it('a link that leaves the directory is refused, one inside is a file', async () => {
    await writeFile(file('model.safetensors'), good)
    await symlink('model.safetensors', file('again.safetensors'))
    await checkModelFiles(directory)
    await symlink('/etc/passwd', file('passwd'))
    expect(await refusal()).toMatch(/passwd: a link that leaves the directory, to \/etc\/passwd/)
  })

  it('a pipe is refused', async () => {
    await writeFile(file('model.safetensors'), good)
    execFileSync('mkfifo', [file('pipe')])
    expect(await refusal()).toMatch(/pipe: neither a file nor a directory/)
  })

  it('a directory without weights is no model', async () => {
    await mkdir(file('tokenizer'))
    await writeFile(file('config.json'), '{}')
    expect(await refusal()).toMatch(/no weights/)
  })
})
