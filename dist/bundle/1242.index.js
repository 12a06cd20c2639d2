export const id = 1242;
export const ids = [1242,353];
export const modules = {

/***/ 57666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ retireStrays),
/* harmony export */   I0: () => (/* binding */ earlierOnes),
/* harmony export */   bb: () => (/* binding */ runningHaproxies),
/* harmony export */   gr: () => (/* binding */ pidFile),
/* harmony export */   hb: () => (/* binding */ configurationFile),
/* harmony export */   jg: () => (/* binding */ retireHaproxies),
/* harmony export */   o5: () => (/* binding */ endStrays)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * What agents that are gone left behind: their HAProxy, with shares nobody watches; and what those that were replaced still
 * answer. Linux tells of processes; elsewhere none is found.
 */
const pidFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.pid');
const configurationFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.cfg');
function processOf(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // proc(5): behind the name in parentheses the state, the parent and the group; the start is field 22.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state, parent, group] = fields;
        if (state === 'Z')
            return undefined;
        return { pid, parent: Number(parent), group: Number(group), startedAt: fields[19] ?? '' };
    }
    catch {
        return undefined;
    }
}
function processes() {
    try {
        const pids = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
        return pids.map((name) => processOf(Number(name))).filter((one) => one !== undefined);
    }
    catch {
        return [];
    }
}
/** Those that were started here by an agent and run, whoever else ended; it need not have come to write its process id down. */
function runningHaproxies(stateDir) {
    return processes()
        .filter(({ pid }) => pid !== process.pid && isHaproxyOf(stateDir, pid))
        .map(({ pid }) => pid);
}
function isHaproxyOf(stateDir, pid) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(configurationFile(stateDir));
    }
    catch {
        // Of another user, or ended meanwhile.
        return false;
    }
}
function signal(pids, name) {
    for (const pid of pids)
        try {
            process.kill(pid, name);
        }
        catch {
            // It has ended meanwhile.
        }
}
/** Each closes its port at once; what it was asked may be answered. */
const retireHaproxies = (pids) => signal(pids, 'SIGUSR1');
/**
 * Ends what agents that are gone left, as nobody else finds it any more: it holds the port, and asks for a log that nobody
 * reads. What it was asked may be answered first.
 * @param agents those that go on, with what they started; `socket` the descriptor that all of them accept from
 */
async function endStrays({ agents, socket }, graceMs) {
    for (const [name, waitMs] of [
        ['SIGUSR1', graceMs],
        ['SIGKILL', 2_000],
    ]) {
        signal(strays(agents(), socket), name);
        for (const untilMs = performance.now() + waitMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(20))
            if (strays(agents(), socket).length === 0)
                return;
    }
}
/** Closes the ports of what agents that are gone left; HAProxy ends itself once it has answered, see its configuration. */
const retireStrays = (agents, socket) => retireHaproxies(strays(agents, socket));
/** Of this process's own group, or in another one with a socket that it inherited from us. */
function strays(agents, socket) {
    const name = linkOf(`/proc/self/fd/${socket}`);
    return processes()
        .filter(({ pid, parent }) => pid !== process.pid && !agents.has(pid) && !agents.has(parent))
        .filter(({ pid, group }) => group === process.pid || (name !== undefined && holds(pid, name)))
        .map(({ pid }) => pid);
}
function holds(pid, name) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === name);
    }
    catch {
        return false;
    }
}
function linkOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
    }
    catch {
        return undefined;
    }
}
/** As they are now, once we serve. */
function earlierOnes(stateDir) {
    const supervisor = process.ppid;
    const isOurGroup = processOf(process.pid)?.group === supervisor;
    const found = processes()
        .filter(({ pid, parent }) => pid !== process.pid && pid !== supervisor && parent !== process.pid)
        .filter(({ pid, group }) => (isOurGroup && group === supervisor) || isHaproxyOf(stateDir, pid));
    const left = () => found.filter(({ pid, startedAt }) => processOf(pid)?.startedAt === startedAt).map(({ pid }) => pid);
    return {
        async gone(timeoutMs) {
            for (const untilMs = performance.now() + timeoutMs; left().length > 0; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(50))
                if (performance.now() > untilMs)
                    return signal(left(), 'SIGKILL');
        },
    };
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
            mirror: async (owner, canaryId, share) => void (await ask('mirror', { owner, canaryId, share })),
            remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        },
        metrics: { observe: () => ask('observe', {}), past: ({ id }) => ask('past', { id }) },
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
/* harmony export */   T1: () => (/* binding */ call),
/* harmony export */   cv: () => (/* binding */ exchange),
/* harmony export */   iq: () => (/* binding */ converse)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

const longestReply = 16 << 20;
/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
const call = (socketPath, request, timeoutMs = 120_000) => exchange(socketPath, request.op, request, timeoutMs);
/** Sends one line of JSON and takes one. */
async function exchange(socketPath, what, value, timeoutMs) {
    const { said, hangUp } = await converse(socketPath, what, value, timeoutMs);
    hangUp();
    return said;
}
/** The same, and the line stays open until it is hung up: the other side learns when we are gone, too. */
function converse(socketPath, what, value, timeoutMs) {
    return new Promise((resolve, reject) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_0__.connect(socketPath);
        let text = '';
        socket.setEncoding('utf8');
        socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the gateway's agent does not answer to ${what}`)));
        socket.on('error', (error) => {
            socket.destroy();
            reject(error);
        });
        socket.once('connect', () => socket.write(`${JSON.stringify(value)}\n`));
        socket.on('data', (data) => {
            text += data;
            const end = text.indexOf('\n');
            if (end < 0 && text.length > longestReply)
                socket.destroy(new Error(`the gateway's agent answers ${what} without end`));
            if (end < 0)
                return;
            socket.setTimeout(0);
            try {
                resolve({ said: JSON.parse(text.slice(0, end)), hangUp: () => void socket.destroy() });
            }
            catch (cause) {
                socket.destroy();
                reject(new Error(`the gateway's agent answers ${what} with no JSON`, { cause }));
            }
        });
        socket.once('end', () => reject(Object.assign(new Error(`the gateway's agent ended during ${what}`), { code: 'ECONNRESET' })));
    });
}


/***/ }),

/***/ 70636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G2: () => (/* binding */ installProgram),
/* harmony export */   Hh: () => (/* binding */ programMarker),
/* harmony export */   Rh: () => (/* binding */ forgetOtherPrograms),
/* harmony export */   qd: () => (/* binding */ agentProgram)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54765);





async function agentProgram() {
    const { directory, names, entry } = await (0,_installation_js__WEBPACK_IMPORTED_MODULE_4__/* .agentFiles */ .VI)();
    return { identity: await identityOf(directory, names), directory, names, entry };
}
async function identityOf(directory, names) {
    const files = await Promise.all(names.map(async (name) => [name, await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name))]));
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)(files), 16);
}
const programsOf = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'programs');
/** It makes a module of each file beside it, and is written last. */
const programMarker = { name: 'package.json', text: '{"type":"module"}\n' };
/**
 * Copies it into the state directory, as the action that it came with goes with its job. One that is there and whole stays: an
 * agent may run from it, and start again at any moment. @returns its entry there
 */
async function installProgram(stateDir, program) {
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(programsOf(stateDir), program.identity);
    if (!(await isWhole(own, program))) {
        const copy = `${own}.copy`;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(copy, { recursive: true, force: true });
        for (const name of program.names) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(copy, name)), { recursive: true, mode: 0o700 });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.cp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(program.directory, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(copy, name));
        }
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(copy, programMarker.name), programMarker.text);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(own, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(copy, own);
    }
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(own, program.entry);
}
async function isWhole(directory, { identity, names }) {
    if (!(await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, programMarker.name))))
        return false;
    return (await identityOf(directory, names).catch(() => undefined)) === identity;
}
/** One that runs has all of itself in memory, but what it starts again with. */
async function forgetOtherPrograms(stateDir, { identity }) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(programsOf(stateDir)).catch(() => []);
    for (const name of found)
        if (name !== identity)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(programsOf(stateDir), name), { recursive: true, force: true });
}


/***/ }),

/***/ 52516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AT: () => (/* binding */ routeFile),
/* harmony export */   Fj: () => (/* binding */ readRoutes),
/* harmony export */   Ph: () => (/* binding */ writeRoute),
/* harmony export */   aO: () => (/* binding */ routeOfRequest)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10772);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(381);





const address = (value, place) => {
    const found = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')(value, place);
    (0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .splitAddress */ .l)(found);
    return found;
};
const host = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'the name of a host');
const hosts = (value, place) => {
    if (!Array.isArray(value) || value.length > 64)
        throw new Error(`${place}: expected a list of at most 64 names`);
    return value.map((one, index) => host(one, `${place}[${index}]`));
};
const routeOf = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .shape */ .cW)({
    name: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'the name of a model'),
    model: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model'),
    hosts,
    address,
    token: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[0-9a-f]{64}$/, 'a token of 64 digits'),
    serves: _checked_js__WEBPACK_IMPORTED_MODULE_4__/* .flag */ .Jt,
});
const directoryOf = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'routes');
const routeFile = (stateDir, name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(stateDir), `${name}.json`);
async function writeRoute(stateDir, route) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .makeDirectory */ .Oh)(directoryOf(stateDir), { mode: 0o700 });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(routeFile(stateDir, route.name), `${JSON.stringify(route)}\n`, { mode: 0o600 });
}
/** By name. One that is damaged is told beside the others: it must cost no other model a request, nor a deployment. */
async function readRoutes(stateDir) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directoryOf(stateDir)).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const found = { routes: [], damaged: [] };
    for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(stateDir), name);
        try {
            const said = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)(file);
            // It may leave at any moment.
            if (said !== undefined)
                found.routes.push(routeOf(JSON.parse(said.toString('utf8')), ''));
        }
        catch (cause) {
            const because = `${file} is damaged (${cause.message}): deploy that model again`;
            found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(name, '.json'), because });
        }
    }
    return found;
}
/** Whose a request is; undefined for what is no model's. A host that is named wins, whatever the path. */
function routeOfRequest(routes, { path, host }) {
    const asked = host?.toLowerCase().replace(/:\d+$/, '');
    const byHost = routes.find(({ hosts }) => asked !== undefined && hosts.includes(asked));
    if (byHost !== undefined)
        return byHost;
    const name = /^\/v2\/models\/([^/?]+)(?=[/?]|$)/.exec(path)?.[1];
    return routes.find((route) => route.name === name);
}


/***/ }),

/***/ 60353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkGateway: () => (/* binding */ checkGateway),
  findGateway: () => (/* binding */ findGateway),
  leaveAll: () => (/* binding */ leaveAll),
  openGateway: () => (/* binding */ openGateway),
  othersBeside: () => (/* binding */ othersBeside),
  unreached: () => (/* binding */ unreached)
});

// UNUSED EXPORTS: requireRoom

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
// EXTERNAL MODULE: ./build/src/ports.js
var ports = __webpack_require__(77709);
// EXTERNAL MODULE: ./build/src/gateway/front.js
var gateway_front = __webpack_require__(22451);
// EXTERNAL MODULE: ./build/src/gateway/port.js
var gateway_port = __webpack_require__(42781);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
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
// EXTERNAL MODULE: ./build/src/gateway/program.js
var gateway_program = __webpack_require__(70636);
// EXTERNAL MODULE: ./build/src/gateway/timeouts.js
var timeouts = __webpack_require__(24582);
;// CONCATENATED MODULE: ./build/src/gateway/process.js



















/** Metrics are for this machine alone. */
const metricsHost = '127.0.0.1';
const startTimeoutMs = 15_000;
/** Its last requests have some seconds of it. */
const endTimeoutMs = 20_000;
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
            return await (0,control/* call */.T1)((0,state/* controlSocket */.D)(stateDir), request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart(options);
            return (0,control/* call */.T1)((0,state/* controlSocket */.D)(stateDir), request);
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
    return gatewayAt(found, (request) => (0,control/* call */.T1)((0,state/* controlSocket */.D)(stateDir), request), model);
}
function gatewayAt(hello, transport, model) {
    const url = (0,gateway_front/* urlOf */.rs)({ host: hello.host, tls: hello.listening.tls }, hello.port);
    const gateway = (0,client/* gatewayOver */.R)(transport, { model, url });
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + endTimeoutMs; (0,processes/* alive */.yV)(hello.pid); await (0,timers/* sleep */.yy)(20))
                if (performance.now() > untilMs)
                    throw new errors/* UserError */.yo(`the gateway of ${model} (process ${hello.pid}) was asked to end and still runs: end it by hand (kill -9 ${hello.pid})`);
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
    if (metricsPort !== undefined && !isOurs(metricsPort)) {
        const metrics = { host: metricsHost, port: metricsPort, kind: 'metrics' };
        const why = await whyNotComingFree(metrics);
        if (why !== undefined)
            throw (0,gateway_port/* cannotListen */.Zs)(metrics, why);
    }
    const orphan = found === undefined && (0,agent_orphan/* runningHaproxies */.bb)(stateDir).length > 0;
    if (orphan || isOurs(port))
        return;
    const traffic = { host: front.host, port, kind: 'traffic' };
    const why = await whyNotComingFree(traffic);
    if (why === 'taken')
        throw await (0,gateway_port/* portTaken */.f5)(traffic, model);
    if (why !== undefined)
        throw (0,gateway_port/* cannotListen */.Zs)(traffic, why);
}
async function attachOrStart(options) {
    const { stateDir } = options;
    const program = await (0,gateway_program/* agentProgram */.qd)();
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
        await (0,gateway_program/* forgetOtherPrograms */.Rh)(stateDir, program);
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
        program: await (0,gateway_program/* installProgram */.G2)(stateDir, program),
        config: JSON.stringify(configOf(options, program)),
    };
    const socket = (0,state/* supervisorSocket */.EA)(stateDir);
    const said = (await (0,control/* exchange */.cv)(socket, 'a hand-over', request, timeouts/* handOverMs */.A).catch((cause) => {
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
    const { proxy } = options;
    const haproxyPath = proxy === 'embedded' || proxy === 'router' ? undefined : findHaproxy();
    if (proxy === 'haproxy' && haproxyPath === undefined)
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
        proxy: proxy === 'router' ? proxy : haproxyPath === undefined ? 'embedded' : 'haproxy',
        haproxyPath: haproxyPath ?? '',
    };
}
async function startAgent(options, program) {
    const { stateDir } = options;
    const config = configOf(options, program);
    await requirePort(options);
    const logFile = (0,external_node_path_.join)(stateDir, 'agent.log');
    const entry = await (0,gateway_program/* installProgram */.G2)(stateDir, program);
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
        const reply = await (0,control/* call */.T1)((0,state/* controlSocket */.D)(stateDir), { op: 'hello' }, 5_000);
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
async function whyNotComingFree({ host, port }) {
    for (const untilMs = performance.now() + portTimeoutMs;; await (0,timers/* sleep */.yy)(50)) {
        const code = await (0,ports/* whyNotFree */.WM)(port, host);
        if (code === undefined)
            return undefined;
        const why = (0,gateway_port/* whyRefused */.fG)(code);
        if (why !== 'taken' || performance.now() > untilMs)
            return why;
    }
}
const lastLine = (path) => (0,external_node_fs_.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
const isGone = (error) => ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');

// EXTERNAL MODULE: ./build/src/gateway/router/routes.js
var router_routes = __webpack_require__(52516);
;// CONCATENATED MODULE: ./build/src/gateway/router/shared.js












const frontRecord = 'shared.json';
const tokenFile = 'router-token';
const routerOf = ({ port, sharing }) => ({
    stateDir: (0,external_node_path_.join)(sharing.directory, String(port)),
    port,
});
/** @throws UserError as `openProcessGateway`, and where the models that share disagree */
async function openGateway(options) {
    const { stateDir, model, port, metricsPort, sharing, proxy, log } = options;
    // Its own gateway answers in place of a model, not the router.
    const { fallback, ...front } = options.front;
    const own = { stateDir, model, metricsPort, proxy, log };
    if (!sharing.shared) {
        // Of nobody else's: it makes room.
        const [here] = (await joined(sharing.directory, model)).filter((at) => at.port === port);
        if (here !== undefined) {
            requireAlone(here, model);
            await leave(here, model);
        }
        const gateway = await openProcessGateway({ ...own, port, front: options.front });
        await leaveAll(sharing.directory, model);
        await (0,promises_.rm)((0,external_node_path_.join)(stateDir, tokenFile), { force: true });
        return gateway;
    }
    const at = routerOf(options);
    return locked(at, async () => {
        requireRoom(await routesAt(at), options, await readFrontRecord(at));
        const token = await ownToken(stateDir);
        // Any user of this host reaches a port of loopback, and what he asks would decide rollouts.
        const behindIt = { ...gateway_front/* loopback */.uC, tokens: (0,external_node_path_.join)(stateDir, tokenFile), fallback };
        const gateway = await openProcessGateway({ ...own, port: await ownPort(options), front: behindIt });
        const address = new URL(gateway.url).host;
        const write = async () => {
            const serves = (await gateway.traffic.status()).stable !== undefined;
            await (0,router_routes/* writeRoute */.Ph)(at.stateDir, { name: sharing.name, model, hosts: [...sharing.hosts], address, token, serves });
        };
        // Before it starts: nobody is told that there is no such model.
        const file = (0,router_routes/* routeFile */.AT)(at.stateDir, sharing.name);
        const known = await (0,src_files/* isThere */.$B)(file);
        await write();
        const asRouter = { ...at, model: (0,gateway_port/* sharedIdentity */.Uc)(port), front, proxy: 'router', log };
        const router = await openProcessGateway(asRouter).catch(async (error) => {
            if (!known)
                await (0,promises_.rm)(file, { force: true });
            throw error;
        });
        await (0,src_files/* writeWhole */.f8)((0,external_node_path_.join)(at.stateDir, frontRecord), `${JSON.stringify(front)}\n`, { mode: 0o600 });
        await router.refresh();
        const announce = async () => {
            await write();
            await router.refresh();
        };
        for (const other of await joined(sharing.directory, model))
            if (other.port !== port)
                await leave(other, model);
        return behind(gateway, { url: router.url, leave: () => leaveAll(sharing.directory, model), announce });
    });
}
/** As `findProcessGateway`, whatever its model.yml says of sharing now. */
async function findGateway(options) {
    const { stateDir, model, sharing } = options;
    const gateway = await findProcessGateway({ stateDir, model });
    const [at] = await joined(sharing.directory, model);
    if (gateway === undefined || at === undefined)
        return gateway;
    const front = (await readFrontRecord(at)) ?? gateway_front/* loopback */.uC;
    const seen = behind(gateway, {
        url: (0,gateway_front/* urlOf */.rs)({ host: front.host, tls: (0,gateway_front/* listeningOf */.rW)(front).tls }, at.port),
        leave: () => leaveAll(sharing.directory, model),
        announce: async () => undefined,
    });
    if (front.tls === undefined)
        return seen;
    const status = async () => {
        const router = await found({ ...at, model: (0,gateway_port/* sharedIdentity */.Uc)(at.port) });
        // One that does not answer is said by `unreached`.
        const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {};
        return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) };
    };
    return { ...seen, traffic: { ...seen.traffic, status } };
}
/** As `checkProcessGateway`; starts nothing. */
async function checkGateway(options) {
    const { stateDir, model, port, metricsPort, front, sharing } = options;
    const serves = (await found({ stateDir, model }))?.url;
    if (!sharing.shared) {
        const [here] = (await joined(sharing.directory, model)).filter((at) => at.port === port);
        if (here === undefined)
            return checkProcessGateway({ stateDir, model, port, metricsPort, front });
        return requireAlone(here, model);
    }
    const at = routerOf(options);
    requireRoom(await routesAt(at), options, await readFrontRecord(at));
    await checkProcessGateway({ stateDir, model, port: await ownPort(options), metricsPort });
    // It moves away when the router comes.
    if (serves === undefined || portOf(serves) !== port)
        await checkProcessGateway({ ...at, model: (0,gateway_port/* sharedIdentity */.Uc)(port), front });
}
/** Why clients do not reach a model whose own gateway answers; undefined where nothing is wrong. */
async function unreached(directory, model) {
    for (const at of await joined(directory, model))
        if ((await found({ ...at, model: (0,gateway_port/* sharedIdentity */.Uc)(at.port) })) === undefined)
            return `the gateway that it shares at port ${at.port} does not run: start it by \`model-actions up\`, or deploy again`;
    return undefined;
}
/** Names of the other models at its port. */
async function othersBeside(directory, model) {
    const all = (await joined(directory, model)).flatMap(({ routes }) => routes);
    return all.filter((route) => route.model !== model).map(({ name }) => name);
}
/** The model is at no router any more; those that nobody shares end. */
async function leaveAll(directory, model) {
    for (const at of await joined(directory, model))
        await leave(at, model);
}
function leave(at, model) {
    return locked(at, async () => {
        const { routes, damaged } = await (0,router_routes/* readRoutes */.Fj)(at.stateDir);
        const route = routes.find((one) => one.model === model);
        if (route === undefined)
            return;
        const router = await findProcessGateway({ ...at, model: (0,gateway_port/* sharedIdentity */.Uc)(at.port) });
        if (routes.length + damaged.length > 1) {
            await (0,promises_.rm)((0,router_routes/* routeFile */.AT)(at.stateDir, route.name), { force: true });
            // It resolves once what is in flight has its answer.
            await router?.refresh();
            return;
        }
        await router?.close();
        await (0,promises_.rm)(at.stateDir, { recursive: true, force: true });
    });
}
/** The model's own gateway, as its clients and who deploys see it. */
function behind(own, { url, leave, announce }) {
    const { traffic } = own;
    return {
        ...own,
        url,
        traffic: {
            ...traffic,
            promote: async (owner, canaryId) => {
                await traffic.promote(owner, canaryId);
                await announce();
            },
            demote: async (owner, stableId) => {
                await traffic.demote(owner, stableId);
                await announce();
            },
        },
        close: async () => {
            await leave();
            await own.close();
        },
    };
}
const locked = (at, work) => (0,locks/* withLock */.k)(`${at.stateDir}.lock`, { label: `changing who shares port ${at.port}` }, work);
const routesAt = async ({ stateDir }) => (await (0,router_routes/* readRoutes */.Fj)(stateDir)).routes;
/** Routers that know the model. */
async function joined(directory, model) {
    const names = await (0,promises_.readdir)(directory).catch(() => []);
    const all = await Promise.all(names
        .filter((name) => /^\d+$/.test(name))
        .map(async (name) => {
        const stateDir = (0,external_node_path_.join)(directory, name);
        return { stateDir, port: Number(name), routes: await routesAt({ stateDir }) };
    }));
    return all.filter(({ routes }) => routes.some((route) => route.model === model));
}
/** Where the model's own gateway listens: where it does or did, if nobody else does now. */
async function ownPort({ stateDir, model, port, sharing }) {
    const now = (await found({ stateDir, model }))?.url;
    if (now !== undefined && /^http:\/\/127\.0\.0\.1:/.test(now) && portOf(now) !== port)
        return portOf(now);
    const [before] = (await routesAt(routerOf({ port, sharing }))).filter((route) => route.model === model);
    return (0,ports/* freePort */.ov)(before === undefined ? 0 : portOf(`http://${before.address}`));
}
/** Of the router's, at the model's own gateway. It stays: a router that runs knows it. */
async function ownToken(stateDir) {
    const file = (0,external_node_path_.join)(stateDir, tokenFile);
    const kept = /^router ([0-9a-f]{64})$/m.exec((await (0,src_files/* readIfPresent */.Zu)(file))?.toString('utf8') ?? '')?.[1];
    if (kept !== undefined)
        return kept;
    const token = (0,external_node_crypto_.randomBytes)(32).toString('hex');
    await (0,src_files/* makeDirectory */.Oh)(stateDir, { mode: 0o700 });
    await (0,src_files/* writeWhole */.f8)(file, `router ${token}\n`, { mode: 0o600 });
    return token;
}
/** One of another version of ours is not asked: it is replaced by the one that is opened next. */
const found = (at) => findProcessGateway(at).catch((error) => {
    if (error instanceof errors/* UserError */.yo)
        return undefined;
    throw error;
});
const portOf = (url) => {
    const { port, protocol } = new URL(url);
    return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
};
async function readFrontRecord({ stateDir }) {
    const said = await (0,src_files/* readIfPresent */.Zu)((0,external_node_path_.join)(stateDir, frontRecord));
    return said === undefined ? undefined : JSON.parse(said.toString('utf8'));
}
function requireAlone({ routes, port }, model) {
    const others = routes.filter((route) => route.model !== model);
    if (others.length > 0)
        throw refused(`deploy.port: ${port} is shared with ${namesOf(others)}: write deploy.shared: true, or a free port in the key deploy.port`);
}
const frontKeys = [
    ['deploy.host', ({ host }) => host],
    ['deploy.tls', ({ tls }) => tls],
    ['deploy.tokens', ({ tokens }) => tokens],
    ['deploy.access-log', ({ accessLog }) => accessLog],
];
/** @throws UserError where a name is another's, or the others want their clients otherwise */
function requireRoom(routes, { model, port, front, sharing }, has) {
    const others = routes.filter((route) => route.model !== model);
    const same = others.find(({ name }) => name === sharing.name);
    if (same !== undefined)
        throw refused(`name: ${sharing.name} is ${same.model} at the shared port ${port}: choose another name, or another port in the key deploy.port; where that model is not served any more, end it by \`model-actions stop\` there`);
    for (const host of sharing.hosts) {
        const whose = others.find(({ hosts }) => hosts.includes(host));
        if (whose !== undefined)
            throw refused(`deploy.hosts: ${host} is that of ${whose.model} at the shared port ${port}: name it in one of the two`);
    }
    if (others.length === 0 || has === undefined)
        return;
    const other = frontKeys.find(([, of]) => !(0,external_node_util_.isDeepStrictEqual)(asWritten(of(has)), asWritten(of(front))));
    if (other !== undefined)
        throw refused(`${other[0]} is another than that of ${namesOf(others)}, which share port ${port}: write the same in each, or another port in the key deploy.port; to change it for all, move them to another port one after the other`);
}
const asWritten = (value) => JSON.parse(JSON.stringify(value ?? null));
const namesOf = (routes) => routes.map(({ model }) => model).join(', ');
const refused = (what) => new errors/* UserError */.yo(what, { exit: 'preflight' });


/***/ }),

/***/ 41914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ modelFormats),
/* harmony export */   H: () => (/* binding */ modelEngines)
/* harmony export */ });
/** What a model's files are: whole weights, an exported graph, or an adapter that needs its base. */
const modelFormats = ['safetensors', 'onnx', 'adapter'];
/** What runs a model. */
const modelEngines = ['pytorch', 'onnxruntime'];


/***/ }),

/***/ 77709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ portIsFree),
/* harmony export */   WM: () => (/* binding */ whyNotFree),
/* harmony export */   ov: () => (/* binding */ freePort)
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
const portIsFree = async (port) => (await whyNotFree(port, '127.0.0.1')) === undefined;
/** The system's word for why nobody could listen there now, as `EADDRINUSE`; undefined where somebody could. */
async function whyNotFree(port, host) {
    const found = await tryListening(port, host);
    return typeof found === 'number' ? undefined : found;
}
const listenAt = async (port) => {
    const found = await tryListening(port, '127.0.0.1');
    return typeof found === 'number' ? found : undefined;
};
/** The port that was given, after it was let go; else the system's word for why none was. */
const tryListening = (port, host) => new Promise((resolve) => {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    server.once('error', ({ code = 'unknown' }) => resolve(code));
    server.listen(port, host, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 'unknown'));
    });
});


/***/ })

};
