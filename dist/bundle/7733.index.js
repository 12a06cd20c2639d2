export const id = 7733;
export const ids = [7733];
export const modules = {

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
/* harmony export */   Eo: () => (/* binding */ historyRecord),
/* harmony export */   pg: () => (/* binding */ servedOf),
/* harmony export */   q0: () => (/* binding */ stepBack)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26921);
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
        if (record.outcome === 'rolled-back')
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

/***/ 89514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyListed)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/**
 * Every file of the directory has the size and digest that its list says, and there is no other file but the list itself.
 * @param list.remedy what to do where that is not so @throws UserError with the file's name
 */
async function verifyListed(directory, files, list) {
    const { name, remedy } = list;
    const present = new Map((await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .listFiles */ .CS)(directory, { links: 'refused' })).map((file) => [file.path, file.sizeBytes]));
    present.delete(name);
    for (const expected of files) {
        const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, expected.path);
        const sizeBytes = present.get(expected.path);
        if (sizeBytes === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: missing, though ${name} lists it: ${remedy}`);
        // One of another size need not be read; one that is written to meanwhile is not what it was listed as.
        const found = sizeBytes === expected.sizeBytes ? await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFile */ .v9)(shown) : { sizeBytes, digest: undefined };
        if (found.sizeBytes !== expected.sizeBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: ${found.sizeBytes} bytes, ${name} says ${expected.sizeBytes}: ${remedy}`);
        if (found.digest !== expected.digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: its digest is ${found.digest}, ${name} says ${expected.digest}: ${remedy}`);
        present.delete(expected.path);
    }
    const [extra] = present.keys();
    if (extra !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, extra)}: not listed in ${name}: ${remedy}`);
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
    const isWhole = _model_history_js__WEBPACK_IMPORTED_MODULE_5__/* .historyRecord */ .Eo.safeParse(json(bytes.toString('utf8', wholeBytes))).success;
    await (isWhole ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, '\n') : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, wholeBytes));
}
/** @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out */
async function readHistory(place) {
    const lines = ((await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(place.history))?.toString() ?? '').split('\n');
    return lines.flatMap((line, index) => {
        if (line.trim() === '')
            return [];
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_5__/* .historyRecord */ .Eo.safeParse(json(line));
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
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41869);
/* harmony import */ var _results_local_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8727);
/* harmony import */ var _results_types_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14344);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75820);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(68593);








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
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.locks, 'prune'), { label: 'pruning' }, async () => {
        const results = await readResults(place);
        let entries = 0;
        let bytes = 0;
        const gone = new Set(chooseResults(results, await (0,_history_js__WEBPACK_IMPORTED_MODULE_7__/* .readHistory */ .L)(place), limits, nowMs));
        for (const { digest, sizeBytes } of results.filter((result) => gone.has(result.digest))) {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .removeTree */ .dM)(directoryOf(place, digest));
            entries += 1;
            bytes += sizeBytes;
        }
        for (const keys of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'keys'), (0,_results_local_js__WEBPACK_IMPORTED_MODULE_4__.cachedKeys)(place.store)])
            for (const path of (await names(keys)).map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(keys, file))) {
                const digest = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => '')).trim();
                if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest) && gone.has(digest))
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
                await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .removeTree */ .dM)(path);
            }
        return { entries, bytes };
    });
}
const directoryOf = (place, digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results', (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(digest));
async function readResults(place) {
    const found = [];
    for (const name of await names((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results'))) {
        const digest = `sha256:${name}`;
        if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
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
            ...((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(image) ? { image } : {}),
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
    return (await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .listFiles */ .CS)(path).catch(() => [])).reduce((sum, file) => sum + file.sizeBytes, 0);
}


/***/ }),

/***/ 8727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ openLocalResults),
/* harmony export */   cachedKeys: () => (/* binding */ cachedKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41869);
/* harmony import */ var _model_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89514);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96982);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14344);










/*
 * Results on this host: results/HEX holds one whole result, keys/STAGE-HEX the digest that a lineage key leads to. A result
 * is named by what it holds and never changes; a key may come to lead to another one. keys/ holds what this host saw made;
 * cached-keys/ what a cache that others can write to may have changed, which is looked at only where somebody asked for it.
 */
/** What a cache carries beside results/, so that whoever can write to it does not change what this host saw. */
const cachedKeys = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cached-keys');
/** @param options.cached finds and files results by keys that a cache may have brought, too */
function openLocalResults(directory, options = {}) {
    const results = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'results');
    const keys = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'keys'), ...(options.cached === true ? [cachedKeys(directory)] : [])];
    const making = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'making');
    const placeOf = (digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(results, (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest));
    const keyName = (stage, key) => `${stage}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(key)}`;
    const open = async (digest) => {
        const found = placeOf(digest);
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(found, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x);
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file);
        if (bytes === undefined)
            return undefined;
        const result = (0,_read_js__WEBPACK_IMPORTED_MODULE_8__/* .readResult */ .U)(bytes, { digest, where: file });
        // For `prune`, which takes what was longest not used.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(found, new Date(), new Date()).catch(() => undefined);
        let checked;
        return {
            digest,
            result,
            bytes,
            unchecked: async () => found,
            directory() {
                checked ??= verifyFiles(found, result).then(() => found);
                return checked;
            },
        };
    };
    /** Moves the finished directory of a workspace, with its result.json in it, into its place. */
    const settle = async (made, result, bytes) => {
        const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestBytes */ .QN)(bytes);
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(results);
        const final = placeOf(digest);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final).catch(async (error) => {
            if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')
                throw error;
            // The same result is there already. One that was changed since makes room for the right one.
            if (await isUnchanged(final, result, bytes))
                return;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(final, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(made), 'replaced'));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final);
        });
        const stored = await open(digest);
        if (stored === undefined)
            throw new Error(`${placeOf(digest)} vanished while it was written`);
        return stored;
    };
    /** From now on its key finds it. */
    const file = async ({ digest, result }) => {
        for (const parent of keys) {
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(parent);
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(result.stage, result.key)), `${digest}\n`);
        }
    };
    const begin = async () => {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(making);
        await sweep(making);
        const home = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex'));
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'a result in the making' });
        if (lock.kind === 'held')
            throw new Error(`${home} is not made yet and is held by ${lock.by}`);
        const made = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'result');
        const scratch = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'scratch');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(home);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(made);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(scratch);
        const discard = async () => {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
            await lock.release();
        };
        return {
            directory: made,
            scratch,
            discard,
            async commit(fields) {
                const files = [];
                for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(made, { links: 'refused' }))
                    files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, path))) });
                const result = { schema: 1, ...fields, files };
                const bytes = Buffer.from(`${JSON.stringify(result, null, 2)}\n`);
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), bytes);
                const stored = await settle(made, result, bytes);
                await file(stored);
                await discard();
                return stored;
            },
        };
    };
    const takeOver = async (stored) => {
        if ((await open(stored.digest)) !== undefined)
            return;
        const from = await stored.directory();
        const workspace = await begin();
        try {
            for (const { path } of stored.result.files) {
                const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, path);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target));
            }
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), stored.bytes);
            await settle(workspace.directory, stored.result, stored.bytes);
        }
        finally {
            await workspace.discard();
        }
    };
    return {
        name: directory,
        open,
        begin,
        async find(stage, key) {
            for (const parent of keys) {
                const digest = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(stage, key))))?.toString().trim() ?? '';
                const stored = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest) ? await open(digest) : undefined;
                if (stored?.result.stage === stage && stored.result.key === key)
                    return stored;
            }
            return undefined;
        },
        takeOver,
        async put(stored) {
            await takeOver(stored);
            await file(stored);
        },
    };
}
/** Every file has the size and digest that result.json says, and there is no other file. */
const verifyFiles = (directory, { files, stage }) => (0,_model_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyListed */ .T)(directory, files, {
    name: _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x,
    remedy: `it was changed after ${stage} made it: run ${stage} again with --force, and find out who can write there`,
});
/** Whether a result lies there whole, as it was made. */
async function isUnchanged(directory, result, bytes) {
    try {
        await verifyFiles(directory, result);
        return (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x)))?.equals(bytes) === true;
    }
    catch {
        return false;
    }
}
/** Beside the workspace, and there before it is: whoever looks at the lock puts nothing into what another one removes. */
const lockOf = (home) => `${home}.lock`;
/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(making) {
    const homes = new Set((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(making)).flatMap((name) => /^([0-9a-f]{12})(?:\.lock)?$/.exec(name)?.[1] ?? []));
    for (const home of [...homes].map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, name))) {
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'sweeping' });
        if (lock.kind === 'held')
            continue;
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
        await lock.release();
    }
}


/***/ }),

/***/ 96982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readResult)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75820);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14344);




/**
 * A result from the bytes of its result.json.
 * @param from.where for messages @throws UserError where the digest differs, or what is there is no result
 */
function readResult(bytes, from) {
    const found = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)(bytes);
    const remedy = 'it was changed after its stage wrote it: run that stage again with --force, and find out who can write there';
    if (found !== from.digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: its digest is ${found}, and ${from.digest} was asked for: ${remedy}`);
    let value;
    try {
        value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: not JSON: run the stage that made it again`, { cause });
    }
    const parsed = _types_js__WEBPACK_IMPORTED_MODULE_3__/* .resultSchema */ .F.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: it was made by another version of model-actions; run its stage again`);
    }
    const paths = parsed.data.files.map((file) => file.path);
    if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')) || (0,_trees_js__WEBPACK_IMPORTED_MODULE_2__/* .caseCollision */ .ze)(paths) !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: files: not sorted, or two have the same name: run its stage again`);
    return parsed.data;
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
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
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

// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
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
        path: schemas/* string */.YjP().refine((path) => (0,trees/* pathFault */.a9)(path) === undefined && path !== resultName, 'not a path of a file'),
        sizeBytes: schemas/* int */.Whr().min(0),
        digest: types_digest,
    })),
    parents: schemas/* record */.g1P(schemas/* string */.YjP(), types_digest),
});


/***/ })

};
