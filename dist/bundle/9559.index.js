export const id = 9559;
export const ids = [9559];
export const modules = {

/***/ 44582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ accessFile),
/* harmony export */   GJ: () => (/* binding */ longestPath),
/* harmony export */   Qz: () => (/* binding */ logsAccess),
/* harmony export */   T2: () => (/* binding */ AccessLog),
/* harmony export */   rc: () => (/* binding */ requestIdPattern)
/* harmony export */ });
/* unused harmony exports accessLine, rotation */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

const accessLine = (access) => `${JSON.stringify(access)}\n`;
/** Longer paths are cut, as a line must fit HAProxy's buffer. */
const longestPath = 512;
/** A client's own id is taken where it can be written anywhere. */
const requestIdPattern = '^[A-Za-z0-9._-]{1,128}$';
const rotation = { bytes: 64 << 20, files: 5 };
const writeEveryMs = 200;
/** More waits for no disk. */
const mostWaitingBytes = 8 << 20;
/**
 * Lines of JSON, to a file that is renamed when it is full (`access.log.1` is the one before). In a
 * container too, and not to its output: the engine may keep that without a limit, and who reads it slowly would stop the agent.
 * Written in pieces some times a second; what finds no room is dropped and counted, as serving comes first.
 */
class AccessLog {
    #file;
    #rotation;
    #log;
    #waiting = [];
    #waitingBytes = 0;
    #dropped = 0;
    #timer;
    constructor(options) {
        this.#file = options.file;
        this.#log = options.log;
        this.#rotation = options.rotation ?? rotation;
    }
    write(access) {
        const line = accessLine(access);
        if (this.#waitingBytes + line.length > mostWaitingBytes) {
            this.#dropped += 1;
            return;
        }
        this.#waiting.push(line);
        this.#waitingBytes += line.length;
        this.#timer ??= setTimeout(() => this.flush(), writeEveryMs);
    }
    /** Writes what waits. */
    flush() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        const lines = this.#waiting;
        this.#waiting = [];
        this.#waitingBytes = 0;
        if (lines.length === 0)
            return;
        try {
            this.#put(lines.join(''));
            if (this.#dropped > 0)
                this.#log(`the access log lacks ${this.#dropped} lines, which found no room`);
            this.#dropped = 0;
        }
        catch (error) {
            if (this.#dropped === 0)
                this.#log(`the access log cannot be written (${error.code})`);
            this.#dropped += lines.length;
        }
    }
    #put(text) {
        const path = this.#file;
        // Opened for each piece: whoever moves the file away gets a new one.
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'a', 0o600);
        let full = false;
        try {
            writeAll(file, text);
            full = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).size >= this.#rotation.bytes;
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
        if (full)
            this.#rotate(path);
    }
    #rotate(path) {
        const { files } = this.#rotation;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(`${path}.${files - 1}`, { force: true });
        for (let index = files - 2; index >= 0; index--) {
            const from = index === 0 ? path : `${path}.${index}`;
            if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(from))
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(from, `${path}.${index + 1}`);
        }
    }
}
function writeAll(file, text) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;)
        at += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(file, bytes, at);
}
const accessFile = 'access.log';
const logsAccess = ({ accessLog }) => accessLog !== 'none';


/***/ }),

/***/ 22777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ Hold),
/* harmony export */   H: () => (/* binding */ rolloutUnderWay)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);


/** What to say to whoever else wants to change anything. */
const rolloutUnderWay = ({ owner, remainingMs }) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`a rollout by ${owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil(remainingMs / 1000)} s`);
/** The lease of a rollout: who may change shares, and until when without a sign of life. */
class Hold {
    #onExpired;
    /** `expiresMs` is on the monotonic clock: a clock that jumps neither ends nor prolongs a lease. */
    #now;
    constructor(onExpired) {
        this.#onExpired = onExpired;
    }
    get status() {
        if (this.#now === undefined)
            return {};
        const { owner, expiresMs } = this.#now;
        return { lease: { owner, remainingMs: Math.max(0, expiresMs - performance.now()) } };
    }
    get isFree() {
        return this.#now === undefined;
    }
    /** @throws UserError where somebody holds it; with `owner`, somebody else */
    mustBeFree(owner) {
        if (this.#now === undefined || this.#now.owner === owner)
            return;
        throw rolloutUnderWay({ owner: this.#now.owner, remainingMs: this.#now.expiresMs - performance.now() });
    }
    /** @param watchdog why a lease ended, where one did @throws UserError where it is not this one's */
    mustBe(owner, watchdog) {
        if (this.#now === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the lease of ${owner} is over${watchdog === undefined ? '' : ` (${watchdog.because})`}: start the rollout again`);
        if (this.#now.owner !== owner)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway is held by ${this.#now.owner}, not by ${owner}: wait for the end of that rollout`);
    }
    /** For so long from now on. */
    prolong(owner, ttlMs) {
        this.#now?.timer.cancel();
        const timer = (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .after */ .Pl)(ttlMs, () => {
            this.#now = undefined;
            this.#onExpired(owner);
        });
        this.#now = { owner, expiresMs: performance.now() + ttlMs, timer };
    }
    /** Nothing is done where it is another's. */
    end(owner) {
        if (this.#now?.owner !== owner)
            return;
        this.#now.timer.cancel();
        this.#now = undefined;
    }
}


/***/ }),

/***/ 99559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ behind),
/* harmony export */   checkGateway: () => (/* binding */ checkGateway),
/* harmony export */   findGateway: () => (/* binding */ findGateway),
/* harmony export */   leaveAll: () => (/* binding */ leaveAll),
/* harmony export */   openGateway: () => (/* binding */ openGateway),
/* harmony export */   othersBeside: () => (/* binding */ othersBeside),
/* harmony export */   troubleBefore: () => (/* binding */ troubleBefore)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77709);
/* harmony import */ var _agent_access_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44582);
/* harmony import */ var _agent_hold_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(22777);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(22451);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1323);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(42781);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(18953);
/* harmony import */ var _processBefore_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(88850);
/* harmony import */ var _routes_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(44640);
/* harmony import */ var _undo_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(19640);















const routerOf = ({ port, sharing }) => ({
    stateDir: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(sharing.directory, String(port)),
    port,
});
const asRouter = (at) => ({ ...at, model: (0,_port_js__WEBPACK_IMPORTED_MODULE_10__/* .sharedIdentity */ .Uc)(at.port) });
/** @throws UserError as `openProcessGateway`, and where the models that share disagree */
function openGateway(options) {
    return options.sharing.shared ? openBehind(options) : openAlone(options);
}
const broughtBackBy = '`model-actions up`';
async function openAlone(options) {
    const here = (await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(options)).find((at) => at.port === options.port);
    const gateway = here === undefined ? await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .openProcessGateway */ .Mt)(options) : await openInstead(here, options);
    await leaveAll(options);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.stateDir, _members_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenFile */ .IF), { force: true });
    return gateway;
}
/** Of nobody else's: the router makes room. */
async function openInstead(here, options) {
    const { port, sharing, log } = options;
    const { route } = here;
    (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .requireAlone */ .dz)(here);
    // What can be known is known before nobody listens there any more.
    await (0,_front_js__WEBPACK_IMPORTED_MODULE_8__.readFront)(options.front, { expired: 'refused' });
    const own = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(options);
    const { lease } = own.kind === 'ours' ? await own.gateway.traffic.status() : {};
    if (lease !== undefined)
        throw (0,_agent_hold_js__WEBPACK_IMPORTED_MODULE_7__/* .rolloutUnderWay */ .H)(lease);
    const front = (await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .readFrontRecord */ .LZ)(here).catch(() => undefined)) ?? options.front;
    await leave(here, options, log);
    return (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .openProcessGateway */ .Mt)(options).catch((error) => (0,_undo_js__WEBPACK_IMPORTED_MODULE_14__/* .putBack */ .pK)({ port, broughtBackBy }, error, async () => {
        if (route === undefined)
            throw new Error(`the file of ${sharing.name} was damaged`);
        await locked(here, log, async () => {
            await (0,_routes_js__WEBPACK_IMPORTED_MODULE_13__/* .writeRoute */ .Ph)(here.stateDir, route);
            await openRouter(here, front, log);
        });
    }));
}
async function openBehind(options) {
    const { stateDir, model, port, sharing, log } = options;
    // Its own gateway answers in place of a model, not the router.
    const { fallback, splitBy, retries, ...front } = options.front;
    const at = routerOf(options);
    const opened = await locked(at, log, async () => {
        await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .requireRoomAt */ .IY)(at, options);
        await (0,_front_js__WEBPACK_IMPORTED_MODULE_8__.readFront)(front, { expired: 'refused' });
        const isBehind = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _members_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenFile */ .IF));
        const alone = isBehind ? undefined : await (0,_processBefore_js__WEBPACK_IMPORTED_MODULE_12__/* .processBefore */ .L)(stateDir);
        return (0,_undo_js__WEBPACK_IMPORTED_MODULE_14__/* .orUndone */ .B1)({ port: alone?.port ?? port, broughtBackBy }, async (undo) => {
            if (alone !== undefined)
                undo(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _members_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenFile */ .IF), { force: true }));
            const token = await ownToken(stateDir);
            // Any user of this host reaches a port of loopback, and what he asks would decide rollouts.
            const reached = `${new URL((0,_front_js__WEBPACK_IMPORTED_MODULE_8__/* .urlOf */ .rs)({ host: front.host, tls: 'none' }, port)).hostname}:${port}`;
            const behindIt = {
                ..._front_js__WEBPACK_IMPORTED_MODULE_8__/* .loopback */ .uC,
                tokens: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _members_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenFile */ .IF),
                fallback,
                splitBy,
                // Only a certificate of the router's is asked for there.
                router: front.tls === undefined ? undefined : reached,
                retries,
            };
            if (alone !== undefined)
                undo(() => (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .openProcessGateway */ .Mt)({ ...options, ...alone, expired: 'taken' }));
            const gateway = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .openProcessGateway */ .Mt)({ ...options, port: await ownPort(options), front: behindIt });
            const address = new URL(gateway.url).host;
            const write = async () => {
                const serves = (await gateway.traffic.status()).stable !== undefined;
                await (0,_routes_js__WEBPACK_IMPORTED_MODULE_13__/* .writeRoute */ .Ph)(at.stateDir, { name: sharing.name, model, hosts: [...sharing.hosts], address, token, serves });
            };
            // With a router that was started for this one: what is brought back may need its port.
            if (!(await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,_routes_js__WEBPACK_IMPORTED_MODULE_13__/* .routeFile */ .AT)(at.stateDir, sharing.name))))
                undo(() => leaveHere(at, options, log));
            // Before it starts: nobody is told that there is no such model.
            await write();
            const router = await openRouter(at, front, log);
            // It is for /v2/health/ready alone: a promotion does not fail by it, and the router looks by itself in a moment.
            const announce = () => write()
                .then(() => router.refresh())
                .catch((error) => log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`));
            return behind(gateway, { url: router.url, close: closing(options, gateway), announce });
        });
    });
    // Not while that is held: another model may be on its way from there to here.
    for (const other of await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(options))
        if (other.port !== port)
            await leave(other, options, log);
    return opened;
}
/** The router runs, and it is written how whoever shares it wants it. */
async function openRouter(at, front, log) {
    const router = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .openProcessGateway */ .Mt)({ ...asRouter(at), front, proxy: 'router', log });
    await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .writeFrontRecord */ .U)(at, front);
    return router;
}
/** As `findProcessGateway`, whatever its model.yml says of sharing now. */
async function findGateway(member) {
    const gateway = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .findProcessGateway */ .$C)(member);
    const [at] = await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(member);
    if (gateway === undefined || at === undefined)
        return gateway;
    // One that does not answer, or not to us, is said by `troubleBefore`.
    const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(asRouter(at)).catch(() => undefined);
    const router = found?.kind === 'ours' ? found.gateway : undefined;
    const front = (await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .readFrontRecord */ .LZ)(at).catch(() => undefined)) ?? _front_js__WEBPACK_IMPORTED_MODULE_8__/* .loopback */ .uC;
    const seen = behind(gateway, {
        url: router?.url ?? (0,_front_js__WEBPACK_IMPORTED_MODULE_8__/* .urlOf */ .rs)({ host: front.host, tls: (0,_front_js__WEBPACK_IMPORTED_MODULE_8__/* .listeningOf */ .rW)(front).tls }, at.port),
        close: closing(member, gateway),
        announce: async () => undefined,
    });
    const status = async () => {
        const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {};
        return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) };
    };
    return { ...seen, traffic: { ...seen.traffic, status } };
}
/** As `checkProcessGateway`; starts nothing. */
async function checkGateway(options) {
    const { port, metricsPort, front, sharing } = options;
    if (!sharing.shared) {
        const here = (await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(options)).find((at) => at.port === port);
        if (here === undefined)
            return (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .checkProcessGateway */ .AE)(options);
        return (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .requireAlone */ .dz)(here);
    }
    const at = routerOf(options);
    await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .requireRoomAt */ .IY)(at, options);
    const serves = portOf(await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(options));
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .checkProcessGateway */ .AE)({ ...options, port: await ownPort(options), metricsPort, front: _front_js__WEBPACK_IMPORTED_MODULE_8__/* .loopback */ .uC });
    // It moves away when the router comes.
    if (serves !== port)
        await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .checkProcessGateway */ .AE)({ ...asRouter(at), front });
}
/** What is not as it should be in front of a model whose own gateway answers; undefined where nothing is. */
async function troubleBefore(member) {
    for (const at of await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(member)) {
        const gateway = `the gateway that it shares at port ${at.port}`;
        try {
            const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(asRouter(at));
            if (found.kind === 'none')
                return { reached: false, because: `${gateway} does not run: start it by \`model-actions up\`, or deploy again` };
            if (found.kind === 'another-version')
                return {
                    reached: true,
                    because: `${gateway} (process ${found.pid}) is of another version of model-actions, and says nothing to this one: the next deployment by this one replaces it without a lost request`,
                };
        }
        catch (error) {
            return { reached: false, because: `${gateway} cannot be asked (${(0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .messageOf */ .bD)(error)})` };
        }
    }
    return undefined;
}
/** Names of the other models at its port. */
async function othersBeside(member) {
    return (await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(member)).flatMap(({ others }) => others.map(({ name }) => name));
}
/** The model is at no router any more; those that nobody shares end. */
async function leaveAll(member) {
    for (const at of await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .joined */ .oR)(member))
        await leave(at, member, member.log);
}
const leave = (at, member, log) => locked(at, log, () => leaveHere(at, member, log));
/** While the port is held. */
async function leaveHere(at, member, log) {
    const { own, others } = await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .lookAt */ .t5)(at, member);
    if (own.length === 0)
        return;
    if (others.length === 0) {
        await (await routerToAsk(at, log))?.close();
        const [stays] = await removeAllButAccess(at.stateDir);
        if (stays !== undefined)
            log.info(`the access log of port ${at.port} stays: ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(at.stateDir, stays)}`);
        return;
    }
    for (const file of own)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
    // It resolves once what is in flight has its answer. One that cannot say so sees by itself that the file is gone.
    const told = async () => (await routerToAsk(at, log))?.refresh();
    await told().catch((error) => log.info(`the gateway at the shared port ${at.port}: ${error.message}`));
}
/** Who asked what is not forgotten with who answered. @returns the files that stay, the newest first */
async function removeAllButAccess(stateDir) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(stateDir).catch(() => []);
    const stay = names.filter((name) => name.startsWith(_agent_access_js__WEBPACK_IMPORTED_MODULE_6__/* .accessFile */ .BU)).sort();
    if (stay.length === 0)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(stateDir, { recursive: true, force: true });
    for (const name of names)
        if (!stay.includes(name))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, name), { recursive: true, force: true });
    return stay;
}
/** One of another version of ours is replaced first: whatever is asked of it, it would not understand. */
async function routerToAsk(at, log) {
    const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(asRouter(at));
    if (found.kind === 'none')
        return undefined;
    if (found.kind === 'ours')
        return found.gateway;
    const front = await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .readFrontRecord */ .LZ)(at);
    if (front === undefined)
        throw (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .refused */ .J5)(`the gateway at the shared port ${at.port} (process ${found.pid}) is of another version of model-actions: ask it by that one, or end it (kill ${found.pid})`);
    return openRouter(at, front, log);
}
/** The model's own gateway, as its clients and who deploys see it. @param seen.announce tells the router who serves */
function behind(own, { url, close, announce }) {
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
        close,
    };
}
const closing = (member, own) => async () => {
    await leaveAll(member);
    await own.close();
};
const locked = (at, log, work) => {
    const onHeld = ({ by }) => log.info(`waiting for who changes the shared port ${at.port}: ${by}`);
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)(`${at.stateDir}.lock`, { label: `changing who shares port ${at.port}`, onHeld }, work);
};
/** Where the model's own gateway listens: where it does or did, if nobody else does now. */
async function ownPort(wanted) {
    const found = await (0,_process_js__WEBPACK_IMPORTED_MODULE_11__/* .lookAtProcessGateway */ .IG)(wanted);
    const now = portOf(found);
    if (now !== undefined && now !== wanted.port && isAtLoopback(found))
        return now;
    const { route } = await (0,_members_js__WEBPACK_IMPORTED_MODULE_9__/* .lookAt */ .t5)(routerOf(wanted), wanted);
    return (0,_ports_js__WEBPACK_IMPORTED_MODULE_5__/* .freePort */ .ov)(route === undefined ? 0 : Number(new URL(`http://${route.address}`).port));
}
const isAtLoopback = (found) => found.kind === 'ours'
    ? found.gateway.url.startsWith(`http://${_front_js__WEBPACK_IMPORTED_MODULE_8__/* .loopback */ .uC.host}:`)
    : found.kind === 'another-version' && found.host === _front_js__WEBPACK_IMPORTED_MODULE_8__/* .loopback */ .uC.host;
/** Of the router's, at the model's own gateway. It stays: a router that runs knows it. */
async function ownToken(stateDir) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _members_js__WEBPACK_IMPORTED_MODULE_9__/* .tokenFile */ .IF);
    const kept = /^router ([0-9a-f]{64})$/m.exec((await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(file))?.toString('utf8') ?? '')?.[1];
    if (kept !== undefined)
        return kept;
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32).toString('hex');
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)(stateDir, { mode: 0o700 });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(file, `router ${token}\n`, { mode: 0o600 });
    return token;
}
const portOf = (found) => {
    if (found.kind !== 'ours')
        return found.kind === 'none' ? undefined : found.port;
    const { port, protocol } = new URL(found.gateway.url);
    return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
};


/***/ }),

/***/ 19640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B1: () => (/* binding */ orUndone),
/* harmony export */   iR: () => (/* binding */ NobodyListens),
/* harmony export */   pK: () => (/* binding */ putBack)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1323);


/** What listened at the port could not be brought back: whoever reads of the first error must read of this. */
class NobodyListens extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
}
/**
 * Does the work; where it fails, what was done for it is undone, the last first. A step that fails keeps none of the others from
 * being tried: each of them may bring back by itself what clients ask.
 */
async function orUndone(place, work, mayUndo = async () => true) {
    const steps = [];
    try {
        return await work((step) => void steps.push(step));
    }
    catch (error) {
        return putBack(place, error, async () => {
            if (steps.length === 0 || !(await mayUndo()))
                return;
            const failures = [];
            for (const step of steps.toReversed())
                await step().catch((failure) => void failures.push(failure));
            if (failures.length > 0)
                throw new AggregateError(failures, failures.map(_members_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD).join('; '));
        });
    }
}
/** What listened at the port does again. @throws error, or that nobody listens there any more */
async function putBack({ port, broughtBackBy }, error, listen) {
    await listen().catch((again) => {
        throw new NobodyListens(`${(0,_members_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}; nobody listens at port ${port} now (${again.message}): mend that, then bring it back by ${broughtBackBy}`, { cause: error });
    });
    throw error;
}


/***/ })

};
