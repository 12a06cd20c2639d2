export const id = 671;
export const ids = [671,723];
export const modules = {

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 44:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellCheckup: () => (/* binding */ tellCheckup)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70075);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _stages_checkup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90723);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98493);






/** The program of the action `setup`. @returns how much of what is required is missing */
async function tellCheckup({ given, platform, workspace, environment, signal, report }) {
    const top = { directory: workspace, root: workspace };
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)(top, given['working-directory'], { input: 'working-directory' });
    const specFile = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)({ directory, root: workspace }, given.config, { input: 'config' }));
    const found = await (0,_stages_checkup_js__WEBPACK_IMPORTED_MODULE_4__.checkUp)({ environment, signal, specFile }, given.require);
    for (const check of found.checks)
        platform.log.info(`${check.state.padEnd(7)} ${check.name}: ${check.found}${'remedy' in check ? `: ${check.remedy}` : ''}`);
    // Outside of the checkout, which a check-up must not change, and which may not be there yet.
    const files = await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .makeTemporary */ .ww)('model-actions-checkup-');
    const [markdown, json] = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'checkup.md'), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'checkup.json')];
    const text = (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMarkdown */ .Gc)(found.report, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_5__/* .partLimitBytes */ .Yo });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWhole */ .f8)(markdown, text);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWhole */ .f8)(json, `${JSON.stringify({ ...found.report, checks: found.checks }, null, 2)}\n`);
    const { docker, gpus } = found.facts;
    await report.add('setup', {
        entry: { verdict: found.report.verdict, headline: found.report.headline, checks: found.checks },
        outputs: {
            verdict: found.report.verdict,
            report: markdown,
            'report-json': json,
            gpus: String(gpus.length),
            docker: docker.kind === 'engine' ? docker.version : '',
        },
        markdown: text,
    });
    for (const problem of found.problems)
        platform.fail({ ...problem, place: { input: 'require' } });
    return found.problems.length;
}


/***/ }),

/***/ 98493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ createReport),
/* harmony export */   Yo: () => (/* binding */ partLimitBytes),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** Of one part of a summary, so that the stages of a step fit into what GitHub takes of it together (platform/github.ts). */
const partLimitBytes = 200_000;
/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
function createReport({ name, platform, summary, }) {
    const all = {};
    return {
        async add(part, { entry, outputs, markdown }) {
            all[part] = entry;
            for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
                platform.output(output, value);
            if (summary && markdown !== '')
                await platform.summary(markdown);
        },
        async refused({ problems, exitCode }) {
            all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) };
            platform.output('verdict', 'error');
            platform.output('json', JSON.stringify(all));
            if (summary)
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(refusal(name, problems), { limitBytes: partLimitBytes }));
        },
    };
}
const asEntry = ({ what, place = {} }) => ({ what, ...place });
/** What is said of work that was refused, instead of a report of it. */
const refusal = (name, problems) => ({
    schema: 1,
    title: name,
    verdict: 'error',
    headline: problems.length === 1 ? 'the step was refused' : `the step was refused for ${problems.length} reasons`,
    gates: [],
    // As text and not in a table, whose cells are too short for a cause and its remedy.
    sections: problems.map(({ what, place }) => ({
        kind: 'text',
        title: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlace */ .dE)(place ?? {}) || 'What is wrong',
        text: what,
    })),
});


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


/***/ }),

/***/ 96135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ev: () => (/* binding */ isPassingFault),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   uD: () => (/* binding */ isOutage),
/* harmony export */   v: () => (/* binding */ openFetch)
/* harmony export */ });
/* unused harmony exports proxyFor, proxyError */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/** Whether a URL's host is this very machine: what goes there leaves it never. */
const isLoopback = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/**
 * `fetch` by way of the proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy` and `no_proxy`, in
 * small letters first. Node's own fetch looks at them only where it was started with a flag, which an action cannot be.
 * Redirects are followed here: each address has a proxy of its own, or none, and credentials are for the first one's server.
 * @throws UserError, from the requests too, where the proxy is none or does not let us through
 */
function openFetch(environment) {
    const once = (url, options) => {
        const target = new URL(url);
        const proxy = proxyFor(target, environment);
        return proxy === undefined ? globalThis.fetch(target, options) : throughProxy(target, options, proxy);
    };
    return async (url, options = {}) => {
        if ((options.redirect ?? 'follow') !== 'follow')
            return once(url, options);
        const first = new URL(url);
        let [target, init] = [first, { ...options, redirect: 'manual' }];
        for (let hop = 0; hop <= mostRedirects; hop += 1) {
            const answer = await once(target, init);
            const location = redirected.includes(answer.status) ? answer.headers.get('location') : null;
            if (location === null)
                return answer;
            await answer.body?.cancel();
            const next = addressAfter(target, location);
            init = redirectedRequest(init, answer.status, { isSameServer: next.origin === target.origin });
            target = next;
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${first.host}: sends on more than ${mostRedirects} times: check the address`);
    };
}
const redirected = [301, 302, 303, 307, 308];
/** As curl has it, and browsers. */
const mostRedirects = 20;
function addressAfter(asked, location) {
    const next = URL.canParse(location, asked.href) ? new URL(location, asked) : undefined;
    if (next !== undefined && ['http:', 'https:'].includes(next.protocol))
        return next;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${asked.host}: sends on to what is no address of HTTP: check the address, and what stands between`);
}
/** What is asked at the next address, by the rules of the Fetch standard (HTTP-redirect fetch). Pure. */
function redirectedRequest(init, status, to) {
    const headers = new Headers(init.headers);
    if (!to.isSameServer)
        for (const name of ['authorization', 'cookie', 'proxy-authorization'])
            headers.delete(name);
    const method = (init.method ?? 'GET').toUpperCase();
    const asksAnew = status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST';
    if (!asksAnew)
        return { ...init, headers };
    for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'])
        headers.delete(name);
    const { body: _, ...rest } = init;
    return { ...rest, method: 'GET', headers };
}
/** The proxy for a request; undefined where it goes straight. This machine is never asked for through a proxy. */
function proxyFor(url, environment) {
    const read = (name) => [name, name.toUpperCase()]
        .map((key) => ({ name: key, value: environment[key] ?? '' }))
        .find(({ value }) => value !== '');
    const found = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
    if (found === undefined || isLoopback(url.hostname))
        return undefined;
    if (exempt(url, read('no_proxy')?.value ?? ''))
        return undefined;
    const text = found.value.includes('://') ? found.value : `http://${found.value}`;
    const address = URL.canParse(text) ? new URL(text) : undefined;
    if (address === undefined || !['http:', 'https:'].includes(address.protocol))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${found.name}: not the address of an HTTP proxy: expected http://HOST:PORT, or unset it`);
    return { name: found.name, address };
}
/** `no_proxy`: `*`, or names with all below them, addresses and networks (`10.0.0.0/8`), each with a port where one is given. */
function exempt(url, list) {
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[,\s]+/)
        .filter((entry) => entry !== '')
        .some((entry) => {
        if (entry === '*')
            return true;
        const [, name = '', itsPort] = /^(.*?|\[.*\])(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
        if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 && itsPort !== undefined && itsPort !== port)
            return false;
        const bare = ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 ? name : entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
        if (bare.includes('/'))
            return inNetwork(host, bare);
        return host === bare || ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 && host.endsWith(`.${bare}`));
    });
}
function inNetwork(host, network) {
    const [base = '', bits = ''] = network.split('/');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(base);
    if (family === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
        return false;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    const networks = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    networks.addSubnet(base, Number(bits), kind);
    return networks.check(host, kind);
}
const agents = new Map();
async function throughProxy(url, options, proxy) {
    const undici = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 46752, 19));
    const agent = agents.get(proxy.address.href) ?? new undici.ProxyAgent(proxy.address.href);
    agents.set(proxy.address.href, agent);
    try {
        // The types are the platform's; undici is what the platform's fetch is made of.
        const init = { ...options, dispatcher: agent };
        return (await undici.fetch(url, init));
    }
    catch (error) {
        throw proxyError(error, url, proxy) ?? error;
    }
}
/**
 * Whether a request that found no answer, or lost it on the way, may find one the next time: by what Node says of its connection,
 * and by what a proxy says of the server behind it.
 */
const isPassingFault = (error) => hasCode(error, passing) || isAway(error);
/** The same of a server that answered a moment ago: what cannot be reached now may be there again soon. */
const isOutage = (error) => isPassingFault(error) || hasCode(error, [...unreachable, slow]);
/** A request that its proxy did not let through, in words; what it was for the machine is in its causes. */
class ProxyError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
}
function hasCode(error, codes) {
    return causesOf(error).some(({ code }) => codes.includes(String(code)));
}
/** What a proxy answers that gets no answer itself, as a server does behind which another one is away. */
const isAway = (error) => causesOf(error).some((cause) => away.includes(statusOf(cause) ?? 0));
const away = [502, 503, 504];
/** An error and what it was caused by; nothing of one that is not the network's. */
function causesOf(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo && !(error instanceof ProxyError))
        return [];
    const found = [];
    for (let cause = error; typeof cause === 'object' && cause !== null;) {
        found.push(cause);
        cause = cause.cause;
    }
    return found;
}
/** The status with which a proxy refused a tunnel, as undici words it. */
function statusOf({ message }) {
    const status = /^Proxy response \((\d+)\)/.exec(message ?? '')?.[1];
    return status === undefined ? undefined : Number(status);
}
/** The proxy's own refusals, which would else read as the registry's. Its credentials are in no message. */
function proxyError(error, url, proxy) {
    const say = (reason, remedy) => new ProxyError(`${url.host}: the proxy ${proxy.address.host} of ${proxy.name} ${reason}: ${remedy}`, {
        cause: error,
    });
    for (const cause of causesOf(error)) {
        const status = statusOf(cause);
        if (status === 407)
            return say('wants other credentials (407)', `give them as http://USER:PASSWORD@HOST in ${proxy.name}`);
        if (status !== undefined && away.includes(status))
            return say(`gets no answer from this host (${status})`, 'try again; if that does not help, check the name of the host, or name it in NO_PROXY if it is reached without a proxy');
        if (status !== undefined)
            return say(`does not let us through (${status})`, 'ask for this host to be allowed there, or name it in NO_PROXY');
        if (unreachable.includes(String(cause.code)))
            return say(`cannot be reached (${cause.code})`, `correct ${proxy.name}, or name the host in NO_PROXY`);
    }
    return undefined;
}
const passing = ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT'];
/** Nobody took the connection. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'];
/** Somebody took it, and then said nothing. */
const slow = 'UND_ERR_HEADERS_TIMEOUT';


/***/ }),

/***/ 61561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vh: () => (/* binding */ environmentOfJobs),
  QL: () => (/* binding */ openPlace),
  CE: () => (/* binding */ placesDirectory)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/home.js
var home = __webpack_require__(25246);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/place/movedRoot.js







/*
 * Which place belongs to a directory of a laptop, where no repository's name tells it. Its path does, and a directory that was
 * moved or renamed is known again by what its file system calls it. That is recorded in the place: nothing in the directory
 * itself is believed, as a copy has all of it too.
 */
const rootSchema = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    path: schemas/* string */.YjP(),
    device: schemas/* string */.YjP(),
    inode: schemas/* string */.YjP(),
    /** In nanoseconds. Inodes of removed directories are given to new ones; `0` where the file system keeps no such time. */
    born: schemas/* string */.YjP(),
});
const recordFile = '.root.json';
/**
 * @param local the directory of the places that go by path
 * @param options.keep records where the repository lies now; without it nothing is written
 * @throws UserError where the repository has no place yet, and one that nobody can tell whose it is may be its own
 */
async function nameOfRoot(local, root, options) {
    const here = await rootAt(await (0,promises_.realpath)(root));
    const { name, was } = await choose(local, here);
    if (!options.keep || (was !== undefined && isEqual(was, here)))
        return named(name, was, here);
    // Closed to the other users of the host, as whatever is kept there.
    await (0,files/* makeDirectory */.Oh)(local, { mode: 0o700 });
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(local, '.lock'), { label: 'place' }, async () => {
        const { name, was } = await choose(local, here);
        await (0,files/* makeDirectory */.Oh)((0,external_node_path_.join)(local, name), { mode: 0o700 });
        await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(local, name, recordFile), `${JSON.stringify(here)}\n`, { mode: 0o600 });
        return named(name, was, here);
    });
}
const named = (name, was, { path }) => was === undefined || was.path === path ? { name } : { name, movedFrom: was.path };
async function choose(local, here) {
    const { kept, damaged, unread } = await recorded(local);
    const there = kept.find(({ root }) => root.path === here.path);
    // Its own goes before that of another path which it had too, such as of a mount that is gone.
    if (there !== undefined && isSame(there.root, here))
        return { name: there.name, was: there.root };
    for (const { name, root } of kept)
        if (isSame(root, here) && !(await mayLieAt(root.path, root)))
            return { name, was: root };
    // One that was made anew goes on, as after a fresh clone, unless the earlier one was only renamed.
    if (there !== undefined && !(await liesBeside(there.root)))
        return { name: there.name, was: there.root };
    const own = nameFor(here.path);
    // One that this user may not enter is of another user, or nothing of ours, unless it has the name of this very directory.
    const untold = unread.find(({ name, forbidden }) => name === own || !forbidden);
    if (untold !== undefined)
        throw untold.error;
    // The path tells whose a damaged one is where it has its name. Any other one may be of this project, which was moved.
    if (damaged.some(({ name }) => name === own))
        return { name: own };
    const first = damaged.find(({ changed }) => mayBeOf(here, changed));
    if (first !== undefined)
        throw lost((0,external_node_path_.join)(local, first.name, recordFile), here.path);
    const taken = new Set([...kept, ...damaged, ...unread].map(({ name }) => name));
    let name = own;
    for (let count = 2; taken.has(name); count++)
        name = `${own}-${count}`;
    return { name };
}
/** The name of the directory, and a part of the digest of its path. */
function nameFor(path) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(path).digest('hex').slice(0, 8);
    return `${(0,external_node_path_.basename)(path).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`;
}
async function rootAt(path) {
    const { dev, ino, birthtimeNs } = await (0,promises_.stat)(path, { bigint: true });
    return { schema: 1, path, device: String(dev), inode: String(ino), born: String(birthtimeNs) };
}
const isSame = (a, b) => a.born !== '0' && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * A directory that was made after the last change of a record was not there to be recorded. Of those it cannot be told which one
 * is a fresh clone where a moved project lay: each begins anew, or one damaged record would keep all new projects from beginning.
 * @param changed in nanoseconds
 */
const mayBeOf = ({ born }, changed) => BigInt(born) <= changed;
const isEqual = (a, b) => a.path === b.path && a.device === b.device && a.inode === b.inode && a.born === b.born;
/**
 * Whether the directory that was recorded may still lie there. A snapshot of a whole file system has the inodes of the
 * original, and after a reboot may have its device number.
 */
async function mayLieAt(path, recorded) {
    const found = await rootAt(path).catch(() => undefined);
    return found !== undefined && found.inode === recorded.inode && found.born === recorded.born;
}
async function liesBeside(recorded) {
    const parent = (0,external_node_path_.dirname)(recorded.path);
    for (const entry of await (0,promises_.readdir)(parent, { withFileTypes: true }).catch(() => []))
        if (entry.isDirectory()) {
            const found = await rootAt((0,external_node_path_.join)(parent, entry.name)).catch(() => undefined);
            if (found !== undefined && isSame(found, recorded))
                return true;
        }
    return false;
}
/** What was recorded of each place, those whose record says nothing, and those whose record cannot be read. */
async function recorded(local) {
    const [kept, damaged, unread] = [[], [], []];
    for (const name of await (0,promises_.readdir)(local).catch(() => [])) {
        const file = (0,external_node_path_.join)(local, name, recordFile);
        try {
            const text = (await (0,files/* readIfPresent */.Zu)(file))?.toString('utf8');
            const root = text === undefined ? undefined : parse(text);
            if (root !== undefined)
                kept.push({ name, root });
            else if (text !== undefined)
                damaged.push({ name, changed: (await (0,promises_.stat)(file, { bigint: true })).mtimeNs });
        }
        catch (error) {
            const { code = '' } = error;
            // A file beside the places holds no record.
            if (code === 'ENOTDIR')
                continue;
            const forbidden = code === 'EACCES' || code === 'EPERM';
            unread.push({ name, error: (0,files/* diskError */.wO)(`${file} cannot be read`, error), forbidden });
        }
    }
    return { kept, damaged, unread };
}
const lost = (file, path) => {
    const record = { schema: 1, path, device: '0', inode: '0', born: '0' };
    return new errors/* UserError */.yo(`it is damaged, so that nobody can tell whose results, history and gateway lie beside it: if they are of ${path}, which was elsewhere then, put ${JSON.stringify(record)} into it; if not, remove it, and its project goes on where its directory has not moved`, { place: { file }, exit: 'preflight' });
};
function parse(text) {
    try {
        return rootSchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/place/place.js




/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,external_node_path_.isAbsolute)(named))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,external_node_path_.join)((0,external_node_path_.isAbsolute)(state) ? state : (0,external_node_path_.join)((0,home/* homeDirectory */.R)(environment), '.local', 'state'), 'model-actions');
}
/**
 * The place of one model.
 * @param options.root the repository that the spec lies in, which tells checkouts on a laptop apart
 * @param options.keep for a run that leaves something: where the repository lies is recorded, so that it is known once it is moved
 */
async function openPlace(options) {
    const { environment, root, model, keep = false } = options;
    const places = placesDirectory(environment);
    const ofJobs = repositoryOf(environment);
    const { name, movedFrom } = ofJobs === undefined ? await nameOfRoot((0,external_node_path_.join)(places, 'local'), root, { keep }) : { name: '', movedFrom: undefined };
    const path = [...(ofJobs ?? ['local', name]), model];
    const directory = (0,external_node_path_.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        ...(movedFrom === undefined ? {} : { movedFrom }),
        store: (0,external_node_path_.join)(directory, 'store'),
        checkpoints: (0,external_node_path_.join)(directory, 'checkpoints'),
        deploy: (0,external_node_path_.join)(directory, 'deploy'),
        history: (0,external_node_path_.join)(directory, 'history.jsonl'),
        looks: (0,external_node_path_.join)(directory, 'looks.jsonl'),
        monitor: (0,external_node_path_.join)(directory, 'monitor.json'),
        images: (0,external_node_path_.join)(directory, 'images'),
        logs: (0,external_node_path_.join)(directory, 'logs'),
        cache: (0,external_node_path_.join)(directory, 'cache'),
        locks: (0,external_node_path_.join)(directory, 'locks'),
        trainedHere: (0,external_node_path_.join)(places, '.trained-here'),
        sharedGateways: (0,external_node_path_.join)(places, '.shared-gateways'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}


/***/ }),

/***/ 62291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ engineFor),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* unused harmony export hostProblems */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** @param nodePlatform `process.platform`; the runner's own word for its system counts before it */
function hostOf(environment, nodePlatform) {
    const runner = environment['RUNNER_OS'] ?? '';
    const windows = runner === 'Windows' || (runner === '' && nodePlatform === 'win32');
    const macos = runner === 'macOS' || (runner === '' && nodePlatform === 'darwin');
    return {
        os: windows ? 'windows' : macos ? 'macos' : 'linux',
        // The runner mounts the workspace of such a job there, and nowhere else.
        jobContainer: environment['GITHUB_ACTIONS'] === 'true' && (environment['GITHUB_WORKSPACE'] ?? '').startsWith('/__w/'),
    };
}
/** @throws UserError (exit `preflight`) with everything that this host cannot do of what is asked */
function requireHost(host, needs) {
    const [first, ...more] = hostProblems(host, needs);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo([first, ...more], { exit: 'preflight' });
}
/** Why this host cannot do it; empty where it can. */
function hostProblems(host, needs) {
    if (host.os === 'windows')
        return [{ what: 'Windows is not supported: take a Linux runner, or WSL 2 on a machine of your own' }];
    const problems = [];
    if (host.os === 'macos' && needs.deploys)
        problems.push({ what: 'deploy needs Linux, and this is macOS: run it on the Linux machine that serves' });
    if (host.jobContainer && needs.engine === 'docker')
        problems.push({
            what: 'this job runs in a container (`container:`), whose files the Docker engine of the runner does not see: remove `container:` from the job, or run jobs as processes (engine.name: process)',
            place: { key: 'engine.name' },
        });
    if (host.jobContainer && needs.deploys)
        problems.push({
            what: 'deploy cannot run in a job with `container:`, as what it starts would end with that container: remove `container:` from the job',
        });
    return problems;
}
/** The engine that `auto` may be here: in a job's own container only processes see its files. */
const engineFor = (host, wanted) => host.jobContainer && wanted === 'auto' ? 'process' : wanted;


/***/ }),

/***/ 58854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askTool)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41955);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * Short tools that are asked one thing: `git --version` and the like. They start nothing of their own, so that no process
 * group has to be ended; whatever works for longer is started by `processes.ts`.
 */
const patienceMs = 10_000;
const longestChars = 10_000;
/** What a tool prints, or undefined where it is not there, fails, or says nothing for ten seconds. */
async function askTool(command, args) {
    const asked = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(command, [...args], {
        silent: true,
        ignoreReturnCode: true,
        delay: 500,
        env: definedOf((0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .plainEnvironment */ .Ud)(process.env)),
    }).then(({ exitCode, stdout }) => (exitCode === 0 ? stdout.slice(0, longestChars).trim() : undefined), () => undefined);
    // One that hangs in its driver cannot be ended by anybody; it holds nothing of ours.
    return new Promise((resolve) => {
        const tooLong = (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .after */ .Pl)(patienceMs, () => resolve(undefined));
        void asked.then(resolve).finally(() => tooLong.cancel());
    });
}
const definedOf = (environment) => Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));


/***/ }),

/***/ 90723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkUp: () => (/* binding */ checkUp)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/checkup/checks.js
var checkup_checks = __webpack_require__(36194);
;// CONCATENATED MODULE: ./build/src/checkup/report.js
/** A check-up as a report. Only what is required can fail it: what a job can do without is nobody's fault. */
function checkupReport(checks, problems) {
    const named = (state) => checks.filter((check) => check.state === state).map(({ name }) => name);
    const tell = (what, names) => names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
    const rest = [...tell('missing', named('missing')), ...tell('warning', named('warning'))];
    const [first, ...more] = problems;
    return {
        schema: 1,
        title: 'check-up of the runner',
        verdict: first === undefined ? 'pass' : 'fail',
        headline: first === undefined
            ? rest.join('; ') || 'everything is there'
            : `${first.what}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
        gates: [],
        sections: [
            {
                kind: 'table',
                title: 'What was found',
                columns: ['part', 'state', 'found', 'remedy'],
                rows: checks.map((check) => [check.name, check.state, check.found, 'remedy' in check ? check.remedy : '']),
            },
        ],
    };
}

// EXTERNAL MODULE: ./build/src/checkup/requirements.js
var checkup_requirements = __webpack_require__(62543);
// EXTERNAL MODULE: ./build/src/docker/client.js + 8 modules
var docker_client = __webpack_require__(36846);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place = __webpack_require__(61561);
// EXTERNAL MODULE: ./build/src/platform/host.js
var host = __webpack_require__(62291);
// EXTERNAL MODULE: ./build/src/platform/tools.js
var tools = __webpack_require__(58854);
// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
;// CONCATENATED MODULE: ./build/src/stages/checkup.js















async function checkUp(world, requirements) {
    const facts = await gather(world);
    const checks = (0,checkup_checks/* checksOf */.tg)(facts);
    const problems = (0,checkup_requirements/* unmet */.i)(requirements, facts, checks);
    return { facts, checks, problems, report: checkupReport(checks, problems) };
}
const answerMs = 10_000;
async function gather({ environment, signal, specFile, specNamed = false }) {
    const { spec, found } = await specOf(specFile, specNamed);
    const within = () => AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
    const [docker, installed, python, git, toolkit, services] = await Promise.all([
        dockerFacts(environment),
        (0,gpus/* usableGpus */.eL)(environment, signal),
        (0,tools/* askTool */.C)(environment['MODEL_ACTIONS_PYTHON'] || 'python3', ['--version']),
        (0,tools/* askTool */.C)('git', ['--version']),
        toolkitVersion(),
        Promise.all(greetings(spec, environment).map((each) => greet(each, environment, within()))),
    ]);
    signal.throwIfAborted();
    const constrained = process.constrainedMemory();
    return {
        host: (0,host/* hostOf */.w4)(environment, process.platform),
        architecture: process.arch,
        cpus: (0,external_node_os_.availableParallelism)(),
        memoryBytes: constrained > 0 ? Math.min(constrained, (0,external_node_os_.totalmem)()) : (0,external_node_os_.totalmem)(),
        node: process.versions.node,
        python,
        git,
        toolkit,
        docker,
        gpus: installed.gpus,
        driver: installed.driver,
        disks: await disksOf(environment, docker),
        services,
        spec: found,
    };
}
async function specOf(file, named) {
    if (!named && !(0,external_node_fs_.existsSync)(file))
        return { found: undefined };
    try {
        const read = await (0,load.loadAnySpec)(file);
        return { ...(read.of === 'model' ? { spec: read.spec } : {}), found: { file, problems: [] } };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { found: { file, problems: error.problems.map(errors/* formatProblem */.Vw) } };
    }
}
async function dockerFacts(environment) {
    try {
        const client = await (0,docker_client.connectDocker)({ environment });
        return { kind: 'engine', address: client.endpoint, remote: client.remote, ...(await client.info()) };
    }
    catch (error) {
        return { kind: 'silent', because: error instanceof Error ? error.message : String(error) };
    }
}
/** `NVIDIA Container Toolkit CLI version 1.17.8`, or of older ones `cli-version: 1.13.5`. */
async function toolkitVersion() {
    const said = (await (0,tools/* askTool */.C)('nvidia-ctk', ['--version'])) ?? (await (0,tools/* askTool */.C)('nvidia-container-cli', ['--version']));
    return said === undefined ? undefined : (/version:?\s+v?(\S+)/.exec(said)?.[1] ?? said);
}
async function disksOf(environment, docker) {
    const places = [
        { what: 'results', directory: (0,place/* placesDirectory */.CE)(environment) },
        ...(docker.kind === 'engine' && docker.remote === undefined && docker.root !== ''
            ? [{ what: 'images', directory: docker.root }]
            : []),
    ];
    const disks = places.map(async ({ what, directory }) => {
        // What is not made yet will lie on the disk of what it is made in.
        let there = directory;
        while (!(0,external_node_fs_.existsSync)(there) && (0,external_node_path_.dirname)(there) !== there)
            there = (0,external_node_path_.dirname)(there);
        const stats = await (0,promises_.statfs)(there).catch(() => undefined);
        return stats === undefined ? [] : [{ what, directory, freeBytes: stats.bavail * stats.bsize }];
    });
    return (await Promise.all(disks)).flat();
}
/** Whom a run will need: the registries that the spec names, and in a job GitHub itself. */
function greetings(spec, environment) {
    const registries = [spec?.image, spec?.results].flatMap((section) => {
        const host = section?.registry?.split('/')[0];
        return section === undefined || host === undefined
            ? []
            : [`${section.insecureRegistry ? 'http' : 'https'}://${host}/v2/`];
    });
    const api = environment['GITHUB_API_URL'] ?? '';
    return [
        ...[...new Set(registries)]
            .filter((url) => URL.canParse(url))
            .map((url) => ({ kind: 'registry', url: new URL(url) })),
        ...(URL.canParse(api) ? [{ kind: 'github', url: new URL(api) }] : []),
    ];
}
/** Asks for nothing, as nobody, and follows nowhere. */
async function greet({ kind, url }, environment, signal) {
    const beganMs = Date.now();
    try {
        const response = await (0,network/* openFetch */.v)(environment)(url, { redirect: 'manual', signal });
        await response.body?.cancel();
        const said = Date.parse(response.headers.get('date') ?? '');
        // Its clock showed the time somewhere between question and answer.
        const skewSeconds = Number.isNaN(said) ? undefined : ((beganMs + Date.now()) / 2 - said) / 1000;
        return { kind, host: url.host, answer: { kind: 'status', status: response.status, skewSeconds } };
    }
    catch (error) {
        return { kind, host: url.host, answer: { kind: 'silent', because: reason(error) } };
    }
}
function reason(error) {
    const { message, name, cause } = error;
    if (name === 'TimeoutError')
        return `no answer within ${answerMs / 1000} s`;
    return cause?.code ?? message;
}


/***/ })

};
