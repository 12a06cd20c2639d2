export const id = 2068;
export const ids = [2068];
export const modules = {

/***/ 84014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ drawDifferences)
});

;// CONCATENATED MODULE: ./build/src/statistics/multinomial.js
/**
 * Draws how often each kind comes up when as many units are drawn, with replacement, as there are.
 *
 * Drawing unit by unit takes as long as there are units. Where kinds have many units each, their counts are drawn instead:
 * independent Poisson numbers X_k, of mean s·m_k with s a little under 1, are, given their sum T, distributed as T draws
 * are; the few draws that are missing to the full number are made unit by unit, and where T is too many all is drawn anew.
 * So the outcome is exactly multinomial, for the cost of a table look-up a kind.
 */
function createMultinomial(multiplicities, random) {
    const kindOf = kindOfUnits(multiplicities);
    const [kinds, units] = [multiplicities.length, kindOf.length];
    // T is over `units` in one of a thousand draws.
    const share = kinds * fewestUnitsOfKind <= units ? Math.max(0, 1 - 3 / Math.sqrt(units)) : 0;
    const { own, other, from, columns, first } = poissonTables(multiplicities, share);
    const words = new Uint32Array(share === 0 ? 0 : kinds);
    const drawCounts = (counts) => {
        random.fill(words);
        let drawn = 0;
        for (let kind = 0; kind < kinds; kind++) {
            // A word chooses a column by its high bits, and between the column's two numbers by its low ones.
            const scaled = words[kind] * columns[kind];
            const column = Math.floor(scaled);
            const at = from[kind] + column;
            const count = first[kind] + (scaled - column < own[at] ? column : other[at]);
            counts[kind] = count;
            drawn += count;
        }
        return drawn;
    };
    const picks = new Uint32Array(1024);
    return (counts) => {
        counts.fill(0);
        let drawn = share === 0 ? 0 : drawCounts(counts);
        while (drawn > units)
            drawn = drawCounts(counts);
        while (drawn < units) {
            const some = picks.subarray(0, Math.min(picks.length, units - drawn));
            random.fill(some);
            for (let pick = 0; pick < some.length; pick++) {
                const kind = kindOf[Math.floor(some[pick] * (units / 2 ** 32))];
                counts[kind] = counts[kind] + 1;
            }
            drawn += some.length;
        }
    };
}
/** From so many units to a kind on, tables are faster than drawing units. */
const fewestUnitsOfKind = 2;
function kindOfUnits(multiplicities) {
    const kinds = new Uint32Array(multiplicities.reduce((sum, count) => sum + count, 0));
    let from = 0;
    multiplicities.forEach((count, kind) => {
        kinds.fill(kind, from, from + count);
        from += count;
    });
    return kinds;
}
/**
 * Walker's tables of every kind's Poisson number: a column is drawn evenly, and says its own number or another one. Kinds of
 * as many units share theirs.
 */
function poissonTables(multiplicities, share) {
    const kinds = share === 0 ? 0 : multiplicities.length;
    const tables = new Map();
    let length = 0;
    for (const count of multiplicities.subarray(0, kinds))
        if (!tables.has(count)) {
            const table = poissonTable(share * count);
            tables.set(count, { ...table, from: length });
            length += table.own.length;
        }
    const own = new Float64Array(length);
    const other = new Uint32Array(length);
    for (const table of tables.values()) {
        own.set(table.own, table.from);
        other.set(table.other, table.from);
    }
    const [from, first, columns] = [new Uint32Array(kinds), new Uint32Array(kinds), new Float64Array(kinds)];
    for (let kind = 0; kind < kinds; kind++) {
        const table = tables.get(multiplicities[kind] ?? 0);
        if (table === undefined)
            continue;
        from[kind] = table.from;
        first[kind] = table.first;
        columns[kind] = table.own.length / 2 ** 32;
    }
    return { own, other, from, first, columns };
}
/** What is left out on either side has a chance of less than 1e-20. */
function poissonTable(mean) {
    const reach = 10 * Math.sqrt(mean);
    const first = Math.max(0, Math.floor(mean - reach));
    const length = Math.ceil(mean + reach + 20) - first;
    const mode = Math.floor(mean) - first;
    const weights = new Float64Array(length);
    weights[mode] = 1;
    // From the mode outwards by the ratio of neighbours, so that nothing overflows.
    for (let k = mode + 1; k < length; k++)
        weights[k] = ((weights[k - 1] ?? 0) * mean) / (first + k);
    for (let k = mode - 1; k >= 0; k--)
        weights[k] = ((weights[k + 1] ?? 0) * (first + k + 1)) / mean;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const own = weights.map((weight) => (weight / total) * length);
    const other = Uint32Array.from({ length }, (_, k) => k);
    const poor = [...own.keys()].filter((k) => (own[k] ?? 0) < 1);
    const rich = [...own.keys()].filter((k) => (own[k] ?? 0) >= 1);
    for (let small = poor.pop(); small !== undefined; small = poor.pop()) {
        const large = rich.at(-1);
        // What rounding leaves of a column is its own.
        if (large === undefined) {
            own[small] = 1;
            continue;
        }
        other[small] = large;
        own[large] = (own[large] ?? 0) - (1 - (own[small] ?? 0));
        if ((own[large] ?? 0) < 1) {
            rich.pop();
            poor.push(large);
        }
    }
    return { first, own, other };
}

// EXTERNAL MODULE: ./build/src/statistics/random.js
var random = __webpack_require__(81266);
;// CONCATENATED MODULE: ./build/src/statistics/bootstrap.js


/** The difference of each resample: as many units as there are, each drawn with the same chance, with replacement. */
function drawDifferences(of, resamples, seed) {
    const draw = createMultinomial(of.multiplicities, new random/* Random */.o(seed));
    const counts = new Uint32Array(of.multiplicities.length);
    return Float64Array.from({ length: resamples }, () => {
        draw(counts);
        return of.difference(counts);
    });
}


/***/ }),

/***/ 54035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holm)
/* harmony export */ });
/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
function holm(ps) {
    const adjusted = new Array(ps.length).fill(1);
    let largest = 0;
    ps.map((p, index) => ({ p, index }))
        .sort((a, b) => a.p - b.p)
        .forEach(({ p, index }, rank) => {
        largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
        adjusted[index] = largest;
    });
    return adjusted;
}


/***/ }),

/***/ 81266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Random)
/* harmony export */ });
/**
 * Numbers that look random and are the same for the same seed: xoshiro128** (Blackman and Vigna 2018), which passes the usual
 * tests of randomness. They are made many at once, because that is several times as fast.
 */
class Random {
    state;
    words = new Uint32Array(1024);
    used = 1024;
    constructor(seed) {
        // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
        let state = seed | 0;
        this.state = Uint32Array.from({ length: 4 }, () => {
            state = (state + 0x9e3779b9) | 0;
            let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
            mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
            return mixed ^ (mixed >>> 15);
        });
    }
    /** Each uniform over 0 to 2³² − 1. */
    fill(words) {
        let [a = 0, b = 0, c = 0, d = 0] = this.state;
        for (let index = 0; index < words.length; index++) {
            const five = Math.imul(b, 5);
            words[index] = Math.imul((five << 7) | (five >>> 25), 9);
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
        }
        this.state.set([a, b, c, d]);
    }
    word() {
        if (this.used === this.words.length) {
            this.fill(this.words);
            this.used = 0;
        }
        return this.words[this.used++] ?? 0;
    }
    /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
    unit() {
        return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
    }
}


/***/ }),

/***/ 42068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _6: () => (/* reexport */ agreementGate),
  lt: () => (/* reexport */ compareByGates),
  gD: () => (/* reexport */ headlineOf),
  Ps: () => (/* reexport */ metricsOf),
  nu: () => (/* reexport */ slicesOf),
  Xb: () => (/* binding */ taskOf),
  sm: () => (/* reexport */ valuesOf)
});

// UNUSED EXPORTS: taskNames

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/grouping.js
var grouping = __webpack_require__(98688);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/tasks/adding.js

/*
 * Every metric here is a function of sums over the answers: hits by class for F1, n-grams by order for BLEU, a sum and a count
 * for a mean. So a test drawn anew costs one addition for each kind of pair, and not a look at each example.
 */
/** The metric of some answers; undefined where they do not allow it, such as the loss of a baseline without probabilities. */
function scoreOf(metric, judged) {
    const adding = metric.adding();
    const sums = [];
    for (const one of judged) {
        const contribution = adding.contribution(one);
        if (contribution === undefined)
            return undefined;
        for (let at = 0; at < contribution.length; at += 2) {
            const place = contribution[at] ?? 0;
            sums[place] = (sums[place] ?? 0) + (contribution[at + 1] ?? 0);
        }
    }
    // A place that nothing was added to is a hole.
    const value = sums.length === 0 ? Number.NaN : adding.value(Float64Array.from(sums, (sum) => sum ?? 0));
    return Number.isFinite(value) ? value : undefined;
}
/**
 * What a bootstrap draws from: pairs, or clusters of pairs where every pair names one.
 * @returns undefined where an answer does not allow the metric
 */
function resampleable(metric, pairs) {
    const kinds = kindsOf(metric, pairs);
    if (kinds === undefined)
        return undefined;
    const { multiplicities, candidate, baseline, stakes } = kinds;
    const tally = tallyOf(kinds);
    const without = withoutOne(kinds);
    const bias = metric.overstated;
    return {
        multiplicities,
        stakes,
        ...(bias === undefined
            ? {}
            : {
                // The baseline's error looks larger than it is, or the candidate's does.
                bias: {
                    flatters: bias(unitsOf(pairs, 'baseline')),
                    belittles: bias(unitsOf(pairs, 'candidate')),
                },
            }),
        difference(counts) {
            tally.clear();
            for (let kind = 0; kind < counts.length; kind++)
                tally.add(candidate[kind], baseline[kind], counts[kind]);
            return tally.difference();
        },
        differenceWithout: (kind) => without(kind),
    };
}
/** The difference of all pairs but one of that kind: its own entries are taken from the sums, and no other kind is looked at. */
function withoutOne({ multiplicities, candidate, baseline, cells, adding, sign }) {
    const { starts, places, amounts } = cells;
    const sumsOf = (cellOf) => {
        const sums = new Float64Array(cells.width);
        for (const [kind, cell] of cellOf.entries())
            for (let at = starts[cell]; at < starts[cell + 1]; at++)
                sums[places[at]] += multiplicities[kind] * amounts[at];
        return sums;
    };
    const [ours, theirs] = [sumsOf(candidate), sumsOf(baseline)];
    const valueWithout = (sums, cell) => {
        const [from, to] = [starts[cell], starts[cell + 1]];
        // Put back as they were: what is subtracted and added again is off by its rounding.
        const before = Float64Array.from(places.subarray(from, to), (place) => sums[place]);
        for (let at = from; at < to; at++)
            sums[places[at]] -= amounts[at];
        const value = adding.value(sums);
        for (let at = from; at < to; at++)
            sums[places[at]] = before[at - from];
        return value;
    };
    return (kind) => sign * (valueWithout(ours, candidate[kind]) - valueWithout(theirs, baseline[kind]));
}
/** What approximate randomisation exchanges: the two answers of a pair, or all those of a cluster. */
function exchangeable(metric, pairs) {
    const kinds = kindsOf(metric, pairs);
    if (kinds === undefined)
        return undefined;
    const { multiplicities, candidate, baseline } = kinds;
    const tally = tallyOf(kinds);
    return {
        multiplicities,
        difference(swapped) {
            tally.clear();
            for (let kind = 0; kind < swapped.length; kind++) {
                const [ours, theirs] = [candidate[kind], baseline[kind]];
                const exchanged = swapped[kind];
                tally.add(ours, theirs, multiplicities[kind] - exchanged);
                tally.add(theirs, ours, exchanged);
            }
            return tally.difference();
        },
    };
}
/** How often each model has each cell, and the difference of the metric of these; positive where the candidate is better. */
function tallyOf({ cells, adding, sign }) {
    const { starts, places, amounts } = cells;
    const count = starts.length - 1;
    const [ours, theirs] = [new Float64Array(count), new Float64Array(count)];
    const sums = new Float64Array(cells.width);
    const value = (often) => {
        sums.fill(0);
        for (let cell = 0; cell < often.length; cell++) {
            const times = often[cell];
            if (times === 0)
                continue;
            const end = starts[cell + 1];
            for (let at = starts[cell]; at < end; at++)
                sums[places[at]] += times * amounts[at];
        }
        return adding.value(sums);
    };
    return {
        clear() {
            ours.fill(0);
            theirs.fill(0);
        },
        add(candidate, baseline, times) {
            ;
            ours[candidate] += times;
            theirs[baseline] += times;
        },
        difference: () => sign * (value(ours) - value(theirs)),
    };
}
/** By unit that is drawn, the answers of one model. */
const unitsOf = (pairs, who) => clustersOf(pairs)?.map((unit) => unit.map((pair) => pair[who])) ?? pairs.map((pair) => [pair[who]]);
const clustersOf = (pairs) => clustered(pairs) ? [...(0,grouping/* groupedBy */.m)(pairs, ({ candidate }) => candidate.cluster).values()] : undefined;
/** Whether tests draw clusters of pairs: every pair names the one that it belongs to. */
const clustered = (pairs) => pairs.length > 0 && pairs.every(({ candidate }) => candidate.cluster !== undefined);
function kindsOf(metric, pairs) {
    const adding = metric.adding();
    const numbers = new Map();
    const distinct = [];
    const cellOf = (contribution) => {
        const key = contribution.join();
        const known = numbers.get(key);
        if (known !== undefined)
            return known;
        numbers.set(key, distinct.length);
        return distinct.push(contribution) - 1;
    };
    const stakeOf = metric.stakes(pairs);
    const kinds = new Map();
    for (const unit of clustersOf(pairs) ?? pairs) {
        const [ours, theirs] = contributionsOf(adding, unit);
        if (ours === undefined || theirs === undefined)
            return undefined;
        const [candidate, baseline] = [cellOf(ours), cellOf(theirs)];
        const key = `${candidate} ${baseline}`;
        const kind = kinds.get(key);
        const stake = 'length' in unit ? unit.reduce((sum, pair) => sum + stakeOf(pair), 0) : stakeOf(unit);
        if (kind === undefined)
            kinds.set(key, { candidate, baseline, times: 1, stake });
        else {
            kind.times += 1;
            kind.stake = Math.max(kind.stake, stake);
        }
    }
    const all = [...kinds.values()];
    return {
        multiplicities: Uint32Array.from(all, ({ times }) => times),
        candidate: Uint32Array.from(all, ({ candidate }) => candidate),
        baseline: Uint32Array.from(all, ({ baseline }) => baseline),
        stakes: Float64Array.from(all, ({ stake }) => stake),
        cells: inARow(distinct),
        adding,
        sign: metric.higherIsBetter ? 1 : -1,
    };
}
/** What both models contribute by a pair, or by all pairs of a cluster. */
function contributionsOf(adding, unit) {
    if (!('length' in unit))
        return [adding.contribution(unit.candidate), adding.contribution(unit.baseline)];
    const together = (of) => {
        const sums = new Map();
        for (const pair of unit) {
            const contribution = adding.contribution(pair[of]);
            if (contribution === undefined)
                return undefined;
            for (let at = 0; at < contribution.length; at += 2) {
                const place = contribution[at] ?? 0;
                sums.set(place, (sums.get(place) ?? 0) + (contribution[at + 1] ?? 0));
            }
        }
        return [...sums].sort(([a], [b]) => a - b).flat();
    };
    return [together('candidate'), together('baseline')];
}
function inARow(contributions) {
    const starts = new Uint32Array(contributions.length + 1);
    for (const [index, { length }] of contributions.entries())
        starts[index + 1] = (starts[index] ?? 0) + length / 2;
    const entries = starts.at(-1) ?? 0;
    const [places, amounts] = [new Uint32Array(entries), new Float64Array(entries)];
    let [at, last] = [0, -1];
    for (const contribution of contributions)
        for (let of = 0; of < contribution.length; of += 2, at++) {
            const place = contribution[of] ?? 0;
            places[at] = place;
            amounts[at] = contribution[of + 1] ?? 0;
            last = Math.max(last, place);
        }
    return { starts, places, amounts, width: last + 1 };
}

// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
// EXTERNAL MODULE: ./build/src/statistics/special.js
var special = __webpack_require__(86694);
;// CONCATENATED MODULE: ./build/src/tasks/doubt.js


/* Why a test is no test: reasons not to believe a pass, whatever the numbers say. */
/** Fewer examples of a class than this say next to nothing about it. */
const fewestOfClass = 10;
const mostNamed = 3;
/** A metric to which every class counts alike stands on its rarest one. */
function rareClasses(pairs, labels) {
    const examples = countsOf(pairs, ({ truth }) => truth);
    for (const label of labels)
        if (!examples.has(label))
            examples.set(label, 0);
    // Who answers a class that no example has is judged by it, too.
    for (const { candidate, baseline } of pairs)
        for (const { answer } of [candidate, baseline])
            if (!examples.has(answer))
                examples.set(answer, 0);
    const rare = [...examples].filter(([, count]) => count < fewestOfClass).sort(([, a], [, b]) => a - b);
    const [rarest] = rare;
    if (rarest === undefined)
        return undefined;
    const named = rare.slice(0, mostNamed).map(([label, count]) => `${shown(label)} with ${count}`);
    const more = rare.length > mostNamed ? ` and ${rare.length - mostNamed} more` : '';
    const needed = rarest[1] === 0
        ? ''
        : `; with shares as they are that takes about ${Math.ceil((fewestOfClass * pairs.length) / rarest[1])} examples in all`;
    return `every class counts alike, and some have fewer than ${fewestOfClass} examples in the test (${named.join(', ')}${more}): give at least ${fewestOfClass} of each${needed}`;
}
/**
 * A test with one class only tells nothing, and neither do answers that agree with the labels no more than the same answers
 * handed out at random would: always saying the same is as good.
 */
function tellsNothing(pairs) {
    const truths = countsOf(pairs, ({ truth }) => truth);
    const [only] = truths.keys();
    if (truths.size === 1)
        return `all examples are ${shown(only ?? '')}: give a test that has other classes, too`;
    const answers = countsOf(pairs, ({ candidate }) => candidate.answer);
    const [said] = answers.keys();
    if (answers.size === 1)
        return `the candidate says ${shown(said ?? '')} of every example, whatever it is`;
    return agreesByLuck(pairs, truths, answers)
        ? 'the answers of the candidate agree with the labels no more than by luck: always saying the same would do as well'
        : undefined;
}
/** By the number of agreements if the candidate's answers were dealt out at random: their mean and variance are known. */
function agreesByLuck(pairs, truths, answers) {
    const n = pairs.length;
    let [products, mixed] = [0, 0];
    for (const [label, labelled] of truths) {
        const called = answers.get(label) ?? 0;
        const product = labelled * called;
        products += product;
        mixed += product * (labelled + called);
    }
    const variance = (products ** 2 - n * mixed + n ** 2 * products) / (n ** 2 * (n - 1));
    const agreed = pairs.filter(({ truth, candidate }) => candidate.answer === truth).length;
    // Half an example is left to rounding: so few agreements are no normal number.
    return !(agreed - 0.5 - products / n > (0,special/* normalQuantile */.Zl)(1 - power/* alphaOfAllLooks */.tB) * Math.sqrt(Math.max(0, variance)));
}
/** Whether the baseline says the same of every example: then it must be beaten, as any constant must. */
const saysOneThing = (pairs) => pairs.length > 1 && pairs.every(({ baseline }) => baseline.answer === pairs[0]?.baseline.answer);
function countsOf(pairs, of) {
    const counts = new Map();
    for (const pair of pairs)
        counts.set(of(pair), (counts.get(of(pair)) ?? 0) + 1);
    return counts;
}
const shown = (text) => JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`);

;// CONCATENATED MODULE: ./build/src/tasks/means.js
/** The mean of a number that every answer has: places 0 and 1 are its sum and how many there are. */
function meanOf(of) {
    return () => ({
        contribution(judged) {
            const value = of(judged);
            return value === undefined ? undefined : [0, value, 1, 1];
        },
        value: (sums) => sums[0] / sums[1],
    });
}
/** The mean of the examples' own scores of that name. */
const meanScore = (metric) => {
    const { bounds, score = metric.name } = metric;
    // What has no bounds may lose anything: a gate on it never passes.
    const [least, most] = bounds ?? (metric.unit === 'share' ? [0, 1] : [0, Number.POSITIVE_INFINITY]);
    return {
        ...metric,
        stakes: ({ length }) => {
            const one = (most - least) / length;
            return () => one;
        },
        adding: meanOf(({ scores }) => scores[score]),
    };
};
/** Sums of numbers that an answer was counted as when it was read, in their order. */
const means_countsOf = (name, value) => () => ({
    contribution: ({ counts }) => counts?.[name]?.flatMap((amount, place) => [place, amount]),
    value,
});

;// CONCATENATED MODULE: ./build/src/tasks/classificationMetrics.js


/*
 * Metrics of one class of several, with the formulas of scikit-learn (zero_division=0) and, for the calibration error, of
 * torchmetrics.
 */
const accuracy = meanScore({
    name: 'accuracy',
    title: 'accuracy',
    higherIsBetter: true,
    unit: 'share',
    test: 'proportions',
    doubt: tellsNothing,
});
/** Where every example has one label and one answer it is the accuracy, and is judged as that. */
const microF1 = meanScore({
    ...accuracy,
    name: 'micro_f1',
    title: 'micro F1',
    score: accuracy.name,
});
const logLoss = meanScore({
    name: 'log_loss',
    title: 'log loss',
    higherIsBetter: false,
    unit: 'score',
    test: 'bootstrap',
    // A probability of less than 0.00005 of what is right.
    bounds: [0, 10],
    doubt: tellsNothing,
});
const f1 = (hits, labelled, called) => (2 * hits) / (labelled + called);
const precision = (hits, _, called) => (called === 0 ? 0 : hits / called);
const recall = (hits, labelled) => (labelled === 0 ? 0 : hits / labelled);
/** Three sums a class: hits, labelled, called. A class is one that occurs as label or as answer. */
function classes(value) {
    return () => {
        const numbers = new Map();
        const placeOf = (label) => {
            const known = numbers.get(label);
            if (known !== undefined)
                return known;
            numbers.set(label, numbers.size * 3);
            return (numbers.size - 1) * 3;
        };
        return {
            contribution({ truth, answer }) {
                const [label, called] = [placeOf(truth), placeOf(answer)];
                return truth === answer ? [label, 1, label + 1, 1, label + 2, 1] : [label + 1, 1, called + 2, 1];
            },
            value,
        };
    };
}
/** Mean over the classes that occur, or over the examples by their labels. */
function average(of, weight) {
    return (sums) => {
        let [total, weights] = [0, 0];
        for (let at = 0; at < sums.length; at += 3) {
            // The last class may lack its last sums: nothing was added to them.
            const [hits, labelled, called] = [sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0];
            if (labelled + called === 0)
                continue;
            const own = weight === 'classes' ? 1 : labelled;
            total += own * of(hits, labelled, called);
            weights += own;
        }
        return total / weights;
    };
}
const ofClasses = (name, title, of, weight) => ({
    name,
    title,
    higherIsBetter: true,
    unit: 'share',
    test: 'bootstrap',
    stakes: (pairs) => stakesOfClasses(of, weight, pairs),
    doubt: (pairs, labels) => tellsNothing(pairs) ?? (weight === 'classes' ? rareClasses(pairs, labels) : undefined),
    adding: classes(average(of, weight)),
});
/** So many mistakes have a chance of about 5 % to stay unseen. */
const unseenMistakes = 3;
/**
 * One answer that becomes wrong is not recognised as what it is, and is seen as what it is not: both classes lose, each by the
 * formula and by how often the candidate has it now. The more hits of a class are lost the more each costs, so that the first
 * few are taken on average.
 */
function stakesOfClasses(of, weight, pairs) {
    const seen = new Map();
    const classOf = (label) => {
        const known = seen.get(label) ?? { hits: 0, labelled: 0, called: 0 };
        seen.set(label, known);
        return known;
    };
    for (const { truth, candidate } of pairs) {
        classOf(truth).labelled += 1;
        classOf(candidate.answer).called += 1;
        if (truth === candidate.answer)
            classOf(truth).hits += 1;
    }
    const all = [...seen].map(([label, { hits, labelled, called }]) => {
        const own = weight === 'classes' ? 1 / seen.size : labelled / pairs.length;
        const now = labelled + called === 0 ? 0 : of(hits, labelled, called);
        const lost = Math.min(unseenMistakes, hits);
        const missed = lost === 0 ? 0 : (now - of(hits - lost, labelled, called - lost)) / lost;
        return { label, missed: own * Math.max(0, missed), mistaken: own * (now - of(hits, labelled, called + 1)) };
    });
    const [worst, second] = [...all].sort((a, b) => b.mistaken - a.mistaken);
    const stakes = new Map(all.map(({ label, missed }) => [label, missed + ((label === worst?.label ? second : worst)?.mistaken ?? 0)]));
    return ({ truth }) => stakes.get(truth) ?? 0;
}
const bins = 15;
const binOf = (sure) => Math.min(bins, Math.floor(sure * bins));
/**
 * Expected calibration error of the answers: |share that was right − mean probability| in each of 15 bins of equal width, by their
 * shares. As torchmetrics' `calibration_error(n_bins=15, norm='l1')`, where answers that are wholly sure have a bin of their own.
 */
const calibrationError = {
    name: 'calibration_error',
    title: 'calibration error',
    higherIsBetter: false,
    unit: 'share',
    test: 'bootstrap',
    ofTrivial: 'perfect',
    doubt: tellsNothing,
    stakes: ({ length }) => () => 1 / length,
    overstated,
    adding: () => ({
        contribution({ truth, answer, scores }) {
            const sure = scores['confidence'];
            if (sure === undefined)
                return undefined;
            const at = 3 * binOf(sure);
            return [at, 1, at + 1, sure, at + 2, truth === answer ? 1 : 0];
        },
        value(sums) {
            let [away, all] = [0, 0];
            for (let at = 0; at + 2 < sums.length; at += 3) {
                away += Math.abs(sums[at + 2] - sums[at + 1]);
                all += sums[at];
            }
            return away / all;
        },
    }),
};
/**
 * A bin's |share right − mean probability| is never below 0, so luck makes it larger: by at most √(2/π) standard errors, which
 * is the mean of a folded normal around 0. With n examples in all 15 bins that is about 1.4/√n, whatever the truth. The errors
 * are those around 0, and of units, so that neither a bin with one example nor a cluster seems sure of itself.
 */
function overstated(units) {
    const squares = new Float64Array(bins + 1);
    let all = 0;
    for (const unit of units) {
        const away = new Map();
        for (const { truth, answer, scores } of unit) {
            const sure = scores['confidence'] ?? 0;
            const bin = binOf(sure);
            away.set(bin, (away.get(bin) ?? 0) + (truth === answer ? 1 : 0) - sure);
            all += 1;
        }
        for (const [bin, sum] of away)
            squares[bin] = (squares[bin] ?? 0) + sum ** 2;
    }
    return (Math.sqrt(2 / Math.PI) * squares.reduce((sum, square) => sum + Math.sqrt(square), 0)) / all;
}
const classificationMetrics = [
    accuracy,
    ofClasses('macro_f1', 'macro F1', f1, 'classes'),
    ofClasses('weighted_f1', 'weighted F1', f1, 'labels'),
    microF1,
    ofClasses('macro_precision', 'macro precision', precision, 'classes'),
    ofClasses('macro_recall', 'macro recall', recall, 'classes'),
    logLoss,
    calibrationError,
];

;// CONCATENATED MODULE: ./build/src/tasks/own.js

const byName = (metrics) => Object.fromEntries(metrics.map((metric) => [metric.name, metric]));
/** A prediction whose answer is of another task. */
const foreign = (task, keys) => new errors/* UserError */.yo(`this is no answer of ${task}: its \`answer\` needs ${keys}; or name another \`task\``);

;// CONCATENATED MODULE: ./build/src/tasks/classification.js






const classification = (own) => ({
    ...own,
    classes: true,
    metrics: byName(classificationMetrics),
    headline: accuracy,
    perExample: accuracy,
    surest: [logLoss, { name: 'confidence', title: 'confidence', unit: 'share' }],
    judge({ id, answer, scores, cluster, slice, excerpt }) {
        if (!('label' in answer))
            throw foreign(own.name, 'label and prediction');
        if (scores?.['confidence'] !== undefined)
            throw new errors/* UserError */.yo('`scores.confidence` has no meaning: give the probability of the prediction as `answer.score`');
        // Not so much as a rounding error above 0 is to be refused.
        if ((scores?.['log_loss'] ?? 0) < -1e-6)
            throw new errors/* UserError */.yo('`scores.log_loss` is below 0: give −ln of the probability of the label');
        if (answer.score !== undefined && !(answer.score >= 0 && answer.score <= 1))
            throw new errors/* UserError */.yo('`answer.score` is not between 0 and 1: give the probability of the prediction');
        return {
            id,
            truth: answer.label,
            answer: answer.prediction,
            scores: {
                ...scores,
                accuracy: answer.label === answer.prediction ? 1 : 0,
                ...(answer.score === undefined ? {} : { confidence: answer.score }),
            },
            ...(excerpt === undefined ? {} : { excerpt }),
            ...(cluster === undefined ? {} : { cluster }),
            ...(slice === undefined ? {} : { slice }),
        };
    },
    details: (candidate) => ({ 'confusion.json': confusionOf(candidate) }),
    sections: (labels, candidate, pairs) => [
        ...(pairs.length === 0 ? [] : recognised(labels, pairs)),
        confusion(labels, candidate, pairs),
    ],
});
const textClassification = classification({
    name: 'text-classification',
    inputKind: 'text',
    // One text and a batch, short and as long as the spec allows.
    shapes: (maxLength) => {
        const short = Math.min(32, maxLength);
        const lengths = short === maxLength ? [short] : [short, maxLength];
        const [first, ...rest] = [1, 8].flatMap((batch) => lengths.map((length) => ({ batch, length })));
        return [first ?? { batch: 1, length: short }, ...rest];
    },
});
const imageClassification = classification({
    name: 'image-classification',
    inputKind: 'image',
    shapes: () => [
        { batch: 1, length: 1 },
        { batch: 8, length: 1 },
    ],
});
const mostClassesInChart = 20;
const mostClassesInTable = 100;
/** Per class the share that each model got right, as a table and, where there are not too many, as a chart. */
function recognised(labels, pairs) {
    const own = (0,grouping/* groupedBy */.m)(pairs, ({ truth }) => truth);
    const share = (of, among) => scoreOf(accuracy, among.map((pair) => pair[of])) ?? 0;
    const rows = labels.map((label) => {
        const among = own.get(label) ?? [];
        return {
            label,
            examples: among.length,
            baseline: share('baseline', among),
            candidate: share('candidate', among),
        };
    });
    const change = (row) => Math.abs(row.candidate - row.baseline);
    const shown = rows.length <= mostClassesInTable
        ? rows
        : [...rows].sort((a, b) => change(b) - change(a)).slice(0, mostClassesInTable);
    const percent = (value, examples) => (examples === 0 ? '' : (0,report_text/* inUnit */.IP)(value, 'share'));
    const table = {
        kind: 'table',
        title: 'Classes: share that was recognised',
        columns: ['class', 'examples', 'baseline', 'candidate'],
        rows: shown.map(({ label, examples, baseline, candidate }) => [
            label,
            String(examples),
            percent(baseline, examples),
            percent(candidate, examples),
        ]),
        ...(shown === rows ? {} : { note: `The ${shown.length} of ${rows.length} classes that changed most.` }),
    };
    if (rows.length > mostClassesInChart)
        return [table];
    const series = (mark, key) => ({
        mark,
        values: rows.map((row) => Number((row[key] * 100).toFixed(1))),
    });
    return [
        table,
        {
            kind: 'chart',
            title: 'Recognised by class: candidate (bars) and baseline (line)',
            x: rows.map(({ label }) => label),
            yTitle: '% recognised',
            series: [series('bar', 'candidate'), series('line', 'baseline')],
        },
    ];
}
/** How often each label got each prediction, without the zeros: as large as the examples are many, not the classes squared. */
function confusionOf(judged) {
    const cells = (0,grouping/* groupedBy */.m)(judged, ({ truth, answer }) => JSON.stringify([truth, answer]));
    return [...cells.values()]
        .map((all) => ({ label: all[0]?.truth ?? '', prediction: all[0]?.answer ?? '', examples: all.length }))
        .sort((a, b) => b.examples - a.examples);
}
const mostClassesInMatrix = 40;
const mostMixUps = 10;
/** The whole matrix, beside the baseline's, where a rendering can show it; else the mix-ups that happen most. */
function confusion(labels, candidate, pairs) {
    const cells = confusionOf(candidate);
    if (labels.length <= mostClassesInMatrix) {
        const matrix = (of) => {
            const count = new Map(of.map(({ label, prediction, examples }) => [JSON.stringify([label, prediction]), examples]));
            return labels.map((label) => labels.map((other) => count.get(JSON.stringify([label, other])) ?? 0));
        };
        return {
            kind: 'confusion',
            title: 'Confusion matrix of the candidate',
            labels: [...labels],
            counts: matrix(cells),
            ...(pairs.length === 0 ? {} : { baselineCounts: matrix(confusionOf(pairs.map(({ baseline }) => baseline))) }),
        };
    }
    const mixUps = cells.filter(({ label, prediction }) => label !== prediction);
    return {
        kind: 'table',
        title: 'What the candidate mixes up',
        columns: ['label', 'prediction', 'examples'],
        rows: mixUps.slice(0, mostMixUps).map((cell) => [cell.label, cell.prediction, String(cell.examples)]),
        note: `${labels.length} classes: the ${Math.min(mostMixUps, mixUps.length)} most frequent mix-ups of ${mixUps.length}; confusion.json has all`,
    };
}

// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
;// CONCATENATED MODULE: ./build/src/tasks/grams.js
/* Texts as scores of translations and summaries count them. */
/** White space as Python's `str.split` knows it, which is not the `\s` of JavaScript. */
const blank = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const blanks = new RegExp(`${blank}+`);
const lastBlanks = new RegExp(`${blank}+$`);
const wordsOf = (text) => text.split(blanks).filter((word) => word !== '');
const withoutLastBlanks = (text) => text.replace(lastBlanks, '');
/** How often each run of `order` parts occurs. @param between what no part contains, or nothing where all are of one length */
function gramsOf(parts, order, between) {
    const grams = new Map();
    for (let at = 0; at + order <= parts.length; at++) {
        let gram = parts[at] ?? '';
        for (let next = 1; next < order; next++)
            gram += between + parts[at + next];
        grams.set(gram, (grams.get(gram) ?? 0) + 1);
    }
    return grams;
}
/** How many grams two texts have in common, each as often as in the text that has it less often. */
function inCommon(ours, theirs) {
    let common = 0;
    for (const [gram, times] of ours)
        common += Math.min(times, theirs.get(gram) ?? 0);
    return common;
}
const gramCount = (parts, order) => Math.max(0, parts.length - order + 1);

;// CONCATENATED MODULE: ./build/src/tasks/bleu.js

/*
 * BLEU of a corpus with the numbers of sacrebleu (signature case:mixed|eff:no|tok:13a|smooth:exp): Papineni et al. 2002, the
 * tokens of mteval-v13a, exponential smoothing.
 */
const orders = 4;
function tokens13a(text) {
    const plain = text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
    const spelled = plain
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>');
    return wordsOf(` ${spelled} `
        .replaceAll(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
        .replaceAll(/([^0-9])([.,])/g, '$1 $2 ')
        .replaceAll(/([.,])([^0-9])/g, ' $1 $2')
        .replaceAll(/([0-9])(-)/g, '$1 $2 '));
}
/** What one answer adds: its tokens, those of the reference nearest in length, and by order the hits and the n-grams. */
function bleuCounts(answer, references) {
    const ours = tokens13a(withoutLastBlanks(answer));
    const theirs = references.map((reference) => tokens13a(withoutLastBlanks(reference)));
    const lengths = theirs.map(({ length }) => length);
    const nearest = lengths.reduce((best, length) => {
        const [away, least] = [Math.abs(length - ours.length), Math.abs(best - ours.length)];
        return away < least || (away === least && length < best) ? length : best;
    }, lengths[0] ?? 0);
    const byOrder = Array.from({ length: orders }, (_, index) => index + 1);
    const hits = byOrder.map((order) => {
        const most = new Map();
        for (const reference of theirs)
            for (const [gram, times] of gramsOf(reference, order, ' '))
                most.set(gram, Math.max(times, most.get(gram) ?? 0));
        return inCommon(gramsOf(ours, order, ' '), most);
    });
    return [ours.length, nearest, ...hits, ...byOrder.map((order) => gramCount(ours, order))];
}
/** BLEU, 0 to 100, of the sums of `bleuCounts`. */
function bleuOf(sums) {
    const [length, reference] = [sums[0], sums[1]];
    const hits = (order) => sums[2 + order];
    if (hits(0) + hits(1) + hits(2) + hits(3) === 0)
        return 0;
    let [logarithms, smoothing] = [0, 1];
    for (let order = 0; order < orders; order++) {
        const all = sums[2 + orders + order];
        // No answer is so long: the score has no such precision.
        if (all === 0)
            return 0;
        if (hits(order) === 0)
            smoothing *= 2;
        logarithms += Math.log(hits(order) === 0 ? 100 / (smoothing * all) : (100 * hits(order)) / all);
    }
    const brevity = length < reference ? Math.exp(1 - reference / length) : 1;
    return brevity * Math.exp(logarithms / orders);
}

;// CONCATENATED MODULE: ./build/src/tasks/chrf.js

/* chrF2 of a corpus with the numbers of sacrebleu (signature case:mixed|eff:yes|nc:6|nw:0|space:no): Popović 2015. */
const chrf_orders = 6;
const betaSquared = 4;
/** What one answer adds, by order: its n-grams, those of its best reference, and what they have in common. */
function chrfCounts(answer, references) {
    const ours = [...wordsOf(answer).join('')];
    const grams = Array.from({ length: chrf_orders }, (_, index) => gramsOf(ours, index + 1, ''));
    let [best, found] = [-1, new Array(3 * chrf_orders).fill(0)];
    for (const reference of references) {
        const theirs = [...wordsOf(reference).join('')];
        const counts = grams.flatMap((own, index) => {
            const all = gramCount(theirs, index + 1);
            // Where the reference has no such n-gram, none of the answer is counted against it.
            if (all === 0)
                return [0, 0, 0];
            return [gramCount(ours, index + 1), all, inCommon(own, gramsOf(theirs, index + 1, ''))];
        });
        const score = chrfOf(Float64Array.from(counts));
        if (score > best)
            [best, found] = [score, counts];
    }
    return found;
}
/** chrF, 0 to 100, of the sums of `chrfCounts`. */
function chrfOf(sums) {
    let [precision, recall, used] = [0, 0, 0];
    for (let order = 0; order < chrf_orders; order++) {
        const [ours, theirs] = [sums[3 * order], sums[3 * order + 1]];
        const common = sums[3 * order + 2];
        if (ours === 0 || theirs === 0)
            continue;
        precision += common / ours;
        recall += common / theirs;
        used += 1;
    }
    if (precision + recall === 0)
        return 0;
    precision /= used;
    recall /= used;
    return (100 * (1 + betaSquared) * precision * recall) / (betaSquared * precision + recall);
}

;// CONCATENATED MODULE: ./build/src/tasks/rouge.js

/* ROUGE-1, -2 and -L of one answer with the numbers of rouge-score (`use_stemmer=False`, F measure): Lin 2004. */
const tokens = (text) => text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');
/** With several references, each score is that of the reference where it is best. */
function rouge(answer, references) {
    const ours = tokens(answer);
    const best = { rouge1: 0, rouge2: 0, rougeL: 0 };
    for (const reference of references) {
        const theirs = tokens(reference);
        best.rouge1 = Math.max(best.rouge1, byGrams(ours, theirs, 1));
        best.rouge2 = Math.max(best.rouge2, byGrams(ours, theirs, 2));
        best.rougeL = Math.max(best.rougeL, harmonic(commonSubsequence(ours, theirs), ours.length, theirs.length));
    }
    return best;
}
const byGrams = (ours, theirs, order) => harmonic(inCommon(gramsOf(ours, order, ' '), gramsOf(theirs, order, ' ')), gramCount(ours, order), gramCount(theirs, order));
const harmonic = (common, ours, theirs) => common === 0 ? 0 : (2 * (common / ours) * (common / theirs)) / (common / ours + common / theirs);
/**
 * Length of the longest common subsequence, 32 positions at a time (Hyyrö 2004): a text of 100,000 words against another takes
 * seconds, where a table of both would take minutes.
 */
function commonSubsequence(ours, theirs) {
    const positions = new Map();
    for (const [at, token] of ours.entries()) {
        const known = positions.get(token);
        if (known === undefined)
            positions.set(token, [at]);
        else
            known.push(at);
    }
    const words = Math.ceil(ours.length / 32);
    const rowOf = (found) => {
        const row = new Uint32Array(words);
        for (const at of found)
            row[at >>> 5] |= 1 << (at & 31);
        return row;
    };
    // A token that occurs often has a row of its own, of which there are at most 32; the others share one in turn.
    const rows = new Map([...positions].flatMap(([token, found]) => (found.length > words ? [[token, rowOf(found)]] : [])));
    const shared = new Uint32Array(words);
    // Bit i is 0 where the subsequence grows by token i.
    const open = new Uint32Array(words).fill(0xffffffff);
    for (const token of theirs) {
        const found = positions.get(token);
        if (found === undefined)
            continue;
        const own = rows.get(token);
        if (own === undefined)
            for (const at of found)
                shared[at >>> 5] |= 1 << (at & 31);
        const matches = own ?? shared;
        let carry = 0;
        for (let word = 0; word < words; word++) {
            const before = open[word];
            const match = matches[word];
            const sum = before + ((before & match) >>> 0) + carry;
            carry = sum > 0xffffffff ? 1 : 0;
            open[word] = (sum >>> 0) | (before & ~match);
        }
        if (own === undefined)
            for (const at of found)
                shared[at >>> 5] = 0;
    }
    let length = 0;
    for (let at = 0; at < ours.length; at++)
        if (((open[at >>> 5] >>> (at & 31)) & 1) === 0)
            length += 1;
    return length;
}

;// CONCATENATED MODULE: ./build/src/tasks/generation.js







/*
 * A text for each example: translations, summaries, answers. They are judged as they come from predictions of any origin.
 */
/** Right where the answer is one of the references, but for white space around it. */
const exactMatch = meanScore({
    name: 'exact_match',
    title: 'exact match',
    higherIsBetter: true,
    unit: 'share',
    test: 'proportions',
});
/**
 * An answer of the same length that has no n-gram of its references takes from the score what it has of all hits, on average
 * over the orders of n-grams.
 */
const ofHits = (name, scoreOf, placeOf, orders) => (pairs) => {
    const counts = (pair) => pair.candidate.counts?.[name] ?? [];
    const sums = new Float64Array(pairs[0] === undefined ? 0 : counts(pairs[0]).length);
    for (const pair of pairs)
        for (const [place, amount] of counts(pair).entries())
            sums[place] = (sums[place] ?? 0) + amount;
    const score = scoreOf(sums);
    const places = Array.from({ length: orders }, (_, order) => placeOf(order)).filter((place) => (sums[place] ?? 0) > 0);
    return (pair) => {
        const own = counts(pair);
        const shares = places.reduce((sum, place) => sum + (own[place] ?? 0) / (sums[place] ?? 1), 0);
        return places.length === 0 ? 0 : (score * shares) / places.length;
    };
};
const bleu = {
    name: 'bleu',
    title: 'BLEU',
    higherIsBetter: true,
    unit: 'score',
    test: 'randomisation',
    stakes: ofHits('bleu', bleuOf, (order) => 2 + order, 4),
    adding: means_countsOf('bleu', bleuOf),
};
const chrf = {
    name: 'chrf',
    title: 'chrF',
    higherIsBetter: true,
    unit: 'score',
    test: 'randomisation',
    stakes: ofHits('chrf', chrfOf, (order) => 3 * order + 2, 6),
    adding: means_countsOf('chrf', chrfOf),
};
const ofRouge = (name, title) => meanScore({ name, title, higherIsBetter: true, unit: 'share', test: 'bootstrap' });
/** What a token may cost more than it does, where an answer is as unlikely as can be: a chance that is 20,000 times less. */
const worstToken = 10;
/** exp of the mean negative log-likelihood of a token of the references. */
const perplexity = {
    name: 'perplexity',
    title: 'perplexity',
    higherIsBetter: false,
    unit: 'score',
    test: 'bootstrap',
    stakes: (pairs) => {
        let [logLikelihood, tokens] = [0, 0];
        for (const { candidate } of pairs) {
            const [own = 0, count = 0] = candidate.counts?.['perplexity'] ?? [];
            logLikelihood += own;
            tokens += count;
        }
        const each = (Math.exp(-logLikelihood / tokens) * worstToken) / tokens;
        return ({ candidate }) => each * (candidate.counts?.['perplexity']?.[1] ?? 0);
    },
    adding: means_countsOf('perplexity', (sums) => Math.exp(-sums[0] / sums[1])),
};
const rougeL = ofRouge('rougeL', 'ROUGE-L');
const generation = (own) => ({
    ...own,
    metrics: byName([
        exactMatch,
        bleu,
        chrf,
        ofRouge('rouge1', 'ROUGE-1'),
        ofRouge('rouge2', 'ROUGE-2'),
        rougeL,
        perplexity,
    ]),
    perExample: rougeL,
    inputKind: 'text',
    classes: false,
    shapes: (maxLength) => [{ batch: 1, length: maxLength }],
    judge({ id, answer, scores, cluster, slice, excerpt }) {
        if (!('references' in answer))
            throw foreign(own.name, 'references and prediction');
        const judged = scores?.['exact_match'];
        if (judged !== undefined && judged !== 0 && judged !== 1)
            throw new errors/* UserError */.yo('`scores.exact_match` is neither 0 nor 1: say whether the answer is right, or leave it out');
        const { references, prediction, log_likelihood: logLikelihood, tokens } = answer;
        const said = prediction.trim();
        return {
            id,
            truth: kept(references.join(' / '), references),
            answer: kept(prediction, prediction),
            scores: {
                // Of an answer that was judged already, by an extraction of its result say, that judgement holds.
                exact_match: references.some((reference) => reference.trim() === said) ? 1 : 0,
                ...scores,
                ...rouge(prediction, references),
            },
            counts: {
                bleu: bleuCounts(prediction, references),
                chrf: chrfCounts(prediction, references),
                ...(logLikelihood === undefined || tokens === undefined ? {} : { perplexity: [logLikelihood, tokens] }),
            },
            ...(excerpt === undefined ? {} : { excerpt }),
            ...(cluster === undefined ? {} : { cluster }),
            ...(slice === undefined ? {} : { slice }),
        };
    },
    details: () => ({}),
    sections: () => [],
});
const longestKept = 1000;
/** A text as a report can show it: of a long one the beginning, and a digest that tells it from others. */
const kept = (text, of) => 
// By way of bytes: a slice would keep the whole text in memory.
text.length <= longestKept ? text : `${Buffer.from(text.slice(0, longestKept)).toString()}… (${(0,digest/* digestJson */.tv)(of)})`;
const seq2seq = generation({ name: 'seq2seq', headline: chrf });
const causalLm = generation({ name: 'causal-lm', headline: exactMatch });

;// CONCATENATED MODULE: ./build/src/tasks/agreement.js

/**
 * The gate of a model that is served in batches: an answer must not depend on its neighbours.
 * @param batched answers in batches of `maxBatch`, as they will be served
 * @param alone answers of the same model to some of the same examples, one at a time; not asked for where `maxBatch` is 1
 */
function agreementGate(maxBatch, batched, alone) {
    const made = (verdict, value, because) => ({
        name: 'agreement',
        verdict,
        observed: { value, unit: 'answers that differ' },
        allowed: 0,
        because,
    });
    if (maxBatch === 1)
        return made('pass', 0, 'one example at a time: no answer has neighbours');
    const answers = new Map(batched.map(({ id, answer }) => [id, answer]));
    const distinct = new Set(alone.map(({ id }) => id));
    if (alone.length === 0 || distinct.size < alone.length || alone.some(({ id }) => !answers.has(id)))
        return made('error', 0, `the runtime did not answer the same examples alone and in batches of ${maxBatch}: run its selftest to see what it lacks`);
    const differing = alone.filter(({ id, answer }) => answers.get(id) !== answer).length;
    const seen = `${differing} of ${alone.length} answers are others in a batch of ${maxBatch} than alone`;
    if (differing > 0)
        return made('fail', differing, `${seen}: what was judged is not what would be served; serve it with batches of 1`);
    const fewest = Math.min(power/* fewestExamples */.GW, batched.length);
    return alone.length < fewest
        ? made('error', 0, `${alone.length} examples were answered alone: ${fewest} are the least that decide something`)
        : made('pass', 0, seen);
}

;// CONCATENATED MODULE: ./build/src/tasks/custom.js

/** The metrics of a task, and those of the user's own after them. */
const metricsOf = (task, custom) => [
    ...Object.values(task.metrics),
    ...custom.map(({ name, higherIsBetter, range }) => meanScore({
        name,
        title: name,
        higherIsBetter,
        unit: 'score',
        test: 'bootstrap',
        ...(range === undefined ? {} : { bounds: range }),
        ...(task.headline.doubt === undefined ? {} : { doubt: task.headline.doubt }),
    })),
];

// EXTERNAL MODULE: ./build/src/statistics/bootstrap.js + 1 modules
var bootstrap = __webpack_require__(84014);
;// CONCATENATED MODULE: ./build/src/statistics/proportions.js

/** Exact one-sided upper bound of an error rate, in 0 to 1; without a request nothing is known, and it is 1. */
function upperErrorRate(errors, requests, level) {
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
    return errors === requests ? 1 : inverseIncompleteBeta(level, errors + 1, requests - errors);
}
/** Two-sided p of McNemar's exact test: under the null each discordant pair falls either way with one half. */
function exactMcNemar(gained, lost) {
    const [fewer, all] = [Math.min(gained, lost), gained + lost];
    if (all === 0 || 2 * fewer === all)
        return 1;
    // P(X ≤ k) of a binomial with n and 1/2 is I_{1/2}(n − k, k + 1).
    return Math.min(1, 2 * (0,special/* incompleteBeta */.J7)(0.5, all - fewer, fewer + 1));
}

;// CONCATENATED MODULE: ./build/src/statistics/tango.js

/**
 * Tango's score statistic (1998) of a difference of paired proportions, with a continuity correction of half an example:
 * how many standard deviations `gained − lost` is above what a true difference `delta` makes expect.
 *
 * Without the correction up to 6.6 % of the candidates that are exactly the margin worse pass, with it at most 4.9 %.
 * @param toward which way the half example is taken: −½ for a claim that the difference is larger, +½ that it is smaller
 */
function scoreStatistic(gained, lost, n, delta, toward) {
    const distance = gained - lost - n * delta + toward;
    const variance = n * (2 * lossAt(gained, lost, n, delta) + delta * (1 - delta));
    if (distance === 0)
        return 0;
    return variance > 0 ? distance / Math.sqrt(variance) : distance * Number.POSITIVE_INFINITY;
}
/** The chance of a loss that is likeliest where gains are `delta` more frequent than losses: the larger root of 2nq² + bq + c. */
function lossAt(gained, lost, n, delta) {
    const b = (2 * n - gained + lost) * delta - gained - lost;
    const c = -lost * delta * (1 - delta);
    const root = Math.sqrt(Math.max(0, b * b - 8 * n * c));
    // The form that does not subtract two nearly equal numbers.
    const likeliest = b > 0 ? (-2 * c) / (b + root) : (root - b) / (4 * n);
    return Math.min((1 - delta) / 2, Math.max(0, -delta, likeliest));
}
/**
 * Bounds of the difference, each of which is wrong with a chance of at most `alpha`: the differences that the score test
 * does not reject, between −1 and 1.
 */
function scoreInterval(gained, lost, n, alpha) {
    const z = (0,special/* normalQuantile */.Zl)(1 - alpha);
    const observed = (gained - lost) / n;
    return {
        low: (0,special/* bisect */.h1)((delta) => z - scoreStatistic(gained, lost, n, delta, -0.5), -1, observed),
        high: (0,special/* bisect */.h1)((delta) => -z - scoreStatistic(gained, lost, n, delta, 0.5), observed, 1),
    };
}

;// CONCATENATED MODULE: ./build/src/statistics/tilting.js

/*
 * The score test of any metric. The bootstrap's percentiles take the spread of the difference from the test as it is; a sample
 * that happens to have few of the examples on which the candidate is worse is then all the surer of itself, and up to one in
 * nine candidates that are exactly the margin worse pass. A score test takes the spread as it were if the candidate *was* worse:
 * examples are weighted by exp(τ·influence), so that the weighted test has the difference in question. For accuracies
 * these are Tango's constrained estimates.
 */
/** By kind, how much one example more of it moves the difference, times the number of examples (the jackknife). */
function influences(of) {
    const counts = of.multiplicities.slice();
    const units = counts.reduce((sum, count) => sum + count, 0);
    const without = Float64Array.from(counts, (count, kind) => {
        if (count === 0)
            return 0;
        if (of.differenceWithout !== undefined)
            return of.differenceWithout(kind);
        counts[kind] = count - 1;
        const difference = of.difference(counts);
        counts[kind] = count;
        return difference;
    });
    const mean = without.reduce((sum, value, kind) => sum + value * (counts[kind] ?? 0), 0) / units;
    return without.map((value) => (units - 1) * (mean - value));
}
/**
 * How far below and above the difference seen the score test does not reject, each bound being wrong with a chance of `alpha`.
 * Each is half a typical example wider, as the continuity correction of Tango's test is, and no closer than the jackknife's normal
 * one, which helps where clusters are of unlike sizes.
 */
function tiltedReach(multiplicities, influence, alpha) {
    const units = multiplicities.reduce((sum, count) => sum + count, 0);
    const moment = (power) => influence.reduce((sum, value, kind) => sum + (multiplicities[kind] ?? 0) * Math.abs(value) ** power, 0);
    const [squares, cubes] = [moment(2), moment(3)];
    if (squares === 0)
        return { below: 0, above: 0 };
    const half = cubes / squares / units / 2;
    const z = (0,special/* normalQuantile */.Zl)(1 - alpha);
    const deviation = Math.sqrt(squares / units);
    const one = (sign) => {
        const at = (tilt) => weighted(multiplicities, influence, (sign * tilt) / deviation);
        const deviations = ({ mean, variance }) => variance > 0 ? (Math.abs(mean) * Math.sqrt(units)) / Math.sqrt(variance) : Number.POSITIVE_INFINITY;
        let [from, to] = [0, (2 * z) / Math.sqrt(units)];
        while (deviations(at(to)) < z)
            to *= 2;
        for (let step = 0; step < 40; step++) {
            const middle = (from + to) / 2;
            if (deviations(at(middle)) < z)
                from = middle;
            else
                to = middle;
        }
        return Math.max(Math.abs(at(to).mean) + half, z * Math.sqrt(squares / (units * (units - 1))));
    };
    return { below: one(-1), above: one(1) };
}
/** Mean and variance of the influence when examples are weighted by exp(tilt·influence). */
function weighted(multiplicities, influence, tilt) {
    let most = Number.NEGATIVE_INFINITY;
    for (const value of influence)
        most = Math.max(most, tilt * value);
    let [total, first, second] = [0, 0, 0];
    for (let kind = 0; kind < influence.length; kind++) {
        const value = influence[kind];
        const weight = multiplicities[kind] * Math.exp(tilt * value - most);
        total += weight;
        first += weight * value;
        second += weight * value * value;
    }
    const mean = first / total;
    return { mean, variance: second / total - mean * mean };
}

;// CONCATENATED MODULE: ./build/src/statistics/unseen.js
/**
 * How much may be lost by what no example of the test shows: the exact bound for events of which none was seen.
 *
 * A bootstrap draws from what was seen, and where the two models never disagreed it is sure that they never will. But if unit i
 * goes wrong with a chance of p_i, none of them does with a chance of Π(1 − p_i); so chances for which that is at least `alpha`
 * are not refuted. Of those, the ones that cost most (Σ p_i·w_i with the stakes w_i) are p_i = 1 − λ/w_i where that is positive,
 * with λ such that the product is `alpha`. For n examples of equal stakes 1/n it is 1 − alpha^(1/n), about 3/n.
 * @param stakes by kind, what one unit of it takes from the metric if its answers become as wrong as can be
 */
function unseenLoss(multiplicities, stakes, alpha) {
    const order = Uint32Array.from(stakes.keys())
        .filter((kind) => (stakes[kind] ?? 0) > 0 && (multiplicities[kind] ?? 0) > 0)
        .sort((a, b) => (stakes[b] ?? 0) - (stakes[a] ?? 0));
    let [units, logarithms, total] = [0, 0, 0];
    for (const [index, kind] of order.entries()) {
        const [times, stake] = [multiplicities[kind] ?? 0, stakes[kind] ?? 0];
        units += times;
        logarithms += times * Math.log(stake);
        total += times * stake;
        const level = Math.exp((logarithms + Math.log(alpha)) / units);
        const next = order[index + 1];
        if (next === undefined || level >= (stakes[next] ?? 0))
            return total - units * level;
    }
    return 0;
}

;// CONCATENATED MODULE: ./build/src/statistics/compare.js







/**
 * Pass when even the lower bound is above −margin, fail when even the upper one is below it: a candidate that is worse, but
 * surely by less than the margin, passes.
 */
function verdictOf(low, high, margin, units) {
    if (units < power/* fewestExamples */.GW)
        return 'inconclusive';
    return low > -margin ? 'pass' : high < -margin ? 'fail' : 'inconclusive';
}
function decided(of, by) {
    const { margin, alpha, next, allowance, variance } = by;
    const { difference, examples } = of;
    const verdict = verdictOf(of.low, of.high, margin, of.units);
    const needed = (0,power/* examplesToDecide */.Ts)({ variance: variance * examples, difference, margin }, next, { examples, allowance });
    const most = Math.max(needed, Math.ceil((power/* fewestExamples */.GW * examples) / of.units));
    return {
        ...of,
        verdict,
        smallestDetectableDrop: (0,power/* smallestDetectableDrop */.Gh)(Math.sqrt(variance), alpha, allowance),
        ...(verdict === 'inconclusive' && Number.isFinite(most) && most > examples ? { examplesToDecide: most } : {}),
    };
}
function checkAlpha(alpha) {
    if (!(alpha > 0 && alpha <= power/* alphaOfAllLooks */.tB))
        throw new RangeError(`a look that spends ${alpha}`);
}
/**
 * Shares of right answers (accuracy, exact match) of two models on the same examples, which are independent of each other.
 * @param gained examples that the candidate alone has right
 * @param lost examples that the baseline alone has right
 * @param of.alpha what this look may spend of the chance of a wrong bound
 * @param of.next what the look with more examples may spend, for which their number is told
 */
function compareProportions(of) {
    const { gained, lost, examples, margin, alpha = power/* alphaOfAllLooks */.tB, next = alpha } = of;
    checkAlpha(alpha);
    if (!(examples > 0 && gained >= 0 && lost >= 0 && gained + lost <= examples))
        throw new RangeError(`${gained} gained and ${lost} lost of ${examples}`);
    const difference = (gained - lost) / examples;
    // Adjusted, so that no disagreement in few examples is not taken for none at all.
    const disagreement = (gained + lost + 2) / (examples + 2);
    return decided({
        method: 'score-test',
        examples,
        units: examples,
        difference,
        ...scoreInterval(gained, lost, examples, alpha),
        p: { value: exactMcNemar(gained, lost), method: 'mcnemar' },
        pWithinMargin: (0,special/* normalCdf */.vr)(scoreStatistic(gained, lost, examples, -margin, 0.5)),
    }, { margin, alpha, next, allowance: { unseen: 0, bias: 0 }, variance: (disagreement - difference ** 2) / examples });
}
/**
 * Any other metric of two models, by the paired bootstrap: what is drawn are the units of `judgeable`, which are examples,
 * or clusters of examples that depend on each other.
 *
 * Each bound is the farther one of the bootstrap's percentile and of the tilted score test: percentiles alone are wrong in 6 to 12 %
 * of small tests, and in 8 to 9 % of those of 12,000 examples where few of them cost most. What no unit shows, and what the metric
 * itself is off by, widen it further.
 * @param by.examples how many examples there are; more than units where these are clusters
 */
function compareByBootstrap(judgeable, by) {
    const { margin, examples, resamples = 10_000, seed = 1, alpha = power/* alphaOfAllLooks */.tB, next = alpha } = by;
    checkAlpha(alpha);
    const { multiplicities, stakes, bias = { flatters: 0, belittles: 0 } } = judgeable;
    const difference = judgeable.difference(multiplicities);
    if (!Number.isFinite(difference))
        return { verdict: 'error', because: 'it cannot be computed of these examples' };
    const drawn = (0,bootstrap/* drawDifferences */.R)(judgeable, resamples, seed).sort();
    const last = drawn.length - 1;
    const rank = Math.max(0, Math.floor(alpha * (resamples + 1)) - 1);
    const [low, high] = [drawn[rank] ?? Number.NaN, drawn[last - rank] ?? Number.NaN];
    const { below, above } = tiltedReach(multiplicities, influences(judgeable), alpha);
    // Typed arrays sort NaN to the end.
    if (![drawn[0], drawn[last], below, above].every(Number.isFinite))
        return {
            verdict: 'error',
            because: 'it cannot be computed of every draw of these examples: what it needs is in too few of them',
        };
    const unseen = unseenLoss(multiplicities, stakes, alpha);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / resamples;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1);
    const share = (holds) => (drawn.filter(holds).length + 1) / (resamples + 1);
    const [least, most] = [share((value) => value <= 0), share((value) => value >= 0)];
    return decided({
        method: 'bootstrap',
        examples,
        units: multiplicities.reduce((sum, count) => sum + count, 0),
        difference,
        // What was not seen counts where it is more than luck with what was: where both are, seldom both are against the candidate.
        low: difference - Math.max(below, difference - low, unseen) - bias.flatters,
        high: difference + Math.max(above, high - difference, unseen) + bias.belittles,
        p: { value: Math.min(1, 2 * Math.min(least, most)), method: 'bootstrap' },
        pWithinMargin: share((value) => value >= -margin),
    }, { margin, alpha, next, allowance: { unseen, bias: bias.flatters }, variance });
}

// EXTERNAL MODULE: ./build/src/statistics/holm.js
var holm = __webpack_require__(54035);
// EXTERNAL MODULE: ./build/src/statistics/random.js
var statistics_random = __webpack_require__(81266);
;// CONCATENATED MODULE: ./build/src/statistics/randomisation.js

/**
 * Two-sided p of "which model gave an answer does not matter" (approximate randomisation, Noreen 1989; as sacrebleu has it): how
 * often the difference is as large as the one seen when each example has its two answers exchanged by the toss of a coin.
 */
function randomisationP(of, by = {}) {
    const { trials = 10_000, seed = 1 } = by;
    const random = new statistics_random/* Random */.o(seed);
    const swapped = new Uint32Array(of.multiplicities.length);
    const seen = Math.abs(of.difference(swapped));
    // Sums in another order differ in their last bits.
    const asLarge = seen * (1 - 1e-12);
    let count = 0;
    for (let trial = 0; trial < trials; trial++) {
        for (let kind = 0; kind < swapped.length; kind++)
            swapped[kind] = heads(of.multiplicities[kind] ?? 0, random);
        const difference = Math.abs(of.difference(swapped));
        // Where it cannot be computed the exchange counts against the difference.
        if (!(difference < asLarge))
            count++;
    }
    return (count + 1) / (trials + 1);
}
/** How many of so many coins show heads: the bits of as many random words as that takes. */
function heads(coins, random) {
    let count = 0;
    for (let left = coins; left > 0; left -= 32) {
        const word = random.word();
        count += bitsOf(left >= 32 ? word : word >>> (32 - left));
    }
    return count;
}
function bitsOf(word) {
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

;// CONCATENATED MODULE: ./build/src/tasks/proportions.js

/**
 * How many examples each of two models alone has right; undefined where answers are not right or wrong by the metric, or are not
 * independent of each other, as the tests of such counts demand.
 */
function changesOf(metric, pairs) {
    if (metric.test !== 'proportions' || clustered(pairs))
        return undefined;
    const { score = metric.name } = metric;
    const count = (winner, loser) => pairs.filter((pair) => pair[winner].scores[score] === 1 && pair[loser].scores[score] !== 1).length;
    return { gained: count('candidate', 'baseline'), lost: count('baseline', 'candidate') };
}

;// CONCATENATED MODULE: ./build/src/tasks/gate.js








/**
 * Candidate against baseline on the same examples, metric by metric. All gates must pass, so that a pass needs no correction; of
 * those that fail, so many are believed as Holm's correction for all of them leaves, and the others are inconclusive.
 * Predictions that are not of the same examples are an error, never a comparison of what they have in common.
 * @param by.alpha what this look at this candidate may spend of the chance of a wrong bound
 * @param by.next what the look with more examples may spend, where it is counted as another one
 * @param by.labels classes that both models know, whether or not the test has examples of them
 */
function compareByGates(margins, pairing, by = {}) {
    const { alpha = power/* alphaOfAllLooks */.tB, next = alpha, labels = [] } = by;
    if (pairing.verdict === 'error')
        return margins.map((one) => failed(one, `${pairing.because}: both must answer the same examples`));
    const tests = margins.map(({ metric, margin }) => testOf(metric, pairing.pairs, { margin, alpha, next }));
    const alone = tests.map((test) => (typeof test === 'string' ? test : test.compared));
    const believed = believedOf(alone, alpha);
    return margins.map((one, index) => {
        const found = alone[index];
        if (found === undefined || typeof found === 'string')
            return failed(one, found ?? '');
        if (found.verdict === 'error')
            return failed(one, found.because);
        const { pairs } = pairing;
        const doubt = found.verdict === 'pass' ? doubtOf(one, found, pairs, labels) : undefined;
        const doubted = found.verdict === 'fail' && !believed.has(index);
        const told = tests[index];
        const gate = gate_decided(one, doubted || doubt !== undefined ? { ...found, verdict: 'inconclusive' } : found, told.counted, doubted
            ? `alone it would fail, but one of ${margins.length} gates may look so by luck: give more examples, or gate on fewer metrics`
            : doubt);
        return alpha < (0,power/* alphaOfLook */.zP)(1) ? { ...gate, because: `${gate.because}; ${spent(alpha)}` } : gate;
    });
}
const spent = (alpha) => `as one of several looks it may be wrong with ${(0,report_text/* smallShare */.fy)(alpha)} of error`;
/** Why a pass is not believed. */
function doubtOf({ metric, margin }, found, pairs, labels) {
    if (metric.doubt === undefined)
        return undefined;
    const constant = margin > 0 && found.low <= 0 && metric.ofTrivial !== 'perfect' && saysOneThing(pairs);
    return (metric.doubt(pairs, labels) ??
        (constant ? 'the baseline says the same of every example, and so must be beaten, not only reached' : undefined));
}
function testOf(metric, pairs, by) {
    const counted = bounded(metric, pairs);
    const of = resampleable(metric, counted.pairs);
    if (of === undefined)
        return `not every answer has what ${metric.title} is computed from${lackOf(metric, pairs)}`;
    const examples = pairs.length;
    const changes = changesOf(metric, pairs);
    if (changes === undefined)
        return {
            compared: withUsualP(metric, pairs, compareByBootstrap(of, { ...by, examples })),
            counted: counted.told,
        };
    return {
        compared: compareProportions({ ...by, ...changes, examples }),
        counted: `${changes.gained} examples got better and ${changes.lost} worse; `,
    };
}
/** The first answer that lacks the number of a metric, where it is one number. */
function lackOf({ name, score = name }, pairs) {
    const [key, shown] = name === 'calibration_error' ? ['confidence', 'answer.score'] : [score, `scores.${score}`];
    const some = pairs.some(({ candidate, baseline }) => (candidate.scores[key] ?? baseline.scores[key]) !== undefined);
    for (const { id, ...pair } of pairs)
        for (const whose of ['candidate', 'baseline'])
            if (pair[whose].scores[key] === undefined)
                return `: the ${whose}'s answer to example ${JSON.stringify(id)} has no ${shown}${some ? '' : ', and none has'}`;
    return '';
}
/** The pairs as a gate counts them: no score beyond its bounds. */
function bounded(metric, pairs) {
    const { bounds, score = metric.name } = metric;
    if (bounds === undefined)
        return { pairs, told: '' };
    const [least, most] = bounds;
    const counting = (judged) => {
        const own = judged.scores[score];
        if (own === undefined || (own >= least && own <= most))
            return judged;
        return { ...judged, scores: { ...judged.scores, [score]: own < least ? least : most } };
    };
    let beyond = 0;
    const counted = pairs.map((pair) => {
        const [candidate, baseline] = [counting(pair.candidate), counting(pair.baseline)];
        if (candidate === pair.candidate && baseline === pair.baseline)
            return pair;
        beyond += 1;
        return { ...pair, candidate, baseline };
    });
    return beyond === 0
        ? { pairs, told: '' }
        : {
            pairs: counted,
            told: `a ${metric.title} outside ${least} to ${most} counts as the nearer of them (${beyond} examples); `,
        };
}
/** Papers on translation tell the p of exchanged answers: the interval decides, and their p stands beside it. */
function withUsualP(metric, pairs, compared) {
    if (metric.test !== 'randomisation' || compared.verdict === 'error')
        return compared;
    const of = exchangeable(metric, pairs);
    return of === undefined ? compared : { ...compared, p: { value: randomisationP(of), method: 'randomisation' } };
}
/** The failures that survive Holm's correction for all gates. */
function believedOf(alone, alpha) {
    const adjusted = (0,holm/* holm */.f)(alone.map((found) => (typeof found === 'string' || found.verdict === 'error' ? 1 : found.pWithinMargin)));
    return new Set(adjusted.flatMap((p, index) => (p <= alpha ? [index] : [])));
}
const unitOf = ({ unit, higherIsBetter }) => ({
    unit,
    ...(higherIsBetter ? {} : { lowerIsBetter: true }),
});
const failed = ({ metric, margin }, because) => ({
    name: metric.name,
    verdict: 'error',
    observed: { value: 0, ...unitOf(metric) },
    allowed: -margin,
    because,
});
/** A test that would have to be so many times as large is not made by anybody. */
const mostTimes = 100;
function gate_decided({ metric, margin }, result, counted, doubt) {
    const { difference: value, low, high, examples, units } = result;
    const allowedLoss = (0,report_text/* allowance */.nB)(margin, metric.unit);
    const of = units < examples ? `${examples} examples in ${units} clusters` : `${examples} examples`;
    const seen = `${counted}the difference is ${(0,report_text/* differenceText */.Lr)({ value, low, high }, unitOf(metric))} on ${of} (p = ${result.p.value.toPrecision(2)})`;
    const needed = result.examplesToDecide === undefined || result.examplesToDecide > mostTimes * examples
        ? 'the difference lies at the margin: give many more examples, or allow another margin'
        : `about ${result.examplesToDecide} examples would decide`;
    const because = {
        pass: margin === 0
            ? `${seen}: the baseline is beaten`
            : low > 0
                ? `${seen}: surely better`
                : `${seen}: surely less is lost than the ${allowedLoss} that may be${high < 0 ? '; worse, but within the margin' : ''}`,
        fail: `${seen}: more is surely lost than the ${allowedLoss} that may be`,
        inconclusive: units < power/* fewestExamples */.GW
            ? `${of} decide nothing, ${power/* fewestExamples */.GW} ${units < examples ? 'clusters ' : ''}are the least: give more test data`
            : doubt !== undefined
                ? `${seen}: ${doubt}`
                : `${seen}: too wide to tell; ${needed}`,
    }[result.verdict];
    return {
        name: metric.name,
        verdict: result.verdict,
        observed: { value, low, high, ...unitOf(metric) },
        allowed: -margin,
        because: `${because}. The smallest drop that this test sees is ${(0,report_text/* amount */.vj)(result.smallestDetectableDrop, metric.unit)}`,
    };
}

;// CONCATENATED MODULE: ./build/src/tasks/slices.js







/** For each metric, of each field that answers are told apart by the values that occur. Of them nothing is decided. */
function slicesOf(metrics, pairs) {
    const groups = new Map();
    for (const pair of pairs)
        for (const [field, value] of Object.entries(pair.candidate.slice ?? {})) {
            const key = JSON.stringify([field, value]);
            const group = groups.get(key) ?? { field, value, pairs: [] };
            groups.set(key, group);
            group.pairs.push(pair);
        }
    if (groups.size === 0)
        return [];
    const all = metrics.flatMap((metric) => [...groups.values()].map((group) => ({ metric, group })));
    const seen = all.map(({ metric, group }) => ({
        metric,
        field: group.field,
        value: group.value,
        examples: group.pairs.length,
        baseline: scoreOf(metric, group.pairs.map(({ baseline }) => baseline)),
        candidate: scoreOf(metric, group.pairs.map(({ candidate }) => candidate)),
        p: pOfNoDifference(metric, group.pairs),
    }));
    const adjusted = (0,holm/* holm */.f)(seen.map(({ p }) => p));
    return metrics.map((metric) => ({
        metric,
        slices: seen.flatMap(({ metric: own, p: _, ...slice }, index) => own === metric ? [{ ...slice, lost: worse(metric, slice) && (adjusted[index] ?? 1) <= power/* alphaOfAllLooks */.tB }] : []),
    }));
}
const worse = (metric, { baseline, candidate }) => baseline !== undefined &&
    candidate !== undefined &&
    (metric.higherIsBetter ? candidate < baseline : candidate > baseline);
/** Fewer are drawn than for a gate: only what is far out is told. */
const resamples = 2000;
/** Two-sided; 1 where the slice is too small to say. McNemar's exact test holds for any number of examples. */
function pOfNoDifference(metric, pairs) {
    const changes = changesOf(metric, pairs);
    if (changes !== undefined)
        return exactMcNemar(changes.gained, changes.lost);
    const of = pairs.length < power/* fewestExamples */.GW ? undefined : resampleable(metric, pairs);
    if (of === undefined)
        return 1;
    const difference = of.difference(of.multiplicities);
    const drawn = (0,bootstrap/* drawDifferences */.R)(of, resamples, 1);
    if (!Number.isFinite(difference) || !drawn.every(Number.isFinite))
        return 1;
    const counted = 2 * Math.min(1 / 2, drawn.filter((value) => value * Math.sign(difference) <= 0).length / resamples);
    if (counted > 0)
        return counted;
    // Of many slices less is told than a few draws can count: where none is on the other side, the normal's tail is the p.
    const mean = drawn.reduce((sum, value) => sum + value, 0) / resamples;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1);
    return 2 * (0,special/* normalCdf */.vr)(-Math.abs(difference) / Math.sqrt(variance));
}

;// CONCATENATED MODULE: ./build/src/tasks/values.js


/** Every metric that the answers allow to be computed. */
const valuesOf = (metrics, judged) => Object.fromEntries(metrics.flatMap((metric) => {
    const value = scoreOf(metric, judged);
    return value === undefined ? [] : [[metric.name, value]];
}));
const headlineOf = ({ headline }, values) => {
    const value = values[headline.name];
    return `${headline.title} ${value === undefined ? 'unknown' : (0,report_text/* inUnit */.IP)(value, headline.unit)}`;
};

;// CONCATENATED MODULE: ./build/src/tasks/index.js







const tasks = {
    'text-classification': textClassification,
    'image-classification': imageClassification,
    seq2seq: seq2seq,
    'causal-lm': causalLm,
};
const taskNames = Object.keys(tasks);
const taskOf = (name) => tasks[name];


/***/ })

};
