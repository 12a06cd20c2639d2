export const id = 5043;
export const ids = [5043];
export const modules = {

/***/ 10998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   b4: () => (/* binding */ offsetOf),
/* harmony export */   ik: () => (/* binding */ place)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

/* Where in a model.yml something stands. */
function place(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
}
/** Where the last part of a path that exists begins. */
function offsetOf(document, path, at) {
    let node = document.contents;
    let offset = 0;
    for (const [depth, part] of path.entries()) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const pair = node.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isPair */ .tO)(item) && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(part));
            if (pair === undefined)
                return offset;
            offset = pair.key.range[0];
            node = pair.value;
        }
        else {
            const item = document.getIn(path.slice(0, depth + 1), true);
            if (item?.range === undefined)
                return offset;
            offset = item.range[0];
            node = item;
        }
    }
    const range = node?.range;
    return at === 'value' && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && range != null && node.value !== null ? range[0] : offset;
}
/** The lines of a valid model.yml: where a path stands or, of one that was not written, what of it was. */
function linesOf(text) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, version: '1.2', resolveKnownTags: false });
    return (path) => place(lines, offsetOf(document, path, 'key')).line;
}


/***/ }),

/***/ 65043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z6: () => (/* binding */ check),
  loadAnySpec: () => (/* binding */ loadAnySpec),
  loadJudgedSpec: () => (/* binding */ loadJudgedSpec),
  loadSpec: () => (/* binding */ loadSpec),
  af: () => (/* binding */ maxErrors),
  qg: () => (/* binding */ parse),
  F9: () => (/* binding */ parseSpec),
  yR: () => (/* binding */ readText)
});

// UNUSED EXPORTS: parseJudgedSpec

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/engine.js
var engine = __webpack_require__(24763);
// EXTERNAL MODULE: ./build/src/spec/writing.js
var writing = __webpack_require__(46901);
// EXTERNAL MODULE: ./build/src/spec/written.js
var written = __webpack_require__(64662);
// EXTERNAL MODULE: ./build/src/spec/finetune/methods.js
var methods = __webpack_require__(70098);
;// CONCATENATED MODULE: ./build/src/spec/finetune/methodErrors.js


/** What a method is told and would not use, and what cannot be done with it. */
const methodErrors = [
    settingsOfAnotherMethod,
    tokensOfNoText,
    tokensBeforePackedTexts,
    settingsThatNeedAnother,
];
const refusal = (key, message) => ({ path: ['finetune', ...key], at: 'value', message });
function settingsOfAnotherMethod(raw, { finetune: { method } }) {
    return Object.keys(methods/* methodKeys */.ue)
        .filter((name) => name !== method && (0,written/* written */.M)(raw, ['finetune', name]))
        .map((name) => refusal([name], `is not used with method: ${method}: write method: ${name}, or remove it`));
}
const givesTokens = (method) => method === 'prefix' || method === 'prompt';
function tokensOfNoText(_raw, { task, finetune: { method } }) {
    return givesTokens(method) && task === 'image-classification'
        ? [
            refusal(['method'], `${method} needs a model that reads tokens, and task: ${task} has none: write lora, adapter or full`),
        ]
        : [];
}
function tokensBeforePackedTexts(_raw, { finetune }) {
    const { method } = finetune;
    return givesTokens(method) && 'packing' in finetune && finetune.packing
        ? [
            refusal(['packing'], `is not possible with method: ${method}, whose virtual tokens stand before one conversation: remove it, or write method: lora`),
        ]
        : [];
}
function settingsThatNeedAnother(_raw, { finetune: { method, prefix, prompt } }) {
    if (method === 'prefix' && prefix['hidden-size'] !== undefined && !prefix.projection)
        return [refusal(['prefix', 'hidden-size'], 'is not used without projection: write projection: true, or remove it')];
    if (method !== 'prompt')
        return [];
    if (prompt.init === 'text' && prompt['init-text'] === undefined)
        return [refusal(['prompt', 'init'], 'is text, and there is none: write init-text, or init: random')];
    if (prompt.init === 'random' && prompt['init-text'] !== undefined)
        return [refusal(['prompt', 'init-text'], 'is not used with init: random: write init: text, or remove it')];
    return [];
}

// EXTERNAL MODULE: ./build/src/spec/finetune/origin.js
var origin = __webpack_require__(40740);
// EXTERNAL MODULE: ./build/src/spec/known-keys.js
var known_keys = __webpack_require__(72451);
// EXTERNAL MODULE: ./build/src/spec/messages.js + 1 modules
var messages = __webpack_require__(30559);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
;// CONCATENATED MODULE: ./build/src/spec/finetune/searchErrors.js



/** Sections and keys that no trial chooses, with the reason. */
const notSearched = {
    'augment.synonyms.file': 'names a file, which is no setting',
    checkpoints: 'changes no model',
    data: 'says what is trained on, not how',
    deadline: 'changes no model',
    deterministic: 'changes a model by luck alone',
    distributed: 'changes no model',
    'early-stopping': 'changes at which steps trials are compared',
    from: 'says with which model training begins, not how',
    loss: 'changes the loss by which trials are compared',
    'loss-on': 'changes the loss by which trials are compared',
    'report-to': 'changes no model',
    search: 'is the search itself',
    seed: 'changes a model by luck alone',
    workers: 'changes no model',
};
function searchErrors(raw, spec, rules) {
    const { search, distributed } = spec.finetune;
    if (search === undefined)
        return [];
    const of = (key) => ['finetune', 'search', ...(key === '' ? [] : [key])];
    const findings = Object.entries(search.space).flatMap(([key, dimension]) => dimensionErrors(key, dimension, raw, spec, rules).map((finding) => ({ ...finding, path: [...of('space'), key, ...finding.path] })));
    const refuse = (key, message) => void findings.push({ path: of(key), at: 'value', message });
    if (distributed.nodes > 1)
        refuse('', 'is not possible with distributed.nodes: each host would search alone. Remove one of the two');
    const stops = spec.finetune['early-stopping']?.steps;
    if (search.steps !== undefined && stops !== undefined && stops !== search.steps)
        refuse('steps', `is not early-stopping.steps (${stops}), and there is one validation for both: leave one of them out`);
    if (findings.length > 0 || search.sampler !== 'grid')
        return findings;
    const points = Object.entries(search.space).map(([key, dimension]) => {
        const count = pointsOf(dimension, isWhole(nodeOf(spec, key)));
        if (count === undefined)
            findings.push({
                path: [...of('space'), key],
                at: 'value',
                message: 'has no end of values for sampler: grid: write choices, or a step without log',
            });
        return count ?? 0;
    });
    const grid = points.reduce((product, count) => product * count, 1);
    if (findings.length === 0 && search.trials > grid)
        refuse('trials', `is more than the ${grid} combinations of the grid: write trials: ${grid}`);
    return findings;
}
/** Its paths begin below the key of the space. */
function dimensionErrors(key, dimension, raw, spec, rules) {
    const path = key.split('.');
    const [section = ''] = path;
    const why = [section, key].flatMap((name) => (Object.hasOwn(notSearched, name) ? [notSearched[name]] : []))[0];
    const at = (message, more = {}) => [{ path: [], at: 'key', message, ...more }];
    if (why !== undefined)
        return at(`${why}, and is not searched: remove it`);
    const node = nodeOf(spec, key);
    if (node === undefined) {
        const near = (0,known_keys/* nearest */.pA)(key, keysBelow((0,known_keys/* schemaAt */.lv)(spec.task, ['finetune'])));
        return at('is no key of finetune', near === undefined ? {} : { nearest: near });
    }
    if (node.properties !== undefined)
        return at(`is a section of finetune: name a key of it, such as ${key}.${Object.keys(node.properties)[0]}`);
    const { low, high, log = false, step, choices } = dimension;
    if (choices !== undefined) {
        const ranged = ['low', 'high', 'log', 'step'].find((name) => dimension[name] !== undefined);
        if (ranged !== undefined)
            return [{ path: [ranged], at: 'value', message: 'is not used with choices: leave one of them out' }];
        const twice = choices.findIndex((choice, i) => choices.indexOf(choice) < i);
        if (twice >= 0)
            return [{ path: ['choices', twice], at: 'value', message: 'is there twice: keep one' }];
        return choices.flatMap((choice, i) => errorsOf(path, choice, raw, spec, rules, ['choices', i]));
    }
    if (low === undefined || high === undefined)
        return at('needs low and high, or choices');
    if (node.type !== 'integer' && node.type !== 'number')
        return at('is no number: write choices');
    if (low > high)
        return [{ path: ['high'], at: 'value', message: `is less than low (${low}): write a larger one` }];
    if (log && step !== undefined)
        return [{ path: ['step'], at: 'value', message: 'is not used with log: remove one' }];
    if (log && low <= 0)
        return [{ path: ['low'], at: 'value', message: 'has no logarithm: write more than 0' }];
    if (isWhole(node) && step !== undefined && !Number.isInteger(step))
        return [{ path: ['step'], at: 'value', message: `${key} has whole numbers only: write a whole step` }];
    return [
        ...errorsOf(path, low, raw, spec, rules, ['low']),
        ...(high === low ? [] : errorsOf(path, high, raw, spec, rules, ['high'])),
        ...inBetween(key, dimension, isWhole(node), (value) => errorsOf(path, value, raw, spec, rules, []).length === 0),
    ];
}
/** Shares of a range where no value of it is round. */
const inside = [0.618, 0.382, 0.146, 0.854];
/** Some keys take whole numbers in one part of their range, as `warmup-steps`, or not all that lie between two that they take. */
function inBetween(key, { low = 0, high = 0, step, log = false }, whole, takes) {
    if (whole || high === low || !takes(low) || !takes(high))
        return [];
    const drawn = inside.map((share) => {
        if (step !== undefined)
            return low + step * Math.round((share * (high - low)) / step);
        return log ? low * (high / low) ** share : low + share * (high - low);
    });
    const refused = drawn.find((value) => !takes(value));
    return refused === undefined
        ? []
        : [
            {
                path: [],
                at: 'value',
                message: `has values between low and high that ${key} does not take, such as ${Number(refused.toPrecision(4))}: write choices, or ends and a step with which all are taken`,
            },
        ];
}
/** What a model.yml that had this value there would be told. */
function errorsOf(path, value, raw, spec, rules, at) {
    const document = structuredClone(raw);
    delete document.finetune['search'];
    let section = document.finetune;
    for (const name of path.slice(0, -1)) {
        const inner = section[name];
        const next = inner !== null && typeof inner === 'object' ? inner : {};
        section[name] = next;
        section = next;
    }
    section[path.at(-1) ?? ''] = value;
    const checked = schema/* specSchemas */.e5[spec.task].safeParse(document);
    const found = checked.success
        ? rules.flatMap((rule) => rule(document, checked.data))
        : (0,messages/* describeIssues */.w)(checked.error.issues, spec.task, document, () => String(value));
    const elsewhere = ({ path: where }) => where.slice(1).join('.') === path.join('.') ? '' : `${where.slice(1).join('.')} `;
    // What is wrong whatever is searched is told at its own place.
    return found
        .filter((finding) => !rules.some((rule) => rule(raw, spec).some((own) => own.message === finding.message)))
        .map((finding) => ({ path: at, at: 'value', message: `${elsewhere(finding)}${finding.message}` }));
}
const nodeOf = (spec, key) => (0,known_keys/* schemaAt */.lv)(spec.task, ['finetune', ...key.split('.')]);
const isWhole = (node) => node?.type === 'integer';
/** How many values a dimension has; undefined where nobody can count them. */
function pointsOf({ low = 0, high = 0, log = false, step, choices }, whole) {
    if (choices !== undefined)
        return choices.length;
    const apart = step ?? (whole ? 1 : undefined);
    return apart === undefined || log ? undefined : Math.floor((high - low) / apart + 1e-9) + 1;
}
function keysBelow(node, prefix = '') {
    return Object.entries(node?.properties ?? {}).flatMap(([key, child]) => {
        if (Object.hasOwn(notSearched, `${prefix}${key}`))
            return [];
        return child.properties === undefined ? [`${prefix}${key}`] : keysBelow(child, `${prefix}${key}.`);
    });
}

// EXTERNAL MODULE: ./build/src/spec/finetune/trainer.js
var trainer = __webpack_require__(82805);
;// CONCATENATED MODULE: ./build/src/spec/finetune/trainerErrors.js



/* Settings of the Trainer that are not passed on, and those that would not be used. */
/** What has a key of ours, by the name that the Trainer has for it. */
const ownKeys = {
    activation_checkpointing: 'gradient-checkpointing',
    bf16: 'precision',
    data_seed: 'seed',
    dataloader_num_workers: 'workers',
    eval_steps: 'early-stopping.steps',
    eval_strategy: 'early-stopping.steps',
    fp16: 'precision',
    full_determinism: 'deterministic',
    gradient_accumulation_steps: 'gradient-accumulation',
    gradient_checkpointing: 'gradient-checkpointing',
    label_smoothing_factor: 'loss.label-smoothing',
    learning_rate: 'learning-rate',
    load_best_model_at_end: 'early-stopping',
    lr_scheduler_type: 'lr-scheduler',
    max_grad_norm: 'max-grad-norm',
    max_steps: 'max-steps',
    metric_for_best_model: 'early-stopping',
    num_train_epochs: 'epochs',
    optim: 'optimizer',
    per_device_train_batch_size: 'batch-size',
    save_steps: 'checkpoints.steps',
    save_strategy: 'checkpoints.steps',
    save_total_limit: 'checkpoints.keep',
    seed: 'seed',
    tf32: 'tf32',
    warmup_steps: 'warmup-steps',
    weight_decay: 'weight-decay',
};
/** What would send a model or its numbers away, or read and write elsewhere. */
const ours = /^(output_dir|logging_dir|run_name|project|report_to|push_to_hub|hub_.*|trackio_.*|resume_from_checkpoint|use_cpu|local_rank|deepspeed|fsdp.*|ddp_.*|accelerator_config|parallelism_config)$/;
const passedOn = Object.keys(trainer/* trainerSettings */.R);
function trainerErrors(_raw, { finetune }) {
    const { trainer = {}, method, optimizer, workers } = finetune;
    const named = Object.keys(trainer);
    const unknown = named.filter((name) => !passedOn.includes(name));
    const scheduler = finetune['lr-scheduler'];
    const { lr_end, num_cycles, power } = trainer.lr_scheduler_kwargs ?? {};
    const rate = finetune['learning-rate'] ?? methods/* defaultLearningRate */.g0[method];
    const without = (what) => `is not used ${what}, or remove it`;
    const unused = [
        ...['adam_beta1', 'adam_beta2', 'adam_epsilon'].map((name) => [
            name,
            without(`with optimizer: ${optimizer}: write optimizer: adamw`),
            trainer[name] !== undefined && optimizer !== 'adamw',
        ]),
        ...['dataloader_persistent_workers', 'dataloader_prefetch_factor'].map((name) => [
            name,
            without('without workers: set finetune.workers'),
            trainer[name] !== undefined && workers === 0,
        ]),
        [
            'neftune_noise_alpha',
            without(`with method: ${method}: write method: full or lora`),
            trainer.neftune_noise_alpha !== undefined && method !== 'full' && method !== 'lora',
        ],
        ...[
            ['lr_end', lr_end, 'polynomial'],
            ['num_cycles', num_cycles, 'cosine'],
            ['power', power, 'polynomial'],
        ].map(([name, value, kind]) => [
            ['lr_scheduler_kwargs', name],
            without(`with lr-scheduler: ${scheduler}: write lr-scheduler: ${kind}`),
            value !== undefined && scheduler !== kind,
        ]),
        [
            ['lr_scheduler_kwargs', 'lr_end'],
            `must be below the learning rate, which is ${rate}`,
            lr_end !== undefined && lr_end >= rate,
        ],
    ];
    return [
        ...unknown.map((name) => ({ path: ['finetune', 'trainer', name], at: 'key', ...notPassedOn(name) })),
        ...unused.flatMap(([path, message, isUnused]) => isUnused ? [{ path: ['finetune', 'trainer', ...[path].flat()], at: 'value', message }] : []),
    ];
}
function notPassedOn(name) {
    const own = Object.hasOwn(ownKeys, name) ? ownKeys[name] : undefined;
    if (own !== undefined)
        return { message: `is set by finetune.${own}: write that` };
    if (ours.test(name))
        return { message: 'is decided where the model is tuned, and not in model.yml: remove it' };
    const near = (0,known_keys/* nearest */.pA)(name.replaceAll('_', '-'), passedOn.map((each) => each.replaceAll('_', '-')));
    return {
        message: `is not passed on to the Trainer, only ${passedOn.join(', ')}`,
        ...(near === undefined ? {} : { nearest: near.replaceAll('-', '_') }),
    };
}

;// CONCATENATED MODULE: ./build/src/spec/finetune/cross.js






/** What no key of `finetune` can say alone, by concern; `raw` is the document as it was written, without defaults. */
const rules = [
    ...methodErrors,
    origin/* originErrors */.kR,
    ranksBesideGpus,
    interfaceOfOneHost,
    warmupOfNothing,
    settingsOfAnotherLoss,
    changesOfNothing,
    trainerErrors,
];
const finetuneErrors = [...rules, (raw, spec) => searchErrors(raw, spec, rules)];
function warmupOfNothing(_raw, { finetune }) {
    return finetune['lr-scheduler'] === 'constant' && finetune['warmup-steps'] > 0
        ? [
            {
                path: ['finetune', 'warmup-steps'],
                at: 'value',
                message: 'is not used with lr-scheduler: constant: write lr-scheduler: constant-with-warmup, or remove it',
            },
        ]
        : [];
}
function settingsOfAnotherLoss(raw, { task, finetune: { loss } }) {
    const unused = [
        ['gamma', 'kind: cross-entropy: write kind: focal', loss.kind !== 'focal'],
        ['label-smoothing', 'kind: focal: write kind: cross-entropy', loss.kind === 'focal'],
        [
            'class-weights',
            `task: ${task}, which has no classes: write none`,
            !(0,writing/* hasClasses */.Rq)(task) && loss['class-weights'] !== 'none',
        ],
    ];
    return unused.flatMap(([key, because, isUnused]) => isUnused && (0,written/* written */.M)(raw, ['finetune', 'loss', key])
        ? [{ path: ['finetune', 'loss', key], at: 'value', message: `is not used with ${because}, or remove it` }]
        : []);
}
/** Each key of `augment` changes what some tasks have. */
function changesOfNothing(_raw, { task, finetune: { augment } }) {
    return Object.keys(augment ?? {}).flatMap((key) => {
        const of = key === 'synonyms' ? 'text-classification' : 'image-classification';
        return task === of
            ? []
            : [
                {
                    path: ['finetune', 'augment', key],
                    at: 'value',
                    message: `is not used with task: ${task}, only with ${of}: remove it`,
                },
            ];
    });
}
function ranksBesideGpus(_raw, { finetune: { distributed }, engine: { gpus } }) {
    return distributed.ranks !== undefined && gpus !== undefined && gpus !== 0
        ? [
            {
                path: ['finetune', 'distributed', 'ranks'],
                at: 'value',
                message: `counts processes on CPUs, and each GPU of engine.gpus${typeof gpus === 'object' ? '' : `: ${gpus}`} has a process of its own: remove it, or set engine.gpus to 0`,
            },
        ]
        : [];
}
function interfaceOfOneHost(_raw, { finetune: { distributed } }) {
    return distributed.interface !== undefined && distributed.nodes === 1
        ? [
            {
                path: ['finetune', 'distributed', 'interface'],
                at: 'value',
                message: 'is used between hosts: set nodes, or remove it',
            },
        ]
        : [];
}

// EXTERNAL MODULE: ./build/src/spec/metrics.js
var metrics = __webpack_require__(7104);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
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
    findings.push(...(0,writing/* taskErrors */.Jn)(raw, spec));
    // Of a task that has no gate unless somebody writes one, only that is told.
    if (!lacksGates(raw, spec))
        findings.push(...metricErrors(spec));
    const { slices } = spec.evaluate;
    const input = inputOf(spec);
    for (const [index, column] of slices.entries())
        if (column === input || slices.indexOf(column) < index)
            findings.push({
                path: ['evaluate', 'slices', index],
                at: 'value',
                message: column === input
                    ? 'is the input, which every example has to itself: name another column'
                    : 'is named twice: keep one',
            });
    findings.push(...finetuneErrors.flatMap((findingsOf) => findingsOf(raw, spec)));
    for (const section of ['image', 'results'])
        if (spec[section]?.['insecure-registry'] === true && spec[section].registry === undefined)
            refuse([section, 'insecure-registry'], 'is not used without a registry: remove it');
    if (spec.engine.name === 'process')
        for (const key of engine/* containerKeys */.Ap)
            if ((0,written/* written */.M)(raw, ['engine', key]))
                refuse(['engine', key], 'is not used with name: process: remove it');
    findings.push(...(0,engine/* ownFilesErrors */.Tn)(spec));
    if (spec.engine.gpus === 0 && (0,written/* written */.M)(raw, ['engine', 'gpu-wait']))
        refuse(['engine', 'gpu-wait'], 'is not used with gpus: 0: remove it');
    if (spec.deploy.target === 'docker' && spec.image.base === undefined)
        refuse(['deploy', 'target'], 'docker needs an image that runs: `model-actions runtime-image --write` makes one and sets image.base; or write target: process');
    if (spec.deploy.target === 'process')
        for (const key of ['replicas', 'docker'])
            if ((0,written/* written */.M)(raw, ['deploy', key]))
                refuse(['deploy', key], 'is not used with target: process: remove it');
    for (const [index, { window }] of (spec.deploy.prometheus?.gates ?? []).entries()) {
        const { step, bake } = spec.deploy;
        const times = { 'deploy.step.min-time': step['min-time'], 'deploy.bake': bake };
        for (const [key, time] of Object.entries(times))
            if ((0,values/* durationMs */.pc)(window) > (0,values/* durationMs */.pc)(time))
                refuse(['deploy', 'prometheus', 'gates', index, 'window'], `is longer than ${key} (${time}), in which one at least must lie: make it shorter, or ${key} longer`);
    }
    if (spec.deploy['metrics-port'] === spec.deploy.port)
        refuse(['deploy', 'metrics-port'], 'is the port of clients (deploy.port): write another one');
    if (!spec.deploy.shared && spec.deploy.hosts.length > 0)
        refuse(['deploy', 'hosts'], 'is not used without shared: true: write that too, or remove it');
    if (spec.deploy.surge === 0) {
        if (spec.deploy.shadow !== undefined)
            refuse(['deploy', 'shadow'], 'is not possible with surge: 0, where stable does not run beside the canary: remove it');
        if (spec.deploy['split-by'] !== undefined)
            refuse(['deploy', 'split-by'], 'is not used with surge: 0, where one version has all requests: remove it');
        for (const key of ['steps', 'control'])
            if ((0,written/* written */.M)(raw, ['deploy', key]))
                refuse(['deploy', key], 'is not used with surge: 0, where the canary has all traffic at once: remove it');
        for (const [index, gate] of (spec.deploy.prometheus?.gates ?? []).entries())
            if (gate['versus-stable'] !== undefined)
                refuse(['deploy', 'prometheus', 'gates', index, 'versus-stable'], 'is not possible with surge: 0, where stable does not run beside the canary: write max or min');
    }
    return findings;
}
/** The column of the input, or those that a text is made of. */
const inputOf = ({ data }) => {
    if ('image' in data)
        return data.image;
    return 'text' in data ? data.text : (data.messages ?? data.instruction);
};
/** Of gates: metrics that the task has, each once, and margins that can be lost. */
function metricErrors({ task, evaluate }) {
    const units = metrics/* metricUnits */.E[task];
    const custom = evaluate.metrics.map(({ name }) => name);
    const findings = [];
    const refuse = (path, message) => findings.push({ path: ['evaluate', ...path], at: 'value', message });
    for (const [index, name] of custom.entries()) {
        if (Object.hasOwn(units, name) || name === 'confidence')
            refuse(['metrics', index, 'name'], `is a metric of ${task} already: name another`);
        if (custom.indexOf(name) < index)
            refuse(['metrics', index, 'name'], 'is named twice: keep one');
    }
    const files = evaluate.metrics.map(({ function: of }) => of?.slice(0, of.lastIndexOf(':')));
    const first = files.find((file) => file !== undefined);
    for (const [index, file] of files.entries())
        if (file !== undefined && file !== first)
            refuse(['metrics', index, 'function'], `is in another file than ${first}: put all functions into one`);
    const known = [...Object.keys(units), ...custom];
    for (const [index, { metric, margin }] of evaluate.gates.entries()) {
        if (!known.includes(metric)) {
            const near = (0,known_keys/* nearest */.pA)(metric, known);
            findings.push({
                path: ['evaluate', 'gates', index, 'metric'],
                at: 'value',
                message: `is no metric of ${task}: it has ${known.join(', ')}; a number of your own is named in evaluate.metrics`,
                ...(near === undefined ? {} : { nearest: near }),
            });
        }
        else if (units[metric] === 'share' && margin >= 1)
            refuse(['gates', index, 'margin'], `is a share of 1, and nothing is left after ${margin}: two points are written 0.02`);
        const own = evaluate.metrics.find(({ name }) => name === metric);
        if (own !== undefined && own.range === undefined)
            refuse(['metrics', custom.indexOf(metric)], `has a gate, which needs to know how large the number may be: write \`range: [0, 10]\` with the least and the most that ${metric} can be`);
        if (evaluate.gates.findIndex((gate) => gate.metric === metric) < index)
            refuse(['gates', index, 'metric'], 'has a gate already: keep one');
    }
    return findings;
}
/** The gate that a spec has without saying so is of accuracy, which not every task has. */
const lacksGates = (raw, { task }) => !(0,writing/* hasClasses */.Rq)(task) && !(0,written/* written */.M)(raw, ['evaluate', 'gates']);
/** Whether a spec names neither base nor data: predictions can be judged by it, and nothing else be done. */
const isOfPredictions = (raw) => typeof raw === 'object' && raw !== null && !Object.hasOwn(raw, 'base') && !Object.hasOwn(raw, 'data');
/** What such a spec says that nothing would use. */
function unusedByPredictions(raw) {
    const used = Object.keys(schema/* judgedSchema */.D_.shape);
    const top = Object.keys(raw)
        .filter((key) => !used.includes(key))
        .map((key) => {
        const at = { path: [key], at: 'key', message: 'unknown key' };
        if (Object.hasOwn(schema/* anyTaskSchema */.PU.shape, key))
            return { ...at, message: `is ${unused}` };
        const near = (0,known_keys/* nearest */.pA)(key, used);
        return near === undefined ? at : { ...at, nearest: near };
    });
    const ofModels = ['baseline', 'forgetting', 'slices', 'explain', 'batch-size', 'deadline']
        .filter((key) => (0,written/* written */.M)(raw, ['evaluate', key]))
        .map((key) => ({ path: ['evaluate', key], at: 'key', message: `is ${unused}` }));
    return [...top, ...ofModels];
}
const unused = 'not used where predictions alone are judged, as by a spec without `base` and `data`: remove it';

// EXTERNAL MODULE: ./build/src/spec/data/index.js + 6 modules
var data = __webpack_require__(30199);
// EXTERNAL MODULE: ./build/src/spec/lines.js
var spec_lines = __webpack_require__(10998);
;// CONCATENATED MODULE: ./build/src/spec/load.js









const limitBytes = 1 << 20;
/** model.yml has a few dozen values; a file with more wrong than this is not one. */
const maxErrors = 100;
/**
 * Reads, checks and completes a model.yml.
 *
 * @throws UserError with every problem of the file
 */
const loadSpec = async (file) => known(parseSpec(await readText(file), file));
/** The same where predictions are judged and nothing else is done: a model.yml that names neither base nor data will do. */
const loadJudgedSpec = async (file) => known(parseJudgedSpec(await readText(file), file));
async function loadAnySpec(file) {
    const text = await readText(file);
    return known(parse(text, file, (raw, source) => isOfPredictions(raw) ? tagged('predictions', checkJudged(raw, source)) : tagged('model', check(raw, source))));
}
const tagged = (of, checked) => 'spec' in checked ? { spec: { of, spec: checked.spec } } : checked;
function known(parsed) {
    if ('problems' in parsed)
        throw new errors/* UserError */.yo(parsed.problems);
    return parsed.spec;
}
/** The text of a model.yml. @throws UserError where there is none to read */
async function readText(file) {
    const fail = (what, cause) => {
        throw new errors/* UserError */.yo(what, { place: { file }, cause });
    };
    const entry = await (0,promises_.stat)(file).catch((error) => error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? fail('there is no such file: write a model.yml, or name yours', error)
        : fail(`cannot be read (${error.code}): check its permissions`, error));
    if (entry.isDirectory())
        fail('is a directory: name the model.yml in it');
    if (!entry.isFile())
        fail('is not a regular file: name a model.yml');
    if (entry.size > limitBytes)
        fail(`has ${entry.size} bytes, and a model spec has at most ${limitBytes}: keep data and notes elsewhere`);
    const bytes = await (0,promises_.readFile)(file).catch((error) => fail(`cannot be read (${error.code}): check its permissions`, error));
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
const parseSpec = (text, file) => parse(text, file, check);
const parseJudgedSpec = (text, file) => parse(text, file, checkJudged);
/** @param check what the document is held against, once it is one that a model.yml may be */
function parse(text, file, check) {
    const lines = new dist/* LineCounter */.HN();
    const fail = (what, offset = 0) => ({
        problems: [{ what, place: { file, line: (0,spec_lines/* place */.ik)(lines, offset).line } }],
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
        return fail('the file is empty: a model spec needs at least name, version, task, base and data, and for predictions alone the first three');
    if (!(0,dist/* isMap */.jh)(contents))
        return fail('expected `key: value` lines at the top of the file');
    const raw = document.toJS({ maxAliasCount: 0 });
    const source = (path) => sourceOf(document, path);
    const checked = check(raw, source);
    if ('spec' in checked)
        return { spec: (0,schema/* camelKeys */.RA)(checked.spec) };
    const [first, ...more] = checked.findings
        .map((finding) => ({ ...finding, ...(0,spec_lines/* place */.ik)(lines, (0,spec_lines/* offsetOf */.b4)(document, finding.path, finding.at)) }))
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
    const findings = (0,messages/* describeIssues */.w)(issues, meant, raw, source);
    if (checked.success && findings.length === 0) {
        const spec = checked.data;
        findings.push(...crossErrors(raw, spec));
        if (lacksGates(raw, spec))
            findings.push(noGates(spec));
        if (findings.length === 0)
            return { spec };
    }
    return { findings: findings.slice(0, maxErrors) };
}
function checkJudged(raw, source) {
    const checked = schema/* judgedSchema */.D_.safeParse(raw);
    const findings = checked.success
        ? lacksGates(raw, checked.data)
            ? [noGates(checked.data)]
            : metricErrors(checked.data)
        : (0,messages/* describeIssues */.w)(checked.error.issues.slice(0, maxErrors), undefined, raw, source);
    if (isOfPredictions(raw))
        findings.push(...unusedByPredictions(raw));
    return checked.success && findings.length === 0 ? { spec: checked.data } : { findings: findings.slice(0, maxErrors) };
}
const noGates = ({ task }) => ({
    path: ['task'],
    at: 'value',
    message: `${task} has no gate of its own: say what may be lost, such as evaluate: {gates: [{metric: exact_match, margin: 0.02}]}`,
});
function syntaxMessage(code, message) {
    if (code === 'MULTIPLE_DOCS')
        return 'a second document begins here: a model spec is one document';
    if (code === 'RESOURCE_EXHAUSTION')
        return 'the values are nested too deeply';
    if (code === 'TAG_RESOLVE_FAILED')
        return 'tags (!name) are not allowed: write the value without it';
    return `not valid YAML: ${(0,messages/* shown */.S)(message)}`;
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
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${(0,messages/* shown */.S)(String(part))}`))
    .join('');
/** The text of a plain value as the person wrote it: `1.0`, where the value is the number 1. */
function sourceOf(document, path) {
    const node = document.getIn(path, true);
    return (0,dist/* isScalar */.jn)(node) ? node.source : undefined;
}


/***/ }),

/***/ 30559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ describeIssues),
  S: () => (/* binding */ shown)
});

;// CONCATENATED MODULE: ./build/src/spec/finetune/elsewhere.js
/* What other trainers have and this one has not, and what to write in its place. */
const parts = 'strategy: fsdp, by which each process holds a part of the weights, gradients and optimizer states';
const own = 'an image of your own (engine.image) can do it';
/** By the key, or by `key: value`. */
const instead = {
    'finetune.distributed.strategy: deepspeed': `DeepSpeed is not supported: write ${parts}, as with ZeRO 3; ${own}`,
    'finetune.distributed.config': `a file of DeepSpeed or accelerate is not read: write ${parts}, as with ZeRO 3; ${own}`,
    'finetune.distributed.tensor-parallel': `no layer is divided between processes: write ${parts}; ${own}`,
    'finetune.distributed.pipeline-parallel': `layers are not spread over processes, as the Trainer has no schedule for it: write ${parts}; ${own}`,
    'finetune.compile': `models are not compiled before training: leave it out; finetune.precision and finetune.packing save time; ${own}`,
    'finetune.optimizer: adamw-8bit': 'optimizer states of 8 bits are not supported: write adafactor, which keeps far fewer numbers for each weight, or method: lora, which trains few weights',
};
/** What is told of a key, or of its value, in the place of which something else is written; undefined of all others. */
function elsewhere(path, value) {
    const key = path.map(String).join('.');
    const name = typeof value === 'string' ? `${key}: ${value}` : key;
    return Object.hasOwn(instead, name) ? instead[name] : undefined;
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
                const told = elsewhere(at.path);
                if (told !== undefined)
                    return { ...at, message: told };
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
                const told = elsewhere(path, value);
                if (told !== undefined)
                    return [{ path, at: 'value', message: told }];
                const choices = issue.values.map(String);
                const message = `unknown value ${quote(value)}, expected one of ${choices.join(', ')}`;
                return [
                    { path, at: 'value', message, ...near(typeof value === 'string' ? (0,known_keys/* nearest */.pA)(value, choices) : undefined) },
                ];
            }
            case 'too_small':
            case 'too_big':
                return [{ path, at: 'value', message: `${quote(value)} is out of range: ${bound(issue)}` }];
            case 'invalid_key':
                return [{ path, at: 'key', message: issue.issues[0]?.message ?? issue.message }];
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
    if (type === 'string' && typeof value !== 'object' && node?.examples !== undefined)
        return `expected a text such as ${node.examples.join(', ')}, found ${read}: write it with its unit`;
    if (type === 'string' && typeof value !== 'object')
        return `expected ${wanted}, found ${read}: put it in quotes, "${shown(written)}"`;
    if (type === 'int' && typeof value === 'number')
        return `expected ${wanted}, found ${shown(written)}`;
    if (typeof value === 'string') {
        // `yes` and `on` are texts to YAML 1.2, however they are written.
        const remedies = {
            boolean: ': write one of these, without quotes',
            number: ': write it without quotes and unit',
            int: ': write it without quotes and unit',
        };
        return `expected ${wanted}, found the text ${quote(value)}${remedies[type] ?? ''}`;
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


/***/ })

};
