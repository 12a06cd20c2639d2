import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import type { Digest } from '../../../src/digest.ts'
import { splitAddress } from '../../../src/gateway/address.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { writeManifest } from '../../../src/model/manifest.ts'
import type { ModelDirectory } from '../../../src/model/types.ts'
import { assembleModelImage, tagImage } from '../../../src/oci/assemble.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { madeOnce } from '../../madeOnce.ts'
import { gated } from '../../unit/oci/fixtures.ts'

/* A real, tiny text model with random weights, exported by the runtime, and images of it. */

export const modelName = 'tiny'

type Job = { verb: 'export' | 'quantize'; paths: object } & Readonly<Record<string, unknown>>

/** Makes what a job of the runtime reads, and runs it, in one process, which imports the libraries once. */
function runJob(directory: string, make: string, job: Job): void {
  const file = join(directory, `${job.verb}.json`)
  writeFileSync(file, JSON.stringify({ model_runtime: 1, task: 'text-classification', max_length: 16, ...job }))
  const program = `
import pathlib, sys, tiny
from model_runtime.__main__ import main
directory = pathlib.Path(sys.argv[1])
${make}
sys.exit(main(sys.argv[2:]))
`
  const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
  const env = { ...process.env, PYTHONPATH: [runtimeDirectory(), join(runtimeDirectory(), 'tests')].join(':') }
  execFileSync(python, ['-c', program, directory, job.verb, '--config', file], { env, stdio: 'pipe' })
}

/** The exported files of the model, made once per run of the tests. */
export async function tinyModel(): Promise<string> {
  const made = await madeOnce('tiny', (directory) => {
    const [model, out] = [join(directory, 'source'), join(directory, 'out')]
    mkdirSync(out)
    runJob(directory, 'tiny.text_model(directory / "source")', { verb: 'export', paths: { in: { model }, out } })
  })
  return join(made, 'out/model')
}

/** The exported model as the stage quantize leaves it, with golden probes of random texts. */
export async function quantizeTinyModel(directory: string, precision: 'fp32' | 'int8'): Promise<string> {
  const [data, out] = [join(directory, 'data'), join(directory, 'quantized')]
  mkdirSync(out, { recursive: true })
  runJob(directory, 'tiny.dataset(directory / "data", 200)', {
    verb: 'quantize',
    precision,
    batch_size: 8,
    shapes: [{ batch: 1, length: 8 }],
    repetitions: 5,
    latency: { fewest: 30, most: 40, seconds: 0 },
    paths: { in: { model: await tinyModel(), data }, out },
  })
  return join(out, 'model')
}

/** The image of one version; `broken` has half of a network that ONNX Runtime cannot read. */
export async function tinyImage(options: {
  model: string
  into: string
  store: ContentStore
  version: string
  broken?: boolean
  /** Of texts, in tokens; 16 without. */
  maxLength?: number
  base?: { store: ContentStore; digest: Digest }
}): Promise<Digest> {
  const { model, into, store, version, base } = options
  cpSync(model, into, { recursive: true })
  const network = join(into, 'model.onnx')
  if (options.broken === true) writeFileSync(network, readFileSync(network).subarray(0, 1000))
  // Two versions differ in more than their name, as real ones do.
  appendFileSync(join(into, 'NOTES.md'), `version ${version}\n`)
  const directory: ModelDirectory = await writeManifest(into, {
    name: modelName,
    version,
    task: 'text-classification',
    format: 'onnx',
    engine: 'onnxruntime',
    precision: 'fp32',
    labels: ['negative', 'neutral', 'positive'],
    maxLength: options.maxLength ?? 16,
    maxBatch: 8,
    lineage: [],
  })
  const { index } = await assembleModelImage({
    store,
    model: await gated(directory),
    release: { name: modelName, version },
    runtimeDirectory: join(runtimeDirectory(), 'model_runtime'),
    labels: {},
    created: new Date(0),
    ...(base === undefined ? {} : { base }),
  })
  await tagImage(store, index.digest, version)
  return index.digest
}

/** One request to a version or to the gateway; status 0 where no answer came. */
export function infer(
  address: string,
  agent: http.Agent | false = false,
): Promise<{ status: number; version: string; body: string }> {
  const input = { name: 'text', shape: [1], datatype: 'BYTES', data: ['good file'] }
  return new Promise((resolve) => {
    const lost = () => resolve({ status: 0, version: '', body: '' })
    const options = {
      ...splitAddress(address),
      path: `/v2/models/${modelName}/infer`,
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json' },
    }
    const request = http.request(options, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        body += text
      })
      answer.once('error', lost)
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, version: /"model_version":"([^"]*)"/.exec(body)?.[1] ?? '', body }),
      )
    })
    request.once('error', lost)
    request.end(JSON.stringify({ inputs: [input] }))
  })
}
