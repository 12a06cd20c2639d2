export const id = 8531;
export const ids = [8531,493];
export const modules = {

/***/ 98997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eL: () => (/* binding */ usableGpus),
/* harmony export */   oT: () => (/* binding */ visibleDevices),
/* harmony export */   vL: () => (/* binding */ gpusFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25417);


/** The devices that CUDA_VISIBLE_DEVICES leaves to us; undefined where it is not set. */
const visibleDevices = (environment) => environment['CUDA_VISIBLE_DEVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-1');
/** The machine's GPUs, of which no more count than were left to us. */
async function usableGpus(environment, signal) {
    const { gpus, ...rest } = await (0,_machine_js__WEBPACK_IMPORTED_MODULE_1__/* .installedGpus */ .GN)(environment, signal);
    return { ...rest, gpus: gpus.slice(0, visibleDevices(environment)?.length) };
}
/**
 * How many of the machine's GPUs a job gets. Without a word of the spec it gets one, where there is one: a machine with a
 * GPU never trains on its CPU because something between the two is not set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
async function gpusFor(wanted, present, unusable) {
    const place = { key: 'engine.gpus' };
    if (wanted === 0 || (wanted === undefined && present.length === 0))
        return 0;
    if (present.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${wanted} GPUs are asked for, and this machine has none: run on one that has, or set it to 0`, {
            place,
            exit: 'preflight',
        });
    const count = wanted === 'all' ? present.length : (wanted ?? 1);
    if (count > present.length)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count} GPUs are asked for, and this machine has ${present.length}: ask for fewer`, {
            place,
            exit: 'preflight',
        });
    const because = await unusable();
    if (because !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`this machine has a GPU (${present[0]?.name}) that jobs cannot use: ${because}; or set it to 0 to train on the CPU knowingly`, { place, exit: 'preflight' });
    return count;
}


/***/ }),

/***/ 25417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ installedGpus),
/* harmony export */   Ss: () => (/* binding */ smiQuery),
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
/** Asks nvidia-smi for the lines that `readSmi` reads. */
const smiQuery = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'];
const smiTimeoutMs = 30_000;
/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * @param devices directory of the devices
 */
async function installedGpus(environment, signal, devices = '/dev') {
    const lines = [];
    const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)('nvidia-smi', smiQuery, {
        env: (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .plainEnvironment */ .Ud)(environment),
        signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
        onStdoutLine: (line) => lines.push(line),
    }).catch(() => {
        signal.throwIfAborted();
        return { exitCode: -1 };
    });
    const told = exitCode === 0 ? readSmi(lines) : { gpus: [] };
    if (told.gpus.length > 0)
        return told;
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(devices).catch(() => []);
    return { gpus: names.filter((name) => /^nvidia\d+$/.test(name)).map(() => ({ name: 'NVIDIA GPU', memoryBytes: 0 })) };
}
/** Lines of `name, memory in MiB, driver`; others are complaints. */
function readSmi(lines) {
    const rows = lines.map((line) => /^(.+), (\d+), (\S+)$/.exec(line.trim())).filter((row) => row !== null);
    const driver = rows[0]?.[3];
    return {
        gpus: rows.map(([, name = '', mebibytes]) => ({ name, memoryBytes: Number(mebibytes) * 1024 ** 2 })),
        ...(driver === undefined ? {} : { driver }),
    };
}


/***/ }),

/***/ 41158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ changedSince),
/* harmony export */   HN: () => (/* binding */ writeManifest),
/* harmony export */   K3: () => (/* binding */ servingOf),
/* harmony export */   Nw: () => (/* binding */ readModelDirectory),
/* harmony export */   T8: () => (/* binding */ manifestBytes),
/* harmony export */   kg: () => (/* binding */ releasedAs),
/* harmony export */   l7: () => (/* binding */ readGatedModel),
/* harmony export */   mX: () => (/* binding */ differenceFrom),
/* harmony export */   qw: () => (/* binding */ verifyModelDirectory),
/* harmony export */   vS: () => (/* binding */ manifestName)
/* harmony export */ });
/* unused harmony export parseManifest */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26921);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75820);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89514);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41914);








const manifestName = 'model.json';
/** One of 5,000 files is shorter, and models have some dozens. */
const longestManifestBytes = 1024 * 1024;
const digest = zod__WEBPACK_IMPORTED_MODULE_6__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value), 'expected sha256: and 64 hex digits');
const machine = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    cpu: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ model: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), flags: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()) }),
    gpus: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
    driver: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().optional(),
    identity: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
});
const modelManifest = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    schema: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    name: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .max(200)
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower case letters, digits and single . _ -'),
    version: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1).max(200),
    task: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['text-classification', 'image-classification']),
    format: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_types_js__WEBPACK_IMPORTED_MODULE_7__/* .modelFormats */ .A),
    engine: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_types_js__WEBPACK_IMPORTED_MODULE_7__/* .modelEngines */ .H),
    precision: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['fp32', 'int8']),
    labels: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()).refine((labels) => new Set(labels).size === labels.length, 'a label stands twice'),
    maxLength: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(1_000_000),
    maxBatch: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(1_000_000),
    base: digest.optional(),
    machine: machine.optional(),
    serving: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        port: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(65_535),
        readyPath: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^\/[!-~]*$/, 'expected a path of a URL'),
        protocol: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('open-inference-v2'),
    }),
    files: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        path: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
            .refine((path) => (0,_trees_js__WEBPACK_IMPORTED_MODULE_4__/* .pathFault */ .a9)(path) === undefined && path !== manifestName, 'not a path of a model file'),
        sizeBytes: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(0),
        digest,
    })),
    lineage: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ stage: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), key: digest, inputs: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), digest) })),
});
/** Our server's port inside an image. */
const servingPort = 8080;
/** Where a server of this very model answers; one of another model or version says 404 there. */
const servingAt = (name, version) => ({
    port: servingPort,
    readyPath: `/v2/models/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}/ready`,
    protocol: 'open-inference-v2',
});
/** How a server of this model is spoken to. */
const servingOf = ({ serving, maxLength, maxBatch, engine }) => ({
    ...serving,
    maxLength,
    maxBatch,
    engine,
});
/** The same model under the name and version that it is released as. */
const releasedAs = (manifest, release) => ({
    ...manifest,
    ...release,
    serving: servingAt(release.name, release.version),
});
/** The bytes of `model.json`: equal manifests give equal bytes. */
const manifestBytes = (manifest) => Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
/**
 * The model of a result that passed its gates. `model.json` has the size and digest that the result says, and lists exactly
 * the result's files; their content is compared by whoever reads it, in the same pass.
 * @param files every file of the model as the result lists it, paths relative to the model's directory
 * @throws UserError with the file that differs
 */
async function readGatedModel(directory, files) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, manifestName);
    const gated = files.find((file) => file.path === manifestName);
    if (gated === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${directory}: the result lists no ${manifestName}: ${remedy}`);
    const bytes = await readManifest(directory);
    const difference = differenceFrom(gated, { sizeBytes: bytes.length, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(bytes) });
    if (difference !== undefined)
        throw changedSince(path, difference);
    const manifest = parseManifest(bytes.toString('utf8'), path);
    const rest = new Map(files.filter((file) => file !== gated).map((file) => [file.path, file]));
    for (const listed of manifest.files) {
        const expected = rest.get(listed.path);
        if (expected === undefined || differenceFrom(expected, listed) !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path}: files: ${listed.path} is not what the result says: ${remedy}`);
        rest.delete(listed.path);
    }
    const [extra] = rest.keys();
    if (extra !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path}: files: ${extra} is in the result and not listed: ${remedy}`);
    return { path: directory, manifest };
}
/** How what was found differs from what was gated, in words; undefined where it does not. Pure. */
function differenceFrom(expected, found) {
    if (found.sizeBytes !== expected.sizeBytes)
        return `${found.sizeBytes} bytes instead of ${expected.sizeBytes}`;
    if (found.digest !== expected.digest)
        return `its digest is ${found.digest} instead of ${expected.digest}`;
    return undefined;
}
/** A file is not the one that its result, and so every gate, speaks of. */
const changedSince = (path, difference) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path}: not what its result says, ${difference}: it was changed after its stage ended, find out by whom and run that stage again with --force`, { exit: 'gate-failed' });
/** Hashes every file of the directory and writes `model.json` beside them, whole or not at all. */
async function writeManifest(directory, fields) {
    const files = [];
    for (const { path } of await modelFiles(directory))
        files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, path))) });
    if (files.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${directory}: no files: there is no model to hand on`);
    const manifest = parseManifest(JSON.stringify({ ...fields, schema: 1, files, serving: servingAt(fields.name, fields.version) }), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, manifestName));
    try {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, manifestName), manifestBytes(manifest));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${directory}: ${manifestName} cannot be written (${error.code}): free space or fix the permissions`, { cause: error });
    }
    return { path: directory, manifest };
}
/** Reads `model.json`; the files themselves are not looked at (`verifyModelDirectory` does). */
async function readModelDirectory(directory) {
    const text = (await readManifest(directory)).toString('utf8');
    return { path: directory, manifest: parseManifest(text, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, manifestName)) };
}
function readManifest(directory) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, manifestName);
    return (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestManifestBytes).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(error.code === 'ENOENT'
            ? `${directory}: not a model directory, there is no ${manifestName}: give the result of a stage`
            : `${file}: cannot be read (${error.code}): check the permissions`);
    });
}
/** @throws UserError with file, key and value where the text is no manifest of schema 1 */
function parseManifest(text, file) {
    // What is hostile is longer: nested lists of 8 MB cost seconds before anybody sees that they are none of ours.
    if (text.length > longestManifestBytes)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: longer than ${longestManifestBytes} bytes: run the stage that made this model again`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: not JSON (${error.message}): run the stage that made this model again`);
    }
    const parsed = modelManifest.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: run the stage that made this model again`);
    }
    const paths = parsed.data.files.map((entry) => entry.path);
    if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: files: not sorted, or a file stands twice: run the stage that made this model again`);
    const collision = (0,_trees_js__WEBPACK_IMPORTED_MODULE_4__/* .caseCollision */ .ze)(paths);
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: files: ${collision.join(' and ')} differ only in case: rename one`);
    // Whoever probes it would take another model for this one.
    const { name, version, serving } = parsed.data;
    if (serving.readyPath !== servingAt(name, version).readyPath)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: serving.readyPath: not that of ${name} ${version}: run the stage that made this model again`);
    if ((parsed.data.format === 'adapter') !== (parsed.data.base !== undefined))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: base: an adapter names the digest of its base, and nothing else does: run the stage that made this model again`);
    return clean(parsed.data);
}
/** Keys in one order, and none that is there without a value. */
const clean = (value) => JSON.parse(JSON.stringify(value));
/** Every file has the size and digest that model.json says, and there is no other file. @throws UserError with its name */
const verifyModelDirectory = ({ path, manifest }) => (0,_listed_js__WEBPACK_IMPORTED_MODULE_5__/* .verifyListed */ .T)(path, manifest.files, { name: manifestName, remedy });
const remedy = 'run the stage that made this model again';
async function modelFiles(directory) {
    return (await (0,_trees_js__WEBPACK_IMPORTED_MODULE_4__/* .listFiles */ .CS)(directory, { links: 'refused' })).filter((file) => file.path !== manifestName);
}


/***/ }),

/***/ 63640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readProbes),
/* harmony export */   l: () => (/* binding */ probesName)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26921);
/* harmony import */ var _depth_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23160);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5450);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41158);








/** Test inputs with the answers that were judged, in the directory of the model that serves. */
const probesName = 'probes.jsonl';
const mostProbes = 100;
/** As the gateway's agent takes them. */
const longestChars = 100_000;
const probe = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1),
    request: zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({}),
    answer: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ label: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), score: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().min(0).max(1) }),
});
/** The probes of a model directory, which must be the file that `model.json` lists; none where it lists none. @throws UserError */
async function readProbes({ path, manifest }) {
    const listed = manifest.files.find((file) => file.path === probesName);
    if (listed === undefined)
        return [];
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, probesName);
    const difference = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .differenceFrom */ .mX)(listed, await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .measureFile */ .v9)(file));
    if (difference !== undefined)
        throw (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .changedSince */ .$A)(file, difference);
    const probes = [];
    await (0,_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .eachLine */ .IM)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file), (line, number) => {
        probes.push(readProbe(line, `${file}:${number}`));
        if (probes.length > mostProbes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${file}: more than ${mostProbes} probes: ${remedy}`);
    });
    return probes;
}
function readProbe(line, place) {
    if (line.length > longestChars)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${place}: longer than ${longestChars} characters: ${remedy}`);
    try {
        const read = probe.parse(JSON.parse(line));
        if ((0,_depth_js__WEBPACK_IMPORTED_MODULE_7__/* .isTooDeep */ .f)(read.request))
            throw new RangeError(`more than ${_depth_js__WEBPACK_IMPORTED_MODULE_7__/* .deepestLevels */ .Q} levels deep`);
        return read;
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${place}: no probe: ${remedy}`, { cause });
    }
}
const remedy = 'run quantize and build again, or set deploy.probes: none';


/***/ }),

/***/ 41914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ modelFormats),
/* harmony export */   H: () => (/* binding */ modelEngines)
/* harmony export */ });
/** What a model's files are: whole weights, an exported graph, or an adapter that needs its base. */
const modelFormats = ['safetensors', 'onnx', 'adapter'];
/** What runs a model. */
const modelEngines = ['pytorch', 'onnxruntime'];


/***/ }),

/***/ 45248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ju: () => (/* binding */ extractModel),
  Mt: () => (/* binding */ extractedBefore),
  LN: () => (/* binding */ imageProbes)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/model/probes.js
var probes = __webpack_require__(63640);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var oci_imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/oci/serving.js
var serving = __webpack_require__(43619);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/src/oci/tarReader.js


const types = {
    '1': 'link',
    '2': 'symlink',
    '3': 'character-device',
    '4': 'block-device',
    '6': 'fifo',
};
const paxLimitBytes = 16 * 1024;
/** The entries, one after the other; content that is not read is passed over. @param place names the archive in errors */
async function* readTar(stream, place) {
    const refused = (reason) => new errors/* UserError */.yo(`${place}: ${reason}: refused, build the image again with model-actions`);
    const bytes = new Pieces(stream, () => refused('the archive ends in the middle of an entry'));
    try {
        for (;;) {
            const header = await bytes.take(tar/* block */.om);
            if (isZero(header))
                break;
            const { head, raw } = await readHead(header, bytes, refused);
            const entry = head.kind === 'file' ? { ...head, content: () => [] } : { kind: 'directory', path: head.path };
            if (!raw.equals((0,tar/* tarHeader */.pI)(entry)))
                throw refused(`entry ${shown(head.path)}: its header is not as model-actions writes it`);
            let left = head.sizeBytes;
            async function* content() {
                while (left > 0) {
                    const piece = await bytes.next(left);
                    left -= piece.length;
                    yield piece;
                }
            }
            yield { ...head, content: content() };
            while (left > 0)
                left -= (await bytes.next(left)).length;
            const padding = (tar/* block */.om - (head.sizeBytes % tar/* block */.om)) % tar/* block */.om;
            if (!isZero(await bytes.take(padding)))
                throw refused(`entry ${shown(head.path)}: something stands behind it`);
        }
        if (!isZero(await bytes.take(tar/* block */.om)) || !(await bytes.atEnd()))
            throw refused('something stands behind the archive');
    }
    finally {
        await bytes.close();
    }
}
/** What a header says, not compared with anything yet, and all its bytes. */
async function readHead(first, bytes, refused) {
    let raw = first;
    let header = first;
    const records = new Map();
    if (typeOf(first) === 'x') {
        const size = octal(first);
        if (!(size <= paxLimitBytes))
            throw refused('a header of an entry is too long');
        const body = await bytes.take(Math.ceil(size / tar/* block */.om) * tar/* block */.om);
        for (let at = 0, end = 0; at < size; at = end) {
            const [start = '', length = '0', key = ''] = /^(\d{1,5}) (path|size)=/.exec(body.toString('latin1', at, at + 16)) ?? [];
            end = at + Number(length);
            if (end <= at + start.length || end > size)
                throw refused('a header of an entry cannot be read');
            records.set(key, body.toString('utf8', at + start.length, end - 1));
        }
        header = await bytes.take(tar/* block */.om);
        raw = Buffer.concat([first, body, header]);
    }
    const end = header.indexOf(0);
    const name = records.get('path') ?? header.toString('latin1', 0, Math.min(100, end === -1 ? 100 : end));
    const type = typeOf(header);
    if (type !== '0' && type !== '5')
        throw refused(`entry ${shown(name)}: a ${types[type] ?? `thing of the type ${JSON.stringify(type)}`}, where only files and directories may be`);
    const sizeBytes = records.has('size') ? Number(records.get('size')) : octal(header);
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
        throw refused(`entry ${shown(name)}: its size is no number`);
    return {
        raw,
        head: type === '0'
            ? { path: name, kind: 'file', sizeBytes }
            : { path: name.replace(/\/$/, ''), kind: 'directory', sizeBytes: 0 },
    };
}
const typeOf = (header) => header.toString('latin1', 156, 157);
const octal = (header) => {
    const text = header.toString('latin1', 124, 135);
    return /^[0-7]{11}$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};
const isZero = (bytes) => bytes.every((byte) => byte === 0);
const shown = (name) => JSON.stringify(name.slice(0, 300));
/** A stream of pieces, by the lengths that the reader needs. */
class Pieces {
    #iterator;
    #short;
    #rest = Buffer.alloc(0);
    constructor(stream, short) {
        this.#iterator = stream[Symbol.asyncIterator]();
        this.#short = short;
    }
    /** Some bytes, not more than `most`. */
    async next(most) {
        if (await this.atEnd())
            throw this.#short();
        const piece = this.#rest.subarray(0, most);
        this.#rest = this.#rest.subarray(piece.length);
        return piece;
    }
    async take(length) {
        const pieces = [];
        for (let left = length; left > 0;) {
            const piece = await this.next(left);
            pieces.push(piece);
            left -= piece.length;
        }
        return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    }
    async atEnd() {
        while (this.#rest.length === 0) {
            const { value, done } = await this.#iterator.next();
            if (done === true)
                return true;
            this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        }
        return false;
    }
    async close() {
        await this.#iterator.return?.();
    }
}

;// CONCATENATED MODULE: ./build/src/oci/untar.js








/** No model has so many; each costs the disk more than its bytes. */
const entryLimit = 10_000;
/**
 * Unpacks one uncompressed layer below `into`. Only directories and regular files under `below` are taken; anything
 * else in it (links, devices, absolute or leaving paths, whiteouts, a file twice) is refused before it touches the disk.
 * @param place names the layer in errors
 * @returns the paths of the files, relative to `below`
 */
async function unpackLayer(stream, options) {
    const { below, into, place } = options;
    const refuse = (name, reason) => {
        throw new errors/* UserError */.yo(`${place}: entry ${JSON.stringify(name.slice(0, 300))}: ${reason}: refused, build the image again with model-actions`);
    };
    const taken = new Taken();
    const files = [];
    let bytes = 0;
    let entries = 0;
    for await (const { path, kind, sizeBytes, content } of readTar(stream, place)) {
        const fault = (0,trees/* pathFault */.a9)(path);
        if (fault !== undefined)
            refuse(path, fault);
        const inside = path.startsWith(`${below}/`);
        if (!inside && path !== below && !below.startsWith(`${path}/`))
            refuse(path, `outside /${below}`);
        entries += 1;
        if (entries > entryLimit)
            refuse(path, `one more than the ${entryLimit} entries that a layer may have`);
        if (kind === 'directory')
            continue;
        if (!inside)
            refuse(path, `a file where the directory /${below} belongs`);
        const relative = path.slice(below.length + 1);
        bytes += sizeBytes;
        if (bytes > options.limitBytes)
            refuse(path, `unpacks to more than ${options.limitBytes} bytes`);
        const collision = taken.add(relative);
        if (collision !== undefined)
            refuse(path, collision);
        files.push(relative);
        const target = (0,external_node_path_.join)(into, relative);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true }).catch((error) => {
            throw (0,src_files/* diskError */.wO)(`${target}: cannot be written`, error);
        });
        await (0,external_node_stream_promises_.pipeline)(content, (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch((error) => {
            throw (0,src_files/* diskError */.wO)(`${target}: cannot be written`, error);
        });
    }
    return files;
}
/** What was unpacked so far, on a disk where case may not count. */
class Taken {
    /** By the folded name; the value is the name as it stands. */
    #files = new Map();
    #directories = new Map();
    /** Why there can be no such file beside what is there; undefined where it was taken in. */
    add(path) {
        const name = (0,trees/* folded */.TM)(path);
        const other = this.#files.get(name);
        if (other === path)
            return 'stands twice';
        if (other !== undefined)
            return `differs from ${other} only in case`;
        if (this.#directories.has(name))
            return 'a file where other entries have a directory';
        for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
            const parent = path.slice(0, at);
            if (this.#files.has((0,trees/* folded */.TM)(parent)))
                return `below ${JSON.stringify(parent)}, which is a file`;
            const same = this.#directories.get((0,trees/* folded */.TM)(parent));
            if (same !== undefined && same !== parent)
                return `its directory differs from ${same} only in case`;
            this.#directories.set((0,trees/* folded */.TM)(parent), parent);
        }
        this.#files.set(name, path);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/oci/extract.js

















const recordName = 'image.json';
/**
 * Takes model and runtime out of an image, without its base: only our layers are pulled, each is checked against its
 * digest and each file against model.json. `into` appears whole (`model/`, `runtime/`, `image.json`) or not at all.
 * With `reuse`, a directory that this made of the same digest is returned, and made anew where it is no more what the image
 * holds: only the image says what belongs there, not what lies beside it. @throws UserError
 */
async function extractModel(options) {
    const { store, digest, into } = options;
    const present = await (0,src_files/* isThere */.$B)(into);
    if (present && options.reuse !== true)
        throw new errors/* UserError */.yo(`${into}: exists already: remove it, or name another directory`);
    if (present)
        await requireMadeOf(into, digest);
    const place = `${store.name}@${digest}`;
    const image = await (0,platforms/* choosePlatform */.xV)(store, digest, (0,platforms/* hostPlatform */.ol)(), false);
    const imageConfig = (0,oci_imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(store, image.manifest.config), place);
    const layers = image.manifest.layers.filter((layer) => layer.annotations?.[oci_layers/* layerKey */.n3] !== undefined);
    if (present) {
        if (await holds(into, layers))
            return result(into, imageConfig);
        await (0,promises_.rm)(into, { recursive: true, force: true });
    }
    const below = modelRoot(layers, place);
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(into), `.${(0,external_node_path_.basename)(into)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'model'), { recursive: true });
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'runtime'));
        for (const layer of layers)
            await unpack(store, layer, below, temporary);
        const model = await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(temporary, 'model'));
        if (`${oci_layers/* modelsRoot */.vG}/${model.manifest.name}` !== below)
            throw new errors/* UserError */.yo(`${place}: /${below} holds the model ${model.manifest.name}: refused, build the image again`);
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        requireSameServing((0,serving/* servingOfImage */.FL)(imageConfig, place), (0,manifest/* servingOf */.K3)(model.manifest), place);
        await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, recordName), JSON.stringify({ digest }));
        await (0,promises_.rename)(temporary, into);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
        // Another run took the same image out meanwhile.
        const { code } = error;
        if (options.reuse === true && (code === 'ENOTEMPTY' || code === 'EEXIST'))
            return extractModel(options);
        throw (0,src_files/* diskError */.wO)(`${into}: cannot be written`, error);
    }
    return result(into, imageConfig);
}
/** The golden probes of an image, without its weights: the one layer that they lie in is pulled. None where it has none. */
async function imageProbes(store, digest) {
    const place = `${store.name}@${digest}`;
    const image = await (0,platforms/* choosePlatform */.xV)(store, digest, (0,platforms/* hostPlatform */.ol)(), false);
    const layers = image.manifest.layers.filter((layer) => layer.annotations?.[oci_layers/* layerKey */.n3] === 'model');
    const below = modelRoot(layers, place);
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'model-actions-probes-'));
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'model'));
        for (const layer of layers)
            await unpack(store, layer, below, temporary);
        return await (0,probes/* readProbes */.U)(await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(temporary, 'model')));
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** Probe and gateway go by the labels, the server by model.json. */
function requireSameServing(labels, file, place) {
    const [key] = Object.keys(file).filter((name) => labels[name] !== file[name]);
    if (key !== undefined)
        throw new errors/* UserError */.yo(`${place}: its labels say ${key} ${labels[key]}, its ${manifest/* manifestName */.vS} ${file[key]}: refused, build the image again`);
}
async function unpack(store, layer, below, temporary) {
    const place = `${store.name}: layer ${layer.digest}`;
    if (layer.mediaType !== mediaTypes/* mediaTypes */.Ib.layer)
        throw new errors/* UserError */.yo(`${place}: of the kind ${layer.mediaType}, though layers of a model are plain tar archives: build the image again`);
    const isRuntime = layer.annotations?.[oci_layers/* layerKey */.n3] === 'runtime';
    await unpackLayer(await store.read(layer), {
        below: isRuntime ? oci_layers/* runtimeRoot */.pP : below,
        into: (0,external_node_path_.join)(temporary, isRuntime ? 'runtime' : 'model'),
        place,
        limitBytes: layer.size,
    });
}
/** `models/NAME`, as the layer with model.json says. */
function modelRoot(layers, place) {
    const small = layers.filter((layer) => layer.annotations?.[oci_layers/* layerKey */.n3] === 'model');
    const path = small[0]?.annotations?.[oci_layers/* filepathKey */.jq]?.replace(/\/$/, '');
    if (small.length !== 1 || path === undefined || (0,trees/* pathFault */.a9)(path) !== undefined || !/^models\/[^/]+$/.test(path))
        throw new errors/* UserError */.yo(`${place}: not a model image, no layer says that it holds a model: build it with model-actions`);
    return path;
}
/** The directory is one that this module made, of this image. */
async function requireMadeOf(into, digest) {
    const file = (0,external_node_path_.join)(into, recordName);
    const text = await (0,promises_.readFile)(file).catch(() => {
        throw new errors/* UserError */.yo(`${into}: exists, but was not taken out of an image: name another directory`);
    });
    const record = (0,mediaTypes/* parseJson */.qF)(text, file);
    if (record.digest !== digest)
        throw new errors/* UserError */.yo(`${into}: holds another image, ${String(record.digest)}: remove ${into}, it is made again`);
}
/** Whether the layers, made again from what lies there, are those of the image, and nothing else lies there. */
async function holds(into, layers) {
    try {
        const model = await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(into, 'model'));
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        const [runtime = '', ...more] = await (0,promises_.readdir)((0,external_node_path_.join)(into, 'runtime'));
        if (more.length > 0)
            return false;
        const wanted = new Set(layers.map((layer) => layer.digest));
        for (const { entries } of await (0,oci_layers/* planLayers */.Q7)(model, (0,external_node_path_.join)(into, 'runtime', runtime))) {
            const made = (0,blobs/* measured */.jh)((0,tar/* tarStream */.eu)(entries).stream);
            for await (const _ of made.stream)
                ;
            if (!wanted.delete(made.result().digest))
                return false;
        }
        return wanted.size === 0;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return false;
        throw error;
    }
}
const result = async (into, imageConfig) => ({
    ...(await extractedAt(into)),
    imageConfig,
});
const extractedAt = async (into) => ({
    model: await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(into, 'model')),
    runtimeDirectory: (0,external_node_path_.join)(into, 'runtime'),
});
/** What was taken out of an image before. @throws UserError where the model's files are no more what model.json says */
async function extractedBefore(into) {
    const found = await extractedAt(into);
    await (0,manifest/* verifyModelDirectory */.qw)(found.model);
    return found;
}


/***/ }),

/***/ 52804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   lc: () => (/* binding */ modelImageConfig)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26921);
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
/* harmony import */ var _model_checks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12182);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`platform ${JSON.stringify(name)}: expected OS/ARCHITECTURE, such as linux/amd64`);
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

/***/ 43619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dn: () => (/* binding */ servingOfLabels),
/* harmony export */   FL: () => (/* binding */ servingOfImage),
/* harmony export */   Ql: () => (/* binding */ servingLabels)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);
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
    engine: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H),
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

/***/ 19219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N3: () => (/* binding */ clearAllButStable),
/* harmony export */   Xj: () => (/* binding */ drainMs),
/* harmony export */   cleanUpRollout: () => (/* binding */ cleanUpRollout),
/* harmony export */   dA: () => (/* binding */ cancelGraceMs),
/* harmony export */   kB: () => (/* binding */ bringBack)
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
async function bringBack({ traffic, target, owner, note }, patience) {
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
        await bringBack(options);
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

/***/ 49118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ answerIn),
/* harmony export */   rA: () => (/* binding */ GoldenProbes)
/* harmony export */ });
/* unused harmony exports scoreTolerance, sameAnswer, goldenAnswer, askAll, gateBefore */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);
/* harmony import */ var _watching_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76822);



/**
 * Scores may differ by so much. Other numbers of threads move none of INT8, nor does a batch of 8 one of FP32 (MiniLM, 300
 * texts); INT8 in batches that it was not judged in moves one by 0.1.
 */
const scoreTolerance = 0.01;
/** Whether a server's answer is the one that was judged. Pure. @param body of an answer 200 of the Open Inference Protocol */
function sameAnswer(body, { answer }) {
    const said = answerIn(body);
    return said !== undefined && said.label === answer.label && Math.abs(said.score - answer.score) <= scoreTolerance;
}
/** The label and score of the first input; undefined where an answer has none. Pure. */
function answerIn(body) {
    const parsed = inference.safeParse(jsonOf(body));
    if (!parsed.success)
        return undefined;
    const said = (name) => parsed.data.outputs.find((output) => output.name === name)?.data[0];
    const [label, score] = [said('label'), said('score')];
    return typeof label === 'string' && typeof score === 'number' ? { label, score } : undefined;
}
const inference = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ outputs: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), data: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()) })) });
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** How a probe ended, of all servers of a version the worst: one that says something else, then one that says nothing. */
function goldenAnswer(probe, answers) {
    const of = (one) => {
        // A server that has too much to do, or failed, has not said anything about the input.
        if (one.outcome === 'unanswered' || one.status === 429 || one.status >= 500)
            return 'missing';
        return one.status === 200 && sameAnswer(one.body, probe) ? 'right' : 'wrong';
    };
    const outcomes = answers.map(of);
    const outcome = outcomes.includes('wrong')
        ? 'wrong'
        : outcomes.length === 0 || outcomes.includes('missing')
            ? 'missing'
            : 'right';
    return { id: probe.id, outcome };
}
/** So often is a probe asked that gets no answer, a little later each time: a server's first requests may be slow. */
const tries = 3;
/** Asks all of them before there is any traffic. */
async function askAll(probes, ask, signal) {
    const answers = [];
    // A server that answers nothing is tried with some: all of them would take minutes.
    for (let missing = 0; answers.length < probes.length && missing < 5;) {
        const probe = probes[answers.length];
        let answer = await ask(probe);
        for (let again = 1; answer.outcome === 'missing' && again < tries; again++) {
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(again * 500, signal);
            answer = await ask(probe);
        }
        answers.push(answer);
        if (answer.outcome === 'missing')
            missing++;
    }
    return answers;
}
/** Of the answers before there was traffic. Pure. */
function gateBefore(answers) {
    const other = answers.filter(({ outcome }) => outcome !== 'right');
    const wrong = other.filter(({ outcome }) => outcome === 'wrong').length;
    const said = [
        ...(wrong > 0 ? [`${wrong} other answers than were judged`] : []),
        ...(other.length > wrong ? [`no answer to ${other.length - wrong}`] : []),
    ].join(' and ');
    const [first] = other;
    return {
        name: 'golden probes before traffic',
        verdict: first === undefined ? 'pass' : 'fail',
        observed: { value: other.length, unit: 'other answers' },
        allowed: 0,
        because: first === undefined
            ? `the canary answered all ${answers.length} golden probes as they were judged`
            : `the canary gave ${said}, of ${answers.length} golden probes (the first is example ${JSON.stringify(first.id)}): what runs is not what was evaluated`,
    };
}
/**
 * The golden probes of one rollout: whether what runs is what was evaluated. Where what serves is at fault and a version that
 * served before takes all at once, there are none: each second counts, and it was asked then.
 */
class GoldenProbes {
    #golden;
    #ended = new AbortController();
    #answers = [];
    #perSecond = 0;
    #gates = [];
    constructor(golden) {
        this.#golden = golden;
    }
    /** What they said before there was traffic. */
    get gates() {
        return this.#gates;
    }
    /** How many are asked in a second from now on. */
    get perSecond() {
        return this.#perSecond;
    }
    /**
     * Asks all of them before there is any traffic; where all is well, one after the other from then on.
     * @param patiently asks the gateway for as long as it makes sense
     */
    async before(canary, patiently, signal) {
        if (this.#golden === undefined)
            return undefined;
        const { probes, everyMs, ask: askServers } = this.#golden;
        const ask = async (probe) => goldenAnswer(probe, await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .inTime */ .RN)(askServers(canary, JSON.stringify(probe.request)), _watching_js__WEBPACK_IMPORTED_MODULE_0__/* .lostAfterMs */ .j, []));
        const gate = gateBefore(await askAll(probes, (probe) => patiently(() => ask(probe)), signal));
        this.#gates = [gate];
        if (gate.verdict !== 'pass')
            return gate;
        this.#perSecond = 1000 / everyMs;
        void this.#keepAsking(probes, ask, everyMs);
        return gate;
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
    /**
     * One at a time. One that is answered wrongly is asked again next: one wrong answer may be an accident, and its turn would
     * come minutes later.
     */
    async #keepAsking(probes, ask, everyMs) {
        const { signal } = this.#ended;
        for (let next = 0; !signal.aborted;) {
            // Whether the gateway answers at all is asked elsewhere, and nothing was learnt of the canary.
            const answer = await ask(probes[next % probes.length]).catch(() => undefined);
            if (answer !== undefined && !signal.aborted)
                this.#answers.push(answer);
            if (answer?.outcome !== 'wrong')
                next++;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(everyMs, signal).catch(() => undefined);
        }
    }
}


/***/ }),

/***/ 76822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ Watching),
/* harmony export */   j: () => (/* binding */ lostAfterMs)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67285);


/** The gateway gives a server ten seconds at most: a question that takes longer is lost on its way. */
const lostAfterMs = 15_000;
/** How long what else is seen waits for a health probe. */
const probePatienceMs = 500;
/** What the versions of a rollout do: their counters from one time to the next, and the canary's health in turn. */
class Watching {
    #o;
    #counters = {};
    #countedMs = 0;
    /** Longer than nearly all of stable's answers take, as far as is known. */
    #longMs;
    #probedMs = Number.NEGATIVE_INFINITY;
    #probing;
    constructor(options) {
        this.#o = options;
    }
    /** What is counted from now on is new. */
    async begin(stable) {
        this.#counters = await this.#observe();
        this.#countedMs = this.#o.clock.monotonicMs();
        this.#longMs = this.#nearlyAllOf(stable);
    }
    /** Answers that it gave, in all. */
    async answersOf({ id }) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .answersOf */ .Bw)((await this.#observe())[id]);
    }
    /** Answers that it gave, and clients that left before they had one, in all. */
    async endsOf({ id }) {
        const observed = (await this.#observe())[id];
        return { answers: (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .answersOf */ .Bw)(observed), left: observed?.abandoned.count ?? 0 };
    }
    /** Requests since the last time, and how long that is, without making it a time of its own. */
    async requestsOf(backend) {
        const id = backend?.id ?? '';
        const tally = (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(this.#counters[id], (await this.#observe())[id], this.#longMs);
        return { ...tally, ms: this.#o.clock.monotonicMs() - this.#countedMs };
    }
    /** What both did since the last time. */
    async since(stable, canary) {
        const [before, longMs] = [this.#counters, this.#longMs];
        // For the next time: what is slow must not be said by the requests that are judged.
        await this.begin(stable);
        const tally = ({ id }) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(before[id], this.#counters[id], longMs);
        return { stable: stable === undefined ? _tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nothing */ .s6 : tally(stable), canary: tally(canary) };
    }
    /** How long a request is waited for until it hangs. */
    patienceMs(stable, leastMs) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .patienceMs */ .si)(this.#counters[stable?.id ?? '']?.latency, leastMs);
    }
    /** All that it did since the gateway counts. */
    async pastOf({ id }) {
        const known = (await this.#observe())[id];
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(undefined, known, (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nearlyAllMs */ .vY)(known?.latency));
    }
    /**
     * Asks the target first: after a reboot another program may answer at the address. Then it is asked as often as a canary
     * before it fails. A stable that has more to do than it can misses probes and still answers requests: it lives, and a
     * canary that got all of them would be the next to fail.
     * @returns undefined where stable serves
     */
    async whyDead(stable, { target, healthFailures, note }) {
        const running = await target.list();
        if (!running.some(({ id }) => id === stable.id))
            return `the ${target.name} target no longer runs it`;
        const before = await this.answersOf(stable);
        for (let failures = 1;; failures++) {
            if (await this.probe(stable))
                return undefined;
            const answers = (await this.answersOf(stable)) - before;
            if (answers > 0) {
                note(`${stable.id} misses health probes and answered ${answers} requests meanwhile: it lives`);
                return undefined;
            }
            if (failures >= healthFailures)
                return `${failures} health probes in a row failed, and it answered no request`;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(this.#o.healthIntervalMs, this.#o.signal);
        }
    }
    probe(backend) {
        return this.#o.lease.ask(() => (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .inTime */ .RN)(this.#o.probe(backend), lostAfterMs, false), this.#o.signal);
    }
    /**
     * What the last probe said, once. A server that stands still answers none before its time is over: nobody waits for that,
     * as its clients see it too.
     */
    async probeInTurn(backend) {
        const { healthIntervalMs, clock } = this.#o;
        if (this.#probing === undefined && clock.monotonicMs() - this.#probedMs >= healthIntervalMs) {
            this.#probedMs = clock.monotonicMs();
            this.#probing = this.probe(backend).then((healthy) => () => healthy, (error) => () => {
                throw error;
            });
        }
        const said = await Promise.race([this.#probing, (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(Math.min(healthIntervalMs, probePatienceMs))]);
        if (said === undefined)
            return 'not-probed';
        this.#probing = undefined;
        return said();
    }
    #observe() {
        return this.#o.lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
    }
    #nearlyAllOf(stable) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nearlyAllMs */ .vY)(this.#counters[stable?.id ?? '']?.latency);
    }
}


/***/ }),

/***/ 79450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ signLegacy),
/* harmony export */   kx: () => (/* binding */ legacyFindings),
/* harmony export */   w_: () => (/* binding */ legacyTag)
/* harmony export */ });
/* unused harmony exports simpleSigningType, legacyPayload, judgeLegacy */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26921);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88113);







/*
 * The form that cosign up to 2.6.2 reads alone: an image at the tag `sha256-HEX.sig` whose layers are simple-signing payloads
 * (containers/image, docs/containers-signature.5.md), each with its signature in an annotation.
 */
/** A payload names a repository and a digest. */
const largestPayload = 65_536;
const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';
const signatureKey = 'dev.cosignproject.cosign/signature';
const claimType = 'cosign container image signature';
const legacyTag = (digest) => `${digest.replace(':', '-')}.sig`;
/** The bytes that are signed. @param repository without tag or digest; readers show it and check only the digest */
const legacyPayload = (repository, digest) => Buffer.from(JSON.stringify({
    critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': digest },
        type: claimType,
    },
    optional: null,
}));
const claimSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    critical: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        image: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ 'docker-manifest-digest': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP() }),
        type: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(claimType),
    }),
});
function judgeLegacy(payload, signatureBase64, digest, trust) {
    if (signatureBase64 === undefined)
        return { kind: 'unusable', because: `no annotation ${signatureKey}` };
    if (!trust.verifyBytes(payload, Buffer.from(signatureBase64, 'base64')))
        return { kind: 'unproven' };
    let json;
    try {
        json = JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return { kind: 'unusable', because: 'a payload that is not JSON' };
    }
    const claim = claimSchema.safeParse(json);
    if (!claim.success)
        return { kind: 'unusable', because: 'a payload that claims nothing about an image' };
    const subject = claim.data.critical.image['docker-manifest-digest'];
    return subject === digest ? { kind: 'signed' } : { kind: 'wrong-subject', subjects: [subject] };
}
/** Judges every signature at the image's tag; none where there is no such tag. */
async function legacyFindings(store, digest, trust) {
    return judgeLayers(store, await layersAtTag(store, digest), digest, trust);
}
async function judgeLayers(store, layers, digest, trust) {
    const findings = [];
    for (const layer of layers)
        findings.push(layer.mediaType === simpleSigningType && layer.size <= largestPayload
            ? judgeLegacy(await (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readBlob */ .gm)(store, layer), layer.annotations?.[signatureKey], digest, trust)
            : { kind: 'unusable', because: `a layer of ${layer.size} bytes of type ${(0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(layer.mediaType)}` });
    return findings;
}
/** Signs `digest` at its tag, beside signatures of others, and writes nothing where the key has signed it already. */
async function signLegacy(options) {
    const { store, digest, signer } = options;
    const tag = legacyTag(digest);
    const present = await layersAtTag(store, digest);
    const findings = await judgeLayers(store, present, digest, (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .trustOf */ .A)(signer.policy));
    if (findings.some(({ kind }) => kind === 'signed'))
        return tag;
    // A layout's name is a path of this machine, which has no place in what is published.
    const payload = legacyPayload(store.name.startsWith('oci:') ? '' : store.name, digest);
    const { signature } = await signer.sign(payload);
    const layer = {
        ...(await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, payload, simpleSigningType)),
        annotations: { [signatureKey]: signature.toString('base64') },
    };
    const layers = [...present, layer];
    const config = legacyConfig(layers.map((each) => each.digest));
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config);
    const manifest = {
        schemaVersion: 2,
        mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest,
        config: (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config),
        layers,
    };
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest, tag);
    return tag;
}
/** The image configuration that cosign writes: no platform, the zero time, the payloads as layers. */
const legacyConfig = (payloads) => Buffer.from(JSON.stringify({
    architecture: '',
    created: '0001-01-01T00:00:00Z',
    history: payloads.map(() => ({ created: '0001-01-01T00:00:00Z' })),
    os: '',
    rootfs: { type: 'layers', diff_ids: payloads },
    config: {},
}));
async function layersAtTag(store, digest) {
    const tag = legacyTag(digest);
    const found = await store.resolve(tag);
    if (found === undefined)
        return [];
    const place = `${store.name}:${tag}`;
    const document = (0,_oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(found.digest)).bytes, place);
    if (document.kind === 'manifest')
        return document.manifest.layers;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: an index, where signatures of ${digest} belong: delete that tag, and sign again`, {
        exit: 'gate-failed',
    });
}


/***/ }),

/***/ 39525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lj: () => (/* binding */ attachRelease),
  VA: () => (/* binding */ verifyRelease)
});

// UNUSED EXPORTS: releasePredicate

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
// EXTERNAL MODULE: ./build/src/signing/bundle.js
var bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/policy.js
var signing_policy = __webpack_require__(38155);
// EXTERNAL MODULE: ./build/src/signing/referrers.js
var referrers = __webpack_require__(88113);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/verify.js






/**
 * Vouches for an image or refuses it. A tag is resolved once, and the digest that comes back is the one to use.
 * A bundle counts where it is an in-toto statement of predicate `cosign/sign/v1` about this digest, signed as the policy
 * says; the older tag counts where no bundle claims to be a signature.
 * @throws UserError `gate-failed` with what was found where nothing counts; whatever the store throws where it cannot be read
 */
async function verifyImage(options) {
    const { store, policy } = options;
    const trust = (0,signing_policy/* trustOf */.A)(policy);
    const digest = await resolve(store, options.reference);
    const image = `${store.name}@${digest}`;
    const bundles = options.bundles ?? (await (0,referrers/* attachedBundles */.SN)(store, digest));
    const findings = bundles.map((bundle) => ({ where: bundle.manifest.digest, finding: judge(bundle, digest, trust) }));
    if (findings.some(({ finding }) => finding.kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'bundle' };
    const others = findings.flatMap(({ finding }) => (finding.kind === 'other-predicate' ? [finding.predicateType] : []));
    const failed = findings.flatMap(({ where, finding }) => finding.kind === 'signed' || finding.kind === 'other-predicate' ? [] : [{ where, failure: finding }]);
    if (failed.length > 0)
        throw refused(image, failed, trust);
    const tag = (0,legacy/* legacyTag */.w_)(digest);
    const atTag = await (0,legacy/* legacyFindings */.kx)(store, digest, trust);
    if (atTag.some(({ kind }) => kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'legacy' };
    const failedAtTag = atTag.flatMap((finding) => finding.kind === 'signed' ? [] : [{ where: `the one at tag ${tag}`, failure: finding }]);
    if (failedAtTag.length > 0)
        throw refused(image, failedAtTag, trust);
    throw gate(others.length > 0
        ? `${image} has no signature: what is attached to it is of predicate ${some([...new Set(others)])}, not ${bundle/* signaturePredicate */.oo}, and there is no tag ${tag}: ${remedyUnsigned}`
        : `${image} has no signature, neither attached nor at tag ${tag}: ${remedyUnsigned}`);
}
/** Many tools copy an image and leave behind what is attached to it. */
const remedyUnsigned = 'sign it with `model-actions sign`, or, where it is a copy, copy what is attached to it as well, as `oras copy --recursive` does';
async function resolve(store, reference) {
    // Reading it checks that it is there and that it is what its digest says.
    if ((0,digest/* isDigest */.Bc)(reference))
        return (await store.getManifest(reference)).descriptor.digest;
    const found = await store.resolve(reference);
    if (found !== undefined)
        return found.digest;
    throw gate(`${store.name} has no tag ${JSON.stringify(reference)}, so there is nothing to verify: check the name`);
}
function judge({ reading }, digest, trust) {
    if (reading.kind === 'unusable')
        return reading;
    const { statement, claimed, entity } = reading;
    if (statement.predicateType !== bundle/* signaturePredicate */.oo)
        return { kind: 'other-predicate', predicateType: statement.predicateType };
    if (!trust.verifyBundle(entity)) {
        if (claimed.kind === 'certificate')
            return { kind: 'foreign', by: 'a certificate' };
        return claimed.hint === trust.hint ? { kind: 'altered' } : { kind: 'foreign', by: `key ${(0,bundle/* quoted */.TL)(claimed.hint)}` };
    }
    return statement.subjects.includes(digest)
        ? { kind: 'signed' }
        : { kind: 'wrong-subject', subjects: statement.subjects };
}
function sentence(failure) {
    switch (failure.kind) {
        case 'foreign':
            return `is by ${failure.by}`;
        case 'altered':
            return 'names the trusted key, but was altered after signing';
        case 'unproven':
            return 'is by another key, or was altered after signing';
        case 'wrong-subject':
            return `is by the trusted key, but for another image, ${some(failure.subjects) || 'none by sha256'}`;
        case 'unusable':
            return `is malformed: ${failure.because}`;
    }
}
function refused(image, failures, trust) {
    const shown = failures.slice(0, 3).map(({ where, failure }) => `${where} ${sentence(failure)}`);
    const rest = failures.length > shown.length ? `; and ${failures.length - shown.length} more` : '';
    const count = failures.length === 1 ? '1 signature' : `${failures.length} signatures`;
    const remedy = failures.every(({ failure }) => failure.kind === 'foreign' || failure.kind === 'unproven')
        ? 'check that this is the right public key, and if it is, find out who signed this image before you use it'
        : 'do not use this image before you know who pushed that, then build and sign it again';
    return gate(`${image} has ${count}, but none that counts (trusted is ${trust.who}): ${shown.join('; ')}${rest}: ${remedy}`);
}
const gate = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });
const some = (texts) => texts.slice(0, 3).map(bundle/* quoted */.TL).join(', ') + (texts.length > 3 ? ` and ${texts.length - 3} more` : '');

;// CONCATENATED MODULE: ./build/src/signing/release.js










/*
 * A cosign signature says "this key, this digest" and nothing else: whoever can write to the registry has a tag lead to any
 * image that the key ever signed. So each release carries a statement of what it is, which verifying asks for.
 */
const releasePredicate = 'https://model-actions.dev/predicates/release/v1';
const release_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected a digest');
const version = schemas/* string */.YjP().refine((text) => semver.valid(text) === text, 'expected a version');
/** By which result a gate let the model pass: `inconclusive` where the spec takes that for a warning. */
const release_gate = schemas/* object */.Ikc({ result: release_digest, verdict: schemas/* enum */.k5n(['pass', 'inconclusive']) });
const releaseSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    version,
    /** What the statement is about is the whole release, never the image of one platform. */
    kind: schemas/* literal */.euz('index'),
    /** Where it was released. Not compared, as images are copied to where they serve; absent for a layout, which is a path of one machine. */
    repository: schemas/* string */.YjP().exactOptional(),
    gates: schemas/* object */.Ikc({ evaluate: release_gate, quantize: release_gate }),
    /** What was promoted last when this one was signed, as far as the job that signed could know. */
    before: schemas/* object */.Ikc({ version, digest: release_digest }).exactOptional(),
    created: iso/* datetime */.w$(),
});
/**
 * Attaches the statement. One by the same key that says the same of the release stays, unless it was made before `renew`.
 * @throws UserError where the image is no index
 */
async function attachRelease(options) {
    const { store, subject, signing, created, renew } = options;
    await requireIndex(store, subject.digest);
    const predicate = { ...options.release, kind: 'index', created: created.toISOString() };
    // When it was signed, and what served then, is another at each signing and changes nothing of the release.
    const lasting = ({ created: _, before: __, ...rest }) => (0,digest/* canonicalJson */.dj)(rest);
    return (0,attest/* attachUnless */.q)({ store, subject, predicateType: releasePredicate, predicate, signing, created }, (statement) => {
        const said = releaseSchema.safeParse(statement.predicate);
        if (!said.success || lasting(said.data) !== lasting(predicate))
            return false;
        return renew === undefined || Date.parse(said.data.created) >= renew.getTime();
    });
}
/**
 * Vouches for an image as the release of a name and a version, or refuses it.
 * @param options.notBefore older statements count no more: what an attacker kept back for long is not taken for new
 * @returns `passedOver`: what is attached and cannot be read, in words
 * @throws UserError, `gate-failed` where nobody vouches for it (any more), and `configuration` where it is another release
 * than was asked for; whatever the store throws where it cannot be read
 */
async function verifyRelease(options) {
    const { store, digest, policy, wanted, notBefore } = options;
    const image = `${store.name}@${digest}`;
    const bundles = await (0,referrers/* attachedBundles */.SN)(store, digest);
    const { signedBy } = await verifyImage({ store, reference: digest, policy, bundles });
    await requireIndex(store, digest);
    const said = releasesSaid(bundles, digest, (0,signing_policy/* trustOf */.A)(policy), image);
    if (said.length === 0)
        throw release_refused(`${image} is signed by ${signedBy}, and not as a release of model-actions: which model it is in which version, and that it passed its gates, nobody vouches for: ${remedyUnsigned}`);
    const fitting = said.filter(({ name, version }) => name === wanted.name && version === wanted.version);
    const release = fitting.sort((a, b) => Date.parse(b.created) - Date.parse(a.created))[0];
    if (release === undefined)
        throw new errors/* UserError */.yo(`${image} was released as ${inWords(said)} and not ${wanted.name} ${wanted.version}: find out who had that tag or digest lead to it`);
    if (notBefore !== undefined && Date.parse(release.created) < notBefore.getTime())
        throw release_refused(`${image} was signed as a release on ${release.created}, which is longer ago than signing.max-age allows: sign it again with \`model-actions sign\`, or find out why there is nothing newer`);
    const unread = (0,referrers/* passedOver */.Jn)(bundles);
    return { signedBy, release, ...(unread === undefined ? {} : { passedOver: unread }) };
}
/** What the trusted key says of this image. */
function releasesSaid(bundles, digest, trust, image) {
    return bundles.flatMap(({ manifest, reading }) => {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== releasePredicate)
            return [];
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            return [];
        return [readRelease(reading.statement, `${image}: the statement ${manifest.digest}`)];
    });
}
function readRelease({ predicate }, where) {
    const parsed = releaseSchema.safeParse(predicate);
    if (parsed.success)
        return parsed.data;
    throw release_refused(`${where} is by the trusted key, but none of a release that this version can read: it was written by another version of model-actions, update this one`);
}
/** A node pulls the image of its platform, and gateways are told of one release: what is released is the index of all. */
async function requireIndex(store, digest) {
    const image = `${store.name}@${digest}`;
    if ((0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(digest)).bytes, image).kind === 'index')
        return;
    throw new errors/* UserError */.yo(`${image} is the image of a single platform, and no release: name the index that build put out, and find out who had a tag lead there`);
}
const inWords = (said) => [...new Set(said.map(({ name, version }) => `${name} ${version}`))].slice(0, 3).map(bundle/* quoted */.TL).join(', ');
const release_refused = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });


/***/ }),

/***/ 78531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gg: () => (/* binding */ deploy),
  JZ: () => (/* binding */ finishRollout),
  Ui: () => (/* binding */ gatewayState),
  u3: () => (/* binding */ listening),
  eC: () => (/* binding */ owner),
  Zd: () => (/* binding */ rolloutState),
  Pp: () => (/* binding */ versionsState)
});

// UNUSED EXPORTS: requireForward

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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
// EXTERNAL MODULE: ./build/src/rollout/decide.js
var decide = __webpack_require__(26935);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/rollout/cleanUp.js
var cleanUp = __webpack_require__(19219);
// EXTERNAL MODULE: ./build/src/rollout/evidence.js
var evidence = __webpack_require__(36110);
// EXTERNAL MODULE: ./build/src/statistics/sequential.js
var sequential = __webpack_require__(54002);
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
    const little = `stable answered ${seen.requests} requests in ${shownSeconds(seconds)}, and this plan needs ${needed.toPrecision(2)} a second to end before its deadlines (${(0,decide/* percent */.KN)(plan.steps[0] ?? 1)} first)`;
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
    const sure = (requests) => (0,sequential/* assurance */.w6)(errorRate * requests, requests, allowed) >= decide/* sureOfPromotion */.Wp;
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

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/src/rollout/queries.js
var queries = __webpack_require__(48439);
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
    const parsed = answerSchema.safeParse(jsonOf(text));
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
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
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
    const of = (backend) => askPrometheus(prometheus, (0,queries/* filledIn */.AE)(gate.query, backend, stable), gate.windowMs, signal);
    const compared = gate.bound.kind === 'versus-stable';
    const [mine, theirs] = await Promise.all([of(canary), compared ? of(stable) : undefined]);
    if (mine.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(mine, canary) };
    if (theirs === undefined)
        return { name: gate.name, outcome: 'value', canary: mine.value };
    if (theirs.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(theirs, stable) };
    return { name: gate.name, outcome: 'value', canary: mine.value, stable: theirs.value };
}
const whyUnknown = (asked, { id }) => asked.outcome === 'empty' ? `${asked.because} for ${id}` : asked.because;
/** The queries of one rollout, each asked at the end of each of its windows. */
class QueryWatch {
    #prometheus;
    #gates;
    #ended = new AbortController();
    #answers = [];
    constructor(prometheus, gates) {
        this.#prometheus = prometheus;
        this.#gates = gates;
    }
    begin(versions) {
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

// EXTERNAL MODULE: ./build/src/rollout/tally.js
var tally = __webpack_require__(67285);
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
        thin.push(last === undefined ? point : { ...point, fromMs: last.fromMs, ...(0,tally/* plus */.tY)(last, point) });
    }
    return thin;
}

// EXTERNAL MODULE: ./build/src/rollout/types.js
var types = __webpack_require__(38058);
;// CONCATENATED MODULE: ./build/src/rollout/swap.js




const mostTries = 3;
/**
 * The same plan for a canary that has all traffic with no stable beside it: what stable did before is tolerated, as often as
 * the plan's ratio says, where enough of it is known. Pure.
 */
function asBefore(plan, past) {
    const toleratedOf = (name) => {
        const { ratio, tolerance } = plan.classes[name];
        if (past.requests < tally/* enough */.XF)
            return { ratio, tolerance };
        return { ratio, tolerance: Math.min(1, Math.max(tolerance, (ratio * past[name]) / past.requests)) };
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
     * @returns what the canary is held against
     */
    async makeRoom(plan, release, { stable, drainMs }) {
        if (plan.surge > 0 || stable === undefined)
            return plan;
        const { target, watching, lease, signal } = this.#o;
        await target.prepare(release, signal);
        if (!(await target.list()).some(({ id }) => id === stable.id))
            return plan;
        const held = asBefore(plan, await watching.pastOf(stable));
        let tries = 0;
        const stop = () => this.#stop(stable.id, drainMs).catch((error) => {
            tries += 1;
            // What goes wrong again and again is gone back from: nothing serves meanwhile.
            if (tries < mostTries)
                throw error;
            throw new errors/* UserError */.yo(`${stable.id} cannot be stopped to make room: ${error.message}`, { cause: error });
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
    /** Stable serves again where it was stopped. @param patience as of `bringBack` */
    async bringBack(patience) {
        const id = await (0,cleanUp/* bringBack */.kB)(this.#o, patience);
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
        this.#o.note(told(gap));
    }
    /** How long nothing served, in words. */
    told() {
        return this.#gaps.map(told);
    }
    get #isOpen() {
        const last = this.#gaps.at(-1);
        return last !== undefined && last.end === undefined;
    }
}
const told = ({ fromMs, end }) => end === undefined
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
 *
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
    #beganMs;
    #timeline = [];
    #steps = [];
    #series = [];
    #seen = (0,evidence/* nothingSeen */.pQ)();
    #watching;
    #stable;
    /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
    #dead;
    #canary;
    #firstDeploy = false;
    #promoted = false;
    #openings = 0;
    #gates = [];
    /** With a swap, held against what stable did before it. */
    #plan;
    #swap;
    #golden;
    #queries;
    #note = (event) => {
        this.#timeline.push({ atMs: this.#now() - this.#beganMs, event });
        this.#o.log.info(event);
    };
    constructor(options, lease) {
        this.#o = options;
        this.#lease = lease;
        this.#plan = options.plan;
        this.#golden = new golden/* GoldenProbes */.rA(options.plan.atOnce === true ? undefined : options.golden);
        const { prometheus } = options;
        this.#queries = prometheus === undefined ? undefined : new QueryWatch(prometheus, options.plan.queries);
        this.#beganMs = options.clock.monotonicMs();
        const { metrics, probe, clock, signal, timing } = options;
        this.#watching = new watching/* Watching */.A({ metrics, probe, healthIntervalMs: timing.healthIntervalMs, lease, clock, signal });
        const { traffic, target, owner } = options;
        const nowMs = () => this.#now() - this.#beganMs;
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
            const firstDeploy = this.#stable === undefined;
            this.#firstDeploy = firstDeploy;
            this.#plan = await this.#swap.makeRoom(this.#plan, release, { stable: this.#stable ?? dead, drainMs: cleanUp/* drainMs */.Xj });
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
            const alone = firstDeploy || this.#plan.atOnce === true;
            const swapped = !firstDeploy && this.#plan.surge === 0;
            const asked = await this.#golden.before(canary, (question) => this.#lease.ask(question, signal), signal);
            if (asked?.verdict === 'fail')
                return await this.#rollBack('fail', asked.because);
            const plan = this.#plan;
            if (!alone && !swapped)
                await this.#sayMisfit();
            const index = alone ? plan.steps.length - 1 : 0;
            await this.#shift(canary, alone ? 1 : (plan.steps[0] ?? 1));
            this.#swap.ended(canary.id);
            if (!alone && this.#stable !== undefined)
                this.#queries?.begin({ canary, stable: this.#stable });
            let stand = { phase: { name: 'step', index }, sinceMs: this.#now(), alone, swapped };
            for (;;) {
                await this.#observe(canary);
                const longestAnswerMs = this.#watching.patienceMs(this.#stable, plan.longestAnswerMs);
                const decision = (0,decide/* decide */.LD)({ ...plan, longestAnswerMs }, this.#seen, stand, this.#now());
                this.#gates = decision.gates;
                const current = this.#steps.at(-1);
                if (current !== undefined) {
                    current.outcome = decision.because;
                    this.#o.onInterval?.(current);
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
                    this.#begin('bake', current?.share ?? 1);
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
            if (firstDeploy)
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
        await this.#try('start stable again', async () => void (await (0,cleanUp/* bringBack */.kB)(clearing, patience)));
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
        this.#note(`${canary.id} has ${(0,decide/* percent */.KN)(share)} of the traffic`);
        this.#o.onShare?.(share);
        await this.#watching.begin(this.#stable);
        this.#begin(`step ${this.#steps.length + 1}`, share);
    }
    #begin(name, share) {
        const nowMs = this.#now() - this.#beganMs;
        this.#steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: tally/* nothing */.s6, canary: tally/* nothing */.s6, outcome: '' });
    }
    /** Waits one interval and weighs what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary) {
        const { traffic, timing, signal } = this.#o;
        const fromMs = this.#now();
        await (0,timers/* sleep */.yy)(Math.min(this.#plan.windowMs, timing.healthIntervalMs), signal);
        const healthy = await this.#watching.probeInTurn(canary);
        const status = await this.#lease.ask(() => traffic.status(), signal);
        const counted = await this.#watching.since(this.#stable, canary);
        signal.throwIfAborted();
        if (status.canary?.backend.id !== canary.id)
            throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`);
        const share = this.#steps.at(-1)?.share ?? 1;
        const golden = this.#golden.take();
        const queries = this.#queries?.take() ?? [];
        const breaker = (0,evidence/* breakerSeen */.qk)(this.#seen, this.#openings, status.canary.breaker);
        if (status.canary.breaker.opened > this.#openings)
            this.#note('requests of the canary failed in a row');
        this.#openings = status.canary.breaker.opened;
        const seen = { fromMs, toMs: this.#now(), share, ...counted, healthy, golden, queries, ...breaker };
        this.#seen = (0,evidence/* weigh */.vi)(this.#plan, this.#seen, seen);
        this.#book(seen);
    }
    /** While the canary started, stable answered what comes in: whether that is enough is said before anybody waits for it. */
    async #sayMisfit() {
        const answered = await this.#watching.requestsOf(this.#stable);
        this.#seen = (0,evidence/* beforeTraffic */.tv)(this.#seen, answered);
        const said = misfit(this.#o.plan, answered, this.#golden.perSecond);
        if (said !== undefined)
            this.#note(said);
    }
    #book(seen) {
        const report = this.#steps.at(-1);
        if (report === undefined)
            return;
        report.toMs = seen.toMs - this.#beganMs;
        Object.assign(report, (0,tally/* plus */.tY)(report, seen));
        const { share, stable, canary } = seen;
        this.#series = withPoint(this.#series, {
            fromMs: seen.fromMs - this.#beganMs,
            toMs: report.toMs,
            share,
            stable,
            canary,
        });
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
            const seen = { fromMs, toMs: this.#now(), share: 1, stable: tally/* nothing */.s6, canary, healthy, golden };
            this.#seen = (0,evidence/* weigh */.vi)(plan, this.#seen, seen);
            this.#book(seen);
            const report = this.#steps.at(-1);
            if (report !== undefined)
                this.#o.onInterval?.(report);
        }
        this.#gates = (0,decide/* gatesOfFirst */.mW)(plan, this.#seen, before, await this.#watching.endsOf(only));
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
        await this.#try(`stop ${id}`, () => target.stop(id, graceMs));
        this.#note(`${id} was stopped`);
    }
    async #try(what, act) {
        try {
            await act();
        }
        catch (error) {
            this.#note(`could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    async #report(verdict, because, reused) {
        const status = await this.#o.traffic.status().catch(() => undefined);
        const stable = status?.stable ?? this.#stable;
        const serving = stable?.id === this.#dead?.id || status?.paused !== undefined ? undefined : stable;
        return {
            verdict,
            because: [because, ...this.#swap.told()].join('; '),
            reused,
            firstDeploy: this.#firstDeploy,
            release: this.#o.release,
            steps: this.#steps,
            gates: [...this.#golden.gates, ...this.#gates],
            timeline: this.#timeline,
            series: this.#series,
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
var engine_gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
;// CONCATENATED MODULE: ./build/src/stages/containers.js








const secretLimitBytes = 1 << 20;
/** How versions run as containers, as the spec says. Secrets are read when a version starts: what cleans up needs none. */
function containersOf(context, engine) {
    const { spec, environment } = context;
    const { docker, replicas } = spec.deploy;
    const { gpus, ...limits } = (0,job/* resourcesOf */.F3)(docker);
    return {
        replicas,
        limits,
        gpus,
        // What is left to us here says nothing of another machine.
        visibleGpus: engine.remote === undefined ? (0,engine_gpus/* visibleDevices */.oT)(environment) : undefined,
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
async function secretsOf({ spec, specFile, bounds, platform }) {
    const secrets = {};
    for (const [name, path] of Object.entries(spec.deploy.docker.secrets)) {
        const place = { file: specFile, key: `deploy.docker.secrets.${name}` };
        const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
        const bytes = await (0,files/* readRegular */.VX)(file, secretLimitBytes).catch((error) => {
            throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(file)} cannot be read (${error.message}): write it before the deployment, as from a secret of the workflow`, { place, exit: 'preflight', cause: error });
        });
        const text = bytes.toString().trim();
        if (text !== '')
            platform.secret(text);
        secrets[name] = bytes;
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

// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
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
async function tokenOf({ specFile, bounds, platform }, path) {
    const place = { file: specFile, key: 'deploy.prometheus.token-file' };
    const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    const bytes = await (0,files/* readRegular */.VX)(file, tokenLimitBytes).catch((error) => {
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(file)} cannot be read (${error.message}): write it before the deployment, as from a secret of the workflow`, { place, exit: 'preflight', cause: error });
    });
    const token = bytes.toString().trim();
    if (!/^[\x21-\x7e]+$/.test(token))
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(file)} is not a token: write one line without spaces`, { place, exit: 'preflight' });
    platform.secret(token);
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
        const asked = await askPrometheus(prometheus, (0,queries/* filledIn */.AE)(query, nobody, nobody), (0,values/* durationMs */.pc)(window), signal);
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
function rolloutPlan({ surge, steps, control, step, gates, bake, prometheus }, atOnce) {
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
        queries: (prometheus?.gates ?? []).map(queryGate),
    };
}
function queryGate(written) {
    const { name, query, window } = written;
    return { name, query, windowMs: (0,values/* durationMs */.pc)(window), bound: boundOf(written) };
}
function boundOf({ max, min, versusStable, failures }) {
    if (versusStable !== undefined) {
        const { better, margin, ratio } = versusStable;
        const by = ratio === undefined ? 'margin' : 'ratio';
        return { kind: 'versus-stable', better, by, allowed: ratio ?? margin ?? 0 };
    }
    if (max !== undefined)
        return { kind: 'max', limit: max, failures };
    return { kind: 'min', limit: min ?? 0, failures };
}

;// CONCATENATED MODULE: ./build/src/stages/rolloutReport.js


/* How a rollout reads: while it goes on, and afterwards. */
const counting = new Intl.NumberFormat('en-US');
/** What a step has seen until now, in one line. Pure. */
function liveLine({ name, share, fromMs, toMs, stable, canary, outcome }) {
    const told = ({ requests, errors }) => `${counting.format(requests)} requests, ${counting.format(errors)} errors`;
    return `${name}, ${seconds(toMs - fromMs)}: canary with ${(0,decide/* percent */.KN)(share)}: ${told(canary)}; stable: ${told(stable)}${outcome === '' ? '' : ` (${outcome})`}`;
}
/** The steps, how traffic and errors went, and what happened. Pure. */
function rolloutSections({ steps, series, timeline }) {
    return [
        {
            kind: 'table',
            title: 'Steps',
            columns: ['share', 'seconds', 'stable: requests, errors', 'canary: requests, errors'],
            rows: steps.map((step) => [
                (0,decide/* percent */.KN)(step.share),
                ((step.toMs - step.fromMs) / 1000).toFixed(1),
                `${step.stable.requests}, ${step.stable.errors}`,
                `${step.canary.requests}, ${step.canary.errors}`,
            ]),
        },
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
                (0,decide/* percent */.KN)(share),
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
    preflight: deployPreflight,
    inputs: verify/* verify */.MX.inputs,
    async make(context) {
        const { spec, platform, signal, clock } = context;
        const release = await (0,verify/* verifiedRelease */.G$)(context);
        const history = await (0,promotions/* promotions */.D)(context, release.store, await (0,stages_image/* trusted */.IZ)(context));
        requireForward(context, release, history, (0,model_history/* servedOf */.pg)(history).served[0]);
        const { gateway, target } = await openServing(context, release.store);
        const before = (await gateway.traffic.status()).stable;
        // What serves may be newer than what is on record, where the record was lost.
        requireForward(context, release, history, before && { ...before, because: 'which serves' });
        const ourselves = owner(context);
        platform.state.save(rolloutState, ourselves);
        const deployment = platform.deployment({ model: spec.name, version: spec.version, digest: release.digest });
        deployment.say({ state: 'in_progress', description: `${spec.version} starts` });
        const prometheus = prometheusOf(context);
        const rollout = await runRollout({
            target,
            traffic: gateway.traffic,
            metrics: gateway.metrics,
            probe: gateway.probe,
            ...(await deploy_golden(context, release, gateway)),
            ...(prometheus === undefined ? {} : { prometheus }),
            url: gateway.url,
            plan: rolloutPlan(spec.deploy, context.atOnce === true),
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
            onShare: (share) => deployment.say({ state: 'in_progress', description: `${(0,decide/* percent */.KN)(share)} of the traffic` }),
            onInterval: (step) => platform.log.live(liveLine(step)),
        }).catch(async (error) => {
            platform.log.live('');
            deployment.say({ state: 'error', description: error instanceof Error ? error.message : String(error) });
            await deployment.settled();
            throw error;
        });
        platform.log.live('');
        deployment.say(rollout.verdict === 'pass'
            ? { state: 'success', description: rollout.because, url: gateway.url }
            : { state: 'failure', description: rollout.because });
        await remember(context, release, { before, history }, rollout);
        await deployment.settled();
        return (0,reporting/* draft */.K4)({
            title: `deploy ${spec.name} ${spec.version}`,
            data: { image: release.image, version: spec.version, url: gateway.url, rollout },
            verdict: rollout.verdict,
            headline: `${rollout.because}; ${rollout.serving === undefined ? 'nothing serves' : `${rollout.serving.version} serves`} at ${gateway.url}`,
            outputs: { url: gateway.url, image: release.image, digest: release.digest },
            document: {
                gates: rollout.gates,
                sections: rolloutSections(rollout),
            },
        });
    },
};
/**
 * Every promotion and rollback is on record in the place: what `release:latest` means, and what can be gone back to. Where
 * the job has the key, it is attested on the image too, for those who have no access to this place.
 */
async function remember(context, release, { before, history }, rollout) {
    if (rollout.reused)
        return;
    const { store } = release;
    const named = (backend) => ({ version: backend.version, digest: backend.digest });
    const serves = rollout.serving?.digest === release.digest;
    const left = serves ? await goneBackFrom(context, release, before, history) : undefined;
    const record = {
        schema: 1,
        outcome: serves && left === undefined ? 'promoted' : 'rolled-back',
        name: context.spec.name,
        ...(left ?? { digest: release.digest, version: context.spec.version, released: release.statement.created }),
        ...(before === undefined ? {} : { from: named(before) }),
        ...(rollout.serving === undefined ? {} : { to: named(rollout.serving) }),
        at: context.clock.now().toISOString(),
        by: who(context),
        because: rollout.because,
    };
    await (0,place_history/* appendHistory */.b)(context.place, record);
    try {
        const signing = await (0,signer/* findSigner */.E)(context);
        if (signing !== undefined)
            await (0,signing_history/* attachHistory */.m4)(store, record, signing);
    }
    catch (error) {
        // What serves, serves; that the image does not tell of it must not undo that.
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.info(`${record.digest} is ${record.outcome}, but the image does not say so: ${error.message}`);
    }
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
async function deploy_golden({ platform }, release, { ask }) {
    const probes = await (0,extract/* imageProbes */.LN)(release.store, release.digest);
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
    await (0,stages_image/* trusted */.IZ)(context);
    const { spec, place } = context;
    const last = (0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(place)).served[0];
    if (last !== undefined && semver.lt(spec.version, last.version))
        refuseStepBack(context, `${spec.version} is older than ${last.version}`, last);
    await checkQueries(context);
    await checkFront(context);
    if (spec.deploy.target === 'process') {
        const { checkProcessGateway } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(6479)]).then(__webpack_require__.bind(__webpack_require__, 16479));
        await checkProcessGateway({ stateDir: gatewayState(context), model: place.identity, ...listening(spec) });
        return;
    }
    const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(280)]).then(__webpack_require__.bind(__webpack_require__, 280));
    await checkContainers(context, await connectDocker({ environment: context.environment, host: spec.deploy.docker.host }));
}
async function checkFront({ spec, platform }) {
    const { front } = listening(spec);
    const { openness, readFront } = await __webpack_require__.e(/* import() */ 2451).then(__webpack_require__.bind(__webpack_require__, 22451));
    await readFront(front, { expired: 'refused' });
    const open = openness(front);
    if (open !== undefined)
        platform.log.warn(open);
}
/** Long enough for a slow tick, short enough that a dead runner's canary is gone soon. */
const leaseTtlMs = ({ gates }) => Math.max(15_000, 3 * (0,values/* durationMs */.pc)(gates.health.interval));
/** Who holds the lease, in words that help the one who is refused. */
const owner = (context) => `${who(context)} (${(0,external_node_crypto_.randomBytes)(3).toString('hex')})`;
/** Who is at work here: a job, or a person at a terminal. */
function who({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    if (run === undefined)
        return `${environment['USER'] ?? 'somebody'}@${(0,external_node_os_.hostname)()}, process ${process.pid}`;
    const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`;
    return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`;
}
/** Where a rollout says who it is, for the one that cleans up after it. */
const rolloutState = 'rollout';
/** Undoes what a rollout of this job left half done when it was cancelled or killed: a canary and its share of the traffic. */
async function finishRollout(context) {
    const left = context.platform.state.get(rolloutState);
    if (left === '')
        return;
    const { gateway, target } = await openServing(context, await (0,stages_image/* openImages */.x9)(context));
    const { cleanUpRollout } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 19219));
    await cleanUpRollout({ traffic: gateway.traffic, target, owner: left, note: context.platform.log.info });
}
const gatewayState = ({ place }) => (0,external_node_path_.join)(place.deploy, 'gateway');
const versionsState = ({ place }) => (0,external_node_path_.join)(place.deploy, 'versions');
/** Where the gateway listens, and whom it lets in. */
const listening = ({ deploy: { port, metricsPort, host, tls, tokens, accessLog } }) => ({
    port,
    metricsPort,
    front: { host, tls, tokens, accessLog },
});
/** What serves, by the spec's target: the gateway, and where versions run. */
async function openServing(context, store) {
    const { spec, platform, environment, signal } = context;
    const common = { model: context.place.identity, log: platform.log };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(280)]).then(__webpack_require__.bind(__webpack_require__, 280));
        const { openDockerGateway } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(6218)]).then(__webpack_require__.bind(__webpack_require__, 96218));
        const { createDockerTarget } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3079)]).then(__webpack_require__.bind(__webpack_require__, 23079));
        const { ensureImage } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2250)]).then(__webpack_require__.bind(__webpack_require__, 82250));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment });
        return {
            gateway: await openDockerGateway({ ...common, docker, ...listening(spec), image }),
            target: await createDockerTarget({ ...common, docker, store, containers: containersOf(context, docker) }),
        };
    }
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 4977).then(__webpack_require__.bind(__webpack_require__, 4977));
    const { openProcessGateway } = await Promise.all(/* import() */[__webpack_require__.e(2633), __webpack_require__.e(6479)]).then(__webpack_require__.bind(__webpack_require__, 16479));
    const { createProcessTarget } = await __webpack_require__.e(/* import() */ 3663).then(__webpack_require__.bind(__webpack_require__, 53663));
    const { path: python } = await ensurePython({
        requirements: 'serve',
        cacheDir: defaultCacheDirectory(environment),
        log: platform.log,
        signal,
        environment,
    });
    return {
        gateway: await openProcessGateway({
            ...common,
            stateDir: gatewayState(context),
            ...listening(spec),
            proxy: 'auto',
        }),
        target: await createProcessTarget({
            log: platform.log,
            store,
            stateDir: versionsState(context),
            python,
        }),
    };
}


/***/ }),

/***/ 47810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ requireDisk),
/* harmony export */   F3: () => (/* binding */ resourcesOf),
/* harmony export */   R9: () => (/* binding */ jobPreflight),
/* harmony export */   XG: () => (/* binding */ jobFacts),
/* harmony export */   a7: () => (/* binding */ runBatch)
/* harmony export */ });
/* unused harmony export show */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95083);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(78155);
/* harmony import */ var _separateJobs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92416);








/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end. @param key lineage key of the stage, which names the log
 */
async function runBatch(context, verb, key, batch) {
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,_separateJobs_js__WEBPACK_IMPORTED_MODULE_7__/* .markTrained */ .V3)(context);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(batch.out, { recursive: true });
    const job = {
        config: { verb, ...batch.config },
        inputs: batch.inputs,
        out: batch.out,
        ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
        resources: resourcesOf(context.spec.engine),
        workers: 1,
        secrets: {},
        deadlineMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .durationMs */ .pc)(batch.deadline),
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(context.place.logs, `${verb}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(key, 12)}.txt`),
    };
    const end = await engine.run(job, (event) => show(event, context.platform.log), context.signal);
    if (end.exit !== 'done' || end.result === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${verb}: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit });
    return end.result;
}
/** What jobs of this run stand on, asked before the first of them: an engine that works, and has what the spec asks for. */
const jobFacts = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_6__/* .oncePerRun */ .ao)(context, 'facts of jobs', async () => (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal));
async function jobPreflight(context) {
    await jobFacts(context);
}
/** @param bytes what will surely be written @throws UserError where the place has less room */
async function requireDisk({ place }, stage, bytes) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(place.directory);
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(place.directory);
    const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
    if (bavail * bsize < bytes)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${place.directory} has ${megabytes(bavail * bsize)} left, and ${stage} needs at least ${megabytes(bytes)}: free some space (\`model-actions prune\`), or name a directory on another disk by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/** What the spec says that a job, or a version that serves, may use. */
const resourcesOf = ({ cpus, memory, shm, gpus }) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memory === undefined ? {} : { memoryBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .memoryBytes */ .ZY)(memory) }),
    ...(shm === undefined ? {} : { shmBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .memoryBytes */ .ZY)(shm) }),
    ...(gpus === undefined ? {} : { gpus }),
});
/** Tells people what a job says of itself. */
function show(event, log) {
    switch (event.type) {
        case 'progress':
            log.progress(`${event.what} ${event.done}/${event.total} ${event.unit}`, event.total === 0 ? 1 : event.done / event.total);
            break;
        case 'warning':
            log.warn(event.hint === undefined ? event.message : `${event.message}: ${event.hint}`);
            break;
        case 'metric':
            log.debug(`${event.name} = ${event.value}${event.step === undefined ? '' : ` at step ${event.step}`}`);
            break;
        case 'checkpoint':
            log.debug(`checkpoint at step ${event.step}`);
            break;
        case 'start':
        case 'artifact':
        case 'result':
        case 'error':
            break;
    }
}


/***/ }),

/***/ 92416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ requireUntrained),
/* harmony export */   RW: () => (/* binding */ requireSeparateJobs),
/* harmony export */   V3: () => (/* binding */ markTrained)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);






const working = ['prepare', 'finetune', 'evaluate', 'quantize'];
/** Longer than a run of a workflow can last (35 days). */
const keptMs = 40 * 24 * 3_600_000;
const remedy = 'sign in a job of its own, on a runner that does not train, and hand it the output `result` as `from` (workflows-examples/pipeline.yml), or run jobs in containers (engine: docker)';
const refused = (because, { specFile }) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${because}: ${remedy}`, { place: { file: specFile, key: 'engine.name' } });
/** @throws UserError where one step is to train as a process and has a key, or is to sign */
async function requireSeparateJobs(stages, context) {
    const { environment, platform, spec, signal } = context;
    if (platform.kind !== 'github' || !stages.some((stage) => working.includes(stage)))
        return;
    const given = (name) => (environment[name] ?? '') !== '';
    // The file of a key that the spec names is there for every job; what opens it is the secret.
    const hasKey = given('COSIGN_PRIVATE_KEY') || (spec.signing.key !== undefined && given('COSIGN_PASSWORD'));
    if (!hasKey && !stages.includes('sign'))
        return;
    const { name, image } = spec.engine;
    const { engineKind } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(280), __webpack_require__.e(9075), __webpack_require__.e(5504)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    if ((await engineKind({ name, image, log: platform.log, signal, environment })) !== 'process')
        return;
    throw refused(hasKey
        ? 'this step has a key to sign with and runs jobs as processes of the same user, which can read it'
        : 'this step is to sign and runs jobs as processes of the same user, which could read the key', context);
}
/** Before work is run as a process: from now on this job of GitHub signs nothing. */
async function markTrained({ place, platform, environment }) {
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(place.trainedHere);
    for (const { name, atMs } of await marks(place.trainedHere))
        if (Date.now() - atMs > keptMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, name), { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.appendFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), `${trackingOf(environment) ?? ''}\n`);
}
/** Before a key is used. @throws UserError where an earlier step of this job of GitHub ran work as a process */
async function requireUntrained(context) {
    const { place, platform, environment } = context;
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    const found = await marks(place.trainedHere);
    if (found.some(({ name }) => name === mark) && (await mayBeThisJob((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), environment)))
        throw refused('an earlier step of this job ran work as processes of the same user, and one that it left behind could read the key', context);
    const startedMs = Date.now() - (0,node_os__WEBPACK_IMPORTED_MODULE_2__.uptime)() * 1000;
    if (found.some(({ atMs }) => atMs > startedMs))
        platform.log.warn('other jobs ran work as processes of this user since this machine started, and one that they left behind could read the key: sign on a runner that does not train');
}
/** Names one job of one attempt of a run; undefined where there is none. */
function markOf(environment) {
    const run = environment['GITHUB_RUN_ID'] ?? '';
    if (run === '')
        return undefined;
    // By act every run has the number 1, and the workflow tells them apart.
    const names = ['SERVER_URL', 'REPOSITORY', 'WORKFLOW', 'RUN_ID', 'RUN_ATTEMPT', 'JOB'];
    const job = JSON.stringify(names.map((name) => environment[`GITHUB_${name}`] ?? ''));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(job).digest('hex').slice(0, 32);
}
/** What the runner gives to the processes of one job, a new one each time; undefined where a step has put its own there. */
function trackingOf(environment) {
    return /^github_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(environment['RUNNER_TRACKING_ID'] ?? '')?.[0];
}
/** Two workflows that a third one calls may have jobs of one name, and nothing else of GitHub's tells them apart. */
async function mayBeThisJob(mark, environment) {
    const tracking = trackingOf(environment);
    const trained = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(mark, 'utf8')).split('\n').slice(0, -1);
    return tracking === undefined || trained.some((one) => one === '' || one === tracking);
}
async function marks(directory) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const found = [];
    for (const name of names) {
        const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name)).catch(() => undefined);
        if (facts !== undefined)
            found.push({ name, atMs: facts.mtimeMs });
    }
    return found;
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
/* harmony import */ var _signing_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39525);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95083);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4080);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25099);






/** Resolves the release of the spec's version once, and vouches for that digest or refuses. */
const verify = {
    name: 'verify',
    parents: [],
    acts: true,
    async preflight(context) {
        await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context);
    },
    async inputs(context) {
        return { image: await releaseDigest(await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context), context) };
    },
    async make(context) {
        const release = await verifiedRelease(context);
        return (0,_reporting_js__WEBPACK_IMPORTED_MODULE_5__/* .draft */ .K4)({
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
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const digest = await releaseDigest(store, context);
    const { maxAge } = spec.signing;
    const { signedBy, release, passedOver } = await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_2__/* .verifyRelease */ .VA)({
        store,
        digest,
        policy: await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context),
        wanted: { name: spec.name, version: spec.version },
        // Who says that they go back knows that it is not the newest.
        ...(maxAge === undefined || rollback ? {} : { notBefore: new Date(clock.now().getTime() - (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_3__/* .durationMs */ .pc)(maxAge)) }),
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
