export const id = 3867;
export const ids = [3867];
export const modules = {

/***/ 4457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ askSecretAt),
/* harmony export */   j: () => (/* binding */ askAt)
/* harmony export */ });
/* harmony import */ var node_readline_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26848);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);




/** Asks who sits at a terminal. @throws UserError where the input ends instead of an answer, as by Ctrl-D */
async function askAt(terminal, question, otherwise = '') {
    const asked = (0,node_readline_promises__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: terminal.input, output: terminal.output });
    return (await answerTo(asked, `${question} [${otherwise}] `, terminal)).trim() || otherwise;
}
/** The same, for what nobody is to see: what is typed is not shown. */
async function askSecretAt(terminal, question) {
    const nowhere = new node_stream__WEBPACK_IMPORTED_MODULE_1__.Writable({ write: (_, __, done) => done() });
    // As a terminal it reads letter by letter, and shows them itself: into nowhere.
    const asked = (0,node_readline_promises__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: terminal.input, output: nowhere, terminal: true, historySize: 0 });
    terminal.output.write(`${question} `);
    const answer = await answerTo(asked, '', terminal);
    terminal.output.write('\n');
    return answer;
}
async function answerTo(asked, prompt, { output, signal }) {
    const ended = (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .deferred */ .yX)();
    asked.once('close', () => ended.reject(new Error('closed')));
    // A terminal that is read by letters sends no signal itself.
    asked.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    try {
        return await Promise.race([asked.question(prompt, { signal }), ended.promise]);
    }
    catch (cause) {
        // What is said next does not stand behind the question.
        output.write('\n');
        signal.throwIfAborted();
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('the question got no answer, as the input has ended: run again and answer, or say it by an option', {
            cause,
        });
    }
    finally {
        asked.close();
    }
}


/***/ }),

/***/ 43867:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55799);
/* harmony import */ var _platform_signals_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53720);
/* harmony import */ var _platform_terminal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2629);
/* harmony import */ var _ask_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4457);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48495);






/* The command line: parses the arguments of this process, runs the command, ends with its exit code. */
const signal = (0,_platform_signals_js__WEBPACK_IMPORTED_MODULE_2__/* .abortOnSignals */ .PB)(process, { hangUp: (0,_platform_signals_js__WEBPACK_IMPORTED_MODULE_2__/* .hangUpAsked */ .sB)(process.env), onLate: sayStopped });
const ask = (question, otherwise) => (0,_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .askAt */ .j)({ input: process.stdin, output: process.stderr, signal }, question, otherwise);
const askSecret = (question) => (0,_ask_js__WEBPACK_IMPORTED_MODULE_4__/* .askSecretAt */ .Z)({ input: process.stdin, output: process.stderr, signal }, question);
const confirm = async (question) => /^y(es)?$/i.test(await ask(question, 'y/N'));
/** Of a pipe without a reader, and of a terminal that was closed. */
const gone = new Set(['EPIPE', 'EIO']);
/** Whoever read what we say has gone, as `head` does: what is under way comes to its end all the same. */
const unread = new AbortController();
process.stdout.on('error', (error) => {
    if (!gone.has(error.code))
        throw error;
    unread.abort();
});
process.stderr.on('error', (error) => {
    if (!gone.has(error.code))
        throw error;
});
const somebody = process.stdin.isTTY && process.stderr.isTTY;
try {
    process.exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_5__/* .createProgram */ .r)({
        signal,
        stdout: process.stdout,
        stderr: process.stderr,
        unread: unread.signal,
        ...(process.stdin.isTTY ? {} : { piped: process.stdin }),
        ...(somebody ? { confirm, ask, askSecret } : {}),
    }).run(process.argv.slice(2));
}
catch (error) {
    const { exitCode, problems, stack } = (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(error, signal, process.env['MODEL_ACTIONS_DEBUG'] === '1');
    process.exitCode = exitCode;
    if (signal.aborted)
        sayStopped(signal);
    else {
        const { log } = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .createTerminal */ .PB)({ stderr: process.stderr });
        for (const problem of problems)
            log.error((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problem));
        if (stack !== undefined)
            log.foreign(stack);
    }
}
// What a stage left open (sockets, timers) must not keep a finished command alive.
process.exit();
/** Somebody wanted it to stop: that is no error. */
function sayStopped(by) {
    for (const problem of (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(by.reason, by).problems)
        (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_3__/* .lastLine */ .fM)(process.stderr, (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problem), process.env);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 48495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ createProgram)
});

// EXTERNAL MODULE: ./node_modules/commander/index.js + 6 modules
var commander = __webpack_require__(67375);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/spec/engine.js
var engine = __webpack_require__(24763);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
// EXTERNAL MODULE: ./build/src/platform/terminal.js
var terminal = __webpack_require__(2629);
// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/cli/columns.js


/* Text in the columns of a terminal. */
/** How wide a screen is; what is no screen has no end. */
const widthOfScreen = ({ isTTY, columns }) => isTTY === true ? columns || 80 : Number.POSITIVE_INFINITY;
/** Plain text on one line: as much as goes into so many columns, and a mark behind where that is not all. */
function fitted(text, columns) {
    const plain = (0,report_text/* oneLine */.TN)(text, columns * 2);
    const whole = plain.replace(/…$/, '');
    const kept = (0,platform_text/* cutColumns */.ME)(whole, columns);
    return kept === whole ? plain : `${kept}…`;
}
const widestState = 7;
/** A finding behind its state, below each other. Pure. */
const asLine = (state, found, columns) => (0,platform_text/* wrapped */.ky)(`${state.padEnd(widestState)} ${found}`, columns, ' '.repeat(widestState + 1));
const padded = (text, columns) => `${text}${' '.repeat(Math.max(0, columns - (0,platform_text/* widthOf */.qz)(text)))}`;

// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/src/cli/keys.js


/* Key pairs to sign with, and the password of the private one. */
/**
 * From a file, from the environment, or from who sits there: asked twice, as nobody sees what they type.
 * @param command who wants it, in the message @throws UserError where there is none and nobody can be asked
 */
async function keyPassword({ command, passwordFile }, { askSecret, stderr }) {
    if (passwordFile !== undefined)
        return await passwordFrom(passwordFile);
    const given = process.env.COSIGN_PASSWORD;
    if (given !== undefined)
        return given;
    if (askSecret === undefined)
        throw new errors/* UserError */.yo(`${command} needs a password for the private key: set COSIGN_PASSWORD or give --password-file (an empty one is allowed)`);
    for (;;) {
        const password = await askSecret('Password for the private key:');
        if (password === '')
            stderr.write('for an empty one set COSIGN_PASSWORD= or give --password-file\n');
        else if ((await askSecret('The same again:')) === password)
            return password;
        else
            stderr.write('these two differ\n');
    }
}
/** The first line of a file, as editors end files with a line end that belongs to no password. */
async function passwordFrom(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.yo(`${file} cannot be read (${error.code}): give a file that holds the password`, {
            place: { key: '--password-file' },
            cause: error,
        });
    });
    return text.replace(/\r?\n[\s\S]*$/, '');
}
/** Writes a key pair, both files or none, and never over one that is there. */
async function makeKeys({ prefix, password }, world) {
    const { generateKeyPair } = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(4321)]).then(__webpack_require__.bind(__webpack_require__, 84321));
    const { privateKey, publicKey } = await generateKeyPair(password);
    const files = [
        { path: `${prefix}.key`, text: privateKey, mode: 0o600 },
        { path: `${prefix}.pub`, text: publicKey, mode: 0o644 },
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
            throw new errors/* UserError */.yo(`${path} exists and is not overwritten: whoever has a signature of that key still needs it; give another --prefix`, { cause: error });
        throw new errors/* UserError */.yo(`${path ?? prefix} cannot be written (${code}): give a --prefix in a directory you can write to`, { cause: error });
    }
    world.stdout.write(`private key: ${prefix}.key (keep it secret)\npublic key: ${prefix}.pub (commit it, and name it in signing.public-key)\n`);
}

;// CONCATENATED MODULE: ./build/src/cli/commands.js







/** Runs stages and prints what came out. Returns the exit code. */
async function stages(names, options, world, { load, prepare = async (context) => context, } = {}) {
    const selected = (0,selection/* parseStages */.l)(names, { key: 'argument STAGES' });
    const { candidatePredictions: candidate, baselinePredictions: baseline } = options;
    if (candidate !== undefined || baseline !== undefined) {
        if (candidate === undefined || baseline === undefined || selected.join() !== 'evaluate')
            throw new errors/* UserError */.yo('predictions are judged against predictions, by evaluate alone: give `evaluate --candidate-predictions FILE --baseline-predictions FILE`', { place: { key: '--candidate-predictions' } });
        return judged({ candidate, baseline }, options, world);
    }
    const platform = (0,terminal/* createTerminal */.PB)({
        stderr: world.stderr,
        debug: process.env.MODEL_ACTIONS_DEBUG === '1',
    });
    const password = options.passwordFile === undefined ? undefined : await passwordFrom(options.passwordFile);
    if (password !== undefined)
        platform.secret(password);
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(1060), __webpack_require__.e(7660)]).then(__webpack_require__.bind(__webpack_require__, 67660));
    const opened = await openContext({
        specFile: options.config,
        ...(load === undefined ? {} : { load }),
        stages: selected,
        engine: options.engine,
        from: options.from,
        image: options.digest,
        force: options.force,
        others: options.wait ? 'waited-for' : 'refused',
        rollback: options.rollback,
        platform,
        signal: world.signal,
        environment: { ...process.env, ...(password === undefined ? {} : { COSIGN_PASSWORD: password }) },
    });
    const context = await prepare(opened);
    const { runStages } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(8283), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(6869)]).then(__webpack_require__.bind(__webpack_require__, 66869));
    const seconds = new Map();
    let lastReport;
    const outcomes = await runStages(selected, context, async ({ outcome, seconds: took, report }) => {
        const { verdict, headline } = outcome.stored.result;
        seconds.set(outcome.stage, Math.round(took * 10) / 10);
        lastReport = report?.markdown;
        const line = `${outcome.stage}: ${verdict}${outcome.reused ? ' (reused)' : ''}: ${headline}`;
        platform.log.info(`${line}${curveBehind(line, outcome, world.stderr)}`);
    });
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    const { result } = last.stored;
    if (options.json)
        world.stdout.write(`${JSON.stringify(selected.length === 1 ? result.data : byStage(outcomes, seconds), null, 2)}\n`);
    else {
        if (lastReport !== undefined)
            world.stdout.write(`report: ${lastReport}\n`);
        world.stdout.write(`result: ${last.stored.digest}\n`);
    }
    return result.proceed ? 0 : (0,failure/* verdictExitCode */.fM)(result.verdict);
}
const widestCurve = 24;
const narrowestCurve = 8;
/** The loss of a training, where it fits behind the line that says how it ended. */
function curveBehind(line, { stage, stored }, screen) {
    if (stage !== 'finetune' || !(0,terminal/* draws */.C_)(screen, process.env))
        return '';
    const { history = [] } = stored.result.data;
    const room = Math.min(widestCurve, (screen.columns || 80) - line.length - 2);
    const curve = room < narrowestCurve
        ? ''
        : (0,report_text/* sparkline */.KM)(history.map(({ loss }) => loss), room);
    return curve === '' ? '' : ` ${curve}`;
}
/** Goes back to an earlier release at once. Returns the exit code. */
async function rollBack(to, options, world) {
    const { goBack, parseEarlier } = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(9613), __webpack_require__.e(841)]).then(__webpack_require__.bind(__webpack_require__, 80841));
    const place = { key: 'argument RELEASE' };
    const release = parseEarlier(to, place);
    const { loadSpecToGoBack } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(8391)]).then(__webpack_require__.bind(__webpack_require__, 28391));
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr });
    return stages('verify,deploy', { ...options, force: false, rollback: true }, world, {
        load: (file) => loadSpecToGoBack(file, log.warn),
        prepare: (context) => goBack(context, release, place),
    });
}
async function judged(files, { config, json, engine, from, digest, passwordFile, force, wait, rollback }, world) {
    const started = performance.now();
    const { loadJudgedSpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043)]).then(__webpack_require__.bind(__webpack_require__, 65043));
    const { judgePredictions, requireUnused } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(2068), __webpack_require__.e(830), __webpack_require__.e(8522)]).then(__webpack_require__.bind(__webpack_require__, 8522));
    const { writeReport } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 25099));
    const { shownReport } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9308)]).then(__webpack_require__.bind(__webpack_require__, 69308));
    requireUnused({
        '--engine': engine,
        '--from': from,
        '--digest': digest,
        '--password-file': passwordFile,
        '--force': force,
        '--wait': wait,
        '--rollback': rollback,
    }, (key) => ({ key }));
    const spec = await loadJudgedSpec(config);
    const stored = await judgePredictions(spec, files);
    const { verdict, headline, proceed, data } = stored.result;
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    log.info(`evaluate: ${verdict}: ${headline}`);
    const seconds = (performance.now() - started) / 1000;
    const shown = await shownReport(stored.result, { spec, specFile: config });
    const report = await writeReport(config, { stored, shown, reused: false, seconds });
    world.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : `report: ${report.markdown}\n`);
    return proceed ? 0 : (0,failure/* verdictExitCode */.fM)(verdict);
}
const byStage = (outcomes, seconds) => Object.fromEntries(outcomes.map(({ stage, reused, stored: { digest, result } }) => [
    stage,
    {
        verdict: result.verdict,
        headline: result.headline,
        result: digest,
        lineageKey: result.key,
        reused,
        seconds: seconds.get(stage),
        outputs: result.outputs,
        report: result.data,
    },
]));
/** Frees the disk of what this model left in its place and nothing needs any more. */
async function pruneModel({ config, olderThan, keep, wait }, world) {
    const { loadSpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043)]).then(__webpack_require__.bind(__webpack_require__, 65043));
    const { placesOf } = await __webpack_require__.e(/* import() */ 7289).then(__webpack_require__.bind(__webpack_require__, 37289));
    const { prune } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 87733));
    const { name } = await loadSpec(config);
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr });
    const onHeld = ({ label, by }) => {
        const already = `${label} of ${name} runs already, as ${by}`;
        if (!wait)
            throw new errors/* UserError */.yo(`${already}: --wait begins after its end`, { exit: 'preflight' });
        log.info(`${already}: waiting for its end`);
    };
    for (const place of await placesOf(config, { model: name, environment: process.env, signal: world.signal })) {
        const { entries, bytes } = await prune(place, { maxAgeMs: olderThan, maxBytes: keep }, Date.now(), {
            signal: world.signal,
            onHeld,
        });
        const what = entries === 0
            ? 'nothing to remove'
            : `${entries} ${entries === 1 ? 'entry' : 'entries'} removed, ${(bytes / 1e6).toFixed(1)} MB`;
        world.stdout.write(`${place.directory}: ${what}\n`);
    }
}
/** Says what a spec is. @throws UserError with everything that is wrong with it */
async function checkSpec(file, world) {
    const { loadAnySpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043)]).then(__webpack_require__.bind(__webpack_require__, 65043));
    const any = await loadAnySpec(file);
    const { of, spec } = any;
    const purpose = of === 'model' ? '' : '; without `base` and `data` it judges two files of predictions, and does nothing else';
    world.stdout.write(`${file} is valid: ${spec.name} ${spec.version}, ${spec.task}${purpose}\n`);
    return any;
}
/** Tries an image of the user's own, and prints a line for each check. Returns the exit code. */
async function selftest(image, { signal, stdout, stderr }) {
    const { selftestImage } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(1060), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(8919)]).then(__webpack_require__.bind(__webpack_require__, 16555));
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    const checks = await selftestImage(image, { log, signal, environment: process.env });
    for (const { name, ok, because } of checks)
        stdout.write(`${ok ? 'ok     ' : 'missing'} ${name}: ${because}\n`);
    return checks.every(({ ok }) => ok) ? errors/* exitCodes */.hS.done : errors/* exitCodes */.hS['gate-failed'];
}
/** Says what this machine has and lacks, a line for each part. Returns the exit code. */
async function doctor(options, { signal, stdout, stderr }) {
    const { parseRequirements } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 62543));
    const { checkUp } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(6118), __webpack_require__.e(5043), __webpack_require__.e(6846), __webpack_require__.e(723)]).then(__webpack_require__.bind(__webpack_require__, 90723));
    const requirements = parseRequirements(options.require, { key: 'option --require' });
    const world = {
        environment: process.env,
        signal,
        specFile: options.config,
        specNamed: options.config !== 'model.yml',
    };
    const { checks, problems, report } = await checkUp(world, requirements);
    const columns = widthOfScreen(stdout);
    if (options.json)
        stdout.write(`${JSON.stringify({ ...report, checks }, null, 2)}\n`);
    else
        for (const check of checks) {
            // What tools and engines print may hold anything.
            stdout.write(`${asLine(check.state, `${check.name}: ${(0,report_text/* oneLine */.TN)(check.found, 500)}`, columns)}\n`);
            if ('remedy' in check)
                stdout.write(`${asLine('', `→ ${check.remedy}`, columns)}\n`);
        }
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    for (const problem of problems)
        log.error((0,errors/* formatProblem */.Vw)(problem));
    return problems.length === 0 ? errors/* exitCodes */.hS.done : errors/* exitCodes */.hS.preflight;
}
async function printSchema(world) {
    const { modelJsonSchema } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 72451));
    world.stdout.write(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
}

;// CONCATENATED MODULE: ./build/src/cli/check.js






/** Prints a line for each part that a run needs. @throws UserError with all that is wrong on any machine, not on this one alone */
async function check(file, world) {
    const { of } = await checkSpec(file, world);
    if (of === 'predictions')
        return;
    const { signal, stderr, stdout } = world;
    const environment = process.env;
    const platform = (0,terminal/* createTerminal */.PB)({ stderr, debug: environment['MODEL_ACTIONS_DEBUG'] === '1' });
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(1060), __webpack_require__.e(7660)]).then(__webpack_require__.bind(__webpack_require__, 67660));
    const { checkAll } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(8283), __webpack_require__.e(830), __webpack_require__.e(9172), __webpack_require__.e(8405)]).then(__webpack_require__.bind(__webpack_require__, 28405));
    const context = await openContext({ specFile: file, stages: [], force: false, platform, signal, environment });
    const findings = await checkAll(context);
    const columns = widthOfScreen(stdout);
    // Messages quote what stands in data, which may be anything.
    for (const { state, part, found } of findings)
        if (state !== 'wrong')
            stdout.write(`${asLine(state, `${part}: ${(0,report_text/* oneLine */.TN)(found, 1000)}`, columns)}\n`);
    const wrong = findings.filter((finding) => finding.state === 'wrong');
    const [first, ...more] = wrong.flatMap(({ problems }) => problems);
    if (first === undefined) {
        if (findings.some(({ state }) => state === 'missing'))
            stdout.write(`${(0,platform_text/* wrapped */.ky)('what is missing may be on another machine: the stage that needs it asks for it again', columns)}\n`);
        return;
    }
    throw new errors/* UserError */.yo([first, ...more], { exit: wrong[0]?.exit ?? 'configuration' });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/init/base.js
var init_base = __webpack_require__(98647);
// EXTERNAL MODULE: ./build/src/init/columns.js
var init_columns = __webpack_require__(56107);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
;// CONCATENATED MODULE: ./build/src/init/facts.js


function factsOf({ rows, whole }, roles) {
    const classes = new Map();
    const first = new Map();
    const lengths = [];
    const unlabelled = [];
    let [empty, duplicates, contradictions] = [0, 0, 0];
    for (const [index, row] of rows.entries()) {
        const [input, label] = [row[roles.input], labelText(row[roles.label])];
        if (label === undefined)
            unlabelled.push(index + 1);
        if (label === undefined)
            continue;
        const seen = typeof input === 'string' ? first.get(input) : undefined;
        if ((0,init_columns/* isEmpty */.Im)(input))
            empty += 1;
        else if (seen !== undefined) {
            duplicates += 1;
            if (seen !== label)
                contradictions += 1;
        }
        else {
            first.set(String(input), label);
            classes.set(label, (classes.get(label) ?? 0) + 1);
            lengths.push(tokensOf(String(input)));
        }
    }
    lengths.sort((a, b) => a - b);
    const ids = rows.filter((row) => Object.hasOwn(row, 'id')).map((row) => labelText(row['id']));
    return {
        rows: rows.length,
        usable: first.size,
        whole,
        classes,
        empty,
        duplicates,
        contradictions,
        unlabelled,
        uselessIds: ids.includes(undefined) || new Set(ids).size < ids.length,
        tokens: lengths[Math.floor(lengths.length * 0.95)] ?? 0,
    };
}
/** As `prepare` reads it: a name or a whole number. */
function labelText(value) {
    if ((0,init_columns/* isEmpty */.Im)(value))
        return undefined;
    return typeof value === 'string' ? value.trim().normalize('NFC') : (0,json/* wholeText */.r0)(value);
}
/**
 * About how many tokens a text has, without a tokenizer: a word is one for every six letters, a character of a script without spaces
 * one, and so is every mark; one and a quarter times that, as words that a tokenizer has not seen fall into more.
 */
function tokensOf(text) {
    let count = 2;
    for (const [piece] of text.matchAll(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu))
        count += Math.max(1, piece.length / 6);
    return Math.ceil(count * 1.25);
}
const rowsWith = (rows, column) => new Set(rows.map((row) => labelText(row[column])).filter((value) => value !== undefined));

// EXTERNAL MODULE: ./build/src/init/find.js
var find = __webpack_require__(75133);
// EXTERNAL MODULE: ./build/src/checkup/data.js
var data = __webpack_require__(95143);
// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
;// CONCATENATED MODULE: ./build/src/init/plan.js



const margins = [0.02, 0.03, 0.05, 0.1];
/** How many test examples a margin needs, if two models differ as they usually do. */
const testsFor = (margin) => (0,power/* examplesFor */.H5)({ otherwise: power/* answeredOtherwise */.EX, margin }, (0,power/* alphaOfLook */.zP)(1));
/** The least share, from a fifth on, whose examples decide about two points; the largest where none do. */
function testShare(usable) {
    const wanted = testsFor(margins[0]);
    const value = [0.2, 0.3, 0.4].find((share) => usable * share >= wanted) ?? 0.4;
    const count = Math.round(usable * value);
    return {
        value,
        why: `about ${count} test examples${count >= wanted ? '' : `; ${wanted} would decide about a margin of ${margins[0]}`}`,
    };
}
/** The smallest margin that so many test examples can decide about. */
function marginFor(tests) {
    const value = margins.find((margin) => testsFor(margin) <= tests) ?? 0.1;
    return {
        value,
        why: tests < power/* fewestExamples */.GW
            ? `${tests} test examples decide nothing, whatever the margin: ${power/* fewestExamples */.GW} are the fewest`
            : `${tests} test examples decide about a loss of ${Math.round(value * 100)} points, not much less`,
    };
}
/** Where one class is most of the examples, accuracy alone praises who always says it. */
function gatesFor({ classes, usable }, tests) {
    const margin = marginFor(tests);
    const accuracy = { metric: 'accuracy', margin: margin.value };
    const largest = Math.max(0, ...classes.values()) / Math.max(1, usable);
    const fewest = (Math.min(...classes.values()) / Math.max(1, usable)) * tests;
    // A class with less than ten test examples makes metrics of classes inconclusive.
    if (largest < 0.6 || fewest < 10)
        return { value: [accuracy], why: margin.why };
    const own = { metric: 'macro_f1', margin: Math.max(0.05, margin.value) };
    return {
        value: [accuracy, own],
        why: `${margin.why}; macro_f1, as one class has ${Math.round(largest * 100)} % of the examples`,
    };
}
/** What most bases take. */
const usualPositions = 512;
/** The longest `max-length` of a base. @param positions what it takes at most, where that is known */
const longestFor = (positions = usualPositions) => 2 ** Math.floor(Math.log2(positions));
/** @param positions what the base takes at most, where it is known */
function lengthFor(tokens, positions) {
    const longest = longestFor(positions);
    // The next power of two, and no less than what a sentence has.
    const value = Math.min(longest, Math.max(32, 2 ** Math.ceil(Math.log2(Math.max(1, tokens)))));
    const why = `95 % of the texts have ${tokens} tokens at most, by an estimate without a tokenizer`;
    return { value, why: tokens > longest ? `${why}; longer ones are cut, as the base takes ${longest}` : why };
}
/**
 * A model with few weights moves too little in each of them by the default: all-MiniLM-L6-v2, on 720 examples of seven classes,
 * then always says the most frequent one (54 %), and 71 % are right by ten times as much.
 */
const learningRateFor = (weightsBytes) => weightsBytes === undefined || weightsBytes >= 200e6
    ? undefined
    : { value: 2e-4, why: 'a model this small learns little by the default of 2e-5' };
/** Few examples are seen more often: three passes over hardly any are few steps. */
function epochsFor(usable) {
    const stepsOfEpoch = Math.max(1, (usable * 0.7) / 16);
    if (stepsOfEpoch * 3 >= 300)
        return undefined;
    const value = Math.min(10, Math.ceil(300 / stepsOfEpoch));
    return {
        value,
        why: `${usable} examples are few, and 3 epochs (the default) would be ${Math.round(stepsOfEpoch * 3)} steps`,
    };
}
const counted = (count, one, many = `${one}s`) => `${(0,report_text/* countText */.lT)(count)} ${count === 1 ? one : many}`;
const mostMisspelt = 5;
/**
 * What a person should know of their data before a training tells them; a sentence each.
 * @param at the file with the examples
 * @param positions what the base takes at most, where it is known
 */
function remarksOn(facts, task, { at, positions }) {
    const { unlabelled, contradictions, duplicates, empty, uselessIds, classes, whole, rows } = facts;
    const [first] = unlabelled;
    const rare = [...classes].filter(([, count]) => count < 10).map(([name]) => name);
    return [
        ...(whole ? [] : [`only the first ${(0,report_text/* countText */.lT)(rows)} rows were looked at; the numbers are of those`]),
        ...(first === undefined
            ? []
            : [
                `${counted(unlabelled.length, 'row has', 'rows have')} no name or whole number as ${unlabelled.length === 1 ? 'its' : 'their'} label (${at}, row ${first} the first): prepare refuses that, so label or remove what lacks one`,
            ]),
        ...(uselessIds
            ? [
                'the column id does not name each row by a name of its own: prepare refuses that, so make ids distinct or rename the column',
            ]
            : []),
        ...(empty > 0
            ? [
                `${counted(empty, 'row has', 'rows have')} nothing in the input column and ${empty === 1 ? 'is' : 'are'} left out by prepare`,
            ]
            : []),
        ...(duplicates > 0
            ? [
                `${counted(duplicates, 'row repeats an earlier one and is', 'rows repeat an earlier one and are')} left out by prepare`,
            ]
            : []),
        ...(contradictions > 0
            ? [
                `${counted(contradictions, 'of them carries', 'of them carry')} another label than the first time: the first counts, so settle which is right`,
            ]
            : []),
        ...(0,data/* likelyMisspelt */.C3)(classes)
            .slice(0, mostMisspelt)
            .map(({ told }) => `${told} prepare takes both as classes`),
        ...(rare.length > 0
            ? [
                `${rare.length} of ${classes.size} classes ${rare.length === 1 ? 'has' : 'have'} fewer than 10 examples (${rare.slice(0, 3).join(', ')}${rare.length > 3 ? ', …' : ''}): nothing will say how well they are recognised`,
            ]
            : []),
        ...(task === 'text-classification' && facts.tokens > longestFor(positions)
            ? [`more than one text in twenty is longer than ${longestFor(positions)} tokens: what lies behind is not read`]
            : []),
    ];
}
/** `git@github.com:acme/x.git` and `https://github.com/acme/x`. */
const githubRepository = (remote) => /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote ?? '')?.[1];

// EXTERNAL MODULE: ./build/src/init/records.js + 1 modules
var records = __webpack_require__(75113);
// EXTERNAL MODULE: ./build/src/init/types.js
var init_types = __webpack_require__(19453);
;// CONCATENATED MODULE: ./build/src/init/read.js




async function readSource(source) {
    const parts = {};
    for (const side of init_types/* sides */.r) {
        if (source.kind === 'table') {
            const file = source.files[side];
            if (file !== undefined)
                parts[side] = await readTable(file);
        }
        else {
            const directory = source.directories[side];
            if (directory !== undefined)
                parts[side] = await readTree(directory);
        }
    }
    if (parts.train === undefined)
        throw new Error('a source without training examples');
    return { ...parts, train: parts.train };
}
async function readTable(file) {
    const format = await (0,records/* formatOf */.be)(file);
    const sample = await (0,records/* sampleOf */.uV)(file, format);
    if (format.kind === 'csv' || format.kind === 'jsonl' || format.kind === 'parquet')
        return { sample, file };
    return { sample, file: (0,external_node_path_.join)((0,external_node_path_.dirname)(file), `${(0,external_node_path_.parse)(file).name}.jsonl`), made: { from: { file, format } } };
}
/** A list of the images lies beside their tree, as paths in it are relative to it. */
async function readTree(directory) {
    const here = (0,external_node_path_.relative)('.', directory) === '';
    const rows = await (0,find/* examplesOf */.Li)(directory, here ? '' : (0,external_node_path_.basename)(directory));
    const file = here ? 'images.jsonl' : (0,external_node_path_.join)((0,external_node_path_.dirname)(directory), `${(0,external_node_path_.basename)(directory)}.jsonl`);
    return { sample: { columns: ['image', 'label'], rows, whole: true }, file, made: { rows } };
}

// EXTERNAL MODULE: ./build/src/pages.js
var pages = __webpack_require__(75737);
;// CONCATENATED MODULE: ./build/src/init/told.js


/* What `init` says: what it found, and what is left to do. Pure. */
function foundText({ task, input, label, files }, facts, remarks) {
    const classes = [...facts.classes].sort(([, a], [, b]) => b - a);
    const some = classes.slice(0, 6).map(([name, count]) => `${(0,report_text/* oneLine */.TN)(name, 40)} ${(0,report_text/* countText */.lT)(count)}`);
    const lines = [
        `data: ${files.value.train}, ${(0,report_text/* countText */.lT)(facts.rows)} rows, of which ${(0,report_text/* countText */.lT)(facts.usable)} count`,
        `task: ${task.value}, from ${input.value} (${input.why}) to ${label.value} (${label.why})`,
        `classes: ${(0,report_text/* countText */.lT)(classes.length)}: ${some.join(', ')}${classes.length > some.length ? ', …' : ''}`,
        ...remarks.map((remark) => `note: ${(0,report_text/* oneLine */.TN)(remark, 400)}`),
    ];
    return lines.map((line) => `${line}\n`).join('');
}
/** A file that is larger is refused by GitHub, unless it lies in Git LFS. */
const githubLimitBytes = 100 * 1024 * 1024;
function nextSteps(base, found) {
    const [, command] = /`(hf download [^`]*)`/.exec(base.why) ?? [];
    const steps = [
        ...(command === undefined ? [] : [`${command}    (the base model; hf is of the Python package huggingface_hub)`]),
        ...(found.hasKey ? [] : ['COSIGN_PASSWORD=… model-actions keygen    (keys to sign releases with)']),
        'model-actions prepare,finetune,evaluate,quantize    (a first model, which predict asks)',
        ...baseForRunners(base.value, found),
        'uncomment image and results in model.yml before the workflows run on several machines',
    ];
    return `next:\n${steps.map((step) => `  ${step}\n`).join('')}`;
}
/** How the runners of the workflows get a base that lies here. */
function baseForRunners(base, { inLfs, tooLarge }) {
    if (!base.startsWith('.'))
        return [];
    if (inLfs)
        return [`commit ${base}, which lies in Git LFS    (the runners need git-lfs)`];
    const large = tooLarge.length === 0
        ? 'files over 100 MB by Git LFS'
        : `by Git LFS, as ${tooLarge.slice(0, 3).join(', ')}${tooLarge.length > 3 ? ', …' : ''} ${tooLarge.length === 1 ? 'is' : 'are'} over the 100 MB that GitHub takes`;
    return [
        `commit ${base} (${large}), or write base: org/model@COMMIT, or keep it on the runners    (${(0,pages/* pageOf */.Z)('gpu-runner')})`,
    ];
}

;// CONCATENATED MODULE: ./build/src/init/workflows.generated.js
/* Generated by scripts/generate-init-workflows.ts from workflows-examples/: do not edit. */
const workflows = {
    'pull-request': "# Judges the model of every pull request: data, training, test against the baseline, quantization, and one comment about all of it.\n# A fork's token may not write: its report goes to the summary page, and pull-request-fork.yml comments afterwards.\n# A fork's code trains on a hosted machine, which is thrown away: it could take over your own machine and everything on it.\n# Copy both to .github/workflows/, and pin the action by the SHA of a release. Settings → Actions: approval for all outside collaborators.\nname: model pull request\non:\n  pull_request:\npermissions:\n  contents: read\n# Only the newest commit of a pull request is judged; training resumes from its last checkpoint if the inputs are the same.\nconcurrency:\n  group: model-pull-request-${{ github.event.pull_request.number }}\n  cancel-in-progress: true\njobs:\n  model:\n    name: Judge the model\n    runs-on: ${{ github.event.pull_request.head.repo.full_name == github.repository && fromJSON('[\"self-hosted\", \"gpu\"]') || 'ubuntu-latest' }}\n    timeout-minutes: 720\n    permissions:\n      contents: read\n      pull-requests: write # the comment; a fork's token is always read-only\n      checks: write # the check run, with remarks beside the lines\n      packages: write # results go to ghcr.io; the release that serves, as the baseline, comes from there\n      deployments: read # which release serves, if this host knows none\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n          # lfs: true # if ./base is in Git LFS; the runner then needs git-lfs\n      - name: Prepare, train, judge, quantize and tell\n        uses: model-actions/model-actions/actions/pull-request@v0\n",
    'release': "# A tag becomes a signed release, and serves once somebody approves: train, release, roll out, in three jobs on three machines.\n# The tag is the version of model.yml (`v1.4.0` is `version: 1.4.0`). The release on GitHub has the report, the digest of the image and\n# a model card. The environment `release` holds the key; `production` has required reviewers, and shows the rollout with its address.\n# Create both in Settings → Environments, only for tags `v*`. The spec names `image.registry` and `results.registry` at ghcr.io.\n# Copy to .github/workflows/, and pin the actions by the SHA of a release.\nname: model release\non:\n  push:\n    tags: ['v*']\npermissions:\n  contents: read\n# A later tag waits: a deployment under way is never cancelled.\nconcurrency:\n  group: model-release\n  cancel-in-progress: false\njobs:\n  model:\n    name: Train and judge\n    runs-on: [self-hosted, gpu]\n    timeout-minutes: 720\n    permissions:\n      contents: read\n      packages: write # its results go to ghcr.io\n      deployments: read # which release serves, if this host knows none: not the newest one, if its canary failed\n    outputs:\n      result: ${{ steps.model.outputs.result }}\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n          # lfs: true # if ./base is in Git LFS; the runner then needs git-lfs\n      - name: Prepare, train, judge and quantize\n        id: model\n        uses: model-actions/model-actions@v0\n        with:\n          stages: prepare, finetune, evaluate, quantize\n  release:\n    # The only job that sees the key. It runs no training code, and needs neither data nor base model.\n    name: Build, sign and release\n    needs: model\n    runs-on: ubuntu-latest\n    timeout-minutes: 30\n    environment: release\n    permissions:\n      contents: write # the release on GitHub\n      packages: write # the image goes to ghcr.io\n    outputs:\n      digest: ${{ steps.release.outputs.digest }}\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n      - id: release\n        uses: model-actions/model-actions/actions/release@v0\n        with:\n          from: ${{ needs.model.outputs.result }}\n          sign-key: ${{ secrets.COSIGN_PRIVATE_KEY }}\n          cosign-password: ${{ secrets.COSIGN_PASSWORD }}\n  ship:\n    name: Roll out\n    needs: release\n    runs-on: [self-hosted, serving]\n    timeout-minutes: 120\n    # Waits for its reviewers. The action creates the deployment, with each step of the rollout.\n    environment:\n      name: production\n      deployment: false\n    concurrency:\n      group: model-deploy\n      cancel-in-progress: false\n    permissions:\n      contents: read\n      deployments: write # the deployment and its statuses\n      packages: read # the image comes from ghcr.io\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n      - uses: model-actions/model-actions/actions/ship@v0\n        with:\n          digest: ${{ needs.release.outputs.digest }}\n",
};

;// CONCATENATED MODULE: ./build/src/init/yml.js



/* The text of model.yml: each guess with its reason. Pure. */
/** A value as YAML reads it back: bare where nothing can be misread. */
const scalar = (value) => /^(?:\.{1,2}\/)?[A-Za-z][\w./@-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value);
const row = (text, why) => (why === undefined ? { text } : { text, why: (0,report_text/* oneLine */.TN)(why, 300) });
const guessed = (key, { value, why }) => row(`${key}: ${typeof value === 'string' ? scalar(value) : value}`, why);
const inset = ({ text, ...rest }) => ({ text: `  ${text}`, ...rest });
const filesOf = ({ value, why }) => init_types/* sides */.r.flatMap((side) => {
    const file = value[side];
    return file === undefined ? [] : [row(`${side}: ${scalar(file)}`, side === 'train' ? why : undefined)];
});
function specText(plan) {
    const { slice, repository, epochs, learningRate, gates } = plan;
    const rows = [
        row(`# Made by \`model-actions init\` from a look at the data: behind each # stands why. Every key: ${(0,pages/* pageOf */.Z)('model-yml')}`),
        guessed('name', plan.name),
        row('version: 0.1.0', 'of the release that this file describes: raise it with each one'),
        guessed('task', plan.task),
        guessed('base', plan.base),
        row('data:'),
        ...dataRows(plan).map(inset),
        row('finetune:'),
        row('  method: full', 'every weight is trained; lora where memory is short'),
        ...(epochs === undefined ? [] : [inset(guessed('epochs', epochs))]),
        ...(learningRate === undefined ? [] : [inset(guessed('learning-rate', learningRate))]),
        row('evaluate:'),
        row('  baseline: release:latest', 'before there is a release: always the most frequent class'),
        ...(slice === undefined ? [] : [row(`  slices: [${scalar(slice.value)}]`, slice.why)]),
        row('  gates:'),
        ...gates.value.map(({ metric, margin }, index) => row(`    - {metric: ${metric}, margin: ${margin}}`, index === 0 ? gates.why : undefined)),
        row('quantize:'),
        row(`  gates: {margin: ${gates.value[0]?.margin ?? 0.02}}`, 'of INT8 against the model as it was trained, by the same examples'),
        row('signing: {key: cosign.key, public-key: cosign.pub}', 'made by `model-actions keygen`'),
        row('deploy: {port: 8080}', 'where the gateway listens'),
        row('# Jobs on several machines hand images and results over by a registry; on one machine both stay on its disk.'),
        ...registryRows(plan.name.value, repository ?? 'OWNER/REPOSITORY'),
    ];
    return rows
        .map(({ text, why }) => `${why === undefined ? text : `${text.padEnd(commentColumn)} # ${why}`}\n`)
        .join('');
}
const commentColumn = 38;
function dataRows({ task, files, input, label, maxLength, split }) {
    const parts = [
        ...(split?.test === undefined ? [] : [guessed('test', split.test)]),
        ...(split === undefined ? [] : [guessed('stratify', split.stratify)]),
        ...(split?.group === undefined ? [] : [guessed('group', split.group)]),
    ];
    return [
        ...filesOf(files),
        guessed(task.value === 'text-classification' ? 'text' : 'image', input),
        guessed('label', label),
        ...(maxLength === undefined ? [] : [guessed('max-length', maxLength)]),
        ...(split === undefined ? [] : [row('split:'), ...parts.map(inset)]),
    ];
}
function registryRows(name, repository) {
    const at = `ghcr.io/${repository.toLowerCase()}/${name}`;
    return [row(`# image: {registry: ${at}}`), row(`# results: {registry: ${at}-results}`)];
}

;// CONCATENATED MODULE: ./build/src/init/workflows.js


/**
 * @param name of the model, which tells its runs, comments and files from those of others beside it
 * @param options.at the directory of model.yml in the repository; '' at its root
 * @param options.inLfs whether the base lies in Git LFS: a checkout that is told to fetch it fails on a runner without git-lfs
 */
const workflowsFor = (name, { at, inLfs }) => ['pull-request', 'release'].map((kind) => ({
    name: `${at === '' ? 'model' : name}-${kind}.yml`,
    text: adapted(inLfs ? fetched(workflows[kind]) : workflows[kind], { name, at, kind }),
}));
const fetched = (text) => text.replaceAll(/^( +)# lfs: true # .*$/gm, '$1lfs: true # the base lies in Git LFS: the runner needs git-lfs');
function adapted(text, { name, at, kind }) {
    const own = text
        // What the reader of the example is told to do was done.
        .replace(/^# Copy (?:both )?to \.github\/workflows\/, and pin/m, '# Pin')
        .replaceAll('pull-request-fork.yml comments afterwards', 'pull-request-fork.yml of workflows-examples comments afterwards');
    if (at === '')
        return own;
    const jobs = own.replace(/^name: model /m, `name: ${name} `).replaceAll(/^( +)group: model-/gm, `$1group: ${name}-`);
    return inDirectory(jobs, { name, at, kind });
}
/** Each step of ours is told where model.yml is; a pull request that changes nothing there judges nothing. */
function inDirectory(text, { name, at, kind }) {
    const given = [`working-directory: ${scalar(at)}`, ...(kind === 'pull-request' ? [`name: ${name}`] : [])];
    const lines = [];
    let pending = false;
    const put = (...more) => lines.push(...more.map((each) => `          ${each}`));
    for (const line of text.split('\n')) {
        if (pending && line.trim() === 'with:') {
            lines.push(line);
            put(...given);
            pending = false;
            continue;
        }
        if (pending) {
            lines.push('        with:');
            put(...given);
            pending = false;
        }
        lines.push(line);
        if (/^ +(?:- )?uses: model-actions\//.test(line))
            pending = true;
    }
    const paths = `    paths: ['${at.replaceAll("'", "''")}/**']`;
    // By a function, as a name may hold what stands for a part of the match.
    return lines.join('\n').replace(/^ {2}pull_request:$/m, (line) => `${line}\n${paths}`);
}

// EXTERNAL MODULE: ./build/src/init/write.js
var write = __webpack_require__(13659);
;// CONCATENATED MODULE: ./build/src/init/written.js


/** As the columns of data in which texts are to be written are usually called. */
const writtenForms = [
    ['messages'],
    ['conversations'],
    ['instruction', 'response'],
    ['instruction', 'output'],
    ['prompt', 'completion'],
];
/** `init` makes nothing of such data. @throws UserError for columns that are called so */
function refuseWritten(names, place) {
    const written = writtenForms.find((form) => form.every((name) => names.includes(name)));
    if (written === undefined)
        return;
    throw new errors/* UserError */.yo(`${written.join(' and ')} hold texts that are to be written, and init makes a model.yml for classes: name the column with the class by --label, or write model.yml as ${(0,pages/* pageOf */.Z)('language-models')} says`, { place });
}

// EXTERNAL MODULE: ./build/src/platform/tools.js
var tools = __webpack_require__(58854);
// EXTERNAL MODULE: ./build/src/spec/base.js
var base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/known-keys.js
var known_keys = __webpack_require__(72451);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
;// CONCATENATED MODULE: ./build/src/cli/init.js
























const specFile = 'model.yml';
async function init(data, options, world) {
    const parts = await readSource(await sourceOf(data ?? '.', options, world));
    await mustBeInside(parts);
    const { plan, facts, remarks } = await planOf(parts, options, world);
    world.stdout.write(foundText(plan, facts, remarks));
    const password = await passwordFor(options, world);
    const inLfs = await liesInLfs(plan.base.value);
    const written = await init_write(plan, parts, { ...options, password, inLfs }, world);
    for (const { path, what } of written)
        world.stdout.write(`${what}: ${path}${what === 'kept' && !options.force ? ' (is there; --force writes it anew)' : ''}\n`);
    await checkSpec(specFile, world);
    const tooLarge = await (0,init_base/* filesOver */.yz)(githubLimitBytes, plan.base.value);
    world.stdout.write(nextSteps(plan.base, { hasKey: await (0,src_files/* isThere */.$B)('cosign.key'), inLfs, tooLarge }));
}
/** Where data of everything lie, and each is looked into: what `init` found there would be none of the model's. */
async function refuseWide(path) {
    const [at, home] = await Promise.all([(0,external_node_path_.resolve)(path), (0,external_node_os_.homedir)()].map((one) => (0,promises_.realpath)(one).catch(() => one)));
    const which = at === (0,external_node_path_.parse)((0,external_node_path_.resolve)(path)).root ? 'the root of the disk' : at === home ? 'your home directory' : undefined;
    if (which !== undefined)
        throw new errors/* UserError */.yo(`${path === '.' ? 'this' : path} is ${which}: run \`model-actions init\` in a directory of the model's own, beside its examples, or name their file or directory`, { place: { key: 'argument DATA' } });
}
async function sourceOf(path, options, world) {
    await refuseWide(path);
    const found = await (0,find/* findSources */.Id)(path, { anew: options.force });
    const shown = found.map((source) => shownPath(source.kind === 'table' ? source.files.train : source.directories.train));
    const [only] = found;
    const unreadable = only === undefined ? await (0,find/* unreadableIn */.Df)(path) : undefined;
    if (only === undefined)
        throw new errors/* UserError */.yo(`${path === '.' ? 'this directory' : path} has no examples, neither here nor in data/${unreadable === undefined ? '' : ` (${(0,report_text/* oneLine */.TN)(unreadable, 200)})`}: name a CSV, TSV, JSONL, JSON or Parquet file, or a directory with a directory of PNG or JPEG images for each class`, { place: { key: 'argument DATA' }, exit: 'data' });
    if (found.length === 1)
        return only;
    const named = await asked({ question: 'Which are the examples?', among: shown, remedy: 'argument DATA' }, options, world);
    return found[shown.indexOf(named)] ?? only;
}
const shownPath = (path) => (0,external_node_path_.relative)('.', (0,external_node_path_.resolve)(path)) || '.';
async function mustBeInside(parts) {
    const bounds = await (0,paths/* boundsOf */.BO)(specFile);
    for (const { file } of Object.values(parts)) {
        if ((0,platform_text/* withoutControls */.DJ)(file) !== file)
            throw new errors/* UserError */.yo(`${JSON.stringify(file)} has a name that cannot be shown in a line: rename it`, {
                place: { key: 'argument DATA' },
            });
        await (0,paths/* resolveInside */.LI)(bounds, (0,external_node_path_.isAbsolute)(file) ? shownPath(file) : file, { key: 'argument DATA' });
    }
}
/** Something that only a person knows. @throws UserError where there is none to ask, with the option that says it */
async function asked({ question, among, remedy, because }, { yes }, { ask }) {
    const list = among.map((one) => (0,report_text/* oneLine */.TN)(one, 100)).join(', ');
    if (ask === undefined || yes)
        throw new errors/* UserError */.yo(`${because ?? 'cannot be guessed'}, and nobody ${yes ? 'is to be' : 'can be'} asked here: say which of ${list}`, { place: { key: remedy } });
    for (;;) {
        const answer = (await ask(`${question} (${list})`, among[0])).trim();
        if (among.includes(answer))
            return answer;
        const near = (0,known_keys/* nearest */.pA)(answer, among);
        if (near !== undefined && near.toLowerCase() === answer.toLowerCase())
            return near;
    }
}
async function planOf(parts, options, world) {
    const { sample } = parts.train;
    const columns = (0,init_columns/* columnsOf */.PL)(sample);
    const rows = sample.rows.length;
    if (rows === 0)
        throw new errors/* UserError */.yo('has no examples: name a file that has some', {
            place: { file: foundAs(parts.train) },
            exit: 'data',
        });
    if (options.label === undefined)
        refuseWritten(sample.columns, { file: foundAs(parts.train) });
    const given = options.image ?? options.text;
    const guess = (0,init_columns/* inputOf */.wg)(columns);
    const task = options.image !== undefined
        ? 'image-classification'
        : options.text !== undefined
            ? 'text-classification'
            : guess.task;
    const flag = task === 'text-classification' ? '--text' : '--image';
    const role = { task, columns: sample.columns, options, world };
    const input = await columnOf(given, guess.column, {
        ...role,
        flag,
        question: 'Which column is the input?',
        unfit: unfit['--text'],
    });
    const label = await columnOf(options.label, (0,init_columns/* labelOf */.Wy)(columns, input.value, rows), {
        ...role,
        flag: '--label',
        question: 'Which column is the class?',
        unfit: (0,init_columns/* whyNoLabel */.U1)(columns, input.value, rows) ?? unfit['--label'],
    });
    if (input.value === label.value)
        throw new errors/* UserError */.yo(`${label.value} is the input already: name another column`, { place: { key: '--label' } });
    const facts = factsOf(sample, { input: input.value, label: label.value });
    if (given === undefined &&
        options.label === undefined &&
        isTable(foundAs(parts.train)) &&
        facts.classes.has(label.value))
        throw new errors/* UserError */.yo(`its first line looks like an example, and not like names of columns (${JSON.stringify(label.value)} is a class too): write names above it, such as text,label, or say which columns are meant by --text and --label`, { place: { file: foundAs(parts.train), line: 1 }, exit: 'data' });
    if (facts.classes.size < 2)
        throw new errors/* UserError */.yo(`column ${JSON.stringify(label.value)} has ${facts.classes.size === 0 ? 'no class' : 'one class only'}: a classifier needs examples of at least two; name another column by --label`, { place: { file: parts.train.file }, exit: 'data' });
    const taken = [input.value, label.value];
    const group = parts.test === undefined || parts.validation === undefined ? (0,init_columns/* groupOf */.F8)(columns, taken, rows) : undefined;
    const slice = (0,init_columns/* sliceOf */.Mz)(columns, taken);
    const share = testShare(facts.usable);
    const tests = parts.test?.sample.rows.length ?? Math.round(facts.usable * share.value);
    const epochs = epochsFor(facts.usable);
    const suggested = (0,init_base/* suggestedBase */.$b)(task, sample.rows, input.value);
    const base = await baseOf(suggested, options, world);
    const repository = githubRepository(await (0,tools/* askTool */.C)('git', ['remote', 'get-url', 'origin']));
    const files = (0,find/* mapSides */.$c)(parts, ({ file }) => shownPath(file));
    const positions = await (0,init_base/* positionsOf */.q$)(base.value);
    const comes = base.value === init_base/* baseDirectory */.PC ? suggested.weightsBytes : undefined;
    const learningRate = learningRateFor((await (0,init_base/* weightsBytesOf */.Av)(base.value)) ?? comes);
    const plan = {
        name: nameOf(options.name),
        task: {
            value: task,
            why: `${facts.classes.size} classes${task === 'text-classification' ? ', of texts' : ', of images'}`,
        },
        base,
        files: {
            value: files,
            why: `${(0,report_text/* countText */.lT)(facts.rows)} rows${parts.train.made === undefined ? '' : `, made from ${madeFrom(parts.train)}`}`,
        },
        input,
        label,
        ...(task === 'text-classification' ? { maxLength: lengthFor(facts.tokens, positions) } : {}),
        ...(parts.test === undefined || parts.validation === undefined
            ? {
                split: {
                    ...(parts.test === undefined ? { test: share } : {}),
                    stratify: { value: label.value, why: 'each side has its share of each class' },
                    ...(group === undefined
                        ? {}
                        : { group: { value: group, why: 'examples of one value stay on one side, as they may be alike' } }),
                },
            }
            : {}),
        ...(epochs === undefined ? {} : { epochs }),
        ...(learningRate === undefined ? {} : { learningRate }),
        gates: gatesFor(facts, tests),
        ...(slice === undefined ? {} : { slice: { value: slice, why: 'the report tells these apart' } }),
        ...(repository === undefined ? {} : { repository }),
    };
    return {
        plan,
        facts,
        remarks: [...remarksOn(facts, task, { at: files.train, positions }), ...remarksOnSides(parts, plan)],
    };
}
const foundAs = ({ made, file }) => (made !== undefined && 'from' in made ? made.from.file : file);
/** A file whose first line are names of columns. */
const isTable = (file) => ['.csv', '.tsv'].includes((0,external_node_path_.extname)(file).toLowerCase());
const madeFrom = ({ made, file }) => made !== undefined && 'from' in made ? (0,external_node_path_.basename)(made.from.file) : `the directories of ${(0,external_node_path_.basename)(file, '.jsonl')}`;
/** Columns and classes that one side has and training lacks. */
function remarksOnSides(parts, { input, label }) {
    const trained = rowsWith(parts.train.sample.rows, label.value);
    return ['test', 'validation'].flatMap((side) => {
        const part = parts[side];
        if (part === undefined)
            return [];
        const missing = [input.value, label.value].filter((name) => !part.sample.columns.includes(name));
        const unknown = [...rowsWith(part.sample.rows, label.value)].filter((name) => !trained.has(name));
        return [
            ...missing.map((name) => `${part.file} has no column ${JSON.stringify(name)}: prepare refuses that`),
            ...(unknown.length > 0
                ? [`${part.file} has classes that nothing trains (${unknown.slice(0, 3).join(', ')}): prepare refuses that`]
                : []),
        ];
    });
}
async function columnOf(given, choice, role) {
    const { columns, flag, options, world } = role;
    if (given !== undefined) {
        if (columns.includes(given))
            return { value: given, why: `by ${flag}` };
        const near = (0,known_keys/* nearest */.pA)(given, columns);
        throw new errors/* UserError */.yo(`there is no column ${JSON.stringify(given)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}: there are ${columns
            .map((one) => (0,report_text/* oneLine */.TN)(one, 60))
            .slice(0, 20)
            .join(', ')}`, { place: { key: flag } });
    }
    if (choice.kind === 'sure')
        return { value: choice.column, why: choice.why };
    const [best] = choice.among;
    if (best !== undefined && options.yes)
        return { value: best, why: `likelier than ${choice.among.slice(1, 3).join(' and ')}: look whether it is` };
    const fits = choice.among.length > 0;
    const question = fits ? {} : { because: role.unfit };
    const value = await asked({ question: role.question, among: fits ? choice.among : columns, remedy: `${flag} COLUMN`, ...question }, options, world);
    return { value, why: 'as you said' };
}
/** Why no column is likely, by the option that names one all the same. */
const unfit = {
    '--label': 'no column has words or whole numbers of which each stands in several rows, as classes do (predicting a number is no task here)',
    '--text': 'no column has texts that differ, or names of PNG or JPEG files',
};
function nameOf(given) {
    if (given !== undefined) {
        if (/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(given) && given.length <= 100)
            return { value: given, why: 'by --name' };
        throw new errors/* UserError */.yo('expected lower-case letters and digits, with single . _ - between them', {
            place: { key: '--name' },
        });
    }
    const plain = (0,external_node_path_.basename)((0,external_node_path_.resolve)('.'))
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 60)
        .replace(/-+$/, '');
    return { value: plain === '' ? 'model' : plain, why: 'of this directory' };
}
async function baseOf(suggested, options, world) {
    const { base, yes } = options;
    if (base !== undefined)
        return { value: await knownBase(base, '--base'), why: 'by --base' };
    if (await (0,src_files/* isThere */.$B)((0,external_node_path_.join)(init_base/* baseDirectory */.PC, 'config.json')))
        return { value: init_base/* baseDirectory */.PC, why: 'the model that lies here' };
    if (yes)
        return (0,init_base/* baseGuess */.fJ)(suggested);
    if (world.ask === undefined)
        throw new errors/* UserError */.yo(`which pretrained model to begin with cannot be guessed, and nobody can be asked here: name a directory (./base) or a hub id with its revision; --yes takes ./base, for ${suggested.id}`, { place: { key: '--base' } });
    const answer = await world.ask(`Which pretrained model to begin with: a directory, or org/model@revision? (${init_base/* baseDirectory */.PC} for ${suggested.id}: ${suggested.why})`, init_base/* baseDirectory */.PC);
    return answer === init_base/* baseDirectory */.PC
        ? (0,init_base/* baseGuess */.fJ)(suggested)
        : { value: await knownBase(answer, 'base'), why: 'as you said' };
}
async function knownBase(text, key) {
    const isDirectory = await (0,promises_.stat)(text).then((facts) => facts.isDirectory(), () => false);
    const value = isDirectory ? `./${shownPath(text)}` : text;
    const read = (0,base/* readBase */.wZ)(value);
    if (typeof read === 'string')
        throw new errors/* UserError */.yo(read, { place: { key } });
    return value;
}
const liesInLfs = async (base) => base.startsWith('.') &&
    / lfs$/.test((await (0,tools/* askTool */.C)('git', ['check-attr', 'filter', '--', (0,external_node_path_.join)(base, 'model.safetensors')])) ?? '');
/** Of the keys that are to be made: none is made over another one. */
async function passwordFor(options, world) {
    if (!options.keys || (await (0,src_files/* isThere */.$B)('cosign.key')))
        return undefined;
    const { askSecret, ...unasked } = world;
    const asks = options.yes || askSecret === undefined ? unasked : { ...unasked, askSecret };
    const command = options.yes ? 'with --yes nobody is asked, and init --keys' : 'init --keys';
    return keyPassword({ command, passwordFile: options.passwordFile }, asks);
}
async function init_write(plan, parts, { force, password, inLfs }, world) {
    const { directory, root } = await (0,paths/* boundsOf */.BO)(specFile);
    // Before any key is there, which must not get into git; the key itself is last, as none is made twice.
    const ignored = await (0,write/* addLines */.th)('.gitignore', ['*.key', '.model-actions/']);
    // One that says it already is nothing to tell.
    const written = ignored.what === 'kept' ? [] : [ignored];
    for (const { made, file } of Object.values(parts)) {
        if (made === undefined)
            continue;
        const path = shownPath(file);
        if ('from' in made)
            written.push(await (0,write/* convert */.C6)(made.from, path, force));
        else
            written.push(await (0,write/* place */.ik)(path, made.rows.map((row) => `${JSON.stringify(row)}\n`).join(''), force));
    }
    written.push(await (0,write/* place */.ik)(specFile, specText(plan), force));
    const workflows = (0,external_node_path_.relative)(directory, (0,external_node_path_.join)(root, '.github/workflows'));
    for (const { name, text } of workflowsFor(plan.name.value, { at: (0,external_node_path_.relative)(root, directory), inLfs }))
        written.push(await (0,write/* place */.ik)((0,external_node_path_.join)(workflows, name), text, force));
    if (password !== undefined)
        await makeKeys({ prefix: 'cosign', password }, world);
    return written;
}

;// CONCATENATED MODULE: ./build/src/cli/monitor.js



/** Looks once at what serves. Returns the exit code by the verdict. */
async function lookOnce({ config, json, data, reference }, world) {
    const { monitor } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(8283), __webpack_require__.e(1975), __webpack_require__.e(880)]).then(__webpack_require__.bind(__webpack_require__, 71975));
    const platform = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr });
    const { report } = await monitor({
        specFile: config,
        ...(data === undefined ? {} : { data }),
        ...(reference === undefined ? {} : { reference }),
        platform,
        environment: process.env,
        signal: world.signal,
        now: () => new Date(),
    });
    world.stdout.write(`${json ? JSON.stringify(report, null, 2) : lookLines(report).join('\n')}\n`);
    return (0,failure/* verdictExitCode */.fM)(report.verdict);
}
const lookLines = ({ verdict, headline, gates }) => [
    `${verdict}: ${(0,report_text/* oneLine */.TN)(headline, 1_000)}`,
    ...gates.map((gate) => `  ${gate.verdict.padEnd(12)}  ${gate.name}: ${(0,report_text/* oneLine */.TN)(gate.because, 500)}`),
];

// EXTERNAL MODULE: ./build/src/model/columns.js
var model_columns = __webpack_require__(30984);
;// CONCATENATED MODULE: ./build/src/cli/predict.js





/** Asks a model on this machine, and prints its answers as they come: a table at a terminal, else JSON lines. */
async function predict(words, { config, model: wanted, json }, world) {
    const { startTrial } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(8088)]).then(__webpack_require__.bind(__webpack_require__, 78088));
    const { answersTo } = await Promise.all(/* import() */[__webpack_require__.e(2068), __webpack_require__.e(3164)]).then(__webpack_require__.bind(__webpack_require__, 23164));
    const { columnsOf, questionsOf } = await Promise.all(/* import() */[__webpack_require__.e(2068), __webpack_require__.e(7052)]).then(__webpack_require__.bind(__webpack_require__, 7052));
    const { loadSpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043)]).then(__webpack_require__.bind(__webpack_require__, 65043));
    const { textColumns } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 74410));
    const { signal, stdout, stderr, unread } = world;
    const spec = await loadSpec(config);
    const columns = columnsOf(spec);
    // What cannot be asked is said before a model is loaded.
    const questions = await begun(questionsOf(words, columns, world.piped, signal));
    if (questions === undefined) {
        stderr.write('nothing was asked: the input is empty\n');
        return;
    }
    const { model, server, context } = await startTrial({
        specFile: config,
        wanted,
        port: 0,
        signal,
        environment: process.env,
        stderr,
        onModel(line, { manifest }) {
            stderr.write(`${(0,report_text/* oneLine */.TN)(line, 1_000)}\n`);
            if (manifest.task !== spec.task)
                throw new errors/* UserError */.yo(`${manifest.name} is for ${manifest.task}, and ${config} says ${spec.task}: ask it with the model.yml that it was made by, as --config`, { place: { key: '--model' } });
            const { columns: wants = [] } = manifest;
            const { columns: has = [] } = textColumns(spec);
            if (!(0,model_columns/* askedAlike */.LZ)(wants, has))
                throw new errors/* UserError */.yo(`${manifest.name} ${manifest.version} reads ${(0,model_columns/* askedWith */.tL)(wants)}, and ${config} says ${(0,model_columns/* askedWith */.tL)(has)} (data.text): ask it with the model.yml that it was made by, as --config, or make one that reads these`, { place: { key: '--model' } });
        },
    });
    const asTable = !json && stdout.isTTY === true;
    const table = tableOf(model.manifest.labels, stdout.columns || 80);
    const counted = { all: 0, labelled: 0, right: 0 };
    let last;
    try {
        if (asTable)
            stdout.write(`${table.head}\n`);
        const { environment } = context;
        const { url, ended } = server;
        for await (const one of answersTo(questions, { url, ended, manifest: model.manifest, environment, signal })) {
            if (unread?.aborted === true)
                break;
            last = one;
            counted.all += 1;
            const { expected } = one.question;
            if (expected !== undefined)
                counted.labelled += 1;
            if (expected === one.prediction.label)
                counted.right += 1;
            stdout.write(`${asTable ? table.row(one) : jsonLine(one, columns.kind)}\n`);
        }
    }
    finally {
        await server.stop('at once');
    }
    if (asTable && counted.all === 1 && last !== undefined)
        stdout.write(`${otherClasses(last)}\n`);
    if (counted.labelled > 0 && unread?.aborted !== true)
        stderr.write(`${(0,report_text/* countText */.lT)(counted.right)} of ${(0,report_text/* countText */.lT)(counted.labelled)} as they are labelled\n`);
}
/** The same, once the first one is there; undefined where there is none. */
async function begun(all) {
    const first = await all.next();
    if (first.done === true)
        return undefined;
    return (async function* () {
        yield first.value;
        yield* all;
    })();
}
const jsonLine = ({ question: { id, shown, expected }, prediction }, kind) => JSON.stringify({
    ...(id === undefined ? {} : { id }),
    [kind]: shown,
    label: prediction.label,
    score: prediction.score,
    probabilities: Object.fromEntries(prediction.classes),
    ...(expected === undefined ? {} : { expected }),
});
const widestLabel = 30;
const narrowestInput = 8;
/** Rows can be written before all are known: the labels are. Pure. */
function tableOf(labels, columns) {
    // Thousands of labels are no arguments of one call.
    const widest = labels.reduce((most, label) => Math.max(most, (0,platform_text/* widthOf */.qz)(label)), 'label'.length);
    const width = Math.min(widestLabel, Math.max('label'.length, Math.floor(columns / 3)), widest);
    // Two gaps, the mark of what is cut, and the last column, which some terminals wrap behind.
    const room = columns - width - 'score'.length - 6;
    const cells = (label, score, input) => `${padded(fitted(label, width), width)}  ${score.padStart(5)}  ${input}`.trimEnd();
    return {
        head: cells('label', 'score', 'input'),
        row({ question: { shown, expected }, prediction: { label, score } }) {
            const otherwise = expected === undefined || expected === label
                ? ''
                : `labelled ${fitted(expected, Math.min(width, columns - 14))}`;
            const beside = otherwise === '' ? '' : ` (${otherwise})`;
            // On a screen that has no room for both, it stands below.
            if (room - (0,platform_text/* widthOf */.qz)(beside) < narrowestInput)
                return `${cells(label, score.toFixed(3), fitted(shown, Math.max(narrowestInput, room)))}\n  ${otherwise}`;
            return cells(label, score.toFixed(3), `${fitted(shown, room - (0,platform_text/* widthOf */.qz)(beside))}${beside}`);
        },
    };
}
const mostOthers = 5;
function otherClasses({ prediction: { classes } }) {
    const others = classes.slice(1, 1 + mostOthers);
    return `then ${others.map(([label, score]) => `${(0,report_text/* oneLine */.TN)(label, widestLabel)} ${score.toFixed(3)}`).join(', ')}${classes.length > mostOthers + 1 ? ', …' : ''}`;
}

// EXTERNAL MODULE: ./build/src/checkup/requirements.js
var checkup_requirements = __webpack_require__(62543);
;// CONCATENATED MODULE: ./build/src/cli/preflight.js





/** Says whether this machine can do the training, a line for each part. Returns the exit code. */
async function preflight(options, { signal, stdout, stderr }) {
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(1060), __webpack_require__.e(7660)]).then(__webpack_require__.bind(__webpack_require__, 67660));
    const { preflightTraining } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(6118), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(2636), __webpack_require__.e(6846), __webpack_require__.e(6728)]).then(__webpack_require__.bind(__webpack_require__, 36728));
    const requirements = (0,checkup_requirements.parseRequirements)(options.require, { key: 'option --require' });
    const platform = (0,terminal/* createTerminal */.PB)({ stderr, debug: process.env['MODEL_ACTIONS_DEBUG'] === '1' });
    const context = await openContext({
        specFile: options.config,
        stages: ['finetune'],
        ...(options.engine === undefined ? {} : { engine: options.engine }),
        force: false,
        platform,
        signal,
        environment: process.env,
    });
    const { checks, estimate, problems, exit, report } = await preflightTraining(context, requirements);
    const columns = widthOfScreen(stdout);
    if (options.json)
        stdout.write(`${JSON.stringify({ ...report, checks, estimate }, null, 2)}\n`);
    else
        for (const { name, state, found, remedy } of checks) {
            stdout.write(`${asLine(state, `${name}: ${(0,report_text/* oneLine */.TN)(found, 500)}`, columns)}\n`);
            if (remedy !== undefined)
                stdout.write(`${asLine('', `→ ${(0,report_text/* oneLine */.TN)(remedy, 1_000)}`, columns)}\n`);
        }
    for (const problem of problems)
        platform.log.error((0,errors/* formatProblem */.Vw)(problem));
    return errors/* exitCodes */.hS[exit];
}

// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/report/compose.js
var compose = __webpack_require__(82112);
// EXTERNAL MODULE: ./build/src/report/html.js + 6 modules
var html = __webpack_require__(28456);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/cli/report.js








/**
 * Writes one HTML report of what the stages left and prints its path: the same that a pull request gets.
 * @param path a stage's report as JSON, a directory of them, or one with `.model-actions/reports` in it
 */
async function report(path, { open }, world) {
    const { directory, files } = await reportFiles(path);
    const reports = [];
    for (const file of files)
        reports.push((0,compose/* readStageReport */.nA)((await (0,src_files/* readRegular */.VX)(file, compose/* longestStageReportBytes */.aJ)).toString(), file));
    const target = (0,external_node_path_.join)(directory, 'report.html');
    await (0,src_files/* writeWhole */.f8)(target, (0,html/* renderHtml */.K)((0,compose/* composePullRequest */.Td)(reports)));
    world.stdout.write(`${target}\n`);
    if (!open)
        return;
    const why = await whyNotOpen(target);
    // The report is there: that nobody sits here with a browser is no failure.
    if (why !== undefined)
        world.stderr.write(`${why}: open the file above in a browser\n`);
}
/** A browser that still runs by then was opened. */
const patienceMs = 3_000;
async function whyNotOpen(file) {
    const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
    try {
        const exitCode = await (0,processes/* launch */.ql)(opener, file, patienceMs);
        return exitCode === undefined || exitCode === 0
            ? undefined
            : `${opener} found nothing to open it with (exit code ${exitCode})`;
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return `${opener} cannot be started here`;
    }
}
async function reportFiles(path) {
    const given = (0,external_node_path_.resolve)(path);
    const facts = await (0,promises_.lstat)(given).catch((error) => {
        throw new errors/* UserError */.yo(`${path} cannot be read (${error.code}): give a report of a stage as JSON, or a directory with them`, { cause: error });
    });
    if (!facts.isDirectory())
        return { directory: (0,external_node_path_.dirname)(given), files: [given] };
    for (const directory of [(0,reporting/* reportDirectory */.s6)(given), given]) {
        if (directory !== given)
            await (0,reporting/* ownDirectories */.IC)(given);
        const names = await (0,promises_.readdir)(directory).catch(() => []);
        const files = names.filter((name) => name.endsWith('.json')).sort();
        if (files.length > 0)
            return { directory, files: files.map((name) => (0,external_node_path_.join)(directory, name)) };
    }
    throw new errors/* UserError */.yo(`${path} has no reports: run stages first, such as \`model-actions evaluate\`, and name the directory of their model.yml`);
}

;// CONCATENATED MODULE: ./build/src/cli/runtimeImage.js

/** Makes the image under the model, and prints what image.base is to be. */
async function runtimeImage(options, world) {
    const { config, debian, layout, push, write } = options;
    const { makeRuntimeImage } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(6118), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(6846), __webpack_require__.e(2828), __webpack_require__.e(4438)]).then(__webpack_require__.bind(__webpack_require__, 64438));
    const platform = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr, debug: process.env['MODEL_ACTIONS_DEBUG'] === '1' });
    const { log } = platform;
    const { reference, made, spec } = await makeRuntimeImage({
        specFile: config,
        directory: process.cwd(),
        debian,
        layout,
        push,
        write,
        platform,
        signal: world.signal,
        environment: process.env,
    });
    if (!made)
        log.info('nothing to build: the image of this base and these packages is there');
    if (spec === 'written')
        log.info(`${config}: image.base is written`);
    else if (spec === 'has it already')
        log.info(`${config}: image.base names it already`);
    else
        log.info(`for ${config}, which --write does: image: {base: ${reference}}`);
    world.stdout.write(`image.base: ${reference}\n`);
}

// EXTERNAL MODULE: ./build/src/model/probes.js
var model_probes = __webpack_require__(63640);
;// CONCATENATED MODULE: ./build/src/cli/serve.js


/** Serves a model on this machine until somebody ends it, which is its proper end. */
async function serve({ config, model: wanted, port }, world) {
    const { startTrial } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(2068), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(2636), __webpack_require__.e(5248), __webpack_require__.e(8088)]).then(__webpack_require__.bind(__webpack_require__, 78088));
    const { curlLine } = await Promise.all(/* import() */[__webpack_require__.e(2068), __webpack_require__.e(3127)]).then(__webpack_require__.bind(__webpack_require__, 43127));
    const { signal, stdout, stderr } = world;
    const { model, server } = await startTrial({
        specFile: config,
        wanted,
        port,
        signal,
        environment: process.env,
        stderr,
        onModel: (line) => stderr.write(`${(0,report_text/* oneLine */.TN)(line, 1_000)}\n`),
    });
    const { name, version, task, columns } = model.manifest;
    try {
        const probes = await (0,model_probes/* readProbes */.U)(model);
        stdout.write(`${name} ${version} answers at ${server.url} until Ctrl-C; all that it takes and says: ${server.url}/docs\n`);
        // Whoever has the model on this machine has its test inputs in the same directory.
        stdout.write(`${curlLine({ url: server.url, name, task, columns, probes, quotes: true })}\n`);
        await Promise.race([server.ended, aborted(signal)]);
    }
    finally {
        await server.stop('politely');
    }
    stdout.write(`stopped: ${name} ${version} no longer answers\n`);
}
const aborted = (signal) => new Promise((resolve) => {
    if (signal.aborted)
        resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
});

// EXTERNAL MODULE: ./build/src/report/split.js
var report_split = __webpack_require__(21552);
// EXTERNAL MODULE: ./build/src/rollout/words.js
var words = __webpack_require__(63978);
;// CONCATENATED MODULE: ./build/src/cli/servingText.js



/* How the commands of serving.ts read at a terminal. What others wrote (owners, reasons) stays in its line. */
const shown = (text) => (0,report_text/* oneLine */.TN)(text, 300);
const when = (iso) => `${iso.slice(0, 19).replace('T', ' ')} UTC`;
/** @param columns of the screen */
function statusLines(status, columns = Number.POSITIVE_INFINITY) {
    const { model, target, serves, because, url, since, versions, shadow, split, lease, watchdog, certificate } = status;
    const stable = versions.find(({ role }) => role === 'stable');
    const canary = versions.find(({ role }) => role === 'canary');
    const facts = [
        ...(because === undefined ? [] : [['note', because]]),
        ...(stable === undefined ? [] : [['digest', stable.digest]]),
        ...(since === undefined ? [] : [['since', `${when(since.at)}, by ${since.by}`]]),
        ...(canary === undefined
            ? []
            : [['canary', `${canary.version} with ${(0,words/* percent */.K)(canary.share)} of the traffic`]]),
        ...(shadow === undefined ? [] : [['shadow', shadowText(shadow)]]),
        ...(split === undefined ? [] : [['split', (0,report_split/* splitText */.Ad)(split)]]),
        ...(lease === undefined
            ? []
            : [
                [
                    'rollout',
                    `by ${lease.owner}; without a sign of life it ends in ${Math.ceil(lease.remainingMs / 1000)} s`,
                ],
            ]),
        ...(watchdog === undefined ? [] : [['watchdog', `${when(watchdog.at)}: ${watchdog.because}`]]),
        ...(certificate === undefined ? [] : [['TLS', validity(certificate.expiresAt)]]),
    ];
    if (url === undefined)
        return [shown(because ?? ''), ...runningLines(versions)];
    const what = stable === undefined || !serves ? `nothing serves ${model}` : `${model} ${stable.version} serves`;
    return [
        `${what} at ${url} (deploy.target: ${target})`,
        ...facts.map(([name, text]) => `  ${name.padEnd(10)}${shown(text)}`),
        ...(versions.length === 0 ? [] : ['', ...versionTable(versions, columns), 'counted since the gateway started']),
    ];
}
const validity = (expiresAt) => Date.parse(expiresAt) > Date.now()
    ? `the certificate is valid until ${when(expiresAt)}`
    : `the certificate expired at ${when(expiresAt)}: put a renewed one there`;
const shadowText = ({ id, share, counts }) => `${id} is asked copies of ${(0,words/* percent */.K)(share)} of stable's requests: ${(0,report_text/* countText */.lT)(counts.compared)} compared, ${(0,words/* percent */.K)(counts.otherwise / Math.max(1, counts.compared))} answered otherwise, ${(0,report_text/* countText */.lT)(counts.repeated)} asked before, ${(0,report_text/* countText */.lT)(counts.dropped)} dropped`;
const runningLines = (versions) => versions.map(({ id, running }) => `  ${id} ${running ? 'runs' : 'has ended'}`);
function versionTable(versions, columns) {
    const rows = versions.map(({ version, role, share, running, counted }) => [
        version,
        running ? role : `${role}, ended`,
        (0,words/* percent */.K)(share),
        ...(counted === undefined
            ? ['', '', '', '', '', '']
            : [
                (0,report_text/* countText */.lT)(counted.requests),
                ofAll(counted.errors, counted.requests),
                ofAll(counted.clientErrors, counted.requests),
                ofAll(counted.abandoned, counted.requests),
                atMost(counted.p50Ms),
                atMost(counted.p99Ms),
            ]),
    ]);
    const head = ['version', 'role', 'share', 'requests', 'errors', 'refused', 'left', 'P50', 'P99'];
    const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
    const gaps = 2 * (head.length - 1);
    if (widths.reduce((sum, width) => sum + width, gaps) <= columns)
        return [head, ...rows].map((row) => row
            .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
            .join('  ')
            .trimEnd());
    // Below each other where they do not fit beside each other.
    const [version = '', ...names] = head;
    const widest = Math.max(...names.map((name) => name.length));
    return rows.flatMap(([id = '', ...cells]) => [
        `${version} ${id}`,
        ...cells.flatMap((cell, i) => (cell === '' ? [] : [`  ${(names[i] ?? '').padEnd(widest)}  ${cell}`])),
    ]);
}
const ofAll = (count, all) => count === 0 ? '0' : `${(0,report_text/* countText */.lT)(count)} (${twoDigits((100 * count) / Math.max(1, all))} %)`;
/** At least: from 10 on a third one, as 99.6 would be 1.0e+2 with two. */
const twoDigits = (share) => share < 9.95 ? share.toPrecision(2) : String(Number(share.toPrecision(3)));
/** Bounds of a histogram: what lies between two of them is not known. */
const atMost = (ms) => (ms === undefined ? '' : `≤ ${ms} ms`);
/** @param records newest first @param looked where none was found */
function historyLines(records, looked) {
    if (records.length === 0)
        return [`nothing was promoted or rolled back yet: looked at ${looked}`];
    return records.map(({ at, outcome, version, to, by, because }) => {
        const serves = outcome === 'promoted' ? '' : to === undefined ? ', nothing serves' : `, ${to.version} serves`;
        // Each part by itself: the blanks between them are columns.
        return `${when(at)}  ${outcome.padEnd(11)}  ${shown(`${version}${serves}`)}  by ${shown(by)}: ${shown(because)}`;
    });
}

;// CONCATENATED MODULE: ./build/src/cli/serving.js






const nothingServes = 1;
const here = ({ signal, stderr }) => ({
    environment: process.env,
    signal,
    log: (0,terminal/* createTerminal */.PB)({ stderr }).log,
});
/** What a model.yml deployed, though it may have been changed since to something that nothing could be deployed by. */
async function servingOf(config, world) {
    const { findServing } = await __webpack_require__.e(/* import() */ 3653).then(__webpack_require__.bind(__webpack_require__, 93653));
    return findServing(config, await specOf(config, world), here(world));
}
async function specOf(config, { stderr }) {
    const { loadServingSpec, passedOver } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(8391)]).then(__webpack_require__.bind(__webpack_require__, 28391));
    const read = await loadServingSpec(config);
    if ('wrong' in read)
        (0,terminal/* createTerminal */.PB)({ stderr }).log.warn(passedOver(read.wrong));
    return read.spec;
}
/** Says what serves. Returns 0 where something does, 1 where nothing does. */
async function showStatus({ config, json }, world) {
    const { readStatus } = await __webpack_require__.e(/* import() */ 3775).then(__webpack_require__.bind(__webpack_require__, 43775));
    const status = await readStatus(await servingOf(config, world));
    const text = json ? JSON.stringify(status, null, 2) : statusLines(status, widthOfScreen(world.stdout)).join('\n');
    world.stdout.write(`${text}\n`);
    return status.serves ? errors/* exitCodes */.hS.done : nothingServes;
}
/** Says what was promoted and rolled back, newest first. */
async function showHistory({ config, json }, world) {
    const { readPromotions } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(5043), __webpack_require__.e(8142), __webpack_require__.e(1646), __webpack_require__.e(9613), __webpack_require__.e(1060), __webpack_require__.e(1821)]).then(__webpack_require__.bind(__webpack_require__, 41821));
    const { records, looked, unread } = await readPromotions(config, { ...here(world), stderr: world.stderr });
    if (unread !== undefined)
        world.stderr.write(`warning: this is only what the host knows; ${(0,report_text/* oneLine */.TN)(unread, 1_000)}\n`);
    const text = json ? JSON.stringify(records, null, 2) : historyLines(records, looked).join('\n');
    world.stdout.write(`${text}\n`);
}
/** Prints what a version wrote: by default the one that serves. */
async function showLogs(version, options, world) {
    const { versionToRead } = await __webpack_require__.e(/* import() */ 1110).then(__webpack_require__.bind(__webpack_require__, 71110));
    const serving = await servingOf(options.config, world);
    const backend = await versionToRead(serving, version);
    const { signal, unread, stdout } = world;
    const found = await serving.versions
        .logs(backend.id, {
        lines: options.lines,
        follow: options.follow,
        signal: unread === undefined ? signal : AbortSignal.any([signal, unread]),
        // What a model writes may hold what its clients sent.
        onLine: (line) => stdout.write(`${(0,platform_text/* withoutControls */.DJ)(line)}\n`),
    })
        .catch((error) => {
        // Nobody waits for another line.
        if (unread?.aborted === true && !signal.aborted)
            return true;
        throw error;
    });
    if (!found)
        throw new errors/* UserError */.yo(`${backend.id} has left no log: looked at ${serving.looked}; it was removed, deploy again to have one`);
}
/** Brings back what served, as after a reboot. */
async function up(config, world) {
    const { bringUp } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(5043), __webpack_require__.e(3464)]).then(__webpack_require__.bind(__webpack_require__, 3464));
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    await bringUp(config, { ...here(world), log, say: (line) => world.stdout.write(`${line}\n`) });
}
/** Ends what serves, after a question at a terminal, and says what ended. */
async function stopServing({ config, yes, wait }, world) {
    const { findServing } = await __webpack_require__.e(/* import() */ 3653).then(__webpack_require__.bind(__webpack_require__, 93653));
    const { afterDeployments, stop } = await __webpack_require__.e(/* import() */ 9593).then(__webpack_require__.bind(__webpack_require__, 19593));
    const { log } = (0,terminal/* createTerminal */.PB)({ stderr: world.stderr });
    const turn = { ...here(world), others: wait ? 'waited-for' : 'refused', note: log.info };
    const spec = await specOf(config, world);
    await afterDeployments(config, spec, turn);
    const serving = await findServing(config, spec, here(world));
    const known = await serving.versions.known();
    const { name } = serving.spec;
    if (serving.gateway === undefined && known.length === 0 && serving.lost.length === 0) {
        world.stdout.write(`nothing of ${name} is deployed: looked at ${serving.looked}\n`);
        return;
    }
    if (!yes) {
        if (world.confirm === undefined)
            throw new errors/* UserError */.yo(`this ends what serves of ${name}, and nobody can be asked here: say so by --yes`);
        const left = [...known.map(({ backend }) => backend.version), ...serving.lost.map((one) => one.what)];
        const what = left.join(', ') || 'no version';
        const where = serving.gateway === undefined ? 'without a gateway' : `at ${serving.gateway.url}`;
        if (!(await world.confirm(`End ${name} (${what}) ${where}? Nothing serves it after that.`))) {
            world.stdout.write('nothing was ended\n');
            return;
        }
    }
    await stop(serving, { ...turn, say: (line) => world.stdout.write(`${line}\n`) });
}

;// CONCATENATED MODULE: ./build/src/cli/program.js



















const help = `
Stages run in this order. Each one needs the results of those before it, and reuses its earlier result if its inputs are the same:
  ${types/* stageNames */.h.join(' → ')}

Examples:
  model-actions init data.csv                  write a model.yml for these examples
  model-actions check                          is model.yml valid, and what does a run lack?
  model-actions all                            the whole pipeline
  model-actions prepare,finetune,evaluate      part of it
  model-actions evaluate --json                the report on standard output, the log on standard error
  model-actions build,sign --from sha256:…     continue from a result of an earlier run
  model-actions doctor                         what does this machine lack?
  model-actions preflight                      can it do this training, and does it fit into memory?
  model-actions selftest IMAGE                 does an image of your own keep the runtime contract?
  model-actions runtime-image --write          the image under the model, for deploy.target: docker
  model-actions report --open                  show what the stages found, in a browser
  model-actions predict "some text"            ask the newest model that passed
  model-actions serve                          serve that model on a port of this machine, until Ctrl-C
  model-actions status                         what serves, since when, and how well
  model-actions logs --follow                  its log
  model-actions history                        what was promoted and rolled back
  model-actions monitor --data recent.jsonl    has it changed: errors, latency, drift of inputs and answers?
  model-actions rollback                       go back to the release that served before
  model-actions stop                           stop what serves
  model-actions up                             start again what served before a reboot
  model-actions prune                          remove from the disk what no release needs
  model-actions keygen                         make cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${errors/* exitCodes */.hS.done}  passed                          ${errors/* exitCodes */.hS.diverged}  training diverged
  ${errors/* exitCodes */.hS.configuration}  wrong arguments or model.yml    ${errors/* exitCodes */.hS['gate-failed']}  a gate failed
  ${errors/* exitCodes */.hS.data}  wrong data                      ${errors/* exitCodes */.hS.inconclusive}  a gate could not decide
  ${errors/* exitCodes */.hS.preflight}  something is missing here       ${errors/* exitCodes */.hS.crashed} a bug of model-actions
  ${errors/* exitCodes */.hS['out-of-memory']}  out of memory                   129, 130, 143  stopped by SIGHUP, SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_HOST, …_USERNAME, …_PASSWORD   a registry and its credentials; sent to no other host
  MODEL_ACTIONS_HOME                                    where results, checkpoints and what serves are kept (default ~/.local/state/model-actions)
  MODEL_ACTIONS_BASES                                   a directory with base models, each in ORG/MODEL@REVISION, tried before the hub
  MODEL_ACTIONS_BASE_IMAGE                              the Debian image that our images are built from (default debian:bookworm-slim)
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment that we make
  MODEL_ACTIONS_TORCH_CPU_INDEX                         a mirror of PyTorch's index for machines without a GPU; empty: none
  MODEL_ACTIONS_DEBUG=1                                 show debug lines
`;
function ageOption(text) {
    const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
    if (days === undefined)
        throw new commander/* InvalidArgumentError */.Di('expected a number of days, such as 7d');
    return Number(days) * 86_400_000;
}
function sizeOption(text) {
    const bytes = (0,values/* memoryBytes */.ZY)(text);
    if (Number.isNaN(bytes))
        throw new commander/* InvalidArgumentError */.Di('expected an amount with its unit, such as 500m or 50g');
    return bytes;
}
function digestOption(text) {
    if ((0,digest/* isDigest */.Bc)(text))
        return text;
    throw new commander/* InvalidArgumentError */.Di('expected sha256: and 64 hex digits, as a run prints it');
}
function portOption(text) {
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535)
        return Number(text);
    throw new commander/* InvalidArgumentError */.Di('expected a port, such as 8000');
}
function linesOption(text) {
    if (/^[1-9]\d{0,6}$/.test(text))
        return Number(text);
    throw new commander/* InvalidArgumentError */.Di('expected a number of lines, such as 100');
}
/** The commands; `run` resolves with the exit code, and throws what `failureOf` makes a message of. */
function createProgram(world) {
    let exitCode = errors/* exitCodes */.hS.done;
    const program = new commander/* Command */.uB('model-actions')
        .description('Carries a machine-learning model from data to a canary: one model.yml, one command per stage.')
        .version((0,installation/* ownVersion */.Xl)(), '-V, --version', 'print the version of model-actions')
        .argument('<stages>', `all, or one or more of ${types/* stageNames */.h.join(', ')}, separated by commas`)
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--engine <name>', 'where training and evaluation run, instead of what model.yml says').choices([
        ...engine/* engineNames */.Ry,
    ]))
        .option('--from <digest>', 'start from this result of an earlier run; earlier stages are not needed', digestOption)
        .option('--digest <digest>', 'verify or deploy the image with this digest', digestOption)
        .option('--candidate-predictions <file>', 'evaluate: judge only these predictions, without model, data or Python')
        .option('--baseline-predictions <file>', 'evaluate: the predictions to compare them with')
        .option('--force', 'run again even if a result for the same inputs exists, or another run is making it', false)
        .option('--wait', 'wait for another run that does the same, instead of stopping with an error', false)
        .option('--rollback', 'deploy a release that is older than the one that serves', false)
        .option('--json', 'print the report as JSON on standard output', false)
        .option('--password-file <file>', 'read the password of the private key from a file')
        // Commands have options of their own with the names of ours: what follows a command is the command's.
        .enablePositionalOptions()
        .addHelpText('after', help)
        .action(async (names, options) => {
        exitCode = await stages(names, options, world);
    });
    program
        .command('init')
        .description('look at examples, and write a model.yml for them, workflows and a .gitignore')
        .argument('[data]', 'a file (CSV, TSV, JSONL, JSON, Parquet), or a directory of them or of images by class', '.')
        .option('--base <model>', 'the pretrained model to start from: a directory, or org/model@revision')
        .option('--name <name>', 'the name of the model; by default that of this directory')
        .option('--text <column>', 'the column with the text')
        .option('--image <column>', 'the column with the paths of images')
        .option('--label <column>', 'the column with the class')
        .option('--keys', 'make cosign.key and cosign.pub too, as keygen does', false)
        .option('--password-file <file>', 'with --keys: read the password from a file instead of COSIGN_PASSWORD')
        .option('-y, --yes', 'ask nothing, and take the likeliest answer', false)
        .option('--force', 'overwrite existing files, but never keys', false)
        .action((data, options) => init(data, options, world));
    program
        .command('check')
        .description('check all that can be known before a run: model.yml, data, base, gates, keys, images, port')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .action(({ config }) => check(config, world));
    program
        .command('report')
        .description('write one HTML report of all stages, as a pull request gets it, and print its path')
        .argument('[path]', "a stage's report as JSON, a directory of them, or the directory of model.yml", '.')
        .option('--open', 'open it in a browser', false)
        .action((path, options) => report(path, options, world));
    const modelOption = () => new commander/* Option */.c$('--model <model>', 'a result digest, a released version, HOST/NAME:TAG of an image, or a directory; by default the newest that passed here');
    program
        .command('predict')
        .description('ask a model on this machine, and print its answers: a table in a terminal, otherwise JSON lines')
        .argument('[input...]', 'texts, images, or files with many (CSV, JSONL, Parquet); - or nothing: standard input, one text or JSON object per line')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(modelOption())
        .option('--json', 'print JSON lines, also in a terminal', false)
        .action((words, options) => predict(words, options, world));
    program
        .command('serve')
        .description('serve a model on 127.0.0.1, as it would be deployed, until Ctrl-C')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(modelOption())
        .addOption(new commander/* Option */.c$('--port <port>', 'the port to listen on').argParser(portOption).default(0, 'a free one'))
        .action((options) => serve(options, world));
    program
        .command('rollback')
        .description('go back to an earlier release, which gets all traffic as soon as it is healthy')
        .argument('[release]', 'its version, or previous: the last that served before and was not rolled back', 'previous')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print the report as JSON on standard output', false)
        .option('--wait', 'wait for the end of a deployment that is under way', false)
        .option('--password-file <file>', 'read the password of the private key from a file')
        .action(async (release, options) => {
        exitCode = await rollBack(release, options, world);
    });
    program
        .command('status')
        .description('show what serves, since when, the state of a rollout, and how each version answers; exit code 1 if nothing serves')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print it as JSON', false)
        .action(async (options) => {
        exitCode = await showStatus(options, world);
    });
    program
        .command('history')
        .description('show what was promoted and rolled back, newest first')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print it as JSON', false)
        .action((options) => showHistory(options, world));
    program
        .command('logs')
        .description('print the log of a version, even if it has ended by itself')
        .argument('[version]', 'its version or id; by default the one that serves')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('-f, --follow', 'keep printing until it ends', false)
        .addOption(new commander/* Option */.c$('--lines <count>', 'how many of the last lines').argParser(linesOption).default(100))
        .action((version, options) => showLogs(version, options, world));
    program
        .command('monitor')
        .description('check once what serves: errors and latency against what is usual, and drift of recent inputs')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--data <file>', 'recent inputs as JSON lines, with labels if known')
        .option('--reference <file>', 'what they are compared with; by default data.test of the spec, or what the version was evaluated on')
        .option('--json', 'print the report as JSON', false)
        .action(async (options) => {
        exitCode = await lookOnce(options, world);
    });
    program
        .command('up')
        .description('start again what served before a reboot: stable and its gateway; leave alone what runs')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .action(({ config }) => up(config, world));
    program
        .command('stop')
        .description('stop the gateway, then every version; refused during a deployment')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('-y, --yes', 'do not ask', false)
        .option('--wait', 'wait for the end of a deployment that is under way', false)
        .action((options) => stopServing(options, world));
    program
        .command('prune')
        .description('remove results, checkpoints and caches that are old or take too much space; keep what serves and what a release needs')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--older-than <age>', 'remove what was not used for this long, such as 7d')
        .argParser(ageOption)
        .default(prune/* defaultLimits */.M.maxAgeMs, '30d'))
        .addOption(new commander/* Option */.c$('--keep <size>', 'then remove what was unused for longest, until at most this much is left, such as 50g')
        .argParser(sizeOption)
        .default(prune/* defaultLimits */.M.maxBytes, '100g'))
        .option('--wait', 'wait for another prune that is under way', false)
        .action((options) => pruneModel(options, world));
    program
        .command('keygen')
        .description('write a new key pair for signing: PREFIX.key (private, encrypted) and PREFIX.pub')
        .option('--prefix <path>', 'where to write it', 'cosign')
        .option('--password-file <file>', 'read the password from a file instead of COSIGN_PASSWORD')
        .action(async ({ prefix, passwordFile }) => {
        await makeKeys({ prefix, password: await keyPassword({ command: 'keygen', passwordFile }, world) }, world);
    });
    program
        .command('selftest')
        .description('check whether your own image keeps the runtime contract (engine.image), and say what it lacks')
        .argument('<image>', 'an image that the Docker engine has, or can pull')
        .action(async (image) => {
        exitCode = await selftest(image, world);
    });
    program
        .command('runtime-image')
        .description('make the image under the model that image.base names, for deploy.target: docker, with the Docker engine')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--debian <image>', 'the Debian image to build it from; by default MODEL_ACTIONS_BASE_IMAGE, or the public one')
        .option('--layout <directory>', 'where to put it, as an OCI layout; by default .model-actions/runtime-image beside model.yml')
        .option('--push <repository>', 'push it to a registry too, such as ghcr.io/acme/runtime, and use it from there')
        .option('--write', 'write it as image.base into the model spec, and change nothing else in it', false)
        .action((options) => runtimeImage(options, world));
    program
        .command('doctor')
        .description('show what this machine has and lacks: Docker, GPUs, disk, memory, tools, clock, network')
        .option('-c, --config <file>', 'the model spec, whose registries are tried', 'model.yml')
        .option('--require <list>', 'what this machine must have: docker, gpu=2, python, git, registry, disk=50g, memory=16g', '')
        .option('--json', 'print what was found as JSON', false)
        .action(async (options) => {
        exitCode = await doctor(options, world);
    });
    program
        .command('preflight')
        .description('check whether this machine can do the training: GPU, disk, matrix products, processes, memory')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--engine <name>', 'where it would run, instead of what model.yml says').choices([...engine/* engineNames */.Ry]))
        .option('--require <list>', 'what this machine must have besides, as for doctor', '')
        .option('--json', 'print what was found as JSON', false)
        .action(async (options) => {
        exitCode = await preflight(options, world);
    });
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
                    return errors/* exitCodes */.hS.done;
                throw new errors/* UserError */.yo(`${error.message.replace(/^error: /, '')}: see model-actions --help`);
            }
            return exitCode;
        },
    };
}


/***/ }),

/***/ 7238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NN: () => (/* binding */ createThinner),
/* harmony export */   WS: () => (/* binding */ percentLine),
/* harmony export */   g3: () => (/* binding */ createPacer)
/* harmony export */ });
const longestName = 200;
const mostNames = 100;
const longestSilenceMs = 30_000;
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
            nowMs() - last.atMs >= longestSilenceMs;
        if (due)
            shown.set(what, { share, atMs: nowMs() });
        // The names are whatever a job says.
        const [oldest] = shown.keys();
        if (shown.size > mostNames && oldest !== undefined)
            shown.delete(oldest);
        return due;
    };
}
/** Whether something that goes on is worth another line of a log that cannot be redrawn. */
function createPacer(nowMs) {
    let lastMs = Number.NEGATIVE_INFINITY;
    return () => {
        const due = nowMs() - lastMs >= longestSilenceMs;
        if (due)
            lastMs = nowMs();
        return due;
    };
}
const percentLine = (what, share, detail = '') => `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %${detail === '' ? '' : `, ${detail}`}`;


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

/***/ 2629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C_: () => (/* binding */ draws),
/* harmony export */   PB: () => (/* binding */ createTerminal),
/* harmony export */   fM: () => (/* binding */ lastLine)
/* harmony export */ });
/* unused harmony export redraws */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7238);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49688);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(282);




/** Lines that are drawn at the foot of a screen and go with the next line; of the screen, as several parts of a program write to one. */
const feet = new WeakMap();
/** Whether lines are written anew in place: not in a log, and not where somebody asks for text without control sequences. */
const redraws = ({ isTTY }, environment) => isTTY === true &&
    environment['TERM'] !== 'dumb' &&
    (environment['NO_COLOR'] ?? '') === '' &&
    ['', 'false', '0'].includes(environment['CI'] ?? '');
/** The same where bars may be drawn: they are letters of UTF-8, which a terminal of another locale shows as rubbish. */
const draws = (screen, environment) => redraws(screen, environment) &&
    /utf-?8/i.test(environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '');
/**
 * The last line of a program that was stopped, whose work may be in the middle of anything. Where it was stopped by a key, the
 * terminal has written `^C` into the same line.
 */
function lastLine(screen, line, environment) {
    const fresh = redraws(screen, environment) ? erased(feet.get(screen)) : screen.isTTY === true ? '\n' : '';
    screen.write(`${fresh}${(0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .createRedactor */ .l)().line(line)}\n`);
}
/** Takes away what is drawn: the line that the cursor is in, and those above it. */
const erased = (foot = '') => `\r\u001b[2K${'\u001b[1A\u001b[2K'.repeat(foot.split('\n').length - 1)}`;
/**
 * A terminal. Everything goes to `stderr`, so that standard output belongs to the result.
 * @param options.debug whether debug lines are shown
 */
function createTerminal(options) {
    const { stderr: screen, nowMs = () => performance.now(), debug = false, environment = process.env } = options;
    const redactor = (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .createRedactor */ .l)();
    const worthALine = (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .createThinner */ .NN)(nowMs);
    const due = (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .createPacer */ .g3)(nowMs);
    const inPlace = redraws(screen, environment);
    const saved = new Map();
    /** A line longer than the screen would wrap, and what wraps cannot be redrawn. */
    const fitting = (line) => (0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cutColumns */ .ME)(line, Math.max(10, (screen.columns || 80) - 1));
    /** Secrets go first: one that is cut into two lines would be found in neither. */
    const prose = (text) => screen.isTTY === true
        ? redactor
            .lines(text)
            .map((line) => (0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .wrapped */ .ky)(line, screen.columns || 80, '  '))
            .join('\n')
        : text;
    const drawn = () => feet.get(screen) ?? '';
    const draw = (line) => {
        if (drawn() !== '')
            screen.write(erased(drawn()));
        feet.set(screen, line);
        if (line !== '')
            screen.write(line);
    };
    const print = (text) => {
        const foot = drawn();
        draw('');
        for (const line of redactor.lines(text))
            screen.write(`${line}\n`);
        draw(foot);
    };
    return {
        kind: 'terminal',
        log: {
            info: print,
            warn: (line) => print(prose(`warning: ${line}`)),
            error: (line) => print(prose(`error: ${line}`)),
            debug: (line) => {
                if (debug)
                    print(line);
            },
            foreign: (text) => print(text
                .split(/\r?\n/)
                .map((line) => `  | ${line}`)
                .join('\n')),
            progress(what, share, detail) {
                const line = redactor.line((0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .percentLine */ .WS)(what, share, detail));
                if (!inPlace) {
                    if (worthALine(what, share))
                        print(line);
                    return;
                }
                draw(share >= 1 ? '' : fitting(line));
                if (share >= 1)
                    screen.write(`${line}\n`);
            },
            live(text, table = [text]) {
                if (inPlace)
                    return draw(table.map((row) => fitting(redactor.line(row))).join('\n'));
                const line = redactor.line(text);
                if (line !== '' && due())
                    print(line);
            },
        },
        async group(title, work) {
            print(`— ${title}`);
            try {
                return await work();
            }
            finally {
                draw('');
            }
        },
        output: () => undefined,
        summary: async () => undefined,
        secret: (value) => {
            redactor.add(value);
        },
        identityToken: async () => {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('a terminal has no identity token: sign with a key, or in a job of GitHub Actions', {
                exit: 'preflight',
            });
        },
        deployment: () => ({ say: () => undefined, settled: async () => undefined }),
        deployed: async () => [],
        state: {
            save: (name, value) => saved.set(name, value),
            get: (name) => saved.get(name) ?? '',
        },
    };
}


/***/ }),

/***/ 58854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askTool)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41955);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * Short tools that are asked one thing: `git --version` and the like. They start nothing of their own, so that no process
 * group has to be ended; whatever works for longer is started by `processes.ts`.
 */
const patienceMs = 10_000;
const longestChars = 10_000;
/** What a tool prints, or undefined where it is not there, fails, or says nothing for ten seconds. */
async function askTool(command, args) {
    const asked = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(command, [...args], {
        silent: true,
        ignoreReturnCode: true,
        delay: 500,
        env: definedOf((0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .plainEnvironment */ .Ud)(process.env)),
    }).then(({ exitCode, stdout }) => (exitCode === 0 ? stdout.slice(0, longestChars).trim() : undefined), () => undefined);
    // One that hangs in its driver cannot be ended by anybody; it holds nothing of ours.
    return new Promise((resolve) => {
        const tooLong = (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .after */ .Pl)(patienceMs, () => resolve(undefined));
        void asked.then(resolve).finally(() => tooLong.cancel());
    });
}
const definedOf = (environment) => Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));


/***/ })

};
