import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { downloadFile, listFiles, modelInfo } from '@huggingface/hub'
import { expect, it } from 'vitest'
import { downloadCommand, suggestedBase } from '../../src/init/base.ts'
import { commit, fakeHub } from '../fakeHub.ts'
import { temporary } from '../unit/oci/fixtures.ts'

/* The hub of our tests answers as the real one does, as far as the real one's own clients can tell. */

const weights = Buffer.alloc(1_200_000, 'w')
const files = {
  'config.json': '{"model_type": "bert"}',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  'model.safetensors': { bytes: weights, lfs: true },
  'pytorch_model.bin': { bytes: weights, lfs: true },
  'onnx/model.onnx': { bytes: weights, lfs: true },
}

it('the client for JavaScript finds the commit, the list in pages and the files, with the token where there is one', async () => {
  const hub = await fakeHub({ files, refs: ['v1'], token: 'hf_secret', page: 2 })
  const asks = { repo: 'acme/tiny', hubUrl: hub.address, accessToken: 'hf_secret' } as const
  expect((await modelInfo({ ...asks, name: 'acme/tiny', revision: 'v1', additionalFields: ['sha'] })).sha).toBe(commit)
  const listed = []
  for await (const entry of listFiles({ ...asks, revision: commit, recursive: true })) listed.push(entry)
  const names = listed.filter(({ type }) => type === 'file').map(({ path }) => path)
  expect(names.toSorted()).toEqual(Object.keys(files).toSorted())
  const large = listed.find(({ path }) => path === 'model.safetensors')
  expect(large?.lfs).toMatchObject({ oid: createHash('sha256').update(weights).digest('hex'), size: weights.length })
  for (const [path, bytes] of [
    ['config.json', Buffer.from(files['config.json'])],
    ['model.safetensors', weights],
  ] as const) {
    const blob = await downloadFile({ ...asks, path, revision: commit })
    expect(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true)
  }
  expect(await downloadFile({ ...asks, path: 'none.json', revision: commit })).toBeNull()
  await expect(modelInfo({ ...asks, name: 'acme/tiny', accessToken: 'hf_other' })).rejects.toThrow(/Invalid username/)
  await expect(modelInfo({ ...asks, name: 'acme/tiny', revision: 'v2' })).rejects.toThrow(/Invalid rev id/)
})

const python = process.env['MODEL_ACTIONS_PYTHON']

it.skipIf(python === undefined)(
  'the command that we print fetches the model, and nothing else of the repository',
  async () => {
    const command = downloadCommand(suggestedBase('text-classification', [{ text: 'plain words' }], 'text'))
    const [, id = ''] = /^hf download (\S+) /.exec(command) ?? []
    const hub = await fakeHub({ repository: id, files })
    const [, ...args] = command.split(' ')
    const directory = await temporary()
    await promisify(execFile)(python ?? '', ['-m', 'huggingface_hub.cli.hf', ...args], {
      cwd: directory,
      env: { ...process.env, HF_ENDPOINT: hub.address, HF_HOME: await temporary(), HF_HUB_DISABLE_XET: '1' },
    })
    const names = await readdir(join(directory, 'base'))
    expect(names.toSorted()).toEqual([
      '.cache',
      'config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
    expect((await readFile(join(directory, 'base/model.safetensors'))).equals(weights)).toBe(true)
  },
)
