export const id = 8522;
export const ids = [8522];
export const modules = {

/***/ 22456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AO: () => (/* binding */ preparingCode),
/* harmony export */   Ns: () => (/* binding */ ownGates),
/* harmony export */   PJ: () => (/* binding */ jobCode),
/* harmony export */   e6: () => (/* binding */ jobRuntime),
/* harmony export */   mi: () => (/* binding */ gatedJobCode)
/* harmony export */ });
/* unused harmony export digestOfGateCode */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54765);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47810);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78155);
/* harmony import */ var _ownFiles_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1818);







/* What of our own shapes a result: a change of it makes the result new. */
/** Of a job that prepares data: the runtime's code, and what the engine says it runs with, such as the image or the versions of the packages. */
const preparingCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of preparing', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)(await codeOf(context)));
/** Of every other job: also the files that its image reads. */
const jobCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of jobs', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)({ ...(await codeOf(context)), ...(await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFilesDigests */ .hH)(context)) }));
const codeOf = async (context) => ({
    runtime: await jobRuntime(),
    identity: (await (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .jobFacts */ .XG)(context)).identity,
});
/** Of the Python package that does the machine learning, and that images carry to serve with. */
const jobRuntime = () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestTree */ .hW)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_3__/* .runtimeDirectory */ .Uq)(), 'model_runtime'), { skip: (name) => name === '__pycache__' });
/** The same with the code that decides over what the job found. */
const gatedJobCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of gates', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)({ job: await jobCode(context), gates: await ownGates() }));
/** Of the code that decides, where nothing else of ours has a part in it. */
async function ownGates() {
    const code = (0,_installation_js__WEBPACK_IMPORTED_MODULE_3__/* .gateCode */ .BJ)();
    if (code.kind === 'source')
        return digestOfGateCode(code.directory);
    return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(code.file, 'utf8')).digest;
}
/** Rooms and files of `src/` that turn what a job found into a verdict. */
const deciding = [
    'statistics',
    'tasks',
    'verdict.ts',
    'stages/commonClasses.ts',
    'stages/comparison.ts',
    'stages/decision.ts',
    'stages/evaluate.ts',
    'stages/forgetting.ts',
    'stages/judge.ts',
    'stages/predictions.ts',
    'stages/quantize.ts',
    'stages/quantizeGates.ts',
    'stages/served.ts',
    'stages/testReuse.ts',
];
/** @param directory `src/` of a checkout; the build writes the digest into dist, so that both give the same keys */
async function digestOfGateCode(directory) {
    const digests = deciding.map(async (name) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
        return [name, name.endsWith('.ts') ? await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(path) : await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestTree */ .hW)(path)];
    });
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)(Object.fromEntries(await Promise.all(digests)));
}


/***/ }),

/***/ 47810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ requireDisk),
/* harmony export */   F3: () => (/* binding */ resourcesOf),
/* harmony export */   R9: () => (/* binding */ jobPreflight),
/* harmony export */   UQ: () => (/* binding */ limitsIn),
/* harmony export */   XG: () => (/* binding */ jobFacts),
/* harmony export */   a7: () => (/* binding */ runBatch),
/* harmony export */   cG: () => (/* binding */ warningsInto)
/* harmony export */ });
/* unused harmony export show */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _platform_doing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15906);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95083);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(78155);
/* harmony import */ var _ownFiles_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1818);
/* harmony import */ var _separateJobs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(92416);
/* harmony import */ var _training_live_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(69704);












/** Gathers what a job warns of. */
const warningsInto = (texts) => (event) => {
    if (event.type === 'warning')
        texts.push(warningText(event));
};
/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end, and is its own: another run of the same may be under way. @param key lineage
 * key of the stage, by which the log is found
 */
async function runBatch(context, verb, key, batch) {
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,_separateJobs_js__WEBPACK_IMPORTED_MODULE_10__/* .markTrained */ .V3)(context);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(batch.out, { recursive: true });
    const job = {
        config: { verb, ...batch.config },
        inputs: batch.inputs,
        out: batch.out,
        ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
        resources: resourcesOf(context.spec.engine),
        gpuWaitMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .durationMs */ .pc)(context.spec.engine.gpuWait),
        workers: 1,
        secrets: {},
        deadlineMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .durationMs */ .pc)(batch.deadline),
        ...(batch.stopGraceMs === undefined ? {} : { stopGraceMs: batch.stopGraceMs }),
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(context.place.logs, `${verb}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(key, 12)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}.txt`),
    };
    const detail = (0,_training_live_js__WEBPACK_IMPORTED_MODULE_11__/* .liveDetail */ .Iu)();
    const listeners = [
        (event) => show(event, context.platform.log, detail(event)),
        (event) => {
            if (event.type === 'progress')
                (0,_platform_doing_js__WEBPACK_IMPORTED_MODULE_6__/* .update */ .yo)(context.signal, { at: event });
        },
        ...(batch.heard ?? []),
    ];
    const onEvent = (event) => {
        for (const tell of listeners)
            tell(event);
    };
    const end = await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_9__/* .withOwnFiles */ .sQ)(context, verb, (files) => engine.run({ ...job, inputs: { ...job.inputs, ...files } }, onEvent, context.signal));
    if (end.exit !== 'done' || end.result === undefined) {
        const exit = end.exit === 'done' ? 'crashed' : end.exit;
        const { problems = [{ what: `${verb}: ${end.diagnosis}` }] } = end;
        const [first, ...more] = problems;
        const placed = ({ what, input, line }) => {
            const file = input === undefined ? undefined : batch.fileOf?.(input);
            return file === undefined ? { what } : { what, place: { file, ...(line === undefined ? {} : { line }) } };
        };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo([placed(first), ...more.map(placed)], { exit });
    }
    return end.result;
}
/** What jobs of this run stand on, asked before the first of them: an engine that works, and has what the spec asks for. */
const jobFacts = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_8__/* .oncePerRun */ .ao)(context, 'facts of jobs', async () => (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal));
async function jobPreflight(context) {
    await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_9__/* .ownFiles */ .aJ)(context);
    await jobFacts(context);
}
/** @param bytes what will surely be written @throws UserError where the place has less room */
async function requireDisk({ place }, stage, bytes) {
    // What is not made yet will lie on the disk of what it is made in.
    let there = place.directory;
    while (!(await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .isThere */ .$B)(there)) && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(there) !== there)
        there = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(there);
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(there);
    const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
    if (bavail * bsize < bytes)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place.directory} has ${megabytes(bavail * bsize)} left, and ${stage} needs at least ${megabytes(bytes)}: free some space (\`model-actions prune\`), or name a directory on another disk by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/** What the spec says that a version that serves may use. */
const limitsIn = ({ cpus, memory, shm }) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memory === undefined ? {} : { memoryBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(memory) }),
    ...(shm === undefined ? {} : { shmBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(shm) }),
});
/** What the spec says that a job may use. */
const resourcesOf = ({ gpus, pids, runtime, ...limits }) => ({
    ...limitsIn(limits),
    ...(gpus === undefined ? {} : { gpus: typeof gpus === 'object' ? { memoryBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(gpus.memory) } : gpus }),
    ...(pids === undefined ? {} : { pids }),
    ...(runtime === undefined ? {} : { runtime }),
});
const warningText = ({ message, hint }) => hint === undefined ? message : `${message}: ${hint}`;
/** Tells people what a job says of itself. */
function show(event, log, detail = '') {
    switch (event.type) {
        case 'progress':
            log.progress(`${event.what} ${event.done}/${event.total} ${event.unit}`, event.total === 0 ? 1 : event.done / event.total, detail);
            break;
        case 'warning':
            log.warn(warningText(event));
            break;
        case 'metric':
            log.debug(`${event.name} = ${event.value}${event.step === undefined ? '' : ` at step ${event.step}`}`);
            break;
        case 'checkpoint':
            log.debug(`checkpoint at step ${event.step}`);
            break;
        case 'start':
        case 'artifact':
        case 'result':
        case 'error':
            break;
    }
}


/***/ }),

/***/ 8522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePredictions: () => (/* binding */ judgePredictions),
/* harmony export */   requireUnused: () => (/* binding */ requireUnused)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74410);
/* harmony import */ var _statistics_power_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13500);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42068);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22456);
/* harmony import */ var _comparison_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(36940);
/* harmony import */ var _decision_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9795);
/* harmony import */ var _predictions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(74777);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25099);










/**
 * Judges two files of predictions by the gates of a spec: for teams with a harness of their own. No model is loaded, no Python
 * runs and no data is read; only `name`, `version`, `task` and `evaluate` of the spec count.
 * @param of paths of files in the prediction format, or of samples of lm-evaluation-harness
 */
async function judgePredictions(spec, of) {
    const task = (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_4__/* .taskOf */ .Xb)(spec.task);
    const [candidate, baseline] = [
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.candidate, task),
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.baseline, task),
    ];
    const { gates, metrics, judgedBy, sections } = (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .compareModels */ .w)({
        task,
        section: spec.evaluate,
        margins: (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .marginsOf */ .p)(spec.evaluate, false),
        labels: labelsOf(candidate),
        candidate,
        baseline,
        examples: candidate.length,
        environment: undefined,
        // What was judged before is not known here: what the spec plans counts.
        alpha: (0,_statistics_power_js__WEBPACK_IMPORTED_MODULE_3__/* .alphaOfLook */ .zP)(1, spec.evaluate.looks),
    });
    const { proceed, ...decision } = (0,_decision_js__WEBPACK_IMPORTED_MODULE_7__/* .decisionOf */ .u)({
        task,
        judgedBy,
        gates,
        metrics,
        against: "the baseline's predictions",
        examples: candidate.length,
        onInconclusive: spec.evaluate.onInconclusive,
    });
    const made = (0,_reporting_js__WEBPACK_IMPORTED_MODULE_9__/* .draft */ .K4)({
        title: `evaluate ${spec.name} ${spec.version}`,
        data: { examples: candidate.length, metrics, gates },
        ...decision,
        document: { gates, sections: [...sections, ...passedOver(spec)] },
    });
    const result = {
        ...made,
        schema: 1,
        stage: 'evaluate',
        name: spec.name,
        key: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestJson */ .tv)({
            model: spec.name,
            task: spec.task,
            evaluate: spec.evaluate,
            candidate: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.candidate),
            baseline: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.baseline),
            code: await (0,_code_js__WEBPACK_IMPORTED_MODULE_5__/* .ownGates */ .Ns)(),
        }),
        proceed,
        files: [],
        parents: {},
    };
    return { digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)((0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(result)), result };
}
/** A spec of a model may say more than counts here, and a reader of the report would believe that it did. */
function passedOver({ evaluate: { baseline, slices, explain } }) {
    const told = [
        ...(baseline === _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBaseline */ .$P
            ? []
            : [`evaluate.baseline (${baseline}): the baseline is the file of predictions`]),
        ...(slices.length === 0 ? [] : ['evaluate.slices: slices are those that the predictions name themselves']),
        ...(explain === undefined
            ? []
            : ['evaluate.explain: predictions come without their model, so that nobody can be asked']),
    ];
    if (told.length === 0)
        return [];
    return [{ kind: 'text', title: 'Not used of model.yml', text: `${told.join('; ')}.` }];
}
/** What of a run counts for models alone. @throws UserError where any of it is given @param given by name, as it was read */
function requireUnused(given, placeOf) {
    const [first] = Object.entries(given).filter(([, value]) => value !== undefined && value !== false);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not used where predictions alone are judged: leave it out', { place: placeOf(first[0]) });
}
const labelsOf = (judged) => [...new Set(judged.map(({ truth }) => truth))].sort();


/***/ }),

/***/ 78155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ao: () => (/* binding */ oncePerRun),
/* harmony export */   eO: () => (/* binding */ known),
/* harmony export */   y6: () => (/* binding */ forget)
/* harmony export */ });
const looksOf = new WeakMap();
function looks(context) {
    const found = looksOf.get(context) ?? new Map();
    looksOf.set(context, found);
    return found;
}
/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
function oncePerRun(context, what, look) {
    const all = looks(context);
    const present = all.get(what);
    if (present !== undefined)
        return present;
    const looking = look();
    all.set(what, looking);
    looking.catch(() => all.delete(what));
    return looking;
}
/** What was looked up in this run; undefined where nobody asked. */
const known = (context, what) => looks(context).get(what);
/** The next one who asks looks anew. */
function forget(context, what) {
    looks(context).delete(what);
}


/***/ }),

/***/ 1818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aJ: () => (/* binding */ ownFiles),
/* harmony export */   hH: () => (/* binding */ ownFilesDigests),
/* harmony export */   sQ: () => (/* binding */ withOwnFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88613);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75820);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(78155);








/* engine.files: what an image of the user's own reads beside the inputs that the contract names. */
/** Verbs that get them. Data is prepared without: a trainer's setting must not make ten million rows be read again. */
const given = ['finetune', 'evaluate', 'export', 'quantize'];
/** @throws UserError for one that is not there, is no file, or lies outside of the checkout */
const ownFiles = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_7__/* .oncePerRun */ .ao)(context, 'files of the image', () => Promise.all(Object.entries(context.spec.engine.files ?? {}).map(async ([name, written]) => {
    const place = { file: context.specFile, key: `engine.files.${name}` };
    // A link inside of the checkout leads to its file; the real path is what is read.
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(context.bounds, written, place);
    const refused = (because, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${written} ${because}: put the file there, or correct the path`, { place, cause });
    const opened = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .openRegular */ .lf)(path).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
            throw refused('is not a file', error);
        throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
            ? refused('does not exist', error)
            : refused(`cannot be read (${error.code ?? error.message})`, error);
    });
    await opened.file.close();
    return { name, path, digest: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(path) };
})));
/** By name; nothing where the spec names no file, so that other keys stay what they were. */
async function ownFilesDigests(context) {
    const files = await ownFiles(context);
    return files.length === 0 ? {} : { files: Object.fromEntries(files.map(({ name, digest }) => [name, digest])) };
}
/**
 * Runs a job with the input that holds them: copies, so that it reads what its key says, and nothing that lies beside them.
 * @throws UserError (exit `data`) for one that is no longer what the key says
 */
async function withOwnFiles(context, verb, run) {
    const files = given.includes(verb) ? await ownFiles(context) : [];
    if (files.length === 0)
        return run({});
    const temporary = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeTemporary */ .ww)('model-actions-files-');
    try {
        const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'files');
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(directory);
        for (const { name, path, digest } of files) {
            const copy = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(path, copy);
            // The job may be another user, who only reads.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(copy, 0o444);
            if ((await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(copy)) !== digest)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${path} changed during the run: run again`, {
                    place: { file: context.specFile, key: `engine.files.${name}` },
                    exit: 'data',
                });
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(directory, 0o755);
        return await run({ files: { directory } });
    }
    finally {
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .removeTree */ .dM)(temporary);
    }
}


/***/ }),

/***/ 92416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ requireUntrained),
/* harmony export */   RW: () => (/* binding */ requireSeparateJobs),
/* harmony export */   V3: () => (/* binding */ markTrained)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);






const working = ['prepare', 'finetune', 'evaluate', 'quantize'];
/** Longer than a run of a workflow can last (35 days). */
const keptMs = 40 * 24 * 3_600_000;
const remedy = 'sign in a job of its own, on a runner that does not train, and hand it the output `result` as `from` (workflows-examples/pipeline.yml), or run jobs in containers (engine: docker)';
const refused = (because, { specFile }) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${because}: ${remedy}`, { place: { file: specFile, key: 'engine.name' } });
/** @throws UserError where one step is to train as a process and has a key, or is to sign */
async function requireSeparateJobs(stages, context) {
    const { environment, platform, spec, signal } = context;
    if (platform.kind !== 'github' || !stages.some((stage) => working.includes(stage)))
        return;
    const given = (name) => (environment[name] ?? '') !== '';
    // The file of a key that the spec names is there for every job; what opens it is the secret.
    const hasKey = given('COSIGN_PRIVATE_KEY') || (spec.signing.key !== undefined && given('COSIGN_PASSWORD'));
    if (!hasKey && !stages.includes('sign'))
        return;
    const { name, image } = spec.engine;
    const { engineKind } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(7868)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    if ((await engineKind({ name, image, log: platform.log, signal, environment })) !== 'process')
        return;
    throw refused(hasKey
        ? 'this step has a key to sign with and runs jobs as processes of the same user, which can read it'
        : 'this step is to sign and runs jobs as processes of the same user, which could read the key', context);
}
/** Before work is run as a process: from now on this job of GitHub signs nothing. */
async function markTrained({ place, platform, environment }) {
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(place.trainedHere);
    for (const { name, atMs } of await marks(place.trainedHere))
        if (Date.now() - atMs > keptMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, name), { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.appendFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), `${trackingOf(environment) ?? ''}\n`);
}
/** Before a key is used. @throws UserError where an earlier step of this job of GitHub ran work as a process */
async function requireUntrained(context) {
    const { place, platform, environment } = context;
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    const found = await marks(place.trainedHere);
    if (found.some(({ name }) => name === mark) && (await mayBeThisJob((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), environment)))
        throw refused('an earlier step of this job ran work as processes of the same user, and one that it left behind could read the key', context);
    const startedMs = Date.now() - (0,node_os__WEBPACK_IMPORTED_MODULE_2__.uptime)() * 1000;
    if (found.some(({ atMs }) => atMs > startedMs))
        platform.log.warn('other jobs ran work as processes of this user since this machine started, and one that they left behind could read the key: sign on a runner that does not train');
}
/** Names one job of one attempt of a run; undefined where there is none. */
function markOf(environment) {
    const run = environment['GITHUB_RUN_ID'] ?? '';
    if (run === '')
        return undefined;
    // By act every run has the number 1, and the workflow tells them apart.
    const names = ['SERVER_URL', 'REPOSITORY', 'WORKFLOW', 'RUN_ID', 'RUN_ATTEMPT', 'JOB'];
    const job = JSON.stringify(names.map((name) => environment[`GITHUB_${name}`] ?? ''));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(job).digest('hex').slice(0, 32);
}
/** What the runner gives to the processes of one job, a new one each time; undefined where a step has put its own there. */
function trackingOf(environment) {
    return /^github_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(environment['RUNNER_TRACKING_ID'] ?? '')?.[0];
}
/** Two workflows that a third one calls may have jobs of one name, and nothing else of GitHub's tells them apart. */
async function mayBeThisJob(mark, environment) {
    const tracking = trackingOf(environment);
    const trained = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(mark, 'utf8')).split('\n').slice(0, -1);
    return tracking === undefined || trained.some((one) => one === '' || one === tracking);
}
async function marks(directory) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const found = [];
    for (const name of names) {
        const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name)).catch(() => undefined);
        if (facts !== undefined)
            found.push({ name, atMs: facts.mtimeMs });
    }
    return found;
}


/***/ }),

/***/ 69704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ liveDetail),
/* harmony export */   Wc: () => (/* binding */ gpuUse)
/* harmony export */ });
/* unused harmony export timeLeft */
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

/* What stands beside the progress of a training: its last numbers, and how long it still takes. */
const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
/** `3 min 20 s`: no finer than a person waits. Pure. */
function timeLeft(seconds) {
    const whole = Math.round(seconds);
    const [days, hours, minutes] = [
        Math.floor(whole / 86_400),
        Math.floor(whole / 3600) % 24,
        Math.floor(whole / 60) % 60,
    ];
    if (days > 0)
        return `${days} d ${hours} h left`;
    if (hours > 0)
        return `${hours} h ${minutes} min left`;
    return minutes > 0 ? `${minutes} min left` : `${whole} s left`;
}
/** In this order, those that were told: a narrow terminal shows the beginning. */
const loss = [['loss', (value) => `loss ${value.toPrecision(4)}`]];
const rest = [
    ['gpu_utilization', (value) => `GPU ${Math.round(100 * value)} %`],
    ['gpu_memory_used_bytes', gib],
    ['validation_loss', (value) => `validation loss ${value.toPrecision(4)}`],
    ['learning_rate', (value) => `learning rate ${value.toExponential(2)}`],
];
/** @returns for each event of a job what stands beside its progress; '' where nothing is told */
function liveDetail() {
    const last = new Map();
    const written = (kinds) => kinds.flatMap(([name, write]) => {
        const value = last.get(name);
        return value === undefined ? [] : [write(value)];
    });
    return (event) => {
        // Of the many that an image of somebody may tell, only those are kept that are shown.
        if (event.type === 'metric' && [...loss, ...rest].some(([name]) => name === event.name))
            last.set(event.name, event.value);
        if (event.type !== 'progress' || (event.rate === undefined && event.seconds_left === undefined))
            return '';
        const { rate, seconds_left } = event;
        return [
            ...(seconds_left === undefined || event.done >= event.total ? [] : [timeLeft(seconds_left)]),
            ...written(loss),
            ...(rate === undefined ? [] : [`${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(Number(rate.value.toPrecision(3)))} ${rate.unit}/s`]),
            ...written(rest),
        ].join(', ');
    };
}
/** Gathers it: `listen` hears every event; `use` is undefined where nobody told. */
function gpuUse() {
    let [sum, count, memoryBytes] = [0, 0, 0];
    return {
        listen(event) {
            if (event.type !== 'metric')
                return;
            if (event.name === 'gpu_utilization') {
                sum += event.value;
                count += 1;
            }
            if (event.name === 'gpu_memory_used_bytes')
                memoryBytes = Math.max(memoryBytes, event.value);
        },
        use: () => (count === 0 ? undefined : { utilization: sum / count, memoryBytes }),
    };
}


/***/ })

};
