export const id = 3663;
export const ids = [3663,7230];
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

/***/ 77709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ portIsFree),
/* harmony export */   WM: () => (/* binding */ whyNotFree),
/* harmony export */   ov: () => (/* binding */ freePort)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * A port of loopback that no program has at this moment: the one that is wanted, where it is free. It is not reserved:
 * whoever takes it must be ready to find it taken.
 */
async function freePort(wanted = 0) {
    const port = (await listenAt(wanted)) ?? (await listenAt(0));
    if (port === undefined)
        throw new Error('loopback has no free port');
    return port;
}
/** Whether no program listens at this port of loopback. */
const portIsFree = async (port) => (await whyNotFree(port, '127.0.0.1')) === undefined;
/** The system's word for why nobody could listen there now, as `EADDRINUSE`; undefined where somebody could. */
async function whyNotFree(port, host) {
    const found = await tryListening(port, host);
    return typeof found === 'number' ? undefined : found;
}
const listenAt = async (port) => {
    const found = await tryListening(port, '127.0.0.1');
    return typeof found === 'number' ? found : undefined;
};
/** The port that was given, after it was let go; else the system's word for why none was. */
const tryListening = (port, host) => new Promise((resolve) => {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    server.once('error', ({ code = 'unknown' }) => resolve(code));
    server.listen(port, host, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 'unknown'));
    });
});


/***/ }),

/***/ 53663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createProcessTarget: () => (/* binding */ createProcessTarget)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);
/* harmony import */ var _gateway_address_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10772);
/* harmony import */ var _oci_extract_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45248);
/* harmony import */ var _oci_serving_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43619);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77709);
/* harmony import */ var _processGroups_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(59428);
/* harmony import */ var _processServer_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9496);
/* harmony import */ var _processVersions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37230);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(73221);










/** Runs versions as processes of this host that outlive the runner. */
async function createProcessTarget(options) {
    const { stateDir, store, log } = options;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(stateDir, { recursive: true, mode: 0o700 });
    const python = await (0,_processServer_js__WEBPACK_IMPORTED_MODULE_7__/* .interpreter */ .n3)(options.python);
    const versions = (0,_processVersions_js__WEBPACK_IMPORTED_MODULE_8__.processVersions)(stateDir);
    const { directoryOf, recordFile, readRecord, alive } = versions;
    /** By id: what is unpacked and not started yet. */
    const prepared = new Map();
    const unpack = async (digest, id) => {
        const directory = directoryOf(id);
        await versions.endUnrecorded(id, 0);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, { recursive: true });
        return (0,_oci_extract_js__WEBPACK_IMPORTED_MODULE_3__/* .extractModel */ .ju)({ store, digest, into: (0,_processServer_js__WEBPACK_IMPORTED_MODULE_7__/* .imageIn */ .Lp)(directory) });
    };
    return {
        name: versions.name,
        list: versions.list,
        stop: versions.stop,
        halt: versions.halt,
        sweep: versions.sweep,
        // Who starts it again after a reboot is `model-actions up`.
        async keep() { },
        async prepare({ version, digest }) {
            const id = (0,_ready_js__WEBPACK_IMPORTED_MODULE_9__/* .backendId */ .Y)(version, digest);
            prepared.set(id, await unpack(digest, id));
        },
        async startAgain(id) {
            return (await (0,_processServer_js__WEBPACK_IMPORTED_MODULE_7__.startAgain)(versions, { id, python: async () => python, moves: true })).backend;
        },
        async start({ version, digest }, signal) {
            const id = (0,_ready_js__WEBPACK_IMPORTED_MODULE_9__/* .backendId */ .Y)(version, digest);
            const running = await readRecord(id);
            if (running !== undefined && (await alive(running)))
                return (0,_processVersions_js__WEBPACK_IMPORTED_MODULE_8__/* .backendOf */ .E)(running);
            let pid;
            try {
                const { model, runtimeDirectory, imageConfig } = prepared.get(id) ?? (await unpack(digest, id));
                prepared.delete(id);
                signal.throwIfAborted();
                const address = (0,_gateway_address_js__WEBPACK_IMPORTED_MODULE_2__/* .joinAddress */ .V)('127.0.0.1', await (0,_ports_js__WEBPACK_IMPORTED_MODULE_5__/* .freePort */ .ov)());
                log.info(`starting version ${version} (${digest}) at ${address}`);
                const server = { model, runtimeDirectory, python, address };
                const started = await (0,_processServer_js__WEBPACK_IMPORTED_MODULE_7__/* .startServer */ .UD)(versions, id, server, (one) => {
                    pid = one;
                });
                const serving = (0,_oci_serving_js__WEBPACK_IMPORTED_MODULE_4__/* .servingOfImage */ .FL)(imageConfig, `${store.name}@${digest}`);
                const record = { id, version, digest, addresses: [address], serving, ...started };
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWhole */ .f8)(recordFile(id), JSON.stringify(record));
                return (0,_processVersions_js__WEBPACK_IMPORTED_MODULE_8__/* .backendOf */ .E)(record);
            }
            catch (error) {
                if (pid !== undefined)
                    await (0,_processGroups_js__WEBPACK_IMPORTED_MODULE_6__/* .endGroup */ .N4)(pid, 0);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directoryOf(id), { recursive: true, force: true });
                throw error;
            }
        },
        ready: (backend, timeoutMs, signal) => (0,_processServer_js__WEBPACK_IMPORTED_MODULE_7__.whenReady)(versions, backend, timeoutMs, signal),
    };
}


/***/ }),

/***/ 9496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lp: () => (/* binding */ imageIn),
/* harmony export */   UD: () => (/* binding */ startServer),
/* harmony export */   n3: () => (/* binding */ interpreter),
/* harmony export */   startAgain: () => (/* binding */ startAgain),
/* harmony export */   whenReady: () => (/* binding */ whenReady)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _gateway_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10772);
/* harmony import */ var _gateway_ready_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28519);
/* harmony import */ var _oci_extract_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45248);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(77709);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _processVersions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37230);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(73221);










/** Where a version's image lies that was unpacked. */
const imageIn = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'image');
/** Starts the server of a version that is unpacked. @param onStart told of the process before anything else can fail */
async function startServer({ directoryOf, logFile, tail }, id, { model, runtimeDirectory, python, address }, onStart = () => undefined) {
    const directory = directoryOf(id);
    const pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .spawnDetached */ .W3)(python, serveArguments(model, (0,_gateway_address_js__WEBPACK_IMPORTED_MODULE_3__/* .splitAddress */ .l)(address)), {
        cwd: directory,
        // It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it.
        env: {
            PATH: '/usr/local/bin:/usr/bin:/bin',
            // Interpreters of setup-python need it to start.
            LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
            HOME: directory,
            LANG: 'C.UTF-8',
            PYTHONPATH: runtimeDirectory,
            PYTHONUNBUFFERED: '1',
            PYTHONDONTWRITEBYTECODE: '1',
        },
        logFile: logFile(id),
    });
    onStart(pid);
    const startedAt = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(pid);
    if (startedAt === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`version ${id} ended at once: see why in its last lines, then deploy again; ${(await tail(id)).join(' | ')}`, { exit: 'crashed' });
    return { pid, startedAt };
}
/**
 * Starts a version again that ran here, from what it left on disk and at its own address, where the gateway looks for it.
 * @param moves whether it may have another address, where its own is taken
 * @returns whether it did not run @throws UserError where that cannot be
 */
async function startAgain(versions, { id, python, moves }) {
    const record = await versions.readRecord(id);
    const directory = versions.directoryOf(id);
    if (record === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${id} served, and ${directory} knows nothing of it: deploy it again`);
    if (await versions.alive(record))
        return { backend: (0,_processVersions_js__WEBPACK_IMPORTED_MODULE_8__/* .backendOf */ .E)(record), started: false };
    const [address = ''] = record.addresses;
    const { host, port } = (0,_gateway_address_js__WEBPACK_IMPORTED_MODULE_3__/* .splitAddress */ .l)(address);
    const isFree = await (0,_ports_js__WEBPACK_IMPORTED_MODULE_6__/* .portIsFree */ .IL)(port);
    if (!isFree && !moves)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${id} served at port ${port}, which another program has now: end that, or deploy again`);
    const { model, runtimeDirectory } = await (0,_oci_extract_js__WEBPACK_IMPORTED_MODULE_5__/* .extractedBefore */ .Mt)(imageIn(directory));
    const at = isFree ? address : (0,_gateway_address_js__WEBPACK_IMPORTED_MODULE_3__/* .joinAddress */ .V)(host, await (0,_ports_js__WEBPACK_IMPORTED_MODULE_6__/* .freePort */ .ov)());
    const server = { model, runtimeDirectory, python: await interpreter(await python()), address: at };
    const again = { ...record, addresses: [at], ...(await startServer(versions, id, server)) };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(versions.recordFile(id), JSON.stringify(again));
    return { backend: (0,_processVersions_js__WEBPACK_IMPORTED_MODULE_8__/* .backendOf */ .E)(again), started: true };
}
const askTimeoutMs = 2_000;
function whenReady(versions, { id, addresses, serving }, timeoutMs, signal) {
    return (0,_ready_js__WEBPACK_IMPORTED_MODULE_9__/* .waitUntilReady */ .b)({
        id,
        timeoutMs,
        signal,
        async ask() {
            const answers = await Promise.all(addresses.map((one) => (0,_gateway_ready_js__WEBPACK_IMPORTED_MODULE_4__/* .answersReady */ .B)(one, serving.readyPath, askTimeoutMs)));
            return answers.every((ready) => ready);
        },
        async gone() {
            const record = await versions.readRecord(id);
            return record !== undefined && (await versions.alive(record)) ? undefined : 'its process has ended';
        },
        tail: () => versions.tail(id),
    });
}
const serveArguments = ({ path, manifest }, at) => [
    ...['-m', 'model_runtime', 'serve', '--model', path, '--name', manifest.name, '--version', manifest.version],
    ...['--host', at.host, '--port', String(at.port)],
];
/** The interpreter itself: where a name or a shim on the job's PATH leads, which its server will not have. */
async function interpreter(python) {
    const lines = [];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .eF)(python, ['-c', 'import sys; print(sys.executable)'], { onStdoutLine: (line) => void lines.push(line) });
    return lines.at(-1) ?? python;
}


/***/ }),

/***/ 37230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ backendOf),
/* harmony export */   processVersions: () => (/* binding */ processVersions)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _gateway_backend_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20568);
/* harmony import */ var _gateway_checked_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(381);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5450);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _processGroups_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59428);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(49455);










/** Its group is ended by this file's word, and requests go to its address. */
const checkRecord = (value, place) => ({
    ...(0,_gateway_backend_js__WEBPACK_IMPORTED_MODULE_4__/* .checkBackend */ .N)(value, place),
    ...(0,_gateway_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .shape */ .cW)({
        pid: (0,_gateway_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .whole */ .WQ)(2, 2 ** 31),
        startedAt: (0,_gateway_checked_js__WEBPACK_IMPORTED_MODULE_5__/* .text */ .Qq)(/^[^\p{Cc}]{1,100}$/u, 'when a process began'),
    })(value, place),
});
/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000;
const followMs = 250;
const backendOf = ({ pid: _, startedAt: __, ...backend }) => backend;
/** The versions that run as processes of this host. @param stateDir everything of them lies below it, a directory a version */
function processVersions(stateDir) {
    const directoryOf = (id) => {
        if (!/^[a-z0-9-]+$/.test(id))
            throw new Error(`${id} is no id of a version`);
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, id);
    };
    const recordFile = (id) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(id), 'process.json');
    const logFile = (id) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(id), 'log.txt');
    const readRecord = async (id) => {
        const found = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(recordFile(id)))?.toString();
        if (found === undefined)
            return undefined;
        try {
            return checkRecord(JSON.parse(found), '');
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${recordFile(id)} is damaged: end its process by hand and remove ${directoryOf(id)}`, {
                cause: error,
            });
        }
    };
    const alive = async (record) => (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(record.pid)) === record.startedAt;
    const ids = async () => {
        const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(stateDir, { withFileTypes: true }).catch((error) => {
            if (error.code === 'ENOENT')
                return [];
            throw error;
        });
        return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    };
    const end = async (id, pid, graceMs) => {
        if (!(await (0,_processGroups_js__WEBPACK_IMPORTED_MODULE_8__/* .endGroup */ .N4)(pid, Math.min(graceMs, drainMs))))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the process ${pid} of version ${id} does not end: end it by hand (kill -9 ${pid})`, {
                exit: 'crashed',
            });
    };
    const endUnrecorded = async (id, graceMs = drainMs) => {
        const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directoryOf(id)).catch(() => undefined);
        if (directory === undefined)
            return;
        const recorded = (await readRecord(id))?.pid;
        const found = (await (0,_processGroups_js__WEBPACK_IMPORTED_MODULE_8__.ownGroups)()).filter((one) => one.directory === directory && one.group !== recorded);
        for (const group of new Set(found.map((one) => one.group)))
            await end(id, group, graceMs);
    };
    const halt = async (id, graceMs = drainMs) => {
        const record = await readRecord(id);
        if (record !== undefined && (await alive(record)))
            await end(id, record.pid, graceMs);
        await endUnrecorded(id, graceMs);
    };
    const stop = async (id, graceMs) => {
        await halt(id, graceMs);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directoryOf(id), { recursive: true, force: true });
    };
    const known = async () => {
        const found = [];
        for (const id of await ids()) {
            const record = await readRecord(id);
            if (record !== undefined)
                found.push({ backend: backendOf(record), running: await alive(record) });
        }
        return found;
    };
    return {
        name: 'process',
        directoryOf,
        recordFile,
        logFile,
        tail: async (id) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(logFile(id), 'utf8').catch(() => ''))
            .split('\n')
            .filter((line) => line.trim() !== '')
            .slice(-5),
        readRecord,
        alive,
        halt,
        endUnrecorded,
        stop,
        known,
        async list() {
            return (await known()).filter(({ running }) => running).map(({ backend }) => backend);
        },
        async sweep(keepId, graceMs) {
            const gone = (await ids()).filter((id) => id !== keepId);
            await Promise.all(gone.map((id) => stop(id, graceMs)));
            return gone;
        },
        logs: (id, options) => readLog(logFile(id), options, async () => {
            const record = await readRecord(id);
            return record !== undefined && (await alive(record));
        }),
    };
}
/** The last lines of a file, and what is added to it for as long as somebody writes. */
async function readLog(path, { lines, follow, signal, onLine }, writes) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r').catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    });
    if (file === undefined)
        return false;
    try {
        const cutter = new _lines_js__WEBPACK_IMPORTED_MODULE_6__/* .LineCutter */ .kD(onLine);
        const chunk = Buffer.alloc(64 * 1024);
        let at = await lastLinesFrom(file, lines);
        for (;;) {
            signal.throwIfAborted();
            // Asked before the read: what it wrote last, before it ended, is read as well.
            const goesOn = follow && (await writes());
            for (;;) {
                const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
                if (bytesRead === 0)
                    break;
                at += bytesRead;
                await cutter.take(chunk.subarray(0, bytesRead));
            }
            if (!goesOn)
                break;
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_9__/* .sleep */ .yy)(followMs, signal);
        }
        await cutter.end();
        return true;
    }
    finally {
        await file.close();
    }
}
/** Where the last lines of a file begin: it is read from its end, as it may have grown for months. */
async function lastLinesFrom(file, lines) {
    const chunk = Buffer.alloc(64 * 1024);
    const { size } = await file.stat();
    let ends = 0;
    for (let to = size; to > 0;) {
        const from = Math.max(0, to - chunk.length);
        const { bytesRead } = await file.read(chunk, 0, to - from, from);
        for (let i = bytesRead - 1; i >= 0; i--) {
            // The end of the last line is no beginning of another one.
            if (chunk[i] !== 0x0a || from + i === size - 1)
                continue;
            ends += 1;
            if (ends === lines)
                return from + i + 1;
        }
        to = from;
    }
    return 0;
}


/***/ }),

/***/ 73221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ backendId),
/* harmony export */   b: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/** A version's id: unique per release, and fit for file names, containers and a proxy's server names. */
const backendId = (version, digest) => `v${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest, 12)}`;
const pollMs = 200;
/**
 * Asks until the answer is yes.
 * @param ask true once the version is ready; a rejection is a no
 * @param gone why it can never come up any more, as soon as that is known
 * @param tail the last lines of its log
 */
async function waitUntilReady(options) {
    const { id, timeoutMs, signal } = options;
    const fail = async (what, remedy) => {
        const lines = await options.tail();
        const said = lines.length === 0 ? 'it said nothing' : `its last lines: ${lines.join(' | ').slice(-800)}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the version ${id} ${what}: ${remedy}; ${said}`, { exit: 'crashed' });
    };
    for (const until = performance.now() + timeoutMs; performance.now() < until;) {
        signal.throwIfAborted();
        if (await options.ask().catch(() => false))
            return;
        const because = await options.gone();
        if (because !== undefined)
            throw await fail(`did not come up, ${because}`, 'see why below');
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(pollMs, signal);
    }
    throw await fail(`was not ready within ${Math.round(timeoutMs / 1000)} s`, 'raise deploy.ready, or see what holds it up');
}


/***/ })

};
