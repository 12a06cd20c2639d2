import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { bonettPrice, clopperPearson, exactMcNemar, upperErrorRate } from '../../../src/statistics/proportions.ts'
import { incompleteBeta, inverseIncompleteBeta, logGamma, normalQuantile } from '../../../src/statistics/special.ts'
import { describeWith } from '../../parts.ts'

const ours = {
  beta: [incompleteBeta(0.3, 2, 5), incompleteBeta(1e-6, 0.5, 1e5), incompleteBeta(0.99, 1e6, 1e4)],
  inverse: [
    inverseIncompleteBeta(0.95, 1, 300),
    inverseIncompleteBeta(0.025, 50, 51),
    inverseIncompleteBeta(1e-8, 3, 4),
  ],
  normal: [0.975, 0.95, 0.8, 0.0013].map(normalQuantile),
  logGamma: [0.1, 0.5, 3.3, 170, 1e6].map(logGamma),
  mcNemar: [exactMcNemar(10, 25), exactMcNemar(0, 7), exactMcNemar(300, 350)],
  clopperPearson: [clopperPearson(3, 100, 0.95), clopperPearson(0, 10, 0.9)].flatMap(({ low, high }) => [low, high]),
  upper: [upperErrorRate(5, 1000, 0.95)],
}

const python = `
import json
from scipy import special, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint
print(json.dumps({
  "beta": [special.betainc(2, 5, .3), special.betainc(.5, 1e5, 1e-6), special.betainc(1e6, 1e4, .99)],
  "inverse": [special.betaincinv(1, 300, .95), special.betaincinv(50, 51, .025), special.betaincinv(3, 4, 1e-8)],
  "normal": [stats.norm.ppf(p) for p in (.975, .95, .8, .0013)],
  "logGamma": [special.gammaln(x) for x in (.1, .5, 3.3, 170, 1e6)],
  "mcNemar": [mcnemar([[9, b], [c, 9]], exact=True).pvalue for b, c in ((10, 25), (0, 7), (300, 350))],
  "clopperPearson": [*proportion_confint(3, 100, .05, "beta"), *proportion_confint(0, 10, .1, "beta")],
  "upper": [stats.beta.ppf(.95, 6, 995)],
}))`

describeWith(['python'], 'against SciPy and statsmodels', () => {
  test('every function gives their value', () => {
    const answer = execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', ['-c', python], { encoding: 'utf8' })
    const theirs: Record<string, number[]> = JSON.parse(answer)
    for (const [name, values] of Object.entries(ours))
      values.forEach((value, i) => {
        const expected = theirs[name]?.[i] ?? Number.NaN
        expect(Math.abs(value - expected), `${name}[${i}]: ${value}, not ${expected}`).toBeLessThanOrEqual(
          1e-8 * Math.max(1e-3, Math.abs(expected)),
        )
      })
  }, 60_000)
})

test('no error in 300 requests shows a rate under 1 %, in 299 close to it', () => {
  expect(upperErrorRate(0, 300, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 300), 12)
  expect(upperErrorRate(0, 300, 0.95)).toBeLessThan(0.01)
  expect(upperErrorRate(0, 0, 0.95)).toBe(1)
})

test('the Bonett–Price interval is the adjusted Wald one', () => {
  const width = 1.6448536269514722 * Math.sqrt((37 / 502 - (15 / 502) ** 2) / 502)
  expect(bonettPrice(10, 25, 500, 0.9).low).toBeCloseTo(-15 / 502 - width, 10)
  expect(bonettPrice(10, 25, 500, 0.9).high).toBeCloseTo(-15 / 502 + width, 10)
})
