import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestTree } from '../../../src/digest.ts'
import { listFiles, removeTree, walkTree } from '../../../src/trees.ts'
import type { FuzzTarget } from '../types.ts'

const home = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const tree = join(home, 'tree')
const secret = join(home, 'secret')
const pipe = join(home, 'pipe')
const ends = [secret, '/dev/zero', '/proc/self/environ', '..', '.', '../secret', 'a', 'nothing', pipe, '/', '/dev/tty']

export const target: FuzzTarget = {
  /*
   * A letter and a name to the end of the line: a file, a directory that is then entered, out of one, a link to one of
   * `ends`, a pipe.
   */
  seeds: async () =>
    ['fa\nfb\n', 'da\nfb\nu\nfc\n', 'l6b\nfa\n', 'l0a\n', 'pa\n', 'da\nda\nda\nfx\nl6y\n', 'f.wh.x\nfA\nfa\n'].map(
      (text) => Buffer.from(text),
    ),
  words: [
    'f',
    'd',
    'u\n',
    'l0x\n',
    'l1x\n',
    'l3x\n',
    'l6x\n',
    'px\n',
    '..',
    '.wh.',
    '\\',
    '\ufffd',
    'a/b',
    'dx\n',
    'fa\n',
  ],
  async run(input) {
    await removeTree(tree)
    mkdirSync(tree)
    if (!existsSync(secret)) writeFileSync(secret, 'secret')
    if (!existsSync(pipe)) execFileSync('mkfifo', [pipe])
    build(Buffer.from(input).subarray(0, 8192))
    try {
      await Promise.all([digestTree(tree), listFiles(tree)])
      for (const { path } of await walkTree(tree, { links: 'refused' }))
        if (!lstatSync(join(tree, path)).isFile()) throw new Error(`${path} is no file`)
    } finally {
      await removeTree(tree)
      mustBeAlone()
    }
  },
  close: async () => rmSync(home, { recursive: true, force: true }),
}

function mustBeAlone(): void {
  if (readFileSync(secret, 'utf8') !== 'secret') throw new Error('a file outside of the tree was changed')
  if (readdirSync(home).sort().join() !== 'pipe,secret') throw new Error('a file was made, or the tree is still there')
}

/** What the system refuses to make is left out. */
function build(input: Buffer): void {
  const way: string[] = []
  for (let at = 0; at < input.length; ) {
    const end = input.indexOf(0x0a, at)
    const line = input.subarray(at, end === -1 ? input.length : end)
    at = end === -1 ? input.length : end + 1
    const kind = String.fromCharCode(line[0] ?? 0)
    // Bytes that are no text stay what they are; nothing is made outside of the tree.
    const name = line.subarray(kind === 'l' ? 2 : 1)
    if (name.includes(0x2f) || name.includes(0) || name.equals(Buffer.from('..'))) continue
    const path = Buffer.concat([Buffer.from(`${join(tree, ...way)}/`), name])
    try {
      if (kind === 'f') writeFileSync(path, name, { flag: 'wx' })
      else if (kind === 'l') symlinkSync(ends[(line[1] ?? 0) % ends.length] ?? 'a', path)
      else if (kind === 'p') linkSync(pipe, path)
      else if (kind === 'u') way.pop()
      else if (kind === 'd') {
        mkdirSync(path)
        way.push(name.toString('utf8'))
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
    }
  }
}
