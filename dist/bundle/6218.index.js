export const id = 6218;
export const ids = [6218,2781];
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

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xg: () => (/* binding */ protocolVersion),
/* harmony export */   "in": () => (/* binding */ readRequest),
/* harmony export */   oE: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20568);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(381);



const protocolVersion = 3;
const longestMs = 366 * 24 * 3_600_000;
const model = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model');
const owner = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\p{Cc}\u2028\u2029]{1,400}$/u, 'a name in one line');
const lease = { owner, ttlMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(1, longestMs) };
const inputs = {
    hello: {},
    status: {},
    acquire: { model, ...lease },
    renew: lease,
    release: { owner },
    add: { owner, backend: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    shift: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    evict: {},
    promote: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    demote: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    remove: { owner, id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    observe: {},
    probe: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    ask: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, body: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[\s\S]{0,100000}$/, 'a request in JSON') },
    close: {},
};
const operation = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ op: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(...Object.keys(inputs)) });
/** One line of the socket. @throws Error that names what is wrong in it */
function readRequest(line) {
    const value = JSON.parse(line);
    const { op } = operation(value, '');
    return { op, ...(0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(inputs[op])(value, '') };
}
const configuration = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    stateDir: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\/[^\0]{0,3000}$/, 'an absolute path'),
    model,
    host: (value, place) => {
        if (typeof value !== 'string' || node_net__WEBPACK_IMPORTED_MODULE_0__.isIP(value) === 0)
            throw new Error(`${place}: expected an address to listen at`);
        return value;
    },
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(1, 65_535),
    metricsPort: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, 65_535),
    proxy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('haproxy', 'embedded'),
    haproxyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\0]{0,3000}$/, 'a path'),
});
const readConfig = (argument) => configuration(JSON.parse(argument), '');


/***/ }),

/***/ 20568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkBackend),
/* harmony export */   h: () => (/* binding */ idOfVersion)
/* harmony export */ });
/* harmony import */ var _model_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41914);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10772);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(381);



/* What is said of a version goes into lines for the proxy, and comes from files, sockets and labels of containers. */
/** Fit for file names, containers, and HAProxy's names and keys. */
const idOfVersion = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[a-z0-9-]{1,200}$/, 'an id of a version');
const address = (value, place) => {
    const found = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')(value, place);
    (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .splitAddress */ .l)(found);
    return found;
};
const serving = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 65_535),
    readyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^\/[\w.~%/+-]{0,500}$/, 'a path that it can be asked at'),
    protocol: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('open-inference-v2'),
    maxLength: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    maxBatch: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    engine: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(..._model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H),
});
/** @throws Error that names what is wrong */
const checkBackend = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    id: idOfVersion,
    version: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[0-9A-Za-z.+-]{1,200}$/, 'a version'),
    digest: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^sha256:[0-9a-f]{64}$/, 'a digest'),
    addresses: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(address, 64),
    serving,
});


/***/ }),

/***/ 381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cW: () => (/* binding */ shape),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/*
 * What the agent reads of others is checked here and not by zod, as everywhere else: the agent also runs in the gateway's image
 * and from a state directory, where it has its own files and no package.
 */
const refuse = (place, expected) => {
    throw new Error(`${place}: expected ${expected}`);
};
const text = (pattern, what) => (value, place) => typeof value === 'string' && pattern.test(value) ? value : refuse(place, what);
const oneOf = (...names) => (value, place) => names.find((name) => name === value) ?? refuse(place, names.join(' or '));
const number = (least, most) => (value, place) => typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`);
const whole = (least, most) => (value, place) => Number.isSafeInteger(number(least, most)(value, place)) ? value : refuse(place, 'a whole number');
const list = (each, most) => (value, place) => Array.isArray(value) && value.length >= 1 && value.length <= most
    ? value.map((one, index) => each(one, `${place}[${index}]`))
    : refuse(place, `a list of 1 to ${most}`);
/** Keys that it does not know are left out. */
const shape = (fields) => (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse(place, 'an object');
    const own = Object.entries(fields);
    const read = own.map(([key, check]) => [
        key,
        check(Object.hasOwn(value, key) ? value[key] : undefined, place === '' ? key : `${place}.${key}`),
    ]);
    return Object.fromEntries(read);
};


/***/ }),

/***/ 99349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gatewayOver)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** A Gateway over any transport. @param options.model of whoever drives it; the agent refuses another's */
function gatewayOver(transport, options) {
    const { model, url } = options;
    const ask = async (op, input) => {
        const reply = await transport({ op, ...input });
        if (reply.ok)
            return reply.value;
        throw reply.user ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(reply.message) : new Error(`gateway, ${op}: ${reply.message}`);
    };
    return {
        url,
        traffic: {
            status: () => ask('status', {}),
            acquire: async (owner, ttlMs) => void (await ask('acquire', { model, owner, ttlMs })),
            renew: async (owner, ttlMs) => void (await ask('renew', { owner, ttlMs })),
            release: async (owner) => void (await ask('release', { owner })),
            add: async (owner, backend) => void (await ask('add', { owner, backend })),
            shift: async (owner, canaryId, share) => void (await ask('shift', { owner, canaryId, share })),
            evict: async () => void (await ask('evict', {})),
            promote: async (owner, canaryId) => void (await ask('promote', { owner, canaryId })),
            demote: async (owner, stableId) => void (await ask('demote', { owner, stableId })),
            remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        },
        metrics: { observe: () => ask('observe', {}) },
        probe: ({ id }) => ask('probe', { id }),
        ask: ({ id }, body) => ask('ask', { id, body }),
        close: async () => void (await ask('close', {})),
    };
}


/***/ }),

/***/ 96218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findDockerGateway: () => (/* binding */ findDockerGateway),
/* harmony export */   openDockerGateway: () => (/* binding */ openDockerGateway)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49455);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21048);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99349);
/* harmony import */ var _dockerNames_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79408);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42781);






/* Inside of the gateway's own image. */
const stateDir = '/state';
const insidePort = 8080;
const insideMetricsPort = 9_090;
const startTimeoutMs = 30_000;
/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash.
 *
 * @param options `model` names network, container and volume; `image` as built from docker/gateway
 * @throws UserError where the port is taken, or another port or another version's agent runs
 */
async function openDockerGateway(options) {
    const { docker, model, port, metricsPort, image, log } = options;
    const labels = { ...(0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .modelLabel */ .mM)(model), 'model-actions.role': 'gateway' };
    const network = (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .networkOf */ .Af)(model);
    await docker.ensureNetwork(network, (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .modelLabel */ .mM)(model), 'internal');
    await docker.ensureNetwork((0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideOf */ .R_)(model), (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .modelLabel */ .mM)(model), 'outside');
    const found = (await docker.list(labels))[0];
    if (found !== undefined && found.labels['model-actions.port'] !== String(port))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway of ${model} is published at port ${found.labels['model-actions.port']}, the key deploy.port says ${port}: write that port, or remove container ${found.id.slice(0, 12)} first`);
    const metricsLabel = String(metricsPort ?? '');
    if (found !== undefined && (found.labels['model-actions.metrics-port'] ?? '') !== metricsLabel)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${found.id.slice(0, 12)} first, what it knows lies in a volume`);
    const config = {
        stateDir,
        model,
        host: '0.0.0.0',
        port: insidePort,
        metricsPort: metricsPort === undefined ? 0 : insideMetricsPort,
        proxy: 'haproxy',
        haproxyPath: '/usr/sbin/haproxy',
    };
    let container = found?.id;
    if (found !== undefined && !found.running) {
        log.info(`the gateway's container ${found.id.slice(0, 12)} has stopped; it is made again with what it knew`);
        await docker.remove(found.id, 0);
        container = undefined;
    }
    const id = container ??
        (await docker
            .start({
            image,
            command: ['node', '/gateway/run.mjs', 'serve', JSON.stringify(config)],
            environment: {},
            labels: { ...labels, 'model-actions.port': String(port), 'model-actions.metrics-port': metricsLabel },
            name: `${network}-gateway`,
            user: '65532:65532',
            // No port is published from a network that leads nowhere.
            network: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .outsideOf */ .R_)(model),
            alsoIn: [network],
            binds: [{ from: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .gatewayVolume */ .Lo)(model), to: stateDir, writable: true }],
            publish: [
                { hostPort: port, containerPort: insidePort },
                ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
            ],
            restart: 'unless-stopped',
            stopGraceSeconds: 10,
        })
            .catch(async (error) => {
            if (!/port is already allocated|address already in use/.test(error.message))
                throw error;
            throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_4__/* .portTaken */ .f)(port, model, error);
        }));
    const transport = transportOf(docker, id);
    const hello = await greet(transport, async () => (await docker.logTail(id, 3)).join(' | '));
    mustSpeak(hello, id);
    if (docker.remote !== undefined)
        log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`);
    return gatewayIn(docker, { id, model, port });
}
/**
 * The gateway that runs at this engine, to look at it or to end it; undefined where none runs. Nothing is started.
 * @throws UserError where it is of another version of ours
 */
async function findDockerGateway({ docker, model, }) {
    const found = (await docker.list({ ...(0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_3__/* .modelLabel */ .mM)(model), 'model-actions.role': 'gateway' }))[0];
    if (found?.running !== true)
        return undefined;
    mustSpeak(await greet(transportOf(docker, found.id), async () => (await docker.logTail(found.id, 3)).join(' | ')), found.id);
    return gatewayIn(docker, { id: found.id, model, port: Number(found.labels['model-actions.port']) });
}
const transportOf = (docker, id) => async (request) => {
    const ended = await docker.exec(id, ['node', '/gateway/run.mjs', 'ctl', stateDir, JSON.stringify(request)]);
    if (ended.exitCode !== 0)
        throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`);
    return JSON.parse(ended.stdout);
};
function mustSpeak({ protocol }, id) {
    if (protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .protocolVersion */ .Xg)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway in container ${id.slice(0, 12)} is of another version of model-actions: remove it, then deploy again`);
}
function gatewayIn(docker, { id, model, port }) {
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .gatewayOver */ .R)(transportOf(docker, id), { model, url: `http://127.0.0.1:${port}` });
    // The engine would start the container again after the agent's own end.
    return { ...gateway, close: () => docker.remove(id, 10) };
}
async function greet(transport, tail) {
    let last = 'no answer';
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .sleep */ .y)(200)) {
        try {
            const reply = await transport({ op: 'hello' });
            if (reply.ok)
                return reply.value;
            last = reply.message;
        }
        catch (error) {
            last = error instanceof Error ? error.message : String(error);
        }
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway did not start within ${startTimeoutMs / 1000} s: ${last}; ${await tail()}`, {
        exit: 'preflight',
    });
}


/***/ }),

/***/ 79408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Lo: () => (/* binding */ gatewayVolume),
/* harmony export */   R_: () => (/* binding */ outsideOf),
/* harmony export */   mM: () => (/* binding */ modelLabel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/* How everything of one model is found at a Docker engine: by the label, of which the names are a short form. */
/** @param model `github.com/acme/shop/support-intents` */
const modelLabel = (model) => ({ 'model-actions.model': model });
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


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ metricsPortTaken),
/* harmony export */   f: () => (/* binding */ portTaken),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
    exit: 'preflight',
    cause,
});
/** What to say where the port is not free; a gateway of ours there says which model has it. */
async function portTaken(port, model, cause) {
    const owner = await modelAt(port);
    const remedy = 'or write a free port in the key deploy.port';
    const what = owner === undefined
        ? `port ${port} is taken by another program: end it, ${remedy}`
        : owner === model
            ? `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
            : `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    try {
        const answer = await fetch(`http://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .identityPath */ .Uz}`, {
            redirect: 'error',
            signal: AbortSignal.timeout(2_000),
        });
        const { model } = (await answer.json());
        return answer.status === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ })

};
