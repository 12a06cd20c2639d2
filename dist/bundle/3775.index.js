export const id = 3775;
export const ids = [3775,4582,2201,9344];
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
