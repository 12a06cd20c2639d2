export const id = 8850;
export const ids = [8850];
export const modules = {

/***/ 99349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gatewayOver),
/* harmony export */   l: () => (/* binding */ routesOver)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** A Gateway over any transport. @param options.model of whoever drives it; the agent refuses another's */
function gatewayOver(transport, options) {
    const { model, url } = options;
    const ask = asking(transport);
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
function routesOver(transport) {
    const ask = asking(transport);
    return {
        known: () => ask('routes', {}),
        join: async (route, front) => void (await ask('join', { route, front })),
        leave: async (names) => void (await ask('leave', { names })),
    };
}
const asking = (transport) => async (op, input) => {
    const reply = await transport({ op, ...input });
    if (reply.ok)
        return reply.value;
    throw reply.user ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(reply.message) : new Error(`gateway, ${op}: ${reply.message}`);
};


/***/ }),

/***/ 1323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IF: () => (/* binding */ tokenFile),
/* harmony export */   IY: () => (/* binding */ requireRoomAt),
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   LZ: () => (/* binding */ readFrontRecord),
/* harmony export */   PA: () => (/* binding */ frontIn),
/* harmony export */   U: () => (/* binding */ writeFrontRecord),
/* harmony export */   Vf: () => (/* binding */ frontText),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ requireAlone),
/* harmony export */   hr: () => (/* binding */ requireRoom),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   on: () => (/* binding */ sharedAs),
/* harmony export */   t5: () => (/* binding */ lookAt)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(381);
/* harmony import */ var _routes_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44640);







/** In the directory of a model's own gateway, as long as it is behind a router. */
const tokenFile = 'router-token';
async function lookAt(at, { stateDir, model, sharing }) {
    const found = await (0,_routes_js__WEBPACK_IMPORTED_MODULE_6__/* .readRoutes */ .Fj)(at.stateDir);
    const wasBehind = found.damaged.length > 0 && (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, tokenFile)));
    return { ...at, ...sharedAs(found, { model, name: sharing.name, wasBehind }, at.stateDir) };
}
/**
 * What the files of a router say, as one model sees it. A file that does not say whose it is is that of the model by that name, if
 * that has been behind a router. Pure.
 */
function sharedAs({ routes, damaged }, { model, name: ownName, wasBehind }, stateDir) {
    const files = [
        ...routes.map((route) => ({ ...route, route })),
        ...damaged.map(({ name, model: said }) => {
            return { name, hosts: [], model: said ?? (wasBehind && name === ownName ? model : undefined) };
        }),
    ];
    const own = files.filter((one) => one.model === model);
    return {
        own: own.map(({ name }) => (0,_routes_js__WEBPACK_IMPORTED_MODULE_6__/* .routeFile */ .AT)(stateDir, name)),
        route: own.find(({ route }) => route !== undefined)?.route,
        others: files.filter((one) => one.model !== model),
    };
}
/** Ports that the model shares. */
async function joined(member) {
    const { directory } = member.sharing;
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch(() => [])).filter((name) => /^\d+$/.test(name));
    const all = await Promise.all(names.map((name) => lookAt({ stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name), port: Number(name) }, member)));
    return all.filter(({ own }) => own.length > 0);
}
const asFront = (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .shape */ .cW)({
    host: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(/^[0-9a-fA-F:.]{2,45}$/, 'an address'),
    tls: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .shape */ .cW)({
        certificate: _checked_js__WEBPACK_IMPORTED_MODULE_5__/* .absolutePath */ .Hi,
        key: _checked_js__WEBPACK_IMPORTED_MODULE_5__/* .absolutePath */ .Hi,
        clientCa: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lq)(_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .absolutePath */ .Hi),
    })),
    tokens: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lq)(_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .absolutePath */ .Hi),
    accessLog: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .oneOf */ .yL)('none', 'json'),
    fallback: () => undefined,
});
/** @throws UserError where it is damaged */
async function readFrontRecord({ stateDir }) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, _routes_js__WEBPACK_IMPORTED_MODULE_6__/* .frontRecord */ .LJ);
    const said = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file);
    return said === undefined ? undefined : frontIn(said.toString('utf8'), file);
}
/** @throws UserError where it is damaged */
function frontIn(said, file) {
    try {
        return asFront(JSON.parse(said), '');
    }
    catch (cause) {
        throw refused(`${file} is damaged (${messageOf(cause)}), and it says how clients of a shared port are let in: remove it, then deploy a model whose deploy.host, tls, tokens and access-log are those of all that share it`);
    }
}
const frontText = ({ host, tls, tokens, accessLog }) => `${JSON.stringify({ host, tls, tokens, accessLog })}\n`;
const writeFrontRecord = ({ stateDir }, front) => (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, _routes_js__WEBPACK_IMPORTED_MODULE_6__/* .frontRecord */ .LJ), frontText(front), { mode: 0o600 });
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
function requireAlone({ others, port }) {
    if (others.length > 0)
        throw refused(`deploy.port: ${port} is shared with ${namesOf(others)}: write deploy.shared: true, or a free port in the key deploy.port`);
}
const frontKeys = [
    ['deploy.host', ({ host }) => host],
    ['deploy.tls', ({ tls }) => tls],
    ['deploy.tokens', ({ tokens }) => tokens],
    ['deploy.access-log', ({ accessLog }) => accessLog],
];
/** @throws UserError as `requireRoom` does, and where it is not known how the others want their clients */
async function requireRoomAt(at, wanted) {
    const { others } = await lookAt(at, wanted);
    requireRoom(others, wanted, others.length === 0 ? undefined : await readFrontRecord(at));
}
/** @throws UserError where a name is another's, or the others want their clients otherwise */
function requireRoom(known, { model, port, front, sharing }, has) {
    const others = known.filter((one) => one.model !== model);
    const same = others.find(({ name }) => name === sharing.name);
    if (same !== undefined)
        throw refused(`name: ${sharing.name} is ${whose(same)} at the shared port ${port}: choose another name, or another port in the key deploy.port; where that model is not served any more, end it by \`model-actions stop\` there`);
    for (const host of sharing.hosts) {
        const other = others.find(({ hosts }) => hosts.includes(host));
        if (other !== undefined)
            throw refused(`deploy.hosts: ${host} is that of ${whose(other)} at the shared port ${port}: name it in one of the two`);
    }
    if (others.length === 0 || has === undefined)
        return;
    const other = frontKeys.find(([, of]) => !(0,node_util__WEBPACK_IMPORTED_MODULE_2__.isDeepStrictEqual)(asWritten(of(has)), asWritten(of(front))));
    if (other !== undefined)
        throw refused(`${other[0]} is another than that of ${namesOf(others)}, which share port ${port}: write the same in each, or another port in the key deploy.port; to change it for all, move them to another port one after the other`);
}
const asWritten = (value) => JSON.parse(JSON.stringify(value ?? null));
const whose = ({ model, name }) => model ?? `a model ${name} whose file is damaged`;
const namesOf = (others) => others.map(whose).join(', ');
const refused = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(what, { exit: 'preflight' });


/***/ }),

/***/ 18953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ findProcessGateway),
/* harmony export */   AE: () => (/* binding */ checkProcessGateway),
/* harmony export */   IG: () => (/* binding */ lookAtProcessGateway),
/* harmony export */   Mt: () => (/* binding */ openProcessGateway),
/* harmony export */   yk: () => (/* binding */ running)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41869);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77709);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _processGroups_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59428);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(49455);
/* harmony import */ var _agent_front_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14137);
/* harmony import */ var _agent_orphan_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(57666);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(21048);
/* harmony import */ var _agent_state_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(17023);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(99349);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(81685);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(22451);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(42781);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(70636);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(24582);




















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
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(given.stateDir) };
    const { stateDir, model, front = _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC, expired = 'refused' } = options;
    await (0,_front_js__WEBPACK_IMPORTED_MODULE_15__.readFront)(front, { expired });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(stateDir, { mode: 0o700 });
    (0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .keepPrivate */ .zW)(stateDir);
    const hello = await attachOrStart(options);
    await (0,_agent_front_js__WEBPACK_IMPORTED_MODULE_9__/* .writeFrontFiles */ .qP)(stateDir, front);
    const transport = async (request) => {
        try {
            return await (0,_control_js__WEBPACK_IMPORTED_MODULE_14__/* .call */ .T1)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .controlSocket */ .D)(stateDir), request);
        }
        catch (error) {
            if (request.op === 'close' || !isGone(error))
                throw error;
            options.log.info("the gateway's agent is gone; it starts again with stable alone");
            await attachOrStart(options);
            return (0,_control_js__WEBPACK_IMPORTED_MODULE_14__/* .call */ .T1)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .controlSocket */ .D)(stateDir), request);
        }
    };
    const gateway = gatewayAt(hello, transport, model);
    await gateway.refresh();
    return gateway;
}
/** What runs there. Nothing is started. @throws UserError where another model's agent runs */
async function lookAtProcessGateway({ stateDir, model }) {
    const found = await running(stateDir);
    if (found === undefined)
        return { kind: 'none' };
    mustServe(found, { stateDir, model });
    const { protocol, pid, host, port } = found;
    if (protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_11__/* .protocolVersion */ .Xg)
        return { kind: 'another-version', pid, host, port };
    return { kind: 'ours', gateway: gatewayAt(found, (request) => (0,_control_js__WEBPACK_IMPORTED_MODULE_14__/* .call */ .T1)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .controlSocket */ .D)(stateDir), request), model) };
}
/**
 * The gateway that runs there, to look at it or to end it; undefined where none answers. Nothing is started, and what goes
 * away meanwhile is an error. @throws UserError where another model's agent runs, or one that does not understand us
 */
async function findProcessGateway(place) {
    const found = await lookAtProcessGateway(place);
    if (found.kind === 'none')
        return undefined;
    if (found.kind === 'ours')
        return found.gateway;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway of ${place.model} (process ${found.pid}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`);
}
function gatewayAt(hello, transport, model) {
    const url = (0,_front_js__WEBPACK_IMPORTED_MODULE_15__/* .urlOf */ .rs)({ host: hello.host, tls: hello.listening.tls }, hello.port);
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_13__/* .gatewayOver */ .R)(transport, { model, url });
    return {
        ...gateway,
        close: async () => {
            await gateway.close();
            for (const untilMs = performance.now() + endTimeoutMs; (0,_processGroups_js__WEBPACK_IMPORTED_MODULE_8__/* .alive */ .yV)(hello.pid); await (0,_timers_js__WEBPACK_IMPORTED_MODULE_19__/* .sleep */ .yy)(20))
                if (performance.now() > untilMs)
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway of ${model} (process ${hello.pid}) was asked to end and still runs: end it by hand (kill -9 ${hello.pid})`);
        },
    };
}
/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, or another model's agent runs
 */
async function checkProcessGateway(given) {
    const options = { ...given, stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(given.stateDir) };
    const found = await greet(options.stateDir);
    if (found !== undefined)
        mustServe(found, options);
    await requirePort(options, found);
}
function mustServe(hello, { stateDir, model }) {
    if (hello.model !== model)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`);
}
/** @param found the gateway that runs here: its ports are its own */
async function requirePort(wanted, found) {
    const { stateDir, model, port, metricsPort, front = _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC } = wanted;
    // The system lets nobody listen at all addresses of a port while another one listens at one of them.
    if (found?.port === port && found.host !== front.host && [found.host, front.host].some(_front_js__WEBPACK_IMPORTED_MODULE_15__/* .isEveryAddress */ .SW))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway of ${stateDir} listens at ${found.host} and cannot move to ${front.host} of the same port ${port}: write another port in the key deploy.port too, or end it by \`model-actions stop\` and deploy again`);
    const isOurs = (one) => one === found?.port || one === found?.metricsPort;
    if (metricsPort !== undefined && !isOurs(metricsPort)) {
        const metrics = { host: metricsHost, port: metricsPort, kind: 'metrics' };
        const why = await whyNotComingFree(metrics);
        if (why !== undefined)
            throw (0,_port_js__WEBPACK_IMPORTED_MODULE_16__/* .cannotListen */ .Zs)(metrics, why);
    }
    const orphan = found === undefined && (0,_agent_orphan_js__WEBPACK_IMPORTED_MODULE_10__/* .runningHaproxies */ .bb)(stateDir).length > 0;
    if (orphan || isOurs(port))
        return;
    const traffic = { host: front.host, port, kind: 'traffic' };
    const why = await whyNotComingFree(traffic);
    if (why === 'taken')
        throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_16__/* .portTaken */ .f5)(traffic, model);
    if (why !== undefined)
        throw (0,_port_js__WEBPACK_IMPORTED_MODULE_16__/* .cannotListen */ .Zs)(traffic, why);
}
async function attachOrStart(options) {
    const { stateDir } = options;
    const program = await (0,_program_js__WEBPACK_IMPORTED_MODULE_17__/* .agentProgram */ .qd)();
    const found = await greet(stateDir);
    if (found !== undefined && isAsWanted(found, options, program))
        return found;
    const onHeld = ({ label, by }) => options.log.info(`${label}: waiting for ${by}, which does it now`);
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'starting.lock'), { label: 'starting the gateway', onHeld }, async () => {
        const now = await running(stateDir);
        if (now === undefined)
            return startAgent(options, program);
        return isAsWanted(now, options, program) ? now : replaceAgent(now, options, program);
    });
}
function isAsWanted(hello, options, { identity }) {
    mustServe(hello, options);
    const { stateDir, port, metricsPort = 0, front = _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC } = options;
    return (hello.protocol === _agent_protocol_js__WEBPACK_IMPORTED_MODULE_11__/* .protocolVersion */ .Xg &&
        hello.program === identity &&
        hello.stateDir === stateDir &&
        hello.host === front.host &&
        hello.port === port &&
        (0,_front_js__WEBPACK_IMPORTED_MODULE_15__/* .otherListening */ .ir)(hello.listening, (0,_front_js__WEBPACK_IMPORTED_MODULE_15__/* .listeningOf */ .rW)(front)) === undefined &&
        hello.metricsPort === metricsPort);
}
/** What the agent there says of itself, though it may be starting again just now; undefined where none runs. */
const running = async (stateDir) => (await greet(stateDir)) ?? (await restarted(stateDir));
/** The agent that its supervisor is starting again; undefined where nobody does. */
async function restarted(stateDir) {
    for (const untilMs = performance.now() + startTimeoutMs; await isSupervised(stateDir); await (0,_timers_js__WEBPACK_IMPORTED_MODULE_19__/* .sleep */ .yy)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (performance.now() > untilMs)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway does not come up again: see why in ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'agent.log')}, then deploy again`);
    }
    return undefined;
}
async function isSupervised(stateDir) {
    try {
        return await listens((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .supervisorSocket */ .EA)(stateDir));
    }
    catch (error) {
        if (isGone(error))
            return false;
        throw error;
    }
}
function listens(path) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_1__.connect(path);
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
    const files = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _agent_front_js__WEBPACK_IMPORTED_MODULE_9__/* .frontFile */ .WV);
    const before = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(files);
    await (0,_agent_front_js__WEBPACK_IMPORTED_MODULE_9__/* .writeFrontFiles */ .qP)(stateDir, options.front ?? _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC);
    try {
        const hello = await handOver(found, options, program);
        await (0,_program_js__WEBPACK_IMPORTED_MODULE_17__/* .forgetOtherPrograms */ .Rh)(stateDir, program);
        log.info(`the gateway goes on as process ${hello.pid}, which took over from process ${found.pid}`);
        return hello;
    }
    catch (error) {
        // The earlier one goes on by the files that it was told.
        if (before !== undefined)
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(files, before, { mode: 0o600 });
        throw error;
    }
}
async function handOver(found, options, program) {
    const { stateDir } = options;
    const request = {
        program: await (0,_program_js__WEBPACK_IMPORTED_MODULE_17__/* .installProgram */ .G2)(stateDir, program),
        config: JSON.stringify(configOf(options, program)),
    };
    const socket = (0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .supervisorSocket */ .EA)(stateDir);
    const said = (await (0,_control_js__WEBPACK_IMPORTED_MODULE_14__/* .exchange */ .cv)(socket, 'a hand-over', request, _timeouts_js__WEBPACK_IMPORTED_MODULE_18__/* .handOverPatienceMs */ .DH).catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway of ${stateDir} (process ${found.pid}) cannot be replaced while it runs: end it (kill ${found.pid}), then deploy again`, { cause });
    }));
    if (!said.ok)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(said.message);
    const hello = await greet(stateDir);
    if (hello === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway ended: see why in ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'agent.log')}, then deploy again`);
    return hello;
}
function configOf(options, { identity }) {
    const { stateDir, model, port, metricsPort = 0, front = _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC } = options;
    const { proxy } = options;
    const haproxyPath = proxy === 'embedded' || proxy === 'router' ? undefined : findHaproxy();
    if (proxy === 'haproxy' && haproxyPath === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
            exit: 'preflight',
        });
    return {
        stateDir,
        program: identity,
        model,
        host: front.host,
        port,
        listening: (0,_front_js__WEBPACK_IMPORTED_MODULE_15__/* .listeningOf */ .rW)(front),
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
    const logFile = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'agent.log');
    const entry = await (0,_program_js__WEBPACK_IMPORTED_MODULE_17__/* .installProgram */ .G2)(stateDir, program);
    await (0,_agent_front_js__WEBPACK_IMPORTED_MODULE_9__/* .writeFrontFiles */ .qP)(stateDir, options.front ?? _front_js__WEBPACK_IMPORTED_MODULE_15__/* .loopback */ .uC);
    const pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .spawnDetached */ .W3)(process.execPath, [entry, 'supervise', JSON.stringify(config)], {
        cwd: stateDir,
        env: environment(stateDir),
        logFile,
    });
    options.log.info(`the gateway starts as process ${pid}; its log is ${logFile}`);
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_19__/* .sleep */ .yy)(30)) {
        const found = await greet(stateDir);
        if (found !== undefined)
            return found;
        if (!(0,_processGroups_js__WEBPACK_IMPORTED_MODULE_8__/* .alive */ .yV)(pid))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway did not start (${lastLine(logFile)}): see ${logFile}, then deploy again`, {
                exit: 'preflight',
            });
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the gateway did not start within ${startTimeoutMs / 1000} s: see why in ${logFile}, then deploy again`);
}
/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir) {
    try {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_14__/* .call */ .T1)((0,_agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .controlSocket */ .D)(stateDir), { op: 'hello' }, 5_000);
        return reply.ok ? reply.value : undefined;
    }
    catch (error) {
        if (isGone(error))
            return undefined;
        throw error;
    }
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
async function whyNotComingFree({ host, port }) {
    for (const untilMs = performance.now() + portTimeoutMs;; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_19__/* .sleep */ .yy)(50)) {
        const code = await (0,_ports_js__WEBPACK_IMPORTED_MODULE_6__/* .whyNotFree */ .WM)(port, host);
        if (code === undefined)
            return undefined;
        const why = (0,_port_js__WEBPACK_IMPORTED_MODULE_16__/* .whyRefused */ .fG)(code);
        if (why !== 'taken' || performance.now() > untilMs)
            return why;
    }
}
const lastLine = (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log';
const isGone = (error) => error instanceof _agent_state_js__WEBPACK_IMPORTED_MODULE_12__/* .StrangersDirectory */ .Fr ||
    ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');


/***/ }),

/***/ 88850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ processBefore),
/* harmony export */   fallbackAt: () => (/* binding */ fallbackAt)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _agent_front_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14137);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21048);
/* harmony import */ var _fallback_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41180);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(22451);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1323);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(18953);










/* What a gateway that runs as a process has, which model.yml may say otherwise by now. Nothing starts or ends. */
/**
 * Where it listens and how it lets its clients in, to bring it back to; undefined where none runs.
 * @throws UserError where that cannot be known, or its files could not be read again: nothing would bring it back
 */
async function processBefore(stateDir) {
    const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_9__/* .running */ .yk)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(stateDir));
    if (found === undefined)
        return undefined;
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(stateDir), _agent_front_js__WEBPACK_IMPORTED_MODULE_4__/* .frontFile */ .WV);
    try {
        const front = await frontOf(found, stateDir, file);
        await (0,_front_js__WEBPACK_IMPORTED_MODULE_7__.readFront)(front, { expired: 'taken' });
        return { port: found.port, metricsPort: found.metricsPort === 0 ? undefined : found.metricsPort, front };
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`how the gateway (process ${found.pid}) lets its clients in cannot be read (${(0,_members_js__WEBPACK_IMPORTED_MODULE_8__/* .messageOf */ .bD)(cause)}), so that it could not be brought back if the change failed: end it by \`model-actions stop\`, then deploy again`, { exit: 'preflight', place: { file }, cause });
    }
}
/** @param file in which it keeps the paths that it was given */
async function frontOf(found, stateDir, file) {
    // One of an earlier version says less of it.
    const listening = (0,_agent_protocol_js__WEBPACK_IMPORTED_MODULE_5__/* .checkListening */ .A9)({ ..._front_js__WEBPACK_IMPORTED_MODULE_7__/* .plain */ .pj, ...found.listening }, 'listening');
    const { accessLog, fallback, splitBy, router, retries } = listening;
    const said = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(file))?.toString('utf8');
    const front = {
        ...(said === undefined ? {} : (0,_agent_front_js__WEBPACK_IMPORTED_MODULE_4__/* .frontFilesIn */ .S8)(said)),
        host: found.host,
        accessLog,
        fallback: fallback && (await (0,_fallback_js__WEBPACK_IMPORTED_MODULE_6__/* .keptFallback */ .pX)(stateDir, fallback).catch(() => undefined)),
        splitBy,
        router,
        retries,
    };
    const other = (0,_front_js__WEBPACK_IMPORTED_MODULE_7__/* .otherListening */ .ir)((0,_front_js__WEBPACK_IMPORTED_MODULE_7__/* .listeningOf */ .rW)({ ...front, fallback: undefined }), { ...listening, fallback: undefined });
    if (other !== undefined)
        throw new Error(`it says nothing of ${other}`);
    return front;
}
/**
 * What clients get where no version answers, as the gateway there has it, or as the last one kept it: undefined for nothing of ours.
 * @param said how it was answered, where no gateway runs that knows
 */
async function fallbackAt(stateDir, said) {
    const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_9__/* .running */ .yk)(stateDir);
    const [file] = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(stateDir).catch(() => [])).filter(_fallback_js__WEBPACK_IMPORTED_MODULE_6__/* .isFallbackFile */ .FO);
    const lastOne = said === undefined || file === undefined
        ? undefined
        : { status: said.status, contentType: said.contentType, sha256: file.replace('fallback-', '') };
    const name = found?.protocol === _agent_protocol_js__WEBPACK_IMPORTED_MODULE_5__/* .protocolVersion */ .Xg ? found.listening.fallback : lastOne;
    // That it is damaged must not keep the model from serving.
    return name === undefined ? undefined : (0,_fallback_js__WEBPACK_IMPORTED_MODULE_6__/* .keptFallback */ .pX)(stateDir, name).catch(() => undefined);
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
