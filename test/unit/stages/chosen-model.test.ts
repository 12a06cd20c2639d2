import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tagImage } from '../../../src/oci/assemble.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import type { Stored } from '../../../src/results/types.ts'
import { chooseModel } from '../../../src/stages/chosenModel.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { build, exampleModel, temporary } from '../oci/fixtures.ts'

const digest = `sha256:${'0'.repeat(64)}`

/** Of a model whose images lie at a registry of this machine; whoever asks another host is told at once. */
async function choosing(
  wanted: string | undefined,
  { stored, images }: { stored?: Pick<Stored, 'digest' | 'result'>; images?: string } = {},
) {
  const directory = await temporary()
  const context = {
    spec: { name: 'tone', image: { insecureRegistry: true } },
    specFile: join(directory, 'model.yml'),
    environment: {
      HTTPS_PROXY: 'http://127.0.0.1:9',
      DOCKER_CONFIG: directory,
      MODEL_ACTIONS_HOME: `${directory}.home`,
    },
    place: { images: images ?? directory, cache: directory },
    platform: { log: { info: () => undefined }, secret: () => undefined },
    results: { open: async () => stored },
    signal: new AbortController().signal,
  }
  return chooseModel(context as unknown as StageContext, wanted)
}

it('a digest that nobody knows is told as what --model names, with what it may name', async () => {
  await expect(choosing(digest)).rejects.toThrow(
    /^--model: sha256:0+ is no result here, and no image of it can be had \(.*there is no manifest.*\): name a result digest, a version/,
  )
})

it('an image of another host is asked for by TLS, also where our own registry speaks plain HTTP', async () => {
  await expect(choosing(`r.example.com/acme/tone@${digest}`)).rejects.toThrow(
    /^--model: no image r\.example\.com\/acme\/tone@sha256:0+ can be had \(r\.example\.com: the proxy .* cannot be reached/,
  )
})

it('where nothing was made and nothing is named, it says what makes a model', async () => {
  await expect(choosing(undefined)).rejects.toThrow(
    /there is no model of tone here: run `model-actions prepare,finetune,evaluate,quantize`, or name a result digest.* by --model$/,
  )
})

it('what is nowhere is told, with what may be named', async () => {
  await expect(choosing('gone')).rejects.toThrow(/^--model: "gone" is nowhere: name a result digest, a version/)
})

it('a release that is not there is told, with those that are, which can be named', async () => {
  await expect(choosing('1.0.1')).rejects.toThrow(/has no release 1\.0\.1: name a result digest, a version/)
  const images = join(await temporary(), 'images')
  const store = await openLayout(images, { create: true })
  await tagImage(store, (await build(store)).index.digest, '1.0.0')
  await expect(choosing('1.0.1', { images })).rejects.toThrow(
    /has no release 1\.0\.1: name one that it has \(1\.0\.0\)$/,
  )
  expect((await choosing('1.0.0', { images })).because).toMatch(/^release 1\.0\.0: image intents 1\.0\.0/)
  await expect(choosing(`oci:${images}:gone`)).rejects.toThrow(/has no tag gone: name one that it has$/)
  await expect(choosing(`oci:${images}`)).rejects.toThrow(/has no tag latest: name one that it has, behind a colon$/)
  expect((await choosing(`oci:${images}:1.0.0`)).model.manifest.name).toBe('intents')
})

it('what no server reads is told, with the stage that makes what one does', async () => {
  const { path } = await exampleModel()
  await expect(choosing(path)).rejects.toThrow(
    /holds what training left \(safetensors\), which no server reads: run quantize/,
  )
  const result = { stage: 'prepare', outputs: {}, verdict: 'pass' } as unknown as Stored['result']
  await expect(choosing(digest, { stored: { digest: `sha256:${'0'.repeat(64)}`, result } })).rejects.toThrow(
    /is a result of prepare, which leaves no model that can serve: name one of quantize, build or deploy/,
  )
})
