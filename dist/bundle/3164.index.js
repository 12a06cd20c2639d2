export const id = 3164;
export const ids = [3164,3127];
export const modules = {

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

/***/ 43127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ trustIn),
/* harmony export */   curlLine: () => (/* binding */ curlLine),
/* harmony export */   f: () => (/* binding */ requestOf)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _platform_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(282);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42068);



/** Longer ones are copied wrongly, and no terminal shows them at once. */
const longestData = 4_000;
/** What a client on this machine believes a server at `url` by. Pure. */
function trustIn(certificate, { file, url }) {
    const host = bare(new URL(url));
    const isFor = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
    const [, name] = /(?:^|, )DNS:([\w*.-]+)/.exec(certificate.subjectAltName ?? '') ?? [];
    return isFor !== undefined || name === undefined ? { file } : { file, name: name.replace('*', 'model') };
}
const bare = ({ hostname }) => hostname.replace(/^\[|\]$/g, '');
/**
 * A line for a shell that asks the model something of its test set, so that it can be pasted as it is. Where a token or a
 * certificate is needed it stands there as a variable: they are nobody's to print. Pure.
 */
function curlLine({ url, name, task, columns = [], probes, quotes, needs = {} }) {
    const { trust } = needs;
    const { hostname, port, protocol } = new URL(url);
    const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
    const origin = trust?.name === undefined ? url.replace(/\/$/, '') : `https://${trust.name}:${at}`;
    const address = (0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(`${origin}/v2/models/${encodeURIComponent(name)}/infer`);
    const words = [
        'curl -sS',
        address,
        "-H 'content-type: application/json'",
        ...(needs.token === true ? ['-H "authorization: Bearer $TOKEN"'] : []),
        ...(trust === undefined ? [] : [`--cacert ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(trust.file)}`]),
        ...(trust?.name === undefined ? [] : [`--connect-to ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(`${trust.name}:${at}:${hostname}:${at}`)}`]),
        ...(needs.certificate === true ? ['--cert "$CERTIFICATE" --key "$KEY"'] : []),
    ];
    const real = quotes ? dataOf(probes) : undefined;
    if (real !== undefined)
        return [...words, `-d ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(real)}`].join(' ');
    if ((0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_1__/* .taskOf */ .Xb)(task).inputKind === 'text')
        return [...words, `-d ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(asciiJson(requestOf('text', [sample(columns)])))}`].join(' ');
    const around = JSON.stringify(requestOf('image', ['%s']));
    return `printf ${(0,_platform_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(around)} "$(base64 < image.png | tr -d '\\n')" | ${[...words, '-d @-'].join(' ')}`;
}
const sample = (columns) => columns.length > 1 ? Object.fromEntries(columns.map((name) => [name, `${name} of yours`])) : 'a text of yours';
/** @param kind the name of the model's input @param data texts and images, or rows of several columns: never both */
const requestOf = (kind, data) => ({
    inputs: data.some((one) => typeof one !== 'string')
        ? data
        : [{ name: kind, shape: [data.length], datatype: 'BYTES', data }],
});
/** The one with the shortest input that is more than a word, whole: outputs that are not asked for are all given. */
function dataOf(probes) {
    const bodies = probes
        .map(({ request }) => asciiJson({ inputs: request.inputs }))
        .filter((body) => body.length <= longestData)
        .sort((a, b) => a.length - b.length);
    return bodies.find((body) => body.length > shortestBody) ?? bodies.at(-1);
}
const shortestBody = 110;
/** JSON that looks and pastes the same wherever it is: letters of other scripts stay, what cannot be seen or is more than text in a report does not. */
const asciiJson = (value) => JSON.stringify(value).replaceAll(/[\p{C}\u2028\u2029\u00a0<>`@]|(?<= ) /gu, (found) => [...found.matchAll(/[\s\S]/g)].map(([unit]) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));


/***/ }),

/***/ 23164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   answersTo: () => (/* binding */ answersTo)
/* harmony export */ });
/* unused harmony export predictionsIn */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4715);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96135);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74913);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42068);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49455);
/* harmony import */ var _curl_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43127);








/** As many as share a request; what a server takes in one is a mebibyte. */
const mostOf = { text: 64, image: 8 };
const mostChars = 600_000;
/**
 * Questions that are there together share a request; none waits for one that somebody has yet to write.
 * @throws UserError (exit `data`) for a question that the server refuses, which names it; (exit `crashed`) where the server ends
 */
async function* answersTo(questions, server) {
    const ask = asker(server);
    const most = mostOf[(0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_4__/* .taskOf */ .Xb)(server.manifest.task).inputKind];
    let waiting = [];
    let chars = 0;
    const flush = async function* () {
        const some = waiting;
        waiting = [];
        chars = 0;
        if (some.length === 0)
            return;
        const together = await ask(some);
        // One among them may be what it cannot read: it is told by itself.
        for (const [index, question] of some.entries()) {
            const prediction = together.kind === 'answered' ? together.predictions[index] : await alone(ask, question);
            if (prediction === undefined)
                throw new Error('an answer for each question');
            yield { question, prediction };
        }
    };
    try {
        for (;;) {
            const next = questions.next();
            if (waiting.length > 0 && !(await comesSoon(next)))
                yield* flush();
            const { value: question, done } = await next;
            if (done === true)
                break;
            if (waiting.length > 0 && chars + sizeOf(question) > mostChars)
                yield* flush();
            waiting.push(question);
            chars += sizeOf(question);
            if (waiting.length >= most)
                yield* flush();
        }
    }
    catch (error) {
        // What stands before a row that cannot be read is answered.
        if (!server.signal.aborted)
            yield* flush();
        throw error;
    }
    yield* flush();
}
/** A row travels with the names of its columns. */
const sizeOf = ({ data }) => (typeof data === 'string' ? data : JSON.stringify(data)).length;
const soonMs = 100;
const comesSoon = (next) => (0,_timers_js__WEBPACK_IMPORTED_MODULE_6__/* .inTime */ .RN)(next.then(() => true, () => true), soonMs, false);
async function alone(ask, question) {
    const said = await ask([question]);
    if (said.kind === 'answered' && said.predictions[0] !== undefined)
        return said.predictions[0];
    const { status, because } = said.kind === 'refused' ? said : { status: 200, because: 'no answer' };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${question.from}: the server answers ${status}: ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(because, 300)}; it will answer the same where it serves`, { exit: 'data' });
}
const untilGoneMs = 5_000;
const outputs = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    outputs: zod__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), data: zod__WEBPACK_IMPORTED_MODULE_7__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_7__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_7__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_7__/* .number */ .aig()])) })),
});
function asker({ url, manifest, ended, environment, signal }) {
    const fetch = (0,_network_js__WEBPACK_IMPORTED_MODULE_2__/* .openFetch */ .v)(environment);
    const kind = (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_4__/* .taskOf */ .Xb)(manifest.task).inputKind;
    const address = `${url}/v2/models/${encodeURIComponent(manifest.name)}/infer`;
    return async (questions) => {
        const body = (0,_curl_js__WEBPACK_IMPORTED_MODULE_5__/* .requestOf */ .f)(kind, questions.map(({ data }) => data));
        const headers = { 'content-type': 'application/json' };
        const { status, text } = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal })
            .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
            .catch(async (cause) => {
            signal.throwIfAborted();
            // A connection breaks before the end of its server is known.
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_6__/* .inTime */ .RN)(ended, untilGoneMs, undefined);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the server of ${manifest.name} gave no answer (${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(String(cause.cause?.message ?? cause.message), 200)}): run again, and ask it less at a time`, { exit: 'crashed', cause });
        });
        if (status !== 200) {
            const { error } = ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonOf */ .o_)(text) ?? {});
            return { kind: 'refused', status, because: typeof error === 'string' ? error : text };
        }
        return { kind: 'answered', predictions: predictionsIn(outputs.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonOf */ .o_)(text)), manifest.labels) };
    };
}
/** Probabilities come as one list, a row an example, in the order of the labels. Pure. */
function predictionsIn(answer, labels) {
    const of = (name) => answer.outputs.find((one) => one.name === name)?.data ?? [];
    const [chosen, scores, all] = [of('label'), of('score'), of('probabilities')];
    return chosen.map((label, at) => ({
        label: String(label),
        score: Number(scores[at]),
        classes: labels
            .map((name, index) => [name, Number(all[at * labels.length + index])])
            .sort(([, a], [, b]) => b - a),
    }));
}


/***/ })

};
