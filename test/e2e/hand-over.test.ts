import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { generateKeyPair } from '../../src/signing/keys.ts'
import { endServing } from '../act.ts'
import { describeWith } from '../parts.ts'
import { type CliEnd, cli, homeOf, makeProject, specText, temporaryDirectory } from '../project.ts'
import { startRegistry } from '../registry.ts'

/*
 * One model on three machines, each with a checkout and a home of its own: one trains and judges, one builds and signs with
 * nothing but a digest and the key, one deploys with nothing but a digest and the public key.
 */

const training = ['prepare,finetune,evaluate,quantize']
const noPython = { MODEL_ACTIONS_PYTHON: '/nonexistent/python' }

type Handed = { results: string; image: string; carry(from: string, to: string): void; spoil(pattern: RegExp): void }

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const work of undo.splice(0).reverse()) await work()
})

/** Both jobs reach one registry. */
async function byRegistry(): Promise<Handed> {
  const registry = await startRegistry()
  undo.push(registry.close)
  return {
    results: `{registry: "${registry.host}/acme/tone-results", insecure-registry: true}`,
    image: `{registry: "${registry.host}/acme/tone", insecure-registry: true}`,
    carry: () => undefined,
    spoil: (pattern) => spoilBlob(join(registry.directory, 'data'), '**/data', pattern),
  }
}

/** One job uploads two layout directories as artifacts, the next one downloads them. */
function byLayout(): Handed {
  let last = ''
  return {
    results: '{layout: ./results}',
    image: '{layout: ./images}',
    carry(from, to) {
      for (const name of ['results', 'images'])
        if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true })
      last = to
    },
    spoil: (pattern) => spoilBlob(join(last, 'results'), 'blobs/sha256/*', pattern),
  }
}

/** Changes one byte of the first blob whose content fits, some way behind what fits. */
function spoilBlob(directory: string, glob: string, pattern: RegExp): void {
  for (const name of globSync(glob, { cwd: directory })) {
    const file = join(directory, name)
    if (!statSync(file).isFile()) continue
    const bytes = readFileSync(file)
    const at = bytes.toString('latin1').search(pattern)
    if (at < 0) continue
    const where = Math.min(at + 5_000, bytes.length - 1)
    bytes[where] = (bytes[where] ?? 0) ^ 1
    writeFileSync(file, bytes)
    return
  }
  throw new Error(`no blob below ${directory} has ${pattern}`)
}

function passed(end: CliEnd): string {
  expect(end.code, end.stderr).toBe(0)
  return end.stdout
}

/** A machine with the spec, whatever else it is given, and no data and no base model. */
function machine(spec: Record<string, string>, files: Record<string, string> = {}): string {
  const directory = temporaryDirectory()
  for (const [name, text] of Object.entries({ 'model.yml': specText(spec), ...files }))
    writeFileSync(join(directory, name), text)
  return directory
}

let gpuBox: string | undefined

/** The machine that trains does so once for all tests; another way to hand over only publishes what is there. */
async function trained(handed: Handed) {
  const port = await freePort()
  const spec = {
    results: handed.results,
    image: handed.image,
    evaluate: '{baseline: majority}',
    deploy: `{port: ${port}, steps: [100], step: {min-time: 1s}, gates: {health: {interval: 1s}}, bake: 1s}`,
  }
  gpuBox ??= makeProject(spec)
  for (const left of ['results', 'images']) rmSync(join(gpuBox, left), { recursive: true, force: true })
  writeFileSync(join(gpuBox, 'model.yml'), specText(spec))
  const said = passed(await cli(gpuBox, training))
  const result = /^result: (sha256:[0-9a-f]{64})$/m.exec(said)?.[1] ?? ''
  const pair = await generateKeyPair('the password of the tests')
  const builder = machine(spec, { 'cosign.key': pair.privateKey, 'cosign.pub': pair.publicKey })
  handed.carry(gpuBox, builder)
  return { spec, port, gpuBox, builder, result, publicKey: pair.publicKey }
}

describeWith(['python', 'registry'], 'a model that is handed on between machines by digest', () => {
  for (const [title, open] of [
    ['a registry', byRegistry],
    ['a layout directory', async () => byLayout()],
  ] as const)
    it(`by ${title}: the job that signs needs neither data nor base nor Python, the one that deploys only the image's digest`, async () => {
      const handed = await open()
      const { spec, port, builder, result, publicKey } = await trained(handed)
      const built = JSON.parse(passed(await cli(builder, ['build,sign', '--from', result, '--json'], noPython)))
      const { digest } = built.build.outputs
      expect(digest).toMatch(/^sha256:/)

      const server = machine({ ...spec, signing: '{public-key: cosign.pub}' }, { 'cosign.pub': publicKey })
      handed.carry(builder, server)
      undo.push(async () => endServing(homeOf(server)))
      passed(await cli(server, ['verify,deploy', '--digest', digest]))
      const response = await fetch(`http://127.0.0.1:${port}/v2/models/tone/versions/1.0.0`)
      expect(await response.json()).toMatchObject({ name: 'tone' })
    })

  for (const [title, open] of [
    ['a registry', byRegistry],
    ['a layout directory', async () => byLayout()],
  ] as const)
    it.each([
      // The archive that holds the weights: its header names them, and their bytes follow.
      ['a byte of a weight file', /models\/tone\/model\.onnx\0/],
      ['a byte of what the gates said', /"stage": "quantize"/],
    ])(`by ${title}: %s that was changed on the way is refused, and nothing is built`, async (_, pattern) => {
      const handed = await open()
      const { builder, result } = await trained(handed)
      handed.spoil(pattern)
      const end = await cli(builder, ['build,sign', '--from', result], noPython)
      expect(end.code).not.toBe(0)
      expect(end.stderr).toMatch(/^error: .*(digest|changed)/m)
      expect(end.stderr).not.toMatch(/\n\s+at /)
      expect(end.stdout).not.toMatch(/^result:/m)
    })

  it('a key alone is not believed where something is signed: without the digest the data is asked for', async () => {
    const { builder } = await trained(byLayout())
    const end = await cli(builder, ['build,sign'])
    expect(end.code).toBe(2)
    expect(end.stderr).toMatch(/^error: model\.yml(:\d+)?: (data\.train|base): /m)
  })

  it('what is reused on another machine is found by its key, where the spec says so and nothing is signed', async () => {
    const handed = { ...byLayout(), results: '{layout: ./results, trust-keys: true}' }
    const { gpuBox: first, spec } = await trained(handed)
    const other = makeProject(spec)
    rmSync(join(other, 'base'), { recursive: true })
    cpSync(join(first, 'base'), join(other, 'base'), { recursive: true })
    mkdirSync(join(other, 'images'))
    cpSync(join(first, 'results'), join(other, 'results'), { recursive: true })
    const end = await cli(other, training)
    passed(end)
    for (const stage of ['prepare', 'finetune', 'evaluate', 'quantize'])
      expect(end.stderr).toMatch(new RegExp(`^${stage}: pass \\(reused\\)`, 'm'))
  })
})
