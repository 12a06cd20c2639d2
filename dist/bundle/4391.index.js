export const id = 4391;
export const ids = [4391];
export const modules = {

/***/ 23160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deepestLevels),
/* harmony export */   f: () => (/* binding */ isTooDeep)
/* harmony export */ });
/** Deeper than any document or request has a reason to be, and far from where a program's stack ends: JSON is read in a loop, and written by a call within a call. */
const deepestLevels = 64;
/** Whether a value that was read from JSON is deeper than `deepestLevels`. */
function isTooDeep(value) {
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
        if (depth > deepestLevels)
            return true;
        level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    }
    return false;
}


/***/ }),

/***/ 19959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eo: () => (/* binding */ historyRecord),
/* harmony export */   pg: () => (/* binding */ servedOf),
/* harmony export */   q0: () => (/* binding */ stepBack),
/* harmony export */   xG: () => (/* binding */ servesSince)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);



const digest = zod__WEBPACK_IMPORTED_MODULE_2__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value), 'expected a digest');
const version = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().refine((text) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text, 'expected a version');
const release = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ version, digest });
/** A promotion or a rollback: a line of a place's history, and the predicate of an attestation on the image. */
const historyRecord = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    outcome: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['promoted', 'rolled-back']),
    /** Of the model: one key signs for several, and whoever can write to a repository can copy images of others there. */
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    /** Of the release that was tried. */
    digest,
    version,
    /** When it was signed as a release: tells two builds of one version apart. */
    released: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    /** What served before; absent for a first deploy. */
    from: release.exactOptional(),
    /** What serves now; absent where nothing does. */
    to: release.exactOptional(),
    /** Of what was rolled back because somebody stopped it: that says nothing of the release, which can be gone back to. */
    stopped: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(true).exactOptional(),
    /** ISO 8601. */
    at: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
    by: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    because: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
/**
 * What served, the last one first: what was promoted and not rolled back since, and what a rollback left serving; and what
 * was ever rolled back. Pure. @param history of any places and images, in any order
 */
function servedOf(history) {
    const undone = new Set();
    const served = [];
    for (const record of [...history].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))) {
        if (record.outcome === 'rolled-back' && record.stopped !== true)
            undone.add(record.digest);
        const serving = record.outcome === 'promoted' ? record : record.to;
        if (serving === undefined || undone.has(serving.digest))
            continue;
        const when = record.at.slice(0, 10);
        const because = record.outcome === 'promoted'
            ? `the last one promoted, on ${when}`
            : `which serves since ${record.version} was rolled back on ${when}`;
        served.push({ version: serving.version, digest: serving.digest, because });
    }
    return { served, undone };
}
/**
 * The record since which a release serves: of its last promotion, or of the rollback that brought it back. One of a canary
 * that went back changed nothing. Pure. @param history of one place, oldest first
 */
function servesSince(history, digest) {
    let serving;
    for (const record of history) {
        const now = record.outcome === 'promoted' ? record.digest : record.to?.digest;
        if (now === undefined)
            serving = undefined;
        else if (record.outcome === 'promoted' || now !== serving?.digest)
            serving = { digest: now, since: record };
    }
    return serving?.digest === digest ? serving?.since : undefined;
}
/**
 * Why a release would be a step back behind what serves or served last; undefined where it is none. Of two builds of one
 * version the one that was signed later is the newer one, and where nobody knows, it is not taken for newer. Pure.
 */
function stepBack(release, last, history) {
    if (release.digest === last.digest)
        return undefined;
    const order = semver__WEBPACK_IMPORTED_MODULE_0__.compare(release.version, last.version);
    if (order > 0)
        return undefined;
    if (order < 0)
        return `${release.version} is older than ${last.version}`;
    const released = history.find(({ digest }) => digest === last.digest)?.released;
    if (released !== undefined && Date.parse(release.released) > Date.parse(released))
        return undefined;
    return `this build of ${release.version} was signed ${released === undefined ? 'at another time than' : `on ${release.released}, before`} the one that was promoted`;
}


/***/ }),

/***/ 68593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readHistory),
/* harmony export */   b: () => (/* binding */ appendHistory)
/* harmony export */ });
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19959);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22127);


/* What was promoted and what was rolled back at this place. */
const appendHistory = (place, record) => (0,_records_js__WEBPACK_IMPORTED_MODULE_1__/* .appendRecord */ .E)(place.history, record, { schema: _model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyRecord */ .Eo, label: 'writing the history' });
/** Oldest first. @throws UserError with the line that is damaged */
const readHistory = (place) => (0,_records_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecords */ .T)(place.history, _model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyRecord */ .Eo, 'the history');


/***/ }),

/***/ 22127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ appendRecord),
/* harmony export */   T: () => (/* binding */ readRecords)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);





/* Files of a place that are only ever added to: one JSON object a line, oldest first. */
/** @param options.label what is done, for who waits for it */
async function appendRecord(path, record, options) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    await (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)(`${path}.lock`, { label: options.label }, async () => {
        await mendLastLine(path, options.schema);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 });
    });
}
/** What a power failure left of a last line goes, or the next record would stand behind it in the same line; a whole one is ended. */
async function mendLastLine(path, schema) {
    const bytes = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path)) ?? Buffer.alloc(0);
    const wholeBytes = bytes.lastIndexOf('\n') + 1;
    if (wholeBytes === bytes.length)
        return;
    const isWhole = schema.safeParse(json(bytes.toString('utf8', wholeBytes))).success;
    await (isWhole ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, '\n') : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, wholeBytes));
}
/**
 * @param what the file is, in a message
 * @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out
 */
async function readRecords(path, schema, what) {
    const lines = ((await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path))?.toString() ?? '').split('\n');
    return lines.flatMap((line, index) => {
        if (line.trim() === '')
            return [];
        const parsed = schema.safeParse(json(line));
        if (parsed.success)
            return [parsed.data];
        if (index === lines.length - 1)
            return [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`this line of ${what} is damaged: restore it, or remove it`, {
            place: { file: path, line: index + 1 },
        });
    });
}
function json(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 15906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f1: () => (/* binding */ whereStopped),
/* harmony export */   qN: () => (/* binding */ begin),
/* harmony export */   yo: () => (/* binding */ update)
/* harmony export */ });
/* unused harmony export inWords */
/*
 * What a run is doing, by the signal that stops it: for the words with which it then stops, also where no time is left to
 * come back from the depth of its work.
 */
const doings = new WeakMap();
/** Says what is begun. */
const begin = (signal, doing) => void doings.set(signal, doing);
/** Says what is new of it. */
function update(signal, changes) {
    const doing = doings.get(signal);
    if (doing !== undefined)
        doings.set(signal, { ...doing, ...changes });
}
/** What was under way when the signal came; undefined where nobody said. */
const whereStopped = (signal) => {
    const doing = doings.get(signal);
    return doing === undefined ? undefined : inWords(doing);
};
/** `in finetune at step 458 of 750; the same command goes on from there` */
function inWords({ what, at, checkpoint, next }) {
    const seen = typeof at === 'object' ? at.done : 0;
    // The last checkpoint is written after the signal came, and no progress is told any more.
    const place = typeof at === 'object' ? oneOf({ ...at, done: Math.max(seen, checkpoint?.step ?? 0) }) : at;
    const goesOn = checkpoint === undefined
        ? `the same command begins ${what} again`
        : `${checkpoint.by} goes on from ${typeof at === 'object' && checkpoint.step >= seen ? 'there' : `step ${checkpoint.step}`}`;
    return `in ${what}${place === undefined ? '' : ` at ${place}`}; ${next ?? goesOn}`;
}
const oneOf = ({ done, total, unit }) => `${unit.replace(/s$/, '')} ${done} of ${total}`;


/***/ }),

/***/ 55799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ refusedBySystem),
/* harmony export */   fM: () => (/* binding */ verdictExitCode),
/* harmony export */   g5: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _doing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15906);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53720);





/**
 * @param signal what aborted the work; an error that came of it is not reported as one
 * @param debug what the system refused has its stack too: it may be at a path that only we know of
 */
function failureOf(error, signal, debug = false) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof _signals_js__WEBPACK_IMPORTED_MODULE_4__/* .Interrupted */ .j$) {
        const where = (0,_doing_js__WEBPACK_IMPORTED_MODULE_3__/* .whereStopped */ .f1)(signal);
        const told = where === undefined ? `${reason.message}; run again to go on` : `${reason.message} ${where}`;
        // It may stand in a file that somebody reads later, who did not want it to end with the terminal.
        const what = reason.exitCode === hungUp ? `${told}; ${howToGoOn}` : told;
        return { exitCode: reason.exitCode, problems: [{ what }] };
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS[error.exit], problems: error.problems };
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const refused = refusedBySystem(error);
    if (refused !== undefined)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS[refused.exit], problems: refused.problems, ...(debug ? { stack } : {}) };
    const message = error instanceof Error ? error.message : String(error);
    return {
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS.crashed,
        problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
        stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
    };
}
/**
 * Permissions of another user's files, and a full disk, are met anywhere, and are no bugs of ours.
 * @param home where we keep what is ours: what is written to an open file fails without a path, and was most likely there
 * @returns undefined for every other error
 */
function refusedBySystem(error, home) {
    if (!(error instanceof Error))
        return undefined;
    const { code = '', syscall, path, address, port } = error;
    const remedy = _files_js__WEBPACK_IMPORTED_MODULE_2__/* .diskRemedies */ .Cy.get(code);
    if (syscall === undefined || remedy === undefined)
        return undefined;
    const forbidden = code === 'EACCES' || code === 'EPERM';
    // A socket of this machine is a file, and Node tells its path as an address.
    if (address !== undefined && !address.startsWith('/'))
        return forbidden ? noWay({ address, port }, error) : undefined;
    const named = path ?? address;
    // A right that is missing, of nobody knows what, is ours to find; and without a path it may be a terminal that is gone.
    if (named === undefined && (forbidden || code === 'EIO'))
        return undefined;
    const at = named ?? home;
    const isOurs = home !== undefined && `${at}${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`.startsWith(`${home}${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${at === undefined ? '' : `${at}: `}${syscall} was refused (${code}): ${remedy}${isOurs ? ', or name another directory by MODEL_ACTIONS_HOME' : ''}`, { exit: 'preflight', cause: error });
}
function noWay({ address, port }, cause) {
    const host = address.includes(':') ? `[${address}]` : address;
    const at = port === undefined || port < 0 ? host : `${host}:${port}`;
    const remedy = cause.syscall === 'listen'
        ? 'name a port from 1024 on, or run this as a user who may'
        : 'let the firewall of this machine pass it';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${at}: ${cause.syscall} was refused (${cause.code}): ${remedy}`, { exit: 'preflight', cause });
}
const hungUp = new _signals_js__WEBPACK_IMPORTED_MODULE_4__/* .Interrupted */ .j$('SIGHUP').exitCode;
const howToGoOn = 'to go on when the terminal is closed, start it by setsid, systemd-run --user or in tmux';
const causeOf = (cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
const verdictExitCode = (verdict) => verdict === 'pass' ? _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS.done : verdict === 'inconclusive' ? _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS.inconclusive : _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS['gate-failed'];


/***/ }),

/***/ 53720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   j$: () => (/* binding */ Interrupted),
/* harmony export */   sB: () => (/* binding */ hangUpAsked)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/** SIGHUP is the end of the terminal, or of the connection to it. */
const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
    }
}
/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300;
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300;
/**
 * One AbortSignal for the process: the first signal that stops it aborts it with an `Interrupted`, the second ends the process at once.
 * @param options.nowMs a monotonic clock
 * @param options.hangUp `ignored` where work goes on when the terminal is closed
 * @param options.onLate called before the process ends while its work has not: the last chance to say what it did
 */
function abortOnSignals(source = process, { nowMs = () => performance.now(), hangUp = 'stops', onLate = () => undefined, } = {}) {
    const controller = new AbortController();
    let first;
    const exit = (code) => {
        onLate(controller.signal);
        source.exit(code);
    };
    const listener = (signal) => {
        if (first !== undefined) {
            if (nowMs() - first.atMs > echoMs)
                exit(first.exitCode);
            return;
        }
        const reason = new Interrupted(signal);
        const { exitCode } = reason;
        first = { atMs: nowMs(), exitCode };
        setTimeout(() => exit(exitCode), deadlineMs).unref();
        controller.abort(reason);
    };
    // Without a listener the signal would end the process.
    for (const signal of stopping)
        source.on(signal, signal === 'SIGHUP' && hangUp === 'ignored' ? () => undefined : listener);
    return controller.signal;
}
/**
 * What whoever started this process asked for, as `nohup` and `trap '' HUP` do: that it goes on when the terminal is closed.
 * They have the signal ignored, which a program inherits; but Node gives every signal its default again before any of our
 * code runs, and so do npm and npx for what they start. What is left to see: a shell names the program that it started in the
 * variable `_`, and one that ignores the signal itself has those that it starts ignore it.
 * @param statusOfParent as of Linux's proc(5), empty where there is none
 */
function hangUpAsked(environment, statusOfParent = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${process.ppid}/status`, 'utf8')) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(environment['_'] ?? '') === 'nohup')
        return 'ignored';
    return ignoresHangUp(statusOfParent) ? 'ignored' : 'stops';
}
function ignoresHangUp(statusOf) {
    try {
        const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(statusOf()) ?? [];
        return ((BigInt(`0x${mask}`) >> BigInt(node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals.SIGHUP - 1)) & 1n) === 1n;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ withoutControls),
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   ME: () => (/* binding */ cutColumns),
/* harmony export */   Uw: () => (/* binding */ cutBytes),
/* harmony export */   ky: () => (/* binding */ wrapped),
/* harmony export */   qz: () => (/* binding */ widthOf),
/* harmony export */   r7: () => (/* binding */ shellWord)
/* harmony export */ });
// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Text without what moves a cursor, sets colours, or hides something by writing direction; line ends go too. */
const withoutControls = (text) => text.replaceAll(escapes, '').replaceAll(controls, '');
/** One word for a shell, whatever is in it. */
const shellWord = (text) => /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
/** The lines of a text; an empty text is one empty line. */
const linesOf = (text) => text.split(/\r\n|[\r\n\u2028\u2029]/);
/** Of Unicode's East Asian Width (wide and full width), by blocks. */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
/** Stands on the letter before; but what makes a picture of that widens it. */
const over = /(?!\ufe0f)[\p{Mn}\p{Me}]/u;
/** In columns of a terminal, where letters of East Asia and most pictures take two. */
const widthOf = (text) => [...text].reduce((width, point) => width + (wide.test(point) ? 2 : over.test(point) ? 0 : 1), 0);
/** As much of a line as goes into so many columns of a terminal. */
function cutColumns(text, columns) {
    let [kept, width] = ['', 0];
    for (const point of text) {
        width += widthOf(point);
        if (width > columns)
            break;
        kept += point;
    }
    return kept;
}
/**
 * A line of prose as lines of a screen with so many columns, cut between words. What stands in backticks, such as a command to
 * copy, stays in one piece where that fits; a word that is wider than a line has one to itself, whole. Pure.
 * @param indent what the second line and those after it begin with
 */
function wrapped(text, columns, indent = '') {
    // Some terminals go on to the next line behind the last column.
    const room = columns - 1;
    if (widthOf(text) <= room)
        return text;
    const lines = [];
    let line;
    const add = (gap, word) => {
        if (line === undefined)
            line = gap + word;
        // What nothing stands between is one word.
        else if (gap === '' || widthOf(line + gap + word) <= room)
            line += gap + word;
        else {
            lines.push(line);
            line = indent + word;
        }
    };
    for (const [, gap = '', word = ''] of text.matchAll(/(\s*)((?:`[^`]*`|[^\s`])+|`\S*)/g))
        if (widthOf(indent + word) <= room)
            add(gap, word);
        else
            for (const [index, part] of word.split(' ').entries())
                add(index === 0 ? gap : ' ', part);
    return [...lines, line].join('\n');
}
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
/* harmony export */   l: () => (/* binding */ parseStages)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85940);



const isStage = (name) => _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.includes(name);
/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
function parseStages(text, place) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 1 && names[0] === 'all')
        return [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h];
    if (names.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`no stage is named: choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
    const stages = [];
    for (const name of names) {
        if (!isStage(name)) {
            const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(name.slice(0, 100), [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h, 'all']);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(name.slice(0, 100))} is no stage${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
        }
        const last = stages.at(-1);
        if (last !== undefined && _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(name) <= _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(last))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(last === name || stages.includes(name)
                ? `${name} is named twice: name each stage once`
                : `${name} cannot come after ${last}: stages happen in the order ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
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
