export const id = 6437;
export const ids = [6437];
export const modules = {

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
