export const id = 4882;
export const ids = [4882];
export const modules = {

/***/ 64882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startWorkflow: () => (/* binding */ startWorkflow)
/* harmony export */ });
/** Starts a workflow that has `on: workflow_dispatch`. @param workflow its file, such as tune.yml @param ref the branch to run it at */
async function startWorkflow({ octokit, owner, repo }, { workflow, ref }) {
    await octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref });
}


/***/ })

};
