export const id = 4429;
export const ids = [4429];
export const modules = {

/***/ 14429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextOf: () => (/* binding */ contextOf),
/* harmony export */   requireOwnCode: () => (/* binding */ requireOwnCode),
/* harmony export */   runSelected: () => (/* binding */ runSelected),
/* harmony export */   usesCache: () => (/* binding */ usesCache),
/* harmony export */   workingDirectory: () => (/* binding */ workingDirectory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(643);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30458);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55799);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70075);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41922);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88613);
/* harmony import */ var _stages_context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67660);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21712);
/* harmony import */ var _stages_judge_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8522);
/* harmony import */ var _stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(25099);
/* harmony import */ var _stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(92416);
/* harmony import */ var _stages_shown_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(69308);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(34729);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(98493);
















/**
 * The program of an action that runs stages: inputs → context → stages → outputs.
 * @param hooks.onTold what is done with each stage that ended, whatever comes behind it
 * @param hooks.prepare what the stages run with instead of what the inputs name
 * @returns the exit code
 */
async function runSelected(action, world, { onTold, prepare, } = {}) {
    const { given, platform } = world;
    const hear = async (told) => {
        onTold?.(told);
        await tell(told, world);
    };
    if (given['candidate-predictions'] !== undefined || given['baseline-predictions'] !== undefined)
        return judgeGiven(world, hear);
    const requested = action.inputs.includes('stages') ? given.stages : [...action.stages];
    if (requested.some((stage) => runsCode.includes(stage)))
        await requireOwnCode(world);
    const cached = usesCache(action, requested, world);
    const named = await contextOf(requested, world, cached);
    const context = prepare === undefined ? named : await prepare(named);
    const stages = withoutIdleSign(action, requested, context);
    const cache = cached ? await openResultsCache(context) : undefined;
    await (0,_stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_12__/* .requireSeparateJobs */ .RW)(stages, context);
    const outcomes = await (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_9__.runStages)(stages, context, hear);
    await cache?.save();
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    return ended(last.stage, last.stored.result, platform);
}
/** With `pull_request_target` the code of a fork would run beside a token that may write, and beside secrets. */
async function requireOwnCode({ environment }) {
    if (environment['GITHUB_EVENT_NAME'] !== 'pull_request_target')
        return;
    const subject = await (0,_platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readSubject */ .$)(environment);
    if (subject.kind === 'pull-request' && !subject.fork)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('this would run the code of a fork with the rights of this repository: use `on: pull_request`, and publish from a second workflow (`on: workflow_run`), as workflows-examples shows', { exit: 'preflight' });
}
/** Judges two files of predictions, and nothing else. @returns the exit code */
async function judgeGiven(world, hear) {
    const { given, workspace, platform } = world;
    const started = node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now();
    const { engine, from, digest, force } = given;
    (0,_stages_judge_js__WEBPACK_IMPORTED_MODULE_10__.requireUnused)({ engine, from, digest, force }, (input) => ({ input }));
    const directory = await workingDirectory(world);
    const bounds = { directory, root: workspace };
    const file = (input) => {
        const path = given[input];
        if (path !== undefined)
            return (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(bounds, path, { input });
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('predictions are judged against predictions: give candidate-predictions and baseline-predictions', {
            place: { input },
        });
    };
    const files = { candidate: await file('candidate-predictions'), baseline: await file('baseline-predictions') };
    const specFile = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(bounds, given.config, { input: 'config' });
    // Messages and annotations name files as the repository does.
    const shownFile = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, specFile);
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_6__.loadJudgedSpec)(shownFile);
    const stored = await (0,_stages_judge_js__WEBPACK_IMPORTED_MODULE_10__.judgePredictions)(spec, files);
    const seconds = (node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now() - started) / 1000;
    const shown = await (0,_stages_shown_js__WEBPACK_IMPORTED_MODULE_13__.shownReport)(stored.result, { spec, specFile: shownFile });
    const report = await (0,_stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__.writeReport)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(specFile), { stored, shown, reused: false, seconds });
    await hear({ outcome: { stage: 'evaluate', reused: false, stored }, seconds, shown, report });
    return ended('evaluate', stored.result, platform);
}
function ended(stage, { proceed, verdict, headline }, platform) {
    if (proceed)
        return 0;
    platform.fail({ what: `${stage}: ${verdict}: ${headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictExitCode */ .f)(verdict);
}
/** What the inputs name: the spec, the engine, what was handed over. */
async function contextOf(stages, world, cached = false) {
    const { given, workspace, platform, signal } = world;
    const directory = await workingDirectory(world);
    const config = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)({ directory, root: workspace }, given.config, { input: 'config' });
    const context = await (0,_stages_context_js__WEBPACK_IMPORTED_MODULE_8__.openContext)({
        // Messages and annotations name files as the repository does.
        specFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, config),
        workspace,
        stages,
        engine: given.engine,
        from: given.from,
        image: given.digest,
        force: given.force,
        rollback: given.rollback,
        cached,
        platform,
        signal,
        environment: await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_14__/* .stageEnvironment */ ._)(world),
    });
    const subject = await (0,_platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readSubject */ .$)(world.environment);
    const ofFork = subject.kind === 'pull-request' && subject.fork;
    return ofFork && context.spec.results !== undefined ? withOwnResults(context) : context;
}
/** A fork's token may not write, and others would believe what its code made: the pipeline goes on, and shares nothing. */
function withOwnResults(context) {
    let said = false;
    const publish = async () => {
        if (!said)
            context.platform.log.info('`results` are not shared with other jobs: this is the pull request of a fork');
        said = true;
    };
    return { ...context, results: { ...context.results, publish } };
}
/** The directory of the input `working-directory`, which lies in the workspace. */
async function workingDirectory({ given, workspace }) {
    const top = { directory: workspace, root: workspace };
    return (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(top, given['working-directory'], { input: 'working-directory' });
}
/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action, stages, context) {
    if (action.name !== 'build')
        return stages;
    const key = context.environment['COSIGN_PRIVATE_KEY'] ?? '';
    if (key !== '' || context.spec.signing.key !== undefined)
        return stages;
    context.platform.log.warn('the image is not signed, and verify and deploy will refuse it: give input sign-key');
    return stages.filter((stage) => stage !== 'sign');
}
/** They run what a spec names, which whoever wrote the commit chose; no others use the cache. */
const runsCode = ['prepare', 'finetune', 'evaluate', 'quantize'];
/**
 * Whether a step takes and leaves results in the cache of GitHub. Others can write to it, and what it unpacks may lie
 * anywhere: nothing that ends in a signature or a deployment may start from it, and no host that outlives the job.
 */
function usesCache({ inputs }, stages, { given, platform, environment }) {
    if (!given.cache || !inputs.includes('cache'))
        return false;
    const barrier = stages.find((stage) => !runsCode.includes(stage));
    const because = barrier !== undefined
        ? `in a step with ${barrier}, which must not start from what others can write`
        : environment['RUNNER_ENVIRONMENT'] !== 'github-hosted'
            ? 'on a runner that may outlive the job, which keeps its results itself and must not be changed by who can write to the cache'
            : undefined;
    if (because !== undefined)
        platform.log.info(`cache: not used ${because}`);
    return because === undefined;
}
async function openResultsCache({ place, platform }) {
    const { openCache } = await __webpack_require__.e(/* import() */ 8607).then(__webpack_require__.bind(__webpack_require__, 68607));
    const { cachedKeys } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 8727));
    const directories = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(place.store, 'results'), cachedKeys(place.store), place.checkpoints];
    return openCache({ directories, log: platform.log });
}
/** What one stage tells: a line, its outputs, its part of `json`, its report on the summary page. */
async function tell({ outcome, seconds, shown, report }, world) {
    const { stage, reused, stored } = outcome;
    const { verdict, headline, key, outputs } = stored.result;
    world.platform.log.info(`${stage}: ${verdict}${reused ? ' (reused)' : ''}: ${headline}`);
    await world.report.add(stage, {
        entry: {
            verdict,
            headline,
            result: stored.digest,
            'lineage-key': key,
            reused,
            seconds: Math.round(seconds * 10) / 10,
            outputs,
        },
        outputs: {
            ...outputs,
            verdict,
            result: stored.digest,
            'lineage-key': key,
            reused: String(reused),
            ...(report === undefined ? {} : { report: report.markdown, 'report-json': report.json }),
        },
        markdown: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_15__/* .partLimitBytes */ .Yo }),
    });
}


/***/ }),

/***/ 30458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readSubject)
/* harmony export */ });
/* unused harmony export subjectOf */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19198);


const repository = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr() });
const pullEvent = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1),
        // The repository of a fork may be deleted.
        head: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/), repo: repository.nullable() }),
        base: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ repo: repository }),
    }),
});
const runEvent = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ workflow_run: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1) }) });
/** Pure. @param name of the event @param event its payload @param sha of the commit that the run is at */
function subjectOf(name, event, sha) {
    const pull = pullEvent.safeParse(event);
    if (pull.success) {
        const { number, head, base } = pull.data.pull_request;
        return { kind: 'pull-request', pull: number, headSha: head.sha, fork: head.repo?.id !== base.repo.id };
    }
    const run = runEvent.safeParse(event);
    if (name === 'workflow_run' && run.success)
        return { kind: 'of-a-run', run: run.data.workflow_run.id };
    return { kind: 'commit', headSha: sha };
}
/** @param environment GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_SHA */
async function readSubject(environment) {
    const path = environment['GITHUB_EVENT_PATH'] ?? '';
    const text = path === '' ? undefined : (await (0,_files_js__WEBPACK_IMPORTED_MODULE_0__/* .readIfPresent */ .Zu)(path))?.toString('utf8');
    const event = text === undefined || text === '' ? {} : JSON.parse(text);
    return subjectOf(environment['GITHUB_EVENT_NAME'] ?? '', event, environment['GITHUB_SHA'] ?? '');
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
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44503);
/* harmony import */ var _statistics_power_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13500);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42068);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22456);
/* harmony import */ var _comparison_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97085);
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


/***/ })

};
