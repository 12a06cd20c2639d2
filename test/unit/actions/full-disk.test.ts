import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exitCodes } from '../../../src/errors.ts'
import { runStep } from '../../step.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'full-disk-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('a step whose runner has a full disk', () => {
  it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'])(
    'says why it was refused, and that %s could not be written, without a stack',
    async (file) => {
      const [home, workspace] = [join(directory, 'home'), join(directory, 'workspace')]
      mkdirSync(home)
      mkdirSync(workspace)
      const { status, stdout } = await runStep('evaluate', {
        home,
        workspace,
        api: 'http://127.0.0.1:1',
        event: {},
        environment: { [file]: '/dev/full' },
      })
      expect(status).toBe(exitCodes.configuration)
      expect(stdout).toMatch(/^::error.*model\.yml.*there is no such file/m)
      expect(stdout).toMatch(/^::error.*ENOSPC/m)
      expect(stdout).not.toMatch(/^\s+at /m)
    },
  )
})
