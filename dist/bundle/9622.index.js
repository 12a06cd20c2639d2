export const id = 9622;
export const ids = [9622];
export const modules = {

/***/ 19622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   uploadArtifact: () => (/* binding */ uploadArtifact)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/*
 * Reports as artifacts of the run, by the package of GitHub, which finds its service in the environment of the job.
 */
/**
 * Uploads files of a directory under their paths in it. Of an earlier attempt's artifact of this name nothing is left.
 * @returns its id; undefined where this runner has no service for artifacts
 * @throws what the service says
 */
async function uploadArtifact(name, files, directory) {
    if ((process.env['ACTIONS_RUNTIME_TOKEN'] ?? '') === '' || (process.env['ACTIONS_RESULTS_URL'] ?? '') === '')
        return undefined;
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(1955), __webpack_require__.e(3838), __webpack_require__.e(2830), __webpack_require__.e(2271), __webpack_require__.e(3359)]).then(__webpack_require__.bind(__webpack_require__, 33359));
    const client = new DefaultArtifactClient();
    const upload = () => client.uploadArtifact(name, [...files], directory.endsWith(node_path__WEBPACK_IMPORTED_MODULE_0__.sep) ? directory : `${directory}${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`);
    const { id } = await upload().catch(async (error) => {
        if (!(error instanceof Error) || !/409|Conflict|already exists/i.test(error.message))
            throw error;
        await client.deleteArtifact(name);
        return upload();
    });
    if (id === undefined)
        throw new Error('the service gave the artifact no id');
    return { id };
}


/***/ })

};
