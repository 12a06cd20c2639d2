export const id = 8738;
export const ids = [8738];
export const modules = {

/***/ 88738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prepare: () => (/* binding */ prepare)
/* harmony export */ });
/* harmony import */ var _stages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70078);

const prepare = (0,_stages_js__WEBPACK_IMPORTED_MODULE_0__/* .stageAction */ .Rx)({
    name: 'prepare',
    title: 'model-actions: prepare',
    description: 'Checks and splits the data, deterministically, without leaks between training and test.',
    stages: ['prepare'],
    inputs: [..._stages_js__WEBPACK_IMPORTED_MODULE_0__/* .jobInputs */ .vX, ..._stages_js__WEBPACK_IMPORTED_MODULE_0__/* .registryInputs */ .P4],
    outputs: ['dataset-digest'],
    permissions: [{ scope: 'contents: read' }, _stages_js__WEBPACK_IMPORTED_MODULE_0__/* .handsOver */ .Jf],
    cleansUp: true,
});


/***/ }),

/***/ 70078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ writes),
/* harmony export */   DO: () => (/* binding */ showsDeployments),
/* harmony export */   Jf: () => (/* binding */ handsOver),
/* harmony export */   P4: () => (/* binding */ registryInputs),
/* harmony export */   Rx: () => (/* binding */ stageAction),
/* harmony export */   Um: () => (/* binding */ reads),
/* harmony export */   d_: () => (/* binding */ servingAction),
/* harmony export */   vX: () => (/* binding */ jobInputs),
/* harmony export */   z: () => (/* binding */ seesDeployments)
/* harmony export */ });
const common = ['config', 'working-directory', 'force', 'summary'];
const everywhere = [
    'verdict',
    'result',
    'report',
    'report-json',
    'json',
    'lineage-key',
    'reused',
];
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
const showsDeployments = { scope: 'deployments: write', when: 'for `environment`' };
/** Without it the newest release counts as the one that serves, also where its canary failed. */
const seesDeployments = {
    scope: 'deployments: read',
    when: 'for `release:latest` on a host that knows no releases',
};
/** What jobs hand over to jobs on other machines may lie there too. */
const handsOver = { scope: 'packages: write', when: 'for `results` at ghcr.io' };
/**
 * An action that runs stages; most do. It has the inputs and outputs that all of them have.
 * @param options.cleansUp whether a cancelled run can leave something running, which `post` then ends
 */
function stageAction({ cleansUp, program, ...definition }) {
    const run = program ?? (async (action, world) => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(9682), __webpack_require__.e(9404), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(3493), __webpack_require__.e(2451), __webpack_require__.e(8283), __webpack_require__.e(4905), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(4391), __webpack_require__.e(4795), __webpack_require__.e(4429)]).then(__webpack_require__.bind(__webpack_require__, 14429))).runSelected(action, world));
    return {
        ...definition,
        inputs: [...common, ...definition.inputs],
        outputs: [...everywhere, ...definition.outputs],
        run: (world) => run(definition, world),
        ...(cleansUp ? { post: async (world) => (await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(9682), __webpack_require__.e(9404), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(3493), __webpack_require__.e(2451), __webpack_require__.e(6846), __webpack_require__.e(8283), __webpack_require__.e(4905), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(4391), __webpack_require__.e(4795), __webpack_require__.e(4429), __webpack_require__.e(9075), __webpack_require__.e(7715)]).then(__webpack_require__.bind(__webpack_require__, 57715))).cleanUp(world) } : {}),
    };
}
/** An action that verifies a release, lets it serve, and shows that in an environment. */
const servingAction = ({ inputs, ...definition }) => stageAction({
    ...definition,
    stages: ['verify', 'deploy'],
    inputs: [...inputs, 'environment', 'sign-key', 'cosign-password', ...registryInputs],
    defaults: { environment: 'production' },
    outputs: ['url', 'image', 'digest'],
    permissions: [
        { scope: 'contents: read' },
        showsDeployments,
        {
            scope: 'packages: write',
            when: 'for an image at ghcr.io and the record on it; without a key `packages: read` is enough',
        },
    ],
    cleansUp: true,
});


/***/ })

};
