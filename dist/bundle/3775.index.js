export const id = 3775;
export const ids = [3775];
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
