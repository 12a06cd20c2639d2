export const id = 476;
export const ids = [476];
export const modules = {

/***/ 20476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
    const { environment, root, write, nowMs } = options;
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
        for (const line of (0,platform_text/* plainLines */.y1)(redactor.redact(text))) {
            if (looksLikeCommand(line))
                stop();
            write(`${line}\n`);
        }
    };
    const annotate = (type, text, place) => {
        const message = (0,platform_text/* plainLine */.h0)(redactor.redact(text.replaceAll(/\s*\n\s*/g, ' ')), annotationChars);
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
        root,
        log: {
            info,
            warn: (line) => annotate('warning', line, {}),
            error: (line) => annotate('error', line, {}),
            debug(text) {
                resume();
                for (const line of (0,platform_text/* plainLines */.y1)(redactor.redact(text)))
                    core/* debug */.Yz(line);
            },
            foreign(text) {
                stop();
                for (const line of (0,platform_text/* plainLines */.y1)(redactor.redact(text)))
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
                core/* startGroup */.Oh((0,platform_text/* plainLine */.h0)(redactor.redact(title)));
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
                annotate('warning', `output ${name} has ${shown.length} characters and is left out: read the file of output report-json instead`, {});
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
        input: (name) => core/* getInput */.V4(name),
        fail: (message, place) => annotate('error', message, place),
        close: resume,
    };
}

// EXTERNAL MODULE: ./build/src/platform/signals.js
var signals = __webpack_require__(53720);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
;// CONCATENATED MODULE: ./build/src/actions/inputs.js


const inputs_text = (value) => value;
const optional = (value) => (value === '' ? undefined : value);
function flag(value, place) {
    if (['true', 'True', 'TRUE'].includes(value))
        return true;
    if (['false', 'False', 'FALSE'].includes(value))
        return false;
    throw new errors/* UserError */.y(`${place}: ${JSON.stringify(value.slice(0, 100))} is neither true nor false`);
}
function engine(value, place) {
    const found = selection/* engineChoices */.Z.find((name) => name === value);
    if (found === undefined)
        throw new errors/* UserError */.y(`${place}: ${JSON.stringify(value.slice(0, 100))} is no engine: choose ${selection/* engineChoices */.Z.join(', ')}`);
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
        description: 'Where training and evaluation run: `process`, `docker`, or `auto` (docker where a Docker engine answers).',
        required: false,
        default: 'auto',
        parse: engine,
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
        description: 'Keeps results of prepare, finetune, evaluate and quantize in the cache of GitHub Actions. Never used in a step that builds, signs, verifies or deploys.',
        required: false,
        default: 'true',
        parse: flag,
    },
    'sign-key': {
        description: 'Private key to sign with: its text (from a secret), or a file inside the workspace. Default: `signing.key` of the spec.',
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
    'registry-username': {
        description: 'User of the image registry.',
        required: false,
        default: '',
        parse: optional,
    },
    'registry-password': {
        description: 'Password or token of the image registry, such as `github.token` for ghcr.io.',
        required: false,
        default: '',
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
        return [name, input.parse(given === '' ? input.default : given, `input ${name}`)];
    });
    return Object.fromEntries(read);
}

;// CONCATENATED MODULE: ./build/src/actions/run.js








/** Runs an action in this process to its end, and sets the exit code: inputs → context → stages → outputs. */
async function runAction(action) {
    const signal = (0,signals/* abortOnSignals */.P)();
    // Resolved, because paths inside are compared with it after their own links are resolved.
    const root = (0,external_node_fs_.realpathSync)(process.env.GITHUB_WORKSPACE ?? process.cwd());
    const platform = createGithub({
        environment: process.env,
        root,
        write: (text) => process.stdout.write(text),
        nowMs: () => performance.now(),
    });
    try {
        process.exitCode = await carryOut(action, platform, signal);
    }
    catch (error) {
        const { exitCode, line, stack } = (0,failure/* failureOf */.g5)(error, signal);
        for (const message of await messagesOf(error, line))
            platform.fail(message, (0,failure/* placeOf */.$t)(message));
        if (stack !== undefined)
            platform.log.foreign(stack);
        process.exitCode = exitCode;
    }
    platform.close();
    // What a stage left open (sockets, timers) must not keep a finished step alive.
    process.exit();
}
/** A spec may be wrong in many places: each is annotated where it is. */
async function messagesOf(error, line) {
    if (!(error instanceof errors/* UserError */.y))
        return [line];
    const { InvalidSpec } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(815), __webpack_require__.e(922)]).then(__webpack_require__.bind(__webpack_require__, 41922));
    return error instanceof InvalidSpec ? error.details : [line];
}
async function carryOut(action, platform, signal) {
    const given = takeInputs(action, platform);
    const { resolveInside } = await __webpack_require__.e(/* import() */ 613).then(__webpack_require__.bind(__webpack_require__, 88613));
    const directory = await resolveInside(platform.root, given['working-directory'], {
        file: 'action',
        key: 'working-directory',
    });
    const config = await resolveInside(directory, given.config, { file: 'action', key: 'config' });
    // Messages and annotations name files as the repository does.
    process.chdir(platform.root);
    const specFile = (0,external_node_path_.relative)(platform.root, config);
    const requested = action.inputs.includes('stages') ? given.stages : [...action.stages];
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(815), __webpack_require__.e(372), __webpack_require__.e(813)]).then(__webpack_require__.bind(__webpack_require__, 49813));
    const context = await openContext({
        specFile,
        engine: given.engine,
        force: given.force,
        platform,
        signal,
        environment: await stageEnvironment(given, platform.root),
    });
    const stages = withoutIdleSign(action, requested, context);
    const cache = await openResultsCache(given.cache && action.inputs.includes('cache'), stages, context);
    const { runStages } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(933), __webpack_require__.e(668), __webpack_require__.e(168), __webpack_require__.e(372), __webpack_require__.e(579)]).then(__webpack_require__.bind(__webpack_require__, 41579));
    const report = createReporter(context, given.summary);
    const outcomes = await runStages(stages, context, report.add).finally(report.finish);
    await cache?.save();
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    if (last.proceed)
        return 0;
    platform.fail(`${last.stage}: ${last.verdict}: ${last.headline}`, {});
    return (0,failure/* verdictExitCode */.fM)(last.verdict);
}
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
    return given;
}
async function stageEnvironment(given, root) {
    const key = given['sign-key'];
    return {
        ...process.env,
        ...(key === undefined ? {} : { COSIGN_PRIVATE_KEY: await privateKey(key, root) }),
        ...(given['cosign-password'] === undefined ? {} : { COSIGN_PASSWORD: given['cosign-password'] }),
        ...(given['registry-username'] === undefined
            ? {}
            : { MODEL_ACTIONS_REGISTRY_USERNAME: given['registry-username'] }),
        ...(given['registry-password'] === undefined
            ? {}
            : { MODEL_ACTIONS_REGISTRY_PASSWORD: given['registry-password'] }),
    };
}
async function privateKey(textOrPath, root) {
    if (textOrPath.startsWith('-----BEGIN '))
        return `${textOrPath}\n`;
    const { resolveInside } = await __webpack_require__.e(/* import() */ 613).then(__webpack_require__.bind(__webpack_require__, 88613));
    const file = await resolveInside(root, textOrPath, { file: 'action', key: 'sign-key' });
    return (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.y(`input sign-key is neither the text of a private key nor a file that can be read (${error.code}): give the secret that holds the key, or its path inside the workspace`);
    });
}
/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action, stages, context) {
    if (action.name !== 'build')
        return stages;
    const key = context.environment.COSIGN_PRIVATE_KEY ?? '';
    if (key !== '' || context.spec.signing.key !== undefined)
        return stages;
    context.platform.log.warn('the image is not signed, and verify and deploy will refuse it: give input sign-key');
    return stages.filter((stage) => stage !== 'sign');
}
const cachedStages = ['prepare', 'finetune', 'evaluate', 'quantize'];
/** A cache can be written by others; nothing that ends in a signature or a deployment may start from one. */
async function openResultsCache(wanted, stages, context) {
    if (!wanted)
        return undefined;
    const { log } = context.platform;
    const barrier = stages.find((stage) => !cachedStages.includes(stage));
    if (barrier !== undefined) {
        log.info(`cache: not used in a step with ${barrier}, which must not start from what others can write`);
        return undefined;
    }
    const { openCache } = await __webpack_require__.e(/* import() */ 607).then(__webpack_require__.bind(__webpack_require__, 68607));
    const store = (0,external_node_path_.relative)(process.cwd(), context.store.directory);
    return openCache({ directories: [...cachedStages, 'checkpoints'].map((name) => (0,external_node_path_.join)(store, name)), log });
}
/** Sets outputs as each stage ends, so that they stand whatever the next one does. */
function createReporter(context, summary) {
    const { platform } = context;
    const all = {};
    const written = [];
    async function add(outcome, seconds) {
        const { stage, verdict, headline, key, reused, outputs } = outcome;
        all[stage] = { verdict, headline, 'lineage-key': key, reused, seconds: Math.round(seconds * 10) / 10, outputs };
        platform.log.info(`${stage}: ${verdict}${reused ? ' (reused)' : ''}: ${headline}`);
        const found = await context.store.find(stage, key);
        for (const [name, value] of Object.entries({
            ...outputs,
            verdict,
            'lineage-key': key,
            reused: String(reused),
            json: JSON.stringify(all),
            ...(found === undefined
                ? {}
                : { report: (0,external_node_path_.join)(found.directory, 'report.md'), 'report-json': (0,external_node_path_.join)(found.directory, 'report.json') }),
        }))
            platform.output(name, value);
        if (summary)
            await platform.summary(outcome.markdown);
    }
    return {
        add: (outcome, seconds) => {
            const before = written.at(-1) ?? Promise.resolve();
            const done = before.then(() => add(outcome, seconds));
            // Awaited in `finish`; until then a failure must not count as unhandled.
            done.catch(() => undefined);
            written.push(done);
        },
        finish: async () => {
            await Promise.all(written);
        },
    };
}


/***/ }),

/***/ 27406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ exitCodes),
/* harmony export */   y: () => (/* binding */ UserError)
/* harmony export */ });
/**
 * What a person did that we cannot go on with: one line with the cause, the place and the remedy.
 * It is shown without a stack. Everything else that is thrown is a bug of ours and is shown with one.
 */
class UserError extends Error {
    name = 'UserError';
    exit;
    /** @param message one line: cause, place (file, key, value) and remedy */
    constructor(message, options = {}) {
        super(message.replaceAll(/\s*\n\s*/g, ' '), options.cause === undefined ? undefined : { cause: options.cause });
        this.exit = options.exit ?? 'configuration';
    }
}
/** Exit codes of the runtime and of our own command line: one table for both (contract version 1). */
const exitCodes = {
    done: 0,
    configuration: 2,
    data: 3,
    preflight: 4,
    'out-of-memory': 5,
    diverged: 6,
    'gate-failed': 7,
    inconclusive: 8,
    crashed: 70,
    interrupted: 75,
};


/***/ }),

/***/ 55799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   fM: () => (/* binding */ verdictExitCode),
/* harmony export */   g5: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53720);


/** @param signal what aborted the work; an error that came of it is not reported as one */
function failureOf(error, signal) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof _signals_js__WEBPACK_IMPORTED_MODULE_1__/* .Interrupted */ .j)
        return { exitCode: reason.exitCode, line: `${reason.message}; run again to go on` };
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .h[error.exit], line: error.message };
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const message = error instanceof Error ? error.message : String(error);
    return {
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .h.crashed,
        line: `this is a bug of model-actions, please report it with the lines below: ${message}`,
        stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
    };
}
const causeOf = (cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
const verdictExitCode = (verdict) => verdict === 'pass' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .h.done : verdict === 'inconclusive' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .h.inconclusive : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .h['gate-failed'];
/** The place that a message begins with (`model.yml:12: …`, `model.yml: …`), for an annotation in that file. */
function placeOf(message) {
    const [, file, line] = /^([^\s:]{1,300}\.ya?ml):(?:(\d{1,7}):)?/.exec(message) ?? [];
    return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line: Number(line) }) };
}


/***/ }),

/***/ 7238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ createThinner),
/* harmony export */   W: () => (/* binding */ percentLine)
/* harmony export */ });
/** Decides which progress is worth a line of a log that cannot be redrawn: the first, each tenth, the end, and one every 30 s. */
function createThinner(nowMs) {
    const shown = new Map();
    return (text, share) => {
        // The same work counts in its name: `train 20/180 steps`, `train 21/180 steps`.
        const what = text.replaceAll(/\d+/g, '');
        const last = shown.get(what);
        const due = last === undefined ||
            share < last.share ||
            share - last.share >= 0.1 ||
            (share >= 1 && last.share < 1) ||
            nowMs() - last.atMs >= 30_000;
        if (due)
            shown.set(what, { share, atMs: nowMs() });
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
/* unused harmony export secretForms */
/** Shorter pieces of a secret stand in ordinary text, so that hiding them would hide the log and not the secret. */
const minChars = 4;
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
    // The header and footer of a key file are no secret.
    for (const line of lines)
        if (!line.startsWith('-----'))
            forms.add(line);
    return [...forms].filter((form) => form.length >= minChars).sort((a, b) => b.length - a.length);
}
/** Hides every form of every secret that it was told of. */
function createRedactor() {
    let known = [];
    return {
        add(value) {
            const forms = secretForms(value);
            // Longest first: a short form inside a long one must not leave the rest of the long one standing.
            known = [...new Set([...known, ...forms])].sort((a, b) => b.length - a.length);
            return forms;
        },
        redact: (text) => known.reduce((hidden, form) => hidden.replaceAll(form, '***'), text),
    };
}


/***/ }),

/***/ 53720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals),
/* harmony export */   j: () => (/* binding */ Interrupted)
/* harmony export */ });
/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = signal === 'SIGINT' ? 130 : 143;
    }
}
/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300;
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300;
/**
 * One AbortSignal for the process: the first SIGINT or SIGTERM aborts it with an `Interrupted`, the second ends the process at once.
 * @param nowMs a monotonic clock
 */
function abortOnSignals(source = process, nowMs = () => performance.now()) {
    const controller = new AbortController();
    let first;
    const listener = (signal) => {
        if (first !== undefined) {
            if (nowMs() - first.atMs > echoMs)
                source.exit(first.exitCode);
            return;
        }
        const reason = new Interrupted(signal);
        const { exitCode } = reason;
        first = { atMs: nowMs(), exitCode };
        setTimeout(() => source.exit(exitCode), deadlineMs).unref();
        controller.abort(reason);
    };
    source.on('SIGINT', listener);
    source.on('SIGTERM', listener);
    return controller.signal;
}


/***/ }),

/***/ 282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uw: () => (/* binding */ cutBytes),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   y1: () => (/* binding */ plainLines)
/* harmony export */ });
/* unused harmony export maxLogLineChars */
/** Characters of a log line that are shown: longer ones stall a runner's log for minutes. */
const maxLogLineChars = 4_000;
// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** One line that moves no cursor, hides nothing by writing direction, and is not too long. */
function plainLine(text, maxChars = maxLogLineChars) {
    // Cut before the expressions run, so that their work is bounded too.
    const kept = text.slice(0, maxChars).replaceAll(escapes, '').replaceAll(controls, '');
    return text.length > maxChars ? `${kept} … (${text.length - maxChars} more characters)` : kept;
}
/** The lines of a text, each one plain; an empty text is one empty line. */
const plainLines = (text) => text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => plainLine(line));
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

/***/ 455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ engineChoices),
/* harmony export */   l: () => (/* binding */ parseStages)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85940);



/** What may be asked for: `auto` is docker where a Docker engine answers, process elsewhere. */
const engineChoices = ['auto', 'process', 'docker'];
const isStage = (name) => _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.includes(name);
/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
function parseStages(text, place) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 1 && names[0] === 'all')
        return [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h];
    if (names.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${place}: no stage is named: choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`);
    const stages = [];
    for (const name of names) {
        if (!isStage(name)) {
            const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(name.slice(0, 100), [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h, 'all']);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`${place}: ${JSON.stringify(name.slice(0, 100))} is no stage${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`);
        }
        const last = stages.at(-1);
        if (last !== undefined && _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(name) <= _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(last))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(last === name || stages.includes(name)
                ? `${place}: ${name} is named twice: name each stage once`
                : `${place}: ${name} cannot come after ${last}: stages happen in the order ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`);
        stages.push(name);
    }
    return stages;
}


/***/ }),

/***/ 85940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ stageNames)
/* harmony export */ });
/** In the order in which they happen. */
const stageNames = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy'];


/***/ })

};
