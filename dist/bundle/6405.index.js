export const id = 6405;
export const ids = [6405,2543];
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

/***/ 36194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kN: () => (/* binding */ gigabytes),
/* harmony export */   tg: () => (/* binding */ checksOf)
/* harmony export */ });
/* unused harmony exports oldestToolkit, oldestDriver */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);

/* What the facts about a machine mean for a run on it, each with its remedy. */
/** Below this a container could leave its box by the toolkit's hooks (CVE-2025-23266). */
const oldestToolkit = '1.17.8';
/** The oldest driver for CUDA 13, which the locked PyTorch is built for. */
const oldestDriver = 580;
/** The oldest generation of cards that it computes on. */
const oldestCapability = 7.5;
/** A base model of a few hundred megabytes, its checkpoints and the locked packages. */
const roomBytes = 20e9;
/** Below this the packages alone do not fit. */
const leastRoomBytes = 2e9;
const leastMemoryBytes = 4e9;
/** Tokens and signatures are refused by clocks that differ more. */
const refusedSkewSeconds = 300;
const oddSkewSeconds = 30;
const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
const ok = (name, found) => ({ name, state: 'ok', found });
const warning = (name, found, remedy) => ({ name, state: 'warning', found, remedy });
const missing = (name, found, remedy) => ({ name, state: 'missing', found, remedy });
/** @returns a check for everything that was looked at, in the order of `checkNames` */
function checksOf(facts) {
    return [
        system(facts),
        memory(facts),
        disk(facts),
        docker(facts),
        gpu(facts),
        gpuInContainers(facts),
        python(facts),
        node(facts),
        git(facts),
        clock(facts),
        ...facts.services.map(service),
        spec(facts),
    ].filter((check) => check !== undefined);
}
function system({ host, architecture, cpus }) {
    const found = `${host.os} ${architecture}, ${cpus} ${cpus === 1 ? 'processor' : 'processors'}`;
    if (host.os === 'windows')
        return missing('system', found, 'take a Linux runner, or WSL 2');
    if (host.os === 'macos')
        return warning('system', found, 'deploy needs Linux: run it on the machine that serves');
    if (host.jobContainer)
        return warning('system', `${found}, in a container of the job`, 'remove `container:` from jobs that deploy or run jobs in containers: the Docker engine does not see their files');
    return ok('system', found);
}
function memory({ memoryBytes }) {
    const found = gigabytes(memoryBytes);
    return memoryBytes < leastMemoryBytes
        ? warning('memory', found, 'take a larger runner: tuning a small encoder needs 4 GB')
        : ok('memory', found);
}
function disk({ disks }) {
    const least = Math.min(...disks.map(({ freeBytes }) => freeBytes));
    if (disks.length === 0)
        return undefined;
    const found = disks
        .map(({ what, directory, freeBytes }) => `${gigabytes(freeBytes)} free for ${what} (${directory})`)
        .join(', ');
    const remedy = '`model-actions prune` and `docker system prune` free what nothing needs; or set MODEL_ACTIONS_HOME to a larger disk';
    if (least < leastRoomBytes)
        return missing('disk', found, remedy);
    return least < roomBytes ? warning('disk', found, remedy) : ok('disk', found);
}
function docker({ docker: engine }) {
    if (engine.kind === 'silent')
        return missing('docker', engine.because, 'install Docker, or run jobs as processes (engine.name: process)');
    const { version, cgroup, limits, rootless, storage, address, remote } = engine;
    const found = `${version} at ${address}${rootless ? ', rootless' : ''}, cgroup v${cgroup}, storage ${storage}`;
    if (!limits)
        return warning('docker', `${found}, cannot limit memory`, 'give its user the memory controller (systemd: Delegate=)');
    if (cgroup === '1')
        return warning('docker', found, 'boot with cgroup v2 (systemd.unified_cgroup_hierarchy=1): v1 is at its end');
    if (storage === 'vfs')
        return warning('docker', found, 'use overlay2 on a file system that has it: vfs copies every layer whole');
    if (remote !== undefined)
        return warning('docker', `${found}, on another machine`, 'run jobs there: it sees no file of this machine');
    return ok('docker', found);
}
function gpu({ gpus, driver }) {
    const [first] = gpus;
    if (first === undefined)
        return missing('gpu', 'none', 'take a runner with an NVIDIA GPU; without one models train on the CPU');
    const names = `${gpus.length} × ${first.name}`;
    if (driver === undefined)
        return missing('gpu', `${names}, and nvidia-smi does not answer`, 'install the NVIDIA driver, or start it anew');
    const found = `${names}, ${gigabytes(first.memoryBytes)} each, driver ${driver}`;
    if (Number.parseInt(driver, 10) < oldestDriver)
        return warning('gpu', found, `install driver ${oldestDriver} or later: PyTorch is built for CUDA 13`);
    const old = gpus.find(({ computeCapability }) => Number(computeCapability) < oldestCapability);
    return old === undefined
        ? ok('gpu', found)
        : warning('gpu', `${found}; ${old.name} has compute capability ${old.computeCapability}`, `take a card of ${oldestCapability} or later (Turing), or a PyTorch of your own by MODEL_ACTIONS_PYTHON: the locked one cannot compute on it`);
}
function gpuInContainers({ gpus, toolkit, docker: engine }) {
    if (gpus.length === 0 || engine.kind === 'silent' || engine.remote !== undefined)
        return undefined;
    const name = 'gpu-in-containers';
    const install = `install the NVIDIA container toolkit, ${oldestToolkit} or later`;
    if (toolkit === undefined)
        return engine.runtimes.includes('nvidia')
            ? warning(name, 'a container toolkit that does not say its version', install)
            : missing(name, 'no NVIDIA container toolkit', `${install}, or run jobs as processes`);
    const version = semver__WEBPACK_IMPORTED_MODULE_0__.coerce(toolkit, { includePrerelease: true });
    if (version === null)
        return warning(name, `container toolkit ${toolkit}`, install);
    return semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, oldestToolkit)
        ? missing(name, `container toolkit ${version.version}, from which containers can take over the host`, install)
        : ok(name, `container toolkit ${version.version}`);
}
const dotted = (version) => /\d+(?:\.\d+)+/.exec(version)?.[0];
function python({ python: version }) {
    const install = 'install Python 3.10 or later with its venv module, or run jobs in containers';
    const found = version === undefined ? undefined : dotted(version);
    if (found === undefined)
        return missing('python', 'none', install);
    const [major = 0, minor = 0] = found.split('.').map(Number);
    return major > 3 || (major === 3 && minor >= 10) ? ok('python', found) : missing('python', found, install);
}
const node = ({ node: version }) => Number.parseInt(version, 10) >= 20
    ? ok('node', version)
    : missing('node', version, 'install Node 20 or later; actions bring their own');
function git({ git: version }) {
    const found = version === undefined ? undefined : dotted(version);
    return found === undefined
        ? missing('git', 'none', 'install git: a checkout without it has no history, and no commit to name')
        : ok('git', found);
}
function clock({ services }) {
    const skews = services.flatMap(({ host, answer }) => answer.kind === 'status' && answer.skewSeconds !== undefined ? [{ host, seconds: answer.skewSeconds }] : []);
    const worst = skews.sort((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds))[0];
    if (worst === undefined)
        return undefined;
    const size = Math.abs(worst.seconds);
    if (size <= oddSkewSeconds)
        return ok('clock', `as ${worst.host} has it, within ${Math.max(2, Math.ceil(size))} s`);
    const found = `${Math.round(size)} s ${worst.seconds > 0 ? 'ahead of' : 'behind'} ${worst.host}`;
    const remedy = 'set it by NTP (timedatectl set-ntp true): tokens and signatures have times';
    return size > refusedSkewSeconds ? missing('clock', found, remedy) : warning('clock', found, remedy);
}
function service({ kind, host, answer }) {
    if (answer.kind === 'silent')
        return missing(kind, `${host}: ${answer.because}`, 'open the way to it, or name a proxy in HTTPS_PROXY');
    const { status } = answer;
    // A registry asks strangers who they are; whether we may push is tried before the first stage.
    const expected = kind === 'registry' ? status === 200 || status === 401 : status < 500;
    return expected
        ? ok(kind, host)
        : warning(kind, `${host} answers with status ${status}`, kind === 'registry' ? 'check that this is the host of a registry (image.registry)' : 'see githubstatus.com');
}
function spec({ spec: found }) {
    if (found === undefined)
        return undefined;
    const [first, ...more] = found.problems;
    if (first === undefined)
        return ok('spec', found.file);
    const check = `model-actions check${found.file === 'model.yml' ? '' : ` --config ${found.file}`}`;
    return missing('spec', first, more.length === 0 ? 'correct it' : `correct it and ${more.length} more: ${check}`);
}


/***/ }),

/***/ 62543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ unmet),
/* harmony export */   parseRequirements: () => (/* binding */ parseRequirements)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95083);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36194);



/* What a job cannot do without, and what of that a machine lacks. */
const present = ['docker', 'python', 'git', 'registry'];
const words = `${present.join(', ')}, gpu, gpu=COUNT, disk=SIZE or memory=SIZE (such as disk=50g)`;
/** Requirements in a row, with commas, white space or line ends between them. @throws UserError that names the wrong word */
function parseRequirements(text, place) {
    return text
        .split(/[\s,]+/)
        .filter((word) => word !== '')
        .map((word) => {
        const read = requirement(word);
        if (read === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${JSON.stringify(word.slice(0, 100))} is nothing that can be required: choose ${words}`, {
                place,
            });
        return read;
    });
}
function requirement(word) {
    const name = present.find((each) => each === word);
    if (name !== undefined)
        return { kind: 'present', name };
    const gpus = /^gpu(?:=([1-9]\d{0,2}))?$/.exec(word);
    if (gpus !== null)
        return { kind: 'gpus', count: Number(gpus[1] ?? 1) };
    const [, kind, size = ''] = /^(disk|memory)=(.+)$/.exec(word) ?? [];
    const bytes = (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_1__/* .memoryBytes */ .ZY)(size);
    return (kind === 'disk' || kind === 'memory') && !Number.isNaN(bytes) ? { kind, bytes } : undefined;
}
/** What is required and is not there; a warning is no reason. */
const unmet = (requirements, facts, checks) => {
    const inContainers = requirements.some((each) => each.kind === 'present' && each.name === 'docker');
    return requirements.flatMap((required) => lackingOf(required, facts, checks, inContainers));
};
function lackingOf(required, { gpus, memoryBytes: installed, disks }, checks, inContainers) {
    const missing = (name) => checks.flatMap((check) => check.name === name && check.state === 'missing' ? [{ what: `${name}: ${check.found}: ${check.remedy}` }] : []);
    switch (required.kind) {
        case 'present':
            if (checks.some(({ name }) => name === required.name))
                return missing(required.name);
            return [{ what: `${required.name} is required, and model.yml names none: name it there, or do not require it` }];
        case 'gpus': {
            const found = [...missing('gpu'), ...(inContainers ? missing('gpu-in-containers') : [])];
            if (found.length > 0 || gpus.length >= required.count)
                return found;
            return [{ what: `gpu: ${required.count} required, and ${gpus.length} found: take a larger runner` }];
        }
        case 'memory':
            if (installed >= required.bytes)
                return [];
            return [
                {
                    what: `memory: ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(required.bytes)} required, and ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(installed)} found: take a larger runner`,
                },
            ];
        case 'disk':
            return disks
                .filter(({ freeBytes }) => freeBytes < required.bytes)
                .map(({ what, directory, freeBytes }) => ({
                what: `disk: ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(required.bytes)} required for ${what}, and ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(freeBytes)} free in ${directory}: free some (model-actions prune, docker system prune), or take a larger disk`,
            }));
    }
}


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


/***/ })

};
