import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { checkModelFiles } from '../../../src/model/checks.ts'
import { checkOnnx } from '../../../src/model/onnx.ts'
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
  ])('%s: refused within seconds, in a message of one line', (_, text) => {
    const start = performance.now()
    const fault = header(text, 1)
    expect(performance.now() - start).toBeLessThan(10_000)
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

  const evil = "cos\nsystem\n(S'id'\ntR."
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
  const tar = (): Buffer => {
    const entry = Buffer.alloc(1024)
    entry.write('data.pkl')
    entry.write('0000644\0', 100)
    entry.write(' '.repeat(8), 148)
    entry.write(
      `${entry
        .subarray(0, 512)
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)}\0`.padStart(8, '0'),
      148,
    )
    return entry
  }
  it.each([
    ['protocol 4', bytes('\x80\x04\x95\x0c\x00.')],
    ['protocol 0', bytes(evil)],
    ['protocol 0, with bytes after it', bytes(`${evil} And so on.\n`)],
    ['one that calls and never ends', bytes("cos\nsystem\n(S'id'\ntR and so on")],
    ['one behind a harmless one, as torch once wrote them', bytes(`I1\n.${evil}`)],
    ['one behind a harmless value', bytes(`N0${evil}`)],
    ['one behind a popped mark', bytes("(0cos\nsystem\n(S'id'\ntR.")],
    ['one behind a long text', bytes(`V${'a'.repeat(5000)}\n0${evil}`)],
    ['one behind a long text in quotes', bytes(`S'${'a'.repeat(5000)}'\n0${evil}`)],
    ['protocol 2 without saying so', bytes('cos\nsystem\nU\x02id\x85R.')],
    ['protocol 4 without saying so', bytes('\x8c\x02os\x8c\x06system\x93\x8c\x02id\x85R.')],
    ['INST', bytes("(S'id'\nios\nsystem\n.")],
    ['one behind an empty number', bytes(`I\n0${evil}`)],
    ['INST whose line does not end', bytes("(S'id'\nios\nsystemX")],
    ['OBJ', bytes("(cos\nsystem\nS'id'\no.")],
    ['NEWOBJ', bytes('cos\nsystem\n)\x81.')],
    ['BUILD', bytes('cos\nenviron\n}b.')],
    ['an item of what was imported', bytes("cos\nenviron\nS'LD_PRELOAD'\nS'/x.so'\ns")],
    ['a registered extension', bytes('\x82\x01)R.')],
    ['plain values', bytes('(I1\nI2\nl.')],
    ['a million marks', bytes('('.repeat(1_100_000))],
    ['a zip archive, as torch writes it', bytes('PK\x03\x04archive/data.pkl')],
    ['a zip archive behind something else', bytes(`# Card\n\nPK\x05\x06${'\0'.repeat(18)}`)],
    ['a 7z archive', bytes('7z\xbc\xaf\x27\x1c\x00\x04')],
    ['a tar archive of old, without a name for itself', tar()],
    ['zlib, as joblib writes it', bytes('\x78\x9cabc')],
    ['lzma, as joblib writes it', bytes('\x5d\x00\x00\x80\x00')],
    ['an array of objects', bytes("\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False}")],
    ['an array of objects in other quotes', bytes('\x93NUMPY\x01\x00v\x00{"\\x64escr": "|O", "fortran_order": False}')],
    ['binary of an unknown kind', bytes('\xff\xfe\x00\x01')],
    ['text with a NUL', bytes('a\0b')],
  ])('%s is refused by its content, whatever its name', async (_, content) => {
    await writeFile(file('model.safetensors'), good)
    await writeFile(file('extra.dat'), content)
    expect(await refusal()).toMatch(/extra\.dat: .*pickle.*: convert the weights to safetensors/)
  })

  it.each([
    ['config.json', '{"a": 1}'],
    ['labels.txt', 'cat\ndog\nthe end.'],
    ['vocab.txt', 'cat\ndog\nbird\nlion\n'],
    ['words.txt', 'No cat\nis a dog.\n'],
    ['README.md', '# Card\n\nText – ¿größer? 数据\n'],
    ['LICENSE', 'Apache License'],
    ['merges.txt', '#version: 0.2\nĠ t\nĠ a\n'],
    ['empty', ''],
    ['card.png', bytes('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR')],
    ['spiece.model', bytes('\x0a\x0e\x0a\x05<unk>\x15\x00\x00\x00\x00\x18\x02\x0a\x07')],
  ])('what tokenizers and cards hold passes: %s', async (name, content) => {
    await writeFile(file('model.safetensors'), good)
    await writeFile(file(name), content)
    await checkModelFiles(directory)
  })

  it('weights whose header is wrong are refused with the file and the remedy', async () => {
    await writeFile(file('model.safetensors'), whole('{"w":1}', Buffer.alloc(0)))
    expect(await refusal()).toMatch(/model\.safetensors: .*: save the model again with safetensors/)
  })

  it('a text of 30 MB takes a moment', async () => {
    await writeFile(file('model.safetensors'), good)
    await writeFile(file('tokenizer.json'), `{"a":"${'ü'.repeat(15_000_000)}"}`)
    const start = performance.now()
    await checkModelFiles(directory)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it.skipIf((process.env['MODEL_ACTIONS_PYTHON'] ?? '') === '')(
    'what Python really pickles is refused in every protocol',
    async () => {
      await writeFile(file('model.safetensors'), good)
      for (const protocol of [0, 1, 2, 3, 4, 5]) {
        const pickled = execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', [
          '-c',
          `import pickle, sys, os\nclass X:\n    def __reduce__(self): return (os.system, ('id',))\nsys.stdout.buffer.write(pickle.dumps(X(), ${protocol}))`,
        ])
        for (const content of [pickled, protocol < 2 ? pickled : pickled.subarray(2)]) {
          await writeFile(file('extra.dat'), content)
          expect(await refusal(), `protocol ${protocol}`).toMatch(/a pickle, which runs code/)
        }
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

  it('a file that ends before its graph is refused', async () => {
    await writeFile(file('model.onnx'), Buffer.from([8, 10]))
    await expect(checkOnnx(file('model.onnx'))).rejects.toThrow(/not an ONNX model \(no graph\): export the model/)
  })

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

  it('what ONNX Runtime would read as its own format is refused', async () => {
    // Field 2 holds the mark, and a graph follows: to Protocol Buffers it is a model.
    await writeFile(
      file('model.onnx'),
      Buffer.concat([Buffer.from([8, 10, 0x12, 4]), Buffer.from('ORTM'), field(7, text(2, 'main'))]),
    )
    expect(await refusal()).toMatch(/marked as one in the format of ONNX Runtime/)
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

  it.each(['/etc/passwd', 'model.safetensors', '../others', '/dev/zero'])(
    'a link to %s is refused: a job writes files',
    async (target) => {
      await writeFile(file('model.safetensors'), good)
      await symlink(target, file('again.safetensors'))
      expect(await refusal()).toMatch(/again\.safetensors: a link, which could name any file of this host/)
    },
  )

  it('a link in the place of the whole directory is refused, as another model could lie there', async () => {
    await mkdir(file('others'))
    await writeFile(file('others/model.safetensors'), good)
    await symlink('others', file('model'))
    await expect(checkModelFiles(file('model'))).rejects.toThrow(/model: a link, and what lies there/)
    await expect(checkModelFiles(file('others'))).resolves.toBeUndefined()
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
