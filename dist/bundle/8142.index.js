export const id = 8142;
export const ids = [8142];
export const modules = {

/***/ 25246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ homeDirectory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
function homeDirectory(environment) {
    const named = environment['HOME'] ?? '';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(named))
        return named;
    const known = knownHome();
    if (known !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(known))
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`, { exit: 'preflight' });
}
/** Throws in a container whose user has no name. */
function knownHome() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 96135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ev: () => (/* binding */ isPassingFault),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   uD: () => (/* binding */ isOutage),
/* harmony export */   v: () => (/* binding */ openFetch)
/* harmony export */ });
/* unused harmony exports proxyFor, proxyError */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/** Whether a URL's host is this very machine: what goes there leaves it never. */
const isLoopback = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/**
 * `fetch` by way of the proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy` and `no_proxy`, in
 * small letters first. Node's own fetch looks at them only where it was started with a flag, which an action cannot be.
 * Redirects are followed here: each address has a proxy of its own, or none, and credentials are for the first one's server.
 * @throws UserError, from the requests too, where the proxy is none or does not let us through
 */
function openFetch(environment) {
    const once = (url, options) => {
        const target = new URL(url);
        const proxy = proxyFor(target, environment);
        return proxy === undefined ? globalThis.fetch(target, options) : throughProxy(target, options, proxy);
    };
    return async (url, options = {}) => {
        if ((options.redirect ?? 'follow') !== 'follow')
            return once(url, options);
        const first = new URL(url);
        let [target, init] = [first, { ...options, redirect: 'manual' }];
        for (let hop = 0; hop <= mostRedirects; hop += 1) {
            const answer = await once(target, init);
            const location = redirected.includes(answer.status) ? answer.headers.get('location') : null;
            if (location === null)
                return answer;
            await answer.body?.cancel();
            const next = addressAfter(target, location);
            init = redirectedRequest(init, answer.status, { isSameServer: next.origin === target.origin });
            target = next;
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${first.host}: sends on more than ${mostRedirects} times: check the address`);
    };
}
const redirected = [301, 302, 303, 307, 308];
/** As curl has it, and browsers. */
const mostRedirects = 20;
function addressAfter(asked, location) {
    const next = URL.canParse(location, asked.href) ? new URL(location, asked) : undefined;
    if (next !== undefined && ['http:', 'https:'].includes(next.protocol))
        return next;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${asked.host}: sends on to what is no address of HTTP: check the address, and what stands between`);
}
/** What is asked at the next address, by the rules of the Fetch standard (HTTP-redirect fetch). Pure. */
function redirectedRequest(init, status, to) {
    const headers = new Headers(init.headers);
    if (!to.isSameServer)
        for (const name of ['authorization', 'cookie', 'proxy-authorization'])
            headers.delete(name);
    const method = (init.method ?? 'GET').toUpperCase();
    const asksAnew = status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST';
    if (!asksAnew)
        return { ...init, headers };
    for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'])
        headers.delete(name);
    const { body: _, ...rest } = init;
    return { ...rest, method: 'GET', headers };
}
/** The proxy for a request; undefined where it goes straight. This machine is never asked for through a proxy. */
function proxyFor(url, environment) {
    const read = (name) => [name, name.toUpperCase()]
        .map((key) => ({ name: key, value: environment[key] ?? '' }))
        .find(({ value }) => value !== '');
    const found = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
    if (found === undefined || isLoopback(url.hostname))
        return undefined;
    if (exempt(url, read('no_proxy')?.value ?? ''))
        return undefined;
    const text = found.value.includes('://') ? found.value : `http://${found.value}`;
    const address = URL.canParse(text) ? new URL(text) : undefined;
    if (address === undefined || !['http:', 'https:'].includes(address.protocol))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${found.name}: not the address of an HTTP proxy: expected http://HOST:PORT, or unset it`);
    return { name: found.name, address };
}
/** `no_proxy`: `*`, or names with all below them, addresses and networks (`10.0.0.0/8`), each with a port where one is given. */
function exempt(url, list) {
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[,\s]+/)
        .filter((entry) => entry !== '')
        .some((entry) => {
        if (entry === '*')
            return true;
        const [, name = '', itsPort] = /^(.*?|\[.*\])(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
        if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 && itsPort !== undefined && itsPort !== port)
            return false;
        const bare = ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 ? name : entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
        if (bare.includes('/'))
            return inNetwork(host, bare);
        return host === bare || ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 && host.endsWith(`.${bare}`));
    });
}
function inNetwork(host, network) {
    const [base = '', bits = ''] = network.split('/');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(base);
    if (family === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
        return false;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    const networks = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    networks.addSubnet(base, Number(bits), kind);
    return networks.check(host, kind);
}
const agents = new Map();
async function throughProxy(url, options, proxy) {
    const undici = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 46752, 19));
    const agent = agents.get(proxy.address.href) ?? new undici.ProxyAgent(proxy.address.href);
    agents.set(proxy.address.href, agent);
    try {
        // The types are the platform's; undici is what the platform's fetch is made of.
        const init = { ...options, dispatcher: agent };
        return (await undici.fetch(url, init));
    }
    catch (error) {
        throw proxyError(error, url, proxy) ?? error;
    }
}
/**
 * Whether a request that found no answer, or lost it on the way, may find one the next time: by what Node says of its connection,
 * and by what a proxy says of the server behind it.
 */
const isPassingFault = (error) => hasCode(error, passing) || isAway(error);
/** The same of a server that answered a moment ago: what cannot be reached now may be there again soon. */
const isOutage = (error) => isPassingFault(error) || hasCode(error, [...unreachable, slow]);
/** A request that its proxy did not let through, in words; what it was for the machine is in its causes. */
class ProxyError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
}
function hasCode(error, codes) {
    return causesOf(error).some(({ code }) => codes.includes(String(code)));
}
/** What a proxy answers that gets no answer itself, as a server does behind which another one is away. */
const isAway = (error) => causesOf(error).some((cause) => away.includes(statusOf(cause) ?? 0));
const away = [502, 503, 504];
/** An error and what it was caused by; nothing of one that is not the network's. */
function causesOf(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo && !(error instanceof ProxyError))
        return [];
    const found = [];
    for (let cause = error; typeof cause === 'object' && cause !== null;) {
        found.push(cause);
        cause = cause.cause;
    }
    return found;
}
/** The status with which a proxy refused a tunnel, as undici words it. */
function statusOf({ message }) {
    const status = /^Proxy response \((\d+)\)/.exec(message ?? '')?.[1];
    return status === undefined ? undefined : Number(status);
}
/** The proxy's own refusals, which would else read as the registry's. Its credentials are in no message. */
function proxyError(error, url, proxy) {
    const say = (reason, remedy) => new ProxyError(`${url.host}: the proxy ${proxy.address.host} of ${proxy.name} ${reason}: ${remedy}`, {
        cause: error,
    });
    for (const cause of causesOf(error)) {
        const status = statusOf(cause);
        if (status === 407)
            return say('wants other credentials (407)', `give them as http://USER:PASSWORD@HOST in ${proxy.name}`);
        if (status !== undefined && away.includes(status))
            return say(`gets no answer from this host (${status})`, 'try again; if that does not help, check the name of the host, or name it in NO_PROXY if it is reached without a proxy');
        if (status !== undefined)
            return say(`does not let us through (${status})`, 'ask for this host to be allowed there, or name it in NO_PROXY');
        if (unreachable.includes(String(cause.code)))
            return say(`cannot be reached (${cause.code})`, `correct ${proxy.name}, or name the host in NO_PROXY`);
    }
    return undefined;
}
const passing = ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT'];
/** Nobody took the connection. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'];
/** Somebody took it, and then said nothing. */
const slow = 'UND_ERR_HEADERS_TIMEOUT';


/***/ }),

/***/ 85167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DE: () => (/* binding */ blobOf),
/* harmony export */   EQ: () => (/* binding */ repeatable),
/* harmony export */   Ro: () => (/* binding */ emptyBlob),
/* harmony export */   Xn: () => (/* binding */ readableFrom),
/* harmony export */   gm: () => (/* binding */ readBlob),
/* harmony export */   jh: () => (/* binding */ measured),
/* harmony export */   pP: () => (/* binding */ moveBlob),
/* harmony export */   su: () => (/* binding */ isRepeatable),
/* harmony export */   yw: () => (/* binding */ readAll),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23102);




const repeatable = (begin) => ({
    repeatable: true,
    [Symbol.asyncIterator]: () => begin()[Symbol.asyncIterator](),
});
const isRepeatable = (stream) => 'repeatable' in stream && stream.repeatable === true;
const blobOf = (bytes) => repeatable(async function* () {
    yield bytes;
});
const empty = Buffer.from('{}');
/** What stands where a manifest must name a blob and there is nothing to say (image-spec 1.1, manifest.md). */
const emptyBlob = {
    bytes: empty,
    descriptor: { mediaType: 'application/vnd.oci.empty.v1+json', digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(empty), size: empty.length },
};
/** Passes a stream on and says, once it has ended, what it was. */
function measured(stream) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    let ended;
    async function* pass() {
        for await (const piece of stream) {
            hash.update(piece);
            size += piece.length;
            yield piece;
        }
        ended = { digest: `sha256:${hash.digest('hex')}`, size };
    }
    return {
        stream: pass(),
        result() {
            if (ended === undefined)
                throw new Error('asked for the digest of a stream that has not ended');
            return ended;
        },
    };
}
/** Fails at the end, or as soon as it is too long, where a stream is not what it should be. @param remedy what the user can do */
async function* verified(stream, expected, place, remedy = 'push the image again') {
    const differs = (how) => new _mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .UnreadableError */ .Gy(`${place}: not what its digest says, ${how}: it was damaged or tampered with, ${remedy}`);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let size = 0;
    for await (const piece of stream) {
        hash.update(piece);
        size += piece.length;
        if (size > expected.size)
            throw differs(`longer than ${expected.size} bytes`);
        yield piece;
    }
    if (size !== expected.size)
        throw differs(`${size} bytes instead of ${expected.size}`);
    const found = `sha256:${hash.digest('hex')}`;
    if (found !== expected.digest)
        throw differs(`its digest is ${found}`);
}
async function readAll(stream) {
    const pieces = [];
    for await (const piece of stream)
        pieces.push(piece);
    return Buffer.concat(pieces);
}
/** A small blob (a config, a bundle) as bytes. */
async function readBlob(store, descriptor) {
    if (descriptor.size > 64 * 1024 * 1024)
        throw new _mediaTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .UnreadableError */ .Gy(`${store.name}@${descriptor.digest}: ${descriptor.size} bytes, too large for what it is said to be: find out who pushed it, and push the image again`);
    return readAll(await store.read(descriptor));
}
const readableFrom = (stream) => node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(stream, { objectMode: false });
/** Takes a blob from one store to another: nothing if it is there, mounted if that is possible, streamed otherwise. */
async function moveBlob(from, descriptor, to) {
    if (await to.has(descriptor.digest, descriptor.size))
        return 'present';
    if (to.mount !== undefined && (await to.mount(descriptor.digest, from)))
        return 'mounted';
    const source = repeatable(async function* () {
        yield* await from.read(descriptor);
    });
    await to.write(source, descriptor.mediaType, { digest: descriptor.digest, size: descriptor.size });
    return 'moved';
}


/***/ }),

/***/ 57545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ openLayout)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41869);
/* harmony import */ var _processGroups_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59428);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(85167);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(23102);











const tagKey = 'org.opencontainers.image.ref.name';
const incoming = '.incoming';
const again = 'run again what put it there: build the image, or run the stage with --force';
const turns = new Map();
const label = 'a writer of an image layout';
const lockOf = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, incoming, 'index.lock');
/** As `index.json` of a place that holds thousands of results. */
const indexLimitBytes = 64 * 1024 * 1024;
/**
 * An OCI image layout directory (image-spec 1.1, image-layout.md). Blobs and index appear by a rename, whole. It holds
 * directories and regular files: what else lies there, put by whoever wrote the checkout, is refused and never followed.
 * @param options.create where there is no layout yet, the first that is written makes it; until then it is empty
 * @param options.inside a directory that must be there then: of a project that somebody moves during a run none is made anew
 * @throws UserError where the directory is no layout, or cannot be made
 */
async function openLayout(directory, options) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'oci-layout');
    const marker = await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegular */ .VX)(file, 4096).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo)
            throw error;
        if (options.create && error.code !== 'ENOENT')
            throw notCreated(directory, error);
        return undefined;
    });
    if (marker === undefined && !options.create)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${directory}: not an OCI layout, there is no oci-layout file: give a directory that an image was built into`);
    if (marker !== undefined && !/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(marker.toString()))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${file}: unknown version of the OCI layout: expected 1.0.0`);
    return new Layout(directory, { mayBeMissing: marker === undefined, inside: options.inside });
}
class Layout {
    name;
    #directory;
    #mayBeMissing;
    #inside;
    #prepared;
    #isMade = false;
    #indexRead;
    constructor(directory, options) {
        this.#directory = directory;
        this.#mayBeMissing = options.mayBeMissing;
        this.#inside = options.inside;
        this.name = `oci:${directory}`;
    }
    async has(digest, sizeBytes) {
        const found = await this.#sizeOf(digest);
        return found !== undefined && (sizeBytes === undefined || found === sizeBytes);
    }
    async read(descriptor) {
        const { digest } = descriptor;
        const path = this.#blob(digest);
        if (!(await this.has(digest)))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${this.name}: ${digest} is missing: ${again}`);
        async function* pieces() {
            const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .openRegular */ .lf)(path);
            yield* file.createReadStream({ highWaterMark: _digest_js__WEBPACK_IMPORTED_MODULE_4__/* .readBytes */ .io });
        }
        return (0,_blobs_js__WEBPACK_IMPORTED_MODULE_9__/* .readableFrom */ .Xn)((0,_blobs_js__WEBPACK_IMPORTED_MODULE_9__/* .verified */ .zr)(pieces(), descriptor, path, `remove this file, and ${again}`));
    }
    async write(stream, mediaType, known) {
        // One of another size was cut short on its way to the disk, and is written anew.
        if (known !== undefined && (await this.#sizeOf(known.digest)) === known.size)
            return { mediaType, ...known };
        const checked = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_9__/* .measured */ .jh)(known === undefined ? stream : (0,_blobs_js__WEBPACK_IMPORTED_MODULE_9__/* .verified */ .zr)(stream, known, `${this.name}@${known.digest}`));
        const temporary = await this.#save(checked.stream);
        const found = checked.result();
        await this.#publish(temporary, this.#blob(found.digest));
        return { mediaType, ...found };
    }
    async putManifest(bytes, mediaType, tag) {
        const descriptor = { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .digestBytes */ .QN)(bytes), size: bytes.length };
        const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .parseDocument */ .Tp)(bytes, `${this.name}@${descriptor.digest}`);
        await this.write((0,_blobs_js__WEBPACK_IMPORTED_MODULE_9__/* .blobOf */ .DE)(bytes), mediaType, descriptor);
        if (tag !== undefined || (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .subjectOf */ .et)(document) !== undefined)
            await this.#change((manifests) => [
                ...manifests.filter((entry) => tag === undefined
                    ? entry.digest !== descriptor.digest || entry.annotations?.[tagKey] !== undefined
                    : entry.annotations?.[tagKey] !== tag),
                tag === undefined
                    ? (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .referrerDescriptor */ .xh)(descriptor, document)
                    : { ...descriptor, annotations: { [tagKey]: tag } },
            ]);
        return descriptor;
    }
    async getManifest(reference) {
        const tagged = (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(reference) ? undefined : await this.resolve(reference);
        if (tagged === undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(reference))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${this.name}: there is no tag ${reference}: tags are ${(await this.tags()).join(', ') || 'none'}`);
        const digest = tagged?.digest ?? reference;
        const path = this.#blob(digest);
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegular */ .VX)(path, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .manifestLimitBytes */ .cU).catch((error) => {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo || error.code !== 'ENOENT')
                throw (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .diskError */ .wO)(`${path}: cannot be read`, error);
            throw new _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .MissingError */ .Rh(`${this.name}: there is no manifest ${digest}: ${again}; or name the registry that an image was pushed to (image.registry)`);
        });
        if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .digestBytes */ .QN)(bytes) !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${path}: not what its digest says: it was damaged or tampered with, remove this file, and ${again}`);
        return { descriptor: { mediaType: (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .mediaTypeOf */ .c0)(bytes, path), digest, size: bytes.length }, bytes };
    }
    async resolve(tag) {
        const found = byTag(await this.#index()).get(tag);
        return found === undefined ? undefined : { mediaType: found.mediaType, digest: found.digest, size: found.size };
    }
    async tryWriting() {
        let present = this.#directory;
        while (this.#mayBeMissing && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(present) !== present && !(await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .isThere */ .$B)(present)))
            present = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(present);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(present, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK).catch((error) => {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${this.name}: cannot be written to (${error.code}): change its owner or mode, or name another`, {
                exit: 'preflight',
            });
        });
    }
    async tags() {
        const { manifests } = await this.#index();
        return manifests.flatMap((entry) => entry.annotations?.[tagKey] ?? []).sort();
    }
    async referrers(digest) {
        const found = [];
        for (const entry of new Set((await this.#index()).manifests.map((manifest) => manifest.digest))) {
            try {
                const { descriptor, bytes } = await this.getManifest(entry);
                const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .parseDocument */ .Tp)(bytes, `${this.name}@${entry}`);
                if ((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .subjectOf */ .et)(document) === digest)
                    found.push((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .referrerDescriptor */ .xh)(descriptor, document));
            }
            catch (error) {
                if (!(error instanceof _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .UnreadableError */ .Gy))
                    throw error;
                // Of which image it speaks nobody can say: it is listed for each, and whoever reads it says what it is.
                found.push({ mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .mediaTypes */ .Ib.manifest, digest: entry, size: 0 });
            }
        }
        return found;
    }
    /** Undefined where there is no such blob. */
    #sizeOf(digest) {
        const path = this.#blob(digest);
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).then((entry) => {
            if (entry.isFile())
                return entry.size;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${path}: not a regular file, though nothing else belongs there: remove it`);
        }, (error) => {
            if (error.code === 'ENOENT')
                return undefined;
            throw (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .diskError */ .wO)(`${this.name}: cannot be read`, error);
        });
    }
    #blob(digest) {
        // It becomes a path: digests of documents and of inputs were checked where they were read.
        if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(digest))
            throw new Error(`${this.name}: ${JSON.stringify(digest)} is no sha256 digest`);
        return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(this.#directory, 'blobs', 'sha256', (0,_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .hexOf */ .ZD)(digest));
    }
    async #index() {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(this.#directory, 'index.json');
        // Every tag is looked up in it, and there may be thousands; it is replaced whole, never changed.
        const version = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file).then(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`, () => undefined);
        if (version !== undefined && version === this.#indexRead?.version)
            return this.#indexRead.index;
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegular */ .VX)(file, indexLimitBytes).catch(async (error) => {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo)
                throw error;
            if (this.#mayBeMissing && !this.#isMade && error.code === 'ENOENT')
                return undefined;
            const moved = await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .movedSince */ .yz)(this.#inside, error);
            if (moved !== undefined)
                throw moved;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${file}: cannot be read (${error.code}): build the image again`);
        });
        if (bytes === undefined)
            return { manifests: [] };
        const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .parseDocument */ .Tp)(bytes, file);
        if (document.kind !== 'index')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${file}: not an OCI index: build the image again`);
        if (version !== undefined)
            this.#indexRead = { version, index: document.index };
        return document.index;
    }
    /** The index is read, changed and replaced as one step: by turns in this process, behind a lock between processes. */
    async #change(change) {
        await this.#prepare();
        const lock = lockOf(this.#directory);
        const before = turns.get(lock) ?? Promise.resolve();
        const turn = before
            .catch(() => undefined)
            .then(() => (0,_locks_js__WEBPACK_IMPORTED_MODULE_7__/* .withLock */ .k)(lock, { label, inside: this.#inside }, async () => writeIndex(this.#directory, change((await this.#index()).manifests))));
        turns.set(lock, turn);
        await turn.catch((error) => this.#refuse(error));
    }
    async #refuse(error) {
        throw (await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .movedSince */ .yz)(this.#inside, error)) ?? (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .diskError */ .wO)(`${this.name}: cannot be written`, error);
    }
    async #save(stream) {
        await this.#prepare();
        const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(this.#directory, incoming, `${(0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)()}-${process.pid}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`);
        try {
            await writeStream(temporary, stream);
            return temporary;
        }
        catch (error) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
            return this.#refuse(error);
        }
    }
    async #publish(temporary, path) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, path).catch((error) => this.#refuse(error));
    }
    /** Before the first that is written. Only now anything changes there: who reads leaves a layout as it was. */
    #prepare() {
        this.#prepared ??= prepare(this.#directory, this.#inside).then(() => {
            this.#isMade = true;
        }, (error) => {
            this.#prepared = undefined;
            throw error;
        });
        return this.#prepared;
    }
}
const tagged = new WeakMap();
/** The first entry of a tag counts. */
function byTag(index) {
    let found = tagged.get(index);
    if (found === undefined) {
        found = new Map();
        for (const entry of index.manifests) {
            const tag = entry.annotations?.[tagKey];
            if (tag !== undefined && !found.has(tag))
                found.set(tag, entry);
        }
        tagged.set(index, found);
    }
    return found;
}
async function prepare(directory, inside) {
    try {
        await (inside === undefined ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(directory, { recursive: true }) : (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectoryIn */ .BG)(inside, directory));
        for (const path of ['blobs', 'blobs/sha256', incoming])
            await makeOwnDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, path));
        const lacks = async (name) => !(await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name)));
        if (await lacks('oci-layout'))
            // Others may begin at the same time, and one of them may have written a tag since.
            await (0,_locks_js__WEBPACK_IMPORTED_MODULE_7__/* .withLock */ .k)(lockOf(directory), { label, inside }, async () => {
                if (await lacks('index.json'))
                    await writeIndex(directory, []);
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
            });
        await sweep((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, incoming));
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo)
            throw error;
        throw (await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .movedSince */ .yz)(inside, error)) ?? notCreated(directory, error);
    }
}
/** A link there would have us write, and sweep up, wherever it leads. */
async function makeOwnDirectory(path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path).catch(async (error) => {
        if (error.code !== 'EEXIST')
            throw error;
        if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path)).isDirectory())
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${path}: not a directory, though an image layout has one there: remove it`);
    });
}
const notCreated = (directory, error) => new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`oci:${directory}: cannot be created (${error.code}): check the path, its permissions and free space`, {
    cause: error,
});
const writeIndex = (directory, manifests) => (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_10__/* .mediaTypes */ .Ib.index, manifests }));
/** On the disk before it is renamed: a power cut leaves no blob or a whole one, never half of one. */
async function writeStream(path, pieces) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx', 0o644);
    try {
        for await (const piece of pieces) {
            let at = 0;
            while (at < piece.length)
                at += (await handle.write(piece, at)).bytesWritten;
        }
        await handle.datasync();
    }
    finally {
        await handle.close();
    }
}
const abandonedMs = 24 * 60 * 60 * 1000;
/**
 * Removes what killed writers left half written. Of a writer on another host, or in another container, nobody here can tell
 * whether it lives: what it left goes when nothing was added for a day.
 */
async function sweep(directory) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory)) {
        const [, host, pid] = /^(.+)-(\d+)-[0-9a-f]{16}$/.exec(name) ?? [];
        if (host === undefined || (host === (0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)() && (0,_processGroups_js__WEBPACK_IMPORTED_MODULE_8__/* .alive */ .yV)(Number(pid))))
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name);
        const ageMs = Date.now() - (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
        if (host === (0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)() || ageMs > abandonedMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    }
}


/***/ }),

/***/ 23102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ manifestTypes),
/* harmony export */   Gy: () => (/* binding */ UnreadableError),
/* harmony export */   Ib: () => (/* binding */ mediaTypes),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Rh: () => (/* binding */ MissingError),
/* harmony export */   Tp: () => (/* binding */ parseDocument),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   cU: () => (/* binding */ manifestLimitBytes),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   n6: () => (/* binding */ describeIssue),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   xh: () => (/* binding */ referrerDescriptor)
/* harmony export */ });
/* unused harmony export readDocument */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _depth_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23160);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);




/** OCI image specification 1.1, and Docker's older names that registries still hold. */
const mediaTypes = {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar',
    gzipLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
};
const manifestTypes = [
    mediaTypes.index,
    mediaTypes.manifest,
    mediaTypes.dockerIndex,
    mediaTypes.dockerManifest,
];
/** A manifest is read whole into memory; registries refuse larger ones too. */
const manifestLimitBytes = 4 * 1024 * 1024;
const digest = zod__WEBPACK_IMPORTED_MODULE_2__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value), 'not a sha256 digest');
const descriptor = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    digest,
    size: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(0),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
    platform: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ architecture: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), os: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), variant: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional() }).optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
const manifest = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    config: descriptor,
    layers: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(descriptor),
    subject: descriptor.optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
});
const index = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mediaType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    artifactType: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    manifests: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(descriptor),
    subject: descriptor.optional(),
    annotations: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).optional(),
});
/** What came whole, and is not what it should be: asking again would bring the same. Others may have put it there. */
class UnreadableError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
}
/** A manifest that is named and not there. */
class MissingError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
}
/** @param place what to name in the error: the reference that these bytes came from */
const parseDocument = (bytes, place) => readDocument(parseJson(bytes, place), place);
/** As `parseDocument`, of a value that was parsed already. */
function readDocument(value, place) {
    const isIndex = typeof value === 'object' && value !== null && 'manifests' in value;
    const parsed = isIndex ? index.safeParse(value) : manifest.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new UnreadableError(`${place}: neither an image manifest nor an index (${describeIssue(issue)}): give an OCI image`);
    }
    const clean = JSON.parse(JSON.stringify(parsed.data));
    return isIndex ? { kind: 'index', index: clean } : { kind: 'manifest', manifest: clean };
}
/** What is wrong and where, in words; keys of somebody else's document may be as long as it. */
const describeIssue = (issue) => `${issue?.path.join('.').slice(0, 100) ?? ''}: ${issue?.message.slice(0, 300) ?? ''}`;
function parseJson(bytes, place) {
    const refused = (reason) => new UnreadableError(`${place}: not JSON (${reason}): the image is damaged, build or push it again`);
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        throw refused(error.message);
    }
    if ((0,_depth_js__WEBPACK_IMPORTED_MODULE_3__/* .isTooDeep */ .f)(value))
        throw refused(`more than ${_depth_js__WEBPACK_IMPORTED_MODULE_3__/* .deepestLevels */ .Q} levels deep`);
    return value;
}
/**
 * What an index lists, as it stands there. What another tool attached may have a digest of another kind, and is
 * no reason to overlook the rest. @throws UserError where it is no document at all
 */
function entriesOf(value, place) {
    const manifests = typeof value === 'object' && value !== null && 'manifests' in value ? value.manifests : undefined;
    if (Array.isArray(manifests))
        return manifests.filter((entry) => typeof entry === 'object' && entry !== null);
    readDocument(value, place);
    return [];
}
/** What a referrers listing says about a manifest: its type and annotations are those of the manifest itself. */
function referrerDescriptor(descriptor, document) {
    const own = document.kind === 'index' ? document.index : document.manifest;
    const artifactType = own.artifactType ?? (document.kind === 'manifest' ? document.manifest.config.mediaType : undefined);
    return {
        mediaType: descriptor.mediaType,
        digest: descriptor.digest,
        size: descriptor.size,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(own.annotations === undefined ? {} : { annotations: own.annotations }),
    };
}
const subjectOf = (document) => (document.kind === 'index' ? document.index.subject : document.manifest.subject)?.digest;
const mediaTypeOf = (bytes, place) => {
    const value = parseJson(bytes, place);
    if (typeof value?.mediaType === 'string')
        return value.mediaType;
    return readDocument(value, place).kind === 'index' ? mediaTypes.index : mediaTypes.manifest;
};


/***/ }),

/***/ 84974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ isRegistryHost),
/* harmony export */   F: () => (/* binding */ parseReference)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const namePattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const hostPattern = /^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|\[[0-9a-fA-F:]+\]|[A-Za-z0-9-]+(?=:\d))(?::\d{1,5})?$/;
/** Whether a text is `HOST` or `HOST:PORT`, as references begin with. */
const isRegistryHost = (text) => hostPattern.test(text);
/** `ghcr.io/acme/x[:tag][@sha256:…]` or `oci:DIR[:tag][@sha256:…]`. Names without a host are refused, not guessed. */
function parseReference(text, place = {}) {
    const refuse = (reason) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`image ${JSON.stringify(text)}: ${reason}: expected HOST/NAME[:TAG][@sha256:…] or oci:DIRECTORY[:TAG][@sha256:…]`, { place });
    };
    const [, body = '', digest] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        refuse('what follows @ is no sha256 digest');
    const [, rest = '', tag] = /^(.*?)(?::([^/:]*))?$/s.exec(body.startsWith('oci:') ? body.slice('oci:'.length) : body) ?? [];
    if (tag !== undefined && !tagPattern.test(tag))
        refuse(`${JSON.stringify(tag)} is no tag`);
    const chosen = {
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined || !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest) ? {} : { digest }),
    };
    if (body.startsWith('oci:')) {
        if (rest === '' || rest.includes('\0'))
            refuse('the directory is missing');
        return { kind: 'layout', directory: rest, ...chosen };
    }
    const slash = rest.indexOf('/');
    const host = rest.slice(0, Math.max(slash, 0));
    const name = rest.slice(slash + 1);
    if (slash < 1 || !hostPattern.test(host))
        refuse('it names no registry');
    if (!namePattern.test(name))
        refuse(`${JSON.stringify(name)} is no name of a repository (lower case letters, digits, . _ - /)`);
    return { kind: 'registry', host, name, ...chosen };
}


/***/ }),

/***/ 35418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ openRegistry)
});

// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
;// CONCATENATED MODULE: ./build/src/oci/listing.js

const limitEntries = 20_000;
const limitBytes = 32 * 1024 * 1024;
const limitAnswers = 1_000;
const limitSilences = 10;
/**
 * What one listing may come to in all, over every page and everything that is looked up for it. Past that it fails: a part
 * of a listing would read as "no more signatures".
 */
class Listing {
    #place;
    #untilMs;
    #bytes = 0;
    #answers = 0;
    constructor(place, timeoutMs) {
        this.#place = place;
        this.#untilMs = performance.now() + limitSilences * timeoutMs;
    }
    took(bytes, doing) {
        this.#bytes += bytes;
        this.#answers += 1;
        if (this.#bytes > limitBytes)
            this.#refuse(doing, `more than ${limitBytes} bytes`);
        if (this.#answers > limitAnswers)
            this.#refuse(doing, `more than ${limitAnswers} answers`);
        if (performance.now() > this.#untilMs)
            this.#refuse(doing, 'it takes too long');
    }
    require(entries, doing) {
        if (entries > limitEntries)
            this.#refuse(doing, `more than ${limitEntries} entries`);
    }
    #refuse(doing, reason) {
        throw new errors/* UserError */.yo(`${this.#place}: cannot ${doing}: ${reason}: remove what nobody needs there, or use another repository`);
    }
}

// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registryAuth.js
var registryAuth = __webpack_require__(19082);
// EXTERNAL MODULE: ./build/src/oci/registryHttp.js + 1 modules
var registryHttp = __webpack_require__(77630);
;// CONCATENATED MODULE: ./build/src/oci/registry.js









/** A repository of a registry (OCI distribution-spec 1.1). No request is sent yet. @throws UserError */
async function openRegistry(options) {
    const reference = (0,oci_reference/* parseReference */.F)(options.repository);
    if (reference.kind !== 'registry' || reference.tag !== undefined || reference.digest !== undefined)
        throw new errors/* UserError */.yo(`${options.repository}: expected the repository alone, HOST/NAME, without a tag or digest`);
    const { host, name } = reference;
    const origin = new URL(`${options.insecure ? 'http' : 'https'}://${host === 'docker.io' ? 'registry-1.docker.io' : host}`);
    if (options.insecure && !(0,network/* isLoopback */.U9)(origin.hostname))
        throw new errors/* UserError */.yo(`${host}: plain HTTP is allowed on loopback addresses only: leave insecure-registry out and use TLS`);
    const environment = options.environment ?? process.env;
    const credentials = options.credentials ?? (await (0,registryAuth/* dockerCredentials */.d)(host, environment)) ?? options.fallback;
    const fetch = options.fetch ?? (0,network/* openFetch */.v)(environment);
    const timeoutMs = options.timeoutMs ?? 60_000;
    const path = host === 'docker.io' && !name.includes('/') ? `library/${name}` : name;
    return new Registry(origin, { repository: `${host}/${name}`, credentials }, new registryAuth/* RegistryAuth */.g({ repository: path, credentials, fetch, timeoutMs }), {
        fetch,
        timeoutMs,
        backoffMs: options.backoffMs ?? 500,
        signal: options.signal,
    });
}
/**
 * What registries answer that have no referrers API: 404 says the specification, Artifactory says 406, others 400, and ghcr.io
 * sends us to a page of its website (303). What is attached is then found by the fallback tag.
 */
const noReferrersApi = [303, 400, 404, 406];
/** Not every registry tells how many bytes there are, and packed they are others. */
function mayHold({ headers }, sizeBytes) {
    const said = headers.get('content-length');
    return said === null || headers.has('content-encoding') || Number(said) === sizeBytes;
}
class Registry {
    name;
    remote;
    origin;
    auth;
    #http;
    constructor(origin, remote, auth, http) {
        this.origin = origin;
        this.name = remote.repository;
        this.remote = remote;
        this.auth = auth;
        this.#http = http;
    }
    async has(digest, sizeBytes) {
        // Some proxies answer a HEAD with another size than the blob's. The answer that brings its bytes has the right one.
        for (const method of ['HEAD', 'GET']) {
            const response = await this.#send({
                method,
                url: this.#url(`blobs/${digest}`),
                doing: `look for ${digest}`,
                accept: [200, 404],
            });
            await response.body?.cancel();
            if (response.status === 404)
                return false;
            if (sizeBytes === undefined || mayHold(response, sizeBytes))
                return true;
        }
        return false;
    }
    async read(descriptor) {
        const doing = `pull ${descriptor.digest}`;
        const response = await this.#send({
            method: 'GET',
            url: this.#url(`blobs/${descriptor.digest}`),
            doing,
            accept: [200],
        });
        return (0,blobs/* readableFrom */.Xn)((0,blobs/* verified */.zr)((0,registryHttp/* bodyOf */.EN)(response, doing, this.#http.timeoutMs), descriptor, `${this.name}@${descriptor.digest}`));
    }
    async write(stream, mediaType, known) {
        if (known !== undefined && (await this.has(known.digest, known.size)))
            return { mediaType, ...known };
        return known === undefined ? this.#writeUnknown(stream, mediaType) : this.#writeKnown(stream, mediaType, known);
    }
    /** In one request: a whole upload is made visible by the registry, or nothing is. A failed one is repeated where it can be. */
    async #writeKnown(stream, mediaType, known) {
        const url = await this.#startUpload(known.digest);
        url.searchParams.set('digest', known.digest);
        const place = `${this.name}@${known.digest}`;
        const checked = (0,blobs/* isRepeatable */.su)(stream)
            ? (0,blobs/* repeatable */.EQ)(() => (0,blobs/* verified */.zr)(stream, known, place))
            : (0,blobs/* verified */.zr)(stream, known, place);
        await this.#send({
            method: 'PUT',
            url,
            doing: `push ${known.digest}`,
            headers: { 'content-type': 'application/octet-stream' },
            body: { stream: checked, size: known.size },
            accept: [201, 202, 204],
        });
        return { mediaType, ...known };
    }
    async #writeUnknown(stream, mediaType) {
        const checked = (0,blobs/* measured */.jh)(stream);
        const sent = await this.#send({
            method: 'PATCH',
            url: await this.#startUpload('a blob'),
            doing: 'push a blob',
            headers: { 'content-type': 'application/octet-stream' },
            body: { stream: checked.stream, size: undefined },
            accept: [202, 204],
        });
        const found = checked.result();
        const url = this.#location(sent, 'push a blob');
        url.searchParams.set('digest', found.digest);
        await this.#send({ method: 'PUT', url, doing: `push ${found.digest}`, accept: [201, 202, 204] });
        return { mediaType, ...found };
    }
    /** An upload that is begun and given up. A registry that cannot give it up forgets it by itself. */
    async tryWriting() {
        const url = await this.#startUpload('to this repository');
        await this.#send({ method: 'DELETE', url, doing: 'give an upload up', accept: [202, 204, 400, 403, 404, 405] });
    }
    async mount(digest, from) {
        if (!(from instanceof Registry) || from.origin.origin !== this.origin.origin)
            return false;
        const url = this.#url('blobs/uploads/');
        url.searchParams.set('mount', digest);
        url.searchParams.set('from', from.auth.repository);
        const response = await this.#send({
            method: 'POST',
            url,
            doing: `mount ${digest}`,
            accept: [201, 202],
            alsoPull: from.auth.repository,
        });
        return response.status === 201;
    }
    async putManifest(bytes, mediaType, tag) {
        const descriptor = { mediaType, digest: (0,src_digest/* digestBytes */.QN)(bytes), size: bytes.length };
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${this.name}@${descriptor.digest}`);
        const response = await this.#send({
            method: 'PUT',
            url: this.#url(`manifests/${tag ?? descriptor.digest}`),
            doing: tag === undefined ? `push the manifest ${descriptor.digest}` : `push the tag ${tag}`,
            headers: { 'content-type': mediaType },
            body: bytes,
            accept: [201, 202],
        });
        const said = response.headers.get('docker-content-digest');
        if (said !== null && said !== descriptor.digest)
            throw new errors/* UserError */.yo(`${this.name}: the registry changed the manifest ${descriptor.digest} to ${said}: it cannot be trusted with images, use another`);
        const subject = (0,mediaTypes/* subjectOf */.et)(document);
        if (subject !== undefined && response.headers.get('oci-subject') === null)
            await this.#addToFallback(subject, (0,mediaTypes/* referrerDescriptor */.xh)(descriptor, document));
        return descriptor;
    }
    async getManifest(reference) {
        const found = await this.#fetchManifest(reference, `pull ${reference}`);
        if (found === undefined)
            throw new mediaTypes/* MissingError */.Rh(`${this.name}: there is no ${(0,src_digest/* isDigest */.Bc)(reference) ? 'manifest' : 'tag'} ${reference}: check it, and that the account may see it`);
        return found;
    }
    async resolve(tag) {
        return (await this.#fetchManifest(tag, `look up the tag ${tag}`))?.descriptor;
    }
    async tags() {
        const tags = new Set();
        const listing = new Listing(this.name, this.#http.timeoutMs);
        for await (const page of this.#pages(this.#url('tags/list'), listing, 'list the tags')) {
            const listed = page?.tags;
            for (const tag of Array.isArray(listed) ? listed : [])
                if (typeof tag === 'string')
                    tags.add(tag);
            listing.require(tags.size, 'list the tags');
        }
        return [...tags].sort();
    }
    /**
     * From the referrers API and from the fallback tag, as registries moved from one to the other. What a listing says of
     * a manifest is not believed (GHCR misreports artifactType): each is fetched, checked for its subject, and described
     * from its own content.
     */
    async referrers(digest) {
        const place = `${this.name}: referrers of ${digest}`;
        const doing = `list the referrers of ${digest}`;
        const listed = new Set();
        const listing = new Listing(this.name, this.#http.timeoutMs);
        for await (const page of this.#pages(this.#url(`referrers/${digest}`), listing, doing, noReferrersApi)) {
            for (const { digest: each } of (0,mediaTypes/* entriesOf */.Mc)(page, place))
                if (isListed(each))
                    listed.add(each);
            listing.require(listed.size, doing);
        }
        for (const { digest: each } of await this.#fallback(digest))
            if (isListed(each))
                listed.add(each);
        const found = [];
        for (const entry of listed) {
            try {
                const manifest = await this.#fetchManifest(entry, `pull the referrer ${entry}`);
                if (manifest === undefined)
                    continue; // a listing may outlive what was deleted; the manifest itself decides
                listing.took(manifest.bytes.length, doing);
                const document = (0,mediaTypes/* parseDocument */.Tp)(manifest.bytes, `${this.name}@${entry}`);
                if ((0,mediaTypes/* subjectOf */.et)(document) === digest)
                    found.push((0,mediaTypes/* referrerDescriptor */.xh)(manifest.descriptor, document));
            }
            catch (error) {
                if (!(error instanceof mediaTypes/* UnreadableError */.Gy))
                    throw error;
                // Whoever may push can attach anything: it is listed, and whoever reads it says what it is.
                found.push({ mediaType: mediaTypes/* mediaTypes */.Ib.manifest, digest: entry, size: 0 });
            }
        }
        return found;
    }
    async #fallback(subject) {
        const tag = subject.replace(':', '-');
        const present = await this.#fetchManifest(tag, `look up the tag ${tag}`);
        if (present === undefined)
            return [];
        return (0,mediaTypes/* entriesOf */.Mc)((0,mediaTypes/* parseJson */.qF)(present.bytes, `${this.name}:${tag}`), `${this.name}:${tag}`);
    }
    /** The tag is not locked: after writing we look whether another writer put its list over ours. */
    async #addToFallback(subject, entry) {
        for (let attempt = 0; attempt < 5; attempt += 1) {
            const present = await this.#fallback(subject);
            if (present.some((other) => other.digest === entry.digest))
                return;
            const index = { schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.index, manifests: [...present, entry] };
            await this.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes/* mediaTypes */.Ib.index, subject.replace(':', '-'));
        }
        if ((await this.#fallback(subject)).some((other) => other.digest === entry.digest))
            return;
        throw new errors/* UserError */.yo(`${this.name}: ${subject.replace(':', '-')}: others keep writing this tag at the same time: run again`);
    }
    async #fetchManifest(reference, doing) {
        const response = await this.#send({
            method: 'GET',
            url: this.#url(`manifests/${reference}`),
            doing,
            headers: { accept: mediaTypes/* manifestTypes */.Fm.join(', ') },
            accept: [200, 404],
        });
        if (response.status === 404) {
            await response.body?.cancel();
            return undefined;
        }
        const bytes = await (0,blobs/* readAll */.yw)(limited((0,registryHttp/* bodyOf */.EN)(response, doing, this.#http.timeoutMs), `${this.name}: ${reference}`));
        const digest = (0,src_digest/* digestBytes */.QN)(bytes);
        if ((0,src_digest/* isDigest */.Bc)(reference) && digest !== reference)
            throw new errors/* UserError */.yo(`${this.name}@${reference}: not what its digest says, its digest is ${digest}: the registry or something before it tampers: find out which, or use another registry`);
        return {
            descriptor: { mediaType: (0,mediaTypes/* mediaTypeOf */.c0)(bytes, `${this.name}:${reference}`), digest, size: bytes.length },
            bytes,
        };
    }
    /** @param absent answers to the first request that mean that there is no such listing; half of one is never a whole */
    async *#pages(first, listing, doing, absent = [404]) {
        let url = first;
        while (url !== undefined) {
            const accept = url === first ? [200, ...absent] : [200];
            const response = await this.#send({ method: 'GET', url, doing, accept });
            if (response.status !== 200) {
                await response.body?.cancel();
                return;
            }
            const bytes = await (0,blobs/* readAll */.yw)(limited((0,registryHttp/* bodyOf */.EN)(response, doing, this.#http.timeoutMs), url.href));
            listing.took(bytes.length, doing);
            yield (0,mediaTypes/* parseJson */.qF)(bytes, url.href);
            const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
            url = next === undefined ? undefined : this.#sameOrigin((0,registryHttp/* addressOf */.ci)(next, url, doing), doing);
        }
    }
    async #startUpload(what) {
        const doing = `push ${what}`;
        return this.#location(await this.#send({ method: 'POST', url: this.#url('blobs/uploads/'), doing, accept: [202] }), doing);
    }
    #location(response, doing) {
        const location = response.headers.get('location');
        if (location === null)
            throw new errors/* UserError */.yo(`${this.name}: cannot ${doing}: the registry names no place for the upload: check the registry`);
        const base = URL.canParse(response.url) ? new URL(response.url) : this.origin;
        return this.#sameOrigin((0,registryHttp/* addressOf */.ci)(location, base, doing), doing);
    }
    /** Uploads and pages that another host should get would carry our credentials there. */
    #sameOrigin(url, doing) {
        if (url.hostname !== this.origin.hostname)
            throw new errors/* UserError */.yo(`${this.name}: cannot ${doing}: the registry sends us to ${url.host}: refused, check the registry`);
        // A registry behind a proxy may name its own scheme or port; we stay where we were sent by the user.
        const own = new URL(this.origin);
        own.pathname = url.pathname;
        own.search = url.search;
        return own;
    }
    #url(path) {
        return new URL(`/v2/${this.auth.repository}/${path}`, this.origin);
    }
    #send(request) {
        return (0,registryHttp/* send */.tN)(request, this.auth, this.#http);
    }
}
const isListed = (value) => typeof value === 'string' && (0,src_digest/* isDigest */.Bc)(value);
async function* limited(stream, place) {
    let size = 0;
    for await (const piece of stream) {
        size += piece.length;
        if (size > mediaTypes/* manifestLimitBytes */.cU)
            throw new mediaTypes/* UnreadableError */.Gy(`${place}: more than ${mediaTypes/* manifestLimitBytes */.cU} bytes, too large for a manifest: find out who pushed it, and push the image again`);
        yield piece;
    }
}


/***/ }),

/***/ 19082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ dockerCredentials),
/* harmony export */   g: () => (/* binding */ RegistryAuth)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25246);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23102);
/* harmony import */ var _registryHttp_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77630);







/** What a header can carry. */
const tokenText = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[!-~]+$/);
const tokenAnswer = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    token: tokenText.optional(),
    access_token: tokenText.optional(),
    expires_in: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().positive().optional().catch(undefined),
});
/** Credentials of one repository: Basic, or a bearer token of the realm that the registry names, renewed before it ends. */
class RegistryAuth {
    repository;
    #credentials;
    #fetch;
    #timeoutMs;
    #basic = false;
    #tokens = new Map();
    constructor(options) {
        this.repository = options.repository;
        this.#credentials = options.credentials;
        this.#fetch = options.fetch;
        this.#timeoutMs = options.timeoutMs;
    }
    get described() {
        return this.#credentials === undefined ? 'no credentials were given' : 'the credentials were refused';
    }
    header(alsoPull) {
        const held = this.#tokens.get(alsoPull ?? '');
        if (held !== undefined && held.untilMs > performance.now())
            return `Bearer ${held.token}`;
        if (this.#basic && this.#credentials !== undefined)
            return basic(this.#credentials);
        return undefined;
    }
    /**
     * Answers a 401; false where there is nothing (new) to answer with.
     * @param to what was asked for, at the registry itself: a challenge of anybody else is none of ours
     */
    async challenged(response, to) {
        const { asked: address, alsoPull } = to;
        const challenge = response.headers.get('www-authenticate') ?? '';
        if (/^basic\b/i.test(challenge)) {
            this.#basic = true;
            // Also where another request was told so meanwhile: this one may have been sent before. None is sent a third time.
            return this.#credentials !== undefined;
        }
        if (!/^bearer\b/i.test(challenge))
            return false;
        const asked = new Map([...challenge.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, key = '', value = '']) => [key.toLowerCase(), value]));
        const realm = asked.get('realm');
        if (realm === undefined || !URL.canParse(realm))
            return false;
        const url = new URL(realm);
        (0,_registryHttp_js__WEBPACK_IMPORTED_MODULE_5__/* .requireSafe */ .$T)(url, address, 'get a token');
        const service = asked.get('service');
        if (service !== undefined)
            url.searchParams.set('service', service);
        const scopes = (asked.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
        if (!scopes.some((scope) => scope.startsWith(`repository:${this.repository}:`)))
            scopes.push(`repository:${this.repository}:pull,push`);
        if (alsoPull !== undefined)
            scopes.push(`repository:${alsoPull}:pull`);
        for (const scope of scopes)
            url.searchParams.append('scope', scope);
        const answer = await this.#fetch(url.href, {
            headers: this.#credentials === undefined ? {} : { authorization: basic(this.#credentials) },
            redirect: 'error',
            signal: AbortSignal.timeout(this.#timeoutMs),
        }).catch((error) => {
            throw (0,_registryHttp_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionError */ .$t)({ url, doing: 'get a token' }, error);
        });
        if (!answer.ok) {
            // The time may be over by now, and what is said of it says no more than the status.
            await answer.body?.cancel().catch(() => undefined);
            if (answer.status === 401 || answer.status === 403)
                return false;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${url.host}: no token for ${this.repository} (${answer.status}): try again, or check the registry's token service`);
        }
        const text = await (0,_registryHttp_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(answer, 'get a token', { timeoutMs: this.#timeoutMs, limitBytes: 1024 * 1024 });
        const given = tokenAnswer.safeParse((0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(Buffer.from(text), `${url.host}: the token`)).data;
        const token = given?.token ?? given?.access_token;
        if (token === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${url.host}: the token service answered without a token: check the registry`);
        // A minute is what the token specification grants where nothing is said; a tenth less, so that none ends on its way.
        const seconds = given?.expires_in ?? 60;
        this.#tokens.set(alsoPull ?? '', { token, untilMs: performance.now() + seconds * 900 });
        return true;
    }
}
const basic = ({ username, password }) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
/** What `docker login` left in its configuration file for a host; credential helpers are not asked. */
async function dockerCredentials(host, environment) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(environment['DOCKER_CONFIG'] ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_3__/* .homeDirectory */ .R)(environment), '.docker'), 'config.json');
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    let auths;
    try {
        auths = JSON.parse(text).auths ?? {};
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: not JSON (${error.message}): repair it or run docker login again`);
    }
    const keys = host === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [host, `https://${host}`, `http://${host}`];
    const auth = keys
        .map((key) => auths[key]?.auth)
        .find((value) => typeof value === 'string' && value !== '');
    if (auth === undefined)
        return undefined;
    const decoded = Buffer.from(auth, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${file}: auths.${host}.auth: not base64 of name:password: run docker login again`);
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}


/***/ }),

/***/ 77630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ci: () => (/* binding */ addressOf),
  EN: () => (/* binding */ bodyOf),
  $t: () => (/* binding */ connectionError),
  $T: () => (/* binding */ requireSafe),
  tN: () => (/* binding */ send),
  b6: () => (/* binding */ textOf)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
;// CONCATENATED MODULE: ./build/src/oci/patience.js
/** What any connection that is of use to somebody manages, over a while. */
const slowestBytesPerMs = 64;
/**
 * How long we wait for somebody else's bytes: `fullMs` for a start, less with all the time that was waited, and more again
 * with every byte. So a slow network gets there, and silence ends as a drip does. Our own time does not count.
 */
class Patience {
    fullMs;
    #leftMs;
    constructor(fullMs) {
        this.fullMs = fullMs;
        this.#leftMs = fullMs;
    }
    /** Begins to wait. @param onEnd called where it took too long; `silent` where nothing came for most of it */
    begin(onEnd) {
        const startMs = performance.now();
        const silent = this.#leftMs > this.fullMs / 2;
        const timer = setTimeout(() => onEnd({ silent }), this.#leftMs);
        return {
            end: () => {
                clearTimeout(timer);
                this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - startMs));
            },
        };
    }
    /** So many bytes came, or went. */
    earn(bytes) {
        this.#leftMs = Math.min(this.fullMs, this.#leftMs + bytes / slowestBytesPerMs);
    }
}

;// CONCATENATED MODULE: ./build/src/oci/registryHttp.js





const attempts = 4;
/** Longest wait that a Retry-After header can ask for before we give up and say so. */
const patienceMs = 60_000;
const redirects = 5;
/** How many times the longest silence a request may take in all, whatever it is sent to and however often. */
const longestInSilences = 5;
/** Sends a request with credentials, redirects, limited repetition and time limits. @throws UserError */
async function send(request, auth, options) {
    const canRepeat = request.body === undefined || request.body instanceof Uint8Array || (0,blobs/* isRepeatable */.su)(request.body.stream);
    let refreshed = false;
    const untilMs = performance.now() + longestInSilences * options.timeoutMs;
    for (let attempt = 1;; attempt += 1) {
        let response;
        let from;
        try {
            ;
            ({ response, from } = await followed(request, auth, options));
        }
        catch (error) {
            if (options.signal?.aborted === true)
                throw error;
            if (attempt < attempts && canRepeat && (0,network/* isPassingFault */.Ev)(error) && performance.now() < untilMs) {
                await (0,timers/* sleep */.yy)(options.backoffMs * 2 ** (attempt - 1), options.signal);
                continue;
            }
            throw error instanceof errors/* UserError */.yo ? error : connectionError(request, error);
        }
        if (request.accept.includes(response.status)) {
            // Nobody reads what else was answered; unread, it keeps its connection, and may be without end.
            if (request.method !== 'GET')
                await response.body?.cancel();
            return response;
        }
        // A challenge of somebody that we were sent on to would have our credentials sent where they please.
        if (response.status === 401 && !refreshed && from !== undefined) {
            refreshed = true;
            const renewed = await auth.challenged(response, { asked: request.url, alsoPull: request.alsoPull });
            await response.body?.cancel();
            if (renewed && canRepeat)
                continue;
        }
        if ((response.status === 429 || response.status >= 500) &&
            canRepeat &&
            attempt < attempts &&
            performance.now() < untilMs) {
            const waitMs = retryAfterMs(response) ?? options.backoffMs * 2 ** (attempt - 1);
            if (waitMs <= patienceMs) {
                await response.body?.cancel();
                await (0,timers/* sleep */.yy)(waitMs, options.signal);
                continue;
            }
        }
        throw await statusError(request, response, auth, options.timeoutMs);
    }
}
async function followed(request, auth, options) {
    let url = request.url;
    let strayed = false;
    const untilMs = performance.now() + longestInSilences * options.timeoutMs;
    for (let hop = 0; hop <= redirects && performance.now() < untilMs; hop += 1) {
        strayed ||= url.origin !== request.url.origin;
        const authorization = strayed ? undefined : auth.header(request.alsoPull);
        const response = await once(url, request, { ...(authorization === undefined ? {} : { authorization }) }, options);
        const location = response.headers.get('location');
        const sentOn = [301, 302, 303, 307, 308].includes(response.status) && !request.accept.includes(response.status);
        if (!sentOn || location === null)
            return { response, from: strayed ? undefined : url };
        await response.body?.cancel();
        url = addressOf(location, url, request.doing);
        requireSafe(url, request.url, request.doing);
        if (request.method !== 'GET' && request.method !== 'HEAD')
            throw new errors/* UserError */.yo(`${request.url.host}: cannot ${request.doing}: the registry sends what is pushed on to ${url.host}: refused, name that registry itself`);
    }
    throw new errors/* UserError */.yo(`${request.url.host}: cannot ${request.doing}: more than ${redirects} redirects, or slow ones: check the name of the registry`);
}
async function once(url, request, extra, options) {
    const silence = new AbortController();
    const expire = () => silence.abort(new DOMException('no answer', 'TimeoutError'));
    const patience = new Patience(options.timeoutMs);
    let waiting = patience.begin(expire);
    const body = request.body;
    const headers = { ...request.headers, ...extra };
    const init = {
        method: request.method,
        redirect: 'manual',
        signal: options.signal === undefined ? silence.signal : AbortSignal.any([silence.signal, options.signal]),
        headers,
    };
    // What the source of an upload threw is the cause; fetch would only say that the body failed.
    let sourceError;
    if (body instanceof Uint8Array) {
        init.body = Buffer.from(body);
    }
    else if (body !== undefined) {
        const { stream, size } = body;
        if (size !== undefined)
            headers['content-length'] = String(size);
        init.duplex = 'half';
        init.body = (0,blobs/* readableFrom */.Xn)((async function* () {
            try {
                // While we make the next piece, nobody else is waited for.
                waiting.end();
                for await (const piece of stream) {
                    waiting = patience.begin(expire);
                    yield piece;
                    waiting.end();
                    patience.earn(piece.length);
                }
                // The registry may have all of it to look through.
                waiting = new Patience(options.timeoutMs).begin(expire);
            }
            catch (error) {
                sourceError = error;
                throw error;
            }
        })());
    }
    try {
        return await options.fetch(url.href, init);
    }
    catch (error) {
        throw sourceError ?? error;
    }
    finally {
        waiting.end();
    }
}
/** A body that stays silent for too long, or drips, fails instead of hanging. */
async function* bodyOf(response, doing, timeoutMs) {
    if (response.body === null)
        return;
    const reader = response.body.getReader();
    const patience = new Patience(timeoutMs);
    const failed = (reason, cause) => new errors/* UserError */.yo(`${hostOf(response)}: cannot ${doing}: ${reason}: try again`, { cause });
    let ended = false;
    try {
        while (!ended) {
            let waiting;
            const late = new Promise((_, reject) => {
                waiting = patience.begin(({ silent }) => reject(failed(`the registry sent ${silent ? 'nothing' : 'hardly anything'} for ${timeoutMs / 1000} s`)));
            });
            const piece = await Promise.race([reader.read(), late]).finally(() => waiting?.end());
            ended = piece.done;
            if (piece.value === undefined)
                continue;
            patience.earn(piece.value.length);
            yield piece.value;
        }
    }
    catch (error) {
        throw error instanceof errors/* UserError */.yo ? error : failed(`the connection broke (${codeOf(error)})`, error);
    }
    finally {
        if (!ended)
            await reader.cancel().catch(() => undefined);
    }
}
const hostOf = (response) => URL.canParse(response.url) ? new URL(response.url).host : 'the registry';
/** The beginning of a body as text, however long the whole is. */
async function textOf(response, doing, limits) {
    const pieces = [];
    let size = 0;
    for await (const piece of bodyOf(response, doing, limits.timeoutMs)) {
        pieces.push(piece);
        size += piece.length;
        if (size >= limits.limitBytes)
            break;
    }
    return Buffer.concat(pieces).subarray(0, limits.limitBytes).toString('utf8');
}
/**
 * Credentials and images travel over TLS, or stay on this machine; and whoever is elsewhere sends us to nothing that
 * listens here for us alone. @param asked what the user named, which sends us to `url`
 */
function requireSafe(url, asked, doing) {
    const refuse = (reason) => {
        throw new errors/* UserError */.yo(`${url.origin}: cannot ${doing}: ${reason}: use a registry with TLS`);
    };
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (0,network/* isLoopback */.U9)(url.hostname)))
        refuse('plain HTTP is allowed on loopback addresses only');
    if (url.protocol === 'http:' && asked.protocol !== 'http:')
        refuse(`${asked.host} sends us from TLS to plain HTTP`);
    if ((0,network/* isLoopback */.U9)(url.hostname) && !(0,network/* isLoopback */.U9)(asked.hostname))
        refuse(`${asked.host} sends us to this machine itself`);
}
/** The address that a registry sends us to. */
function addressOf(text, base, doing) {
    if (URL.canParse(text, base.href))
        return new URL(text, base);
    throw new errors/* UserError */.yo(`${base.host}: cannot ${doing}: the registry sends us to ${JSON.stringify(text.slice(0, 200))}, which is no address: check the registry`);
}
function retryAfterMs(response) {
    const text = response.headers.get('retry-after');
    if (text === null)
        return undefined;
    if (/^\d+$/.test(text))
        return Number(text) * 1000;
    const date = Date.parse(text);
    return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
function codeOf(error) {
    const cause = error.cause;
    const own = error;
    return cause?.code ?? (typeof own.code === 'string' ? own.code : undefined) ?? cause?.message ?? own.name ?? 'unknown';
}
/** Why nothing came of a request, in words where it is the network; any other error as it is. */
function connectionError(request, error) {
    const code = codeOf(error);
    const { host } = request.url;
    const say = (reason, remedy) => new errors/* UserError */.yo(`${host}: cannot ${request.doing}: ${reason} (${code}): ${remedy}`, { cause: error });
    if (code === 'ECONNREFUSED')
        return say('nothing answers there', 'check the address and that the registry is up');
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return say('the host is not known', 'check the name of the registry');
    if (code === 'TimeoutError')
        return say('the registry does not answer', 'check that it is up, or try again');
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ALTNAME|EPROTO/.test(code))
        return say('TLS failed', 'add its certificate authority by NODE_EXTRA_CA_CERTS, or, on loopback, allow plain HTTP by insecure-registry');
    if (error instanceof TypeError || /^(?:E[A-Z]+|UND_)/.test(code))
        return say('the connection failed', 'try again');
    return error;
}
async function statusError(request, response, auth, timeoutMs) {
    const text = await textOf(response, request.doing, { timeoutMs, limitBytes: 2000 }).catch(() => '');
    const said = registrySaid(text);
    const { status } = response;
    const say = (reason, remedy) => new errors/* UserError */.yo(`${request.url.host}/${auth.repository}: cannot ${request.doing}: ${reason} (${status}${said === '' ? '' : `, ${said}`}): ${remedy}`);
    const permission = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push';
    const grant = `on GitHub, packages: ${permission === 'pull' ? 'read' : 'write'}`;
    if (status === 401)
        return say(`${auth.described}`, `log in with an account that may ${permission} there (${grant})`);
    if (status === 403)
        return say(`the account may not ${permission} there`, `give it that permission (${grant})`);
    if (status === 404)
        return say('it does not exist there', 'check the name, and that the account may see it');
    if (status === 413)
        return say('it is larger than the registry allows', 'save the weights as several safetensors files (sharded)');
    if (status === 429)
        return say('the registry asks to slow down', 'wait, then run again: what is there is not sent twice');
    if (status === 507 || /no space|disk quota|ENOSPC/i.test(text))
        return say('the disk of the registry is full', 'free space there');
    if (status >= 500)
        return say('the registry failed', 'look at its log and its free disk space, then run again');
    return say('the registry refused it', 'see what it says');
}
/** The registry's own words on one line, without control characters. */
function registrySaid(text) {
    try {
        const { errors } = JSON.parse(text);
        const [first] = errors ?? [];
        return [first?.code, first?.message]
            .filter((part) => typeof part === 'string')
            .join(': ')
            .replaceAll(/\p{C}/gu, ' ')
            .slice(0, 200);
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 98142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AV: () => (/* binding */ imageCredentials),
/* harmony export */   Gi: () => (/* binding */ byPlainHttp),
/* harmony export */   bO: () => (/* binding */ repositoryAccess),
/* harmony export */   h_: () => (/* binding */ openRepository)
/* harmony export */ });
/* unused harmony export accessTo */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96135);
/* harmony import */ var _oci_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57545);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84974);
/* harmony import */ var _oci_registry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35418);
/* harmony import */ var _oci_registryAuth_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19082);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88613);







/**
 * Credentials belong to a host that whoever gave them named, and are sent to no other: model.yml, which a pull request may
 * change, says where images lie, not who gets a password. The token of a job is for ghcr.io alone.
 *
 * @param repository `HOST/NAME` @throws UserError for a password without its host
 */
function accessTo(repository, environment) {
    const host = hostOf(repository);
    const named = credentials(environment['MODEL_ACTIONS_REGISTRY_USERNAME'], environment['MODEL_ACTIONS_REGISTRY_PASSWORD']);
    const namedHost = environment['MODEL_ACTIONS_REGISTRY_HOST'] ?? '';
    if (named !== undefined && namedHost === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('MODEL_ACTIONS_REGISTRY_PASSWORD is set without MODEL_ACTIONS_REGISTRY_HOST: set the host that the password is for, such as registry.example.com');
    if (named !== undefined && host === namedHost.toLowerCase())
        return { credentials: named };
    const job = credentials(environment['GITHUB_ACTOR'], environment['GITHUB_TOKEN']);
    return job !== undefined && host === 'ghcr.io' ? { fallback: job } : {};
}
const hostOf = (repository) => repository.split('/')[0]?.toLowerCase() ?? '';
const credentials = (username = '', password = '') => username === '' || password === '' ? undefined : { username, password };
/** What any repository is opened with. Hides the passwords. */
function repositoryAccess(repository, { environment, platform, signal }) {
    const access = accessTo(repository, environment);
    for (const each of [access.credentials, access.fallback])
        if (each !== undefined)
            platform.secret(each.password);
    return { ...access, environment, signal };
}
/**
 * What the Docker engine is given to fetch an image with; undefined where nobody has given anything for its host.
 * @param image as an engine reads it: without a host it is of Docker Hub
 */
async function imageCredentials(image, { environment, secret }) {
    const host = image.includes('/') ? hostOf(image) : '';
    const registry = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isRegistryHost */ .E)(host) ? host : 'docker.io';
    const { credentials: named, fallback } = accessTo(`${registry}/image`, environment);
    const found = named ?? (await (0,_oci_registryAuth_js__WEBPACK_IMPORTED_MODULE_5__/* .dockerCredentials */ .d)(registry, environment)) ?? fallback;
    if (found !== undefined)
        secret(found.password);
    return found;
}
/** Plain HTTP is for registries of this machine: what the spec says of its own holds for no other host that it names. */
const byPlainHttp = ({ insecureRegistry }, repository) => insecureRegistry && (0,_network_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(hostOf(repository).replace(/:\d+$/, ''));
/**
 * The repository that the spec names for images or results; undefined where it names none.
 * @param key of the section, for messages
 */
async function openRepository(section, key, opening) {
    const { specFile, bounds } = opening;
    if (section.layout !== undefined) {
        const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveInside */ .LI)(bounds, section.layout, { file: specFile, key: `${key}.layout` });
        return (0,_oci_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .openLayout */ .B)(directory, { create: true, inside: (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .holderOf */ .Kd)(bounds, directory) });
    }
    if (section.registry === undefined)
        return undefined;
    const repository = section.registry;
    return (0,_oci_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .openRegistry */ .M)({ repository, insecure: section.insecureRegistry, ...repositoryAccess(repository, opening) });
}


/***/ })

};
