export const id = 1060;
export const ids = [1060];
export const modules = {

/***/ 48664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ gpuLeases)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(64377);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19198);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _place_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(61561);










const variable = 'MODEL_ACTIONS_GPU_LEASES';
/** For lock files that every user may write; emptied when the machine starts. */
const shared = '/run/lock';
const longestBytes = 64 * 1024;
const touchMs = 10_000;
/** Holders that cannot be looked up are believed while they touch their lease. */
const silenceMs = 120_000;
/** What other users wrote is shown to people. */
const shown = (most) => zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP()
    .max(most)
    .regex(/^[^\p{C}]*$/u);
const written = zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().regex(/^[0-9a-f]{16}$/),
    state: zod__WEBPACK_IMPORTED_MODULE_9__/* ["enum"] */ .k5n(['asked', 'held']),
    label: shown(1_000),
    user: shown(100),
    since: zod__WEBPACK_IMPORTED_MODULE_10__/* .datetime */ .w$(),
    /** Who sees the holder by its process id: this boot of the machine, and the namespace of processes. */
    boot: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().max(100),
    namespace: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().max(100),
    pid: zod__WEBPACK_IMPORTED_MODULE_9__/* .int */ .Whr().min(2),
    startedAt: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().max(100),
    directory: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().min(1).max(4_096),
    endpoint: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().max(1_000).optional(),
    shares: zod__WEBPACK_IMPORTED_MODULE_9__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_9__/* .object */ .Ikc({
        card: zod__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP().min(1).max(300),
        memoryBytes: zod__WEBPACK_IMPORTED_MODULE_9__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_9__/* .number */ .aig().min(0), zod__WEBPACK_IMPORTED_MODULE_9__/* .literal */ .euz('whole')]),
        foreignBytes: zod__WEBPACK_IMPORTED_MODULE_9__/* .number */ .aig().min(0),
    }))
        .max(256),
});
/**
 * The leases of this host, for the jobs of one run.
 * @param options.label whose jobs they are, for whoever is told that a card is taken: `github.com/acme/shop/intents`
 */
function gpuLeases(options) {
    let known;
    const directory = () => {
        known ??= directoryOf(options);
        return known;
    };
    return {
        living: async (remains) => livingIn(await directory(), remains),
        ask: async (job, shares) => {
            const path = await directory();
            const lease = {
                id: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex'),
                state: 'asked',
                label: `${job.verb} of ${options.label}`,
                user: userName(),
                since: new Date().toISOString(),
                ...ourSight(),
                pid: process.pid,
                startedAt: (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(process.pid)) ?? '',
                directory: job.directory,
                ...(job.endpoint === undefined ? {} : { endpoint: job.endpoint }),
                shares: [...shares],
            };
            return claimOf(path, lease);
        },
    };
}
async function claimOf(directory, lease) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(directory, `${lease.id}.json`);
    const writing = `${path}.tmp`;
    const write = async (content) => {
        try {
            const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(writing, 'wx', 0o644);
            try {
                // Whatever our umask is: others must read it.
                await file.chmod(0o644);
                await file.writeFile(JSON.stringify(content));
            }
            finally {
                await file.close();
            }
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(writing, path);
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(writing, { force: true }).catch(() => undefined);
            throw (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .diskError */ .wO)(`${path}: the lease of a GPU cannot be written`, error);
        }
    };
    await write(lease);
    const touching = setInterval(() => {
        const now = new Date();
        // One touch that is missed is no reason to stop the work.
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.utimes)(path, now, now).catch(() => undefined);
    }, touchMs).unref();
    return {
        id: lease.id,
        hold: () => write({ ...lease, state: 'held' }),
        async giveBack() {
            clearInterval(touching);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
        },
    };
}
async function livingIn(directory, remains) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory);
    const found = await Promise.all(names.map(async (name) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(directory, name);
        if (name.endsWith('.json.tmp'))
            await removeOld(path);
        if (!/^[0-9a-f]{16}\.json$/.test(name))
            return [];
        const lease = await readLease(path);
        // Gone meanwhile, or nothing that we wrote: it holds nothing.
        if (lease === undefined || `${lease.id}.json` !== name)
            return [];
        const left = await stateOf(lease, path, remains);
        if (left !== 'over')
            return [{ ...lease, by: describe(lease, left) }];
        // Only its owner may where others write too; it counts for nothing in any case.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }).catch(() => undefined);
        return [];
    }));
    return found.flat();
}
async function readLease(path) {
    try {
        return written.parse(JSON.parse((await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegular */ .VX)(path, longestBytes)).toString()));
    }
    catch {
        return undefined;
    }
}
/** What a run that was killed while it wrote has left. */
async function removeOld(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    if (facts !== undefined && Date.now() - facts.mtimeMs > silenceMs)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true }).catch(() => undefined);
}
async function stateOf(lease, path, remains) {
    const ours = ourSight();
    // Nothing outlives the machine's own end.
    if (ours.boot !== '' && lease.boot !== ours.boot)
        return 'over';
    if (await runs(lease, path, ours))
        return 'runs';
    if (lease.endpoint === undefined)
        return (await isNamed(lease.directory)) ? 'processes' : 'over';
    const left = await remains(lease.endpoint, lease.id);
    return left === 'nothing' ? 'over' : left;
}
async function runs(lease, path, ours) {
    if (lease.namespace === ours.namespace && (await canSeeOthers(lease)))
        return (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(lease.pid)) === lease.startedAt;
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined);
    return facts !== undefined && Date.now() - facts.mtimeMs < silenceMs;
}
/** Systems may hide the processes of other users (hidepid): then none is seen, and that does not mean that it is gone. */
const canSeeOthers = async ({ user }) => user === userName() || (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)('/proc/1').catch(() => undefined)) !== undefined;
/** Whether a process that runs was started with words that name the directory. */
async function isNamed(directory) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)('/proc').catch(() => []);
    const texts = names
        .filter((name) => /^\d+$/.test(name))
        .map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(`/proc/${name}/cmdline`, 'utf8').catch(() => ''));
    return (await Promise.all(texts)).some((words) => words.includes(directory));
}
function describe({ label, user, pid, since }, state) {
    const began = new Date(since);
    const two = (part) => String(part).padStart(2, '0');
    const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`;
    const isToday = began.toDateString() === new Date().toDateString();
    const time = `${isToday ? '' : `${day} `}${two(began.getHours())}:${two(began.getMinutes())}`;
    const left = {
        runs: '',
        over: '',
        processes: '; that process is gone, and it left others that still run',
        container: '; that process is gone, and its container still runs',
        unknown: '; that process is gone, and the Docker engine does not say whether its container still runs',
    }[state];
    return `${label} (user ${user}, process ${pid} since ${time}${left})`;
}
function ourSight() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return { boot, namespace: (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid') };
    }
    catch {
        return { boot: '', namespace: '' };
    }
}
/** In a container a user may have no name. */
function userName() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_3__.userInfo)().username;
    }
    catch {
        return String(process.getuid?.() ?? '');
    }
}
/** The directory for leases, made where it is not there; where it cannot be shared, one of our own, and a line says so. */
async function directoryOf(options) {
    const named = options.environment[variable] ?? '';
    if (named !== '') {
        const because = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.isAbsolute)(named) ? await unusable(named, named) : 'it is no absolute path';
        if (because === undefined)
            return named;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${variable}=${named} cannot hold the leases of GPUs (${because}): name a directory that all users of this host may write`, { exit: 'preflight' });
    }
    const common = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(options.shared ?? shared, 'model-actions');
    const because = await unusable(common);
    if (because === undefined)
        return common;
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)((0,_place_js__WEBPACK_IMPORTED_MODULE_8__/* .placesDirectory */ .CE)(options.environment), '.gpu-leases');
    try {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectory */ .Oh)(own, { mode: 0o700 });
    }
    catch (error) {
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .diskError */ .wO)(`${own}: the leases of GPUs cannot be kept there`, error);
    }
    options.log.info(`leases of GPUs are kept in ${own}, where other users of this host do not see them: ${common} cannot be used (${because}); \`sudo install -d -m 1777 ${common}\` makes it, or name another directory by ${variable}`);
    return own;
}
/**
 * Makes the directory where it is not there, for all users.
 * @param named one that a user names, whose rights stay as they are @returns why leases cannot be kept in it
 */
async function unusable(path, named) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(path, 0o700).then(
        // Whatever our umask is: every user may add a file, and none remove another's.
        () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.chmod)(path, 0o1777), (error) => {
            if (error.code !== 'EEXIST')
                throw error;
        });
        let facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)(path);
        if (!facts.isDirectory())
            return 'it is no directory';
        if (path !== named && facts.uid === process.getuid?.() && (facts.mode & 0o7777) === 0o700) {
            // Whoever made it was killed before it was open to all.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.chmod)(path, 0o1777);
            facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)(path);
        }
        const isOpen = (facts.mode & 0o002) !== 0;
        if (isOpen && (facts.mode & 0o1000) === 0)
            return 'whoever may write there may remove the files of others';
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.access)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.X_OK);
        return undefined;
    }
    catch (error) {
        return error.code ?? error.message;
    }
}


/***/ }),

/***/ 61561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vh: () => (/* binding */ environmentOfJobs),
  QL: () => (/* binding */ openPlace),
  CE: () => (/* binding */ placesDirectory)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/home.js
var home = __webpack_require__(25246);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/place/movedRoot.js







/*
 * Which place belongs to a directory of a laptop, where no repository's name tells it. Its path does, and a directory that was
 * moved or renamed is known again by what its file system calls it. That is recorded in the place: nothing in the directory
 * itself is believed, as a copy has all of it too.
 */
const rootSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    path: schemas/* string */.YjP(),
    device: schemas/* string */.YjP(),
    inode: schemas/* string */.YjP(),
    /** In nanoseconds. Inodes of removed directories are given to new ones; `0` where the file system keeps no such time. */
    born: schemas/* string */.YjP(),
});
const recordFile = '.root.json';
/**
 * @param local the directory of the places that go by path
 * @param options.keep records where the repository lies now; without it nothing is written
 * @throws UserError where the repository has no place yet, and one that nobody can tell whose it is may be its own
 */
async function nameOfRoot(local, root, options) {
    const here = await rootAt(await (0,promises_.realpath)(root));
    const { name, was } = await choose(local, here);
    if (!options.keep || (was !== undefined && isEqual(was, here)))
        return named(name, was, here);
    // Closed to the other users of the host, as whatever is kept there.
    await (0,files/* makeDirectory */.Oh)(local, { mode: 0o700 });
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(local, '.lock'), { label: 'place' }, async () => {
        const { name, was } = await choose(local, here);
        await (0,files/* makeDirectory */.Oh)((0,external_node_path_.join)(local, name), { mode: 0o700 });
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(local, name, recordFile), `${JSON.stringify(here)}\n`, { mode: 0o600 });
        return named(name, was, here);
    });
}
const named = (name, was, { path }) => was === undefined || was.path === path ? { name } : { name, movedFrom: was.path };
async function choose(local, here) {
    const { kept, damaged, unread } = await recorded(local);
    const there = kept.find(({ root }) => root.path === here.path);
    // Its own goes before that of another path which it had too, such as of a mount that is gone.
    if (there !== undefined && isSame(there.root, here))
        return { name: there.name, was: there.root };
    for (const { name, root } of kept)
        if (isSame(root, here) && !(await mayLieAt(root.path, root)))
            return { name, was: root };
    // One that was made anew goes on, as after a fresh clone, unless the earlier one was only renamed.
    if (there !== undefined && !(await liesBeside(there.root)))
        return { name: there.name, was: there.root };
    const own = nameFor(here.path);
    // One that this user may not enter is of another user, or nothing of ours, unless it has the name of this very directory.
    const untold = unread.find(({ name, forbidden }) => name === own || !forbidden);
    if (untold !== undefined)
        throw untold.error;
    // The path tells whose a damaged one is where it has its name. Any other one may be of this project, which was moved.
    if (damaged.some(({ name }) => name === own))
        return { name: own };
    const first = damaged.find(({ changed }) => mayBeOf(here, changed));
    if (first !== undefined)
        throw lost((0,external_node_path_.join)(local, first.name, recordFile), here.path);
    const taken = new Set([...kept, ...damaged, ...unread].map(({ name }) => name));
    let name = own;
    for (let count = 2; taken.has(name); count++)
        name = `${own}-${count}`;
    return { name };
}
/** The name of the directory, and a part of the digest of its path. */
function nameFor(path) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(path).digest('hex').slice(0, 8);
    return `${(0,external_node_path_.basename)(path).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`;
}
async function rootAt(path) {
    const { dev, ino, birthtimeNs } = await (0,promises_.stat)(path, { bigint: true });
    return { schema: 1, path, device: String(dev), inode: String(ino), born: String(birthtimeNs) };
}
const isSame = (a, b) => a.born !== '0' && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * A directory that was made after the last change of a record was not there to be recorded. Of those it cannot be told which one
 * is a fresh clone where a moved project lay: each begins anew, or one damaged record would keep all new projects from beginning.
 * @param changed in nanoseconds
 */
const mayBeOf = ({ born }, changed) => BigInt(born) <= changed;
const isEqual = (a, b) => a.path === b.path && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * Whether the directory that was recorded may still lie there. A snapshot of a whole file system has the inodes of the
 * original, and after a reboot may have its device number.
 */
async function mayLieAt(path, recorded) {
    const found = await rootAt(path).catch(() => undefined);
    return found !== undefined && found.inode === recorded.inode && found.born === recorded.born;
}
async function liesBeside(recorded) {
    const parent = (0,external_node_path_.dirname)(recorded.path);
    for (const entry of await (0,promises_.readdir)(parent, { withFileTypes: true }).catch(() => []))
        if (entry.isDirectory()) {
            const found = await rootAt((0,external_node_path_.join)(parent, entry.name)).catch(() => undefined);
            if (found !== undefined && isSame(found, recorded))
                return true;
        }
    return false;
}
/** What was recorded of each place, those whose record says nothing, and those whose record cannot be read. */
async function recorded(local) {
    const [kept, damaged, unread] = [[], [], []];
    for (const name of await (0,promises_.readdir)(local).catch(() => [])) {
        const file = (0,external_node_path_.join)(local, name, recordFile);
        try {
            const text = (await (0,files/* readIfPresent */.Zu)(file))?.toString('utf8');
            const root = text === undefined ? undefined : parse(text);
            if (root !== undefined)
                kept.push({ name, root });
            else if (text !== undefined)
                damaged.push({ name, changed: (await (0,promises_.stat)(file, { bigint: true })).mtimeNs });
        }
        catch (error) {
            const { code = '' } = error;
            // A file beside the places holds no record.
            if (code === 'ENOTDIR')
                continue;
            const forbidden = code === 'EACCES' || code === 'EPERM';
            unread.push({ name, error: (0,files/* diskError */.wO)(`${file} cannot be read`, error), forbidden });
        }
    }
    return { kept, damaged, unread };
}
const lost = (file, path) => {
    const record = { schema: 1, path, device: '0', inode: '0', born: '0' };
    return new errors/* UserError */.yo(`it is damaged, so that nobody can tell whose results, history and gateway lie beside it: if they are of ${path}, which was elsewhere then, put ${JSON.stringify(record)} into it; if not, remove it, and its project goes on where its directory has not moved`, { place: { file }, exit: 'preflight' });
};
function parse(text) {
    try {
        return rootSchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/place/place.js




/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,external_node_path_.isAbsolute)(named))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,external_node_path_.join)((0,external_node_path_.isAbsolute)(state) ? state : (0,external_node_path_.join)((0,home/* homeDirectory */.R)(environment), '.local', 'state'), 'model-actions');
}
/**
 * The place of one model.
 * @param options.root the repository that the spec lies in, which tells checkouts on a laptop apart
 * @param options.keep for a run that leaves something: where the repository lies is recorded, so that it is known once it is moved
 */
async function openPlace(options) {
    const { environment, root, model, keep = false } = options;
    const places = placesDirectory(environment);
    const ofJobs = repositoryOf(environment);
    const { name, movedFrom } = ofJobs === undefined ? await nameOfRoot((0,external_node_path_.join)(places, 'local'), root, { keep }) : { name: '', movedFrom: undefined };
    const path = [...(ofJobs ?? ['local', name]), model];
    const directory = (0,external_node_path_.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        ...(movedFrom === undefined ? {} : { movedFrom }),
        store: (0,external_node_path_.join)(directory, 'store'),
        checkpoints: (0,external_node_path_.join)(directory, 'checkpoints'),
        deploy: (0,external_node_path_.join)(directory, 'deploy'),
        history: (0,external_node_path_.join)(directory, 'history.jsonl'),
        looks: (0,external_node_path_.join)(directory, 'looks.jsonl'),
        monitor: (0,external_node_path_.join)(directory, 'monitor.json'),
        images: (0,external_node_path_.join)(directory, 'images'),
        logs: (0,external_node_path_.join)(directory, 'logs'),
        cache: (0,external_node_path_.join)(directory, 'cache'),
        locks: (0,external_node_path_.join)(directory, 'locks'),
        trainedHere: (0,external_node_path_.join)(places, '.trained-here'),
        sharedGateways: (0,external_node_path_.join)(places, '.shared-gateways'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}


/***/ }),

/***/ 62291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ engineFor),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* unused harmony export hostProblems */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** @param nodePlatform `process.platform`; the runner's own word for its system counts before it */
function hostOf(environment, nodePlatform) {
    const runner = environment['RUNNER_OS'] ?? '';
    const windows = runner === 'Windows' || (runner === '' && nodePlatform === 'win32');
    const macos = runner === 'macOS' || (runner === '' && nodePlatform === 'darwin');
    return {
        os: windows ? 'windows' : macos ? 'macos' : 'linux',
        // The runner mounts the workspace of such a job there, and nowhere else.
        jobContainer: environment['GITHUB_ACTIONS'] === 'true' && (environment['GITHUB_WORKSPACE'] ?? '').startsWith('/__w/'),
    };
}
/** @throws UserError (exit `preflight`) with everything that this host cannot do of what is asked */
function requireHost(host, needs) {
    const [first, ...more] = hostProblems(host, needs);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([first, ...more], { exit: 'preflight' });
}
/** Why this host cannot do it; empty where it can. */
function hostProblems(host, needs) {
    if (host.os === 'windows')
        return [{ what: 'Windows is not supported: take a Linux runner, or WSL 2 on a machine of your own' }];
    const problems = [];
    if (host.os === 'macos' && needs.deploys)
        problems.push({ what: 'deploy needs Linux, and this is macOS: run it on the Linux machine that serves' });
    if (host.jobContainer && needs.engine === 'docker')
        problems.push({
            what: 'this job runs in a container (`container:`), whose files the Docker engine of the runner does not see: remove `container:` from the job, or run jobs as processes (engine.name: process)',
            place: { key: 'engine.name' },
        });
    if (host.jobContainer && needs.deploys)
        problems.push({
            what: 'deploy cannot run in a job with `container:`, as what it starts would end with that container: remove `container:` from the job',
        });
    return problems;
}
/** The engine that `auto` may be here: in a job's own container only processes see its files. */
const engineFor = (host, wanted) => host.jobContainer && wanted === 'auto' ? 'process' : wanted;


/***/ })

};
