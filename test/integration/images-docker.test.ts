import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import { describeWith } from '../parts.ts'

const log = { info: () => undefined, foreign: () => undefined }
const { signal } = new AbortController()

describeWith(['docker', 'base-image'], 'our own images', () => {
  it.each(['gateway', 'serve'] as const)(
    '%s has the certificates that the host trusts in none of its layers',
    async (kind) => {
      const docker = await connectDocker({ environment: process.env })
      const image = await ensureImage({ docker, kind, log, signal, environment: process.env })
      // The archive is a tar of tars: what a later layer removes is still named in an earlier one.
      let tail = Buffer.alloc(0)
      let bytes = 0
      for await (const chunk of await docker.save(image, signal)) {
        tail = Buffer.concat([tail.subarray(-100), chunk as Buffer])
        expect(tail.includes('host-ca.crt')).toBe(false)
        bytes += (chunk as Buffer).length
      }
      expect(bytes).toBeGreaterThan(100e6)
    },
  )
  it('come from a base that took nothing of what the host trusts', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docker/base/make.sh'), 'utf8')).not.toMatch(/\/etc\/ssl/)
  })
})
