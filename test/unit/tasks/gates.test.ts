import { describe, expect, it } from 'vitest'
import { pairPredictions } from '../../../src/statistics/pairing.ts'
import { resampleable } from '../../../src/tasks/adding.ts'
import { compareByGates, metricsOf, slicesOf, taskOf } from '../../../src/tasks/index.ts'

const task = taskOf('text-classification')
const metrics = metricsOf(task, [{ name: 'harm', higherIsBetter: false, range: [0, 1] }])
const metric = (name: string) => {
  const found = metrics.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no metric ${name}`)
  return found
}
const judge = (id: number, label: string, prediction: string, more: object = {}) =>
  task.judge({ id: String(id), answer: { label, prediction }, ...more })
/** `wrong` of them are wrong, evenly among two classes. */
const many = (n: number, wrong: number, more: (id: number) => object = () => ({})) =>
  Array.from({ length: n }, (_, id) => {
    const [label, other] = id % 2 === 0 ? ['a', 'b'] : ['b', 'a']
    return judge(id, label ?? '', (id < wrong ? other : label) ?? '', more(id))
  })
const gateOf = (name: string, candidate: ReturnType<typeof many>, baseline: ReturnType<typeof many>, margin = 0.02) => {
  const [found] = compareByGates(
    [{ metric: metric(name), margin }],
    pairPredictions(candidate, baseline, candidate.length),
  )
  if (found === undefined) throw new Error('no gate')
  return found
}

describe('a gate', () => {
  it('judges the metric that it names', () => {
    expect(gateOf('accuracy', many(1000, 10), many(1000, 12))).toMatchObject({
      name: 'accuracy',
      verdict: 'pass',
      allowed: -0.02,
      because: expect.stringContaining('2 examples got better and 0 worse'),
    })
    for (const name of ['macro_f1', 'weighted_f1', 'micro_f1', 'macro_precision', 'macro_recall'])
      expect(gateOf(name, many(1000, 10), many(1000, 12))).toMatchObject({ name, verdict: 'pass' })
  })

  it('fails where more is surely lost than may be, by whatever metric', () => {
    for (const name of ['accuracy', 'macro_f1', 'micro_f1'])
      expect(gateOf(name, many(1000, 150), many(1000, 50)).verdict).toBe('fail')
  })

  it('asks for no test that nobody can make where the difference lies at the margin', () => {
    const { verdict, because } = gateOf('accuracy', many(10_000, 201), many(10_000, 0))
    expect(verdict).toBe('inconclusive')
    expect(because).toContain('the difference lies at the margin: give many more examples, or allow another margin')
    expect(gateOf('accuracy', many(1000, 18), many(1000, 0)).because).toMatch(/about \d{4,5} examples would decide/)
  })

  it('of a loss counts what is less as better', () => {
    const loss = (value: number) => (id: number) => ({ scores: { log_loss: value + (id % 7) / 100 } })
    const better = gateOf('log_loss', many(400, 10, loss(0.2)), many(400, 10, loss(0.5)))
    expect(better.verdict).toBe('pass')
    expect(better.observed.value).toBeCloseTo(0.3, 12)
    expect(gateOf('log_loss', many(400, 10, loss(0.5)), many(400, 10, loss(0.2))).verdict).toBe('fail')
  })

  it("judges a number of the user's own that predictions bring along", () => {
    const harm = (value: number) => () => ({ scores: { harm: value } })
    expect(gateOf('harm', many(400, 0, harm(0.1)), many(400, 0, harm(0.1))).verdict).toBe('pass')
    expect(gateOf('harm', many(400, 0, harm(0.9)), many(400, 0, harm(0.1)))).toMatchObject({
      verdict: 'fail',
      observed: { value: expect.closeTo(-0.8, 12) },
    })
  })

  it('of a number of your own allows for all that its range does, however little of it the test shows', () => {
    const verdictWith = (range: [number, number], most: number) => {
      const [own] = metricsOf(task, [{ name: 'harm', higherIsBetter: false, range }]).slice(-1)
      const harm = (id: number) => ({ scores: { harm: id === 7 ? most : 0 } })
      const pairing = pairPredictions(many(400, 0, harm), many(400, 0, harm), 400)
      return compareByGates(own === undefined ? [] : [{ metric: own, margin: 0.1 }], pairing)[0]
    }
    expect(verdictWith([0, 1], 1)).toMatchObject({ verdict: 'pass' })
    // One request of 400 that costs 100 is a quarter of it on average.
    expect(verdictWith([0, 100], 1)).toMatchObject({ verdict: 'inconclusive' })
    expect(verdictWith([0, 1], 50)).toMatchObject({
      verdict: 'pass',
      because: expect.stringContaining('a harm outside 0 to 1 counts as the nearer of them (1 examples)'),
    })
  })

  it('is an error that says so where one answer lacks what the metric needs, never a pass', () => {
    const some = (id: number) => (id === 399 ? {} : { scores: { harm: 1 } })
    expect(gateOf('harm', many(400, 0, some), many(400, 0, some))).toMatchObject({
      verdict: 'error',
      because: expect.stringContaining('not every answer has what harm is computed from'),
    })
    expect(gateOf('log_loss', many(400, 0), many(400, 0)).verdict).toBe('error')
  })

  it('decides nothing on 199 examples, whatever they show', () => {
    for (const name of ['accuracy', 'macro_f1'])
      for (const wrong of [0, 150])
        expect(gateOf(name, many(199, wrong), many(199, 20))).toMatchObject({
          verdict: 'inconclusive',
          because: expect.stringContaining('200 are the least'),
        })
  })

  it('counts clusters, and not examples, where those depend on each other', () => {
    // Ten customers: what one of them does not like, he does not like forty times.
    const cluster = (id: number) => ({ cluster: `customer ${Math.floor(id / 40)}` })
    const alone = gateOf('accuracy', many(400, 0), many(400, 40))
    const together = gateOf('accuracy', many(400, 40, cluster), many(400, 0, cluster), 0.02)
    expect(alone.verdict).toBe('pass')
    expect(together.verdict).toBe('inconclusive')
    expect(together.because).toContain('400 examples in 10 clusters decide nothing, 200 clusters are the least')
    expect(gateOf('accuracy', many(400, 40), many(400, 0)).verdict).toBe('fail')
  })

  it('are an error where one line has no cluster, or another one for the baseline', () => {
    const cluster = (id: number) => ({ cluster: `customer ${Math.floor(id / 2)}` })
    const but = (id: number) => (id === 7 ? {} : cluster(id))
    const moved = (id: number) => (id === 7 ? { cluster: 'customer 0' } : cluster(id))
    const said = (ours: typeof but, theirs: typeof but) => gateOf('accuracy', many(600, 0, ours), many(600, 0, theirs))
    expect(said(cluster, cluster).verdict).toBe('pass')
    expect(said(but, but)).toMatchObject({
      verdict: 'error',
      because: expect.stringContaining('some examples name their cluster and some do not, such as "7"'),
    })
    for (const theirs of [moved, but])
      expect(said(cluster, theirs)).toMatchObject({
        verdict: 'error',
        because: expect.stringContaining('another cluster for the baseline'),
      })
  })

  it('says "worse, but within the margin" and passes where surely less is lost than may be', () => {
    expect(gateOf('accuracy', many(4000, 60), many(4000, 20))).toMatchObject({
      verdict: 'pass',
      because: expect.stringContaining('worse, but within the margin'),
    })
  })

  it('of a test with one class only is never a pass, and says so; what is surely worse still fails', () => {
    const one = (wrong: number) => Array.from({ length: 300 }, (_, id) => judge(id, 'a', id < wrong ? 'b' : 'a'))
    for (const name of ['accuracy', 'micro_f1', 'macro_f1', 'weighted_f1'])
      expect(gateOf(name, one(0), one(0))).toMatchObject({
        verdict: 'inconclusive',
        because: expect.stringContaining('all examples are "a"'),
      })
    expect(gateOf('macro_f1', one(100), one(0)).verdict).toBe('fail')
  })

  it('never passes a candidate that always says the same, though the rare class is smaller than the margin', () => {
    const answers = (of: (id: number, label: string) => string) =>
      Array.from({ length: 6000 }, (_, id) => {
        const label = id % 67 === 0 ? 'fraud' : 'ok'
        return judge(id, label, of(id, label))
      })
    const right = answers((_, label) => label)
    expect(
      gateOf(
        'accuracy',
        answers(() => 'ok'),
        right,
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('the candidate says "ok" of every example'),
    })
    // So does one that says "fraud" now and then, without a look at the example.
    expect(
      gateOf(
        'accuracy',
        answers((id) => (id % 600 === 1 ? 'fraud' : 'ok')),
        right,
      ),
    ).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('no more than by luck'),
    })
    expect(
      gateOf(
        'accuracy',
        answers((id, label) => (id % 2 === 0 ? label : 'ok')),
        right,
      ).verdict,
    ).toBe('pass')
  })

  it('must beat a baseline that always says the same, and not only reach it', () => {
    const constant = Array.from({ length: 1000 }, (_, id) => judge(id, id % 2 === 0 ? 'a' : 'b', 'a'))
    expect(gateOf('accuracy', many(1000, 495), constant, 0.1)).toMatchObject({ verdict: 'inconclusive' })
    expect(gateOf('accuracy', many(1000, 200), constant, 0.1).verdict).toBe('pass')
  })

  it('is not sure of what no example showed: where nothing disagrees, micro F1 is judged as accuracy is', () => {
    for (const margin of [0.005, 0.01, 0.02]) {
      const [accuracy, micro, macro, weighted] = ['accuracy', 'micro_f1', 'macro_f1', 'weighted_f1'].map((name) =>
        gateOf(name, many(200, 0), many(200, 0), margin),
      )
      expect(accuracy?.verdict).toBe(margin < 0.02 ? 'inconclusive' : 'pass')
      expect([micro?.verdict, micro?.observed]).toEqual([accuracy?.verdict, accuracy?.observed])
      for (const one of [macro, weighted]) {
        expect(one?.verdict).toBe(margin < 0.015 ? 'inconclusive' : 'pass')
        // 5 % of tests show no event that happens in so many: 1 − 0.05^(1/200). Of an F1 the second costs a little more than the first.
        const bound = 1 - 0.05 ** (1 / 200)
        expect(one?.observed.low).toBeLessThanOrEqual(-bound)
        expect(one?.observed.low).toBeGreaterThan(-1.01 * bound)
      }
    }
    expect(gateOf('macro_f1', many(200, 0), many(200, 0), 0.01).because).toContain('about 299 examples would decide')
  })

  it('of a macro metric is inconclusive while a class has fewer than ten examples, and says which and how many are needed', () => {
    const rare = (count: number) =>
      Array.from({ length: 2000 }, (_, id) => {
        const label = id < count ? 'rare' : `c${id % 3}`
        return judge(id, label, label)
      })
    for (const name of ['macro_f1', 'macro_recall', 'macro_precision']) {
      expect(gateOf(name, rare(4), rare(4), 0.3)).toMatchObject({
        verdict: 'inconclusive',
        because: expect.stringMatching(/"rare" with 4\).*about 5000 examples in all/),
      })
      expect(gateOf(name, rare(20), rare(20), 0.3).verdict).toBe('pass')
    }
    expect(gateOf('weighted_f1', rare(4), rare(4)).verdict).toBe('pass')
    const [known] = compareByGates(
      [{ metric: metric('macro_f1'), margin: 0.3 }],
      pairPredictions(rare(20), rare(20), 2000),
      { labels: ['rare', 'c0', 'c1', 'c2', 'never in the test'] },
    )
    expect(known).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringContaining('"never in the test" with 0'),
    })
  })

  it('of a log loss counts no answer as more than 10, and is not sure where a single one would turn it', () => {
    const loss = (value: (id: number) => number) => (id: number) => ({ scores: { log_loss: value(id) } })
    const [usual, outlier] = [loss(() => 0.1), loss((id) => (id === 3 ? 1e6 : 0.1))]
    expect(gateOf('log_loss', many(1000, 0, usual), many(1000, 0, usual), 0.02).verdict).toBe('inconclusive')
    expect(gateOf('log_loss', many(4000, 0, usual), many(4000, 0, usual), 0.02).verdict).toBe('pass')
    expect(gateOf('log_loss', many(4000, 0, outlier), many(4000, 0, usual), 0.02)).toMatchObject({
      verdict: 'pass',
      observed: { value: expect.closeTo(-9.9 / 4000, 9) },
      because: expect.stringContaining('a log loss outside 0 to 10 counts as the nearer of them (1 examples)'),
    })
  })

  it('of a calibration error allows for what so few examples make of it by themselves', () => {
    const sure = (id: number) => ({ answer: { label: id % 2 === 0 ? 'a' : 'b', prediction: 'a', score: 0.5 } })
    const of = (n: number) => Array.from({ length: n }, (_, id) => task.judge({ id: String(id), ...sure(id) }))
    // All in one bin: what is right half of the time is off by √(2/π)·½/√n by luck alone.
    const { low = 0 } = gateOf('calibration_error', of(400), of(400)).observed
    const luck = Math.sqrt(2 / Math.PI) / 2 / Math.sqrt(400)
    expect(low).toBeLessThan(-luck)
    expect(low).toBeGreaterThan(-luck - 0.01)
  })
})

describe('several gates', () => {
  it('all look at the same examples, and each is told', () => {
    const gates = compareByGates(
      ['accuracy', 'macro_f1'].map((name) => ({ metric: metric(name), margin: 0.02 })),
      pairPredictions(many(1000, 150), many(1000, 50), 1000),
    )
    expect(gates.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['accuracy', 'fail'],
      ['macro_f1', 'fail'],
    ])
  })

  it('do not fail for one that looks so by luck, as one of many may: Holm', () => {
    // Alone it fails at 5 %, but not at a seventh of that.
    const [candidate, baseline] = [many(1000, 49), many(1000, 0)]
    const alone = gateOf('accuracy', candidate, baseline, 0.0375)
    expect(alone.verdict).toBe('fail')
    const scores = { scores: Object.fromEntries(['log_loss', 'harm'].map((name) => [name, 0])), answer: {} }
    const harmless = (all: typeof candidate) =>
      all.map((one) => ({ ...one, scores: { ...one.scores, ...scores.scores } }))
    const gates = compareByGates(
      [
        { metric: metric('accuracy'), margin: 0.0375 },
        { metric: metric('log_loss'), margin: 0.1 },
        { metric: metric('harm'), margin: 0.1 },
      ],
      pairPredictions(harmless(candidate), harmless(baseline), 1000),
    )
    expect(gates.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'pass', 'pass'])
    expect(gates[0]?.because).toContain('one of 3 gates may look so by luck')
  })
})

describe('a gate of many examples and rare events', () => {
  const losses = (n: number, of: (id: number) => number) =>
    many(n, 0).map((judged, id) => ({ ...judged, scores: { ...judged.scores, log_loss: of(id) } }))
  it('is no surer where every example has a loss of its own than where they are alike', () => {
    const n = 10_500
    const costly = (id: number): number => (id % 1300 === 0 ? 6 + (id / n) * 4 : 0)
    const interval = (own: number) =>
      gateOf(
        'log_loss',
        losses(n, (id) => 1 + costly(id) + own * id),
        losses(n, (id) => 1 + own * id),
        0.01,
      ).observed
    const [alike, unlike] = [interval(0), interval(1e-9)]
    expect(unlike.low).toBeCloseTo(alike.low ?? 0, 5)
    expect(unlike.value - (unlike.low ?? 0)).toBeGreaterThan(1.1 * ((unlike.high ?? 0) - unlike.value))
  }, 60_000)
  it('takes one example fewer from the sums as if all were counted anew, by every metric', () => {
    const some = many(60, 12, (id) => ({ scores: { log_loss: id / 7 }, cluster: `c${id % 25}` }))
    const pairing = pairPredictions(
      some,
      many(60, 5, (id) => ({ scores: { log_loss: id / 9 }, cluster: `c${id % 25}` })),
      60,
    )
    if (pairing.verdict === 'error') throw new Error(pairing.because)
    for (const name of ['macro_f1', 'weighted_f1', 'log_loss']) {
      const of = resampleable(metric(name), pairing.pairs)
      if (of?.differenceWithout === undefined) throw new Error('nothing to draw from')
      for (const kind of of.multiplicities.keys()) {
        const fewer = of.multiplicities.slice()
        fewer[kind] = (fewer[kind] ?? 0) - 1
        expect(of.differenceWithout(kind), `${name} ${kind}`).toBeCloseTo(of.difference(fewer), 12)
      }
    }
  })
})

/** 3 % are of the rare class; all are right but the first few. */
const withRare = (n: number, wrong = 0) =>
  Array.from({ length: n }, (_, id) => {
    const label = id % 33 === 0 ? 'rare' : 'usual'
    return judge(id, label, id < wrong ? 'usual' : label)
  })

describe('honest users', () => {
  it('pass with an equal model by macro F1 with thirty examples of a class of 3 %', () => {
    expect(gateOf('macro_f1', withRare(1000), withRare(1000), 0.03)).toMatchObject({ verdict: 'pass' })
    expect(gateOf('macro_f1', withRare(1000), withRare(1000), 0.02)).toMatchObject({ verdict: 'inconclusive' })
  })
  it('are not told that a failure which Holm doubts lies at the margin', () => {
    const gates = compareByGates(
      ['accuracy', 'macro_f1', 'macro_recall'].map((name, index) => ({
        metric: metric(name),
        margin: index === 0 ? 0.02 : 0.5,
      })),
      pairPredictions(many(1000, 29), many(1000, 0), 1000),
    )
    expect(gates[0]).toMatchObject({ verdict: 'inconclusive', because: expect.stringContaining('look so by luck') })
    expect(gates[0]?.because).not.toContain('lies at the margin')
    expect(gates[0]?.because).toContain('give more examples')
  })
  it('are told how many examples decide by what the next look may spend', () => {
    const pairing = pairPredictions(many(500, 25), many(500, 18), 500)
    const needed = (next: number): number => {
      const [gate] = compareByGates([{ metric: metric('accuracy'), margin: 0.02 }], pairing, { alpha: 0.04, next })
      return Number(/about (\d+) examples would decide/.exec(gate?.because ?? '')?.[1])
    }
    // (z at 0.8 % + z at 80 %)² over (z at 4 % + z at 80 %)²
    expect(needed(0.008) / needed(0.04)).toBeCloseTo((2.4089 + 0.8416) ** 2 / (1.7507 + 0.8416) ** 2, 1)
  })
  it('are told of the one slice that is lost, also of eighty and by F1', () => {
    const sliced = (lost: boolean) =>
      many(80 * 200, 0, (id) => ({ slice: { group: `g${id % 80}` } })).map((one, id) =>
        lost && id % 80 === 3 && id % 3 > 0
          ? { ...one, answer: 'another', scores: { ...one.scores, accuracy: 0 } }
          : one,
      )
    const pairing = pairPredictions(sliced(true), many(80 * 200, 0), 80 * 200)
    if (pairing.verdict === 'error') throw new Error(pairing.because)
    for (const name of ['accuracy', 'weighted_f1'])
      expect(
        slicesOf([metric(name)], pairing.pairs)[0]?.slices.filter(({ lost }) => lost),
        name,
      ).toEqual([expect.objectContaining({ value: 'g3' })])
  }, 60_000)
})
