export const id = 3000;
export const ids = [3000];
export const modules = {

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


/***/ }),

/***/ 10772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ joinAddress),
/* harmony export */   l: () => (/* binding */ splitAddress)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * The two parts of `host:port`; an IPv6 host stands in brackets. A host has nothing in it that could end the line or the
 * word in which a proxy is told of it.
 */
function splitAddress(address) {
    const [, sixth, name, digits] = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9A-Za-z._-]{1,253})):(\d{1,5})$/.exec(address) ?? [];
    const host = sixth ?? name;
    const port = Number(digits);
    if (host === undefined || (sixth !== undefined && !node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6(sixth)) || port < 1 || port > 65_535)
        throw new Error(`${JSON.stringify(address.slice(0, 300))} is no address: expected host:port`);
    return { host, port };
}
const joinAddress = (host, port) => host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;


/***/ }),

/***/ 79408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ gatewayLabel),
/* harmony export */   $W: () => (/* binding */ serviceUser),
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Cj: () => (/* binding */ gatewayLabels),
/* harmony export */   Lo: () => (/* binding */ gatewayVolume),
/* harmony export */   R_: () => (/* binding */ outsideOf),
/* harmony export */   SN: () => (/* binding */ gatewayName),
/* harmony export */   mM: () => (/* binding */ modelLabel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/* How everything of one model is found at a Docker engine: by the label, of which the names are a short form. */
/** @param model `github.com/acme/shop/support-intents` */
const modelLabel = (model) => ({ 'model-actions.model': model });
/** What is said of the gateway's own container. */
const gatewayLabels = {
    role: 'model-actions.role',
    host: 'model-actions.host',
    /** At which clients come to it; none where a router does. */
    port: 'model-actions.port',
    /** The port of the router that it is behind. */
    shared: 'model-actions.shared-port',
    metricsPort: 'model-actions.metrics-port',
};
/** By which the gateway's container is found. */
const gatewayLabel = (model) => ({
    ...modelLabel(model),
    [gatewayLabels.role]: 'gateway',
});
/** Who everything of ours runs as in containers. */
const serviceUser = 65532;
/**
 * Name of the network that gateway and versions of a model share and that leads nowhere else, and the beginning of their own names. Two repositories may
 * each have a model of the same name.
 */
function networkOf(model) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(model).digest('hex').slice(0, 8);
    return `model-actions-${model.slice(model.lastIndexOf('/') + 1)}-${hash}`;
}
const gatewayVolume = (model) => `${networkOf(model)}-gateway`;
/** The network of those that reach what lies outside: the gateway, whose port is published, and versions that ask for it. */
const outsideOf = (model) => `${networkOf(model)}-outside`;
/** Name of the gateway's container, by which others of its networks find it. */
const gatewayName = (model) => `${networkOf(model)}-gateway`;


/***/ }),

/***/ 43000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createDockerTarget: () => (/* binding */ createDockerTarget)
});

// UNUSED EXPORTS: plainContainers

// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/docker/container.js
var container = __webpack_require__(96417);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/gateway/dockerNames.js
var dockerNames = __webpack_require__(79408);
// EXTERNAL MODULE: ./build/src/oci/serving.js
var serving = __webpack_require__(43619);
// EXTERNAL MODULE: ./build/src/docker/images.js
var docker_images = __webpack_require__(82250);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/dockerArchive.js
var dockerArchive = __webpack_require__(31029);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/platforms.js
var platforms = __webpack_require__(52751);
;// CONCATENATED MODULE: ./build/src/rollout/targets/dockerImage.js






/** Brings the verified image into the engine and returns what the engine knows of it, once it is seen to be that image. */
async function bringImage(wanted) {
    const { docker, store, digest, tag, signal } = wanted;
    const { manifest, descriptor } = await (0,platforms/* choosePlatform */.xV)(store, digest, docker.platform, true);
    const config = (0,imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(store, manifest.config), `${store.name}@${digest}`);
    const held = async (name) => {
        const facts = await docker.image(name);
        return facts !== undefined && (0,docker_images/* isImageOf */.Jv)(facts, config) ? facts : undefined;
    };
    /** It may be there by another name: the engine's own one is the digest of the configuration, or of the manifest. */
    const named = async () => {
        for (const id of [manifest.config.digest, descriptor.digest]) {
            if ((await held(id)) === undefined)
                continue;
            await docker.tag(id, tag);
            return held(tag);
        }
        return undefined;
    };
    const found = (await held(tag)) ?? (await named()) ?? (await pulled(wanted, descriptor.digest, held));
    if (found !== undefined)
        return found;
    const archive = await (0,dockerArchive/* dockerArchive */.H)({ store, digest, tags: [tag], platform: docker.platform });
    await docker.load(archive, signal).catch((error) => {
        if (signal.aborted)
            throw signal.reason;
        // It could not be read where it lies, which says nothing of the engine's disk.
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`the Docker engine could not load ${store.name}@${digest} (${error.message}): make room on its disk`, { exit: 'preflight', cause: error });
    });
    // A full disk shows as an image that is not there.
    const loaded = await held(tag);
    if (loaded === undefined)
        throw new errors/* UserError */.yo(`the Docker engine has no such image as ${store.name}@${digest} after loading it: its disk may be full`, { exit: 'preflight' });
    return loaded;
}
/**
 * The engine fetches the image from its registry by itself, which moves no weights through this machine and none that it
 * has. It asks for the digest of the manifest that was verified; undefined where it cannot.
 */
async function pulled({ docker, store, tag, signal, log }, manifest, held) {
    if (store.remote === undefined)
        return undefined;
    const { repository, credentials } = store.remote;
    const reference = `${repository}@${manifest}`;
    const known = await held(reference);
    try {
        if (known === undefined)
            await docker.pull(reference, { line: () => undefined, signal }, credentials);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        log.info(`the image goes to the Docker engine through this machine: ${error.message}`);
        return undefined;
    }
    const facts = await held(reference);
    if (facts === undefined)
        return undefined;
    await docker.tag(facts.id, tag);
    // With a name that we do not know of any more, it would stay on the disk when the version goes.
    if (known === undefined)
        await docker.removeImage(reference);
    return held(tag);
}

// EXTERNAL MODULE: ./build/src/rollout/targets/dockerVersions.js
var dockerVersions = __webpack_require__(84629);
// EXTERNAL MODULE: ./build/src/rollout/targets/ready.js
var ready = __webpack_require__(73221);
;// CONCATENATED MODULE: ./build/src/rollout/targets/docker.js








/** Of a version without a word of the spec. */
const plainContainers = {
    replicas: 1,
    limits: {},
    gpus: undefined,
    visibleGpus: undefined,
    runtime: undefined,
    user: '65532:65532',
    root: 'read-only',
    outside: false,
    environment: {},
    secrets: { names: [], read: async () => ({}) },
    restart: 'unless-stopped',
    healthIntervalMs: undefined,
};
const secretsAt = '/run/secrets';
/**
 * Asks from inside the container, so that nothing but the engine's endpoint must be reachable from here.
 * 200 alone is a yes: a server of another model answers 404 at this one's path.
 */
const askReady = (port, path) => [
    'python3',
    '-c',
    'import http.client as h, sys; c = h.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=2); c.request("GET", sys.argv[2]); sys.exit(c.getresponse().status != 200)',
    String(port),
    path,
];
/** Runs versions as containers without published ports; what runs is read from their labels. */
async function createDockerTarget(options) {
    const { docker, store, model, containers: wanted, log } = options;
    const network = (0,dockerNames/* networkOf */.Af)(model);
    await docker.ensureNetwork(network, (0,dockerNames/* modelLabel */.mM)(model), 'internal');
    const known = (0,dockerVersions.dockerVersions)({ docker, model });
    const { replicas, backendOf } = known;
    /** Tells containers that were started otherwise; secrets may change, and a label is no place for what they are. */
    const settings = () => {
        const { secrets, visibleGpus: _, ...plain } = wanted;
        return (0,digest/* hexOf */.ZD)((0,digest/* digestJson */.tv)({ ...plain, secrets: secrets.names.toSorted() }), 12);
    };
    const specOf = (image, id, { version, digest }, index) => {
        const { limits, gpus, visibleGpus, runtime, user, root, outside, environment, secrets, healthIntervalMs } = wanted;
        const { names } = secrets;
        const { port, readyPath } = (0,serving/* servingOfLabels */.Dn)(image.labels, `image ${image.id}`);
        return {
            image: image.id,
            // The image's own command: it knows where its model lies.
            command: [],
            environment: {
                ...environment,
                ...Object.fromEntries(names.map((name) => [`${name}_FILE`, `${secretsAt}/${name}`])),
            },
            name: `${network}-${id}-${index}`,
            aliases: [(0,dockerVersions/* hostOf */.w4)(digest, index)],
            labels: {
                ...(0,dockerNames/* modelLabel */.mM)(model),
                [dockerVersions/* labels */.WD.id]: id,
                [dockerVersions/* labels */.WD.version]: version,
                [dockerVersions/* labels */.WD.digest]: digest,
                [dockerVersions/* labels */.WD.replicas]: String(wanted.replicas),
                [dockerVersions/* labels */.WD.settings]: settings(),
            },
            user,
            network,
            stopGraceSeconds: dockerVersions/* drainMs */.Xj / 1000,
            ...(0,container/* limitsOf */.Af)(limits, (0,container/* gpuRequest */.CN)(gpus, visibleGpus, { index, of: wanted.replicas })),
            ...(runtime === undefined ? {} : { runtime }),
            ...(root === 'writable' ? { root } : {}),
            ...(outside ? { alsoIn: [(0,dockerNames/* outsideOf */.R_)(model)] } : {}),
            ...(names.length === 0 ? {} : { binds: [{ from: (0,dockerVersions/* secretsOf */.Fj)(model, id), to: secretsAt }] }),
            ...(healthIntervalMs === undefined
                ? {}
                : { healthCheck: { command: askReady(port, readyPath), intervalMs: healthIntervalMs } }),
        };
    };
    const bring = (digest, id, signal) => bringImage({ docker, store, digest, tag: (0,dockerVersions/* tagOf */.cO)(model, id), signal, log });
    const restart = (found, policy) => Promise.all(found.map((one) => docker.restart(one.id, policy)));
    return {
        name: known.name,
        list: known.list,
        stop: known.stop,
        sweep: known.sweep,
        async start(release, signal) {
            const { version, digest } = release;
            const id = (0,ready/* backendId */.Y)(version, digest);
            const found = await replicas(id);
            if (found.length > 0 && (0,dockerVersions/* isWhole */.wP)(found))
                return backendOf(found);
            await Promise.all(found.map((one) => docker.remove(one.id, 0)));
            const image = await bring(digest, id, signal);
            signal.throwIfAborted();
            if (wanted.outside)
                await docker.ensureNetwork((0,dockerNames/* outsideOf */.R_)(model), (0,dockerNames/* modelLabel */.mM)(model), 'outside');
            if (wanted.secrets.names.length > 0)
                await docker.fillVolume({ name: (0,dockerVersions/* secretsOf */.Fj)(model, id), labels: (0,dockerNames/* modelLabel */.mM)(model) }, { image: image.id, uid: Number.parseInt(wanted.user, 10), files: await wanted.secrets.read() });
            const what = wanted.replicas === 1 ? 'a container' : `${wanted.replicas} containers`;
            log.info(`starting version ${version} (${digest}) as ${what}`);
            for (let index = 0; index < wanted.replicas; index++) {
                signal.throwIfAborted();
                await docker.start(specOf(image, id, release, index));
            }
            const started = await replicas(id);
            if (started.length === 0)
                throw gone(id, 'crashed');
            return backendOf(started);
        },
        async prepare({ version, digest }, signal) {
            await bring(digest, (0,ready/* backendId */.Y)(version, digest), signal);
        },
        async halt(id, graceMs = dockerVersions/* drainMs */.Xj) {
            const found = await replicas(id);
            // An engine that starts again meanwhile would start it beside the other one.
            await restart(found, 'no');
            await Promise.all(found.map((one) => docker.halt(one.id, Math.ceil(Math.min(graceMs, dockerVersions/* drainMs */.Xj) / 1000))));
        },
        async startAgain(id) {
            const found = await replicas(id);
            if (found.length === 0)
                throw gone(id, 'configuration');
            for (const one of found)
                await docker.startAgain(one.id);
            await restart(found, wanted.restart);
            return backendOf(found);
        },
        async ready(backend, timeoutMs, signal) {
            const { port, readyPath } = backend.serving;
            const fallen = (containers) => containers.find(({ running }) => !running);
            await (0,ready/* waitUntilReady */.b)({
                id: backend.id,
                timeoutMs,
                signal,
                async ask() {
                    const found = await replicas(backend.id);
                    if (!(0,dockerVersions/* isWhole */.wP)(found))
                        return false;
                    const answers = await Promise.all(found.map((one) => docker.exec(one.id, askReady(port, readyPath))));
                    return answers.every(({ exitCode }) => exitCode === 0);
                },
                async gone() {
                    const found = await replicas(backend.id);
                    const facts = fallen(found);
                    if (found.length < backend.addresses.length)
                        return 'its container is gone';
                    if (facts === undefined)
                        return undefined;
                    return facts.outOfMemory ? 'it was out of memory' : `its container ended with exit code ${facts.exitCode}`;
                },
                async tail() {
                    const found = await replicas(backend.id);
                    const facts = fallen(found) ?? found[0];
                    return facts === undefined ? [] : docker.logTail(facts.id, 5);
                },
            });
        },
        async keep(id) {
            const found = await replicas(id);
            await restart(found, wanted.restart);
            if (found.some((one) => one.labels[dockerVersions/* labels */.WD.settings] !== settings()))
                log.info(`${id} runs with other settings than deploy.docker and deploy.replicas say now: the next version takes them`);
        },
    };
}
const gone = (id, exit) => new errors/* UserError */.yo(`the containers of version ${id} are gone: see who removes them, then deploy it again`, { exit });


/***/ }),

/***/ 84629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   WD: () => (/* binding */ labels),
/* harmony export */   Xj: () => (/* binding */ drainMs),
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   dockerVersions: () => (/* binding */ dockerVersions),
/* harmony export */   removeDockerPlace: () => (/* binding */ removeDockerPlace),
/* harmony export */   w4: () => (/* binding */ hostOf),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _gateway_address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10772);
/* harmony import */ var _gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79408);
/* harmony import */ var _oci_serving_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43619);




/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000;
const labels = {
    id: 'model-actions.id',
    version: 'model-actions.version',
    digest: 'model-actions.digest',
    replicas: 'model-actions.replicas',
    settings: 'model-actions.settings',
};
/**
 * Removes everything of a model from the engine: versions, gateway, what the gateway knew, networks. Nothing serves after
 * it, and the next deploy is a first one.
 */
async function removeDockerPlace(docker, model, signal) {
    const ids = new Set();
    for (const facts of await docker.list((0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .modelLabel */ .mM)(model))) {
        await docker.remove(facts.id, drainMs / 1000);
        const id = facts.labels[labels.id];
        if (id !== undefined)
            ids.add(id);
    }
    for (const id of ids)
        await forget(docker, model, id);
    await docker.removeVolume((0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .gatewayVolume */ .Lo)(model), signal);
    for (const network of [(0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .networkOf */ .Af)(model), (0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .outsideOf */ .R_)(model)])
        await docker.removeNetwork(network);
}
const tagOf = (model, id) => `${(0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .networkOf */ .Af)(model)}:${id}`;
const secretsOf = (model, id) => `${(0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .networkOf */ .Af)(model)}-${id}-secrets`;
/** What a version leaves besides its containers. */
async function forget(docker, model, id) {
    await docker.removeVolume(secretsOf(model, id));
    // The store has it still; an engine that keeps every version has a full disk some day.
    await docker.removeImage(tagOf(model, id));
}
/** A replica's name in the network of its model: a container that starts again may have another address. */
const hostOf = (digest, index) => `model-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest, 12)}-${index}`;
/** How many replicas it was started with. */
const wantedOf = (containers) => Number(containers[0]?.labels[labels.replicas] ?? 1);
const isWhole = (containers) => containers.length === wantedOf(containers) && containers.every(({ running }) => running);
/** The versions of a model that a Docker engine has; read from the labels of their containers. */
function dockerVersions({ docker, model }) {
    const versions = async () => {
        const found = new Map();
        for (const one of await docker.list((0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .modelLabel */ .mM)(model))) {
            const id = one.labels[labels.id];
            if (id !== undefined)
                found.set(id, [...(found.get(id) ?? []), one]);
        }
        return found;
    };
    const replicas = (id) => docker.list({ ...(0,_gateway_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .modelLabel */ .mM)(model), [labels.id]: id });
    const backendOf = (containers) => {
        const [{ id: container, labels: own }] = containers;
        const serving = (0,_oci_serving_js__WEBPACK_IMPORTED_MODULE_3__/* .servingOfLabels */ .Dn)(own, `container ${container.slice(0, 12)}`);
        const digest = (own[labels.digest] ?? '');
        const names = Array.from({ length: wantedOf(containers) }, (_, index) => hostOf(digest, index));
        return {
            id: own[labels.id] ?? '',
            version: own[labels.version] ?? '',
            digest,
            addresses: names.map((name) => (0,_gateway_address_js__WEBPACK_IMPORTED_MODULE_1__/* .joinAddress */ .V)(name, serving.port)),
            serving,
        };
    };
    const known = async () => [...(await versions()).values()].map((containers) => ({
        backend: backendOf(containers),
        running: containers.some(({ running }) => running),
    }));
    const stop = async (id, graceMs = drainMs) => {
        const seconds = Math.ceil(Math.min(graceMs, drainMs) / 1000);
        await Promise.all((await replicas(id)).map((one) => docker.remove(one.id, seconds)));
        await forget(docker, model, id);
    };
    return {
        name: 'docker',
        replicas,
        backendOf,
        stop,
        known,
        async sweep(keepId, graceMs) {
            const gone = [...(await versions()).keys()].filter((id) => id !== keepId);
            await Promise.all(gone.map((id) => stop(id, graceMs)));
            return gone;
        },
        async list() {
            return (await known()).filter(({ running }) => running).map(({ backend }) => backend);
        },
        async logs(id, { onLine, ...options }) {
            const found = await replicas(id);
            const several = found.length > 1;
            await Promise.all(found.map((one) => docker.logs(one.id, options, (line) => onLine(several ? `${one.id.slice(0, 12)} ${line}` : line))));
            return found.length > 0;
        },
    };
}


/***/ }),

/***/ 73221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ backendId),
/* harmony export */   b: () => (/* binding */ waitUntilReady)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/** A version's id: unique per release, and fit for file names, containers and a proxy's server names. */
const backendId = (version, digest) => `v${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest, 12)}`;
const pollMs = 200;
/**
 * Asks until the answer is yes.
 * @param ask true once the version is ready; a rejection is a no
 * @param gone why it can never come up any more, as soon as that is known
 * @param tail the last lines of its log
 */
async function waitUntilReady(options) {
    const { id, timeoutMs, signal } = options;
    const fail = async (what, remedy) => {
        const lines = await options.tail();
        const said = lines.length === 0 ? 'it said nothing' : `its last lines: ${lines.join(' | ').slice(-800)}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the version ${id} ${what}: ${remedy}; ${said}`, { exit: 'crashed' });
    };
    for (const until = performance.now() + timeoutMs; performance.now() < until;) {
        signal.throwIfAborted();
        if (await options.ask().catch(() => false))
            return;
        const because = await options.gone();
        if (because !== undefined)
            throw await fail(`did not come up, ${because}`, 'see why below');
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .sleep */ .yy)(pollMs, signal);
    }
    throw await fail(`was not ready within ${Math.round(timeoutMs / 1000)} s`, 'raise deploy.ready, or see what holds it up');
}


/***/ })

};
