import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { hostBundle, imageBuilt } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { describeWith, has, skipMark } from '../parts.ts'
import { type CliEnd, cli, makeProject } from '../project.ts'

/* The worked image of docs/bring-your-own.md, built as the page says and run from its own model.yml to a verdict. */

const environment = process.env
const example = join(import.meta.dirname, '../../workflows-examples/own-image/script')
const read = (name: string): string => readFileSync(join(example, name), 'utf8')

const ready =
  has('docker') &&
  has('base-image') &&
  (environment['MODEL_ACTIONS_PARTS'] === 'all' ||
    (await imageBuilt(await connectDocker({ environment }), 'train', environment)))
const it = ready ? test : test.skip
const title = `a plain script in an image of one’s own${ready || !has('base-image') ? '' : ` [${skipMark} the image for jobs]`}`

/** Before it trains, it tries to write what it is given. */
const tries = `import json, os
files = json.load(open(os.environ["MODEL_CONFIG"]))["paths"]["in"]["files"]
for what, path in {"directory": f"{files}/mine", "file": f"{files}/settings.json"}.items():
    try:
        open(path, "a").close()
        print(f"{what}: written")
    except OSError:
        print(f"{what}: refused")
`

describeWith(['docker', 'base-image'], title, () => {
  let docker: DockerClient
  let directory = ''
  // It stays, as our own images do: its packages are then installed once.
  const whole = 'model-actions-own:script'
  const changed = `model-actions-own:script-${process.pid}`

  beforeAll(async () => {
    if (!ready) return
    docker = await connectDocker({ environment })
    await build(whole, read('job.py'))
    directory = makeProject()
    cpSync(example, directory, { recursive: true })
    useImage(whole)
  })
  afterAll(async () => {
    if (ready) await docker.removeImage(changed)
  })

  async function build(tag: string, job: string): Promise<void> {
    const context = pack()
    context.entry({ name: 'job.py' }, job)
    context.entry({ name: 'Dockerfile' }, read('Dockerfile'))
    context.entry({ name: 'host-ca.crt' }, Buffer.from(await hostBundle(environment)))
    context.finalize()
    await docker.build(
      Readable.from(context as AsyncIterable<Uint8Array>),
      { tag, arguments: { BASE: environment['MODEL_ACTIONS_BASE_IMAGE'] ?? '' } },
      { line: () => undefined, signal: new AbortController().signal },
    )
  }
  function useImage(tag: string): void {
    const spec = read('model.yml')
    expect(spec).toMatch(/image: registry\.example\.com\/\S+/)
    writeFileSync(join(directory, 'model.yml'), spec.replace(/(?<=image: )registry\.example\.com\/\S+/, tag))
  }
  const command = async (args: string[]): Promise<CliEnd> => {
    const end = await cli(directory, args, { DOCKER_HOST: environment['DOCKER_HOST'] ?? '' })
    expect(end.code, end.stderr).toBe(0)
    return end
  }
  const report = (stage: string): string =>
    readFileSync(join(directory, '.model-actions/reports', `${stage}.md`), 'utf8')

  it('goes from model.yml to a verdict, and its events are what people see of it', async () => {
    const { stderr } = await command(['prepare,finetune,evaluate'])
    expect(stderr).toContain('training 5/5 epochs')
    const accuracy = /accuracy (\d+\.\d) % against/.exec(report('evaluate'))
    expect(Number(accuracy?.[1])).toBeGreaterThan(85)
    expect(report('finetune')).toMatch(/trainable parameters \| 8,194 /)
  })

  it('a changed file of its own makes it train anew on the data that is prepared, and is given read-only', async () => {
    await build(changed, tries + read('job.py'))
    useImage(changed)
    await command(['prepare,finetune'])
    const again = await command(['prepare,finetune'])
    expect(again.stderr).toContain('finetune: pass (reused)')
    writeFileSync(join(directory, 'settings.json'), '{"buckets": 512}')
    const anew = await command(['prepare,finetune'])
    expect(anew.stderr).toContain('prepare: pass (reused)')
    expect(anew.stderr).toContain('training 5/5 epochs')
    expect(anew.stderr).toContain('directory: refused')
    expect(anew.stderr).toContain('file: refused')
    expect(report('finetune')).toMatch(/trainable parameters \| 1,026 /)
  })
})
