export const id = 9668;
export const ids = [9668];
export const modules = {

/***/ 69668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   setup: () => (/* binding */ setup)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** Looks at the machine before anybody waits for it; needs neither a spec nor a right. */
const setup = {
    name: 'setup',
    title: 'model-actions: setup',
    description: 'Checks a runner: Docker, GPUs, disk, memory, tools, clock, network. Says what is missing and what to do, and fails if it is required.',
    stages: [],
    inputs: ['config', 'working-directory', 'require', 'summary'],
    outputs: ['verdict', 'report', 'report-json', 'json', 'gpus', 'docker'],
    permissions: [{ scope: 'contents: read' }],
    run: async (world) => {
        const { tellCheckup } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(6118), __webpack_require__.e(9682), __webpack_require__.e(1955), __webpack_require__.e(5043), __webpack_require__.e(3493), __webpack_require__.e(2451), __webpack_require__.e(6846), __webpack_require__.e(4905), __webpack_require__.e(671)]).then(__webpack_require__.bind(__webpack_require__, 44));
        return (await tellCheckup(world)) === 0 ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.done : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.preflight;
    },
};


/***/ })

};
