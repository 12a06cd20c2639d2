export const id = 5882;
export const ids = [5882];
export const modules = {

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openPlace: () => (/* binding */ openPlace)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    const home = environment['HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(home === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)() : home, '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(placesDirectory(environment), ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'history.jsonl'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'locks'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
}


/***/ })

};
