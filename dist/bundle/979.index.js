export const id = 979;
export const ids = [979,4582,2201,9344];
export const modules = {

/***/ 23837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   QN: () => (/* binding */ digestBytes),
/* harmony export */   TM: () => (/* binding */ digestFile),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   hW: () => (/* binding */ digestTree),
/* harmony export */   io: () => (/* binding */ readBytes),
/* harmony export */   tv: () => (/* binding */ digestJson),
/* harmony export */   v9: () => (/* binding */ measureFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
const readBytes = 1024 * 1024;
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
/** The digits alone, as names of files and tags hold them; all 64, or so many of the first. */
const hexOf = (digest, digits = 64) => digest.slice('sha256:'.length, 'sha256:'.length + digits);
function digestBytes(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Reads the file once, in pieces. */
async function digestFile(path) {
    return (await measureFile(path)).digest;
}
/**
 * Size and digest of what was read, so that the two belong together even where somebody writes.
 * @throws UserError where it is no regular file
 */
async function measureFile(path, options = {}) {
    const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegular */ .lf)(path, options);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const piece of file.createReadStream({ highWaterMark: readBytes })) {
        hash.update(piece);
        sizeBytes += piece.length;
    }
    return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}
/** Digest of the canonical JSON of a value: keys sorted, no spaces, finite numbers only. Keys that are undefined do not count. */
function digestJson(value) {
    return digestBytes(canonicalJson(value));
}
function canonicalJson(value) {
    if (value === null || typeof value === 'boolean' || typeof value === 'string')
        return JSON.stringify(value);
    if (typeof value === 'number') {
        if (!Number.isFinite(value))
            throw new TypeError(`${value} has no place in canonical JSON`);
        return JSON.stringify(value);
    }
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
    }
    throw new TypeError(`a ${typeof value} has no canonical JSON`);
}
/**
 * Digest of a directory's regular files: their paths, sizes and contents, in the order of the paths. Times, owners and
 * modes do not count. @throws UserError for a link that leaves it, and for what is no regular file
 */
async function digestTree(directory, options = {}) {
    const files = [];
    for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .walkTree */ .Ir)(directory, options))
        files.push({ path, ...(await measureFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path), { links: 'followed' })) });
    return digestJson(files);
}


/***/ }),

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

/***/ 58722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ Agent)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/breakerRule.js
var breakerRule = __webpack_require__(91670);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
;// CONCATENATED MODULE: ./build/src/gateway/agent/breaker.js


const closedBreaker = { state: 'closed', failures: 0, opened: 0 };
const admitted = { closed: 'drawn', open: 'nobody', trying: 'one' };
const admits = ({ state }) => admitted[state];
/** @param isExcused who asked fails with stable as well: that he fails says as little as that he leaves */
const heard = (outcome, isExcused) => isExcused && (0,proxy/* isError */.bJ)(outcome) ? 'abandoned' : outcome;
/** @param outcome of the first attempt of a request that was drawn for the canary, as it speaks of that */
function afterRequest(breaker, outcome) {
    // A client that leaves says nothing of what its answer would have been; what began before it opened is no news.
    if (outcome === 'abandoned' || breaker.state === 'open')
        return breaker;
    const { opened } = breaker;
    if (!(0,proxy/* isError */.bJ)(outcome))
        return { state: 'closed', failures: 0, opened };
    if (breaker.state === 'trying')
        return { state: 'open', inARow: breaker.inARow + 1, opened: opened + 1 };
    const failures = breaker.failures + 1;
    return failures < breakerRule/* breakerRule */.R.failures
        ? { state: 'closed', failures, opened }
        : { state: 'open', inARow: 1, opened: opened + 1 };
}
const afterPause = (breaker) => breaker.state === 'open' ? { state: 'trying', inARow: breaker.inARow, opened: breaker.opened } : breaker;
/** As others are told of it. */
const breakerStatus = (breaker) => ({
    opened: breaker.opened,
    openInARow: breaker.state === 'closed' ? 0 : breaker.inARow,
});

// EXTERNAL MODULE: ./build/src/gateway/agent/hold.js
var hold = __webpack_require__(22777);
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
;// CONCATENATED MODULE: ./build/src/gateway/agent/servers.js


/* What the servers of a version say when the agent itself asks them, past the proxy: nobody counts it. */
const probeTimeoutMs = 5_000;
const askTimeoutMs = 10_000;
/** An answer to Prometheus is at most so old. */
const readyForMs = 5_000;
/** Whether every server of a version says that this very model is ready: any other answer is that of a stranger. */
async function allReady({ addresses, serving }) {
    const answers = await Promise.all(addresses.map((one) => (0,ready/* answersReady */.B)(one, serving.readyPath, probeTimeoutMs)));
    return answers.length > 0 && answers.every((ready) => ready);
}
/** At the path of its model: nobody gets a request of another's choice through this. */
const inferPath = ({ serving }) => serving.readyPath.replace(/ready$/, 'infer');
const askAll = (backend, body) => Promise.all(backend.addresses.map((one) => askServer(one, inferPath(backend), body, askTimeoutMs)));
/** One of its servers, drawn by chance. */
function askOne(backend, body) {
    const address = backend.addresses[Math.floor(Math.random() * backend.addresses.length)] ?? '';
    return askServer(address, inferPath(backend), body, askTimeoutMs);
}
/** Who is ready. However often that is asked, the servers are asked once in a while. */
class Readiness {
    #askedMs = Number.NEGATIVE_INFINITY;
    #answers = Promise.resolve({});
    /** By id. */
    of(backends) {
        if (performance.now() - this.#askedMs > readyForMs) {
            const asked = backends.map(async (one) => [one.id, await allReady(one)]);
            this.#askedMs = performance.now();
            this.#answers = Promise.all(asked).then(Object.fromEntries);
        }
        return this.#answers;
    }
}

// EXTERNAL MODULE: ./build/src/gateway/agent/tee.js + 2 modules
var tee = __webpack_require__(74497);
;// CONCATENATED MODULE: ./build/src/gateway/agent/shadow.js


/** Which version without traffic is asked what clients ask stable; none but for a part of a rollout. */
class Shadow {
    #proxy;
    #now;
    constructor(proxy) {
        this.#proxy = proxy;
    }
    get status() {
        if (this.#now === undefined)
            return {};
        const { id, share, tee } = this.#now;
        return { shadow: { id, share, counts: tee.counts } };
    }
    async begin(backend, share) {
        this.#now = { id: backend.id, share, tee: new tee/* Tee */.fN((request) => askOne(backend, request)) };
        await this.#proxy.mirror(share);
    }
    take(copy) {
        this.#now?.tee.take(copy);
    }
    /** @param id of the version that must not be asked any more; any where none is named */
    async end(id) {
        if (this.#now === undefined || (id !== undefined && this.#now.id !== id))
            return;
        // Known for as long as it is copied: where the proxy was not reached, whoever ends it again ends it.
        await this.#proxy.mirror(0);
        this.forget();
    }
    /** The proxy knows of none any more. */
    forget() {
        this.#now?.tee.end();
        this.#now = undefined;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/gateway/agent/counters.js
var counters = __webpack_require__(60713);
;// CONCATENATED MODULE: ./build/src/gateway/agent/split-book.js



/*
 * What is known of each value of the header of `deploy.split-by`, by its hash. A value keeps its version, so that its requests
 * are no draws of their own: one client that always fails says as much as one request does, whichever version it met. It is
 * one draw, and counts for the version that it met first in that way:
 *
 * - What stable was seen to do is forgotten as the share grows, for a value that was stable's is drawn anew then, with a
 *   chance that is no larger than the share. What the canary was seen to do is not: its values stay its own.
 * - A value that stable fails as well says nothing of the canary's health, and does not open its circuit breaker.
 */
const roles = ['stable', 'canary'];
/**
 * As many are known one by one in a rollout, and as many of them from before it. Of more the one that asked longest ago is
 * forgotten, and one that had trouble after all others: it would be a draw again when it comes back.
 */
const known = { most: 10_000, before: 5_000 };
/** A value that stable failed so often of late fails the canary for the same reason. */
const failsAnyway = 0.2;
/** Of about the last fifty of a value, and the last thousand of all. */
const kept = { ofOne: 0.98, ofAll: 0.999 };
/** Where stable fails so many of all values it is no value's own doing, and nothing is learned of any. */
const troubled = 0.4;
class SplitBook {
    /** Whoever asked longest ago is the first. */
    #values = new Map();
    /** Those of them that had trouble in this rollout. */
    #troubled = new Map();
    #sides = { stable: noSide(), canary: noSide() };
    #draws = { stable: noDraws(), canary: noDraws() };
    /** Which share of the rollout it is: 0 before the first. */
    #share = 0;
    #capped = false;
    /** Whatever stable ended, and in times without trouble of all. */
    #stable = { now: noneLately, untroubled: noneLately };
    /** Of the rollout: the next one meets others first. */
    salt = '';
    /** A canary gets its first share. */
    begin() {
        const before = [...this.#values, ...this.#troubled].slice(-known.before);
        this.#values.clear();
        this.#troubled.clear();
        for (const [hash, { withStable }] of before)
            this.#values.set(hash, newValue(withStable));
        this.#sides = { stable: noSide(), canary: noSide() };
        this.#draws = { stable: noDraws(), canary: noDraws() };
        this.#capped = false;
        this.#share = 0;
        this.salt = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    }
    /** The canary has another share than before. */
    shift() {
        this.#share += 1;
    }
    /** @returns whether the value fails at stable as well */
    ended(role, { value: hash, ...one }) {
        const failed = (0,proxy/* isError */.bJ)(one.outcome);
        if (hash === undefined) {
            this.#sides[role].without += 1;
            this.#draw(role, undefined, one);
            return false;
        }
        const value = this.#find(hash, one.outcome);
        const side = this.#sides[role];
        if (value.requests[role]++ === 0)
            side.values += 1;
        side.requests += 1;
        side.most = Math.max(side.most, value.requests[role]);
        const { requests, failed: ofThem } = value.withStable;
        const rate = (ofThem + this.#usual) / (requests + 1);
        side.expected += rate;
        value.expected[role] += rate;
        // Its requests share one rate, which so many of stable tell so well: n² times its variance, grown by one request.
        const variance = ((2 * value.requests[role] - 1) * rate * (1 - rate)) / (requests + 2);
        side.variance += variance;
        value.variance[role] += variance;
        if (failed) {
            if (value.errors[role]++ === 0)
                side.failed += 1;
            side.errors += 1;
            if (value.errors[role] > (side.worst?.errors[role] ?? 0))
                side.worst = value;
        }
        if (role === 'stable')
            this.#learn(value, failed);
        this.#draw(role, value, one);
        return rate > failsAnyway;
    }
    get told() {
        const told = (role) => {
            const { most, worst, ...side } = this.#sides[role];
            return {
                ...side,
                mostRequests: most,
                worst: {
                    requests: worst?.requests[role] ?? 0,
                    errors: worst?.errors[role] ?? 0,
                    expected: worst?.expected[role] ?? 0,
                    variance: worst?.variance[role] ?? 0,
                },
            };
        };
        return { split: { stable: told('stable'), canary: told('canary'), capped: this.#capped } };
    }
    withDraws(observed, ids) {
        const draws = structuredClone(this.#draws);
        const withThem = roles.flatMap((role) => {
            const [id, own] = [ids[role], observed[ids[role] ?? '']];
            return id === undefined || own === undefined ? [] : [[id, { ...own, draws: draws[role] }]];
        });
        return { ...observed, ...Object.fromEntries(withThem) };
    }
    #learn(value, failed) {
        const { now, untroubled } = this.#stable;
        const next = after(now, failed, kept.ofOne);
        const isTrouble = next.failed > troubled * next.requests;
        this.#stable = { now: next, untroubled: isTrouble ? untroubled : after(untroubled, failed, kept.ofAll) };
        if (!isTrouble)
            value.withStable = after(value.withStable, failed, kept.ofOne);
    }
    /** What a value fails of which nothing is known. */
    get #usual() {
        const { requests, failed } = this.#stable.untroubled;
        return failed / Math.max(1, requests);
    }
    #find(hash, outcome) {
        const value = this.#troubled.get(hash) ?? this.#values.get(hash) ?? newValue(noneLately);
        const isTroubled = this.#troubled.delete(hash) || (this.#share > 0 && outcome !== 'answered');
        this.#values.delete(hash);
        const own = isTroubled ? this.#troubled : this.#values;
        own.set(hash, value);
        if (this.#values.size + this.#troubled.size <= (this.#share === 0 ? known.before : known.most))
            return value;
        this.#capped = true;
        const [oldest = hash] = (this.#values.size > 1 ? this.#values : this.#troubled).keys();
        this.#values.delete(oldest);
        this.#troubled.delete(oldest);
        return value;
    }
    #draw(role, value, { outcome, latencyMs }) {
        const share = this.#share;
        if (share === 0)
            return;
        const draws = this.#draws[role];
        const count = (name, level) => {
            const mark = value?.marks[name];
            const from = mark === undefined ? 0 : Math.max(mark.canary, mark.share === share ? mark.stable : 0);
            for (let at = from; at < level; at++)
                draws[name][at] = (draws[name][at] ?? 0) + 1;
            if (mark === undefined || level <= from)
                return;
            if (role === 'canary')
                mark.canary = level;
            else
                Object.assign(mark, { stable: level, share });
        };
        const level = counters/* boundsMs */.a.filter((bound) => latencyMs > bound).length;
        if (outcome === 'abandoned') {
            count('gaveUp', level);
            return;
        }
        if (value?.drawn !== share)
            draws.ends += 1;
        if (value !== undefined)
            value.drawn = share;
        if (outcome !== 'unanswered')
            count('slow', level);
        if (outcome === 'client-error')
            count('clientErrors', 1);
        if ((0,proxy/* isError */.bJ)(outcome))
            count('errors', 1);
    }
}
const noSide = () => ({
    values: 0,
    requests: 0,
    without: 0,
    errors: 0,
    failed: 0,
    expected: 0,
    variance: 0,
    most: 0,
    worst: undefined,
});
const noDraws = () => ({
    ends: 0,
    errors: [0],
    clientErrors: [0],
    slow: counters/* boundsMs */.a.map(() => 0),
    gaveUp: counters/* boundsMs */.a.map(() => 0),
    boundsMs: counters/* boundsMs */.a,
});
const noMark = () => ({ canary: 0, stable: 0, share: 0 });
const noneLately = { requests: 0, failed: 0 };
const after = ({ requests, failed }, one, part) => ({
    requests: part * requests + 1,
    failed: part * failed + (one ? 1 : 0),
});
const newValue = (withStable) => ({
    marks: { errors: noMark(), clientErrors: noMark(), slow: noMark(), gaveUp: noMark() },
    drawn: 0,
    requests: { stable: 0, canary: 0 },
    errors: { stable: 0, canary: 0 },
    expected: { stable: 0, canary: 0 },
    variance: { stable: 0, canary: 0 },
    withStable,
});

// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/words.js

/** What the watchdog says. @param paused stable, where it was stopped to make room for the canary */
function leaseExpired(owner, { canary, paused }) {
    const because = `the lease of ${owner} expired`;
    if (paused !== undefined)
        return `${because}: ${canary?.backend.id ?? 'nothing'} serves; ${paused.id} is stopped, and only the next deployment can start it again`;
    if (canary === undefined)
        return `${because}; stable has all traffic`;
    const share = Math.round(canary.share * 1000) / 10;
    return `${because} while ${canary.backend.id} had ${share} % of the traffic; stable has all of it again`;
}
/** A rollout that asks for a version has added it before. */
const notWaiting = (id) => new errors/* UserError */.yo(`version ${id} is not waiting at the gateway, which may have started anew: start the rollout again`);
const alreadyThere = (id) => new errors/* UserError */.yo(`version ${id} is already at the gateway: take it out before it is added again`);

;// CONCATENATED MODULE: ./build/src/gateway/agent/agent.js










/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
class Agent {
    #stateDir;
    #model;
    #proxy;
    #front;
    #counters;
    /** They may still ask a version that is to go, of which they know none but what was stable when we came. */
    #earlier;
    #stableAtStart;
    #log;
    #stable;
    /** Since when stable is stopped to make room for another version; the proxy does not know it then. */
    #pausedSince;
    /** Until what was asked of the one that is paused is answered; where that went wrong, it is begun anew. */
    #drained;
    #canary;
    /** Of the canary. */
    #breaker = closedBreaker;
    #readiness = new Readiness();
    #shadow;
    #split;
    #pause;
    #idle = new Map();
    #retired = false;
    #hold = new hold/* Hold */.A((owner) => this.#expired(owner));
    #watchdog;
    #queue = Promise.resolve();
    constructor(options) {
        this.#stateDir = options.stateDir;
        this.#model = options.model;
        this.#proxy = options.proxy;
        this.#shadow = new Shadow(options.proxy);
        this.#front = options.front;
        this.#counters = options.counters;
        this.#earlier = options.earlier;
        this.#log = options.log;
        this.#split = options.splitBy === undefined ? undefined : new SplitBook();
    }
    async start() {
        const { stable, pausedSince } = (0,state.readKept)(this.#stateDir, this.#model);
        this.#stable = stable;
        this.#stableAtStart = stable?.id;
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
            ...(this.#canary === undefined
                ? {}
                : { canary: { ...this.#canary, breaker: breakerStatus(this.#breaker), ...this.#split?.told } }),
            ...this.#shadow.status,
            idle: [...this.#idle.values()],
            ...(expiresAt === undefined ? {} : { certificate: { expiresAt } }),
            ...this.#hold.status,
            ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
        };
    }
    /** Another agent takes over, which knows stable alone. @throws UserError while a rollout is under way */
    retire() {
        this.#hold.mustBeFree();
        this.#retired = true;
    }
    /** The one that was to take over does not come. */
    async goOn() {
        this.#retired = false;
        await this.#front.goOn((content) => this.#proxy.renew(content));
    }
    acquire(model, owner, ttlMs) {
        if (this.#retired)
            throw new errors/* UserError */.yo('this gateway is being replaced by that of another version: try again');
        if (model !== this.#model)
            throw new errors/* UserError */.yo(`this gateway serves the model ${this.#model}, not ${model}: a second model on this host needs another port in the key deploy.port`);
        this.#hold.mustBeFree(owner);
        if (this.#hold.isFree)
            this.#watchdog = undefined;
        this.#hold.prolong(owner, ttlMs);
    }
    renew(owner, ttlMs) {
        this.#own(owner);
        this.#hold.prolong(owner, ttlMs);
    }
    release(owner) {
        this.#hold.end(owner);
    }
    add(owner, backend) {
        return this.#inTurn(async () => {
            this.#own(owner);
            if (this.#find(backend.id) !== undefined)
                throw alreadyThere(backend.id);
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
            if (this.#canary === undefined)
                this.#split?.begin();
            if (this.#canary?.share !== share)
                this.#split?.shift();
            await this.#shadow.end();
            await this.#proxy.split(this.#shares({ backend, share }));
            this.#idle.delete(canaryId);
            this.#canary = { backend, share };
        });
    }
    mirror(owner, canaryId, share) {
        return this.#inTurn(async () => {
            this.#own(owner);
            await this.#shadow.end();
            if (share === 0)
                return;
            const backend = this.#idle.get(canaryId);
            if (backend === undefined)
                throw notWaiting(canaryId);
            if (this.#serving === undefined)
                throw new errors/* UserError */.yo('no version is stable: deploy one to have requests to copy');
            await this.#shadow.begin(backend, share);
        });
    }
    evict() {
        return this.#inTurn(async () => {
            await this.#proxy.split(this.#shares(undefined));
            if (this.#canary !== undefined)
                this.#idle.set(this.#canary.backend.id, this.#canary.backend);
            this.#canary = undefined;
            this.#closeBreaker();
            await this.#shadow.end();
        });
    }
    promote(owner, canaryId) {
        return this.#inTurn(async () => {
            this.#own(owner);
            const next = this.#candidate(canaryId);
            await this.#shadow.end();
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
            await this.#shadow.end();
            await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, undefined);
            this.#stable = undefined;
            this.#pausedSince = undefined;
            this.#idle.set(old.id, old);
            this.#closeBreaker();
            await this.#proxy.split(this.#shares(this.#canary));
        });
    }
    async pause(owner, stableId, timeoutMs) {
        this.#own(owner);
        // Before anybody is turned away: it may take as long as the requests do that were under way.
        await this.#earlierGone(stableId, timeoutMs);
        const drained = await this.#inTurn(async () => {
            this.#own(owner);
            if (this.#stable?.id !== stableId)
                throw new errors/* UserError */.yo(`version ${stableId} is not stable: roll out again`);
            if (this.#pausedSince === undefined) {
                const since = new Date().toISOString();
                await (0,state/* writeStable */.rE)(this.#stateDir, this.#model, this.#stable, since);
                this.#pausedSince = since;
                this.#drained = undefined;
                this.#closeBreaker();
            }
            await this.#shadow.end();
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
            throw new errors/* UserError */.yo(`version ${id} has traffic: give that to another one before it is taken out`);
        if (!this.#idle.has(id))
            return;
        await this.#inTurn(() => this.#shadow.end(id));
        // Waiting happens outside the queue, so that an eviction never stands behind it.
        await Promise.all([this.#earlierGone(id, timeoutMs), this.#proxy.remove(id, timeoutMs)]);
        this.#idle.delete(id);
    }
    observe() {
        const roles = { stable: this.#serving?.id, canary: this.#canary?.backend.id };
        return this.#split?.withDraws(this.#counters.read(), roles) ?? this.#counters.read();
    }
    past(id) {
        return this.#counters.past(id);
    }
    /** How the first attempt of a request ended. Where nobody is stable, a canary that fails is better than nobody. */
    requestEnded(id, outcome, latencyMs, value) {
        const role = id === this.#canary?.backend.id ? 'canary' : id === this.#serving?.id ? 'stable' : undefined;
        const excused = role !== undefined && this.#split?.ended(role, { value, outcome, latencyMs }) === true;
        if (this.#serving === undefined || role !== 'canary')
            return;
        const counts = heard(outcome, excused);
        this.#turnBreaker(afterRequest(this.#breaker, counts), counts === 'abandoned');
    }
    copied(copy) {
        this.#shadow.take(copy);
    }
    /** All that is told to Prometheus. */
    async facts() {
        const status = this.status();
        const here = [status.stable, status.canary?.backend, ...status.idle].filter((one) => one !== undefined);
        return {
            model: this.#model,
            status,
            ready: await this.#readiness.of(here),
            counted: this.#counters.expose(),
        };
    }
    async probe(id) {
        const backend = this.#find(id);
        return backend !== undefined && (await allReady(backend));
    }
    /** Of a version that is added alone. */
    async ask(id, body) {
        const backend = this.#find(id);
        if (backend === undefined)
            throw notWaiting(id);
        return askAll(backend, body);
    }
    /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
    proxyRestarted(because) {
        this.#canary = undefined;
        this.#closeBreaker();
        this.#shadow.forget();
        this.#idle.clear();
        this.#record(because);
    }
    #shares(canary) {
        return {
            stable: this.#serving,
            canary: canary && { ...canary, admits: admits(this.#breaker), salt: this.#split?.salt },
        };
    }
    /** Nobody before us asks the version any more. They answer for stable meanwhile, and are not ended for one that they never knew. */
    async #earlierGone(id, timeoutMs) {
        if (id === this.#stableAtStart)
            await this.#earlier.gone(timeoutMs);
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
                ? `circuit breaker: ${breakerRule/* breakerRule */.R.failures} requests in a row of ${id} failed; stable has all traffic for ${breakerRule/* breakerRule */.R.openMs / 1000} s`
                : `circuit breaker: ${id} was tried again, and failed`);
            this.#pause?.cancel();
            this.#pause = (0,timers/* after */.Pl)(breakerRule/* breakerRule */.R.openMs, () => this.#turnBreaker(afterPause(this.#breaker)));
        }
        if (breaker.state === 'closed')
            this.#log(`circuit breaker: ${id} answers again and has its share`);
        this.#inTurn(async () => {
            if (this.#canary !== undefined)
                await this.#proxy.split(this.#shares(this.#canary));
        }).catch((error) => this.#log(`circuit breaker: ${String(error)}`));
    }
    #expired(owner) {
        const paused = this.#pausedSince === undefined ? undefined : this.#stable;
        this.#record(leaseExpired(owner, { canary: this.#canary, paused }));
        // The canary passed its golden probes, and there is nobody else.
        if (paused !== undefined)
            return;
        this.evict().catch((error) => this.#log(`watchdog: ${String(error)}`));
    }
    #record(because) {
        this.#watchdog = { because, at: new Date().toISOString() };
        this.#log(`watchdog: ${because}`);
    }
    #own(owner) {
        this.#hold.mustBe(owner, this.#watchdog);
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
            throw notWaiting(id);
        return found;
    }
    #inTurn(act) {
        const done = this.#queue.then(act);
        this.#queue = done.catch(() => undefined);
        return done;
    }
}


/***/ }),

/***/ 93929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ certificateAt)
/* harmony export */ });
/* unused harmony export expiryOf */
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41692);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10772);


/*
 * Until when the certificate is valid that clients of a shared port see. It is the router's, which takes a renewed one at any
 * moment, so that it is asked by a connection like theirs.
 */
const keptMs = 60_000;
const answerMs = 2_000;
/** Asks once a minute, however often that is asked for. @returns undefined where the router has none, or does not answer */
function certificateAt(router) {
    let last;
    return () => {
        if (last === undefined || performance.now() - last.askedMs > keptMs)
            last = { askedMs: performance.now(), expiresAt: shownBy(router) };
        return last.expiresAt;
    };
}
/** Undefined where the date cannot be read: nobody vouches for what is shown here. Pure. */
function expiryOf(shown) {
    const expires = new Date(shown?.validTo ?? '');
    return Number.isNaN(expires.getTime()) ? undefined : expires.toISOString();
}
function shownBy(router) {
    return new Promise((resolve) => {
        // Nothing is told to whoever answers, so that it does not matter who vouches for him.
        const socket = node_tls__WEBPACK_IMPORTED_MODULE_0__.connect({ ...(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .splitAddress */ .l)(router), rejectUnauthorized: false });
        socket.setTimeout(answerMs, () => socket.destroy());
        socket.on('error', () => undefined);
        socket.once('close', () => resolve(undefined));
        socket.once('secureConnect', () => {
            resolve(expiryOf(socket.getPeerX509Certificate()));
            socket.destroy();
        });
    });
}


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
/* harmony export */   a: () => (/* binding */ boundsMs),
/* harmony export */   e: () => (/* binding */ CounterBook)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** 1 ms to 100 s, six to a decade. */
const boundsMs = [0, 1, 2, 3, 4].flatMap((decade) => [1, 1.5, 2, 3, 5, 7].map((step) => step * 10 ** decade));
/** This minute and those before it. */
const rememberedMinutes = 60;
/** How requests ended and how long they took, by backend id since the gateway started. */
class CounterBook {
    #byId = new Map();
    #epoch = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    #nowMs;
    /** @param nowMs a clock that nobody sets */
    constructor(nowMs = () => performance.now()) {
        this.#nowMs = nowMs;
    }
    /** From now on it is counted. Whatever else is told of is no version of ours, and takes no memory. */
    know(id) {
        if (this.#byId.has(id))
            return;
        const outcomes = { answered: 0, 'client-error': 0, 'server-error': 0, unanswered: 0, abandoned: 0 };
        this.#byId.set(id, { outcomes, answered: noTimes(), abandoned: noTimes(), past: [] });
    }
    /** One request that ended; one without an answer has no latency. */
    record(id, outcome, latencyMs) {
        const book = this.#byId.get(id);
        if (book === undefined)
            return;
        if (book.past.at(-1)?.minute !== this.#minute)
            book.past = [...this.#remembered(book), { minute: this.#minute, observed: this.#observed(book) }];
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
        return Object.fromEntries([...this.#byId].map(([id, book]) => [id, this.#observed(book)]));
    }
    /** What it was at each remembered minute, and is. */
    past(id) {
        const book = this.#byId.get(id);
        if (book === undefined)
            return [];
        return [...this.#remembered(book).map(({ observed }) => observed), this.#observed(book)];
    }
    get #minute() {
        return Math.floor(this.#nowMs() / 60_000);
    }
    #remembered({ past }) {
        const oldest = this.#minute - rememberedMinutes;
        return past.filter(({ minute }) => minute > oldest);
    }
    #observed(book) {
        return { epoch: this.#epoch, ...counted(book) };
    }
}
const noTimes = () => ({ counts: boundsMs.map(() => 0), count: 0, sumMs: 0 });
const histogram = ({ counts, count }) => ({ boundsMs, counts: [...counts], count });
function counted({ outcomes, answered, abandoned }) {
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

/***/ 82860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   ek: () => (/* binding */ secure),
/* harmony export */   nT: () => (/* binding */ isOpen)
/* harmony export */ });
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22451);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


const namesOf = ({ tokens }) => tokens && new Map(tokens.map(({ sha256, name }) => [sha256, name]));
/** Who asks: null where nobody is asked for a token, undefined where one lacks. */
function nameOf(tokens, request) {
    if (tokens === undefined)
        return null;
    const said = request.headersDistinct['authorization'] ?? [];
    const [, token] = (said.length === 1 ? /^Bearer +(\S+) *$/i.exec(said[0] ?? '') : null) ?? [];
    // By its hash: the time that this takes tells nothing of the tokens there are.
    const name = token === undefined ? undefined : tokens.get((0,_front_js__WEBPACK_IMPORTED_MODULE_0__/* .tokenHash */ .Iq)(token));
    if (name !== undefined)
        return name;
    return isOpen(request) ? null : undefined;
}
/** See openPaths. */
const isOpen = (request) => /^(?:GET|HEAD)$/.test(request.method ?? '') && _proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .openPaths */ .jO.some((path) => path === pathOf(request));
const pathOf = ({ url = '' }) => url.split('?', 1)[0] ?? '';
const secure = ({ pem, clientCa }) => ({
    cert: pem,
    key: pem,
    minVersion: 'TLSv1.2',
    ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
});


/***/ }),

/***/ 48102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ HaproxyProxy)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
// EXTERNAL MODULE: ./build/src/gateway/fallback.js
var gateway_fallback = __webpack_require__(41180);
// EXTERNAL MODULE: ./build/src/gateway/agent/access.js
var agent_access = __webpack_require__(44582);
// EXTERNAL MODULE: ./build/src/gateway/agent/front.js
var front = __webpack_require__(14137);
// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(71553);
// EXTERNAL MODULE: ./build/src/gateway/agent/connect.js
var connect = __webpack_require__(78856);
// EXTERNAL MODULE: ./build/src/gateway/timeouts.js
var timeouts = __webpack_require__(24582);
// EXTERNAL MODULE: ./build/src/gateway/agent/messages.js
var messages = __webpack_require__(47156);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
// EXTERNAL MODULE: ./build/src/gateway/agent/sockets.js
var sockets = __webpack_require__(85468);
// EXTERNAL MODULE: ./build/src/gateway/agent/split.js
var split = __webpack_require__(20374);
// EXTERNAL MODULE: ./build/src/gateway/agent/tee.js + 2 modules
var tee = __webpack_require__(74497);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-config.js










/*
 * HAProxy 2.6 or later. The files know stable alone; everything else comes by the runtime API and is gone after a restart.
 *
 * - Each request is drawn by a random number, or that of a header's value, against the canary's share, and its server named
 *   by `use-server`. Weights would go by turns, so that traffic in a rhythm could send one version all that is hard, and
 *   their least share is 1/257; `balance random` is off by up to half of a share with two servers. Who is stable, who is
 *   canary, and its share stand in a map, because a map changes at run time.
 * - The weights only say who gets a request that the drawn server refused: another one.
 * - Stable has no health check: were it taken out for answering late, the canary would get the traffic that was too much.
 * - `http-server-close` and `http-reuse never`: no kept connection to a version survives its eviction, and none is used
 *   just when the server closes it.
 * - retries (`deploy.retries`) and redispatch repeat a failed connection, and a request to which not one byte of an answer
 *   came: what lay in the backlog of a process that died never reached the model, and an inference changes nothing, so
 *   asking again is safe. Without `empty-response` HAProxy closes a kept-alive client's connection in such a case without
 *   an answer and without a log line, and neither client nor gate learns of it. What is longer than the buffer is not repeated.
 * - `abortonclose`: the version learns that a client has left, and need not compute its answer.
 * - the log goes through a ring in memory to a socket that only we can reach: whoever could write to it would decide the
 *   rollout. One JSON line a request; the front end alone logs. A ring that is refused tries again at once, thousands of
 *   times a second: it writes to a listener of HAProxy's own, which is always there and waits half a second before it asks
 *   for the agent once more.
 * - the canary's share holds for some seconds (an entry of a table that expires), and the agent prolongs it: whatever ends or
 *   stops the agent and its supervisor, stable has everything soon after. Where nobody is stable, whoever is there answers.
 *   Entries expire by a time that only moves on: a clock that is set, back or forward, neither ends a share nor wakes one.
 * - `Upgrade` is not passed on and 101 is no answer: in a tunnel nobody counts. What is no path, and bodies that do not come,
 *   are refused as by the embedded proxy (messages.ts); `wait-for-body` is about what fits the buffer; one without a
 *   length streams, and the model server gives it no longer. `hdr_val` counts in 32 bits, and HAProxy's own reading of a
 *   length in 64: longer numbers are refused by their digits, and what would be a second request behind them is not read.
 * - a canary whose requests fail one after the other loses its share by the agent, which hears of each by the log
 *   (breaker.ts), and not by `observe`: that goes on for a stable whose checks are off, and would take it out for good.
 *   The one request that tries again takes a token, an entry of a table, and no other can: reading it and taking it is one
 *   act.
 * - a token is looked up by its SHA-256, so that the time that it takes tells nothing of the tokens there are. It is no business
 *   of the version's and goes no further.
 * - a request that is copied for a version without traffic comes with its answer at the end of its line: the ring is bounded,
 *   and neither an agent nor a version that is slow or gone is in the way of a client. So many a second at most, as a ring
 *   full of them would lose lines that count. Of an answer that short the first byte waits for the last.
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
const copyTable = 'copies';
/** Whether the next request of all is the canary's: whoever comes first takes it, and nobody else. */
const trial = (one) => `set table ${trialTable} key ${wordKey} data.gpc0 ${one ? 1 : 0}`;
/** A multiple of every number up to 16: each of so many servers is drawn equally often. */
const serverDraws = 720_720;
const mapKeys = {
    stable: 'stable',
    canary: 'canary',
    cut: 'cut',
    /** As the cut, and stays while the circuit breaker is open. */
    reach: 'reach',
    salt: 'salt',
    trial: 'trial',
    mirrored: 'mirrored',
    servers: (id) => `servers:${id}`,
    readyPath: (server) => `ready:${server}`,
};
/** Of a request that is counted for nobody, in its log line. */
const openMark = 'open';
/** Nobody, as a value of the map: no server has this name. */
const nobody = '-';
/** The map as it is at a start: stable has everything. */
function haproxyMap(stable) {
    const entries = [
        [mapKeys.stable, stable?.id ?? nobody],
        [mapKeys.canary, nobody],
        [mapKeys.cut, '0'],
        [mapKeys.reach, '0'],
        [mapKeys.salt, nobody],
        [mapKeys.trial, '0'],
        [mapKeys.mirrored, '0'],
        ...(stable === undefined ? [] : [[mapKeys.servers(stable.id), String(stable.servers)]]),
    ];
    return entries.map(([key, value]) => `${key} ${value}\n`).join('');
}
/** Of a log line: with an access log the longest has a path of characters that JSON writes as six, and a copy is in base64. */
const logLength = (listening) => ((0,agent_access/* logsAccess */.Qz)(listening) ? 8192 : 1024) + 2 * Math.ceil((tee/* longestCopyBytes */.pb * 4) / 3);
/** HTTP/2 by ALPN, or unasked: it is told by its first bytes. */
function bindLine(listen, { tls }) {
    const address = `  bind ${'fd' in listen ? `fd@${sockets/* inherited */.Jq.traffic}` : (0,gateway_address/* joinAddress */.V)(listen.host, listen.port)}`;
    if (tls === 'none')
        return address;
    const clients = tls === 'mutual' ? ` ca-file ${front/* keptClientCa */.KT} verify required` : '';
    return `${address} ssl crt ${front/* keptPem */.PP} alpn h2,http/1.1${clients}`;
}
const tokenRules = [
    `  http-request set-var(txn.token) http_auth_bearer,sha2(256),hex,map(${front/* keptTokens */.tJ}) if { req.hdr_cnt(authorization) eq 1 }`,
    `  http-request return status ${proxy/* unauthorized */.nc.status} content-type text/plain string '${proxy/* unauthorized */.nc.because}' hdr www-authenticate '${proxy/* unauthorized */.nc.challenge}' unless { var(txn.token) -m found } || { var(txn.open) -m found }`,
    '  http-request del-header authorization',
];
/** By HTTP/2 a CONNECT that names a protocol (RFC 8441) comes as a GET that asks for an upgrade, as no request of HTTP/2 may. */
const tunnelRules = [
    `  http-request return status ${proxy/* noWebSocket */.N.status} content-type text/plain string '${proxy/* noWebSocket */.N.because}' if { req.hdr(upgrade) -i websocket }`,
    '  http-request deny deny_status 405 if { fc_http_major 2 } { req.hdr(upgrade) -m found }',
];
/**
 * How a call of gRPC ended stands in its trailers, which HAProxy can neither log nor match: a version that fails each of them
 * would look well. No model server of ours speaks it; a client is told so as it expects it: a head that is its end, and 12, UNIMPLEMENTED.
 */
const grpcRules = [
    "  http-request set-var(txn.grpc) bool(true) if { req.hdr(content-type) -i -m reg '^application/grpc([+;]|$)' }",
    "  http-request return status 200 hdr grpc-status 12 hdr grpc-message 'this gateway speaks no gRPC: send POST /v2/models/NAME/infer with JSON' if { var(txn.grpc) -m found }",
    // `return` without a body takes no type.
    '  http-after-response set-header content-type application/grpc if { var(txn.grpc) -m found }',
];
/**
 * `sub` compares with whole numbers. With `deploy.split-by` it is the value's own number, as split.ts has it, and who tries
 * whether the canary is well again is one of its own: nobody else is to meet another version than before.
 */
function drawRules(mapPath, header) {
    if (header === undefined)
        return { rules: [`  http-request set-var(txn.draw) rand(${split/* draws */.C_})`], mayTry: '' };
    const value = `req.fhdr(${header})`;
    return {
        rules: [
            `  http-request set-var(txn.value) ${value},sha2(256),hex,bytes(0,${split/* hashDigits */.ZP.value}) if { req.fhdr_cnt(${header}) eq 1 } { ${value},length ge 1 } { ${value},length le ${split/* longestValueBytes */.PJ} }`,
            `  http-request set-var(txn.draw) str(${mapKeys.salt}),map(${mapPath},0),concat(,txn.value),sha2(256),hex,bytes(0,${split/* hashDigits */.ZP.draw}),hex2i,mod(${split/* draws */.C_}) if { var(txn.value) -m found }`,
            `  http-request set-var(txn.draw) rand(${split/* draws */.C_}) unless { var(txn.value) -m found }`,
            `  http-request set-var(txn.reach) str(${mapKeys.reach}),map(${mapPath},0)`,
        ],
        mayTry: ' { var(txn.draw),sub(txn.reach) lt 0 }',
    };
}
const accessVariables = [
    '  http-request set-var(txn.method) method',
    `  http-request set-var(txn.path) path,bytes(0,${agent_access/* longestPath */.GJ})`,
    `  http-request set-var(txn.id) req.hdr(x-request-id) if { req.hdr_cnt(x-request-id) eq 1 } { req.hdr(x-request-id) -m reg ${agent_access/* requestIdPattern */.rc} }`,
    '  http-request set-var(txn.id) uuid() unless { var(txn.id) -m found }',
    '  http-request set-header x-request-id %[var(txn.id)]',
];
const copyVariable = 'txn.asked';
const copyRules = (mapPath) => [
    `  http-request set-var(txn.mirrored) str(${mapKeys.mirrored}),map(${mapPath},0)`,
    `  http-request track-sc1 str(${wordKey}) table ${copyTable} if { rand(${split/* draws */.C_}),sub(txn.mirrored) lt 0 } { method ${tee/* copied */.pG.method} } { path_end ${tee/* copied */.pG.pathEnd} } { req.hdr_cnt(content-length) eq 1 } { req.hdr_val(content-length) le ${tee/* longestCopyBytes */.pb} }`,
    `  http-request set-var(${copyVariable}) req.body,base64 if { sc1_gpc0_rate lt ${tee/* copiesPerSecond */.bA} }`,
    `  http-request sc-inc-gpc0(1) if { var(${copyVariable}) -m found }`,
];
const isCopied = `{ var(${copyVariable}) -m found } { status 200 } { res.hdr_cnt(content-length) eq 1 } { res.hdr_val(content-length) le ${tee/* longestCopyBytes */.pb} }`;
const copiedAnswer = [
    `  http-response wait-for-body time ${timeouts/* answerTimeoutMs */.up}ms if ${isCopied}`,
    `  http-response set-var(txn.answered) res.body,base64 if ${isCopied}`,
];
const copyFormat = `,"q":"%[var(${copyVariable})]","r":"%[var(txn.answered)]"`;
/** A version, or nothing where the gateway did. */
const answeredBy = 'txn.by';
/** See haproxy-log.ts. */
const accessFormat = `,"t":%[date(0,ms)],"c":"%ci","a":"%[var(${answeredBy})]","b":%B,"k":"%[var(txn.token)]","i":"%[var(txn.id)]","m":"%[var(txn.method),json(utf8s)]","p":"%[var(txn.path),json(utf8s)]"`;
/** Of HAProxy's own when no version answers: it refused, answered with what is none, or was too late. */
const noVersion = [502, 503, 504];
/** Whoever looks whether something serves is not told that it does. */
function noVersionAnswers(fallback) {
    const retry = `hdr retry-after ${proxy/* retryAfterSeconds */.C3}`;
    if (fallback === undefined)
        return {
            errors: [`  http-error status 503 content-type text/plain string 'no version of the model answers' ${retry}`],
            rules: [],
        };
    const { status, contentType } = fallback;
    const file = `content-type '${contentType}' file ${(0,gateway_fallback/* fallbackFile */.Pb)((0,gateway_fallback/* nameOfFallback */.Y$)(fallback))} hdr cache-control no-store`;
    return {
        errors: noVersion.map((one) => `  http-error status ${one} ${file}${status === 503 ? ` ${retry}` : ''}`),
        rules: [
            `  http-after-response set-status ${status} if { status ${noVersion.join(' ')} } !{ var(${answeredBy}) -m found } !{ var(txn.open) -m found }`,
        ],
    };
}
function haproxyConfiguration(options) {
    const own = noVersionAnswers(options.fallback);
    const drawn = drawRules(options.mapPath, options.listening.splitBy);
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
        `  hard-stop-after ${timeouts/* answerTimeoutMs */.up}ms`,
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
        `backend ${copyTable}`,
        '  stick-table type string len 16 size 1 expire 1h store gpc0,gpc0_rate(1s)',
        'defaults',
        '  mode http',
        // In the front end it is read from the client that it left, in the back end the server is told.
        '  option abortonclose',
        '  timeout connect 5s',
        `  timeout client ${idleMs}ms`,
        `  timeout server ${timeouts/* answerTimeoutMs */.up}ms`,
        `  timeout http-request ${requestMs}ms`,
        `  timeout http-keep-alive ${keepAliveMs}ms`,
        '  timeout queue 60s',
        '  timeout check 5s',
        ...own.errors,
        'frontend fe',
        bindLine(listen, listening),
        `  maxconn ${connections}`,
        `  log ring@requests len ${logLength(listening)} format raw local0 info`,
        `  log-format '{"v":"%[var(txn.version)]","s":"%s","o":"%[var(txn.open)]","h":"%[var(txn.value)]","st":%ST,"ts":"%ts","rc":"%rc","ta":%Ta${(0,agent_access/* logsAccess */.Qz)(listening) ? accessFormat : ''}${copyFormat}}'`,
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
        ...tunnelRules,
        ...grpcRules,
        ...own.rules,
        `  http-request set-var(txn.open) str(${openMark}) if { path ${proxy/* openPaths */.jO.join(' ')} } { method GET HEAD }`,
        ...(listening.tokens ? tokenRules : []),
        `  http-request deny deny_status 413 if { req.hdr_val(content-length) gt ${bodyBytes} } || { req.hdr(content-length),length gt ${String(bodyBytes).length} }`,
        '  http-request del-header connection',
        '  http-request del-header upgrade',
        `  http-request wait-for-body time ${requestMs}ms if { req.hdr(content-length) -m found }`,
        `  http-request set-var(txn.cut) str(${mapKeys.cut}),map(${mapPath},0)`,
        ...drawn.rules,
        `  http-request set-var(txn.version) str(${mapKeys.stable}),map(${mapPath})`,
        `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if !{ var(txn.open) -m found } { var(txn.draw),sub(txn.cut) lt 0 } { str(${wordKey}),in_table(${wordTable}) }`,
        `  http-request track-sc0 str(${wordKey}) table ${trialTable} if !{ var(txn.open) -m found } { str(${mapKeys.trial}),map(${mapPath},0) 1 } { str(${wordKey}),in_table(${wordTable}) }${drawn.mayTry}`,
        `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if { sc0_clr_gpc0 gt 0 }`,
        `  http-request set-var(txn.count) str(${mapKeys.servers('')}),concat(,txn.version),map(${mapPath},1)`,
        `  http-request set-var(txn.index) rand(${serverDraws}),mod(txn.count)`,
        '  http-request set-var(txn.server) var(txn.version),concat(.,txn.index)',
        ...copyRules(mapPath),
        '  default_backend be',
        'backend be',
        '  balance roundrobin',
        '  option httpchk',
        `  http-check send meth GET uri-lf '%[srv_name,regsub(^,${mapKeys.readyPath('')}),map(${mapPath},/)]' ver HTTP/1.1 hdr Host gateway`,
        '  http-check expect status 200',
        '  option http-server-close',
        '  http-reuse never',
        '  option redispatch 1',
        `  retries ${listening.retries}`,
        '  retry-on conn-failure empty-response',
        '  use-server %[var(txn.server)] if { var(txn.server) -m found }',
        '  http-response deny deny_status 502 unless { status 200:599 }',
        ...copiedAnswer,
        "  http-response set-header x-model-version '%[srv_name,regsub([.][0-9]+$,)]'",
        ...((0,agent_access/* logsAccess */.Qz)(listening) ? ['  http-response set-header x-request-id %[var(txn.id)]'] : []),
        `  http-response set-var(${answeredBy}) str(version)`,
        ...servers,
    ].join('\n')}\n`;
}

// EXTERNAL MODULE: ./build/src/gateway/agent/names.js
var names = __webpack_require__(53886);
;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-addresses.js







/** How long a name, and an answer of one of several servers, are waited for. */
const resolveMs = 500;
/** Where the servers of HAProxy are: it does not resolve the names of those that are added while it runs. */
class ServerAddresses {
    /** Numeric address of each server. */
    #found = new Map();
    /** What HAProxy was told of each server. */
    #told = new Map();
    #move;
    #log;
    /** @param options.move tells HAProxy that a server is somewhere else now */
    constructor(options) {
        this.#move = options.move;
        this.#log = options.log;
    }
    /** HAProxy knows the server at this address. */
    told(name, address) {
        this.#found.set(name, address);
        this.#told.set(name, address);
    }
    /** HAProxy began anew, with the addresses that were reachable. */
    toldAll() {
        for (const [name, address] of this.#found)
            this.#told.set(name, address);
    }
    forget(name) {
        this.#found.delete(name);
        this.#told.delete(name);
    }
    /** The address now, or the last one known; nowhere where a name was never resolved: the refresh finds it once it can be. */
    async reachable(name, address) {
        const last = this.#found.get(name);
        // A name of a container that has ended is asked for outside of the host, for long where nobody answers.
        const late = (0,timers/* sleep */.yy)(resolveMs).then(() => last ?? names/* nowhere */.j);
        const numeric = await Promise.race([numericAddress(address).catch(() => last ?? names/* nowhere */.j), late]);
        this.#found.set(name, numeric);
        return numeric;
    }
    /** A container that starts again may have another address. */
    async refresh(known) {
        const all = [...known].flatMap(({ id, addresses }) => addresses.map((address, index) => ({ name: serverName(id, index), address, alone: addresses.length === 1 })));
        await Promise.all(all.map((server) => this.#refreshOne(server)));
    }
    async #refreshOne({ name, address, alone }) {
        const found = await this.reachable(name, address);
        // A container that has ended is a host that is silent: what is sent there waits for seconds. One that is refused is
        // answered by another server at once.
        const now = alone || (await answers(found)) ? found : names/* nowhere */.j;
        const before = this.#told.get(name);
        if (now === before)
            return;
        this.#told.set(name, now);
        this.#log(now === names/* nowhere */.j ? `${name} does not answer at ${found}` : `${name} is at ${now}, and was at ${before}`);
        await this.#move(name, now).catch((error) => this.#log(String(error)));
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

;// CONCATENATED MODULE: ./build/src/gateway/agent/haproxy-log.js


/**
 * Version drawn, server, whether it is open to all, hash of a header, status, termination state, retries, active ms; see `log-format` in haproxy-config.ts. Nothing in it
 * is of the client's or the version's choice but the status and the time. What may follow is for the access log alone.
 */
const line = /^\{"v":"([a-z0-9-]{0,200})","s":"([a-z0-9.-]{1,220}|<NOSRV>)","o":"(-|open)","h":"(-|[0-9A-F]{16})","st":(-?\d{1,3}),"ts":"([A-Za-z-]{2})","rc":"\+?(\d{1,5})","ta":(-?\d{1,10})(?:\}$|,"[tq]":)/;
/** Undefined for a line about no request that counts: at an open path, refused by the gateway itself, or HAProxy's word of its own state. */
function readLogLine(text) {
    const [whole, version = '', server = '', open, hash, status, state = '', retries, active] = line.exec(text) ?? [];
    if (whole === undefined || server === '<NOSRV>' || open === openMark)
        return undefined;
    const id = backendOfServer(server);
    const value = hash === '-' ? undefined : hash;
    // Another server answered: the one that was drawn did not, or is known to be down. That another made it good is no request
    // of the other's own, and where it could not, no error of it. Nor does it help that the other is of the same version: of
    // several servers of stable most would be, and of the canary's hardly any.
    const drawn = version === nobody || version === '' ? id : version;
    if (drawn !== id || Number(retries) > 0)
        return { id: drawn, outcome: 'unanswered', latencyMs: Number.POSITIVE_INFINITY, value };
    const outcome = outcomeAt(Number(status), state);
    const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : Math.max(0, Number(active));
    return { id, outcome, latencyMs, value };
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
        // A server that was asked in vain answered nothing.
        version: said.a === '-' ? null : backendOfServer(said.s),
        bytes: said.b,
        token: said.k === '-' ? null : said.k,
        id: said.i,
    };
}
function parsed(text) {
    try {
        const said = JSON.parse(text);
        const whole = ['s', 'a', 'c', 'k', 'i', 'm', 'p'].every((key) => typeof said[key] === 'string') &&
            ['st', 'ta', 't', 'b'].every((key) => Number.isSafeInteger(said[key]));
        return whole ? said : undefined;
    }
    catch {
        return undefined;
    }
}
/** Last in a line: the request and stable's answer in base64; `-` where there is no such thing. */
const copyAt = /,"q":"([A-Za-z0-9+/=]+)","r":"([A-Za-z0-9+/=]+)"\}$/;
/** Undefined for a line of a request that is not copied. */
function readCopy(text) {
    const [, request, answer] = copyAt.exec(text) ?? [];
    if (request === undefined || answer === undefined)
        return undefined;
    return { request: Buffer.from(request, 'base64').toString(), answer: Buffer.from(answer, 'base64').toString() };
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
var orphan = __webpack_require__(57666);
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
/**
 * HAProxy as a child of the agent, changed by its runtime API alone: a reload loses requests, a weight does not.
 * Its file on disk knows stable alone, so a crash is a rollback.
 */
class HaproxyProxy {
    #config;
    #events;
    #socketPath;
    #addresses;
    #known = new Map();
    /** One of each agent: the HAProxy of one that was killed goes on writing to its own, and one that was to be replaced may go on. */
    #logName = `log-${(0,external_node_crypto_.randomBytes)(3).toString('hex')}.sock`;
    #socketName = `haproxy-${(0,external_node_crypto_.randomBytes)(3).toString('hex')}.sock`;
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
        this.#socketPath = (0,external_node_path_.join)((0,state/* makeSocketDirectory */.Bc)(config.stateDir), this.#socketName);
        this.#addresses = new ServerAddresses({
            move: (name, address) => {
                const { host, port } = (0,gateway_address/* splitAddress */.l)(address);
                return this.#command(`set server be/${name} addr ${host} port ${port}`);
            },
            log: (line) => events.log(line),
        });
        this.#requests = external_node_net_.createServer((log) => {
            log.on('error', () => undefined);
            (0,lines/* eachLine */.IM)(log, (line) => this.#requestEnded(line)).catch(() => undefined);
        });
    }
    async start(stable) {
        this.#stable = stable;
        // Those of one that is replaced are still written to.
        for (const name of this.#config.takesOver ? [] : (0,external_node_fs_.readdirSync)(this.#sockets))
            if (/^(?:(?:relay-)?log|haproxy)-\w+\.sock$/.test(name))
                (0,external_node_fs_.rmSync)((0,external_node_path_.join)(this.#sockets, name));
        await new Promise((resolve, reject) => {
            this.#requests.once('error', reject);
            this.#requests.listen((0,external_node_path_.join)(this.#sockets, this.#logName), resolve);
        });
        await this.#launch();
        // Both accept from one queue: nobody is refused in between.
        if (!this.#config.takesOver)
            (0,orphan/* retireHaproxies */.jg)((0,orphan/* runningHaproxies */.bb)(this.#config.stateDir).filter((pid) => pid !== this.#child?.pid));
        this.#refresh = setInterval(() => void this.#addresses.refresh(this.#known.values()), refreshMs);
    }
    async add(backend) {
        // Each of them before the first is added.
        const numeric = await Promise.all(backend.addresses.map(numericAddress));
        this.#known.set(backend.id, backend);
        try {
            await this.#addServers(backend, numeric);
        }
        catch (error) {
            await this.remove(backend.id, 0).catch(() => undefined);
            throw error;
        }
    }
    async #addServers(backend, addresses) {
        for (const [index, numeric] of addresses.entries()) {
            const name = serverName(backend.id, index);
            await this.#command(`add server be/${name} ${numeric} ${serverOptions}`, 'New server registered.');
            this.#addresses.told(name, numeric);
            // A dynamic server's check is off until it is asked for.
            await this.#act([
                `add map ${mapName} ${mapKeys.readyPath(name)} ${backend.serving.readyPath}`,
                `enable health be/${name}`,
            ]);
        }
        await this.#act([`add map ${mapName} ${mapKeys.servers(backend.id)} ${backend.addresses.length}`]);
    }
    async split({ stable, canary }) {
        if (stable?.id !== this.#stable?.id) {
            this.#stable = stable;
            await this.#writeFiles();
        }
        const open = canary !== undefined && (0,split/* cutOf */.EM)(canary.share) > 0;
        const cut = canary?.admits === 'drawn' ? (0,split/* cutOf */.EM)(canary.share) : 0;
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
        const names = [
            set(mapKeys.stable, stable?.id ?? nobody),
            set(mapKeys.canary, canary?.backend.id ?? nobody),
            set(mapKeys.salt, canary?.salt ?? nobody),
            set(mapKeys.reach, (0,split/* cutOf */.EM)(canary?.share ?? 0)),
        ];
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
    async mirror(share) {
        await this.#act([set(mapKeys.mirrored, (0,split/* cutOf */.EM)(share))]);
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
        (0,external_node_fs_.rmSync)((0,orphan/* pidFile */.gr)(this.#config.stateDir), { force: true });
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
        for (const name of [this.#logName, `relay-${this.#logName}`, this.#socketName])
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
        const { model, listen, listening, stateDir, fallback } = this.#config;
        // Of another one that took over, and went, nothing of ours may be left.
        if (fallback !== undefined)
            await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(stateDir, (0,gateway_fallback/* fallbackFile */.Pb)((0,gateway_fallback/* nameOfFallback */.Y$)(fallback))), fallback.body, { mode: 0o600 });
        const stable = this.#stable && {
            id: this.#stable.id,
            servers: this.#stable.addresses.length,
            addresses: await Promise.all(this.#stable.addresses.map((address, index) => this.#addresses.reachable(serverName(this.#stable?.id ?? '', index), address))),
        };
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(stateDir, mapName), haproxyMap(stable), { mode: 0o600 });
        const paths = {
            socketPath: this.#told(this.#socketName),
            logPath: this.#told(this.#logName),
            relayPath: this.#told(`relay-${this.#logName}`),
            mapPath: mapName,
        };
        await (0,files/* writeWhole */.f8)((0,orphan/* configurationFile */.hb)(stateDir), haproxyConfiguration({ model, listen, listening, ...paths, fallback, stable }), {
            mode: 0o600,
        });
    }
    async #launch() {
        await this.#writeFiles();
        const { haproxyPath, listen, stateDir } = this.#config;
        const child = (0,external_node_child_process_.spawn)(haproxyPath, ['-f', (0,orphan/* configurationFile */.hb)(stateDir), '-db'], {
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
        this.#addresses.toldAll();
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
        await (0,files/* writeWhole */.f8)((0,orphan/* pidFile */.gr)(stateDir), `${child.pid}\n`);
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
            this.#events.ended(ended.id, ended.outcome, ended.latencyMs, ended.value);
        const access = (0,agent_access/* logsAccess */.Qz)(this.#config.listening) ? readAccess(line) : undefined;
        if (access !== undefined)
            this.#events.accessed(access);
        const copy = readCopy(line);
        if (copy !== undefined)
            this.#events.copied(copy);
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
        this.#addresses.forget(name);
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

/***/ 25308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ lastIn),
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
        return lastIn(said, of);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`it cannot be read (${cause.message}), so that nobody knows whom the gateway asks for what: remove its container and deploy again`, { place: { file }, cause });
    }
}
/** Who took over last by what was remembered, if it is of this configuration. Pure. @throws where it cannot be read */
const lastIn = (said, of) => since(JSON.parse(said), '').of === of ? (0,_protocol_js__WEBPACK_IMPORTED_MODULE_6__/* .readHandOver */ .Ei)(said) : undefined;
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
const noDemands = ['accessLog', 'fallback', 'splitBy', 'router', 'retries'];
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

/***/ 68473:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5450);
/* harmony import */ var _fallback_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41180);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22451);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(24582);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44582);
/* harmony import */ var _agent_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58722);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(93929);
/* harmony import */ var _counters_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(60713);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(14137);
/* harmony import */ var _haproxy_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(48102);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(49311);
/* harmony import */ var _orphan_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(57666);
/* harmony import */ var _people_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(27547);
/* harmony import */ var _presence_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(73609);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(21048);
/* harmony import */ var _relay_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(50427);
/* harmony import */ var _requests_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(37938);
/* harmony import */ var _router_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(79157);
/* harmony import */ var _sockets_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(85468);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(17023);
/* harmony import */ var _supervisor_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(13848);

























/*
 * The program beside the proxy.
 *   node main.ts supervise CONFIG [resume]         an AgentConfig as JSON; starts the agent, and again whenever it ends but by `close`;
 *                                                  with `resume` the one that took over last from an agent of this very CONFIG
 *   node main.ts serve CONFIG afresh|takes-over [tells]
 *                                                  the agent; its supervisor has bound the sockets that it accepts from
 *   node main.ts relay STATE_DIR                   asks the one that runs, and its supervisor, what the lines of its input say
 *   node main.ts people STATE_DIR status|evict|logs  the same for people
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
const graceMs = { asked: 3_000, signalled: 8_000, replaced: _timeouts_js__WEBPACK_IMPORTED_MODULE_7__/* .answerTimeoutMs */ .up };
/** @param up called once it serves, and can be asked */
async function serve(config, takesOver, up) {
    // A socket is there before its mode can be changed.
    process.umask(0o077);
    const counters = new _counters_js__WEBPACK_IMPORTED_MODULE_11__/* .CounterBook */ .e();
    const events = {
        ended: (id, outcome, latencyMs, value) => {
            counters.record(id, outcome, latencyMs);
            agent.requestEnded(id, outcome, latencyMs, value);
        },
        restarted: (because) => agent.proxyRestarted(because),
        log,
        accessed: (one) => access.write(one),
        copied: (copy) => agent.copied(copy),
    };
    const { stateDir, model, listening } = config;
    const access = new _access_js__WEBPACK_IMPORTED_MODULE_8__/* .AccessLog */ .T2({ file: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, _access_js__WEBPACK_IMPORTED_MODULE_8__/* .accessFile */ .BU), log });
    // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
    if (await answers((0,_state_js__WEBPACK_IMPORTED_MODULE_23__/* .controlSocket */ .D)(stateDir)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`an agent already serves ${stateDir}: end it by \`model-actions stop\` first`);
    const front = new _front_js__WEBPACK_IMPORTED_MODULE_12__/* .FrontKeeper */ .S3({ stateDir, listening, log });
    const content = await front.open();
    // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
    const listen = { fd: _sockets_js__WEBPACK_IMPORTED_MODULE_22__/* .inherited */ .Jq.traffic };
    const router = config.proxy === 'router' ? new _router_js__WEBPACK_IMPORTED_MODULE_21__/* .Router */ .I({ stateDir, log }) : undefined;
    const fallback = await readFallback(config);
    const proxy = config.proxy === 'haproxy'
        ? new _haproxy_js__WEBPACK_IMPORTED_MODULE_13__/* .HaproxyProxy */ .e({ ...config, listen, takesOver, fallback }, events)
        : new (await __webpack_require__.e(/* import() */ 212).then(__webpack_require__.bind(__webpack_require__, 50212))).EmbeddedProxy({ ...config, listen, router, fallback }, content, events);
    const earlier = (0,_orphan_js__WEBPACK_IMPORTED_MODULE_15__/* .earlierOnes */ .I0)(stateDir);
    const agent = new _agent_js__WEBPACK_IMPORTED_MODULE_9__/* .Agent */ .g({ stateDir, model, proxy, front, counters, earlier, splitBy: listening.splitBy, log });
    // Before it accepts: nobody is told that there is no such model.
    await router?.read();
    await agent.start();
    router?.watch();
    await front.forget();
    const metrics = await openMetrics(agent, config);
    let standing = 'serves';
    const stop = async (inFlightMs) => {
        const replaced = standing === 'retired';
        standing = 'stops';
        control.close();
        front.close();
        router?.close();
        metrics?.close();
        metrics?.closeAllConnections();
        if (replaced)
            await proxy.drain(graceMs.replaced);
        else
            await proxy.stop(inFlightMs);
        access.flush();
    };
    const end = (inFlightMs) => void stop(inFlightMs).finally(() => process.exit(0));
    const goOn = async () => {
        if (standing !== 'retired')
            return;
        // The supervisor is gone, and the other one is not.
        if (await answers((0,_state_js__WEBPACK_IMPORTED_MODULE_23__/* .controlSocket */ .D)(stateDir)))
            return end(graceMs.replaced);
        standing = 'serves';
        control = await openControl();
        await agent.goOn();
        log('the gateway that was to take over did not come: this one goes on');
    };
    const openControl = () => (0,_presence_js__WEBPACK_IMPORTED_MODULE_17__/* .listenPrivately */ .M)(() => {
        (0,_state_js__WEBPACK_IMPORTED_MODULE_23__/* .makeSocketDirectory */ .Bc)(stateDir);
        return (0,_state_js__WEBPACK_IMPORTED_MODULE_23__/* .controlSocket */ .D)(stateDir);
    }, (socket) => {
        const ask = async (line) => {
            const { reply, next } = await (0,_requests_js__WEBPACK_IMPORTED_MODULE_20__/* .answer */ .Z)({ agent, config, router }, line);
            socket.write(`${JSON.stringify(reply)}\n`);
            if (next === 'close')
                socket.end(() => end(graceMs.asked));
            if (next !== 'retire')
                return;
            standing = 'retired';
            // The other one is asked from now on.
            control.close();
            front.close();
            const hungUp = () => void goOn().catch((error) => log(String(error)));
            if (socket.destroyed)
                hungUp();
            else
                socket.once('close', hungUp);
        };
        (0,_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .eachLine */ .IM)(socket, ask).catch(() => undefined);
    });
    let control = await openControl();
    for (const signal of ['SIGTERM', 'SIGINT'])
        process.once(signal, () => end(graceMs.signalled));
    const at = (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .urlOf */ .rs)({ host: config.host, tls: listening.tls }, config.port);
    log(`the gateway serves at ${at} by ${config.proxy}, process ${process.pid}`);
    up();
}
/** However soon it ends, its supervisor knows that it came up. */
function tellSupervisor() {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(_sockets_js__WEBPACK_IMPORTED_MODULE_22__/* .inherited */ .Jq.up, 'up\n');
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(_sockets_js__WEBPACK_IMPORTED_MODULE_22__/* .inherited */ .Jq.up);
    }
    catch {
        // The supervisor is gone, and it serves.
    }
}
/** Undefined where there is none, or it is lost: a gateway without it is better than none. */
async function readFallback({ stateDir, listening: { fallback } }) {
    if (fallback === undefined)
        return undefined;
    return (0,_fallback_js__WEBPACK_IMPORTED_MODULE_5__/* .keptFallback */ .pX)(stateDir, fallback).catch((error) => {
        log(`the answer of deploy.fallback is lost until the next deployment: ${String(error)}`);
        return undefined;
    });
}
/** Undefined where there is none, or its port is taken: what serves must not end of that. */
async function openMetrics(agent, { metricsPort: port, proxy, listening: { router } }) {
    if (port === 0)
        return undefined;
    const shown = router === undefined ? async () => undefined : (0,_certificate_js__WEBPACK_IMPORTED_MODULE_10__/* .certificateAt */ .h)(router);
    try {
        return await (0,_metrics_js__WEBPACK_IMPORTED_MODULE_14__/* .serveMetrics */ .VA)({
            fd: _sockets_js__WEBPACK_IMPORTED_MODULE_22__/* .inherited */ .Jq.metrics,
            read: async () => {
                const [facts, expiresAt] = await Promise.all([agent.facts(), shown()]);
                const certificate = expiresAt === undefined ? {} : { certificate: { expiresAt } };
                return (0,_metrics_js__WEBPACK_IMPORTED_MODULE_14__/* .exposition */ .PC)({ proxy, ...facts, status: { ...facts.status, ...certificate } });
            },
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
const [command, first, second, third] = process.argv.slice(2);
try {
    if (command === 'serve' && first !== undefined)
        await serve((0,_protocol_js__WEBPACK_IMPORTED_MODULE_18__/* .readConfig */ .oE)(first), second === 'takes-over', third === _sockets_js__WEBPACK_IMPORTED_MODULE_22__/* .tells */ .n6 ? tellSupervisor : () => undefined);
    else if (command === 'supervise' && first !== undefined) {
        const program = process.argv[1] ?? '';
        process.exit(await (0,_supervisor_js__WEBPACK_IMPORTED_MODULE_24__/* .supervise */ .z)({ config: first, program, resumes: second === 'resume', log }));
    }
    else if (command === 'relay' && first !== undefined) {
        await (0,_relay_js__WEBPACK_IMPORTED_MODULE_19__/* .relay */ .Ee)(first, { input: process.stdin, output: process.stdout });
        process.exit(0);
    }
    else if (command === 'people' && first !== undefined)
        process.stdout.write(await (0,_people_js__WEBPACK_IMPORTED_MODULE_16__/* .forPeople */ .z)(first, second));
    else
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('usage: supervise CONFIG | serve CONFIG HOW | relay STATE_DIR | people STATE_DIR WHAT');
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
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


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
    if (/\bwebsocket\b/i.test(request.headers.upgrade ?? ''))
        return _proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .noWebSocket */ .N;
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
/* harmony import */ var _shares_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10294);


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
    const { stable, canary, shadow, idle, lease, watchdog, certificate } = status;
    const shares = (0,_shares_js__WEBPACK_IMPORTED_MODULE_1__/* .sharesOf */ .A)(status);
    const versions = [
        ...(stable === undefined ? [] : [{ backend: stable, role: 'stable', share: shares.stable }]),
        ...(canary === undefined ? [] : [{ backend: canary.backend, role: 'canary', share: shares.canary }]),
        ...idle.map((backend) => ({ backend, role: 'idle', share: 0 })),
    ];
    const each = (samples) => versions.flatMap(({ backend: { id } }) => samples(id).map((sample) => ({ ...sample, labels: { version: id, ...sample.labels } })));
    const ofVersions = (value) => versions.map((one) => ({ labels: { version: one.backend.id, role: one.role }, value: value(one) }));
    const ofCanary = (value) => canary === undefined ? [] : [{ labels: { version: canary.backend.id }, value: value(canary) }];
    const ofShadow = (samples) => shadow === undefined
        ? []
        : samples(shadow).map((sample) => ({ ...sample, labels: { version: shadow.id, ...sample.labels } }));
    const metric = (name, kind, help, samples) => samples.length === 0
        ? ''
        : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map((one) => line(name, { model }, one))]
            .map((text) => `${text}\n`)
            .join('');
    const ofSplit = (value) => canary?.split === undefined
        ? []
        : [
            { labels: { version: canary.backend.id, role: 'canary' }, value: value(canary.split.canary) },
            ...(stable === undefined
                ? []
                : [{ labels: { version: stable.id, role: 'stable' }, value: value(canary.split.stable) }]),
        ];
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
        metric('model_actions_split_values', 'gauge', 'Different values of the header of deploy.split-by that met a version since the canary got its first share.', ofSplit(({ values }) => values)),
        metric('model_actions_split_failed_values', 'gauge', 'Of these values: those of which a request failed.', ofSplit(({ failed }) => failed)),
        metric('model_actions_split_worst_value_errors', 'gauge', 'Failed requests of the value that has the most of them.', ofSplit(({ worst }) => worst.errors)),
        metric('model_actions_shadow_share_ratio', 'gauge', "Share of stable's requests for an inference of which copies go to a version without traffic.", ofShadow(({ share }) => [{ value: share }])),
        metric('model_actions_shadow_copies_total', 'counter', 'Copies of requests for a version without traffic, by what became of each.', ofShadow(({ counts }) => Object.entries(outcomesOfCopies(counts)).map(([outcome, value]) => ({ labels: { outcome }, value })))),
        metric('model_actions_shadow_disagreements_total', 'counter', 'Copies that were answered otherwise than by stable, or not at all; of one with many inputs the part that was.', ofShadow(({ counts }) => [{ value: counts.otherwise }])),
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
const outcomesOfCopies = ({ compared, unanswered, incomparable, repeated, dropped }) => ({
    answered: compared - unanswered,
    unanswered,
    incomparable,
    repeated,
    dropped,
});
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

/***/ 53886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ numericNow),
/* harmony export */   j: () => (/* binding */ nowhere)
/* harmony export */ });
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71553);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10772);



/* Names of containers, as a router asks for them: not by the system's own way, which takes a thread of few for each question. */
/** A name of a container that has ended is asked for outside of the host, for long where nobody answers. */
const resolver = new node_dns_promises__WEBPACK_IMPORTED_MODULE_0__.Resolver({ timeout: 500, tries: 1 });
/** Refuses at once. */
const nowhere = '127.0.0.1:1';
/** The address with its host as a number: as it is now, or where it cannot be known as it was last. */
async function numericNow(address, last) {
    const { host, port } = (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .splitAddress */ .l)(address);
    if (node_net__WEBPACK_IMPORTED_MODULE_1__.isIP(host) !== 0)
        return address;
    const [found] = await resolver.resolve4(host).catch(() => []);
    return found === undefined ? (last ?? nowhere) : (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .joinAddress */ .V)(found, port);
}


/***/ }),

/***/ 27547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ forPeople)
/* harmony export */ });
/* unused harmony export statusText */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81685);
/* harmony import */ var _shares_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10294);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44582);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17023);







/* What somebody at the machine may ask of a gateway, without anything of ours: `docker exec CONTAINER gateway status`. */
const lastBytes = 64 * 1024;
/** @returns the answer, in lines */
async function forPeople(stateDir, what) {
    const ask = async (op) => {
        const reply = await (0,_control_js__WEBPACK_IMPORTED_MODULE_3__/* .call */ .T1)((0,_state_js__WEBPACK_IMPORTED_MODULE_5__/* .controlSocket */ .D)(stateDir), { op });
        if (!reply.ok)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(reply.message);
        return reply.value;
    };
    switch (what) {
        case 'status':
            return statusText({
                model: (await ask('hello')).model,
                status: await ask('status'),
                counts: await ask('observe'),
            });
        case 'evict':
            await ask('evict');
            return 'stable has all traffic; a rollout that is under way ends\n';
        case 'logs':
            return lastLines((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, _access_js__WEBPACK_IMPORTED_MODULE_4__/* .accessFile */ .BU));
        default:
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('usage: gateway status (who serves) | gateway evict (stable gets all traffic, at once) | gateway logs (the last requests, where deploy.access-log is json)');
    }
}
/** Pure. */
function statusText({ model, status, counts, }) {
    const { stable, canary, idle, paused, lease, watchdog, certificate } = status;
    const counted = (id) => {
        const { requests = 0, errors = 0 } = counts[id] ?? {};
        return `${requests} requests, ${errors} errors`;
    };
    const percent = (share) => `${Math.round(share * 1000) / 10} %`;
    const shares = (0,_shares_js__WEBPACK_IMPORTED_MODULE_6__/* .sharesOf */ .A)(status);
    const since = paused === undefined ? '' : `, stopped since ${paused.since} to make room`;
    const lines = [
        model,
        stable === undefined
            ? 'stable: none'
            : `stable: ${stable.version} (${stable.id}) has ${percent(shares.stable)}, ${counted(stable.id)}${since}`,
        ...(canary === undefined
            ? []
            : [
                `canary: ${canary.backend.version} (${canary.backend.id}) has ${percent(shares.canary)}, ${counted(canary.backend.id)}`,
            ]),
        ...idle.map(({ id, version }) => `idle: ${version} (${id})`),
        ...(lease === undefined
            ? []
            : [`rollout: by ${lease.owner}; without a sign of life it ends in ${Math.ceil(lease.remainingMs / 1000)} s`]),
        ...(watchdog === undefined ? [] : [`watchdog: ${watchdog.because}, at ${watchdog.at}`]),
        ...(certificate === undefined ? [] : [`certificate: until ${certificate.expiresAt}`]),
    ];
    return `${lines.join('\n')}\n`;
}
/** Whole ones: it may have grown for months. */
async function lastLines(path) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r').catch((cause) => {
        if (cause.code !== 'ENOENT')
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('this gateway has no access log: write json in the key deploy.access-log; what it says of itself is in the log of its container', { cause });
    });
    try {
        const { size } = await file.stat();
        const from = Math.max(0, size - lastBytes);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(lastBytes), 0, lastBytes, from);
        const text = buffer.subarray(0, bytesRead).toString('utf8');
        return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
    }
    finally {
        await file.close();
    }
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
 * asked for as long as he serves. @param path as it is now: the directory may move, and is made where it can be
 */
async function listenPrivately(path, take) {
    const open = async (at) => {
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
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(at, 0o600);
        }
        catch (error) {
            // Nobody can reach it any more, and open it would keep whoever serves from ending.
            server.close();
            throw error;
        }
        return server;
    };
    const listen = async () => {
        const at = path();
        return open(at).catch((error) => {
            // Who listened there last may have removed the directory as it ended, just after it was made.
            if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(at)))
                throw error;
            return open(path());
        });
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

/***/ 50427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ relay),
/* harmony export */   mW: () => (/* binding */ longestLineChars),
/* harmony export */   v3: () => (/* binding */ beat)
/* harmony export */ });
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5450);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49455);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(381);
/* harmony import */ var _control_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81685);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24582);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17023);






/** Asks nothing but whether the other end is there, and is its own answer. */
const beat = '"beat"';
/** Of one line, with what is around the answer. */
const longestLineChars = _control_js__WEBPACK_IMPORTED_MODULE_2__/* .longestReplyChars */ ._0 + 1024;
const mostAtOnce = 64;
/** Whoever asks says something more often, or has hung up; a machine that lost its network hangs up on nobody. */
const silenceMs = 90_000;
const question = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    id: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, Number.MAX_SAFE_INTEGER),
    to: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('agent', 'supervisor'),
    ask: (value) => value,
});
const passOn = ({ to, ask }, stateDir) => to === 'agent'
    ? (0,_control_js__WEBPACK_IMPORTED_MODULE_2__/* .call */ .T1)((0,_state_js__WEBPACK_IMPORTED_MODULE_4__/* .controlSocket */ .D)(stateDir), ask)
    : (0,_control_js__WEBPACK_IMPORTED_MODULE_2__/* .exchange */ .cv)((0,_state_js__WEBPACK_IMPORTED_MODULE_4__/* .supervisorSocket */ .EA)(stateDir), 'a hand-over', ask, _timeouts_js__WEBPACK_IMPORTED_MODULE_3__/* .handOverPatienceMs */ .DH);
/** Ends with its input, or where that says nothing for long. */
async function relay(stateDir, { input, output }) {
    const over = (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .deferred */ .yX)();
    let silence = (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .after */ .Pl)(silenceMs, over.resolve);
    let open = 0;
    const say = (said) => void output.write(`${JSON.stringify(said)}\n`);
    const answer = async (asked) => {
        const { id } = asked;
        if (open >= mostAtOnce)
            return say({ id, failed: `more than ${mostAtOnce} questions at once` });
        open += 1;
        try {
            say({ id, said: await passOn(asked, stateDir) });
        }
        catch (error) {
            say({ id, failed: error instanceof Error ? error.message : String(error) });
        }
        finally {
            open -= 1;
        }
    };
    output.once('error', () => over.resolve());
    // Who says what is no question does not know whom it is talking to.
    (0,_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .eachLine */ .IM)(input, (line) => {
        silence.cancel();
        silence = (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .after */ .Pl)(silenceMs, over.resolve);
        if (line === beat)
            output.write(`${beat}\n`);
        else
            void answer(question(JSON.parse(line), ''));
    }).then(over.resolve, () => over.resolve());
    await over.promise;
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
async function answer(asked, line) {
    try {
        const request = (0,_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .readRequest */ ["in"])(line);
        const { op } = request;
        return {
            reply: { ok: true, value: (await perform(asked, request)) ?? null },
            ...(op === 'close' || op === 'retire' ? { next: op } : {}),
        };
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { reply: { ok: false, user: error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo, message } };
    }
}
/** Of a router the models first: a certificate that cannot be used now is no reason to lose what one that leaves was asked. */
async function refresh({ agent, router }) {
    await router?.read();
    await agent.refresh();
    return null;
}
function routerOf(router) {
    if (router === undefined)
        throw new Error('this gateway is of one model, and no router');
    return router;
}
function perform({ agent, config, router }, request) {
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
            return refresh({ agent, router });
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
        case 'mirror':
            return agent.mirror(request.owner, request.canaryId, request.share);
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
        case 'past':
            return agent.past(request.id);
        case 'probe':
            return agent.probe(request.id);
        case 'ask':
            return agent.ask(request.id, request.body);
        case 'retire':
            return agent.retire();
        case 'routes':
            return routerOf(router).known();
        case 'join':
            return routerOf(router).join(request.route, request.front);
        case 'leave':
            return routerOf(router).leave(request.names);
        case 'close':
            return null;
    }
}


/***/ }),

/***/ 79157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ Router),
/* harmony export */   c: () => (/* binding */ modelAnswerMs)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(49455);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28519);
/* harmony import */ var _routes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44640);
/* harmony import */ var _timeouts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24582);
/* harmony import */ var _embedded_front_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82860);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(47156);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(53886);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(58802);











const [livePath, readyPath] = _proxy_js__WEBPACK_IMPORTED_MODULE_9__/* .openPaths */ .jO;
/** So long a model that leaves may answer what it was asked. */
const leaveMs = 10_000;
const lookEveryMs = 2_000;
const probeTimeoutMs = 5_000;
/** The gateway of a model asks one version after the other, and its own word at last is what the client is told. */
const modelAnswerMs = 2 * _timeouts_js__WEBPACK_IMPORTED_MODULE_5__/* .answerTimeoutMs */ .up + 30_000;
/** However often it is asked for, and whoever asks: the models are asked once in a while. */
const readyForMs = 1_000;
/**
 * Several models behind one port: each request goes to the gateway of its model, which has its own agent, versions and
 * rollouts. It holds nothing but the list of them, which it reads from the disk.
 */
class Router {
    #stateDir;
    #log;
    #routes = [];
    /** Where each is, as numbers, by name: a request does not wait until a name is found. */
    #at = new Map();
    /** Requests under way, by name. */
    #open = new Map();
    /** Since when those are gone that have left, by name. */
    #left = new Map();
    #reading = Promise.resolve();
    #ready;
    #wrong = '';
    #timer;
    constructor({ stateDir, log }) {
        this.#stateDir = stateDir;
        this.#log = log;
    }
    /** Somebody may write a file and be killed before he says so. */
    watch() {
        this.#timer = setInterval(() => {
            this.#readInTurn().catch((error) => this.#complain(error.message));
        }, lookEveryMs);
    }
    close() {
        clearInterval(this.#timer);
    }
    /** Takes the routes as they are on disk. Resolves once those that left have answered what they were asked. */
    async read() {
        await this.#readInTurn();
        // Whoever saw them leave: our own look may have been before this one.
        while (this.#isAwaited())
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_10__/* .sleep */ .yy)(20);
    }
    /** As its files say. @returns how the clients of the port are let in, as who deploys wrote it */
    async known() {
        const front = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)(this.#front);
        return { ...(await (0,_routes_js__WEBPACK_IMPORTED_MODULE_4__/* .readRoutes */ .Fj)(this.#stateDir)), ...(front === undefined ? {} : { front: front.toString('utf8') }) };
    }
    async join(route, front) {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(this.#front, front, { mode: 0o600 });
        await (0,_routes_js__WEBPACK_IMPORTED_MODULE_4__/* .writeRoute */ .Ph)(this.#stateDir, route);
        await this.read();
        return null;
    }
    async leave(names) {
        for (const name of names)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,_routes_js__WEBPACK_IMPORTED_MODULE_4__/* .routeFile */ .AT)(this.#stateDir, name), { force: true });
        await this.read();
        return null;
    }
    get #front() {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, _routes_js__WEBPACK_IMPORTED_MODULE_4__/* .frontRecord */ .LJ);
    }
    /** One that began earlier knows less, and must not have the last word. */
    #readInTurn() {
        const read = this.#reading.then(() => this.#readNow());
        this.#reading = read.catch(() => undefined);
        return read;
    }
    async #readNow() {
        const found = await (0,_routes_js__WEBPACK_IMPORTED_MODULE_4__/* .readRoutes */ .Fj)(this.#stateDir);
        this.#complain(found.damaged.map(({ because }) => because).join('; '));
        // What went wrong with a file is no word of the model that it is of.
        const known = this.#routes.filter(({ name }) => found.damaged.some((one) => one.name === name));
        const routes = [...found.routes, ...known];
        const left = this.#routes.filter(({ name }) => !routes.some((route) => route.name === name));
        for (const { name } of left) {
            this.#left.set(name, performance.now());
            this.#log(`${name} has left`);
        }
        for (const { name } of routes)
            this.#left.delete(name);
        for (const { name, address } of routes)
            if (this.#routes.find((route) => route.name === name)?.address !== address)
                this.#log(`${name} is at ${address}`);
        const at = async ({ name, address }) => [name, await (0,_names_js__WEBPACK_IMPORTED_MODULE_8__/* .numericNow */ .a)(address, this.#at.get(name))];
        this.#at = new Map(await Promise.all(routes.map(at)));
        this.#routes = routes;
        this.#ready = undefined;
    }
    #isAwaited() {
        const sinceMs = performance.now() - leaveMs;
        return [...this.#left].some(([name, leftMs]) => leftMs > sinceMs && this.#underWay(name) > 0);
    }
    take(request) {
        const path = (0,_embedded_front_js__WEBPACK_IMPORTED_MODULE_6__/* .pathOf */ .XM)(request);
        const route = (0,_routes_js__WEBPACK_IMPORTED_MODULE_4__/* .routeOfRequest */ .aO)(this.#routes, { path, host: request.headers.host });
        if (route === undefined)
            return { said: this.#own(path) };
        const { name } = route;
        if (this.#underWay(name) >= this.#most)
            return {
                said: { status: 503, json: { error: `${name} has as many requests as it can have` }, retryAfterSeconds: _proxy_js__WEBPACK_IMPORTED_MODULE_9__/* .retryAfterSeconds */ .C3 },
            };
        this.#open.set(name, this.#underWay(name) + 1);
        let over = false;
        const ended = () => {
            if (over)
                return;
            over = true;
            const left = this.#underWay(name) - 1;
            if (left > 0)
                this.#open.set(name, left);
            else
                this.#open.delete(name);
        };
        return { to: { id: name, addresses: [this.#where(route)] }, token: route.token, ended };
    }
    /** One model that does not answer leaves connections to the others. */
    get #most() {
        return Math.floor(_messages_js__WEBPACK_IMPORTED_MODULE_7__/* .clientLimits */ .wC.connections / this.#routes.length);
    }
    /** Once, however often it is seen. */
    #complain(wrong) {
        if (wrong !== '' && wrong !== this.#wrong)
            this.#log(`${wrong}; requests go on as before`);
        this.#wrong = wrong;
    }
    #where({ name, address }) {
        return this.#at.get(name) ?? address;
    }
    #underWay(name) {
        return this.#open.get(name) ?? 0;
    }
    #own(path) {
        if (path === livePath)
            return { status: 200, json: { live: true } };
        if (path === readyPath)
            return this.#readiness();
        const models = this.#routes.map(({ name }) => name);
        return { status: 404, json: { error: 'no model is at this path: they are at /v2/models/NAME', models } };
    }
    #readiness() {
        if (this.#ready === undefined || performance.now() - this.#ready.askedMs > readyForMs)
            this.#ready = { askedMs: performance.now(), said: this.#askAll() };
        return this.#ready.said;
    }
    async #askAll() {
        const asked = this.#routes
            .filter(({ serves }) => serves)
            .map(async (route) => [route.name, await (0,_ready_js__WEBPACK_IMPORTED_MODULE_3__/* .answersReady */ .B)(this.#where(route), readyPath, probeTimeoutMs)]);
        const models = await Promise.all(asked);
        const ready = models.length > 0 && models.every(([, answers]) => answers);
        return { status: ready ? 200 : 503, json: { ready, models: Object.fromEntries(models) } };
    }
}


/***/ }),

/***/ 85468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jq: () => (/* binding */ inherited),
/* harmony export */   n6: () => (/* binding */ tells),
/* harmony export */   oI: () => (/* binding */ bind)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(49455);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42781);
/* harmony import */ var _orphan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57666);





/*
 * The sockets that clients come to are the supervisor's, and whoever accepts from them inherits them: where an agent ends or is
 * replaced, who connects meanwhile waits in the queue of the socket, and nobody is refused.
 */
/** As which descriptors an agent finds them; HAProxy has the first one under the same number. `up`: where it tells that it serves. */
const inherited = { traffic: 3, metrics: 4, up: 5 };
/** The last word for an agent: there is `up`. A supervisor of an earlier version does not say it. */
const tells = 'tells';
const { _createServerHandle: createHandle } = node_net__WEBPACK_IMPORTED_MODULE_0__;
/** A process that was killed holds its port until the last of its threads is gone. */
const bindMs = 5_000;
/**
 * An address that is bound and not listened at yet. @param orphanOf the directory whose HAProxy may hold it, and nobody watches
 * @throws UserError where another program has it, or the system refuses it
 */
async function bind(listener, orphanOf) {
    const { host, port } = listener;
    for (const untilMs = performance.now() + bindMs;; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .yy)(50)) {
        const handle = createHandle(host, port, node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6(host) ? 6 : 4, -1, 0);
        const why = typeof handle === 'number' ? (0,_port_js__WEBPACK_IMPORTED_MODULE_2__/* .whyRefused */ .fG)((0,node_util__WEBPACK_IMPORTED_MODULE_1__.getSystemErrorName)(handle)) : 'taken';
        if (typeof handle !== 'number') {
            const at = {};
            handle.getsockname(at);
            // That the address is taken is said at `listen` only, which is another's.
            if (at.port === port)
                return handle;
            handle.close();
        }
        if (orphanOf !== undefined)
            (0,_orphan_js__WEBPACK_IMPORTED_MODULE_3__/* .retireHaproxies */ .jg)((0,_orphan_js__WEBPACK_IMPORTED_MODULE_3__/* .runningHaproxies */ .bb)(orphanOf));
        // Waiting helps against a process that ends, and against nothing else.
        if (why !== 'taken' || performance.now() > untilMs)
            throw (0,_port_js__WEBPACK_IMPORTED_MODULE_2__/* .cannotListen */ .Zs)(listener, why);
    }
}


/***/ }),

/***/ 20374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C_: () => (/* binding */ draws),
/* harmony export */   EM: () => (/* binding */ cutOf),
/* harmony export */   Gl: () => (/* binding */ drawOf),
/* harmony export */   PJ: () => (/* binding */ longestValueBytes),
/* harmony export */   ZP: () => (/* binding */ hashDigits),
/* harmony export */   jD: () => (/* binding */ hashOfValue)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/*
 * By which number a request is drawn where `deploy.split-by` names a header: the same value has the same number in all of a
 * rollout, so that a canary whose share grows keeps whom it has. HAProxy reckons the same, see haproxy-config.ts.
 */
/** Shares of a billionth can be drawn. */
const draws = 1_000_000_000;
const cutOf = (share) => Math.round(share * draws);
/** Whoever sends more is drawn by lot, as is who sends nothing, or the header more than once. */
const longestValueBytes = 256;
/** Of a hash in hex, which has no sign and no rounding as a number. */
const hashDigits = { value: 16, draw: 13 };
const sha256 = (of) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(of).digest('hex').toUpperCase();
/** Who a client says that he is, as it is known here: what the header says is kept nowhere. */
function hashOfValue(values) {
    const [value = '', ...more] = values ?? [];
    const bytes = Buffer.from(value, 'latin1');
    if (more.length > 0 || bytes.length === 0 || bytes.length > longestValueBytes)
        return undefined;
    return sha256(bytes).slice(0, hashDigits.value);
}
/** A whole number under `draws`. @param salt of the rollout: the next one meets others first */
const drawOf = (salt, hash) => Number.parseInt(sha256(`${salt}${hash}`).slice(0, hashDigits.draw), 16) % draws;


/***/ }),

/***/ 13848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ supervise)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/timeouts.js
var timeouts = __webpack_require__(24582);
// EXTERNAL MODULE: ./build/src/gateway/agent/last.js
var agent_last = __webpack_require__(25308);
// EXTERNAL MODULE: ./build/src/gateway/agent/orphan.js
var orphan = __webpack_require__(57666);
// EXTERNAL MODULE: ./build/src/gateway/agent/presence.js
var agent_presence = __webpack_require__(73609);
// EXTERNAL MODULE: ./build/src/gateway/agent/protocol.js
var protocol = __webpack_require__(21048);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./build/src/gateway/control.js
var control = __webpack_require__(81685);
// EXTERNAL MODULE: ./build/src/gateway/agent/sockets.js
var sockets = __webpack_require__(85468);
// EXTERNAL MODULE: ./build/src/gateway/agent/state.js
var state = __webpack_require__(17023);
;// CONCATENATED MODULE: ./build/src/gateway/agent/running.js









const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 };
/** One agent, as its supervisor has it. One that served and does not answer any more is ended: its watchdog does not watch. */
class RunningAgent {
    child;
    /** Whether it came to serve. */
    up;
    /** Its end, or that it was replaced. */
    end;
    #stateDir;
    #ended;
    #replaced = (0,timers/* deferred */.yX)();
    #stop = new AbortController();
    /** Why it was ended. */
    #because;
    /** Another one is asked meanwhile. */
    #retired = false;
    constructor({ program, config, at }, { traffic, metrics }, how) {
        this.#stateDir = at.stateDir;
        // The runner may have updated itself, and its Node be gone from its place.
        const node = (0,external_node_fs_.existsSync)(process.execPath) ? process.execPath : '/proc/self/exe';
        const child = (0,external_node_child_process_.spawn)(node, [program, 'serve', config, how, sockets/* tells */.n6], {
            stdio: ['ignore', 'inherit', 'inherit', traffic.fd, metrics?.fd ?? 'ignore', 'pipe'],
        });
        this.child = child;
        this.#ended = new Promise((resolve) => {
            child.once('error', (error) => resolve({ code: null, how: error.message }));
            child.once('exit', (code, signal) => resolve({ code, how: this.#because ?? signal ?? `exit ${code}` }));
        });
        this.#ended.then(() => this.#stop.abort());
        const told = tellsSo(child);
        // One of an earlier version tells nobody: it is asked.
        const answered = this.#comesUp().catch(() => false);
        this.up = Promise.race([told, answered].map(async (one) => (await one) || (await told) || answered));
        const watching = this.#watch().catch(() => undefined);
        this.end = Promise.race([this.#ended, this.#replaced.promise]).then(async (end) => {
            this.#stop.abort();
            await watching;
            return end;
        });
    }
    /**
     * It stops to be asked and goes on serving, as another one takes over. @param stateDir as it is now: it may have moved
     * @returns what lets it be asked again, where that one does not come @throws UserError where it may not
     */
    async retire(stateDir) {
        const request = { op: 'retire' };
        const { said, hangUp } = await (0,control/* converse */.iq)((0,state/* controlSocket */.D)(stateDir), request.op, request, asking.timeoutMs);
        const reply = said;
        if (!reply.ok) {
            hangUp();
            throw new errors/* UserError */.yo(reply.message);
        }
        this.#retired = true;
        return {
            goOn: () => {
                hangUp();
                this.#retired = false;
            },
        };
    }
    /** Another one serves: it may answer what it was asked, and ends. */
    replaced() {
        this.child.kill('SIGTERM');
        const cut = (0,timers/* after */.Pl)(timeouts/* answerTimeoutMs */.up + 10_000, () => this.child.kill('SIGKILL'));
        this.#ended.then(() => cut.cancel());
        this.#replaced.resolve({ code: null, how: 'it was replaced' });
    }
    /** Ends it at once, and waits for that. */
    async kill() {
        this.child.kill('SIGKILL');
        await this.#ended;
    }
    async #comesUp() {
        while (!(await this.isThere(false)))
            await (0,timers/* sleep */.yy)(50, this.#stop.signal);
        return true;
    }
    async #watch() {
        if (!(await this.up))
            return;
        for (let deaf = 0; deaf < asking.most;) {
            await (0,timers/* sleep */.yy)(asking.everyMs, this.#stop.signal);
            deaf = this.#retired || (await this.isThere(true)) ? 0 : deaf + 1;
        }
        this.#because = 'it did not answer any more';
        this.child.kill('SIGKILL');
    }
    /** @param served whether it was there before: without its socket nobody can ask it, and it serves on */
    async isThere(served) {
        try {
            const reply = await (0,control/* call */.T1)((0,state/* controlSocket */.D)(this.#stateDir), { op: 'hello' }, asking.timeoutMs);
            return reply.ok && reply.value.pid === this.child.pid;
        }
        catch (error) {
            // Only one that is asked and silent is ended.
            return error.code === 'ENOENT' && served;
        }
    }
}
/** Whether it tells that it has come up, which is heard also where it ends at once. */
function tellsSo(child) {
    // The types know five of them.
    const pipe = [...child.stdio][sockets/* inherited */.Jq.up];
    const heard = (0,timers/* deferred */.yX)();
    if (pipe instanceof external_node_stream_.Readable)
        pipe
            .once('data', () => heard.resolve(true))
            .once('error', () => heard.resolve(false))
            .once('close', () => heard.resolve(false));
    child.once('error', () => heard.resolve(false));
    return heard.promise;
}

;// CONCATENATED MODULE: ./build/src/gateway/agent/supervisor.js












/*
 * Holds the sockets that clients come to, and starts the agent again when it ends, whatever ended it: an agent that is gone
 * leaves a canary with its share and nobody who watches the lease. One that starts anew knows stable alone.
 *
 * It is asked one thing: to go on with another agent, that of a later version or one with another configuration. Both accept
 * from the same socket until the earlier one has answered what it was asked, so that no request is lost. Where the other one does not come
 * up, the earlier one goes on: it never stopped serving.
 */
const pauseMs = { first: 100, longest: 5_000 };
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000;
const comesUpMs = 15_000;
/** One that was asked a moment ago is up, unless it ended since. */
const isUpMs = 5_000;
/** What is in flight when the place ends has so long, as where the agent is asked to end. */
const strayMs = 3_000;
/**
 * @param options.resumes goes on with who took over last
 * @returns the exit code once the agent ended as it was asked to, or never came up
 */
async function supervise(options) {
    process.umask(0o077);
    const { config, program, resumes, log } = options;
    const { stateDir } = (0,protocol/* readSupervised */.F7)(config);
    const last = resumes ? await (0,agent_last/* readLast */.d8)(stateDir, config) : undefined;
    const { who, ...first } = (0,agent_last/* whoStarts */.i1)({ program, config }, last, external_node_fs_.existsSync);
    const wanted = { ...first, at: (0,protocol/* readSupervised */.F7)(first.config) };
    const sockets = await supervisor_open(wanted.at, log, { orphanOf: stateDir });
    const note = async (next) => resumes ? (0,agent_last/* noteLast */.jh)(stateDir, config, next) : async () => undefined;
    const { end, code } = await new Supervisor({ wanted, sockets, note, log }).run();
    if (who === 'own' || end !== 'never-served')
        return code;
    // Whoever starts us again has one that came up once.
    if ((0,agent_last/* asksAsMuch */._l)(config, first.config))
        await (0,agent_last/* forgetLast */.Ub)(stateDir);
    else
        log('the gateway did not come up, and the program that its container was made with would not ask its clients for the same TLS and tokens: it is tried again');
    return code;
}
class Supervisor {
    #log;
    #note;
    #wanted;
    #sockets;
    #current;
    /** Those that were replaced, too, for as long as they answer. */
    #running = new Set();
    #handing;
    /** Aborts by a signal to end. */
    #asked = new AbortController();
    constructor(options) {
        const { wanted, sockets, note, log } = options;
        this.#wanted = wanted;
        this.#sockets = sockets;
        this.#note = note;
        this.#log = log;
        this.#current = this.#start(wanted, sockets, 'afresh');
    }
    async run() {
        const presence = await (0,agent_presence/* listenPrivately */.M)(() => {
            (0,state/* makeSocketDirectory */.Bc)(this.#wanted.at.stateDir);
            return (0,state/* supervisorSocket */.EA)(this.#wanted.at.stateDir);
        }, (socket) => {
            (0,lines/* eachLine */.IM)(socket, async (line) => void socket.end(`${JSON.stringify(await this.#answer(line))}\n`)).catch(() => undefined);
        });
        for (const signal of ['SIGTERM', 'SIGINT'])
            process.on(signal, () => {
                this.#asked.abort();
                for (const { child } of this.#running)
                    child.kill(signal);
            });
        try {
            return await this.#keepUp();
        }
        finally {
            presence.close();
            for (const { child } of this.#running)
                child.kill('SIGKILL');
            await this.#endStrays();
            (0,state/* forgetSocketDirectory */.i8)(this.#wanted.at.stateDir);
        }
    }
    async #keepUp() {
        let served = false;
        for (let waitMs = pauseMs.first;;) {
            const beganMs = performance.now();
            const mine = this.#current;
            const end = await mine.end;
            await this.#handing?.catch(() => undefined);
            served ||= await mine.up;
            const asked = this.#asked.signal.aborted;
            if (this.#current !== mine && !asked)
                continue;
            if (asked)
                return { end: 'asked', code: end.code ?? 1 };
            if (!served)
                return { end: 'never-served', code: end.code ?? 1 };
            if (end.code === 0)
                return { end: 'served', code: 0 };
            waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest);
            if (!(0,external_node_fs_.existsSync)(this.#wanted.program)) {
                this.#log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`);
                return { end: 'served', code: 1 };
            }
            this.#log(`the agent ended (${end.how}); it starts again with stable alone`);
            await (0,timers/* sleep */.yy)(waitMs, this.#asked.signal).catch(() => undefined);
            // There was nobody to pass it on to.
            if (this.#asked.signal.aborted)
                return { end: 'asked', code: 0 };
            const again = this.#start(this.#wanted, this.#sockets, 'afresh');
            this.#current = again;
            again.up.then((up) => {
                // It accepts from the same queue, so that what the one before left may close its end of it.
                if (up)
                    (0,orphan/* retireStrays */.CM)(this.#pids(), this.#sockets.traffic.fd);
            });
        }
    }
    #start(what, over, how) {
        const running = new RunningAgent(what, over, how);
        this.#running.add(running);
        running.child.once('exit', () => this.#running.delete(running));
        return running;
    }
    async #answer(line) {
        try {
            if (this.#handing !== undefined)
                throw new errors/* UserError */.yo('the gateway is being replaced: try again');
            const asked = (0,protocol/* readHandOver */.Ei)(line);
            this.#handing = this.#goOnWith({ ...asked, at: (0,protocol/* readSupervised */.F7)(asked.config) }).finally(() => {
                this.#handing = undefined;
            });
            await this.#handing;
            return { ok: true };
        }
        catch (error) {
            return { ok: false, message: error instanceof Error ? error.message : String(error) };
        }
    }
    async #goOnWith(next) {
        const untilMs = performance.now() + timeouts/* handOverMs */.AA;
        const before = this.#current;
        if (!(await (0,timers/* inTime */.RN)(before.up, isUpMs, false)))
            throw new errors/* UserError */.yo('the gateway is starting again: try again');
        const isLast = await this.#note({ program: next.program, config: next.config });
        const sockets = await this.#socketsFor(next.at);
        const retired = await before.retire(next.at.stateDir).catch((error) => {
            release(sockets, this.#sockets);
            throw error;
        });
        const other = this.#start(next, sockets, 'takes-over');
        if (!(await (0,timers/* inTime */.RN)(other.up, comesUpMs, false))) {
            await other.kill();
            release(sockets, this.#sockets);
            // It may have left a proxy, which would accept what nobody counts.
            await this.#endStrays();
            retired.goOn();
            await isAskedAgain(before, untilMs);
            throw new errors/* UserError */.yo(`the gateway goes on as it was: the other one did not come up, see agent.log in ${next.at.stateDir}`);
        }
        await isLast().catch((error) => this.#log(`after a start of its container the gateway is that of before: ${String(error)}`));
        this.#current = other;
        before.replaced();
        release(this.#sockets, sockets);
        this.#wanted = next;
        this.#sockets = sockets;
        this.#log(`the gateway goes on with ${next.program}`);
    }
    /** What stays where it is goes on: nobody else can bind it, not even we. */
    #socketsFor(next) {
        const { at } = this.#wanted;
        const moved = next.host !== at.host || next.port !== at.port;
        const metricsMoved = next.metricsHost !== at.metricsHost || next.metricsPort !== at.metricsPort;
        return supervisor_open(next, this.#log, {
            traffic: moved ? undefined : this.#sockets.traffic,
            metrics: metricsMoved ? undefined : this.#sockets.metrics,
        });
    }
    #pids() {
        return new Set([...this.#running].flatMap(({ child }) => child.pid ?? []));
    }
    #endStrays() {
        return (0,orphan/* endStrays */.o5)({ agents: () => this.#pids(), socket: this.#sockets.traffic.fd }, strayMs);
    }
}
/** For a while: one that does not is ended later, as any that does not answer. */
async function isAskedAgain(before, untilMs) {
    for (; performance.now() < untilMs; await (0,timers/* sleep */.yy)(20))
        if (await before.isThere(false))
            return;
}
/** @param has what there is already, and who may hold the ports though nobody watches him any more */
async function supervisor_open({ host, port, metricsHost, metricsPort }, log, has) {
    const bindMetrics = () => (0,sockets/* bind */.oI)({ host: metricsHost, port: metricsPort, kind: 'metrics' }, has.orphanOf).catch((error) => {
        // What serves must not end of that.
        log(`nothing is told to Prometheus: ${String(error)}`);
        return undefined;
    });
    return {
        traffic: has.traffic ?? (await (0,sockets/* bind */.oI)({ host, port, kind: 'traffic' }, has.orphanOf)),
        metrics: metricsPort === 0 ? undefined : (has.metrics ?? (await bindMetrics())),
    };
}
function release(these, kept) {
    if (these.traffic !== kept.traffic)
        these.traffic.close();
    if (these.metrics !== kept.metrics)
        these.metrics?.close();
}


/***/ }),

/***/ 74497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fN: () => (/* binding */ Tee),
  pG: () => (/* binding */ copied),
  bA: () => (/* binding */ copiesPerSecond),
  pb: () => (/* binding */ longestCopyBytes)
});

;// CONCATENATED MODULE: ./build/src/gateway/agent/agreement.js
/*
 * Whether two answers of the Open Inference Protocol say the same. No library reads them: in the gateway's image the agent has
 * no package.
 */
/** Numbers of answers without a label may differ by so much: a probability of another version is never quite the same. */
const numberTolerance = 0.1;
/**
 * The share of a request's inputs that are answered otherwise, 0 to 1: by another label, or where an answer has no labels by
 * other numbers. Undefined where stable's answer is none that could be compared. Pure.
 */
function answeredOtherwise(stable, canary) {
    const of = outputsIn(stable);
    if (of === undefined)
        return undefined;
    const labels = of.filter(({ name }) => name === 'label');
    const compared = labels.length > 0 ? labels : of;
    const other = outputsIn(canary) ?? [];
    const rows = Math.max(...compared.map((output) => output.rows));
    const differ = Array.from({ length: rows }, (_, row) => compared.some((one) => !sameRow(one, other.find(({ name }) => name === one.name), row)));
    return differ.filter((differs) => differs).length / rows;
}
function sameRow(one, other, row) {
    if (other === undefined || other.rows !== one.rows || other.data.length !== one.data.length)
        return false;
    const width = one.data.length / one.rows;
    return one.data
        .slice(row * width, (row + 1) * width)
        .every((value, column) => same(value, other.data[row * width + column]));
}
const same = (one, other) => typeof one === 'number' && typeof other === 'number'
    ? Math.abs(one - other) <= numberTolerance
    : JSON.stringify(one) === JSON.stringify(other);
function outputsIn(body) {
    let said;
    try {
        said = JSON.parse(body);
    }
    catch {
        return undefined;
    }
    const outputs = said?.outputs;
    if (!Array.isArray(outputs) || outputs.length === 0)
        return undefined;
    const read = outputs.flatMap((output) => outputOf(output) ?? []);
    return read.length === outputs.length ? read : undefined;
}
/** Data may be nested or flat; what one input has is a row. */
function outputOf(output) {
    const { name, shape, data } = (output ?? {});
    if (typeof name !== 'string' || !Array.isArray(data) || data.length === 0)
        return undefined;
    const rows = Array.isArray(shape) ? shape[0] : data.length;
    if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows < 1 || data.length % rows !== 0)
        return undefined;
    return { name, rows, data };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
;// CONCATENATED MODULE: ./build/src/gateway/agent/asked.js


/** So many are known, by some bytes each; of more the oldest are forgotten. */
const mostKnown = 1 << 16;
/**
 * Which requests a version was asked already. A model answers the same request the same again: asked twice it says nothing
 * new, and a client that repeats itself would speak for many. No request is kept, only what tells it from others.
 */
class Asked {
    #known = new Set();
    has(request) {
        return this.#known.has(markOf(request));
    }
    add(request) {
        this.#known.add(markOf(request));
        const [oldest] = this.#known;
        if (this.#known.size > mostKnown && oldest !== undefined)
            this.#known.delete(oldest);
    }
}
/** A client may give each of its requests a name of its own: what is asked is the rest. */
function markOf(request) {
    const said = (0,json/* jsonOf */.o_)(request);
    const asked = typeof said === 'object' && said !== null && !Array.isArray(said)
        ? JSON.stringify(Object.entries(said).filter(([key]) => key !== 'id'))
        : request;
    return (0,external_node_crypto_.createHash)('sha256').update(asked).digest('base64').slice(0, 16);
}

;// CONCATENATED MODULE: ./build/src/gateway/agent/tee.js


/** Longer requests and answers are not copied: a line of HAProxy's log holds both. */
const longestCopyBytes = 16 << 10;
/** So many are copied in a second at most: enough to know how two versions agree, and no load for a version. */
const copiesPerSecond = 100;
/** Only what changes nothing is asked twice. */
const copied = { method: 'POST', pathEnd: '/infer' };
/** What waits holds some megabytes at most. */
const mostWaiting = 100;
/** A version that is slower than its copies come is not pressed; what finds no room is dropped and counted. */
const mostAtOnce = 4;
/** Asks a version for what stable was asked, and counts how they agree. */
class Tee {
    #ask;
    #counts = {
        compared: 0,
        otherwise: 0,
        unanswered: 0,
        incomparable: 0,
        repeated: 0,
        dropped: 0,
    };
    #asked = new Asked();
    #waiting = [];
    #asking = 0;
    /** @param ask settles in bounded time, whatever the version does */
    constructor(ask) {
        this.#ask = ask;
    }
    get counts() {
        return { ...this.#counts };
    }
    take(copy) {
        if (this.#asked.has(copy.request))
            this.#counts.repeated += 1;
        else if (this.#waiting.length >= mostWaiting)
            this.#counts.dropped += 1;
        else {
            this.#asked.add(copy.request);
            this.#waiting.push(copy);
        }
        this.#next();
    }
    /** What waits is forgotten; what was asked is no longer counted. */
    end() {
        this.#waiting = [];
    }
    #next() {
        if (this.#asking >= mostAtOnce)
            return;
        const copy = this.#waiting.shift();
        if (copy === undefined)
            return;
        this.#asking += 1;
        this.#ask(copy.request)
            .catch(() => ({ outcome: 'unanswered' }))
            .then((said) => {
            this.#count(copy, said);
            this.#asking -= 1;
            this.#next();
        });
    }
    #count({ answer }, said) {
        const answered = said.outcome === 'answered' && said.status === 200;
        const otherwise = answeredOtherwise(answer, answered ? said.body : '');
        if (otherwise === undefined) {
            this.#counts.incomparable += 1;
            return;
        }
        this.#counts.compared += 1;
        this.#counts.otherwise += otherwise;
        if (!answered)
            this.#counts.unanswered += 1;
    }
}


/***/ }),

/***/ 91670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ breakerRule)
/* harmony export */ });
/** The canary's circuit breaker: so many failures in a row open it, and for so long it gets no request. */
const breakerRule = { failures: 5, openMs: 10_000 };


/***/ }),

/***/ 41180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   FO: () => (/* binding */ isFallbackFile),
/* harmony export */   Pb: () => (/* binding */ fallbackFile),
/* harmony export */   Y$: () => (/* binding */ nameOfFallback),
/* harmony export */   pX: () => (/* binding */ keptFallback)
/* harmony export */ });
/* unused harmony export longestFallbackBytes */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/** It stands in HAProxy's buffer beside the head. */
const longestFallbackBytes = 32 * 1024;
const nameOfFallback = ({ status, contentType, body }) => ({
    status,
    contentType,
    sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)),
});
/** Below the gateway's directory. */
const fallbackFile = ({ sha256 }) => `fallback-${sha256}`;
const isFallbackFile = (name) => /^fallback-[0-9a-f]{64}$/.test(name);
/** As model.yml says it. @param specFile for what is wrong with it */
async function readFallback(file, { specFile, ...said }) {
    const refused = (why, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${why}`, {
        exit: 'preflight',
        place: { file: specFile, key: 'deploy.fallback.file' },
        cause,
    });
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestFallbackBytes).catch((cause) => {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause);
        if (cause.code === 'ENOENT')
            throw refused('is not there: write the answer into it, or name another file', cause);
        throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause);
    });
    if (body.length === 0)
        throw refused('is empty: write the answer into it');
    return { ...said, body };
}
/** The one that a gateway keeps. @throws where it is gone, or is another one */
async function keptFallback(stateDir, name) {
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDir, fallbackFile(name)), longestFallbackBytes);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)) !== name.sha256)
        throw new Error(`${fallbackFile(name)} is damaged`);
    return { status: name.status, contentType: name.contentType, body };
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

/***/ 39362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ mostRetries),
/* harmony export */   y: () => (/* binding */ defaultRetries)
/* harmony export */ });
/* How often a request that no version answered is asked again: what `deploy.retries` may say, and what the agent takes. */
/** As clients of a proxy expect it. */
const defaultRetries = 3;
const mostRetries = 10;


/***/ }),

/***/ 10294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ sharesOf)
/* harmony export */ });
/** Who gets which part of the requests now, 0 to 1: while its breaker is open a canary has none of its share. Pure. */
function sharesOf({ stable, paused, canary }) {
    const served = stable !== undefined && paused === undefined;
    if (canary === undefined)
        return { stable: served ? 1 : 0, canary: 0 };
    // With nobody beside it, it has them all, and its breaker stays closed.
    if (!served)
        return { stable: 0, canary: canary.share > 0 ? 1 : 0 };
    const share = canary.breaker.openInARow > 0 ? 0 : canary.share;
    return { stable: 1 - share, canary: share };
}


/***/ }),

/***/ 24582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ handOverMs),
/* harmony export */   DH: () => (/* binding */ handOverPatienceMs),
/* harmony export */   up: () => (/* binding */ answerTimeoutMs)
/* harmony export */ });
/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
const answerTimeoutMs = 600_000;
/**
 * A supervisor says within so long whether another agent took over: that one has 15 s to come up, and the earlier one what is left to be
 * asked again where it does not.
 */
const handOverMs = 50_000;
/** Who asks learns it even where the last question took its whole time. */
const handOverPatienceMs = handOverMs + 7_000;


/***/ }),

/***/ 4715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ parseAsWritten),
/* harmony export */   T6: () => (/* binding */ jsonOfFields),
/* harmony export */   UO: () => (/* binding */ jsonAsWritten),
/* harmony export */   ak: () => (/* binding */ withoutWords),
/* harmony export */   o_: () => (/* binding */ jsonOf),
/* harmony export */   pX: () => (/* binding */ eachAsWritten),
/* harmony export */   r0: () => (/* binding */ wholeText),
/* harmony export */   wP: () => (/* binding */ isWhole),
/* harmony export */   ye: () => (/* binding */ Written)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** What a text says in JSON, undefined where it is none: no value of JSON is. */
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * JSON of what Python writes, which has words for numbers that JSON has none for. Who has gaps in a column has NaN there, so that it
 * says nothing; infinity is read as the number. The same text where there are no such words.
 */
function withoutWords(text) {
    const parts = [];
    let [from, at] = [0, 0];
    for (;;) {
        words.lastIndex = at;
        const found = words.exec(text);
        if (found === null)
            break;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + token.length;
        if (token === '"')
            continue;
        parts.push(text.slice(from, found.index), token === 'NaN' ? 'null' : infinity);
        from = at;
    }
    return `${parts.join('')}${text.slice(from)}`;
}
const words = /"|\b(?:NaN|Infinity)\b/g;
/** Too large for a number of JavaScript, and spelled as nobody does: what somebody wrote is told as it is written. */
const infinity = '1e0000000000000999';
/** A number that is another one, or is written otherwise, once it has been one of JavaScript: 12.50, 1e400, 9007199254740993. */
class Written {
    written;
    constructor(written) {
        this.written = written;
    }
    toString() {
        return this.written;
    }
    toJSON() {
        return Number(this.written);
    }
}
/** A whole number as `prepare` reads it, in digits: 1.0 is one, as who has gaps in a column of them often has a point in each. */
function wholeText(value) {
    const written = value instanceof Written ? value.written : typeof value === 'number' ? String(value) : undefined;
    if (written === undefined)
        return undefined;
    if (/^-?\d+$/.test(written))
        return written.length <= mostDigits ? written : undefined;
    const number = Number(written);
    return Number.isInteger(number) && Math.abs(number) <= 2 ** 53 ? String(number) : undefined;
}
const isWhole = (value) => wholeText(value) !== undefined;
const mostDigits = 4_000;
/**
 * `JSON.parse` for which the numbers of an object are what stands there: who reads digits takes 12.50 for another text than
 * 12.5. Numbers that are deeper inside of it are those of JavaScript, as nobody reads them and a row can have millions.
 */
function parseAsWritten(text) {
    const value = JSON.parse(text);
    return fieldsAsWritten(text) ?? value;
}
/** @param text that is JSON @returns undefined where it has no such number */
function fieldsAsWritten(text) {
    const marked = withMarkedNumbers(text);
    if (marked === undefined)
        return undefined;
    const fields = JSON.parse(marked);
    for (const [name, one] of Object.entries(fields))
        if (typeof one === 'string' && one.startsWith(mark))
            fields[name] = new Written(one.slice(mark.length));
    return fields;
}
/**
 * Each object of a list in the same way, one after another: marks for all numbers of a long list would be more than a text can hold.
 * @param text that is JSON, of a list of objects
 */
function* eachAsWritten(text) {
    let [start, at, depth] = [0, 0, 0];
    for (;;) {
        elsewhere.lastIndex = at;
        const found = elsewhere.exec(text);
        if (found === null)
            return;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + 1;
        if (token === '{' || token === '[') {
            depth += 1;
            if (depth === 2)
                start = found.index;
        }
        else if (token !== '"') {
            if (depth === 2) {
                const one = text.slice(start, at);
                yield fieldsAsWritten(one) ?? JSON.parse(one);
            }
            depth -= 1;
        }
    }
}
const isInfinite = (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
/** JSON of an object with numbers as they were written, where `JSON.stringify` would write those of JavaScript; infinity as Python does. */
const jsonOfFields = (fields) => `{${fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${value instanceof Written ? value.written : isInfinite(value) ? String(value) : JSON.stringify(value)}`)
    .join()}}`;
/** The same, undefined where the text is none. */
function jsonAsWritten(text) {
    try {
        return parseAsWritten(text);
    }
    catch {
        return undefined;
    }
}
/** Nobody who writes a file knows it. */
const mark = `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()} `;
const inFields = /["{}[\]]|-?\d[\d.eE+-]*/g;
const elsewhere = /["{}[\]]/g;
/** @param text that is JSON @returns the same with texts in the place of such numbers; undefined where there is none */
function withMarkedNumbers(text) {
    if (!/^\s*\{/.test(text))
        return undefined;
    const parts = [];
    let [from, at, depth] = [0, 0, 0];
    for (;;) {
        const next = depth === 1 ? inFields : elsewhere;
        next.lastIndex = at;
        const found = next.exec(text);
        if (found === null)
            break;
        const [token] = found;
        at = token === '"' ? endOfString(text, found.index) : found.index + token.length;
        if (token === '{' || token === '[')
            depth += 1;
        else if (token === '}' || token === ']')
            depth -= 1;
        else if (token !== '"' && isAnother(token)) {
            parts.push(text.slice(from, found.index), `"${mark}${token}"`);
            from = at;
        }
    }
    return parts.length === 0 ? undefined : `${parts.join('')}${text.slice(from)}`;
}
const isAnother = (token) => token !== '-0' && token !== infinity && token !== `-${infinity}` && String(Number(token)) !== token;
function endOfString(text, start) {
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
        let escapes = 0;
        while (text[end - 1 - escapes] === '\\')
            escapes += 1;
        if (escapes % 2 === 0)
            return end + 1;
    }
    return text.length;
}


/***/ }),

/***/ 41914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ modelFormats),
/* harmony export */   H3: () => (/* binding */ modelEngines),
/* harmony export */   SS: () => (/* binding */ modelTasks)
/* harmony export */ });
/** What a model's files are: whole weights, an exported graph, or an adapter that needs its base. */
const modelFormats = ['safetensors', 'onnx', 'adapter'];
/** What a model does. */
const modelTasks = ['text-classification', 'image-classification', 'seq2seq', 'causal-lm'];
/** What runs a model. */
const modelEngines = ['pytorch', 'onnxruntime'];


/***/ }),

/***/ 75820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   Ir: () => (/* binding */ walkTree),
/* harmony export */   L7: () => (/* binding */ linkOrCopy),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   lK: () => (/* binding */ linkTree),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/*
 * Trees of files that somebody else made: a job, a registry, a checkout. What is no regular file is refused and never
 * followed, a link could name any file of this host, a pipe is waited for, and a device has no end.
 */
/** Longer ones fit into no archive, and some file systems have no room for longer names. */
const longestPathBytes = 1024;
const longestNameBytes = 255;
/** More files than that are a mistake, or made to fill our memory. */
const mostFiles = 1_000_000;
/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    // They would break lines of logs and of keys, or are what stands for bytes that are no text.
    if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(path))
        return 'the path holds a character that cannot be shown';
    if (path.includes('\\'))
        return 'the path holds a backslash';
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
        return 'the path is absolute';
    const parts = path.split('/');
    if (parts.includes('..'))
        return 'the path leaves its directory';
    if (parts.includes('.') || parts.includes(''))
        return 'the path is not in its shortest form';
    if (parts.some((part) => part.startsWith('.wh.')))
        return 'a name with .wh. deletes files of an image';
    if (Buffer.byteLength(path) > longestPathBytes)
        return `the path is longer than ${longestPathBytes} bytes`;
    if (parts.some((part) => Buffer.byteLength(part) > longestNameBytes))
        return `a name is longer than ${longestNameBytes} bytes`;
    return undefined;
}
/** The same for paths that are one file where case does not count, or letters are spelt in several ways. */
const folded = (path) => path.normalize('NFC').toLowerCase();
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const name = folded(path);
        const other = seen.get(name);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(name, path);
    }
    return undefined;
}
/** Every regular file below a directory, under whatever name, sorted by path. @throws UserError for everything else in it */
async function walkTree(directory, options = {}) {
    if (options.links === 'refused' && (await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(directory))).isSymbolicLink())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: a link, and what lies there is read only where it is: make it a directory`);
    const root = await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory));
    const files = [];
    // A list and no recursion: how deep it goes is up to whoever made the tree.
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop()) {
        for (const entry of await asked((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, prefix), { withFileTypes: true }))) {
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            if (options.skip?.(entry.name, path) === true)
                continue;
            if (entry.isDirectory()) {
                ahead.push(path);
                continue;
            }
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path);
            if (entry.isSymbolicLink() && options.links === 'refused')
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link, which could name any file of this host: write the file itself there`);
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: neither a file nor a directory: only regular files are read, remove it`);
            if (files.length === mostFiles)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: more than ${mostFiles} files: remove those that do not belong there`);
            files.push({ path, sizeBytes: (await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)))).size });
        }
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** The files of `walkTree`, with names that any image and any machine can hold. @throws UserError for one that is not */
async function listFiles(directory, options = {}) {
    const files = await walkTree(directory, options);
    for (const { path } of files) {
        const fault = pathFault(path);
        if (fault !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${JSON.stringify((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))}: ${fault}: rename the file`);
    }
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files;
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    const facts = await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target));
    if (facts.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to a directory: copy the files instead`);
    if (!facts.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to what is no file: remove it`);
}
/** What the system says of a path; it may say that the path is too long, closed to us, or gone meanwhile. */
const asked = (shown, answer) => answer.catch((error) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${short(shown)}: cannot be read (${error.code}): check the path, its permissions, and that nobody changes it`, { cause: error });
});
const short = (path) => (path.length > 300 ? `${path.slice(0, 300)}…` : path);
/** Removes a tree that somebody else made, also where it is deeper than the system takes paths, and `rm` gives up. */
async function removeTree(directory) {
    for (;;) {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(directory, { recursive: true, force: true });
        }
        catch (error) {
            if (error.code !== 'ENAMETOOLONG')
                throw error;
            await flatten(directory);
        }
    }
}
/** Moves what lies too deep up into the directory itself. */
async function flatten(directory) {
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop())
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), { withFileTypes: true })) {
            if (!entry.isDirectory())
                continue;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(prefix, entry.name);
            if (Buffer.byteLength(path) < longestPathBytes) {
                ahead.push(path);
                continue;
            }
            const flat = `deep-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, flat));
            ahead.push(flat);
        }
}
/** One file in two places: nobody writes into a file that a job has left, what changes one puts another in its place. */
async function linkOrCopy(from, to) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(to), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(from, to).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(from, to));
}
/** The same for all files of a directory. */
async function linkTree(from, to) {
    for (const { path } of await listFiles(from, { links: 'refused' }))
        await linkOrCopy((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, path));
}


/***/ })

};
