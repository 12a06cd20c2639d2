export const id = 451;
export const ids = [451];
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

/***/ 61010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RA: () => (/* binding */ camelKeys),
/* harmony export */   oY: () => (/* binding */ modelSpecSchema),
/* harmony export */   pc: () => (/* binding */ durationMs)
/* harmony export */ });
/* unused harmony export duration */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12311);


/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const positiveInt = zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1);
const share = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).lt(1);
/** A path below the directory of model.yml; what leaves it is refused when it is resolved. */
const path = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1);
const data = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    train: path.meta({ description: 'Training examples: a JSONL or CSV file.' }),
    test: path
        .optional()
        .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
    split: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        test: share.default(0.2).meta({ description: 'Share of the examples that become test examples.' }),
        stratify: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'Column whose shares both splits keep.' }),
        group: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
            .optional()
            .meta({ description: 'Column whose values never stand on both sides, such as the customer.' }),
    })
        .optional()
        .meta({
        description: 'Takes the test examples out of `train`. Neither `test` nor `split` means `split: {test: 0.2}`.',
    }),
    text: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('text').meta({ description: 'Column with the text.' }),
    image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('image').meta({ description: 'Column with the path of the image file.' }),
    label: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('label').meta({ description: 'Column with the class.' }),
    'max-length': positiveInt.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
    sample: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
})
    .superRefine((value, context) => {
    const { test, split, label, text, image } = value;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    if (test !== undefined && split !== undefined)
        refuse(['split'], 'test and split are both given: the test examples come from a file of their own or out of train');
    if (split?.group !== undefined && split.group === split.stratify)
        refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`);
    if (split?.group === label)
        refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only');
    if (split?.stratify !== undefined && (split.stratify === text || split.stratify === image))
        refuse(['split', 'stratify'], 'the input cannot be stratified by: name the label or another column with few values');
})
    .overwrite((value) => value.test === undefined && value.split === undefined ? { ...value, split: { test: 0.2 } } : value);
const finetune = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    method: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['full', 'lora'])
        .default('full')
        .meta({ description: 'full trains every weight; lora trains small adapters and merges them into the model.' }),
    epochs: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
    'max-steps': positiveInt
        .optional()
        .meta({ description: 'Stops after so many optimizer steps, whatever the epochs.' }),
    'learning-rate': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).lt(1).optional().meta({ description: 'Default 2e-5 for full, 2e-4 for lora.' }),
    'batch-size': positiveInt.default(16).meta({ description: 'Examples in one forward pass.' }),
    'gradient-accumulation': positiveInt.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
    'warmup-steps': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
        .min(0)
        .default(0)
        .meta({ description: 'Optimizer steps in which the learning rate rises.' }),
    'weight-decay': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
    'checkpoint-steps': positiveInt.default(50).meta({ description: 'A checkpoint every so many optimizer steps.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the order of examples and of new weights.' }),
    lora: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        rank: positiveInt.default(16).meta({ description: 'Rank of the adapters.' }),
        alpha: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
        dropout: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
        'target-modules': zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
            .min(1)
            .optional()
            .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: lora`.' }),
    deadline: duration
        .default('12h')
        .meta({ description: 'The job is stopped after this time; it resumes from its last checkpoint.' }),
});
const evaluate = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    baseline: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('release:latest').meta({
        description: '`release:latest` or `release:1.2.3`, the directory of a model, or `majority`. Where there is no release yet, `release:latest` falls back to `majority` and says so.',
    }),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        metric: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['accuracy']).meta({ description: 'What is compared, on the same test examples.' }),
        margin: share.meta({ description: 'What the candidate may lose: 0.02 is two points of accuracy.' }),
    }))
        .min(1)
        .default([{ metric: 'accuracy', margin: 0.02 }])
        .meta({ description: 'What the candidate must pass against the baseline.' }),
    'on-inconclusive': zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['fail', 'warn'])
        .default('fail')
        .meta({ description: 'What an inconclusive comparison does to the run: fail it, or warn and go on.' }),
    'batch-size': positiveInt.default(32).meta({ description: 'Examples in one forward pass.' }),
    deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const quantize = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    precision: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        size: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
        speed: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
        margin: share.default(0.02).meta({ description: 'Accuracy that may be lost, by the paired test.' }),
    })
        .prefault({})
        .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
    deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const image = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: path.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({
        description: 'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image holds the model and our runtime only, for `target: process`.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'URL of the source repository.' }),
})
    .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
});
const signing = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    key: path
        .optional()
        .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
    'public-key': path.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
});
const deploy = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    target: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['process', 'docker'])
        .default('process')
        .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
    port: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1).max(65535).default(8080).meta({ description: 'Loopback port at which the gateway serves.' }),
    state: path.optional().meta({ description: 'Directory of the rollout state. Default .model-actions/deploy.' }),
    steps: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0.5).max(100))
        .min(1)
        .default([1, 5, 100])
        .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
        message: 'steps must rise and end with 100',
    })
        // HAProxy splits by weights of 0 to 256, so a share between two versions is 1/257 at least.
        .refine((steps) => steps.every((s) => s <= 99.5 || s === 100), { message: 'a step before 100 is 99.5 at most' })
        .meta({ description: 'Shares of the traffic, in percent, from 0.5, that the canary gets one after the other.' }),
    step: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        'min-time': duration.default('60s').meta({ description: 'A step lasts at least this long.' }),
        'min-requests': positiveInt
            .default(100)
            .meta({ description: 'Requests the canary must have answered in a step.' }),
        deadline: duration.default('30m').meta({ description: 'A step that has not passed by then rolls back.' }),
    })
        .prefault({}),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        health: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            interval: duration.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
            failures: positiveInt.default(5).meta({ description: 'So many failed probes in a row roll back.' }),
        })
            .prefault({}),
        errors: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            ratio: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(1).default(1.5).meta({ description: 'Tolerated error rate over that of stable.' }),
            'false-rollbacks': share.default(0.01).meta({ description: 'Chance of stopping a canary that is no worse.' }),
            tolerance: share.default(0.01).meta({
                description: 'The upper 95 % bound of the canary’s error rate must be under this (or what stable shows) to promote.',
            }),
        })
            .prefault({}),
    })
        .prefault({}),
    ready: duration.default('2m').meta({ description: 'How long a version may take until it is ready.' }),
    bake: duration.default('5m').meta({ description: 'How long the old version is kept ready after promotion.' }),
});
const modelSpecSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
        .max(100)
        .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
    version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine((value) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
        .meta({ description: 'SemVer version of the release that this file describes.' }),
    task: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['text-classification', 'image-classification']).meta({ description: 'What the model does.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).meta({
        description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
    quantize: quantize.prefault({}),
    image,
    signing: signing.prefault({}),
    deploy: deploy.prefault({}),
});
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


/***/ })

};
