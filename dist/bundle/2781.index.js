export const id = 2781;
export const ids = [2781];
export const modules = {

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   C3: () => (/* binding */ retryAfterSeconds),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   jO: () => (/* binding */ openPaths),
/* harmony export */   nc: () => (/* binding */ unauthorized),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/** Where nobody is asked for a token: a load balancer in front of us has none. */
const openPaths = ['/v2/health/live', '/v2/health/ready'];
/** What who has no token is told. */
const unauthorized = {
    status: 401,
    because: 'a token is needed: authorization: Bearer TOKEN',
    challenge: 'Bearer realm="model"',
};
/** When a client that no version answers (503) may ask again: a version is seldom started sooner. */
const retryAfterSeconds = 5;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ metricsPortTaken),
/* harmony export */   f: () => (/* binding */ portTaken),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58802);




const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
    exit: 'preflight',
    cause,
});
/** What to say where the port is not free; a gateway of ours there says which model has it. */
async function portTaken(port, model, cause) {
    const owner = await modelAt(port);
    const remedy = 'or write a free port in the key deploy.port';
    const what = owner === undefined
        ? `port ${port} is taken by another program: end it, ${remedy}`
        : owner === model
            ? `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
            : `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
const longestIdentity = 1_000;
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    for (const scheme of ['http', 'https']) {
        const model = await identityAt(scheme, port).catch(() => undefined);
        if (model !== undefined)
            return model;
    }
    return undefined;
}
async function identityAt(scheme, port) {
    const answer = await new Promise((resolve, reject) => {
        const options = { signal: AbortSignal.timeout(2_000), agent: false };
        const url = `${scheme}://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .identityPath */ .Uz}`;
        // Nothing is told to whoever answers, and what he says goes into a message alone.
        const request = scheme === 'http'
            ? node_http__WEBPACK_IMPORTED_MODULE_0__.get(url, options, resolve)
            : node_https__WEBPACK_IMPORTED_MODULE_1__.get(url, { ...options, rejectUnauthorized: false }, resolve);
        request.once('error', reject);
    });
    let said = '';
    for await (const piece of answer.setEncoding('utf8')) {
        said += piece;
        if (said.length > longestIdentity)
            answer.destroy();
    }
    const { model } = JSON.parse(said);
    return answer.statusCode === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
}


/***/ })

};
