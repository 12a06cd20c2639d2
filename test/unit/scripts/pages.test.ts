import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { shellWord } from '../../../src/platform/text.ts'
import type { Hour } from '../../walk/firstHour.ts'
import { pageOf } from '../../walk/page.ts'

it('the page of a walk has no date, user, host or process of the machine where it was made', () => {
  const output = [
    '  since     2031-02-03 15:38:30 UTC, by somebody@vm, process 17292',
    '2031-02-03 15:41:10 UTC  rolled-back  0.2.0, 0.1.0 serves  by ann@build-7.local, process 32366: as asked',
    'Baseline: release 0.1.0, the last one promoted, on 2031-02-03',
    'the gateway starts as process 25406; its log is /tmp/walk/home/agent.log',
    'written: /tmp/walk/home/tiles/Meldungen 2024 (export).csv',
  ].join('\n')
  const items: Hour['items'] = [
    { kind: 'command', command: 'model-actions status', seconds: 1.2, code: 0, output, shown: undefined },
  ]
  const page = pageOf({ items } as Hour, { work: '/tmp/walk', head: '# A walk' })
  expect(page.split('\n').slice(2, 9)).toEqual([
    '```console',
    '$ model-actions status    # 1.2 s',
    '  since     …, by ada@host, process …',
    '…  rolled-back  0.2.0, 0.1.0 serves  by ada@host, process …: as asked',
    'Baseline: release 0.1.0, the last one promoted, on …',
    'the gateway starts as process …; its log is …/agent.log',
    'written: …/tiles/Meldungen 2024 (export).csv',
  ])
})

it('what a recording types is what was written, whatever a shell makes of it elsewhere', () => {
  for (const text of ['model-actions predict "a $HOME `id`"', "it's \\ $(id) !", ''])
    expect(execFileSync('bash', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text)
})
