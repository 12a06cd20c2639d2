export const id = 6218;
export const ids = [6218];
export const modules = {

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
            pause: async (owner, stableId, timeoutMs) => void (await ask('pause', { owner, stableId, timeoutMs })),
            resume: async (owner, stable) => void (await ask('resume', { owner, stable })),
            remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        },
        metrics: { observe: () => ask('observe', {}) },
        probe: ({ id }) => ask('probe', { id }),
        ask: ({ id }, body) => ask('ask', { id, body }),
        refresh: async () => void (await ask('refresh', {})),
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
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49455);
/* harmony import */ var _agent_front_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14137);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21048);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99349);
/* harmony import */ var _dockerNames_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79408);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22451);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42781);









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
    const { docker, model, port, metricsPort, front = _front_js__WEBPACK_IMPORTED_MODULE_6__/* .loopback */ .uC, image, log } = options;
    await (0,_front_js__WEBPACK_IMPORTED_MODULE_6__.readFront)(front, { expired: 'refused' });
    const listening = (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .listeningOf */ .rW)(front);
    const labels = { ...(0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .modelLabel */ .mM)(model), 'model-actions.role': 'gateway' };
    const network = (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .networkOf */ .Af)(model);
    await docker.ensureNetwork(network, (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .modelLabel */ .mM)(model), 'internal');
    await docker.ensureNetwork((0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .outsideOf */ .R_)(model), (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .modelLabel */ .mM)(model), 'outside');
    const found = (await docker.list(labels))[0];
    if (found !== undefined && found.labels['model-actions.port'] !== String(port))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the gateway of ${model} is published at port ${found.labels['model-actions.port']}, the key deploy.port says ${port}: write that port, or remove container ${found.id.slice(0, 12)} first`);
    const metricsLabel = String(metricsPort ?? '');
    if (found !== undefined && (found.labels['model-actions.metrics-port'] ?? '') !== metricsLabel)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${found.id.slice(0, 12)} first, what it knows lies in a volume`);
    if (found !== undefined && (found.labels['model-actions.host'] ?? _front_js__WEBPACK_IMPORTED_MODULE_6__/* .loopback */ .uC.host) !== front.host)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(otherFront('deploy.host', found.id));
    const config = {
        stateDir,
        program: 'image',
        model,
        // Where it is published is the engine's part.
        host: '0.0.0.0',
        port: insidePort,
        listening,
        metricsHost: '0.0.0.0',
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
    const carry = () => carryFront(docker, { model, image, front });
    if (container === undefined)
        await carry();
    const id = container ??
        (await docker
            .start({
            image,
            command: ['node', '/gateway/run.mjs', 'supervise', JSON.stringify(config)],
            environment: {},
            labels: {
                ...labels,
                'model-actions.host': front.host,
                'model-actions.port': String(port),
                'model-actions.metrics-port': metricsLabel,
            },
            name: `${network}-gateway`,
            user: '65532:65532',
            // No port is published from a network that leads nowhere.
            network: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .outsideOf */ .R_)(model),
            alsoIn: [network],
            binds: [{ from: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .gatewayVolume */ .Lo)(model), to: stateDir, writable: true }],
            publish: [
                { address: front.host, hostPort: port, containerPort: insidePort },
                ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
            ],
            restart: 'unless-stopped',
            stopGraceSeconds: 10,
        })
            .catch(async (error) => {
            if (!/port is already allocated|address already in use/.test(error.message))
                throw error;
            throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_7__/* .portTaken */ .f)(port, model, error);
        }));
    const transport = transportOf(docker, id);
    const hello = await greet(transport, async () => (await docker.logTail(id, 3)).join(' | '));
    mustSpeak(docker, hello, id);
    const other = (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .otherListening */ .ir)(hello.listening, listening);
    if (other !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(otherFront(other, id));
    if (docker.remote !== undefined && (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .isLoopback */ .U9)(front.host))
        log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`);
    if (container !== undefined)
        await carry();
    const gateway = gatewayIn(docker, { id, model, url: (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .urlOf */ .rs)({ host: front.host, tls: listening.tls }, port) });
    await gateway.refresh();
    return gateway;
}
const otherFront = (key, id) => `the gateway was made with another ${key} than model.yml says: write what it was, or remove container ${id.slice(0, 12)} first, what it knows lies in a volume`;
/**
 * Certificate, key and tokens go into the gateway's volume, where its user alone reads them: what is said in labels, the
 * environment or the command of a container is read by everyone who may ask the engine.
 */
async function carryFront(docker, { model, image, front: { tls, tokens } }) {
    if (tls === undefined && tokens === undefined)
        return;
    const carried = { certificate: tls?.certificate, key: tls?.key, 'client-ca': tls?.clientCa, tokens };
    const files = {};
    const inside = {};
    for (const name of ['certificate', 'key', 'client-ca', 'tokens']) {
        const path = carried[name];
        if (path === undefined)
            continue;
        files[(0,_agent_front_js__WEBPACK_IMPORTED_MODULE_2__/* .given */ .gI)(name)] = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path);
        inside[name] = `${stateDir}/${(0,_agent_front_js__WEBPACK_IMPORTED_MODULE_2__/* .given */ .gI)(name)}`;
    }
    const { certificate, key, 'client-ca': clientCa, tokens: names } = inside;
    const told = {
        ...(certificate === undefined || key === undefined ? {} : { tls: { certificate, key, clientCa } }),
        ...(names === undefined ? {} : { tokens: names }),
    };
    files[_agent_front_js__WEBPACK_IMPORTED_MODULE_2__/* .frontFile */ .WV] = Buffer.from((0,_agent_front_js__WEBPACK_IMPORTED_MODULE_2__/* .frontText */ .Vf)(told));
    await docker.fillVolume({ name: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .gatewayVolume */ .Lo)(model), labels: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .modelLabel */ .mM)(model) }, {
        image,
        uid: 65532,
        files,
        at: stateDir,
    });
}
/**
 * The gateway that runs at this engine, to look at it or to end it; undefined where none runs. Nothing is started.
 * @throws UserError where it is of another version of ours
 */
async function findDockerGateway({ docker, model, }) {
    const found = (await docker.list({ ...(0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_5__/* .modelLabel */ .mM)(model), 'model-actions.role': 'gateway' }))[0];
    if (found?.running !== true)
        return undefined;
    const hello = await greet(transportOf(docker, found.id), async () => (await docker.logTail(found.id, 3)).join(' | '));
    mustSpeak(docker, hello, found.id);
    const { 'model-actions.host': host = _front_js__WEBPACK_IMPORTED_MODULE_6__/* .loopback */ .uC.host, 'model-actions.port': port } = found.labels;
    return gatewayIn(docker, { id: found.id, model, url: (0,_front_js__WEBPACK_IMPORTED_MODULE_6__/* .urlOf */ .rs)({ host, tls: hello.listening.tls }, Number(port)) });
}
const transportOf = (docker, id) => async (request) => {
    const ask = ['node', '/gateway/run.mjs', 'ctl', stateDir, JSON.stringify(request)];
    const ended = await docker.exec(id, ask).catch((error) => {
        // It is no answer of the agent's, and whoever holds a lease asks again.
        throw new Error(`the gateway's agent was not reached: ${error.message}`, { cause: error });
    });
    if (ended.exitCode !== 0)
        throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`);
    return JSON.parse(ended.stdout);
};
function mustSpeak(docker, { protocol }, id) {
    const name = id.slice(0, 12);
    if (protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_3__/* .protocolVersion */ .Xg)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the gateway in container ${name} is of another version of model-actions: end it (docker --host ${docker.endpoint} rm --force ${name}), then deploy again; clients are refused from one to the other, and its counts begin anew`);
}
function gatewayIn(docker, { id, model, url }) {
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_4__/* .gatewayOver */ .R)(transportOf(docker, id), { model, url });
    // The engine would start the container again after the agent's own end.
    return { ...gateway, close: () => docker.remove(id, 10) };
}
async function greet(transport, tail) {
    let last = 'no answer';
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .yy)(200)) {
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`the gateway did not start within ${startTimeoutMs / 1000} s: ${last}; ${await tail()}`, {
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
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58802);




const metricsPortTaken = (port, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(what, { exit: 'preflight', cause });
}
const longestIdentity = 1_000;
/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
async function modelAt(port) {
    for (const scheme of ['http', 'https']) {
        const model = await identityAt(scheme, port).catch(() => undefined);
        if (model !== undefined)
            return model;
    }
    return undefined;
}
async function identityAt(scheme, port) {
    const answer = await new Promise((resolve, reject) => {
        const options = { signal: AbortSignal.timeout(2_000), agent: false };
        const url = `${scheme}://127.0.0.1:${port}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .identityPath */ .Uz}`;
        // Nothing is told to whoever answers, and what he says goes into a message alone.
        const request = scheme === 'http'
            ? node_http__WEBPACK_IMPORTED_MODULE_0__.get(url, options, resolve)
            : node_https__WEBPACK_IMPORTED_MODULE_1__.get(url, { ...options, rejectUnauthorized: false }, resolve);
        request.once('error', reject);
    });
    let said = '';
    for await (const piece of answer.setEncoding('utf8')) {
        said += piece;
        if (said.length > longestIdentity)
            answer.destroy();
    }
    const { model } = JSON.parse(said);
    return answer.statusCode === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined;
}


/***/ })

};
