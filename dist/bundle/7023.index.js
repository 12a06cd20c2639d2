export const id = 7023;
export const ids = [7023];
export const modules = {

/***/ 10772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ joinAddress),
/* harmony export */   l: () => (/* binding */ splitAddress)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * The two parts of `host:port`; an IPv6 host stands in brackets. A host has nothing in it that could end the line or the
 * word in which a proxy is told of it.
 */
function splitAddress(address) {
    const [, sixth, name, digits] = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9A-Za-z._-]{1,253})):(\d{1,5})$/.exec(address) ?? [];
    const host = sixth ?? name;
    const port = Number(digits);
    if (host === undefined || (sixth !== undefined && !node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6(sixth)) || port < 1 || port > 65_535)
        throw new Error(`${JSON.stringify(address.slice(0, 300))} is no address: expected host:port`);
    return { host, port };
}
const joinAddress = (host, port) => host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ makeSocketDirectory),
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   EA: () => (/* binding */ supervisorSocket),
/* harmony export */   Fr: () => (/* binding */ StrangersDirectory),
/* harmony export */   i8: () => (/* binding */ forgetSocketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable),
/* harmony export */   readKept: () => (/* binding */ readKept),
/* harmony export */   zW: () => (/* binding */ keepPrivate)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20568);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(381);







const largestBytes = 256 * 1024;
const stateFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'state.json');
/**
 * What serves again after a start, so nobody else may have written it: not another user, and not a link to elsewhere.
 * @throws UserError where the file is damaged, someone else's, or that of another model
 */
function readKept(stateDir, model) {
    const path = stateFile(stateDir);
    const text = readOwn(path);
    if (text === undefined)
        return {};
    const state = parsed(path, text);
    if (state.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it is of the model ${state.model}, and ${model} is to be served: each model needs a directory of its own`, { place: { file: path } });
    const { stable, pausedSince } = state;
    return { ...(stable === undefined ? {} : { stable }), ...(pausedSince === undefined ? {} : { pausedSince }) };
}
function parsed(path, text) {
    try {
        const value = JSON.parse(text);
        const { model } = (0,_checked_js__WEBPACK_IMPORTED_MODULE_6__/* .shape */ .cW)({ model: (0,_checked_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(/^[^\p{Cc}]{1,400}$/u, 'a model') })(value, '');
        const { stable, pausedSince } = value;
        return {
            schema: 1,
            model,
            ...(stable === undefined ? {} : { stable: (0,_backend_js__WEBPACK_IMPORTED_MODULE_5__/* .checkBackend */ .N)(stable, 'stable') }),
            ...(stable === undefined || pausedSince === undefined ? {} : { pausedSince: time(pausedSince, 'pausedSince') }),
        };
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it is damaged${cause instanceof SyntaxError ? '' : ` (${cause.message})`}: remove it to start without a stable version, or restore it`, { place: { file: path }, cause });
    }
}
const time = (0,_checked_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(/^[\dT:.Z-]{1,40}$/, 'a time');
function readOwn(path) {
    let file;
    try {
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK);
    }
    catch (cause) {
        const { code } = cause;
        if (code === 'ENOENT')
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it cannot be read (${code}): what serves is kept in a file of its own, remove what is there`, {
            place: { file: path },
            cause,
        });
    }
    try {
        const facts = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(file);
        if (!facts.isFile() || facts.uid !== process.getuid?.() || (facts.mode & 0o022) !== 0 || facts.size > largestBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('it is not what this program wrote (someone else can write to it, or it is no file): remove it to start without a stable version', { place: { file: path } });
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8');
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
    }
}
const writeStable = (stateDir, model, stable, pausedSince) => {
    const state = {
        schema: 1,
        model,
        ...(stable === undefined ? {} : { stable }),
        ...(pausedSince === undefined ? {} : { pausedSince }),
    };
    return (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(stateFile(stateDir), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
};
/**
 * Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). Not
 * below TMPDIR, which the next run may have set to something else, nor below XDG_RUNTIME_DIR, which goes with the last login
 * while the agent stays.
 */
function socketDirectory(stateDir) {
    if (Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'haproxy.sock')) <= 100)
        return stateDir;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(stateDir).digest('hex').slice(0, 16);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/tmp', `model-actions-${hash}`);
}
/** For who listens there. @throws UserError where somebody else made it, as its name can be told in advance, or may write to it */
function makeSocketDirectory(stateDir) {
    const directory = socketDirectory(stateDir);
    if (directory === stateDir)
        return directory;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    keepPrivate(directory);
    return directory;
}
/** Whoever is the last to listen there leaves nothing; what another one listens at stays. */
function forgetSocketDirectory(stateDir) {
    const directory = socketDirectory(stateDir);
    if (directory === stateDir)
        return;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmdirSync)(directory);
    }
    catch {
        // Somebody listens there, or nobody ever did.
    }
}
/** A directory that nobody of ours can have made: no agent of ours answers in it. */
class StrangersDirectory extends _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo {
}
/** For who asks. Nothing is made: who only looks leaves nothing. @throws UserError as `keepPrivate` */
function askedAt(stateDir, name) {
    const directory = socketDirectory(stateDir);
    const found = directory === stateDir ? undefined : (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory, { throwIfNoEntry: false });
    if (found !== undefined)
        requireOurs(directory, found);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name);
}
/**
 * Sockets lie in it, and what is to be served: nobody else may enter.
 * @throws StrangersDirectory where it is someone else's @throws UserError where others may write to it
 */
function keepPrivate(directory) {
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory);
    requireOurs(directory, found);
    if ((found.mode & 0o077) !== 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(directory, 0o700);
}
function requireOurs(directory, found) {
    if (!found.isDirectory() || found.uid !== process.getuid?.())
        throw new StrangersDirectory(`${directory} belongs to someone else, or is no directory: remove it, or choose another path by MODEL_ACTIONS_HOME`);
    // One of ours may listen in it, or somebody in its place: who asks is not told that nobody does.
    if ((found.mode & 0o022) !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory} is yours, but others may write to it: if nobody did, \`chmod go-w ${directory}\`; else remove it, or choose another path by MODEL_ACTIONS_HOME`);
}
/** @throws UserError as `keepPrivate` */
const controlSocket = (stateDir) => askedAt(stateDir, 'agent.sock');
/** Who answers there starts the agent again when it ends. @throws UserError as `keepPrivate` */
const supervisorSocket = (stateDir) => askedAt(stateDir, 'sup.sock');


/***/ }),

/***/ 20568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkBackend),
/* harmony export */   h: () => (/* binding */ idOfVersion)
/* harmony export */ });
/* harmony import */ var _model_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41914);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10772);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(381);



/* What is said of a version goes into lines for the proxy, and comes from files, sockets and labels of containers. */
/** Fit for file names, containers, and HAProxy's names and keys. */
const idOfVersion = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[a-z0-9-]{1,200}$/, 'an id of a version');
const address = (value, place) => {
    const found = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')(value, place);
    (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .splitAddress */ .l)(found);
    return found;
};
const serving = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 65_535),
    readyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^\/[\w.~%/+-]{0,500}$/, 'a path that it can be asked at'),
    protocol: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('open-inference-v2'),
    maxLength: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    maxBatch: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    engine: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(..._model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H3),
});
/** @throws Error that names what is wrong */
const checkBackend = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    id: idOfVersion,
    version: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[0-9A-Za-z.+-]{1,200}$/, 'a version'),
    digest: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^sha256:[0-9a-f]{64}$/, 'a digest'),
    addresses: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(address, 64),
    serving,
});


/***/ }),

/***/ 381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cW: () => (/* binding */ shape),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/*
 * What the agent reads of others is checked here and not by zod, as everywhere else: the agent also runs in the gateway's image
 * and from a state directory, where it has its own files and no package.
 */
const refuse = (place, expected) => {
    throw new Error(`${place}: expected ${expected}`);
};
const text = (pattern, what) => (value, place) => typeof value === 'string' && pattern.test(value) ? value : refuse(place, what);
const absolutePath = text(/^\/[^\0]{0,3000}$/, 'an absolute path');
const oneOf = (...names) => (value, place) => names.find((name) => name === value) ?? refuse(place, names.join(' or '));
const flag = (value, place) => typeof value === 'boolean' ? value : refuse(place, 'true or false');
const number = (least, most) => (value, place) => typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`);
const whole = (least, most) => (value, place) => Number.isSafeInteger(number(least, most)(value, place)) ? value : refuse(place, 'a whole number');
const optional = (check) => (value, place) => value === undefined ? undefined : check(value, place);
const list = (each, most) => (value, place) => Array.isArray(value) && value.length >= 1 && value.length <= most
    ? value.map((one, index) => each(one, `${place}[${index}]`))
    : refuse(place, `a list of 1 to ${most}`);
/** Keys that it does not know are left out. */
const shape = (fields) => (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse(place, 'an object');
    const own = Object.entries(fields);
    const read = own.map(([key, check]) => [
        key,
        check(Object.hasOwn(value, key) ? value[key] : undefined, place === '' ? key : `${place}.${key}`),
    ]);
    return Object.fromEntries(read);
};


/***/ })

};
