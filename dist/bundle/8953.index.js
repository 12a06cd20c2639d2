export const id = 8953;
export const ids = [8953,2781];
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

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xg: () => (/* binding */ protocolVersion),
/* harmony export */   "in": () => (/* binding */ readRequest),
/* harmony export */   oE: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20568);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(381);



const protocolVersion = 3;
const longestMs = 366 * 24 * 3_600_000;
const model = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model');
const owner = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\p{Cc}\u2028\u2029]{1,400}$/u, 'a name in one line');
const lease = { owner, ttlMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(1, longestMs) };
const inputs = {
    hello: {},
    status: {},
    acquire: { model, ...lease },
    renew: lease,
    release: { owner },
    add: { owner, backend: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    shift: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    evict: {},
    promote: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    demote: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    remove: { owner, id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    observe: {},
    probe: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    ask: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, body: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[\s\S]{0,100000}$/, 'a request in JSON') },
    close: {},
};
const operation = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ op: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(...Object.keys(inputs)) });
/** One line of the socket. @throws Error that names what is wrong in it */
function readRequest(line) {
    const value = JSON.parse(line);
    const { op } = operation(value, '');
    return { op, ...(0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(inputs[op])(value, '') };
}
const configuration = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    stateDir: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\/[^\0]{0,3000}$/, 'an absolute path'),
    model,
    host: (value, place) => {
        if (typeof value !== 'string' || node_net__WEBPACK_IMPORTED_MODULE_0__.isIP(value) === 0)
            throw new Error(`${place}: expected an address to listen at`);
        return value;
    },
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(1, 65_535),
    metricsPort: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, 65_535),
    proxy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('haproxy', 'embedded'),
    haproxyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\0]{0,3000}$/, 'a path'),
});
const readConfig = (argument) => configuration(JSON.parse(argument), '');


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   EA: () => (/* binding */ supervisorSocket),
/* harmony export */   iV: () => (/* binding */ readStable),
/* harmony export */   lN: () => (/* binding */ socketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable),
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
function readStable(stateDir, model) {
    const path = stateFile(stateDir);
    const text = readOwn(path);
    if (text === undefined)
        return undefined;
    const state = parsed(path, text);
    if (state.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it is of the model ${state.model}, and ${model} is to be served: each model needs a directory of its own`, { place: { file: path } });
    return state.stable;
}
function parsed(path, text) {
    try {
        const value = JSON.parse(text);
        const { model } = (0,_checked_js__WEBPACK_IMPORTED_MODULE_6__/* .shape */ .cW)({ model: (0,_checked_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(/^[^\p{Cc}]{1,400}$/u, 'a model') })(value, '');
        const stable = value.stable;
        return { schema: 1, model, ...(stable === undefined ? {} : { stable: (0,_backend_js__WEBPACK_IMPORTED_MODULE_5__/* .checkBackend */ .N)(stable, 'stable') }) };
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it is damaged${cause instanceof SyntaxError ? '' : ` (${cause.message})`}: remove it to start without a stable version, or restore it`, { place: { file: path }, cause });
    }
}
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
const writeStable = (stateDir, model, stable) => {
    const state = { schema: 1, model, ...(stable === undefined ? {} : { stable }) };
    return (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(stateFile(stateDir), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
};
/**
 * Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). Not
 * below TMPDIR, which the next run may have set to something else.
 */
function socketDirectory(stateDir) {
    if (Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'haproxy.sock')) <= 100)
        return stateDir;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(stateDir).digest('hex').slice(0, 16);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/tmp', `model-actions-${hash}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    keepPrivate(directory);
    return directory;
}
/**
 * Sockets lie in it, and what is to be served: nobody else may enter.
 * @throws UserError where it is someone else's
 */
function keepPrivate(directory) {
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory} belongs to someone else, or others may write to it: remove it, or choose another path by MODEL_ACTIONS_HOME`);
    if ((found.mode & 0o077) !== 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(directory, 0o700);
}
const controlSocket = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(socketDirectory(stateDir), 'agent.sock');
/** Who answers there starts the agent again when it ends. */
const supervisorSocket = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(socketDirectory(stateDir), 'sup.sock');


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
    engine: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(..._model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H),
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
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cW: () => (/* binding */ shape),
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
const oneOf = (...names) => (value, place) => names.find((name) => name === value) ?? refuse(place, names.join(' or '));
const number = (least, most) => (value, place) => typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`);
const whole = (least, most) => (value, place) => Number.isSafeInteger(number(least, most)(value, place)) ? value : refuse(place, 'a whole number');
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


/***/ }),

/***/ 99349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gatewayOver)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** A Gateway over any transport. @param options.model of whoever drives it; the agent refuses another's */
function gatewayOver(transport, options) {
    const { model, url } = options;
    const ask = async (op, input) => {
        const reply = await transport({ op, ...input });
        if (reply.ok)
            return reply.value;
        throw reply.user ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(reply.message) : new Error(`gateway, ${op}: ${reply.message}`);
    };
    return {
        url,
        traffic: {
            status: () => ask('status', {}),
            acquire: async (owner, ttlMs) => void (await ask('acquire', { model, owner, ttlMs })),
            renew: async (owner, ttlMs) => void (await ask('renew', { owner, ttlMs })),
            release: async (owner) => void (await ask('release', { owner })),
            add: async (owner, backend) => void (await ask('add', { owner, backend })),
            shift: async (owner, canaryId, share) => void (await ask('shift', { owner, canaryId, share })),
            evict: async () => void (await ask('evict', {})),
            promote: async (owner, canaryId) => void (await ask('promote', { owner, canaryId })),
            demote: async (owner, stableId) => void (await ask('demote', { owner, stableId })),
            remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        },
        metrics: { observe: () => ask('observe', {}) },
        probe: ({ id }) => ask('probe', { id }),
        ask: ({ id }, body) => ask('ask', { id, body }),
        close: async () => void (await ask('close', {})),
    };
}


/***/ }),

/***/ 81685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ call)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

const longestReply = 16 << 20;
/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
function call(socketPath, request, timeoutMs = 120_000) {
    return new Promise((resolve, reject) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_0__.connect(socketPath);
        let text = '';
        socket.setEncoding('utf8');
        socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the gateway's agent does not answer to ${request.op}`)));
        socket.once('error', reject);
        socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`));
        socket.on('data', (data) => {
            text += data;
            const end = text.indexOf('\n');
            if (end < 0 && text.length > longestReply)
                socket.destroy(new Error(`the gateway's agent answers ${request.op} without end`));
            if (end < 0)
                return;
            socket.destroy();
            try {
                resolve(JSON.parse(text.slice(0, end)));
            }
            catch (cause) {
                reject(new Error(`the gateway's agent answers ${request.op} with no JSON`, { cause }));
            }
        });
        socket.once('end', () => reject(Object.assign(new Error(`the gateway's agent ended during ${request.op}`), { code: 'ECONNRESET' })));
    });
}


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ metricsPortTaken),
/* harmony export */   f: () => (/* binding */ portTaken),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
    exit: 'preflight',
    cause,
});
/** What to say where the port is not free; a gateway of ours there says which model has it. */
async function portTaken(port, model, cause) {
    const owner = await modelAt(port);
    const remedy = 'or write a free port in the key deploy.port';
    const what = owner === undefined
        ? `port ${port} is taken by another program: end it, ${remedy}`
        : owner === model
            ? `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
            : `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    try {
        const answer = await fetch(`http://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .identityPath */ .Uz}`, {
            redirect: 'error',
            signal: AbortSignal.timeout(2_000),
        });
        const { model } = (await answer.json());
        return answer.status === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 18953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkProcessGateway: () => (/* binding */ checkProcessGateway),
/* harmony export */   findProcessGateway: () => (/* binding */ findProcessGateway),
/* harmony export */   openProcessGateway: () => (/* binding */ openProcessGateway)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(54765);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41869);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(77709);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(49455);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(21048);
/* harmony import */ var _agent_state_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(17023);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(99349);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(81685);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(42781);
















const host = '127.0.0.1';
const startTimeoutMs = 15_000;
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000;
/** It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it. */
const environment = (home) => ({
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
});
/**
 * The gateway as a process of this machine, on loopback. Starts the agent where none runs, attaches to the one that
 * does; the agent outlives us, and a supervisor beside it starts it again when it ends: it then knows stable alone.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, another model's or another version's agent runs
 */
async function openProcessGateway(given) {
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(given.stateDir) };
    const { stateDir, model } = options;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(stateDir, { mode: 0o700 });
    (0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .keepPrivate */ .zW)(stateDir);
    const hello = await attachOrStart(options);
    mustServe(hello, options);
    const transport = async (request) => {
        try {
            return await (0,_control_js__WEBPACK_IMPORTED_MODULE_13__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(stateDir), request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart(options);
            return (0,_control_js__WEBPACK_IMPORTED_MODULE_13__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(stateDir), request);
        }
    };
    return gatewayAt(hello, transport, model);
}
/**
 * The gateway that runs there, to look at it or to end it; undefined where none answers. Nothing is started, and what goes
 * away meanwhile is an error. @throws UserError where another model's or another version's agent runs
 */
async function findProcessGateway({ stateDir, model, }) {
    const found = (await greet(stateDir)) ?? (await restarted(stateDir));
    if (found === undefined)
        return undefined;
    mustServe(found, { stateDir, model, port: found.port, metricsPort: found.metricsPort });
    return gatewayAt(found, (request) => (0,_control_js__WEBPACK_IMPORTED_MODULE_13__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(stateDir), request), model);
}
function gatewayAt(hello, transport, model) {
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_12__/* .gatewayOver */ .R)(transport, { model, url: `http://${host}:${hello.port}` });
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_15__/* .sleep */ .y)(20))
                if (!(0,_processes_js__WEBPACK_IMPORTED_MODULE_9__/* .alive */ .yV)(hello.pid))
                    return;
        },
    };
}
/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, another model's or another version's agent runs
 */
async function checkProcessGateway(given) {
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(given.stateDir) };
    const found = await greet(options.stateDir);
    if (found !== undefined)
        mustServe(found, options);
    else
        await requirePort(options);
}
function mustServe(hello, { stateDir, model, port, metricsPort = 0 }) {
    if (hello.protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_10__/* .protocolVersion */ .Xg)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway's agent (process ${hello.pid}) is of another version of model-actions: end it, then deploy again`);
    if (hello.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`);
    if (hello.port !== port)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway of ${stateDir} serves at port ${hello.port}, the key deploy.port says ${port}: write ${hello.port}, or end process ${hello.pid} first`);
    if (hello.metricsPort !== metricsPort)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway of ${stateDir} ${hello.metricsPort === 0 ? 'has no metrics' : `has its metrics at port ${hello.metricsPort}`}, ${otherMetrics(metricsPort)}: ${hello.metricsPort === 0 ? 'remove the key' : `write ${hello.metricsPort}`}, or end process ${hello.pid} first`);
}
const otherMetrics = (metricsPort) => metricsPort === 0 ? 'and there is no key deploy.metrics-port' : `the key deploy.metrics-port says ${metricsPort}`;
async function requirePort({ stateDir, model, port, metricsPort }) {
    if (metricsPort !== undefined && !(await portComesFree(metricsPort)))
        throw (0,_port_js__WEBPACK_IMPORTED_MODULE_14__/* .metricsPortTaken */ .e)(metricsPort);
    if (!hasOrphan(stateDir) && !(await portComesFree(port)))
        throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_14__/* .portTaken */ .f)(port, model);
}
async function attachOrStart(options) {
    const { stateDir } = options;
    const found = await greet(stateDir);
    if (found !== undefined)
        return found;
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_7__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'starting.lock'), { label: 'starting the gateway' }, async () => (await greet(stateDir)) ?? (await restarted(stateDir)) ?? (await startAgent(options)));
}
/** The agent that its supervisor is starting again; undefined where nobody does. */
async function restarted(stateDir) {
    for (const untilMs = performance.now() + startTimeoutMs; await listens((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .supervisorSocket */ .EA)(stateDir)); await (0,_timers_js__WEBPACK_IMPORTED_MODULE_15__/* .sleep */ .y)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (performance.now() > untilMs)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway does not come up again: see ${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'agent.log')}`);
    }
    return undefined;
}
function listens(path) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_2__.connect(path);
        socket.once('error', () => resolve(false));
        socket.once('connect', () => {
            socket.destroy();
            resolve(true);
        });
    });
}
/** Copies the agent into the state directory, as the action that it came with goes with its job. @returns its entry */
async function ownProgram(stateDir) {
    const { directory, names, entry } = await (0,_installation_js__WEBPACK_IMPORTED_MODULE_6__/* .agentFiles */ .VI)();
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'program');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(own, { recursive: true, force: true });
    for (const name of names) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(own, name)), { recursive: true, mode: 0o700 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.cp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(own, name));
    }
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(own, 'package.json'), '{"type":"module"}\n');
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(own, entry);
}
async function startAgent(options) {
    const { stateDir, model, port, metricsPort = 0 } = options;
    const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy();
    if (options.proxy === 'haproxy' && haproxyPath === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
            exit: 'preflight',
        });
    await requirePort(options);
    const config = {
        stateDir,
        model,
        host,
        port,
        metricsPort,
        proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
        haproxyPath: haproxyPath ?? '',
    };
    const logFile = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'agent.log');
    const program = await ownProgram(stateDir);
    const pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_9__/* .spawnDetached */ .W3)(process.execPath, [program, 'supervise', JSON.stringify(config)], {
        cwd: stateDir,
        env: environment(stateDir),
        logFile,
    });
    options.log.info(`the gateway starts as process ${pid}; its log is ${logFile}`);
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_15__/* .sleep */ .y)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (!(0,_processes_js__WEBPACK_IMPORTED_MODULE_9__/* .alive */ .yV)(pid))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway did not start: ${lastLine(logFile)}`, { exit: 'preflight' });
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`the gateway did not start within ${startTimeoutMs / 1000} s: see ${logFile}`);
}
/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir) {
    try {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_13__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(stateDir), { op: 'hello' }, 5_000);
        return reply.ok ? reply.value : undefined;
    }
    catch (error) {
        if (isGone(error))
            return undefined;
        throw error;
    }
}
/** HAProxy of an agent that was killed holds the port; the new agent ends it. True where one is there. */
function hasOrphan(stateDir) {
    try {
        const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'haproxy.pid'), 'utf8'));
        const words = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.includes((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'haproxy.cfg'));
    }
    catch {
        return false;
    }
}
function findHaproxy() {
    const directories = [...(process.env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_3__.delimiter), '/usr/local/sbin', '/usr/sbin'];
    return directories
        .filter((directory) => directory !== '')
        .map((directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'haproxy'))
        .find((path) => {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
            return true;
        }
        catch {
            return false;
        }
    });
}
async function portComesFree(port) {
    for (const untilMs = performance.now() + portTimeoutMs; !(await (0,_ports_js__WEBPACK_IMPORTED_MODULE_8__/* .portIsFree */ .I)(port)); await (0,_timers_js__WEBPACK_IMPORTED_MODULE_15__/* .sleep */ .y)(50))
        if (performance.now() > untilMs)
            return false;
    return true;
}
const lastLine = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
const isGone = (error) => ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');


/***/ }),

/***/ 54765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ gateCode),
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   VI: () => (/* binding */ agentFiles)
/* harmony export */ });
/* unused harmony export gateCodeFile */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);




const bundled = globalThis.modelActionsDist;
const source = bundled === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_3__.fileURLToPath)(import.meta.url)) : undefined;
function first(candidates) {
    const found = candidates.find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
    if (found === undefined)
        throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`);
    return found;
}
/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
const runtimeDirectory = () => bundled === undefined ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker/runtime')]) : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'runtime')]);
/** Directory with the Dockerfiles of our own images. */
const dockerDirectory = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'docker'), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, '../docker')]);
/**
 * The program beside the proxy: its entry and every file of ours that it needs at run time, relative to `directory`. Wherever
 * they are copied to, a package.json of `{"type":"module"}` belongs beside them.
 */
async function agentFiles() {
    if (bundled !== undefined) {
        // Which chunks of the bundle it loads is known to the bundle alone.
        const entry = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'gateway-agent.js')]));
        const chunks = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'bundle'))).filter((name) => name.endsWith('.js')).sort();
        return { directory: bundled, names: [entry, ...chunks.map((name) => `bundle/${name}`)], entry };
    }
    const directory = source ?? '';
    const entry = first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'gateway/agent/main.ts')]);
    return { directory, names: await importedBy(directory, entry), entry: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, entry) };
}
/** A source file and those of ours that it needs at run time, relative to `directory`: a change elsewhere is no change of it. */
async function importedBy(directory, program) {
    const found = new Set([program]);
    for (const file of found) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
        const imports = /(?:^(?:import|export) (?!type\b)[^'`]*?|\bimport\()'(\.[^']+)'/gm;
        for (const [, name = ''] of text.matchAll(imports))
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), name));
    }
    return [...found].map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, file)).sort();
}
/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
const gateCode = () => bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, gateCodeFile)]) };
const gateCodeFile = 'gate-code.json';


/***/ }),

/***/ 77709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ portIsFree),
/* harmony export */   o: () => (/* binding */ freePort)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * A port of loopback that no program has at this moment: the one that is wanted, where it is free. It is not reserved:
 * whoever takes it must be ready to find it taken.
 */
async function freePort(wanted = 0) {
    const port = (await listenAt(wanted)) ?? (await listenAt(0));
    if (port === undefined)
        throw new Error('loopback has no free port');
    return port;
}
/** Whether no program listens at this port of loopback. */
const portIsFree = async (port) => (await listenAt(port)) !== undefined;
/** The port that was given, after it was let go; undefined where another program has it. */
const listenAt = (port) => new Promise((resolve, reject) => {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    server.once('error', (error) => error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error));
    server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
});


/***/ })

};
