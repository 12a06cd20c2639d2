export const id = 372;
export const ids = [372];
export const modules = {

/***/ 72636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IM: () => (/* binding */ eachLine),
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   W3: () => (/* binding */ spawnDetached),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   gy: () => (/* binding */ processStart),
/* harmony export */   yV: () => (/* binding */ alive)
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
/** Whether a process has this id, also one of another user. A killed one has it until its parent takes note of its end. */
function alive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
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

/***/ 62208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hp: () => (/* binding */ parseBase),
/* harmony export */   mF: () => (/* binding */ readBaseline),
/* harmony export */   nk: () => (/* binding */ parseBaseline),
/* harmony export */   wZ: () => (/* binding */ readBase)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



const hubId = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/;
const hubRevision = /^[A-Za-z0-9][\w./-]*$/;
/** `base:` of the spec: a directory (`./base`), or a hub id with its revision (`org/model@revision`). */
function parseBase(text, place) {
    const value = readBase(text);
    if (typeof value === 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${place.file}: ${place.key}: ${value}`);
    return value;
}
/** `evaluate.baseline:` of the spec: `release:latest`, `release:1.2.3`, a directory (`./model`) or `majority`. */
function parseBaseline(text, place) {
    const value = readBaseline(text);
    if (typeof value === 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y(`${place.file}: ${place.key}: ${value}`);
    return value;
}
/** As `parseBase`, with the message in place of an exception, so that a spec's errors can be told together. */
function readBase(text) {
    const shown = JSON.stringify(text.slice(0, 100));
    if (text.startsWith('release:'))
        return `${shown} is a release, and fine-tuning starts from a directory or a hub id: write ./base or org/model@revision`;
    if (isPath(text))
        return { kind: 'directory', path: text };
    const [repository = '', revision, ...rest] = text.split('@');
    if (!hubId.test(repository) || rest.length > 0)
        return `${shown} is neither a directory nor a hub id: write ./base or org/model@revision`;
    if (revision === undefined)
        return `${shown} has no revision: write ${repository}@ and a commit of it, or ./${repository} for a directory`;
    if (!hubRevision.test(revision) || revision.includes('..'))
        return `${shown} has a revision that is no commit, tag or branch: write ${repository}@ and a commit of it`;
    return { kind: 'hub', repository, revision };
}
/** As `parseBaseline`, with the message in place of an exception. */
function readBaseline(text) {
    const shown = JSON.stringify(text.slice(0, 100));
    if (text === 'majority')
        return { kind: 'majority' };
    if (text.startsWith('release:')) {
        const version = text.slice('release:'.length);
        if (version === 'latest' || semver__WEBPACK_IMPORTED_MODULE_1__.valid(version) === version)
            return { kind: 'release', version };
        return `${shown} is no release: write release:latest, or release: and a SemVer version such as release:1.2.3`;
    }
    if (isPath(text))
        return { kind: 'directory', path: text };
    const nearest = text.length < 40 && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(text, 'majority') <= 3 ? 'majority' : undefined;
    return `${shown} is no baseline${nearest === undefined ? '' : `; did you mean "${nearest}"?`}: write release:latest, release:1.2.3, majority, or a directory such as ./model`;
}
const isPath = (text) => text === '.' || text === '..' || /^(?:\.{1,2}[\\/]|[\\/])/.test(text);


/***/ }),

/***/ 61010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RA: () => (/* binding */ camelKeys),
/* harmony export */   oY: () => (/* binding */ modelSpecSchema),
/* harmony export */   pc: () => (/* binding */ durationMs)
/* harmony export */ });
/* unused harmony export duration */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12311);


/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const positiveInt = zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1);
const share = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).lt(1);
/** A path below the directory of model.yml; what leaves it is refused when it is resolved. */
const path = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1);
const data = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    train: path.meta({ description: 'Training examples: a JSONL or CSV file.' }),
    test: path
        .optional()
        .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
    split: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        test: share.default(0.2).meta({ description: 'Share of the examples that become test examples.' }),
        stratify: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'Column whose shares both splits keep.' }),
        group: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
            .optional()
            .meta({ description: 'Column whose values never stand on both sides, such as the customer.' }),
    })
        .optional()
        .meta({
        description: 'Takes the test examples out of `train`. Neither `test` nor `split` means `split: {test: 0.2}`.',
    }),
    text: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('text').meta({ description: 'Column with the text.' }),
    image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('image').meta({ description: 'Column with the path of the image file.' }),
    label: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('label').meta({ description: 'Column with the class.' }),
    'max-length': positiveInt.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
    sample: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
})
    .superRefine((value, context) => {
    const { test, split, label, text, image } = value;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    if (test !== undefined && split !== undefined)
        refuse(['split'], 'test and split are both given: the test examples come from a file of their own or out of train');
    if (split?.group !== undefined && split.group === split.stratify)
        refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`);
    if (split?.group === label)
        refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only');
    if (split?.stratify !== undefined && (split.stratify === text || split.stratify === image))
        refuse(['split', 'stratify'], 'the input cannot be stratified by: name the label or another column with few values');
})
    .overwrite((value) => value.test === undefined && value.split === undefined ? { ...value, split: { test: 0.2 } } : value);
const finetune = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    method: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['full', 'lora'])
        .default('full')
        .meta({ description: 'full trains every weight; lora trains small adapters and merges them into the model.' }),
    epochs: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
    'max-steps': positiveInt
        .optional()
        .meta({ description: 'Stops after so many optimizer steps, whatever the epochs.' }),
    'learning-rate': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).lt(1).optional().meta({ description: 'Default 2e-5 for full, 2e-4 for lora.' }),
    'batch-size': positiveInt.default(16).meta({ description: 'Examples in one forward pass.' }),
    'gradient-accumulation': positiveInt.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
    'warmup-steps': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
        .min(0)
        .default(0)
        .meta({ description: 'Optimizer steps in which the learning rate rises.' }),
    'weight-decay': zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
    'checkpoint-steps': positiveInt.default(50).meta({ description: 'A checkpoint every so many optimizer steps.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the order of examples and of new weights.' }),
    lora: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        rank: positiveInt.default(16).meta({ description: 'Rank of the adapters.' }),
        alpha: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
        dropout: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
        'target-modules': zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
            .min(1)
            .optional()
            .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: lora`.' }),
    deadline: duration
        .default('12h')
        .meta({ description: 'The job is stopped after this time; it resumes from its last checkpoint.' }),
});
const evaluate = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    baseline: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('release:latest').meta({
        description: '`release:latest` or `release:1.2.3`, the directory of a model, or `majority`. Where there is no release yet, `release:latest` falls back to `majority` and says so.',
    }),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        metric: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['accuracy']).meta({ description: 'What is compared, on the same test examples.' }),
        margin: share.meta({ description: 'What the candidate may lose: 0.02 is two points of accuracy.' }),
    }))
        .min(1)
        .default([{ metric: 'accuracy', margin: 0.02 }])
        .meta({ description: 'What the candidate must pass against the baseline.' }),
    'on-inconclusive': zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['fail', 'warn'])
        .default('fail')
        .meta({ description: 'What an inconclusive comparison does to the run: fail it, or warn and go on.' }),
    'batch-size': positiveInt.default(32).meta({ description: 'Examples in one forward pass.' }),
    deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const quantize = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    precision: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        size: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
        speed: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
        margin: share.default(0.02).meta({ description: 'Accuracy that may be lost, by the paired test.' }),
    })
        .prefault({})
        .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
    deadline: duration.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const image = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: path.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({
        description: 'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image holds the model and our runtime only, for `target: process`.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'URL of the source repository.' }),
})
    .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
});
const signing = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    key: path
        .optional()
        .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
    'public-key': path.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
});
const deploy = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    target: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['process', 'docker'])
        .default('process')
        .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
    port: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1).max(65535).default(8080).meta({ description: 'Loopback port at which the gateway serves.' }),
    state: path.optional().meta({ description: 'Directory of the rollout state. Default .model-actions/deploy.' }),
    steps: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0.5).max(100))
        .min(1)
        .default([1, 5, 100])
        .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
        message: 'steps must rise and end with 100',
    })
        // HAProxy splits by weights of 0 to 256, so a share between two versions is 1/257 at least.
        .refine((steps) => steps.every((s) => s <= 99.5 || s === 100), { message: 'a step before 100 is 99.5 at most' })
        .meta({ description: 'Shares of the traffic, in percent, from 0.5, that the canary gets one after the other.' }),
    step: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        'min-time': duration.default('60s').meta({ description: 'A step lasts at least this long.' }),
        'min-requests': positiveInt
            .default(100)
            .meta({ description: 'Requests the canary must have answered in a step.' }),
        deadline: duration.default('30m').meta({ description: 'A step that has not passed by then rolls back.' }),
    })
        .prefault({}),
    gates: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        health: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            interval: duration.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
            failures: positiveInt.default(5).meta({ description: 'So many failed probes in a row roll back.' }),
        })
            .prefault({}),
        errors: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
            ratio: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(1).default(1.5).meta({ description: 'Tolerated error rate over that of stable.' }),
            'false-rollbacks': share.default(0.01).meta({ description: 'Chance of stopping a canary that is no worse.' }),
            tolerance: share.default(0.01).meta({
                description: 'The upper 95 % bound of the canary’s error rate must be under this (or what stable shows) to promote.',
            }),
        })
            .prefault({}),
    })
        .prefault({}),
    ready: duration.default('2m').meta({ description: 'How long a version may take until it is ready.' }),
    bake: duration.default('5m').meta({ description: 'How long the old version is kept ready after promotion.' }),
});
const modelSpecSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
        .max(100)
        .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
    version: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine((value) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
        .meta({ description: 'SemVer version of the release that this file describes.' }),
    task: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['text-classification', 'image-classification']).meta({ description: 'What the model does.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1).meta({
        description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
    quantize: quantize.prefault({}),
    image,
    signing: signing.prefault({}),
    deploy: deploy.prefault({}),
});
function camelKeys(value) {
    if (Array.isArray(value))
        return value.map((item) => camelKeys(item));
    if (value === null || typeof value !== 'object')
        return value;
    const entries = Object.entries(value).map(([key, item]) => [
        key.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
        camelKeys(item),
    ]);
    return Object.fromEntries(entries);
}


/***/ })

};
