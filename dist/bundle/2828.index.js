export const id = 2828;
export const ids = [2828,2250];
export const modules = {

/***/ 74383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ withoutCuda),
/* harmony export */   g: () => (/* binding */ cpuLock)
/* harmony export */ });
/* The lock of a training without CUDA, which is another build of PyTorch and none of the libraries that only CUDA asks for. */
/** Packages that only computing with CUDA asks for. */
const forCuda = /^(?:nvidia-|cuda-|triton==|bitsandbytes==)/;
/** A lock without what belongs to CUDA. Torch stays in it, and is found installed: `==2.13.0` takes `2.13.0+cpu`. Pure. */
function withoutCuda(lock, left = forCuda) {
    const kept = [];
    let dropping = false;
    for (const line of lock.split('\n')) {
        if (/^[A-Za-z0-9]/.test(line))
            dropping = left.test(line);
        else if (!/^\s/.test(line))
            dropping = false;
        if (!dropping)
            kept.push(line);
    }
    return kept.join('\n');
}
/** The whole lock with the build of PyTorch that knows no CUDA in the place of the other. @param torch its own lock. Pure. */
const cpuLock = (lock, torch) => `${withoutCuda(lock, /^(?:nvidia-|cuda-|triton==|bitsandbytes==|torch==)/)}\n${torch}`;


/***/ }),

/***/ 82250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CJ: () => (/* binding */ baseLayers),
/* harmony export */   Jv: () => (/* binding */ isImageOf),
/* harmony export */   RG: () => (/* binding */ standsOn),
/* harmony export */   SH: () => (/* binding */ imageAtHand),
/* harmony export */   T6: () => (/* binding */ runtimeLabel),
/* harmony export */   YE: () => (/* binding */ imageBuilt),
/* harmony export */   ensureImage: () => (/* binding */ ensureImage),
/* harmony export */   rA: () => (/* binding */ imageReference)
/* harmony export */ });
/* unused harmony exports hostBundle, buildFailed */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57975);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56118);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(54765);
/* harmony import */ var _cpuLock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(74383);










const publicBase = 'debian:bookworm-slim';
/** Says of an image with our Python packages which lock they are of; the runtime is mounted into it, or lies on top. */
const runtimeLabel = 'dev.model-actions.packages';
/** The bundle of certificates that this machine trusts, for package installers behind a proxy with its own authority. */
const hostBundles = (environment) => [environment.SSL_CERT_FILE, '/etc/ssl/certs/ca-certificates.crt'].filter((path) => path !== undefined);
async function hostBundle(environment) {
    for (const path of hostBundles(environment)) {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path).catch(() => undefined);
        if (bytes !== undefined)
            return bytes;
    }
    return new Uint8Array();
}
/**
 * Reference of one of our images; builds it where the engine lacks it.
 * @throws UserError (exit `preflight`) where the base image cannot be had or a step of the build fails
 */
async function ensureImage(options) {
    const { docker, kind, index, log, signal, environment, base = baseImage(environment) } = options;
    const { files, buildArguments } = await contextOf(kind, options.requirements);
    const reference = referenceOf(kind, files, base);
    const there = await docker.image(reference);
    // What serves goes elsewhere and stays: there a base that was mended since counts.
    if (there !== undefined && (kind !== 'serve' || standsOn(there.layers, await baseLayers(docker, environment, base))))
        return reference;
    log.info(`building the image ${reference} from ${base}; this happens once`);
    const last = [];
    const bundle = { path: 'host-ca.crt', bytes: await hostBundle(environment) };
    const all = files.map((file) => (file.path === lockFile && index !== undefined ? withIndex(file, index) : file));
    const build = async () => {
        const context = (0,tar_stream__WEBPACK_IMPORTED_MODULE_6__.pack)();
        const sent = send(context, [...all, bundle]);
        await docker.build(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(context), { tag: reference, arguments: { BASE: base, ...buildArguments } }, {
            line(line) {
                last.push(line);
                if (last.length > 20)
                    last.shift();
                log.foreign(line);
            },
            signal,
        });
        await sent;
    };
    try {
        await build().catch((error) => {
            if (signal.aborted || !clearedAway.test(error.message))
                throw error;
            log.info('another build on this engine cleared away what this one had made so far: building once more');
            return build();
        });
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        const python = kind === 'gateway' ? undefined : await pythonOf(docker, base, signal);
        throw buildFailed({ kind, base, python, said: error.message, last });
    }
    return reference;
}
/** What an engine says where another program removed what lay between two steps of a build: it is in no use, by its count. */
const clearedAway = /unknown parent image/i;
/** Whether our images can be built on this engine without a registry: one is there, or a base for it. */
async function imageAtHand(docker, kind, environment) {
    return (await docker.image(baseImage(environment))) !== undefined || (await imageBuilt(docker, kind, environment));
}
/** Whether the engine has this image of ours, so that nothing need be built. */
async function imageBuilt(docker, kind, environment, requirements) {
    return (await docker.image(await imageReference(kind, environment, undefined, requirements))) !== undefined;
}
/** The name of one of our images, whether the engine has it or not: with the same files and base it is the same. */
async function imageReference(kind, environment, base = baseImage(environment), requirements) {
    return referenceOf(kind, (await contextOf(kind, requirements)).files, base);
}
/** Of what the engine has under the name of the base; undefined where it has nothing, and the name alone decides. */
const baseLayers = async (docker, environment, base = baseImage(environment)) => (await docker.image(base))?.layers;
/** Whether an image was built from the base. Layers tell it and no id, which each kind of engine makes in another way. Pure. */
const standsOn = (layers, base) => base === undefined || base.every((layer, at) => layers[at] === layer);
/**
 * Whether an image of the engine is the one of this configuration: made of the same layers, and run in the same way. Its id
 * does not tell, because engines with containerd's store name it otherwise than by its configuration.
 */
function isImageOf(facts, { config, rootfs }) {
    const wanted = [rootfs.diff_ids ?? [], config?.['Entrypoint'] ?? [], config?.['Cmd'] ?? [], config?.['Env'] ?? []];
    return (0,node_util__WEBPACK_IMPORTED_MODULE_5__.isDeepStrictEqual)([facts.layers, facts.entrypoint, facts.command, facts.environment], wanted);
}
const baseImage = (environment) => {
    const named = environment.MODEL_ACTIONS_BASE_IMAGE ?? '';
    return named === '' ? publicBase : named;
};
const referenceOf = (kind, files, base) => `model-actions-${kind}:${contentHash(files, base)}`;
/** The host's certificates are not part of it: they are in no image. */
function contentHash(files, base) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${base}\n`);
    for (const file of files)
        hash.update(`${file.path}\n${file.bytes.length}\n`).update(file.bytes);
    return hash.digest('hex').slice(0, 16);
}
/** Exactly what the Dockerfile copies; nothing is sent because it happens to lie there. */
async function contextOf(kind, requirements = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .runtimeDirectory */ .Uq)(), 'requirements')) {
    const folder = kind === 'gateway' ? 'gateway' : 'python';
    const dockerfile = { path: 'Dockerfile', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .dockerDirectory */ .C2)(), folder, 'Dockerfile')) };
    if (kind !== 'gateway') {
        const read = (name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(requirements, `${name}.txt`), 'utf8');
        const [lock, text] = kind === 'train-cpu'
            ? ['train', (0,_cpuLock_js__WEBPACK_IMPORTED_MODULE_9__/* .cpuLock */ .g)(await read('train'), await read('torch-cpu'))]
            : [kind, await read(kind)];
        return { files: [dockerfile, { path: lockFile, bytes: Buffer.from(text) }], buildArguments: { LOCK: lock } };
    }
    const node = { path: 'node', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(process.execPath), executable: true };
    const { directory, names, entry } = await (0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .agentFiles */ .VI)();
    const agent = names.map(async (name) => ({ path: `agent/${name}`, bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name)) }));
    const files = [dockerfile, node, ...(await Promise.all(agent))];
    return {
        files: [...files, { path: 'agent/package.json', bytes: Buffer.from('{"type":"module"}\n') }],
        buildArguments: { AGENT: `agent/${entry}` },
    };
}
const lockFile = 'requirements.txt';
/**
 * The same with one more index to look for packages at. Where that is speaks for nothing, so that it is in no tag: the hashes are
 * of the only files that are taken, which is why one without TLS will do.
 */
function withIndex(file, index) {
    const { protocol, hostname } = new URL(index);
    const trusted = protocol === 'http:' ? `--trusted-host ${hostname}\n` : '';
    return { ...file, bytes: Buffer.concat([Buffer.from(`--extra-index-url ${index}\n${trusted}`), file.bytes]) };
}
async function send(context, files) {
    for (const { path, bytes, executable } of files) {
        const header = { name: path, size: bytes.length, mode: executable === true ? 0o755 : 0o644, mtime: new Date(0) };
        const entry = context.entry(header);
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)([bytes], entry);
    }
    context.finalize();
}
/** `3.11`, of an image that the engine has; undefined where it has no such image, or the image no Python. */
async function pythonOf(docker, image, signal) {
    const said = [];
    const asked = {
        image,
        command: ['python3', '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'],
        environment: {},
        labels: {},
        user: '65532:65532',
        network: 'none',
        keepLog: 'no',
    };
    await docker
        .run(asked, { stdout: (line) => void said.push(line), stderr: () => undefined }, signal)
        // It is asked after a failure, which is told in any case.
        .catch(() => undefined);
    return said.find((line) => /^\d+\.\d+$/.test(line));
}
/** The oldest that the locks of our packages are made for. */
const oldestPython = { major: 3, minor: 10 };
function isTooOld(python) {
    const [major = 0, minor = 0] = python.split('.').map(Number);
    return major < oldestPython.major || (major === oldestPython.major && minor < oldestPython.minor);
}
/** Why an image of ours could not be built, and what to do. @param last the last lines of the build */
function buildFailed(failed) {
    const { kind, base, python, said, last } = failed;
    const failure = (message) => new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .UserError */ .yo(message, { exit: 'preflight' });
    if (/no space left/i.test(said))
        return failure(`the disk of the Docker engine is full while building the ${kind} image: docker system prune, or make room`);
    if (python !== undefined && isTooOld(python))
        return failure(`the base image ${base} of the ${kind} image has Python ${python}, and our packages need ${oldestPython.major}.${oldestPython.minor} or newer: ${anotherBase}`);
    if (/pull access denied|manifest unknown|manifest for|not found|lookup|dial tcp|i\/o timeout|TLS|x509|Client\.Timeout/.test(said))
        return failure(`the base image ${base} of the ${kind} image cannot be had (${said}): ${anotherBase}`);
    // Engines colour what a step writes to its standard error.
    const cause = last
        .map((line) => (0,node_util__WEBPACK_IMPORTED_MODULE_5__.stripVTControlCharacters)(line).trim())
        .findLast((line) => /^(?:ERROR|E): |: not found$/.test(line));
    return failure(`building the ${kind} image from ${base} failed: ${said}${cause === undefined ? '' : ` (${cause})`}; the lines above say where`);
}
const anotherBase = 'name another one that the engine has, by MODEL_ACTIONS_BASE_IMAGE or `runtime-image --debian`; docker/base/make.sh makes one from Debian packages';


/***/ }),

/***/ 31029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ dockerArchive),
/* harmony export */   f: () => (/* binding */ fromDockerArchive)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56118);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85167);
/* harmony import */ var _imageConfig_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(52804);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23102);
/* harmony import */ var _platforms_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(52751);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(62676);











/*
 * Format: what `docker save` writes and `docker load` reads: an OCI image layout in a tar archive, with a manifest.json
 * (moby image/spec v1.2) that names the same blobs. Engines with their own image store read the latter and know an image by
 * its configuration; those on containerd's, the default of new installations since Docker 29, read the layout and know it
 * by its manifest. Older engines wrote no layout, so the reader goes by manifest.json alone.
 */
/** The image of this machine's platform as an archive for an engine to load, under the names `tags` (`NAME:TAG`). */
async function dockerArchive(options) {
    const { store, digest, tags } = options;
    const { descriptor, manifest } = await (0,_platforms_js__WEBPACK_IMPORTED_MODULE_8__/* .choosePlatform */ .xV)(store, digest, options.platform ?? (0,_platforms_js__WEBPACK_IMPORTED_MODULE_8__/* .hostPlatform */ .ol)(), true);
    const { bytes } = await store.getManifest(descriptor.digest);
    const config = await (0,_blobs_js__WEBPACK_IMPORTED_MODULE_5__/* .readBlob */ .gm)(store, manifest.config);
    const layers = new Map(manifest.layers.map((layer) => [layer.digest, layer]));
    async function* entries() {
        yield small('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
        yield small('index.json', layoutIndex(descriptor, tags));
        yield small('manifest.json', dockerManifest(manifest, tags));
        yield small(blobPath(descriptor.digest), bytes);
        yield small(blobPath(manifest.config.digest), config);
        for (const layer of layers.values()) {
            const stream = await store.read(layer);
            yield { path: blobPath(layer.digest), kind: 'file', sizeBytes: layer.size, content: () => stream };
        }
    }
    return (0,_blobs_js__WEBPACK_IMPORTED_MODULE_5__/* .readableFrom */ .Xn)((0,_tar_js__WEBPACK_IMPORTED_MODULE_9__/* .writeTar */ .FJ)(entries()));
}
const blobPath = (digest) => `blobs/sha256/${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest)}`;
function dockerManifest(manifest, tags) {
    const layers = manifest.layers.map(({ digest }) => blobPath(digest));
    return Buffer.from(JSON.stringify([{ Config: blobPath(manifest.config.digest), RepoTags: [...tags], Layers: layers }]));
}
/** One entry a name, and one without any where there is no name. */
function layoutIndex({ mediaType, digest, size, platform }, tags) {
    const entry = { mediaType, digest, size, ...(platform === undefined ? {} : { platform }) };
    const named = tags.map((tag) => ({
        ...entry,
        annotations: {
            'io.containerd.image.name': fullName(tag),
            'org.opencontainers.image.ref.name': tag.slice(tag.lastIndexOf(':') + 1),
        },
    }));
    const manifests = named.length === 0 ? [entry] : named;
    return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.index, manifests }));
}
/** Docker's short names, spelled out as containerd knows them. */
function fullName(name) {
    const [first = '', ...rest] = name.split('/');
    if (rest.length === 0)
        return `docker.io/library/${name}`;
    return first === 'localhost' || /[.:]/.test(first) ? name : `docker.io/${name}`;
}
const small = (path, bytes) => ({
    path,
    kind: 'file',
    sizeBytes: bytes.length,
    content: () => [bytes],
});
const savedManifest = zod__WEBPACK_IMPORTED_MODULE_10__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_10__/* .object */ .Ikc({ Config: zod__WEBPACK_IMPORTED_MODULE_10__/* .string */ .YjP(), Layers: zod__WEBPACK_IMPORTED_MODULE_10__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_10__/* .string */ .YjP()), RepoTags: zod__WEBPACK_IMPORTED_MODULE_10__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_10__/* .string */ .YjP()).nullish() }))
    .length(1, 'expected one image; save one at a time');
/** Of all documents together: they are held in memory, and anything may begin like one. */
const documentLimitBytes = 16 * 1024 * 1024;
const entryLimit = 20_000;
/**
 * Takes what `docker save` wrote into a store, as an index with one image: a runtime image that was built here becomes a
 * base without a registry. Layers are streamed and checked against the configuration's diff ids.
 */
async function fromDockerArchive(stream, store) {
    const documents = new Map();
    const blobs = new Map();
    const links = new Map();
    let leftBytes = documentLimitBytes;
    let entries = 0;
    const reader = (0,tar_stream__WEBPACK_IMPORTED_MODULE_2__.extract)();
    const fed = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(stream, reader);
    fed.catch(() => undefined);
    try {
        for await (const entry of reader) {
            const { name, type, linkname } = entry.header;
            entries += 1;
            if (entries > entryLimit)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`docker archive: more than ${entryLimit} entries, which no image has: give what docker save writes`);
            if (type === 'symlink' || type === 'link')
                links.set(name, linkTarget(name, type, linkname ?? ''));
            if (type !== 'file') {
                entry.resume();
                continue;
            }
            const pieces = entry[Symbol.asyncIterator]();
            const first = await pieces.next();
            const head = Buffer.from(first.done === true ? [] : first.value);
            const rest = async function* () {
                yield head;
                for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next())
                    yield piece.value;
            };
            if (/^\s*[[{]/.test(head.subarray(0, 64).toString('latin1'))) {
                const document = await readDocument(name, rest(), leftBytes);
                leftBytes -= document.length;
                documents.set(name, document);
            }
            else
                blobs.set(name, await store.write(rest(), isGzip(head) ? _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.gzipLayer : _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.layer));
        }
        await fed;
    }
    catch (error) {
        // The reader's own errors have no other sign; those of the disk and the stream do.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo || !(error instanceof Error) || 'code' in error)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`docker archive: not a whole tar archive (${error.message}): save the image again`, {
            cause: error,
        });
    }
    return putImage(store, documents, (name) => blobs.get(links.get(name) ?? name));
}
async function putImage(store, documents, layerOf) {
    const place = 'docker archive';
    const text = documents.get('manifest.json');
    if (text === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place}: there is no manifest.json: give what docker save writes`);
    const parsed = savedManifest.safeParse((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .qF)(text, `${place}: manifest.json`));
    const image = parsed.data?.[0];
    if (image === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place}: manifest.json: ${parsed.error?.issues[0]?.message ?? 'empty'}: give what docker save writes`);
    const configBytes = documents.get(image.Config);
    if (configBytes === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place}: ${image.Config} is missing: save the image again`);
    const config = (0,_imageConfig_js__WEBPACK_IMPORTED_MODULE_6__/* .parseImageConfig */ .FB)(configBytes, `${place}: ${image.Config}`);
    const layers = image.Layers.map((name, position) => {
        const layer = layerOf(name);
        if (layer === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place}: ${name} is missing: save the image again`);
        const expected = config.rootfs.diff_ids?.[position];
        if (layer.mediaType === _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.layer && layer.digest !== expected)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place}: ${name}: its digest is ${layer.digest}, the configuration says ${expected}: save the image again`);
        return layer;
    });
    const written = await store.write((0,_blobs_js__WEBPACK_IMPORTED_MODULE_5__/* .blobOf */ .DE)(configBytes), _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.config);
    const manifest = { schemaVersion: 2, mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.manifest, config: written, layers };
    const put = await store.putManifest(Buffer.from(JSON.stringify(manifest)), _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.manifest);
    const platform = {
        architecture: config.architecture,
        os: config.os,
        ...(config.variant === undefined ? {} : { variant: config.variant }),
    };
    const index = { schemaVersion: 2, mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.index, manifests: [{ ...put, platform }] };
    return store.putManifest(Buffer.from(JSON.stringify(index)), _mediaTypes_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypes */ .Ib.index);
}
async function readDocument(name, stream, limitBytes) {
    const pieces = [];
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > limitBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`docker archive: ${name.slice(0, 300)}: more than ${documentLimitBytes} bytes of JSON: give what docker save writes`);
        pieces.push(piece);
    }
    return Buffer.concat(pieces);
}
const isGzip = (head) => head[0] === 0x1f && head[1] === 0x8b;
/** Equal layers stand once; older engines link the others, by a path relative to the link. */
function linkTarget(name, type, target) {
    return type === 'link' ? target : node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(name), target));
}


/***/ })

};
