import type { Problem } from '../errors.ts'
import type { Report } from '../report/model.ts'
import type { Verdict } from '../verdict.ts'
import type { Check } from './types.ts'

/** A check-up as a report. Only what is required can fail it: what a job can do without is nobody's fault. */
export function checkupReport(checks: readonly Check[], problems: readonly Problem[]): Report & { verdict: Verdict } {
  const named = (state: Check['state']): string[] =>
    checks.filter((check) => check.state === state).map(({ name }) => name)
  const tell = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what}: ${names.join(', ')}`]
  const rest = [...tell('missing', named('missing')), ...tell('warning', named('warning'))]
  const [first, ...more] = problems
  return {
    schema: 1,
    title: 'check-up of the runner',
    verdict: first === undefined ? 'pass' : 'fail',
    headline:
      first === undefined
        ? rest.join('; ') || 'everything is there'
        : `${first.what}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
    gates: [],
    sections: [
      {
        kind: 'table',
        title: 'What was found',
        columns: ['part', 'state', 'found', 'remedy'],
        rows: checks.map((check) => [check.name, check.state, check.found, 'remedy' in check ? check.remedy : '']),
      },
    ],
  }
}
