export const id = 2451;
export const ids = [2451];
export const modules = {

/***/ 39362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ mostRetries),
/* harmony export */   y: () => (/* binding */ defaultRetries)
/* harmony export */ });
/* How often a request that no version answered is asked again: what `deploy.retries` may say, and what the agent takes. */
/** As clients of a proxy expect it. */
const defaultRetries = 3;
const mostRetries = 10;


/***/ }),

/***/ 75737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ pageOf)
/* harmony export */ });
/* unused harmony export docsAddress */
/* The documentation for those who have the package, which has no docs/. */
/** As it is at the version that the workflows of `init` name. */
const docsAddress = 'https://github.com/model-actions/model-actions/blob/v0/docs';
/** The address of a page of docs/. */
const pageOf = (name) => `${docsAddress}/${name}.md`;


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
/** `evaluate.baseline:` of the spec: `release:latest`, `release:1.2.3`, `branch:main`, `tag:v1`, a directory (`./model`), `base` or `majority`. */
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
    // The hub forbids two hyphens in an id: they stand for the slash where its model is kept.
    if (!hubId.test(repository) || repository.includes('--') || rest.length > 0)
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
    if (text === 'base' || text === 'majority')
        return { kind: text };
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
    return `${shown} is no baseline${nearest === undefined ? '' : `; did you mean "${nearest}"?`}: write release:latest, release:1.2.3, branch:main, tag:v1.2.3, base, majority, or a directory such as ./model`;
}
const isPath = (text) => text === '.' || text === '..' || /^(?:\.{1,2}[\\/]|[\\/])/.test(text);


/***/ }),

/***/ 52357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O8: () => (/* binding */ limitKeys),
/* harmony export */   i_: () => (/* binding */ gpuCount),
/* harmony export */   mh: () => (/* binding */ runtimeKey),
/* harmony export */   vM: () => (/* binding */ servingContainers)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* What a container may take and reach: of jobs, and of versions that serve. */
const gpuCount = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0), zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('all')], { error: 'expected a whole number from 0, or all' });
/** @param of what it isolates, for the description */
const runtimeKey = (of) => zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'expected the name of a runtime of the engine, such as runsc')
    .optional()
    .meta({ description: `Runtime of the engine that isolates ${of}, such as runsc (gVisor).` });
/** @param of whose they are, for descriptions: `a job` */
const limitKeys = (of, gpus) => ({
    cpus: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
        .gt(0)
        .max(1024)
        .optional()
        .meta({ description: `CPUs of ${of}. Default: all.` }),
    memory: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: `Memory of ${of}, such as 16g. Default: no limit.` }),
    gpus: gpuCount.optional().meta({ description: `GPUs of ${of}: a number, or all. Default: ${gpus}.` }),
});
const variable = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'expected a name of letters, digits and _');
const port = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?/?';
const machine = '(?:\\w[\\w.-]*|\\[[\\da-fA-F:]+\\])';
/** What the client of Docker engines takes, so that none is refused only when it is used: no password, no path, a port that there is. */
const engineAddress = new RegExp(`^(?:unix:///\\S+|ssh://(?:[\\w.](?:[\\w.-]|%40)*@)?${machine}${port}|tcp://${machine}${port})$`);
/** `deploy.docker`. */
const servingContainers = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    host: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .max(1_000)
        .regex(engineAddress, 'expected unix:///path, ssh://user@host, ssh://user@host:22 or tcp://host:2376')
        .optional()
        .meta({
        description: 'Docker engine that serves, as unix:///path, ssh://user@host (with this machine’s ssh, its ~/.ssh/config, known_hosts and agent) or tcp://host:2376 (TLS, with ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH). Default: DOCKER_HOST. Jobs always run at DOCKER_HOST.',
    }),
    ...limitKeys('a container', 'none. With replicas each has its own GPUs; `all` gives all to each'),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: 'Shared memory (/dev/shm) of a container, such as 2g. Default: 1g.' }),
    runtime: runtimeKey('the containers'),
    user: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[1-9]\d{0,8}(?::[1-9]\d{0,8})?$/, 'expected UID or UID:GID, in quotes, and not root')
        .default('65532:65532')
        .meta({ description: 'User that the server runs as, as "UID:GID"; never root.' }),
    'read-only': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(true).meta({
        description: 'Whether the image’s file system is read-only; /tmp is always writable, up to 1 GB.',
    }),
    network: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({
        description: "Whether a version can reach networks outside the host. Otherwise only the gateway reaches the version, and the version only its model's containers.",
    }),
    env: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(10_000)).default({}).meta({
        description: 'Environment variables of the server. Not for secrets: whoever can see the container can read them.',
    }),
    secrets: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae).default({}).meta({
        description: 'Files that only the server can read, as NAME: FILE. Each is /run/secrets/NAME in the container, and the variable NAME_FILE has that path. They are in a volume of the engine until the version is stopped.',
    }),
    restart: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['unless-stopped', 'on-failure', 'no']).default('unless-stopped').meta({
        description: 'When the engine restarts the container that serves. A canary is never restarted: if it ends, it has failed.',
    }),
    'health-check': zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_values_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0, zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('none')])
        .default('30s')
        .meta({
        description: 'How often the engine itself asks each container whether it is ready, for `docker ps` and tools that watch it; none: never. The gates of a rollout do not use it.',
    }),
})
    .meta({ description: 'How versions run as containers; only with `target: docker`.' });


/***/ }),

/***/ 30199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ dataSchemas),
  u: () => (/* binding */ taskNames)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/spec/data/sources.js
var sources = __webpack_require__(64812);
;// CONCATENATED MODULE: ./build/src/spec/data/common.js



/* What `data` holds whatever the task. */
const filesShape = {
    train: sources/* trainFiles */.IV,
    test: values/* path */.Ae
        .optional()
        .meta({ description: 'Test examples: a JSONL, CSV or Parquet file. Without it, `split` takes them from `train`.' }),
    validation: values/* path */.Ae.optional().meta({
        description: 'Validation examples: a JSONL, CSV or Parquet file. Without it, `split` takes them from `train`.',
    }),
    split: schemas/* strictObject */.rej({
        test: values/* share */.uM.optional().meta({
            default: 0.2,
            description: 'Share of `train` that becomes test examples. Not with a file `data.test`.',
        }),
        validation: values/* share */.uM.optional().meta({
            default: 0.1,
            description: 'Share of `train` that becomes validation examples: training uses them to choose, so that it never chooses by the test examples. Not with a file `data.validation`.',
        }),
        stratify: schemas/* string */.YjP().optional().meta({ description: 'Column whose values keep their shares in every split.' }),
        group: schemas/* string */.YjP()
            .optional()
            .meta({ description: 'Column whose values are never in two splits, such as the customer.' }),
    })
        .prefault({})
        .meta({ description: 'What is taken from `train`, and how.' }),
};
const duplicatesShape = {
    duplicates: schemas/* strictObject */.rej({
        near: schemas/* enum */.k5n(['group', 'drop', 'keep']).default('group').meta({
            description: 'What becomes of texts that are all but the same: `group` keeps them on one side of the split, `drop` keeps only the first of them in each file, and `keep` does not look for them, so that what is tested may have been trained on.',
        }),
        similarity: schemas/* number */.aig().min(0.5).max(1).optional().meta({
            default: 0.8,
            description: 'From which overlap on texts are all but the same: the share of their runs of five characters that both have. Not with `near: keep`.',
        }),
    })
        .prefault({})
        .meta({
        description: 'Texts that are all but the same. Of texts that are the same to the letter the first is always kept.',
    }),
};
function refuseDuplicates({ duplicates }, context) {
    if (duplicates.near === 'keep' && duplicates.similarity !== undefined)
        context.addIssue({
            code: 'custom',
            path: ['duplicates', 'similarity'],
            message: 'near: keep looks for no similar texts, so that similarity would not be used: leave one of them out',
        });
}
const drawnShape = {
    sample: schemas/* number */.aig().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: schemas/* int */.Whr().min(0).default(0).meta({ description: 'Seed for the split and the sample.' }),
};
const common = schemas/* object */.Ikc({ ...filesShape, ...drawnShape });
function refuseContradictions(value, parts, context) {
    const { split } = value;
    const { input, truth, truthKey } = parts;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    (0,sources/* refuseSources */.pE)(value, context);
    for (const part of ['test', 'validation'])
        if (value[part] !== undefined && split[part] !== undefined)
            refuse(['split', part], `data.${part} and split.${part} are both given: the ${part} examples come from a file of their own or out of train`);
    const shares = completed(value);
    if ((shares.test ?? 0) + (shares.validation ?? 0) >= 1)
        refuse(['split'], 'test and validation together take every example: leave some for training');
    if (split.group !== undefined && split.group === split.stratify)
        refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`);
    if (truth !== undefined && split.group === truth)
        refuse(['split', 'group'], truthKey === 'label'
            ? 'the label cannot be the group: every class would stand on one side only'
            : `the ${truthKey} cannot be the group: name a column whose values many examples share`);
    if (split.stratify === input || (truthKey !== 'label' && truth !== undefined && split.stratify === truth))
        refuse(['split', 'stratify'], truthKey === 'label'
            ? 'the input cannot be stratified by: name the label or another column with few values'
            : 'a text of its own for every example cannot be stratified by: name a column with few values');
    if (input === truth)
        refuse([truthKey], `the ${truthKey} and the input are the same column, "${input}": name two columns`);
    if (typeof input !== 'string')
        refuseColumns(value, { ...parts, input }, context);
}
/** What no list of columns may have: each would say something else than it seems to, or the answer. */
function refuseColumns({ split }, { input, inputKey, truth, truthKey }, context) {
    for (const [index, column] of input.entries()) {
        const refuse = (message) => context.addIssue({ code: 'custom', path: [inputKey, index], message });
        if (input.indexOf(column) < index)
            refuse('is named twice: keep one');
        if (column === truth)
            refuse(`is the ${truthKey}, which a model would only have to repeat: leave it out`);
        if (column === 'id')
            refuse('names an example, so that no two would be alike, and no leak into the test be found: leave it out');
        if (column === split.group)
            refuse('is the group of the split, whose values never stand on two sides, so that nothing would tell what the model makes of them: leave it out');
        if (/[|\uff5c]/.test(column))
            refuse('has a bar in its name, which is what ends a column in the text: rename it in the data');
    }
}
/** A share for what has no file; none for what has one. */
const completed = ({ test, validation, split }) => ({
    ...split,
    ...(test === undefined ? { test: split.test ?? 0.2 } : {}),
    ...(validation === undefined ? { validation: split.validation ?? 0.1 } : {}),
});
const complete = (value) => ({ ...value, split: completed(value) });
/** A column, or those that a text is made of. */
const textColumn = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP().min(1)).min(2).max(100)], {
    error: 'expected a column, or a list of 2 to 100 columns',
});

;// CONCATENATED MODULE: ./build/src/spec/data/mask.js

/* Personal data that `prepare` puts behind marks, in texts. */
const kinds = ['email', 'phone', 'card', 'iban', 'ssn', 'nir', 'dni', 'cpf', 'pesel'];
const maskShape = {
    mask: schemas/* array */.YOg(schemas/* enum */.k5n(kinds)).min(1).optional().meta({
        description: 'Personal data to put behind marks such as [EMAIL], in everything that the model reads or writes, before duplicates are found and splits made: e-mail addresses, phone numbers, cards, IBAN, and identity numbers of the United States (ssn), France (nir), Spain (dni), Brazil (cpf) and Poland (pesel). What serves is not masked.',
    }),
    'mask-region': schemas/* string */.YjP()
        .regex(/^[A-Z]{2}$/, 'expected the two letters of a country, such as US')
        .optional()
        .meta({
        description: 'Country whose phone numbers stand without its prefix, such as US. Without it, only those with a + are found.',
    }),
    'mask-patterns': schemas/* array */.YOg(schemas/* strictObject */.rej({
        name: schemas/* string */.YjP()
            .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected small letters, digits and dashes, such as order-number')
            .meta({ description: 'What is found; its mark is this in capital letters, such as [ORDER-NUMBER].' }),
        pattern: schemas/* string */.YjP().min(1).max(1000).meta({
            description: 'A regular expression, as the package `regex` of Python reads it.',
        }),
    }))
        .min(1)
        .max(50)
        .optional()
        .meta({ description: 'More to put behind marks, by patterns of your own.' }),
};
function refuseMasks(value, context) {
    const { mask = [], 'mask-region': region, 'mask-patterns': patterns = [] } = value;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    for (const [index, kind] of mask.entries())
        if (mask.indexOf(kind) < index)
            refuse(['mask', index], 'is named twice: keep one');
    if (region !== undefined && !mask.includes('phone'))
        refuse(['mask-region'], 'is used for phone numbers only: add phone to data.mask, or leave it out');
    const names = patterns.map(({ name }) => name);
    for (const [index, name] of names.entries())
        if (names.indexOf(name) < index || kinds.includes(name))
            refuse(['mask-patterns', index, 'name'], names.indexOf(name) < index
                ? 'is the name of another pattern, too: give each its own'
                : 'is a kind of data.mask: give the pattern another name');
}

;// CONCATENATED MODULE: ./build/src/spec/data/numeric.js

/* Columns that a model of texts reads as numbers, beside its text. */
const numericColumns = schemas/* array */.YOg(schemas/* string */.YjP().min(1)).min(1).max(50).optional().meta({
    description: 'Columns with numbers, such as [amount, age]: the head of the model reads them beside the text, by how far they are from their mean in the training examples. A missing number (null, or an empty field) is told from any other. Clients send them by name.',
});
/** What no column of numbers may be. A text beside numbers is told by its name, as those of several columns are. */
function refuseNumeric({ text, numeric = [], label, split }, context) {
    const texts = [text].flat();
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    for (const [index, column] of numeric.entries()) {
        const of = ['numeric', index];
        if (numeric.indexOf(column) < index)
            refuse(of, 'is named twice: keep one');
        if (texts.includes(column))
            refuse(of, 'is read as text, too (data.text): leave it out of one of the two');
        if (column === label)
            refuse(of, 'is the label, which a model would only have to repeat: leave it out');
        if (column === 'id')
            refuse(of, 'names an example, so that no two would be alike, and no leak into the test be found: leave it out');
        if (column === split.group)
            refuse(of, 'is the group of the split, whose values never stand on two sides, so that nothing would tell what the model makes of them: leave it out');
        if (bar.test(column))
            refuse(of, barred);
    }
    if (numeric.length > 0 && typeof text === 'string' && bar.test(text))
        refuse(['text'], barred);
}
const bar = /[|\uff5c]/;
const barred = 'has a bar in its name, which is what ends a column in a row: rename it in the data';

;// CONCATENATED MODULE: ./build/src/spec/data/window.js


/* How long a text is to be. */
const windowShape = {
    length: schemas/* strictObject */.rej({
        min: values/* positiveInt */.NJ.optional().meta({ description: 'Fewest tokens or characters of an example.' }),
        max: values/* positiveInt */.NJ.optional().meta({
            description: 'Most tokens or characters of an example. Without it, long texts are cut by `max-length`.',
        }),
        unit: schemas/* enum */.k5n(['tokens', 'characters']).default('tokens').meta({
            description: 'What is counted: tokens of the base, as in the report, or characters.',
        }),
        drop: schemas/* boolean */.zMY().default(true).meta({
            description: 'Whether other examples are left out, and counted in the report. With `false` they are errors.',
        }),
    })
        .superRefine(({ min, max }, context) => {
        const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
        if (min === undefined && max === undefined)
            refuse([], 'says nothing without min or max: give one, or both');
        if (min !== undefined && max !== undefined && min > max)
            refuse(['max'], `is less than min, ${min}, so that no example would be left: raise it`);
    })
        .optional()
        .meta({ description: 'Which lengths of examples are used, in the files of all splits.' }),
};

;// CONCATENATED MODULE: ./build/src/spec/data/classification.js






/* `data` of the tasks whose examples are of one class of several. */
const label = schemas/* string */.YjP().default('label').meta({ description: 'Column with the class.' });
const classificationData = {
    'text-classification': schemas/* strictObject */.rej({
        ...filesShape,
        text: textColumn.default('text').meta({
            description: 'Column with the text. Or a list of columns with texts, numbers and categories, such as [title, body, product, price]: the model reads them as one text, in this order, and clients send them by name.',
        }),
        'max-length': values/* positiveInt */.NJ
            .max(8192)
            .default(128)
            .meta({ description: 'Longest text in tokens; longer ones are cut.' }),
        numeric: numericColumns,
        label,
        ...maskShape,
        ...windowShape,
        ...duplicatesShape,
        ...drawnShape,
    })
        .superRefine((value, context) => {
        refuseDuplicates(value, context);
        refuseContradictions(value, { input: value.text, inputKey: 'text', truth: value.label, truthKey: 'label' }, context);
        refuseNumeric(value, context);
        refuseMasks(value, context);
    })
        .overwrite(complete),
    'image-classification': schemas/* strictObject */.rej({
        ...filesShape,
        image: schemas/* string */.YjP().default('image').meta({ description: 'Column with the path of the image file.' }),
        label,
        ...drawnShape,
    })
        .superRefine((value, context) => refuseContradictions(value, { input: value.image, inputKey: 'image', truth: value.label, truthKey: 'label' }, context))
        .overwrite(complete),
};

;// CONCATENATED MODULE: ./build/src/spec/data/generation.js





/* `data` of the tasks that write a text for each example. */
const generationData = {
    seq2seq: schemas/* strictObject */.rej({
        ...filesShape,
        text: textColumn
            .default('text')
            .meta({ description: 'Column with the text that is read, or a list of columns.' }),
        target: schemas/* string */.YjP().default('target').meta({ description: 'Column with the text that is to be written.' }),
        'max-length': values/* positiveInt */.NJ
            .max(8192)
            .default(128)
            .meta({ description: 'Longest text in tokens; longer ones are cut.' }),
        'max-target-length': values/* positiveInt */.NJ.max(8192).default(64).meta({
            description: 'Longest target in tokens. A longer one is refused: cut, it would teach to end in the middle.',
        }),
        ...maskShape,
        ...windowShape,
        ...duplicatesShape,
        ...drawnShape,
    })
        .superRefine((value, context) => {
        refuseDuplicates(value, context);
        refuseContradictions(value, { input: value.text, inputKey: 'text', truth: value.target, truthKey: 'target' }, context);
        refuseMasks(value, context);
    })
        .overwrite(complete),
    'causal-lm': schemas/* strictObject */.rej({
        ...filesShape,
        instruction: textColumn.optional().meta({
            default: 'instruction',
            description: 'Column with what the model is asked, or a list of columns.',
        }),
        response: schemas/* string */.YjP()
            .optional()
            .meta({ default: 'response', description: 'Column with the answer that is to be written.' }),
        messages: schemas/* string */.YjP().optional().meta({
            description: 'Column with a conversation, instead of `instruction` and `response`: a list of {role, content}, of which the last, by the assistant, is the answer that is to be written.',
        }),
        system: schemas/* string */.YjP().min(1).optional().meta({
            description: 'System text of every conversation that has none of its own.',
        }),
        'max-length': values/* positiveInt */.NJ.max(131_072).default(1024).meta({
            description: 'Longest conversation in tokens, answer included. Of longer ones the beginning of what is asked is cut, and never the answer.',
        }),
        ...maskShape,
        ...windowShape,
        ...duplicatesShape,
        ...drawnShape,
    })
        .superRefine((value, context) => {
        const { messages, instruction = 'instruction', response = 'response' } = value;
        refuseDuplicates(value, context);
        for (const key of ['instruction', 'response'])
            if (messages !== undefined && value[key] !== undefined)
                context.addIssue({
                    code: 'custom',
                    path: [key],
                    message: 'is not used with messages, which hold both: remove one of them',
                });
        refuseContradictions(value, messages === undefined
            ? { input: instruction, inputKey: 'instruction', truth: response, truthKey: 'response' }
            : { input: messages, inputKey: 'messages', truth: undefined, truthKey: 'messages' }, context);
        refuseMasks(value, context);
    })
        .overwrite((value) => ({
        ...complete(value),
        ...(value.messages === undefined
            ? { instruction: value.instruction ?? 'instruction', response: value.response ?? 'response' }
            : {}),
    })),
};

;// CONCATENATED MODULE: ./build/src/spec/data/index.js


/* The section `data` of model.yml: one schema for each task. */
/** What `data` may hold, by task. */
const dataSchemas = { ...classificationData, ...generationData };
const taskNames = Object.keys(dataSchemas);


/***/ }),

/***/ 64812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IV: () => (/* binding */ trainFiles),
/* harmony export */   pE: () => (/* binding */ refuseSources),
/* harmony export */   u0: () => (/* binding */ sourcesOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* The files that train: one, several, or several of which each makes up a share. */
const source = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    path: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae.meta({ description: 'A file with training examples, as one of several.' }),
    share: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).meta({
        description: 'How much of the examples that are used come from this file, compared with the others: 60, 30 and 10, or 0.6, 0.3 and 0.1.',
    }),
});
const trainFiles = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([
    _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae,
    zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae, source], { error: 'expected a path, or {path: …, share: a number above 0}' }))
        .min(2)
        .max(100),
], {
    error: 'expected a file, or a list of 2 to 100: files alone, or for each {path: a file, share: a number above 0}',
})
    .meta({
    description: 'Training examples: a JSONL, CSV or Parquet file; or a list of files, or of {path, share} to mix them by share.',
});
const sourcesOf = (train) => typeof train === 'string' ? [{ path: train }] : train.map((one) => (typeof one === 'string' ? { path: one } : one));
function refuseSources({ train }, context) {
    if (typeof train === 'string')
        return;
    const refuse = (at, message) => context.addIssue({ code: 'custom', path: ['train', ...at], message });
    const sources = sourcesOf(train);
    const without = sources.findIndex(({ share }) => share === undefined);
    if (without !== -1 && sources.some(({ share }) => share !== undefined))
        refuse([without], 'has no share, and others have one: write {path: …, share: …} for each file, or paths alone');
    for (const [index, one] of sources.entries())
        if (sources.findIndex((other) => other.path === one.path) < index)
            refuse([index], `${one.path} is named twice: keep one`);
}


/***/ }),

/***/ 51083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/gateway/retries.js
var retries = __webpack_require__(39362);
// EXTERNAL MODULE: ./build/src/pages.js
var pages = __webpack_require__(75737);
// EXTERNAL MODULE: ./build/src/spec/containers.js
var containers = __webpack_require__(52357);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
;// CONCATENATED MODULE: ./build/src/spec/prometheus.js


/** An address with a password in it would stand in every log that names it. */
const address = schemas/* string */.YjP()
    .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    message: 'expected the address of a Prometheus, such as http://127.0.0.1:9090',
})
    .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
    message: 'has credentials in it, which logs would show: name a file with a token in deploy.prometheus.token-file',
});
const versusStable = schemas/* strictObject */.rej({
    better: schemas/* enum */.k5n(['lower', 'higher']).meta({ description: 'Whether lower or higher values are better.' }),
    margin: schemas/* number */.aig()
        .min(0)
        .optional()
        .meta({ description: 'How much worse than stable the canary may be, in the unit of the query.' }),
    ratio: schemas/* number */.aig()
        .min(1)
        .optional()
        .meta({ description: 'How many times worse than stable the canary may be. Instead of `margin`.' }),
})
    .refine(({ margin, ratio }) => (margin === undefined) !== (ratio === undefined), {
    message: 'give exactly one of margin and ratio',
});
/** What a query may speak of: the canary's backend, in the one of a comparison also stable's in its turn. */
const versions = /\{\{(?:id|version)\}\}/;
const gate = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP()
        .regex(/^[A-Za-z][\w -]{0,49}$/, 'expected up to 50 letters, digits, spaces, _ and -, a letter first')
        .meta({ description: 'Its name in logs and reports.' }),
    query: schemas/* string */.YjP()
        .min(1)
        .max(10_000)
        .refine((text) => (text.match(/\{\{.*?\}\}/g) ?? []).every((one) => /^\{\{(?:id|version|stable)\}\}$/.test(one)), {
        message: 'only {{id}}, {{version}} and {{stable}} are filled in',
    })
        .meta({
        description: 'PromQL query that returns one number. `{{id}}` is the canary as the gateway names it in its label `version` (`v1-4-0-0123456789ab`), `{{version}}` its version (`1.4.0`), `{{stable}}` stable as the gateway names it. With `versus-stable` it is asked a second time with stable in place of the canary.',
    }),
    max: schemas/* number */.aig().optional().meta({ description: 'Largest value allowed.' }),
    min: schemas/* number */.aig().optional().meta({ description: 'Smallest value allowed.' }),
    'versus-stable': versusStable.optional().meta({
        description: 'Compares the canary with stable by a sequential test over windows. Together, such gates stop a canary that is no worse in at most `deploy.gates.false-rollbacks` of rollouts, in addition to the other gates.',
    }),
    window: values/* interval */.YP.default('30s').meta({
        description: 'Time between two queries. It starts anew with each step and with the bake, so it may be no longer than these (`deploy.step.min-time`, `deploy.bake`). The query should look back no further than this.',
    }),
    failures: values/* positiveInt */.NJ.default(3).meta({
        description: 'Windows in a row beyond `max` or `min` that cause a rollback. How often that is a false alarm depends only on the query, and is not known.',
    }),
})
    .refine((one) => [one.max, one.min, one['versus-stable']].filter((bound) => bound !== undefined).length === 1, {
    message: 'give exactly one of max, min and versus-stable',
})
    .refine((one) => one['versus-stable'] === undefined || versions.test(one.query), {
    message: 'is the same question for stable as for the canary: write {{id}} or {{version}} into the query, or give max or min instead of versus-stable',
    path: ['query'],
});
/** `deploy.prometheus`: what users know of their service, as gates of a rollout. */
const prometheus = schemas/* strictObject */.rej({
    url: address.meta({ description: 'Address of the Prometheus, as the machine that deploys reaches it.' }),
    'token-file': values/* path */.Ae.optional().meta({
        description: 'File with the bearer token for it. It is read each time, and never shown.',
    }),
    gates: schemas/* array */.YOg(gate)
        .min(1)
        .max(20)
        .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, {
        message: 'two gates have the same name',
    })
        .meta({ description: 'Queries that can stop a canary. They are also asked once before anything starts.' }),
})
    .meta({
    description: 'Your own queries as gates. If one has no answer (nothing found, NaN, several series, a Prometheus that is down or slow), no step passes, and at its deadline the rollout is rolled back. The first version of a model has nothing to be compared with, so these gates do not apply to it.',
});

;// CONCATENATED MODULE: ./build/src/spec/deploy.js








const tolerated = 'Share of such requests that is always tolerated';
/** Of what some new versions are meant to do: to be larger and slower, or to refuse more. */
const orAll = (least) => schemas/* number */.aig()
    .gt(0)
    .max(1)
    .default(least)
    .meta({ description: `${tolerated}; 1: none of them stops a canary.` });
/** Of the machine that deploys: what lies in the checkout comes and goes with the job, and a key would be published with it. */
const hostFile = schemas/* string */.YjP()
    .max(3000)
    .refine((path) => (0,external_node_path_.isAbsolute)(path) && !path.includes('\0'), {
    message: 'expected an absolute path of the machine that deploys, outside of the repository',
});
const contentType = /^[A-Za-z0-9!#$&^_.+-]{1,100}\/[A-Za-z0-9!#$&^_.+-]{1,100}(?:; ?[A-Za-z0-9_-]{1,50}=[A-Za-z0-9_.-]{1,50})?$/;
/** Of a connection, of one request, of the gateway, or a secret whose hash says too much. */
const headersOfNobody = new Set('authorization connection content-length content-type cookie expect host keep-alive proxy-authorization te trailer transfer-encoding upgrade x-request-id'.split(' '));
/** Both must be surely exceeded to stop a canary. */
const worseThanStable = (which, ratio, tolerance) => schemas/* strictObject */.rej({
    ratio: schemas/* number */.aig()
        .min(1)
        .default(ratio)
        .meta({ description: `Tolerated share of requests whose answer ${which}, over that of stable.` }),
    tolerance,
})
    .prefault({});
/** The section `deploy`: where versions run, and how a canary is judged. */
const deploy = schemas/* strictObject */.rej({
    target: schemas/* enum */.k5n(['process', 'docker'])
        .default('process')
        .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
    replicas: schemas/* int */.Whr().min(1).max(16).default(1).meta({
        description: 'Containers of each version, which share its requests; only with `target: docker`. A version is ready when all of them are; if one stops, another answers its requests.',
    }),
    docker: containers/* servingContainers */.vM.prefault({}),
    port: schemas/* int */.Whr().min(1).max(65535).default(8080).meta({ description: 'Port on which the gateway serves.' }),
    shared: schemas/* boolean */.zMY()
        .default(false)
        .meta({
        description: `true: other models may use the same port. Each keeps its own versions, rollouts and counts, and is found at /v2/models/NAME; host, tls, tokens and access-log must be the same in all; see ${(0,pages/* pageOf */.Z)('gateway')}.`,
    }),
    hosts: schemas/* array */.YOg(schemas/* string */.YjP()
        .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected the name of a host, such as tone.example.com'))
        .max(64)
        .default([])
        .meta({
        description: 'With `shared`: host names for which every request goes to this model, whatever its path.',
    }),
    host: schemas/* string */.YjP()
        .refine((text) => (0,external_node_net_.isIP)(text) !== 0, { message: 'expected an IP address to listen at, such as 0.0.0.0 or ::' })
        .default('127.0.0.1')
        .meta({
        description: `Address on which the gateway listens: loopback for clients on this machine, 0.0.0.0 or :: for everyone who can reach it; see ${(0,pages/* pageOf */.Z)('gateway')}.`,
    }),
    tls: schemas/* strictObject */.rej({
        certificate: hostFile.meta({ description: 'Certificate in PEM, with the intermediate certificates after it.' }),
        key: hostFile.meta({ description: 'Its key in PEM, without a passphrase.' }),
        'client-ca': hostFile.optional().meta({
            description: 'CA certificates in PEM: only clients with a certificate signed by one of them are let in.',
        }),
    })
        .optional()
        .meta({
        description: 'TLS for clients, with files on the machine that deploys. A renewed certificate is used within seconds, without losing a request. Default: none.',
    }),
    tokens: hostFile.optional().meta({
        description: 'File of lines `NAME TOKEN`: only requests with `authorization: Bearer TOKEN` are let in, except for /v2/health/live and /v2/health/ready. Changes take effect within seconds. Default: no token needed.',
    }),
    fallback: schemas/* strictObject */.rej({
        status: schemas/* int */.Whr()
            .min(200)
            .max(599)
            .refine((status) => (status < 300 && ![204, 205].includes(status)) || status >= 400, {
            message: 'expected a status of an answer with a body, such as 200 or 503',
        })
            .default(503)
            .meta({
            description: 'Status of that answer, except at /v2/health/live and /v2/health/ready, which say 502 or 503.',
        }),
        'content-type': schemas/* string */.YjP()
            .regex(contentType, 'expected a type of content, such as application/json')
            .default('application/json')
            .meta({ description: 'Content type of the file.' }),
        file: schemas/* string */.YjP().meta({
            description: 'File of at most 32 KiB in the repository: the body of that answer. Read at each deployment.',
        }),
    })
        .optional()
        .meta({
        description: 'What clients get if no version answers: none serves, or all fail. The request counts as unanswered, whatever the status. Default: 502 or 503 with a line of text.',
    }),
    retries: schemas/* int */.Whr()
        .min(0)
        .max(retries/* mostRetries */.o)
        .default(retries/* defaultRetries */.y)
        .meta({
        description: `How often a request that no version began to answer is retried: at once with another version if there is one, else with the same one, after a second if it refused the connection. Only the first attempt counts for the version that was drawn. 0: never; see ${(0,pages/* pageOf */.Z)('gateway')}.`,
    }),
    'access-log': schemas/* enum */.k5n(['none', 'json'])
        .default('none')
        .meta({
        description: `json: a line of JSON for each request, without its body, query and headers. It is access.log in the gateway’s directory, or in its volume with \`target: docker\`; see ${(0,pages/* pageOf */.Z)('gateway')}.`,
    }),
    'metrics-port': schemas/* int */.Whr().min(1).max(65535).optional().meta({
        description: 'Loopback port with metrics for Prometheus (GET /metrics): requests, latencies, shares and the rollout. Default: none.',
    }),
    surge: schemas/* literal */.euz([0, 1]).default(1).meta({
        description: 'How many versions fit beside the one that serves. 0, as with one GPU: the canary replaces stable, which is started again if the canary fails. Nothing serves from the stop of one until the other is ready. The canary gets all traffic at once and is compared with what stable did before.',
    }),
    steps: schemas/* array */.YOg(schemas/* number */.aig().gt(0).max(100))
        .min(1)
        .default([1, 5, 100])
        .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
        message: 'steps must rise and end with 100',
    })
        .meta({ description: 'Shares of the traffic that the canary gets in turn, in percent.' }),
    control: schemas/* number */.aig().gt(0).max(50).default(5).meta({
        description: 'Share of the traffic, in percent, that stable keeps until the canary is promoted, even when the canary has “100”: without it, a fault of both could not be told from a fault of the canary.',
    }),
    step: schemas/* strictObject */.rej({
        'min-time': values/* duration */.p0.default('60s').meta({ description: 'A step lasts at least this long.' }),
        'min-requests': values/* positiveInt */.NJ
            .default(100)
            .meta({ description: 'Requests the canary must have answered in a step.' }),
        deadline: values/* duration */.p0.default('30m').meta({ description: 'A step that has not passed by then is rolled back.' }),
    })
        .refine((step) => !((0,values/* durationMs */.pc)(step['min-time']) >= (0,values/* durationMs */.pc)(step.deadline)), {
        message: 'min-time must be shorter than deadline, or no step could pass',
    })
        .prefault({}),
    gates: schemas/* strictObject */.rej({
        health: schemas/* strictObject */.rej({
            interval: values/* interval */.YP.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
            failures: values/* positiveInt */.NJ.default(5).meta({ description: 'Failed probes in a row that cause a rollback.' }),
        })
            .prefault({}),
        'false-rollbacks': values/* share */.uM.default(0.01).meta({
            description: 'Chance of stopping a canary that is no worse, however long the rollout lasts.',
        }),
        window: values/* interval */.YP.default('5s').meta({
            description: 'All failures within this time count as one piece of evidence, so that one bad moment does not stop a canary.',
        }),
        errors: worseThanStable('is 5xx, none at all, or one its client no longer waited for', 1.5, values/* share */.uM.default(0.01).meta({ description: `${tolerated}.` })),
        refusals: worseThanStable('is 4xx', 1.5, orAll(0.01)),
        latency: worseThanStable('takes longer than 99 % of those of stable', 5, orAll(0.05)),
    })
        .prefault({}),
    'split-by': schemas/* strictObject */.rej({
        header: schemas/* string */.YjP()
            .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected the name of a header, such as x-user')
            .transform((name) => name.toLowerCase())
            .refine((name) => !headersOfNobody.has(name), {
            message: 'expected a header that says who asks, such as x-user, and is no secret, no part of HTTP and no name of a request',
        })
            .meta({
            description: 'Its value, of at most 256 bytes, is not stored; requests without it are drawn at random.',
        }),
        'min-values': values/* positiveInt */.NJ.default(5).meta({
            description: 'Different values that the canary must have seen before it gets nearly all traffic, and before it is promoted.',
        }),
    })
        .optional()
        .meta({
        description: 'Clients that send the same value of this header get the same version, and stay with the canary while its share grows. A value counts as one piece of evidence, however many requests it has. Default: each request is drawn at random.',
    }),
    shadow: schemas/* strictObject */.rej({
        share: schemas/* number */.aig().gt(0).max(100).default(10).meta({
            description: 'Share of stable’s inference requests, in percent; at most 100 a second, of up to 16 KiB each.',
        }),
        'min-requests': values/* positiveInt */.NJ.default(300).meta({
            description: 'Different requests whose answers must have been compared: a repeated one shows nothing new. Similar requests often come in a row: the higher the number, the longer the runs of different answers that are ruled out.',
        }),
        'max-disagreement': values/* share */.uM.default(0.05).meta({
            description: 'Share of the inputs that the canary may answer differently from stable. If it is surely more, the canary fails. It must be surely less before the canary gets traffic, or the rollout ends as inconclusive at `step.deadline`.',
        }),
    })
        .optional()
        .meta({
        description: 'Before the canary gets traffic, it gets copies of stable’s requests. Its answers reach no client and must agree with stable’s: the same label, or without labels, numbers that differ by at most 0.1. Default: no copies.',
    }),
    prometheus: prometheus.optional(),
    probes: schemas/* enum */.k5n(['image', 'none']).default('image').meta({
        description: 'The image contains up to 100 test inputs with the judged answers, which each canary must give before it gets traffic. `none` leaves them out, for data that must not be in the image.',
    }),
    ready: values/* duration */.p0.default('2m').meta({ description: 'How long a version may take to become ready.' }),
    bake: values/* duration */.p0.default('5m').meta({
        description: 'How long the canary has nearly all traffic before it is promoted and the old version stops. Errors may come in bursts: the longer this is, the longer the bursts that are ruled out. It is extended if the evidence is not yet enough.',
    }),
});


/***/ }),

/***/ 24763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ containerKeys),
/* harmony export */   Hi: () => (/* binding */ engine),
/* harmony export */   Ry: () => (/* binding */ engineNames),
/* harmony export */   Tn: () => (/* binding */ ownFilesErrors)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52357);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95083);



/** `auto` is docker where a Docker engine answers, process elsewhere. */
const engineNames = ['auto', 'process', 'docker'];
/** Keys that only containers have. */
const containerKeys = ['image', 'files', 'shm', 'pids', 'runtime'];
const gpuMemory = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    memory: _values_js__WEBPACK_IMPORTED_MODULE_1__/* .memory */ .m1.meta({
        description: 'Memory of one GPU that a job needs, such as 24g. Other jobs may have the rest of it.',
    }),
});
/** `engine`. */
const engine = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(engineNames).default('auto').meta({
        description: 'Where jobs run. `auto`: docker if a Docker engine answers and has an image for jobs, otherwise process.',
    }),
    image: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1).optional().meta({
        description: 'Image that runs the jobs instead of ours, pinned by digest (repo@sha256:…); only with docker.',
    }),
    files: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected a file name of letters, digits, ., _ and -'), _values_js__WEBPACK_IMPORTED_MODULE_1__/* .path */ .Ae)
        .optional()
        .meta({
        description: 'Files that an image of your own reads, such as the configuration of its trainer: `{axolotl.yml: ./axolotl.yml}` is /ml/in/files/axolotl.yml for its jobs, read-only. A change of one makes the results of these jobs anew. Only with `image`.',
    }),
    ...(0,_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .limitKeys */ .O8)('a job', 'one if the host has one'),
    gpus: zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .gpuCount */ .i_, gpuMemory], { error: 'expected a whole number from 0, all, or {memory: 24g}' })
        .optional()
        .meta({
        description: 'GPUs of a job: a number, `all`, or `{memory: 24g}` for that much of one GPU, which jobs may then share. No other job of this host gets what a job has. Default: one if the host has one.',
    }),
    'gpu-wait': _values_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0.default('0s').meta({
        description: 'How long a job waits for GPUs that other jobs have. 0s: it does not wait, and ends with an error that names who has them.',
    }),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_1__/* .memory */ .m1.optional().meta({
        description: 'Shared memory (/dev/shm) of a job in a container, such as 2g. Processes use that of the machine, and are refused if it is smaller.',
    }),
    pids: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(16).max(4_194_304).optional().meta({
        description: 'Processes and threads of a job in a container, at most. Default: 4096. Only with docker.',
    }),
    runtime: (0,_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .runtimeKey */ .mh)('the container of a job'),
})
    .meta({ description: 'Where training and evaluation run, and with which resources.' });
/** What `engine.files` cannot be used for. */
function ownFilesErrors({ engine: { name, image, files = {} } }) {
    const names = Object.keys(files);
    const findings = names.flatMap((file, index) => {
        // On some hosts they are one file.
        const clash = names.slice(0, index).find((other) => other.toLowerCase() === file.toLowerCase());
        return clash === undefined
            ? []
            : [
                {
                    path: ['engine', 'files', file],
                    at: 'key',
                    message: `differs from ${clash} by capital letters alone: give it another name`,
                },
            ];
    });
    if (name !== 'process' && image === undefined && names.length > 0)
        findings.push({
            path: ['engine', 'files'],
            at: 'value',
            message: 'is not used without engine.image, as the image of model-actions reads none: name an image of your own, or remove it',
        });
    return findings;
}


/***/ }),

/***/ 70098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ method),
/* harmony export */   g0: () => (/* binding */ defaultLearningRate),
/* harmony export */   ue: () => (/* binding */ methodKeys)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* How a model is tuned. */
const methods = ['full', 'lora', 'qlora', 'adapter', 'prefix', 'prompt'];
/** What trains few parameters takes a higher one: ten times and more. */
const defaultLearningRate = {
    full: 2e-5,
    lora: 2e-4,
    qlora: 2e-4,
    adapter: 1e-4,
    prefix: 1e-2,
    prompt: 1e-2,
};
const method = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(methods).default('full').meta({
    description: 'full trains every weight; lora small matrices beside its layers; qlora the same, on a base whose weights have 4 bits; adapter a small network after each of its blocks; prefix and prompt virtual tokens before every text. The head is always trained whole.',
});
const virtualTokens = _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ.max(4096).default(20).meta({
    description: 'Vectors that the model reads before each text; together they must fit into its positions.',
});
const lowRank = {
    rank: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ.default(16).meta({ description: 'Rank of the adapters.' }),
    alpha: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
    dropout: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
    'target-modules': zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
        .min(1)
        .optional()
        .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
    merge: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()
        .default(true)
        .meta({ description: 'Merge the adapters into the model; false keeps them beside the digest of their base.' }),
};
/** What a method may be told, under its name; with another one it is refused. */
const methodKeys = {
    lora: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...lowRank,
    })
        .prefault({})
        .meta({ description: 'Only with `method: lora`.' }),
    qlora: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...lowRank,
        'quant-type': zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['nf4', 'fp4']).default('nf4').meta({ description: 'What the 16 values of 4 bits are.' }),
        'double-quant': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(true).meta({ description: 'The scales of the weights have few bits, too.' }),
        'compute-dtype': zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['bf16', 'fp16', 'fp32'])
            .default('bf16')
            .meta({ description: 'Type that the weights have while they are multiplied.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: qlora`.' }),
    adapter: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        'reduction-factor': _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ.default(16).meta({
            description: 'How many times narrower the middle of each network is than the vectors of its block.',
        }),
        'non-linearity': zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['gelu', 'relu']).default('gelu').meta({ description: 'Function in its middle.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: adapter`.' }),
    prefix: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        'virtual-tokens': virtualTokens,
        projection: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({
            description: 'Trains a small network that makes the vectors, in the place of the vectors themselves.',
        }),
        'hidden-size': _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ
            .max(65_536)
            .optional()
            .meta({ description: 'Width of that network. Default: the width of the base.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: prefix`.' }),
    prompt: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        'virtual-tokens': virtualTokens,
        init: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['random', 'text']).default('random').meta({
            description: 'What the virtual tokens begin as: tokens drawn from the vocabulary, or those of `init-text`.',
        }),
        'init-text': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).optional().meta({ description: 'Repeated, or cut, to as many tokens.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: prompt`.' }),
};


/***/ }),

/***/ 40740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FD: () => (/* binding */ originKeys),
/* harmony export */   P2: () => (/* binding */ readOrigin),
/* harmony export */   WW: () => (/* binding */ forgetting),
/* harmony export */   kR: () => (/* binding */ originErrors)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _writing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46901);
/* harmony import */ var _written_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64662);





/* From which weights a tuning starts, and on which examples it goes on. */
const originKeys = {
    from: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({
        description: 'What training begins with in the place of `base`: the model behind `release:latest` or `release:1.2.0`, or the fine-tuned model of a result (`sha256:…`). Without any release yet, `release:latest` begins with `base`, and says so.',
    }),
    data: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['all', 'new']).default('all').meta({
        description: 'With `from`: `new` trains only on examples that were not in the data of that model with their label or answer; `all` trains on them all.',
    }),
};
/** `evaluate.forgetting`: of a model that goes on from another one. */
const forgetting = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    margin: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).optional().meta({
        description: 'What may be lost on the examples that the model before was tested on, in the unit of the first gate that is a metric of the task. Default: the margin of that gate.',
    }),
    'on-fail': zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['fail', 'warn']).default('fail').meta({
        description: 'Whether forgetting counts as a gate, or is only shown.',
    }),
})
    .prefault({})
    .meta({
    description: 'With `finetune.from`: candidate and model before both answer the test of the model before, which neither was trained on.',
});
/** `finetune.from`, or why it is none. */
function readOrigin(text) {
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(text))
        return { kind: 'result', digest: text };
    const version = text.startsWith('release:') ? text.slice('release:'.length) : undefined;
    if (version === 'latest' || (version !== undefined && semver__WEBPACK_IMPORTED_MODULE_0__.valid(version) === version))
        return { kind: 'release', version };
    return `${JSON.stringify(text.slice(0, 100))} is nothing to start from: write release:latest, release: and a version such as release:1.2.0, or the digest of a result of finetune (sha256: and 64 hex digits)`;
}
const withoutFrom = [
    ['finetune', 'data'],
    ['evaluate', 'forgetting'],
];
/** What `from` cannot be written with, and what is not used without it. */
function originErrors(raw, { task, finetune }) {
    const refuse = (path, message) => ({ path: ['finetune', ...path], at: 'value', message });
    const { from, method, lora, qlora } = finetune;
    if (from === undefined)
        return withoutFrom
            .filter((path) => (0,_written_js__WEBPACK_IMPORTED_MODULE_4__/* .written */ .M)(raw, path))
            .map((path) => ({
            path,
            at: 'value',
            message: 'is not used without finetune.from: name the model to go on from, or remove it',
        }));
    const origin = readOrigin(from);
    if (typeof origin === 'string')
        return [refuse(['from'], origin)];
    const findings = [];
    if (origin.kind === 'release' && !(0,_writing_js__WEBPACK_IMPORTED_MODULE_2__/* .hasClasses */ .Rq)(task))
        findings.push(refuse(['from'], `there are no releases with task: ${task}: write the digest of a result of finetune (sha256:…)`));
    // An adapter belongs on a base that somebody has, and not on what a result holds.
    if (method === 'adapter' || method === 'prefix' || method === 'prompt')
        findings.push(refuse(['method'], `${method} leaves a model beside its base, and with from it would belong on a result: write full, lora or qlora, or remove from`));
    for (const [name, { merge }] of Object.entries({ lora, qlora }))
        if (method === name && !merge)
            findings.push(refuse([name, 'merge'], 'is false, and with from the adapter would belong on a result: remove it, or remove from'));
    return findings;
}


/***/ }),

/***/ 82805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ trainerKeys),
/* harmony export */   R: () => (/* binding */ trainerSettings)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/*
 * Settings that are passed on to the Trainer of transformers by its own names (`TrainingArguments`): those that change
 * something here, and that no key of ours sets. All are numbers or true and false, so no path and no secret can be among them.
 */
const beta = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).lt(1);
const trainerSettings = {
    adam_beta1: beta.optional().meta({ description: 'Only with `optimizer: adamw`. Default: 0.9.' }),
    adam_beta2: beta.optional().meta({ description: 'Only with `optimizer: adamw`. Default: 0.999.' }),
    adam_epsilon: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).optional().meta({ description: 'Only with `optimizer: adamw`. Default: 1e-8.' }),
    dataloader_persistent_workers: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()
        .optional()
        .meta({ description: 'Whether workers go on from one epoch to the next. Only with `workers`.' }),
    dataloader_prefetch_factor: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ
        .optional()
        .meta({ description: 'Batches that each worker reads ahead. Default: 2. Only with `workers`.' }),
    lr_scheduler_kwargs: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        lr_end: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).optional().meta({
            description: 'Where the learning rate ends. Only with `lr-scheduler: polynomial`. Default: 0.',
        }),
        num_cycles: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).optional().meta({
            description: 'Periods of the cosine. Only with `lr-scheduler: cosine`. Default: 0.5.',
        }),
        power: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).optional().meta({
            description: 'Power of the polynomial. Only with `lr-scheduler: polynomial`. Default: 1.',
        }),
    })
        .optional()
        .meta({ description: 'Of the learning rate after the warmup.' }),
    neftune_noise_alpha: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).optional().meta({
        description: 'Noise on the embeddings while they are trained (Jain et al., arXiv:2310.05914). Only with `method: full` or `lora`.',
    }),
};
const trainerKeys = {
    trainer: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3(trainerSettings).optional().meta({
        description: 'Settings that are passed on to the Trainer of transformers, by its own names. Others are refused.',
    }),
};


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
/* unused harmony exports dataByTask, eachOf */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98439);
/* harmony import */ var _data_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30199);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74410);




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
const dataByTask = () => _data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.map((task) => [task, schemaAt(task, ['data']) ?? {}]);
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
        node = typeof part === 'number' ? node?.items : (own(node?.properties ?? {}, String(part)) ?? eachOf(node));
    return node;
}
/** What every value of a mapping is, whose keys are the user's own. */
const eachOf = (node) => typeof node?.additionalProperties === 'object' && node.additionalProperties.properties !== undefined
    ? node.additionalProperties
    : undefined;
/** The tasks that know this key. */
const tasksWith = (path) => _data_index_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.filter((task) => schemaAt(task, path) !== undefined);
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

/***/ 7104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ metricUnits)
/* harmony export */ });
/* The metrics that a task has, and what a margin of each is counted in; how they are computed, `tasks` knows. */
const classification = {
    accuracy: 'share',
    macro_f1: 'share',
    weighted_f1: 'share',
    micro_f1: 'share',
    macro_precision: 'share',
    macro_recall: 'share',
    log_loss: 'score',
    calibration_error: 'share',
};
const generation = {
    exact_match: 'share',
    bleu: 'score',
    chrf: 'score',
    rouge1: 'share',
    rouge2: 'share',
    rougeL: 'share',
    perplexity: 'score',
};
const metricUnits = {
    'text-classification': classification,
    'image-classification': classification,
    seq2seq: generation,
    'causal-lm': generation,
};


/***/ }),

/***/ 74410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PU: () => (/* binding */ anyTaskSchema),
  RA: () => (/* binding */ camelKeys),
  $P: () => (/* binding */ defaultBaseline),
  gS: () => (/* binding */ generationOf),
  wg: () => (/* binding */ inputOf),
  D_: () => (/* binding */ judgedSchema),
  jd: () => (/* binding */ numericOf),
  e5: () => (/* binding */ specSchemas),
  N$: () => (/* binding */ targetLimit),
  textColumns: () => (/* binding */ textColumns),
  D: () => (/* binding */ truthOf)
});

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/spec/data/index.js + 6 modules
var data = __webpack_require__(30199);
// EXTERNAL MODULE: ./build/src/spec/deploy.js + 1 modules
var deploy = __webpack_require__(51083);
// EXTERNAL MODULE: ./build/src/spec/engine.js
var engine = __webpack_require__(24763);
;// CONCATENATED MODULE: ./build/src/spec/finetune/conversation.js

/* What only a model that goes on with a conversation is trained with. */
const conversationKeys = {
    'loss-on': schemas/* enum */.k5n(['response', 'all']).default('response').meta({
        description: 'What of a conversation is learnt: only the answer that is to be written, or what is asked as well. Only with `task: causal-lm`.',
    }),
    packing: schemas/* boolean */.zMY().default(false).meta({
        description: 'Puts several conversations into one row of `data.max-length` tokens, instead of padding each: faster where most are short. None sees another, and `batch-size` counts rows. Only with `task: causal-lm`.',
    }),
};

// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
;// CONCATENATED MODULE: ./build/src/spec/finetune/augment.js


/* What training examples are changed by. */
const jitter = (what) => schemas/* number */.aig()
    .gt(0)
    .max(1)
    .optional()
    .meta({ description: `${what} is multiplied by 1 less this to 1 and this.` });
const augmentKeys = {
    augment: schemas/* strictObject */.rej({
        crop: schemas/* strictObject */.rej({
            scale: schemas/* tuple */.PVZ([schemas/* number */.aig().gt(0).max(1), schemas/* number */.aig().gt(0).max(1)])
                .refine(([low, high]) => low <= high, 'the first share is the smaller one: exchange the two')
                .meta({
                description: 'The least and the largest share of the area that stays, such as [0.8, 1].',
            }),
        })
            .optional()
            .meta({ description: 'A part of each image is taken, in its own shape, from any place.' }),
        flip: schemas/* enum */.k5n(['horizontal', 'vertical', 'both'])
            .optional()
            .meta({ description: 'Every second image is mirrored, by chance; both: each way by a chance of its own.' }),
        color: schemas/* strictObject */.rej({
            brightness: jitter('Brightness'),
            contrast: jitter('Contrast'),
            saturation: jitter('Saturation'),
            hue: schemas/* number */.aig().gt(0).max(0.5).optional().meta({
                description: 'Hues are turned by at most this share of their circle, either way.',
            }),
        })
            .refine((value) => Object.keys(value).length > 0, 'gives nothing: name brightness, contrast, saturation or hue')
            .optional()
            .meta({ description: 'The light of each image is changed.' }),
        rotation: schemas/* number */.aig()
            .gt(0)
            .max(180)
            .optional()
            .meta({ description: 'Each image is turned by at most so many degrees, either way.' }),
        elastic: schemas/* strictObject */.rej({
            alpha: schemas/* number */.aig().gt(0).max(1000).meta({ description: 'How far pixels are moved.' }),
            sigma: schemas/* number */.aig().gt(0).max(100).meta({ description: 'How wide around a pixel its neighbours go along.' }),
        })
            .optional()
            .meta({
            description: 'Each image is bent, as handwriting is (Simard et al. 2003); in pixels of the size that the model reads.',
        }),
        synonyms: schemas/* strictObject */.rej({
            file: values/* path */.Ae.optional().meta({
                description: 'A CSV file with a word and what may stand for it in each line, such as `film,movie,motion picture`.',
            }),
            wordnet: schemas/* literal */.euz(true).optional().meta({
                description: 'Takes English synonyms from WordNet 3 of this machine (`apt-get install wordnet-base`): those of the first sense of each word.',
            }),
            share: schemas/* number */.aig()
                .gt(0)
                .max(1)
                .default(0.1)
                .meta({ description: 'Share of the words with synonyms that are replaced, one at least.' }),
            copies: values/* positiveInt */.NJ.max(100).default(1).meta({ description: 'Copies of each training text.' }),
        })
            .refine(({ file, wordnet }) => (file === undefined) !== (wordnet === undefined), 'takes synonyms from one place: give file, or wordnet: true')
            .optional()
            .meta({
            description: 'Beside each training text stand copies with other words, otherwise in each epoch. Only with `task: text-classification`.',
        }),
    })
        .refine((value) => Object.keys(value).length > 0, 'gives nothing to change examples by: name one, or remove augment')
        .optional()
        .meta({
        description: 'Training examples are changed, otherwise in each epoch; validation and test examples never are. All but `synonyms` change images, and are only used with `task: image-classification`.',
    }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/checkpoints.js


/* When training can go on from where it was. */
const spotProviders = ['aws', 'gcp', 'azure'];
const checkpointKeys = {
    checkpoints: schemas/* strictObject */.rej({
        steps: values/* positiveInt */.NJ.default(50).meta({
            description: 'Optimizer steps between two checkpoints. One is always written after the first step.',
        }),
        minutes: schemas/* number */.aig().gt(0).optional().meta({
            description: 'A checkpoint is also written when the last one is this old.',
        }),
        keep: values/* positiveInt */.NJ
            .max(100)
            .default(2)
            .meta({ description: 'How many checkpoints stay on the disk. Older ones are removed.' }),
        async: schemas/* boolean */.zMY().default(true).meta({
            description: 'Training goes on while a checkpoint is written. This takes memory for a copy of what is trained and of its optimizer state; with false, and always with `strategy: fsdp`, training waits for the disk.',
        }),
        'on-spot-notice': schemas/* enum */.k5n(['off', ...spotProviders])
            .default('off')
            .meta({
            description: 'On a spot machine of this cloud: its metadata server is asked every 5 s, and a checkpoint is written when it says that the machine ends.',
        }),
    })
        .prefault({})
        .meta({ description: 'What a run that was stopped, killed or cancelled goes on from.' }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/compute.js

/* With how much memory and time a step is computed. */
const computeKeys = {
    precision: schemas/* enum */.k5n(['auto', 'fp32', 'bf16', 'fp16']).default('auto').meta({
        description: 'Type of matrix products; weights that are trained stay FP32. auto: bf16 on GPUs that have it in hardware (compute capability 8.0 and newer), else fp32. With bf16 or fp16, a base that is frozen and was saved in that type stays in it.',
    }),
    tf32: schemas/* boolean */.zMY().optional().meta({
        description: 'Whether FP32 products on a GPU are rounded to TF32, which is several times faster. Default: where the GPU can (compute capability 8.0 and newer). Only with a GPU.',
    }),
    deterministic: schemas/* boolean */.zMY().default(false).meta({
        description: 'true: a GPU uses only algorithms that give the same bits each time, which are slower. On CPUs training always does.',
    }),
    'gradient-checkpointing': schemas/* boolean */.zMY().default(false).meta({
        description: 'Computes activations again in the backward pass instead of keeping them: less memory, a third more time.',
    }),
    workers: schemas/* int */.Whr().min(0).max(64).default(0).meta({
        description: 'Processes that read examples (and decode images) beside the one that trains, in each rank. The examples and their order stay the same.',
    }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/distributed.js


/* How many processes train one model together, on how many hosts, and how they reach each other. */
const distributedKeys = {
    distributed: schemas/* strictObject */.rej({
        ranks: values/* positiveInt */.NJ.max(256).optional().meta({
            description: 'Processes that train together on the CPUs of a host. On GPUs it is not given: there is one for each GPU of `engine.gpus`.',
        }),
        nodes: values/* positiveInt */.NJ.max(1024).default(1).meta({
            description: 'Hosts that train together. The same run is started on each, with a `node-rank` of its own and the same `rendezvous`.',
        }),
        interface: schemas/* string */.YjP()
            .regex(/^[A-Za-z0-9][\w.:-]{0,30}$/, 'expected the name of a network interface, such as eth0')
            .optional()
            .meta({ description: 'Network interface by which hosts reach each other, such as eth0. Only with `nodes`.' }),
        strategy: schemas/* enum */.k5n(['ddp', 'fsdp']).default('ddp').meta({
            description: 'ddp: each process has the whole model. fsdp: each has a part of its weights, gradients and optimizer states, for models that are too large for one GPU; it takes more time.',
        }),
        nccl: schemas/* strictObject */.rej({
            ib: schemas/* boolean */.zMY().optional().meta({ description: 'false: hosts do not use InfiniBand.' }),
            p2p: schemas/* boolean */.zMY()
                .optional()
                .meta({ description: 'false: GPUs do not copy to each other directly, but through memory.' }),
            debug: schemas/* enum */.k5n(['version', 'warn', 'info', 'trace'])
                .optional()
                .meta({ description: 'What NCCL writes to the log of the job.' }),
        })
            .optional()
            .meta({ description: 'Settings of NCCL, which carries gradients between GPUs.' }),
    })
        .prefault({})
        .meta({ description: 'Training with several processes (ranks): one for each GPU, or several on CPUs.' }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/loss.js

/* What training minimises. */
const lossKeys = {
    loss: schemas/* strictObject */.rej({
        kind: schemas/* enum */.k5n(['cross-entropy', 'focal']).default('cross-entropy').meta({
            description: 'focal counts an example less the surer the model is of its truth (Lin et al. 2017), so that few hard ones are not lost among many easy ones.',
        }),
        gamma: schemas/* number */.aig().min(0).default(2).meta({
            description: 'How much less: the exponent of what the truth lacks of certainty. Only with `kind: focal`.',
        }),
        'class-weights': schemas/* union */.KCZ([schemas/* enum */.k5n(['none', 'balanced']), schemas/* record */.g1P(schemas/* string */.YjP().min(1), schemas/* number */.aig().gt(0).max(1e6))], {
            error: 'expected none, balanced, or a mapping of labels to numbers above 0',
        })
            .default('none')
            .meta({
            description: 'What an example of each class counts. `balanced`: the fewer training examples a class has, the more each counts. Or a number for some labels, as in `{spam: 5}`; the others count 1. Only for tasks with classes.',
        }),
        'label-smoothing': schemas/* number */.aig().min(0).lt(1).default(0).meta({
            description: 'Share of each truth that is spread over all classes, so that the model becomes less sure of itself. Only with `kind: cross-entropy`.',
        }),
    })
        .prefault({})
        .meta({ description: 'The loss that training minimises.' }),
};

// EXTERNAL MODULE: ./build/src/spec/finetune/methods.js
var methods = __webpack_require__(70098);
// EXTERNAL MODULE: ./build/src/spec/finetune/origin.js
var origin = __webpack_require__(40740);
;// CONCATENATED MODULE: ./build/src/spec/finetune/schedule.js



/* How long is trained, in which steps, and how large they are. */
const defaultRates = Object.entries(methods/* defaultLearningRate */.g0).map(([method, rate]) => `${rate.toExponential()} for ${method}`);
const scheduleKeys = {
    epochs: schemas/* number */.aig().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
    'max-steps': values/* positiveInt */.NJ
        .optional()
        .meta({ description: 'Stops after this many optimizer steps, whatever the epochs.' }),
    'learning-rate': schemas/* number */.aig()
        .gt(0)
        .lt(1)
        .optional()
        .meta({ description: `Default ${defaultRates.join(', ')}.` }),
    'batch-size': values/* positiveInt */.NJ.default(16).meta({ description: 'Examples in one forward pass.' }),
    'gradient-accumulation': values/* positiveInt */.NJ.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
    'warmup-steps': schemas/* number */.aig()
        .min(0)
        .default(0)
        .refine((steps) => steps < 1 || Number.isInteger(steps), { message: 'expected whole steps, or a share below 1' })
        .meta({ description: 'Optimizer steps during which the learning rate rises; below 1, their share of all steps.' }),
    'lr-scheduler': schemas/* enum */.k5n(['linear', 'cosine', 'polynomial', 'constant', 'constant-with-warmup'])
        .default('linear')
        .meta({
        description: 'How the learning rate goes on after the warmup: to 0 in a line, along a cosine or a polynomial, or not at all (`constant`, which has no warmup either).',
    }),
    optimizer: schemas/* enum */.k5n(['adamw', 'adafactor', 'sgd']).default('adamw').meta({
        description: 'adamw keeps two numbers for each weight that is trained; adafactor keeps far fewer, and sgd none, where memory is short.',
    }),
    'max-grad-norm': schemas/* number */.aig().min(0).default(1).meta({
        description: 'A gradient that is longer is cut to this length, so that one odd batch undoes little. 0: none is.',
    }),
    'weight-decay': schemas/* number */.aig().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
    'early-stopping': schemas/* strictObject */.rej({
        patience: values/* positiveInt */.NJ.default(3).meta({
            description: 'Validations in a row that are no better, after which training ends.',
        }),
        'min-delta': schemas/* number */.aig().min(0).default(0).meta({
            description: 'How much less the validation loss must be to be better.',
        }),
        steps: values/* positiveInt */.NJ.optional().meta({
            description: 'Optimizer steps between two validations. Default: an epoch.',
        }),
    })
        .optional()
        .meta({
        description: 'Ends the training once the loss of all validation examples becomes no less. The model is that of the step with the least loss, also where training went on to its end.',
    }),
    seed: schemas/* int */.Whr().min(0).default(0).meta({ description: 'Seed for the order of examples and for new weights.' }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/search.js


/* Which settings are tried, in which order, and how soon a trial is given up. */
const dimension = schemas/* strictObject */.rej({
    low: schemas/* number */.aig().optional().meta({ description: 'Least value of a range.' }),
    high: schemas/* number */.aig().optional().meta({ description: 'Largest value of a range.' }),
    log: schemas/* boolean */.zMY().optional().meta({
        description: 'Draws from the range by its logarithm, as for a learning rate. Not with `step`.',
    }),
    step: schemas/* number */.aig().gt(0).optional().meta({
        description: 'Distance of the values of a range. Default: any value, and 1 for a key of whole numbers.',
    }),
    choices: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* number */.aig(), schemas/* string */.YjP()]))
        .min(1)
        .max(100)
        .optional()
        .meta({ description: 'Values to choose from, in the place of a range.' }),
})
    .meta({ description: 'A range of numbers, `{low, high}`, or `{choices: […]}`.' });
const searchKeys = {
    search: schemas/* strictObject */.rej({
        space: schemas/* record */.g1P(schemas/* string */.YjP(), dimension)
            .refine((space) => Object.keys(space).length > 0, {
            message: 'expected at least one key of finetune, such as learning-rate: {low: 1e-5, high: 1e-3, log: true}',
        })
            .meta({
            description: 'What each trial chooses: keys of `finetune`, those of its sections with a dot (`lora.rank`), each with a range or choices.',
        }),
        trials: values/* positiveInt */.NJ.max(10_000).default(20).meta({ description: 'Trainings, each with settings of its own.' }),
        sampler: schemas/* enum */.k5n(['tpe', 'random', 'grid']).default('tpe').meta({
            description: 'How settings are chosen: tpe by what earlier trials have shown (Tree-structured Parzen Estimator), random without that, grid each combination once.',
        }),
        pruner: schemas/* enum */.k5n(['none', 'median', 'hyperband', 'successive-halving']).default('median').meta({
            description: 'Which trials are given up before their end, by their validation losses so far: median those that are worse than half of the earlier ones, after five of them.',
        }),
        steps: values/* positiveInt */.NJ.optional().meta({
            description: 'Optimizer steps between two validations, after each of which a trial may be given up. Default: those of `early-stopping`, else an epoch.',
        }),
        seed: schemas/* int */.Whr().min(0).default(0).meta({ description: 'Seed for the choice of settings.' }),
    })
        .optional()
        .meta({
        description: 'Trains several times, with settings that Optuna chooses; the result is the model with the least validation loss.',
    }),
};

;// CONCATENATED MODULE: ./build/src/spec/finetune/tracking.js


/* Who is told of a training while it runs. None of it shapes the result, so none of it is in a key. */
/** With credentials in it, it would stand in logs. */
const address = (example) => schemas/* string */.YjP()
    .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    message: `expected an address such as ${example}`,
})
    .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
    message: 'has credentials in it, which logs would show: remove them',
});
const trackingKeys = {
    'report-to': schemas/* strictObject */.rej({
        mlflow: schemas/* strictObject */.rej({
            uri: address('http://mlflow:5000').optional().meta({
                description: 'Address of the MLflow server. Default: `MLFLOW_TRACKING_URI` of the environment.',
            }),
            experiment: schemas/* string */.YjP().min(1).max(500).optional().meta({
                description: 'Its name there; it is made if there is none. Default: the name of the model.',
            }),
        })
            .optional()
            .meta({
            description: 'A run on an MLflow server. Credentials come from the environment (`MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`), and go only to the server that `MLFLOW_TRACKING_URI` names.',
        }),
        prometheus: schemas/* strictObject */.rej({
            pushgateway: address('http://pushgateway:9091')
                .optional()
                .meta({ description: 'Address of a Pushgateway. Each model has a group of its own there.' }),
            textfile: values/* path */.Ae.optional().meta({
                description: 'File for the textfile collector of a node exporter, whose name ends with `.prom`. It lies in the directory that `MODEL_ACTIONS_TEXTFILES` names, or without it in the repository.',
            }),
        })
            .refine(({ pushgateway, textfile }) => (pushgateway === undefined) !== (textfile === undefined), {
            message: 'give exactly one of pushgateway and textfile',
        })
            .refine(({ textfile }) => textfile === undefined || textfile.endsWith('.prom'), {
            message: 'the collector reads only files whose names end with .prom',
            path: ['textfile'],
        })
            .optional()
            .meta({ description: 'The last value of each number, for Prometheus.' }),
        tensorboard: schemas/* strictObject */.rej({
            directory: values/* path */.Ae.default('runs').meta({ description: 'Directory for the event files, in the repository.' }),
        })
            .optional()
            .meta({ description: 'Event files that TensorBoard reads.' }),
        wandb: schemas/* strictObject */.rej({
            project: schemas/* string */.YjP().min(1).max(128).optional().meta({ description: 'Default: the name of the model.' }),
            entity: schemas/* string */.YjP().min(1).max(128).optional().meta({
                description: 'User or team that the project belongs to. Default: that of the key.',
            }),
            mode: schemas/* enum */.k5n(['online', 'offline']).default('online').meta({
                description: 'offline: files in `wandb/` beside model.yml, for `wandb sync` later.',
            }),
        })
            .optional()
            .meta({
            description: 'A run at Weights & Biases, by the package `wandb` of `python3` on this machine, or of the Python that `MODEL_ACTIONS_WANDB_PYTHON` names. Credentials come from the environment (`WANDB_API_KEY`) or from `wandb login`.',
        }),
    })
        .optional()
        .meta({
        description: 'Who is told of a training while it runs. A tracker that is slow or away never slows or ends a training, and changes here train nothing again.',
    }),
};

// EXTERNAL MODULE: ./build/src/spec/finetune/trainer.js
var trainer = __webpack_require__(82805);
;// CONCATENATED MODULE: ./build/src/spec/finetune/index.js













/** The section `finetune` of model.yml: a file for each of its concerns. */
const finetune = schemas/* strictObject */.rej({
    method: methods/* method */.EJ,
    ...origin/* originKeys */.FD,
    ...scheduleKeys,
    ...lossKeys,
    ...augmentKeys,
    ...computeKeys,
    ...trainer/* trainerKeys */.Q,
    ...checkpointKeys,
    ...distributedKeys,
    ...trackingKeys,
    ...methods/* methodKeys */.ue,
    ...searchKeys,
    deadline: values/* duration */.p0.default('12h').meta({
        description: 'The job is stopped after this time; it resumes from its last checkpoint. With `search`: each trial.',
    }),
});

// EXTERNAL MODULE: ./build/src/spec/metrics.js
var metrics = __webpack_require__(7104);
;// CONCATENATED MODULE: ./build/src/spec/schema.js










/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */
const defaultBaseline = 'release:latest';
const evaluate = schemas/* strictObject */.rej({
    baseline: schemas/* string */.YjP().default(defaultBaseline).meta({
        description: '`release:latest` or `release:1.2.3`, `branch:main` or `tag:v1.2.3` (the model made from the model.yml and data there: reused, or tuned first), a model directory, `majority` (the most frequent class), or `base` (the untuned base, for tasks that write texts). If there is no release yet, `release:latest` falls back to `majority`, or to `base` for such a task, and says so.',
    }),
    gates: schemas/* array */.YOg(schemas/* strictObject */.rej({
        metric: schemas/* string */.YjP().min(1).meta({
            description: 'What is compared, on the same test examples: a metric of the task (accuracy, macro_f1, weighted_f1, micro_f1, macro_precision, macro_recall, log_loss, calibration_error; for texts exact_match, bleu, chrf, rouge1, rouge2, rougeL, perplexity), or one of `metrics`.',
        }),
        margin: schemas/* number */.aig().gt(0).meta({
            description: 'What the candidate may lose, in the unit of the metric: 0.02 is two points of accuracy, 0.5 half a point of BLEU. The baseline `majority` must be beaten, whatever the margin.',
        }),
    }))
        .min(1)
        .default([{ metric: 'accuracy', margin: 0.02 }])
        .meta({ description: 'What the candidate must pass against the baseline.' }),
    metrics: schemas/* array */.YOg(schemas/* strictObject */.rej({
        name: schemas/* string */.YjP()
            .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'expected letters, digits and _, a letter first')
            .meta({ description: 'Name of the metric, for use in `gates`.' }),
        function: schemas/* string */.YjP()
            .regex(/^[^:]+\.py:[A-Za-z_][A-Za-z0-9_]*$/, 'expected a Python file and a function in it, such as metrics.py:cost')
            .optional()
            .meta({
            description: 'The Python function that gives the number, as `metrics.py:cost`: it is called with lists of predictions and returns one number for each. The file is loaded alone. Without it, the predictions must contain the number.',
        }),
        'higher-is-better': schemas/* boolean */.zMY().default(true).meta({ description: 'false: lower is better.' }),
        range: schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()])
            .refine(([least, most]) => least < most, { message: 'expected the least number, and a larger one: [0, 10]' })
            .optional()
            .meta({
            description: 'Smallest and largest value, as `[0, 10]`; a value outside counts as the nearer limit. A gate needs it: to rule out a loss that no answer has shown, the test must know how large it can be.',
        }),
    }))
        .default([])
        .meta({
        description: 'Your own metrics: the mean of a number that each prediction has in `scores`, or gets from your function.',
    }),
    slices: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).max(10).default([]).meta({
        description: 'Columns by whose values the report groups test examples, such as a language. They are only shown and decide nothing; changing them retrains nothing.',
    }),
    forgetting: origin/* forgetting */.WW,
    'on-inconclusive': schemas/* enum */.k5n(['fail', 'warn']).default('fail').meta({
        description: 'What an inconclusive comparison with the baseline does to the run, in evaluate and again in quantize: fail it, or warn and go on.',
    }),
    looks: schemas/* int */.Whr().min(1).max(2).default(1).meta({
        description: 'How often one candidate may be judged: 2 if an inconclusive test may be repeated once with more examples. The planned looks share four fifths of the 5 % of wrong verdicts; further looks are counted on this machine, and each spends four fifths of what is left.',
    }),
    explain: schemas/* strictObject */.rej({
        examples: schemas/* int */.Whr()
            .min(1)
            .max(100)
            .default(10)
            .meta({ description: 'How many, the most confident mistakes first.' }),
        seconds: schemas/* number */.aig()
            .gt(0)
            .max(3600)
            .default(60)
            .meta({ description: 'No further example is begun after this time.' }),
    })
        .optional()
        .meta({
        description: 'Shows which words, or parts of an image, led the candidate to mistakes that the baseline does not make: each is removed, and the candidate asked again. It decides nothing. The report then quotes test texts. Default: off.',
    }),
    'show-texts': schemas/* boolean */.zMY().default(true).meta({
        description: 'Whether reports quote test examples that only one model gets right (the start of a text, a small picture of an image) and training images as `finetune.augment` changes them, `deploy` prints a request with a test input, and `monitor` names the most frequent values of a column. Use `false` if some readers of a pull request may not see the test; ids are always shown.',
    }),
    'batch-size': values/* positiveInt */.NJ.default(32).meta({ description: 'Examples in one forward pass.' }),
    deadline: values/* duration */.p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const quantize = schemas/* strictObject */.rej({
    precision: schemas/* enum */.k5n(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
    gates: schemas/* strictObject */.rej({
        size: schemas/* number */.aig().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
        speed: schemas/* number */.aig().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
        margin: values/* share */.uM.default(0.02).meta({ description: 'Accuracy that may be lost, judged by the paired test.' }),
        latency: schemas/* strictObject */.rej({
            p50: schemas/* number */.aig().gt(0).default(1.1).meta({
                description: 'For half of the requests; if the tokenizer takes most of the time, the ratio is near 1.',
            }),
            p90: schemas/* number */.aig()
                .gt(0)
                .optional()
                .meta({ description: 'For 90 % of the requests; at least 100 are measured.' }),
            p99: schemas/* number */.aig()
                .gt(0)
                .optional()
                .meta({ description: 'For 99 % of the requests; at least 1,000 are measured, however long that takes.' }),
        })
            .prefault({})
            .meta({
            description: 'Quantized latency over FP32 latency, at most: for single test requests, from text or image to scores, as when served.',
        }),
    })
        .prefault({})
        .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
    deadline: values/* duration */.p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const schema_image = schemas/* strictObject */.rej({
    registry: schemas/* string */.YjP().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: values/* path */.Ae.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: schemas/* string */.YjP().optional().meta({
        description: 'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image has only the model and our runtime, for `target: process`.',
    }),
    'insecure-registry': schemas/* boolean */.zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: schemas/* string */.YjP().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: schemas/* string */.YjP().optional().meta({ description: 'URL of the source repository.' }),
})
    .refine((value) => value.registry === undefined || value.layout === undefined, {
    message: 'registry and layout are both given: leave one of them out',
})
    .meta({
    description: 'Where images are kept. With neither `registry` nor `layout`: a layout in the place that this host keeps for the model.',
});
const signing = schemas/* strictObject */.rej({
    key: values/* path */.Ae
        .optional()
        .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
    'public-key': values/* path */.Ae.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
    'max-age': values/* duration */.p0.optional().meta({
        description: 'Maximum time since signing for a release to be verified and deployed, such as 720h, so that an old release is not taken for the newest if newer ones are hidden. `sign` renews at half that age. A requested rollback may be older. Default: no limit.',
    }),
});
const results = schemas/* strictObject */.rej({
    registry: schemas/* string */.YjP()
        .min(1)
        .optional()
        .meta({ description: 'Repository for results: ghcr.io/acme/intents-results.' }),
    layout: values/* path */.Ae.optional().meta({
        description: 'An OCI layout directory instead of a registry, which `actions/upload-artifact` can carry.',
    }),
    'insecure-registry': schemas/* boolean */.zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    'trust-keys': schemas/* boolean */.zMY().default(false).meta({
        description: 'Also use results that another machine stored here for the same inputs, instead of making them again. Whoever can write here then decides what this run hands on and a later job signs. Without it, a result is taken only by its digest.',
    }),
})
    .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
})
    .meta({
    description: 'Where jobs on other machines find the results of stages. Without it, results stay in the place of this host.',
});
const identity = {
    name: schemas/* string */.YjP()
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
        .max(100)
        .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
    version: schemas/* string */.YjP()
        .refine((value) => semver.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
        .meta({ description: 'SemVer version of the release that this file describes.' }),
};
const ofTask = (task, data, sections) => schemas/* strictObject */.rej({
    ...identity,
    task,
    base: schemas/* string */.YjP().min(1).meta({
        description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    results: results.optional(),
    engine: engine/* engine */.Hi.prefault({}),
    finetune: sections.finetune,
    evaluate: sections.evaluate,
    quantize: quantize.prefault({}),
    image: schema_image.prefault({}),
    signing: signing.prefault({}),
    deploy: deploy/* deploy */.g.prefault({}),
});
const judgesTexts = evaluate.extend({
    generation: schemas/* strictObject */.rej({
        'max-new-tokens': values/* positiveInt */.NJ.optional().meta({
            description: 'Longest answer in tokens. Default: `data.max-target-length`, and with causal-lm a quarter of `data.max-length`, which is kept free for the answer.',
        }),
        'num-beams': values/* positiveInt */.NJ.max(64).default(1).meta({
            description: '1 takes the likeliest token each time; more look for the likeliest text among so many.',
        }),
    })
        .prefault({})
        .meta({ description: 'How the test is answered. Only with `task: seq2seq, causal-lm`.' }),
});
const tunesConversations = finetune.extend(conversationKeys);
/** The schema of a whole model.yml, by task. */
const specSchemas = {
    'text-classification': ofTask(schemas/* literal */.euz('text-classification'), data/* dataSchemas */.D['text-classification'], {
        finetune: finetune.prefault({}),
        evaluate: evaluate.prefault({}),
    }),
    'image-classification': ofTask(schemas/* literal */.euz('image-classification'), data/* dataSchemas */.D['image-classification'], {
        finetune: finetune.prefault({}),
        evaluate: evaluate.prefault({}),
    }),
    seq2seq: ofTask(schemas/* literal */.euz('seq2seq'), data/* dataSchemas */.D.seq2seq, {
        finetune: finetune.prefault({}),
        evaluate: judgesTexts.prefault({}),
    }),
    'causal-lm': ofTask(schemas/* literal */.euz('causal-lm'), data/* dataSchemas */.D['causal-lm'], {
        finetune: tunesConversations.prefault({}),
        evaluate: judgesTexts.prefault({}),
    }),
};
/** What can be said of a model.yml whose task is not known: everything but `data`. */
const anyTaskSchema = ofTask(schemas/* enum */.k5n(data/* taskNames */.u).meta({ description: 'What the model does. It decides what `data` may hold.' }), schemas/* looseObject */._H3({}).meta({ description: 'The examples; its keys depend on `task`.' }), { finetune: tunesConversations.prefault({}), evaluate: judgesTexts.prefault({}) });
/** What counts where two files of predictions are judged: of the same model.yml, or of one that has nothing else. */
const judgedSchema = schemas/* object */.Ikc({
    ...identity,
    task: schemas/* enum */.k5n(Object.keys(metrics/* metricUnits */.E)),
    evaluate: evaluate.prefault({}),
});
function camelKeys(value) {
    if (Array.isArray(value))
        return value.map((item) => camelKeys(item));
    if (value === null || typeof value !== 'object')
        return value;
    const entries = Object.entries(value).map(([key, item]) => [
        key.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
        // Labels and the names of files are the user's words, and a space names keys of this file.
        ['class-weights', 'files', 'space'].includes(key) ? item : camelKeys(item),
    ]);
    return Object.fromEntries(entries);
}
/** The input column, or those that a text is made of, and the longest input in tokens: an image counts as one. */
function inputOf({ task, data }) {
    if ('image' in data)
        return { column: data.image, maxLength: 1 };
    if ('text' in data)
        return { column: rowOf(data), maxLength: data.maxLength };
    const column = data.messages ?? data.instruction;
    // The schema fills in one of the two.
    if (column === undefined)
        throw new Error(`no input of ${task}`);
    return { column, maxLength: data.maxLength };
}
/** Numbers stand behind the texts of a row, which is sent and kept as all rows of several columns are. */
const rowOf = (data) => data.numeric === undefined ? data.text : [data.text, data.numeric].flat();
/** Of the input's columns, those that a model reads as numbers. */
const numericOf = ({ data }) => ('numeric' in data && data.numeric) || [];
/** The column of what a model is to say: the class of an example, or the text. A conversation has it in itself. */
function truthOf({ data }) {
    if ('label' in data)
        return { label: data.label };
    if ('target' in data)
        return { target: data.target };
    return data.response === undefined ? { messages: true } : { target: data.response };
}
/** Of texts, for `model.json`: what one was, or was made of. */
const textColumns = (spec) => 'image' in spec.data ? {} : { columns: [inputOf(spec).column].flat() };
/** Of a task that writes texts: the longest target in tokens, where it has a limit of its own. */
const targetLimit = ({ data }) => 'maxTargetLength' in data ? { max_target_length: data.maxTargetLength } : {};
/** Of a task that writes texts: how the test is answered. */
function generationOf({ data, evaluate }) {
    if (!('generation' in evaluate))
        return undefined;
    const { maxNewTokens, numBeams } = evaluate.generation;
    const usual = 'maxTargetLength' in data ? data.maxTargetLength : inputOfTexts(data);
    return { max_new_tokens: maxNewTokens ?? usual, num_beams: numBeams };
}
const inputOfTexts = (data) => 'maxLength' in data ? Math.max(1, Math.floor(data.maxLength / 4)) : 1;


/***/ }),

/***/ 95083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   NJ: () => (/* binding */ positiveInt),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   ZY: () => (/* binding */ memoryBytes),
/* harmony export */   m1: () => (/* binding */ memory),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   pc: () => (/* binding */ durationMs),
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2503);

/* The kinds of values that model.yml is made of. */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.', examples: ['250ms', '10s', '5m', '1h'] });
/** One that something is repeated after. */
const interval = duration.refine((text) => !(durationMs(text) <= 0), { message: 'expected more than nothing' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const memoryPattern = /^(\d+(?:\.\d+)?)([mgt])$/;
const unitBytes = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
/** An amount of memory with its unit (`512m`, `16g`, `1t`: powers of 1,024), kept as written; `memoryBytes` reads it. */
const memory = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(memoryPattern, 'expected an amount with its unit, such as 512m, 16g or 1t')
    .meta({ examples: ['512m', '16g', '1t'] });
/** Bytes of a text that `memory` accepts; NaN for any other. */
function memoryBytes(text) {
    const [, amount = '', unit = ''] = memoryPattern.exec(text) ?? [];
    return Math.round(Number(amount) * (unitBytes[unit] ?? Number.NaN));
}
const positiveInt = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(1);
const share = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().gt(0).lt(1);
/** A path, relative to model.yml; what leaves the repository is refused when it is resolved. */
const path = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1);


/***/ }),

/***/ 46901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jn: () => (/* binding */ taskErrors),
/* harmony export */   Rq: () => (/* binding */ hasClasses),
/* harmony export */   y8: () => (/* binding */ notYet)
/* harmony export */ });
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62208);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7104);
/* harmony import */ var _written_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64662);



/* What only tasks with classes have, and what only those have that write texts. */
/** Whether the examples of a task are of one class of several. */
const hasClasses = (task) => Object.hasOwn(_metrics_js__WEBPACK_IMPORTED_MODULE_1__/* .metricUnits */ .E[task], 'accuracy');
/** What is made of a tuned model, which is not possible with one that writes texts. */
const unmade = ['quantize', 'image', 'signing', 'deploy'];
/** Why it cannot be made. @param what as a stage or a command is called */
const notYet = (what, task) => `${what} is not possible with task: ${task}, whose model can be prepared, fine-tuned and evaluated`;
function taskErrors(raw, { task, data, evaluate }) {
    const findings = [];
    const refuse = (path, message) => findings.push({ path, at: 'value', message });
    const baseline = (0,_base_js__WEBPACK_IMPORTED_MODULE_0__/* .readBaseline */ .mF)(evaluate.baseline);
    const kind = typeof baseline === 'string' ? undefined : baseline.kind;
    if (hasClasses(task)) {
        if (kind === 'base')
            refuse(['evaluate', 'baseline'], `an untuned base knows no classes, and ${task} has some: write majority`);
        return findings;
    }
    if (kind === 'majority')
        refuse(['evaluate', 'baseline'], `majority is a class, and ${task} has none: write base, which is the untuned base`);
    if (typeof baseline !== 'string' && baseline.kind === 'release' && baseline.version !== 'latest')
        refuse(['evaluate', 'baseline'], `there are no releases with task: ${task}: write base, which is the untuned base`);
    if (evaluate.explain !== undefined)
        refuse(['evaluate', 'explain'], `is not used with task: ${task}: remove it`);
    for (const section of unmade)
        if ((0,_written_js__WEBPACK_IMPORTED_MODULE_2__/* .written */ .M)(raw, [section]))
            refuse([section], `${notYet(section, task)}: remove it`);
    if ('generation' in evaluate && 'max-length' in data && !('max-target-length' in data)) {
        const most = evaluate.generation['max-new-tokens'];
        if (most !== undefined && most >= data['max-length'])
            refuse(['evaluate', 'generation', 'max-new-tokens'], `leaves nothing of data.max-length (${data['max-length']}) for what is asked: write less, or raise data.max-length`);
    }
    return findings;
}


/***/ }),

/***/ 64662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ written)
/* harmony export */ });
/** Whether a document as it was written, without defaults, has something at `path`. */
function written(raw, path) {
    let value = raw;
    for (const part of path) {
        if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part))
            return false;
        value = value[part];
    }
    return true;
}


/***/ })

};
