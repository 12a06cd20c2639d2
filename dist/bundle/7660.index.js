export const id = 7660;
export const ids = [7660,2451];
export const modules = {

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   environmentOfJobs: () => (/* binding */ environmentOfJobs),
/* harmony export */   openPlace: () => (/* binding */ openPlace)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25246);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .R)(environment), '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const places = placesDirectory(environment);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'history.jsonl'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'locks'),
        trainedHere: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.trained-here'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
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
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61010);




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

/***/ 41922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadSpec: () => (/* binding */ loadSpec)
});

// UNUSED EXPORTS: parseSpec

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
;// CONCATENATED MODULE: ./build/src/spec/cross.js

/*
 * What no key can say alone. Also here: a key that was written and would not be used, as a value is either used or
 * refused, never ignored.
 */
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
    for (const section of ['image', 'results'])
        if (spec[section]?.['insecure-registry'] === true && spec[section].registry === undefined)
            refuse([section, 'insecure-registry'], 'is not used without a registry: remove it');
    if (spec.engine.name === 'process')
        for (const key of ['image', 'shm'])
            if (written(raw, ['engine', key]))
                refuse(['engine', key], 'is not used with name: process: remove it');
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

// EXTERNAL MODULE: ./build/src/spec/data.js
var data = __webpack_require__(10873);
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
 * @param task whose keys are the known ones; undefined where the document has none that is known
 * @param raw the whole document as plain data
 * @param source the text of a plain value as it was written
 */
function describeIssues(issues, task, raw, source) {
    return issues.flatMap((issue) => {
        const { path } = issue;
        if (issue.code === 'unrecognized_keys')
            return issue.keys.slice(0, mostKeys).map((key) => {
                const at = { path: [...path, key], at: 'key', message: 'unknown key' };
                const others = (0,known_keys/* tasksWith */.hI)([...path, key]);
                if (task !== undefined && others.length > 0)
                    return { ...at, message: `is not used with task: ${task}, only with ${others.join(', ')}: remove it` };
                return { ...at, ...near((0,known_keys/* nearestKey */.qy)(task, path, key)) };
            });
        const value = valueAt(raw, path);
        if (value === undefined && issue.code !== 'custom')
            return [{ path, at: 'key', message: missing((0,known_keys/* schemaAt */.lv)(task, path)) }];
        if (value === null)
            return [{ path, at: 'key', message: `is empty: ${expected((0,known_keys/* schemaAt */.lv)(task, path))}, or leave the key out` }];
        switch (issue.code) {
            case 'invalid_type':
                return [
                    {
                        path,
                        at: 'value',
                        message: wrongType(issue.expected, value, source(path) ?? String(value), (0,known_keys/* schemaAt */.lv)(task, path)),
                    },
                ];
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
function expected(node) {
    if (node?.enum !== undefined)
        return `expected one of ${node.enum.join(', ')}`;
    return `expected ${typeNames[node?.type ?? ''] ?? 'a value'}`;
}
function missing(node) {
    const hint = node?.enum === undefined ? node?.description : `one of ${node.enum.join(', ')}`;
    return `missing required key${hint === undefined ? '' : `: ${hint.replace(/\.$/, '')}`}`;
}
function wrongType(type, value, written, node) {
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
    const keys = type === 'object' ? Object.keys(node?.properties ?? {}) : [];
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








const limitBytes = 1 << 20;
/** model.yml has a few dozen values; a file with more wrong than this is not one. */
const maxErrors = 100;
/**
 * Reads, checks and completes a model.yml.
 *
 * @throws UserError with every problem of the file
 */
async function loadSpec(file) {
    const parsed = parseSpec(await readText(file), file);
    if ('problems' in parsed)
        throw new errors/* UserError */.yo(parsed.problems);
    return parsed.spec;
}
async function readText(file) {
    const fail = (what, cause) => {
        throw new errors/* UserError */.yo(what, { place: { file }, cause });
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
    const fail = (what, offset = 0) => ({
        problems: [{ what, place: { file, line: place(lines, offset).line } }],
    });
    if (Buffer.byteLength(text) > limitBytes)
        return fail(`a model spec has at most ${limitBytes} bytes`);
    let document;
    try {
        document = (0,dist/* parseDocument */.Tp)(text, {
            lineCounter: lines,
            version: '1.2',
            // The library's own check compares each key with every other one: ours is firstRepeatedKey.
            uniqueKeys: false,
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
    const repeatedKey = firstRepeatedKey(document);
    if (repeatedKey !== undefined)
        return fail('the key stands here for the second time: keep one', repeatedKey);
    const contents = document.contents;
    if (contents === null || ((0,dist/* isScalar */.jn)(contents) && contents.value === null))
        return fail('the file is empty: a model spec needs at least name, version, task, base and data');
    if (!(0,dist/* isMap */.jh)(contents))
        return fail('expected `key: value` lines at the top of the file');
    const raw = document.toJS({ maxAliasCount: 0 });
    const source = (path) => sourceOf(document, path);
    const checked = check(raw, source);
    if ('spec' in checked)
        return { spec: (0,schema/* camelKeys */.RA)(checked.spec) };
    const [first, ...more] = checked.findings
        .map((finding) => ({ ...finding, ...place(lines, offsetOf(document, finding.path, finding.at)) }))
        .sort((a, b) => a.line - b.line || a.column - b.column)
        .map(({ path, message, nearest, line }) => {
        const key = dotted(path);
        const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
        return { what: `${message}${hint}`, place: { file, line, ...(key === '' ? {} : { key }) } };
    });
    if (first === undefined)
        throw new Error('a spec was refused without a reason');
    return { problems: [first, ...more] };
}
/** By the schema of its task; where the task is misspelt, by that of the nearest one, so that all else is told too. */
function check(raw, source) {
    const task = schema/* anyTaskSchema */.PU.shape.task.safeParse(raw.task);
    const written = source(['task']);
    const meant = task.success ? task.data : (0,known_keys/* nearest */.pA)(written ?? '', data/* taskNames */.u);
    const document = task.success || meant === undefined ? raw : { ...raw, task: meant };
    const checked = (meant === undefined ? schema/* anyTaskSchema */.PU : schema/* specSchemas */.e5[meant]).safeParse(document);
    const wrongTask = task.success || meant === undefined
        ? []
        : task.error.issues.map((issue) => ({ ...issue, path: ['task', ...issue.path] }));
    const issues = [...wrongTask, ...(checked.error?.issues ?? [])].slice(0, maxErrors);
    const findings = describeIssues(issues, meant, raw, source);
    if (checked.success && findings.length === 0) {
        const spec = checked.data;
        findings.push(...crossErrors(raw, spec));
        if (findings.length === 0)
            return { spec };
    }
    return { findings: findings.slice(0, maxErrors) };
}
function syntaxMessage(code, message) {
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
/** Keys are compared as JavaScript will: 1 and "1" are the same one. All of them are plain. */
function firstRepeatedKey(document) {
    let offset;
    (0,dist/* visit */.YR)(document, {
        Map(_, map) {
            const seen = new Set();
            for (const { key } of map.items) {
                const name = String(key.value);
                if (seen.has(name)) {
                    offset = key.range?.[0] ?? 0;
                    return dist/* visit */.YR.BREAK;
                }
                seen.add(name);
            }
            return undefined;
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

/***/ 67660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/place/place.js
var place_place = __webpack_require__(45882);
// EXTERNAL MODULE: ./build/src/platform/host.js
var platform_host = __webpack_require__(62291);
// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/onlyFile.js








/**
 * Takes the one file out of a layer that was made from `entries`, into a file that does not exist yet. Our writer has one
 * encoding for them, so the layer is compared with it byte by byte and never interpreted: no entry that is not ours, no
 * link and no other path can be in it. @throws UserError where the layer or the file differs from what it should be
 */
async function extractOnlyFile(options) {
    const { store, layer, expected, target } = options;
    const place = `${store.name}: layer ${layer.digest}`;
    const refused = (reason) => new errors/* UserError */.yo(`${place}: ${JSON.stringify(expected.path)}: ${reason}: it was changed on the way, find out who can write there and hand it over again`, { exit: 'gate-failed' });
    const frame = (0,tar/* frameOf */.Dm)(options.entries);
    if (layer.mediaType !== mediaTypes/* mediaTypes */.Ib.layer)
        throw refused(`of the kind ${layer.mediaType}`);
    if (layer.size !== frame.sizeBytes)
        throw refused(`${layer.size} bytes instead of ${frame.sizeBytes}`);
    const stream = await store.read(layer);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* content() {
        let at = 0;
        for await (const piece of stream) {
            const framed = Math.min(piece.length, Math.max(0, frame.before.length - at));
            if (!piece.subarray(0, framed).equals(frame.before.subarray(at, at + framed)))
                throw refused('another entry than the one that belongs there');
            const until = Math.max(framed, Math.min(piece.length, frame.before.length + expected.sizeBytes - at));
            if (piece.subarray(until).some((byte) => byte !== 0))
                throw refused('more than the one entry');
            const own = piece.subarray(framed, until);
            hash.update(own);
            at += piece.length;
            if (own.length > 0)
                yield own;
        }
        const found = { sizeBytes: expected.sizeBytes, digest: `sha256:${hash.digest('hex')}` };
        const difference = (0,manifest/* differenceFrom */.mX)(expected, found);
        if (difference !== undefined)
            throw refused(`not what the result says, ${difference}`);
    }
    await (0,external_node_stream_promises_.pipeline)(content(), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch((error) => {
        throw (0,files/* diskError */.wO)(`${target}: cannot be written`, error);
    });
}

// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/results/read.js
var results_read = __webpack_require__(96982);
// EXTERNAL MODULE: ./build/src/results/types.js + 1 modules
var types = __webpack_require__(14344);
;// CONCATENATED MODULE: ./build/src/results/oci.js















/*
 * Results in an OCI repository or layout directory, one manifest each (image-spec 1.1, "Guidelines for artifact usage"). The
 * config blob is result.json itself, so that the config's digest is the result digest; layer i holds file i of the result.
 * A weight file is the very layer that an image of the model has for it, so that the two share the blob. Two tags lead to
 * it, `result-HEX` and `key-STAGE-HEX`; they are written last, so that half a result is never found.
 */
const resultType = 'application/vnd.model-actions.result.v1+json';
const resultTag = (digest) => `result-${(0,src_digest/* hexOf */.ZD)(digest)}`;
const keyTag = (stage, key) => `key-${stage}-${(0,src_digest/* hexOf */.ZD)(key)}`;
/** Nothing of a result is fetched before it is asked for, and nothing is believed that differs from its digest. */
function openOciResults(options) {
    const { store } = options;
    const read = async (tag) => {
        const present = await store.resolve(tag);
        if (present === undefined)
            return undefined;
        const { bytes } = await store.getManifest(present.digest);
        const where = `${store.name}:${tag}`;
        const manifest = resultManifest(bytes, where);
        const { digest } = manifest.config;
        const json = await (0,blobs/* readBlob */.gm)(store, manifest.config);
        const result = (0,results_read/* readResult */.U)(json, { digest, where });
        requireLayers(result, manifest, where);
        let fetched;
        const directory = () => {
            fetched ??= fetchFiles(options, { digest, result, layers: manifest.layers, json });
            // A transfer that broke may be tried again.
            fetched.catch(() => {
                fetched = undefined;
            });
            return fetched;
        };
        return {
            digest,
            result,
            bytes: json,
            directory,
            unchecked: directory,
        };
    };
    return {
        name: store.name,
        async find(stage, key) {
            const stored = await read(keyTag(stage, key));
            if (stored !== undefined && (stored.result.stage !== stage || stored.result.key !== key))
                throw swapped(`${store.name}:${keyTag(stage, key)}`, `a result of ${stored.result.stage} with another key`);
            return stored;
        },
        async open(digest) {
            const stored = await read(resultTag(digest));
            if (stored !== undefined && stored.digest !== digest)
                throw swapped(`${store.name}:${resultTag(digest)}`, `the result ${stored.digest}`);
            return stored;
        },
        async put(stored) {
            const { digest, result } = stored;
            const bytes = (await presentManifest(digest)) ?? (await putFiles(stored, options));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, resultTag(digest));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, keyTag(result.stage, result.key));
        },
    };
    /** The manifest of this very result, whose blobs are all there; a tag that leads elsewhere is written anew. */
    async function presentManifest(digest) {
        const present = await store.resolve(resultTag(digest));
        if (present === undefined)
            return undefined;
        const { bytes } = await store.getManifest(present.digest);
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${store.name}:${resultTag(digest)}`);
        if (document.kind !== 'manifest' || document.manifest.config.digest !== digest)
            return undefined;
        for (const blob of [document.manifest.config, ...document.manifest.layers])
            if (!(await store.has(blob.digest)))
                return undefined;
        return bytes;
    }
    async function putFiles(stored, { siblings = [], signal }) {
        const { digest, result } = stored;
        // Every file is compared with the result in the pass that stores it.
        const directory = await stored.unchecked();
        const layers = [];
        for (const file of result.files) {
            const entries = entriesOf(result, file, (path) => (0,oci_layers/* gatedEntry */.O5)(path, (0,external_node_path_.join)(directory, file.path), file));
            const { descriptor } = await (0,putArchive/* putArchive */.g)(entries, { store, siblings, ...(signal === undefined ? {} : { signal }) });
            layers.push({ ...descriptor, annotations: { [oci_layers/* filepathKey */.jq]: file.path } });
        }
        if (layers.length === 0) {
            await store.write((0,blobs/* blobOf */.DE)(blobs/* emptyBlob */.Ro.bytes), blobs/* emptyBlob */.Ro.descriptor.mediaType, blobs/* emptyBlob */.Ro.descriptor);
            layers.push(blobs/* emptyBlob */.Ro.descriptor);
        }
        const config = await store.write((0,blobs/* blobOf */.DE)(stored.bytes), resultType, { digest, size: stored.bytes.length });
        return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.manifest, artifactType: resultType, config, layers }));
    }
}
/** The archive that a file of a result travels in. A weight file of a model stands where it does in the model's image. */
function entriesOf(result, file, entry) {
    const inModel = /^model\/(.+)$/s.exec(file.path)?.[1];
    return inModel !== undefined && (0,checks/* isWeightFile */.D)(inModel)
        ? (0,oci_layers/* weightEntries */.JV)(result.name, inModel, entry)
        : (0,tar/* withDirectories */.CM)([entry(file.path)], '');
}
function resultManifest(bytes, where) {
    const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, where);
    if (document.kind === 'manifest' && document.manifest.config.mediaType === resultType)
        return document.manifest;
    throw new errors/* UserError */.yo(`${where}: not a result of a stage: name the repository or layout that results are kept in`);
}
/** One layer a file, in the order of the files. */
function requireLayers({ files }, { layers }, where) {
    if (layers.length !== Math.max(1, files.length))
        throw new errors/* UserError */.yo(`${where}: ${layers.length} layers for ${files.length} files: it was not written by model-actions, run the stage again`);
}
const swapped = (where, what) => new errors/* UserError */.yo(`${where}: leads to ${what}: find out who can write there, and run the stage again`, {
    exit: 'gate-failed',
});
/** The files of a result, each compared with what result.json says of it, in a directory that is whole or not there. */
async function fetchFiles({ store, scratch, signal }, of) {
    const { digest, result, layers, json } = of;
    const directory = (0,external_node_path_.join)(scratch, `${(0,src_digest/* hexOf */.ZD)(digest)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await (0,files/* makeDirectory */.Oh)(directory);
        for (const [position, file] of result.files.entries()) {
            signal?.throwIfAborted();
            const layer = layers[position];
            if (layer === undefined)
                throw new Error(`there is no layer for ${file.path}`);
            const target = (0,external_node_path_.join)(directory, file.path);
            await (0,files/* makeDirectory */.Oh)((0,external_node_path_.dirname)(target));
            const entries = entriesOf(result, file, (path) => ({
                path,
                kind: 'file',
                sizeBytes: file.sizeBytes,
                content: () => [],
            }));
            await extractOnlyFile({ store, layer, entries, expected: file, target });
        }
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, types/* resultName */.x), json, { flag: 'wx' });
        return directory;
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/results/results.js

/**
 * Looks on this host first. What comes from elsewhere is taken over into the place, checked.
 * @param options.believeKeys whether a result of the shared repository may be found by its lineage key alone. A digest says
 * what the result is; behind a key lies what whoever can write there put there. So not where anything is signed or deployed;
 * and what was taken over is found here by its digest alone, or a later run would believe the key after all.
 */
function combineResults(options) {
    const { local, shared, believeKeys } = options;
    /** Small things are believed at once, by digest; files are fetched when somebody asks for them. */
    const takenOver = (found) => {
        let fetched;
        const fetch = () => {
            fetched ??= local.takeOver(found).then(async () => {
                await (0,promises_.rm)(await found.directory(), { recursive: true, force: true });
                const mine = await local.open(found.digest);
                if (mine === undefined)
                    throw new Error(`${found.digest} vanished from ${local.name}`);
                return mine;
            });
            return fetched;
        };
        return {
            ...found,
            directory: async () => (await fetch()).directory(),
            unchecked: async () => (await fetch()).unchecked(),
        };
    };
    return {
        name: shared === undefined ? local.name : `${local.name} and ${shared.name}`,
        begin: () => local.begin(),
        put: (stored) => local.put(stored),
        async find(stage, key) {
            const mine = await local.find(stage, key);
            if (mine !== undefined || shared === undefined || !believeKeys)
                return mine;
            const theirs = await shared.find(stage, key);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        async open(digest) {
            const mine = await local.open(digest);
            if (mine !== undefined || shared === undefined)
                return mine;
            const theirs = await shared.open(digest);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        publish: async (stored) => shared?.put(stored),
    };
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/context.js










/** Stages whose word others take: what they start from must be known by its digest. */
const binding = ['sign', 'verify', 'deploy'];
/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
async function openContext(options) {
    const { specFile, platform, signal, environment } = options;
    const written = await (0,load.loadSpec)(specFile);
    const host = (0,platform_host/* hostOf */.w4)(environment, process.platform);
    const name = (0,platform_host/* engineFor */.Ec)(host, options.engine ?? written.engine.name);
    (0,platform_host/* requireHost */.sq)(host, { engine: name, deploys: options.stages.includes('deploy') });
    const spec = { ...written, engine: { ...written.engine, name } };
    const bounds = await (0,paths.boundsOf)(specFile, options.workspace);
    const place = await (0,place_place.openPlace)({ environment, root: bounds.root, model: spec.name });
    const opening = { specFile, bounds, environment, platform, signal };
    const shared = spec.results === undefined ? undefined : await (0,registry/* openRepository */.h_)(spec.results, 'results', opening);
    const results = combineResults({
        local: (0,local/* openLocalResults */.U)(place.store, { cached: options.cached === true }),
        shared: shared === undefined
            ? undefined
            : openOciResults({ store: shared, scratch: (0,external_node_path_.join)(place.cache, 'fetched'), signal }),
        believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
    });
    let engine;
    return {
        spec,
        specFile,
        bounds,
        engine() {
            engine ??= openEngine(spec.engine, results, options);
            return engine;
        },
        platform,
        place,
        results,
        from: options.from,
        image: options.image,
        signal,
        force: options.force,
        rollback: options.rollback ?? false,
        environment,
        clock: { now: () => new Date(), monotonicMs: () => external_node_perf_hooks_.performance.now() },
    };
}
async function openEngine(section, results, options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2210), __webpack_require__.e(2033), __webpack_require__.e(9075), __webpack_require__.e(2887)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    const { engine, note } = await createEngine({
        name: section.name,
        image: section.image,
        resolve: (digest) => directoryOf(results, digest),
        log: options.platform.log,
        signal: options.signal,
        environment: options.environment,
    });
    if (note !== undefined)
        options.platform.log.info(note);
    return engine;
}
async function directoryOf(results, digest) {
    const stored = await results.open(digest);
    if (stored === undefined)
        throw new Error(`the result ${digest} vanished from ${results.name} while it was used`);
    return stored.directory();
}


/***/ })

};
