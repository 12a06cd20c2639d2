export const id = 4578;
export const ids = [4578];
export const modules = {

/***/ 91670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ breakerRule)
/* harmony export */ });
/** The canary's circuit breaker: so many failures in a row open it, and for so long it gets no request. */
const breakerRule = { failures: 5, openMs: 10_000 };


/***/ }),

/***/ 24582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ handOverMs),
/* harmony export */   DH: () => (/* binding */ handOverPatienceMs),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
const answerTimeoutMs = 600_000;
/**
 * A supervisor says within so long whether another agent took over: that one has 15 s to come up, and the earlier one what is left to be
 * asked again where it does not.
 */
const handOverMs = 50_000;
/** Who asks learns it even where the last question took its whole time. */
const handOverPatienceMs = handOverMs + 7_000;


/***/ }),

/***/ 98647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $b: () => (/* binding */ suggestedBase),
/* harmony export */   Ms: () => (/* binding */ downloadCommand),
/* harmony export */   PC: () => (/* binding */ baseDirectory),
/* harmony export */   fJ: () => (/* binding */ baseGuess),
/* harmony export */   q$: () => (/* binding */ positionsOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);


/** A small model that is widely used, by what the examples are. */
function suggestedBase(task, rows, input) {
    if (task === 'image-classification')
        return { id: 'google/vit-base-patch16-224-in21k', why: 'a common beginning for images, 350 MB' };
    const text = rows
        .slice(0, 1000)
        .map((row) => String(row[input] ?? ''))
        .join(' ');
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const foreign = text.match(/[^\p{ASCII}\P{L}]/gu)?.length ?? 0;
    return foreign > letters * 0.005
        ? { id: 'intfloat/multilingual-e5-small', why: 'the texts are not all English; 120 million weights' }
        : {
            id: 'sentence-transformers/all-MiniLM-L6-v2',
            why: 'the texts seem to be English; 22 million weights, quick on a CPU',
        };
}
/** Where the suggestion is to lie, and how it gets there. */
const baseDirectory = './base';
const downloadCommand = ({ id }, into = 'base') => `hf download ${id} --local-dir ${into}`;
const baseGuess = (suggested) => ({
    value: baseDirectory,
    why: `get it by \`${downloadCommand(suggested)}\`: ${suggested.why}`,
});
/** How many tokens a base takes at most, of one that lies here and says so. */
async function positionsOf(directory) {
    const said = await Promise.all([
        ['config.json', 'max_position_embeddings'],
        ['tokenizer_config.json', 'model_max_length'],
    ].map(async ([file = '', key = '']) => numberIn(await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, file)).catch(() => undefined), key)));
    const known = said.filter((count) => count !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
}
function numberIn(bytes, key) {
    try {
        const value = JSON.parse(bytes?.toString('utf8') ?? '')[key];
        return typeof value === 'number' && value >= 8 && value <= 8192 ? value : undefined;
    }
    catch {
        // What is wrong with a base is told by the stage that reads it.
        return undefined;
    }
}


/***/ }),

/***/ 56107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F8: () => (/* binding */ groupOf),
/* harmony export */   Im: () => (/* binding */ isEmpty),
/* harmony export */   Mz: () => (/* binding */ sliceOf),
/* harmony export */   PL: () => (/* binding */ columnsOf),
/* harmony export */   U1: () => (/* binding */ whyNoLabel),
/* harmony export */   Wy: () => (/* binding */ labelOf),
/* harmony export */   tO: () => (/* binding */ imageName),
/* harmony export */   wg: () => (/* binding */ inputOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);

const imageName = /\.(?:png|jpe?g)$/i;
const columnsOf = ({ columns, rows }) => columns.map((name) => columnOf(name, rows));
function columnOf(name, rows) {
    const values = rows.map((row) => row[name]).filter((value) => !isEmpty(value));
    const shareOf = (holds) => values.length === 0 ? 0 : values.filter(holds).length / values.length;
    return {
        name,
        filled: values.length,
        distinct: new Set(values.map(String)).size,
        meanLength: values.reduce((sum, value) => sum + String(value).length, 0) / Math.max(1, values.length),
        nameable: shareOf((value) => (typeof value === 'string' && !isFraction(value)) || (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isWhole */ .wP)(value)),
        wordy: shareOf((value) => typeof value === 'string' && /\p{L}/u.test(value)),
        pictures: shareOf((value) => typeof value === 'string' && imageName.test(value.trim())),
        truths: shareOf((value) => typeof value === 'boolean'),
    };
}
const isEmpty = (value) => value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
const isFraction = (text) => /^\s*[+-]?(?:\d*\.\d+|\d+(?:\.\d*)?e[+-]?\d+)\s*$/i.test(text);
const labelNames = [
    'label',
    'class',
    'target',
    'category',
    'intent',
    'sentiment',
    'topic',
    'tag',
    'type',
    'y',
    'section',
];
const textNames = [
    'text',
    'sentence',
    'content',
    'message',
    'body',
    'utterance',
    'review',
    'comment',
    'document',
    'question',
    'query',
    'description',
    'title',
];
const imageNames = ['image', 'file', 'filename', 'path', 'image_path', 'file_name'];
/** By the words of a name: `issue_label` is a label as well. Smaller is likelier. */
function rank(name, known) {
    const plain = name.toLowerCase();
    const exact = known.indexOf(plain);
    if (exact >= 0)
        return exact;
    const words = plain.split(/[^a-z0-9]+/);
    const part = known.findIndex((one) => words.includes(one));
    return part >= 0 ? known.length + part : Number.POSITIVE_INFINITY;
}
/** Which column is what the model sees: names of image files, or the text with the most to say. */
function inputOf(columns) {
    const images = columns.filter(({ pictures }) => pictures > 0.9);
    if (images.length > 0)
        return { task: 'image-classification', column: chosen(images, imageNames, 'its values are names of image files') };
    const texts = columns
        .filter(({ wordy, distinct, filled, name }) => wordy > 0.5 && distinct > filled * 0.5 && !isId(name))
        .sort((a, b) => b.meanLength - a.meanLength);
    const [first, second] = texts;
    if (first === undefined)
        return { task: 'text-classification', column: { kind: 'open', among: [] } };
    const named = texts.filter(({ name }) => rank(name, textNames) < Number.POSITIVE_INFINITY);
    if (named.length === 0 && second !== undefined && second.meanLength * 2 < first.meanLength)
        return {
            task: 'text-classification',
            column: { kind: 'sure', column: first.name, why: 'the column with the longest texts' },
        };
    return { task: 'text-classification', column: chosen(texts, textNames, 'the only column of texts that differ') };
}
/** Which column is the class: few values, each more than once. */
function labelOf(columns, input, rows) {
    const fitting = columns.filter((column) => column.name !== input && !isId(column.name) && whyNoClass(column, rows) === undefined);
    return chosen(fitting.sort((a, b) => a.distinct - b.distinct), labelNames, 'the only column with few values that repeat');
}
/** Why the values of a column are hardly classes. */
function whyNoClass({ nameable, truths, filled, distinct }, rows) {
    if (truths > 0.99)
        return 'holds true and false, and a class is a word or a whole number: write them as words';
    if (nameable <= 0.99)
        return 'holds numbers with a fraction, or no words: predicting a number is no task here';
    if (filled <= rows * 0.5)
        return 'is empty in most rows';
    if (distinct < 2)
        return 'has one class only';
    return distinct <= Math.min(1000, Math.max(2, filled / 2))
        ? undefined
        : `has ${distinct} different values in ${filled} rows, which is more than classes usually are`;
}
/** Why the column that has the name of one is not taken for the class; undefined where none has. */
function whyNoLabel(columns, input, rows) {
    const [named] = columns
        .filter(({ name }) => name !== input && rank(name, labelNames) < Number.POSITIVE_INFINITY)
        .sort((a, b) => rank(a.name, labelNames) - rank(b.name, labelNames));
    const why = named === undefined ? undefined : whyNoClass(named, rows);
    return why === undefined ? undefined : `column ${JSON.stringify(named?.name)} ${why}`;
}
const isId = (name) => /^(?:id|uuid|guid|index|idx|row|unnamed: \d+|)$/i.test(name);
function chosen(columns, names, why) {
    const [only] = columns;
    if (only !== undefined && columns.length === 1)
        return { kind: 'sure', column: only.name, why };
    const ranked = columns.toSorted((a, b) => rank(a.name, names) - rank(b.name, names));
    const [first, second] = ranked.map(({ name }) => ({ name, at: rank(name, names) }));
    // Two columns such as `label` and `category`: which of them is meant, nobody but a person knows, but an exact name wins over a part of one.
    if (first !== undefined && first.at < names.length && (second === undefined || second.at >= names.length))
        return { kind: 'sure', column: first.name, why: 'by its name' };
    return { kind: 'open', among: ranked.map(({ name }) => name) };
}
const groupName = /^(?:customer|user|author|account|session|conversation|thread|dialog|document|doc|patient|speaker|group|source)(?:_?(?:id|name|no|number))?$/i;
/** A column whose examples belong together, such as those of a customer, and must not stand on two sides of the split. */
const groupOf = (columns, taken, rows) => columns.find(({ name, distinct, filled, nameable }) => groupName.test(name) &&
    !taken.includes(name) &&
    nameable === 1 &&
    filled === rows &&
    distinct >= 20 &&
    distinct < filled * 0.9)?.name;
/** A column that is worth telling apart in a report. */
const sliceOf = (columns, taken) => columns.find(({ name, distinct, nameable }) => /^(?:lang|language|locale|country|channel)$/i.test(name) &&
    !taken.includes(name) &&
    nameable === 1 &&
    distinct >= 2 &&
    distinct <= 20)?.name;


/***/ }),

/***/ 75133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ mapSides),
/* harmony export */   Df: () => (/* binding */ unreadableIn),
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Li: () => (/* binding */ examplesOf)
/* harmony export */ });
/* unused harmony exports sideOf, sourcesOfFiles, imagesOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56107);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81158);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19453);






/* Where the examples are: in a file or a directory that a person named, or in one that is likely. */
/** What `init` writes itself, and what is no data for other reasons. */
const notData = /^(?:package(?:-lock)?|tsconfig|config|tokenizer(?:_config)?|model|composer)\.json$|\.model-actions/i;
const likely = ['data', 'dataset', 'datasets'];
/**
 * Every source below a path that a person may mean; several where they have to say which one.
 * @param anew looks at what JSON lines were made from, where that is there, and not at those
 */
async function findSources(path, { anew = false } = {}) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path} cannot be read (${error.code}): name a file with examples, or a directory`, {
            cause: error,
            exit: 'data',
        });
    });
    if (facts.isFile())
        return sourcesOfFiles((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), await siblingsOf(path));
    if (!facts.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path} is neither a file nor a directory: name one with examples`, { exit: 'data' });
    const here = await sourcesIn(path, anew);
    if (here.length > 0)
        return here;
    for (const name of likely) {
        const below = await sourcesIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, name), anew).catch(() => []);
        if (below.length > 0)
            return below;
    }
    return [];
}
/** What lies there and would hold examples if it were saved in another way; undefined where nothing does. */
async function unreadableIn(directory) {
    for (const name of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => [])).sort()) {
        const why = (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .whyUnreadable */ ._p)(name);
        if (why !== undefined)
            return `${name} ${why}`;
    }
    return undefined;
}
/** A file that is called train has its test beside it. */
async function siblingsOf(path) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path);
    if (sideOf(name)?.side !== 'train')
        return [name];
    const own = sideOf(name)?.rest;
    // Of one ending: what was made of them is not among these.
    const beside = (await dataFilesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path))).filter((other) => other !== name && sideOf(other)?.rest === own);
    return [name, ...beside];
}
async function sourcesIn(directory, anew) {
    const files = sourcesOfFiles(directory, sourcesAmong(await dataFilesOf(directory), anew));
    return files.length > 0 ? files : treesOf(directory);
}
const dataFilesOf = async (directory) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .isDataFile */ .vM)(entry.name) && !notData.test(entry.name))
    .map(({ name }) => name)
    .sort();
/** What was made into JSON lines, as `init` does it, is not looked at again, unless those are to be made anew. */
function sourcesAmong(names, anew) {
    const isMade = (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.extname)(name) === '.jsonl';
    const made = new Set(names.filter(isMade).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(name).name));
    const others = new Set(names.filter((name) => !isMade(name)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(name).name));
    return names.filter((name) => isMade(name) ? !anew || !others.has((0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(name).name) : anew || !made.has((0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(name).name));
}
const sideNames = {
    train: 'train',
    training: 'train',
    test: 'test',
    testing: 'test',
    validation: 'validation',
    valid: 'validation',
    val: 'validation',
    dev: 'validation',
};
/** The side that a name tells, and what is left of it: `intents-train.csv` is train of `intents-*.csv`. */
function sideOf(name) {
    const found = /(?<![A-Za-z])(train(?:ing)?|test(?:ing)?|valid(?:ation)?|val|dev)(?![A-Za-z])/i.exec(name);
    const side = sideNames[found?.[1]?.toLowerCase() ?? ''];
    if (found === null || side === undefined)
        return undefined;
    return { side, rest: `${name.slice(0, found.index)}*${name.slice(found.index + found[0].length)}` };
}
/** Files that belong together are one source; a test that nothing trains for is none. */
function sourcesOfFiles(directory, names) {
    return bySides(names).map((found) => ({
        kind: 'table',
        files: mapSides(found, (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name)),
    }));
}
function bySides(names) {
    const grouped = new Map();
    for (const name of names) {
        const { side, rest } = sideOf(name) ?? { side: 'train', rest: name };
        const group = grouped.get(rest) ?? {};
        // `train.csv` and `train.jsonl` are two groups, as what is left of their names differs.
        group[side] ??= name;
        grouped.set(rest, group);
    }
    return [...grouped.values()].flatMap((group) => (group.train === undefined ? [] : [{ ...group, train: group.train }]));
}
function mapSides(of, change) {
    const entries = _types_js__WEBPACK_IMPORTED_MODULE_5__/* .sides */ .r.flatMap((side) => {
        const value = of[side];
        return value === undefined ? [] : [[side, change(value, side)]];
    });
    return Object.fromEntries(entries);
}
/** A directory for each class, with images in it; perhaps below one for each side. Where there is none, in any directory below. */
async function treesOf(directory) {
    const here = await treeIn(directory);
    if (here !== undefined)
        return [here];
    const below = await Promise.all((await directoriesOf(directory)).map((name) => treeIn((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name))));
    return below.filter((tree) => tree !== undefined);
}
async function treeIn(directory) {
    const sided = bySides((await directoriesOf(directory)).filter((name) => sideOf(name)?.rest === '*'));
    for (const found of sided)
        if ((await classesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, found.train))).length > 1)
            return { kind: 'tree', directories: mapSides(found, (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name)) };
    return (await classesOf(directory)).length > 1 ? { kind: 'tree', directories: { train: directory } } : undefined;
}
const directoriesOf = async (directory) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort();
/** The directories of a directory that hold images. */
async function classesOf(directory) {
    const names = await directoriesOf(directory);
    const held = await Promise.all(names.map(async (name) => ({ name, images: await imagesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name)) })));
    return held.filter(({ images }) => images.length > 0).map(({ name }) => name);
}
const imagesOf = async (directory) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => [])).filter((name) => _columns_js__WEBPACK_IMPORTED_MODULE_3__/* .imageName */ .tO.test(name) && !name.startsWith('.')).sort();
/** An example for each image of a tree, its class that of its directory; paths are relative to `from`. */
async function examplesOf(tree, from) {
    const classes = await classesOf(tree);
    const listed = await Promise.all(classes.map(async (label) => (await imagesOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(tree, label))).map((name) => ({
        image: [from, label, name].filter((part) => part !== '').join('/'),
        label,
    }))));
    return listed.flat();
}


/***/ }),

/***/ 81158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

var node_zlib__WEBPACK_IMPORTED_MODULE_2___namespace_cache;
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M$: () => (/* binding */ recordsOf),
/* harmony export */   Qy: () => (/* binding */ firstLineOf),
/* harmony export */   RO: () => (/* binding */ rowsOf),
/* harmony export */   Vl: () => (/* binding */ delimiterOf),
/* harmony export */   _p: () => (/* binding */ whyUnreadable),
/* harmony export */   be: () => (/* binding */ formatOf),
/* harmony export */   uV: () => (/* binding */ sampleOf),
/* harmony export */   vM: () => (/* binding */ isDataFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38522);
/* harmony import */ var csv_parse__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56070);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(17426);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96367);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(53822);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4715);








/* Data files of every kind that is common, one record after another. What `prepare` reads, it must read as this does. */
const suffixes = {
    '.csv': 'csv',
    '.tsv': 'delimited',
    '.jsonl': 'jsonl',
    '.ndjson': 'jsonl',
    '.json': 'json',
    '.parquet': 'parquet',
};
const packed = 'is packed: unpack it first';
const spreadsheet = 'is a spreadsheet: save its sheet as CSV';
const elsewise = Object.fromEntries([
    ...['.gz', '.zip', '.bz2', '.xz', '.zst', '.tar', '.tgz', '.7z'].map((suffix) => [suffix, packed]),
    ...['.xlsx', '.xls', '.ods'].map((suffix) => [suffix, spreadsheet]),
]);
/** What to do with a file that is not read, by its name. */
const whyUnreadable = (name) => {
    const suffix = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(name).toLowerCase();
    return Object.hasOwn(elsewise, suffix) ? elsewise[suffix] : undefined;
};
/** The same by how it begins, whatever it is called. */
function whyNoText(bytes) {
    const begins = (...signature) => signature.every((byte, index) => bytes[index] === byte);
    if (begins(0x1f, 0x8b))
        return 'is packed by gzip: unpack it first';
    if (begins(0x50, 0x4b, 3, 4))
        return 'is a ZIP archive, as spreadsheets are too: unpack it, or save the sheet as CSV';
    if (begins(0xd0, 0xcf, 0x11, 0xe0))
        return spreadsheet;
    if (begins(0x50, 0x41, 0x52, 0x31))
        return 'is Parquet: give it a name that ends in .parquet';
    const isUtf16 = begins(0xff, 0xfe) || begins(0xfe, 0xff) || (bytes.length > 3 && (bytes[0] === 0) !== (bytes[1] === 0));
    return isUtf16 ? 'is UTF-16, and UTF-8 is read: save it with that encoding' : undefined;
}
const isDataFile = (name) => Object.hasOwn(suffixes, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(name).toLowerCase());
const longestRecordBytes = 16 * 1024 * 1024;
const longestDocumentBytes = 256 * 1024 * 1024;
const mostRows = 100_000;
const mostBytes = 128 * 1024 * 1024;
/** A row group is in memory as a whole. */
const mostGroupBytes = 1024 * 1024 * 1024;
const mostGroupRows = 10_000_000;
const refuse = (file, what, line, cause) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(what, {
        place: { file, ...(line === undefined ? {} : { line }) },
        exit: 'data',
        cause,
    });
};
/** The format of a file, by its name and, where a table's columns are cut by something else than commas, by its first line. */
async function formatOf(file) {
    const kind = suffixes[(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(file).toLowerCase()];
    if (kind === undefined)
        return refuse(file, whyUnreadable(file) ??
            'is no data that can be read: give a CSV, TSV, JSONL, JSON or Parquet file, or a directory of images');
    if (kind === 'delimited')
        return { kind, delimiter: '\t' };
    if (kind !== 'csv')
        return { kind };
    const delimiter = delimiterOf(await firstLineOf(file));
    return delimiter === ',' ? { kind } : { kind: 'delimited', delimiter };
}
/** What cuts a line with the names of columns: the most frequent mark outside of quotes, and a comma where there is none. */
function delimiterOf(header) {
    const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
    const count = (mark) => bare.split(mark).length;
    return [';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}
async function firstLineOf(file) {
    for await (const text of texts(file)) {
        const line = text.split('\n').find((one) => one.trim() !== '');
        if (line !== undefined)
            return line;
    }
    return '';
}
/** The first rows of a file: all of them, unless there are very many. */
async function sampleOf(file, format) {
    const rows = [];
    const columns = new Set();
    let bytes = 0;
    for await (const row of recordsOf(file, format)) {
        if (rows.length >= mostRows || bytes >= mostBytes)
            return { columns: [...columns], rows, whole: false };
        rows.push(row);
        for (const [name, value] of Object.entries(row)) {
            columns.add(name);
            bytes += typeof value === 'string' ? value.length : 8;
        }
    }
    return { columns: [...columns], rows, whole: true };
}
/** Every record of a file. @throws UserError (exit `data`) with the line of one that cannot be read */
async function* recordsOf(file, format) {
    if (format.kind === 'json')
        yield* jsonDocument(file);
    else if (format.kind === 'parquet')
        yield* parquet(file);
    else
        for await (const row of rowsOf(file, format)) {
            if ('wrong' in row)
                refuse(file, row.wrong, row.line);
            else
                yield row.fields;
        }
}
/** The same of a file that is read line by line, with those that cannot be read in their places. @throws UserError where nothing of it can be */
const rowsOf = (file, format) => format.kind === 'jsonl' ? jsonLines(file) : table(file, format.kind === 'csv' ? ',' : format.delimiter);
/** Whole lines, and the last one as it is. */
async function* texts(file) {
    const opened = await openData(file);
    const stream = opened.file.createReadStream({ highWaterMark: 1 << 16 });
    const unread = [];
    let [line, first] = [1, true];
    /** What can be read of a file is read before it is said that the rest cannot. */
    const read = function* (bytes) {
        const { text, broken } = decoded(bytes, first);
        [line, first] = [line + text.split('\n').length - 1, false];
        yield text;
        if (broken !== undefined)
            refuse(file, notUtf8, line, broken);
    };
    try {
        for await (const chunk of stream) {
            const why = first && unread.length === 0 ? whyNoText(chunk) : undefined;
            if (why !== undefined)
                refuse(file, why);
            const end = chunk.lastIndexOf(0x0a) + 1;
            if (end > 0)
                yield* read(Buffer.concat([...unread.splice(0), chunk.subarray(0, end)]));
            unread.push(chunk.subarray(end));
            if (unread.length > longestRecordBytes >> 16)
                refuse(file, `longer than ${longestRecordBytes} characters: cut its text`, line);
        }
        yield* read(Buffer.concat(unread));
    }
    finally {
        stream.destroy();
    }
}
const openData = (file) => (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .openRegular */ .lf)(file, { links: 'followed' }).catch((error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo
    ? Promise.reject(error)
    : refuse(file, `cannot be read (${error.code}): give a file that is there`, undefined, error));
const notUtf8 = 'is not UTF-8: save it with that encoding';
/** @param first whether a byte order mark may stand before it @returns whole lines up to one that is not UTF-8 */
function decoded(bytes, first) {
    const decode = (some) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: !first }).decode(some);
    try {
        return { text: decode(bytes) };
    }
    catch (broken) {
        let from = 0;
        for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
            try {
                decode(bytes.subarray(from, end));
            }
            catch {
                break;
            }
            from = end + 1;
        }
        return { text: decode(bytes.subarray(0, from)), broken };
    }
}
async function* table(file, delimiter) {
    const source = node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(texts(file));
    const parser = (0,csv_parse__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qg)({
        delimiter,
        // A quote inside of a field without quotes is a character like others, and a line ends as it likes, as for Python's csv.
        relax_quotes: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: longestRecordBytes,
        info: true,
    });
    source.on('error', (error) => parser.destroy(error));
    source.pipe(parser);
    let header;
    try {
        for await (const { record: values, info } of parser) {
            if (header === undefined) {
                header = values;
                const twice = repeated(header);
                if (twice !== undefined)
                    refuse(file, `two columns are called ${JSON.stringify(twice)}: rename one of them`, info.lines);
            }
            else if (values.length !== header.length)
                yield {
                    line: info.lines,
                    wrong: `not CSV: ${values.length} ${values.length === 1 ? 'field' : 'fields'}, and the line with the names of columns has ${header.length}: put a field that holds a ${delimiter === '\t' ? 'tab' : delimiter} into quotes`,
                };
            else {
                const names = header;
                yield { line: info.lines, fields: Object.fromEntries(names.map((name, index) => [name, values[index]])) };
            }
        }
    }
    catch (error) {
        if (!(error instanceof csv_parse__WEBPACK_IMPORTED_MODULE_3__/* .CsvError */ .J$))
            throw error;
        const { lines = 1 } = error;
        yield { line: lines, wrong: `not CSV: ${error.message}` };
    }
    finally {
        source.destroy();
        parser.destroy();
    }
}
/** The first name that stands twice; columns without a name are told apart by nobody. */
function repeated(names) {
    const seen = new Set();
    return names.find((name) => name.trim() !== '' && (seen.has(name) || seen.add(name).size === 0));
}
async function* jsonLines(file) {
    let number = 0;
    for await (const text of texts(file)) {
        // Only at \n: other line ends may stand inside of a JSON string.
        const lines = text.split('\n');
        // What follows the last end of a line is a line only where something stands there.
        if (lines.at(-1) === '')
            lines.pop();
        for (const line of lines) {
            number += 1;
            if (line.trim() !== '')
                yield rowIn(line, number);
        }
    }
}
function rowIn(text, line) {
    try {
        const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseAsWritten */ .Fd)(text);
        return isFields(value)
            ? { line, fields: value }
            : { line, wrong: 'not a JSON object: write one JSON object a line' };
    }
    catch (error) {
        // Python writes numbers that JSON has no word for, and reads them again.
        const plain = text.replaceAll(/("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g, (_, quoted) => quoted ?? 'null');
        return plain === text
            ? { line, wrong: `not JSON (${because(error)}): write one JSON object a line` }
            : rowIn(plain, line);
    }
}
async function* jsonDocument(file) {
    const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegular */ .VX)(file, longestDocumentBytes, { links: 'followed' });
    const { text, broken } = decoded(bytes, true);
    if (broken !== undefined)
        refuse(file, notUtf8, text.split('\n').length, broken);
    const document = parsed(file, text);
    if (!Array.isArray(document))
        refuse(file, 'is no list of objects: write one JSON object a line, as JSONL');
    for (const one of document)
        yield record(file, one);
}
function parsed(file, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        return refuse(file, `not JSON: ${because(error)}`, undefined, error);
    }
}
const isFields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (file, value) => isFields(value) ? value : refuse(file, 'not a JSON object: write one JSON object a line');
/** Without the line of a text that is one line. */
const because = (error) => error.message.replace(/ \(line 1 column \d+\)$/, '');
/** The compressions of pages: those that this Node has. No page becomes longer than it says. */
const unpackers = {
    SNAPPY: (bytes, length) => {
        const page = new Uint8Array(length);
        (0,hyparquet__WEBPACK_IMPORTED_MODULE_7__/* .snappyUncompress */ .t)(bytes, page);
        return page;
    },
    GZIP: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_2__.gunzipSync(bytes, { maxOutputLength: length }),
    BROTLI: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_2__.brotliDecompressSync(bytes, { maxOutputLength: length }),
    ...("zstdDecompressSync" in /*#__PURE__*/ (node_zlib__WEBPACK_IMPORTED_MODULE_2___namespace_cache || (node_zlib__WEBPACK_IMPORTED_MODULE_2___namespace_cache = __webpack_require__.t(node_zlib__WEBPACK_IMPORTED_MODULE_2__, 2)))
        ? { ZSTD: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_2__.zstdDecompressSync(bytes, { maxOutputLength: length }) }
        : {}),
};
/** For one row group: all of its pages together have a limit. */
function unpackersWithin(mostBytesOfAll) {
    let left = mostBytesOfAll;
    const bounded = ([name, unpack]) => [
        name,
        (bytes, length) => {
            left -= length;
            if (!(length >= 0 && left >= 0))
                throw new Error(`a row group of it unpacks to more than ${mostBytesOfAll} bytes: smaller ones are needed`);
            return length === 0 ? new Uint8Array() : unpack(bytes, length);
        },
    ];
    return Object.fromEntries(Object.entries(unpackers).map(bounded));
}
async function* parquet(path) {
    const { file: handle, sizeBytes } = await openData(path);
    try {
        const file = {
            byteLength: sizeBytes,
            async slice(start, end = sizeBytes) {
                if (!(start >= 0 && start <= end && end <= sizeBytes))
                    throw new Error(`bytes ${start} to ${end} are not there`);
                const bytes = new Uint8Array(end - start);
                const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
                return bytes.buffer.slice(0, bytesRead);
            },
        };
        const metadata = await (0,hyparquet__WEBPACK_IMPORTED_MODULE_8__/* .parquetMetadataAsync */ .Ei)(file);
        let rowStart = 0;
        for (const group of metadata.row_groups) {
            const rows = Number(group.num_rows);
            if (!(rows >= 0 && rows <= mostGroupRows))
                throw new Error(`a row group of ${rows} rows, where ${mostGroupRows} are the most`);
            const rowEnd = rowStart + rows;
            const compressors = unpackersWithin(mostGroupBytes);
            for (const row of await (0,hyparquet__WEBPACK_IMPORTED_MODULE_9__/* .parquetReadObjects */ .pS)({ file, metadata, rowStart, rowEnd, compressors }))
                yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
            rowStart = rowEnd;
        }
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
            throw error;
        refuse(path, `cannot be read as Parquet (${error.message}): write it anew, or as JSONL`, undefined, error);
    }
    finally {
        await handle.close();
    }
}
/** As JSON would say it: 64-bit integers are numbers where they fit. */
function plain(value) {
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return value instanceof Date ? value.toISOString() : value;
}


/***/ }),

/***/ 19453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ sides)
/* harmony export */ });
/* What `init` sees of data, and what it makes of it. */
const sides = ['train', 'test', 'validation'];


/***/ }),

/***/ 13659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C6: () => (/* binding */ convert),
/* harmony export */   cA: () => (/* binding */ lineOf),
/* harmony export */   ik: () => (/* binding */ place),
/* harmony export */   th: () => (/* binding */ addLines)
/* harmony export */ });
/* unused harmony export withLines */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81158);





/** Writes a file that is not there yet; one that is stays as it is. @param force writes it anew */
async function place(path, text, force) {
    const present = force && (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)(path)) ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8').catch(() => undefined) : undefined;
    if (present === text)
        return { path, what: 'kept' };
    return put(path, force, (file) => file.writeFile(text));
}
/**
 * Written beside its place first: what is there stays until all of the new is, and half of a file would be taken for all of it.
 * A link in its place is replaced, and what it leads to stays as it is.
 */
async function put(path, force, write) {
    const temporary = `${path}.${process.pid}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}.tmp`;
    try {
        if (!force && (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)(path)))
            return { path, what: 'kept' };
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path));
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'wx');
        try {
            await write(file);
            await file.sync();
        }
        finally {
            await file.close();
        }
        if (force)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
        else
            await nameIfFree(temporary, path);
        return { path, what: 'written' };
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return { path, what: 'kept' };
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .diskError */ .wO)(`${path} cannot be written`, error);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true }).catch(() => undefined);
    }
}
/** Where a file system knows no hard links, nobody else puts a file there within a moment. */
async function nameIfFree(temporary, path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(temporary, path).catch(async (error) => {
        if (error.code === 'EEXIST' || (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)(path)))
            throw error;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
    });
}
/** Adds lines to a file where it lacks them: a key that is committed is a key that is lost. */
async function addLines(path, lines) {
    const present = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path))?.toString('utf8') ?? '';
    const text = withLines(present, lines);
    if (text === present)
        return { path, what: 'kept' };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(path, text).catch((error) => {
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .diskError */ .wO)(`${path} cannot be written`, error);
    });
    return { path, what: present === '' ? 'written' : 'extended' };
}
function withLines(text, lines) {
    const there = new Set(text.split('\n').map((line) => line.trim().replace(/^\//, '')));
    const missing = lines.filter((line) => !there.has(line));
    if (missing.length === 0)
        return text;
    return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`;
}
/** A record as `init` copies it: columns that are neither text nor number stay behind. */
const lineOf = (row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value === null || typeof value !== 'object')));
/** The same records as JSON lines, which prepare reads. */
const convert = (from, to, force) => put(to, force, async (file) => {
    let text = '';
    for await (const row of (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .recordsOf */ .M$)(from.file, from.format)) {
        text += `${lineOf(row)}\n`;
        if (text.length < 1 << 20)
            continue;
        await file.writeFile(text);
        text = '';
    }
    await file.writeFile(text);
});


/***/ }),

/***/ 54765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ gateCode),
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   VI: () => (/* binding */ agentFiles),
/* harmony export */   Xl: () => (/* binding */ ownVersion)
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
/** Of this toolkit. */
function ownVersion() {
    const file = first(bundled === undefined ? [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../package.json')] : [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'package.json')]);
    return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8')).version;
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

/***/ 4715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ parseAsWritten),
/* harmony export */   UO: () => (/* binding */ jsonAsWritten),
/* harmony export */   o_: () => (/* binding */ jsonOf),
/* harmony export */   r0: () => (/* binding */ wholeText),
/* harmony export */   wP: () => (/* binding */ isWhole),
/* harmony export */   ye: () => (/* binding */ Written)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** What a text says in JSON, undefined where it is none: no value of JSON is. */
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** A number that is another one, or is written otherwise, once it has been one of JavaScript: 12.50, 1e400, 9007199254740993. */
class Written {
    written;
    constructor(written) {
        this.written = written;
    }
    toString() {
        return this.written;
    }
    toJSON() {
        return Number(this.written);
    }
}
/** A whole number as `prepare` reads it, in digits: 1.0 is one, as who has gaps in a column of them often has a point in each. */
function wholeText(value) {
    const written = value instanceof Written ? value.written : typeof value === 'number' ? String(value) : undefined;
    if (written === undefined)
        return undefined;
    if (/^-?\d+$/.test(written))
        return written.length <= mostDigits ? written : undefined;
    const number = Number(written);
    return Number.isInteger(number) && Math.abs(number) <= 2 ** 53 ? String(number) : undefined;
}
const isWhole = (value) => wholeText(value) !== undefined;
const mostDigits = 4_000;
/**
 * `JSON.parse` for which the numbers of an object are what stands there: who reads digits takes 12.50 for another text than
 * 12.5. Numbers that are deeper inside of it are those of JavaScript, as nobody reads them and a row can have millions.
 */
function parseAsWritten(text) {
    const value = JSON.parse(text);
    const marked = withMarkedNumbers(text);
    if (marked === undefined)
        return value;
    const fields = JSON.parse(marked);
    for (const [name, one] of Object.entries(fields))
        if (typeof one === 'string' && one.startsWith(mark))
            fields[name] = new Written(one.slice(mark.length));
    return fields;
}
/** The same, undefined where the text is none. */
function jsonAsWritten(text) {
    try {
        return parseAsWritten(text);
    }
    catch {
        return undefined;
    }
}
/** Nobody who writes a file knows it. */
const mark = `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()} `;
const inFields = /["{}[\]]|-?\d[\d.eE+-]*/g;
const elsewhere = /["{}[\]]/g;
/** @param text that is JSON @returns the same with texts in the place of such numbers; undefined where there is none */
function withMarkedNumbers(text) {
    if (!/^\s*\{/.test(text))
        return undefined;
    const parts = [];
    let [from, at, depth] = [0, 0, 0];
    for (;;) {
        const next = depth === 1 ? inFields : elsewhere;
        next.lastIndex = at;
        const found = next.exec(text);
        if (found === null)
            break;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + token.length;
        if (token === '{' || token === '[')
            depth += 1;
        else if (token === '}' || token === ']')
            depth -= 1;
        else if (token !== '"' && token !== '-0' && String(Number(token)) !== token) {
            parts.push(text.slice(from, found.index), `"${mark}${token}"`);
            from = at;
        }
    }
    return parts.length === 0 ? undefined : `${parts.join('')}${text.slice(from)}`;
}
function endOfString(text, start) {
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
        let escapes = 0;
        while (text[end - 1 - escapes] === '\\')
            escapes += 1;
        if (escapes % 2 === 0)
            return end + 1;
    }
    return text.length;
}


/***/ }),

/***/ 89514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyListed)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/**
 * Every file of the directory has the size and digest that its list says, and there is no other file but the list itself.
 * @param list.remedy what to do where that is not so @throws UserError with the file's name
 */
async function verifyListed(directory, files, list) {
    const { name, remedy } = list;
    const present = new Map((await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .listFiles */ .CS)(directory, { links: 'refused' })).map((file) => [file.path, file.sizeBytes]));
    present.delete(name);
    for (const expected of files) {
        const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, expected.path);
        const sizeBytes = present.get(expected.path);
        if (sizeBytes === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: missing, though ${name} lists it: ${remedy}`);
        // One of another size need not be read; one that is written to meanwhile is not what it was listed as.
        const found = sizeBytes === expected.sizeBytes ? await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFile */ .v9)(shown) : { sizeBytes, digest: undefined };
        if (found.sizeBytes !== expected.sizeBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: ${found.sizeBytes} bytes, ${name} says ${expected.sizeBytes}: ${remedy}`);
        if (found.digest !== expected.digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: its digest is ${found.digest}, ${name} says ${expected.digest}: ${remedy}`);
        present.delete(expected.path);
    }
    const [extra] = present.keys();
    if (extra !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, extra)}: not listed in ${name}: ${remedy}`);
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
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
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
    columns: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1)).min(1).max(100).optional(),
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
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
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

/***/ 87733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ defaultLimits),
/* harmony export */   prune: () => (/* binding */ prune)
/* harmony export */ });
/* unused harmony export chooseResults */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);
/* harmony import */ var _results_local_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8727);
/* harmony import */ var _results_types_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63989);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(68593);









/** `acme/intents` keeps a month of work, and no more than fills a small disk. */
const defaultLimits = { maxAgeMs: 30 * 24 * 3_600_000, maxBytes: 100e9 };
/** A job that runs now may hold any of these: what was used this day stays whatever the size. */
const shortestAgeMs = 24 * 3_600_000;
/** Which results go. Pure: what is needed stays with everything that it was made from. */
function chooseResults(results, history, limits, nowMs) {
    // One that was promoted again, after a crash, is still one: the release before it can be gone back to.
    const promoted = history.filter((record) => record.outcome === 'promoted').map((record) => record.digest);
    const needed = new Set([...new Set(promoted.toReversed())].slice(0, 2));
    const lastPromotedMs = Date.parse(history.findLast((record) => record.outcome === 'promoted')?.at ?? '') || 0;
    const roots = results.filter(({ stage, image, usedMs }) => image !== undefined && (needed.has(image) || (stage === 'build' && usedMs > lastPromotedMs)));
    const byDigest = new Map(results.map((result) => [result.digest, result]));
    const kept = new Set();
    const keep = (digest) => {
        if (kept.has(digest))
            return;
        kept.add(digest);
        for (const parent of byDigest.get(digest)?.parents ?? [])
            keep(parent);
    };
    for (const root of roots)
        keep(root.digest);
    let total = results.reduce((sum, result) => sum + result.sizeBytes, 0);
    const gone = [];
    for (const result of results.toSorted((a, b) => a.usedMs - b.usedMs)) {
        const ageMs = nowMs - result.usedMs;
        if (kept.has(result.digest) || ageMs < Math.min(shortestAgeMs, limits.maxAgeMs))
            continue;
        if (ageMs <= limits.maxAgeMs && total <= limits.maxBytes)
            continue;
        gone.push(result.digest);
        total -= result.sizeBytes;
    }
    return gone;
}
/** Removes what the limits say. @param others.onHeld as `withLock` @returns what went, in bytes and entries */
async function prune(place, limits, nowMs, others) {
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.locks, 'prune'), { label: 'prune', ...others }, async () => {
        const results = await readResults(place);
        let entries = 0;
        let bytes = 0;
        const gone = new Set(chooseResults(results, await (0,_history_js__WEBPACK_IMPORTED_MODULE_8__/* .readHistory */ .L)(place), limits, nowMs));
        for (const { digest, sizeBytes } of results.filter((result) => gone.has(result.digest))) {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(directoryOf(place, digest));
            entries += 1;
            bytes += sizeBytes;
        }
        for (const keys of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'keys'), (0,_results_local_js__WEBPACK_IMPORTED_MODULE_5__.cachedKeys)(place.store)])
            for (const path of (await names(keys)).map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(keys, file))) {
                const digest = (await textOf(path)).trim();
                if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest) && gone.has(digest))
                    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
            }
        for (const parent of [
            place.checkpoints,
            place.logs,
            ...(await names(place.cache)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.cache, name)),
        ])
            for (const name of await names(parent)) {
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name);
                const mtimeMs = await changedMs(path);
                if (mtimeMs === undefined || nowMs - mtimeMs <= limits.maxAgeMs)
                    continue;
                bytes += await sizeOf(path);
                entries += 1;
                await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(path);
            }
        return { entries, bytes };
    });
}
const directoryOf = (place, digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results', (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(digest));
/** Others may have put something else there, which is not waited for, and held in memory only as far as a result goes. */
const textOf = (path) => (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path).then((content) => content?.toString('utf8') ?? '', () => '');
async function readResults(place) {
    const found = [];
    for (const name of await names((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results'))) {
        const digest = `sha256:${name}`;
        if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
            continue;
        const directory = directoryOf(place, digest);
        const text = await textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'result.json'));
        const mtimeMs = await changedMs(directory);
        if (mtimeMs === undefined)
            continue;
        const parsed = _results_types_js__WEBPACK_IMPORTED_MODULE_6__/* .resultSchema */ .F.safeParse(parse(text));
        // What is no result any more is needed by nobody.
        if (!parsed.success) {
            found.push({ digest, stage: '', parents: [], sizeBytes: await sizeOf(directory), usedMs: mtimeMs });
            continue;
        }
        const { stage, parents, files, outputs } = parsed.data;
        const image = outputs['digest'] ?? '';
        found.push({
            digest,
            stage,
            parents: Object.values(parents),
            ...((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(image) ? { image } : {}),
            sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
            usedMs: mtimeMs,
        });
    }
    return found;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
async function names(directory) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
            return [];
        throw error;
    });
}
/** Undefined where another run has removed it since it was listed. */
async function changedMs(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone))?.mtimeMs;
}
function unlessGone(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
async function sizeOf(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone);
    if (facts?.isDirectory() !== true)
        return facts?.size ?? 0;
    return (await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(path).catch(() => [])).reduce((sum, file) => sum + file.sizeBytes, 0);
}


/***/ }),

/***/ 15906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f1: () => (/* binding */ whereStopped),
/* harmony export */   qN: () => (/* binding */ begin),
/* harmony export */   yo: () => (/* binding */ update)
/* harmony export */ });
/* unused harmony export inWords */
/*
 * What a run is doing, by the signal that stops it: for the words with which it then stops, also where no time is left to
 * come back from the depth of its work.
 */
const doings = new WeakMap();
/** Says what is begun. */
const begin = (signal, doing) => void doings.set(signal, doing);
/** Says what is new of it. */
function update(signal, changes) {
    const doing = doings.get(signal);
    if (doing !== undefined)
        doings.set(signal, { ...doing, ...changes });
}
/** What was under way when the signal came; undefined where nobody said. */
const whereStopped = (signal) => {
    const doing = doings.get(signal);
    return doing === undefined ? undefined : inWords(doing);
};
/** `in finetune at step 458 of 750; the same command goes on from there` */
function inWords({ what, at, checkpoint, next }) {
    const seen = typeof at === 'object' ? at.done : 0;
    // The last checkpoint is written after the signal came, and no progress is told any more.
    const place = typeof at === 'object' ? oneOf({ ...at, done: Math.max(seen, checkpoint?.step ?? 0) }) : at;
    const goesOn = checkpoint === undefined
        ? `the same command begins ${what} again`
        : `${checkpoint.by} goes on from ${typeof at === 'object' && checkpoint.step >= seen ? 'there' : `step ${checkpoint.step}`}`;
    return `in ${what}${place === undefined ? '' : ` at ${place}`}; ${next ?? goesOn}`;
}
const oneOf = ({ done, total, unit }) => `${unit.replace(/s$/, '')} ${done} of ${total}`;


/***/ }),

/***/ 55799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ verdictExitCode),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _doing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15906);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53720);



/** @param signal what aborted the work; an error that came of it is not reported as one */
function failureOf(error, signal) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof _signals_js__WEBPACK_IMPORTED_MODULE_2__/* .Interrupted */ .j$) {
        const where = (0,_doing_js__WEBPACK_IMPORTED_MODULE_1__/* .whereStopped */ .f1)(signal);
        const told = where === undefined ? `${reason.message}; run again to go on` : `${reason.message} ${where}`;
        // It may stand in a file that somebody reads later, who did not want it to end with the terminal.
        const what = reason.exitCode === hungUp ? `${told}; ${howToGoOn}` : told;
        return { exitCode: reason.exitCode, problems: [{ what }] };
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS[error.exit], problems: error.problems };
    const refused = refusedBySystem(error);
    if (refused !== undefined)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.preflight, problems: [{ what: refused }] };
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const message = error instanceof Error ? error.message : String(error);
    return {
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.crashed,
        problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
        stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
    };
}
/** Permissions of another user's files, and a full disk, are met anywhere, and are no bugs of ours. */
function refusedBySystem(error) {
    if (!(error instanceof Error))
        return undefined;
    const { code = '', syscall, path, address } = error;
    if (syscall === undefined)
        return undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
        return `${path === undefined ? '' : `${path}: `}the disk is full (${code}): free some space and run again`;
    const at = path ?? address;
    if (at === undefined)
        return undefined;
    if (code === 'EROFS')
        return `${at}: lies on a file system that is read-only: run this where it can be written to`;
    if (code !== 'EACCES' && code !== 'EPERM')
        return undefined;
    return `${at}: no permission (${code} of ${syscall}): run this as the user whom it belongs to, or change its owner or mode`;
}
const hungUp = new _signals_js__WEBPACK_IMPORTED_MODULE_2__/* .Interrupted */ .j$('SIGHUP').exitCode;
const howToGoOn = 'to go on when the terminal is closed, start it by setsid, systemd-run --user or in tmux';
const causeOf = (cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
const verdictExitCode = (verdict) => verdict === 'pass' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.done : verdict === 'inconclusive' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.inconclusive : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS['gate-failed'];


/***/ }),

/***/ 53720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   j$: () => (/* binding */ Interrupted),
/* harmony export */   sB: () => (/* binding */ hangUpAsked)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/** SIGHUP is the end of the terminal, or of the connection to it. */
const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
    }
}
/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300;
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300;
/**
 * One AbortSignal for the process: the first signal that stops it aborts it with an `Interrupted`, the second ends the process at once.
 * @param options.nowMs a monotonic clock
 * @param options.hangUp `ignored` where work goes on when the terminal is closed
 * @param options.onLate called before the process ends while its work has not: the last chance to say what it did
 */
function abortOnSignals(source = process, { nowMs = () => performance.now(), hangUp = 'stops', onLate = () => undefined, } = {}) {
    const controller = new AbortController();
    let first;
    const exit = (code) => {
        onLate(controller.signal);
        source.exit(code);
    };
    const listener = (signal) => {
        if (first !== undefined) {
            if (nowMs() - first.atMs > echoMs)
                exit(first.exitCode);
            return;
        }
        const reason = new Interrupted(signal);
        const { exitCode } = reason;
        first = { atMs: nowMs(), exitCode };
        setTimeout(() => exit(exitCode), deadlineMs).unref();
        controller.abort(reason);
    };
    // Without a listener the signal would end the process.
    for (const signal of stopping)
        source.on(signal, signal === 'SIGHUP' && hangUp === 'ignored' ? () => undefined : listener);
    return controller.signal;
}
/**
 * What whoever started this process asked for, as `nohup` and `trap '' HUP` do: that it goes on when the terminal is closed.
 * They have the signal ignored, which a program inherits; but Node gives every signal its default again before any of our
 * code runs, and so do npm and npx for what they start. What is left to see: a shell names the program that it started in the
 * variable `_`, and one that ignores the signal itself has those that it starts ignore it.
 * @param statusOfParent as of Linux's proc(5), empty where there is none
 */
function hangUpAsked(environment, statusOfParent = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${process.ppid}/status`, 'utf8')) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(environment['_'] ?? '') === 'nohup')
        return 'ignored';
    return ignoresHangUp(statusOfParent) ? 'ignored' : 'stops';
}
function ignoresHangUp(statusOf) {
    try {
        const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(statusOf()) ?? [];
        return ((BigInt(`0x${mask}`) >> BigInt(node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals.SIGHUP - 1)) & 1n) === 1n;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 58829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qh: () => (/* binding */ reportSchema),
/* harmony export */   kZ: () => (/* binding */ stageReportSchema),
/* harmony export */   rT: () => (/* binding */ parts)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2503);

/*
 * The one report model. Stages write it, renderers read it. Text is plain: it may come from data, and each renderer
 * escapes and cuts it for its medium.
 */
const verdict = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['pass', 'fail', 'inconclusive', 'error']);
const gate = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    verdict,
    observed: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        value: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
        low: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
        high: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
        unit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        lowerIsBetter: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true).exactOptional(),
    }),
    allowed: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    because: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
});
/** The parts of a pull request's report, in the order in which a reader wants them. */
const parts = [
    'users',
    'comparison',
    'changes',
    'slices',
    'quantization',
    'training',
    'cost',
    'lineage',
];
const head = {
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Where it stands in a report that is composed of several. Without one it comes behind what the reader came for. */
    part: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(parts).exactOptional(),
    folded: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    note: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
};
/** Candidate against baseline by one metric. Values are in `unit`, where `share` is one of 0 to 1, told in percent and points. */
const interval = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    unit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    lowerIsBetter: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    baseline: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    candidate: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    /** Positive where the candidate is better, whichever way the metric counts. Absent where nothing can be compared. */
    difference: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ value: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), low: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), high: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() }).exactOptional(),
    /** What may be lost. Absent where the metric is shown and decides nothing. */
    margin: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    verdict: verdict.exactOptional(),
    examples: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    /** What the verdict does not say, such as `worse, but within the margin`. */
    note: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
});
const section = zod__WEBPACK_IMPORTED_MODULE_0__/* .discriminatedUnion */ .gMt('kind', [
    /** A column whose values are all numbers is aligned to the right. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('table'),
        ...head,
        columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    }),
    /** A forest plot: every row with its interval against what may be lost. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('intervals'), ...head, rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(interval).min(1) }),
    /** `counts[i][j]`: examples of class i that were called class j, by the candidate and, where it was asked, the baseline. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('confusion'),
        ...head,
        labels: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        counts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())),
        baselineCounts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())).exactOptional(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('chart'),
        ...head,
        x: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        yTitle: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        series: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
            mark: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['bar', 'line']),
            name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
            values: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
        }))
            .min(1),
    }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('facts'), ...head, facts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()])) }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('text'), ...head, text: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
    /** A line for a shell, which is shown so that it can be copied. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('command'), ...head, line: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
]);
/** A remark beside a line of the checkout. */
const annotation = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    path: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    line: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(1),
    level: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['failure', 'warning', 'notice']),
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
});
const reportSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(1),
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    verdict,
    headline: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    gates: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(gate),
    sections: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(section),
    annotations: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(annotation).exactOptional(),
});
/** What a stage left for people, with what tells it from others: a file of `.model-actions/reports`. Other keys are ignored. */
const stageReportSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    ...reportSchema.shape,
    stage: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    result: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
    /** Result digests of the stages that it was made from. */
    parents: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).exactOptional(),
    seconds: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    reused: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
})
    .transform(({ stage, result, key, parents, seconds, reused, ...report }) => ({
    stage,
    result,
    report,
    parents: parents ?? {},
    ...(key === undefined ? {} : { key }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(reused === undefined ? {} : { reused }),
}));


/***/ }),

/***/ 21552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ad: () => (/* binding */ splitText),
/* harmony export */   Z: () => (/* binding */ mostOfOne),
/* harmony export */   hE: () => (/* binding */ splitRow),
/* harmony export */   uz: () => (/* binding */ splitColumns)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

/* How requests that are split by the value of a header read. */
/** Of one value that made most of a version's errors, where that is no accident. */
const mostOfOne = ({ errors, worst }) => errors >= 10 && worst.errors > errors / 2
    ? `one value made ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(worst.errors)} of ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(errors)} errors`
    : undefined;
/** Of both versions, in one line. */
function splitText({ stable, canary, capped }) {
    const told = (side) => [
        `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.values)} values, of which ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.failed)} had an error`,
        ...[mostOfOne(side)].filter((text) => text !== undefined),
    ].join('; ');
    return `canary: ${told(canary)}; stable: ${told(stable)}${capped ? '; there are more than are known one by one' : ''}`;
}
const splitColumns = [
    'values',
    'their requests',
    'most by one',
    'requests by chance',
    'errors',
    'values with errors',
    'most errors of one',
    'expected errors',
];
const splitRow = (side) => [
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.values),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.requests),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.mostRequests),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.without),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.errors),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.failed),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(side.worst.errors),
    (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countText */ .lT)(Math.round(side.expected)),
];


/***/ }),

/***/ 8727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ openLocalResults),
/* harmony export */   cachedKeys: () => (/* binding */ cachedKeys),
/* harmony export */   k: () => (/* binding */ lastMade)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41869);
/* harmony import */ var _model_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89514);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96982);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(63989);










/*
 * Results on this host: results/HEX holds one whole result, keys/STAGE-HEX the digest that a lineage key leads to. A result
 * is named by what it holds and never changes; a key may come to lead to another one. keys/ holds what this host saw made;
 * cached-keys/ what a cache that others can write to may have changed, which is looked at only where somebody asked for it.
 */
/** What a cache carries beside results/, so that whoever can write to it does not change what this host saw. */
const cachedKeys = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cached-keys');
/** @param options.cached finds and files results by keys that a cache may have brought, too */
function openLocalResults(directory, options = {}) {
    const results = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'results');
    const keys = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'keys'), ...(options.cached === true ? [cachedKeys(directory)] : [])];
    const making = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'making');
    const placeOf = (digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(results, (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest));
    const keyName = (stage, key) => `${stage}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(key)}`;
    const open = async (digest) => {
        const found = placeOf(digest);
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(found, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x);
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file);
        if (bytes === undefined)
            return undefined;
        const result = (0,_read_js__WEBPACK_IMPORTED_MODULE_8__/* .readResult */ .U)(bytes, { digest, where: file });
        // For `prune`, which takes what was longest not used.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(found, new Date(), new Date()).catch(() => undefined);
        let checked;
        return {
            digest,
            result,
            bytes,
            unchecked: async () => found,
            directory() {
                checked ??= verifyFiles(found, result).then(() => found);
                return checked;
            },
        };
    };
    /** Moves the finished directory of a workspace, with its result.json in it, into its place. */
    const settle = async (made, result, bytes) => {
        const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestBytes */ .QN)(bytes);
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(results);
        const final = placeOf(digest);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final).catch(async (error) => {
            if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')
                throw error;
            // The same result is there already. One that was changed since makes room for the right one.
            if (await isUnchanged(final, result, bytes))
                return;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(final, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(made), 'replaced'));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final);
        });
        const stored = await open(digest);
        if (stored === undefined)
            throw new Error(`${placeOf(digest)} vanished while it was written`);
        return stored;
    };
    /** From now on its key finds it. */
    const file = async ({ digest, result }) => {
        for (const parent of keys) {
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(parent);
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(result.stage, result.key)), `${digest}\n`);
        }
    };
    const begin = async () => {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(making);
        await sweep(making);
        const home = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex'));
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'a result in the making' });
        if (lock.kind === 'held')
            throw new Error(`${home} is not made yet and is held by ${lock.by}`);
        const made = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'result');
        const scratch = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'scratch');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(home);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(made);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(scratch);
        const discard = async () => {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
            await lock.release();
        };
        return {
            directory: made,
            scratch,
            discard,
            async commit(fields) {
                const files = [];
                for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(made, { links: 'refused' }))
                    files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, path))) });
                const result = { schema: 1, ...fields, files };
                const bytes = Buffer.from(`${JSON.stringify(result, null, 2)}\n`);
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), bytes);
                const stored = await settle(made, result, bytes);
                await file(stored);
                await discard();
                return stored;
            },
        };
    };
    const takeOver = async (stored) => {
        if ((await open(stored.digest)) !== undefined)
            return;
        const from = await stored.directory();
        const workspace = await begin();
        try {
            for (const { path } of stored.result.files) {
                const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, path);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target));
            }
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), stored.bytes);
            await settle(workspace.directory, stored.result, stored.bytes);
        }
        finally {
            await workspace.discard();
        }
    };
    return {
        name: directory,
        open,
        begin,
        async find(stage, key) {
            for (const parent of keys) {
                const digest = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(stage, key))))?.toString().trim() ?? '';
                const stored = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest) ? await open(digest) : undefined;
                if (stored?.result.stage === stage && stored.result.key === key)
                    return stored;
            }
            return undefined;
        },
        takeOver,
        async put(stored) {
            await takeOver(stored);
            await file(stored);
        },
    };
}
/** What this host saw a stage make, the last one first: each as its key now leads to it, and since when it does. */
async function lastMade(directory, stage) {
    const keys = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'keys');
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(keys).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const { open } = openLocalResults(directory);
    const found = [];
    for (const name of names.filter((one) => one.startsWith(`${stage}-`))) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(keys, name);
        const digest = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file))?.toString().trim() ?? '';
        const stored = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest) ? await open(digest) : undefined;
        if (stored?.result.stage === stage)
            found.push({ stored, at: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file)).mtime });
    }
    return found.sort((a, b) => b.at.getTime() - a.at.getTime());
}
/** Every file has the size and digest that result.json says, and there is no other file. */
const verifyFiles = (directory, { files, stage }) => (0,_model_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyListed */ .T)(directory, files, {
    name: _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x,
    remedy: `it was changed after ${stage} made it: run ${stage} again with --force, and find out who can write there`,
});
/** Whether a result lies there whole, as it was made. */
async function isUnchanged(directory, result, bytes) {
    try {
        await verifyFiles(directory, result);
        return (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x)))?.equals(bytes) === true;
    }
    catch {
        return false;
    }
}
/** Beside the workspace, and there before it is: whoever looks at the lock puts nothing into what another one removes. */
const lockOf = (home) => `${home}.lock`;
/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(making) {
    const homes = new Set((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(making)).flatMap((name) => /^([0-9a-f]{12})(?:\.lock)?$/.exec(name)?.[1] ?? []));
    for (const home of [...homes].map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, name))) {
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'sweeping' });
        if (lock.kind === 'held')
            continue;
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
        await lock.release();
    }
}


/***/ }),

/***/ 96982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readResult)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75820);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63989);




/**
 * A result from the bytes of its result.json.
 * @param from.where for messages @throws UserError where the digest differs, or what is there is no result
 */
function readResult(bytes, from) {
    const found = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)(bytes);
    const remedy = 'it was changed after its stage wrote it: run that stage again with --force, and find out who can write there';
    if (found !== from.digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: its digest is ${found}, and ${from.digest} was asked for: ${remedy}`);
    let value;
    try {
        value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: not JSON: run the stage that made it again`, { cause });
    }
    const parsed = _types_js__WEBPACK_IMPORTED_MODULE_3__/* .resultSchema */ .F.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: it was made by another version of model-actions; run its stage again`);
    }
    const paths = parsed.data.files.map((file) => file.path);
    if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')) || (0,_trees_js__WEBPACK_IMPORTED_MODULE_2__/* .caseCollision */ .ze)(paths) !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: files: not sorted, or two have the same name: run its stage again`);
    return parsed.data;
}


/***/ }),

/***/ 63989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ resultSchema),
/* harmony export */   x: () => (/* binding */ resultName)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _report_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58829);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75820);




const digest = zod__WEBPACK_IMPORTED_MODULE_3__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value), 'expected sha256: and 64 hex digits');
/** The name of the file that says what a result is. Its SHA-256 is the result digest. */
const resultName = 'result.json';
/** Readers ignore keys that they do not know; the schema number is for what cannot be ignored. */
const resultSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    stage: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[a-z]+$/),
    key: digest,
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1),
    verdict: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['pass', 'fail', 'inconclusive', 'error']),
    proceed: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(),
    headline: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    outputs: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()),
    report: _report_model_js__WEBPACK_IMPORTED_MODULE_1__/* .reportSchema */ .Qh,
    data: zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J(),
    files: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        path: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().refine((path) => (0,_trees_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFault */ .a9)(path) === undefined && path !== resultName, 'not a path of a file'),
        sizeBytes: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(0),
        digest,
    })),
    parents: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), digest),
});


/***/ }),

/***/ 26935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LD: () => (/* binding */ decide),
/* harmony export */   Wp: () => (/* binding */ sureOfPromotion),
/* harmony export */   mW: () => (/* binding */ gatesOfFirst)
/* harmony export */ });
/* unused harmony export toleranceGate */
/* harmony import */ var _statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54002);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36110);
/* harmony import */ var _queries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48439);
/* harmony import */ var _slices_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40144);
/* harmony import */ var _split_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9871);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67285);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38058);







/** The chance of a false rollback is split among the outcomes that are watched. */
const split = { errors: 0.5, clientErrors: 0.25, slow: 0.25 };
/**
 * At a deadline a rollout ends either way. It says that the canary failed, where that would be said of a version that is no
 * worse with a chance of so much at most, split among the outcomes.
 */
const lateRollbacks = 0.05;
/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
const sureOfPromotion = 20;
/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param nowMs on the same monotonic clock as what was seen
 */
function decide(plan, seen, stand, nowMs) {
    const alone = stand.against === 'nobody';
    const judged = stand.against === 'before' ? toleratedGate : comparedGate;
    const judgedAt = (falseRollbacks) => _types_js__WEBPACK_IMPORTED_MODULE_6__/* .outcomeClasses */ .r.map((name) => judged(name, plan, seen, falseRollbacks * split[name]));
    const queries = alone ? [] : queriesOf(plan, seen);
    const gates = [
        ...ownGates(plan, seen),
        ...(alone ? [] : [breakerGate(plan, seen), ...judgedAt(plan.falseRollbacks)]),
        ...queries.map(({ gate }) => gate),
    ];
    const failed = gates.find((gate) => gate.verdict === 'fail');
    if (failed !== undefined)
        return { do: 'roll-back', verdict: 'fail', because: failed.because, gates };
    // Something that answers most requests beats nothing: no rate of errors speaks against the only version.
    if (alone)
        return seen.probes.succeeded > 0 && seen.probes.failedInARow === 0
            ? { do: 'promote', because: 'it is healthy, and was compared with no other version', gates }
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
    if (seen.breaker !== undefined && (seen.breaker.inARow > 0 || nowMs - seen.breaker.openMs < leastMs))
        waiting.push(seen.breaker.inARow > 0
            ? 'its circuit breaker is open: requests in a row failed'
            : `its circuit breaker was open ${seconds(nowMs - seen.breaker.openMs)} ago`);
    // Values that fail at stable as well fail on; of others the circuit breaker tells.
    if (seen.split === undefined && failing(seen))
        waiting.push('most of the last requests of the canary failed');
    waiting.push(...queries.flatMap(({ waits }) => waits ?? []));
    if (phase.name === 'step') {
        const { answered } = seen.step;
        const { inStep } = seen.golden;
        if (answered + inStep < plan.minRequests && !(0,_split_js__WEBPACK_IMPORTED_MODULE_4__/* .fewByDraw */ .Qw)(plan, seen, phase.index))
            waiting.push(`the canary answered ${answered}${inStep === 0 ? '' : ` and ${inStep} golden probes`} of ${plan.minRequests} requests`);
    }
    // Before the canary gets nearly all traffic, before it bakes and after it, its error rate must be known to be small enough.
    if (phase.name === 'bake' || phase.index >= plan.steps.length - 2) {
        const gate = promotionGate(plan, seen, phase.name);
        gates.push(gate);
        if (gate.verdict !== 'pass')
            waiting.push(gate.because);
        const few = (0,_split_js__WEBPACK_IMPORTED_MODULE_4__/* .tooFewValues */ .Fl)(plan, seen.split);
        if (few !== undefined)
            waiting.push(few);
    }
    if (waiting.length > 0) {
        const because = waiting.join('; ');
        const deadlineMs = plan.stepDeadlineMs + (phase.name === 'bake' ? plan.bakeMs : 0);
        if (elapsedMs < deadlineMs)
            return { do: 'hold', because, gates };
        const over = `the deadline of ${seconds(deadlineMs)} is over and`;
        const spends = Math.max(plan.falseRollbacks, lateRollbacks);
        const late = judgedAt(spends);
        const worse = late.find(({ verdict }) => verdict === 'fail');
        if (worse === undefined)
            return { do: 'roll-back', verdict: 'inconclusive', because: `${over} ${because}`, gates };
        // Of all outcomes together: any of them would have been said.
        const odds = Math.floor(worse.observed.value / (worse.allowed * spends));
        return {
            do: 'roll-back',
            verdict: 'fail',
            because: `${over} ${worse.because} (by chance so in 1 of ${odds} rollouts at most)`,
            gates: gates.map((gate) => late.find(({ name }) => name === gate.name) ?? gate),
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
/** What the canary says of itself, with nobody to compare it with. */
const ownGates = (plan, seen) => [healthGate(plan, seen), ...goldenGates(seen)];
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
/**
 * One wrong answer may be an accident of the moment, and counts as an error. The same wrong answer again is no accident: the
 * answer to an input does not depend on chance, whatever the traffic. No answer is a matter of the error rate and of health.
 */
function goldenGates({ golden }) {
    const { asked, errors, wrongTwice } = golden;
    if (asked === 0)
        return [];
    return [
        {
            name: 'golden probes',
            verdict: wrongTwice === undefined ? 'pass' : 'fail',
            observed: { value: wrongTwice === undefined ? 0 : 2, unit: 'wrong answers to one probe in a row' },
            allowed: 1,
            because: wrongTwice === undefined
                ? `the canary answered ${asked - errors} of ${asked} golden probes as they were judged`
                : `the canary answered the golden probe ${JSON.stringify(wrongTwice)} otherwise than it was judged, twice in a row`,
        },
    ];
}
/** The user's own; those that compare share one chance of a false rollback. */
function queriesOf(plan, seen) {
    const compared = plan.queries.filter(({ bound }) => bound.kind === 'versus-stable').length;
    return plan.queries.map((gate) => (0,_queries_js__WEBPACK_IMPORTED_MODULE_2__/* .queryGate */ .OM)(gate, seen.queries[gate.name] ?? (0,_queries_js__WEBPACK_IMPORTED_MODULE_2__/* .queryUnseen */ .dX)(), plan.falseRollbacks / Math.max(1, compared)));
}
/** A stumble is over when it is tried again, or the next time. */
const mostOpenings = 2;
/**
 * While its breaker is open the canary gets no request, so that its errors say no more how bad it is: that it failed each
 * time it was tried does, where that cannot be chance at the rate of stable meanwhile: their trouble may be shared.
 */
function breakerGate(plan, { breaker }) {
    const { inARow, stable } = breaker ?? { inARow: 0, stable: _tally_js__WEBPACK_IMPORTED_MODULE_5__/* .nothing */ .s6 };
    const { ratio, tolerance } = plan.classes.errors;
    const allowed = Math.min(1, Math.max(tolerance, (ratio * (stable.errors + 1)) / (stable.requests + 2)));
    const failed = inARow > mostOpenings && allowed ** (inARow - 1) < plan.falseRollbacks / 10;
    return {
        name: 'circuit breaker',
        verdict: failed ? 'fail' : inARow > 0 ? 'inconclusive' : 'pass',
        observed: { value: inARow, unit: 'openings in a row' },
        allowed: mostOpenings,
        because: failed
            ? `the canary's circuit breaker opened ${inARow} times in a row, while stable failed ${stable.errors} of ${stable.requests} requests`
            : inARow > 0
                ? `the canary's circuit breaker is open`
                : breaker === undefined
                    ? 'at no time did five requests of the canary fail in a row'
                    : 'the canary answers again',
    };
}
const words = {
    errors: { name: 'errors', does: 'fails', ended: 'failed' },
    clientErrors: { name: 'refusals', does: 'refuses requests', ended: 'were refused (4xx)' },
    slow: { name: 'slow answers', does: 'is slow', ended: 'took longer than nearly all of stable do' },
};
/** @param spends its part of the chance of a false rollback @param told what is said of it where it fails, and where not */
function evidenceGate(name, value, spends, told) {
    const allowed = 1 / spends;
    const failed = value > allowed;
    return {
        name,
        verdict: failed ? 'fail' : 'pass',
        observed: { value, unit: 'e-value' },
        allowed,
        because: failed ? told.failed : told.passed,
    };
}
/** Of one outcome. @param spends as of `evidenceGate` @param than what it must not do more often than, in words @param beside what stable did, in words */
function outcomeGate(name, value, of) {
    const { seen, spends, than, beside } = of;
    const { does, ended } = words[name];
    const { [name]: count, requests } = seen.total.canary;
    return evidenceGate(words[name].name, value, spends, {
        failed: `the canary ${does} ${than}: ${count} of ${requests} requests ${ended}${beside}`,
        passed: `no evidence that the canary ${does} ${than}`,
    });
}
/** @param spends its part of the chance of a false rollback */
function comparedGate(name, plan, seen, spends) {
    const { ratio, tolerance } = plan.classes[name];
    const { stable } = seen.total;
    const than = `more than ${ratio} times as often as stable, and more than ${percent(tolerance)} of the time`;
    const beside = `, against ${stable[name]} of ${stable.requests}`;
    return outcomeGate(name, (0,_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .worseBy */ .ut)(seen, name), { seen, spends, than, beside });
}
/** Without stable beside it: what the plan tolerates is all that it is held against. */
function toleratedGate(name, plan, seen, spends) {
    const than = `more often than the ${percent(plan.classes[name].tolerance)} of the time that are tolerated`;
    return outcomeGate(name, (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceOf */ .X1)(seen.worse[name].thanTolerated), { seen, spends, than, beside: '' });
}
/** Of the only version there is: it fails more requests than are tolerated. That ends nothing, and is said. */
function toleranceGate(plan, { worse, total }) {
    const { errors, requests } = total.canary;
    const told = `it failed ${errors} of ${requests} requests, and ${percent(plan.classes.errors.tolerance)} are tolerated`;
    const both = { failed: told, passed: told };
    return evidenceGate('errors', (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceOf */ .X1)(worse.errors.thanTolerated), plan.falseRollbacks, both);
}
/** So many clients that left without an answer were not all in a hurry. */
const mostThatLeft = 4;
/** Of the only version there is, whose requests never end: it has no errors, and nobody had an answer. */
function answersGate(before, now) {
    const [answers, left] = [now.answers - before.answers, now.left - before.left];
    const failed = answers === 0 && left > mostThatLeft;
    return {
        name: 'answers',
        verdict: failed ? 'fail' : 'pass',
        observed: { value: answers === 0 ? left : 0, unit: 'clients that left, where none had an answer' },
        allowed: mostThatLeft,
        because: failed
            ? `it answered nobody: ${left} clients left without an answer`
            : answers > 0
                ? `it gave ${answers} answers`
                : 'hardly anybody asked it anything yet',
    };
}
/** Of the only version there is, after its first minutes. @param before what had ended when they began */
const gatesOfFirst = (plan, seen, before, now) => [
    ...ownGates(plan, seen),
    answersGate(before, now),
    toleranceGate(plan, seen),
];
/**
 * Evidence of a rate below the one that is allowed: the tolerance, or what stable itself shows in normal times where that is
 * worse. A step takes errors as independent, and the bake, whose end cannot be undone, as they come: a run of 20 is one piece
 * of evidence, and so many requests are one.
 */
function promotionGate(plan, seen, phase) {
    const slices = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .slicesOf */ .nu)(seen);
    const times = (0,_split_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutWorst */ .Qe)((0,_slices_js__WEBPACK_IMPORTED_MODULE_3__/* .normalTimes */ .mg)(slices), seen.total, seen.split);
    const { canary } = times.reduce(_tally_js__WEBPACK_IMPORTED_MODULE_5__/* .plus */ .tY, { stable: _tally_js__WEBPACK_IMPORTED_MODULE_5__/* .nothing */ .s6, canary: _tally_js__WEBPACK_IMPORTED_MODULE_5__/* .nothing */ .s6 });
    const { ratio, tolerance } = plan.classes.errors;
    const meanwhile = (0,_split_js__WEBPACK_IMPORTED_MODULE_4__/* .expectedRate */ .D2)(seen.split, shownMeanwhile(times));
    const cost = (0,_slices_js__WEBPACK_IMPORTED_MODULE_3__/* .costOfLoad */ .NS)((0,_split_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutWorst */ .Qe)((0,_slices_js__WEBPACK_IMPORTED_MODULE_3__/* .usualTimes */ .bx)(slices), seen.total, seen.split), 'errors');
    const allowed = Math.min(1, Math.max(tolerance, ratio * Math.max(meanwhile, cost)));
    const { asked, errors } = seen.golden;
    // They stand for requests that nobody sent, and make none good that failed.
    const filled = asked > 0 && canary.errors <= allowed * canary.requests;
    const unseen = unseenRun(plan, seen);
    const cut = cutRuns(times, seen.step.share, unseen);
    const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0);
    const [failed, of] = [
        canary.errors + notSent + (filled ? errors : 0),
        canary.requests + notSent + (filled ? asked : 0),
    ];
    // Where stable is as bad as that, more than a version like it is not to be had, and how errors come is the same for both.
    const asTheyCome = phase === 'bake' && ratio * meanwhile <= tolerance;
    const together = asTheyCome ? (0,_slices_js__WEBPACK_IMPORTED_MODULE_3__/* .errorsTogether */ .sl)(times, unseen, cut) : 1;
    const value = (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .assurance */ .w6)(failed / together, of / together, allowed);
    const sure = value >= sureOfPromotion;
    const but = seen.split === undefined ? '' : ' but for those of one value';
    const counts = `the canary failed ${Math.round(canary.errors)} of ${Math.round(canary.requests)} requests${but}${filled ? ` and ${errors} of ${asked} golden probes` : ''}${notSent < 0.5 ? '' : `, and about ${notSent.toFixed(0)} more that its circuit breaker spared it`}${together < 1.5
        ? ''
        : canary.errors < 2
            ? `, where ${together.toFixed(0)} may fail together`
            : `, about ${together.toFixed(0)} together`}`;
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
/**
 * Before any error is seen nobody knows how many come together. As many as a bake without an error can rule out: requests of
 * so long that the bake holds as many such times as there are requests to be seen without an error. A stumble lasts no longer
 * than a window.
 */
function unseenRun({ bakeMs, windowMs, classes }, { slices, step }) {
    const lastsMs = Math.min(windowMs, (bakeMs * classes.errors.tolerance) / Math.log(2 * sureOfPromotion));
    const own = slices.recent.filter(({ share, canary }) => share === step.share && canary.requests > 0);
    const requests = own.reduce((sum, { canary }) => sum + canary.requests, 0);
    return own.length === 0 ? 1 : Math.max(1, (requests / own.length) * (lastsMs / windowMs));
}
/**
 * What the canary would have failed but was not sent, as its circuit breaker had opened. Once it is stable nothing takes its
 * requests: a run of errors is then as long as it lasts.
 */
const cutRuns = (times, share, unseen) => times.flatMap(({ openings: runs = 0, share: then }) => (runs === 0 ? [] : [{ runs, each: (unseen * then) / share }]));
/**
 * Stable's error rate, weighed by when the canary had its requests: trouble of both while the canary had few of them is no
 * licence for errors that it has later, on its own.
 */
function shownMeanwhile(times) {
    const steps = times.filter(({ stable }) => stable.requests > 0);
    const compared = steps.reduce((sum, { canary }) => sum + canary.requests, 0);
    const like = steps.reduce((sum, { stable, canary }) => sum + canary.requests * (stable.errors / stable.requests), 0);
    return compared === 0 ? 0 : like / compared;
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
    const last = (0,_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .lastOf */ .g1)(seen);
    return last !== undefined && last.errors >= last.requests / 2;
}
const seconds = (ms) => `${Math.ceil(ms / 100) / 10} s`;
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
const percent = (rate) => `${Number((rate * 100).toPrecision(3))} %`;


/***/ }),

/***/ 36110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VR: () => (/* binding */ beforeBake),
/* harmony export */   g1: () => (/* binding */ lastOf),
/* harmony export */   nu: () => (/* binding */ slicesOf),
/* harmony export */   pQ: () => (/* binding */ nothingSeen),
/* harmony export */   qk: () => (/* binding */ breakerSeen),
/* harmony export */   tv: () => (/* binding */ beforeTraffic),
/* harmony export */   ut: () => (/* binding */ worseBy),
/* harmony export */   vi: () => (/* binding */ weigh)
/* harmony export */ });
/* harmony import */ var _statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54002);
/* harmony import */ var _queries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48439);
/* harmony import */ var _slices_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40144);
/* harmony import */ var _split_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9871);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67285);





const nothingSeen = () => ({
    open: undefined,
    slices: _slices_js__WEBPACK_IMPORTED_MODULE_2__/* .noSlices */ .Tv,
    pending: undefined,
    worse: forEach(() => ({ thanStable: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .noEvidence */ .n2)(), thanTolerated: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .noEvidence */ .n2)() })),
    total: { stable: _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6, canary: _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6 },
    step: { share: 0, answered: 0, all: 0, ends: { fromMs: 0, stable: 0, expected: 0, canary: 0 }, short: [] },
    probes: { succeeded: 0, failedInARow: 0 },
    golden: { asked: 0, errors: 0, inStep: 0 },
    queries: {},
    split: undefined,
    breaker: undefined,
});
/** What was seen, and one observation more. Pure: the loop, the tests and the simulator use this one. */
function weigh(plan, before, one) {
    const { share, stable, canary, healthy } = one;
    const changed = before.open?.share ?? before.pending?.share;
    const closed = changed === undefined || changed === share ? before : conclude(plan, endSlice(before));
    const open = closed.open ?? { fromMs: one.fromMs, share, stable: _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6, canary: _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6 };
    const seen = {
        ...closed,
        open: { ...open, ...(0,_tally_js__WEBPACK_IMPORTED_MODULE_4__/* .plus */ .tY)(open, one), ...(0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .openingsOf */ .D$)(open, openedAnew(one) ? { openings: 1 } : {}) },
        total: (0,_tally_js__WEBPACK_IMPORTED_MODULE_4__/* .plus */ .tY)(closed.total, { stable, canary }),
        step: stepAfter(closed.step, one),
        probes: healthy === 'not-probed'
            ? closed.probes
            : healthy
                ? { succeeded: closed.probes.succeeded + 1, failedInARow: 0 }
                : { ...closed.probes, failedInARow: closed.probes.failedInARow + 1 },
        golden: (one.golden ?? []).reduce(goldenAfter, closed.step.share === share ? closed.golden : { ...closed.golden, inStep: 0 }),
        queries: queriesAfter(plan, closed.step.share === share ? closed.queries : (0,_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .newWindows */ .cq)(closed.queries), one),
        split: (0,_split_js__WEBPACK_IMPORTED_MODULE_3__/* .splitAfter */ .H)(plan, closed.split, one),
        breaker: breakerAfter(closed.breaker, one),
    };
    if (openedAnew(one))
        return conclude(plan, endSlice(seen), windowsOfAnOpening);
    if (one.toMs - open.fromMs < plan.windowMs)
        return seen;
    const ended = endSlice(seen);
    return (ended.pending?.canary.requests ?? 0) < enoughOfAWindow ? ended : conclude(plan, ended);
}
function goldenAfter(before, { id, outcome }) {
    const { suspect, ...rest } = before;
    const asked = { ...rest, asked: before.asked + 1 };
    if (outcome === 'right')
        return { ...asked, inStep: before.inStep + 1, ...(suspect === id || suspect === undefined ? {} : { suspect }) };
    const errors = before.errors + 1;
    // No answer says nothing about the input: what was suspected stays so.
    if (outcome === 'missing')
        return { ...asked, errors, ...(suspect === undefined ? {} : { suspect }) };
    return { ...asked, errors, suspect: id, ...(suspect === id ? { wrongTwice: id } : {}) };
}
/** The bake begins, in which the canary keeps its share. */
const beforeBake = (seen) => ({ ...seen, queries: (0,_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .newWindows */ .cq)(seen.queries) });
function queriesAfter({ queries }, before, { queries: answers = [] }) {
    return Object.fromEntries(queries.map((gate) => {
        const known = before[gate.name] ?? (0,_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .queryUnseen */ .dX)();
        const own = answers.filter(({ name }) => name === gate.name);
        return [gate.name, own.reduce((seen, answer) => (0,_queries_js__WEBPACK_IMPORTED_MODULE_1__/* .queryAfter */ .vY)(gate, seen, answer), known)];
    }));
}
/** What one interval shows of the circuit breaker; nothing where it was closed all the time. @param before how it was then */
const breakerSeen = (before, now) => now.openInARow > 0 || now.opened > before.opened || before.openInARow > 0
    ? { breaker: { openInARow: now.openInARow, openings: now.opened - before.opened } }
    : {};
function breakerAfter(before, { toMs, stable, breaker }) {
    if (breaker === undefined)
        return before;
    const since = before === undefined || before.inARow === 0 ? _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6 : before.stable;
    return { openMs: toMs, inARow: breaker.openInARow, stable: (0,_tally_js__WEBPACK_IMPORTED_MODULE_4__/* .add */ .WQ)(since, stable) };
}
/** That one request which tried again failed as well is the same trouble. */
const openedAnew = ({ breaker }) => breaker !== undefined && breaker.openings > 0 && breaker.openInARow <= breaker.openings;
/**
 * The circuit breaker cut the trouble short, and the canary gets nothing for longer than a window. What happens after that is
 * a piece of evidence of its own, and this one may say as much as a stumble can that nobody cuts short: it lasts for the end
 * of one window and the beginning of the next.
 */
const windowsOfAnOpening = 2;
/** What stable did while it had all requests, before there is a canary among them. */
const beforeTraffic = (seen, { requests, errors, clientErrors, slow }) => ({
    ...seen,
    slices: (0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .withSlice */ .HP)(seen.slices, { share: 0, stable: { requests, errors, clientErrors, slow }, canary: _tally_js__WEBPACK_IMPORTED_MODULE_4__/* .nothing */ .s6 }),
});
/** How surely the canary is worse: than stable by more than the ratio, by values too, and than what is tolerated anyway. All must hold. */
function worseBy({ worse, split }, name) {
    const { thanStable, thanTolerated } = worse[name];
    return Math.min((0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceOf */ .X1)(thanStable), (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceOf */ .X1)(thanTolerated), (0,_split_js__WEBPACK_IMPORTED_MODULE_3__/* .worseByValues */ .Ux)(split, name));
}
function endSlice(seen) {
    if (seen.open === undefined)
        return seen;
    const { fromMs: _, ...slice } = seen.open;
    const pending = seen.pending === undefined ? slice : { share: slice.share, ...(0,_tally_js__WEBPACK_IMPORTED_MODULE_4__/* .plus */ .tY)(seen.pending, slice) };
    return { ...seen, open: undefined, slices: (0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .withSlice */ .HP)(seen.slices, slice), pending };
}
/** A client whose requests all fail sends some after each other: with few requests a second they would fill many windows. */
const enoughOfAWindow = 10;
/** What is pending becomes one piece of evidence. */
function conclude(plan, seen, windows = 1) {
    if (seen.pending === undefined)
        return seen;
    const { share, stable, canary } = seen.pending;
    const usual = share <= 0.5 ? [] : (0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .usualTimes */ .bx)(seen.slices);
    const worse = forEach((name) => {
        const { ratio, tolerance } = plan.classes[name];
        const { thanStable, thanTolerated } = seen.worse[name];
        return {
            thanStable: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .afterErrors */ .eh)(thanStable, { share, stableErrors: stable[name], canaryErrors: canary[name] }, ratio, windows),
            thanTolerated: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .afterRate */ .R5)(thanTolerated, canary[name], canary.requests, Math.min(1, Math.max(tolerance, ratio * (0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .costOfLoad */ .NS)(usual, name))), windows),
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
function stepAfter(before, one) {
    const { fromMs, toMs, share, canary, breaker } = one;
    const began = before.share === share
        ? before
        : { share, answered: 0, all: 0, ends: { fromMs, stable: 0, expected: 0, canary: 0 }, short: [] };
    const drawn = (0,_split_js__WEBPACK_IMPORTED_MODULE_3__/* .drawnBoth */ .OY)(one);
    const stableEnds = began.ends.stable + drawn.stable.requests;
    const ends = {
        fromMs: began.ends.fromMs,
        stable: stableEnds,
        expected: share === 1 ? 0 : (stableEnds * share) / (1 - share),
        canary: began.ends.canary + drawn.canary.requests,
    };
    const answered = began.answered + canary.requests - canary.errors;
    const all = began.all + one.stable.requests + canary.requests;
    // Its circuit breaker was open: requests that it was not sent do not hang.
    if (breaker !== undefined)
        return { ...began, answered, all, ends: { fromMs: toMs, stable: 0, expected: 0, canary: 0 }, short: [] };
    if (Math.min(ends.stable, ends.expected) < enoughEnds)
        return { ...began, answered, all, ends };
    const short = ends.canary < (2 / 3) * ends.expected ? [...began.short, ends] : [];
    return { share, answered, all, ends: { fromMs: toMs, stable: 0, expected: 0, canary: 0 }, short };
}
/** What is over, and the part that is not, as the newest. */
const slicesOf = ({ slices, open }) => (open === undefined ? slices : (0,_slices_js__WEBPACK_IMPORTED_MODULE_2__/* .withSlice */ .HP)(slices, open));
/** How the last requests of the canary ended. */
const lastOf = ({ slices, open }) => open !== undefined && open.canary.requests > 0
    ? open.canary
    : slices.recent.findLast(({ canary }) => canary.requests > 0)?.canary;


/***/ }),

/***/ 48439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ filledIn),
/* harmony export */   OM: () => (/* binding */ queryGate),
/* harmony export */   cq: () => (/* binding */ newWindows),
/* harmony export */   dX: () => (/* binding */ queryUnseen),
/* harmony export */   vY: () => (/* binding */ queryAfter)
/* harmony export */ });
/* unused harmony export isWithin */
/* harmony import */ var _statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54002);

const queryUnseen = () => ({ last: undefined, beyondInARow: 0, worse: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .noEvidence */ .n2)() });
/** Whether the canary is within what is allowed. Pure. */
function isWithin(bound, answer) {
    const { canary } = answer;
    if (bound.kind !== 'versus-stable')
        return bound.kind === 'max' ? canary <= bound.limit : canary >= bound.limit;
    const stable = stableOf(answer);
    const [worse, better] = bound.better === 'lower' ? [canary, stable] : [stable, canary];
    return bound.by === 'margin' ? worse <= better + bound.allowed : worse <= better * bound.allowed;
}
function stableOf(answer) {
    if (answer.outcome !== 'compared')
        throw new Error(`${answer.name}: a comparison needs the numbers of both versions`);
    return answer.stable;
}
/** A step or the bake begins: only windows that lie in it say something of it. Pure. */
const newWindows = (seen) => Object.fromEntries(Object.entries(seen).map(([name, one]) => [name, { ...one, last: undefined }]));
/** Pure. */
function queryAfter(gate, before, answer) {
    if (answer.outcome === 'unknown')
        return { ...before, last: answer };
    const within = isWithin(gate.bound, answer);
    return {
        last: answer,
        beyondInARow: within ? 0 : before.beyondInARow + 1,
        // Of two versions that are alike each is the worse one in half of the windows, at most: as an error of one of the two.
        worse: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .afterErrors */ .eh)(before.worse, { share: 0.5, canaryErrors: within ? 0 : 1, stableErrors: within ? 1 : 0 }, 1),
    };
}
/**
 * The gate on one query, and why no step may pass yet. Pure.
 * @param falseRollbacks chance that it stops a canary that is no worse, for a comparison; a bound has none that is known
 */
function queryGate(gate, seen, falseRollbacks) {
    const { bound, name } = gate;
    const title = `prometheus ${name}`;
    const { last } = seen;
    const compared = bound.kind === 'versus-stable';
    const observed = compared
        ? { value: (0,_statistics_sequential_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceOf */ .X1)(seen.worse), unit: 'e-value' }
        : { value: seen.beyondInARow, unit: 'windows in a row' };
    const allowed = compared ? 1 / falseRollbacks : bound.failures - 1;
    const common = { name: title, observed, allowed };
    // What is known to be wrong stays so, whether or not there is an answer now.
    const failed = observed.value > allowed;
    if (last === undefined || last.outcome === 'unknown') {
        const because = last === undefined ? 'its first window is not over' : last.because;
        return {
            gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
            waits: `${title}: ${because}`,
        };
    }
    const within = isWithin(bound, last);
    const told = compared
        ? `${shown(last.canary)} against ${shown(stableOf(last))} of stable, and ${allowedText(bound)} is allowed`
        : `${shown(last.canary)}, and ${allowedText(bound)} is allowed`;
    if (within && !failed)
        return { gate: { ...common, verdict: 'pass', because: told } };
    const count = compared
        ? failed
            ? 'surely the worse one more often than not'
            : 'it is not sure that this is chance'
        : `${seen.beyondInARow} of ${bound.failures} windows in a row; how often that is a false alarm is not known`;
    const because = `${told} (${count})`;
    return {
        gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
        waits: `${title}: ${because}`,
    };
}
function allowedText(bound) {
    if (bound.kind !== 'versus-stable')
        return `${bound.kind === 'max' ? 'at most' : 'at least'} ${shown(bound.limit)}`;
    const direction = bound.better === 'lower' ? 'more' : 'less';
    if (bound.by === 'margin')
        return bound.allowed === 0 ? `no ${direction}` : `${shown(bound.allowed)} ${direction}`;
    return `${shown(bound.allowed)} times as ${bound.better === 'lower' ? 'much' : 'little'}`;
}
const shown = (value) => String(Number(value.toPrecision(4)));
/** The question about one version. Pure. @param of the version that is asked about */
const filledIn = (query, of, stable) => query.replaceAll('{{id}}', of.id).replaceAll('{{version}}', of.version).replaceAll('{{stable}}', stable.id);


/***/ }),

/***/ 40144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D$: () => (/* binding */ openingsOf),
/* harmony export */   HP: () => (/* binding */ withSlice),
/* harmony export */   NS: () => (/* binding */ costOfLoad),
/* harmony export */   Tv: () => (/* binding */ noSlices),
/* harmony export */   bx: () => (/* binding */ usualTimes),
/* harmony export */   mg: () => (/* binding */ normalTimes),
/* harmony export */   sl: () => (/* binding */ errorsTogether)
/* harmony export */ });
/* harmony import */ var _gateway_breakerRule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91670);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67285);


const noSlices = { recent: [], past: { normal: [], usual: [] } };
/** So many at least are known one by one: a quarter of an hour of slices of five seconds. */
const known = 180;
/** So many in a row are one piece: what happens in some of them, one after the other, has one cause. */
const piece = 4;
/** One more that is over. Pure. */
function withSlice({ recent, past }, slice) {
    if (recent.length < 2 * known)
        return { recent: [...recent, slice], past };
    const sums = (times) => spreads(past[times], recent, known, times);
    return { recent: [...recent.slice(known), slice], past: { normal: sums('normal'), usual: sums('usual') } };
}
const allOf = (times) => ({ recent, past }) => spreads(past[times], recent, recent.length, times);
const normalTimes = allOf('normal');
const usualTimes = allOf('usual');
function withCounts(sums, one) {
    const { share } = one;
    const of = sums.find((sum) => sum.share === share) ?? { stable: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6, canary: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6 };
    return [...sums.filter((sum) => sum.share !== share), { share, ...(0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .plus */ .tY)(of, one), ...openingsOf(of, one) }];
}
/** Of two slices, or sums, together. */
const openingsOf = (...of) => {
    const openings = of.reduce((sum, { openings: times = 0 }) => sum + times, 0);
    return openings === 0 ? {} : { openings };
};
/** What stable does while the canary's circuit breaker is open is not beside the canary, and no measure of it. */
const isBeside = ({ share, canary, openings }) => share === 0 || canary.requests > 0 || openings !== undefined;
/** Sums of each share, and those of such times among the first slices. */
function spreads(past, slices, first, times) {
    const isMeant = areSo(times, slices);
    const sums = new Map(past.map((sum) => [sum.share, sum]));
    for (let from = 0; from < first; from += piece) {
        let pieces = [];
        for (let index = from; index < Math.min(first, from + piece); index++) {
            const slice = slices[index];
            if (slice !== undefined && isMeant[index] && isBeside(slice))
                pieces = withCounts(pieces, slice);
        }
        for (const one of pieces) {
            const { share, stable, canary } = one;
            const sum = sums.get(share) ?? {
                stable: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6,
                canary: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6,
                spread: { kk: 0, kn: 0, nn: 0 },
            };
            const { errors: k, requests: n } = canary;
            const spread = { kk: sum.spread.kk + k * k, kn: sum.spread.kn + k * n, nn: sum.spread.nn + n * n };
            sums.set(share, { share, ...(0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .plus */ .tY)(sum, { stable, canary }), spread, ...openingsOf(sum, one) });
        }
    }
    return [...sums.values()];
}
const addedSpreads = (of) => of.reduce((sum, { spread: { kk, kn, nn } }) => ({ kk: sum.kk + kk, kn: sum.kn + kn, nn: sum.nn + nn }), {
    kk: 0,
    kn: 0,
    nn: 0,
});
/**
 * How many errors come together: 1 where each comes for itself, 20 where they come in runs of 20. The variance of errors of
 * pieces of time against that of single errors, in which `unseen` is one run of so many errors that was not seen.
 * @param cut runs of errors that a circuit breaker cut short, and of how many errors each
 */
function errorsTogether(times, unseen, cut = []) {
    const seen = times.reduce(_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .plus */ .tY, { stable: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6, canary: _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6 }).canary;
    const more = cut.reduce((sum, { runs, each }) => sum + runs * each, 0);
    const [errors, requests] = [seen.errors + more, seen.requests + more];
    const spread = addedSpreads(times);
    const { kn, nn } = spread;
    const kk = cut.reduce((sum, { runs, each }) => sum + runs * each * (each + 2 * _gateway_breakerRule_js__WEBPACK_IMPORTED_MODULE_0__/* .breakerRule */ .R.failures), spread.kk);
    const rate = requests === 0 ? 0 : errors / requests;
    return Math.max(1, (unseen + kk - 2 * rate * kn + rate * rate * nn) / (1 + errors));
}
/** So few requests of the canary in one step say nothing of what it does when it is idle. */
const enoughOfAStep = 50;
/**
 * How much more often stable's requests end so while it has most of them than those of the canary do, which is idle then. A
 * canary that has most of them is as busy as stable was, and stable, that has few now, no longer shows what that does. Least
 * of all steps: trouble that both have, or that is over, is not in it. Where the first step gives the canary most of them,
 * nobody saw it idle: all that stable had before is what it may cost.
 * @param steps of usual times: an outage would look like a cost of load where few of the canary's requests met it by chance,
 * or because its circuit breaker was open
 */
function costOfLoad(steps, name) {
    const idle = steps.filter(({ share }) => share > 0 && share < 0.5);
    const before = steps.find(({ share }) => share === 0)?.stable ?? _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6;
    if (idle.length === 0)
        return before.requests < enoughOfAStep ? 0 : before[name] / before.requests;
    const costs = idle
        .filter(({ stable, canary }) => stable.requests > 0 && canary.requests >= enoughOfAStep)
        .map(({ stable, canary }) => stable[name] / stable.requests - canary[name] / canary.requests);
    return costs.length === 0 ? 0 : Math.max(0, Math.min(...costs));
}
const lowerQuartile = (values) => Float64Array.from(values).sort()[Math.floor(values.length / 4)] ?? 0;
/**
 * Both fail so many of a slice's requests where the trouble is not theirs, such as a database that is down; and stable alone
 * fails so many where it is not usual for it.
 */
const troubled = { normal: 0.3, usual: 0.1 };
/** In fewer requests one client whose errors follow each other looks like an outage. */
const enoughOfARate = 60;
/** In so few, where the other version has enough: that both fail so at once is no client's doing. */
const enoughBeside = 10;
/**
 * Whether each is such a time: not one in which there was trouble that stable does not have most of the time, nor one beside
 * it, in which it began or ended.
 */
function areSo(times, slices) {
    const rates = slices.flatMap(({ stable }) => (stable.requests >= enoughOfARate ? [rateOf(stable)] : []));
    const limit = Math.max(troubled[times], 3 * lowerQuartile(rates));
    const isTroubled = slices.map(({ canary }, index) => {
        const stable = stableAround(slices, index);
        if (stable.requests < (canary.requests < enoughOfARate ? enoughOfARate : enoughBeside))
            return false;
        const isOfBoth = canary.requests === 0 || rateOf(canary) > troubled.normal;
        return rateOf(stable) > limit && (times === 'usual' || isOfBoth);
    });
    return slices.map((_, index) => !(isTroubled[index - 1] || isTroubled[index] || isTroubled[index + 1]));
}
/** What stable did in a slice; beside a canary that has most of the traffic, with the slices around it. */
function stableAround(slices, index) {
    const own = slices[index];
    if (own === undefined)
        return _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6;
    return own.share <= 0.5 || own.stable.requests >= enoughBeside
        ? own.stable
        : slices.slice(Math.max(0, index - 1), index + 2).reduce((sum, { stable }) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .add */ .WQ)(sum, stable), _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6);
}
const rateOf = ({ errors, requests }) => errors / requests;


/***/ }),

/***/ 9871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OY: () => (/* binding */ drawnBoth),
  gp: () => (/* binding */ drawsBetween),
  D2: () => (/* binding */ expectedRate),
  Qw: () => (/* binding */ fewByDraw),
  H: () => (/* binding */ splitAfter),
  Fl: () => (/* binding */ tooFewValues),
  Qe: () => (/* binding */ withoutWorst),
  Ux: () => (/* binding */ worseByValues)
});

// EXTERNAL MODULE: ./build/src/statistics/sequential.js
var sequential = __webpack_require__(54002);
;// CONCATENATED MODULE: ./build/src/statistics/draws.js

const noDraws = () => new Float64Array(sequential/* points */.WR);
/** @param counts of draws with trouble while the canary had this share @param ratio how many times as often it may have it */
function afterDraws(before, { share, stable, canary }, ratio) {
    if (share === 0 || share === 1 || stable + canary === 0)
        return before;
    const [own, rest] = [ratio * share, 1 - share];
    return before.map((sum, index) => sum +
        canary * (sequential/* logs */.K9[index] ?? 0) -
        (canary + stable) * Math.log(((sequential/* alternatives */.Vo[index] ?? 1) * own + rest) / (own + rest)));
}
/** The e-value. */
const oddsOfDraws = (evidence) => evidence.reduce((sum, log) => sum + Math.exp(Math.min(690, log)), 0) / sequential/* points */.WR;

// EXTERNAL MODULE: ./build/src/rollout/tally.js
var tally = __webpack_require__(67285);
// EXTERNAL MODULE: ./build/src/rollout/types.js
var types = __webpack_require__(38058);
;// CONCATENATED MODULE: ./build/src/rollout/split.js



/*
 * What a rollout makes of requests that are split by the value of a header. Requests of one value go to one version: what they
 * say of it is said by one value. A canary fails only where values say so too, by which version each of them met; and what one
 * value does is no reason not to promote it.
 */
/** So few values of the canary are never enough, whatever its share. */
const leastValues = 3;
function splitAfter({ classes }, before, one) {
    const { share, split } = one;
    if (split === undefined)
        return before;
    const { stable, canary } = split.draws;
    const after = (name) => {
        const known = before?.worse[name] ?? { evidence: noDraws(), values: 0 };
        const counts = { share, stable: stable[name], canary: canary[name] };
        return { evidence: afterDraws(known.evidence, counts, classes[name].ratio), values: known.values + canary[name] };
    };
    return {
        status: split.status,
        worse: Object.fromEntries(types/* outcomeClasses */.r.map((name) => [name, after(name)])),
    };
}
/** How surely the canary is worse than stable, by values alone; beyond doubt where each request is a draw of its own. */
function worseByValues(split, name) {
    if (split === undefined)
        return Number.POSITIVE_INFINITY;
    const { evidence, values } = split.worse[name];
    return values < leastValues ? Math.min(1, oddsOfDraws(evidence)) : oddsOfDraws(evidence);
}
/** What both did in between. */
function drawsBetween(before, now, longMs) {
    if (now === undefined)
        return tally/* nothing */.s6;
    const grown = (of) => of(now) - (before === undefined ? 0 : of(before));
    const over = (of) => longMs === undefined ? 0 : grown((draws) => of(draws)[draws.boundsMs.indexOf(longMs)] ?? 0);
    return {
        requests: grown(({ ends }) => ends),
        errors: grown(({ errors }) => errors[0] ?? 0) + over(({ gaveUp }) => gaveUp),
        clientErrors: grown(({ clientErrors }) => clientErrors[0] ?? 0),
        slow: over(({ slow }) => slow),
    };
}
/**
 * What both did, but for what each version's value with the most errors did: that one is not to decide.
 * @param times what is weighed of all that they did
 */
function withoutWorst(times, total, split) {
    if (split === undefined)
        return times;
    // Of the same times: in those that are left out it failed as all did.
    const partLeft = (all, { worst }) => ({
        errors: 1 - Math.min(1, worst.errors / Math.max(1, all.errors)),
        requests: 1 - Math.min(1, worst.requests / Math.max(1, all.requests)),
    });
    const [stable, canary] = [partLeft(total.stable, split.status.stable), partLeft(total.canary, split.status.canary)];
    const rest = (one, left) => {
        const errors = one.errors * left.errors;
        return { ...one, errors, requests: Math.max(errors, one.requests * left.requests) };
    };
    return times.map((one) => ({
        ...one,
        stable: rest(one.stable, stable),
        canary: rest(one.canary, canary),
        spread: {
            kk: one.spread.kk * canary.errors ** 2,
            kn: one.spread.kn * canary.errors * canary.requests,
            nn: one.spread.nn * canary.requests ** 2,
        },
    }));
}
/** So many standard deviations more than expected are no news of values of which stable had little to see. */
const deviations = 2;
/**
 * The part of the canary's requests that may fail, by what the same values had with stable; again but for that one. Nothing
 * that values do speaks for requests that have none.
 * @param meanwhile stable's error rate: what those may fail, and all of them where no values say more
 */
function expectedRate(split, meanwhile) {
    if (split === undefined)
        return meanwhile;
    const { expected, variance, requests, without, worst } = split.status.canary;
    const others = requests - worst.requests + without;
    if (others <= 0)
        return meanwhile;
    const ofValues = expected - worst.expected + deviations * Math.sqrt(Math.max(0, variance - worst.variance));
    return Math.max(meanwhile, (Math.max(0, ofValues) + without * meanwhile) / others);
}
/** What is waited for; undefined where enough values met the canary. */
function tooFewValues({ minValues, steps }, split) {
    const values = split?.status.canary.values ?? 0;
    if (minValues === undefined || values >= minValues)
        return undefined;
    const remedy = steps.length > 1
        ? 'a larger share before the last in deploy.steps meets more'
        : 'where no more will come, lower deploy.split-by.min-values';
    return `${values} of ${minValues} values of the header of deploy.split-by met the canary: ${remedy}`;
}
/** Where splitting by a value is on, of both versions. */
const drawnBoth = (one) => one.split?.draws ?? one;
/**
 * Few values may have few requests, and which they are no time changes. Before the last step but one, at which enough values
 * must have met the canary, that is no reason to wait where all requests at its share would have been enough.
 */
function fewByDraw({ steps, minRequests }, { split, step }, index) {
    return split !== undefined && index < steps.length - 2 && step.all * step.share >= minRequests;
}


/***/ }),

/***/ 67285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ answersOf),
/* harmony export */   Mt: () => (/* binding */ quantileMs),
/* harmony export */   WQ: () => (/* binding */ add),
/* harmony export */   XF: () => (/* binding */ enough),
/* harmony export */   aL: () => (/* binding */ sameCounters),
/* harmony export */   d7: () => (/* binding */ tallyBetween),
/* harmony export */   s6: () => (/* binding */ nothing),
/* harmony export */   si: () => (/* binding */ patienceMs),
/* harmony export */   tY: () => (/* binding */ plus),
/* harmony export */   vY: () => (/* binding */ nearlyAllMs)
/* harmony export */ });
/* harmony import */ var _gateway_timeouts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24582);

const nothing = { requests: 0, errors: 0, clientErrors: 0, slow: 0 };
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
/** A quantile of fewer requests moves with each of them. */
const enough = 100;
/**
 * What nearly all (99 %) of a version's answers take at most, as a bound of its histogram; undefined where too few are
 * known, or where it lies beyond the bounds.
 */
function nearlyAllMs(latency) {
    return latency === undefined || latency.count < enough ? undefined : quantileMs(latency, 0.99);
}
/** What this share of the answers takes at most, as a bound; undefined where there is none, or it lies beyond the bounds. */
const quantileMs = ({ boundsMs, counts, count }, share) => count === 0 ? undefined : boundsMs[counts.findIndex((under) => under >= share * count)];
/** How long a request is waited for until it hangs: three times as long as nearly all of stable's take, and `leastMs` at least. */
function patienceMs(latency, leastMs) {
    const long = nearlyAllMs(latency);
    if (long !== undefined)
        return Math.max(leastMs, 3 * long);
    // Streams that last longer than any bound are cut by the gateway alone.
    return (latency?.count ?? 0) < enough ? leastMs : Math.max(leastMs, _gateway_timeouts_js__WEBPACK_IMPORTED_MODULE_0__/* .answerTimeoutMs */ .up);
}
/** Where the gateway started again its counters did too: nothing of theirs was earlier. */
const sameCounters = (earlier, now) => earlier?.epoch === now?.epoch ? earlier : undefined;
/**
 * What counters that only grow showed in between.
 * @param longMs who waits longer for an answer waits longer than nearly all of stable's clients; undefined where that is not known
 */
function tallyBetween(earlier, now, longMs) {
    if (now === undefined)
        return nothing;
    const before = sameCounters(earlier, now);
    const grown = (of) => of(now) - (before === undefined ? 0 : of(before));
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
/** Requests that a version answered with what was asked for, or with whose fault it is that it cannot be. */
const answersOf = (observed) => observed === undefined ? 0 : observed.requests - observed.errors - observed.abandoned.count;


/***/ }),

/***/ 38058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ outcomeClasses)
/* harmony export */ });
/** Outcomes that are watched, each with a test of its own. */
const outcomeClasses = ['errors', 'clientErrors', 'slow'];


/***/ }),

/***/ 62208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hp: () => (/* binding */ parseBase),
/* harmony export */   mF: () => (/* binding */ readBaseline),
/* harmony export */   nk: () => (/* binding */ parseBaseline),
/* harmony export */   wZ: () => (/* binding */ readBase)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



const hubId = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/;
const hubRevision = /^[A-Za-z0-9][\w./-]*$/;
/** `base:` of the spec: a directory (`./base`), or a hub id with its revision (`org/model@revision`). */
function parseBase(text, place) {
    const value = readBase(text);
    if (typeof value === 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(value, { place });
    return value;
}
/** `evaluate.baseline:` of the spec: `release:latest`, `release:1.2.3`, `branch:main`, `tag:v1`, a directory (`./model`) or `majority`. */
function parseBaseline(text, place) {
    const value = readBaseline(text);
    if (typeof value === 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(value, { place });
    return value;
}
/** As `parseBase`, with the message in place of an exception, so that a spec's errors can be told together. */
function readBase(text) {
    const shown = JSON.stringify(text.slice(0, 100));
    if (text.startsWith('release:'))
        return `${shown} is a release, and fine-tuning starts from a directory or a hub id: write ./base or org/model@revision`;
    if (isPath(text))
        return { kind: 'directory', path: text };
    const [repository = '', revision, ...rest] = text.split('@');
    if (!hubId.test(repository) || rest.length > 0)
        return `${shown} is neither a directory nor a hub id: write ./base or org/model@revision`;
    if (revision === undefined)
        return `${shown} has no revision: write ${repository}@ and a commit of it, or ./${repository} for a directory`;
    if (!hubRevision.test(revision) || revision.includes('..'))
        return `${shown} has a revision that is no commit, tag or branch: write ${repository}@ and a commit of it`;
    return { kind: 'hub', repository, revision };
}
/** As `parseBaseline`, with the message in place of an exception. */
function readBaseline(text) {
    const shown = JSON.stringify(text.slice(0, 100));
    if (text === 'majority')
        return { kind: 'majority' };
    if (text.startsWith('release:')) {
        const version = text.slice('release:'.length);
        if (version === 'latest' || semver__WEBPACK_IMPORTED_MODULE_1__.valid(version) === version)
            return { kind: 'release', version };
        return `${shown} is no release: write release:latest, or release: and a SemVer version such as release:1.2.3`;
    }
    for (const kind of ['branch', 'tag'])
        if (text.startsWith(`${kind}:`)) {
            const name = text.slice(kind.length + 1);
            // What else git allows in a name, git is asked.
            if (/^[^\s\p{Cc}~^:?*[\\]+$/u.test(name))
                return { kind: 'ref', ref: { kind, name } };
            return `${shown} is no ${kind}: write ${kind === 'branch' ? 'branch:main' : 'tag:v1.2.3'}, by its own name`;
        }
    if (isPath(text))
        return { kind: 'directory', path: text };
    const nearest = text.length < 40 && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(text, 'majority') <= 3 ? 'majority' : undefined;
    return `${shown} is no baseline${nearest === undefined ? '' : `; did you mean "${nearest}"?`}: write release:latest, release:1.2.3, branch:main, tag:v1.2.3, majority, or a directory such as ./model`;
}
const isPath = (text) => text === '.' || text === '..' || /^(?:\.{1,2}[\\/]|[\\/])/.test(text);


/***/ }),

/***/ 72451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hI: () => (/* binding */ tasksWith),
/* harmony export */   lv: () => (/* binding */ schemaAt),
/* harmony export */   modelJsonSchema: () => (/* binding */ modelJsonSchema),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   qy: () => (/* binding */ nearestKey)
/* harmony export */ });
/* unused harmony export dataByTask */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98439);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10873);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44503);




const memo = new Map();
/** What a model.yml of this task may hold; of any task where it is undefined. */
function schemaOf(task) {
    const known = memo.get(task);
    if (known !== undefined)
        return known;
    const made = zod__WEBPACK_IMPORTED_MODULE_3__/* .toJSONSchema */ .bl(task === undefined ? _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .anyTaskSchema */ .PU : _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .specSchemas */ .e5[task], { io: 'input' });
    memo.set(task, made);
    return made;
}
/** What `data` may hold, by task. */
const dataByTask = () => _data_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.map((task) => [task, schemaAt(task, ['data']) ?? {}]);
/** JSON Schema (2020-12) of model.yml as a person writes it, from the same schema that validates. */
const modelJsonSchema = () => ({
    ...schemaOf(undefined),
    allOf: dataByTask().map(([task, data]) => ({
        if: { properties: { task: { const: task } }, required: ['task'] },
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: { properties: { data } },
    })),
});
function schemaAt(task, path) {
    let node = schemaOf(task);
    for (const part of path)
        node = typeof part === 'number' ? node?.items : own(node?.properties ?? {}, String(part));
    return node;
}
/** The tasks that know this key. */
const tasksWith = (path) => _data_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.filter((task) => schemaAt(task, path) !== undefined);
const own = (record, key) => Object.hasOwn(record, key) ? record[key] : undefined;
/** The known key that was probably meant: a sibling with about this name, or else the same name elsewhere (dotted). */
function nearestKey(task, path, key) {
    const siblings = Object.keys(schemaAt(task, path)?.properties ?? {});
    return nearest(key, siblings) ?? allPaths(schemaOf(task)).find((dotted) => dotted.split('.').at(-1) === kebab(key));
}
/** The choice that is nearest to what was written, or undefined where none is near. */
function nearest(written, choices) {
    if (written.length > 60)
        return undefined;
    const plain = kebab(written);
    const ranked = choices
        .map((choice) => ({ choice, edits: (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(plain, choice) }))
        .filter(({ choice, edits }) => edits <= Math.max(1, Math.floor(Math.max(choice.length, plain.length) / 3)))
        .sort((a, b) => a.edits - b.edits);
    return ranked[0]?.choice;
}
const kebab = (text) => text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[_\s]+/g, '-')
    .toLowerCase();
function allPaths(node, prefix = '') {
    const entries = Object.entries(node.properties ?? {});
    return [
        ...entries.map(([key]) => prefix + key),
        ...entries.flatMap(([key, child]) => allPaths(child, `${prefix}${key}.`)),
    ];
}


/***/ }),

/***/ 25099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IC: () => (/* binding */ ownDirectories),
/* harmony export */   K4: () => (/* binding */ draft),
/* harmony export */   _i: () => (/* binding */ makeOwnDirectory),
/* harmony export */   s6: () => (/* binding */ reportDirectory),
/* harmony export */   writeReport: () => (/* binding */ writeReport)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(961);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70075);







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
/** @throws UserError where the directories of reports beside a spec are links; those that are not there are no matter */
const ownDirectories = (specDirectory) => refuseLinks(reportDirectory(specDirectory));
async function refuseLinks(directory) {
    for (const each of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory), directory])
        await refuseLink(each);
}
async function refuseLink(directory) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(directory).catch(() => undefined))?.isSymbolicLink() === true)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: a link, which could lead to any directory of this host: remove it from the checkout`);
}
/** Where the reports of a spec lie: beside it. */
const reportDirectory = (specDirectory) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(specDirectory, '.model-actions', 'reports');
/** Makes a directory of `.model-actions`, and returns it. @throws UserError where the checkout has a link there, which could lead anywhere */
async function makeOwnDirectory(directory) {
    await refuseLinks(directory);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(directory);
    return directory;
}
const earlier = 'earlier';
async function setAside(directory, stage, digest) {
    const json = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${stage}.json`)).catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    });
    const there = json === undefined ? undefined : resultOf(json);
    if (there === undefined || there === digest)
        return;
    const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, earlier);
    await refuseLink(kept);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(kept);
    for (const suffix of ['md', 'json'])
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${stage}.${suffix}`), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(kept, `${stage}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(there, 12)}.${suffix}`)).catch((error) => {
            // Another run of this stage was first; or a directory that somebody put there has the name.
            if (error.code !== 'ENOENT' && error.code !== 'EISDIR')
                throw error;
        });
    await forgetOldest(kept, stage);
}
/** Of each stage: enough to look back on, and a directory that people can still read. */
const mostEarlier = 20;
/** A report that was set aside keeps the time at which it was written. What is no report of the stage is somebody else's. */
async function forgetOldest(kept, stage) {
    const ours = new RegExp(`^${stage}-[0-9a-f]{12}\\.(?:md|json)$`);
    const reports = new Map();
    for (const file of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(kept)).filter((name) => ours.test(name))) {
        // Another run may have removed it since.
        const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(kept, file)).catch(() => undefined);
        if (facts?.isFile() !== true)
            continue;
        const report = file.replace(/\.\w+$/, '');
        const { writtenMs, files } = reports.get(report) ?? { writtenMs: 0, files: [] };
        reports.set(report, { writtenMs: Math.max(facts.mtimeMs, writtenMs), files: [...files, file] });
    }
    const oldest = [...reports.values()].sort((a, b) => b.writtenMs - a.writtenMs).slice(mostEarlier);
    for (const file of oldest.flatMap(({ files }) => files))
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(kept, file), { force: true });
}
/** The result that a report is of; of what cannot be read, one that names its bytes. */
function resultOf(json) {
    try {
        const { result } = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ result: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP() }).parse(JSON.parse(json.toString()));
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(result))
            return result;
    }
    catch (error) {
        if (!(error instanceof SyntaxError || error instanceof zod__WEBPACK_IMPORTED_MODULE_7__/* .ZodError */ .G))
            throw error;
    }
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(json);
}
/**
 * Writes a report beside the spec, for people: `.model-actions/reports/STAGE.md` and `.json`. No stage reads them
 * back; the report of a pull request is composed of them, which decides nothing. The report of another result that lies
 * there goes to `earlier`, which keeps the newest twenty of each stage, and is not written over.
 * @throws UserError where the checkout has a link there, which could lead anywhere
 */
async function writeReport(specDirectory, { stored, shown, reused, seconds, }) {
    const { result, digest } = stored;
    const directory = await makeOwnDirectory(reportDirectory(specDirectory));
    const files = { markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.md`), json: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.json`) };
    await setAside(directory, result.stage, digest);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(files.markdown, (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .fileLimitBytes */ .DB }));
    const { stage, data, key, parents } = result;
    const document = { ...shown, stage, result: digest, key, parents, seconds, reused, data };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(files.json, `${JSON.stringify(document, null, 2)}\n`);
    return files;
}


/***/ }),

/***/ 455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ parseStages)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85940);



const isStage = (name) => _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.includes(name);
/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
function parseStages(text, place) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 1 && names[0] === 'all')
        return [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h];
    if (names.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`no stage is named: choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
    const stages = [];
    for (const name of names) {
        if (!isStage(name)) {
            const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(name.slice(0, 100), [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h, 'all']);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(name.slice(0, 100))} is no stage${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
        }
        const last = stages.at(-1);
        if (last !== undefined && _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(name) <= _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(last))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(last === name || stages.includes(name)
                ? `${name} is named twice: name each stage once`
                : `${name} cannot come after ${last}: stages happen in the order ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
        stages.push(name);
    }
    return stages;
}


/***/ }),

/***/ 85940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ stageNames)
/* harmony export */ });
/** In the order in which they happen. */
const stageNames = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy'];


/***/ }),

/***/ 13500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EX: () => (/* binding */ answeredOtherwise),
/* harmony export */   GW: () => (/* binding */ fewestExamples),
/* harmony export */   Gh: () => (/* binding */ smallestDetectableDrop),
/* harmony export */   H5: () => (/* binding */ examplesFor),
/* harmony export */   MR: () => (/* binding */ roundedOtherwise),
/* harmony export */   Ts: () => (/* binding */ examplesToDecide),
/* harmony export */   tB: () => (/* binding */ alphaOfAllLooks),
/* harmony export */   zP: () => (/* binding */ alphaOfLook)
/* harmony export */ });
/* harmony import */ var _special_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86694);

/** Chance of a wrong bound, of all looks at a test together. */
const alphaOfAllLooks = 0.05;
const power = 0.8;
/** Fewer examples than this decide nothing, and neither do fewer clusters: with 40 of them bounds are wrong in up to 30 % of tests. */
const fewestExamples = 200;
/**
 * What a look may spend of the 5 %. Whoever adds examples until a candidate passes throws the dice again, and nobody can say
 * beforehand how often: so four fifths belong to the looks that were planned, in equal parts, and every later look takes four
 * fifths of what is left. However many there are, together they spend less than 5 %.
 * @param look which one of this candidate this is, from 1 on
 */
function alphaOfLook(look, planned = 1) {
    if (!(Number.isInteger(look) && look >= 1 && Number.isInteger(planned) && planned >= 1))
        throw new RangeError(`look ${look} of ${planned}`);
    const spent = 0.8;
    return alphaOfAllLooks * spent * (look <= planned ? 1 / planned : (1 - spent) ** (look - planned));
}
/** Quantiles of a one-sided test and of its power, together: 2.486 at 5 %, whose square is the 6.18 of the usual rule. */
const reach = (alpha) => (0,_special_js__WEBPACK_IMPORTED_MODULE_0__/* .normalQuantile */ .Zl)(1 - alpha) + (0,_special_js__WEBPACK_IMPORTED_MODULE_0__/* .normalQuantile */ .Zl)(power);
const none = { unseen: 0, bias: 0 };
/** Of two models of about the same accuracy, the share of examples that one alone has right: measured values are 2 to 8 %. */
const answeredOtherwise = 0.05;
/** The same of a model and what quantization made of it. */
const roundedOtherwise = 0.03;
/** The smallest drop that a test with this standard error sees four times out of five. */
const smallestDetectableDrop = (standardError, alpha = alphaOfAllLooks, { unseen, bias } = none) => Math.max(reach(alpha) * standardError, unseen) + bias;
/**
 * How many examples decide four times out of five between "at most the margin is lost" and "more is", if the true difference
 * is the given one. Infinite where it lies at the margin.
 * @param of.variance of one example's difference: for accuracies the share of examples that one model alone has right, minus the squared difference
 * @param of.allowance of a test of `examples`
 */
function examplesToDecide(of, alpha = alphaOfAllLooks, allowed = { examples: 1, allowance: none }) {
    const away = Math.abs(of.margin + of.difference);
    const { examples, allowance } = allowed;
    const luck = (reach(alpha) * Math.sqrt(of.variance) + allowance.bias * Math.sqrt(examples)) / away;
    return Math.ceil(Math.max(luck ** 2, (allowance.unseen * examples) / away));
}
/**
 * The fewest examples of which a test says, as it does when it was made, that they decide four times out of five: of two models
 * that are equally good, and of which one alone has this share of the examples right.
 * @param margin above 0
 */
function examplesFor(of, alpha = alphaOfAllLooks) {
    // As the test counts them: with one more of either kind, so that none in few examples is not taken for none at all.
    const needed = (examples) => {
        const variance = (of.otherwise * examples + 2) / (examples + 2);
        return examplesToDecide({ variance, difference: 0, margin: of.margin }, alpha);
    };
    let [low, high] = [0, needed(0)];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (needed(middle) <= middle)
            high = middle;
        else
            low = middle;
    }
    return Math.max(fewestExamples, high);
}


/***/ }),

/***/ 54002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K9: () => (/* binding */ logs),
/* harmony export */   R5: () => (/* binding */ afterRate),
/* harmony export */   Vo: () => (/* binding */ alternatives),
/* harmony export */   WR: () => (/* binding */ points),
/* harmony export */   X1: () => (/* binding */ evidenceOf),
/* harmony export */   eh: () => (/* binding */ afterErrors),
/* harmony export */   n2: () => (/* binding */ noEvidence),
/* harmony export */   w6: () => (/* binding */ assurance)
/* harmony export */ });
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
 * @param windows that it stands for: what it says is capped, and the expectation is at most 1 whatever the cap
 */
function afterErrors(before, { share, stableErrors, canaryErrors }, ratio, windows = 1) {
    if (!(ratio >= 1))
        throw new RangeError(`ratio ${ratio}`);
    if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
        throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`);
    const [canary, stable] = [ratio * share, 1 - share];
    const errors = share === 0 || share === 1 ? 0 : canaryErrors + stableErrors;
    return after(before, windows, (lambda, log) => errors === 0 ? 0 : canaryErrors * log - errors * Math.log((lambda * canary + stable) / (canary + stable)));
}
/**
 * One window more that the error rate is over `rate`, from `errors` of `requests`.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio λ^k / (1 + (λ − 1)ρ)^n. One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on
 * average, which is at most 1 where p ≤ ρ.
 */
function afterRate(before, errors, requests, rate, windows = 1) {
    requireCounts(errors, requests, rate);
    return after(before, windows, (lambda, log) => errors * log - requests * Math.log1p((lambda - 1) * rate));
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
/** @param standsFor so many windows: it may say as much as they could have */
function after(before, standsFor, logFactor) {
    const windows = before.windows + 1;
    const most = cap ** standsFor;
    const weight = horizon / ((windows + horizon - 1) * (windows + horizon));
    const factors = alternatives.map((lambda, index) => Math.min(most, Math.exp(logFactor(lambda, logs[index] ?? 0))));
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


/***/ }),

/***/ 86694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J7: () => (/* binding */ incompleteBeta),
/* harmony export */   QN: () => (/* binding */ upperGamma),
/* harmony export */   Zl: () => (/* binding */ normalQuantile),
/* harmony export */   h1: () => (/* binding */ bisect),
/* harmony export */   ik: () => (/* binding */ kolmogorovTail),
/* harmony export */   vr: () => (/* binding */ normalCdf)
/* harmony export */ });
/* unused harmony exports logGamma, inverseIncompleteBeta */
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
/** Regularised upper incomplete gamma function Q(a, x): its series below the mean, Lentz's continued fraction above it. */
function upperGamma(a, x) {
    if (!(a > 0 && x >= 0))
        throw new RangeError(`upperGamma(${a}, ${x})`);
    if (x === 0)
        return 1;
    const front = Math.exp(a * Math.log(x) - x - logGamma(a));
    if (x < a + 1) {
        let term = 1 / a;
        let sum = term;
        for (let n = 1; n <= 100_000 && term > sum * 1e-17; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return Math.max(0, 1 - front * sum);
    }
    let b = x + 1 - a;
    let c = 1e300;
    let d = 1 / b;
    let fraction = d;
    for (let n = 1; n <= 100_000; n++) {
        const an = -n * (n - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        const step = d * c;
        fraction *= step;
        if (Math.abs(step - 1) < 1e-15)
            break;
    }
    return Math.min(1, front * fraction);
}
/** P(K > z) of Kolmogorov's distribution, by whichever of its two series ends sooner. */
function kolmogorovTail(z) {
    if (!(z >= 0))
        throw new RangeError(`kolmogorovTail(${z})`);
    const odd = [1, 3, 5, 7, 9];
    if (z < 1) {
        const sum = odd.reduce((total, k) => total + Math.exp(-((k * Math.PI) ** 2) / (8 * z * z)), 0);
        return z === 0 ? 1 : Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / z) * sum);
    }
    return odd.reduce((total, _, i) => total + 2 * (i % 2 === 0 ? 1 : -1) * Math.exp(-2 * ((i + 1) * z) ** 2), 0);
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
/** Where a rising function crosses zero between two bounds; the bound where it does not. */
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


/***/ }),

/***/ 62848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Me: () => (/* binding */ overall),
/* harmony export */   O3: () => (/* binding */ decisiveOf),
/* harmony export */   md: () => (/* binding */ worstFirst)
/* harmony export */ });
/** The order in which they must be looked at. */
const worstFirst = ['error', 'fail', 'inconclusive', 'pass'];
/** The gate that decides, as a sentence: its name, why, and how many others say the same; undefined where all pass. */
function decisiveOf(gates) {
    const verdict = overall(gates);
    const [first, ...others] = gates.filter((gate) => gate.verdict === verdict);
    if (first === undefined || verdict === 'pass')
        return undefined;
    return `${first.name}: ${first.because}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}
/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
const overall = (gates) => worstFirst.find((verdict) => gates.some((gate) => gate.verdict === verdict)) ?? 'error';


/***/ })

};
