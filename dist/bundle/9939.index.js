export const id = 9939;
export const ids = [9939];
export const modules = {

/***/ 69939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   monitor: () => (/* binding */ monitor)
/* harmony export */ });
const monitor = {
    name: 'monitor',
    title: 'model-actions: monitor',
    description: 'Looks at what serves, by a schedule, on the host where it does: whether it answers, its errors and latency against what is usual, and, of recent inputs that you give it, drift of inputs and answers against the test examples, and accuracy where labels are known. Opens or updates one issue, closes it when all is well again, may start a workflow that trains, and fails by the verdict.',
    stages: [],
    inputs: ['config', 'working-directory', 'data', 'reference', 'issue', 'finetune-workflow', 'summary', 'github-token'],
    outputs: ['verdict', 'drift', 'report', 'report-json', 'json', 'issue-url'],
    permissions: [
        { scope: 'contents: read' },
        { scope: 'issues: write', when: 'for the issue' },
        { scope: 'actions: write', when: 'for `finetune-workflow`' },
    ],
    run: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(9682), __webpack_require__.e(6752), __webpack_require__.e(9404), __webpack_require__.e(1092), __webpack_require__.e(9190), __webpack_require__.e(8142), __webpack_require__.e(2182), __webpack_require__.e(9064), __webpack_require__.e(37), __webpack_require__.e(5248), __webpack_require__.e(2563), __webpack_require__.e(792), __webpack_require__.e(6020), __webpack_require__.e(1184), __webpack_require__.e(3771), __webpack_require__.e(9172), __webpack_require__.e(4391), __webpack_require__.e(7156), __webpack_require__.e(6405), __webpack_require__.e(4429), __webpack_require__.e(5055), __webpack_require__.e(2898), __webpack_require__.e(3850), __webpack_require__.e(5727)]).then(__webpack_require__.bind(__webpack_require__, 85727))).lookAtServing(world),
};


/***/ })

};
