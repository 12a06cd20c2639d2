export const id = 7868;
export const ids = [7868,3019];
export const modules = {

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52210);



/*
 * Reads what the runtime prints, by the contract's schema. The child is not trusted: a line that claims to be an event
 * and is not one is a broken contract, never a log line.
 */
/** How an event line begins; every other line is a log line. */
const eventPrefix = '{"model_runtime":1,';
/** @param directory the one that holds the package `model_runtime`, whose contract.schema.json is the contract */
function readContract(directory) {
    const schema = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'model_runtime/contract.schema.json'), 'utf8'));
    const ajv = new ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__.Ajv2020({ allErrors: false, strictNumbers: true, validateFormats: false });
    ajv.addSchema(schema);
    // Names come from the child too, and only those that the contract has may become a part of a URL.
    const definition = (name) => Object.hasOwn(schema.$defs, name) ? ajv.getSchema(`${schema.$id}#/$defs/${name}`) : undefined;
    const parse = (text) => {
        try {
            return { ok: true, value: JSON.parse(text) };
        }
        catch {
            return { ok: false, because: notJson(text) };
        }
    };
    const result = (text, verb) => {
        const parsed = parse(text);
        if (!parsed.ok)
            return parsed;
        const found = field(parsed.value, 'verb');
        if (found !== verb)
            return { ok: false, because: `its key verb is ${show(found)} where the job was ${JSON.stringify(verb)}` };
        const validate = definition(`${verb}_result`);
        if (validate === undefined)
            throw new Error(`the contract has no result for ${verb}`);
        if (!validate(parsed.value))
            return { ok: false, because: misfit(validate.errors, parsed.value) };
        return { ok: true, result: parsed.value };
    };
    return {
        result,
        line(text) {
            if (!text.startsWith(eventPrefix))
                return { kind: 'log' };
            const parsed = parse(text);
            if (!parsed.ok)
                return { kind: 'broken', because: parsed.because };
            const type = field(parsed.value, 'type');
            const validate = typeof type === 'string' ? definition(`${type}_event`) : undefined;
            if (validate === undefined)
                return { kind: 'broken', because: `its key type is ${show(type)}, which is no event` };
            if (!validate(parsed.value))
                return { kind: 'broken', because: misfit(validate.errors, parsed.value) };
            return { kind: 'event', event: parsed.value };
        },
        prediction(text) {
            const parsed = parse(text);
            if (!parsed.ok)
                return parsed;
            const validate = definition('prediction');
            if (validate === undefined)
                throw new Error('the contract has no prediction');
            if (!validate(parsed.value))
                return { ok: false, because: misfit(validate.errors, parsed.value) };
            return { ok: true, prediction: parsed.value };
        },
        configMisfit(config) {
            const validate = definition(`${config.verb}_config`);
            if (validate === undefined)
                return `the contract has no config for ${config.verb}`;
            return validate(config) ? undefined : misfit(validate.errors, config);
        },
    };
}
/** Python writes NaN and Infinity where JSON has no such thing; that is the usual reason, and worth its name. */
function notJson(text) {
    const number = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text)?.[1];
    if (number !== undefined)
        return `it has the number ${number}, which JSON does not know`;
    return text.length === 0 ? 'it is empty' : 'it is not whole, valid JSON';
}
function field(value, key) {
    return typeof value === 'object' && value !== null ? value[key] : undefined;
}
const show = (value) => (value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80));
function misfit(errors, value, inside = '') {
    const error = errors?.[0];
    if (error === undefined)
        return 'it does not fit the contract';
    const path = error.instancePath.split('/').slice(1);
    const place = [inside, ...path].filter((part) => part !== '').join('.');
    const found = path.reduce((at, key) => field(at, key), value);
    const params = error.params;
    if (params.missingProperty !== undefined)
        return `its key ${join2(place, params.missingProperty)} is missing`;
    if (params.additionalProperty !== undefined)
        return `its key ${join2(place, params.additionalProperty)} is not in the contract`;
    const shown = typeof found === 'number' ? String(found) : show(found);
    return `its key ${place === '' ? '(the whole)' : place} ${error.message ?? 'does not fit'}, found ${shown}`;
}
const join2 = (place, key) => (place === '' ? key : `${place}.${key}`);


/***/ }),

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
