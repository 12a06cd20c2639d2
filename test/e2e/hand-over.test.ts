import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { generateKeyPair } from '../../src/signing/keys.ts'
import { endServing } from '../act.ts'
import { describeWith } from '../parts.ts'
import { type CliEnd, cli, homeOf, makeProject, specText, temporaryDirectory } from '../project.ts'
import { startRegistry } from '../registry.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/*
 * One model on three machines, each with a checkout and a home of its own: one trains and judges, one builds and signs with
 * nothing but a digest and the key, one deploys with nothing but a digest and the public key.
 */

const training = ['prepare,finetune,evaluate,quantize']
const noPython = { MODEL_ACTIONS_PYTHON: '/nonexistent/python' }

type Handed = {
  results: string
  image: string
  carry(from: string, to: string): void
  spoil(pattern: RegExp): void
  close(): Promise<void>
}

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const work of undo.splice(0).reverse()) await work()
})

/** Both jobs reach one registry. */
async function byRegistry(): Promise<Handed> {
  const registry = await startRegistry()
  return {
    results: `{registry: "${registry.host}/acme/tone-results", insecure-registry: true}`,
    image: `{registry: "${registry.host}/acme/tone", insecure-registry: true}`,
    carry: () => undefined,
    spoil: (pattern) => spoilBlob(join(registry.directory, 'data'), '**/data', pattern),
    close: registry.close,
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
    close: async () => undefined,
  }
}

/** Changes one byte of the first blob whose content fits, some way behind what fits, until the test has ended. */
function spoilBlob(directory: string, glob: string, pattern: RegExp): void {
  for (const name of globSync(glob, { cwd: directory })) {
    const file = join(directory, name)
    if (!statSync(file).isFile()) continue
    const bytes = readFileSync(file)
    const at = bytes.toString('latin1').search(pattern)
    if (at < 0) continue
    const where = Math.min(at + 5_000, bytes.length - 1)
    const flip = (): void => {
      bytes[where] = (bytes[where] ?? 0) ^ 1
      writeFileSync(file, bytes)
    }
    flip()
    undo.push(async () => flip())
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

type Trained = {
  spec: Record<string, string>
  port: number
  gpuBox: string
  result: string
  publicKey: string
  /** A new machine that is to build and sign, with what was handed over. */
  builder(): string
}

/** The machine that trains hands on what it made. */
async function trained(handed: Omit<Handed, 'close' | 'spoil'>): Promise<Trained> {
  const port = await freePort()
  const spec = {
    results: handed.results,
    image: handed.image,
    evaluate: tunedEvaluation,
    deploy: `{port: ${port}, steps: [100], step: {min-time: 1s}, gates: {health: {interval: 1s}}, bake: 1s}`,
  }
  const gpuBox = makeProject(spec)
  await beginTuned({ home: homeOf(gpuBox), root: gpuBox })
  const said = passed(await cli(gpuBox, training))
  const result = /^result: (sha256:[0-9a-f]{64})$/m.exec(said)?.[1] ?? ''
  const { privateKey, publicKey } = await generateKeyPair('the password of the tests')
  const builder = (): string => {
    const directory = machine(spec, { 'cosign.key': privateKey, 'cosign.pub': publicKey })
    handed.carry(gpuBox, directory)
    return directory
  }
  return { spec, port, gpuBox, result, publicKey, builder }
}

describeWith(['python', 'registry'], 'a model that is handed on between machines by digest', () => {
  describe.each([
    ['a registry', byRegistry],
    ['a layout directory', async () => byLayout()],
  ] as const)('by %s', (_, open) => {
    let handed: Handed
    let made: Trained
    beforeAll(async () => {
      handed = await open()
      made = await trained(handed)
      return handed.close
    })

    it.each([
      // The archive that holds the weights: its header names them, and their bytes follow.
      ['a byte of a weight file', /models\/tone\/model\.onnx\0/],
      ['a byte of what the gates said', /"stage": "quantize"/],
    ])('%s that was changed on the way is refused, and nothing is built', async (_, pattern) => {
      const builder = made.builder()
      handed.spoil(pattern)
      const end = await cli(builder, ['build,sign', '--from', made.result], noPython)
      expect(end.code).not.toBe(0)
      expect(end.stderr).toMatch(/^error: .*(digest|changed)/m)
      expect(end.stderr).not.toMatch(/\n\s+at /)
      expect(end.stdout).not.toMatch(/^result:/m)
    })

    it("the job that signs needs neither data nor base nor Python, the one that deploys only the image's digest", async () => {
      const { spec, port, result, publicKey } = made
      const builder = made.builder()
      const built = JSON.parse(passed(await cli(builder, ['build,sign', '--from', result, '--json'], noPython)))
      const { digest } = built.build.outputs
      expect(digest).toMatch(/^sha256:/)

      const server = machine({ ...spec, signing: '{public-key: cosign.pub}' }, { 'cosign.pub': publicKey })
      handed.carry(builder, server)
      undo.push(async () => endServing(homeOf(server)))
      const deployed = await cli(server, ['verify,deploy', '--digest', digest])
      passed(deployed)
      const response = await fetch(`http://127.0.0.1:${port}/v2/models/tone/versions/1.0.0`)
      expect(await response.json()).toMatchObject({ name: 'tone' })

      // What it says of how to ask can be pasted, and stands in its report as well.
      const [, line = 'false'] = /^ask it: (curl .*)$/m.exec(deployed.stderr) ?? []
      const { outputs } = JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }))
      const asked = JSON.parse(/"data":(\["[^"]+"\])/.exec(line)?.[1] ?? '[]')
      expect(readFileSync(join(server, '.model-actions/reports/deploy.md'), 'utf8')).toContain(`\n${line}\n`)
      // A machine that has no result has the model that it was given.
      const said = await cli(server, ['predict', ...asked])
      expect(said.stderr).toContain(`what was promoted here last: image tone 1.0.0, `)
      expect(JSON.parse(passed(said))).toMatchObject({ text: asked[0], label: outputs[0].data[0] })
    })

    it('a key alone is not believed where something is signed: without the digest the data is asked for', async () => {
      const end = await cli(made.builder(), ['build,sign'])
      expect(end.code).toBe(2)
      expect(end.stderr).toMatch(/^error: model\.yml(:\d+)?: (data\.train|base): /m)
    })
  })

  it('what is reused on another machine is found by its key, where the spec says so and nothing is signed', async () => {
    const { gpuBox: first, spec } = await trained({ ...byLayout(), results: '{layout: ./results, trust-keys: true}' })
    const other = makeProject(spec)
    mkdirSync(join(other, 'images'))
    cpSync(join(first, 'results'), join(other, 'results'), { recursive: true })
    const end = await cli(other, training)
    passed(end)
    for (const stage of ['prepare', 'finetune', 'evaluate', 'quantize'])
      expect(end.stderr).toMatch(new RegExp(`^${stage}: pass \\(reused\\)`, 'm'))
  })
})
