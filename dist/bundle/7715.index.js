export const id = 7715;
export const ids = [7715];
export const modules = {

/***/ 57715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cleanUp: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89075);
/* harmony import */ var _stages_deploy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4585);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14429);



/** Ends what a cancelled run had no time to end: its jobs, and a rollout that was half done. */
async function cleanUp(world) {
    await (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanUpJobs */ .x)({ environment: world.environment, log: world.platform.log });
    await world.platform.endDeployment();
    if (world.platform.state.get(_stages_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .rolloutState */ .Zd) !== '')
        await (0,_stages_deploy_js__WEBPACK_IMPORTED_MODULE_1__/* .finishRollout */ .JZ)(await (0,_program_js__WEBPACK_IMPORTED_MODULE_2__.contextOf)(['deploy'], world));
}


/***/ })

};
