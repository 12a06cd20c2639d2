export const id = 3775;
export const ids = [3775];
export const modules = {

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   sG: () => (/* binding */ outcomeOf),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/** A version that says nothing for so long has not answered. */
const answerTimeoutMs = 600_000;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 67285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ answersOf),
/* harmony export */   Mt: () => (/* binding */ quantileMs),
/* harmony export */   d7: () => (/* binding */ tallyBetween),
/* harmony export */   si: () => (/* binding */ patienceMs),
/* harmony export */   vY: () => (/* binding */ nearlyAllMs)
/* harmony export */ });
/* harmony import */ var _gateway_agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36110);


/** A quantile of fewer requests moves with each of them. */
const enough = 100;
/**
 * What nearly all (99 %) of a version's answers take at most, as a bound of its histogram; undefined where too few are
 * known, or where it lies beyond the bounds.
 */
function nearlyAllMs(latency) {
    return latency === undefined || latency.count < enough ? undefined : quantileMs(latency, 0.99);
}
/** What this share of the answers takes at most, as a bound; undefined where there is none, or it lies beyond the bounds. */
const quantileMs = ({ boundsMs, counts, count }, share) => count === 0 ? undefined : boundsMs[counts.findIndex((under) => under >= share * count)];
/** How long a request is waited for until it hangs: three times as long as nearly all of stable's take, and `leastMs` at least. */
function patienceMs(latency, leastMs) {
    const long = nearlyAllMs(latency);
    if (long !== undefined)
        return Math.max(leastMs, 3 * long);
    // Streams that last longer than any bound are cut by the gateway alone.
    return (latency?.count ?? 0) < enough ? leastMs : Math.max(leastMs, _gateway_agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .answerTimeoutMs */ .up);
}
/**
 * What counters that only grow showed in between.
 * @param longMs who waits longer for an answer waits longer than nearly all of stable's clients; undefined where that is not known
 */
function tallyBetween(earlier, now, longMs) {
    if (now === undefined)
        return _evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .nothing */ .s6;
    // Where the gateway started again its counters did too.
    const before = earlier !== undefined && now.requests < earlier.requests ? undefined : earlier;
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
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68593);
/* harmony import */ var _rollout_tally_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67285);


/** What serves, and how it does. */
async function readStatus(serving) {
    const { spec, gateway, versions, lost, looked, place } = serving;
    const known = await versions.known();
    const common = { model: spec.name, target: versions.name, looked };
    if (gateway === undefined && lost.length > 0) {
        const { modelAt } = await __webpack_require__.e(/* import() */ 2781).then(__webpack_require__.bind(__webpack_require__, 42781));
        const { port } = spec.deploy;
        const serves = (await modelAt(port)) === place.identity;
        const runs = lost.map(({ what, pid }) => `${what} as process ${pid}`).join(', ');
        return {
            ...common,
            serves,
            because: `${spec.name} ${serves ? `is served at port ${port}` : 'is not served'}, and the files of what runs (${runs}) are gone from ${looked}: shares and counts cannot be read; end it by \`model-actions stop\`, then deploy again`,
            versions: [],
        };
    }
    if (gateway === undefined)
        return {
            ...common,
            serves: false,
            because: known.length === 0
                ? `nothing of ${spec.name} is deployed: looked at ${looked}`
                : `no gateway of ${spec.name} answers, so that no request comes to ${known.map(({ backend }) => backend.version).join(', ')}: deploy again, or end what is left by \`model-actions stop\` (looked at ${looked})`,
            versions: known.map(({ backend, running }) => ({ ...named(backend), role: 'idle', share: 0, running })),
        };
    const [status, observed, history] = await Promise.all([
        gateway.traffic.status(),
        gateway.metrics.observe(),
        (0,_place_history_js__WEBPACK_IMPORTED_MODULE_0__/* .readHistory */ .L)(place),
    ]);
    const running = new Set(known.flatMap((one) => (one.running ? [one.backend.id] : [])));
    const { stable } = status;
    const answers = stable !== undefined && running.has(stable.id) && (await gateway.probe(stable));
    return statusOf({ ...common, url: gateway.url, status, observed, history, running, answers });
}
/** Pure. @param running ids @param answers whether stable said that it is ready */
function statusOf(found) {
    const { model, target, looked, url, status, observed, history, running, answers } = found;
    const { stable, canary, idle, lease, watchdog } = status;
    const open = (canary?.breaker.openInARow ?? 0) > 0;
    const share = open ? 0 : (canary?.share ?? 0);
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
    const serves = answers || (canary !== undefined && share > 0 && running.has(canary.backend.id));
    const promoted = history.findLast((record) => record.outcome === 'promoted' && record.digest === stable?.digest);
    const because = whyNot({ model, stable, running, answers, looked }) ??
        (open ? `requests in a row of the canary ${canary?.backend.id} failed, and stable has all traffic` : undefined);
    return {
        model,
        target,
        serves,
        ...(because === undefined ? {} : { because }),
        url,
        ...(promoted === undefined ? {} : { since: { at: promoted.at, by: promoted.by } }),
        versions: [
            ...(stable === undefined ? [] : [shown(stable, 'stable', 1 - share)]),
            ...(canary === undefined ? [] : [shown(canary.backend, 'canary', share)]),
            ...idle.map((backend) => shown(backend, 'idle', 0)),
        ],
        ...(lease === undefined ? {} : { lease }),
        ...(watchdog === undefined ? {} : { watchdog }),
        looked,
    };
}
function whyNot(found) {
    const { model, stable, running, answers, looked } = found;
    if (stable === undefined)
        return `the gateway of ${model} runs, and no version is stable: deploy one (looked at ${looked})`;
    if (!running.has(stable.id))
        return `${stable.id} is stable and does not run: deploy it again (looked at ${looked})`;
    return answers ? undefined : `${stable.id} is stable and did not say that it is ready: see \`model-actions logs\``;
}
const named = ({ id, version, digest }) => ({ id, version, digest });
function counted({ requests, errors, clientErrors, abandoned, latency }) {
    const [p50Ms, p99Ms] = [(0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .quantileMs */ .Mt)(latency, 0.5), (0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .quantileMs */ .Mt)(latency, 0.99)];
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
