export const id = 218;
export const ids = [218];
export const modules = {

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ protocolVersion)
/* harmony export */ });
const protocolVersion = 1;


/***/ }),

/***/ 99349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gatewayOver)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/** A Gateway over any transport. */
function gatewayOver(transport, proxy, url) {
    const ask = async (op, input) => {
        const reply = await transport({ op, ...input });
        if (reply.ok)
            return reply.value;
        throw reply.user ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y(reply.message) : new Error(`gateway, ${op}: ${reply.message}`);
    };
    return {
        proxy,
        url,
        status: () => ask('status', {}),
        acquire: async (owner, ttlMs) => void (await ask('acquire', { owner, ttlMs })),
        renew: async (owner, ttlMs) => void (await ask('renew', { owner, ttlMs })),
        release: async (owner) => void (await ask('release', { owner })),
        add: async (owner, backend) => void (await ask('add', { owner, backend })),
        shift: async (owner, canaryId, share) => void (await ask('shift', { owner, canaryId, share })),
        evict: async () => void (await ask('evict', {})),
        promote: async (owner, canaryId) => void (await ask('promote', { owner, canaryId })),
        demote: async (owner, stableId) => void (await ask('demote', { owner, stableId })),
        remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
        observe: () => ask('observe', {}),
        probe: (id) => ask('probe', { id }),
        close: async () => void (await ask('close', {})),
    };
}


/***/ }),

/***/ 96218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openDockerGateway: () => (/* binding */ openDockerGateway)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21048);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99349);




const stateDir = '/state';
const servingPort = 8080;
const startTimeoutMs = 30_000;
/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash.
 *
 * @param options `name` of the model, which names network, container and volume; `image` as built from docker/gateway
 * @throws UserError where the port is taken, or another port or another version's agent runs
 */
async function openDockerGateway(options) {
    const { docker, name, port, image, log } = options;
    const labels = { 'model-actions.name': name, 'model-actions.role': 'gateway' };
    const network = `model-actions-${name}`;
    await docker.ensureNetwork(network, { 'model-actions.name': name });
    const found = (await docker.list(labels))[0];
    if (found !== undefined && found.labels['model-actions.port'] !== String(port))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the gateway of ${name} is published at port ${found.labels['model-actions.port']}, the key deploy.port says ${port}: write that port, or remove container ${found.id.slice(0, 12)} first`);
    const config = { stateDir, host: '0.0.0.0', port: servingPort, proxy: 'haproxy', haproxyPath: '/usr/sbin/haproxy' };
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
            binds: [{ from: `${network}-gateway`, to: stateDir, writable: true }],
            publish: [{ hostPort: port, containerPort: servingPort }],
            restart: 'unless-stopped',
            stopGraceSeconds: 10,
        })
            .catch((error) => {
            if (!/port is already allocated|address already in use/.test(error.message))
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`port ${port} is taken by another program: end it, or write a free port in the key deploy.port`, { exit: 'preflight', cause: error });
        }));
    const transport = async (request) => {
        const ended = await docker.exec(id, ['node', '/gateway/run.mjs', 'ctl', stateDir, JSON.stringify(request)]);
        if (ended.exitCode !== 0)
            throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`);
        return JSON.parse(ended.stdout);
    };
    const hello = await greet(transport, async () => (await docker.logTail(id, 3)).join(' | '));
    if (hello.protocol !== _agent_protocol_js__WEBPACK_IMPORTED_MODULE_3__/* .protocolVersion */ .X)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the gateway in container ${id.slice(0, 12)} is of another version of model-actions: remove it, then deploy again`);
    const gateway = (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .gatewayOver */ .R)(transport, hello.proxy, `http://127.0.0.1:${port}`);
    // The engine would start the container again after the agent's own end.
    return { ...gateway, close: () => docker.remove(id, 10) };
}
async function greet(transport, tail) {
    let last = 'no answer';
    for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(200)) {
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y(`the gateway did not start within ${startTimeoutMs / 1000} s: ${last}; ${await tail()}`, {
        exit: 'preflight',
    });
}


/***/ })

};
