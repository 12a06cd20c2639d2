export const id = 4179;
export const ids = [4179,6437];
export const modules = {

/***/ 54179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   followDeployment: () => (/* binding */ followDeployment),
/* harmony export */   sayDeployment: () => (/* binding */ sayDeployment),
/* harmony export */   servedDeployments: () => (/* binding */ servedDeployments)
/* harmony export */ });
/* unused harmony exports openDeployment, endEarlier */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33490);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6437);





/* A rollout as GitHub shows it: a deployment to an environment, with a status for what happens. */
/** GitHub refuses a longer one. */
const descriptionChars = 140;
/** Earlier deployments are looked through so far back for those that still count as active. */
const earlier = 10;
/** Finds the deployment of this attempt, or makes it. */
async function openDeployment(api, of) {
    const { octokit, owner, repo } = api;
    const { environment, sha, task, key, payload, description } = of;
    const { item } = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_2__/* .ensure */ .D)(api, 'the deployment', {
        find: async () => {
            const { data } = await octokit.rest.repos.listDeployments({ owner, repo, sha, task, environment, per_page: 100 });
            return data.find((each) => keyOf(each.payload) === key);
        },
        create: async () => {
            const { data } = await octokit.rest.repos.createDeployment({
                owner,
                repo,
                ref: sha,
                task,
                environment,
                description: cut(description),
                payload: { ...payload, key },
                // What is deployed is an image that was verified: nothing is merged, and no check of the commit waited for.
                auto_merge: false,
                required_contexts: [],
            });
            if (!('id' in data))
                throw new Error('GitHub merged a branch instead of making a deployment');
            return data;
        },
    });
    return { id: item.id };
}
function keyOf(payload) {
    const value = payloadOf(payload);
    return typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
}
/** GitHub gives it back as an object or as its text. */
function payloadOf(payload) {
    if (typeof payload !== 'string')
        return payload;
    try {
        return JSON.parse(payload);
    }
    catch {
        return undefined;
    }
}
const deployed = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().refine((text) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text),
    digest: zod__WEBPACK_IMPORTED_MODULE_3__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value)),
});
/**
 * What the deployments of a task to an environment say that was deployed with success, the last first. @param environment
 * where none is named: the production one that GitHub knows, or the only one that there is
 */
async function servedDeployments(api, { task, environment, count }) {
    const { octokit, owner, repo } = api;
    const { data } = await octokit.rest.repos.listDeployments({
        owner,
        repo,
        task,
        per_page: 100,
        ...(environment === undefined ? {} : { environment }),
    });
    const served = [];
    const last = ofOneEnvironment([...data].sort((a, b) => b.id - a.id)).slice(0, count);
    for (const { id, payload } of last) {
        const said = deployed.safeParse(payloadOf(payload));
        if (!said.success)
            continue;
        const statuses = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 30 });
        if (statuses.data.some(({ state }) => state === 'success'))
            served.push(said.data);
    }
    return served;
}
/** What serves in one environment says nothing of another: those of staging come first, and would pass for what serves. */
function ofOneEnvironment(all) {
    const namesOf = (some) => new Set(some.map(({ environment }) => environment));
    const production = all.filter((each) => each.production_environment === true);
    const candidates = namesOf(all).size > 1 ? production : all;
    return namesOf(candidates).size === 1 ? [...candidates] : [];
}
const cut = (text) => text.length > descriptionChars ? `${text.slice(0, descriptionChars - 1)}…` : text;
/** One status; a call that failed may have been heard all the same. */
async function sayDeployment(api, id, { state, description, url, logUrl }) {
    const { octokit, owner, repo } = api;
    const said = cut(description);
    await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_2__/* .ensure */ .D)(api, 'the status of the deployment', {
        find: async () => {
            const { data } = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 });
            return data.find((each) => each.state === state && each.description === said);
        },
        create: async () => (await octokit.rest.repos.createDeploymentStatus({
            owner,
            repo,
            deployment_id: id,
            state,
            description: said,
            // It would end what serves of other models in the same environment: `endEarlier` ends this model's alone.
            auto_inactive: false,
            ...(logUrl === '' ? {} : { log_url: logUrl }),
            ...(url === undefined ? {} : { environment_url: url }),
        })).data,
    });
}
/** Of one model one release serves in an environment. GitHub ends earlier ones by itself, but of all models, and of no production. */
async function endEarlier(api, { environment, task }, current) {
    const { octokit, owner, repo } = api;
    const { data } = await octokit.rest.repos.listDeployments({ owner, repo, environment, task, per_page: earlier });
    for (const { id } of data.filter((each) => each.id < current)) {
        const statuses = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 });
        if (statuses.data[0]?.state !== 'success')
            continue;
        await sayDeployment(api, id, { state: 'inactive', description: 'another release serves', logUrl: '' });
    }
}
/**
 * Says things in their order and behind the rollout's back: traffic does not wait for GitHub, nor fail with it. What GitHub
 * did not hear is not said again, but what comes after it is; only where nothing may be said, nothing is tried any more.
 */
function followDeployment(api, of, { opened, told } = {}) {
    let id;
    let gaveUp = false;
    let warned = false;
    let waiting;
    const work = async (todo) => {
        if (gaveUp)
            return;
        try {
            await todo();
        }
        catch (error) {
            const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_4__.faultOf)(error);
            gaveUp = api.signal.aborted || (fault?.kind !== 'unknown' && fault?.kind !== 'limited');
            if (api.signal.aborted || warned)
                return;
            warned = true;
            const why = fault === undefined ? String(error) : (0,_faults_js__WEBPACK_IMPORTED_MODULE_4__.explain)(fault, 'deployments: write');
            api.log.warn(`the deployment is not shown${gaveUp ? '' : ' as it is'} on GitHub: ${why}`);
        }
    };
    const open = async () => {
        if (id !== undefined)
            return id;
        ({ id } = await openDeployment(api, of));
        opened?.(id);
        return id;
    };
    const sayNewest = async () => {
        const next = waiting;
        waiting = undefined;
        if (next === undefined)
            return;
        const to = await open();
        await sayDeployment(api, to, { ...next, logUrl: of.logUrl });
        told?.(next);
        if (next.state === 'success')
            await endEarlier(api, of, to);
    };
    let queue = work(async () => void (await open()));
    return {
        say(event) {
            // Of what happens while GitHub is slow, the newest is enough.
            const queued = waiting !== undefined;
            waiting = event;
            if (!queued)
                queue = queue.then(() => work(sayNewest));
        },
        settled: () => queue,
    };
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


/***/ }),

/***/ 6437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explain: () => (/* binding */ explain),
/* harmony export */   faultOf: () => (/* binding */ faultOf)
/* harmony export */ });
/* What an error of GitHub's API means for what we wanted: pure. */
/** What a call's error says; undefined where it is no error of the API. */
function faultOf(error) {
    if (!(error instanceof Error))
        return undefined;
    const { name, status, response } = error;
    if (name !== 'HttpError' || typeof status !== 'number')
        return undefined;
    // What never came back has no response, and Octokit gives it the status 500.
    if (response === undefined)
        return { kind: 'unknown', because: `no answer (${short(error.message)})` };
    if (status >= 500)
        return { kind: 'unknown', because: `answer ${status}` };
    const exhausted = response.headers?.['x-ratelimit-remaining'] === '0';
    if (status === 429 || (status === 403 && (exhausted || /\bsecondary rate\b/i.test(error.message))))
        return { kind: 'limited' };
    if (status === 401)
        return { kind: 'bad-token' };
    if (status === 403 && /\bresource not accessible by\b|\bmust have \w+ (?:rights|access)\b/i.test(error.message))
        return { kind: 'not-allowed' };
    if (status === 404 || status === 410)
        return { kind: 'not-found' };
    return { kind: 'refused', because: `${status}: ${short(error.message)}` };
}
/** Messages of strangers in a line of ours. */
const short = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 300);
/** Cause and remedy in one line. @param permission of the job, such as `pull-requests: write` */
function explain(fault, permission) {
    switch (fault.kind) {
        case 'not-allowed':
            return `the token of this job may not: give the job \`${permission}\` (a pull request of a fork never has it: publish from a second workflow, as workflows-examples shows)`;
        case 'bad-token':
            return 'GitHub does not know the token of input github-token (401): give a valid one, or leave the input out';
        case 'not-found':
            return `GitHub says that it is not there (404): it is gone, or the token may not see it (\`${permission}\`)`;
        case 'refused':
            return `GitHub refused it (${fault.because})`;
        case 'limited':
            return "GitHub's rate limit is reached: run the job again later";
        case 'unknown':
            return `GitHub did not answer as it should (${fault.because}): run the job again`;
    }
}


/***/ })

};
