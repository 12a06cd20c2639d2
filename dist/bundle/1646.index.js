export const id = 1646;
export const ids = [1646];
export const modules = {

/***/ 41646:
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
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/src/model/window.js

/** A file whose bytes are read one at a time, mostly forwards, without being in memory. */
function windowOn(file, sizeBytes) {
    const window = Buffer.alloc(64 * 1024);
    let from = 0;
    let length = 0;
    return {
        size: sizeBytes,
        at(index) {
            if (index < 0 || index >= sizeBytes)
                return undefined;
            if (index < from || index >= from + length) {
                from = index;
                length = (0,external_node_fs_.readSync)(file.fd, window, 0, window.length, index);
                if (length === 0)
                    return undefined;
            }
            return window[index - from];
        },
    };
}

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
    const { file: handle, sizeBytes } = await (0,files/* openRegular */.lf)(file);
    const bytes = windowOn(handle, sizeBytes);
    let found = { irVersion: undefined, graphs: 0, locations: new Set() };
    try {
        // ONNX Runtime knows its own format by these bytes, whatever the rest says, and it is another one.
        if ([...'ORTM'].every((letter, index) => bytes.at(4 + index) === letter.charCodeAt(0)))
            refuse('not an ONNX model (it is marked as one in the format of ONNX Runtime)');
        found = new Walk(bytes).model();
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        refuse(`not an ONNX model (${error.message})`);
    }
    finally {
        await handle.close();
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
const locationFault = (location) => location.includes('_ORT_MEM_ADDR_') ? 'it stands for an address in memory' : (0,trees/* pathFault */.a9)(location);
class Walk {
    #bytes;
    #found = { irVersion: undefined, graphs: 0, locations: new Set() };
    constructor(bytes) {
        this.#bytes = bytes;
    }
    model() {
        this.#message('model', 0, this.#bytes.size, 0);
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
        const byte = this.#bytes.at(at);
        if (byte === undefined)
            throw new RangeError('the file ends early');
        return byte;
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
        for (let index = 0; index < length; index += 1)
            bytes[index] = this.#byte(at + index);
        return bytes.toString('utf8');
    }
}

;// CONCATENATED MODULE: ./build/src/model/opcodes.js
const bytes = (count) => ({ argument: { bytes: count }, leaves: 1 });
const opcodes_text = (length) => ({ argument: { length }, leaves: 1 });
/** Wider than what Python takes for a number, which ends at a NUL, and may be empty: whoever fails here fails there. */
const number = /^[\s+\-\w.]*(?:\0|$)/;
const line = (pattern) => ({ argument: { lines: 1 }, line: pattern, leaves: 1 });
/** Every code of protocols 0 to 5. */
const codes = new Map(Object.entries({
    '\x80': { argument: { bytes: 1 } }, // PROTO
    '\x95': { argument: { bytes: 8 } }, // FRAME
    '.': { takes: 1, does: 'stops' },
    // Plain values.
    N: { leaves: 1 },
    '\x88': { leaves: 1 },
    '\x89': { leaves: 1 },
    I: line(number),
    L: line(number),
    F: line(number),
    J: bytes(4),
    K: bytes(1),
    M: bytes(2),
    G: bytes(8),
    '\x8a': opcodes_text(1),
    '\x8b': opcodes_text(4),
    S: line(/^\s*(?:'.*'|".*")\s*$/s),
    V: line(/^/),
    T: opcodes_text(4),
    U: opcodes_text(1),
    B: opcodes_text(4),
    C: opcodes_text(1),
    '\x8e': opcodes_text(8),
    '\x96': opcodes_text(8),
    X: opcodes_text(4),
    '\x8c': opcodes_text(1),
    '\x8d': opcodes_text(8),
    '\x97': { leaves: 1 },
    '\x98': { takes: 1, leaves: 1 },
    // Containers.
    ']': { leaves: 1 },
    '}': { leaves: 1 },
    ')': { leaves: 1 },
    '\x8f': { leaves: 1 },
    l: { mark: true, leaves: 1 },
    d: { mark: true, leaves: 1 },
    t: { mark: true, leaves: 1 },
    '\x91': { mark: true, leaves: 1 },
    '\x85': { takes: 1, leaves: 1 },
    '\x86': { takes: 2, leaves: 1 },
    '\x87': { takes: 3, leaves: 1 },
    a: { takes: 2, leaves: 1, does: 'fills' },
    s: { takes: 3, leaves: 1, does: 'fills' },
    e: { mark: true, takes: 1, leaves: 1, does: 'fills' },
    u: { mark: true, takes: 1, leaves: 1, does: 'fills' },
    '\x90': { mark: true, takes: 1, leaves: 1, does: 'fills' },
    // The stack and the memo.
    '0': { does: 'pops' },
    '2': { takes: 1, leaves: 2 },
    '(': { does: 'marks' },
    '1': { mark: true },
    g: line(number),
    h: bytes(1),
    j: bytes(4),
    p: { ...line(number), takes: 1 },
    q: { ...bytes(1), takes: 1 },
    r: { ...bytes(4), takes: 1 },
    '\x94': { takes: 1, leaves: 1 },
    // What names things outside of the pickle.
    P: line(/^/),
    Q: { takes: 1, leaves: 1 },
    '\x82': { ...bytes(1), does: 'imports' },
    '\x83': { ...bytes(2), does: 'imports' },
    '\x84': { ...bytes(4), does: 'imports' },
    c: { argument: { lines: 2 }, leaves: 1, does: 'imports' },
    '\x93': { takes: 2, leaves: 1, does: 'imports' },
    // What calls them.
    R: { takes: 2, does: 'calls' },
    b: { takes: 2, does: 'calls' },
    i: { argument: { lines: 2 }, mark: true, does: 'calls' },
    o: { mark: true, does: 'calls' },
    '\x81': { takes: 2, does: 'calls' },
    '\x92': { takes: 3, does: 'calls' },
}).map(([name, code]) => [name.charCodeAt(0), code]));
/** Nothing that is no pickle goes on for so long. */
const mostCodes = 1_000_000;
/**
 * What an unpickler comes to from the first byte on: `calls` what it imported, or changes it; reaches the `end` of a pickle
 * of plain values; goes on for `long`; or breaks at what is no pickle (`none`). What follows does not count, as no unpickler
 * looks at it. One that imports and breaks before it called anything is taken for what it more likely is, a list of words
 * whose first begins with c. Where this is not exact it errs towards the pickle.
 */
function unpickled(input) {
    let at = 0;
    let depth = 0;
    let imported = false;
    const marks = [];
    for (let count = 0; count < mostCodes; count += 1) {
        const code = codes.get(input.at(at) ?? -1);
        if (code === undefined)
            return 'none';
        const next = afterArgument(input, at + 1, code);
        if (next === undefined)
            return 'none';
        at = next;
        if (code.mark === true) {
            const mark = marks.pop();
            if (mark === undefined)
                return 'none';
            depth = mark;
        }
        if (code.does === 'pops') {
            // A mark is popped like a value.
            if (marks.at(-1) === depth)
                marks.pop();
            else if (depth > 0)
                depth -= 1;
            else
                return 'none';
            continue;
        }
        const left = depth - (code.takes ?? 0);
        if (left < (marks.at(-1) ?? 0))
            return 'none';
        if (code.does === 'calls' || (code.does === 'fills' && imported))
            return 'calls';
        if (code.does === 'stops')
            return 'end';
        if (code.does === 'imports')
            imported = true;
        if (code.does === 'marks')
            marks.push(depth);
        depth = left + (code.leaves ?? 0);
    }
    return 'long';
}
/** Where the next code stands; undefined where an unpickler finds no argument, or none that it can read. */
function afterArgument(input, from, { argument, line }) {
    if (argument === undefined)
        return from;
    if ('bytes' in argument)
        return from + argument.bytes > input.size ? undefined : from + argument.bytes;
    if ('length' in argument) {
        let length = 0;
        for (let index = argument.length - 1; index >= 0; index -= 1) {
            const byte = input.at(from + index);
            if (byte === undefined)
                return undefined;
            length = length * 256 + byte;
        }
        const end = from + argument.length + length;
        return end > input.size ? undefined : end;
    }
    let at = from;
    for (let lines = 0; lines < argument.lines; lines += 1) {
        let read = '';
        for (let byte = input.at(at); byte !== 0x0a && byte !== undefined; byte = input.at(at)) {
            if (read.length <= longestLine)
                read += String.fromCharCode(byte);
            at += 1;
        }
        // The last line may have no end: an unpickler of bytes in memory then takes its last character for the end.
        const ends = at < input.size;
        if (ends && line !== undefined && read.length <= longestLine && !line.test(read))
            return undefined;
        at += 1;
    }
    return Math.min(at, input.size);
}
/** Of longer ones it is not asked whether they are a number or a text in quotes. */
const longestLine = 1024;

;// CONCATENATED MODULE: ./build/src/model/pickle.js




/*
 * A pickle runs code of its author's when it is loaded, so none is handed on, in no wrapping. Closed by default: beside its
 * weights a model holds text that no unpickler can read, and a few kinds of binary files that are known by their beginning.
 * Archives are refused whole, for what they hide.
 */
const pickleName = /\.(?:pkl|pickle|pt|pth|ckpt|bin|joblib|dill|npz|mar|nemo|keras|h5|hdf5|pyc)$/i;
const remedy = 'convert the weights to safetensors and remove this file';
const headBytes = 4096;
/** An archive may stand behind anything: its index is at the end, with a comment of at most 64 KiB after it. */
const tailBytes = 22 + 65_535;
/** @throws UserError where the file is a pickle, an archive that can hold one, or binary and of no known kind */
async function refusePickle(path) {
    const { file, sizeBytes } = await (0,files/* openRegular */.lf)(path);
    try {
        const head = await part(file, 0, Math.min(sizeBytes, headBytes));
        const tailFrom = Math.max(0, sizeBytes - tailBytes);
        const tail = await part(file, tailFrom, sizeBytes - tailFrom);
        const reason = wrappingFault(path, head, tail) ??
            opcodeFault(unpickled(windowOn(file, sizeBytes))) ??
            (isKnown(path, head) || (await isText(file)) ? undefined : 'binary and of no known kind, which can hold a pickle');
        if (reason !== undefined)
            throw new errors/* UserError */.yo(`${path}: ${reason}: ${remedy}`);
    }
    finally {
        await file.close();
    }
}
async function part(file, from, length) {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, from);
    return bytes.subarray(0, bytesRead);
}
/** Why a file with this name, these first and these last bytes is refused; undefined where they say nothing. Pure. */
function wrappingFault(name, head, tail) {
    if (pickleName.test(name))
        return 'a format that can hold a pickle, which runs code when it is loaded';
    if (head[0] === 0x80 && (head[1] ?? 0) <= 5)
        return 'a pickle, which runs code when it is loaded';
    for (const [magic, kind] of archives)
        if (head.subarray(0, magic.length).equals(magic))
            return `${kind}, which can hold a pickle`;
    if (tail.includes('PK\x05\x06'))
        return 'a zip archive, which can hold a pickle';
    if (isTar(head))
        return 'a tar archive, which can hold a pickle';
    return undefined;
}
function opcodeFault(end) {
    if (end === 'none')
        return undefined;
    return end === 'calls'
        ? 'a pickle, which runs code when it is loaded'
        : 'a pickle, which can run code when it is loaded';
}
const magic = (text) => Buffer.from(text, 'latin1');
const archives = [
    [magic('PK\x03\x04'), 'a zip archive'],
    [magic('PK\x05\x06'), 'a zip archive'],
    [magic('7z\xbc\xaf\x27\x1c'), 'a 7z archive'],
    [magic('Rar!'), 'a rar archive'],
    [magic('\x1f\x8b'), 'a gzip archive'],
    [magic('\x1f\x9d'), 'a compress archive'],
    [magic('BZh'), 'a bzip2 archive'],
    [magic('\xfd7zXZ\x00'), 'an xz archive'],
    [magic('\x5d\x00\x00'), 'an lzma archive'],
    [magic('\x28\xb5\x2f\xfd'), 'a zstd archive'],
    [magic('\x04\x22\x4d\x18'), 'an lz4 archive'],
    [magic('\x93NUMPY'), 'a NumPy array'],
    [magic('\x89HDF'), 'an HDF5 file'],
    [magic('ZF\x00'), 'a zlib stream, as old joblib writes it'],
    ...[1, 0x5e, 0x9c, 0xda].map((level) => [Buffer.from([0x78, level]), 'a zlib stream, as joblib writes it']),
];
/** By its name for itself, or, where old ones have none, by the checksum of its first header. */
function isTar(head) {
    if (head.subarray(257, 262).equals(magic('ustar')))
        return true;
    if (head.length < 512)
        return false;
    const written = Number.parseInt(head.toString('latin1', 148, 156).trim(), 8);
    let sum = 8 * 0x20;
    for (let at = 0; at < 512; at += 1)
        if (at < 148 || at >= 156)
            sum += head[at] ?? 0;
    return sum === written;
}
/** Binary files that a model may hold: none of them begins as a pickle could. */
function isKnown(name, head) {
    if (pictures.some((start) => head.subarray(0, start.length).equals(start)))
        return true;
    // SentencePiece: a message of Protocol Buffers that begins with its first piece.
    return /\.(?:model|spm)$/i.test(name) && head[0] === 0x0a && head[2] === 0x0a;
}
const pictures = [magic('\x89PNG\r\n\x1a\n'), magic('\xff\xd8\xff'), magic('GIF8')];
async function isText(file) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const pieces = file.createReadStream({ start: 0, highWaterMark: 1024 * 1024, autoClose: false });
    try {
        for await (const piece of pieces) {
            if (piece.includes(0))
                return false;
            decoder.decode(piece, { stream: true });
        }
        decoder.decode();
        return true;
    }
    catch (error) {
        if (error instanceof TypeError)
            return false;
        throw error;
    }
    finally {
        pieces.destroy();
    }
}

// EXTERNAL MODULE: ./build/src/model/safetensors.js
var safetensors = __webpack_require__(51950);
;// CONCATENATED MODULE: ./build/src/model/checks.js






const isWeightFile = (path) => /\.(?:safetensors|onnx|onnx_data|onnx\.data)$/i.test(path);
/**
 * Everything that is looked at before a model's files are believed: paths, links, pickles, safetensors headers, ONNX
 * skeletons. @throws UserError with file, reason and remedy
 */
async function checkModelFiles(directory) {
    const files = await (0,trees/* listFiles */.CS)(directory, { links: 'refused' });
    for (const { path } of files) {
        const file = (0,external_node_path_.join)(directory, path);
        if (/\.safetensors$/i.test(path))
            await (0,safetensors/* checkSafetensors */.I)(file);
        else if (/\.onnx$/i.test(path))
            await checkOnnx(file);
        else if (!isWeightFile(path))
            await refusePickle(file);
    }
    if (!files.some(({ path }) => isWeightFile(path)))
        throw new errors/* UserError */.yo(`${directory}: no weights: a model directory holds .safetensors or .onnx files`);
}


/***/ }),

/***/ 51950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ checkSafetensors)
/* harmony export */ });
/* unused harmony export headerFault */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);


/*
 * Format: https://huggingface.co/docs/safetensors: 8 bytes little-endian header length, JSON header, one buffer that the
 * tensors cover without holes or overlap. The limit of the header is that of the reference reader.
 */
const headerLimitBytes = 100_000_000;
/** No library has tensors of more. */
const mostDimensions = 64;
/** A model of billions of parameters has some thousands of tensors. */
const mostKeys = 1_000_000;
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${file}: ${reason}: save the model again with safetensors`);
    };
    const { file: handle, sizeBytes: size } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegular */ .lf)(file);
    try {
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
    let tensors;
    try {
        // A mark of byte order is kept, and is then no JSON: the reference reader takes none.
        tensors = new Header(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header)).tensors();
    }
    catch (error) {
        if (error instanceof Fault)
            return error.message;
        if (error instanceof TypeError)
            return 'the header is not UTF-8';
        throw error;
    }
    const spans = [];
    let parameters = 0;
    for (const [name, tensor] of tensors) {
        const elements = elementsOf(tensor);
        if (typeof elements === 'string')
            return `tensor ${shown(name)}: ${elements}`;
        const [begin = 0, end = 0] = tensor.data_offsets;
        if (end > dataBytes)
            return `tensor ${shown(name)} ends at byte ${end} of ${dataBytes}`;
        spans.push({ name, begin, end });
        parameters += elements;
    }
    spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
    let at = 0;
    for (const span of spans) {
        if (span.begin < at)
            return `tensor ${shown(span.name)} overlaps another one`;
        if (span.begin > at)
            return `${span.begin - at} bytes before tensor ${shown(span.name)} belong to no tensor`;
        at = span.end;
    }
    if (at !== dataBytes)
        return `${dataBytes - at} bytes at the end belong to no tensor`;
    return { parameters };
}
function elementsOf({ dtype, shape, data_offsets: offsets }) {
    const bits = Object.hasOwn(bitsOf, dtype) ? bitsOf[dtype] : undefined;
    if (bits === undefined)
        return `unknown dtype ${shown(dtype)}`;
    const [begin = 0, end = 0] = offsets;
    if (offsets.length !== 2)
        return 'its data_offsets are no pair of whole numbers';
    if (end < begin)
        return `its data_offsets run backwards (${begin}, ${end})`;
    const elements = shape.reduce((product, length) => product * BigInt(length), 1n);
    if (elements * BigInt(bits) !== BigInt(end - begin) * 8n)
        return `dtype ${dtype} × shape [${shape.join(', ')}] does not give its ${end - begin} bytes`;
    return Number(elements);
}
/** Names are as long as their writer likes, and messages are not. */
const shown = (name) => JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
class Fault extends Error {
}
/**
 * Reads the one form of JSON that a header has, and nothing else: JSON.parse would build whatever a hostile one holds,
 * which costs minutes and all memory, before anybody could look at it, and takes the last of two equal keys.
 */
class Header {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    tensors() {
        if (this.#text[0] !== '{')
            throw new Fault('the header is not a JSON object');
        const tensors = new Map();
        this.#object((name) => {
            if (name === '__metadata__')
                this.#object(() => this.#string());
            else
                tensors.set(name, this.#tensor(name));
        });
        if (this.#at < this.#text.length)
            this.#fail('the end');
        return tensors;
    }
    #tensor(name) {
        const tensor = {};
        this.#object((key) => {
            if (key === 'dtype')
                tensor.dtype = this.#string();
            else if (key === 'shape')
                tensor.shape = this.#counts(`tensor ${shown(name)}: its shape`);
            else if (key === 'data_offsets')
                tensor.data_offsets = this.#counts(`tensor ${shown(name)}: its data_offsets`);
            else
                throw new Fault(`tensor ${shown(name)}: unknown key ${shown(key)}`);
        });
        const { dtype, shape, data_offsets } = tensor;
        if (dtype === undefined || shape === undefined || data_offsets === undefined)
            throw new Fault(`tensor ${shown(name)}: its dtype, shape or data_offsets is missing`);
        return { dtype, shape, data_offsets };
    }
    /** Calls `value` at the value of each key. */
    #object(value) {
        const keys = new Set();
        this.#expect('{');
        if (this.#taken('}'))
            return;
        do {
            const key = this.#string();
            if (keys.has(key))
                throw new Fault(`the header holds the key ${shown(key)} twice`);
            if (keys.add(key).size > mostKeys)
                throw new Fault(`the header holds more than ${mostKeys} keys`);
            this.#expect(':');
            value(key);
        } while (this.#taken(','));
        this.#expect('}');
    }
    #counts(of) {
        const counts = [];
        if (!this.#taken('['))
            throw new Fault(`${of} is no list of whole numbers`);
        if (this.#taken(']'))
            return counts;
        do {
            this.#space();
            const [digits] = this.#match(/(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y) ?? [];
            if (digits === undefined || !Number.isSafeInteger(Number(digits)))
                throw new Fault(`${of} is no list of whole numbers`);
            // The product of many costs more than their number.
            if (counts.push(Number(digits)) > mostDimensions)
                throw new Fault(`${of} has more than ${mostDimensions} numbers`);
        } while (this.#taken(','));
        this.#expect(']');
        return counts;
    }
    #string() {
        this.#space();
        const begin = this.#at;
        if (this.#text[begin] !== '"')
            this.#fail('a string');
        let end = begin + 1;
        for (; end < this.#text.length && this.#text[end] !== '"'; end += 1)
            if (this.#text[end] === '\\')
                end += 1;
        this.#at = end + 1;
        try {
            const text = JSON.parse(this.#text.slice(begin, this.#at));
            if (text.isWellFormed())
                return text;
        }
        catch { }
        this.#at = begin;
        return this.#fail('a string');
    }
    #expect(character) {
        if (!this.#taken(character))
            this.#fail(character);
    }
    /** Whether this character came next, which is then behind us, as is the space around it. */
    #taken(character) {
        this.#space();
        if (this.#text[this.#at] !== character)
            return false;
        this.#at += 1;
        this.#space();
        return true;
    }
    #space() {
        this.#match(/[ \t\n\r]*/y);
    }
    #match(pattern) {
        pattern.lastIndex = this.#at;
        const match = pattern.exec(this.#text);
        if (match !== null)
            this.#at = pattern.lastIndex;
        return match;
    }
    #fail(expected) {
        throw new Fault(`the header is not JSON as safetensors writes it (character ${this.#at}: expected ${expected})`);
    }
}


/***/ })

};
