export const id = 7494;
export const ids = [7494,4321,2887];
export const modules = {

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52210);



/*
 * Reads what the runtime prints, by the contract's schema. The child is not trusted: a line that claims to be an event
 * and is not one is a broken contract, never a log line.
 */
/** How an event line begins; every other line is a log line. */
const eventPrefix = '{"model_runtime":1,';
/** @param directory the one that holds the package `model_runtime`, whose contract.schema.json is the contract */
function readContract(directory) {
    const schema = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'model_runtime/contract.schema.json'), 'utf8'));
    const ajv = new ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__.Ajv2020({ allErrors: false, strictNumbers: true, validateFormats: false });
    ajv.addSchema(schema);
    // Names come from the child too, and only those that the contract has may become a part of a URL.
    const definition = (name) => Object.hasOwn(schema.$defs, name) ? ajv.getSchema(`${schema.$id}#/$defs/${name}`) : undefined;
    const parse = (text) => {
        try {
            return { ok: true, value: JSON.parse(text) };
        }
        catch {
            return { ok: false, because: notJson(text) };
        }
    };
    const result = (text, verb) => {
        const parsed = parse(text);
        if (!parsed.ok)
            return parsed;
        const found = field(parsed.value, 'verb');
        if (found !== verb)
            return { ok: false, because: `its key verb is ${show(found)} where the job was ${JSON.stringify(verb)}` };
        const validate = definition(`${verb}_result`);
        if (validate === undefined)
            throw new Error(`the contract has no result for ${verb}`);
        if (!validate(parsed.value))
            return { ok: false, because: misfit(validate.errors, parsed.value) };
        return { ok: true, result: parsed.value };
    };
    return {
        result,
        line(text) {
            if (!text.startsWith(eventPrefix))
                return { kind: 'log' };
            const parsed = parse(text);
            if (!parsed.ok)
                return { kind: 'broken', because: parsed.because };
            const type = field(parsed.value, 'type');
            const validate = typeof type === 'string' ? definition(`${type}_event`) : undefined;
            if (validate === undefined)
                return { kind: 'broken', because: `its key type is ${show(type)}, which is no event` };
            if (!validate(parsed.value))
                return { kind: 'broken', because: misfit(validate.errors, parsed.value) };
            return { kind: 'event', event: parsed.value };
        },
        prediction(text) {
            const parsed = parse(text);
            if (!parsed.ok)
                return parsed;
            const validate = definition('prediction');
            if (validate === undefined)
                throw new Error('the contract has no prediction');
            if (!validate(parsed.value))
                return { ok: false, because: misfit(validate.errors, parsed.value) };
            return { ok: true, prediction: parsed.value };
        },
        configMisfit(config) {
            const validate = definition(`${config.verb}_config`);
            if (validate === undefined)
                return `the contract has no config for ${config.verb}`;
            return validate(config) ? undefined : misfit(validate.errors, config);
        },
    };
}
/** Python writes NaN and Infinity where JSON has no such thing; that is the usual reason, and worth its name. */
function notJson(text) {
    const number = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text)?.[1];
    if (number !== undefined)
        return `it has the number ${number}, which JSON does not know`;
    return text.length === 0 ? 'it is empty' : 'it is not whole, valid JSON';
}
function field(value, key) {
    return typeof value === 'object' && value !== null ? value[key] : undefined;
}
const show = (value) => (value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80));
function misfit(errors, value, inside = '') {
    const error = errors?.[0];
    if (error === undefined)
        return 'it does not fit the contract';
    const path = error.instancePath.split('/').slice(1);
    const place = [inside, ...path].filter((part) => part !== '').join('.');
    const found = path.reduce((at, key) => field(at, key), value);
    const params = error.params;
    if (params.missingProperty !== undefined)
        return `its key ${join2(place, params.missingProperty)} is missing`;
    if (params.additionalProperty !== undefined)
        return `its key ${join2(place, params.additionalProperty)} is not in the contract`;
    const shown = typeof found === 'number' ? String(found) : show(found);
    return `its key ${place === '' ? '(the whole)' : place} ${error.message ?? 'does not fit'}, found ${shown}`;
}
const join2 = (place, key) => (place === '' ? key : `${place}.${key}`);


/***/ }),

/***/ 54765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ gateCode),
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   VI: () => (/* binding */ agentFiles)
/* harmony export */ });
/* unused harmony export gateCodeFile */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);




const bundled = globalThis.modelActionsDist;
const source = bundled === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_3__.fileURLToPath)(import.meta.url)) : undefined;
function first(candidates) {
    const found = candidates.find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
    if (found === undefined)
        throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`);
    return found;
}
/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
const runtimeDirectory = () => bundled === undefined ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker/runtime')]) : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'runtime')]);
/** Directory with the Dockerfiles of our own images. */
const dockerDirectory = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'docker'), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, '../docker')]);
/**
 * The program beside the proxy: its entry and every file of ours that it needs at run time, relative to `directory`. Wherever
 * they are copied to, a package.json of `{"type":"module"}` belongs beside them.
 */
async function agentFiles() {
    if (bundled !== undefined) {
        // Which chunks of the bundle it loads is known to the bundle alone.
        const entry = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'gateway-agent.js')]));
        const chunks = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'bundle'))).filter((name) => name.endsWith('.js')).sort();
        return { directory: bundled, names: [entry, ...chunks.map((name) => `bundle/${name}`)], entry };
    }
    const directory = source ?? '';
    const entry = first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'gateway/agent/main.ts')]);
    return { directory, names: await importedBy(directory, entry), entry: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, entry) };
}
/** A source file and those of ours that it needs at run time, relative to `directory`: a change elsewhere is no change of it. */
async function importedBy(directory, program) {
    const found = new Set([program]);
    for (const file of found) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
        const imports = /(?:^(?:import|export) (?!type\b)[^'`]*?|\bimport\()'(\.[^']+)'/gm;
        for (const [, name = ''] of text.matchAll(imports))
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), name));
    }
    return [...found].map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, file)).sort();
}
/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
const gateCode = () => bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, gateCodeFile)]) };
const gateCodeFile = 'gate-code.json';


/***/ }),

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
    const present = await exists(into);
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
const exists = (path) => (0,promises_.stat)(path).then(() => true, () => false);


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
 */
function latestRelease(options) {
    const { candidate } = options;
    const { served, undone } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(options.history);
    const last = served.find(({ version }) => version !== candidate);
    if (last !== undefined)
        return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }];
    return options.releases
        .filter(({ version, digest }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, candidate) && !undone.has(digest))
        .sort((a, b) => semver__WEBPACK_IMPORTED_MODULE_0__.rcompare(a.version, b.version))
        .map((release) => ({
        release,
        because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
        promoted: false,
    }));
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

/***/ 77763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ renderMarkdown)
});

// UNUSED EXPORTS: escapeMarkdown

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/sections.js

/** What of a section is shown as a table. */
function asTable(section) {
    switch (section.kind) {
        case 'table':
            return { columns: section.columns, rows: section.rows };
        case 'facts':
            return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) };
        case 'chart':
            return {
                columns: ['', ...section.series.map(() => section.yTitle)],
                rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => (0,report_text/* figure */.vP)(values[i] ?? 0))]),
            };
        case 'confusion': {
            const { labels, counts } = section;
            return {
                columns: ['label \\ prediction', ...labels],
                rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
            };
        }
    }
}
function gateTable(gates) {
    return {
        columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
        rows: gates.map(({ name, verdict, observed, allowed, because }) => {
            const { value, low, high, unit } = observed;
            const interval = low === undefined || high === undefined ? '' : ` (${(0,report_text/* figure */.vP)(low)} to ${(0,report_text/* figure */.vP)(high)})`;
            return [name, verdict, `${(0,report_text/* figure */.vP)(value)}${interval} ${unit}`, (0,report_text/* figure */.vP)(allowed), because];
        }),
    };
}

;// CONCATENATED MODULE: ./build/src/report/markdown.js


const cellLength = 200;
const textLength = 2_000;
/**
 * Text from data as harmless Markdown on one line. HTML and Markdown are escaped; a zero-width space breaks what GitHub
 * links after rendering (mentions, issue numbers, addresses), which no escape can stop.
 */
function escapeMarkdown(text, length = cellLength) {
    return (0,report_text/* oneLine */.TN)(text, length)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~$!]/g, (character) => `\\${character}`)
        .replaceAll(/[@#]/g, (character) => `${character}\u200B`)
        .replaceAll('://', ':\u200B//')
        .replaceAll(/\b(www)\./gi, '$1\u200B.')
        .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u200B-')
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^([-+=:])/, '\\$1');
}
/** The hidden first line by which a comment is found again. */
const markerLine = (marker) => `<!-- ${(0,report_text/* oneLine */.TN)(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`;
/**
 * A report as GitHub Markdown: hidden marker, verdict, gates, then the sections in order. What does not fit under
 * `limitBytes` (UTF-8) is first shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
function renderMarkdown(report, options) {
    const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`;
    const title = report.title === '' ? '' : `${escapeMarkdown(report.title)}: `;
    const first = `${marker}${report_text/* verdictMark */.vG[report.verdict]} **${report.verdict}** ${title}${escapeMarkdown(report.headline, 500)}\n`;
    const reserve = 160;
    let room = options.limitBytes - bytes(first);
    if (room < reserve)
        throw new RangeError(`a report does not fit into ${options.limitBytes} bytes`);
    const blocks = [first];
    let cut = 0;
    const gates = gateTable(report.gates);
    const candidates = [
        ...(report.gates.length === 0 ? [] : [{ name: 'gates', at: (rows) => table(gates, rows, 600) }]),
        ...report.sections.map((section) => ({ name: section.title, at: (rows) => block(section, rows) })),
    ];
    for (const candidate of candidates) {
        const fitting = [200, 20, 5].map((rows) => candidate.at(rows)).find((text) => bytes(text) + 1 <= room - reserve);
        if (fitting === undefined) {
            cut += 1;
            continue;
        }
        blocks.push(fitting);
        room -= bytes(fitting) + 1;
    }
    if (cut > 0)
        blocks.push(`_${cut} ${cut === 1 ? 'part does' : 'parts do'} not fit here: see the full report._\n`);
    return blocks.join('\n');
}
const bytes = (text) => Buffer.byteLength(text);
function block(section, rows) {
    const title = escapeMarkdown(section.title);
    const note = section.note === undefined ? '' : `\n${escapeMarkdown(section.note, textLength)}\n`;
    const body = `${content(section, rows)}${note}`;
    return section.folded === true
        ? `<details><summary>${title}</summary>\n\n${body}\n</details>\n`
        : `### ${title}\n\n${body}`;
}
function content(section, rows) {
    if (section.kind === 'text')
        return `${escapeMarkdown(section.text, textLength)}\n`;
    return section.kind === 'chart' ? chart(section) : table(asTable(section), rows);
}
function table({ columns, rows, note }, limit, length = cellLength) {
    const shown = rows.slice(0, limit);
    const line = (cells) => `| ${columns.map((_, i) => escapeMarkdown(cells[i] ?? '', length)).join(' | ')} |`;
    const rule = columns.map((_, i) => ((0,report_text/* isNumeric */.kf)(shown.map((row) => row[i] ?? '')) ? '---:' : '---'));
    const left = rows.length - shown.length;
    const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) => text === undefined ? [] : [text]);
    const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('');
    return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map(line)].join('\n')}\n${below}`;
}
const mostPoints = 40;
/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section) {
    const plain = (text) => (0,report_text/* oneLine */.TN)(text, 24)
        .replaceAll(/[^\p{L}\p{N} _.,%×+-]/gu, ' ')
        .trim() || '·';
    const step = Math.ceil(section.x.length / mostPoints);
    const thin = (items) => items.filter((_, i) => i % step === 0);
    const number = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '0');
    return [
        '```mermaid',
        'xychart-beta',
        `  x-axis [${thin(section.x)
            .map((text) => `"${plain(text)}"`)
            .join(', ')}]`,
        `  y-axis "${plain(section.yTitle)}"`,
        ...section.series.map(({ mark, values }) => `  ${mark} [${thin(values).map(number).join(', ')}]`),
        '```',
        '',
    ].join('\n');
}


/***/ }),

/***/ 74913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   kf: () => (/* binding */ isNumeric),
/* harmony export */   vG: () => (/* binding */ verdictMark),
/* harmony export */   vP: () => (/* binding */ figure)
/* harmony export */ });
/** Plain text on one line: no control or direction characters, white space folded, cut to `length` code points. */
function oneLine(text, length) {
    // Cut first, so that a huge text costs nothing.
    const plain = text
        .slice(0, length * 4)
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD')
        .trim();
    const points = [...plain];
    return points.length > length || text.length > length * 4 ? `${points.slice(0, length).join('')}…` : plain;
}
/** A number for people: short, and with a true minus. */
const figure = (value) => (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−');
/** Whether every cell of a column is a number, perhaps with a unit or an interval behind it. */
const isNumeric = (cells) => cells.length > 0 && cells.every((cell) => /^[−+-]?\d/.test(cell) || cell === '');
const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❔', error: '⚠️' };


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

/***/ 66760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ attachStatement),
/* harmony export */   q: () => (/* binding */ attachUnless)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88113);






/**
 * Signs a statement about `subject` and stores it as its referrer. Where an equal statement by the same key is attached
 * already, nothing is written.
 * @param options.predicate JSON; keys whose value is undefined do not count
 * @returns the manifest that carries the statement
 */
function attachStatement(options) {
    const wanted = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(JSON.parse(JSON.stringify(options.predicate)));
    return attachUnless(options, ({ predicate }) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(predicate) === wanted);
}
/** @param suffices whether a statement of this type, subject and key makes a new one needless */
async function attachUnless(options, suffices) {
    const { store, subject, predicateType, predicate, signing, created } = options;
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .trustOf */ .A)(signing.signer.policy);
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .attachedBundles */ .S)(store, subject.digest))
        if (reading.kind === 'statement' &&
            reading.statement.predicateType === predicateType &&
            reading.statement.subjects.includes(subject.digest) &&
            // Before anything is made of what it says: others can attach statements too, and of any depth.
            trust.verifyBundle(reading.entity) &&
            suffices(reading.statement))
            return manifest;
    const bytes = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .makeBundle */ .ND)((0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .statementBytes */ .Tp)(subject.digest, predicateType, predicate), signing);
    const bundle = await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Z)(store, bytes, _bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .bundleType */ .$7);
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Z)(store, _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyBlob */ .Ro.bytes, _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyBlob */ .Ro.descriptor.mediaType);
    return store.putManifest((0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .referrerManifest */ .Dq)({ subject, bundle, predicateType, created }), _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest);
}


/***/ }),

/***/ 23429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ bundleType),
/* harmony export */   Bo: () => (/* binding */ readBundle),
/* harmony export */   Dq: () => (/* binding */ referrerManifest),
/* harmony export */   ND: () => (/* binding */ makeBundle),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Tp: () => (/* binding */ statementBytes),
/* harmony export */   oo: () => (/* binding */ signaturePredicate),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony exports payloadType, preAuthEncoding */
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61040);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54187);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26921);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23102);






/*
 * A statement about an image, signed and stored beside it, in the form that cosign 3 writes and reads: an in-toto statement
 * in a DSSE envelope (secure-systems-lab/dsse) in a Sigstore bundle v0.3 (sigstore/protobuf-specs) in an OCI manifest whose
 * subject is the image. Pure: bytes in, bytes out; `attest.ts` and `referrers.ts` talk to the store.
 */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const payloadType = 'application/vnd.in-toto+json';
/** The predicate that makes a statement a signature of an image. */
const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
// We write v1; `cosign attest` writes v0.1.
const statementTypes = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
const bundleTypes = [bundleType, 'application/vnd.dev.sigstore.bundle+json;version=0.3'];
/** What others wrote, for messages: short, on one line, without control characters. */
const quoted = (text) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
function describe(bytes, mediaType) {
    return { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(bytes), size: bytes.length };
}
/** in-toto statement v1, as the bytes that are signed. */
const statementBytes = (subject, predicateType, predicate) => Buffer.from(JSON.stringify({
    _type: statementTypes[0],
    subject: [{ digest: { sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(subject) } }],
    predicateType,
    predicate,
}));
/** Pre-authentication encoding of DSSE v1: what the signature is over. Lengths are in bytes. */
const preAuthEncoding = (type, payload) => Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
/** Signs a statement, and has the signature witnessed; the result is the blob that is stored. */
async function makeBundle(statement, { signer, witnesses }) {
    const data = preAuthEncoding(payloadType, statement);
    const { signature, key } = await signer.sign(data);
    const testimonies = [];
    for (const witness of witnesses)
        testimonies.push(await witness.testify({ data, signature, key }));
    return Buffer.from(JSON.stringify({
        mediaType: bundleType,
        verificationMaterial: verificationMaterial(key, testimonies),
        dsseEnvelope: {
            payload: Buffer.from(statement).toString('base64'),
            payloadType,
            // No keyid: cosign refuses an envelope whose keyid is not the one it derives, and the hint above names the key.
            signatures: [{ sig: signature.toString('base64') }],
        },
    }));
}
/** Protobuf's JSON form; what is empty is left out, as cosign leaves it out. */
function verificationMaterial(key, testimonies) {
    const tlogEntries = testimonies.flatMap((testimony) => testimony.tlogEntries ?? []);
    const timestamps = testimonies.flatMap((testimony) => testimony.timestamps ?? []);
    return {
        ...(key.$case === 'publicKey'
            ? { publicKey: { hint: key.hint } }
            : { certificate: { rawBytes: Buffer.from(key.certificate).toString('base64') } }),
        ...(tlogEntries.length === 0 ? {} : { tlogEntries }),
        ...(timestamps.length === 0
            ? {}
            : {
                timestampVerificationData: {
                    rfc3161Timestamps: timestamps.map((bytes) => ({ signedTimestamp: Buffer.from(bytes).toString('base64') })),
                },
            }),
    };
}
/** The manifest that ties a stored bundle to its subject. */
function referrerManifest(options) {
    const { subject, bundle, predicateType, created } = options;
    return Buffer.from(JSON.stringify({
        schemaVersion: 2,
        mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__/* .mediaTypes */ .Ib.manifest,
        artifactType: bundleType,
        config: _oci_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .emptyBlob */ .Ro.descriptor,
        layers: [{ mediaType: bundleType, digest: bundle.digest, size: bundle.size }],
        subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': predicateType,
            'org.opencontainers.image.created': created.toISOString(),
        },
    }));
}
const statementSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    _type: zod__WEBPACK_IMPORTED_MODULE_5__/* ["enum"] */ .k5n(statementTypes),
    subject: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ digest: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()) })),
    predicateType: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    predicate: zod__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J(),
});
/** Reads a bundle blob without trusting it: nothing in the result is proven before `Trust.verifyBundle`. */
function readBundle(bytes) {
    let bundle;
    let entity;
    try {
        bundle = (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__/* .bundleFromJSON */ .vw)(JSON.parse(Buffer.from(bytes).toString('utf8')));
        entity = (0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .toSignedEntity */ .DC)(bundle);
    }
    catch (error) {
        return { kind: 'unusable', because: `not a Sigstore bundle: ${quoted(reason(error))}` };
    }
    if (!bundleTypes.includes(bundle.mediaType))
        return { kind: 'unusable', because: `a bundle of type ${quoted(bundle.mediaType)}, only v0.3 is accepted` };
    if (bundle.content.$case !== 'dsseEnvelope')
        return { kind: 'unusable', because: 'a bare message signature, which does not say what it vouches for' };
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.payloadType !== payloadType)
        return { kind: 'unusable', because: `a payload of type ${quoted(envelope.payloadType)}, not ${payloadType}` };
    const statement = readStatement(envelope.payload);
    if (statement === undefined)
        return { kind: 'unusable', because: 'a payload that is no in-toto statement v1 or v0.1' };
    const { content } = bundle.verificationMaterial;
    const claimed = content.$case === 'publicKey' ? { kind: 'key', hint: content.publicKey.hint } : { kind: 'certificate' };
    return { kind: 'statement', statement, claimed, entity };
}
function reason(error) {
    if (error instanceof _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__/* .ValidationError */ .yI)
        return `${error.message} (${error.fields.join(', ')})`;
    return error instanceof Error ? error.message : String(error);
}
function readStatement(payload) {
    let json;
    try {
        json = JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return undefined;
    }
    const parsed = statementSchema.safeParse(json);
    if (!parsed.success)
        return undefined;
    const subjects = parsed.data.subject.flatMap(({ digest }) => {
        const subject = `sha256:${digest['sha256']}`;
        return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(subject) ? [subject] : [];
    });
    return { subjects, predicateType: parsed.data.predicateType, predicate: parsed.data.predicate };
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
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_4__/* .attachedBundles */ .S)(store, digest)) {
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

/***/ 84321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ readPrivateKey),
/* harmony export */   RR: () => (/* binding */ readPublicKey),
/* harmony export */   generateKeyPair: () => (/* binding */ generateKeyPair),
/* harmony export */   p4: () => (/* binding */ keyHint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var tweetnacl__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80668);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26921);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);





/*
 * Key files as cosign writes and reads them (sigstore/cosign, pkg/cosign/keys.go): a PEM block around base64 JSON, scrypt
 * for the password, nacl/secretbox around the PKCS 8 key. Only ECDSA P-256, which is what cosign generates.
 */
const encryptedLabels = ['ENCRYPTED SIGSTORE PRIVATE KEY', 'ENCRYPTED COSIGN PRIVATE KEY'];
const cost = { N: 65536, r: 8, p: 1 };
/** cosign's own have less than a thousand characters. */
const largestKeyFile = 65_536;
/** N x r x p is the work, and 128 bytes of memory for each of them: four times what cosign asks for. */
const mostWork = 4 * cost.N * cost.r * cost.p;
const encryptedKey = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    kdf: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        name: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('scrypt'),
        params: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ N: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(2), r: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(1), p: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(1) })
            .refine(({ N, r }) => Number.isInteger(Math.log2(N)) && Math.log2(N) < 16 * r, 'no parameters of scrypt')
            .refine(({ N, r, p }) => N * r * p <= mostWork, 'more work than any key file of cosign asks for'),
        salt: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39(),
    }),
    cipher: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('nacl/secretbox'), nonce: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39() }),
    ciphertext: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39(),
});
function derive(password, salt, params) {
    const maxmem = 128 * params.N * params.r + 128 * params.r * params.p + 1_048_576;
    return new Promise((resolve, reject) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.scrypt)(password, salt, tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.keyLength, { ...params, maxmem }, (error, key) => error === null ? resolve(key) : reject(error)));
}
/** base64(SHA-256(SPKI DER)): what a Sigstore bundle carries as `publicKey.hint`. */
const keyHint = (publicKey) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
function requireP256(key, where) {
    const curve = key.asymmetricKeyDetails?.namedCurve;
    if (key.asymmetricKeyType !== 'ec' || curve !== 'prime256v1')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: the key is ${curve ?? key.asymmetricKeyType ?? 'unknown'}, only ECDSA P-256 is accepted: make one with cosign generate-key-pair`);
    return key;
}
/** The first block of a PEM file. Each step looks only at what the one before it left, so that the time is linear. */
function pemBlock(pem, where) {
    const begin = /-----BEGIN ([A-Z ]{1,64})-----/.exec(pem);
    const label = begin?.[1] ?? '';
    const from = (begin?.index ?? 0) + (begin?.[0].length ?? 0);
    const to = begin === null ? -1 : pem.indexOf(`-----END ${label}-----`, from);
    if (to < 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: not a whole PEM key file (BEGIN or END line missing): give the complete private key`);
    return { label, body: pem.slice(from, to) };
}
/** @param where how messages name the input: a file or an input's name */
async function readPrivateKey(pem, password, where) {
    if (pem.length > largestKeyFile)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: ${pem.length} characters is too much for a key: give the private key alone`);
    const { label, body } = pemBlock(pem, where);
    if (label === 'PUBLIC KEY')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: this is a public key: give the private key, usually cosign.key`);
    if (label === 'PRIVATE KEY')
        return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem), where, 'private'), where);
    if (!encryptedLabels.includes(label))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: "${label}" is not accepted: give a cosign key file or an unencrypted PKCS 8 "PRIVATE KEY"`);
    let json;
    try {
        json = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: the key file is damaged or cut off: restore it from its source`, { cause });
    }
    const parsed = encryptedKey.safeParse(json);
    if (!parsed.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: ${parsed.error.issues[0]?.path.join('.') || 'content'} is not what a cosign key file holds: restore it from its source`);
    const { kdf, cipher, ciphertext } = parsed.data;
    const nonce = Buffer.from(cipher.nonce, 'base64');
    if (nonce.length !== tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.nonceLength)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: cipher.nonce has ${nonce.length} bytes, not 24: restore the key file from its source`);
    const key = await derive(password, Buffer.from(kdf.salt, 'base64'), kdf.params);
    const der = tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key);
    if (der === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(password === ''
            ? `${where}: the key is encrypted, and no password is given: set COSIGN_PASSWORD`
            : `${where}: the password does not open this key, or the file is damaged: check the password`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }), where, 'private'), where);
}
function readPublicKey(pem, where) {
    if (pem.includes('PRIVATE KEY-----'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: this is a private key: give the public key, usually cosign.pub`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem), where, 'public'), where);
}
function parse(read, where, kind) {
    try {
        return read();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: not a readable ${kind} key in PEM form: restore it from its source`, { cause });
    }
}
/** A pair that cosign opens with the same password; both are PEM texts. */
async function generateKeyPair(password) {
    const pair = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair)('ec', { namedCurve: 'P-256' });
    const salt = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32);
    const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.nonceLength);
    const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
    const box = tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox(der, nonce, await derive(password, salt, cost));
    const json = JSON.stringify({
        kdf: { name: 'scrypt', params: cost, salt: salt.toString('base64') },
        cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
        ciphertext: Buffer.from(box).toString('base64'),
    });
    const body = Buffer.from(json).toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
    const label = encryptedLabels[0];
    return {
        privateKey: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
        publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
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
        ...(await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Z)(store, payload, simpleSigningType)),
        annotations: { [signatureKey]: signature.toString('base64') },
    };
    const layers = [...present, layer];
    const config = legacyConfig(layers.map((each) => each.digest));
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Z)(store, config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config);
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

/***/ 38155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ trustOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54187);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84321);



/** @throws UserError where the trusted key is no ECDSA P-256 public key */
function trustOf(policy) {
    const key = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .readPublicKey */ .RR)(policy.publicKeyPem, 'trusted public key');
    const hint = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keyHint */ .p4)(key);
    const material = {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        // The bundle's hint is unsigned, so it chooses nothing: there is one key, and it fits or it does not.
        publicKey: () => ({ publicKey: key, validFor: () => true }),
    };
    const verifier = new _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .Verifier */ .BL(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
    return {
        hint,
        who: `key ${hint}`,
        verifyBundle(entity) {
            if (entity.key.$case !== 'public-key')
                return false;
            try {
                // Log entries and timestamps of a signature by key are left out: without the log's own key the library could
                // only refuse them, and trust here rests on the key alone.
                verifier.verify({ ...entity, tlogEntries: [], timestamps: [] });
                return true;
            }
            catch (error) {
                if (error instanceof _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .VerificationError */ .mk)
                    return false;
                throw error;
            }
        },
        // Not by the library: it verifies bundles, and knows nothing of bytes with a signature beside them.
        verifyBytes: (bytes, signature) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)('sha256', bytes, key, signature),
    };
}


/***/ }),

/***/ 88113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ attachedBundles),
/* harmony export */   Z: () => (/* binding */ writeBlob)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);




/** Whoever can write to the registry can attach anything; signatures and statements of a release come to some kilobytes. */
const mostBytes = 64 * 1024 * 1024;
/**
 * Every bundle attached to an image. The listing says too little to choose by (cosign's entries carry no annotations, and
 * some registries report another artifactType), so each manifest is read and its layers decide.
 * @throws where the listing, a manifest or a blob cannot be read: that is never "unsigned"
 */
async function attachedBundles(store, digest) {
    const found = [];
    let bytesLeft = mostBytes;
    for (const { digest: listed } of await store.referrers(digest)) {
        const { descriptor, bytes } = await store.getManifest(listed);
        const document = (0,_oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)(bytes, `${store.name}@${listed}`);
        if (document.kind === 'index')
            continue;
        for (const layer of document.manifest.layers) {
            if (!layer.mediaType.startsWith('application/vnd.dev.sigstore.bundle'))
                continue;
            bytesLeft -= layer.size;
            if (bytesLeft < 0)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${digest}: more than ${mostBytes / 1024 / 1024} MiB of signatures and statements are attached to it: refused, find out who attached them, and remove them`, { exit: 'gate-failed' });
            found.push({ manifest: descriptor, reading: (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .readBundle */ .Bo)(await (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readBlob */ .gm)(store, layer)) });
        }
    }
    return found;
}
/** Stores a small blob unless it is there, and says what it is. */
function writeBlob(store, bytes, mediaType) {
    const { digest, size } = (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(bytes, mediaType);
    const once = (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .repeatable */ .EQ)(async function* () {
        yield bytes;
    });
    return store.write(once, mediaType, { digest, size });
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
    const bundles = options.bundles ?? (await (0,referrers/* attachedBundles */.S)(store, digest));
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
 * @throws UserError, `gate-failed` where nobody vouches for it (any more), and `configuration` where it is another release
 * than was asked for; whatever the store throws where it cannot be read
 */
async function verifyRelease(options) {
    const { store, digest, policy, wanted, notBefore } = options;
    const image = `${store.name}@${digest}`;
    const bundles = await (0,referrers/* attachedBundles */.S)(store, digest);
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
    return { signedBy, release };
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

/***/ 42562:
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
// EXTERNAL MODULE: ./build/src/statistics/proportions.js
var proportions = __webpack_require__(83370);
;// CONCATENATED MODULE: ./build/src/statistics/sequential.js
/**
 * Evidence (an e-value) that the canary fails more than `ratio` times as often as stable, from the errors alone.
 *
 * Given that an error occurs while the canary has share s, it is the canary's with a chance of at most
 * p₀ = ρs / (ρs + 1 − s) under "no worse than ρ times stable". For an alternative that is λ times worse than that,
 * p_λ = λρs / (λρs + 1 − s), and an interval with k errors of the canary and m of stable has the likelihood ratio
 *
 *     λ^k · ((ρs + 1 − s) / (λρs + 1 − s))^(k+m)
 *
 * whose expectation under the null is at most 1 for every λ ≥ 1, interval by interval, whatever the shares. So is that of
 * their mixture over λ; by Ville's inequality it ever exceeds 1/α with chance at most α, however often one looks. Errors
 * that hit both versions alike are evidence of nothing, and at share 0 or 1 there is nobody to compare with: each factor is 1.
 *
 * The mixture takes 1/λ from Beta(½, 1): weight on versions that are somewhat worse and on those that always fail.
 */
function errorEvidence(intervals, ratio) {
    if (!(ratio >= 1))
        throw new RangeError(`ratio ${ratio}`);
    for (const { share, stableErrors, canaryErrors } of intervals)
        if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
            throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`);
    const logs = alternatives.map((lambda) => intervals.reduce((sum, { share, stableErrors, canaryErrors }) => {
        if (share === 0 || share === 1)
            return sum;
        const [canary, stable] = [ratio * share, 1 - share];
        const errors = canaryErrors + stableErrors;
        return sum + canaryErrors * Math.log(lambda) - errors * Math.log((lambda * canary + stable) / (canary + stable));
    }, 0));
    return meanOfExponentials(logs);
}
/**
 * Evidence (an e-value) that the error rate is over `rate`, from `errors` of `requests`: for the time when the canary has
 * all traffic and there is nobody to compare it with.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio
 *
 *     λ^k / (1 + (λ − 1)ρ)^n
 *
 * One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on average, which is at most 1 where p ≤ ρ. The mixture
 * and what follows from it are those of `errorEvidence`.
 */
function rateEvidence(errors, requests, rate) {
    if (!(rate >= 0 && rate <= 1))
        throw new RangeError(`rate ${rate}`);
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
    return meanOfExponentials(alternatives.map((lambda) => errors * Math.log(lambda) - requests * Math.log1p((lambda - 1) * rate)));
}
/** Finite however large the evidence is: a report in JSON has no infinity. */
function meanOfExponentials(logs) {
    const largest = Math.max(...logs);
    const mean = logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length;
    return Math.exp(Math.min(largest, 700)) * mean;
}
const points = 128;
/** Midpoints of equal slices of Beta(½, 1), whose quantile function is u², as multipliers λ = 1/u². */
const alternatives = Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2);

;// CONCATENATED MODULE: ./build/src/rollout/decide.js


/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param seen every interval since the rollout began, oldest first, on the same monotonic clock as `nowMs`
 */
function decide(plan, seen, state, nowMs) {
    const gates = [healthGate(plan, seen), ...errorGates(plan, seen)];
    const failed = gates.find((gate) => gate.verdict === 'fail');
    if (failed !== undefined)
        return { do: 'roll-back', verdict: 'fail', because: failed.because, gates };
    const inStep = seen.filter((one) => one.fromMs >= state.sinceMs);
    const elapsedMs = nowMs - state.sinceMs;
    const requests = sum(inStep, (one) => one.canary.requests);
    const last = state.step === plan.steps.length - 1;
    const waiting = [];
    if (elapsedMs < plan.minTimeMs)
        waiting.push(`${seconds(plan.minTimeMs - elapsedMs)} of the step's minimum time are left`);
    if (trailing(seen, (one) => one.healthy === false) > 0)
        waiting.push('the last health probe failed');
    if (state.firstDeploy) {
        if (!inStep.some((one) => one.healthy === true))
            waiting.push('no health probe has succeeded yet');
    }
    else {
        if (requests < plan.minRequests)
            waiting.push(`the canary answered ${requests} of ${plan.minRequests} requests`);
        // Before the canary gets all traffic, and before it becomes stable, its error rate must be known to be small enough.
        if (last || plan.steps[state.step + 1] === 1) {
            const gate = promotionGate(plan, seen);
            gates.push(gate);
            if (gate.verdict !== 'pass')
                waiting.push(gate.because);
        }
    }
    if (waiting.length > 0) {
        const because = waiting.join('; ');
        if (elapsedMs < plan.stepDeadlineMs)
            return { do: 'hold', because, gates };
        return {
            do: 'roll-back',
            verdict: 'inconclusive',
            because: `the step's deadline of ${seconds(plan.stepDeadlineMs)} is over and ${because}`,
            gates,
        };
    }
    if (last)
        return { do: 'promote', because: 'every step passed its gates', gates };
    const step = state.step + 1;
    const share = plan.steps[step] ?? 1;
    return { do: 'step', step, share, because: `step ${state.step + 1} passed its gates`, gates };
}
/** Gates that hold at any time, while the canary bakes too. */
function standingGates(plan, seen) {
    return [healthGate(plan, seen), ...errorGates(plan, seen)];
}
function healthGate(plan, seen) {
    const probes = seen.filter((one) => one.healthy !== 'not-probed');
    const failures = trailing(probes, (one) => one.healthy === false);
    return {
        name: 'health',
        verdict: failures >= plan.healthFailures ? 'fail' : probes.length === 0 ? 'inconclusive' : 'pass',
        observed: { value: failures, unit: 'consecutive failed probes' },
        allowed: plan.healthFailures - 1,
        because: failures === 0 ? 'the last health probe succeeded' : `${failures} health probes in a row failed`,
    };
}
function errorGates(plan, seen) {
    const { ratio, falseRollbacks } = plan.errors;
    const limit = 1 / falseRollbacks;
    const relative = errorEvidence(byShare(seen), ratio);
    const alone = seen.filter((one) => one.share === 1);
    const errors = sum(alone, (one) => one.canary.errors);
    const requests = sum(alone, (one) => one.canary.requests);
    const allowed = allowedRate(plan, seen);
    const absolute = rateEvidence(errors, requests, allowed);
    return [
        {
            name: 'errors',
            verdict: relative > limit ? 'fail' : 'pass',
            observed: { value: relative, unit: 'e-value' },
            allowed: limit,
            because: relative > limit
                ? `the canary fails more than ${ratio} times as often as stable: ${sum(seen, (one) => one.canary.errors)} of ${sum(seen, (one) => one.canary.requests)} requests against ${sum(seen, (one) => one.stable.errors)} of ${sum(seen, (one) => one.stable.requests)}`
                : `no evidence that the canary fails more than ${ratio} times as often as stable`,
        },
        {
            name: 'errors at full share',
            verdict: absolute > limit ? 'fail' : 'pass',
            observed: { value: absolute, unit: 'e-value' },
            allowed: limit,
            because: absolute > limit
                ? `with all traffic the canary failed ${errors} of ${requests} requests; ${percent(allowed)} are allowed`
                : `with all traffic there is no evidence of an error rate over ${percent(allowed)}`,
        },
    ];
}
/** Intervals with one share and their sum are the same evidence; a long rollout has many of them and few shares. */
function byShare(seen) {
    const sums = new Map();
    for (const { share, stable, canary } of seen) {
        const before = sums.get(share) ?? { share, stableErrors: 0, canaryErrors: 0 };
        const stableErrors = before.stableErrors + stable.errors;
        sums.set(share, { share, stableErrors, canaryErrors: before.canaryErrors + canary.errors });
    }
    return [...sums.values()];
}
function promotionGate(plan, seen) {
    const errors = sum(seen, (one) => one.canary.errors);
    const requests = sum(seen, (one) => one.canary.requests);
    const high = (0,proportions/* upperErrorRate */.LR)(errors, requests, 0.95);
    const allowed = allowedRate(plan, seen);
    const shown = `the canary failed ${errors} of ${requests} requests: at most ${percent(high)} (95 %), ${percent(allowed)} are allowed`;
    return {
        name: 'promotion',
        verdict: high <= allowed ? 'pass' : 'inconclusive',
        observed: { value: requests === 0 ? 0 : errors / requests, high, unit: 'error rate' },
        allowed,
        because: shown,
    };
}
/** The tolerance, or what stable itself shows where that is worse: a broken old version must not lock out its fix. */
function allowedRate(plan, seen) {
    const requests = sum(seen, (one) => one.stable.requests);
    const shown = requests === 0 ? 0 : sum(seen, (one) => one.stable.errors) / requests;
    return Math.min(1, Math.max(plan.errors.tolerance, plan.errors.ratio * shown));
}
const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);
function trailing(items, holds) {
    const index = items.findLastIndex((item) => !holds(item));
    return items.length - 1 - index;
}
const seconds = (ms) => `${Math.ceil(ms / 100) / 10} s`;
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
const percent = (rate) => `${Number((rate * 100).toPrecision(3))} %`;

// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/rollout/cleanUp.js
var cleanUp = __webpack_require__(19219);
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
    #seen = [];
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
            const first = plan.steps[0] ?? 1;
            await this.#shift(canary, firstDeploy ? 1 : first);
            let step = firstDeploy ? plan.steps.length - 1 : 0;
            let sinceMs = this.#now();
            for (;;) {
                await this.#observe(canary, step);
                const decision = decide(plan, this.#seen, { step, sinceMs, firstDeploy }, this.#now());
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
                    step = decision.step;
                    await this.#shift(canary, decision.share);
                    sinceMs = this.#now();
                }
            }
            this.#note(`every step passed; ${canary.id} bakes for ${timing.bakeMs / 1000} s`);
            const failed = await this.#bake(canary);
            if (failed !== undefined)
                return await this.#rollBack('fail', `during the bake: ${failed.because}`);
            await traffic.promote(this.#o.owner, canary.id);
            await this.#try(`have ${canary.id} brought back after a crash`, () => target.keep(canary.id));
            const old = this.#stable ?? dead;
            this.#stable = canary;
            this.#dead = undefined;
            this.#canary = undefined;
            this.#note(`${canary.id} is stable`);
            if (old !== undefined && old.id !== canary.id)
                await this.#clear(old.id, drainMs);
            return await this.#report('pass', `version ${release.version} passed every step and the bake`, false);
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
        this.#counters = await this.#lease.ask(() => metrics.observe(), signal);
        const nowMs = this.#now() - this.#beganMs;
        const none = { requests: 0, errors: 0 };
        const name = `step ${this.#steps.length + 1}`;
        this.#steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: { ...none }, canary: { ...none }, outcome: '' });
    }
    /** Waits one interval and appends what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary, step) {
        const { traffic, metrics, timing, signal } = this.#o;
        const fromMs = this.#now();
        await (0,timers/* sleep */.y)(timing.healthIntervalMs, signal);
        const healthy = await this.#probe(canary);
        const status = await this.#lease.ask(() => traffic.status(), signal);
        const counters = await this.#lease.ask(() => metrics.observe(), signal);
        signal.throwIfAborted();
        if (status.canary?.backend.id !== canary.id)
            throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`);
        const share = this.#steps.at(-1)?.share ?? this.#o.plan.steps[step] ?? 1;
        const before = this.#counters;
        const since = (id) => ({
            requests: (counters[id ?? '']?.requests ?? 0) - (before[id ?? '']?.requests ?? 0),
            errors: (counters[id ?? '']?.errors ?? 0) - (before[id ?? '']?.errors ?? 0),
        });
        const seen = {
            fromMs,
            toMs: this.#now(),
            share,
            stable: since(this.#stable?.id),
            canary: since(canary.id),
            healthy,
        };
        this.#counters = counters;
        this.#seen.push(seen);
        const report = this.#steps.at(-1);
        if (report === undefined)
            return;
        report.toMs = seen.toMs - this.#beganMs;
        for (const side of ['stable', 'canary']) {
            report[side].requests += seen[side].requests;
            report[side].errors += seen[side].errors;
        }
    }
    /** The canary has all traffic and the old version is ready to take it back. @returns the gate that failed */
    async #bake(canary) {
        const untilMs = this.#now() + this.#o.timing.bakeMs;
        await this.#shift(canary, 1);
        const report = this.#steps.at(-1);
        if (report !== undefined)
            report.name = 'bake';
        while (this.#now() < untilMs) {
            await this.#observe(canary, this.#o.plan.steps.length - 1);
            const gates = standingGates(this.#o.plan, this.#seen);
            const promotion = this.#gates.filter((gate) => gate.name === 'promotion');
            this.#gates = [...gates, ...promotion];
            const failed = gates.find((gate) => gate.verdict === 'fail');
            if (report !== undefined)
                report.outcome = failed?.because ?? 'nothing spoke against it';
            if (failed !== undefined)
                return failed;
        }
        return undefined;
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
const answersOf = (observed) => observed === undefined ? 0 : observed.requests - observed.errors - (observed.values['abandoned'] ?? 0);

// EXTERNAL MODULE: ./build/src/signing/history.js
var signing_history = __webpack_require__(73629);
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
        const rollout = await runRollout({
            target,
            traffic: gateway.traffic,
            metrics: gateway.metrics,
            probe: gateway.probe,
            url: gateway.url,
            plan: plan(spec.deploy),
            release: { version: spec.version, digest: release.digest },
            owner: ourselves,
            timing: {
                readyMs: (0,values/* durationMs */.pc)(spec.deploy.ready),
                bakeMs: (0,values/* durationMs */.pc)(spec.deploy.bake),
                healthIntervalMs: (0,values/* durationMs */.pc)(spec.deploy.gates.health.interval),
                leaseTtlMs: leaseTtlMs(spec.deploy),
            },
            clock,
            signal,
            log: platform.log,
        });
        await remember(context, release, before, rollout);
        return (0,reporting/* draft */.K)({
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
async function remember(context, { store, digest, statement }, before, rollout) {
    if (rollout.reused)
        return;
    const named = (backend) => ({ version: backend.version, digest: backend.digest });
    const record = {
        schema: 1,
        outcome: rollout.verdict === 'pass' ? 'promoted' : 'rolled-back',
        name: context.spec.name,
        digest,
        version: context.spec.version,
        released: statement.created,
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
        context.platform.log.info(`${digest} is ${record.outcome}, but the image does not say so: ${error.message}`);
    }
}
function plan({ steps, step, gates }) {
    return {
        steps: steps.map((percent) => percent / 100),
        minTimeMs: (0,values/* durationMs */.pc)(step.minTime),
        minRequests: step.minRequests,
        stepDeadlineMs: (0,values/* durationMs */.pc)(step.deadline),
        healthFailures: gates.health.failures,
        errors: {
            ratio: gates.errors.ratio,
            falseRollbacks: gates.errors.falseRollbacks,
            tolerance: gates.errors.tolerance,
        },
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
    const { connectDocker } = await __webpack_require__.e(/* import() */ 2033).then(__webpack_require__.bind(__webpack_require__, 22033));
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
        const { connectDocker } = await __webpack_require__.e(/* import() */ 2033).then(__webpack_require__.bind(__webpack_require__, 22033));
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
        const { connectDocker } = await __webpack_require__.e(/* import() */ 2033).then(__webpack_require__.bind(__webpack_require__, 22033));
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

/***/ 4080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ trusted),
/* harmony export */   Pu: () => (/* binding */ keyText),
/* harmony export */   x9: () => (/* binding */ openImages)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _oci_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57545);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78155);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98142);






/** Where the spec says that images of this model live; by default in a layout of the place. */
const openImages = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_4__/* .oncePerRun */ .ao)(context, 'images', async () => (await (0,_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .openRepository */ .h_)(context.spec.image, 'image', context)) ??
    (0,_oci_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .openLayout */ .B)(context.place.images, { create: true }));
/** Text that may stand in the environment or in a file of the spec: keys of either half. */
async function keyText(context, options) {
    const fromEnvironment = context.environment[options.variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '')
        return { text: fromEnvironment, source: options.variable };
    if (options.path === undefined)
        return undefined;
    const place = { file: context.specFile, key: options.key };
    const file = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .L)(context.bounds, options.path, place);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${options.path} cannot be read (${error.code}): make a key pair with \`model-actions keygen\`, or give it as ${options.variable}`, { place, cause: error });
    });
    return { text, source: file };
}
/** Whose signatures are believed. @throws UserError where the spec names no key */
async function trusted(context) {
    const found = await keyText(context, {
        path: context.spec.signing.publicKey,
        key: 'signing.public-key',
        variable: 'COSIGN_PUBLIC_KEY',
    });
    if (found !== undefined)
        return { kind: 'key', publicKeyPem: found.text };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is missing: name the public key whose signatures you trust, or set COSIGN_PUBLIC_KEY; nothing unsigned is deployed', { place: { file: context.specFile, key: 'signing.public-key' } });
}


/***/ }),

/***/ 97494:
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
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: ./build/src/stages/separateJobs.js
var separateJobs = __webpack_require__(92416);
;// CONCATENATED MODULE: ./build/src/stages/job.js








/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end. @param key lineage key of the stage, which names the log
 */
async function runBatch(context, verb, key, batch) {
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,separateJobs/* markTrained */.V3)(context);
    await (0,promises_.mkdir)(batch.out, { recursive: true });
    const job = {
        config: { verb, ...batch.config },
        inputs: batch.inputs,
        out: batch.out,
        ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
        resources: resourcesOf(context.spec.engine),
        workers: 1,
        secrets: {},
        deadlineMs: (0,values/* durationMs */.pc)(batch.deadline),
        logFile: (0,external_node_path_.join)(context.place.logs, `${verb}-${(0,src_digest/* hexOf */.ZD)(key, 12)}.txt`),
    };
    const end = await engine.run(job, (event) => show(event, context.platform.log), context.signal);
    if (end.exit !== 'done' || end.result === undefined)
        throw new errors/* UserError */.yo(`${verb}: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit });
    return end.result;
}
/** What jobs of this run stand on, asked before the first of them: an engine that works, and has what the spec asks for. */
const jobFacts = (context) => (0,memo/* oncePerRun */.ao)(context, 'facts of jobs', async () => (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal));
async function jobPreflight(context) {
    await jobFacts(context);
}
/** @param bytes what will surely be written @throws UserError where the place has less room */
async function requireDisk({ place }, stage, bytes) {
    await (0,files/* makeDirectory */.Oh)(place.directory);
    const { bavail, bsize } = await (0,promises_.statfs)(place.directory);
    const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
    if (bavail * bsize < bytes)
        throw new errors/* UserError */.yo(`${place.directory} has ${megabytes(bavail * bsize)} left, and ${stage} needs at least ${megabytes(bytes)}: free some space (\`model-actions prune\`), or name a directory on another disk by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/** What the spec says that a job may use. */
const resourcesOf = ({ cpus, memory, shm, gpus }) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memory === undefined ? {} : { memoryBytes: (0,values/* memoryBytes */.ZY)(memory) }),
    ...(shm === undefined ? {} : { shmBytes: (0,values/* memoryBytes */.ZY)(shm) }),
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

;// CONCATENATED MODULE: ./build/src/stages/code.js






/* What of our own shapes a result: a change of it makes the result new. */
/** Of a job: the runtime's code, and what the engine says it runs with, such as the image or the versions of the packages. */
const jobCode = (context) => (0,memo/* oncePerRun */.ao)(context, 'code of jobs', async () => (0,src_digest/* digestJson */.tv)({ runtime: await jobRuntime(), identity: (await jobFacts(context)).identity }));
/** Of the Python package that does the machine learning, and that images carry to serve with. */
const jobRuntime = () => (0,src_digest/* digestTree */.hW)((0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'), { skip: (name) => name === '__pycache__' });
/** The same with the code that decides over what the job found. */
const gatedJobCode = (context) => (0,memo/* oncePerRun */.ao)(context, 'code of gates', async () => (0,src_digest/* digestJson */.tv)({ job: await jobCode(context), gates: await ownGates() }));
async function ownGates() {
    const code = (0,installation/* gateCode */.BJ)();
    if (code.kind === 'source')
        return digestOfGateCode(code.directory);
    return JSON.parse(await (0,promises_.readFile)(code.file, 'utf8')).digest;
}
/** Rooms and files of `src/` that turn what a job found into a verdict. */
const deciding = [
    'statistics',
    'tasks',
    'verdict.ts',
    'stages/evaluate.ts',
    'stages/predictions.ts',
    'stages/quantize.ts',
    'stages/quantizeGates.ts',
];
/** @param directory `src/` of a checkout; the build writes the digest into dist, so that both give the same keys */
async function digestOfGateCode(directory) {
    const digests = deciding.map(async (name) => {
        const path = (0,external_node_path_.join)(directory, name);
        return [name, name.endsWith('.ts') ? await (0,src_digest/* digestFile */.TM)(path) : await (0,src_digest/* digestTree */.hW)(path)];
    });
    return (0,src_digest/* digestJson */.tv)(Object.fromEntries(await Promise.all(digests)));
}

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/evaluation.js

const mostFlips = 10;
/** What a comparison of two models looked like: scores, what the task can tell, what got better and worse, and where it ran. */
function evaluationSections(of) {
    const { task, labels, candidate } = of;
    const pairs = of.pairing.verdict === 'paired' ? of.pairing.pairs : [];
    return [
        scores(Object.values(task.metrics), candidate, of.baseline),
        ...task.sections(labels, candidate, pairs),
        ...(pairs.length === 0
            ? []
            : [flips('Got worse', task, pairs, 'baseline'), flips('Got better', task, pairs, 'candidate')]),
        ...(of.environment === undefined ? [] : [environment(of.environment, candidate.length)]),
    ];
}
function scores(metrics, candidate, baseline) {
    const shown = (value) => (value === undefined ? '' : value.toFixed(4));
    return {
        kind: 'table',
        title: 'Scores',
        columns: ['metric', 'baseline', 'candidate', 'difference'],
        rows: metrics.map((metric) => {
            const [before, after] = [metric.of(baseline), metric.of(candidate)];
            const difference = before === undefined || after === undefined
                ? ''
                : `${after >= before ? '+' : '−'}${Math.abs(after - before).toFixed(4)}`;
            return [
                `${metric.title}${metric.higherIsBetter ? '' : ' (lower is better)'}`,
                shown(before),
                shown(after),
                difference,
            ];
        }),
    };
}
/** Examples on which `winner` scores better, those on which the other was surest of its mistake first. */
function flips(title, task, pairs, winner) {
    const loser = winner === 'candidate' ? 'baseline' : 'candidate';
    const score = (judged) => judged.scores[task.headline.name] ?? 0;
    const surest = task.surest;
    const sureness = (judged) => judged.scores[surest.name];
    const flipped = pairs
        .filter((pair) => score(pair[winner]) > score(pair[loser]))
        .sort((a, b) => (sureness(b[loser]) ?? 0) - (sureness(a[loser]) ?? 0));
    return {
        kind: 'table',
        title: `${title}: ${flipped.length} examples`,
        columns: ['example', 'label', `${loser} said`, `${surest.title} of the ${loser}`],
        rows: flipped.slice(0, mostFlips).map((pair) => {
            const sure = sureness(pair[loser]);
            return [pair.id, pair.truth, pair[loser].answer, sure === undefined ? '' : (0,report_text/* figure */.vP)(sure)];
        }),
        ...(flipped.length > mostFlips ? { note: `The ${mostFlips} on which the ${loser} was surest.` } : {}),
    };
}
function environment({ python, machine, threads, packages, cpu_flags }, examples) {
    return {
        kind: 'facts',
        title: 'Environment',
        folded: true,
        facts: [
            ['examples', String(examples)],
            ['machine', machine],
            ['threads', String(threads)],
            ['CPU', cpu_flags.join(' ')],
            ['Python', python],
            ...Object.entries(packages).map(([name, version]) => [name, version]),
        ],
    };
}

// EXTERNAL MODULE: ./build/src/spec/schema.js
var schema = __webpack_require__(61010);
;// CONCATENATED MODULE: ./build/src/statistics/pairing.js
/**
 * Joins what two models said by the example's id, in the candidate's order. Both must have judged the same examples,
 * each once and with the same truth; anything else is an error, never a comparison of what is left.
 * @param examples how many the test has: a runtime may leave out the same ones for both
 */
function pairPredictions(candidate, baseline, examples) {
    const error = (because) => ({ verdict: 'error', because });
    if (candidate.length === 0 || baseline.length === 0)
        return error(`the ${candidate.length === 0 ? 'candidate' : 'baseline'} judged no examples`);
    const byId = new Map(baseline.map((judged) => [judged.id, judged]));
    if (byId.size !== baseline.length)
        return error('the baseline judged an example twice');
    const seen = new Set();
    const pairs = [];
    for (const judged of candidate) {
        const other = byId.get(judged.id);
        const shown = JSON.stringify(judged.id.slice(0, 80));
        if (seen.has(judged.id))
            return error(`the candidate judged example ${shown} twice`);
        seen.add(judged.id);
        if (other === undefined)
            return error(`the candidate judged example ${shown} and the baseline did not`);
        if (other.truth !== judged.truth)
            return error(`example ${shown} has another label for the baseline`);
        for (const { scores } of [judged, other])
            for (const [name, score] of Object.entries(scores))
                if (!Number.isFinite(score))
                    return error(`the ${name} of example ${shown} is not a finite number`);
        pairs.push({ id: judged.id, truth: judged.truth, candidate: judged, baseline: other });
    }
    const missing = baseline.find(({ id }) => !seen.has(id));
    if (missing !== undefined)
        return error(`the baseline judged example ${JSON.stringify(missing.id.slice(0, 80))} and the candidate did not`);
    if (pairs.length !== examples)
        return error(`${pairs.length} of the ${examples} test examples were judged`);
    return { verdict: 'paired', pairs };
}

;// CONCATENATED MODULE: ./build/src/tasks/classification.js
/*
 * One class of several for each example: of a text, or of an image. Formulas as in scikit-learn.
 */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The mean of a score that every example must have. */
function meanOf(name, judged) {
    const scores = judged.map((one) => one.scores[name]).filter((score) => score !== undefined);
    return judged.length === 0 || scores.length < judged.length ? undefined : mean(scores);
}
const accuracy = {
    name: 'accuracy',
    title: 'accuracy',
    higherIsBetter: true,
    kind: 'mean-of-scores',
    interval: 'paired-proportions',
    of: (judged) => meanOf('accuracy', judged),
};
const macroF1 = {
    name: 'macro_f1',
    title: 'macro F1',
    higherIsBetter: true,
    kind: 'of-the-whole',
    of: (judged) => (judged.length === 0 ? undefined : meanF1(judged)),
};
const logLoss = {
    name: 'log_loss',
    title: 'log loss',
    higherIsBetter: false,
    kind: 'mean-of-scores',
    of: (judged) => meanOf('log_loss', judged),
};
/** Mean F1 over the classes that occur as label or prediction; a class that is never hit counts 0. */
function meanF1(judged) {
    const tally = new Map();
    const of = (label) => {
        const found = tally.get(label) ?? { hits: 0, support: 0 };
        tally.set(label, found);
        return found;
    };
    for (const { truth, answer } of judged) {
        of(truth).support += 1;
        of(answer).support += 1;
        if (truth === answer)
            of(truth).hits += 1;
    }
    return mean([...tally.values()].map(({ hits, support }) => (2 * hits) / support));
}
const classification = (own) => ({
    ...own,
    metrics: { accuracy, macro_f1: macroF1, log_loss: logLoss },
    headline: accuracy,
    surest: logLoss,
    judge: ({ id, answer, scores, cluster, slice }) => ({
        id,
        truth: answer.label,
        answer: answer.prediction,
        scores: { ...scores, accuracy: answer.label === answer.prediction ? 1 : 0 },
        ...(cluster === undefined ? {} : { cluster }),
        ...(slice === undefined ? {} : { slice }),
    }),
    details: (candidate) => ({ 'confusion.json': confusionOf(candidate) }),
    sections: (labels, candidate, pairs) => [
        ...(pairs.length === 0 ? [] : recognised(labels, pairs)),
        confusion(labels, candidate),
    ],
});
const textClassification = classification({
    name: 'text-classification',
    namesFiles: false,
    // One text and a batch, short and as long as the spec allows.
    shapes: (maxLength) => {
        const short = Math.min(32, maxLength);
        const lengths = short === maxLength ? [short] : [short, maxLength];
        const [first, ...rest] = [1, 8].flatMap((batch) => lengths.map((length) => ({ batch, length })));
        return [first ?? { batch: 1, length: short }, ...rest];
    },
});
const imageClassification = classification({
    name: 'image-classification',
    namesFiles: true,
    shapes: () => [
        { batch: 1, length: 1 },
        { batch: 8, length: 1 },
    ],
});
const mostClassesInChart = 20;
const mostClassesInTable = 100;
/** Per class the share that each model got right, as a table and, where there are not too many, as a chart. */
function recognised(labels, pairs) {
    const own = Map.groupBy(pairs, ({ truth }) => truth);
    const share = (of, among) => among.length === 0 ? 0 : mean(among.map((pair) => pair[of].scores['accuracy'] ?? 0));
    const rows = labels.map((label) => {
        const among = own.get(label) ?? [];
        return {
            label,
            examples: among.length,
            baseline: share('baseline', among),
            candidate: share('candidate', among),
        };
    });
    const change = (row) => Math.abs(row.candidate - row.baseline);
    const shown = rows.length <= mostClassesInTable
        ? rows
        : [...rows].sort((a, b) => change(b) - change(a)).slice(0, mostClassesInTable);
    const percent = (value, examples) => (examples === 0 ? '' : `${(value * 100).toFixed(1)} %`);
    const table = {
        kind: 'table',
        title: 'Classes: share that was recognised',
        columns: ['class', 'examples', 'baseline', 'candidate'],
        rows: shown.map(({ label, examples, baseline, candidate }) => [
            label,
            String(examples),
            percent(baseline, examples),
            percent(candidate, examples),
        ]),
        ...(shown === rows ? {} : { note: `The ${shown.length} of ${rows.length} classes that changed most.` }),
    };
    if (rows.length > mostClassesInChart)
        return [table];
    const series = (mark, key) => ({
        mark,
        values: rows.map((row) => Number((row[key] * 100).toFixed(1))),
    });
    return [
        table,
        {
            kind: 'chart',
            title: 'Recognised by class: candidate (bars) and baseline (line)',
            x: rows.map(({ label }) => label),
            yTitle: '% recognised',
            series: [series('bar', 'candidate'), series('line', 'baseline')],
        },
    ];
}
/** How often each label got each prediction, without the zeros: as large as the examples are many, not the classes squared. */
function confusionOf(judged) {
    const cells = Map.groupBy(judged, ({ truth, answer }) => JSON.stringify([truth, answer]));
    return [...cells.values()]
        .map((all) => ({ label: all[0]?.truth ?? '', prediction: all[0]?.answer ?? '', examples: all.length }))
        .sort((a, b) => b.examples - a.examples);
}
const mostClassesInMatrix = 12;
const mostMixUps = 10;
/** The whole matrix where it can be read, else the mix-ups that happen most. */
function confusion(labels, candidate) {
    const cells = confusionOf(candidate);
    if (labels.length <= mostClassesInMatrix) {
        const count = new Map(cells.map(({ label, prediction, examples }) => [JSON.stringify([label, prediction]), examples]));
        return {
            kind: 'confusion',
            title: 'Confusion matrix of the candidate',
            labels: [...labels],
            counts: labels.map((label) => labels.map((other) => count.get(JSON.stringify([label, other])) ?? 0)),
        };
    }
    const mixUps = cells.filter(({ label, prediction }) => label !== prediction);
    return {
        kind: 'table',
        title: 'What the candidate mixes up',
        columns: ['label', 'prediction', 'examples'],
        rows: mixUps.slice(0, mostMixUps).map((cell) => [cell.label, cell.prediction, String(cell.examples)]),
        note: `${labels.length} classes: the ${Math.min(mostMixUps, mixUps.length)} most frequent mix-ups of ${mixUps.length}; confusion.json has all`,
    };
}

// EXTERNAL MODULE: ./build/src/statistics/proportions.js
var proportions = __webpack_require__(83370);
// EXTERNAL MODULE: ./build/src/statistics/special.js
var special = __webpack_require__(86694);
;// CONCATENATED MODULE: ./build/src/statistics/paired.js


/** Fewer examples than this decide nothing. */
const fewestExamples = 200;
const level = 0.9;
const power = 0.8;
/**
 * Is the candidate at most `margin` worse than the baseline? Pass when even the lower bound is above −margin; fail when not,
 * and the candidate is surely worse; else inconclusive, as always under 200 examples. A candidate that is exactly the margin
 * worse passes in about 5 % of cases; in up to 9 % where the models hardly ever disagree (exactly computed: 8.9 % at n = 200 and
 * 2 % disagreement, 6.0 % at n = 2,000), because the interval is an approximation.
 */
function pairedAccuracy(candidateCorrect, baselineCorrect, margin) {
    const n = candidateCorrect.length;
    if (n === 0 || n !== baselineCorrect.length)
        throw new RangeError(`${n} and ${baselineCorrect.length} examples are no pairs`);
    const count = (candidate, baseline) => candidateCorrect.filter((correct, index) => correct === candidate && baselineCorrect[index] === baseline).length;
    const gained = count(true, false);
    const lost = count(false, true);
    const { low, high } = (0,proportions/* bonettPrice */.QT)(gained, lost, n, level);
    // Adjusted as the interval is, so that no disagreement in few examples is not taken for none at all.
    const disagreement = (gained + lost + 2) / (n + 2);
    const verdict = n < fewestExamples ? 'inconclusive' : low > -margin ? 'pass' : high < 0 ? 'fail' : 'inconclusive';
    const needed = Math.max(fewestExamples, requiredExamples(disagreement, margin));
    return {
        n,
        gained,
        lost,
        difference: (gained - lost) / n,
        low,
        high,
        p: (0,proportions/* exactMcNemar */.ri)(gained, lost),
        verdict,
        smallestDetectableDrop: reach * Math.sqrt(disagreement / n),
        ...(verdict === 'inconclusive' && needed > n ? { examplesToDecide: needed } : {}),
    };
}
/** Sum of the quantiles of a one-sided 5 % test and of its power: 2.486, whose square is the 6.18 of the usual rule. */
const reach = (0,special/* normalQuantile */.Zl)((1 + level) / 2) + (0,special/* normalQuantile */.Zl)(power);
/** Examples for 80 % power at no difference, with a share `disagreement` of examples that one model alone has right. */
const requiredExamples = (disagreement, margin) => Math.ceil((reach * reach * disagreement) / (margin * margin));

;// CONCATENATED MODULE: ./build/src/tasks/gate.js

const points = (share) => `${(share * 100).toFixed(1)} points`;
/**
 * The gate of one metric: candidate against baseline on the same examples. Predictions that are not of the same examples
 * are an error, never a comparison of what they have in common.
 * @param margin what may be lost of the metric, in its own unit
 */
function gate(metric, pairing, margin) {
    const error = (because) => ({
        name: metric.name,
        verdict: 'error',
        observed: { value: 0, unit: 'difference' },
        allowed: -margin,
        because,
    });
    if (pairing.verdict === 'error')
        return error(`${pairing.because}: both must answer the same examples`);
    const scores = (of) => pairing.pairs.map((pair) => pair[of].scores[metric.name]);
    const [ours, theirs] = [scores('candidate'), scores('baseline')];
    if (metric.interval === undefined || [...ours, ...theirs].some((score) => score !== 0 && score !== 1))
        return error(`no paired test of ${metric.name} is known here: gate on a metric that is right or wrong for each example, such as accuracy`);
    const right = (all) => all.map((score) => score === 1);
    const result = pairedAccuracy(right(ours), right(theirs), margin);
    const { difference, low, high, gained, lost, n } = result;
    const seen = `${gained} examples got better and ${lost} worse of ${n}; the difference is ${points(difference)} (${points(low)} to ${points(high)}, p = ${result.p.toPrecision(2)})`;
    const because = {
        pass: `${seen}: at most the ${points(margin)} are lost that may be`,
        fail: `${seen}: the candidate is surely worse`,
        inconclusive: n < fewestExamples
            ? `${n} examples decide nothing, ${fewestExamples} are the least: give more test data`
            : `${seen}: too wide to tell; ${result.examplesToDecide === undefined
                ? 'the difference lies at the margin: give many more examples, or allow another margin'
                : `about ${result.examplesToDecide} examples would decide`}`,
    }[result.verdict];
    return {
        name: metric.name,
        verdict: result.verdict,
        observed: { value: difference, low, high, unit: 'difference' },
        allowed: -margin,
        because: `${because}. The smallest drop that this test sees is ${points(result.smallestDetectableDrop)}`,
    };
}
/**
 * The gate of a model that is served in batches: an answer must not depend on its neighbours.
 * @param batched answers in batches of `maxBatch`, as they will be served
 * @param alone answers of the same model to some of the same examples, one at a time; not asked for where `maxBatch` is 1
 */
function agreementGate(maxBatch, batched, alone) {
    const made = (verdict, value, because) => ({
        name: 'agreement',
        verdict,
        observed: { value, unit: 'answers that differ' },
        allowed: 0,
        because,
    });
    if (maxBatch === 1)
        return made('pass', 0, 'one example at a time: no answer has neighbours');
    const answers = new Map(batched.map(({ id, answer }) => [id, answer]));
    const distinct = new Set(alone.map(({ id }) => id));
    if (alone.length === 0 || distinct.size < alone.length || alone.some(({ id }) => !answers.has(id)))
        return made('error', 0, `the runtime did not answer the same examples alone and in batches of ${maxBatch}: run its selftest to see what it lacks`);
    const differing = alone.filter(({ id, answer }) => answers.get(id) !== answer).length;
    const seen = `${differing} of ${alone.length} answers are others in a batch of ${maxBatch} than alone`;
    if (differing > 0)
        return made('fail', differing, `${seen}: what was judged is not what would be served; serve it with batches of 1`);
    const fewest = Math.min(fewestExamples, batched.length);
    return alone.length < fewest
        ? made('error', 0, `${alone.length} examples were answered alone: ${fewest} are the least that decide something`)
        : made('pass', 0, seen);
}

;// CONCATENATED MODULE: ./build/src/tasks/values.js
/** Every metric of a task that the answers allow to be computed. */
const valuesOf = (task, judged) => Object.fromEntries(Object.values(task.metrics).flatMap((metric) => {
    const value = metric.of(judged);
    return value === undefined ? [] : [[metric.name, value]];
}));
const headlineOf = ({ headline }, values) => `${headline.title} ${((values[headline.name] ?? 0) * 100).toFixed(1)} %`;

;// CONCATENATED MODULE: ./build/src/tasks/index.js



const tasks = {
    'text-classification': textClassification,
    'image-classification': imageClassification,
};
const taskOf = (name) => tasks[name];

;// CONCATENATED MODULE: ./build/src/verdict.js
/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
function overall(gates) {
    for (const verdict of ['error', 'fail', 'inconclusive'])
        if (gates.some((gate) => gate.verdict === verdict))
            return verdict;
    return gates.length === 0 ? 'error' : 'pass';
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
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
    return { directory, digest: await (0,src_digest/* digestTree */.hW)(directory) };
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
;// CONCATENATED MODULE: ./build/src/stages/baseline.js














const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = (0,spec_base/* parseBaseline */.nk)(spec.evaluate.baseline, place);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'directory') {
        const directory = await (0,paths/* resolveInside */.L)(context.bounds, wanted.path, place);
        return { kind: 'model', directory, digest: await (0,src_digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
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
    for (const choice of (0,releases/* latestRelease */.JF)({ candidate: spec.version, releases: all, history })) {
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
    const parent = await cacheDirectory(context, 'baselines');
    const into = (0,external_node_path_.join)(parent, release.digest.replace(':', '-'));
    const extracted = await (0,extract/* extractModel */.j)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}

// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
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
        await jobPreflight(context);
    },
    async inputs(context) {
        const { spec } = context;
        const files = await dataFiles(context);
        const digest = taskOf(spec.task).namesFiles ? await withNeighbours(context) : src_digest/* digestFile */.TM;
        return {
            // What the job is told; what its files are called does not count.
            section: (0,src_digest/* digestJson */.tv)({ ...prepareConfig(spec, files), files: Object.keys(files) }),
            base: (await resolveBase(context)).digest,
            ...Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await digest(file)]))),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await jobCode(context),
        };
    },
    async make(context, workspace, key) {
        const files = await dataFiles(context);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await runBatch(context, 'prepare', key, {
            config: prepareConfig(context.spec, files),
            inputs: {
                // Beside a file may lie keys and much else; only of images are there others that it names.
                ...mapped(files, (file) => (taskOf(context.spec.task).namesFiles ? { directory: (0,external_node_path_.dirname)(file) } : { file })),
                base: { directory: (await resolveBase(context)).directory },
            },
            out,
            deadline: context.spec.finetune.deadline,
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return (0,reporting/* draft */.K)({
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
    const { column, maxLength } = (0,schema/* inputOf */.wg)(spec);
    const { test, validation, stratify, group } = data.split;
    return {
        task,
        files: mapped(files, (file) => (0,external_node_path_.basename)(file)),
        columns: { input: column, label: data.label },
        max_length: maxLength,
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
        await requireDisk(context, 'finetune', 4 * files.reduce((sum, file) => sum + file.sizeBytes, 0));
        await jobPreflight(context);
    },
    async inputs(context) {
        return {
            // What the job is told, with the defaults that the spec left to us.
            section: (0,src_digest/* digestJson */.tv)(finetuneConfig(context.spec)),
            base: (await resolveBase(context)).digest,
            dataset: (await prepared(context, 'finetune')).digest,
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await jobCode(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        if (context.force)
            await dropCheckpoints(context.place, key);
        const result = await runBatch(context, 'finetune', key, {
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
            machine: machineFacts(await jobFacts(context)),
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
        return (0,reporting/* draft */.K)({
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

// EXTERNAL MODULE: ./build/src/engine/events.js
var events = __webpack_require__(67555);
;// CONCATENATED MODULE: ./build/src/engine/contract.js



let contract;
/**
 * One line of predictions.jsonl.
 * @param place `file:line`, for the message
 * @throws UserError (exit `crashed`) where it does not fit the contract
 */
function validatePrediction(line, place) {
    contract ??= (0,events/* readContract */.J)((0,installation/* runtimeDirectory */.Uq)());
    const read = contract.prediction(line);
    if (read.ok)
        return read.prediction;
    throw new errors/* UserError */.yo(`${place}: the runtime broke its contract, this is no prediction: ${read.because}`, {
        exit: 'crashed',
    });
}

;// CONCATENATED MODULE: ./build/src/stages/predictions.js




/** Reads what a runtime said of each example; a line that is no prediction is refused with its number. */
async function readPredictions(file, task) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.yo(`${file}: the runtime wrote no predictions (${error.code}): run its selftest to see what it lacks`, { exit: 'crashed' });
    });
    return text
        .split('\n')
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ line, number }) => task.judge(validatePrediction(line, `${file}:${number}`)));
}
/** Moves the files of predictions out of a job's directory into the result, with what the task tells of them in full. */
async function keepPredictions(from, to, task, judged) {
    for (const name of (await (0,promises_.readdir)(from)).filter((name) => name.endsWith('predictions.jsonl')))
        await (0,promises_.rename)((0,external_node_path_.join)(from, name), (0,external_node_path_.join)(to, name));
    for (const [name, document] of Object.entries(task.details(judged)))
        await (0,promises_.writeFile)((0,external_node_path_.join)(to, name), `${JSON.stringify(document)}\n`);
}

;// CONCATENATED MODULE: ./build/src/stages/evaluate.js

















/** Judges the candidate against the baseline, example by example, by a paired test. */
const evaluate = {
    name: 'evaluate',
    parents: ['prepare', 'finetune'],
    preflight: jobPreflight,
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
            candidate: candidate.digest,
            ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await gatedJobCode(context),
        };
    },
    async make(context, workspace, key) {
        const { spec, platform } = context;
        const baseline = await resolveBaseline(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const task = taskOf(spec.task);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await runBatch(context, 'evaluate', key, {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
            },
            inputs: {
                data: dataset.mount,
                candidate: candidate.mount,
                ...(await baseUnder(context, await candidate.open())),
                ...(baseline.kind === 'model' ? { baseline: { directory: baseline.directory } } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        });
        const judged = await readPredictions((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await readPredictions((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        await keepPredictions(out, workspace.directory, task, judged);
        const pairing = pairPredictions(judged, judgedBaseline, dataset.testExamples);
        const gates = spec.evaluate.gates.map(({ metric, margin }) => gate(metricOf(task, metric), pairing, margin));
        const metrics = { candidate: valuesOf(task, judged), baseline: valuesOf(task, judgedBaseline) };
        const verdict = overall(gates);
        const warnOnly = verdict === 'inconclusive' && spec.evaluate.onInconclusive === 'warn';
        return (0,reporting/* draft */.K)({
            title: `evaluate ${spec.name} ${spec.version}`,
            data: {
                result,
                examples: judged.length,
                metrics,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
                },
                gates,
            },
            verdict,
            proceed: verdict === 'pass' || warnOnly,
            headline: `${headlineOf(task, metrics.candidate)} against ${headlineOf(task, metrics.baseline)} of the baseline (${baseline.because}), on ${judged.length} examples`,
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'baseline-accuracy': String(metrics.baseline['accuracy'] ?? ''),
            },
            document: {
                gates,
                sections: evaluationSections({
                    task,
                    labels: dataset.labels,
                    candidate: judged,
                    baseline: judgedBaseline,
                    pairing,
                    environment: result.environment,
                }),
            },
        });
    },
};
const evaluated = (context, asking) => earlier(evaluate, context, asking);
function metricOf(task, name) {
    const metric = task.metrics[name];
    if (metric === undefined)
        throw new errors/* UserError */.yo(`${name} is no metric of ${task.name}: it has ${Object.keys(task.metrics).join(', ')}`, {
            place: { key: 'evaluate.gates' },
        });
    return metric;
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
            because: 'the runtime measured no speed: run its selftest to see what it lacks',
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
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

;// CONCATENATED MODULE: ./build/src/stages/quantize.js





















/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind gates of agreement, size, speed and accuracy. */
const quantize = {
    name: 'quantize',
    parents: ['prepare', 'finetune', 'evaluate'],
    preflight: jobPreflight,
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            // What is quantized has passed its evaluation, and what is built later has the same one to show.
            evaluation: (await evaluated(context, 'quantize')).result.key,
            section: (0,src_digest/* digestJson */.tv)({ quantize: section, maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength }),
            dataset: (await prepared(context, 'quantize')).digest,
            model: (await finetuned(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,src_digest/* digestJson */.tv)((await jobFacts(context)).cpu),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await gatedJobCode(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'quantize');
        const tuned = await finetuned(context, 'quantize');
        const model = await tuned.open();
        const task = taskOf(spec.task);
        const exportOut = (0,external_node_path_.join)(workspace.scratch, 'export');
        const exported = await runBatch(context, 'export', key, {
            config: { task: spec.task, max_length: (0,schema/* inputOf */.wg)(spec).maxLength },
            inputs: { model: tuned.mount, ...(await baseUnder(context, model)) },
            out: exportOut,
            deadline: spec.quantize.deadline,
        });
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const quantized = await runBatch(context, 'quantize', key, {
            config: {
                task: spec.task,
                precision: spec.quantize.precision,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                shapes: task.shapes((0,schema/* inputOf */.wg)(spec).maxLength),
                repetitions: 30,
            },
            inputs: { model: { directory: (0,external_node_path_.join)(exportOut, 'model') }, data: dataset.mount },
            out,
            deadline: spec.quantize.deadline,
        });
        const facts = quantized.model;
        const judged = await readPredictions((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await readPredictions((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        const alone = facts.max_batch === 1 ? [] : await readPredictions((0,external_node_path_.join)(out, 'alone-predictions.jsonl'), task);
        await keepPredictions(out, workspace.directory, task, judged);
        const pairing = pairPredictions(judged, judgedBaseline, dataset.testExamples);
        const metrics = { candidate: valuesOf(task, judged), baseline: valuesOf(task, judgedBaseline) };
        const gates = [
            agreementGate(facts.max_batch, judged, alone),
            ...(spec.quantize.precision === 'fp32'
                ? []
                : [sizeGate(quantized, spec.quantize.gates.size), speedGate(quantized, spec.quantize.gates.speed)]),
            gate(task.headline, pairing, spec.quantize.gates.margin),
        ];
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...manifestFacts(facts),
            machine: machineFacts(await jobFacts(context)),
            lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return (0,reporting/* draft */.K)({
            title: `quantize ${spec.name} ${spec.version}`,
            data: { exported, quantized, metrics, gates },
            verdict: overall(gates),
            headline: quantize_headline(task, quantized, metrics, gates),
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
            },
            document: {
                gates,
                sections: [
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
                    ...evaluationSections({
                        task,
                        labels: dataset.labels,
                        candidate: judged,
                        baseline: judgedBaseline,
                        pairing,
                        environment: quantized.environment,
                    }),
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
    const after = headlineOf(task, metrics.candidate);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, ${after}`;
    return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${headlineOf(task, metrics.baseline)}`;
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
            runtime: await jobRuntime(),
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
        return (0,reporting/* draft */.K)({
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

// EXTERNAL MODULE: ./build/src/stages/deploy.js + 4 modules
var deploy = __webpack_require__(42562);
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
        return (0,reporting/* draft */.K)({
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
        await onEnd({ outcome, seconds, report: await reportFor(outcome, context) });
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
async function reportFor({ stored }, context) {
    try {
        return await (0,reporting/* writeReport */.u)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(context.specFile)), stored);
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

/***/ 78155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ao: () => (/* binding */ oncePerRun),
/* harmony export */   eO: () => (/* binding */ known),
/* harmony export */   y6: () => (/* binding */ forget)
/* harmony export */ });
const looksOf = new WeakMap();
function looks(context) {
    const found = looksOf.get(context) ?? new Map();
    looksOf.set(context, found);
    return found;
}
/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
function oncePerRun(context, what, look) {
    const all = looks(context);
    const present = all.get(what);
    if (present !== undefined)
        return present;
    const looking = look();
    all.set(what, looking);
    looking.catch(() => all.delete(what));
    return looking;
}
/** What was looked up in this run; undefined where nobody asked. */
const known = (context, what) => looks(context).get(what);
/** The next one who asks looks anew. */
function forget(context, what) {
    looks(context).delete(what);
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


/***/ }),

/***/ 25099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ draft),
/* harmony export */   u: () => (/* binding */ writeReport)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77763);





/** A stage's result with its report, which is rendered where it is shown. */
function draft({ title, document, ...rest }) {
    const report = {
        schema: 1,
        title,
        verdict: rest.verdict,
        headline: rest.headline,
        gates: document.gates ?? [],
        sections: document.sections ?? [],
    };
    return { ...rest, report };
}
/** A file is read in an editor: nothing needs to be cut before this. */
const fileLimitBytes = 4 * 1024 * 1024;
/**
 * Writes a report beside the spec, for people: `.model-actions/reports/STAGE.md` and `.json`. Nobody reads them back.
 * @throws UserError where the checkout has a link there, which could lead anywhere
 */
async function writeReport(specDirectory, { result, digest }) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(specDirectory, '.model-actions', 'reports');
    const files = { markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.md`), json: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.json`) };
    for (const each of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory), directory]) {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)(each);
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(each)).isSymbolicLink())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${each}: a link, which could lead to any directory of this host: remove it from the checkout`);
    }
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.markdown, (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMarkdown */ .G)(result.report, { limitBytes: fileLimitBytes }));
    const { report, data, key, parents } = result;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.json, `${JSON.stringify({ ...report, result: digest, key, parents, data }, null, 2)}\n`);
    return files;
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
    const { engineKind } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2033), __webpack_require__.e(9075)]).then(__webpack_require__.bind(__webpack_require__, 89075));
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
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), '');
}
/** Before a key is used. @throws UserError where an earlier step of this job of GitHub ran work as a process */
async function requireUntrained(context) {
    const { place, platform, environment } = context;
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    const found = await marks(place.trainedHere);
    if (found.some(({ name }) => name === mark))
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
        return (0,_reporting_js__WEBPACK_IMPORTED_MODULE_5__/* .draft */ .K)({
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
    const { spec, clock, rollback } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const digest = await releaseDigest(store, context);
    const { maxAge } = spec.signing;
    const { signedBy, release } = await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_2__/* .verifyRelease */ .VA)({
        store,
        digest,
        policy: await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context),
        wanted: { name: spec.name, version: spec.version },
        // Who says that they go back knows that it is not the newest.
        ...(maxAge === undefined || rollback ? {} : { notBefore: new Date(clock.now().getTime() - (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_3__/* .durationMs */ .pc)(maxAge)) }),
    });
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


/***/ }),

/***/ 83370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LR: () => (/* binding */ upperErrorRate),
/* harmony export */   QT: () => (/* binding */ bonettPrice),
/* harmony export */   ri: () => (/* binding */ exactMcNemar)
/* harmony export */ });
/* unused harmony export clopperPearson */
/* harmony import */ var _special_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86694);

/** Exact two-sided interval of a proportion, k of n, with `level` between 0 and 1 (Clopper and Pearson 1934). */
function clopperPearson(k, n, level) {
    const tail = (1 - level) / 2;
    return { low: 1 - upperErrorRate(n - k, n, 1 - tail), high: upperErrorRate(k, n, 1 - tail) };
}
/** Exact one-sided upper bound of an error rate, in 0 to 1; without a request nothing is known, and it is 1. */
function upperErrorRate(errors, requests, level) {
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
    return errors === requests ? 1 : (0,_special_js__WEBPACK_IMPORTED_MODULE_0__/* .inverseIncompleteBeta */ .nV)(level, errors + 1, requests - errors);
}
/**
 * Interval of the difference of two paired proportions (Bonett and Price 2012): `gained` examples that only the first has
 * right, `lost` that only the second has, of `n` in all.
 */
function bonettPrice(gained, lost, n, level) {
    const up = (gained + 1) / (n + 2);
    const down = (lost + 1) / (n + 2);
    const difference = up - down;
    const half = (0,_special_js__WEBPACK_IMPORTED_MODULE_0__/* .normalQuantile */ .Zl)((1 + level) / 2) * Math.sqrt((up + down - difference * difference) / (n + 2));
    return { low: Math.max(-1, difference - half), high: Math.min(1, difference + half) };
}
/** Two-sided p of McNemar's exact test: under the null each discordant pair falls either way with one half. */
function exactMcNemar(gained, lost) {
    const [fewer, all] = [Math.min(gained, lost), gained + lost];
    if (all === 0 || 2 * fewer === all)
        return 1;
    // P(X ≤ k) of a binomial with n and 1/2 is I_{1/2}(n − k, k + 1).
    return Math.min(1, 2 * (0,_special_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteBeta */ .J7)(0.5, all - fewer, fewer + 1));
}


/***/ }),

/***/ 86694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J7: () => (/* binding */ incompleteBeta),
/* harmony export */   Zl: () => (/* binding */ normalQuantile),
/* harmony export */   nV: () => (/* binding */ inverseIncompleteBeta)
/* harmony export */ });
/* unused harmony export logGamma */
/*
 * The special functions that the tests stand on, checked against SciPy in test/unit/statistics. Arguments outside a
 * function's domain are bugs of the caller and throw a RangeError.
 */
/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms); relative error about 1e-13. */
function logGamma(x) {
    if (!(x > 0))
        throw new RangeError(`logGamma of ${x}`);
    const terms = [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];
    const z = x - 1;
    const sum = terms.reduce((total, term, index) => (index === 0 ? term : total + term / (z + index)), 0);
    const base = z + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum);
}
/** Regularised incomplete beta function I_x(a, b), by the continued fraction DLMF 8.17.22 (Lentz's method). */
function incompleteBeta(x, a, b) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1))
        throw new RangeError(`incompleteBeta(${x}, ${a}, ${b})`);
    if (x === 0 || x === 1)
        return x;
    // The fraction converges fast below the mean; above it the mirrored one does.
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(1 - x, b, a);
    const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a));
    const tiny = 1e-300;
    const away = (value) => (Math.abs(value) < tiny ? tiny : value);
    let c = 1;
    let d = 1 / away(1 - ((a + b) * x) / (a + 1));
    let fraction = d;
    for (let m = 1; m <= 10_000; m++) {
        const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away(1 + even * d);
        c = away(1 + even / c);
        fraction *= d * c;
        const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away(1 + odd * d);
        c = away(1 + odd / c);
        const step = d * c;
        fraction *= step;
        if (Math.abs(step - 1) < 1e-15)
            break;
    }
    return Math.min(1, front * fraction);
}
/** x with I_x(a, b) = p, by bisection to the last bit that matters. */
function inverseIncompleteBeta(p, a, b) {
    return bisect((x) => incompleteBeta(x, a, b) - p, 0, 1);
}
/** Quantile of the standard normal distribution, 0 < p < 1. */
function normalQuantile(p) {
    if (!(p > 0 && p < 1))
        throw new RangeError(`normalQuantile of ${p}`);
    return bisect((z) => normalCdf(z) - p, -40, 40);
}
/** P(Z ≤ z) of the standard normal: its Taylor series (Marsaglia 2004), and Laplace’s continued fraction far out. */
function normalCdf(z) {
    if (z < 0)
        return 1 - normalCdf(-z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    if (z > 6) {
        // Continued fraction of the upper tail (Laplace), accurate where the series would cancel.
        let tail = z;
        for (let k = 60; k >= 1; k--)
            tail = z + k / tail;
        return 1 - density / tail;
    }
    // Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …)
    let term = z;
    let sum = z;
    for (let k = 1; term > sum * 1e-17; k++) {
        term *= (z * z) / (2 * k + 1);
        sum += term;
    }
    return 0.5 + density * sum;
}
function bisect(rising, from, to) {
    let [low, high] = [from, to];
    for (let step = 0; step < 200 && high - low > Number.EPSILON * Math.max(Math.abs(low), 1e-300); step++) {
        const middle = (low + high) / 2;
        if (rising(middle) < 0)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}


/***/ })

};
