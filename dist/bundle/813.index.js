export const id = 813;
export const ids = [813];
export const modules = {

/***/ 72451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lv: () => (/* binding */ schemaAt),
/* harmony export */   modelJsonSchema: () => (/* binding */ modelJsonSchema),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   qy: () => (/* binding */ nearestKey)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98439);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61010);



/** JSON Schema (2020-12) of model.yml as a person writes it, from the same schema that validates. */
const modelJsonSchema = () => zod__WEBPACK_IMPORTED_MODULE_2__/* .toJSONSchema */ .bl(_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .modelSpecSchema */ .oY, { io: 'input' });
let known;
const root = () => {
    known ??= modelJsonSchema();
    return known;
};
function schemaAt(path) {
    let node = root();
    for (const part of path)
        node = typeof part === 'number' ? node?.items : own(node?.properties ?? {}, String(part));
    return node;
}
const own = (record, key) => Object.hasOwn(record, key) ? record[key] : undefined;
/** The known key that was probably meant: a sibling with about this name, or else the same name elsewhere (dotted). */
function nearestKey(path, key) {
    const siblings = Object.keys(schemaAt(path)?.properties ?? {});
    return nearest(key, siblings) ?? allPaths(root()).find((dotted) => dotted.split('.').at(-1) === kebab(key));
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

/***/ 41922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  InvalidSpec: () => (/* binding */ InvalidSpec),
  loadSpec: () => (/* binding */ loadSpec)
});

// UNUSED EXPORTS: formatSpecError, parseSpec

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
;// CONCATENATED MODULE: ./build/src/spec/cross.js

/** @param raw the document as it was written, without defaults */
function crossErrors(raw, spec) {
    const findings = [];
    const refuse = (path, message) => findings.push({ path, at: 'value', message });
    const base = (0,spec_base/* readBase */.wZ)(spec.base);
    if (typeof base === 'string')
        refuse(['base'], base);
    const baseline = (0,spec_base/* readBaseline */.mF)(spec.evaluate.baseline);
    if (typeof baseline === 'string')
        refuse(['evaluate', 'baseline'], baseline);
    if (written(raw, ['finetune', 'lora']) && spec.finetune.method !== 'lora')
        refuse(['finetune', 'lora'], `is not used with method: ${spec.finetune.method}: write method: lora, or remove it`);
    const unused = spec.task === 'text-classification' ? ['image'] : ['text', 'max-length'];
    for (const key of unused)
        if (written(raw, ['data', key]))
            refuse(['data', key], `is not used with task: ${spec.task}: remove it`);
    const input = spec.task === 'text-classification' ? spec.data.text : spec.data.image;
    if (input === spec.data.label)
        refuse(['data', 'label'], `the label and the input are the same column, "${input}": name two columns`);
    if (spec.image['insecure-registry'] && spec.image.layout !== undefined)
        refuse(['image', 'insecure-registry'], 'is not used with a layout: remove it');
    if (spec.deploy.target === 'docker' && spec.image.base === undefined)
        refuse(['deploy', 'target'], 'docker needs an image that runs: set image.base, or write target: process');
    return findings;
}
function written(raw, path) {
    let value = raw;
    for (const part of path) {
        if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part))
            return false;
        value = value[part];
    }
    return true;
}

// EXTERNAL MODULE: ./build/src/spec/known-keys.js
var known_keys = __webpack_require__(72451);
;// CONCATENATED MODULE: ./build/src/spec/messages.js

/** So many unknown keys of one mapping are told: the search for the nearest one costs time. */
const mostKeys = 100;
/** Text of a person as part of one line: without control characters, and cut. */
function shown(text, length = 80) {
    const plain = text.slice(0, length + 1).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
    return plain.length > length ? `${plain.slice(0, length)}…` : plain;
}
/**
 * What the schema found, in words.
 *
 * @param raw the whole document as plain data
 * @param source the text of a plain value as it was written
 */
function describeIssues(issues, raw, source) {
    return issues.flatMap((issue) => {
        const { path } = issue;
        if (issue.code === 'unrecognized_keys')
            return issue.keys.slice(0, mostKeys).map((key) => ({
                path: [...path, key],
                at: 'key',
                message: 'unknown key',
                ...near((0,known_keys/* nearestKey */.qy)(path, key)),
            }));
        const value = valueAt(raw, path);
        if (value === undefined && issue.code !== 'custom')
            return [{ path, at: 'key', message: missing(path) }];
        if (value === null)
            return [{ path, at: 'key', message: `is empty: ${expected(path)}, or leave the key out` }];
        switch (issue.code) {
            case 'invalid_type':
                return [{ path, at: 'value', message: wrongType(issue.expected, value, source(path) ?? String(value), path) }];
            case 'invalid_value': {
                const choices = issue.values.map(String);
                const message = `unknown value ${quote(value)}, expected one of ${choices.join(', ')}`;
                return [
                    { path, at: 'value', message, ...near(typeof value === 'string' ? (0,known_keys/* nearest */.pA)(value, choices) : undefined) },
                ];
            }
            case 'too_small':
            case 'too_big':
                return [{ path, at: 'value', message: `${quote(value)} is out of range: ${bound(issue)}` }];
            case 'invalid_format':
                return [{ path, at: 'value', message: `${quote(value)}: ${issue.message}` }];
            default: {
                const plain = typeof value === 'string' || typeof value === 'number';
                return [{ path, at: 'value', message: plain ? `${quote(value)}: ${issue.message}` : issue.message }];
            }
        }
    });
}
const near = (found) => (found === undefined ? {} : { nearest: found });
function valueAt(raw, path) {
    let value = raw;
    for (const part of path) {
        if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part))
            return undefined;
        value = value[part];
    }
    return value;
}
const quote = (value) => {
    if (typeof value === 'string')
        return JSON.stringify(shown(value));
    if (Array.isArray(value))
        return `a list of ${value.length}`;
    return typeof value === 'object' ? 'a mapping' : String(value);
};
const typeNames = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: '`key: value` lines',
    integer: 'a whole number',
};
function expected(path) {
    const node = (0,known_keys/* schemaAt */.lv)(path);
    if (node?.enum !== undefined)
        return `expected one of ${node.enum.join(', ')}`;
    return `expected ${typeNames[node?.type ?? ''] ?? 'a value'}`;
}
function missing(path) {
    const node = (0,known_keys/* schemaAt */.lv)(path);
    const hint = node?.enum === undefined ? node?.description : `one of ${node.enum.join(', ')}`;
    return `missing required key${hint === undefined ? '' : `: ${hint.replace(/\.$/, '')}`}`;
}
function wrongType(type, value, written, path) {
    const read = typeof value === 'object' ? quote(value) : `the ${typeof value} ${shown(written)}`;
    const wanted = typeNames[type] ?? type;
    if (type === 'string' && typeof value !== 'object')
        return `expected ${wanted}, found ${read}: put it in quotes, "${shown(written)}"`;
    if (type === 'int' && typeof value === 'number')
        return `expected ${wanted}, found ${shown(written)}`;
    if (typeof value === 'string') {
        const unquoted = type === 'number' || type === 'int' || type === 'boolean';
        return `expected ${wanted}, found the text ${quote(value)}${unquoted ? ': write it without quotes and unit' : ''}`;
    }
    const keys = type === 'object' ? Object.keys((0,known_keys/* schemaAt */.lv)(path)?.properties ?? {}) : [];
    return `expected ${wanted}${keys.length === 0 ? '' : ` (${keys.join(', ')})`}, found ${read}`;
}
function bound(issue) {
    const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
    const inclusive = issue.inclusive ?? true;
    if (issue.code === 'too_small')
        return `expected ${inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit}`;
    return `expected ${inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit}`;
}

// EXTERNAL MODULE: ./build/src/spec/schema.js
var schema = __webpack_require__(61010);
;// CONCATENATED MODULE: ./build/src/spec/load.js






/** A spec that cannot be used. The message tells the first error, `details` every one, a line each. */
class InvalidSpec extends errors/* UserError */.y {
    details;
    constructor(details, options = {}) {
        const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
        super(`${details[0] ?? 'the model spec is invalid'}${more}`, options);
        this.details = details;
    }
}
const limitBytes = 1 << 20;
/** model.yml has a few dozen values; a file with more wrong than this is not one. */
const maxErrors = 100;
/** `model.yml:12: data.tran: unknown key; did you mean "train"?` */
function formatSpecError({ file, line, key, message, nearest }) {
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    return `${file}:${line}: ${key === '' ? '' : `${key}: `}${message}${hint}`;
}
/**
 * Reads, checks and completes a model.yml.
 *
 * @throws InvalidSpec (a UserError) with every error of the file
 */
async function loadSpec(file) {
    const parsed = parseSpec(await readText(file), file);
    if ('errors' in parsed)
        throw new InvalidSpec(parsed.errors.map(formatSpecError));
    return parsed.spec;
}
async function readText(file) {
    const fail = (cause, error) => {
        throw new InvalidSpec([`${file}: ${cause}`], { cause: error });
    };
    const entry = await (0,promises_.stat)(file).catch((error) => error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? fail('there is no such file: write a model.yml, or name yours', error)
        : fail(`cannot be read (${error.code})`, error));
    if (entry.isDirectory())
        fail('is a directory: name the model.yml in it');
    if (!entry.isFile())
        fail('is not a regular file: name a model.yml');
    if (entry.size > limitBytes)
        fail(`has ${entry.size} bytes, and a model spec has at most ${limitBytes}`);
    const bytes = await (0,promises_.readFile)(file).catch((error) => fail(`cannot be read (${error.code})`, error));
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (error) {
        return fail('is not UTF-8: save it with that encoding', error);
    }
}
/**
 * A spec from the text of a model.yml (YAML 1.2), with its defaults, or everything that is wrong with it in the order
 * of the file. Pure: no file is read.
 */
function parseSpec(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const fail = (message, offset = 0) => ({ errors: [{ file, ...place(lines, offset), key: '', message }] });
    if (Buffer.byteLength(text) > limitBytes)
        return fail(`a model spec has at most ${limitBytes} bytes`);
    let document;
    try {
        document = (0,dist/* parseDocument */.Tp)(text, {
            lineCounter: lines,
            version: '1.2',
            uniqueKeys: true,
            merge: false,
            resolveKnownTags: false,
            prettyErrors: false,
        });
    }
    catch (error) {
        if (error instanceof RangeError)
            return fail('the values are nested too deeply');
        throw error;
    }
    const syntax = document.errors[0] ?? document.warnings[0];
    if (syntax !== undefined)
        return fail(syntaxMessage(syntax.code, syntax.message), syntax.pos[0]);
    const directive = document.directives?.yaml;
    if (directive?.explicit === true && directive.version !== '1.2')
        return fail('a model spec is YAML 1.2: remove the %YAML line');
    const anchor = firstAlias(document);
    if (anchor !== undefined)
        return fail('anchors and aliases (&name, *name) are not allowed: write the value out', anchor);
    const complexKey = firstComplexKey(document);
    if (complexKey !== undefined)
        return fail('a key must be a plain word', complexKey);
    const contents = document.contents;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null))
        return fail('the file is empty: a model spec needs at least name, version, task, base, data and image');
    if (!(0,dist/* isMap */.jh)(contents))
        return fail('expected `key: value` lines at the top of the file');
    const raw = document.toJS({ maxAliasCount: 0 });
    const source = (path) => sourceOf(document, path);
    const checked = schema/* modelSpecSchema */.oY.safeParse(raw);
    const findings = checked.success
        ? crossErrors(raw, checked.data)
        : describeIssues(checked.error.issues.slice(0, maxErrors), raw, source).slice(0, maxErrors);
    if (checked.success && findings.length === 0)
        return { spec: (0,schema/* camelKeys */.RA)(checked.data) };
    const errors = findings.map(({ path, at, message, nearest }) => ({
        file,
        ...place(lines, offsetOf(document, path, at)),
        key: dotted(path),
        message,
        ...(nearest === undefined ? {} : { nearest }),
    }));
    return { errors: errors.sort((a, b) => a.line - b.line || a.column - b.column) };
}
function syntaxMessage(code, message) {
    if (code === 'DUPLICATE_KEY')
        return 'the key stands here for the second time: keep one';
    if (code === 'MULTIPLE_DOCS')
        return 'a second document begins here: a model spec is one document';
    if (code === 'RESOURCE_EXHAUSTION')
        return 'the values are nested too deeply';
    if (code === 'TAG_RESOLVE_FAILED')
        return 'tags (!name) are not allowed: write the value without it';
    return `not valid YAML: ${shown(message)}`;
}
function firstAlias(document) {
    let offset;
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            if (!(0,dist/* isAlias */.Vj)(node) && node.anchor === undefined)
                return undefined;
            offset = node.range?.[0] ?? 0;
            return dist/* visit */.YR.BREAK;
        },
    });
    return offset;
}
function firstComplexKey(document) {
    let offset;
    (0,dist/* visit */.YR)(document, {
        Pair(_, pair) {
            if ((0,dist/* isScalar */.jn)(pair.key))
                return undefined;
            offset = pair.key?.range?.[0] ?? 0;
            return dist/* visit */.YR.BREAK;
        },
    });
    return offset;
}
const dotted = (path) => path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${shown(String(part))}`))
    .join('');
function place(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
}
/** The text of a plain value as the person wrote it: `1.0`, where the value is the number 1. */
function sourceOf(document, path) {
    const node = document.getIn(path, true);
    return (0,dist/* isScalar */.jn)(node) ? node.source : undefined;
}
/** Where the last part of a path that exists begins. */
function offsetOf(document, path, at) {
    let node = document.contents;
    let offset = 0;
    for (const part of path) {
        if ((0,dist/* isMap */.jh)(node)) {
            const pair = node.items.find((item) => (0,dist/* isPair */.tO)(item) && (0,dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(part));
            if (pair === undefined)
                return offset;
            offset = pair.key.range[0];
            node = pair.value;
        }
        else {
            const item = document.getIn(path.slice(0, path.indexOf(part) + 1), true);
            if (item?.range === undefined)
                return offset;
            offset = item.range[0];
            node = item;
        }
    }
    const range = node?.range;
    return at === 'value' && (0,dist/* isScalar */.jn)(node) && range != null && node.value !== null ? range[0] : offset;
}


/***/ }),

/***/ 49813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/stages/store.js




const shortKey = (key) => key.slice('sha256:'.length, 'sha256:'.length + 24);
function openStore(directory) {
    const place = (stage, key) => (0,external_node_path_.join)(directory, stage, shortKey(key));
    const checkpointPlace = (key) => (0,external_node_path_.join)(directory, 'checkpoints', shortKey(key));
    return {
        directory,
        async find(stage, key) {
            const found = place(stage, key);
            const text = await (0,promises_.readFile)((0,external_node_path_.join)(found, 'outcome.json'), 'utf8').catch(() => undefined);
            if (text === undefined)
                return undefined;
            const outcome = JSON.parse(text);
            return outcome.key === key ? { directory: found, outcome } : undefined;
        },
        async begin(stage, key) {
            const parent = (0,external_node_path_.join)(directory, stage);
            await makeDirectory(parent);
            await sweep(parent);
            const temporary = (0,external_node_path_.join)(parent, `.making-${process.pid}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
            await (0,promises_.mkdir)(temporary);
            return {
                directory: temporary,
                async commit(outcome) {
                    await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, 'report.json'), `${JSON.stringify(outcome.report, null, 2)}\n`);
                    await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, 'report.md'), outcome.markdown);
                    await (0,promises_.writeFile)((0,external_node_path_.join)(temporary, 'outcome.json'), `${JSON.stringify(outcome, null, 2)}\n`);
                    const final = place(stage, key);
                    const replaced = (0,external_node_path_.join)(parent, `.making-${process.pid}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
                    await (0,promises_.rename)(final, replaced).catch((error) => {
                        if (error.code !== 'ENOENT')
                            throw error;
                    });
                    await (0,promises_.rename)(temporary, final);
                    await (0,promises_.rm)(replaced, { recursive: true, force: true });
                    return { directory: final, outcome };
                },
                discard: () => (0,promises_.rm)(temporary, { recursive: true, force: true }),
            };
        },
        async checkpoints(key) {
            await makeDirectory(checkpointPlace(key));
            return checkpointPlace(key);
        },
        dropCheckpoints: (key) => (0,promises_.rm)(checkpointPlace(key), { recursive: true, force: true }),
        async cache(name) {
            const found = (0,external_node_path_.join)(directory, 'cache', name);
            await makeDirectory(found);
            return found;
        },
    };
}
/** Like a recursive mkdir, which calls a read-only file system a missing directory, with the system's own error. */
async function makeDirectory(path) {
    try {
        await (0,promises_.mkdir)(path);
    }
    catch (error) {
        const { code } = error;
        if (code === 'EEXIST')
            return;
        if (code !== 'ENOENT' || (0,external_node_path_.dirname)(path) === path)
            throw error;
        await makeDirectory((0,external_node_path_.dirname)(path));
        await (0,promises_.mkdir)(path);
    }
}
/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(parent) {
    for (const entry of await (0,promises_.readdir)(parent)) {
        const pid = Number(/^\.making-(\d+)-/.exec(entry)?.[1] ?? Number.NaN);
        if (Number.isNaN(pid) || pid === process.pid || (0,processes/* alive */.yV)(pid))
            continue;
        await (0,promises_.rm)((0,external_node_path_.join)(parent, entry), { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./build/src/stages/context.js




/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
async function openContext(options) {
    const { specFile, platform, signal, environment } = options;
    const spec = await (0,load.loadSpec)(specFile);
    let engine;
    return {
        spec,
        specFile,
        engine() {
            engine ??= openEngine(options);
            return engine;
        },
        platform,
        store: openStore((0,external_node_path_.join)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(specFile)), '.model-actions', 'store', spec.name)),
        signal,
        force: options.force,
        environment,
        clock: { now: () => new Date(), monotonicMs: () => external_node_perf_hooks_.performance.now() },
    };
}
async function openEngine(options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(933), __webpack_require__.e(393)]).then(__webpack_require__.bind(__webpack_require__, 62774));
    const { engine, note } = await createEngine({
        name: options.engine,
        log: options.platform.log,
        signal: options.signal,
        environment: options.environment,
    });
    if (note !== undefined)
        options.platform.log.info(note);
    return engine;
}


/***/ })

};
