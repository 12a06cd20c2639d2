import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { giveAway, nobody } from '../../../src/engine/readable.ts'
import { removeTree } from '../../../src/trees.ts'

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

it.runIf(process.getuid?.() === 0)('directories that a job made too deep are refused with what to remove', async () => {
  const deep = join(root, 'checkpoints')
  mkdirSync(deep)
  // Only from inside can they be made.
  const script = "for (let i = 0; i < 60; i++) { fs.mkdirSync('a'.repeat(200)); process.chdir('a'.repeat(200)) }"
  execFileSync(process.execPath, ['-e', script], { cwd: deep })
  await expect(giveAway(deep)).rejects.toThrow(/checkpoints: an earlier job left directories .* remove it/)
  await removeTree(deep)
})
