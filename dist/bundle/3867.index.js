export const id = 3867;
export const ids = [3867];
export const modules = {

/***/ 43867:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_readline_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26848);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55799);
/* harmony import */ var _platform_signals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53720);
/* harmony import */ var _platform_terminal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2629);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11763);






/* The command line: parses the arguments of this process, runs the command, ends with its exit code. */
const signal = (0,_platform_signals_js__WEBPACK_IMPORTED_MODULE_3__/* .abortOnSignals */ .P)();
const confirm = async (question) => {
    const asked = (0,node_readline_promises__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: process.stdin, output: process.stderr });
    try {
        return /^y(es)?$/i.test((await asked.question(`${question} [y/N] `, { signal })).trim());
    }
    finally {
        asked.close();
    }
};
const somebody = process.stdin.isTTY && process.stderr.isTTY;
try {
    process.exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_5__/* .createProgram */ .r)({
        signal,
        stdout: process.stdout,
        stderr: process.stderr,
        ...(somebody ? { confirm } : {}),
    }).run(process.argv.slice(2));
}
catch (error) {
    const { exitCode, problems, stack } = (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .failureOf */ .g)(error, signal);
    const { log } = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .createTerminal */ .P)({ stderr: process.stderr });
    for (const problem of problems)
        log.error((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw)(problem));
    if (stack !== undefined)
        log.foreign(stack);
    process.exitCode = exitCode;
}
// What a stage left open (sockets, timers) must not keep a finished command alive.
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 11763:
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
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 3 modules
var schema = __webpack_require__(44503);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
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
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
;// CONCATENATED MODULE: ./build/src/cli/commands.js







/** Runs stages and prints what came out. Returns the exit code. */
async function stages(names, options, world, prepare = async (context) => context) {
    const selected = (0,selection/* parseStages */.l)(names, { key: 'argument STAGES' });
    const { candidatePredictions: candidate, baselinePredictions: baseline } = options;
    if (candidate !== undefined || baseline !== undefined) {
        if (candidate === undefined || baseline === undefined || selected.join() !== 'evaluate')
            throw new errors/* UserError */.yo('predictions are judged against predictions, by evaluate alone: give `evaluate --candidate-predictions FILE --baseline-predictions FILE`', { place: { key: '--candidate-predictions' } });
        return judged({ candidate, baseline }, options, world);
    }
    const platform = (0,terminal/* createTerminal */.P)({
        stderr: world.stderr,
        debug: process.env.MODEL_ACTIONS_DEBUG === '1',
    });
    const password = options.passwordFile === undefined ? undefined : await passwordFrom(options.passwordFile);
    if (password !== undefined)
        platform.secret(password);
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(2182), __webpack_require__.e(7660), __webpack_require__.e(493)]).then(__webpack_require__.bind(__webpack_require__, 67660));
    const opened = await openContext({
        specFile: options.config,
        stages: selected,
        engine: options.engine,
        from: options.from,
        image: options.digest,
        force: options.force,
        rollback: options.rollback,
        platform,
        signal: world.signal,
        environment: { ...process.env, ...(password === undefined ? {} : { COSIGN_PASSWORD: password }) },
    });
    const context = await prepare(opened);
    const { runStages } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(2210), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(7982), __webpack_require__.e(3108), __webpack_require__.e(4362)]).then(__webpack_require__.bind(__webpack_require__, 63108));
    const seconds = new Map();
    let lastReport;
    const outcomes = await runStages(selected, context, async ({ outcome, seconds: took, report }) => {
        const { verdict, headline } = outcome.stored.result;
        seconds.set(outcome.stage, Math.round(took * 10) / 10);
        lastReport = report?.markdown;
        platform.log.info(`${outcome.stage}: ${verdict}${outcome.reused ? ' (reused)' : ''}: ${headline}`);
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
    return result.proceed ? 0 : (0,failure/* verdictExitCode */.f)(result.verdict);
}
/** Goes back to an earlier release at once. Returns the exit code. */
async function rollBack(to, options, world) {
    const { goBack, parseEarlier } = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(9064), __webpack_require__.e(841)]).then(__webpack_require__.bind(__webpack_require__, 80841));
    const place = { key: 'argument RELEASE' };
    const release = parseEarlier(to, place);
    return stages('verify,deploy', { ...options, force: false, rollback: true }, world, (context) => goBack(context, release, place));
}
async function judged(files, { config, json, engine, from, digest, passwordFile, force, rollback }, world) {
    const started = performance.now();
    const { loadJudgedSpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(1922)]).then(__webpack_require__.bind(__webpack_require__, 41922));
    const { judgePredictions, requireUnused } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(7982), __webpack_require__.e(381)]).then(__webpack_require__.bind(__webpack_require__, 8522));
    const { writeReport } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 25099));
    const { shownReport } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(9308)]).then(__webpack_require__.bind(__webpack_require__, 69308));
    requireUnused({
        '--engine': engine,
        '--from': from,
        '--digest': digest,
        '--password-file': passwordFile,
        '--force': force,
        '--rollback': rollback,
    }, (key) => ({ key }));
    const spec = await loadJudgedSpec(config);
    const stored = await judgePredictions(spec, files);
    const { verdict, headline, proceed, data } = stored.result;
    const { log } = (0,terminal/* createTerminal */.P)({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    log.info(`evaluate: ${verdict}: ${headline}`);
    const seconds = (performance.now() - started) / 1000;
    const shown = await shownReport(stored.result, { spec, specFile: config });
    const report = await writeReport((0,external_node_path_.dirname)((0,external_node_path_.resolve)(config)), { stored, shown, reused: false, seconds });
    world.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : `report: ${report.markdown}\n`);
    return proceed ? 0 : (0,failure/* verdictExitCode */.f)(verdict);
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
/** Frees the disk of what this model left in its place and nothing needs any more. */
async function pruneModel({ config, olderThan, keep }, world) {
    const { loadSpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(1922)]).then(__webpack_require__.bind(__webpack_require__, 41922));
    const { placesOf } = await __webpack_require__.e(/* import() */ 7289).then(__webpack_require__.bind(__webpack_require__, 37289));
    const { prune } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 87733));
    const { name } = await loadSpec(config);
    for (const place of await placesOf(config, { model: name, environment: process.env, signal: world.signal })) {
        const { entries, bytes } = await prune(place, { maxAgeMs: olderThan, maxBytes: keep }, Date.now());
        const what = entries === 0
            ? 'nothing to remove'
            : `${entries} ${entries === 1 ? 'entry' : 'entries'} removed, ${(bytes / 1e6).toFixed(1)} MB`;
        world.stdout.write(`${place.directory}: ${what}\n`);
    }
}
/** Says what a spec is. @throws UserError with everything that is wrong with it */
async function checkSpec(file, world) {
    const { loadAnySpec } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(1922)]).then(__webpack_require__.bind(__webpack_require__, 41922));
    const { of, spec } = await loadAnySpec(file);
    const purpose = of === 'model' ? '' : '; without `base` and `data` it judges two files of predictions, and does nothing else';
    world.stdout.write(`${file} is valid: ${spec.name} ${spec.version}, ${spec.task}${purpose}\n`);
}
/** Tries an image of the user's own, and prints a line for each check. Returns the exit code. */
async function selftest(image, { signal, stdout, stderr }) {
    const { selftestImage } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(2182), __webpack_require__.e(280), __webpack_require__.e(9075), __webpack_require__.e(994)]).then(__webpack_require__.bind(__webpack_require__, 16555));
    const { log } = (0,terminal/* createTerminal */.P)({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    const checks = await selftestImage(image, { log, signal, environment: process.env });
    for (const { name, ok, because } of checks)
        stdout.write(`${ok ? 'ok     ' : 'missing'} ${name}: ${because}\n`);
    return checks.every(({ ok }) => ok) ? errors/* exitCodes */.hS.done : errors/* exitCodes */.hS['gate-failed'];
}
/** Says what this machine has and lacks, a line for each part. Returns the exit code. */
async function doctor(options, { signal, stdout, stderr }) {
    const { parseRequirements } = await __webpack_require__.e(/* import() */ 2543).then(__webpack_require__.bind(__webpack_require__, 62543));
    const { checkUp } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(6118), __webpack_require__.e(1955), __webpack_require__.e(1922), __webpack_require__.e(280), __webpack_require__.e(1353)]).then(__webpack_require__.bind(__webpack_require__, 1353));
    const requirements = parseRequirements(options.require, { key: 'option --require' });
    const world = {
        environment: process.env,
        signal,
        specFile: options.config,
        specNamed: options.config !== 'model.yml',
    };
    const { checks, problems, report } = await checkUp(world, requirements);
    if (options.json)
        stdout.write(`${JSON.stringify({ ...report, checks }, null, 2)}\n`);
    else
        for (const check of checks) {
            // What tools and engines print may hold anything.
            stdout.write(`${check.state.padEnd(8)} ${check.name}: ${(0,report_text/* oneLine */.TN)(check.found, 500)}\n`);
            if ('remedy' in check)
                stdout.write(`${' '.repeat(9)}→ ${check.remedy}\n`);
        }
    const { log } = (0,terminal/* createTerminal */.P)({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    for (const problem of problems)
        log.error((0,errors/* formatProblem */.Vw)(problem));
    return problems.length === 0 ? errors/* exitCodes */.hS.done : errors/* exitCodes */.hS.preflight;
}
async function printSchema(world) {
    const { modelJsonSchema } = await __webpack_require__.e(/* import() */ 4832).then(__webpack_require__.bind(__webpack_require__, 72451));
    world.stdout.write(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
}
/** Writes a key pair, both files or none, and never over one that is there. */
async function makeKeys(options, world) {
    const password = options.passwordFile === undefined ? process.env.COSIGN_PASSWORD : await passwordFrom(options.passwordFile);
    if (password === undefined)
        throw new errors/* UserError */.yo('keygen needs a password for the private key: set COSIGN_PASSWORD or give --password-file (an empty one is allowed)');
    const { generateKeyPair } = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(4321)]).then(__webpack_require__.bind(__webpack_require__, 84321));
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
            throw new errors/* UserError */.yo(`${path} exists and is not overwritten: whoever has a signature of that key still needs it; give another --prefix`, { cause: error });
        throw new errors/* UserError */.yo(`${path ?? options.prefix} cannot be written (${code}): give a --prefix in a directory you can write to`, { cause: error });
    }
    world.stdout.write(`private key: ${options.prefix}.key (keep it secret)\npublic key: ${options.prefix}.pub (commit it, and name it in signing.public-key)\n`);
}

;// CONCATENATED MODULE: ./build/src/cli/monitor.js



/** Looks once at what serves. Returns the exit code by the verdict. */
async function lookOnce({ config, json, data, reference }, world) {
    const { monitor } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(4869), __webpack_require__.e(1512)]).then(__webpack_require__.bind(__webpack_require__, 44869));
    const { log } = (0,terminal/* createTerminal */.P)({ stderr: world.stderr });
    const { report } = await monitor({
        specFile: config,
        ...(data === undefined ? {} : { data }),
        ...(reference === undefined ? {} : { reference }),
        log,
        environment: process.env,
        signal: world.signal,
        now: () => new Date(),
    });
    world.stdout.write(`${json ? JSON.stringify(report, null, 2) : lookLines(report).join('\n')}\n`);
    return (0,failure/* verdictExitCode */.f)(report.verdict);
}
const lookLines = ({ verdict, headline, gates }) => [
    `${verdict}: ${(0,report_text/* oneLine */.TN)(headline, 1_000)}`,
    ...gates.map((gate) => `  ${gate.verdict.padEnd(12)}${gate.name}: ${(0,report_text/* oneLine */.TN)(gate.because, 500)}`),
];

// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/report/compose.js
var compose = __webpack_require__(82112);
// EXTERNAL MODULE: ./build/src/report/html.js + 5 modules
var html = __webpack_require__(14030);
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
    if (open)
        await (0,processes/* run */.eF)(process.platform === 'darwin' ? 'open' : 'xdg-open', [target], { signal: world.signal });
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

// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
// EXTERNAL MODULE: ./build/src/rollout/decide.js
var decide = __webpack_require__(26935);
;// CONCATENATED MODULE: ./build/src/cli/servingText.js


/* How the commands of serving.ts read at a terminal. What others wrote (owners, reasons) stays in its line. */
const shown = (text) => (0,report_text/* oneLine */.TN)(text, 300);
const when = (iso) => `${iso.slice(0, 19).replace('T', ' ')} UTC`;
const counting = new Intl.NumberFormat('en-US');
function statusLines(status) {
    const { model, target, serves, because, url, since, versions, lease, watchdog, certificate } = status;
    const stable = versions.find(({ role }) => role === 'stable');
    const canary = versions.find(({ role }) => role === 'canary');
    const facts = [
        ...(because === undefined ? [] : [['note', because]]),
        ...(stable === undefined ? [] : [['digest', stable.digest]]),
        ...(since === undefined ? [] : [['since', `${when(since.at)}, by ${since.by}`]]),
        ...(canary === undefined
            ? []
            : [['canary', `${canary.version} with ${(0,decide/* percent */.KN)(canary.share)} of the traffic`]]),
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
        ...(versions.length === 0 ? [] : ['', ...versionTable(versions), 'counted since the gateway started']),
    ];
}
const validity = (expiresAt) => Date.parse(expiresAt) > Date.now()
    ? `the certificate is valid until ${when(expiresAt)}`
    : `the certificate expired at ${when(expiresAt)}: put a renewed one there`;
const runningLines = (versions) => versions.map(({ id, running }) => `  ${id} ${running ? 'runs' : 'has ended'}`);
function versionTable(versions) {
    const rows = versions.map(({ version, role, share, running, counted }) => [
        version,
        running ? role : `${role}, ended`,
        (0,decide/* percent */.KN)(share),
        ...(counted === undefined
            ? ['', '', '', '', '', '']
            : [
                counting.format(counted.requests),
                ofAll(counted.errors, counted.requests),
                ofAll(counted.clientErrors, counted.requests),
                ofAll(counted.abandoned, counted.requests),
                atMost(counted.p50Ms),
                atMost(counted.p99Ms),
            ]),
    ]);
    const head = ['version', 'role', 'share', 'requests', 'errors', 'refused', 'left', 'P50', 'P99'];
    const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
    return [head, ...rows].map((row) => row
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd());
}
const ofAll = (count, all) => count === 0 ? '0' : `${counting.format(count)} (${((100 * count) / Math.max(1, all)).toPrecision(2)} %)`;
/** Bounds of a histogram: what lies between two of them is not known. */
const atMost = (ms) => (ms === undefined ? '' : `≤ ${ms} ms`);
/** @param records newest first @param looked where none was found */
function historyLines(records, looked) {
    if (records.length === 0)
        return [`nothing was promoted or rolled back yet: looked at ${looked}`];
    return records.map(({ at, outcome, version, to, by, because }) => {
        const serves = outcome === 'promoted' ? '' : to === undefined ? ', nothing serves' : `, ${to.version} serves`;
        return shown(`${when(at)}  ${outcome.padEnd(11)}  ${version}${serves}  by ${by}: ${because}`);
    });
}

;// CONCATENATED MODULE: ./build/src/cli/serving.js





const nothingServes = 1;
const here = ({ signal }) => ({ environment: process.env, signal });
/** Says what serves. Returns 0 where something does, 1 where nothing does. */
async function showStatus({ config, json }, world) {
    const { findServing } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(3653)]).then(__webpack_require__.bind(__webpack_require__, 93653));
    const { readStatus } = await __webpack_require__.e(/* import() */ 3775).then(__webpack_require__.bind(__webpack_require__, 43775));
    const status = await readStatus(await findServing(config, here(world)));
    const text = json ? JSON.stringify(status, null, 2) : statusLines(status).join('\n');
    world.stdout.write(`${text}\n`);
    return status.serves ? errors/* exitCodes */.hS.done : nothingServes;
}
/** Says what was promoted and rolled back, newest first. */
async function showHistory({ config, json }, world) {
    const { readPromotions } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(7660), __webpack_require__.e(1361)]).then(__webpack_require__.bind(__webpack_require__, 41821));
    const { records, looked, unread } = await readPromotions(config, { ...here(world), stderr: world.stderr });
    if (unread !== undefined)
        world.stderr.write(`warning: ${(0,report_text/* oneLine */.TN)(unread, 1_000)}\n`);
    const text = json ? JSON.stringify(records, null, 2) : historyLines(records, looked).join('\n');
    world.stdout.write(`${text}\n`);
}
/** Prints what a version wrote: by default the one that serves. */
async function showLogs(version, options, world) {
    const { findServing } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(3653)]).then(__webpack_require__.bind(__webpack_require__, 93653));
    const { versionToRead } = await __webpack_require__.e(/* import() */ 1110).then(__webpack_require__.bind(__webpack_require__, 71110));
    const serving = await findServing(options.config, here(world));
    const backend = await versionToRead(serving, version);
    const found = await serving.versions.logs(backend.id, {
        lines: options.lines,
        follow: options.follow,
        signal: world.signal,
        // What a model writes may hold what its clients sent.
        onLine: (line) => world.stdout.write(`${(0,platform_text/* withoutControls */.DJ)(line)}\n`),
    });
    if (!found)
        throw new errors/* UserError */.yo(`${backend.id} has left no log: looked at ${serving.looked}`);
}
/** Brings back what served, as after a reboot. */
async function bringBack(config, world) {
    const { bringUp } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(3464)]).then(__webpack_require__.bind(__webpack_require__, 3464));
    const { log } = (0,terminal/* createTerminal */.P)({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' });
    await bringUp(config, { ...here(world), log, say: (line) => world.stdout.write(`${line}\n`) });
}
/** Ends what serves, after a question at a terminal, and says what ended. */
async function stopServing({ config, yes }, world) {
    const { findServing } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(3653)]).then(__webpack_require__.bind(__webpack_require__, 93653));
    const { stop } = await Promise.all(/* import() */[__webpack_require__.e(8815), __webpack_require__.e(668), __webpack_require__.e(1168), __webpack_require__.e(8142), __webpack_require__.e(1922), __webpack_require__.e(9064), __webpack_require__.e(2182), __webpack_require__.e(8531), __webpack_require__.e(9593)]).then(__webpack_require__.bind(__webpack_require__, 19593));
    const serving = await findServing(config, here(world));
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
    await stop(serving, { environment: process.env, say: (line) => world.stdout.write(`${line}\n`) });
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
  model-actions build,sign --from sha256:…     continue from a result of an earlier run
  model-actions doctor                         what does this machine lack?
  model-actions selftest IMAGE                 does an image of your own keep the runtime contract?
  model-actions report --open                  what the stages found, in a browser
  model-actions status                         what serves, since when, and how it does
  model-actions logs --follow                  what it writes
  model-actions history                        what was promoted and rolled back
  model-actions monitor --data recent.jsonl    is it as it was: errors, latency, drift of inputs and answers?
  model-actions rollback                       back to the release that served before
  model-actions stop                           end what serves
  model-actions up                             bring back what served before a reboot
  model-actions prune                          free the disk of what no release needs
  model-actions keygen                         cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${errors/* exitCodes */.hS.done}  passed                          ${errors/* exitCodes */.hS.diverged}  training diverged
  ${errors/* exitCodes */.hS.configuration}  wrong arguments or model.yml    ${errors/* exitCodes */.hS['gate-failed']}  a gate failed
  ${errors/* exitCodes */.hS.data}  wrong data                      ${errors/* exitCodes */.hS.inconclusive}  a gate could not decide
  ${errors/* exitCodes */.hS.preflight}  something is missing here       ${errors/* exitCodes */.hS.crashed} a bug of model-actions
  ${errors/* exitCodes */.hS['out-of-memory']}  out of memory                   130, 143  stopped by SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_HOST, …_USERNAME, …_PASSWORD   a registry, and who enters it; sent to no other host
  MODEL_ACTIONS_HOME                                    where results, checkpoints and what serves are kept (default ~/.local/state/model-actions)
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment made for the purpose
  MODEL_ACTIONS_TORCH_CPU_INDEX                         a mirror of PyTorch's index for machines without a GPU; empty: none
  MODEL_ACTIONS_DEBUG=1                                 shows debug lines
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
function linesOption(text) {
    if (/^[1-9]\d{0,6}$/.test(text))
        return Number(text);
    throw new commander/* InvalidArgumentError */.Di('expected a number of lines, such as 100');
}
/** The commands; `run` resolves with the exit code, and throws what `failureOf` makes a message of. */
function createProgram(world) {
    let exitCode = errors/* exitCodes */.hS.done;
    const program = new commander/* Command */.uB('model-actions')
        .description('Carries a machine-learning model from data to a canary: one model.yml, one command a stage.')
        .argument('<stages>', `all, or one or more of ${types/* stageNames */.h.join(', ')}, with commas`)
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--engine <name>', 'where training and evaluation run, instead of what model.yml says').choices([
        ...schema/* engineNames */.Ry,
    ]))
        .option('--from <digest>', 'start from this result of an earlier run, and look for nothing before it', digestOption)
        .option('--digest <digest>', 'verify or deploy the image with this digest', digestOption)
        .option('--candidate-predictions <file>', 'evaluate: judge these predictions alone; no model, no data, no Python')
        .option('--baseline-predictions <file>', 'evaluate: what they are judged against')
        .option('--force', 'run again even where a result of equal inputs exists', false)
        .option('--rollback', 'deploy a release that is older than what serves', false)
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
        .action((options) => checkSpec(options.config, world));
    program
        .command('report')
        .description('write one HTML report of what the stages left, as a pull request gets it, and print its path')
        .argument('[path]', "a stage's report as JSON, a directory of them, or the directory of model.yml", '.')
        .option('--open', 'open it in a browser', false)
        .action((path, options) => report(path, options, world));
    program
        .command('rollback')
        .description('go back to an earlier release, which gets all traffic as soon as it is healthy')
        .argument('[release]', 'its version, or previous: what served before and was not rolled back', 'previous')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print the report as JSON on standard output', false)
        .option('--password-file <file>', 'read the password of the private key from a file')
        .action(async (release, options) => {
        exitCode = await rollBack(release, options, world);
    });
    program
        .command('status')
        .description('say what serves, since when, what a rollout does, and how each version answers; exit 1 where nothing serves')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print it as JSON', false)
        .action(async (options) => {
        exitCode = await showStatus(options, world);
    });
    program
        .command('history')
        .description('say what was promoted and rolled back, the newest first')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--json', 'print it as JSON', false)
        .action((options) => showHistory(options, world));
    program
        .command('logs')
        .description('print what a version wrote, also one that ended by itself')
        .argument('[version]', 'its version or id; by default that of what serves')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('-f, --follow', 'go on until it ends', false)
        .addOption(new commander/* Option */.c$('--lines <count>', 'the last so many').argParser(linesOption).default(100))
        .action((version, options) => showLogs(version, options, world));
    program
        .command('monitor')
        .description('look once at what serves: errors and latency against what is usual, and drift of recent inputs')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('--data <file>', 'recent inputs as JSON lines, with labels where they are known')
        .option('--reference <file>', 'what they are held against; by default data.test of the spec')
        .option('--json', 'print the report as JSON', false)
        .action(async (options) => {
        exitCode = await lookOnce(options, world);
    });
    program
        .command('up')
        .description('bring back what served before a reboot: stable and its gateway; what runs is left as it is')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .action(({ config }) => bringBack(config, world));
    program
        .command('stop')
        .description('end the gateway and every version, in this order; refused while a rollout is under way')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .option('-y, --yes', 'without a question', false)
        .action((options) => stopServing(options, world));
    program
        .command('prune')
        .description('remove results, checkpoints and caches that are old or too many; what serves and what a release needs stays')
        .option('-c, --config <file>', 'the model spec', 'model.yml')
        .addOption(new commander/* Option */.c$('--older-than <age>', 'remove what was not used for so long, such as 7d')
        .argParser(ageOption)
        .default(prune/* defaultLimits */.M.maxAgeMs, '30d'))
        .addOption(new commander/* Option */.c$('--keep <size>', 'and then the longest unused until no more is left than this, such as 50g')
        .argParser(sizeOption)
        .default(prune/* defaultLimits */.M.maxBytes, '100g'))
        .action((options) => pruneModel(options, world));
    program
        .command('keygen')
        .description('write a new key pair for signing: PREFIX.key (private, encrypted) and PREFIX.pub')
        .option('--prefix <path>', 'where to write it', 'cosign')
        .option('--password-file <file>', 'read the password from a file instead of COSIGN_PASSWORD')
        .action((options) => makeKeys(options, world));
    program
        .command('selftest')
        .description('say whether an image of your own keeps the runtime contract (engine.image), and what it lacks')
        .argument('<image>', 'a name that the Docker engine has, or can fetch')
        .action(async (image) => {
        exitCode = await selftest(image, world);
    });
    program
        .command('doctor')
        .description('say what this machine has and lacks: Docker, GPUs, disk, memory, tools, clock, network')
        .option('-c, --config <file>', 'the model spec, whose registries are greeted', 'model.yml')
        .option('--require <list>', 'what must be there: docker, gpu=2, python, git, registry, disk=50g, memory=16g', '')
        .option('--json', 'print what was found as JSON', false)
        .action(async (options) => {
        exitCode = await doctor(options, world);
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

/***/ 2629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ createTerminal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7238);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49688);



/**
 * A terminal. Everything goes to `stderr`, so that standard output belongs to the result.
 * @param debug whether debug lines are shown
 */
function createTerminal(options) {
    const { stderr: screen, nowMs = () => performance.now(), debug = false } = options;
    const redactor = (0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .createRedactor */ .l)();
    const worthALine = (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .createThinner */ .NN)(nowMs);
    const due = (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .createPacer */ .g3)(nowMs);
    const redraws = screen.isTTY === true;
    const saved = new Map();
    let drawn = '';
    /** A line longer than the screen would wrap, and what wraps cannot be redrawn. */
    const fitting = (line) => line.slice(0, Math.max(10, (screen.columns ?? 80) - 1));
    const erase = () => {
        if (drawn !== '')
            screen.write('\r\u001b[2K');
    };
    const print = (text) => {
        erase();
        for (const line of redactor.lines(text))
            screen.write(`${line}\n`);
        if (drawn !== '')
            screen.write(drawn);
    };
    return {
        kind: 'terminal',
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
                const line = redactor.line((0,_progress_js__WEBPACK_IMPORTED_MODULE_2__/* .percentLine */ .WS)(what, share));
                if (!redraws) {
                    if (worthALine(what, share))
                        print(line);
                    return;
                }
                erase();
                drawn = share >= 1 ? '' : fitting(line);
                screen.write(share >= 1 ? `${line}\n` : drawn);
            },
            live(text) {
                const line = redactor.line(text);
                if (!redraws) {
                    if (line !== '' && due())
                        print(line);
                    return;
                }
                erase();
                drawn = fitting(line);
                if (drawn !== '')
                    screen.write(drawn);
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


/***/ })

};
