export const id = 9246;
export const ids = [9246];
export const modules = {

/***/ 89246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EmbeddedProxy: () => (/* binding */ EmbeddedProxy)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var http_proxy_3__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31774);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49455);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(10772);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58802);








const connectTimeoutMs = 5_000;
const answerTimeoutMs = 600_000;
/** Hands an already open connection to the one request that asks for it. */
class OpenConnection extends node_http__WEBPACK_IMPORTED_MODULE_0__.Agent {
    #socket;
    constructor(socket) {
        super({ keepAlive: false });
        this.#socket = socket;
    }
    createConnection() {
        return this.#socket;
    }
}
/** A proxy in the agent's own process, for machines without HAProxy. */
class EmbeddedProxy {
    #config;
    #events;
    #proxy;
    #server;
    #inFlight = new Map();
    #shares = { stable: undefined, canary: undefined };
    constructor(config, events) {
        this.#config = config;
        this.#events = events;
        this.#proxy = (0,http_proxy_3__WEBPACK_IMPORTED_MODULE_3__/* .createProxyServer */ .eQ)({});
        // Each request listens for its own answer.
        this.#proxy.setMaxListeners(0);
        this.#server = node_http__WEBPACK_IMPORTED_MODULE_0__.createServer((request, response) => void this.#serve(request, response));
        // Uploads may take long; only the headers have to come soon.
        this.#server.requestTimeout = 0;
        this.#server.headersTimeout = 60_000;
        this.#server.keepAliveTimeout = 75_000;
    }
    async start(stable) {
        this.#shares = { stable, canary: undefined };
        await new Promise((resolve, reject) => {
            this.#server.once('error', (error) => reject(error.code === 'EADDRINUSE'
                ? new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`port ${this.#config.port} is taken: end its owner or change the key deploy.port`)
                : error));
            this.#server.listen(this.#config.port, this.#config.host, resolve);
        });
    }
    async add(backend) {
        this.#inFlight.set(backend.id, new Set());
    }
    async split(shares) {
        this.#shares = shares;
    }
    async remove(id, timeoutMs) {
        const responses = this.#inFlight.get(id);
        for (const untilMs = performance.now() + timeoutMs; responses !== undefined && responses.size > 0;) {
            if (performance.now() > untilMs)
                for (const response of responses)
                    response.destroy();
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .sleep */ .y)(20);
        }
        this.#inFlight.delete(id);
    }
    async stop(graceMs) {
        const closed = new Promise((resolve) => this.#server.close(resolve));
        this.#server.closeIdleConnections();
        await Promise.race([closed, (0,_timers_js__WEBPACK_IMPORTED_MODULE_5__/* .sleep */ .y)(graceMs)]);
        this.#server.closeAllConnections();
        await closed;
    }
    #choose() {
        const { stable, canary } = this.#shares;
        if (canary === undefined || canary.share === 0)
            return stable === undefined ? [] : [stable];
        if (stable === undefined)
            return [canary.backend];
        // By chance, never by turns: traffic that comes in a rhythm could send one version all that is hard.
        return Math.random() < canary.share ? [canary.backend, stable] : [stable, canary.backend];
    }
    async #serve(request, response) {
        const beganMs = performance.now();
        request.on('error', () => undefined);
        if (request.url === _proxy_js__WEBPACK_IMPORTED_MODULE_6__/* .identityPath */ .Uz) {
            response.writeHead(200, { 'content-type': 'application/json' }).end((0,_proxy_js__WEBPACK_IMPORTED_MODULE_6__/* .identityText */ .Ky)(this.#config.model));
            return;
        }
        const body = await shortBody(request);
        let status = 503;
        // What was refused, or got not one byte of an answer, goes to the other version where it can be sent again: an
        // inference changes nothing, and what lay in the backlog of a process that died never reached the model.
        for (const backend of this.#choose()) {
            if (response.destroyed)
                return;
            const open = await connect(backend);
            if (open === undefined) {
                this.#events.ended(backend.id, 'unanswered', Number.POSITIVE_INFINITY);
                continue;
            }
            if (await this.#forward({ request, response, backend, ...open, body, beganMs }))
                return;
            status = 502;
            if (body === undefined)
                break;
        }
        response.writeHead(status, { 'content-type': 'text/plain' }).end('no version of the model answers\n');
    }
    /** @returns false where not one byte of an answer came and the client still waits for one */
    #forward(attempt) {
        const { request, response, backend, address, socket, body, beganMs } = attempt;
        const flights = this.#inFlight.get(backend.id) ?? new Set();
        this.#inFlight.set(backend.id, flights);
        flights.add(response);
        return new Promise((resolve) => {
            let ended;
            const settle = (outcome) => {
                ended = outcome;
                flights.delete(response);
                socket.destroy();
                response.off('close', onClose);
                this.#proxy.off('proxyRes', onAnswer);
                const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : performance.now() - beganMs;
                this.#events.ended(backend.id, outcome, latencyMs);
                resolve(outcome !== 'unanswered' || response.headersSent);
            };
            const onClose = () => settle(response.headersSent ? (0,_proxy_js__WEBPACK_IMPORTED_MODULE_6__/* .outcomeOf */ .sG)(response.statusCode) : 'abandoned');
            const fail = () => {
                if (ended !== undefined || response.destroyed || response.writableEnded)
                    return;
                settle('unanswered');
                if (response.headersSent)
                    response.destroy();
            };
            const onAnswer = (answer, of) => {
                if (of !== request)
                    return;
                // Our connection to the backend ends with the answer; the client's need not.
                delete answer.headers.connection;
                answer.headers['x-model-version'] = backend.id;
                answer.once('aborted', fail);
                answer.once('error', fail);
            };
            response.once('close', onClose);
            this.#proxy.on('proxyRes', onAnswer);
            const target = { ...(0,_address_js__WEBPACK_IMPORTED_MODULE_7__/* .splitAddress */ .l)(address), protocol: 'http:' };
            const buffer = body === undefined ? {} : { buffer: node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from([body]) };
            const agent = new OpenConnection(socket);
            this.#proxy.web(request, response, { target, agent, proxyTimeout: answerTimeoutMs, ...buffer }, fail);
        });
    }
}
/** The body of a request that says that it is short; undefined where it is streamed through, and cannot be sent twice. */
async function shortBody(request) {
    if (request.headers['transfer-encoding'] !== undefined)
        return undefined;
    if (Number(request.headers['content-length'] ?? 0) > _proxy_js__WEBPACK_IMPORTED_MODULE_6__/* .repeatableBytes */ .B2)
        return undefined;
    const chunks = [];
    try {
        for await (const chunk of request)
            chunks.push(chunk);
    }
    catch {
        return undefined;
    }
    return Buffer.concat(chunks);
}
/** A connection to one of its servers, drawn by chance; the next one is tried where one refuses. */
async function connect({ addresses }) {
    const first = Math.floor(Math.random() * addresses.length);
    for (const index of addresses.keys()) {
        const address = addresses[(first + index) % addresses.length] ?? '';
        const socket = await connectTo(address);
        if (socket !== undefined)
            return { address, socket };
    }
    return undefined;
}
function connectTo(address) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_1__.connect({ ...(0,_address_js__WEBPACK_IMPORTED_MODULE_7__/* .splitAddress */ .l)(address), noDelay: true });
        socket.setTimeout(connectTimeoutMs, () => socket.destroy(new Error('no connection in time')));
        socket.once('connect', () => {
            socket.setTimeout(0);
            socket.removeAllListeners('error');
            socket.on('error', () => undefined);
            resolve(socket);
        });
        socket.once('error', () => resolve(undefined));
    });
}


/***/ })

};
