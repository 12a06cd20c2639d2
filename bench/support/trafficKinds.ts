import type { Behaviour, Traffic } from './traffic.ts'

/* Kinds of traffic on which rollouts are judged. Times are in seconds since the rollout began. */

const even = (rate: number): Behaviour => ({ errors: () => rate })
const inRuns = (rate: number, run: number): Behaviour => ({ ...even(rate), run })
const between = (from: number, to: number, value: number) => (second: number) =>
  second >= from && second < to ? value : 0
const from = (start: number, before: number, after: number) => (second: number) => (second < start ? before : after)
const rising = (start: number, end: number, last: number) => (second: number) =>
  last * Math.min(1, Math.max(0, (second - start) / (end - start)))
const falling = (start: number, before: number, after: number, run: number): Behaviour => ({
  errors: from(start, before, after),
  run,
})
const constant = (rate: number) => () => rate

type Kind = Omit<Traffic, 'perSecond'>
const at = (rates: readonly number[], kinds: readonly Kind[]): Traffic[] =>
  rates.flatMap((rate) =>
    kinds.map((kind) => ({ ...kind, name: `${kind.name}, ${rate}/s`, perSecond: constant(rate) })),
  )
/** The same version twice. */
const twice = (name: string, of: Behaviour, more: Partial<Kind> = {}): Kind => ({
  name,
  stable: of,
  canary: of,
  ...more,
})
const against = (name: string, stable: Behaviour, canary: Behaviour, more: Partial<Kind> = {}): Kind => ({
  name,
  stable,
  canary,
  ...more,
})

const stumbling = (seconds: number, everySeconds = 600): Behaviour => ({
  ...even(0.001),
  stumble: { seconds, everySeconds },
})
const outage = (start: number, seconds: number, share = 0.8): Pick<Traffic, 'outage'> => ({
  outage: between(start, start + seconds, share),
})

/** From `busy` of all requests on, up to `most` with all of them. */
const overLoad = (busy: number, most: number) => (_: number, load: number) =>
  (most * Math.max(0, load - busy)) / (1 - busy)
const stepsOfOthers = [
  [0.25, 0.95],
  [0.05, 0.25, 0.95],
  [0.1, 0.5, 0.95],
]
/** Errors, or slow answers, of a version that has nearly more to do than it can. */
const byLoad: Kind[] = stepsOfOthers.flatMap((steps) => {
  const sheds: Behaviour = { errors: overLoad(0.8, 0.05) }
  const waits: Behaviour = { ...even(0.001), slow: (second, load) => 0.005 + overLoad(0.8, 0.3)(second, load) }
  const told = steps.map((share) => 100 * share).join(', ')
  return [
    twice(`errors of the load, steps ${told}`, sheds, { steps, before: sheds }),
    twice(`slow by the load, steps ${told}`, waits, { steps, before: waits }),
  ]
})

/** Must not be stopped. */
export const good: Traffic[] = [
  ...at([0.2, 1, 5, 20, 200, 1000], [twice('0.1 % of errors', even(0.001)), twice('1 % of errors', even(0.01))]),
  ...at(
    [5, 20, 200],
    [
      twice('errors in runs of 20, 1 %', inRuns(0.01, 20)),
      twice('each process stumbles 1 s in 10 minutes', stumbling(1)),
      twice('each process stumbles 5 s in 10 minutes', stumbling(5)),
    ],
  ),
  ...at(
    [20, 200],
    [
      ...byLoad,
      twice('each process is down 25 s in 30 minutes', stumbling(25, 1800)),
      twice('each process is down 40 s in an hour', stumbling(40, 3600)),
      twice('outage of both for 30 s in the first step', even(0.001), outage(22, 31)),
      twice('outage of both for 60 s from the start', even(0.001), outage(0, 60)),
      twice('outage of both for 10 s while the canary has most', even(0.001), outage(248, 9)),
      twice('outage of both for 2 minutes while the canary has most', even(0.001), outage(303, 120)),
      twice('a third fails for 5 minutes', even(0.001), outage(101, 301, 0.3)),
      twice('clients that wait for ever, 5 %', { ...even(0.001), hangs: constant(0.05) }),
      twice('clients whose requests are wrong, 20 %', { ...even(0.001), refusals: constant(0.2) }),
      twice('answers slow for a minute, whoever gives them', {
        ...even(0.001),
        slow: (second) => (second > 90 && second < 150 ? 0.6 : 0.01),
      }),
      against('the fix of a version that fails half', even(0.5), even(0.05)),
      against('the fix of a version that fails 5 %', even(0.05), even(0.001)),
    ],
  ),
  ...at([20], [twice('answers that take 25 s', { ...even(0.001), takesSeconds: 25 })]),
  ...at([50, 200], [twice('answers that take 9 s', { ...even(0.001), takesSeconds: 9 })]),
  ...at([20], [twice('outage of both for 2 minutes in the bake', even(0.001), outage(900, 120))]),
  {
    ...twice('from 1/s to 1000/s in ten minutes, 1 %', even(0.01)),
    perSecond: (second) => Math.min(1000, 1 + (999 * second) / 600),
  },
  {
    ...twice('a day whose nights are a twentieth of its noons, 0.1 %', even(0.001)),
    perSecond: (second) => 50 * (1.05 + 0.95 * Math.sin((2 * Math.PI * second) / 86_400)),
  },
]

/** Errors of both in runs, `times` as often as is tolerated: 1 %, or 1.5 times stable's own. */
const bothInRuns = (times: number, run: number, rates: readonly number[]): Kind[] =>
  rates.map((rate) => {
    const worse = times * Math.max(0.01, 1.5 * rate)
    const name = `${100 * rate} % → ${100 * worse} %, both in runs of ${run}`
    return against(name, inRuns(rate, run), inRuns(worse, run))
  })

/** Inputs that fail are unlike any golden probe: those are answered rightly. */
const besideGolden = (rate: number): Kind =>
  against(`${100 * rate} % fails, and no golden probe does`, even(0), even(rate), { golden: true })

const farWorseInLongRuns: Kind[] = [
  against('0.3 % in runs of 6 → 3 % in runs of 60', inRuns(0.003, 6), inRuns(0.03, 60)),
  against('1 % in runs of 20 → 10 % in runs of 200', inRuns(0.01, 20), inRuns(0.1, 200)),
]

/** Must not be promoted, nor need be stopped before the deadline: exactly what is tolerated. */
export const atTheTolerance: Traffic[] = [
  ...at([5, 20, 200], [against('exactly the tolerance', even(0), even(0.01))]),
  ...at(
    [20, 200],
    [
      against('exactly the tolerance, in runs of 20', even(0), inRuns(0.01, 20)),
      against('1 % → 1.5 %', even(0.01), even(0.015)),
      ...bothInRuns(1, 5, [0.003, 0.01]),
      ...bothInRuns(1, 20, [0.001, 0.003, 0.006, 0.01]),
      ...bothInRuns(1, 50, [0.01]),
    ],
  ),
  ...at([5], bothInRuns(1, 20, [0.003, 0.01])),
  ...at([200], bothInRuns(1, 50, [0, 0.003, 0.006])),
  ...at(
    [20, 200],
    [
      against('0.5 % one by one and 0.5 % in runs of 20', even(0), { ...inRuns(0.005, 20), single: 0.005 }),
      against('1 % → 1 % one by one and 0.5 % in runs of 15', even(0.01), { ...inRuns(0.005, 15), single: 0.01 }),
      against(
        'stable fails 3 % until 400 s and 0.05 % since → 2 %, in runs of 20',
        falling(400, 0.03, 0.0005, 20),
        inRuns(0.02, 20),
      ),
      against('0 → 1.5 % from 200 to 800 s', even(0), { errors: rising(200, 800, 0.015) }),
    ],
  ),
  ...at([1, 5], [besideGolden(0.01)]),
  // Far worse, in runs so long that the canary has none by chance in 1 of 35 bakes.
  ...at([20], farWorseInLongRuns),
]

/**
 * Runs that are longer than a bake of the default length rules out, and that stable shows too seldom to tell of them: the
 * canary is promoted where it has none of them by chance while it bakes. A longer bake finds them.
 */
export const unseenInABake: Traffic[] = [
  ...at([20], bothInRuns(1, 50, [0, 0.001, 0.003, 0.006])),
  ...at([5], [against('exactly the tolerance, in runs of 20', even(0), inRuns(0.01, 20))]),
]

/** So few requests that most of what is known comes from golden probes, which show none of the errors. */
export const unseenByGolden: Traffic[] = at([0.2, 0.5], [besideGolden(0.01), besideGolden(0.02)])

/** Worse than stable, whose own errors come of the load or did so before, with steps in which it is less busy than the canary. */
export const worseByLoad: Traffic[] = at(
  [20, 200],
  stepsOfOthers.flatMap((steps) => {
    const told = `steps ${steps.map((share) => 100 * share).join(', ')}`
    const sheds: Behaviour = { errors: overLoad(0.8, 0.05) }
    const more: Behaviour = { errors: overLoad(0.8, 0.2) }
    return [
      against(`errors of the load, four times as many, ${told}`, sheds, more, { steps, before: sheds }),
      against(`0.1 % → 5 %, ${told}`, even(0.001), even(0.05), { steps, before: even(0.001) }),
      against(
        `0.1 % → 10 % after 400 s, ${told}`,
        even(0.001),
        { errors: from(400, 0.001, 0.1) },
        {
          steps,
          before: even(0.001),
        },
      ),
      against(`3 % before, 0.05 % since → 2 %, ${told}`, even(0.0005), even(0.02), { steps, before: even(0.03) }),
    ]
  }),
)

/** Surely must not be promoted; so few runs may not be told from chance before the deadline. */
export const worseInRuns: Traffic[] = [
  ...at([200], farWorseInLongRuns),
  ...at(
    [20, 200],
    [
      ...bothInRuns(2, 20, [0.001, 0.003, 0.01]),
      ...bothInRuns(2, 50, [0.01]),
      against('3 %, and 0.05 % since the rollout began → 2 %, in runs of 20', inRuns(0.0005, 20), inRuns(0.02, 20), {
        before: inRuns(0.03, 20),
      }),
    ],
  ),
]

/** Fail so many requests, one by one or in runs, that the gateway's circuit breaker opens again and again. */
export const intermittent: Traffic[] = at(
  [20, 200],
  [0.2, 0.3, 0.5, 0.7].flatMap((rate) => [
    against(`fails ${100 * rate} % now and then`, even(0.001), even(rate)),
    against(`fails ${100 * rate} % in runs of 20`, even(0.001), inRuns(rate, 20)),
  ]),
)

/** Must be stopped. */
export const bad: Traffic[] = [
  ...at([1, 5], [besideGolden(0.02)]),
  ...at(
    [20, 200],
    [
      against('twice the tolerance', even(0), even(0.02)),
      against('twice the tolerance, in runs of 20', even(0), inRuns(0.02, 20)),
      against('0.1 % → 2 %', even(0.001), even(0.02)),
      against('0.1 % → 5 %', even(0.001), even(0.05)),
      against('1 % → 10 %', even(0.01), even(0.1)),
      against('0.1 % → 50 %', even(0.001), even(0.5)),
      against('0.1 % → 10 % after 400 s', even(0.001), { errors: from(400, 0.001, 0.1) }),
      against('0.1 % → 2 % after 30 s of shared errors', even(0.001), even(0.02), outage(0, 30)),
      against('0.1 % → 2 % after a quarter fails for 120 s', even(0.001), even(0.02), outage(0, 120, 0.25)),
      against('0.1 % → 10 % after 30 s of shared errors', even(0.001), even(0.1), outage(31, 32)),
      against('refuses connections', even(0.001), { ...even(0.001), dead: () => true }),
      against('dies while it has most', even(0.001), { ...even(0.001), dead: (second) => second > 300 }),
      against('never answers, and clients wait', even(0.001), { ...even(0), hangs: constant(1) }),
      against(
        'never answers, where stable takes 9 s',
        { ...even(0.001), takesSeconds: 9 },
        { ...even(0), takesSeconds: 9, hangs: constant(1) },
      ),
      against('never answers since 300 s', even(0.001), { ...even(0), hangs: from(300, 0, 1) }),
      against('never answers, and clients give up', even(0.001), even(1)),
      against('answers 404', even(0.001), { ...even(0), refusals: constant(1) }),
      against('200 times slower', even(0.001), { ...even(0.001), slow: constant(1) }),
    ],
  ),
]
