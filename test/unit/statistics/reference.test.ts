import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { holm } from '../../../src/statistics/holm.ts'
import { exactMcNemar, upperErrorRate } from '../../../src/statistics/proportions.ts'
import { incompleteBeta, inverseIncompleteBeta, logGamma, normalQuantile } from '../../../src/statistics/special.ts'
import { scoreInterval, scoreStatistic } from '../../../src/statistics/tango.ts'
import { describeWith } from '../../parts.ts'

const pairs = [
  [10, 25, 500],
  [0, 0, 200],
  [0, 7, 200],
  [9, 0, 1000],
  [300, 350, 1500],
  [120, 80, 200],
  [40, 55, 1_000_000],
] as const

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
  upper: [upperErrorRate(5, 1000, 0.95)],
  holm: holm([0.01, 0.04, 0.03, 0.005, 0.04]),
  score: pairs.flatMap(([gained, lost, n]) =>
    [-0.9, -0.02, 0.011, 0.3].map((delta) => scoreStatistic(gained, lost, n, delta, -0.5)),
  ),
  interval: pairs.flatMap(([gained, lost, n]) =>
    [0.05, 0.025].flatMap((alpha) => Object.values(scoreInterval(gained, lost, n, alpha))),
  ),
}

const python = `
import json, math
from scipy import optimize, special, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

# Tango's statistic by its definition: the chance of a loss that maximises the likelihood, as the root of its slope.
def statistic(gained, lost, n, delta, half):
    more, less = max(0, delta), max(0, -delta)
    top = (1 - more - less) / 2
    def slope(w):
        both = n - gained - lost
        return sum(k / p * d for k, p, d in ((gained, w + more, 1), (lost, w + less, 1), (both, 2 * (top - w), -2)) if k)
    a, b = 1e-15 * top, top - 1e-15 * top
    w = 0 if slope(a) <= 0 else top if slope(b) >= 0 else optimize.brentq(slope, a, b, xtol=1e-18, rtol=1e-15)
    return (gained - lost - n * delta + half) / math.sqrt(n * (2 * w + more + less - delta * delta))

def interval(gained, lost, n, alpha):
    z, seen = stats.norm.ppf(1 - alpha), (gained - lost) / n
    root = lambda f, a, b: optimize.brentq(f, a, b, xtol=1e-16, rtol=1e-15)
    return [root(lambda d: statistic(gained, lost, n, d, -.5) - z, -1 + 1e-9, seen - 1e-9),
            root(lambda d: statistic(gained, lost, n, d, .5) + z, seen + 1e-9, 1 - 1e-9)]

pairs = ${JSON.stringify(pairs)}
print(json.dumps({
  "beta": [special.betainc(2, 5, .3), special.betainc(.5, 1e5, 1e-6), special.betainc(1e6, 1e4, .99)],
  "inverse": [special.betaincinv(1, 300, .95), special.betaincinv(50, 51, .025), special.betaincinv(3, 4, 1e-8)],
  "normal": [stats.norm.ppf(p) for p in (.975, .95, .8, .0013)],
  "logGamma": [special.gammaln(x) for x in (.1, .5, 3.3, 170, 1e6)],
  "mcNemar": [mcnemar([[9, b], [c, 9]], exact=True).pvalue for b, c in ((10, 25), (0, 7), (300, 350))],
  "holm": list(multipletests([.01, .04, .03, .005, .04], method="holm")[1]),
  "upper": [stats.beta.ppf(.95, 6, 995)],
  "score": [statistic(*p, d, -.5) for p in pairs for d in (-.9, -.02, .011, .3)],
  "interval": [x for p in pairs for a in (.05, .025) for x in interval(*p, a)],
}))`

describeWith(['python'], 'against SciPy and statsmodels', () => {
  test('every function gives their value', () => {
    const answer = execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', ['-c', python], { encoding: 'utf8' })
    const theirs: Record<string, number[]> = JSON.parse(answer)
    for (const [name, values] of Object.entries(ours))
      values.forEach((value, i) => {
        const expected = theirs[name]?.[i] ?? Number.NaN
        expect(Math.abs(value - expected), `${name}[${i}]: ${value}, not ${expected}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1e-3, Math.abs(expected)),
        )
      })
  }, 60_000)
})

test('no error in 300 requests shows a rate under 1 %, in 299 close to it', () => {
  expect(upperErrorRate(0, 300, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 300), 12)
  expect(upperErrorRate(0, 300, 0.95)).toBeLessThan(0.01)
  expect(upperErrorRate(0, 0, 0.95)).toBe(1)
})
