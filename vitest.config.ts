import { defineConfig } from 'vitest/config'

const project = (name: string, testTimeout: number, fileParallelism = true) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout * 2, fileParallelism },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', 10_000),
      project('contract', 20_000),
      project('bundle', 60_000),
      project('integration', 180_000, false),
      project('e2e', 900_000, false),
    ],
  },
})
