export const id = 5426;
export const ids = [5426];
export const modules = {

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

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ placesDirectory),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Vh: () => (/* binding */ environmentOfJobs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25246);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .R)(environment), '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const places = placesDirectory(environment);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'history.jsonl'),
        looks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'looks.jsonl'),
        monitor: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'monitor.json'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'locks'),
        trainedHere: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.trained-here'),
        sharedGateways: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.shared-gateways'),
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
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
}


/***/ }),

/***/ 49990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XZ: () => (/* binding */ rowValues),
/* harmony export */   _y: () => (/* binding */ plainValue),
/* harmony export */   qg: () => (/* binding */ rowText),
/* harmony export */   uR: () => (/* binding */ stripped)
/* harmony export */ });
/* unused harmony export valueText */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);

/*
 * The text that a model reads of a row: each column by its name, so that no value can pass for another column. What
 * model_runtime/row_text.py writes, and why.
 */
/** White space as Python has it, which reads the same files. */
const blanks = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const around = new RegExp(`^${blanks}|${blanks}$`, 'g');
const stripped = (text) => text.replaceAll(around, '');
/** Undefined where it is no plain value. */
function valueText(value) {
    if (value === null || (typeof value === 'string' && stripped(value) === ''))
        return null;
    if (typeof value === 'string')
        return value;
    if (typeof value === 'boolean' || value instanceof _json_js__WEBPACK_IMPORTED_MODULE_0__/* .Written */ .ye)
        return String(value);
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
/** In NFC. Nothing, where no column says anything. */
function rowText(values, columns) {
    if (columns.every((name) => (values[name] ?? null) === null))
        return '';
    return columns
        .map((name) => {
        const value = values[name] ?? null;
        return value === null ? `${name}:` : `${name}: ${value.replaceAll(/[|\uff5c]/g, '$&$&')}`;
    })
        .join(' | ')
        .normalize('NFC');
}
/** What a value must be, for messages. */
const plainValue = 'a text, a number, true, false or null';
/** What of a row a model reads; the first column that is no plain value, or not there, where there is one. */
function rowValues(fields, columns) {
    const values = [];
    for (const name of columns) {
        const value = Object.hasOwn(fields, name) ? valueText(fields[name]) : undefined;
        if (value === undefined)
            return { wrong: name };
        values.push([name, value]);
    }
    return { values: Object.fromEntries(values) };
}


/***/ }),

/***/ 54035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holm)
/* harmony export */ });
/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
function holm(ps) {
    const adjusted = new Array(ps.length).fill(1);
    let largest = 0;
    ps.map((p, index) => ({ p, index }))
        .sort((a, b) => a.p - b.p)
        .forEach(({ p, index }, rank) => {
        largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
        adjusted[index] = largest;
    });
    return adjusted;
}


/***/ }),

/***/ 81266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Random)
/* harmony export */ });
/**
 * Numbers that look random and are the same for the same seed: xoshiro128** (Blackman and Vigna 2018), which passes the usual
 * tests of randomness. They are made many at once, because that is several times as fast.
 */
class Random {
    state;
    words = new Uint32Array(1024);
    used = 1024;
    constructor(seed) {
        // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
        let state = seed | 0;
        this.state = Uint32Array.from({ length: 4 }, () => {
            state = (state + 0x9e3779b9) | 0;
            let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
            mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
            return mixed ^ (mixed >>> 15);
        });
    }
    /** Each uniform over 0 to 2³² − 1. */
    fill(words) {
        let [a = 0, b = 0, c = 0, d = 0] = this.state;
        for (let index = 0; index < words.length; index++) {
            const five = Math.imul(b, 5);
            words[index] = Math.imul((five << 7) | (five >>> 25), 9);
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
        }
        this.state.set([a, b, c, d]);
    }
    word() {
        if (this.used === this.words.length) {
            this.fill(this.words);
            this.used = 0;
        }
        return this.words[this.used++] ?? 0;
    }
    /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
    unit() {
        return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
    }
}


/***/ })

};
