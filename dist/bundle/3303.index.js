export const id = 3303;
export const ids = [3303,8613];
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

/***/ 53303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/src/platform/progress.js
var progress = __webpack_require__(7238);
// EXTERNAL MODULE: ./build/src/platform/secrets.js
var secrets = __webpack_require__(49688);
// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
;// CONCATENATED MODULE: ./build/src/platform/github.js







/** GitHub drops the whole summary of a step above 1 MiB; what the runner adds itself needs some room. */
const summaryLimitBytes = 1024 * 1024 - 8 * 1024;
/** GitHub shows ten annotations of a type and step; the rest would vanish without a word. */
const annotationLimit = 10;
const annotationChars = 4_000;
/** Outputs of a job are 1 MB of UTF-16 together. */
const outputLimitChars = 200_000;
/** A line that the runner would take for a command: `::name::` at its start, the older `##[name]` anywhere. */
const looksLikeCommand = (line) => line.trimStart().startsWith('::') || line.includes('##[');
/**
 * @param environment GITHUB_STEP_SUMMARY and GITHUB_WORKSPACE are read from it
 * @param write standard output, which the runner reads for commands
 */
function createGithub(options) {
    const { environment, write, nowMs } = options;
    const redactor = (0,secrets/* createRedactor */.l)();
    const worthALine = (0,progress/* createThinner */.N)(nowMs);
    const counts = { warning: 0, error: 0 };
    let stopped;
    let summaryBytes = 0;
    let depth = 0;
    /** From here to `resume` the runner obeys nobody: the token is random and no child ever sees it. */
    const stop = () => {
        if (stopped !== undefined)
            return;
        stopped = (0,external_node_crypto_.randomBytes)(16).toString('hex');
        write(`::stop-commands::${stopped}\n`);
    };
    const resume = () => {
        if (stopped === undefined)
            return;
        write(`::${stopped}::\n`);
        stopped = undefined;
    };
    const info = (text) => {
        for (const line of redactor.lines(text)) {
            if (looksLikeCommand(line))
                stop();
            write(`${line}\n`);
        }
    };
    const annotate = (type, problem) => {
        const { place = {} } = problem;
        const message = redactor.line((0,errors/* formatProblem */.Vw)(problem), annotationChars);
        counts[type] += 1;
        if (counts[type] > annotationLimit) {
            info(`${type}: ${message}`);
            return;
        }
        const last = counts[type] === annotationLimit
            ? ` (GitHub shows ${annotationLimit} ${type}s of a step; more are in its log)`
            : '';
        resume();
        const properties = {
            ...(place.file === undefined ? {} : { file: place.file }),
            ...(place.line === undefined ? {} : { startLine: place.line }),
        };
        if (type === 'error')
            core/* error */.z3(`${message}${last}`, properties);
        else
            core/* warning */.$e(`${message}${last}`, properties);
    };
    return {
        kind: 'github',
        log: {
            info,
            warn: (line) => annotate('warning', { what: line }),
            error: (line) => annotate('error', { what: line }),
            debug(text) {
                resume();
                for (const line of redactor.lines(text))
                    core/* debug */.Yz(line);
            },
            foreign(text) {
                stop();
                for (const line of redactor.lines(text))
                    write(`${line}\n`);
            },
            progress(what, share) {
                if (worthALine(what, share))
                    info((0,progress/* percentLine */.W)(what, share));
            },
        },
        async group(title, work) {
            resume();
            // The runner folds one level only: a group inside a group would end the outer one.
            if (depth === 0)
                core/* startGroup */.Oh(redactor.line(title));
            else
                info(title);
            depth += 1;
            try {
                return await work();
            }
            finally {
                depth -= 1;
                resume();
                if (depth === 0)
                    core/* endGroup */.N4();
            }
        },
        output(name, value) {
            resume();
            const shown = redactor.redact(value);
            if (shown.length > outputLimitChars) {
                annotate('warning', {
                    what: `output ${name} has ${shown.length} characters and is left out: read the file of output report-json instead`,
                });
                return;
            }
            core/* setOutput */.uH(name, shown);
        },
        async summary(markdown) {
            const file = environment.GITHUB_STEP_SUMMARY ?? '';
            if (file === '')
                return;
            const cut = (0,platform_text/* cutBytes */.Uw)(`${redactor.redact(markdown).trimEnd()}\n\n`, summaryLimitBytes - summaryBytes, '\n\n… cut: the whole report is in the file of output `report`.\n\n');
            summaryBytes += Buffer.byteLength(cut);
            await (0,promises_.appendFile)(file, cut);
        },
        secret(value) {
            resume();
            for (const form of redactor.add(value))
                core/* setSecret */.Pq(form);
        },
        async identityToken(audience) {
            if ((environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '')
                throw new errors/* UserError */.yo('this job may not ask for an identity token: add `id-token: write` to its permissions (a pull request of a fork never has it)', { exit: 'preflight' });
            resume();
            const token = await core/* getIDToken */.V9(audience).catch((cause) => {
                throw new errors/* UserError */.yo('GitHub gave no identity token: run the job again', { exit: 'preflight', cause });
            });
            redactor.add(token);
            return token;
        },
        state: {
            save(name, value) {
                resume();
                core/* saveState */.LZ(name, redactor.redact(value));
            },
            get: (name) => core/* getState */.Gu(name),
        },
        input: (name) => core/* getInput */.V4(name),
        fail: (problem) => annotate('error', problem),
        close: resume,
    };
}

// EXTERNAL MODULE: ./build/src/platform/signals.js
var signals = __webpack_require__(53720);
// EXTERNAL MODULE: ./build/src/actions/credentials.js + 1 modules
var credentials = __webpack_require__(34729);
// EXTERNAL MODULE: ./build/src/actions/report.js
var actions_report = __webpack_require__(60007);
;// CONCATENATED MODULE: ./build/src/actions/run.js







/** What main leaves for post: that it came to its own end, and left nothing behind. */
const ended = 'ended';
/**
 * Runs an action in this process to its end, and sets the exit code.
 * @param environment of the step
 */
async function runAction(action, environment, phase) {
    const signal = (0,signals/* abortOnSignals */.P)();
    const platform = createGithub({
        environment,
        write: (text) => process.stdout.write(text),
        nowMs: () => performance.now(),
    });
    // Read before the other inputs, as one of them may be what is refused.
    const summary = platform.input('summary').toLowerCase() !== 'false';
    const report = (0,actions_report/* createReport */.L)({ name: action.title, platform, summary });
    const worldOf = () => {
        const given = (0,credentials/* takeInputs */.L)(action, platform);
        // Resolved, because paths inside are compared with it after their own links are resolved.
        const workspace = (0,external_node_fs_.realpathSync)(environment['GITHUB_WORKSPACE'] ?? process.cwd());
        process.chdir(workspace);
        return { given, platform, workspace, environment, signal, report };
    };
    try {
        if (phase === 'main') {
            process.exitCode = await action.run(worldOf());
            platform.state.save(ended, 'true');
        }
        else if (platform.state.get(ended) !== 'true')
            await action.post?.(worldOf());
    }
    catch (error) {
        const { exitCode, problems, stack } = (0,failure/* failureOf */.g)(error, signal);
        if (phase === 'post') {
            for (const problem of problems)
                platform.log.warn(`cleaning up: ${(0,errors/* formatProblem */.Vw)(problem)}`);
        }
        else {
            for (const problem of problems)
                platform.fail(problem);
            if (stack !== undefined)
                platform.log.foreign(stack);
            await report.refused({ exitCode, problems });
            if (!signal.aborted)
                platform.state.save(ended, 'true');
            process.exitCode = exitCode;
        }
    }
    platform.close();
    // What a stage left open (sockets, timers) must not keep a finished step alive.
    process.exit();
}


/***/ }),

/***/ 84974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ isRegistryHost),
/* harmony export */   F: () => (/* binding */ parseReference)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const namePattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const hostPattern = /^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|\[[0-9a-fA-F:]+\]|[A-Za-z0-9-]+(?=:\d))(?::\d{1,5})?$/;
/** Whether a text is `HOST` or `HOST:PORT`, as references begin with. */
const isRegistryHost = (text) => hostPattern.test(text);
/** `ghcr.io/acme/x[:tag][@sha256:…]` or `oci:DIR[:tag][@sha256:…]`. Names without a host are refused, not guessed. */
function parseReference(text, place = {}) {
    const refuse = (reason) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`image ${JSON.stringify(text)}: ${reason}: expected HOST/NAME[:TAG][@sha256:…] or oci:DIRECTORY[:TAG][@sha256:…]`, { place });
    };
    const [, body = '', digest] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        refuse('what follows @ is no sha256 digest');
    const [, rest = '', tag] = /^(.*?)(?::([^/:]*))?$/s.exec(body.startsWith('oci:') ? body.slice('oci:'.length) : body) ?? [];
    if (tag !== undefined && !tagPattern.test(tag))
        refuse(`${JSON.stringify(tag)} is no tag`);
    const chosen = {
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined || !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest) ? {} : { digest }),
    };
    if (body.startsWith('oci:')) {
        if (rest === '' || rest.includes('\0'))
            refuse('the directory is missing');
        return { kind: 'layout', directory: rest, ...chosen };
    }
    const slash = rest.indexOf('/');
    const host = rest.slice(0, Math.max(slash, 0));
    const name = rest.slice(slash + 1);
    if (slash < 1 || !hostPattern.test(host))
        refuse('it names no registry');
    if (!namePattern.test(name))
        refuse(`${JSON.stringify(name)} is no name of a repository (lower case letters, digits, . _ - /)`);
    return { kind: 'registry', host, name, ...chosen };
}


/***/ }),

/***/ 7238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ createThinner),
/* harmony export */   W: () => (/* binding */ percentLine)
/* harmony export */ });
const longestName = 200;
const mostNames = 100;
/** Decides which progress is worth a line of a log that cannot be redrawn: the first, each tenth, the end, and one every 30 s. */
function createThinner(nowMs) {
    const shown = new Map();
    return (text, share) => {
        // The same work counts in its name: `train 20/180 steps`, `train 21/180 steps`.
        const what = text.slice(0, longestName).replaceAll(/\d+/g, '');
        const last = shown.get(what);
        const due = last === undefined ||
            share < last.share ||
            share - last.share >= 0.1 ||
            (share >= 1 && last.share < 1) ||
            nowMs() - last.atMs >= 30_000;
        if (due)
            shown.set(what, { share, atMs: nowMs() });
        // The names are whatever a job says.
        const [oldest] = shown.keys();
        if (shown.size > mostNames && oldest !== undefined)
            shown.delete(oldest);
        return due;
    };
}
const percentLine = (what, share) => `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;


/***/ }),

/***/ 49688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createRedactor)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(282);

/** Shorter pieces of a secret stand in ordinary text, so that hiding them would hide the log and not the secret. */
const minChars = 4;
/** Characters of a log line that are shown: longer ones stall a runner's log for minutes. */
const maxLogLineChars = 4_000;
/** The forms in which a secret can come back out of a program: trimmed, line by line, in base64, in a URL, in JSON. */
function secretForms(value) {
    const trimmed = value.trim();
    const lines = value.split(/\r?\n/).map((line) => line.trim());
    const forms = new Set();
    for (const text of [value, trimmed]) {
        const bytes = Buffer.from(text);
        const padded = bytes.toString('base64');
        for (const form of [
            text,
            padded,
            padded.replace(/=+$/, ''),
            bytes.toString('base64url'),
            encodeURIComponent(text),
            JSON.stringify(text).slice(1, -1),
        ])
            forms.add(form);
    }
    // The header and footer of a key file are no secret. What a log shows of a line has no control characters.
    for (const line of lines)
        if (!line.startsWith('-----'))
            forms.add(line).add((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutControls */ .DJ)(line));
    return [...forms].filter((form) => form.length >= minChars).sort((a, b) => b.length - a.length);
}
/** Hides every form of every secret that it was told of. */
function createRedactor() {
    let known = [];
    const redact = (text) => known.reduce((hidden, form) => hidden.replaceAll(form, '***'), text);
    const line = (text, maxChars = maxLogLineChars) => {
        // Hidden again after the control characters are gone, or one of them inside a secret would uncover it; and before the
        // cut, or a secret at the cut would show its head. The work is bounded by a first cut, whose own end is thrown away.
        const spare = known[0]?.length ?? 0;
        const shown = redact((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutControls */ .DJ)(redact(text.slice(0, maxChars + spare))));
        const whole = text.length > maxChars + spare ? shown.slice(0, Math.max(0, shown.length - spare)) : shown;
        const more = text.length - maxChars;
        return more > 0 ? `${whole.slice(0, maxChars)} … (${more} more characters)` : whole;
    };
    return {
        add(value) {
            const forms = secretForms(value);
            // Longest first: a short form inside a long one must not leave the rest of the long one standing.
            known = [...new Set([...known, ...forms])].sort((a, b) => b.length - a.length);
            return forms;
        },
        redact,
        line,
        // Hidden before it is cut into lines, too: a secret may have several.
        lines: (text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(redact(text)).map((each) => line(each)),
    };
}


/***/ }),

/***/ 282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ withoutControls),
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Uw: () => (/* binding */ cutBytes)
/* harmony export */ });
// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Text without what moves a cursor, sets colours, or hides something by writing direction; line ends go too. */
const withoutControls = (text) => text.replaceAll(escapes, '').replaceAll(controls, '');
/** The lines of a text; an empty text is one empty line. */
const linesOf = (text) => text.split(/\r\n|[\r\n\u2028\u2029]/);
/** The longest head of `text` that fits into so many bytes of UTF-8, cut at the end of a line where there is one, with a note. */
function cutBytes(text, maxBytes, note) {
    if (Buffer.byteLength(text) <= maxBytes)
        return text;
    const room = maxBytes - Buffer.byteLength(note);
    if (room <= 0)
        return '';
    // A cut in the middle of a character leaves a replacement character, which is taken off.
    const head = Buffer.from(text)
        .subarray(0, room)
        .toString('utf8')
        .replace(/\ufffd$/, '');
    const lineEnd = head.lastIndexOf('\n');
    return `${lineEnd > 0 ? head.slice(0, lineEnd + 1) : head}${note}`;
}


/***/ }),

/***/ 77763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ renderMarkdown)
});

// UNUSED EXPORTS: escapeMarkdown

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/sections.js

/** What of a section is shown as a table. */
function asTable(section) {
    switch (section.kind) {
        case 'table':
            return { columns: section.columns, rows: section.rows };
        case 'facts':
            return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) };
        case 'chart':
            return {
                columns: ['', ...section.series.map(() => section.yTitle)],
                rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => (0,report_text/* figure */.vP)(values[i] ?? 0))]),
            };
        case 'confusion': {
            const { labels, counts } = section;
            return {
                columns: ['label \\ prediction', ...labels],
                rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
            };
        }
    }
}
function gateTable(gates) {
    return {
        columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
        rows: gates.map(({ name, verdict, observed, allowed, because }) => {
            const { value, low, high, unit } = observed;
            const interval = low === undefined || high === undefined ? '' : ` (${(0,report_text/* figure */.vP)(low)} to ${(0,report_text/* figure */.vP)(high)})`;
            return [name, verdict, `${(0,report_text/* figure */.vP)(value)}${interval} ${unit}`, (0,report_text/* figure */.vP)(allowed), because];
        }),
    };
}

;// CONCATENATED MODULE: ./build/src/report/markdown.js


const cellLength = 200;
const textLength = 2_000;
/**
 * Text from data as harmless Markdown on one line. HTML and Markdown are escaped; a zero-width space breaks what GitHub
 * links after rendering (mentions, issue numbers, addresses), which no escape can stop.
 */
function escapeMarkdown(text, length = cellLength) {
    return (0,report_text/* oneLine */.TN)(text, length)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~$!]/g, (character) => `\\${character}`)
        .replaceAll(/[@#]/g, (character) => `${character}\u200B`)
        .replaceAll('://', ':\u200B//')
        .replaceAll(/\b(www)\./gi, '$1\u200B.')
        .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u200B-')
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^([-+=:])/, '\\$1');
}
/** The hidden first line by which a comment is found again. */
const markerLine = (marker) => `<!-- ${(0,report_text/* oneLine */.TN)(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`;
/**
 * A report as GitHub Markdown: hidden marker, verdict, gates, then the sections in order. What does not fit under
 * `limitBytes` (UTF-8) is first shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
function renderMarkdown(report, options) {
    const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`;
    const title = report.title === '' ? '' : `${escapeMarkdown(report.title)}: `;
    const first = `${marker}${report_text/* verdictMark */.vG[report.verdict]} **${report.verdict}** ${title}${escapeMarkdown(report.headline, 500)}\n`;
    const reserve = 160;
    let room = options.limitBytes - bytes(first);
    if (room < reserve)
        throw new RangeError(`a report does not fit into ${options.limitBytes} bytes`);
    const blocks = [first];
    let cut = 0;
    const gates = gateTable(report.gates);
    const candidates = [
        ...(report.gates.length === 0 ? [] : [{ name: 'gates', at: (rows) => table(gates, rows, 600) }]),
        ...report.sections.map((section) => ({ name: section.title, at: (rows) => block(section, rows) })),
    ];
    for (const candidate of candidates) {
        const fitting = [200, 20, 5].map((rows) => candidate.at(rows)).find((text) => bytes(text) + 1 <= room - reserve);
        if (fitting === undefined) {
            cut += 1;
            continue;
        }
        blocks.push(fitting);
        room -= bytes(fitting) + 1;
    }
    if (cut > 0)
        blocks.push(`_${cut} ${cut === 1 ? 'part does' : 'parts do'} not fit here: see the full report._\n`);
    return blocks.join('\n');
}
const bytes = (text) => Buffer.byteLength(text);
function block(section, rows) {
    const title = escapeMarkdown(section.title);
    const note = section.note === undefined ? '' : `\n${escapeMarkdown(section.note, textLength)}\n`;
    const body = `${content(section, rows)}${note}`;
    return section.folded === true
        ? `<details><summary>${title}</summary>\n\n${body}\n</details>\n`
        : `### ${title}\n\n${body}`;
}
function content(section, rows) {
    if (section.kind === 'text')
        return `${escapeMarkdown(section.text, textLength)}\n`;
    return section.kind === 'chart' ? chart(section) : table(asTable(section), rows);
}
function table({ columns, rows, note }, limit, length = cellLength) {
    const shown = rows.slice(0, limit);
    const line = (cells) => `| ${columns.map((_, i) => escapeMarkdown(cells[i] ?? '', length)).join(' | ')} |`;
    const rule = columns.map((_, i) => ((0,report_text/* isNumeric */.kf)(shown.map((row) => row[i] ?? '')) ? '---:' : '---'));
    const left = rows.length - shown.length;
    const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) => text === undefined ? [] : [text]);
    const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('');
    return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map(line)].join('\n')}\n${below}`;
}
const mostPoints = 40;
/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section) {
    const plain = (text) => (0,report_text/* oneLine */.TN)(text, 24)
        .replaceAll(/[^\p{L}\p{N} _.,%×+-]/gu, ' ')
        .trim() || '·';
    const step = Math.ceil(section.x.length / mostPoints);
    const thin = (items) => items.filter((_, i) => i % step === 0);
    const number = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '0');
    return [
        '```mermaid',
        'xychart-beta',
        `  x-axis [${thin(section.x)
            .map((text) => `"${plain(text)}"`)
            .join(', ')}]`,
        `  y-axis "${plain(section.yTitle)}"`,
        ...section.series.map(({ mark, values }) => `  ${mark} [${thin(values).map(number).join(', ')}]`),
        '```',
        '',
    ].join('\n');
}


/***/ }),

/***/ 74913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   kf: () => (/* binding */ isNumeric),
/* harmony export */   vG: () => (/* binding */ verdictMark),
/* harmony export */   vP: () => (/* binding */ figure)
/* harmony export */ });
/** Plain text on one line: no control or direction characters, white space folded, cut to `length` code points. */
function oneLine(text, length) {
    // Cut first, so that a huge text costs nothing.
    const plain = text
        .slice(0, length * 4)
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD')
        .trim();
    const points = [...plain];
    return points.length > length || text.length > length * 4 ? `${points.slice(0, length).join('')}…` : plain;
}
/** A number for people: short, and with a true minus. */
const figure = (value) => (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−');
/** Whether every cell of a column is a number, perhaps with a unit or an interval behind it. */
const isNumeric = (cells) => cells.length > 0 && cells.every((cell) => /^[−+-]?\d/.test(cell) || cell === '');
const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❔', error: '⚠️' };


/***/ }),

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside),
/* harmony export */   boundsOf: () => (/* binding */ boundsOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The bounds of a model.yml: its own directory, and the repository around it, so that a monorepo may share data between
 * models. Without a repository the paths stay below `outermost`, or below the directory of model.yml where that is not given.
 *
 * @param outermost a repository above this directory does not count: the workspace of a job
 */
async function boundsOf(specFile, outermost) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile)));
    const limit = outermost === undefined ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(outermost));
    if (limit !== undefined && !isInside(limit, directory))
        throw new Error(`${directory} is not inside ${limit}`);
    for (let root = directory;; root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root)) {
        if (await exists((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git')))
            return { directory, root };
        if (root === limit)
            return { directory, root };
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root) === root)
            return { directory, root: directory };
    }
}
const exists = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).then(() => true, () => false);
/** Longer ones cost the square of their parts to look up, and fit into no image. */
const longestPathBytes = 1024;
const longestShown = 300;
/**
 * A path that a person wrote, as a real absolute path; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves the root of the bounds by `..`, or by a link whose real path lies outside
 */
async function resolveInside({ directory, root }, path, place) {
    const refuse = (cause, remedy = 'name a path inside it') => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${JSON.stringify(path.slice(0, longestShown))} ${cause}: ${remedy}`, { place });
    };
    if (Buffer.byteLength(path) > longestPathBytes)
        refuse(`is longer than ${longestPathBytes} bytes`, 'name a shorter one');
    if (path.trim() === '')
        refuse('is empty', 'name a path such as ./data');
    if (path.includes('\0'))
        refuse('holds a NUL character', 'name a path such as ./data');
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path))
        refuse(`is absolute, and paths are relative to ${directory}`, 'name a path such as ./data');
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory, path);
    if (!isInside(root, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted).catch((error) => {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        return refuse('is longer than the system takes paths', 'name a shorter one');
    });
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!isInside(root, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
function isInside(root, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** The real path, of the deepest ancestor where the path itself is not there yet; undefined at a dangling link. */
async function realPathOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const code = error.code;
        if (code === 'ELOOP')
            return undefined;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
    }
    const isLink = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).then((entry) => entry.isSymbolicLink(), () => false);
    if (isLink || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) === path)
        return undefined;
    const parent = await realPathOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return parent === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}


/***/ })

};
