export const id = 1065;
export const ids = [1065,4832,7023];
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

/***/ 14137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KT: () => (/* binding */ keptClientCa),
/* harmony export */   Nh: () => (/* binding */ givenBegin),
/* harmony export */   PP: () => (/* binding */ keptPem),
/* harmony export */   Qw: () => (/* binding */ frontContents),
/* harmony export */   S3: () => (/* binding */ FrontKeeper),
/* harmony export */   S8: () => (/* binding */ frontFilesIn),
/* harmony export */   WV: () => (/* binding */ frontFile),
/* harmony export */   du: () => (/* binding */ tokenLines),
/* harmony export */   gI: () => (/* binding */ given),
/* harmony export */   qP: () => (/* binding */ writeFrontFiles),
/* harmony export */   tJ: () => (/* binding */ keptTokens)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(381);
/* harmony import */ var _fallback_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41180);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22451);







/*
 * The files of the front, as the agent has them. Where they come from is written by whoever deploys, into `front.json`; they
 * are looked at every few seconds, as a certificate is renewed by a program that tells nobody. What was good last is kept
 * in the state directory: HAProxy reads it there, and an agent that starts again when the files are gone, or half
 * written, serves by it.
 */
const frontFile = 'front.json';
const keptPem = 'front.pem';
const keptClientCa = 'client-ca.pem';
const keptTokens = 'tokens.map';
/** What is carried into the volume of a gateway in a container, which sees no file of the host. */
const given = (name) => `${givenBegin}${name}`;
const givenBegin = 'given-';
const lookEveryMs = 5_000;
const path = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^\/[^\0]{0,3000}$/, 'an absolute path');
const filesOf = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .shape */ .cW)({
    tls: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .shape */ .cW)({ certificate: path, key: path, clientCa: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)(path) })),
    tokens: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lq)(path),
});
/** What `front.json` says. @throws where it is damaged */
const frontFilesIn = (said) => filesOf(JSON.parse(said), '');
async function writeFrontFiles(stateDir, front) {
    for (const [name, content] of Object.entries(frontContents(front, front.fallback)))
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, name), content, { mode: 0o600 });
}
/** What is written for an agent, by the name of the file. @param files as it sees them */
const frontContents = ({ tls, tokens }, fallback) => ({
    ...(fallback === undefined ? {} : { [(0,_fallback_js__WEBPACK_IMPORTED_MODULE_5__/* .fallbackFile */ .Pb)((0,_fallback_js__WEBPACK_IMPORTED_MODULE_5__/* .nameOfFallback */ .Y$)(fallback))]: fallback.body }),
    [frontFile]: `${JSON.stringify({ tls, tokens })}\n`,
});
const tokenLines = (tokens) => tokens.map(({ sha256, name }) => `${sha256} ${name}`);
class FrontKeeper {
    #stateDir;
    #listening;
    #log;
    #content = {};
    /** What is wrong with the files now, said once. */
    #wrong = '';
    #timer;
    constructor(options) {
        this.#stateDir = options.stateDir;
        this.#listening = options.listening;
        this.#log = options.log;
    }
    get content() {
        return this.#content;
    }
    /** What to serve by. @throws UserError where neither the files nor what was kept of them can be used */
    async open() {
        if (this.#listening.tls === 'none' && !this.#listening.tokens)
            return this.#content;
        try {
            this.#content = await this.#read();
        }
        catch (error) {
            this.#content = await this.#kept(error);
            this.#log(`${error.message}; the gateway serves by what it kept`);
        }
        await this.#keep(this.#content);
        return this.#content;
    }
    /** Once we serve: a gateway that hands over to us, and would go on if we did not come up, may have kept more than we need. */
    async forget() {
        const { tls, tokens } = this.#listening;
        const needed = {
            [keptPem]: tls !== 'none',
            [given('certificate')]: tls !== 'none',
            [given('key')]: tls !== 'none',
            [keptClientCa]: tls === 'mutual',
            [given('client-ca')]: tls === 'mutual',
            [keptTokens]: tokens,
            [given('tokens')]: tokens,
        };
        const own = this.#listening.fallback && (0,_fallback_js__WEBPACK_IMPORTED_MODULE_5__/* .fallbackFile */ .Pb)(this.#listening.fallback);
        for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(this.#stateDir))
            if ((0,_fallback_js__WEBPACK_IMPORTED_MODULE_5__/* .isFallbackFile */ .FO)(name))
                needed[name] = name === own;
        for (const [name, is] of Object.entries(needed))
            if (!is)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, name), { force: true });
    }
    /** Takes what the files say now. @throws UserError where they cannot be used: all stays as it is */
    async refresh(apply) {
        if (this.#listening.tls === 'none' && !this.#listening.tokens)
            return;
        const found = await this.#read();
        if (JSON.stringify(found) === JSON.stringify(this.#content))
            return;
        // On disk first: a proxy that starts again meanwhile starts with it.
        await this.#keep(found);
        await apply(found);
        this.#content = found;
        const until = found.tls === undefined ? '' : `; the certificate is valid until ${found.tls.expiresAt}`;
        this.#log(`the files of the gateway's front have changed, and are used${until}`);
    }
    /** Another one was to take over, and may have kept what it needed, and nothing else. */
    async goOn(apply) {
        await this.#keep(this.#content);
        this.watch(apply);
    }
    watch(apply) {
        this.#timer = setInterval(() => {
            this.refresh(apply).then(() => {
                this.#wrong = '';
            }, (error) => {
                if (this.#wrong !== error.message)
                    this.#log(`${error.message}; the gateway serves by what it had`);
                this.#wrong = error.message;
            });
        }, lookEveryMs);
    }
    close() {
        clearInterval(this.#timer);
    }
    async #read() {
        const told = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, frontFile));
        if (told === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, frontFile)} is missing: deploy again`);
        return this.#asMade(await (0,_front_js__WEBPACK_IMPORTED_MODULE_6__.readFront)(frontFilesIn(told.toString('utf8')), { expired: 'taken' }));
    }
    #asMade(content) {
        const { tls, tokens } = this.#listening;
        const has = content.tls === undefined ? 'none' : content.tls.clientCa === undefined ? 'server' : 'mutual';
        if (has !== tls || (content.tokens !== undefined) !== tokens)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, frontFile)} is of a gateway of another kind: deploy again`);
        return content;
    }
    async #keep({ tls, tokens }) {
        const files = [
            [keptPem, tls?.pem],
            [keptClientCa, tls?.clientCa],
            [
                keptTokens,
                tokens &&
                    tokenLines(tokens)
                        .map((line) => `${line}\n`)
                        .join(''),
            ],
        ];
        for (const [name, content] of files)
            if (content !== undefined)
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, name), content, { mode: 0o600 });
    }
    async #kept(cause) {
        const at = (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#stateDir, name);
        const { tls, tokens } = this.#listening;
        try {
            const clientCa = tls === 'mutual' ? { clientCa: at(keptClientCa) } : {};
            const files = tls === 'none' ? {} : { tls: { certificate: at(keptPem), key: at(keptPem), ...clientCa } };
            const content = await (0,_front_js__WEBPACK_IMPORTED_MODULE_6__.readFront)(files, { expired: 'taken' });
            return tokens ? { ...content, tokens: tokensIn(await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(at(keptTokens))) } : content;
        }
        catch {
            throw cause;
        }
    }
}
function tokensIn(map) {
    const found = [...(map?.toString('utf8') ?? '').matchAll(/^([0-9A-F]{64}) (\S+)$/gm)];
    if (found.length === 0)
        throw new Error('no token was kept');
    return found.map(([, sha256 = '', name = '']) => ({ sha256, name }));
}


/***/ }),

/***/ 57666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ retireStrays),
/* harmony export */   I0: () => (/* binding */ earlierOnes),
/* harmony export */   bb: () => (/* binding */ runningHaproxies),
/* harmony export */   gr: () => (/* binding */ pidFile),
/* harmony export */   hb: () => (/* binding */ configurationFile),
/* harmony export */   jg: () => (/* binding */ retireHaproxies),
/* harmony export */   o5: () => (/* binding */ endStrays)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * What agents that are gone left behind: their HAProxy, with shares nobody watches; and what those that were replaced still
 * answer. Linux tells of processes; elsewhere none is found.
 */
const pidFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.pid');
const configurationFile = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'haproxy.cfg');
function processOf(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // proc(5): behind the name in parentheses the state, the parent and the group; the start is field 22.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state, parent, group] = fields;
        if (state === 'Z')
            return undefined;
        return { pid, parent: Number(parent), group: Number(group), startedAt: fields[19] ?? '' };
    }
    catch {
        return undefined;
    }
}
function processes() {
    try {
        const pids = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
        return pids.map((name) => processOf(Number(name))).filter((one) => one !== undefined);
    }
    catch {
        return [];
    }
}
/** Those that were started here by an agent and run, whoever else ended; it need not have come to write its process id down. */
function runningHaproxies(stateDir) {
    return processes()
        .filter(({ pid }) => pid !== process.pid && isHaproxyOf(stateDir, pid))
        .map(({ pid }) => pid);
}
function isHaproxyOf(stateDir, pid) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(configurationFile(stateDir));
    }
    catch {
        // Of another user, or ended meanwhile.
        return false;
    }
}
function signal(pids, name) {
    for (const pid of pids)
        try {
            process.kill(pid, name);
        }
        catch {
            // It has ended meanwhile.
        }
}
/** Each closes its port at once; what it was asked may be answered. */
const retireHaproxies = (pids) => signal(pids, 'SIGUSR1');
/**
 * Ends what agents that are gone left, as nobody else finds it any more: it holds the port, and asks for a log that nobody
 * reads. What it was asked may be answered first.
 * @param agents those that go on, with what they started; `socket` the descriptor that all of them accept from
 */
async function endStrays({ agents, socket }, graceMs) {
    for (const [name, waitMs] of [
        ['SIGUSR1', graceMs],
        ['SIGKILL', 2_000],
    ]) {
        signal(strays(agents(), socket), name);
        for (const untilMs = performance.now() + waitMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(20))
            if (strays(agents(), socket).length === 0)
                return;
    }
}
/** Closes the ports of what agents that are gone left; HAProxy ends itself once it has answered, see its configuration. */
const retireStrays = (agents, socket) => retireHaproxies(strays(agents, socket));
/** Of this process's own group, or in another one with a socket that it inherited from us. */
function strays(agents, socket) {
    const name = linkOf(`/proc/self/fd/${socket}`);
    return processes()
        .filter(({ pid, parent }) => pid !== process.pid && !agents.has(pid) && !agents.has(parent))
        .filter(({ pid, group }) => group === process.pid || (name !== undefined && holds(pid, name)))
        .map(({ pid }) => pid);
}
function holds(pid, name) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === name);
    }
    catch {
        return false;
    }
}
function linkOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
    }
    catch {
        return undefined;
    }
}
/** As they are now, once we serve. */
function earlierOnes(stateDir) {
    const supervisor = process.ppid;
    const isOurGroup = processOf(process.pid)?.group === supervisor;
    const found = processes()
        .filter(({ pid, parent }) => pid !== process.pid && pid !== supervisor && parent !== process.pid)
        .filter(({ pid, group }) => (isOurGroup && group === supervisor) || isHaproxyOf(stateDir, pid));
    const left = () => found.filter(({ pid, startedAt }) => processOf(pid)?.startedAt === startedAt).map(({ pid }) => pid);
    return {
        async gone(timeoutMs) {
            for (const untilMs = performance.now() + timeoutMs; left().length > 0; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(50))
                if (performance.now() > untilMs)
                    return signal(left(), 'SIGKILL');
        },
    };
}


/***/ }),

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ checkListening),
/* harmony export */   Ei: () => (/* binding */ readHandOver),
/* harmony export */   F7: () => (/* binding */ readSupervised),
/* harmony export */   Xg: () => (/* binding */ protocolVersion),
/* harmony export */   gl: () => (/* binding */ longestAskedChars),
/* harmony export */   "in": () => (/* binding */ readRequest),
/* harmony export */   oE: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20568);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(381);
/* harmony import */ var _retries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39362);
/* harmony import */ var _routes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44640);





const protocolVersion = 7;
/** Of the request that a version is asked: what is around it fits into a line of `maxLineChars` too, through the relay as well. */
const longestAskedChars = 1_000_000;
const longestMs = 366 * 24 * 3_600_000;
const model = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model');
const owner = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\p{Cc}\u2028\u2029]{1,400}$/u, 'a name in one line');
const requestBody = (value, place) => {
    const body = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{/, 'a request in JSON')(value, place);
    if (body.length <= longestAskedChars)
        return body;
    throw new Error(`${place}: expected at most ${longestAskedChars} characters`);
};
const lease = { owner, ttlMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(1, longestMs) };
const inputs = {
    hello: {},
    refresh: {},
    status: {},
    acquire: { model, ...lease },
    renew: lease,
    release: { owner },
    add: { owner, backend: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    shift: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    mirror: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    evict: {},
    promote: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    demote: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    pause: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    resume: { owner, stable: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    remove: { owner, id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    observe: {},
    past: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    probe: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    ask: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, body: requestBody },
    retire: {},
    routes: {},
    join: { route: _routes_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRoute */ .QF, front: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[^\0]{0,20000}$/, 'a front in JSON') },
    leave: { names: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(_routes_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOfModel */ .O2, 1_000) },
    close: {},
};
const operation = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ op: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(...Object.keys(inputs)) });
/** One line of the socket. @throws Error that names what is wrong in it */
function readRequest(line) {
    const value = JSON.parse(line);
    const { op } = operation(value, '');
    return { op, ...(0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(inputs[op])(value, '') };
}
const address = (value, place) => {
    if (typeof value !== 'string' || node_net__WEBPACK_IMPORTED_MODULE_0__.isIP(value) === 0)
        throw new Error(`${place}: expected an address to listen at`);
    return value;
};
const supervised = {
    stateDir: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi,
    host: address,
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(1, 65_535),
    metricsHost: address,
    metricsPort: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, 65_535),
};
const readSupervised = (text) => (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(supervised)(JSON.parse(text), '');
const readHandOver = (line) => (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ program: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi, config: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[^\0]{0,100000}$/, 'a configuration') })(JSON.parse(line), '');
const checkListening = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    tls: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('none', 'server', 'mutual'),
    tokens: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt,
    accessLog: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('none', 'json'),
    retries: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, _retries_js__WEBPACK_IMPORTED_MODULE_4__/* .mostRetries */ .o),
    fallback: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
        status: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(200, 599),
        // It stands in HAProxy's configuration.
        contentType: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[A-Za-z0-9!#$&^_.+\-/;= ]{1,300}$/, 'a type of content'),
        sha256: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[0-9a-f]{64}$/, 'a SHA-256'),
    })),
    // It stands in HAProxy's configuration.
    splitBy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[a-z0-9_-]{1,64}$/, 'the name of a header')),
    router: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')),
});
const configuration = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    ...supervised,
    program: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w.:-]{1,100}$/, 'the identity of a program'),
    model,
    listening: checkListening,
    proxy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('haproxy', 'embedded', 'router'),
    haproxyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\0]{0,3000}$/, 'a path'),
});
const readConfig = (argument) => configuration(JSON.parse(argument), '');


/***/ }),

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   C3: () => (/* binding */ retryAfterSeconds),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   N: () => (/* binding */ noWebSocket),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   bJ: () => (/* binding */ isError),
/* harmony export */   jO: () => (/* binding */ openPaths),
/* harmony export */   nc: () => (/* binding */ unauthorized),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
const isError = (outcome) => outcome === 'server-error' || outcome === 'unanswered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/**
 * Where nobody is asked for a token, as a load balancer in front of us has none. Who looks there is no user of a version: stable
 * answers where there is one, and nobody is counted.
 */
const openPaths = ['/v2/health/live', '/v2/health/ready'];
/** What who has no token is told. */
const unauthorized = {
    status: 401,
    because: 'a token is needed: authorization: Bearer TOKEN',
    challenge: 'Bearer realm="model"',
};
/** A tunnel, in which nobody could count. */
const noWebSocket = { status: 501, because: 'no WebSocket here: send a request for each inference' };
/** When a client that no version answers (503) may ask again: a version is seldom started sooner. */
const retryAfterSeconds = 5;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 17023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ makeSocketDirectory),
/* harmony export */   D: () => (/* binding */ controlSocket),
/* harmony export */   EA: () => (/* binding */ supervisorSocket),
/* harmony export */   Fr: () => (/* binding */ StrangersDirectory),
/* harmony export */   i8: () => (/* binding */ forgetSocketDirectory),
/* harmony export */   rE: () => (/* binding */ writeStable),
/* harmony export */   readKept: () => (/* binding */ readKept),
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
 * below TMPDIR, which the next run may have set to something else, nor below XDG_RUNTIME_DIR, which goes with the last login
 * while the agent stays.
 */
function socketDirectory(stateDir) {
    if (Buffer.byteLength((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'haproxy.sock')) <= 100)
        return stateDir;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(stateDir).digest('hex').slice(0, 16);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)('/tmp', `model-actions-${hash}`);
}
/** For who listens there. @throws UserError where somebody else made it, as its name can be told in advance, or may write to it */
function makeSocketDirectory(stateDir) {
    const directory = socketDirectory(stateDir);
    if (directory === stateDir)
        return directory;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    keepPrivate(directory);
    return directory;
}
/** Whoever is the last to listen there leaves nothing; what another one listens at stays. */
function forgetSocketDirectory(stateDir) {
    const directory = socketDirectory(stateDir);
    if (directory === stateDir)
        return;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmdirSync)(directory);
    }
    catch {
        // Somebody listens there, or nobody ever did.
    }
}
/** A directory that nobody of ours can have made: no agent of ours answers in it. */
class StrangersDirectory extends _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo {
}
/** For who asks. Nothing is made: who only looks leaves nothing. @throws UserError as `keepPrivate` */
function askedAt(stateDir, name) {
    const directory = socketDirectory(stateDir);
    const found = directory === stateDir ? undefined : (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory, { throwIfNoEntry: false });
    if (found !== undefined)
        requireOurs(directory, found);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name);
}
/**
 * Sockets lie in it, and what is to be served: nobody else may enter.
 * @throws StrangersDirectory where it is someone else's @throws UserError where others may write to it
 */
function keepPrivate(directory) {
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(directory);
    requireOurs(directory, found);
    if ((found.mode & 0o077) !== 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.chmodSync)(directory, 0o700);
}
function requireOurs(directory, found) {
    if (!found.isDirectory() || found.uid !== process.getuid?.())
        throw new StrangersDirectory(`${directory} belongs to someone else, or is no directory: remove it, or choose another path by MODEL_ACTIONS_HOME`);
    // One of ours may listen in it, or somebody in its place: who asks is not told that nobody does.
    if ((found.mode & 0o022) !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory} is yours, but others may write to it: if nobody did, \`chmod go-w ${directory}\`; else remove it, or choose another path by MODEL_ACTIONS_HOME`);
}
/** @throws UserError as `keepPrivate` */
const controlSocket = (stateDir) => askedAt(stateDir, 'agent.sock');
/** Who answers there starts the agent again when it ends. @throws UserError as `keepPrivate` */
const supervisorSocket = (stateDir) => askedAt(stateDir, 'sup.sock');


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
    engine: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(..._model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H3),
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
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cW: () => (/* binding */ shape),
/* harmony export */   lq: () => (/* binding */ optional),
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
const absolutePath = text(/^\/[^\0]{0,3000}$/, 'an absolute path');
const oneOf = (...names) => (value, place) => names.find((name) => name === value) ?? refuse(place, names.join(' or '));
const flag = (value, place) => typeof value === 'boolean' ? value : refuse(place, 'true or false');
const number = (least, most) => (value, place) => typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`);
const whole = (least, most) => (value, place) => Number.isSafeInteger(number(least, most)(value, place)) ? value : refuse(place, 'a whole number');
const optional = (check) => (value, place) => value === undefined ? undefined : check(value, place);
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
/* harmony export */   T1: () => (/* binding */ call),
/* harmony export */   _0: () => (/* binding */ longestReplyChars),
/* harmony export */   cv: () => (/* binding */ exchange),
/* harmony export */   iq: () => (/* binding */ converse)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

const longestReplyChars = 16 << 20;
/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
const call = (socketPath, request, timeoutMs = 120_000) => exchange(socketPath, request.op, request, timeoutMs);
/** Sends one line of JSON and takes one. */
async function exchange(socketPath, what, value, timeoutMs) {
    const { said, hangUp } = await converse(socketPath, what, value, timeoutMs);
    hangUp();
    return said;
}
/** The same, and the line stays open until it is hung up: the other side learns when we are gone, too. */
function converse(socketPath, what, value, timeoutMs) {
    return new Promise((resolve, reject) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_0__.connect(socketPath);
        let text = '';
        socket.setEncoding('utf8');
        socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the gateway's agent does not answer to ${what}`)));
        socket.on('error', (error) => {
            socket.destroy();
            reject(error);
        });
        socket.once('connect', () => socket.write(`${JSON.stringify(value)}\n`));
        socket.on('data', (data) => {
            text += data;
            const end = text.indexOf('\n');
            if (end < 0 && text.length > longestReplyChars)
                socket.destroy(new Error(`the gateway's agent answers ${what} without end`));
            if (end < 0)
                return;
            socket.setTimeout(0);
            try {
                resolve({ said: JSON.parse(text.slice(0, end)), hangUp: () => void socket.destroy() });
            }
            catch (cause) {
                socket.destroy();
                reject(new Error(`the gateway's agent answers ${what} with no JSON`, { cause }));
            }
        });
        socket.once('end', () => reject(Object.assign(new Error(`the gateway's agent ended during ${what}`), { code: 'ECONNRESET' })));
    });
}


/***/ }),

/***/ 22451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iq: () => (/* binding */ tokenHash),
/* harmony export */   SW: () => (/* binding */ isEveryAddress),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ir: () => (/* binding */ otherListening),
/* harmony export */   openness: () => (/* binding */ openness),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   qV: () => (/* binding */ readFrontFile),
/* harmony export */   rW: () => (/* binding */ listeningOf),
/* harmony export */   readFront: () => (/* binding */ readFront),
/* harmony export */   rs: () => (/* binding */ urlOf),
/* harmony export */   uC: () => (/* binding */ loopback)
/* harmony export */ });
/* unused harmony export readTokens */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41692);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _fallback_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41180);
/* harmony import */ var _retries_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(39362);








const loopback = { host: '127.0.0.1', accessLog: 'none' };
const listeningOf = ({ tls, tokens, accessLog, fallback, splitBy, router, retries = _retries_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultRetries */ .y, }) => ({
    tls: tls === undefined ? 'none' : tls.clientCa === undefined ? 'server' : 'mutual',
    tokens: tokens !== undefined,
    accessLog,
    retries,
    ...(fallback === undefined ? {} : { fallback: (0,_fallback_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOfFallback */ .Y$)(fallback) }),
    ...(splitBy === undefined ? {} : { splitBy }),
    ...(router === undefined ? {} : { router }),
});
/** Of a gateway that asks nobody who he is. */
const plain = listeningOf(loopback);
/** The key that says something else than the gateway was started with. */
function otherListening(has, wanted) {
    if (has.tls !== wanted.tls)
        return 'deploy.tls';
    if (has.tokens !== wanted.tokens)
        return 'deploy.tokens';
    if (has.accessLog !== wanted.accessLog)
        return 'deploy.access-log';
    if (!(0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)(has.fallback, wanted.fallback))
        return 'deploy.fallback';
    if (has.splitBy !== wanted.splitBy)
        return 'deploy.split-by';
    if (has.router !== wanted.router)
        return 'deploy.port';
    if (has.retries !== wanted.retries)
        return 'deploy.retries';
    return undefined;
}
/** A payload of HAProxy's runtime API fits its buffer of 64 KiB. */
const longestPemBytes = 48 * 1024;
const longestTokensBytes = 1024 * 1024;
const shortestToken = 16;
/** @throws UserError that names the key and the file where one cannot be read, does not fit the other, or has expired */
async function readFront({ tls, tokens }, options) {
    return {
        ...(tls === undefined ? {} : { tls: await readTls(tls, options.expired) }),
        ...(tokens === undefined ? {} : { tokens: readTokens(await read(tokens, 'deploy.tokens'), tokens) }),
    };
}
async function readTls(files, expired) {
    const certificateText = await read(files.certificate, 'deploy.tls.certificate');
    const keyText = await read(files.key, 'deploy.tls.key');
    const [certificate, ...chain] = certificatesIn(certificateText, 'deploy.tls.certificate', files.certificate);
    const { key, pem: keyPem } = privateKeyIn(keyText, files.key);
    if (certificate === undefined || !certificate.checkPrivateKey(key))
        throw refused('deploy.tls.key', files.key, `it is not the key of the certificate ${files.certificate}: put the two there that were made together`);
    const expires = new Date(certificate.validTo);
    if (expired === 'refused' && expires.getTime() <= Date.now())
        throw refused('deploy.tls.certificate', files.certificate, `it expired at ${expires.toISOString()}: put a renewed one there`);
    const clientCa = files.clientCa === undefined
        ? undefined
        : certificatesIn(await read(files.clientCa, 'deploy.tls.client-ca'), 'deploy.tls.client-ca', files.clientCa);
    const pem = joined([...[certificate, ...chain].map(String), keyPem]);
    try {
        (0,node_tls__WEBPACK_IMPORTED_MODULE_2__.createSecureContext)({ cert: pem, key: pem });
    }
    catch (cause) {
        throw refused('deploy.tls.certificate', files.certificate, `it cannot be used (${cause.message}): have another one made`);
    }
    return {
        pem,
        ...(clientCa === undefined ? {} : { clientCa: joined(clientCa.map(String)) }),
        expiresAt: expires.toISOString(),
    };
}
/** HAProxy takes an empty line for the end of what it is told. */
const joined = (blocks) => blocks.map((block) => `${block.trim()}\n`).join('');
function certificatesIn(text, key, path) {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0)
        throw refused(key, path, 'it has no certificate in PEM (-----BEGIN CERTIFICATE-----): put one there');
    return blocks.map((block, index) => {
        try {
            return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block);
        }
        catch {
            throw refused(key, path, `its certificate ${index + 1} of ${blocks.length} is damaged: put it there anew`);
        }
    });
}
function privateKeyIn(text, path) {
    try {
        const block = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[^-]+-----END \1-----/.exec(text)?.[0] ?? text;
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(block);
        return { key, pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
    }
    catch {
        throw refused('deploy.tls.key', path, 'it has no private key in PEM without a passphrase: put one there (`openssl pkey -in FILE` takes a passphrase away)');
    }
}
/** Two tokens may have one name: while one of them is replaced by the other. @param path where the text is from */
function readTokens(text, path) {
    const found = new Map();
    for (const [index, line] of text.split('\n').entries()) {
        if (/^\s*(?:#|$)/.test(line))
            continue;
        // The line itself is never told: it is the secret.
        const wrong = (why) => refused('deploy.tokens', path, why, index + 1);
        const [, name, token = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s+([A-Za-z0-9._~+/-]{1,512}=*)\s*$/.exec(line) ?? [];
        if (name === undefined)
            throw wrong('expected NAME TOKEN, as in “search 3f9c…”');
        if (token.length < shortestToken)
            throw wrong(`the token of ${name} can be guessed: make one of at least ${shortestToken} characters, as by \`openssl rand -hex 32\``);
        const sha256 = tokenHash(token);
        const other = found.get(sha256);
        if (other !== undefined && other.name !== name)
            throw wrong(`${name} has the token of ${other.name}: each needs its own`);
        found.set(sha256, { name, sha256 });
    }
    if (found.size === 0)
        throw refused('deploy.tokens', path, 'it has no token, so nobody could ask: write NAME TOKEN in a line');
    return [...found.values()];
}
/** As HAProxy writes it. */
const tokenHash = (token) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(token).digest('hex').toUpperCase();
/** As it is, for a gateway that sees no file of this machine. @throws UserError where it cannot be read, or is too long */
async function readFrontFile(path, key) {
    try {
        // Where certificates are renewed, a link leads to the newest.
        return await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegular */ .VX)(path, key === 'deploy.tokens' ? longestTokensBytes : longestPemBytes, {
            links: 'followed',
        });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
            throw refused(key, path, error.message.replace(`${path}: `, ''));
        const { code = 'unknown' } = error;
        throw refused(key, path, unreadable[code] ?? `it cannot be read (${code}): check the path and its permissions`);
    }
}
const unreadable = {
    ENOENT: 'there is no such file on the machine that deploys: put it there',
    EACCES: 'whoever deploys may not read it: let them (chmod, chown)',
};
const read = async (path, key) => (await readFrontFile(path, key)).toString('utf8');
const refused = (key, path, why, line) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(why, { exit: 'preflight', place: { file: path, key, ...(line === undefined ? {} : { line }) } });
/** What is open to more than it should be; undefined where nothing is. */
function openness({ host, tls, tokens }) {
    if (isLoopback(host) || tls?.clientCa !== undefined)
        return undefined;
    if (tokens === undefined && tls === undefined)
        return `the gateway listens at ${host} without TLS and without tokens: whoever reaches it can ask the model, and read what others ask; see deploy.tls and deploy.tokens`;
    if (tls === undefined)
        return `the gateway listens at ${host} without TLS: its tokens and all that is asked can be read on the way; see deploy.tls`;
    return undefined;
}
const isEveryAddress = (host) => host === '0.0.0.0' || host === '::';
const isLoopback = (host) => host === '::1' || /^127\./.test(host);
/** Where clients of this machine find it. */
function urlOf({ host, tls }, port) {
    const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
    return `${tls === 'none' ? 'http' : 'https'}://${node_net__WEBPACK_IMPORTED_MODULE_1__.isIPv6(reached) ? `[${reached}]` : reached}:${port}`;
}


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uc: () => (/* binding */ sharedIdentity),
/* harmony export */   Zs: () => (/* binding */ cannotListen),
/* harmony export */   ap: () => (/* binding */ portOfShared),
/* harmony export */   f5: () => (/* binding */ portTaken),
/* harmony export */   fG: () => (/* binding */ whyRefused),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58802);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22451);





/** @param code the system's own */
const whyRefused = (code) => {
    if (code === 'EACCES' || code === 'EPERM')
        return 'forbidden';
    return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'elsewhere' : 'taken';
};
/** What to say where nobody can listen, with the key that says otherwise. */
function cannotListen({ host, port, kind }, why, cause) {
    const key = kind === 'traffic' ? 'deploy.port' : 'deploy.metrics-port';
    const words = {
        taken: `port ${port} is taken by another program: end it, or write a free port in the key ${key}`,
        forbidden: `this user may not listen at port ${port}: write one from 1024 on in the key ${key}, or allow it (sysctl net.ipv4.ip_unprivileged_port_start=${port})`,
        elsewhere: `${host} is no address of this machine: write one that is (\`ip address\` tells them), or 0.0.0.0 for all, in the key deploy.host`,
    };
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(words[why], { exit: 'preflight', cause });
}
/** What a gateway that several models share says that it serves. */
const sharedIdentity = (port) => `shared/${port}`;
/** Undefined for the identity of a model. */
function portOfShared(identity) {
    const port = /^shared\/(\d{1,5})$/.exec(identity)?.[1];
    return port === undefined ? undefined : Number(port);
}
/** What to say where the port is not free; a gateway of ours there says which model has it. */
async function portTaken({ host, port }, model, cause) {
    const owner = await modelAt({ host, port });
    if (owner === undefined)
        return cannotListen({ host, port, kind: 'traffic' }, 'taken', cause);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(takenBy(owner, port, model), { exit: 'preflight', cause });
}
function takenBy(owner, port, model) {
    const remedy = 'or write a free port in the key deploy.port';
    const shared = sharedIdentity(port);
    if (owner === model)
        return `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`;
    if (owner === shared)
        return `port ${port} is taken by a gateway that models share: write deploy.shared: true to have ${model} share it, ${remedy}`;
    if (model === shared)
        return `port ${port} is taken by the gateway of the model ${owner}, which does not share it: write deploy.shared: true in its model.yml too and deploy it, ${remedy}`;
    return `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port, or deploy.shared: true in both`;
}
const longestIdentity = 1_000;
/** Which model the gateway of ours that listens there serves; undefined where none answers. */
async function modelAt({ host, port }) {
    for (const tls of ['none', 'server']) {
        const model = await identityAt((0,_front_js__WEBPACK_IMPORTED_MODULE_4__/* .urlOf */ .rs)({ host, tls }, port)).catch(() => undefined);
        if (model !== undefined)
            return model;
    }
    return undefined;
}
async function identityAt(gateway) {
    const answer = await new Promise((resolve, reject) => {
        const options = { signal: AbortSignal.timeout(2_000), agent: false };
        const url = `${gateway}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .identityPath */ .Uz}`;
        // Nothing is told to whoever answers, and what he says goes into a message alone.
        const request = gateway.startsWith('http:')
            ? node_http__WEBPACK_IMPORTED_MODULE_0__.get(url, options, resolve)
            : node_https__WEBPACK_IMPORTED_MODULE_1__.get(url, { ...options, rejectUnauthorized: false }, resolve);
        request.once('error', reject);
    });
    let said = '';
    for await (const piece of answer.setEncoding('utf8')) {
        said += piece;
        if (said.length > longestIdentity)
            answer.destroy();
    }
    const { model } = JSON.parse(said);
    return answer.statusCode === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
}


/***/ }),

/***/ 44640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AT: () => (/* binding */ routeFile),
/* harmony export */   Fj: () => (/* binding */ readRoutes),
/* harmony export */   JV: () => (/* binding */ takeRoute),
/* harmony export */   LJ: () => (/* binding */ frontRecord),
/* harmony export */   O2: () => (/* binding */ nameOfModel),
/* harmony export */   Ph: () => (/* binding */ writeRoute),
/* harmony export */   QF: () => (/* binding */ checkRoute),
/* harmony export */   RI: () => (/* binding */ routeText),
/* harmony export */   aO: () => (/* binding */ routeOfRequest),
/* harmony export */   c0: () => (/* binding */ routesDirectory)
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
const nameOfModel = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'the name of a model');
const checkRoute = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .shape */ .cW)({
    name: nameOfModel,
    model: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model'),
    hosts,
    address,
    token: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[0-9a-f]{64}$/, 'a token of 64 digits'),
    serves: _checked_js__WEBPACK_IMPORTED_MODULE_4__/* .flag */ .Jt,
});
/** How the clients of a shared port are let in. */
const frontRecord = 'shared.json';
const routesDirectory = 'routes';
const directoryOf = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, routesDirectory);
const routeFile = (stateDir, name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(stateDir), `${name}.json`);
async function writeRoute(stateDir, route) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .makeDirectory */ .Oh)(directoryOf(stateDir), { mode: 0o700 });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(routeFile(stateDir, route.name), routeText(route), { mode: 0o600 });
}
const routeText = (route) => `${JSON.stringify(route)}\n`;
/** Takes what a file says to the others. */
function takeRoute(found, file, said) {
    try {
        found.routes.push(checkRoute(JSON.parse(said), ''));
    }
    catch (cause) {
        const because = `${file} is damaged (${cause.message}): deploy that model again`;
        const [, model] = /"model":\s*"([\w./-]{1,400})"/.exec(said) ?? [];
        found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(file, '.json'), model, because });
    }
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
        try {
            const read = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)(file);
            // It may leave at any moment.
            if (read !== undefined)
                takeRoute(found, file, read.toString('utf8'));
        }
        catch (cause) {
            const because = `${file} cannot be read (${cause.message}): deploy that model again`;
            found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(name, '.json'), model: undefined, because });
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


/***/ })

};
