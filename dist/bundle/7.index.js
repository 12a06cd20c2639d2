export const id = 7;
export const ids = [7];
export const modules = {

/***/ 60007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   report: () => (/* binding */ report)
/* harmony export */ });
const report = {
    name: 'report',
    title: 'model-actions: report',
    description: 'Combines the reports of the stages and publishes them as a comment that is updated in place, a check run, the summary page and an artifact. If the token may not write, as in a pull request from a fork, summary and artifact remain, and a second workflow (`on: workflow_run`) with the same action publishes the rest.',
    stages: [],
    inputs: ['working-directory', 'reports', 'name', 'comment', 'check', 'artifact', 'summary', 'github-token'],
    outputs: ['verdict', 'report', 'report-json', 'json', 'comment-url', 'check-url', 'artifact-url'],
    permissions: [
        { scope: 'pull-requests: write', when: 'for the comment' },
        { scope: 'checks: write', when: 'for the check run' },
        { scope: 'actions: read', when: 'in a workflow `on: workflow_run`' },
    ],
    run: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(9682), __webpack_require__.e(6752), __webpack_require__.e(9404), __webpack_require__.e(1092), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(3493), __webpack_require__.e(2451), __webpack_require__.e(8283), __webpack_require__.e(4905), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(4391), __webpack_require__.e(4795), __webpack_require__.e(4429), __webpack_require__.e(1553), __webpack_require__.e(2898)]).then(__webpack_require__.bind(__webpack_require__, 33673))).publishReport(world),
};


/***/ })

};
