import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseSpec } from '../../../src/spec/load.ts'
import { synonymsDigest, synonymsInput } from '../../../src/stages/training/synonyms.ts'

let directory: string
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'synonyms-')))
})
afterEach(() => rm(directory, { recursive: true }))

function asking(synonyms: string | undefined, environment: Record<string, string> = {}) {
  const lines = ['name: tone', 'version: 1.0.0', 'task: text-classification', 'base: ./base', 'data: {train: a.csv}']
  const section = synonyms === undefined ? [] : [`finetune: {augment: {synonyms: ${synonyms}}}`]
  const parsed = parseSpec([...lines, ...section].join('\n'), 'model.yml')
  if ('problems' in parsed) throw new Error('no spec')
  return {
    spec: parsed.spec,
    specFile: join(directory, 'model.yml'),
    bounds: { directory, root: directory },
    environment: { HOME: directory, ...environment },
  }
}

it('without synonyms a tuning has no other inputs than ever', async () => {
  expect(await synonymsInput(asking(undefined))).toEqual({})
  expect(await synonymsDigest(asking(undefined))).toEqual({})
})

it('a file of synonyms goes to the job, and another text of it is another tuning', async () => {
  const context = asking('{file: words.csv}')
  await expect(synonymsInput(context)).rejects.toThrow('words.csv is no file: name a CSV file')
  await writeFile(join(directory, 'words.csv'), 'film,movie\n')
  expect(await synonymsInput(context)).toEqual({ synonyms: { file: join(directory, 'words.csv') } })
  const before = await synonymsDigest(context)
  await writeFile(join(directory, 'words.csv'), 'film,picture\n')
  expect(await synonymsDigest(context)).not.toEqual(before)
  await expect(synonymsInput(asking('{file: ../words.csv}'))).rejects.toThrow('leaves')
})

it('WordNet is taken from where it is installed, and where it is not the error says how to install it', async () => {
  const own = join(directory, 'wordnet')
  const context = asking('{wordnet: true}', { WNSEARCHDIR: own })
  await mkdir(own)
  await writeFile(join(own, 'data.noun'), '  1 This software\n')
  expect(await synonymsInput(context)).toEqual({ synonyms: { directory: own } })
  expect(await synonymsDigest(context)).toEqual({ synonyms: expect.stringMatching(/^sha256:/) })
  const nowhere = await synonymsInput(asking('{wordnet: true}')).catch((error: unknown) => String(error))
  // Some machines have it.
  if (typeof nowhere === 'string')
    expect(nowhere).toMatch(/WordNet is not installed here .*run `apt-get install wordnet-base`, set WNSEARCHDIR/)
  else expect(nowhere).toEqual({ synonyms: { directory: '/usr/share/wordnet' } })
})
