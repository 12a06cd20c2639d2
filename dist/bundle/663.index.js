export const id = 663;
export const ids = [663];
export const modules = {

/***/ 72636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IM: () => (/* binding */ eachLine),
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   W3: () => (/* binding */ spawnDetached),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   gy: () => (/* binding */ processStart)
/* harmony export */ });
/* unused harmony exports maxLineChars, groupAlive */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46193);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);






/** Characters of a line that a callback sees at most: no line of the contract is longer, and none may fill the memory. */
const maxLineChars = 1024 * 1024;
/** Between the polite signal and the one that cannot be refused; leaves time to report within 2 s of the abort. */
const graceMs = 1_500;
/** How long the pipes of an ended child may stay open in the hands of a process that left its group. */
const drainMs = 500;
/** Groups that must not outlive this process, whatever ends it. */
const live = new Set();
process.on('exit', () => {
    for (const pid of live)
        signalGroup(pid, 'SIGKILL');
});
/**
 * Runs a program to its end. Every process that it started and that stayed in its group is gone when this settles.
 * An abort sends SIGTERM to the group, 1.5 s later SIGKILL, and rejects with the signal's reason.
 * An error thrown by a line callback ends the group in the same way and is what this rejects with.
 * @throws UserError (exit `preflight`) where the program cannot be started
 */
async function run(command, args, options = {}) {
    options.signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, {
        cwd: options.cwd,
        env: { ...(options.env ?? process.env) },
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A child may end without having read its input; that is not our failure.
    child.stdin.on('error', () => { });
    child.stdin.end(options.stdin ?? '');
    const pid = await started(child, command, options.cwd);
    live.add(pid);
    let failure;
    let killTimer;
    const end = (reason) => {
        if (failure !== undefined)
            return;
        failure = { reason };
        signalGroup(pid, 'SIGTERM');
        killTimer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    };
    const onAbort = () => end(options.signal?.reason);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (options.signal?.aborted === true)
        onAbort();
    const guarded = (callback) => (line) => {
        try {
            if (failure === undefined)
                callback?.(line);
        }
        catch (error) {
            end(error);
        }
    };
    eachLine(child.stdout, guarded(options.onStdoutLine));
    eachLine(child.stderr, guarded(options.onStderrLine));
    try {
        const ended = await exited(child, pid);
        if (failure !== undefined)
            throw failure.reason;
        return ended;
    }
    finally {
        clearTimeout(killTimer);
        options.signal?.removeEventListener('abort', onAbort);
        live.delete(pid);
    }
}
/**
 * Starts a server that outlives this process and, on a runner, its job: a session of its own, output to a file, and
 * without RUNNER_TRACKING_ID, by which the runner finds and ends what a job left behind.
 * @returns its process id, which is the id of its group too
 */
async function spawnDetached(command, args, options) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(options.logFile), { recursive: true });
    const log = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(options.logFile, 'a', 0o600);
    try {
        const env = { ...(options.env ?? process.env), RUNNER_TRACKING_ID: undefined };
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { cwd: options.cwd, env, detached: true, stdio: ['ignore', log.fd, log.fd] });
        const pid = await started(child, command, options.cwd);
        child.unref();
        return pid;
    }
    finally {
        await log.close();
    }
}
/** Ends a group begun by `spawnDetached`: SIGTERM, after the grace SIGKILL. True when nothing of it is left. */
async function endGroup(pid, patienceMs = graceMs) {
    for (const [signal, waitMs] of [
        ['SIGTERM', patienceMs],
        ['SIGKILL', 1_000],
    ]) {
        if (!signalGroup(pid, signal))
            return true;
        for (const until = performance.now() + waitMs; performance.now() < until;) {
            if (!groupAlive(pid))
                return true;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }
    return !groupAlive(pid);
}
/** True while a process of the group exists. */
const groupAlive = (pid) => signalGroup(pid, 0);
/**
 * When a process began, in the kernel's own words: with its id it tells a process from a later one that got the same id.
 * Undefined where there is none, or only its exit code is left.
 */
async function processStart(pid) {
    if (!Number.isSafeInteger(pid) || pid <= 1)
        return undefined;
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)('/proc/self/stat')) {
        const stat = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
        // proc(5): after the name in parentheses come the state (field 3) and, as field 22, the start time.
        const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
        return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
    }
    const lines = [];
    await run('ps', ['-o', 'lstart=', '-p', String(pid)], { onStdoutLine: (line) => lines.push(line.trim()) });
    return lines[0];
}
function signalGroup(pid, signal) {
    // Group 0 is our own and -1 is everyone: such an id can only come from a damaged state file.
    if (!Number.isSafeInteger(pid) || pid <= 1)
        return false;
    try {
        process.kill(-pid, signal);
        return true;
    }
    catch (error) {
        // EPERM: the group exists and is another user's.
        return error.code === 'EPERM';
    }
}
function started(child, command, cwd) {
    return new Promise((resolve, reject) => {
        child.once('spawn', () => {
            if (child.pid === undefined)
                reject(new Error(`${command} was started without a process id`));
            else
                resolve(child.pid);
        });
        child.once('error', (error) => {
            const where = cwd === undefined ? '' : ` in ${cwd}`;
            const remedy = error.code === 'ENOENT'
                ? 'install it, or put its directory on PATH'
                : error.code === 'EACCES'
                    ? 'make the file executable'
                    : error.message;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .y(`cannot start ${command}${where} (${error.code ?? error.name}): ${remedy}`, {
                exit: 'preflight',
                cause: error,
            }));
        });
    });
}
/** Resolves once the child has ended and its output is read; ends what it left in its group. */
function exited(child, pid) {
    return new Promise((resolve) => {
        let drain;
        child.once('exit', () => {
            signalGroup(pid, 'SIGKILL');
            drain = setTimeout(() => {
                child.stdout?.destroy();
                child.stderr?.destroy();
            }, drainMs);
        });
        child.once('close', (exitCode, signal) => {
            clearTimeout(drain);
            resolve({ exitCode, signal });
        });
    });
}
/** Calls back for each line, without its end; a carriage return ends one too, as progress bars use it. */
function eachLine(stream, onLine) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_4__.StringDecoder('utf8');
    let line = '';
    let dropped = 0;
    const add = (text) => {
        const room = Math.max(0, maxLineChars - line.length);
        line += text.slice(0, room);
        dropped += Math.max(0, text.length - room);
    };
    const flush = () => {
        if (line !== '')
            onLine(dropped === 0 ? line : `${line} … (${dropped} more characters)`);
        line = '';
        dropped = 0;
    };
    const take = (text) => {
        const pieces = text.split(/[\r\n]/);
        for (const [index, piece] of pieces.entries()) {
            if (index > 0)
                flush();
            add(piece);
        }
    };
    stream.on('data', (chunk) => take(decoder.write(chunk)));
    stream.on('end', () => {
        take(decoder.end());
        flush();
    });
}


/***/ }),

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
