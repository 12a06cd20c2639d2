import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commit, fakeHub } from '../fakeHub.ts'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject } from '../project.ts'

describeWith(['python'], 'a base on the hub', () => {
  it('is fetched alone and once, and what `--json` prints is JSON', async () => {
    const directory = makeProject({ base: `acme/tiny@${commit}` })
    const base = join(directory, 'base')
    const files = Object.fromEntries(readdirSync(base).map((name) => [name, readFileSync(join(base, name))]))
    rmSync(base, { recursive: true })
    const large = { bytes: Buffer.alloc(100_000), lfs: true }
    const weights = { bytes: files['model.safetensors'] ?? Buffer.alloc(0), lfs: true }
    const hub = await fakeHub({
      files: { ...files, 'model.safetensors': weights, 'pytorch_model.bin': large, 'onnx/model.onnx': large },
    })
    const run = () => cli(directory, ['prepare', '--json'], { HF_ENDPOINT: hub.address })
    const first = await run()
    expect(first, first.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(first.stdout)).toHaveProperty('splits')
    expect(first.stderr).toContain('Fetching acme/tiny')
    expect(hub.fetched().toSorted()).toEqual(Object.keys(files).toSorted())
    const kept = readdirSync(homeOf(directory), { recursive: true, encoding: 'utf8' })
    expect(kept.filter((path) => path.endsWith('model.safetensors')).length).toBe(1)
    const { length } = hub.asked
    expect(await run()).toMatchObject({ code: 0 })
    expect(hub.asked.length).toBe(length)
  })

  it('that names a file as a command of a job’s log has no word of it outside of the one line that refuses it', async () => {
    const directory = makeProject({ base: `acme/tiny@${commit}` }, { base: false })
    const hub = await fakeHub({
      files: { 'config.json': '{}', 'model.safetensors': 'w', 'x\n::error::injected by a repository': 'x' },
    })
    const ended = await cli(directory, ['prepare', '--json'], { HF_ENDPOINT: hub.address })
    expect(ended.code).toBe(2)
    expect(`${ended.stdout}${ended.stderr}`).not.toMatch(/^::error::injected/m)
    expect(ended.stderr).toContain('a file named "x\\n::error::injected by a repository"')
  })
})
