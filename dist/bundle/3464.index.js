export const id = 3464;
export const ids = [3464,7289];
export const modules = {

/***/ 41180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   FO: () => (/* binding */ isFallbackFile),
/* harmony export */   Pb: () => (/* binding */ fallbackFile),
/* harmony export */   Y$: () => (/* binding */ nameOfFallback),
/* harmony export */   pX: () => (/* binding */ keptFallback)
/* harmony export */ });
/* unused harmony export longestFallbackBytes */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/** It stands in HAProxy's buffer beside the head. */
const longestFallbackBytes = 32 * 1024;
const nameOfFallback = ({ status, contentType, body }) => ({
    status,
    contentType,
    sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)),
});
/** Below the gateway's directory. */
const fallbackFile = ({ sha256 }) => `fallback-${sha256}`;
const isFallbackFile = (name) => /^fallback-[0-9a-f]{64}$/.test(name);
/** As model.yml says it. @param specFile for what is wrong with it */
async function readFallback(file, { specFile, ...said }) {
    const refused = (why, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${why}`, {
        exit: 'preflight',
        place: { file: specFile, key: 'deploy.fallback.file' },
        cause,
    });
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestFallbackBytes).catch((cause) => {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause);
        if (cause.code === 'ENOENT')
            throw refused('is not there: write the answer into it, or name another file', cause);
        throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause);
    });
    if (body.length === 0)
        throw refused('is empty: write the answer into it');
    return { ...said, body };
}
/** The one that a gateway keeps. @throws where it is gone, or is another one */
async function keptFallback(stateDir, name) {
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDir, fallbackFile(name)), longestFallbackBytes);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)) !== name.sha256)
        throw new Error(`${fallbackFile(name)} is damaged`);
    return { status: name.status, contentType: name.contentType, body };
}


/***/ }),

/***/ 25246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ homeDirectory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
function homeDirectory(environment) {
    const named = environment['HOME'] ?? '';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(named))
        return named;
    const known = knownHome();
    if (known !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(known))
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`, { exit: 'preflight' });
}
/** Throws in a container whose user has no name. */
function knownHome() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        return undefined;
    }
}


/***/ }),

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
        sharedGateways: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.shared-gateways'),
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

/***/ 84079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ versionsState),
/* harmony export */   R1: () => (/* binding */ sharing),
/* harmony export */   Ui: () => (/* binding */ gatewayState),
/* harmony export */   dp: () => (/* binding */ who),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   v0: () => (/* binding */ readListens),
/* harmony export */   xh: () => (/* binding */ keptListens)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41180);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */
const gatewayState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'gateway');
const versionsState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'versions');
const listensWith = ({ deploy }, fallback) => {
    const { port, metricsPort, host, tls, tokens, accessLog, splitBy } = deploy;
    const own = {
        ...(fallback === undefined ? {} : { fallback }),
        ...(splitBy === undefined ? {} : { splitBy: splitBy.header }),
    };
    return { port, metricsPort, front: { host, tls, tokens, accessLog, ...own } };
};
/** For who deploys. @throws UserError where the file of `deploy.fallback` cannot be used */
async function readListens({ spec, specFile, bounds, }) {
    const { fallback } = spec.deploy;
    if (fallback === undefined)
        return listensWith(spec, undefined);
    const { file, ...said } = fallback;
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, file, { file: specFile, key: 'deploy.fallback.file' });
    return listensWith(spec, await (0,_gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__/* .readFallback */ .DE)(path, { ...said, specFile }));
}
/** For who goes on with what was deployed: the gateway of this machine keeps the file, whatever became of the one of model.yml. */
async function keptListens({ spec, place }) {
    const { fallbackAt } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8953)]).then(__webpack_require__.bind(__webpack_require__, 18953));
    return listensWith(spec, await fallbackAt(gatewayState({ place }), spec.deploy.fallback));
}
/** With whom it shares that, if at all. */
const sharing = ({ spec, place }) => ({
    directory: place.sharedGateways,
    name: spec.name,
    hosts: spec.deploy.hosts,
    shared: spec.deploy.shared,
});
/** Who holds the lease, in words that help the one who is refused. */
const owner = (context) => `${who(context)} (${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')})`;
/** Who is at work here: a job, or a person at a terminal. */
function who({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    if (run === undefined)
        return `${environment['USER'] ?? 'somebody'}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}, process ${process.pid}`;
    const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`;
    return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`;
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

/***/ 3464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bringUp: () => (/* binding */ bringUp)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19959);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68593);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41922);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95083);
/* harmony import */ var _gateway_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84079);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37289);









/**
 * Brings back what served, from what lies on disk, as after a reboot: stable, then the gateway before it. What runs is left as it is.
 * @throws UserError where nothing served, or it cannot be brought back
 */
async function bringUp(specFile, { environment, signal, log, say }) {
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_5__.loadSpec)(specFile);
    if (spec.deploy.target === 'docker')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('containers are started again by the Docker engine, gateway and stable alike: have the engine start with the machine', { place: { file: specFile, key: 'deploy.target' } });
    const { readKept } = await __webpack_require__.e(/* import() */ 7023).then(__webpack_require__.bind(__webpack_require__, 17023));
    const places = await (0,_places_js__WEBPACK_IMPORTED_MODULE_8__.placesOf)(specFile, { model: spec.name, environment, signal });
    for (const place of places) {
        const stateDir = (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .gatewayState */ .Ui)({ place });
        // Who asks for one that never was makes no directory.
        const kept = (await served(stateDir)) ? readKept(stateDir, place.identity) : {};
        const { stable, pausedSince } = kept;
        if (stable === undefined)
            continue;
        const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 7358).then(__webpack_require__.bind(__webpack_require__, 4977));
        const { startAgain, whenReady } = await Promise.all(/* import() */[__webpack_require__.e(2182), __webpack_require__.e(5248), __webpack_require__.e(6526)]).then(__webpack_require__.bind(__webpack_require__, 9496));
        const { cleanUpRollout } = await __webpack_require__.e(/* import() */ 9219).then(__webpack_require__.bind(__webpack_require__, 19219));
        const { processVersions } = await __webpack_require__.e(/* import() */ 7230).then(__webpack_require__.bind(__webpack_require__, 37230));
        const { openGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8953), __webpack_require__.e(9559)]).then(__webpack_require__.bind(__webpack_require__, 99559));
        const cacheDir = defaultCacheDirectory(environment);
        const versions = processVersions((0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .versionsState */ .Pp)({ place }));
        const python = async () => (await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment })).path;
        const ready = (backend, timeoutMs) => whenReady(versions, backend, timeoutMs, signal);
        const model = place.identity;
        const at = await (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .keptListens */ .xh)({ spec, place });
        const open = () => openGateway({ stateDir, model, ...at, sharing: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .sharing */ .R1)({ spec, place }), proxy: 'auto', log });
        if (pausedSince !== undefined) {
            // It was stopped to make room for a version that may run yet.
            const { traffic, url } = await open();
            const { canary } = await traffic.status();
            if (canary !== undefined) {
                say(`${canary.backend.id} serves in place of ${stable.id} at ${url}: deploy to decide which one stays`);
                return;
            }
            const again = async (id) => (await startAgain(versions, { id, python, moves: true })).backend;
            const target = { sweep: versions.sweep, startAgain: again, ready };
            if (!(await cleanUpRollout({ traffic, target, owner: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .owner */ .eC)({ environment }), note: say })))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${stable.id} was stopped to make room for another version, and that rollout is under way: wait for its end, then ask again`);
        }
        const { backend, started } = await startAgain(versions, { id: stable.id, python, moves: false });
        if (started || pausedSince !== undefined)
            await ready(backend, (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_6__/* .durationMs */ .pc)(spec.deploy.ready), signal);
        say(`${stable.id} ${started ? 'runs again' : 'runs'}`);
        const { url } = await open();
        say(`the gateway serves it at ${url}`);
        return;
    }
    const looked = `looked at ${places.map(({ deploy }) => deploy).join('; ')}`;
    const last = (await Promise.all(places.map((place) => servedLast(place, spec.name)))).find((one) => one !== undefined);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(last === undefined
        ? `nothing of ${spec.name} served here: ${looked}; deploy it first`
        : `nothing of ${spec.name} is kept to bring back, as after \`model-actions stop\`: ${looked}; ${last} served last: \`model-actions rollback ${last}\` serves it again`);
}
/** The version that the history tells to have served last. */
async function servedLast(place, name) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_4__/* .readHistory */ .L)(place);
    return (0,_model_history_js__WEBPACK_IMPORTED_MODULE_3__/* .servedOf */ .pg)(history.filter((record) => record.name === name)).served[0]?.version;
}
/** What cannot be looked at, as it belongs to another user, is not said to have never been. */
const served = (stateDir) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'state.json')).then(() => true, (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
        return false;
    throw error;
});


/***/ })

};
