export const id = 9552;
export const ids = [9552,4429];
export const modules = {

/***/ 39552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePullRequest: () => (/* binding */ judgePullRequest),
/* harmony export */   refused: () => (/* binding */ refused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _platform_api_event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30458);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55799);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14429);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33673);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98493);






/**
 * Runs the stages, and tells what came out whatever came out: who opened the pull request reads the reason where they look.
 * Files of earlier runs count for nothing. @returns the exit code by the verdict
 */
async function judgePullRequest(action, world) {
    await requireOwnCode(world);
    const stages = [];
    // One report of all stages is told, and not each of them again.
    const quiet = {
        ...world,
        report: { add: (name, part) => world.report.add(name, { ...part, markdown: '' }) },
    };
    let exitCode;
    try {
        exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_3__.runSelected)(action, quiet, { onTold: (told) => void stages.push(asReport(told)) });
    }
    catch (error) {
        const failure = (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .failureOf */ .g)(error, world.signal);
        // A run that is cancelled has two seconds left, and says nothing about the model.
        if (!world.signal.aborted && !isOfWorkflow(failure, stages))
            await tellRefusal(action, world, stages, failure);
        throw error;
    }
    await (0,_publish_js__WEBPACK_IMPORTED_MODULE_4__.publishStages)(world, stages);
    return exitCode;
}
/** A step that names no model.yml is wrong in the workflow: there is no model yet to tell of, and the step says it. */
const isOfWorkflow = ({ exitCode, problems }, ended) => ended.length === 0 && exitCode === _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.configuration && problems.every(({ place }) => place?.line === undefined);
/** With `pull_request_target` the code of a fork would run beside a token that may write, and beside secrets. */
async function requireOwnCode({ environment }) {
    if (environment['GITHUB_EVENT_NAME'] !== 'pull_request_target')
        return;
    const subject = await (0,_platform_api_event_js__WEBPACK_IMPORTED_MODULE_1__/* .readSubject */ .$)(environment);
    if (subject.kind === 'pull-request' && !subject.fork)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('this would run the code of a fork with the rights of this repository: use `on: pull_request`, and publish from a second workflow (`on: workflow_run`), as workflows-examples shows', { exit: 'preflight' });
}
const asReport = ({ outcome: { stage, reused, stored }, seconds }) => {
    const { report, key, parents } = stored.result;
    return { stage, result: stored.digest, report, key, parents, seconds, reused };
};
async function tellRefusal(action, world, ended, { problems }) {
    try {
        await (0,_publish_js__WEBPACK_IMPORTED_MODULE_4__.publishStages)(world, [...ended, refused(action, world.given.name, ended, problems)]);
    }
    catch (error) {
        // Why the model was not judged matters more than why nobody was told.
        world.platform.log.warn(`the report is not published: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** What is said in place of the stage that was refused, with remarks beside the lines that are wrong. Pure. */
function refused({ stages }, name, ended, problems) {
    const [first] = ended;
    // Before the first stage ends, what is wrong is of the spec or of the machine as a rule.
    const stage = (first === undefined ? undefined : stages[ended.length]) ?? 'run';
    const subject = first === undefined ? name : first.report.title.replace(`${first.stage} `, '');
    const report = (0,_stepReport_js__WEBPACK_IMPORTED_MODULE_5__/* .refusal */ .x5)(`${stage} ${subject}`, problems);
    const annotations = problems.flatMap(({ what, place: { file, line, key } = {} }) => file === undefined || line === undefined
        ? []
        : [{ path: file, line, level: 'failure', title: key ?? 'refused', message: what }]);
    const headline = problems.length === 1 ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problems[0]) : report.headline;
    return {
        stage,
        result: '',
        report: { ...report, headline, ...(annotations.length === 0 ? {} : { annotations }) },
        parents: {},
    };
}


/***/ }),

/***/ 14429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextOf: () => (/* binding */ contextOf),
/* harmony export */   runSelected: () => (/* binding */ runSelected),
/* harmony export */   usesCache: () => (/* binding */ usesCache)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(643);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55799);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70075);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41922);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88613);
/* harmony import */ var _stages_context_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67660);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(43973);
/* harmony import */ var _stages_judge_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8522);
/* harmony import */ var _stages_reporting_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(25099);
/* harmony import */ var _stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92416);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(34729);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(98493);














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
    const cached = usesCache(action, requested, world);
    const named = await contextOf(requested, world, cached);
    const context = prepare === undefined ? named : await prepare(named);
    const stages = withoutIdleSign(action, requested, context);
    const cache = cached ? await openResultsCache(context) : undefined;
    await (0,_stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_11__/* .requireSeparateJobs */ .RW)(stages, context);
    const outcomes = await (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_8__.runStages)(stages, context, hear);
    await cache?.save();
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    return ended(last.stage, last.stored.result, platform);
}
/** Judges two files of predictions, and nothing else. @returns the exit code */
async function judgeGiven(world, hear) {
    const { given, workspace, platform } = world;
    const started = node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now();
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .L)({ directory: workspace, root: workspace }, given['working-directory'], {
        input: 'working-directory',
    });
    const bounds = { directory, root: workspace };
    const file = (input) => {
        const path = given[input];
        if (path !== undefined)
            return (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .L)(bounds, path, { input });
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('predictions are judged against predictions: give candidate-predictions and baseline-predictions', {
            place: { input },
        });
    };
    const files = { candidate: await file('candidate-predictions'), baseline: await file('baseline-predictions') };
    const specFile = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .L)(bounds, given.config, { input: 'config' });
    const stored = await (0,_stages_judge_js__WEBPACK_IMPORTED_MODULE_9__.judgePredictions)(await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_5__.loadJudgedSpec)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, specFile)), files);
    const seconds = (node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now() - started) / 1000;
    const report = await (0,_stages_reporting_js__WEBPACK_IMPORTED_MODULE_10__.writeReport)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(specFile), { stored, reused: false, seconds });
    await hear({ outcome: { stage: 'evaluate', reused: false, stored }, seconds, report });
    return ended('evaluate', stored.result, platform);
}
function ended(stage, { proceed, verdict, headline }, platform) {
    if (proceed)
        return 0;
    platform.fail({ what: `${stage}: ${verdict}: ${headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .verdictExitCode */ .f)(verdict);
}
/** What the inputs name: the spec, the engine, what was handed over. */
async function contextOf(stages, world, cached = false) {
    const { given, workspace, platform, signal } = world;
    const top = { directory: workspace, root: workspace };
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .L)(top, given['working-directory'], { input: 'working-directory' });
    const config = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .L)({ directory, root: workspace }, given.config, { input: 'config' });
    return (0,_stages_context_js__WEBPACK_IMPORTED_MODULE_7__.openContext)({
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
        environment: await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_12__/* .stageEnvironment */ ._)(world),
    });
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
const cachedStages = ['prepare', 'finetune', 'evaluate', 'quantize'];
/**
 * Whether a step takes and leaves results in the cache of GitHub. Others can write to it, and what it unpacks may lie
 * anywhere: nothing that ends in a signature or a deployment may start from it, and no host that outlives the job.
 */
function usesCache({ inputs }, stages, { given, platform, environment }) {
    if (!given.cache || !inputs.includes('cache'))
        return false;
    const barrier = stages.find((stage) => !cachedStages.includes(stage));
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
async function tell({ outcome, seconds, report }, world) {
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
        markdown: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMarkdown */ .Gc)(stored.result.report, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_13__/* .summaryLimitBytes */ .fx }),
    });
}


/***/ }),

/***/ 8522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePredictions: () => (/* binding */ judgePredictions)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97763);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62848);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22456);
/* harmony import */ var _comparison_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33360);
/* harmony import */ var _predictions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74777);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25099);







/**
 * Judges two files of predictions by the gates of a spec: for teams with a harness of their own. No model is loaded, no Python
 * runs and no data is read; only `name`, `version`, `task` and `evaluate` of the spec count.
 * @param of paths of files in the prediction format, or of samples of lm-evaluation-harness
 */
async function judgePredictions(spec, of) {
    const task = (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_1__/* .taskOf */ .Xb)(spec.task);
    const [candidate, baseline] = [
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_4__/* .readGivenPredictions */ .O)(of.candidate, task),
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_4__/* .readGivenPredictions */ .O)(of.baseline, task),
    ];
    const { gates, metrics, sections } = (0,_comparison_js__WEBPACK_IMPORTED_MODULE_3__/* .compareModels */ .w)({
        task,
        section: spec.evaluate,
        margins: (0,_comparison_js__WEBPACK_IMPORTED_MODULE_3__/* .marginsOf */ .p)(spec.evaluate, false),
        labels: labelsOf(candidate),
        candidate,
        baseline,
        examples: candidate.length,
        environment: undefined,
        // What was judged before is not known here: what the spec plans counts.
        looks: spec.evaluate.looks,
    });
    const verdict = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .overall */ .M)(gates);
    const made = (0,_reporting_js__WEBPACK_IMPORTED_MODULE_5__/* .draft */ .K4)({
        title: `evaluate ${spec.name} ${spec.version}`,
        data: { examples: candidate.length, metrics, gates },
        verdict,
        headline: `${(0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_1__/* .headlineOf */ .gD)(task, metrics.candidate)} against ${(0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_1__/* .headlineOf */ .gD)(task, metrics.baseline)} of the baseline's predictions, on ${candidate.length} examples`,
        outputs: {
            accuracy: String(metrics.candidate['accuracy'] ?? ''),
            'baseline-accuracy': String(metrics.baseline['accuracy'] ?? ''),
        },
        document: { gates, sections },
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
            code: await (0,_code_js__WEBPACK_IMPORTED_MODULE_2__/* .ownGates */ .Ns)(),
        }),
        proceed: verdict === 'pass' || (verdict === 'inconclusive' && spec.evaluate.onInconclusive === 'warn'),
        files: [],
        parents: {},
    };
    return { digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)((0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(result)), result };
}
const labelsOf = (judged) => [...new Set(judged.map(({ truth }) => truth))].sort();


/***/ })

};
