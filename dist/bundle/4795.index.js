export const id = 4795;
export const ids = [4795];
export const modules = {

/***/ 95143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C3: () => (/* binding */ likelyMisspelt),
/* harmony export */   D4: () => (/* binding */ mostTold),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   ZB: () => (/* binding */ mostRows),
/* harmony export */   sb: () => (/* binding */ examine),
/* harmony export */   uF: () => (/* binding */ unitOf),
/* harmony export */   zN: () => (/* binding */ some)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _depth_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23160);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4715);
/* harmony import */ var _rowText_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49990);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10893);





/** So many rows are looked at: more would take longer than somebody waits for `check`. */
const mostRows = 100_000;
const mostCharacters = 128 * 1024 * 1024;
/** @param wrongInput why an input that is no text of its own cannot be used, such as the path of an image */
async function examine(file, rows, wrongInput = async () => undefined) {
    const { name, columns } = file;
    const problems = [];
    const lacking = new Map();
    const classes = new Map();
    const [ids, inputs, groups] = [new Map(), new Map(), new Map()];
    const first = new Map();
    const contradicting = [];
    let [count, characters, usable, empty, whole] = [0, 0, 0, 0, true];
    const wrong = (line, what) => {
        problems.push({ what, place: { file: name, line } });
    };
    for await (const row of rows) {
        if (count >= mostRows || characters >= mostCharacters) {
            whole = false;
            break;
        }
        count += 1;
        const { line } = row;
        if ('wrong' in row) {
            wrong(line, row.wrong);
            continue;
        }
        const { fields } = row;
        const missing = missingIn(fields, columns);
        for (const column of missing) {
            const known = lacking.get(column);
            lacking.set(column, known ? { ...known, count: known.count + 1 } : { line, count: 1, there: Object.keys(fields) });
        }
        if (missing.length > 0)
            continue;
        const wrongs = wordsOf(columns).flatMap((column) => wrongWord(column, fields[column]));
        if (Object.hasOwn(fields, 'id'))
            wrongs.push(...wrongWord('id', fields['id']));
        for (const column of columns.slices)
            wrongs.push(...wrongMark(column, fields[column]));
        if (columns.target !== undefined)
            wrongs.push(...wrongTarget(columns.target, fields[columns.target]));
        const input = inputIn(fields, columns);
        if (typeof input !== 'string')
            wrongs.push(input.wrong);
        else {
            characters += input.length;
            const because = (columns.kind === 'text' ? tooLong(input) : undefined) ?? (await wrongInput(input));
            if (because !== undefined)
                wrongs.push(because);
        }
        const id = wordOf(fields['id']);
        const sameId = id === undefined ? undefined : ids.get(id);
        if (sameId !== undefined)
            wrongs.push(`the id ${quoted(id ?? '')} is also on line ${sameId}: make ids distinct`);
        else if (id !== undefined)
            ids.set(id, line);
        for (const what of wrongs)
            wrong(line, what);
        const label = columns.label === undefined ? '' : wordOf(fields[columns.label]);
        if (wrongs.length > 0 || typeof input !== 'string' || label === undefined)
            continue;
        const content = (0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .stripped */ .uR)(input.normalize('NFC'));
        // What is to be written is part of an example: the same question may have two answers.
        const example = columns.target === undefined ? content : `${content}\n${(0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .stripped */ .uR)(String(fields[columns.target]))}`;
        const before = first.get(example);
        if (content === '')
            empty += 1;
        else if (before !== undefined) {
            if (before.label !== label)
                contradicting.push([before.line, line]);
        }
        else {
            usable += 1;
            first.set(example, { line, label });
            const known = classes.get(label);
            if (columns.label !== undefined)
                classes.set(label, known === undefined ? { count: 1, line } : { ...known, count: known.count + 1 });
            const plain = plainOf(content, columns.kind);
            if (!inputs.has(plain))
                inputs.set(plain, line);
            const group = columns.group === undefined ? undefined : wordOf(fields[columns.group]);
            if (group !== undefined && !groups.has(group))
                groups.set(group, line);
        }
    }
    const missing = [...lacking].map(([column, { line, count: times, there }]) => {
        const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestOf */ .q)(column, there);
        const many = times === 1 ? '' : `, as it is in ${times === count ? 'all' : times} rows`;
        return {
            what: `column ${quoted(column)} is missing${many} (there: ${some(there)})${near === undefined ? '' : `; did you mean ${quoted(near)}?`}: name the column in data`,
            place: { file: name, line },
        };
    });
    if (count === 0)
        missing.push({
            what: `holds no examples: give a file ${columns.label === undefined ? 'that has some' : 'with at least two classes'}`,
            place: { file: name },
        });
    else if (empty === count && problems.length + missing.length === 0)
        missing.push({
            what: `every example is empty: name the right column ${columns.label === undefined ? 'in data' : `as data.${columns.kind}`}`,
            place: { file: name },
        });
    const [contradiction] = contradicting;
    return {
        ...file,
        rows: count,
        whole,
        usable,
        classes,
        ids,
        inputs,
        groups,
        problems: [...missing, ...problems].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)),
        warnings: [
            ...(empty === 0 ? [] : [`${name}: ${empty} of ${count} rows have an empty ${columns.kind} and are left out`]),
            ...(contradiction === undefined
                ? []
                : [
                    `${name}: ${contradicting.length} repeated ${contradicting.length === 1 ? 'example carries' : 'examples carry'} another label than the first time (${unitOf(name)}s ${contradiction.join(' and ')}): the first counts, settle which is right`,
                ]),
        ],
    };
}
/** What a number counts that errors name: Parquet has no lines. */
const unitOf = (file) => ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(file).toLowerCase() === '.parquet' ? 'row' : 'line');
const wordsOf = ({ label, group, stratify }) => [
    ...new Set([label, group, stratify].filter((column) => column !== undefined)),
];
const missingIn = (fields, columns) => [...new Set([columns.input, columns.target ?? [], wordsOf(columns), columns.slices].flat())].filter((column) => !Object.hasOwn(fields, column));
/** The text that a model reads, or the path of an image. */
function inputIn(fields, { kind, input, numeric = [], messages }) {
    if (messages === true && typeof input === 'string') {
        const said = fields[input];
        if (typeof said === 'string')
            return said.isWellFormed() ? said : { wrong: halfOf(input) };
        return Array.isArray(said) && !(0,_depth_js__WEBPACK_IMPORTED_MODULE_4__/* .isTooDeep */ .f)(said)
            ? JSON.stringify(said)
            : { wrong: `column ${quoted(input)} holds ${shown(said)}: write a list of messages, each with role and content` };
    }
    if (typeof input === 'string') {
        const text = fields[input];
        return typeof text !== 'string'
            ? { wrong: `column ${quoted(input)} holds ${shown(text)}, and a${kind === 'image' ? 'n' : ''} ${kind} is wanted` }
            : text.isWellFormed()
                ? text
                : { wrong: halfOf(input) };
    }
    const row = (0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .rowValues */ .XZ)(fields, input);
    const refused = (column) => ({
        wrong: `column ${quoted(column)} holds ${shown(fields[column])}: give ${numeric.includes(column) ? _rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .plainNumber */ .ku : _rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .plainValue */ ._y}`,
    });
    if ('wrong' in row)
        return refused(row.wrong);
    const other = numeric.find((column) => !(0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .isNumber */ .Et)(row.values[column] ?? null));
    if (other !== undefined)
        return refused(other);
    const half = input.find((column) => row.values[column]?.isWellFormed() === false);
    return half === undefined ? (0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .rowText */ .qg)(row.values, input) : { wrong: halfOf(half) };
}
const halfOf = (column) => `column ${quoted(column)} holds half of a character: save the file again from text that was not cut inside of one`;
/** A name or a whole number. */
function wordOf(value) {
    if (typeof value !== 'string')
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeText */ .r0)(value);
    const word = (0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .stripped */ .uR)(value);
    return word === '' || !word.isWellFormed() ? undefined : word.normalize('NFC');
}
const isBlank = (value) => typeof value === 'string' && (0,_rowText_js__WEBPACK_IMPORTED_MODULE_2__/* .stripped */ .uR)(value) === '';
/** What examples are told apart by may be empty, and true or false. */
const wrongMark = (column, value) => value === null || value === undefined || typeof value === 'boolean' || isBlank(value) ? [] : wrongWord(column, value);
/** As `prepare` counts them: code points. */
const mostCharactersOfOne = 1 << 20;
function tooLong(text) {
    if (text.length <= mostCharactersOfOne)
        return undefined;
    let count = 0;
    for (const _ of text.normalize('NFC'))
        count += 1;
    return count <= mostCharactersOfOne
        ? undefined
        : `the text has ${count} characters, and at most ${mostCharactersOfOne} are read: cut it`;
}
/** What is to be written: a text. */
function wrongTarget(column, value) {
    if (typeof value !== 'string')
        return [`column ${quoted(column)} holds ${shown(value)}, and a text is wanted`];
    if (!value.isWellFormed())
        return [halfOf(column)];
    return isBlank(value) ? [`column ${quoted(column)} has nothing to write: add a text`] : [];
}
const wrongWord = (column, value) => wordOf(value) === undefined
    ? [
        isBlank(value)
            ? `column ${quoted(column)} is empty: give a name or a whole number`
            : `column ${quoted(column)} holds ${shown(value)}: give a name or a whole number`,
    ]
    : [];
/** As `prepare` compares the texts of two files, or less: differences of case and of blanks count for nothing. */
const plainOf = (content, kind) => kind === 'image' ? content : content.normalize('NFKC').toLowerCase().normalize('NFKC').split(/\s+/).join(' ').trim();
/** Classes of hardly any example that are written almost as one of many, and how that is told. Pure. */
function likelyMisspelt(counts) {
    if (counts.size > _nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .mostCompared */ .b)
        return [];
    return [...counts]
        .filter(([, count]) => count <= fewMisspelt)
        .flatMap(([label, count]) => {
        const often = [...counts].filter(([, other]) => other >= timesAsOften * count).map(([other]) => other);
        const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestOf */ .q)(label, often);
        // class_1 and class_2 are two classes.
        if (near === undefined || label.replaceAll(/\d+/g, '') === near.replaceAll(/\d+/g, ''))
            return [];
        const times = count === 1 ? 'once' : `${count} times`;
        return [
            {
                label,
                told: `the class ${quoted(label)} stands ${times}: did you mean ${quoted(near)}, which stands ${counts.get(near)} times?`,
            },
        ];
    })
        .slice(0, mostTold);
}
const fewMisspelt = 2;
const timesAsOften = 20;
/** More than so many of one kind are no help. */
const mostTold = 20;
const quoted = (text) => JSON.stringify(cut(text));
const longestName = 80;
function cut(text) {
    const first = [...text.slice(0, 2 * longestName + 2)];
    return first.length <= longestName ? text : `${first.slice(0, longestName - 3).join('')}…`;
}
function shown(value) {
    // JSON has no word for a number that is too large.
    const plain = () => typeof value === 'number' || value instanceof _json_js__WEBPACK_IMPORTED_MODULE_1__/* .Written */ .ye
        ? ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeText */ .r0)(value) ?? String(Number(value)))
        : (JSON.stringify(value) ?? 'nothing');
    return (0,_depth_js__WEBPACK_IMPORTED_MODULE_4__/* .isTooDeep */ .f)(value) ? 'what is nested too deeply' : cut(plain());
}
const some = (names) => names.length === 0
    ? 'none'
    : `${names
        .slice(0, 10)
        .map((name) => quoted(name).slice(1, -1))
        .join(', ')}${names.length > 10 ? ', …' : ''}`;


/***/ }),

/***/ 10893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ mostCompared),
/* harmony export */   q: () => (/* binding */ nearestOf)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);

/* Names that are written almost alike. */
/** Each of these with each would take minutes of more. */
const mostCompared = 1_000;
/** The name that was probably meant: two letters that changed places are two edits. */
function nearestOf(written, names) {
    if (lengthOf(written) > longestCompared)
        return undefined;
    const plain = written.toLowerCase();
    const [best] = names
        .slice(0, mostCompared)
        .filter((name) => name !== written && lengthOf(name) <= longestCompared)
        .map((name) => ({ name, edits: editsBetween(plain, name.toLowerCase()) }))
        .filter(({ name, edits }) => edits <= Math.floor((Math.max(lengthOf(name), lengthOf(plain)) + 1) / 3))
        .sort((a, b) => a.edits - b.edits);
    return best?.name;
}
const longestCompared = 60;
/** Characters are counted as Python counts them, and an emoji is one: code points. At most one more than anybody asks about. */
const lengthOf = (text) => [...text.slice(0, 2 * longestCompared + 2)].length;
function editsBetween(one, other) {
    if (!/[\ud800-\udfff]/.test(one + other))
        return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(one, other);
    const letters = new Map();
    const single = (text) => Array.from(text, (letter) => {
        const known = letters.get(letter) ?? String.fromCharCode(letters.size);
        letters.set(letter, known);
        return known;
    }).join('');
    return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(single(one), single(other));
}


/***/ }),

/***/ 98647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $b: () => (/* binding */ suggestedBase),
/* harmony export */   Av: () => (/* binding */ weightsBytesOf),
/* harmony export */   Ms: () => (/* binding */ downloadCommand),
/* harmony export */   PC: () => (/* binding */ baseDirectory),
/* harmony export */   fJ: () => (/* binding */ baseGuess),
/* harmony export */   q$: () => (/* binding */ positionsOf),
/* harmony export */   yz: () => (/* binding */ filesOver)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _model_pretrained_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47523);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74913);





/** A small model that is widely used, by what the examples are. */
function suggestedBase(task, rows, input) {
    const files = (0,_model_pretrained_js__WEBPACK_IMPORTED_MODULE_3__/* .pretrainedFiles */ .k9)(task);
    if (task === 'image-classification')
        return {
            id: 'google/vit-base-patch16-224-in21k',
            why: 'a common beginning for images, 350 MB',
            files,
            weightsBytes: 350e6,
        };
    if (task === 'causal-lm')
        return {
            id: 'HuggingFaceTB/SmolLM2-135M-Instruct',
            why: 'a small model that answers in English; 135 million weights',
            files,
            weightsBytes: 270e6,
        };
    if (task === 'seq2seq')
        return {
            id: 'google-t5/t5-small',
            why: 'a common beginning for summaries and translations; 60 million weights',
            files,
            weightsBytes: 242e6,
        };
    const text = rows
        .slice(0, 1000)
        .map((row) => String(row[input] ?? ''))
        .join(' ');
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const foreign = text.match(/[^\p{ASCII}\P{L}]/gu)?.length ?? 0;
    return foreign > letters * 0.005
        ? {
            id: 'intfloat/multilingual-e5-small',
            why: 'the texts are not all English; 120 million weights',
            files,
            weightsBytes: 470e6,
        }
        : {
            id: 'sentence-transformers/all-MiniLM-L6-v2',
            why: 'the texts seem to be English; 22 million weights, quick on a CPU',
            files,
            weightsBytes: 91e6,
        };
}
/** Where the suggestion is to lie, and how it gets there. */
const baseDirectory = './base';
const downloadCommand = ({ id, files }, into = 'base') => `hf download ${id} ${files.join(' ')} --local-dir ${into}`;
const baseGuess = (suggested) => ({
    value: baseDirectory,
    why: `get it by \`${downloadCommand(suggested)}\`: ${suggested.why}`,
});
/** The files of a base that lies here which are larger than `limitBytes`, by their names. */
async function filesOver(limitBytes, directory) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => []);
    const sizes = await Promise.all(names.map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name)).then(({ size }) => size, () => 0)));
    return names.filter((_, index) => (sizes[index] ?? 0) > limitBytes).map((name) => (0,_report_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(name, 60));
}
/** How large the weights of a base are that lies here; undefined where none do. */
async function weightsBytesOf(directory) {
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => [])).filter((name) => name.endsWith('.safetensors'));
    const sizes = await Promise.all(names.map(async (name) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name))).size));
    return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size);
}
/** How many tokens a base takes at most, of one that lies here and says so. */
async function positionsOf(directory) {
    const said = await Promise.all([
        ['config.json', 'max_position_embeddings'],
        ['tokenizer_config.json', 'model_max_length'],
    ].map(async ([file = '', key = '']) => numberIn(await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, file)).catch(() => undefined), key)));
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
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75113);
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

/***/ 40348:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ openData),
/* harmony export */   T: () => (/* binding */ refuse)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);


/* Files of data, opened for whoever reads one kind of them, and refused in one form. */
const refuse = (file, what, line, cause) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(what, {
        place: { file, ...(line === undefined ? {} : { line }) },
        exit: 'data',
        cause,
    });
};
const openData = (file) => (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegular */ .lf)(file, { links: 'followed' }).catch((error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo
    ? Promise.reject(error)
    : refuse(file, `cannot be read (${error.code}): give a file that is there`, undefined, error));


/***/ }),

/***/ 48744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

var node_zlib__WEBPACK_IMPORTED_MODULE_0___namespace_cache;
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ isParquet),
/* harmony export */   m: () => (/* binding */ parquetRows)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17426);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96367);
/* harmony import */ var hyparquet__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53822);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _opening_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40348);




/* Parquet, a row group at a time. docker/runtime/model_runtime/parquet.py reads the same. */
/** A row group is in memory as a whole. */
const mostGroupBytes = 1024 * 1024 * 1024;
const mostGroupRows = 10_000_000;
/** The compressions of pages: those that this Node has. No page becomes longer than it says. */
const unpackers = {
    SNAPPY: (bytes, length) => {
        const page = new Uint8Array(length);
        (0,hyparquet__WEBPACK_IMPORTED_MODULE_3__/* .snappyUncompress */ .t)(bytes, page);
        return page;
    },
    GZIP: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync(bytes, { maxOutputLength: length }),
    BROTLI: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_0__.brotliDecompressSync(bytes, { maxOutputLength: length }),
    ...("zstdDecompressSync" in /*#__PURE__*/ (node_zlib__WEBPACK_IMPORTED_MODULE_0___namespace_cache || (node_zlib__WEBPACK_IMPORTED_MODULE_0___namespace_cache = __webpack_require__.t(node_zlib__WEBPACK_IMPORTED_MODULE_0__, 2)))
        ? { ZSTD: (bytes, length) => node_zlib__WEBPACK_IMPORTED_MODULE_0__.zstdDecompressSync(bytes, { maxOutputLength: length }) }
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
/** How every Parquet file begins, whatever it is called. */
const magic = 'PAR1';
async function isParquet(path) {
    const { file } = await (0,_opening_js__WEBPACK_IMPORTED_MODULE_2__/* .openData */ .$)(path);
    try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
        return buffer.toString('latin1', 0, bytesRead) === magic;
    }
    finally {
        await file.close();
    }
}
/** Every record of a file. @param most so many, where no more are wanted. @throws UserError (exit `data`) */
async function* parquetRows(path, most = Number.POSITIVE_INFINITY) {
    const { file: handle, sizeBytes } = await (0,_opening_js__WEBPACK_IMPORTED_MODULE_2__/* .openData */ .$)(path);
    let rowStart = 0;
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
        const metadata = await (0,hyparquet__WEBPACK_IMPORTED_MODULE_4__/* .parquetMetadataAsync */ .Ei)(file);
        for (const group of metadata.row_groups) {
            if (rowStart >= most)
                return;
            const rows = Number(group.num_rows);
            if (!(rows >= 0 && rows <= mostGroupRows))
                throw new Error(`a row group of ${rows} rows, where ${mostGroupRows} are the most`);
            const rowEnd = Math.min(rowStart + rows, most);
            const compressors = unpackersWithin(mostGroupBytes);
            for (const row of await (0,hyparquet__WEBPACK_IMPORTED_MODULE_5__/* .parquetReadObjects */ .pS)({ file, metadata, rowStart, rowEnd, compressors }))
                yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
            rowStart = rowEnd;
        }
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo)
            throw error;
        (0,_opening_js__WEBPACK_IMPORTED_MODULE_2__/* .refuse */ .T)(path, `cannot be read as Parquet (${error.message}): write it anew, or as JSONL`, rowStart === 0 ? undefined : rowStart + 1, error);
    }
    finally {
        await handle.close();
    }
}
/** As JSON would say it: 64-bit integers are numbers where they fit. */
function plain(value) {
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return value instanceof Date ? value.toISOString() : (value ?? null);
}


/***/ }),

/***/ 75113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vl: () => (/* binding */ delimiterOf),
  Qy: () => (/* binding */ firstLineOf),
  be: () => (/* binding */ formatOf),
  vM: () => (/* binding */ isDataFile),
  M$: () => (/* binding */ recordsOf),
  RO: () => (/* binding */ rowsOf),
  uV: () => (/* binding */ sampleOf),
  _p: () => (/* binding */ whyUnreadable)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./node_modules/csv-parse/lib/index.js + 9 modules
var lib = __webpack_require__(56070);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
;// CONCATENATED MODULE: ./build/src/init/csv.js
/* What a table's lines must be, beyond what the parser of CSV wants. */
const notCsv = (because) => `not CSV (${because}): close the quotes of its fields, and double a quote inside of one`;
/** Whether each field that begins with a quote ends with one, as Python's csv wants it. @param raw a row as it stands in the file */
function endsItsQuotes(raw, delimiter) {
    for (let at = 0;; at += 1) {
        if (raw[at] === '"') {
            do
                at = raw.indexOf('"', at + 1) + 1;
            while (at > 0 && raw[at] === '"');
            if (at === 0)
                return false;
        }
        else {
            const next = raw.indexOf(delimiter, at);
            at = next < 0 ? raw.length : next;
        }
        if (raw[at] !== delimiter)
            return at >= raw.length || /[\r\n]/.test(raw[at] ?? '');
    }
}
/** The first name that stands twice; columns without a name are told apart by nobody. */
function repeated(names) {
    const seen = new Set();
    return names.find((name) => name.trim() !== '' && (seen.has(name) || seen.add(name).size === 0));
}

// EXTERNAL MODULE: ./build/src/init/opening.js
var opening = __webpack_require__(40348);
// EXTERNAL MODULE: ./build/src/init/parquet.js
var parquet = __webpack_require__(48744);
;// CONCATENATED MODULE: ./build/src/init/records.js








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
    const suffix = (0,external_node_path_.extname)(name).toLowerCase();
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
const isDataFile = (name) => Object.hasOwn(suffixes, (0,external_node_path_.extname)(name).toLowerCase());
const longestRecordBytes = 16 * 1024 * 1024;
const longestDocumentBytes = 256 * 1024 * 1024;
const mostRows = 100_000;
const mostBytes = 128 * 1024 * 1024;
/** The format of a file, by its name and, where a table's columns are cut by something else than commas, by its first line. */
async function formatOf(file) {
    const kind = suffixes[(0,external_node_path_.extname)(file).toLowerCase()];
    if (kind === undefined)
        return (0,opening/* refuse */.T)(file, whyUnreadable(file) ??
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
        yield* (0,parquet/* parquetRows */.m)(file);
    else
        for await (const row of rowsOf(file, format)) {
            if ('wrong' in row)
                (0,opening/* refuse */.T)(file, row.wrong, row.line);
            else
                yield row.fields;
        }
}
/** The same of a file that is read line by line, with those that cannot be read in their places. @throws UserError where nothing of it can be */
const rowsOf = (file, format) => format.kind === 'jsonl' ? jsonLines(file) : table(file, format.kind === 'csv' ? ',' : format.delimiter);
/** Whole lines, and the last one as it is. */
async function* texts(file) {
    const opened = await (0,opening/* openData */.$)(file);
    const stream = opened.file.createReadStream({ highWaterMark: 1 << 16 });
    const unread = [];
    let [line, first] = [1, true];
    /** What can be read of a file is read before it is said that the rest cannot. */
    const read = function* (bytes) {
        const { text, broken } = decoded(bytes, first);
        [line, first] = [line + text.split('\n').length - 1, false];
        yield text;
        if (broken !== undefined)
            (0,opening/* refuse */.T)(file, notUtf8, line, broken);
    };
    try {
        for await (const chunk of stream) {
            const why = first && unread.length === 0 ? whyNoText(chunk) : undefined;
            if (why !== undefined)
                (0,opening/* refuse */.T)(file, why);
            const end = chunk.lastIndexOf(0x0a) + 1;
            if (end > 0)
                yield* read(Buffer.concat([...unread.splice(0), chunk.subarray(0, end)]));
            unread.push(chunk.subarray(end));
            if (unread.length > longestRecordBytes >> 16)
                (0,opening/* refuse */.T)(file, `longer than ${longestRecordBytes} characters: cut its text`, line);
        }
        yield* read(Buffer.concat(unread));
    }
    finally {
        stream.destroy();
    }
}
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
    const source = external_node_stream_.Readable.from(texts(file));
    /** The last line of the last row that was whole. */
    let ended = 0;
    const parser = (0,lib/* parse */.qg)({
        delimiter,
        // A quote inside of a field without quotes is a character like others, and a line ends as it likes, as for Python's csv. That lets
        // more pass than Python does: see `endsItsQuotes`.
        relax_quotes: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        max_record_size: longestRecordBytes,
        info: true,
        raw: true,
        on_record(record, { lines }) {
            ended = lines;
            return record;
        },
    });
    source.on('error', (error) => parser.destroy(error));
    source.pipe(parser);
    let header;
    try {
        for await (const { record: values, raw, info } of parser) {
            if (/^[\r\n]*$/.test(raw))
                continue;
            if (values.some((value) => value.startsWith('"')) && !endsItsQuotes(raw, delimiter)) {
                yield { line: info.lines, wrong: notCsv(`'${delimiter}' expected after '"'`) };
                return;
            }
            if (header === undefined) {
                header = values;
                const twice = repeated(header);
                if (twice !== undefined)
                    (0,opening/* refuse */.T)(file, `two columns are called ${JSON.stringify(twice)}: rename one of them`, info.lines);
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
        if (!(error instanceof lib/* CsvError */.J$))
            throw error;
        const { lines = 1 } = error;
        yield error.code === 'CSV_QUOTE_NOT_CLOSED'
            ? { line: ended + 1, wrong: notCsv('quotes that open in this row do not end') }
            : { line: lines, wrong: notCsv(error.message) };
    }
    finally {
        source.destroy();
        parser.destroy();
    }
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
        const value = (0,json/* parseAsWritten */.Fd)(text);
        return isFields(value)
            ? { line, fields: value }
            : { line, wrong: 'not a JSON object: write one JSON object a line' };
    }
    catch (error) {
        const plain = (0,json/* withoutWords */.ak)(text);
        return plain === text
            ? { line, wrong: `not JSON (${because(error)}): write one JSON object a line` }
            : rowIn(plain, line);
    }
}
async function* jsonDocument(file) {
    const bytes = await (0,files/* readRegular */.VX)(file, longestDocumentBytes, { links: 'followed' });
    const { text, broken } = decoded(bytes, true);
    if (broken !== undefined)
        (0,opening/* refuse */.T)(file, notUtf8, text.split('\n').length, broken);
    for (const one of (0,json/* eachAsWritten */.pX)(requireObjects(file, text)))
        yield record(file, one);
}
/** @returns the text in words that JSON has, as for JSON Lines */
function requireObjects(file, text) {
    const { document, plain } = parsed(file, text);
    if (!Array.isArray(document))
        (0,opening/* refuse */.T)(file, 'is no list of objects: write one JSON object a line, as JSONL');
    for (const one of document)
        record(file, one);
    return plain;
}
function parsed(file, text) {
    try {
        return { document: JSON.parse(text), plain: text };
    }
    catch (error) {
        const plain = (0,json/* withoutWords */.ak)(text);
        return plain !== text ? parsed(file, plain) : (0,opening/* refuse */.T)(file, `not JSON: ${because(error)}`, undefined, error);
    }
}
const isFields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (file, value) => isFields(value) ? value : (0,opening/* refuse */.T)(file, 'not a JSON object: write one JSON object a line');
/** Without the line of a text that is one line. */
const because = (error) => error.message.replace(/ \(line 1 column \d+\)$/, '');


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
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4715);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(75113);






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
/** A record as `init` copies it, its numbers as they were written: columns that are neither text nor number stay behind. */
const lineOf = (row) => (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonOfFields */ .T6)(Object.entries(row).filter(([, value]) => value === null || typeof value !== 'object' || value instanceof _json_js__WEBPACK_IMPORTED_MODULE_4__/* .Written */ .ye));
/** The same records as JSON lines, which prepare reads. */
const convert = (from, to, force) => put(to, force, async (file) => {
    let text = '';
    for await (const row of (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .recordsOf */ .M$)(from.file, from.format)) {
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
        const imports = /(?:^(?:import|export) (?!type\b)(?:[\w$*{},\s]*? from )?|\bimport\()'(\.[^']+)'/gm;
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
/* harmony export */   T6: () => (/* binding */ jsonOfFields),
/* harmony export */   UO: () => (/* binding */ jsonAsWritten),
/* harmony export */   ak: () => (/* binding */ withoutWords),
/* harmony export */   o_: () => (/* binding */ jsonOf),
/* harmony export */   pX: () => (/* binding */ eachAsWritten),
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
/**
 * JSON of what Python writes, which has words for numbers that JSON has none for. Who has gaps in a column has NaN there, so that it
 * says nothing; infinity is read as the number. The same text where there are no such words.
 */
function withoutWords(text) {
    const parts = [];
    let [from, at] = [0, 0];
    for (;;) {
        words.lastIndex = at;
        const found = words.exec(text);
        if (found === null)
            break;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + token.length;
        if (token === '"')
            continue;
        parts.push(text.slice(from, found.index), token === 'NaN' ? 'null' : infinity);
        from = at;
    }
    return `${parts.join('')}${text.slice(from)}`;
}
const words = /"|\b(?:NaN|Infinity)\b/g;
/** Too large for a number of JavaScript, and spelled as nobody does: what somebody wrote is told as it is written. */
const infinity = '1e0000000000000999';
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
    return fieldsAsWritten(text) ?? value;
}
/** @param text that is JSON @returns undefined where it has no such number */
function fieldsAsWritten(text) {
    const marked = withMarkedNumbers(text);
    if (marked === undefined)
        return undefined;
    const fields = JSON.parse(marked);
    for (const [name, one] of Object.entries(fields))
        if (typeof one === 'string' && one.startsWith(mark))
            fields[name] = new Written(one.slice(mark.length));
    return fields;
}
/**
 * Each object of a list in the same way, one after another: marks for all numbers of a long list would be more than a text can hold.
 * @param text that is JSON, of a list of objects
 */
function* eachAsWritten(text) {
    let [start, at, depth] = [0, 0, 0];
    for (;;) {
        elsewhere.lastIndex = at;
        const found = elsewhere.exec(text);
        if (found === null)
            return;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + 1;
        if (token === '{' || token === '[') {
            depth += 1;
            if (depth === 2)
                start = found.index;
        }
        else if (token !== '"') {
            if (depth === 2) {
                const one = text.slice(start, at);
                yield fieldsAsWritten(one) ?? JSON.parse(one);
            }
            depth -= 1;
        }
    }
}
const isInfinite = (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
/** JSON of an object with numbers as they were written, where `JSON.stringify` would write those of JavaScript; infinity as Python does. */
const jsonOfFields = (fields) => `{${fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${value instanceof Written ? value.written : isInfinite(value) ? String(value) : JSON.stringify(value)}`)
    .join()}}`;
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
        else if (token !== '"' && isAnother(token)) {
            parts.push(text.slice(from, found.index), `"${mark}${token}"`);
            from = at;
        }
    }
    return parts.length === 0 ? undefined : `${parts.join('')}${text.slice(from)}`;
}
const isAnother = (token) => token !== '-0' && token !== infinity && token !== `-${infinity}` && String(Number(token)) !== token;
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

/***/ 30984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LZ: () => (/* binding */ askedAlike),
/* harmony export */   lb: () => (/* binding */ notReadBy),
/* harmony export */   tL: () => (/* binding */ askedWith)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);

/*
 * Whether data, clients and models of several columns go together. A model says which it reads in model.json: the one column that
 * its text was, or those that it was made of (rowText.ts).
 */
/**
 * Why a model that reads `theirs` cannot be asked about data of the columns `ours`, in words that go on from its name; undefined
 * where it can. No columns are what nobody knows. One column alone is read as it is, whatever it is called. Pure.
 */
function notReadBy(theirs, ours) {
    if ((0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(theirs, ours) || (theirs.length <= 1 && ours.length <= 1))
        return undefined;
    if (theirs.length === 0)
        return `does not say which of the columns ${ours.join(', ')} it reads`;
    return ours.length > 1 && theirs.every((name) => ours.includes(name))
        ? undefined
        : `reads the ${theirs.length === 1 ? 'column' : 'columns'} ${theirs.join(', ')}, and these data have ${ours.length > 1 ? ours.join(', ') : 'one column alone'}`;
}
/** Whether who asks a model of the columns `theirs` can ask one of `ours` the same way: values by name, or one text. Pure. */
const askedAlike = (theirs, ours) => (theirs.length <= 1 && ours.length <= 1) ||
    (theirs.length === ours.length && theirs.every((name) => ours.includes(name)));
/** What a model of these columns is sent, for messages. */
const askedWith = (columns) => columns.length > 1 ? `rows with ${columns.join(', ')}` : 'one text';


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
    task: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_types_js__WEBPACK_IMPORTED_MODULE_7__/* .modelTasks */ .SS),
    format: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_types_js__WEBPACK_IMPORTED_MODULE_7__/* .modelFormats */ .A4),
    engine: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_types_js__WEBPACK_IMPORTED_MODULE_7__/* .modelEngines */ .H3),
    precision: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['bf16', 'fp32', 'int8']),
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

/***/ 47523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CY: () => (/* binding */ readOf),
/* harmony export */   k1: () => (/* binding */ weightsFile),
/* harmony export */   k9: () => (/* binding */ pretrainedFiles),
/* harmony export */   xm: () => (/* binding */ inputFile)
/* harmony export */ });
/*
 * Which files of a pretrained model are read: the rest of its repository is the same model for other libraries. Those that none
 * of a task can do without are named to whoever is to fetch a model; of a hub also what a model may have beside them is fetched.
 */
/** The weights, where they are in one file. Weights in files of other names are those for other libraries. */
const weightsFile = 'model.safetensors';
const [shard, shardIndex] = [/^model-\d+-of-\d+\.safetensors$/, 'model.safetensors.index.json'];
const besideWeights = /^(?:(?:config|generation_config|preprocessor_config|processor_config|special_tokens_map|added_tokens)\.json|tokenizer[\w.-]*\.(?:json|model)|(?:sentencepiece\.bpe|spiece|spm)\.model|vocab\.(?:json|txt)|merges\.txt|chat_template\.jinja)$/;
/** What makes numbers of an input. */
const inputFiles = {
    'text-classification': ['tokenizer.json', 'tokenizer_config.json'],
    'image-classification': ['preprocessor_config.json'],
    seq2seq: ['tokenizer.json', 'tokenizer_config.json'],
    'causal-lm': ['tokenizer.json', 'tokenizer_config.json'],
};
/** The files of a small model of a task, which has its weights in one. */
const pretrainedFiles = (task) => [
    'config.json',
    weightsFile,
    ...inputFiles[task],
];
/** Without this file, nothing can be asked of a model of the task. */
const inputFile = (task) => inputFiles[task][0];
/** @returns those of `names` that are read; undefined where none of them holds weights */
function readOf(names) {
    const isWhole = names.includes(weightsFile);
    const weights = names.filter((name) => (isWhole ? name === weightsFile : shard.test(name)));
    if (weights.length === 0)
        return undefined;
    const beside = names.filter((name) => besideWeights.test(name) || (!isWhole && name === shardIndex));
    return new Set([...weights, ...beside]);
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
/** Less than the gateway's agent takes: all of them are in memory together. */
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
/* harmony export */   A4: () => (/* binding */ modelFormats),
/* harmony export */   H3: () => (/* binding */ modelEngines),
/* harmony export */   SS: () => (/* binding */ modelTasks)
/* harmony export */ });
/** What a model's files are: whole weights, an exported graph, or an adapter that needs its base. */
const modelFormats = ['safetensors', 'onnx', 'adapter'];
/** What a model does. */
const modelTasks = ['text-classification', 'image-classification', 'seq2seq', 'causal-lm'];
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
    /**
     * A column whose values are all numbers is aligned to the right. `pictures`: of each row a small JPEG in base64, or nothing,
     * for who can show it before what stands in that column.
     */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('table'),
        ...head,
        columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
        pictures: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ column: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(0), rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()) }).exactOptional(),
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
    /**
     * A table of what was tried, and a line through the axes for each row that has a value on all of them. `values[i]` is of row
     * i; numbers are placed by their size, on a `log` axis by its logarithm, and words each at a place of its own.
     */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('parallel'),
        ...head,
        columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
        axes: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
            name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
            log: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true).exactOptional(),
            values: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* ["null"] */ .chJ()])),
        }))
            .min(1)
            .max(40),
        /** The row that stands out. */
        best: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(0).exactOptional(),
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
                await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .linkOrCopy */ .L7)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, path));
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

/***/ 63978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ percent),
/* harmony export */   Y: () => (/* binding */ seconds)
/* harmony export */ });
const seconds = (ms) => `${Math.ceil(ms / 100) / 10} s`;
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
const percent = (rate) => `${Number((rate * 100).toPrecision(3))} %`;


/***/ }),

/***/ 49990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ isNumber),
/* harmony export */   XZ: () => (/* binding */ rowValues),
/* harmony export */   _y: () => (/* binding */ plainValue),
/* harmony export */   ku: () => (/* binding */ plainNumber),
/* harmony export */   qH: () => (/* binding */ rowValuesIn),
/* harmony export */   qg: () => (/* binding */ rowText),
/* harmony export */   uR: () => (/* binding */ stripped)
/* harmony export */ });
/* unused harmony export valueText */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);

/*
 * The text that a model reads of a row: each column by its name, so that no value can pass for another column. What
 * model_runtime/row_text.py writes, and why.
 */
/** White space as Python has it, which reads the same files. */
const blanks = new Set('\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000');
/** In one pass from each end: a pattern for the end would try again at each blank of a long run inside. */
function stripped(text) {
    let [from, to] = [0, text.length];
    while (from < to && blanks.has(text.charAt(from)))
        from++;
    while (from < to && blanks.has(text.charAt(to - 1)))
        to--;
    return text.slice(from, to);
}
/** Undefined where it is no plain value. */
function valueText(value) {
    if (value === null || (typeof value === 'string' && stripped(value) === ''))
        return null;
    if (typeof value === 'string')
        return value;
    if (typeof value === 'boolean' || value instanceof _json_js__WEBPACK_IMPORTED_MODULE_0__/* .Written */ .ye)
        return String(value);
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
/** In NFC. Nothing, where no column says anything. */
function rowText(values, columns) {
    if (columns.every((name) => (values[name] ?? null) === null))
        return '';
    return columns
        .map((name) => {
        const value = values[name] ?? null;
        return value === null ? `${name}:` : `${name}: ${value.replaceAll(/[|\uff5c]/g, '$&$&')}`;
    })
        .join(' | ')
        .normalize('NFC');
}
/** The row that `rowText` made a text of, in NFC. @throws RangeError for a text that it cannot have made */
function rowValuesIn(text, columns) {
    const said = text === '' ? columns.map((name) => `${name.normalize('NFC')}:`) : text.split(' | ');
    if (said.length !== columns.length)
        throw new RangeError(`${said.length} columns instead of ${columns.length}`);
    return Object.fromEntries(columns.map((name, at) => {
        const [named, one] = [`${name.normalize('NFC')}:`, said[at] ?? ''];
        if (one === named)
            return [name, null];
        if (!one.startsWith(`${named} `))
            throw new RangeError(`no column ${name} where it should stand`);
        return [name, one.slice(named.length + 1).replaceAll(/([|\uff5c])\1/g, '$1')];
    }));
}
/** What a value must be, for messages. */
const plainValue = 'a text, a number, true, false or null';
const plainNumber = 'a number of at most 1e30 in size, or null where it is not known';
/** Whether a column that a model reads as a number holds one, or nothing, as model_runtime/tabular.py has it. */
function isNumber(value) {
    if (value === null)
        return true;
    const said = stripped(value);
    return (said.length <= 400 && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(said) && Math.abs(Number(said)) <= 1e30);
}
/** What of a row a model reads; the first column that is no plain value, or not there, where there is one. */
function rowValues(fields, columns) {
    const values = [];
    for (const name of columns) {
        const value = Object.hasOwn(fields, name) ? valueText(fields[name]) : undefined;
        if (value === undefined)
            return { wrong: name };
        values.push([name, value]);
    }
    return { values: Object.fromEntries(values) };
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
/**
 * Where a spec lies by now. A path from the working directory goes with it where that is moved, which Node does not notice: it
 * resolves paths by the name that the directory had at first. Undefined where it is gone, and it is not made anew.
 */
async function directoryOfSpec(specFile) {
    const named = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile));
    const [real, atName] = await Promise.all([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(specFile), named].map((path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined)));
    return real === atName && real !== undefined ? named : real;
}
/**
 * Makes a directory of `.model-actions`, and returns it.
 * @throws UserError where the checkout has a link there, which could lead anywhere, or is gone
 */
async function makeOwnDirectory(directory) {
    await refuseLinks(directory);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectoryIn */ .BG)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory)), directory);
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
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectoryIn */ .BG)(directory, kept);
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
 * Writes a report beside the spec, wherever that lies by now, for people: `.model-actions/reports/STAGE.md` and `.json`. No
 * stage reads them back; the report of a pull request is composed of them, which decides nothing. The report of another result
 * that lies there goes to `earlier`, which keeps the newest twenty of each stage, and is not written over.
 * @param otherwise where it is written when the spec's directory is gone, and who is told so
 * @throws UserError where the checkout has a link there, which could lead anywhere, or is gone
 */
async function writeReport(specFile, { stored, shown, reused, seconds }, otherwise) {
    const { result, digest } = stored;
    const beside = await directoryOfSpec(specFile);
    const directory = await makeOwnDirectory(reportDirectory(beside ?? otherwise?.directory ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile))));
    const files = { markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.md`), json: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.json`) };
    await setAside(directory, result.stage, digest);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(files.markdown, (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .fileLimitBytes */ .DB }));
    const { stage, data, key, parents } = result;
    const document = { ...shown, stage, result: digest, key, parents, seconds, reused, data };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(files.json, `${JSON.stringify(document, null, 2)}\n`);
    if (beside === undefined)
        otherwise?.warn(`${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile))} was moved or removed since this run began: the report of ${stage} is ${files.markdown}`);
    return files;
}


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
