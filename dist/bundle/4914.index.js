export const id = 4914;
export const ids = [4914];
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
        const late = (0,timers/* after */.Pl)(timeoutMs, () => request.destroy());
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
    #front;
    #counters;
    #log;
    #stable;
    /** Since when stable is stopped to make room for another version; the proxy does not know it then. */
    #pausedSince;
    /** Until what was asked of the one that is paused is answered; where that went wrong, it is begun anew. */
    #drained;
    #canary;
    /** Of the canary. */
    #breaker = closedBreaker;
    #ready = {
        askedMs: Number.NEGATIVE_INFINITY,
        answers: Promise.resolve({}),
    };
    #pause;
    #idle = new Map();
    #retired = false;
    /** `expiresMs` is on the monotonic clock: a clock that jumps neither ends nor prolongs a lease. */
    #lease;
    #watchdog;
    #queue = Promise.resolve();
    constructor(options) {
        this.#stateDir = options.stateDir;
        this.#model = options.model;
        this.#proxy = options.proxy;
        this.#front = options.front;
        this.#counters = options.counters;
        this.#log = options.log;
    }
    async start() {
        const { stable, pausedSince } = (0,state.readKept)(this.#stateDir, this.#model);
        this.#stable = stable;
        this.#pausedSince = pausedSince;
        if (stable !== undefined)
            this.#counters.know(stable.id);
        await this.#proxy.start(this.#serving);
        this.#front.watch((content) => this.#proxy.renew(content));
    }
    refresh() {
        return this.#front.refresh((content) => this.#proxy.renew(content));
    }
    status() {
        const { expiresAt } = this.#front.content.tls ?? {};
        return {
            ...(this.#stable === undefined ? {} : { stable: this.#stable }),
            ...(this.#pausedSince === undefined ? {} : { paused: { since: this.#pausedSince } }),
            ...(this.#canary === undefined ? {} : { canary: { ...this.#canary, breaker: breakerStatus(this.#breaker) } }),
            idle: [...this.#idle.values()],
            ...(expiresAt === undefined ? {} : { certificate: { expiresAt } }),
            ...(this.#lease === undefined
                ? {}
                : { lease: { owner: this.#lease.owner, remainingMs: Math.max(0, this.#lease.expiresMs - performance.now()) } }),
            ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
        };
    }
    /** Another agent takes over, which knows stable alone. @throws UserError while a rollout is under way */
    retire() {
        if (this.#lease !== undefined)
            throw this.#held(this.#lease);
        this.#retired = true;
    }
    acquire(model, owner, ttlMs) {
        if (this.#retired)
            throw new errors/* UserError */.yo('this gateway is being replaced by that of another version: try again');
        if (model !== this.#model)
            throw new errors/* UserError */.yo(`this gateway serves the model ${this.#model}, not ${model}: a second model on this host needs another port in the key deploy.port`);
        if (this.#lease !== undefined && this.#lease.owner !== owner)
            throw this.#held(this.#lease);
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
            this.#pausedSince = undefined;
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
            this.#pausedSince = undefined;
            this.#idle.set(old.id, old);
            this.#closeBreaker();
            await this.#proxy.split(this.#shares(this.#canary));
        });
    }
    async pause(owner, stableId, timeoutMs) {
        const drained = await this.#inTurn(async () => {
            this.#own(owner);
            if (this.#stable?.id !== stableId)
                throw new errors/* UserError */.yo(`version ${stableId} is not stable: it cannot be paused`);
            if (this.#pausedSince === undefined) {
                const since = new Date().toISOString();
                await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, this.#stable, since);
                this.#pausedSince = since;
                this.#drained = undefined;
                this.#closeBreaker();
            }
            if (this.#drained === undefined) {
                await this.#proxy.split(this.#shares(this.#canary));
                this.#drained = this.#proxy.remove(stableId, timeoutMs);
                this.#drained.catch(() => {
                    this.#drained = undefined;
                });
            }
            // Waiting happens outside the queue, so that an eviction never stands behind it.
            return { until: this.#drained };
        });
        await drained.until;
    }
    async resume(owner, stable) {
        // One that is still waited for would be taken out again.
        await this.#drained?.catch(() => undefined);
        await this.#inTurn(async () => {
            this.#own(owner);
            if (this.#pausedSince === undefined || this.#stable?.id !== stable.id)
                return;
            await this.#proxy.remove(stable.id, 0);
            await this.#proxy.add(stable);
            await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, stable);
            this.#stable = stable;
            this.#pausedSince = undefined;
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
        if (this.#serving !== undefined && this.#canary?.backend.id === id)
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
        return {
            model: this.#model,
            status,
            ready: await this.#ready.answers,
            counted: this.#counters.expose(),
        };
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
        return { stable: this.#serving, canary: canary && { ...canary, admits: admits(this.#breaker) } };
    }
    get #serving() {
        return this.#pausedSince === undefined ? this.#stable : undefined;
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
            this.#pause = (0,timers/* after */.Pl)(breakerRule.openMs, () => this.#turnBreaker(afterPause(this.#breaker)));
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
        const timer = (0,timers/* after */.Pl)(ttlMs, () => this.#expired(owner));
        this.#lease = { owner, expiresMs: performance.now() + ttlMs, timer };
    }
    #expired(owner) {
        this.#lease = undefined;
        const had = this.#canary;
        if (this.#pausedSince !== undefined) {
            const stopped = `${this.#stable?.id} is stopped, and only the next deployment can start it again`;
            // It passed its golden probes, and there is nobody else.
            this.#record(`the lease of ${owner} expired: ${had === undefined ? 'nothing' : had.backend.id} serves; ${stopped}`);
            return;
        }
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
    #held({ owner, expiresMs }) {
        return new errors/* UserError */.yo(`a rollout by ${owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil((expiresMs - performance.now()) / 1000)} s`);
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

/***/ 96814:
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
// EXTERNAL MODULE: ./build/src/gateway/agent/access.js
var agent_access = __webpack_require__(44582);
// EXTERNAL MODULE: ./build/src/gateway/agent/connect.js
var connect = __webpack_require__(78856);
// EXTERNAL MODULE: ./build/src/gateway/agent/front.js
var front = __webpack_require__(14137);
// EXTERNAL MODULE: ./build/src/gateway/timeouts.js
var timeouts = __webpack_require__(24582);
// EXTERNAL MODULE: ./build/src/gateway/agent/messages.js
var messages = __webpack_require__(47156);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
// EXTERNAL MODULE: ./build/src/gateway/agent/sockets.js
var sockets = __webpack_require__(85468);
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
 * - a token is looked up by its SHA-256, so that the time that it takes tells nothing of the tokens there are. It is no business
 *   of the version's and goes no further.
 * - what the access log has of a client's choice comes behind what the agent counts by, in the same line: where the line is
 *   cut, the log lacks a request, and no gate does.
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
/** Of a log line; with an access log the longest has a path of characters that JSON writes as six. */
const logLength = (listening) => ((0,agent_access/* logsAccess */.Qz)(listening) ? 8192 : 1024);
/** Without TLS no HTTP/2: clients that speak it unasked are rare, and a proxy in front of us may be told otherwise. */
function bindLine(listen, { tls }) {
    const address = `  bind ${'fd' in listen ? `fd@${sockets/* inherited */.J.traffic}` : (0,gateway_address/* joinAddress */.V)(listen.host, listen.port)}`;
    if (tls === 'none')
        return `${address} proto h1`;
    const clients = tls === 'mutual' ? ` ca-file ${front/* keptClientCa */.KT} verify required` : '';
    return `${address} ssl crt ${front/* keptPem */.PP} alpn h2,http/1.1${clients}`;
}
const tokenRules = [
    `  http-request set-var(txn.token) http_auth_bearer,sha2(256),hex,map(${front/* keptTokens */.tJ}) if { req.hdr_cnt(authorization) eq 1 }`,
    `  http-request return status ${proxy/* unauthorized */.nc.status} content-type text/plain string '${proxy/* unauthorized */.nc.because}' hdr www-authenticate '${proxy/* unauthorized */.nc.challenge}' unless { var(txn.token) -m found } || { path ${proxy/* openPaths */.jO.join(' ')} } { method GET HEAD }`,
    '  http-request del-header authorization',
];
const accessVariables = [
    '  http-request set-var(txn.method) method',
    `  http-request set-var(txn.path) path,bytes(0,${agent_access/* longestPath */.GJ})`,
    `  http-request set-var(txn.id) req.hdr(x-request-id) if { req.hdr_cnt(x-request-id) eq 1 } { req.hdr(x-request-id) -m reg ${agent_access/* requestIdPattern */.rc} }`,
    '  http-request set-var(txn.id) uuid() unless { var(txn.id) -m found }',
    '  http-request set-header x-request-id %[var(txn.id)]',
];
/** See haproxy-log.ts. */
const accessFormat = ',"t":%[date(0,ms)],"c":"%ci","b":%B,"k":"%[var(txn.token)]","i":"%[var(txn.id)]","m":"%[var(txn.method),json(utf8s)]","p":"%[var(txn.path),json(utf8s)]"';
function haproxyConfiguration(options) {
    const { stable, listen, listening, mapPath, relayPath } = options;
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
        // One that is replaced answers what it was asked.
        `  hard-stop-after ${timeouts/* answerTimeoutMs */.u}ms`,
        `  tune.bufsize ${proxy/* repeatableBytes */.B2}`,
        '  ssl-default-bind-options ssl-min-ver TLSv1.2',
        'ring requests',
        '  format raw',
        `  maxlen ${logLength(listening)}`,
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
        `  timeout server ${timeouts/* answerTimeoutMs */.u}ms`,
        `  timeout http-request ${requestMs}ms`,
        `  timeout http-keep-alive ${keepAliveMs}ms`,
        '  timeout queue 60s',
        '  timeout check 5s',
        `  http-error status 503 content-type text/plain string 'no version of the model answers' hdr retry-after ${proxy/* retryAfterSeconds */.C3}`,
        'frontend fe',
        bindLine(listen, listening),
        `  maxconn ${connections}`,
        `  log ring@requests len ${logLength(listening)} format raw local0 info`,
        `  log-format '{"v":"%[var(txn.version)]","s":"%s","st":%ST,"ts":"%ts","rc":"%rc","ta":%Ta${(0,agent_access/* logsAccess */.Qz)(listening) ? accessFormat : ''}}'`,
        ...((0,agent_access/* logsAccess */.Qz)(listening) ? accessVariables : []),
        '  option http-ignore-probes',
        // A client that waits with its connection open may be about to ask: it is told with its next answer that this one closes.
        '  option idle-close-on-response',
        `  http-request return status 200 content-type application/json string '${(0,proxy/* identityText */.Ky)(options.model)}' if { path ${proxy/* identityPath */.Uz} }`,
        '  http-request deny deny_status 405 if { method CONNECT TRACE }',
        '  http-request reject if { req.hdr(content-length),length gt 18 }',
        // Some servers know no chunks of HTTP/1.0, and would take the body for requests.
        '  http-request deny deny_status 400 if { req.ver 1.0 } { req.hdr(transfer-encoding) -m found }',
        // By HTTP/2 the host is a part of what HAProxy calls the URL.
        "  http-request deny deny_status 400 if !{ path_beg / } || { url_sub '#' }",
        '  http-request deny deny_status 400 if !{ url_beg / } !{ fc_http_major 2 }',
        ...(listening.tokens ? tokenRules : []),
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
        ...((0,agent_access/* logsAccess */.Qz)(listening) ? ['  http-response set-header x-request-id %[var(txn.id)]'] : []),
        ...servers,
    ].join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-log.js


/**
 * Version drawn, server, status, termination state, retries, active ms; see `log-format` in haproxy-config.ts. Nothing in it
 * is of the client's or the version's choice but the status and the time. What may follow is for the access log alone.
 */
const line = /^\{"v":"([a-z0-9-]{0,200})","s":"([a-z0-9.-]{1,220}|<NOSRV>)","st":(-?\d{1,3}),"ts":"([A-Za-z-]{2})","rc":"\+?(\d{1,5})","ta":(-?\d{1,10})(?:\}$|,"t":)/;
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
/** Of a Date. */
const latestTime = 8.64e15;
/** Undefined for a line that says nothing of the kind, or was cut, and for what was no HTTP. */
function readAccess(text) {
    const said = parsed(text);
    if (said === undefined || !/^[A-Z]/.test(said.m) || Math.abs(said.t) > latestTime)
        return undefined;
    return {
        time: new Date(said.t).toISOString(),
        client: said.c,
        method: said.m,
        path: said.p,
        status: Math.max(0, said.st),
        ms: Math.max(0, said.ta),
        version: said.s === '<NOSRV>' ? null : backendOfServer(said.s),
        bytes: said.b,
        token: said.k === '-' ? null : said.k,
        id: said.i,
    };
}
function parsed(text) {
    try {
        const said = JSON.parse(text);
        const whole = ['s', 'c', 'k', 'i', 'm', 'p'].every((key) => typeof said[key] === 'string') &&
            ['st', 'ta', 't', 'b'].every((key) => Number.isSafeInteger(said[key]));
        return whole ? said : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-runtime.js

/**
 * Sends one line, with what may follow it, to HAProxy's runtime API.
 * @param expected part of its answer; any other is an error
 */
function askHaproxy(socketPath, line, expected = '') {
    // Of what follows the first line, a key may be a part: it is told to nobody.
    const [said = ''] = line.split('\n', 1);
    return new Promise((resolve, reject) => {
        const socket = external_node_net_.connect(socketPath);
        let answer = '';
        socket.setEncoding('utf8');
        socket.setTimeout(5_000, () => socket.destroy(new Error(`HAProxy does not answer to: ${said}`)));
        socket.on('data', (text) => {
            answer += text;
        });
        socket.once('error', reject);
        socket.once('end', () => {
            socket.destroy();
            if (typeof expected === 'string' ? answer.includes(expected) : expected.test(answer))
                resolve(answer);
            else
                reject(new Error(`HAProxy, ${said}: ${answer.trim()}`));
        });
        socket.end(`${line}\n`);
    });
}

// EXTERNAL MODULE: ./build/src/gateway/agent/orphan.js
var agent_orphan = __webpack_require__(57666);
// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy.js


















/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000;
const refreshMs = 1_000;
/** As many as fit the buffer of a command. */
const tokensAtOnce = 200;
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
        // Those of one that is replaced are still written to.
        for (const name of this.#config.takesOver ? [] : (0,external_node_fs_.readdirSync)(this.#sockets))
            if (/^(?:relay-)?log-\w+\.sock$/.test(name))
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#sockets, name));
        await new Promise((resolve, reject) => {
            this.#requests.once('error', reject);
            this.#requests.listen((0,external_node_path_.join)(this.#sockets, this.#logName), resolve);
        });
        const orphan = this.#config.takesOver ? undefined : (0,agent_orphan/* runningHaproxy */.X7)(this.#config.stateDir);
        await this.#launch();
        // Both accept from one queue: nobody is refused in between.
        if (orphan !== undefined && orphan !== this.#child?.pid)
            (0,agent_orphan/* endOrphan */.GA)(this.#config.stateDir, orphan);
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
    /** By the runtime API: a connection that is open goes on by what it began with. */
    async renew({ tls, tokens }) {
        if (tls !== undefined) {
            const files = [{ kind: 'cert', name: front/* keptPem */.PP, pem: tls.pem }];
            if (tls.clientCa !== undefined)
                files.push({ kind: 'ca-file', name: front/* keptClientCa */.KT, pem: tls.clientCa });
            for (const { kind, name, pem } of files) {
                await this.#command(`set ssl ${kind} ${name} <<\n${pem}`, /transaction (?:created|updated)/i);
                await this.#command(`commit ssl ${kind} ${name}`, /Success!/);
            }
        }
        if (tokens === undefined)
            return;
        const version = /New version created: (\d+)/.exec(await this.#command(`prepare map ${front/* keptTokens */.tJ}`))?.[1];
        if (version === undefined)
            throw new Error('HAProxy takes no new tokens');
        const lines = (0,front/* tokenLines */.du)(tokens);
        for (let at = 0; at < lines.length; at += tokensAtOnce)
            await this.#act([`add map @${version} ${front/* keptTokens */.tJ} <<\n${lines.slice(at, at + tokensAtOnce).join('\n')}\n`]);
        await this.#act([`commit map @${version} ${front/* keptTokens */.tJ}`]);
    }
    async remove(id, timeoutMs) {
        const backend = this.#known.get(id);
        const names = (backend?.addresses ?? []).map((_, index) => serverName(id, index));
        await Promise.all(names.map((name) => this.#delete(name, timeoutMs)));
        await this.#command(`del map ${mapName} ${mapKeys.servers(id)}`);
        this.#known.delete(id);
    }
    async stop(graceMs) {
        await this.drain(graceMs);
        (0,external_node_fs_.rmSync)(this.#socketPath, { force: true });
        (0,external_node_fs_.rmSync)((0,agent_orphan/* pidFile */.gr)(this.#config.stateDir), { force: true });
    }
    async drain(graceMs) {
        this.#stopping = true;
        clearInterval(this.#refresh);
        clearInterval(this.#word);
        if ('fd' in this.#config.listen)
            (0,external_node_fs_.closeSync)(this.#config.listen.fd);
        const child = this.#child;
        if (child !== undefined && child.exitCode === null && child.signalCode === null) {
            const gone = new Promise((resolve) => child.once('exit', resolve));
            child.kill('SIGUSR1');
            await Promise.race([gone, (0,timers/* sleep */.yy)(graceMs)]);
            child.kill('SIGKILL');
            await gone;
        }
        this.#requests.close();
        for (const name of [this.#logName, `relay-${this.#logName}`])
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#sockets, name), { force: true });
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
        const { model, listen, listening, stateDir } = this.#config;
        const stable = this.#stable && {
            id: this.#stable.id,
            servers: this.#stable.addresses.length,
            addresses: await Promise.all(this.#stable.addresses.map((address, index) => this.#reachable(serverName(this.#stable?.id ?? '', index), address))),
        };
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(stateDir, mapName), haproxyMap(stable), { mode: 0o600 });
        const paths = {
            socketPath: this.#told('haproxy.sock'),
            logPath: this.#told(this.#logName),
            relayPath: this.#told(`relay-${this.#logName}`),
            mapPath: mapName,
        };
        await (0,files/* writeWhole */.f8)((0,agent_orphan/* configurationFile */.hb)(stateDir), haproxyConfiguration({ model, listen, listening, ...paths, stable }), {
            mode: 0o600,
        });
    }
    async #launch() {
        await this.#writeFiles();
        const { haproxyPath, listen, stateDir } = this.#config;
        const child = (0,external_node_child_process_.spawn)(haproxyPath, ['-f', (0,agent_orphan/* configurationFile */.hb)(stateDir), '-db'], {
            cwd: stateDir,
            stdio: ['ignore', 'inherit', 'inherit', 'fd' in listen ? listen.fd : 'ignore'],
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
        for (const untilMs = performance.now() + 10_000;; await (0,timers/* sleep */.yy)(10)) {
            if (ended !== undefined)
                throw new Error(ended);
            const version = await this.#command('show info').catch(() => '');
            if (version.includes(`Pid: ${child.pid}\n`))
                break;
            if (performance.now() < untilMs)
                continue;
            // It would accept beside the next one, and nobody would count what it is asked.
            child.kill('SIGKILL');
            throw new Error('HAProxy did not answer at its socket within 10 s');
        }
        await (0,files/* writeWhole */.f8)((0,agent_orphan/* pidFile */.gr)(stateDir), `${child.pid}\n`);
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
                await (0,timers/* sleep */.yy)(500);
            }
        }
    }
    #requestEnded(line) {
        const ended = readLogLine(line);
        if (ended !== undefined)
            this.#events.ended(ended.id, ended.outcome, ended.latencyMs);
        const access = (0,agent_access/* logsAccess */.Qz)(this.#config.listening) ? readAccess(line) : undefined;
        if (access !== undefined)
            this.#events.accessed(access);
    }
    /** The address now, or the last one known; nowhere where a name was never resolved: the refresh finds it once it can be. */
    async #reachable(name, address) {
        const last = this.#addresses.get(name);
        // A name of a container that has ended is asked for outside of the host, for long where nobody answers.
        const late = (0,timers/* sleep */.yy)(resolveMs).then(() => last ?? nowhere);
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
            await (0,timers/* sleep */.yy)(50);
        }
        await this.#command(`del map ${mapName} ${mapKeys.readyPath(name)}`);
        this.#addresses.delete(name);
        this.#placed.delete(name);
    }
    /** Changes that answer with nothing where they succeed. */
    async #act(lines) {
        const answer = (await this.#command(lines.join('; '))).trim();
        if (answer !== '')
            throw new Error(`HAProxy, ${lines.join('; ').split('\n')[0]}: ${answer}`);
    }
    #command(line, expected) {
        return askHaproxy(this.#socketPath, line, expected);
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5450);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81685);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22451);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(24582);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(44582);
/* harmony import */ var _agent_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(56518);
/* harmony import */ var _counters_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60713);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(14137);
/* harmony import */ var _haproxy_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(96814);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(49311);
/* harmony import */ var _presence_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(73609);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(21048);
/* harmony import */ var _requests_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(37938);
/* harmony import */ var _sockets_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(85468);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(17023);
/* harmony import */ var _supervisor_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(29586);




















/*
 * The program beside the proxy.
 *   node main.ts supervise CONFIG                  an AgentConfig as JSON; starts the agent, and again whenever it ends but by `close`
 *   node main.ts serve CONFIG afresh|takes-over    the agent; its supervisor has bound the sockets that it accepts from
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
/** What is in flight when the place ends has so long; the engine of a container kills it after 10 s. */
const graceMs = { asked: 3_000, signalled: 8_000, replaced: _timeouts_js__WEBPACK_IMPORTED_MODULE_19__/* .answerTimeoutMs */ .u };
async function serve(config, takesOver) {
    // A socket is there before its mode can be changed.
    process.umask(0o077);
    const counters = new _counters_js__WEBPACK_IMPORTED_MODULE_9__/* .CounterBook */ .e();
    const events = {
        ended: (id, outcome, latencyMs) => {
            counters.record(id, outcome, latencyMs);
            agent.requestEnded(id, outcome);
        },
        restarted: (because) => agent.proxyRestarted(because),
        log,
        accessed: (one) => access.write(one),
    };
    const { stateDir, model, listening } = config;
    const access = new _access_js__WEBPACK_IMPORTED_MODULE_7__/* .AccessLog */ .T2({ file: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _access_js__WEBPACK_IMPORTED_MODULE_7__/* .accessFile */ .BU), log });
    // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
    if (await answers((0,_state_js__WEBPACK_IMPORTED_MODULE_17__/* .controlSocket */ .D)(stateDir)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`an agent already serves ${config.stateDir}`);
    const front = new _front_js__WEBPACK_IMPORTED_MODULE_10__/* .FrontKeeper */ .S3({ stateDir, listening, log });
    const content = await front.open();
    // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
    const listen = { fd: _sockets_js__WEBPACK_IMPORTED_MODULE_16__/* .inherited */ .J.traffic };
    const proxy = config.proxy === 'haproxy'
        ? new _haproxy_js__WEBPACK_IMPORTED_MODULE_11__/* .HaproxyProxy */ .e({ ...config, listen, takesOver }, events)
        : new (await __webpack_require__.e(/* import() */ 1134).then(__webpack_require__.bind(__webpack_require__, 41134))).EmbeddedProxy({ ...config, listen }, content, events);
    const agent = new _agent_js__WEBPACK_IMPORTED_MODULE_8__/* .Agent */ .g({ stateDir, model, proxy, front, counters, log });
    await agent.start();
    await front.forget();
    const metrics = await openMetrics(agent, config);
    let replaced = false;
    const stop = async (inFlightMs) => {
        control.close();
        front.close();
        metrics?.close();
        metrics?.closeAllConnections();
        if (replaced)
            await proxy.drain(graceMs.replaced);
        else
            await proxy.stop(inFlightMs);
        access.flush();
    };
    const control = await (0,_presence_js__WEBPACK_IMPORTED_MODULE_13__/* .listenPrivately */ .M)(() => (0,_state_js__WEBPACK_IMPORTED_MODULE_17__/* .controlSocket */ .D)(config.stateDir), (socket) => {
        const ask = async (line) => {
            const { reply, next } = await (0,_requests_js__WEBPACK_IMPORTED_MODULE_15__/* .answer */ .Z)(agent, config, line);
            socket.write(`${JSON.stringify(reply)}\n`);
            if (next === 'retire') {
                replaced = true;
                // The other one is asked from now on.
                control.close();
                front.close();
            }
            if (next === 'close')
                socket.end(() => {
                    void stop(graceMs.asked).finally(() => process.exit(0));
                });
        };
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .eachLine */ .IM)(socket, ask).catch(() => undefined);
    });
    for (const signal of ['SIGTERM', 'SIGINT'])
        process.once(signal, () => void stop(graceMs.signalled).finally(() => process.exit(0)));
    const at = (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .urlOf */ .rs)({ host: config.host, tls: listening.tls }, config.port);
    log(`the gateway serves at ${at} by ${config.proxy}, process ${process.pid}`);
}
/** Undefined where there is none, or its port is taken: what serves must not end of that. */
async function openMetrics(agent, { metricsPort: port, proxy }) {
    if (port === 0)
        return undefined;
    try {
        return await (0,_metrics_js__WEBPACK_IMPORTED_MODULE_12__/* .serveMetrics */ .VA)({
            fd: _sockets_js__WEBPACK_IMPORTED_MODULE_16__/* .inherited */ .J.metrics,
            read: async () => (0,_metrics_js__WEBPACK_IMPORTED_MODULE_12__/* .exposition */ .PC)({ proxy, ...(await agent.facts()) }),
        });
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
        await serve((0,_protocol_js__WEBPACK_IMPORTED_MODULE_14__/* .readConfig */ .oE)(first), second === 'takes-over');
    else if (command === 'supervise' && first !== undefined)
        process.exit(await (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_18__/* .supervise */ .z)({ config: first, program: process.argv[1] ?? '', log }));
    else if (command === 'ctl' && first !== undefined && second !== undefined) {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_5__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_17__/* .controlSocket */ .D)(first), JSON.parse(second));
        process.stdout.write(`${JSON.stringify(reply)}\n`);
    }
    else
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('usage: supervise CONFIG | serve CONFIG HOW | ctl STATE_DIR REQUEST');
}
catch (error) {
    log(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo ? error.message : String(error instanceof Error ? error.stack : error));
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
    const { stable, canary, idle, lease, watchdog, certificate } = status;
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
        metric('model_actions_certificate_expiry_timestamp_seconds', 'gauge', "When the gateway's certificate expires.", certificate === undefined ? [] : [{ value: Date.parse(certificate.expiresAt) / 1000 }]),
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
    const { fd, read } = options;
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
        server.listen({ fd }, resolve);
    });
    server.on('error', () => undefined);
    return server;
}


/***/ }),

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

/***/ 73609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ listenPrivately)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



const lookMs = 1_000;
/**
 * A unix socket of this user alone, which is made again where somebody who cleans up removed its file: whoever serves can be
 * asked for as long as he serves. @param path as it is now: the directory may move
 */
async function listenPrivately(path, take) {
    const listen = async () => {
        const at = path();
        const server = node_net__WEBPACK_IMPORTED_MODULE_1__.createServer((socket) => {
            // Who asks may be killed in the middle of it.
            socket.on('error', () => undefined);
            take(socket);
        });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(at, { force: true });
        await new Promise((resolve, reject) => {
            server.once('error', reject);
            server.listen(at, resolve);
        });
        server.on('error', () => undefined);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(at, 0o600);
        return server;
    };
    let server = await listen();
    let closed = false;
    const again = async () => {
        const at = path();
        // One that moved took the socket with it.
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(at) || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(at)))
            return;
        server.close();
        server = await listen();
        if (closed)
            server.close();
    };
    const look = setInterval(() => void again().catch(() => undefined), lookMs);
    look.unref();
    return {
        close() {
            closed = true;
            clearInterval(look);
            server.close();
        },
    };
}


/***/ }),

/***/ 37938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ answer)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21048);


/** What the agent says to one line of its socket; `next` what it is to do after that. */
async function answer(agent, config, line) {
    try {
        const request = (0,_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .readRequest */ ["in"])(line);
        const { op } = request;
        return {
            reply: { ok: true, value: (await perform(agent, config, request)) ?? null },
            ...(op === 'close' || op === 'retire' ? { next: op } : {}),
        };
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { reply: { ok: false, user: error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo, message } };
    }
}
function perform(agent, config, request) {
    switch (request.op) {
        case 'hello':
            return {
                protocol: _protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .protocolVersion */ .Xg,
                pid: process.pid,
                stateDir: config.stateDir,
                program: config.program,
                model: config.model,
                host: config.host,
                port: config.port,
                metricsPort: config.metricsPort,
                listening: config.listening,
            };
        case 'refresh':
            return agent.refresh();
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
        case 'pause':
            return agent.pause(request.owner, request.stableId, request.timeoutMs);
        case 'resume':
            return agent.resume(request.owner, request.stable);
        case 'remove':
            return agent.remove(request.owner, request.id, request.timeoutMs);
        case 'observe':
            return agent.observe();
        case 'probe':
            return agent.probe(request.id);
        case 'ask':
            return agent.ask(request.id, request.body);
        case 'retire':
            return agent.retire();
        case 'close':
            return null;
    }
}


/***/ }),

/***/ 85468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ inherited),
/* harmony export */   o: () => (/* binding */ bind)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);
/* harmony import */ var _orphan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57666);




/*
 * The sockets that clients come to are the supervisor's, and whoever accepts from them inherits them: where an agent ends or is
 * replaced, who connects meanwhile waits in the queue of the socket, and nobody is refused.
 */
/** As which descriptors an agent finds them; HAProxy has the first one under the same number. */
const inherited = { traffic: 3, metrics: 4 };
const { _createServerHandle: createHandle } = node_net__WEBPACK_IMPORTED_MODULE_0__;
/** A process that was killed holds its port until the last of its threads is gone. */
const bindMs = 5_000;
/**
 * An address that is bound and not listened at yet. @param orphanOf the directory whose HAProxy may hold it, and nobody watches
 * @throws UserError where another program has it
 */
async function bind(host, port, orphanOf) {
    for (const untilMs = performance.now() + bindMs;; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .sleep */ .yy)(50)) {
        const handle = createHandle(host, port, node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6(host) ? 6 : 4, -1, 0);
        if (typeof handle !== 'number') {
            const at = {};
            handle.getsockname(at);
            // That the address is taken is said at `listen` only, which is another's.
            if (at.port === port)
                return handle;
            handle.close();
        }
        if (orphanOf !== undefined)
            (0,_orphan_js__WEBPACK_IMPORTED_MODULE_2__/* .endOrphan */ .GA)(orphanOf);
        if (performance.now() > untilMs)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`port ${port} is taken: end its owner or change the key deploy.port`);
    }
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

/***/ 29586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ supervise)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5450);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(49455);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81685);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(24582);
/* harmony import */ var _orphan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57666);
/* harmony import */ var _presence_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73609);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(21048);
/* harmony import */ var _sockets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85468);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17023);












/*
 * Holds the sockets that clients come to, and starts the agent again when it ends, whatever ended it: an agent that is gone
 * leaves a canary with its share and nobody who watches the lease. One that starts anew knows stable alone.
 *
 * It is asked one thing: to go on with another agent, that of a later version or one with another configuration. Both accept
 * from the same socket until the earlier one has answered what it was asked, so that no request is lost.
 */
const pauseMs = { first: 100, longest: 5_000 };
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000;
const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 };
const comesUpMs = 15_000;
/** What is in flight when the place ends has so long, as where the agent is asked to end. */
const strayMs = 3_000;
/** @returns the exit code once the agent ended as it was asked to, or never came up */
async function supervise(options) {
    const { log } = options;
    process.umask(0o077);
    let wanted = { ...options, at: (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .readSupervised */ .F7)(options.config) };
    let sockets = await open(wanted.at, log, { orphanOf: wanted.at.stateDir });
    const asked = {};
    const children = new Set();
    const start = (what, over, how) => {
        const running = startAgent(what, over, how);
        children.add(running.child);
        running.child.once('exit', () => children.delete(running.child));
        return running;
    };
    const agents = () => new Set([...children].flatMap(({ pid }) => pid ?? []));
    let current = start(wanted, sockets, 'afresh');
    let handing;
    const goOnWith = async (next) => {
        if (!(await current.up))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('the gateway is starting again: try again');
        const moved = next.at.host !== wanted.at.host || next.at.port !== wanted.at.port;
        const metricsMoved = next.at.metricsHost !== wanted.at.metricsHost || next.at.metricsPort !== wanted.at.metricsPort;
        // What stays where it is goes on: nobody else can bind it, not even we.
        const others = await open(next.at, log, {
            traffic: moved ? undefined : sockets.traffic,
            metrics: metricsMoved ? undefined : sockets.metrics,
        });
        const before = current;
        try {
            const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_4__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_9__/* .controlSocket */ .D)(next.at.stateDir), { op: 'retire' }, asking.timeoutMs);
            if (!reply.ok)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(reply.message);
        }
        catch (error) {
            release(others, sockets);
            throw error;
        }
        const other = start(next, others, 'takes-over');
        const up = await Promise.race([other.up, (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .sleep */ .yy)(comesUpMs).then(() => false)]);
        if (up) {
            current = other;
            release(sockets, others);
            wanted = next;
            sockets = others;
        }
        else {
            other.child.kill('SIGKILL');
            release(others, sockets);
            current = start(wanted, sockets, 'takes-over');
            await current.up;
        }
        before.replaced();
        // One that did not come up may have left a proxy, which would accept what nobody counts.
        if (!up)
            await (0,_orphan_js__WEBPACK_IMPORTED_MODULE_5__/* .endStrays */ .o5)(agents(), strayMs);
        if (!up)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the gateway goes on as it was: the other one did not come up, see agent.log in ${next.at.stateDir}`);
        log(`the gateway goes on with ${next.program}`);
    };
    const answer = async (line) => {
        try {
            if (handing !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('the gateway is being replaced: try again');
            const asked = (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .readHandOver */ .Ei)(line);
            handing = goOnWith({ ...asked, at: (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .readSupervised */ .F7)(asked.config) }).finally(() => {
                handing = undefined;
            });
            await handing;
            return { ok: true };
        }
        catch (error) {
            return { ok: false, message: error instanceof Error ? error.message : String(error) };
        }
    };
    const presence = await (0,_presence_js__WEBPACK_IMPORTED_MODULE_6__/* .listenPrivately */ .M)(() => (0,_state_js__WEBPACK_IMPORTED_MODULE_9__/* .supervisorSocket */ .EA)(wanted.at.stateDir), (socket) => {
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .eachLine */ .IM)(socket, async (line) => void socket.end(`${JSON.stringify(await answer(line))}\n`)).catch(() => undefined);
    });
    for (const signal of ['SIGTERM', 'SIGINT'])
        process.once(signal, () => {
            asked.signal = signal;
            for (const child of children)
                child.kill(signal);
        });
    try {
        let served = false;
        for (let waitMs = pauseMs.first;;) {
            const beganMs = performance.now();
            const mine = current;
            const end = await mine.end;
            await handing?.catch(() => undefined);
            served ||= await mine.up;
            if (current !== mine && asked.signal === undefined)
                continue;
            if (end.code === 0 || asked.signal !== undefined || !served)
                return end.code ?? 1;
            waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest);
            if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(wanted.program)) {
                log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`);
                return 1;
            }
            log(`the agent ended (${end.how}); it starts again with stable alone`);
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .sleep */ .yy)(waitMs);
            current = start(wanted, sockets, 'afresh');
        }
    }
    finally {
        presence.close();
        for (const child of children)
            child.kill('SIGKILL');
        await (0,_orphan_js__WEBPACK_IMPORTED_MODULE_5__/* .endStrays */ .o5)(new Set(), strayMs);
    }
}
/** @param has what there is already, and who may hold the ports though nobody watches him any more */
async function open({ host, port, metricsHost, metricsPort }, log, has) {
    const bindMetrics = () => (0,_sockets_js__WEBPACK_IMPORTED_MODULE_8__/* .bind */ .o)(metricsHost, metricsPort, has.orphanOf).catch((error) => {
        // What serves must not end of that.
        log(`nothing is told to Prometheus: ${String(error)}`);
        return undefined;
    });
    return {
        traffic: has.traffic ?? (await (0,_sockets_js__WEBPACK_IMPORTED_MODULE_8__/* .bind */ .o)(host, port, has.orphanOf)),
        metrics: metricsPort === 0 ? undefined : (has.metrics ?? (await bindMetrics())),
    };
}
function release(these, kept) {
    if (these.traffic !== kept.traffic)
        these.traffic.close();
    if (these.metrics !== kept.metrics)
        these.metrics?.close();
}
/** One that served and does not answer any more is ended: its watchdog does not watch. */
function startAgent({ program, config, at }, { traffic, metrics }, how) {
    // The runner may have updated itself, and its Node be gone from its place.
    const node = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(process.execPath) ? process.execPath : '/proc/self/exe';
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(node, [program, 'serve', config, how], {
        stdio: ['ignore', 'inherit', 'inherit', traffic.fd, metrics?.fd ?? 'ignore'],
    });
    let because;
    const stop = new AbortController();
    const ended = new Promise((resolve) => {
        child.once('error', (error) => resolve({ code: null, how: error.message }));
        child.once('exit', (code, signal) => resolve({ code, how: because ?? signal ?? `exit ${code}` }));
    });
    const isThere = async (served) => {
        try {
            const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_4__/* .call */ .T)((0,_state_js__WEBPACK_IMPORTED_MODULE_9__/* .controlSocket */ .D)(at.stateDir), { op: 'hello' }, asking.timeoutMs);
            return reply.ok && reply.value.pid === child.pid;
        }
        catch (error) {
            // Without its socket nobody can ask it, and it serves on: only one that is asked and silent is ended.
            return error.code === 'ENOENT' && served;
        }
    };
    const up = (async () => {
        while (!(await isThere(false)))
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .sleep */ .yy)(50, stop.signal);
        return true;
    })().catch(() => false);
    const asks = (async () => {
        if (!(await up))
            return;
        for (let deaf = 0; deaf < asking.most;) {
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .sleep */ .yy)(asking.everyMs, stop.signal);
            deaf = (await isThere(true)) ? 0 : deaf + 1;
        }
        because = 'it did not answer any more';
        child.kill('SIGKILL');
    })().catch(() => undefined);
    const replaced = Promise.withResolvers();
    ended.then(() => stop.abort());
    return {
        child,
        up,
        end: Promise.race([ended, replaced.promise]).then(async (end) => {
            stop.abort();
            await asks;
            return end;
        }),
        replaced() {
            child.kill('SIGTERM');
            const cut = (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .after */ .Pl)(_timeouts_js__WEBPACK_IMPORTED_MODULE_11__/* .answerTimeoutMs */ .u + 10_000, () => child.kill('SIGKILL'));
            ended.then(() => cut.cancel());
            replaced.resolve({ code: null, how: 'it was replaced' });
        },
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

/***/ 24582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
const answerTimeoutMs = 600_000;


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
