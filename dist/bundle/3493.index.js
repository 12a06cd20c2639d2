export const id = 3493;
export const ids = [3493];
export const modules = {

/***/ 23837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   QN: () => (/* binding */ digestBytes),
/* harmony export */   TM: () => (/* binding */ digestFile),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   hW: () => (/* binding */ digestTree),
/* harmony export */   io: () => (/* binding */ readBytes),
/* harmony export */   tv: () => (/* binding */ digestJson),
/* harmony export */   v9: () => (/* binding */ measureFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
const readBytes = 1024 * 1024;
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
/** The digits alone, as names of files and tags hold them; all 64, or so many of the first. */
const hexOf = (digest, digits = 64) => digest.slice('sha256:'.length, 'sha256:'.length + digits);
function digestBytes(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Reads the file once, in pieces. */
async function digestFile(path) {
    return (await measureFile(path)).digest;
}
/**
 * Size and digest of what was read, so that the two belong together even where somebody writes.
 * @throws UserError where it is no regular file
 */
async function measureFile(path, options = {}) {
    const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegular */ .lf)(path, options);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const piece of file.createReadStream({ highWaterMark: readBytes })) {
        hash.update(piece);
        sizeBytes += piece.length;
    }
    return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}
/** Digest of the canonical JSON of a value: keys sorted, no spaces, finite numbers only. Keys that are undefined do not count. */
function digestJson(value) {
    return digestBytes(canonicalJson(value));
}
function canonicalJson(value) {
    if (value === null || typeof value === 'boolean' || typeof value === 'string')
        return JSON.stringify(value);
    if (typeof value === 'number') {
        if (!Number.isFinite(value))
            throw new TypeError(`${value} has no place in canonical JSON`);
        return JSON.stringify(value);
    }
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
    }
    throw new TypeError(`a ${typeof value} has no canonical JSON`);
}
/**
 * Digest of a directory's regular files: their paths, sizes and contents, in the order of the paths. Times, owners and
 * modes do not count. @throws UserError for a link that leaves it, and for what is no regular file
 */
async function digestTree(directory, options = {}) {
    const files = [];
    for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .walkTree */ .Ir)(directory, options))
        files.push({ path, ...(await measureFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path), { links: 'followed' })) });
    return digestJson(files);
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
/**
 * Takes the lock, or says who has it.
 * @param options.label what it is held for, in words for the one who is refused
 * @param options.inside a directory that must be there: where it is gone, none is made anew for the lock
 */
async function takeLock(path, options) {
    const { inside } = options;
    await (inside === undefined ? (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path)) : (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectoryIn */ .BG)(inside, (0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path)));
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
                    return { kind: 'held', label: found.label, by: describe(found) };
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
 * @param options.onHeld called once, with who has it; what it throws ends the waiting
 * @throws the signal's reason when it aborts while waiting
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
            options.onHeld?.(lock);
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .yy)(Math.min(250, 20 * (waits + 1)), options.signal);
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
/** `process 4711 since 10:14`, in the time of who reads it. */
function describe({ pid, host, since }) {
    const began = new Date(since);
    if (Number.isNaN(began.getTime()))
        return `process ${pid} on ${host}`;
    const two = (part) => String(part).padStart(2, '0');
    const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`;
    const isToday = began.toDateString() === new Date().toDateString();
    const time = `${two(began.getHours())}:${two(began.getMinutes())}`;
    return `process ${pid}${host === (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)() ? '' : ` on ${host}`} since ${isToday ? time : `${day} ${time}`}`;
}
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
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .yy)(20);
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

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   LI: () => (/* binding */ resolveInside),
/* harmony export */   gA: () => (/* binding */ leadsInto)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/**
 * The bounds of a model.yml: its own directory, and the repository around it, so that a monorepo may share data between
 * models. Without a repository the paths stay below `outermost`, or below the directory of model.yml where that is not given.
 *
 * @param outermost a repository above this directory does not count: the workspace of a job
 */
async function boundsOf(specFile, outermost) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile)));
    const limit = outermost === undefined ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(outermost));
    if (limit !== undefined && !(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(limit, directory))
        throw new Error(`${directory} is not inside ${limit}`);
    for (let root = directory;; root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root)) {
        if (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git')))
            return { directory, root };
        if (root === limit)
            return { directory, root };
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root) === root)
            return { directory, root: directory };
    }
}
/** The innermost of the two that a path lies in: what is gone with it when somebody moves it. */
const holderOf = ({ directory, root }, path) => (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(directory, path) ? directory : root;
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
    if (!(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted).catch((error) => {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        return refuse('is longer than the system takes paths', 'name a shorter one');
    });
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
/** Whether a path leads into a directory, also by links, and also where nothing is there yet. @param root a real path */
async function leadsInto(root, path) {
    const real = await realPathOf(path);
    return real !== undefined && (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, real);
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


/***/ }),

/***/ 75820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   Ir: () => (/* binding */ walkTree),
/* harmony export */   L7: () => (/* binding */ linkOrCopy),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   lK: () => (/* binding */ linkTree),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/*
 * Trees of files that somebody else made: a job, a registry, a checkout. What is no regular file is refused and never
 * followed, a link could name any file of this host, a pipe is waited for, and a device has no end.
 */
/** Longer ones fit into no archive, and some file systems have no room for longer names. */
const longestPathBytes = 1024;
const longestNameBytes = 255;
/** More files than that are a mistake, or made to fill our memory. */
const mostFiles = 1_000_000;
/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    // They would break lines of logs and of keys, or are what stands for bytes that are no text.
    if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(path))
        return 'the path holds a character that cannot be shown';
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
    if (Buffer.byteLength(path) > longestPathBytes)
        return `the path is longer than ${longestPathBytes} bytes`;
    if (parts.some((part) => Buffer.byteLength(part) > longestNameBytes))
        return `a name is longer than ${longestNameBytes} bytes`;
    return undefined;
}
/** The same for paths that are one file where case does not count, or letters are spelt in several ways. */
const folded = (path) => path.normalize('NFC').toLowerCase();
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const name = folded(path);
        const other = seen.get(name);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(name, path);
    }
    return undefined;
}
/** Every regular file below a directory, under whatever name, sorted by path. @throws UserError for everything else in it */
async function walkTree(directory, options = {}) {
    if (options.links === 'refused' && (await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(directory))).isSymbolicLink())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: a link, and what lies there is read only where it is: make it a directory`);
    const root = await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory));
    const files = [];
    // A list and no recursion: how deep it goes is up to whoever made the tree.
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop()) {
        for (const entry of await asked((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, prefix), { withFileTypes: true }))) {
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            if (options.skip?.(entry.name, path) === true)
                continue;
            if (entry.isDirectory()) {
                ahead.push(path);
                continue;
            }
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path);
            if (entry.isSymbolicLink() && options.links === 'refused')
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link, which could name any file of this host: write the file itself there`);
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: neither a file nor a directory: only regular files are read, remove it`);
            if (files.length === mostFiles)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: more than ${mostFiles} files: remove those that do not belong there`);
            files.push({ path, sizeBytes: (await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)))).size });
        }
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** The files of `walkTree`, with names that any image and any machine can hold. @throws UserError for one that is not */
async function listFiles(directory, options = {}) {
    const files = await walkTree(directory, options);
    for (const { path } of files) {
        const fault = pathFault(path);
        if (fault !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${JSON.stringify((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))}: ${fault}: rename the file`);
    }
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files;
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    const facts = await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target));
    if (facts.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to a directory: copy the files instead`);
    if (!facts.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to what is no file: remove it`);
}
/** What the system says of a path; it may say that the path is too long, closed to us, or gone meanwhile. */
const asked = (shown, answer) => answer.catch((error) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${short(shown)}: cannot be read (${error.code}): check the path, its permissions, and that nobody changes it`, { cause: error });
});
const short = (path) => (path.length > 300 ? `${path.slice(0, 300)}…` : path);
/** Removes a tree that somebody else made, also where it is deeper than the system takes paths, and `rm` gives up. */
async function removeTree(directory) {
    for (;;) {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(directory, { recursive: true, force: true });
        }
        catch (error) {
            if (error.code !== 'ENAMETOOLONG')
                throw error;
            await flatten(directory);
        }
    }
}
/** Moves what lies too deep up into the directory itself. */
async function flatten(directory) {
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop())
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), { withFileTypes: true })) {
            if (!entry.isDirectory())
                continue;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(prefix, entry.name);
            if (Buffer.byteLength(path) < longestPathBytes) {
                ahead.push(path);
                continue;
            }
            const flat = `deep-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, flat));
            ahead.push(flat);
        }
}
/** One file in two places: nobody writes into a file that a job has left, what changes one puts another in its place. */
async function linkOrCopy(from, to) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(to), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(from, to).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(from, to));
}
/** The same for all files of a directory. */
async function linkTree(from, to) {
    for (const { path } of await listFiles(from, { links: 'refused' }))
        await linkOrCopy((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, path));
}


/***/ })

};
