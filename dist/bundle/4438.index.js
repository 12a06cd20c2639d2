export const id = 4438;
export const ids = [4438];
export const modules = {

/***/ 91989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ assembleModelImage),
  E: () => (/* binding */ tagImage)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
;// CONCATENATED MODULE: ./build/src/oci/modelPack.js


/*
 * Format: CNCF ModelPack, github.com/modelpack/model-spec v0.0.7 (docs/spec.md, docs/config.md, schema/config-schema.json).
 * It names the same blobs as the image, so it costs no storage. It is attached to the image's index as a referrer: an
 * entry without a platform inside the index would be taken for an image by some engines.
 */
const modelPackTypes = {
    manifest: 'application/vnd.cncf.model.manifest.v1+json',
    config: 'application/vnd.cncf.model.config.v1+json',
    weight: 'application/vnd.cncf.model.weight.v1.tar',
    weightConfig: 'application/vnd.cncf.model.weight.config.v1.tar',
};
const modelPackLayers = (layers) => layers.filter(({ planned }) => planned.kind !== 'runtime');
function modelPackConfig(options) {
    const { model, labels, created, layers } = options;
    const label = (name) => labels[`org.opencontainers.image.${name}`];
    const optional = { sourceURL: label('source'), revision: label('revision') };
    const license = label('licenses');
    return {
        descriptor: {
            createdAt: created.toISOString(),
            name: model.name,
            version: model.version,
            ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
            ...(license === undefined ? {} : { licenses: [license] }),
        },
        config: { format: model.format, precision: model.precision },
        modelfs: { type: 'layers', diffIds: modelPackLayers(layers).map(({ descriptor }) => descriptor.digest) },
    };
}
function modelPackManifest(options) {
    return {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        artifactType: modelPackTypes.manifest,
        config: options.config,
        layers: modelPackLayers(options.layers).map(({ planned, descriptor }) => ({
            mediaType: planned.kind === 'weight' ? modelPackTypes.weight : modelPackTypes.weightConfig,
            digest: descriptor.digest,
            size: descriptor.size,
            annotations: { [oci_layers/* filepathKey */.jq]: planned.path },
        })),
        subject: { mediaType: options.subject.mediaType, digest: options.subject.digest, size: options.subject.size },
    };
}

// EXTERNAL MODULE: ./build/src/oci/platforms.js
var oci_platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/assemble.js










/**
 * Builds and stores the image of a model: an index with one image a platform over the same weight blobs, and a ModelPack
 * manifest over them. Same input, same digests. The blobs come first, the index last. @throws UserError
 */
async function assembleModelImage(options) {
    const { store } = options;
    const gated = await (0,manifest/* readGatedModel */.l7)(options.model.directory, options.model.files);
    const released = (0,manifest/* releasedAs */.kg)(gated.manifest, options.release);
    const files = released.files.filter(({ path }) => options.without?.includes(path) !== true);
    const model = { ...gated, manifest: { ...released, files } };
    const account = new Account(options.onProgress);
    const bases = await openBases(options);
    const planned = await (0,oci_layers/* planLayers */.Q7)(model, options.runtimeDirectory);
    const baseLayers = new Map(bases.flatMap((base) => base.layers.map((layer) => [layer.digest, layer])));
    account.expect([
        ...[...baseLayers.values()].map((layer) => layer.size),
        ...planned.map((layer) => (0,tar/* tarStream */.eu)(layer.entries).sizeBytes),
    ]);
    if (options.base !== undefined)
        for (const layer of baseLayers.values()) {
            options.signal?.throwIfAborted();
            account.add('layer of the base', layer, (await (0,blobs/* moveBlob */.pP)(options.base.store, layer, store)) === 'moved');
        }
    const layers = [];
    for (const layer of planned) {
        const { descriptor, moved } = await (0,putArchive/* putArchive */.g)(layer.entries, { ...options, siblings: options.siblings ?? [] });
        account.add(layer.path, descriptor, moved);
        layers.push({ planned: layer, descriptor: annotated(layer, descriptor) });
    }
    const labels = allLabels(model, options);
    const manifests = [];
    for (const base of bases)
        manifests.push(await putImage(base, layers, labels, model, options));
    options.signal?.throwIfAborted();
    const index = await putJson(store, mediaTypes/* mediaTypes */.Ib.index, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.index,
        manifests,
        annotations: labels,
    });
    const config = await writeJson(store, modelPackTypes.config, modelPackConfig({ model: model.manifest, labels, created: options.created, layers }));
    const modelPack = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, modelPackManifest({ config, layers, subject: index }));
    return { index, manifests, modelPack, ...account.result() };
}
/** Gives an image that is in the store a name; only now do people find it. */
async function tagImage(store, digest, tag) {
    const { descriptor, bytes } = await store.getManifest(digest);
    return store.putManifest(bytes, descriptor.mediaType, tag);
}
async function openBases(options) {
    const { base, platforms } = options;
    if (base === undefined)
        return (platforms ?? [(0,oci_platforms/* hostPlatform */.ol)()]).map((name) => ({
            config: undefined,
            layers: [],
            platform: (0,oci_platforms/* parsePlatform */.FL)(name),
        }));
    const found = [];
    for (const image of await (0,oci_platforms/* platformImages */.QF)(base.store, base.digest)) {
        const place = `${base.store.name}@${image.descriptor.digest}`;
        const config = (0,imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(base.store, image.manifest.config), place);
        const platform = {
            os: config.os,
            architecture: config.architecture,
            ...(config.variant === undefined ? {} : { variant: config.variant }),
        };
        if (platforms !== undefined && !platforms.includes((0,oci_platforms/* platformName */.$r)(platform)))
            continue;
        found.push({ config, layers: baseLayersOf(image, config, place), platform });
    }
    const missing = (platforms ?? []).filter((name) => !found.some((entry) => (0,oci_platforms/* platformName */.$r)(entry.platform) === name));
    if (missing.length > 0)
        throw new Error(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}`);
    return found;
}
function baseLayersOf(image, config, place) {
    const { layers } = image.manifest;
    if ((config.rootfs.diff_ids ?? []).length !== layers.length)
        throw new errors/* UserError */.yo(`base image ${place}: ${layers.length} layers, but its configuration lists ${(config.rootfs.diff_ids ?? []).length}: choose another base`);
    return layers.map(({ mediaType, digest, size }) => ({ mediaType: ociLayerType(mediaType, place), digest, size }));
}
/** Docker's older names for the same bytes. */
function ociLayerType(mediaType, place) {
    if (mediaType.startsWith('application/vnd.oci.image.layer.v1.tar'))
        return mediaType;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar.gzip')
        return mediaTypes/* mediaTypes */.Ib.gzipLayer;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar')
        return mediaTypes/* mediaTypes */.Ib.layer;
    throw new errors/* UserError */.yo(`base image ${place}: a layer of the kind ${mediaType} cannot be taken over: choose another base`);
}
/** What every descriptor of a layer of ours says about it. */
const annotated = (layer, { mediaType, digest, size }) => ({
    mediaType,
    digest,
    size,
    annotations: { ...(layer.kind === 'runtime' ? {} : { [oci_layers/* filepathKey */.jq]: layer.path }), [oci_layers/* layerKey */.n3]: layer.kind },
});
async function putImage(base, layers, labels, model, options) {
    const { store } = options;
    const config = await writeJson(store, mediaTypes/* mediaTypes */.Ib.config, (0,imageConfig/* modelImageConfig */.lc)({
        base: base.config,
        platform: base.platform,
        model: model.manifest,
        labels,
        created: options.created,
        layers: layers.map(({ planned, descriptor }) => ({ digest: descriptor.digest, comment: `/${planned.path}` })),
    }));
    const manifest = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        config,
        layers: [...base.layers, ...layers.map(({ descriptor }) => descriptor)],
        annotations: labels,
    });
    return { ...manifest, platform: base.platform };
}
function allLabels(model, { base, ...options }) {
    return (0,imageConfig/* sorted */.IP)({
        'org.opencontainers.image.title': model.manifest.name,
        'org.opencontainers.image.version': model.manifest.version,
        'org.opencontainers.image.created': options.created.toISOString(),
        ...(base === undefined
            ? {}
            : { 'org.opencontainers.image.base.name': base.store.name, 'org.opencontainers.image.base.digest': base.digest }),
        ...options.labels,
    });
}
const putJson = (store, mediaType, value) => store.putManifest(Buffer.from(JSON.stringify(value)), mediaType);
async function writeJson(store, mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    const { digest, size } = await store.write((0,blobs/* blobOf */.DE)(bytes), mediaType);
    return { mediaType, digest, size };
}
/** What moved and what was there. */
class Account {
    #layers = [];
    #onProgress;
    #totalBytes = 0;
    #doneBytes = 0;
    constructor(onProgress) {
        this.#onProgress = onProgress;
    }
    expect(sizes) {
        this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    }
    add(path, { digest, size }, moved) {
        this.#layers.push({ path, digest, size, moved });
        this.#doneBytes += size;
        this.#onProgress?.(path, this.#totalBytes === 0 ? 1 : this.#doneBytes / this.#totalBytes);
    }
    result() {
        const sum = (moved) => this.#layers.filter((layer) => layer.moved === moved).reduce((total, layer) => total + layer.size, 0);
        return { layers: this.#layers, bytesMoved: sum(true), bytesReused: sum(false) };
    }
}


/***/ }),

/***/ 52804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   lc: () => (/* binding */ modelImageConfig)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _model_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41158);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23102);
/* harmony import */ var _serving_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43619);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(62676);







const schema = zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({
    architecture: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
    os: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(),
    variant: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().optional(),
    config: zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({ Env: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()).nullish(), Labels: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()).nullish() })
        .nullish(),
    rootfs: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        type: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('layers'),
        diff_ids: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value), 'not a sha256 digest'))
            .nullish(),
    }),
    history: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({})).nullish(),
});
function parseImageConfig(bytes, place) {
    const parsed = schema.safeParse((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(bytes, place));
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${place}: not an image configuration (${(0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .describeIssue */ .n6)(issue)}): give a container image`);
}
/** The configuration of a model image: what the base says, our way of serving, and the layers that we add. Pure. */
function modelImageConfig(options) {
    const { base, platform, model, layers } = options;
    const created = options.created.toISOString();
    const inherited = base?.config ?? {};
    const env = (inherited.Env ?? []).filter((entry) => !entry.startsWith('PYTHONPATH='));
    return {
        created,
        architecture: platform.architecture,
        os: platform.os,
        ...(platform.variant === undefined ? {} : { variant: platform.variant }),
        config: {
            ...inherited,
            User: `${_tar_js__WEBPACK_IMPORTED_MODULE_5__/* .owner */ .eC}:${_tar_js__WEBPACK_IMPORTED_MODULE_5__/* .owner */ .eC}`,
            ExposedPorts: { [`${model.serving.port}/tcp`]: {} },
            Env: [...env, 'PYTHONPATH=/opt/model-actions'],
            Entrypoint: ['python3', '-m', 'model_runtime', 'serve'],
            Cmd: [
                '--model',
                `/models/${model.name}`,
                '--name',
                model.name,
                '--version',
                model.version,
                '--host',
                '0.0.0.0',
                '--port',
                String(model.serving.port),
            ],
            Labels: sorted({ ...inherited.Labels, ...options.labels, ...(0,_serving_js__WEBPACK_IMPORTED_MODULE_4__/* .servingLabels */ .Ql)((0,_model_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .servingOf */ .K3)(model)) }),
        },
        rootfs: { type: 'layers', diff_ids: [...(base?.rootfs.diff_ids ?? []), ...layers.map((layer) => layer.digest)] },
        history: [
            ...(base?.history ?? []),
            ...layers.map((layer) => ({ created, created_by: 'model-actions', comment: layer.comment })),
        ],
    };
}
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));


/***/ }),

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

/***/ 52751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ platformName),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   QF: () => (/* binding */ platformImages),
/* harmony export */   ol: () => (/* binding */ hostPlatform),
/* harmony export */   xV: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23102);


const architectures = { x64: 'amd64', ia32: '386' };
/** Images are for Linux, on the processor that this runs on. */
const hostPlatform = () => `linux/${architectures[process.arch] ?? process.arch}`;
function parsePlatform(name) {
    const [os = '', architecture = '', variant] = name.split('/');
    if (!/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(name))
        throw new Error(`platform ${JSON.stringify(name)}: expected OS/ARCHITECTURE, such as linux/amd64`);
    return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}
const platformName = (platform) => [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join('/');
/** The image manifests of an index (attestations and artifacts left out), or the one that `digest` is. */
async function platformImages(store, digest) {
    const { descriptor, bytes } = await store.getManifest(digest);
    const place = `${store.name}@${digest}`;
    const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDocument */ .Tp)(bytes, place);
    if (document.kind === 'manifest')
        return [{ descriptor, manifest: document.manifest, platform: undefined }];
    const images = [];
    for (const entry of document.index.manifests) {
        if (entry.platform === undefined || entry.platform.os === 'unknown')
            continue;
        const child = await store.getManifest(entry.digest);
        const inner = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDocument */ .Tp)(child.bytes, `${store.name}@${entry.digest}`);
        if (inner.kind !== 'manifest')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: an index inside an index: give a plain image`);
        images.push({
            descriptor: { ...entry, mediaType: child.descriptor.mediaType },
            manifest: inner.manifest,
            platform: platformName(entry.platform),
        });
    }
    if (images.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: an index without an image: give an image`);
    return images;
}
/** The image for this platform; the only one, whatever it is for, where a single one exists and `exact` is false. */
async function choosePlatform(store, digest, platform, exact) {
    const images = await platformImages(store, digest);
    const [first] = images;
    const found = images.find((image) => image.platform === platform);
    if (found !== undefined)
        return found;
    if (first !== undefined && (first.platform === undefined || !exact))
        return first;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${digest}: there is no image for ${platform}, only for ${images.map((image) => image.platform).join(', ')}: build it for ${platform} too`);
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

/***/ 43619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dn: () => (/* binding */ servingOfLabels),
/* harmony export */   FL: () => (/* binding */ servingOfImage),
/* harmony export */   Ql: () => (/* binding */ servingLabels)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41914);



const prefix = 'dev.model-actions.serving.';
const count = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
    .transform(Number);
const schema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    port: count.refine((port) => port < 65_536, 'expected a port'),
    'ready-path': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^\/[!-~]*$/, 'expected a path of a URL'),
    protocol: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('open-inference-v2'),
    'max-length': count,
    'max-batch': count,
    engine: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H3),
});
/** The labels of an image that say how it is served, as model.json inside it does. */
const servingLabels = (serving) => ({
    [`${prefix}port`]: String(serving.port),
    [`${prefix}ready-path`]: serving.readyPath,
    [`${prefix}protocol`]: serving.protocol,
    [`${prefix}max-length`]: String(serving.maxLength),
    [`${prefix}max-batch`]: String(serving.maxBatch),
    [`${prefix}engine`]: serving.engine,
});
/** How an image is served. @param place the image, for messages @throws UserError where its labels do not say it */
const servingOfImage = (config, place) => servingOfLabels(config.config?.Labels ?? {}, place);
/** The same by the labels alone, which a container has of its image. */
function servingOfLabels(labels, place) {
    const own = Object.entries(labels).filter(([name]) => name.startsWith(prefix));
    const parsed = schema.safeParse(Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])));
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: label ${prefix}${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: the image does not say how it is served, build it with model-actions`);
    }
    const { port, protocol, engine } = parsed.data;
    return {
        port,
        readyPath: parsed.data['ready-path'],
        protocol,
        maxLength: parsed.data['max-length'],
        maxBatch: parsed.data['max-batch'],
        engine,
    };
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

/***/ 61561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vh: () => (/* binding */ environmentOfJobs),
  QL: () => (/* binding */ openPlace),
  CE: () => (/* binding */ placesDirectory)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/home.js
var home = __webpack_require__(25246);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/place/movedRoot.js







/*
 * Which place belongs to a directory of a laptop, where no repository's name tells it. Its path does, and a directory that was
 * moved or renamed is known again by what its file system calls it. That is recorded in the place: nothing in the directory
 * itself is believed, as a copy has all of it too.
 */
const rootSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    path: schemas/* string */.YjP(),
    device: schemas/* string */.YjP(),
    inode: schemas/* string */.YjP(),
    /** In nanoseconds. Inodes of removed directories are given to new ones; `0` where the file system keeps no such time. */
    born: schemas/* string */.YjP(),
});
const recordFile = '.root.json';
/**
 * @param local the directory of the places that go by path
 * @param options.keep records where the repository lies now; without it nothing is written
 * @throws UserError where the repository has no place yet, and one that nobody can tell whose it is may be its own
 */
async function nameOfRoot(local, root, options) {
    const here = await rootAt(await (0,promises_.realpath)(root));
    const { name, was } = await choose(local, here);
    if (!options.keep || (was !== undefined && isEqual(was, here)))
        return named(name, was, here);
    // Closed to the other users of the host, as whatever is kept there.
    await (0,files/* makeDirectory */.Oh)(local, { mode: 0o700 });
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(local, '.lock'), { label: 'place' }, async () => {
        const { name, was } = await choose(local, here);
        await (0,files/* makeDirectory */.Oh)((0,external_node_path_.join)(local, name), { mode: 0o700 });
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(local, name, recordFile), `${JSON.stringify(here)}\n`, { mode: 0o600 });
        return named(name, was, here);
    });
}
const named = (name, was, { path }) => was === undefined || was.path === path ? { name } : { name, movedFrom: was.path };
async function choose(local, here) {
    const { kept, damaged, unread } = await recorded(local);
    const there = kept.find(({ root }) => root.path === here.path);
    // Its own goes before that of another path which it had too, such as of a mount that is gone.
    if (there !== undefined && isSame(there.root, here))
        return { name: there.name, was: there.root };
    for (const { name, root } of kept)
        if (isSame(root, here) && !(await mayLieAt(root.path, root)))
            return { name, was: root };
    // One that was made anew goes on, as after a fresh clone, unless the earlier one was only renamed.
    if (there !== undefined && !(await liesBeside(there.root)))
        return { name: there.name, was: there.root };
    const own = nameFor(here.path);
    // One that this user may not enter is of another user, or nothing of ours, unless it has the name of this very directory.
    const untold = unread.find(({ name, forbidden }) => name === own || !forbidden);
    if (untold !== undefined)
        throw untold.error;
    // The path tells whose a damaged one is where it has its name. Any other one may be of this project, which was moved.
    if (damaged.some(({ name }) => name === own))
        return { name: own };
    const first = damaged.find(({ changed }) => mayBeOf(here, changed));
    if (first !== undefined)
        throw lost((0,external_node_path_.join)(local, first.name, recordFile), here.path);
    const taken = new Set([...kept, ...damaged, ...unread].map(({ name }) => name));
    let name = own;
    for (let count = 2; taken.has(name); count++)
        name = `${own}-${count}`;
    return { name };
}
/** The name of the directory, and a part of the digest of its path. */
function nameFor(path) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(path).digest('hex').slice(0, 8);
    return `${(0,external_node_path_.basename)(path).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`;
}
async function rootAt(path) {
    const { dev, ino, birthtimeNs } = await (0,promises_.stat)(path, { bigint: true });
    return { schema: 1, path, device: String(dev), inode: String(ino), born: String(birthtimeNs) };
}
const isSame = (a, b) => a.born !== '0' && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * A directory that was made after the last change of a record was not there to be recorded. Of those it cannot be told which one
 * is a fresh clone where a moved project lay: each begins anew, or one damaged record would keep all new projects from beginning.
 * @param changed in nanoseconds
 */
const mayBeOf = ({ born }, changed) => BigInt(born) <= changed;
const isEqual = (a, b) => a.path === b.path && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * Whether the directory that was recorded may still lie there. A snapshot of a whole file system has the inodes of the
 * original, and after a reboot may have its device number.
 */
async function mayLieAt(path, recorded) {
    const found = await rootAt(path).catch(() => undefined);
    return found !== undefined && found.inode === recorded.inode && found.born === recorded.born;
}
async function liesBeside(recorded) {
    const parent = (0,external_node_path_.dirname)(recorded.path);
    for (const entry of await (0,promises_.readdir)(parent, { withFileTypes: true }).catch(() => []))
        if (entry.isDirectory()) {
            const found = await rootAt((0,external_node_path_.join)(parent, entry.name)).catch(() => undefined);
            if (found !== undefined && isSame(found, recorded))
                return true;
        }
    return false;
}
/** What was recorded of each place, those whose record says nothing, and those whose record cannot be read. */
async function recorded(local) {
    const [kept, damaged, unread] = [[], [], []];
    for (const name of await (0,promises_.readdir)(local).catch(() => [])) {
        const file = (0,external_node_path_.join)(local, name, recordFile);
        try {
            const text = (await (0,files/* readIfPresent */.Zu)(file))?.toString('utf8');
            const root = text === undefined ? undefined : parse(text);
            if (root !== undefined)
                kept.push({ name, root });
            else if (text !== undefined)
                damaged.push({ name, changed: (await (0,promises_.stat)(file, { bigint: true })).mtimeNs });
        }
        catch (error) {
            const { code = '' } = error;
            // A file beside the places holds no record.
            if (code === 'ENOTDIR')
                continue;
            const forbidden = code === 'EACCES' || code === 'EPERM';
            unread.push({ name, error: (0,files/* diskError */.wO)(`${file} cannot be read`, error), forbidden });
        }
    }
    return { kept, damaged, unread };
}
const lost = (file, path) => {
    const record = { schema: 1, path, device: '0', inode: '0', born: '0' };
    return new errors/* UserError */.yo(`it is damaged, so that nobody can tell whose results, history and gateway lie beside it: if they are of ${path}, which was elsewhere then, put ${JSON.stringify(record)} into it; if not, remove it, and its project goes on where its directory has not moved`, { place: { file }, exit: 'preflight' });
};
function parse(text) {
    try {
        return rootSchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/place/place.js




/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,external_node_path_.isAbsolute)(named))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,external_node_path_.join)((0,external_node_path_.isAbsolute)(state) ? state : (0,external_node_path_.join)((0,home/* homeDirectory */.R)(environment), '.local', 'state'), 'model-actions');
}
/**
 * The place of one model.
 * @param options.root the repository that the spec lies in, which tells checkouts on a laptop apart
 * @param options.keep for a run that leaves something: where the repository lies is recorded, so that it is known once it is moved
 */
async function openPlace(options) {
    const { environment, root, model, keep = false } = options;
    const places = placesDirectory(environment);
    const ofJobs = repositoryOf(environment);
    const { name, movedFrom } = ofJobs === undefined ? await nameOfRoot((0,external_node_path_.join)(places, 'local'), root, { keep }) : { name: '', movedFrom: undefined };
    const path = [...(ofJobs ?? ['local', name]), model];
    const directory = (0,external_node_path_.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        ...(movedFrom === undefined ? {} : { movedFrom }),
        store: (0,external_node_path_.join)(directory, 'store'),
        checkpoints: (0,external_node_path_.join)(directory, 'checkpoints'),
        deploy: (0,external_node_path_.join)(directory, 'deploy'),
        history: (0,external_node_path_.join)(directory, 'history.jsonl'),
        looks: (0,external_node_path_.join)(directory, 'looks.jsonl'),
        monitor: (0,external_node_path_.join)(directory, 'monitor.json'),
        images: (0,external_node_path_.join)(directory, 'images'),
        logs: (0,external_node_path_.join)(directory, 'logs'),
        cache: (0,external_node_path_.join)(directory, 'cache'),
        locks: (0,external_node_path_.join)(directory, 'locks'),
        trainedHere: (0,external_node_path_.join)(places, '.trained-here'),
        sharedGateways: (0,external_node_path_.join)(places, '.shared-gateways'),
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


/***/ }),

/***/ 64438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeRuntimeImage: () => (/* binding */ makeRuntimeImage)
});

// UNUSED EXPORTS: runtimeLayout

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/docker/client.js + 8 modules
var client = __webpack_require__(36846);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/oci/assemble.js + 1 modules
var assemble = __webpack_require__(91989);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
;// CONCATENATED MODULE: ./build/src/oci/copy.js



/** Copies an image with all its platforms; what is there already is not moved. The tag is written last. */
async function copyImage(from, digest, to, { tag, signal }) {
    for (const { descriptor, manifest } of await (0,platforms/* platformImages */.QF)(from, digest)) {
        for (const blob of [...manifest.layers, manifest.config]) {
            signal.throwIfAborted();
            await (0,blobs/* moveBlob */.pP)(from, blob, to);
        }
        const { bytes } = await from.getManifest(descriptor.digest);
        await to.putManifest(bytes, descriptor.mediaType);
    }
    signal.throwIfAborted();
    const { bytes, descriptor } = await from.getManifest(digest);
    await to.putManifest(bytes, descriptor.mediaType, tag);
}
/** The images of all platforms; undefined where the store has not all their parts, each of its size. */
async function wholeImages(store, digest) {
    const images = await (0,platforms/* platformImages */.QF)(store, digest).catch((error) => {
        if (error instanceof mediaTypes/* MissingError */.Rh)
            return undefined;
        throw error;
    });
    for (const { manifest } of images ?? [])
        for (const blob of [...manifest.layers, manifest.config])
            if (!(await store.has(blob.digest, blob.size)))
                return undefined;
    return images;
}

// EXTERNAL MODULE: ./build/src/oci/dockerArchive.js
var dockerArchive = __webpack_require__(31029);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/docker/images.js
var docker_images = __webpack_require__(82250);
;// CONCATENATED MODULE: ./build/src/docker/runtimeImage.js








/** By what its record is found again: the same files, base and platform are the same image, whatever the engine still has. */
async function runtimeImageName({ docker, base, environment, }) {
    const [, hash = ''] = (await (0,docker_images/* imageReference */.rA)('serve', environment, base)).split(':');
    return `serve-${hash}-${docker.platform.replaceAll('/', '-')}`;
}
/** The image of these files and this base that this host made and a store has; undefined where there is none, or one of what had the base's name before. */
async function storedRuntimeImage(store, { docker, base, environment, madeHere }) {
    const found = await madeHere.digestOf(await runtimeImageName({ docker, base, environment }));
    if (found === undefined)
        return undefined;
    const images = await wholeImages(store, found);
    if (images === undefined)
        return undefined;
    const under = await (0,docker_images/* baseLayers */.CJ)(docker, environment, base);
    for (const { manifest } of images) {
        const { rootfs } = (0,imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(store, manifest.config), found);
        if (!(0,docker_images/* standsOn */.RG)(rootfs.diff_ids ?? [], under))
            return undefined;
    }
    return found;
}
/**
 * The runtime image in a store; where the store has none of these files and this base that this host made, it is built and
 * copied there.
 * @throws UserError (exit `preflight`) where it cannot be built or the engine goes away
 */
async function ensureRuntimeImage(store, world) {
    const { docker, log, signal } = world;
    const name = await runtimeImageName(world);
    const found = await storedRuntimeImage(store, world);
    if (found !== undefined)
        return { digest: found, tag: tagOf(name, found), made: false };
    const reference = await (0,docker_images.ensureImage)({ ...world, kind: 'serve' });
    log.info(`copying the image ${reference} out of the Docker engine; this happens once`);
    const digest = await copyOut(reference, store, docker, signal);
    const tag = tagOf(name, digest);
    await (0,assemble/* tagImage */.E)(store, digest, tag);
    // Last: an image that is not whole is never found.
    await world.madeHere.note(name, digest);
    return { digest, tag, made: true };
}
/** So that registries keep it. Images of the same files that other hosts made keep their tags beside it. */
const tagOf = (name, digest) => `${name}-${(0,src_digest/* hexOf */.ZD)(digest).slice(0, 12)}`;
async function copyOut(reference, store, docker, signal) {
    try {
        const { digest } = await (0,dockerArchive/* fromDockerArchive */.f)(await docker.save(reference, signal), store);
        signal.throwIfAborted();
        return digest;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`the image ${reference} cannot be copied out of the Docker engine at ${docker.endpoint} (${error.message}): see whether the engine was stopped, and run again`, { exit: 'preflight', cause: error });
    }
}

// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/oci/layout.js
var oci_layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 1 modules
var registry = __webpack_require__(35418);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place = __webpack_require__(61561);
;// CONCATENATED MODULE: ./build/src/place/madeImages.js




/** @param environment tells where the host keeps what outlasts a checkout, as for `placesDirectory` */
function madeImages(environment) {
    const directory = (0,external_node_path_.join)((0,place/* placesDirectory */.CE)(environment), '.runtime-images');
    return {
        async digestOf(name) {
            const text = (await (0,files/* readIfPresent */.Zu)((0,external_node_path_.join)(directory, name)))?.toString().trim() ?? '';
            return (0,src_digest/* isDigest */.Bc)(text) ? text : undefined;
        },
        async note(name, digest) {
            const path = (0,external_node_path_.join)(directory, name);
            try {
                await (0,files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
                await (0,files/* writeWhole */.f8)(path, `${digest}\n`, { mode: 0o600 });
            }
            catch (error) {
                throw (0,files/* diskError */.wO)(`${path}: which image was made cannot be noted`, error);
            }
        },
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/src/spec/edit.js


/* One value of a model.yml, written into its text: every other character stays, comments and columns too. Pure. */
/**
 * The text with `image.base` of this value.
 * @returns undefined where the text is no model.yml, or is written in a way that this would not keep
 */
function withImageBase(text, base) {
    const document = parse(text);
    if (document.errors.length > 0 || !(0,dist/* isMap */.jh)(document.contents))
        return undefined;
    const before = saidBy(document);
    if (before === undefined)
        return undefined;
    const edited = edit(text, document.contents, base);
    // The edit is of characters: what it says afterwards decides whether it was the right one.
    const image = before['image'];
    const wanted = { ...before, image: { ...image, base } };
    const after = parse(edited);
    return after.errors.length === 0 && (0,external_node_util_.isDeepStrictEqual)(saidBy(after), wanted) ? edited : undefined;
}
const parse = (text) => (0,dist/* parseDocument */.Tp)(text, { version: '1.2', resolveKnownTags: false });
/** Undefined where an alias stands for nothing, or many of them for more than a memory holds. */
function saidBy(document) {
    try {
        return document.toJS();
    }
    catch (error) {
        if (error instanceof ReferenceError)
            return undefined;
        throw error;
    }
}
function edit(text, root, base) {
    const value = /^[A-Za-z][\w./@:-]*\w$/.test(base) ? base : JSON.stringify(base);
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const image = pairOf(root, 'image');
    if (image === undefined && root.flow)
        return asFirstOf(text, root, `image: {base: ${value}}`);
    if (image === undefined) {
        const [later, registry] = registryForLater.exec(text) ?? [];
        // Beside a section of its own the remark of `init` would be a second one, as soon as somebody removes its mark.
        if (later !== undefined)
            return text.replace(later, () => `image:${end}  base: ${value}${end}  # ${registry}`);
        return `${text}${text.endsWith('\n') ? '' : end}image: {base: ${value}}${end}`;
    }
    if (!(0,dist/* isMap */.jh)(image.value))
        return behindColon(text, image.key, `{base: ${value}}`);
    const section = image.value;
    const present = pairOf(section, 'base');
    if (present?.value != null && (0,dist/* isScalar */.jn)(present.value) && present.value.value !== null) {
        const [from, to] = present.value.range;
        return `${text.slice(0, from)}${value}${text.slice(to)}`;
    }
    if (present !== undefined)
        return behindColon(text, present.key, value);
    if (section.flow)
        return asFirstOf(text, section, `base: ${value}`);
    // Before the remarks on what follows, which belong to that.
    const line = text.indexOf('\n', image.key.range[1]) + 1;
    const [start] = section.range;
    const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    return `${text.slice(0, line)}${indent}base: ${value}${end}${text.slice(line)}`;
}
/** What `init` writes for whoever has a registry later. */
const registryForLater = /^# image: \{(registry: [^\s{},#]+)\}(?=\r?$)/m;
function asFirstOf(text, { range: [start], items }, pair) {
    return `${text.slice(0, start + 1)}${pair}${items.length === 0 ? '' : ', '}${text.slice(start + 1)}`;
}
/** Of a key without a value. */
function behindColon(text, key, value) {
    const at = text.indexOf(':', key.range[1]) + 1;
    return `${text.slice(0, at)} ${value}${text.slice(at)}`;
}
const pairOf = (map, name) => map.items.find(({ key }) => (0,dist/* isScalar */.jn)(key) && key.value === name);

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/runtimeImage.js















/** Where the layout lies beside model.yml: in the directory that `init` has git ignore. */
const runtimeLayout = './.model-actions/runtime-image';
/** @throws UserError for what cannot be built, put there or written; model.yml is then as it was */
async function makeRuntimeImage(options) {
    const { specFile, debian, push, write, platform, signal, environment } = options;
    // All that can fail is tried before the minutes that a build takes, and what needs no look at the world first.
    if (debian?.trim() === '')
        throw new errors/* UserError */.yo('is empty: name an image', { place: { key: '--debian' } });
    const bounds = await (0,paths/* boundsOf */.BO)(specFile).catch((error) => {
        const directory = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(specFile));
        const said = error.code === 'ENOENT' || error.code === 'ENOTDIR'
            ? `there is no directory ${directory}: name a model.yml of yours`
            : `${directory} cannot be read (${error.code}): check the path and its permissions`;
        throw new errors/* UserError */.yo(said, { place: { key: '--config' }, cause: error });
    });
    const spec = write ? await readSpec(specFile) : undefined;
    if (spec !== undefined)
        edited(spec, 'oci:./tried', specFile);
    const layout = await layoutOf(options, bounds);
    const repository = push === undefined ? undefined : await openPushed(push, specFile, options);
    await (repository ?? layout.store).tryWriting();
    const world = {
        docker: await (0,client.connectDocker)({ environment }),
        base: debian,
        log: platform.log,
        signal,
        environment,
        madeHere: madeImages(environment),
    };
    const { digest, made } = await inStores({ layout: layout.store, repository }, world);
    const reference = `${repository?.name ?? `oci:${layout.path}`}@${digest}`;
    if (spec === undefined)
        return { reference, made, spec: 'left as it is' };
    const text = edited(spec, reference, specFile);
    if (text === spec)
        return { reference, made, spec: 'has it already' };
    signal.throwIfAborted();
    const file = await (0,promises_.realpath)(specFile);
    await (0,files/* writeWhole */.f8)(file, text, { mode: (await (0,promises_.stat)(file)).mode & 0o777 }).catch((error) => {
        throw (0,files/* diskError */.wO)(`image.base cannot be written into ${specFile}`, error);
    });
    return { reference, made, spec: 'written' };
}
async function inStores({ layout, repository }, world) {
    if (repository === undefined)
        return ensureRuntimeImage(layout, world);
    const there = await storedRuntimeImage(repository, world);
    if (there !== undefined)
        return { digest: there, made: false };
    await layout.tryWriting();
    // By way of the layout: what is on the disk can be sent again where a registry fails in the middle.
    const { digest, tag } = await ensureRuntimeImage(layout, world);
    world.log.info(`copying the image to ${repository.name}`);
    await copyImage(layout, digest, repository, { tag, signal: world.signal });
    return { digest, made: true };
}
/** The layout, and its path as model.yml has it. */
async function layoutOf({ layout, directory }, bounds) {
    const place = { key: '--layout' };
    const path = layout === undefined ? runtimeLayout : fromSpec((0,external_node_path_.relative)(bounds.directory, (0,external_node_path_.resolve)(directory, layout)));
    const read = (0,oci_reference/* parseReference */.F)(`oci:${path}`, place);
    if (read.kind !== 'layout' || read.directory !== path)
        throw new errors/* UserError */.yo(`${path}: a colon would be read as the mark before a tag: name a directory without one`, {
            place,
        });
    const found = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    return { store: await (0,oci_layout/* openLayout */.B)(found, { create: true, inside: (0,paths/* holderOf */.Kd)(bounds, found) }), path };
}
const fromSpec = (path) => (path.startsWith('.') ? path : `./${path}`);
async function openPushed(push, specFile, world) {
    const reference = (0,oci_reference/* parseReference */.F)(push, { key: '--push' });
    if (reference.kind !== 'registry' || reference.tag !== undefined || reference.digest !== undefined)
        throw new errors/* UserError */.yo(`${push}: expected a repository alone, such as ghcr.io/acme/runtime: leave tag and digest out; for a directory there is --layout`, { place: { key: '--push' } });
    const insecure = (0,stages_registry/* byPlainHttp */.Gi)({ insecureRegistry: await saysInsecure(specFile) }, push);
    return (0,registry/* openRegistry */.M)({ repository: push, insecure, ...(0,stages_registry/* repositoryAccess */.bO)(push, world) });
}
/** As the spec says it, which `build` will go by when it fetches the image. */
async function saysInsecure(specFile) {
    const text = await (0,promises_.readFile)(specFile, 'utf8').catch(() => '');
    return (0,dist/* parseDocument */.Tp)(text, { resolveKnownTags: false }).getIn(['image', 'insecure-registry']) === true;
}
async function readSpec(specFile) {
    return (0,promises_.readFile)(specFile, 'utf8').catch((error) => {
        throw new errors/* UserError */.yo(error.code === 'ENOENT'
            ? 'there is no such file to write image.base into: name yours by --config, or leave --write out'
            : `cannot be read (${error.code}): check the path and its permissions`, { place: { file: specFile }, cause: error });
    });
}
function edited(text, reference, specFile) {
    const found = withImageBase(text, reference);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo('image.base cannot be written into this file, which is no valid YAML or written in an unusual way: leave --write out, and write `image: {base: REFERENCE}` into it by hand, with the reference that is printed then', { place: { file: specFile } });
}


/***/ })

};
