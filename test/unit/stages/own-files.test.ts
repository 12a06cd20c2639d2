import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Mount } from '../../../src/engine/types.ts'
import { loadSpec } from '../../../src/spec/load.ts'
import { boundsOf } from '../../../src/spec/paths.ts'
import { ownFiles, withOwnFiles } from '../../../src/stages/ownFiles.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

let directory: string
beforeEach(async () => {
  directory = join(await temporary(), 'checkout')
  await mkdir(directory)
  await writeFile(join(directory, 'axolotl.yml'), 'adapter: lora')
})

async function contextOf(files: string): Promise<StageContext> {
  const specFile = join(directory, 'model.yml')
  const lines = ['name: tone', 'version: 1.0.0', 'base: ./base', 'task: text-classification', 'data: {train: a.jsonl}']
  await writeFile(specFile, [...lines, `engine: {image: r.io/own, files: ${files}}`].join('\n'))
  return {
    spec: await loadSpec(specFile),
    specFile,
    bounds: await boundsOf(specFile),
  } as unknown as StageContext
}

const contentOf = ({ files }: { files?: Mount }): Record<string, string> => {
  if (files === undefined || !('directory' in files)) return {}
  const at = files.directory
  return Object.fromEntries(readdirSync(at).map((name) => [name, readFileSync(join(at, name), 'utf8')]))
}
const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('model-actions-files-'))

it('a job has the files under the names that the spec gives them, and nothing that lies beside them', async () => {
  await mkdir(join(directory, 'recipes'))
  await writeFile(join(directory, 'recipes/secret.yml'), 'not named')
  await writeFile(join(directory, 'recipes/small.json'), '{}')
  const context = await contextOf('{axolotl.yml: ./axolotl.yml, deepspeed.json: recipes/small.json}')
  const before = leftBehind()
  expect(await withOwnFiles(context, 'finetune', async (inputs) => contentOf(inputs))).toEqual({
    'axolotl.yml': 'adapter: lora',
    'deepspeed.json': '{}',
  })
  expect(await withOwnFiles(context, 'prepare', async (inputs) => inputs)).toEqual({})
  expect(leftBehind()).toEqual(before)
})

it('of a failed job nothing is left either', async () => {
  const context = await contextOf('{axolotl.yml: ./axolotl.yml}')
  const before = leftBehind()
  await expect(
    withOwnFiles(context, 'finetune', async () => {
      expect(leftBehind()).toHaveLength(before.length + 1)
      throw new Error('the job')
    }),
  ).rejects.toThrow('the job')
  expect(leftBehind()).toEqual(before)
})

it('a link inside of the checkout gives the file that it leads to', async () => {
  await symlink('axolotl.yml', join(directory, 'current.yml'))
  const context = await contextOf('{axolotl.yml: current.yml}')
  expect(await withOwnFiles(context, 'evaluate', async (inputs) => contentOf(inputs))).toEqual({
    'axolotl.yml': 'adapter: lora',
  })
})

it('what is no file of the checkout is refused in a line that names it', async () => {
  await mkdir(join(directory, '.git'))
  await writeFile(join(directory, '../outside.yml'), 'of somebody else')
  await symlink('../outside.yml', join(directory, 'out.yml'))
  await symlink('nowhere.yml', join(directory, 'dangling.yml'))
  await mkdir(join(directory, 'recipes'))
  const refused = async (path: string) =>
    expect(ownFiles(await contextOf(`{a.yml: ${path}}`))).rejects.toMatchObject({
      problems: [
        {
          what: expect.stringMatching(/: (?:put the file there|name a path|repair)/),
          place: { file: join(directory, 'model.yml'), key: 'engine.files.a.yml' },
        },
      ],
    })
  await refused('missing.yml')
  await refused('axolotl.yml/below.yml')
  await refused('recipes')
  await refused('../outside.yml')
  await refused('/etc/hostname')
  await refused('out.yml')
  await refused('dangling.yml')
})

it('a file that changes while the run goes on is not given to a job that its key does not name', async () => {
  const context = await contextOf('{axolotl.yml: ./axolotl.yml}')
  await ownFiles(context)
  await writeFile(join(directory, 'axolotl.yml'), 'adapter: qlora')
  const before = leftBehind()
  await expect(withOwnFiles(context, 'finetune', async () => 'ran')).rejects.toThrow(
    /axolotl\.yml changed during the run: run again/,
  )
  expect(leftBehind()).toEqual(before)
})
