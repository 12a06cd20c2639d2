export const id = 7660;
export const ids = [7660];
export const modules = {

/***/ 60493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JV: () => (/* binding */ weightEntries),
/* harmony export */   O5: () => (/* binding */ gatedEntry),
/* harmony export */   Q7: () => (/* binding */ planLayers),
/* harmony export */   jq: () => (/* binding */ filepathKey),
/* harmony export */   n3: () => (/* binding */ layerKey),
/* harmony export */   pP: () => (/* binding */ runtimeRoot),
/* harmony export */   vG: () => (/* binding */ modelsRoot)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _model_checks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41646);
/* harmony import */ var _model_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41158);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75820);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(62676);








/** Which of our layers this is, on every descriptor of one. */
const layerKey = 'model-actions.layer';
/** ModelPack's name for where a layer's content stands. */
const filepathKey = 'org.cncf.model.filepath';
const modelsRoot = 'models';
const runtimeRoot = 'opt/model-actions';
/**
 * The layers above the base, from the bottom: runtime, one a weight file, then everything small together. `model.json` is
 * written from the manifest, every other file must be what the manifest says, in the one read that goes into its layer.
 */
async function planLayers(model, runtimeDirectory) {
    const { name, files } = model.manifest;
    const below = `${modelsRoot}/${name}`;
    const weights = files.filter((file) => (0,_model_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .isWeightFile */ .D)(file.path));
    const rest = files.filter((file) => !(0,_model_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .isWeightFile */ .D)(file.path));
    const description = (0,_model_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestBytes */ .T8)(model.manifest);
    const small = [
        ...rest.map((file) => gatedEntry(`${below}/${file.path}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(model.path, file.path), file)),
        {
            path: `${below}/${_model_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .manifestName */ .vS}`,
            kind: 'file',
            sizeBytes: description.length,
            content: () => [description],
        },
    ];
    return [
        { kind: 'runtime', path: runtimeRoot, entries: await runtimeEntries(runtimeDirectory) },
        ...weights.map((file) => {
            const entries = weightEntries(name, file.path, (path) => gatedEntry(path, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(model.path, file.path), file));
            return { kind: 'weight', path: `${below}/${file.path}`, entries };
        }),
        { kind: 'model', path: `${below}/`, entries: (0,_tar_js__WEBPACK_IMPORTED_MODULE_7__/* .withDirectories */ .CM)(small, '') },
    ];
}
/**
 * The layer of one weight file. Wherever the file travels, in a result or in an image, it is these very bytes, so that
 * they are stored and sent once. @param file its path in the model's directory
 */
const weightEntries = (model, file, entry) => (0,_tar_js__WEBPACK_IMPORTED_MODULE_7__/* .withDirectories */ .CM)([entry(`${modelsRoot}/${model}/${file}`)], '');
/** A file as an entry of an archive; fails in the pass that reads it where it is not the one that was gated. */
const gatedEntry = (path, file, expected) => ({
    path,
    kind: 'file',
    sizeBytes: expected.sizeBytes,
    content: () => unchanged(file, expected),
});
async function* unchanged(path, expected) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .openRegular */ .lf)(path);
    for await (const piece of file.createReadStream({ highWaterMark: _digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readBytes */ .io })) {
        hash.update(piece);
        sizeBytes += piece.length;
        if (sizeBytes > expected.sizeBytes)
            throw (0,_model_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .changedSince */ .$A)(path, `more than its ${expected.sizeBytes} bytes`);
        yield piece;
    }
    const difference = (0,_model_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .differenceFrom */ .mX)(expected, { sizeBytes, digest: `sha256:${hash.digest('hex')}` });
    if (difference !== undefined)
        throw (0,_model_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .changedSince */ .$A)(path, difference);
}
/** The package directory under its own name; what Python writes beside its sources, and hidden files, stay out. */
async function runtimeEntries(directory) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(directory);
    const files = await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .listFiles */ .CS)(directory, {
        links: 'refused',
        skip: (entry) => entry === '__pycache__' || entry.endsWith('.pyc') || entry.startsWith('.'),
    });
    const entries = files.map((file) => (0,_tar_js__WEBPACK_IMPORTED_MODULE_7__/* .fileEntry */ .nV)(`${runtimeRoot}/${name}/${file.path}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, file.path), file.sizeBytes));
    return (0,_tar_js__WEBPACK_IMPORTED_MODULE_7__/* .withDirectories */ .CM)(entries, 'opt');
}


/***/ }),

/***/ 74362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ putArchive)
/* harmony export */ });
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85167);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23102);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62676);



/**
 * Stores entries as one uncompressed layer. A layout gets it in a single read of the files. A registry is asked first, so
 * there the first read tells the digest, and only a layer that neither it nor a sibling has is read again, for the upload.
 * @param options.siblings repositories that may have the blob; of the same registry it is mounted from there
 */
async function putArchive(entries, options) {
    const { store, siblings, signal } = options;
    const tar = (0,_tar_js__WEBPACK_IMPORTED_MODULE_2__/* .tarStream */ .eu)(entries);
    const stream = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatable */ .EQ)(() => abortable(tar.stream, signal));
    if (store.mount === undefined) {
        const before = new Set();
        const checked = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
        const noted = (async function* () {
            yield* checked.stream;
            const { digest } = checked.result();
            if (await store.has(digest))
                before.add(digest);
        })();
        const descriptor = await store.write(noted, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer);
        return { descriptor, moved: !before.has(descriptor.digest) };
    }
    const first = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
    for await (const _ of first.stream)
        ;
    const known = first.result();
    const descriptor = { mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, ...known };
    if (await store.has(known.digest, known.size))
        return { descriptor, moved: false };
    for (const sibling of siblings)
        if ((await sibling.has(known.digest, known.size)) && (await store.mount(known.digest, sibling)))
            return { descriptor, moved: false };
    await store.write(stream, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, known);
    return { descriptor, moved: true };
}
async function* abortable(stream, signal) {
    for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
    }
}


/***/ }),

/***/ 62676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ withDirectories),
/* harmony export */   Dm: () => (/* binding */ frameOf),
/* harmony export */   FJ: () => (/* binding */ writeTar),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   eu: () => (/* binding */ tarStream),
/* harmony export */   nV: () => (/* binding */ fileEntry),
/* harmony export */   om: () => (/* binding */ block),
/* harmony export */   pI: () => (/* binding */ tarHeader)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85167);



/*
 * Format: POSIX ustar, with a pax record where a path or size does not fit (IEEE Std 1003.1, pax). Everything that could
 * differ between two machines is fixed: time 0, the owner, the modes, the order.
 */
const owner = 65532;
const block = 512;
/** An entry that is read from a file when its turn comes. */
const fileEntry = (path, file, sizeBytes) => ({
    path,
    kind: 'file',
    sizeBytes,
    content: async function* () {
        const { file: opened } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegular */ .lf)(file);
        yield* opened.createReadStream({ highWaterMark: _digest_js__WEBPACK_IMPORTED_MODULE_0__/* .readBytes */ .io });
    },
});
/** The entries with every directory above them up to, and not including, `below`, sorted. */
function withDirectories(entries, below) {
    const all = new Map(entries.map((entry) => [entry.path, entry]));
    for (const { path } of entries) {
        const parts = path.split('/');
        for (let length = parts.length - 1; length > 0; length -= 1) {
            const parent = parts.slice(0, length).join('/');
            if (parent !== below && !below.startsWith(`${parent}/`))
                all.set(parent, { path: parent, kind: 'directory' });
        }
    }
    return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** A tar archive as a stream that can be read again, and its size, known beforehand. */
function tarStream(entries) {
    const sizeBytes = entries.reduce((sum, entry) => sum + entrySize(entry), 2 * block);
    return { stream: (0,_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .repeatable */ .EQ)(() => writeTar(entries)), sizeBytes };
}
/**
 * What stands around the content of an archive's only file, the last of `entries`: `before` it the headers, behind it
 * zeros up to `sizeBytes`, the size of the whole archive.
 */
function frameOf(entries) {
    if (entries.filter(({ kind }) => kind === 'file').length !== 1 || entries.at(-1)?.kind !== 'file')
        throw new Error('an archive of one file, the last of its entries, was expected');
    return { before: Buffer.concat(entries.map(tarHeader)), sizeBytes: tarStream(entries).sizeBytes };
}
async function* writeTar(entries) {
    for await (const entry of entries) {
        yield tarHeader(entry);
        if (entry.kind === 'directory')
            continue;
        let size = 0;
        for await (const piece of entry.content()) {
            size += piece.length;
            yield piece;
        }
        if (size !== entry.sizeBytes)
            throw new Error(`${entry.path}: ${size} bytes where ${entry.sizeBytes} were announced`);
        if (size % block > 0)
            yield Buffer.alloc(block - (size % block));
    }
    yield Buffer.alloc(2 * block);
}
const entrySize = (entry) => tarHeader(entry).length + (entry.kind === 'file' ? Math.ceil(entry.sizeBytes / block) * block : 0);
/** The header block, after a pax header where it is needed. */
function tarHeader(entry) {
    const path = entry.kind === 'directory' ? `${entry.path}/` : entry.path;
    const size = entry.kind === 'file' ? entry.sizeBytes : 0;
    const fits = Buffer.byteLength(path) <= 100 && /^[\x20-\x7e]*$/.test(path);
    const records = [
        fits ? '' : paxRecord('path', path),
        size > 0o77777777777 ? paxRecord('size', String(size)) : '',
    ].join('');
    const header = ustar(fits ? path : shortName(path), size > 0o77777777777 ? 0 : size, entry.kind === 'file' ? '0' : '5');
    if (records === '')
        return header;
    const body = Buffer.from(records);
    const padding = Buffer.alloc((block - (body.length % block)) % block);
    return Buffer.concat([ustar('././@PaxHeader', body.length, 'x'), body, padding, header]);
}
function ustar(name, size, type) {
    const header = Buffer.alloc(block);
    const octal = (value, at, width) => header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
    header.write(name, 0, 100, 'latin1');
    octal(type === '5' ? 0o755 : 0o444, 100, 8);
    octal(owner, 108, 8);
    octal(owner, 116, 8);
    octal(size, 124, 12);
    octal(0, 136, 12);
    header.fill(' ', 148, 156);
    header.write(type, 156);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
}
const shortName = (path) => path.replaceAll(/[^\x20-\x7e]/g, '_').slice(-100);
/** `LENGTH KEY=VALUE\n`, where LENGTH counts itself. */
function paxRecord(key, value) {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (String(length).length > String(rest).length)
        length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
}


/***/ }),

/***/ 67660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext),
  B: () => (/* binding */ openResults)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/place/gpuLeases.js
var gpuLeases = __webpack_require__(48664);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place_place = __webpack_require__(61561);
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
// EXTERNAL MODULE: ./build/src/model/checks.js + 4 modules
var checks = __webpack_require__(41646);
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
            if (!(await store.has(blob.digest, blob.size)))
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

// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
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
    const written = await (options.load ?? load.loadSpec)(specFile);
    const host = (0,platform_host/* hostOf */.w4)(environment, process.platform);
    const name = (0,platform_host/* engineFor */.Ec)(host, options.engine ?? written.engine.name);
    (0,platform_host/* requireHost */.sq)(host, { engine: name, deploys: options.stages.includes('deploy') });
    const spec = { ...written, engine: { ...written.engine, name } };
    const bounds = await (0,paths/* boundsOf */.BO)(specFile, options.workspace);
    const home = environment['MODEL_ACTIONS_HOME'] ?? '';
    // What stands in a checkout is anybody's who can commit, and a clean checkout would end what serves.
    if ((0,external_node_path_.isAbsolute)(home) && (await (0,paths/* leadsInto */.gA)(bounds.root, home)))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${home} lies in the checkout ${bounds.root}, which \`git clean\` and the next checkout empty: name a directory outside of it`);
    const keep = options.stages.length > 0;
    const place = await (0,place_place/* openPlace */.QL)({ environment, root: bounds.root, model: spec.name, keep });
    if (keep && place.movedFrom !== undefined)
        platform.log.info(`${bounds.root} was ${place.movedFrom} before: its results, checkpoints and history, and what serves, go on`);
    const results = await openResults({ spec, place, specFile, bounds, environment, platform, signal }, {
        believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
        cached: options.cached === true,
    });
    let engine;
    return {
        spec,
        specFile,
        bounds,
        engine() {
            engine ??= openEngine(spec.engine, results, { ...options, label: place.identity });
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
/** Results of this host, and those of the repository that the spec names. */
async function openResults(setting, { believeKeys, cached = false }) {
    const { spec, place, signal } = setting;
    const store = spec.results === undefined ? undefined : await (0,registry/* openRepository */.h_)(spec.results, 'results', setting);
    const shared = store === undefined ? undefined : openOciResults({ store, scratch: (0,external_node_path_.join)(place.cache, 'fetched'), signal });
    return combineResults({ local: (0,local/* openLocalResults */.U)(place.store, { cached }), shared, believeKeys });
}
async function openEngine(section, results, options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(3019)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    const { engine, note } = await createEngine({
        name: section.name,
        image: section.image,
        resolve: (digest) => directoryOf(results, digest),
        credentials: (image) => (0,registry/* imageCredentials */.AV)(image, { environment: options.environment, secret: (text) => options.platform.secret(text) }),
        leases: (0,gpuLeases/* gpuLeases */.E)({ environment: options.environment, label: options.label, log: options.platform.log }),
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
