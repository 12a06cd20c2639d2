export const id = 3460;
export const ids = [3460,8391];
export const modules = {

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

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
