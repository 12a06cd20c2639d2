export const id = 8045;
export const ids = [8045,4429];
export const modules = {

/***/ 28045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeRelease: () => (/* binding */ makeRelease),
  versionOfTag: () => (/* binding */ versionOfTag)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/platform/api/faults.js
var faults = __webpack_require__(6437);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(70075);
;// CONCATENATED MODULE: ./build/src/report/card.js


/** A card goes beside the whole report: it has what somebody who thinks of using the model asks first. */
const limitBytes = 200_000;
/**
 * A model card: front matter as model hubs read it, what the model is and what it was made from, and how it was judged. It
 * says what was measured and nothing else: what the model is for is its owners' to say.
 */
function renderModelCard(report, { name, version, image, digest, task, base, license }) {
    const head = {
        ...(license === undefined ? {} : { license }),
        pipeline_tag: task,
        base_model: base,
        tags: ['model-actions'],
    };
    const facts = [
        ['version', version],
        ['task', task],
        ['tuned from', base],
        ['license', license ?? 'none is stated'],
        ['image', image],
        ['digest', digest],
    ];
    const rows = facts.map(([what = '', value = '']) => `| ${what} | ${(0,markdown/* escapeMarkdown */.FV)(value, 500)} |\n`).join('');
    const told = {
        ...report,
        title: 'How it was judged',
        sections: report.sections.filter(({ part }) => part !== 'cost' && part !== 'changes'),
    };
    return `---\n${(0,dist/* stringify */.As)(head)}---\n\n# ${(0,markdown/* escapeMarkdown */.FV)(name)} ${(0,markdown/* escapeMarkdown */.FV)(version)}\n\n| | |\n| --- | --- |\n${rows}\n${(0,markdown/* renderMarkdown */.Gc)(told, { limitBytes })}`;
}

// EXTERNAL MODULE: ./build/src/report/compose.js
var compose = __webpack_require__(82112);
// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
// EXTERNAL MODULE: ./build/src/actions/program.js
var program = __webpack_require__(14429);
// EXTERNAL MODULE: ./build/src/actions/publish.js + 1 modules
var publish = __webpack_require__(33673);
;// CONCATENATED MODULE: ./build/src/actions/makeRelease.js











/** GitHub takes 125,000 characters. */
const notesLimitBytes = 100_000;
/** Builds, signs and verifies what a tag names, and publishes it. @returns the exit code */
async function makeRelease(action, world) {
    const context = await (0,program.contextOf)(action.stages, world);
    const tag = requireTag(context);
    const api = (0,publish.openApi)(world);
    if (api === undefined)
        throw new errors/* UserError */.yo('is missing: the release is published by it', { place: { input: 'github-token' } });
    const ended = new Map();
    const exitCode = await (0,program.runSelected)(action, world, {
        onTold: ({ outcome: { stage, stored } }) => void ended.set(stage, stored),
    });
    const built = ended.get('build');
    const verified = ended.get('verify');
    if (exitCode !== 0 || built === undefined || verified === undefined)
        return exitCode;
    const url = await publishAll(world, context, { api, tag, built, verified });
    await world.report.add('release', {
        entry: { outputs: { 'release-url': url } },
        outputs: { 'release-url': url },
        markdown: '',
    });
    return exitCode;
}
/** @throws UserError where this run is of no tag, or of one for another version: before the first stage */
function requireTag({ spec, specFile, environment }) {
    const tag = environment['GITHUB_REF_NAME'] ?? '';
    const place = { file: specFile, key: 'version' };
    const remedy = `push tag v${spec.version}, or run the workflow at it`;
    if (environment['GITHUB_REF_TYPE'] !== 'tag')
        throw new errors/* UserError */.yo(`a release is made of a tag, and this run is of ${environment['GITHUB_REF_TYPE'] ?? 'none'} ${JSON.stringify(tag.slice(0, 100))}: ${remedy}`, { place });
    const version = versionOfTag(tag, spec.name);
    if (version === spec.version)
        return tag;
    throw new errors/* UserError */.yo(version === undefined
        ? `tag ${JSON.stringify(tag.slice(0, 100))} is no version of ${spec.name} (v1.4.0, or ${spec.name}-v1.4.0 where a repository has several models): ${remedy}`
        : `the tag says ${version}, and the spec says ${spec.version}: set it to ${version} in the commit that is tagged, or ${remedy}`, { place });
}
/**
 * The version that a tag names: `v1.4.0` or `1.4.0`, and with the model's name before it where a repository has several
 * (`intents-v1.4.0`, `intents/v1.4.0`, `intents@1.4.0`). Pure.
 */
function versionOfTag(tag, name) {
    const [rest] = ['-', '/', '@'].flatMap((separator) => tag.startsWith(`${name}${separator}`) ? [tag.slice(name.length + 1)] : []);
    const version = (rest ?? tag).replace(/^v/, '');
    return semver.valid(version) === version ? version : undefined;
}
/** What is published says nothing of when and where this ran, so that it is the same when it runs again. */
async function publishAll(world, context, { api, tag, built, verified }) {
    const { spec, results } = context;
    const reports = await reportsBehind(results, built.result.parents);
    const report = (0,publish.withoutSecrets)((0,compose/* composePullRequest */.Td)(reports, { title: `${spec.name} ${spec.version}` }), world.platform);
    const { image = '', digest = '' } = verified.result.outputs;
    const files = await (0,publish.writeFiles)(report, await (0,publish.workingDirectory)(world), 'release');
    const facts = { name: spec.name, version: spec.version, image, digest };
    const card = (0,external_node_path_.join)(files.directory, 'model-card.md');
    await (0,src_files/* writeWhole */.f8)(card, renderModelCard(report, {
        ...facts,
        task: spec.task,
        base: spec.base,
        ...(spec.image.license === undefined ? {} : { license: spec.image.license }),
    }));
    const imageFile = (0,external_node_path_.join)(files.directory, 'image.json');
    const made = Object.fromEntries(reports.map(({ stage, result }) => [stage, result]));
    await (0,src_files/* writeWhole */.f8)(imageFile, `${JSON.stringify({ ...facts, results: made }, null, 2)}\n`);
    const { publishRelease } = await __webpack_require__.e(/* import() */ 4743).then(__webpack_require__.bind(__webpack_require__, 54743));
    try {
        const { url, outcome } = await publishRelease(api, {
            tag,
            title: `${spec.name} ${spec.version}`,
            notes: `\`${image}\`\n\n${(0,markdown/* renderMarkdown */.Gc)(report, { limitBytes: notesLimitBytes })}`,
            prerelease: semver.prerelease(spec.version) !== null,
            assets: [
                { name: 'report.html', path: files.html, contentType: 'text/html' },
                { name: 'report.json', path: files.json, contentType: 'application/json' },
                { name: 'model-card.md', path: card, contentType: 'text/markdown' },
                { name: 'image.json', path: imageFile, contentType: 'application/json' },
            ],
        });
        world.platform.log.info(`release ${outcome}: ${url}`);
        return url;
    }
    catch (error) {
        const fault = (0,faults.faultOf)(error);
        if (fault === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${image} is released and signed, and the release ${tag} is not published at GitHub: ${(0,faults.explain)(fault, 'contents: write')}`, { exit: 'preflight', cause: error });
    }
}
/** The reports of everything that an image was made from, by digest and not from the checkout. */
async function reportsBehind(results, parents) {
    const found = new Map();
    const open = async (stage, digest) => {
        if (found.has(stage))
            return;
        const stored = await results.open(digest);
        if (stored === undefined)
            throw new errors/* UserError */.yo(`the result ${digest} of ${stage} is gone: run ${stage} again`);
        const { report, key, parents: before } = stored.result;
        found.set(stage, { stage, result: digest, report, key, parents: before });
        for (const [name, parent] of Object.entries(before))
            await open(name, parent);
    };
    for (const [stage, digest] of Object.entries(parents))
        await open(stage, digest);
    return types/* stageNames */.h.flatMap((stage) => found.get(stage) ?? []);
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
