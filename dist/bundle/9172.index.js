export const id = 9172;
export const ids = [9172,3127,9219];
export const modules = {

/***/ 98997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YR: () => (/* binding */ busyNote),
/* harmony export */   cW: () => (/* binding */ idleBytes),
/* harmony export */   eL: () => (/* binding */ usableGpus),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   oT: () => (/* binding */ visibleDevices),
/* harmony export */   vL: () => (/* binding */ gpusFor)
/* harmony export */ });
/* unused harmony export leftTo */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25417);


/** The devices that CUDA_VISIBLE_DEVICES leaves to us; undefined where it is not set. */
const visibleDevices = (environment) => environment['CUDA_VISIBLE_DEVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-1');
/** The machine's GPUs that were left to us, in the order in which CUDA_VISIBLE_DEVICES names them. */
async function usableGpus(environment, signal) {
    const { gpus, ...rest } = await (0,_machine_js__WEBPACK_IMPORTED_MODULE_1__/* .installedGpus */ .GN)(environment, signal);
    return { ...rest, gpus: leftTo(visibleDevices(environment), gpus) };
}
/**
 * The cards of these names: numbers as nvidia-smi counts, UUIDs or how they begin. As CUDA does, what follows a name that no
 * card has is not seen. Where that is the first one, it stays as it is, so that a job fails by it and does not take the CPU: a
 * part of a card (MIG) has a name that is not listed. Pure.
 */
function leftTo(visible, gpus) {
    if (visible === undefined)
        return gpus;
    const found = [];
    for (const [position, name] of visible.entries()) {
        const called = (gpu) => /^\d+$/.test(name) ? gpu.index === Number(name) : gpu.uuid?.toLowerCase().startsWith(name.toLowerCase()) === true;
        const there = gpus[position];
        const gpu = gpus.find(called);
        if (gpu !== undefined)
            found.push(gpu);
        else if (there !== undefined && (position === 0 || there.uuid === undefined))
            found.push({ name: there.name, memoryBytes: there.memoryBytes, index: there.index, uuid: name });
        else
            break;
    }
    return found;
}
/** What the driver and a screen hold of a card that nobody computes on, at most. */
const idleBytes = 2 * 1024 ** 3;
const isBusy = ({ memoryBytes, freeBytes }) => freeBytes !== undefined && memoryBytes - freeBytes > idleBytes;
/** What a job is told of cards of its own that other programs compute on; undefined where there are none. Pure. */
function busyNote(gpus) {
    const gib = (bytes = 0) => (bytes / 1024 ** 3).toFixed(1);
    const busy = gpus.filter(isBusy);
    if (busy.length === 0)
        return undefined;
    const each = busy.map(({ index, name, memoryBytes, freeBytes }) => `${index} (${name}: ${gib(freeBytes)} of ${gib(memoryBytes)} GiB are free)`);
    return `other programs use GPU ${each.join(', ')}: a job that needs more will end as out of memory`;
}
/**
 * The names by which CUDA and the container tools find these cards; undefined where one of them has none, and only their number
 * is known. Pure.
 */
function namesOf(gpus) {
    const names = gpus.flatMap(({ uuid }) => uuid ?? []);
    return names.length === gpus.length ? names : undefined;
}
/**
 * Which of the machine's GPUs a job gets: such as no other program computes on, as far as there are any. Without a word of the
 * spec it gets one, where there is one: a machine with a GPU never trains on its CPU because something between the two is not
 * set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
async function gpusFor(wanted, present, unusable) {
    const place = { key: 'engine.gpus' };
    if (wanted === 0 || (wanted === undefined && present.length === 0))
        return [];
    const memory = typeof wanted === 'object' ? wanted.memoryBytes : undefined;
    const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
    if (present.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${memory === undefined ? `${wanted} GPUs` : `${gib(memory)} of a GPU`} are asked for, and this machine has none: run on one that has, or set it to 0`, {
            place,
            exit: 'preflight',
        });
    const largest = Math.max(...present.map(({ memoryBytes }) => memoryBytes));
    if (memory !== undefined && memory > largest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(largest === 0
            ? 'memory is asked for, and nvidia-smi does not say how much the GPUs of this machine have: ask for a number of them'
            : `${gib(memory)} of a GPU are asked for, and the largest of this machine has ${gib(largest)}: ask for less, or run on a larger one`, { place, exit: 'preflight' });
    const count = wanted === 'all' ? present.length : typeof wanted === 'object' ? 1 : (wanted ?? 1);
    if (count > present.length)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count} GPUs are asked for, and this machine has ${present.length}: ask for fewer`, {
            place,
            exit: 'preflight',
        });
    const because = await unusable();
    if (because !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`this machine has a GPU (${present[0]?.name}) that jobs cannot use: ${because}; or set it to 0 to train on the CPU knowingly`, { place, exit: 'preflight' });
    const large = present.filter(({ memoryBytes }) => memory === undefined || memoryBytes >= memory);
    return large.toSorted((a, b) => Number(isBusy(a)) - Number(isBusy(b))).slice(0, count);
}


/***/ }),

/***/ 25417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ installedGpus),
/* harmony export */   Ss: () => (/* binding */ smiQuery),
/* harmony export */   _b: () => (/* binding */ plainFields),
/* harmony export */   cJ: () => (/* binding */ cpuOf),
/* harmony export */   s7: () => (/* binding */ readSmi)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72636);



/* What this machine has, as its system says. */
/** The instruction sets that decide speed and rounding of matrix products (INT8 saturates without VNNI); environment.py has the same. */
const telling = /^(?:avx|fma|f16c|amx|sse4|asimd|sve|i8mm|bf16|vnni)/;
/** The processor. Systems without /proc/cpuinfo say no instruction sets. */
async function cpuOf(cpuinfo = '/proc/cpuinfo') {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(cpuinfo, 'utf8').catch(() => '');
    const value = (key) => key.exec(text)?.[1]?.trim();
    const model = value(/^model name\s*:(.*)$/m) ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.cpus)()[0]?.model ?? process.arch;
    const flags = (value(/^(?:flags|Features)\s*:(.*)$/m) ?? '').split(/\s+/).filter((flag) => telling.test(flag));
    return { model, flags: [...new Set(flags)].sort() };
}
/** What every nvidia-smi tells; preflight.py asks the same. The name comes last, since it is free text. */
const plainFields = ['index', 'uuid', 'memory.total', 'memory.free', 'driver_version', 'name'];
/** The same of drivers from 510 on; older ones refuse the whole question. */
const allFields = ['compute_cap', ...plainFields];
/** Asks nvidia-smi for the lines that `readSmi` reads. */
const smiQuery = (fields) => [
    `--query-gpu=${fields.join(',')}`,
    '--format=csv,noheader,nounits',
];
const smiTimeoutMs = 30_000;
/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * In WSL all cards are one device, which its container tools know by no UUID: there they have none.
 * @param devices directory of the devices
 */
async function installedGpus(environment, signal, devices = '/dev') {
    /** @returns undefined where the tool refuses to answer */
    const ask = async (fields) => {
        const lines = [];
        const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)('nvidia-smi', smiQuery(fields), {
            env: (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .plainEnvironment */ .Ud)(environment),
            signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
            onStdoutLine: (line) => lines.push(line),
        }).catch(() => {
            signal.throwIfAborted();
            return { exitCode: null };
        });
        if (exitCode === 0)
            return readSmi(lines, fields);
        return exitCode === null ? { gpus: [] } : undefined;
    };
    const told = (await ask(allFields)) ?? (await ask(plainFields)) ?? { gpus: [] };
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(devices).catch(() => []);
    if (told.gpus.length > 0)
        return names.includes('dxg') ? { ...told, gpus: told.gpus.map(({ uuid: _, ...gpu }) => gpu) } : told;
    const numbers = names.flatMap((name) => /^nvidia(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    return { gpus: numbers.toSorted((a, b) => a - b).map((index) => ({ name: 'NVIDIA GPU', memoryBytes: 0, index })) };
}
/** Reads one card a line, as the query of these fields prints it; other lines are complaints. */
function readSmi(lines, fields) {
    const rows = lines.flatMap((line) => {
        const values = line.trim().split(', ');
        const name = values.splice(fields.length - 1).join(', ');
        const row = new Map(fields.map((field, at) => [field, values[at] ?? name]));
        return name !== '' && /^\d+$/.test(row.get('index') ?? '') ? [row] : [];
    });
    const [driver] = rows.flatMap((row) => /^\d\S*$/.exec(row.get('driver_version') ?? '')?.[0] ?? []);
    return { gpus: rows.map(gpuOf), ...(driver === undefined ? {} : { driver }) };
}
/** What a card does not tell is `[N/A]`, such as the memory of one that shares its machine's. */
function gpuOf(row) {
    const bytes = (field) => {
        const mebibytes = row.get(field) ?? '';
        return /^\d+$/.test(mebibytes) ? Number(mebibytes) * 1024 ** 2 : undefined;
    };
    const [uuid] = /^GPU-[0-9a-f-]+$/i.exec(row.get('uuid') ?? '') ?? [];
    const [computeCapability] = /^\d+\.\d+$/.exec(row.get('compute_cap') ?? '') ?? [];
    const freeBytes = bytes('memory.free');
    return {
        name: row.get('name') ?? '',
        memoryBytes: bytes('memory.total') ?? 0,
        index: Number(row.get('index')),
        ...(uuid === undefined ? {} : { uuid }),
        ...(freeBytes === undefined ? {} : { freeBytes }),
        ...(computeCapability === undefined ? {} : { computeCapability }),
    };
}


/***/ }),

/***/ 91670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ breakerRule)
/* harmony export */ });
/** The canary's circuit breaker: so many failures in a row open it, and for so long it gets no request. */
const breakerRule = { failures: 5, openMs: 10_000 };


/***/ }),

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

/***/ 19219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N3: () => (/* binding */ clearAllButStable),
/* harmony export */   Og: () => (/* binding */ startStableAgain),
/* harmony export */   Xj: () => (/* binding */ drainMs),
/* harmony export */   cleanUpRollout: () => (/* binding */ cleanUpRollout),
/* harmony export */   dA: () => (/* binding */ cancelGraceMs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** The lease of a clean-up: long enough for it, short enough that the next rollout need not wait where it is killed. */
const leaseMs = 30_000;
/**
 * Leaves stable alone, with all traffic: takes the canary's traffic first, then takes out of the gateway and stops whatever
 * is not stable. Needs the lease; idempotent.
 */
async function clearAllButStable({ traffic, target, owner, graceMs, note }) {
    await traffic.evict();
    const { stable, idle } = await traffic.status();
    for (const left of idle) {
        await traffic.remove(owner, left.id, graceMs);
        note(`${left.id}, left by an earlier run, was taken out`);
    }
    for (const id of await target.sweep(stable?.id, graceMs))
        note(`${id}, left by an earlier run, was stopped`);
}
/**
 * Starts stable again where it was stopped to make room for a version that does not serve any more. Needs that to be gone,
 * and takes the lease; idempotent.
 * @param patience until when it must be ready to get traffic; without, it gets it at once, and answers once it is ready
 * @returns its id; undefined where it was not stopped @throws UserError where it does not come up
 */
async function startStableAgain({ traffic, target, owner, note }, patience) {
    const { stable, paused } = await traffic.status();
    if (stable === undefined || paused === undefined)
        return undefined;
    note(`${stable.id} was stopped at ${paused.since} to make room, and is started again`);
    const again = await target.startAgain(stable.id);
    try {
        if (patience !== undefined)
            await target.ready(again, patience.readyMs, patience.signal);
    }
    finally {
        // One that is late serves when it is ready. The lease may be over after so long.
        await traffic.acquire(owner, leaseMs);
        await traffic.resume(owner, again);
    }
    return stable.id;
}
/**
 * Undoes what a rollout that was cancelled or killed left half done; what it promoted stays. For `post`, in a process of its
 * own: `owner` is that of the rollout. Where another run has the lease meanwhile, that run has cleared what was ours, and
 * nothing is touched. Idempotent: after a rollout that came to its end there is nothing to do.
 * @returns whether the lease was to be had
 */
async function cleanUpRollout(options) {
    const { traffic, owner, note } = options;
    try {
        await traffic.acquire(owner, leaseMs);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        note(`nothing to clean up: ${error.message}`);
        return false;
    }
    try {
        await clearAllButStable({ ...options, graceMs: cancelGraceMs });
        await startStableAgain(options);
        return true;
    }
    finally {
        await traffic.release(owner);
    }
}
/** How long requests in flight to a version may take until they are cut. */
const drainMs = 30_000;
/** A cancelled job is killed 10 s after its first signal, and everything must be gone by then. */
const cancelGraceMs = 1_500;


/***/ }),

/***/ 90792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vD: () => (/* binding */ baselinePreflight),
  as: () => (/* binding */ readBy),
  fF: () => (/* binding */ releaseDirectory),
  vt: () => (/* binding */ requireAskable),
  oL: () => (/* binding */ resolveBaseline)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/columns.js
var columns = __webpack_require__(30984);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/platform/git.js



const usual = { askMs: 60_000, fetchMs: 15 * 60_000 };
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];
/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300;
const longestFileBytes = 1 << 20;
const tooMuch = `more than ${longestFileBytes} bytes`;
async function git(world, directory, args, { own = {}, patienceMs = (world.patience ?? usual).fetchMs } = {}) {
    const tooLong = AbortSignal.timeout(patienceMs);
    const stdout = [];
    const stderr = [];
    let bytes = 0;
    const ended = await (0,processes/* run */.eF)('git', ['-C', directory, ...slow, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args], {
        // Nobody is there to answer, and what it says is read by us.
        env: { ...(0,processes/* plainEnvironment */.Ud)(world.environment), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...own },
        signal: AbortSignal.any([world.signal, tooLong]),
        onStdoutLine(line) {
            bytes += Buffer.byteLength(line) + 1;
            if (bytes <= longestFileBytes)
                stdout.push(line);
        },
        onStderrLine: (line) => void (stderr.length < 20 && stderr.push(line)),
    }).catch((error) => {
        if (error !== tooLong.reason)
            throw error;
        return undefined;
    });
    if (ended === undefined)
        return { ok: false, exitCode: null, stdout: '', told: `no answer within ${patienceMs / 1000} s` };
    const { exitCode } = ended;
    if (bytes > longestFileBytes)
        return { ok: false, exitCode, stdout: '', told: tooMuch };
    const told = stderr.map((line) => line.replace(/^(?:fatal|error|remote): /, '').trim()).filter((line) => line !== '');
    return { ok: exitCode === 0, exitCode, stdout: stdout.join('\n'), told: (told[0] ?? '').slice(0, longestTold) };
}
/** As words of a message: `branch main`. */
const refText = ({ kind, name }) => `${kind} ${JSON.stringify(name.slice(0, 100))}`;
const fullName = ({ kind, name }) => `refs/${kind === 'branch' ? 'heads' : 'tags'}/${name}`;
/**
 * The commit that a branch or a tag is at. In a job the repository at GitHub is asked first, since a checkout there has one commit,
 * and may have an old one of another branch; on a laptop what is there counts, and the remote is asked for what is not.
 * @throws UserError where there is no such ref, or no way to it
 */
async function findCommit(world, directory, ref, place) {
    const top = await git(world, directory, ['rev-parse', '--show-toplevel']);
    if (!top.ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is of a git repository, and ${directory} cannot be read as one (${top.told}): check the repository out, or name a release or a directory`, { place });
    const repository = top.stdout;
    const prefix = (await git(world, directory, ['rev-parse', '--show-prefix'])).stdout;
    if (!(await git(world, repository, ['check-ref-format', fullName(ref)])).ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is no name that git allows: write it as \`git ${ref.kind}\` lists it`, {
            place,
        });
    const here = () => localCommit(world, repository, ref);
    if (world.platform.kind === 'terminal') {
        const found = await here();
        if (found !== undefined)
            return { repository, id: found, prefix };
    }
    const there = await remoteCommit(world, repository, ref);
    if (typeof there === 'string')
        return { repository, id: there, prefix };
    const found = there.missing ? undefined : await here();
    if (found !== undefined) {
        world.platform.log.warn(`${refText(ref)} is taken from this checkout, as the remote repository ${there.because}`);
        return { repository, id: found, prefix };
    }
    throw new errors/* UserError */.yo(there.missing
        ? `there is no ${refText(ref)}, neither here nor in the remote repository: name one that there is`
        : `there is no ${refText(ref)} in this checkout, and the remote repository ${there.because}: ${world.platform.kind === 'terminal' ? `\`git fetch origin\` must work here, or fetch it yourself` : 'give actions/checkout `fetch-depth: 0`, or this job a token that may read the repository (`contents: read`)'}`, { place });
}
/** The commit of a ref in this repository: the branch of the person who works here, else what was last seen of the remote's. */
async function localCommit(world, repository, ref) {
    const names = [fullName(ref), ...(ref.kind === 'branch' ? [`refs/remotes/origin/${ref.name}`] : [])];
    for (const name of names) {
        const found = await commitOf(world, repository, name);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Also where a tag says more than the commit. */
async function commitOf(world, repository, what) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${what}^{commit}`];
    const { ok, stdout } = await git(world, repository, args);
    return ok ? stdout.trim() : undefined;
}
async function remoteCommit(world, repository, ref) {
    const own = await credentials(world, repository);
    const unreachable = ({ told }) => ({ missing: false, because: `cannot be asked (${told})` });
    const listed = await git(world, repository, ['ls-remote', '--exit-code', 'origin', fullName(ref)], {
        own,
        patienceMs: (world.patience ?? usual).askMs,
    });
    if (!listed.ok)
        return listed.exitCode === 2 ? { missing: true, because: 'lacks it' } : unreachable(listed);
    // A pattern of ls-remote matches the end of a name too: `a/refs/heads/main` is a branch that anybody who may push can make.
    const refs = listed.stdout.split('\n').map((line) => line.split('\t'));
    const [id = ''] = refs.find(([, name]) => name === fullName(ref)) ?? [];
    if (!/^[0-9a-f]{40,64}$/.test(id))
        return { missing: true, because: 'lacks it' };
    const present = await commitOf(world, repository, id);
    if (present !== undefined)
        return present;
    // A full clone would become a shallow one by a depth, and a shallow one would fetch years without.
    const shallow = (await git(world, repository, ['rev-parse', '--is-shallow-repository'])).stdout === 'true';
    const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc'];
    const fetched = await git(world, repository, [...fetch, ...(shallow ? ['--depth=1'] : []), 'origin', id], { own });
    const commit = await commitOf(world, repository, id);
    return commit ?? unreachable(fetched);
}
/**
 * The token of the job, for the server that the job is of and no other; through the environment, as arguments are seen by every
 * user of the machine. A header that actions/checkout left in the configuration is replaced, since a server refuses two.
 */
async function credentials({ environment, platform }, repository) {
    const token = environment['GITHUB_TOKEN'] ?? '';
    const server = environment['GITHUB_SERVER_URL'] ?? '';
    if (platform.kind !== 'github' || token === '' || !/^https?:\/\/[\w.:-]+$/.test(server) || repository === '')
        return {};
    platform.secret(token);
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    platform.secret(basic);
    const key = `http.${server}/.extraheader`;
    return {
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: key,
        GIT_CONFIG_VALUE_0: '',
        GIT_CONFIG_KEY_1: key,
        GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
    };
}
/** The text of a file of a commit; undefined where the commit has no such file. @throws UserError where it cannot be read, or is too long */
async function fileAt(world, { repository, id }, path) {
    const what = `${id}:${path}`;
    const kind = await git(world, repository, ['cat-file', '-t', what]);
    if (kind.stdout !== 'blob')
        return undefined;
    const own = await credentials(world, repository);
    const { ok, stdout, told } = await git(world, repository, ['cat-file', 'blob', what], { own });
    if (ok)
        return stdout;
    throw new errors/* UserError */.yo(told === tooMuch
        ? `${path} of commit ${id.slice(0, 12)} has ${tooMuch}, which no model.yml has: name another ref`
        : `${path} of commit ${id.slice(0, 12)} cannot be read (${told}): run \`git fsck\`, or clone anew`);
}
/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
async function checkOut(world, { repository, id }, directory) {
    await (0,files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
    const { ok, told } = await git(world, repository, ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'], { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } });
    if (!ok)
        throw new errors/* UserError */.yo(`${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`);
}

// EXTERNAL MODULE: ./build/src/spec/base.js
var base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var stages_base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
;// CONCATENATED MODULE: ./build/src/stages/refBaseline.js












const baselineKey = 'evaluate.baseline';
/** The commit and its model.yml, which tell early what would else fail after hours of tuning. */
const findRef = (context, ref) => (0,memo/* oncePerRun */.ao)(context, `the ${ref.kind} ${ref.name}`, async () => {
    const place = { file: context.specFile, key: baselineKey };
    const commit = await findCommit(context, (0,external_node_path_.dirname)(context.specFile), ref, place);
    const path = `${commit.prefix}${(0,external_node_path_.basename)(context.specFile)}`;
    const file = `${ref.name}:${path}`;
    const text = await fileAt(context, commit, path);
    if (text === undefined)
        throw new errors/* UserError */.yo(`${refText(ref)} (commit ${refBaseline_short(commit)}) has no ${path}: name one that has the model, or a release, or \`majority\``, { place });
    const parsed = (0,load/* parseSpec */.F9)(text, file);
    if ('problems' in parsed)
        throw new errors/* UserError */.yo(parsed.problems);
    const { spec } = parsed;
    if (spec.task !== context.spec.task)
        throw new errors/* UserError */.yo(`${refText(ref)} has a model for ${spec.task}, and this one is for ${context.spec.task}: their answers cannot be compared, name a baseline of the same task`, { place });
    return { commit, spec, file };
});
/**
 * The fine-tuned model of a ref: the result that this place, or a shared repository, has of the same inputs, or else made now.
 * Code of that ref is run as far as its spec names some, as that of the checkout is.
 */
async function modelOfRef(context, ref) {
    const { platform } = context;
    const { commit, spec, file } = await findRef(context, ref);
    const because = `${refText(ref)}, commit ${refBaseline_short(commit)}`;
    const parent = await (0,stages_base/* cacheDirectory */.o3)(context, 'checkouts');
    const checkout = (0,external_node_path_.join)(await (0,promises_.realpath)(parent), `${refBaseline_short(commit)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await checkOut(context, commit, checkout);
        const directory = (0,external_node_path_.join)(checkout, commit.prefix);
        const own = {
            ...context,
            // Where jobs run is a matter of this machine, and not of that commit.
            spec: { ...spec, engine: context.spec.engine },
            specFile: (0,external_node_path_.join)(directory, (0,external_node_path_.basename)(context.specFile)),
            bounds: { directory, root: checkout },
            from: undefined,
            image: undefined,
            force: false,
        };
        await findBase(context, own);
        await finetune/* finetune */.HG.preflight?.(own);
        const dataset = await (0,recipe/* runStage */.Si)(prepare/* prepare */.iA, own);
        const tuned = await (0,recipe/* runStage */.Si)(finetune/* finetune */.HG, own);
        platform.log.info(`${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`);
        return { model: (0,finetune/* modelIn */.l2)(tuned.stored), because };
    }
    catch (error) {
        throw ofRef(error, checkout, (0,external_node_path_.join)(commit.prefix, (0,external_node_path_.basename)(context.specFile)), file);
    }
    finally {
        await (0,trees/* removeTree */.dM)(checkout);
        await (0,promises_.rm)(`${checkout}.index`, { force: true });
    }
}
const refBaseline_short = ({ id }) => id.slice(0, 12);
/** A pretrained model is seldom in git: where the commit has none at its path, it is the one that lies there now. */
async function findBase(context, own) {
    if (await (0,promises_.stat)((0,external_node_path_.join)(own.bounds.directory, own.spec.base)).catch(() => undefined))
        return;
    await (0,stages_base/* shareBase */.Hr)(own, { ...own, bounds: context.bounds });
}
/** The same error, told of the ref's files by names that people know, and not by where they were checked out for a moment. */
function ofRef(error, checkout, spec, file) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const named = (text) => text.replaceAll((0,external_node_path_.join)(checkout, spec), file).replaceAll(checkout, file);
    const [first, ...more] = error.problems.map(({ what, place }) => ({
        what: named(what),
        ...(place === undefined
            ? {}
            : { place: { ...place, ...(place.file === undefined ? {} : { file: named(place.file) }) } }),
    }));
    return first === undefined ? error : new errors/* UserError */.yo([first, ...more], { exit: error.exit, cause: error });
}

// EXTERNAL MODULE: ./build/src/stages/signedRelease.js
var signedRelease = __webpack_require__(74016);
;// CONCATENATED MODULE: ./build/src/stages/baseline.js
















/** What can be known of it before anything is tuned. @throws UserError where it cannot be had, or reads other columns */
async function baselinePreflight(context) {
    requireAskable(context, await readBy(context));
}
/** What the baseline reads, found without its weights; undefined of the majority and of a directory that says nothing. */
async function readBy(context) {
    const wanted = wantedBaseline(context);
    // A base says nothing of columns: it is asked what the candidate is.
    if (wanted.kind === 'base' || wanted.kind === 'majority')
        return undefined;
    if (wanted.kind === 'release' && isUnreleased(context))
        return undefined;
    if (wanted.kind === 'ref') {
        const { columns = [] } = (0,schema.textColumns)((await findRef(context, wanted.ref)).spec);
        return { name: refText(wanted.ref), columns };
    }
    if (wanted.kind === 'directory') {
        const directory = await directoryOf(context, wanted.path);
        if (!(await (0,files/* isThere */.$B)((0,external_node_path_.join)(directory, manifest/* manifestName */.vS))))
            return undefined;
        const { columns = [] } = (await (0,manifest/* readModelDirectory */.Nw)(directory)).manifest;
        return { name: `the model in ${wanted.path}`, columns };
    }
    const found = await (0,signedRelease/* findRelease */.d)(context, wanted.version, asBaseline);
    if (found.release === undefined)
        return undefined;
    const { columns = [] } = await (0,extract/* imageManifest */.Bz)(found.store, found.release.digest);
    return { name: `release ${found.release.version}`, columns };
}
/** Its text is made of columns of these data, or it would be judged by what it never saw. @throws UserError */
function requireAskable({ spec, specFile }, baseline) {
    const because = baseline && (0,columns/* notReadBy */.lb)(baseline.columns, (0,schema.textColumns)(spec).columns ?? []);
    if (because !== undefined)
        throw new errors/* UserError */.yo(`${baseline?.name} ${because}, so that it cannot be asked about the same examples: compare with \`majority\`, or with a model that reads no other columns`, { place: { file: specFile, key: 'evaluate.baseline' } });
}
const asBaseline = {
    key: 'evaluate.baseline',
    as: 'baseline',
    instead: '`majority`',
    otherwise: 'name what to compare with, as `release:1.2.3` or `majority`',
};
const wantedBaseline = ({ spec, specFile }) => (0,base/* parseBaseline */.nk)(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' });
/** A model that writes texts is not released: compared with is then what there is, its untuned base. */
const isUnreleased = ({ spec }) => !(0,tasks/* taskOf */.Xb)(spec.task).classes;
const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec } = context;
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'base' || (wanted.kind === 'release' && isUnreleased(context)))
        return { kind: 'base', ...(await (0,stages_base/* resolveBase */.gU)(context)), because: 'the untuned base' };
    if (wanted.kind === 'directory') {
        const directory = await directoryOf(context, wanted.path);
        return { kind: 'model', directory, digest: await (0,digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    if (wanted.kind === 'ref') {
        const { model, because } = await modelOfRef(context, wanted.ref);
        const tuned = await model.open();
        return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned };
    }
    const { store, release, because } = await (0,signedRelease/* findRelease */.d)(context, wanted.version, asBaseline);
    if (release !== undefined)
        return modelOf(context, store, release, because);
    // Of a layout on this disk the path is long, and `check` tells it.
    const images = store.name.startsWith('oci:') ? 'there is' : `${store.name} has`;
    return {
        kind: 'majority',
        because: `the most frequent class of the training data, as ${images} no release before ${spec.version}`,
    };
}
const directoryOf = ({ bounds, specFile }, path) => (0,paths/* resolveInside */.LI)(bounds, path, { file: specFile, key: 'evaluate.baseline' });
async function modelOf(context, store, release, why) {
    const into = await releaseDirectory(context, release.digest);
    const extracted = await (0,extract/* extractModel */.ju)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}
/** Where this place keeps the files of a release that something was compared with, if it was. */
const releaseDirectory = async (context, digest) => (0,external_node_path_.join)(await (0,stages_base/* cacheDirectory */.o3)(context, 'baselines'), digest.replace(':', '-'));


/***/ }),

/***/ 12404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* binding */ build),
  jO: () => (/* binding */ built),
  eX: () => (/* binding */ tryImageBase)
});

// UNUSED EXPORTS: refuseMovedRelease

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/model/probes.js
var probes = __webpack_require__(63640);
// EXTERNAL MODULE: ./build/src/oci/assemble.js + 1 modules
var assemble = __webpack_require__(91989);
// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 1 modules
var registry = __webpack_require__(35418);
;// CONCATENATED MODULE: ./build/src/oci/open.js




/** An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move. */
async function openReference(text, options) {
    const reference = (0,oci_reference/* parseReference */.F)(text, options.place);
    const { digest, tag } = reference;
    const store = await open_open(reference, options);
    if (digest !== undefined)
        return { store, digest };
    const { place } = options;
    const unpinned = `${text} has no digest, and a tag can move: pin it, as`;
    const unknown = { what: `${unpinned} REPOSITORY@sha256:…`, place };
    if (tag === undefined)
        throw new errors/* UserError */.yo([unknown]);
    const now = await store.resolve(tag).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        // Both are to be mended, and what the tag means now can be told only where the registry is reached.
        const because = error.problems.map(({ what }) => ({
            what: `what the tag of ${text} means now cannot be asked: ${what}`,
            place,
        }));
        throw new errors/* UserError */.yo([unknown, ...because], { exit: error.exit, cause: error });
    });
    if (now === undefined)
        throw new errors/* UserError */.yo(`${text} is not there: name an image that is, by its digest`, { place });
    throw new errors/* UserError */.yo(`${unpinned} ${text}@${now.digest} (what the tag means now)`, { place });
}
const open_open = async (reference, { place: _, directoryOf, ...options }) => reference.kind === 'registry'
    ? (0,registry/* openRegistry */.M)({ ...options, repository: `${reference.host}/${reference.name}` })
    : (0,layout/* openLayout */.B)(await directoryOf(reference.directory), { create: false });

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/stages/evaluate.js + 3 modules
var evaluate = __webpack_require__(49930);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/quantize.js + 4 modules
var quantize = __webpack_require__(13892);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/build.js
















/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
const build = {
    name: 'build',
    parents: ['evaluate', 'quantize'],
    async preflight(context) {
        createdAt(context);
        await tryImageBase(context);
        await (await (0,stages_image/* openImages */.x9)(context)).tryWriting();
    },
    async inputs(context) {
        const { spec } = context;
        await (0,evaluate/* evaluated */.W)(context, 'build');
        const model = await (0,quantize/* quantizedModel */.PK)(context, 'build');
        return {
            runtime: await (0,code/* jobRuntime */.e6)(),
            section: (0,digest/* digestJson */.tv)({ name: spec.name, version: spec.version, image: spec.image, probes: spec.deploy.probes }),
            model: model.digest,
        };
    },
    async holds(context, { version, index }) {
        return (await (await (0,stages_image/* openImages */.x9)(context)).resolve(version))?.digest === index.digest;
    },
    async make(context) {
        const { spec, platform } = context;
        const store = await (0,stages_image/* openImages */.x9)(context);
        await (0,evaluate/* evaluated */.W)(context, 'build');
        const model = await (0,quantize/* quantizedModel */.PK)(context, 'build');
        const shared = spec.results === undefined ? undefined : await (0,stages_registry/* openRepository */.h_)(spec.results, 'results', context);
        const image = await (0,assemble/* assembleModelImage */.n)({
            store,
            model: await model.gated(),
            // Where results are handed over lie the weights already, as the same layers.
            siblings: shared === undefined ? [] : [shared],
            without: spec.deploy.probes === 'none' ? [probes/* probesName */.l] : [],
            release: { name: spec.name, version: spec.version },
            runtimeDirectory: (0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'),
            ...(spec.image.base === undefined ? {} : { base: await openBase(spec.image.base, context) }),
            labels: labels(context),
            created: createdAt(context),
            signal: context.signal,
            onProgress: (what, share) => platform.log.progress(what, share),
        });
        await refuseMovedRelease(store, spec.version, image.index.digest, context);
        await (0,assemble/* tagImage */.E)(store, image.index.digest, spec.version);
        const reference = `${store.name}@${image.index.digest}`;
        return (0,reporting/* draft */.K4)({
            title: `build ${spec.name} ${spec.version}`,
            data: {
                image: reference,
                version: spec.version,
                index: image.index,
                manifests: image.manifests,
                layers: image.layers,
                bytesMoved: image.bytesMoved,
                bytesReused: image.bytesReused,
            },
            verdict: 'pass',
            headline: `${reference}, ${image.layers.length} layers, ${megabytes(image.bytesMoved)} moved, ${megabytes(image.bytesReused)} were there`,
            outputs: { image: reference, digest: image.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Layers of the model',
                        columns: ['what', 'MB', 'digest', 'moved'],
                        rows: image.layers.map((layer) => [
                            layer.path,
                            (layer.size / 1e6).toFixed(1),
                            layer.digest,
                            layer.moved ? 'yes' : 'was there',
                        ]),
                    },
                ],
            },
        });
    },
};
/** The runtime image under the model. */
function openBase(reference, context) {
    const place = { file: context.specFile, key: 'image.base' };
    return openReference(reference, {
        insecure: (0,stages_registry/* byPlainHttp */.Gi)(context.spec.image, reference),
        ...(0,stages_registry/* repositoryAccess */.bO)(reference, context),
        place,
        async directoryOf(path) {
            const directory = await (0,paths/* resolveInside */.LI)(context.bounds, path, place);
            if (await (0,files/* isThere */.$B)((0,external_node_path_.join)(directory, 'oci-layout')))
                return directory;
            throw new errors/* UserError */.yo(`${path}: not an OCI layout; one lies on the machine that made it: \`model-actions runtime-image --write\` makes one here, and --push puts the image where other machines find it`, { place });
        },
    });
}
/** @returns the base @throws UserError where it cannot be had */
async function tryImageBase(context) {
    const reference = context.spec.image.base;
    if (reference === undefined)
        return undefined;
    const { store, digest } = await openBase(reference, context);
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`${reference} cannot be had (${error.message}): name an image that is there, or make one by \`model-actions runtime-image --write\``, {
            place: { file: context.specFile, key: 'image.base' },
            // What a registry answers depends on who asks, and from where.
            exit: reference.startsWith('oci:') ? error.exit : 'preflight',
            cause: error,
        });
    });
    return reference;
}
/** The built image, if it is still where it was put. */
async function built(context, asking) {
    const { result } = await (0,recipe/* earlier */.X)(build, context, asking);
    return { store: await (0,stages_image/* openImages */.x9)(context), report: result.data };
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
function labels(context) {
    const { spec, environment } = context;
    const repository = environment['GITHUB_REPOSITORY'];
    const source = spec.image.source ??
        (repository === undefined ? undefined : `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}`);
    return Object.fromEntries(Object.entries({
        'org.opencontainers.image.title': spec.name,
        'org.opencontainers.image.version': spec.version,
        'org.opencontainers.image.source': source,
        'org.opencontainers.image.revision': environment['GITHUB_SHA'],
        'org.opencontainers.image.licenses': spec.image.license,
    }).filter((entry) => entry[1] !== undefined));
}
/** Same input, same digest: the time of an image is that of its source, as reproducible builds have it, or the epoch. */
function createdAt(context) {
    const text = context.environment['SOURCE_DATE_EPOCH'] ?? '0';
    if (!/^\d{1,12}$/.test(text))
        throw new errors/* UserError */.yo(`SOURCE_DATE_EPOCH: ${text}: give seconds since 1970 as a whole number, or leave it unset`, {
            exit: 'preflight',
        });
    return new Date(Number(text) * 1000);
}
/** @throws UserError where the release is there with other content, and nobody said to move it */
async function refuseMovedRelease(store, version, digest, context) {
    const present = await store.resolve(version);
    if (present === undefined || present.digest === digest || context.force)
        return;
    throw new errors/* UserError */.yo(`${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`, { place: { file: context.specFile, key: 'version' } });
}


/***/ }),

/***/ 43127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ trustIn),
/* harmony export */   curlLine: () => (/* binding */ curlLine),
/* harmony export */   f: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _platform_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(282);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42068);



/** Longer ones are copied wrongly, and no terminal shows them at once. */
const longestData = 4_000;
/** What a client on this machine believes a server at `url` by. Pure. */
function trustIn(certificate, { file, url }) {
    const host = bare(new URL(url));
    const isFor = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
    const [, name] = /(?:^|, )DNS:([\w*.-]+)/.exec(certificate.subjectAltName ?? '') ?? [];
    return isFor !== undefined || name === undefined ? { file } : { file, name: name.replace('*', 'model') };
}
const bare = ({ hostname }) => hostname.replace(/^\[|\]$/g, '');
/**
 * A line for a shell that asks the model something of its test set, so that it can be pasted as it is. Where a token or a
 * certificate is needed it stands there as a variable: they are nobody's to print. Pure.
 */
function curlLine({ url, name, task, columns = [], probes, quotes, needs = {} }) {
    const { trust } = needs;
    const { hostname, port, protocol } = new URL(url);
    const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
    const origin = trust?.name === undefined ? url.replace(/\/$/, '') : `https://${trust.name}:${at}`;
    const address = (0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(`${origin}/v2/models/${encodeURIComponent(name)}/infer`);
    const words = [
        'curl -sS',
        address,
        "-H 'content-type: application/json'",
        ...(needs.token === true ? ['-H "authorization: Bearer $TOKEN"'] : []),
        ...(trust === undefined ? [] : [`--cacert ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(trust.file)}`]),
        ...(trust?.name === undefined ? [] : [`--connect-to ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(`${trust.name}:${at}:${hostname}:${at}`)}`]),
        ...(needs.certificate === true ? ['--cert "$CERTIFICATE" --key "$KEY"'] : []),
    ];
    const real = quotes ? dataOf(probes) : undefined;
    if (real !== undefined)
        return [...words, `-d ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(real)}`].join(' ');
    if ((0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_1__/* .taskOf */ .Xb)(task).inputKind === 'text')
        return [...words, `-d ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(asciiJson(requestOf('text', [sample(columns)])))}`].join(' ');
    const around = JSON.stringify(requestOf('image', ['%s']));
    return `printf ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(around)} "$(base64 < image.png | tr -d '\\n')" | ${[...words, '-d @-'].join(' ')}`;
}
const sample = (columns) => columns.length > 1 ? Object.fromEntries(columns.map((name) => [name, `${name} of yours`])) : 'a text of yours';
/** @param kind the name of the model's input @param data texts and images, or rows of several columns: never both */
const requestOf = (kind, data) => ({
    inputs: data.some((one) => typeof one !== 'string')
        ? data
        : [{ name: kind, shape: [data.length], datatype: 'BYTES', data }],
});
/** The one with the shortest input that is more than a word, whole: outputs that are not asked for are all given. */
function dataOf(probes) {
    const bodies = probes
        .map(({ request }) => asciiJson({ inputs: request.inputs }))
        .filter((body) => body.length <= longestData)
        .sort((a, b) => a.length - b.length);
    return bodies.find((body) => body.length > shortestBody) ?? bodies.at(-1);
}
const shortestBody = 110;
/** JSON that looks and pastes the same wherever it is: letters of other scripts stay, what cannot be seen or is more than text in a report does not. */
const asciiJson = (value) => JSON.stringify(value).replaceAll(/[\p{C}\u2028\u2029\u00a0<>`@]|(?<= ) /gu, (found) => [...found.matchAll(/[\s\S]/g)].map(([unit]) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));


/***/ }),

/***/ 4585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gg: () => (/* binding */ deploy),
  JZ: () => (/* binding */ finishRollout),
  Zd: () => (/* binding */ rolloutState)
});

// UNUSED EXPORTS: requireForward

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/platform/doing.js
var doing = __webpack_require__(15906);
;// CONCATENATED MODULE: ./build/src/rollout/chances.js
/* How often the decisions of a rollout may be wrong: the numbers that they go by. What a report says of them is in errorRates.ts. */
/** The chance of a false rollback is shared out among the outcomes that are watched. */
const shareOfChance = { errors: 0.5, clientErrors: 0.25, slow: 0.25 };
/** What a circuit breaker may add to the chance of a false rollback, as a part of it. */
const ofBreaker = 0.1;
/**
 * At a deadline a rollout ends either way. It says that the canary failed, where that would be said of a version that is no
 * worse with a chance of so much at most, shared out among the outcomes.
 */
const lateRollbacks = 0.05;
/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
const sureOfPromotion = 20;

;// CONCATENATED MODULE: ./build/src/rollout/errorRates.js

/** @param limit of an e-value: where there is nothing to find it is ever over 1/α with a chance of at most α */
const oneOf = (limit) => `at most 1 of ${Math.round(limit).toLocaleString('en-US')}`;
function outcome({ allowed }, against) {
    if (against === 'nobody')
        return `this is said of a version that stays within it in ${oneOf(allowed)} rollouts`;
    const which = against === 'stable' ? 'is no worse' : 'stays within it';
    return `this stops a version that ${which} in ${oneOf(allowed)} rollouts`;
}
const rule = () => 'how often this stops a version that is no worse is not known';
const asJudged = () => 'this stops no version that answers as it was judged';
const rates = {
    errors: outcome,
    refusals: outcome,
    'slow answers': outcome,
    promotion: ({ allowed }) => `this passes a version that fails as often as is allowed in ${oneOf(allowed)} rollouts`,
    agreement(_, __, { shadow, falseRollbacks }) {
        const stops = oneOf(1 / (shadow?.falseRollbacks ?? falseRollbacks));
        return `this stops a version that differs as often as is allowed in ${stops} rollouts, and passes it in ${oneOf(sureOfPromotion)}`;
    },
    'circuit breaker': ({ allowed }, _, { falseRollbacks }) => `this stops no version whose trouble is over within ${allowed} s, and by chance ${oneOf(1 / (falseRollbacks * ofBreaker))} openings of one that is no worse end so`,
    'golden probes before traffic': asJudged,
    'golden probes': asJudged,
    health: rule,
    answers: rule,
};
const isOurs = (name) => Object.hasOwn(rates, name);
/** In plain words how often a gate is wrong. Pure. */
function errorRateOf(gate, against, plan) {
    if (isOurs(gate.name))
        return rates[gate.name](gate, against, plan);
    // One of the user's own queries: compared with stable, or held against a number.
    return gate.observed.unit === 'e-value' ? outcome(gate, 'stable') : rule();
}
/** The gates of a rollout as a report shows them: each says how often it is wrong. Pure. */
const withErrorRates = (gates, against, plan) => gates.map((gate) => ({ ...gate, because: `${gate.because}; ${errorRateOf(gate, against, plan)}` }));

// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/rollout/cleanUp.js
var cleanUp = __webpack_require__(19219);
// EXTERNAL MODULE: ./build/src/statistics/sequential.js
var sequential = __webpack_require__(54002);
;// CONCATENATED MODULE: ./build/src/rollout/queries.js

const queryUnseen = () => ({ last: undefined, beyondInARow: 0, worse: (0,sequential/* noEvidence */.n2)() });
/** Whether the canary is within what is allowed. Pure. */
function isWithin(bound, answer) {
    const { canary } = answer;
    if (bound.kind !== 'versus-stable')
        return bound.kind === 'max' ? canary <= bound.limit : canary >= bound.limit;
    const stable = stableOf(answer);
    const [worse, better] = bound.better === 'lower' ? [canary, stable] : [stable, canary];
    return bound.by === 'margin' ? worse <= better + bound.allowed : worse <= better * bound.allowed;
}
function stableOf(answer) {
    if (answer.outcome !== 'compared')
        throw new Error(`${answer.name}: a comparison needs the numbers of both versions`);
    return answer.stable;
}
/** A step or the bake begins: only windows that lie in it say something of it. Pure. */
const newWindows = (seen) => Object.fromEntries(Object.entries(seen).map(([name, one]) => [name, { ...one, last: undefined }]));
/** Pure. */
function queryAfter(gate, before, answer) {
    if (answer.outcome === 'unknown')
        return { ...before, last: answer };
    const within = isWithin(gate.bound, answer);
    return {
        last: answer,
        beyondInARow: within ? 0 : before.beyondInARow + 1,
        // Of two versions that are alike each is the worse one in half of the windows, at most: as an error of one of the two.
        worse: (0,sequential/* afterErrors */.eh)(before.worse, { share: 0.5, canaryErrors: within ? 0 : 1, stableErrors: within ? 1 : 0 }, 1),
    };
}
/**
 * The gate on one query, and why no step may pass yet. Pure.
 * @param falseRollbacks chance that it stops a canary that is no worse, for a comparison; a bound has none that is known
 */
function queryGate(gate, seen, falseRollbacks) {
    const { bound, name } = gate;
    const title = `prometheus ${name}`;
    const { last } = seen;
    const compared = bound.kind === 'versus-stable';
    const observed = compared
        ? { value: (0,sequential/* evidenceOf */.X1)(seen.worse), unit: 'e-value' }
        : { value: seen.beyondInARow, unit: 'windows in a row' };
    const allowed = compared ? 1 / falseRollbacks : bound.failures - 1;
    const common = { name: title, observed, allowed };
    // What is known to be wrong stays so, whether or not there is an answer now.
    const failed = observed.value > allowed;
    if (last === undefined || last.outcome === 'unknown') {
        const because = last === undefined ? 'its first window is not over' : last.because;
        return {
            gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
            waits: `${title}: ${because}`,
        };
    }
    const within = isWithin(bound, last);
    const told = compared
        ? `${shown(last.canary)} against ${shown(stableOf(last))} of stable, and ${allowedText(bound)} is allowed`
        : `${shown(last.canary)}, and ${allowedText(bound)} is allowed`;
    if (within && !failed)
        return { gate: { ...common, verdict: 'pass', because: told } };
    const count = compared
        ? failed
            ? 'surely the worse one more often than not'
            : 'it is not sure that this is chance'
        : `${seen.beyondInARow} of ${bound.failures} windows in a row`;
    const because = `${told} (${count})`;
    return {
        gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
        waits: `${title}: ${because}`,
    };
}
function allowedText(bound) {
    if (bound.kind !== 'versus-stable')
        return `${bound.kind === 'max' ? 'at most' : 'at least'} ${shown(bound.limit)}`;
    const direction = bound.better === 'lower' ? 'more' : 'less';
    if (bound.by === 'margin')
        return bound.allowed === 0 ? `no ${direction}` : `${shown(bound.allowed)} ${direction}`;
    return `${shown(bound.allowed)} times as ${bound.better === 'lower' ? 'much' : 'little'}`;
}
const shown = (value) => String(Number(value.toPrecision(4)));
/** The question about one version. Pure. @param of the version that is asked about */
const filledIn = (query, of, stable) => query.replaceAll('{{id}}', of.id).replaceAll('{{version}}', of.version).replaceAll('{{stable}}', stable.id);

// EXTERNAL MODULE: ./build/src/gateway/breakerRule.js
var breakerRule = __webpack_require__(91670);
// EXTERNAL MODULE: ./build/src/rollout/tally.js
var rollout_tally = __webpack_require__(67285);
;// CONCATENATED MODULE: ./build/src/rollout/slices.js


const noSlices = { recent: [], past: { normal: [], usual: [] } };
/** So many at least are known one by one: a quarter of an hour of slices of five seconds. */
const known = 180;
/** So many in a row are one piece: what happens in some of them, one after the other, has one cause. */
const piece = 4;
/** One more that is over. Pure. */
function withSlice({ recent, past }, slice) {
    if (recent.length < 2 * known)
        return { recent: [...recent, slice], past };
    const sums = (times) => spreads(past[times], recent, known, times);
    return { recent: [...recent.slice(known), slice], past: { normal: sums('normal'), usual: sums('usual') } };
}
/** Of the same slices it is asked several times. */
function allOf(times) {
    const sumsOf = new WeakMap();
    return (slices) => {
        const { recent, past } = slices;
        const sums = sumsOf.get(slices) ?? spreads(past[times], recent, recent.length, times);
        sumsOf.set(slices, sums);
        return sums;
    };
}
const normalTimes = allOf('normal');
const usualTimes = allOf('usual');
function withCounts(sums, one) {
    const { share } = one;
    const of = sums.find((sum) => sum.share === share) ?? { stable: rollout_tally/* nothing */.s6, canary: rollout_tally/* nothing */.s6 };
    return [...sums.filter((sum) => sum.share !== share), { share, ...(0,rollout_tally/* plus */.tY)(of, one), ...openingsOf(of, one) }];
}
/** Of two slices, or sums, together. */
const openingsOf = (...of) => {
    const openings = of.reduce((sum, { openings: times = 0 }) => sum + times, 0);
    return openings === 0 ? {} : { openings };
};
/** Where the canary's share lets expect so few requests, there may be none by chance. */
const fewByChance = 5;
/** What stable does while the canary's circuit breaker is open is not beside the canary, and no measure of it. */
const isBeside = ({ share, stable, canary, openings }) => canary.requests > 0 || openings !== undefined || share * stable.requests <= fewByChance * (1 - share);
/** Sums of each share, and those of such times among the first slices. */
function spreads(past, slices, first, times) {
    const isMeant = areSo(times, slices);
    const sums = new Map(past.map((sum) => [sum.share, sum]));
    for (let from = 0; from < first; from += piece) {
        let pieces = [];
        for (let index = from; index < Math.min(first, from + piece); index++) {
            const slice = slices[index];
            if (slice !== undefined && isMeant[index] && isBeside(slice))
                pieces = withCounts(pieces, slice);
        }
        for (const one of pieces) {
            const { share, stable, canary } = one;
            const sum = sums.get(share) ?? {
                stable: rollout_tally/* nothing */.s6,
                canary: rollout_tally/* nothing */.s6,
                spread: { stable: noSpread, canary: noSpread },
            };
            const spread = {
                stable: spreadAfter(sum.spread.stable, stable),
                canary: spreadAfter(sum.spread.canary, canary),
            };
            sums.set(share, { share, ...(0,rollout_tally/* plus */.tY)(sum, { stable, canary }), spread, ...openingsOf(sum, one) });
        }
    }
    return [...sums.values()];
}
const noSpread = { kk: 0, kn: 0, nn: 0 };
const spreadAfter = ({ kk, kn, nn }, { errors: k, requests: n }) => ({
    kk: kk + k * k,
    kn: kn + k * n,
    nn: nn + n * n,
});
/**
 * How many errors of a version come together, as far as it shows any: 1 where each comes for itself, 20 where they come in runs
 * of 20. The variance of errors of pieces of time against that of single errors, at each share of the canary about the rate
 * that the version has then: that it fails more where it has more to do is no run. Pieces differ the less from a rate that is
 * their own, the fewer they are.
 * @param cut runs of errors that a circuit breaker cut short, and of how many errors each
 */
function errorsTogether(times, of, cut = []) {
    const all = times.reduce((sum, { [of]: { requests } }) => sum + requests, 0);
    const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0);
    const spared = cut.reduce((sum, { runs, each }) => sum + runs * each * (each + 2 * breakerRule/* breakerRule */.R.failures), 0);
    let [shown, errors] = [spared, notSent];
    for (const { [of]: seen, spread } of times) {
        if (seen.requests === 0)
            continue;
        const { kk, kn, nn } = spread[of];
        const rate = seen.errors / seen.requests + notSent / (all + notSent);
        shown += kk - 2 * rate * kn + rate * rate * nn;
        errors += seen.errors * (1 - nn / seen.requests ** 2);
    }
    return errors === 0 ? 1 : Math.max(1, shown / errors);
}
/** So few requests of the canary in one step say nothing of what it does when it is idle. */
const enoughOfAStep = 50;
/** Stable was as busy as the canary is now, but for how a share is rounded. */
const asBusy = 1e-9;
/**
 * How much more often stable's requests end so while it has most of them than those of the canary do, which is idle then. A
 * canary that has most of them is as busy as stable was, and stable, that has few now, no longer shows what that does. Least
 * of all steps: trouble that both have, or that is over, is not in it. Where the first step gives the canary most of them,
 * nobody saw it idle: all that stable had before is what it may cost.
 * @param steps of usual times: an outage would look like a cost of load where few of the canary's requests met it by chance,
 * or because its circuit breaker was open
 */
function costOfLoad(steps, name) {
    const before = steps.find(({ share }) => share === 0)?.stable ?? rollout_tally/* nothing */.s6;
    if (!steps.some(isIdle))
        return before.requests < enoughOfAStep ? 0 : before[name] / before.requests;
    return leastOf(costsOf(steps.filter(isIdle), name));
}
/**
 * How much it may be for a canary with such a share. Stable that had less than that was less busy, and what it had then is too
 * little: that the canary is worse is said only beyond what stable had that was as busy. Where it was so in no step, what it
 * had when it had all requests may be the load.
 */
function mostCostOfLoad(steps, name, share) {
    const idle = steps.filter(isIdle);
    const busy = costsOf(idle.filter((step) => 1 - step.share >= share - asBusy), name);
    if (idle.length === 0 || busy.length > 0)
        return Math.max(costOfLoad(steps, name), leastOf(busy));
    const before = steps.find((step) => step.share === 0)?.stable ?? rollout_tally/* nothing */.s6;
    const all = before.requests < enoughOfAStep ? [] : idle.map((step) => ({ ...step, stable: before }));
    return Math.max(costOfLoad(steps, name), leastOf(costsOf(all, name)));
}
const isIdle = ({ share }) => share > 0 && share < 0.5;
const costsOf = (idle, name) => idle
    .filter(({ stable, canary }) => stable.requests > 0 && canary.requests >= enoughOfAStep)
    .map(({ stable, canary }) => stable[name] / stable.requests - canary[name] / canary.requests);
const leastOf = (costs) => (costs.length === 0 ? 0 : Math.max(0, Math.min(...costs)));
const lowerQuartile = (values) => Float64Array.from(values).sort()[Math.floor(values.length / 4)] ?? 0;
/**
 * Both fail so many of a slice's requests where the trouble is not theirs, such as a database that is down; and stable alone
 * fails so many where it is not usual for it.
 */
const troubled = { normal: 0.3, usual: 0.1 };
/** In fewer requests one client whose errors follow each other looks like an outage. */
const enoughOfARate = 60;
/** In so few, where the other version has enough: that both fail so at once is no client's doing. */
const enoughBeside = 10;
/**
 * Whether each is such a time: not one in which there was trouble that stable does not have most of the time, nor one beside
 * it, in which it began or ended.
 */
function areSo(times, slices) {
    const rates = slices.flatMap(({ stable }) => (stable.requests >= enoughOfARate ? [rateOf(stable)] : []));
    const limit = Math.max(troubled[times], 3 * lowerQuartile(rates));
    const isTroubled = slices.map(({ share, canary }, index) => {
        const stable = stableAround(slices, index);
        if (stable.requests < (canary.requests < enoughOfARate ? enoughOfARate : enoughBeside))
            return false;
        // A run of stable's errors is its own, where the canary had no request just then.
        const beside = canary.requests > 0 ? canary : around(slices, index, 'canary');
        const isOfBoth = share === 0 || rateOf(beside) > troubled.normal;
        return rateOf(stable) > limit && (times === 'usual' || isOfBoth);
    });
    return slices.map((_, index) => !(isTroubled[index - 1] || isTroubled[index] || isTroubled[index + 1]));
}
/** What stable did in a slice; beside a canary that has most of the traffic, with the slices around it. */
function stableAround(slices, index) {
    const own = slices[index];
    if (own === undefined)
        return rollout_tally/* nothing */.s6;
    return own.share <= 0.5 || own.stable.requests >= enoughBeside ? own.stable : around(slices, index, 'stable');
}
/** What one version did in a slice, the one before and the one after. */
const around = (slices, index, of) => slices.slice(Math.max(0, index - 1), index + 2).reduce((sum, { [of]: tally }) => (0,rollout_tally/* add */.WQ)(sum, tally), rollout_tally/* nothing */.s6);
const rateOf = ({ errors, requests }) => errors / requests;

// EXTERNAL MODULE: ./build/src/rollout/split.js + 1 modules
var rollout_split = __webpack_require__(9871);
;// CONCATENATED MODULE: ./build/src/rollout/evidence.js





const noEnds = (fromMs) => ({ fromMs, stable: 0, expected: 0, canary: 0 });
const nothingSeen = () => ({
    open: undefined,
    slices: noSlices,
    pending: undefined,
    worse: forEach(() => ({ thanStable: (0,sequential/* noEvidence */.n2)(), thanTolerated: (0,sequential/* noEvidence */.n2)() })),
    total: { stable: rollout_tally/* nothing */.s6, canary: rollout_tally/* nothing */.s6 },
    step: { share: 0, sentMs: 0, answered: 0, all: 0, ends: noEnds(0), short: [] },
    probes: { succeeded: 0, failedInARow: 0 },
    golden: { asked: 0, errors: 0, inStep: 0 },
    queries: {},
    split: undefined,
    breaker: undefined,
});
/** What was seen, and one observation more. Pure: the loop, the tests and the simulator use this one. */
function weigh(plan, before, one) {
    const { share, stable, canary, healthy } = one;
    const changed = before.open?.share ?? before.pending?.share;
    const closed = changed === undefined || changed === share ? before : conclude(plan, endSlice(before));
    const open = closed.open ?? { fromMs: one.fromMs, share, stable: rollout_tally/* nothing */.s6, canary: rollout_tally/* nothing */.s6 };
    const seen = {
        ...closed,
        open: { ...open, ...(0,rollout_tally/* plus */.tY)(open, one), ...openingsOf(open, openedAnew(one) ? { openings: 1 } : {}) },
        total: (0,rollout_tally/* plus */.tY)(closed.total, { stable, canary }),
        step: stepAfter(closed.step, one),
        probes: healthy === 'not-probed'
            ? closed.probes
            : healthy
                ? { succeeded: closed.probes.succeeded + 1, failedInARow: 0 }
                : { ...closed.probes, failedInARow: closed.probes.failedInARow + 1 },
        golden: (one.golden ?? []).reduce(goldenAfter, closed.step.share === share ? closed.golden : { ...closed.golden, inStep: 0 }),
        queries: queriesAfter(plan, closed.step.share === share ? closed.queries : newWindows(closed.queries), one),
        split: (0,rollout_split/* splitAfter */.H)(plan, closed.split, one),
        breaker: breakerAfter(closed.breaker, one),
    };
    if (openedAnew(one))
        return conclude(plan, endSlice(seen), windowsOfAnOpening);
    if (one.toMs - open.fromMs < plan.windowMs)
        return seen;
    const ended = endSlice(seen);
    return (ended.pending?.canary.requests ?? 0) < enoughOfAWindow ? ended : conclude(plan, ended);
}
function goldenAfter(before, { id, outcome }) {
    const { suspect, ...rest } = before;
    const asked = { ...rest, asked: before.asked + 1 };
    if (outcome === 'right')
        return { ...asked, inStep: before.inStep + 1, ...(suspect === id || suspect === undefined ? {} : { suspect }) };
    const errors = before.errors + 1;
    // No answer says nothing about the input: what was suspected stays so.
    if (outcome === 'missing')
        return { ...asked, errors, ...(suspect === undefined ? {} : { suspect }) };
    return { ...asked, errors, suspect: id, ...(suspect === id ? { wrongTwice: id } : {}) };
}
/** The bake begins, in which the canary keeps its share. */
const beforeBake = (seen) => ({ ...seen, queries: newWindows(seen.queries) });
function queriesAfter({ queries }, before, { queries: answers = [] }) {
    return Object.fromEntries(queries.map((gate) => {
        const known = before[gate.name] ?? queryUnseen();
        const own = answers.filter(({ name }) => name === gate.name);
        return [gate.name, own.reduce((seen, answer) => queryAfter(gate, seen, answer), known)];
    }));
}
/** What one interval shows of the circuit breaker; nothing where it was closed all the time. @param before how it was then */
function breakerSeen(before, now) {
    // A gateway that started again counts from 0.
    const openings = now.opened - (now.opened < before.opened ? 0 : before.opened);
    const wasOpen = now.openInARow > 0 || openings > 0 || before.openInARow > 0;
    return wasOpen ? { breaker: { openInARow: now.openInARow, openings } } : {};
}
function breakerAfter(before, one) {
    const { fromMs, toMs, stable, breaker } = one;
    if (breaker === undefined)
        return before;
    const begins = before === undefined || before.inARow === 0 || openedAnew(one);
    const since = begins ? { sinceMs: fromMs, stable: rollout_tally/* nothing */.s6 } : before;
    return { sinceMs: since.sinceMs, openMs: toMs, inARow: breaker.openInARow, stable: (0,rollout_tally/* add */.WQ)(since.stable, stable) };
}
/** That one request which tried again failed as well is the same trouble. */
const openedAnew = ({ breaker }) => breaker !== undefined && breaker.openings > 0 && breaker.openInARow <= breaker.openings;
/**
 * The circuit breaker cut the trouble short, and the canary gets nothing for longer than a window. What happens after that is
 * a piece of evidence of its own, and this one may say as much as a stumble can that nobody cuts short: it lasts for the end
 * of one window and the beginning of the next.
 */
const windowsOfAnOpening = 2;
/** What stable did while it had all requests, before there is a canary among them. */
const beforeTraffic = (seen, { requests, errors, clientErrors, slow }) => ({
    ...seen,
    slices: withSlice(seen.slices, { share: 0, stable: { requests, errors, clientErrors, slow }, canary: rollout_tally/* nothing */.s6 }),
});
/** How surely the canary is worse: than stable by more than the ratio, by values too, and than what is tolerated anyway. All must hold. */
function worseBy({ worse, split }, name) {
    const { thanStable, thanTolerated } = worse[name];
    return Math.min((0,sequential/* evidenceOf */.X1)(thanStable), (0,sequential/* evidenceOf */.X1)(thanTolerated), (0,rollout_split/* worseByValues */.Ux)(split, name));
}
function endSlice(seen) {
    if (seen.open === undefined)
        return seen;
    const { fromMs: _, ...slice } = seen.open;
    const pending = seen.pending === undefined ? slice : { share: slice.share, ...(0,rollout_tally/* plus */.tY)(seen.pending, slice) };
    return { ...seen, open: undefined, slices: withSlice(seen.slices, slice), pending };
}
/** A client whose requests all fail sends some after each other: with few requests a second they would fill many windows. */
const enoughOfAWindow = 10;
/** What is pending becomes one piece of evidence. */
function conclude(plan, seen, windows = 1) {
    if (seen.pending === undefined)
        return seen;
    const { share, stable, canary } = seen.pending;
    const usual = share <= 0.5 ? [] : usualTimes(seen.slices);
    const worse = forEach((name) => {
        const { ratio, tolerance } = plan.classes[name];
        const { thanStable, thanTolerated } = seen.worse[name];
        return {
            thanStable: (0,sequential/* afterErrors */.eh)(thanStable, { share, stableErrors: stable[name], canaryErrors: canary[name] }, ratio, windows),
            thanTolerated: (0,sequential/* afterRate */.R5)(thanTolerated, canary[name], canary.requests, Math.min(1, Math.max(tolerance, ratio * mostCostOfLoad(usual, name, share))), windows),
        };
    });
    return { ...seen, pending: undefined, worse };
}
const forEach = (of) => ({
    errors: of('errors'),
    clientErrors: of('clientErrors'),
    slow: of('slow'),
});
/** So many ends of either version tell a third less from chance. */
const enoughEnds = 200;
/**
 * Requests are drawn for the canary by its share, so that it ends as many as stable's ends let expect. One that takes
 * requests and never answers, while its clients wait, has no errors: it has too few ends. What ends until nearly all is
 * answered that stable was sent before says nothing of the share of now: it was sent by another.
 */
function stepAfter(before, one) {
    const { fromMs, toMs, share, canary, breaker, answersTakeMs = 0 } = one;
    const began = before.share === share
        ? before
        : { share, sentMs: fromMs, answered: 0, all: 0, ends: noEnds(fromMs), short: [] };
    const answered = began.answered + canary.requests - canary.errors;
    const all = began.all + one.stable.requests + canary.requests;
    // Its circuit breaker was open: requests that it was not sent do not hang.
    if (breaker !== undefined)
        return { share, sentMs: toMs, answered, all, ends: noEnds(toMs), short: [] };
    if (began.ends.fromMs < began.sentMs + answersTakeMs)
        return { ...began, answered, all, ends: noEnds(toMs) };
    const drawn = (0,rollout_split/* drawnBoth */.OY)(one);
    const stableEnds = began.ends.stable + drawn.stable.requests;
    const ends = {
        fromMs: began.ends.fromMs,
        stable: stableEnds,
        expected: share === 1 ? 0 : (stableEnds * share) / (1 - share),
        canary: began.ends.canary + drawn.canary.requests,
    };
    if (Math.min(ends.stable, ends.expected) < enoughEnds)
        return { ...began, answered, all, ends };
    const short = ends.canary < (2 / 3) * ends.expected ? [...began.short, ends] : [];
    return { ...began, answered, all, ends: noEnds(toMs), short };
}
/** What is over, and the part that is not, as the newest. */
const slicesOf = ({ slices, open }) => (open === undefined ? slices : withSlice(slices, open));
/** How the last requests of the canary ended. */
const lastOf = ({ slices, open }) => open !== undefined && open.canary.requests > 0
    ? open.canary
    : slices.recent.findLast(({ canary }) => canary.requests > 0)?.canary;

// EXTERNAL MODULE: ./build/src/rollout/words.js
var words = __webpack_require__(63978);
;// CONCATENATED MODULE: ./build/src/rollout/promotion.js







/**
 * Evidence of a rate below the one that is allowed: the tolerance, or what stable itself shows in normal times where that is
 * worse. A step takes errors as independent, and stable's rate as known. The bake, whose end cannot be undone, takes errors as
 * they come. Stable's rate is known no better than its own pieces tell it, and runs that the canary did not show yet may have a
 * part in what it fails.
 */
function promotionGate(plan, seen, phase) {
    const found = foundIn(plan, seen, phase);
    const { value, rate } = phase === 'step' ? oneByOne(found) : asTheyCome(found, plan.classes.errors);
    const sure = value >= sureOfPromotion;
    const but = seen.split === undefined ? '' : ' but for those of one value';
    const counts = `${told(found, but)}${phase === 'step' ? '' : toldTogether(found.pieces)}`;
    return {
        name: 'promotion',
        verdict: sure ? 'pass' : 'inconclusive',
        observed: { value, unit: 'e-value' },
        allowed: sureOfPromotion,
        because: sure
            ? `${counts}: surely less than the ${(0,words/* percent */.K)(rate)} that are allowed`
            : `${counts}: that is not yet surely less than the ${(0,words/* percent */.K)(rate)} that are allowed`,
    };
}
function foundIn(plan, seen, phase) {
    const slices = slicesOf(seen);
    // What values do comes as they ask, and is none of time: what they may fail is known by value.
    const comesInTime = phase === 'bake' && seen.split === undefined;
    const normal = (0,rollout_split/* withoutWorst */.Qe)(normalTimes(slices), seen.total, seen.split);
    const usual = (0,rollout_split/* withoutWorst */.Qe)(usualTimes(slices), seen.total, seen.split);
    // Trouble that stable does not have most of the time says nothing of the canary.
    const times = comesInTime ? usual : normal;
    const { canary } = sumOf(times);
    const { ratio, tolerance } = plan.classes.errors;
    const meanwhile = (0,rollout_split/* expectedRate */.D2)(seen.split, shownMeanwhile(normal));
    const allowed = Math.min(1, Math.max(tolerance, ratio * Math.max(meanwhile, costOfLoad(usual, 'errors'))));
    const { asked, errors } = seen.golden;
    // They stand for requests that nobody sent, and make none good that failed: inputs that fail may be unlike any of theirs. A step
    // can be undone, and is not held up by an error that is within what is allowed.
    const fillsIn = asked > 0 && (phase === 'bake' ? canary.errors === 0 : canary.errors <= allowed * canary.requests);
    const lasting = lastingRun(plan, seen);
    const busy = stableAsBusy(normal);
    const shown = Math.max(likeThose(busy.together), errorsTogether(times, 'canary'));
    const unseenRun = Math.max(shown, lasting);
    const cut = cutRuns(times, seen.step.share, { lasting, shown });
    const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0);
    const pieces = {
        canary: {
            errors: canary.errors + notSent + (fillsIn ? errors : 0),
            requests: canary.requests + notSent + (fillsIn ? asked : 0),
        },
        seenRun: errorsTogether(times, 'canary', cut),
        unseenRun,
        stable: inPieces(busy.stable, busy.isShown ? busy.together : unseenRun),
    };
    return { pieces, canary, notSent, filledIn: fillsIn ? seen.golden : undefined, comesInTime, meanwhile, allowed };
}
const oneByOne = ({ pieces: { canary }, allowed }) => ({
    value: (0,sequential/* assurance */.w6)(canary.errors, canary.requests, allowed),
    rate: allowed,
});
function asTheyCome(found, { ratio, tolerance }) {
    const { pieces, comesInTime, meanwhile, allowed } = found;
    const under = (rate) => ({ value: surelyUnder(rate, pieces), rate });
    if (allowed === tolerance)
        return under(tolerance);
    // Where stable is worse than what is tolerated, more than a version like it is not to be had.
    const likeStable = () => {
        const independent = oneByOne(found);
        if (comesInTime)
            return { value: Math.min(independent.value, surelyLikeStable(ratio, pieces)), rate: allowed };
        // Of values that fail as often with stable nobody knows how they come.
        return ratio * meanwhile > tolerance ? independent : under(allowed);
    };
    return surer(under(tolerance), likeStable());
}
function told({ canary, filledIn, notSent }, but) {
    const probes = filledIn === undefined ? '' : ` and ${filledIn.errors} of ${filledIn.asked} golden probes`;
    const spared = notSent < 0.5 ? '' : `, and about ${notSent.toFixed(0)} more that its circuit breaker spared it`;
    return `the canary failed ${Math.round(canary.errors)} of ${Math.round(canary.requests)} requests${but}${probes}${spared}`;
}
/** Either is enough, and the first is told where it is. */
const surer = (one, other) => (one.value >= sureOfPromotion || one.value > other.value ? one : other);
const sumOf = (times) => times.reduce(rollout_tally/* plus */.tY, { stable: rollout_tally/* nothing */.s6, canary: rollout_tally/* nothing */.s6 });
const inPieces = ({ errors, requests }, together) => ({
    errors: errors / together,
    requests: requests / together,
});
/** Evidence that the canary fails less than such a rate. */
function surelyUnder(rate, { canary, seenRun, unseenRun }) {
    const { errors, requests } = inPieces(canary, seenRun);
    const runs = (rate * canary.requests) / unseenRun;
    return withUnseen(runs, seenRun, unseenRun, (part) => (0,sequential/* assurance */.w6)(errors, requests, part * rate));
}
/** Evidence that the canary fails as often as stable, and not `ratio` times as often. */
function surelyLikeStable(ratio, { canary, seenRun, unseenRun, stable }) {
    const own = inPieces(canary, seenRun);
    const runs = stable.requests === 0 ? 0 : (ratio * (stable.errors / stable.requests) * canary.requests) / unseenRun;
    // Of a part that is less than stable fails nothing can be said: that the canary fails as little nobody expects.
    return withUnseen(runs, seenRun, unseenRun, (part) => (ratio * part > 1 ? (0,sequential/* fewerThan */.X$)(own, stable, ratio * part) : 1));
}
/** Runs that are no longer than those that were seen are no sort of their own. @param runs so many that were not seen would be expected */
const withUnseen = (runs, seenRun, unseenRun, ofSeen) => unseenRun <= seenRun ? ofSeen(1) : (0,sequential/* withUnseenRuns */.p7)(ofSeen, runs, 1 - seenRun / unseenRun);
function toldTogether({ canary, seenRun, unseenRun }) {
    const isSeen = canary.errors >= 2;
    if ((isSeen ? seenRun : unseenRun) < 1.5)
        return '';
    return isSeen ? `, about ${seenRun.toFixed(0)} together` : `, where ${unseenRun.toFixed(0)} may fail together`;
}
/**
 * What stable did beside a canary while it was as busy as that is now, and how many of its errors came together. What it did
 * before there was one is no measure of it: it may have been well since. Only where it was never busy beside one it is all there
 * is, and too short to show how errors come.
 */
function stableAsBusy(times) {
    const beside = times.filter(({ share }) => share > 0 && share <= 0.5);
    const isShown = beside.length > 0;
    const busy = isShown ? beside : times.filter(({ share }) => share === 0);
    // How its errors come it shows while it has few requests too.
    const together = Math.max(errorsTogether(busy, 'stable'), errorsTogether(times, 'stable'));
    return { stable: sumOf(busy).stable, together, isShown };
}
/** Of few runs nobody knows well how long they are. */
const cautiously = 1.25;
/** Longer ones of stable are stumbles: so few come while one looks that nobody would ever be sure. */
const longestRun = 60;
/** How long a run of the canary may be where stable's are so long. */
const likeThose = (together) => Math.min(longestRun, 1 + cautiously * (together - 1));
/** A bake without an error is a little surer than it must be, so that one with a few, one by one, need hardly wait longer. */
const sureOfNone = 1.1 * sureOfPromotion;
/**
 * Before any error is seen nobody knows how many come together. As many as a bake without an error can rule out: requests of
 * so long that the bake holds as many such times as there are requests to be seen without an error. A stumble lasts no longer
 * than a window.
 */
function lastingRun({ bakeMs, windowMs, classes }, { slices, step }) {
    const lastsMs = Math.min(windowMs, (bakeMs * classes.errors.tolerance) / Math.log(sureOfNone));
    const own = slices.recent.filter(({ share, canary }) => share === step.share && canary.requests > 0);
    const requests = own.reduce((sum, { canary }) => sum + canary.requests, 0);
    return own.length === 0 ? 1 : Math.max(1, (requests / own.length) * (lastsMs / windowMs));
}
/**
 * What the canary would have failed but was not sent, as its circuit breaker had opened. Once it is stable nothing takes its
 * requests: a run of errors is then as long as it lasts, which is fewer requests where the canary has few.
 */
const cutRuns = (times, share, { lasting, shown }) => times.flatMap(({ openings: runs = 0, share: then }) => runs === 0 ? [] : [{ runs, each: Math.max(shown, (lasting * then) / share) }]);
/**
 * Stable's error rate, weighed by when the canary had its requests: trouble of both while the canary had few of them is no
 * licence for errors that it has later, on its own.
 */
function shownMeanwhile(times) {
    const steps = times.filter(({ stable }) => stable.requests > 0);
    const compared = steps.reduce((sum, { canary }) => sum + canary.requests, 0);
    const like = steps.reduce((sum, { stable, canary }) => sum + canary.requests * (stable.errors / stable.requests), 0);
    return compared === 0 ? 0 : like / compared;
}

// EXTERNAL MODULE: ./build/src/rollout/types.js
var types = __webpack_require__(38058);
;// CONCATENATED MODULE: ./build/src/rollout/decide.js









/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param nowMs on the same monotonic clock as what was seen
 */
function decide(plan, seen, stand, nowMs) {
    const alone = stand.against === 'nobody';
    const judged = stand.against === 'before' ? toleratedGate : comparedGate;
    const judgedAt = (falseRollbacks) => types/* outcomeClasses */.r.map((name) => judged(name, plan, seen, falseRollbacks * shareOfChance[name]));
    const queries = alone ? [] : queriesOf(plan, seen);
    const gates = [
        ...ownGates(plan, seen),
        ...(alone ? [] : [breakerGate(plan, seen), ...judgedAt(plan.falseRollbacks)]),
        ...queries.map(({ gate }) => gate),
    ];
    const failed = gates.find((gate) => gate.verdict === 'fail');
    if (failed !== undefined)
        return { do: 'roll-back', verdict: 'fail', because: failed.because, gates };
    // Something that answers most requests beats nothing: no rate of errors speaks against the only version.
    if (alone)
        return seen.probes.succeeded > 0 && seen.probes.failedInARow === 0
            ? { do: 'promote', because: 'it is healthy, and was compared with no other version', gates }
            : { do: 'hold', because: 'no health probe has succeeded yet', gates };
    const short = shortfall(seen);
    if (short !== undefined && short.times > 1 && nowMs - short.sinceMs >= plan.longestAnswerMs)
        return { do: 'roll-back', verdict: 'error', because: short.because, gates };
    const { phase } = stand;
    const elapsedMs = nowMs - stand.sinceMs;
    const leastMs = phase.name === 'bake' ? plan.bakeMs : plan.minTimeMs;
    const waiting = [];
    if (elapsedMs < leastMs)
        waiting.push(`${(0,words/* seconds */.Y)(leastMs - elapsedMs)} of its minimum time are left`);
    if (short !== undefined)
        waiting.push(short.because);
    if (seen.probes.failedInARow > 0)
        waiting.push('the last health probe failed');
    if (seen.breaker !== undefined && (seen.breaker.inARow > 0 || nowMs - seen.breaker.openMs < leastMs))
        waiting.push(seen.breaker.inARow > 0
            ? 'its circuit breaker is open: requests in a row failed'
            : `its circuit breaker was open ${(0,words/* seconds */.Y)(nowMs - seen.breaker.openMs)} ago`);
    // Values that fail at stable as well fail on; of others the circuit breaker tells.
    if (seen.split === undefined && failing(seen))
        waiting.push('most of the last requests of the canary failed');
    waiting.push(...queries.flatMap(({ waits }) => waits ?? []));
    if (phase.name === 'step') {
        const { answered } = seen.step;
        const { inStep } = seen.golden;
        if (answered + inStep < plan.minRequests && !(0,rollout_split/* fewByDraw */.Qw)(plan, seen, phase.index))
            waiting.push(`the canary answered ${answered}${inStep === 0 ? '' : ` and ${inStep} golden probes`} of ${plan.minRequests} requests`);
    }
    // Before the canary gets nearly all traffic, before it bakes and after it, its error rate must be known to be small enough.
    if (phase.name === 'bake' || phase.index >= plan.steps.length - 2) {
        const gate = promotionGate(plan, seen, phase.name);
        gates.push(gate);
        if (gate.verdict !== 'pass')
            waiting.push(gate.because);
        const few = (0,rollout_split/* tooFewValues */.Fl)(plan, seen.split);
        if (few !== undefined)
            waiting.push(few);
    }
    if (waiting.length > 0) {
        const because = waiting.join('; ');
        const deadlineMs = plan.stepDeadlineMs + (phase.name === 'bake' ? plan.bakeMs : 0);
        if (elapsedMs < deadlineMs)
            return { do: 'hold', because, gates };
        const over = `the deadline of ${(0,words/* seconds */.Y)(deadlineMs)} is over and`;
        const spends = Math.max(plan.falseRollbacks, lateRollbacks);
        const late = judgedAt(spends);
        const worse = late.find(({ verdict }) => verdict === 'fail');
        if (worse === undefined)
            return { do: 'roll-back', verdict: 'inconclusive', because: `${over} ${because}`, gates };
        // Of all outcomes together: any of them would have been said.
        const odds = Math.floor(worse.observed.value / (worse.allowed * spends));
        return {
            do: 'roll-back',
            verdict: 'fail',
            because: `${over} ${worse.because} (by chance so in 1 of ${odds} rollouts at most)`,
            gates: gates.map((gate) => late.find(({ name }) => name === gate.name) ?? gate),
        };
    }
    if (phase.name === 'bake')
        return { do: 'promote', because: 'it passed every step and the bake', gates };
    const because = `step ${phase.index + 1} passed its gates`;
    const share = plan.steps[phase.index + 1];
    if (share === undefined)
        return { do: 'bake', because, gates };
    return { do: 'step', index: phase.index + 1, share, because, gates };
}
/** What the canary says of itself, with nobody to compare it with. */
const ownGates = (plan, seen) => [healthGate(plan, seen), ...goldenGates(seen)];
function healthGate(plan, { probes }) {
    const failures = probes.failedInARow;
    return {
        name: 'health',
        verdict: failures >= plan.healthFailures ? 'fail' : probes.succeeded === 0 ? 'inconclusive' : 'pass',
        observed: { value: failures, unit: 'consecutive failed probes' },
        allowed: plan.healthFailures - 1,
        because: failures === 0 ? 'the last health probe succeeded' : `${failures} health probes in a row failed`,
    };
}
/**
 * One wrong answer may be an accident of the moment, and counts as an error. The same wrong answer again is no accident: the
 * answer to an input does not depend on chance, whatever the traffic. No answer is a matter of the error rate and of health.
 */
function goldenGates({ golden }) {
    const { asked, errors, wrongTwice } = golden;
    if (asked === 0)
        return [];
    return [
        {
            name: 'golden probes',
            verdict: wrongTwice === undefined ? 'pass' : 'fail',
            observed: { value: wrongTwice === undefined ? 0 : 2, unit: 'wrong answers to one probe in a row' },
            allowed: 1,
            because: wrongTwice === undefined
                ? `the canary answered ${asked - errors} of ${asked} golden probes as they were judged`
                : `the canary answered the golden probe ${JSON.stringify(wrongTwice)} otherwise than it was judged, twice in a row`,
        },
    ];
}
/** The user's own; those that compare share one chance of a false rollback. */
function queriesOf(plan, seen) {
    const compared = plan.queries.filter(({ bound }) => bound.kind === 'versus-stable').length;
    return plan.queries.map((gate) => queryGate(gate, seen.queries[gate.name] ?? queryUnseen(), plan.falseRollbacks / Math.max(1, compared)));
}
/** A stumble is over when it is tried again, or the next time. */
const mostOpenings = 2;
/**
 * While its breaker is open the canary gets no request, so that its errors say no more how bad it is: that it failed each
 * time it was tried does, where that cannot be chance at the rate of stable meanwhile: their trouble may be shared. Tries
 * after each other are no independent ones: a process that starts again fails all of them, of a version that is no worse
 * too. So that is held against it only where it lasts longer than a step must.
 */
function breakerGate(plan, { breaker }) {
    const { inARow, stable, sinceMs, openMs } = breaker ?? { inARow: 0, stable: rollout_tally/* nothing */.s6, sinceMs: 0, openMs: 0 };
    const { ratio, tolerance } = plan.classes.errors;
    const allowed = Math.min(1, Math.max(tolerance, (ratio * (stable.errors + 1)) / (stable.requests + 2)));
    const lastsMs = inARow === 0 ? 0 : openMs - sinceMs;
    const unlikely = inARow > mostOpenings && allowed ** (inARow - 1) < plan.falseRollbacks * ofBreaker;
    const lasts = lastsMs > plan.minTimeMs;
    const failed = unlikely && lasts;
    const opened = `the canary's circuit breaker opened ${inARow} times in a row, while stable failed ${stable.errors} of ${stable.requests} requests`;
    return {
        name: 'circuit breaker',
        verdict: failed ? 'fail' : inARow > 0 ? 'inconclusive' : 'pass',
        observed: { value: lastsMs / 1000, unit: 'seconds in which each try failed' },
        allowed: plan.minTimeMs / 1000,
        because: failed
            ? opened
            : inARow > 0
                ? lasts
                    ? `${opened}: that does not tell them apart yet`
                    : `the canary's circuit breaker is open`
                : breaker === undefined
                    ? 'at no time did five requests of the canary fail in a row'
                    : 'the canary answers again',
    };
}
const decide_words = {
    errors: { name: 'errors', does: 'fails', ended: 'failed' },
    clientErrors: { name: 'refusals', does: 'refuses requests', ended: 'were refused (4xx)' },
    slow: { name: 'slow answers', does: 'is slow', ended: 'took longer than nearly all of stable do' },
};
/** @param spends its part of the chance of a false rollback @param told what is said of it where it fails, and where not */
function evidenceGate(name, value, spends, told) {
    const allowed = 1 / spends;
    const failed = value > allowed;
    return {
        name,
        verdict: failed ? 'fail' : 'pass',
        observed: { value, unit: 'e-value' },
        allowed,
        because: failed ? told.failed : told.passed,
    };
}
/** Of one outcome. @param spends as of `evidenceGate` @param than what it must not do more often than, in words @param beside what stable did, in words */
function outcomeGate(name, value, of) {
    const { seen, spends, than, beside } = of;
    const { does, ended } = decide_words[name];
    const { [name]: count, requests } = seen.total.canary;
    return evidenceGate(decide_words[name].name, value, spends, {
        failed: `the canary ${does} ${than}: ${count} of ${requests} requests ${ended}${beside}`,
        passed: `no evidence that the canary ${does} ${than}`,
    });
}
/** @param spends its part of the chance of a false rollback */
function comparedGate(name, plan, seen, spends) {
    const { ratio, tolerance } = plan.classes[name];
    const { stable } = seen.total;
    const than = `more than ${ratio} times as often as stable, and more than ${(0,words/* percent */.K)(tolerance)} of the time`;
    const beside = `, against ${stable[name]} of ${stable.requests}`;
    return outcomeGate(name, worseBy(seen, name), { seen, spends, than, beside });
}
/** Without stable beside it: what the plan tolerates is all that it is held against. */
function toleratedGate(name, plan, seen, spends) {
    const than = `more often than the ${(0,words/* percent */.K)(plan.classes[name].tolerance)} of the time that are tolerated`;
    return outcomeGate(name, (0,sequential/* evidenceOf */.X1)(seen.worse[name].thanTolerated), { seen, spends, than, beside: '' });
}
/** Of the only version there is: it fails more requests than are tolerated. That ends nothing, and is said. */
function toleranceGate(plan, { worse, total }) {
    const { errors, requests } = total.canary;
    const told = `it failed ${errors} of ${requests} requests, and ${(0,words/* percent */.K)(plan.classes.errors.tolerance)} are tolerated`;
    const both = { failed: told, passed: told };
    return evidenceGate('errors', (0,sequential/* evidenceOf */.X1)(worse.errors.thanTolerated), plan.falseRollbacks, both);
}
/** So many clients that left without an answer were not all in a hurry. */
const mostThatLeft = 4;
/** Of the only version there is, whose requests never end: it has no errors, and nobody had an answer. */
function answersGate(before, now) {
    const [answers, left] = [now.answers - before.answers, now.left - before.left];
    const failed = answers === 0 && left > mostThatLeft;
    return {
        name: 'answers',
        verdict: failed ? 'fail' : 'pass',
        observed: { value: answers === 0 ? left : 0, unit: 'clients that left, where none had an answer' },
        allowed: mostThatLeft,
        because: failed
            ? `it answered nobody: ${left} clients left without an answer`
            : answers > 0
                ? `it gave ${answers} answers`
                : 'hardly anybody asked it anything yet',
    };
}
/** Of the only version there is, after its first minutes. @param before what had ended when they began */
const gatesOfFirst = (plan, seen, before, now) => [
    ...ownGates(plan, seen),
    answersGate(before, now),
    toleranceGate(plan, seen),
];
/** The canary ended too few of the requests that were drawn for it. */
function shortfall({ step }) {
    const first = step.short[0];
    if (first === undefined)
        return undefined;
    const sum = (of) => Math.round(step.short.reduce((all, ends) => all + ends[of], 0));
    return {
        because: `the canary ended ${sum('canary')} requests where its share lets expect ${sum('expected')}: the others hang`,
        sinceMs: first.fromMs,
        times: step.short.length,
    };
}
/** A run of failures is open: it must be over before anything depends on the canary. */
function failing(seen) {
    const last = lastOf(seen);
    return last !== undefined && last.errors >= last.requests / 2;
}

;// CONCATENATED MODULE: ./build/src/rollout/fit.js



/** Shares to try in the place of a plan's own, the most careful first. */
const others = [[0.05, 0.25], [0.1, 0.5], [0.25], [0.5]];
/**
 * Requests a second that a plan needs so that every step passes before its deadline in 19 of 20 rollouts, where the canary
 * fails as many as stable does.
 * @param goldenPerSecond golden probes, which fill in
 * @param errorRate stable's
 */
function neededPerSecond(plan, goldenPerSecond = 0, errorRate = 0) {
    const toPromote = requestsToPromote(plan.classes.errors, errorRate);
    const before = plan.steps.length - 2;
    return Math.max(...plan.steps.map((share, index) => {
        const requests = index === Math.max(0, before) ? Math.max(plan.minRequests, toPromote) : plan.minRequests;
        const seconds = plan.stepDeadlineMs / 1000;
        const missing = requests + 1.65 * Math.sqrt(requests) - goldenPerSecond * seconds;
        return Math.max(0, missing) / (share * seconds);
    }));
}
/** What to say before a rollout whose traffic is too little for its plan; undefined where it is enough, or may be. */
function misfit(plan, seen, goldenPerSecond = 0) {
    const seconds = seen.ms / 1000;
    // What it fails at least, by as many: one error in a short time is no rate.
    const errorRate = Math.max(0, seen.errors - 2 * Math.sqrt(seen.errors)) / Math.max(1, seen.requests);
    const needed = neededPerSecond(plan, 0, errorRate);
    // What is there at most, by what came in so short a time.
    const most = (seen.requests + 2 * Math.sqrt(seen.requests) + 3) / seconds;
    if (most >= needed)
        return undefined;
    const little = `stable answered ${seen.requests} requests in ${shownSeconds(seconds)}, and this plan needs ${Number(needed.toPrecision(2))} a second to end before its deadlines (${(0,words/* percent */.K)(plan.steps[0] ?? 1)} first)`;
    if (goldenPerSecond > 0 && most >= neededPerSecond(plan, goldenPerSecond, errorRate))
        return `${little}: golden probes fill in, ${goldenPerSecond} a second`;
    const last = plan.steps.at(-1) ?? 1;
    const fitting = others
        .map((shares) => ({ ...plan, steps: [...shares, last] }))
        .find((other) => neededPerSecond(other, goldenPerSecond, errorRate) <= seen.requests / seconds);
    const shown = ({ steps }) => `[${[...steps.slice(0, -1).map((share) => share * 100), 100].join(', ')}]`;
    const remedy = fitting === undefined
        ? 'no steps fit so little: raise deploy.step.deadline, or lower deploy.step.min-requests and raise the tolerance'
        : `deploy.steps: ${shown(fitting)} fits`;
    return `${little}: ${remedy}`;
}
/** @param errorRate share of them that fails */
function requestsToPromote({ tolerance, ratio }, errorRate) {
    const allowed = Math.min(1, Math.max(tolerance, ratio * errorRate));
    if (allowed <= errorRate)
        return Number.POSITIVE_INFINITY;
    const sure = (requests) => (0,sequential/* assurance */.w6)(errorRate * requests, requests, allowed) >= sureOfPromotion;
    let [few, many] = [0, 1];
    while (!sure(many))
        many *= 2;
    while (many - few > 1) {
        const middle = (few + many) >> 1;
        if (sure(middle))
            many = middle;
        else
            few = middle;
    }
    return many;
}
/** What lasted less than a second did not last `0 s`. */
const shownSeconds = (seconds) => seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : `${seconds.toFixed(0)} s`;

// EXTERNAL MODULE: ./build/src/rollout/golden.js
var golden = __webpack_require__(49118);
;// CONCATENATED MODULE: ./build/src/rollout/series.js

/** A rollout may last for days: neighbours become one, so that a report stays small and still shows all of it. */
const mostPoints = 200;
/** The series with one more point. Pure. */
const withPoint = (series, point) => series.length < mostPoints ? [...series, point] : [...thinned(series, mostPoints / 2), point];
/** At most so many points, of as many neighbours each. Pure. */
function thinned(series, most) {
    const each = Math.max(1, Math.ceil(series.length / most));
    const thin = [];
    for (const [index, point] of series.entries()) {
        const last = index % each === 0 ? undefined : thin.pop();
        thin.push(last === undefined ? point : { ...point, fromMs: last.fromMs, ...(0,rollout_tally/* plus */.tY)(last, point) });
    }
    return thin;
}

;// CONCATENATED MODULE: ./build/src/rollout/journal.js


/** What a report tells of how a rollout went. Its times are since the rollout began. */
class Journal {
    timeline = [];
    steps = [];
    #beganMs;
    #monotonicMs;
    #log;
    #series = [];
    note = (event) => {
        this.timeline.push({ atMs: this.nowMs(), event });
        this.#log.info(event);
    };
    constructor(monotonicMs, log) {
        this.#monotonicMs = monotonicMs;
        this.#beganMs = monotonicMs();
        this.#log = log;
    }
    nowMs() {
        return this.#monotonicMs() - this.#beganMs;
    }
    get series() {
        return this.#series;
    }
    /** The step, or the bake, that is under way. */
    get step() {
        return this.steps.at(-1);
    }
    begin(name, share) {
        const nowMs = this.nowMs();
        this.steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: rollout_tally/* nothing */.s6, canary: rollout_tally/* nothing */.s6, outcome: '' });
    }
    book(seen) {
        const { step } = this;
        if (step === undefined)
            return;
        step.toMs = seen.toMs - this.#beganMs;
        Object.assign(step, (0,rollout_tally/* plus */.tY)(step, seen));
        const { share, stable, canary } = seen;
        const fromMs = seen.fromMs - this.#beganMs;
        this.#series = withPoint(this.#series, { fromMs, toMs: step.toMs, share, stable, canary });
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/lease.js


/**
 * The right to change shares, renewed in the background for as long as the rollout lasts: starting a version can take longer
 * than a lease. A renewal that gets no answer is tried again until the lease would be over; an answer that it is over, or
 * another's, ends it at once.
 */
class Lease {
    #o;
    #ended = new AbortController();
    #validUntilMs;
    #lost;
    constructor(options, begunMs) {
        this.#o = options;
        this.#validUntilMs = begunMs + options.ttlMs;
        void this.#tend();
    }
    /** @throws UserError where another has it */
    static async take(options) {
        const begunMs = options.clock.monotonicMs();
        await options.traffic.acquire(options.owner, options.ttlMs);
        return new Lease(options, begunMs);
    }
    /** Why it is over; undefined while it holds. */
    get lost() {
        return this.#lost;
    }
    /**
     * Asks until there is an answer, for as long as the lease holds: nobody else moves the traffic meanwhile.
     * @throws a UserError of the answer at once; the last error when the lease is over; the signal's reason
     */
    async ask(question, signal) {
        for (;;) {
            signal.throwIfAborted();
            if (this.#lost !== undefined)
                throw this.#lost;
            try {
                return await question();
            }
            catch (error) {
                if (error instanceof errors/* UserError */.yo || this.#o.clock.monotonicMs() >= this.#validUntilMs)
                    throw error;
            }
            await (0,timers/* sleep */.yy)(this.#o.ttlMs / 20, signal);
        }
    }
    /** Ends the renewals and gives it back. Where nobody answers, it ends by itself. */
    async release() {
        this.#ended.abort();
        await this.#o.traffic.release(this.#o.owner);
    }
    async #tend() {
        const { clock, ttlMs } = this.#o;
        const over = this.#ended.signal;
        let waitMs = ttlMs / 3;
        while (this.#lost === undefined) {
            await (0,timers/* sleep */.yy)(waitMs, over).catch(() => undefined);
            if (over.aborted)
                return;
            const begunMs = clock.monotonicMs();
            try {
                await this.#renew();
                this.#validUntilMs = begunMs + ttlMs;
                waitMs = ttlMs / 3;
            }
            catch (error) {
                if (over.aborted)
                    return;
                waitMs = ttlMs / 20;
                const last = error instanceof Error ? error : new Error(String(error));
                if (last instanceof errors/* UserError */.yo)
                    this.#lost = last;
                else if (clock.monotonicMs() + waitMs >= this.#validUntilMs)
                    this.#lost = new Error(`the lease could not be renewed for ${ttlMs / 1000} s: ${last.message}`, {
                        cause: last,
                    });
            }
        }
    }
    /** An answer that does not come must not stand in the way of the next try. */
    #renew() {
        const { traffic, owner, ttlMs } = this.#o;
        const late = (0,timers/* sleep */.yy)(ttlMs / 4, this.#ended.signal).then(() => {
            throw new Error('no answer');
        });
        return Promise.race([traffic.renew(owner, ttlMs), late]);
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
;// CONCATENATED MODULE: ./build/src/rollout/prometheus.js





/** Longer than that is not waited for an answer: what is asked every 30 s must not take as long. */
const patienceMs = 10_000;
/** One number has some hundred bytes. */
const longestAnswerBytes = 1 << 20;
const sample = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* string */.YjP()]);
const answerSchema = schemas/* discriminatedUnion */.gMt('status', [
    schemas/* object */.Ikc({ status: schemas/* literal */.euz('error'), errorType: schemas/* string */.YjP(), error: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({
        status: schemas/* literal */.euz('success'),
        data: schemas/* discriminatedUnion */.gMt('resultType', [
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('vector'), result: schemas/* array */.YOg(schemas/* object */.Ikc({ value: sample.optional() })) }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('scalar'), result: sample }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('matrix') }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('string') }),
        ]),
    }),
]);
/** Asks for one number, now. What goes wrong is an answer too; @throws where `signal` aborts */
async function askPrometheus(prometheus, query, windowMs, signal) {
    const { host } = new URL(prometheus.url);
    const timeoutMs = Math.min(patienceMs, Math.max(1_000, windowMs));
    const late = AbortSignal.timeout(timeoutMs);
    try {
        const token = await prometheus.token?.();
        const response = await prometheus.fetch(`${prometheus.url.replace(/\/+$/, '')}/api/v1/query`, {
            method: 'POST',
            headers: {
                'content-type': 'application/x-www-form-urlencoded',
                ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            },
            body: new URLSearchParams({ query, timeout: `${timeoutMs}ms` }).toString(),
            // To where the token is not meant for.
            redirect: 'manual',
            signal: AbortSignal.any([late, signal]),
        });
        return answerOf(await textOf(response), response.status, host);
    }
    catch (error) {
        signal.throwIfAborted();
        if (late.aborted)
            return { outcome: 'unknown', because: `${host} did not answer within ${timeoutMs / 1000} s` };
        return { outcome: 'unknown', because: reasonOf(error, host) };
    }
}
function reasonOf(error, host) {
    if (error instanceof errors/* UserError */.yo)
        return error.message;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return `${host} does not answer (${code})`;
}
/** Pure. */
function answerOf(text, status, host) {
    const parsed = answerSchema.safeParse((0,json/* jsonOf */.o_)(text));
    if (!parsed.success || (status !== 200 && parsed.data.status === 'success')) {
        const remedy = status === 401 || status === 403
            ? ': it wants another token'
            : status >= 300 && status < 400
                ? ': name the address that it leads to'
                : '';
        return { outcome: 'unknown', because: `${host} answers ${status} and no result of a query${remedy}` };
    }
    if (parsed.data.status === 'error') {
        const { errorType, error } = parsed.data;
        if (errorType === 'bad_data')
            return { outcome: 'refused', because: error };
        return { outcome: 'unknown', because: `${host} says ${errorType}: ${error}` };
    }
    const { data } = parsed.data;
    if (data.resultType === 'matrix' || data.resultType === 'string')
        return { outcome: 'refused', because: `it is a ${typeNames[data.resultType]}, and one number is needed` };
    if (data.resultType === 'scalar')
        return numberOf(data.result[1]);
    const [first] = data.result;
    if (first === undefined)
        return { outcome: 'empty', because: 'the query finds nothing' };
    if (data.result.length > 1)
        return {
            outcome: 'refused',
            because: `it has ${data.result.length} series, and one number is needed: sum() or max() makes one`,
        };
    return first.value === undefined
        ? { outcome: 'refused', because: 'it is a histogram, and one number is needed' }
        : numberOf(first.value[1]);
}
const typeNames = { matrix: 'range of values', string: 'text' };
function numberOf(text) {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value)
        ? { outcome: 'value', value }
        : { outcome: 'empty', because: `the answer is ${text.slice(0, 20)}` };
}
async function textOf(response) {
    const pieces = [];
    let bytes = 0;
    for await (const piece of response.body ?? []) {
        pieces.push(piece);
        bytes += piece.length;
        // Cut off it is no JSON, and is told as such.
        if (bytes > longestAnswerBytes)
            break;
    }
    return Buffer.concat(pieces).toString();
}
/** One gate's question about both versions. */
async function askGate(prometheus, gate, { canary, stable }, signal) {
    const of = (backend) => askPrometheus(prometheus, filledIn(gate.query, backend, stable), gate.windowMs, signal);
    const compared = gate.bound.kind === 'versus-stable';
    const [mine, theirs] = await Promise.all([of(canary), compared ? of(stable) : undefined]);
    if (mine.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(mine, canary) };
    if (theirs === undefined)
        return { name: gate.name, outcome: 'value', canary: mine.value };
    if (theirs.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(theirs, stable) };
    return { name: gate.name, outcome: 'compared', canary: mine.value, stable: theirs.value };
}
const whyUnknown = (asked, { id }) => asked.outcome === 'empty' ? `${asked.because} for ${id}` : asked.because;
/**
 * The queries of one rollout, each asked at the end of each of its windows. These begin with each step and with the bake: what
 * one tells is of no other time.
 */
class QueryWatch {
    #prometheus;
    #gates;
    #ended = new AbortController();
    #answers = [];
    constructor(prometheus, gates) {
        this.#prometheus = prometheus;
        this.#gates = gates;
    }
    /** Windows begin now; those that are not over are forgotten. */
    begin(versions) {
        this.end();
        this.#ended = new AbortController();
        this.#answers = [];
        for (const gate of this.#gates)
            void this.#keepAsking(gate, versions);
    }
    /** Those since the last time. */
    take() {
        const taken = this.#answers;
        this.#answers = [];
        return taken;
    }
    end() {
        this.#ended.abort();
    }
    async #keepAsking(gate, versions) {
        const { signal } = this.#ended;
        while (!signal.aborted) {
            const answer = await (0,timers/* sleep */.yy)(gate.windowMs, signal)
                .then(() => askGate(this.#prometheus, gate, versions, signal))
                .catch((error) => ({ name: gate.name, outcome: 'unknown', because: String(error) }));
            if (!signal.aborted)
                this.#answers.push(answer);
        }
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/shadow.js




const nothingCompared = { compared: 0, otherwise: 0 };
const noCopies = {
    counts: { ...nothingCompared, unanswered: 0, incomparable: 0, repeated: 0, dropped: 0 },
    pending: nothingCompared,
    worse: (0,sequential/* noEvidence */.n2)(),
    pieces: [],
};
/** One client that sends much the same again and again would fill many pieces of evidence that hold fewer. */
const enoughOfEvidence = 20;
/** More pieces of time become half as many, so that they last long where there is much time. */
const mostPieces = 60;
/**
 * What was seen, and what is counted now. Pure. Of a request with many inputs a part may be answered otherwise: a factor that
 * is convex in that part is at most as large, on average, as that of a request which is wholly the one or the other.
 */
function afterCopies(plan, before, counts) {
    const compared = counts.compared - before.counts.compared;
    if (compared <= 0)
        return { ...before, counts };
    // A sum of parts is never quite what it should be.
    const otherwise = Math.min(compared, Math.max(0, counts.otherwise - before.counts.otherwise));
    const pending = plus(before.pending, { compared, otherwise });
    const pieces = withPiece(before.pieces, { compared, otherwise });
    if (pending.compared < enoughOfEvidence)
        return { ...before, counts, pending, pieces };
    // By what was known before: a root of evidence is evidence, whichever it is, as long as it is not chosen by what it is of.
    const alike = together(before.pieces, plan);
    const worse = (0,sequential/* afterRate */.R5)(before.worse, pending.otherwise / alike, pending.compared / alike, plan.maxDisagreement);
    return { counts, pending: nothingCompared, worse, pieces };
}
const plus = (one, other) => ({
    compared: one.compared + other.compared,
    otherwise: one.otherwise + other.otherwise,
});
const withPiece = (pieces, piece) => pieces.length < mostPieces
    ? [...pieces, piece]
    : [
        ...pieces.flatMap((one, index) => (index % 2 === 0 ? plus(one, pieces[index + 1] ?? nothingCompared) : [])),
        piece,
    ];
/**
 * How many answers are otherwise together: clients send what is alike one after the other, and what it is answered is alike. Where
 * few or none were otherwise nobody knows: as many as the fewest requests that may pass can rule out.
 */
function together(pieces, { minRequests, maxDisagreement }) {
    const all = pieces.reduce(plus, nothingCompared);
    const rate = all.compared === 0 ? 0 : all.otherwise / all.compared;
    const unseen = (minRequests * maxDisagreement) / Math.log(2 * sureOfPromotion);
    const spread = pieces.reduce((sum, piece) => sum + (piece.otherwise - rate * piece.compared) ** 2, 0);
    return Math.max(1, (unseen + spread) / (1 + all.otherwise));
}
/** Whether the canary answers as stable does; inconclusive as long as that is not sure. Pure. */
function agreementGate(plan, { counts, worse, pieces }, elapsedMs) {
    const { minRequests, maxDisagreement, minTimeMs, deadlineMs, falseRollbacks } = plan;
    const { compared, otherwise, unanswered } = counts;
    const evidence = (0,sequential/* evidenceOf */.X1)(worse);
    const limit = 1 / falseRollbacks;
    const alike = together(pieces, plan);
    // What was seen last must not speak against it.
    const sure = evidence <= 1 &&
        (0,sequential/* assurance */.w6)(Math.min(compared, otherwise) / alike, compared / alike, maxDisagreement) >= sureOfPromotion;
    const told = `the canary answered ${(0,words/* percent */.K)(compared === 0 ? 0 : otherwise / compared)} of ${compared} copied requests otherwise than stable${unanswered === 0 ? '' : `, ${unanswered} of them not at all`}`;
    const common = {
        name: 'agreement',
        observed: { value: compared === 0 ? 0 : otherwise / compared, unit: 'answers otherwise than stable, as a share' },
        allowed: maxDisagreement,
    };
    if (evidence > limit)
        return {
            ...common,
            verdict: 'fail',
            because: `${told}: surely more than the ${(0,words/* percent */.K)(maxDisagreement)} that are allowed`,
        };
    if (compared >= minRequests && sure && elapsedMs >= minTimeMs)
        return {
            ...common,
            verdict: 'pass',
            because: `${told}: surely less than the ${(0,words/* percent */.K)(maxDisagreement)} that are allowed`,
        };
    const open = compared < minRequests
        ? `${minRequests} are needed${counts.repeated === 0 ? '' : `, and ${counts.repeated} more asked the same again`}${counts.dropped === 0 ? '' : `, and ${counts.dropped} more were dropped, as it is too slow for them`}${counts.incomparable === 0 ? '' : `, and ${counts.incomparable} more had no answer to compare`}`
        : sure
            ? 'the minimum time of a step is not over'
            : `that is not yet surely less than the ${(0,words/* percent */.K)(maxDisagreement)} that are allowed${alike < 1.5 ? '' : `, where about ${alike.toFixed(0)} may be otherwise together`}`;
    const over = elapsedMs >= deadlineMs ? `the deadline of ${Math.ceil(deadlineMs / 1000)} s is over and ` : '';
    return { ...common, verdict: 'inconclusive', because: `${over}${told}; ${open}` };
}
/** The part of a rollout before the canary has traffic, in which it is asked what clients ask stable. */
class ShadowPart {
    #o;
    #gate;
    #report;
    constructor(options) {
        this.#o = options;
    }
    get gates() {
        return this.#gate === undefined ? [] : [this.#gate];
    }
    get report() {
        return this.#report;
    }
    /** @returns why the canary gets no traffic; undefined where it agrees, or where nobody asked for that */
    async before(canary) {
        const { plan, traffic, owner, lease, clock, signal, pollMs, note, onLook } = this.#o;
        if (plan === undefined)
            return undefined;
        const beganMs = clock.monotonicMs();
        await lease.ask(() => traffic.mirror(owner, canary.id, plan.share), signal);
        note(`${canary.id} is asked copies of ${(0,words/* percent */.K)(plan.share)} of stable's requests`);
        for (let seen = noCopies;;) {
            await (0,timers/* sleep */.yy)(pollMs, signal);
            const { shadow, watchdog } = await lease.ask(() => traffic.status(), signal);
            if (shadow?.id !== canary.id)
                throw new Error(watchdog?.because ?? `the gateway no longer copies requests to ${canary.id}`);
            seen = afterCopies(plan, seen, shadow.counts);
            const elapsedMs = clock.monotonicMs() - beganMs;
            this.#gate = agreementGate(plan, seen, elapsedMs);
            this.#report = { share: plan.share, elapsedMs, ...seen.counts };
            onLook?.(`shadow, ${Math.round(elapsedMs / 1000)} s: ${this.#gate.because}`);
            if (this.#gate.verdict === 'inconclusive' && elapsedMs < plan.deadlineMs)
                continue;
            await lease.ask(() => traffic.mirror(owner, canary.id, 0), signal);
            note(this.#gate.because);
            return this.#gate.verdict === 'pass' ? undefined : this.#gate;
        }
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/usual.js


/** Fewer pieces of time do not tell what is usual from what happened once. */
const fewestPieces = 5;
/** An outage of minutes is most of a time that is shorter. */
const fewestMinutes = 15;
/** So many are remembered. */
const mostMinutes = 60;
/**
 * How often a version's requests usually end so: the median of pieces of time with enough requests to have a rate, so that an
 * outage is in it only where it lasted most of the time. Undefined where too few are known. Pure. @param past minutes that
 * had requests, in their order
 */
function usualOf(past, name) {
    if (past.length < fewestMinutes)
        return undefined;
    const rates = piecesOf(past)
        .map((piece) => piece[name] / piece.requests)
        .sort((one, other) => one - other);
    return rates.length < fewestPieces ? undefined : rates[Math.floor((rates.length - 1) / 2)];
}
const watched = {
    errors: { does: 'failed', key: 'errors' },
    clientErrors: { does: 'refused', key: 'refusals' },
};
/**
 * Why a version had better not be stopped to make room for another. Too little of it is known to say what is usual, and what is
 * known is more than the plan tolerates: a canary that is no worse could be stopped, or one that is worse be taken for like it.
 * Both cost a time in which nothing serves, and waiting costs nothing. Where most requests fail that is no reason to wait.
 * Pure. @param past minutes that had requests, in their order
 */
function tooLittleKnown({ classes }, past) {
    const all = past.reduce(rollout_tally/* add */.WQ, rollout_tally/* nothing */.s6);
    if (2 * all.errors > all.requests)
        return undefined;
    for (const name of ['errors', 'clientErrors']) {
        const { tolerance } = classes[name];
        // One may be an accident.
        if (all[name] < 2 || all[name] <= tolerance * all.requests || usualOf(past, name) !== undefined)
            continue;
        const { does, key } = watched[name];
        const left = minutesLeft(past, all.requests);
        const wait = past.length + left > mostMinutes
            ? 'With so few requests waiting does not help: set'
            : `Deploy again after about ${minutes(left)} more with requests, or set`;
        return `stable ${does} ${all[name]} of ${all.requests} requests in the ${minutes(past.length)} with requests that are known of it, more than the ${(0,words/* percent */.K)(tolerance)} that are tolerated: too little is known to compare another version with it, and it was not stopped. ${wait} deploy.gates.${key}.tolerance`;
    }
    return undefined;
}
const minutes = (count) => (count === 1 ? '1 minute' : `${count} minutes`);
/** With requests, until enough is known, as they come. */
const minutesLeft = (past, requests) => {
    const perPiece = Math.max(1, Math.ceil((rollout_tally/* enough */.XF * past.length) / requests));
    return Math.max(1, fewestMinutes - past.length, (fewestPieces - piecesOf(past).length) * perPiece);
};
/** Neighbours become one until there are enough requests; what is left over at the end is too little. */
function piecesOf(past) {
    const pieces = [];
    let open = rollout_tally/* nothing */.s6;
    for (const slice of past) {
        open = (0,rollout_tally/* add */.WQ)(open, slice);
        if (open.requests < rollout_tally/* enough */.XF)
            continue;
        pieces.push(open);
        open = rollout_tally/* nothing */.s6;
    }
    return pieces;
}

;// CONCATENATED MODULE: ./build/src/rollout/swap.js




const mostTries = 3;
/**
 * The same plan for a canary that has all traffic with no stable beside it: what stable usually did before is tolerated, as
 * often as the plan's ratio says, where enough of it is known. However bad that was, never so much that a canary that fails
 * everything would pass. Pure. @param past minutes that had requests, the newest last
 */
function asBefore(plan, past) {
    const toleratedOf = (name) => {
        const { ratio, tolerance } = plan.classes[name];
        const usual = usualOf(past, name);
        if (usual === undefined)
            return { ratio, tolerance };
        return { ratio, tolerance: Math.max(tolerance, Math.min(ratio * usual, (1 + usual) / 2)) };
    };
    const [errors, clientErrors, slow] = types/* outcomeClasses */.r.map(toleratedOf);
    return { ...plan, steps: [1], classes: { errors, clientErrors, slow } };
}
/**
 * One version instead of the other, where there is room for one: stable is stopped, and started again where the canary does
 * not take its place. That it is to be started again stands in the gateway's state before it is stopped: whoever comes next
 * does it, if this run cannot.
 */
class Swap {
    #o;
    #gaps = [];
    constructor(options) {
        this.#o = options;
    }
    get gaps() {
        return this.#gaps;
    }
    /**
     * Everything of the release is here before anything is touched; then requests in flight end, and stable does. One that hangs
     * has to go as well.
     * @param of `dead` is a stable that serves nobody: whatever is known of it, nothing is lost with it
     * @returns what the canary is held against, or why stable was not stopped
     */
    async makeRoom(plan, release, { stable, dead, drainMs }) {
        const old = stable ?? dead;
        if (plan.surge > 0 || old === undefined)
            return plan;
        const { target, watching, lease, signal } = this.#o;
        await target.prepare(release, signal);
        if (!(await target.list()).some(({ id }) => id === old.id))
            return plan;
        const past = await watching.pastOf(old);
        const because = plan.atOnce === true || stable === undefined ? undefined : tooLittleKnown(plan, past);
        if (because !== undefined)
            return { because };
        const held = asBefore(plan, past);
        let tries = 0;
        const stop = () => this.#stop(old.id, drainMs).catch((error) => {
            tries += 1;
            // What goes wrong again and again is gone back from: nothing serves meanwhile.
            if (tries < mostTries)
                throw error;
            throw new errors/* UserError */.yo(`${old.id} cannot be stopped to make room: ${error.message}`, { cause: error });
        });
        await lease.ask(stop, signal);
        signal.throwIfAborted();
        return held;
    }
    /** May be repeated. */
    async #stop(id, drainMs) {
        const { traffic, target, owner, note } = this.#o;
        if (!this.#isOpen)
            note(`${id} is stopped to make room: nothing serves until its successor or ${id} is ready`);
        this.began();
        await traffic.pause(owner, id, drainMs);
        await target.halt(id, drainMs);
    }
    /** Stable serves again where it was stopped. @param patience as of `startStableAgain` */
    async bringBack(patience) {
        const id = await (0,cleanUp/* startStableAgain */.Og)(this.#o, patience);
        if (id === undefined)
            return;
        if (patience === undefined)
            this.#o.note(`${id} has all traffic, and serves as soon as it is ready`);
        else
            this.ended(id);
    }
    /** Nothing serves from now on. */
    began() {
        if (!this.#isOpen)
            this.#gaps.push({ fromMs: this.#o.nowMs() });
    }
    /** Somebody serves from now on. */
    ended(by) {
        const gap = this.#gaps.at(-1);
        if (gap === undefined || gap.end !== undefined)
            return;
        gap.end = { atMs: this.#o.nowMs(), by };
        this.#o.note(swap_told(gap));
    }
    /** How long nothing served, in words. */
    told() {
        return this.#gaps.map(swap_told);
    }
    get #isOpen() {
        const last = this.#gaps.at(-1);
        return last !== undefined && last.end === undefined;
    }
}
const swap_told = ({ fromMs, end }) => end === undefined
    ? 'nothing serves'
    : `nothing served for ${((end.atMs - fromMs) / 1000).toFixed(1)} s until ${end.by} did`;

// EXTERNAL MODULE: ./build/src/rollout/watching.js
var watching = __webpack_require__(76822);
;// CONCATENATED MODULE: ./build/src/rollout/rollout.js















/**
 * Brings a verified release into traffic step by step, or back out of it. Whatever happens, stable keeps serving and
 * nothing of ours is left; what an earlier run left is cleared first, so a second run converges. A stable that is dead
 * serves nobody: the rollout is as a first deploy, for the release that was stable too.
 *
 * The canary becomes stable, on disk too, only after it baked with all traffic: until then a crash of the runner, of the
 * agent or of the proxy puts the old version back.
 * @returns a report for every verdict; @throws UserError where it cannot begin, the signal's reason where it was cancelled
 */
async function runRollout(options) {
    options.signal.throwIfAborted();
    const { traffic, owner, timing, clock } = options;
    const lease = await Lease.take({ traffic, owner, ttlMs: timing.leaseTtlMs, clock });
    const rollout = new Rollout(options, lease);
    try {
        return await rollout.run();
    }
    finally {
        // Where the gateway does not answer, the lease ends by itself; the report must not be lost over it.
        await lease.release().catch((error) => options.log.info(`could not give the lease back: ${String(error)}`));
    }
}
class Rollout {
    #o;
    #lease;
    #journal;
    #seen = nothingSeen();
    #watching;
    #stable;
    /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
    #dead;
    #canary;
    #firstDeploy = false;
    #against = 'nobody';
    #promoted = false;
    #breaker = { opened: 0, openInARow: 0 };
    #gates = [];
    /** With a swap, held against what stable did before it. */
    #plan;
    #swap;
    #golden;
    #queries;
    #shadow;
    #note;
    constructor(options, lease) {
        this.#o = options;
        this.#lease = lease;
        this.#plan = options.plan;
        this.#journal = new Journal(() => this.#now(), options.log);
        this.#note = this.#journal.note;
        this.#golden = new golden/* GoldenProbes */.rA(options.plan.atOnce === true ? undefined : options.golden);
        const { metrics, probe, clock, signal, timing, prometheus } = options;
        this.#queries = prometheus === undefined ? undefined : new QueryWatch(prometheus, options.plan.queries);
        this.#watching = new watching/* Watching */.A({ metrics, probe, healthIntervalMs: timing.healthIntervalMs, lease, clock, signal });
        const { traffic, target, owner, plan, onShadow: onLook } = options;
        const shadow = { plan: plan.shadow, pollMs: plan.windowMs, onLook };
        this.#shadow = new ShadowPart({ ...shadow, traffic, owner, lease, clock, signal, note: this.#note });
        const nowMs = () => this.#journal.nowMs();
        this.#swap = new Swap({ traffic, target, owner, watching: this.#watching, lease, signal, note: this.#note, nowMs });
    }
    async run() {
        const { traffic, target, release, timing, signal } = this.#o;
        const onAbort = () => {
            if (this.#lease.lost === undefined)
                traffic.evict().catch(() => undefined);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        try {
            await this.#reconcile();
            if (this.#stable?.digest === release.digest) {
                const { id } = this.#stable;
                this.#note(`${id} already is stable`);
                await this.#try(`have ${id} brought back after a crash`, () => target.keep(id));
                return await this.#report('pass', `version ${release.version} already serves all traffic`, true);
            }
            const dead = this.#dead;
            // Half alive it would be taken for started, and it is the very release that is to start.
            if (dead?.digest === release.digest)
                await target.stop(dead.id);
            this.#firstDeploy = this.#stable === undefined;
            const room = await this.#swap.makeRoom(this.#plan, release, { stable: this.#stable, dead, drainMs: cleanUp/* drainMs */.Xj });
            if ('because' in room)
                return await this.#rollBack('inconclusive', room.because);
            this.#plan = room;
            // The id is not known before `start` returns, so what it left behind is found by `list` in the clean-up.
            const canary = await target.start(release, signal);
            this.#canary = canary;
            this.#note(`${canary.id} started`);
            await target.ready(canary, timing.readyMs, signal);
            this.#note(`${canary.id} is ready`);
            if (canary.id === dead?.id) {
                // The same release again, at another address: the gateway knows each id once.
                await traffic.demote(this.#o.owner, dead.id);
                await traffic.remove(this.#o.owner, dead.id, 0);
            }
            await traffic.add(this.#o.owner, canary);
            const plan = this.#plan;
            const alone = this.#firstDeploy || plan.atOnce === true;
            this.#against = alone ? 'nobody' : plan.surge === 0 ? 'before' : 'stable';
            const asked = await this.#golden.before({ canary, stable: this.#against === 'stable' ? this.#stable : undefined }, (question) => this.#lease.ask(question, signal), signal);
            for (const told of this.#golden.told())
                this.#note(told);
            if (asked?.verdict === 'fail')
                return await this.#rollBack('fail', asked.because);
            if (this.#against === 'stable') {
                await this.#sayMisfit();
                const apart = await this.#shadow.before(canary);
                if (apart !== undefined)
                    return await this.#rollBack(apart.verdict === 'fail' ? 'fail' : 'inconclusive', apart.because);
            }
            const index = alone ? plan.steps.length - 1 : 0;
            await this.#shift(canary, alone ? 1 : (plan.steps[0] ?? 1));
            this.#swap.ended(canary.id);
            let stand = { phase: { name: 'step', index }, sinceMs: this.#now(), against: this.#against };
            for (;;) {
                await this.#observe(canary);
                const longestAnswerMs = this.#watching.patienceMs(this.#stable, plan.longestAnswerMs);
                const decision = decide({ ...plan, longestAnswerMs }, this.#seen, stand, this.#now());
                this.#gates = decision.gates;
                const current = this.#journal.step;
                if (current !== undefined) {
                    current.outcome = decision.because;
                    this.#o.onInterval?.(current, this.#watching.latencies);
                }
                if (decision.do === 'roll-back')
                    return await this.#rollBack(decision.verdict, decision.because);
                if (decision.do === 'promote')
                    break;
                if (decision.do === 'step') {
                    this.#note(decision.because);
                    await this.#shift(canary, decision.share);
                    stand = { ...stand, phase: { name: 'step', index: decision.index }, sinceMs: this.#now() };
                }
                if (decision.do === 'bake') {
                    this.#note(`${decision.because}; ${canary.id} bakes for ${plan.bakeMs / 1000} s`);
                    this.#begin('bake', current?.share ?? 1, canary);
                    this.#seen = beforeBake(this.#seen);
                    stand = { ...stand, phase: { name: 'bake' }, sinceMs: this.#now() };
                }
            }
            await traffic.promote(this.#o.owner, canary.id);
            this.#promoted = true;
            await this.#try(`have ${canary.id} brought back after a crash`, () => target.keep(canary.id));
            const old = this.#stable ?? dead;
            this.#stable = canary;
            this.#dead = undefined;
            this.#canary = undefined;
            this.#note(`${canary.id} is stable and serves at ${this.#o.url}`);
            if (old !== undefined && old.id !== canary.id)
                await this.#clear(old.id, cleanUp/* drainMs */.Xj);
            if (this.#firstDeploy)
                return await this.#watch(canary);
            const because = alone ? 'took all traffic at once, as asked' : 'passed every step and the bake';
            return await this.#report('pass', `version ${release.version} ${because}`, false);
        }
        catch (error) {
            if (this.#promoted)
                return await this.#unwatched(error);
            const because = error instanceof Error ? error.message : String(error);
            const cancelled = signal.aborted;
            // A lost lease or a full disk says nothing about the release.
            const fault = error instanceof errors/* UserError */.yo && error.exit === 'crashed' ? 'fail' : 'error';
            const report = await this.#rollBack(fault, because);
            if (cancelled)
                throw signal.reason;
            this.#o.log.info(`the rollout ended early: ${because}`);
            return report;
        }
        finally {
            signal.removeEventListener('abort', onAbort);
            this.#golden.end();
            this.#queries?.end();
        }
    }
    /** Clears what an earlier run left: everything that is not stable. */
    async #reconcile() {
        const { traffic, target, owner, signal, plan, timing } = this.#o;
        const clearing = { traffic, target, owner, graceMs: cleanUp/* drainMs */.Xj, note: this.#note };
        await (0,cleanUp/* clearAllButStable */.N3)(clearing);
        // One of which nothing is left to start is dead.
        const patience = { readyMs: timing.readyMs, signal };
        await this.#try('start stable again', async () => void (await (0,cleanUp/* startStableAgain */.Og)(clearing, patience)));
        signal.throwIfAborted();
        const { stable } = await this.#lease.ask(() => traffic.status(), signal);
        this.#stable = stable;
        const because = stable === undefined
            ? undefined
            : await this.#watching.whyDead(stable, { target, healthFailures: plan.healthFailures, note: this.#note });
        if (because !== undefined) {
            this.#dead = stable;
            this.#stable = undefined;
            this.#note(`${stable?.id} is stable and dead (${because}): this is as a first deploy`);
        }
        await this.#watching.begin(this.#stable);
    }
    async #shift(canary, share) {
        const { traffic, owner, signal } = this.#o;
        await this.#lease.ask(() => traffic.shift(owner, canary.id, share), signal);
        this.#note(`${canary.id} has ${(0,words/* percent */.K)(share)} of the traffic`);
        this.#o.onShare?.(share);
        await this.#watching.begin(this.#stable);
        this.#begin(`step ${this.#journal.steps.length + 1}`, share, canary);
    }
    #begin(name, share, canary) {
        this.#journal.begin(name, share);
        this.#watching.beginStep();
        if (this.#stable !== undefined)
            this.#queries?.begin({ canary, stable: this.#stable });
    }
    /** Waits one interval and weighs what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary) {
        const { traffic, timing, signal } = this.#o;
        const fromMs = this.#now();
        await (0,timers/* sleep */.yy)(Math.min(this.#plan.windowMs, timing.healthIntervalMs), signal);
        const healthy = await this.#watching.probeInTurn(canary);
        const status = await this.#lease.ask(() => traffic.status(), signal);
        const { draws, ...counted } = await this.#watching.since(this.#stable, canary);
        signal.throwIfAborted();
        if (status.canary?.backend.id !== canary.id)
            throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`);
        const share = this.#journal.step?.share ?? 1;
        const asked = { healthy, golden: this.#golden.take(), queries: this.#queries?.take() ?? [] };
        const breaker = breakerSeen(this.#breaker, status.canary.breaker);
        if ((breaker.breaker?.openings ?? 0) > 0)
            this.#note('requests of the canary failed in a row');
        this.#breaker = status.canary.breaker;
        const split = draws && status.canary.split && { split: { draws, status: status.canary.split } };
        const seen = { fromMs, toMs: this.#now(), share, ...counted, ...split, ...asked, ...breaker };
        this.#seen = weigh(this.#plan, this.#seen, seen);
        this.#journal.book(seen);
    }
    /** While the canary started, stable answered what comes in: whether that is enough is said before anybody waits for it. */
    async #sayMisfit() {
        const answered = await this.#watching.requestsOf(this.#stable);
        this.#seen = beforeTraffic(this.#seen, answered);
        const said = misfit(this.#o.plan, answered, this.#golden.perSecond);
        if (said !== undefined)
            this.#note(said);
    }
    /** The only version serves, whatever it does: what it does in its first minutes is said, and the verdict is about that. */
    async #watch(only) {
        const { plan, timing, signal, release } = this.#o;
        const untilMs = this.#now() + plan.minTimeMs;
        const before = await this.#watching.endsOf(only);
        while (this.#now() < untilMs) {
            const fromMs = this.#now();
            await (0,timers/* sleep */.yy)(Math.min(plan.windowMs, timing.healthIntervalMs), signal);
            const { canary } = await this.#watching.since(undefined, only);
            const healthy = await this.#watching.probeInTurn(only);
            const golden = this.#golden.take();
            const seen = { fromMs, toMs: this.#now(), share: 1, stable: rollout_tally/* nothing */.s6, canary, healthy, golden };
            this.#seen = weigh(plan, this.#seen, seen);
            this.#journal.book(seen);
            const report = this.#journal.step;
            if (report !== undefined)
                this.#o.onInterval?.(report, this.#watching.latencies);
        }
        this.#gates = gatesOfFirst(plan, this.#seen, before, await this.#watching.endsOf(only));
        const failed = this.#gates.find(({ verdict }) => verdict === 'fail');
        const because = failed === undefined
            ? `version ${release.version} is the first that serves`
            : `version ${release.version} serves, as there is no other, and ${failed.because}`;
        return await this.#report(failed === undefined ? 'pass' : 'fail', because, false);
    }
    /** It is promoted, and there is nothing to go back to: only what it does could not be seen. @throws the signal's reason */
    #unwatched(error) {
        const { release, signal } = this.#o;
        const why = error instanceof Error ? error.message : String(error);
        const because = `version ${release.version} serves, and how it does could not be watched: ${why}`;
        this.#note(because);
        if (signal.aborted)
            throw signal.reason;
        return this.#report('error', because, false);
    }
    /** Traffic first, then everything else; each part is tried even where one before it fails. */
    async #rollBack(verdict, because) {
        const { traffic, target, owner, signal, timing } = this.#o;
        const { lost } = this.#lease;
        const graceMs = signal.aborted ? cleanUp/* cancelGraceMs */.dA : cleanUp/* drainMs */.Xj;
        if (lost === undefined)
            await this.#try('evict', () => traffic.evict());
        const status = await traffic.status().catch(() => undefined);
        if (status?.lease !== undefined && status.lease.owner !== owner) {
            // That run has cleared what was ours, and what is there now is its own.
            this.#note(`gave way to ${status.lease.owner}: ${because}`);
            return this.#report(verdict, because, false);
        }
        if (lost !== undefined)
            await this.#try('evict', () => traffic.evict());
        if (status?.paused !== undefined)
            this.#swap.began();
        this.#note(`rolled back: ${because}`);
        // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
        const again = this.#dead?.digest === this.#o.release.digest;
        const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id);
        if (this.#canary !== undefined && this.#canary.id !== stableId)
            await this.#clear(this.#canary.id, graceMs);
        // Who is stable must be known for certain before anything else is stopped.
        if (status !== undefined)
            await this.#try('stop what is left', async () => void (await target.sweep(stableId, graceMs)));
        // A job that is cancelled is killed soon: the gateway finds it as soon as it is ready.
        const patience = signal.aborted ? undefined : { readyMs: timing.readyMs, signal };
        await this.#try('start stable again', () => this.#swap.bringBack(patience));
        return this.#report(verdict, because, false);
    }
    async #clear(id, graceMs) {
        const { traffic, target, owner, timing } = this.#o;
        await this.#try(`take out ${id}`, async () => {
            const known = (await traffic.status()).idle.some((one) => one.id === id);
            if (!known)
                return;
            // Where the lease was lost while nobody else holds it, it is ours again for the clean-up.
            await traffic.acquire(owner, timing.leaseTtlMs);
            await traffic.remove(owner, id, graceMs);
        });
        await this.#try(`stop ${id}`, () => target.stop(id, graceMs), `${id} was stopped`);
    }
    async #try(what, act, done) {
        try {
            await act();
            if (done !== undefined)
                this.#note(done);
        }
        catch (error) {
            this.#note(`could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    async #report(verdict, because, reused) {
        const status = await this.#o.traffic.status().catch(() => undefined);
        const stable = status?.stable ?? this.#stable;
        const { report: shadow } = this.#shadow;
        const serving = stable?.id === this.#dead?.id || status?.paused !== undefined ? undefined : stable;
        return {
            verdict,
            because: [because, ...this.#swap.told()].join('; '),
            reused,
            firstDeploy: this.#firstDeploy,
            against: this.#against,
            release: this.#o.release,
            steps: this.#journal.steps,
            gates: [...this.#golden.gates, ...this.#shadow.gates, ...this.#gates],
            timeline: this.#journal.timeline,
            series: this.#journal.series,
            ...(shadow === undefined ? {} : { shadow }),
            ...(this.#seen.split === undefined ? {} : { split: this.#seen.split.status }),
            gaps: this.#swap.gaps,
            ...(serving === undefined ? {} : { serving }),
            url: this.#o.url,
        };
    }
    #now() {
        return this.#o.clock.monotonicMs();
    }
}

// EXTERNAL MODULE: ./build/src/signing/history.js
var signing_history = __webpack_require__(73629);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
;// CONCATENATED MODULE: ./build/src/stages/secretFile.js




/**
 * What a file of the checkout says that a step wrote from a secret; no log shows it from now on.
 * @param key that names the file @throws UserError (exit `preflight`) where it cannot be read
 */
async function readSecretFile({ specFile, bounds, platform }, path, { key, limitBytes }) {
    const place = { file: specFile, key };
    const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    const bytes = await (0,files/* readRegular */.VX)(file, limitBytes).catch((error) => {
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(file)} cannot be read (${error.message}): write it before the deployment, as from a secret of the workflow`, { place, exit: 'preflight', cause: error });
    });
    const text = Buffer.from(bytes).toString().trim();
    if (text !== '')
        platform.secret(text);
    return bytes;
}

;// CONCATENATED MODULE: ./build/src/stages/containers.js






const secretLimitBytes = 1 << 20;
/** How versions run as containers, as the spec says. Secrets are read when a version starts: what cleans up needs none. */
function containersOf(context, engine) {
    const { spec, environment } = context;
    const { docker, replicas } = spec.deploy;
    return {
        replicas,
        limits: (0,job/* limitsIn */.UQ)(docker),
        gpus: docker.gpus,
        // What is left to us here says nothing of another machine.
        visibleGpus: engine.remote === undefined ? (0,gpus/* visibleDevices */.oT)(environment) : undefined,
        runtime: docker.runtime,
        user: docker.user,
        root: docker.readOnly ? 'read-only' : 'writable',
        outside: docker.network,
        environment: docker.env,
        secrets: { names: Object.keys(docker.secrets), read: () => secretsOf(context) },
        restart: docker.restart,
        healthIntervalMs: docker.healthCheck === 'none' ? undefined : (0,values/* durationMs */.pc)(docker.healthCheck),
    };
}
async function secretsOf(context) {
    const secrets = {};
    for (const [name, path] of Object.entries(context.spec.deploy.docker.secrets)) {
        const of = { key: `deploy.docker.secrets.${name}`, limitBytes: secretLimitBytes };
        secrets[name] = await readSecretFile(context, path, of);
    }
    return secrets;
}
/** What the engine lacks for it is said before hours of work. @throws UserError (exit `preflight`) */
async function checkContainers(context, docker) {
    const { runtime, secrets } = containersOf(context, docker);
    await secrets.read();
    if (docker.platform !== (0,platforms/* hostPlatform */.ol)())
        throw new errors/* UserError */.yo(`the Docker engine at ${docker.endpoint} is for ${docker.platform}, and this machine is ${(0,platforms/* hostPlatform */.ol)()}: the gateway's image carries the Node of this machine; deploy from a machine of that architecture`, { place: { file: context.specFile, key: 'deploy.docker.host' }, exit: 'preflight' });
    if (runtime === undefined)
        return;
    const { runtimes } = await docker.info();
    if (!runtimes.includes(runtime))
        throw new errors/* UserError */.yo(`the Docker engine has no runtime ${runtime}, only ${runtimes.join(', ')}: install it there, or name another`, { place: { file: context.specFile, key: 'deploy.docker.runtime' }, exit: 'preflight' });
}

// EXTERNAL MODULE: ./build/src/stages/curl.js
var curl = __webpack_require__(43127);
// EXTERNAL MODULE: ./build/src/stages/gateway.js
var stages_gateway = __webpack_require__(84079);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/model/columns.js
var columns = __webpack_require__(30984);
;// CONCATENATED MODULE: ./build/src/stages/otherRequests.js



/** Warns where clients of the version that serves would be refused by the release, as it reads other columns. */
async function warnOfOtherRequests({ platform, spec }, { store, digest, statement }, before) {
    if (before === undefined || before.digest === digest)
        return;
    const { columns: theirs = [] } = await (0,extract/* imageManifest */.Bz)(store, digest);
    const serving = await (0,extract/* imageManifest */.Bz)(store, before.digest).catch((error) => {
        // It may be gone from where releases lie: it serves on all the same.
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    });
    if (serving === undefined || (0,columns/* askedAlike */.LZ)(serving.columns ?? [], theirs))
        return;
    platform.log.warn(`${statement.version} is asked with ${(0,columns/* askedWith */.tL)(theirs)}, and ${before.version}, which serves, with ${(0,columns/* askedWith */.tL)(serving.columns ?? [])}: the canary refuses the requests of today's clients, and the rollout stops; serve it beside the other under a name of its own (${spec.name} is the name of both), and move the clients`);
}

// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
;// CONCATENATED MODULE: ./build/src/stages/prometheus.js







const tokenLimitBytes = 64 << 10;
/** Who answers the user's own queries; undefined where the spec has none. */
function prometheusOf(context) {
    const { spec, environment } = context;
    if (spec.deploy.prometheus === undefined)
        return undefined;
    const { url, tokenFile } = spec.deploy.prometheus;
    return {
        url,
        fetch: (0,network/* openFetch */.v)(environment),
        ...(tokenFile === undefined ? {} : { token: () => tokenOf(context, tokenFile) }),
    };
}
async function tokenOf(context, path) {
    const key = 'deploy.prometheus.token-file';
    const bytes = await readSecretFile(context, path, { key, limitBytes: tokenLimitBytes });
    const token = Buffer.from(bytes).toString().trim();
    if (!/^[\x21-\x7e]+$/.test(token))
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(path)} is not a token: write one line without spaces`, {
            place: { file: context.specFile, key },
            exit: 'preflight',
        });
    return token;
}
/**
 * Asks each query once before anything starts, for versions that do not exist: it finds nothing for them, but is read.
 * @throws UserError (exit `preflight`) where one is wrong, or nobody answers
 */
async function checkQueries(context) {
    const { spec, specFile, signal } = context;
    const prometheus = prometheusOf(context);
    if (prometheus === undefined)
        return;
    // Once here, so that a file that is missing is told as such and not as an answer of Prometheus.
    await prometheus.token?.();
    const nobody = { id: `v${spec.version.replaceAll('.', '-')}-${'0'.repeat(12)}`, version: spec.version };
    for (const [index, { query, window }] of (spec.deploy.prometheus?.gates ?? []).entries()) {
        const asked = await askPrometheus(prometheus, filledIn(query, nobody, nobody), (0,values/* durationMs */.pc)(window), signal);
        if (asked.outcome === 'refused')
            throw new errors/* UserError */.yo(`${asked.because}: correct the query`, {
                place: { file: specFile, key: `deploy.prometheus.gates[${index}].query` },
                exit: 'preflight',
            });
        if (asked.outcome === 'unknown')
            throw new errors/* UserError */.yo(`${asked.because}: correct the address, or start it`, {
                place: { file: specFile, key: 'deploy.prometheus.url' },
                exit: 'preflight',
            });
    }
}

// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/rolloutPlan.js

/** What hangs longer than this will not be answered; where stable takes long, three times as long as nearly all of it. */
const longestAnswerMs = 60_000;
/** How a canary is judged, by the section `deploy`. Pure. @param atOnce all traffic as soon as it is healthy */
function rolloutPlan({ surge, steps, control, step, gates, bake, shadow, splitBy, prometheus }, atOnce) {
    return {
        surge,
        atOnce,
        steps: steps.map((percent) => Math.min(percent, 100 - control) / 100),
        minTimeMs: atOnce ? 0 : (0,values/* durationMs */.pc)(step.minTime),
        minRequests: step.minRequests,
        stepDeadlineMs: (0,values/* durationMs */.pc)(step.deadline),
        bakeMs: (0,values/* durationMs */.pc)(bake),
        healthFailures: gates.health.failures,
        windowMs: (0,values/* durationMs */.pc)(gates.window),
        longestAnswerMs,
        falseRollbacks: gates.falseRollbacks,
        classes: { errors: gates.errors, clientErrors: gates.refusals, slow: gates.latency },
        ...(splitBy === undefined ? {} : { minValues: splitBy.minValues }),
        queries: (prometheus?.gates ?? []).map(rolloutPlan_queryGate),
        ...(shadow === undefined
            ? {}
            : {
                shadow: {
                    share: shadow.share / 100,
                    minRequests: shadow.minRequests,
                    maxDisagreement: shadow.maxDisagreement,
                    minTimeMs: (0,values/* durationMs */.pc)(step.minTime),
                    deadlineMs: (0,values/* durationMs */.pc)(step.deadline),
                    falseRollbacks: gates.falseRollbacks,
                },
            }),
    };
}
function rolloutPlan_queryGate(written) {
    const { name, query, window } = written;
    return { name, query, windowMs: (0,values/* durationMs */.pc)(window), bound: boundOf(written) };
}
function boundOf({ max, min, versusStable, failures }) {
    if (versusStable !== undefined) {
        const { better, margin, ratio } = versusStable;
        if (ratio !== undefined)
            return { kind: 'versus-stable', better, by: 'ratio', allowed: ratio };
        if (margin !== undefined)
            return { kind: 'versus-stable', better, by: 'margin', allowed: margin };
    }
    if (max !== undefined)
        return { kind: 'max', limit: max, failures };
    if (min !== undefined)
        return { kind: 'min', limit: min, failures };
    throw new Error('a gate has a bound');
}

// EXTERNAL MODULE: ./build/src/report/split.js
var split = __webpack_require__(21552);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/rolloutReport.js





/* How a rollout reads: while it goes on, and afterwards. */
/** What a step has seen until now, in one line. Pure. */
function liveLine({ name, share, fromMs, toMs, stable, canary, outcome }) {
    const told = ({ requests, errors }) => `${(0,report_text/* countText */.lT)(requests)} requests, ${(0,report_text/* countText */.lT)(errors)} errors`;
    return `${name}, ${seconds(toMs - fromMs)}: canary with ${(0,words/* percent */.K)(share)}: ${told(canary)}; stable: ${told(stable)}${outcome === '' ? '' : ` (${outcome})`}`;
}
/** The same as a table with a line a version, in 39 columns but for its first line; times are bounds of a histogram. Pure. */
function liveTable({ name, share, fromMs, toMs, stable, canary, outcome }, latencies) {
    const row = (what, of, requests, errors, ms) => `${what.padEnd(6)}${of.padStart(7)}${requests.padStart(9)}${errors.padStart(7)} ${ms.padStart(9)}`;
    const version = (what, of, { requests, errors }) => {
        const latency = latencies[what];
        if (latency === undefined)
            return [];
        const at = (part) => String((0,rollout_tally/* quantileMs */.Mt)(latency, part) ?? '–');
        return [row(what, (0,words/* percent */.K)(of), (0,report_text/* countText */.lT)(requests), (0,report_text/* countText */.lT)(errors), `${at(0.5)}/${at(0.99)}`)];
    };
    return [
        `${name}, ${seconds(toMs - fromMs)}${outcome === '' ? '' : `: ${outcome}`}`,
        row('', 'share', 'requests', 'errors', '≤P50/99ms'),
        ...version('stable', 1 - share, stable),
        ...version('canary', share, canary),
    ];
}
/** What a rollout that was stopped has left; undefined while it is not cleared yet. @param status where the gateway said it. Pure. */
function leftInWords(status, { version, digest }, { wasStable, hadTraffic }) {
    const next = 'the same command begins the rollout again';
    if (status === undefined)
        return `the gateway did not say what serves now: \`model-actions status\` tells it; ${next}`;
    const { stable, paused, canary } = status;
    if (canary !== undefined)
        return undefined;
    // One that was stopped to make room may not have come back.
    const serves = paused === undefined ? stable : undefined;
    if (serves?.digest === digest)
        // It may have been started again because it had ended.
        return wasStable && !hadTraffic
            ? `${version} is deployed as it was before: \`model-actions status\` tells whether it answers`
            : `${version} was promoted and serves`;
    const nowServes = serves === undefined ? 'nothing serves' : `${serves.version} serves`;
    return `${version} ${hadTraffic ? 'was taken out' : 'has no traffic'} and ${nowServes}; ${next}`;
}
/**
 * How a rollout that was stopped ended, for the record; undefined where it had no traffic yet, and nothing was gone back from, and
 * where the gateway does not say what serves: a record without that says that nothing does.
 * @param had the last share of the traffic that the release had. Pure.
 */
function endedBy({ reason }, status, had) {
    if (had === undefined || status === undefined)
        return undefined;
    const because = `${reason instanceof Error ? reason.message : String(reason)} at ${(0,words/* percent */.K)(had)} of the traffic`;
    const serving = status.paused === undefined ? status.stable : undefined;
    return { because, stopped: true, ...(serving === undefined ? {} : { serving }) };
}
/** The steps, how traffic and errors went, and what happened. Pure. */
function rolloutSections({ steps, series, timeline, shadow, split }) {
    return [
        ...(shadow === undefined ? [] : [shadowTable(shadow)]),
        {
            kind: 'table',
            title: 'Steps',
            columns: ['share', 'seconds', 'stable: requests, errors', 'canary: requests, errors'],
            rows: steps.map((step) => [
                (0,words/* percent */.K)(step.share),
                ((step.toMs - step.fromMs) / 1000).toFixed(1),
                `${step.stable.requests}, ${step.stable.errors}`,
                `${step.canary.requests}, ${step.canary.errors}`,
            ]),
        },
        ...(split === undefined ? [] : [splitTable(split)]),
        ...(series.length < 2 ? [] : overTime(series)),
        ...(timeline.length === 0
            ? []
            : [
                {
                    kind: 'table',
                    title: 'What happened',
                    folded: true,
                    columns: ['since the start', 'event'],
                    rows: timeline.map(({ atMs, event }) => [seconds(atMs), event]),
                },
            ]),
    ];
}
const shadowTable = ({ share, elapsedMs, ...counts }) => ({
    kind: 'table',
    title: 'Copies of requests before there was traffic',
    columns: [
        'of stable',
        'seconds',
        'compared',
        'answered otherwise',
        'not answered',
        'nothing to compare',
        'asked before',
        'dropped',
    ],
    rows: [
        [
            (0,words/* percent */.K)(share),
            (elapsedMs / 1000).toFixed(1),
            String(counts.compared),
            // Of a request with many inputs a part may be.
            String(Number(counts.otherwise.toFixed(2))),
            String(counts.unanswered),
            String(counts.incomparable),
            String(counts.repeated),
            String(counts.dropped),
        ],
    ],
});
function splitTable({ stable, canary, capped }) {
    const ofOne = (0,split/* mostOfOne */.Z)(canary);
    const note = [
        'Since the canary had its first share: the values of the header of deploy.split-by that met each version. Expected are the errors that what the same values had with stable lets expect.',
        ...(ofOne === undefined ? [] : [`Of the canary ${ofOne}: alone that decides nothing.`]),
        ...(capped ? ['There were more values than are known one by one.'] : []),
    ];
    return {
        kind: 'table',
        title: 'Values of the header',
        note: note.join(' '),
        columns: ['version', ...split/* splitColumns */.uz],
        rows: [
            ['stable', ...(0,split/* splitRow */.hE)(stable)],
            ['canary', ...(0,split/* splitRow */.hE)(canary)],
        ],
    };
}
/** As many as a picture and a table of Markdown show. */
const [drawnPoints, tablePoints] = [40, 20];
function overTime(series) {
    const drawn = thinned(series, drawnPoints);
    const x = drawn.map(({ toMs }) => seconds(toMs));
    const line = (name, of) => ({
        mark: 'line',
        name,
        // Of less than a hundredth of a percent nothing is seen.
        values: drawn.map((point) => Number((100 * of(point)).toFixed(2))),
    });
    return [
        {
            kind: 'chart',
            title: "The canary's share over time",
            x,
            yTitle: 'traffic, %',
            series: [line('canary', ({ share }) => share)],
        },
        {
            kind: 'chart',
            title: 'Errors over time',
            note: 'Stable is the first line, the canary the second. Without a request there is no error.',
            x,
            yTitle: 'requests that failed, %',
            series: [line('stable', ({ stable }) => rate(stable)), line('canary', ({ canary }) => rate(canary))],
        },
        {
            kind: 'table',
            title: 'Over time',
            folded: true,
            columns: ['until', 'share', 'stable: requests', 'failed', 'canary: requests', 'failed'],
            rows: thinned(series, tablePoints).map(({ toMs, share, stable, canary }) => [
                seconds(toMs),
                (0,words/* percent */.K)(share),
                String(stable.requests),
                failed(stable),
                String(canary.requests),
                failed(canary),
            ]),
        },
    ];
}
const rate = ({ requests, errors }) => (requests === 0 ? 0 : errors / requests);
const failed = (tally) => (tally.requests === 0 ? '' : `${(100 * rate(tally)).toFixed(2)} %`);
const seconds = (ms) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/deploy.js



























/** Verifies the release, then moves traffic to it step by step; stable keeps serving whatever happens. */
const deploy = {
    name: 'deploy',
    parents: [],
    acts: true,
    alone: true,
    preflight: deployPreflight,
    inputs: verify/* verify */.MX.inputs,
    async make(context) {
        const { spec, platform, signal, clock } = context;
        const release = await (0,verify/* verifiedRelease */.G$)(context);
        const history = await (0,promotions/* promotions */.D)(context, release.store, await (0,stages_image/* trusted */.IZ)(context));
        requireForward(context, release, history, (0,model_history/* servedOf */.pg)(history).served[0]);
        const { gateway, target } = await openServing(context, release.store, 'begins');
        const before = (await gateway.traffic.status()).stable;
        // What serves may be newer than what is on record, where the record was lost.
        requireForward(context, release, history, before && { ...before, because: 'which serves' });
        await warnOfOtherRequests(context, release, before);
        const ourselves = (0,stages_gateway/* owner */.eC)(context);
        platform.state.save(rolloutState, ourselves);
        const deployment = platform.deployment({ model: spec.name, version: spec.version, digest: release.digest });
        deployment.say({ state: 'in_progress', description: `${spec.version} starts` });
        const prometheus = prometheusOf(context);
        const { manifest, probes } = await (0,extract/* imageModel */.Pk)(release.store, release.digest);
        const plan = rolloutPlan(spec.deploy, context.atOnce === true);
        let had;
        const rollout = await runRollout({
            target,
            traffic: gateway.traffic,
            metrics: gateway.metrics,
            probe: gateway.probe,
            ...deploy_golden(context, release, gateway, probes),
            ...(prometheus === undefined ? {} : { prometheus }),
            url: gateway.url,
            plan,
            release: { version: spec.version, digest: release.digest },
            owner: ourselves,
            timing: {
                readyMs: (0,values/* durationMs */.pc)(spec.deploy.ready),
                healthIntervalMs: (0,values/* durationMs */.pc)(spec.deploy.gates.health.interval),
                leaseTtlMs: leaseTtlMs(spec.deploy),
            },
            clock,
            signal,
            log: platform.log,
            onShare(share) {
                had = share;
                const at = `${(0,words/* percent */.K)(share)} of the traffic`;
                (0,doing/* update */.yo)(signal, { at, next: 'the gateway takes the canary out, and the same command begins the rollout again' });
                deployment.say({ state: 'in_progress', description: at });
            },
            onInterval: (step, latencies) => platform.log.live(liveLine(step), liveTable(step, latencies)),
            onShadow: (line) => platform.log.live(line),
        }).catch(async (error) => {
            platform.log.live('');
            let ended;
            if (signal.aborted) {
                const status = await statusSoon(gateway);
                const until = { wasStable: before?.digest === release.digest, hadTraffic: had !== undefined };
                const next = leftInWords(status, { version: spec.version, digest: release.digest }, until);
                if (next !== undefined)
                    (0,doing/* update */.yo)(signal, { next });
                ended = endedBy(signal, status, had);
            }
            deployment.say({ state: 'error', description: error instanceof Error ? error.message : String(error) });
            // A full disk may be why the rollout was stopped: that it has no record must not hide why.
            if (ended !== undefined)
                await recordOf(context, release, { before, history }, ended)
                    .then((record) => (0,place_history/* appendHistory */.b)(context.place, record))
                    .catch((fault) => platform.log.warn(`this rollout is not in the history: ${fault.message}`));
            await deployment.settled();
            throw error;
        });
        platform.log.live('');
        deployment.say(rollout.verdict === 'pass'
            ? { state: 'success', description: rollout.because, url: gateway.url }
            : { state: 'failure', description: rollout.because });
        await remember(context, release, { before, history }, rollout);
        await deployment.settled();
        const { deploy } = spec;
        const trust = deploy.tls && (await trustOf(deploy.tls.certificate, gateway.url));
        const needs = {
            token: deploy.tokens !== undefined,
            certificate: deploy.tls?.clientCa !== undefined,
            ...(trust === undefined ? {} : { trust }),
        };
        const quotes = spec.evaluate.showTexts;
        // By its own words: a model.yml to go back by may be wrong in the columns, or of a version that reads others.
        const { name, task, columns } = manifest;
        const line = (0,curl.curlLine)({ url: gateway.url, name, task, columns, probes, quotes, needs });
        if (rollout.verdict === 'pass')
            platform.log.info(`ask it: ${line}`);
        return (0,reporting/* draft */.K4)({
            title: `deploy ${spec.name} ${spec.version}`,
            data: { image: release.image, version: spec.version, url: gateway.url, rollout },
            verdict: rollout.verdict,
            headline: `${rollout.because}; ${rollout.serving === undefined ? 'nothing serves' : `${rollout.serving.version} serves`} at ${gateway.url}`,
            outputs: { url: gateway.url, image: release.image, digest: release.digest },
            document: {
                gates: withErrorRates(rollout.gates, rollout.against, plan),
                sections: [
                    ...(rollout.verdict === 'pass' ? [{ kind: 'command', title: 'Ask it', line }] : []),
                    ...rolloutSections(rollout),
                ],
            },
        });
    },
};
/** By what a client knows the gateway; undefined while the file is being renewed. */
const trustOf = async (file, url) => {
    try {
        return (0,curl/* trustIn */.U)(new external_node_crypto_.X509Certificate(await (0,promises_.readFile)(file)), { file, url });
    }
    catch {
        return undefined;
    }
};
/** A rollout that was stopped has cleared behind itself, or said why it could not: what serves now is asked, and not supposed. */
const statusSoon = ({ traffic }) => (0,timers/* inTime */.RN)(traffic.status().catch(() => undefined), leftPatienceMs, undefined);
/** Of the two seconds that a run has once it is stopped. */
const leftPatienceMs = 300;
/**
 * Every promotion and rollback is on record in the place: what `release:latest` means, and what can be gone back to. Where
 * the job has the key, it is attested on the image too, for those who have no access to this place.
 */
async function remember(context, release, { before, history }, rollout) {
    if (rollout.reused)
        return;
    const record = await recordOf(context, release, { before, history }, rollout);
    await (0,place_history/* appendHistory */.b)(context.place, record);
    try {
        const signing = await (0,signer/* findSigner */.E)(context);
        if (signing !== undefined)
            await (0,signing_history/* attachHistory */.m4)(release.store, record, signing);
    }
    catch (error) {
        // What serves, serves; that the image does not tell of it must not undo that.
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.info(`${record.digest} is ${record.outcome}, but the image does not say so: ${error.message}`);
    }
}
async function recordOf(context, release, { before, history }, rollout) {
    const named = (backend) => ({ version: backend.version, digest: backend.digest });
    const serves = rollout.serving?.digest === release.digest;
    // After `stop` nothing serves, and what served last is left all the same.
    const leaves = before ?? (context.rollback ? (0,model_history/* servedOf */.pg)(history).served[0] : undefined);
    const left = serves ? await goneBackFrom(context, release, leaves, history) : undefined;
    return {
        schema: 1,
        outcome: serves && left === undefined ? 'promoted' : 'rolled-back',
        ...(rollout.stopped === true && !serves ? { stopped: true } : {}),
        name: context.spec.name,
        ...(left ?? { digest: release.digest, version: context.spec.version, released: release.statement.created }),
        ...(before === undefined ? {} : { from: named(before) }),
        ...(rollout.serving === undefined ? {} : { to: named(rollout.serving) }),
        at: context.clock.now().toISOString(),
        by: (0,stages_gateway/* who */.dp)(context),
        because: rollout.because,
    };
}
/**
 * What served and was left for an older release: it is that one which was rolled back, and `previous` must not lead to it
 * again. Undefined for a step forward, and where nobody vouches any more for what served.
 */
async function goneBackFrom(context, { store, digest, statement }, before, history) {
    if (before === undefined)
        return undefined;
    if ((0,model_history/* stepBack */.q0)({ version: statement.version, digest, released: statement.created }, before, history) === undefined)
        return undefined;
    const known = history.find((record) => record.digest === before.digest);
    if (known !== undefined)
        return { digest: before.digest, version: before.version, released: known.released };
    const wanted = { name: context.spec.name, version: before.version };
    const policy = await (0,stages_image/* trusted */.IZ)(context);
    const said = await (0,release/* verifyRelease */.VA)({ store, digest: before.digest, policy, wanted }).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    });
    return said === undefined
        ? undefined
        : { digest: before.digest, version: before.version, released: said.release.created };
}
/** Often enough for the default plan without any other request, and too rarely to be a load. */
const goldenEveryMs = 1_000;
function deploy_golden({ platform }, release, { ask }, probes) {
    if (probes.length > 0)
        return { golden: { probes, everyMs: goldenEveryMs, ask } };
    platform.log.info(`${release.image} has no golden probes: nobody asks whether what runs is what was evaluated`);
    return {};
}
/**
 * Whoever can write to the registry, or run an old workflow again, would bring a release back whose faults are known. What
 * goes back says so. @throws UserError where the release is older than what serves, or served last
 */
function requireForward(context, { digest, statement }, history, last) {
    if (last === undefined)
        return;
    const because = (0,model_history/* stepBack */.q0)({ version: statement.version, digest, released: statement.created }, last, history);
    if (because !== undefined)
        refuseStepBack(context, because, last);
}
function refuseStepBack({ rollback, specFile }, because, last) {
    if (rollback)
        return;
    throw new errors/* UserError */.yo(`${because}, ${last.because}: raise the version, or say that you go back, by input \`rollback: true\` or --rollback`, { place: { file: specFile, key: 'version' }, exit: 'gate-failed' });
}
/** The key, the port and the Docker engine are needed at the end of hours of work: they are asked for before it begins. */
async function deployPreflight(context) {
    await tryServing(context);
    // Last, as `verify` asks for it too: where both lack something, both is told.
    await (0,stages_image/* trusted */.IZ)(context);
}
async function tryServing(context) {
    const { spec, place } = context;
    const last = (0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(place)).served[0];
    if (last !== undefined && semver.lt(spec.version, last.version))
        refuseStepBack(context, `${spec.version} is older than ${last.version}`, last);
    await checkQueries(context);
    const listens = await (0,stages_gateway/* readListens */.v0)(context);
    await checkFront(context, listens);
    if (spec.deploy.target === 'process') {
        const { checkGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559)]).then(__webpack_require__.bind(__webpack_require__, 99559));
        const stateDir = (0,stages_gateway/* gatewayState */.Ui)(context);
        await checkGateway({ stateDir, model: place.identity, ...listens, sharing: (0,stages_gateway/* sharing */.R1)(context) });
        return;
    }
    const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(6846)]).then(__webpack_require__.bind(__webpack_require__, 36846));
    const { checkGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559), __webpack_require__.e(5821)]).then(__webpack_require__.bind(__webpack_require__, 45821));
    const docker = await connectDocker({ environment: context.environment, host: spec.deploy.docker.host });
    await checkContainers(context, docker);
    const { log } = context.platform;
    await checkGateway({ docker, model: place.identity, ...listens, sharing: (0,stages_gateway/* sharing */.R1)(context), log });
}
async function checkFront({ platform }, { front }) {
    const { openness, readFront } = await __webpack_require__.e(/* import() */ 4832).then(__webpack_require__.bind(__webpack_require__, 22451));
    await readFront(front, { expired: 'refused' });
    const open = openness(front);
    if (open !== undefined)
        platform.log.warn(open);
}
/** Long enough for a slow tick, short enough that a dead runner's canary is gone soon. */
const leaseTtlMs = ({ gates }) => Math.max(15_000, 3 * (0,values/* durationMs */.pc)(gates.health.interval));
/** Where a rollout says who it is, for the one that cleans up after it. */
const rolloutState = 'rollout';
/** Undoes what a rollout of this job left half done when it was cancelled or killed: a canary and its share of the traffic. */
async function finishRollout(context) {
    const left = context.platform.state.get(rolloutState);
    if (left === '')
        return;
    const { gateway, target } = await openServing(context, await (0,stages_image/* openImages */.x9)(context), 'goes on');
    const { cleanUpRollout } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 19219));
    await cleanUpRollout({ traffic: gateway.traffic, target, owner: left, note: context.platform.log.info });
}
/** What serves, by the spec's target: the gateway, and where versions run; for a rollout that begins, or for one that is undone. */
async function openServing(context, store, rollout) {
    const { spec, platform, environment, signal } = context;
    const common = { model: context.place.identity, log: platform.log };
    const listens = rollout === 'begins' ? await (0,stages_gateway/* readListens */.v0)(context) : await (0,stages_gateway/* keptListens */.xh)(context);
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(6846)]).then(__webpack_require__.bind(__webpack_require__, 36846));
        const { findGateway, openGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559), __webpack_require__.e(5821)]).then(__webpack_require__.bind(__webpack_require__, 45821));
        const { createDockerTarget } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2828), __webpack_require__.e(3000)]).then(__webpack_require__.bind(__webpack_require__, 43000));
        const { ensureImage } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2250)]).then(__webpack_require__.bind(__webpack_require__, 82250));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        const shares = (0,stages_gateway/* sharing */.R1)(context);
        const open = async () => {
            const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment });
            return openGateway({ ...common, docker, ...listens, image, sharing: shares, signal });
        };
        // One that runs is as it was made: nothing of model.yml's files is needed to undo a rollout at it.
        const found = rollout === 'begins' ? undefined : await findGateway({ ...common, docker, sharing: shares, signal });
        return {
            gateway: found ?? (await open()),
            target: await createDockerTarget({ ...common, docker, store, containers: containersOf(context, docker) }),
        };
    }
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 7087).then(__webpack_require__.bind(__webpack_require__, 29468));
    const { openGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559)]).then(__webpack_require__.bind(__webpack_require__, 99559));
    const { createProcessTarget } = await __webpack_require__.e(/* import() */ 3663).then(__webpack_require__.bind(__webpack_require__, 53663));
    const { path: python } = await ensurePython({
        requirements: 'serve',
        cacheDir: defaultCacheDirectory(environment),
        log: platform.log,
        signal,
        environment,
    });
    return {
        gateway: await openGateway({
            ...common,
            stateDir: (0,stages_gateway/* gatewayState */.Ui)(context),
            ...listens,
            sharing: (0,stages_gateway/* sharing */.R1)(context),
            proxy: 'auto',
        }),
        target: await createProcessTarget({
            log: platform.log,
            store,
            stateDir: (0,stages_gateway/* versionsState */.Pp)(context),
            python,
        }),
    };
}


/***/ }),

/***/ 49930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ evaluate),
  W: () => (/* binding */ evaluated)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/stages/baseline.js + 2 modules
var stages_baseline = __webpack_require__(90792);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
// EXTERNAL MODULE: ./build/src/stages/comparison.js + 2 modules
var comparison = __webpack_require__(36940);
// EXTERNAL MODULE: ./build/src/stages/decision.js
var decision = __webpack_require__(9795);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/statistics/pairing.js
var statistics_pairing = __webpack_require__(15021);
// EXTERNAL MODULE: ./build/src/stages/origin.js
var origin = __webpack_require__(1527);
// EXTERNAL MODULE: ./build/src/stages/predictions.js + 2 modules
var predictions = __webpack_require__(74777);
;// CONCATENATED MODULE: ./build/src/stages/forgetting.js







/*
 * What a model that went on from another one has forgotten: both answer the examples that the earlier one was tested on, and
 * which neither was trained on.
 */
/** What the candidate went on from, by its own lineage: `release:latest` may be another one by now. */
async function parentOfModel(context, { manifest }) {
    const digest = manifest.lineage.find(({ stage }) => stage === 'finetune')?.inputs[origin/* parentInput */.tX];
    return digest === undefined ? undefined : (0,origin/* parentOf */.gN)(context, digest, 'the model before');
}
/** The metric that forgetting is told by, and what of it may be lost: those of the first gate that needs no function of the user's. */
function forgettingMargin(task, { gates, forgetting }) {
    const known = (0,tasks/* metricsOf */.Ps)(task, []);
    const first = gates.find((gate) => known.some(({ name }) => name === gate.metric));
    const metric = known.find(({ name }) => name === first?.metric) ?? task.headline;
    return { metric, margin: forgetting.margin ?? first?.margin ?? usualMargin };
}
const usualMargin = 0.02;
/** The gate that a verdict has of it; where it is only shown, a failure is told. */
function decidingOf(forgetting, log) {
    if (forgetting === undefined)
        return [];
    const { gate, onFail } = forgetting;
    if (onFail === 'fail')
        return [gate];
    if (gate.verdict !== 'pass')
        log.warn(`forgetting: ${gate.because}`);
    return [];
}
/** @param of.kept where the answers of both to the earlier test lie @returns undefined where nothing was asked */
async function forgettingOf(of) {
    const { task, section, result, kept, parent, log } = of;
    if (result.forgetting === undefined) {
        const lacks = 'the image for jobs answered nothing of the test of the model before (paths.in.earlier)';
        if (section.forgetting.onFail === 'warn') {
            log.warn(`forgetting: ${lacks}: nothing is known of what was forgotten`);
            return undefined;
        }
        throw new errors/* UserError */.yo(`evaluate: ${lacks}, so that nothing is known of what was forgotten: let it answer both, as the contract says, or set evaluate.forgetting.on-fail to warn`, { exit: 'crashed' });
    }
    if (result.forgetting.examples === 0) {
        log.warn('forgetting: no class of the model before is left, so that nothing can be forgotten');
        return undefined;
    }
    const [candidate, before] = await Promise.all(['earlier-predictions.jsonl', 'earlier-parent-predictions.jsonl'].map((name) => (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(kept, name), task)));
    if (candidate === undefined || before === undefined)
        throw new Error('no predictions of the earlier test');
    return judgeForgetting({ ...of, section, candidate, before, parent: parent.digest, ...result.forgetting });
}
/** Pure. */
function judgeForgetting(of) {
    const { task, candidate, before, examples, labels, alpha, next } = of;
    const { metric, margin } = forgettingMargin(task, of.section);
    const pairing = (0,statistics_pairing/* pairPredictions */.b)(candidate, before, examples);
    const [found] = (0,tasks/* compareByGates */.lt)([{ metric, margin }], pairing, { alpha, next, labels });
    if (found === undefined)
        throw new Error('one margin makes one gate');
    const gate = { ...found, name: 'forgetting', because: `on the test of the model before: ${found.because}` };
    const [ours, theirs] = [candidate, before].map((judged) => (0,tasks/* valuesOf */.sm)([metric], judged)[metric.name]);
    const { value, low, high } = gate.observed;
    const forgetting = {
        parent: of.parent,
        examples,
        ...(ours === undefined ? {} : { candidate: ours }),
        ...(theirs === undefined ? {} : { before: theirs }),
        gate,
        onFail: of.section.forgetting.onFail,
    };
    const notes = [
        'The baseline of this row is the model before, on the examples that it was tested on; neither was trained on them.',
        ...(of.left_out === 0 ? [] : [`${(0,report_text/* countText */.lT)(of.left_out)} examples of classes that are gone are left out.`]),
        ...(forgetting.onFail === 'warn' ? ['It is shown, and decides nothing (evaluate.forgetting.on-fail: warn).'] : []),
    ];
    return {
        forgetting,
        section: {
            kind: 'intervals',
            title: 'Forgetting',
            part: 'comparison',
            note: notes.join(' '),
            rows: [
                {
                    name: metric.title,
                    unit: metric.unit,
                    ...(metric.higherIsBetter ? {} : { lowerIsBetter: true }),
                    ...(theirs === undefined ? {} : { baseline: theirs }),
                    ...(ours === undefined ? {} : { candidate: ours }),
                    ...(low === undefined || high === undefined ? {} : { difference: { value, low, high } }),
                    margin,
                    verdict: gate.verdict,
                    examples,
                },
            ],
        },
    };
}

// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/stages/keptJobs.js
var keptJobs = __webpack_require__(85037);
// EXTERNAL MODULE: ./build/src/stages/ownScores.js
var ownScores = __webpack_require__(89118);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/place/records.js
var records = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/src/place/looks.js



/*
 * How often a test was looked at. Whoever tries twenty candidates on one test and keeps the best has chosen luck as well, and
 * whoever adds examples until a candidate passes has thrown the dice again: both are counted, at this place.
 */
const looks_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected a digest');
const look = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Of the examples that the candidate was asked, whatever their order. */
    test: looks_digest,
    /** Of the weights: a new version number makes no new candidate. */
    candidate: looks_digest,
    examples: schemas/* int */.Whr().min(0),
    at: iso/* datetime */.w$(),
});
function reuseOf(earlier, now) {
    const others = new Set(earlier.flatMap(({ test, candidate }) => (test === now.test ? [candidate] : [])));
    others.delete(now.candidate);
    const tests = new Set(earlier.flatMap(({ test, candidate }) => (candidate === now.candidate ? [test] : [])));
    return { others: others.size, looks: tests.add(now.test).size };
}
/** Notes a look, once for each candidate and test, and tells what came before it. */
async function noteLook(place, now) {
    const earlier = await (0,records/* readRecords */.T)(place.looks, look, 'the looks at tests');
    const known = earlier.some(({ test, candidate }) => test === now.test && candidate === now.candidate);
    if (!known)
        await (0,records/* appendRecord */.E)(place.looks, now, { schema: look, label: 'noting a look at the test' });
    return reuseOf(earlier, now);
}

;// CONCATENATED MODULE: ./build/src/stages/testReuse.js




/** Other candidates on one test after which the best of them owes much to luck. */
const manyCandidates = 20;
/** Which test this is: its examples and their labels, whatever their order. */
const testDigest = (judged) => (0,digest/* digestBytes */.QN)(judged
    .map(({ id, truth }) => JSON.stringify([id, truth]))
    .sort()
    .join('\n'));
/** Which candidate this is: its weights and what is read with them, whatever its version and the data that were added to its test. */
const candidateDigest = (files) => (0,digest/* digestJson */.tv)(Object.fromEntries(files.flatMap(({ path, digest }) => (path === 'model.json' ? [] : [[path, digest]]))));
/** Counts this look at a test, as far as this machine knows of others. */
const countLook = ({ place, clock }, candidate, judged) => noteLook(place, {
    schema: 1,
    test: testDigest(judged),
    candidate: candidateDigest(candidate),
    examples: judged.length,
    at: clock.now().toISOString(),
});
function reuseSection(reuse, planned, examples) {
    const { others, looks } = reuse;
    const before = others === 0
        ? 'no other candidate was judged on it before'
        : `${others} other ${others === 1 ? 'candidate was' : 'candidates were'} judged on it before`;
    const facts = [
        ['test examples', String(examples)],
        ['how often this test was used', `${before}, as far as this machine knows`],
        [
            'tests of this candidate',
            `look ${looks}: it spends ${(0,report_text/* smallShare */.fy)((0,power/* alphaOfLook */.zP)(looks, planned))} of the ${(0,report_text/* smallShare */.fy)(power/* alphaOfAllLooks */.tB)} of error that all looks have together`,
        ],
    ];
    const notes = [
        ...(others >= manyCandidates
            ? ['The best of so many candidates owes some of its lead to luck with these examples: give it a fresh test.']
            : []),
        ...(looks > planned
            ? [
                `This candidate was judged before on another test, and little of the error is left: where a test that did not decide may be topped up once, say so beforehand by \`evaluate.looks: 2\`.`,
            ]
            : []),
    ];
    return {
        kind: 'facts',
        title: 'Reuse of the test',
        part: 'comparison',
        facts,
        ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/evaluate.js






















/** Judges the candidate against the baseline, example by example, by a paired test. */
const evaluate = {
    name: 'evaluate',
    parents: ['prepare', 'finetune'],
    async preflight(context) {
        await (0,stages_baseline/* baselinePreflight */.vD)(context);
        await (0,ownScores/* ownFunctions */.gH)(context);
    },
    setUp: job/* jobPreflight */.R9,
    async inputs(context) {
        const dataset = await (0,prepare/* prepared */.sb)(context, 'evaluate');
        const candidate = await (0,finetune/* finetuned */.Fe)(context, 'evaluate');
        const baseline = await (0,stages_baseline/* resolveBaseline */.oL)(context);
        const { deadline: _, ...section } = context.spec.evaluate;
        return {
            section: (0,digest/* digestJson */.tv)({
                evaluate: { ...section, baseline: baseline.kind },
                maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength,
                ...(0,schema/* targetLimit */.N$)(context.spec),
            }),
            dataset: dataset.digest,
            ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
            candidate: candidate.digest,
            ...(baseline.kind !== 'majority' ? { baseline: baseline.digest } : {}),
            ...(await (0,ownScores/* ownFunctionsDigest */.kx)(context)),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec, platform } = context;
        const baseline = await (0,stages_baseline/* resolveBaseline */.oL)(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await (0,prepare/* prepared */.sb)(context, 'evaluate');
        const candidate = await (0,finetune/* finetuned */.Fe)(context, 'evaluate');
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const generation = (0,schema/* generationOf */.gS)(spec);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const tuned = await candidate.open();
        const parent = await parentOfModel(context, tuned);
        const answering = {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                ...(0,schema/* targetLimit */.N$)(spec),
                ...(generation === undefined ? {} : { generation }),
                ...(spec.evaluate.explain === undefined ? {} : { explain: spec.evaluate.explain }),
            },
            inputs: {
                data: dataset.mount,
                candidate: candidate.mount,
                ...(parent === undefined ? {} : { parent: parent.model, earlier: parent.dataset }),
                ...(await (0,base/* baseUnder */.Kz)(context, tuned)),
                ...(parent === undefined ? {} : await (0,base/* baseUnder */.Kz)(context, await (0,manifest/* readModelDirectory */.Nw)(await parent.directory()))),
                ...(baseline.kind !== 'majority' && baseline.tuned !== undefined
                    ? await (0,base/* baseUnder */.Kz)(context, baseline.tuned)
                    : {}),
                ...(baseline.kind !== 'majority' ? { baseline: { directory: baseline.directory } } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        };
        const result = await (0,keptJobs/* runBatchOnce */.L)(context, 'evaluate', key, answering, {
            of: {
                data: dataset.digest,
                candidate: candidate.digest,
                ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
                ...(baseline.kind !== 'majority' ? { baseline: baseline.digest } : {}),
                ...(parent === undefined ? {} : { parent: parent.modelDigest, earlier: parent.datasetDigest }),
            },
        });
        await (0,ownScores/* addOwnScores */.B3)(context, key, out);
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const reuse = await countLook(context, (await candidate.gated()).files, judged);
        const alpha = (0,power/* alphaOfLook */.zP)(reuse.looks, spec.evaluate.looks);
        const next = (0,power/* alphaOfLook */.zP)(reuse.looks + 1, spec.evaluate.looks);
        const forgotten = parent === undefined
            ? undefined
            : await forgettingOf({
                task,
                section: spec.evaluate,
                result,
                kept: workspace.directory,
                parent,
                labels: dataset.labels,
                alpha,
                next,
                log: platform.log,
            });
        const { gates: ofBaseline, metrics, judgedBy, sections, candidate: compared, } = (0,comparison/* compareModels */.w)({
            task,
            section: spec.evaluate,
            margins: (0,comparison/* marginsOf */.p)(spec.evaluate, baseline.kind === 'majority'),
            labels: dataset.labels,
            candidate: judged,
            baseline: judgedBaseline,
            examples: dataset.testExamples,
            environment: result.environment,
            common: (0,commonClasses/* commonClassesOf */.rV)(result, dataset.labels),
            alpha,
            explained: spec.evaluate.explain === undefined
                ? undefined
                : {
                    examples: spec.evaluate.explain.examples,
                    told: result.explanations ?? {
                        notTold: 'The runtime image explains nothing: evaluate.explain needs one that leaves explanations.',
                    },
                },
            pictures: result.pictures,
            next,
        });
        const gates = [...ofBaseline, ...decidingOf(forgotten?.forgetting, platform.log)];
        return (0,reporting/* draft */.K4)({
            title: `evaluate ${spec.name} ${spec.version}`,
            data: {
                result,
                examples: compared.length,
                metrics,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind !== 'majority' ? { digest: baseline.digest } : {}),
                },
                gates,
                ...(forgotten === undefined ? {} : { forgetting: forgotten.forgetting }),
                alpha,
            },
            ...(0,decision/* decisionOf */.u)({
                task,
                judgedBy,
                gates,
                metrics,
                against: `the baseline (${baseline.because})`,
                examples: compared.length,
                onInconclusive: spec.evaluate.onInconclusive,
            }),
            document: {
                gates,
                sections: [
                    ...sections,
                    ...(forgotten === undefined ? [] : [forgotten.section]),
                    reuseSection(reuse, spec.evaluate.looks, judged.length),
                ],
            },
        });
    },
};
const evaluated = (context, asking) => (0,recipe/* earlier */.X)(evaluate, context, asking);


/***/ }),

/***/ 85037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ runBatchOnce)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(961);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _model_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89514);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(72103);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(22456);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(47810);












/*
 * What jobs made, by what they were made from: the answers of a model to the examples, its export, its measurements. A key of
 * a result knows the bounds that it was judged by as well, so that another bound makes a new result; the work is the same.
 */
const listName = 'kept.json';
const listSchema = zod__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_11__/* .literal */ .euz(1),
    result: zod__WEBPACK_IMPORTED_MODULE_11__/* .looseObject */ ._H3({ verb: zod__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP() }),
    files: zod__WEBPACK_IMPORTED_MODULE_11__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_11__/* .object */ .Ikc({
        path: zod__WEBPACK_IMPORTED_MODULE_11__/* .string */ .YjP().refine((path) => (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .pathFault */ .a9)(path) === undefined),
        sizeBytes: zod__WEBPACK_IMPORTED_MODULE_11__/* .number */ .aig(),
        digest: zod__WEBPACK_IMPORTED_MODULE_11__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(value)),
    })),
});
/**
 * As `runBatch`, for a job that makes the same whenever it is run on the same: where that was, what it left is used again.
 * @param once.of digests of what it reads, by name
 * @param once.again is to be run whatever was, as what it measured may have been the machine's bad moment
 */
async function runBatchOnce(context, verb, key, batch, { of, again = false }) {
    const work = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestJson */ .tv)({
        verb,
        config: batch.config,
        of,
        code: await (0,_code_js__WEBPACK_IMPORTED_MODULE_9__/* .jobCode */ .PJ)(context),
        // The same model answers otherwise on another processor, and no measurement holds there.
        processor: (await (0,_job_js__WEBPACK_IMPORTED_MODULE_10__/* .jobFacts */ .XG)(context)).cpu,
        resources: (0,_job_js__WEBPACK_IMPORTED_MODULE_10__/* .resourcesOf */ .F3)(context.spec.engine),
    });
    const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,_base_js__WEBPACK_IMPORTED_MODULE_8__/* .cacheDirectory */ .o3)(context, 'jobs'), (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(work));
    const found = context.force || again ? undefined : await takeKept(kept, batch.out);
    if (found !== undefined) {
        context.platform.log.info(`${verb}: this was done before with the same model and data, and is used again`);
        return found;
    }
    const result = await (0,_job_js__WEBPACK_IMPORTED_MODULE_10__/* .runBatch */ .a7)(context, verb, key, batch);
    await keep(kept, batch.out, result).catch((error) => {
        // What is done is done; a later run does it again.
        context.platform.log.info(`${verb}: not kept for later runs (${error.message})`);
    });
    return result;
}
async function takeKept(kept, out) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(kept, listName), 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    try {
        const { files, result } = listSchema.parse(JSON.parse(text));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(out, { recursive: true });
        for (const { path } of files)
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .linkOrCopy */ .L7)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(kept, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path));
        // What came, and not what lies there: another run may have put its own in that place meanwhile, or `prune` removed it.
        await (0,_model_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyListed */ .T)(out, files, { name: listName, remedy: 'it is made again' });
        // For `prune`, which takes what was longest not used.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(kept, new Date(), new Date()).catch((error) => {
            // Of another user's directory only that cannot be said.
            if (error.code !== 'EPERM' && error.code !== 'EACCES')
                throw error;
        });
        return result;
    }
    catch (error) {
        // Half a list, files that were changed or are gone: no answer for anybody, and nothing that could not be made again.
        const gone = error.code === 'ENOENT';
        if (!(gone || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo || error instanceof SyntaxError || error instanceof zod__WEBPACK_IMPORTED_MODULE_12__/* .ZodError */ .G))
            throw error;
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(kept);
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(out);
        return undefined;
    }
}
async function keep(kept, out, result) {
    const making = `${kept}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(making);
        const files = [];
        for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(out, { links: 'refused' })) {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .linkOrCopy */ .L7)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, path));
            files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, path))) });
        }
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, listName), `${JSON.stringify({ schema: 1, result, files })}\n`);
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(kept);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(making, kept);
    }
    catch (error) {
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(making).catch(() => undefined);
        // Whoever did the same meanwhile was first.
        if (!['ENOTEMPTY', 'EEXIST'].includes(error.code ?? ''))
            throw error;
    }
}


/***/ }),

/***/ 89118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ addOwnScores),
/* harmony export */   gH: () => (/* binding */ ownFunctions),
/* harmony export */   kx: () => (/* binding */ ownFunctionsDigest)
/* harmony export */ });
/* unused harmony export mayDefine */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(47810);






/** @throws UserError where there is no such file */
async function ownFunctions({ spec, specFile, bounds }) {
    const named = spec.evaluate.metrics.flatMap(({ name, function: of }) => {
        const at = of?.lastIndexOf(':') ?? 0;
        return of === undefined ? [] : [{ name, path: of.slice(0, at), function: of.slice(at + 1) }];
    });
    const [first] = named;
    if (first === undefined)
        return undefined;
    const place = { file: specFile, key: 'evaluate.metrics' };
    const file = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, first.path, place);
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch(() => undefined);
    if (facts?.isFile() !== true)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${first.path} is no file: name a Python file, relative to the directory of the spec`, {
            place,
        });
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    for (const { function: name } of named)
        if (!mayDefine(text, name))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${first.path} has no function ${name}: define it at the top of the file, or name one that it has`, {
                place,
            });
    return { file, functions: named.map(({ name, function: own }) => ({ name, function: own })) };
}
/** Whether Python text may have a function of that name; where names come from elsewhere, only Python can tell. */
function mayDefine(text, name) {
    const code = text.replaceAll(/#.*/g, '');
    if (/\bimport\s+\*|\bglobals\(\)|\bexec\(/.test(code))
        return true;
    const own = new RegExp(`^\\s*(?:async\\s+)?(?:def|class)\\s+${name}\\b|^[^=\\n]*\\b${name}\\b[^=\\n]*=(?!=)`, 'm');
    const imported = new RegExp(`\\bimport\\b(?:\\s*\\([^)]*|[^\\n(]*)\\b${name}\\b`);
    return own.test(code) || imported.test(code);
}
/** For the key of a result: another text of the functions is another result. */
async function ownFunctionsDigest(context) {
    const own = await ownFunctions(context);
    return own === undefined ? {} : { functions: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(own.file) };
}
/** Gives the predictions that a job left in `directory` the scores of the user's functions, where the spec names any. */
async function addOwnScores(context, key, directory) {
    const own = await ownFunctions(context);
    if (own === undefined)
        return;
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory)).filter((name) => name.endsWith('predictions.jsonl'));
    const out = `${directory}-scores`;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(out, { recursive: true });
    await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .runBatch */ .a7)(context, 'score', key, {
        config: {
            predictions: names,
            file: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(own.file),
            functions: own.functions,
        },
        inputs: { predictions: { directory }, functions: { file: own.file } },
        out,
        deadline: context.spec.evaluate.deadline,
    });
    for (const name of names)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name));
}


/***/ }),

/***/ 13892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yd: () => (/* binding */ quantize),
  ub: () => (/* binding */ quantized),
  PK: () => (/* binding */ quantizedModel)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/model/checks.js + 4 modules
var checks = __webpack_require__(41646);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/verdict.js
var verdict = __webpack_require__(62848);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/stages/comparison.js + 2 modules
var comparison = __webpack_require__(36940);
// EXTERNAL MODULE: ./build/src/stages/decision.js
var decision = __webpack_require__(9795);
// EXTERNAL MODULE: ./build/src/stages/evaluate.js + 3 modules
var evaluate = __webpack_require__(49930);
// EXTERNAL MODULE: ./build/src/stages/facts.js
var stages_facts = __webpack_require__(17942);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/stages/keptJobs.js
var keptJobs = __webpack_require__(85037);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/statistics/bootstrap.js + 1 modules
var bootstrap = __webpack_require__(84014);
;// CONCATENATED MODULE: ./build/src/statistics/latency.js

/** A quantile of the latencies of two models that were asked by turns: how much lower the candidate's is, as a share of the baseline's. */
function latencyQuantile({ candidateMs, baselineMs }, quantile) {
    if (candidateMs.length !== baselineMs.length)
        throw new RangeError(`${candidateMs.length} and ${baselineMs.length} requests`);
    const [ours, theirs] = [ordered(candidateMs), ordered(baselineMs)];
    return {
        // A request that both were asked is what is drawn: its length, and the machine's mood, belong to both.
        multiplicities: new Uint32Array(candidateMs.length).fill(1),
        difference: (counts) => 1 - quantileOf(ours, quantile, counts) / quantileOf(theirs, quantile, counts),
    };
}
/** With ten requests beyond it a quantile is known to about 14 % (P99 of 1,000, P50 of 20); with fewer it decides nothing. */
const fewestRequestsFor = (quantile) => Math.ceil(Number((10 / (1 - quantile)).toPrecision(12)));
/** The smallest latency that at least the given share of requests does not exceed; NaN of none. */
const latencyAt = (ms, quantile) => quantileOf(ordered(ms), quantile, new Uint32Array(ms.length).fill(1));
/** The candidate's quantile over the baseline's, with its 90 % interval: each bound is a one-sided 95 % one. */
function latencyRatio(of, quantile) {
    const quantiles = latencyQuantile(of, quantile);
    const drawn = (0,bootstrap/* drawDifferences */.R)(quantiles, resamples, 1).sort();
    const rank = Math.floor(0.05 * (resamples + 1)) - 1;
    return {
        value: 1 - quantiles.difference(quantiles.multiplicities),
        low: 1 - (drawn[drawn.length - 1 - rank] ?? Number.NaN),
        high: 1 - (drawn[rank] ?? Number.NaN),
    };
}
const resamples = 999;
function ordered(ms) {
    const request = Uint32Array.from(ms, (_, index) => index).sort((a, b) => ms[a] - ms[b]);
    return { ms: Float64Array.from(request, (index) => ms[index]), request };
}
function quantileOf({ ms, request }, quantile, counts) {
    let requests = 0;
    for (let at = 0; at < counts.length; at++)
        requests += counts[at];
    // Rounding must not ask for one request more.
    const wanted = quantile * requests * (1 - 1e-12);
    let passed = 0;
    for (let at = 0; at < ms.length; at++) {
        passed += counts[request[at]];
        if (passed > 0 && passed >= wanted)
            return ms[at];
    }
    return Number.NaN;
}

;// CONCATENATED MODULE: ./build/src/stages/latency.js


const quantiles = [
    { name: 'P50', quantile: 0.5 },
    { name: 'P90', quantile: 0.9 },
    { name: 'P99', quantile: 0.99 },
];
/** The candidate first. @param release what serves today, in words */
function latencyOf(latency, release) {
    if (latency === undefined)
        return [];
    const candidateMs = Float64Array.from(latency.candidate_ms);
    const beside = (model, milliseconds) => {
        // A runtime of somebody else may have asked them others.
        if (milliseconds?.length !== candidateMs.length)
            return [];
        const baselineMs = Float64Array.from(milliseconds);
        return [{ ...timed(model, baselineMs), candidateOfThis: latencyRatio({ candidateMs, baselineMs }, 0.5) }];
    };
    return [
        timed('this model', candidateMs),
        ...beside('FP32', latency.baseline_ms),
        ...beside(release ?? 'what serves today', latency.released_ms),
    ];
}
const timed = (model, ms) => ({
    model,
    requests: ms.length,
    requestsPerSecond: (1000 * ms.length) / ms.reduce((sum, value) => sum + value, 0),
    milliseconds: Object.fromEntries(quantiles
        .filter(({ quantile }) => ms.length >= fewestRequestsFor(quantile))
        .map(({ name, quantile }) => [name, latencyAt(ms, quantile)])),
});
function latencySection(models, threads) {
    const [own] = models;
    if (own === undefined)
        return [];
    const unknown = quantiles.filter(({ name }) => own.milliseconds[name] === undefined);
    return [
        {
            kind: 'table',
            title: 'Latency of single requests, and throughput',
            columns: ['', ...quantiles.map(({ name }) => `${name} ms`), 'requests a second', 'P50 of this model to it'],
            rows: models.map(({ model, milliseconds, requestsPerSecond, candidateOfThis: ratio }) => [
                model,
                ...quantiles.map(({ name }) => milliseconds[name]?.toFixed(2) ?? ''),
                (0,report_text/* figure */.vP)(requestsPerSecond),
                ratio === undefined ? '' : `${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
            ]),
            note: [
                `${own.requests} requests of the test, one after the other, from text or image to scores, with ${threads} ${threads === 1 ? 'thread' : 'threads'} as where it serves.`,
                ...unknown.map(({ name, quantile }) => `${name} needs ${fewestRequestsFor(quantile)} requests.`),
            ].join(' '),
        },
    ];
}

// EXTERNAL MODULE: ./build/src/stages/ownScores.js
var ownScores = __webpack_require__(89118);
// EXTERNAL MODULE: ./build/src/stages/predictions.js + 2 modules
var predictions = __webpack_require__(74777);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
;// CONCATENATED MODULE: ./build/src/stages/quantizeGates.js

/** Bytes of the weights after quantization over those before. */
function sizeGate(result, allowed) {
    const value = result.candidate_bytes / result.baseline_bytes;
    const pass = value <= allowed;
    return {
        name: 'size',
        verdict: pass ? 'pass' : 'fail',
        observed: { value, unit: 'of FP32' },
        allowed,
        because: `${result.candidate_bytes} bytes are ${value.toFixed(3)} of FP32's ${result.baseline_bytes}; ${allowed} is allowed`,
    };
}
/**
 * Geometric mean over the shapes of the median speed ratio. It must reach the ratio asked for, and even its lower bound
 * must be faster than FP32: a quantized model that is not surely faster does not pass.
 */
function speedGate({ speed }, allowed) {
    if (speed === undefined)
        return {
            name: 'speed',
            verdict: 'error',
            observed: { value: 0, unit: 'times FP32' },
            allowed,
            because: 'the runtime measured no speed: its image has to leave `speed` in the result of quantize, or serve fp32',
        };
    const value = geometricMean(speed.map((shape) => shape.ratio));
    const low = geometricMean(speed.map((shape) => shape.ratio_low));
    const high = geometricMean(speed.map((shape) => shape.ratio_high));
    const verdict = value >= allowed && low > 1 ? 'pass' : high < allowed || low <= 1 ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} times FP32's speed (${low.toFixed(2)} to ${high.toFixed(2)}), ${allowed} asked for`;
    return {
        name: 'speed',
        verdict,
        observed: { value, low, high, unit: 'times FP32' },
        allowed,
        because: verdict === 'inconclusive'
            ? `${measured}: this machine is too noisy to tell; run it again on a quieter one`
            : verdict === 'pass'
                ? measured
                : value >= allowed
                    ? `${measured}: INT8 is not surely faster than FP32 here, as it has to be whatever is asked for; serve fp32, or run it again on a quieter machine`
                    : `${measured}: a processor without VNNI-class instructions gains little; ask for less in quantize.gates.speed or serve fp32`,
    };
}
/** What of the latencies may be gated, from the one that needs the fewest requests. */
const gatedQuantiles = { p50: 0.5, p90: 0.9, p99: 0.99 };
/** How many requests the gates that are asked for need. */
const fewestRequests = (allowed) => Math.max(1, ...gatesOf(allowed).map(({ quantile }) => fewestRequestsFor(quantile)));
/**
 * Latency of single requests against FP32's, a gate for each quantile that is asked for: it passes where it is surely no more
 * than allowed. A quantile of too few requests decides nothing.
 */
const latencyGates = (latency, allowed) => gatesOf(allowed).map(({ name, quantile, most }) => {
    const gate = { name: `latency ${name.toUpperCase()}`, allowed: most };
    if (latency?.baseline_ms === undefined || latency.baseline_ms.length !== latency.candidate_ms.length)
        return {
            ...gate,
            verdict: 'error',
            observed: { value: 0, unit },
            because: 'the runtime did not time the same requests with both models: its image has to leave `latency` with candidate_ms and baseline_ms in the result of quantize, or serve fp32',
        };
    const requests = latency.candidate_ms.length;
    const observed = latencyRatio({ candidateMs: Float64Array.from(latency.candidate_ms), baselineMs: Float64Array.from(latency.baseline_ms) }, quantile);
    const { value, low, high } = observed;
    const needed = fewestRequestsFor(quantile);
    const verdict = requests < needed ? 'inconclusive' : high <= most ? 'pass' : low > most ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} of FP32's in ${requests} requests (${low.toFixed(2)} to ${high.toFixed(2)}), at most ${most} allowed`;
    return {
        ...gate,
        verdict,
        observed: { ...observed, unit },
        because: requests < needed
            ? `${requests} requests were timed, and ${name.toUpperCase()} needs ${needed}: have the runtime time more`
            : verdict === 'pass'
                ? measured
                : verdict === 'fail'
                    ? `${measured}: run it again where nothing else runs, allow more in quantize.gates.latency.${name}, or serve fp32`
                    : `${measured}: this machine is too noisy to tell, run it again on a quieter one, or allow more in quantize.gates.latency.${name}`,
    };
});
const unit = "of FP32's latency";
const gatesOf = (allowed) => Object.keys(gatedQuantiles).flatMap((name) => {
    const most = allowed[name];
    return most === undefined ? [] : [{ name, quantile: gatedQuantiles[name], most }];
});
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/stages/baseline.js + 2 modules
var stages_baseline = __webpack_require__(90792);
// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
;// CONCATENATED MODULE: ./build/src/stages/served.js









/**
 * Tuning may lose a margin against the release that serves, and quantizing another one against the tuned model. So that they do
 * not add up unseen, the quantized model must itself pass the gates of the evaluation.
 * @param of the answers of the quantized model, and what they are compared by
 */
async function compareServed(context, of) {
    const evaluation = await (0,evaluate/* evaluated */.W)(context, 'quantize');
    const { baseline, result, alpha } = evaluation.result.data;
    const file = (0,external_node_path_.join)(await evaluation.directory(), 'baseline-predictions.jsonl');
    const before = await (0,predictions/* readPredictions */.R_)(file, of.task, 'the evaluation kept no answers of its baseline: run it again');
    const section = context.spec.evaluate;
    const compared = (0,comparison/* compareModels */.w)({
        ...of,
        alpha,
        section,
        margins: (0,comparison/* marginsOf */.p)(section, baseline.kind === 'majority'),
        baseline: before,
        common: (0,commonClasses/* commonClassesOf */.rV)(result, of.labels),
    });
    return {
        gates: compared.gates.map((gate) => ({ ...gate, name: `served ${gate.name}` })),
        notice: notice(of.task, compared, before, baseline.because),
    };
}
/**
 * The release that the evaluation compared with, where this place still has its files: to be timed beside what is to serve.
 * Nothing is decided by it, so that nothing is fetched for it.
 */
async function servingNow(context) {
    const { baseline } = (await (0,evaluate/* evaluated */.W)(context, 'quantize')).result.data;
    if (baseline.kind !== 'model' || baseline.digest === undefined)
        return undefined;
    const directory = (0,external_node_path_.join)(await (0,stages_baseline/* releaseDirectory */.fF)(context, baseline.digest), 'model');
    try {
        const model = await (0,manifest/* readModelDirectory */.Nw)(directory);
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        return model.manifest.engine === 'onnxruntime'
            ? { directory, digest: baseline.digest, because: baseline.because }
            : undefined;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    }
}
/** The first thing that a report tells: no word of it needs to know that there was an FP32 model in between. */
function notice(task, { gates, metrics, judgedBy, candidate }, baseline, because) {
    const before = new Map(baseline.map(({ id, answer }) => [id, answer]));
    const others = candidate.filter(({ id, answer }) => before.get(id) !== answer).length;
    const shown = (metric, value) => (value === undefined ? '' : (0,report_text/* inUnit */.IP)(value, metric.unit));
    const row = ({ name, observed: { value, low, high, ...how } }) => {
        const metric = judgedBy.find((one) => one.name === name) ?? task.headline;
        const difference = low === undefined || high === undefined ? '' : (0,report_text/* differenceText */.Lr)({ value, low, high }, how);
        return [
            (0,report_text/* directedTitle */.jx)(metric.title, metric),
            shown(metric, metrics.baseline[name]),
            shown(metric, metrics.candidate[name]),
            difference,
        ];
    };
    return {
        kind: 'table',
        title: 'What users will notice',
        part: 'users',
        columns: ['', 'now', 'with this model', 'difference'],
        rows: [...gates.map(row), ['answers that are others', '', `${others} of ${candidate.length}`, '']],
        note: `The model that will serve against ${because}.`,
    };
}

;// CONCATENATED MODULE: ./build/src/stages/quantize.js

























/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind gates of agreement, size, speed and accuracy. */
const quantize = {
    name: 'quantize',
    parents: ['prepare', 'finetune', 'evaluate'],
    setUp: job/* jobPreflight */.R9,
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            // What is quantized has passed its evaluation, and what is built later has the same one to show.
            evaluation: (await (0,evaluate/* evaluated */.W)(context, 'quantize')).result.key,
            section: (0,digest/* digestJson */.tv)({ quantize: section, maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength }),
            dataset: (await (0,prepare/* prepared */.sb)(context, 'quantize')).digest,
            model: (await (0,finetune/* finetuned */.Fe)(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,digest/* digestJson */.tv)((await (0,job/* jobFacts */.XG)(context)).cpu),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await (0,prepare/* prepared */.sb)(context, 'quantize');
        const tuned = await (0,finetune/* finetuned */.Fe)(context, 'quantize');
        const model = await tuned.open();
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const exportOut = (0,external_node_path_.join)(workspace.scratch, 'export');
        const exporting = {
            config: { task: spec.task, max_length: (0,schema/* inputOf */.wg)(spec).maxLength },
            inputs: { model: tuned.mount, ...(await (0,base/* baseUnder */.Kz)(context, model)) },
            out: exportOut,
            deadline: spec.quantize.deadline,
        };
        const exported = await (0,keptJobs/* runBatchOnce */.L)(context, 'export', key, exporting, { of: { model: tuned.digest } });
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const release = await servingNow(context);
        const allowed = spec.quantize.precision === 'fp32' ? {} : spec.quantize.gates.latency;
        const quantizing = {
            config: {
                task: spec.task,
                precision: spec.quantize.precision,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                shapes: task.shapes((0,schema/* inputOf */.wg)(spec).maxLength),
                repetitions: 30,
                latency: { fewest: fewestRequests(allowed), most: 1000, seconds: 3 },
            },
            inputs: {
                model: { directory: (0,external_node_path_.join)(exportOut, 'model') },
                data: dataset.mount,
                ...(release === undefined ? {} : { released: { directory: release.directory } }),
            },
            out,
            deadline: spec.quantize.deadline,
        };
        const { latency, ...quantized } = await (0,keptJobs/* runBatchOnce */.L)(context, 'quantize', key, quantizing, {
            of: {
                data: dataset.digest,
                model: tuned.digest,
                ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
                ...(release === undefined ? {} : { released: release.digest }),
            },
            // It was judged by the same bounds before, and did not pass: who runs it again wants to see it measured again.
            again: (await context.results.find('quantize', key)) !== undefined,
        });
        await (0,ownScores/* addOwnScores */.B3)(context, key, out);
        const facts = quantized.model;
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        const alone = facts.max_batch === 1 ? [] : await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'alone-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const common = {
            task,
            section: spec.evaluate,
            labels: dataset.labels,
            candidate: judged,
            examples: dataset.testExamples,
            environment: quantized.environment,
        };
        const againstFp32 = (0,comparison/* compareModels */.w)({
            ...common,
            margins: () => [{ metric: task.headline, margin: spec.quantize.gates.margin }],
            baseline: judgedBaseline,
        });
        const { metrics } = againstFp32;
        const served = await compareServed(context, common);
        const timed = latencyOf(latency, release?.because);
        const gates = [
            (0,tasks/* agreementGate */._6)(facts.max_batch, judged, alone),
            ...(spec.quantize.precision === 'fp32'
                ? []
                : [
                    sizeGate(quantized, spec.quantize.gates.size),
                    speedGate(quantized, spec.quantize.gates.speed),
                    ...latencyGates(latency, allowed),
                ]),
            ...againstFp32.gates,
            ...served.gates,
        ];
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...(0,schema.textColumns)(spec),
            ...(0,stages_facts/* manifestFacts */.n)(facts),
            machine: (0,stages_facts/* machineFacts */.R)(await (0,job/* jobFacts */.XG)(context)),
            lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return (0,reporting/* draft */.K4)({
            title: `quantize ${spec.name} ${spec.version}`,
            data: { exported, quantized, latency: timed, metrics, gates },
            verdict: (0,verdict/* overall */.Me)(gates),
            proceed: (0,decision/* proceeds */.K)(gates, spec.evaluate, (gate) => served.gates.includes(gate)),
            headline: (0,verdict/* decisiveOf */.O3)(gates) ?? headline(task, quantized, metrics, gates),
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'model-digest': await (0,digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
            },
            document: {
                gates,
                sections: [
                    served.notice,
                    {
                        kind: 'table',
                        title: 'Speed against FP32, one thread',
                        columns: ['batch × length', 'FP32 ms', 'quantized ms', 'ratio'],
                        rows: (quantized.speed ?? []).map((shape) => [
                            `${shape.batch} × ${shape.length}`,
                            shape.baseline_ms.toFixed(2),
                            shape.candidate_ms.toFixed(2),
                            `${shape.ratio.toFixed(2)} (${shape.ratio_low.toFixed(2)} to ${shape.ratio_high.toFixed(2)})`,
                        ]),
                    },
                    ...latencySection(timed, latency?.threads ?? 1),
                    ...againstFp32.sections,
                ],
            },
        });
    },
};
const quantized = (context, asking) => (0,recipe/* earlier */.X)(quantize, context, asking);
const quantizedModel = async (context, asking) => (0,finetune/* modelIn */.l2)(await quantized(context, asking));
function headline(task, result, metrics, gates) {
    const speed = gates.find((gate) => gate.name === 'speed');
    const size = (result.candidate_bytes / 1e6).toFixed(1);
    const after = (0,tasks/* headlineOf */.gD)(task, metrics.candidate);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, ${after}`;
    return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${(0,tasks/* headlineOf */.gD)(task, metrics.baseline)}`;
}


/***/ }),

/***/ 22212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ findSigner),
  H: () => (/* binding */ openSigner)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/signing/keys.js
var keys = __webpack_require__(84321);
;// CONCATENATED MODULE: ./build/src/signing/signer.js


/**
 * @param from.pem a cosign key file's text, or an unencrypted PKCS 8 key
 * @param from.name the file or variable that `pem` came from, for messages
 * @throws UserError where the key is damaged, of another kind, or not opened by the password
 */
async function loadSigner(from) {
    const privateKey = await (0,keys/* readPrivateKey */.$k)(from.pem, from.password, from.name);
    const publicKey = (0,external_node_crypto_.createPublicKey)(privateKey);
    const hint = (0,keys/* keyHint */.p4)(publicKey);
    return {
        who: `key ${hint}`,
        policy: { kind: 'key', publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
        sign: async (data) => ({ signature: (0,external_node_crypto_.sign)('sha256', data, privateKey), key: { $case: 'publicKey', hint } }),
    };
}

// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: ./build/src/stages/separateJobs.js
var separateJobs = __webpack_require__(92416);
;// CONCATENATED MODULE: ./build/src/stages/signer.js





/** Who signs for this job; undefined where it was given no key. @throws UserError where the key does not open */
const findSigner = (context) => (0,memo/* oncePerRun */.ao)(context, 'the signer', async () => {
    const { spec, environment, platform } = context;
    const key = await (0,stages_image/* keyText */.Pu)(context, { path: spec.signing.key, key: 'signing.key', variable: 'COSIGN_PRIVATE_KEY' });
    if (key === undefined)
        return undefined;
    await (0,separateJobs/* requireUntrained */.CD)(context);
    const password = environment['COSIGN_PASSWORD'] ?? '';
    if (password !== '')
        platform.secret(password);
    return { signer: await loadSigner({ pem: key.text, name: key.source, password }), witnesses: [] };
});
/** @throws UserError where there is no key, too */
async function openSigner(context) {
    const found = await findSigner(context);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo('is missing: make a key pair with `model-actions keygen` and name it, or set COSIGN_PRIVATE_KEY', {
        place: { file: context.specFile, key: 'signing.key' },
    });
}


/***/ }),

/***/ 35228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G$: () => (/* binding */ verifiedRelease),
/* harmony export */   MX: () => (/* binding */ verify),
/* harmony export */   Tv: () => (/* binding */ requireOwnRelease)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43013);
/* harmony import */ var _signing_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38155);
/* harmony import */ var _signing_release_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39525);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(95083);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4080);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25099);







/** Resolves the release of the spec's version once, and vouches for that digest or refuses. */
const verify = {
    name: 'verify',
    parents: [],
    acts: true,
    async preflight(context) {
        (0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .trustOf */ .A)(await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context));
    },
    async inputs(context) {
        return { image: await releaseDigest(await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .openImages */ .x9)(context), context) };
    },
    async make(context) {
        const release = await verifiedRelease(context);
        return (0,_reporting_js__WEBPACK_IMPORTED_MODULE_6__/* .draft */ .K4)({
            title: `verify ${context.spec.name} ${context.spec.version}`,
            data: {
                image: release.image,
                version: context.spec.version,
                digest: release.digest,
                signedBy: release.signedBy,
                release: release.statement,
            },
            verdict: 'pass',
            headline: `${release.image} is ${context.spec.name} ${context.spec.version}, signed by ${release.signedBy}`,
            outputs: { image: release.image, digest: release.digest },
            document: {},
        });
    },
};
async function verifiedRelease(context) {
    const { spec, clock, platform, rollback } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .openImages */ .x9)(context);
    const digest = await releaseDigest(store, context);
    const { maxAge } = spec.signing;
    const { signedBy, release, passedOver } = await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyRelease */ .VA)({
        store,
        digest,
        policy: await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context),
        wanted: { name: spec.name, version: spec.version },
        // Who says that they go back knows that it is not the newest.
        ...(maxAge === undefined || rollback ? {} : { notBefore: new Date(clock.now().getTime() - (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_4__/* .durationMs */ .pc)(maxAge)) }),
    });
    if (passedOver !== undefined)
        platform.log.warn(`${store.name}@${digest}: what is attached to it and cannot be read counts for nothing: ${passedOver}: find out who pushed it`);
    if ((await releaseDigest(store, context)) !== digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}:${context.spec.version} moved while it was verified: find out who pushed it, and run again`);
    return { store, digest, image: `${store.name}@${digest}`, signedBy, statement: release };
}
/** What another job built is of this model and this version, or somebody mixed up two jobs. */
async function requireOwnRelease({ spec, specFile }, store, digest) {
    const said = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .imageSays */ .A6)(store, digest);
    if (said.name !== spec.name || said.version !== spec.version)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${digest} is ${(0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .inWords */ .r4)(said)}, and the spec is of ${spec.name} ${spec.version}: hand over what build put out for this spec`, { place: { file: specFile, key: 'version' } });
}
async function releaseDigest(store, context) {
    if (context.image !== undefined)
        return context.image;
    const found = await store.resolve(context.spec.version);
    if (found !== undefined)
        return found.digest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name} has no release ${context.spec.version}: run \`model-actions build,sign --config ${context.specFile}\` first`, { place: { file: context.specFile, key: 'version' } });
}


/***/ })

};
