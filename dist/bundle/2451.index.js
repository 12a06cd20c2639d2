export const id = 2451;
export const ids = [2451];
export const modules = {

/***/ 22451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iq: () => (/* binding */ tokenHash),
/* harmony export */   SW: () => (/* binding */ isEveryAddress),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ir: () => (/* binding */ otherListening),
/* harmony export */   openness: () => (/* binding */ openness),
/* harmony export */   rW: () => (/* binding */ listeningOf),
/* harmony export */   readFront: () => (/* binding */ readFront),
/* harmony export */   rs: () => (/* binding */ urlOf),
/* harmony export */   uC: () => (/* binding */ loopback)
/* harmony export */ });
/* unused harmony exports plain, readTokens */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41692);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);





const loopback = { host: '127.0.0.1', accessLog: 'none' };
const listeningOf = ({ tls, tokens, accessLog }) => ({
    tls: tls === undefined ? 'none' : tls.clientCa === undefined ? 'server' : 'mutual',
    tokens: tokens !== undefined,
    accessLog,
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
        ...(tokens === undefined ? {} : { tokens: readTokens(await read(tokens, 'deploy.tokens', longestTokensBytes)) }),
    };
}
async function readTls(files, expired) {
    const certificateText = await read(files.certificate, 'deploy.tls.certificate');
    const keyText = await read(files.key, 'deploy.tls.key');
    const [certificate, ...chain] = certificatesIn(certificateText, 'deploy.tls.certificate', files.certificate);
    const { key, pem: keyPem } = privateKeyIn(keyText, files.key);
    if (certificate === undefined || !certificate.checkPrivateKey(key))
        throw refused('deploy.tls.key', files.key, `it is not the key of the certificate ${files.certificate}`);
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
        throw refused('deploy.tls.certificate', files.certificate, `it cannot be used (${cause.message})`);
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
        throw refused(key, path, 'it has no certificate in PEM (-----BEGIN CERTIFICATE-----)');
    return blocks.map((block, index) => {
        try {
            return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block);
        }
        catch {
            throw refused(key, path, `its certificate ${index + 1} of ${blocks.length} is damaged`);
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
        throw refused('deploy.tls.key', path, 'it has no private key in PEM without a passphrase');
    }
}
/** Two tokens may have one name: while one of them is replaced by the other. */
function readTokens(text) {
    const found = new Map();
    for (const [index, line] of text.split('\n').entries()) {
        if (/^\s*(?:#|$)/.test(line))
            continue;
        // The line itself is never told: it is the secret.
        const place = `line ${index + 1}`;
        const [, name, token = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s+([A-Za-z0-9._~+/-]{1,512}=*)\s*$/.exec(line) ?? [];
        if (name === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`deploy.tokens, ${place}: expected NAME TOKEN, as in “search 3f9c…”`, { exit: 'preflight' });
        if (token.length < shortestToken)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`deploy.tokens, ${place}: the token of ${name} can be guessed: make one of at least ${shortestToken} characters, as by \`openssl rand -hex 32\``, { exit: 'preflight' });
        const sha256 = tokenHash(token);
        const other = found.get(sha256);
        if (other !== undefined && other.name !== name)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`deploy.tokens, ${place}: ${name} has the token of ${other.name}: each needs its own`, {
                exit: 'preflight',
            });
        found.set(sha256, { name, sha256 });
    }
    if (found.size === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('deploy.tokens: the file has no token, so nobody could ask: write NAME TOKEN in a line', {
            exit: 'preflight',
        });
    return [...found.values()];
}
/** As HAProxy writes it. */
const tokenHash = (token) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(token).digest('hex').toUpperCase();
async function read(path, key, limitBytes = longestPemBytes) {
    try {
        // Where certificates are renewed, a link leads to the newest.
        return (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegular */ .VX)(path, limitBytes, { links: 'followed' })).toString('utf8');
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
            throw refused(key, path, error.message);
        const { code } = error;
        const why = code === 'ENOENT'
            ? 'there is no such file on the machine that deploys'
            : code === 'EACCES'
                ? 'whoever deploys may not read it'
                : `it cannot be read (${code})`;
        throw refused(key, path, why);
    }
}
const refused = (key, path, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${key}, ${path}: ${why}`, { exit: 'preflight' });
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


/***/ })

};
