export const id = 953;
export const ids = [953];
export const modules = {

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ protocolVersion)
/* harmony export */ });
const protocolVersion = 1;


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   f8: () => (/* binding */ writeWhole),
/* harmony export */   iV: () => (/* binding */ readStable),
/* harmony export */   lN: () => (/* binding */ socketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);





/*
 * What outlives the agent: stable, and nothing else. An agent that starts again therefore knows stable alone, and
 * a crash in the middle of a rollout is a rollback.
 */
function writeWhole(path, text) {
    const temporary = `${path}.${process.pid}.tmp`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(temporary, text, { mode: 0o600 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)(temporary, path);
}
function readStable(stateDir) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'state.json');
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(path))
        return undefined;
    let state;
    try {
        state = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .y(`${path} is damaged: remove it to start without a stable version, or restore it`, { cause });
    }
    return state.stable;
}
const writeStable = (stateDir, stable) => writeWhole((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'state.json'), `${JSON.stringify({ schema: 1, stable }, null, 2)}\n`);
/** Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). */
function socketDirectory(stateDir) {
    if (Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, 'haproxy.sock')) <= 100)
        return stateDir;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(stateDir).digest('hex').slice(0, 16);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), `model-actions-${hash}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .y(`${directory} belongs to someone else: choose a shorter path for the key deploy.state`);
    return directory;
}
const controlSocket = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(socketDirectory(stateDir), 'agent.sock');


/***/ }),

/***/ 99349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gatewayOver)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** A Gateway over any transport. */
function gatewayOver(transport, proxy, url) {
    const ask = async (op, input) => {
        const reply = await transport({ op, ...input });
        if (reply.ok)
            return reply.value;
        throw reply.user ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(reply.message) : new Error(`gateway, ${op}: ${reply.message}`);
    };
    return {
        proxy,
        url,
        status: () => ask('status', {}),
        acquire: async (owner, ttlMs) => void (await ask('acquire', { owner, ttlMs })),
        renew: async (owner, ttlMs) => void (await ask('renew', { owner, ttlMs })),
        release: async (owner) => void (await ask('release', { owner })),
        add: async (owner, backend) => void (await ask('add', { owner, backend })),
        shift: async (owner, canaryId, share) => void (await ask('shift', { owner, canaryId, share })),
        evict: async () => void (await ask('evict', {})),
        promote: async (owner, canaryId) => void (await ask('promote', { owner, canaryId })),
        demote: async (owner, stableId) => void (await ask('demote', { owner, stableId })),
        remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        observe: () => ask('observe', {}),
        probe: (id) => ask('probe', { id }),
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

/***/ 18953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openProcessGateway: () => (/* binding */ openProcessGateway)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54765);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72636);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21048);
/* harmony import */ var _agent_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17023);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(99349);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(81685);










const host = '127.0.0.1';
const startTimeoutMs = 15_000;
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000;
/**
 * The gateway as a process of this machine, on loopback. Starts the agent where none runs, attaches to the one that
 * does; the agent outlives us. An agent that died meanwhile is started again by the next request and knows stable alone.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, or another version's agent runs
 */
async function openProcessGateway(options) {
    const stateDir = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(options.stateDir);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(stateDir, { recursive: true, mode: 0o700 });
    const socketPath = (0,_agent_state_js__WEBPACK_IMPORTED_MODULE_6__/* .controlSocket */ .D)(stateDir);
    const hello = await attachOrStart({ ...options, stateDir, socketPath });
    if (hello.protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_9__/* .protocolVersion */ .X)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`the gateway's agent (process ${hello.pid}) is of another version of model-actions: end it, then deploy again`);
    if (hello.port !== options.port)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`the gateway of ${stateDir} serves at port ${hello.port}, the key deploy.port says ${options.port}: write ${hello.port}, or end process ${hello.pid} first`);
    const transport = async (request) => {
        try {
            return await (0,_control_js__WEBPACK_IMPORTED_MODULE_8__/* .call */ .T)(socketPath, request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart({ ...options, stateDir, socketPath });
            return (0,_control_js__WEBPACK_IMPORTED_MODULE_8__/* .call */ .T)(socketPath, request);
        }
    };
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_7__/* .gatewayOver */ .R)(transport, hello.proxy, `http://${host}:${hello.port}`);
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await pause(20))
                if (!(0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .alive */ .yV)(hello.pid))
                    return;
        },
    };
}
async function attachOrStart(options) {
    const found = await greet(options.socketPath);
    if (found !== undefined)
        return found;
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.stateDir, 'starting');
    const mine = takeLock(lock);
    try {
        if (mine)
            return await startAgent(options);
        // Someone else is starting it: theirs is as good as ours.
        return await waitForAgent(options.socketPath, () => undefined, options);
    }
    finally {
        if (mine)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(lock, { force: true });
    }
}
async function startAgent(options) {
    const { stateDir, port } = options;
    const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy();
    if (options.proxy === 'haproxy' && haproxyPath === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
            exit: 'preflight',
        });
    const orphan = hasOrphan(stateDir);
    if (!orphan && !(await portComesFree(port)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`port ${port} is taken by another program: end it, or write a free port in the key deploy.port`, {
            exit: 'preflight',
        });
    const config = {
        stateDir,
        host,
        port,
        proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
        haproxyPath: haproxyPath ?? '',
    };
    const logFile = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'agent.log');
    const pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .spawnDetached */ .W3)(process.execPath, [(0,_installation_js__WEBPACK_IMPORTED_MODULE_4__/* .agentProgram */ .qd)(), 'serve', JSON.stringify(config)], {
        cwd: stateDir,
        logFile,
    });
    options.log.info(`the gateway's agent starts as process ${pid}; its log is ${logFile}`);
    return waitForAgent(options.socketPath, () => ((0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .alive */ .yV)(pid) ? undefined : lastLine(logFile)), options);
}
async function waitForAgent(socketPath, failure, options) {
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await pause(30)) {
        const found = await greet(socketPath);
        if (found !== undefined)
            return found;
        const because = failure();
        if (because !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`the gateway did not start: ${because}`, { exit: 'preflight' });
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`the gateway did not start within ${startTimeoutMs / 1000} s: see ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.stateDir, 'agent.log')}`);
}
async function greet(socketPath) {
    try {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_8__/* .call */ .T)(socketPath, { op: 'hello' }, 5_000);
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
        const pid = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'haproxy.pid'), 'utf8'));
        const words = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.includes((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'haproxy.cfg'));
    }
    catch {
        return false;
    }
}
function takeLock(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, `${process.pid}`, { flag: 'wx' });
        return true;
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
    }
    const owner = Number((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    if (owner !== process.pid && (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .alive */ .yV)(owner))
        return false;
    // Left by a runner that was killed between taking and releasing it.
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, `${process.pid}`);
    return true;
}
function findHaproxy() {
    const directories = [...(process.env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter), '/usr/local/sbin', '/usr/sbin'];
    return directories
        .filter((directory) => directory !== '')
        .map((directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'haproxy'))
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
    for (const untilMs = performance.now() + portTimeoutMs; !(await portIsFree(port)); await pause(50))
        if (performance.now() > untilMs)
            return false;
    return true;
}
function portIsFree(port) {
    return new Promise((resolve) => {
        const server = node_net__WEBPACK_IMPORTED_MODULE_1__.createServer();
        server.once('error', () => resolve(false));
        server.listen(port, host, () => server.close(() => resolve(true)));
    });
}
const lastLine = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
const isGone = (error) => ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));


/***/ })

};
