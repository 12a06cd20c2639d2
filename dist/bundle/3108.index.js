export const id = 3108;
export const ids = [3108];
export const modules = {

/***/ 45248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ extractModel)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
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
    model: await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(into, 'model')),
    runtimeDirectory: (0,external_node_path_.join)(into, 'runtime'),
    imageConfig,
});


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

/***/ 19219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ clearAllButStable),
/* harmony export */   cleanUpRollout: () => (/* binding */ cleanUpRollout),
/* harmony export */   d: () => (/* binding */ cancelGraceMs)
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
 * Undoes what a rollout that was cancelled or killed left half done; what it promoted stays. For `post`, in a process of its
 * own: `owner` is that of the rollout. Where another run has the lease meanwhile, that run has cleared what was ours, and
 * nothing is touched. Idempotent: after a rollout that came to its end there is nothing to do.
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
        return;
    }
    try {
        await clearAllButStable({ ...options, graceMs: cancelGraceMs });
    }
    finally {
        await traffic.release(owner);
    }
}
/** A cancelled job is killed 10 s after its first signal, and everything must be gone by then. */
const cancelGraceMs = 1_500;


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

/***/ 18807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gg: () => (/* binding */ deploy),
  JZ: () => (/* binding */ finishRollout),
  Zd: () => (/* binding */ rolloutState)
});

// UNUSED EXPORTS: requireForward, takeDown

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
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
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
;// CONCATENATED MODULE: ./build/src/statistics/sequential.js
/*
 * Evidence that grows with the traffic and may be looked at as often as one likes (e-processes).
 *
 * Errors of real services come in bursts: a process stumbles for some seconds, a client sends a broken batch. So what one
 * window of time says is capped, whatever happened in it, and only windows after each other convince; and evidence that a
 * canary collected while it was well does not weigh against what is seen since it is not, as it begins anew all the time.
 */
const points = 64;
/**
 * How many times worse than allowed the canary may be: midpoints of equal slices of Beta(½, 1) for 1/λ, whose quantile
 * function is u². Weight on versions that are somewhat worse, and on those that always fail.
 */
const alternatives = Float64Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2);
const logs = alternatives.map(Math.log);
/** The most that one window multiplies the evidence with. */
const cap = 2.5;
/** So many starts share half of what all starts weigh; the other half is for those after them. */
const horizon = 180;
/** Evidence before anything was seen: 1. */
const noEvidence = () => ({
    windows: 0,
    whole: new Float64Array(points).fill(1),
    restarted: new Float64Array(points),
});
/**
 * One window more that the canary fails more than `ratio` times as often as stable, from the errors alone.
 *
 * Given that an error occurs while the canary has share s, it is the canary's with a chance of at most
 * p₀ = ρs / (ρs + 1 − s) under "no worse than ρ times stable". For an alternative that is λ times worse than that,
 * p_λ = λρs / (λρs + 1 − s), and a window with k errors of the canary and m of stable has the likelihood ratio
 *
 *     λ^k · ((ρs + 1 − s) / (λρs + 1 − s))^(k+m)
 *
 * whose expectation under the null is at most 1 for every λ ≥ 1, window by window, whatever the shares. Errors that hit
 * both versions alike are evidence of nothing, and at share 0 or 1 there is nobody to compare with: the factor is 1.
 */
function afterErrors(before, { share, stableErrors, canaryErrors }, ratio) {
    if (!(ratio >= 1))
        throw new RangeError(`ratio ${ratio}`);
    if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
        throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`);
    const [canary, stable] = [ratio * share, 1 - share];
    const errors = share === 0 || share === 1 ? 0 : canaryErrors + stableErrors;
    return after(before, (lambda, log) => errors === 0 ? 0 : canaryErrors * log - errors * Math.log((lambda * canary + stable) / (canary + stable)));
}
/**
 * One window more that the error rate is over `rate`, from `errors` of `requests`.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio λ^k / (1 + (λ − 1)ρ)^n. One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on
 * average, which is at most 1 where p ≤ ρ.
 */
function afterRate(before, errors, requests, rate) {
    requireCounts(errors, requests, rate);
    return after(before, (lambda, log) => errors * log - requests * Math.log1p((lambda - 1) * rate));
}
/**
 * The e-value: under the null it ever exceeds 1/α with a chance of at most α, by Ville's inequality. Half of it is the
 * evidence of all windows; the other half is spread over a start before every window, the j-th with the weight
 * J / ((j + J − 1)(j + J)), J = 180. These sum to 1 over all starts to come, so that a rollout may last as long as it likes.
 */
function evidenceOf({ windows, whole, restarted }) {
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / points;
    return (mean(whole) + mean(restarted) + horizon / (windows + horizon)) / 2;
}
function after(before, logFactor) {
    const windows = before.windows + 1;
    const weight = horizon / ((windows + horizon - 1) * (windows + horizon));
    const factors = alternatives.map((lambda, index) => Math.min(cap, Math.exp(logFactor(lambda, logs[index] ?? 0))));
    // Finite however large the evidence is: a report in JSON has no infinity.
    const grown = (values, started) => values.map((value, index) => Math.min(1e300, (value + started) * (factors[index] ?? 1)));
    return { windows, whole: grown(before.whole, 0), restarted: grown(before.restarted, weight) };
}
/**
 * Evidence (an e-value) that the error rate is under `rate`, from `errors` of `requests` in all: what a promotion asks for.
 *
 * Half of it bets that there is no error at all, and is (1 − ρ)^(−n) as long as there is none; the other half is a mixture
 * of λ^k / (1 + (λ − 1)ρ)^n over odds λ = u² times those of ρ, u uniform in 0 to 1.
 */
function assurance(errors, requests, rate) {
    requireCounts(errors, requests, rate);
    if (rate === 0)
        return 0;
    if (rate === 1)
        return errors < requests ? 1e300 : 0;
    const finite = (log) => Math.exp(Math.min(690, log));
    const none = errors === 0 ? finite(-requests * Math.log1p(-rate)) : 0;
    const some = alternatives.reduce((sum, lambda, index) => sum + finite(-errors * (logs[index] ?? 0) - requests * Math.log1p((1 / lambda - 1) * rate)), 0);
    return (none + some / points) / 2;
}
function requireCounts(errors, requests, rate) {
    if (!(rate >= 0 && rate <= 1))
        throw new RangeError(`rate ${rate}`);
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
}

;// CONCATENATED MODULE: ./build/src/rollout/evidence.js

const nothing = { requests: 0, errors: 0, clientErrors: 0, slow: 0 };
const nothingSeen = () => ({
    open: undefined,
    slices: [],
    pending: undefined,
    worse: forEach(() => ({ thanStable: noEvidence(), thanTolerated: noEvidence() })),
    total: { stable: nothing, canary: nothing },
    step: { share: 0, answered: 0, ends: { fromMs: 0, stable: 0, expected: 0, canary: 0 }, short: [] },
    probes: { succeeded: 0, failedInARow: 0 },
});
/** What was seen, and one observation more. Pure: the loop, the tests and the simulator use this one. */
function weigh(plan, before, one) {
    const { share, stable, canary, healthy } = one;
    const changed = before.open?.share ?? before.pending?.share;
    const closed = changed === undefined || changed === share ? before : conclude(plan, endSlice(before));
    const open = closed.open ?? { fromMs: one.fromMs, share, stable: nothing, canary: nothing };
    const seen = {
        ...closed,
        open: { ...open, ...plus(open, one) },
        total: plus(closed.total, { stable, canary }),
        step: stepAfter(closed.step, one),
        probes: healthy === 'not-probed'
            ? closed.probes
            : healthy
                ? { succeeded: closed.probes.succeeded + 1, failedInARow: 0 }
                : { ...closed.probes, failedInARow: closed.probes.failedInARow + 1 },
    };
    if (one.toMs - open.fromMs < plan.windowMs)
        return seen;
    const ended = endSlice(seen);
    return (ended.pending?.canary.requests ?? 0) < enoughOfAWindow ? ended : conclude(plan, ended);
}
/** How surely the canary is worse: than stable by more than the ratio, and than what is tolerated anyway. Both must hold. */
const worseBy = ({ thanStable, thanTolerated }) => Math.min(evidenceOf(thanStable), evidenceOf(thanTolerated));
function endSlice(seen) {
    if (seen.open === undefined)
        return seen;
    const { share, stable, canary } = seen.open;
    const slice = { share, stable, canary };
    const pending = seen.pending === undefined ? slice : { share, ...plus(seen.pending, slice) };
    return { ...seen, open: undefined, slices: [...seen.slices, slice], pending };
}
/** A client whose requests all fail sends some after each other: with few requests a second they would fill many windows. */
const enoughOfAWindow = 10;
/** What is pending becomes one piece of evidence. */
function conclude(plan, seen) {
    if (seen.pending === undefined)
        return seen;
    const { share, stable, canary } = seen.pending;
    const worse = forEach((name) => {
        const { ratio, tolerance } = plan.classes[name];
        const { thanStable, thanTolerated } = seen.worse[name];
        return {
            thanStable: afterErrors(thanStable, { share, stableErrors: stable[name], canaryErrors: canary[name] }, ratio),
            thanTolerated: afterRate(thanTolerated, canary[name], canary.requests, tolerance),
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
 * requests and never answers, while its clients wait, has no errors: it has too few ends.
 */
function stepAfter(before, { fromMs, toMs, share, stable, canary }) {
    const began = before.share === share
        ? before
        : { share, answered: 0, ends: { fromMs, stable: 0, expected: 0, canary: 0 }, short: [] };
    const ends = {
        fromMs: began.ends.fromMs,
        stable: began.ends.stable + stable.requests,
        expected: share === 1 ? 0 : ((began.ends.stable + stable.requests) * share) / (1 - share),
        canary: began.ends.canary + canary.requests,
    };
    const answered = began.answered + canary.requests - canary.errors;
    if (Math.min(ends.stable, ends.expected) < enoughEnds)
        return { ...began, answered, ends };
    const short = ends.canary < (2 / 3) * ends.expected ? [...began.short, ends] : [];
    return { share, answered, ends: { fromMs: toMs, stable: 0, expected: 0, canary: 0 }, short };
}
const add = (one, other) => ({
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    clientErrors: one.clientErrors + other.clientErrors,
    slow: one.slow + other.slow,
});
const plus = (one, other) => ({
    stable: add(one.stable, other.stable),
    canary: add(one.canary, other.canary),
});
/** Both fail so many of a slice's requests where the trouble is not theirs, such as a database that is down. */
const troubled = 0.3;
/** In fewer requests one client whose errors follow each other looks like an outage. */
const enoughOfARate = 60;
/**
 * Requests of normal times: without the slices in which both had trouble that stable does not have most of the time. A
 * shared outage speaks neither for the canary, though stable was as bad then, nor against it.
 */
function normalTimes(seen) {
    const slices = slicesOf(seen);
    const known = slices.filter(({ stable }) => stable.requests >= enoughOfARate);
    const usual = known.map(({ stable }) => rateOf(stable)).sort((a, b) => a - b)[Math.floor(known.length / 4)] ?? 0;
    const limit = Math.max(troubled, 3 * usual);
    return slices
        .filter(({ stable, canary }) => stable.requests < enoughOfARate ||
        rateOf(stable) <= limit ||
        (canary.requests > 0 && rateOf(canary) <= troubled))
        .reduce(plus, { stable: nothing, canary: nothing });
}
/** The part of one that is not over yet is the newest. */
const slicesOf = ({ slices, open }) => (open === undefined ? slices : [...slices, open]);
const rateOf = ({ errors, requests }) => errors / requests;

;// CONCATENATED MODULE: ./build/src/rollout/types.js
/** Outcomes that are watched, each with a test of its own. */
const outcomeClasses = ['errors', 'clientErrors', 'slow'];

;// CONCATENATED MODULE: ./build/src/rollout/decide.js



/** The chance of a false rollback is split among the outcomes that are watched. */
const split = { errors: 0.5, clientErrors: 0.25, slow: 0.25 };
/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
const sureOfPromotion = 20;
/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param nowMs on the same monotonic clock as what was seen
 */
function decide(plan, seen, stand, nowMs) {
    const gates = [healthGate(plan, seen), ...(stand.alone ? [] : outcomeClasses.map((name) => gateOf(name, plan, seen)))];
    const failed = gates.find((gate) => gate.verdict === 'fail');
    if (failed !== undefined)
        return { do: 'roll-back', verdict: 'fail', because: failed.because, gates };
    // Something that answers most requests beats nothing: no rate of errors speaks against the only version.
    if (stand.alone)
        return seen.probes.succeeded > 0 && seen.probes.failedInARow === 0
            ? { do: 'promote', because: 'it is healthy, and there is no version to compare it with', gates }
            : { do: 'hold', because: 'no health probe has succeeded yet', gates };
    const short = shortfall(seen);
    if (short !== undefined && short.times > 1 && nowMs - short.sinceMs >= plan.longestAnswerMs)
        return { do: 'roll-back', verdict: 'error', because: short.because, gates };
    const { phase } = stand;
    const elapsedMs = nowMs - stand.sinceMs;
    const leastMs = phase.name === 'bake' ? plan.bakeMs : plan.minTimeMs;
    const waiting = [];
    if (elapsedMs < leastMs)
        waiting.push(`${seconds(leastMs - elapsedMs)} of its minimum time are left`);
    if (short !== undefined)
        waiting.push(short.because);
    if (seen.probes.failedInARow > 0)
        waiting.push('the last health probe failed');
    if (failing(seen))
        waiting.push('most of the last requests of the canary failed');
    if (phase.name === 'step') {
        if (seen.step.answered < plan.minRequests)
            waiting.push(`the canary answered ${seen.step.answered} of ${plan.minRequests} requests`);
        // Before the canary gets nearly all traffic, and before it bakes, its error rate must be known to be small enough.
        if (phase.index >= plan.steps.length - 2) {
            const gate = promotionGate(plan, seen);
            gates.push(gate);
            if (gate.verdict !== 'pass')
                waiting.push(gate.because);
        }
    }
    if (waiting.length > 0) {
        const because = waiting.join('; ');
        const deadlineMs = plan.stepDeadlineMs + (phase.name === 'bake' ? plan.bakeMs : 0);
        if (elapsedMs < deadlineMs)
            return { do: 'hold', because, gates };
        return {
            do: 'roll-back',
            verdict: 'inconclusive',
            because: `the deadline of ${seconds(deadlineMs)} is over and ${because}`,
            gates,
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
const words = {
    errors: { name: 'errors', does: 'fails', ended: 'failed' },
    clientErrors: { name: 'refusals', does: 'refuses requests', ended: 'were refused (4xx)' },
    slow: { name: 'slow answers', does: 'is slow', ended: 'took longer than nearly all of stable do' },
};
function gateOf(name, plan, seen) {
    const limit = 1 / (plan.falseRollbacks * split[name]);
    const value = worseBy(seen.worse[name]);
    const { stable, canary } = seen.total;
    const { does, ended } = words[name];
    const { ratio, tolerance } = plan.classes[name];
    const than = `more than ${ratio} times as often as stable, and more than ${percent(tolerance)} of the time`;
    return {
        name: words[name].name,
        verdict: value > limit ? 'fail' : 'pass',
        observed: { value, unit: 'e-value' },
        allowed: limit,
        because: value > limit
            ? `the canary ${does} ${than}: ${canary[name]} of ${canary.requests} requests ${ended}, against ${stable[name]} of ${stable.requests}`
            : `no evidence that the canary ${does} ${than}`,
    };
}
/** Of the only version there is: it fails more requests than are tolerated. That ends nothing, and is said. */
function toleranceGate(plan, { worse, total }) {
    const limit = 1 / plan.falseRollbacks;
    const value = evidenceOf(worse.errors.thanTolerated);
    const { errors, requests } = total.canary;
    return {
        name: 'errors',
        verdict: value > limit ? 'fail' : 'pass',
        observed: { value, unit: 'e-value' },
        allowed: limit,
        because: `it failed ${errors} of ${requests} requests, and ${percent(plan.classes.errors.tolerance)} are tolerated`,
    };
}
/** Evidence of a rate below the one that is allowed: the tolerance, or what stable itself shows in normal times where that is worse. */
function promotionGate(plan, seen) {
    const { stable, canary } = normalTimes(seen);
    const { ratio, tolerance } = plan.classes.errors;
    const shown = stable.requests === 0 ? 0 : stable.errors / stable.requests;
    const allowed = Math.min(1, Math.max(tolerance, ratio * shown));
    const value = assurance(canary.errors, canary.requests, allowed);
    const sure = value >= sureOfPromotion;
    const counts = `the canary failed ${canary.errors} of ${canary.requests} requests`;
    return {
        name: 'promotion',
        verdict: sure ? 'pass' : 'inconclusive',
        observed: { value, unit: 'e-value' },
        allowed: sureOfPromotion,
        because: sure
            ? `${counts}: surely less than the ${percent(allowed)} that are allowed`
            : `${counts}: that is not yet surely less than the ${percent(allowed)} that are allowed`,
    };
}
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
    const last = slicesOf(seen).findLast(({ canary }) => canary.requests > 0)?.canary;
    return last !== undefined && last.errors >= last.requests / 2;
}
const seconds = (ms) => `${Math.ceil(ms / 100) / 10} s`;
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
const percent = (rate) => `${Number((rate * 100).toPrecision(3))} %`;

// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/rollout/cleanUp.js
var cleanUp = __webpack_require__(19219);
;// CONCATENATED MODULE: ./build/src/rollout/fit.js


/** Shares to try in the place of a plan's own, the most careful first. */
const others = [[0.05, 0.25], [0.1, 0.5], [0.25], [0.5]];
/**
 * Requests a second that a plan needs so that every step passes before its deadline in 19 of 20 rollouts, where the canary
 * fails none.
 */
function neededPerSecond(plan) {
    const toPromote = requestsToPromote(plan.classes.errors.tolerance);
    const before = plan.steps.length - 2;
    return Math.max(...plan.steps.map((share, index) => {
        const requests = index === Math.max(0, before) ? Math.max(plan.minRequests, toPromote) : plan.minRequests;
        return (requests + 1.65 * Math.sqrt(requests)) / (share * (plan.stepDeadlineMs / 1000));
    }));
}
/** What to say before a rollout whose traffic is too little for its plan; undefined where it is enough, or may be. */
function misfit(plan, seen) {
    const seconds = seen.ms / 1000;
    const needed = neededPerSecond(plan);
    // What is there at most, by what came in so short a time.
    const most = (seen.requests + 2 * Math.sqrt(seen.requests) + 3) / seconds;
    if (most >= needed)
        return undefined;
    const last = plan.steps.at(-1) ?? 1;
    const fitting = others
        .map((shares) => ({ ...plan, steps: [...shares, last] }))
        .find((other) => neededPerSecond(other) <= seen.requests / seconds);
    const shown = ({ steps }) => `[${[...steps.slice(0, -1).map((share) => share * 100), 100].join(', ')}]`;
    const remedy = fitting === undefined
        ? 'no steps fit so little: raise deploy.step.deadline, or lower deploy.step.min-requests and raise the tolerance'
        : `deploy.steps: ${shown(fitting)} fits`;
    return `stable answered ${seen.requests} requests in ${seconds.toFixed(0)} s, and this plan needs ${needed.toPrecision(2)} a second to end before its deadlines (${percent(plan.steps[0] ?? 1)} first): ${remedy}`;
}
/** Without an error among them. */
function requestsToPromote(tolerance) {
    if (tolerance === 0)
        return Number.POSITIVE_INFINITY;
    let [few, many] = [0, 1];
    while (assurance(0, many, tolerance) < sureOfPromotion)
        many *= 2;
    while (many - few > 1) {
        const middle = (few + many) >> 1;
        if (assurance(0, middle, tolerance) < sureOfPromotion)
            few = middle;
        else
            many = middle;
    }
    return many;
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
            await (0,timers/* sleep */.y)(this.#o.ttlMs / 20, signal);
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
            await (0,timers/* sleep */.y)(waitMs, over).catch(() => undefined);
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
        const late = (0,timers/* sleep */.y)(ttlMs / 4, this.#ended.signal).then(() => {
            throw new Error('no answer');
        });
        return Promise.race([traffic.renew(owner, ttlMs), late]);
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/tally.js
/** A quantile of fewer requests moves with each of them. */
const enough = 100;
/**
 * What nearly all (99 %) of a version's answers take at most, as a bound of its histogram; undefined where too few are
 * known, or where it lies beyond the bounds.
 */
function nearlyAllMs(latency) {
    if (latency === undefined || latency.count < enough)
        return undefined;
    return latency.boundsMs[latency.counts.findIndex((count) => count >= 0.99 * latency.count)];
}
/**
 * What counters that only grow showed in between.
 * @param longMs who waits longer for an answer waits longer than nearly all of stable's clients; undefined where that is not known
 */
function tallyBetween(before, now, longMs) {
    const grown = (of) => (now === undefined ? 0 : of(now)) - (before === undefined ? 0 : of(before));
    const over = (of) => longMs === undefined ? 0 : grown((observed) => countOver(of(observed), longMs));
    const gaveUp = over(({ abandoned }) => abandoned);
    const left = grown(({ abandoned }) => abandoned.count) - gaveUp;
    return {
        requests: grown(({ requests }) => requests) - left,
        errors: grown(({ errors }) => errors) + gaveUp,
        clientErrors: grown(({ clientErrors }) => clientErrors),
        slow: over(({ latency }) => latency),
    };
}
const countOver = ({ boundsMs, counts, count }, boundMs) => count - (counts[boundsMs.indexOf(boundMs)] ?? count);

;// CONCATENATED MODULE: ./build/src/rollout/rollout.js








/** How long requests in flight to a version may take until they are cut. */
const drainMs = 30_000;
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
    #seen = nothingSeen();
    /** Longer than nearly all of stable's answers take, as far as is known. */
    #longMs;
    #probedMs = Number.NEGATIVE_INFINITY;
    #stable;
    /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
    #dead;
    #canary;
    #firstDeploy = false;
    #gates = [];
    #counters = {};
    constructor(options, lease) {
        this.#o = options;
        this.#lease = lease;
        this.#beganMs = options.clock.monotonicMs();
    }
    async run() {
        const { traffic, target, release, timing, signal, plan } = this.#o;
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
            const alone = firstDeploy || plan.atOnce === true;
            if (!alone)
                await this.#sayMisfit();
            const index = alone ? plan.steps.length - 1 : 0;
            await this.#shift(canary, alone ? 1 : (plan.steps[0] ?? 1));
            let stand = { phase: { name: 'step', index }, sinceMs: this.#now(), alone };
            for (;;) {
                await this.#observe(canary);
                const longestAnswerMs = Math.max(plan.longestAnswerMs, 3 * (this.#longMs ?? 0));
                const decision = decide({ ...plan, longestAnswerMs }, this.#seen, stand, this.#now());
                this.#gates = decision.gates;
                const current = this.#steps.at(-1);
                if (current !== undefined)
                    current.outcome = decision.because;
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
            await this.#try(`have ${canary.id} brought back after a crash`, () => target.keep(canary.id));
            const old = this.#stable ?? dead;
            this.#stable = canary;
            this.#dead = undefined;
            this.#canary = undefined;
            this.#note(`${canary.id} is stable and serves at ${this.#o.url}`);
            if (old !== undefined && old.id !== canary.id)
                await this.#clear(old.id, drainMs);
            if (firstDeploy)
                return await this.#watch(canary);
            const because = alone ? 'took all traffic at once, as asked' : 'passed every step and the bake';
            return await this.#report('pass', `version ${release.version} ${because}`, false);
        }
        catch (error) {
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
        }
    }
    /** Clears what an earlier run left: everything that is not stable. */
    async #reconcile() {
        const { traffic, metrics, target, owner, signal } = this.#o;
        await (0,cleanUp/* clearAllButStable */.N)({ traffic, target, owner, graceMs: drainMs, note: (event) => this.#note(event) });
        const { stable } = await this.#lease.ask(() => traffic.status(), signal);
        this.#stable = stable;
        const because = stable === undefined ? undefined : await this.#whyDead(stable);
        if (because !== undefined) {
            this.#dead = stable;
            this.#stable = undefined;
            this.#note(`${stable?.id} is stable and dead (${because}): this is as a first deploy`);
        }
        this.#counters = await this.#lease.ask(() => metrics.observe(), signal);
        this.#longMs = nearlyAllMs(this.#counters[this.#stable?.id ?? '']?.latency);
    }
    /**
     * Asks the target first: after a reboot another program may answer at the address. Then it is asked as often as a canary
     * before it fails. A stable that has more to do than it can misses probes and still answers requests: it lives, and a
     * canary that got all of them would be the next to fail.
     * @returns undefined where stable serves
     */
    async #whyDead(stable) {
        const { target, metrics, plan, timing, signal } = this.#o;
        const running = await target.list();
        if (!running.some(({ id }) => id === stable.id))
            return `the ${target.name} target no longer runs it`;
        const answered = async () => answersOf((await this.#lease.ask(() => metrics.observe(), signal))[stable.id]);
        const before = await answered();
        for (let failures = 1;; failures++) {
            if (await this.#probe(stable))
                return undefined;
            const answers = (await answered()) - before;
            if (answers > 0) {
                this.#note(`${stable.id} misses health probes and answered ${answers} requests meanwhile: it lives`);
                return undefined;
            }
            if (failures >= plan.healthFailures)
                return `${failures} health probes in a row failed, and it answered no request`;
            await (0,timers/* sleep */.y)(timing.healthIntervalMs, signal);
        }
    }
    #probe(backend) {
        return this.#lease.ask(() => this.#o.probe(backend), this.#o.signal);
    }
    async #shift(canary, share) {
        const { traffic, metrics, owner, signal } = this.#o;
        await this.#lease.ask(() => traffic.shift(owner, canary.id, share), signal);
        this.#note(`${canary.id} has ${percent(share)} of the traffic`);
        this.#o.onShare?.(share);
        this.#counters = await this.#lease.ask(() => metrics.observe(), signal);
        this.#begin(`step ${this.#steps.length + 1}`, share);
    }
    #begin(name, share) {
        const nowMs = this.#now() - this.#beganMs;
        this.#steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: nothing, canary: nothing, outcome: '' });
    }
    /** Waits one interval and weighs what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary) {
        const { traffic, timing, plan, signal } = this.#o;
        const fromMs = this.#now();
        await (0,timers/* sleep */.y)(Math.min(plan.windowMs, timing.healthIntervalMs), signal);
        const healthy = await this.#probeInTurn(canary);
        const status = await this.#lease.ask(() => traffic.status(), signal);
        const counted = await this.#count(this.#stable, canary);
        signal.throwIfAborted();
        if (status.canary?.backend.id !== canary.id)
            throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`);
        const share = this.#steps.at(-1)?.share ?? 1;
        const seen = { fromMs, toMs: this.#now(), share, ...counted, healthy };
        this.#seen = weigh(plan, this.#seen, seen);
        this.#book(seen);
    }
    /** While the canary started, stable answered what comes in: whether that is enough is said before anybody waits for it. */
    async #sayMisfit() {
        const id = this.#stable?.id ?? '';
        const now = await this.#lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
        const requests = (now[id]?.requests ?? 0) - (this.#counters[id]?.requests ?? 0);
        const said = misfit(this.#o.plan, { requests, ms: this.#now() - this.#beganMs });
        if (said !== undefined)
            this.#note(said);
    }
    async #probeInTurn(backend) {
        if (this.#now() - this.#probedMs < this.#o.timing.healthIntervalMs)
            return 'not-probed';
        this.#probedMs = this.#now();
        return await this.#probe(backend);
    }
    /** What both did since the last time. */
    async #count(stable, canary) {
        const now = await this.#lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
        const before = this.#counters;
        this.#counters = now;
        const since = (id) => tallyBetween(before[id], now[id], this.#longMs);
        const counted = { stable: stable === undefined ? nothing : since(stable.id), canary: since(canary.id) };
        // For the next interval: what is slow must not be said by the requests that are judged.
        this.#longMs = stable === undefined ? undefined : nearlyAllMs(now[stable.id]?.latency);
        return counted;
    }
    #book(seen) {
        const report = this.#steps.at(-1);
        if (report === undefined)
            return;
        report.toMs = seen.toMs - this.#beganMs;
        Object.assign(report, plus(report, seen));
    }
    /** The only version serves, whatever it does: what it does in its first minutes is said, and the verdict is about that. */
    async #watch(only) {
        const { plan, timing, signal, release } = this.#o;
        const untilMs = this.#now() + plan.minTimeMs;
        while (this.#now() < untilMs) {
            const fromMs = this.#now();
            await (0,timers/* sleep */.y)(Math.min(plan.windowMs, timing.healthIntervalMs), signal);
            const { canary } = await this.#count(undefined, only);
            const seen = { fromMs, toMs: this.#now(), share: 1, stable: nothing, canary, healthy: 'not-probed' };
            this.#seen = weigh(plan, this.#seen, seen);
            this.#book(seen);
        }
        const gate = toleranceGate(plan, this.#seen);
        this.#gates = [...this.#gates, gate];
        const because = gate.verdict === 'fail'
            ? `version ${release.version} serves, as there is no other, and ${gate.because}`
            : `version ${release.version} is the first that serves`;
        return await this.#report(gate.verdict, because, false);
    }
    /** Traffic first, then everything else; each part is tried even where one before it fails. */
    async #rollBack(verdict, because) {
        const { traffic, target, owner, signal } = this.#o;
        const { lost } = this.#lease;
        const graceMs = signal.aborted ? cleanUp/* cancelGraceMs */.d : drainMs;
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
        this.#note(`rolled back: ${because}`);
        // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
        const again = this.#dead?.digest === this.#o.release.digest;
        const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id);
        if (this.#canary !== undefined && this.#canary.id !== stableId)
            await this.#clear(this.#canary.id, graceMs);
        // Who is stable must be known for certain before anything else is stopped.
        if (status !== undefined)
            await this.#try('stop what is left', async () => void (await target.sweep(stableId, graceMs)));
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
        const serving = stable?.id === this.#dead?.id ? undefined : stable;
        return {
            verdict,
            because,
            reused,
            firstDeploy: this.#firstDeploy,
            release: this.#o.release,
            steps: this.#steps,
            gates: this.#gates,
            timeline: this.#timeline,
            ...(serving === undefined ? {} : { serving }),
            url: this.#o.url,
        };
    }
    #note(event) {
        this.#timeline.push({ atMs: this.#now() - this.#beganMs, event });
        this.#o.log.info(event);
    }
    #now() {
        return this.#o.clock.monotonicMs();
    }
}
/** Requests that a version answered with what was asked for, or with whose fault it is that it cannot be. */
const answersOf = (observed) => observed === undefined ? 0 : observed.requests - observed.errors - observed.abandoned.count;

// EXTERNAL MODULE: ./build/src/signing/history.js
var signing_history = __webpack_require__(73629);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
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
        const rollout = await runRollout({
            target,
            traffic: gateway.traffic,
            metrics: gateway.metrics,
            probe: gateway.probe,
            url: gateway.url,
            plan: plan(spec.deploy, context.atOnce === true),
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
            onShare: (share) => deployment.say({ state: 'in_progress', description: `${percent(share)} of the traffic` }),
        }).catch(async (error) => {
            deployment.say({ state: 'error', description: error instanceof Error ? error.message : String(error) });
            await deployment.settled();
            throw error;
        });
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
                sections: [
                    {
                        kind: 'table',
                        title: 'Steps',
                        columns: ['share', 'seconds', 'stable: requests, errors', 'canary: requests, errors'],
                        rows: rollout.steps.map((step) => [
                            percent(step.share),
                            ((step.toMs - step.fromMs) / 1000).toFixed(1),
                            `${step.stable.requests}, ${step.stable.errors}`,
                            `${step.canary.requests}, ${step.canary.errors}`,
                        ]),
                    },
                ],
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
/** What hangs longer than this will not be answered; where stable takes long, three times as long as nearly all of it. */
const longestAnswerMs = 60_000;
function plan({ steps, control, step, gates, bake }, atOnce) {
    return {
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
    };
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
    if (spec.deploy.target === 'process') {
        const { checkProcessGateway } = await __webpack_require__.e(/* import() */ 8953).then(__webpack_require__.bind(__webpack_require__, 18953));
        await checkProcessGateway({ stateDir: gatewayState(context), model: place.identity, port: spec.deploy.port });
        return;
    }
    const { connectDocker } = await __webpack_require__.e(/* import() */ 5635).then(__webpack_require__.bind(__webpack_require__, 95635));
    await connectDocker({ environment: context.environment });
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
/** Ends the gateway and every version behind it, and forgets the rollout's state: nothing serves after it. */
async function takeDown(context) {
    const stateDir = context.place.deploy;
    if (context.spec.deploy.target === 'process' && !existsSync(stateDir))
        return;
    const { gateway, target } = await openServing(context, await openImages(context));
    await gateway.close();
    await target.sweep(undefined);
    if (context.spec.deploy.target === 'docker') {
        const { connectDocker } = await __webpack_require__.e(/* import() */ 5635).then(__webpack_require__.bind(__webpack_require__, 95635));
        const { removeDockerPlace } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3666)]).then(__webpack_require__.bind(__webpack_require__, 3666));
        await removeDockerPlace(await connectDocker({ environment: context.environment }), context.place.identity);
    }
    await rm(stateDir, { recursive: true, force: true });
}
const gatewayState = ({ place }) => (0,external_node_path_.join)(place.deploy, 'gateway');
/** What serves, by the spec's target: the gateway, and where versions run. */
async function openServing(context, store) {
    const { spec, platform, environment, signal } = context;
    const stateDir = context.place.deploy;
    const common = { model: context.place.identity, log: platform.log };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await __webpack_require__.e(/* import() */ 5635).then(__webpack_require__.bind(__webpack_require__, 95635));
        const { openDockerGateway } = await __webpack_require__.e(/* import() */ 6218).then(__webpack_require__.bind(__webpack_require__, 96218));
        const { createDockerTarget } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3666)]).then(__webpack_require__.bind(__webpack_require__, 3666));
        const { ensureImage } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2250)]).then(__webpack_require__.bind(__webpack_require__, 82250));
        const docker = await connectDocker({ environment });
        const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment });
        return {
            gateway: await openDockerGateway({ ...common, docker, port: spec.deploy.port, image }),
            target: await createDockerTarget({ ...common, docker, store }),
        };
    }
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 4977).then(__webpack_require__.bind(__webpack_require__, 4977));
    const { openProcessGateway } = await __webpack_require__.e(/* import() */ 8953).then(__webpack_require__.bind(__webpack_require__, 18953));
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
            port: spec.deploy.port,
            proxy: 'auto',
        }),
        target: await createProcessTarget({
            log: platform.log,
            store,
            stateDir: (0,external_node_path_.join)(stateDir, 'versions'),
            python,
        }),
    };
}


/***/ }),

/***/ 63108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStages: () => (/* binding */ runStages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
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
    const gated = await (0,model_manifest/* readGatedModel */.l7)(options.model.directory, options.model.files);
    const model = { ...gated, manifest: (0,model_manifest/* releasedAs */.kg)(gated.manifest, options.release) };
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
    if (!(0,src_digest/* isDigest */.Bc)(base.digest))
        throw new errors/* UserError */.yo(`base image ${base.store.name}:${String(base.digest)}: a tag can move: pin it by its digest, ${base.store.name}@sha256:…`);
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
        throw new errors/* UserError */.yo(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}: leave the platform out or choose another base`);
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

// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 4 modules
var registry = __webpack_require__(15959);
;// CONCATENATED MODULE: ./build/src/oci/open.js




/** An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move. */
async function openReference(text, options) {
    const reference = (0,oci_reference/* parseReference */.F)(text, options.place);
    const { digest, tag } = reference;
    const store = await open_open(reference, options);
    if (digest !== undefined)
        return { store, digest };
    const now = tag === undefined ? undefined : await store.resolve(tag);
    const pinned = now === undefined ? 'REPOSITORY@sha256:…' : `${text}@${now.digest}`;
    throw new errors/* UserError */.yo(`${text} has no digest, and a tag can move: pin it, as ${pinned}${now === undefined ? '' : ' (what the tag means now)'}`, { place: options.place });
}
const open_open = async (reference, { place: _, directoryOf, ...options }) => reference.kind === 'registry'
    ? (0,registry/* openRegistry */.M)({ ...options, repository: `${reference.host}/${reference.name}` })
    : (0,layout/* openLayout */.B)(await directoryOf(reference.directory), { create: false });

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/spec/schema.js
var schema = __webpack_require__(61010);
// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 24 modules
var tasks = __webpack_require__(63776);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
;// CONCATENATED MODULE: ./build/src/stages/base.js










/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
const resolveBase = (context) => (0,memo/* oncePerRun */.ao)(context, 'base', () => readBase(context));
/** The job input that an adapter needs beside itself; every other model needs none. @throws UserError for another base */
async function baseUnder(context, model) {
    if (model.manifest.format !== 'adapter')
        return {};
    const { directory, digest } = await resolveBase(context);
    if (model.manifest.base !== digest)
        throw new errors/* UserError */.yo(`${context.spec.base} has the digest ${digest}, and the adapter was trained on ${model.manifest.base}: name that base, or fine-tune again`, { place: { file: context.specFile, key: 'base' } });
    return { base: { directory } };
}
async function readBase(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'base' };
    const base = (0,spec_base/* parseBase */.Hp)(spec.base, place);
    const directory = base.kind === 'directory' ? await (0,paths/* resolveInside */.L)(context.bounds, base.path, place) : await fetchBase(context, base);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        throw new errors/* UserError */.yo(`${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`, { place, cause: error });
    });
    if (!names.includes('config.json'))
        throw new errors/* UserError */.yo(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place });
    await refuseHubSnapshot(directory, context);
    return { directory, digest: await (0,src_digest/* digestTree */.hW)(directory, { skip: (_, path) => path === downloadNotes }) };
}
/** Where `hf download --local-dir` notes when it fetched what: another time each time, and nothing of the model. */
const downloadNotes = '.cache/huggingface';
/** A snapshot of the hub's cache is links to blobs beside it, which a job in a container cannot follow. */
async function refuseHubSnapshot(directory, { spec, specFile }) {
    const target = await (0,promises_.readlink)((0,external_node_path_.join)(directory, 'config.json')).catch(() => '');
    if (!target.startsWith('../../blobs/'))
        return;
    throw new errors/* UserError */.yo(`${spec.base} is a snapshot in the cache of the hub, whose files are links out of it: fetch it as files by \`hf download ID --revision REVISION --local-dir DIRECTORY\`, copy it by \`cp -rL\`, or name the id with its revision`, { place: { file: specFile, key: 'base' } });
}
async function fetchBase(context, base) {
    const { environment, platform, specFile, signal } = context;
    const directory = (0,external_node_path_.join)(await cacheDirectory(context, 'bases'), `${base.repository}@${base.revision}`.replaceAll('/', '--'));
    if ((0,external_node_fs_.existsSync)(directory))
        return directory;
    const endpoint = environment['HF_ENDPOINT'];
    const token = environment['HF_TOKEN'];
    if (token !== undefined)
        platform.secret(token);
    platform.log.info(`Fetching ${base.repository} at ${base.revision}`);
    const fetch = (0,network/* openFetch */.v)(environment);
    const { snapshotDownload } = await __webpack_require__.e(/* import() */ 5009).then(__webpack_require__.bind(__webpack_require__, 75009));
    const partial = `${directory}.partial`;
    try {
        const snapshot = await snapshotDownload({
            repo: base.repository,
            revision: base.revision,
            cacheDir: await cacheDirectory(context, 'hub'),
            fetch: (input, init) => fetch(input instanceof Request ? input.url : input, { ...init, signal }),
            ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
            ...(token === undefined ? {} : { accessToken: token }),
        });
        // The hub's cache is made of links, which a container would not see through.
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        await (0,promises_.cp)(snapshot, partial, { recursive: true, dereference: true });
        await (0,promises_.rename)(partial, directory);
        return directory;
    }
    catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error ? rootCause(error).message : String(error);
        throw new errors/* UserError */.yo(`${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or download it and name its directory (base: ./base)`, { place: { file: specFile, key: 'base' }, exit: 'preflight', cause: error });
    }
}
/** A directory for things that can be made again, such as a fetched model. */
async function cacheDirectory({ place }, name) {
    const directory = (0,external_node_path_.join)(place.cache, name);
    await (0,files/* makeDirectory */.Oh)(directory);
    return directory;
}
const rootCause = (error) => (error.cause instanceof Error ? rootCause(error.cause) : error);

// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/oci/releases.js
var releases = __webpack_require__(43013);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/platform/git.js



const usual = { askMs: 60_000, fetchMs: 15 * 60_000 };
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];
/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300;
const longestFileBytes = 1 << 20;
async function git(world, directory, args, { own = {}, patienceMs = (world.patience ?? usual).fetchMs } = {}) {
    const tooLong = AbortSignal.timeout(patienceMs);
    const stdout = [];
    const stderr = [];
    let bytes = 0;
    const ended = await (0,processes.run)('git', ['-C', directory, ...slow, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args], {
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
        throw new errors/* UserError */.yo(`git ${args[0]} says more than ${longestFileBytes} bytes`);
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
/** The text of a file of a commit; undefined where the commit has no such file. */
async function fileAt(world, { repository, id }, path) {
    const what = `${id}:${path}`;
    const kind = await git(world, repository, ['cat-file', '-t', what]);
    if (kind.stdout !== 'blob')
        return undefined;
    return (await git(world, repository, ['cat-file', 'blob', what], { own: await credentials(world, repository) }))
        .stdout;
}
/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
async function checkOut(world, { repository, id }, directory) {
    await (0,files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
    const { ok, told } = await git(world, repository, ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'], { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } });
    if (!ok)
        throw new errors/* UserError */.yo(`${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`);
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
;// CONCATENATED MODULE: ./build/src/stages/checkpoints.js




/* Checkpoints outlive failed and killed runs, and the checkout: the next run of the same key goes on from there. */
const placeOf = (place, key) => (0,external_node_path_.join)(place.checkpoints, (0,src_digest/* hexOf */.ZD)(key));
/** The directory for the checkpoints of this key; the lock of the key keeps two runs from writing there at once. */
async function checkpointsOf(place, key) {
    await (0,files/* makeDirectory */.Oh)(placeOf(place, key));
    return placeOf(place, key);
}
const dropCheckpoints = (place, key) => (0,trees/* removeTree */.dM)(placeOf(place, key));

;// CONCATENATED MODULE: ./build/src/stages/facts.js
/** What model.json says of a model, from what the runtime that made it says. */
const manifestFacts = (facts) => ({
    format: facts.format,
    engine: facts.engine,
    precision: facts.precision,
    labels: facts.labels,
    maxLength: facts.max_length,
    maxBatch: facts.max_batch,
    ...(facts.base === undefined ? {} : { base: facts.base }),
});
/** The machine that a model was made and judged on, as the engine found it. */
const machineFacts = ({ cpu, gpus, driver, identity }) => ({
    cpu: { model: cpu.model, flags: [...cpu.flags] },
    gpus: gpus.map(({ name }) => name),
    ...(driver === undefined ? {} : { driver }),
    identity: { ...identity },
});

// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/model/lineage.js

/**
 * The key under which a stage's result is found again: equal model, stage and inputs give an equal key. A result says whose
 * it is, and models of one monorepo may share data and the repository of their results.
 */
function lineageKey(of) {
    return (0,src_digest/* digestJson */.tv)({ lineage: 1, model: of.model, stage: of.stage, inputs: of.inputs });
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/recipe.js







const keyOf = (stage, context) => (0,memo/* oncePerRun */.ao)(context, `key of ${stage.name}`, async () => lineageKey({ model: context.spec.name, stage: stage.name, inputs: await stage.inputs(context) }));
/** Runs a stage, unless a result of equal inputs may be used again. Two runs of one key take turns, and the second reuses. */
async function runStage(stage, context) {
    const key = await keyOf(stage, context);
    const reused = await reusable(stage, context, key);
    if (reused !== undefined)
        return settled(stage, context, reused, true);
    if (stage.acts)
        return settled(stage, context, await make(stage, context, key), false);
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(context.place.locks, `${stage.name}-${(0,src_digest/* hexOf */.ZD)(key)}`), {
        signal: context.signal,
        label: `${stage.name} of ${context.spec.name}`,
        onWait: (by) => context.platform.log.info(`${by} does the same work: waiting for its result`),
    }, async () => {
        const meanwhile = await reusable(stage, context, key);
        if (meanwhile !== undefined)
            return settled(stage, context, meanwhile, true);
        return settled(stage, context, await make(stage, context, key), false);
    }).catch((error) => {
        throw asUserError(error, context);
    });
}
async function reusable(stage, context, key) {
    if (context.force || stage.acts)
        return undefined;
    const found = (await context.results.find(stage.name, key));
    if (found === undefined || !found.result.proceed)
        return undefined;
    return ((await stage.holds?.(context, found.result.data)) ?? true) ? found : undefined;
}
async function make(stage, context, key) {
    let workspace;
    try {
        workspace = await context.results.begin();
        const draft = await stage.make(context, workspace, key);
        context.signal.throwIfAborted();
        const parents = {};
        for (const name of stage.parents) {
            const parent = (0,memo/* known */.eO)(context, `result of ${name}`);
            if (parent === undefined)
                throw new Error(`${stage.name} was made without asking for its parent ${name}`);
            parents[name] = (await parent).digest;
        }
        const stored = await workspace.commit({
            ...draft,
            proceed: draft.proceed ?? draft.verdict === 'pass',
            stage: stage.name,
            name: context.spec.name,
            key,
            parents,
        });
        return stored;
    }
    catch (error) {
        await workspace?.discard();
        throw asUserError(error, context);
    }
}
/** From now on the stages of this run see this very result. */
async function settled(stage, context, stored, reused) {
    (0,memo/* forget */.y6)(context, `result of ${stage.name}`);
    await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => stored);
    if (!stage.acts)
        await context.results.publish(stored);
    return { stage: stage.name, stored, reused };
}
/**
 * The result of an earlier stage: the one of this run, the one that the job was handed, or the one of this very spec.
 * Missing or failed, it is the user's turn.
 */
async function earlier(stage, context, asking) {
    const found = await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => context.from === undefined
        ? await byKey(stage, context, asking)
        : await handed(stage.name, context, asking));
    const { proceed, verdict, headline } = found.result;
    if (!proceed)
        throw new errors/* UserError */.yo(`${asking} needs ${stage.name} to have passed, and its verdict was ${verdict} (${headline}): see .model-actions/reports/${stage.name}.md beside the spec`, { place: { file: context.specFile }, exit: exitOf(verdict) });
    return found;
}
async function byKey(stage, context, asking) {
    const found = await context.results.find(stage.name, await keyOf(stage, context));
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`model-actions ${stage.name} --config ${context.specFile}\` first, or hand its result digest over by \`from\``, { place: { file: context.specFile } });
}
const fromPlace = { input: 'from' };
/** The result that the job was handed, and those that it was made from. */
async function handed(name, context, asking) {
    const start = await handedResult(context);
    const seen = new Set();
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        if (at.result.stage === name)
            return at;
        // The nearest first: what a result says of its own parents counts before what those say.
        const parents = Object.entries(at.result.parents).sort(([a], [b]) => Number(b === name) - Number(a === name));
        for (const [, digest] of parents) {
            if (seen.has(digest))
                continue;
            seen.add(digest);
            queue.push(await openResult(digest, context));
        }
    }
    throw new errors/* UserError */.yo(`${asking} needs the result of ${name}, and ${context.from} is a result of ${start.result.stage}, which was made without it: hand over a result of ${name}`, { place: fromPlace });
}
/** What `from` names. @throws UserError where it is nowhere, of another model, or did not pass */
const handedResult = (context) => (0,memo/* oncePerRun */.ao)(context, 'the result that was handed over', async () => {
    if (context.from === undefined)
        throw new Error('no result was handed over');
    const found = await openResult(context.from, context);
    if (found.result.name !== context.spec.name)
        throw new errors/* UserError */.yo(`${context.from} is a result of the model ${found.result.name}, and ${context.specFile} is of ${context.spec.name}: give the spec that it was made with`, { place: fromPlace });
    return found;
});
async function openResult(digest, context) {
    const found = await context.results.open(digest);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`there is no result ${digest} in ${context.results.name}: results of another machine are found where the spec has \`results:\`, a registry or a layout that both jobs reach`, { place: fromPlace });
}
/** A run with `from` begins after the stage that it was handed, one with `digest` verifies or deploys that image and makes none. */
async function checkHandOver(selected, context) {
    const making = selected.find((name) => name !== 'verify' && name !== 'deploy');
    if (context.image !== undefined && making !== undefined)
        throw new errors/* UserError */.yo(`${context.image} is an image to verify or deploy, and ${making} is to run, which does not use it: name verify, deploy or both, or leave \`digest\` out`, { place: { input: 'digest' } });
    if (context.from === undefined)
        return;
    const { stage } = (await handedResult(context)).result;
    const given = types/* stageNames */.h.indexOf(stage);
    const tooEarly = selected.find((name) => types/* stageNames */.h.indexOf(name) <= given);
    if (tooEarly !== undefined)
        throw new errors/* UserError */.yo(`${context.from} is a result of ${stage}, and ${tooEarly} is to run, which does not come after it: name the stages after ${stage}, or leave \`from\` out`, { place: fromPlace });
}
const exitOf = (verdict) => verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed';
/** Trouble of the disk is the user's to mend, wherever it strikes. */
function asUserError(error, context) {
    const { code, path } = error;
    const place = path ?? context.place.directory;
    if (code === 'ENOSPC')
        return new errors/* UserError */.yo(`${place}: the disk is full: free some space and run again; nothing is half-written`, {
            cause: error,
            exit: 'preflight',
        });
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
        const why = code === 'EROFS' ? 'the file system is read-only' : 'no permission';
        return new errors/* UserError */.yo(`${place}: ${why}: change its owner, mode or mount, or name another directory by MODEL_ACTIONS_HOME`, { cause: error, exit: 'preflight' });
    }
    return error;
}

// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/prepare.js












/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
const prepare = {
    name: 'prepare',
    parents: [],
    async preflight(context) {
        await dataFiles(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const { spec } = context;
        const files = await dataFiles(context);
        const digest = (0,tasks/* taskOf */.Xb)(spec.task).namesFiles ? await withNeighbours(context) : src_digest/* digestFile */.TM;
        return {
            // What the job is told; what its files are called does not count.
            section: (0,src_digest/* digestJson */.tv)({ ...prepareConfig(spec, files), files: Object.keys(files) }),
            base: (await resolveBase(context)).digest,
            ...Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await digest(file)]))),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const files = await dataFiles(context);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await (0,job/* runBatch */.a7)(context, 'prepare', key, {
            config: prepareConfig(context.spec, files),
            inputs: {
                // Beside a file may lie keys and much else; only of images are there others that it names.
                ...mapped(files, (file) => ((0,tasks/* taskOf */.Xb)(context.spec.task).namesFiles ? { directory: (0,external_node_path_.dirname)(file) } : { file })),
                base: { directory: (await resolveBase(context)).directory },
            },
            out,
            deadline: context.spec.finetune.deadline,
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return (0,reporting/* draft */.K4)({
            title: `prepare ${context.spec.name} ${context.spec.version}`,
            data: result,
            verdict: 'pass',
            headline: `${result.splits.train.examples} training, ${result.splits.validation.examples} validation and ${result.splits.test.examples} test examples in ${result.labels.length} classes`,
            outputs: { 'dataset-digest': result.digest },
            document: prepare_document(result),
        });
    },
};
const prepared = async (context, asking) => {
    const stored = await earlier(prepare, context, asking);
    return {
        mount: { result: stored.digest, path: 'dataset' },
        digest: stored.result.data.digest,
        labels: stored.result.data.labels,
        slices: stored.result.data.slices,
        testExamples: stored.result.data.splits.test.examples,
    };
};
/** The same keys, each with something of its file. */
const mapped = (files, of) => ({
    train: of(files.train),
    ...(files.validation === undefined ? {} : { validation: of(files.validation) }),
    ...(files.test === undefined ? {} : { test: of(files.test) }),
});
/**
 * Of a file that names others, such as images: its own content and whatever may be named below its directory. What runs
 * write there themselves does not count, or every run would find its data changed; nor does the spec.
 */
async function withNeighbours({ spec, specFile, bounds }) {
    const layouts = [spec.image.layout, spec.results?.layout].filter((layout) => layout !== undefined);
    const own = new Set([
        (0,external_node_path_.join)(bounds.directory, (0,external_node_path_.basename)(specFile)),
        ...(await Promise.all(layouts.map((layout) => (0,paths/* resolveInside */.L)(bounds, layout, { file: specFile, key: 'layout' })))),
    ]);
    return async (file) => {
        const directory = (0,external_node_path_.dirname)(file);
        const skip = (name, path) => name === '.model-actions' || name === '.git' || own.has((0,external_node_path_.join)(directory, path));
        return (0,src_digest/* digestJson */.tv)({ file: await (0,src_digest/* digestFile */.TM)(file), directory: await (0,src_digest/* digestTree */.hW)(directory, { skip }) });
    };
}
async function dataFiles(context) {
    const { train, validation, test } = context.spec.data;
    return {
        train: await dataFile(context, 'data.train', train),
        ...(validation === undefined ? {} : { validation: await dataFile(context, 'data.validation', validation) }),
        ...(test === undefined ? {} : { test: await dataFile(context, 'data.test', test) }),
    };
}
async function dataFile({ specFile, bounds }, key, path) {
    const place = { file: specFile, key };
    const file = await (0,paths/* resolveInside */.L)(bounds, path, place);
    const facts = await (0,promises_.stat)(file).catch((error) => {
        if (error.code === 'ENOENT')
            throw new errors/* UserError */.yo(`${path} does not exist: name a JSONL or CSV file, relative to the directory of the spec`, {
                place,
            });
        throw error;
    });
    if (!facts.isFile())
        throw new errors/* UserError */.yo(`${path} is no file: name a JSONL or CSV file`, { place });
    return file;
}
function prepareConfig(spec, files) {
    const { data, task } = spec;
    const { slices } = spec.evaluate;
    const { column, maxLength } = (0,schema/* inputOf */.wg)(spec);
    const { test, validation, stratify, group } = data.split;
    return {
        task,
        files: mapped(files, (file) => (0,external_node_path_.basename)(file)),
        columns: { input: column, label: data.label },
        max_length: maxLength,
        ...(slices.length === 0 ? {} : { slices: slices }),
        sample: data.sample,
        seed: data.seed,
        split: {
            ...(test === undefined ? {} : { test }),
            ...(validation === undefined ? {} : { validation }),
            ...(stratify === undefined ? {} : { stratify }),
            ...(group === undefined ? {} : { group }),
        },
    };
}
const splitNames = ['train', 'validation', 'test'];
const counts = (of) => Object.entries(of).map(([name, count]) => [name.replaceAll('_', ' '), String(count)]);
const prepare_document = (result) => ({
    sections: [
        {
            kind: 'table',
            title: 'Examples by class',
            columns: ['class', ...splitNames],
            rows: result.labels.map((label) => [
                label,
                ...splitNames.map((name) => String(result.splits[name].class_counts[label] ?? 0)),
            ]),
        },
        {
            kind: 'table',
            title: 'Left out',
            columns: ['why', 'examples'],
            rows: counts(result.dropped),
        },
        {
            kind: 'table',
            title: 'Kept on one side of the split, as they are all but the same',
            columns: ['kind', 'examples'],
            rows: counts(result.grouped ?? {}),
        },
    ],
});

;// CONCATENATED MODULE: ./build/src/stages/finetune.js
















/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
const finetune = {
    name: 'finetune',
    parents: ['prepare'],
    async preflight(context) {
        const files = await (0,trees/* listFiles */.CS)((await resolveBase(context)).directory);
        // Weights and both of Adam's states in a checkpoint, and the weights of the result.
        await (0,job/* requireDisk */.Df)(context, 'finetune', 4 * files.reduce((sum, file) => sum + file.sizeBytes, 0));
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        return {
            // What the job is told, with the defaults that the spec left to us.
            section: (0,src_digest/* digestJson */.tv)(finetuneConfig(context.spec)),
            base: (await resolveBase(context)).digest,
            dataset: (await prepared(context, 'finetune')).digest,
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        if (context.force)
            await dropCheckpoints(context.place, key);
        const result = await (0,job/* runBatch */.a7)(context, 'finetune', key, {
            config: finetuneConfig(spec),
            inputs: { data: dataset.mount, base: { directory: (await resolveBase(context)).directory } },
            out,
            checkpoints: await checkpointsOf(context.place, key),
            deadline: spec.finetune.deadline,
        });
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            ...manifestFacts(result.model ?? {
                format: 'safetensors',
                engine: 'pytorch',
                precision: 'fp32',
                labels: dataset.labels,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                max_batch: 32,
            }),
            lineage: [{ stage: 'finetune', key, inputs: await finetune.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        await dropCheckpoints(context.place, key);
        return (0,reporting/* draft */.K4)({
            title: `finetune ${spec.name} ${spec.version}`,
            data: result,
            verdict: 'pass',
            headline: headline(spec, result),
            outputs: { 'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')) },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Training',
                        columns: ['what', 'value'],
                        rows: [
                            ['method', spec.finetune.method],
                            ...[
                                ['optimizer steps', result.steps],
                                ['epochs', result.epochs?.toFixed(2)],
                                ['first loss', result.first_loss?.toFixed(4)],
                                ['last loss', result.last_loss?.toFixed(4)],
                                ['trainable parameters', result.trainable_parameters],
                                ['parameters', result.total_parameters],
                                ['seconds', result.seconds?.toFixed(1)],
                                ...Object.entries(result.metrics ?? {}),
                            ].flatMap(([name, value]) => (value == null ? [] : [[String(name), String(value)]])),
                        ],
                    },
                ],
            },
        });
    },
};
/** A foreign trainer may tell nothing but that it is done. */
function headline(spec, { steps, first_loss, last_loss, resumed_from_step }) {
    return [
        spec.finetune.method,
        ...(steps === undefined ? [] : [`${steps} steps`]),
        ...(first_loss === undefined || last_loss === undefined
            ? []
            : [`loss ${first_loss.toFixed(3)} → ${last_loss.toFixed(3)}`]),
        ...(resumed_from_step === undefined ? [] : [`resumed at step ${resumed_from_step}`]),
    ].join(', ');
}
const finetuned = async (context, asking) => modelIn(await earlier(finetune, context, asking));
function modelIn({ digest, result, directory, unchecked }) {
    const manifest = result.files.find((file) => file.path === `model/${model_manifest/* manifestName */.vS}`);
    if (manifest === undefined)
        throw new errors/* UserError */.yo(`the result ${digest} of ${result.stage} holds no model: run ${result.stage} again with --force`);
    return {
        digest: manifest.digest,
        mount: { result: digest, path: 'model' },
        open: async () => (0,model_manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(await directory(), 'model')),
        async gated() {
            const inModel = result.files.filter(({ path }) => path.startsWith('model/'));
            return {
                directory: (0,external_node_path_.join)(await unchecked(), 'model'),
                files: inModel.map((file) => ({ ...file, path: file.path.slice('model/'.length) })),
            };
        },
    };
}
/** Defaults of the design's ranges: LoRA trains few parameters and takes about ten times the learning rate. */
const defaultLearningRate = { full: 2e-5, lora: 2e-4 };
function finetuneConfig(spec) {
    const { finetune: section, task } = spec;
    const { lora } = section;
    return {
        task,
        max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
        training: {
            method: section.method,
            epochs: section.epochs,
            ...(section.maxSteps === undefined ? {} : { max_steps: section.maxSteps }),
            learning_rate: section.learningRate ?? defaultLearningRate[section.method],
            batch_size: section.batchSize,
            gradient_accumulation: section.gradientAccumulation,
            warmup_steps: section.warmupSteps,
            weight_decay: section.weightDecay,
            checkpoint_steps: section.checkpointSteps,
            seed: section.seed,
            ...(section.method === 'lora'
                ? {
                    lora: {
                        rank: lora.rank,
                        alpha: lora.alpha,
                        dropout: lora.dropout,
                        merge: lora.merge,
                        ...(lora.targetModules === undefined
                            ? {}
                            : { target_modules: lora.targetModules }),
                    },
                }
                : {}),
        },
    };
}

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
    const parsed = (0,load/* parseSpec */.F)(text, file);
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
    const parent = await cacheDirectory(context, 'checkouts');
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
        await shareBase(context, own);
        await finetune.preflight?.(own);
        const dataset = await runStage(prepare, own);
        const tuned = await runStage(finetune, own);
        platform.log.info(`${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`);
        return { model: modelIn(tuned.stored), because };
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
async function shareBase(context, own) {
    if (await (0,promises_.stat)((0,external_node_path_.join)(own.bounds.directory, own.spec.base)).catch(() => undefined))
        return;
    await (0,memo/* oncePerRun */.ao)(own, 'base', () => resolveBase({ ...context, spec: own.spec }));
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

;// CONCATENATED MODULE: ./build/src/stages/baseline.js















/** What can be known of it before anything is tuned. */
async function baselinePreflight(context) {
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'ref')
        await findRef(context, wanted.ref);
}
const wantedBaseline = ({ spec, specFile }) => (0,spec_base/* parseBaseline */.nk)(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' });
const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'directory') {
        const directory = await (0,paths/* resolveInside */.L)(context.bounds, wanted.path, place);
        return { kind: 'model', directory, digest: await (0,src_digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    if (wanted.kind === 'ref') {
        const { model, because } = await modelOfRef(context, wanted.ref);
        const tuned = await model.open();
        return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned };
    }
    const store = await (0,stages_image/* openImages */.x9)(context);
    const all = await (0,releases/* releases */.D8)(store);
    if (wanted.version === 'latest') {
        const latest = await signedLatest(context, store, all);
        if (latest !== undefined)
            return modelOf(context, store, latest.release, `, ${latest.because}`);
        return {
            kind: 'majority',
            because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
        };
    }
    const release = all.find(({ version }) => version === wanted.version);
    if (release === undefined)
        throw new errors/* UserError */.yo(`${store.name} has no release ${wanted.version}: name one that it has (${all.map(({ version }) => version).join(', ') || 'there is none'}), or \`majority\``, { place });
    await vouchFor(context, store, release, await (0,stages_image/* trusted */.IZ)(context));
    return modelOf(context, store, release, '');
}
/**
 * A promoted release must be there and signed: to take another one in its stead would let whoever removes a tag choose what
 * the candidate is compared with. Of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(context, store, all) {
    const { spec } = context;
    const another = ({ version }) => version !== spec.version;
    // What this place knows counts even where no tag is left.
    if (!all.some(another) && !(0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(context.place)).served.some(another))
        return undefined;
    const policy = await (0,stages_image/* trusted */.IZ)(context);
    const history = await (0,promotions/* promotions */.D)(context, store, policy);
    let refused;
    // A hosted runner has no place that lasts, and images tell of it only where the job that deploys has a key.
    const deployed = history.length > 0 ? [] : await context.platform.deployed(spec.name);
    for (const choice of (0,releases/* latestRelease */.JF)({ candidate: spec.version, releases: all, history, deployed })) {
        if (choice.promoted && !all.some(({ digest }) => digest === choice.release.digest))
            await requireThere(context, store, choice);
        try {
            await vouchFor(context, store, choice.release, policy);
            return choice;
        }
        catch (error) {
            if (choice.promoted || !(error instanceof errors/* UserError */.yo) || error.exit !== 'gate-failed')
                throw error;
            context.platform.log.info(`release ${choice.release.version} is no baseline: ${error.message}`);
            refused ??= error;
        }
    }
    if (refused !== undefined)
        throw refused;
    return undefined;
}
/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere({ specFile }, store, choice) {
    const { version, digest } = choice.release;
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or name what to compare with, as \`release:1.2.3\` or \`majority\``, { place: { file: specFile, key: 'evaluate.baseline' }, exit: 'gate-failed', cause: error });
    });
}
/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor({ spec }, store, { digest, version }, policy) {
    await (0,signing_release/* verifyRelease */.VA)({ store, digest, policy, wanted: { name: spec.name, version } });
}
async function modelOf(context, store, release, why) {
    const into = await releaseDirectory(context, release.digest);
    const extracted = await (0,extract/* extractModel */.j)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}
/** Where this place keeps the files of a release that something was compared with, if it was. */
const releaseDirectory = async (context, digest) => (0,external_node_path_.join)(await cacheDirectory(context, 'baselines'), digest.replace(':', '-'));

// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
// EXTERNAL MODULE: ./build/src/stages/comparison.js + 3 modules
var comparison = __webpack_require__(97085);
// EXTERNAL MODULE: ./build/src/stages/decision.js
var decision = __webpack_require__(9795);
;// CONCATENATED MODULE: ./build/src/stages/ownScores.js






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
    const file = await (0,paths/* resolveInside */.L)(bounds, first.path, place);
    const facts = await (0,promises_.stat)(file).catch(() => undefined);
    if (facts?.isFile() !== true)
        throw new errors/* UserError */.yo(`${first.path} is no file: name a Python file, relative to the directory of the spec`, {
            place,
        });
    const text = await (0,promises_.readFile)(file, 'utf8');
    for (const { function: name } of named)
        if (!mayDefine(text, name))
            throw new errors/* UserError */.yo(`${first.path} has no function ${name}: define it at the top of the file, or name one that it has`, {
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
    return own === undefined ? {} : { functions: await (0,src_digest/* digestFile */.TM)(own.file) };
}
/** Gives the predictions that a job left in `directory` the scores of the user's functions, where the spec names any. */
async function addOwnScores(context, key, directory) {
    const own = await ownFunctions(context);
    if (own === undefined)
        return;
    const names = (await (0,promises_.readdir)(directory)).filter((name) => name.endsWith('predictions.jsonl'));
    const out = `${directory}-scores`;
    await (0,promises_.mkdir)(out, { recursive: true });
    await (0,job/* runBatch */.a7)(context, 'score', key, {
        config: {
            predictions: names,
            file: (0,external_node_path_.basename)(own.file),
            functions: own.functions,
        },
        inputs: { predictions: { directory }, functions: { file: own.file } },
        out,
        deadline: context.spec.evaluate.deadline,
    });
    for (const name of names)
        await (0,promises_.rename)((0,external_node_path_.join)(out, name), (0,external_node_path_.join)(directory, name));
}

// EXTERNAL MODULE: ./build/src/stages/predictions.js + 2 modules
var predictions = __webpack_require__(74777);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/place/records.js
var records = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/src/place/looks.js



/*
 * How often a test was looked at. Whoever tries twenty candidates on one test and keeps the best has chosen luck as well, and
 * whoever adds examples until a candidate passes has thrown the dice again: both are counted, at this place.
 */
const digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,src_digest/* isDigest */.Bc)(value), 'expected a digest');
const look = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Of the examples that the candidate was asked, whatever their order. */
    test: digest,
    /** Of the weights: a new version number makes no new candidate. */
    candidate: digest,
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

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/testReuse.js




/** Other candidates on one test after which the best of them owes much to luck. */
const manyCandidates = 20;
/** Which test this is: its examples and their labels, whatever their order. */
const testDigest = (judged) => (0,src_digest/* digestBytes */.QN)(judged
    .map(({ id, truth }) => JSON.stringify([id, truth]))
    .sort()
    .join('\n'));
/** Which candidate this is: its weights and what is read with them, whatever its version and the data that were added to its test. */
const candidateDigest = (files) => (0,src_digest/* digestJson */.tv)(Object.fromEntries(files.flatMap(({ path, digest }) => (path === 'model.json' ? [] : [[path, digest]]))));
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
        await baselinePreflight(context);
        await ownFunctions(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const baseline = await resolveBaseline(context);
        const { deadline: _, ...section } = context.spec.evaluate;
        return {
            section: (0,src_digest/* digestJson */.tv)({
                evaluate: { ...section, baseline: baseline.kind },
                maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength,
            }),
            dataset: dataset.digest,
            ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
            candidate: candidate.digest,
            ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
            ...(await ownFunctionsDigest(context)),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec, platform } = context;
        const baseline = await resolveBaseline(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await (0,job/* runBatch */.a7)(context, 'evaluate', key, {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                ...(spec.evaluate.explain === undefined ? {} : { explain: spec.evaluate.explain }),
            },
            inputs: {
                data: dataset.mount,
                candidate: candidate.mount,
                ...(await baseUnder(context, await candidate.open())),
                ...(baseline.kind === 'model' && baseline.tuned !== undefined ? await baseUnder(context, baseline.tuned) : {}),
                ...(baseline.kind === 'model' ? { baseline: { directory: baseline.directory } } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        });
        await addOwnScores(context, key, out);
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const reuse = await countLook(context, (await candidate.gated()).files, judged);
        const alpha = (0,power/* alphaOfLook */.zP)(reuse.looks, spec.evaluate.looks);
        const { gates, metrics, judgedBy, sections, candidate: compared, } = (0,comparison/* compareModels */.w)({
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
            next: (0,power/* alphaOfLook */.zP)(reuse.looks + 1, spec.evaluate.looks),
        });
        return (0,reporting/* draft */.K4)({
            title: `evaluate ${spec.name} ${spec.version}`,
            data: {
                result,
                examples: compared.length,
                metrics,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
                },
                gates,
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
                sections: [...sections, reuseSection(reuse, spec.evaluate.looks, judged.length)],
            },
        });
    },
};
const evaluated = (context, asking) => earlier(evaluate, context, asking);

// EXTERNAL MODULE: ./build/src/verdict.js
var verdict = __webpack_require__(62848);
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

;// CONCATENATED MODULE: ./build/src/stages/served.js









/**
 * Tuning may lose a margin against the release that serves, and quantizing another one against the tuned model. So that they do
 * not add up unseen, the quantized model must itself pass the gates of the evaluation.
 * @param of the answers of the quantized model, and what they are compared by
 */
async function compareServed(context, of) {
    const evaluation = await evaluated(context, 'quantize');
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
    const { baseline } = (await evaluated(context, 'quantize')).result.data;
    if (baseline.kind !== 'model' || baseline.digest === undefined)
        return undefined;
    const directory = (0,external_node_path_.join)(await releaseDirectory(context, baseline.digest), 'model');
    try {
        const model = await (0,model_manifest/* readModelDirectory */.Nw)(directory);
        await (0,model_manifest/* verifyModelDirectory */.qw)(model);
        return model.manifest.engine === 'onnxruntime' ? { directory, because: baseline.because } : undefined;
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
    preflight: job/* jobPreflight */.R9,
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            // What is quantized has passed its evaluation, and what is built later has the same one to show.
            evaluation: (await evaluated(context, 'quantize')).result.key,
            section: (0,src_digest/* digestJson */.tv)({ quantize: section, maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength }),
            dataset: (await prepared(context, 'quantize')).digest,
            model: (await finetuned(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,src_digest/* digestJson */.tv)((await (0,job/* jobFacts */.XG)(context)).cpu),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'quantize');
        const tuned = await finetuned(context, 'quantize');
        const model = await tuned.open();
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const exportOut = (0,external_node_path_.join)(workspace.scratch, 'export');
        const exported = await (0,job/* runBatch */.a7)(context, 'export', key, {
            config: { task: spec.task, max_length: (0,schema/* inputOf */.wg)(spec).maxLength },
            inputs: { model: tuned.mount, ...(await baseUnder(context, model)) },
            out: exportOut,
            deadline: spec.quantize.deadline,
        });
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const release = await servingNow(context);
        const allowed = spec.quantize.precision === 'fp32' ? {} : spec.quantize.gates.latency;
        const { latency, ...quantized } = await (0,job/* runBatch */.a7)(context, 'quantize', key, {
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
        });
        await addOwnScores(context, key, out);
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
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...manifestFacts(facts),
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return (0,reporting/* draft */.K4)({
            title: `quantize ${spec.name} ${spec.version}`,
            data: { exported, quantized, latency: timed, metrics, gates },
            verdict: (0,verdict/* overall */.Me)(gates),
            proceed: (0,decision/* proceeds */.K)(gates, spec.evaluate, (gate) => served.gates.includes(gate)),
            headline: (0,verdict/* decisiveOf */.O3)(gates) ?? quantize_headline(task, quantized, metrics, gates),
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
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
const quantized = (context, asking) => earlier(quantize, context, asking);
const quantizedModel = async (context, asking) => modelIn(await quantized(context, asking));
function quantize_headline(task, result, metrics, gates) {
    const speed = gates.find((gate) => gate.name === 'speed');
    const size = (result.candidate_bytes / 1e6).toFixed(1);
    const after = (0,tasks/* headlineOf */.gD)(task, metrics.candidate);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, ${after}`;
    return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${(0,tasks/* headlineOf */.gD)(task, metrics.baseline)}`;
}

// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/build.js














/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
const build = {
    name: 'build',
    parents: ['evaluate', 'quantize'],
    async preflight(context) {
        await (await (0,stages_image/* openImages */.x9)(context)).tryWriting();
    },
    async inputs(context) {
        const { spec } = context;
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        return {
            runtime: await (0,code/* jobRuntime */.e6)(),
            section: (0,src_digest/* digestJson */.tv)({ name: spec.name, version: spec.version, image: spec.image }),
            model: model.digest,
        };
    },
    async holds(context, { version, index }) {
        return (await (await (0,stages_image/* openImages */.x9)(context)).resolve(version))?.digest === index.digest;
    },
    async make(context) {
        const { spec, platform } = context;
        const store = await (0,stages_image/* openImages */.x9)(context);
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        const shared = spec.results === undefined ? undefined : await (0,stages_registry/* openRepository */.h_)(spec.results, 'results', context);
        const image = await assembleModelImage({
            store,
            model: await model.gated(),
            // Where results are handed over lie the weights already, as the same layers.
            siblings: shared === undefined ? [] : [shared],
            release: { name: spec.name, version: spec.version },
            runtimeDirectory: (0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'),
            ...(spec.image.base === undefined ? {} : { base: await openBase(spec.image.base, context) }),
            labels: labels(context),
            created: createdAt(context),
            signal: context.signal,
            onProgress: (what, share) => platform.log.progress(what, share),
        });
        await refuseMovedRelease(store, spec.version, image.index.digest, context);
        await tagImage(store, image.index.digest, spec.version);
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
        insecure: context.spec.image.insecureRegistry,
        ...(0,stages_registry/* repositoryAccess */.bO)(reference, context),
        place,
        directoryOf: (path) => (0,paths/* resolveInside */.L)(context.bounds, path, place),
    });
}
/** The built image, if it is still where it was put. */
async function built(context, asking) {
    const { result } = await earlier(build, context, asking);
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
        throw new errors/* UserError */.yo(`SOURCE_DATE_EPOCH: ${text}: expected seconds since 1970 as a whole number`);
    return new Date(Number(text) * 1000);
}
async function refuseMovedRelease(store, version, digest, context) {
    const present = await store.resolve(version);
    if (present === undefined || present.digest === digest || context.force)
        return;
    throw new errors/* UserError */.yo(`${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`, { place: { file: context.specFile, key: 'version' } });
}

// EXTERNAL MODULE: ./build/src/stages/deploy.js + 8 modules
var deploy = __webpack_require__(18807);
// EXTERNAL MODULE: ./build/src/stages/shown.js
var stages_shown = __webpack_require__(69308);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
;// CONCATENATED MODULE: ./build/src/signing/provenance.js


const provenancePredicate = 'https://slsa.dev/provenance/v1';
const buildType = 'https://model-actions.dev/build-types/model-image/v1';
/**
 * Predicate of a SLSA provenance v1 statement (slsa.dev/spec/v1.0/provenance); dependencies are sorted by name. Without
 * times, which are optional there: equal facts give an equal statement, so that signing again attaches nothing new.
 * @throws UserError where a fact would make a provenance that proves nothing
 */
function provenanceOf(facts) {
    const { model, specFile, source, inputs } = facts;
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source.commit))
        throw new errors/* UserError */.yo(`provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`);
    for (const [name, uri] of Object.entries({
        source: source.repository,
        builder: facts.builder,
        run: facts.invocation,
    }))
        requirePublishable(name, uri);
    return {
        buildDefinition: {
            buildType,
            externalParameters: { model, spec: specFile, source: { repository: source.repository, ref: source.ref } },
            internalParameters: {},
            resolvedDependencies: [
                { uri: `git+${source.repository}@${source.ref}`, digest: { gitCommit: source.commit } },
                ...Object.entries(inputs)
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([name, digest]) => ({ name, digest: { sha256: (0,src_digest/* hexOf */.ZD)(digest) } })),
            ],
        },
        runDetails: {
            builder: { id: facts.builder },
            metadata: {
                invocationId: facts.invocation,
            },
        },
    };
}
/** Provenance is public and for ever: a password in an address would be, too. */
function requirePublishable(name, uri) {
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (url === undefined)
        throw new errors/* UserError */.yo(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`);
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.yo(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`);
}

// EXTERNAL MODULE: ./build/src/signing/bundle.js
var signing_bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/sign.js




/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
async function signImage(options) {
    const { store, index, signing, created } = options;
    const place = `${store.name}@${index.digest}`;
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(index.digest)).bytes, place);
    const listed = document.kind === 'index' ? document.index.manifests : [];
    const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]));
    const signed = [];
    // One after the other: without a referrers API each of them appends to an index that others read and write, too.
    for (const subject of subjects.values()) {
        const bundle = await (0,attest/* attachUnless */.q)({ store, subject, predicateType: signing_bundle/* signaturePredicate */.oo, predicate: {}, signing, created }, () => true);
        const tag = await (0,legacy/* signLegacy */.$s)({ store, digest: subject.digest, signer: signing.signer });
        signed.push({ digest: subject.digest, bundle: bundle.digest, tag });
    }
    return { signed };
}

// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/sign.js














const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1';
/** Signs index and platform manifests, and attaches what release it is and the evaluation that let the model pass. */
const sign = {
    name: 'sign',
    parents: ['build'],
    acts: true,
    async preflight(context) {
        await (0,signer/* openSigner */.H)(context);
    },
    async inputs(context) {
        return { image: (await built(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, clock } = context;
        const { store, report } = await built(context, 'sign');
        await (0,verify/* requireOwnRelease */.Tv)(context, store, report.index.digest);
        const signing = await (0,signer/* openSigner */.H)(context);
        const created = clock.now();
        const { signed } = await signImage({ store, index: report.index, signing, created });
        const release = await (0,signing_release/* attachRelease */.Lj)({
            store,
            subject: report.index,
            release: await releaseFacts(context, store, signing),
            signing,
            created,
            ...renewal(context),
        });
        const evaluation = (await evaluated(context, 'sign')).result;
        const attached = await (0,attest/* attachStatement */.V)({
            store,
            subject: report.index,
            predicateType: evaluationPredicate,
            predicate: evaluation.data,
            signing,
            created,
        });
        const facts = await buildFacts(context);
        if (facts !== undefined)
            await (0,attest/* attachStatement */.V)({
                store,
                subject: report.index,
                predicateType: provenancePredicate,
                predicate: provenanceOf(facts),
                signing,
                created,
            });
        return (0,reporting/* draft */.K4)({
            title: `sign ${spec.name} ${spec.version}`,
            data: { image: report.image, signed, evaluation: attached.digest, release: release.digest },
            verdict: 'pass',
            headline: `${signed.length} manifests of ${report.image} signed by ${signing.signer.who}`,
            outputs: { image: report.image, digest: report.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Signed',
                        columns: ['manifest', 'bundle', 'tag for older verifiers'],
                        rows: signed.map(({ digest, bundle, tag }) => [digest, bundle, tag]),
                    },
                ],
            },
        });
    },
};
/** What the key vouches for: which model in which version, that it passed its gates, and what served before. */
async function releaseFacts(context, store, { signer }) {
    const { name, version } = context.spec;
    const gate = ({ digest, result }) => ({
        result: digest,
        verdict: result.verdict === 'pass' ? 'pass' : 'inconclusive',
    });
    const before = (0,model_history/* servedOf */.pg)(await (0,promotions/* promotions */.D)(context, store, signer.policy)).served.find((served) => served.version !== version);
    return {
        name,
        version,
        ...(context.spec.image.registry === undefined ? {} : { repository: store.name }),
        gates: { evaluate: gate(await evaluated(context, 'sign')), quantize: gate(await quantized(context, 'sign')) },
        ...(before === undefined ? {} : { before: { version: before.version, digest: before.digest } }),
    };
}
/** Where releases grow too old, one is signed anew when half of its time is over. */
function renewal({ spec, clock }) {
    const { maxAge } = spec.signing;
    return maxAge === undefined ? {} : { renew: new Date(clock.now().getTime() - (0,values/* durationMs */.pc)(maxAge) / 2) };
}
/** How the image came to be, where a workflow of GitHub made it; on a laptop nobody could vouch for it. */
async function buildFacts(context) {
    const { spec, specFile, environment } = context;
    const server = environment['GITHUB_SERVER_URL'];
    const repository = environment['GITHUB_REPOSITORY'];
    const workflow = environment['GITHUB_WORKFLOW_REF'];
    const commit = environment['GITHUB_SHA'];
    const ref = environment['GITHUB_REF'];
    const run = environment['GITHUB_RUN_ID'];
    if (!server || !repository || !workflow || !commit || !ref || !run)
        return undefined;
    const { directory, files } = await (await quantizedModel(context, 'sign')).gated();
    const { manifest } = await (0,model_manifest/* readGatedModel */.l7)(directory, files);
    const inputs = Object.assign({}, ...manifest.lineage.map((lineage) => lineage.inputs));
    return {
        model: { name: spec.name, version: spec.version },
        specFile,
        source: { repository: `${server}/${repository}`, commit, ref },
        inputs,
        builder: `${server}/${workflow}`,
        invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}

;// CONCATENATED MODULE: ./build/src/stages/index.js

















const stages = {
    prepare: prepare,
    finetune: finetune,
    evaluate: evaluate,
    quantize: quantize,
    build: build,
    sign: sign,
    verify: verify/* verify */.MX,
    deploy: deploy/* deploy */.gg,
};
/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Whatever can be known to fail later is tried before the first begins. Errors are thrown;
 * verdicts are returned.
 */
async function runStages(names, context, onEnd = async () => undefined) {
    const selected = types/* stageNames */.h.filter((candidate) => names.includes(candidate));
    await checkHandOver(selected, context);
    await tryPlace(context);
    for (const name of selected)
        await stages[name].preflight?.(context);
    const outcomes = [];
    for (const name of selected) {
        const startMs = context.clock.monotonicMs();
        const outcome = await context.platform.group(name, () => runStage(stages[name], context));
        outcomes.push(outcome);
        const seconds = (context.clock.monotonicMs() - startMs) / 1000;
        const shown = await (0,stages_shown.shownReport)(outcome.stored.result, context);
        await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) });
        if (!outcome.stored.result.proceed)
            break;
    }
    await (0,prune.prune)(context.place, prune/* defaultLimits */.M, context.clock.now().getTime());
    return outcomes;
}
/** Every stage writes to the place; where that cannot be, it is said before the first one begins. */
async function tryPlace(context) {
    const probe = (0,external_node_path_.join)(context.place.directory, `.writing-${process.pid}`);
    try {
        // Closed to the other users of the host: what jobs leave there has whatever modes they gave it.
        await (0,files/* makeDirectory */.Oh)(context.place.directory, { mode: 0o700 });
        await (0,promises_.writeFile)(probe, '');
        await (0,promises_.rm)(probe);
    }
    catch (error) {
        throw asUserError(error, context);
    }
}
/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor({ stored, reused }, told, context) {
    try {
        return await (0,reporting.writeReport)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(context.specFile)), { stored, reused, ...told });
    }
    catch (error) {
        const { code, message } = error;
        if (code === undefined && !(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.warn(`the report of ${stored.result.stage} was not written${code === undefined ? '' : ` (${code})`}: ${message}`);
        return undefined;
    }
}


/***/ }),

/***/ 69308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shownReport: () => (/* binding */ shownReport)
/* harmony export */ });
/* unused harmony export pathOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _spec_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10998);


/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
async function shownReport({ stage, report }, { spec, specFile }) {
    const annotations = [...(report.annotations ?? [])];
    const open = report.gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length > 0) {
        // It was read before this stage began; without it there are no lines to name.
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(specFile, 'utf8').catch(() => undefined);
        const lineOf = text === undefined ? undefined : (0,_spec_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .linesOf */ .Dx)(text);
        if (lineOf !== undefined)
            annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))));
    }
    return {
        ...report,
        title: `${stage} ${spec.name} ${spec.version}`,
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const remark = ({ name, verdict, because }, path, line) => ({
    path,
    line,
    level: verdict === 'inconclusive' ? 'warning' : 'failure',
    title: `${name}: ${verdict}`,
    message: because,
});
/** What in a spec says what a gate allows. */
function pathOf(stage, { name }, { evaluate }) {
    const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''));
    if (stage === 'evaluate' || name.startsWith('served '))
        return ['evaluate', 'gates', index, 'margin'];
    if (stage === 'quantize')
        return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)];
    return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage];
}
function pathOfQuantizeGate(name) {
    const [kind = '', quantile = ''] = name.split(' ');
    if (kind === 'latency')
        return [kind, quantile.toLowerCase()];
    return [kind === 'size' || kind === 'speed' ? kind : 'margin'];
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
