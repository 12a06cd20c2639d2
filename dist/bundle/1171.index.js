export const id = 1171;
export const ids = [1171];
export const modules = {

/***/ 1171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   finetune: () => (/* binding */ finetune)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91723);

const finetune = (0,_stages_js__WEBPACK_IMPORTED_MODULE_0__/* .stageAction */ .Rx)({
    name: 'finetune',
    title: 'model-actions: finetune',
    description: 'Fine-tunes the base model on the prepared data and resumes from the last whole checkpoint.',
    stages: ['finetune'],
    inputs: ['from', ..._stages_js__WEBPACK_IMPORTED_MODULE_0__/* .jobInputs */ .vX, ..._stages_js__WEBPACK_IMPORTED_MODULE_0__/* .registryInputs */ .P4],
    outputs: ['model-digest'],
    permissions: [{ scope: 'contents: read' }, _stages_js__WEBPACK_IMPORTED_MODULE_0__/* .handsOver */ .Jf],
    cleansUp: true,
});


/***/ }),

/***/ 91723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jf: () => (/* binding */ handsOver),
  vX: () => (/* binding */ jobInputs),
  Um: () => (/* binding */ reads),
  P4: () => (/* binding */ registryInputs),
  Rx: () => (/* binding */ stageAction),
  D3: () => (/* binding */ writes)
});

;// CONCATENATED MODULE: ./build/src/actions/definition.js
/** Every output of every action. */
const outputs = {
    verdict: '`pass`, `fail`, `inconclusive` or `error`, of the last stage that ran; `error` too where the step was refused.',
    result: 'Result digest of the last stage that ran. Hand it to `from` of the next job, which then needs nothing of what came before.',
    report: 'File with the report of the last stage that ran, in Markdown.',
    'report-json': 'File with the same report as JSON.',
    json: 'All stages that ran as one JSON object: by stage its verdict, headline, result digest, lineage key, whether it was reused, seconds and outputs. Where the step was refused, `error` says what is wrong and where.',
    'lineage-key': 'Lineage key of the last stage that ran: equal for equal inputs.',
    reused: '`true` where the last stage that ran took an earlier result of equal inputs.',
    'dataset-digest': 'Digest of the prepared dataset.',
    'model-digest': 'Digest of the model directory that came out.',
    accuracy: 'Accuracy of the candidate, 0 to 1.',
    'baseline-accuracy': 'Accuracy of the baseline, 0 to 1.',
    image: 'Reference of the image with its digest.',
    digest: 'Digest of the image.',
    url: 'Where the gateway serves.',
};
const everywhere = [
    'verdict',
    'result',
    'report',
    'report-json',
    'json',
    'lineage-key',
    'reused',
];
const common = ['config', 'working-directory', 'force', 'summary'];
/** Adds what every action has. */
const defineAction = (action) => ({
    ...action,
    inputs: [...common, ...action.inputs],
    outputs: [...everywhere, ...action.outputs],
});

;// CONCATENATED MODULE: ./build/src/actions/stages.js

/** For stages that run jobs and whose results may be reused from a cache. */
const jobInputs = ['engine', 'cache'];
const registryInputs = [
    'registry-host',
    'registry-username',
    'registry-password',
    'github-token',
];
const atGithub = 'for a registry at ghcr.io';
const reads = { scope: 'packages: read', when: atGithub };
const writes = { scope: 'packages: write', when: atGithub };
/** What jobs hand over to jobs on other machines may lie there too. */
const handsOver = { scope: 'packages: write', when: 'for `results` at ghcr.io' };
/**
 * @param options.cleansUp whether a cancelled run can leave something running, which `post` then ends
 */
function stageAction({ cleansUp, ...definition }) {
    return defineAction({
        ...definition,
        run: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6725), __webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5967), __webpack_require__.e(4298), __webpack_require__.e(9466), __webpack_require__.e(7494), __webpack_require__.e(7660), __webpack_require__.e(7733), __webpack_require__.e(2605)]).then(__webpack_require__.bind(__webpack_require__, 14429))).runSelected(definition, world),
        ...(cleansUp ? { post: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2210), __webpack_require__.e(6725), __webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5967), __webpack_require__.e(2033), __webpack_require__.e(4298), __webpack_require__.e(9075), __webpack_require__.e(9466), __webpack_require__.e(7494), __webpack_require__.e(7660), __webpack_require__.e(7733), __webpack_require__.e(1255)]).then(__webpack_require__.bind(__webpack_require__, 57715))).cleanUp(world) } : {}),
    });
}


/***/ })

};
