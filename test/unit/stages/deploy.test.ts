import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPlace } from '../../../src/place/place.ts'
import { deploy } from '../../../src/stages/deploy.ts'
import type { StageContext } from '../../../src/stages/types.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'model-actions-deploy-'))
})
afterEach(() => rmSync(home, { recursive: true }))

it('finds a taken port before hours of work, not after, and a free one free, without starting anything', async () => {
  const server = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const context = {
    spec: { name: 'tone', signing: {}, deploy: { target: 'process', host: '127.0.0.1', port, accessLog: 'none' } },
    specFile: 'model.yml',
    place: await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'tone' }),
    environment: { COSIGN_PUBLIC_KEY: 'a key' },
  } as unknown as StageContext
  try {
    await expect(deploy.preflight?.(context)).rejects.toThrow(/^port \d+ is taken by another program: .*deploy\.port/)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await deploy.preflight?.(context)
  expect(readdirSync(home)).toEqual([])
}, 20_000)
