export const id = 738;
export const ids = [738];
export const modules = {

/***/ 25112:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P4: () => (/* binding */ registryInputs),
/* harmony export */   QP: () => (/* binding */ defineAction),
/* harmony export */   vX: () => (/* binding */ jobInputs)
/* harmony export */ });
/* unused harmony export outputs */
/** Every output of every action. */
const outputs = {
    verdict: '`pass`, `fail`, `inconclusive` or `error`, of the last stage that ran.',
    report: 'File with the report of the last stage that ran, in Markdown.',
    'report-json': 'File with the same report as JSON.',
    json: 'All stages that ran as one JSON object: by stage its verdict, headline, lineage key, whether it was reused, seconds and outputs.',
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
const everywhere = ['verdict', 'report', 'report-json', 'json', 'lineage-key', 'reused'];
const common = ['config', 'working-directory', 'force', 'summary'];
/** For stages that run jobs and whose results may be reused from a cache. */
const jobInputs = ['engine', 'cache'];
const registryInputs = ['registry-username', 'registry-password'];
/** Adds what every action has. */
const defineAction = (action) => ({
    ...action,
    inputs: [...common, ...action.inputs],
    outputs: [...everywhere, ...action.outputs],
});


/***/ }),

/***/ 88738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prepare: () => (/* binding */ prepare)
/* harmony export */ });
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25112);

const prepare = (0,_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'prepare',
    title: 'model-actions: prepare',
    description: 'Checks and splits the data, deterministically, without leaks between training and test.',
    stages: ['prepare'],
    inputs: [..._definition_js__WEBPACK_IMPORTED_MODULE_0__/* .jobInputs */ .vX],
    outputs: ['dataset-digest'],
    permissions: ['contents: read'],
});


/***/ })

};
