export const id = 5248;
export const ids = [5248];
export const modules = {

/***/ 45248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ju: () => (/* binding */ extractModel),
  Mt: () => (/* binding */ extractedBefore),
  Bz: () => (/* binding */ imageManifest),
  Pk: () => (/* binding */ imageModel)
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
/** What an image's model says of itself, and its golden probes: none where it has none. */
const imageModel = (store, digest) => withoutWeights(store, digest, async (model) => ({ manifest: model.manifest, probes: await (0,probes/* readProbes */.U)(model) }));
/** What an image's model says of itself. */
const imageManifest = (store, digest) => withoutWeights(store, digest, async ({ manifest }) => manifest);
/** Of an image, the one layer is pulled in which everything of its model lies but the weights. */
async function withoutWeights(store, digest, read) {
    const place = `${store.name}@${digest}`;
    const image = await (0,platforms/* choosePlatform */.xV)(store, digest, (0,platforms/* hostPlatform */.ol)(), false);
    const layers = image.manifest.layers.filter((layer) => layer.annotations?.[oci_layers/* layerKey */.n3] === 'model');
    const below = modelRoot(layers, place);
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'model-actions-image-'));
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'model'));
        for (const layer of layers)
            await unpack(store, layer, below, temporary);
        return await read(await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(temporary, 'model')));
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
    const held = (0,mediaTypes/* parseJson */.qF)(text, file)?.digest;
    if (held !== digest)
        throw new errors/* UserError */.yo(`${into}: holds another image, ${String(held)}: remove ${into}, it is made again`);
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


/***/ })

};
