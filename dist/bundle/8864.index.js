export const id = 8864;
export const ids = [8864];
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

/***/ 28405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkAll: () => (/* binding */ checkAll)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74913);
/* harmony import */ var _signing_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _spec_base_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62208);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88613);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(72103);
/* harmony import */ var _baseline_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90792);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(12404);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4585);
/* harmony import */ var _examining_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(22069);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4080);
/* harmony import */ var _ownScores_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(89118);
/* harmony import */ var _signer_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(22212);
/* harmony import */ var _training_room_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(25337);















async function checkAll(context) {
    const findings = [];
    const seen = new Set();
    const tell = (finding) => {
        // Two parts may lack the same, such as a key.
        if (finding.state === 'ok' || !seen.has(finding.found))
            findings.push(finding);
        seen.add(finding.found);
    };
    const look = async (part, blame, find, warnings = async () => []) => {
        try {
            const found = await find();
            if (found !== undefined)
                tell({ part, state: 'ok', found });
            for (const warning of await warnings())
                tell({ part, state: 'warning', found: warning });
            return true;
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
                throw error;
            // What an engine or a registry says depends on where it is asked.
            if (blame === 'machine' || error.exit === 'preflight')
                for (const { what, place } of error.problems)
                    tell({ part, state: 'missing', found: place?.key === undefined ? what : `${place.key}: ${what}` });
            else
                tell({ part, state: 'wrong', found: error.message, problems: error.problems, exit: error.exit });
            return false;
        }
    };
    const { spec } = context;
    const readable = await look('data', 'spec', async () => {
        await (0,_examining_js__WEBPACK_IMPORTED_MODULE_10__/* .refuseData */ .f3)(context);
        return dataWords(context);
    });
    // Also beside errors: who corrects those would else meet these next.
    await look('data', 'spec', async () => undefined, async () => (await (0,_examining_js__WEBPACK_IMPORTED_MODULE_10__/* .examineData */ .UB)(context)).warnings);
    const based = await look('base', 'spec', () => (0,_base_js__WEBPACK_IMPORTED_MODULE_6__/* .tryBase */ .$M)(context), async () => {
        const because = await (0,_base_js__WEBPACK_IMPORTED_MODULE_6__/* .askHub */ .VQ)(context);
        return because === undefined ? [] : [`${because}: check network, HF_TOKEN and HF_ENDPOINT, or name a directory`];
    });
    if (based && spec.base.startsWith('.'))
        await look('disk', 'machine', async () => {
            await (0,_training_room_js__WEBPACK_IMPORTED_MODULE_14__/* .requireRoom */ .hr)(context, await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(context.bounds, spec.base, { file: context.specFile, key: 'base' }));
            return undefined;
        });
    if (readable)
        await look('gates', 'spec', async () => undefined, async () => (await (0,_examining_js__WEBPACK_IMPORTED_MODULE_10__/* .needsOfGates */ .PL)(context, { evaluate: true, quantize: true })).map(({ what }) => what));
    await look('evaluate', 'spec', async () => {
        await baselineThere(context);
        await (0,_ownScores_js__WEBPACK_IMPORTED_MODULE_12__/* .ownFunctions */ .gH)(context);
        return undefined;
    });
    let baseline;
    const had = await look('evaluate', 'machine', async () => {
        baseline = await (0,_baseline_js__WEBPACK_IMPORTED_MODULE_7__/* .readBy */ .as)(context);
        return undefined;
    });
    if (had)
        await look('evaluate', 'spec', async () => {
            (0,_baseline_js__WEBPACK_IMPORTED_MODULE_7__/* .requireAskable */ .vt)(context, baseline);
            return `against ${spec.evaluate.baseline}`;
        });
    await look('image', 'spec', () => (0,_build_js__WEBPACK_IMPORTED_MODULE_8__/* .tryImageBase */ .eX)(context));
    await look('image', 'machine', async () => {
        const images = await (0,_image_js__WEBPACK_IMPORTED_MODULE_11__/* .openImages */ .x9)(context);
        await images.tryWriting();
        return `may write to ${images.name}`;
    });
    await look('sign', 'machine', () => keyWords(context));
    await look('verify', 'machine', async () => `believes ${(0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(await (0,_image_js__WEBPACK_IMPORTED_MODULE_11__/* .trusted */ .IZ)(context)).who}`);
    await look('deploy', 'machine', async () => {
        await _deploy_js__WEBPACK_IMPORTED_MODULE_9__/* .deploy */ .gg.preflight?.(context);
        return `port ${spec.deploy.port}, target: ${spec.deploy.target}`;
    });
    return findings;
}
async function dataWords(context) {
    const { files } = await (0,_examining_js__WEBPACK_IMPORTED_MODULE_10__/* .examineData */ .UB)(context);
    if (files.length === 0)
        return 'is read by engine.image';
    return files
        .map(({ name, rows, whole, classes }) => `${name}: ${whole ? '' : 'more than '}${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_2__/* .countText */ .lT)(rows)} examples in ${classes.size} classes${whole ? '' : ' (no more were looked at)'}`)
        .join(', ');
}
async function baselineThere(context) {
    const { spec, specFile, bounds } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = (0,_spec_base_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBaseline */ .nk)(spec.evaluate.baseline, place);
    if (wanted.kind !== 'directory')
        return;
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(bounds, wanted.path, place);
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(directory).catch(() => undefined);
    if (facts?.isDirectory() !== true)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${wanted.path} is no directory: name that of a model, a release, or majority`, { place });
}
/** Whose key it is; undefined is said, and a key that does not fit the public one. */
async function keyWords(context) {
    const signing = await (0,_signer_js__WEBPACK_IMPORTED_MODULE_13__/* .findSigner */ .E)(context);
    if (signing === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not set, nor is COSIGN_PRIVATE_KEY: make a key pair with `model-actions keygen` where `sign` is to run', { place: { key: 'signing.key' } });
    const { signer } = signing;
    const believed = await (0,_image_js__WEBPACK_IMPORTED_MODULE_11__/* .trusted */ .IZ)(context).catch(() => undefined);
    if (believed !== undefined && (0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(believed).hint !== (0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(signer.policy).hint)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not the other half of signing.public-key: what is signed with it is refused by verify; name two files of one `model-actions keygen`', { place: { key: 'signing.key' } });
    return signer.who;
}


/***/ })

};
