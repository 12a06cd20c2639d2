export const id = 8003;
export const ids = [8003];
export const modules = {

/***/ 18003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishComment: () => (/* binding */ publishComment)
/* harmony export */ });
/* unused harmony export commentLimitChars */
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33490);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6437);


/** GitHub refuses a longer one. */
const commentLimitChars = 65_536;
/**
 * One comment at a pull request, found again by its first line: made, or changed in place. Only a comment of our own is
 * taken for it: anybody can write our marker, and could later change what then stands under their name. More than one of
 * ours, which two runs at once can make, become one.
 * @param body its first line is the marker, which no reader sees
 */
async function publishComment(api, { pull, body }) {
    const { octokit, owner, repo } = api;
    const marker = firstLine(body);
    if (!/^<!-- .+ -->$/.test(marker))
        throw new Error('a comment begins with its marker');
    if (body.length > commentLimitChars)
        throw new Error(`a comment of ${body.length} characters`);
    const isOurs = await ourselves(api);
    let others = [];
    const find = async () => {
        const comments = await octokit.paginate(octokit.rest.issues.listComments, {
            owner,
            repo,
            issue_number: pull,
            per_page: 100,
        });
        const [first, ...rest] = comments.filter((each) => isOurs(each.user) && firstLine(each.body ?? '') === marker);
        others = rest;
        return first;
    };
    const { item, created } = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_0__/* .ensure */ .D)(api, 'the comment', {
        find,
        create: async () => (await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body })).data,
    });
    const outcome = created ? 'created' : item.body === body ? 'unchanged' : 'updated';
    if (outcome === 'updated')
        await octokit.rest.issues.updateComment({ owner, repo, comment_id: item.id, body });
    // Only now: what is left over is less bad than a report that is not told.
    for (const { id } of others)
        await remove(api, id);
    return { url: item.html_url, outcome };
}
/** A comment that is not there any more was removed by us, in a call whose answer was lost, or by whoever was faster. */
async function remove({ octokit, owner, repo, log }, id) {
    try {
        await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    }
    catch (error) {
        const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.faultOf)(error);
        if (fault === undefined)
            throw error;
        if (fault.kind !== 'not-found')
            log.info(`an earlier comment of ours is still there: ${(0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.explain)(fault, 'pull-requests: write')}`);
    }
}
const firstLine = (text) => text.split(/\r?\n/, 1)[0] ?? '';
/** The token of a job, whose name GitHub tells by no other way where the token may not ask for it. */
const jobLogin = 'github-actions[bot]';
/**
 * Who we are to GitHub. Every bot can write our marker too, and some quote what they find: the token of a job or an app is
 * asked for its own name, which only the other API tells it.
 */
async function ourselves({ octokit }) {
    try {
        const { login } = (await octokit.rest.users.getAuthenticated()).data;
        return (user) => user?.login === login;
    }
    catch (error) {
        if ((0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.faultOf)(error)?.kind !== 'not-allowed')
            throw error;
    }
    const login = await viewer(octokit);
    return (user) => user?.type === 'Bot' && user.login === login;
}
async function viewer(octokit) {
    try {
        const { viewer: me } = await octokit.graphql('query { viewer { login } }');
        return me.login.endsWith('[bot]') ? me.login : `${me.login}[bot]`;
    }
    catch (error) {
        const refused = error instanceof Error && error.name === 'GraphqlResponseError';
        const kind = (0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.faultOf)(error)?.kind;
        if (refused || kind === 'not-allowed' || kind === 'not-found')
            return jobLogin;
        throw error;
    }
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
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .y)(tries * pace.secondMs, signal);
        }
    }
}


/***/ })

};
