import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { measureFile } from '../src/digest.ts'
import { writeManifest } from '../src/model/manifest.ts'
import { assembleModelImage } from '../src/oci/assemble.ts'
import { openLayout } from '../src/oci/layout.ts'
import { ratioOf, spread } from './support/measure.ts'

/*
 * Assembling an image of 512 MiB of weights into a layout. Physical limit: copying the same file, which reads and writes
 * every byte once without hashing it.
 */

const sizeBytes = 512 * 1024 * 1024
const runs = 5
const place = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
try {
  const directory = join(place, 'model')
  mkdirSync(directory)
  writeSafetensors(join(directory, 'model.safetensors'))
  writeFileSync(join(directory, 'config.json'), '{}')
  const runtime = join(place, 'runtime')
  mkdirSync(runtime)
  writeFileSync(join(runtime, '__init__.py'), '')
  const model = await writeManifest(directory, {
    name: 'bench',
    version: '1.0.0',
    task: 'text-classification',
    format: 'safetensors',
    engine: 'pytorch',
    precision: 'fp32',
    labels: ['a', 'b'],
    maxLength: 16,
    maxBatch: 8,
    lineage: [],
  })
  const description = { path: 'model.json', ...(await measureFile(join(directory, 'model.json'))) }
  const gated = { directory, files: [...model.manifest.files, description] }
  const copy: number[] = []
  const assemble: number[] = []
  for (let run = 0; run < runs; run++) {
    const target = join(place, 'copy')
    copy.push(
      await timeMs(() =>
        pipeline(
          createReadStream(join(directory, 'model.safetensors'), { highWaterMark: 1 << 20 }),
          createWriteStream(target),
        ),
      ),
    )
    rmSync(target)
    const layout = join(place, 'layout')
    assemble.push(
      await timeMs(async () => {
        const store = await openLayout(layout, { create: true })
        await assembleModelImage({
          store,
          model: gated,
          release: { name: 'bench', version: '1.0.0' },
          runtimeDirectory: runtime,
          labels: {},
          created: new Date(0),
          signal: AbortSignal.timeout(600_000),
        })
      }),
    )
    rmSync(layout, { recursive: true })
  }
  process.stdout.write(
    `${JSON.stringify({ benchmark: 'assemble', limit: 'copy of the same file', sizeBytes, node: process.version, copyMs: spread(copy), assembleMs: spread(assemble), ratio: ratioOf(assemble, copy), peakMemoryMB: process.resourceUsage().maxRSS / 1024 }, null, 2)}\n`,
  )
} finally {
  rmSync(place, { recursive: true, force: true })
}

function writeSafetensors(file: string): void {
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'U8', shape: [sizeBytes], data_offsets: [0, sizeBytes] } }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const block = randomBytes(1 << 24)
  writeFileSync(file, Buffer.concat([length, header]))
  for (let written = 0; written < sizeBytes; written += block.length) writeFileSync(file, block, { flag: 'a' })
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
