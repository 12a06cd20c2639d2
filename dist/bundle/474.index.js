export const id = 474;
export const ids = [474];
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


/***/ })

};
