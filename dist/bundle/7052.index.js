export const id = 7052;
export const ids = [7052];
export const modules = {

/***/ 7052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ labelOf),
/* harmony export */   columnsOf: () => (/* binding */ columnsOf),
/* harmony export */   questionsOf: () => (/* binding */ questionsOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _init_records_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75113);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4715);
/* harmony import */ var _rowText_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49990);
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(74410);
/* harmony import */ var _spec_writing_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(46901);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(42068);












/** @throws UserError for a task whose model is not served */
const columnsOf = (spec) => ({
    kind: (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_11__/* .taskOf */ .Xb)(spec.task).inputKind,
    input: (0,_spec_schema_js__WEBPACK_IMPORTED_MODULE_9__/* .inputOf */ .wg)(spec).column,
    label: labelOf(spec),
});
/** The column with the class. @throws UserError for a task whose model is not served */
function labelOf({ task, data }) {
    if ('label' in data)
        return data.label;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${(0,_spec_writing_js__WEBPACK_IMPORTED_MODULE_10__/* .notYet */ .y8)('serving', task)}: read what it wrote in predictions.jsonl of the evaluation`);
}
/** A server of models takes less, and says so. */
const longestTextBytes = 16 << 20;
const longestImageBytes = 64 << 20;
const imageNames = /\.(?:png|jpe?g)$/i;
/** Names of files that somebody may have misspelt, and that no text ends with. */
const fileNames = /^\S+\.(?:csv|tsv|jsonl|ndjson|json|parquet|png|jpe?g|txt)$/i;
/**
 * Every question in its order, read while it is asked for.
 * @param words of a command: texts and files; `-`, or no word, is what is piped in
 * @param signal ends the wait for what nobody has written yet
 * @throws UserError (exit `data`) for what is none
 */
async function* questionsOf(words, columns, piped, signal) {
    if (words.length === 0 && piped === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(typeof columns.input !== 'string'
            ? `nothing to ask: give ${rowWords(columns.input)}, or a file of them (CSV, JSONL, Parquet), or pipe lines in`
            : columns.kind === 'text'
                ? 'nothing to ask: give a text in quotes, or a file of them (CSV, JSONL, Parquet), or pipe lines in'
                : 'nothing to ask: give an image (PNG, JPEG), or a file with paths of images (CSV, JSONL, Parquet)');
    for (const word of words.length === 0 ? ['-'] : words) {
        const there = word === '-' ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(word).catch(() => undefined);
        if (word === '-')
            yield* fromPipe(columns, piped && (0,node_stream__WEBPACK_IMPORTED_MODULE_3__.addAbortSignal)(signal, piped));
        else if (there?.isFile() === true)
            yield* fromFile(word, columns);
        else if (there?.isFIFO() === true)
            yield* fromPipe(columns, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(word, { signal }));
        else if (there?.isDirectory() === true)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('is a directory: give its files, or a file with all that is to be asked', {
                place: { file: word },
                exit: 'data',
            });
        else
            yield await fromWord(word, columns);
    }
}
async function fromWord(word, columns) {
    const { kind, input } = columns;
    const row = typeof input === 'string' ? undefined : objectIn(word);
    if (row !== undefined)
        return fromFields(row, columns, { what: 'the object', directory: '.' });
    if (kind === 'image' || fileNames.test(word))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${JSON.stringify(word.slice(0, 200))} is no file: give ${kind === 'image' ? 'an image, or a file with paths of images' : 'one that is there, or a text in quotes'}`, { exit: 'data' });
    if (typeof input !== 'string')
        throw noRow('the text', input);
    return { data: word, shown: word, from: 'the text' };
}
async function* fromFile(file, columns) {
    if ((0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .isDataFile */ .vM)(file)) {
        let row = 0;
        for await (const fields of (0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsOf */ .M$)(file, await (0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .formatOf */ .be)(file))) {
            row += 1;
            yield await fromFields(fields, columns, { file, what: `row ${row}`, directory: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file) });
        }
    }
    else if (columns.kind === 'image')
        yield await image(file, { file });
    else if (imageNames.test(file))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('is an image, and this model reads text: give a text, or a file of them', {
            place: { file },
            exit: 'data',
        });
    else if (typeof columns.input !== 'string')
        throw noRow('the file', columns.input, { file });
    else {
        const bytes = await readFile(file, longestTextBytes, { file });
        const text = inUtf8(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), { file });
        yield { data: text, shown: text.trim(), from: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file) };
    }
}
/** A text a line, or a JSON object a line where the first one is. */
async function* fromPipe(columns, piped) {
    if (piped === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('nothing is piped in: give what is to be asked, or pipe it');
    let [number, json] = [0, undefined];
    for await (const line of lines(piped)) {
        number += 1;
        if (line.trim() === '')
            continue;
        const fields = json === false ? undefined : objectIn(line);
        const what = `line ${number}`;
        if (json === undefined && fields === undefined && isHeader(line, columns))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} of the input names columns (${line.slice(0, 200)}), as CSV does: give that as a file, or pipe a ${columns.kind === 'text' ? 'text' : 'path'} or a JSON object a line`, { exit: 'data' });
        json ??= fields !== undefined;
        if (fields !== undefined)
            yield await fromFields(fields, columns, { what, directory: '.' });
        else if (json)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} of the input is no JSON object, and the first one is`, { exit: 'data' });
        else if (columns.kind === 'image')
            yield { ...(await image(line, {})), from: what };
        else if (typeof columns.input !== 'string')
            throw noRow(`${what} of the input`, columns.input);
        else
            yield { data: line, shown: line, from: what };
    }
}
/** Names with nothing between them but what separates columns, and the input's among them: nobody asks a model that. */
function isHeader(line, { input }) {
    const names = line.split((0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .delimiterOf */ .Vl)(line)).map((name) => name.replace(/^"(.*)"$/, '$1'));
    return (names.length > 1 &&
        [input].flat().every((name) => names.includes(name)) &&
        names.every((name) => name !== '' && name === name.trim()));
}
/** Each as soon as it is there, whole. */
async function* lines(stream) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let [parts, size, number] = [[], 0, 0];
    const whole = () => {
        const line = Buffer.concat(parts);
        [parts, size] = [[], 0];
        number += 1;
        return inUtf8(() => decoder.decode(line), {}, `line ${number} of the input`).replace(/\r$/, '');
    };
    for await (const chunk of stream) {
        let bytes = chunk;
        for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
            parts.push(bytes.subarray(0, end));
            bytes = bytes.subarray(end + 1);
            yield whole();
        }
        parts.push(bytes);
        size += bytes.length;
        if (size > longestTextBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('a line of the input is longer than 16 MiB: cut it', { exit: 'data' });
    }
    if (size > 0)
        yield whole();
}
function inUtf8(decode, place, what = '') {
    try {
        return decode();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} is not UTF-8: save it with that encoding`.trim(), { place, exit: 'data', cause });
    }
}
function objectIn(line) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .jsonAsWritten */ .UO)(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
/** How a row is given as a word of a command. */
const rowWords = (columns) => `a JSON object with ${columns.map((name) => JSON.stringify(name)).join(', ')}`;
const noRow = (what, columns, place = {}) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} is no row, and this model reads several columns: give ${rowWords(columns)}, or a file of rows`, {
    place,
    exit: 'data',
});
async function fromFields(fields, { kind, input, label }, at) {
    const [expected, id] = [wordOf(fields[label]), wordOf(fields['id'])];
    const place = at.file === undefined ? {} : { file: at.file };
    const from = at.file === undefined ? at.what : `${at.what} of ${at.file}`;
    const told = {
        from,
        ...(id === undefined ? {} : { id }),
        ...(expected === undefined ? {} : { expected: expected.trim().normalize('NFC') }),
    };
    if (typeof input !== 'string') {
        const row = (0,_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .rowValues */ .XZ)(fields, input);
        if ('values' in row)
            return { data: row.values, shown: (0,_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .rowText */ .qg)(row.values, input), ...told };
        const there = Object.hasOwn(fields, row.wrong);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(there
            ? `${at.what} has no plain value under ${JSON.stringify(row.wrong)}: give ${_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .plainValue */ ._y}`
            : `${at.what} has no column ${JSON.stringify(row.wrong)} (data.text of model.yml): it has ${namesOf(fields)}`, { place, exit: 'data' });
    }
    const value = fields[input];
    if (typeof value !== 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${at.what} has no ${kind} under ${JSON.stringify(input)} (data.${kind} of model.yml): it has ${namesOf(fields)}`, { place, exit: 'data' });
    return {
        ...(kind === 'text' ? { data: value, shown: value } : await image((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(at.directory, value), place, value)),
        ...told,
    };
}
const namesOf = (fields) => Object.keys(fields).slice(0, 10).join(', ') || 'no column';
/** Names and whole numbers, as `prepare` takes them. */
const wordOf = (value) => typeof value !== 'string' ? (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .wholeText */ .r0)(value) : value.trim() === '' ? undefined : value;
async function image(path, place, shown = path) {
    if (!imageNames.test(path))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${JSON.stringify(shown.slice(0, 200))} is no image by its name (${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.extname)(path) || 'no ending'}): this model reads PNG and JPEG`, { place, exit: 'data' });
    return { data: (await readFile(path, longestImageBytes, place)).toString('base64'), shown, from: shown };
}
const readFile = (path, mostBytes, place) => (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegular */ .VX)(path, mostBytes, { links: 'followed' }).catch((error) => {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
        throw error;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${path} cannot be read (${error.code}): give a file that is there`, {
        place,
        exit: 'data',
        cause: error,
    });
});


/***/ })

};
