import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/order.ts'

// The tests start hundreds of programs: what they load is compiled once, and not at every start.
process.env['NODE_COMPILE_CACHE'] ??= new URL('node_modules/.cache/compiled', import.meta.url).pathname

const project = (name: string, testTimeout: number, setupFiles: string[] = []) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/reached.ts', ...setupFiles],
    testTimeout,
    hookTimeout: testTimeout * 2,
    // A state that a test waits for may come late on a busy machine: a second, as it would be else, is no bound for that.
    expect: { poll: { timeout: testTimeout / 2 } },
  },
})

const installed = ['test/installed.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/shared.ts'],
    // A test of real parts waits for half of its time: with fewer at once cores are idle for a quarter of a whole run.
    maxWorkers: 2 * availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', 10_000),
      project('contract', 20_000),
      project('bundle', 60_000),
      project('integration', 180_000, installed),
      project('e2e', 900_000, installed),
    ],
  },
})
