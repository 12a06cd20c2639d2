export const id = 2781;
export const ids = [2781];
export const modules = {

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ metricsPortTaken),
/* harmony export */   f: () => (/* binding */ portTaken),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    try {
        const answer = await fetch(`http://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .identityPath */ .Uz}`, {
            redirect: 'error',
            signal: AbortSignal.timeout(2_000),
        });
        const { model } = (await answer.json());
        return answer.status === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ })

};
