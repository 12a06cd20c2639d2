import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../bench/fuzzing/harness.ts'
import { targetNames } from '../../bench/fuzzing/targets.ts'

const into = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-found-'))

describe('what an attacker may have written', () => {
  it.each(targetNames)('%s is read or refused, whatever it holds', async (name) => {
    const { failures, cases } = await fuzz({ name, seconds: 3, seed: 1, into })
    expect(failures).toEqual([])
    expect(cases).toBeGreaterThan(10)
  })
})
