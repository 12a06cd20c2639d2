export const id = 9670;
export const ids = [9670];
export const modules = {

/***/ 49670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishCheck: () => (/* binding */ publishCheck)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33490);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6437);



/** GitHub takes no more annotations with one request. */
const annotationsPerCall = 50;
const mostTries = 4;
/** One check run of an attempt: made, or completed where an earlier call got only so far. */
async function publishCheck(api, check) {
    const { octokit, owner, repo } = api;
    const { name, headSha, externalId, conclusion, title, summary, text, annotations } = check;
    const outputWith = (from) => ({
        title,
        summary,
        text,
        annotations: annotations.slice(from, from + annotationsPerCall),
    });
    const find = async () => {
        const runs = await octokit.paginate(octokit.rest.checks.listForRef, {
            owner,
            repo,
            ref: headSha,
            check_name: name,
            filter: 'all',
            per_page: 100,
        });
        return runs.find((each) => each.external_id === externalId);
    };
    const create = async () => {
        const { data } = await octokit.rest.checks.create({
            owner,
            repo,
            name,
            head_sha: headSha,
            external_id: externalId,
            status: 'completed',
            conclusion,
            output: outputWith(0),
        });
        return data;
    };
    const made = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_0__/* .ensure */ .D)(api, 'the check run', { find, create });
    let { item: run, created: told } = made;
    // GitHub adds annotations to those that it has, and its count of them lags behind: what it has taken is counted here.
    let has = Math.max(run.output.annotations_count, told ? Math.min(annotationsPerCall, annotations.length) : 0);
    // One that was there says what an earlier call said: it is told anew also where it has no more annotations to come.
    for (let tries = 1; !told || has < annotations.length;) {
        const update = { owner, repo, check_run_id: run.id, conclusion, output: outputWith(has), request: { retries: 0 } };
        try {
            run = (await octokit.rest.checks.update(update)).data;
            told = true;
            has += annotationsPerCall;
        }
        catch (error) {
            const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.faultOf)(error);
            if (fault === undefined || (!told && (fault.kind !== 'unknown' || tries === mostTries)))
                throw error;
            if (fault.kind !== 'unknown' || tries === mostTries) {
                // What matters stands there: the verdict and the report.
                const why = (0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.explain)(fault, 'checks: write');
                api.log.warn(`the check run has ${Math.min(has, annotations.length)} of ${annotations.length} remarks: ${why}`);
                break;
            }
            // What a call did that failed is asked for before the next one.
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(tries * api.pace.secondMs, api.signal);
            tries += 1;
            run = (await find()) ?? run;
            has = Math.max(has, run.output.annotations_count);
        }
    }
    return { url: run.html_url ?? '', outcome: made.created ? 'created' : 'updated' };
}


/***/ }),

/***/ 33490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ensure)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6437);


const mostTries = 4;
/**
 * Finds what we made before, or makes it: once, whatever happens. A call that failed may have made it all the same, and so
 * it is looked for again before the next try.
 */
async function ensure({ log, signal, pace }, what, { find, create }) {
    for (let tries = 1;; tries += 1) {
        const found = await find();
        if (found !== undefined)
            return { item: found, created: tries > 1 };
        try {
            return { item: await create(), created: true };
        }
        catch (error) {
            const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_0__.faultOf)(error);
            if (fault?.kind !== 'unknown' || tries === mostTries)
                throw error;
            log.info(`${what}: ${fault.because}; looking whether it was made`);
            // What was written is not always to be read at once.
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(tries * pace.secondMs, signal);
        }
    }
}


/***/ })

};
