import { describe, expect, test } from 'vitest'
import { type Ended, jobEnd } from '../../../src/engine/end.ts'
import { readContract } from '../../../src/engine/events.ts'
import type { RuntimeEvent } from '../../../src/engine/types.ts'
import { runtimeDirectory } from '../../../src/installation.ts'

const contract = readContract(runtimeDirectory())
const resultFile = '{"verb":"finetune","steps":3,"first_loss":1,"last_loss":0.5,"seconds":2}'

const atDeadline = (more: Partial<Ended>) =>
  jobEnd(
    {
      verb: 'finetune',
      exitCode: 143,
      outOfMemory: false,
      deadlinePassed: true,
      deadlineMs: 5 * 3_600_000,
      patienceMs: 86_240,
      announced: [],
      outFault: undefined,
      resultFile: undefined,
      lastLine: undefined,
      logFile: 'log.txt',
      ...more,
    },
    contract,
  )

const failed = (code: Extract<RuntimeEvent, { type: 'error' }>['code']): NonNullable<Ended['error']> => ({
  model_runtime: 1,
  type: 'error',
  time: '2026-01-01T00:00:00Z',
  code,
  message: 'the disk is full',
  hint: 'free some space',
})

describe('a training at its deadline', () => {
  test.each([
    [
      'that saved, and says where',
      { exitCode: 75, checkpoint: 120 },
      'ended at its deadline of 5h, with a whole checkpoint at step 120: run it again to go on from there (with --force it would begin anew), or raise finetune.deadline in model.yml first; its log is log.txt',
    ],
    [
      'that saved, as its exit code says',
      { exitCode: 75 },
      'ended at its deadline of 5h, with a whole checkpoint: run it again to go on from there (with --force it would begin anew), or raise finetune.deadline in model.yml first; its log is log.txt',
    ],
    [
      'that had nothing to save yet',
      { exitCode: 70, error: failed('crashed') },
      'ended at its deadline of 5h: raise finetune.deadline in model.yml, or see what held it up; its log is log.txt',
    ],
    [
      'that knows of no signal, and saved on its way',
      { exitCode: 143, checkpoint: 100 },
      'ended at its deadline of 5h: raise finetune.deadline in model.yml, or see what held it up; the next run goes on from its checkpoint at step 100; its log is log.txt',
    ],
    [
      'that could not be asked to end',
      { exitCode: 137 },
      'ended at its deadline of 5h, and killed as it still ran 87s later: raise finetune.deadline in model.yml, or see what held it up; its log is log.txt',
    ],
    [
      'that says it is done, and left nothing',
      { exitCode: 0 },
      'ended at its deadline of 5h: raise finetune.deadline in model.yml, or see what held it up; its log is log.txt',
    ],
  ])('%s is interrupted', (_, more, told) => {
    expect(atDeadline(more)).toEqual({ exit: 'interrupted', diagnosis: `finetune was ${told}` })
  })

  test('that ends in its last seconds is done', () => {
    expect(atDeadline({ exitCode: 0, resultFile })).toMatchObject({ exit: 'done', result: { steps: 3 } })
  })

  test('that could not save is told why', () => {
    expect(atDeadline({ exitCode: 4, error: failed('preflight') })).toEqual({
      exit: 'preflight',
      diagnosis: 'the disk is full: free some space',
    })
    expect(atDeadline({ exitCode: 137, outOfMemory: true })).toMatchObject({ exit: 'out-of-memory' })
  })
})
