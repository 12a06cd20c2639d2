export const id = 867;
export const ids = [867];
export const modules = {

/***/ 43867:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55799);
/* harmony import */ var _platform_signals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53720);
/* harmony import */ var _platform_terminal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2629);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57858);




/* The command line: parses the arguments of this process, runs the command, ends with its exit code. */
const signal = (0,_platform_signals_js__WEBPACK_IMPORTED_MODULE_1__/* .abortOnSignals */ .P)();
try {
    process.exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_2__/* .createProgram */ .r)({ signal, stdout: process.stdout, stderr: process.stderr }).run(process.argv.slice(2));
}
catch (error) {
    const { exitCode, line, stack } = (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .failureOf */ .g5)(error, signal);
    const { log } = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .createTerminal */ .P)({ root: process.cwd(), stderr: process.stderr });
    log.error(line);
    if (stack !== undefined)
        log.foreign(stack);
    process.exitCode = exitCode;
}
// What a stage left open (sockets, timers) must not keep a finished command alive.
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 57858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ createProgram)
});

// EXTERNAL MODULE: ./node_modules/commander/index.js + 6 modules
var commander = __webpack_require__(67375);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: ./build/src/platform/terminal.js
var terminal = __webpack_require__(2629);
;// CONCATENATED MODULE: ./build/src/cli/commands.js






/** Runs stages and prints what came out. Returns the exit code. */
async function stages(names, options, world) {
    const selected = (0,selection/* parseStages */.l)(names, 'argument STAGES');
    const platform = (0,terminal/* createTerminal */.P)({
        root: (0,external_node_path_.dirname)((0,external_node_path_.resolve)(options.config)),
        stderr: world.stderr,
        debug: process.env.MODEL_ACTIONS_DEBUG === '1',
    });
    const password = options.passwordFile === undefined ? undefined : await passwordFrom(options.passwordFile);
    if (password !== undefined)
        platform.secret(password);
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(815), __webpack_require__.e(372), __webpack_require__.e(813)]).then(__webpack_require__.bind(__webpack_require__, 49813));
    const context = await openContext({
        specFile: options.config,
        engine: options.engine,
        force: options.force,
        platform,
        signal: world.signal,
        environment: { ...process.env, ...(password === undefined ? {} : { COSIGN_PASSWORD: password }) },
    });
    const { runStages } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(933), __webpack_require__.e(668), __webpack_require__.e(168), __webpack_require__.e(372), __webpack_require__.e(579)]).then(__webpack_require__.bind(__webpack_require__, 41579));
    const seconds = new Map();
    const outcomes = await runStages(selected, context, (outcome, took) => {
        seconds.set(outcome.stage, Math.round(took * 10) / 10);
        platform.log.info(`${outcome.stage}: ${outcome.verdict}${outcome.reused ? ' (reused)' : ''}: ${outcome.headline}`);
    });
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    if (options.json)
        world.stdout.write(`${JSON.stringify(selected.length === 1 ? last.report : byStage(outcomes, seconds), null, 2)}\n`);
    else {
        const stored = await context.store.find(last.stage, last.key);
        if (stored !== undefined)
            world.stdout.write(`report: ${stored.directory}/report.md\n`);
    }
    return last.proceed ? 0 : (0,failure/* verdictExitCode */.fM)(last.verdict);
}
const byStage = (outcomes, seconds) => Object.fromEntries(outcomes.map(({ stage, verdict, headline, key, reused, report, outputs }) => [
    stage,
    { verdict, headline, lineageKey: key, reused, seconds: seconds.get(stage), outputs, report },
]));
/** The first line of a file, as editors end files with a line end that belongs to no password. */
async function passwordFrom(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.y(`--password-file ${file} cannot be read (${error.code}): give a file that holds the password`);
    });
    return text.replace(/\r?\n[\s\S]*$/, '');
}
/** Says of a spec everything that is wrong, a line each; other commands stop at the first. Returns the exit code. */
async function checkSpec(file, world) {
    const { InvalidSpec, loadSpec } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(815), __webpack_require__.e(922)]).then(__webpack_require__.bind(__webpack_require__, 41922));
    try {
        const spec = await loadSpec(file);
        world.stdout.write(`${file} is valid: ${spec.name} ${spec.version}, ${spec.task}\n`);
        return errors/* exitCodes */.h.done;
    }
    catch (error) {
        if (!(error instanceof InvalidSpec))
            throw error;
        const { log } = (0,terminal/* createTerminal */.P)({ root: (0,external_node_path_.dirname)((0,external_node_path_.resolve)(file)), stderr: world.stderr });
        for (const detail of error.details)
            log.error(detail);
        return errors/* exitCodes */.h[error.exit];
    }
}
async function printSchema(world) {
    const { modelJsonSchema } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(88), __webpack_require__.e(451)]).then(__webpack_require__.bind(__webpack_require__, 72451));
    world.stdout.write(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
}
/** Writes a key pair, both files or none, and never over one that is there. */
async function makeKeys(options, world) {
    const password = options.passwordFile === undefined ? process.env.COSIGN_PASSWORD : await passwordFrom(options.passwordFile);
    if (password === undefined)
        throw new errors/* UserError */.y('keygen needs a password for the private key: set COSIGN_PASSWORD or give --password-file (an empty one is allowed)');
    const { generateKeyPair } = await Promise.all(/* import() */[__webpack_require__.e(311), __webpack_require__.e(668), __webpack_require__.e(321)]).then(__webpack_require__.bind(__webpack_require__, 84321));
    const { privateKey, publicKey } = await generateKeyPair(password);
    const files = [
        { path: `${options.prefix}.key`, text: privateKey, mode: 0o600 },
        { path: `${options.prefix}.pub`, text: publicKey, mode: 0o644 },
    ];
    const written = [];
    try {
        for (const { path, text, mode } of files) {
            // `wx` refuses a file that is there in the same step that makes it.
            const handle = await (0,promises_.open)(path, 'wx', mode);
            written.push(path);
            try {
                await handle.writeFile(text);
                await handle.sync();
            }
            finally {
                await handle.close();
            }
        }
    }
    catch (error) {
        for (const path of written)
            await (0,promises_.unlink)(path).catch(() => undefined);
        const { code, path } = error;
        if (code === 'EEXIST')
            throw new errors/* UserError */.y(`${path} exists and is not overwritten: whoever has a signature of that key still needs it; give another --prefix`, { cause: error });
        throw new errors/* UserError */.y(`${path ?? options.prefix} cannot be written (${code}): give a --prefix in a directory you can write to`, { cause: error });
    }
    world.stdout.write(`private key: ${options.prefix}.key (keep it secret)\npublic key: ${options.prefix}.pub (commit it, and name it in signing.public-key)\n`);
}

;// CONCATENATED MODULE: ./build/src/cli/program.js





const help = `
Stages happen in this order; each one needs the results of those before it, and takes equal inputs from its earlier result:
  ${types/* stageNames */.h.join(' → ')}

Examples:
  model-actions check                          is model.yml valid?
  model-actions all                            the whole pipeline
  model-actions prepare,finetune,evaluate      a part of it
  model-actions evaluate --json                the report on standard output, the log on standard error
  model-actions keygen                         cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${errors/* exitCodes */.h.done}  passed                          ${errors/* exitCodes */.h.diverged}  training diverged
  ${errors/* exitCodes */.h.configuration}  wrong arguments or model.yml    ${errors/* exitCodes */.h['gate-failed']}  a gate failed
  ${errors/* exitCodes */.h.data}  wrong data                      ${errors/* exitCodes */.h.inconclusive}  a gate could not decide
  ${errors/* exitCodes */.h.preflight}  something is missing here       ${errors/* exitCodes */.h.crashed} a bug of model-actions
  ${errors/* exitCodes */.h['out-of-memory']}  out of memory                   130, 143  stopped by SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_USERNAME, …_PASSWORD           credentials of the image registry
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment made for the purpose
  MODEL_ACTIONS_DEBUG=1                                 shows debug lines
`;
/** The commands; `run` resolves with the exit code, and throws what `failureOf` makes a message of. */
function createProgram(world) {
    let exitCode = errors/* exitCodes */.h.done;
    const program = new commander/* Command */.uB('model-actions')
        .description('Carries a machine-learning model from data to a canary: one model.yml, one command a stage.')
        .argument('<stages>', `all, or one or more of ${types/* stageNames */.h.join(', ')}, with commas`)
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--engine <name>', 'where training and evaluation run').choices([...selection/* engineChoices */.Z]).default('auto'))
        .option('--force', 'run again even where a result of equal inputs exists', false)
        .option('--json', 'print the report as JSON on standard output', false)
        .option('--password-file <file>', 'read the password of the private key from a file')
        // Commands have options of their own with the names of ours: what follows a command is the command's.
        .enablePositionalOptions()
        .addHelpText('after', help)
        .action(async (names, options) => {
        exitCode = await stages(names, options, world);
    });
    program
        .command('check')
        .description('say whether model.yml is valid, and what is wrong with it')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .action(async (options) => {
        exitCode = await checkSpec(options.config, world);
    });
    program
        .command('keygen')
        .description('write a new key pair for signing: PREFIX.key (private, encrypted) and PREFIX.pub')
        .option('--prefix <path>', 'where to write it', 'cosign')
        .option('--password-file <file>', 'read the password from a file instead of COSIGN_PASSWORD')
        .action((options) => makeKeys(options, world));
    program
        .command('schema')
        .description('print the JSON Schema of model.yml, for editors')
        .action(() => printSchema(world));
    for (const command of [program, ...program.commands])
        command
            .exitOverride()
            .showSuggestionAfterError(true)
            .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: () => undefined });
    return {
        async run(args) {
            try {
                await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
            }
            catch (error) {
                if (!(error instanceof commander/* CommanderError */.b7))
                    throw error;
                if (error.exitCode === 0)
                    return errors/* exitCodes */.h.done;
                throw new errors/* UserError */.y(`${error.message.replace(/^error: /, '')}: see model-actions --help`);
            }
            return exitCode;
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

/***/ 2629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ createTerminal)
/* harmony export */ });
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7238);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49688);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(282);



/**
 * A terminal. Everything goes to `stderr`, so that standard output belongs to the result.
 * @param debug whether debug lines are shown
 */
function createTerminal(options) {
    const { root, stderr: screen, nowMs = () => performance.now(), debug = false } = options;
    const redactor = (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .createRedactor */ .l)();
    const worthALine = (0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .createThinner */ .N)(nowMs);
    const redraws = screen.isTTY === true;
    let drawn = '';
    const erase = () => {
        if (drawn !== '')
            screen.write('\r\u001b[2K');
    };
    const print = (text) => {
        erase();
        for (const line of (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLines */ .y1)(redactor.redact(text)))
            screen.write(`${line}\n`);
        if (drawn !== '')
            screen.write(drawn);
    };
    return {
        kind: 'terminal',
        root,
        log: {
            info: print,
            warn: (line) => print(`warning: ${line}`),
            error: (line) => print(`error: ${line}`),
            debug: (line) => {
                if (debug)
                    print(line);
            },
            foreign: (text) => print(text
                .split(/\r?\n/)
                .map((line) => `  | ${line}`)
                .join('\n')),
            progress(what, share) {
                const line = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLine */ .h0)(redactor.redact((0,_progress_js__WEBPACK_IMPORTED_MODULE_1__/* .percentLine */ .W)(what, share)));
                if (!redraws) {
                    if (worthALine(what, share))
                        print(line);
                    return;
                }
                erase();
                // A line longer than the screen would wrap, and what wraps cannot be redrawn.
                drawn = share >= 1 ? '' : line.slice(0, Math.max(10, (screen.columns ?? 80) - 1));
                screen.write(share >= 1 ? `${line}\n` : drawn);
            },
        },
        async group(title, work) {
            print(`— ${title}`);
            try {
                return await work();
            }
            finally {
                erase();
                drawn = '';
            }
        },
        output: () => undefined,
        summary: async () => undefined,
        secret: (value) => {
            redactor.add(value);
        },
    };
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
