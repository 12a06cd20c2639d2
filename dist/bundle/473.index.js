export const id = 473;
export const ids = [473];
export const modules = {

/***/ 27406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ exitCodes),
/* harmony export */   y: () => (/* binding */ UserError)
/* harmony export */ });
/**
 * What a person did that we cannot go on with: one line with the cause, the place and the remedy.
 * It is shown without a stack. Everything else that is thrown is a bug of ours and is shown with one.
 */
class UserError extends Error {
    name = 'UserError';
    exit;
    /** @param message one line: cause, place (file, key, value) and remedy */
    constructor(message, options = {}) {
        super(message.replaceAll(/\s*\n\s*/g, ' '), options.cause === undefined ? undefined : { cause: options.cause });
        this.exit = options.exit ?? 'configuration';
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

/***/ 70323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ Agent)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17023);



/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
class Agent {
    #stateDir;
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
    constructor(stateDir, proxy, counters, log) {
        this.#stateDir = stateDir;
        this.#proxy = proxy;
        this.#counters = counters;
        this.#log = log;
    }
    async start() {
        this.#stable = (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .readStable */ .iV)(this.#stateDir);
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
    acquire(owner, ttlMs) {
        if (this.#lease !== undefined && this.#lease.owner !== owner)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`a rollout by ${this.#lease.owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil((this.#lease.expiresMs - performance.now()) / 1000)} s`);
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
        clearTimeout(this.#lease.timer);
        this.#lease = undefined;
    }
    add(owner, backend) {
        return this.#inTurn(async () => {
            this.#own(owner);
            if (this.#find(backend.id) !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`version ${backend.id} is already at the gateway`);
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
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`version ${this.#canary.backend.id} is the canary: evict it before ${canaryId} gets a share`);
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
            (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStable */ .rE)(this.#stateDir, next);
            const old = this.#stable;
            this.#stable = next;
            this.#canary = undefined;
            this.#idle.delete(next.id);
            if (old !== undefined)
                this.#idle.set(old.id, old);
            await this.#proxy.promote(next);
            await this.#proxy.split({ stable: next, canary: undefined });
        });
    }
    demote(owner, stableId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const old = this.#stable;
            if (old?.id !== stableId)
                return;
            (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeStable */ .rE)(this.#stateDir, undefined);
            this.#stable = undefined;
            this.#idle.set(old.id, old);
            await this.#proxy.split({ stable: undefined, canary: this.#canary });
            await this.#proxy.promote(undefined);
        });
    }
    async remove(owner, id, timeoutMs) {
        this.#own(owner);
        if (id === this.#stable?.id || id === this.#canary?.backend.id)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`version ${id} has traffic: it cannot be taken out of the gateway`);
        if (!this.#idle.has(id))
            return;
        // Waiting happens outside the queue, so that an eviction never stands behind it.
        await this.#proxy.remove(id, timeoutMs);
        this.#idle.delete(id);
    }
    observe() {
        return this.#counters.read();
    }
    probe(id) {
        const backend = this.#find(id);
        if (backend === undefined)
            return Promise.resolve(false);
        return new Promise((resolve) => {
            const { host, port } = backend;
            const request = node_http__WEBPACK_IMPORTED_MODULE_0__.get({ host, port, path: '/v2/health/ready', timeout: 5_000, agent: false }, (answer) => {
                answer.resume();
                answer.once('end', () => resolve(answer.statusCode === 200));
                answer.once('error', () => resolve(false));
            });
            request.once('timeout', () => request.destroy(new Error('no answer')));
            request.once('error', () => resolve(false));
        });
    }
    /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
    proxyRestarted(because) {
        this.#canary = undefined;
        this.#idle.clear();
        this.#record(because);
    }
    #hold(owner, ttlMs) {
        if (this.#lease !== undefined)
            clearTimeout(this.#lease.timer);
        const timer = setTimeout(() => this.#expired(owner), ttlMs);
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the lease of ${owner} is over${this.#watchdog === undefined ? '' : ` (${this.#watchdog.because})`}: start the rollout again`);
        if (this.#lease.owner !== owner)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the gateway is held by ${this.#lease.owner}, not by ${owner}: wait for the end of that rollout`);
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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`version ${id} is not waiting at the gateway: add it first`);
        return found;
    }
    #inTurn(act) {
        const done = this.#queue.then(act);
        this.#queue = done.catch(() => undefined);
        return done;
    }
}


/***/ }),

/***/ 60713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ CounterBook)
/* harmony export */ });
const boundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];
/** Requests, errors and latencies by backend id since the gateway started. */
class CounterBook {
    #byId = new Map();
    /** One request that ended; an attempt without an answer has no latency and is counted over every bound. */
    record(id, error, latencyMs) {
        let book = this.#byId.get(id);
        if (book === undefined) {
            book = { requests: 0, errors: 0, counts: boundsMs.map(() => 0) };
            this.#byId.set(id, book);
        }
        book.requests += 1;
        if (error)
            book.errors += 1;
        for (const [index, bound] of boundsMs.entries())
            if (latencyMs <= bound)
                book.counts[index] = (book.counts[index] ?? 0) + 1;
    }
    read() {
        return Object.fromEntries([...this.#byId].map(([id, { requests, errors, counts }]) => [
            id,
            { requests, errors, latency: { boundsMs, counts: [...counts] } },
        ]));
    }
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
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-config.js


/*
 * HAProxy 2.6 or later. The file knows stable alone; everything else comes by the runtime API and is gone after a restart.
 *
 * - `last:ID` is stable once more as a backup without health check: when every other server is down or was closed,
 *   requests still try stable, even one that looks unhealthy because it is busy.
 * - `http-server-close` and `http-reuse never`: no kept connection to a version survives its eviction, and none is used
 *   just when the server closes it.
 * - retries and redispatch repeat a failed connection, and a request to which not one byte of an answer came: what lay in
 *   the backlog of a process that died never reached the model, and an inference changes nothing, so asking again is safe.
 *   Without `empty-response` HAProxy closes a kept-alive client's connection in such a case without an answer and without
 *   a log line, and neither client nor gate learns of it. What is longer than the buffer is not repeated.
 * - the log goes to the agent, one JSON datagram a request; only the front end logs, so there are no other lines.
 */
/** `add server` ignores default-server, so both ways of declaring a server use this. */
const serverOptions = 'check inter 1s fall 2 rise 1 weight 1';
const lastResort = (id) => `last:${id}`;
function haproxyConfiguration(options) {
    const { stable } = options;
    const servers = stable === undefined
        ? []
        : [
            `  server ${stable.id} ${stable.host}:${stable.port} ${serverOptions}`,
            `  server ${lastResort(stable.id)} ${stable.host}:${stable.port} backup`,
        ];
    return `${[
        'global',
        `  stats socket ${options.socketPath} mode 600 level admin`,
        // Without this a second HAProxy of the same user would share the port in silence.
        '  noreuseport',
        '  hard-stop-after 60s',
        `  tune.bufsize ${proxy/* repeatableBytes */.B}`,
        'defaults',
        '  mode http',
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
        `  log-format '{"s":"%s","st":%ST,"ts":"%ts","ta":%Ta,"rc":"%rc"}'`,
        '  option http-ignore-probes',
        '  default_backend be',
        'backend be',
        // By turns, because it keeps the shares exactly; HAProxy's `random` is off by up to half of a share with two servers. Traffic
        // that comes in the same rhythm as the turns can send one version all that is hard.
        '  balance roundrobin',
        '  option httpchk',
        '  http-check send meth GET uri /v2/health/ready ver HTTP/1.1 hdr Host gateway',
        '  http-check expect status 200',
        '  option http-server-close',
        '  http-reuse never',
        '  option redispatch 1',
        '  retries 4',
        '  retry-on conn-failure empty-response',
        "  http-response set-header x-model-version '%[srv_name,regsub(^last:,)]'",
        ...servers,
    ].join('\n')}\n`;
}
/** Weights of 0 to 256 whose ratio comes closest to the canary's share: [canary, stable]. */
function weights(share, alone) {
    if (share === 0)
        return [0, 256];
    if (share === 1 || alone)
        return [256, 0];
    let best = [1, 1];
    for (let canary = 1; canary <= 256; canary++) {
        const stable = Math.round((canary * (1 - share)) / share);
        if (stable < 1 || stable > 256)
            continue;
        const off = ([c, s]) => Math.abs(c / (c + s) - share);
        if (off([canary, stable]) < off(best) - 1e-9)
            best = [canary, stable];
    }
    if (Math.abs(best[0] / (best[0] + best[1]) - share) > 0.1 * Math.min(share, 1 - share))
        throw new errors/* UserError */.y(`HAProxy cannot give a share of ${Math.round(share * 1000) / 10} %: write a value between 0.5 and 99.5 in the key deploy.steps`);
    return best;
}

// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy.js









/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000;
/**
 * HAProxy as a child of the agent, changed by its runtime API alone: a reload loses requests, a weight does not.
 * Its file on disk knows stable alone, so a crash is a rollback.
 */
class HaproxyProxy {
    #config;
    #events;
    #socketPath;
    #addresses = new Map();
    #known = new Map();
    #udp;
    #child;
    #stable;
    /** The last one that had a share: log lines come after the requests, so maybe after its eviction. */
    #lastCanary;
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
        this.#refresh = setInterval(() => void this.#refreshAddresses(), 5_000);
    }
    async add(backend) {
        const address = await this.#address(backend);
        await this.#command(`add server be/${backend.id} ${address}:${backend.port} ${serverOptions}`, 'New server registered.');
        // A dynamic server's check is off until it is asked for.
        await this.#command(`enable health be/${backend.id}`);
        this.#known.set(backend.id, backend);
    }
    async split(shares) {
        const { stable, canary } = shares;
        const [canaryWeight, stableWeight] = canary === undefined ? [0, 256] : weights(canary.share, stable === undefined);
        const commands = [];
        const give = (backend, weight) => commands.push(`set server be/${backend.id} weight ${weight}`, `set server be/${backend.id} state ready`);
        // Who gets traffic is opened before anyone is closed: there is never a moment without a server.
        if (stable !== undefined && stableWeight > 0)
            give(stable, stableWeight);
        if (canary !== undefined && canaryWeight > 0)
            give(canary.backend, canaryWeight);
        for (const id of this.#known.keys()) {
            if (id === stable?.id) {
                if (stableWeight === 0)
                    commands.push(`set server be/${id} weight 0`);
                // Weight 0 and drain would still serve what sticks to the server; only maintenance moves it.
            }
            else if (id !== canary?.backend.id || canaryWeight === 0)
                commands.push(`set server be/${id} state maint`);
        }
        if (canary !== undefined)
            this.#lastCanary = canary.backend.id;
        if (commands.length > 0)
            await this.#command(commands.join('; '));
    }
    async promote(stable) {
        const old = this.#stable;
        this.#stable = stable;
        await this.#writeConfiguration();
        if (old?.id === stable?.id)
            return;
        if (stable === undefined) {
            // Its name may come back with the next version, so it must be free before we go on; a dead one has nothing to end.
            if (old !== undefined)
                await this.#delete(lastResort(old.id), 0);
            return;
        }
        const address = await this.#address(stable);
        await this.#command(`add server be/${lastResort(stable.id)} ${address}:${stable.port} backup`, 'New server registered.');
        await this.#command(`enable server be/${lastResort(stable.id)}`);
        if (old !== undefined)
            this.#delete(lastResort(old.id), 60_000).catch((error) => this.#events.log(String(error)));
    }
    async remove(id, timeoutMs) {
        await this.#delete(id, timeoutMs);
        this.#known.delete(id);
        this.#addresses.delete(id);
    }
    async stop(graceMs) {
        this.#stopping = true;
        clearInterval(this.#refresh);
        const child = this.#child;
        if (child !== undefined && child.exitCode === null && child.signalCode === null) {
            const gone = new Promise((resolve) => child.once('exit', resolve));
            child.kill('SIGUSR1');
            await Promise.race([gone, (0,proxy/* sleep */.y)(graceMs)]);
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
    async #writeConfiguration() {
        const stable = this.#stable && { ...this.#stable, host: await this.#address(this.#stable) };
        const { host, port } = this.#config;
        const logPort = this.#udp?.address().port ?? 0;
        (0,state/* writeWhole */.f8)(this.#configurationFile, haproxyConfiguration({ host, port, logPort, socketPath: this.#socketPath, stable }));
    }
    async #launch() {
        await this.#writeConfiguration();
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
        for (const untilMs = performance.now() + 10_000;; await (0,proxy/* sleep */.y)(10)) {
            if (ended !== undefined)
                throw new Error(ended);
            const version = await this.#command('show info').catch(() => '');
            if (version.includes(`Pid: ${child.pid}\n`))
                break;
            if (performance.now() > untilMs)
                throw new Error('HAProxy did not answer at its socket within 10 s');
        }
        (0,state/* writeWhole */.f8)(this.#pidFile, `${child.pid}\n`);
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
                await (0,proxy/* sleep */.y)(500);
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
        const id = line.s.startsWith('last:') ? line.s.slice('last:'.length) : line.s;
        if (id === '<NOSRV>')
            return;
        // `+` marks a request that the other server refused before this one answered: the refusal is that other's error.
        const other = id === this.#stable?.id ? this.#lastCanary : this.#stable?.id;
        if (line.rc.startsWith('+') && other !== undefined && other !== id)
            this.#events.ended(other, true, Number.POSITIVE_INFINITY);
        const byClient = line.ts.startsWith('C') || line.ts.startsWith('c');
        const cut = /^[SsPDKIR]/.test(line.ts) && !line.ts.startsWith('PR');
        this.#events.ended(id, line.st >= 500 || (!byClient && (cut || line.st <= 0)), line.ta);
    }
    /** Numeric address of a backend: HAProxy does not resolve names of servers that are added while it runs. */
    async #address(backend) {
        if (external_node_net_.isIP(backend.host) !== 0)
            return backend.host;
        for (let attempt = 0;; attempt++) {
            try {
                const { address } = await (0,promises_.lookup)(backend.host, 4);
                this.#addresses.set(backend.id, address);
                return address;
            }
            catch (error) {
                const before = this.#addresses.get(backend.id);
                if (before !== undefined)
                    return before;
                if (attempt === 20)
                    throw error;
                await (0,proxy/* sleep */.y)(500);
            }
        }
    }
    /** A container that starts again may have another address. */
    async #refreshAddresses() {
        for (const backend of this.#known.values()) {
            const before = this.#addresses.get(backend.id);
            if (before === undefined)
                continue;
            const address = await this.#address(backend);
            if (address === before)
                continue;
            const names = backend.id === this.#stable?.id ? [backend.id, lastResort(backend.id)] : [backend.id];
            for (const name of names)
                await this.#command(`set server be/${name} addr ${address}`).catch((error) => this.#events.log(String(error)));
        }
    }
    async #delete(name, timeoutMs) {
        await this.#command(`set server be/${name} state maint`);
        let untilMs = performance.now() + timeoutMs;
        for (let cut = false;;) {
            const answer = await this.#command(`disable health be/${name}; del server be/${name}`, undefined);
            if (/Server deleted|No such server/.test(answer))
                return;
            if (performance.now() > untilMs) {
                if (cut)
                    throw new Error(`HAProxy does not let go of ${name}: ${answer.trim()}`);
                cut = true;
                untilMs = performance.now() + cutMs;
                await this.#command(`shutdown sessions server be/${name}`);
            }
            await (0,proxy/* sleep */.y)(50);
        }
    }
    /** Sends one line to the runtime API; with `expected`, any other answer is an error. Default: an answer is an error. */
    #command(line, expected) {
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
                if (expected !== undefined && !answer.includes(expected))
                    reject(new Error(`HAProxy, ${line}: ${answer.trim()}`));
                else if (line.startsWith('set server') && answer.trim() !== '' && !/addr/.test(line))
                    reject(new Error(`HAProxy, ${line}: ${answer.trim()}`));
                else
                    resolve(answer);
            });
            socket.end(`${line}\n`);
        });
    }
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
 *   node main.ts serve '{"stateDir":…,"host":…,"port":…,"proxy":…,"haproxyPath":…}'   runs until `close`
 *   node main.ts ctl STATE_DIR '{"op":"status"}'                                      asks the one that runs; prints its reply
 */
const log = (line) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);
async function serve(config) {
    const counters = new _counters_js__WEBPACK_IMPORTED_MODULE_8__/* .CounterBook */ .e();
    const events = {
        ended: (id, error, latencyMs) => counters.record(id, error, latencyMs),
        restarted: (because) => agent.proxyRestarted(because),
        log,
    };
    const socketPath = (0,_state_js__WEBPACK_IMPORTED_MODULE_7__/* .controlSocket */ .D)(config.stateDir);
    // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
    if (await answers(socketPath))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`an agent already serves ${config.stateDir}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
    // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
    const proxy = config.proxy === 'haproxy'
        ? new _haproxy_js__WEBPACK_IMPORTED_MODULE_6__/* .HaproxyProxy */ .e(config, events)
        : new (await Promise.all(/* import() */[__webpack_require__.e(830), __webpack_require__.e(774), __webpack_require__.e(246)]).then(__webpack_require__.bind(__webpack_require__, 89246))).EmbeddedProxy(config, events);
    const agent = new _agent_js__WEBPACK_IMPORTED_MODULE_5__/* .Agent */ .g(config.stateDir, proxy, counters, log);
    await agent.start();
    const stop = async () => {
        control.close();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(socketPath, { force: true });
        await proxy.stop(3_000);
    };
    const control = node_net__WEBPACK_IMPORTED_MODULE_1__.createServer((socket) => {
        socket.on('error', () => undefined);
        (0,node_readline__WEBPACK_IMPORTED_MODULE_2__.createInterface)({ input: socket }).on('line', (line) => {
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
        return { reply: { ok: false, user: error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y, message }, closing: false };
    }
}
function perform(agent, config, request) {
    switch (request.op) {
        case 'hello':
            return { protocol: _protocol_js__WEBPACK_IMPORTED_MODULE_9__/* .protocolVersion */ .X, pid: process.pid, port: config.port, proxy: config.proxy };
        case 'status':
            return agent.status();
        case 'acquire':
            return agent.acquire(request.owner, request.ttlMs);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y('usage: serve CONFIG | ctl STATE_DIR REQUEST');
}
catch (error) {
    log(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y ? error.message : String(error instanceof Error ? error.stack : error));
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
const protocolVersion = 1;


/***/ }),

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ repeatableBytes),
/* harmony export */   y: () => (/* binding */ sleep)
/* harmony export */ });
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));


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


/***/ })

};
