export const id = 1429;
export const ids = [1429];
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

/***/ 25308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fn: () => (/* binding */ lastFile),
/* harmony export */   Ub: () => (/* binding */ forgetLast),
/* harmony export */   _l: () => (/* binding */ asksAsMuch),
/* harmony export */   cJ: () => (/* binding */ nobodyYet),
/* harmony export */   d8: () => (/* binding */ readLast),
/* harmony export */   i1: () => (/* binding */ whoStarts),
/* harmony export */   jh: () => (/* binding */ noteLast)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(381);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(21048);







/*
 * Who took over last. A container starts again by the words that it was made with, which are those of the version that made
 * it; whoever took over meanwhile goes on all the same. It may ask its clients for what the words do not: they serve in its
 * place only where they ask for as much.
 */
const lastFile = 'last.json';
/** For a container that is made anew: nobody took over from what its own words say. */
const nobodyYet = `${JSON.stringify({ of: '{}' })}\n`;
const since = (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .shape */ .cW)({ of: (0,_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(/^\{[^\0]{0,100000}$/, 'a configuration') });
/**
 * @param of the configuration that the supervisor was started with: what was remembered of another one is no longer wanted
 * @throws UserError where somebody is remembered and cannot be read
 */
async function readLast(stateDir, of) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, lastFile);
    try {
        const said = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file))?.toString('utf8');
        if (said === undefined)
            return undefined;
        return since(JSON.parse(said), '').of === of ? (0,_protocol_js__WEBPACK_IMPORTED_MODULE_6__/* .readHandOver */ .Ei)(said) : undefined;
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it cannot be read (${cause.message}), so that nobody knows whom the gateway asks for what: remove its container and deploy again`, { place: { file }, cause });
    }
}
/**
 * On the disk before anybody takes over: of one that cannot be remembered nobody would know at the next start.
 * @returns what makes it the last one @throws UserError where the disk is full
 */
async function noteLast(stateDir, of, last) {
    const next = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'next.json');
    try {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)(next, `${JSON.stringify({ of, ...last })}\n`, { mode: 0o600 });
    }
    catch (error) {
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .diskError */ .wO)(`${next}: who takes over cannot be written down`, error);
    }
    return () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(next, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, lastFile));
}
const forgetLast = (stateDir) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, lastFile), { force: true });
/** Whether it asks its clients for what the last one does, which may be of a later version and ask for what we do not know. */
const asksAsMuch = (config, last) => (0,node_util__WEBPACK_IMPORTED_MODULE_2__.isDeepStrictEqual)(demandsOf(config), demandsOf(last));
const noDemands = ['accessLog', 'fallback'];
function demandsOf(config) {
    const { listening } = JSON.parse(config);
    return Object.fromEntries(Object.entries(listening ?? {}).filter(([key]) => !noDemands.includes(key)));
}
/**
 * Who is to serve at a start.
 * @param own what the supervisor was started with
 * @throws UserError where the program of the last one is gone, and it asked for more than ours would
 */
function whoStarts(own, last, isThere) {
    if (last !== undefined && isThere(last.program))
        return { who: 'last', ...last };
    if (last === undefined || asksAsMuch(own.config, last.config))
        return { who: 'own', ...own };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${last.program} is gone, and the program that the container was made with would not ask its clients for the same TLS and tokens: remove the gateway's container and deploy again`);
}


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

/***/ 91429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findDockerGateway: () => (/* binding */ findDockerGateway),
  openDockerGateway: () => (/* binding */ openDockerGateway)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/agent/hold.js
var hold = __webpack_require__(22777);
// EXTERNAL MODULE: ./build/src/gateway/agent/protocol.js
var protocol = __webpack_require__(21048);
// EXTERNAL MODULE: ./build/src/gateway/client.js
var client = __webpack_require__(99349);
// EXTERNAL MODULE: ./build/src/gateway/dockerNames.js
var dockerNames = __webpack_require__(79408);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/gateway/agent/front.js
var front = __webpack_require__(14137);
// EXTERNAL MODULE: ./build/src/gateway/agent/last.js
var last = __webpack_require__(25308);
// EXTERNAL MODULE: ./build/src/gateway/front.js
var gateway_front = __webpack_require__(22451);
// EXTERNAL MODULE: ./build/src/gateway/program.js
var gateway_program = __webpack_require__(70636);
;// CONCATENATED MODULE: ./build/src/gateway/dockerVolume.js








/* What is carried into the volume of a gateway in a container, which sees no file of ours. */
/** Where the volume lies in it. */
const stateDir = '/state';
/** For a container that is made anew: whoever took over in the one before it did not in this one. */
const nobodyTookOver = { [last/* lastFile */.Fn]: Buffer.from(last/* nobodyYet */.cJ) };
const fill = ({ docker, model, image }, files) => docker.fillVolume({ name: (0,dockerNames/* gatewayVolume */.Lo)(model), labels: (0,dockerNames/* modelLabel */.mM)(model) }, { image, uid: dockerNames/* serviceUser */.$W, files, at: stateDir });
/**
 * Certificate, key and tokens, where the gateway's user alone reads them: what is said in labels, the environment or the
 * command of a container is read by everyone who may ask the engine. @param others what is carried with them
 */
async function carryFront(into, { tls, tokens, fallback }, others = {}) {
    const files = { ...others };
    const take = async (name, path, key) => {
        files[(0,front/* given */.gI)(name)] = await (0,gateway_front/* readFrontFile */.qV)(path, key);
        return `${stateDir}/${(0,front/* given */.gI)(name)}`;
    };
    const told = {};
    if (tls !== undefined) {
        const { clientCa } = tls;
        told.tls = {
            certificate: await take('certificate', tls.certificate, 'deploy.tls.certificate'),
            key: await take('key', tls.key, 'deploy.tls.key'),
            ...(clientCa === undefined ? {} : { clientCa: await take('client-ca', clientCa, 'deploy.tls.client-ca') }),
        };
    }
    if (tokens !== undefined)
        told.tokens = await take('tokens', tokens, 'deploy.tokens');
    for (const [name, content] of Object.entries((0,front/* frontContents */.Qw)(told, fallback)))
        files[name] = Buffer.from(content);
    await fill(into, files);
}
/**
 * What the gateway was told of its clients, beside what it will be told. @returns `putBack` tells it that again, `forget` that
 * it is not wanted any more
 */
async function keepFront({ docker, container, }) {
    const kept = `${stateDir}/before`;
    const inside = async (script) => {
        const { exitCode, stderr } = await docker.exec(container, ['sh', '-c', script]);
        if (exitCode !== 0)
            throw new errors/* UserError */.yo(`container ${container.slice(0, 12)}, ${stateDir}: the files of the gateway's front cannot be kept (${stderr.trim().slice(-300)}): see that its volume has room`);
    };
    const files = `-type f '(' -name ${front/* frontFile */.WV} -o -name '${front/* givenBegin */.Nh}*' ')'`;
    await inside(`rm -rf ${kept} && mkdir -m 700 ${kept} && find ${stateDir} -maxdepth 1 ${files} -exec cp -p -t ${kept} '{}' +`);
    return {
        putBack: () => inside(`find ${kept} ${files} -exec mv -f -t ${stateDir} '{}' + && rm -rf ${kept}`),
        forget: () => inside(`rm -rf ${kept}`),
    };
}
/** The agent's program of this installation, beside those that are there. @returns its entry inside */
async function carryProgram(into, program) {
    const { docker, container } = into;
    const own = `programs/${program.identity}`;
    const marker = `${own}/${gateway_program/* programMarker */.Hh.name}`;
    // An agent may run from it, and start again at any moment.
    const { exitCode } = await docker.exec(container, ['test', '-f', `${stateDir}/${marker}`]);
    if (exitCode !== 0) {
        const files = {};
        for (const name of program.names)
            files[`${own}/${name}`] = await (0,promises_.readFile)((0,external_node_path_.join)(program.directory, name));
        files[marker] = Buffer.from(gateway_program/* programMarker */.Hh.text);
        await fill(into, files);
    }
    return `${stateDir}/${own}/${program.entry}`;
}
/** One that runs has all of itself in memory, but what it starts again with. */
async function forgetOtherPrograms({ docker, container }, { identity }) {
    const others = [`${stateDir}/programs`, '-mindepth', '1', '-maxdepth', '1', '!', '-name', identity];
    await docker.exec(container, ['find', ...others, '-exec', 'rm', '-rf', '{}', '+']);
}

// EXTERNAL MODULE: ./build/src/gateway/port.js
var gateway_port = __webpack_require__(42781);
;// CONCATENATED MODULE: ./build/src/gateway/docker.js










/* Inside of the gateway's own image. */
const insidePort = 8080;
const insideMetricsPort = 9_090;
const program = ['node', '/gateway/run.mjs'];
const startTimeoutMs = 30_000;
/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash. An agent
 * of another version of ours, or for other clients, hands over to ours inside of its container, without a lost request.
 *
 * @throws UserError where the port is taken, the container publishes other ports, or a rollout is under way where the agent is to hand over
 */
async function openDockerGateway(options) {
    const { docker, model, port, front = gateway_front/* loopback */.uC, log } = options;
    await (0,gateway_front.readFront)(front, { expired: 'refused' });
    await docker.ensureNetwork((0,dockerNames/* networkOf */.Af)(model), (0,dockerNames/* modelLabel */.mM)(model), 'internal');
    await docker.ensureNetwork((0,dockerNames/* outsideOf */.R_)(model), (0,dockerNames/* modelLabel */.mM)(model), 'outside');
    const config = await configOf(options);
    const found = (await docker.list((0,dockerNames/* gatewayLabel */.$T)(model)))[0];
    if (found !== undefined)
        mustPublish(found, options);
    if (found !== undefined && !found.running) {
        log.info(`the gateway's container ${found.id.slice(0, 12)} has stopped; it is made again with what it knew`);
        await docker.remove(found.id, 0);
    }
    const isNew = found?.running !== true;
    if (isNew)
        await carryFront(options, front, nobodyTookOver);
    const id = isNew ? await startContainer(options, config) : found.id;
    await attach(options, { id, isNew, config });
    if (docker.remote !== undefined && (0,gateway_front/* isLoopback */.U9)(front.host))
        log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`);
    const url = (0,gateway_front/* urlOf */.rs)({ host: front.host, tls: config.listening.tls }, port);
    const gateway = gatewayIn(docker, { id, model, url });
    await gateway.refresh();
    return gateway;
}
async function configOf({ model, metricsPort, front = gateway_front/* loopback */.uC }) {
    return {
        stateDir: stateDir,
        program: (await (0,gateway_program/* agentProgram */.qd)()).identity,
        model,
        // Where it is published is the engine's part.
        host: '0.0.0.0',
        port: insidePort,
        listening: (0,gateway_front/* listeningOf */.rW)(front),
        metricsHost: '0.0.0.0',
        metricsPort: metricsPort === undefined ? 0 : insideMetricsPort,
        proxy: 'haproxy',
        haproxyPath: '/usr/sbin/haproxy',
    };
}
const metricsLabel = (port) => String(port ?? '');
/** What a container publishes cannot be changed. */
function mustPublish({ id, labels }, options) {
    const { model, port, metricsPort, front = gateway_front/* loopback */.uC } = options;
    const published = labels[dockerNames/* gatewayLabels */.Cj.port];
    if (published !== String(port))
        throw new errors/* UserError */.yo(`the gateway of ${model} is published at port ${published}, the key deploy.port says ${port}: write that port, or remove container ${id.slice(0, 12)} first`);
    if ((labels[dockerNames/* gatewayLabels */.Cj.metricsPort] ?? '') !== metricsLabel(metricsPort))
        throw new errors/* UserError */.yo(`the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${id.slice(0, 12)} first, what it knows lies in a volume`);
    if ((labels[dockerNames/* gatewayLabels */.Cj.host] ?? gateway_front/* loopback */.uC.host) !== front.host)
        throw new errors/* UserError */.yo(`the gateway was made with another deploy.host than model.yml says: write what it was, or remove container ${id.slice(0, 12)} first, what it knows lies in a volume`);
}
async function startContainer(options, config) {
    const { docker, model, port, metricsPort, front = gateway_front/* loopback */.uC, image } = options;
    const network = (0,dockerNames/* networkOf */.Af)(model);
    const spec = {
        image,
        command: [...program, 'supervise', JSON.stringify(config), 'resume'],
        environment: {},
        labels: {
            ...(0,dockerNames/* gatewayLabel */.$T)(model),
            [dockerNames/* gatewayLabels */.Cj.host]: front.host,
            [dockerNames/* gatewayLabels */.Cj.port]: String(port),
            [dockerNames/* gatewayLabels */.Cj.metricsPort]: metricsLabel(metricsPort),
        },
        name: `${network}-gateway`,
        user: `${dockerNames/* serviceUser */.$W}:${dockerNames/* serviceUser */.$W}`,
        // No port is published from a network that leads nowhere.
        network: (0,dockerNames/* outsideOf */.R_)(model),
        alsoIn: [network],
        binds: [{ from: (0,dockerNames/* gatewayVolume */.Lo)(model), to: stateDir, writable: true }],
        publish: [
            { address: front.host, hostPort: port, containerPort: insidePort },
            ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
        ],
        restart: 'unless-stopped',
        stopGraceSeconds: 10,
    };
    return docker.start(spec).catch(async (error) => {
        const traffic = { host: front.host, port, kind: 'traffic' };
        if (/port is already allocated|address already in use/.test(error.message))
            throw await (0,gateway_port/* portTaken */.f5)(traffic, model, error);
        if (/cannot assign requested address/.test(error.message))
            throw (0,gateway_port/* cannotListen */.Zs)(traffic, 'elsewhere', error);
        if (/cannot expose privileged port/.test(error.message))
            throw (0,gateway_port/* cannotListen */.Zs)(traffic, 'forbidden', error);
        throw error;
    });
}
/** The agent in the container is ours from then on, with what it is told of its clients. */
async function attach(options, { id, isNew, config }) {
    const { docker, front = gateway_front/* loopback */.uC, log } = options;
    const hello = await greet(transportOf(docker, id), async () => (await docker.logTail(id, 3)).join(' | '));
    const isAsWanted = hello.protocol === protocol/* protocolVersion */.Xg &&
        hello.program === config.program &&
        (0,gateway_front/* otherListening */.ir)(hello.listening, config.listening) === undefined;
    if (isAsWanted)
        return isNew ? undefined : carryFront(options, front);
    if (hello.protocol === protocol/* protocolVersion */.Xg)
        await mustBeFree(options, id);
    const own = await (0,gateway_program/* agentProgram */.qd)();
    const asked = {
        program: await carryProgram({ ...options, container: id }, own),
        config: JSON.stringify(config),
    };
    const before = await keepFront({ docker, container: id });
    try {
        await carryFront(options, front);
        const said = (await askInside(docker, id, 'hand-over', asked));
        if (!said.ok)
            throw refused(id, said.message);
    }
    catch (error) {
        // The earlier one goes on by the files that it was told.
        await before.putBack().catch((why) => log.info(String(why)));
        throw error;
    }
    await before.forget();
    await forgetOtherPrograms({ docker, container: id }, own);
    log.info(`the gateway goes on in container ${id.slice(0, 12)} by this version of model-actions`);
}
/** Asked before it is told of other clients: those of a rollout under way notice nothing. */
async function mustBeFree({ docker, model }, id) {
    const { lease } = await (0,client/* gatewayOver */.R)(transportOf(docker, id), { model, url: '' }).traffic.status();
    if (lease !== undefined)
        throw refused(id, (0,hold/* rolloutUnderWay */.H)(lease).message);
}
const refused = (id, why) => new errors/* UserError */.yo(`the gateway in container ${id.slice(0, 12)} does not hand over to this version of model-actions: ${why}`);
/**
 * The gateway that runs at this engine, to look at it or to end it; undefined where none runs. Nothing is started.
 * @throws UserError where it is of another version of ours
 */
async function findDockerGateway({ docker, model, }) {
    const found = (await docker.list((0,dockerNames/* gatewayLabel */.$T)(model)))[0];
    if (found?.running !== true)
        return undefined;
    const { id, labels } = found;
    const hello = await greet(transportOf(docker, id), async () => (await docker.logTail(id, 3)).join(' | '));
    if (hello.protocol !== protocol/* protocolVersion */.Xg)
        throw new errors/* UserError */.yo(`the gateway of ${model} (container ${id.slice(0, 12)}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`);
    const host = labels[dockerNames/* gatewayLabels */.Cj.host] ?? gateway_front/* loopback */.uC.host;
    const port = Number(labels[dockerNames/* gatewayLabels */.Cj.port]);
    return gatewayIn(docker, { id, model, url: (0,gateway_front/* urlOf */.rs)({ host, tls: hello.listening.tls }, port) });
}
const transportOf = (docker, id) => async (request) => (await askInside(docker, id, 'ctl', request));
async function askInside(docker, id, command, value) {
    const ended = await docker.exec(id, [...program, command, stateDir], JSON.stringify(value)).catch((error) => {
        // It is no answer of the agent's, and whoever holds a lease asks again.
        throw new Error(`the gateway's agent was not reached: ${error.message}`, { cause: error });
    });
    if (ended.exitCode !== 0)
        throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`);
    return JSON.parse(ended.stdout);
}
function gatewayIn(docker, { id, model, url }) {
    const gateway = (0,client/* gatewayOver */.R)(transportOf(docker, id), { model, url });
    // The engine would start the container again after the agent's own end.
    return { ...gateway, close: () => docker.remove(id, 10) };
}
async function greet(transport, tail) {
    let last = 'no answer';
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,timers/* sleep */.yy)(200)) {
        try {
            const reply = await transport({ op: 'hello' });
            if (reply.ok)
                return reply.value;
            last = reply.message;
        }
        catch (error) {
            last = error instanceof Error ? error.message : String(error);
        }
    }
    throw new errors/* UserError */.yo(`the gateway did not start within ${startTimeoutMs / 1000} s: ${last}; ${await tail()}`, {
        exit: 'preflight',
    });
}


/***/ }),

/***/ 79408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ gatewayLabel),
/* harmony export */   $W: () => (/* binding */ serviceUser),
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Cj: () => (/* binding */ gatewayLabels),
/* harmony export */   Lo: () => (/* binding */ gatewayVolume),
/* harmony export */   R_: () => (/* binding */ outsideOf),
/* harmony export */   mM: () => (/* binding */ modelLabel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/* How everything of one model is found at a Docker engine: by the label, of which the names are a short form. */
/** @param model `github.com/acme/shop/support-intents` */
const modelLabel = (model) => ({ 'model-actions.model': model });
/** What is said of the gateway's own container. */
const gatewayLabels = {
    role: 'model-actions.role',
    host: 'model-actions.host',
    port: 'model-actions.port',
    metricsPort: 'model-actions.metrics-port',
};
/** By which the gateway's container is found. */
const gatewayLabel = (model) => ({
    ...modelLabel(model),
    [gatewayLabels.role]: 'gateway',
});
/** Who everything of ours runs as in containers. */
const serviceUser = 65532;
/**
 * Name of the network that gateway and versions of a model share and that leads nowhere else, and the beginning of their own names. Two repositories may
 * each have a model of the same name.
 */
function networkOf(model) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(model).digest('hex').slice(0, 8);
    return `model-actions-${model.slice(model.lastIndexOf('/') + 1)}-${hash}`;
}
const gatewayVolume = (model) => `${networkOf(model)}-gateway`;
/** The network of those that reach what lies outside: the gateway, whose port is published, and versions that ask for it. */
const outsideOf = (model) => `${networkOf(model)}-outside`;


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


/***/ })

};
