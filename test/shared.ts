import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

/* A directory for what several test files begin from: made by the first that needs it, gone with the run of the tests. */

declare module 'vitest' {
  interface ProvidedContext {
    shared: string
  }
}

export default function setup({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'model-actions-shared-'))
  provide('shared', directory)
  return () => rmSync(directory, { recursive: true, force: true })
}
