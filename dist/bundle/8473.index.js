export const id = 8473;
export const ids = [8473];
export const modules = {

/***/ 27406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vw: () => (/* binding */ formatProblem),
/* harmony export */   dE: () => (/* binding */ formatPlace),
/* harmony export */   hS: () => (/* binding */ exitCodes),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/** `model.yml:12: data.train`, `model.yml: base`, `input sign-key`; empty where nothing is known. */
function formatPlace({ file, line, key, input }) {
    const written = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
    return [...written, ...(input === undefined ? [] : [`input ${input}`]), ...(key === undefined ? [] : [key])].join(': ');
}
/** A problem as the one line that people read. */
function formatProblem({ what, place }) {
    const where = place === undefined ? '' : formatPlace(place);
    return oneLine(where === '' ? what : `${where}: ${what}`);
}
const oneLine = (text) => text.replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' ');
/**
 * What a person did that we cannot go on with: cause, place (file, key, value) and remedy in one line.
 * It is shown without a stack. Everything else that is thrown is a bug of ours and is shown with one.
 */
class UserError extends Error {
    name = 'UserError';
    exit;
    /** Everything that is wrong, the first one first; `message` tells the first and how many more there are. */
    problems;
    /** @param what cause and remedy in one line, without the place; or several problems that are told together */
    constructor(what, options = {}) {
        const problems = typeof what === 'string'
            ? [{ what: oneLine(what), ...(options.place === undefined ? {} : { place: options.place }) }]
            : what;
        const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
        super(`${formatProblem(problems[0])}${more}`, options.cause === undefined ? undefined : { cause: options.cause });
        this.exit = options.exit ?? 'configuration';
        this.problems = problems;
    }
    get place() {
        return this.problems[0].place;
    }
}
/** Exit codes of the runtime and of our own command line: one table for both (contract version 1). */
const exitCodes = {
    done: 0,
    configuration: 2,
    data: 3,
    preflight: 4,
    'out-of-memory': 5,
    diverged: 6,
    'gate-failed': 7,
    inconclusive: 8,
    crashed: 70,
    interrupted: 75,
};


/***/ }),

/***/ 19198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oh: () => (/* binding */ makeDirectory),
/* harmony export */   Zu: () => (/* binding */ readIfPresent),
/* harmony export */   f8: () => (/* binding */ writeWhole),
/* harmony export */   wO: () => (/* binding */ diskError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/* Files that other processes read: whole or not there, whatever ends the one that writes; and what to say where one cannot be. */
/** Writes a file beside its place, to the disk, and renames it: a reader sees the old content or the new, never a part. */
async function writeWhole(path, content, options = {}) {
    const temporary = `${path}.${process.pid}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}.tmp`;
    try {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'wx', options.mode ?? 0o644);
        try {
            await file.writeFile(content);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
}
/** The whole content; undefined where there is no such file. */
const readIfPresent = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path).catch((error) => {
    if (error.code === 'ENOENT')
        return undefined;
    throw error;
});
/** Like a recursive mkdir, which calls a read-only file system a missing directory, with the system's own error. */
async function makeDirectory(path, options = {}) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, options);
    }
    catch (error) {
        const { code } = error;
        if (code === 'EEXIST')
            return mustBeDirectory(path);
        if ((code !== 'ENOENT' && code !== 'ENOTDIR') || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path) === path)
            throw error;
        await makeDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), options);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, options).catch((again) => {
            if (again.code !== 'EEXIST')
                throw again;
            return mustBeDirectory(path);
        });
    }
}
/** A file in its place, or a link to a disk that is not there, holds no directory. */
async function mustBeDirectory(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    if (facts?.isDirectory() === true)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(facts === undefined
        ? `${path} is there and leads to no directory: mount what it leads to, remove it, or name another directory by MODEL_ACTIONS_HOME`
        : `${path}: a file is where a directory is needed: move it away, or name another directory by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/**
 * What the system refused while something was written, as one line with its remedy. Every other error stays as it is.
 * @param what could not be done: `images/blobs: cannot be written`
 */
function diskError(what, error) {
    const { code, syscall } = error;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo || syscall === undefined || !/^E[A-Z]+$/.test(code ?? ''))
        return error;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    const remedy = full ? 'the disk is full, free some space' : 'check the path and its permissions';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${what} (${code}): ${remedy}`, { cause: error });
}


/***/ }),

/***/ 10772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ joinAddress),
/* harmony export */   l: () => (/* binding */ splitAddress)
/* harmony export */ });
/** The two parts of `host:port`; an IPv6 host stands in brackets. */
function splitAddress(address) {
    const end = address.lastIndexOf(':');
    const host = address.slice(0, Math.max(0, end)).replace(/^\[(.*)\]$/, '$1');
    const port = Number(address.slice(end + 1));
    if (host === '' || !Number.isInteger(port) || port < 1 || port > 65_535)
        throw new Error(`${address} is no address: expected host:port`);
    return { host, port };
}
const joinAddress = (host, port) => host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;


/***/ }),

/***/ 70323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ Agent)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10772);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28519);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17023);





const probeTimeoutMs = 5_000;
/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
class Agent {
    #stateDir;
    #model;
    #proxy;
    #counters;
    #log;
    #stable;
    #canary;
    #idle = new Map();
    /** `expiresMs` is on the monotonic clock: a clock that jumps neither ends nor prolongs a lease. */
    #lease;
    #watchdog;
    #queue = Promise.resolve();
    constructor(options) {
        this.#stateDir = options.stateDir;
        this.#model = options.model;
        this.#proxy = options.proxy;
        this.#counters = options.counters;
        this.#log = options.log;
    }
    async start() {
        this.#stable = (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .readStable */ .iV)(this.#stateDir, this.#model);
        await this.#proxy.start(this.#stable);
    }
    status() {
        return {
            ...(this.#stable === undefined ? {} : { stable: this.#stable }),
            ...(this.#canary === undefined ? {} : { canary: this.#canary }),
            idle: [...this.#idle.values()],
            ...(this.#lease === undefined
                ? {}
                : { lease: { owner: this.#lease.owner, remainingMs: Math.max(0, this.#lease.expiresMs - performance.now()) } }),
            ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
        };
    }
    acquire(model, owner, ttlMs) {
        if (model !== this.#model)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`this gateway serves the model ${this.#model}, not ${model}: a second model on this host needs another port in the key deploy.port`);
        if (this.#lease !== undefined && this.#lease.owner !== owner)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`a rollout by ${this.#lease.owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil((this.#lease.expiresMs - performance.now()) / 1000)} s`);
        if (this.#lease === undefined)
            this.#watchdog = undefined;
        this.#hold(owner, ttlMs);
    }
    renew(owner, ttlMs) {
        this.#own(owner);
        this.#hold(owner, ttlMs);
    }
    release(owner) {
        if (this.#lease?.owner !== owner)
            return;
        this.#lease.timer.cancel();
        this.#lease = undefined;
    }
    add(owner, backend) {
        return this.#inTurn(async () => {
            this.#own(owner);
            requireSpeakable(backend);
            if (this.#find(backend.id) !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`version ${backend.id} is already at the gateway`);
            await this.#proxy.add(backend);
            this.#idle.set(backend.id, backend);
        });
    }
    shift(owner, canaryId, share) {
        return this.#inTurn(async () => {
            this.#own(owner);
            if (!(share >= 0 && share <= 1))
                throw new Error(`share ${share} is not between 0 and 1`);
            const backend = this.#candidate(canaryId);
            if (this.#canary !== undefined && this.#canary.backend.id !== canaryId)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`version ${this.#canary.backend.id} is the canary: evict it before ${canaryId} gets a share`);
            await this.#proxy.split({ stable: this.#stable, canary: { backend, share } });
            this.#idle.delete(canaryId);
            this.#canary = { backend, share };
        });
    }
    evict() {
        return this.#inTurn(async () => {
            await this.#proxy.split({ stable: this.#stable, canary: undefined });
            if (this.#canary !== undefined)
                this.#idle.set(this.#canary.backend.id, this.#canary.backend);
            this.#canary = undefined;
        });
    }
    promote(owner, canaryId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const next = this.#candidate(canaryId);
            await (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStable */ .rE)(this.#stateDir, this.#model, next);
            const old = this.#stable;
            this.#stable = next;
            this.#canary = undefined;
            this.#idle.delete(next.id);
            if (old !== undefined)
                this.#idle.set(old.id, old);
            await this.#proxy.split({ stable: next, canary: undefined });
        });
    }
    demote(owner, stableId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const old = this.#stable;
            if (old?.id !== stableId)
                return;
            await (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStable */ .rE)(this.#stateDir, this.#model, undefined);
            this.#stable = undefined;
            this.#idle.set(old.id, old);
            await this.#proxy.split({ stable: undefined, canary: this.#canary });
        });
    }
    async remove(owner, id, timeoutMs) {
        this.#own(owner);
        if (id === this.#stable?.id || id === this.#canary?.backend.id)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`version ${id} has traffic: it cannot be taken out of the gateway`);
        if (!this.#idle.has(id))
            return;
        // Waiting happens outside the queue, so that an eviction never stands behind it.
        await this.#proxy.remove(id, timeoutMs);
        this.#idle.delete(id);
    }
    observe() {
        return this.#counters.read();
    }
    /** Whether every server of a version says that this very model is ready: any other answer is that of a stranger. */
    async probe(id) {
        const backend = this.#find(id);
        if (backend === undefined)
            return false;
        const { addresses, serving } = backend;
        const answers = await Promise.all(addresses.map((one) => (0,_ready_js__WEBPACK_IMPORTED_MODULE_1__/* .answersReady */ .B)(one, serving.readyPath, probeTimeoutMs)));
        return answers.length > 0 && answers.every((ready) => ready);
    }
    /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
    proxyRestarted(because) {
        this.#canary = undefined;
        this.#idle.clear();
        this.#record(because);
    }
    #hold(owner, ttlMs) {
        this.#lease?.timer.cancel();
        const timer = (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .after */ .P)(ttlMs, () => this.#expired(owner));
        this.#lease = { owner, expiresMs: performance.now() + ttlMs, timer };
    }
    #expired(owner) {
        this.#lease = undefined;
        const had = this.#canary;
        this.#record(had === undefined
            ? `the lease of ${owner} expired; stable has all traffic`
            : `the lease of ${owner} expired while ${had.backend.id} had ${Math.round(had.share * 1000) / 10} % of the traffic; stable has all of it again`);
        this.evict().catch((error) => this.#log(`watchdog: ${String(error)}`));
    }
    #record(because) {
        this.#watchdog = { because, at: new Date().toISOString() };
        this.#log(`watchdog: ${because}`);
    }
    #own(owner) {
        if (this.#lease === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the lease of ${owner} is over${this.#watchdog === undefined ? '' : ` (${this.#watchdog.because})`}: start the rollout again`);
        if (this.#lease.owner !== owner)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway is held by ${this.#lease.owner}, not by ${owner}: wait for the end of that rollout`);
    }
    #find(id) {
        if (this.#stable?.id === id)
            return this.#stable;
        if (this.#canary?.backend.id === id)
            return this.#canary.backend;
        return this.#idle.get(id);
    }
    #candidate(id) {
        const found = id === this.#stable?.id ? undefined : this.#find(id);
        if (found === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`version ${id} is not waiting at the gateway: add it first`);
        return found;
    }
    #inTurn(act) {
        const done = this.#queue.then(act);
        this.#queue = done.catch(() => undefined);
        return done;
    }
}
/** What a backend says goes into lines for the proxy. */
function requireSpeakable({ id, addresses, serving }) {
    if (!/^[a-z0-9-]{1,200}$/.test(id))
        throw new Error(`${id} is no id of a version`);
    if (addresses.length === 0)
        throw new Error(`version ${id} has no address`);
    for (const address of addresses)
        (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .splitAddress */ .l)(address);
    if (!/^\/[\w.~%/+-]{0,500}$/.test(serving.readyPath))
        throw new Error(`version ${id}: ${serving.readyPath} is no path that it can be asked at`);
}


/***/ }),

/***/ 60713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ CounterBook)
/* harmony export */ });
const boundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];
/** How requests ended and how long they took, by backend id since the gateway started. */
class CounterBook {
    #byId = new Map();
    /** One request that ended; one without an answer has no latency and is counted over every bound. */
    record(id, outcome, latencyMs) {
        let book = this.#byId.get(id);
        if (book === undefined) {
            const outcomes = { answered: 0, 'client-error': 0, 'server-error': 0, unanswered: 0, abandoned: 0 };
            book = { outcomes, counts: boundsMs.map(() => 0) };
            this.#byId.set(id, book);
        }
        book.outcomes[outcome] += 1;
        if (outcome === 'unanswered')
            return;
        for (const [index, bound] of boundsMs.entries())
            if (latencyMs <= bound)
                book.counts[index] = (book.counts[index] ?? 0) + 1;
    }
    read() {
        return Object.fromEntries([...this.#byId].map(([id, book]) => [id, observed(book)]));
    }
}
function observed({ outcomes, counts }) {
    return {
        requests: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
        errors: outcomes['server-error'] + outcomes.unanswered,
        latency: { boundsMs, counts: [...counts] },
        values: {
            unanswered: outcomes.unanswered,
            abandoned: outcomes.abandoned,
            'client-errors': outcomes['client-error'],
        },
    };
}


/***/ }),

/***/ 39927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ HaproxyProxy)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:dgram"
var external_node_dgram_ = __webpack_require__(41314);
// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(71553);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/address.js
var gateway_address = __webpack_require__(10772);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-config.js

/*
 * HAProxy 2.6 or later. The files know stable alone; everything else comes by the runtime API and is gone after a restart.
 *
 * - Each request is drawn by a random number against the canary's share, and its server named by `use-server`. Weights
 *   would go by turns, so that traffic in a rhythm could send one version all that is hard, and their least share is
 *   1/257; `balance random` is off by up to half of a share with two servers. Who is stable, who is canary, and its share
 *   stand in a map, because a map changes at run time.
 * - The weights only say who gets a request that the drawn server refused: another one.
 * - Stable has no health check: were it taken out for answering late, the canary would get the traffic that was too much.
 * - `http-server-close` and `http-reuse never`: no kept connection to a version survives its eviction, and none is used
 *   just when the server closes it.
 * - retries and redispatch repeat a failed connection, and a request to which not one byte of an answer came: what lay in
 *   the backlog of a process that died never reached the model, and an inference changes nothing, so asking again is safe.
 *   Without `empty-response` HAProxy closes a kept-alive client's connection in such a case without an answer and without
 *   a log line, and neither client nor gate learns of it. What is longer than the buffer is not repeated.
 * - `abortonclose`: the version learns that a client has left, and need not compute its answer.
 * - the log goes to the agent, one JSON datagram a request; only the front end logs, so there are no other lines.
 */
/** What `add server` is told: it ignores default-server. */
const serverOptions = 'check inter 1s fall 2 rise 1 weight 1';
const stableWeight = 256;
/** A version may have several servers: `ID.0`, `ID.1`. An id has no dot. */
const serverName = (id, index) => `${id}.${index}`;
const backendOfServer = (name) => name.replace(/\.\d+$/, '');
/** Shares of a billionth can be drawn; `sub` compares with whole numbers. */
const draws = 1_000_000_000;
const cutOf = (share) => Math.round(share * draws);
/** A multiple of every number up to 16: each of so many servers is drawn equally often. */
const serverDraws = 720_720;
const mapKeys = {
    stable: 'stable',
    canary: 'canary',
    cut: 'cut',
    servers: (id) => `servers:${id}`,
    readyPath: (server) => `ready:${server}`,
};
/** Nobody, as a value of the map: no server has this name. */
const nobody = '-';
/** The map as it is at a start: stable has everything. */
function haproxyMap(stable) {
    const entries = [
        [mapKeys.stable, stable?.id ?? nobody],
        [mapKeys.canary, nobody],
        [mapKeys.cut, '0'],
        ...(stable === undefined ? [] : [[mapKeys.servers(stable.id), String(stable.servers)]]),
    ];
    return entries.map(([key, value]) => `${key} ${value}\n`).join('');
}
function haproxyConfiguration(options) {
    const { stable, mapPath } = options;
    const servers = (stable?.addresses ?? []).map((address, index) => `  server ${serverName(stable?.id ?? '', index)} ${address} weight ${stableWeight}`);
    return `${[
        'global',
        `  stats socket ${options.socketPath} mode 600 level admin`,
        // Without this a second HAProxy of the same user would share the port in silence.
        '  noreuseport',
        '  hard-stop-after 60s',
        `  tune.bufsize ${proxy/* repeatableBytes */.B2}`,
        'defaults',
        '  mode http',
        // In the front end it is read from the client that it left, in the back end the server is told.
        '  option abortonclose',
        '  timeout connect 5s',
        '  timeout client 5m',
        '  timeout server 10m',
        '  timeout http-request 60s',
        '  timeout http-keep-alive 75s',
        '  timeout queue 60s',
        '  timeout check 5s',
        'frontend fe',
        `  bind ${options.host}:${options.port}`,
        `  log 127.0.0.1:${options.logPort} len 1024 format raw local0 info`,
        `  log-format '{"v":"%[var(txn.version)]","s":"%s","st":%ST,"ts":"%ts","ta":%Ta,"rc":"%rc"}'`,
        '  option http-ignore-probes',
        `  http-request return status 200 content-type application/json string '${(0,proxy/* identityText */.Ky)(options.model)}' if { path ${proxy/* identityPath */.Uz} }`,
        `  http-request set-var(txn.cut) str(${mapKeys.cut}),map(${mapPath},0)`,
        `  http-request set-var(txn.version) str(${mapKeys.stable}),map(${mapPath})`,
        `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if { rand(${draws}),sub(txn.cut) lt 0 }`,
        `  http-request set-var(txn.count) str(${mapKeys.servers('')}),concat(,txn.version),map(${mapPath},1)`,
        `  http-request set-var(txn.index) rand(${serverDraws}),mod(txn.count)`,
        '  http-request set-var(txn.server) var(txn.version),concat(.,txn.index)',
        '  default_backend be',
        'backend be',
        '  balance roundrobin',
        '  option httpchk',
        `  http-check send meth GET uri-lf '%[srv_name,regsub(^,${mapKeys.readyPath('')}),map(${mapPath},/)]' ver HTTP/1.1 hdr Host gateway`,
        '  http-check expect status 200',
        '  option http-server-close',
        '  http-reuse never',
        '  option redispatch 1',
        '  retries 4',
        '  retry-on conn-failure empty-response',
        '  use-server %[var(txn.server)] if { var(txn.server) -m found }',
        "  http-response set-header x-model-version '%[srv_name,regsub([.][0-9]+$,)]'",
        ...servers,
    ].join('\n')}\n`;
}

// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy.js












/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000;
const refreshMs = 1_000;
/** Refuses at once. */
const nowhere = '127.0.0.1:1';
/**
 * HAProxy as a child of the agent, changed by its runtime API alone: a reload loses requests, a weight does not.
 * Its file on disk knows stable alone, so a crash is a rollback.
 */
class HaproxyProxy {
    #config;
    #events;
    #socketPath;
    /** Numeric address of each server: HAProxy does not resolve the names of those that are added while it runs. */
    #addresses = new Map();
    #known = new Map();
    #udp;
    #child;
    #stable;
    #stopping = false;
    #refresh;
    constructor(config, events) {
        this.#config = config;
        this.#events = events;
        this.#socketPath = (0,external_node_path_.join)((0,state/* socketDirectory */.lN)(config.stateDir), 'haproxy.sock');
    }
    async start(stable) {
        this.#stable = stable;
        const udp = (0,external_node_dgram_.createSocket)('udp4');
        this.#udp = udp;
        udp.on('message', (message) => this.#requestEnded(message));
        await new Promise((resolve, reject) => {
            udp.once('error', reject);
            udp.bind(0, '127.0.0.1', resolve);
        });
        udp.setRecvBufferSize(8 * 1024 * 1024);
        this.#endOrphan();
        await this.#launch();
        this.#refresh = setInterval(() => void this.#refreshAddresses(), refreshMs);
    }
    async add(backend) {
        for (const [index, address] of backend.addresses.entries()) {
            const name = serverName(backend.id, index);
            const numeric = await numericAddress(address);
            await this.#command(`add server be/${name} ${numeric} ${serverOptions}`, 'New server registered.');
            this.#addresses.set(name, numeric);
            // A dynamic server's check is off until it is asked for.
            await this.#act([
                `add map ${this.#mapFile} ${mapKeys.readyPath(name)} ${backend.serving.readyPath}`,
                `enable health be/${name}`,
            ]);
        }
        await this.#act([`add map ${this.#mapFile} ${mapKeys.servers(backend.id)} ${backend.addresses.length}`]);
        this.#known.set(backend.id, backend);
    }
    async split({ stable, canary }) {
        if (stable?.id !== this.#stable?.id) {
            this.#stable = stable;
            await this.#writeFiles();
        }
        const cut = canary === undefined ? 0 : cutOf(canary.share);
        const set = (key, value) => `set map ${this.#mapFile} ${key} ${value}`;
        const open = [];
        const closed = [];
        for (const backend of this.#known.values())
            for (const index of backend.addresses.keys()) {
                const server = `be/${serverName(backend.id, index)}`;
                if (backend.id === stable?.id)
                    open.push(`disable health ${server}`, `set server ${server} health up`, `set server ${server} weight ${stableWeight}`, `set server ${server} state ready`);
                else if (backend.id === canary?.backend.id && cut > 0)
                    open.push(`set server ${server} state ready`);
                // Weight 0 and drain would still serve what sticks to the server; only maintenance moves it.
                else
                    closed.push(`set server ${server} state maint`);
            }
        // Who gets traffic is opened before anyone is closed: there is never a moment without a server. The cut moves last where
        // it opens and first where it closes, so that no name is drawn that is not meant.
        const names = [set(mapKeys.stable, stable?.id ?? nobody), set(mapKeys.canary, canary?.backend.id ?? nobody)];
        await this.#act(cut === 0
            ? [...open, set(mapKeys.cut, 0), ...names, ...closed]
            : [...open, ...names, set(mapKeys.cut, cut), ...closed]);
    }
    async remove(id, timeoutMs) {
        const backend = this.#known.get(id);
        const names = (backend?.addresses ?? []).map((_, index) => serverName(id, index));
        await Promise.all(names.map((name) => this.#delete(name, timeoutMs)));
        await this.#command(`del map ${this.#mapFile} ${mapKeys.servers(id)}`);
        this.#known.delete(id);
    }
    async stop(graceMs) {
        this.#stopping = true;
        clearInterval(this.#refresh);
        const child = this.#child;
        if (child !== undefined && child.exitCode === null && child.signalCode === null) {
            const gone = new Promise((resolve) => child.once('exit', resolve));
            child.kill('SIGUSR1');
            await Promise.race([gone, (0,timers/* sleep */.y)(graceMs)]);
            child.kill('SIGKILL');
            await gone;
        }
        this.#udp?.close();
        (0,external_node_fs_.rmSync)(this.#socketPath, { force: true });
        (0,external_node_fs_.rmSync)(this.#pidFile, { force: true });
    }
    get #pidFile() {
        return (0,external_node_path_.join)(this.#config.stateDir, 'haproxy.pid');
    }
    get #configurationFile() {
        return (0,external_node_path_.join)(this.#config.stateDir, 'haproxy.cfg');
    }
    get #mapFile() {
        return (0,external_node_path_.join)(this.#config.stateDir, 'shares.map');
    }
    /** What HAProxy starts with after a crash: stable alone. */
    async #writeFiles() {
        const { model, host, port } = this.#config;
        const logPort = this.#udp?.address().port ?? 0;
        const stable = this.#stable && {
            id: this.#stable.id,
            servers: this.#stable.addresses.length,
            addresses: await Promise.all(this.#stable.addresses.map((address, index) => this.#reachable(serverName(this.#stable?.id ?? '', index), address))),
        };
        await (0,files/* writeWhole */.f8)(this.#mapFile, haproxyMap(stable), { mode: 0o600 });
        const paths = { socketPath: this.#socketPath, mapPath: this.#mapFile };
        await (0,files/* writeWhole */.f8)(this.#configurationFile, haproxyConfiguration({ model, host, port, logPort, ...paths, stable }), {
            mode: 0o600,
        });
    }
    async #launch() {
        await this.#writeFiles();
        const child = (0,external_node_child_process_.spawn)(this.#config.haproxyPath, ['-f', this.#configurationFile, '-db'], {
            stdio: ['ignore', 'inherit', 'inherit'],
        });
        this.#child = child;
        let ended;
        child.once('error', (error) => {
            ended = error.message;
        });
        child.once('exit', (code, signal) => {
            ended = `HAProxy ended (${signal ?? `exit ${code}`})`;
            if (running && !this.#stopping)
                void this.#relaunch(ended);
        });
        let running = false;
        this.#known.clear();
        if (this.#stable !== undefined)
            this.#known.set(this.#stable.id, this.#stable);
        for (const untilMs = performance.now() + 10_000;; await (0,timers/* sleep */.y)(10)) {
            if (ended !== undefined)
                throw new Error(ended);
            const version = await this.#command('show info').catch(() => '');
            if (version.includes(`Pid: ${child.pid}\n`))
                break;
            if (performance.now() > untilMs)
                throw new Error('HAProxy did not answer at its socket within 10 s');
        }
        await (0,files/* writeWhole */.f8)(this.#pidFile, `${child.pid}\n`);
        running = true;
    }
    async #relaunch(because) {
        this.#events.restarted(`${because}; it runs again and stable has all traffic`);
        while (!this.#stopping) {
            try {
                await this.#launch();
                return;
            }
            catch (error) {
                this.#events.log(`HAProxy does not start: ${String(error)}`);
                await (0,timers/* sleep */.y)(500);
            }
        }
    }
    /** An agent that was killed leaves its HAProxy behind, with shares nobody watches. */
    #endOrphan() {
        if (!(0,external_node_fs_.existsSync)(this.#pidFile))
            return;
        const pid = Number((0,external_node_fs_.readFileSync)(this.#pidFile, 'utf8'));
        (0,external_node_fs_.rmSync)(this.#pidFile, { force: true });
        try {
            const words = (0,external_node_fs_.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0');
            // SIGUSR1 closes the port at once and lets requests in flight end.
            if (words.includes(this.#configurationFile))
                process.kill(pid, 'SIGUSR1');
        }
        catch (error) {
            this.#events.log(`no HAProxy with process id ${pid} is left (${error.code ?? 'error'})`);
        }
    }
    #requestEnded(message) {
        let line;
        try {
            line = JSON.parse(message.toString('utf8'));
        }
        catch {
            this.#events.log(`unreadable log line of HAProxy: ${message.toString('utf8').slice(0, 200)}`);
            return;
        }
        const id = backendOfServer(line.s);
        if (id === '<NOSRV>')
            return;
        // `+` marks a request that the drawn server refused before this one answered: the refusal is that other's error.
        if (line.rc.startsWith('+') && line.v !== id && line.v !== nobody)
            this.#events.ended(line.v, 'unanswered', Number.POSITIVE_INFINITY);
        const outcome = outcomeOfLine(line);
        this.#events.ended(id, outcome, outcome === 'unanswered' ? Number.POSITIVE_INFINITY : line.ta);
    }
    /** The address now, or the last one known; nowhere where a name was never resolved: the refresh finds it once it can be. */
    async #reachable(name, address) {
        const numeric = await numericAddress(address).catch(() => this.#addresses.get(name) ?? nowhere);
        this.#addresses.set(name, numeric);
        return numeric;
    }
    /** A container that starts again may have another address. */
    async #refreshAddresses() {
        for (const { id, addresses } of this.#known.values())
            for (const [index, address] of addresses.entries()) {
                const name = serverName(id, index);
                const before = this.#addresses.get(name);
                const now = await this.#reachable(name, address);
                if (now === before)
                    continue;
                const { host, port } = (0,gateway_address/* splitAddress */.l)(now);
                this.#events.log(`${name} has moved from ${before} to ${now}`);
                await this.#command(`set server be/${name} addr ${host} port ${port}`).catch((error) => this.#events.log(String(error)));
            }
    }
    async #delete(name, timeoutMs) {
        await this.#command(`set server be/${name} state maint`);
        let untilMs = performance.now() + timeoutMs;
        for (let cut = false;;) {
            const answer = await this.#command(`disable health be/${name}; del server be/${name}`, undefined);
            if (/Server deleted|No such server/.test(answer))
                break;
            if (performance.now() > untilMs) {
                if (cut)
                    throw new Error(`HAProxy does not let go of ${name}: ${answer.trim()}`);
                cut = true;
                untilMs = performance.now() + cutMs;
                await this.#command(`shutdown sessions server be/${name}`);
            }
            await (0,timers/* sleep */.y)(50);
        }
        await this.#command(`del map ${this.#mapFile} ${mapKeys.readyPath(name)}`);
        this.#addresses.delete(name);
    }
    /** Changes that answer with nothing where they succeed. */
    async #act(lines) {
        const answer = (await this.#command(lines.join('; '))).trim();
        if (answer !== '')
            throw new Error(`HAProxy, ${lines.join('; ')}: ${answer}`);
    }
    /** Sends one line to the runtime API. @param expected part of its answer; any other is an error */
    #command(line, expected = '') {
        return new Promise((resolve, reject) => {
            const socket = external_node_net_.connect(this.#socketPath);
            let answer = '';
            socket.setEncoding('utf8');
            socket.setTimeout(5_000, () => socket.destroy(new Error(`HAProxy does not answer to: ${line}`)));
            socket.on('data', (text) => {
                answer += text;
            });
            socket.once('error', reject);
            socket.once('end', () => {
                socket.destroy();
                if (answer.includes(expected))
                    resolve(answer);
                else
                    reject(new Error(`HAProxy, ${line}: ${answer.trim()}`));
            });
            socket.end(`${line}\n`);
        });
    }
}
/**
 * How a request ended, by status and termination state: who closed it (C client, S server, P proxy, R resources …) and when
 * (R in the request, Q in the queue, C while connecting, H before the answer's headers, D in its data).
 */
function outcomeOfLine({ st, ts }) {
    if (/^[Cc]/.test(ts))
        return st > 0 && !/^.[RQCH]/.test(ts) ? (0,proxy/* outcomeOf */.sG)(st) : 'abandoned';
    const cut = /^[SsPDKIR]/.test(ts) && !ts.startsWith('PR');
    return cut || st <= 0 ? 'unanswered' : (0,proxy/* outcomeOf */.sG)(st);
}
/** @throws the resolver's error where the host is a name that cannot be resolved */
async function numericAddress(address) {
    const { host, port } = (0,gateway_address/* splitAddress */.l)(address);
    return external_node_net_.isIP(host) === 0 ? (0,gateway_address/* joinAddress */.V)((await (0,promises_.lookup)(host, 4)).address, port) : (0,gateway_address/* joinAddress */.V)(host, port);
}


/***/ }),

/***/ 68473:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80481);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81685);
/* harmony import */ var _agent_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70323);
/* harmony import */ var _counters_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(60713);
/* harmony import */ var _haproxy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(39927);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21048);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(17023);










/*
 * The program beside the proxy.
 *   node main.ts serve CONFIG                      an AgentConfig as JSON; runs until `close`
 *   node main.ts ctl STATE_DIR '{"op":"status"}'   asks the one that runs; prints its reply
 *
 * It outlives the job, its checkout and the action that it came with: once it serves, it loads no file of the program and
 * looks at nothing of the environment.
 */
const log = (line) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);
async function serve(config) {
    const counters = new _counters_js__WEBPACK_IMPORTED_MODULE_8__/* .CounterBook */ .e();
    const events = {
        ended: (id, outcome, latencyMs) => counters.record(id, outcome, latencyMs),
        restarted: (because) => agent.proxyRestarted(because),
        log,
    };
    const socketPath = (0,_state_js__WEBPACK_IMPORTED_MODULE_7__/* .controlSocket */ .D)(config.stateDir);
    // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
    if (await answers(socketPath))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`an agent already serves ${config.stateDir}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
    // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
    const proxy = config.proxy === 'haproxy'
        ? new _haproxy_js__WEBPACK_IMPORTED_MODULE_6__/* .HaproxyProxy */ .e(config, events)
        : new (await Promise.all(/* import() */[__webpack_require__.e(2830), __webpack_require__.e(1774), __webpack_require__.e(9246)]).then(__webpack_require__.bind(__webpack_require__, 89246))).EmbeddedProxy(config, events);
    const { stateDir, model } = config;
    const agent = new _agent_js__WEBPACK_IMPORTED_MODULE_5__/* .Agent */ .g({ stateDir, model, proxy, counters, log });
    await agent.start();
    const stop = async () => {
        control.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
        await proxy.stop(3_000);
    };
    const control = node_net__WEBPACK_IMPORTED_MODULE_1__.createServer((socket) => {
        socket.on('error', () => undefined);
        const lines = (0,node_readline__WEBPACK_IMPORTED_MODULE_2__.createInterface)({ input: socket });
        // It tells the socket's errors once more: a runner that is killed in the middle of a request must not end the gateway.
        lines.on('error', () => undefined);
        lines.on('line', (line) => {
            void answer(agent, config, line).then((reply) => {
                socket.write(`${JSON.stringify(reply.reply)}\n`);
                if (reply.closing)
                    socket.end(() => {
                        void stop().finally(() => process.exit(0));
                    });
            });
        });
    });
    await new Promise((resolve, reject) => {
        control.once('error', reject);
        control.listen(socketPath, resolve);
    });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(socketPath, 0o600);
    for (const signal of ['SIGTERM', 'SIGINT'])
        process.once(signal, () => void stop().finally(() => process.exit(0)));
    log(`the gateway serves at ${config.host}:${config.port} by ${config.proxy}, process ${process.pid}`);
}
async function answer(agent, config, line) {
    try {
        const request = JSON.parse(line);
        return {
            reply: { ok: true, value: (await perform(agent, config, request)) ?? null },
            closing: request.op === 'close',
        };
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { reply: { ok: false, user: error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo, message }, closing: false };
    }
}
function perform(agent, config, request) {
    switch (request.op) {
        case 'hello':
            return {
                protocol: _protocol_js__WEBPACK_IMPORTED_MODULE_9__/* .protocolVersion */ .X,
                pid: process.pid,
                model: config.model,
                port: config.port,
            };
        case 'status':
            return agent.status();
        case 'acquire':
            return agent.acquire(request.model, request.owner, request.ttlMs);
        case 'renew':
            return agent.renew(request.owner, request.ttlMs);
        case 'release':
            return agent.release(request.owner);
        case 'add':
            return agent.add(request.owner, request.backend);
        case 'shift':
            return agent.shift(request.owner, request.canaryId, request.share);
        case 'evict':
            return agent.evict();
        case 'promote':
            return agent.promote(request.owner, request.canaryId);
        case 'demote':
            return agent.demote(request.owner, request.stableId);
        case 'remove':
            return agent.remove(request.owner, request.id, request.timeoutMs);
        case 'observe':
            return agent.observe();
        case 'probe':
            return agent.probe(request.id);
        case 'close':
            return null;
        default:
            throw new Error(`the agent does not know ${JSON.stringify(request)}`);
    }
}
function answers(path) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_1__.connect(path);
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('close', () => socket.destroy());
        socket.once('connect', () => socket.destroy());
    });
}
const [command, first, second] = process.argv.slice(2);
try {
    if (command === 'serve' && first !== undefined)
        await serve(JSON.parse(first));
    else if (command === 'ctl' && first !== undefined && second !== undefined) {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_4__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_7__/* .controlSocket */ .D)(first), JSON.parse(second));
        process.stdout.write(`${JSON.stringify(reply)}\n`);
    }
    else
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('usage: serve CONFIG | ctl STATE_DIR REQUEST');
}
catch (error) {
    log(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo ? error.message : String(error instanceof Error ? error.stack : error));
    process.exit(2);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

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

/***/ 28519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ answersReady)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10772);


/** Whether the server at `host:port` answers 200 at the path, and not a redirect, another model's 404 or a stranger's page. */
function answersReady(address, path, timeoutMs) {
    return new Promise((resolve) => {
        const request = node_http__WEBPACK_IMPORTED_MODULE_0__.get({ ...(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .splitAddress */ .l)(address), path, agent: false }, (answer) => {
            answer.resume();
            answer.once('end', () => resolve(answer.statusCode === 200));
            answer.once('error', () => resolve(false));
        });
        // Of the whole answer: a server that sends a byte now and then is not ready.
        const late = setTimeout(() => request.destroy(new Error('no answer')), timeoutMs);
        request.once('error', () => resolve(false));
        request.once('close', () => {
            clearTimeout(late);
            resolve(false);
        });
    });
}


/***/ }),

/***/ 49455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ after),
/* harmony export */   y: () => (/* binding */ sleep)
/* harmony export */ });
/*
 * Timers as long as people may write them: Node counts their milliseconds in 31 bits, and one of more than 24.8 days fires
 * at once.
 */
const longestMs = 2 ** 31 - 1;
/** Does the work once the time is over, unless cancelled. It does not keep the process alive. */
const after = (delayMs, work) => begin(delayMs, work, (timer) => timer.unref());
/** Resolves after `delayMs`. @throws the signal's reason as soon as it aborts */
function sleep(delayMs, signal) {
    return new Promise((resolve, reject) => {
        const stop = () => {
            timer.cancel();
            reject(signal?.reason);
        };
        const timer = begin(delayMs, () => {
            signal?.removeEventListener('abort', stop);
            resolve();
        });
        if (signal?.aborted === true)
            stop();
        else
            signal?.addEventListener('abort', stop, { once: true });
    });
}
function begin(delayMs, work, onPart = () => undefined) {
    let timer;
    const wait = (leftMs) => {
        const partMs = Math.min(leftMs, longestMs);
        timer = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : work()), partMs);
        onPart(timer);
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(timer) };
}


/***/ })

};
