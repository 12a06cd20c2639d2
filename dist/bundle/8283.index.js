export const id = 8283;
export const ids = [8283,4582,2201,9344];
export const modules = {

/***/ 41180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   FO: () => (/* binding */ isFallbackFile),
/* harmony export */   Pb: () => (/* binding */ fallbackFile),
/* harmony export */   Y$: () => (/* binding */ nameOfFallback),
/* harmony export */   pX: () => (/* binding */ keptFallback)
/* harmony export */ });
/* unused harmony export longestFallbackBytes */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/** It stands in HAProxy's buffer beside the head. */
const longestFallbackBytes = 32 * 1024;
const nameOfFallback = ({ status, contentType, body }) => ({
    status,
    contentType,
    sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)),
});
/** Below the gateway's directory. */
const fallbackFile = ({ sha256 }) => `fallback-${sha256}`;
const isFallbackFile = (name) => /^fallback-[0-9a-f]{64}$/.test(name);
/** As model.yml says it. @param specFile for what is wrong with it */
async function readFallback(file, { specFile, ...said }) {
    const refused = (why, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${why}`, {
        exit: 'preflight',
        place: { file: specFile, key: 'deploy.fallback.file' },
        cause,
    });
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestFallbackBytes).catch((cause) => {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause);
        if (cause.code === 'ENOENT')
            throw refused('is not there: write the answer into it, or name another file', cause);
        throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause);
    });
    if (body.length === 0)
        throw refused('is empty: write the answer into it');
    return { ...said, body };
}
/** The one that a gateway keeps. @throws where it is gone, or is another one */
async function keptFallback(stateDir, name) {
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDir, fallbackFile(name)), longestFallbackBytes);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)) !== name.sha256)
        throw new Error(`${fallbackFile(name)} is damaged`);
    return { status: name.status, contentType: name.contentType, body };
}


/***/ }),

/***/ 24582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ handOverMs),
/* harmony export */   DH: () => (/* binding */ handOverPatienceMs),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
const answerTimeoutMs = 600_000;
/**
 * A supervisor says within so long whether another agent took over: that one has 15 s to come up, and the earlier one what is left to be
 * asked again where it does not.
 */
const handOverMs = 50_000;
/** Who asks learns it even where the last question took its whole time. */
const handOverPatienceMs = handOverMs + 7_000;


/***/ }),

/***/ 74362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ putArchive)
/* harmony export */ });
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85167);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23102);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62676);



/**
 * Stores entries as one uncompressed layer. A layout gets it in a single read of the files. A registry is asked first, so
 * there the first read tells the digest, and only a layer that neither it nor a sibling has is read again, for the upload.
 * @param options.siblings repositories that may have the blob; of the same registry it is mounted from there
 */
async function putArchive(entries, options) {
    const { store, siblings, signal } = options;
    const tar = (0,_tar_js__WEBPACK_IMPORTED_MODULE_2__/* .tarStream */ .eu)(entries);
    const stream = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatable */ .EQ)(() => abortable(tar.stream, signal));
    if (store.mount === undefined) {
        const before = new Set();
        const checked = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
        const noted = (async function* () {
            yield* checked.stream;
            const { digest } = checked.result();
            if (await store.has(digest))
                before.add(digest);
        })();
        const descriptor = await store.write(noted, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer);
        return { descriptor, moved: !before.has(descriptor.digest) };
    }
    const first = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
    for await (const _ of first.stream)
        ;
    const known = first.result();
    const descriptor = { mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, ...known };
    if (await store.has(known.digest, known.size))
        return { descriptor, moved: false };
    for (const sibling of siblings)
        if ((await sibling.has(known.digest, known.size)) && (await store.mount(known.digest, sibling)))
            return { descriptor, moved: false };
    await store.write(stream, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, known);
    return { descriptor, moved: true };
}
async function* abortable(stream, signal) {
    for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
    }
}


/***/ }),

/***/ 49118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ answerIn),
/* harmony export */   rA: () => (/* binding */ GoldenProbes)
/* harmony export */ });
/* unused harmony exports scoreTolerance, sameAnswer, goldenAnswer, askAll, gateBefore, toldOfStable */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);
/* harmony import */ var _watching_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76822);




/**
 * Scores may differ by so much. Other numbers of threads move none of INT8, nor does a batch of 8 one of FP32 (MiniLM, 300
 * texts); INT8 in batches that it was not judged in moves one by 0.1.
 */
const scoreTolerance = 0.01;
/** Whether a server's answer is the one that was judged. Pure. @param body of an answer 200 of the Open Inference Protocol */
function sameAnswer(body, { answer }) {
    const said = answerIn(body);
    return said !== undefined && said.label === answer.label && Math.abs(said.score - answer.score) <= scoreTolerance;
}
/** The label and score of the first input; undefined where an answer has none. Pure. */
function answerIn(body) {
    const parsed = inference.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonOf */ .o_)(body));
    if (!parsed.success)
        return undefined;
    const said = (name) => parsed.data.outputs.find((output) => output.name === name)?.data[0];
    const [label, score] = [said('label'), said('score')];
    return typeof label === 'string' && typeof score === 'number' ? { label, score } : undefined;
}
const inference = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ outputs: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), data: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()) })) });
/** How a probe ended, of all servers of a version the worst: one that says something else, then one that says nothing. */
function goldenAnswer(probe, answers) {
    const of = (one) => {
        // A server that has too much to do, or failed, has not said anything about the input.
        if (one.outcome === 'unanswered' || one.status === 429 || one.status >= 500)
            return 'missing';
        return one.status === 200 && sameAnswer(one.body, probe) ? 'right' : 'wrong';
    };
    const outcomes = answers.map(of);
    const outcome = outcomes.includes('wrong')
        ? 'wrong'
        : outcomes.length === 0 || outcomes.includes('missing')
            ? 'missing'
            : 'right';
    return { id: probe.id, outcome };
}
/**
 * So often is a probe asked that gets no answer, a little later each time: the canary's first requests may be slow. Stable has
 * clients, and no turn of the canary's waits for it.
 */
const triesOf = { canary: 3, stable: 1 };
const stablePatienceMs = 5_000;
/** Asks all of them before there is any traffic. @param tries as often each */
async function askAll(probes, ask, { signal, tries }) {
    const answers = [];
    // A server that answers nothing is tried with some: all of them would take minutes.
    for (let missing = 0; answers.length < probes.length && missing < 5;) {
        const probe = probes[answers.length];
        const isAnswer = ({ outcome }) => outcome !== 'missing';
        const answer = await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .askPatiently */ .Ev)(() => ask(probe), { tries, isAnswer, signal });
        answers.push(answer);
        if (answer.outcome === 'missing')
            missing++;
    }
    return answers;
}
/** Of the answers before there was traffic. Pure. */
function gateBefore(answers) {
    const other = answers.filter(({ outcome }) => outcome !== 'right');
    const wrong = other.filter(({ outcome }) => outcome === 'wrong').length;
    const said = [
        ...(wrong > 0 ? [`${wrong} other answers than were judged`] : []),
        ...(other.length > wrong ? [`no answer to ${other.length - wrong}`] : []),
    ].join(' and ');
    const [first] = other;
    return {
        name: 'golden probes before traffic',
        verdict: first === undefined ? 'pass' : 'fail',
        observed: { value: other.length, unit: 'other answers' },
        allowed: 0,
        because: first === undefined
            ? `the canary answered all ${answers.length} golden probes as they were judged`
            : `the canary gave ${said}, of ${answers.length} golden probes (the first is example ${JSON.stringify(first.id)}): what runs is not what was evaluated`,
    };
}
/** How many answers users will have otherwise from now on, of test inputs; undefined where stable was not asked. Pure. */
function toldOfStable(answers) {
    if (answers.length === 0)
        return undefined;
    const of = (outcome) => answers.filter((one) => one.outcome === outcome).length;
    const missing = of('missing');
    return `for comparison alone, as stable is another model: it answers ${of('wrong')} of ${answers.length} golden probes otherwise than the canary${missing === 0 ? '' : `, and ${missing} not at all`}; that decides nothing`;
}
/**
 * The golden probes of one rollout: whether what runs is what was evaluated. Where what serves is at fault and a version that
 * served before takes all at once, there are none: each second counts, and it was asked then.
 */
class GoldenProbes {
    #golden;
    #ended = new AbortController();
    #answers = [];
    #perSecond = 0;
    #gates = [];
    #ofStable = [];
    constructor(golden) {
        this.#golden = golden;
    }
    /** What they said before there was traffic. */
    get gates() {
        return this.#gates;
    }
    /** How many are asked in a second from now on. */
    get perSecond() {
        return this.#perSecond;
    }
    /**
     * Asks both versions all of them before there is any traffic; where the canary says what was judged, one after the other
     * from then on. What stable says decides nothing: it is another model.
     * @param patiently asks the gateway for as long as it makes sense
     */
    async before({ canary, stable }, patiently, signal) {
        if (this.#golden === undefined)
            return undefined;
        const { probes, everyMs, ask: askServers } = this.#golden;
        const asking = (backend, patienceMs) => async (probe) => goldenAnswer(probe, await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .inTime */ .RN)(askServers(backend, JSON.stringify(probe.request)), patienceMs, []));
        const ask = asking(canary, _watching_js__WEBPACK_IMPORTED_MODULE_1__/* .lostAfterMs */ .j);
        const ofStable = stable === undefined ? undefined : this.#askStable(probes, asking(stable, stablePatienceMs), signal);
        const answers = await askAll(probes, (probe) => patiently(() => ask(probe)), { signal, tries: triesOf.canary });
        await ofStable?.inTime();
        const gate = gateBefore(answers);
        this.#gates = [gate];
        if (gate.verdict !== 'pass')
            return gate;
        this.#perSecond = 1000 / everyMs;
        void this.#keepAsking(probes, ask, everyMs);
        return gate;
    }
    /** What it has not answered by the time the canary has, and a little later, is left. */
    #askStable(probes, ask, signal) {
        const late = new AbortController();
        const keep = async (probe) => {
            const answer = await ask(probe);
            if (!late.signal.aborted)
                this.#ofStable.push(answer);
            return answer;
        };
        const ended = AbortSignal.any([signal, this.#ended.signal, late.signal]);
        const asked = askAll(probes, keep, { signal: ended, tries: triesOf.stable }).then(() => undefined, () => undefined);
        return {
            inTime: async () => {
                await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .inTime */ .RN)(asked, stablePatienceMs, undefined);
                late.abort();
            },
        };
    }
    /** What is to be said of stable's answers before there was traffic. */
    told() {
        const told = toldOfStable(this.#ofStable);
        return told === undefined ? [] : [told];
    }
    /** Those since the last time. */
    take() {
        const taken = this.#answers;
        this.#answers = [];
        return taken;
    }
    end() {
        this.#ended.abort();
    }
    /**
     * One at a time. One that is answered wrongly is asked again next: one wrong answer may be an accident, and its turn would
     * come minutes later.
     */
    async #keepAsking(probes, ask, everyMs) {
        const { signal } = this.#ended;
        for (let next = 0; !signal.aborted;) {
            // Whether the gateway answers at all is asked elsewhere, and nothing was learnt of the canary.
            const answer = await ask(probes[next % probes.length]).catch(() => undefined);
            if (answer !== undefined && !signal.aborted)
                this.#answers.push(answer);
            if (answer?.outcome !== 'wrong')
                next++;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .sleep */ .yy)(everyMs, signal).catch(() => undefined);
        }
    }
}


/***/ }),

/***/ 9871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OY: () => (/* binding */ drawnBoth),
  gp: () => (/* binding */ drawsBetween),
  D2: () => (/* binding */ expectedRate),
  Qw: () => (/* binding */ fewByDraw),
  H: () => (/* binding */ splitAfter),
  Fl: () => (/* binding */ tooFewValues),
  Qe: () => (/* binding */ withoutWorst),
  Ux: () => (/* binding */ worseByValues)
});

// EXTERNAL MODULE: ./build/src/statistics/sequential.js
var sequential = __webpack_require__(54002);
;// CONCATENATED MODULE: ./build/src/statistics/draws.js

const noDraws = () => new Float64Array(sequential/* points */.WR);
/** @param counts of draws with trouble while the canary had this share @param ratio how many times as often it may have it */
function afterDraws(before, { share, stable, canary }, ratio) {
    if (share === 0 || share === 1 || stable + canary === 0)
        return before;
    const [own, rest] = [ratio * share, 1 - share];
    return before.map((sum, index) => sum +
        canary * (sequential/* logs */.K9[index] ?? 0) -
        (canary + stable) * Math.log(((sequential/* alternatives */.Vo[index] ?? 1) * own + rest) / (own + rest)));
}
/** The e-value. */
const oddsOfDraws = (evidence) => evidence.reduce((sum, log) => sum + Math.exp(Math.min(690, log)), 0) / sequential/* points */.WR;

// EXTERNAL MODULE: ./build/src/rollout/tally.js
var tally = __webpack_require__(67285);
// EXTERNAL MODULE: ./build/src/rollout/types.js
var types = __webpack_require__(38058);
;// CONCATENATED MODULE: ./build/src/rollout/split.js



/*
 * What a rollout makes of requests that are split by the value of a header. Requests of one value go to one version: what they
 * say of it is said by one value. A canary fails only where values say so too, by which version each of them met; and what one
 * value does is no reason not to promote it.
 */
/** So few values of the canary are never enough, whatever its share. */
const leastValues = 3;
function splitAfter({ classes }, before, one) {
    const { share, split } = one;
    if (split === undefined)
        return before;
    const { stable, canary } = split.draws;
    const after = (name) => {
        const known = before?.worse[name] ?? { evidence: noDraws(), values: 0 };
        const counts = { share, stable: stable[name], canary: canary[name] };
        return { evidence: afterDraws(known.evidence, counts, classes[name].ratio), values: known.values + canary[name] };
    };
    return {
        status: split.status,
        worse: Object.fromEntries(types/* outcomeClasses */.r.map((name) => [name, after(name)])),
    };
}
/** How surely the canary is worse than stable, by values alone; beyond doubt where each request is a draw of its own. */
function worseByValues(split, name) {
    if (split === undefined)
        return Number.POSITIVE_INFINITY;
    const { evidence, values } = split.worse[name];
    return values < leastValues ? Math.min(1, oddsOfDraws(evidence)) : oddsOfDraws(evidence);
}
/** What both did in between. */
function drawsBetween(before, now, longMs) {
    if (now === undefined)
        return tally/* nothing */.s6;
    const grown = (of) => of(now) - (before === undefined ? 0 : of(before));
    const over = (of) => longMs === undefined ? 0 : grown((draws) => of(draws)[draws.boundsMs.indexOf(longMs)] ?? 0);
    return {
        requests: grown(({ ends }) => ends),
        errors: grown(({ errors }) => errors[0] ?? 0) + over(({ gaveUp }) => gaveUp),
        clientErrors: grown(({ clientErrors }) => clientErrors[0] ?? 0),
        slow: over(({ slow }) => slow),
    };
}
/**
 * What both did, but for what each version's value with the most errors did: that one is not to decide.
 * @param times what is weighed of all that they did
 */
function withoutWorst(times, total, split) {
    if (split === undefined)
        return times;
    // Of the same times: in those that are left out it failed as all did.
    const partLeft = (all, { worst }) => ({
        errors: 1 - Math.min(1, worst.errors / Math.max(1, all.errors)),
        requests: 1 - Math.min(1, worst.requests / Math.max(1, all.requests)),
    });
    const [stable, canary] = [partLeft(total.stable, split.status.stable), partLeft(total.canary, split.status.canary)];
    const spreadLeft = ({ kk, kn, nn }, left) => ({
        kk: kk * left.errors ** 2,
        kn: kn * left.errors * left.requests,
        nn: nn * left.requests ** 2,
    });
    const rest = (one, left) => {
        const errors = one.errors * left.errors;
        return { ...one, errors, requests: Math.max(errors, one.requests * left.requests) };
    };
    return times.map((one) => ({
        ...one,
        stable: rest(one.stable, stable),
        canary: rest(one.canary, canary),
        spread: { stable: spreadLeft(one.spread.stable, stable), canary: spreadLeft(one.spread.canary, canary) },
    }));
}
/** So many standard deviations more than expected are no news of values of which stable had little to see. */
const deviations = 2;
/**
 * The part of the canary's requests that may fail, by what the same values had with stable; again but for that one. Nothing
 * that values do speaks for requests that have none.
 * @param meanwhile stable's error rate: what those may fail, and all of them where no values say more
 */
function expectedRate(split, meanwhile) {
    if (split === undefined)
        return meanwhile;
    const { expected, variance, requests, without, worst } = split.status.canary;
    const others = requests - worst.requests + without;
    if (others <= 0)
        return meanwhile;
    const ofValues = expected - worst.expected + deviations * Math.sqrt(Math.max(0, variance - worst.variance));
    return Math.max(meanwhile, (Math.max(0, ofValues) + without * meanwhile) / others);
}
/** What is waited for; undefined where enough values met the canary. */
function tooFewValues({ minValues, steps }, split) {
    const values = split?.status.canary.values ?? 0;
    if (minValues === undefined || values >= minValues)
        return undefined;
    const remedy = steps.length > 1
        ? 'a larger share before the last in deploy.steps meets more'
        : 'where no more will come, lower deploy.split-by.min-values';
    return `${values} of ${minValues} values of the header of deploy.split-by met the canary: ${remedy}`;
}
/** Where splitting by a value is on, of both versions. */
const drawnBoth = (one) => one.split?.draws ?? one;
/**
 * Few values may have few requests, and which they are no time changes. Before the last step but one, at which enough values
 * must have met the canary, that is no reason to wait where all requests at its share would have been enough.
 */
function fewByDraw({ steps, minRequests }, { split, step }, index) {
    return split !== undefined && index < steps.length - 2 && step.all * step.share >= minRequests;
}


/***/ }),

/***/ 67285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ answersOf),
/* harmony export */   Hg: () => (/* binding */ answersTakeMs),
/* harmony export */   Mt: () => (/* binding */ quantileMs),
/* harmony export */   TI: () => (/* binding */ histogramBetween),
/* harmony export */   WQ: () => (/* binding */ add),
/* harmony export */   XF: () => (/* binding */ enough),
/* harmony export */   aL: () => (/* binding */ sameCounters),
/* harmony export */   d7: () => (/* binding */ tallyBetween),
/* harmony export */   s6: () => (/* binding */ nothing),
/* harmony export */   si: () => (/* binding */ patienceMs),
/* harmony export */   tY: () => (/* binding */ plus),
/* harmony export */   vY: () => (/* binding */ nearlyAllMs)
/* harmony export */ });
/* harmony import */ var _gateway_timeouts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24582);

const nothing = { requests: 0, errors: 0, clientErrors: 0, slow: 0 };
const add = (one, other) => ({
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    clientErrors: one.clientErrors + other.clientErrors,
    slow: one.slow + other.slow,
});
const plus = (one, other) => ({
    stable: add(one.stable, other.stable),
    canary: add(one.canary, other.canary),
});
/** A quantile of fewer requests moves with each of them. */
const enough = 100;
/**
 * What nearly all (99 %) of a version's answers take at most, as a bound of its histogram; undefined where too few are
 * known, or where it lies beyond the bounds.
 */
function nearlyAllMs(latency) {
    return latency === undefined || latency.count < enough ? undefined : quantileMs(latency, 0.99);
}
/** How long nearly all of a version's answers take; undefined where too few are known. Beyond the bounds the gateway cuts them. */
const answersTakeMs = (latency) => latency === undefined || latency.count < enough ? undefined : (nearlyAllMs(latency) ?? _gateway_timeouts_js__WEBPACK_IMPORTED_MODULE_0__/* .answerTimeoutMs */ .up);
/** What this share of the answers takes at most, as a bound; undefined where there is none, or it lies beyond the bounds. */
const quantileMs = ({ boundsMs, counts, count }, share) => count === 0 ? undefined : boundsMs[counts.findIndex((under) => under >= share * count)];
/** How long a request is waited for until it hangs: three times as long as nearly all of stable's take, and `leastMs` at least. */
function patienceMs(latency, leastMs) {
    const long = nearlyAllMs(latency);
    if (long !== undefined)
        return Math.max(leastMs, 3 * long);
    // Streams that last longer than any bound are cut by the gateway alone.
    return (latency?.count ?? 0) < enough ? leastMs : Math.max(leastMs, _gateway_timeouts_js__WEBPACK_IMPORTED_MODULE_0__/* .answerTimeoutMs */ .up);
}
/** What a histogram that only grows showed in between. */
const histogramBetween = (earlier, { boundsMs, counts, count }) => ({
    boundsMs,
    counts: counts.map((under, index) => under - (earlier?.counts[index] ?? 0)),
    count: count - (earlier?.count ?? 0),
});
/** Where the gateway started again its counters did too: nothing of theirs was earlier. */
const sameCounters = (earlier, now) => earlier?.epoch === now?.epoch ? earlier : undefined;
/**
 * What counters that only grow showed in between.
 * @param longMs who waits longer for an answer waits longer than nearly all of stable's clients; undefined where that is not known
 */
function tallyBetween(earlier, now, longMs) {
    if (now === undefined)
        return nothing;
    const before = sameCounters(earlier, now);
    const grown = (of) => of(now) - (before === undefined ? 0 : of(before));
    const over = (of) => longMs === undefined ? 0 : grown((observed) => countOver(of(observed), longMs));
    const gaveUp = over(({ abandoned }) => abandoned);
    const left = grown(({ abandoned }) => abandoned.count) - gaveUp;
    return {
        requests: grown(({ requests }) => requests) - left,
        errors: grown(({ errors }) => errors) + gaveUp,
        clientErrors: grown(({ clientErrors }) => clientErrors),
        slow: over(({ latency }) => latency),
    };
}
const countOver = ({ boundsMs, counts, count }, boundMs) => count - (counts[boundsMs.indexOf(boundMs)] ?? count);
/** Requests that a version answered with what was asked for, or with whose fault it is that it cannot be. */
const answersOf = (observed) => observed === undefined ? 0 : observed.requests - observed.errors - observed.abandoned.count;


/***/ }),

/***/ 38058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ outcomeClasses)
/* harmony export */ });
/** Outcomes that are watched, each with a test of its own. */
const outcomeClasses = ['errors', 'clientErrors', 'slow'];


/***/ }),

/***/ 76822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ Watching),
/* harmony export */   j: () => (/* binding */ lostAfterMs)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);
/* harmony import */ var _split_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9871);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67285);



/** The gateway gives a server ten seconds at most: a question that takes longer is lost on its way. */
const lostAfterMs = 15_000;
/** How long what else is seen waits for a health probe. */
const probePatienceMs = 500;
/** What the versions of a rollout do: their counters from one time to the next, and the canary's health in turn. */
class Watching {
    #o;
    #counters = {};
    #whenStepBegan = {};
    #countedMs = 0;
    /** Longer than nearly all of stable's answers take, as far as is known. */
    #longMs;
    #latencies = { stable: undefined, canary: undefined };
    #probedMs = Number.NEGATIVE_INFINITY;
    #probing;
    constructor(options) {
        this.#o = options;
    }
    /** What is counted from now on is new. */
    async begin(stable) {
        this.#counters = await this.#observe();
        this.#countedMs = this.#o.clock.monotonicMs();
        this.#longMs = this.#nearlyAllOf(stable);
    }
    /** What is told of latencies from now on is of this step. */
    beginStep() {
        this.#whenStepBegan = this.#counters;
    }
    /** Answers that it gave, in all. */
    async answersOf({ id }) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .answersOf */ .Bw)((await this.#observe())[id]);
    }
    /** Answers that it gave, and clients that left before they had one, in all. */
    async endsOf({ id }) {
        const observed = (await this.#observe())[id];
        return { answers: (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .answersOf */ .Bw)(observed), left: observed?.abandoned.count ?? 0 };
    }
    /** Requests since the last time, and how long that is, without making it a time of its own. */
    async requestsOf(backend) {
        const id = backend?.id ?? '';
        const tally = (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(this.#counters[id], (await this.#observe())[id], this.#longMs);
        return { ...tally, ms: this.#o.clock.monotonicMs() - this.#countedMs };
    }
    /** What both did since the last time. */
    async since(stable, canary) {
        const [before, longMs] = [this.#counters, this.#longMs];
        // For the next time: what is slow must not be said by the requests that are judged.
        await this.begin(stable);
        const latency = (backend) => {
            const id = backend?.id ?? '';
            const now = this.#counters[id];
            return now && (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .histogramBetween */ .TI)((0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .sameCounters */ .aL)(this.#whenStepBegan[id], now)?.latency, now.latency);
        };
        this.#latencies = { stable: latency(stable), canary: latency(canary) };
        const tally = ({ id }) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(before[id], this.#counters[id], longMs);
        const takeMs = (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .answersTakeMs */ .Hg)(this.#counters[stable?.id ?? '']?.latency);
        const counted = {
            stable: stable === undefined ? _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6 : tally(stable),
            canary: tally(canary),
            answersTakeMs: takeMs,
        };
        if (stable === undefined || this.#counters[canary.id]?.draws === undefined)
            return counted;
        const drawn = ({ id }) => {
            const now = this.#counters[id];
            return (0,_split_js__WEBPACK_IMPORTED_MODULE_0__/* .drawsBetween */ .gp)((0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .sameCounters */ .aL)(before[id], now)?.draws, now?.draws, longMs);
        };
        return { ...counted, draws: { stable: drawn(stable), canary: drawn(canary) } };
    }
    /** Of those that were looked at the last time, since the step began. */
    get latencies() {
        return this.#latencies;
    }
    /** How long a request is waited for until it hangs. */
    patienceMs(stable, leastMs) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .patienceMs */ .si)(this.#counters[stable?.id ?? '']?.latency, leastMs);
    }
    /** What it did in about each minute of the last hour, as far as the gateway counted. */
    async pastOf(backend) {
        const { lease, metrics, signal } = this.#o;
        const past = await lease.ask(() => metrics.past(backend), signal);
        const longMs = (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nearlyAllMs */ .vY)(past.at(-1)?.latency);
        return past.slice(1).map((now, index) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(past[index], now, longMs));
    }
    /**
     * Asks the target first: after a reboot another program may answer at the address. Then it is asked as often as a canary
     * before it fails. A stable that has more to do than it can misses probes and still answers requests: it lives, and a
     * canary that got all of them would be the next to fail.
     * @returns undefined where stable serves
     */
    async whyDead(stable, { target, healthFailures, note }) {
        const running = await target.list();
        if (!running.some(({ id }) => id === stable.id))
            return `the ${target.name} target no longer runs it`;
        const before = await this.answersOf(stable);
        for (let failures = 1;; failures++) {
            if (await this.probe(stable))
                return undefined;
            const answers = (await this.answersOf(stable)) - before;
            if (answers > 0) {
                note(`${stable.id} misses health probes and answered ${answers} requests meanwhile: it lives`);
                return undefined;
            }
            if (failures >= healthFailures)
                return `${failures} health probes in a row failed, and it answered no request`;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(this.#o.healthIntervalMs, this.#o.signal);
        }
    }
    probe(backend) {
        return this.#o.lease.ask(() => (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .inTime */ .RN)(this.#o.probe(backend), lostAfterMs, false), this.#o.signal);
    }
    /**
     * What the last probe said, once. A server that stands still answers none before its time is over: nobody waits for that,
     * as its clients see it too.
     */
    async probeInTurn(backend) {
        const { healthIntervalMs, clock } = this.#o;
        if (this.#probing === undefined && clock.monotonicMs() - this.#probedMs >= healthIntervalMs) {
            this.#probedMs = clock.monotonicMs();
            this.#probing = this.probe(backend).then((healthy) => () => healthy, (error) => () => {
                throw error;
            });
        }
        const said = await Promise.race([this.#probing, (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(Math.min(healthIntervalMs, probePatienceMs))]);
        if (said === undefined)
            return 'not-probed';
        this.#probing = undefined;
        return said();
    }
    #observe() {
        return this.#o.lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
    }
    #nearlyAllOf(stable) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nearlyAllMs */ .vY)(this.#counters[stable?.id ?? '']?.latency);
    }
}


/***/ }),

/***/ 84079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ versionsState),
/* harmony export */   R1: () => (/* binding */ sharing),
/* harmony export */   Ui: () => (/* binding */ gatewayState),
/* harmony export */   dp: () => (/* binding */ who),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   v0: () => (/* binding */ readListens),
/* harmony export */   xh: () => (/* binding */ keptListens)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41180);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */
const gatewayState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'gateway');
const versionsState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'versions');
const listensWith = ({ deploy }, fallback) => {
    const { port, metricsPort, host, tls, tokens, accessLog, splitBy, retries } = deploy;
    const own = {
        ...(fallback === undefined ? {} : { fallback }),
        ...(splitBy === undefined ? {} : { splitBy: splitBy.header }),
    };
    return { port, metricsPort, front: { host, tls, tokens, accessLog, retries, ...own } };
};
/** For who deploys. @throws UserError where the file of `deploy.fallback` cannot be used */
async function readListens({ spec, specFile, bounds, }) {
    const { fallback } = spec.deploy;
    if (fallback === undefined)
        return listensWith(spec, undefined);
    const { file, ...said } = fallback;
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, file, { file: specFile, key: 'deploy.fallback.file' });
    return listensWith(spec, await (0,_gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__/* .readFallback */ .DE)(path, { ...said, specFile }));
}
/** For who goes on with what was deployed: the gateway of this machine keeps the file, whatever became of the one of model.yml. */
async function keptListens({ spec, place }) {
    const { fallbackAt } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(4582)]).then(__webpack_require__.bind(__webpack_require__, 88850));
    return listensWith(spec, await fallbackAt(gatewayState({ place }), spec.deploy.fallback));
}
/** With whom it shares that, if at all. */
const sharing = ({ spec, place }) => ({
    directory: place.sharedGateways,
    name: spec.name,
    hosts: spec.deploy.hosts,
    shared: spec.deploy.shared,
});
/** Who holds the lease, in words that help the one who is refused. */
const owner = (context) => `${who(context)} (${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')})`;
/** Who is at work here: a job, or a person at a terminal. */
function who({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    if (run === undefined)
        return `${environment['USER'] ?? 'somebody'}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}, process ${process.pid}`;
    const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`;
    return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`;
}


/***/ }),

/***/ 54002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K9: () => (/* binding */ logs),
/* harmony export */   R5: () => (/* binding */ afterRate),
/* harmony export */   Vo: () => (/* binding */ alternatives),
/* harmony export */   WR: () => (/* binding */ points),
/* harmony export */   X$: () => (/* binding */ fewerThan),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   eh: () => (/* binding */ afterErrors),
/* harmony export */   n2: () => (/* binding */ noEvidence),
/* harmony export */   p7: () => (/* binding */ withUnseenRuns),
/* harmony export */   w6: () => (/* binding */ assurance)
/* harmony export */ });
/*
 * Evidence that grows with the traffic and may be looked at as often as one likes (e-processes).
 *
 * Errors of real services come in bursts: a process stumbles for some seconds, a client sends a broken batch. So what one
 * window of time says is capped, whatever happened in it, and only windows after each other convince; and evidence that a
 * canary collected while it was well does not weigh against what is seen since it is not, as it begins anew all the time.
 */
const points = 64;
/**
 * How many times worse than allowed the canary may be: midpoints of equal slices of Beta(½, 1) for 1/λ, whose quantile
 * function is u². Weight on versions that are somewhat worse, and on those that always fail.
 */
const alternatives = Float64Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2);
const logs = alternatives.map(Math.log);
/** The most that one window multiplies the evidence with. */
const cap = 2.5;
/** So many starts share half of what all starts weigh; the other half is for those after them. */
const horizon = 180;
/** Evidence before anything was seen: 1. */
const noEvidence = () => ({
    windows: 0,
    whole: new Float64Array(points).fill(1),
    restarted: new Float64Array(points),
});
/**
 * One window more that the canary fails more than `ratio` times as often as stable, from the errors alone.
 *
 * Given that an error occurs while the canary has share s, it is the canary's with a chance of at most
 * p₀ = ρs / (ρs + 1 − s) under "no worse than ρ times stable". For an alternative that is λ times worse than that,
 * p_λ = λρs / (λρs + 1 − s), and a window with k errors of the canary and m of stable has the likelihood ratio
 *
 *     λ^k · ((ρs + 1 − s) / (λρs + 1 − s))^(k+m)
 *
 * whose expectation under the null is at most 1 for every λ ≥ 1, window by window, whatever the shares. Errors that hit
 * both versions alike are evidence of nothing, and at share 0 or 1 there is nobody to compare with: the factor is 1.
 * @param windows that it stands for: what it says is capped, and the expectation is at most 1 whatever the cap
 */
function afterErrors(before, { share, stableErrors, canaryErrors }, ratio, windows = 1) {
    if (!(ratio >= 1))
        throw new RangeError(`ratio ${ratio}`);
    if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
        throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`);
    const [canary, stable] = [ratio * share, 1 - share];
    const errors = share === 0 || share === 1 ? 0 : canaryErrors + stableErrors;
    return after(before, windows, (lambda, log) => errors === 0 ? 0 : canaryErrors * log - errors * Math.log((lambda * canary + stable) / (canary + stable)));
}
/**
 * One window more that the error rate is over `rate`, from `errors` of `requests`.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio λ^k / (1 + (λ − 1)ρ)^n. One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on
 * average, which is at most 1 where p ≤ ρ.
 */
function afterRate(before, errors, requests, rate, windows = 1) {
    requireCounts(errors, requests, rate);
    return after(before, windows, (lambda, log) => errors * log - requests * Math.log1p((lambda - 1) * rate));
}
/**
 * The e-value: under the null it ever exceeds 1/α with a chance of at most α, by Ville's inequality. Half of it is the
 * evidence of all windows; the other half is spread over a start before every window, the j-th with the weight
 * J / ((j + J − 1)(j + J)), J = 180. These sum to 1 over all starts to come, so that a rollout may last as long as it likes.
 */
function evidenceOf({ windows, whole, restarted }) {
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / points;
    return (mean(whole) + mean(restarted) + horizon / (windows + horizon)) / 2;
}
/** @param standsFor so many windows: it may say as much as they could have */
function after(before, standsFor, logFactor) {
    const windows = before.windows + 1;
    const most = cap ** standsFor;
    const weight = horizon / ((windows + horizon - 1) * (windows + horizon));
    const factors = alternatives.map((lambda, index) => Math.min(most, Math.exp(logFactor(lambda, logs[index] ?? 0))));
    // Finite however large the evidence is: a report in JSON has no infinity.
    const grown = (values, started) => values.map((value, index) => Math.min(1e300, (value + started) * (factors[index] ?? 1)));
    return { windows, whole: grown(before.whole, 0), restarted: grown(before.restarted, weight) };
}
/**
 * Evidence (an e-value) that the error rate is under `rate`, from `errors` of `requests` in all: what a promotion asks for.
 *
 * Half of it bets that there is no error at all, and is (1 − ρ)^(−n) as long as there is none; the other half is a mixture
 * of λ^k / (1 + (λ − 1)ρ)^n over odds λ = u² times those of ρ, u uniform in 0 to 1.
 */
function assurance(errors, requests, rate) {
    requireCounts(errors, requests, rate);
    if (rate === 0)
        return 0;
    if (rate === 1)
        return errors < requests ? 1e300 : 0;
    const finite = (log) => Math.exp(Math.min(690, log));
    const none = errors === 0 ? finite(-requests * Math.log1p(-rate)) : 0;
    const some = alternatives.reduce((sum, lambda, index) => sum + finite(-errors * (logs[index] ?? 0) - requests * Math.log1p((1 / lambda - 1) * rate)), 0);
    return (none + some / points) / 2;
}
/**
 * Evidence that one version fails as often as another, or less, and not `ratio` times as often, from errors and requests of
 * both, which need not be of the same time: what a promotion asks for where stable is not much better than what is tolerated.
 *
 * Given that there are so many errors in all, each is the one's by its part of the requests: how many times likelier these are
 * where both are alike. It is what the other's errors let expect of the one with a weight of 1/rate for a rate that nobody
 * knows, so that one more request of the one leaves it as it is on average (a Bayes factor with the right Haar prior): it may
 * be looked at as often as one likes.
 */
function fewerThan(one, other, ratio) {
    requireCounts(one.errors, one.requests, 0);
    requireCounts(other.errors, other.requests, 0);
    if (!(ratio > 0))
        throw new RangeError(`ratio ${ratio}`);
    if (one.requests === 0 || other.requests === 0)
        return 1;
    const all = one.errors + other.errors;
    const likelier = (ratio * one.requests + other.requests) / (one.requests + other.requests);
    return Math.exp(Math.min(690, all * Math.log(likelier) - one.errors * Math.log(ratio)));
}
/** A rate is divided in so many steps. */
const divisions = 20;
/**
 * Evidence that errors of two sorts are together under a rate: those that come as they were seen, and runs of which none was
 * seen yet. Whatever part of the rate the runs have, they have at least that part or the others have at least the rest. For each
 * part what both say is the product of two e-values of their own, and the least of these holds whichever it is.
 * @param ofOthers evidence that the others are under such a part of the rate, 0 to 1
 * @param runs as many would be expected by now, if all of the rate were theirs
 * @param weight of what says nothing of the others, 0 to 1: few of them lose much where they have nearly all of the rate
 */
function withUnseenRuns(ofOthers, runs, weight) {
    const finite = (log) => Math.exp(Math.min(690, log));
    const parts = Array.from({ length: divisions }, (_, index) => index / divisions);
    const products = parts.map((part) => Math.min(1e300, (weight + (1 - weight) * ofOthers(1 - part)) * finite(part * runs)));
    // Of a rate of nothing nothing can be said.
    return Math.min(finite(runs), ...products);
}
function requireCounts(errors, requests, rate) {
    if (!(rate >= 0 && rate <= 1))
        throw new RangeError(`rate ${rate}`);
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
}


/***/ })

};
