import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOnnx } from '../../../src/model/onnx.ts'
import { countOf, repairedProtobuf, varintOf } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const file = join(directory, 'model.onnx')
writeFileSync(join(directory, 'w.data'), 'weights!')

/** As onnx writes it: a branch with graphs of its own, a constant, an initializer, and one whose data is in w.data. */
const model = Buffer.from(
  'CA46rgIKdgoBYxIBeSICSWYqNAoLZWxzZV9icmFuY2gyIhIDc3ViKhsIAggCEAFCAXdKEAAAAAAAAAAAAAAAAAAAAACgAQUqNAoLdGhlbl9icmFuY2gyIhIDc3ViKhsIAggCEAFCAXdKEAAAAAAAAAAAAAAAAAAAAACgAQUKNhIBeiIIQ29uc3RhbnQqJwoFdmFsdWUqGwgCCAIQAUIBd0oQAAAAAAAAAAAAAAAAAAAAAKABBBIEbWFpbiobCAIIAhABQgF3ShAAAAAAAAAAAAAAAAAAAAAAKjcIAhABQgFlahIKCGxvY2F0aW9uEgZ3LmRhdGFqCwoGb2Zmc2V0EgEwagsKBmxlbmd0aBIBOHABWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUICEBw=',
  'base64',
)

const field = (number: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + 2]), varintOf(body.length), body])

export const target: FuzzTarget = {
  seeds: async () => [model, Buffer.concat([Buffer.from([8, 10]), field(7, field(2, Buffer.from('main')))])],
  words: ['location', '../secret', '/etc/passwd', 'w.data', '*/_ORT_MEM_ADDR_/*', 'ORTM', '\u0008\u000a', ':\u0000'],
  /** With the version and the one graph without which it is no model. */
  repaired(input) {
    const fields = repairedProtobuf(input)
    return Buffer.concat([countOf(fields, 7) === 1 ? fields : field(7, fields), Buffer.from([8, 10])])
  },
  async run(input) {
    writeFileSync(file, input)
    await checkOnnx(file)
  },
  grown: async (count) => {
    const name = field(8, Buffer.from('weights'))
    const tensor = field(5, Buffer.concat([Buffer.from([8, 2, 16, 1]), name]))
    return Buffer.concat([Buffer.from([8, 10]), field(7, Buffer.concat(Array.from({ length: count }, () => tensor)))])
  },
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
