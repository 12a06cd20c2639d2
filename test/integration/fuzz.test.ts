import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fuzz } from '../../bench/fuzzing/harness.ts'
import { targetNames } from '../../bench/fuzzing/targets.ts'
import { describeWith } from '../parts.ts'

const into = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-found-'))

const ofHaproxy = (name: string): boolean => name.endsWith('-haproxy')

/** A number and no time: a busy machine tries the same cases as an idle one. Fewer where a case waits for silence or a process. */
const casesOf = (name: string): number => (/^(?:http-|registry$|layout$)/.test(name) ? 40 : 300)

for (const part of ['nothing', 'haproxy'] as const)
  describeWith(part === 'haproxy' ? ['haproxy'] : [], `what an attacker may have written, with ${part} else`, () => {
    const names = targetNames.filter((name) => ofHaproxy(name) === (part === 'haproxy'))
    it.each(names)('%s is read or refused, whatever it holds', async (name) => {
      const { failures, cases } = await fuzz({ name, until: { cases: casesOf(name) }, seed: 1, into })
      expect(failures).toEqual([])
      expect(cases).toBeGreaterThanOrEqual(casesOf(name))
    })
  })
