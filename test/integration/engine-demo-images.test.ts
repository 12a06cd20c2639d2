import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareImages } from '../../scripts/demoImages.ts'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage, imageBuilt } from '../../src/docker/images.ts'
import { readBlob } from '../../src/oci/blobs.ts'
import { parseImageConfig } from '../../src/oci/imageConfig.ts'
import { openReference } from '../../src/oci/open.ts'
import { choosePlatform, hostPlatform } from '../../src/oci/platforms.ts'
import { describeWith, has, skipMark } from '../parts.ts'

const environment = process.env
const ready =
  has('docker') &&
  has('base-image') &&
  (environment['MODEL_ACTIONS_PARTS'] === 'all' ||
    (await imageBuilt(await connectDocker({ environment }), 'train', environment)))

const it = ready ? test : test.skip
const title = `the demo's images${ready || !has('base-image') ? '' : ` [${skipMark} the image for jobs]`}`
describeWith(['docker', 'base-image'], title, () => {
  it('the image to serve from becomes a pinned base beside the spec, the engine’s own, and is copied once', async () => {
    const work = mkdtempSync(join(tmpdir(), 'demo-images-'))
    const said: string[] = []
    const log = { info: (line: string) => void said.push(line), foreign: () => undefined }
    const { signal } = new AbortController()
    try {
      const reference = await prepareImages({ work, log, signal, environment })
      expect(reference).toMatch(/^oci:\.\/runtime-image@sha256:[0-9a-f]{64}$/)
      writeFileSync(join(work, 'model.yml'), '')
      const { store, digest } = await openReference(reference, {
        insecure: false,
        place: { file: 'model.yml', key: 'image.base' },
        directoryOf: async (path) => join(work, path),
      })
      const { manifest } = await choosePlatform(store, digest, hostPlatform(), true)
      const docker = await connectDocker({ environment })
      const serve = await ensureImage({ docker, kind: 'serve', log, signal, environment })
      const config = parseImageConfig(await readBlob(store, manifest.config), reference)
      expect((await docker.image(serve))?.layers).toEqual(config.rootfs.diff_ids)

      expect(said.filter((line) => line.startsWith('copying'))).toHaveLength(1)
      expect(await prepareImages({ work, log, signal, environment })).toBe(reference)
      expect(said.filter((line) => line.startsWith('copying'))).toHaveLength(1)

      const stopped = AbortSignal.abort(new Error('stop now'))
      await expect(docker.save(serve, stopped)).rejects.toThrow('stop now')
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })

  it('without Docker the demo says what to do', async () => {
    await expect(
      prepareImages({
        work: '/nowhere',
        log: { info: () => undefined, foreign: () => undefined },
        signal: new AbortController().signal,
        environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
      }),
    ).rejects.toThrow(/no Docker engine answers at unix:\/\/\/nowhere\/docker\.sock .*set DOCKER_HOST/)
  })
})
