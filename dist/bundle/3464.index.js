export const id = 3464;
export const ids = [3464,8391,7289];
export const modules = {

/***/ 41180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   FO: () => (/* binding */ isFallbackFile),
/* harmony export */   Pb: () => (/* binding */ fallbackFile),
/* harmony export */   Y$: () => (/* binding */ nameOfFallback),
/* harmony export */   pX: () => (/* binding */ keptFallback)
/* harmony export */ });
/* unused harmony export longestFallbackBytes */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/** It stands in HAProxy's buffer beside the head. */
const longestFallbackBytes = 32 * 1024;
const nameOfFallback = ({ status, contentType, body }) => ({
    status,
    contentType,
    sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)),
});
/** Below the gateway's directory. */
const fallbackFile = ({ sha256 }) => `fallback-${sha256}`;
const isFallbackFile = (name) => /^fallback-[0-9a-f]{64}$/.test(name);
/** As model.yml says it. @param specFile for what is wrong with it */
async function readFallback(file, { specFile, ...said }) {
    const refused = (why, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${why}`, {
        exit: 'preflight',
        place: { file: specFile, key: 'deploy.fallback.file' },
        cause,
    });
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestFallbackBytes).catch((cause) => {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause);
        if (cause.code === 'ENOENT')
            throw refused('is not there: write the answer into it, or name another file', cause);
        throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause);
    });
    if (body.length === 0)
        throw refused('is empty: write the answer into it');
    return { ...said, body };
}
/** The one that a gateway keeps. @throws where it is gone, or is another one */
async function keptFallback(stateDir, name) {
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDir, fallbackFile(name)), longestFallbackBytes);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)) !== name.sha256)
        throw new Error(`${fallbackFile(name)} is damaged`);
    return { status: name.status, contentType: name.contentType, body };
}


/***/ }),

/***/ 25246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ homeDirectory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
function homeDirectory(environment) {
    const named = environment['HOME'] ?? '';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(named))
        return named;
    const known = knownHome();
    if (known !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(known))
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`, { exit: 'preflight' });
}
/** Throws in a container whose user has no name. */
function knownHome() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        return undefined;
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

/***/ 28391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ howToSeeAll),
/* harmony export */   loadServingSpec: () => (/* binding */ loadServingSpec),
/* harmony export */   loadSpecToGoBack: () => (/* binding */ loadSpecToGoBack),
/* harmony export */   passedOver: () => (/* binding */ passedOver)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52357);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51083);
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65043);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30559);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74410);








/*
 * A model.yml that is wrong somewhere, read by who must not wait until it is mended: what serves is found, ended and gone back
 * from by the parts that this needs, and the rest is told as a warning. What begins something new reads it by `loadSpec`.
 */
const { target, host, port } = _deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g.shape;
/** What finds again what a model.yml deployed. Other keys are not looked at. */
const servingSchema = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    name: _schema_js__WEBPACK_IMPORTED_MODULE_6__/* .anyTaskSchema */ .PU.shape.name,
    deploy: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        target,
        docker: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ host: _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .servingContainers */ .vM.shape.host }).prefault({}),
        // Asked only where the files of what runs are gone.
        host: host.catch('127.0.0.1'),
        port: port.catch(8080),
    })
        .prefault({}),
});
/** @throws UserError where what finds a deployment is wrong, or model.yml cannot be read */
async function loadServingSpec(file) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return { spec: whole.spec };
    const part = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkServing);
    if ('problems' in part)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...part.problems, { what: otherFile, place: { file } }]);
    return { spec: part.spec, wrong: wrongIn(whole.problems) };
}
const otherFile = 'what serves is found by name, deploy.target and deploy.docker.host: mend them, or name an earlier model.yml of the same directory by --config, such as that of `git show HEAD:./model.yml >earlier.yml`';
const wrongIn = ([first, ...more]) => `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw)(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
/** The warning of who goes on without what is wrong. */
const passedOver = (wrong) => `${wrong}: this command does without it; ${howToSeeAll}`;
const howToSeeAll = '`model-actions check` tells all that is wrong';
function checkServing(raw, source) {
    const part = servingSchema.safeParse(raw);
    const wrong = part.success ? [] : (0,_messages_js__WEBPACK_IMPORTED_MODULE_5__/* .describeIssues */ .w)(part.error.issues, undefined, raw, source);
    // A key that is misspelt is not there: what was deployed as containers would be looked for among processes.
    const misspelt = findingsIn(raw, source).filter((one) => isMeant(one, decisive) || mayFind(one, raw));
    return part.success && misspelt.length === 0 ? { spec: part.data } : { findings: [...wrong, ...misspelt] };
}
const findingsIn = (raw, source) => {
    const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(raw, source);
    return 'findings' in checked ? checked.findings : [];
};
const decisive = ['name', 'deploy', 'deploy.target', 'deploy.docker', 'deploy.docker.host'];
/** Whether what stands under an unknown key may be what a deployment is found by, however the key is spelt. */
function mayFind(finding, raw) {
    if (!isUnknown(finding))
        return false;
    const { path } = finding;
    const value = valueIn(raw, path);
    if (path.length === 1)
        return isMapping(value) && valueIn(raw, ['deploy']) === undefined;
    if (path.length === 2 && path[0] === 'deploy')
        return value === 'docker' || valueIn(value, ['host']) !== undefined;
    return path.length === 3 && path[1] === 'docker' && typeof value === 'string' && value.includes('://');
}
const isUnknown = ({ at, message }) => at === 'key' && message === 'unknown key';
const isMapping = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const valueIn = (value, [key, ...rest]) => {
    if (key === undefined)
        return value;
    if (!isMapping(value) || !Object.hasOwn(value, key))
        return undefined;
    return valueIn(value[key], rest);
};
/** Whether an unknown key was probably meant to be one of these. @param keys dotted */
const isMeant = ({ path, at, nearest }, keys) => at === 'key' && nearest !== undefined && keys.includes(meant(path, nearest));
/** The dotted key that the nearest one is: a sibling, or one elsewhere that is dotted already. */
const meant = (path, nearest) => nearest.includes('.') ? nearest : [...path.slice(0, -1), nearest].join('.');
/**
 * A whole spec, for who brings back at once what served before: where only what makes or judges a new version is wrong, that is
 * as if it had not been written.
 * @param warn is given a line that says what was passed over
 * @throws UserError with every problem, where one is in what the gateway, the image or its signature goes by
 */
async function loadSpecToGoBack(file, warn) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return whole.spec;
    const spared = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkToGoBack);
    if ('problems' in spared)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(spared.problems);
    warn(passedOver(wrongIn(whole.problems)));
    return spared.spec;
}
function checkToGoBack(raw, source) {
    const findings = [];
    // What contradicts something else is found only once each of them is right by itself.
    for (let left = raw;;) {
        const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(left, source);
        if ('spec' in checked)
            return checked;
        const before = left;
        left = without(left, checked.findings, findings.length === 0 ? 'keys' : 'all');
        findings.push(...checked.findings);
        const isSpared = checked.findings.every((one) => isSpare(one, raw)) && !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(left, before);
        if (!isSpared || findings.length >= _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af)
            return { findings: findings.slice(0, _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af) };
    }
}
/** What a version that is gone back to is not asked about: it was made and judged before, and gets all traffic at once. */
const spareSections = ['base', 'data', 'finetune', 'evaluate', 'quantize', 'engine'];
const spareOfDeploy = [
    'steps',
    'control',
    'step',
    'gates',
    'shadow',
    'prometheus',
    'probes',
    'bake',
];
/** Whether texts of the test are shown is somebody's wish, whatever is done. */
const showTexts = 'show-texts';
const shown = `evaluate.${showTexts}`;
function isSpare(finding, raw) {
    const { path, nearest } = finding;
    if (path.join('.') === shown || isMeant(finding, [shown]))
        return false;
    // Wherever it was written in what would be passed over.
    if (JSON.stringify(valueIn(raw, path.slice(0, depthOf(path, 'keys'))) ?? null).includes(showTexts))
        return false;
    if (isSparePath(path))
        return true;
    if (!isUnknown(finding))
        return false;
    if (nearest !== undefined)
        return isSparePath(meant(path, nearest).split('.'));
    const value = valueIn(raw, path);
    if (path.length === 1)
        return !isMapping(value);
    // A text, a list or a mapping may be who is let in, or where it serves, by a key that is near to none. A number is neither,
    // but for the port.
    const hasPort = valueIn(raw, ['deploy', 'port']) !== undefined;
    return path.length === 2 && path[0] === 'deploy' && typeof value === 'number' && hasPort;
}
const isSparePath = ([section = '', key = '']) => spareSections.includes(section) || (section === 'deploy' && spareOfDeploy.includes(key));
/**
 * The same without what is wrong. What a spec must have and nobody reads here has a stand-in where it is missing then.
 * @param ofData what goes of `data`: the keys that are wrong, or all of it where those that are left contradict each other
 */
function without(raw, findings, ofData) {
    const left = structuredClone(raw);
    for (const { path } of findings)
        removeIn(left, path.slice(0, depthOf(path, ofData)));
    const { base = notRead, data } = left;
    return { ...left, base, data: { train: notRead, ...data } };
}
const notRead = './not-read';
/** Of any other section a key goes as a whole, as what is left of it may lack what it must have. */
function depthOf(path, ofData) {
    if (path[0] !== 'data')
        return 2;
    // An entry that goes leaves a hole in its list.
    const entry = path.findIndex((part) => typeof part === 'number');
    return ofData === 'all' ? 1 : entry === -1 ? path.length : entry;
}
function removeIn(value, path) {
    const [key, ...rest] = path;
    if (key === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, key))
        return;
    const holder = value;
    if (rest.length === 0)
        delete holder[key];
    else
        removeIn(holder[key], rest);
}


/***/ }),

/***/ 84079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ versionsState),
/* harmony export */   R1: () => (/* binding */ sharing),
/* harmony export */   Ui: () => (/* binding */ gatewayState),
/* harmony export */   dp: () => (/* binding */ who),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   v0: () => (/* binding */ readListens),
/* harmony export */   xh: () => (/* binding */ keptListens)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41180);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */
const gatewayState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'gateway');
const versionsState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'versions');
const listensWith = ({ deploy }, fallback) => {
    const { port, metricsPort, host, tls, tokens, accessLog, splitBy, retries } = deploy;
    const own = {
        ...(fallback === undefined ? {} : { fallback }),
        ...(splitBy === undefined ? {} : { splitBy: splitBy.header }),
    };
    return { port, metricsPort, front: { host, tls, tokens, accessLog, retries, ...own } };
};
/** For who deploys. @throws UserError where the file of `deploy.fallback` cannot be used */
async function readListens({ spec, specFile, bounds, }) {
    const { fallback } = spec.deploy;
    if (fallback === undefined)
        return listensWith(spec, undefined);
    const { file, ...said } = fallback;
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, file, { file: specFile, key: 'deploy.fallback.file' });
    return listensWith(spec, await (0,_gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__/* .readFallback */ .DE)(path, { ...said, specFile }));
}
/** For who goes on with what was deployed: the gateway of this machine keeps the file, whatever became of the one of model.yml. */
async function keptListens({ spec, place }) {
    const { fallbackAt } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(4582)]).then(__webpack_require__.bind(__webpack_require__, 88850));
    return listensWith(spec, await fallbackAt(gatewayState({ place }), spec.deploy.fallback));
}
/** With whom it shares that, if at all. */
const sharing = ({ spec, place }) => ({
    directory: place.sharedGateways,
    name: spec.name,
    hosts: spec.deploy.hosts,
    shared: spec.deploy.shared,
});
/** Who holds the lease, in words that help the one who is refused. */
const owner = (context) => `${who(context)} (${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')})`;
/** Who is at work here: a job, or a person at a terminal. */
function who({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    if (run === undefined)
        return `${environment['USER'] ?? 'somebody'}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}, process ${process.pid}`;
    const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`;
    return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`;
}


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61561);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72636);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
async function placesOf(specFile, options) {
    const { model, environment, signal } = options;
    const { root } = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(specFile);
    const places = [await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment, root, model })];
    const remote = [];
    const git = ['-C', root, 'config', '--get', 'remote.origin.url'];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit);
    const ofJobs = (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentOfJobs */ .Vh)(environment, remote[0] ?? '');
    const place = ofJobs === undefined ? undefined : await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment: ofJobs, root, model });
    if (place !== undefined && place.directory !== places[0]?.directory && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.directory))
        places.push(place);
    return places;
}
function unlessNoGit(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
        throw error;
}


/***/ }),

/***/ 3464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bringUp: () => (/* binding */ bringUp)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19959);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68593);
/* harmony import */ var _spec_inPart_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28391);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95083);
/* harmony import */ var _gateway_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84079);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37289);









/**
 * Brings back what served, from what lies on disk, as after a reboot: stable, then the gateway before it. What runs is left as it is.
 * @throws UserError where nothing served, or it cannot be brought back
 */
async function bringUp(specFile, { environment, signal, log, say }) {
    const spec = await (0,_spec_inPart_js__WEBPACK_IMPORTED_MODULE_5__.loadSpecToGoBack)(specFile, log.warn);
    if (spec.deploy.target === 'docker')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('containers are started again by the Docker engine, gateway and stable alike: have the engine start with the machine', { place: { file: specFile, key: 'deploy.target' } });
    const { readKept } = await __webpack_require__.e(/* import() */ 7023).then(__webpack_require__.bind(__webpack_require__, 17023));
    const places = await (0,_places_js__WEBPACK_IMPORTED_MODULE_8__.placesOf)(specFile, { model: spec.name, environment, signal });
    for (const place of places) {
        const stateDir = (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .gatewayState */ .Ui)({ place });
        // Who asks for one that never was makes no directory.
        const kept = (await served(stateDir)) ? readKept(stateDir, place.identity) : {};
        const { stable, pausedSince } = kept;
        if (stable === undefined)
            continue;
        const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 9468).then(__webpack_require__.bind(__webpack_require__, 29468));
        const { startAgain, whenReady } = await Promise.all(/* import() */[__webpack_require__.e(1646), __webpack_require__.e(5248), __webpack_require__.e(6526)]).then(__webpack_require__.bind(__webpack_require__, 9496));
        const { cleanUpRollout } = await __webpack_require__.e(/* import() */ 9219).then(__webpack_require__.bind(__webpack_require__, 19219));
        const { processVersions } = await __webpack_require__.e(/* import() */ 7230).then(__webpack_require__.bind(__webpack_require__, 37230));
        const { openGateway } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559), __webpack_require__.e(9344)]).then(__webpack_require__.bind(__webpack_require__, 99559));
        const cacheDir = defaultCacheDirectory(environment);
        const versions = processVersions((0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .versionsState */ .Pp)({ place }));
        const python = async () => (await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment })).path;
        const ready = (backend, timeoutMs) => whenReady(versions, backend, timeoutMs, signal);
        const model = place.identity;
        const at = await (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .keptListens */ .xh)({ spec, place });
        const open = () => openGateway({ stateDir, model, ...at, sharing: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .sharing */ .R1)({ spec, place }), proxy: 'auto', log });
        if (pausedSince !== undefined) {
            // It was stopped to make room for a version that may run yet.
            const { traffic, url } = await open();
            const { canary } = await traffic.status();
            if (canary !== undefined) {
                say(`${canary.backend.id} serves in place of ${stable.id} at ${url}: deploy to decide which one stays`);
                return;
            }
            const again = async (id) => (await startAgain(versions, { id, python, moves: true })).backend;
            const target = { sweep: versions.sweep, startAgain: again, ready };
            if (!(await cleanUpRollout({ traffic, target, owner: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_7__/* .owner */ .eC)({ environment }), note: say })))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${stable.id} was stopped to make room for another version, and that rollout is under way: wait for its end, then ask again`);
        }
        const { backend, started } = await startAgain(versions, { id: stable.id, python, moves: false });
        if (started || pausedSince !== undefined)
            await ready(backend, (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_6__/* .durationMs */ .pc)(spec.deploy.ready), signal);
        say(`${stable.id} ${started ? 'runs again' : 'runs'}`);
        const { url } = await open();
        say(`the gateway serves it at ${url}`);
        return;
    }
    const looked = `looked at ${places.map(({ deploy }) => deploy).join('; ')}`;
    const last = (await Promise.all(places.map((place) => servedLast(place, spec.name)))).find((one) => one !== undefined);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(last === undefined
        ? `nothing of ${spec.name} served here: ${looked}; deploy it first`
        : `nothing of ${spec.name} is kept to bring back, as after \`model-actions stop\`: ${looked}; ${last} served last: \`model-actions rollback ${last}\` serves it again`);
}
/** The version that the history tells to have served last. */
async function servedLast(place, name) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_4__/* .readHistory */ .L)(place);
    return (0,_model_history_js__WEBPACK_IMPORTED_MODULE_3__/* .servedOf */ .pg)(history.filter((record) => record.name === name)).served[0]?.version;
}
/** What cannot be looked at, as it belongs to another user, is not said to have never been. */
const served = (stateDir) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'state.json')).then(() => true, (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
        return false;
    throw error;
});


/***/ })

};
