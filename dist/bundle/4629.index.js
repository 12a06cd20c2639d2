export const id = 4629;
export const ids = [4629];
export const modules = {

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

/***/ 43619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dn: () => (/* binding */ servingOfLabels),
/* harmony export */   FL: () => (/* binding */ servingOfImage),
/* harmony export */   Ql: () => (/* binding */ servingLabels)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41914);



const prefix = 'dev.model-actions.serving.';
const count = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
    .transform(Number);
const schema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    port: count.refine((port) => port < 65_536, 'expected a port'),
    'ready-path': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^\/[!-~]*$/, 'expected a path of a URL'),
    protocol: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('open-inference-v2'),
    'max-length': count,
    'max-batch': count,
    engine: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(_model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H3),
});
/** The labels of an image that say how it is served, as model.json inside it does. */
const servingLabels = (serving) => ({
    [`${prefix}port`]: String(serving.port),
    [`${prefix}ready-path`]: serving.readyPath,
    [`${prefix}protocol`]: serving.protocol,
    [`${prefix}max-length`]: String(serving.maxLength),
    [`${prefix}max-batch`]: String(serving.maxBatch),
    [`${prefix}engine`]: serving.engine,
});
/** How an image is served. @param place the image, for messages @throws UserError where its labels do not say it */
const servingOfImage = (config, place) => servingOfLabels(config.config?.Labels ?? {}, place);
/** The same by the labels alone, which a container has of its image. */
function servingOfLabels(labels, place) {
    const own = Object.entries(labels).filter(([name]) => name.startsWith(prefix));
    const parsed = schema.safeParse(Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])));
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: label ${prefix}${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: the image does not say how it is served, build it with model-actions`);
    }
    const { port, protocol, engine } = parsed.data;
    return {
        port,
        readyPath: parsed.data['ready-path'],
        protocol,
        maxLength: parsed.data['max-length'],
        maxBatch: parsed.data['max-batch'],
        engine,
    };
}


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


/***/ })

};
