export const id = 1765;
export const ids = [1765,8003];
export const modules = {

/***/ 18003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentLimitChars: () => (/* binding */ commentLimitChars),
/* harmony export */   ourselves: () => (/* binding */ ourselves),
/* harmony export */   publishComment: () => (/* binding */ publishComment),
/* harmony export */   tellsOfNewer: () => (/* binding */ tellsOfNewer)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33490);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6437);



/** GitHub refuses a longer one. */
const commentLimitChars = 65_536;
/**
 * One comment at a pull request, found again by its first line: made, or changed in place. Only a comment of our own is
 * taken for it: anybody can write our marker, and could later change what then stands under their name. More than one of
 * ours, which two runs at once can make, become the first one. What a newer commit came to is not overwritten by a slow run
 * of an older one.
 * @param text its first line is the marker, which no reader sees
 */
async function publishComment(api, { pull, text, origin }) {
    const { octokit, owner, repo } = api;
    const [marker = ''] = linesOf(text);
    if (!/^<!-- .+ -->$/.test(marker))
        throw new Error('a comment begins with its marker');
    const body = [marker, originLine(origin), text.slice(marker.length + 1)].join('\n');
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
        const [first, ...rest] = comments.filter((each) => isOurs(each.user) && linesOf(each.body ?? '')[0] === marker);
        others = rest;
        return first;
    };
    const made = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_0__/* .ensure */ .D)(api, 'the comment', {
        find,
        create: async () => (await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body })).data,
    });
    // Another run may have made one since we looked. Whoever finds that theirs is the later one takes it back.
    if (made.created)
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(api.pace.secondMs, api.signal);
    const item = made.created ? ((await find()) ?? made.item) : made.item;
    if (made.created && item.id === made.item.id)
        return { url: item.html_url, outcome: 'created' };
    const newer = [item, ...others].find((each) => tellsOfNewer(each.body ?? '', origin));
    if (newer !== undefined) {
        if (made.created)
            await remove(api, made.item.id);
        return { url: newer.html_url, outcome: 'left-newer' };
    }
    const outcome = item.body === body ? 'unchanged' : 'updated';
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
        const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_2__.faultOf)(error);
        if (fault === undefined)
            throw error;
        if (fault.kind !== 'not-found')
            log.info(`an earlier comment of ours is still there: ${(0,_faults_js__WEBPACK_IMPORTED_MODULE_2__.explain)(fault, 'pull-requests: write')}`);
    }
}
const linesOf = (text) => text.split(/\r?\n/, 2);
const originLine = ({ run, commit }) => `<!-- run ${run} of ${commit} -->`;
/** Pure. A run that comes again has its old number, and counts as new for its own commit alone. */
function tellsOfNewer(body, { run, commit }) {
    const [, theirs, at] = /^<!-- run (\d+) of ([0-9a-f]+) -->$/.exec(linesOf(body)[1] ?? '') ?? [];
    return theirs !== undefined && Number(theirs) > run && at !== commit;
}
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
        const kind = (0,_faults_js__WEBPACK_IMPORTED_MODULE_2__.faultOf)(error)?.kind;
        if (kind !== 'not-allowed' && kind !== 'refused')
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
        const kind = (0,_faults_js__WEBPACK_IMPORTED_MODULE_2__.faultOf)(error)?.kind;
        if (refused || kind === 'not-allowed' || kind === 'refused' || kind === 'not-found')
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
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(tries * pace.secondMs, signal);
        }
    }
}


/***/ }),

/***/ 51765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   closeIssue: () => (/* binding */ closeIssue),
/* harmony export */   publishIssue: () => (/* binding */ publishIssue)
/* harmony export */ });
/* unused harmony export issueLabel */
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _comment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18003);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33490);



/** By it our issues are found among all that are open, and by people too. */
const issueLabel = 'model-actions';
/**
 * One open issue, found again by the first line of its text: made where something is to tell, or changed in place. Only one of
 * our own is taken for it, as anybody can write our marker. Of more than one of ours, which two runs at once can make, the
 * first one stays. @param text its first line is the marker, which no reader sees
 */
async function publishIssue(api, { title, text }) {
    const { octokit, owner, repo } = api;
    const findAll = await finder(api, text);
    const made = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_0__/* .ensure */ .D)(api, 'the issue', {
        find: async () => (await findAll())[0],
        create: async () => (await octokit.rest.issues.create({ owner, repo, title, body: text, labels: [issueLabel] })).data,
    });
    // Another run may have made one since we looked.
    if (made.created)
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(api.pace.secondMs, api.signal);
    const [item = made.item, ...others] = await findAll();
    for (const { number: issue_number } of others)
        await octokit.rest.issues.update({ owner, repo, issue_number, state: 'closed', state_reason: 'not_planned' });
    const url = item.html_url;
    if (item.body === text && item.title === title)
        return { url, outcome: made.created && item.number === made.item.number ? 'created' : 'unchanged' };
    await octokit.rest.issues.update({ owner, repo, issue_number: item.number, title, body: text });
    return { url, outcome: 'updated' };
}
/** Tells the end of it in the open issue and closes that; undefined where none is open. */
async function closeIssue(api, { text }) {
    const { octokit, owner, repo } = api;
    const all = await (await finder(api, text))();
    for (const { number: issue_number } of all)
        await octokit.rest.issues.update({
            owner,
            repo,
            issue_number,
            body: text,
            state: 'closed',
            state_reason: 'completed',
        });
    return all[0] && { url: all[0].html_url, outcome: 'closed' };
}
/** Our open ones, the oldest first. */
async function finder(api, text) {
    const { octokit, owner, repo } = api;
    const marker = firstLine(text);
    if (!/^<!-- .+ -->$/.test(marker))
        throw new Error('an issue begins with its marker');
    const isOurs = await (0,_comment_js__WEBPACK_IMPORTED_MODULE_2__.ourselves)(api);
    return async () => {
        const asked = {
            owner,
            repo,
            state: 'open',
            labels: issueLabel,
            sort: 'created',
            direction: 'asc',
            per_page: 100,
        };
        const issues = await octokit.paginate(octokit.rest.issues.listForRepo, asked);
        // A pull request is an issue to this call.
        return issues.filter((each) => each.pull_request === undefined && isOurs(each.user) && firstLine(each.body ?? '') === marker);
    };
}
const firstLine = (text) => text.split(/\r?\n/, 1)[0] ?? '';


/***/ })

};
