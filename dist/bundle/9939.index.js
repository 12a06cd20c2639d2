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
    description: 'Checks what serves on its host, on a schedule: whether it answers, and its errors and latency against what is usual. With recent inputs that you give it, also drift of inputs and answers against the test examples, and accuracy if labels are known. Opens or updates one issue, closes it when all is well again, can start a workflow that trains, and fails if the verdict is not pass.',
    stages: [],
    inputs: ['config', 'working-directory', 'data', 'reference', 'issue', 'finetune-workflow', 'summary', 'github-token'],
    outputs: ['verdict', 'drift', 'report', 'report-json', 'json', 'issue-url'],
    permissions: [
        { scope: 'contents: read' },
        { scope: 'issues: write', when: 'for the issue' },
        { scope: 'actions: write', when: 'for `finetune-workflow`' },
    ],
    run: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(9682), __webpack_require__.e(6752), __webpack_require__.e(9404), __webpack_require__.e(1092), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(3493), __webpack_require__.e(2451), __webpack_require__.e(8283), __webpack_require__.e(4905), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(4391), __webpack_require__.e(4795), __webpack_require__.e(4429), __webpack_require__.e(1553), __webpack_require__.e(2898), __webpack_require__.e(1975), __webpack_require__.e(5727)]).then(__webpack_require__.bind(__webpack_require__, 85727))).lookAtServing(world),
};


/***/ })

};
