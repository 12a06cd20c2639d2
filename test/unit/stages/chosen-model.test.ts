import { expect, it } from 'vitest'
import { chooseModel } from '../../../src/stages/chosenModel.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

const digest = `sha256:${'0'.repeat(64)}`

/** Of a model whose images lie at a registry of this machine; whoever asks another host is told at once. */
async function choosing(wanted: string): Promise<unknown> {
  const directory = await temporary()
  const context = {
    spec: { name: 'tone', image: { insecureRegistry: true } },
    specFile: 'model.yml',
    environment: { HTTPS_PROXY: 'http://127.0.0.1:9', DOCKER_CONFIG: directory },
    place: { images: directory, cache: directory },
    platform: { log: { info: () => undefined }, secret: () => undefined },
    results: { open: async () => undefined },
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
