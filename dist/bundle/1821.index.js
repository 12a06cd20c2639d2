export const id = 1821;
export const ids = [1821,7660,8391];
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

/***/ 43013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ imageSays),
/* harmony export */   D8: () => (/* binding */ releases),
/* harmony export */   JF: () => (/* binding */ latestRelease),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);



/** Which model in which version an image says that it is: under its own digest, and so under its signature. A tag can move. */
async function imageSays(store, digest) {
    const place = `${store.name}@${digest}`;
    const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(digest)).bytes, place);
    const { annotations = {} } = document.kind === 'index' ? document.index : document.manifest;
    const name = annotations['org.opencontainers.image.title'];
    const version = annotations['org.opencontainers.image.version'];
    return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
}
/** `intents 1.4.0` */
const inWords = ({ name, version }) => `${name ?? 'an image without a name'} ${version ?? 'without a version'}`;
/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
async function releases(store) {
    const versions = (await store.tags()).filter((tag) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(tag) === tag).sort(semver__WEBPACK_IMPORTED_MODULE_0__.rcompare);
    const found = [];
    for (const version of versions) {
        const descriptor = await store.resolve(version);
        if (descriptor !== undefined)
            found.push({ version, digest: descriptor.digest });
    }
    return found;
}
/**
 * What `release:latest` means for a candidate, the first choice first: the release that was promoted last and not rolled
 * back since, whether a tag still leads to it or not; without one, the newest below the candidate that was never rolled
 * back. The caller takes the first that is signed. Pure.
 * @param options.history of any places and images, in any order
 * @param options.deployed versions that somebody shows as deployed, the last first: a hint of which tag to try before others
 */
function latestRelease(options) {
    const { candidate } = options;
    const { served, undone } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(options.history);
    const last = served.find(({ version }) => version !== candidate);
    if (last !== undefined)
        return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }];
    const below = options.releases
        .filter(({ version, digest }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, candidate) && !undone.has(digest))
        .sort((a, b) => semver__WEBPACK_IMPORTED_MODULE_0__.rcompare(a.version, b.version))
        .map((release) => ({
        release,
        because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
        promoted: false,
    }));
    const shown = options.deployed?.find(({ version }) => version !== candidate);
    const hinted = options.releases.find(({ version, digest }) => version === shown?.version && !undone.has(digest));
    if (hinted === undefined)
        return below;
    const first = { release: hinted, because: 'which GitHub shows as deployed last', promoted: false };
    return [first, ...below.filter(({ release }) => release.version !== hinted.version)];
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

/***/ 73629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m4: () => (/* binding */ attachHistory),
/* harmony export */   xX: () => (/* binding */ attachedHistory)
/* harmony export */ });
/* unused harmony export historyPredicate */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _attest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66760);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88113);





const historyPredicate = 'https://model-actions.dev/predicates/release-history/v1';
/**
 * Attaches a promotion or rollback to the image that it speaks of, so that who has no access to the place that it happened
 * at can know of it. One that is attached already is not attached again.
 */
async function attachHistory(store, record, signing) {
    const { descriptor } = await store.getManifest(record.digest);
    return (0,_attest_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStatement */ .V)({
        store,
        subject: descriptor,
        predicateType: historyPredicate,
        predicate: record,
        signing,
        created: new Date(record.at),
    });
}
/**
 * What was promoted and rolled back of an image, oldest first, as far as the policy's signer says so: what anybody else
 * attached does not count. @throws UserError where a trusted record cannot be read; whatever the store throws
 */
async function attachedHistory(store, digest, policy) {
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(policy);
    const records = [];
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_4__/* .attachedBundles */ .SN)(store, digest)) {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== historyPredicate)
            continue;
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            continue;
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .historyRecord */ .Eo.safeParse(reading.statement.predicate);
        if (!parsed.success || parsed.data.digest !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${manifest.digest}: signed by ${trust.who}, but no record of ${digest} that this version can read: it was written by another version of model-actions, update this one`);
        records.push(parsed.data);
    }
    return records.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}


/***/ }),

/***/ 28391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ howToSeeAll),
/* harmony export */   loadServingSpec: () => (/* binding */ loadServingSpec),
/* harmony export */   loadSpecToGoBack: () => (/* binding */ loadSpecToGoBack),
/* harmony export */   passedOver: () => (/* binding */ passedOver)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52357);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51083);
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65043);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30559);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74410);








/*
 * A model.yml that is wrong somewhere, read by who must not wait until it is mended: what serves is found, ended and gone back
 * from by the parts that this needs, and the rest is told as a warning. What begins something new reads it by `loadSpec`.
 */
const { target, host, port } = _deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g.shape;
/** What finds again what a model.yml deployed. Other keys are not looked at. */
const servingSchema = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    name: _schema_js__WEBPACK_IMPORTED_MODULE_6__/* .anyTaskSchema */ .PU.shape.name,
    deploy: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        target,
        docker: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ host: _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .servingContainers */ .vM.shape.host }).prefault({}),
        // Asked only where the files of what runs are gone.
        host: host.catch('127.0.0.1'),
        port: port.catch(8080),
    })
        .prefault({}),
});
/** @throws UserError where what finds a deployment is wrong, or model.yml cannot be read */
async function loadServingSpec(file) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return { spec: whole.spec };
    const part = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkServing);
    if ('problems' in part)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...part.problems, { what: otherFile, place: { file } }]);
    return { spec: part.spec, wrong: wrongIn(whole.problems) };
}
const otherFile = 'what serves is found by name, deploy.target and deploy.docker.host: mend them, or name an earlier model.yml of the same directory by --config, such as that of `git show HEAD:./model.yml >earlier.yml`';
const wrongIn = ([first, ...more]) => `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw)(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
/** The warning of who goes on without what is wrong. */
const passedOver = (wrong) => `${wrong}: this command does without it; ${howToSeeAll}`;
const howToSeeAll = '`model-actions check` tells all that is wrong';
function checkServing(raw, source) {
    const part = servingSchema.safeParse(raw);
    const wrong = part.success ? [] : (0,_messages_js__WEBPACK_IMPORTED_MODULE_5__/* .describeIssues */ .w)(part.error.issues, undefined, raw, source);
    // A key that is misspelt is not there: what was deployed as containers would be looked for among processes.
    const misspelt = findingsIn(raw, source).filter((one) => isMeant(one, decisive) || mayFind(one, raw));
    return part.success && misspelt.length === 0 ? { spec: part.data } : { findings: [...wrong, ...misspelt] };
}
const findingsIn = (raw, source) => {
    const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(raw, source);
    return 'findings' in checked ? checked.findings : [];
};
const decisive = ['name', 'deploy', 'deploy.target', 'deploy.docker', 'deploy.docker.host'];
/** Whether what stands under an unknown key may be what a deployment is found by, however the key is spelt. */
function mayFind(finding, raw) {
    if (!isUnknown(finding))
        return false;
    const { path } = finding;
    const value = valueIn(raw, path);
    if (path.length === 1)
        return isMapping(value) && valueIn(raw, ['deploy']) === undefined;
    if (path.length === 2 && path[0] === 'deploy')
        return value === 'docker' || valueIn(value, ['host']) !== undefined;
    return path.length === 3 && path[1] === 'docker' && typeof value === 'string' && value.includes('://');
}
const isUnknown = ({ at, message }) => at === 'key' && message === 'unknown key';
const isMapping = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const valueIn = (value, [key, ...rest]) => {
    if (key === undefined)
        return value;
    if (!isMapping(value) || !Object.hasOwn(value, key))
        return undefined;
    return valueIn(value[key], rest);
};
/** Whether an unknown key was probably meant to be one of these. @param keys dotted */
const isMeant = ({ path, at, nearest }, keys) => at === 'key' && nearest !== undefined && keys.includes(meant(path, nearest));
/** The dotted key that the nearest one is: a sibling, or one elsewhere that is dotted already. */
const meant = (path, nearest) => nearest.includes('.') ? nearest : [...path.slice(0, -1), nearest].join('.');
/**
 * A whole spec, for who brings back at once what served before: where only what makes or judges a new version is wrong, that is
 * as if it had not been written.
 * @param warn is given a line that says what was passed over
 * @throws UserError with every problem, where one is in what the gateway, the image or its signature goes by
 */
async function loadSpecToGoBack(file, warn) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return whole.spec;
    const spared = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkToGoBack);
    if ('problems' in spared)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(spared.problems);
    warn(passedOver(wrongIn(whole.problems)));
    return spared.spec;
}
function checkToGoBack(raw, source) {
    const findings = [];
    // What contradicts something else is found only once each of them is right by itself.
    for (let left = raw;;) {
        const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(left, source);
        if ('spec' in checked)
            return checked;
        const before = left;
        left = without(left, checked.findings, findings.length === 0 ? 'keys' : 'all');
        findings.push(...checked.findings);
        const isSpared = checked.findings.every((one) => isSpare(one, raw)) && !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(left, before);
        if (!isSpared || findings.length >= _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af)
            return { findings: findings.slice(0, _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af) };
    }
}
/** What a version that is gone back to is not asked about: it was made and judged before, and gets all traffic at once. */
const spareSections = ['base', 'data', 'finetune', 'evaluate', 'quantize', 'engine'];
const spareOfDeploy = [
    'steps',
    'control',
    'step',
    'gates',
    'shadow',
    'prometheus',
    'probes',
    'bake',
];
/** Whether texts of the test are shown is somebody's wish, whatever is done. */
const showTexts = 'show-texts';
const shown = `evaluate.${showTexts}`;
function isSpare(finding, raw) {
    const { path, nearest } = finding;
    if (path.join('.') === shown || isMeant(finding, [shown]))
        return false;
    // Wherever it was written in what would be passed over.
    if (JSON.stringify(valueIn(raw, path.slice(0, depthOf(path, 'keys'))) ?? null).includes(showTexts))
        return false;
    if (isSparePath(path))
        return true;
    if (!isUnknown(finding))
        return false;
    if (nearest !== undefined)
        return isSparePath(meant(path, nearest).split('.'));
    const value = valueIn(raw, path);
    if (path.length === 1)
        return !isMapping(value);
    // A text, a list or a mapping may be who is let in, or where it serves, by a key that is near to none. A number is neither,
    // but for the port.
    const hasPort = valueIn(raw, ['deploy', 'port']) !== undefined;
    return path.length === 2 && path[0] === 'deploy' && typeof value === 'number' && hasPort;
}
const isSparePath = ([section = '', key = '']) => spareSections.includes(section) || (section === 'deploy' && spareOfDeploy.includes(key));
/**
 * The same without what is wrong. What a spec must have and nobody reads here has a stand-in where it is missing then.
 * @param ofData what goes of `data`: the keys that are wrong, or all of it where those that are left contradict each other
 */
function without(raw, findings, ofData) {
    const left = structuredClone(raw);
    for (const { path } of findings)
        removeIn(left, path.slice(0, depthOf(path, ofData)));
    const { base = notRead, data } = left;
    return { ...left, base, data: { train: notRead, ...data } };
}
const notRead = './not-read';
/** Of any other section a key goes as a whole, as what is left of it may lack what it must have. */
function depthOf(path, ofData) {
    if (path[0] !== 'data')
        return 2;
    // An entry that goes leaves a hole in its list.
    const entry = path.findIndex((part) => typeof part === 'number');
    return ofData === 'all' ? 1 : entry === -1 ? path.length : entry;
}
function removeIn(value, path) {
    const [key, ...rest] = path;
    if (key === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, key))
        return;
    const holder = value;
    if (rest.length === 0)
        delete holder[key];
    else
        removeIn(holder[key], rest);
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

/***/ 41821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPromotions: () => (/* binding */ readPromotions)
/* harmony export */ });
/* unused harmony export newestFirst */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _platform_terminal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2629);
/* harmony import */ var _spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28391);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67660);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4080);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37289);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61323);








/** What was promoted and rolled back: by this host's own word, and by what is attested on the images of a registry. */
async function readPromotions(specFile, { environment, signal, stderr }) {
    const read = await (0,_spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__.loadServingSpec)(specFile);
    const places = await (0,_places_js__WEBPACK_IMPORTED_MODULE_6__.placesOf)(specFile, { model: read.spec.name, environment, signal });
    const found = (await Promise.all(places.map(_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L))).flat();
    const looked = places.map(({ history }) => history);
    if ('wrong' in read) {
        const unread = `what is attested on the images was not read because of a mistake: ${read.wrong}; ${_spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__/* .howToSeeAll */ .M}`;
        return { records: newestFirst(found), looked: looked.join('; '), unread };
    }
    const { registry, layout } = read.spec.image;
    if (registry === undefined && layout === undefined)
        return { records: newestFirst(found), looked: looked.join('; ') };
    const platform = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .createTerminal */ .PB)({ stderr });
    const opening = { specFile, stages: [], force: false, platform, signal, environment };
    try {
        const context = await (0,_context_js__WEBPACK_IMPORTED_MODULE_4__.openContext)(opening);
        const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .openImages */ .x9)(context);
        looked.push(store.name);
        found.push(...(await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_7__/* .promotions */ .D)(context, store, await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context))));
        return { records: newestFirst(found), looked: looked.join('; ') };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        const unread = `what is attested on the images could not be read: ${error.message}`;
        return { records: newestFirst(found), looked: looked.join('; '), unread };
    }
}
/** Each once: a record of this host is the same on the image. Pure. */
function newestFirst(records) {
    const each = new Map(records.map((record) => [`${record.at} ${record.outcome} ${record.digest} ${record.by}`, record]));
    return [...each.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}


/***/ }),

/***/ 61323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ promotions)
/* harmony export */ });
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43013);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _signing_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73629);



/** An image costs a registry some fifteen answers, one after the other: what is read at once saves minutes. */
const atOnce = 8;
/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
async function promotions({ place, spec }, store, policy) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place);
    const all = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releases */ .D8)(store);
    for (let from = 0; from < all.length; from += atOnce) {
        const some = all.slice(from, from + atOnce);
        const attached = await Promise.all(some.map(({ digest }) => (0,_signing_history_js__WEBPACK_IMPORTED_MODULE_2__/* .attachedHistory */ .xX)(store, digest, policy)));
        history.push(...attached.flat());
    }
    return history.filter(({ name }) => name === spec.name);
}


/***/ })

};
