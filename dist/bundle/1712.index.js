export const id = 1712;
export const ids = [1712,9219];
export const modules = {

/***/ 98997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eL: () => (/* binding */ usableGpus),
/* harmony export */   oT: () => (/* binding */ visibleDevices),
/* harmony export */   vL: () => (/* binding */ gpusFor)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25417);


/** The devices that CUDA_VISIBLE_DEVICES leaves to us; undefined where it is not set. */
const visibleDevices = (environment) => environment['CUDA_VISIBLE_DEVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-1');
/** The machine's GPUs, of which no more count than were left to us. */
async function usableGpus(environment, signal) {
    const { gpus, ...rest } = await (0,_machine_js__WEBPACK_IMPORTED_MODULE_1__/* .installedGpus */ .GN)(environment, signal);
    return { ...rest, gpus: gpus.slice(0, visibleDevices(environment)?.length) };
}
/**
 * How many of the machine's GPUs a job gets. Without a word of the spec it gets one, where there is one: a machine with a
 * GPU never trains on its CPU because something between the two is not set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
async function gpusFor(wanted, present, unusable) {
    const place = { key: 'engine.gpus' };
    if (wanted === 0 || (wanted === undefined && present.length === 0))
        return 0;
    if (present.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${wanted} GPUs are asked for, and this machine has none: run on one that has, or set it to 0`, {
            place,
            exit: 'preflight',
        });
    const count = wanted === 'all' ? present.length : (wanted ?? 1);
    if (count > present.length)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count} GPUs are asked for, and this machine has ${present.length}: ask for fewer`, {
            place,
            exit: 'preflight',
        });
    const because = await unusable();
    if (because !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`this machine has a GPU (${present[0]?.name}) that jobs cannot use: ${because}; or set it to 0 to train on the CPU knowingly`, { place, exit: 'preflight' });
    return count;
}


/***/ }),

/***/ 25417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ installedGpus),
/* harmony export */   Ss: () => (/* binding */ smiQuery),
/* harmony export */   cJ: () => (/* binding */ cpuOf),
/* harmony export */   s7: () => (/* binding */ readSmi)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72636);



/* What this machine has, as its system says. */
/** The instruction sets that decide speed and rounding of matrix products (INT8 saturates without VNNI); environment.py has the same. */
const telling = /^(?:avx|fma|f16c|amx|sse4|asimd|sve|i8mm|bf16|vnni)/;
/** The processor. Systems without /proc/cpuinfo say no instruction sets. */
async function cpuOf(cpuinfo = '/proc/cpuinfo') {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(cpuinfo, 'utf8').catch(() => '');
    const value = (key) => key.exec(text)?.[1]?.trim();
    const model = value(/^model name\s*:(.*)$/m) ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.cpus)()[0]?.model ?? process.arch;
    const flags = (value(/^(?:flags|Features)\s*:(.*)$/m) ?? '').split(/\s+/).filter((flag) => telling.test(flag));
    return { model, flags: [...new Set(flags)].sort() };
}
/** Asks nvidia-smi for the lines that `readSmi` reads. */
const smiQuery = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'];
const smiTimeoutMs = 30_000;
/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * @param devices directory of the devices
 */
async function installedGpus(environment, signal, devices = '/dev') {
    const lines = [];
    const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)('nvidia-smi', smiQuery, {
        env: (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .plainEnvironment */ .Ud)(environment),
        signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
        onStdoutLine: (line) => lines.push(line),
    }).catch(() => {
        signal.throwIfAborted();
        return { exitCode: -1 };
    });
    const told = exitCode === 0 ? readSmi(lines) : { gpus: [] };
    if (told.gpus.length > 0)
        return told;
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(devices).catch(() => []);
    return { gpus: names.filter((name) => /^nvidia\d+$/.test(name)).map(() => ({ name: 'NVIDIA GPU', memoryBytes: 0 })) };
}
/** Lines of `name, memory in MiB, driver`; others are complaints. */
function readSmi(lines) {
    const rows = lines.map((line) => /^(.+), (\d+), (\S+)$/.exec(line.trim())).filter((row) => row !== null);
    const driver = rows[0]?.[3];
    return {
        gpus: rows.map(([, name = '', mebibytes]) => ({ name, memoryBytes: Number(mebibytes) * 1024 ** 2 })),
        ...(driver === undefined ? {} : { driver }),
    };
}


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
        throw refused(`cannot be read (${cause.message}): let whoever deploys read it`, cause);
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

/***/ 4715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ jsonOf)
/* harmony export */ });
/** What a text says in JSON, undefined where it is none: no value of JSON is. */
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 19219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N3: () => (/* binding */ clearAllButStable),
/* harmony export */   Og: () => (/* binding */ startStableAgain),
/* harmony export */   Xj: () => (/* binding */ drainMs),
/* harmony export */   cleanUpRollout: () => (/* binding */ cleanUpRollout),
/* harmony export */   dA: () => (/* binding */ cancelGraceMs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** The lease of a clean-up: long enough for it, short enough that the next rollout need not wait where it is killed. */
const leaseMs = 30_000;
/**
 * Leaves stable alone, with all traffic: takes the canary's traffic first, then takes out of the gateway and stops whatever
 * is not stable. Needs the lease; idempotent.
 */
async function clearAllButStable({ traffic, target, owner, graceMs, note }) {
    await traffic.evict();
    const { stable, idle } = await traffic.status();
    for (const left of idle) {
        await traffic.remove(owner, left.id, graceMs);
        note(`${left.id}, left by an earlier run, was taken out`);
    }
    for (const id of await target.sweep(stable?.id, graceMs))
        note(`${id}, left by an earlier run, was stopped`);
}
/**
 * Starts stable again where it was stopped to make room for a version that does not serve any more. Needs that to be gone,
 * and takes the lease; idempotent.
 * @param patience until when it must be ready to get traffic; without, it gets it at once, and answers once it is ready
 * @returns its id; undefined where it was not stopped @throws UserError where it does not come up
 */
async function startStableAgain({ traffic, target, owner, note }, patience) {
    const { stable, paused } = await traffic.status();
    if (stable === undefined || paused === undefined)
        return undefined;
    note(`${stable.id} was stopped at ${paused.since} to make room, and is started again`);
    const again = await target.startAgain(stable.id);
    try {
        if (patience !== undefined)
            await target.ready(again, patience.readyMs, patience.signal);
    }
    finally {
        // One that is late serves when it is ready. The lease may be over after so long.
        await traffic.acquire(owner, leaseMs);
        await traffic.resume(owner, again);
    }
    return stable.id;
}
/**
 * Undoes what a rollout that was cancelled or killed left half done; what it promoted stays. For `post`, in a process of its
 * own: `owner` is that of the rollout. Where another run has the lease meanwhile, that run has cleared what was ours, and
 * nothing is touched. Idempotent: after a rollout that came to its end there is nothing to do.
 * @returns whether the lease was to be had
 */
async function cleanUpRollout(options) {
    const { traffic, owner, note } = options;
    try {
        await traffic.acquire(owner, leaseMs);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        note(`nothing to clean up: ${error.message}`);
        return false;
    }
    try {
        await clearAllButStable({ ...options, graceMs: cancelGraceMs });
        await startStableAgain(options);
        return true;
    }
    finally {
        await traffic.release(owner);
    }
}
/** How long requests in flight to a version may take until they are cut. */
const drainMs = 30_000;
/** A cancelled job is killed 10 s after its first signal, and everything must be gone by then. */
const cancelGraceMs = 1_500;


/***/ }),

/***/ 49118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ke: () => (/* binding */ answerIn),
/* harmony export */   rA: () => (/* binding */ GoldenProbes)
/* harmony export */ });
/* unused harmony exports scoreTolerance, sameAnswer, goldenAnswer, askAll, gateBefore, toldOfStable */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4715);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49455);
/* harmony import */ var _watching_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76822);




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
    const parsed = inference.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonOf */ .o)(body));
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
    return `stable answers ${of('wrong')} of ${answers.length} golden probes otherwise than the canary${missing === 0 ? '' : `, and ${missing} not at all`}: that decides nothing`;
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
        const ask = asking(canary, _watching_js__WEBPACK_IMPORTED_MODULE_0__/* .lostAfterMs */ .j);
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
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67285);


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
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .answersOf */ .Bw)((await this.#observe())[id]);
    }
    /** Answers that it gave, and clients that left before they had one, in all. */
    async endsOf({ id }) {
        const observed = (await this.#observe())[id];
        return { answers: (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .answersOf */ .Bw)(observed), left: observed?.abandoned.count ?? 0 };
    }
    /** Requests since the last time, and how long that is, without making it a time of its own. */
    async requestsOf(backend) {
        const id = backend?.id ?? '';
        const tally = (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(this.#counters[id], (await this.#observe())[id], this.#longMs);
        return { ...tally, ms: this.#o.clock.monotonicMs() - this.#countedMs };
    }
    /** What both did since the last time. */
    async since(stable, canary) {
        const [before, longMs] = [this.#counters, this.#longMs];
        // For the next time: what is slow must not be said by the requests that are judged.
        await this.begin(stable);
        const tally = ({ id }) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(before[id], this.#counters[id], longMs);
        return { stable: stable === undefined ? _tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nothing */ .s6 : tally(stable), canary: tally(canary) };
    }
    /** How long a request is waited for until it hangs. */
    patienceMs(stable, leastMs) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .patienceMs */ .si)(this.#counters[stable?.id ?? '']?.latency, leastMs);
    }
    /** What it did in about each minute of the last hour, as far as the gateway counted. */
    async pastOf(backend) {
        const { lease, metrics, signal } = this.#o;
        const past = await lease.ask(() => metrics.past(backend), signal);
        const longMs = (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nearlyAllMs */ .vY)(past.at(-1)?.latency);
        return past.slice(1).map((now, index) => (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyBetween */ .d7)(past[index], now, longMs));
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
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(this.#o.healthIntervalMs, this.#o.signal);
        }
    }
    probe(backend) {
        return this.#o.lease.ask(() => (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .inTime */ .RN)(this.#o.probe(backend), lostAfterMs, false), this.#o.signal);
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
        const said = await Promise.race([this.#probing, (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(Math.min(healthIntervalMs, probePatienceMs))]);
        if (said === undefined)
            return 'not-probed';
        this.#probing = undefined;
        return said();
    }
    #observe() {
        return this.#o.lease.ask(() => this.#o.metrics.observe(), this.#o.signal);
    }
    #nearlyAllOf(stable) {
        return (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .nearlyAllMs */ .vY)(this.#counters[stable?.id ?? '']?.latency);
    }
}


/***/ }),

/***/ 79450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ signLegacy),
/* harmony export */   kx: () => (/* binding */ legacyFindings),
/* harmony export */   w_: () => (/* binding */ legacyTag)
/* harmony export */ });
/* unused harmony exports simpleSigningType, legacyPayload, judgeLegacy */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88113);







/*
 * The form that cosign up to 2.6.2 reads alone: an image at the tag `sha256-HEX.sig` whose layers are simple-signing payloads
 * (containers/image, docs/containers-signature.5.md), each with its signature in an annotation.
 */
/** A payload names a repository and a digest. */
const largestPayload = 65_536;
const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';
const signatureKey = 'dev.cosignproject.cosign/signature';
const claimType = 'cosign container image signature';
const legacyTag = (digest) => `${digest.replace(':', '-')}.sig`;
/** The bytes that are signed. @param repository without tag or digest; readers show it and check only the digest */
const legacyPayload = (repository, digest) => Buffer.from(JSON.stringify({
    critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': digest },
        type: claimType,
    },
    optional: null,
}));
const claimSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    critical: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        image: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ 'docker-manifest-digest': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP() }),
        type: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(claimType),
    }),
});
function judgeLegacy(payload, signatureBase64, digest, trust) {
    if (signatureBase64 === undefined)
        return { kind: 'unusable', because: `no annotation ${signatureKey}` };
    if (!trust.verifyBytes(payload, Buffer.from(signatureBase64, 'base64')))
        return { kind: 'unproven' };
    let json;
    try {
        json = JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return { kind: 'unusable', because: 'a payload that is not JSON' };
    }
    const claim = claimSchema.safeParse(json);
    if (!claim.success)
        return { kind: 'unusable', because: 'a payload that claims nothing about an image' };
    const subject = claim.data.critical.image['docker-manifest-digest'];
    return subject === digest ? { kind: 'signed' } : { kind: 'wrong-subject', subjects: [subject] };
}
/** Judges every signature at the image's tag; none where there is no such tag. */
async function legacyFindings(store, digest, trust) {
    return judgeLayers(store, await layersAtTag(store, digest), digest, trust);
}
async function judgeLayers(store, layers, digest, trust) {
    const findings = [];
    for (const layer of layers)
        findings.push(layer.mediaType === simpleSigningType && layer.size <= largestPayload
            ? judgeLegacy(await (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readBlob */ .gm)(store, layer), layer.annotations?.[signatureKey], digest, trust)
            : { kind: 'unusable', because: `a layer of ${layer.size} bytes of type ${(0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(layer.mediaType)}` });
    return findings;
}
/** Signs `digest` at its tag, beside signatures of others, and writes nothing where the key has signed it already. */
async function signLegacy(options) {
    const { store, digest, signer } = options;
    const tag = legacyTag(digest);
    const present = await layersAtTag(store, digest);
    const findings = await judgeLayers(store, present, digest, (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .trustOf */ .A)(signer.policy));
    if (findings.some(({ kind }) => kind === 'signed'))
        return tag;
    // A layout's name is a path of this machine, which has no place in what is published.
    const payload = legacyPayload(store.name.startsWith('oci:') ? '' : store.name, digest);
    const { signature } = await signer.sign(payload);
    const layer = {
        ...(await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, payload, simpleSigningType)),
        annotations: { [signatureKey]: signature.toString('base64') },
    };
    const layers = [...present, layer];
    const config = legacyConfig(layers.map((each) => each.digest));
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config);
    const manifest = {
        schemaVersion: 2,
        mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest,
        config: (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config),
        layers,
    };
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest, tag);
    return tag;
}
/** The image configuration that cosign writes: no platform, the zero time, the payloads as layers. */
const legacyConfig = (payloads) => Buffer.from(JSON.stringify({
    architecture: '',
    created: '0001-01-01T00:00:00Z',
    history: payloads.map(() => ({ created: '0001-01-01T00:00:00Z' })),
    os: '',
    rootfs: { type: 'layers', diff_ids: payloads },
    config: {},
}));
async function layersAtTag(store, digest) {
    const tag = legacyTag(digest);
    const found = await store.resolve(tag);
    if (found === undefined)
        return [];
    const place = `${store.name}:${tag}`;
    const document = (0,_oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(found.digest)).bytes, place);
    if (document.kind === 'manifest')
        return document.manifest.layers;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: an index, where signatures of ${digest} belong: delete that tag, and sign again`, {
        exit: 'gate-failed',
    });
}


/***/ }),

/***/ 39525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lj: () => (/* binding */ attachRelease),
  VA: () => (/* binding */ verifyRelease)
});

// UNUSED EXPORTS: releasePredicate

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
// EXTERNAL MODULE: ./build/src/signing/bundle.js
var bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/policy.js
var signing_policy = __webpack_require__(38155);
// EXTERNAL MODULE: ./build/src/signing/referrers.js
var referrers = __webpack_require__(88113);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/verify.js






/**
 * Vouches for an image or refuses it. A tag is resolved once, and the digest that comes back is the one to use.
 * A bundle counts where it is an in-toto statement of predicate `cosign/sign/v1` about this digest, signed as the policy
 * says; the older tag counts where no bundle claims to be a signature.
 * @throws UserError `gate-failed` with what was found where nothing counts; whatever the store throws where it cannot be read
 */
async function verifyImage(options) {
    const { store, policy } = options;
    const trust = (0,signing_policy/* trustOf */.A)(policy);
    const digest = await resolve(store, options.reference);
    const image = `${store.name}@${digest}`;
    const bundles = options.bundles ?? (await (0,referrers/* attachedBundles */.SN)(store, digest));
    const findings = bundles.map((bundle) => ({ where: bundle.manifest.digest, finding: judge(bundle, digest, trust) }));
    if (findings.some(({ finding }) => finding.kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'bundle' };
    const others = findings.flatMap(({ finding }) => (finding.kind === 'other-predicate' ? [finding.predicateType] : []));
    const failed = findings.flatMap(({ where, finding }) => finding.kind === 'signed' || finding.kind === 'other-predicate' ? [] : [{ where, failure: finding }]);
    if (failed.length > 0)
        throw refused(image, failed, trust);
    const tag = (0,legacy/* legacyTag */.w_)(digest);
    const atTag = await (0,legacy/* legacyFindings */.kx)(store, digest, trust);
    if (atTag.some(({ kind }) => kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'legacy' };
    const failedAtTag = atTag.flatMap((finding) => finding.kind === 'signed' ? [] : [{ where: `the one at tag ${tag}`, failure: finding }]);
    if (failedAtTag.length > 0)
        throw refused(image, failedAtTag, trust);
    throw gate(others.length > 0
        ? `${image} has no signature: what is attached to it is of predicate ${some([...new Set(others)])}, not ${bundle/* signaturePredicate */.oo}, and there is no tag ${tag}: ${remedyUnsigned}`
        : `${image} has no signature, neither attached nor at tag ${tag}: ${remedyUnsigned}`);
}
/** Many tools copy an image and leave behind what is attached to it. */
const remedyUnsigned = 'sign it with `model-actions sign`, or, where it is a copy, copy what is attached to it as well, as `oras copy --recursive` does';
async function resolve(store, reference) {
    // Reading it checks that it is there and that it is what its digest says.
    if ((0,digest/* isDigest */.Bc)(reference))
        return (await store.getManifest(reference)).descriptor.digest;
    const found = await store.resolve(reference);
    if (found !== undefined)
        return found.digest;
    throw gate(`${store.name} has no tag ${JSON.stringify(reference)}, so there is nothing to verify: check the name`);
}
function judge({ reading }, digest, trust) {
    if (reading.kind === 'unusable')
        return reading;
    const { statement, claimed, entity } = reading;
    if (statement.predicateType !== bundle/* signaturePredicate */.oo)
        return { kind: 'other-predicate', predicateType: statement.predicateType };
    if (!trust.verifyBundle(entity)) {
        if (claimed.kind === 'certificate')
            return { kind: 'foreign', by: 'a certificate' };
        return claimed.hint === trust.hint ? { kind: 'altered' } : { kind: 'foreign', by: `key ${(0,bundle/* quoted */.TL)(claimed.hint)}` };
    }
    return statement.subjects.includes(digest)
        ? { kind: 'signed' }
        : { kind: 'wrong-subject', subjects: statement.subjects };
}
function sentence(failure) {
    switch (failure.kind) {
        case 'foreign':
            return `is by ${failure.by}`;
        case 'altered':
            return 'names the trusted key, but was altered after signing';
        case 'unproven':
            return 'is by another key, or was altered after signing';
        case 'wrong-subject':
            return `is by the trusted key, but for another image, ${some(failure.subjects) || 'none by sha256'}`;
        case 'unusable':
            return `is malformed: ${failure.because}`;
    }
}
function refused(image, failures, trust) {
    const shown = failures.slice(0, 3).map(({ where, failure }) => `${where} ${sentence(failure)}`);
    const rest = failures.length > shown.length ? `; and ${failures.length - shown.length} more` : '';
    const count = failures.length === 1 ? '1 signature' : `${failures.length} signatures`;
    const remedy = failures.every(({ failure }) => failure.kind === 'foreign' || failure.kind === 'unproven')
        ? 'check that this is the right public key, and if it is, find out who signed this image before you use it'
        : 'do not use this image before you know who pushed that, then build and sign it again';
    return gate(`${image} has ${count}, but none that counts (trusted is ${trust.who}): ${shown.join('; ')}${rest}: ${remedy}`);
}
const gate = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });
const some = (texts) => texts.slice(0, 3).map(bundle/* quoted */.TL).join(', ') + (texts.length > 3 ? ` and ${texts.length - 3} more` : '');

;// CONCATENATED MODULE: ./build/src/signing/release.js










/*
 * A cosign signature says "this key, this digest" and nothing else: whoever can write to the registry has a tag lead to any
 * image that the key ever signed. So each release carries a statement of what it is, which verifying asks for.
 */
const releasePredicate = 'https://model-actions.dev/predicates/release/v1';
const release_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected a digest');
const version = schemas/* string */.YjP().refine((text) => semver.valid(text) === text, 'expected a version');
/** By which result a gate let the model pass: `inconclusive` where the spec takes that for a warning. */
const release_gate = schemas/* object */.Ikc({ result: release_digest, verdict: schemas/* enum */.k5n(['pass', 'inconclusive']) });
const releaseSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    version,
    /** What the statement is about is the whole release, never the image of one platform. */
    kind: schemas/* literal */.euz('index'),
    /** Where it was released. Not compared, as images are copied to where they serve; absent for a layout, which is a path of one machine. */
    repository: schemas/* string */.YjP().exactOptional(),
    gates: schemas/* object */.Ikc({ evaluate: release_gate, quantize: release_gate }),
    /** What was promoted last when this one was signed, as far as the job that signed could know. */
    before: schemas/* object */.Ikc({ version, digest: release_digest }).exactOptional(),
    created: iso/* datetime */.w$(),
});
/**
 * Attaches the statement. One by the same key that says the same of the release stays, unless it was made before `renew`.
 * @throws UserError where the image is no index
 */
async function attachRelease(options) {
    const { store, subject, signing, created, renew } = options;
    await requireIndex(store, subject.digest);
    const predicate = { ...options.release, kind: 'index', created: created.toISOString() };
    // When it was signed, and what served then, is another at each signing and changes nothing of the release.
    const lasting = ({ created: _, before: __, ...rest }) => (0,digest/* canonicalJson */.dj)(rest);
    return (0,attest/* attachUnless */.q)({ store, subject, predicateType: releasePredicate, predicate, signing, created }, (statement) => {
        const said = releaseSchema.safeParse(statement.predicate);
        if (!said.success || lasting(said.data) !== lasting(predicate))
            return false;
        return renew === undefined || Date.parse(said.data.created) >= renew.getTime();
    });
}
/**
 * Vouches for an image as the release of a name and a version, or refuses it.
 * @param options.notBefore older statements count no more: what an attacker kept back for long is not taken for new
 * @returns `passedOver`: what is attached and cannot be read, in words
 * @throws UserError, `gate-failed` where nobody vouches for it (any more), and `configuration` where it is another release
 * than was asked for; whatever the store throws where it cannot be read
 */
async function verifyRelease(options) {
    const { store, digest, policy, wanted, notBefore } = options;
    const image = `${store.name}@${digest}`;
    const bundles = await (0,referrers/* attachedBundles */.SN)(store, digest);
    const { signedBy } = await verifyImage({ store, reference: digest, policy, bundles });
    await requireIndex(store, digest);
    const said = releasesSaid(bundles, digest, (0,signing_policy/* trustOf */.A)(policy), image);
    if (said.length === 0)
        throw release_refused(`${image} is signed by ${signedBy}, and not as a release of model-actions: which model it is in which version, and that it passed its gates, nobody vouches for: ${remedyUnsigned}`);
    const fitting = said.filter(({ name, version }) => name === wanted.name && version === wanted.version);
    const release = fitting.sort((a, b) => Date.parse(b.created) - Date.parse(a.created))[0];
    if (release === undefined)
        throw new errors/* UserError */.yo(`${image} was released as ${inWords(said)} and not ${wanted.name} ${wanted.version}: find out who had that tag or digest lead to it`);
    if (notBefore !== undefined && Date.parse(release.created) < notBefore.getTime())
        throw release_refused(`${image} was signed as a release on ${release.created}, which is longer ago than signing.max-age allows: sign it again with \`model-actions sign\`, or find out why there is nothing newer`);
    const unread = (0,referrers/* passedOver */.Jn)(bundles);
    return { signedBy, release, ...(unread === undefined ? {} : { passedOver: unread }) };
}
/** What the trusted key says of this image. */
function releasesSaid(bundles, digest, trust, image) {
    return bundles.flatMap(({ manifest, reading }) => {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== releasePredicate)
            return [];
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            return [];
        return [readRelease(reading.statement, `${image}: the statement ${manifest.digest}`)];
    });
}
function readRelease({ predicate }, where) {
    const parsed = releaseSchema.safeParse(predicate);
    if (parsed.success)
        return parsed.data;
    throw release_refused(`${where} is by the trusted key, but none of a release that this version can read: it was written by another version of model-actions, update this one`);
}
/** A node pulls the image of its platform, and gateways are told of one release: what is released is the index of all. */
async function requireIndex(store, digest) {
    const image = `${store.name}@${digest}`;
    if ((0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(digest)).bytes, image).kind === 'index')
        return;
    throw new errors/* UserError */.yo(`${image} is the image of a single platform, and no release: name the index that build put out, and find out who had a tag lead there`);
}
const inWords = (said) => [...new Set(said.map(({ name, version }) => `${name} ${version}`))].slice(0, 3).map(bundle/* quoted */.TL).join(', ');
const release_refused = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });


/***/ }),

/***/ 51358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gg: () => (/* binding */ deploy),
  JZ: () => (/* binding */ finishRollout),
  Zd: () => (/* binding */ rolloutState)
});

// UNUSED EXPORTS: requireForward

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/rollout/decide.js
var decide = __webpack_require__(26935);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/rollout/cleanUp.js
var cleanUp = __webpack_require__(19219);
// EXTERNAL MODULE: ./build/src/rollout/evidence.js
var evidence = __webpack_require__(36110);
// EXTERNAL MODULE: ./build/src/statistics/sequential.js
var sequential = __webpack_require__(54002);
;// CONCATENATED MODULE: ./build/src/rollout/fit.js


/** Shares to try in the place of a plan's own, the most careful first. */
const others = [[0.05, 0.25], [0.1, 0.5], [0.25], [0.5]];
/**
 * Requests a second that a plan needs so that every step passes before its deadline in 19 of 20 rollouts, where the canary
 * fails as many as stable does.
 * @param goldenPerSecond golden probes, which fill in
 * @param errorRate stable's
 */
function neededPerSecond(plan, goldenPerSecond = 0, errorRate = 0) {
    const toPromote = requestsToPromote(plan.classes.errors, errorRate);
    const before = plan.steps.length - 2;
    return Math.max(...plan.steps.map((share, index) => {
        const requests = index === Math.max(0, before) ? Math.max(plan.minRequests, toPromote) : plan.minRequests;
        const seconds = plan.stepDeadlineMs / 1000;
        const missing = requests + 1.65 * Math.sqrt(requests) - goldenPerSecond * seconds;
        return Math.max(0, missing) / (share * seconds);
    }));
}
/** What to say before a rollout whose traffic is too little for its plan; undefined where it is enough, or may be. */
function misfit(plan, seen, goldenPerSecond = 0) {
    const seconds = seen.ms / 1000;
    // What it fails at least, by as many: one error in a short time is no rate.
    const errorRate = Math.max(0, seen.errors - 2 * Math.sqrt(seen.errors)) / Math.max(1, seen.requests);
    const needed = neededPerSecond(plan, 0, errorRate);
    // What is there at most, by what came in so short a time.
    const most = (seen.requests + 2 * Math.sqrt(seen.requests) + 3) / seconds;
    if (most >= needed)
        return undefined;
    const little = `stable answered ${seen.requests} requests in ${shownSeconds(seconds)}, and this plan needs ${needed.toPrecision(2)} a second to end before its deadlines (${(0,decide/* percent */.KN)(plan.steps[0] ?? 1)} first)`;
    if (goldenPerSecond > 0 && most >= neededPerSecond(plan, goldenPerSecond, errorRate))
        return `${little}: golden probes fill in, ${goldenPerSecond} a second`;
    const last = plan.steps.at(-1) ?? 1;
    const fitting = others
        .map((shares) => ({ ...plan, steps: [...shares, last] }))
        .find((other) => neededPerSecond(other, goldenPerSecond, errorRate) <= seen.requests / seconds);
    const shown = ({ steps }) => `[${[...steps.slice(0, -1).map((share) => share * 100), 100].join(', ')}]`;
    const remedy = fitting === undefined
        ? 'no steps fit so little: raise deploy.step.deadline, or lower deploy.step.min-requests and raise the tolerance'
        : `deploy.steps: ${shown(fitting)} fits`;
    return `${little}: ${remedy}`;
}
/** @param errorRate share of them that fails */
function requestsToPromote({ tolerance, ratio }, errorRate) {
    const allowed = Math.min(1, Math.max(tolerance, ratio * errorRate));
    if (allowed <= errorRate)
        return Number.POSITIVE_INFINITY;
    const sure = (requests) => (0,sequential/* assurance */.w6)(errorRate * requests, requests, allowed) >= decide/* sureOfPromotion */.Wp;
    let [few, many] = [0, 1];
    while (!sure(many))
        many *= 2;
    while (many - few > 1) {
        const middle = (few + many) >> 1;
        if (sure(middle))
            many = middle;
        else
            few = middle;
    }
    return many;
}
/** What lasted less than a second did not last `0 s`. */
const shownSeconds = (seconds) => seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : `${seconds.toFixed(0)} s`;

// EXTERNAL MODULE: ./build/src/rollout/golden.js
var golden = __webpack_require__(49118);
// EXTERNAL MODULE: ./build/src/rollout/tally.js
var tally = __webpack_require__(67285);
;// CONCATENATED MODULE: ./build/src/rollout/series.js

/** A rollout may last for days: neighbours become one, so that a report stays small and still shows all of it. */
const mostPoints = 200;
/** The series with one more point. Pure. */
const withPoint = (series, point) => series.length < mostPoints ? [...series, point] : [...thinned(series, mostPoints / 2), point];
/** At most so many points, of as many neighbours each. Pure. */
function thinned(series, most) {
    const each = Math.max(1, Math.ceil(series.length / most));
    const thin = [];
    for (const [index, point] of series.entries()) {
        const last = index % each === 0 ? undefined : thin.pop();
        thin.push(last === undefined ? point : { ...point, fromMs: last.fromMs, ...(0,tally/* plus */.tY)(last, point) });
    }
    return thin;
}

;// CONCATENATED MODULE: ./build/src/rollout/journal.js


/** What a report tells of how a rollout went. Its times are since the rollout began. */
class Journal {
    timeline = [];
    steps = [];
    #beganMs;
    #monotonicMs;
    #log;
    #series = [];
    note = (event) => {
        this.timeline.push({ atMs: this.nowMs(), event });
        this.#log.info(event);
    };
    constructor(monotonicMs, log) {
        this.#monotonicMs = monotonicMs;
        this.#beganMs = monotonicMs();
        this.#log = log;
    }
    nowMs() {
        return this.#monotonicMs() - this.#beganMs;
    }
    get series() {
        return this.#series;
    }
    /** The step, or the bake, that is under way. */
    get step() {
        return this.steps.at(-1);
    }
    begin(name, share) {
        const nowMs = this.nowMs();
        this.steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: tally/* nothing */.s6, canary: tally/* nothing */.s6, outcome: '' });
    }
    book(seen) {
        const { step } = this;
        if (step === undefined)
            return;
        step.toMs = seen.toMs - this.#beganMs;
        Object.assign(step, (0,tally/* plus */.tY)(step, seen));
        const { share, stable, canary } = seen;
        const fromMs = seen.fromMs - this.#beganMs;
        this.#series = withPoint(this.#series, { fromMs, toMs: step.toMs, share, stable, canary });
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/lease.js


/**
 * The right to change shares, renewed in the background for as long as the rollout lasts: starting a version can take longer
 * than a lease. A renewal that gets no answer is tried again until the lease would be over; an answer that it is over, or
 * another's, ends it at once.
 */
class Lease {
    #o;
    #ended = new AbortController();
    #validUntilMs;
    #lost;
    constructor(options, begunMs) {
        this.#o = options;
        this.#validUntilMs = begunMs + options.ttlMs;
        void this.#tend();
    }
    /** @throws UserError where another has it */
    static async take(options) {
        const begunMs = options.clock.monotonicMs();
        await options.traffic.acquire(options.owner, options.ttlMs);
        return new Lease(options, begunMs);
    }
    /** Why it is over; undefined while it holds. */
    get lost() {
        return this.#lost;
    }
    /**
     * Asks until there is an answer, for as long as the lease holds: nobody else moves the traffic meanwhile.
     * @throws a UserError of the answer at once; the last error when the lease is over; the signal's reason
     */
    async ask(question, signal) {
        for (;;) {
            signal.throwIfAborted();
            if (this.#lost !== undefined)
                throw this.#lost;
            try {
                return await question();
            }
            catch (error) {
                if (error instanceof errors/* UserError */.yo || this.#o.clock.monotonicMs() >= this.#validUntilMs)
                    throw error;
            }
            await (0,timers/* sleep */.yy)(this.#o.ttlMs / 20, signal);
        }
    }
    /** Ends the renewals and gives it back. Where nobody answers, it ends by itself. */
    async release() {
        this.#ended.abort();
        await this.#o.traffic.release(this.#o.owner);
    }
    async #tend() {
        const { clock, ttlMs } = this.#o;
        const over = this.#ended.signal;
        let waitMs = ttlMs / 3;
        while (this.#lost === undefined) {
            await (0,timers/* sleep */.yy)(waitMs, over).catch(() => undefined);
            if (over.aborted)
                return;
            const begunMs = clock.monotonicMs();
            try {
                await this.#renew();
                this.#validUntilMs = begunMs + ttlMs;
                waitMs = ttlMs / 3;
            }
            catch (error) {
                if (over.aborted)
                    return;
                waitMs = ttlMs / 20;
                const last = error instanceof Error ? error : new Error(String(error));
                if (last instanceof errors/* UserError */.yo)
                    this.#lost = last;
                else if (clock.monotonicMs() + waitMs >= this.#validUntilMs)
                    this.#lost = new Error(`the lease could not be renewed for ${ttlMs / 1000} s: ${last.message}`, {
                        cause: last,
                    });
            }
        }
    }
    /** An answer that does not come must not stand in the way of the next try. */
    #renew() {
        const { traffic, owner, ttlMs } = this.#o;
        const late = (0,timers/* sleep */.yy)(ttlMs / 4, this.#ended.signal).then(() => {
            throw new Error('no answer');
        });
        return Promise.race([traffic.renew(owner, ttlMs), late]);
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/rollout/queries.js
var queries = __webpack_require__(48439);
;// CONCATENATED MODULE: ./build/src/rollout/prometheus.js





/** Longer than that is not waited for an answer: what is asked every 30 s must not take as long. */
const patienceMs = 10_000;
/** One number has some hundred bytes. */
const longestAnswerBytes = 1 << 20;
const sample = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* string */.YjP()]);
const answerSchema = schemas/* discriminatedUnion */.gMt('status', [
    schemas/* object */.Ikc({ status: schemas/* literal */.euz('error'), errorType: schemas/* string */.YjP(), error: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({
        status: schemas/* literal */.euz('success'),
        data: schemas/* discriminatedUnion */.gMt('resultType', [
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('vector'), result: schemas/* array */.YOg(schemas/* object */.Ikc({ value: sample.optional() })) }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('scalar'), result: sample }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('matrix') }),
            schemas/* object */.Ikc({ resultType: schemas/* literal */.euz('string') }),
        ]),
    }),
]);
/** Asks for one number, now. What goes wrong is an answer too; @throws where `signal` aborts */
async function askPrometheus(prometheus, query, windowMs, signal) {
    const { host } = new URL(prometheus.url);
    const timeoutMs = Math.min(patienceMs, Math.max(1_000, windowMs));
    const late = AbortSignal.timeout(timeoutMs);
    try {
        const token = await prometheus.token?.();
        const response = await prometheus.fetch(`${prometheus.url.replace(/\/+$/, '')}/api/v1/query`, {
            method: 'POST',
            headers: {
                'content-type': 'application/x-www-form-urlencoded',
                ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            },
            body: new URLSearchParams({ query, timeout: `${timeoutMs}ms` }).toString(),
            // To where the token is not meant for.
            redirect: 'manual',
            signal: AbortSignal.any([late, signal]),
        });
        return answerOf(await textOf(response), response.status, host);
    }
    catch (error) {
        signal.throwIfAborted();
        if (late.aborted)
            return { outcome: 'unknown', because: `${host} did not answer within ${timeoutMs / 1000} s` };
        return { outcome: 'unknown', because: reasonOf(error, host) };
    }
}
function reasonOf(error, host) {
    if (error instanceof errors/* UserError */.yo)
        return error.message;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return `${host} does not answer (${code})`;
}
/** Pure. */
function answerOf(text, status, host) {
    const parsed = answerSchema.safeParse((0,json/* jsonOf */.o)(text));
    if (!parsed.success || (status !== 200 && parsed.data.status === 'success')) {
        const remedy = status === 401 || status === 403
            ? ': it wants another token'
            : status >= 300 && status < 400
                ? ': name the address that it leads to'
                : '';
        return { outcome: 'unknown', because: `${host} answers ${status} and no result of a query${remedy}` };
    }
    if (parsed.data.status === 'error') {
        const { errorType, error } = parsed.data;
        if (errorType === 'bad_data')
            return { outcome: 'refused', because: error };
        return { outcome: 'unknown', because: `${host} says ${errorType}: ${error}` };
    }
    const { data } = parsed.data;
    if (data.resultType === 'matrix' || data.resultType === 'string')
        return { outcome: 'refused', because: `it is a ${typeNames[data.resultType]}, and one number is needed` };
    if (data.resultType === 'scalar')
        return numberOf(data.result[1]);
    const [first] = data.result;
    if (first === undefined)
        return { outcome: 'empty', because: 'the query finds nothing' };
    if (data.result.length > 1)
        return {
            outcome: 'refused',
            because: `it has ${data.result.length} series, and one number is needed: sum() or max() makes one`,
        };
    return first.value === undefined
        ? { outcome: 'refused', because: 'it is a histogram, and one number is needed' }
        : numberOf(first.value[1]);
}
const typeNames = { matrix: 'range of values', string: 'text' };
function numberOf(text) {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value)
        ? { outcome: 'value', value }
        : { outcome: 'empty', because: `the answer is ${text.slice(0, 20)}` };
}
async function textOf(response) {
    const pieces = [];
    let bytes = 0;
    for await (const piece of response.body ?? []) {
        pieces.push(piece);
        bytes += piece.length;
        // Cut off it is no JSON, and is told as such.
        if (bytes > longestAnswerBytes)
            break;
    }
    return Buffer.concat(pieces).toString();
}
/** One gate's question about both versions. */
async function askGate(prometheus, gate, { canary, stable }, signal) {
    const of = (backend) => askPrometheus(prometheus, (0,queries/* filledIn */.AE)(gate.query, backend, stable), gate.windowMs, signal);
    const compared = gate.bound.kind === 'versus-stable';
    const [mine, theirs] = await Promise.all([of(canary), compared ? of(stable) : undefined]);
    if (mine.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(mine, canary) };
    if (theirs === undefined)
        return { name: gate.name, outcome: 'value', canary: mine.value };
    if (theirs.outcome !== 'value')
        return { name: gate.name, outcome: 'unknown', because: whyUnknown(theirs, stable) };
    return { name: gate.name, outcome: 'compared', canary: mine.value, stable: theirs.value };
}
const whyUnknown = (asked, { id }) => asked.outcome === 'empty' ? `${asked.because} for ${id}` : asked.because;
/**
 * The queries of one rollout, each asked at the end of each of its windows. These begin with each step and with the bake: what
 * one tells is of no other time.
 */
class QueryWatch {
    #prometheus;
    #gates;
    #ended = new AbortController();
    #answers = [];
    constructor(prometheus, gates) {
        this.#prometheus = prometheus;
        this.#gates = gates;
    }
    /** Windows begin now; those that are not over are forgotten. */
    begin(versions) {
        this.end();
        this.#ended = new AbortController();
        this.#answers = [];
        for (const gate of this.#gates)
            void this.#keepAsking(gate, versions);
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
    async #keepAsking(gate, versions) {
        const { signal } = this.#ended;
        while (!signal.aborted) {
            const answer = await (0,timers/* sleep */.yy)(gate.windowMs, signal)
                .then(() => askGate(this.#prometheus, gate, versions, signal))
                .catch((error) => ({ name: gate.name, outcome: 'unknown', because: String(error) }));
            if (!signal.aborted)
                this.#answers.push(answer);
        }
    }
}

;// CONCATENATED MODULE: ./build/src/rollout/shadow.js



const nothingCompared = { compared: 0, otherwise: 0 };
const noCopies = {
    counts: { ...nothingCompared, unanswered: 0, incomparable: 0, dropped: 0 },
    pending: nothingCompared,
    worse: (0,sequential/* noEvidence */.n2)(),
    pieces: [],
};
/** One client that sends the same text again and again would fill many pieces of evidence that hold fewer. */
const enoughOfEvidence = 20;
/** More pieces of time become half as many, so that they last long where there is much time. */
const mostPieces = 60;
/**
 * What was seen, and what is counted now. Pure. Of a request with many inputs a part may be answered otherwise: a factor that
 * is convex in that part is at most as large, on average, as that of a request which is wholly the one or the other.
 */
function afterCopies(plan, before, counts) {
    const compared = counts.compared - before.counts.compared;
    if (compared <= 0)
        return { ...before, counts };
    // A sum of parts is never quite what it should be.
    const otherwise = Math.min(compared, Math.max(0, counts.otherwise - before.counts.otherwise));
    const pending = plus(before.pending, { compared, otherwise });
    const pieces = withPiece(before.pieces, { compared, otherwise });
    if (pending.compared < enoughOfEvidence)
        return { ...before, counts, pending, pieces };
    // By what was known before: a root of evidence is evidence, whichever it is, as long as it is not chosen by what it is of.
    const alike = together(before.pieces, plan);
    const worse = (0,sequential/* afterRate */.R5)(before.worse, pending.otherwise / alike, pending.compared / alike, plan.maxDisagreement);
    return { counts, pending: nothingCompared, worse, pieces };
}
const plus = (one, other) => ({
    compared: one.compared + other.compared,
    otherwise: one.otherwise + other.otherwise,
});
const withPiece = (pieces, piece) => pieces.length < mostPieces
    ? [...pieces, piece]
    : [
        ...pieces.flatMap((one, index) => (index % 2 === 0 ? plus(one, pieces[index + 1] ?? nothingCompared) : [])),
        piece,
    ];
/**
 * How many answers are otherwise together: clients send the same text again, and what it is answered is the same again. Where
 * few or none were otherwise nobody knows: as many as the fewest requests that may pass can rule out.
 */
function together(pieces, { minRequests, maxDisagreement }) {
    const all = pieces.reduce(plus, nothingCompared);
    const rate = all.compared === 0 ? 0 : all.otherwise / all.compared;
    const unseen = (minRequests * maxDisagreement) / Math.log(2 * decide/* sureOfPromotion */.Wp);
    const spread = pieces.reduce((sum, piece) => sum + (piece.otherwise - rate * piece.compared) ** 2, 0);
    return Math.max(1, (unseen + spread) / (1 + all.otherwise));
}
/** Whether the canary answers as stable does; inconclusive as long as that is not sure. Pure. */
function agreementGate(plan, { counts, worse, pieces }, elapsedMs) {
    const { minRequests, maxDisagreement, minTimeMs, deadlineMs, falseRollbacks } = plan;
    const { compared, otherwise, unanswered } = counts;
    const evidence = (0,sequential/* evidenceOf */.X1)(worse);
    const limit = 1 / falseRollbacks;
    const alike = together(pieces, plan);
    // What was seen last must not speak against it.
    const sure = evidence <= 1 &&
        (0,sequential/* assurance */.w6)(Math.min(compared, otherwise) / alike, compared / alike, maxDisagreement) >= decide/* sureOfPromotion */.Wp;
    const told = `the canary answered ${(0,decide/* percent */.KN)(compared === 0 ? 0 : otherwise / compared)} of ${compared} copied requests otherwise than stable${unanswered === 0 ? '' : `, ${unanswered} of them not at all`}`;
    const common = {
        name: 'agreement',
        observed: { value: compared === 0 ? 0 : otherwise / compared, unit: 'answers otherwise than stable, as a share' },
        allowed: maxDisagreement,
    };
    if (evidence > limit)
        return {
            ...common,
            verdict: 'fail',
            because: `${told}: surely more than the ${(0,decide/* percent */.KN)(maxDisagreement)} that are allowed`,
        };
    if (compared >= minRequests && sure && elapsedMs >= minTimeMs)
        return {
            ...common,
            verdict: 'pass',
            because: `${told}: surely less than the ${(0,decide/* percent */.KN)(maxDisagreement)} that are allowed`,
        };
    const open = compared < minRequests
        ? `${minRequests} are needed${counts.dropped === 0 ? '' : `, and ${counts.dropped} more were dropped, as it is too slow for them`}${counts.incomparable === 0 ? '' : `, and ${counts.incomparable} more had no answer to compare`}`
        : sure
            ? 'the minimum time of a step is not over'
            : `that is not yet surely less than the ${(0,decide/* percent */.KN)(maxDisagreement)} that are allowed${alike < 1.5 ? '' : `, where about ${alike.toFixed(0)} may be otherwise together`}`;
    const over = elapsedMs >= deadlineMs ? `the deadline of ${Math.ceil(deadlineMs / 1000)} s is over and ` : '';
    return { ...common, verdict: 'inconclusive', because: `${over}${told}; ${open}` };
}
/** The part of a rollout before the canary has traffic, in which it is asked what clients ask stable. */
class ShadowPart {
    #o;
    #gate;
    #report;
    constructor(options) {
        this.#o = options;
    }
    get gates() {
        return this.#gate === undefined ? [] : [this.#gate];
    }
    get report() {
        return this.#report;
    }
    /** @returns why the canary gets no traffic; undefined where it agrees, or where nobody asked for that */
    async before(canary) {
        const { plan, traffic, owner, lease, clock, signal, pollMs, note, onLook } = this.#o;
        if (plan === undefined)
            return undefined;
        const beganMs = clock.monotonicMs();
        await lease.ask(() => traffic.mirror(owner, canary.id, plan.share), signal);
        note(`${canary.id} is asked copies of ${(0,decide/* percent */.KN)(plan.share)} of stable's requests`);
        for (let seen = noCopies;;) {
            await (0,timers/* sleep */.yy)(pollMs, signal);
            const { shadow, watchdog } = await lease.ask(() => traffic.status(), signal);
            if (shadow?.id !== canary.id)
                throw new Error(watchdog?.because ?? `the gateway no longer copies requests to ${canary.id}`);
            seen = afterCopies(plan, seen, shadow.counts);
            const elapsedMs = clock.monotonicMs() - beganMs;
            this.#gate = agreementGate(plan, seen, elapsedMs);
            this.#report = { share: plan.share, elapsedMs, ...seen.counts };
            onLook?.(`shadow, ${Math.round(elapsedMs / 1000)} s: ${this.#gate.because}`);
            if (this.#gate.verdict === 'inconclusive' && elapsedMs < plan.deadlineMs)
                continue;
            await lease.ask(() => traffic.mirror(owner, canary.id, 0), signal);
            note(this.#gate.because);
            return this.#gate.verdict === 'pass' ? undefined : this.#gate;
        }
    }
}

// EXTERNAL MODULE: ./build/src/rollout/types.js
var types = __webpack_require__(38058);
;// CONCATENATED MODULE: ./build/src/rollout/usual.js

/** Fewer pieces of time do not tell what is usual from what happened once. */
const fewestPieces = 5;
/**
 * How often a version's requests usually end so: the median of pieces of time with enough requests to have a rate, so that an
 * outage is in it only where it lasted most of the time. Undefined where too few are known. Pure. @param past slices of time in
 * their order
 */
function usualOf(past, name) {
    const rates = piecesOf(past)
        .map((piece) => piece[name] / piece.requests)
        .sort((one, other) => one - other);
    return rates.length < fewestPieces ? undefined : rates[Math.floor((rates.length - 1) / 2)];
}
/** Neighbours become one until there are enough requests; what is left over at the end is too little. */
function piecesOf(past) {
    const pieces = [];
    let open = tally/* nothing */.s6;
    for (const slice of past) {
        open = (0,tally/* add */.WQ)(open, slice);
        if (open.requests < tally/* enough */.XF)
            continue;
        pieces.push(open);
        open = tally/* nothing */.s6;
    }
    return pieces;
}

;// CONCATENATED MODULE: ./build/src/rollout/swap.js




const mostTries = 3;
/**
 * The same plan for a canary that has all traffic with no stable beside it: what stable usually did before is tolerated, as
 * often as the plan's ratio says, where enough of it is known. However bad that was, never so much that a canary that fails
 * everything would pass. Pure. @param past slices of time, the newest last
 */
function asBefore(plan, past) {
    const toleratedOf = (name) => {
        const { ratio, tolerance } = plan.classes[name];
        const usual = usualOf(past, name);
        if (usual === undefined)
            return { ratio, tolerance };
        return { ratio, tolerance: Math.max(tolerance, Math.min(ratio * usual, (1 + usual) / 2)) };
    };
    const [errors, clientErrors, slow] = types/* outcomeClasses */.r.map(toleratedOf);
    return { ...plan, steps: [1], classes: { errors, clientErrors, slow } };
}
/**
 * One version instead of the other, where there is room for one: stable is stopped, and started again where the canary does
 * not take its place. That it is to be started again stands in the gateway's state before it is stopped: whoever comes next
 * does it, if this run cannot.
 */
class Swap {
    #o;
    #gaps = [];
    constructor(options) {
        this.#o = options;
    }
    get gaps() {
        return this.#gaps;
    }
    /**
     * Everything of the release is here before anything is touched; then requests in flight end, and stable does. One that hangs
     * has to go as well.
     * @returns what the canary is held against
     */
    async makeRoom(plan, release, { stable, drainMs }) {
        if (plan.surge > 0 || stable === undefined)
            return plan;
        const { target, watching, lease, signal } = this.#o;
        await target.prepare(release, signal);
        if (!(await target.list()).some(({ id }) => id === stable.id))
            return plan;
        const held = asBefore(plan, await watching.pastOf(stable));
        let tries = 0;
        const stop = () => this.#stop(stable.id, drainMs).catch((error) => {
            tries += 1;
            // What goes wrong again and again is gone back from: nothing serves meanwhile.
            if (tries < mostTries)
                throw error;
            throw new errors/* UserError */.yo(`${stable.id} cannot be stopped to make room: ${error.message}`, { cause: error });
        });
        await lease.ask(stop, signal);
        signal.throwIfAborted();
        return held;
    }
    /** May be repeated. */
    async #stop(id, drainMs) {
        const { traffic, target, owner, note } = this.#o;
        if (!this.#isOpen)
            note(`${id} is stopped to make room: nothing serves until its successor or ${id} is ready`);
        this.began();
        await traffic.pause(owner, id, drainMs);
        await target.halt(id, drainMs);
    }
    /** Stable serves again where it was stopped. @param patience as of `startStableAgain` */
    async bringBack(patience) {
        const id = await (0,cleanUp/* startStableAgain */.Og)(this.#o, patience);
        if (id === undefined)
            return;
        if (patience === undefined)
            this.#o.note(`${id} has all traffic, and serves as soon as it is ready`);
        else
            this.ended(id);
    }
    /** Nothing serves from now on. */
    began() {
        if (!this.#isOpen)
            this.#gaps.push({ fromMs: this.#o.nowMs() });
    }
    /** Somebody serves from now on. */
    ended(by) {
        const gap = this.#gaps.at(-1);
        if (gap === undefined || gap.end !== undefined)
            return;
        gap.end = { atMs: this.#o.nowMs(), by };
        this.#o.note(told(gap));
    }
    /** How long nothing served, in words. */
    told() {
        return this.#gaps.map(told);
    }
    get #isOpen() {
        const last = this.#gaps.at(-1);
        return last !== undefined && last.end === undefined;
    }
}
const told = ({ fromMs, end }) => end === undefined
    ? 'nothing serves'
    : `nothing served for ${((end.atMs - fromMs) / 1000).toFixed(1)} s until ${end.by} did`;

// EXTERNAL MODULE: ./build/src/rollout/watching.js
var watching = __webpack_require__(76822);
;// CONCATENATED MODULE: ./build/src/rollout/rollout.js














/**
 * Brings a verified release into traffic step by step, or back out of it. Whatever happens, stable keeps serving and
 * nothing of ours is left; what an earlier run left is cleared first, so a second run converges. A stable that is dead
 * serves nobody: the rollout is as a first deploy, for the release that was stable too.
 *
 * The canary becomes stable, on disk too, only after it baked with all traffic: until then a crash of the runner, of the
 * agent or of the proxy puts the old version back.
 *
 * @returns a report for every verdict; @throws UserError where it cannot begin, the signal's reason where it was cancelled
 */
async function runRollout(options) {
    options.signal.throwIfAborted();
    const { traffic, owner, timing, clock } = options;
    const lease = await Lease.take({ traffic, owner, ttlMs: timing.leaseTtlMs, clock });
    const rollout = new Rollout(options, lease);
    try {
        return await rollout.run();
    }
    finally {
        // Where the gateway does not answer, the lease ends by itself; the report must not be lost over it.
        await lease.release().catch((error) => options.log.info(`could not give the lease back: ${String(error)}`));
    }
}
class Rollout {
    #o;
    #lease;
    #journal;
    #seen = (0,evidence/* nothingSeen */.pQ)();
    #watching;
    #stable;
    /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
    #dead;
    #canary;
    #firstDeploy = false;
    #promoted = false;
    #openings = 0;
    #gates = [];
    /** With a swap, held against what stable did before it. */
    #plan;
    #swap;
    #golden;
    #queries;
    #shadow;
    #note;
    constructor(options, lease) {
        this.#o = options;
        this.#lease = lease;
        this.#plan = options.plan;
        this.#journal = new Journal(() => this.#now(), options.log);
        this.#note = this.#journal.note;
        this.#golden = new golden/* GoldenProbes */.rA(options.plan.atOnce === true ? undefined : options.golden);
        const { prometheus } = options;
        this.#queries = prometheus === undefined ? undefined : new QueryWatch(prometheus, options.plan.queries);
        const { metrics, probe, clock, signal, timing } = options;
        this.#watching = new watching/* Watching */.A({ metrics, probe, healthIntervalMs: timing.healthIntervalMs, lease, clock, signal });
        const { traffic, target, owner } = options;
        const { plan, onShadow: onLook } = options;
        const shadow = { plan: plan.shadow, pollMs: plan.windowMs, onLook };
        this.#shadow = new ShadowPart({ ...shadow, traffic, owner, lease, clock, signal, note: this.#note });
        const nowMs = () => this.#journal.nowMs();
        this.#swap = new Swap({ traffic, target, owner, watching: this.#watching, lease, signal, note: this.#note, nowMs });
    }
    async run() {
        const { traffic, target, release, timing, signal } = this.#o;
        const onAbort = () => {
            if (this.#lease.lost === undefined)
                traffic.evict().catch(() => undefined);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        try {
            await this.#reconcile();
            if (this.#stable?.digest === release.digest) {
                const { id } = this.#stable;
                this.#note(`${id} already is stable`);
                await this.#try(`have ${id} brought back after a crash`, () => target.keep(id));
                return await this.#report('pass', `version ${release.version} already serves all traffic`, true);
            }
            const dead = this.#dead;
            // Half alive it would be taken for started, and it is the very release that is to start.
            if (dead?.digest === release.digest)
                await target.stop(dead.id);
            const firstDeploy = this.#stable === undefined;
            this.#firstDeploy = firstDeploy;
            this.#plan = await this.#swap.makeRoom(this.#plan, release, { stable: this.#stable ?? dead, drainMs: cleanUp/* drainMs */.Xj });
            // The id is not known before `start` returns, so what it left behind is found by `list` in the clean-up.
            const canary = await target.start(release, signal);
            this.#canary = canary;
            this.#note(`${canary.id} started`);
            await target.ready(canary, timing.readyMs, signal);
            this.#note(`${canary.id} is ready`);
            if (canary.id === dead?.id) {
                // The same release again, at another address: the gateway knows each id once.
                await traffic.demote(this.#o.owner, dead.id);
                await traffic.remove(this.#o.owner, dead.id, 0);
            }
            await traffic.add(this.#o.owner, canary);
            const plan = this.#plan;
            const alone = firstDeploy || plan.atOnce === true;
            const against = alone ? 'nobody' : plan.surge === 0 ? 'before' : 'stable';
            const asked = await this.#golden.before({ canary, stable: against === 'stable' ? this.#stable : undefined }, (question) => this.#lease.ask(question, signal), signal);
            for (const told of this.#golden.told())
                this.#note(told);
            if (asked?.verdict === 'fail')
                return await this.#rollBack('fail', asked.because);
            if (against === 'stable') {
                await this.#sayMisfit();
                const apart = await this.#shadow.before(canary);
                if (apart !== undefined)
                    return await this.#rollBack(apart.verdict === 'fail' ? 'fail' : 'inconclusive', apart.because);
            }
            const index = alone ? plan.steps.length - 1 : 0;
            await this.#shift(canary, alone ? 1 : (plan.steps[0] ?? 1));
            this.#swap.ended(canary.id);
            let stand = { phase: { name: 'step', index }, sinceMs: this.#now(), against };
            for (;;) {
                await this.#observe(canary);
                const longestAnswerMs = this.#watching.patienceMs(this.#stable, plan.longestAnswerMs);
                const decision = (0,decide/* decide */.LD)({ ...plan, longestAnswerMs }, this.#seen, stand, this.#now());
                this.#gates = decision.gates;
                const current = this.#journal.step;
                if (current !== undefined) {
                    current.outcome = decision.because;
                    this.#o.onInterval?.(current);
                }
                if (decision.do === 'roll-back')
                    return await this.#rollBack(decision.verdict, decision.because);
                if (decision.do === 'promote')
                    break;
                if (decision.do === 'step') {
                    this.#note(decision.because);
                    await this.#shift(canary, decision.share);
                    stand = { ...stand, phase: { name: 'step', index: decision.index }, sinceMs: this.#now() };
                }
                if (decision.do === 'bake') {
                    this.#note(`${decision.because}; ${canary.id} bakes for ${plan.bakeMs / 1000} s`);
                    this.#begin('bake', current?.share ?? 1, canary);
                    this.#seen = (0,evidence/* beforeBake */.VR)(this.#seen);
                    stand = { ...stand, phase: { name: 'bake' }, sinceMs: this.#now() };
                }
            }
            await traffic.promote(this.#o.owner, canary.id);
            this.#promoted = true;
            await this.#try(`have ${canary.id} brought back after a crash`, () => target.keep(canary.id));
            const old = this.#stable ?? dead;
            this.#stable = canary;
            this.#dead = undefined;
            this.#canary = undefined;
            this.#note(`${canary.id} is stable and serves at ${this.#o.url}`);
            if (old !== undefined && old.id !== canary.id)
                await this.#clear(old.id, cleanUp/* drainMs */.Xj);
            if (firstDeploy)
                return await this.#watch(canary);
            const because = alone ? 'took all traffic at once, as asked' : 'passed every step and the bake';
            return await this.#report('pass', `version ${release.version} ${because}`, false);
        }
        catch (error) {
            if (this.#promoted)
                return await this.#unwatched(error);
            const because = error instanceof Error ? error.message : String(error);
            const cancelled = signal.aborted;
            // A lost lease or a full disk says nothing about the release.
            const fault = error instanceof errors/* UserError */.yo && error.exit === 'crashed' ? 'fail' : 'error';
            const report = await this.#rollBack(fault, because);
            if (cancelled)
                throw signal.reason;
            this.#o.log.info(`the rollout ended early: ${because}`);
            return report;
        }
        finally {
            signal.removeEventListener('abort', onAbort);
            this.#golden.end();
            this.#queries?.end();
        }
    }
    /** Clears what an earlier run left: everything that is not stable. */
    async #reconcile() {
        const { traffic, target, owner, signal, plan, timing } = this.#o;
        const clearing = { traffic, target, owner, graceMs: cleanUp/* drainMs */.Xj, note: this.#note };
        await (0,cleanUp/* clearAllButStable */.N3)(clearing);
        // One of which nothing is left to start is dead.
        const patience = { readyMs: timing.readyMs, signal };
        await this.#try('start stable again', async () => void (await (0,cleanUp/* startStableAgain */.Og)(clearing, patience)));
        signal.throwIfAborted();
        const { stable } = await this.#lease.ask(() => traffic.status(), signal);
        this.#stable = stable;
        const because = stable === undefined
            ? undefined
            : await this.#watching.whyDead(stable, { target, healthFailures: plan.healthFailures, note: this.#note });
        if (because !== undefined) {
            this.#dead = stable;
            this.#stable = undefined;
            this.#note(`${stable?.id} is stable and dead (${because}): this is as a first deploy`);
        }
        await this.#watching.begin(this.#stable);
    }
    async #shift(canary, share) {
        const { traffic, owner, signal } = this.#o;
        await this.#lease.ask(() => traffic.shift(owner, canary.id, share), signal);
        this.#note(`${canary.id} has ${(0,decide/* percent */.KN)(share)} of the traffic`);
        this.#o.onShare?.(share);
        await this.#watching.begin(this.#stable);
        this.#begin(`step ${this.#journal.steps.length + 1}`, share, canary);
    }
    #begin(name, share, canary) {
        this.#journal.begin(name, share);
        if (this.#stable !== undefined)
            this.#queries?.begin({ canary, stable: this.#stable });
    }
    /** Waits one interval and weighs what it showed. @throws where the canary lost its traffic behind our back */
    async #observe(canary) {
        const { traffic, timing, signal } = this.#o;
        const fromMs = this.#now();
        await (0,timers/* sleep */.yy)(Math.min(this.#plan.windowMs, timing.healthIntervalMs), signal);
        const healthy = await this.#watching.probeInTurn(canary);
        const status = await this.#lease.ask(() => traffic.status(), signal);
        const counted = await this.#watching.since(this.#stable, canary);
        signal.throwIfAborted();
        if (status.canary?.backend.id !== canary.id)
            throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`);
        const share = this.#journal.step?.share ?? 1;
        const golden = this.#golden.take();
        const queries = this.#queries?.take() ?? [];
        const breaker = (0,evidence/* breakerSeen */.qk)(this.#seen, this.#openings, status.canary.breaker);
        if (status.canary.breaker.opened > this.#openings)
            this.#note('requests of the canary failed in a row');
        this.#openings = status.canary.breaker.opened;
        const seen = { fromMs, toMs: this.#now(), share, ...counted, healthy, golden, queries, ...breaker };
        this.#seen = (0,evidence/* weigh */.vi)(this.#plan, this.#seen, seen);
        this.#journal.book(seen);
    }
    /** While the canary started, stable answered what comes in: whether that is enough is said before anybody waits for it. */
    async #sayMisfit() {
        const answered = await this.#watching.requestsOf(this.#stable);
        this.#seen = (0,evidence/* beforeTraffic */.tv)(this.#seen, answered);
        const said = misfit(this.#o.plan, answered, this.#golden.perSecond);
        if (said !== undefined)
            this.#note(said);
    }
    /** The only version serves, whatever it does: what it does in its first minutes is said, and the verdict is about that. */
    async #watch(only) {
        const { plan, timing, signal, release } = this.#o;
        const untilMs = this.#now() + plan.minTimeMs;
        const before = await this.#watching.endsOf(only);
        while (this.#now() < untilMs) {
            const fromMs = this.#now();
            await (0,timers/* sleep */.yy)(Math.min(plan.windowMs, timing.healthIntervalMs), signal);
            const { canary } = await this.#watching.since(undefined, only);
            const healthy = await this.#watching.probeInTurn(only);
            const golden = this.#golden.take();
            const seen = { fromMs, toMs: this.#now(), share: 1, stable: tally/* nothing */.s6, canary, healthy, golden };
            this.#seen = (0,evidence/* weigh */.vi)(plan, this.#seen, seen);
            this.#journal.book(seen);
            const report = this.#journal.step;
            if (report !== undefined)
                this.#o.onInterval?.(report);
        }
        this.#gates = (0,decide/* gatesOfFirst */.mW)(plan, this.#seen, before, await this.#watching.endsOf(only));
        const failed = this.#gates.find(({ verdict }) => verdict === 'fail');
        const because = failed === undefined
            ? `version ${release.version} is the first that serves`
            : `version ${release.version} serves, as there is no other, and ${failed.because}`;
        return await this.#report(failed === undefined ? 'pass' : 'fail', because, false);
    }
    /** It is promoted, and there is nothing to go back to: only what it does could not be seen. @throws the signal's reason */
    #unwatched(error) {
        const { release, signal } = this.#o;
        const why = error instanceof Error ? error.message : String(error);
        const because = `version ${release.version} serves, and how it does could not be watched: ${why}`;
        this.#note(because);
        if (signal.aborted)
            throw signal.reason;
        return this.#report('error', because, false);
    }
    /** Traffic first, then everything else; each part is tried even where one before it fails. */
    async #rollBack(verdict, because) {
        const { traffic, target, owner, signal, timing } = this.#o;
        const { lost } = this.#lease;
        const graceMs = signal.aborted ? cleanUp/* cancelGraceMs */.dA : cleanUp/* drainMs */.Xj;
        if (lost === undefined)
            await this.#try('evict', () => traffic.evict());
        const status = await traffic.status().catch(() => undefined);
        if (status?.lease !== undefined && status.lease.owner !== owner) {
            // That run has cleared what was ours, and what is there now is its own.
            this.#note(`gave way to ${status.lease.owner}: ${because}`);
            return this.#report(verdict, because, false);
        }
        if (lost !== undefined)
            await this.#try('evict', () => traffic.evict());
        if (status?.paused !== undefined)
            this.#swap.began();
        this.#note(`rolled back: ${because}`);
        // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
        const again = this.#dead?.digest === this.#o.release.digest;
        const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id);
        if (this.#canary !== undefined && this.#canary.id !== stableId)
            await this.#clear(this.#canary.id, graceMs);
        // Who is stable must be known for certain before anything else is stopped.
        if (status !== undefined)
            await this.#try('stop what is left', async () => void (await target.sweep(stableId, graceMs)));
        // A job that is cancelled is killed soon: the gateway finds it as soon as it is ready.
        const patience = signal.aborted ? undefined : { readyMs: timing.readyMs, signal };
        await this.#try('start stable again', () => this.#swap.bringBack(patience));
        return this.#report(verdict, because, false);
    }
    async #clear(id, graceMs) {
        const { traffic, target, owner, timing } = this.#o;
        await this.#try(`take out ${id}`, async () => {
            const known = (await traffic.status()).idle.some((one) => one.id === id);
            if (!known)
                return;
            // Where the lease was lost while nobody else holds it, it is ours again for the clean-up.
            await traffic.acquire(owner, timing.leaseTtlMs);
            await traffic.remove(owner, id, graceMs);
        });
        await this.#try(`stop ${id}`, () => target.stop(id, graceMs));
        this.#note(`${id} was stopped`);
    }
    async #try(what, act) {
        try {
            await act();
        }
        catch (error) {
            this.#note(`could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    async #report(verdict, because, reused) {
        const status = await this.#o.traffic.status().catch(() => undefined);
        const stable = status?.stable ?? this.#stable;
        const { report: shadow } = this.#shadow;
        const serving = stable?.id === this.#dead?.id || status?.paused !== undefined ? undefined : stable;
        return {
            verdict,
            because: [because, ...this.#swap.told()].join('; '),
            reused,
            firstDeploy: this.#firstDeploy,
            release: this.#o.release,
            steps: this.#journal.steps,
            gates: [...this.#golden.gates, ...this.#shadow.gates, ...this.#gates],
            timeline: this.#journal.timeline,
            series: this.#journal.series,
            ...(shadow === undefined ? {} : { shadow }),
            gaps: this.#swap.gaps,
            ...(serving === undefined ? {} : { serving }),
            url: this.#o.url,
        };
    }
    #now() {
        return this.#o.clock.monotonicMs();
    }
}

// EXTERNAL MODULE: ./build/src/signing/history.js
var signing_history = __webpack_require__(73629);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var engine_gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
;// CONCATENATED MODULE: ./build/src/stages/secretFile.js




/**
 * What a file of the checkout says that a step wrote from a secret; no log shows it from now on.
 * @param key that names the file @throws UserError (exit `preflight`) where it cannot be read
 */
async function readSecretFile({ specFile, bounds, platform }, path, { key, limitBytes }) {
    const place = { file: specFile, key };
    const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    const bytes = await (0,files/* readRegular */.VX)(file, limitBytes).catch((error) => {
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(file)} cannot be read (${error.message}): write it before the deployment, as from a secret of the workflow`, { place, exit: 'preflight', cause: error });
    });
    const text = Buffer.from(bytes).toString().trim();
    if (text !== '')
        platform.secret(text);
    return bytes;
}

;// CONCATENATED MODULE: ./build/src/stages/containers.js






const secretLimitBytes = 1 << 20;
/** How versions run as containers, as the spec says. Secrets are read when a version starts: what cleans up needs none. */
function containersOf(context, engine) {
    const { spec, environment } = context;
    const { docker, replicas } = spec.deploy;
    const { gpus, ...limits } = (0,job/* resourcesOf */.F3)(docker);
    return {
        replicas,
        limits,
        gpus,
        // What is left to us here says nothing of another machine.
        visibleGpus: engine.remote === undefined ? (0,engine_gpus/* visibleDevices */.oT)(environment) : undefined,
        runtime: docker.runtime,
        user: docker.user,
        root: docker.readOnly ? 'read-only' : 'writable',
        outside: docker.network,
        environment: docker.env,
        secrets: { names: Object.keys(docker.secrets), read: () => secretsOf(context) },
        restart: docker.restart,
        healthIntervalMs: docker.healthCheck === 'none' ? undefined : (0,values/* durationMs */.pc)(docker.healthCheck),
    };
}
async function secretsOf(context) {
    const secrets = {};
    for (const [name, path] of Object.entries(context.spec.deploy.docker.secrets)) {
        const of = { key: `deploy.docker.secrets.${name}`, limitBytes: secretLimitBytes };
        secrets[name] = await readSecretFile(context, path, of);
    }
    return secrets;
}
/** What the engine lacks for it is said before hours of work. @throws UserError (exit `preflight`) */
async function checkContainers(context, docker) {
    const { runtime, secrets } = containersOf(context, docker);
    await secrets.read();
    if (docker.platform !== (0,platforms/* hostPlatform */.ol)())
        throw new errors/* UserError */.yo(`the Docker engine at ${docker.endpoint} is for ${docker.platform}, and this machine is ${(0,platforms/* hostPlatform */.ol)()}: the gateway's image carries the Node of this machine; deploy from a machine of that architecture`, { place: { file: context.specFile, key: 'deploy.docker.host' }, exit: 'preflight' });
    if (runtime === undefined)
        return;
    const { runtimes } = await docker.info();
    if (!runtimes.includes(runtime))
        throw new errors/* UserError */.yo(`the Docker engine has no runtime ${runtime}, only ${runtimes.join(', ')}: install it there, or name another`, { place: { file: context.specFile, key: 'deploy.docker.runtime' }, exit: 'preflight' });
}

// EXTERNAL MODULE: ./build/src/stages/gateway.js
var stages_gateway = __webpack_require__(84079);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
;// CONCATENATED MODULE: ./build/src/stages/prometheus.js







const tokenLimitBytes = 64 << 10;
/** Who answers the user's own queries; undefined where the spec has none. */
function prometheusOf(context) {
    const { spec, environment } = context;
    if (spec.deploy.prometheus === undefined)
        return undefined;
    const { url, tokenFile } = spec.deploy.prometheus;
    return {
        url,
        fetch: (0,network/* openFetch */.v)(environment),
        ...(tokenFile === undefined ? {} : { token: () => tokenOf(context, tokenFile) }),
    };
}
async function tokenOf(context, path) {
    const key = 'deploy.prometheus.token-file';
    const bytes = await readSecretFile(context, path, { key, limitBytes: tokenLimitBytes });
    const token = Buffer.from(bytes).toString().trim();
    if (!/^[\x21-\x7e]+$/.test(token))
        throw new errors/* UserError */.yo(`${(0,external_node_path_.basename)(path)} is not a token: write one line without spaces`, {
            place: { file: context.specFile, key },
            exit: 'preflight',
        });
    return token;
}
/**
 * Asks each query once before anything starts, for versions that do not exist: it finds nothing for them, but is read.
 * @throws UserError (exit `preflight`) where one is wrong, or nobody answers
 */
async function checkQueries(context) {
    const { spec, specFile, signal } = context;
    const prometheus = prometheusOf(context);
    if (prometheus === undefined)
        return;
    // Once here, so that a file that is missing is told as such and not as an answer of Prometheus.
    await prometheus.token?.();
    const nobody = { id: `v${spec.version.replaceAll('.', '-')}-${'0'.repeat(12)}`, version: spec.version };
    for (const [index, { query, window }] of (spec.deploy.prometheus?.gates ?? []).entries()) {
        const asked = await askPrometheus(prometheus, (0,queries/* filledIn */.AE)(query, nobody, nobody), (0,values/* durationMs */.pc)(window), signal);
        if (asked.outcome === 'refused')
            throw new errors/* UserError */.yo(`${asked.because}: correct the query`, {
                place: { file: specFile, key: `deploy.prometheus.gates[${index}].query` },
                exit: 'preflight',
            });
        if (asked.outcome === 'unknown')
            throw new errors/* UserError */.yo(`${asked.because}: correct the address, or start it`, {
                place: { file: specFile, key: 'deploy.prometheus.url' },
                exit: 'preflight',
            });
    }
}

// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/rolloutPlan.js

/** What hangs longer than this will not be answered; where stable takes long, three times as long as nearly all of it. */
const longestAnswerMs = 60_000;
/** How a canary is judged, by the section `deploy`. Pure. @param atOnce all traffic as soon as it is healthy */
function rolloutPlan({ surge, steps, control, step, gates, bake, shadow, prometheus }, atOnce) {
    return {
        surge,
        atOnce,
        steps: steps.map((percent) => Math.min(percent, 100 - control) / 100),
        minTimeMs: atOnce ? 0 : (0,values/* durationMs */.pc)(step.minTime),
        minRequests: step.minRequests,
        stepDeadlineMs: (0,values/* durationMs */.pc)(step.deadline),
        bakeMs: (0,values/* durationMs */.pc)(bake),
        healthFailures: gates.health.failures,
        windowMs: (0,values/* durationMs */.pc)(gates.window),
        longestAnswerMs,
        falseRollbacks: gates.falseRollbacks,
        classes: { errors: gates.errors, clientErrors: gates.refusals, slow: gates.latency },
        queries: (prometheus?.gates ?? []).map(queryGate),
        ...(shadow === undefined
            ? {}
            : {
                shadow: {
                    share: shadow.share / 100,
                    minRequests: shadow.minRequests,
                    maxDisagreement: shadow.maxDisagreement,
                    minTimeMs: (0,values/* durationMs */.pc)(step.minTime),
                    deadlineMs: (0,values/* durationMs */.pc)(step.deadline),
                    falseRollbacks: gates.falseRollbacks,
                },
            }),
    };
}
function queryGate(written) {
    const { name, query, window } = written;
    return { name, query, windowMs: (0,values/* durationMs */.pc)(window), bound: boundOf(written) };
}
function boundOf({ max, min, versusStable, failures }) {
    if (versusStable !== undefined) {
        const { better, margin, ratio } = versusStable;
        if (ratio !== undefined)
            return { kind: 'versus-stable', better, by: 'ratio', allowed: ratio };
        if (margin !== undefined)
            return { kind: 'versus-stable', better, by: 'margin', allowed: margin };
    }
    if (max !== undefined)
        return { kind: 'max', limit: max, failures };
    if (min !== undefined)
        return { kind: 'min', limit: min, failures };
    throw new Error('a gate has a bound');
}

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/rolloutReport.js



/* How a rollout reads: while it goes on, and afterwards. */
/** What a step has seen until now, in one line. Pure. */
function liveLine({ name, share, fromMs, toMs, stable, canary, outcome }) {
    const told = ({ requests, errors }) => `${(0,report_text/* countText */.lT)(requests)} requests, ${(0,report_text/* countText */.lT)(errors)} errors`;
    return `${name}, ${seconds(toMs - fromMs)}: canary with ${(0,decide/* percent */.KN)(share)}: ${told(canary)}; stable: ${told(stable)}${outcome === '' ? '' : ` (${outcome})`}`;
}
/** The steps, how traffic and errors went, and what happened. Pure. */
function rolloutSections({ steps, series, timeline, shadow }) {
    return [
        ...(shadow === undefined ? [] : [shadowTable(shadow)]),
        {
            kind: 'table',
            title: 'Steps',
            columns: ['share', 'seconds', 'stable: requests, errors', 'canary: requests, errors'],
            rows: steps.map((step) => [
                (0,decide/* percent */.KN)(step.share),
                ((step.toMs - step.fromMs) / 1000).toFixed(1),
                `${step.stable.requests}, ${step.stable.errors}`,
                `${step.canary.requests}, ${step.canary.errors}`,
            ]),
        },
        ...(series.length < 2 ? [] : overTime(series)),
        ...(timeline.length === 0
            ? []
            : [
                {
                    kind: 'table',
                    title: 'What happened',
                    folded: true,
                    columns: ['since the start', 'event'],
                    rows: timeline.map(({ atMs, event }) => [seconds(atMs), event]),
                },
            ]),
    ];
}
const shadowTable = ({ share, elapsedMs, ...counts }) => ({
    kind: 'table',
    title: 'Copies of requests before there was traffic',
    columns: ['of stable', 'seconds', 'compared', 'answered otherwise', 'not answered', 'nothing to compare', 'dropped'],
    rows: [
        [
            (0,decide/* percent */.KN)(share),
            (elapsedMs / 1000).toFixed(1),
            String(counts.compared),
            // Of a request with many inputs a part may be.
            String(Number(counts.otherwise.toFixed(2))),
            String(counts.unanswered),
            String(counts.incomparable),
            String(counts.dropped),
        ],
    ],
});
/** As many as a picture and a table of Markdown show. */
const [drawnPoints, tablePoints] = [40, 20];
function overTime(series) {
    const drawn = thinned(series, drawnPoints);
    const x = drawn.map(({ toMs }) => seconds(toMs));
    const line = (name, of) => ({
        mark: 'line',
        name,
        // Of less than a hundredth of a percent nothing is seen.
        values: drawn.map((point) => Number((100 * of(point)).toFixed(2))),
    });
    return [
        {
            kind: 'chart',
            title: "The canary's share over time",
            x,
            yTitle: 'traffic, %',
            series: [line('canary', ({ share }) => share)],
        },
        {
            kind: 'chart',
            title: 'Errors over time',
            note: 'Stable is the first line, the canary the second. Without a request there is no error.',
            x,
            yTitle: 'requests that failed, %',
            series: [line('stable', ({ stable }) => rate(stable)), line('canary', ({ canary }) => rate(canary))],
        },
        {
            kind: 'table',
            title: 'Over time',
            folded: true,
            columns: ['until', 'share', 'stable: requests', 'failed', 'canary: requests', 'failed'],
            rows: thinned(series, tablePoints).map(({ toMs, share, stable, canary }) => [
                seconds(toMs),
                (0,decide/* percent */.KN)(share),
                String(stable.requests),
                failed(stable),
                String(canary.requests),
                failed(canary),
            ]),
        },
    ];
}
const rate = ({ requests, errors }) => (requests === 0 ? 0 : errors / requests);
const failed = (tally) => (tally.requests === 0 ? '' : `${(100 * rate(tally)).toFixed(2)} %`);
const seconds = (ms) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/deploy.js




















/** Verifies the release, then moves traffic to it step by step; stable keeps serving whatever happens. */
const deploy = {
    name: 'deploy',
    parents: [],
    acts: true,
    preflight: deployPreflight,
    inputs: verify/* verify */.MX.inputs,
    async make(context) {
        const { spec, platform, signal, clock } = context;
        const release = await (0,verify/* verifiedRelease */.G$)(context);
        const history = await (0,promotions/* promotions */.D)(context, release.store, await (0,stages_image/* trusted */.IZ)(context));
        requireForward(context, release, history, (0,model_history/* servedOf */.pg)(history).served[0]);
        const { gateway, target } = await openServing(context, release.store, 'begins');
        const before = (await gateway.traffic.status()).stable;
        // What serves may be newer than what is on record, where the record was lost.
        requireForward(context, release, history, before && { ...before, because: 'which serves' });
        const ourselves = (0,stages_gateway/* owner */.eC)(context);
        platform.state.save(rolloutState, ourselves);
        const deployment = platform.deployment({ model: spec.name, version: spec.version, digest: release.digest });
        deployment.say({ state: 'in_progress', description: `${spec.version} starts` });
        const prometheus = prometheusOf(context);
        const rollout = await runRollout({
            target,
            traffic: gateway.traffic,
            metrics: gateway.metrics,
            probe: gateway.probe,
            ...(await deploy_golden(context, release, gateway)),
            ...(prometheus === undefined ? {} : { prometheus }),
            url: gateway.url,
            plan: rolloutPlan(spec.deploy, context.atOnce === true),
            release: { version: spec.version, digest: release.digest },
            owner: ourselves,
            timing: {
                readyMs: (0,values/* durationMs */.pc)(spec.deploy.ready),
                healthIntervalMs: (0,values/* durationMs */.pc)(spec.deploy.gates.health.interval),
                leaseTtlMs: leaseTtlMs(spec.deploy),
            },
            clock,
            signal,
            log: platform.log,
            onShare: (share) => deployment.say({ state: 'in_progress', description: `${(0,decide/* percent */.KN)(share)} of the traffic` }),
            onInterval: (step) => platform.log.live(liveLine(step)),
            onShadow: (line) => platform.log.live(line),
        }).catch(async (error) => {
            platform.log.live('');
            deployment.say({ state: 'error', description: error instanceof Error ? error.message : String(error) });
            await deployment.settled();
            throw error;
        });
        platform.log.live('');
        deployment.say(rollout.verdict === 'pass'
            ? { state: 'success', description: rollout.because, url: gateway.url }
            : { state: 'failure', description: rollout.because });
        await remember(context, release, { before, history }, rollout);
        await deployment.settled();
        return (0,reporting/* draft */.K4)({
            title: `deploy ${spec.name} ${spec.version}`,
            data: { image: release.image, version: spec.version, url: gateway.url, rollout },
            verdict: rollout.verdict,
            headline: `${rollout.because}; ${rollout.serving === undefined ? 'nothing serves' : `${rollout.serving.version} serves`} at ${gateway.url}`,
            outputs: { url: gateway.url, image: release.image, digest: release.digest },
            document: {
                gates: rollout.gates,
                sections: rolloutSections(rollout),
            },
        });
    },
};
/**
 * Every promotion and rollback is on record in the place: what `release:latest` means, and what can be gone back to. Where
 * the job has the key, it is attested on the image too, for those who have no access to this place.
 */
async function remember(context, release, { before, history }, rollout) {
    if (rollout.reused)
        return;
    const { store } = release;
    const named = (backend) => ({ version: backend.version, digest: backend.digest });
    const serves = rollout.serving?.digest === release.digest;
    const left = serves ? await goneBackFrom(context, release, before, history) : undefined;
    const record = {
        schema: 1,
        outcome: serves && left === undefined ? 'promoted' : 'rolled-back',
        name: context.spec.name,
        ...(left ?? { digest: release.digest, version: context.spec.version, released: release.statement.created }),
        ...(before === undefined ? {} : { from: named(before) }),
        ...(rollout.serving === undefined ? {} : { to: named(rollout.serving) }),
        at: context.clock.now().toISOString(),
        by: (0,stages_gateway/* who */.dp)(context),
        because: rollout.because,
    };
    await (0,place_history/* appendHistory */.b)(context.place, record);
    try {
        const signing = await (0,signer/* findSigner */.E)(context);
        if (signing !== undefined)
            await (0,signing_history/* attachHistory */.m4)(store, record, signing);
    }
    catch (error) {
        // What serves, serves; that the image does not tell of it must not undo that.
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.info(`${record.digest} is ${record.outcome}, but the image does not say so: ${error.message}`);
    }
}
/**
 * What served and was left for an older release: it is that one which was rolled back, and `previous` must not lead to it
 * again. Undefined for a step forward, and where nobody vouches any more for what served.
 */
async function goneBackFrom(context, { store, digest, statement }, before, history) {
    if (before === undefined)
        return undefined;
    if ((0,model_history/* stepBack */.q0)({ version: statement.version, digest, released: statement.created }, before, history) === undefined)
        return undefined;
    const known = history.find((record) => record.digest === before.digest);
    if (known !== undefined)
        return { digest: before.digest, version: before.version, released: known.released };
    const wanted = { name: context.spec.name, version: before.version };
    const policy = await (0,stages_image/* trusted */.IZ)(context);
    const said = await (0,release/* verifyRelease */.VA)({ store, digest: before.digest, policy, wanted }).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    });
    return said === undefined
        ? undefined
        : { digest: before.digest, version: before.version, released: said.release.created };
}
/** Often enough for the default plan without any other request, and too rarely to be a load. */
const goldenEveryMs = 1_000;
async function deploy_golden({ platform }, release, { ask }) {
    const probes = await (0,extract/* imageProbes */.LN)(release.store, release.digest);
    if (probes.length > 0)
        return { golden: { probes, everyMs: goldenEveryMs, ask } };
    platform.log.info(`${release.image} has no golden probes: nobody asks whether what runs is what was evaluated`);
    return {};
}
/**
 * Whoever can write to the registry, or run an old workflow again, would bring a release back whose faults are known. What
 * goes back says so. @throws UserError where the release is older than what serves, or served last
 */
function requireForward(context, { digest, statement }, history, last) {
    if (last === undefined)
        return;
    const because = (0,model_history/* stepBack */.q0)({ version: statement.version, digest, released: statement.created }, last, history);
    if (because !== undefined)
        refuseStepBack(context, because, last);
}
function refuseStepBack({ rollback, specFile }, because, last) {
    if (rollback)
        return;
    throw new errors/* UserError */.yo(`${because}, ${last.because}: raise the version, or say that you go back, by input \`rollback: true\` or --rollback`, { place: { file: specFile, key: 'version' }, exit: 'gate-failed' });
}
/** The key, the port and the Docker engine are needed at the end of hours of work: they are asked for before it begins. */
async function deployPreflight(context) {
    await (0,stages_image/* trusted */.IZ)(context);
    const { spec, place } = context;
    const last = (0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(place)).served[0];
    if (last !== undefined && semver.lt(spec.version, last.version))
        refuseStepBack(context, `${spec.version} is older than ${last.version}`, last);
    await checkQueries(context);
    const listens = await (0,stages_gateway/* readListens */.v0)(context);
    await checkFront(context, listens);
    if (spec.deploy.target === 'process') {
        const { checkGateway } = await Promise.all(/* import() */[__webpack_require__.e(7024), __webpack_require__.e(8953), __webpack_require__.e(1780)]).then(__webpack_require__.bind(__webpack_require__, 91780));
        const stateDir = (0,stages_gateway/* gatewayState */.Ui)(context);
        await checkGateway({ stateDir, model: place.identity, ...listens, sharing: (0,stages_gateway/* sharing */.R1)(context) });
        return;
    }
    const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(280)]).then(__webpack_require__.bind(__webpack_require__, 280));
    await checkContainers(context, await connectDocker({ environment: context.environment, host: spec.deploy.docker.host }));
}
async function checkFront({ platform }, { front }) {
    const { openness, readFront } = await __webpack_require__.e(/* import() */ 2451).then(__webpack_require__.bind(__webpack_require__, 22451));
    await readFront(front, { expired: 'refused' });
    const open = openness(front);
    if (open !== undefined)
        platform.log.warn(open);
}
/** Long enough for a slow tick, short enough that a dead runner's canary is gone soon. */
const leaseTtlMs = ({ gates }) => Math.max(15_000, 3 * (0,values/* durationMs */.pc)(gates.health.interval));
/** Where a rollout says who it is, for the one that cleans up after it. */
const rolloutState = 'rollout';
/** Undoes what a rollout of this job left half done when it was cancelled or killed: a canary and its share of the traffic. */
async function finishRollout(context) {
    const left = context.platform.state.get(rolloutState);
    if (left === '')
        return;
    const { gateway, target } = await openServing(context, await (0,stages_image/* openImages */.x9)(context), 'goes on');
    const { cleanUpRollout } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 19219));
    await cleanUpRollout({ traffic: gateway.traffic, target, owner: left, note: context.platform.log.info });
}
/** What serves, by the spec's target: the gateway, and where versions run; for a rollout that begins, or for one that is undone. */
async function openServing(context, store, rollout) {
    const { spec, platform, environment, signal } = context;
    const common = { model: context.place.identity, log: platform.log };
    const listens = rollout === 'begins' ? await (0,stages_gateway/* readListens */.v0)(context) : await (0,stages_gateway/* keptListens */.xh)(context);
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(280)]).then(__webpack_require__.bind(__webpack_require__, 280));
        const { findDockerGateway, openDockerGateway } = await Promise.all(/* import() */[__webpack_require__.e(7024), __webpack_require__.e(1429)]).then(__webpack_require__.bind(__webpack_require__, 91429));
        const { createDockerTarget } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3079)]).then(__webpack_require__.bind(__webpack_require__, 23079));
        const { ensureImage } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2250)]).then(__webpack_require__.bind(__webpack_require__, 82250));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        const open = async () => {
            const image = await ensureImage({ docker, kind: 'gateway', log: platform.log, signal, environment });
            return openDockerGateway({ ...common, docker, ...listens, image });
        };
        // One that runs is as it was made: nothing of model.yml's files is needed to undo a rollout at it.
        const found = rollout === 'begins' ? undefined : await findDockerGateway({ docker, model: common.model });
        return {
            gateway: found ?? (await open()),
            target: await createDockerTarget({ ...common, docker, store, containers: containersOf(context, docker) }),
        };
    }
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 4977).then(__webpack_require__.bind(__webpack_require__, 4977));
    const { openGateway } = await Promise.all(/* import() */[__webpack_require__.e(7024), __webpack_require__.e(8953), __webpack_require__.e(1780)]).then(__webpack_require__.bind(__webpack_require__, 91780));
    const { createProcessTarget } = await __webpack_require__.e(/* import() */ 3663).then(__webpack_require__.bind(__webpack_require__, 53663));
    const { path: python } = await ensurePython({
        requirements: 'serve',
        cacheDir: defaultCacheDirectory(environment),
        log: platform.log,
        signal,
        environment,
    });
    return {
        gateway: await openGateway({
            ...common,
            stateDir: (0,stages_gateway/* gatewayState */.Ui)(context),
            ...listens,
            sharing: (0,stages_gateway/* sharing */.R1)(context),
            proxy: 'auto',
        }),
        target: await createProcessTarget({
            log: platform.log,
            store,
            stateDir: (0,stages_gateway/* versionsState */.Pp)(context),
            python,
        }),
    };
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
    const { port, metricsPort, host, tls, tokens, accessLog } = deploy;
    return { port, metricsPort, front: { host, tls, tokens, accessLog, ...(fallback === undefined ? {} : { fallback }) } };
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
    const { fallbackAt } = await Promise.all(/* import() */[__webpack_require__.e(7024), __webpack_require__.e(8953), __webpack_require__.e(1914)]).then(__webpack_require__.bind(__webpack_require__, 18953));
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

/***/ 21712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStages: () => (/* binding */ runStages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/model/probes.js
var probes = __webpack_require__(63640);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
;// CONCATENATED MODULE: ./build/src/oci/modelPack.js


/*
 * Format: CNCF ModelPack, github.com/modelpack/model-spec v0.0.7 (docs/spec.md, docs/config.md, schema/config-schema.json).
 * It names the same blobs as the image, so it costs no storage. It is attached to the image's index as a referrer: an
 * entry without a platform inside the index would be taken for an image by some engines.
 */
const modelPackTypes = {
    manifest: 'application/vnd.cncf.model.manifest.v1+json',
    config: 'application/vnd.cncf.model.config.v1+json',
    weight: 'application/vnd.cncf.model.weight.v1.tar',
    weightConfig: 'application/vnd.cncf.model.weight.config.v1.tar',
};
const modelPackLayers = (layers) => layers.filter(({ planned }) => planned.kind !== 'runtime');
function modelPackConfig(options) {
    const { model, labels, created, layers } = options;
    const label = (name) => labels[`org.opencontainers.image.${name}`];
    const optional = { sourceURL: label('source'), revision: label('revision') };
    const license = label('licenses');
    return {
        descriptor: {
            createdAt: created.toISOString(),
            name: model.name,
            version: model.version,
            ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
            ...(license === undefined ? {} : { licenses: [license] }),
        },
        config: { format: model.format, precision: model.precision },
        modelfs: { type: 'layers', diffIds: modelPackLayers(layers).map(({ descriptor }) => descriptor.digest) },
    };
}
function modelPackManifest(options) {
    return {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        artifactType: modelPackTypes.manifest,
        config: options.config,
        layers: modelPackLayers(options.layers).map(({ planned, descriptor }) => ({
            mediaType: planned.kind === 'weight' ? modelPackTypes.weight : modelPackTypes.weightConfig,
            digest: descriptor.digest,
            size: descriptor.size,
            annotations: { [oci_layers/* filepathKey */.jq]: planned.path },
        })),
        subject: { mediaType: options.subject.mediaType, digest: options.subject.digest, size: options.subject.size },
    };
}

// EXTERNAL MODULE: ./build/src/oci/platforms.js
var oci_platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/assemble.js











/**
 * Builds and stores the image of a model: an index with one image a platform over the same weight blobs, and a ModelPack
 * manifest over them. Same input, same digests. The blobs come first, the index last. @throws UserError
 */
async function assembleModelImage(options) {
    const { store } = options;
    const gated = await (0,model_manifest/* readGatedModel */.l7)(options.model.directory, options.model.files);
    const released = (0,model_manifest/* releasedAs */.kg)(gated.manifest, options.release);
    const files = released.files.filter(({ path }) => options.without?.includes(path) !== true);
    const model = { ...gated, manifest: { ...released, files } };
    const account = new Account(options.onProgress);
    const bases = await openBases(options);
    const planned = await (0,oci_layers/* planLayers */.Q7)(model, options.runtimeDirectory);
    const baseLayers = new Map(bases.flatMap((base) => base.layers.map((layer) => [layer.digest, layer])));
    account.expect([
        ...[...baseLayers.values()].map((layer) => layer.size),
        ...planned.map((layer) => (0,tar/* tarStream */.eu)(layer.entries).sizeBytes),
    ]);
    if (options.base !== undefined)
        for (const layer of baseLayers.values()) {
            options.signal?.throwIfAborted();
            account.add('layer of the base', layer, (await (0,blobs/* moveBlob */.pP)(options.base.store, layer, store)) === 'moved');
        }
    const layers = [];
    for (const layer of planned) {
        const { descriptor, moved } = await (0,putArchive/* putArchive */.g)(layer.entries, { ...options, siblings: options.siblings ?? [] });
        account.add(layer.path, descriptor, moved);
        layers.push({ planned: layer, descriptor: annotated(layer, descriptor) });
    }
    const labels = allLabels(model, options);
    const manifests = [];
    for (const base of bases)
        manifests.push(await putImage(base, layers, labels, model, options));
    options.signal?.throwIfAborted();
    const index = await putJson(store, mediaTypes/* mediaTypes */.Ib.index, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.index,
        manifests,
        annotations: labels,
    });
    const config = await writeJson(store, modelPackTypes.config, modelPackConfig({ model: model.manifest, labels, created: options.created, layers }));
    const modelPack = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, modelPackManifest({ config, layers, subject: index }));
    return { index, manifests, modelPack, ...account.result() };
}
/** Gives an image that is in the store a name; only now do people find it. */
async function tagImage(store, digest, tag) {
    const { descriptor, bytes } = await store.getManifest(digest);
    return store.putManifest(bytes, descriptor.mediaType, tag);
}
async function openBases(options) {
    const { base, platforms } = options;
    if (base === undefined)
        return (platforms ?? [(0,oci_platforms/* hostPlatform */.ol)()]).map((name) => ({
            config: undefined,
            layers: [],
            platform: (0,oci_platforms/* parsePlatform */.FL)(name),
        }));
    if (!(0,src_digest/* isDigest */.Bc)(base.digest))
        throw new errors/* UserError */.yo(`base image ${base.store.name}:${String(base.digest)}: a tag can move: pin it by its digest, ${base.store.name}@sha256:…`);
    const found = [];
    for (const image of await (0,oci_platforms/* platformImages */.QF)(base.store, base.digest)) {
        const place = `${base.store.name}@${image.descriptor.digest}`;
        const config = (0,imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(base.store, image.manifest.config), place);
        const platform = {
            os: config.os,
            architecture: config.architecture,
            ...(config.variant === undefined ? {} : { variant: config.variant }),
        };
        if (platforms !== undefined && !platforms.includes((0,oci_platforms/* platformName */.$r)(platform)))
            continue;
        found.push({ config, layers: baseLayersOf(image, config, place), platform });
    }
    const missing = (platforms ?? []).filter((name) => !found.some((entry) => (0,oci_platforms/* platformName */.$r)(entry.platform) === name));
    if (missing.length > 0)
        throw new errors/* UserError */.yo(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}: leave the platform out or choose another base`);
    return found;
}
function baseLayersOf(image, config, place) {
    const { layers } = image.manifest;
    if ((config.rootfs.diff_ids ?? []).length !== layers.length)
        throw new errors/* UserError */.yo(`base image ${place}: ${layers.length} layers, but its configuration lists ${(config.rootfs.diff_ids ?? []).length}: choose another base`);
    return layers.map(({ mediaType, digest, size }) => ({ mediaType: ociLayerType(mediaType, place), digest, size }));
}
/** Docker's older names for the same bytes. */
function ociLayerType(mediaType, place) {
    if (mediaType.startsWith('application/vnd.oci.image.layer.v1.tar'))
        return mediaType;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar.gzip')
        return mediaTypes/* mediaTypes */.Ib.gzipLayer;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar')
        return mediaTypes/* mediaTypes */.Ib.layer;
    throw new errors/* UserError */.yo(`base image ${place}: a layer of the kind ${mediaType} cannot be taken over: choose another base`);
}
/** What every descriptor of a layer of ours says about it. */
const annotated = (layer, { mediaType, digest, size }) => ({
    mediaType,
    digest,
    size,
    annotations: { ...(layer.kind === 'runtime' ? {} : { [oci_layers/* filepathKey */.jq]: layer.path }), [oci_layers/* layerKey */.n3]: layer.kind },
});
async function putImage(base, layers, labels, model, options) {
    const { store } = options;
    const config = await writeJson(store, mediaTypes/* mediaTypes */.Ib.config, (0,imageConfig/* modelImageConfig */.lc)({
        base: base.config,
        platform: base.platform,
        model: model.manifest,
        labels,
        created: options.created,
        layers: layers.map(({ planned, descriptor }) => ({ digest: descriptor.digest, comment: `/${planned.path}` })),
    }));
    const manifest = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        config,
        layers: [...base.layers, ...layers.map(({ descriptor }) => descriptor)],
        annotations: labels,
    });
    return { ...manifest, platform: base.platform };
}
function allLabels(model, { base, ...options }) {
    return (0,imageConfig/* sorted */.IP)({
        'org.opencontainers.image.title': model.manifest.name,
        'org.opencontainers.image.version': model.manifest.version,
        'org.opencontainers.image.created': options.created.toISOString(),
        ...(base === undefined
            ? {}
            : { 'org.opencontainers.image.base.name': base.store.name, 'org.opencontainers.image.base.digest': base.digest }),
        ...options.labels,
    });
}
const putJson = (store, mediaType, value) => store.putManifest(Buffer.from(JSON.stringify(value)), mediaType);
async function writeJson(store, mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    const { digest, size } = await store.write((0,blobs/* blobOf */.DE)(bytes), mediaType);
    return { mediaType, digest, size };
}
/** What moved and what was there. */
class Account {
    #layers = [];
    #onProgress;
    #totalBytes = 0;
    #doneBytes = 0;
    constructor(onProgress) {
        this.#onProgress = onProgress;
    }
    expect(sizes) {
        this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    }
    add(path, { digest, size }, moved) {
        this.#layers.push({ path, digest, size, moved });
        this.#doneBytes += size;
        this.#onProgress?.(path, this.#totalBytes === 0 ? 1 : this.#doneBytes / this.#totalBytes);
    }
    result() {
        const sum = (moved) => this.#layers.filter((layer) => layer.moved === moved).reduce((total, layer) => total + layer.size, 0);
        return { layers: this.#layers, bytesMoved: sum(true), bytesReused: sum(false) };
    }
}

// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 4 modules
var registry = __webpack_require__(15959);
;// CONCATENATED MODULE: ./build/src/oci/open.js




/** An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move. */
async function openReference(text, options) {
    const reference = (0,oci_reference/* parseReference */.F)(text, options.place);
    const { digest, tag } = reference;
    const store = await open_open(reference, options);
    if (digest !== undefined)
        return { store, digest };
    const now = tag === undefined ? undefined : await store.resolve(tag);
    const pinned = now === undefined ? 'REPOSITORY@sha256:…' : `${text}@${now.digest}`;
    throw new errors/* UserError */.yo(`${text} has no digest, and a tag can move: pin it, as ${pinned}${now === undefined ? '' : ' (what the tag means now)'}`, { place: options.place });
}
const open_open = async (reference, { place: _, directoryOf, ...options }) => reference.kind === 'registry'
    ? (0,registry/* openRegistry */.M)({ ...options, repository: `${reference.host}/${reference.name}` })
    : (0,layout/* openLayout */.B)(await directoryOf(reference.directory), { create: false });

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 3 modules
var schema = __webpack_require__(44503);
// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
;// CONCATENATED MODULE: ./build/src/stages/base.js










/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
const resolveBase = (context) => (0,memo/* oncePerRun */.ao)(context, 'base', () => readBase(context));
/** The job input that an adapter needs beside itself; every other model needs none. @throws UserError for another base */
async function baseUnder(context, model) {
    if (model.manifest.format !== 'adapter')
        return {};
    const { directory, digest } = await resolveBase(context);
    if (model.manifest.base !== digest)
        throw new errors/* UserError */.yo(`${context.spec.base} has the digest ${digest}, and the adapter was trained on ${model.manifest.base}: name that base, or fine-tune again`, { place: { file: context.specFile, key: 'base' } });
    return { base: { directory } };
}
async function readBase(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'base' };
    const base = (0,spec_base/* parseBase */.Hp)(spec.base, place);
    const directory = base.kind === 'directory' ? await (0,paths/* resolveInside */.LI)(context.bounds, base.path, place) : await fetchBase(context, base);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        throw new errors/* UserError */.yo(`${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`, { place, cause: error });
    });
    if (!names.includes('config.json'))
        throw new errors/* UserError */.yo(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place });
    await refuseHubSnapshot(directory, context);
    return { directory, digest: await (0,src_digest/* digestTree */.hW)(directory, { skip: (_, path) => path === downloadNotes }) };
}
/** Where `hf download --local-dir` notes when it fetched what: another time each time, and nothing of the model. */
const downloadNotes = '.cache/huggingface';
/** A snapshot of the hub's cache is links to blobs beside it, which a job in a container cannot follow. */
async function refuseHubSnapshot(directory, { spec, specFile }) {
    const target = await (0,promises_.readlink)((0,external_node_path_.join)(directory, 'config.json')).catch(() => '');
    if (!target.startsWith('../../blobs/'))
        return;
    throw new errors/* UserError */.yo(`${spec.base} is a snapshot in the cache of the hub, whose files are links out of it: fetch it as files by \`hf download ID --revision REVISION --local-dir DIRECTORY\`, copy it by \`cp -rL\`, or name the id with its revision`, { place: { file: specFile, key: 'base' } });
}
async function fetchBase(context, base) {
    const { environment, platform, specFile, signal } = context;
    const directory = (0,external_node_path_.join)(await cacheDirectory(context, 'bases'), `${base.repository}@${base.revision}`.replaceAll('/', '--'));
    if ((0,external_node_fs_.existsSync)(directory))
        return directory;
    const endpoint = environment['HF_ENDPOINT'];
    const token = environment['HF_TOKEN'];
    if (token !== undefined)
        platform.secret(token);
    platform.log.info(`Fetching ${base.repository} at ${base.revision}`);
    const fetch = (0,network/* openFetch */.v)(environment);
    const { snapshotDownload } = await __webpack_require__.e(/* import() */ 5009).then(__webpack_require__.bind(__webpack_require__, 75009));
    const partial = `${directory}.partial`;
    try {
        const snapshot = await snapshotDownload({
            repo: base.repository,
            revision: base.revision,
            cacheDir: await cacheDirectory(context, 'hub'),
            fetch: (input, init) => fetch(input instanceof Request ? input.url : input, { ...init, signal }),
            ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
            ...(token === undefined ? {} : { accessToken: token }),
        });
        // The hub's cache is made of links, which a container would not see through.
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        await (0,promises_.cp)(snapshot, partial, { recursive: true, dereference: true });
        await (0,promises_.rename)(partial, directory);
        return directory;
    }
    catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error ? rootCause(error).message : String(error);
        throw new errors/* UserError */.yo(`${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or download it and name its directory (base: ./base)`, { place: { file: specFile, key: 'base' }, exit: 'preflight', cause: error });
    }
}
/** A directory for things that can be made again, such as a fetched model. */
async function cacheDirectory({ place }, name) {
    const directory = (0,external_node_path_.join)(place.cache, name);
    await (0,src_files/* makeDirectory */.Oh)(directory);
    return directory;
}
const rootCause = (error) => (error.cause instanceof Error ? rootCause(error.cause) : error);

// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/oci/releases.js
var releases = __webpack_require__(43013);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/platform/git.js



const usual = { askMs: 60_000, fetchMs: 15 * 60_000 };
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];
/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300;
const longestFileBytes = 1 << 20;
async function git(world, directory, args, { own = {}, patienceMs = (world.patience ?? usual).fetchMs } = {}) {
    const tooLong = AbortSignal.timeout(patienceMs);
    const stdout = [];
    const stderr = [];
    let bytes = 0;
    const ended = await (0,processes/* run */.eF)('git', ['-C', directory, ...slow, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args], {
        // Nobody is there to answer, and what it says is read by us.
        env: { ...(0,processes/* plainEnvironment */.Ud)(world.environment), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...own },
        signal: AbortSignal.any([world.signal, tooLong]),
        onStdoutLine(line) {
            bytes += Buffer.byteLength(line) + 1;
            if (bytes <= longestFileBytes)
                stdout.push(line);
        },
        onStderrLine: (line) => void (stderr.length < 20 && stderr.push(line)),
    }).catch((error) => {
        if (error !== tooLong.reason)
            throw error;
        return undefined;
    });
    if (ended === undefined)
        return { ok: false, exitCode: null, stdout: '', told: `no answer within ${patienceMs / 1000} s` };
    const { exitCode } = ended;
    if (bytes > longestFileBytes)
        throw new errors/* UserError */.yo(`git ${args[0]} says more than ${longestFileBytes} bytes`);
    const told = stderr.map((line) => line.replace(/^(?:fatal|error|remote): /, '').trim()).filter((line) => line !== '');
    return { ok: exitCode === 0, exitCode, stdout: stdout.join('\n'), told: (told[0] ?? '').slice(0, longestTold) };
}
/** As words of a message: `branch main`. */
const refText = ({ kind, name }) => `${kind} ${JSON.stringify(name.slice(0, 100))}`;
const fullName = ({ kind, name }) => `refs/${kind === 'branch' ? 'heads' : 'tags'}/${name}`;
/**
 * The commit that a branch or a tag is at. In a job the repository at GitHub is asked first, since a checkout there has one commit,
 * and may have an old one of another branch; on a laptop what is there counts, and the remote is asked for what is not.
 * @throws UserError where there is no such ref, or no way to it
 */
async function findCommit(world, directory, ref, place) {
    const top = await git(world, directory, ['rev-parse', '--show-toplevel']);
    if (!top.ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is of a git repository, and ${directory} cannot be read as one (${top.told}): check the repository out, or name a release or a directory`, { place });
    const repository = top.stdout;
    const prefix = (await git(world, directory, ['rev-parse', '--show-prefix'])).stdout;
    if (!(await git(world, repository, ['check-ref-format', fullName(ref)])).ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is no name that git allows: write it as \`git ${ref.kind}\` lists it`, {
            place,
        });
    const here = () => localCommit(world, repository, ref);
    if (world.platform.kind === 'terminal') {
        const found = await here();
        if (found !== undefined)
            return { repository, id: found, prefix };
    }
    const there = await remoteCommit(world, repository, ref);
    if (typeof there === 'string')
        return { repository, id: there, prefix };
    const found = there.missing ? undefined : await here();
    if (found !== undefined) {
        world.platform.log.warn(`${refText(ref)} is taken from this checkout, as the remote repository ${there.because}`);
        return { repository, id: found, prefix };
    }
    throw new errors/* UserError */.yo(there.missing
        ? `there is no ${refText(ref)}, neither here nor in the remote repository: name one that there is`
        : `there is no ${refText(ref)} in this checkout, and the remote repository ${there.because}: ${world.platform.kind === 'terminal' ? `\`git fetch origin\` must work here, or fetch it yourself` : 'give actions/checkout `fetch-depth: 0`, or this job a token that may read the repository (`contents: read`)'}`, { place });
}
/** The commit of a ref in this repository: the branch of the person who works here, else what was last seen of the remote's. */
async function localCommit(world, repository, ref) {
    const names = [fullName(ref), ...(ref.kind === 'branch' ? [`refs/remotes/origin/${ref.name}`] : [])];
    for (const name of names) {
        const found = await commitOf(world, repository, name);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Also where a tag says more than the commit. */
async function commitOf(world, repository, what) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${what}^{commit}`];
    const { ok, stdout } = await git(world, repository, args);
    return ok ? stdout.trim() : undefined;
}
async function remoteCommit(world, repository, ref) {
    const own = await credentials(world, repository);
    const unreachable = ({ told }) => ({ missing: false, because: `cannot be asked (${told})` });
    const listed = await git(world, repository, ['ls-remote', '--exit-code', 'origin', fullName(ref)], {
        own,
        patienceMs: (world.patience ?? usual).askMs,
    });
    if (!listed.ok)
        return listed.exitCode === 2 ? { missing: true, because: 'lacks it' } : unreachable(listed);
    // A pattern of ls-remote matches the end of a name too: `a/refs/heads/main` is a branch that anybody who may push can make.
    const refs = listed.stdout.split('\n').map((line) => line.split('\t'));
    const [id = ''] = refs.find(([, name]) => name === fullName(ref)) ?? [];
    if (!/^[0-9a-f]{40,64}$/.test(id))
        return { missing: true, because: 'lacks it' };
    const present = await commitOf(world, repository, id);
    if (present !== undefined)
        return present;
    // A full clone would become a shallow one by a depth, and a shallow one would fetch years without.
    const shallow = (await git(world, repository, ['rev-parse', '--is-shallow-repository'])).stdout === 'true';
    const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc'];
    const fetched = await git(world, repository, [...fetch, ...(shallow ? ['--depth=1'] : []), 'origin', id], { own });
    const commit = await commitOf(world, repository, id);
    return commit ?? unreachable(fetched);
}
/**
 * The token of the job, for the server that the job is of and no other; through the environment, as arguments are seen by every
 * user of the machine. A header that actions/checkout left in the configuration is replaced, since a server refuses two.
 */
async function credentials({ environment, platform }, repository) {
    const token = environment['GITHUB_TOKEN'] ?? '';
    const server = environment['GITHUB_SERVER_URL'] ?? '';
    if (platform.kind !== 'github' || token === '' || !/^https?:\/\/[\w.:-]+$/.test(server) || repository === '')
        return {};
    platform.secret(token);
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    platform.secret(basic);
    const key = `http.${server}/.extraheader`;
    return {
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: key,
        GIT_CONFIG_VALUE_0: '',
        GIT_CONFIG_KEY_1: key,
        GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
    };
}
/** The text of a file of a commit; undefined where the commit has no such file. */
async function fileAt(world, { repository, id }, path) {
    const what = `${id}:${path}`;
    const kind = await git(world, repository, ['cat-file', '-t', what]);
    if (kind.stdout !== 'blob')
        return undefined;
    return (await git(world, repository, ['cat-file', 'blob', what], { own: await credentials(world, repository) }))
        .stdout;
}
/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
async function checkOut(world, { repository, id }, directory) {
    await (0,src_files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
    const { ok, told } = await git(world, repository, ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'], { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } });
    if (!ok)
        throw new errors/* UserError */.yo(`${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`);
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
;// CONCATENATED MODULE: ./build/src/stages/checkpoints.js




/* Checkpoints outlive failed and killed runs, and the checkout: the next run of the same key goes on from there. */
const placeOf = (place, key) => (0,external_node_path_.join)(place.checkpoints, (0,src_digest/* hexOf */.ZD)(key));
/** The directory for the checkpoints of this key; the lock of the key keeps two runs from writing there at once. */
async function checkpointsOf(place, key) {
    await (0,src_files/* makeDirectory */.Oh)(placeOf(place, key));
    return placeOf(place, key);
}
const dropCheckpoints = (place, key) => (0,trees/* removeTree */.dM)(placeOf(place, key));

;// CONCATENATED MODULE: ./build/src/stages/facts.js
/** What model.json says of a model, from what the runtime that made it says. */
const manifestFacts = (facts) => ({
    format: facts.format,
    engine: facts.engine,
    precision: facts.precision,
    labels: facts.labels,
    maxLength: facts.max_length,
    maxBatch: facts.max_batch,
    ...(facts.base === undefined ? {} : { base: facts.base }),
});
/** The machine that a model was made and judged on, as the engine found it. */
const machineFacts = ({ cpu, gpus, driver, identity }) => ({
    cpu: { model: cpu.model, flags: [...cpu.flags] },
    gpus: gpus.map(({ name }) => name),
    ...(driver === undefined ? {} : { driver }),
    identity: { ...identity },
});

// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/model/lineage.js

/**
 * The key under which a stage's result is found again: equal model, stage and inputs give an equal key. A result says whose
 * it is, and models of one monorepo may share data and the repository of their results.
 */
function lineageKey(of) {
    return (0,src_digest/* digestJson */.tv)({ lineage: 1, model: of.model, stage: of.stage, inputs: of.inputs });
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/recipe.js







const keyOf = (stage, context) => (0,memo/* oncePerRun */.ao)(context, `key of ${stage.name}`, async () => lineageKey({ model: context.spec.name, stage: stage.name, inputs: await stage.inputs(context) }));
/** Runs a stage, unless a result of equal inputs may be used again. Two runs of one key take turns, and the second reuses. */
async function runStage(stage, context) {
    const key = await keyOf(stage, context);
    const reused = await reusable(stage, context, key);
    if (reused !== undefined)
        return settled(stage, context, reused, true);
    if (stage.acts)
        return settled(stage, context, await make(stage, context, key), false);
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(context.place.locks, `${stage.name}-${(0,src_digest/* hexOf */.ZD)(key)}`), {
        signal: context.signal,
        label: `${stage.name} of ${context.spec.name}`,
        onWait: (by) => context.platform.log.info(`${by} does the same work: waiting for its result`),
    }, async () => {
        const meanwhile = await reusable(stage, context, key);
        if (meanwhile !== undefined)
            return settled(stage, context, meanwhile, true);
        return settled(stage, context, await make(stage, context, key), false);
    }).catch((error) => {
        throw asUserError(error, context);
    });
}
async function reusable(stage, context, key) {
    if (context.force || stage.acts)
        return undefined;
    const found = (await context.results.find(stage.name, key));
    if (found === undefined || !found.result.proceed)
        return undefined;
    return ((await stage.holds?.(context, found.result.data)) ?? true) ? found : undefined;
}
async function make(stage, context, key) {
    let workspace;
    try {
        workspace = await context.results.begin();
        const draft = await stage.make(context, workspace, key);
        context.signal.throwIfAborted();
        const parents = {};
        for (const name of stage.parents) {
            const parent = (0,memo/* known */.eO)(context, `result of ${name}`);
            if (parent === undefined)
                throw new Error(`${stage.name} was made without asking for its parent ${name}`);
            parents[name] = (await parent).digest;
        }
        const stored = await workspace.commit({
            ...draft,
            proceed: draft.proceed ?? draft.verdict === 'pass',
            stage: stage.name,
            name: context.spec.name,
            key,
            parents,
        });
        return stored;
    }
    catch (error) {
        await workspace?.discard();
        throw asUserError(error, context);
    }
}
/** From now on the stages of this run see this very result. */
async function settled(stage, context, stored, reused) {
    (0,memo/* forget */.y6)(context, `result of ${stage.name}`);
    await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => stored);
    if (!stage.acts)
        await context.results.publish(stored);
    return { stage: stage.name, stored, reused };
}
/**
 * The result of an earlier stage: the one of this run, the one that the job was handed, or the one of this very spec.
 * Missing or failed, it is the user's turn.
 */
async function earlier(stage, context, asking) {
    const found = await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => context.from === undefined
        ? await byKey(stage, context, asking)
        : await handed(stage.name, context, asking));
    const { proceed, verdict, headline } = found.result;
    if (!proceed)
        throw new errors/* UserError */.yo(`${asking} needs ${stage.name} to have passed, and its verdict was ${verdict} (${headline}): see .model-actions/reports/${stage.name}.md beside the spec`, { place: { file: context.specFile }, exit: exitOf(verdict) });
    return found;
}
async function byKey(stage, context, asking) {
    const found = await context.results.find(stage.name, await keyOf(stage, context));
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`model-actions ${stage.name} --config ${context.specFile}\` first, or hand its result digest over by \`from\``, { place: { file: context.specFile } });
}
const fromPlace = { input: 'from' };
/** The result that the job was handed, and those that it was made from. */
async function handed(name, context, asking) {
    const start = await handedResult(context);
    const seen = new Set();
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        if (at.result.stage === name)
            return at;
        // The nearest first: what a result says of its own parents counts before what those say.
        const parents = Object.entries(at.result.parents).sort(([a], [b]) => Number(b === name) - Number(a === name));
        for (const [, digest] of parents) {
            if (seen.has(digest))
                continue;
            seen.add(digest);
            queue.push(await openResult(digest, context));
        }
    }
    throw new errors/* UserError */.yo(`${asking} needs the result of ${name}, and ${context.from} is a result of ${start.result.stage}, which was made without it: hand over a result of ${name}`, { place: fromPlace });
}
/** What `from` names. @throws UserError where it is nowhere, of another model, or did not pass */
const handedResult = (context) => (0,memo/* oncePerRun */.ao)(context, 'the result that was handed over', async () => {
    if (context.from === undefined)
        throw new Error('no result was handed over');
    const found = await openResult(context.from, context);
    if (found.result.name !== context.spec.name)
        throw new errors/* UserError */.yo(`${context.from} is a result of the model ${found.result.name}, and ${context.specFile} is of ${context.spec.name}: give the spec that it was made with`, { place: fromPlace });
    return found;
});
async function openResult(digest, context) {
    const found = await context.results.open(digest);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`there is no result ${digest} in ${context.results.name}: results of another machine are found where the spec has \`results:\`, a registry or a layout that both jobs reach`, { place: fromPlace });
}
/** A run with `from` begins after the stage that it was handed, one with `digest` verifies or deploys that image and makes none. */
async function checkHandOver(selected, context) {
    const making = selected.find((name) => name !== 'verify' && name !== 'deploy');
    if (context.image !== undefined && making !== undefined)
        throw new errors/* UserError */.yo(`${context.image} is an image to verify or deploy, and ${making} is to run, which does not use it: name verify, deploy or both, or leave \`digest\` out`, { place: { input: 'digest' } });
    if (context.from === undefined)
        return;
    const { stage } = (await handedResult(context)).result;
    const given = types/* stageNames */.h.indexOf(stage);
    const tooEarly = selected.find((name) => types/* stageNames */.h.indexOf(name) <= given);
    if (tooEarly !== undefined)
        throw new errors/* UserError */.yo(`${context.from} is a result of ${stage}, and ${tooEarly} is to run, which does not come after it: name the stages after ${stage}, or leave \`from\` out`, { place: fromPlace });
}
const exitOf = (verdict) => verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed';
/** Trouble of the disk is the user's to mend, wherever it strikes. */
function asUserError(error, context) {
    const { code, path } = error;
    const place = path ?? context.place.directory;
    if (code === 'ENOSPC')
        return new errors/* UserError */.yo(`${place}: the disk is full: free some space and run again; nothing is half-written`, {
            cause: error,
            exit: 'preflight',
        });
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
        const why = code === 'EROFS' ? 'the file system is read-only' : 'no permission';
        return new errors/* UserError */.yo(`${place}: ${why}: change its owner, mode or mount, or name another directory by MODEL_ACTIONS_HOME`, { cause: error, exit: 'preflight' });
    }
    return error;
}

// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/prepare.js












/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
const prepare = {
    name: 'prepare',
    parents: [],
    async preflight(context) {
        await dataFiles(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const { spec } = context;
        const files = await dataFiles(context);
        const digest = (0,tasks/* taskOf */.Xb)(spec.task).namesFiles ? await withNeighbours(context) : src_digest/* digestFile */.TM;
        return {
            // What the job is told; what its files are called does not count.
            section: (0,src_digest/* digestJson */.tv)({ ...prepareConfig(spec, files), files: Object.keys(files) }),
            base: (await resolveBase(context)).digest,
            ...Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await digest(file)]))),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const files = await dataFiles(context);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await (0,job/* runBatch */.a7)(context, 'prepare', key, {
            config: prepareConfig(context.spec, files),
            inputs: {
                // Beside a file may lie keys and much else; only of images are there others that it names.
                ...mapped(files, (file) => ((0,tasks/* taskOf */.Xb)(context.spec.task).namesFiles ? { directory: (0,external_node_path_.dirname)(file) } : { file })),
                base: { directory: (await resolveBase(context)).directory },
            },
            out,
            deadline: context.spec.finetune.deadline,
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return (0,reporting/* draft */.K4)({
            title: `prepare ${context.spec.name} ${context.spec.version}`,
            data: result,
            verdict: 'pass',
            headline: `${result.splits.train.examples} training, ${result.splits.validation.examples} validation and ${result.splits.test.examples} test examples in ${result.labels.length} classes`,
            outputs: { 'dataset-digest': result.digest },
            document: prepare_document(result),
        });
    },
};
const prepared = async (context, asking) => {
    const stored = await earlier(prepare, context, asking);
    return {
        mount: { result: stored.digest, path: 'dataset' },
        digest: stored.result.data.digest,
        labels: stored.result.data.labels,
        slices: stored.result.data.slices,
        testExamples: stored.result.data.splits.test.examples,
    };
};
/** The same keys, each with something of its file. */
const mapped = (files, of) => ({
    train: of(files.train),
    ...(files.validation === undefined ? {} : { validation: of(files.validation) }),
    ...(files.test === undefined ? {} : { test: of(files.test) }),
});
/**
 * Of a file that names others, such as images: its own content and whatever may be named below its directory. What runs
 * write there themselves does not count, or every run would find its data changed; nor does the spec.
 */
async function withNeighbours({ spec, specFile, bounds }) {
    const layouts = [spec.image.layout, spec.results?.layout].filter((layout) => layout !== undefined);
    const own = new Set([
        (0,external_node_path_.join)(bounds.directory, (0,external_node_path_.basename)(specFile)),
        ...(await Promise.all(layouts.map((layout) => (0,paths/* resolveInside */.LI)(bounds, layout, { file: specFile, key: 'layout' })))),
    ]);
    return async (file) => {
        const directory = (0,external_node_path_.dirname)(file);
        const skip = (name, path) => name === '.model-actions' || name === '.git' || own.has((0,external_node_path_.join)(directory, path));
        return (0,src_digest/* digestJson */.tv)({ file: await (0,src_digest/* digestFile */.TM)(file), directory: await (0,src_digest/* digestTree */.hW)(directory, { skip }) });
    };
}
async function dataFiles(context) {
    const { train, validation, test } = context.spec.data;
    return {
        train: await dataFile(context, 'data.train', train),
        ...(validation === undefined ? {} : { validation: await dataFile(context, 'data.validation', validation) }),
        ...(test === undefined ? {} : { test: await dataFile(context, 'data.test', test) }),
    };
}
async function dataFile({ specFile, bounds }, key, path) {
    const place = { file: specFile, key };
    const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    const facts = await (0,promises_.stat)(file).catch((error) => {
        if (error.code === 'ENOENT')
            throw new errors/* UserError */.yo(`${path} does not exist: name a JSONL or CSV file, relative to the directory of the spec`, {
                place,
            });
        throw error;
    });
    if (!facts.isFile())
        throw new errors/* UserError */.yo(`${path} is no file: name a JSONL or CSV file`, { place });
    return file;
}
function prepareConfig(spec, files) {
    const { data, task } = spec;
    const { slices } = spec.evaluate;
    const { column, maxLength } = (0,schema/* inputOf */.wg)(spec);
    const { test, validation, stratify, group } = data.split;
    return {
        task,
        files: mapped(files, (file) => (0,external_node_path_.basename)(file)),
        columns: { input: column, label: data.label },
        max_length: maxLength,
        ...(slices.length === 0 ? {} : { slices: slices }),
        sample: data.sample,
        seed: data.seed,
        split: {
            ...(test === undefined ? {} : { test }),
            ...(validation === undefined ? {} : { validation }),
            ...(stratify === undefined ? {} : { stratify }),
            ...(group === undefined ? {} : { group }),
        },
    };
}
const splitNames = ['train', 'validation', 'test'];
const counts = (of) => Object.entries(of).map(([name, count]) => [name.replaceAll('_', ' '), String(count)]);
const prepare_document = (result) => ({
    sections: [
        {
            kind: 'table',
            title: 'Examples by class',
            columns: ['class', ...splitNames],
            rows: result.labels.map((label) => [
                label,
                ...splitNames.map((name) => String(result.splits[name].class_counts[label] ?? 0)),
            ]),
        },
        {
            kind: 'table',
            title: 'Left out',
            columns: ['why', 'examples'],
            rows: counts(result.dropped),
        },
        {
            kind: 'table',
            title: 'Kept on one side of the split, as they are all but the same',
            columns: ['kind', 'examples'],
            rows: counts(result.grouped ?? {}),
        },
    ],
});

;// CONCATENATED MODULE: ./build/src/stages/finetune.js
















/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
const finetune = {
    name: 'finetune',
    parents: ['prepare'],
    async preflight(context) {
        const files = await (0,trees/* listFiles */.CS)((await resolveBase(context)).directory);
        // Weights and both of Adam's states in a checkpoint, and the weights of the result.
        await (0,job/* requireDisk */.Df)(context, 'finetune', 4 * files.reduce((sum, file) => sum + file.sizeBytes, 0));
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        return {
            // What the job is told, with the defaults that the spec left to us.
            section: (0,src_digest/* digestJson */.tv)(finetuneConfig(context.spec)),
            base: (await resolveBase(context)).digest,
            dataset: (await prepared(context, 'finetune')).digest,
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        if (context.force)
            await dropCheckpoints(context.place, key);
        const result = await (0,job/* runBatch */.a7)(context, 'finetune', key, {
            config: finetuneConfig(spec),
            inputs: { data: dataset.mount, base: { directory: (await resolveBase(context)).directory } },
            out,
            checkpoints: await checkpointsOf(context.place, key),
            deadline: spec.finetune.deadline,
        });
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            ...manifestFacts(result.model ?? {
                format: 'safetensors',
                engine: 'pytorch',
                precision: 'fp32',
                labels: dataset.labels,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                max_batch: 32,
            }),
            lineage: [{ stage: 'finetune', key, inputs: await finetune.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        await dropCheckpoints(context.place, key);
        return (0,reporting/* draft */.K4)({
            title: `finetune ${spec.name} ${spec.version}`,
            data: result,
            verdict: 'pass',
            headline: headline(spec, result),
            outputs: { 'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')) },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Training',
                        columns: ['what', 'value'],
                        rows: [
                            ['method', spec.finetune.method],
                            ...[
                                ['optimizer steps', result.steps],
                                ['epochs', result.epochs?.toFixed(2)],
                                ['first loss', result.first_loss?.toFixed(4)],
                                ['last loss', result.last_loss?.toFixed(4)],
                                ['trainable parameters', result.trainable_parameters],
                                ['parameters', result.total_parameters],
                                ['seconds', result.seconds?.toFixed(1)],
                                ...Object.entries(result.metrics ?? {}),
                            ].flatMap(([name, value]) => (value == null ? [] : [[String(name), String(value)]])),
                        ],
                    },
                ],
            },
        });
    },
};
/** A foreign trainer may tell nothing but that it is done. */
function headline(spec, { steps, first_loss, last_loss, resumed_from_step }) {
    return [
        spec.finetune.method,
        ...(steps === undefined ? [] : [`${steps} steps`]),
        ...(first_loss === undefined || last_loss === undefined
            ? []
            : [`loss ${first_loss.toFixed(3)} → ${last_loss.toFixed(3)}`]),
        ...(resumed_from_step === undefined ? [] : [`resumed at step ${resumed_from_step}`]),
    ].join(', ');
}
const finetuned = async (context, asking) => modelIn(await earlier(finetune, context, asking));
function modelIn({ digest, result, directory, unchecked }) {
    const manifest = result.files.find((file) => file.path === `model/${model_manifest/* manifestName */.vS}`);
    if (manifest === undefined)
        throw new errors/* UserError */.yo(`the result ${digest} of ${result.stage} holds no model: run ${result.stage} again with --force`);
    return {
        digest: manifest.digest,
        mount: { result: digest, path: 'model' },
        open: async () => (0,model_manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(await directory(), 'model')),
        async gated() {
            const inModel = result.files.filter(({ path }) => path.startsWith('model/'));
            return {
                directory: (0,external_node_path_.join)(await unchecked(), 'model'),
                files: inModel.map((file) => ({ ...file, path: file.path.slice('model/'.length) })),
            };
        },
    };
}
/** Defaults of the design's ranges: LoRA trains few parameters and takes about ten times the learning rate. */
const defaultLearningRate = { full: 2e-5, lora: 2e-4 };
function finetuneConfig(spec) {
    const { finetune: section, task } = spec;
    const { lora } = section;
    return {
        task,
        max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
        training: {
            method: section.method,
            epochs: section.epochs,
            ...(section.maxSteps === undefined ? {} : { max_steps: section.maxSteps }),
            learning_rate: section.learningRate ?? defaultLearningRate[section.method],
            batch_size: section.batchSize,
            gradient_accumulation: section.gradientAccumulation,
            warmup_steps: section.warmupSteps,
            weight_decay: section.weightDecay,
            checkpoint_steps: section.checkpointSteps,
            seed: section.seed,
            ...(section.method === 'lora'
                ? {
                    lora: {
                        rank: lora.rank,
                        alpha: lora.alpha,
                        dropout: lora.dropout,
                        merge: lora.merge,
                        ...(lora.targetModules === undefined
                            ? {}
                            : { target_modules: lora.targetModules }),
                    },
                }
                : {}),
        },
    };
}

;// CONCATENATED MODULE: ./build/src/stages/refBaseline.js












const baselineKey = 'evaluate.baseline';
/** The commit and its model.yml, which tell early what would else fail after hours of tuning. */
const findRef = (context, ref) => (0,memo/* oncePerRun */.ao)(context, `the ${ref.kind} ${ref.name}`, async () => {
    const place = { file: context.specFile, key: baselineKey };
    const commit = await findCommit(context, (0,external_node_path_.dirname)(context.specFile), ref, place);
    const path = `${commit.prefix}${(0,external_node_path_.basename)(context.specFile)}`;
    const file = `${ref.name}:${path}`;
    const text = await fileAt(context, commit, path);
    if (text === undefined)
        throw new errors/* UserError */.yo(`${refText(ref)} (commit ${refBaseline_short(commit)}) has no ${path}: name one that has the model, or a release, or \`majority\``, { place });
    const parsed = (0,load/* parseSpec */.F)(text, file);
    if ('problems' in parsed)
        throw new errors/* UserError */.yo(parsed.problems);
    const { spec } = parsed;
    if (spec.task !== context.spec.task)
        throw new errors/* UserError */.yo(`${refText(ref)} has a model for ${spec.task}, and this one is for ${context.spec.task}: their answers cannot be compared, name a baseline of the same task`, { place });
    return { commit, spec, file };
});
/**
 * The fine-tuned model of a ref: the result that this place, or a shared repository, has of the same inputs, or else made now.
 * Code of that ref is run as far as its spec names some, as that of the checkout is.
 */
async function modelOfRef(context, ref) {
    const { platform } = context;
    const { commit, spec, file } = await findRef(context, ref);
    const because = `${refText(ref)}, commit ${refBaseline_short(commit)}`;
    const parent = await cacheDirectory(context, 'checkouts');
    const checkout = (0,external_node_path_.join)(await (0,promises_.realpath)(parent), `${refBaseline_short(commit)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await checkOut(context, commit, checkout);
        const directory = (0,external_node_path_.join)(checkout, commit.prefix);
        const own = {
            ...context,
            // Where jobs run is a matter of this machine, and not of that commit.
            spec: { ...spec, engine: context.spec.engine },
            specFile: (0,external_node_path_.join)(directory, (0,external_node_path_.basename)(context.specFile)),
            bounds: { directory, root: checkout },
            from: undefined,
            image: undefined,
            force: false,
        };
        await shareBase(context, own);
        await finetune.preflight?.(own);
        const dataset = await runStage(prepare, own);
        const tuned = await runStage(finetune, own);
        platform.log.info(`${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`);
        return { model: modelIn(tuned.stored), because };
    }
    catch (error) {
        throw ofRef(error, checkout, (0,external_node_path_.join)(commit.prefix, (0,external_node_path_.basename)(context.specFile)), file);
    }
    finally {
        await (0,trees/* removeTree */.dM)(checkout);
        await (0,promises_.rm)(`${checkout}.index`, { force: true });
    }
}
const refBaseline_short = ({ id }) => id.slice(0, 12);
/** A pretrained model is seldom in git: where the commit has none at its path, it is the one that lies there now. */
async function shareBase(context, own) {
    if (await (0,promises_.stat)((0,external_node_path_.join)(own.bounds.directory, own.spec.base)).catch(() => undefined))
        return;
    await (0,memo/* oncePerRun */.ao)(own, 'base', () => resolveBase({ ...context, spec: own.spec }));
}
/** The same error, told of the ref's files by names that people know, and not by where they were checked out for a moment. */
function ofRef(error, checkout, spec, file) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const named = (text) => text.replaceAll((0,external_node_path_.join)(checkout, spec), file).replaceAll(checkout, file);
    const [first, ...more] = error.problems.map(({ what, place }) => ({
        what: named(what),
        ...(place === undefined
            ? {}
            : { place: { ...place, ...(place.file === undefined ? {} : { file: named(place.file) }) } }),
    }));
    return first === undefined ? error : new errors/* UserError */.yo([first, ...more], { exit: error.exit, cause: error });
}

;// CONCATENATED MODULE: ./build/src/stages/baseline.js















/** What can be known of it before anything is tuned. */
async function baselinePreflight(context) {
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'ref')
        await findRef(context, wanted.ref);
}
const wantedBaseline = ({ spec, specFile }) => (0,spec_base/* parseBaseline */.nk)(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' });
const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'directory') {
        const directory = await (0,paths/* resolveInside */.LI)(context.bounds, wanted.path, place);
        return { kind: 'model', directory, digest: await (0,src_digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    if (wanted.kind === 'ref') {
        const { model, because } = await modelOfRef(context, wanted.ref);
        const tuned = await model.open();
        return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned };
    }
    const store = await (0,stages_image/* openImages */.x9)(context);
    const all = await (0,releases/* releases */.D8)(store);
    if (wanted.version === 'latest') {
        const latest = await signedLatest(context, store, all);
        if (latest !== undefined)
            return modelOf(context, store, latest.release, `, ${latest.because}`);
        return {
            kind: 'majority',
            because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
        };
    }
    const release = all.find(({ version }) => version === wanted.version);
    if (release === undefined)
        throw new errors/* UserError */.yo(`${store.name} has no release ${wanted.version}: name one that it has (${all.map(({ version }) => version).join(', ') || 'there is none'}), or \`majority\``, { place });
    await vouchFor(context, store, release, await (0,stages_image/* trusted */.IZ)(context));
    return modelOf(context, store, release, '');
}
/**
 * A promoted release must be there and signed: to take another one in its stead would let whoever removes a tag choose what
 * the candidate is compared with. Of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(context, store, all) {
    const { spec } = context;
    const another = ({ version }) => version !== spec.version;
    // What this place knows counts even where no tag is left.
    if (!all.some(another) && !(0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(context.place)).served.some(another))
        return undefined;
    const policy = await (0,stages_image/* trusted */.IZ)(context);
    const history = await (0,promotions/* promotions */.D)(context, store, policy);
    let refused;
    // A hosted runner has no place that lasts, and images tell of it only where the job that deploys has a key.
    const deployed = history.length > 0 ? [] : await context.platform.deployed(spec.name);
    for (const choice of (0,releases/* latestRelease */.JF)({ candidate: spec.version, releases: all, history, deployed })) {
        if (choice.promoted && !all.some(({ digest }) => digest === choice.release.digest))
            await requireThere(context, store, choice);
        try {
            await vouchFor(context, store, choice.release, policy);
            return choice;
        }
        catch (error) {
            if (choice.promoted || !(error instanceof errors/* UserError */.yo) || error.exit !== 'gate-failed')
                throw error;
            context.platform.log.info(`release ${choice.release.version} is no baseline: ${error.message}`);
            refused ??= error;
        }
    }
    if (refused !== undefined)
        throw refused;
    return undefined;
}
/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere({ specFile }, store, choice) {
    const { version, digest } = choice.release;
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or name what to compare with, as \`release:1.2.3\` or \`majority\``, { place: { file: specFile, key: 'evaluate.baseline' }, exit: 'gate-failed', cause: error });
    });
}
/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor({ spec }, store, { digest, version }, policy) {
    await (0,signing_release/* verifyRelease */.VA)({ store, digest, policy, wanted: { name: spec.name, version } });
}
async function modelOf(context, store, release, why) {
    const into = await releaseDirectory(context, release.digest);
    const extracted = await (0,extract/* extractModel */.ju)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}
/** Where this place keeps the files of a release that something was compared with, if it was. */
const releaseDirectory = async (context, digest) => (0,external_node_path_.join)(await cacheDirectory(context, 'baselines'), digest.replace(':', '-'));

// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
// EXTERNAL MODULE: ./build/src/stages/comparison.js + 3 modules
var comparison = __webpack_require__(97085);
// EXTERNAL MODULE: ./build/src/stages/decision.js
var decision = __webpack_require__(9795);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/errors.js
var classic_errors = __webpack_require__(961);
// EXTERNAL MODULE: ./build/src/model/listed.js
var listed = __webpack_require__(89514);
;// CONCATENATED MODULE: ./build/src/stages/keptJobs.js












/*
 * What jobs made, by what they were made from: the answers of a model to the examples, its export, its measurements. A key of
 * a result knows the bounds that it was judged by as well, so that another bound makes a new result; the work is the same.
 */
const listName = 'kept.json';
const listSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    result: schemas/* looseObject */._H3({ verb: schemas/* string */.YjP() }),
    files: schemas/* array */.YOg(schemas/* object */.Ikc({
        path: schemas/* string */.YjP().refine((path) => (0,trees/* pathFault */.a9)(path) === undefined),
        sizeBytes: schemas/* number */.aig(),
        digest: schemas/* custom */.IeY((value) => typeof value === 'string' && (0,src_digest/* isDigest */.Bc)(value)),
    })),
});
/**
 * As `runBatch`, for a job that makes the same whenever it is run on the same: where that was, what it left is used again.
 * @param once.of digests of what it reads, by name
 * @param once.again is to be run whatever was, as what it measured may have been the machine's bad moment
 */
async function runBatchOnce(context, verb, key, batch, { of, again = false }) {
    const work = (0,src_digest/* digestJson */.tv)({
        verb,
        config: batch.config,
        of,
        code: await (0,code/* jobCode */.PJ)(context),
        // The same model answers otherwise on another processor, and no measurement holds there.
        processor: (await (0,job/* jobFacts */.XG)(context)).cpu,
        resources: (0,job/* resourcesOf */.F3)(context.spec.engine),
    });
    const kept = (0,external_node_path_.join)(await cacheDirectory(context, 'jobs'), (0,src_digest/* hexOf */.ZD)(work));
    const found = context.force || again ? undefined : await takeKept(kept, batch.out);
    if (found !== undefined) {
        context.platform.log.info(`${verb}: this was done before with the same model and data, and is used again`);
        return found;
    }
    const result = await (0,job/* runBatch */.a7)(context, verb, key, batch);
    await keep(kept, batch.out, result).catch((error) => {
        // What is done is done; a later run does it again.
        context.platform.log.info(`${verb}: not kept for later runs (${error.message})`);
    });
    return result;
}
async function takeKept(kept, out) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(kept, listName), 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    try {
        const { files, result } = listSchema.parse(JSON.parse(text));
        await (0,promises_.mkdir)(out, { recursive: true });
        for (const { path } of files)
            await linkOrCopy((0,external_node_path_.join)(kept, path), (0,external_node_path_.join)(out, path));
        // What came, and not what lies there: another run may have put its own in that place meanwhile, or `prune` removed it.
        await (0,listed/* verifyListed */.T)(out, files, { name: listName, remedy: 'it is made again' });
        // For `prune`, which takes what was longest not used.
        await (0,promises_.utimes)(kept, new Date(), new Date()).catch((error) => {
            // Of another user's directory only that cannot be said.
            if (error.code !== 'EPERM' && error.code !== 'EACCES')
                throw error;
        });
        return result;
    }
    catch (error) {
        // Half a list, files that were changed or are gone: no answer for anybody, and nothing that could not be made again.
        const gone = error.code === 'ENOENT';
        if (!(gone || error instanceof errors/* UserError */.yo || error instanceof SyntaxError || error instanceof classic_errors/* ZodError */.G))
            throw error;
        await (0,trees/* removeTree */.dM)(kept);
        await (0,trees/* removeTree */.dM)(out);
        return undefined;
    }
}
async function keep(kept, out, result) {
    const making = `${kept}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    try {
        await (0,promises_.mkdir)(making);
        const files = [];
        for (const { path } of await (0,trees/* listFiles */.CS)(out, { links: 'refused' })) {
            await linkOrCopy((0,external_node_path_.join)(out, path), (0,external_node_path_.join)(making, path));
            files.push({ path, ...(await (0,src_digest/* measureFile */.v9)((0,external_node_path_.join)(making, path))) });
        }
        await (0,src_files/* writeWhole */.f8)((0,external_node_path_.join)(making, listName), `${JSON.stringify({ schema: 1, result, files })}\n`);
        await (0,trees/* removeTree */.dM)(kept);
        await (0,promises_.rename)(making, kept);
    }
    catch (error) {
        await (0,trees/* removeTree */.dM)(making).catch(() => undefined);
        // Whoever did the same meanwhile was first.
        if (!['ENOTEMPTY', 'EEXIST'].includes(error.code ?? ''))
            throw error;
    }
}
/** One file in two places: nobody writes into a file that a job has left, what changes one puts another in its place. */
async function linkOrCopy(from, to) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
    await (0,promises_.link)(from, to).catch(() => (0,promises_.copyFile)(from, to));
}

;// CONCATENATED MODULE: ./build/src/stages/ownScores.js






/** @throws UserError where there is no such file */
async function ownFunctions({ spec, specFile, bounds }) {
    const named = spec.evaluate.metrics.flatMap(({ name, function: of }) => {
        const at = of?.lastIndexOf(':') ?? 0;
        return of === undefined ? [] : [{ name, path: of.slice(0, at), function: of.slice(at + 1) }];
    });
    const [first] = named;
    if (first === undefined)
        return undefined;
    const place = { file: specFile, key: 'evaluate.metrics' };
    const file = await (0,paths/* resolveInside */.LI)(bounds, first.path, place);
    const facts = await (0,promises_.stat)(file).catch(() => undefined);
    if (facts?.isFile() !== true)
        throw new errors/* UserError */.yo(`${first.path} is no file: name a Python file, relative to the directory of the spec`, {
            place,
        });
    const text = await (0,promises_.readFile)(file, 'utf8');
    for (const { function: name } of named)
        if (!mayDefine(text, name))
            throw new errors/* UserError */.yo(`${first.path} has no function ${name}: define it at the top of the file, or name one that it has`, {
                place,
            });
    return { file, functions: named.map(({ name, function: own }) => ({ name, function: own })) };
}
/** Whether Python text may have a function of that name; where names come from elsewhere, only Python can tell. */
function mayDefine(text, name) {
    const code = text.replaceAll(/#.*/g, '');
    if (/\bimport\s+\*|\bglobals\(\)|\bexec\(/.test(code))
        return true;
    const own = new RegExp(`^\\s*(?:async\\s+)?(?:def|class)\\s+${name}\\b|^[^=\\n]*\\b${name}\\b[^=\\n]*=(?!=)`, 'm');
    const imported = new RegExp(`\\bimport\\b(?:\\s*\\([^)]*|[^\\n(]*)\\b${name}\\b`);
    return own.test(code) || imported.test(code);
}
/** For the key of a result: another text of the functions is another result. */
async function ownFunctionsDigest(context) {
    const own = await ownFunctions(context);
    return own === undefined ? {} : { functions: await (0,src_digest/* digestFile */.TM)(own.file) };
}
/** Gives the predictions that a job left in `directory` the scores of the user's functions, where the spec names any. */
async function addOwnScores(context, key, directory) {
    const own = await ownFunctions(context);
    if (own === undefined)
        return;
    const names = (await (0,promises_.readdir)(directory)).filter((name) => name.endsWith('predictions.jsonl'));
    const out = `${directory}-scores`;
    await (0,promises_.mkdir)(out, { recursive: true });
    await (0,job/* runBatch */.a7)(context, 'score', key, {
        config: {
            predictions: names,
            file: (0,external_node_path_.basename)(own.file),
            functions: own.functions,
        },
        inputs: { predictions: { directory }, functions: { file: own.file } },
        out,
        deadline: context.spec.evaluate.deadline,
    });
    for (const name of names)
        await (0,promises_.rename)((0,external_node_path_.join)(out, name), (0,external_node_path_.join)(directory, name));
}

// EXTERNAL MODULE: ./build/src/stages/predictions.js + 2 modules
var predictions = __webpack_require__(74777);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/place/records.js
var records = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/src/place/looks.js



/*
 * How often a test was looked at. Whoever tries twenty candidates on one test and keeps the best has chosen luck as well, and
 * whoever adds examples until a candidate passes has thrown the dice again: both are counted, at this place.
 */
const digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,src_digest/* isDigest */.Bc)(value), 'expected a digest');
const look = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Of the examples that the candidate was asked, whatever their order. */
    test: digest,
    /** Of the weights: a new version number makes no new candidate. */
    candidate: digest,
    examples: schemas/* int */.Whr().min(0),
    at: iso/* datetime */.w$(),
});
function reuseOf(earlier, now) {
    const others = new Set(earlier.flatMap(({ test, candidate }) => (test === now.test ? [candidate] : [])));
    others.delete(now.candidate);
    const tests = new Set(earlier.flatMap(({ test, candidate }) => (candidate === now.candidate ? [test] : [])));
    return { others: others.size, looks: tests.add(now.test).size };
}
/** Notes a look, once for each candidate and test, and tells what came before it. */
async function noteLook(place, now) {
    const earlier = await (0,records/* readRecords */.T)(place.looks, look, 'the looks at tests');
    const known = earlier.some(({ test, candidate }) => test === now.test && candidate === now.candidate);
    if (!known)
        await (0,records/* appendRecord */.E)(place.looks, now, { schema: look, label: 'noting a look at the test' });
    return reuseOf(earlier, now);
}

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/testReuse.js




/** Other candidates on one test after which the best of them owes much to luck. */
const manyCandidates = 20;
/** Which test this is: its examples and their labels, whatever their order. */
const testDigest = (judged) => (0,src_digest/* digestBytes */.QN)(judged
    .map(({ id, truth }) => JSON.stringify([id, truth]))
    .sort()
    .join('\n'));
/** Which candidate this is: its weights and what is read with them, whatever its version and the data that were added to its test. */
const candidateDigest = (files) => (0,src_digest/* digestJson */.tv)(Object.fromEntries(files.flatMap(({ path, digest }) => (path === 'model.json' ? [] : [[path, digest]]))));
/** Counts this look at a test, as far as this machine knows of others. */
const countLook = ({ place, clock }, candidate, judged) => noteLook(place, {
    schema: 1,
    test: testDigest(judged),
    candidate: candidateDigest(candidate),
    examples: judged.length,
    at: clock.now().toISOString(),
});
function reuseSection(reuse, planned, examples) {
    const { others, looks } = reuse;
    const before = others === 0
        ? 'no other candidate was judged on it before'
        : `${others} other ${others === 1 ? 'candidate was' : 'candidates were'} judged on it before`;
    const facts = [
        ['test examples', String(examples)],
        ['how often this test was used', `${before}, as far as this machine knows`],
        [
            'tests of this candidate',
            `look ${looks}: it spends ${(0,report_text/* smallShare */.fy)((0,power/* alphaOfLook */.zP)(looks, planned))} of the ${(0,report_text/* smallShare */.fy)(power/* alphaOfAllLooks */.tB)} of error that all looks have together`,
        ],
    ];
    const notes = [
        ...(others >= manyCandidates
            ? ['The best of so many candidates owes some of its lead to luck with these examples: give it a fresh test.']
            : []),
        ...(looks > planned
            ? [
                `This candidate was judged before on another test, and little of the error is left: where a test that did not decide may be topped up once, say so beforehand by \`evaluate.looks: 2\`.`,
            ]
            : []),
    ];
    return {
        kind: 'facts',
        title: 'Reuse of the test',
        part: 'comparison',
        facts,
        ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/evaluate.js




















/** Judges the candidate against the baseline, example by example, by a paired test. */
const evaluate = {
    name: 'evaluate',
    parents: ['prepare', 'finetune'],
    async preflight(context) {
        await baselinePreflight(context);
        await ownFunctions(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const baseline = await resolveBaseline(context);
        const { deadline: _, ...section } = context.spec.evaluate;
        return {
            section: (0,src_digest/* digestJson */.tv)({
                evaluate: { ...section, baseline: baseline.kind },
                maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength,
            }),
            dataset: dataset.digest,
            ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
            candidate: candidate.digest,
            ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
            ...(await ownFunctionsDigest(context)),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec, platform } = context;
        const baseline = await resolveBaseline(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const answering = {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                ...(spec.evaluate.explain === undefined ? {} : { explain: spec.evaluate.explain }),
            },
            inputs: {
                data: dataset.mount,
                candidate: candidate.mount,
                ...(await baseUnder(context, await candidate.open())),
                ...(baseline.kind === 'model' && baseline.tuned !== undefined ? await baseUnder(context, baseline.tuned) : {}),
                ...(baseline.kind === 'model' ? { baseline: { directory: baseline.directory } } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        };
        const result = await runBatchOnce(context, 'evaluate', key, answering, {
            of: {
                data: dataset.digest,
                candidate: candidate.digest,
                ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
                ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
            },
        });
        await addOwnScores(context, key, out);
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const reuse = await countLook(context, (await candidate.gated()).files, judged);
        const alpha = (0,power/* alphaOfLook */.zP)(reuse.looks, spec.evaluate.looks);
        const { gates, metrics, judgedBy, sections, candidate: compared, } = (0,comparison/* compareModels */.w)({
            task,
            section: spec.evaluate,
            margins: (0,comparison/* marginsOf */.p)(spec.evaluate, baseline.kind === 'majority'),
            labels: dataset.labels,
            candidate: judged,
            baseline: judgedBaseline,
            examples: dataset.testExamples,
            environment: result.environment,
            common: (0,commonClasses/* commonClassesOf */.rV)(result, dataset.labels),
            alpha,
            explained: spec.evaluate.explain === undefined
                ? undefined
                : {
                    examples: spec.evaluate.explain.examples,
                    told: result.explanations ?? {
                        notTold: 'The runtime image explains nothing: evaluate.explain needs one that leaves explanations.',
                    },
                },
            next: (0,power/* alphaOfLook */.zP)(reuse.looks + 1, spec.evaluate.looks),
        });
        return (0,reporting/* draft */.K4)({
            title: `evaluate ${spec.name} ${spec.version}`,
            data: {
                result,
                examples: compared.length,
                metrics,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
                },
                gates,
                alpha,
            },
            ...(0,decision/* decisionOf */.u)({
                task,
                judgedBy,
                gates,
                metrics,
                against: `the baseline (${baseline.because})`,
                examples: compared.length,
                onInconclusive: spec.evaluate.onInconclusive,
            }),
            document: {
                gates,
                sections: [...sections, reuseSection(reuse, spec.evaluate.looks, judged.length)],
            },
        });
    },
};
const evaluated = (context, asking) => earlier(evaluate, context, asking);

// EXTERNAL MODULE: ./build/src/verdict.js
var verdict = __webpack_require__(62848);
// EXTERNAL MODULE: ./build/src/statistics/bootstrap.js + 1 modules
var bootstrap = __webpack_require__(84014);
;// CONCATENATED MODULE: ./build/src/statistics/latency.js

/** A quantile of the latencies of two models that were asked by turns: how much lower the candidate's is, as a share of the baseline's. */
function latencyQuantile({ candidateMs, baselineMs }, quantile) {
    if (candidateMs.length !== baselineMs.length)
        throw new RangeError(`${candidateMs.length} and ${baselineMs.length} requests`);
    const [ours, theirs] = [ordered(candidateMs), ordered(baselineMs)];
    return {
        // A request that both were asked is what is drawn: its length, and the machine's mood, belong to both.
        multiplicities: new Uint32Array(candidateMs.length).fill(1),
        difference: (counts) => 1 - quantileOf(ours, quantile, counts) / quantileOf(theirs, quantile, counts),
    };
}
/** With ten requests beyond it a quantile is known to about 14 % (P99 of 1,000, P50 of 20); with fewer it decides nothing. */
const fewestRequestsFor = (quantile) => Math.ceil(Number((10 / (1 - quantile)).toPrecision(12)));
/** The smallest latency that at least the given share of requests does not exceed; NaN of none. */
const latencyAt = (ms, quantile) => quantileOf(ordered(ms), quantile, new Uint32Array(ms.length).fill(1));
/** The candidate's quantile over the baseline's, with its 90 % interval: each bound is a one-sided 95 % one. */
function latencyRatio(of, quantile) {
    const quantiles = latencyQuantile(of, quantile);
    const drawn = (0,bootstrap/* drawDifferences */.R)(quantiles, resamples, 1).sort();
    const rank = Math.floor(0.05 * (resamples + 1)) - 1;
    return {
        value: 1 - quantiles.difference(quantiles.multiplicities),
        low: 1 - (drawn[drawn.length - 1 - rank] ?? Number.NaN),
        high: 1 - (drawn[rank] ?? Number.NaN),
    };
}
const resamples = 999;
function ordered(ms) {
    const request = Uint32Array.from(ms, (_, index) => index).sort((a, b) => ms[a] - ms[b]);
    return { ms: Float64Array.from(request, (index) => ms[index]), request };
}
function quantileOf({ ms, request }, quantile, counts) {
    let requests = 0;
    for (let at = 0; at < counts.length; at++)
        requests += counts[at];
    // Rounding must not ask for one request more.
    const wanted = quantile * requests * (1 - 1e-12);
    let passed = 0;
    for (let at = 0; at < ms.length; at++) {
        passed += counts[request[at]];
        if (passed > 0 && passed >= wanted)
            return ms[at];
    }
    return Number.NaN;
}

;// CONCATENATED MODULE: ./build/src/stages/latency.js


const quantiles = [
    { name: 'P50', quantile: 0.5 },
    { name: 'P90', quantile: 0.9 },
    { name: 'P99', quantile: 0.99 },
];
/** The candidate first. @param release what serves today, in words */
function latencyOf(latency, release) {
    if (latency === undefined)
        return [];
    const candidateMs = Float64Array.from(latency.candidate_ms);
    const beside = (model, milliseconds) => {
        // A runtime of somebody else may have asked them others.
        if (milliseconds?.length !== candidateMs.length)
            return [];
        const baselineMs = Float64Array.from(milliseconds);
        return [{ ...timed(model, baselineMs), candidateOfThis: latencyRatio({ candidateMs, baselineMs }, 0.5) }];
    };
    return [
        timed('this model', candidateMs),
        ...beside('FP32', latency.baseline_ms),
        ...beside(release ?? 'what serves today', latency.released_ms),
    ];
}
const timed = (model, ms) => ({
    model,
    requests: ms.length,
    requestsPerSecond: (1000 * ms.length) / ms.reduce((sum, value) => sum + value, 0),
    milliseconds: Object.fromEntries(quantiles
        .filter(({ quantile }) => ms.length >= fewestRequestsFor(quantile))
        .map(({ name, quantile }) => [name, latencyAt(ms, quantile)])),
});
function latencySection(models, threads) {
    const [own] = models;
    if (own === undefined)
        return [];
    const unknown = quantiles.filter(({ name }) => own.milliseconds[name] === undefined);
    return [
        {
            kind: 'table',
            title: 'Latency of single requests, and throughput',
            columns: ['', ...quantiles.map(({ name }) => `${name} ms`), 'requests a second', 'P50 of this model to it'],
            rows: models.map(({ model, milliseconds, requestsPerSecond, candidateOfThis: ratio }) => [
                model,
                ...quantiles.map(({ name }) => milliseconds[name]?.toFixed(2) ?? ''),
                (0,report_text/* figure */.vP)(requestsPerSecond),
                ratio === undefined ? '' : `${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
            ]),
            note: [
                `${own.requests} requests of the test, one after the other, from text or image to scores, with ${threads} ${threads === 1 ? 'thread' : 'threads'} as where it serves.`,
                ...unknown.map(({ name, quantile }) => `${name} needs ${fewestRequestsFor(quantile)} requests.`),
            ].join(' '),
        },
    ];
}

;// CONCATENATED MODULE: ./build/src/stages/quantizeGates.js

/** Bytes of the weights after quantization over those before. */
function sizeGate(result, allowed) {
    const value = result.candidate_bytes / result.baseline_bytes;
    const pass = value <= allowed;
    return {
        name: 'size',
        verdict: pass ? 'pass' : 'fail',
        observed: { value, unit: 'of FP32' },
        allowed,
        because: `${result.candidate_bytes} bytes are ${value.toFixed(3)} of FP32's ${result.baseline_bytes}; ${allowed} is allowed`,
    };
}
/**
 * Geometric mean over the shapes of the median speed ratio. It must reach the ratio asked for, and even its lower bound
 * must be faster than FP32: a quantized model that is not surely faster does not pass.
 */
function speedGate({ speed }, allowed) {
    if (speed === undefined)
        return {
            name: 'speed',
            verdict: 'error',
            observed: { value: 0, unit: 'times FP32' },
            allowed,
            because: 'the runtime measured no speed: its image has to leave `speed` in the result of quantize, or serve fp32',
        };
    const value = geometricMean(speed.map((shape) => shape.ratio));
    const low = geometricMean(speed.map((shape) => shape.ratio_low));
    const high = geometricMean(speed.map((shape) => shape.ratio_high));
    const verdict = value >= allowed && low > 1 ? 'pass' : high < allowed || low <= 1 ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} times FP32's speed (${low.toFixed(2)} to ${high.toFixed(2)}), ${allowed} asked for`;
    return {
        name: 'speed',
        verdict,
        observed: { value, low, high, unit: 'times FP32' },
        allowed,
        because: verdict === 'inconclusive'
            ? `${measured}: this machine is too noisy to tell; run it again on a quieter one`
            : verdict === 'pass'
                ? measured
                : `${measured}: a processor without VNNI-class instructions gains little; ask for less in quantize.gates.speed or serve fp32`,
    };
}
/** What of the latencies may be gated, from the one that needs the fewest requests. */
const gatedQuantiles = { p50: 0.5, p90: 0.9, p99: 0.99 };
/** How many requests the gates that are asked for need. */
const fewestRequests = (allowed) => Math.max(1, ...gatesOf(allowed).map(({ quantile }) => fewestRequestsFor(quantile)));
/**
 * Latency of single requests against FP32's, a gate for each quantile that is asked for: it passes where it is surely no more
 * than allowed. A quantile of too few requests decides nothing.
 */
const latencyGates = (latency, allowed) => gatesOf(allowed).map(({ name, quantile, most }) => {
    const gate = { name: `latency ${name.toUpperCase()}`, allowed: most };
    if (latency?.baseline_ms === undefined || latency.baseline_ms.length !== latency.candidate_ms.length)
        return {
            ...gate,
            verdict: 'error',
            observed: { value: 0, unit },
            because: 'the runtime did not time the same requests with both models: its image has to leave `latency` with candidate_ms and baseline_ms in the result of quantize, or serve fp32',
        };
    const requests = latency.candidate_ms.length;
    const observed = latencyRatio({ candidateMs: Float64Array.from(latency.candidate_ms), baselineMs: Float64Array.from(latency.baseline_ms) }, quantile);
    const { value, low, high } = observed;
    const needed = fewestRequestsFor(quantile);
    const verdict = requests < needed ? 'inconclusive' : high <= most ? 'pass' : low > most ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} of FP32's in ${requests} requests (${low.toFixed(2)} to ${high.toFixed(2)}), at most ${most} allowed`;
    return {
        ...gate,
        verdict,
        observed: { ...observed, unit },
        because: requests < needed
            ? `${requests} requests were timed, and ${name.toUpperCase()} needs ${needed}: have the runtime time more`
            : verdict === 'pass'
                ? measured
                : verdict === 'fail'
                    ? `${measured}: run it again where nothing else runs, allow more in quantize.gates.latency.${name}, or serve fp32`
                    : `${measured}: this machine is too noisy to tell, run it again on a quieter one, or allow more in quantize.gates.latency.${name}`,
    };
});
const unit = "of FP32's latency";
const gatesOf = (allowed) => Object.keys(gatedQuantiles).flatMap((name) => {
    const most = allowed[name];
    return most === undefined ? [] : [{ name, quantile: gatedQuantiles[name], most }];
});
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

;// CONCATENATED MODULE: ./build/src/stages/served.js









/**
 * Tuning may lose a margin against the release that serves, and quantizing another one against the tuned model. So that they do
 * not add up unseen, the quantized model must itself pass the gates of the evaluation.
 * @param of the answers of the quantized model, and what they are compared by
 */
async function compareServed(context, of) {
    const evaluation = await evaluated(context, 'quantize');
    const { baseline, result, alpha } = evaluation.result.data;
    const file = (0,external_node_path_.join)(await evaluation.directory(), 'baseline-predictions.jsonl');
    const before = await (0,predictions/* readPredictions */.R_)(file, of.task, 'the evaluation kept no answers of its baseline: run it again');
    const section = context.spec.evaluate;
    const compared = (0,comparison/* compareModels */.w)({
        ...of,
        alpha,
        section,
        margins: (0,comparison/* marginsOf */.p)(section, baseline.kind === 'majority'),
        baseline: before,
        common: (0,commonClasses/* commonClassesOf */.rV)(result, of.labels),
    });
    return {
        gates: compared.gates.map((gate) => ({ ...gate, name: `served ${gate.name}` })),
        notice: notice(of.task, compared, before, baseline.because),
    };
}
/**
 * The release that the evaluation compared with, where this place still has its files: to be timed beside what is to serve.
 * Nothing is decided by it, so that nothing is fetched for it.
 */
async function servingNow(context) {
    const { baseline } = (await evaluated(context, 'quantize')).result.data;
    if (baseline.kind !== 'model' || baseline.digest === undefined)
        return undefined;
    const directory = (0,external_node_path_.join)(await releaseDirectory(context, baseline.digest), 'model');
    try {
        const model = await (0,model_manifest/* readModelDirectory */.Nw)(directory);
        await (0,model_manifest/* verifyModelDirectory */.qw)(model);
        return model.manifest.engine === 'onnxruntime'
            ? { directory, digest: baseline.digest, because: baseline.because }
            : undefined;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    }
}
/** The first thing that a report tells: no word of it needs to know that there was an FP32 model in between. */
function notice(task, { gates, metrics, judgedBy, candidate }, baseline, because) {
    const before = new Map(baseline.map(({ id, answer }) => [id, answer]));
    const others = candidate.filter(({ id, answer }) => before.get(id) !== answer).length;
    const shown = (metric, value) => (value === undefined ? '' : (0,report_text/* inUnit */.IP)(value, metric.unit));
    const row = ({ name, observed: { value, low, high, ...how } }) => {
        const metric = judgedBy.find((one) => one.name === name) ?? task.headline;
        const difference = low === undefined || high === undefined ? '' : (0,report_text/* differenceText */.Lr)({ value, low, high }, how);
        return [
            (0,report_text/* directedTitle */.jx)(metric.title, metric),
            shown(metric, metrics.baseline[name]),
            shown(metric, metrics.candidate[name]),
            difference,
        ];
    };
    return {
        kind: 'table',
        title: 'What users will notice',
        part: 'users',
        columns: ['', 'now', 'with this model', 'difference'],
        rows: [...gates.map(row), ['answers that are others', '', `${others} of ${candidate.length}`, '']],
        note: `The model that will serve against ${because}.`,
    };
}

;// CONCATENATED MODULE: ./build/src/stages/quantize.js

























/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind gates of agreement, size, speed and accuracy. */
const quantize = {
    name: 'quantize',
    parents: ['prepare', 'finetune', 'evaluate'],
    preflight: job/* jobPreflight */.R9,
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            // What is quantized has passed its evaluation, and what is built later has the same one to show.
            evaluation: (await evaluated(context, 'quantize')).result.key,
            section: (0,src_digest/* digestJson */.tv)({ quantize: section, maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength }),
            dataset: (await prepared(context, 'quantize')).digest,
            model: (await finetuned(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,src_digest/* digestJson */.tv)((await (0,job/* jobFacts */.XG)(context)).cpu),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'quantize');
        const tuned = await finetuned(context, 'quantize');
        const model = await tuned.open();
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const exportOut = (0,external_node_path_.join)(workspace.scratch, 'export');
        const exporting = {
            config: { task: spec.task, max_length: (0,schema/* inputOf */.wg)(spec).maxLength },
            inputs: { model: tuned.mount, ...(await baseUnder(context, model)) },
            out: exportOut,
            deadline: spec.quantize.deadline,
        };
        const exported = await runBatchOnce(context, 'export', key, exporting, { of: { model: tuned.digest } });
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const release = await servingNow(context);
        const allowed = spec.quantize.precision === 'fp32' ? {} : spec.quantize.gates.latency;
        const quantizing = {
            config: {
                task: spec.task,
                precision: spec.quantize.precision,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                shapes: task.shapes((0,schema/* inputOf */.wg)(spec).maxLength),
                repetitions: 30,
                latency: { fewest: fewestRequests(allowed), most: 1000, seconds: 3 },
            },
            inputs: {
                model: { directory: (0,external_node_path_.join)(exportOut, 'model') },
                data: dataset.mount,
                ...(release === undefined ? {} : { released: { directory: release.directory } }),
            },
            out,
            deadline: spec.quantize.deadline,
        };
        const { latency, ...quantized } = await runBatchOnce(context, 'quantize', key, quantizing, {
            of: {
                data: dataset.digest,
                model: tuned.digest,
                ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
                ...(release === undefined ? {} : { released: release.digest }),
            },
            // It was judged by the same bounds before, and did not pass: who runs it again wants to see it measured again.
            again: (await context.results.find('quantize', key)) !== undefined,
        });
        await addOwnScores(context, key, out);
        const facts = quantized.model;
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        const alone = facts.max_batch === 1 ? [] : await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'alone-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const common = {
            task,
            section: spec.evaluate,
            labels: dataset.labels,
            candidate: judged,
            examples: dataset.testExamples,
            environment: quantized.environment,
        };
        const againstFp32 = (0,comparison/* compareModels */.w)({
            ...common,
            margins: () => [{ metric: task.headline, margin: spec.quantize.gates.margin }],
            baseline: judgedBaseline,
        });
        const { metrics } = againstFp32;
        const served = await compareServed(context, common);
        const timed = latencyOf(latency, release?.because);
        const gates = [
            (0,tasks/* agreementGate */._6)(facts.max_batch, judged, alone),
            ...(spec.quantize.precision === 'fp32'
                ? []
                : [
                    sizeGate(quantized, spec.quantize.gates.size),
                    speedGate(quantized, spec.quantize.gates.speed),
                    ...latencyGates(latency, allowed),
                ]),
            ...againstFp32.gates,
            ...served.gates,
        ];
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...manifestFacts(facts),
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return (0,reporting/* draft */.K4)({
            title: `quantize ${spec.name} ${spec.version}`,
            data: { exported, quantized, latency: timed, metrics, gates },
            verdict: (0,verdict/* overall */.Me)(gates),
            proceed: (0,decision/* proceeds */.K)(gates, spec.evaluate, (gate) => served.gates.includes(gate)),
            headline: (0,verdict/* decisiveOf */.O3)(gates) ?? quantize_headline(task, quantized, metrics, gates),
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
            },
            document: {
                gates,
                sections: [
                    served.notice,
                    {
                        kind: 'table',
                        title: 'Speed against FP32, one thread',
                        columns: ['batch × length', 'FP32 ms', 'quantized ms', 'ratio'],
                        rows: (quantized.speed ?? []).map((shape) => [
                            `${shape.batch} × ${shape.length}`,
                            shape.baseline_ms.toFixed(2),
                            shape.candidate_ms.toFixed(2),
                            `${shape.ratio.toFixed(2)} (${shape.ratio_low.toFixed(2)} to ${shape.ratio_high.toFixed(2)})`,
                        ]),
                    },
                    ...latencySection(timed, latency?.threads ?? 1),
                    ...againstFp32.sections,
                ],
            },
        });
    },
};
const quantized = (context, asking) => earlier(quantize, context, asking);
const quantizedModel = async (context, asking) => modelIn(await quantized(context, asking));
function quantize_headline(task, result, metrics, gates) {
    const speed = gates.find((gate) => gate.name === 'speed');
    const size = (result.candidate_bytes / 1e6).toFixed(1);
    const after = (0,tasks/* headlineOf */.gD)(task, metrics.candidate);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, ${after}`;
    return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${(0,tasks/* headlineOf */.gD)(task, metrics.baseline)}`;
}

// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/build.js















/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
const build = {
    name: 'build',
    parents: ['evaluate', 'quantize'],
    async preflight(context) {
        await (await (0,stages_image/* openImages */.x9)(context)).tryWriting();
    },
    async inputs(context) {
        const { spec } = context;
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        return {
            runtime: await (0,code/* jobRuntime */.e6)(),
            section: (0,src_digest/* digestJson */.tv)({ name: spec.name, version: spec.version, image: spec.image, probes: spec.deploy.probes }),
            model: model.digest,
        };
    },
    async holds(context, { version, index }) {
        return (await (await (0,stages_image/* openImages */.x9)(context)).resolve(version))?.digest === index.digest;
    },
    async make(context) {
        const { spec, platform } = context;
        const store = await (0,stages_image/* openImages */.x9)(context);
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        const shared = spec.results === undefined ? undefined : await (0,stages_registry/* openRepository */.h_)(spec.results, 'results', context);
        const image = await assembleModelImage({
            store,
            model: await model.gated(),
            // Where results are handed over lie the weights already, as the same layers.
            siblings: shared === undefined ? [] : [shared],
            without: spec.deploy.probes === 'none' ? [probes/* probesName */.l] : [],
            release: { name: spec.name, version: spec.version },
            runtimeDirectory: (0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'),
            ...(spec.image.base === undefined ? {} : { base: await openBase(spec.image.base, context) }),
            labels: labels(context),
            created: createdAt(context),
            signal: context.signal,
            onProgress: (what, share) => platform.log.progress(what, share),
        });
        await refuseMovedRelease(store, spec.version, image.index.digest, context);
        await tagImage(store, image.index.digest, spec.version);
        const reference = `${store.name}@${image.index.digest}`;
        return (0,reporting/* draft */.K4)({
            title: `build ${spec.name} ${spec.version}`,
            data: {
                image: reference,
                version: spec.version,
                index: image.index,
                manifests: image.manifests,
                layers: image.layers,
                bytesMoved: image.bytesMoved,
                bytesReused: image.bytesReused,
            },
            verdict: 'pass',
            headline: `${reference}, ${image.layers.length} layers, ${megabytes(image.bytesMoved)} moved, ${megabytes(image.bytesReused)} were there`,
            outputs: { image: reference, digest: image.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Layers of the model',
                        columns: ['what', 'MB', 'digest', 'moved'],
                        rows: image.layers.map((layer) => [
                            layer.path,
                            (layer.size / 1e6).toFixed(1),
                            layer.digest,
                            layer.moved ? 'yes' : 'was there',
                        ]),
                    },
                ],
            },
        });
    },
};
/** The runtime image under the model. */
function openBase(reference, context) {
    const place = { file: context.specFile, key: 'image.base' };
    return openReference(reference, {
        insecure: context.spec.image.insecureRegistry,
        ...(0,stages_registry/* repositoryAccess */.bO)(reference, context),
        place,
        directoryOf: (path) => (0,paths/* resolveInside */.LI)(context.bounds, path, place),
    });
}
/** The built image, if it is still where it was put. */
async function built(context, asking) {
    const { result } = await earlier(build, context, asking);
    return { store: await (0,stages_image/* openImages */.x9)(context), report: result.data };
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
function labels(context) {
    const { spec, environment } = context;
    const repository = environment['GITHUB_REPOSITORY'];
    const source = spec.image.source ??
        (repository === undefined ? undefined : `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}`);
    return Object.fromEntries(Object.entries({
        'org.opencontainers.image.title': spec.name,
        'org.opencontainers.image.version': spec.version,
        'org.opencontainers.image.source': source,
        'org.opencontainers.image.revision': environment['GITHUB_SHA'],
        'org.opencontainers.image.licenses': spec.image.license,
    }).filter((entry) => entry[1] !== undefined));
}
/** Same input, same digest: the time of an image is that of its source, as reproducible builds have it, or the epoch. */
function createdAt(context) {
    const text = context.environment['SOURCE_DATE_EPOCH'] ?? '0';
    if (!/^\d{1,12}$/.test(text))
        throw new errors/* UserError */.yo(`SOURCE_DATE_EPOCH: ${text}: expected seconds since 1970 as a whole number`);
    return new Date(Number(text) * 1000);
}
async function refuseMovedRelease(store, version, digest, context) {
    const present = await store.resolve(version);
    if (present === undefined || present.digest === digest || context.force)
        return;
    throw new errors/* UserError */.yo(`${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`, { place: { file: context.specFile, key: 'version' } });
}

// EXTERNAL MODULE: ./build/src/stages/deploy.js + 14 modules
var deploy = __webpack_require__(51358);
// EXTERNAL MODULE: ./build/src/stages/shown.js
var stages_shown = __webpack_require__(69308);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
;// CONCATENATED MODULE: ./build/src/signing/provenance.js


const provenancePredicate = 'https://slsa.dev/provenance/v1';
const buildType = 'https://model-actions.dev/build-types/model-image/v1';
/**
 * Predicate of a SLSA provenance v1 statement (slsa.dev/spec/v1.0/provenance); dependencies are sorted by name. Without
 * times, which are optional there: equal facts give an equal statement, so that signing again attaches nothing new.
 * @throws UserError where a fact would make a provenance that proves nothing
 */
function provenanceOf(facts) {
    const { model, specFile, source, inputs } = facts;
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source.commit))
        throw new errors/* UserError */.yo(`provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`);
    for (const [name, uri] of Object.entries({
        source: source.repository,
        builder: facts.builder,
        run: facts.invocation,
    }))
        requirePublishable(name, uri);
    return {
        buildDefinition: {
            buildType,
            externalParameters: { model, spec: specFile, source: { repository: source.repository, ref: source.ref } },
            internalParameters: {},
            resolvedDependencies: [
                { uri: `git+${source.repository}@${source.ref}`, digest: { gitCommit: source.commit } },
                ...Object.entries(inputs)
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([name, digest]) => ({ name, digest: { sha256: (0,src_digest/* hexOf */.ZD)(digest) } })),
            ],
        },
        runDetails: {
            builder: { id: facts.builder },
            metadata: {
                invocationId: facts.invocation,
            },
        },
    };
}
/** Provenance is public and for ever: a password in an address would be, too. */
function requirePublishable(name, uri) {
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (url === undefined)
        throw new errors/* UserError */.yo(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`);
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.yo(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`);
}

// EXTERNAL MODULE: ./build/src/signing/bundle.js
var signing_bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/sign.js




/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
async function signImage(options) {
    const { store, index, signing, created } = options;
    const place = `${store.name}@${index.digest}`;
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(index.digest)).bytes, place);
    const listed = document.kind === 'index' ? document.index.manifests : [];
    const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]));
    const signed = [];
    // One after the other: without a referrers API each of them appends to an index that others read and write, too.
    for (const subject of subjects.values()) {
        const bundle = await (0,attest/* attachUnless */.q)({ store, subject, predicateType: signing_bundle/* signaturePredicate */.oo, predicate: {}, signing, created }, () => true);
        const tag = await (0,legacy/* signLegacy */.$s)({ store, digest: subject.digest, signer: signing.signer });
        signed.push({ digest: subject.digest, bundle: bundle.digest, tag });
    }
    return { signed };
}

// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/sign.js














const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1';
/** Signs index and platform manifests, and attaches what release it is and the evaluation that let the model pass. */
const sign = {
    name: 'sign',
    parents: ['build'],
    acts: true,
    async preflight(context) {
        await (0,signer/* openSigner */.H)(context);
    },
    async inputs(context) {
        return { image: (await built(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, clock } = context;
        const { store, report } = await built(context, 'sign');
        await (0,verify/* requireOwnRelease */.Tv)(context, store, report.index.digest);
        const signing = await (0,signer/* openSigner */.H)(context);
        const created = clock.now();
        const { signed } = await signImage({ store, index: report.index, signing, created });
        const release = await (0,signing_release/* attachRelease */.Lj)({
            store,
            subject: report.index,
            release: await releaseFacts(context, store, signing),
            signing,
            created,
            ...renewal(context),
        });
        const evaluation = (await evaluated(context, 'sign')).result;
        const attached = await (0,attest/* attachStatement */.V)({
            store,
            subject: report.index,
            predicateType: evaluationPredicate,
            predicate: evaluation.data,
            signing,
            created,
        });
        const facts = await buildFacts(context);
        if (facts !== undefined)
            await (0,attest/* attachStatement */.V)({
                store,
                subject: report.index,
                predicateType: provenancePredicate,
                predicate: provenanceOf(facts),
                signing,
                created,
            });
        return (0,reporting/* draft */.K4)({
            title: `sign ${spec.name} ${spec.version}`,
            data: { image: report.image, signed, evaluation: attached.digest, release: release.digest },
            verdict: 'pass',
            headline: `${signed.length} manifests of ${report.image} signed by ${signing.signer.who}`,
            outputs: { image: report.image, digest: report.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Signed',
                        columns: ['manifest', 'bundle', 'tag for older verifiers'],
                        rows: signed.map(({ digest, bundle, tag }) => [digest, bundle, tag]),
                    },
                ],
            },
        });
    },
};
/** What the key vouches for: which model in which version, that it passed its gates, and what served before. */
async function releaseFacts(context, store, { signer }) {
    const { name, version } = context.spec;
    const gate = ({ digest, result }) => ({
        result: digest,
        verdict: result.verdict === 'pass' ? 'pass' : 'inconclusive',
    });
    const before = (0,model_history/* servedOf */.pg)(await (0,promotions/* promotions */.D)(context, store, signer.policy)).served.find((served) => served.version !== version);
    return {
        name,
        version,
        ...(context.spec.image.registry === undefined ? {} : { repository: store.name }),
        gates: { evaluate: gate(await evaluated(context, 'sign')), quantize: gate(await quantized(context, 'sign')) },
        ...(before === undefined ? {} : { before: { version: before.version, digest: before.digest } }),
    };
}
/** Where releases grow too old, one is signed anew when half of its time is over. */
function renewal({ spec, clock }) {
    const { maxAge } = spec.signing;
    return maxAge === undefined ? {} : { renew: new Date(clock.now().getTime() - (0,values/* durationMs */.pc)(maxAge) / 2) };
}
/** How the image came to be, where a workflow of GitHub made it; on a laptop nobody could vouch for it. */
async function buildFacts(context) {
    const { spec, specFile, environment } = context;
    const server = environment['GITHUB_SERVER_URL'];
    const repository = environment['GITHUB_REPOSITORY'];
    const workflow = environment['GITHUB_WORKFLOW_REF'];
    const commit = environment['GITHUB_SHA'];
    const ref = environment['GITHUB_REF'];
    const run = environment['GITHUB_RUN_ID'];
    if (!server || !repository || !workflow || !commit || !ref || !run)
        return undefined;
    const { directory, files } = await (await quantizedModel(context, 'sign')).gated();
    const { manifest } = await (0,model_manifest/* readGatedModel */.l7)(directory, files);
    const inputs = Object.assign({}, ...manifest.lineage.map((lineage) => lineage.inputs));
    return {
        model: { name: spec.name, version: spec.version },
        specFile,
        source: { repository: `${server}/${repository}`, commit, ref },
        inputs,
        builder: `${server}/${workflow}`,
        invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}

;// CONCATENATED MODULE: ./build/src/stages/index.js

















const stages = {
    prepare: prepare,
    finetune: finetune,
    evaluate: evaluate,
    quantize: quantize,
    build: build,
    sign: sign,
    verify: verify/* verify */.MX,
    deploy: deploy/* deploy */.gg,
};
/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Whatever can be known to fail later is tried before the first begins. Errors are thrown;
 * verdicts are returned.
 */
async function runStages(names, context, onEnd = async () => undefined) {
    const selected = types/* stageNames */.h.filter((candidate) => names.includes(candidate));
    await checkHandOver(selected, context);
    await tryPlace(context);
    for (const name of selected)
        await stages[name].preflight?.(context);
    const outcomes = [];
    for (const name of selected) {
        const startMs = context.clock.monotonicMs();
        const outcome = await context.platform.group(name, () => runStage(stages[name], context));
        outcomes.push(outcome);
        const seconds = (context.clock.monotonicMs() - startMs) / 1000;
        const shown = await (0,stages_shown.shownReport)(outcome.stored.result, context);
        await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) });
        if (!outcome.stored.result.proceed)
            break;
    }
    await (0,prune.prune)(context.place, prune/* defaultLimits */.M, context.clock.now().getTime());
    return outcomes;
}
/** Every stage writes to the place; where that cannot be, it is said before the first one begins. */
async function tryPlace(context) {
    const probe = (0,external_node_path_.join)(context.place.directory, `.writing-${process.pid}`);
    try {
        // Closed to the other users of the host: what jobs leave there has whatever modes they gave it.
        await (0,src_files/* makeDirectory */.Oh)(context.place.directory, { mode: 0o700 });
        await (0,promises_.writeFile)(probe, '');
        await (0,promises_.rm)(probe);
    }
    catch (error) {
        throw asUserError(error, context);
    }
}
/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor({ stored, reused }, told, context) {
    try {
        return await (0,reporting.writeReport)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(context.specFile)), { stored, reused, ...told });
    }
    catch (error) {
        const { code, message } = error;
        if (code === undefined && !(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.warn(`the report of ${stored.result.stage} was not written${code === undefined ? '' : ` (${code})`}: ${message}`);
        return undefined;
    }
}


/***/ }),

/***/ 69308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shownReport: () => (/* binding */ shownReport)
/* harmony export */ });
/* unused harmony export pathOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _spec_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10998);


/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
async function shownReport({ stage, report }, { spec, specFile }) {
    const annotations = [...(report.annotations ?? [])];
    const open = report.gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length > 0) {
        // It was read before this stage began; without it there are no lines to name.
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(specFile, 'utf8').catch(() => undefined);
        const lineOf = text === undefined ? undefined : (0,_spec_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .linesOf */ .Dx)(text);
        if (lineOf !== undefined)
            annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))));
    }
    return {
        ...report,
        title: `${stage} ${spec.name} ${spec.version}`,
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const remark = ({ name, verdict, because }, path, line) => ({
    path,
    line,
    level: verdict === 'inconclusive' ? 'warning' : 'failure',
    title: `${name}: ${verdict}`,
    message: because,
});
/** What in a spec says what a gate allows. */
function pathOf(stage, { name }, { evaluate }) {
    const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''));
    if (stage === 'evaluate' || name.startsWith('served '))
        return ['evaluate', 'gates', index, 'margin'];
    if (stage === 'quantize')
        return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)];
    if (stage === 'deploy' && name === 'agreement')
        return [stage, 'shadow', 'max-disagreement'];
    return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage];
}
function pathOfQuantizeGate(name) {
    const [kind = '', quantile = ''] = name.split(' ');
    if (kind === 'latency')
        return [kind, quantile.toLowerCase()];
    return [kind === 'size' || kind === 'speed' ? kind : 'margin'];
}


/***/ }),

/***/ 22212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ findSigner),
  H: () => (/* binding */ openSigner)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/signing/keys.js
var keys = __webpack_require__(84321);
;// CONCATENATED MODULE: ./build/src/signing/signer.js


/**
 * @param from.pem a cosign key file's text, or an unencrypted PKCS 8 key
 * @param from.name the file or variable that `pem` came from, for messages
 * @throws UserError where the key is damaged, of another kind, or not opened by the password
 */
async function loadSigner(from) {
    const privateKey = await (0,keys/* readPrivateKey */.$k)(from.pem, from.password, from.name);
    const publicKey = (0,external_node_crypto_.createPublicKey)(privateKey);
    const hint = (0,keys/* keyHint */.p4)(publicKey);
    return {
        who: `key ${hint}`,
        policy: { kind: 'key', publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
        sign: async (data) => ({ signature: (0,external_node_crypto_.sign)('sha256', data, privateKey), key: { $case: 'publicKey', hint } }),
    };
}

// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: ./build/src/stages/separateJobs.js
var separateJobs = __webpack_require__(92416);
;// CONCATENATED MODULE: ./build/src/stages/signer.js





/** Who signs for this job; undefined where it was given no key. @throws UserError where the key does not open */
const findSigner = (context) => (0,memo/* oncePerRun */.ao)(context, 'the signer', async () => {
    const { spec, environment, platform } = context;
    const key = await (0,stages_image/* keyText */.Pu)(context, { path: spec.signing.key, key: 'signing.key', variable: 'COSIGN_PRIVATE_KEY' });
    if (key === undefined)
        return undefined;
    await (0,separateJobs/* requireUntrained */.CD)(context);
    const password = environment['COSIGN_PASSWORD'] ?? '';
    if (password !== '')
        platform.secret(password);
    return { signer: await loadSigner({ pem: key.text, name: key.source, password }), witnesses: [] };
});
/** @throws UserError where there is no key, too */
async function openSigner(context) {
    const found = await findSigner(context);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo('is missing: make a key pair with `model-actions keygen` and name it, or set COSIGN_PRIVATE_KEY', {
        place: { file: context.specFile, key: 'signing.key' },
    });
}


/***/ }),

/***/ 35228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G$: () => (/* binding */ verifiedRelease),
/* harmony export */   MX: () => (/* binding */ verify),
/* harmony export */   Tv: () => (/* binding */ requireOwnRelease)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43013);
/* harmony import */ var _signing_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39525);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95083);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4080);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25099);






/** Resolves the release of the spec's version once, and vouches for that digest or refuses. */
const verify = {
    name: 'verify',
    parents: [],
    acts: true,
    async preflight(context) {
        await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context);
    },
    async inputs(context) {
        return { image: await releaseDigest(await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context), context) };
    },
    async make(context) {
        const release = await verifiedRelease(context);
        return (0,_reporting_js__WEBPACK_IMPORTED_MODULE_5__/* .draft */ .K4)({
            title: `verify ${context.spec.name} ${context.spec.version}`,
            data: {
                image: release.image,
                version: context.spec.version,
                digest: release.digest,
                signedBy: release.signedBy,
                release: release.statement,
            },
            verdict: 'pass',
            headline: `${release.image} is ${context.spec.name} ${context.spec.version}, signed by ${release.signedBy}`,
            outputs: { image: release.image, digest: release.digest },
            document: {},
        });
    },
};
async function verifiedRelease(context) {
    const { spec, clock, platform, rollback } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const digest = await releaseDigest(store, context);
    const { maxAge } = spec.signing;
    const { signedBy, release, passedOver } = await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_2__/* .verifyRelease */ .VA)({
        store,
        digest,
        policy: await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context),
        wanted: { name: spec.name, version: spec.version },
        // Who says that they go back knows that it is not the newest.
        ...(maxAge === undefined || rollback ? {} : { notBefore: new Date(clock.now().getTime() - (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_3__/* .durationMs */ .pc)(maxAge)) }),
    });
    if (passedOver !== undefined)
        platform.log.warn(`${store.name}@${digest}: what is attached to it and cannot be read counts for nothing: ${passedOver}: find out who pushed it`);
    if ((await releaseDigest(store, context)) !== digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}:${context.spec.version} moved while it was verified: find out who pushed it, and run again`);
    return { store, digest, image: `${store.name}@${digest}`, signedBy, statement: release };
}
/** What another job built is of this model and this version, or somebody mixed up two jobs. */
async function requireOwnRelease({ spec, specFile }, store, digest) {
    const said = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .imageSays */ .A6)(store, digest);
    if (said.name !== spec.name || said.version !== spec.version)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${digest} is ${(0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .inWords */ .r4)(said)}, and the spec is of ${spec.name} ${spec.version}: hand over what build put out for this spec`, { place: { file: specFile, key: 'version' } });
}
async function releaseDigest(store, context) {
    if (context.image !== undefined)
        return context.image;
    const found = await store.resolve(context.spec.version);
    if (found !== undefined)
        return found.digest;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name} has no release ${context.spec.version}: run \`model-actions build,sign --config ${context.specFile}\` first`, { place: { file: context.specFile, key: 'version' } });
}


/***/ })

};
