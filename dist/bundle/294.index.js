export const id = 294;
export const ids = [294];
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


/***/ })

};
