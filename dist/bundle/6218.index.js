export const id = 6218;
export const ids = [6218];
export const modules = {

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ protocolVersion)
/* harmony export */ });
const protocolVersion = 2;


/***/ }),

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


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
        close: async () => void (await ask('close', {})),
    };
}


/***/ }),

/***/ 96218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openDockerGateway: () => (/* binding */ openDockerGateway)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49455);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21048);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99349);
/* harmony import */ var _dockerNames_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79408);
/* harmony import */ var _port_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42781);






/* Inside of the gateway's own image. */
const stateDir = '/state';
const insidePort = 8080;
const startTimeoutMs = 30_000;
/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash.
 *
 * @param options `model` names network, container and volume; `image` as built from docker/gateway
 * @throws UserError where the port is taken, or another port or another version's agent runs
 */
async function openDockerGateway(options) {
    const { docker, model, port, image, log } = options;
    const labels = { ...(0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .modelLabel */ .mM)(model), 'model-actions.role': 'gateway' };
    const network = (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .networkOf */ .Af)(model);
    await docker.ensureNetwork(network, (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .modelLabel */ .mM)(model));
    const found = (await docker.list(labels))[0];
    if (found !== undefined && found.labels['model-actions.port'] !== String(port))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway of ${model} is published at port ${found.labels['model-actions.port']}, the key deploy.port says ${port}: write that port, or remove container ${found.id.slice(0, 12)} first`);
    const config = {
        stateDir,
        model,
        host: '0.0.0.0',
        port: insidePort,
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
            labels: { ...labels, 'model-actions.port': String(port) },
            name: `${network}-gateway`,
            user: '65532:65532',
            network,
            binds: [{ from: (0,_dockerNames_js__WEBPACK_IMPORTED_MODULE_2__/* .gatewayVolume */ .Lo)(model), to: stateDir, writable: true }],
            publish: [{ hostPort: port, containerPort: insidePort }],
            restart: 'unless-stopped',
            stopGraceSeconds: 10,
        })
            .catch(async (error) => {
            if (!/port is already allocated|address already in use/.test(error.message))
                throw error;
            throw await (0,_port_js__WEBPACK_IMPORTED_MODULE_3__/* .portTaken */ .f)(port, model, error);
        }));
    const transport = async (request) => {
        const ended = await docker.exec(id, ['node', '/gateway/run.mjs', 'ctl', stateDir, JSON.stringify(request)]);
        if (ended.exitCode !== 0)
            throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`);
        return JSON.parse(ended.stdout);
    };
    const hello = await greet(transport, async () => (await docker.logTail(id, 3)).join(' | '));
    if (hello.protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_4__/* .protocolVersion */ .X)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the gateway in container ${id.slice(0, 12)} is of another version of model-actions: remove it, then deploy again`);
    if (docker.remote !== undefined)
        log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`);
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .gatewayOver */ .R)(transport, { model, url: `http://127.0.0.1:${port}` });
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
/* harmony export */   mM: () => (/* binding */ modelLabel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/* How everything of one model is found at a Docker engine: by the label, of which the names are a short form. */
/** @param model `github.com/acme/shop/support-intents` */
const modelLabel = (model) => ({ 'model-actions.model': model });
/**
 * Name of the network that gateway and versions of a model share, and the beginning of their own names. Two repositories may
 * each have a model of the same name.
 */
function networkOf(model) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(model).digest('hex').slice(0, 8);
    return `model-actions-${model.slice(model.lastIndexOf('/') + 1)}-${hash}`;
}
const gatewayVolume = (model) => `${networkOf(model)}-gateway`;


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ portTaken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58802);


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
