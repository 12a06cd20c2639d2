import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { giveAway, nobody } from '../../../src/engine/readable.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'model-actions-readable-'))
})
afterEach(() => rmSync(root, { recursive: true }))

it.runIf(process.getuid?.() === 0)(
  'a link that a job left in its checkpoints gives nothing else of the host away',
  async () => {
    mkdirSync(join(root, 'host/inner'), { recursive: true })
    writeFileSync(join(root, 'host/shadow'), 'secret')
    mkdirSync(join(root, 'checkpoints/1'), { recursive: true })
    writeFileSync(join(root, 'checkpoints/1/weights'), '')
    symlinkSync(join(root, 'host'), join(root, 'checkpoints/directory'))
    symlinkSync(join(root, 'host/shadow'), join(root, 'checkpoints/1/file'))
    await giveAway(join(root, 'checkpoints'))
    expect(statSync(join(root, 'checkpoints/1/weights')).uid).toBe(nobody)
    for (const name of ['host', 'host/inner', 'host/shadow']) expect(statSync(join(root, name)).uid).toBe(0)
  },
)
