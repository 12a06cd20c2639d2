export const id = 6555;
export const ids = [6555,2887];
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
/* harmony export */   qd: () => (/* binding */ agentProgram)
/* harmony export */ });
/* unused harmony export gateCodeFile */
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
/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
const gateCode = () => bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, gateCodeFile)]) };
const gateCodeFile = 'gate-code.json';


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
    function: { 7: 'node', 11: 'attribute' },
    tensor: { 13: 'entry' },
    entry: {},
};
/** The file is an ONNX model, and its external data, if any, lies beside or below it. @throws UserError otherwise */
async function checkOnnx(file) {
    const refuse = (reason) => {
        throw new errors/* UserError */.yo(`${file}: ${reason}: export the model to ONNX again`);
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
        const fault = locationFault(location);
        if (fault !== undefined)
            refuse(`its external data ${JSON.stringify(location)} is refused, ${fault}`);
        const isFile = await (0,promises_.stat)((0,external_node_path_.join)((0,external_node_path_.dirname)(file), location)).then((entry) => entry.isFile(), () => false);
        if (!isFile)
            refuse(`its external data ${location} is missing`);
    }
}
/** ONNX Runtime reads a location with its own mark as an address in its memory. */
const locationFault = (location) => location.includes('_ORT_MEM_ADDR_') ? 'it stands for an address in memory' : (0,paths/* pathFault */.a9)(location);
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
            // ONNX Runtime drops the bits above, and reads another field than one that this walk would pass over.
            if (tag > 0xffff_ffff)
                throw new RangeError('the number of a field is too large');
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
            throw new errors/* UserError */.yo(`${file}: ${reason}: ${remedy}`);
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
        throw new errors/* UserError */.yo(`${file}: ${reason}: save the model again with safetensors`);
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
        throw new errors/* UserError */.yo(`${directory}: no weights: a model directory holds .safetensors or .onnx files`);
}


/***/ }),

/***/ 62291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ engineFor),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* unused harmony export hostProblems */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** @param nodePlatform `process.platform`; the runner's own word for its system counts before it */
function hostOf(environment, nodePlatform) {
    const runner = environment['RUNNER_OS'] ?? '';
    const windows = runner === 'Windows' || (runner === '' && nodePlatform === 'win32');
    const macos = runner === 'macOS' || (runner === '' && nodePlatform === 'darwin');
    return {
        os: windows ? 'windows' : macos ? 'macos' : 'linux',
        // The runner mounts the workspace of such a job there, and nowhere else.
        jobContainer: environment['GITHUB_ACTIONS'] === 'true' && (environment['GITHUB_WORKSPACE'] ?? '').startsWith('/__w/'),
    };
}
/** @throws UserError (exit `preflight`) with everything that this host cannot do of what is asked */
function requireHost(host, needs) {
    const [first, ...more] = hostProblems(host, needs);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([first, ...more], { exit: 'preflight' });
}
/** Why this host cannot do it; empty where it can. */
function hostProblems(host, needs) {
    if (host.os === 'windows')
        return [{ what: 'Windows is not supported: take a Linux runner, or WSL 2 on a machine of your own' }];
    const problems = [];
    if (host.os === 'macos' && needs.deploys)
        problems.push({ what: 'deploy needs Linux, and this is macOS: run it on the Linux machine that serves' });
    if (host.jobContainer && needs.engine === 'docker')
        problems.push({
            what: 'this job runs in a container (`container:`), whose files the Docker engine of the runner does not see: remove `container:` from the job, or run jobs as processes (engine.name: process)',
            place: { key: 'engine.name' },
        });
    if (host.jobContainer && needs.deploys)
        problems.push({
            what: 'deploy cannot run in a job with `container:`, as what it starts would end with that container: remove `container:` from the job',
        });
    return problems;
}
/** The engine that `auto` may be here: in a job's own container only processes see its files. */
const engineFor = (host, wanted) => host.jobContainer && wanted === 'auto' ? 'process' : wanted;


/***/ }),

/***/ 16555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   selftestImage: () => (/* binding */ selftestImage)
/* harmony export */ });
/* unused harmony exports tryImage, makeParts */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _docker_client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22033);
/* harmony import */ var _engine_docker_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84228);
/* harmony import */ var _engine_events_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67555);
/* harmony import */ var _engine_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(89075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(54765);
/* harmony import */ var _model_checks_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(34380);
/* harmony import */ var _platform_host_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(62291);












/** Training a model of two small layers takes seconds; the rest is what a large image needs to begin. */
const deadlineMs = 15 * 60_000;
/**
 * Tries an image with the engines that this machine has.
 * @throws UserError (exit `preflight`) where there is no Docker engine, no such image, or our own runtime cannot work
 */
async function selftestImage(image, world) {
    (0,_platform_host_js__WEBPACK_IMPORTED_MODULE_11__/* .requireHost */ .sq)((0,_platform_host_js__WEBPACK_IMPORTED_MODULE_11__/* .hostOf */ .w4)(world.environment, process.platform), { engine: 'docker', deploys: false });
    const docker = await (0,_docker_client_js__WEBPACK_IMPORTED_MODULE_4__.connectDocker)(world);
    const { engine } = await (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_7__.createEngine)({ name: 'auto', ...world });
    return inTemporary(async (directory) => tryImage(image, { ...world, docker, parts: await makeParts(directory, engine, world.signal) }));
}
/** The same with parts that are there. */
const tryImage = (image, world) => inTemporary(async (directory) => {
    const engine = (0,_engine_docker_js__WEBPACK_IMPORTED_MODULE_5__/* .createDockerEngine */ .J)({ ...world, image, runtimeDirectory: (0,_installation_js__WEBPACK_IMPORTED_MODULE_9__/* .runtimeDirectory */ .Uq)(), alone: true });
    await engine.preflight({}, world.signal);
    return checks(world.parts, directory, (name, job) => engine.run({ ...common(directory, name), image, ...job }, () => { }, world.signal));
});
async function inTemporary(work) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'model-actions-selftest-'));
    try {
        return await work(directory);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(directory, { recursive: true, force: true });
    }
}
const common = (directory, name) => ({
    out: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name),
    resources: {},
    workers: 1,
    secrets: {},
    deadlineMs,
    logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `${name}.log`),
});
/** Makes the parts below `directory`, by our own runtime in an engine that has it. */
async function makeParts(directory, own, signal) {
    const job = { ...common(directory, 'own'), config: { verb: 'selftest', parts: true }, inputs: {} };
    const end = await own.run(job, () => { }, signal);
    if (end.exit !== 'done')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .UserError */ .yo(`our own runtime does not pass its selftest: ${end.diagnosis}`, { exit: end.exit });
    const parts = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(job.out, 'parts');
    return {
        data: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parts, 'dataset'),
        base: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parts, 'base'),
        truth: JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parts, 'test.json'), 'utf8')),
    };
}
async function checks({ data, base, truth }, directory, run) {
    const common = { task: 'text-classification', max_length: 8 };
    const found = [];
    const add = (name, missing, because) => {
        found.push({ name, ok: missing === undefined, because: missing ?? because });
    };
    const checkpoints = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'checkpoints');
    const tuned = await run('finetune', { config: finetuneConfig, inputs: mounts({ data, base }), checkpoints });
    add('finetune ends with a result', failure(tuned), 'exit code 0, and result.json keeps the contract');
    const model = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'finetune', 'model');
    const weights = tuned.exit === 'done' ? await missingWeights(model) : 'there was no result';
    add('finetune leaves a model', weights, 'out/model has weights in a safe format');
    // Another format than ours may still be one that it reads itself.
    const candidate = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(model) ? model : base;
    const judged = await run('evaluate', {
        config: { verb: 'evaluate', ...common, baseline: 'majority', batch_size: 8 },
        inputs: mounts({ data, candidate }),
    });
    add('evaluate ends with a result', failure(judged), 'exit code 0, and result.json keeps the contract');
    for (const name of ['predictions', 'baseline-predictions']) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'evaluate', `${name}.jsonl`);
        const misfit = judged.exit === 'done' ? await predictionsMisfit(file, truth) : 'there was no result';
        add(`evaluate writes ${name}.jsonl`, misfit, `one valid line for each of ${truth.length} examples`);
    }
    const nothing = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'nothing');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(nothing);
    const refused = await run('refused', { config: finetuneConfig, inputs: mounts({ data: nothing, base }), checkpoints });
    const success = refused.exit === 'done' ? 'it ended with exit code 0 where its data was missing' : undefined;
    add('missing data is no success', success, `it ended as ${refused.exit}`);
    return found;
}
const finetuneConfig = {
    verb: 'finetune',
    task: 'text-classification',
    max_length: 8,
    training: {
        method: 'full',
        epochs: 1,
        max_steps: 2,
        learning_rate: 0.001,
        batch_size: 8,
        gradient_accumulation: 1,
        warmup_steps: 0,
        weight_decay: 0,
        checkpoint_steps: 1,
        seed: 0,
    },
};
const mounts = (directories) => Object.fromEntries(Object.entries(directories).map(([name, directory]) => [name, { directory }]));
/** Without the place of a log that is gone when this is read; its lines were shown as they came. */
const failure = ({ exit, diagnosis }) => exit === 'done' ? undefined : diagnosis.replace(/; its log is \S+$/, '');
async function missingWeights(model) {
    try {
        await (0,_model_checks_js__WEBPACK_IMPORTED_MODULE_10__/* .checkModelFiles */ .h)(model);
        return undefined;
    }
    catch (error) {
        const { code, message } = error;
        if (code === 'ENOENT')
            return 'there is no directory out/model';
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .UserError */ .yo)
            return message.replaceAll(model, 'out/model');
        throw error;
    }
}
/** What is wrong with a file of predictions: its lines, or which examples they speak of. */
async function predictionsMisfit(file, truth) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => undefined);
    if (text === undefined)
        return 'there is no such file';
    const contract = (0,_engine_events_js__WEBPACK_IMPORTED_MODULE_6__/* .readContract */ .J)((0,_installation_js__WEBPACK_IMPORTED_MODULE_9__/* .runtimeDirectory */ .Uq)());
    const left = new Map(truth.map(({ id, label }) => [id, label]));
    for (const [index, line] of text.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        const read = contract.prediction(line);
        if (!read.ok)
            return `line ${index + 1}: ${read.because}`;
        const { id, answer } = read.prediction;
        const label = left.get(id);
        if (label === undefined)
            return `line ${index + 1}: ${JSON.stringify(id)} is ${truth.some((one) => one.id === id) ? 'there twice' : 'no id of the test split'}`;
        if (answer.label !== label)
            return `line ${index + 1}: the label of ${JSON.stringify(id)} is ${JSON.stringify(label)}, and not ${JSON.stringify(answer.label)}`;
        left.delete(id);
    }
    const [first] = left.keys();
    return first === undefined
        ? undefined
        : `${left.size} of ${truth.length} examples have no line, such as ${JSON.stringify(first)}`;
}


/***/ })

};
