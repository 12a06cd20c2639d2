export const id = 663;
export const ids = [663];
export const modules = {

/***/ 53663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createProcessTarget: () => (/* binding */ createProcessTarget)
/* harmony export */ });
/* unused harmony export serveArguments */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _oci_extract_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93762);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72636);
/* harmony import */ var _ready_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73221);







/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000;
/** Runs versions as processes of this host that outlive the runner. */
async function createProcessTarget(options) {
    const { stateDir, store, python, name, log } = options;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(stateDir, { recursive: true });
    const directoryOf = (id) => {
        if (!/^[a-z0-9-]+$/.test(id))
            throw new Error(`${id} is no id of a version`);
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, id);
    };
    const recordFile = (id) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directoryOf(id), 'process.json');
    const logFile = (id) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directoryOf(id), 'log.txt');
    const readRecord = async (id) => {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(recordFile(id), 'utf8').catch((error) => {
            if (error.code === 'ENOENT')
                return undefined;
            throw error;
        });
        if (text === undefined)
            return undefined;
        try {
            return JSON.parse(text);
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`${recordFile(id)} is damaged: end its process by hand and remove ${directoryOf(id)}`, {
                cause: error,
            });
        }
    };
    const alive = async (record) => (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .processStart */ .gy)(record.pid)) === record.startedAt;
    const backendOf = ({ id, version, digest, host, port }) => ({
        id,
        version,
        digest,
        host,
        port,
    });
    const tail = async (id) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(logFile(id), 'utf8').catch(() => ''))
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-5);
    const stop = async (id) => {
        const record = await readRecord(id);
        if (record !== undefined && (await alive(record)) && !(await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .endGroup */ .N4)(record.pid, drainMs)))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`the process ${record.pid} of version ${id} does not end: end it by hand`, {
                exit: 'crashed',
            });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directoryOf(id), { recursive: true, force: true });
    };
    return {
        name: 'process',
        stop,
        async start({ version, digest }, signal) {
            const id = (0,_ready_js__WEBPACK_IMPORTED_MODULE_6__/* .backendId */ .Y)(version, digest);
            const running = await readRecord(id);
            if (running !== undefined && (await alive(running)))
                return backendOf(running);
            const directory = directoryOf(id);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, { recursive: true });
            let pid;
            try {
                const { model, runtimeDirectory } = await (0,_oci_extract_js__WEBPACK_IMPORTED_MODULE_4__/* .extractModel */ .j)({ store, digest, into: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'image') });
                signal.throwIfAborted();
                const port = await freePort();
                const host = '127.0.0.1';
                log.info(`starting version ${version} (${digest}) at ${host}:${port}`);
                pid = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .spawnDetached */ .W3)(python, serveArguments({ model: model.path, name, version, host, port }), {
                    cwd: directory,
                    env: {
                        PATH: process.env['PATH'],
                        HOME: directory,
                        LANG: 'C.UTF-8',
                        PYTHONPATH: runtimeDirectory,
                        PYTHONUNBUFFERED: '1',
                        PYTHONDONTWRITEBYTECODE: '1',
                    },
                    logFile: logFile(id),
                });
                const startedAt = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .processStart */ .gy)(pid);
                if (startedAt === undefined)
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`version ${version} ended at once: ${(await tail(id)).join(' | ')}`, { exit: 'crashed' });
                const record = { id, version, digest, host, port, pid, startedAt };
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${recordFile(id)}.new`, JSON.stringify(record));
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${recordFile(id)}.new`, recordFile(id));
                return backendOf(record);
            }
            catch (error) {
                if (pid !== undefined)
                    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .endGroup */ .N4)(pid, 0);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
                throw error;
            }
        },
        async ready(backend, timeoutMs, signal) {
            await (0,_ready_js__WEBPACK_IMPORTED_MODULE_6__/* .waitUntilReady */ .b)({
                id: backend.id,
                timeoutMs,
                signal,
                ask: () => answersReady(`http://${backend.host}:${backend.port}`, signal),
                async gone() {
                    const record = await readRecord(backend.id);
                    return record !== undefined && (await alive(record)) ? undefined : 'its process has ended';
                },
                tail: () => tail(backend.id),
            });
        },
        async list() {
            const found = [];
            for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(stateDir, { withFileTypes: true })) {
                if (!entry.isDirectory())
                    continue;
                const record = await readRecord(entry.name);
                if (record !== undefined && (await alive(record)))
                    found.push(backendOf(record));
            }
            return found;
        },
    };
}
/** Arguments of a server of one model; `model` is the directory as the server sees it. */
const serveArguments = (serve) => [
    ...['-m', 'model_runtime', 'serve', '--model', serve.model, '--name', serve.name, '--version', serve.version],
    ...['--host', serve.host, '--port', String(serve.port)],
];
async function answersReady(origin, signal) {
    const response = await fetch(`${origin}/v2/health/ready`, {
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
    });
    await response.arrayBuffer();
    return response.status === 200;
}
function freePort() {
    return new Promise((resolve, reject) => {
        const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)();
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            if (address === null || typeof address === 'string')
                return reject(new Error('no port was given'));
            server.close(() => resolve(address.port));
        });
    });
}


/***/ }),

/***/ 73221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ backendId),
/* harmony export */   b: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/** A version's id: unique per release, and fit for file names, containers and a proxy's server names. */
const backendId = (version, digest) => `v${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
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
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the version ${id} ${what}: ${remedy}; ${said}`, { exit: 'crashed' });
    };
    for (const until = performance.now() + timeoutMs; performance.now() < until;) {
        signal.throwIfAborted();
        if (await options.ask().catch(() => false))
            return;
        const because = await options.gone();
        if (because !== undefined)
            throw await fail(`did not come up, ${because}`, 'see why below');
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
    throw await fail(`was not ready within ${Math.round(timeoutMs / 1000)} s`, 'raise deploy.ready, or see what holds it up');
}


/***/ })

};
