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
import { gated } from '../../unit/oci/fixtures.ts'

/* A real, tiny text model with random weights, exported by the runtime, and images of it. */

export const modelName = 'tiny'

/** Writes the exported files of the model into `directory`. */
export function exportTinyModel(directory: string): string {
  const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
  const env = { ...process.env, PYTHONPATH: [runtimeDirectory(), join(runtimeDirectory(), 'tests')].join(':') }
  const source = join(directory, 'source')
  const out = join(directory, 'out')
  mkdirSync(source, { recursive: true })
  mkdirSync(out)
  const make = 'import pathlib, sys, tiny; tiny.text_model(pathlib.Path(sys.argv[1]))'
  execFileSync(python, ['-c', make, source], { env, stdio: 'pipe' })
  const config = {
    model_runtime: 1,
    verb: 'export',
    task: 'text-classification',
    max_length: 16,
    paths: { in: { model: source }, out },
  }
  writeFileSync(join(directory, 'config.json'), JSON.stringify(config))
  execFileSync(python, ['-m', 'model_runtime', 'export', '--config', join(directory, 'config.json')], {
    env,
    stdio: 'pipe',
  })
  return join(out, 'model')
}

/** The exported model as the stage quantize leaves it, with golden probes of random texts. */
export function quantizeTinyModel(directory: string, precision: 'fp32' | 'int8'): string {
  const model = exportTinyModel(directory)
  const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
  const env = { ...process.env, PYTHONPATH: [runtimeDirectory(), join(runtimeDirectory(), 'tests')].join(':') }
  const data = join(directory, 'data')
  const out = join(directory, 'quantized')
  mkdirSync(out)
  const make = 'import pathlib, sys, tiny; tiny.dataset(pathlib.Path(sys.argv[1]), 200)'
  execFileSync(python, ['-c', make, data], { env, stdio: 'pipe' })
  const config = {
    model_runtime: 1,
    verb: 'quantize',
    task: 'text-classification',
    precision,
    batch_size: 8,
    max_length: 16,
    shapes: [{ batch: 1, length: 8 }],
    repetitions: 5,
    latency: { fewest: 30, most: 40, seconds: 0 },
    paths: { in: { model, data }, out },
  }
  writeFileSync(join(directory, 'quantize.json'), JSON.stringify(config))
  execFileSync(python, ['-m', 'model_runtime', 'quantize', '--config', join(directory, 'quantize.json')], {
    env,
    stdio: 'pipe',
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
