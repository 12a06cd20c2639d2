export const id = 9050;
export const ids = [9050,3775];
export const modules = {

/***/ 10294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ sharesOf)
/* harmony export */ });
/** Who gets which part of the requests now, 0 to 1: while its breaker is open a canary has none of its share. Pure. */
function sharesOf({ stable, paused, canary }) {
    const served = stable !== undefined && paused === undefined;
    if (canary === undefined)
        return { stable: served ? 1 : 0, canary: 0 };
    // With nobody beside it, it has them all, and its breaker stays closed.
    if (!served)
        return { stable: 0, canary: canary.share > 0 ? 1 : 0 };
    const share = canary.breaker.openInARow > 0 ? 0 : canary.share;
    return { stable: 1 - share, canary: share };
}


/***/ }),

/***/ 89050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  monitor: () => (/* binding */ monitor)
});

// UNUSED EXPORTS: keptAs, samplesOf, servingOf

// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/statistics/special.js
var special = __webpack_require__(86694);
;// CONCATENATED MODULE: ./build/src/statistics/drift.js

/* Whether two samples come from one distribution, and by how much they differ. Pure. */
/**
 * Two-sided p of Kolmogorov and Smirnov's two-sample test, by the limit of its distribution: with ties, such as lengths
 * have, it is too large, so that it never accuses too often.
 */
function kolmogorovSmirnov(one, other) {
    requireSome(one.length, other.length);
    const [a, b] = [Float64Array.from(one).sort(), Float64Array.from(other).sort()];
    let distance = 0;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
        const at = Math.min(a[i], b[j]);
        while (i < a.length && a[i] <= at)
            i++;
        while (j < b.length && b[j] <= at)
            j++;
        distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
    }
    return { distance, p: (0,special/* kolmogorovTail */.ik)(distance * Math.sqrt((a.length * b.length) / (a.length + b.length))) };
}
/** Fewer are expected of a kind: its share of chi-square says little, and rare kinds are counted together. */
const fewestExpected = 5;
/**
 * p of Pearson's chi-square test that two counts by kind have the same shares. Kinds of which fewer than five are expected on
 * either side are one kind, as the distribution does not hold for them.
 */
function chiSquare(one, other) {
    const [n, m] = [sum(one), sum(other)];
    requireSome(n, m);
    const least = Math.min(n, m) / (n + m);
    const kinds = one.map((count, kind) => ({ a: count, b: other[kind] ?? 0 })).filter(({ a, b }) => a + b > 0);
    const common = kinds.filter(({ a, b }) => (a + b) * least >= fewestExpected);
    const rare = kinds.filter((each) => !common.includes(each));
    const together = { a: sum(rare.map(({ a }) => a)), b: sum(rare.map(({ b }) => b)) };
    const cells = together.a + together.b === 0 ? common : [...common, together];
    if (cells.length < 2)
        return { statistic: 0, df: 0, p: 1 };
    const part = (seen, expected) => (seen - expected) ** 2 / expected;
    const statistic = sum(cells.map(({ a, b }) => part(a, ((a + b) * n) / (n + m)) + part(b, ((a + b) * m) / (n + m))));
    const df = cells.length - 1;
    return { statistic, df, p: (0,special/* upperGamma */.QN)(df / 2, statistic / 2) };
}
/** Half of one is added to each kind, so that one that is new is a large difference and not an endless one. */
const halfOfOne = 0.5;
/**
 * Population stability index of two counts by kind: 0 where shares are equal; under 0.1 is called stable, from 0.2 on a shift.
 */
function stabilityIndex(reference, recent) {
    const shares = (counts) => {
        const all = sum(counts) + halfOfOne * counts.length;
        return counts.map((count) => (count + halfOfOne) / all);
    };
    const seen = reference
        .map((count, kind) => ({ count, other: recent[kind] ?? 0 }))
        .filter((of) => of.count + of.other > 0);
    const [p, q] = [shares(seen.map(({ count }) => count)), shares(seen.map(({ other }) => other))];
    return sum(p.map((share, kind) => ((q[kind] ?? 0) - share) * Math.log((q[kind] ?? 0) / share)));
}
/**
 * Counts of two samples between the deciles of the first, for the stability index. A value that is so common that several deciles
 * are equal to it is a kind of its own: what lies under it or over it is another one.
 */
function byDeciles(reference, recent) {
    const sorted = Float64Array.from(reference).sort();
    const cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => sorted[Math.floor((tenth * sorted.length) / 10)]);
    const bounds = [...new Set(cuts)];
    const common = new Set(cuts.filter((cut, at) => cuts[at + 1] === cut));
    const counted = (values) => {
        const counts = new Array(2 * bounds.length + 1).fill(0);
        for (const value of values) {
            const under = bounds.filter((bound) => bound < value).length;
            const isBound = bounds[under] === value;
            // Of a decile that is none of those, the value belongs to what lies over it.
            const bin = 2 * under + (isBound ? (common.has(value) ? 1 : 2) : 0);
            counts[bin] = (counts[bin] ?? 0) + 1;
        }
        return counts;
    };
    return [counted(reference), counted(recent)];
}
/** Exact one-sided p that the rate is at most `rate`, from `events` of `all`. */
function overRate(events, all, rate) {
    requireEvents(events, all);
    return events === 0 ? 1 : (0,special/* incompleteBeta */.J7)(rate, events, all - events + 1);
}
/**
 * Exact one-sided p that the later rate is at most `ratio` times the earlier one, given how many events there were in all;
 * for rates that are small.
 */
function overEarlier(later, earlier, ratio) {
    requireEvents(later.events, later.all);
    requireEvents(earlier.events, earlier.all);
    if (later.events === 0 || earlier.all === 0)
        return 1;
    const share = (ratio * later.all) / (ratio * later.all + earlier.all);
    return (0,special/* incompleteBeta */.J7)(share, later.events, earlier.events + 1);
}
/**
 * One-sided p that the second share is at most `margin` under the first: Wald's statistic with one success and one failure
 * added to each (Agresti and Caffo 2000), which keeps its level where shares are near 0 or 1.
 */
function shareFell(first, second, margin) {
    requireSome(first.all, second.all);
    const [p, q] = [(first.hits + 1) / (first.all + 2), (second.hits + 1) / (second.all + 2)];
    const error = Math.sqrt((p * (1 - p)) / (first.all + 2) + (q * (1 - q)) / (second.all + 2));
    return (0,special/* normalCdf */.vr)(-(p - q - margin) / error);
}
/**
 * What the k-th look may spend of the chance `alpha` of any false alarm: α/(k(k + 1)), which sums to α over all looks to come,
 * however many there will be and however they depend on each other.
 */
const alphaOfScheduledLook = (alpha, look) => alpha / (look * (look + 1));
const sum = (values) => values.reduce((total, value) => total + value, 0);
function requireSome(one, other) {
    if (!(one > 0 && other > 0))
        throw new RangeError(`samples of ${one} and ${other}`);
}
function requireEvents(events, all) {
    if (!(events >= 0 && events <= all))
        throw new RangeError(`${events} of ${all}`);
}

// EXTERNAL MODULE: ./build/src/statistics/holm.js
var holm = __webpack_require__(54035);
;// CONCATENATED MODULE: ./build/src/monitor/decide.js



/** Chance of any false alarm for as long as a version serves, however often somebody looks and at how many things. */
const falseAlarms = 0.01;
/**
 * An alarm asks for two things: that chance alone does not explain it, all findings of a look together (Holm) and all looks
 * together (what a look may spend), and that it is large enough to matter. Pure. @param look which one of this version, from 1 on
 */
function gatesOf(findings, look) {
    const alpha = alphaOfScheduledLook(falseAlarms, look);
    const adjusted = (0,holm/* holm */.f)(findings.map(({ p }) => p));
    return findings.map(({ name, observed, allowed, matters, usual, now }, at) => {
        const p = adjusted[at] ?? 1;
        const sure = p <= alpha;
        const chance = `p ${shownP(p)} of the ${shownP(alpha)} that this look may spend`;
        return {
            name,
            verdict: sure && matters ? 'fail' : 'pass',
            observed,
            allowed,
            because: `${sure && matters
                ? 'changed'
                : sure
                    ? 'changed, and by too little to matter'
                    : 'nothing that chance does not explain'}: ${now}; usual: ${usual} (${chance})`,
        };
    });
}
const shownP = (p) => (p < 1e-4 ? p.toExponential(0) : (0,report_text/* figure */.vP)(Number(p.toPrecision(2))));

// EXTERNAL MODULE: ./build/src/statistics/random.js
var statistics_random = __webpack_require__(81266);
;// CONCATENATED MODULE: ./build/src/monitor/texts.js
/* What can be said of a text without knowing its language. */
/** Of a longer text the beginning is looked at, as most models do. */
const looked = 2_000;
const scripts = [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Thai',
    'Han',
    'Hiragana',
    'Katakana',
    'Hangul',
]; // prettier-ignore
const ofScript = scripts.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')]);
/** The script that most letters of a text are of. */
function scriptOf(text) {
    const letters = text.slice(0, looked);
    let [most, found] = [0, 'others'];
    for (const [name, letter] of ofScript) {
        const count = letters.match(letter)?.length ?? 0;
        if (count > most)
            [most, found] = [count, name];
    }
    return most > 0 ? found : /\p{L}/u.test(letters) ? 'others' : 'no letters';
}
/** Runs of three characters: they know no words, so that they serve languages without spaces too. */
function trigramsOf(text) {
    const points = [...text.slice(0, looked).toLowerCase().replaceAll(/\s+/g, ' ').trim()];
    return points.length < 3 ? [points.join('')] : points.slice(2).map((_, at) => points.slice(at, at + 3).join(''));
}
const lengthOf = (text) => [...text].length;

;// CONCATENATED MODULE: ./build/src/monitor/drift.js




/*
 * Recent inputs and what was said to them, against those of the reference, which the very same version was asked. Pure.
 */
/** A smaller shift than this is no reason to act, however sure it is: the usual bound of the index. */
const mostShift = 0.2;
/** Under so many the deciles of one and the classes of the other say nothing. */
const fewestExamples = 100;
function driftFindings(reference, recent, accuracyMargin) {
    if (reference.length < fewestExamples || recent.length < fewestExamples)
        return [];
    const labelled = (seen) => seen.filter(({ label }) => label !== undefined);
    return [
        numbers('text length', 'inputs', [reference, recent], ({ text }) => lengthOf(text), (value) => `${value} characters`),
        unknownParts(reference, recent),
        kinds('script', 'inputs', [reference, recent], ({ text }) => scriptOf(text)),
        kinds('predicted class', 'answers', [reference, recent], ({ answer }) => answer),
        numbers('confidence', 'answers', [reference, recent], ({ score }) => score, (value) => (0,report_text/* inUnit */.IP)(value, 'share')),
        ...accuracy(labelled(reference), labelled(recent), accuracyMargin),
    ];
}
function numbers(name, about, samples, of, shown) {
    const [usual, now] = [samples[0].map(of), samples[1].map(of)];
    const shift = stabilityIndex(...byDeciles(usual, now));
    return shifted(name, about, kolmogorovSmirnov(usual, now).p, shift, {
        usual: `median ${shown(median(usual))}`,
        now: `median ${shown(median(now))}`,
    });
}
function kinds(name, about, samples, of) {
    const [usual, now] = countsByKind(samples[0].map(of), samples[1].map(of));
    const tell = (counts, all) => [...counts]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 3)
        .map(([kind, count]) => `${kind} ${(0,report_text/* inUnit */.IP)(count / all, 'share')}`)
        .join(', ');
    const [a, b] = [[...usual.values()], [...now.values()]];
    return shifted(name, about, chiSquare(a, b).p, stabilityIndex(a, b), {
        usual: tell(usual, samples[0].length),
        now: tell(now, samples[1].length),
    });
}
/** How often each kind comes up in both, in one order. */
function countsByKind(usual, now) {
    const names = [...new Set([...usual, ...now])].sort();
    const counted = (kinds) => {
        const counts = new Map(names.map((name) => [name, 0]));
        for (const kind of kinds)
            counts.set(kind, (counts.get(kind) ?? 0) + 1);
        return counts;
    };
    return [counted(usual), counted(now)];
}
/**
 * One half of the reference, drawn by chance, says what is known, and the other half is compared with: a text would know all of
 * its own parts.
 */
function unknownParts(reference, recent) {
    const random = new statistics_random/* Random */.o(0);
    const [knowing, compared] = [[], []];
    for (const one of reference)
        (random.word() % 2 === 0 ? knowing : compared).push(one);
    const known = new Set(knowing.flatMap(({ text }) => trigramsOf(text)));
    const unknown = ({ text }) => {
        const parts = trigramsOf(text);
        return parts.filter((part) => !known.has(part)).length / parts.length;
    };
    return numbers('unknown character sequences', 'inputs', [compared, recent], unknown, (value) => (0,report_text/* inUnit */.IP)(value, 'share'));
}
function shifted(name, about, p, shift, told) {
    const observed = { value: Number(shift.toPrecision(3)), unit: 'PSI' };
    return { name, about, p, observed, allowed: mostShift, matters: shift >= mostShift, ...told };
}
function accuracy(reference, recent, margin) {
    if (reference.length < fewestExamples || recent.length < fewestExamples)
        return [];
    const hits = (seen) => ({
        hits: seen.filter(({ answer, label }) => answer === label).length,
        all: seen.length,
    });
    const [usual, now] = [hits(reference), hits(recent)];
    const fell = usual.hits / usual.all - now.hits / now.all;
    const tell = (of) => `${(0,report_text/* inUnit */.IP)(of.hits / of.all, 'share')} of ${of.all}`;
    return [
        {
            name: 'accuracy',
            about: 'answers',
            p: shareFell(usual, now, margin),
            observed: { value: Number((100 * fell).toPrecision(3)), unit: 'points less' },
            allowed: 100 * margin,
            matters: fell > margin,
            usual: tell(usual),
            now: tell(now),
        },
    ];
}
const median = (values) => Float64Array.from(values).sort()[Math.floor(values.length / 2)];

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/lines.js
var src_lines = __webpack_require__(5450);
// EXTERNAL MODULE: ./build/src/rowText.js
var rowText = __webpack_require__(49990);
;// CONCATENATED MODULE: ./build/src/monitor/examples.js






const fieldsOf = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
/**
 * Reads inputs, one JSON object a line. Of more than `most` so many are drawn by chance, the same ones each time: each as
 * likely as every other, whatever order they stand in, and never more in memory than that.
 * @param columns of the text, or those that it is made of, and of its label, which may be missing
 * @throws UserError with the line that is none
 */
async function readExamples(stream, columns, { file, most }) {
    const random = new statistics_random/* Random */.o(0);
    const examples = [];
    let lines = 0;
    await (0,src_lines/* eachLine */.IM)(stream, (line, number) => {
        const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
        if (text.trim() === '')
            return;
        const example = exampleOf(text, columns, { file, line: number });
        lines += 1;
        const at = examples.length < most ? examples.length : Math.floor((random.word() / 2 ** 32) * lines);
        if (at < most)
            examples[at] = example;
    });
    return { examples, lines };
}
function exampleOf(line, columns, place) {
    const refuse = (what) => {
        throw new errors/* UserError */.yo(what, { exit: 'data', place });
    };
    const parsed = fieldsOf.safeParse((0,json/* jsonAsWritten */.UO)(line));
    if (!parsed.success)
        return refuse('no JSON object: give one a line, such as {"text": "Where is my parcel?"}');
    const { [columns.label]: label } = parsed.data;
    const input = inputIn(parsed.data, columns.text);
    if ('wrong' in input)
        return refuse(input.wrong);
    if (label === undefined || label === null)
        return input;
    if (typeof label !== 'string')
        return refuse(`"${columns.label}" is no name of a class: give a text, or leave it out`);
    return { ...input, label };
}
function inputIn(fields, column) {
    if (typeof column === 'string') {
        const text = fields[column];
        return typeof text === 'string'
            ? { text }
            : { wrong: `no text under "${column}" (data.text): give each line the column that the model reads` };
    }
    const row = (0,rowText/* rowValues */.XZ)(fields, column);
    return 'values' in row
        ? { text: (0,rowText/* rowText */.qg)(row.values, column), row: row.values }
        : { wrong: `nothing that can be read under "${row.wrong}" (data.text): give each line ${rowText/* plainValue */._y} there` };
}

// EXTERNAL MODULE: ./build/src/rollout/tally.js
var rollout_tally = __webpack_require__(67285);
;// CONCATENATED MODULE: ./build/src/monitor/traffic.js



/* What the gateway counted since the last look, against what is usual since the version was promoted. Pure. */
/** What counters showed between two looks; where the gateway started again they did too. */
const grown = (earlier, { epoch, ...now }) => earlier?.epoch === epoch ? combined(now, earlier, -1) : now;
const together = (one, other) => one === undefined ? other : combined(one, other, 1);
function combined(one, other, sign) {
    const histograms = (a, b) => ({
        boundsMs: a.boundsMs,
        counts: a.counts.map((count, i) => count + sign * (b.counts[i] ?? 0)),
        count: a.count + sign * b.count,
    });
    return {
        requests: one.requests + sign * other.requests,
        errors: one.errors + sign * other.errors,
        clientErrors: one.clientErrors + sign * other.clientErrors,
        latency: histograms(one.latency, other.latency),
        abandoned: histograms(one.abandoned, other.abandoned),
    };
}
/**
 * Errors over what is tolerated, and over what is usual; answers that take longer than 99 % of the usual ones, where these
 * are known. What users saw is counted and not estimated: also an outage of everything is one.
 */
function trafficFindings(since, usual, limits) {
    const longMs = (0,rollout_tally/* nearlyAllMs */.vY)(usual?.latency);
    const tally = (counters) => (0,rollout_tally/* tallyBetween */.d7)(undefined, { ...counters, epoch: '', values: {} }, longMs);
    const now = tally(since);
    const before = usual === undefined ? undefined : tally(usual);
    if (now.requests === 0)
        return [];
    const finding = (of, { ratio, tolerance }, name) => {
        const later = { events: now[of], all: now.requests };
        const earlier = before === undefined ? undefined : { events: before[of], all: before.requests };
        const usualRate = earlier === undefined || earlier.all === 0 ? undefined : earlier.events / earlier.all;
        const allowed = Math.max(tolerance, ratio * (usualRate ?? 0));
        const rate = later.events / later.all;
        const told = ({ events, all }) => `${(0,report_text/* smallShare */.fy)(events / all)} of ${(0,report_text/* countText */.lT)(all)} requests`;
        return {
            name,
            about: 'traffic',
            // Both must be surely exceeded: what is tolerated, and what is usual.
            p: Math.max(overRate(later.events, later.all, tolerance), usualRate === undefined || earlier === undefined ? 0 : overEarlier(later, earlier, ratio)),
            observed: { value: 100 * rate, unit: '%' },
            allowed: 100 * allowed,
            matters: rate > allowed,
            usual: earlier === undefined || usualRate === undefined ? 'not known yet' : told(earlier),
            now: told(later),
        };
    };
    return [
        finding('errors', limits.errors, 'errors'),
        ...(longMs === undefined ? [] : [finding('slow', limits.latency, `slower than ${longMs} ms`)]),
    ];
}
/** P50 and P99 as people read them: bounds of a histogram. */
function latencyText({ latency }) {
    const at = (share) => {
        const ms = (0,rollout_tally/* quantileMs */.Mt)(latency, share);
        return ms === undefined ? '' : `≤ ${ms} ms`;
    };
    return latency.count === 0 ? 'no answer' : `P50 ${at(0.5)}, P99 ${at(0.99)}`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/src/place/monitoring.js




/* What the looks at what serves have found until now: of one version, as each is looked at anew. */
const count = schemas/* number */.aig().min(0);
const histogram = schemas/* object */.Ikc({ boundsMs: schemas/* array */.YOg(schemas/* number */.aig()).readonly(), counts: schemas/* array */.YOg(count).readonly(), count });
const counters = schemas/* object */.Ikc({
    requests: count,
    errors: count,
    clientErrors: count,
    latency: histogram,
    abandoned: histogram,
});
const monitoring = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Id of the version. */
    version: schemas/* string */.YjP(),
    /** How often it was looked at: what a look may spend depends on it. */
    looks: schemas/* int */.Whr().min(1),
    at: iso/* datetime */.w$(),
    /** What the gateway had counted then. */
    counters: counters.extend({ epoch: schemas/* string */.YjP() }).exactOptional(),
    /** All that was counted until then between looks that found nothing wrong. */
    usual: counters.exactOptional(),
    /** Inputs or answers are others than they were, and nothing has told since that they are not. */
    drift: schemas/* object */.Ikc({ since: iso/* datetime */.w$(), tuned: schemas/* boolean */.zMY() }).exactOptional(),
});
/** @throws UserError where the file is damaged */
async function readMonitoring({ monitor: file }) {
    const bytes = await (0,files/* readIfPresent */.Zu)(file);
    if (bytes === undefined)
        return undefined;
    try {
        return monitoring.parse(JSON.parse(bytes.toString('utf8')));
    }
    catch (cause) {
        throw new errors/* UserError */.yo('it is damaged: remove it, and what serves is looked at as for the first time', {
            place: { file },
            cause,
        });
    }
}
async function writeMonitoring({ monitor, directory }, state) {
    await (0,files/* makeDirectory */.Oh)(directory);
    await (0,files/* writeWhole */.f8)(monitor, `${JSON.stringify(state)}\n`, { mode: 0o600 });
}
/** What a version said to each text. */
const answers = schemas/* array */.YOg(schemas/* object */.Ikc({ text: schemas/* string */.YjP(), label: schemas/* string */.YjP().exactOptional(), answer: schemas/* string */.YjP(), score: schemas/* number */.aig() }));
const answersFile = ({ cache }, name) => (0,external_node_path_.join)(cache, 'monitor', `${name}.json`);
/** Undefined where there are none; a cache that is damaged is as good as none. */
async function readAnswers(place, name) {
    const bytes = await (0,files/* readIfPresent */.Zu)(answersFile(place, name));
    if (bytes === undefined)
        return undefined;
    try {
        return answers.parse(JSON.parse(bytes.toString('utf8')));
    }
    catch {
        return undefined;
    }
}
async function writeAnswers(place, name, all) {
    await (0,files/* makeDirectory */.Oh)((0,external_node_path_.join)(place.cache, 'monitor'));
    await (0,files/* writeWhole */.f8)(answersFile(place, name), JSON.stringify(all), { mode: 0o600 });
}

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 3 modules
var schema = __webpack_require__(44503);
// EXTERNAL MODULE: ./build/src/verdict.js
var src_verdict = __webpack_require__(62848);
// EXTERNAL MODULE: ./build/src/rollout/golden.js
var golden = __webpack_require__(49118);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
;// CONCATENATED MODULE: ./build/src/stages/asking.js


/** With what JSON may make of each character, a request stays under what the gateway's agent takes. */
const longestText = 16_000;
const requestOf = ({ text, row }) => JSON.stringify({
    inputs: [
        row === undefined
            ? { name: 'text', shape: [1], datatype: 'BYTES', data: [text.slice(0, longestText)] }
            : shortened(row),
    ],
    outputs: [{ name: 'label' }, { name: 'score' }],
});
/** The same, with the ends of the longest values cut away where all of them are too long together. */
const shortened = (row) => {
    const most = Math.floor(longestText / Math.max(1, Object.keys(row).length));
    const whole = Object.values(row).reduce((sum, value) => sum + (value?.length ?? 0), 0) <= longestText;
    return whole
        ? row
        : Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value?.slice(0, most) ?? null]));
};
/** So often is an input asked that gets no answer, a little later each time. */
const tries = 3;
/** So many are asked together: its users have a server that is hardly busier, and each way to a gateway in a container takes long. */
const atOnce = 4;
/** A version that answers nothing is not asked a thousand times. */
const mostSilent = 10;
/**
 * What the version says to each, in their order; what gets no answer is left out.
 * @param ask one request to each of its servers, which nobody counts
 */
async function askEach(examples, ask, { signal, onProgress }) {
    const seen = [];
    for (let [at, silent] = [0, 0]; at < examples.length && silent < mostSilent; onProgress(at / examples.length)) {
        const some = examples.slice(at, at + Math.min(atOnce, mostSilent - silent));
        const all = await Promise.all(some.map(async (example) => ({ example, said: await answerTo(requestOf(example), ask, signal) })));
        for (const { example, said } of all) {
            silent = said === undefined ? silent + 1 : 0;
            if (said !== undefined)
                seen.push({ ...example, ...said });
        }
        at += some.length;
    }
    return seen;
}
async function answerTo(body, ask, signal) {
    const once = async () => {
        const answered = (await ask(body)).find((one) => one.outcome === 'answered');
        const said = answered?.status === 200 ? (0,golden/* answerIn */.Ke)(answered.body) : undefined;
        // What a server refuses it refuses again; one that has too much to do may not.
        return { said, refused: answered !== undefined && answered.status !== 429 && answered.status < 500 };
    };
    const isAnswer = ({ said, refused }) => said !== undefined || refused;
    const { said } = await (0,timers/* askPatiently */.Ev)(once, { tries, isAnswer, signal });
    return said && { answer: said.label, score: said.score };
}

;// CONCATENATED MODULE: ./build/src/stages/monitorReport.js



/* How a look at what serves reads. No text of a user stands in it. */
const mostClasses = 20;
/** Pure. */
function monitorSections(look) {
    const { version, url, looks, earlierAt, promotedAt, since, usual, findings, samples } = look;
    return [
        {
            kind: 'facts',
            title: 'What was looked at',
            part: 'users',
            facts: [
                ['version', version],
                ['serves at', url],
                ...(promotedAt === undefined ? [] : [['promoted', promotedAt]]),
                ['look', earlierAt === undefined ? `${looks}, the first` : `${looks}; the last one was at ${earlierAt}`],
                ...(since === undefined
                    ? []
                    : [
                        ['requests since then', (0,report_text/* figure */.vP)(since.requests)],
                        ['latency since then', latencyText(since)],
                    ]),
                ...(usual === undefined ? [] : [['usual latency', latencyText(usual)]]),
                ...(samples === undefined
                    ? [['recent inputs', 'none were given: drift was not looked for']]
                    : [
                        ['recent inputs', `${samples.recent.length} answered, of ${samples.lines}`],
                        ['reference', `${samples.reference.length} answered, of ${samples.referenceFile}`],
                    ]),
            ],
        },
        ...(findings.length === 0
            ? []
            : [
                {
                    kind: 'table',
                    title: 'What is usual, and what is now',
                    part: 'comparison',
                    columns: ['', 'usual', 'now', 'difference'],
                    rows: findings.map(({ name, usual: was, now, observed }) => [
                        name,
                        was,
                        now,
                        `${(0,report_text/* figure */.vP)(observed.value)} ${observed.unit}`,
                    ]),
                    note: 'PSI, the population stability index, is 0 where nothing changed; from 0.2 on it counts as a shift.',
                },
            ]),
        ...(samples === undefined || findings.every(({ name }) => name !== 'predicted class') ? [] : [classes(samples)]),
    ];
}
function classes({ reference, recent }) {
    const [usual, now] = countsByKind(reference.map(({ answer }) => answer), recent.map(({ answer }) => answer));
    const names = [...usual.keys()]
        .sort((a, b) => (now.get(b) ?? 0) + (usual.get(b) ?? 0) - (now.get(a) ?? 0) - (usual.get(a) ?? 0))
        .slice(0, mostClasses);
    const percent = (counts, all) => names.map((name) => Number(((100 * (counts.get(name) ?? 0)) / all).toFixed(2)));
    return {
        kind: 'chart',
        title: 'Predicted classes',
        part: 'comparison',
        note: 'The line is the reference.',
        x: names,
        yTitle: 'answers, %',
        series: [
            { mark: 'bar', name: 'now', values: percent(now, recent.length) },
            { mark: 'line', name: 'usual', values: percent(usual, reference.length) },
        ],
    };
}

// EXTERNAL MODULE: ./build/src/stages/serving.js
var stages_serving = __webpack_require__(93653);
// EXTERNAL MODULE: ./build/src/stages/status.js
var stages_status = __webpack_require__(43775);
;// CONCATENATED MODULE: ./build/src/stages/monitor.js
















/** What is looked at in one look; more tells no more, and what serves has users too. */
const mostExamples = 1_000;
/** Looks at what serves: whether it does, its errors and latency, and whether inputs and answers are as they were. */
async function monitor(options) {
    const serving = await (0,stages_serving.findServing)(options.specFile, options);
    const { place } = serving;
    await (0,files/* makeDirectory */.Oh)(place.directory);
    return alone(place, options, () => look(serving, options));
}
const alone = (place, { signal, log }, work) => {
    const onHeld = ({ label, by }) => log.info(`${label}: waiting for ${by}, which does it now`);
    return (0,locks/* withLock */.k)(`${place.monitor}.lock`, { label: 'looking at what serves', signal, onHeld }, work);
};
async function look(serving, options) {
    const { spec, place, gateway } = serving;
    const status = await (0,stages_status.readStatus)(serving);
    const stable = await gateway?.traffic.status().then((found) => found.stable);
    const title = `monitor ${spec.name}`;
    const only = servingOf(status);
    if (gateway === undefined || stable === undefined || only.verdict !== 'pass') {
        const { verdict, because } = only;
        const report = { schema: 1, title, verdict, headline: because, gates: [only], sections: [] };
        return { model: spec.name, report, untuned: false, drifted: false, noteTuning: async () => undefined };
    }
    const before = await readMonitoring(place);
    const earlier = before?.version === stable.id ? before : undefined;
    const looks = (earlier?.looks ?? 0) + 1;
    // Before the version is asked anything.
    const counters = (await gateway.metrics.observe())[stable.id];
    const since = counters === undefined ? undefined : grown(earlier?.counters, withoutValues(counters));
    const traffic = since === undefined ? [] : trafficFindings(since, earlier?.usual, spec.deploy.gates);
    const samples = await samplesOf({ spec, place, gateway, stable }, options);
    const drift = samples === undefined ? [] : driftFindings(samples.reference, samples.recent, accuracyMargin(spec));
    const judged = gatesOf([...traffic, ...drift], looks);
    const [ofTraffic, ofDrift] = [judged.slice(0, traffic.length), judged.slice(traffic.length)];
    const gates = [only, ...judged, ...(samples !== undefined && drift.length === 0 ? [tooFew(samples)] : [])];
    const failed = (of) => of.some(({ verdict }) => verdict === 'fail');
    const drifted = failed(ofDrift);
    // A look without data has nothing to say of a drift.
    const open = drifted
        ? (earlier?.drift ?? { since: options.now().toISOString(), tuned: false })
        : drift.length > 0
            ? undefined
            : earlier?.drift;
    // A bad time is no measure for the times after it.
    const usual = since === undefined || failed(ofTraffic) ? earlier?.usual : together(earlier?.usual, since);
    const state = {
        schema: 1,
        version: stable.id,
        looks,
        at: options.now().toISOString(),
        ...(counters === undefined ? {} : { counters: withoutValues(counters) }),
        ...(usual === undefined ? {} : { usual }),
        ...(open === undefined ? {} : { drift: open }),
    };
    await writeMonitoring(place, state);
    const verdict = (0,src_verdict/* overall */.Me)(gates);
    const report = {
        schema: 1,
        title: `${title} ${stable.version}`,
        verdict,
        headline: (0,src_verdict/* decisiveOf */.O3)(gates) ?? `${stable.version} serves as it did (look ${looks} at it)`,
        gates,
        sections: monitorSections({
            version: stable.id,
            url: gateway.url,
            looks,
            earlierAt: earlier?.at,
            promotedAt: status.since?.at,
            since,
            usual: earlier?.usual,
            findings: [...traffic, ...drift],
            samples,
        }),
    };
    return {
        model: spec.name,
        report,
        untuned: open !== undefined && !open.tuned,
        drifted: open !== undefined,
        noteTuning: () => alone(place, options, async () => {
            const now = await readMonitoring(place);
            // Another look may have been there meanwhile, and may have found that all is well, or another version.
            if (now?.version !== stable.id || now.drift === undefined || now.drift.since !== open?.since)
                return;
            await writeMonitoring(place, { ...now, drift: { ...now.drift, tuned: true } });
        }),
    };
}
const withoutValues = ({ values: _, ...counted }) => counted;
/**
 * Whether stable serves, which is what is looked at. While a rollout is under way it has another version beside it, or in its
 * place: what is usual is told by other times. Pure.
 */
function servingOf(status) {
    const { model, serves, stableAnswers, pausedSince, lease, because } = status;
    const gate = (verdict, told) => ({
        name: 'serving',
        verdict,
        observed: { value: serves ? 1 : 0, unit: 'versions that serve' },
        allowed: 1,
        because: told,
    });
    if (!serves && lease === undefined)
        return gate('fail', because ?? `nothing of ${model} serves`);
    if (lease !== undefined)
        return gate('inconclusive', `a rollout by ${lease.owner} is under way: look again after it`);
    if (pausedSince !== undefined)
        return gate('inconclusive', because ?? `stable was stopped at ${pausedSince} to make room for another version`);
    return stableAnswers
        ? gate('pass', 'stable said that it is ready')
        : gate('fail', because ?? 'stable does not answer');
}
const tooFew = ({ reference, recent }) => ({
    name: 'drift',
    verdict: 'inconclusive',
    observed: { value: Math.min(reference.length, recent.length), unit: 'examples' },
    allowed: fewestExamples,
    because: `${recent.length} recent inputs and ${reference.length} of the reference were answered: give ${fewestExamples} of each at least`,
});
/** What the evaluation let a candidate lose is what a version that serves may lose. */
const accuracyMargin = ({ evaluate }) => evaluate.gates.find(({ metric }) => metric === 'accuracy')?.margin ?? 0.02;
/** What is held against each other; undefined where nobody gave recent inputs. @throws UserError before anything is asked */
async function samplesOf(of, options) {
    const { spec, place, gateway, stable } = of;
    if (options.data === undefined)
        return undefined;
    if (spec.task !== 'text-classification')
        throw new errors/* UserError */.yo(`drift is looked for in texts, and the task is ${spec.task}: leave out the data`, {
            place: { file: options.specFile, key: 'task' },
        });
    const file = options.reference ?? (await testFile(spec, options.specFile));
    const columns = { text: (0,schema/* inputOf */.wg)(spec).column, label: spec.data.label };
    const reference = await examplesOf(file, columns);
    const recent = await examplesOf(options.data, columns);
    const ask = (what, examples) => askEach(examples, (body) => gateway.ask(stable, body), {
        signal: options.signal,
        onProgress: (share) => options.log.progress(what, share),
    });
    const kept = keptAs(stable.id, await (0,digest/* digestFile */.TM)(file), columns);
    const earlier = await readAnswers(place, kept);
    const answers = earlier ?? (await ask('Asking the reference', reference.examples));
    if (earlier === undefined && answers.length === reference.examples.length)
        await writeAnswers(place, kept, answers);
    return {
        reference: answers,
        recent: await ask('Asking recent inputs', recent.examples),
        referenceFile: file,
        lines: recent.lines,
    };
}
/** What a version said is kept by what it was asked: the file, and what of it is read. */
const keptAs = (id, file, columns) => `${id}-${(0,digest/* hexOf */.ZD)((0,digest/* digestJson */.tv)({ file, columns, mostExamples }), 16)}`;
/** The test examples of the spec, where they are a file of JSON lines. */
async function testFile({ data }, specFile) {
    const { test } = data;
    if (test === undefined || /\.csv$/i.test(test))
        throw new errors/* UserError */.yo('there is no file of test examples in JSON lines that recent inputs could be held against: name one as the reference', { place: { file: specFile, key: 'data.test' } });
    return (0,paths/* resolveInside */.LI)(await (0,paths/* boundsOf */.BO)(specFile), test, { file: specFile, key: 'data.test' });
}
async function examplesOf(path, columns) {
    const { file } = await (0,files/* openRegular */.lf)(path, { links: 'followed' }).catch((error) => {
        if (error.code === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${path} cannot be read (${error.code}): name a file of JSON lines`, {
            exit: 'data',
            cause: error,
        });
    });
    try {
        return await readExamples(file.createReadStream({ autoClose: false }), columns, { file: path, most: mostExamples });
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45882);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72636);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
async function placesOf(specFile, options) {
    const { model, environment, signal } = options;
    const { root } = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(specFile);
    const places = [await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment, root, model })];
    const remote = [];
    const git = ['-C', root, 'config', '--get', 'remote.origin.url'];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit);
    const ofJobs = (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentOfJobs */ .Vh)(environment, remote[0] ?? '');
    const place = ofJobs === undefined ? undefined : await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment: ofJobs, root, model });
    if (place !== undefined && place.directory !== places[0]?.directory && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.directory))
        places.push(place);
    return places;
}
function unlessNoGit(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
        throw error;
}


/***/ }),

/***/ 93653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findServing: () => (/* binding */ findServing)
/* harmony export */ });
/* unused harmony export servingAt */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41922);
/* harmony import */ var _gateway_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84079);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37289);





/** What a model.yml deployed here: the place of the checkout first, then that of the repository's jobs. */
async function findServing(specFile, world) {
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_2__.loadSpec)(specFile);
    const all = [];
    for (const place of await (0,_places_js__WEBPACK_IMPORTED_MODULE_4__.placesOf)(specFile, { model: spec.name, ...world }))
        all.push(await servingAt({ spec, place, ...world }));
    for (const one of all)
        if (one.gateway !== undefined || one.lost.length > 0 || (await one.versions.known()).length > 0)
            return one;
    const [first] = all;
    if (first === undefined)
        throw new Error('a model.yml has a place');
    return { ...first, looked: all.map(({ looked }) => looked).join('; ') };
}
/** @throws UserError where the Docker engine or a gateway of another version is in the way */
async function servingAt({ spec, place, environment, }) {
    const model = place.identity;
    const common = { spec, place };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(7956)]).then(__webpack_require__.bind(__webpack_require__, 27956));
        const { findGateway, forgetNetworks, leaveAll, othersBeside, troubleBefore } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8953), __webpack_require__.e(9559), __webpack_require__.e(6546)]).then(__webpack_require__.bind(__webpack_require__, 96546));
        const { dockerVersions, removeDockerPlace } = await __webpack_require__.e(/* import() */ 4629).then(__webpack_require__.bind(__webpack_require__, 84629));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        const member = { docker, model, sharing: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_3__/* .sharing */ .R1)({ spec, place }) };
        const gateway = await findGateway(member);
        const trouble = gateway === undefined ? undefined : await troubleBefore(member);
        return {
            ...common,
            gateway,
            versions: dockerVersions({ docker, model }),
            lost: [],
            beside: await othersBeside(member),
            looked: `containers of ${model} at ${docker.endpoint}`,
            ...(trouble === undefined ? {} : { trouble }),
            forget: async () => {
                const ended = await leaveAll(member);
                await removeDockerPlace(docker, model);
                await forgetNetworks(docker, ended);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true });
            },
        };
    }
    const { findGateway, leaveAll, othersBeside, troubleBefore } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8953), __webpack_require__.e(9559)]).then(__webpack_require__.bind(__webpack_require__, 99559));
    const { processVersions } = await __webpack_require__.e(/* import() */ 7230).then(__webpack_require__.bind(__webpack_require__, 37230));
    const member = { stateDir: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_3__/* .gatewayState */ .Ui)({ place }), model, sharing: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_3__/* .sharing */ .R1)({ spec, place }) };
    const gateway = await findGateway(member);
    const trouble = gateway === undefined ? undefined : await troubleBefore(member);
    const versions = processVersions((0,_gateway_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsState */ .Pp)({ place }));
    return {
        ...common,
        gateway,
        versions,
        lost: gateway === undefined ? await lostBelow(place.deploy, await versions.known()) : [],
        beside: await othersBeside(member),
        looked: place.deploy,
        ...(trouble === undefined ? {} : { trouble }),
        forget: async () => {
            await leaveAll(member);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true });
        },
    };
}
/**
 * Processes that began in the directory and are named by nothing in it any more, as somebody removed it, or a part of it; and
 * a proxy that serves alone, as agent and supervisor were killed.
 */
async function lostBelow(directory, known) {
    const { ownGroups } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 72636));
    const named = new Set(known.map(({ backend }) => backend.id));
    return (await ownGroups()).flatMap(({ pid, group, words, directory: at }) => {
        const what = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(directory, at);
        const [kind, id] = what.split('/');
        if (kind === 'gateway' && words.includes('supervise'))
            return [{ pid, group, what: 'the gateway' }];
        if (kind === 'gateway' && group !== pid)
            return [{ pid, group, what: 'the gateway without its agent' }];
        return kind === 'versions' && id !== undefined && !named.has(id) ? [{ pid, group, what: id }] : [];
    });
}


/***/ }),

/***/ 43775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readStatus: () => (/* binding */ readStatus)
/* harmony export */ });
/* unused harmony export statusOf */
/* harmony import */ var _gateway_shares_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10294);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19959);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67285);




/** What serves, and how it does. */
async function readStatus(serving) {
    const { spec, gateway, versions, lost, looked, place } = serving;
    const known = await versions.known();
    const common = { model: spec.name, target: versions.name, looked };
    if (gateway === undefined && lost.length > 0) {
        const { modelAt } = await __webpack_require__.e(/* import() */ 2781).then(__webpack_require__.bind(__webpack_require__, 42781));
        const { host, port } = spec.deploy;
        const serves = (await modelAt({ host, port })) === place.identity;
        const runs = lost.map(({ what, pid }) => `${what} as process ${pid}`).join(', ');
        return {
            ...common,
            serves,
            stableAnswers: serves,
            because: `${spec.name} ${serves ? `is served at port ${port}` : 'is not served'}, and what runs (${runs}) cannot be asked, as its files are gone from ${looked} or its agent was killed: shares and counts cannot be read; end it by \`model-actions stop\`, then deploy again`,
            versions: [],
        };
    }
    if (gateway === undefined)
        return {
            ...common,
            serves: false,
            stableAnswers: false,
            because: known.length === 0
                ? `nothing of ${spec.name} is deployed: looked at ${looked}`
                : `no gateway of ${spec.name} answers, so that no request comes to ${known.map(({ backend }) => backend.version).join(', ')}: ${versions.name === 'process' ? 'bring it back by `model-actions up`, ' : ''}deploy again, or end what is left by \`model-actions stop\` (looked at ${looked})`,
            versions: known.map(({ backend, running }) => ({ ...named(backend), role: 'idle', share: 0, running })),
        };
    const [status, observed, history] = await Promise.all([
        gateway.traffic.status(),
        gateway.metrics.observe(),
        (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place),
    ]);
    const running = new Set(known.flatMap((one) => (one.running ? [one.backend.id] : [])));
    const { stable } = status;
    const answers = stable !== undefined && running.has(stable.id) && (await gateway.probe(stable));
    const shown = statusOf({ ...common, url: gateway.url, status, observed, history, running, answers });
    if (serving.trouble === undefined)
        return shown;
    const { reached, because } = serving.trouble;
    if (reached)
        return { ...shown, because: shown.because ?? because };
    return { ...shown, serves: false, because: `${spec.name} answers no client: ${because}` };
}
/** Pure. @param running ids @param answers whether stable said that it is ready */
function statusOf(found) {
    const { model, target, looked, url, status, observed, history, running, answers } = found;
    const { stable, paused, canary, shadow, idle, lease, watchdog, certificate } = status;
    const shares = (0,_gateway_shares_js__WEBPACK_IMPORTED_MODULE_3__/* .sharesOf */ .A)(status);
    const shown = (backend, role, ofTraffic) => {
        const seen = observed[backend.id];
        return {
            ...named(backend),
            role,
            share: ofTraffic,
            running: running.has(backend.id),
            ...(seen === undefined ? {} : { counted: counted(seen) }),
        };
    };
    const serves = (answers && paused === undefined) || (canary !== undefined && shares.canary > 0 && running.has(canary.backend.id));
    const since = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .servesSince */ .xG)(history, stable?.digest);
    const because = whyNot({ model, stable, paused, canary, running, answers, looked }) ??
        (canary !== undefined && canary.breaker.openInARow > 0
            ? `requests in a row of the canary ${canary.backend.id} failed, and stable has all traffic`
            : undefined);
    return {
        model,
        target,
        serves,
        stableAnswers: answers && paused === undefined,
        ...(paused === undefined ? {} : { pausedSince: paused.since }),
        ...(because === undefined ? {} : { because }),
        url,
        ...(since === undefined ? {} : { since: { at: since.at, by: since.by } }),
        versions: [
            ...(stable === undefined ? [] : [shown(stable, 'stable', shares.stable)]),
            ...(canary === undefined ? [] : [shown(canary.backend, 'canary', shares.canary)]),
            ...idle.map((backend) => shown(backend, 'idle', 0)),
        ],
        ...(shadow === undefined ? {} : { shadow }),
        ...(canary?.split === undefined ? {} : { split: canary.split }),
        ...(lease === undefined ? {} : { lease }),
        ...(watchdog === undefined ? {} : { watchdog }),
        ...(certificate === undefined ? {} : { certificate }),
        looked,
    };
}
function whyNot(found) {
    const { model, stable, paused, canary, running, answers, looked } = found;
    if (stable === undefined)
        return `the gateway of ${model} runs, and no version is stable: deploy one (looked at ${looked})`;
    if (paused !== undefined)
        return `${stable.id} was stopped at ${paused.since} to make room for the next version (deploy.surge: 0), and ${canary === undefined ? 'nothing' : canary.backend.id} serves: where no rollout is under way, deploy again, which starts it first (looked at ${looked})`;
    if (!running.has(stable.id))
        return `${stable.id} is stable and does not run: deploy it again (looked at ${looked})`;
    return answers ? undefined : `${stable.id} is stable and did not say that it is ready: see \`model-actions logs\``;
}
const named = ({ id, version, digest }) => ({ id, version, digest });
function counted({ requests, errors, clientErrors, abandoned, latency }) {
    const [p50Ms, p99Ms] = [(0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__/* .quantileMs */ .Mt)(latency, 0.5), (0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__/* .quantileMs */ .Mt)(latency, 0.99)];
    return {
        requests,
        errors,
        clientErrors,
        abandoned: abandoned.count,
        ...(p50Ms === undefined ? {} : { p50Ms }),
        ...(p99Ms === undefined ? {} : { p99Ms }),
    };
}


/***/ })

};
