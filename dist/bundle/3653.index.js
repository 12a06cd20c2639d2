export const id = 3653;
export const ids = [3653];
export const modules = {

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ placesDirectory),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Vh: () => (/* binding */ environmentOfJobs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25246);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .R)(environment), '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const places = placesDirectory(environment);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'history.jsonl'),
        looks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'looks.jsonl'),
        monitor: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'monitor.json'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'locks'),
        trainedHere: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.trained-here'),
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
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
}


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45882);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72636);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
async function placesOf(specFile, options) {
    const { model, environment, signal } = options;
    const { root } = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(specFile);
    const places = [await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment, root, model })];
    const remote = [];
    const git = ['-C', root, 'config', '--get', 'remote.origin.url'];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit);
    const ofJobs = (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentOfJobs */ .Vh)(environment, remote[0] ?? '');
    const place = ofJobs === undefined ? undefined : await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment: ofJobs, root, model });
    if (place !== undefined && place.directory !== places[0]?.directory && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.directory))
        places.push(place);
    return places;
}
function unlessNoGit(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
        throw error;
}


/***/ }),

/***/ 93653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findServing: () => (/* binding */ findServing)
/* harmony export */ });
/* unused harmony export servingAt */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41922);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78531);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37289);





/** What a model.yml deployed here: the place of the checkout first, then that of the repository's jobs. */
async function findServing(specFile, world) {
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_2__.loadSpec)(specFile);
    const all = [];
    for (const place of await (0,_places_js__WEBPACK_IMPORTED_MODULE_4__.placesOf)(specFile, { model: spec.name, ...world }))
        all.push(await servingAt({ spec, place, ...world }));
    for (const one of all)
        if (one.gateway !== undefined || one.lost.length > 0 || (await one.versions.known()).length > 0)
            return one;
    const [first] = all;
    if (first === undefined)
        throw new Error('a model.yml has a place');
    return { ...first, looked: all.map(({ looked }) => looked).join('; ') };
}
/** @throws UserError where the Docker engine or a gateway of another version is in the way */
async function servingAt({ spec, place, environment, }) {
    const model = place.identity;
    const common = { spec, place };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(280)]).then(__webpack_require__.bind(__webpack_require__, 280));
        const { findDockerGateway } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(6218)]).then(__webpack_require__.bind(__webpack_require__, 96218));
        const { dockerVersions, removeDockerPlace } = await __webpack_require__.e(/* import() */ 4629).then(__webpack_require__.bind(__webpack_require__, 84629));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        return {
            ...common,
            gateway: await findDockerGateway({ docker, model }),
            versions: dockerVersions({ docker, model }),
            lost: [],
            looked: `containers of ${model} at ${docker.endpoint}`,
            forget: async () => {
                await removeDockerPlace(docker, model);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true });
            },
        };
    }
    const { findProcessGateway } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(6479)]).then(__webpack_require__.bind(__webpack_require__, 16479));
    const { processVersions } = await __webpack_require__.e(/* import() */ 7230).then(__webpack_require__.bind(__webpack_require__, 37230));
    const gateway = await findProcessGateway({ stateDir: (0,_deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .gatewayState */ .Ui)({ place }), model });
    const versions = processVersions((0,_deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsState */ .Pp)({ place }));
    return {
        ...common,
        gateway,
        versions,
        lost: gateway === undefined ? await lostBelow(place.deploy, await versions.known()) : [],
        looked: place.deploy,
        forget: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true }),
    };
}
/**
 * Processes that began in the directory and are named by nothing in it any more, as somebody removed it, or a part of it; and
 * a proxy that serves alone, as agent and supervisor were killed.
 */
async function lostBelow(directory, known) {
    const { ownGroups } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 72636));
    const named = new Set(known.map(({ backend }) => backend.id));
    return (await ownGroups()).flatMap(({ pid, group, words, directory: at }) => {
        const what = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(directory, at);
        const [kind, id] = what.split('/');
        if (kind === 'gateway' && words.includes('supervise'))
            return [{ pid, group, what: 'the gateway' }];
        if (kind === 'gateway' && group !== pid)
            return [{ pid, group, what: 'the gateway without its agent' }];
        return kind === 'versions' && id !== undefined && !named.has(id) ? [{ pid, group, what: id }] : [];
    });
}


/***/ })

};
