export const id = 3019;
export const ids = [3019];
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
/* harmony export */   YR: () => (/* binding */ busyNote),
/* harmony export */   cW: () => (/* binding */ idleBytes),
/* harmony export */   eL: () => (/* binding */ usableGpus),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   oT: () => (/* binding */ visibleDevices),
/* harmony export */   vL: () => (/* binding */ gpusFor)
/* harmony export */ });
/* unused harmony export leftTo */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _machine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25417);


/** The devices that CUDA_VISIBLE_DEVICES leaves to us; undefined where it is not set. */
const visibleDevices = (environment) => environment['CUDA_VISIBLE_DEVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-1');
/** The machine's GPUs that were left to us, in the order in which CUDA_VISIBLE_DEVICES names them. */
async function usableGpus(environment, signal) {
    const { gpus, ...rest } = await (0,_machine_js__WEBPACK_IMPORTED_MODULE_1__/* .installedGpus */ .GN)(environment, signal);
    return { ...rest, gpus: leftTo(visibleDevices(environment), gpus) };
}
/**
 * The cards of these names: numbers as nvidia-smi counts, UUIDs or how they begin. As CUDA does, what follows a name that no
 * card has is not seen. Where that is the first one, it stays as it is, so that a job fails by it and does not take the CPU: a
 * part of a card (MIG) has a name that is not listed. Pure.
 */
function leftTo(visible, gpus) {
    if (visible === undefined)
        return gpus;
    const found = [];
    for (const [position, name] of visible.entries()) {
        const called = (gpu) => /^\d+$/.test(name) ? gpu.index === Number(name) : gpu.uuid?.toLowerCase().startsWith(name.toLowerCase()) === true;
        const there = gpus[position];
        const gpu = gpus.find(called);
        if (gpu !== undefined)
            found.push(gpu);
        else if (there !== undefined && (position === 0 || there.uuid === undefined))
            found.push({ name: there.name, memoryBytes: there.memoryBytes, index: there.index, uuid: name });
        else
            break;
    }
    return found;
}
/** What the driver and a screen hold of a card that nobody computes on, at most. */
const idleBytes = 2 * 1024 ** 3;
const isBusy = ({ memoryBytes, freeBytes }) => freeBytes !== undefined && memoryBytes - freeBytes > idleBytes;
/** What a job is told of cards of its own that other programs compute on; undefined where there are none. Pure. */
function busyNote(gpus) {
    const gib = (bytes = 0) => (bytes / 1024 ** 3).toFixed(1);
    const busy = gpus.filter(isBusy);
    if (busy.length === 0)
        return undefined;
    const each = busy.map(({ index, name, memoryBytes, freeBytes }) => `${index} (${name}: ${gib(freeBytes)} of ${gib(memoryBytes)} GiB are free)`);
    return `other programs use GPU ${each.join(', ')}: a job that needs more will end as out of memory`;
}
/**
 * The names by which CUDA and the container tools find these cards; undefined where one of them has none, and only their number
 * is known. Pure.
 */
function namesOf(gpus) {
    const names = gpus.flatMap(({ uuid }) => uuid ?? []);
    return names.length === gpus.length ? names : undefined;
}
/**
 * Which of the machine's GPUs a job gets: such as no other program computes on, as far as there are any. Without a word of the
 * spec it gets one, where there is one: a machine with a GPU never trains on its CPU because something between the two is not
 * set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
async function gpusFor(wanted, present, unusable) {
    const place = { key: 'engine.gpus' };
    if (wanted === 0 || (wanted === undefined && present.length === 0))
        return [];
    const memory = typeof wanted === 'object' ? wanted.memoryBytes : undefined;
    const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
    if (present.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${memory === undefined ? `${wanted} GPUs` : `${gib(memory)} of a GPU`} are asked for, and this machine has none: run on one that has, or set it to 0`, {
            place,
            exit: 'preflight',
        });
    const largest = Math.max(...present.map(({ memoryBytes }) => memoryBytes));
    if (memory !== undefined && memory > largest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(largest === 0
            ? 'memory is asked for, and nvidia-smi does not say how much the GPUs of this machine have: ask for a number of them'
            : `${gib(memory)} of a GPU are asked for, and the largest of this machine has ${gib(largest)}: ask for less, or run on a larger one`, { place, exit: 'preflight' });
    const count = wanted === 'all' ? present.length : typeof wanted === 'object' ? 1 : (wanted ?? 1);
    if (count > present.length)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count} GPUs are asked for, and this machine has ${present.length}: ask for fewer`, {
            place,
            exit: 'preflight',
        });
    const because = await unusable();
    if (because !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`this machine has a GPU (${present[0]?.name}) that jobs cannot use: ${because}; or set it to 0 to train on the CPU knowingly`, { place, exit: 'preflight' });
    const large = present.filter(({ memoryBytes }) => memory === undefined || memoryBytes >= memory);
    return large.toSorted((a, b) => Number(isBusy(a)) - Number(isBusy(b))).slice(0, count);
}


/***/ }),

/***/ 25417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ installedGpus),
/* harmony export */   Ss: () => (/* binding */ smiQuery),
/* harmony export */   _b: () => (/* binding */ plainFields),
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
/** What every nvidia-smi tells; preflight.py asks the same. The name comes last, since it is free text. */
const plainFields = ['index', 'uuid', 'memory.total', 'memory.free', 'driver_version', 'name'];
/** The same of drivers from 510 on; older ones refuse the whole question. */
const allFields = ['compute_cap', ...plainFields];
/** Asks nvidia-smi for the lines that `readSmi` reads. */
const smiQuery = (fields) => [
    `--query-gpu=${fields.join(',')}`,
    '--format=csv,noheader,nounits',
];
const smiTimeoutMs = 30_000;
/**
 * NVIDIA GPUs of this machine: by nvidia-smi, else by the devices that the driver makes, of which only the number is known.
 * In WSL all cards are one device, which its container tools know by no UUID: there they have none.
 * @param devices directory of the devices
 */
async function installedGpus(environment, signal, devices = '/dev') {
    /** @returns undefined where the tool refuses to answer */
    const ask = async (fields) => {
        const lines = [];
        const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)('nvidia-smi', smiQuery(fields), {
            env: (0,_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .plainEnvironment */ .Ud)(environment),
            signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
            onStdoutLine: (line) => lines.push(line),
        }).catch(() => {
            signal.throwIfAborted();
            return { exitCode: null };
        });
        if (exitCode === 0)
            return readSmi(lines, fields);
        return exitCode === null ? { gpus: [] } : undefined;
    };
    const told = (await ask(allFields)) ?? (await ask(plainFields)) ?? { gpus: [] };
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(devices).catch(() => []);
    if (told.gpus.length > 0)
        return names.includes('dxg') ? { ...told, gpus: told.gpus.map(({ uuid: _, ...gpu }) => gpu) } : told;
    const numbers = names.flatMap((name) => /^nvidia(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    return { gpus: numbers.toSorted((a, b) => a - b).map((index) => ({ name: 'NVIDIA GPU', memoryBytes: 0, index })) };
}
/** Reads one card a line, as the query of these fields prints it; other lines are complaints. */
function readSmi(lines, fields) {
    const rows = lines.flatMap((line) => {
        const values = line.trim().split(', ');
        const name = values.splice(fields.length - 1).join(', ');
        const row = new Map(fields.map((field, at) => [field, values[at] ?? name]));
        return name !== '' && /^\d+$/.test(row.get('index') ?? '') ? [row] : [];
    });
    const [driver] = rows.flatMap((row) => /^\d\S*$/.exec(row.get('driver_version') ?? '')?.[0] ?? []);
    return { gpus: rows.map(gpuOf), ...(driver === undefined ? {} : { driver }) };
}
/** What a card does not tell is `[N/A]`, such as the memory of one that shares its machine's. */
function gpuOf(row) {
    const bytes = (field) => {
        const mebibytes = row.get(field) ?? '';
        return /^\d+$/.test(mebibytes) ? Number(mebibytes) * 1024 ** 2 : undefined;
    };
    const [uuid] = /^GPU-[0-9a-f-]+$/i.exec(row.get('uuid') ?? '') ?? [];
    const [computeCapability] = /^\d+\.\d+$/.exec(row.get('compute_cap') ?? '') ?? [];
    const freeBytes = bytes('memory.free');
    return {
        name: row.get('name') ?? '',
        memoryBytes: bytes('memory.total') ?? 0,
        index: Number(row.get('index')),
        ...(uuid === undefined ? {} : { uuid }),
        ...(freeBytes === undefined ? {} : { freeBytes }),
        ...(computeCapability === undefined ? {} : { computeCapability }),
    };
}


/***/ })

};
