export const id = 2781;
export const ids = [2781,4832];
export const modules = {

/***/ 58802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ repeatableBytes),
/* harmony export */   C3: () => (/* binding */ retryAfterSeconds),
/* harmony export */   Ky: () => (/* binding */ identityText),
/* harmony export */   N: () => (/* binding */ noWebSocket),
/* harmony export */   Uz: () => (/* binding */ identityPath),
/* harmony export */   bJ: () => (/* binding */ isError),
/* harmony export */   jO: () => (/* binding */ openPaths),
/* harmony export */   nc: () => (/* binding */ unauthorized),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
const outcomeOf = (status) => status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered';
const isError = (outcome) => outcome === 'server-error' || outcome === 'unanswered';
/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
const repeatableBytes = 64 * 1024;
/**
 * Where nobody is asked for a token, as a load balancer in front of us has none. Who looks there is no user of a version: stable
 * answers where there is one, and nobody is counted.
 */
const openPaths = ['/v2/health/live', '/v2/health/ready'];
/** What who has no token is told. */
const unauthorized = {
    status: 401,
    because: 'a token is needed: authorization: Bearer TOKEN',
    challenge: 'Bearer realm="model"',
};
/** A tunnel, in which nobody could count. */
const noWebSocket = { status: 501, because: 'no WebSocket here: send a request for each inference' };
/** When a client that no version answers (503) may ask again: a version is seldom started sooner. */
const retryAfterSeconds = 5;
/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
const identityPath = '/.well-known/model-actions';
const identityText = (model) => JSON.stringify({ model });


/***/ }),

/***/ 41180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   FO: () => (/* binding */ isFallbackFile),
/* harmony export */   Pb: () => (/* binding */ fallbackFile),
/* harmony export */   Y$: () => (/* binding */ nameOfFallback),
/* harmony export */   pX: () => (/* binding */ keptFallback)
/* harmony export */ });
/* unused harmony export longestFallbackBytes */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/** It stands in HAProxy's buffer beside the head. */
const longestFallbackBytes = 32 * 1024;
const nameOfFallback = ({ status, contentType, body }) => ({
    status,
    contentType,
    sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)),
});
/** Below the gateway's directory. */
const fallbackFile = ({ sha256 }) => `fallback-${sha256}`;
const isFallbackFile = (name) => /^fallback-[0-9a-f]{64}$/.test(name);
/** As model.yml says it. @param specFile for what is wrong with it */
async function readFallback(file, { specFile, ...said }) {
    const refused = (why, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: ${why}`, {
        exit: 'preflight',
        place: { file: specFile, key: 'deploy.fallback.file' },
        cause,
    });
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)(file, longestFallbackBytes).catch((cause) => {
        if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw refused(`is no regular file of at most ${longestFallbackBytes} bytes: name one that is`, cause);
        if (cause.code === 'ENOENT')
            throw refused('is not there: write the answer into it, or name another file', cause);
        throw refused(`cannot be read (${cause.message}): name a file that whoever deploys may read`, cause);
    });
    if (body.length === 0)
        throw refused('is empty: write the answer into it');
    return { ...said, body };
}
/** The one that a gateway keeps. @throws where it is gone, or is another one */
async function keptFallback(stateDir, name) {
    const body = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(stateDir, fallbackFile(name)), longestFallbackBytes);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(body)) !== name.sha256)
        throw new Error(`${fallbackFile(name)} is damaged`);
    return { status: name.status, contentType: name.contentType, body };
}


/***/ }),

/***/ 22451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iq: () => (/* binding */ tokenHash),
/* harmony export */   SW: () => (/* binding */ isEveryAddress),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ir: () => (/* binding */ otherListening),
/* harmony export */   openness: () => (/* binding */ openness),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   qV: () => (/* binding */ readFrontFile),
/* harmony export */   rW: () => (/* binding */ listeningOf),
/* harmony export */   readFront: () => (/* binding */ readFront),
/* harmony export */   rs: () => (/* binding */ urlOf),
/* harmony export */   uC: () => (/* binding */ loopback)
/* harmony export */ });
/* unused harmony export readTokens */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41692);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _fallback_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41180);
/* harmony import */ var _retries_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(39362);








const loopback = { host: '127.0.0.1', accessLog: 'none' };
const listeningOf = ({ tls, tokens, accessLog, fallback, splitBy, router, retries = _retries_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultRetries */ .y, }) => ({
    tls: tls === undefined ? 'none' : tls.clientCa === undefined ? 'server' : 'mutual',
    tokens: tokens !== undefined,
    accessLog,
    retries,
    ...(fallback === undefined ? {} : { fallback: (0,_fallback_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOfFallback */ .Y$)(fallback) }),
    ...(splitBy === undefined ? {} : { splitBy }),
    ...(router === undefined ? {} : { router }),
});
/** Of a gateway that asks nobody who he is. */
const plain = listeningOf(loopback);
/** The key that says something else than the gateway was started with. */
function otherListening(has, wanted) {
    if (has.tls !== wanted.tls)
        return 'deploy.tls';
    if (has.tokens !== wanted.tokens)
        return 'deploy.tokens';
    if (has.accessLog !== wanted.accessLog)
        return 'deploy.access-log';
    if (!(0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)(has.fallback, wanted.fallback))
        return 'deploy.fallback';
    if (has.splitBy !== wanted.splitBy)
        return 'deploy.split-by';
    if (has.router !== wanted.router)
        return 'deploy.port';
    if (has.retries !== wanted.retries)
        return 'deploy.retries';
    return undefined;
}
/** A payload of HAProxy's runtime API fits its buffer of 64 KiB. */
const longestPemBytes = 48 * 1024;
const longestTokensBytes = 1024 * 1024;
const shortestToken = 16;
/** @throws UserError that names the key and the file where one cannot be read, does not fit the other, or has expired */
async function readFront({ tls, tokens }, options) {
    return {
        ...(tls === undefined ? {} : { tls: await readTls(tls, options.expired) }),
        ...(tokens === undefined ? {} : { tokens: readTokens(await read(tokens, 'deploy.tokens'), tokens) }),
    };
}
async function readTls(files, expired) {
    const certificateText = await read(files.certificate, 'deploy.tls.certificate');
    const keyText = await read(files.key, 'deploy.tls.key');
    const [certificate, ...chain] = certificatesIn(certificateText, 'deploy.tls.certificate', files.certificate);
    const { key, pem: keyPem } = privateKeyIn(keyText, files.key);
    if (certificate === undefined || !certificate.checkPrivateKey(key))
        throw refused('deploy.tls.key', files.key, `it is not the key of the certificate ${files.certificate}: put the two there that were made together`);
    const expires = new Date(certificate.validTo);
    if (expired === 'refused' && expires.getTime() <= Date.now())
        throw refused('deploy.tls.certificate', files.certificate, `it expired at ${expires.toISOString()}: put a renewed one there`);
    const clientCa = files.clientCa === undefined
        ? undefined
        : certificatesIn(await read(files.clientCa, 'deploy.tls.client-ca'), 'deploy.tls.client-ca', files.clientCa);
    const pem = joined([...[certificate, ...chain].map(String), keyPem]);
    try {
        (0,node_tls__WEBPACK_IMPORTED_MODULE_2__.createSecureContext)({ cert: pem, key: pem });
    }
    catch (cause) {
        throw refused('deploy.tls.certificate', files.certificate, `it cannot be used (${cause.message}): have another one made`);
    }
    return {
        pem,
        ...(clientCa === undefined ? {} : { clientCa: joined(clientCa.map(String)) }),
        expiresAt: expires.toISOString(),
    };
}
/** HAProxy takes an empty line for the end of what it is told. */
const joined = (blocks) => blocks.map((block) => `${block.trim()}\n`).join('');
function certificatesIn(text, key, path) {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0)
        throw refused(key, path, 'it has no certificate in PEM (-----BEGIN CERTIFICATE-----): put one there');
    return blocks.map((block, index) => {
        try {
            return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block);
        }
        catch {
            throw refused(key, path, `its certificate ${index + 1} of ${blocks.length} is damaged: put it there anew`);
        }
    });
}
function privateKeyIn(text, path) {
    try {
        const block = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[^-]+-----END \1-----/.exec(text)?.[0] ?? text;
        const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(block);
        return { key, pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
    }
    catch {
        throw refused('deploy.tls.key', path, 'it has no private key in PEM without a passphrase: put one there (`openssl pkey -in FILE` takes a passphrase away)');
    }
}
/** Two tokens may have one name: while one of them is replaced by the other. @param path where the text is from */
function readTokens(text, path) {
    const found = new Map();
    for (const [index, line] of text.split('\n').entries()) {
        if (/^\s*(?:#|$)/.test(line))
            continue;
        // The line itself is never told: it is the secret.
        const wrong = (why) => refused('deploy.tokens', path, why, index + 1);
        const [, name, token = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s+([A-Za-z0-9._~+/-]{1,512}=*)\s*$/.exec(line) ?? [];
        if (name === undefined)
            throw wrong('expected NAME TOKEN, as in “search 3f9c…”');
        if (token.length < shortestToken)
            throw wrong(`the token of ${name} can be guessed: make one of at least ${shortestToken} characters, as by \`openssl rand -hex 32\``);
        const sha256 = tokenHash(token);
        const other = found.get(sha256);
        if (other !== undefined && other.name !== name)
            throw wrong(`${name} has the token of ${other.name}: each needs its own`);
        found.set(sha256, { name, sha256 });
    }
    if (found.size === 0)
        throw refused('deploy.tokens', path, 'it has no token, so nobody could ask: write NAME TOKEN in a line');
    return [...found.values()];
}
/** As HAProxy writes it. */
const tokenHash = (token) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(token).digest('hex').toUpperCase();
/** As it is, for a gateway that sees no file of this machine. @throws UserError where it cannot be read, or is too long */
async function readFrontFile(path, key) {
    try {
        // Where certificates are renewed, a link leads to the newest.
        return await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegular */ .VX)(path, key === 'deploy.tokens' ? longestTokensBytes : longestPemBytes, {
            links: 'followed',
        });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
            throw refused(key, path, error.message.replace(`${path}: `, ''));
        const { code = 'unknown' } = error;
        throw refused(key, path, unreadable[code] ?? `it cannot be read (${code}): check the path and its permissions`);
    }
}
const unreadable = {
    ENOENT: 'there is no such file on the machine that deploys: put it there',
    EACCES: 'whoever deploys may not read it: let them (chmod, chown)',
};
const read = async (path, key) => (await readFrontFile(path, key)).toString('utf8');
const refused = (key, path, why, line) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(why, { exit: 'preflight', place: { file: path, key, ...(line === undefined ? {} : { line }) } });
/** What is open to more than it should be; undefined where nothing is. */
function openness({ host, tls, tokens }) {
    if (isLoopback(host) || tls?.clientCa !== undefined)
        return undefined;
    if (tokens === undefined && tls === undefined)
        return `the gateway listens at ${host} without TLS and without tokens: whoever reaches it can ask the model, and read what others ask; see deploy.tls and deploy.tokens`;
    if (tls === undefined)
        return `the gateway listens at ${host} without TLS: its tokens and all that is asked can be read on the way; see deploy.tls`;
    return undefined;
}
const isEveryAddress = (host) => host === '0.0.0.0' || host === '::';
const isLoopback = (host) => host === '::1' || /^127\./.test(host);
/** Where clients of this machine find it. */
function urlOf({ host, tls }, port) {
    const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
    return `${tls === 'none' ? 'http' : 'https'}://${node_net__WEBPACK_IMPORTED_MODULE_1__.isIPv6(reached) ? `[${reached}]` : reached}:${port}`;
}


/***/ }),

/***/ 42781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uc: () => (/* binding */ sharedIdentity),
/* harmony export */   Zs: () => (/* binding */ cannotListen),
/* harmony export */   ap: () => (/* binding */ portOfShared),
/* harmony export */   f5: () => (/* binding */ portTaken),
/* harmony export */   fG: () => (/* binding */ whyRefused),
/* harmony export */   modelAt: () => (/* binding */ modelAt)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58802);
/* harmony import */ var _front_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22451);





/** @param code the system's own */
const whyRefused = (code) => {
    if (code === 'EACCES' || code === 'EPERM')
        return 'forbidden';
    return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'elsewhere' : 'taken';
};
/** What to say where nobody can listen, with the key that says otherwise. */
function cannotListen({ host, port, kind }, why, cause) {
    const key = kind === 'traffic' ? 'deploy.port' : 'deploy.metrics-port';
    const words = {
        taken: `port ${port} is taken by another program: end it, or write a free port in the key ${key}`,
        forbidden: `this user may not listen at port ${port}: write one from 1024 on in the key ${key}, or allow it (sysctl net.ipv4.ip_unprivileged_port_start=${port})`,
        elsewhere: `${host} is no address of this machine: write one that is (\`ip address\` tells them), or 0.0.0.0 for all, in the key deploy.host`,
    };
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(words[why], { exit: 'preflight', cause });
}
/** What a gateway that several models share says that it serves. */
const sharedIdentity = (port) => `shared/${port}`;
/** Undefined for the identity of a model. */
function portOfShared(identity) {
    const port = /^shared\/(\d{1,5})$/.exec(identity)?.[1];
    return port === undefined ? undefined : Number(port);
}
/** What to say where the port is not free; a gateway of ours there says which model has it. */
async function portTaken({ host, port }, model, cause) {
    const owner = await modelAt({ host, port });
    if (owner === undefined)
        return cannotListen({ host, port, kind: 'traffic' }, 'taken', cause);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(takenBy(owner, port, model), { exit: 'preflight', cause });
}
function takenBy(owner, port, model) {
    const remedy = 'or write a free port in the key deploy.port';
    const shared = sharedIdentity(port);
    if (owner === model)
        return `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`;
    if (owner === shared)
        return `port ${port} is taken by a gateway that models share: write deploy.shared: true to have ${model} share it, ${remedy}`;
    if (model === shared)
        return `port ${port} is taken by the gateway of the model ${owner}, which does not share it: write deploy.shared: true in its model.yml too and deploy it, ${remedy}`;
    return `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port, or deploy.shared: true in both`;
}
const longestIdentity = 1_000;
/** Which model the gateway of ours that listens there serves; undefined where none answers. */
async function modelAt({ host, port }) {
    for (const tls of ['none', 'server']) {
        const model = await identityAt((0,_front_js__WEBPACK_IMPORTED_MODULE_4__/* .urlOf */ .rs)({ host, tls }, port)).catch(() => undefined);
        if (model !== undefined)
            return model;
    }
    return undefined;
}
async function identityAt(gateway) {
    const answer = await new Promise((resolve, reject) => {
        const options = { signal: AbortSignal.timeout(2_000), agent: false };
        const url = `${gateway}${_agent_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .identityPath */ .Uz}`;
        // Nothing is told to whoever answers, and what he says goes into a message alone.
        const request = gateway.startsWith('http:')
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
