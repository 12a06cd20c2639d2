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
    for (const { id } of others)
        await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    if (created)
        return { url: item.html_url, outcome: 'created' };
    if (item.body === body)
        return { url: item.html_url, outcome: 'unchanged' };
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: item.id, body });
    return { url: item.html_url, outcome: 'updated' };
}
const firstLine = (text) => text.split(/\r?\n/, 1)[0] ?? '';
/** Who we are to GitHub: a person by name; the token of a job or an app is not told its name, but it is of a bot. */
async function ourselves({ octokit }) {
    try {
        const { login } = (await octokit.rest.users.getAuthenticated()).data;
        return (user) => user?.login === login;
    }
    catch (error) {
        if ((0,_faults_js__WEBPACK_IMPORTED_MODULE_1__.faultOf)(error)?.kind !== 'not-allowed')
            throw error;
        return (user) => user?.type === 'Bot';
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
