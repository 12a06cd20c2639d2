export const id = 7733;
export const ids = [7733];
export const modules = {

/***/ 19198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Zu: () => (/* binding */ readIfPresent),
/* harmony export */   f8: () => (/* binding */ writeWhole),
/* harmony export */   wO: () => (/* binding */ diskError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/* Files that other processes read: whole or not there, whatever ends the one that writes; and what to say where one cannot be. */
/** Writes a file beside its place, to the disk, and renames it: a reader sees the old content or the new, never a part. */
async function writeWhole(path, content, options = {}) {
    const temporary = `${path}.${process.pid}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}.tmp`;
    try {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'wx', options.mode ?? 0o644);
        try {
            await file.writeFile(content);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
}
/** The whole content; undefined where there is no such file. */
const readIfPresent = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path).catch((error) => {
    if (error.code === 'ENOENT')
        return undefined;
    throw error;
});
/** Like a recursive mkdir, which calls a read-only file system a missing directory, with the system's own error. */
async function makeDirectory(path, options = {}) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, options);
    }
    catch (error) {
        const { code } = error;
        if (code === 'EEXIST')
            return mustBeDirectory(path);
        if ((code !== 'ENOENT' && code !== 'ENOTDIR') || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path) === path)
            throw error;
        await makeDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), options);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, options).catch((again) => {
            if (again.code !== 'EEXIST')
                throw again;
            return mustBeDirectory(path);
        });
    }
}
/** A file in its place, or a link to a disk that is not there, holds no directory. */
async function mustBeDirectory(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    if (facts?.isDirectory() === true)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(facts === undefined
        ? `${path} is there and leads to no directory: mount what it leads to, remove it, or name another directory by MODEL_ACTIONS_HOME`
        : `${path}: a file is where a directory is needed: move it away, or name another directory by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/**
 * What the system refused while something was written, as one line with its remedy. Every other error stays as it is.
 * @param what could not be done: `images/blobs: cannot be written`
 */
function diskError(what, error) {
    const { code, syscall } = error;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo || syscall === undefined || !/^E[A-Z]+$/.test(code ?? ''))
        return error;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    const remedy = full ? 'the disk is full, free some space' : 'check the path and its permissions';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${what} (${code}): ${remedy}`, { cause: error });
}


/***/ }),

/***/ 5450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IM: () => (/* binding */ eachLine),
/* harmony export */   kD: () => (/* binding */ LineCutter)
/* harmony export */ });
/* unused harmony export maxLineChars */
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46193);

/** Characters of a line that a callback sees at most: no line of the contract is longer, and none may fill the memory. */
const maxLineChars = 1024 * 1024;
/** Cuts bytes into lines; a carriage return ends one too, as progress bars use it. */
class LineCutter {
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    #onLine;
    #line = '';
    #dropped = 0;
    constructor(onLine) {
        this.#onLine = onLine;
    }
    async take(bytes) {
        await this.#cut(this.#decoder.write(bytes));
    }
    /** The last line may lack its end. */
    async end() {
        await this.#cut(this.#decoder.end());
        await this.#flush();
    }
    async #cut(text) {
        for (const [index, piece] of text.split(/[\r\n]/).entries()) {
            if (index > 0) {
                const pending = this.#flush();
                // Not awaited where there is nothing to wait for: a pause for each line costs more than the line.
                if (pending instanceof Promise)
                    await pending;
            }
            const room = Math.max(0, maxLineChars - this.#line.length);
            this.#line += piece.slice(0, room);
            this.#dropped += Math.max(0, piece.length - room);
        }
    }
    #flush() {
        const line = this.#dropped === 0 ? this.#line : `${this.#line} … (${this.#dropped} more characters)`;
        this.#line = '';
        this.#dropped = 0;
        if (line !== '')
            return this.#onLine(line);
    }
}
/**
 * Calls back for each line of a stream, in the callback's own pace: whoever writes is slowed down, and memory stays small.
 * Settles when the stream is read to its end. @throws what the callback throws, and what ends the stream before its end
 */
async function eachLine(stream, onLine) {
    const lines = new LineCutter(onLine);
    try {
        for await (const chunk of stream)
            await lines.take(chunk);
    }
    finally {
        await lines.end();
    }
}


/***/ }),

/***/ 41869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   k: () => (/* binding */ withLock)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19198);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49455);









/*
 * Locks between processes, as files. A lock says who holds it: host, process and when that process began, so that a lock
 * whose holder is gone is taken over, and a later process with the same id is not mistaken for it. Processes of another host
 * cannot be looked up, nor can those of a container, which may have the name of its host; and both go: a container of a job, a
 * rented machine whose disk stays. So a holder touches its lock as long as it lives, and a lock whose holder cannot be looked
 * up is believed while it is touched.
 */
const touchMs = 10_000;
/** Many touches, as a holder may be busy and a shared disk slow; short against the work that somebody waits for. */
const silenceMs = 120_000;
/** Takes the lock, or says who has it. @param options.label what it is held for, in words for the one who is refused */
async function takeLock(path, options) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path));
    const owner = {
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)(),
        sight: ourSight(),
        pid: process.pid,
        startedAt: (await ownStart()) ?? '',
        label: options.label,
        since: new Date().toISOString(),
        token: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex'),
    };
    // Written first and linked into place: nobody ever sees a lock without its owner.
    const mine = `${path}.${owner.token}`;
    const text = JSON.stringify(owner);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(mine, 'wx', 0o600);
    let lock;
    try {
        await handle.write(text, 0);
        for (;;) {
            const found = await readOwner(path);
            if (found !== undefined) {
                if (await lives(found, path, mine))
                    return { kind: 'held', by: describe(found) };
                await clear(path, found.token);
                continue;
            }
            // One that is empty after a power failure says nothing of who held it.
            await handle.sync();
            const taken = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.link)(mine, path).then(() => true, (error) => {
                if (error.code === 'EEXIST')
                    return false;
                throw error;
            });
            if (taken) {
                lock = keep(handle, text, () => releaseLock(path, owner.token));
                return lock;
            }
        }
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(mine, { force: true });
        if (lock === undefined)
            await handle.close();
    }
}
/**
 * Does the work while holding the lock; waits for who has it.
 * @param options.onWait called once, with who has it @throws the signal's reason when it aborts while waiting
 */
async function withLock(path, options, work) {
    for (let waits = 0;; waits++) {
        options.signal?.throwIfAborted();
        const lock = await takeLock(path, options);
        if (lock.kind === 'taken') {
            try {
                return await work();
            }
            finally {
                await lock.release();
            }
        }
        if (waits === 1)
            options.onWait?.(lock.by);
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .y)(Math.min(250, 20 * (waits + 1)), options.signal);
    }
}
let start;
function ownStart() {
    start ??= (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(process.pid);
    return start;
}
/** Written again as it is, so that the clock of the disk counts, and through the handle, so that no later lock is hit. */
function keep(handle, text, free) {
    let touched = Promise.resolve();
    const touching = setInterval(() => {
        // One that is missed is no reason to stop the work.
        touched = handle.write(text, 0).catch(() => undefined);
    }, touchMs).unref();
    return {
        kind: 'taken',
        async release() {
            clearInterval(touching);
            await touched;
            await handle.close();
            await free();
        },
    };
}
function ourSight() {
    try {
        return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid')}`;
    }
    catch {
        return '';
    }
}
/** @param mine a file that was written just now, beside the lock */
async function lives(owner, path, mine) {
    if (owner.host === (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)() && owner.sight === ourSight())
        return (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(owner.pid)) === owner.startedAt;
    const [lock, now] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(mine)]);
    return lock !== undefined && now.mtimeMs - lock.mtimeMs < silenceMs;
}
const describe = (owner) => `${owner.label}, process ${owner.pid} on ${owner.host} since ${owner.since}`;
async function readOwner(path) {
    const text = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readIfPresent */ .Zu)(path))?.toString();
    if (text === undefined)
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${path} is damaged: remove it if nothing of model-actions runs on this host`, { cause });
    }
}
async function releaseLock(path, token) {
    if ((await readOwner(path))?.token === token)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
}
/**
 * Removes a lock whose holder is gone. Of several that see it so, one at a time may look again and remove it, so that a
 * lock that was taken meanwhile stays.
 */
async function clear(path, token) {
    const guard = `${path}.clearing`;
    const made = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(guard).then(() => true, (error) => {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    });
    if (!made) {
        // Held for a moment only; one that is older was left by a process that was killed in that moment.
        const ageMs = Date.now() - (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(guard).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
        const left = `${guard}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
        if (ageMs > 5_000)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(guard, left).then(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(left, { recursive: true }), () => undefined);
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .y)(20);
        return;
    }
    try {
        if ((await readOwner(path))?.token === token)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(guard, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 19959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ historyRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64377);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6799);


const digest = zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value), 'expected a digest');
const release = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), digest });
/** A promotion or a rollback: a line of a place's history, and the predicate of an attestation on the image. */
const historyRecord = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    outcome: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['promoted', 'rolled-back']),
    /** Of the release that was tried. */
    digest,
    version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    /** What served before; absent for a first deploy. */
    from: release.exactOptional(),
    /** What serves now; absent where nothing does. */
    to: release.exactOptional(),
    /** ISO 8601. */
    at: zod__WEBPACK_IMPORTED_MODULE_2__/* .datetime */ .w$(),
    /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
    by: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    because: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
});


/***/ }),

/***/ 3195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    if (path.includes('\\'))
        return 'the path holds a backslash';
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
        return 'the path is absolute';
    const parts = path.split('/');
    if (parts.includes('..'))
        return 'the path leaves its directory';
    if (parts.includes('.') || parts.includes(''))
        return 'the path is not in its shortest form';
    if (parts.some((part) => part.startsWith('.wh.')))
        return 'a name with .wh. deletes files of an image';
    return undefined;
}
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const folded = path.normalize('NFC').toLowerCase();
        const other = seen.get(folded);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(folded, path);
    }
    return undefined;
}
/**
 * Every file below a directory, sorted by path. Links to files inside count as files; links that leave the directory,
 * links to directories, devices, sockets and pipes, and names that no image can hold are refused with a UserError. With
 * `links: 'refused'` every link is: what a job left is not trusted to name other files.
 */
async function listFiles(directory, options = {}) {
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory).catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${directory}: cannot be read (${error.code}): give the directory of a model`);
    });
    const files = [];
    const walk = async (prefix) => {
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, prefix), { withFileTypes: true })) {
            if (options.skip?.(entry.name) === true)
                continue;
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path);
            const fault = pathFault(path);
            if (fault !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${JSON.stringify(shown)}: ${fault}: rename the file`);
            if (entry.isDirectory()) {
                await walk(path);
                continue;
            }
            if (entry.isSymbolicLink() && options.links === 'refused')
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: a link, which could name any file of this host: write the file itself there`);
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: neither a file nor a directory: a model holds regular files only, remove it`);
            files.push({ path, sizeBytes: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path))).size });
        }
    };
    await walk('');
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_1__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(target)).isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: a link to a directory: copy the files instead`);
}


/***/ }),

/***/ 68593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readHistory),
/* harmony export */   b: () => (/* binding */ appendHistory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19959);






/* What was promoted and what was rolled back at this place, oldest first: one JSON object a line, only ever added to. */
async function appendHistory(place, record) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place.history));
    await (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)(`${place.history}.lock`, { label: 'writing the history' }, async () => {
        await mendLastLine(place.history);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(place.history, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 });
    });
}
/** What a power failure left of a last line goes, or the next record would stand behind it in the same line; a whole one is ended. */
async function mendLastLine(path) {
    const bytes = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path)) ?? Buffer.alloc(0);
    const wholeBytes = bytes.lastIndexOf('\n') + 1;
    if (wholeBytes === bytes.length)
        return;
    const isWhole = _model_history_js__WEBPACK_IMPORTED_MODULE_5__/* .historyRecord */ .E.safeParse(json(bytes.toString('utf8', wholeBytes))).success;
    await (isWhole ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, '\n') : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, wholeBytes));
}
/** @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out */
async function readHistory(place) {
    const lines = ((await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(place.history))?.toString() ?? '').split('\n');
    return lines.flatMap((line, index) => {
        if (line.trim() === '')
            return [];
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_5__/* .historyRecord */ .E.safeParse(json(line));
        if (parsed.success)
            return [parsed.data];
        if (index === lines.length - 1)
            return [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('this line of the history is damaged: restore it, or remove it', {
            place: { file: place.history, line: index + 1 },
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

/***/ 87733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ defaultLimits),
/* harmony export */   prune: () => (/* binding */ prune)
/* harmony export */ });
/* unused harmony export chooseResults */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41869);
/* harmony import */ var _model_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6799);
/* harmony import */ var _model_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3195);
/* harmony import */ var _results_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14344);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(68593);







/** `acme/intents` keeps a month of work, and no more than fills a small disk. */
const defaultLimits = { maxAgeMs: 30 * 24 * 3_600_000, maxBytes: 100e9 };
/** A job that runs now may hold any of these: what was used this day stays whatever the size. */
const shortestAgeMs = 24 * 3_600_000;
/** Which results go. Pure: what is needed stays with everything that it was made from. */
function chooseResults(results, history, limits, nowMs) {
    // One that was promoted again, after a crash, is still one: the release before it can be gone back to.
    const promoted = history.filter((record) => record.outcome === 'promoted').map((record) => record.digest);
    const needed = new Set([...new Set(promoted.toReversed())].slice(0, 2));
    const lastPromotedMs = Date.parse(history.findLast((record) => record.outcome === 'promoted')?.at ?? '') || 0;
    const roots = results.filter(({ stage, image, usedMs }) => image !== undefined && (needed.has(image) || (stage === 'build' && usedMs > lastPromotedMs)));
    const byDigest = new Map(results.map((result) => [result.digest, result]));
    const kept = new Set();
    const keep = (digest) => {
        if (kept.has(digest))
            return;
        kept.add(digest);
        for (const parent of byDigest.get(digest)?.parents ?? [])
            keep(parent);
    };
    for (const root of roots)
        keep(root.digest);
    let total = results.reduce((sum, result) => sum + result.sizeBytes, 0);
    const gone = [];
    for (const result of results.toSorted((a, b) => a.usedMs - b.usedMs)) {
        const ageMs = nowMs - result.usedMs;
        if (kept.has(result.digest) || ageMs < Math.min(shortestAgeMs, limits.maxAgeMs))
            continue;
        if (ageMs <= limits.maxAgeMs && total <= limits.maxBytes)
            continue;
        gone.push(result.digest);
        total -= result.sizeBytes;
    }
    return gone;
}
/** Removes what the limits say. @returns what went, in bytes and entries */
async function prune(place, limits, nowMs) {
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_2__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.locks, 'prune'), { label: 'pruning' }, async () => {
        const results = await readResults(place);
        let entries = 0;
        let bytes = 0;
        const gone = new Set(chooseResults(results, await (0,_history_js__WEBPACK_IMPORTED_MODULE_6__/* .readHistory */ .L)(place), limits, nowMs));
        for (const { digest, sizeBytes } of results.filter((result) => gone.has(result.digest))) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directoryOf(place, digest), { recursive: true, force: true });
            entries += 1;
            bytes += sizeBytes;
        }
        for (const file of await names((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'keys'))) {
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'keys', file);
            const digest = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => '')).trim();
            if ((0,_model_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest) && gone.has(digest))
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
        }
        for (const parent of [
            place.checkpoints,
            place.logs,
            ...(await names(place.cache)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.cache, name)),
        ])
            for (const name of await names(parent)) {
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name);
                const mtimeMs = await changedMs(path);
                if (mtimeMs === undefined || nowMs - mtimeMs <= limits.maxAgeMs)
                    continue;
                bytes += await sizeOf(path);
                entries += 1;
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true });
            }
        return { entries, bytes };
    });
}
const directoryOf = (place, digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results', (0,_model_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest));
async function readResults(place) {
    const found = [];
    for (const name of await names((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results'))) {
        const digest = `sha256:${name}`;
        if (!(0,_model_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest))
            continue;
        const directory = directoryOf(place, digest);
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'result.json'), 'utf8').catch(() => '');
        const mtimeMs = await changedMs(directory);
        if (mtimeMs === undefined)
            continue;
        const parsed = _results_types_js__WEBPACK_IMPORTED_MODULE_5__/* .resultSchema */ .F.safeParse(parse(text));
        // What is no result any more is needed by nobody.
        if (!parsed.success) {
            found.push({ digest, stage: '', parents: [], sizeBytes: await sizeOf(directory), usedMs: mtimeMs });
            continue;
        }
        const { stage, parents, files, outputs } = parsed.data;
        const image = outputs['digest'] ?? '';
        found.push({
            digest,
            stage,
            parents: Object.values(parents),
            ...((0,_model_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(image) ? { image } : {}),
            sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
            usedMs: mtimeMs,
        });
    }
    return found;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
async function names(directory) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
            return [];
        throw error;
    });
}
/** Undefined where another run has removed it since it was listed. */
async function changedMs(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone))?.mtimeMs;
}
function unlessGone(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
async function sizeOf(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone);
    if (facts?.isDirectory() !== true)
        return facts?.size ?? 0;
    return (await (0,_model_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .listFiles */ .CS)(path).catch(() => [])).reduce((sum, file) => sum + file.sizeBytes, 0);
}


/***/ }),

/***/ 72636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   Ud: () => (/* binding */ plainEnvironment),
/* harmony export */   W3: () => (/* binding */ spawnDetached),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   gy: () => (/* binding */ processStart),
/* harmony export */   yV: () => (/* binding */ alive)
/* harmony export */ });
/* unused harmony export groupAlive */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5450);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49455);







/** Between the polite signal and the one that cannot be refused; leaves time to report within 2 s of the abort. */
const graceMs = 1_500;
/** How long the pipes of an ended child may stay open in the hands of a process that left its group. */
const drainMs = 500;
/** The same where our own callbacks are still busy with what it wrote. */
const busyDrainMs = 10_000;
/** What every program needs of our environment. Tokens, keys and passwords have no such name. */
const plainNames = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|LANG|LC_[A-Z]+|TZ|LD_LIBRARY_PATH|XDG_[A-Z_]+|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|(?:https?|all|no)_proxy)$/i;
/** The environment for a child: what every program needs of ours, and nothing that the job of a runner keeps secret. */
const plainEnvironment = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => plainNames.test(name)));
/** Groups that must not outlive this process, whatever ends it. */
const live = new Set();
process.on('exit', () => {
    for (const pid of live)
        signalGroup(pid, 'SIGKILL');
});
/**
 * Runs a program to its end. Every process that it started and that stayed in its group is gone when this settles.
 * An abort sends SIGTERM to the group, 1.5 s later SIGKILL, and rejects with the signal's reason.
 * An error thrown by a line callback ends the group in the same way and is what this rejects with.
 * @throws UserError (exit `preflight`) where the program cannot be started
 */
async function run(command, args, options = {}) {
    options.signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, {
        cwd: options.cwd,
        env: { ...(options.env ?? plainEnvironment(process.env)) },
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A child may end without having read its input; that is not our failure.
    child.stdin.on('error', () => { });
    child.stdin.end(options.stdin ?? '');
    const pid = await started(child, command, options.cwd);
    live.add(pid);
    let failure;
    let killTimer;
    const end = (reason) => {
        if (failure !== undefined)
            return;
        failure = { reason };
        signalGroup(pid, 'SIGTERM');
        killTimer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    };
    const onAbort = () => end(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (options.signal?.aborted === true)
        onAbort();
    let busy = 0;
    const guarded = (callback) => {
        return (line) => {
            if (failure !== undefined || callback === undefined)
                return;
            try {
                const pending = callback(line);
                if (!(pending instanceof Promise))
                    return;
                busy++;
                return pending.catch(end).finally(() => {
                    busy--;
                });
            }
            catch (error) {
                end(error);
            }
        };
    };
    // A pipe that we close ourselves ends early, and that is no failure.
    const read = Promise.allSettled([
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .eachLine */ .IM)(child.stdout, guarded(options.onStdoutLine)),
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .eachLine */ .IM)(child.stderr, guarded(options.onStderrLine)),
    ]);
    try {
        const ended = await exited(child, pid, () => busy > 0);
        await read;
        if (failure !== undefined)
            throw failure.reason;
        return ended;
    }
    finally {
        clearTimeout(killTimer);
        options.signal?.removeEventListener('abort', onAbort);
        live.delete(pid);
    }
}
/**
 * Starts a server that outlives this process and, on a runner, its job: a session of its own, output to a file, and
 * with no word of the job's environment but what `env` says: tokens would stay readable for as long as it serves, and
 * RUNNER_TRACKING_ID is how the runner finds and ends what a job left behind.
 * @returns its process id, which is the id of its group too
 */
async function spawnDetached(command, args, options) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(options.logFile), { recursive: true });
    const log = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(options.logFile, 'a', 0o600);
    try {
        const { cwd, env } = options;
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', log.fd, log.fd] });
        const pid = await started(child, command, options.cwd);
        child.unref();
        return pid;
    }
    finally {
        await log.close();
    }
}
/** Ends a group begun by `spawnDetached`: SIGTERM, after the grace SIGKILL. True when nothing of it is left. */
async function endGroup(pid, patienceMs = graceMs) {
    for (const [signal, waitMs] of [
        ['SIGTERM', patienceMs],
        // Gigabytes of a model take the kernel a while to take down, on a busy machine most of all.
        ['SIGKILL', 5_000],
    ]) {
        if (!signalGroup(pid, signal))
            return true;
        for (const until = performance.now() + waitMs; performance.now() < until;) {
            if (!groupAlive(pid))
                return true;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_6__/* .sleep */ .y)(20);
        }
    }
    return !groupAlive(pid);
}
/** True while a process of the group exists. */
const groupAlive = (pid) => signalGroup(pid, 0);
/** Whether a process has this id, also one of another user. A killed one has it until its parent takes note of its end. */
function alive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
/**
 * When a process began, in the kernel's own words: with its id it tells a process from a later one that got the same id.
 * Undefined where there is none, or only its exit code is left.
 */
async function processStart(pid) {
    if (!Number.isSafeInteger(pid) || pid <= 1)
        return undefined;
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)('/proc/self/stat')) {
        const stat = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
        // proc(5): after the name in parentheses come the state (field 3) and, as field 22, the start time.
        const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
    }
    const lines = [];
    await run('ps', ['-o', 'lstart=', '-p', String(pid)], { onStdoutLine: (line) => lines.push(line.trim()) });
    return lines[0];
}
function signalGroup(pid, signal) {
    // Group 0 is our own and -1 is everyone: such an id can only come from a damaged state file.
    if (!Number.isSafeInteger(pid) || pid <= 1)
        return false;
    try {
        process.kill(-pid, signal);
        return true;
    }
    catch (error) {
        // EPERM: the group exists and is another user's.
        return error.code === 'EPERM';
    }
}
function started(child, command, cwd) {
    return new Promise((resolve, reject) => {
        child.once('spawn', () => {
            if (child.pid === undefined)
                reject(new Error(`${command} was started without a process id`));
            else
                resolve(child.pid);
        });
        child.once('error', (error) => {
            const where = cwd === undefined ? '' : ` in ${cwd}`;
            const remedy = error.code === 'ENOENT'
                ? 'install it, or put its directory on PATH'
                : error.code === 'EACCES'
                    ? 'make the file executable'
                    : error.message;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`cannot start ${command}${where} (${error.code ?? error.name}): ${remedy}`, {
                exit: 'preflight',
                cause: error,
            }));
        });
    });
}
/** Resolves once the child has ended and its output is read; ends what it left in its group. */
function exited(child, pid, busy) {
    return new Promise((resolve) => {
        let drain;
        child.once('exit', () => {
            signalGroup(pid, 'SIGKILL');
            const until = performance.now() + busyDrainMs;
            const close = () => {
                if (busy() && performance.now() < until) {
                    drain = setTimeout(close, drainMs);
                    return;
                }
                child.stdout?.destroy();
                child.stderr?.destroy();
            };
            drain = setTimeout(close, drainMs);
        });
        child.once('close', (exitCode, signal) => {
            clearTimeout(drain);
            resolve({ exitCode, signal });
        });
    });
}


/***/ }),

/***/ 14344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ resultName),
  F: () => (/* binding */ resultSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/src/model/digest.js
var digest = __webpack_require__(6799);
// EXTERNAL MODULE: ./build/src/model/paths.js
var paths = __webpack_require__(3195);
;// CONCATENATED MODULE: ./build/src/report/model.js

/*
 * The one report model. Stages write it, renderers read it. Text is plain: it may come from data, and each renderer
 * escapes and cuts it for its medium.
 */
const verdict = schemas/* enum */.k5n(['pass', 'fail', 'inconclusive', 'error']);
const gate = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP(),
    verdict,
    observed: schemas/* strictObject */.rej({
        value: schemas/* number */.aig(),
        low: schemas/* number */.aig().exactOptional(),
        high: schemas/* number */.aig().exactOptional(),
        unit: schemas/* string */.YjP(),
    }),
    allowed: schemas/* number */.aig(),
    because: schemas/* string */.YjP(),
});
const head = { title: schemas/* string */.YjP(), folded: schemas/* boolean */.zMY().exactOptional(), note: schemas/* string */.YjP().exactOptional() };
const section = schemas/* discriminatedUnion */.gMt('kind', [
    /** A column whose values are all numbers is aligned to the right. */
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('table'),
        ...head,
        columns: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
        rows: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP())),
    }),
    /** `counts[i][j]`: examples of class i that were called class j. */
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('confusion'),
        ...head,
        labels: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
        counts: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* number */.aig())),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('chart'),
        ...head,
        x: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
        yTitle: schemas/* string */.YjP(),
        series: schemas/* array */.YOg(schemas/* strictObject */.rej({ mark: schemas/* enum */.k5n(['bar', 'line']), values: schemas/* array */.YOg(schemas/* number */.aig()) })).min(1),
    }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('facts'), ...head, facts: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* string */.YjP(), schemas/* string */.YjP()])) }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('text'), ...head, text: schemas/* string */.YjP() }),
]);
const reportSchema = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz(1),
    title: schemas/* string */.YjP(),
    verdict,
    headline: schemas/* string */.YjP(),
    gates: schemas/* array */.YOg(gate),
    sections: schemas/* array */.YOg(section),
});

;// CONCATENATED MODULE: ./build/src/results/types.js




const types_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected sha256: and 64 hex digits');
/** The name of the file that says what a result is. Its SHA-256 is the result digest. */
const resultName = 'result.json';
/** Readers ignore keys that they do not know; the schema number is for what cannot be ignored. */
const resultSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    stage: schemas/* string */.YjP().regex(/^[a-z]+$/),
    key: types_digest,
    name: schemas/* string */.YjP().min(1),
    verdict: schemas/* enum */.k5n(['pass', 'fail', 'inconclusive', 'error']),
    proceed: schemas/* boolean */.zMY(),
    headline: schemas/* string */.YjP(),
    outputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    report: reportSchema,
    data: schemas/* unknown */.L5J(),
    files: schemas/* array */.YOg(schemas/* object */.Ikc({
        path: schemas/* string */.YjP().refine((path) => (0,paths/* pathFault */.a9)(path) === undefined && path !== resultName, 'not a path of a file'),
        sizeBytes: schemas/* int */.Whr().min(0),
        digest: types_digest,
    })),
    parents: schemas/* record */.g1P(schemas/* string */.YjP(), types_digest),
});


/***/ }),

/***/ 49455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ after),
/* harmony export */   y: () => (/* binding */ sleep)
/* harmony export */ });
/*
 * Timers as long as people may write them: Node counts their milliseconds in 31 bits, and one of more than 24.8 days fires
 * at once.
 */
const longestMs = 2 ** 31 - 1;
/** Does the work once the time is over, unless cancelled. It does not keep the process alive. */
const after = (delayMs, work) => begin(delayMs, work, (timer) => timer.unref());
/** Resolves after `delayMs`. @throws the signal's reason as soon as it aborts */
function sleep(delayMs, signal) {
    return new Promise((resolve, reject) => {
        const stop = () => {
            timer.cancel();
            reject(signal?.reason);
        };
        const timer = begin(delayMs, () => {
            signal?.removeEventListener('abort', stop);
            resolve();
        });
        if (signal?.aborted === true)
            stop();
        else
            signal?.addEventListener('abort', stop, { once: true });
    });
}
function begin(delayMs, work, onPart = () => undefined) {
    let timer;
    const wait = (leftMs) => {
        const partMs = Math.min(leftMs, longestMs);
        timer = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : work()), partMs);
        onPart(timer);
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timer) };
}


/***/ })

};
