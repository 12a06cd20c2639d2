export const id = 7660;
export const ids = [7660];
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

/***/ 62291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ engineFor),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* unused harmony export hostProblems */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** @param nodePlatform `process.platform`; the runner's own word for its system counts before it */
function hostOf(environment, nodePlatform) {
    const runner = environment['RUNNER_OS'] ?? '';
    const windows = runner === 'Windows' || (runner === '' && nodePlatform === 'win32');
    const macos = runner === 'macOS' || (runner === '' && nodePlatform === 'darwin');
    return {
        os: windows ? 'windows' : macos ? 'macos' : 'linux',
        // The runner mounts the workspace of such a job there, and nowhere else.
        jobContainer: environment['GITHUB_ACTIONS'] === 'true' && (environment['GITHUB_WORKSPACE'] ?? '').startsWith('/__w/'),
    };
}
/** @throws UserError (exit `preflight`) with everything that this host cannot do of what is asked */
function requireHost(host, needs) {
    const [first, ...more] = hostProblems(host, needs);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([first, ...more], { exit: 'preflight' });
}
/** Why this host cannot do it; empty where it can. */
function hostProblems(host, needs) {
    if (host.os === 'windows')
        return [{ what: 'Windows is not supported: take a Linux runner, or WSL 2 on a machine of your own' }];
    const problems = [];
    if (host.os === 'macos' && needs.deploys)
        problems.push({ what: 'deploy needs Linux, and this is macOS: run it on the Linux machine that serves' });
    if (host.jobContainer && needs.engine === 'docker')
        problems.push({
            what: 'this job runs in a container (`container:`), whose files the Docker engine of the runner does not see: remove `container:` from the job, or run jobs as processes (engine.name: process)',
            place: { key: 'engine.name' },
        });
    if (host.jobContainer && needs.deploys)
        problems.push({
            what: 'deploy cannot run in a job with `container:`, as what it starts would end with that container: remove `container:` from the job',
        });
    return problems;
}
/** The engine that `auto` may be here: in a job's own container only processes see its files. */
const engineFor = (host, wanted) => host.jobContainer && wanted === 'auto' ? 'process' : wanted;


/***/ }),

/***/ 67660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/place/place.js
var place_place = __webpack_require__(45882);
// EXTERNAL MODULE: ./build/src/platform/host.js
var platform_host = __webpack_require__(62291);
// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/onlyFile.js








/**
 * Takes the one file out of a layer that was made from `entries`, into a file that does not exist yet. Our writer has one
 * encoding for them, so the layer is compared with it byte by byte and never interpreted: no entry that is not ours, no
 * link and no other path can be in it. @throws UserError where the layer or the file differs from what it should be
 */
async function extractOnlyFile(options) {
    const { store, layer, expected, target } = options;
    const place = `${store.name}: layer ${layer.digest}`;
    const refused = (reason) => new errors/* UserError */.yo(`${place}: ${JSON.stringify(expected.path)}: ${reason}: it was changed on the way, find out who can write there and hand it over again`, { exit: 'gate-failed' });
    const frame = (0,tar/* frameOf */.Dm)(options.entries);
    if (layer.mediaType !== mediaTypes/* mediaTypes */.Ib.layer)
        throw refused(`of the kind ${layer.mediaType}`);
    if (layer.size !== frame.sizeBytes)
        throw refused(`${layer.size} bytes instead of ${frame.sizeBytes}`);
    const stream = await store.read(layer);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* content() {
        let at = 0;
        for await (const piece of stream) {
            const framed = Math.min(piece.length, Math.max(0, frame.before.length - at));
            if (!piece.subarray(0, framed).equals(frame.before.subarray(at, at + framed)))
                throw refused('another entry than the one that belongs there');
            const until = Math.max(framed, Math.min(piece.length, frame.before.length + expected.sizeBytes - at));
            if (piece.subarray(until).some((byte) => byte !== 0))
                throw refused('more than the one entry');
            const own = piece.subarray(framed, until);
            hash.update(own);
            at += piece.length;
            if (own.length > 0)
                yield own;
        }
        const found = { sizeBytes: expected.sizeBytes, digest: `sha256:${hash.digest('hex')}` };
        const difference = (0,manifest/* differenceFrom */.mX)(expected, found);
        if (difference !== undefined)
            throw refused(`not what the result says, ${difference}`);
    }
    await (0,external_node_stream_promises_.pipeline)(content(), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch(async (error) => {
        // What is not even what its digest says is damaged, and is told as that by whoever keeps it.
        if (error instanceof errors/* UserError */.yo)
            for await (const _ of await store.read(layer))
                ;
        throw (0,files/* diskError */.wO)(`${target}: cannot be written`, error);
    });
}

// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/results/read.js
var results_read = __webpack_require__(96982);
// EXTERNAL MODULE: ./build/src/results/types.js
var types = __webpack_require__(63989);
;// CONCATENATED MODULE: ./build/src/results/oci.js















/*
 * Results in an OCI repository or layout directory, one manifest each (image-spec 1.1, "Guidelines for artifact usage"). The
 * config blob is result.json itself, so that the config's digest is the result digest; layer i holds file i of the result.
 * A weight file is the very layer that an image of the model has for it, so that the two share the blob. Two tags lead to
 * it, `result-HEX` and `key-STAGE-HEX`; they are written last, so that half a result is never found.
 */
const resultType = 'application/vnd.model-actions.result.v1+json';
const resultTag = (digest) => `result-${(0,src_digest/* hexOf */.ZD)(digest)}`;
const keyTag = (stage, key) => `key-${stage}-${(0,src_digest/* hexOf */.ZD)(key)}`;
/** Nothing of a result is fetched before it is asked for, and nothing is believed that differs from its digest. */
function openOciResults(options) {
    const { store } = options;
    const read = async (tag) => {
        const present = await store.resolve(tag);
        if (present === undefined)
            return undefined;
        const { bytes } = await store.getManifest(present.digest);
        const where = `${store.name}:${tag}`;
        const manifest = resultManifest(bytes, where);
        const { digest } = manifest.config;
        const json = await (0,blobs/* readBlob */.gm)(store, manifest.config);
        const result = (0,results_read/* readResult */.U)(json, { digest, where });
        requireLayers(result, manifest, where);
        let fetched;
        const directory = () => {
            fetched ??= fetchFiles(options, { digest, result, layers: manifest.layers, json });
            // A transfer that broke may be tried again.
            fetched.catch(() => {
                fetched = undefined;
            });
            return fetched;
        };
        return {
            digest,
            result,
            bytes: json,
            directory,
            unchecked: directory,
        };
    };
    return {
        name: store.name,
        async find(stage, key) {
            const stored = await read(keyTag(stage, key));
            if (stored !== undefined && (stored.result.stage !== stage || stored.result.key !== key))
                throw swapped(`${store.name}:${keyTag(stage, key)}`, `a result of ${stored.result.stage} with another key`);
            return stored;
        },
        async open(digest) {
            const stored = await read(resultTag(digest));
            if (stored !== undefined && stored.digest !== digest)
                throw swapped(`${store.name}:${resultTag(digest)}`, `the result ${stored.digest}`);
            return stored;
        },
        async put(stored) {
            const { digest, result } = stored;
            const bytes = (await presentManifest(digest)) ?? (await putFiles(stored, options));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, resultTag(digest));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, keyTag(result.stage, result.key));
        },
    };
    /** The manifest of this very result, whose blobs are all there; a tag that leads elsewhere is written anew. */
    async function presentManifest(digest) {
        const present = await store.resolve(resultTag(digest));
        if (present === undefined)
            return undefined;
        // One that is gone or cannot be read is put again.
        const found = await store.getManifest(present.digest).catch((error) => {
            if (error instanceof errors/* UserError */.yo)
                return undefined;
            throw error;
        });
        if (found === undefined)
            return undefined;
        const { bytes } = found;
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${store.name}:${resultTag(digest)}`);
        if (document.kind !== 'manifest' || document.manifest.config.digest !== digest)
            return undefined;
        for (const blob of [document.manifest.config, ...document.manifest.layers])
            if (!(await store.has(blob.digest)))
                return undefined;
        return bytes;
    }
    async function putFiles(stored, { siblings = [], signal }) {
        const { digest, result } = stored;
        // Every file is compared with the result in the pass that stores it.
        const directory = await stored.unchecked();
        const layers = [];
        for (const file of result.files) {
            const entries = entriesOf(result, file, (path) => (0,oci_layers/* gatedEntry */.O5)(path, (0,external_node_path_.join)(directory, file.path), file));
            const { descriptor } = await (0,putArchive/* putArchive */.g)(entries, { store, siblings, ...(signal === undefined ? {} : { signal }) });
            layers.push({ ...descriptor, annotations: { [oci_layers/* filepathKey */.jq]: file.path } });
        }
        if (layers.length === 0) {
            await store.write((0,blobs/* blobOf */.DE)(blobs/* emptyBlob */.Ro.bytes), blobs/* emptyBlob */.Ro.descriptor.mediaType, blobs/* emptyBlob */.Ro.descriptor);
            layers.push(blobs/* emptyBlob */.Ro.descriptor);
        }
        const config = await store.write((0,blobs/* blobOf */.DE)(stored.bytes), resultType, { digest, size: stored.bytes.length });
        return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.manifest, artifactType: resultType, config, layers }));
    }
}
/** The archive that a file of a result travels in. A weight file of a model stands where it does in the model's image. */
function entriesOf(result, file, entry) {
    const inModel = /^model\/(.+)$/s.exec(file.path)?.[1];
    return inModel !== undefined && (0,checks/* isWeightFile */.D)(inModel)
        ? (0,oci_layers/* weightEntries */.JV)(result.name, inModel, entry)
        : (0,tar/* withDirectories */.CM)([entry(file.path)], '');
}
function resultManifest(bytes, where) {
    const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, where);
    if (document.kind === 'manifest' && document.manifest.config.mediaType === resultType)
        return document.manifest;
    throw new errors/* UserError */.yo(`${where}: not a result of a stage: name the repository or layout that results are kept in`);
}
/** One layer a file, in the order of the files. */
function requireLayers({ files }, { layers }, where) {
    if (layers.length !== Math.max(1, files.length))
        throw new errors/* UserError */.yo(`${where}: ${layers.length} layers for ${files.length} files: it was not written by model-actions, run the stage again`);
}
const swapped = (where, what) => new errors/* UserError */.yo(`${where}: leads to ${what}: find out who can write there, and run the stage again`, {
    exit: 'gate-failed',
});
/** The files of a result, each compared with what result.json says of it, in a directory that is whole or not there. */
async function fetchFiles({ store, scratch, signal }, of) {
    const { digest, result, layers, json } = of;
    const directory = (0,external_node_path_.join)(scratch, `${(0,src_digest/* hexOf */.ZD)(digest)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await (0,files/* makeDirectory */.Oh)(directory);
        for (const [position, file] of result.files.entries()) {
            signal?.throwIfAborted();
            const layer = layers[position];
            if (layer === undefined)
                throw new Error(`there is no layer for ${file.path}`);
            const target = (0,external_node_path_.join)(directory, file.path);
            await (0,files/* makeDirectory */.Oh)((0,external_node_path_.dirname)(target));
            const entries = entriesOf(result, file, (path) => ({
                path,
                kind: 'file',
                sizeBytes: file.sizeBytes,
                content: () => [],
            }));
            await extractOnlyFile({ store, layer, entries, expected: file, target });
        }
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, types/* resultName */.x), json, { flag: 'wx' });
        return directory;
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/results/results.js

/**
 * Looks on this host first. What comes from elsewhere is taken over into the place, checked.
 * @param options.believeKeys whether a result of the shared repository may be found by its lineage key alone. A digest says
 * what the result is; behind a key lies what whoever can write there put there. So not where anything is signed or deployed;
 * and what was taken over is found here by its digest alone, or a later run would believe the key after all.
 */
function combineResults(options) {
    const { local, shared, believeKeys } = options;
    /** Small things are believed at once, by digest; files are fetched when somebody asks for them. */
    const takenOver = (found) => {
        let fetched;
        const fetch = () => {
            fetched ??= local.takeOver(found).then(async () => {
                await (0,promises_.rm)(await found.directory(), { recursive: true, force: true });
                const mine = await local.open(found.digest);
                if (mine === undefined)
                    throw new Error(`${found.digest} vanished from ${local.name}`);
                return mine;
            });
            return fetched;
        };
        return {
            ...found,
            directory: async () => (await fetch()).directory(),
            unchecked: async () => (await fetch()).unchecked(),
        };
    };
    return {
        name: shared === undefined ? local.name : `${local.name} and ${shared.name}`,
        begin: () => local.begin(),
        put: (stored) => local.put(stored),
        async find(stage, key) {
            const mine = await local.find(stage, key);
            if (mine !== undefined || shared === undefined || !believeKeys)
                return mine;
            const theirs = await shared.find(stage, key);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        async open(digest) {
            const mine = await local.open(digest);
            if (mine !== undefined || shared === undefined)
                return mine;
            const theirs = await shared.open(digest);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        publish: async (stored) => shared?.put(stored),
    };
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/context.js











/** Stages whose word others take: what they start from must be known by its digest. */
const binding = ['sign', 'verify', 'deploy'];
/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
async function openContext(options) {
    const { specFile, platform, signal, environment } = options;
    const written = await (0,load.loadSpec)(specFile);
    const host = (0,platform_host/* hostOf */.w4)(environment, process.platform);
    const name = (0,platform_host/* engineFor */.Ec)(host, options.engine ?? written.engine.name);
    (0,platform_host/* requireHost */.sq)(host, { engine: name, deploys: options.stages.includes('deploy') });
    const spec = { ...written, engine: { ...written.engine, name } };
    const bounds = await (0,paths/* boundsOf */.BO)(specFile, options.workspace);
    const home = environment['MODEL_ACTIONS_HOME'] ?? '';
    // What stands in a checkout is anybody's who can commit, and a clean checkout would end what serves.
    if ((0,external_node_path_.isAbsolute)(home) && (await (0,paths/* leadsInto */.gA)(bounds.root, home)))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${home} lies in the checkout ${bounds.root}, which \`git clean\` and the next checkout empty: name a directory outside of it`);
    const place = await (0,place_place/* openPlace */.QL)({ environment, root: bounds.root, model: spec.name });
    const opening = { specFile, bounds, environment, platform, signal };
    const shared = spec.results === undefined ? undefined : await (0,registry/* openRepository */.h_)(spec.results, 'results', opening);
    const results = combineResults({
        local: (0,local/* openLocalResults */.U)(place.store, { cached: options.cached === true }),
        shared: shared === undefined
            ? undefined
            : openOciResults({ store: shared, scratch: (0,external_node_path_.join)(place.cache, 'fetched'), signal }),
        believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
    });
    let engine;
    return {
        spec,
        specFile,
        bounds,
        engine() {
            engine ??= openEngine(spec.engine, results, options);
            return engine;
        },
        platform,
        place,
        results,
        from: options.from,
        image: options.image,
        signal,
        force: options.force,
        others: options.others ?? 'waited-for',
        rollback: options.rollback ?? false,
        environment,
        clock: { now: () => new Date(), monotonicMs: () => external_node_perf_hooks_.performance.now() },
    };
}
async function openEngine(section, results, options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(7956), __webpack_require__.e(9075), __webpack_require__.e(3019)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    const { engine, note } = await createEngine({
        name: section.name,
        image: section.image,
        resolve: (digest) => directoryOf(results, digest),
        log: options.platform.log,
        signal: options.signal,
        environment: options.environment,
    });
    if (note !== undefined)
        options.platform.log.info(note);
    return engine;
}
async function directoryOf(results, digest) {
    const stored = await results.open(digest);
    if (stored === undefined)
        throw new Error(`the result ${digest} vanished from ${results.name} while it was used`);
    return stored.directory();
}


/***/ })

};
