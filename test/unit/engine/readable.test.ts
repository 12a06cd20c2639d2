import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { giveAway, nobody, readableInputs } from '../../../src/engine/readable.ts'
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

it.runIf(process.getuid?.() === 0).each(['a closed directory', 'more closed files than can be copied'])(
  'an input with %s is opened by the command that the error names',
  async (what) => {
    const input = join(root, 'data')
    mkdirSync(input)
    for (let i = 0; i < 101; i++) writeFileSync(join(input, String(i)), '', { mode: 0o600 })
    if (what === 'a closed directory') chmodSync(input, 0o700)
    const inputs = () => readableInputs({ '/data': input }, join(root, 'out'))
    const error = await inputs().catch((cause: Error) => cause)
    const [, command = '', mode = '', path = ''] =
      /is closed to the user 65532 .*: (chmod) -R (\S+) (\S+), or run/.exec((error as Error).message) ?? []
    execFileSync(command, ['-R', mode, path])
    expect((await inputs()).binds).toEqual([])
  },
)
