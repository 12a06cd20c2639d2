export const id = 4091;
export const ids = [4091];
export const modules = {

/***/ 64091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openGithubApi: () => (/* binding */ openGithubApi)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _actions_github_lib_utils__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85555);
/* harmony import */ var _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49735);
/* harmony import */ var _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86856);
/* harmony import */ var bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63251);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96135);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(49455);








const usual = { callMs: 30_000, secondMs: 1_000 };
/** A job is not kept waiting longer than this for one call, however long GitHub asks for. */
const longestWaitSeconds = 300;
const mostWaits = 3;
/** GitHub tells a limit in several ways; the plugin that waits knows two of them, and is told the others in its words. */
function limitsAsSuch(octokit) {
    octokit.hook.error('request', (error) => {
        const { status, response } = error;
        const asks = response?.headers['retry-after'] !== undefined;
        const exhausted = response?.headers['x-ratelimit-remaining'] === '0';
        if ((status === 429 || (status === 403 && asks)) && !exhausted && !/\bsecondary rate\b/i.test(error.message))
            error.message = `${error.message} (as with a secondary rate limit)`;
        throw error;
    });
    return {};
}
/** What is created may have been created by a call that failed: it is looked for before it is tried again, by `ensure`. */
function createsOnce(octokit) {
    octokit.hook.before('request', (options) => {
        if (options.method === 'POST')
            options.request = { ...options.request, retries: 0 };
    });
    return {};
}
const Client = _actions_github_lib_utils__WEBPACK_IMPORTED_MODULE_1__/* .GitHub */ .gq.plugin(createsOnce, limitsAsSuch, _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_5__/* .retry */ .L, _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_6__/* .throttling */ .A);
/**
 * @param token it is registered as a secret before
 * @param environment GITHUB_API_URL (also of a GitHub Enterprise Server), GITHUB_REPOSITORY, and the proxies
 * @throws UserError where this is no job of GitHub
 */
function openGithubApi(options) {
    const { token, environment, log, signal, pace = usual } = options;
    const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    if (owner === '' || repo === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('GITHUB_REPOSITORY is not set: this runs in a job of GitHub Actions', { exit: 'preflight' });
    const fetch = (0,_network_js__WEBPACK_IMPORTED_MODULE_4__/* .openFetch */ .v)(environment);
    const wait = (what) => (seconds, _call, _octokit, waits) => {
        const goes = waits < mostWaits && seconds <= longestWaitSeconds;
        const then = goes ? `going on in ${seconds} s` : `too long (${seconds} s), given up`;
        log.info(`GitHub asks us to wait (${what}): ${then}`);
        return goes;
    };
    const octokit = new Client({
        auth: `token ${token}`,
        baseUrl: environment['GITHUB_API_URL'] || 'https://api.github.com',
        userAgent: 'model-actions',
        // Octokit tells of each failed call on the console; what matters is said by who called.
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        request: {
            fetch: async (url, init) => whole(await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(pace.callMs)]) })),
        },
        // 429 is the other plugin's.
        retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue: pace.secondMs },
        throttle: {
            id: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
            // GitHub asks for a second between writes, and takes more than 20 comments a minute ill.
            write: new bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__.Group({ maxConcurrent: 1, minTime: pace.secondMs }),
            notifications: new bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__.Group({ maxConcurrent: 1, minTime: 3 * pace.secondMs }),
            retryAfterBaseValue: pace.secondMs,
            onRateLimit: wait('the hourly limit'),
            onSecondaryRateLimit: wait('a secondary limit'),
        },
    });
    // Outermost: neither a wait nor a queue holds up who cancels.
    octokit.hook.wrap('request', (request, call) => orAborted(signal, async () => request(call)));
    return { octokit, fetch, owner, repo, log, signal, pace };
}
/**
 * The answer once all of it is here. Octokit takes what came of one that was cut off for the whole, so that a list would
 * lack what we look for, and it would be made a second time. @throws Error, which Octokit takes for no answer
 */
async function whole(answer) {
    const text = await answer.clone().text();
    if (answer.ok && text !== '' && isJson(answer.headers))
        JSON.parse(text);
    return answer;
}
const isJson = (headers) => /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '');
async function orAborted(signal, work) {
    signal.throwIfAborted();
    const aborted = (0,_timers_js__WEBPACK_IMPORTED_MODULE_7__/* .deferred */ .yX)();
    const stop = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work(), aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}


/***/ })

};
