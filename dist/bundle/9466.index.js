export const id = 9466;
export const ids = [9466];
export const modules = {

/***/ 23837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   QN: () => (/* binding */ digestBytes),
/* harmony export */   TM: () => (/* binding */ digestFile),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   hW: () => (/* binding */ digestTree),
/* harmony export */   io: () => (/* binding */ readBytes),
/* harmony export */   tv: () => (/* binding */ digestJson),
/* harmony export */   v9: () => (/* binding */ measureFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
const readBytes = 1024 * 1024;
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
/** The digits alone, as names of files and tags hold them; all 64, or so many of the first. */
const hexOf = (digest, digits = 64) => digest.slice('sha256:'.length, 'sha256:'.length + digits);
function digestBytes(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Reads the file once, in pieces. */
async function digestFile(path) {
    return (await measureFile(path)).digest;
}
/**
 * Size and digest of what was read, so that the two belong together even where somebody writes.
 * @throws UserError where it is no regular file
 */
async function measureFile(path, options = {}) {
    const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegular */ .lf)(path, options);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const piece of file.createReadStream({ highWaterMark: readBytes })) {
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
 * modes do not count. @throws UserError for a link that leaves it, and for what is no regular file
 */
async function digestTree(directory, options = {}) {
    const files = [];
    for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .walkTree */ .Ir)(directory, options))
        files.push({ path, ...(await measureFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path), { links: 'followed' })) });
    return digestJson(files);
}


/***/ }),

/***/ 55799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ verdictExitCode),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53720);


/** @param signal what aborted the work; an error that came of it is not reported as one */
function failureOf(error, signal) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof _signals_js__WEBPACK_IMPORTED_MODULE_1__/* .Interrupted */ .j)
        return { exitCode: reason.exitCode, problems: [{ what: `${reason.message}; run again to go on` }] };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS[error.exit], problems: error.problems };
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const message = error instanceof Error ? error.message : String(error);
    return {
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.crashed,
        problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
        stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
    };
}
const causeOf = (cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
const verdictExitCode = (verdict) => verdict === 'pass' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.done : verdict === 'inconclusive' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.inconclusive : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS['gate-failed'];


/***/ }),

/***/ 53720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals),
/* harmony export */   j: () => (/* binding */ Interrupted)
/* harmony export */ });
/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = signal === 'SIGINT' ? 130 : 143;
    }
}
/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300;
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300;
/**
 * One AbortSignal for the process: the first SIGINT or SIGTERM aborts it with an `Interrupted`, the second ends the process at once.
 * @param nowMs a monotonic clock
 */
function abortOnSignals(source = process, nowMs = () => performance.now()) {
    const controller = new AbortController();
    let first;
    const listener = (signal) => {
        if (first !== undefined) {
            if (nowMs() - first.atMs > echoMs)
                source.exit(first.exitCode);
            return;
        }
        const reason = new Interrupted(signal);
        const { exitCode } = reason;
        first = { atMs: nowMs(), exitCode };
        setTimeout(() => source.exit(exitCode), deadlineMs).unref();
        controller.abort(reason);
    };
    source.on('SIGINT', listener);
    source.on('SIGTERM', listener);
    return controller.signal;
}


/***/ }),

/***/ 10873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ dataSchemas),
/* harmony export */   u: () => (/* binding */ taskNames)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* The section `data` of model.yml: one schema for each task. */
const shape = {
    train: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae.meta({ description: 'Training examples: a JSONL or CSV file.' }),
    test: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae
        .optional()
        .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
    validation: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae.optional().meta({
        description: 'Validation examples: a JSONL or CSV file. Without it, `split` takes them from `train`.',
    }),
    split: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        test: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .share */ .uM.optional().meta({
            default: 0.2,
            description: 'Share of `train` that becomes test examples. Not with a file `data.test`.',
        }),
        validation: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .share */ .uM.optional().meta({
            default: 0.1,
            description: 'Share of `train` that becomes validation examples: what training may look at to choose, so that it never chooses by the test examples. Not with a file `data.validation`.',
        }),
        stratify: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'Column whose shares all splits keep.' }),
        group: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
            .optional()
            .meta({ description: 'Column whose values never stand on two sides, such as the customer.' }),
    })
        .prefault({})
        .meta({ description: 'What is taken out of `train`, and how.' }),
    label: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('label').meta({ description: 'Column with the class.' }),
    sample: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
};
/** @param input the column of the examples' input */
function refuseContradictions(value, input, context) {
    const { split, label } = value;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    for (const part of ['test', 'validation'])
        if (value[part] !== undefined && split[part] !== undefined)
            refuse(['split', part], `data.${part} and split.${part} are both given: the ${part} examples come from a file of their own or out of train`);
    const shares = completed(value);
    if ((shares.test ?? 0) + (shares.validation ?? 0) >= 1)
        refuse(['split'], 'test and validation together take every example: leave some for training');
    if (split.group !== undefined && split.group === split.stratify)
        refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`);
    if (split.group === label)
        refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only');
    if (split.stratify === input)
        refuse(['split', 'stratify'], 'the input cannot be stratified by: name the label or another column with few values');
    if (input === label)
        refuse(['label'], `the label and the input are the same column, "${input}": name two columns`);
}
/** A share for what has no file; none for what has one. */
const completed = ({ test, validation, split }) => ({
    ...split,
    ...(test === undefined ? { test: split.test ?? 0.2 } : {}),
    ...(validation === undefined ? { validation: split.validation ?? 0.1 } : {}),
});
const complete = (value) => ({ ...value, split: completed(value) });
const { train, test, validation, split, ...rest } = shape;
const files = { train, test, validation, split };
/** What `data` may hold, by task. */
const dataSchemas = {
    'text-classification': zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...files,
        text: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('text').meta({ description: 'Column with the text.' }),
        'max-length': _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
        ...rest,
    })
        .superRefine((value, context) => refuseContradictions(value, value.text, context))
        .overwrite(complete),
    'image-classification': zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...files,
        image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('image').meta({ description: 'Column with the path of the image file.' }),
        ...rest,
    })
        .superRefine((value, context) => refuseContradictions(value, value.image, context))
        .overwrite(complete),
};
const taskNames = Object.keys(dataSchemas);


/***/ }),

/***/ 61010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PU: () => (/* binding */ anyTaskSchema),
/* harmony export */   RA: () => (/* binding */ camelKeys),
/* harmony export */   Ry: () => (/* binding */ engineNames),
/* harmony export */   e5: () => (/* binding */ specSchemas),
/* harmony export */   wg: () => (/* binding */ inputOf)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10873);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95083);




/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */
const finetune = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    method: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['full', 'lora'])
        .default('full')
        .meta({ description: 'full trains every weight; lora trains small adapters, and the head.' }),
    epochs: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
    'max-steps': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ
        .optional()
        .meta({ description: 'Stops after so many optimizer steps, whatever the epochs.' }),
    'learning-rate': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).lt(1).optional().meta({ description: 'Default 2e-5 for full, 2e-4 for lora.' }),
    'batch-size': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(16).meta({ description: 'Examples in one forward pass.' }),
    'gradient-accumulation': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
    'warmup-steps': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig()
        .min(0)
        .default(0)
        .meta({ description: 'Optimizer steps in which the learning rate rises.' }),
    'weight-decay': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
    'checkpoint-steps': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(50).meta({ description: 'A checkpoint every so many optimizer steps.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the order of examples and of new weights.' }),
    lora: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        rank: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(16).meta({ description: 'Rank of the adapters.' }),
        alpha: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
        dropout: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
        'target-modules': zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP())
            .min(1)
            .optional()
            .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
        merge: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()
            .default(true)
            .meta({ description: 'Merge the adapters into the model; false keeps them beside the digest of their base.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: lora`.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0
        .default('12h')
        .meta({ description: 'The job is stopped after this time; it resumes from its last checkpoint.' }),
});
const evaluate = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    baseline: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().default('release:latest').meta({
        description: '`release:latest` or `release:1.2.3`, the directory of a model, or `majority`. Where there is no release yet, `release:latest` falls back to `majority` and says so.',
    }),
    gates: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        metric: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['accuracy']).meta({ description: 'What is compared, on the same test examples.' }),
        margin: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM.meta({ description: 'What the candidate may lose: 0.02 is two points of accuracy.' }),
    }))
        .min(1)
        .default([{ metric: 'accuracy', margin: 0.02 }])
        .meta({ description: 'What the candidate must pass against the baseline.' }),
    'on-inconclusive': zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['fail', 'warn'])
        .default('fail')
        .meta({ description: 'What an inconclusive comparison does to the run: fail it, or warn and go on.' }),
    'batch-size': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(32).meta({ description: 'Examples in one forward pass.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const quantize = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    precision: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
    gates: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        size: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
        speed: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
        margin: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM.default(0.02).meta({ description: 'Accuracy that may be lost, by the paired test.' }),
    })
        .prefault({})
        .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const image = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({
        description: 'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image holds the model and our runtime only, for `target: process`.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().meta({ description: 'URL of the source repository.' }),
})
    .refine((value) => value.registry === undefined || value.layout === undefined, {
    message: 'registry and layout are both given: leave one of them out',
})
    .meta({
    description: 'Where images are kept. With neither `registry` nor `layout`: a layout in the place that this host keeps for the model.',
});
const signing = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    key: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae
        .optional()
        .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
    'public-key': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
    'max-age': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.optional().meta({
        description: 'How long ago a release may have been signed to be verified and deployed, such as 720h: what somebody kept back is not taken for the newest. `sign` renews one at half of that age. A rollback that is asked for may be older. Default: any time.',
    }),
});
const deploy = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    target: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['process', 'docker'])
        .default('process')
        .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
    port: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(1).max(65535).default(8080).meta({ description: 'Loopback port at which the gateway serves.' }),
    steps: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).max(100))
        .min(1)
        .default([1, 5, 100])
        .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
        message: 'steps must rise and end with 100',
    })
        .meta({ description: 'Shares of the traffic, in percent, that the canary gets one after the other.' }),
    step: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        'min-time': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('60s').meta({ description: 'A step lasts at least this long.' }),
        'min-requests': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ
            .default(100)
            .meta({ description: 'Requests the canary must have answered in a step.' }),
        deadline: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('30m').meta({ description: 'A step that has not passed by then rolls back.' }),
    })
        .prefault({}),
    gates: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        health: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
            interval: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
            failures: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveInt */ .NJ.default(5).meta({ description: 'So many failed probes in a row roll back.' }),
        })
            .prefault({}),
        errors: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
            ratio: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(1).default(1.5).meta({ description: 'Tolerated error rate over that of stable.' }),
            'false-rollbacks': _values_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM.default(0.01).meta({ description: 'Chance of stopping a canary that is no worse.' }),
            tolerance: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM.default(0.01).meta({
                description: 'The upper 95 % bound of the canary’s error rate must be under this (or what stable shows) to promote.',
            }),
        })
            .prefault({}),
    })
        .prefault({}),
    ready: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('2m').meta({ description: 'How long a version may take until it is ready.' }),
    bake: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0.default('5m').meta({ description: 'How long the old version is kept ready after promotion.' }),
});
const results = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .min(1)
        .optional()
        .meta({ description: 'Repository to keep them in: ghcr.io/acme/intents-results.' }),
    layout: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .path */ .Ae.optional().meta({
        description: 'An OCI layout directory instead of a registry, which `actions/upload-artifact` can carry.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    'trust-keys': zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false).meta({
        description: 'Take results of equal inputs that another machine left here, too, instead of making them again. Whoever can write here then decides what this run hands on, and what a later job signs. Without it a result is taken by its digest only.',
    }),
})
    .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
})
    .meta({
    description: 'Where results of stages are handed over to jobs on other machines. Without it they stay in the place of this host.',
});
/** `auto` is docker where a Docker engine answers, process elsewhere. */
const engineNames = ['auto', 'process', 'docker'];
const engine = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(engineNames).default('auto').meta({
        description: 'Where jobs run. `auto`: docker where a Docker engine answers and has an image for jobs, process elsewhere.',
    }),
    image: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).optional().meta({
        description: 'Image that runs the jobs instead of ours, pinned by digest (repo@sha256:…); only with docker.',
    }),
    cpus: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).max(1024).optional().meta({ description: 'CPUs of a job. Default: all.' }),
    memory: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .memory */ .m1.optional().meta({ description: 'Memory of a job, such as 16g. Default: no limit.' }),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_2__/* .memory */ .m1.optional().meta({
        description: 'Shared memory (/dev/shm) of a job in a container, such as 2g. Processes share the one of the machine, and are refused where it is smaller.',
    }),
    gpus: zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(0), zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('all')], { error: 'expected a whole number from 0, or all' })
        .optional()
        .meta({ description: 'GPUs of a job: a number, or all. Default: one where the host has one.' }),
})
    .meta({ description: 'Where training and evaluation run, and with what.' });
const ofTask = (task, data) => zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
        .max(100)
        .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .refine((value) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
        .meta({ description: 'SemVer version of the release that this file describes.' }),
    task,
    base: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).meta({
        description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    results: results.optional(),
    engine: engine.prefault({}),
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
    quantize: quantize.prefault({}),
    image: image.prefault({}),
    signing: signing.prefault({}),
    deploy: deploy.prefault({}),
});
/** The schema of a whole model.yml, by task. */
const specSchemas = {
    'text-classification': ofTask(zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('text-classification'), _data_js__WEBPACK_IMPORTED_MODULE_1__/* .dataSchemas */ .D['text-classification']),
    'image-classification': ofTask(zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('image-classification'), _data_js__WEBPACK_IMPORTED_MODULE_1__/* .dataSchemas */ .D['image-classification']),
};
/** What can be said of a model.yml whose task is not known: everything but `data`. */
const anyTaskSchema = ofTask(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_data_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u).meta({ description: 'What the model does. It decides what `data` may hold.' }), zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({}).meta({ description: 'The examples; its keys depend on `task`.' }));
function camelKeys(value) {
    if (Array.isArray(value))
        return value.map((item) => camelKeys(item));
    if (value === null || typeof value !== 'object')
        return value;
    const entries = Object.entries(value).map(([key, item]) => [
        key.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
        camelKeys(item),
    ]);
    return Object.fromEntries(entries);
}
/** The input column, and the longest input in tokens: an image counts as one. */
const inputOf = (spec) => spec.task === 'text-classification'
    ? { column: spec.data.text, maxLength: spec.data.maxLength }
    : { column: spec.data.image, maxLength: 1 };


/***/ }),

/***/ 95083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   NJ: () => (/* binding */ positiveInt),
/* harmony export */   ZY: () => (/* binding */ memoryBytes),
/* harmony export */   m1: () => (/* binding */ memory),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   pc: () => (/* binding */ durationMs),
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/* The kinds of values that model.yml is made of. */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const memoryPattern = /^(\d+(?:\.\d+)?)([mgt])$/;
const unitBytes = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
/** An amount of memory with its unit (`512m`, `16g`, `1t`: powers of 1,024), kept as written; `memoryBytes` reads it. */
const memory = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(memoryPattern, 'expected an amount with its unit, such as 512m, 16g or 1t');
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

/***/ 75820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   Ir: () => (/* binding */ walkTree),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/*
 * Trees of files that somebody else made: a job, a registry, a checkout. What is no regular file is refused and never
 * followed, a link could name any file of this host, a pipe is waited for, and a device has no end.
 */
/** Longer ones fit into no archive, and some file systems have no room for longer names. */
const longestPathBytes = 1024;
const longestNameBytes = 255;
/** More files than that are a mistake, or made to fill our memory. */
const mostFiles = 1_000_000;
/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    // They would break lines of logs and of keys, or are what stands for bytes that are no text.
    if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(path))
        return 'the path holds a character that cannot be shown';
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
    if (Buffer.byteLength(path) > longestPathBytes)
        return `the path is longer than ${longestPathBytes} bytes`;
    if (parts.some((part) => Buffer.byteLength(part) > longestNameBytes))
        return `a name is longer than ${longestNameBytes} bytes`;
    return undefined;
}
/** The same for paths that are one file where case does not count, or letters are spelt in several ways. */
const folded = (path) => path.normalize('NFC').toLowerCase();
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const name = folded(path);
        const other = seen.get(name);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(name, path);
    }
    return undefined;
}
/** Every regular file below a directory, under whatever name, sorted by path. @throws UserError for everything else in it */
async function walkTree(directory, options = {}) {
    if (options.links === 'refused' && (await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(directory))).isSymbolicLink())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: a link, and what lies there is read only where it is: make it a directory`);
    const root = await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory));
    const files = [];
    // A list and no recursion: how deep it goes is up to whoever made the tree.
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop()) {
        for (const entry of await asked((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, prefix), { withFileTypes: true }))) {
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            if (options.skip?.(entry.name, path) === true)
                continue;
            if (entry.isDirectory()) {
                ahead.push(path);
                continue;
            }
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path);
            if (entry.isSymbolicLink() && options.links === 'refused')
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link, which could name any file of this host: write the file itself there`);
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: neither a file nor a directory: only regular files are read, remove it`);
            if (files.length === mostFiles)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: more than ${mostFiles} files: remove those that do not belong there`);
            files.push({ path, sizeBytes: (await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)))).size });
        }
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** The files of `walkTree`, with names that any image and any machine can hold. @throws UserError for one that is not */
async function listFiles(directory, options = {}) {
    const files = await walkTree(directory, options);
    for (const { path } of files) {
        const fault = pathFault(path);
        if (fault !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${JSON.stringify((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))}: ${fault}: rename the file`);
    }
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files;
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    const facts = await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target));
    if (facts.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to a directory: copy the files instead`);
    if (!facts.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to what is no file: remove it`);
}
/** What the system says of a path; it may say that the path is too long, closed to us, or gone meanwhile. */
const asked = (shown, answer) => answer.catch((error) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${short(shown)}: cannot be read (${error.code}): check the path, its permissions, and that nobody changes it`, { cause: error });
});
const short = (path) => (path.length > 300 ? `${path.slice(0, 300)}…` : path);
/** Removes a tree that somebody else made, also where it is deeper than the system takes paths, and `rm` gives up. */
async function removeTree(directory) {
    for (;;) {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(directory, { recursive: true, force: true });
        }
        catch (error) {
            if (error.code !== 'ENAMETOOLONG')
                throw error;
            await flatten(directory);
        }
    }
}
/** Moves what lies too deep up into the directory itself. */
async function flatten(directory) {
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop())
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), { withFileTypes: true })) {
            if (!entry.isDirectory())
                continue;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(prefix, entry.name);
            if (Buffer.byteLength(path) < longestPathBytes) {
                ahead.push(path);
                continue;
            }
            const flat = `deep-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, flat));
            ahead.push(flat);
        }
}


/***/ })

};
