export const id = 579;
export const ids = [579,613,321];
export const modules = {

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* unused harmony export eventPrefix */
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
    const definition = (name) => ajv.getSchema(`${schema.$id}#/$defs/${name}`);
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
            if (type === 'result') {
                // Not by the `oneOf` of all results, whose complaints are about every other verb.
                const inner = field(parsed.value, 'result');
                const verb = field(inner, 'verb');
                const one = typeof verb === 'string' ? definition(`${verb}_result`) : undefined;
                if (one === undefined)
                    return { kind: 'broken', because: `its key result.verb is ${show(verb)}, which is no verb` };
                if (!one(inner))
                    return { kind: 'broken', because: misfit(one.errors, inner, 'result') };
            }
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
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   qd: () => (/* binding */ agentProgram)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73136);



const bundled = globalThis.modelActionsDist;
const source = bundled === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(import.meta.url)) : undefined;
function first(candidates) {
    const found = candidates.find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
    if (found === undefined)
        throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`);
    return found;
}
/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
const runtimeDirectory = () => bundled === undefined ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', '../docker/runtime')]) : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'runtime')]);
/** Directory with the Dockerfiles of our own images. */
const dockerDirectory = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', '../docker')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'docker'), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, '../docker')]);
/** The program beside the proxy, as an argument for this Node. */
const agentProgram = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', 'gateway/agent/main.ts')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'gateway-agent.js')]);


/***/ }),

/***/ 34380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ checkModelFiles),
  D: () => (/* binding */ isWeightFile)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/model/paths.js
var paths = __webpack_require__(3195);
;// CONCATENATED MODULE: ./build/src/model/onnx.js





const children = {
    model: { 7: 'graph', 20: 'training', 25: 'function' },
    graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
    node: { 5: 'attribute' },
    attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
    sparse: { 1: 'tensor', 2: 'tensor' },
    training: { 1: 'graph', 2: 'graph' },
    function: { 7: 'node' },
    tensor: { 13: 'entry' },
    entry: {},
};
/** The file is an ONNX model, and its external data, if any, lies beside or below it. @throws UserError otherwise */
async function checkOnnx(file) {
    const refuse = (reason) => {
        throw new errors/* UserError */.y(`${file}: ${reason}: export the model to ONNX again`);
    };
    const handle = (0,external_node_fs_.openSync)(file, 'r');
    let found = { irVersion: undefined, graphs: 0, locations: new Set() };
    try {
        found = new Walk(handle).model();
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        refuse(`not an ONNX model (${error.message})`);
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
    if (found.irVersion === undefined || found.irVersion < 1 || found.irVersion > 99)
        refuse('not an ONNX model (no IR version)');
    if (found.graphs !== 1)
        refuse('not an ONNX model (no graph)');
    for (const location of found.locations) {
        const fault = (0,paths/* pathFault */.a9)(location);
        if (fault !== undefined)
            refuse(`its external data ${JSON.stringify(location)} is refused, ${fault}`);
        const isFile = await (0,promises_.stat)((0,external_node_path_.join)((0,external_node_path_.dirname)(file), location)).then((entry) => entry.isFile(), () => false);
        if (!isFile)
            refuse(`its external data ${location} is missing`);
    }
}
class Walk {
    #handle;
    #size;
    #window = Buffer.alloc(64 * 1024);
    #windowAt = 0;
    #windowLength = 0;
    #found = { irVersion: undefined, graphs: 0, locations: new Set() };
    constructor(handle) {
        this.#handle = handle;
        this.#size = (0,external_node_fs_.fstatSync)(handle).size;
    }
    model() {
        this.#message('model', 0, this.#size, 0);
        return this.#found;
    }
    #message(kind, from, end, depth) {
        if (depth > 64)
            throw new RangeError('nested too deeply');
        let at = from;
        const entry = { key: '', value: '' };
        while (at < end) {
            const [tag, afterTag] = this.#varint(at);
            const field = Math.floor(tag / 8);
            const wire = tag % 8;
            if (field === 0)
                throw new RangeError('field 0');
            at = afterTag;
            if (wire === 0) {
                const [value, next] = this.#varint(at);
                if (kind === 'model' && field === 1)
                    this.#found.irVersion = value;
                at = next;
            }
            else if (wire === 1)
                at += 8;
            else if (wire === 5)
                at += 4;
            else if (wire === 2) {
                const [length, start] = this.#varint(at);
                at = start + length;
                if (at > end)
                    throw new RangeError('a field is longer than its message');
                const child = children[kind][field];
                if (kind === 'model' && child === 'graph')
                    this.#found.graphs += 1;
                if (child !== undefined)
                    this.#message(child, start, at, depth + 1);
                else if (kind === 'entry' && (field === 1 || field === 2))
                    entry[field === 1 ? 'key' : 'value'] = this.#text(start, length);
            }
            else
                throw new RangeError(`wire type ${wire}`);
        }
        if (at > end)
            throw new RangeError('a field is longer than its message');
        if (kind === 'entry' && entry.key === 'location')
            this.#found.locations.add(entry.value);
    }
    #byte(at) {
        if (at >= this.#size)
            throw new RangeError('the file ends early');
        if (at < this.#windowAt || at >= this.#windowAt + this.#windowLength) {
            this.#windowAt = at;
            this.#windowLength = (0,external_node_fs_.readSync)(this.#handle, this.#window, 0, this.#window.length, at);
            if (this.#windowLength === 0)
                throw new RangeError('the file ends early');
        }
        return this.#window[at - this.#windowAt] ?? 0;
    }
    #varint(from) {
        let value = 0;
        let scale = 1;
        for (let at = from; at < from + 10; at += 1) {
            const byte = this.#byte(at);
            value += (byte & 0x7f) * scale;
            scale *= 128;
            if (byte < 128)
                return [value, at + 1];
        }
        throw new RangeError('a number is too long');
    }
    #text(at, length) {
        if (length > 4096)
            throw new RangeError('a name is too long');
        const bytes = Buffer.alloc(length);
        (0,external_node_fs_.readSync)(this.#handle, bytes, 0, length, at);
        return bytes.toString('utf8');
    }
}

;// CONCATENATED MODULE: ./build/src/model/pickle.js


/*
 * A pickle runs code of its author's when it is loaded, so none is handed on, in no wrapping: closed by default, by name
 * and by what the file begins with. Archives are refused whole, for what they hide.
 */
const pickleName = /\.(?:pkl|pickle|pt|pth|ckpt|bin|joblib|dill|npz)$/i;
const remedy = 'convert the weights to safetensors and remove this file';
/** @throws UserError where the file is a pickle, or an archive that can hold one */
async function refusePickle(file) {
    const handle = await (0,promises_.open)(file);
    try {
        const { size } = await handle.stat();
        const head = Buffer.alloc(Math.min(size, 4096));
        await handle.read(head, 0, head.length, 0);
        const tail = Buffer.alloc(Math.min(size, 1));
        await handle.read(tail, 0, tail.length, size - tail.length);
        const reason = pickleFault(file, head, tail);
        if (reason !== undefined)
            throw new errors/* UserError */.y(`${file}: ${reason}: ${remedy}`);
    }
    finally {
        await handle.close();
    }
}
/** Why these first (up to 4,096) and last bytes of a file are refused; undefined where they are not. Pure. */
function pickleFault(name, head, lastByte) {
    if (pickleName.test(name))
        return 'a format that can hold a pickle, which runs code when it is loaded';
    if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5)
        return 'a pickle, which runs code when it is loaded';
    const begin = head.toString('latin1');
    for (const [magic, kind] of archives)
        if (begin.startsWith(magic))
            return `${kind}, which can hold a pickle`;
    if (begin.slice(257, 262) === 'ustar')
        return 'a tar archive, which can hold a pickle';
    if (begin.startsWith('\x93NUMPY') && /'descr':\s*(?:'[^']*O|\[.*'[^']*\|O)/.test(begin))
        return 'a NumPy array of Python objects, which is a pickle';
    // Protocols 0 and 1 have no magic: a global (c MODULE newline NAME newline) near the front, and the stop code at the end.
    if (lastByte[0] === 0x2e && /^(?:[(\]}]|[^\n]{0,3})?c[\w.]+\n[\w.]+\n[(pq\]}]/.test(begin))
        return 'a pickle of protocol 0, which runs code when it is loaded';
    return undefined;
}
const archives = [
    ['PK\x03\x04', 'a zip archive'],
    ['PK\x05\x06', 'a zip archive'],
    ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
    ['\x1f\x8b', 'a gzip archive'],
    ['BZh', 'a bzip2 archive'],
    ['\xfd7zXZ\x00', 'an xz archive'],
    ['\x28\xb5\x2f\xfd', 'a zstd archive'],
    ['\x04\x22\x4d\x18', 'an lz4 archive'],
    ['\x78\x01', 'a zlib stream, as joblib writes it'],
    ['\x78\x9c', 'a zlib stream, as joblib writes it'],
    ['\x78\xda', 'a zlib stream, as joblib writes it'],
];

;// CONCATENATED MODULE: ./build/src/model/safetensors.js


/*
 * Format: https://huggingface.co/docs/safetensors: 8 bytes little-endian header length, JSON header, one buffer that the
 * tensors cover without holes or overlap. The limit of the header is that of the reference reader.
 */
const headerLimitBytes = 100_000_000;
const bitsOf = {
    F4: 4,
    F6_E2M3: 6,
    F6_E3M2: 6,
    BOOL: 8,
    U8: 8,
    I8: 8,
    F8_E4M3: 8,
    F8_E5M2: 8,
    F8_E8M0: 8,
    F8_E4M3FNUZ: 8,
    F8_E5M2FNUZ: 8,
    I16: 16,
    U16: 16,
    F16: 16,
    BF16: 16,
    I32: 32,
    U32: 32,
    F32: 32,
    I64: 64,
    U64: 64,
    F64: 64,
    C64: 64,
};
/** @throws UserError with file, reason and remedy where the file is not a whole, unambiguous safetensors file */
async function checkSafetensors(file) {
    const refuse = (reason) => {
        throw new errors/* UserError */.y(`${file}: ${reason}: save the model again with safetensors`);
    };
    const handle = await (0,promises_.open)(file);
    try {
        const { size } = await handle.stat();
        if (size < 8)
            refuse(`${size} bytes, too short for safetensors`);
        const lengthBytes = Buffer.alloc(8);
        await handle.read(lengthBytes, 0, 8, 0);
        const length = lengthBytes.readBigUInt64LE();
        if (length > BigInt(headerLimitBytes))
            refuse(`the header claims ${length} bytes, more than 100 MB`);
        if (length > BigInt(size - 8))
            refuse(`the header claims ${length} bytes, the file has ${size}`);
        const header = Buffer.alloc(Number(length));
        await handle.read(header, 0, header.length, 8);
        const fault = headerFault(header, size - 8 - header.length);
        return typeof fault === 'string' ? refuse(fault) : fault;
    }
    finally {
        await handle.close();
    }
}
/** What is wrong with a header in front of `dataBytes` bytes of tensors, or the number of parameters. Pure. */
function headerFault(header, dataBytes) {
    let text;
    let value;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(header);
        value = JSON.parse(text);
    }
    catch (error) {
        return `the header is not JSON (${error.message})`;
    }
    if (!text.startsWith('{') || typeof value !== 'object' || value === null)
        return 'the header is not a JSON object';
    const duplicate = duplicateKey(text);
    if (duplicate !== undefined)
        return `the header holds the key ${JSON.stringify(duplicate)} twice`;
    const spans = [];
    let parameters = 0;
    for (const [name, tensor] of Object.entries(value)) {
        if (name === '__metadata__')
            continue;
        const read = readTensor(tensor);
        if (typeof read === 'string')
            return `tensor ${JSON.stringify(name)}: ${read}`;
        if (read.end > dataBytes)
            return `tensor ${JSON.stringify(name)} ends at byte ${read.end} of ${dataBytes}`;
        spans.push({ name, begin: read.begin, end: read.end });
        parameters += read.elements;
    }
    spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
    let at = 0;
    for (const span of spans) {
        if (span.begin < at)
            return `tensor ${JSON.stringify(span.name)} overlaps another one`;
        if (span.begin > at)
            return `${span.begin - at} bytes before tensor ${JSON.stringify(span.name)} belong to no tensor`;
        at = span.end;
    }
    if (at !== dataBytes)
        return `${dataBytes - at} bytes at the end belong to no tensor`;
    return { parameters };
}
function readTensor(tensor) {
    if (typeof tensor !== 'object' || tensor === null)
        return 'not an object';
    const { dtype, shape, data_offsets: offsets } = tensor;
    const bits = typeof dtype === 'string' && Object.hasOwn(bitsOf, dtype) ? bitsOf[dtype] : undefined;
    if (bits === undefined)
        return `unknown dtype ${JSON.stringify(dtype)}`;
    if (!isCounts(shape))
        return 'its shape is no list of whole numbers';
    if (!isCounts(offsets) || offsets.length !== 2)
        return 'its data_offsets are no pair of whole numbers';
    const [begin = 0, end = 0] = offsets;
    if (end < begin)
        return `its data_offsets run backwards (${begin}, ${end})`;
    const elements = shape.reduce((product, length) => product * BigInt(length), 1n);
    if (elements * BigInt(bits) !== BigInt(end - begin) * 8n)
        return `dtype ${dtype} × shape [${shape.join(', ')}] does not give its ${end - begin} bytes`;
    return { begin, end, elements: Number(elements) };
}
const isCounts = (value) => Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
/** The first key that stands twice in one object of valid JSON, which JSON.parse would drop without a word. */
function duplicateKey(text) {
    const scopes = [];
    for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g)) {
        const [token, colon] = match;
        if (token === '{')
            scopes.push(new Set());
        else if (token === '}')
            scopes.pop();
        else if (colon !== undefined) {
            const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1));
            const scope = scopes.at(-1);
            if (scope?.has(key) === true)
                return key;
            scope?.add(key);
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/model/checks.js






const isWeightFile = (path) => /\.(?:safetensors|onnx|onnx_data|onnx\.data)$/i.test(path);
/**
 * Everything that is looked at before a model's files are believed: paths, links, pickles, safetensors headers, ONNX
 * skeletons. @throws UserError with file, reason and remedy
 */
async function checkModelFiles(directory) {
    const files = await (0,paths/* listFiles */.CS)(directory);
    for (const { path } of files) {
        const file = (0,external_node_path_.join)(directory, path);
        if (/\.safetensors$/i.test(path))
            await checkSafetensors(file);
        else if (/\.onnx$/i.test(path))
            await checkOnnx(file);
        else if (!isWeightFile(path))
            await refusePickle(file);
    }
    if (!files.some(({ path }) => isWeightFile(path)))
        throw new errors/* UserError */.y(`${directory}: no weights: a model directory holds .safetensors or .onnx files`);
}


/***/ }),

/***/ 6799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   QN: () => (/* binding */ digestBytes),
/* harmony export */   TM: () => (/* binding */ digestFile),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   hW: () => (/* binding */ digestTree),
/* harmony export */   io: () => (/* binding */ readBytes),
/* harmony export */   tv: () => (/* binding */ digestJson),
/* harmony export */   v9: () => (/* binding */ measureFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);




/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
const readBytes = 1024 * 1024;
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
function digestBytes(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Reads the file once, in pieces. */
async function digestFile(path) {
    return (await measureFile(path)).digest;
}
/** Size and digest of what was read, so that the two belong together even where somebody writes. */
async function measureFile(path) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const piece of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(path, { highWaterMark: readBytes })) {
        hash.update(piece);
        sizeBytes += piece.length;
    }
    return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}
/** Digest of the canonical JSON of a value: keys sorted, no spaces, finite numbers only. Keys that are undefined do not count. */
function digestJson(value) {
    return digestBytes(canonicalJson(value));
}
function canonicalJson(value) {
    if (value === null || typeof value === 'boolean' || typeof value === 'string')
        return JSON.stringify(value);
    if (typeof value === 'number') {
        if (!Number.isFinite(value))
            throw new TypeError(`${value} has no place in canonical JSON`);
        return JSON.stringify(value);
    }
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
    }
    throw new TypeError(`a ${typeof value} has no canonical JSON`);
}
/**
 * Digest of a directory's regular files: their paths, sizes and contents, in the order of the paths. Times, owners and
 * modes do not count. Links are followed. `skip` is asked with the name of every entry.
 */
async function digestTree(directory, options = {}) {
    const files = [];
    const walk = async (prefix) => {
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, prefix), { withFileTypes: true })) {
            if (options.skip?.(entry.name) === true)
                continue;
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            if (entry.isDirectory())
                await walk(path);
            else
                files.push({ path, ...(await measureFile((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, path))) });
        }
    };
    await walk('');
    return digestJson(files.sort((a, b) => (a.path < b.path ? -1 : 1)));
}


/***/ }),

/***/ 41158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HN: () => (/* binding */ writeManifest),
/* harmony export */   Nw: () => (/* binding */ readModelDirectory),
/* harmony export */   qw: () => (/* binding */ verifyModelDirectory),
/* harmony export */   vS: () => (/* binding */ manifestName)
/* harmony export */ });
/* unused harmony export parseManifest */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12311);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6799);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3195);







const manifestName = 'model.json';
const digest = zod__WEBPACK_IMPORTED_MODULE_6__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(value), 'expected sha256: and 64 hex digits');
const modelManifest = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    schema: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    name: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower case letters, digits and single . _ -'),
    version: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1),
    task: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['text-classification', 'image-classification']),
    format: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['safetensors', 'onnx']),
    precision: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['fp32', 'int8']),
    labels: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()),
    maxLength: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1),
    files: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        path: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
            .refine((path) => (0,_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .pathFault */ .a9)(path) === undefined && path !== manifestName, 'not a path of a model file'),
        sizeBytes: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(0),
        digest,
    })),
    lineage: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ stage: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), key: digest, inputs: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), digest) })),
});
/** Hashes every file of the directory and writes `model.json` beside them, whole or not at all. */
async function writeManifest(directory, fields) {
    const files = [];
    for (const { path } of await modelFiles(directory))
        files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))) });
    if (files.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${directory}: no files: there is no model to hand on`);
    const { name, version, task, format, precision, labels, maxLength, lineage } = fields;
    const manifest = parseManifest(JSON.stringify({ schema: 1, name, version, task, format, precision, labels, maxLength, files, lineage }), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, manifestName));
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, `.${manifestName}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, `${JSON.stringify(manifest, null, 2)}\n`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, manifestName));
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${directory}: ${manifestName} cannot be written (${error.code}): free space or fix the permissions`, { cause: error });
    }
    return { path: directory, manifest };
}
/** Reads `model.json`; the files themselves are not looked at (`verifyModelDirectory` does). */
async function readModelDirectory(directory) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, manifestName);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(error.code === 'ENOENT'
            ? `${directory}: not a model directory, there is no ${manifestName}: give the result of a stage`
            : `${file}: cannot be read (${error.code}): check the permissions`);
    });
    return { path: directory, manifest: parseManifest(text, file) };
}
/** @throws UserError with file, key and value where the text is no manifest of schema 1 */
function parseManifest(text, file) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${file}: not JSON (${error.message}): run the stage that made this model again`);
    }
    const parsed = modelManifest.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: run the stage that made this model again`);
    }
    const paths = parsed.data.files.map((entry) => entry.path);
    if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${file}: files: not sorted, or a file stands twice: run the stage that made this model again`);
    const collision = (0,_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .caseCollision */ .ze)(paths);
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${file}: files: ${collision.join(' and ')} differ only in case: rename one`);
    return parsed.data;
}
/** Every file has the size and digest that model.json says, and there is no other file. @throws UserError with its name */
async function verifyModelDirectory(model) {
    const present = new Map((await modelFiles(model.path)).map((file) => [file.path, file.sizeBytes]));
    for (const expected of model.manifest.files) {
        const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(model.path, expected.path);
        const sizeBytes = present.get(expected.path);
        if (sizeBytes === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${shown}: missing, though ${manifestName} lists it: ${remedy}`);
        if (sizeBytes !== expected.sizeBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${shown}: ${sizeBytes} bytes, ${manifestName} says ${expected.sizeBytes}: ${remedy}`);
        const { digest: found } = await (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .measureFile */ .v9)(shown);
        if (found !== expected.digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${shown}: its digest is ${found}, ${manifestName} says ${expected.digest}: ${remedy}`);
        present.delete(expected.path);
    }
    const [extra] = present.keys();
    if (extra !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(model.path, extra)}: not listed in ${manifestName}: remove it, or ${remedy}`);
}
const remedy = 'run the stage that made this model again';
async function modelFiles(directory) {
    return (await (0,_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .listFiles */ .CS)(directory)).filter((file) => file.path !== manifestName);
}


/***/ }),

/***/ 3195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    if (path.includes('\\'))
        return 'the path holds a backslash';
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
        return 'the path is absolute';
    const parts = path.split('/');
    if (parts.includes('..'))
        return 'the path leaves its directory';
    if (parts.includes('.') || parts.includes(''))
        return 'the path is not in its shortest form';
    if (parts.some((part) => part.startsWith('.wh.')))
        return 'a name with .wh. deletes files of an image';
    return undefined;
}
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const folded = path.normalize('NFC').toLowerCase();
        const other = seen.get(folded);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(folded, path);
    }
    return undefined;
}
/**
 * Every file below a directory, sorted by path. Links to files inside count as files; links that leave the directory,
 * links to directories, devices, sockets and pipes, and names that no image can hold are refused with a UserError.
 */
async function listFiles(directory, options = {}) {
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory).catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${directory}: cannot be read (${error.code}): give the directory of a model`);
    });
    const files = [];
    const walk = async (prefix) => {
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, prefix), { withFileTypes: true })) {
            if (options.skip?.(entry.name) === true)
                continue;
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path);
            const fault = pathFault(path);
            if (fault !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${JSON.stringify(shown)}: ${fault}: rename the file`);
            if (entry.isDirectory()) {
                await walk(path);
                continue;
            }
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${shown}: neither a file nor a directory: a model holds regular files only, remove it`);
            files.push({ path, sizeBytes: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path))).size });
        }
    };
    await walk('');
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_1__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(target)).isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${shown}: a link to a directory: copy the files instead`);
}


/***/ }),

/***/ 85167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ blobOf),
/* harmony export */   EQ: () => (/* binding */ repeatable),
/* harmony export */   Xn: () => (/* binding */ readableFrom),
/* harmony export */   gm: () => (/* binding */ readBlob),
/* harmony export */   jh: () => (/* binding */ measured),
/* harmony export */   pP: () => (/* binding */ moveBlob),
/* harmony export */   su: () => (/* binding */ isRepeatable),
/* harmony export */   yw: () => (/* binding */ readAll),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



const repeatable = (begin) => ({
    repeatable: true,
    [Symbol.asyncIterator]: () => begin()[Symbol.asyncIterator](),
});
const isRepeatable = (stream) => 'repeatable' in stream && stream.repeatable === true;
const blobOf = (bytes) => repeatable(async function* () {
    yield bytes;
});
/** Passes a stream on and says, once it has ended, what it was. */
function measured(stream) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    let ended;
    async function* pass() {
        for await (const piece of stream) {
            hash.update(piece);
            size += piece.length;
            yield piece;
        }
        ended = { digest: `sha256:${hash.digest('hex')}`, size };
    }
    return {
        stream: pass(),
        result() {
            if (ended === undefined)
                throw new Error('asked for the digest of a stream that has not ended');
            return ended;
        },
    };
}
/** Fails at the end, or as soon as it is too long, where a stream is not what it should be. */
async function* verified(stream, expected, place) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    for await (const piece of stream) {
        hash.update(piece);
        size += piece.length;
        if (size > expected.size)
            throw differs(place, `longer than ${expected.size} bytes`);
        yield piece;
    }
    if (size !== expected.size)
        throw differs(place, `${size} bytes instead of ${expected.size}`);
    const found = `sha256:${hash.digest('hex')}`;
    if (found !== expected.digest)
        throw differs(place, `its digest is ${found}`);
}
const differs = (place, how) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${place}: not what its digest says, ${how}: it was damaged or tampered with, push the image again`);
async function readAll(stream) {
    const pieces = [];
    for await (const piece of stream)
        pieces.push(piece);
    return Buffer.concat(pieces);
}
/** A small blob (a config, a bundle) as bytes. */
async function readBlob(store, descriptor) {
    if (descriptor.size > 64 * 1024 * 1024)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${store.name}@${descriptor.digest}: ${descriptor.size} bytes, too large for what it is said to be: refused`);
    return readAll(await store.read(descriptor));
}
const readableFrom = (stream) => node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(stream, { objectMode: false });
/** Takes a blob from one store to another: nothing if it is there, mounted if that is possible, streamed otherwise. */
async function moveBlob(from, descriptor, to) {
    if (await to.has(descriptor.digest))
        return 'present';
    if (to.mount !== undefined && (await to.mount(descriptor.digest, from)))
        return 'mounted';
    const source = repeatable(async function* () {
        yield* await from.read(descriptor);
    });
    await to.write(source, descriptor.mediaType, { digest: descriptor.digest, size: descriptor.size });
    return 'moved';
}


/***/ }),

/***/ 93762:
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
// EXTERNAL MODULE: ./build/src/model/digest.js
var digest = __webpack_require__(6799);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/model/paths.js
var paths = __webpack_require__(3195);
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
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
;// CONCATENATED MODULE: ./build/src/oci/untar.js







/**
 * Unpacks one uncompressed layer below `into`. Only directories and regular files under `below` are taken; anything
 * else in it (links, devices, absolute or leaving paths, whiteouts, a file twice) is refused before it touches the disk.
 * @param place names the layer in errors
 * @returns the paths of the files, relative to `below`
 */
async function unpackLayer(stream, options) {
    const { below, into, place } = options;
    const refuse = (name, reason) => {
        throw new errors/* UserError */.y(`${place}: entry ${JSON.stringify(name)}: ${reason}: refused, build the image again with model-actions`);
    };
    const files = [];
    let bytes = 0;
    const reader = (0,tar_stream.extract)();
    const fed = (0,external_node_stream_promises_.pipeline)(stream, reader);
    fed.catch(() => undefined);
    for await (const entry of reader) {
        const { name, type, size } = entry.header;
        const path = type === 'directory' ? name.replace(/\/$/, '') : name;
        const fault = (0,paths/* pathFault */.a9)(path);
        if (fault !== undefined)
            refuse(name, fault);
        if (type !== 'file' && type !== 'directory')
            refuse(name, `a ${type}, where only files and directories may be`);
        const inside = path.startsWith(`${below}/`);
        if (!inside && path !== below && !below.startsWith(`${path}/`))
            refuse(name, `outside /${below}`);
        if (type === 'directory') {
            entry.resume();
            continue;
        }
        if (!inside)
            refuse(name, `a file where the directory /${below} belongs`);
        const relative = path.slice(below.length + 1);
        if (files.includes(relative))
            refuse(name, 'stands twice');
        bytes += size ?? 0;
        if (bytes > options.limitBytes)
            refuse(name, `unpacks to more than ${options.limitBytes} bytes`);
        files.push(relative);
        const collision = (0,paths/* caseCollision */.ze)(files);
        if (collision !== undefined)
            refuse(name, `differs from ${collision[0]} only in case`);
        const target = (0,external_node_path_.join)(into, relative);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        await (0,external_node_stream_promises_.pipeline)(entry, (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch((error) => {
            if (error instanceof errors/* UserError */.y)
                throw error;
            throw new errors/* UserError */.y(`${target}: cannot be written (${error.code ?? error.message}): ${error.code === 'ENOSPC' ? 'the disk is full, free some space' : 'check the path and its permissions'}`, { cause: error });
        });
    }
    await fed;
    return files;
}

;// CONCATENATED MODULE: ./build/src/oci/extract.js













const recordName = 'image.json';
/**
 * Takes model and runtime out of an image, without its base: only our layers are pulled, each is checked against its
 * digest and each file against model.json. `into` appears whole (`model/`, `runtime/`, `image.json`) or not at all.
 * With `reuse`, a directory that this made of the same digest is checked again and returned. @throws UserError
 */
async function extractModel(options) {
    const { store, digest, into } = options;
    if (await exists(into)) {
        if (options.reuse === true)
            return reused(into, digest);
        throw new errors/* UserError */.y(`${into}: exists already: remove it, or name another directory`);
    }
    const place = `${store.name}@${digest}`;
    const image = await (0,platforms/* choosePlatform */.xV)(store, digest, (0,platforms/* hostPlatform */.ol)(), false);
    const imageConfig = (0,oci_imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(store, image.manifest.config), place);
    const layers = image.manifest.layers.filter((layer) => layer.annotations?.[oci_layers/* layerKey */.n3] !== undefined);
    const below = modelRoot(layers, place);
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(into), `.${(0,external_node_path_.basename)(into)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'model'), { recursive: true });
        await (0,promises_.mkdir)((0,external_node_path_.join)(temporary, 'runtime'));
        for (const layer of layers)
            await unpack(store, layer, below, temporary);
        const model = await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(temporary, 'model'));
        if (`${oci_layers/* modelsRoot */.vG}/${model.manifest.name}` !== below)
            throw new errors/* UserError */.y(`${place}: /${below} holds the model ${model.manifest.name}: refused, build the image again`);
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        const runtime = await runtimeDigest(temporary);
        await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, recordName), JSON.stringify({ digest, runtime, imageConfig }));
        await (0,promises_.rename)(temporary, into);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
        throw diskError(into, error);
    }
    return result(into, imageConfig);
}
async function unpack(store, layer, below, temporary) {
    const place = `${store.name}: layer ${layer.digest}`;
    if (layer.mediaType !== mediaTypes/* mediaTypes */.Ib.layer)
        throw new errors/* UserError */.y(`${place}: of the kind ${layer.mediaType}, though layers of a model are plain tar archives: build the image again`);
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
    if (small.length !== 1 || path === undefined || (0,paths/* pathFault */.a9)(path) !== undefined || !/^models\/[^/]+$/.test(path))
        throw new errors/* UserError */.y(`${place}: not a model image, no layer says that it holds a model: build it with model-actions`);
    return path;
}
async function reused(into, digest) {
    const remedy = `remove ${into}, it is made again`;
    const file = (0,external_node_path_.join)(into, recordName);
    const text = await (0,promises_.readFile)(file).catch(() => {
        throw new errors/* UserError */.y(`${into}: exists, but was not taken out of an image: name another directory`);
    });
    const record = (0,mediaTypes/* parseJson */.qF)(text, file);
    if (record.digest !== digest)
        throw new errors/* UserError */.y(`${into}: holds another image, ${String(record.digest)}: ${remedy}`);
    const imageConfig = (0,oci_imageConfig/* parseImageConfig */.FB)(Buffer.from(JSON.stringify(record.imageConfig ?? null)), file);
    const found = await result(into, imageConfig);
    await (0,manifest/* verifyModelDirectory */.qw)(found.model);
    if ((await runtimeDigest(into)) !== record.runtime)
        throw new errors/* UserError */.y(`${found.runtimeDirectory}: was changed: ${remedy}`);
    return found;
}
const result = async (into, imageConfig) => ({
    model: await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(into, 'model')),
    runtimeDirectory: (0,external_node_path_.join)(into, 'runtime'),
    imageConfig,
});
/** Python writes its caches beside the sources when it runs them. */
const runtimeDigest = (into) => (0,digest/* digestTree */.hW)((0,external_node_path_.join)(into, 'runtime'), { skip: (name) => name === '__pycache__' });
const exists = (path) => (0,promises_.stat)(path).then(() => true, () => false);
function diskError(into, error) {
    const { code, syscall } = error;
    if (error instanceof errors/* UserError */.y || code === undefined || syscall === undefined)
        return error;
    return new errors/* UserError */.y(`${into}: cannot be written (${code}): ${code === 'ENOSPC' ? 'the disk is full, free some space' : 'check the path and its permissions'}`, { cause: error });
}


/***/ }),

/***/ 52804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FB: () => (/* binding */ parseImageConfig),
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   lc: () => (/* binding */ modelImageConfig)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12311);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6799);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62676);





const schema = zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({
    architecture: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    os: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    variant: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional(),
    config: zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ Env: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()).nullish(), Labels: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()).nullish() })
        .nullish(),
    rootfs: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        type: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('layers'),
        diff_ids: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_model_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value), 'not a sha256 digest'))
            .nullish(),
    }),
    history: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({})).nullish(),
});
function parseImageConfig(bytes, place) {
    const parsed = schema.safeParse((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, place));
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place}: not an image configuration (${issue?.path.join('.')}: ${issue?.message}): give a container image`);
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
            User: `${_tar_js__WEBPACK_IMPORTED_MODULE_3__/* .owner */ .eC}:${_tar_js__WEBPACK_IMPORTED_MODULE_3__/* .owner */ .eC}`,
            ExposedPorts: { '8080/tcp': {} },
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
                '8080',
            ],
            Labels: sorted({ ...inherited.Labels, ...options.labels }),
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
/* harmony export */   Q7: () => (/* binding */ planLayers),
/* harmony export */   jq: () => (/* binding */ filepathKey),
/* harmony export */   n3: () => (/* binding */ layerKey),
/* harmony export */   pP: () => (/* binding */ runtimeRoot),
/* harmony export */   vG: () => (/* binding */ modelsRoot)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _model_checks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34380);
/* harmony import */ var _model_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6799);
/* harmony import */ var _model_manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41158);
/* harmony import */ var _model_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3195);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(62676);









/** Which of our layers this is, on every descriptor of one. */
const layerKey = 'model-actions.layer';
/** ModelPack's name for where a layer's content stands. */
const filepathKey = 'org.cncf.model.filepath';
const modelsRoot = 'models';
const runtimeRoot = 'opt/model-actions';
/** The layers above the base, from the bottom: runtime, one a weight file, then everything small together. */
async function planLayers(model, runtimeDirectory) {
    const { name, files } = model.manifest;
    const below = `${modelsRoot}/${name}`;
    const entry = (file) => ({
        path: `${below}/${file.path}`,
        kind: 'file',
        sizeBytes: file.sizeBytes,
        content: () => unchanged((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(model.path, file.path), file),
    });
    const weights = files.filter((file) => (0,_model_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .isWeightFile */ .D)(file.path));
    const rest = files.filter((file) => !(0,_model_checks_js__WEBPACK_IMPORTED_MODULE_4__/* .isWeightFile */ .D)(file.path));
    const [description] = (await (0,_model_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(model.path)).filter((file) => file.path === _model_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestName */ .vS);
    if (description === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${model.path}: there is no ${_model_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestName */ .vS}: give the result of a stage`);
    const small = [
        ...rest.map(entry),
        (0,_tar_js__WEBPACK_IMPORTED_MODULE_8__/* .fileEntry */ .nV)(`${below}/${_model_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestName */ .vS}`, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(model.path, _model_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestName */ .vS), description.sizeBytes),
    ];
    return [
        { kind: 'runtime', path: runtimeRoot, entries: await runtimeEntries(runtimeDirectory) },
        ...weights.map((file) => {
            return { kind: 'weight', path: `${below}/${file.path}`, entries: (0,_tar_js__WEBPACK_IMPORTED_MODULE_8__/* .withDirectories */ .CM)([entry(file)], '') };
        }),
        { kind: 'model', path: `${below}/`, entries: (0,_tar_js__WEBPACK_IMPORTED_MODULE_8__/* .withDirectories */ .CM)(small, '') },
    ];
}
/** The package directory under its own name; what Python writes beside its sources, and hidden files, stay out. */
async function runtimeEntries(directory) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(directory);
    const files = await (0,_model_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(directory, {
        skip: (entry) => entry === '__pycache__' || entry.endsWith('.pyc') || entry.startsWith('.'),
    });
    const entries = files.map((file) => (0,_tar_js__WEBPACK_IMPORTED_MODULE_8__/* .fileEntry */ .nV)(`${runtimeRoot}/${name}/${file.path}`, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, file.path), file.sizeBytes));
    return (0,_tar_js__WEBPACK_IMPORTED_MODULE_8__/* .withDirectories */ .CM)(entries, 'opt');
}
/** A file's content, in the one read that goes into the layer; fails where it is not what model.json says. */
async function* unchanged(path, expected) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    for await (const piece of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(path, { highWaterMark: _model_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .readBytes */ .io })) {
        hash.update(piece);
        size += piece.length;
        if (size > expected.sizeBytes)
            break;
        yield piece;
    }
    const found = `sha256:${hash.digest('hex')}`;
    if (size !== expected.sizeBytes || found !== expected.digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${path}: not what ${_model_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestName */ .vS} says (${expected.sizeBytes} bytes, ${expected.digest}): it was changed, run the stage that made this model again`);
}


/***/ }),

/***/ 23102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ manifestTypes),
/* harmony export */   Ib: () => (/* binding */ mediaTypes),
/* harmony export */   Tp: () => (/* binding */ parseDocument),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   cU: () => (/* binding */ manifestLimitBytes),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   xh: () => (/* binding */ referrerDescriptor)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12311);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6799);



/** OCI image specification 1.1, and Docker's older names that registries still hold. */
const mediaTypes = {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar',
    gzipLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
};
const manifestTypes = [
    mediaTypes.index,
    mediaTypes.manifest,
    mediaTypes.dockerIndex,
    mediaTypes.dockerManifest,
];
/** A manifest is read whole into memory; registries refuse larger ones too. */
const manifestLimitBytes = 4 * 1024 * 1024;
const digest = zod__WEBPACK_IMPORTED_MODULE_2__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_model_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value), 'not a sha256 digest');
const descriptor = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    digest,
    size: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    platform: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ architecture: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), os: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), variant: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional() }).optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const manifest = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    config: descriptor,
    layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(descriptor),
    subject: descriptor.optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
});
const index = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    manifests: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(descriptor),
    subject: descriptor.optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
});
/** @param place what to name in the error: the reference that these bytes came from */
function parseDocument(bytes, place) {
    const value = parseJson(bytes, place);
    const isIndex = typeof value === 'object' && value !== null && 'manifests' in value;
    const parsed = isIndex ? index.safeParse(value) : manifest.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place}: neither an image manifest nor an index (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}): give an OCI image`);
    }
    const clean = JSON.parse(JSON.stringify(parsed.data));
    return isIndex ? { kind: 'index', index: clean } : { kind: 'manifest', manifest: clean };
}
function parseJson(bytes, place) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place}: not JSON (${error.message}): the image is damaged, build or push it again`);
    }
}
/** What a referrers listing says about a manifest: its type and annotations are those of the manifest itself. */
function referrerDescriptor(descriptor, document) {
    const own = document.kind === 'index' ? document.index : document.manifest;
    const artifactType = own.artifactType ?? (document.kind === 'manifest' ? document.manifest.config.mediaType : undefined);
    return {
        mediaType: descriptor.mediaType,
        digest: descriptor.digest,
        size: descriptor.size,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(own.annotations === undefined ? {} : { annotations: own.annotations }),
    };
}
const subjectOf = (document) => (document.kind === 'index' ? document.index.subject : document.manifest.subject)?.digest;
const mediaTypeOf = (bytes, place) => {
    const value = parseJson(bytes, place);
    if (typeof value.mediaType === 'string')
        return value.mediaType;
    return parseDocument(bytes, place).kind === 'index' ? mediaTypes.index : mediaTypes.manifest;
};


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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`platform ${JSON.stringify(name)}: expected OS/ARCHITECTURE, such as linux/amd64`);
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place}: an index inside an index: give a plain image`);
        images.push({
            descriptor: { ...entry, mediaType: child.descriptor.mediaType },
            manifest: inner.manifest,
            platform: platformName(entry.platform),
        });
    }
    if (images.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${place}: an index without an image: give an image`);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(`${store.name}@${digest}: there is no image for ${platform}, only for ${images.map((image) => image.platform).join(', ')}: build it for ${platform} too`);
}


/***/ }),

/***/ 62676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ withDirectories),
/* harmony export */   FJ: () => (/* binding */ writeTar),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   eu: () => (/* binding */ tarStream),
/* harmony export */   nV: () => (/* binding */ fileEntry)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _model_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6799);
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
    content: () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file, { highWaterMark: _model_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .readBytes */ .io }),
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
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12311);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);





/*
 * Key files as cosign writes and reads them (sigstore/cosign, pkg/cosign/keys.go): a PEM block around base64 JSON, scrypt
 * for the password, nacl/secretbox around the PKCS 8 key. Only ECDSA P-256, which is what cosign generates.
 */
const encryptedLabels = ['ENCRYPTED SIGSTORE PRIVATE KEY', 'ENCRYPTED COSIGN PRIVATE KEY'];
const cost = { N: 65536, r: 8, p: 1 };
// Bounds keep a hostile key file from asking for gigabytes: N x r x 128 bytes is what scrypt needs.
const encryptedKey = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    kdf: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        name: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('scrypt'),
        params: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
            N: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(2).max(1_048_576),
            r: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1).max(16),
            p: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1).max(4),
        }),
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: the key is ${curve ?? key.asymmetricKeyType ?? 'unknown'}, only ECDSA P-256 is accepted: make one with cosign generate-key-pair`);
    return key;
}
/** @param where how messages name the input: a file or an input's name */
async function readPrivateKey(pem, password, where) {
    const block = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/.exec(pem);
    if (block === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: not a whole PEM key file (BEGIN or END line missing): give the complete private key`);
    const label = block[1] ?? '';
    if (label === 'PUBLIC KEY')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: this is a public key: give the private key, usually cosign.key`);
    if (label === 'PRIVATE KEY')
        return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem), where, 'private'), where);
    if (!encryptedLabels.includes(label))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: "${label}" is not accepted: give a cosign key file or an unencrypted PKCS 8 "PRIVATE KEY"`);
    let json;
    try {
        json = JSON.parse(Buffer.from(block[2] ?? '', 'base64').toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: the key file is damaged or cut off: restore it from its source`, { cause });
    }
    const parsed = encryptedKey.safeParse(json);
    if (!parsed.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: ${parsed.error.issues[0]?.path.join('.') ?? 'content'} is not what a cosign key file holds: restore it from its source`);
    const { kdf, cipher, ciphertext } = parsed.data;
    const nonce = Buffer.from(cipher.nonce, 'base64');
    if (nonce.length !== tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.nonceLength)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: cipher.nonce has ${nonce.length} bytes, not 24: restore the key file from its source`);
    const key = await derive(password, Buffer.from(kdf.salt, 'base64'), kdf.params);
    const der = tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key);
    if (der === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: the password does not open this key, or the file is damaged: check the password`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }), where, 'private'), where);
}
function readPublicKey(pem, where) {
    if (pem.includes('PRIVATE KEY-----'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: this is a private key: give the public key, usually cosign.pub`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem), where, 'public'), where);
}
function parse(read, where, kind) {
    try {
        return read();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${where}: not a readable ${kind} key in PEM form: restore it from its source`, { cause });
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

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveInside: () => (/* binding */ resolveInside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * A path that a person wrote, as a real absolute path inside `root`; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves `root` by `..`, or by a link whose real path lies outside
 */
async function resolveInside(root, path, place) {
    const refuse = (cause, remedy = 'name a path inside it') => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${place.file}: ${place.key}: ${JSON.stringify(path)} ${cause}: ${remedy}`);
    };
    if (path.trim() === '')
        refuse('is empty');
    if (path.includes('\0'))
        refuse('holds a NUL character');
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path))
        refuse(`is absolute, and paths are relative to ${root}`, 'name a path inside it, such as ./data');
    const realRoot = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root));
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(realRoot, path);
    if (!isInside(realRoot, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted);
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!isInside(realRoot, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
function isInside(root, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** The real path, of the deepest ancestor where the path itself is not there yet; undefined at a dangling link. */
async function realPathOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const code = error.code;
        if (code === 'ELOOP')
            return undefined;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
    }
    const isLink = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).then((entry) => entry.isSymbolicLink(), () => false);
    if (isLink || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) === path)
        return undefined;
    const parent = await realPathOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return parent === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}


/***/ }),

/***/ 41579:
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
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/model/digest.js
var model_digest = __webpack_require__(6799);
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
// EXTERNAL MODULE: ./build/src/oci/tar.js
var oci_tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/assemble.js









/**
 * Builds and stores the image of a model: an index with one image a platform over the same weight blobs, and a ModelPack
 * manifest over them. Same input, same digests. The blobs come first, the index last. @throws UserError
 */
async function assembleModelImage(options) {
    const { store, model } = options;
    const account = new Account(options.onProgress);
    const bases = await openBases(options);
    const planned = await (0,oci_layers/* planLayers */.Q7)(model, options.runtimeDirectory);
    const baseLayers = new Map(bases.flatMap((base) => base.layers.map((layer) => [layer.digest, layer])));
    account.expect([
        ...[...baseLayers.values()].map((layer) => layer.size),
        ...planned.map((layer) => (0,oci_tar/* tarStream */.eu)(layer.entries).sizeBytes),
    ]);
    if (options.base !== undefined)
        for (const layer of baseLayers.values()) {
            options.signal?.throwIfAborted();
            account.add('layer of the base', layer, (await (0,blobs/* moveBlob */.pP)(options.base.store, layer, store)) === 'moved');
        }
    const layers = [];
    for (const layer of planned) {
        const { descriptor, moved } = await placeLayer(layer, options);
        account.add(layer.path, descriptor, moved);
        layers.push({ planned: layer, descriptor });
    }
    const labels = allLabels(options);
    const manifests = [];
    for (const base of bases)
        manifests.push(await putImage(base, layers, labels, options));
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
    if (!(0,model_digest/* isDigest */.Bc)(base.digest))
        throw new errors/* UserError */.y(`base image ${base.store.name}:${String(base.digest)}: a tag can move: pin it by its digest, ${base.store.name}@sha256:…`);
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
        throw new errors/* UserError */.y(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}: leave the platform out or choose another base`);
    return found;
}
function baseLayersOf(image, config, place) {
    const { layers } = image.manifest;
    if ((config.rootfs.diff_ids ?? []).length !== layers.length)
        throw new errors/* UserError */.y(`base image ${place}: ${layers.length} layers, but its configuration lists ${(config.rootfs.diff_ids ?? []).length}: choose another base`);
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
    throw new errors/* UserError */.y(`base image ${place}: a layer of the kind ${mediaType} cannot be taken over: choose another base`);
}
/**
 * A layout gets its layer in a single read of the file. A registry is asked first, so there the first read tells the
 * digest and only a layer that is missing is read again, for the upload: weights that are there are never sent.
 */
async function placeLayer(layer, options) {
    const { store, signal } = options;
    const tar = (0,oci_tar/* tarStream */.eu)(layer.entries);
    const stream = (0,blobs/* repeatable */.EQ)(() => abortable(tar.stream, signal));
    const annotated = (descriptor) => ({
        mediaType: mediaTypes/* mediaTypes */.Ib.layer,
        digest: descriptor.digest,
        size: descriptor.size,
        annotations: { ...(layer.kind === 'runtime' ? {} : { [oci_layers/* filepathKey */.jq]: layer.path }), [oci_layers/* layerKey */.n3]: layer.kind },
    });
    if (store.mount === undefined) {
        const before = new Set();
        const checked = (0,blobs/* measured */.jh)(stream);
        const noted = (async function* () {
            yield* checked.stream;
            const { digest } = checked.result();
            if (await store.has(digest))
                before.add(digest);
        })();
        const descriptor = await store.write(noted, mediaTypes/* mediaTypes */.Ib.layer);
        return { descriptor: annotated(descriptor), moved: !before.has(descriptor.digest) };
    }
    const first = (0,blobs/* measured */.jh)(stream);
    for await (const _ of first.stream)
        ;
    const known = first.result();
    const present = await store.has(known.digest);
    if (!present)
        await store.write(stream, mediaTypes/* mediaTypes */.Ib.layer, known);
    return { descriptor: annotated({ mediaType: mediaTypes/* mediaTypes */.Ib.layer, ...known }), moved: !present };
}
async function* abortable(stream, signal) {
    for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
    }
}
async function putImage(base, layers, labels, options) {
    const { store, model } = options;
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
function allLabels(options) {
    const { model, base } = options;
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/oci/layout.js









const tagKey = 'org.opencontainers.image.ref.name';
const incoming = '.incoming';
/** One writer of a layout's index at a time within this process; each change is read, made and renamed as one step. */
const turns = new Map();
/**
 * An OCI image layout directory (image-spec 1.1, image-layout.md). Blobs and index appear by a rename, whole.
 * @throws UserError where the directory is no layout, or cannot be made
 */
async function openLayout(directory, options) {
    if (options.create)
        await createLayout(directory);
    const marker = await (0,promises_.readFile)((0,external_node_path_.join)(directory, 'oci-layout'), 'utf8').catch(() => undefined);
    if (marker === undefined)
        throw new errors/* UserError */.y(`${directory}: not an OCI layout, there is no oci-layout file: give a directory that an image was built into`);
    if (!/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(marker))
        throw new errors/* UserError */.y(`${(0,external_node_path_.join)(directory, 'oci-layout')}: unknown version of the OCI layout: expected 1.0.0`);
    await sweep(directory);
    return new Layout(directory);
}
class Layout {
    name;
    #directory;
    constructor(directory) {
        this.#directory = directory;
        this.name = `oci:${directory}`;
    }
    async has(digest) {
        return (0,promises_.stat)(this.#blob(digest)).then((entry) => entry.isFile(), (error) => {
            if (error.code === 'ENOENT')
                return false;
            throw this.#failure('cannot be read', error);
        });
    }
    async read(descriptor) {
        const path = this.#blob(descriptor.digest);
        await (0,promises_.stat)(path).catch((error) => {
            throw new errors/* UserError */.y(`${this.name}: ${descriptor.digest} is missing (${error.code}): build the image again`);
        });
        return (0,blobs/* readableFrom */.Xn)((0,blobs/* verified */.zr)((0,external_node_fs_.createReadStream)(path, { highWaterMark: model_digest/* readBytes */.io }), descriptor, path));
    }
    async write(stream, mediaType, known) {
        if (known !== undefined && (await this.has(known.digest)))
            return { mediaType, ...known };
        const checked = (0,blobs/* measured */.jh)(known === undefined ? stream : (0,blobs/* verified */.zr)(stream, known, `${this.name}@${known.digest}`));
        const temporary = await this.#save(checked.stream);
        const found = checked.result();
        await this.#publish(temporary, this.#blob(found.digest));
        return { mediaType, ...found };
    }
    async putManifest(bytes, mediaType, tag) {
        const descriptor = { mediaType, digest: (0,model_digest/* digestBytes */.QN)(bytes), size: bytes.length };
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${this.name}@${descriptor.digest}`);
        await this.write((0,blobs/* blobOf */.DE)(bytes), mediaType, descriptor);
        if (tag !== undefined || (0,mediaTypes/* subjectOf */.et)(document) !== undefined)
            await this.#change((manifests) => [
                ...manifests.filter((entry) => tag === undefined
                    ? entry.digest !== descriptor.digest || entry.annotations?.[tagKey] !== undefined
                    : entry.annotations?.[tagKey] !== tag),
                tag === undefined
                    ? (0,mediaTypes/* referrerDescriptor */.xh)(descriptor, document)
                    : { ...descriptor, annotations: { [tagKey]: tag } },
            ]);
        return descriptor;
    }
    async getManifest(reference) {
        const tagged = (0,model_digest/* isDigest */.Bc)(reference) ? undefined : await this.resolve(reference);
        if (tagged === undefined && !(0,model_digest/* isDigest */.Bc)(reference))
            throw new errors/* UserError */.y(`${this.name}: there is no tag ${reference}: tags are ${(await this.tags()).join(', ') || 'none'}`);
        const digest = tagged?.digest ?? reference;
        const path = this.#blob(digest);
        const size = await (0,promises_.stat)(path).then((entry) => entry.size, () => {
            throw new errors/* UserError */.y(`${this.name}: there is no manifest ${digest}: build the image again`);
        });
        if (size > mediaTypes/* manifestLimitBytes */.cU)
            throw new errors/* UserError */.y(`${path}: ${size} bytes is too large for a manifest: refused`);
        const bytes = await (0,promises_.readFile)(path);
        if ((0,model_digest/* digestBytes */.QN)(bytes) !== digest)
            throw new errors/* UserError */.y(`${path}: not what its digest says: it was damaged or tampered with, build the image again`);
        return { descriptor: { mediaType: (0,mediaTypes/* mediaTypeOf */.c0)(bytes, path), digest, size }, bytes };
    }
    async resolve(tag) {
        const found = (await this.#index()).manifests.find((entry) => entry.annotations?.[tagKey] === tag);
        return found === undefined ? undefined : { mediaType: found.mediaType, digest: found.digest, size: found.size };
    }
    async tags() {
        const { manifests } = await this.#index();
        return manifests.flatMap((entry) => entry.annotations?.[tagKey] ?? []).sort();
    }
    async referrers(digest) {
        const found = new Map();
        for (const entry of (await this.#index()).manifests) {
            const { descriptor, bytes } = await this.getManifest(entry.digest);
            const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${this.name}@${entry.digest}`);
            if ((0,mediaTypes/* subjectOf */.et)(document) === digest)
                found.set(entry.digest, (0,mediaTypes/* referrerDescriptor */.xh)(descriptor, document));
        }
        return [...found.values()];
    }
    #blob(digest) {
        if (!(0,model_digest/* isDigest */.Bc)(digest))
            throw new errors/* UserError */.y(`${this.name}: ${JSON.stringify(digest)} is no sha256 digest`);
        return (0,external_node_path_.join)(this.#directory, 'blobs', 'sha256', digest.slice('sha256:'.length));
    }
    async #index() {
        const file = (0,external_node_path_.join)(this.#directory, 'index.json');
        const bytes = await (0,promises_.readFile)(file).catch((error) => {
            throw new errors/* UserError */.y(`${file}: cannot be read (${error.code}): build the image again`);
        });
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, file);
        if (document.kind !== 'index')
            throw new errors/* UserError */.y(`${file}: not an OCI index: build the image again`);
        return document.index;
    }
    async #change(change) {
        const before = turns.get(this.#directory) ?? Promise.resolve();
        const turn = before
            .catch(() => undefined)
            .then(async () => {
            const manifests = change((await this.#index()).manifests);
            await writeIndex(this.#directory, manifests);
        });
        turns.set(this.#directory, turn);
        await turn.catch((error) => {
            throw this.#failure('cannot be written', error);
        });
    }
    async #save(stream) {
        const temporary = (0,external_node_path_.join)(this.#directory, incoming, `${process.pid}-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
        try {
            await (0,promises_.mkdir)((0,external_node_path_.join)(this.#directory, incoming), { recursive: true });
            await writeWhole(temporary, stream);
            return temporary;
        }
        catch (error) {
            await (0,promises_.rm)(temporary, { force: true });
            throw this.#failure('cannot be written', error);
        }
    }
    async #publish(temporary, path) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(this.#directory, 'blobs', 'sha256'), { recursive: true });
        await (0,promises_.rename)(temporary, path);
    }
    /** Failures of the file system become one line; what a source or a check threw stays as it is. */
    #failure(what, error) {
        const code = error.code;
        if (error instanceof errors/* UserError */.y || typeof code !== 'string' || !/^E[A-Z]+$/.test(code))
            return error;
        const remedy = code === 'ENOSPC' || code === 'EDQUOT'
            ? 'the disk is full, free some space'
            : 'check the path and its permissions';
        return new errors/* UserError */.y(`${this.name}: ${what} (${code}): ${remedy}`, { cause: error });
    }
}
async function createLayout(directory) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(directory, 'blobs', 'sha256'), { recursive: true });
        const present = new Set(await (0,promises_.readdir)(directory));
        if (!present.has('index.json'))
            await writeIndex(directory, []);
        if (!present.has('oci-layout'))
            await replaceFile(directory, 'oci-layout', '{"imageLayoutVersion":"1.0.0"}');
    }
    catch (error) {
        throw new errors/* UserError */.y(`oci:${directory}: cannot be created (${error.code}): check the path, its permissions and free space`, { cause: error });
    }
}
const writeIndex = (directory, manifests) => replaceFile(directory, 'index.json', JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.index, manifests }));
async function replaceFile(directory, name, text) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(directory, incoming), { recursive: true });
    const temporary = (0,external_node_path_.join)(directory, incoming, `${process.pid}-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
    try {
        await writeWhole(temporary, [Buffer.from(text)]);
        await (0,promises_.rename)(temporary, (0,external_node_path_.join)(directory, name));
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}
/** On the disk before it is renamed: a power cut leaves the old name or the whole file, never half of one. */
async function writeWhole(path, pieces) {
    const handle = await (0,promises_.open)(path, 'wx', 0o644);
    try {
        for await (const piece of pieces) {
            let at = 0;
            while (at < piece.length)
                at += (await handle.write(piece, at)).bytesWritten;
        }
        await handle.datasync();
    }
    finally {
        await handle.close();
    }
}
/** Removes what killed processes left in `.incoming`. */
async function sweep(directory) {
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(directory, incoming)).catch(() => [])) {
        const pid = Number(name.split('-')[0]);
        if (pid !== process.pid && !(0,processes/* alive */.yV)(pid))
            await (0,promises_.rm)((0,external_node_path_.join)(directory, incoming, name), { force: true }).catch(() => undefined);
    }
}

;// CONCATENATED MODULE: ./build/src/oci/reference.js


const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const namePattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const hostPattern = /^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|\[[0-9a-fA-F:]+\]|[A-Za-z0-9-]+(?=:\d))(?::\d{1,5})?$/;
/** `ghcr.io/acme/x[:tag][@sha256:…]` or `oci:DIR[:tag][@sha256:…]`. Names without a host are refused, not guessed. */
function parseReference(text) {
    const refuse = (reason) => {
        throw new errors/* UserError */.y(`image ${JSON.stringify(text)}: ${reason}: expected HOST/NAME[:TAG][@sha256:…] or oci:DIRECTORY[:TAG][@sha256:…]`);
    };
    const [, body = '', digest] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
    if (digest !== undefined && !(0,model_digest/* isDigest */.Bc)(digest))
        refuse('what follows @ is no sha256 digest');
    const [, rest = '', tag] = /^(.*?)(?::([^/:]*))?$/s.exec(body.startsWith('oci:') ? body.slice('oci:'.length) : body) ?? [];
    if (tag !== undefined && !tagPattern.test(tag))
        refuse(`${JSON.stringify(tag)} is no tag`);
    const chosen = {
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined || !(0,model_digest/* isDigest */.Bc)(digest) ? {} : { digest }),
    };
    if (body.startsWith('oci:')) {
        if (rest === '' || rest.includes('\0'))
            refuse('the directory is missing');
        return { kind: 'layout', directory: rest, ...chosen };
    }
    const slash = rest.indexOf('/');
    const host = rest.slice(0, Math.max(slash, 0));
    const name = rest.slice(slash + 1);
    if (slash < 1 || !hostPattern.test(host))
        refuse('it names no registry');
    if (!namePattern.test(name))
        refuse(`${JSON.stringify(name)} is no name of a repository (lower case letters, digits, . _ - /)`);
    return { kind: 'registry', host, name, ...chosen };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/src/oci/registryHttp.js



const attempts = 4;
/** Longest wait that a Retry-After header can ask for before we give up and say so. */
const patienceMs = 60_000;
const redirects = 5;
/** Sends a request with credentials, redirects, limited repetition and time limits. @throws UserError */
async function send(request, auth, options) {
    const canRepeat = request.body === undefined || request.body instanceof Uint8Array || (0,blobs/* isRepeatable */.su)(request.body.stream);
    let refreshed = false;
    for (let attempt = 1;; attempt += 1) {
        let response;
        try {
            response = await followed(request, auth, options);
        }
        catch (error) {
            if (error instanceof errors/* UserError */.y || options.signal?.aborted === true)
                throw error;
            if (attempt < attempts && canRepeat && isPassing(error)) {
                await (0,external_node_timers_promises_.setTimeout)(options.backoffMs * 2 ** (attempt - 1), undefined, signalOption(options));
                continue;
            }
            throw connectionError(request, error);
        }
        if (request.accept.includes(response.status))
            return response;
        if (response.status === 401 && !refreshed) {
            refreshed = true;
            const renewed = await auth.challenged(response, request.alsoPull);
            await response.body?.cancel();
            if (renewed && canRepeat)
                continue;
        }
        if ((response.status === 429 || response.status >= 500) && canRepeat && attempt < attempts) {
            const waitMs = retryAfterMs(response) ?? options.backoffMs * 2 ** (attempt - 1);
            if (waitMs <= patienceMs) {
                await response.body?.cancel();
                await (0,external_node_timers_promises_.setTimeout)(waitMs, undefined, signalOption(options));
                continue;
            }
        }
        throw await statusError(request, response, auth);
    }
}
async function followed(request, auth, options) {
    let url = request.url;
    for (let hop = 0; hop <= redirects; hop += 1) {
        const sameOrigin = url.origin === request.url.origin;
        const authorization = sameOrigin ? auth.header(request.alsoPull) : undefined;
        const response = await once(url, request, { ...(authorization === undefined ? {} : { authorization }) }, options);
        const location = response.headers.get('location');
        if (![301, 302, 303, 307, 308].includes(response.status) || location === null)
            return response;
        await response.body?.cancel();
        url = new URL(location, url);
        requireSafe(url, request.doing);
    }
    throw new errors/* UserError */.y(`${request.url.host}: cannot ${request.doing}: more than ${redirects} redirects: check the name of the registry`);
}
async function once(url, request, extra, options) {
    const silence = new AbortController();
    let timer = setTimeout(expire, options.timeoutMs);
    function expire() {
        silence.abort(new DOMException('no answer', 'TimeoutError'));
    }
    const touch = () => {
        clearTimeout(timer);
        timer = setTimeout(expire, options.timeoutMs);
    };
    const body = request.body;
    const headers = { ...request.headers, ...extra };
    const init = {
        method: request.method,
        redirect: 'manual',
        signal: options.signal === undefined ? silence.signal : AbortSignal.any([silence.signal, options.signal]),
        headers,
    };
    // What the source of an upload threw is the cause; fetch would only say that the body failed.
    let sourceError;
    if (body instanceof Uint8Array) {
        init.body = Buffer.from(body);
    }
    else if (body !== undefined) {
        const { stream, size } = body;
        if (size !== undefined)
            headers['content-length'] = String(size);
        init.duplex = 'half';
        init.body = (0,blobs/* readableFrom */.Xn)((async function* () {
            try {
                for await (const piece of stream) {
                    touch();
                    yield piece;
                }
            }
            catch (error) {
                sourceError = error;
                throw error;
            }
        })());
    }
    try {
        return await options.fetch(url.href, init);
    }
    catch (error) {
        throw sourceError ?? error;
    }
    finally {
        clearTimeout(timer);
    }
}
/** A body that stays silent for too long fails instead of hanging. */
async function* bodyOf(response, doing, timeoutMs) {
    if (response.body === null)
        return;
    const reader = response.body.getReader();
    let ended = false;
    try {
        while (true) {
            let timer;
            const silent = new Promise((_, reject) => {
                timer = setTimeout(() => reject(new errors/* UserError */.y(`${response.url}: cannot ${doing}: the registry sent nothing for ${timeoutMs / 1000} s: try again`)), timeoutMs);
            });
            const piece = await Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer));
            if (piece.done)
                break;
            yield piece.value;
        }
        ended = true;
    }
    catch (error) {
        ended = true;
        if (error instanceof errors/* UserError */.y)
            throw error;
        throw new errors/* UserError */.y(`${new URL(response.url).host}: cannot ${doing}: the connection broke (${codeOf(error)}): try again`, { cause: error });
    }
    finally {
        if (!ended)
            await reader.cancel().catch(() => undefined);
    }
}
const isLoopback = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/** Credentials and images travel over TLS, or stay on this machine. */
function requireSafe(url, doing) {
    if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
        return;
    throw new errors/* UserError */.y(`${url.origin}: cannot ${doing}: plain HTTP is allowed on loopback addresses only: use a registry with TLS`);
}
const signalOption = (options) => (options.signal === undefined ? {} : { signal: options.signal });
function retryAfterMs(response) {
    const text = response.headers.get('retry-after');
    if (text === null)
        return undefined;
    if (/^\d+$/.test(text))
        return Number(text) * 1000;
    const date = Date.parse(text);
    return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
function codeOf(error) {
    const cause = error.cause;
    const own = error;
    return cause?.code ?? (typeof own.code === 'string' ? own.code : undefined) ?? cause?.message ?? own.name ?? 'unknown';
}
const isPassing = (error) => ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'ETIMEDOUT'].includes(codeOf(error));
function connectionError(request, error) {
    const code = codeOf(error);
    const { host } = request.url;
    const say = (reason, remedy) => new errors/* UserError */.y(`${host}: cannot ${request.doing}: ${reason} (${code}): ${remedy}`, { cause: error });
    if (code === 'ECONNREFUSED')
        return say('nothing answers there', 'check the address and that the registry is up');
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return say('the host is not known', 'check the name of the registry');
    if (code === 'TimeoutError')
        return say('the registry does not answer', 'check that it is up, or try again');
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ALTNAME|EPROTO/.test(code))
        return say('TLS failed', 'add its certificate authority by NODE_EXTRA_CA_CERTS, or, on loopback, allow plain HTTP by insecure-registry');
    if (error instanceof TypeError || /^(?:E[A-Z]+|UND_)/.test(code))
        return say('the connection failed', 'try again');
    return error;
}
async function statusError(request, response, auth) {
    const text = (await response.text().catch(() => '')).slice(0, 2000);
    const said = registrySaid(text);
    const { status } = response;
    const say = (reason, remedy) => new errors/* UserError */.y(`${request.url.host}/${auth.repository}: cannot ${request.doing}: ${reason} (${status}${said === '' ? '' : `, ${said}`}): ${remedy}`);
    const permission = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push';
    const grant = `on GitHub, packages: ${permission === 'pull' ? 'read' : 'write'}`;
    if (status === 401)
        return say(`${auth.described}`, `log in with an account that may ${permission} there (${grant})`);
    if (status === 403)
        return say(`the account may not ${permission} there`, `give it that permission (${grant})`);
    if (status === 404)
        return say('it does not exist there', 'check the name, and that the account may see it');
    if (status === 413)
        return say('it is larger than the registry allows', 'save the weights as several safetensors files (sharded)');
    if (status === 429)
        return say('the registry asks to slow down', 'wait, then run again: what is there is not sent twice');
    if (status === 507 || /no space|disk quota|ENOSPC/i.test(text))
        return say('the disk of the registry is full', 'free space there');
    if (status >= 500)
        return say('the registry failed', 'look at its log and its free disk space, then run again');
    return say('the registry refused it', 'see what it says');
}
/** The registry's own words on one line, without control characters. */
function registrySaid(text) {
    try {
        const { errors } = JSON.parse(text);
        const [first] = errors ?? [];
        return [first?.code, first?.message]
            .filter((part) => typeof part === 'string')
            .join(': ')
            .replaceAll(/\p{C}/gu, ' ')
            .slice(0, 200);
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/src/oci/registryAuth.js





/** Credentials of one repository: Basic, or a bearer token of the realm that the registry names, renewed before it ends. */
class RegistryAuth {
    repository;
    #credentials;
    #fetch;
    #timeoutMs;
    #basic = false;
    #tokens = new Map();
    constructor(options) {
        this.repository = options.repository;
        this.#credentials = options.credentials;
        this.#fetch = options.fetch;
        this.#timeoutMs = options.timeoutMs;
    }
    get described() {
        return this.#credentials === undefined ? 'no credentials were given' : 'the credentials were refused';
    }
    header(alsoPull) {
        const held = this.#tokens.get(alsoPull ?? '');
        if (held !== undefined && held.untilMs > performance.now())
            return `Bearer ${held.token}`;
        if (this.#basic && this.#credentials !== undefined)
            return basic(this.#credentials);
        return undefined;
    }
    /** Answers a 401; false where there is nothing (new) to answer with. */
    async challenged(response, alsoPull) {
        const challenge = response.headers.get('www-authenticate') ?? '';
        if (/^basic\b/i.test(challenge)) {
            const again = !this.#basic && this.#credentials !== undefined;
            this.#basic = true;
            return again;
        }
        if (!/^bearer\b/i.test(challenge))
            return false;
        const asked = new Map([...challenge.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, key = '', value = '']) => [key.toLowerCase(), value]));
        const realm = asked.get('realm');
        if (realm === undefined || !URL.canParse(realm))
            return false;
        const url = new URL(realm);
        requireSafe(url, 'get a token');
        const service = asked.get('service');
        if (service !== undefined)
            url.searchParams.set('service', service);
        const scopes = (asked.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
        if (!scopes.some((scope) => scope.startsWith(`repository:${this.repository}:`)))
            scopes.push(`repository:${this.repository}:pull,push`);
        if (alsoPull !== undefined)
            scopes.push(`repository:${alsoPull}:pull`);
        for (const scope of scopes)
            url.searchParams.append('scope', scope);
        const answer = await this.#fetch(url.href, {
            headers: this.#credentials === undefined ? {} : { authorization: basic(this.#credentials) },
            redirect: 'error',
            signal: AbortSignal.timeout(this.#timeoutMs),
        });
        if (!answer.ok) {
            await answer.body?.cancel();
            if (answer.status === 401 || answer.status === 403)
                return false;
            throw new errors/* UserError */.y(`${url.host}: no token for ${this.repository} (${answer.status}): try again, or check the registry's token service`);
        }
        const given = (await answer.json());
        const token = given.token ?? given.access_token;
        if (typeof token !== 'string')
            throw new errors/* UserError */.y(`${url.host}: the token service answered without a token: check the registry`);
        // A minute is what the token specification grants where nothing is said; a tenth less, so that none ends on its way.
        const seconds = typeof given.expires_in === 'number' && given.expires_in > 0 ? given.expires_in : 60;
        this.#tokens.set(alsoPull ?? '', { token, untilMs: performance.now() + seconds * 900 });
        return true;
    }
}
const basic = ({ username, password }) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
/** What `docker login` left in its configuration file for a host; credential helpers are not asked. */
async function dockerCredentials(host, environment) {
    const file = (0,external_node_path_.join)(environment['DOCKER_CONFIG'] ?? (0,external_node_path_.join)(environment['HOME'] ?? (0,external_node_os_.homedir)(), '.docker'), 'config.json');
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    let auths;
    try {
        auths = JSON.parse(text).auths ?? {};
    }
    catch (error) {
        throw new errors/* UserError */.y(`${file}: not JSON (${error.message}): repair it or run docker login again`);
    }
    const keys = host === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [host, `https://${host}`, `http://${host}`];
    const auth = keys
        .map((key) => auths[key]?.auth)
        .find((value) => typeof value === 'string' && value !== '');
    if (auth === undefined)
        return undefined;
    const decoded = Buffer.from(auth, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1)
        throw new errors/* UserError */.y(`${file}: auths.${host}.auth: not base64 of name:password: run docker login again`);
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

;// CONCATENATED MODULE: ./build/src/oci/registry.js







/** A repository of a registry (OCI distribution-spec 1.1). No request is sent yet. @throws UserError */
async function openRegistry(options) {
    const reference = parseReference(options.repository);
    if (reference.kind !== 'registry' || reference.tag !== undefined || reference.digest !== undefined)
        throw new errors/* UserError */.y(`${options.repository}: expected the repository alone, HOST/NAME, without a tag or digest`);
    const { host, name } = reference;
    const origin = new URL(`${options.insecure ? 'http' : 'https'}://${host === 'docker.io' ? 'registry-1.docker.io' : host}`);
    if (options.insecure && !isLoopback(origin.hostname))
        throw new errors/* UserError */.y(`${host}: plain HTTP is allowed on loopback addresses only: leave insecure-registry out and use TLS`);
    const credentials = options.credentials ?? (await dockerCredentials(host, options.environment ?? process.env));
    const fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const timeoutMs = options.timeoutMs ?? 60_000;
    const path = host === 'docker.io' && !name.includes('/') ? `library/${name}` : name;
    return new Registry(origin, `${host}/${name}`, new RegistryAuth({ repository: path, credentials, fetch, timeoutMs }), {
        fetch,
        timeoutMs,
        backoffMs: options.backoffMs ?? 500,
        signal: options.signal,
    });
}
class Registry {
    name;
    origin;
    auth;
    #http;
    constructor(origin, name, auth, http) {
        this.origin = origin;
        this.name = name;
        this.auth = auth;
        this.#http = http;
    }
    async has(digest) {
        const response = await this.#send({
            method: 'HEAD',
            url: this.#url(`blobs/${digest}`),
            doing: `look for ${digest}`,
            accept: [200, 404],
        });
        return response.status === 200;
    }
    async read(descriptor) {
        const doing = `pull ${descriptor.digest}`;
        const response = await this.#send({
            method: 'GET',
            url: this.#url(`blobs/${descriptor.digest}`),
            doing,
            accept: [200],
        });
        return (0,blobs/* readableFrom */.Xn)((0,blobs/* verified */.zr)(bodyOf(response, doing, this.#http.timeoutMs), descriptor, `${this.name}@${descriptor.digest}`));
    }
    async write(stream, mediaType, known) {
        if (known !== undefined && (await this.has(known.digest)))
            return { mediaType, ...known };
        return known === undefined ? this.#writeUnknown(stream, mediaType) : this.#writeKnown(stream, mediaType, known);
    }
    /** In one request: a whole upload is made visible by the registry, or nothing is. A failed one is repeated where it can be. */
    async #writeKnown(stream, mediaType, known) {
        const url = await this.#startUpload(known.digest);
        url.searchParams.set('digest', known.digest);
        const place = `${this.name}@${known.digest}`;
        const checked = (0,blobs/* isRepeatable */.su)(stream)
            ? (0,blobs/* repeatable */.EQ)(() => (0,blobs/* verified */.zr)(stream, known, place))
            : (0,blobs/* verified */.zr)(stream, known, place);
        await this.#send({
            method: 'PUT',
            url,
            doing: `push ${known.digest}`,
            headers: { 'content-type': 'application/octet-stream' },
            body: { stream: checked, size: known.size },
            accept: [201, 202, 204],
        });
        return { mediaType, ...known };
    }
    async #writeUnknown(stream, mediaType) {
        const checked = (0,blobs/* measured */.jh)(stream);
        const sent = await this.#send({
            method: 'PATCH',
            url: await this.#startUpload('a blob'),
            doing: 'push a blob',
            headers: { 'content-type': 'application/octet-stream' },
            body: { stream: checked.stream, size: undefined },
            accept: [202, 204],
        });
        const found = checked.result();
        const url = this.#location(sent, 'push a blob');
        url.searchParams.set('digest', found.digest);
        await this.#send({ method: 'PUT', url, doing: `push ${found.digest}`, accept: [201, 202, 204] });
        return { mediaType, ...found };
    }
    async mount(digest, from) {
        if (!(from instanceof Registry) || from.origin.origin !== this.origin.origin)
            return false;
        const url = this.#url('blobs/uploads/');
        url.searchParams.set('mount', digest);
        url.searchParams.set('from', from.auth.repository);
        const response = await this.#send({
            method: 'POST',
            url,
            doing: `mount ${digest}`,
            accept: [201, 202],
            alsoPull: from.auth.repository,
        });
        return response.status === 201;
    }
    async putManifest(bytes, mediaType, tag) {
        const descriptor = { mediaType, digest: (0,model_digest/* digestBytes */.QN)(bytes), size: bytes.length };
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${this.name}@${descriptor.digest}`);
        const response = await this.#send({
            method: 'PUT',
            url: this.#url(`manifests/${tag ?? descriptor.digest}`),
            doing: tag === undefined ? `push the manifest ${descriptor.digest}` : `push the tag ${tag}`,
            headers: { 'content-type': mediaType },
            body: bytes,
            accept: [201, 202],
        });
        const said = response.headers.get('docker-content-digest');
        if (said !== null && said !== descriptor.digest)
            throw new errors/* UserError */.y(`${this.name}: the registry changed the manifest ${descriptor.digest} to ${said}: it cannot be trusted with images`);
        const subject = (0,mediaTypes/* subjectOf */.et)(document);
        if (subject !== undefined && response.headers.get('oci-subject') === null)
            await this.#addToFallback(subject, (0,mediaTypes/* referrerDescriptor */.xh)(descriptor, document));
        return descriptor;
    }
    async getManifest(reference) {
        const found = await this.#fetchManifest(reference, `pull ${reference}`);
        if (found === undefined)
            throw new errors/* UserError */.y(`${this.name}: there is no ${(0,model_digest/* isDigest */.Bc)(reference) ? 'manifest' : 'tag'} ${reference}: check it, and that the account may see it`);
        return found;
    }
    async resolve(tag) {
        return (await this.#fetchManifest(tag, `look up the tag ${tag}`))?.descriptor;
    }
    async tags() {
        const tags = new Set();
        for await (const page of this.#pages(this.#url('tags/list'), 'list the tags')) {
            const { tags: listed } = page;
            for (const tag of Array.isArray(listed) ? listed : [])
                if (typeof tag === 'string')
                    tags.add(tag);
        }
        return [...tags].sort();
    }
    /**
     * From the referrers API and from the fallback tag, as registries moved from one to the other. What a listing says of
     * a manifest is not believed (GHCR misreports artifactType): each is fetched, checked for its subject, and described
     * from its own content.
     */
    async referrers(digest) {
        const place = `${this.name}: referrers of ${digest}`;
        const listed = new Set();
        for await (const page of this.#pages(this.#url(`referrers/${digest}`), `list the referrers of ${digest}`)) {
            const document = (0,mediaTypes/* parseDocument */.Tp)(Buffer.from(JSON.stringify(page)), place);
            for (const entry of document.kind === 'index' ? document.index.manifests : [])
                listed.add(entry.digest);
        }
        for (const entry of await this.#fallback(digest))
            listed.add(entry.digest);
        const found = [];
        for (const entry of listed) {
            const manifest = await this.#fetchManifest(entry, `pull the referrer ${entry}`);
            if (manifest === undefined)
                continue; // a listing may outlive what was deleted; the manifest itself decides
            const document = (0,mediaTypes/* parseDocument */.Tp)(manifest.bytes, `${this.name}@${entry}`);
            if ((0,mediaTypes/* subjectOf */.et)(document) === digest)
                found.push((0,mediaTypes/* referrerDescriptor */.xh)(manifest.descriptor, document));
        }
        return found;
    }
    async #fallback(subject) {
        const tag = subject.replace(':', '-');
        const present = await this.#fetchManifest(tag, `look up the tag ${tag}`);
        if (present === undefined)
            return [];
        const document = (0,mediaTypes/* parseDocument */.Tp)(present.bytes, `${this.name}:${tag}`);
        return document.kind === 'index' ? document.index.manifests : [];
    }
    /** The tag is not locked: after writing we look whether another writer put its list over ours. */
    async #addToFallback(subject, entry) {
        for (let attempt = 0; attempt < 5; attempt += 1) {
            const present = await this.#fallback(subject);
            if (present.some((other) => other.digest === entry.digest))
                return;
            const index = { schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.index, manifests: [...present, entry] };
            await this.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes/* mediaTypes */.Ib.index, subject.replace(':', '-'));
        }
        if ((await this.#fallback(subject)).some((other) => other.digest === entry.digest))
            return;
        throw new errors/* UserError */.y(`${this.name}: ${subject.replace(':', '-')}: others keep writing this tag at the same time: run again`);
    }
    async #fetchManifest(reference, doing) {
        const response = await this.#send({
            method: 'GET',
            url: this.#url(`manifests/${reference}`),
            doing,
            headers: { accept: mediaTypes/* manifestTypes */.Fm.join(', ') },
            accept: [200, 404],
        });
        if (response.status === 404) {
            await response.body?.cancel();
            return undefined;
        }
        const bytes = await (0,blobs/* readAll */.yw)(limited(bodyOf(response, doing, this.#http.timeoutMs), `${this.name}: ${reference}`));
        const digest = (0,model_digest/* digestBytes */.QN)(bytes);
        if ((0,model_digest/* isDigest */.Bc)(reference) && digest !== reference)
            throw new errors/* UserError */.y(`${this.name}@${reference}: not what its digest says, its digest is ${digest}: the registry or something before it tampers`);
        return {
            descriptor: { mediaType: (0,mediaTypes/* mediaTypeOf */.c0)(bytes, `${this.name}:${reference}`), digest, size: bytes.length },
            bytes,
        };
    }
    async *#pages(first, doing) {
        let url = first;
        for (let page = 0; url !== undefined && page < 1000; page += 1) {
            const response = await this.#send({ method: 'GET', url, doing, accept: [200, 404] });
            if (response.status === 404) {
                await response.body?.cancel();
                return;
            }
            const bytes = await (0,blobs/* readAll */.yw)(limited(bodyOf(response, doing, this.#http.timeoutMs), url.href));
            yield (0,mediaTypes/* parseJson */.qF)(bytes, url.href);
            const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
            url = next === undefined ? undefined : this.#sameOrigin(new URL(next, url), doing);
        }
    }
    async #startUpload(what) {
        const doing = `push ${what}`;
        return this.#location(await this.#send({ method: 'POST', url: this.#url('blobs/uploads/'), doing, accept: [202] }), doing);
    }
    #location(response, doing) {
        const location = response.headers.get('location');
        if (location === null)
            throw new errors/* UserError */.y(`${this.name}: cannot ${doing}: the registry names no place for the upload: check the registry`);
        return this.#sameOrigin(new URL(location, response.url === '' ? this.origin : response.url), doing);
    }
    /** Uploads and pages that another host should get would carry our credentials there. */
    #sameOrigin(url, doing) {
        if (url.hostname !== this.origin.hostname)
            throw new errors/* UserError */.y(`${this.name}: cannot ${doing}: the registry sends us to ${url.host}: refused, check the registry`);
        // A registry behind a proxy may name its own scheme or port; we stay where we were sent by the user.
        return new URL(url.pathname + url.search, this.origin);
    }
    #url(path) {
        return new URL(`/v2/${this.auth.repository}/${path}`, this.origin);
    }
    #send(request) {
        return send(request, this.auth, this.#http);
    }
}
async function* limited(stream, place) {
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > mediaTypes/* manifestLimitBytes */.cU)
            throw new errors/* UserError */.y(`${place}: more than ${mediaTypes/* manifestLimitBytes */.cU} bytes, too large for a manifest: refused`);
        yield piece;
    }
}

;// CONCATENATED MODULE: ./build/src/oci/open.js






/** The store that a reference lies in; a layout must exist. Relative directories start at `root`. */
async function openStore(text, options) {
    return open_open(text, options);
}
/**
 * An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move.
 * `file` and `key` say where it was written.
 */
async function openReference(text, options) {
    const { digest, tag } = parseReference(text);
    const store = await open_open(text, options);
    if (digest !== undefined)
        return { store, digest };
    const now = tag === undefined ? undefined : await store.resolve(tag);
    const pinned = now === undefined ? 'REPOSITORY@sha256:…' : `${text}@${now.digest}`;
    throw new errors/* UserError */.y(`${options.file}: ${options.key}: ${text} has no digest, and a tag can move: pin it, as ${pinned}${now === undefined ? '' : ' (what the tag means now)'}`);
}
async function open_open(text, options) {
    const reference = parseReference(text);
    if (reference.kind === 'registry')
        return openRegistry({
            repository: `${reference.host}/${reference.name}`,
            insecure: options.insecure ?? false,
            ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
            ...(options.environment === undefined ? {} : { environment: options.environment }),
            ...(options.signal === undefined ? {} : { signal: options.signal }),
        });
    const directory = await (0,promises_.realpath)((0,external_node_path_.resolve)(options.root, reference.directory)).catch(() => {
        throw new errors/* UserError */.y(`image ${text}: there is no directory ${reference.directory}: build the image first, or correct the path`);
    });
    const root = await (0,promises_.realpath)(options.root);
    if (directory !== root && !directory.startsWith(root + external_node_path_.sep))
        throw new errors/* UserError */.y(`image ${text}: the directory lies outside ${options.root}: move it there`);
    return openLayout(directory, { create: false });
}

;// CONCATENATED MODULE: ./build/src/statistics/pairing.js
/**
 * Joins what two models said by the example's id, in the candidate's order. Both must have judged the same examples,
 * each once and with the same label; anything else is an error, never a comparison of what is left.
 */
function pairPredictions(candidate, baseline) {
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
        if (other.label !== judged.label)
            return error(`example ${shown} has another label for the baseline`);
        for (const { loss } of [judged, other])
            if (loss !== undefined && !Number.isFinite(loss))
                return error(`the loss of example ${shown} is not a finite number`);
        pairs.push({ id: judged.id, label: judged.label, candidate: judged, baseline: other });
    }
    const missing = baseline.find(({ id }) => !seen.has(id));
    if (missing !== undefined)
        return error(`the baseline judged example ${JSON.stringify(missing.id.slice(0, 80))} and the candidate did not`);
    return { verdict: 'paired', pairs };
}

;// CONCATENATED MODULE: ./build/src/report/text.js
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

;// CONCATENATED MODULE: ./build/src/report/evaluation.js


const mostFlips = 10;
const mostClassesInChart = 20;
/** What a comparison of two models looked like: scores, classes, mix-ups, what got better and worse, and where it ran. */
function evaluationSections(of) {
    const { result } = of;
    const pairing = pairPredictions(of.predictions, of.baselinePredictions);
    const pairs = pairing.verdict === 'paired' ? pairing.pairs : [];
    return [
        scores(result),
        ...(pairs.length === 0 ? [] : classes(result.labels, pairs)),
        {
            kind: 'confusion',
            title: 'Confusion matrix of the candidate',
            labels: result.labels,
            counts: result.candidate.confusion,
        },
        ...(pairs.length === 0 ? [] : [flips('Got worse', pairs, 'baseline'), flips('Got better', pairs, 'candidate')]),
        environment(result),
    ];
}
function scores({ candidate, baseline }) {
    const row = (name, before, after) => before === null || after === null
        ? [name, before === null ? '' : before.toFixed(4), after === null ? '' : after.toFixed(4), '']
        : [
            name,
            before.toFixed(4),
            after.toFixed(4),
            `${after >= before ? '+' : '−'}${Math.abs(after - before).toFixed(4)}`,
        ];
    return {
        kind: 'table',
        title: 'Scores',
        columns: ['metric', 'baseline', 'candidate', 'difference'],
        rows: [
            row('accuracy', baseline.accuracy, candidate.accuracy),
            row('macro F1', baseline.macro_f1, candidate.macro_f1),
            row('log loss (lower is better)', baseline.log_loss, candidate.log_loss),
        ],
    };
}
const right = (judged) => judged.prediction === judged.label;
/** Per class the share that each model got right, as a table and, where there are not too many, as a chart. */
function classes(labels, pairs) {
    const rows = labels.map((label) => {
        const own = pairs.filter((pair) => pair.label === label);
        const share = (of) => own.length === 0 ? 0 : own.filter((pair) => right(of(pair))).length / own.length;
        return {
            label,
            examples: own.length,
            baseline: share((pair) => pair.baseline),
            candidate: share((pair) => pair.candidate),
        };
    });
    const percent = (value, examples) => (examples === 0 ? '' : `${(value * 100).toFixed(1)} %`);
    const table = {
        kind: 'table',
        title: 'Classes: share that was recognised',
        columns: ['class', 'examples', 'baseline', 'candidate'],
        rows: rows.map(({ label, examples, baseline, candidate }) => [
            label,
            String(examples),
            percent(baseline, examples),
            percent(candidate, examples),
        ]),
    };
    if (rows.length > mostClassesInChart)
        return [table];
    const series = (mark, key) => ({
        mark,
        values: rows.map((row) => Number((row[key] * 100).toFixed(1))),
    });
    const chart = {
        kind: 'chart',
        title: 'Recognised by class: candidate (bars) and baseline (line)',
        x: rows.map(({ label }) => label),
        yTitle: '% recognised',
        series: [series('bar', 'candidate'), series('line', 'baseline')],
    };
    return [table, chart];
}
/** Examples that only `winner` got right, those on which the other was surest of its mistake first. */
function flips(title, pairs, winner) {
    const loser = winner === 'candidate' ? 'baseline' : 'candidate';
    const flipped = pairs
        .filter((pair) => right(pair[winner]) && !right(pair[loser]))
        .sort((a, b) => (b[loser].loss ?? 0) - (a[loser].loss ?? 0));
    return {
        kind: 'table',
        title: `${title}: ${flipped.length} examples`,
        columns: ['example', 'label', `${loser} said`, `loss of the ${loser}`],
        rows: flipped.slice(0, mostFlips).map((pair) => {
            const { prediction, loss } = pair[loser];
            return [pair.id, pair.label, prediction, loss === undefined ? '' : figure(loss)];
        }),
        ...(flipped.length > mostFlips ? { note: `The ${mostFlips} on which the ${loser} was surest.` } : {}),
    };
}
function environment({ environment, examples }) {
    const { python, machine, threads, packages, cpu_flags } = environment;
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

;// CONCATENATED MODULE: ./build/src/statistics/special.js
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

;// CONCATENATED MODULE: ./build/src/statistics/proportions.js

/** Exact two-sided interval of a proportion, k of n, with `level` between 0 and 1 (Clopper and Pearson 1934). */
function clopperPearson(k, n, level) {
    const tail = (1 - level) / 2;
    return { low: 1 - upperErrorRate(n - k, n, 1 - tail), high: upperErrorRate(k, n, 1 - tail) };
}
/** Exact one-sided upper bound of an error rate, in 0 to 1; without a request nothing is known, and it is 1. */
function upperErrorRate(errors, requests, level) {
    if (!(errors >= 0 && errors <= requests))
        throw new RangeError(`${errors} errors of ${requests} requests`);
    return errors === requests ? 1 : inverseIncompleteBeta(level, errors + 1, requests - errors);
}
/**
 * Interval of the difference of two paired proportions (Bonett and Price 2012): `gained` examples that only the first has
 * right, `lost` that only the second has, of `n` in all.
 */
function bonettPrice(gained, lost, n, level) {
    const up = (gained + 1) / (n + 2);
    const down = (lost + 1) / (n + 2);
    const difference = up - down;
    const half = normalQuantile((1 + level) / 2) * Math.sqrt((up + down - difference * difference) / (n + 2));
    return { low: Math.max(-1, difference - half), high: Math.min(1, difference + half) };
}
/** Two-sided p of McNemar's exact test: under the null each discordant pair falls either way with one half. */
function exactMcNemar(gained, lost) {
    const [fewer, all] = [Math.min(gained, lost), gained + lost];
    if (all === 0 || 2 * fewer === all)
        return 1;
    // P(X ≤ k) of a binomial with n and 1/2 is I_{1/2}(n − k, k + 1).
    return Math.min(1, 2 * incompleteBeta(0.5, all - fewer, fewer + 1));
}

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
    const { low, high } = bonettPrice(gained, lost, n, level);
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
        p: exactMcNemar(gained, lost),
        verdict,
        smallestDetectableDrop: reach * Math.sqrt(disagreement / n),
        ...(verdict === 'inconclusive' && needed > n ? { examplesToDecide: needed } : {}),
    };
}
/** Sum of the quantiles of a one-sided 5 % test and of its power: 2.486, whose square is the 6.18 of the usual rule. */
const reach = normalQuantile((1 + level) / 2) + normalQuantile(power);
/** Examples for 80 % power at no difference, with a share `disagreement` of examples that one model alone has right. */
const requiredExamples = (disagreement, margin) => Math.ceil((reach * reach * disagreement) / (margin * margin));

;// CONCATENATED MODULE: ./build/src/report/gates.js


const points = (share) => `${(share * 100).toFixed(1)} points`;
/**
 * The gate of accuracy: candidate against baseline on the same examples. Predictions that are not of the same examples are
 * an error, never a comparison of what they have in common.
 * @param margin accuracy that may be lost, 0 to 1
 */
function pairedAccuracyGate(candidate, baseline, margin) {
    const pairing = pairPredictions(candidate, baseline);
    if (pairing.verdict === 'error')
        return {
            name: 'accuracy',
            verdict: 'error',
            observed: { value: 0, unit: 'difference' },
            allowed: -margin,
            because: `${pairing.because}: both must answer the same examples`,
        };
    const correct = (of) => pairing.pairs.map((pair) => pair[of].prediction === pair.label);
    const result = pairedAccuracy(correct('candidate'), correct('baseline'), margin);
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
        name: 'accuracy',
        verdict: result.verdict,
        observed: { value: difference, low, high, unit: 'difference' },
        allowed: -margin,
        because: `${because}. The smallest drop that this test sees is ${points(result.smallestDetectableDrop)}`,
    };
}

;// CONCATENATED MODULE: ./build/src/verdict.js
/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
function overall(gates) {
    for (const verdict of ['error', 'fail', 'inconclusive'])
        if (gates.some((gate) => gate.verdict === verdict))
            return verdict;
    return gates.length === 0 ? 'error' : 'pass';
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 1 modules
var extract = __webpack_require__(93762);
;// CONCATENATED MODULE: ./build/src/oci/releases.js

/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
async function releases(store) {
    const versions = (await store.tags()).filter((tag) => semver.valid(tag) === tag).sort(semver.rcompare);
    const found = [];
    for (const version of versions) {
        const descriptor = await store.resolve(version);
        if (descriptor !== undefined)
            found.push({ version, tag: version, digest: descriptor.digest });
    }
    return found;
}

// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(61040);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(12311);
;// CONCATENATED MODULE: ./build/src/signing/bundle.js





/*
 * A statement about an image, signed and stored beside it, in the form that cosign 3 writes and reads: an in-toto statement
 * in a DSSE envelope (secure-systems-lab/dsse) in a Sigstore bundle v0.3 (sigstore/protobuf-specs) in an OCI manifest whose
 * subject is the image. Pure: bytes in, bytes out; `attest.ts` and `referrers.ts` talk to the store.
 */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const payloadType = 'application/vnd.in-toto+json';
/** The predicate that makes a statement a signature of an image. */
const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
const emptyConfigType = 'application/vnd.oci.empty.v1+json';
const emptyConfig = { bytes: Buffer.from('{}'), descriptor: describe(Buffer.from('{}'), emptyConfigType) };
// We write v1; `cosign attest` writes v0.1.
const statementTypes = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
const bundleTypes = [bundleType, 'application/vnd.dev.sigstore.bundle+json;version=0.3'];
/** What others wrote, for messages: short, on one line, without control characters. */
const quoted = (text) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
function describe(bytes, mediaType) {
    return { mediaType, digest: (0,model_digest/* digestBytes */.QN)(bytes), size: bytes.length };
}
/** in-toto statement v1, as the bytes that are signed. */
const statementBytes = (subject, predicateType, predicate) => Buffer.from(JSON.stringify({
    _type: statementTypes[0],
    subject: [{ digest: { sha256: subject.slice('sha256:'.length) } }],
    predicateType,
    predicate,
}));
/** Pre-authentication encoding of DSSE v1: what the signature is over. Lengths are in bytes. */
const preAuthEncoding = (type, payload) => Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
/** Signs a statement; the result is the blob that is stored. */
async function makeBundle(statement, signer) {
    const signature = await signer.sign(preAuthEncoding(payloadType, statement));
    return Buffer.from(JSON.stringify({
        mediaType: bundleType,
        verificationMaterial: { publicKey: { hint: signer.hint } },
        dsseEnvelope: {
            payload: Buffer.from(statement).toString('base64'),
            payloadType,
            // No keyid: cosign refuses an envelope whose keyid is not the one it derives, and the hint above names the key.
            signatures: [{ sig: signature.toString('base64') }],
        },
    }));
}
/** The manifest that ties a stored bundle to its subject. */
function referrerManifest(options) {
    const { subject, bundle, predicateType, created } = options;
    return Buffer.from(JSON.stringify({
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        artifactType: bundleType,
        config: emptyConfig.descriptor,
        layers: [{ mediaType: bundleType, digest: bundle.digest, size: bundle.size }],
        subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': predicateType,
            'org.opencontainers.image.created': created.toISOString(),
        },
    }));
}
const statementSchema = schemas/* object */.Ikc({
    _type: schemas/* enum */.k5n(statementTypes),
    subject: schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()) })),
    predicateType: schemas/* string */.YjP(),
    predicate: schemas/* unknown */.L5J(),
});
/** Reads a bundle blob without trusting it: nothing in the result is proven before `Trust.verifyBundle`. */
function readBundle(bytes) {
    let bundle;
    let entity;
    try {
        bundle = (0,dist/* bundleFromJSON */.vw)(JSON.parse(Buffer.from(bytes).toString('utf8')));
        entity = (0,verify_dist/* toSignedEntity */.DC)(bundle);
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
    if (error instanceof dist/* ValidationError */.yI)
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
        return (0,model_digest/* isDigest */.Bc)(subject) ? [subject] : [];
    });
    return { subjects, predicateType: parsed.data.predicateType, predicate: parsed.data.predicate };
}

// EXTERNAL MODULE: ./build/src/signing/keys.js
var keys = __webpack_require__(84321);
;// CONCATENATED MODULE: ./build/src/signing/policy.js



/** @throws UserError where the trusted key is no ECDSA P-256 public key */
function trustOf(policy) {
    const key = (0,keys/* readPublicKey */.RR)(policy.publicKeyPem, 'trusted public key');
    const hint = (0,keys/* keyHint */.p4)(key);
    const material = {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        // The bundle's hint is unsigned, so it chooses nothing: there is one key, and it fits or it does not.
        publicKey: () => ({ publicKey: key, validFor: () => true }),
    };
    const verifier = new verify_dist/* Verifier */.BL(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
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
                if (error instanceof verify_dist/* VerificationError */.mk)
                    return false;
                throw error;
            }
        },
        // Not by the library: it verifies bundles, and knows nothing of bytes with a signature beside them.
        verifyBytes: (bytes, signature) => (0,external_node_crypto_.verify)('sha256', bytes, key, signature),
    };
}
/** The policy that trusts what `signer` signs. */
const policyOf = (signer) => ({ kind: 'key', publicKeyPem: signer.publicKeyPem });

;// CONCATENATED MODULE: ./build/src/signing/referrers.js



/**
 * Every bundle attached to an image. The listing says too little to choose by (cosign's entries carry no annotations, and
 * some registries report another artifactType), so each manifest is read and its layers decide.
 * @throws where the listing, a manifest or a blob cannot be read: that is never "unsigned"
 */
async function attachedBundles(store, digest) {
    const found = [];
    for (const { digest: listed } of await store.referrers(digest)) {
        const { descriptor, bytes } = await store.getManifest(listed);
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${store.name}@${listed}`);
        if (document.kind === 'index')
            continue;
        for (const layer of document.manifest.layers)
            if (layer.mediaType.startsWith('application/vnd.dev.sigstore.bundle'))
                found.push({ manifest: descriptor, reading: readBundle(await (0,blobs/* readBlob */.gm)(store, layer)) });
    }
    return found;
}
/** Stores a small blob unless it is there, and says what it is. */
function writeBlob(store, bytes, mediaType) {
    const { digest, size } = describe(bytes, mediaType);
    const once = (0,blobs/* repeatable */.EQ)(async function* () {
        yield bytes;
    });
    return store.write(once, mediaType, { digest, size });
}

;// CONCATENATED MODULE: ./build/src/signing/legacy.js







/*
 * The form that cosign up to 2.6.2 reads alone: an image at the tag `sha256-HEX.sig` whose layers are simple-signing payloads
 * (containers/image, docs/containers-signature.5.md), each with its signature in an annotation.
 */
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
const claimSchema = schemas/* object */.Ikc({
    critical: schemas/* object */.Ikc({
        image: schemas/* object */.Ikc({ 'docker-manifest-digest': schemas/* string */.YjP() }),
        type: schemas/* literal */.euz(claimType),
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
        findings.push(layer.mediaType === simpleSigningType
            ? judgeLegacy(await (0,blobs/* readBlob */.gm)(store, layer), layer.annotations?.[signatureKey], digest, trust)
            : { kind: 'unusable', because: `a layer of type ${quoted(layer.mediaType)}` });
    return findings;
}
/** Signs `digest` at its tag, beside signatures of others, and writes nothing where the key has signed it already. */
async function signLegacy(options) {
    const { store, digest, signer } = options;
    const tag = legacyTag(digest);
    const present = await layersAtTag(store, digest);
    const findings = await judgeLayers(store, present, digest, trustOf(policyOf(signer)));
    if (findings.some(({ kind }) => kind === 'signed'))
        return tag;
    // A layout's name is a path of this machine, which has no place in what is published.
    const payload = legacyPayload(store.name.startsWith('oci:') ? '' : store.name, digest);
    const signature = await signer.sign(payload);
    const layer = {
        ...(await writeBlob(store, payload, simpleSigningType)),
        annotations: { [signatureKey]: signature.toString('base64') },
    };
    const layers = [...present, layer];
    const config = legacyConfig(layers.map((each) => each.digest));
    await writeBlob(store, config, mediaTypes/* mediaTypes */.Ib.config);
    const manifest = {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        config: describe(config, mediaTypes/* mediaTypes */.Ib.config),
        layers,
    };
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes/* mediaTypes */.Ib.manifest, tag);
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
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(found.digest)).bytes, place);
    if (document.kind === 'manifest')
        return document.manifest.layers;
    throw new errors/* UserError */.y(`${place}: an index, where signatures of ${digest} belong: delete that tag, and sign again`, {
        exit: 'gate-failed',
    });
}

;// CONCATENATED MODULE: ./build/src/signing/verify.js






/**
 * Vouches for an image or refuses it. A tag is resolved once, and the digest that comes back is the one to use.
 * A bundle counts where it is an in-toto statement of predicate `cosign/sign/v1` about this digest, signed as the policy
 * says; the older tag counts where no bundle claims to be a signature.
 * @throws UserError `gate-failed` with what was found where nothing counts; whatever the store throws where it cannot be read
 */
async function verifyImage(options) {
    const { store, policy } = options;
    const trust = trustOf(policy);
    const digest = await resolve(store, options.reference);
    const image = `${store.name}@${digest}`;
    const bundles = await attachedBundles(store, digest);
    const findings = bundles.map((bundle) => ({ where: bundle.manifest.digest, finding: judge(bundle, digest, trust) }));
    if (findings.some(({ finding }) => finding.kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'bundle' };
    const others = findings.flatMap(({ finding }) => (finding.kind === 'other-predicate' ? [finding.predicateType] : []));
    const failed = findings.flatMap(({ where, finding }) => finding.kind === 'signed' || finding.kind === 'other-predicate' ? [] : [{ where, failure: finding }]);
    if (failed.length > 0)
        throw refused(image, failed, trust);
    const tag = legacyTag(digest);
    const atTag = await legacyFindings(store, digest, trust);
    if (atTag.some(({ kind }) => kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'legacy' };
    const failedAtTag = atTag.flatMap((finding) => finding.kind === 'signed' ? [] : [{ where: `the one at tag ${tag}`, failure: finding }]);
    if (failedAtTag.length > 0)
        throw refused(image, failedAtTag, trust);
    throw gate(others.length > 0
        ? `${image} has no signature: what is attached to it is of predicate ${some([...new Set(others)])}, not ${signaturePredicate}, and there is no tag ${tag}: sign it with \`model-actions sign\``
        : `${image} has no signature, neither attached nor at tag ${tag}: sign it with \`model-actions sign\``);
}
async function resolve(store, reference) {
    // Reading it checks that it is there and that it is what its digest says.
    if ((0,model_digest/* isDigest */.Bc)(reference))
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
    if (statement.predicateType !== signaturePredicate)
        return { kind: 'other-predicate', predicateType: statement.predicateType };
    if (!trust.verifyBundle(entity)) {
        if (claimed.kind === 'certificate')
            return { kind: 'foreign', by: 'a certificate' };
        return claimed.hint === trust.hint ? { kind: 'altered' } : { kind: 'foreign', by: `key ${quoted(claimed.hint)}` };
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
const gate = (message) => new errors/* UserError */.y(message, { exit: 'gate-failed' });
const some = (texts) => texts.slice(0, 3).map(quoted).join(', ') + (texts.length > 3 ? ` and ${texts.length - 3} more` : '');

// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
;// CONCATENATED MODULE: ./build/src/stages/image.js




/** Where the spec says that images of this model live: a repository of a registry, or a layout directory. */
async function image_openImages(context) {
    const { spec, specFile, environment, platform } = context;
    const { image } = spec;
    if (image.layout !== undefined)
        return openLayout(await (0,paths.resolveInside)(platform.root, image.layout, { file: specFile, key: 'image.layout' }), {
            create: true,
        });
    if (image.registry === undefined)
        throw new errors/* UserError */.y(`${specFile}: image: give registry or layout`);
    const username = environment['MODEL_ACTIONS_REGISTRY_USERNAME'];
    const password = environment['MODEL_ACTIONS_REGISTRY_PASSWORD'];
    if (password !== undefined)
        platform.secret(password);
    return openRegistry({
        repository: image.registry,
        insecure: image.insecureRegistry,
        environment,
        signal: context.signal,
        ...(username !== undefined && password !== undefined ? { credentials: { username, password } } : {}),
    });
}
/** Text that may stand in the environment or in a file of the spec: keys of either half. */
async function keyText(context, options) {
    const fromEnvironment = context.environment[options.variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '')
        return { text: fromEnvironment, source: options.variable };
    if (options.path === undefined)
        return undefined;
    const file = await (0,paths.resolveInside)(context.platform.root, options.path, { file: context.specFile, key: options.key });
    const { readFile } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 51455, 19));
    const text = await readFile(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.y(`${context.specFile}: ${options.key}: ${options.path} cannot be read (${error.code}): make a key pair with \`model-actions keygen\`, or give it as ${options.variable}`);
    });
    return { text, source: file };
}
async function trustedKey(context) {
    const found = await keyText(context, {
        path: context.spec.signing.publicKey,
        key: 'signing.public-key',
        variable: 'COSIGN_PUBLIC_KEY',
    });
    if (found !== undefined)
        return found.text;
    throw new errors/* UserError */.y(`${context.specFile}: signing.public-key is missing: name the public key whose signatures you trust, or set COSIGN_PUBLIC_KEY; nothing unsigned is deployed`);
}

;// CONCATENATED MODULE: ./build/src/stages/memo.js
const known = new WeakMap();
/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
function oncePerRun(context, what, look) {
    const looks = known.get(context) ?? new Map();
    known.set(context, looks);
    const present = looks.get(what);
    if (present !== undefined)
        return present;
    const looking = look();
    looks.set(what, looking);
    looking.catch(() => looks.delete(what));
    return looking;
}

;// CONCATENATED MODULE: ./build/src/stages/baseline.js











const resolveBaseline = (context) => oncePerRun(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = (0,spec_base/* parseBaseline */.nk)(spec.evaluate.baseline, place);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'directory') {
        const directory = await (0,paths.resolveInside)(context.platform.root, wanted.path, place);
        return { kind: 'model', directory, digest: await (0,model_digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    const store = await image_openImages(context);
    const all = await releases(store);
    const release = wanted.version === 'latest'
        ? all
            .filter(({ version }) => semver.lt(version, spec.version))
            .sort((a, b) => semver.rcompare(a.version, b.version))[0]
        : all.find(({ version }) => version === wanted.version);
    if (release === undefined && wanted.version === 'latest')
        return {
            kind: 'majority',
            because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
        };
    if (release === undefined)
        throw new errors/* UserError */.y(`${specFile}: evaluate.baseline: ${store.name} has no release ${wanted.version}: it has ${all.map(({ version }) => version).join(', ') || 'none'}`);
    const because = `release ${release.version}`;
    await verifyImage({
        store,
        reference: release.digest,
        policy: { kind: 'key', publicKeyPem: await trustedKey(context) },
    });
    const parent = await context.store.cache('baselines');
    const into = (0,external_node_path_.join)(parent, release.digest.replace(':', '-'));
    const extracted = await (0,extract/* extractModel */.j)({ store, digest: release.digest, into, reuse: true });
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}

// EXTERNAL MODULE: ./build/src/model/checks.js + 3 modules
var checks = __webpack_require__(34380);
;// CONCATENATED MODULE: ./build/src/stages/base.js








/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
const resolveBase = (context) => oncePerRun(context, 'base', () => readBase(context));
async function readBase(context) {
    const { spec, specFile } = context;
    const base = (0,spec_base/* parseBase */.Hp)(spec.base, { file: specFile, key: 'base' });
    const directory = base.kind === 'directory'
        ? await (0,paths.resolveInside)(context.platform.root, base.path, { file: specFile, key: 'base' })
        : await fetchBase(context, base);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        throw new errors/* UserError */.y(`${specFile}: base: ${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`);
    });
    if (!names.includes('config.json'))
        throw new errors/* UserError */.y(`${specFile}: base: ${spec.base} has no config.json: name the directory of a Hugging Face model`);
    return { directory, digest: await (0,model_digest/* digestTree */.hW)(directory) };
}
async function fetchBase(context, base) {
    const { environment, platform, specFile, signal } = context;
    const place = (0,external_node_path_.join)(await context.store.cache('bases'), `${base.repository}@${base.revision}`.replaceAll('/', '--'));
    if ((0,external_node_fs_.existsSync)(place))
        return place;
    const endpoint = environment['HF_ENDPOINT'];
    const token = environment['HF_TOKEN'];
    if (token !== undefined)
        platform.secret(token);
    platform.log.info(`Fetching ${base.repository} at ${base.revision}`);
    const { snapshotDownload } = await __webpack_require__.e(/* import() */ 9).then(__webpack_require__.bind(__webpack_require__, 75009));
    const partial = `${place}.partial`;
    try {
        const snapshot = await snapshotDownload({
            repo: base.repository,
            revision: base.revision,
            cacheDir: await context.store.cache('hub'),
            fetch: (input, init) => fetch(input, { ...init, signal }),
            ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
            ...(token === undefined ? {} : { accessToken: token }),
        });
        // The hub's cache is made of links, which a container would not see through.
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        await (0,promises_.cp)(snapshot, partial, { recursive: true, dereference: true });
        await (0,promises_.rename)(partial, place);
        return place;
    }
    catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error ? rootCause(error).message : String(error);
        throw new errors/* UserError */.y(`${specFile}: base: ${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or download it and name its directory (base: ./base)`, { cause: error, exit: 'preflight' });
    }
}
const rootCause = (error) => (error.cause instanceof Error ? rootCause(error.cause) : error);

// EXTERNAL MODULE: ./build/src/spec/schema.js
var schema = __webpack_require__(61010);
;// CONCATENATED MODULE: ./build/src/stages/job.js




/** Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code. */
async function runBatch(context, verb, batch) {
    const engine = await context.engine();
    await (0,promises_.mkdir)(batch.out, { recursive: true });
    const job = {
        config: { verb, ...batch.config },
        inputs: batch.inputs,
        out: batch.out,
        ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
        secrets: {},
        deadlineMs: (0,schema/* durationMs */.pc)(batch.deadline),
        logFile: (0,external_node_path_.join)(batch.out, 'log.txt'),
    };
    const end = await engine.run(job, (event) => show(event, context.platform.log), context.signal);
    if (end.exit !== 'done' || end.result === undefined)
        throw new errors/* UserError */.y(`${verb}: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit });
    return end.result;
}
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

;// CONCATENATED MODULE: ./build/src/model/lineage.js

/** The key under which a stage's result is found again: equal stage and equal inputs give an equal key. */
function lineageKey(of) {
    return (0,model_digest/* digestJson */.tv)({ lineage: 1, stage: of.stage, inputs: of.inputs });
}

;// CONCATENATED MODULE: ./build/src/stages/recipe.js





const keyOf = (stage, context) => oncePerRun(context, `key of ${stage.name}`, async () => lineageKey({ stage: stage.name, inputs: await stage.inputs(context) }));
/** Runs a stage, unless a result of equal inputs may be used again. */
async function runStage(stage, context) {
    const key = await keyOf(stage, context);
    if (!context.force && stage.acts === undefined) {
        const found = await context.store.find(stage.name, key);
        if (found?.outcome.proceed && ((await stage.holds?.(context, found.outcome.report)) ?? true))
            return { ...found.outcome, reused: true };
    }
    let workspace;
    try {
        workspace = await context.store.begin(stage.name, key);
        const draft = await stage.make(context, workspace, key);
        context.signal.throwIfAborted();
        const proceed = draft.proceed ?? draft.verdict === 'pass';
        const { outcome } = await workspace.commit({ ...draft, proceed, stage: stage.name, key, reused: false });
        return outcome;
    }
    catch (error) {
        await workspace?.discard();
        throw asUserError(error, context);
    }
}
/** The result of an earlier stage for this very spec; missing or failed, it is the user's turn. */
async function earlier(stage, context, asking) {
    const found = await context.store.find(stage.name, await keyOf(stage, context));
    const command = `model-actions ${stage.name} --config ${context.specFile}`;
    if (found === undefined)
        throw new errors/* UserError */.y(`${context.specFile}: ${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`${command}\` first`);
    if (!found.outcome.proceed)
        throw new errors/* UserError */.y(`${context.specFile}: ${asking} needs ${stage.name} to have passed, and its verdict was ${found.outcome.verdict} (${found.outcome.headline}): see ${found.directory}/report.md`, { exit: exitOf(found.outcome.verdict) });
    return found;
}
const exitOf = (verdict) => verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed';
let runtimeDigest;
/** Digest of the code that does the machine learning: a change of it makes every result new. */
function codeDigest() {
    runtimeDigest ??= (0,model_digest/* digestTree */.hW)(`${(0,installation/* runtimeDirectory */.Uq)()}/model_runtime`, { skip: (name) => name === '__pycache__' });
    return runtimeDigest;
}
/** Trouble of the disk is the user's to mend, wherever it strikes. */
function asUserError(error, context) {
    const { code, path } = error;
    const place = path ?? context.store.directory;
    if (code === 'ENOSPC')
        return new errors/* UserError */.y(`${place}: the disk is full: free some space and run again; nothing is half-written`, {
            cause: error,
            exit: 'preflight',
        });
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
        const why = code === 'EROFS' ? 'the file system is read-only' : 'no permission';
        return new errors/* UserError */.y(`${place}: ${why}: change its owner, mode or mount, or work in a directory of your own`, {
            cause: error,
            exit: 'preflight',
        });
    }
    return error;
}

;// CONCATENATED MODULE: ./build/src/report/sections.js

const mostLabels = 12;
/** What both renderers show as a table. A confusion matrix that is too wide to read becomes its most frequent mix-ups. */
function asTable(section) {
    switch (section.kind) {
        case 'table':
            return { columns: section.columns, rows: section.rows };
        case 'facts':
            return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) };
        case 'chart':
            return {
                columns: ['', ...section.series.map(() => section.yTitle)],
                rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => figure(values[i] ?? 0))]),
            };
        case 'confusion': {
            const { labels, counts } = section;
            if (labels.length <= mostLabels)
                return {
                    columns: ['label \\ prediction', ...labels],
                    rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
                };
            const mixUps = counts.flatMap((row, i) => row.flatMap((count, j) => i === j || count === 0 ? [] : [{ label: labels[i] ?? '', said: labels[j] ?? '', count }]));
            return {
                columns: ['label', 'prediction', 'examples'],
                rows: mixUps
                    .sort((a, b) => b.count - a.count)
                    .slice(0, 10)
                    .map(({ label, said, count }) => [label, said, String(count)]),
                note: `${labels.length} classes: the ten most frequent mix-ups of ${mixUps.length}`,
            };
        }
    }
}
function gateTable(gates) {
    return {
        columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
        rows: gates.map(({ name, verdict, observed, allowed, because }) => {
            const { value, low, high, unit } = observed;
            const interval = low === undefined || high === undefined ? '' : ` (${figure(low)} to ${figure(high)})`;
            return [name, verdict, `${figure(value)}${interval} ${unit}`, figure(allowed), because];
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
    return oneLine(text, length)
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
const markerLine = (marker) => `<!-- ${oneLine(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`;
/**
 * A report as GitHub Markdown: hidden marker, verdict, gates, then the sections in order. What does not fit under
 * `limitBytes` (UTF-8) is first shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
function renderMarkdown(report, options) {
    const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`;
    const title = report.title === '' ? '' : `${escapeMarkdown(report.title)}: `;
    const first = `${marker}${verdictMark[report.verdict]} **${report.verdict}** ${title}${escapeMarkdown(report.headline, 500)}\n`;
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
    const rule = columns.map((_, i) => (isNumeric(shown.map((row) => row[i] ?? '')) ? '---:' : '---'));
    const left = rows.length - shown.length;
    const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) => text === undefined ? [] : [text]);
    const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('');
    return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map(line)].join('\n')}\n${below}`;
}
const mostPoints = 40;
/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section) {
    const plain = (text) => oneLine(text, 24)
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

;// CONCATENATED MODULE: ./build/src/stages/reporting.js

/** GitHub's limit for a comment is 65,536 characters; what goes into one is kept well under it. */
const limitBytes = 60_000;
/** A stage's result with its report for people, rendered from the one report model. */
function draft({ title, document, ...rest }) {
    const report = {
        schema: 1,
        title,
        verdict: rest.verdict,
        headline: rest.headline,
        gates: document.gates ?? [],
        sections: document.sections ?? [],
    };
    return { ...rest, markdown: renderMarkdown(report, { limitBytes }) };
}

;// CONCATENATED MODULE: ./build/src/stages/prepare.js









/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
const prepare = {
    name: 'prepare',
    async inputs(context) {
        const { spec } = context;
        const files = await dataFiles(context);
        const images = spec.task === 'image-classification';
        return {
            code: await codeDigest(),
            section: (0,model_digest/* digestJson */.tv)({ task: spec.task, data: { ...spec.data, train: '', test: '' } }),
            base: (await resolveBase(context)).digest,
            // Image files stand beside the list of them, so that the whole directory is the input.
            train: images ? await (0,model_digest/* digestTree */.hW)((0,external_node_path_.dirname)(files.train)) : await (0,model_digest/* digestFile */.TM)(files.train),
            ...(files.test === undefined
                ? {}
                : { test: images ? await (0,model_digest/* digestTree */.hW)((0,external_node_path_.dirname)(files.test)) : await (0,model_digest/* digestFile */.TM)(files.test) }),
        };
    },
    async make(context, workspace) {
        const files = await dataFiles(context);
        const out = (0,external_node_path_.join)(workspace.directory, 'job');
        const result = await runBatch(context, 'prepare', {
            config: prepareConfig(context.spec, files),
            inputs: {
                train: (0,external_node_path_.dirname)(files.train),
                ...(files.test === undefined ? {} : { test: (0,external_node_path_.dirname)(files.test) }),
                base: (await resolveBase(context)).directory,
            },
            out,
            deadline: context.spec.finetune.deadline,
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return draft({
            title: `prepare ${context.spec.name} ${context.spec.version}`,
            report: result,
            verdict: 'pass',
            headline: `${result.train.examples} training and ${result.test.examples} test examples in ${result.labels.length} classes`,
            outputs: { 'dataset-digest': result.digest },
            document: prepare_document(result),
        });
    },
};
const prepared = async (context, asking) => {
    const found = await earlier(prepare, context, asking);
    return {
        dataset: (0,external_node_path_.join)(found.directory, 'dataset'),
        digest: found.outcome.report.digest,
        report: found.outcome.report,
    };
};
async function dataFiles(context) {
    const { train, test } = context.spec.data;
    const found = await dataFile(context, 'data.train', train);
    return test === undefined ? { train: found } : { train: found, test: await dataFile(context, 'data.test', test) };
}
async function dataFile({ specFile, platform }, key, path) {
    const file = await (0,paths.resolveInside)(platform.root, path, { file: specFile, key });
    const facts = await (0,promises_.stat)(file).catch((error) => {
        if (error.code === 'ENOENT')
            throw new errors/* UserError */.y(`${specFile}: ${key}: ${path} does not exist: name a JSONL or CSV file, relative to the directory of the spec`);
        throw error;
    });
    if (!facts.isFile())
        throw new errors/* UserError */.y(`${specFile}: ${key}: ${path} is no file: name a JSONL or CSV file`);
    return file;
}
function prepareConfig(spec, files) {
    const { data, task } = spec;
    const config = {
        task,
        files: { train: (0,external_node_path_.basename)(files.train), ...(files.test === undefined ? {} : { test: (0,external_node_path_.basename)(files.test) }) },
        columns: { input: task === 'text-classification' ? data.text : data.image, label: data.label },
        max_length: data.maxLength,
        sample: data.sample,
        seed: data.seed,
    };
    if (files.test === undefined) {
        const { test, stratify, group } = data.split ?? { test: 0.2, stratify: data.label };
        config.split = { test, ...(stratify === undefined ? {} : { stratify }), ...(group === undefined ? {} : { group }) };
    }
    return config;
}
const prepare_document = (result) => ({
    sections: [
        {
            kind: 'table',
            title: 'Examples by class',
            columns: ['class', 'train', 'test'],
            rows: result.labels.map((label) => [
                label,
                String(result.train.class_counts[label] ?? 0),
                String(result.test.class_counts[label] ?? 0),
            ]),
        },
        {
            kind: 'table',
            title: 'Left out',
            columns: ['why', 'examples'],
            rows: Object.entries(result.dropped).map(([why, count]) => [why.replaceAll('_', ' '), String(count)]),
        },
    ],
});

;// CONCATENATED MODULE: ./build/src/stages/finetune.js










/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
const finetune = {
    name: 'finetune',
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.finetune;
        return {
            code: await codeDigest(),
            section: (0,model_digest/* digestJson */.tv)({ task: context.spec.task, maxLength: context.spec.data.maxLength, finetune: section }),
            base: (await resolveBase(context)).digest,
            dataset: (await prepared(context, 'finetune')).digest,
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.directory, 'job');
        if (context.force)
            await context.store.dropCheckpoints(key);
        const result = await runBatch(context, 'finetune', {
            config: finetuneConfig(spec),
            inputs: { data: dataset.dataset, base: (await resolveBase(context)).directory },
            out,
            checkpoints: await context.store.checkpoints(key),
            deadline: spec.finetune.deadline,
        });
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            format: 'safetensors',
            precision: 'fp32',
            labels: dataset.report.labels,
            maxLength: spec.data.maxLength,
            lineage: [{ stage: 'finetune', key, inputs: await finetune.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        await context.store.dropCheckpoints(key);
        return draft({
            title: `finetune ${spec.name} ${spec.version}`,
            report: result,
            verdict: 'pass',
            headline: `${spec.finetune.method}, ${result.steps} steps, loss ${result.first_loss.toFixed(3)} → ${result.last_loss.toFixed(3)}${result.resumed_from_step === undefined ? '' : `, resumed at step ${result.resumed_from_step}`}`,
            outputs: { 'model-digest': await (0,model_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')) },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Training',
                        columns: ['what', 'value'],
                        rows: [
                            ['method', spec.finetune.method],
                            ['optimizer steps', String(result.steps)],
                            ['epochs', result.epochs.toFixed(2)],
                            ['first loss', result.first_loss.toFixed(4)],
                            ['last loss', result.last_loss.toFixed(4)],
                            ['trainable parameters', `${result.trainable_parameters} of ${result.total_parameters}`],
                            ['seconds', result.seconds.toFixed(1)],
                        ],
                    },
                ],
            },
        });
    },
};
const finetuned = async (context, asking) => {
    const { directory } = await earlier(finetune, context, asking);
    return openModel((0,external_node_path_.join)(directory, 'model'), directory);
};
const openModel = async (path, directory) => ({
    model: await (0,model_manifest/* readModelDirectory */.Nw)(path),
    digest: await (0,model_digest/* digestFile */.TM)((0,external_node_path_.join)(path, 'model.json')),
    directory,
});
/** Defaults of the design's ranges: LoRA trains few parameters and takes about ten times the learning rate. */
const defaultLearningRate = { full: 2e-5, lora: 2e-4 };
function finetuneConfig(spec) {
    const { finetune: section, data, task } = spec;
    const { lora } = section;
    return {
        task,
        max_length: data.maxLength,
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
    throw new errors/* UserError */.y(`${place}: the runtime broke its contract, this is no prediction: ${read.because}`, {
        exit: 'crashed',
    });
}

;// CONCATENATED MODULE: ./build/src/stages/predictions.js



/** Reads what a runtime said of each example; a line that is no prediction is refused with its number. */
async function readPredictions(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.y(`${file}: the runtime wrote no predictions (${error.code}): run its selftest to see what it lacks`, { exit: 'crashed' });
    });
    return text
        .split('\n')
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ line, number }) => validatePrediction(line, `${file}:${number}`));
}

;// CONCATENATED MODULE: ./build/src/stages/evaluate.js












/** Judges the candidate against the baseline, example by example, by a paired test. */
const evaluate = {
    name: 'evaluate',
    async inputs(context) {
        const baseline = await resolveBaseline(context);
        const { deadline: _, ...section } = context.spec.evaluate;
        return {
            code: await codeDigest(),
            section: (0,model_digest/* digestJson */.tv)({
                evaluate: { ...section, baseline: baseline.kind },
                maxLength: context.spec.data.maxLength,
            }),
            dataset: (await prepared(context, 'evaluate')).digest,
            candidate: (await finetuned(context, 'evaluate')).digest,
            ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
        };
    },
    async make(context, workspace) {
        const { spec, platform } = context;
        const baseline = await resolveBaseline(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const out = (0,external_node_path_.join)(workspace.directory, 'job');
        const result = await runBatch(context, 'evaluate', {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: spec.data.maxLength,
            },
            inputs: {
                data: dataset.dataset,
                candidate: candidate.model.path,
                ...(baseline.kind === 'model' ? { baseline: baseline.directory } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        });
        const predictions = await readPredictions((0,external_node_path_.join)(out, 'predictions.jsonl'));
        const baselinePredictions = await readPredictions((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'));
        const gates = spec.evaluate.gates.map((gate) => pairedAccuracyGate(predictions, baselinePredictions, gate.margin));
        const verdict = overall(gates);
        const warnOnly = verdict === 'inconclusive' && spec.evaluate.onInconclusive === 'warn';
        return draft({
            title: `evaluate ${spec.name} ${spec.version}`,
            report: {
                result,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
                },
                gates,
            },
            verdict,
            proceed: verdict === 'pass' || warnOnly,
            headline: `accuracy ${percent(result.candidate.accuracy)} against ${percent(result.baseline.accuracy)} of the baseline (${baseline.because}), on ${result.examples} examples`,
            outputs: { accuracy: String(result.candidate.accuracy), 'baseline-accuracy': String(result.baseline.accuracy) },
            document: { gates, sections: evaluationSections({ result, predictions, baselinePredictions }) },
        });
    },
};
const evaluated = (context, asking) => earlier(evaluate, context, asking);
const percent = (share) => `${(share * 100).toFixed(1)} %`;

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
function speedGate(result, allowed) {
    const value = geometricMean(result.speed.map((shape) => shape.ratio));
    const low = geometricMean(result.speed.map((shape) => shape.ratio_low));
    const high = geometricMean(result.speed.map((shape) => shape.ratio_high));
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

















/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind a gate of size, speed and accuracy. */
const quantize = {
    name: 'quantize',
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            code: await codeDigest(),
            section: (0,model_digest/* digestJson */.tv)({ quantize: section, maxLength: context.spec.data.maxLength }),
            dataset: (await prepared(context, 'quantize')).digest,
            model: (await finetuned(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,model_digest/* digestJson */.tv)({ model: (0,external_node_os_.cpus)()[0]?.model ?? 'unknown', architecture: process.arch }),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'quantize');
        const tuned = await finetuned(context, 'quantize');
        const exportOut = (0,external_node_path_.join)(workspace.directory, 'export');
        const exported = await runBatch(context, 'export', {
            config: { task: spec.task, max_length: spec.data.maxLength },
            inputs: { model: tuned.model.path },
            out: exportOut,
            deadline: spec.quantize.deadline,
        });
        const out = (0,external_node_path_.join)(workspace.directory, 'job');
        const quantized = await runBatch(context, 'quantize', {
            config: {
                task: spec.task,
                precision: spec.quantize.precision,
                batch_size: spec.evaluate.batchSize,
                max_length: spec.data.maxLength,
                shapes: shapes(spec.task, spec.data.maxLength),
                repetitions: 30,
            },
            inputs: { model: (0,external_node_path_.join)(exportOut, 'model'), data: dataset.dataset },
            out,
            deadline: spec.quantize.deadline,
        });
        const predictions = await readPredictions((0,external_node_path_.join)(out, 'predictions.jsonl'));
        const baselinePredictions = await readPredictions((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'));
        const accuracy = pairedAccuracyGate(predictions, baselinePredictions, spec.quantize.gates.margin);
        const gates = spec.quantize.precision === 'fp32'
            ? [accuracy]
            : [sizeGate(quantized, spec.quantize.gates.size), speedGate(quantized, spec.quantize.gates.speed), accuracy];
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            format: 'onnx',
            precision: spec.quantize.precision,
            labels: dataset.report.labels,
            maxLength: spec.data.maxLength,
            lineage: [...tuned.model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return draft({
            title: `quantize ${spec.name} ${spec.version}`,
            report: { exported, quantized, gates },
            verdict: overall(gates),
            headline: headline(quantized, gates),
            outputs: {
                accuracy: String(quantized.candidate.accuracy),
                'model-digest': await (0,model_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
            },
            document: {
                gates,
                sections: [
                    {
                        kind: 'table',
                        title: 'Speed against FP32, one thread',
                        columns: ['batch × length', 'FP32 ms', 'quantized ms', 'ratio'],
                        rows: quantized.speed.map((shape) => [
                            `${shape.batch} × ${shape.length}`,
                            shape.baseline_ms.toFixed(2),
                            shape.candidate_ms.toFixed(2),
                            `${shape.ratio.toFixed(2)} (${shape.ratio_low.toFixed(2)} to ${shape.ratio_high.toFixed(2)})`,
                        ]),
                    },
                    ...evaluationSections({ result: quantized, predictions, baselinePredictions }),
                ],
            },
        });
    },
};
const quantizedModel = async (context, asking) => {
    const { directory } = await earlier(quantize, context, asking);
    return openModel((0,external_node_path_.join)(directory, 'model'), directory);
};
/** One text and a batch, short and as long as the spec allows; images have one length. */
function shapes(task, maxLength) {
    if (task === 'image-classification')
        return [
            { batch: 1, length: 1 },
            { batch: 8, length: 1 },
        ];
    const short = Math.min(32, maxLength);
    const lengths = short === maxLength ? [short] : [short, maxLength];
    const all = [1, 8].flatMap((batch) => lengths.map((length) => ({ batch, length })));
    return [all[0] ?? { batch: 1, length: short }, ...all.slice(1)];
}
function headline(result, gates) {
    const speed = gates.find((gate) => gate.name === 'speed');
    const size = (result.candidate_bytes / 1e6).toFixed(1);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, accuracy ${percent(result.candidate.accuracy)}`;
    return `${result.recipe}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, accuracy ${percent(result.candidate.accuracy)} after ${percent(result.baseline.accuracy)}`;
}

;// CONCATENATED MODULE: ./build/src/stages/build.js













/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
const build = {
    name: 'build',
    async inputs(context) {
        const { spec } = context;
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        return {
            code: await codeDigest(),
            section: (0,model_digest/* digestJson */.tv)({ name: spec.name, version: spec.version, image: spec.image }),
            model: model.digest,
        };
    },
    async holds(context, { version, index }) {
        return (await (await image_openImages(context)).resolve(version))?.digest === index.digest;
    },
    async make(context, workspace) {
        const { spec, platform } = context;
        const store = await image_openImages(context);
        const model = await stamped(await quantizedModel(context, 'build'), context, (0,external_node_path_.join)(workspace.directory, 'model'));
        const image = await assembleModelImage({
            store,
            model,
            runtimeDirectory: (0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'),
            ...(spec.image.base === undefined
                ? {}
                : {
                    base: await openReference(spec.image.base, {
                        root: platform.root,
                        insecure: spec.image.insecureRegistry,
                        environment: context.environment,
                        signal: context.signal,
                        key: 'image.base',
                        file: context.specFile,
                    }),
                }),
            labels: labels(context),
            created: createdAt(context),
            signal: context.signal,
            onProgress: (what, share) => platform.log.progress(what, share),
        });
        await refuseMovedRelease(store, spec.version, image.index.digest, context);
        await tagImage(store, image.index.digest, spec.version);
        const reference = `${store.name}@${image.index.digest}`;
        return draft({
            title: `build ${spec.name} ${spec.version}`,
            report: {
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
/** The built image, if it is still where it was put. */
async function built(context, asking) {
    const { outcome } = await earlier(build, context, asking);
    return { store: await image_openImages(context), report: outcome.report };
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
/** The model with the version it is released as; the weights are linked, not copied. */
async function stamped(result, context, into) {
    const { path, manifest } = result.model;
    for (const file of manifest.files) {
        const target = (0,external_node_path_.join)(into, file.path);
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        await (0,promises_.link)((0,external_node_path_.join)(path, file.path), target).catch(() => (0,promises_.copyFile)((0,external_node_path_.join)(path, file.path), target));
    }
    const { files: _, schema: __, ...fields } = manifest;
    return (0,model_manifest/* writeManifest */.HN)(into, { ...fields, name: context.spec.name, version: context.spec.version });
}
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
        throw new errors/* UserError */.y(`SOURCE_DATE_EPOCH: ${text}: expected seconds since 1970 as a whole number`);
    return new Date(Number(text) * 1000);
}
async function refuseMovedRelease(store, version, digest, context) {
    const present = await store.resolve(version);
    if (present === undefined || present.digest === digest || context.force)
        return;
    throw new errors/* UserError */.y(`${context.specFile}: version: ${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`);
}

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
const sequential_points = 128;
/** Midpoints of equal slices of Beta(½, 1), whose quantile function is u², as multipliers λ = 1/u². */
const alternatives = Array.from({ length: sequential_points }, (_, index) => (sequential_points / (index + 0.5)) ** 2);

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
                ? `with all traffic the canary failed ${errors} of ${requests} requests; ${decide_percent(allowed)} are allowed`
                : `with all traffic there is no evidence of an error rate over ${decide_percent(allowed)}`,
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
    const high = upperErrorRate(errors, requests, 0.95);
    const allowed = allowedRate(plan, seen);
    const shown = `the canary failed ${errors} of ${requests} requests: at most ${decide_percent(high)} (95 %), ${decide_percent(allowed)} are allowed`;
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
const decide_percent = (rate) => `${Number((rate * 100).toPrecision(3))} %`;

;// CONCATENATED MODULE: ./build/src/rollout/rollout.js



const drainMs = 30_000;
/** One lost probe may be chance; so many over a second are not. */
const stableProbes = { count: 3, pauseMs: 500 };
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
    await options.gateway.acquire(options.owner, options.timing.leaseTtlMs);
    const rollout = new Rollout(options);
    try {
        return await rollout.run();
    }
    finally {
        await rollout.end();
    }
}
class Rollout {
    #o;
    #beganMs;
    #timeline = [];
    #steps = [];
    #seen = [];
    #renewal;
    #lost;
    #stable;
    /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
    #dead;
    #canary;
    #firstDeploy = false;
    #gates = [];
    #counters = {};
    constructor(options) {
        this.#o = options;
        this.#beganMs = options.clock.monotonicMs();
        // Starting a version can take longer than a lease: renewal does not wait for the loop.
        this.#renewal = setInterval(() => {
            options.gateway.renew(options.owner, options.timing.leaseTtlMs).catch((error) => {
                this.#lost ??= error instanceof Error ? error : new Error(String(error));
            });
        }, options.timing.leaseTtlMs / 3);
    }
    async run() {
        const { gateway, target, release, timing, signal, plan } = this.#o;
        const onAbort = () => {
            if (this.#lost === undefined)
                gateway.evict().catch(() => undefined);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        try {
            await this.#reconcile();
            if (this.#stable?.digest === release.digest) {
                this.#note(`${this.#stable.id} already is stable`);
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
                await gateway.demote(this.#o.owner, dead.id);
                await gateway.remove(this.#o.owner, dead.id, 0);
            }
            await gateway.add(this.#o.owner, canary);
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
            await gateway.promote(this.#o.owner, canary.id);
            const old = this.#stable ?? dead;
            this.#stable = canary;
            this.#dead = undefined;
            this.#canary = undefined;
            this.#note(`${canary.id} is stable`);
            if (old !== undefined && old.id !== canary.id)
                await this.#clear(old.id);
            return await this.#report('pass', `version ${release.version} passed every step and the bake`, false);
        }
        catch (error) {
            const because = error instanceof Error ? error.message : String(error);
            const cancelled = signal.aborted;
            // A lost lease or a full disk says nothing about the release.
            const fault = error instanceof errors/* UserError */.y && error.exit === 'crashed' ? 'fail' : 'error';
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
    async end() {
        clearInterval(this.#renewal);
        // Where the gateway does not answer, the lease ends by itself; the report must not be lost over it.
        await this.#try('give the lease back', () => this.#o.gateway.release(this.#o.owner));
    }
    /** Clears what an earlier run left: everything that is not stable. */
    async #reconcile() {
        const { gateway, target, owner } = this.#o;
        await gateway.evict();
        const status = await gateway.status();
        this.#stable = status.stable;
        for (const left of status.idle) {
            await gateway.remove(owner, left.id, drainMs);
            this.#note(`${left.id}, left by an earlier run, was taken out`);
        }
        const running = await target.list();
        for (const left of running) {
            if (left.id === status.stable?.id)
                continue;
            await target.stop(left.id);
            this.#note(`${left.id}, left by an earlier run, was stopped`);
        }
        const because = status.stable === undefined ? undefined : await this.#whyDead(status.stable, running);
        if (because !== undefined) {
            this.#dead = status.stable;
            this.#stable = undefined;
            this.#note(`${status.stable?.id} is stable and dead (${because}): this is as a first deploy`);
        }
        this.#counters = await gateway.observe();
    }
    /**
     * Asks the target first: after a reboot another program may answer at the address.
     * @returns undefined where stable serves
     */
    async #whyDead(stable, running) {
        if (!running.some(({ id }) => id === stable.id))
            return `the ${this.#o.target.name} target no longer runs it`;
        for (let probe = 1; !(await this.#probe(stable)); probe++) {
            if (probe === stableProbes.count)
                return `${probe} health probes in a row failed`;
            await (0,external_node_timers_promises_.setTimeout)(stableProbes.pauseMs, undefined, { signal: this.#o.signal });
        }
        return undefined;
    }
    #probe(backend) {
        return this.#o.probe === undefined ? this.#o.gateway.probe(backend.id) : this.#o.probe(backend);
    }
    async #shift(canary, share) {
        await this.#o.gateway.shift(this.#o.owner, canary.id, share);
        this.#note(`${canary.id} has ${decide_percent(share)} of the traffic`);
        this.#counters = await this.#o.gateway.observe();
        const nowMs = this.#now() - this.#beganMs;
        const none = { requests: 0, errors: 0 };
        const name = `step ${this.#steps.length + 1}`;
        this.#steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: { ...none }, canary: { ...none }, outcome: '' });
    }
    /** Waits one interval and appends what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary, step) {
        const { gateway, timing, signal } = this.#o;
        const fromMs = this.#now();
        await (0,external_node_timers_promises_.setTimeout)(timing.healthIntervalMs, undefined, { signal });
        if (this.#lost !== undefined)
            throw this.#lost;
        const healthy = await this.#probe(canary);
        const [status, counters] = [await gateway.status(), await gateway.observe()];
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
        const { gateway, target, owner } = this.#o;
        if (this.#lost === undefined)
            await this.#try('evict', () => gateway.evict());
        const status = await gateway.status().catch(() => undefined);
        if (status?.lease !== undefined && status.lease.owner !== owner) {
            // That run has cleared what was ours, and what is there now is its own.
            this.#note(`gave way to ${status.lease.owner}: ${because}`);
            return this.#report(verdict, because, false);
        }
        if (this.#lost !== undefined)
            await this.#try('evict', () => gateway.evict());
        this.#note(`rolled back: ${because}`);
        // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
        const again = this.#dead?.digest === this.#o.release.digest;
        const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id);
        if (this.#canary !== undefined && this.#canary.id !== stableId)
            await this.#clear(this.#canary.id);
        // Who is stable must be known for certain before anything else is stopped.
        const left = status === undefined ? [] : await target.list().catch(() => []);
        for (const one of left)
            if (one.id !== stableId)
                await this.#try(`stop ${one.id}`, () => target.stop(one.id));
        return this.#report(verdict, because, false);
    }
    async #clear(id) {
        const { gateway, target, owner, timing } = this.#o;
        await this.#try(`take out ${id}`, async () => {
            const known = (await gateway.status()).idle.some((one) => one.id === id);
            if (!known)
                return;
            // Where the lease was lost while nobody else holds it, it is ours again for the clean-up.
            await gateway.acquire(owner, timing.leaseTtlMs);
            await gateway.remove(owner, id, this.#o.signal.aborted ? 2_000 : drainMs);
        });
        await this.#try(`stop ${id}`, () => target.stop(id));
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
        const status = await this.#o.gateway.status().catch(() => undefined);
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
            url: this.#o.gateway.url,
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

;// CONCATENATED MODULE: ./build/src/stages/verify.js




/** Resolves the release of the spec's version once, and vouches for that digest or refuses. */
const verify = {
    name: 'verify',
    acts: true,
    async inputs(context) {
        return { image: await releaseDigest(await image_openImages(context), context) };
    },
    async make(context) {
        const release = await verifiedRelease(context);
        return draft({
            title: `verify ${context.spec.name} ${context.spec.version}`,
            report: {
                image: release.image,
                version: context.spec.version,
                digest: release.digest,
                signedBy: release.signedBy,
            },
            verdict: 'pass',
            headline: `${release.image} is signed by ${release.signedBy}`,
            outputs: { image: release.image, digest: release.digest },
            document: {},
        });
    },
};
async function verifiedRelease(context) {
    const store = await image_openImages(context);
    const digest = await releaseDigest(store, context);
    const { signedBy } = await verifyImage({
        store,
        reference: digest,
        policy: { kind: 'key', publicKeyPem: await trustedKey(context) },
    });
    if ((await releaseDigest(store, context)) !== digest)
        throw new errors/* UserError */.y(`${store.name}:${context.spec.version} moved while it was verified: find out who pushed it, and run again`);
    return { store, digest, image: `${store.name}@${digest}`, signedBy };
}
async function releaseDigest(store, context) {
    const found = await store.resolve(context.spec.version);
    if (found !== undefined)
        return found.digest;
    throw new errors/* UserError */.y(`${context.specFile}: version: ${store.name} has no release ${context.spec.version}: run \`model-actions build,sign --config ${context.specFile}\` first`);
}

;// CONCATENATED MODULE: ./build/src/stages/deploy.js










/** Verifies the release, then moves traffic to it step by step; stable keeps serving whatever happens. */
const deploy = {
    name: 'deploy',
    acts: true,
    inputs: (context) => verify.inputs(context),
    async make(context) {
        const { spec, platform, signal, clock } = context;
        const release = await verifiedRelease(context);
        const { gateway, target } = await openPlace(context, release.store);
        const rollout = await runRollout({
            target,
            gateway,
            plan: plan(spec.deploy),
            release: { version: spec.version, digest: release.digest },
            owner: owner(context),
            timing: {
                readyMs: (0,schema/* durationMs */.pc)(spec.deploy.ready),
                bakeMs: (0,schema/* durationMs */.pc)(spec.deploy.bake),
                healthIntervalMs: (0,schema/* durationMs */.pc)(spec.deploy.gates.health.interval),
                leaseTtlMs: leaseTtlMs(spec.deploy),
            },
            clock,
            signal,
            log: platform.log,
        });
        return draft({
            title: `deploy ${spec.name} ${spec.version}`,
            report: { image: release.image, version: spec.version, url: gateway.url, rollout },
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
                            `${Number((step.share * 100).toFixed(1))} %`,
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
function plan({ steps, step, gates }) {
    return {
        steps: steps.map((percent) => percent / 100),
        minTimeMs: (0,schema/* durationMs */.pc)(step.minTime),
        minRequests: step.minRequests,
        stepDeadlineMs: (0,schema/* durationMs */.pc)(step.deadline),
        healthFailures: gates.health.failures,
        errors: {
            ratio: gates.errors.ratio,
            falseRollbacks: gates.errors.falseRollbacks,
            tolerance: gates.errors.tolerance,
        },
    };
}
/** Long enough for a slow tick, short enough that a dead runner's canary is gone soon. */
const leaseTtlMs = ({ gates }) => Math.max(15_000, 3 * (0,schema/* durationMs */.pc)(gates.health.interval));
/** Who holds the lease, in words that help the one who is refused. */
function owner({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    const name = run === undefined
        ? `process ${process.pid}`
        : `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}`;
    return `${name} (${(0,external_node_crypto_.randomBytes)(3).toString('hex')})`;
}
/** Ends the gateway and every version behind it, and forgets the rollout's state: nothing serves after it. */
async function takeDown(context) {
    const stateDir = await stateDirectory(context);
    if (context.spec.deploy.target === 'process' && !existsSync(stateDir))
        return;
    const { gateway, target } = await openPlace(context, await openImages(context));
    await gateway.close();
    for (const backend of await target.list())
        await target.stop(backend.id);
    if (context.spec.deploy.target === 'docker') {
        const { connectDocker } = await __webpack_require__.e(/* import() */ 294).then(__webpack_require__.bind(__webpack_require__, 56294));
        const { removeDockerPlace } = await __webpack_require__.e(/* import() */ 666).then(__webpack_require__.bind(__webpack_require__, 3666));
        await removeDockerPlace(await connectDocker({ environment: context.environment }), context.spec.name);
    }
    await rm(stateDir, { recursive: true, force: true });
}
const stateDirectory = ({ spec, specFile, platform }) => (0,paths.resolveInside)(platform.root, spec.deploy.state ?? '.model-actions/deploy', { file: specFile, key: 'deploy.state' });
async function openPlace(context, store) {
    const { spec, platform, environment, signal } = context;
    const stateDir = await stateDirectory(context);
    const common = { name: spec.name, log: platform.log };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await __webpack_require__.e(/* import() */ 294).then(__webpack_require__.bind(__webpack_require__, 56294));
        const { openDockerGateway } = await __webpack_require__.e(/* import() */ 218).then(__webpack_require__.bind(__webpack_require__, 96218));
        const { createDockerTarget } = await __webpack_require__.e(/* import() */ 666).then(__webpack_require__.bind(__webpack_require__, 3666));
        const { ensureImage } = await __webpack_require__.e(/* import() */ 679).then(__webpack_require__.bind(__webpack_require__, 54679));
        const docker = await connectDocker({ environment });
        const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment });
        return {
            gateway: await openDockerGateway({ ...common, docker, port: spec.deploy.port, image }),
            target: await createDockerTarget({ ...common, docker, store }),
        };
    }
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 468).then(__webpack_require__.bind(__webpack_require__, 29468));
    const { openProcessGateway } = await __webpack_require__.e(/* import() */ 953).then(__webpack_require__.bind(__webpack_require__, 18953));
    const { createProcessTarget } = await __webpack_require__.e(/* import() */ 663).then(__webpack_require__.bind(__webpack_require__, 53663));
    const python = await ensurePython({
        requirements: 'serve',
        cacheDir: defaultCacheDirectory(environment),
        log: platform.log,
        signal,
        environment,
    });
    return {
        gateway: await openProcessGateway({
            stateDir: (0,external_node_path_.join)(stateDir, 'gateway'),
            port: spec.deploy.port,
            proxy: 'auto',
            log: platform.log,
        }),
        target: await createProcessTarget({
            ...common,
            store,
            stateDir: (0,external_node_path_.join)(stateDir, 'versions'),
            python,
        }),
    };
}

;// CONCATENATED MODULE: ./build/src/signing/attest.js





/**
 * Signs a statement about `subject` and stores it as its referrer. Where an equal statement by the same key is attached
 * already, nothing is written.
 * @param options.predicate JSON; keys whose value is undefined do not count
 * @returns the manifest that carries the statement
 */
function attachStatement(options) {
    const wanted = (0,model_digest/* canonicalJson */.dj)(JSON.parse(JSON.stringify(options.predicate)));
    return attachUnless(options, ({ predicate }) => (0,model_digest/* canonicalJson */.dj)(predicate) === wanted);
}
/** @param suffices whether a statement of this type, subject and key makes a new one needless */
async function attachUnless(options, suffices) {
    const { store, subject, predicateType, predicate, signer, created } = options;
    const trust = trustOf(policyOf(signer));
    for (const { manifest, reading } of await attachedBundles(store, subject.digest))
        if (reading.kind === 'statement' &&
            reading.statement.predicateType === predicateType &&
            reading.statement.subjects.includes(subject.digest) &&
            suffices(reading.statement) &&
            trust.verifyBundle(reading.entity))
            return manifest;
    const bytes = await makeBundle(statementBytes(subject.digest, predicateType, predicate), signer);
    const bundle = await writeBlob(store, bytes, bundleType);
    await writeBlob(store, emptyConfig.bytes, emptyConfig.descriptor.mediaType);
    return store.putManifest(referrerManifest({ subject, bundle, predicateType, created }), mediaTypes/* mediaTypes */.Ib.manifest);
}

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
        throw new errors/* UserError */.y(`provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`);
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
                    .map(([name, digest]) => ({ name, digest: { sha256: digest.slice('sha256:'.length) } })),
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
        throw new errors/* UserError */.y(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`);
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.y(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`);
}

;// CONCATENATED MODULE: ./build/src/signing/sign.js




/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
async function signImage(options) {
    const { store, index, signer, created } = options;
    const place = `${store.name}@${index.digest}`;
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(index.digest)).bytes, place);
    const listed = document.kind === 'index' ? document.index.manifests : [];
    const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]));
    const signed = [];
    // One after the other: without a referrers API each of them appends to an index that others read and write, too.
    for (const subject of subjects.values()) {
        const bundle = await attachUnless({ store, subject, predicateType: signaturePredicate, predicate: {}, signer, created }, () => true);
        const tag = await signLegacy({ store, digest: subject.digest, signer });
        signed.push({ digest: subject.digest, bundle: bundle.digest, tag });
    }
    return { signed };
}

;// CONCATENATED MODULE: ./build/src/signing/signer.js


/**
 * @param from.pem a cosign key file's text, or an unencrypted PKCS 8 key
 * @param from.name the file or variable that `pem` came from, for messages
 * @throws UserError where the key is damaged, of another kind, or not opened by the password
 */
async function loadSigner(from) {
    const privateKey = await (0,keys/* readPrivateKey */.$k)(from.pem, from.password, from.name);
    const publicKey = (0,external_node_crypto_.createPublicKey)(privateKey);
    return {
        kind: 'key',
        hint: (0,keys/* keyHint */.p4)(publicKey),
        publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        sign: async (bytes) => (0,external_node_crypto_.sign)('sha256', bytes, privateKey),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/sign.js












const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1';
/** Signs index and platform manifests, and attaches the evaluation that let the model pass. */
const sign = {
    name: 'sign',
    acts: true,
    async inputs(context) {
        return { image: (await built(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, specFile, environment, platform, clock } = context;
        const { store, report } = await built(context, 'sign');
        const key = await keyText(context, { path: spec.signing.key, key: 'signing.key', variable: 'COSIGN_PRIVATE_KEY' });
        if (key === undefined)
            throw new errors/* UserError */.y(`${specFile}: signing.key is missing: make a key pair with \`model-actions keygen\` and name it, or set COSIGN_PRIVATE_KEY`);
        const password = environment['COSIGN_PASSWORD'] ?? '';
        if (password !== '')
            platform.secret(password);
        const signer = await loadSigner({ pem: key.text, name: key.source, password });
        const created = clock.now();
        const { signed } = await signImage({ store, index: report.index, signer, created });
        const evaluation = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)((await evaluated(context, 'sign')).directory, 'report.json'), 'utf8'));
        const attached = await attachStatement({
            store,
            subject: report.index,
            predicateType: evaluationPredicate,
            predicate: evaluation,
            signer,
            created,
        });
        const facts = await buildFacts(context);
        if (facts !== undefined)
            await attachStatement({
                store,
                subject: report.index,
                predicateType: provenancePredicate,
                predicate: provenanceOf(facts),
                signer,
                created,
            });
        return draft({
            title: `sign ${spec.name} ${spec.version}`,
            report: { image: report.image, signed, evaluation: attached.digest },
            verdict: 'pass',
            headline: `${signed.length} manifests of ${report.image} signed by key ${signer.hint}`,
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
    const { model } = await quantizedModel(context, 'sign');
    const inputs = Object.assign({}, ...model.manifest.lineage.map((lineage) => lineage.inputs));
    return {
        model: { name: spec.name, version: spec.version },
        specFile,
        source: { repository: `${server}/${repository}`, commit, ref },
        inputs,
        builder: `${server}/${workflow}`,
        invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/index.js










const stages = {
    prepare: prepare,
    finetune: finetune,
    evaluate: evaluate,
    quantize: quantize,
    build: build,
    sign: sign,
    verify: verify,
    deploy: deploy,
};
/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Errors are thrown; verdicts are returned.
 */
async function runStages(names, context, onOutcome = () => undefined) {
    const outcomes = [];
    for (const name of types/* stageNames */.h.filter((candidate) => names.includes(candidate))) {
        const startMs = context.clock.monotonicMs();
        const outcome = await context.platform.group(name, () => runStage(stages[name], context));
        outcomes.push(outcome);
        onOutcome(outcome, (context.clock.monotonicMs() - startMs) / 1000);
        if (!outcome.proceed)
            break;
    }
    return outcomes;
}


/***/ })

};
