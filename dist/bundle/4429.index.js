export const id = 4429;
export const ids = [4429,6869];
export const modules = {

/***/ 34729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ stageEnvironment),
  L: () => (/* binding */ takeInputs)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/checkup/requirements.js
var requirements = __webpack_require__(62543);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/pages.js
var pages = __webpack_require__(75737);
// EXTERNAL MODULE: ./build/src/spec/engine.js
var engine = __webpack_require__(24763);
// EXTERNAL MODULE: ./build/src/stages/rollBack.js
var rollBack = __webpack_require__(80841);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
;// CONCATENATED MODULE: ./build/src/actions/inputs.js








const inputs_text = (value) => value;
function inputs_digest(value, place) {
    if (value === '')
        return undefined;
    if ((0,digest/* isDigest */.Bc)(value))
        return value;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no digest: give sha256: and 64 hex digits, as outputs of an earlier job have it`, { place });
}
function registryHost(value, place) {
    if (value === '' || (0,reference/* isRegistryHost */.E)(value))
        return optional(value);
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no host of a registry: give it without a scheme and path, as registry.example.com or localhost:5000`, { place });
}
const optional = (value) => (value === '' ? undefined : value);
const lines = (value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
function inputs_name(value, place) {
    if (/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/i.test(value))
        return value;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no name of a report: take up to 64 letters, digits, dots, dashes and underscores`, { place });
}
function workflowFile(value, place) {
    if (value === '' || /^[\w.-]{1,200}\.ya?ml$/.test(value))
        return optional(value);
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no workflow: give the name of a file of .github/workflows, such as tune.yml`, { place });
}
function flag(value, place) {
    if (['true', 'True', 'TRUE'].includes(value))
        return true;
    if (['false', 'False', 'FALSE'].includes(value))
        return false;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is neither true nor false: write one of them`, { place });
}
function inputs_engine(value, place) {
    if (value === '')
        return undefined;
    const found = engine/* engineNames */.Ry.find((name) => name === value);
    if (found === undefined)
        throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no engine: choose ${engine/* engineNames */.Ry.join(', ')}`, {
            place,
        });
    return found;
}
/** Every input of every action: one name means one thing everywhere. action.yml files are generated from here. */
const inputs = {
    stages: {
        description: 'Stages to run, in the order prepare, finetune, evaluate, quantize, build, sign, verify, deploy: `all`, or a list separated by commas or line breaks.',
        required: false,
        default: 'all',
        parse: selection/* parseStages */.l,
    },
    config: {
        description: 'The model spec, a file inside `working-directory`.',
        required: false,
        default: 'model.yml',
        parse: inputs_text,
    },
    'working-directory': {
        description: 'Directory inside the workspace that holds `config`.',
        required: false,
        default: '.',
        parse: inputs_text,
    },
    engine: {
        description: 'Where training and evaluation run: `process`, `docker`, or `auto` (docker if a Docker engine answers and has an image for jobs). Default: `engine.name` of the spec.',
        required: false,
        default: '',
        parse: inputs_engine,
    },
    from: {
        description: 'Result digest from the output `result` of an earlier job: the run starts there, and needs neither the earlier stages nor data nor base model. The result is found in the place of this host, or in `results` of the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    'candidate-predictions': {
        description: `Predictions of the candidate, a file inside the workspace: with \`baseline-predictions\` the action judges only these, without model, data or Python. One JSON object per line (${(0,pages/* pageOf */.Z)('predictions')}), or samples of lm-evaluation-harness.`,
        required: false,
        default: '',
        parse: optional,
    },
    'baseline-predictions': {
        description: 'Predictions of the baseline for the same examples, in the same format as `candidate-predictions`.',
        required: false,
        default: '',
        parse: optional,
    },
    digest: {
        description: 'Digest of the image to verify or deploy, from the output `digest` of an earlier job. Default: the image with the version in the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    rollback: {
        description: 'Deploys a release that is older than the one that serves or served last. Otherwise that is refused, because an old release brings back known faults.',
        required: false,
        default: 'false',
        parse: flag,
    },
    environment: {
        description: 'GitHub environment that shows the deployment, with its address and each step of the rollout; needs `deployments: write`. Default: it is not shown.',
        required: false,
        default: '',
        parse: optional,
    },
    to: {
        description: 'Release to go back to: its version, or `previous` for the one that served before what serves now and was not rolled back.',
        required: false,
        default: 'previous',
        parse: rollBack.parseEarlier,
    },
    force: {
        description: 'Runs a stage again even if a result for the same inputs exists.',
        required: false,
        default: 'false',
        parse: flag,
    },
    summary: {
        description: "Writes the reports to the job's summary page.",
        required: false,
        default: 'true',
        parse: flag,
    },
    require: {
        description: 'What the job requires, separated by commas or line breaks: `docker`, `gpu` or `gpu=2`, `python`, `git`, `registry`, `disk=50g`, `memory=16g`. The step fails if one is missing.',
        required: false,
        default: '',
        parse: requirements.parseRequirements,
    },
    cache: {
        description: 'Keeps results of prepare, finetune, evaluate and quantize in the cache of GitHub Actions. Whoever can write to that cache, any workflow of the branch, then decides what this step passes on. Never used in a step that builds, signs, verifies or deploys.',
        required: false,
        default: 'false',
        parse: flag,
    },
    'node-rank': {
        description: 'Which of the hosts of `finetune.distributed.nodes` this one is, from 0. Only for a training on several hosts.',
        required: false,
        default: '',
        parse: optional,
    },
    rendezvous: {
        description: 'Where the hosts of a training meet, as `HOST:PORT`: a name or address of the host with node rank 0 that the others reach, and a free port there. The same on all hosts.',
        required: false,
        default: '',
        parse: optional,
    },
    reports: {
        description: 'Files from the outputs `report-json` of stages, one per line. Default: all in `.model-actions/reports` of `working-directory`.',
        required: false,
        default: '',
        parse: lines,
    },
    name: {
        description: 'Name of the report, if a pull request has several, such as one for each model of a monorepo: every name has its own comment, check and artifact.',
        required: false,
        default: 'model',
        parse: inputs_name,
    },
    comment: {
        description: 'Puts the report into one comment on the pull request, which later runs update.',
        required: false,
        default: 'true',
        parse: flag,
    },
    check: {
        description: 'Adds a check run with the report to the commit, with remarks beside the lines that they are about.',
        required: false,
        default: 'true',
        parse: flag,
    },
    artifact: {
        description: 'Uploads the whole report as an artifact of the run, which the comment links to.',
        required: false,
        default: 'true',
        parse: flag,
    },
    data: {
        description: 'Recent inputs, a file inside the workspace with one JSON object a line, in the columns of `data` in the spec; labels may be missing. The version that serves is asked for its answers to at most 1,000 of them. Default: no check for drift.',
        required: false,
        default: '',
        parse: optional,
    },
    reference: {
        description: 'What recent inputs are compared with, a file in the format of `data`. Default: `data.test` of the spec, if that is a file of JSON lines, otherwise the test split that the version was evaluated on.',
        required: false,
        default: '',
        parse: optional,
    },
    issue: {
        description: 'Opens an issue if something is wrong, updates it, and closes it when all is well again.',
        required: false,
        default: 'true',
        parse: flag,
    },
    'finetune-workflow': {
        description: 'File name of a workflow in this repository, such as `tune.yml`, to start once for each drift; it needs `on: workflow_dispatch` without required inputs. Default: none.',
        required: false,
        default: '',
        parse: workflowFile,
    },
    'sign-key': {
        description: 'Private key to sign with: its text (from a secret), or a file inside the workspace. Default: `signing.key` of the spec. Give it only to a job that does not train: it is refused if work runs as processes in the job.',
        required: false,
        default: '',
        secret: 'text-or-path',
        parse: optional,
    },
    'cosign-password': {
        description: 'Password of the private key.',
        required: false,
        default: '',
        secret: 'text',
        parse: optional,
    },
    'registry-host': {
        description: 'Host that `registry-username` and `registry-password` are for, such as `registry.example.com`. They are sent to no other host, whatever the spec names.',
        required: false,
        default: '',
        parse: registryHost,
    },
    'registry-username': {
        description: 'User at `registry-host`. Without one, ghcr.io is used as the user who started the run, with `github-token`, and other registries with the credentials of `docker login`.',
        required: false,
        default: '',
        parse: optional,
    },
    'registry-password': {
        description: 'Password or token at `registry-host`.',
        required: false,
        default: '',
        secret: 'text',
        parse: optional,
    },
    'github-token': {
        description: 'Token of the job, for the GitHub API, for ghcr.io if no other credentials are given, and for the branch or tag that is the baseline. It is sent nowhere else.',
        required: false,
        default: '',
        expression: '${{ github.token }}',
        secret: 'text',
        parse: optional,
    },
};
const inputNames = Object.keys(inputs);
/** What of a given input must be hidden. */
function secretIn(name, value) {
    const { secret } = inputs[name];
    if (secret === undefined || value === '')
        return undefined;
    return secret === 'text-or-path' && /^[\w./-]{1,200}$/.test(value) ? undefined : value;
}
/**
 * Reads the inputs that an action declares; an input that it has not keeps its default.
 * @param get the text of an input, '' where none was given
 * @throws UserError that names the input
 */
function readInputs(declared, get) {
    const read = inputNames.map((name) => {
        const input = inputs[name];
        const given = declared.includes(name) ? get(name) : '';
        return [name, input.parse(given === '' ? input.default : given, { input: name })];
    });
    return Object.fromEntries(read);
}

;// CONCATENATED MODULE: ./build/src/actions/credentials.js




/** Secrets first: nothing else is read, and so nothing can be shown, before they are known as such. */
function takeInputs(action, platform) {
    for (const name of action.inputs) {
        const secret = secretIn(name, platform.input(name));
        if (secret !== undefined)
            platform.secret(secret);
    }
    const given = readInputs(action.inputs, (name) => platform.input(name) || (action.defaults?.[name] ?? ''));
    const { 'registry-username': user, 'registry-password': password } = given;
    // What goes over the wire is neither of the two.
    if (user !== undefined && password !== undefined)
        platform.secret(`${user}:${password}`);
    // No child process inherits what is a secret.
    for (const name of action.inputs)
        if ('secret' in inputs[name])
            delete process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`];
    if (password !== undefined && given['registry-host'] === undefined)
        throw new errors/* UserError */.yo('is missing, and registry-password is given: name the host that the password is for, such as registry.example.com; it is sent to no other', { place: { input: 'registry-host' } });
    return given;
}
/** The environment that stages see: the job's, and what the inputs say in the words of the command line. */
async function stageEnvironment({ given, environment, workspace, }) {
    const key = given['sign-key'];
    const named = {
        COSIGN_PRIVATE_KEY: key === undefined ? undefined : await privateKey(key, workspace),
        COSIGN_PASSWORD: given['cosign-password'],
        MODEL_ACTIONS_REGISTRY_HOST: given['registry-host'],
        MODEL_ACTIONS_REGISTRY_USERNAME: given['registry-username'],
        MODEL_ACTIONS_REGISTRY_PASSWORD: given['registry-password'],
        GITHUB_TOKEN: given['github-token'],
        MODEL_ACTIONS_NODE_RANK: given['node-rank'],
        MODEL_ACTIONS_RENDEZVOUS: given['rendezvous'],
    };
    return { ...environment, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
}
async function privateKey(textOrPath, workspace) {
    if (textOrPath.startsWith('-----BEGIN '))
        return `${textOrPath}\n`;
    const place = { input: 'sign-key' };
    const file = await (0,paths/* resolveInside */.LI)({ directory: workspace, root: workspace }, textOrPath, place);
    return (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.yo(`neither the text of a private key nor a file that can be read (${error.code}): give the secret that holds the key, or its path inside the workspace`, { place, cause: error });
    });
}


/***/ }),

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
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65043);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88613);
/* harmony import */ var _stages_context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67660);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(66869);
/* harmony import */ var _stages_judge_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8522);
/* harmony import */ var _stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(25099);
/* harmony import */ var _stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(92416);
/* harmony import */ var _stages_shown_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(69308);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(34729);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(98493);
















/**
 * The program of an action that runs stages: inputs → context → stages → outputs.
 * @param hooks.onTold what is done with each stage that ended, whatever comes behind it
 * @param hooks.load how model.yml is read, by default as `loadSpec` does
 * @param hooks.prepare what the stages run with instead of what the inputs name
 * @returns the exit code
 */
async function runSelected(action, world, { onTold, load, prepare, } = {}) {
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
    const named = await contextOf(requested, world, { cached, ...(load === undefined ? {} : { load }) });
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
    const report = await (0,_stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__.writeReport)(shownFile, { stored, shown, reused: false, seconds });
    await hear({ outcome: { stage: 'evaluate', reused: false, stored }, seconds, shown, report });
    return ended('evaluate', stored.result, platform);
}
function ended(stage, { proceed, verdict, headline }, platform) {
    if (proceed)
        return 0;
    platform.fail({ what: `${stage}: ${verdict}: ${headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictExitCode */ .fM)(verdict);
}
/** What the inputs name: the spec, the engine, what was handed over. */
async function contextOf(stages, world, { cached = false, load } = {}) {
    const { given, workspace, platform, signal } = world;
    const directory = await workingDirectory(world);
    const config = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)({ directory, root: workspace }, given.config, { input: 'config' });
    const context = await (0,_stages_context_js__WEBPACK_IMPORTED_MODULE_8__.openContext)({
        // Messages and annotations name files as the repository does.
        specFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, config),
        ...(load === undefined ? {} : { load }),
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

/***/ 98493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ createReport),
/* harmony export */   Yo: () => (/* binding */ partLimitBytes),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** Of one part of a summary, so that the stages of a step fit into what GitHub takes of it together (platform/github.ts). */
const partLimitBytes = 200_000;
/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
function createReport({ name, platform, summary, }) {
    const all = {};
    return {
        async add(part, { entry, outputs, markdown }) {
            all[part] = entry;
            for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
                platform.output(output, value);
            if (summary && markdown !== '')
                await platform.summary(markdown);
        },
        async refused({ problems, exitCode }) {
            all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) };
            platform.output('verdict', 'error');
            platform.output('json', JSON.stringify(all));
            if (summary)
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(refusal(name, problems), { limitBytes: partLimitBytes }));
        },
    };
}
const asEntry = ({ what, place = {} }) => ({ what, ...place });
/** What is said of work that was refused, instead of a report of it. */
const refusal = (name, problems) => ({
    schema: 1,
    title: name,
    verdict: 'error',
    headline: problems.length === 1 ? 'the step was refused' : `the step was refused for ${problems.length} reasons`,
    gates: [],
    // As text and not in a table, whose cells are too short for a cause and its remedy.
    sections: problems.map(({ what, place }) => ({
        kind: 'text',
        title: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlace */ .dE)(place ?? {}) || 'What is wrong',
        text: what,
    })),
});


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

/***/ 67660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext),
  B: () => (/* binding */ openResults)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/place/gpuLeases.js
var gpuLeases = __webpack_require__(48664);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place_place = __webpack_require__(61561);
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
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/checks.js + 4 modules
var checks = __webpack_require__(41646);
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
    await (0,external_node_stream_promises_.pipeline)(content(), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch(async (error) => {
        // What is not even what its digest says is damaged, and is told as that by whoever keeps it.
        if (error instanceof errors/* UserError */.yo)
            for await (const _ of await store.read(layer))
                ;
        throw (0,files/* diskError */.wO)(`${target}: cannot be written`, error);
    });
}

// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/results/read.js
var results_read = __webpack_require__(96982);
// EXTERNAL MODULE: ./build/src/results/types.js
var types = __webpack_require__(63989);
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
        // One that is gone or cannot be read is put again.
        const found = await store.getManifest(present.digest).catch((error) => {
            if (error instanceof errors/* UserError */.yo)
                return undefined;
            throw error;
        });
        if (found === undefined)
            return undefined;
        const { bytes } = found;
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${store.name}:${resultTag(digest)}`);
        if (document.kind !== 'manifest' || document.manifest.config.digest !== digest)
            return undefined;
        for (const blob of [document.manifest.config, ...document.manifest.layers])
            if (!(await store.has(blob.digest, blob.size)))
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

// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
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
    const written = await (options.load ?? load.loadSpec)(specFile);
    const host = (0,platform_host/* hostOf */.w4)(environment, process.platform);
    const name = (0,platform_host/* engineFor */.Ec)(host, options.engine ?? written.engine.name);
    (0,platform_host/* requireHost */.sq)(host, { engine: name, deploys: options.stages.includes('deploy') });
    const spec = { ...written, engine: { ...written.engine, name } };
    const bounds = await (0,paths/* boundsOf */.BO)(specFile, options.workspace);
    const home = environment['MODEL_ACTIONS_HOME'] ?? '';
    // What stands in a checkout is anybody's who can commit, and a clean checkout would end what serves.
    if ((0,external_node_path_.isAbsolute)(home) && (await (0,paths/* leadsInto */.gA)(bounds.root, home)))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${home} lies in the checkout ${bounds.root}, which \`git clean\` and the next checkout empty: name a directory outside of it`);
    const keep = options.stages.length > 0;
    const place = await (0,place_place/* openPlace */.QL)({ environment, root: bounds.root, model: spec.name, keep });
    if (keep && place.movedFrom !== undefined)
        platform.log.info(`${bounds.root} was ${place.movedFrom} before: its results, checkpoints and history, and what serves, go on`);
    const results = await openResults({ spec, place, specFile, bounds, environment, platform, signal }, {
        believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
        cached: options.cached === true,
    });
    let engine;
    return {
        spec,
        specFile,
        bounds,
        engine() {
            engine ??= openEngine(spec.engine, results, { ...options, label: place.identity });
            return engine;
        },
        platform,
        place,
        results,
        from: options.from,
        image: options.image,
        signal,
        force: options.force,
        others: options.others ?? 'waited-for',
        rollback: options.rollback ?? false,
        environment,
        clock: { now: () => new Date(), monotonicMs: () => external_node_perf_hooks_.performance.now() },
    };
}
/** Results of this host, and those of the repository that the spec names. */
async function openResults(setting, { believeKeys, cached = false }) {
    const { spec, place, signal } = setting;
    const store = spec.results === undefined ? undefined : await (0,registry/* openRepository */.h_)(spec.results, 'results', setting);
    const shared = store === undefined ? undefined : openOciResults({ store, scratch: (0,external_node_path_.join)(place.cache, 'fetched'), signal });
    return combineResults({ local: (0,local/* openLocalResults */.U)(place.store, { cached }), shared, believeKeys });
}
async function openEngine(section, results, options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(3019)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    const { engine, note } = await createEngine({
        name: section.name,
        image: section.image,
        resolve: (digest) => directoryOf(results, digest),
        credentials: (image) => (0,registry/* imageCredentials */.AV)(image, { environment: options.environment, secret: (text) => options.platform.secret(text) }),
        leases: (0,gpuLeases/* gpuLeases */.E)({ environment: options.environment, label: options.label, log: options.platform.log }),
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


/***/ }),

/***/ 66869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStages: () => (/* binding */ runStages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/platform/doing.js
var doing = __webpack_require__(15906);
// EXTERNAL MODULE: ./build/src/spec/writing.js
var writing = __webpack_require__(46901);
// EXTERNAL MODULE: ./build/src/stages/build.js + 1 modules
var build = __webpack_require__(12404);
// EXTERNAL MODULE: ./build/src/stages/deploy.js + 22 modules
var deploy = __webpack_require__(4585);
// EXTERNAL MODULE: ./build/src/stages/evaluate.js + 3 modules
var evaluate = __webpack_require__(49930);
// EXTERNAL MODULE: ./build/src/stages/examining.js + 3 modules
var examining = __webpack_require__(92328);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/quantize.js + 4 modules
var quantize = __webpack_require__(13892);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: ./build/src/stages/shown.js
var stages_shown = __webpack_require__(69308);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
;// CONCATENATED MODULE: ./build/src/signing/provenance.js


const provenancePredicate = 'https://slsa.dev/provenance/v1';
const buildType = 'https://model-actions.dev/build-types/model-image/v1';
/**
 * Predicate of a SLSA provenance v1 statement (slsa.dev/spec/v1.0/provenance); dependencies are sorted by name. Without
 * times, which are optional there: equal facts give an equal statement, so that signing again attaches nothing new.
 * @throws UserError where a fact would make a provenance that proves nothing
 */
function provenanceOf(facts) {
    const { model, specFile, source, inputs } = facts;
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source.commit))
        throw new errors/* UserError */.yo(`provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`);
    for (const [name, uri] of Object.entries({
        source: source.repository,
        builder: facts.builder,
        run: facts.invocation,
    }))
        requirePublishable(name, uri);
    return {
        buildDefinition: {
            buildType,
            externalParameters: { model, spec: specFile, source: { repository: source.repository, ref: source.ref } },
            internalParameters: {},
            resolvedDependencies: [
                { uri: `git+${source.repository}@${source.ref}`, digest: { gitCommit: source.commit } },
                ...Object.entries(inputs)
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([name, digest]) => ({ name, digest: { sha256: (0,src_digest/* hexOf */.ZD)(digest) } })),
            ],
        },
        runDetails: {
            builder: { id: facts.builder },
            metadata: {
                invocationId: facts.invocation,
            },
        },
    };
}
/** Provenance is public and for ever: a password in an address would be, too. */
function requirePublishable(name, uri) {
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (url === undefined)
        throw new errors/* UserError */.yo(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`);
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.yo(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`);
}

// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/signing/bundle.js
var signing_bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/sign.js




/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
async function signImage(options) {
    const { store, index, signing, created } = options;
    const place = `${store.name}@${index.digest}`;
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(index.digest)).bytes, place);
    const listed = document.kind === 'index' ? document.index.manifests : [];
    const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]));
    const signed = [];
    // One after the other: without a referrers API each of them appends to an index that others read and write, too.
    for (const subject of subjects.values()) {
        const bundle = await (0,attest/* attachUnless */.q)({ store, subject, predicateType: signing_bundle/* signaturePredicate */.oo, predicate: {}, signing, created }, () => true);
        const tag = await (0,legacy/* signLegacy */.$s)({ store, digest: subject.digest, signer: signing.signer });
        signed.push({ digest: subject.digest, bundle: bundle.digest, tag });
    }
    return { signed };
}

// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/sign.js














const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1';
/** Signs index and platform manifests, and attaches what release it is and the evaluation that let the model pass. */
const sign = {
    name: 'sign',
    parents: ['build'],
    acts: true,
    async preflight(context) {
        await (0,signer/* openSigner */.H)(context);
    },
    async inputs(context) {
        return { image: (await (0,build/* built */.jO)(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, clock } = context;
        const { store, report } = await (0,build/* built */.jO)(context, 'sign');
        await (0,verify/* requireOwnRelease */.Tv)(context, store, report.index.digest);
        const signing = await (0,signer/* openSigner */.H)(context);
        const created = clock.now();
        const { signed } = await signImage({ store, index: report.index, signing, created });
        const release = await (0,signing_release/* attachRelease */.Lj)({
            store,
            subject: report.index,
            release: await releaseFacts(context, store, signing),
            signing,
            created,
            ...renewal(context),
        });
        const evaluation = (await (0,evaluate/* evaluated */.W)(context, 'sign')).result;
        const attached = await (0,attest/* attachStatement */.V)({
            store,
            subject: report.index,
            predicateType: evaluationPredicate,
            predicate: evaluation.data,
            signing,
            created,
        });
        const facts = await buildFacts(context);
        if (facts !== undefined)
            await (0,attest/* attachStatement */.V)({
                store,
                subject: report.index,
                predicateType: provenancePredicate,
                predicate: provenanceOf(facts),
                signing,
                created,
            });
        return (0,reporting/* draft */.K4)({
            title: `sign ${spec.name} ${spec.version}`,
            data: { image: report.image, signed, evaluation: attached.digest, release: release.digest },
            verdict: 'pass',
            headline: `${signed.length} manifests of ${report.image} signed by ${signing.signer.who}`,
            outputs: { image: report.image, digest: report.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Signed',
                        columns: ['manifest', 'bundle', 'tag for older verifiers'],
                        rows: signed.map(({ digest, bundle, tag }) => [digest, bundle, tag]),
                    },
                ],
            },
        });
    },
};
/** What the key vouches for: which model in which version, that it passed its gates, and what served before. */
async function releaseFacts(context, store, { signer }) {
    const { name, version } = context.spec;
    const gate = ({ digest, result }) => ({
        result: digest,
        verdict: result.verdict === 'pass' ? 'pass' : 'inconclusive',
    });
    const before = (0,model_history/* servedOf */.pg)(await (0,promotions/* promotions */.D)(context, store, signer.policy)).served.find((served) => served.version !== version);
    return {
        name,
        version,
        ...(context.spec.image.registry === undefined ? {} : { repository: store.name }),
        gates: { evaluate: gate(await (0,evaluate/* evaluated */.W)(context, 'sign')), quantize: gate(await (0,quantize/* quantized */.ub)(context, 'sign')) },
        ...(before === undefined ? {} : { before: { version: before.version, digest: before.digest } }),
    };
}
/** Where releases grow too old, one is signed anew when half of its time is over. */
function renewal({ spec, clock }) {
    const { maxAge } = spec.signing;
    return maxAge === undefined ? {} : { renew: new Date(clock.now().getTime() - (0,values/* durationMs */.pc)(maxAge) / 2) };
}
/** How the image came to be, where a workflow of GitHub made it; on a laptop nobody could vouch for it. */
async function buildFacts(context) {
    const { spec, specFile, environment } = context;
    const server = environment['GITHUB_SERVER_URL'];
    const repository = environment['GITHUB_REPOSITORY'];
    const workflow = environment['GITHUB_WORKFLOW_REF'];
    const commit = environment['GITHUB_SHA'];
    const ref = environment['GITHUB_REF'];
    const run = environment['GITHUB_RUN_ID'];
    if (!server || !repository || !workflow || !commit || !ref || !run)
        return undefined;
    const { directory, files } = await (await (0,quantize/* quantizedModel */.PK)(context, 'sign')).gated();
    const { manifest } = await (0,model_manifest/* readGatedModel */.l7)(directory, files);
    const inputs = Object.assign({}, ...manifest.lineage.map((lineage) => lineage.inputs));
    return {
        model: { name: spec.name, version: spec.version },
        specFile,
        source: { repository: `${server}/${repository}`, commit, ref },
        inputs,
        builder: `${server}/${workflow}`,
        invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/index.js




















const stages = {
    prepare: prepare/* prepare */.iA,
    finetune: finetune/* finetune */.HG,
    evaluate: evaluate/* evaluate */._,
    quantize: quantize/* quantize */.yd,
    build: build/* build */.jq,
    sign: sign,
    verify: verify/* verify */.MX,
    deploy: deploy/* deploy */.gg,
};
/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Whatever can be known to fail later is tried before the first begins. Errors are thrown;
 * verdicts are returned.
 */
async function runStages(names, context, onEnd = async () => undefined) {
    const selected = types/* stageNames */.h.filter((candidate) => names.includes(candidate));
    refuseUnmade(selected, context);
    await (0,recipe/* checkHandOver */.cx)(selected, context);
    await tryPlace(context);
    await tryAll(selected, context);
    const outcomes = [];
    for (const name of selected) {
        const startMs = context.clock.monotonicMs();
        (0,doing/* begin */.qN)(context.signal, { what: name });
        const outcome = await context.platform.group(name, () => (0,recipe/* runStage */.Si)(stages[name], context));
        outcomes.push(outcome);
        const seconds = (context.clock.monotonicMs() - startMs) / 1000;
        const shown = await (0,stages_shown.shownReport)(outcome.stored.result, context);
        await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) });
        if (!outcome.stored.result.proceed)
            break;
    }
    (0,doing/* begin */.qN)(context.signal, { what: 'prune', next: 'nothing else was left to do, and the next run removes what is old' });
    await (0,prune.prune)(context.place, prune/* defaultLimits */.M, context.clock.now().getTime(), {
        signal: context.signal,
        onHeld: ({ label, by }) => context.platform.log.info(`${label} runs already, as ${by}: waiting for its end`),
    });
    return outcomes;
}
/** What is made of a tuned model is made of one with classes alone. @throws UserError */
function refuseUnmade(selected, { spec, specFile }) {
    const unmade = selected.find((name) => types/* stageNames */.h.indexOf(name) > types/* stageNames */.h.indexOf('evaluate'));
    if (unmade !== undefined && !(0,writing/* hasClasses */.Rq)(spec.task))
        throw new errors/* UserError */.yo(`${(0,writing/* notYet */.y8)(unmade, spec.task)}: choose the stages prepare, finetune, evaluate`, {
            place: { file: specFile, key: 'task' },
        });
}
/** All that is wrong is told at once, and first what needs no waiting. @throws UserError */
async function tryAll(selected, context) {
    const failures = [];
    for (const name of selected) {
        const failed = await stages[name].preflight?.(context).catch((error) => {
            if (error instanceof errors/* UserError */.yo)
                return error;
            throw error;
        });
        if (failed instanceof errors/* UserError */.yo)
            failures.push(failed);
    }
    const [first] = failures;
    if (first !== undefined) {
        // Several stages may miss the same.
        const all = new Map(failures.flatMap(({ problems }) => problems.map((one) => [(0,errors/* formatProblem */.Vw)(one), one])));
        const [problem = first.problems[0], ...more] = all.values();
        throw new errors/* UserError */.yo([problem, ...more], { exit: first.exit, cause: first });
    }
    await warn(selected, context);
    for (const name of selected)
        await stages[name].setUp?.(context);
}
/** Doubts about the data; and a gate that will hardly decide costs as much training as one that does. */
async function warn(selected, context) {
    if (!selected.includes('prepare'))
        return;
    for (const warning of (await (0,examining/* examineData */.UB)(context)).warnings)
        context.platform.log.warn(warning);
    const of = { evaluate: selected.includes('evaluate'), quantize: selected.includes('quantize') };
    for (const { key, what } of await (0,examining/* needsOfGates */.PL)(context, of))
        context.platform.log.warn((0,errors/* formatProblem */.Vw)({ what, place: { file: context.specFile, key } }));
}
/** Every stage writes to the place; where that cannot be, it is said before the first one begins. */
async function tryPlace(context) {
    const probe = (0,external_node_path_.join)(context.place.directory, `.writing-${process.pid}`);
    try {
        // Closed to the other users of the host: what jobs leave there has whatever modes they gave it.
        await (0,files/* makeDirectory */.Oh)(context.place.directory, { mode: 0o700 });
        await (0,promises_.writeFile)(probe, '');
        await (0,promises_.rm)(probe);
    }
    catch (error) {
        throw (0,recipe/* asUserError */.Yl)(error, context);
    }
}
/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor({ stored, reused }, told, context) {
    try {
        const otherwise = { directory: context.place.directory, warn: context.platform.log.warn };
        return await (0,reporting.writeReport)(context.specFile, { stored, reused, ...told }, otherwise);
    }
    catch (error) {
        const { code, message } = error;
        if (code === undefined && !(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.warn(`the report of ${stored.result.stage} was not written${code === undefined ? '' : ` (${code})`}: ${message}`);
        return undefined;
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

/***/ 80841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   goBack: () => (/* binding */ goBack),
/* harmony export */   parseEarlier: () => (/* binding */ parseEarlier)
/* harmony export */ });
/* unused harmony export releaseBefore */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19959);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43013);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4080);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61323);






/** @throws UserError for what is neither a version nor `previous` */
function parseEarlier(text, place) {
    if (text === 'previous' || semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text)
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(text.slice(0, 100))} is no release: give \`previous\`, or a version such as 1.4.0`, { place });
}
/**
 * The same run for an earlier release instead of the one of model.yml: to be verified and then deployed at once.
 * @param to its version, or `previous` @param place where that was said
 * @throws UserError where there is no such release
 */
async function goBack(context, to, place) {
    const { platform, spec } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const history = await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_5__/* .promotions */ .D)(context, store, await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context));
    const target = releaseBefore({
        to,
        place,
        history,
        releases: await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .releases */ .D8)(store),
        deployed: history.length > 0 ? [] : await platform.deployed(spec.name),
        repository: store.name,
    });
    platform.log.info(`${spec.name} goes back to ${target.release.version}: ${target.because}`);
    return {
        ...context,
        spec: { ...spec, version: target.release.version },
        image: target.release.digest,
        rollback: true,
        atOnce: true,
    };
}
/**
 * Which release to go back to. What nobody here knows to have served is taken from GitHub's deployments, as a hint: whatever
 * comes out of this is verified by its signature. Pure.
 * @throws UserError that says what there is
 */
function releaseBefore(options) {
    const { to, place, history, releases: all, deployed, repository } = options;
    const { served } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_2__/* .servedOf */ .pg)(history);
    const now = served[0] ?? deployed[0];
    if (to === 'previous') {
        if (now === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nobody knows what serves, and so not what served before it: name the release (${listed(all)})`, { place });
        const before = served.find(({ digest }) => digest !== now.digest);
        if (before !== undefined)
            return { release: { version: before.version, digest: before.digest }, because: `it served before ${now.version}` };
        const hinted = deployed.find(({ version }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, now.version));
        if (hinted !== undefined)
            return { release: hinted, because: `GitHub shows that it was deployed before ${now.version}` };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nothing is known to have served before ${now.version}: name the release (${listed(all)})`, {
            place,
        });
    }
    if (now !== undefined && semver__WEBPACK_IMPORTED_MODULE_0__.gt(to, now.version))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${to} is newer than ${now.version}, which served last: deploy it step by step with the action ship or \`model-actions deploy\``, { place });
    // What served under this version, wherever its tag leads to by now.
    const known = served.find(({ version }) => version === to) ?? all.find(({ version }) => version === to);
    if (known !== undefined)
        return { release: { version: to, digest: known.digest }, because: 'somebody asked for it' };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${repository} has no release ${to}: name one that it has (${listed(all)})`, { place });
}
const listed = (all) => all
    .slice(0, 20)
    .map(({ version }) => version)
    .join(', ') || 'there is none';


/***/ }),

/***/ 69308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shownReport: () => (/* binding */ shownReport)
/* harmony export */ });
/* unused harmony export pathOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _spec_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10998);


/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
async function shownReport({ stage, report }, { spec, specFile }) {
    const annotations = [...(report.annotations ?? [])];
    const open = report.gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length > 0) {
        // It was read before this stage began; without it there are no lines to name.
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(specFile, 'utf8').catch(() => undefined);
        const lineOf = text === undefined ? undefined : (0,_spec_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .linesOf */ .Dx)(text);
        if (lineOf !== undefined)
            annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))));
    }
    return {
        ...report,
        title: `${stage} ${spec.name} ${spec.version}`,
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const remark = ({ name, verdict, because }, path, line) => ({
    path,
    line,
    level: verdict === 'inconclusive' ? 'warning' : 'failure',
    title: `${name}: ${verdict}`,
    message: because,
});
/** What in a spec says what a gate allows. */
function pathOf(stage, { name }, { evaluate }) {
    const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''));
    if (stage === 'evaluate' || name.startsWith('served '))
        return ['evaluate', 'gates', index, 'margin'];
    if (stage === 'quantize')
        return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)];
    if (stage === 'deploy' && name === 'agreement')
        return [stage, 'shadow', 'max-disagreement'];
    return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage];
}
function pathOfQuantizeGate(name) {
    const [kind = '', quantile = ''] = name.split(' ');
    if (kind === 'latency')
        return [kind, quantile.toLowerCase()];
    return [kind === 'size' || kind === 'speed' ? kind : 'margin'];
}


/***/ })

};
