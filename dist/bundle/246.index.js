export const id = 246;
export const ids = [246];
export const modules = {

/***/ 89246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EmbeddedProxy: () => (/* binding */ EmbeddedProxy)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var http_proxy_3__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31774);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58802);





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
    #stable;
    #canary;
    /** Adds up the share; whenever it passes 1, the canary's turn has come: exact shares, as in a weighted round robin. */
    #due = 0.5;
    constructor(config, events) {
        this.#config = config;
        this.#events = events;
        this.#proxy = (0,http_proxy_3__WEBPACK_IMPORTED_MODULE_2__/* .createProxyServer */ .eQ)({});
        // Each request listens for its own answer.
        this.#proxy.setMaxListeners(0);
        this.#server = node_http__WEBPACK_IMPORTED_MODULE_0__.createServer((request, response) => void this.#serve(request, response));
        // Uploads may take long; only the headers have to come soon.
        this.#server.requestTimeout = 0;
        this.#server.headersTimeout = 60_000;
        this.#server.keepAliveTimeout = 75_000;
    }
    async start(stable) {
        this.#stable = stable;
        await new Promise((resolve, reject) => {
            this.#server.once('error', (error) => reject(error.code === 'EADDRINUSE'
                ? new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y(`port ${this.#config.port} is taken: end its owner or change the key deploy.port`)
                : error));
            this.#server.listen(this.#config.port, this.#config.host, resolve);
        });
    }
    async add(backend) {
        this.#inFlight.set(backend.id, new Set());
    }
    async split(shares) {
        this.#stable = shares.stable;
        this.#canary = shares.canary;
        this.#due = 0.5;
    }
    async promote(stable) {
        this.#stable = stable;
    }
    async remove(id, timeoutMs) {
        const responses = this.#inFlight.get(id);
        for (const untilMs = performance.now() + timeoutMs; responses !== undefined && responses.size > 0;) {
            if (performance.now() > untilMs)
                for (const response of responses)
                    response.destroy();
            await (0,_proxy_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .y)(20);
        }
        this.#inFlight.delete(id);
    }
    async stop(graceMs) {
        const closed = new Promise((resolve) => this.#server.close(resolve));
        this.#server.closeIdleConnections();
        await Promise.race([closed, (0,_proxy_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .y)(graceMs)]);
        this.#server.closeAllConnections();
        await closed;
    }
    #choose() {
        const stable = this.#stable;
        const canary = this.#canary;
        if (canary === undefined || canary.share === 0)
            return stable === undefined ? [] : [stable];
        if (stable === undefined)
            return [canary.backend];
        this.#due += canary.share;
        if (this.#due < 1)
            return [stable, canary.backend];
        this.#due -= 1;
        return [canary.backend, stable];
    }
    async #serve(request, response) {
        const beganMs = performance.now();
        request.on('error', () => undefined);
        // The connection comes before the first byte of the body is read: a refused one can go to the other version.
        for (const backend of this.#choose()) {
            const socket = await connect(backend);
            if (socket === undefined) {
                this.#events.ended(backend.id, true, Number.POSITIVE_INFINITY);
                continue;
            }
            this.#forward(request, response, backend, socket, beganMs);
            return;
        }
        response.writeHead(503, { 'content-type': 'text/plain' }).end('no version of the model answers\n');
    }
    #forward(request, response, backend, socket, beganMs) {
        const flights = this.#inFlight.get(backend.id) ?? new Set();
        this.#inFlight.set(backend.id, flights);
        flights.add(response);
        let failed = false;
        const fail = () => {
            failed = true;
            if (response.headersSent)
                response.destroy();
            else
                response
                    .writeHead(502, { 'content-type': 'text/plain', 'x-model-version': backend.id })
                    .end('the model did not answer\n');
        };
        response.once('close', () => {
            flights.delete(response);
            socket.destroy();
            this.#events.ended(backend.id, failed || (response.headersSent && response.statusCode >= 500), performance.now() - beganMs);
        });
        if (response.destroyed) {
            response.emit('close');
            return;
        }
        response.setHeader('x-model-version', backend.id);
        const agent = new OpenConnection(socket);
        const onAnswer = (answer, of) => {
            if (of !== request)
                return;
            this.#proxy.off('proxyRes', onAnswer);
            // Our connection to the backend ends with the answer; the client's need not.
            delete answer.headers.connection;
            answer.headers['x-model-version'] = backend.id;
            answer.once('aborted', fail);
            answer.once('error', fail);
        };
        this.#proxy.on('proxyRes', onAnswer);
        response.once('close', () => this.#proxy.off('proxyRes', onAnswer));
        const target = { host: backend.host, port: backend.port, protocol: 'http:' };
        this.#proxy.web(request, response, { target, agent, proxyTimeout: answerTimeoutMs }, () => {
            if (!response.destroyed && !response.writableEnded)
                fail();
        });
    }
}
function connect(backend) {
    return new Promise((resolve) => {
        const socket = node_net__WEBPACK_IMPORTED_MODULE_1__.connect({ host: backend.host, port: backend.port, noDelay: true });
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
