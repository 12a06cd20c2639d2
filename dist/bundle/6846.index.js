export const id = 6846;
export const ids = [6846];
export const modules = {

/***/ 36846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectDocker: () => (/* binding */ connectDocker)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/docker/container.js
var docker_container = __webpack_require__(96417);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/docker/ssh.js


/** Nobody is there to be asked, and a host whose key nobody has seen before is not believed, whatever a configuration says. */
const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'ConnectTimeout=10',
    'ServerAliveInterval=15',
    'ServerAliveCountMax=3',
];
const sshArguments = ({ user, host, port }) => [
    '-T',
    ...options.flatMap((option) => ['-o', option]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', port]),
    '--',
    host,
    'docker',
    'system',
    'dial-stdio',
];
/** sshd drops some of those that come while ten are not logged in yet. */
const mostConnections = 8;
/** Makes connections for dockerode, and keeps one that is free for the next request: each costs a login. */
function sshAgent(to, environment) {
    const env = { ...(0,processes/* plainEnvironment */.Ud)(environment), SSH_AUTH_SOCK: environment['SSH_AUTH_SOCK'] };
    const agent = new external_node_http_.Agent({ keepAlive: true, maxSockets: mostConnections, maxFreeSockets: 2 });
    agent.createConnection = () => (0,processes/* dial */.zy)('ssh', sshArguments(to), { env, failure: (exitCode, words) => sshFailure(to, exitCode, words) });
    return agent;
}
const named = ({ user, host }) => (user === undefined ? host : `${user}@${host}`);
const remedies = [
    [
        /REMOTE HOST IDENTIFICATION HAS CHANGED/,
        ({ host }) => `the key of ${host} is another one than known_hosts says: somebody may be in between; see that the machine was set up anew, then put its new key there`,
    ],
    [
        /Host key verification failed|No \S+ host key is known/,
        ({ host }) => `the key of ${host} is not known here: put the line that its owner gives you into ~/.ssh/known_hosts (ssh-keyscan shows what answers, which is no proof)`,
    ],
    [
        /Permission denied \(|Too many authentication failures/,
        (to) => `${named(to)} does not let us in: add the key to the agent (ssh-add) or name it in ~/.ssh/config, and its public half to authorized_keys there`,
    ],
    [
        /permission denied while trying to connect to the docker|dial unix \S+: connect: permission denied/i,
        (to) => `the user at ${named(to)} may not use its Docker engine: add it to the group docker there`,
    ],
    [
        /Cannot connect to the Docker daemon|dial unix \S+: connect: (?:no such file|connection refused)/i,
        (to) => `no Docker engine runs at ${named(to)}: start it there`,
    ],
    [
        /docker: (?:command )?not found|docker: No such file/,
        (to) => `${named(to)} has no program docker on the PATH of an ssh session: install Docker's command line there`,
    ],
    [/Could not resolve hostname/, ({ host }) => `${host} is no known name: check it, or write it into ~/.ssh/config`],
    [
        /Connection refused|Connection timed out|No route to host|Network is unreachable/,
        ({ host }) => `no ssh server answers at ${host}: check name, port and firewall, and that sshd runs`,
    ],
];
/** A connection that failed, with cause, remedy and the program's own last words. */
class SshError extends Error {
    name = 'SshError';
}
function sshFailure(to, exitCode, words) {
    const lines = words.split('\n').map((line) => line.trim());
    const last = lines.filter((line) => line !== '' && !/^@+$/.test(line)).at(-1);
    const said = last === undefined ? `ssh ended with ${exitCode ?? 'a signal'}` : last;
    const known = remedies.find(([pattern]) => pattern.test(words));
    return new SshError(known === undefined ? `ssh ${named(to)}: ${said}` : `${known[1](to)} (${said})`);
}

;// CONCATENATED MODULE: ./build/src/docker/endpoint.js




const defaultAddress = 'unix:///var/run/docker.sock';
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/;
const endpoint_forms = 'use unix:///path, ssh://user@host or tcp://host:port';
/** Set and not empty: runners and compose files write an empty variable where they mean none. */
const given = (environment, name) => (environment[name] ?? '') === '' ? undefined : environment[name];
/**
 * Where the Docker engine answers: at the address that is given, else by DOCKER_HOST; with TLS where DOCKER_TLS_VERIFY or
 * DOCKER_CERT_PATH is set.
 * @param key what the given address was written for, as people know it
 * @throws UserError (exit `preflight`) for an address that is none, that we do not speak, or that is not safe
 */
function dockerEndpoint(environment, asked) {
    const address = asked?.address ?? given(environment, 'DOCKER_HOST') ?? defaultAddress;
    const refused = (because, cause) => new errors/* UserError */.yo(`${asked?.key ?? 'DOCKER_HOST'}=${address}: ${because}`, { exit: 'preflight', cause });
    if (address.startsWith('unix://'))
        return { address, options: { socketPath: address.slice('unix://'.length) }, remote: undefined };
    let url;
    try {
        url = new URL(address);
    }
    catch (error) {
        throw refused(`is no address: ${endpoint_forms}`, error);
    }
    if (url.protocol === 'ssh:') {
        const to = sshHostOf(url);
        if (to === undefined)
            throw refused('expected ssh://user@host or ssh://user@host:port, in letters, digits and . _ -, without a path or a password');
        // Also on loopback: what answers there is a tunnel, or another container with files of its own.
        return { address, options: { protocol: 'http', host: 'docker', agent: sshAgent(to, environment) }, remote: to.host };
    }
    if (url.protocol !== 'tcp:')
        throw refused(`${url.protocol} is not supported: ${endpoint_forms}`);
    const remote = loopback.test(url.hostname) ? undefined : url.hostname;
    const place = { host: url.hostname, port: url.port === '' ? '2376' : url.port };
    const directory = given(environment, 'DOCKER_CERT_PATH');
    const secured = directory !== undefined || given(environment, 'DOCKER_TLS_VERIFY') !== undefined;
    // Whoever can listen on the way, or answer in its place, is root on that machine, and reads what jobs are given.
    if (!secured && remote !== undefined)
        throw refused('another machine is spoken to in the clear: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or reach it by ssh://');
    if (!secured)
        return { address, options: { ...place, protocol: 'http' }, remote };
    if (directory === undefined)
        throw refused('DOCKER_TLS_VERIFY is set and DOCKER_CERT_PATH is not: name the directory of ca.pem, cert.pem, key.pem');
    const read = (name) => {
        try {
            return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, name));
        }
        catch (error) {
            throw refused(`${(0,external_node_path_.join)(directory, name)} cannot be read: DOCKER_CERT_PATH must hold ca.pem, cert.pem, key.pem`, error);
        }
    };
    const tls = { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
    return { address, options: { ...place, protocol: 'https', ...tls }, remote };
}
/** Names that a shell would read as more than a name are none: configurations of ssh hand them on to one. */
function sshHostOf({ hostname, username, password, port, pathname }) {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    if (!/^[\w:][\w.:-]*$/.test(host) || !/^(?:[\w.](?:[\w.-]|%40)*)?$/.test(username))
        return undefined;
    if (!['', '/'].includes(pathname) || password !== '')
        return undefined;
    return { user: orNone(decodeURIComponent(username)), host, port: orNone(port) };
}
const orNone = (text) => (text === '' ? undefined : text);
const unanswered = [
    [
        /^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_SIGNATURE_FAILURE/,
        'its certificate is not signed by the ca.pem of DOCKER_CERT_PATH: take the authority of that engine',
    ],
    [
        /^ERR_TLS_CERT_ALTNAME_INVALID/,
        'its certificate is for another name: use the name that is in it, or make one for this name',
    ],
    [/^CERT_HAS_EXPIRED/, 'its certificate has expired: renew it there'],
    [
        /alert (?:bad certificate|certificate|unknown ca|handshake)|^ERR_SSL_\w*ALERT_\w*CERTIFICATE/i,
        'it refuses the certificate cert.pem of DOCKER_CERT_PATH: take one that its authority signed for clients',
    ],
    [/^ERR_SSL_|^EPROTO/, 'it does not speak TLS as we do: check the port'],
    [/^(?:ENOTFOUND|EAI_AGAIN)/, 'its name is not known: check it'],
    [/^EACCES/, 'this user has no right to its socket: add it to the group docker'],
];
const inGeneral = 'start it, give this user the right to its socket, or set DOCKER_HOST';
/** Why nobody answered at the address, with what to do. */
function whyUnanswered(address, error) {
    // It has its own cause and remedy.
    if (error instanceof SshError)
        return `no Docker engine answers at ${address}: ${error.message}`;
    const remedy = unanswered.find(([said]) => said.test(`${error.code ?? ''} ${error.message}`))?.[1] ?? inGeneral;
    return `no Docker engine answers at ${address} (${error.message.trim()}): ${remedy}`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
;// CONCATENATED MODULE: ./build/src/docker/streams.js


/* How the engine tells what it has to say: output in frames, the course of a build or load as lines of JSON. */
const headerBytes = 8;
/**
 * Reads the engine's multiplexed output to its end, line by line and no faster than the callbacks take it. A frame is 8
 * bytes of header (the first one 1 for stdout, 2 for stderr; the last 4 the length) and that many of text.
 * @throws where the connection drops before the end
 */
async function eachFrameLine(stream, on, longestLineChars) {
    const cutters = { 1: new lines/* LineCutter */.kD(on.stdout, longestLineChars), 2: new lines/* LineCutter */.kD(on.stderr, longestLineChars) };
    let header = Buffer.alloc(0);
    let leftBytes = 0;
    let cutter = cutters[1];
    try {
        for await (const chunk of stream) {
            let bytes = chunk;
            while (bytes.length > 0) {
                if (leftBytes === 0) {
                    const missing = headerBytes - header.length;
                    header = Buffer.concat([header, bytes.subarray(0, missing)]);
                    bytes = bytes.subarray(missing);
                    if (header.length < headerBytes)
                        continue;
                    cutter = header[0] === 2 ? cutters[2] : cutters[1];
                    leftBytes = header.readUInt32BE(4);
                    header = Buffer.alloc(0);
                    continue;
                }
                const text = bytes.subarray(0, leftBytes);
                leftBytes -= text.length;
                bytes = bytes.subarray(text.length);
                await cutter.take(text);
            }
        }
    }
    finally {
        for (const one of Object.values(cutters))
            await one.end();
    }
}
/** Reads a build or load to its end. The engine answers 200 first and tells failures inside the stream. */
async function follow(stream, onLine, signal) {
    const onAbort = () => void stream.destroy(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted)
        onAbort();
    let failure;
    try {
        await (0,lines/* eachLine */.IM)(stream, (text) => {
            const message = messageOf(text);
            if (message === undefined) {
                failure ??= new Error(`the Docker engine answered what is no message: ${text.slice(0, 200)}`);
                return;
            }
            if (message.error !== undefined)
                failure ??= new Error(message.error);
            const line = (message.stream ?? message.status ?? '').trimEnd();
            if (line !== '')
                onLine(line);
        });
    }
    catch (error) {
        signal.throwIfAborted();
        throw failure ?? new Error('the Docker engine closed the connection', { cause: error });
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
    if (failure !== undefined)
        throw failure;
}
const messageSchema = schemas/* object */.Ikc({
    stream: schemas/* string */.YjP().nullish(),
    status: schemas/* string */.YjP().nullish(),
    error: schemas/* string */.YjP().optional(),
});
function messageOf(text) {
    try {
        return messageSchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/docker/exec.js


/* Programs that are run beside what a container was started for: one that answers and ends, and one that is spoken to. */
/** An `exec` is a question to what runs in a container, never work. */
const execTimeoutMs = 60_000;
/** A machine that is busy starts a program within some seconds. */
const opensMs = 20_000;
/** @param dropped what is thrown where the connection was lost while something ran */
const execsOf = (docker, dropped) => ({
    async exec(id, command) {
        const out = [];
        const err = [];
        let tooLong;
        try {
            const exec = await docker
                .getContainer(id)
                .exec({ Cmd: [...command], AttachStdin: false, AttachStdout: true, AttachStderr: true });
            const stream = await exec.start({});
            tooLong = (0,timers/* after */.Pl)(execTimeoutMs, () => stream.destroy(new Error(`no end after ${execTimeoutMs / 1000} s`)));
            await eachFrameLine(stream, { stdout: (line) => out.push(line), stderr: (line) => err.push(line) });
            const { ExitCode, Running } = await exec.inspect();
            // A connection that is cut looks like the end of the output.
            if (Running)
                throw new Error('its output ended, and it runs on');
            return { exitCode: ExitCode ?? 137, stdout: out.join('\n'), stderr: err.join('\n') };
        }
        catch (error) {
            throw dropped(error, `${command[0]} ran in the container ${id.slice(0, 12)}`);
        }
        finally {
            tooLong?.cancel();
        }
    },
    async talk(id, command, { onLine, longestLineChars }) {
        const opening = exec_open(docker, id, command);
        const stream = await (0,timers/* inTime */.RN)(opening, opensMs, undefined);
        if (stream === undefined) {
            // It may come yet, and nobody would close it.
            opening.then((late) => late.destroy(), () => undefined);
            throw new Error(`the Docker engine did not start ${command[0]} within ${opensMs / 1000} s`);
        }
        return talkOver(stream, { onLine, longestLineChars });
    },
});
async function exec_open(docker, id, command) {
    const how = { Cmd: [...command], AttachStdin: true, AttachStdout: true, AttachStderr: true };
    const exec = await docker.getContainer(id).exec(how);
    return exec.start({ hijack: true, stdin: true });
}
function talkOver(stream, options) {
    const { onLine, longestLineChars } = options;
    let lastWords = 'its connection ended';
    const stderr = (line) => {
        lastWords = line;
    };
    const ended = eachFrameLine(stream, { stdout: onLine, stderr }, longestLineChars)
        .then(() => new Error(lastWords), (error) => (error instanceof Error ? error : new Error(String(error))))
        .finally(() => stream.destroy());
    return {
        say: (line) => void stream.write(`${line}\n`),
        keepsAwake: (needed) => (needed ? stream.ref?.() : stream.unref?.()),
        // The engine closes the program's input with the connection.
        hangUp: () => void stream.destroy(),
        ended,
    };
}

;// CONCATENATED MODULE: ./build/src/docker/hold.js

/*
 * A name at an engine that one process has at a time: that of a container, whichever machine it is made from. The container reads
 * what we write and ends once it hears nothing more, so that it lasts as long as the process that made it, and no longer.
 */
const beatMs = 5_000;
/** Many beats, as a machine may be busy. */
const silenceSeconds = 60;
/** The rest of it is for what was asked of the engine just before. */
const mostSilentMs = 45_000;
/** Of a machine that slept the first may have stood still, and the second be set to another time. */
const readClocks = () => [performance.now(), Date.now()];
const holdsOf = (create, remove, clocks = readClocks) => ({
    async hold({ name, image, labels }) {
        const spec = {
            name,
            image,
            labels,
            environment: {},
            user: '65534:65534',
            network: 'none',
            input: 'once',
            command: ['bash', '-c', `while read -rt ${silenceSeconds}; do :; done`],
        };
        const container = await create(spec).catch((error) => {
            if ((0,docker_container/* isNameTaken */.hU)(error))
                return undefined;
            throw error;
        });
        if (container === undefined)
            return undefined;
        const { id } = container;
        try {
            const line = (await container.attach({ stream: true, stdin: true, hijack: true }));
            let lost = false;
            const lose = () => {
                lost = true;
            };
            // The engine hangs up once the container has ended, and so does a connection that drops: either way it hears us no more.
            for (const event of ['error', 'end', 'close'])
                line.on(event, lose);
            line.resume();
            // It counts from its start on, which is no earlier.
            let heard = clocks();
            await container.start();
            // A process that stood still hears of the end of its container only after the answers that came before that.
            const isLost = () => {
                if (clocks().some((now, index) => now - (heard[index] ?? 0) > mostSilentMs))
                    lose();
                return lost;
            };
            const beat = () => {
                // What is lost stays lost: nobody reads a beat that comes too late.
                if (isLost())
                    return;
                const at = clocks();
                line.write('\n', (error) => {
                    if (error === undefined || error === null)
                        heard = at;
                });
            };
            beat();
            const beating = setInterval(beat, beatMs).unref();
            return {
                isLost,
                giveBack: async () => {
                    clearInterval(beating);
                    await remove(id, 0).finally(() => line.destroy());
                },
            };
        }
        catch (error) {
            // Whoever waits for long takes it for that of a process that was killed.
            if (error.statusCode === 404)
                return undefined;
            await remove(id, 0);
            throw error;
        }
    },
});

;// CONCATENATED MODULE: ./build/src/docker/info.js
async function engineFacts(docker) {
    const info = (await docker.info());
    return {
        version: info.ServerVersion ?? 'unknown',
        cgroup: info.CgroupVersion ?? '1',
        limits: info.MemoryLimit ?? false,
        rootless: (info.SecurityOptions ?? []).some((option) => option.includes('rootless')),
        storage: info.Driver ?? 'unknown',
        root: info.DockerRootDir ?? '',
        runtimes: Object.keys(info.Runtimes ?? {}).sort(),
    };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/src/docker/logs.js


/** The last lines of a container's output, and with `follow` those that come, until it ends; one that is gone has none. */
async function readLogs(container, { lines, follow, signal }, onLine) {
    const wanted = { stdout: true, stderr: true, tail: lines };
    const on = { stdout: onLine, stderr: onLine };
    try {
        if (!follow) {
            await eachFrameLine(external_node_stream_.Readable.from([await container.logs(wanted)]), on);
            return;
        }
        const stream = (await container.logs({ ...wanted, follow: true }));
        const onAbort = () => void stream.destroy(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted)
            onAbort();
        await eachFrameLine(stream, on).finally(() => signal.removeEventListener('abort', onAbort));
    }
    catch (error) {
        if (![404, 409].includes(error.statusCode ?? 0))
            throw error;
    }
}

// EXTERNAL MODULE: external "node:path/posix"
var posix_ = __webpack_require__(53916);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
;// CONCATENATED MODULE: ./build/src/docker/storage.js






/* Networks and volumes of an engine. */
const filled = '/filled';
/** Of containers that are never started: files go in and out of a volume through them, within a moment. */
const passingLabel = 'model-actions.passing';
/** `passingMs`: in which one has gone, unless whoever made it was killed. `inUseMs`: so long a volume may be in use before that is told. */
const volumeWaits = { passingMs: 15_000, inUseMs: 60_000 };
/** What is in use stays, and says so. */
async function unlessAbsent(work) {
    await work.catch((error) => {
        if (error.statusCode !== 404)
            throw error;
    });
}
/** `a/b/c` lies in `a` and `a/b`. */
const directoriesOf = (file) => file
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
/** As long as an engine takes to make or to remove a network that two ask for at once. */
const settleMs = 15_000;
/** By a name that two networks have nothing is found: engines before Docker 25 make both where two ask at once. */
const isAmbiguous = (error) => /is ambiguous \(/.test(error.message);
/** Work that names networks, which somebody else may be making just now. */
async function onceSettled(work) {
    for (const untilMs = performance.now() + settleMs;; await (0,timers/* sleep */.yy)(100))
        try {
            return await work();
        }
        catch (error) {
            if (!isAmbiguous(error) || performance.now() > untilMs)
                throw error;
        }
}
/** An engine that was killed may believe of a container that is gone that it uses the volume, until it starts anew. */
const inUse = (volume, by, cause) => new errors/* UserError */.yo(by === undefined
    ? `the volume ${volume} is in use, as the Docker engine says (${cause.message.trim()}), by no container that it lists: start the engine anew (systemctl restart docker), then try again`
    : `the volume ${volume} is used by the container ${by.Names[0]?.slice(1)}: remove that (docker rm --force ${by.Id.slice(0, 12)}), then try again`, { exit: 'preflight', cause });
/** Of a Docker engine that was given no other ranges: 15 of 172.16.0.0/12 and 16 of 192.168.0.0/16, so at most 15 models. */
const noRangeLeft = (network, others, cause) => new errors/* UserError */.yo(`the Docker engine has no range of addresses left for the network ${network}, after ${others} others, and each model takes two: remove those that nobody uses (docker network prune), or give the engine smaller ranges (default-address-pools in its daemon.json) and start it anew`, { exit: 'preflight', cause });
/** @param create makes a container without starting it @param waits before a volume that is in use is given up */
const storageOf = (docker, create, waits = volumeWaits) => {
    /** The oldest first. */
    const named = async (name) => {
        const found = await docker.listNetworks({ filters: { name: [name] } });
        const at = ({ Created, Id }) => `${Created} ${Id}`;
        return found.filter(({ Name }) => Name === name).sort((one, other) => (at(one) < at(other) ? -1 : 1));
    };
    /** A container that is never started: files go in and out of a volume through it. */
    const withVolume = async (name, { image, uid, at, labels }, work) => {
        const container = await create({
            image,
            command: ['true'],
            environment: {},
            labels: { ...labels, [passingLabel]: 'files' },
            user: `${uid}:${uid}`,
            network: 'none',
            binds: [{ from: name, to: at, writable: true }],
        });
        try {
            return await work(container);
        }
        finally {
            await container.remove({ force: true, v: true });
        }
    };
    return {
        async ensureNetwork(name, labels, kind) {
            const wanted = kind === 'internal';
            if ((await named(name)).length === 0)
                await docker
                    .createNetwork({
                    Name: name,
                    Driver: 'bridge',
                    CheckDuplicate: true,
                    Internal: wanted,
                    Labels: { ...labels },
                })
                    .catch(async (error) => {
                    if (/non-overlapping IPv4 address pool|address pools have been fully subnetted/.test(error.message))
                        throw noRangeLeft(name, (await docker.listNetworks({ filters: { driver: ['bridge'] } })).length, error);
                    // Somebody else made it in the same moment.
                    if (error.statusCode !== 409)
                        throw error;
                });
            // Who made one in the same moment keeps the same one.
            const [found, ...more] = await named(name);
            for (const { Id } of more)
                await unlessAbsent(docker.getNetwork(Id).remove());
            if (found !== undefined && found.Internal !== wanted)
                throw new errors/* UserError */.yo(`the network ${name} of the Docker engine ${wanted ? 'leads outside, and must not' : 'leads nowhere, and must lead outside'}: remove it with what is in it, then deploy again`, { exit: 'preflight' });
        },
        async removeNetwork(name) {
            for (const { Id } of await named(name))
                await unlessAbsent(docker.getNetwork(Id).remove());
        },
        async fillVolume({ name, labels }, { image, uid, files, at = filled }) {
            await docker.createVolume({ Name: name, Labels: { ...labels } });
            const archive = (0,tar_stream.pack)();
            const owner = { uid, gid: uid, mtime: new Date(0) };
            // The engine would make those that are missing, for root.
            for (const directory of new Set(Object.keys(files).flatMap(directoriesOf)))
                archive.entry({ name: directory, type: 'directory', mode: 0o700, ...owner });
            for (const [file, bytes] of Object.entries(files))
                archive.entry({ name: file, mode: 0o400, ...owner }, Buffer.from(bytes));
            archive.finalize();
            await withVolume(name, { image, uid, at, labels }, (container) => container.putArchive(external_node_stream_.Readable.from(archive), { path: at }));
        },
        async readVolume(name, { image, uid, at = filled, paths }) {
            const { Labels } = await docker
                .getVolume(name)
                .inspect()
                .catch((error) => {
                if (error.statusCode !== 404)
                    throw error;
                return { Labels: undefined };
            });
            if (Labels === undefined)
                return {};
            return withVolume(name, { image, uid, at, labels: Labels ?? {} }, async (container) => {
                const files = {};
                for (const path of paths) {
                    const from = { path: (0,posix_.join)(at, path) };
                    const archive = await container.getArchive(from).catch((error) => {
                        if (error.statusCode !== 404)
                            throw error;
                        return undefined;
                    });
                    if (archive === undefined)
                        continue;
                    const entries = (0,tar_stream.extract)();
                    archive.once('error', (error) => entries.destroy(error));
                    for await (const entry of archive.pipe(entries)) {
                        const bytes = await (0,consumers_.buffer)(entry);
                        if (entry.header.type === 'file')
                            files[(0,posix_.join)((0,posix_.dirname)(path), entry.header.name)] = bytes;
                    }
                }
                return files;
            });
        },
        async removeVolume(name, signal) {
            const seenMs = new Map();
            for (const untilMs = performance.now() + waits.inUseMs;; await (0,timers/* sleep */.yy)(200, signal)) {
                const refused = await unlessAbsent(docker.getVolume(name).remove()).catch((error) => {
                    if (error.statusCode !== 409)
                        throw error;
                    return error;
                });
                if (refused === undefined)
                    return;
                const users = await docker.listContainers({ all: true, filters: { volume: [name] } });
                const other = users.find(({ Labels, State }) => Labels[passingLabel] === undefined && State !== 'removing');
                if (other !== undefined || performance.now() > untilMs)
                    throw inUse(name, other ?? users[0], refused);
                for (const { Id } of users) {
                    const firstMs = seenMs.get(Id) ?? performance.now();
                    seenMs.set(Id, firstMs);
                    // Whoever made it would have removed it by now, and was killed.
                    if (performance.now() - firstMs > waits.passingMs)
                        await unlessAbsent(docker.getContainer(Id).remove({ force: true, v: true }));
                }
            }
        },
    };
};

;// CONCATENATED MODULE: ./build/src/docker/client.js










/**
 * Connects to the engine at `host`, else at DOCKER_HOST, or at /var/run/docker.sock.
 * @param host as `deploy.docker.host` names it
 * @throws UserError (exit `preflight`) where none answers
 */
async function connectDocker(options) {
    const { environment, host } = options;
    const asked = host === undefined ? undefined : { address: host, key: 'deploy.docker.host' };
    const endpoint = dockerEndpoint(environment, asked);
    // Bundled as one ES module, ssh2 below dockerode asks for a name that only CommonJS has.
    if (!('__dirname' in globalThis))
        Object.assign(globalThis, { __dirname: '' });
    const { default: Docker } = await Promise.all(/* import() */[__webpack_require__.e(2830), __webpack_require__.e(9040)]).then(__webpack_require__.t.bind(__webpack_require__, 39040, 19));
    const docker = new Docker(onlyThese(endpoint.options));
    const unanswered = (error) => new errors/* UserError */.yo(whyUnanswered(endpoint.address, error), { exit: 'preflight', cause: error });
    const facts = docker.version().catch((error) => {
        throw unanswered(error);
    });
    const found = await (0,timers/* inTime */.RN)(facts, answerMs, undefined);
    if (found === undefined)
        throw unanswered(new Error(`no answer within ${answerMs / 1000} s`));
    return client(docker, endpoint, { version: found.Version, platform: `${found.Os}/${found.Arch}` });
}
/** A login of ssh at a machine far away takes some of it. */
const answerMs = 20_000;
/** dockerode reads DOCKER_HOST and DOCKER_CERT_PATH too, and takes from there what it is not given. */
const onlyThese = (options) => Object.assign({ host: undefined, socketPath: undefined, ca: undefined, cert: undefined, key: undefined }, options);
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
/** Carried by the earlier stages of our Dockerfiles and by no finished image. */
const stageLabel = 'model-actions.stage';
const silenceMs = 5_000;
function client(docker, { address, remote }, engine) {
    const create = async (spec) => {
        try {
            return await docker.createContainer((0,docker_container/* createOptions */.Dp)(spec));
        }
        catch (error) {
            const said = error.message.trim();
            const missing = /bind source path does not exist: (.+)/.exec(said)?.[1];
            throw new errors/* UserError */.yo(missing === undefined
                ? `the Docker engine at ${address} refuses a container of ${spec.image} (${said}): correct what it names`
                : `the Docker engine at ${address} does not see ${missing} of this machine: it runs on another machine, or this job runs in a container (\`container:\`) or the directory is not shared with it; run jobs as processes (engine.name: process), or where the engine runs`, { exit: 'preflight', cause: error });
        }
    };
    const remove = async (id, graceSeconds) => {
        const container = docker.getContainer(id);
        if (graceSeconds > 0)
            await unlessGone(container.stop({ t: graceSeconds }));
        await unlessGone(container.remove({ force: true, v: true }));
    };
    const started = async (container, spec) => {
        try {
            await container.start();
        }
        catch (error) {
            // It may have started all the same, and even have said so.
            if (statusCode(error) === undefined)
                throw dropped(error, `the container of ${spec.image} ran`);
            const said = error.message.trim();
            const remedy = /could not select device driver|nvidia-container-cli|CDI device/i.test(said)
                ? ': the engine cannot give GPUs to containers; install the NVIDIA container toolkit on its machine'
                : '';
            throw new errors/* UserError */.yo(`the container ${spec.name ?? spec.image} does not start (${said})${remedy}`, {
                exit: 'preflight',
                cause: error,
            });
        }
    };
    /** A connection that ends in the middle is the machine's trouble, and no bug. */
    const dropped = (error, what) => error instanceof errors/* UserError */.yo || statusCode(error) !== undefined
        ? error
        : new errors/* UserError */.yo(`the connection to the Docker engine at ${address} was lost while ${what} (${error.message}): see whether the engine was stopped, and run again`, { exit: 'preflight', cause: error });
    const inspect = async (id) => {
        const found = await unlessGone(docker.getContainer(id).inspect());
        if (found === undefined)
            return undefined;
        const networks = Object.entries(found.NetworkSettings.Networks).map(([name, { IPAddress }]) => [name, IPAddress]);
        return {
            id: found.Id,
            image: found.Image,
            command: found.Config.Cmd ?? [],
            labels: found.Config.Labels,
            running: found.State.Running,
            begins: found.State.Status === 'created',
            exitCode: found.State.ExitCode,
            outOfMemory: found.State.OOMKilled,
            health: found.State.Health?.Status,
            addresses: Object.fromEntries(networks),
        };
    };
    /**
     * Asks until a container has ended; the engine's own `wait` cannot tell a connection that dropped from one that is quiet.
     * @param onSilence called once, where it runs on for long after its output has ended
     */
    const ended = async (id, onSilence) => {
        const beganMs = performance.now();
        let heardMs = beganMs;
        for (let pauseMs = 10, said = false;; pauseMs = Math.min(1_000, 2 * pauseMs)) {
            const facts = await inspect(id).catch((error) => {
                // Connections of before are gone with the one that dropped; one that is made anew may find the engine.
                if (performance.now() - heardMs > silenceMs)
                    throw error;
                return 'no answer';
            });
            if (facts !== 'no answer') {
                if (facts?.running !== true)
                    return facts;
                heardMs = performance.now();
            }
            if (!said && performance.now() - beganMs > silenceMs) {
                said = true;
                onSilence();
            }
            await (0,timers/* sleep */.yy)(pauseMs);
        }
    };
    const list = async (label) => {
        const found = await docker.listContainers({ all: true, filters: { label } });
        const facts = await Promise.all(found.map(({ Id }) => inspect(Id)));
        return facts.filter((one) => one !== undefined);
    };
    return {
        endpoint: address,
        remote,
        ...engine,
        info: () => engineFacts(docker),
        remove,
        inspect,
        async run(spec, on, signal, stop) {
            signal.throwIfAborted();
            stop?.signal.throwIfAborted();
            const container = await create(spec);
            let failure;
            const endings = [];
            // Each asks anew: an engine takes any number, and the first whose time is over ends it, also when we are gone by then.
            const endWithin = (seconds) => void endings.push(unlessGone(container.stop({ t: seconds })).catch(() => undefined));
            const end = (reason) => {
                if (failure !== undefined)
                    return;
                failure = { reason };
                endWithin(1);
            };
            const onAbort = () => end(signal.reason);
            const onStop = () => endWithin(Math.ceil((stop?.patienceMs ?? 0) / 1_000));
            signal.addEventListener('abort', onAbort, { once: true });
            stop?.signal.addEventListener('abort', onStop, { once: true });
            const guarded = (callback) => {
                return async (line) => {
                    if (failure !== undefined)
                        return;
                    try {
                        await callback(line);
                    }
                    catch (error) {
                        end(error);
                    }
                };
            };
            try {
                const stream = (await container.attach({ stream: true, stdout: true, stderr: true }));
                // Output that is lost with its connection is no end of the job: its result is a file.
                const onStderr = guarded(on.stderr);
                const read = eachFrameLine(stream, { stdout: guarded(on.stdout), stderr: onStderr }).catch(() => { });
                signal.throwIfAborted();
                if (stop?.signal.aborted === true)
                    end(stop.signal.reason);
                if (failure !== undefined)
                    throw failure.reason;
                await started(container, spec).catch(async (error) => {
                    // The engine may have started it, and its answer was lost with the connection.
                    const facts = await inspect(container.id).catch(() => undefined);
                    if (facts === undefined || facts.begins)
                        throw error;
                });
                // What was asked for while it started found nothing to stop.
                if (signal.aborted)
                    endWithin(1);
                else if (stop?.signal.aborted === true)
                    onStop();
                await read;
                const facts = await ended(container.id, () => onStderr('[its output from here on is lost, it still runs]'));
                if (failure !== undefined)
                    throw failure.reason;
                return { exitCode: facts?.exitCode ?? 137, outOfMemory: facts?.outOfMemory ?? false };
            }
            catch (error) {
                if (failure !== undefined)
                    throw failure.reason;
                throw dropped(error, `the container of ${spec.image} ran`);
            }
            finally {
                signal.removeEventListener('abort', onAbort);
                stop?.signal.removeEventListener('abort', onStop);
                await Promise.all(endings);
                // An engine that is gone cannot remove it: the next run does, by its labels.
                await remove(container.id, 0).catch((error) => {
                    if (statusCode(error) !== undefined)
                        throw error;
                });
            }
        },
        async tryOut(spec) {
            await remove((await create(spec)).id, 0);
        },
        async start(spec, prepare) {
            const container = await create(spec);
            try {
                await prepare?.();
                for (const network of spec.alsoIn ?? [])
                    await onceSettled(() => docker.getNetwork(network).connect({ Container: container.id }));
                await onceSettled(() => started(container, spec));
                return container.id;
            }
            catch (error) {
                await remove(container.id, 0);
                throw error;
            }
        },
        async restart(id, policy) {
            await docker.getContainer(id).update({ RestartPolicy: { Name: policy } });
        },
        async halt(id, graceSeconds) {
            await unlessGone(docker.getContainer(id).stop({ t: graceSeconds }));
        },
        async startAgain(id) {
            const container = docker.getContainer(id);
            const { Name, Image, State } = await container.inspect();
            if (!State.Running)
                await started(container, { name: Name.replace('/', ''), image: Image });
        },
        ...execsOf(docker, dropped),
        list: (labels) => list(Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
        listWith: (label) => list([label]),
        async logTail(id, lines) {
            const found = [];
            const all = { lines, follow: false, signal: new AbortController().signal };
            await readLogs(docker.getContainer(id), all, (line) => void found.push(line));
            return found.filter((line) => line.trim() !== '');
        },
        logs: (id, options, onLine) => readLogs(docker.getContainer(id), options, onLine).catch((error) => {
            options.signal.throwIfAborted();
            throw dropped(error, `the output of the container ${id.slice(0, 12)} was read`);
        }),
        async image(reference) {
            const found = await unlessGone(docker.getImage(reference).inspect());
            if (found === undefined)
                return undefined;
            const words = (value) => value === null || value === undefined ? [] : [value].flat();
            return {
                id: found.Id,
                digests: found.RepoDigests ?? [],
                labels: found.Config?.Labels ?? {},
                entrypoint: words(found.Config?.Entrypoint),
                command: words(found.Config?.Cmd),
                environment: found.Config?.Env ?? [],
                layers: found.RootFS?.Layers ?? [],
            };
        },
        async pull(reference, on, credentials) {
            const options = { abortSignal: on.signal, ...(credentials === undefined ? {} : { authconfig: credentials }) };
            try {
                await follow(await docker.pull(reference, options), (line) => on.line(line), on.signal);
            }
            catch (error) {
                on.signal.throwIfAborted();
                const said = error.message.trim();
                const isRefused = /no basic auth|unauthorized|authentication required|denied|incorrect username/i.test(said);
                const remedy = isRefused
                    ? `${credentials === undefined ? 'no credentials were given' : 'the credentials were refused'}; run docker login for that registry, or set MODEL_ACTIONS_REGISTRY_HOST, MODEL_ACTIONS_REGISTRY_USERNAME and MODEL_ACTIONS_REGISTRY_PASSWORD; or check the name, or fetch it there with docker pull`
                    : 'check the name and its way to the registry, or fetch it there with docker pull';
                throw new errors/* UserError */.yo(`the Docker engine at ${address} has no image ${reference} and cannot fetch it (${said}): ${remedy}`, { exit: 'preflight', cause: error });
            }
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
            // The engine keeps what earlier stages left, as large as the image itself. Another build may be clearing away just now.
            await unlessGone(docker.pruneImages({ filters: { dangling: { true: true }, label: { [stageLabel]: true } } }));
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
        async tag(id, name) {
            const colon = name.lastIndexOf(':');
            await docker.getImage(id).tag({ repo: name.slice(0, colon), tag: name.slice(colon + 1) });
        },
        async removeImage(reference) {
            await unlessGone(docker.getImage(reference).remove());
        },
        ...holdsOf(create, remove),
        ...storageOf(docker, create),
    };
}


/***/ }),

/***/ 96417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ limitsOf),
/* harmony export */   CN: () => (/* binding */ gpuRequest),
/* harmony export */   Dp: () => (/* binding */ createOptions),
/* harmony export */   hU: () => (/* binding */ isNameTaken)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/**
 * The GPUs of one container, or of one of several equal ones, of which each has its own.
 * @param visible the devices that are left to us; undefined: all of the machine
 * @throws UserError where fewer are left than are asked for
 */
function gpuRequest(wanted, visible, { index, of } = { index: 0, of: 1 }) {
    if (wanted === undefined || wanted === 0)
        return undefined;
    if (wanted === 'all')
        return visible === undefined ? { count: 'all' } : { devices: visible };
    if (visible === undefined && of === 1)
        return { count: wanted };
    const numbered = visible ?? Array.from({ length: of * wanted }, (_, device) => String(device));
    const devices = numbered.slice(index * wanted, (index + 1) * wanted);
    if (devices.length === wanted)
        return { devices };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${of} × ${wanted} GPUs are asked for, and CUDA_VISIBLE_DEVICES leaves ${numbered.length}: ask for fewer, or for \`all\` where containers may share them`, { exit: 'preflight' });
}
const gibibyte = 1024 ** 3;
const deviceRequest = (gpus) => ({
    Driver: '',
    ...('devices' in gpus ? { DeviceIDs: [...gpus.devices] } : { Count: gpus.count === 'all' ? -1 : gpus.count }),
    Capabilities: [['gpu']],
});
const nanosecondsOfMs = 1e6;
const healthCheck = ({ command, intervalMs }) => ({
    Test: ['CMD', ...command],
    Interval: intervalMs * nanosecondsOfMs,
    Timeout: 5_000 * nanosecondsOfMs,
    Retries: 3,
});
/** What a container may take: of jobs and of versions that serve. */
const limitsOf = ({ cpus, memoryBytes, shmBytes }, gpus) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(shmBytes === undefined ? {} : { shmBytes }),
    ...(gpus === undefined ? {} : { gpus }),
});
/** A container as the engine's API asks for it: no capability, no new rights, a read-only root, a bounded /tmp. */
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
        ...(spec.input === undefined ? {} : { OpenStdin: true, StdinOnce: true }),
        ...(spec.aliases === undefined
            ? {}
            : { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }),
        ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
        ...(spec.healthCheck === undefined ? {} : { Healthcheck: healthCheck(spec.healthCheck) }),
        HostConfig: {
            NetworkMode: spec.network,
            // Not `Binds`: where a source is missing, those make an empty directory of it, and a job finds no data.
            Mounts: (spec.binds ?? []).map(({ from, to, writable, labels }) => ({
                Type: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(from) ? 'bind' : 'volume',
                Source: from,
                Target: to,
                ReadOnly: writable !== true,
                ...(labels === undefined
                    ? {}
                    : { VolumeOptions: { NoCopy: false, Labels: { ...labels }, DriverConfig: { Name: 'local', Options: {} } } }),
            })),
            PortBindings: Object.fromEntries((spec.publish ?? []).map(({ address = '127.0.0.1', hostPort, containerPort }) => [
                `${containerPort}/tcp`,
                [{ HostIp: address, HostPort: String(hostPort) }],
            ])),
            ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
            ...(spec.keepLog === 'no' ? { LogConfig: { Type: 'none', Config: {} } } : {}),
            CapDrop: ['ALL'],
            SecurityOpt: ['no-new-privileges'],
            ReadonlyRootfs: spec.root !== 'writable',
            Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
            ShmSize: spec.shmBytes ?? gibibyte,
            PidsLimit: spec.pids ?? 4096,
            Init: true,
            ...(spec.runtime === undefined ? {} : { Runtime: spec.runtime }),
            ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
            ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
            ...(spec.gpus === undefined ? {} : { DeviceRequests: [deviceRequest(spec.gpus)] }),
        },
    };
}
/** Whether a container was refused because another one has its name. The engine says 409 of other conflicts too. Pure. */
const isNameTaken = (error) => error instanceof Error &&
    error.cause?.statusCode === 409 &&
    /is already in use/.test(error.message);


/***/ })

};
