export const id = 2605;
export const ids = [2605];
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
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/spec/schema.js
var schema = __webpack_require__(61010);
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
function flag(value, place) {
    if (['true', 'True', 'TRUE'].includes(value))
        return true;
    if (['false', 'False', 'FALSE'].includes(value))
        return false;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is neither true nor false: write one of them`, { place });
}
function engine(value, place) {
    if (value === '')
        return undefined;
    const found = schema/* engineNames */.Ry.find((name) => name === value);
    if (found === undefined)
        throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no engine: choose ${schema/* engineNames */.Ry.join(', ')}`, {
            place,
        });
    return found;
}
/** Every input of every action: one name means one thing everywhere. action.yml files are generated from here. */
const inputs = {
    stages: {
        description: 'Stages to run, in the order prepare, finetune, evaluate, quantize, build, sign, verify, deploy: `all`, or a list with commas or line ends.',
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
        description: 'Directory inside the workspace that `config` is looked for in.',
        required: false,
        default: '.',
        parse: inputs_text,
    },
    engine: {
        description: 'Where training and evaluation run: `process`, `docker`, or `auto` (docker where a Docker engine answers and has an image for jobs). Default: `engine.name` of the spec.',
        required: false,
        default: '',
        parse: engine,
    },
    from: {
        description: 'Result digest that an earlier job put out as `result`: stages before it are not looked for, and neither data nor base model are needed. The result is found in the place of this host, or in `results` of the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    digest: {
        description: 'Digest of the image to verify or deploy, as an earlier job put it out as `digest`. Default: the image that has the version of the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    rollback: {
        description: 'Deploys a release that is older than what serves or served last. Without it one is refused: an old release is how known faults come back.',
        required: false,
        default: 'false',
        parse: flag,
    },
    force: {
        description: 'Runs a stage again even where a result of equal inputs exists.',
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
    cache: {
        description: 'Keeps results of prepare, finetune, evaluate and quantize in the cache of GitHub Actions. Whoever can write to that cache, any workflow of the branch, then decides what this step hands on. Never used in a step that builds, signs, verifies or deploys.',
        required: false,
        default: 'false',
        parse: flag,
    },
    'sign-key': {
        description: 'Private key to sign with: its text (from a secret), or a file inside the workspace. Default: `signing.key` of the spec. Give it to a job that does not train: it is refused where jobs run as processes.',
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
        description: 'Host that `registry-username` and `registry-password` are for, such as `registry.example.com`. They are sent to no other, whatever the spec names.',
        required: false,
        default: '',
        parse: registryHost,
    },
    'registry-username': {
        description: 'User at `registry-host`. Without one, ghcr.io is entered as who started the run, with `github-token`, and others by what `docker login` left.',
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
        description: 'Token of the job, for ghcr.io where no other credentials are given. It is sent to no other registry.',
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
    const given = readInputs(action.inputs, (name) => platform.input(name));
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
    };
    return { ...environment, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
}
async function privateKey(textOrPath, workspace) {
    if (textOrPath.startsWith('-----BEGIN '))
        return `${textOrPath}\n`;
    const place = { input: 'sign-key' };
    const file = await (0,paths/* resolveInside */.L)({ directory: workspace, root: workspace }, textOrPath, place);
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
/* harmony export */   runSelected: () => (/* binding */ runSelected),
/* harmony export */   usesCache: () => (/* binding */ usesCache)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55799);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77763);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _stages_context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67660);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97494);
/* harmony import */ var _stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92416);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34729);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(60007);









/** The program of an action that runs stages: inputs → context → stages → outputs. @returns the exit code */
async function runSelected(action, world) {
    const { given, platform } = world;
    const requested = action.inputs.includes('stages') ? given.stages : [...action.stages];
    const cached = usesCache(action, requested, world);
    const context = await contextOf(requested, world, cached);
    const stages = withoutIdleSign(action, requested, context);
    const cache = cached ? await openResultsCache(context) : undefined;
    await (0,_stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_6__/* .requireSeparateJobs */ .RW)(stages, context);
    const outcomes = await (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_5__.runStages)(stages, context, (ended) => tell(ended, world));
    await cache?.save();
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    const { result } = last.stored;
    if (result.proceed)
        return 0;
    platform.fail({ what: `${last.stage}: ${result.verdict}: ${result.headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictExitCode */ .f)(result.verdict);
}
/** What the inputs name: the spec, the engine, what was handed over. */
async function contextOf(stages, world, cached = false) {
    const { given, workspace, platform, signal } = world;
    const top = { directory: workspace, root: workspace };
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .L)(top, given['working-directory'], { input: 'working-directory' });
    const config = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .L)({ directory, root: workspace }, given.config, { input: 'config' });
    return (0,_stages_context_js__WEBPACK_IMPORTED_MODULE_4__.openContext)({
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
        environment: await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_7__/* .stageEnvironment */ ._)(world),
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
        markdown: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMarkdown */ .G)(stored.result.report, { limitBytes: _report_js__WEBPACK_IMPORTED_MODULE_8__/* .summaryLimitBytes */ .f }),
    });
}


/***/ }),

/***/ 60007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ createReport),
/* harmony export */   f: () => (/* binding */ summaryLimitBytes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77763);


/** GitHub's limit is 1 MiB for all summaries of a step. */
const summaryLimitBytes = 200_000;
/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
function createReport({ name, platform, summary, }) {
    const all = {};
    return {
        async add(part, { entry, outputs, markdown }) {
            all[part] = entry;
            for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
                platform.output(output, value);
            if (summary)
                await platform.summary(markdown);
        },
        async refused({ problems, exitCode }) {
            all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) };
            platform.output('verdict', 'error');
            platform.output('json', JSON.stringify(all));
            if (summary)
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .G)(refusal(name, problems), { limitBytes: summaryLimitBytes }));
        },
    };
}
const asEntry = ({ what, place = {} }) => ({ what, ...place });
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

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
