import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { type InputName, inputNames, readInputs, secretIn } from '../../../src/actions/inputs.ts'
import { UserError } from '../../../src/errors.ts'
import { resolveInside } from '../../../src/spec/paths.ts'
import type { FuzzTarget } from '../types.ts'

/* What a workflow gives an action, a line `name=value` each; a value may come from the title of a pull request. */

const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'model-actions-fuzz-')))
mkdirSync(join(workspace, 'models/tone'), { recursive: true })
symlinkSync('/etc', join(workspace, 'models/out'))
symlinkSync('loop', join(workspace, 'models/loop'))
const digest = `sha256:${'a'.repeat(64)}`

export const target: FuzzTarget = {
  seeds: async () =>
    [
      ['stages=prepare, finetune,evaluate', 'config=model.yml', 'working-directory=models/tone', 'engine=docker'],
      [`from=${digest}`, 'force=true', 'summary=False', 'cache=TRUE', 'registry-username=me', 'github-token=t0ken'],
      [`digest=${digest}`, 'stages=all', 'sign-key=keys/cosign.key', 'cosign-password=secret', 'config=../model.yml'],
    ].map((lines) => Buffer.from(lines.join('\n'))),
  words: [
    '../',
    '/',
    './',
    'models/out/',
    'models/loop/',
    '\u0000',
    '\r',
    'all',
    ',',
    'sha256:',
    '$(id)',
    '::',
    '~',
    '\ud800',
  ],
  async run(input) {
    const given = new Map<string, string>()
    for (const line of Buffer.from(input).toString('utf8').split('\n')) {
      const at = line.indexOf('=')
      if (at > 0) given.set(line.slice(0, at), line.slice(at + 1).trim())
    }
    const get = (name: InputName): string => given.get(name) ?? ''
    const hidden = inputNames.flatMap((name) => secretIn(name, get(name)) ?? [])
    try {
      const read = readInputs(inputNames, get)
      const directory = await inside(workspace, read['working-directory'])
      await inside(directory, read.config)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      if (/[\r\n]/.test(error.message)) throw new Error(`not one line: ${error.message}`)
      if (error.message.length > 20_000) throw new Error(`a message of ${error.message.length} characters`)
      const values = inputNames.filter((name) => secretIn(name, get(name)) === undefined).map(get)
      for (const secret of hidden)
        if (secret.length > 8 && error.message.includes(secret) && !values.some((value) => value.includes(secret)))
          throw new Error('a secret stands in a message')
      throw error
    }
  },
  grown: async (count) => Buffer.from(`working-directory=${'a/'.repeat(count)}\nstages=${'prepare,'.repeat(count)}`),
  close: async () => rmSync(workspace, { recursive: true, force: true }),
}

async function inside(directory: string, path: string): Promise<string> {
  const real = await resolveInside({ directory, root: workspace }, path, { input: 'config' })
  if (real !== workspace && !real.startsWith(workspace + sep)) throw new Error(`${path} leads to ${real}`)
  return real
}
