export const id = 8473;
export const ids = [8473];
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

/***/ 56518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ Agent)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: ./build/src/gateway/address.js
var gateway_address = __webpack_require__(10772);
;// CONCATENATED MODULE: ./build/src/gateway/ask.js



/** An answer with a label and a score has some hundred bytes. */
const longestAnswerBytes = 64 << 10;
/** Sends a JSON request to the server at `host:port`. What does not end in time, or has no end, is no answer. */
function askServer(address, path, body, timeoutMs) {
    return new Promise((resolve) => {
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const request = external_node_http_.request({ ...(0,gateway_address/* splitAddress */.l)(address), path, method: 'POST', agent: false, headers }, (answer) => {
            const pieces = [];
            let bytes = 0;
            answer.on('data', (piece) => {
                pieces.push(piece);
                bytes += piece.length;
                if (bytes > longestAnswerBytes)
                    request.destroy();
            });
            answer.once('end', () => resolve({ outcome: 'answered', status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString() }));
            answer.once('error', () => resolve({ outcome: 'unanswered' }));
        });
        const late = (0,timers/* after */.P)(timeoutMs, () => request.destroy());
        request.once('error', () => resolve({ outcome: 'unanswered' }));
        request.once('close', () => {
            late.cancel();
            resolve({ outcome: 'unanswered' });
        });
        request.end(body);
    });
}

// EXTERNAL MODULE: ./build/src/gateway/ready.js
var ready = __webpack_require__(28519);
;// CONCATENATED MODULE: ./build/src/gateway/agent/breaker.js
const breakerRule = { failures: 5, openMs: 10_000 };
const closedBreaker = { state: 'closed', failures: 0, opened: 0 };
const admitted = { closed: 'drawn', open: 'nobody', trying: 'one' };
const admits = ({ state }) => admitted[state];
/** @param outcome of the first attempt of a request that was drawn for the canary */
function afterRequest(breaker, outcome) {
    // A client that leaves says nothing of what its answer would have been; what began before it opened is no news.
    if (outcome === 'abandoned' || breaker.state === 'open')
        return breaker;
    const { opened } = breaker;
    if (outcome !== 'server-error' && outcome !== 'unanswered')
        return { state: 'closed', failures: 0, opened };
    if (breaker.state === 'trying')
        return { state: 'open', inARow: breaker.inARow + 1, opened: opened + 1 };
    const failures = breaker.failures + 1;
    return failures < breakerRule.failures
        ? { state: 'closed', failures, opened }
        : { state: 'open', inARow: 1, opened: opened + 1 };
}
const afterPause = (breaker) => breaker.state === 'open' ? { state: 'trying', inARow: breaker.inARow, opened: breaker.opened } : breaker;

// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/agent.js






const probeTimeoutMs = 5_000;
const askTimeoutMs = 10_000;
/** An answer to Prometheus is at most so old. */
const readyForMs = 5_000;
/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
class Agent {
    #stateDir;
    #model;
    #proxy;
    #counters;
    #log;
    #stable;
    #canary;
    /** Of the canary. */
    #breaker = closedBreaker;
    #ready = {
        askedMs: Number.NEGATIVE_INFINITY,
        answers: Promise.resolve({}),
    };
    #pause;
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
        this.#stable = (0,state/* readStable */.iV)(this.#stateDir, this.#model);
        if (this.#stable !== undefined)
            this.#counters.know(this.#stable.id);
        await this.#proxy.start(this.#stable);
    }
    status() {
        return {
            ...(this.#stable === undefined ? {} : { stable: this.#stable }),
            ...(this.#canary === undefined ? {} : { canary: { ...this.#canary, breaker: breakerStatus(this.#breaker) } }),
            idle: [...this.#idle.values()],
            ...(this.#lease === undefined
                ? {}
                : { lease: { owner: this.#lease.owner, remainingMs: Math.max(0, this.#lease.expiresMs - performance.now()) } }),
            ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
        };
    }
    acquire(model, owner, ttlMs) {
        if (model !== this.#model)
            throw new errors/* UserError */.yo(`this gateway serves the model ${this.#model}, not ${model}: a second model on this host needs another port in the key deploy.port`);
        if (this.#lease !== undefined && this.#lease.owner !== owner)
            throw new errors/* UserError */.yo(`a rollout by ${this.#lease.owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil((this.#lease.expiresMs - performance.now()) / 1000)} s`);
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
            if (this.#find(backend.id) !== undefined)
                throw new errors/* UserError */.yo(`version ${backend.id} is already at the gateway`);
            this.#counters.know(backend.id);
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
                throw new errors/* UserError */.yo(`version ${this.#canary.backend.id} is the canary: evict it before ${canaryId} gets a share`);
            if (this.#canary === undefined)
                this.#closeBreaker();
            await this.#proxy.split(this.#shares({ backend, share }));
            this.#idle.delete(canaryId);
            this.#canary = { backend, share };
        });
    }
    evict() {
        return this.#inTurn(async () => {
            await this.#proxy.split(this.#shares(undefined));
            if (this.#canary !== undefined)
                this.#idle.set(this.#canary.backend.id, this.#canary.backend);
            this.#canary = undefined;
            this.#closeBreaker();
        });
    }
    promote(owner, canaryId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const next = this.#candidate(canaryId);
            await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, next);
            const old = this.#stable;
            this.#stable = next;
            this.#canary = undefined;
            this.#closeBreaker();
            this.#idle.delete(next.id);
            if (old !== undefined)
                this.#idle.set(old.id, old);
            await this.#proxy.split(this.#shares(undefined));
        });
    }
    demote(owner, stableId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const old = this.#stable;
            if (old?.id !== stableId)
                return;
            await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, undefined);
            this.#stable = undefined;
            this.#idle.set(old.id, old);
            this.#closeBreaker();
            await this.#proxy.split(this.#shares(this.#canary));
        });
    }
    async remove(owner, id, timeoutMs) {
        this.#own(owner);
        if (id === this.#stable?.id || id === this.#canary?.backend.id)
            throw new errors/* UserError */.yo(`version ${id} has traffic: it cannot be taken out of the gateway`);
        if (!this.#idle.has(id))
            return;
        // Waiting happens outside the queue, so that an eviction never stands behind it.
        await this.#proxy.remove(id, timeoutMs);
        this.#idle.delete(id);
    }
    observe() {
        return this.#counters.read();
    }
    /** How the first attempt of a request ended. Where nobody is stable, a canary that fails is better than nobody. */
    requestEnded(id, outcome) {
        if (this.#stable !== undefined && this.#canary?.backend.id === id)
            this.#turnBreaker(afterRequest(this.#breaker, outcome), outcome === 'abandoned');
    }
    /** All that is told to Prometheus. However often it is asked, the servers are asked for their readiness once in a while. */
    async facts() {
        const status = this.status();
        const here = [status.stable, status.canary?.backend, ...status.idle].filter((one) => one !== undefined);
        if (performance.now() - this.#ready.askedMs > readyForMs) {
            const asked = here.map(async ({ id }) => [id, await this.probe(id)]);
            this.#ready = { askedMs: performance.now(), answers: Promise.all(asked).then(Object.fromEntries) };
        }
        return { model: this.#model, status, ready: await this.#ready.answers, counted: this.#counters.expose() };
    }
    /** Whether every server of a version says that this very model is ready: any other answer is that of a stranger. */
    async probe(id) {
        const backend = this.#find(id);
        if (backend === undefined)
            return false;
        const { addresses, serving } = backend;
        const answers = await Promise.all(addresses.map((one) => (0,ready/* answersReady */.B)(one, serving.readyPath, probeTimeoutMs)));
        return answers.length > 0 && answers.every((ready) => ready);
    }
    /** Of a version that is added alone, and at the path of its model: nobody gets a request of another's choice through this. */
    async ask(id, body) {
        const backend = this.#find(id);
        if (backend === undefined)
            throw new errors/* UserError */.yo(`version ${id} is not at the gateway: add it first`);
        const { addresses, serving } = backend;
        const path = serving.readyPath.replace(/ready$/, 'infer');
        return Promise.all(addresses.map((one) => askServer(one, path, body, askTimeoutMs)));
    }
    /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
    proxyRestarted(because) {
        this.#canary = undefined;
        this.#closeBreaker();
        this.#idle.clear();
        this.#record(because);
    }
    #shares(canary) {
        return { stable: this.#stable, canary: canary && { ...canary, admits: admits(this.#breaker) } };
    }
    #closeBreaker() {
        this.#pause?.cancel();
        this.#breaker = closedBreaker;
    }
    /** @param again the proxy is told even where nothing changed: whoever was to try again left, and the next one is to */
    #turnBreaker(breaker, again = false) {
        const before = this.#breaker;
        this.#breaker = breaker;
        if (admits(before) === admits(breaker) && !(again && breaker.state === 'trying'))
            return;
        const id = this.#canary?.backend.id ?? '';
        if (breaker.state === 'open') {
            this.#log(breaker.inARow === 1
                ? `circuit breaker: ${breakerRule.failures} requests in a row of ${id} failed; stable has all traffic for ${breakerRule.openMs / 1000} s`
                : `circuit breaker: ${id} was tried again, and failed`);
            this.#pause?.cancel();
            this.#pause = (0,timers/* after */.P)(breakerRule.openMs, () => this.#turnBreaker(afterPause(this.#breaker)));
        }
        if (breaker.state === 'closed')
            this.#log(`circuit breaker: ${id} answers again and has its share`);
        this.#inTurn(async () => {
            if (this.#canary !== undefined)
                await this.#proxy.split(this.#shares(this.#canary));
        }).catch((error) => this.#log(`circuit breaker: ${String(error)}`));
    }
    #hold(owner, ttlMs) {
        this.#lease?.timer.cancel();
        const timer = (0,timers/* after */.P)(ttlMs, () => this.#expired(owner));
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
            throw new errors/* UserError */.yo(`the lease of ${owner} is over${this.#watchdog === undefined ? '' : ` (${this.#watchdog.because})`}: start the rollout again`);
        if (this.#lease.owner !== owner)
            throw new errors/* UserError */.yo(`the gateway is held by ${this.#lease.owner}, not by ${owner}: wait for the end of that rollout`);
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
            throw new errors/* UserError */.yo(`version ${id} is not waiting at the gateway: add it first`);
        return found;
    }
    #inTurn(act) {
        const done = this.#queue.then(act);
        this.#queue = done.catch(() => undefined);
        return done;
    }
}
const breakerStatus = (breaker) => ({
    opened: breaker.opened,
    openInARow: breaker.state === 'closed' ? 0 : breaker.inARow,
});


/***/ }),

/***/ 78856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ connectTo)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10772);


/** A connection; undefined where there is none in time. */
function connectTo(address, timeoutMs) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_0__.connect({ ...(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .splitAddress */ .l)(address), noDelay: true });
        socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no connection in time')));
        socket.once('connect', () => {
            socket.setTimeout(0);
            socket.removeAllListeners('error');
            socket.on('error', () => undefined);
            resolve(socket);
        });
        socket.once('error', () => resolve(undefined));
    });
}


/***/ }),

/***/ 60713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ CounterBook)
/* harmony export */ });
/** 1 ms to 100 s, six to a decade. */
const boundsMs = [0, 1, 2, 3, 4].flatMap((decade) => [1, 1.5, 2, 3, 5, 7].map((step) => step * 10 ** decade));
/** How requests ended and how long they took, by backend id since the gateway started. */
class CounterBook {
    #byId = new Map();
    /** From now on it is counted. Whatever else is told of is no version of ours, and takes no memory. */
    know(id) {
        if (this.#byId.has(id))
            return;
        const outcomes = { answered: 0, 'client-error': 0, 'server-error': 0, unanswered: 0, abandoned: 0 };
        this.#byId.set(id, { outcomes, answered: noTimes(), abandoned: noTimes() });
    }
    /** One request that ended; one without an answer has no latency. */
    record(id, outcome, latencyMs) {
        const book = this.#byId.get(id);
        if (book === undefined)
            return;
        book.outcomes[outcome] += 1;
        if (outcome === 'unanswered')
            return;
        const times = outcome === 'abandoned' ? book.abandoned : book.answered;
        times.count += 1;
        times.sumMs += latencyMs;
        for (const [index, bound] of boundsMs.entries())
            if (latencyMs <= bound)
                times.counts[index] = (times.counts[index] ?? 0) + 1;
    }
    expose() {
        const withSum = (times) => ({ ...histogram(times), sumMs: times.sumMs });
        return Object.fromEntries([...this.#byId].map(([id, { outcomes, answered, abandoned }]) => [
            id,
            { outcomes: { ...outcomes }, latency: withSum(answered), abandoned: withSum(abandoned) },
        ]));
    }
    read() {
        return Object.fromEntries([...this.#byId].map(([id, book]) => [id, observed(book)]));
    }
}
const noTimes = () => ({ counts: boundsMs.map(() => 0), count: 0, sumMs: 0 });
const histogram = ({ counts, count }) => ({ boundsMs, counts: [...counts], count });
function observed({ outcomes, answered, abandoned }) {
    return {
        requests: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
        errors: outcomes['server-error'] + outcomes.unanswered,
        clientErrors: outcomes['client-error'],
        latency: histogram(answered),
        abandoned: histogram(abandoned),
        values: { unanswered: outcomes.unanswered },
    };
}


/***/ }),

/***/ 60723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ HaproxyProxy)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/address.js
var gateway_address = __webpack_require__(10772);
// EXTERNAL MODULE: ./build/src/gateway/agent/connect.js
var connect = __webpack_require__(78856);
// EXTERNAL MODULE: ./build/src/gateway/agent/messages.js
var messages = __webpack_require__(47156);
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
 * - the log goes through a ring in memory to a socket that only we can reach: whoever could write to it would decide the
 *   rollout. One JSON line a request; the front end alone logs. A ring that is refused tries again at once, thousands of times a
 *   second: it writes to a listener of HAProxy's own, which is always there and waits half a second before it asks for the agent once more.
 * - the canary's share holds for some seconds (an entry of a table that expires), and the agent prolongs it: whatever ends or
 *   stops the agent and its supervisor, stable has everything soon after. Where nobody is stable, whoever is there answers.
 *   Entries expire by a time that only moves on: a clock that is set, back or forward, neither ends a share nor wakes one.
 * - `Upgrade` is not passed on and 101 is no answer: in a tunnel nobody counts. What is no path, and bodies that do not come,
 *   are refused as by the embedded proxy (messages.ts); `wait-for-body` is about what fits the buffer; one without a
 *   length streams, and the model server gives it no longer. `hdr_val` counts in 32 bits, and HAProxy's own reading of a
 *   length in 64: longer numbers are refused by their digits, and what would be a second request behind them is not read.
 * - a canary whose requests fail one after the other loses its share by the agent, which hears of each by the log (breaker.ts), and
 *   not by `observe`: that goes on for a stable whose checks are off, and would take it out for good. The one request that
 *   tries again takes a token, an entry of a table, and no other can: reading it and taking it is one act.
 * - paths are relative to the state directory, HAProxy's own: nothing in its name can be read as a word of the file.
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
/**
 * How long a canary keeps its share without a word of the agent, and how often that is given. Shorter than the lease of a
 * rollout, and longer than an agent may be late on a busy machine: a share that came and went with the load would spare the
 * canary the hardest moments.
 */
const word = { holdsMs: 10_000, everyMs: 1_000 };
const wordTable = 'word';
const wordKey = 'canary';
/** The canary keeps its share, from now on for as long as a word holds. */
const prolonged = `set table ${wordTable} key ${wordKey} data.gpt0 1`;
const trialTable = 'trial';
/** Whether the next request of all is the canary's: whoever comes first takes it, and nobody else. */
const trial = (one) => `set table ${trialTable} key ${wordKey} data.gpc0 ${one ? 1 : 0}`;
/** A multiple of every number up to 16: each of so many servers is drawn equally often. */
const serverDraws = 720_720;
const mapKeys = {
    stable: 'stable',
    canary: 'canary',
    cut: 'cut',
    trial: 'trial',
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
        [mapKeys.trial, '0'],
        ...(stable === undefined ? [] : [[mapKeys.servers(stable.id), String(stable.servers)]]),
    ];
    return entries.map(([key, value]) => `${key} ${value}\n`).join('');
}
function haproxyConfiguration(options) {
    const { stable, mapPath, relayPath } = options;
    const { requestMs, idleMs, keepAliveMs, connections, bodyBytes } = messages/* clientLimits */.wC;
    const servers = (stable?.addresses ?? []).map((address, index) => `  server ${serverName(stable?.id ?? '', index)} ${address} weight ${stableWeight}`);
    return `${[
        'global',
        `  stats socket unix@${options.socketPath} mode 600 level admin`,
        `  maxconn ${2 * connections}`,
        // Fewer files than that are no reason not to serve.
        '  no strict-limits',
        // Without this a second HAProxy of the same user would share the port in silence.
        '  noreuseport',
        '  hard-stop-after 60s',
        `  tune.bufsize ${proxy/* repeatableBytes */.B2}`,
        'ring requests',
        '  format raw',
        '  maxlen 1024',
        '  size 8388608',
        '  timeout connect 5s',
        '  timeout server 1h',
        `  server relay unix@${relayPath}`,
        'listen relay',
        '  mode tcp',
        `  bind unix@${relayPath} mode 600`,
        '  timeout connect 5s',
        '  timeout client 1h',
        '  timeout server 1h',
        '  tcp-request inspect-delay 500ms',
        '  tcp-request content accept if { fe_sess_rate le 1 } || WAIT_END',
        `  server agent unix@${options.logPath}`,
        `backend ${wordTable}`,
        `  stick-table type string len 16 size 1 expire ${word.holdsMs}ms store gpt0`,
        `backend ${trialTable}`,
        '  stick-table type string len 16 size 1 expire 1h store gpc0',
        'defaults',
        '  mode http',
        // In the front end it is read from the client that it left, in the back end the server is told.
        '  option abortonclose',
        '  timeout connect 5s',
        `  timeout client ${idleMs}ms`,
        `  timeout server ${proxy/* answerTimeoutMs */.up}ms`,
        `  timeout http-request ${requestMs}ms`,
        `  timeout http-keep-alive ${keepAliveMs}ms`,
        '  timeout queue 60s',
        '  timeout check 5s',
        'frontend fe',
        `  bind ${options.host}:${options.port} proto h1`,
        `  maxconn ${connections}`,
        '  log ring@requests len 1024 format raw local0 info',
        `  log-format '{"v":"%[var(txn.version)]","s":"%s","st":%ST,"ts":"%ts","rc":"%rc","ta":%Ta}'`,
        '  option http-ignore-probes',
        `  http-request return status 200 content-type application/json string '${(0,proxy/* identityText */.Ky)(options.model)}' if { path ${proxy/* identityPath */.Uz} }`,
        '  http-request deny deny_status 405 if { method CONNECT TRACE }',
        '  http-request reject if { req.hdr(content-length),length gt 18 }',
        // Some servers know no chunks of HTTP/1.0, and would take the body for requests.
        '  http-request deny deny_status 400 if { req.ver 1.0 } { req.hdr(transfer-encoding) -m found }',
        "  http-request deny deny_status 400 if !{ url_beg / } || { url_sub '#' }",
        `  http-request deny deny_status 413 if { req.hdr_val(content-length) gt ${bodyBytes} } || { req.hdr(content-length),length gt ${String(bodyBytes).length} }`,
        '  http-request del-header connection',
        '  http-request del-header upgrade',
        `  http-request wait-for-body time ${requestMs}ms if { req.hdr(content-length) -m found }`,
        `  http-request set-var(txn.cut) str(${mapKeys.cut}),map(${mapPath},0)`,
        `  http-request set-var(txn.version) str(${mapKeys.stable}),map(${mapPath})`,
        `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if { rand(${draws}),sub(txn.cut) lt 0 } { str(${wordKey}),in_table(${wordTable}) }`,
        `  http-request track-sc0 str(${wordKey}) table ${trialTable} if { str(${mapKeys.trial}),map(${mapPath},0) 1 } { str(${wordKey}),in_table(${wordTable}) }`,
        `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if { sc0_clr_gpc0 gt 0 }`,
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
        '  http-response deny deny_status 502 unless { status 200:599 }',
        "  http-response set-header x-model-version '%[srv_name,regsub([.][0-9]+$,)]'",
        ...servers,
    ].join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-log.js


/**
 * Version drawn, server, status, termination state, retries, active ms; see `log-format` in haproxy-config.ts. Nothing in it
 * is of the client's or the version's choice but the status and the time.
 */
const line = /^\{"v":"([a-z0-9-]{0,200})","s":"([a-z0-9.-]{1,220}|<NOSRV>)","st":(-?\d{1,3}),"ts":"([A-Za-z-]{2})","rc":"\+?(\d{1,5})","ta":(-?\d{1,10})\}$/;
/** Undefined for a line about no request of a version: refused by the gateway itself, or HAProxy's word of its own state. */
function readLogLine(text) {
    const [whole, version = '', server = '', status, state = '', retries, active] = line.exec(text) ?? [];
    if (whole === undefined || server === '<NOSRV>')
        return undefined;
    const id = backendOfServer(server);
    // Another server answered: the one that was drawn did not, or is known to be down. That another made it good is no request
    // of the other's own, and where it could not, no error of it. Nor does it help that the other is of the same version: of
    // several servers of stable most would be, and of the canary's hardly any.
    const drawn = version === nobody || version === '' ? id : version;
    if (drawn !== id || Number(retries) > 0)
        return { id: drawn, outcome: 'unanswered', latencyMs: Number.POSITIVE_INFINITY };
    const outcome = outcomeAt(Number(status), state);
    return { id, outcome, latencyMs: outcome === 'unanswered' ? Number.POSITIVE_INFINITY : Math.max(0, Number(active)) };
}
/**
 * By status and termination state: who closed it (C client, S server, P proxy, R resources …) and when (R in the request,
 * Q in the queue, C while connecting, H before the answer's headers, D in its data).
 */
function outcomeAt(status, state) {
    if (/^[Cc]/.test(state))
        return status > 0 && !/^.[RQCH]/.test(state) ? (0,proxy/* outcomeOf */.sG)(status) : 'abandoned';
    // A body that is refused before all of it is there may end in a reset: the fault is the client's.
    if (state.startsWith('SD') && (0,proxy/* outcomeOf */.sG)(status) === 'client-error')
        return 'client-error';
    const cut = /^[SsPDKIR]/.test(state) && !state.startsWith('PR');
    return cut || status <= 0 ? 'unanswered' : (0,proxy/* outcomeOf */.sG)(status);
}

// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy.js














/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000;
const refreshMs = 1_000;
const mapName = 'shares.map';
const set = (key, value) => `set map ${mapName} ${key} ${value}`;
/** How long a name, and an answer of one of several servers, are waited for. */
const resolveMs = 500;
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
    /** What HAProxy was told of each server. */
    #placed = new Map();
    #known = new Map();
    /** One of each agent: the HAProxy of one that was killed goes on writing to its own. */
    #logName = `log-${(0,external_node_crypto_.randomBytes)(3).toString('hex')}.sock`;
    #requests;
    #child;
    #stable;
    #stopping = false;
    #refresh;
    /** Prolongs the canary's share; undefined while it has none. */
    #word;
    constructor(config, events) {
        this.#config = config;
        this.#events = events;
        this.#socketPath = (0,external_node_path_.join)((0,state/* socketDirectory */.lN)(config.stateDir), 'haproxy.sock');
        this.#requests = external_node_net_.createServer((log) => {
            log.on('error', () => undefined);
            (0,lines/* eachLine */.IM)(log, (line) => this.#requestEnded(line)).catch(() => undefined);
        });
    }
    async start(stable) {
        this.#stable = stable;
        for (const name of (0,external_node_fs_.readdirSync)(this.#sockets))
            if (/^(?:relay-)?log-\w+\.sock$/.test(name))
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#sockets, name));
        await new Promise((resolve, reject) => {
            this.#requests.once('error', reject);
            this.#requests.listen((0,external_node_path_.join)(this.#sockets, this.#logName), resolve);
        });
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
            this.#placed.set(name, numeric);
            // A dynamic server's check is off until it is asked for.
            await this.#act([
                `add map ${mapName} ${mapKeys.readyPath(name)} ${backend.serving.readyPath}`,
                `enable health be/${name}`,
            ]);
        }
        await this.#act([`add map ${mapName} ${mapKeys.servers(backend.id)} ${backend.addresses.length}`]);
        this.#known.set(backend.id, backend);
    }
    async split({ stable, canary }) {
        if (stable?.id !== this.#stable?.id) {
            this.#stable = stable;
            await this.#writeFiles();
        }
        const open = canary !== undefined && cutOf(canary.share) > 0;
        const cut = canary?.admits === 'drawn' ? cutOf(canary.share) : 0;
        const one = open && canary.admits === 'one';
        clearInterval(this.#word);
        if (open)
            this.#word = setInterval(() => void this.#prolong(), word.everyMs);
        const opening = [];
        const closing = [];
        for (const backend of this.#known.values())
            for (const index of backend.addresses.keys()) {
                const server = `be/${serverName(backend.id, index)}`;
                if (backend.id === stable?.id)
                    opening.push(`disable health ${server}`, `set server ${server} health up`, `set server ${server} weight ${stableWeight}`, `set server ${server} state ready`);
                else if (backend.id === canary?.backend.id && open)
                    opening.push(`set server ${server} state ready`);
                // Weight 0 and drain would still serve what sticks to the server; only maintenance moves it.
                else
                    closing.push(`set server ${server} state maint`);
            }
        // Who gets traffic is opened before anyone is closed: there is never a moment without a server. The cut moves last where
        // it opens and first where it closes, so that no name is drawn that is not meant.
        const names = [set(mapKeys.stable, stable?.id ?? nobody), set(mapKeys.canary, canary?.backend.id ?? nobody)];
        await this.#act(cut === 0
            ? [
                ...opening,
                set(mapKeys.cut, 0),
                ...names,
                ...(open ? [prolonged] : []),
                trial(one),
                set(mapKeys.trial, one ? 1 : 0),
                ...closing,
            ]
            : [...opening, ...names, prolonged, set(mapKeys.trial, 0), set(mapKeys.cut, cut), ...closing]);
    }
    async #prolong() {
        // One that is lost is followed by the next, and a HAProxy that is gone starts again with stable alone.
        await this.#act([prolonged]).catch(() => undefined);
    }
    async remove(id, timeoutMs) {
        const backend = this.#known.get(id);
        const names = (backend?.addresses ?? []).map((_, index) => serverName(id, index));
        await Promise.all(names.map((name) => this.#delete(name, timeoutMs)));
        await this.#command(`del map ${mapName} ${mapKeys.servers(id)}`);
        this.#known.delete(id);
    }
    async stop(graceMs) {
        this.#stopping = true;
        clearInterval(this.#refresh);
        clearInterval(this.#word);
        const child = this.#child;
        if (child !== undefined && child.exitCode === null && child.signalCode === null) {
            const gone = new Promise((resolve) => child.once('exit', resolve));
            child.kill('SIGUSR1');
            await Promise.race([gone, (0,timers/* sleep */.y)(graceMs)]);
            child.kill('SIGKILL');
            await gone;
        }
        this.#requests.close();
        for (const name of [this.#logName, `relay-${this.#logName}`])
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#sockets, name), { force: true });
        (0,external_node_fs_.rmSync)(this.#socketPath, { force: true });
        (0,external_node_fs_.rmSync)(this.#pidFile, { force: true });
    }
    get #pidFile() {
        return (0,external_node_path_.join)(this.#config.stateDir, 'haproxy.pid');
    }
    get #configurationFile() {
        return (0,external_node_path_.join)(this.#config.stateDir, 'haproxy.cfg');
    }
    get #sockets() {
        return (0,external_node_path_.dirname)(this.#socketPath);
    }
    /** As HAProxy is told of it: relative to the state directory, or in a directory of ours whose path is plain. */
    #told(name) {
        return this.#sockets === this.#config.stateDir ? name : (0,external_node_path_.join)(this.#sockets, name);
    }
    /** What HAProxy starts with after a crash: stable alone. */
    async #writeFiles() {
        const { model, host, port } = this.#config;
        const stable = this.#stable && {
            id: this.#stable.id,
            servers: this.#stable.addresses.length,
            addresses: await Promise.all(this.#stable.addresses.map((address, index) => this.#reachable(serverName(this.#stable?.id ?? '', index), address))),
        };
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(this.#config.stateDir, mapName), haproxyMap(stable), { mode: 0o600 });
        const paths = {
            socketPath: this.#told('haproxy.sock'),
            logPath: this.#told(this.#logName),
            relayPath: this.#told(`relay-${this.#logName}`),
            mapPath: mapName,
        };
        await (0,files/* writeWhole */.f8)(this.#configurationFile, haproxyConfiguration({ model, host, port, ...paths, stable }), {
            mode: 0o600,
        });
    }
    async #launch() {
        await this.#writeFiles();
        const child = (0,external_node_child_process_.spawn)(this.#config.haproxyPath, ['-f', this.#configurationFile, '-db'], {
            cwd: this.#config.stateDir,
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
        for (const [name, address] of this.#addresses)
            this.#placed.set(name, address);
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
    #requestEnded(line) {
        const ended = readLogLine(line);
        if (ended !== undefined)
            this.#events.ended(ended.id, ended.outcome, ended.latencyMs);
    }
    /** The address now, or the last one known; nowhere where a name was never resolved: the refresh finds it once it can be. */
    async #reachable(name, address) {
        const last = this.#addresses.get(name);
        // A name of a container that has ended is asked for outside of the host, for long where nobody answers.
        const late = (0,timers/* sleep */.y)(resolveMs).then(() => last ?? nowhere);
        const numeric = await Promise.race([numericAddress(address).catch(() => last ?? nowhere), late]);
        this.#addresses.set(name, numeric);
        return numeric;
    }
    /** A container that starts again may have another address. */
    async #refreshAddresses() {
        const all = [...this.#known.values()].flatMap(({ id, addresses }) => addresses.map((address, index) => ({ name: serverName(id, index), address, alone: addresses.length === 1 })));
        await Promise.all(all.map((server) => this.#refreshAddress(server)));
    }
    async #refreshAddress({ name, address, alone }) {
        const found = await this.#reachable(name, address);
        // A container that has ended is a host that is silent: what is sent there waits for seconds. One that is refused is
        // answered by another server at once.
        const now = alone || (await answers(found)) ? found : nowhere;
        const before = this.#placed.get(name);
        if (now === before)
            return;
        this.#placed.set(name, now);
        const { host, port } = (0,gateway_address/* splitAddress */.l)(now);
        this.#events.log(now === nowhere ? `${name} does not answer at ${found}` : `${name} is at ${now}, and was at ${before}`);
        await this.#command(`set server be/${name} addr ${host} port ${port}`).catch((error) => this.#events.log(String(error)));
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
        await this.#command(`del map ${mapName} ${mapKeys.readyPath(name)}`);
        this.#addresses.delete(name);
        this.#placed.delete(name);
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
async function answers(address) {
    const socket = await (0,connect/* connectTo */.m)(address, resolveMs);
    socket?.destroy();
    return socket !== undefined;
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5450);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81685);
/* harmony import */ var _agent_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56518);
/* harmony import */ var _counters_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60713);
/* harmony import */ var _haproxy_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60723);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49311);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21048);
/* harmony import */ var _requests_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(37938);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(17023);
/* harmony import */ var _supervisor_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(29586);













/*
 * The program beside the proxy.
 *   node main.ts serve CONFIG                      an AgentConfig as JSON; runs until `close`
 *   node main.ts supervise CONFIG                  the same, and starts it again whenever it ends otherwise
 *   node main.ts ctl STATE_DIR '{"op":"status"}'   asks the one that runs; prints its reply
 *
 * It outlives the job, its checkout and the action that it came with: once it serves, it loads no file of the program and
 * looks at nothing of the environment.
 */
/** A line that finds no room on the disk is lost: it must not end what serves, nor what starts that again. */
const log = (line) => {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(process.stderr.fd, `${new Date().toISOString()} ${line}\n`);
    }
    catch { }
};
async function serve(config) {
    // A socket is there before its mode can be changed.
    process.umask(0o077);
    const counters = new _counters_js__WEBPACK_IMPORTED_MODULE_6__/* .CounterBook */ .e();
    const events = {
        ended: (id, outcome, latencyMs) => {
            counters.record(id, outcome, latencyMs);
            agent.requestEnded(id, outcome);
        },
        restarted: (because) => agent.proxyRestarted(because),
        log,
    };
    const socketPath = (0,_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(config.stateDir);
    // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
    if (await answers(socketPath))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`an agent already serves ${config.stateDir}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
    // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
    const proxy = config.proxy === 'haproxy'
        ? new _haproxy_js__WEBPACK_IMPORTED_MODULE_7__/* .HaproxyProxy */ .e(config, events)
        : new (await __webpack_require__.e(/* import() */ 9246).then(__webpack_require__.bind(__webpack_require__, 89246))).EmbeddedProxy(config, events);
    const { stateDir, model } = config;
    const agent = new _agent_js__WEBPACK_IMPORTED_MODULE_5__/* .Agent */ .g({ stateDir, model, proxy, counters, log });
    await agent.start();
    const metrics = await openMetrics(agent, config);
    const stop = async () => {
        control.close();
        metrics?.close();
        metrics?.closeAllConnections();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
        await proxy.stop(3_000);
    };
    const control = node_net__WEBPACK_IMPORTED_MODULE_1__.createServer((socket) => {
        socket.on('error', () => undefined);
        const ask = async (line) => {
            const { reply, closing } = await (0,_requests_js__WEBPACK_IMPORTED_MODULE_10__/* .answer */ .Z)(agent, config, line);
            socket.write(`${JSON.stringify(reply)}\n`);
            if (closing)
                socket.end(() => {
                    void stop().finally(() => process.exit(0));
                });
        };
        // A runner that is killed in the middle of a request must not end the gateway.
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .eachLine */ .IM)(socket, ask).catch(() => undefined);
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
/** Undefined where there is none, or its port is taken: what serves must not end of that. */
async function openMetrics(agent, { host, metricsPort: port, proxy }) {
    if (port === 0)
        return undefined;
    try {
        return await (0,_metrics_js__WEBPACK_IMPORTED_MODULE_8__/* .serveMetrics */ .VA)({ host, port, read: async () => (0,_metrics_js__WEBPACK_IMPORTED_MODULE_8__/* .exposition */ .PC)({ proxy, ...(await agent.facts()) }) });
    }
    catch (error) {
        log(`nothing is told to Prometheus: ${String(error)}`);
        return undefined;
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
        await serve((0,_protocol_js__WEBPACK_IMPORTED_MODULE_9__/* .readConfig */ .oE)(first));
    else if (command === 'supervise' && first !== undefined)
        process.exit(await (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_12__/* .supervise */ .z)({ config: (0,_protocol_js__WEBPACK_IMPORTED_MODULE_9__/* .readConfig */ .oE)(first), program: process.argv[1] ?? '', log }));
    else if (command === 'ctl' && first !== undefined && second !== undefined) {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_4__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_11__/* .controlSocket */ .D)(first), JSON.parse(second));
        process.stdout.write(`${JSON.stringify(reply)}\n`);
    }
    else
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('usage: serve CONFIG | supervise CONFIG | ctl STATE_DIR REQUEST');
}
catch (error) {
    log(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo ? error.message : String(error instanceof Error ? error.stack : error));
    process.exit(2);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 47156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I3: () => (/* binding */ passedOn),
/* harmony export */   Tq: () => (/* binding */ isAnswer),
/* harmony export */   d9: () => (/* binding */ hasBody),
/* harmony export */   wC: () => (/* binding */ clientLimits),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);

/*
 * What the embedded proxy passes on, and what it refuses. Both sides are strangers: a client may send any line that the
 * parser takes, and a canary may answer with anything. HAProxy is configured to the same rules, see haproxy-config.ts.
 */
/** How long a client may take and how much it may hold; the model server gives it no longer. Of both proxies. */
const clientLimits = {
    /** From a request's first byte to its last, as far as the gateway keeps it. */
    requestMs: 15_000,
    /** A client that neither sends what it announced nor takes its answer. */
    idleMs: 30_000,
    keepAliveMs: 75_000,
    connections: 4_096,
    /** More than a model server takes, so that its own word about the size is what a client reads. */
    bodyBytes: 16 << 20,
};
/** Headers of one connection (RFC 9110, 7.6.1), and `expect`, which the gateway has answered itself. */
const ofOneConnection = new Set([
    'connection',
    'expect',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
]);
/** Of these a message has one, whatever its Connection header says of them. */
const framing = new Set(['host', 'content-length']);
/**
 * What goes on to the other side: not what is of one connection, nor what the Connection header names as such.
 * @throws Error where a header cannot be written again
 */
function passedOn(distinct) {
    const named = new Set((distinct['connection'] ?? []).flatMap((value) => value.toLowerCase().split(/[\s,]+/)));
    const kept = [];
    for (const [name, values = []] of Object.entries(distinct)) {
        if (ofOneConnection.has(name) || (named.has(name) && !framing.has(name)))
            continue;
        node_http__WEBPACK_IMPORTED_MODULE_0__.validateHeaderName(name);
        for (const value of values)
            node_http__WEBPACK_IMPORTED_MODULE_0__.validateHeaderValue(name, value);
        if (framing.has(name) && values.length !== 1)
            throw new Error(`more than one ${name}`);
        kept.push([name, values]);
    }
    return kept;
}
/** Why a request goes to no version; undefined where it does. */
function refusal(request) {
    // An address of another host, `*`, and bytes that no URL has: what one server takes for a path another takes for a host.
    if (!/^\/[!"$-~]*$/.test(request.url ?? ''))
        return { status: 400, because: 'this is no path' };
    if (/^(?:CONNECT|TRACE)$/.test(request.method ?? ''))
        return { status: 405, because: 'no such method here' };
    if (Number(request.headers['content-length'] ?? 0) > clientLimits.bodyBytes)
        return { status: 413, because: `a body has at most ${clientLimits.bodyBytes} bytes` };
    return undefined;
}
/** Of an answer that a client can be given. 1xx are no answers, and 101 would be a tunnel in which nobody counts. */
const isAnswer = (status) => status !== undefined && status >= 200 && status <= 599;
/** Answers that have no body, whatever is sent behind them. */
const hasBody = (method, status) => method !== 'HEAD' && status !== 204 && status !== 304;


/***/ }),

/***/ 49311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PC: () => (/* binding */ exposition),
/* harmony export */   VA: () => (/* binding */ serveMetrics)
/* harmony export */ });
/* unused harmony export metricsType */
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);

/*
 * What Prometheus reads, in its text format 0.0.4. Written here and not by a library: in the gateway's image the agent has no package. Every
 * number is of this agent's life; counters begin anew when it does, as Prometheus expects.
 */
const metricsType = 'text/plain; version=0.0.4; charset=utf-8';
const outcomeLabels = {
    answered: 'answered',
    'client-error': 'client_error',
    'server-error': 'server_error',
    unanswered: 'unanswered',
    abandoned: 'abandoned',
};
function exposition({ model, proxy, status, ready, counted }) {
    const { stable, canary, idle, lease, watchdog } = status;
    const share = canary === undefined ? 0 : stable === undefined ? 1 : canary.breaker.openInARow > 0 ? 0 : canary.share;
    const versions = [
        ...(stable === undefined ? [] : [{ backend: stable, role: 'stable', share: 1 - share }]),
        ...(canary === undefined ? [] : [{ backend: canary.backend, role: 'canary', share }]),
        ...idle.map((backend) => ({ backend, role: 'idle', share: 0 })),
    ];
    const each = (samples) => versions.flatMap(({ backend: { id } }) => samples(id).map((sample) => ({ ...sample, labels: { version: id, ...sample.labels } })));
    const ofVersions = (value) => versions.map((one) => ({ labels: { version: one.backend.id, role: one.role }, value: value(one) }));
    const ofCanary = (value) => canary === undefined ? [] : [{ labels: { version: canary.backend.id }, value: value(canary) }];
    const metric = (name, kind, help, samples) => samples.length === 0
        ? ''
        : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map((one) => line(name, { model }, one))]
            .map((text) => `${text}\n`)
            .join('');
    const flag = (value) => (value ? 1 : 0);
    return [
        metric('model_actions_gateway_info', 'gauge', 'The gateway and the proxy that it drives.', [
            { labels: { proxy }, value: 1 },
        ]),
        metric('model_actions_version_info', 'gauge', 'Versions at the gateway, and the image that each of them is.', versions.map(({ backend, role }) => ({
            labels: { version: backend.id, role, release: backend.version, digest: backend.digest },
            value: 1,
        }))),
        metric('model_actions_requests_total', 'counter', 'Requests that were drawn for a version, by how the first attempt ended.', each((id) => Object.entries(counted[id]?.outcomes ?? {}).map(([outcome, value]) => ({
            labels: { outcome: outcomeLabels[outcome] },
            value,
        })))),
        metric('model_actions_request_duration_seconds', 'histogram', 'Time until a request had its whole answer; of those that were answered.', each((id) => buckets(counted[id]?.latency))),
        metric('model_actions_abandoned_duration_seconds', 'histogram', 'How long clients had waited that left before they had an answer.', each((id) => buckets(counted[id]?.abandoned))),
        metric('model_actions_traffic_share_ratio', 'gauge', 'Share of the requests that is drawn for a version.', ofVersions((one) => one.share)),
        metric('model_actions_version_ready', 'gauge', 'Whether every server of a version says that it is ready.', ofVersions((one) => flag(ready[one.backend.id] === true))),
        metric('model_actions_stable', 'gauge', 'Whether the gateway has a stable version.', [
            { value: flag(stable !== undefined) },
        ]),
        metric('model_actions_breaker_open', 'gauge', "Whether the canary's circuit breaker is open: its requests in a row failed, and stable has all traffic.", ofCanary(({ breaker }) => flag(breaker.openInARow > 0))),
        metric('model_actions_breaker_openings_total', 'counter', "How often the canary's circuit breaker opened.", ofCanary(({ breaker }) => breaker.opened)),
        metric('model_actions_lease_held', 'gauge', 'Whether a rollout is under way.', [
            { value: flag(lease !== undefined) },
        ]),
        metric('model_actions_lease_remaining_seconds', 'gauge', 'After so long without a word, the rollout is undone.', [
            { value: (lease?.remainingMs ?? 0) / 1000 },
        ]),
        metric('model_actions_watchdog_fired', 'gauge', 'Whether the watchdog gave stable all traffic since the last rollout began.', [{ value: flag(watchdog !== undefined) }]),
    ].join('');
}
const buckets = (times) => times === undefined
    ? []
    : [
        ...times.boundsMs.map((bound, index) => ({
            suffix: '_bucket',
            labels: { le: String(bound / 1000) },
            value: times.counts[index] ?? 0,
        })),
        { suffix: '_bucket', labels: { le: '+Inf' }, value: times.count },
        { suffix: '_sum', value: times.sumMs / 1000 },
        { suffix: '_count', value: times.count },
    ];
function line(name, common, { suffix = '', labels = {}, value }) {
    const written = Object.entries({ ...common, ...labels }).map(([key, text]) => `${key}="${escaped(text)}"`);
    return `${name}${suffix}{${written.join(',')}} ${value}`;
}
const escaped = (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
/** Of a scraper, which asks for one small page now and then. */
const limits = { connections: 32, requestMs: 5_000 };
/** @returns the server, which listens; @throws the system's error where it cannot */
async function serveMetrics(options) {
    const { host, port, read } = options;
    const server = node_http__WEBPACK_IMPORTED_MODULE_0__.createServer({ headersTimeout: limits.requestMs, requestTimeout: limits.requestMs, connectionsCheckingInterval: 1_000 }, (request, response) => {
        request.on('error', () => undefined).resume();
        if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
            response.writeHead(404, { 'content-type': 'text/plain' }).end('GET /metrics\n');
            return;
        }
        read().then((text) => response.writeHead(200, { 'content-type': metricsType }).end(text), () => response.destroy());
    });
    server.maxConnections = limits.connections;
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
    });
    server.on('error', () => undefined);
    return server;
}


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

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   sG: () => (/* binding */ outcomeOf),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/** A version that says nothing for so long has not answered. */
const answerTimeoutMs = 600_000;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 37938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ answer)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21048);


/** What the agent says to one line of its socket; `closing` where it is to end. */
async function answer(agent, config, line) {
    try {
        const request = (0,_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .readRequest */ ["in"])(line);
        return {
            reply: { ok: true, value: (await perform(agent, config, request)) ?? null },
            closing: request.op === 'close',
        };
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { reply: { ok: false, user: error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo, message }, closing: false };
    }
}
function perform(agent, config, request) {
    switch (request.op) {
        case 'hello':
            return {
                protocol: _protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .protocolVersion */ .Xg,
                pid: process.pid,
                model: config.model,
                port: config.port,
                metricsPort: config.metricsPort,
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
        case 'ask':
            return agent.ask(request.id, request.body);
        case 'close':
            return null;
    }
}


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

/***/ 29586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ supervise)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49455);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81685);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17023);






/*
 * Starts the agent again when it ends, whatever ended it: an agent that is gone leaves a canary with its share and nobody who
 * watches the lease. One that starts anew knows stable alone. It reads nothing of anybody but the agent's word that it is there.
 */
const pauseMs = { first: 100, longest: 5_000 };
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000;
const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 };
/** @returns the exit code once the agent ended as it was asked to, or never came up */
async function supervise(options) {
    const { config, program, log } = options;
    const path = (0,_state_js__WEBPACK_IMPORTED_MODULE_4__/* .supervisorSocket */ .EA)(config.stateDir);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
    const presence = node_net__WEBPACK_IMPORTED_MODULE_2__.createServer((socket) => socket.destroy());
    await new Promise((resolve, reject) => {
        presence.once('error', reject);
        presence.listen(path, resolve);
    });
    const asked = {};
    let child;
    for (const signal of ['SIGTERM', 'SIGINT'])
        process.once(signal, () => {
            asked.signal = signal;
            child?.kill(signal);
        });
    try {
        let served = false;
        for (let waitMs = pauseMs.first;;) {
            const beganMs = performance.now();
            // The runner may have updated itself, and its Node be gone from its place.
            const node = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(process.execPath) ? process.execPath : '/proc/self/exe';
            child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(node, [program, 'serve', JSON.stringify(config)], { stdio: ['ignore', 'inherit', 'inherit'] });
            const end = await watch(child, config.stateDir);
            served ||= end.served;
            if (end.code === 0 || asked.signal !== undefined || !served)
                return end.code ?? 1;
            waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest);
            if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(program)) {
                log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`);
                return 1;
            }
            log(`the agent ended (${end.how}); it starts again with stable alone`);
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .sleep */ .y)(waitMs);
        }
    }
    finally {
        presence.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(path, { force: true });
    }
}
/** Until it ends. One that served and does not answer any more is ended: its watchdog does not watch. */
async function watch(child, stateDir) {
    let how;
    const ended = new Promise((resolve) => {
        child.once('error', (error) => {
            how = error.message;
            resolve(null);
        });
        child.once('exit', (code, signal) => {
            how ??= signal ?? `exit ${code}`;
            resolve(code);
        });
    });
    const stop = new AbortController();
    let served = false;
    const asks = (async () => {
        for (let deaf = 0; deaf < asking.most;) {
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .sleep */ .y)(served ? asking.everyMs : 100, stop.signal);
            const there = await (0,_control_js__WEBPACK_IMPORTED_MODULE_3__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_4__/* .controlSocket */ .D)(stateDir), { op: 'hello' }, asking.timeoutMs).then(() => true, 
            // Without its socket nobody can ask it, and it serves on: only one that is asked and silent is ended.
            (error) => error.code === 'ENOENT' && served);
            served ||= there;
            deaf = there || !served ? 0 : deaf + 1;
        }
        how = 'it did not answer any more';
        child.kill('SIGKILL');
    })().catch(() => undefined);
    const code = await ended;
    stop.abort();
    await asks;
    return { code, how: how ?? '', served };
}


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
