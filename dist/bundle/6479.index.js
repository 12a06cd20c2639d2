export const id = 6479;
export const ids = [6479];
export const modules = {

/***/ 57666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GA: () => (/* binding */ endOrphan),
/* harmony export */   X7: () => (/* binding */ runningHaproxy),
/* harmony export */   gr: () => (/* binding */ pidFile),
/* harmony export */   hb: () => (/* binding */ configurationFile),
/* harmony export */   o5: () => (/* binding */ endStrays)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/* An agent that was killed leaves its HAProxy behind, with shares nobody watches. */
const pidFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.pid');
const configurationFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.cfg');
/** The HAProxy that was started here and runs; undefined where none does. */
function runningHaproxy(stateDir) {
    try {
        const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(pidFile(stateDir), 'utf8'));
        const words = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.includes(configurationFile(stateDir)) ? pid : undefined;
    }
    catch {
        return undefined;
    }
}
/** Closes its port at once; requests in flight may end. */
function endOrphan(stateDir, pid = runningHaproxy(stateDir)) {
    if (pid === undefined)
        return;
    try {
        process.kill(pid, 'SIGUSR1');
    }
    catch {
        // It has ended meanwhile.
    }
}
/**
 * Ends what agents that are gone left in this process's group, as nobody else finds it any more: it holds the port, and asks
 * for a log that nobody reads. What it was asked may be answered first.
 * @param agents those that go on, with what they started
 */
async function endStrays(agents, graceMs) {
    for (const [signal, waitMs] of [
        ['SIGUSR1', graceMs],
        ['SIGKILL', 2_000],
    ]) {
        for (const pid of strays(agents))
            try {
                process.kill(pid, signal);
            }
            catch {
                // It has ended meanwhile.
            }
        for (const untilMs = performance.now() + waitMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(20))
            if (strays(agents).length === 0)
                return;
    }
}
function strays(agents) {
    const found = [];
    // Elsewhere than on Linux nothing tells of it.
    const all = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/proc') ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc') : [];
    for (const name of all.filter((one) => /^\d+$/.test(one) && Number(one) !== process.pid))
        try {
            const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${name}/stat`, 'utf8');
            // proc(5): behind the name in parentheses the state, the parent and the group.
            const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
            const isOurs = agents.has(Number(name)) || agents.has(Number(parent));
            if (Number(group) === process.pid && state !== 'Z' && !isOurs)
                found.push(Number(name));
        }
        catch {
            // It has ended meanwhile.
        }
    return found;
}


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   EA: () => (/* binding */ supervisorSocket),
/* harmony export */   lN: () => (/* binding */ socketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable),
/* harmony export */   readKept: () => (/* binding */ readKept),
/* harmony export */   zW: () => (/* binding */ keepPrivate)
/* harmony export */ });
/* unused harmony export readStable */
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
/** The same of stable alone. */
const readStable = (stateDir, model) => readKept(stateDir, model).stable;
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
            pause: async (owner, stableId, timeoutMs) => void (await ask('pause', { owner, stableId, timeoutMs })),
            resume: async (owner, stable) => void (await ask('resume', { owner, stable })),
            remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        },
        metrics: { observe: () => ask('observe', {}) },
        probe: ({ id }) => ask('probe', { id }),
        ask: ({ id }, body) => ask('ask', { id, body }),
        refresh: async () => void (await ask('refresh', {})),
        close: async () => void (await ask('close', {})),
    };
}


/***/ }),

/***/ 81685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ call),
/* harmony export */   c: () => (/* binding */ exchange)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

const longestReply = 16 << 20;
/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
const call = (socketPath, request, timeoutMs = 120_000) => exchange(socketPath, request.op, request, timeoutMs);
/** Sends one line of JSON and takes one. */
function exchange(socketPath, what, value, timeoutMs) {
    return new Promise((resolve, reject) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_0__.connect(socketPath);
        let text = '';
        socket.setEncoding('utf8');
        socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the gateway's agent does not answer to ${what}`)));
        socket.once('error', reject);
        socket.once('connect', () => socket.write(`${JSON.stringify(value)}\n`));
        socket.on('data', (data) => {
            text += data;
            const end = text.indexOf('\n');
            if (end < 0 && text.length > longestReply)
                socket.destroy(new Error(`the gateway's agent answers ${what} without end`));
            if (end < 0)
                return;
            socket.destroy();
            try {
                resolve(JSON.parse(text.slice(0, end)));
            }
            catch (cause) {
                reject(new Error(`the gateway's agent answers ${what} with no JSON`, { cause }));
            }
        });
        socket.once('end', () => reject(Object.assign(new Error(`the gateway's agent ended during ${what}`), { code: 'ECONNRESET' })));
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
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58802);




const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
const longestIdentity = 1_000;
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    for (const scheme of ['http', 'https']) {
        const model = await identityAt(scheme, port).catch(() => undefined);
        if (model !== undefined)
            return model;
    }
    return undefined;
}
async function identityAt(scheme, port) {
    const answer = await new Promise((resolve, reject) => {
        const options = { signal: AbortSignal.timeout(2_000), agent: false };
        const url = `${scheme}://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .identityPath */ .Uz}`;
        // Nothing is told to whoever answers, and what he says goes into a message alone.
        const request = scheme === 'http'
            ? node_http__WEBPACK_IMPORTED_MODULE_0__.get(url, options, resolve)
            : node_https__WEBPACK_IMPORTED_MODULE_1__.get(url, { ...options, rejectUnauthorized: false }, resolve);
        request.once('error', reject);
    });
    let said = '';
    for await (const piece of answer.setEncoding('utf8')) {
        said += piece;
        if (said.length > longestIdentity)
            answer.destroy();
    }
    const { model } = JSON.parse(said);
    return answer.statusCode === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
}


/***/ }),

/***/ 16479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkProcessGateway: () => (/* binding */ checkProcessGateway),
  findProcessGateway: () => (/* binding */ findProcessGateway),
  openProcessGateway: () => (/* binding */ openProcessGateway)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
// EXTERNAL MODULE: ./build/src/ports.js
var ports = __webpack_require__(77709);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/agent/front.js
var agent_front = __webpack_require__(14137);
// EXTERNAL MODULE: ./build/src/gateway/agent/orphan.js
var agent_orphan = __webpack_require__(57666);
// EXTERNAL MODULE: ./build/src/gateway/agent/protocol.js
var protocol = __webpack_require__(21048);
// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
// EXTERNAL MODULE: ./build/src/gateway/client.js
var client = __webpack_require__(99349);
// EXTERNAL MODULE: ./build/src/gateway/control.js
var control = __webpack_require__(81685);
// EXTERNAL MODULE: ./build/src/gateway/front.js
var gateway_front = __webpack_require__(22451);
// EXTERNAL MODULE: ./build/src/gateway/port.js
var gateway_port = __webpack_require__(42781);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
;// CONCATENATED MODULE: ./build/src/gateway/program.js





async function agentProgram() {
    const { directory, names, entry } = await (0,installation/* agentFiles */.VI)();
    return { identity: await identityOf(directory, names), directory, names, entry };
}
async function identityOf(directory, names) {
    const files = await Promise.all(names.map(async (name) => [name, await (0,digest/* digestFile */.TM)((0,external_node_path_.join)(directory, name))]));
    return (0,digest/* hexOf */.ZD)((0,digest/* digestJson */.tv)(files), 16);
}
const programsOf = (stateDir) => (0,external_node_path_.join)(stateDir, 'programs');
/** It makes a module of each file beside it, and is written last. */
const marker = 'package.json';
/**
 * Copies it into the state directory, as the action that it came with goes with its job. One that is there and whole stays: an
 * agent may run from it, and start again at any moment. @returns its entry there
 */
async function installProgram(stateDir, program) {
    const own = (0,external_node_path_.join)(programsOf(stateDir), program.identity);
    if (!(await isWhole(own, program))) {
        const copy = `${own}.copy`;
        await (0,promises_.rm)(copy, { recursive: true, force: true });
        for (const name of program.names) {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(copy, name)), { recursive: true, mode: 0o700 });
            await (0,promises_.cp)((0,external_node_path_.join)(program.directory, name), (0,external_node_path_.join)(copy, name));
        }
        await (0,src_files/* writeWhole */.f8)((0,external_node_path_.join)(copy, marker), '{"type":"module"}\n');
        await (0,promises_.rm)(own, { recursive: true, force: true });
        await (0,promises_.rename)(copy, own);
    }
    return (0,external_node_path_.join)(own, program.entry);
}
async function isWhole(directory, { identity, names }) {
    if (!(await (0,src_files/* isThere */.$B)((0,external_node_path_.join)(directory, marker))))
        return false;
    return (await identityOf(directory, names).catch(() => undefined)) === identity;
}
/** One that runs has all of itself in memory, but what it starts again with. */
async function forgetOtherPrograms(stateDir, { identity }) {
    const found = await (0,promises_.readdir)(programsOf(stateDir)).catch(() => []);
    for (const name of found)
        if (name !== identity)
            await (0,promises_.rm)((0,external_node_path_.join)(programsOf(stateDir), name), { recursive: true, force: true });
}

;// CONCATENATED MODULE: ./build/src/gateway/process.js


















/** Metrics are for this machine alone. */
const metricsHost = '127.0.0.1';
const startTimeoutMs = 15_000;
/** An agent has 15 s to come up, and the earlier one as long where that does not. */
const handOverMs = 60_000;
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000;
/** It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it. */
const environment = (home) => ({
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
});
/**
 * The gateway as a process of this machine. Starts the agent where none runs, attaches to the one that does; the agent
 * outlives us, and a supervisor beside it starts it again when it ends: it then knows stable alone. One of another version
 * of ours, or that was started for other ports or other clients, hands over to ours without a lost request.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, another model's agent runs, or one that is to
 *   hand over is in the middle of a rollout
 */
async function openProcessGateway(given) {
    const options = { ...given, stateDir: (0,external_node_path_.resolve)(given.stateDir) };
    const { stateDir, model } = options;
    const { front = gateway_front/* loopback */.uC } = options;
    await (0,gateway_front.readFront)(front, { expired: 'refused' });
    await (0,src_files/* makeDirectory */.Oh)(stateDir, { mode: 0o700 });
    (0,state/* keepPrivate */.zW)(stateDir);
    const hello = await attachOrStart(options);
    await (0,agent_front/* writeFrontFiles */.qP)(stateDir, front);
    const transport = async (request) => {
        try {
            return await (0,control/* call */.T)((0,state/* controlSocket */.D)(stateDir), request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart(options);
            return (0,control/* call */.T)((0,state/* controlSocket */.D)(stateDir), request);
        }
    };
    const gateway = gatewayAt(hello, transport, model);
    await gateway.refresh();
    return gateway;
}
/**
 * The gateway that runs there, to look at it or to end it; undefined where none answers. Nothing is started, and what goes
 * away meanwhile is an error. @throws UserError where another model's agent runs, or one that does not understand us
 */
async function findProcessGateway({ stateDir, model, }) {
    const found = (await greet(stateDir)) ?? (await restarted(stateDir));
    if (found === undefined)
        return undefined;
    mustServe(found, { stateDir, model });
    if (found.protocol !== protocol/* protocolVersion */.Xg)
        throw new errors/* UserError */.yo(`the gateway of ${model} (process ${found.pid}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`);
    return gatewayAt(found, (request) => (0,control/* call */.T)((0,state/* controlSocket */.D)(stateDir), request), model);
}
function gatewayAt(hello, transport, model) {
    const url = (0,gateway_front/* urlOf */.rs)({ host: hello.host, tls: hello.listening.tls }, hello.port);
    const gateway = (0,client/* gatewayOver */.R)(transport, { model, url });
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await (0,timers/* sleep */.yy)(20))
                if (!(0,processes/* alive */.yV)(hello.pid))
                    return;
        },
    };
}
/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, or another model's agent runs
 */
async function checkProcessGateway(given) {
    const options = { ...given, stateDir: (0,external_node_path_.resolve)(given.stateDir) };
    const found = await greet(options.stateDir);
    if (found !== undefined)
        mustServe(found, options);
    await requirePort(options, found);
}
function mustServe(hello, { stateDir, model }) {
    if (hello.model !== model)
        throw new errors/* UserError */.yo(`the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`);
}
/** @param found the gateway that runs here: its ports are its own */
async function requirePort(wanted, found) {
    const { stateDir, model, port, metricsPort, front = gateway_front/* loopback */.uC } = wanted;
    // The system lets nobody listen at all addresses of a port while another one listens at one of them.
    if (found?.port === port && found.host !== front.host && [found.host, front.host].some(gateway_front/* isEveryAddress */.SW))
        throw new errors/* UserError */.yo(`the gateway of ${stateDir} listens at ${found.host} and cannot move to ${front.host} of the same port ${port}: write another port in the key deploy.port too, or end it by \`model-actions stop\` and deploy again`);
    const isOurs = (one) => one === found?.port || one === found?.metricsPort;
    if (metricsPort !== undefined && !isOurs(metricsPort) && !(await portComesFree(metricsPort)))
        throw (0,gateway_port/* metricsPortTaken */.e)(metricsPort);
    const orphan = found === undefined && (0,agent_orphan/* runningHaproxy */.X7)(stateDir) !== undefined;
    if (!orphan && !isOurs(port) && !(await portComesFree(port)))
        throw await (0,gateway_port/* portTaken */.f)(port, model);
}
async function attachOrStart(options) {
    const { stateDir } = options;
    const program = await agentProgram();
    const found = await greet(stateDir);
    if (found !== undefined && isAsWanted(found, options, program))
        return found;
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(stateDir, 'starting.lock'), { label: 'starting the gateway' }, async () => {
        const now = (await greet(stateDir)) ?? (await restarted(stateDir));
        if (now === undefined)
            return startAgent(options, program);
        return isAsWanted(now, options, program) ? now : replaceAgent(now, options, program);
    });
}
function isAsWanted(hello, options, { identity }) {
    mustServe(hello, options);
    const { stateDir, port, metricsPort = 0, front = gateway_front/* loopback */.uC } = options;
    return (hello.protocol === protocol/* protocolVersion */.Xg &&
        hello.program === identity &&
        hello.stateDir === stateDir &&
        hello.host === front.host &&
        hello.port === port &&
        (0,gateway_front/* otherListening */.ir)(hello.listening, (0,gateway_front/* listeningOf */.rW)(front)) === undefined &&
        hello.metricsPort === metricsPort);
}
/** The agent that its supervisor is starting again; undefined where nobody does. */
async function restarted(stateDir) {
    for (const untilMs = performance.now() + startTimeoutMs; await listens((0,state/* supervisorSocket */.EA)(stateDir)); await (0,timers/* sleep */.yy)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (performance.now() > untilMs)
            throw new errors/* UserError */.yo(`the gateway does not come up again: see ${(0,external_node_path_.join)(stateDir, 'agent.log')}`);
    }
    return undefined;
}
function listens(path) {
    return new Promise((resolve) => {
        const socket = external_node_net_.connect(path);
        socket.once('error', () => resolve(false));
        socket.once('connect', () => {
            socket.destroy();
            resolve(true);
        });
    });
}
/** Both accept from one socket until the earlier one has answered what it was asked. */
async function replaceAgent(found, options, program) {
    const { stateDir, log } = options;
    await requirePort(options, found);
    const files = (0,external_node_path_.join)(stateDir, agent_front/* frontFile */.WV);
    const before = await (0,src_files/* readIfPresent */.Zu)(files);
    await (0,agent_front/* writeFrontFiles */.qP)(stateDir, options.front ?? gateway_front/* loopback */.uC);
    try {
        const hello = await handOver(found, options, program);
        await forgetOtherPrograms(stateDir, program);
        log.info(`the gateway goes on as process ${hello.pid}, which took over from process ${found.pid}`);
        return hello;
    }
    catch (error) {
        // The earlier one goes on by the files that it was told.
        if (before !== undefined)
            await (0,src_files/* writeWhole */.f8)(files, before, { mode: 0o600 });
        throw error;
    }
}
async function handOver(found, options, program) {
    const { stateDir } = options;
    const request = {
        program: await installProgram(stateDir, program),
        config: JSON.stringify(configOf(options, program)),
    };
    const socket = (0,state/* supervisorSocket */.EA)(stateDir);
    const said = (await (0,control/* exchange */.c)(socket, 'a hand-over', request, handOverMs).catch((cause) => {
        throw new errors/* UserError */.yo(`the gateway of ${stateDir} (process ${found.pid}) cannot be replaced while it runs: end it (kill ${found.pid}), then deploy again`, { cause });
    }));
    if (!said.ok)
        throw new errors/* UserError */.yo(said.message);
    const hello = await greet(stateDir);
    if (hello === undefined)
        throw new errors/* UserError */.yo(`the gateway ended: see ${(0,external_node_path_.join)(stateDir, 'agent.log')}`);
    return hello;
}
function configOf(options, { identity }) {
    const { stateDir, model, port, metricsPort = 0, front = gateway_front/* loopback */.uC } = options;
    const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy();
    if (options.proxy === 'haproxy' && haproxyPath === undefined)
        throw new errors/* UserError */.yo('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
            exit: 'preflight',
        });
    return {
        stateDir,
        program: identity,
        model,
        host: front.host,
        port,
        listening: (0,gateway_front/* listeningOf */.rW)(front),
        metricsHost,
        metricsPort,
        proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
        haproxyPath: haproxyPath ?? '',
    };
}
async function startAgent(options, program) {
    const { stateDir } = options;
    const config = configOf(options, program);
    await requirePort(options);
    const logFile = (0,external_node_path_.join)(stateDir, 'agent.log');
    const entry = await installProgram(stateDir, program);
    await (0,agent_front/* writeFrontFiles */.qP)(stateDir, options.front ?? gateway_front/* loopback */.uC);
    const pid = await (0,processes/* spawnDetached */.W3)(process.execPath, [entry, 'supervise', JSON.stringify(config)], {
        cwd: stateDir,
        env: environment(stateDir),
        logFile,
    });
    options.log.info(`the gateway starts as process ${pid}; its log is ${logFile}`);
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,timers/* sleep */.yy)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (!(0,processes/* alive */.yV)(pid))
            throw new errors/* UserError */.yo(`the gateway did not start: ${lastLine(logFile)}`, { exit: 'preflight' });
    }
    throw new errors/* UserError */.yo(`the gateway did not start within ${startTimeoutMs / 1000} s: see ${logFile}`);
}
/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir) {
    try {
        const reply = await (0,control/* call */.T)((0,state/* controlSocket */.D)(stateDir), { op: 'hello' }, 5_000);
        return reply.ok ? reply.value : undefined;
    }
    catch (error) {
        if (isGone(error))
            return undefined;
        throw error;
    }
}
function findHaproxy() {
    const directories = [...(process.env['PATH'] ?? '').split(external_node_path_.delimiter), '/usr/local/sbin', '/usr/sbin'];
    return directories
        .filter((directory) => directory !== '')
        .map((directory) => (0,external_node_path_.join)(directory, 'haproxy'))
        .find((path) => {
        try {
            (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
            return true;
        }
        catch {
            return false;
        }
    });
}
async function portComesFree(port) {
    for (const untilMs = performance.now() + portTimeoutMs; !(await (0,ports/* portIsFree */.I)(port)); await (0,timers/* sleep */.yy)(50))
        if (performance.now() > untilMs)
            return false;
    return true;
}
const lastLine = (path) => (0,external_node_fs_.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
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
