export const id = 8088;
export const ids = [8088];
export const modules = {

/***/ 77709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ portIsFree),
/* harmony export */   WM: () => (/* binding */ whyNotFree),
/* harmony export */   ov: () => (/* binding */ freePort)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * A port of loopback that no program has at this moment: the one that is wanted, where it is free. It is not reserved:
 * whoever takes it must be ready to find it taken.
 */
async function freePort(wanted = 0) {
    const port = (await listenAt(wanted)) ?? (await listenAt(0));
    if (port === undefined)
        throw new Error('loopback has no free port');
    return port;
}
/** Whether no program listens at this port of loopback. */
const portIsFree = async (port) => (await whyNotFree(port, '127.0.0.1')) === undefined;
/** The system's word for why nobody could listen there now, as `EADDRINUSE`; undefined where somebody could. */
async function whyNotFree(port, host) {
    const found = await tryListening(port, host);
    return typeof found === 'number' ? undefined : found;
}
const listenAt = async (port) => {
    const found = await tryListening(port, '127.0.0.1');
    return typeof found === 'number' ? found : undefined;
};
/** The port that was given, after it was let go; else the system's word for why none was. */
const tryListening = (port, host) => new Promise((resolve) => {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    server.once('error', ({ code = 'unknown' }) => resolve(code));
    server.listen(port, host, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 'unknown'));
    });
});


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61561);
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

/***/ 78088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startTrial: () => (/* binding */ startTrial)
});

// EXTERNAL MODULE: ./build/src/platform/terminal.js
var terminal = __webpack_require__(2629);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 4 modules
var registry = __webpack_require__(15959);
// EXTERNAL MODULE: ./build/src/oci/releases.js
var releases = __webpack_require__(43013);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: ./build/src/stages/baseline.js + 2 modules
var baseline = __webpack_require__(90792);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/places.js
var stages_places = __webpack_require__(37289);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/chosenModel.js


















const place = { key: '--model' };
/** What may be named, for messages. */
const kinds = 'a result digest, a version that was released, HOST/NAME:TAG of an image, or the directory of a model';
/**
 * The model that somebody wants to try: the one that is named, else the newest that passed its gates here, else what was
 * promoted here last. Of an image only the model is taken, never its code, so that one without a signature can be tried too.
 */
const chooseModel = (context, wanted) => wanted === undefined ? newest(context) : named(context, wanted);
async function newest(context) {
    const { spec, environment, signal, specFile } = context;
    const places = await (0,stages_places.placesOf)(specFile, { model: spec.name, environment, signal });
    const made = (await Promise.all(places.map(({ store }) => (0,local/* lastMade */.k)(store, 'quantize'))))
        .flat()
        .filter(({ stored }) => stored.result.name === spec.name)
        .sort((a, b) => b.at.getTime() - a.at.getTime());
    const passed = made.findIndex(({ stored }) => stored.result.proceed);
    const best = made[passed];
    if (best !== undefined) {
        const later = made[0];
        const not = passed === 0 || later === undefined
            ? ''
            : `; a newer one did not pass (${later.stored.result.verdict}: ${later.stored.result.headline}), which --model ${later.stored.digest} asks`;
        return ofResult(best.stored, `the newest that passed its gates here, result ${best.stored.digest}${not}`);
    }
    const [promoted] = (0,model_history/* servedOf */.pg)((await Promise.all(places.map(place_history/* readHistory */.L))).flat()).served;
    if (promoted !== undefined)
        return ofImage(context, await (0,stages_image/* openImages */.x9)(context), promoted.digest, 'what was promoted here last');
    const tried = made[0];
    throw new errors/* UserError */.yo(tried === undefined
        ? `there is no model of ${spec.name} here: run \`model-actions prepare,finetune,evaluate,quantize\`, or name ${kinds} by --model`
        : `no model of ${spec.name} has passed its gates here: run the pipeline again, or name the last one, which did not, by --model ${tried.stored.digest}`, { place: { file: specFile } });
}
async function named(context, wanted) {
    if ((0,digest/* isDigest */.Bc)(wanted)) {
        const stored = await context.results.open(wanted);
        if (stored !== undefined)
            return fromResult(context, stored);
        const images = await (0,stages_image/* openImages */.x9)(context);
        await requireImage(images, wanted, `${wanted} is no result here, and no image of it`);
        return ofImage(context, images, wanted, 'named by --model');
    }
    if (semver.valid(wanted) === wanted)
        return ofRelease(context, wanted);
    if ((await (0,promises_.stat)(wanted).catch(() => undefined))?.isDirectory() === true) {
        const model = await (0,manifest/* readModelDirectory */.Nw)(wanted);
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        if (model.manifest.engine !== 'onnxruntime')
            throw new errors/* UserError */.yo(`${wanted} holds what training left (${model.manifest.format}), which no server reads: run quantize (precision fp32 or int8), and name its model`, { place });
        return { model, because: `the directory ${wanted}` };
    }
    return ofReference(context, wanted);
}
async function fromResult(context, stored) {
    const { stage, outputs, verdict } = stored.result;
    const told = `result ${stored.digest} of ${stage}${verdict === 'pass' ? '' : `, whose verdict was ${verdict}`}`;
    if (stage === 'quantize')
        return ofResult(stored, told);
    const image = outputs['digest'] ?? '';
    if ((0,digest/* isDigest */.Bc)(image))
        return ofImage(context, await (0,stages_image/* openImages */.x9)(context), image, told);
    throw new errors/* UserError */.yo(`${stored.digest} is a result of ${stage}, which leaves no model that can serve: name one of quantize, build or deploy`, { place });
}
async function ofResult(stored, because) {
    return { model: await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(await stored.directory(), 'model')), because };
}
async function ofRelease(context, version) {
    const store = await (0,stages_image/* openImages */.x9)(context);
    const all = await (0,releases/* releases */.D8)(store);
    const found = all.find((release) => release.version === version);
    if (found !== undefined)
        return ofImage(context, store, found.digest, `release ${version}`);
    const there = all.map((release) => release.version).join(', ');
    throw new errors/* UserError */.yo(`${store.name} has no release ${version}: name ${there === '' ? kinds : `one that it has (${there})`}`, { place });
}
async function ofReference(context, text) {
    const notThere = !text.includes('/') || /^[./~]/.test(text);
    if (notThere && !text.startsWith('oci:'))
        throw new errors/* UserError */.yo(`${JSON.stringify(text.slice(0, 200))} is nowhere: name ${kinds}`, { place });
    const reference = (0,oci_reference/* parseReference */.F)(text, place);
    const store = await openReferred(context, reference);
    const digest = reference.digest ?? (await store.resolve(reference.tag ?? 'latest'))?.digest;
    if (digest === undefined)
        throw new errors/* UserError */.yo(`${store.name} has no tag ${reference.tag ?? 'latest'}: name one that it has${reference.tag === undefined ? ', behind a colon' : ''}`, { place });
    await requireImage(store, digest, `no image ${text}`);
    return ofImage(context, store, digest, text);
}
async function openReferred(context, reference) {
    if (reference.kind === 'layout')
        return (0,layout/* openLayout */.B)(reference.directory, { create: false });
    const repository = `${reference.host}/${reference.name}`;
    const insecure = (0,stages_registry/* byPlainHttp */.Gi)(context.spec.image, repository);
    return (0,registry/* openRegistry */.M)({ repository, insecure, ...(0,stages_registry/* repositoryAccess */.bO)(repository, context) });
}
/** @param what such as `no image ghcr.io/acme/tone:1` @throws UserError that says so, and what may be named */
async function requireImage(store, digest, what) {
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`${what} can be had (${error.message}): name ${kinds}`, {
            place,
            exit: error.exit,
            cause: error,
        });
    });
}
async function ofImage(context, store, digest, because) {
    const into = await (0,baseline/* releaseDirectory */.fF)(context, digest);
    const { model } = await (0,extract/* extractModel */.ju)({ store, digest, into, reuse: true });
    return { model, because: `${because}: image ${(0,releases/* inWords */.r4)(await (0,releases/* imageSays */.A6)(store, digest))}, ${store.name}@${digest}` };
}

// EXTERNAL MODULE: ./build/src/stages/context.js + 3 modules
var stages_context = __webpack_require__(67660);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/ports.js
var ports = __webpack_require__(77709);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
;// CONCATENATED MODULE: ./build/src/stages/ownServer.js








const host = '127.0.0.1';
const keptLines = 20;
/** A large model loads for minutes; one that hangs is ended by who waits for it. */
const pollMs = 50;
/** Starts it, and waits until it is ready. @param port 0 takes a free one @throws UserError where it does not come up */
async function startOwnServer({ path, manifest }, { environment, signal, log }, port) {
    const taken = port === 0 ? undefined : await (0,ports/* whyNotFree */.WM)(port, host);
    if (taken !== undefined)
        throw new errors/* UserError */.yo(taken === 'EACCES'
            ? `port ${port} is for administrators alone: give another one, or none for one that is free`
            : `port ${port} cannot be had (${taken}): give another one, or none for one that is free`, { place: { key: '--port' }, exit: 'preflight' });
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 7358).then(__webpack_require__.bind(__webpack_require__, 4977));
    const cacheDir = defaultCacheDirectory(environment);
    const python = await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment });
    const ending = new AbortController();
    let patienceMs = 0;
    const listening = (0,timers/* deferred */.yX)();
    const said = [];
    const ended = (0,processes/* run */.eF)(python.path, [
        ...[
            '-m',
            'model_runtime',
            'serve',
            '--model',
            (0,external_node_path_.resolve)(path),
            '--host',
            host,
            '--port',
            String(port),
            '--until-input-ends',
        ],
        ...['--name', manifest.name, '--version', manifest.version],
    ], {
        cwd: (0,external_node_os_.tmpdir)(),
        env: {
            ...(0,processes/* plainEnvironment */.Ud)(environment),
            PYTHONPATH: (0,installation/* runtimeDirectory */.Uq)(),
            PYTHONUNBUFFERED: '1',
            PYTHONDONTWRITEBYTECODE: '1',
        },
        // Whatever ends us ends it: a closed terminal and `kill -9` leave nobody else to do it.
        holdsStdin: true,
        signal: ending.signal,
        patienceMs: () => patienceMs,
        onStderrLine: (line) => {
            const [, found] = /listening on \S*:(\d+)$/.exec(line) ?? [];
            if (found !== undefined)
                listening.resolve(Number(found));
            said.push(line);
            if (said.length > keptLines)
                said.shift();
            if (/ (?:WARNING|ERROR) /.test(line))
                log.foreign(line);
        },
    }).then(({ exitCode, signal: by }) => {
        const last = said.length === 0 ? 'it said nothing' : `its last lines: ${said.slice(-3).join(' | ')}`;
        throw new errors/* UserError */.yo(`the server of ${manifest.name} ended by itself (${by ?? exitCode}): see why; ${last}`, {
            exit: 'crashed',
        });
    }, (reason) => {
        if (reason !== ending.signal.reason)
            throw reason;
    });
    // Whoever waits for it first is told; nobody else is.
    ended.catch(() => undefined);
    const stop = async (how) => {
        patienceMs = how === 'politely' ? politeMs : 0;
        ending.abort(new Error('no longer needed'));
        await ended.catch(() => undefined);
    };
    try {
        const url = `http://${host}:${await Promise.race([listening.promise, gone(ended), aborted(signal)])}`;
        const fetch = (0,network/* openFetch */.v)(environment);
        while (!(await fetch(`${url}${manifest.serving.readyPath}`)
            .then(({ ok }) => ok)
            .catch(() => false)))
            await Promise.race([(0,timers/* sleep */.yy)(pollMs, signal), gone(ended)]);
        return { url, ended, stop };
    }
    catch (error) {
        await stop('at once');
        throw error;
    }
}
/** The server's notice to its clients takes a second of it; the command itself is to end in two and a half. */
const politeMs = 1_800;
const gone = async (ended) => {
    await ended;
    throw new Error('the server was stopped while somebody waited for it');
};
const aborted = (signal) => new Promise((_, reject) => {
    if (signal.aborted)
        reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
});

;// CONCATENATED MODULE: ./build/src/stages/trial.js




/** Finds the model and serves it at a port of loopback. */
async function startTrial(options) {
    const { specFile, wanted, port, signal, environment, stderr } = options;
    const platform = (0,terminal/* createTerminal */.PB)({ stderr, debug: environment['MODEL_ACTIONS_DEBUG'] === '1' });
    const context = await (0,stages_context.openContext)({ specFile, stages: [], force: false, platform, signal, environment });
    const { model, because } = await chooseModel(context, wanted);
    const { name, version, precision } = model.manifest;
    options.onModel(`${name} ${version}, ${precision}: ${because}`, model);
    const server = await startOwnServer(model, { environment, signal, log: platform.log }, port);
    return { model, because, server, context };
}


/***/ })

};
