export const id = 3541;
export const ids = [3541,1780,1914];
export const modules = {

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
        let said = '';
        try {
            const read = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)(file);
            // It may leave at any moment.
            if (read === undefined)
                continue;
            said = read.toString('utf8');
            found.routes.push(routeOf(JSON.parse(said), ''));
        }
        catch (cause) {
            const because = `${file} is damaged (${cause.message}): deploy that model again`;
            const [, model] = /"model":\s*"([\w./-]{1,400})"/.exec(said) ?? [];
            found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(name, '.json'), model, because });
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

/***/ 91780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkGateway: () => (/* binding */ checkGateway),
  findGateway: () => (/* binding */ findGateway),
  leaveAll: () => (/* binding */ leaveAll),
  openGateway: () => (/* binding */ openGateway),
  othersBeside: () => (/* binding */ othersBeside),
  troubleBefore: () => (/* binding */ troubleBefore)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
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
// EXTERNAL MODULE: ./build/src/gateway/agent/hold.js
var hold = __webpack_require__(22777);
// EXTERNAL MODULE: ./build/src/gateway/front.js
var gateway_front = __webpack_require__(22451);
// EXTERNAL MODULE: ./build/src/gateway/port.js
var port = __webpack_require__(42781);
// EXTERNAL MODULE: ./build/src/gateway/process.js
var process = __webpack_require__(18953);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/src/gateway/checked.js
var checked = __webpack_require__(381);
// EXTERNAL MODULE: ./build/src/gateway/router/routes.js
var router_routes = __webpack_require__(52516);
;// CONCATENATED MODULE: ./build/src/gateway/router/members.js







/** How the clients of a shared port are let in. */
const frontRecord = 'shared.json';
/** In the directory of a model's own gateway, as long as it is behind a router. */
const tokenFile = 'router-token';
async function lookAt(at, { stateDir, model, sharing }) {
    const { routes, damaged } = await (0,router_routes/* readRoutes */.Fj)(at.stateDir);
    // A file that does not say whose it is is that of the model by that name, if that has been behind a router.
    const wasBehind = damaged.length > 0 && (await (0,src_files/* isThere */.$B)((0,external_node_path_.join)(stateDir, tokenFile)));
    const files = [
        ...routes.map((route) => ({ ...route, route })),
        ...damaged.map(({ name, model: said }) => {
            return { name, hosts: [], model: said ?? (wasBehind && name === sharing.name ? model : undefined) };
        }),
    ];
    const own = files.filter((one) => one.model === model);
    return {
        ...at,
        own: own.map(({ name }) => (0,router_routes/* routeFile */.AT)(at.stateDir, name)),
        route: own.find(({ route }) => route !== undefined)?.route,
        others: files.filter((one) => one.model !== model),
    };
}
/** Ports that the model shares. */
async function joined(member) {
    const { directory } = member.sharing;
    const names = (await (0,promises_.readdir)(directory).catch(() => [])).filter((name) => /^\d+$/.test(name));
    const all = await Promise.all(names.map((name) => lookAt({ stateDir: (0,external_node_path_.join)(directory, name), port: Number(name) }, member)));
    return all.filter(({ own }) => own.length > 0);
}
const asFront = (0,checked/* shape */.cW)({
    host: (0,checked/* text */.Qq)(/^[0-9a-fA-F:.]{2,45}$/, 'an address'),
    tls: (0,checked/* optional */.lq)((0,checked/* shape */.cW)({
        certificate: checked/* absolutePath */.Hi,
        key: checked/* absolutePath */.Hi,
        clientCa: (0,checked/* optional */.lq)(checked/* absolutePath */.Hi),
    })),
    tokens: (0,checked/* optional */.lq)(checked/* absolutePath */.Hi),
    accessLog: (0,checked/* oneOf */.yL)('none', 'json'),
    fallback: () => undefined,
});
/** @throws UserError where it is damaged */
async function readFrontRecord({ stateDir }) {
    const file = (0,external_node_path_.join)(stateDir, frontRecord);
    const said = await (0,src_files/* readIfPresent */.Zu)(file);
    if (said === undefined)
        return undefined;
    try {
        return asFront(JSON.parse(said.toString('utf8')), '');
    }
    catch (cause) {
        throw refused(`${file} is damaged (${messageOf(cause)}), and it says how clients of a shared port are let in: remove it, then deploy a model whose deploy.host, tls, tokens and access-log are those of all that share it`);
    }
}
const writeFrontRecord = ({ stateDir }, front) => (0,src_files/* writeWhole */.f8)((0,external_node_path_.join)(stateDir, frontRecord), `${JSON.stringify(front)}\n`, { mode: 0o600 });
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
    const other = frontKeys.find(([, of]) => !(0,external_node_util_.isDeepStrictEqual)(asWritten(of(has)), asWritten(of(front))));
    if (other !== undefined)
        throw refused(`${other[0]} is another than that of ${namesOf(others)}, which share port ${port}: write the same in each, or another port in the key deploy.port; to change it for all, move them to another port one after the other`);
}
const asWritten = (value) => JSON.parse(JSON.stringify(value ?? null));
const whose = ({ model, name }) => model ?? `a model ${name} whose file is damaged`;
const namesOf = (others) => others.map(whose).join(', ');
const refused = (what) => new errors/* UserError */.yo(what, { exit: 'preflight' });

;// CONCATENATED MODULE: ./build/src/gateway/router/shared.js













const routerOf = ({ port, sharing }) => ({
    stateDir: (0,external_node_path_.join)(sharing.directory, String(port)),
    port,
});
const asRouter = (at) => ({ ...at, model: (0,port/* sharedIdentity */.Uc)(at.port) });
/** @throws UserError as `openProcessGateway`, and where the models that share disagree */
function openGateway(options) {
    return options.sharing.shared ? openBehind(options) : openAlone(options);
}
async function openAlone(options) {
    const here = (await joined(options)).find((at) => at.port === options.port);
    const gateway = here === undefined ? await (0,process/* openProcessGateway */.Mt)(options) : await openInstead(here, options);
    await leaveAll(options, options.log);
    await (0,promises_.rm)((0,external_node_path_.join)(options.stateDir, tokenFile), { force: true });
    return gateway;
}
/** Of nobody else's: the router makes room. */
async function openInstead(here, options) {
    const { port, sharing, log } = options;
    const { route } = here;
    requireAlone(here);
    // What can be known is known before nobody listens there any more.
    await (0,gateway_front.readFront)(options.front, { expired: 'refused' });
    const own = await (0,process/* lookAtProcessGateway */.IG)(options);
    const { lease } = own.kind === 'ours' ? await own.gateway.traffic.status() : {};
    if (lease !== undefined)
        throw (0,hold/* rolloutUnderWay */.H)(lease);
    const front = (await readFrontRecord(here).catch(() => undefined)) ?? options.front;
    await leave(here, options, log);
    return (0,process/* openProcessGateway */.Mt)(options).catch((error) => putBack(port, error, async () => {
        if (route === undefined)
            throw new Error(`the file of ${sharing.name} was damaged`);
        await locked(here, log, async () => {
            await (0,router_routes/* writeRoute */.Ph)(here.stateDir, route);
            await openRouter(here, front, log);
        });
    }));
}
async function openBehind(options) {
    const { stateDir, model, port, sharing, log } = options;
    // Its own gateway answers in place of a model, not the router.
    const { fallback, ...front } = options.front;
    const at = routerOf(options);
    const opened = await locked(at, log, async () => {
        await requireRoomAt(at, options);
        await (0,gateway_front.readFront)(front, { expired: 'refused' });
        const isBehind = await (0,src_files/* isThere */.$B)((0,external_node_path_.join)(stateDir, tokenFile));
        const alone = isBehind ? undefined : portOf(await (0,process/* lookAtProcessGateway */.IG)(options));
        const token = await ownToken(stateDir);
        // Any user of this host reaches a port of loopback, and what he asks would decide rollouts.
        const behindIt = { ...gateway_front/* loopback */.uC, tokens: (0,external_node_path_.join)(stateDir, tokenFile), fallback };
        const gateway = await (0,process/* openProcessGateway */.Mt)({ ...options, port: await ownPort(options), front: behindIt });
        const address = new URL(gateway.url).host;
        const write = async () => {
            const serves = (await gateway.traffic.status()).stable !== undefined;
            await (0,router_routes/* writeRoute */.Ph)(at.stateDir, { name: sharing.name, model, hosts: [...sharing.hosts], address, token, serves });
        };
        // Before it starts: nobody is told that there is no such model.
        const file = (0,router_routes/* routeFile */.AT)(at.stateDir, sharing.name);
        const known = await (0,src_files/* isThere */.$B)(file);
        await write();
        const router = await openRouter(at, front, log).catch(async (error) => {
            if (!known)
                await (0,promises_.rm)(file, { force: true });
            if (alone === undefined)
                throw error;
            return putBack(alone, error, async () => {
                await (0,process/* openProcessGateway */.Mt)({ ...options, port: alone });
                await (0,promises_.rm)((0,external_node_path_.join)(stateDir, tokenFile), { force: true });
            });
        });
        // It is for /v2/health/ready alone: a promotion does not fail by it, and the router looks by itself in a moment.
        const announce = () => write()
            .then(() => router.refresh())
            .catch((error) => log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`));
        return behind(gateway, { url: router.url, leave: () => leaveAll(options), announce });
    });
    // Not while that is held: another model may be on its way from there to here.
    for (const other of await joined(options))
        if (other.port !== port)
            await leave(other, options, log);
    return opened;
}
/** The router runs, and it is written how whoever shares it wants it. */
async function openRouter(at, front, log) {
    const router = await (0,process/* openProcessGateway */.Mt)({ ...asRouter(at), front, proxy: 'router', log });
    await writeFrontRecord(at, front);
    return router;
}
/** What listened at the port does again. @throws error, or that nobody listens there any more */
async function putBack(port, error, listen) {
    await listen().catch((again) => {
        throw new errors/* UserError */.yo(`${messageOf(error)}; nobody listens at port ${port} now (${again.message}): mend that, then bring it back by \`model-actions up\``, { cause: error });
    });
    throw error;
}
/** As `findProcessGateway`, whatever its model.yml says of sharing now. */
async function findGateway(member) {
    const gateway = await (0,process/* findProcessGateway */.$C)(member);
    const [at] = await joined(member);
    if (gateway === undefined || at === undefined)
        return gateway;
    // One that does not answer, or not to us, is said by `troubleBefore`.
    const found = await (0,process/* lookAtProcessGateway */.IG)(asRouter(at)).catch(() => undefined);
    const router = found?.kind === 'ours' ? found.gateway : undefined;
    const front = (await readFrontRecord(at).catch(() => undefined)) ?? gateway_front/* loopback */.uC;
    const seen = behind(gateway, {
        url: router?.url ?? (0,gateway_front/* urlOf */.rs)({ host: front.host, tls: (0,gateway_front/* listeningOf */.rW)(front).tls }, at.port),
        leave: () => leaveAll(member),
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
        const here = (await joined(options)).find((at) => at.port === port);
        if (here === undefined)
            return (0,process/* checkProcessGateway */.AE)(options);
        return requireAlone(here);
    }
    const at = routerOf(options);
    await requireRoomAt(at, options);
    const serves = portOf(await (0,process/* lookAtProcessGateway */.IG)(options));
    await (0,process/* checkProcessGateway */.AE)({ ...options, port: await ownPort(options), metricsPort, front: gateway_front/* loopback */.uC });
    // It moves away when the router comes.
    if (serves !== port)
        await (0,process/* checkProcessGateway */.AE)({ ...asRouter(at), front });
}
/** What is not as it should be in front of a model whose own gateway answers; undefined where nothing is. */
async function troubleBefore(member) {
    for (const at of await joined(member)) {
        const gateway = `the gateway that it shares at port ${at.port}`;
        try {
            const found = await (0,process/* lookAtProcessGateway */.IG)(asRouter(at));
            if (found.kind === 'none')
                return { reached: false, because: `${gateway} does not run: start it by \`model-actions up\`, or deploy again` };
            if (found.kind === 'another-version')
                return {
                    reached: true,
                    because: `${gateway} (process ${found.pid}) is of another version of model-actions, and says nothing to this one: the next deployment by this one replaces it without a lost request`,
                };
        }
        catch (error) {
            return { reached: false, because: `${gateway} cannot be asked (${messageOf(error)})` };
        }
    }
    return undefined;
}
/** Names of the other models at its port. */
async function othersBeside(member) {
    return (await joined(member)).flatMap(({ others }) => others.map(({ name }) => name));
}
/** The model is at no router any more; those that nobody shares end. */
async function leaveAll(member, log) {
    for (const at of await joined(member))
        await leave(at, member, log);
}
function leave(at, member, log = silent) {
    return locked(at, log, async () => {
        const { own, others } = await lookAt(at, member);
        if (own.length === 0)
            return;
        if (others.length === 0) {
            await (await routerToAsk(at, log))?.close();
            await (0,promises_.rm)(at.stateDir, { recursive: true, force: true });
            return;
        }
        for (const file of own)
            await (0,promises_.rm)(file, { force: true });
        // It resolves once what is in flight has its answer. One that cannot say so sees by itself that the file is gone.
        const told = async () => (await routerToAsk(at, log))?.refresh();
        await told().catch((error) => log.info(`the gateway at the shared port ${at.port}: ${error.message}`));
    });
}
/** One of another version of ours is replaced first: whatever is asked of it, it would not understand. */
async function routerToAsk(at, log) {
    const found = await (0,process/* lookAtProcessGateway */.IG)(asRouter(at));
    if (found.kind === 'none')
        return undefined;
    if (found.kind === 'ours')
        return found.gateway;
    const front = await readFrontRecord(at);
    if (front === undefined)
        throw refused(`the gateway at the shared port ${at.port} (process ${found.pid}) is of another version of model-actions: ask it by that one, or end it (kill ${found.pid})`);
    return openRouter(at, front, log);
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
const silent = { info: () => undefined };
const locked = (at, log, work) => {
    const onWait = (by) => log.info(`waiting for who changes the shared port ${at.port}: ${by}`);
    return (0,locks/* withLock */.k)(`${at.stateDir}.lock`, { label: `changing who shares port ${at.port}`, onWait }, work);
};
/** Where the model's own gateway listens: where it does or did, if nobody else does now. */
async function ownPort(wanted) {
    const found = await (0,process/* lookAtProcessGateway */.IG)(wanted);
    const now = portOf(found);
    if (now !== undefined && now !== wanted.port && isAtLoopback(found))
        return now;
    const { route } = await lookAt(routerOf(wanted), wanted);
    return (0,ports/* freePort */.ov)(route === undefined ? 0 : Number(new URL(`http://${route.address}`).port));
}
const isAtLoopback = (found) => found.kind === 'ours'
    ? found.gateway.url.startsWith(`http://${gateway_front/* loopback */.uC.host}:`)
    : found.kind === 'another-version' && found.host === gateway_front/* loopback */.uC.host;
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
const portOf = (found) => {
    if (found.kind !== 'ours')
        return found.kind === 'none' ? undefined : found.port;
    const { port, protocol } = new URL(found.gateway.url);
    return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
};


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


/***/ })

};
