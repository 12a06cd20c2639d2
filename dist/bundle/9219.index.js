export const id = 9219;
export const ids = [9219];
export const modules = {

/***/ 19219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N3: () => (/* binding */ clearAllButStable),
/* harmony export */   Og: () => (/* binding */ startStableAgain),
/* harmony export */   Xj: () => (/* binding */ drainMs),
/* harmony export */   cleanUpRollout: () => (/* binding */ cleanUpRollout),
/* harmony export */   dA: () => (/* binding */ cancelGraceMs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** The lease of a clean-up: long enough for it, short enough that the next rollout need not wait where it is killed. */
const leaseMs = 30_000;
/**
 * Leaves stable alone, with all traffic: takes the canary's traffic first, then takes out of the gateway and stops whatever
 * is not stable. Needs the lease; idempotent.
 */
async function clearAllButStable({ traffic, target, owner, graceMs, note }) {
    await traffic.evict();
    const { stable, idle } = await traffic.status();
    for (const left of idle) {
        await traffic.remove(owner, left.id, graceMs);
        note(`${left.id}, left by an earlier run, was taken out`);
    }
    for (const id of await target.sweep(stable?.id, graceMs))
        note(`${id}, left by an earlier run, was stopped`);
}
/**
 * Starts stable again where it was stopped to make room for a version that does not serve any more. Needs that to be gone,
 * and takes the lease; idempotent.
 * @param patience until when it must be ready to get traffic; without, it gets it at once, and answers once it is ready
 * @returns its id; undefined where it was not stopped @throws UserError where it does not come up
 */
async function startStableAgain({ traffic, target, owner, note }, patience) {
    const { stable, paused } = await traffic.status();
    if (stable === undefined || paused === undefined)
        return undefined;
    note(`${stable.id} was stopped at ${paused.since} to make room, and is started again`);
    const again = await target.startAgain(stable.id);
    try {
        if (patience !== undefined)
            await target.ready(again, patience.readyMs, patience.signal);
    }
    finally {
        // One that is late serves when it is ready. The lease may be over after so long.
        await traffic.acquire(owner, leaseMs);
        await traffic.resume(owner, again);
    }
    return stable.id;
}
/**
 * Undoes what a rollout that was cancelled or killed left half done; what it promoted stays. For `post`, in a process of its
 * own: `owner` is that of the rollout. Where another run has the lease meanwhile, that run has cleared what was ours, and
 * nothing is touched. Idempotent: after a rollout that came to its end there is nothing to do.
 * @returns whether the lease was to be had
 */
async function cleanUpRollout(options) {
    const { traffic, owner, note } = options;
    try {
        await traffic.acquire(owner, leaseMs);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        note(`nothing to clean up: ${error.message}`);
        return false;
    }
    try {
        await clearAllButStable({ ...options, graceMs: cancelGraceMs });
        await startStableAgain(options);
        return true;
    }
    finally {
        await traffic.release(owner);
    }
}
/** How long requests in flight to a version may take until they are cut. */
const drainMs = 30_000;
/** A cancelled job is killed 10 s after its first signal, and everything must be gone by then. */
const cancelGraceMs = 1_500;


/***/ })

};
