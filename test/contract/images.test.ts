import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/* What one half of the house refuses of an image, the other does not take: its limits stand in both. */

const root = join(import.meta.dirname, '../..')

/** @returns the number that a file gives a name, as it stands there */
function given(file: string, name: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  const [, value] = new RegExp(`^(?:export )?(?:const )?${name} = ([\\d_]+(?: << \\d+)?)$`, 'm').exec(text) ?? []
  if (value === undefined) throw new Error(`${file} gives ${name} no number`)
  return value.replaceAll('_', '')
}

it.each([
  ['pixels', 'src/monitor/imageFacts.ts', 'mostPixels', 'MAX_PIXELS'],
  ['scans', 'src/monitor/imageFacts.ts', 'mostScans', '_MOST_SCANS'],
  ['parts', 'src/monitor/imageFacts.ts', 'mostParts', '_MOST_PARTS'],
  ['bytes', 'src/stages/monitorImages.ts', 'mostFileBytes', 'MAX_FILE_BYTES'],
])('an image has at most as many %s for a look at what serves as for training and serving', (_, file, ours, theirs) => {
  expect(given(file, ours)).toBe(given('docker/runtime/model_runtime/images.py', theirs))
})
