export const id = 666;
export const ids = [666];
export const modules = {

/***/ 3666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createDockerTarget: () => (/* binding */ createDockerTarget),
  removeDockerPlace: () => (/* binding */ removeDockerPlace)
});

// UNUSED EXPORTS: networkOf

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(12311);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var oci_mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/dockerArchive.js









/*
 * Format: what `docker save` writes and `docker load` reads (moby image/spec v1.2: manifest.json, configuration, layers).
 * Newer engines write an OCI layout with the same manifest.json, so one reader does.
 */
/**
 * The image of this machine's platform as an archive for an engine to load, under the names `tags` (`NAME:TAG`).
 * The engine keeps the configuration byte by byte: its image id is the config's digest.
 */
async function dockerArchive(options) {
    const { store, digest, tags } = options;
    const { manifest } = await (0,platforms/* choosePlatform */.xV)(store, digest, options.platform ?? (0,platforms/* hostPlatform */.ol)(), true);
    const config = await (0,blobs/* readBlob */.gm)(store, manifest.config);
    const configName = `${hex(manifest.config.digest)}.json`;
    const layers = new Map(manifest.layers.map((layer) => [layer.digest, layer]));
    const names = manifest.layers.map((layer) => `${hex(layer.digest)}.tar`);
    const description = Buffer.from(JSON.stringify([{ Config: configName, RepoTags: [...tags], Layers: names }]));
    async function* entries() {
        yield small('manifest.json', description);
        yield small(configName, config);
        for (const layer of layers.values()) {
            const stream = await store.read(layer);
            yield { path: `${hex(layer.digest)}.tar`, kind: 'file', sizeBytes: layer.size, content: () => stream };
        }
    }
    return (0,blobs/* readableFrom */.Xn)((0,tar/* writeTar */.FJ)(entries()));
}
const hex = (digest) => digest.slice('sha256:'.length);
const small = (path, bytes) => ({
    path,
    kind: 'file',
    sizeBytes: bytes.length,
    content: () => [bytes],
});
const savedManifest = schemas/* array */.YOg(schemas/* object */.Ikc({ Config: schemas/* string */.YjP(), Layers: schemas/* array */.YOg(schemas/* string */.YjP()), RepoTags: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() }))
    .length(1, 'expected one image; save one at a time');
const documentLimitBytes = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
/**
 * Takes what `docker save` wrote into a store, as an index with one image: a runtime image that was built here becomes a
 * base without a registry. Layers are streamed and checked against the configuration's diff ids.
 */
async function fromDockerArchive(stream, store) {
    const documents = new Map();
    const blobs = new Map();
    const links = new Map();
    const reader = extract();
    const fed = pipeline(stream, reader);
    fed.catch(() => undefined);
    for await (const entry of reader) {
        const { name, type, linkname } = entry.header;
        if (type === 'symlink' || type === 'link')
            links.set(name, linkTarget(name, type, linkname ?? ''));
        if (type !== 'file') {
            entry.resume();
            continue;
        }
        const pieces = entry[Symbol.asyncIterator]();
        const first = await pieces.next();
        const head = first.done === true ? Buffer.alloc(0) : first.value;
        const rest = async function* () {
            yield head;
            for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next())
                yield piece.value;
        };
        if (/^\s*[[{]/.test(head.subarray(0, 64).toString('latin1')))
            documents.set(name, await readDocument(name, rest()));
        else
            blobs.set(name, await store.write(rest(), isGzip(head) ? mediaTypes.gzipLayer : mediaTypes.layer));
    }
    await fed;
    return putImage(store, documents, (name) => blobs.get(links.get(name) ?? name));
}
async function putImage(store, documents, layerOf) {
    const place = 'docker archive';
    const text = documents.get('manifest.json');
    if (text === undefined)
        throw new UserError(`${place}: there is no manifest.json: give what docker save writes`);
    const parsed = savedManifest.safeParse(parseJson(text, `${place}: manifest.json`));
    const image = parsed.data?.[0];
    if (image === undefined)
        throw new UserError(`${place}: manifest.json: ${parsed.error?.issues[0]?.message ?? 'empty'}: give what docker save writes`);
    const configBytes = documents.get(image.Config);
    if (configBytes === undefined)
        throw new UserError(`${place}: ${image.Config} is missing: save the image again`);
    const config = parseImageConfig(configBytes, `${place}: ${image.Config}`);
    const layers = image.Layers.map((name, position) => {
        const layer = layerOf(name);
        if (layer === undefined)
            throw new UserError(`${place}: ${name} is missing: save the image again`);
        const expected = config.rootfs.diff_ids?.[position];
        if (layer.mediaType === mediaTypes.layer && layer.digest !== expected)
            throw new UserError(`${place}: ${name}: its digest is ${layer.digest}, the configuration says ${expected}: save the image again`);
        return layer;
    });
    const written = await store.write(blobOf(configBytes), mediaTypes.config);
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: written, layers };
    const put = await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest);
    const platform = {
        architecture: config.architecture,
        os: config.os,
        ...(config.variant === undefined ? {} : { variant: config.variant }),
    };
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [{ ...put, platform }] };
    return store.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes.index);
}
async function readDocument(name, stream) {
    const pieces = [];
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > documentLimitBytes)
            throw new UserError(`docker archive: ${name}: more than 8 MiB of JSON: refused`);
        pieces.push(piece);
    }
    return Buffer.concat(pieces);
}
const isGzip = (head) => head[0] === 0x1f && head[1] === 0x8b;
/** Equal layers stand once; older engines link the others, by a path relative to the link. */
function linkTarget(name, type, target) {
    return type === 'link' ? target : new URL(target, `file:///${name}`).pathname.slice(1);
}

// EXTERNAL MODULE: ./build/src/rollout/targets/ready.js
var ready = __webpack_require__(73221);
;// CONCATENATED MODULE: ./build/src/rollout/targets/docker.js




/** The port that a model's image serves at. */
const servingPort = 8080;
/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainSeconds = 10;
/** Name of the network that gateway and versions of a model share. */
const networkOf = (name) => `model-actions-${name}`;
/**
 * Removes everything of a model from the engine: versions, gateway, what the gateway knew, network. Nothing serves after
 * it, and the next deploy is a first one.
 */
async function removeDockerPlace(docker, name) {
    for (const facts of await docker.list({ 'model-actions.name': name })) {
        await docker.remove(facts.id, drainSeconds);
        const id = facts.labels['model-actions.id'];
        if (id !== undefined)
            await docker.removeImage(`${networkOf(name)}:${id}`);
    }
    await docker.removeVolume(`${networkOf(name)}-gateway`);
    await docker.removeNetwork(networkOf(name));
}
/** Asks from inside the container, so that nothing but the engine's endpoint must be reachable from here. */
const askReady = [
    'python3',
    '-c',
    `import urllib.request as r; r.urlopen("http://127.0.0.1:${servingPort}/v2/health/ready", timeout=2)`,
];
/** Runs versions as containers without published ports; what runs is read from their labels. */
async function createDockerTarget(options) {
    const { docker, store, name, log } = options;
    const network = networkOf(name);
    await docker.ensureNetwork(network, { 'model-actions.name': name });
    const find = (more = {}) => docker.list({ 'model-actions.name': name, ...more });
    const versions = async (id) => (await find(id === undefined ? {} : { 'model-actions.id': id })).filter(({ labels }) => labels['model-actions.id'] !== undefined);
    const backendOf = (facts) => ({
        id: facts.labels['model-actions.id'] ?? '',
        version: facts.labels['model-actions.version'] ?? '',
        digest: (facts.labels['model-actions.digest'] ?? ''),
        host: facts.addresses[network] ?? '',
        port: servingPort,
    });
    /** Brings the verified image into the engine and returns the id that its manifest says it must have. */
    const load = async (digest, id, signal) => {
        const { manifest } = await (0,platforms/* choosePlatform */.xV)(store, digest, (0,platforms/* hostPlatform */.ol)(), true);
        const imageId = manifest.config.digest;
        if ((await docker.imageId(imageId)) === imageId)
            return imageId;
        const archive = await dockerArchive({ store, digest, tags: [`${network}:${id}`] });
        await docker.load(archive, signal).catch((error) => {
            if (signal.aborted)
                throw signal.reason;
            throw new errors/* UserError */.y(`the Docker engine could not load ${store.name}@${digest} (${error.message}): make room on its disk`, { exit: 'preflight', cause: error });
        });
        // A full disk shows as an image that is not there.
        if ((await docker.imageId(imageId)) !== imageId)
            throw new errors/* UserError */.y(`the Docker engine has no image ${imageId} after loading ${store.name}@${digest}: its disk may be full`, { exit: 'preflight' });
        return imageId;
    };
    return {
        name: 'docker',
        async start({ version, digest }, signal) {
            const id = (0,ready/* backendId */.Y)(version, digest);
            for (const facts of await versions(id)) {
                if (facts.running)
                    return backendOf(facts);
                await docker.remove(facts.id, 0);
            }
            const image = await load(digest, id, signal);
            signal.throwIfAborted();
            log.info(`starting version ${version} (${digest}) as a container`);
            const container = await docker.start({
                image,
                // The image's own command: it knows where its model lies.
                command: [],
                environment: {},
                name: `${network}-${id}`,
                labels: {
                    'model-actions.name': name,
                    'model-actions.id': id,
                    'model-actions.version': version,
                    'model-actions.digest': digest,
                },
                user: '65532:65532',
                network,
                stopGraceSeconds: drainSeconds,
            });
            const facts = await docker.inspect(container);
            if (facts === undefined)
                throw new errors/* UserError */.y(`the container of version ${id} is gone`, { exit: 'crashed' });
            return backendOf(facts);
        },
        async ready(backend, timeoutMs, signal) {
            const find = async () => (await versions(backend.id))[0];
            await (0,ready/* waitUntilReady */.b)({
                id: backend.id,
                timeoutMs,
                signal,
                async ask() {
                    const facts = await find();
                    return facts?.running === true && (await docker.exec(facts.id, askReady)).exitCode === 0;
                },
                async gone() {
                    const facts = await find();
                    if (facts === undefined)
                        return 'its container is gone';
                    if (facts.running)
                        return undefined;
                    return facts.outOfMemory ? 'it was out of memory' : `its container ended with exit code ${facts.exitCode}`;
                },
                async tail() {
                    const facts = await find();
                    return facts === undefined ? [] : docker.logTail(facts.id, 5);
                },
            });
        },
        async stop(id) {
            for (const facts of await versions(id))
                await docker.remove(facts.id, drainSeconds);
            // The store has it still; an engine that keeps every version has a full disk some day.
            await docker.removeImage(`${network}:${id}`);
        },
        async list() {
            return (await versions()).filter(({ running }) => running).map(backendOf);
        },
    };
}


/***/ }),

/***/ 73221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ backendId),
/* harmony export */   b: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/** A version's id: unique per release, and fit for file names, containers and a proxy's server names. */
const backendId = (version, digest) => `v${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
const pollMs = 200;
/**
 * Asks until the answer is yes.
 * @param ask true once the version is ready; a rejection is a no
 * @param gone why it can never come up any more, as soon as that is known
 * @param tail the last lines of its log
 */
async function waitUntilReady(options) {
    const { id, timeoutMs, signal } = options;
    const fail = async (what, remedy) => {
        const lines = await options.tail();
        const said = lines.length === 0 ? 'it said nothing' : `its last lines: ${lines.join(' | ').slice(-800)}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the version ${id} ${what}: ${remedy}; ${said}`, { exit: 'crashed' });
    };
    for (const until = performance.now() + timeoutMs; performance.now() < until;) {
        signal.throwIfAborted();
        if (await options.ask().catch(() => false))
            return;
        const because = await options.gone();
        if (because !== undefined)
            throw await fail(`did not come up, ${because}`, 'see why below');
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
    throw await fail(`was not ready within ${Math.round(timeoutMs / 1000)} s`, 'raise deploy.ready, or see what holds it up');
}


/***/ })

};
