export const id = 8953;
export const ids = [8953];
export const modules = {

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ protocolVersion)
/* harmony export */ });
const protocolVersion = 2;


/***/ }),

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   iV: () => (/* binding */ readStable),
/* harmony export */   lN: () => (/* binding */ socketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);





const stateFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'state.json');
/** @throws UserError where the file is damaged, or is that of another model */
function readStable(stateDir, model) {
    const path = stateFile(stateDir);
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(path))
        return undefined;
    let state;
    try {
        state = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('it is damaged: remove it to start without a stable version, or restore it', {
            place: { file: path },
            cause,
        });
    }
    if (state.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it is of the model ${state.model}, and ${model} is to be served: each model needs a directory of its own`, { place: { file: path } });
    return state.stable;
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
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory} belongs to someone else: remove it, or choose a shorter path by MODEL_ACTIONS_HOME`);
    return directory;
}
const controlSocket = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(socketDirectory(stateDir), 'agent.sock');


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
            if (end < 0)
                return;
            socket.destroy();
            resolve(JSON.parse(text.slice(0, end)));
        });
        socket.once('end', () => reject(Object.assign(new Error(`the gateway's agent ended during ${request.op}`), { code: 'ECONNRESET' })));
    });
}


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ portTaken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


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
/* harmony export */   openProcessGateway: () => (/* binding */ openProcessGateway)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54765);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41869);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77709);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(49455);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(21048);
/* harmony import */ var _agent_state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(17023);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(99349);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(81685);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(42781);














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
 * does; the agent outlives us. An agent that died meanwhile is started again by the next request and knows stable alone.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, another model's or another version's agent runs
 */
async function openProcessGateway(given) {
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(given.stateDir) };
    const { stateDir, model } = options;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)(stateDir, { mode: 0o700 });
    const hello = await attachOrStart(options);
    mustServe(hello, options);
    const transport = async (request) => {
        try {
            return await (0,_control_js__WEBPACK_IMPORTED_MODULE_10__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_8__/* .controlSocket */ .D)(stateDir), request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart(options);
            return (0,_control_js__WEBPACK_IMPORTED_MODULE_10__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_8__/* .controlSocket */ .D)(stateDir), request);
        }
    };
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_9__/* .gatewayOver */ .R)(transport, { model, url: `http://${host}:${hello.port}` });
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_12__/* .sleep */ .y)(20))
                if (!(0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .alive */ .yV)(hello.pid))
                    return;
        },
    };
}
/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, another model's or another version's agent runs
 */
async function checkProcessGateway(given) {
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(given.stateDir) };
    const found = await greet(options.stateDir);
    if (found !== undefined)
        mustServe(found, options);
    else
        await requirePort(options);
}
function mustServe(hello, { stateDir, model, port }) {
    if (hello.protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_13__/* .protocolVersion */ .X)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway's agent (process ${hello.pid}) is of another version of model-actions: end it, then deploy again`);
    if (hello.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`);
    if (hello.port !== port)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway of ${stateDir} serves at port ${hello.port}, the key deploy.port says ${port}: write ${hello.port}, or end process ${hello.pid} first`);
}
async function requirePort({ stateDir, model, port }) {
    if (!hasOrphan(stateDir) && !(await portComesFree(port)))
        throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_11__/* .portTaken */ .f)(port, model);
}
async function attachOrStart(options) {
    const { stateDir } = options;
    const found = await greet(stateDir);
    if (found !== undefined)
        return found;
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'starting.lock'), { label: 'starting the gateway' }, async () => (await greet(stateDir)) ?? (await startAgent(options)));
}
async function startAgent(options) {
    const { stateDir, model, port } = options;
    const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy();
    if (options.proxy === 'haproxy' && haproxyPath === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
            exit: 'preflight',
        });
    await requirePort(options);
    const config = {
        stateDir,
        model,
        host,
        port,
        proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
        haproxyPath: haproxyPath ?? '',
    };
    const logFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'agent.log');
    const pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .spawnDetached */ .W3)(process.execPath, [(0,_installation_js__WEBPACK_IMPORTED_MODULE_4__/* .agentProgram */ .qd)(), 'serve', JSON.stringify(config)], {
        cwd: stateDir,
        env: environment(stateDir),
        logFile,
    });
    options.log.info(`the gateway's agent starts as process ${pid}; its log is ${logFile}`);
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_12__/* .sleep */ .y)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (!(0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .alive */ .yV)(pid))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway did not start: ${lastLine(logFile)}`, { exit: 'preflight' });
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway did not start within ${startTimeoutMs / 1000} s: see ${logFile}`);
}
/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir) {
    try {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_10__/* .call */ .T)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_8__/* .controlSocket */ .D)(stateDir), { op: 'hello' }, 5_000);
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
        const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.pid'), 'utf8'));
        const words = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.includes((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.cfg'));
    }
    catch {
        return false;
    }
}
function findHaproxy() {
    const directories = [...(process.env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter), '/usr/local/sbin', '/usr/sbin'];
    return directories
        .filter((directory) => directory !== '')
        .map((directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'haproxy'))
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
    for (const untilMs = performance.now() + portTimeoutMs; !(await (0,_ports_js__WEBPACK_IMPORTED_MODULE_6__/* .portIsFree */ .I)(port)); await (0,_timers_js__WEBPACK_IMPORTED_MODULE_12__/* .sleep */ .y)(50))
        if (performance.now() > untilMs)
            return false;
    return true;
}
const lastLine = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
const isGone = (error) => ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');


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
