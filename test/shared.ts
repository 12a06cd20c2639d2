import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { makeInstallation } from './installation.ts'

/*
 * `shared` is a directory for what several test files begin from: made by the first that needs it. `installation` is the
 * directory of what they start. Both are gone with the run of the tests.
 */

declare module 'vitest' {
  interface ProvidedContext {
    shared: string
    installation: string
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'model-actions-shared-'))
  project.provide('shared', directory)
  const install = async (): Promise<void> => {
    const made = mkdtempSync(join(directory, 'installation-'))
    await makeInstallation(made)
    project.provide('installation', made)
  }
  await install()
  // Vitest watches the source: it has changed.
  project.onTestsRerun(install)
  return () => rmSync(directory, { recursive: true, force: true })
}
