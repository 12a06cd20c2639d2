export const id = 212;
export const ids = [212];
export const modules = {

/***/ 50212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  EmbeddedProxy: () => (/* binding */ EmbeddedProxy)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/gateway/timeouts.js
var timeouts = __webpack_require__(24582);
// EXTERNAL MODULE: ./build/src/gateway/agent/access.js
var access = __webpack_require__(44582);
// EXTERNAL MODULE: ./build/src/gateway/agent/messages.js
var messages = __webpack_require__(47156);
// EXTERNAL MODULE: ./build/src/gateway/agent/proxy.js
var proxy = __webpack_require__(58802);
;// CONCATENATED MODULE: ./build/src/gateway/agent/answers.js



/* What the embedded proxy answers itself, and what it says of itself behind a router. */
/** To a client that may still be sending: it loses the answer if the connection is closed before it is done. */
function refuse(request, response, refused) {
    const text = `${refused.because}\n`;
    const head = {
        'content-type': 'text/plain',
        'content-length': Buffer.byteLength(text),
        connection: 'close',
        ...(refused.challenge === undefined ? {} : { 'www-authenticate': refused.challenge }),
    };
    response.writeHead(refused.status, head).write(text);
    endAfter(request, response);
}
/** Once all is sent, or it does not come. */
function endAfter(request, response) {
    const late = (0,timers/* after */.Pl)(messages/* clientLimits */.wC.requestMs, () => response.end());
    request.resume().once('close', () => {
        late.cancel();
        response.end();
    });
}
/** To a client that does not send what it announced. */
function tooSlow(response) {
    if (response.headersSent)
        return void response.destroy();
    const head = { 'content-type': 'text/plain', connection: 'close' };
    response.writeHead(408, head).end('the request did not come in time\n');
}
/** Whoever looks whether something serves (`open`) is not told that it does. */
function noVersionAnswers(response, { status, open, fallback }) {
    const said = open || fallback === undefined ? status : fallback.status;
    const later = said === 503 ? { 'retry-after': String(proxy/* retryAfterSeconds */.C3) } : {};
    if (fallback === undefined)
        return void response
            .writeHead(said, { 'content-type': 'text/plain', ...later })
            .end('no version of the model answers\n');
    const { contentType, body } = fallback;
    const head = { 'content-type': contentType, 'content-length': body.length, 'cache-control': 'no-store', ...later };
    response.writeHead(said, head).end(body);
}
/** An answer of the gateway's own, in JSON. */
function say(request, response, { status, json, retryAfterSeconds }) {
    const text = `${JSON.stringify(json)}\n`;
    const sends = 'transfer-encoding' in request.headers || Number(request.headers['content-length'] ?? 0) > 0;
    response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    });
    if (!sends)
        return void response.end(text);
    response.write(text);
    endAfter(request, response);
}
/** As a router tells it to the gateway of a model: what its client had is no business of that. */
const withToken = (headers, token) => [
    ...headers.filter(([name]) => name !== 'authorization'),
    ['authorization', [`Bearer ${token}`]],
];

// EXTERNAL MODULE: ./build/src/gateway/agent/embedded-front.js
var embedded_front = __webpack_require__(82860);
// EXTERNAL MODULE: ./build/src/gateway/agent/tee.js + 2 modules
var tee = __webpack_require__(74497);
;// CONCATENATED MODULE: ./build/src/gateway/agent/copies.js


/** Says whether one more may be copied: so many in a second, as HAProxy is configured to. */
function copyAllowance(perSecond, nowMs = () => performance.now()) {
    let beganMs = Number.NEGATIVE_INFINITY;
    let left = 0;
    return () => {
        if (nowMs() - beganMs >= 1000)
            [beganMs, left] = [nowMs(), perSecond];
        left -= 1;
        return left >= 0;
    };
}
/** Tells of a request of the embedded proxy with its answer; undefined where it is none to be copied. HAProxy is configured to the same rules. */
function answerKeeper(request, body, { copied: tell }, mayCopy) {
    if (body === undefined || body.length > tee/* longestCopyBytes */.pb)
        return undefined;
    if (request.method !== tee/* copied */.pG.method || !(0,embedded_front/* pathOf */.XM)(request).endsWith(tee/* copied */.pG.pathEnd))
        return undefined;
    return (answer) => {
        if (answer.statusCode !== 200 || !(Number(answer.headers['content-length']) <= tee/* longestCopyBytes */.pb))
            return;
        if (!mayCopy())
            return;
        const pieces = [];
        // Beside the pipe to the client, which says how fast it is read.
        answer.on('data', (piece) => pieces.push(piece));
        answer.once('end', () => tell({ request: body.toString(), answer: Buffer.concat(pieces).toString() }));
    };
}

// EXTERNAL MODULE: ./build/src/gateway/agent/connect.js
var connect = __webpack_require__(78856);
;// CONCATENATED MODULE: ./build/src/gateway/agent/embedded-attempt.js





/* One request of a client, told to one version: the embedded proxy's way of sending it, and of passing on its answer. */
const connectTimeoutMs = 5_000;
/** A version that takes no byte for so long has failed its client, who could not send the rest in time. */
const stalledMs = 10_000;
/** Interim answers (1xx) of a version before its answer. */
const mostInterim = 8;
function forward(attempt) {
    const { request, response, backend, socket, headers, body, beganMs, mostMs, flights, id, version } = attempt;
    return new Promise((resolve) => {
        let settled = false;
        let inTime = true;
        const { method = 'GET', url: path = '/' } = request;
        const asked = external_node_http_.request({ method, path, createConnection: () => socket });
        const settle = (outcome) => {
            if (settled)
                return;
            settled = true;
            flights?.delete(response);
            late.cancel();
            request.unpipe(asked);
            // An answer may come before the whole request: the rest of it stands before the next one of this connection.
            request.resume();
            asked.destroy();
            socket.destroy();
            response.off('close', onClose);
            request.off('pause', onPause);
            const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : performance.now() - beganMs;
            attempt.ended(backend.id, outcome, latencyMs);
            const done = outcome !== 'unanswered' || response.headersSent;
            resolve(done ? 'done' : inTime ? 'unsaid' : 'late');
        };
        // Since when bytes of the body wait for the version: of a burst before its client left they have waited for a moment.
        let waitingSinceMs;
        const onPause = () => {
            if (asked.writableNeedDrain)
                waitingSinceMs ??= performance.now();
        };
        const onClose = () => {
            const stalled = waitingSinceMs !== undefined && performance.now() - waitingSinceMs > stalledMs;
            settle(response.headersSent ? (0,proxy/* outcomeOf */.sG)(response.statusCode) : stalled ? 'unanswered' : 'abandoned');
        };
        const fail = () => {
            if (settled || response.destroyed || response.writableEnded)
                return;
            // A body that is refused before all of it is there may end in a reset: the fault is the client's.
            const refused = response.headersSent && (0,proxy/* outcomeOf */.sG)(response.statusCode) === 'client-error';
            settle(refused ? 'client-error' : 'unanswered');
            if (response.headersSent)
                response.destroy();
        };
        const giveUp = () => {
            inTime = false;
            fail();
        };
        // Of the head as a whole: one that comes byte by byte, or never ends, is none.
        const late = (0,timers/* after */.Pl)(mostMs, giveUp);
        let interim = 0;
        response.once('close', onClose);
        request.on('pause', onPause);
        asked.on('drain', () => {
            waitingSinceMs = undefined;
        });
        asked.setTimeout(mostMs, giveUp);
        asked.on('error', fail);
        asked.on('information', () => ++interim > mostInterim && fail());
        // It was not asked to, and what follows would be counted by nobody.
        asked.on('upgrade', fail);
        asked.once('response', (answer) => {
            late.cancel();
            answer.once('error', fail);
            answer.once('aborted', fail);
            if (settled || response.headersSent || !begin(response, answer, { method, version, request: id }))
                return fail();
            attempt.keeper?.(answer);
            if (!(0,messages/* hasBody */.d9)(method, response.statusCode))
                return void response.end();
            answer.pipe(response);
            // The head of an event stream is with its client before the first event is there.
            setImmediate(() => {
                if (!settled && answer.readableDidRead === false && !response.writableEnded)
                    response.flushHeaders();
            });
        });
        for (const [name, values] of headers)
            asked.setHeader(name, values);
        if (body !== undefined)
            return void asked.end(body);
        // Said for every method: the bytes of a body without a frame would be the next request.
        if (!asked.hasHeader('content-length'))
            asked.setHeader('transfer-encoding', 'chunked');
        request.pipe(asked);
    });
}
const requestId = 'x-request-id';
/** Begins the answer to a client. False where what the version said is none. */
function begin(response, { statusCode, headersDistinct }, { method, version, request }) {
    if (!(0,messages/* isAnswer */.Tq)(statusCode))
        return false;
    try {
        for (const [name, values] of (0,messages/* passedOn */.I3)(headersDistinct)) {
            // A length without a body is that of another answer.
            if (name === 'content-length' && method !== 'HEAD' && !(0,messages/* hasBody */.d9)(method, statusCode))
                continue;
            response.setHeader(name, values);
        }
        if (version !== undefined)
            response.setHeader('x-model-version', version);
        if (request !== undefined)
            response.setHeader(requestId, request);
        response.writeHead(statusCode);
        return true;
    }
    catch {
        for (const name of response.getHeaderNames())
            response.removeHeader(name);
        return false;
    }
}
/** The body of a request that says that it is short; undefined where it is streamed through, and cannot be sent twice. */
async function shortBody(request) {
    if (request.headers['transfer-encoding'] !== undefined)
        return undefined;
    if (Number(request.headers['content-length'] ?? 0) > proxy/* repeatableBytes */.B2)
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
async function embedded_attempt_connect({ addresses }) {
    const first = Math.floor(Math.random() * addresses.length);
    for (const index of addresses.keys()) {
        const address = addresses[(first + index) % addresses.length] ?? '';
        const socket = await (0,connect/* connectTo */.m)(address, connectTimeoutMs);
        if (socket !== undefined)
            return { socket };
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/src/gateway/agent/router.js
var router = __webpack_require__(79157);
// EXTERNAL MODULE: ./build/src/gateway/agent/split.js
var split = __webpack_require__(20374);
;// CONCATENATED MODULE: ./build/src/gateway/agent/embedded.js
















/** Requests that a client sends on one connection before it has its answers. */
const mostPipelined = 100;
/** HAProxy's own pause before it asks a server again that refused a connection. */
const refusedMs = 1_000;
/** A proxy in the agent's own process, for machines without HAProxy. */
class EmbeddedProxy {
    #config;
    #events;
    #server;
    /** Names by the SHA-256 of the token; undefined where none is asked for. */
    #tokens;
    #inFlight = new Map();
    /** Of each request that is logged. */
    #ids = new WeakMap();
    #lines = new WeakMap();
    #shares = { stable: undefined, canary: undefined };
    /** Of the requests for an inference, which are told of with their answers. */
    #mirrored = 0;
    #mayCopy = copyAllowance(tee/* copiesPerSecond */.bA);
    #draining = false;
    /** The one request that is to try the canary was sent. */
    #tried = false;
    constructor(config, front, events) {
        this.#config = config;
        this.#events = events;
        this.#tokens = (0,embedded_front/* namesOf */.eZ)(front);
        const { requestMs, idleMs, keepAliveMs, connections } = messages/* clientLimits */.wC;
        const limits = {
            headersTimeout: requestMs,
            // Of the head alone: a body may take as long as it moves, as far as it is not kept here.
            requestTimeout: 0,
            keepAliveTimeout: keepAliveMs,
            connectionsCheckingInterval: 1_000,
        };
        const takeOr = (waitsForLeave) => (request, response) => {
            this.#inTurn(request.socket, () => this.#serve(request, response, waitsForLeave)).catch((error) => {
                this.#events.log(`a request failed: ${String(error)}`);
                response.destroy();
            });
        };
        const take = takeOr(false);
        this.#server =
            front.tls === undefined
                ? external_node_http_.createServer(limits, take)
                : external_node_https_.createServer({ ...limits, ...(0,embedded_front/* secure */.ek)(front.tls), handshakeTimeout: requestMs }, take);
        this.#server.on('checkContinue', takeOr(true));
        this.#server.maxConnections = connections;
        // Those that only wait make room for those that ask.
        this.#server.on('drop', () => this.#server.closeIdleConnections());
        // A version may think as long as it needs; a client that does not take its answer, or sends no more of its request, holds it.
        this.#server.setTimeout(idleMs, (socket) => {
            const { open, now } = this.#lines.get(socket) ?? { open: 0 };
            if (open === 0 || now === undefined || socket.writableLength > 0)
                socket.destroy();
            else if (now.request.complete)
                return;
            // What waits for a version that takes nothing is no longer listened to: nobody would hear its client leave.
            else if (now.request.isPaused())
                now.response.destroy();
            else
                tooSlow(now.response);
        });
    }
    async start(stable) {
        this.#shares = { stable, canary: undefined };
        if (stable !== undefined)
            this.#inFlight.set(stable.id, new Set());
        await new Promise((resolve, reject) => {
            this.#server.once('error', reject);
            this.#server.listen(this.#config.listen, resolve);
        });
    }
    async renew(front) {
        this.#tokens = (0,embedded_front/* namesOf */.eZ)(front);
        if (front.tls !== undefined && this.#server instanceof external_node_https_.Server)
            this.#server.setSecureContext((0,embedded_front/* secure */.ek)(front.tls));
    }
    async add(backend) {
        this.#inFlight.set(backend.id, new Set());
    }
    async split(shares) {
        this.#shares = shares;
        this.#tried = false;
    }
    async mirror(share) {
        this.#mirrored = share;
    }
    async remove(id, timeoutMs) {
        const responses = this.#inFlight.get(id);
        for (const untilMs = performance.now() + timeoutMs; responses !== undefined && responses.size > 0;) {
            if (performance.now() > untilMs)
                for (const response of responses)
                    response.destroy();
            await (0,timers/* sleep */.yy)(20);
        }
        this.#inFlight.delete(id);
    }
    async stop(graceMs) {
        const closed = new Promise((resolve) => this.#server.close(resolve));
        this.#server.closeIdleConnections();
        await Promise.race([closed, (0,timers/* sleep */.yy)(graceMs)]);
        this.#server.closeAllConnections();
        await closed;
    }
    async drain(graceMs) {
        this.#draining = true;
        // That of http would close connections whose clients may be about to ask.
        const closed = new Promise((resolve) => external_node_net_.Server.prototype.close.call(this.#server, resolve));
        await Promise.race([closed, (0,timers/* sleep */.yy)(graceMs)]);
        this.#server.closeAllConnections();
        await closed;
    }
    /**
     * Those of one connection are told on one after the other: a client that sends thousands at once holds one connection to a
     * version, and one that leaves leaves none behind that waits for its turn.
     */
    #inTurn(socket, serve) {
        const line = this.#lines.get(socket) ?? { open: 0, last: Promise.resolve(), now: undefined };
        this.#lines.set(socket, line);
        if (line.open >= mostPipelined)
            socket.destroy();
        if (socket.destroyed)
            return Promise.resolve();
        line.open += 1;
        const served = line.last.then(() => (socket.destroyed ? undefined : serve()));
        line.last = served
            .catch(() => undefined)
            .finally(() => {
            line.open -= 1;
        });
        return served;
    }
    /** Whom a request goes to first. */
    #choose({ open, value }) {
        const { stable, canary } = this.#shares;
        if (canary === undefined || canary.share === 0)
            return stable;
        if (stable === undefined)
            return canary.backend;
        if (open)
            return stable;
        // By chance, never by turns: traffic that comes in a rhythm could send one version all that is hard.
        const draw = value === undefined ? Math.random() * split/* draws */.C_ : (0,split/* drawOf */.Gl)(canary.salt ?? '', value);
        const isOwn = draw < (0,split/* cutOf */.EM)(canary.share);
        // With a header nobody else is to meet another version than before.
        const mayTry = this.#config.listening.splitBy === undefined || isOwn;
        const one = canary.admits === 'one' && !this.#tried && mayTry;
        if (one)
            this.#tried = true;
        return (canary.admits === 'drawn' ? isOwn : one) ? canary.backend : stable;
    }
    /** Whom a request goes to that this version did not answer: another one, where there is one by now. */
    #otherThan({ id }) {
        const { stable, canary } = this.#shares;
        const now = [stable, canary?.share === 0 ? undefined : canary?.backend].filter((one) => one !== undefined);
        return now.find((one) => one.id !== id) ?? now[0];
    }
    async #serve(request, response, waitsForLeave) {
        const beganMs = performance.now();
        const line = this.#lines.get(request.socket);
        if (line !== undefined)
            line.now = { request, response };
        request.on('error', () => undefined);
        if (this.#draining)
            response.shouldKeepAlive = false;
        if (request.url === proxy/* identityPath */.Uz) {
            response.writeHead(200, { 'content-type': 'application/json' }).end((0,proxy/* identityText */.Ky)(this.#config.model));
            return;
        }
        const token = (0,embedded_front/* nameOf */.Vb)(this.#tokens, request);
        const headers = (0,messages/* refusal */.x5)(request) ?? (token === undefined ? proxy/* unauthorized */.nc : this.#headersOf(request));
        if ((0,access/* logsAccess */.Qz)(this.#config.listening))
            this.#logAccess(request, response, { beganMs, token: token ?? null });
        if ('status' in headers)
            return refuse(request, response, headers);
        const taken = this.#config.router?.take(request);
        if (taken !== undefined && 'said' in taken)
            return say(request, response, await taken.said);
        if (taken !== undefined)
            response.once('close', taken.ended);
        const told = taken === undefined ? headers : withToken(headers, taken.token);
        if (waitsForLeave)
            response.writeContinue();
        const late = (0,timers/* after */.Pl)(messages/* clientLimits */.wC.requestMs, () => tooSlow(response));
        const body = await shortBody(request);
        late.cancel();
        if (response.headersSent)
            return;
        const open = (0,embedded_front/* isOpen */.nT)(request);
        const { splitBy } = this.#config.listening;
        const value = splitBy === undefined ? undefined : (0,split/* hashOfValue */.jD)(request.headersDistinct[splitBy]);
        const mirrored = Math.random() < this.#mirrored;
        const keeper = mirrored ? answerKeeper(request, body, this.#events, this.#mayCopy) : undefined;
        let status = 503;
        let goneMs = beganMs;
        response.once('close', () => {
            goneMs = performance.now();
        });
        // What was refused, or got not one byte of an answer, goes to another version where it can be sent again: an
        // inference changes nothing, and what lay in the backlog of a process that died never reached the model. Only the
        // first attempt counts: that the other version makes it good, or cannot, says nothing of the one that was drawn.
        const retries = taken === undefined ? this.#config.listening.retries : 1;
        let backend = taken?.to ?? this.#choose({ open, value });
        for (let attempt = 0; backend !== undefined; attempt++) {
            if (response.destroyed)
                return;
            const again = (last) => attempt === retries ? undefined : (taken?.to ?? this.#otherThan(last));
            const ended = (id, outcome, latencyMs) => void (attempt === 0 && !open && this.#events.ended(id, outcome, latencyMs, value));
            // From here on: one that is not connected yet when its version is taken out would find nobody.
            const flights = this.#inFlight.get(backend.id);
            flights?.add(response);
            const connected = await embedded_attempt_connect(backend);
            if (connected === undefined || response.destroyed)
                flights?.delete(response);
            if (connected === undefined) {
                ended(backend.id, 'unanswered', Number.POSITIVE_INFINITY);
                const next = again(backend);
                if (taken === undefined && next?.id === backend.id) {
                    // Whoever asks whether something serves is told of now: a load balancer may wait for a second only.
                    if (open)
                        break;
                    await (0,timers/* sleep */.yy)(refusedMs);
                }
                backend = next;
                continue;
            }
            // A client that left meanwhile tells nobody any more: the request would be in flight for ever.
            if (response.destroyed) {
                connected.socket.destroy();
                return ended(backend.id, 'abandoned', goneMs - beganMs);
            }
            const id = this.#idOf(request);
            const version = taken === undefined ? backend.id : undefined;
            const one = {
                request,
                response,
                backend,
                ...connected,
                headers: told,
                body,
                beganMs,
                mostMs: taken === undefined ? timeouts/* answerTimeoutMs */.up : router/* modelAnswerMs */.c,
                flights,
                id,
                version,
                ended,
                keeper,
            };
            const forwarded = await forward(one);
            if (forwarded === 'done')
                return;
            status = 502;
            const next = again(backend);
            // Nobody waits so long twice for the same version, nor for three; behind a router every version was asked by now.
            const waited = forwarded === 'late' && (taken !== undefined || attempt > 0 || next?.id === backend.id);
            if (body === undefined || waited)
                break;
            backend = next;
        }
        noVersionAnswers(response, { status, open, fallback: this.#config.fallback });
    }
    /** What a version is told of a request; of one that cannot be said again, why not. */
    #headersOf(request) {
        try {
            const kept = (0,messages/* passedOn */.I3)(request.headersDistinct);
            const { tokens, id } = { tokens: this.#tokens !== undefined, id: this.#idOf(request) };
            return [
                ...kept.filter(([name]) => !(tokens && name === 'authorization') && !(id !== undefined && name === requestId)),
                ...(id === undefined ? [] : [[requestId, [id]]]),
            ];
        }
        catch (error) {
            return { status: 400, because: error.message };
        }
    }
    /** Of a request that is logged: its own where it has one that can be written anywhere. */
    #idOf(request) {
        if (!(0,access/* logsAccess */.Qz)(this.#config.listening))
            return undefined;
        const said = request.headersDistinct[requestId] ?? [];
        const own = said.length === 1 && new RegExp(access/* requestIdPattern */.rc).test(said[0] ?? '') ? said[0] : undefined;
        const id = this.#ids.get(request) ?? own ?? (0,external_node_crypto_.randomUUID)();
        this.#ids.set(request, id);
        return id;
    }
    #logAccess(request, response, { beganMs, token }) {
        const { socket } = request;
        const client = socket.remoteAddress ?? '';
        const beganBytes = socket.bytesWritten;
        response.once('close', () => {
            this.#events.accessed({
                time: new Date().toISOString(),
                client,
                method: request.method ?? '',
                path: (0,embedded_front/* pathOf */.XM)(request).slice(0, access/* longestPath */.GJ),
                status: response.headersSent ? response.statusCode : 0,
                ms: Math.round(performance.now() - beganMs),
                version: response.getHeader('x-model-version')?.toString() ?? null,
                bytes: socket.bytesWritten - beganBytes,
                token,
                id: this.#idOf(request) ?? '',
            });
        });
    }
}


/***/ })

};
