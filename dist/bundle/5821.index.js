export const id = 5821;
export const ids = [5821];
export const modules = {

/***/ 96417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ limitsOf),
/* harmony export */   CN: () => (/* binding */ gpuRequest),
/* harmony export */   Dp: () => (/* binding */ createOptions),
/* harmony export */   hU: () => (/* binding */ isNameTaken)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/**
 * The GPUs of one container, or of one of several equal ones, of which each has its own.
 * @param visible the devices that are left to us; undefined: all of the machine
 * @throws UserError where fewer are left than are asked for
 */
function gpuRequest(wanted, visible, { index, of } = { index: 0, of: 1 }) {
    if (wanted === undefined || wanted === 0)
        return undefined;
    if (wanted === 'all')
        return visible === undefined ? { count: 'all' } : { devices: visible };
    if (visible === undefined && of === 1)
        return { count: wanted };
    const numbered = visible ?? Array.from({ length: of * wanted }, (_, device) => String(device));
    const devices = numbered.slice(index * wanted, (index + 1) * wanted);
    if (devices.length === wanted)
        return { devices };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${of} × ${wanted} GPUs are asked for, and CUDA_VISIBLE_DEVICES leaves ${numbered.length}: ask for fewer, or for \`all\` where containers may share them`, { exit: 'preflight' });
}
const gibibyte = 1024 ** 3;
const deviceRequest = (gpus) => ({
    Driver: '',
    ...('devices' in gpus ? { DeviceIDs: [...gpus.devices] } : { Count: gpus.count === 'all' ? -1 : gpus.count }),
    Capabilities: [['gpu']],
});
const nanosecondsOfMs = 1e6;
const healthCheck = ({ command, intervalMs }) => ({
    Test: ['CMD', ...command],
    Interval: intervalMs * nanosecondsOfMs,
    Timeout: 5_000 * nanosecondsOfMs,
    Retries: 3,
});
/** What a container may take: of jobs and of versions that serve. */
const limitsOf = ({ cpus, memoryBytes, shmBytes }, gpus) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(shmBytes === undefined ? {} : { shmBytes }),
    ...(gpus === undefined ? {} : { gpus }),
});
/** A container as the engine's API asks for it: no capability, no new rights, a read-only root, a bounded /tmp. */
function createOptions(spec) {
    return {
        ...(spec.name === undefined ? {} : { name: spec.name }),
        Image: spec.image,
        ...(spec.command.length === 0 ? {} : { Entrypoint: [], Cmd: [...spec.command] }),
        Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
        Labels: { ...spec.labels },
        User: spec.user,
        WorkingDir: '/tmp',
        StopTimeout: spec.stopGraceSeconds ?? 1,
        ...(spec.input === undefined ? {} : { OpenStdin: true, StdinOnce: true }),
        ...(spec.aliases === undefined
            ? {}
            : { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }),
        ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
        ...(spec.healthCheck === undefined ? {} : { Healthcheck: healthCheck(spec.healthCheck) }),
        HostConfig: {
            NetworkMode: spec.network,
            // Not `Binds`: where a source is missing, those make an empty directory of it, and a job finds no data.
            Mounts: (spec.binds ?? []).map(({ from, to, writable, labels }) => ({
                Type: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(from) ? 'bind' : 'volume',
                Source: from,
                Target: to,
                ReadOnly: writable !== true,
                ...(labels === undefined
                    ? {}
                    : { VolumeOptions: { NoCopy: false, Labels: { ...labels }, DriverConfig: { Name: 'local', Options: {} } } }),
            })),
            PortBindings: Object.fromEntries((spec.publish ?? []).map(({ address = '127.0.0.1', hostPort, containerPort }) => [
                `${containerPort}/tcp`,
                [{ HostIp: address, HostPort: String(hostPort) }],
            ])),
            ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
            ...(spec.keepLog === 'no' ? { LogConfig: { Type: 'none', Config: {} } } : {}),
            CapDrop: ['ALL'],
            SecurityOpt: ['no-new-privileges'],
            ReadonlyRootfs: spec.root !== 'writable',
            Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
            ShmSize: spec.shmBytes ?? gibibyte,
            PidsLimit: spec.pids ?? 4096,
            Init: true,
            ...(spec.runtime === undefined ? {} : { Runtime: spec.runtime }),
            ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
            ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
            ...(spec.gpus === undefined ? {} : { DeviceRequests: [deviceRequest(spec.gpus)] }),
        },
    };
}
/** Whether a container was refused because another one has its name. The engine says 409 of other conflicts too. Pure. */
const isNameTaken = (error) => error instanceof Error &&
    error.cause?.statusCode === 409 &&
    /is already in use/.test(error.message);


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

/***/ 79408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ gatewayLabel),
/* harmony export */   $W: () => (/* binding */ serviceUser),
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Cj: () => (/* binding */ gatewayLabels),
/* harmony export */   Lo: () => (/* binding */ gatewayVolume),
/* harmony export */   R_: () => (/* binding */ outsideOf),
/* harmony export */   SN: () => (/* binding */ gatewayName),
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
    /** At which clients come to it; none where a router does. */
    port: 'model-actions.port',
    /** The port of the router that it is behind. */
    shared: 'model-actions.shared-port',
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
/** Name of the gateway's container, by which others of its networks find it. */
const gatewayName = (model) => `${networkOf(model)}-gateway`;


/***/ }),

/***/ 45821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkGateway: () => (/* binding */ checkGateway),
  findGateway: () => (/* binding */ findGateway),
  forgetNetworks: () => (/* binding */ forgetNetworks),
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
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/gateway/agent/hold.js
var hold = __webpack_require__(22777);
// EXTERNAL MODULE: ./build/src/docker/container.js
var container = __webpack_require__(96417);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/agent/protocol.js
var protocol = __webpack_require__(21048);
// EXTERNAL MODULE: ./build/src/gateway/agent/relay.js
var relay = __webpack_require__(50427);
;// CONCATENATED MODULE: ./build/src/gateway/channel.js


/*
 * One program inside of a gateway's container, kept for as long as somebody asks: to start one for each question takes
 * half a second of a quiet machine and several of a busy one. It is started by the first question, and anew by the one after it has
 * ended: with the engine, the container, the network. It is hung up once nobody has asked for a while, and with this process,
 * which it does not keep from ending.
 */
/** Between looks whether the other end is there, while an answer is owed. */
const beatMs = 2_000;
/** So many of them in vain: a machine that is busy says nothing for some seconds. While this process stands still it hears nothing. */
const deafLooks = 5;
const idleMs = 60_000;
/** What is asked takes a line, of which the other end reads so much. */
const longestQuestionChars = 1024 * 1024 - 1;
/** @param command starts the relay in the container */
function channelTo(docker, container, command) {
    let current;
    const open = async () => {
        const line = new Line();
        const onLine = (text) => line.heard(text);
        return line.begin(await docker.talk(container, command, { onLine, longestLineChars: relay/* longestLineChars */.mW }));
    };
    /** The line that there is, or a new one; those who ask at once share it. */
    const connected = () => {
        if (current !== undefined)
            return current;
        const opening = open();
        current = opening;
        const forget = () => {
            if (current === opening)
                current = undefined;
        };
        opening.then((line) => line.onEnd(forget), forget);
        return opening;
    };
    return {
        async ask(to, what) {
            const line = await connected().catch((error) => {
                throw notReached(error);
            });
            return line.ask(to, what);
        },
    };
}
/** From the start of one program to its end. */
class Line {
    #owed = new Map();
    #onEnd = [];
    #talk;
    #over;
    #lastId = 0;
    #unheard = 0;
    #next = (0,timers/* after */.Pl)(0, () => undefined);
    begin(talk) {
        this.#talk = talk;
        void talk.ended.then((why) => this.#end(why));
        this.#rest();
        return this;
    }
    onEnd(work) {
        if (this.#over === undefined)
            this.#onEnd.push(work);
        else
            work();
    }
    heard(text) {
        this.#unheard = 0;
        const said = readSaid(text);
        if (said === undefined)
            return;
        const asked = this.#owed.get(said.id);
        if ('failed' in said)
            asked?.reject(new Error(`the gateway's agent does not answer: ${said.failed}`));
        else
            asked?.resolve(said.said);
    }
    async ask(to, what) {
        const id = ++this.#lastId;
        const text = JSON.stringify({ id, to, ask: what });
        if (text.length > longestQuestionChars)
            throw new Error('a question that is longer than a line may be');
        if (this.#over !== undefined)
            throw notReached(this.#over);
        const { promise, resolve, reject } = (0,timers/* deferred */.yX)();
        this.#owed.set(id, { resolve, reject });
        if (this.#owed.size === 1)
            this.#work();
        this.#talk?.say(text);
        try {
            return await promise;
        }
        finally {
            this.#owed.delete(id);
            if (this.#owed.size === 0)
                this.#rest();
        }
    }
    #work() {
        this.#unheard = 0;
        this.#talk?.keepsAwake(true);
        this.#listen();
    }
    #listen() {
        this.#next.cancel();
        this.#next = (0,timers/* after */.Pl)(beatMs, () => {
            if (this.#unheard >= deafLooks) {
                this.#end(new Error(`nothing was heard of it for ${(deafLooks * beatMs) / 1000} s`));
                return;
            }
            this.#unheard += 1;
            this.#talk?.say(relay/* beat */.v3);
            this.#listen();
        });
    }
    #rest() {
        this.#next.cancel();
        if (this.#over !== undefined)
            return;
        this.#talk?.keepsAwake(false);
        this.#next = (0,timers/* after */.Pl)(idleMs, () => this.#end(new Error('nobody asked for long')));
    }
    #end(why) {
        if (this.#over !== undefined)
            return;
        this.#over = why;
        this.#next.cancel();
        this.#talk?.hangUp();
        for (const { reject } of this.#owed.values())
            reject(notReached(why));
        for (const work of this.#onEnd)
            work();
    }
}
/** It is no answer of the agent's, and whoever holds a lease asks again. */
const notReached = (cause) => new Error(`the gateway's agent was not reached: ${cause.message}`, { cause });
/** Undefined for a beat, and for what the engine itself says of a program that it cannot start. */
function readSaid(text) {
    try {
        const found = JSON.parse(text);
        return typeof found === 'object' && found !== null && typeof found.id === 'number' ? found : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/src/gateway/client.js
var client = __webpack_require__(99349);
// EXTERNAL MODULE: ./build/src/gateway/dockerNames.js
var dockerNames = __webpack_require__(79408);
// EXTERNAL MODULE: ./build/src/gateway/agent/front.js
var front = __webpack_require__(14137);
// EXTERNAL MODULE: ./build/src/gateway/agent/last.js
var agent_last = __webpack_require__(25308);
// EXTERNAL MODULE: ./build/src/gateway/front.js
var gateway_front = __webpack_require__(22451);
// EXTERNAL MODULE: ./build/src/gateway/program.js
var gateway_program = __webpack_require__(70636);
;// CONCATENATED MODULE: ./build/src/gateway/dockerVolume.js








/* What is carried into the volume of a gateway in a container, which sees no file of ours. */
/** Where the volume lies in it. */
const stateDir = '/state';
/** For a container that is made anew: whoever took over in the one before it did not in this one. */
const nobodyTookOver = { [agent_last/* lastFile */.Fn]: Buffer.from(agent_last/* nobodyYet */.cJ) };
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
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by an `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash. An agent
 * of another version of ours, or for other clients, hands over to ours inside of its container, without a lost request.
 *
 * @throws UserError where the port is taken, the container publishes other ports, or a rollout is under way where the agent is to hand over
 */
async function openDockerGateway(options) {
    const { docker, model, port, behind, front = gateway_front/* loopback */.uC, expired = 'refused', log } = options;
    await (0,gateway_front.readFront)(front, { expired });
    await docker.ensureNetwork((0,dockerNames/* networkOf */.Af)(model), (0,dockerNames/* modelLabel */.mM)(model), 'internal');
    await docker.ensureNetwork((0,dockerNames/* outsideOf */.R_)(model), (0,dockerNames/* modelLabel */.mM)(model), 'outside');
    const config = await configOf(options);
    const { id, channel, ...answering } = await answeringContainer(options, config);
    await attach(options, channel, { id, config, ...answering });
    if (docker.remote !== undefined && behind === undefined && (0,gateway_front/* isLoopback */.U9)(front.host))
        log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`);
    const url = behind === undefined
        ? (0,gateway_front/* urlOf */.rs)({ host: front.host, tls: config.listening.tls }, port)
        : `http://${insideAddress(model)}`;
    const gateway = gatewayIn(docker, channel, { id, model, url });
    await gateway.refresh();
    return gateway;
}
/** As a router reaches it. */
const insideAddress = (model) => `${(0,dockerNames/* gatewayName */.SN)(model)}:${insidePort}`;
async function configOf(options) {
    const { model, metricsPort, front = gateway_front/* loopback */.uC, proxy = 'haproxy' } = options;
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
        proxy,
        haproxyPath: '/usr/sbin/haproxy',
    };
}
/** One may be stopped or removed by somebody else before it says a word, such as the last model that leaves a router. */
async function answeringContainer(options, config) {
    for (let tried = 1;; tried++) {
        const { id, isNew } = await runningContainer(options, config);
        const channel = channelIn(options.docker, id);
        const hello = await greet(options.docker, channel, id);
        if (hello !== undefined)
            return { id, isNew, channel, hello };
        if (tried >= 3)
            throw new errors/* UserError */.yo(`the gateway's container ${id.slice(0, 12)} was stopped or removed while it started: see who does that, then deploy again`, { exit: 'preflight' });
    }
}
const metricsLabel = (port) => String(port ?? '');
/** What a container publishes cannot be changed. */
function mustPublish({ id, labels }, options) {
    const { model, port, metricsPort, behind, front = gateway_front/* loopback */.uC } = options;
    const published = labels[dockerNames/* gatewayLabels */.Cj.port];
    if (behind === undefined && published !== String(port))
        throw new errors/* UserError */.yo(`the gateway of ${model} is published at port ${published}, the key deploy.port says ${port}: write that port, or remove container ${id.slice(0, 12)} first`);
    if ((labels[dockerNames/* gatewayLabels */.Cj.metricsPort] ?? '') !== metricsLabel(metricsPort))
        throw new errors/* UserError */.yo(`the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${id.slice(0, 12)} first, what it knows lies in a volume`);
    if ((labels[dockerNames/* gatewayLabels */.Cj.host] ?? gateway_front/* loopback */.uC.host) !== front.host)
        throw new errors/* UserError */.yo(`the gateway was made with another deploy.host than model.yml says: write what it was, or remove container ${id.slice(0, 12)} first, what it knows lies in a volume`);
}
/** The one that there is, or a new one; of those who make it at once one does, and the others find it. */
async function runningContainer(options, config) {
    const { docker, log } = options;
    for (let tried = 1;; tried++) {
        const found = await containerThatBegan(options);
        if (found !== undefined)
            mustPublish(found, options);
        if (found?.running === true)
            return { id: found.id, isNew: false };
        if (found !== undefined) {
            log.info(`the gateway's container ${found.id.slice(0, 12)} has stopped; it is made again with what it knew`);
            await docker.remove(found.id, 0);
        }
        try {
            return { id: await startContainer(options, config), isNew: true };
        }
        catch (error) {
            if (tried >= 3 || !(0,container/* isNameTaken */.hU)(error))
                throw error;
        }
    }
}
/** Whoever made it in this moment starts it; it is made again where he does not. */
async function containerThatBegan({ docker, model, log, }) {
    const pauseMs = 200;
    for (let waitedMs = 0;; waitedMs += pauseMs) {
        const found = (await docker.list((0,dockerNames/* gatewayLabel */.$T)(model)))[0];
        if (found?.begins !== true || waitedMs > startTimeoutMs)
            return found;
        if (waitedMs === 0)
            log.info(`the gateway's container ${found.id.slice(0, 12)} is being started by another run`);
        await (0,timers/* sleep */.yy)(pauseMs);
    }
}
async function startContainer(options, config) {
    const { docker, model, port, metricsPort, behind, front = gateway_front/* loopback */.uC, image, carry } = options;
    // No port is published from a network that leads nowhere.
    const [network = (0,dockerNames/* networkOf */.Af)(model), ...alsoIn] = [
        ...(behind === undefined || metricsPort !== undefined ? [(0,dockerNames/* outsideOf */.R_)(model)] : []),
        ...(behind === undefined ? [] : [(0,dockerNames/* networkOf */.Af)((0,gateway_port/* sharedIdentity */.Uc)(port))]),
        (0,dockerNames/* networkOf */.Af)(model),
    ];
    const spec = {
        image,
        command: [...program, 'supervise', JSON.stringify(config), 'resume'],
        environment: {},
        labels: {
            ...(0,dockerNames/* gatewayLabel */.$T)(model),
            [dockerNames/* gatewayLabels */.Cj.host]: front.host,
            [behind === undefined ? dockerNames/* gatewayLabels */.Cj.port : dockerNames/* gatewayLabels */.Cj.shared]: String(port),
            [dockerNames/* gatewayLabels */.Cj.metricsPort]: metricsLabel(metricsPort),
        },
        name: (0,dockerNames/* gatewayName */.SN)(model),
        user: `${dockerNames/* serviceUser */.$W}:${dockerNames/* serviceUser */.$W}`,
        network,
        alsoIn,
        binds: [{ from: (0,dockerNames/* gatewayVolume */.Lo)(model), to: stateDir, writable: true, labels: (0,dockerNames/* modelLabel */.mM)(model) }],
        publish: [
            ...(behind === undefined ? [{ address: front.host, hostPort: port, containerPort: insidePort }] : []),
            ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
        ],
        restart: 'unless-stopped',
        stopGraceSeconds: 10,
    };
    const prepare = async () => {
        await carryFront(options, front, nobodyTookOver);
        await carry?.();
    };
    return docker.start(spec, prepare).catch(async (error) => {
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
async function attach(options, channel, { id, isNew, config, hello }) {
    const { docker, front = gateway_front/* loopback */.uC, log } = options;
    const isAsWanted = hello.protocol === protocol/* protocolVersion */.Xg &&
        hello.program === config.program &&
        (0,gateway_front/* otherListening */.ir)(hello.listening, config.listening) === undefined;
    if (isAsWanted)
        return isNew ? undefined : carryFront(options, front);
    if (hello.protocol === protocol/* protocolVersion */.Xg)
        await mustBeFree(options, channel, id);
    const own = await (0,gateway_program/* agentProgram */.qd)();
    const asked = {
        program: await carryProgram({ ...options, container: id }, own),
        config: JSON.stringify(config),
    };
    const before = await keepFront({ docker, container: id });
    try {
        await carryFront(options, front);
        const said = (await channel.ask('supervisor', asked));
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
async function mustBeFree({ model }, channel, id) {
    const { lease } = await (0,client/* gatewayOver */.R)(transportOver(channel), { model, url: '' }).traffic.status();
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
    const channel = channelIn(docker, id);
    const hello = await greet(docker, channel, id);
    if (hello === undefined)
        return undefined;
    if (hello.protocol !== protocol/* protocolVersion */.Xg)
        throw new errors/* UserError */.yo(`the gateway of ${model} (container ${id.slice(0, 12)}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`);
    const host = labels[dockerNames/* gatewayLabels */.Cj.host] ?? gateway_front/* loopback */.uC.host;
    const port = labels[dockerNames/* gatewayLabels */.Cj.port];
    const url = port === undefined ? `http://${insideAddress(model)}` : (0,gateway_front/* urlOf */.rs)({ host, tls: hello.listening.tls }, Number(port));
    return gatewayIn(docker, channel, { id, model, url });
}
/** What a router in a container is asked besides. */
const routesIn = (docker, container) => (0,client/* routesOver */.l)(transportOver(channelIn(docker, container)));
/** One for each container, whoever asks it for what. */
const channels = new WeakMap();
function channelIn(docker, id) {
    const known = channels.get(docker) ?? new Map();
    channels.set(docker, known);
    const channel = known.get(id) ?? channelTo(docker, id, [...program, 'relay', stateDir]);
    known.set(id, channel);
    return channel;
}
const transportOver = (channel) => async (request) => (await channel.ask('agent', request));
function gatewayIn(docker, channel, { id, model, url }) {
    const gateway = (0,client/* gatewayOver */.R)(transportOver(channel), { model, url });
    // The engine would start the container again after the agent's own end.
    return { ...gateway, close: () => docker.remove(id, 10) };
}
/** Undefined where the container has ended or is gone: nobody will answer there. */
async function greet(docker, channel, id) {
    const transport = transportOver(channel);
    let last = 'no answer';
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,timers/* sleep */.yy)(200)) {
        const asked = transport({ op: 'hello' }).catch((error) => ({ ok: false, user: false, message: error.message }));
        const reply = await (0,timers/* inTime */.RN)(asked, untilMs - performance.now(), undefined);
        if (reply?.ok === true)
            return reply.value;
        last = reply?.message ?? last;
        // An engine that starts it again says all the while that it runs; one that does not answer says nothing.
        const found = await docker.inspect(id).catch(() => 'no answer');
        if (found !== 'no answer' && found?.running !== true)
            return undefined;
    }
    const said = [last, ...(await docker.logTail(id, 3).catch(() => []))].join('; ');
    const short = id.slice(0, 12);
    throw new errors/* UserError */.yo(`the gateway did not answer within ${startTimeoutMs / 1000} s: ${said}: see why by \`docker logs ${short}\`, start it again by \`docker restart ${short}\`, then deploy again`, { exit: 'preflight' });
}

// EXTERNAL MODULE: ./build/src/gateway/fallback.js
var fallback = __webpack_require__(41180);
// EXTERNAL MODULE: ./build/src/gateway/members.js
var members = __webpack_require__(1323);
;// CONCATENATED MODULE: ./build/src/gateway/dockerBefore.js












/** @throws UserError where it cannot be known: nothing would bring the gateway back */
async function frontBefore({ docker, model }, { id, image, command }) {
    const read = (...paths) => docker.readVolume((0,dockerNames/* gatewayVolume */.Lo)(model), { image, uid: dockerNames/* serviceUser */.$W, at: stateDir, paths });
    try {
        const all = ['certificate', 'key', 'client-ca', 'tokens'];
        const { [agent_last/* lastFile */.Fn]: last, ...files } = await read(agent_last/* lastFile */.Fn, ...all.map(front/* given */.gI));
        const listening = listeningBy(command, last?.toString('utf8'));
        for (const name of neededBy(listening))
            if (files[(0,front/* given */.gI)(name)] === undefined)
                throw new Error(`its volume has no ${(0,front/* given */.gI)(name)}`);
        return { listening, given: files, fallback: await fallbackIn(listening, read) };
    }
    catch (cause) {
        const short = id.slice(0, 12);
        throw new errors/* UserError */.yo(`how the gateway in container ${short} lets its clients in cannot be read (${(0,members/* messageOf */.bD)(cause)}), so that it could not be brought back if the change failed: remove it (docker rm --force ${short}), then deploy again`, { exit: 'preflight', cause });
    }
}
/** @param command which the container was made with @param last who took over in it since */
function listeningBy(command, last) {
    const made = command[command.indexOf('supervise') + 1] ?? '';
    const { config } = (last === undefined ? undefined : (0,agent_last/* lastIn */.EW)(last, made)) ?? { config: made };
    const { listening } = JSON.parse(config);
    // An earlier version of ours says less of it.
    return (0,protocol/* checkListening */.A9)({ ...gateway_front/* plain */.pj, ...listening }, 'listening');
}
const neededBy = ({ tls, tokens }) => [
    ...(tls === 'none' ? [] : ['certificate', 'key']),
    ...(tls === 'mutual' ? ['client-ca'] : []),
    ...(tokens ? ['tokens'] : []),
];
/** As the agent takes it: that it is lost, or damaged, keeps no model from serving. */
async function fallbackIn({ fallback: name }, read) {
    if (name === undefined)
        return undefined;
    const body = (await read((0,fallback/* fallbackFile */.Pb)(name)))[(0,fallback/* fallbackFile */.Pb)(name)];
    if (body === undefined)
        return undefined;
    const { status, contentType, sha256 } = name;
    const kept = { status, contentType, body };
    return (0,fallback/* nameOfFallback */.Y$)(kept).sha256 === sha256 ? kept : undefined;
}
/** Gives the work the same front as files of this machine, which are gone after it. @param host where it listens */
async function withFront({ listening, given: files, fallback }, host, work) {
    const directory = await (0,src_files/* makeTemporary */.ww)('model-actions-front-');
    try {
        const needed = neededBy(listening);
        const at = (name) => (0,external_node_path_.join)(directory, (0,front/* given */.gI)(name));
        for (const name of needed)
            await (0,promises_.writeFile)(at(name), files[(0,front/* given */.gI)(name)] ?? '', { mode: 0o600 });
        const clientCa = needed.includes('client-ca') ? at('client-ca') : undefined;
        const tls = { certificate: at('certificate'), key: at('key'), clientCa };
        const { accessLog, splitBy, router, retries } = listening;
        return await work({
            host,
            tls: listening.tls === 'none' ? undefined : tls,
            tokens: listening.tokens ? at('tokens') : undefined,
            accessLog,
            fallback,
            splitBy,
            router,
            retries,
        });
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}

// EXTERNAL MODULE: ./build/src/gateway/agent/access.js
var access = __webpack_require__(44582);
// EXTERNAL MODULE: ./build/src/gateway/routes.js
var routes = __webpack_require__(44640);
;// CONCATENATED MODULE: ./build/src/gateway/dockerRoutes.js






/** @throws UserError where it is damaged how clients are let in */
async function readKept({ docker, container }) {
    const { front, ...found } = await routesIn(docker, container).known();
    return { ...found, front: front === undefined ? undefined : (0,members/* frontIn */.PA)(front, `${stateDir}/${routes/* frontRecord */.LJ}`) };
}
/**
 * The same of a router that does not run. @param image any that the engine has, of ours
 * @returns undefined where it knows nothing @throws UserError where it is damaged how clients are let in
 */
async function readAtRest({ docker, model, image }) {
    const paths = [routes/* routesDirectory */.c0, routes/* frontRecord */.LJ];
    const files = await docker.readVolume((0,dockerNames/* gatewayVolume */.Lo)(model), { image, uid: dockerNames/* serviceUser */.$W, at: stateDir, paths });
    const found = { routes: [], damaged: [], front: undefined };
    for (const [name, bytes] of Object.entries(files)) {
        const file = `${stateDir}/${name}`;
        if (name === routes/* frontRecord */.LJ)
            found.front = (0,members/* frontIn */.PA)(bytes.toString('utf8'), file);
        else if (name.endsWith('.json'))
            (0,routes/* takeRoute */.JV)(found, file, bytes.toString('utf8'));
    }
    return Object.keys(files).length === 0 ? undefined : found;
}
/** As `dropRoutes`, of a router that does not run. */
async function dropAtRest({ docker, model, image }, names) {
    const files = names.map((name) => (0,routes/* routeFile */.AT)(stateDir, name));
    await inVolume({ docker, model, image }, ['rm', '-f', ...files]);
}
/** Who asked what is not forgotten with who answered; keys, tokens and all that the router was are. It does not run any more. */
const dropAllButAccess = (volume) => inVolume(volume, [
    ...['find', stateDir, '-mindepth', '1', '-maxdepth', '1', '!', '-name', `${access/* accessFile */.BU}*`],
    ...['-exec', 'rm', '-rf', '{}', '+'],
]);
async function inVolume({ docker, model, image }, command) {
    const quiet = { stdout: () => undefined, stderr: () => undefined };
    const { exitCode } = await docker.run({
        image,
        command,
        environment: {},
        labels: (0,dockerNames/* modelLabel */.mM)(model),
        user: `${dockerNames/* serviceUser */.$W}:${dockerNames/* serviceUser */.$W}`,
        network: 'none',
        binds: [{ from: (0,dockerNames/* gatewayVolume */.Lo)(model), to: stateDir, writable: true }],
    }, quiet, new AbortController().signal);
    if (exitCode !== 0)
        throw new Error(`volume ${(0,dockerNames/* gatewayVolume */.Lo)(model)}: ${command.join(' ')} ended with ${exitCode}`);
}
const putRoute = ({ docker, container }, route, front) => routesIn(docker, container).join(route, (0,members/* frontText */.Vf)(front));
const dropRoutes = ({ docker, container }, names) => routesIn(docker, container).leave([...names]);
/** Into the volume of a router that does not run: it knows the model when it starts. */
const carryRoute = ({ docker, model, image }, route, front) => docker.fillVolume({ name: (0,dockerNames/* gatewayVolume */.Lo)(model), labels: (0,dockerNames/* modelLabel */.mM)(model) }, {
    image,
    uid: dockerNames/* serviceUser */.$W,
    at: stateDir,
    files: {
        [`${routes/* routesDirectory */.c0}/${route.name}.json`]: Buffer.from((0,routes/* routeText */.RI)(route)),
        [routes/* frontRecord */.LJ]: Buffer.from((0,members/* frontText */.Vf)(front)),
    },
});

;// CONCATENATED MODULE: ./build/src/gateway/dockerKnown.js







async function ownContainer({ docker, model, }) {
    const found = (await docker.list((0,dockerNames/* gatewayLabel */.$T)(model)))[0];
    if (found === undefined)
        return undefined;
    const portIn = (label) => {
        const said = found.labels[label];
        return said === undefined ? undefined : Number(said);
    };
    return { ...found, publishes: portIn(dockerNames/* gatewayLabels */.Cj.port), sharesPort: portIn(dockerNames/* gatewayLabels */.Cj.shared) };
}
/** Ports that the model shares. A router of others that does not answer is no matter of this model's. */
async function joined(member) {
    const ownPort = (await ownContainer(member))?.sharesPort;
    // The router's container may have been removed, with the model still in its volume.
    const ports = new Set(ownPort === undefined ? [] : [ownPort]);
    for (const { labels } of await member.docker.listWith(dockerNames/* gatewayLabels */.Cj.role)) {
        const port = (0,gateway_port/* portOfShared */.ap)(labels['model-actions.model'] ?? '');
        if (port !== undefined)
            ports.add(port);
    }
    const look = (port) => lookAt(member, port).catch((error) => {
        if (port === ownPort)
            throw error;
        member.log.info(`nobody knows who shares port ${port}: ${(0,members/* messageOf */.bD)(error)}`);
        return undefined;
    });
    const all = await Promise.all([...ports].map(look));
    return all.flatMap((one) => (one !== undefined && one.own.length > 0 ? [one] : []));
}
/** What the router at that port knows, also where it does not run; undefined where nothing is left of one. */
async function lookAt(member, port) {
    const found = (await member.docker.list((0,dockerNames/* gatewayLabel */.$T)((0,gateway_port/* sharedIdentity */.Uc)(port))))[0];
    const image = found?.image ?? member.image ?? (await ownContainer(member))?.image;
    if (image === undefined)
        return undefined;
    const router = { port, container: found?.id, running: found?.running === true, image };
    const kept = await read(member, router);
    if (kept === undefined)
        return undefined;
    const { front, ...routes } = kept;
    const seen = (0,members/* sharedAs */.on)(routes, { model: member.model, name: member.sharing.name, wasBehind: false }, stateDir);
    return { ...seen, ...router, model: (0,gateway_port/* sharedIdentity */.Uc)(port), front };
}
async function read({ docker }, router) {
    const { port, container, running, image } = router;
    if (!running || container === undefined)
        return readAtRest({ docker, model: (0,gateway_port/* sharedIdentity */.Uc)(port), image });
    return readKept({ docker, container }).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            throw error;
        const id = container.slice(0, 12);
        throw new errors/* UserError */.yo(`the gateway that models share at port ${port} does not answer (${error.message}): start it again by \`docker restart ${id}\`, then ask again`, { cause: error });
    });
}
const routerAt = (docker, port) => findDockerGateway({ docker, model: (0,gateway_port/* sharedIdentity */.Uc)(port) });

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/src/gateway/undo.js
var undo = __webpack_require__(19640);
;// CONCATENATED MODULE: ./build/src/gateway/dockerLock.js






/*
 * Who changes who shares a port of a Docker engine, and how its clients are let in, does so alone. They may come from several
 * machines, and the router ends and is replaced meanwhile: neither a file nor the router can say whose turn it is. A name at the
 * engine does, which goes with whoever has it.
 */
const byLabel = 'model-actions.changed-by';
/** A container begins in less; one that does not is of a process that was killed before it could start it. */
const beginsMs = 30_000;
/** The turn was lost before the work was done, whatever failed by that. */
class TurnLost extends errors/* UserError */.yo {
    constructor(port, cause) {
        super(`port ${port}: this process stood still, or lost its connection to the Docker engine, while it changed who shares the port; another may have changed it since, so this has ended midway: run the same command again`, { exit: 'crashed', cause });
    }
}
/** Nobody has his turn for much longer, and whose model answers nobody waits for it. */
const againMs = 120_000;
/**
 * Does the work while nobody else changes the port; waits for who does.
 * @param work is given the engine as it is to ask it: nothing is done there any more once another one may change the port
 * @throws the signal's reason when it aborts while waiting
 * @throws UserError where the name was lost before the work was done
 */
async function aloneAt(turn, work) {
    const { port, log } = turn;
    let holding = await taken(turn);
    let wasLost = false;
    const isLost = () => wasLost || holding.isLost();
    // What was done is done, and the name goes with this process.
    const giveBack = () => holding.giveBack().catch((error) => log.info(`port ${port} is held until this ends: ${error.message}`));
    const told = (error) => !isLost() || error instanceof TurnLost || error instanceof undo/* NobodyListens */.iR ? error : new TurnLost(port, error);
    const again = async () => {
        if (!holding.isLost())
            return wasLost;
        wasLost = true;
        await giveBack();
        holding = await takenInTime(turn);
        return true;
    };
    let done = false;
    try {
        return await work(unlessLost(turn.docker, () => (done || !holding.isLost() ? undefined : new TurnLost(port))), { again, told });
    }
    catch (error) {
        throw told(error);
    }
    finally {
        done = true;
        await giveBack();
    }
}
/** Whatever interrupted the work: what it left half done is to be undone. */
async function takenInTime(turn) {
    const late = new AbortController();
    const why = `another one still changes the port after ${againMs / 1000} s`;
    const timer = (0,timers/* after */.Pl)(againMs, () => late.abort(new errors/* UserError */.yo(why, { exit: 'preflight' })));
    try {
        return await taken({ ...turn, signal: late.signal });
    }
    finally {
        timer.cancel();
    }
}
/** The engine, which is asked nothing while there is a reason against it. What was made with it may be used for longer than the work. */
const unlessLost = (docker, against) => new Proxy(docker, {
    get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function')
            return value;
        return async (...of) => {
            const reason = against();
            if (reason !== undefined)
                throw reason;
            return Reflect.apply(value, target, of);
        };
    },
});
async function taken({ docker, port, model, image, signal, log }) {
    const at = (0,gateway_port/* sharedIdentity */.Uc)(port);
    const name = `${(0,dockerNames/* networkOf */.Af)(at)}-changing`;
    const labels = { ...(0,dockerNames/* modelLabel */.mM)(at), [byLabel]: `process ${process.pid} on ${(0,external_node_os_.hostname)()}, for ${model}` };
    for (let seen;; await (0,timers/* sleep */.yy)(200, signal)) {
        signal?.throwIfAborted();
        const holding = await docker.hold({ name, image, labels });
        if (holding !== undefined)
            return holding;
        const held = await docker.inspect(name);
        if (held === undefined)
            continue;
        const by = held.labels[byLabel];
        if (by === undefined)
            throw new errors/* UserError */.yo(`the container ${name} is none of ours, and who changes the shared port ${port} needs its name: rename or remove it (docker rename, docker rm), then try again`, { exit: 'preflight' });
        if (held.id !== seen?.id) {
            seen = { id: held.id, sinceMs: performance.now() };
            if (held.running || held.begins)
                log.info(`waiting for who changes the shared port ${port}: ${by}`);
        }
        // It ended with whoever had it.
        if (!held.running && (!held.begins || performance.now() - seen.sinceMs > beginsMs))
            await docker.remove(held.id, 0);
    }
}

// EXTERNAL MODULE: ./build/src/gateway/shared.js
var shared = __webpack_require__(99559);
;// CONCATENATED MODULE: ./build/src/gateway/dockerShared.js

















/** @throws UserError as `openDockerGateway`, and where the models that share disagree */
const openGateway = (options) => options.sharing.shared ? openBehind(options) : openAlone(options);
async function openAlone(options) {
    const { port } = options;
    const own = await ownContainer(options);
    const from = own?.sharesPort;
    const opens = (docker, again) => own === undefined || from === undefined
        ? openDockerGateway({ ...options, docker })
        : comeOut({ ...options, docker, again }, own, from);
    const gateway = await (from === port ? aloneAt(options, opens) : opens(options.docker));
    await forgetNetworks(options, await leaveAll(options));
    return gateway;
}
/** The router that it was behind knows it until it has come out; one at the same port stands still meanwhile. */
async function comeOut(options, own, from) {
    const { docker, model, front, port, log } = options;
    const here = await lookAt(options, port);
    if (here !== undefined && (from === port || here.own.length > 0))
        (0,members/* requireAlone */.dz)({ ...here, stateDir: stateDir });
    const back = await wayBack(options, own, (await lookAt(options, from))?.route);
    await (0,gateway_front.readFront)(front, { expired: 'refused' });
    await dockerShared_mustBeFree(options, own);
    sayGap(log, from === port ? port : undefined, model);
    return orPutBack(options, from, async (undo) => {
        const router = from === port && here?.running === true ? here.container : undefined;
        if (router !== undefined) {
            undo(async () => {
                await docker.startAgain(router);
                await routerAt(docker, port);
            });
            await docker.halt(router, goneSeconds);
        }
        undo(() => openAgain(options, back));
        await docker.remove(own.id, goneSeconds);
        undo(() => removeOwn(options));
        return openDockerGateway(options);
    });
}
async function openBehind(options) {
    const gateway = await aloneAt(options, (docker, again) => comeBehind({ ...options, docker, again }));
    await forgetNetworks(options, await leaveAll(options, { but: options.port }));
    return gateway;
}
async function comeBehind(options) {
    const { docker, model, port, sharing, log } = options;
    // Its own gateway answers in place of a model, not the router.
    const { fallback, splitBy, retries, ...front } = options.front;
    const at = (0,gateway_port/* sharedIdentity */.Uc)(port);
    const here = await lookAt(options, port);
    requireRoomHere(here, options);
    await (0,gateway_front.readFront)(front, { expired: 'refused' });
    const own = await ownContainer(options);
    const isHere = own === undefined ? here !== undefined && here.own.length > 0 : own.sharesPort === port;
    const there = own?.sharesPort === undefined || isHere ? undefined : await lookAt(options, own.sharesPort);
    const back = own === undefined || isHere ? undefined : await wayBack(options, own, there?.route);
    if (own !== undefined && !isHere) {
        await dockerShared_mustBeFree(options, own);
        sayGap(log, own.publishes, model);
    }
    await docker.ensureNetwork((0,dockerNames/* networkOf */.Af)(at), (0,dockerNames/* modelLabel */.mM)(at), 'internal');
    return orPutBack(options, back?.port ?? port, async (undo) => {
        if (own !== undefined && !isHere) {
            undo(() => openAgain(options, back));
            await docker.remove(own.id, goneSeconds);
        }
        // What fails to change at the port where it is leaves it there.
        if (!isHere)
            undo(() => withdraw(options));
        const token = here?.route?.token ?? (0,external_node_crypto_.randomBytes)(32).toString('hex');
        const gateway = await openOwn(options, token);
        const route = async () => ({
            name: sharing.name,
            model,
            hosts: [...sharing.hosts],
            address: insideAddress(model),
            token,
            serves: (await gateway.traffic.status()).stable !== undefined,
        });
        const router = await tellRouter(options, front, route);
        const announce = () => route()
            .then((now) => putRoute({ docker, container: router.container }, now, front))
            .catch((error) => log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`));
        return (0,shared/* behind */.R)(gateway, { url: router.gateway.url, close: closing(options, gateway), announce });
    });
}
/**
 * As `orUndone`. The model that was taken off its port is brought back in a turn taken anew where the first one was lost, unless
 * somebody has brought it to clients meanwhile: that is not ours to undo.
 */
function orPutBack(options, port, work) {
    const { again } = options;
    const told = (error) => {
        throw again === undefined ? error : again.told(error);
    };
    const mayUndo = async () => (await again?.again()) !== true || !(await isReached(options));
    return (0,undo/* orUndone */.B1)({ port, broughtBackBy: 'the same command' }, (undo) => work(undo).catch(told), mayUndo);
}
/** Whether clients come to the model, at whichever port. */
async function isReached(options) {
    const { docker, model } = options;
    try {
        const own = await ownContainer(options);
        if (own === undefined || (await findDockerGateway({ docker, model })) === undefined)
            return false;
        if (own.sharesPort === undefined)
            return true;
        const here = await lookAt(options, own.sharesPort);
        return here !== undefined && here.own.length > 0 && (await routerAt(docker, own.sharesPort)) !== undefined;
    }
    catch {
        return false;
    }
}
/** Where and as what it was found by its clients, if at all. @param route what a router that it was behind knows of it */
async function wayBack(options, own, route) {
    const { publishes, sharesPort, image, labels } = own;
    const port = publishes ?? (route === undefined ? undefined : sharesPort);
    if (port === undefined)
        return undefined;
    const metrics = labels[dockerNames/* gatewayLabels */.Cj.metricsPort] ?? '';
    return {
        port,
        behind: publishes === undefined ? 'router' : undefined,
        host: labels[dockerNames/* gatewayLabels */.Cj.host] ?? gateway_front/* loopback */.uC.host,
        image,
        metricsPort: metrics === '' ? undefined : Number(metrics),
        kept: await frontBefore(options, own),
    };
}
async function openAgain(options, place) {
    if (place === undefined)
        return;
    const { kept, host, ...as } = place;
    await withFront(kept, host, (front) => openDockerGateway({ ...options, ...as, front, expired: 'taken' }));
}
/** Behind the router of the port, which alone is let in. */
function openOwn(options, token) {
    const { fallback, splitBy, retries, tls } = options.front;
    // Only a certificate of the router's is asked for there.
    const router = tls === undefined ? undefined : insideAddress((0,gateway_port/* sharedIdentity */.Uc)(options.port));
    return withTokens(token, (tokens) => openDockerGateway({
        ...options,
        behind: 'router',
        front: { ...gateway_front/* loopback */.uC, tokens, fallback, splitBy, router, retries },
    }));
}
async function removeOwn(options) {
    const own = await ownContainer(options);
    if (own !== undefined)
        await options.docker.remove(own.id, goneSeconds);
}
/** It has not come to the port: a router that was started for it may have that which it goes back to. */
async function withdraw(options) {
    const { docker, port, log, sharing } = options;
    const ended = await leaveNow(options, port).catch((error) => {
        log.info(`the gateway at port ${port} still knows ${sharing.name}: ${(0,members/* messageOf */.bD)(error)}`);
        return false;
    });
    await removeOwn(options);
    if (ended)
        await removeNetworks(docker, port);
}
const goneSeconds = 10;
function sayGap(log, port, model) {
    log.info(port === undefined
        ? `the gateway of ${model} is made anew: its requests are not answered for some seconds`
        : `port ${port} refuses connections for some seconds: a container cannot hand on the port that it publishes`);
}
/** The router runs and knows the model. */
async function tellRouter({ docker, port, image, log }, front, route) {
    const model = (0,gateway_port/* sharedIdentity */.Uc)(port);
    // Before it starts: nobody is told that there is no such model.
    const carry = async () => carryRoute({ docker, model, image }, await route(), front);
    const gateway = await openDockerGateway({ docker, model, port, front, image, proxy: 'router', carry, log });
    const container = (await docker.list((0,dockerNames/* gatewayLabel */.$T)(model)))[0]?.id ?? '';
    await putRoute({ docker, container }, await route(), front);
    return { gateway, container };
}
/** As `findDockerGateway`, whatever its model.yml says of sharing now. */
async function findGateway(member) {
    const gateway = await findDockerGateway(member);
    const port = (await ownContainer(member))?.sharesPort;
    if (gateway === undefined || port === undefined)
        return gateway;
    const router = await routerAt(member.docker, port).catch(() => undefined);
    const seen = (0,shared/* behind */.R)(gateway, {
        url: router?.url ?? `http://${gateway_front/* loopback */.uC.host}:${port}`,
        close: closing(member, gateway),
        announce: async () => undefined,
    });
    const status = async () => {
        const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {};
        return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) };
    };
    return { ...seen, traffic: { ...seen.traffic, status } };
}
/** What can be known without starting anything. @throws UserError where the models that share disagree */
async function checkGateway(options) {
    const here = await lookAt(options, options.port);
    if (options.sharing.shared)
        requireRoomHere(here, options);
    else if (here !== undefined && here.own.length > 0)
        (0,members/* requireAlone */.dz)({ ...here, stateDir: stateDir });
}
function requireRoomHere(here, wanted) {
    if (here !== undefined)
        (0,members/* requireRoom */.hr)(here.others, wanted, here.others.length === 0 ? undefined : here.front);
}
/** What is not as it should be in front of a model whose own gateway answers; undefined where nothing is. */
async function troubleBefore(member) {
    const port = (await ownContainer(member))?.sharesPort;
    if (port === undefined)
        return undefined;
    const gateway = `the gateway that it shares at port ${port}`;
    try {
        if ((await routerAt(member.docker, port)) !== undefined)
            return undefined;
        return { reached: false, because: `${gateway} does not run: deploy again, or have the engine start its container` };
    }
    catch (error) {
        return { reached: true, because: `${gateway}: ${(0,members/* messageOf */.bD)(error)}` };
    }
}
/** Names of the other models at its port. */
async function othersBeside(member) {
    const port = (await ownContainer(member))?.sharesPort;
    const here = port === undefined ? undefined : await lookAt(member, port);
    return here === undefined || here.own.length === 0 ? [] : here.others.map(({ name }) => name);
}
/** The model is at no router any more; those that nobody shares end. @returns these */
async function leaveAll(member, { but } = {}) {
    const ended = [];
    for (const { port, image } of await joined(member)) {
        const leave = (docker) => leaveNow({ ...member, docker }, port);
        if (port !== but && (await aloneAt({ ...member, port, image }, leave)))
            ended.push({ port, image });
    }
    return ended;
}
/** While nobody else changes the port. @returns whether the router has ended */
async function leaveNow(member, port) {
    const { docker, log } = member;
    const here = await lookAt(member, port);
    if (here === undefined || here.own.length === 0)
        return false;
    const { container, running, image, own, others, front } = here;
    const names = own.map((file) => (0,external_node_path_.basename)(file, '.json'));
    const atRest = { docker, model: here.model, image };
    if (others.length > 0) {
        if (running && container !== undefined)
            await dropRoutes({ docker, container }, names);
        else
            await dropAtRest(atRest, names);
        return false;
    }
    if (container !== undefined)
        await docker.remove(container, goneSeconds);
    const volume = (0,dockerNames/* gatewayVolume */.Lo)(here.model);
    if (front?.accessLog === 'json') {
        await dropAllButAccess(atRest);
        log.info(`the access log of port ${port} stays in the volume ${volume} of the engine`);
    }
    else
        await docker.removeVolume(volume, member.signal);
    return true;
}
/** What routers that ended left: those who were behind them are in their networks until they end. */
async function forgetNetworks(member, ended) {
    for (const { port, image } of ended)
        await aloneAt({ ...member, port, image }, async (docker) => {
            // Another model may have come to the port.
            if ((await docker.list((0,dockerNames/* gatewayLabel */.$T)((0,gateway_port/* sharedIdentity */.Uc)(port)))).length === 0)
                await removeNetworks(docker, port);
        });
}
async function removeNetworks(docker, port) {
    for (const network of [(0,dockerNames/* networkOf */.Af)((0,gateway_port/* sharedIdentity */.Uc)(port)), (0,dockerNames/* outsideOf */.R_)((0,gateway_port/* sharedIdentity */.Uc)(port))])
        await docker.removeNetwork(network).catch(() => undefined);
}
const closing = (member, own) => async () => {
    const ended = await leaveAll(member);
    await own.close();
    await forgetNetworks(member, ended);
};
async function dockerShared_mustBeFree({ docker, model }, { running }) {
    if (!running)
        return;
    const { lease } = (await (await findDockerGateway({ docker, model }))?.traffic.status()) ?? {};
    if (lease !== undefined)
        throw (0,hold/* rolloutUnderWay */.H)(lease);
}
/** As a file that is read and gone: it lies in the volumes of the router and of the gateway alone. */
async function withTokens(token, work) {
    const directory = await (0,src_files/* makeTemporary */.ww)('model-actions-router-');
    try {
        const file = (0,external_node_path_.join)(directory, 'tokens');
        await (0,promises_.writeFile)(file, `router ${token}\n`, { mode: 0o600 });
        return await work(file);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}


/***/ })

};
