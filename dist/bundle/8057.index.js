export const id = 8057;
export const ids = [8057];
export const modules = {

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

/***/ 25246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ homeDirectory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
function homeDirectory(environment) {
    const named = environment['HOME'] ?? '';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(named))
        return named;
    const known = knownHome();
    if (known !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(known))
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`, { exit: 'preflight' });
}
/** Throws in a container whose user has no name. */
function knownHome() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ placesDirectory),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Vh: () => (/* binding */ environmentOfJobs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25246);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .R)(environment), '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const places = placesDirectory(environment);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'history.jsonl'),
        looks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'looks.jsonl'),
        monitor: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'monitor.json'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'locks'),
        trainedHere: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.trained-here'),
        sharedGateways: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.shared-gateways'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
}


/***/ }),

/***/ 49118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ answerIn),
/* harmony export */   rA: () => (/* binding */ GoldenProbes)
/* harmony export */ });
/* unused harmony exports scoreTolerance, sameAnswer, goldenAnswer, askAll, gateBefore, toldOfStable */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);
/* harmony import */ var _watching_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76822);




/**
 * Scores may differ by so much. Other numbers of threads move none of INT8, nor does a batch of 8 one of FP32 (MiniLM, 300
 * texts); INT8 in batches that it was not judged in moves one by 0.1.
 */
const scoreTolerance = 0.01;
/** Whether a server's answer is the one that was judged. Pure. @param body of an answer 200 of the Open Inference Protocol */
function sameAnswer(body, { answer }) {
    const said = answerIn(body);
    return said !== undefined && said.label === answer.label && Math.abs(said.score - answer.score) <= scoreTolerance;
}
/** The label and score of the first input; undefined where an answer has none. Pure. */
function answerIn(body) {
    const parsed = inference.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonOf */ .o_)(body));
    if (!parsed.success)
        return undefined;
    const said = (name) => parsed.data.outputs.find((output) => output.name === name)?.data[0];
    const [label, score] = [said('label'), said('score')];
    return typeof label === 'string' && typeof score === 'number' ? { label, score } : undefined;
}
const inference = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ outputs: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), data: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()) })) });
/** How a probe ended, of all servers of a version the worst: one that says something else, then one that says nothing. */
function goldenAnswer(probe, answers) {
    const of = (one) => {
        // A server that has too much to do, or failed, has not said anything about the input.
        if (one.outcome === 'unanswered' || one.status === 429 || one.status >= 500)
            return 'missing';
        return one.status === 200 && sameAnswer(one.body, probe) ? 'right' : 'wrong';
    };
    const outcomes = answers.map(of);
    const outcome = outcomes.includes('wrong')
        ? 'wrong'
        : outcomes.length === 0 || outcomes.includes('missing')
            ? 'missing'
            : 'right';
    return { id: probe.id, outcome };
}
/**
 * So often is a probe asked that gets no answer, a little later each time: the canary's first requests may be slow. Stable has
 * clients, and no turn of the canary's waits for it.
 */
const triesOf = { canary: 3, stable: 1 };
const stablePatienceMs = 5_000;
/** Asks all of them before there is any traffic. @param tries as often each */
async function askAll(probes, ask, { signal, tries }) {
    const answers = [];
    // A server that answers nothing is tried with some: all of them would take minutes.
    for (let missing = 0; answers.length < probes.length && missing < 5;) {
        const probe = probes[answers.length];
        const isAnswer = ({ outcome }) => outcome !== 'missing';
        const answer = await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .askPatiently */ .Ev)(() => ask(probe), { tries, isAnswer, signal });
        answers.push(answer);
        if (answer.outcome === 'missing')
            missing++;
    }
    return answers;
}
/** Of the answers before there was traffic. Pure. */
function gateBefore(answers) {
    const other = answers.filter(({ outcome }) => outcome !== 'right');
    const wrong = other.filter(({ outcome }) => outcome === 'wrong').length;
    const said = [
        ...(wrong > 0 ? [`${wrong} other answers than were judged`] : []),
        ...(other.length > wrong ? [`no answer to ${other.length - wrong}`] : []),
    ].join(' and ');
    const [first] = other;
    return {
        name: 'golden probes before traffic',
        verdict: first === undefined ? 'pass' : 'fail',
        observed: { value: other.length, unit: 'other answers' },
        allowed: 0,
        because: first === undefined
            ? `the canary answered all ${answers.length} golden probes as they were judged`
            : `the canary gave ${said}, of ${answers.length} golden probes (the first is example ${JSON.stringify(first.id)}): what runs is not what was evaluated`,
    };
}
/** How many answers users will have otherwise from now on, of test inputs; undefined where stable was not asked. Pure. */
function toldOfStable(answers) {
    if (answers.length === 0)
        return undefined;
    const of = (outcome) => answers.filter((one) => one.outcome === outcome).length;
    const missing = of('missing');
    return `for comparison alone, as stable is another model: it answers ${of('wrong')} of ${answers.length} golden probes otherwise than the canary${missing === 0 ? '' : `, and ${missing} not at all`}; that decides nothing`;
}
/**
 * The golden probes of one rollout: whether what runs is what was evaluated. Where what serves is at fault and a version that
 * served before takes all at once, there are none: each second counts, and it was asked then.
 */
class GoldenProbes {
    #golden;
    #ended = new AbortController();
    #answers = [];
    #perSecond = 0;
    #gates = [];
    #ofStable = [];
    constructor(golden) {
        this.#golden = golden;
    }
    /** What they said before there was traffic. */
    get gates() {
        return this.#gates;
    }
    /** How many are asked in a second from now on. */
    get perSecond() {
        return this.#perSecond;
    }
    /**
     * Asks both versions all of them before there is any traffic; where the canary says what was judged, one after the other
     * from then on. What stable says decides nothing: it is another model.
     * @param patiently asks the gateway for as long as it makes sense
     */
    async before({ canary, stable }, patiently, signal) {
        if (this.#golden === undefined)
            return undefined;
        const { probes, everyMs, ask: askServers } = this.#golden;
        const asking = (backend, patienceMs) => async (probe) => goldenAnswer(probe, await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .inTime */ .RN)(askServers(backend, JSON.stringify(probe.request)), patienceMs, []));
        const ask = asking(canary, _watching_js__WEBPACK_IMPORTED_MODULE_1__/* .lostAfterMs */ .j);
        const ofStable = stable === undefined ? undefined : this.#askStable(probes, asking(stable, stablePatienceMs), signal);
        const answers = await askAll(probes, (probe) => patiently(() => ask(probe)), { signal, tries: triesOf.canary });
        await ofStable?.inTime();
        const gate = gateBefore(answers);
        this.#gates = [gate];
        if (gate.verdict !== 'pass')
            return gate;
        this.#perSecond = 1000 / everyMs;
        void this.#keepAsking(probes, ask, everyMs);
        return gate;
    }
    /** What it has not answered by the time the canary has, and a little later, is left. */
    #askStable(probes, ask, signal) {
        const late = new AbortController();
        const keep = async (probe) => {
            const answer = await ask(probe);
            if (!late.signal.aborted)
                this.#ofStable.push(answer);
            return answer;
        };
        const ended = AbortSignal.any([signal, this.#ended.signal, late.signal]);
        const asked = askAll(probes, keep, { signal: ended, tries: triesOf.stable }).then(() => undefined, () => undefined);
        return {
            inTime: async () => {
                await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .inTime */ .RN)(asked, stablePatienceMs, undefined);
                late.abort();
            },
        };
    }
    /** What is to be said of stable's answers before there was traffic. */
    told() {
        const told = toldOfStable(this.#ofStable);
        return told === undefined ? [] : [told];
    }
    /** Those since the last time. */
    take() {
        const taken = this.#answers;
        this.#answers = [];
        return taken;
    }
    end() {
        this.#ended.abort();
    }
    /**
     * One at a time. One that is answered wrongly is asked again next: one wrong answer may be an accident, and its turn would
     * come minutes later.
     */
    async #keepAsking(probes, ask, everyMs) {
        const { signal } = this.#ended;
        for (let next = 0; !signal.aborted;) {
            // Whether the gateway answers at all is asked elsewhere, and nothing was learnt of the canary.
            const answer = await ask(probes[next % probes.length]).catch(() => undefined);
            if (answer !== undefined && !signal.aborted)
                this.#answers.push(answer);
            if (answer?.outcome !== 'wrong')
                next++;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_3__/* .sleep */ .yy)(everyMs, signal).catch(() => undefined);
        }
    }
}


/***/ }),

/***/ 76822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ Watching),
/* harmony export */   j: () => (/* binding */ lostAfterMs)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);
/* harmony import */ var _split_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9871);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67285);



/** The gateway gives a server ten seconds at most: a question that takes longer is lost on its way. */
const lostAfterMs = 15_000;
/** How long what else is seen waits for a health probe. */
const probePatienceMs = 500;
/** What the versions of a rollout do: their counters from one time to the next, and the canary's health in turn. */
class Watching {
    #o;
    #counters = {};
    #countedMs = 0;
    /** Longer than nearly all of stable's answers take, as far as is known. */
    #longMs;
    #probedMs = Number.NEGATIVE_INFINITY;
    #probing;
    constructor(options) {
        this.#o = options;
    }
    /** What is counted from now on is new. */
    async begin(stable) {
        this.#counters = await this.#observe();
        this.#countedMs = this.#o.clock.monotonicMs();
        this.#longMs = this.#nearlyAllOf(stable);
    }
    /** Answers that it gave, in all. */
    async answersOf({ id }) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .answersOf */ .Bw)((await this.#observe())[id]);
    }
    /** Answers that it gave, and clients that left before they had one, in all. */
    async endsOf({ id }) {
        const observed = (await this.#observe())[id];
        return { answers: (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .answersOf */ .Bw)(observed), left: observed?.abandoned.count ?? 0 };
    }
    /** Requests since the last time, and how long that is, without making it a time of its own. */
    async requestsOf(backend) {
        const id = backend?.id ?? '';
        const tally = (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(this.#counters[id], (await this.#observe())[id], this.#longMs);
        return { ...tally, ms: this.#o.clock.monotonicMs() - this.#countedMs };
    }
    /** What both did since the last time. */
    async since(stable, canary) {
        const [before, longMs] = [this.#counters, this.#longMs];
        // For the next time: what is slow must not be said by the requests that are judged.
        await this.begin(stable);
        const tally = ({ id }) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(before[id], this.#counters[id], longMs);
        const counted = { stable: stable === undefined ? _tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6 : tally(stable), canary: tally(canary) };
        if (stable === undefined || this.#counters[canary.id]?.draws === undefined)
            return counted;
        const drawn = ({ id }) => {
            const now = this.#counters[id];
            return (0,_split_js__WEBPACK_IMPORTED_MODULE_0__/* .drawsBetween */ .gp)((0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .sameCounters */ .aL)(before[id], now)?.draws, now?.draws, longMs);
        };
        return { ...counted, draws: { stable: drawn(stable), canary: drawn(canary) } };
    }
    /** How long a request is waited for until it hangs. */
    patienceMs(stable, leastMs) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .patienceMs */ .si)(this.#counters[stable?.id ?? '']?.latency, leastMs);
    }
    /** What it did in about each minute of the last hour, as far as the gateway counted. */
    async pastOf(backend) {
        const { lease, metrics, signal } = this.#o;
        const past = await lease.ask(() => metrics.past(backend), signal);
        const longMs = (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nearlyAllMs */ .vY)(past.at(-1)?.latency);
        return past.slice(1).map((now, index) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .tallyBetween */ .d7)(past[index], now, longMs));
    }
    /**
     * Asks the target first: after a reboot another program may answer at the address. Then it is asked as often as a canary
     * before it fails. A stable that has more to do than it can misses probes and still answers requests: it lives, and a
     * canary that got all of them would be the next to fail.
     * @returns undefined where stable serves
     */
    async whyDead(stable, { target, healthFailures, note }) {
        const running = await target.list();
        if (!running.some(({ id }) => id === stable.id))
            return `the ${target.name} target no longer runs it`;
        const before = await this.answersOf(stable);
        for (let failures = 1;; failures++) {
            if (await this.probe(stable))
                return undefined;
            const answers = (await this.answersOf(stable)) - before;
            if (answers > 0) {
                note(`${stable.id} misses health probes and answered ${answers} requests meanwhile: it lives`);
                return undefined;
            }
            if (failures >= healthFailures)
                return `${failures} health probes in a row failed, and it answered no request`;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(this.#o.healthIntervalMs, this.#o.signal);
        }
    }
    probe(backend) {
        return this.#o.lease.ask(() => (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .inTime */ .RN)(this.#o.probe(backend), lostAfterMs, false), this.#o.signal);
    }
    /**
     * What the last probe said, once. A server that stands still answers none before its time is over: nobody waits for that,
     * as its clients see it too.
     */
    async probeInTurn(backend) {
        const { healthIntervalMs, clock } = this.#o;
        if (this.#probing === undefined && clock.monotonicMs() - this.#probedMs >= healthIntervalMs) {
            this.#probedMs = clock.monotonicMs();
            this.#probing = this.probe(backend).then((healthy) => () => healthy, (error) => () => {
                throw error;
            });
        }
        const said = await Promise.race([this.#probing, (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(Math.min(healthIntervalMs, probePatienceMs))]);
        if (said === undefined)
            return 'not-probed';
        this.#probing = undefined;
        return said();
    }
    #observe() {
        return this.#o.lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
    }
    #nearlyAllOf(stable) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_1__/* .nearlyAllMs */ .vY)(this.#counters[stable?.id ?? '']?.latency);
    }
}


/***/ }),

/***/ 49990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XZ: () => (/* binding */ rowValues),
/* harmony export */   _y: () => (/* binding */ plainValue),
/* harmony export */   qg: () => (/* binding */ rowText),
/* harmony export */   uR: () => (/* binding */ stripped)
/* harmony export */ });
/* unused harmony export valueText */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4715);

/*
 * The text that a model reads of a row: each column by its name, so that no value can pass for another column. What
 * model_runtime/row_text.py writes, and why.
 */
/** White space as Python has it, which reads the same files. */
const blank = new RegExp('[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]');
/** In one pass from each end: a pattern for the end would try again at each blank of a long run inside. */
function stripped(text) {
    let [from, to] = [0, text.length];
    while (from < to && blank.test(text.charAt(from)))
        from++;
    while (from < to && blank.test(text.charAt(to - 1)))
        to--;
    return text.slice(from, to);
}
/** Undefined where it is no plain value. */
function valueText(value) {
    if (value === null || (typeof value === 'string' && stripped(value) === ''))
        return null;
    if (typeof value === 'string')
        return value;
    if (typeof value === 'boolean' || value instanceof _json_js__WEBPACK_IMPORTED_MODULE_0__/* .Written */ .ye)
        return String(value);
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
/** In NFC. Nothing, where no column says anything. */
function rowText(values, columns) {
    if (columns.every((name) => (values[name] ?? null) === null))
        return '';
    return columns
        .map((name) => {
        const value = values[name] ?? null;
        return value === null ? `${name}:` : `${name}: ${value.replaceAll(/[|\uff5c]/g, '$&$&')}`;
    })
        .join(' | ')
        .normalize('NFC');
}
/** What a value must be, for messages. */
const plainValue = 'a text, a number, true, false or null';
/** What of a row a model reads; the first column that is no plain value, or not there, where there is one. */
function rowValues(fields, columns) {
    const values = [];
    for (const name of columns) {
        const value = Object.hasOwn(fields, name) ? valueText(fields[name]) : undefined;
        if (value === undefined)
            return { wrong: name };
        values.push([name, value]);
    }
    return { values: Object.fromEntries(values) };
}


/***/ }),

/***/ 84079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ versionsState),
/* harmony export */   R1: () => (/* binding */ sharing),
/* harmony export */   Ui: () => (/* binding */ gatewayState),
/* harmony export */   dp: () => (/* binding */ who),
/* harmony export */   eC: () => (/* binding */ owner),
/* harmony export */   v0: () => (/* binding */ readListens),
/* harmony export */   xh: () => (/* binding */ keptListens)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41180);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */
const gatewayState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'gateway');
const versionsState = ({ place }) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.deploy, 'versions');
const listensWith = ({ deploy }, fallback) => {
    const { port, metricsPort, host, tls, tokens, accessLog, splitBy } = deploy;
    const own = {
        ...(fallback === undefined ? {} : { fallback }),
        ...(splitBy === undefined ? {} : { splitBy: splitBy.header }),
    };
    return { port, metricsPort, front: { host, tls, tokens, accessLog, ...own } };
};
/** For who deploys. @throws UserError where the file of `deploy.fallback` cannot be used */
async function readListens({ spec, specFile, bounds, }) {
    const { fallback } = spec.deploy;
    if (fallback === undefined)
        return listensWith(spec, undefined);
    const { file, ...said } = fallback;
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, file, { file: specFile, key: 'deploy.fallback.file' });
    return listensWith(spec, await (0,_gateway_fallback_js__WEBPACK_IMPORTED_MODULE_3__/* .readFallback */ .DE)(path, { ...said, specFile }));
}
/** For who goes on with what was deployed: the gateway of this machine keeps the file, whatever became of the one of model.yml. */
async function keptListens({ spec, place }) {
    const { fallbackAt } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8953)]).then(__webpack_require__.bind(__webpack_require__, 18953));
    return listensWith(spec, await fallbackAt(gatewayState({ place }), spec.deploy.fallback));
}
/** With whom it shares that, if at all. */
const sharing = ({ spec, place }) => ({
    directory: place.sharedGateways,
    name: spec.name,
    hosts: spec.deploy.hosts,
    shared: spec.deploy.shared,
});
/** Who holds the lease, in words that help the one who is refused. */
const owner = (context) => `${who(context)} (${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')})`;
/** Who is at work here: a job, or a person at a terminal. */
function who({ environment }) {
    const run = environment['GITHUB_RUN_ID'];
    if (run === undefined)
        return `${environment['USER'] ?? 'somebody'}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}, process ${process.pid}`;
    const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`;
    return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`;
}


/***/ }),

/***/ 54035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holm)
/* harmony export */ });
/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
function holm(ps) {
    const adjusted = new Array(ps.length).fill(1);
    let largest = 0;
    ps.map((p, index) => ({ p, index }))
        .sort((a, b) => a.p - b.p)
        .forEach(({ p, index }, rank) => {
        largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
        adjusted[index] = largest;
    });
    return adjusted;
}


/***/ }),

/***/ 81266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Random)
/* harmony export */ });
/**
 * Numbers that look random and are the same for the same seed: xoshiro128** (Blackman and Vigna 2018), which passes the usual
 * tests of randomness. They are made many at once, because that is several times as fast.
 */
class Random {
    state;
    words = new Uint32Array(1024);
    used = 1024;
    constructor(seed) {
        // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
        let state = seed | 0;
        this.state = Uint32Array.from({ length: 4 }, () => {
            state = (state + 0x9e3779b9) | 0;
            let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
            mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
            return mixed ^ (mixed >>> 15);
        });
    }
    /** Each uniform over 0 to 2³² − 1. */
    fill(words) {
        let [a = 0, b = 0, c = 0, d = 0] = this.state;
        for (let index = 0; index < words.length; index++) {
            const five = Math.imul(b, 5);
            words[index] = Math.imul((five << 7) | (five >>> 25), 9);
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
        }
        this.state.set([a, b, c, d]);
    }
    word() {
        if (this.used === this.words.length) {
            this.fill(this.words);
            this.used = 0;
        }
        return this.words[this.used++] ?? 0;
    }
    /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
    unit() {
        return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
    }
}


/***/ })

};
