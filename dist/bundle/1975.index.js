export const id = 1975;
export const ids = [1975,7052];
export const modules = {

/***/ 10772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ joinAddress),
/* harmony export */   l: () => (/* binding */ splitAddress)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * The two parts of `host:port`; an IPv6 host stands in brackets. A host has nothing in it that could end the line or the
 * word in which a proxy is told of it.
 */
function splitAddress(address) {
    const [, sixth, name, digits] = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9A-Za-z._-]{1,253})):(\d{1,5})$/.exec(address) ?? [];
    const host = sixth ?? name;
    const port = Number(digits);
    if (host === undefined || (sixth !== undefined && !node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6(sixth)) || port < 1 || port > 65_535)
        throw new Error(`${JSON.stringify(address.slice(0, 300))} is no address: expected host:port`);
    return { host, port };
}
const joinAddress = (host, port) => host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;


/***/ }),

/***/ 21048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ checkListening),
/* harmony export */   Ei: () => (/* binding */ readHandOver),
/* harmony export */   F7: () => (/* binding */ readSupervised),
/* harmony export */   Xg: () => (/* binding */ protocolVersion),
/* harmony export */   gl: () => (/* binding */ longestAskedChars),
/* harmony export */   "in": () => (/* binding */ readRequest),
/* harmony export */   oE: () => (/* binding */ readConfig)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20568);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(381);
/* harmony import */ var _retries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39362);
/* harmony import */ var _routes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44640);





const protocolVersion = 7;
/** Of the request that a version is asked: what is around it fits into a line of `maxLineChars` too, through the relay as well. */
const longestAskedChars = 1_000_000;
const longestMs = 366 * 24 * 3_600_000;
const model = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model');
const owner = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\p{Cc}\u2028\u2029]{1,400}$/u, 'a name in one line');
const requestBody = (value, place) => {
    const body = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{/, 'a request in JSON')(value, place);
    if (body.length <= longestAskedChars)
        return body;
    throw new Error(`${place}: expected at most ${longestAskedChars} characters`);
};
const lease = { owner, ttlMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(1, longestMs) };
const inputs = {
    hello: {},
    refresh: {},
    status: {},
    acquire: { model, ...lease },
    renew: lease,
    release: { owner },
    add: { owner, backend: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    shift: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    mirror: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, share: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, 1) },
    evict: {},
    promote: { owner, canaryId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    demote: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    pause: { owner, stableId: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    resume: { owner, stable: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .checkBackend */ .N },
    remove: { owner, id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, timeoutMs: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(0, longestMs) },
    observe: {},
    past: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    probe: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h },
    ask: { id: _backend_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfVersion */ .h, body: requestBody },
    retire: {},
    routes: {},
    join: { route: _routes_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRoute */ .QF, front: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[^\0]{0,20000}$/, 'a front in JSON') },
    leave: { names: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(_routes_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOfModel */ .O2, 1_000) },
    close: {},
};
const operation = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ op: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(...Object.keys(inputs)) });
/** One line of the socket. @throws Error that names what is wrong in it */
function readRequest(line) {
    const value = JSON.parse(line);
    const { op } = operation(value, '');
    return { op, ...(0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(inputs[op])(value, '') };
}
const address = (value, place) => {
    if (typeof value !== 'string' || node_net__WEBPACK_IMPORTED_MODULE_0__.isIP(value) === 0)
        throw new Error(`${place}: expected an address to listen at`);
    return value;
};
const supervised = {
    stateDir: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi,
    host: address,
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(1, 65_535),
    metricsHost: address,
    metricsPort: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, 65_535),
};
const readSupervised = (text) => (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)(supervised)(JSON.parse(text), '');
const readHandOver = (line) => (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({ program: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi, config: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^\{[^\0]{0,100000}$/, 'a configuration') })(JSON.parse(line), '');
const checkListening = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    tls: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('none', 'server', 'mutual'),
    tokens: _checked_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt,
    accessLog: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('none', 'json'),
    retries: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(0, _retries_js__WEBPACK_IMPORTED_MODULE_4__/* .mostRetries */ .o),
    fallback: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
        status: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)(200, 599),
        // It stands in HAProxy's configuration.
        contentType: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[A-Za-z0-9!#$&^_.+\-/;= ]{1,300}$/, 'a type of content'),
        sha256: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[0-9a-f]{64}$/, 'a SHA-256'),
    })),
    // It stands in HAProxy's configuration.
    splitBy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[a-z0-9_-]{1,64}$/, 'the name of a header')),
    router: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)((0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')),
});
const configuration = (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .shape */ .cW)({
    ...supervised,
    program: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[\w.:-]{1,100}$/, 'the identity of a program'),
    model,
    listening: checkListening,
    proxy: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)('haproxy', 'embedded', 'router'),
    haproxyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(/^[^\0]{0,3000}$/, 'a path'),
});
const readConfig = (argument) => configuration(JSON.parse(argument), '');


/***/ }),

/***/ 20568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkBackend),
/* harmony export */   h: () => (/* binding */ idOfVersion)
/* harmony export */ });
/* harmony import */ var _model_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41914);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10772);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(381);



/* What is said of a version goes into lines for the proxy, and comes from files, sockets and labels of containers. */
/** Fit for file names, containers, and HAProxy's names and keys. */
const idOfVersion = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[a-z0-9-]{1,200}$/, 'an id of a version');
const address = (value, place) => {
    const found = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')(value, place);
    (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .splitAddress */ .l)(found);
    return found;
};
const serving = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    port: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 65_535),
    readyPath: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^\/[\w.~%/+-]{0,500}$/, 'a path that it can be asked at'),
    protocol: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('open-inference-v2'),
    maxLength: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    maxBatch: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(1, 1e9),
    engine: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(..._model_types_js__WEBPACK_IMPORTED_MODULE_2__/* .modelEngines */ .H3),
});
/** @throws Error that names what is wrong */
const checkBackend = (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .shape */ .cW)({
    id: idOfVersion,
    version: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^[0-9A-Za-z.+-]{1,200}$/, 'a version'),
    digest: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(/^sha256:[0-9a-f]{64}$/, 'a digest'),
    addresses: (0,_checked_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(address, 64),
    serving,
});


/***/ }),

/***/ 381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cW: () => (/* binding */ shape),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/*
 * What the agent reads of others is checked here and not by zod, as everywhere else: the agent also runs in the gateway's image
 * and from a state directory, where it has its own files and no package.
 */
const refuse = (place, expected) => {
    throw new Error(`${place}: expected ${expected}`);
};
const text = (pattern, what) => (value, place) => typeof value === 'string' && pattern.test(value) ? value : refuse(place, what);
const absolutePath = text(/^\/[^\0]{0,3000}$/, 'an absolute path');
const oneOf = (...names) => (value, place) => names.find((name) => name === value) ?? refuse(place, names.join(' or '));
const flag = (value, place) => typeof value === 'boolean' ? value : refuse(place, 'true or false');
const number = (least, most) => (value, place) => typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`);
const whole = (least, most) => (value, place) => Number.isSafeInteger(number(least, most)(value, place)) ? value : refuse(place, 'a whole number');
const optional = (check) => (value, place) => value === undefined ? undefined : check(value, place);
const list = (each, most) => (value, place) => Array.isArray(value) && value.length >= 1 && value.length <= most
    ? value.map((one, index) => each(one, `${place}[${index}]`))
    : refuse(place, `a list of 1 to ${most}`);
/** Keys that it does not know are left out. */
const shape = (fields) => (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return refuse(place, 'an object');
    const own = Object.entries(fields);
    const read = own.map(([key, check]) => [
        key,
        check(Object.hasOwn(value, key) ? value[key] : undefined, place === '' ? key : `${place}.${key}`),
    ]);
    return Object.fromEntries(read);
};


/***/ }),

/***/ 44640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AT: () => (/* binding */ routeFile),
/* harmony export */   Fj: () => (/* binding */ readRoutes),
/* harmony export */   JV: () => (/* binding */ takeRoute),
/* harmony export */   LJ: () => (/* binding */ frontRecord),
/* harmony export */   O2: () => (/* binding */ nameOfModel),
/* harmony export */   Ph: () => (/* binding */ writeRoute),
/* harmony export */   QF: () => (/* binding */ checkRoute),
/* harmony export */   RI: () => (/* binding */ routeText),
/* harmony export */   aO: () => (/* binding */ routeOfRequest),
/* harmony export */   c0: () => (/* binding */ routesDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10772);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(381);





const address = (value, place) => {
    const found = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[!-~]{3,300}$/, 'host:port')(value, place);
    (0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .splitAddress */ .l)(found);
    return found;
};
const host = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'the name of a host');
const hosts = (value, place) => {
    if (!Array.isArray(value) || value.length > 64)
        throw new Error(`${place}: expected a list of at most 64 names`);
    return value.map((one, index) => host(one, `${place}[${index}]`));
};
const nameOfModel = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'the name of a model');
const checkRoute = (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .shape */ .cW)({
    name: nameOfModel,
    model: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[\w./-]{1,400}$/, 'the identity of a model'),
    hosts,
    address,
    token: (0,_checked_js__WEBPACK_IMPORTED_MODULE_4__/* .text */ .Qq)(/^[0-9a-f]{64}$/, 'a token of 64 digits'),
    serves: _checked_js__WEBPACK_IMPORTED_MODULE_4__/* .flag */ .Jt,
});
/** How the clients of a shared port are let in. */
const frontRecord = 'shared.json';
const routesDirectory = 'routes';
const directoryOf = (stateDir) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, routesDirectory);
const routeFile = (stateDir, name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(stateDir), `${name}.json`);
async function writeRoute(stateDir, route) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .makeDirectory */ .Oh)(directoryOf(stateDir), { mode: 0o700 });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(routeFile(stateDir, route.name), routeText(route), { mode: 0o600 });
}
const routeText = (route) => `${JSON.stringify(route)}\n`;
/** Takes what a file says to the others. */
function takeRoute(found, file, said) {
    try {
        found.routes.push(checkRoute(JSON.parse(said), ''));
    }
    catch (cause) {
        const because = `${file} is damaged (${cause.message}): deploy that model again`;
        const [, model] = /"model":\s*"([\w./-]{1,400})"/.exec(said) ?? [];
        found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(file, '.json'), model, because });
    }
}
/** By name. One that is damaged is told beside the others: it must cost no other model a request, nor a deployment. */
async function readRoutes(stateDir) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directoryOf(stateDir)).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const found = { routes: [], damaged: [] };
    for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directoryOf(stateDir), name);
        try {
            const read = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readIfPresent */ .Zu)(file);
            // It may leave at any moment.
            if (read !== undefined)
                takeRoute(found, file, read.toString('utf8'));
        }
        catch (cause) {
            const because = `${file} cannot be read (${cause.message}): deploy that model again`;
            found.damaged.push({ name: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(name, '.json'), model: undefined, because });
        }
    }
    return found;
}
/** Whose a request is; undefined for what is no model's. A host that is named wins, whatever the path. */
function routeOfRequest(routes, { path, host }) {
    const asked = host?.toLowerCase().replace(/:\d+$/, '');
    const byHost = routes.find(({ hosts }) => asked !== undefined && hosts.includes(asked));
    if (byHost !== undefined)
        return byHost;
    const name = /^\/v2\/models\/([^/?]+)(?=[/?]|$)/.exec(path)?.[1];
    return routes.find((route) => route.name === name);
}


/***/ }),

/***/ 10294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ sharesOf)
/* harmony export */ });
/** Who gets which part of the requests now, 0 to 1: while its breaker is open a canary has none of its share. Pure. */
function sharesOf({ stable, paused, canary }) {
    const served = stable !== undefined && paused === undefined;
    if (canary === undefined)
        return { stable: served ? 1 : 0, canary: 0 };
    // With nobody beside it, it has them all, and its breaker stays closed.
    if (!served)
        return { stable: 0, canary: canary.share > 0 ? 1 : 0 };
    const share = canary.breaker.openInARow > 0 ? 0 : canary.share;
    return { stable: 1 - share, canary: share };
}


/***/ }),

/***/ 71975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  monitor: () => (/* binding */ monitor)
});

// UNUSED EXPORTS: servingOf

// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/statistics/special.js
var special = __webpack_require__(86694);
;// CONCATENATED MODULE: ./build/src/statistics/drift.js

/* Whether two samples come from one distribution, and by how much they differ. Pure. */
/**
 * Two-sided p of Kolmogorov and Smirnov's two-sample test, by the limit of its distribution: with ties, such as lengths
 * have, it is too large, so that it never accuses too often.
 */
function kolmogorovSmirnov(one, other) {
    requireSome(one.length, other.length);
    const [a, b] = [Float64Array.from(one).sort(), Float64Array.from(other).sort()];
    let distance = 0;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
        const at = Math.min(a[i], b[j]);
        while (i < a.length && a[i] <= at)
            i++;
        while (j < b.length && b[j] <= at)
            j++;
        distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
    }
    return { distance, p: (0,special/* kolmogorovTail */.ik)(distance * Math.sqrt((a.length * b.length) / (a.length + b.length))) };
}
/** Fewer are expected of a kind: its share of chi-square says little, and rare kinds are counted together. */
const fewestExpected = 5;
/**
 * p of Pearson's chi-square test that two counts by kind have the same shares. Kinds of which fewer than five are expected on
 * either side are one kind, as the distribution does not hold for them.
 */
function chiSquare(one, other) {
    const [n, m] = [sum(one), sum(other)];
    requireSome(n, m);
    const least = Math.min(n, m) / (n + m);
    const kinds = one.map((count, kind) => ({ a: count, b: other[kind] ?? 0 })).filter(({ a, b }) => a + b > 0);
    const common = kinds.filter(({ a, b }) => (a + b) * least >= fewestExpected);
    const rare = kinds.filter((each) => !common.includes(each));
    const together = { a: sum(rare.map(({ a }) => a)), b: sum(rare.map(({ b }) => b)) };
    const cells = together.a + together.b === 0 ? common : [...common, together];
    if (cells.length < 2)
        return { statistic: 0, df: 0, p: 1 };
    const part = (seen, expected) => (seen - expected) ** 2 / expected;
    const statistic = sum(cells.map(({ a, b }) => part(a, ((a + b) * n) / (n + m)) + part(b, ((a + b) * m) / (n + m))));
    const df = cells.length - 1;
    return { statistic, df, p: (0,special/* upperGamma */.QN)(df / 2, statistic / 2) };
}
/** Half of one is added to each kind, so that one that is new is a large difference and not an endless one. */
const halfOfOne = 0.5;
/**
 * Population stability index of two counts by kind: 0 where shares are equal; under 0.1 is called stable, from 0.2 on a shift.
 */
function stabilityIndex(reference, recent) {
    const shares = (counts) => {
        const all = sum(counts) + halfOfOne * counts.length;
        return counts.map((count) => (count + halfOfOne) / all);
    };
    const seen = reference
        .map((count, kind) => ({ count, other: recent[kind] ?? 0 }))
        .filter((of) => of.count + of.other > 0);
    const [p, q] = [shares(seen.map(({ count }) => count)), shares(seen.map(({ other }) => other))];
    return sum(p.map((share, kind) => ((q[kind] ?? 0) - share) * Math.log((q[kind] ?? 0) / share)));
}
/**
 * Counts of two samples between the deciles of the first, for the stability index. A value that is so common that several deciles
 * are equal to it is a kind of its own: what lies under it or over it is another one.
 */
function byDeciles(reference, recent) {
    const sorted = Float64Array.from(reference).sort();
    const cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => sorted[Math.floor((tenth * sorted.length) / 10)]);
    const bounds = [...new Set(cuts)];
    const common = new Set(cuts.filter((cut, at) => cuts[at + 1] === cut));
    const counted = (values) => {
        const counts = new Array(2 * bounds.length + 1).fill(0);
        for (const value of values) {
            const under = bounds.filter((bound) => bound < value).length;
            const isBound = bounds[under] === value;
            // Of a decile that is none of those, the value belongs to what lies over it.
            const bin = 2 * under + (isBound ? (common.has(value) ? 1 : 2) : 0);
            counts[bin] = (counts[bin] ?? 0) + 1;
        }
        return counts;
    };
    return [counted(reference), counted(recent)];
}
/** Exact one-sided p that the rate is at most `rate`, from `events` of `all`. */
function overRate(events, all, rate) {
    requireEvents(events, all);
    return events === 0 ? 1 : (0,special/* incompleteBeta */.J7)(rate, events, all - events + 1);
}
/**
 * Exact one-sided p that the later rate is at most `ratio` times the earlier one, given how many events there were in all;
 * for rates that are small.
 */
function overEarlier(later, earlier, ratio) {
    requireEvents(later.events, later.all);
    requireEvents(earlier.events, earlier.all);
    if (later.events === 0 || earlier.all === 0)
        return 1;
    const share = (ratio * later.all) / (ratio * later.all + earlier.all);
    return (0,special/* incompleteBeta */.J7)(share, later.events, earlier.events + 1);
}
/**
 * One-sided p that the second share is at most `margin` under the first: Wald's statistic with one success and one failure
 * added to each (Agresti and Caffo 2000), which keeps its level where shares are near 0 or 1.
 */
function shareFell(first, second, margin) {
    requireSome(first.all, second.all);
    const [p, q] = [(first.hits + 1) / (first.all + 2), (second.hits + 1) / (second.all + 2)];
    const error = Math.sqrt((p * (1 - p)) / (first.all + 2) + (q * (1 - q)) / (second.all + 2));
    return (0,special/* normalCdf */.vr)(-(p - q - margin) / error);
}
/**
 * What the k-th look may spend of the chance `alpha` of any false alarm: α/(k(k + 1)), which sums to α over all looks to come,
 * however many there will be and however they depend on each other.
 */
const alphaOfScheduledLook = (alpha, look) => alpha / (look * (look + 1));
const sum = (values) => values.reduce((total, value) => total + value, 0);
function requireSome(one, other) {
    if (!(one > 0 && other > 0))
        throw new RangeError(`samples of ${one} and ${other}`);
}
function requireEvents(events, all) {
    if (!(events >= 0 && events <= all))
        throw new RangeError(`${events} of ${all}`);
}

// EXTERNAL MODULE: ./build/src/statistics/holm.js
var holm = __webpack_require__(54035);
;// CONCATENATED MODULE: ./build/src/monitor/decide.js



/** Chance of any false alarm for as long as a version serves, however often somebody looks and at how many things. */
const falseAlarms = 0.01;
/**
 * An alarm asks for two things: that chance alone does not explain it, all findings of a look together (Holm) and all looks
 * together (what a look may spend), and that it is large enough to matter. Pure. @param look which one of this version, from 1 on
 */
function gatesOf(findings, look) {
    const alpha = alphaOfScheduledLook(falseAlarms, look);
    const adjusted = (0,holm/* holm */.f)(findings.map(({ p }) => p));
    return findings.map(({ name, observed, allowed, matters, usual, now }, at) => {
        const p = adjusted[at] ?? 1;
        const sure = p <= alpha;
        const chance = `p ${shownP(p)} of the ${shownP(alpha)} that this look may spend`;
        return {
            name,
            verdict: sure && matters ? 'fail' : 'pass',
            observed,
            allowed,
            because: `${sure && matters
                ? 'changed'
                : sure
                    ? 'changed, and by too little to matter'
                    : 'nothing that chance does not explain'}: ${now}; usual: ${usual} (${chance})`,
        };
    });
}
const shownP = (p) => (p < 1e-4 ? p.toExponential(0) : (0,report_text/* figure */.vP)(Number(p.toPrecision(2))));

;// CONCATENATED MODULE: ./build/src/monitor/findings.js


/* How two samples of one thing are held against each other. Pure. */
/** A smaller shift than this is no reason to act, however sure it is: the usual bound of the index. */
const mostShift = 0.2;
const each = ([reference, recent], of) => [
    reference.map(of),
    recent.map(of),
];
/** By Kolmogorov and Smirnov's test. @param told of a sample, its median by itself */
function numbers(looked, [usual, now], told) {
    const shift = stabilityIndex(...byDeciles(usual, now));
    return shifted(looked, kolmogorovSmirnov(usual, now).p, shift, { usual: told(usual), now: told(now) });
}
/** By the chi-square test. @param shown whether the kinds may be named where people read it */
function kinds(looked, samples, shown = true) {
    const [usual, now] = countsByKind(...samples);
    const [a, b] = [[...usual.values()], [...now.values()]];
    const told = (counts, order, all) => [...order]
        .sort((one, other) => other[1] - one[1])
        .slice(0, mostTold)
        .map(([kind]) => `${shown ? `${kind} ` : ''}${(0,report_text/* inUnit */.IP)((counts.get(kind) ?? 0) / all, 'share')}`)
        .join(', ');
    return shifted(looked, chiSquare(a, b).p, stabilityIndex(a, b), {
        usual: told(usual, usual, samples[0].length),
        // Without names, the shares of the same kinds stand in the same order.
        now: told(now, shown ? now : usual, samples[1].length),
    });
}
const mostTold = 3;
/** How often each kind comes up in both, in one order. */
function countsByKind(usual, now) {
    const names = [...new Set([...usual, ...now])].sort();
    const counted = (kinds) => {
        const counts = new Map(names.map((name) => [name, 0]));
        for (const kind of kinds)
            counts.set(kind, (counts.get(kind) ?? 0) + 1);
        return counts;
    };
    return [counted(usual), counted(now)];
}
/**
 * Several findings about one thing as one: the surest of those that matter, or of all. Its p is that of all of them together
 * (Bonferroni), as any of them could have been the one.
 */
function asOne(found) {
    const [first] = [...found].sort((a, b) => Number(b.matters) - Number(a.matters) || a.p - b.p);
    if (first === undefined)
        throw new RangeError('no finding');
    return { ...first, p: Math.min(1, first.p * found.length) };
}
function shifted(looked, p, shift, told) {
    const observed = { value: Number(shift.toPrecision(3)), unit: 'PSI' };
    return { ...looked, p, observed, allowed: mostShift, matters: shift >= mostShift, ...told };
}
const median = (values) => Float64Array.from(values).sort()[Math.floor(values.length / 2)];

// EXTERNAL MODULE: ./build/src/statistics/random.js
var statistics_random = __webpack_require__(81266);
;// CONCATENATED MODULE: ./build/src/monitor/texts.js
/* What can be said of a text without knowing its language. */
/** Of a longer text the beginning is looked at, as most models do. */
const looked = 2_000;
const scripts = [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Thai',
    'Han',
    'Hiragana',
    'Katakana',
    'Hangul',
]; // prettier-ignore
const ofScript = scripts.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')]);
/** The script that most letters of a text are of. */
function scriptOf(text) {
    const letters = text.slice(0, looked);
    let [most, found] = [0, 'others'];
    for (const [name, letter] of ofScript) {
        const count = letters.match(letter)?.length ?? 0;
        if (count > most)
            [most, found] = [count, name];
    }
    return most > 0 ? found : /\p{L}/u.test(letters) ? 'others' : 'no letters';
}
/** Runs of three characters: they know no words, so that they serve languages without spaces too. */
function trigramsOf(text) {
    const points = [...text.slice(0, looked).toLowerCase().replaceAll(/\s+/g, ' ').trim()];
    return points.length < 3 ? [points.join('')] : points.slice(2).map((_, at) => points.slice(at, at + 3).join(''));
}
const lengthOf = (text) => [...text].length;

;// CONCATENATED MODULE: ./build/src/monitor/inputs.js




/* What came in, by what it is: texts, rows of several columns, or images. Pure. */
function inputFindings([reference, recent], quotes) {
    const texts = [reference.filter(isText), recent.filter(isText)];
    const rows = [reference.filter(isRow), recent.filter(isRow)];
    const images = [reference.filter(isImage), recent.filter(isImage)];
    return [
        ...(onBothSides(texts)
            ? textFindings(each(texts, ({ text }) => normal(text)), inputs)
            : []),
        ...(onBothSides(rows) ? rowFindings(rows, quotes) : []),
        ...(onBothSides(images) ? imageFindings(images) : []),
    ];
}
const isText = (one) => one.kind === 'text';
const isRow = (one) => one.kind === 'row';
const isImage = (one) => one.kind === 'image';
const onBothSides = (samples) => samples.every((side) => side.length > 0);
const rowFindings = (samples, quotes) => Object.keys(samples[0][0]?.row ?? {}).map((name) => columnFinding(name, each(samples, ({ row }) => (typeof row[name] === 'string' ? normal(row[name]) : null)), quotes));
/** As `prepare` writes a dataset and as servers read: the same letter is not another one because of how it is put together. */
const normal = (text) => text.normalize('NFC');
/** How large they are, and how many bytes a pixel takes: fewer of what is dark, blurred or even, more of what is sharp or noisy. */
function imageFindings(samples) {
    const of = (name, unit, measured) => numbers(inputs(name), each(samples, ({ image }) => measured(image)), (values) => `median ${(0,report_text/* figure */.vP)(median(values))} ${unit}`);
    return [
        of('image width', 'pixels', ({ width }) => width),
        of('image height', 'pixels', ({ height }) => height),
        of('image detail', 'bytes a pixel', ({ width, height, sizeBytes }) => sizeBytes / (width * height)),
    ];
}
const inputs = (name) => ({ name, about: 'inputs' });
function textFindings(samples, looked) {
    const told = (values) => `median ${median(values)} characters`;
    return [
        numbers(looked('text length'), each(samples, lengthOf), told),
        unknownParts(samples, looked('unknown character sequences')),
        kinds(looked('script'), each(samples, scriptOf)),
    ];
}
/**
 * One half of the reference, drawn by chance, says what is known, and the other half is compared with: a text would know all of
 * its own parts.
 */
function unknownParts([reference, recent], looked) {
    const random = new statistics_random/* Random */.o(0);
    const [knowing, compared] = [[], []];
    for (const one of reference)
        (random.word() % 2 === 0 ? knowing : compared).push(one);
    const known = new Set(knowing.flatMap(trigramsOf));
    const unknown = (text) => {
        const parts = trigramsOf(text);
        return parts.filter((part) => !known.has(part)).length / parts.length;
    };
    return numbers(looked, each([compared, recent], unknown), (values) => `median ${(0,report_text/* inUnit */.IP)(median(values), 'share')}`);
}
/** Fewer values than this are kinds, such as grades from 1 to 5, and not a scale. */
const fewestNumbers = 11;
/** Of so many values at most, each coming up so often on the average, are kinds made; others are texts. */
const [mostKinds, fewestOfKind] = [100, 5];
/**
 * What a column holds is told by both samples together, in which neither is more than the other: what was chosen by the
 * reference alone would suit the reference better.
 */
function columnFinding(name, samples, quotes) {
    const looked = (what) => inputs(`column ${name}${what === undefined ? '' : `: ${what}`}`);
    const said = samples.flat().filter((value) => value !== null);
    const values = new Set(said);
    const numeric = said.filter((value) => numberIn(value) !== undefined).length;
    if (values.size >= fewestNumbers && 2 * numeric >= said.length)
        // What is no number, or not there, lies below every number, so that more of it is a shift too.
        return numbers(looked(), each(samples, (value) => numberIn(value ?? '') ?? Number.NEGATIVE_INFINITY), numbersTold);
    if (values.size <= mostKinds && said.length >= fewestOfKind * values.size)
        return kinds(looked(), each(samples, (value) => value ?? 'no value'), quotes);
    return asOne(textFindings(each(samples, (value) => value ?? ''), looked));
}
const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** The number that a value is written as, if it is one alone. */
function numberIn(value) {
    const text = value.trim();
    const number = written.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(number) ? number : undefined;
}
function numbersTold(values) {
    const found = values.filter(Number.isFinite);
    const lacking = values.length - found.length;
    const parts = [
        ...(found.length === 0 ? [] : [`median ${(0,report_text/* figure */.vP)(median(found))}`]),
        ...(lacking === 0 ? [] : [`${(0,report_text/* inUnit */.IP)(lacking / values.length, 'share')} without a number`]),
    ];
    return parts.join(', ');
}

;// CONCATENATED MODULE: ./build/src/monitor/drift.js




/*
 * Recent inputs and what was said to them, against those of the reference, which the very same version was asked. Pure.
 */
/** Under so many the deciles of one and the classes of the other say nothing. */
const fewestExamples = 100;
/** @param how.quotes whether values of the inputs may stand where people read it */
function driftFindings(reference, recent, { accuracyMargin, quotes }) {
    if (reference.length < fewestExamples || recent.length < fewestExamples)
        return [];
    const samples = [reference, recent];
    const labelled = (seen) => seen.filter(({ label }) => label !== undefined);
    return [
        ...inputFindings(samples, quotes),
        kinds({ name: 'predicted class', about: 'answers' }, each(samples, ({ answer }) => answer)),
        numbers({ name: 'confidence', about: 'answers' }, each(samples, ({ score }) => score), (values) => `median ${(0,report_text/* inUnit */.IP)(median(values), 'share')}`),
        ...accuracy(labelled(reference), labelled(recent), accuracyMargin),
    ];
}
function accuracy(reference, recent, margin) {
    if (reference.length < fewestExamples || recent.length < fewestExamples)
        return [];
    const hits = (seen) => ({
        hits: seen.filter(({ answer, label }) => answer === label).length,
        all: seen.length,
    });
    const [usual, now] = [hits(reference), hits(recent)];
    const fell = usual.hits / usual.all - now.hits / now.all;
    const tell = (of) => `${(0,report_text/* inUnit */.IP)(of.hits / of.all, 'share')} of ${of.all}`;
    return [
        {
            name: 'accuracy',
            about: 'answers',
            p: shareFell(usual, now, margin),
            observed: { value: Number((100 * fell).toPrecision(3)), unit: 'points less' },
            allowed: 100 * margin,
            matters: fell > margin,
            usual: tell(usual),
            now: tell(now),
        },
    ];
}

// EXTERNAL MODULE: ./build/src/rollout/tally.js
var rollout_tally = __webpack_require__(67285);
;// CONCATENATED MODULE: ./build/src/monitor/traffic.js



/* What the gateway counted since the last look, against what is usual since the version was promoted. Pure. */
/** What counters showed between two looks; where the gateway started again they did too. */
const grown = (earlier, { epoch, ...now }) => earlier?.epoch === epoch ? combined(now, earlier, -1) : now;
const together = (one, other) => one === undefined ? other : combined(one, other, 1);
function combined(one, other, sign) {
    const histograms = (a, b) => ({
        boundsMs: a.boundsMs,
        counts: a.counts.map((count, i) => count + sign * (b.counts[i] ?? 0)),
        count: a.count + sign * b.count,
    });
    return {
        requests: one.requests + sign * other.requests,
        errors: one.errors + sign * other.errors,
        clientErrors: one.clientErrors + sign * other.clientErrors,
        latency: histograms(one.latency, other.latency),
        abandoned: histograms(one.abandoned, other.abandoned),
    };
}
/**
 * Errors over what is tolerated, and over what is usual; answers that take longer than 99 % of the usual ones, where these
 * are known. What users saw is counted and not estimated: also an outage of everything is one.
 */
function trafficFindings(since, usual, limits) {
    const longMs = (0,rollout_tally/* nearlyAllMs */.vY)(usual?.latency);
    const tally = (counters) => (0,rollout_tally/* tallyBetween */.d7)(undefined, { ...counters, epoch: '', values: {} }, longMs);
    const now = tally(since);
    const before = usual === undefined ? undefined : tally(usual);
    if (now.requests === 0)
        return [];
    const finding = (of, { ratio, tolerance }, name) => {
        const later = { events: now[of], all: now.requests };
        const earlier = before === undefined ? undefined : { events: before[of], all: before.requests };
        const usualRate = earlier === undefined || earlier.all === 0 ? undefined : earlier.events / earlier.all;
        const allowed = Math.max(tolerance, ratio * (usualRate ?? 0));
        const rate = later.events / later.all;
        const told = ({ events, all }) => `${(0,report_text/* smallShare */.fy)(events / all)} of ${(0,report_text/* countText */.lT)(all)} requests`;
        return {
            name,
            about: 'traffic',
            // Both must be surely exceeded: what is tolerated, and what is usual.
            p: Math.max(overRate(later.events, later.all, tolerance), usualRate === undefined || earlier === undefined ? 0 : overEarlier(later, earlier, ratio)),
            observed: { value: 100 * rate, unit: '%' },
            allowed: 100 * allowed,
            matters: rate > allowed,
            usual: earlier === undefined || usualRate === undefined ? 'not known yet' : told(earlier),
            now: told(later),
        };
    };
    return [
        finding('errors', limits.errors, 'errors'),
        ...(longMs === undefined ? [] : [finding('slow', limits.latency, `slower than ${longMs} ms`)]),
    ];
}
/** P50 and P99 as people read them: bounds of a histogram. */
function latencyText({ latency }) {
    const at = (share) => {
        const ms = (0,rollout_tally/* quantileMs */.Mt)(latency, share);
        return ms === undefined ? '' : `≤ ${ms} ms`;
    };
    return latency.count === 0 ? 'no answer' : `P50 ${at(0.5)}, P99 ${at(0.99)}`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/place/monitoring.js





/* What the looks at what serves have found until now: of one version, as each is looked at anew. */
const count = schemas/* number */.aig().min(0);
const histogram = schemas/* object */.Ikc({ boundsMs: schemas/* array */.YOg(schemas/* number */.aig()).readonly(), counts: schemas/* array */.YOg(count).readonly(), count });
const counters = schemas/* object */.Ikc({
    requests: count,
    errors: count,
    clientErrors: count,
    latency: histogram,
    abandoned: histogram,
});
const monitoring = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Id of the version. */
    version: schemas/* string */.YjP(),
    /** How often it was looked at: what a look may spend depends on it. */
    looks: schemas/* int */.Whr().min(1),
    at: iso/* datetime */.w$(),
    /** What the gateway had counted then. */
    counters: counters.extend({ epoch: schemas/* string */.YjP() }).exactOptional(),
    /** All that was counted until then between looks that found nothing wrong. */
    usual: counters.exactOptional(),
    /** Inputs or answers are others than they were, and nothing has told since that they are not. */
    drift: schemas/* object */.Ikc({ since: iso/* datetime */.w$(), tuned: schemas/* boolean */.zMY() }).exactOptional(),
});
/** @throws UserError where the file is damaged */
async function readMonitoring({ monitor: file }) {
    const bytes = await (0,files/* readIfPresent */.Zu)(file);
    if (bytes === undefined)
        return undefined;
    try {
        return monitoring.parse(JSON.parse(bytes.toString('utf8')));
    }
    catch (cause) {
        throw new errors/* UserError */.yo('it is damaged: remove it, and what serves is looked at as for the first time', {
            place: { file },
            cause,
        });
    }
}
async function writeMonitoring({ monitor, directory }, state) {
    await (0,files/* makeDirectory */.Oh)(directory);
    await (0,files/* writeWhole */.f8)(monitor, `${JSON.stringify(state)}\n`, { mode: 0o600 });
}
/** What a version said to the examples of a reference, and of how many they were drawn. */
const labelled = { label: schemas/* string */.YjP().exactOptional(), answer: schemas/* string */.YjP(), score: schemas/* number */.aig() };
const monitoring_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected a digest');
const answers = schemas/* object */.Ikc({
    lines: count,
    drawn: count,
    tooLarge: count,
    answers: schemas/* array */.YOg(schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('text'), text: schemas/* string */.YjP(), ...labelled }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('row'), row: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().nullable()), ...labelled }),
        schemas/* object */.Ikc({
            kind: schemas/* literal */.euz('image'),
            image: schemas/* object */.Ikc({ width: count, height: count, sizeBytes: count }),
            digest: monitoring_digest,
            ...labelled,
        }),
    ])),
});
const answersFile = ({ cache }, name) => (0,external_node_path_.join)(cache, 'monitor', `${name}.json`);
/** Undefined where there are none; a cache that is damaged is as good as none. */
async function readAnswers(place, name) {
    const bytes = await (0,files/* readIfPresent */.Zu)(answersFile(place, name));
    if (bytes === undefined)
        return undefined;
    try {
        return answers.parse(JSON.parse(bytes.toString('utf8')));
    }
    catch {
        return undefined;
    }
}
async function writeAnswers(place, name, all) {
    await (0,files/* makeDirectory */.Oh)((0,external_node_path_.join)(place.cache, 'monitor'));
    await (0,files/* writeWhole */.f8)(answersFile(place, name), JSON.stringify(all), { mode: 0o600 });
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
// EXTERNAL MODULE: ./build/src/verdict.js
var src_verdict = __webpack_require__(62848);
;// CONCATENATED MODULE: ./build/src/stages/monitorReport.js



/* How a look at what serves reads. No text of a user stands in it. */
const mostClasses = 20;
/** Pure. */
function monitorSections(look) {
    const { version, url, looks, earlierAt, promotedAt, since, usual, findings, samples } = look;
    return [
        {
            kind: 'facts',
            title: 'What was looked at',
            part: 'users',
            facts: [
                ['version', version],
                ['serves at', url],
                ...(promotedAt === undefined ? [] : [['promoted', promotedAt]]),
                ['look', earlierAt === undefined ? `${looks}, the first` : `${looks}; the last one was at ${earlierAt}`],
                ...(since === undefined
                    ? []
                    : [
                        ['requests since then', (0,report_text/* figure */.vP)(since.requests)],
                        ['latency since then', latencyText(since)],
                    ]),
                ...(usual === undefined ? [] : [['usual latency', latencyText(usual)]]),
                ...(samples === undefined
                    ? [['recent inputs', 'none were given: drift was not looked for']]
                    : [
                        ['recent inputs', `${samples.recent.length} answered, of ${samples.lines}`],
                        ['reference', `${samples.reference.length} answered, of ${samples.referenceName}`],
                    ]),
                ...(samples?.repeated === undefined
                    ? []
                    : [
                        [
                            'in both',
                            `${samples.repeated.repeated} of ${samples.repeated.of} different recent inputs: what was taken from the reference shows no drift`,
                        ],
                    ]),
            ],
        },
        ...(findings.length === 0
            ? []
            : [
                {
                    kind: 'table',
                    title: 'What is usual, and what is now',
                    part: 'comparison',
                    columns: ['', 'usual', 'now', 'difference'],
                    rows: findings.map(({ name, usual: was, now, observed }) => [
                        name,
                        was,
                        now,
                        `${(0,report_text/* figure */.vP)(observed.value)} ${observed.unit}`,
                    ]),
                    note: 'PSI, the population stability index, is 0 where nothing changed; from 0.2 on it counts as a shift.',
                },
            ]),
        ...(samples === undefined || findings.every(({ name }) => name !== 'predicted class') ? [] : [classes(samples)]),
    ];
}
function classes({ reference, recent }) {
    const [usual, now] = countsByKind(reference.map(({ answer }) => answer), recent.map(({ answer }) => answer));
    const names = [...usual.keys()]
        .sort((a, b) => (now.get(b) ?? 0) + (usual.get(b) ?? 0) - (now.get(a) ?? 0) - (usual.get(a) ?? 0))
        .slice(0, mostClasses);
    const percent = (counts, all) => names.map((name) => Number(((100 * (counts.get(name) ?? 0)) / all).toFixed(2)));
    return {
        kind: 'chart',
        title: 'Predicted classes',
        part: 'comparison',
        note: 'The line is the reference.',
        x: names,
        yTitle: 'answers, %',
        series: [
            { mark: 'bar', name: 'now', values: percent(now, recent.length) },
            { mark: 'line', name: 'usual', values: percent(usual, reference.length) },
        ],
    };
}

// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/rowText.js
var rowText = __webpack_require__(49990);
;// CONCATENATED MODULE: ./build/src/monitor/repeated.js


/*
 * Whether recent inputs are recent at all: who gives the test split for them, or a part of what it was made of, sees no drift
 * whatever clients send. Pure.
 */
/** Fewer than so many are what clients send again and again, such as a word of thanks. */
const fewestRepeated = 20;
/**
 * How many of the recent inputs are in the reference as well, where that is half of them or more. Each counts once, however
 * often it came.
 * @param drawn the share of the reference that is known, as it was drawn from more: of others nobody can tell
 */
function repeatedOf(reference, recent, drawn) {
    const known = new Set(reference.map(identityOf));
    const asked = new Set(recent.map(identityOf));
    // Where a few inputs are all that there are, such as the rows of two columns with few values, each comes again and again.
    if (2 * asked.size < recent.length)
        return undefined;
    const repeated = [...asked].filter((one) => known.has(one)).length;
    return repeated >= fewestRepeated && 2 * repeated >= drawn * asked.size ? { repeated, of: asked.size } : undefined;
}
/** The same for what is one input to a model, in whatever order its columns stand. */
function identityOf(example) {
    switch (example.kind) {
        case 'text':
            return (0,rowText/* stripped */.uR)(normal(example.text));
        case 'row':
            return JSON.stringify(Object.entries(example.row)
                .map(([name, value]) => [name, value === null ? null : (0,rowText/* stripped */.uR)(normal(value))])
                .sort(([one], [other]) => (one < other ? -1 : 1)));
        case 'image':
            return example.digest;
    }
}

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/rollout/golden.js
var golden = __webpack_require__(49118);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
;// CONCATENATED MODULE: ./build/src/stages/asking.js


/** With what JSON may make of each character, a request stays far under what the gateway's agent takes. */
const longestText = 16_000;
const requestOf = (asked) => JSON.stringify({ inputs: [inputOf(asked)], outputs: [{ name: 'label' }, { name: 'score' }] });
function inputOf(asked) {
    switch (asked.kind) {
        case 'text':
            return { name: 'text', shape: [1], datatype: 'BYTES', data: [cut(asked.text, longestText)] };
        case 'row':
            return shortened(asked.row);
        case 'image':
            return { name: 'image', shape: [1], datatype: 'BYTES', data: [asked.data.toString('base64')] };
    }
}
/** The same, with the ends of long values cut away where all of them are too long together, with the names of their columns. */
const shortened = (row) => {
    const columns = Object.entries(row);
    const room = longestText - columns.reduce((sum, [name]) => sum + name.length, 0);
    const most = Math.max(0, Math.floor(room / Math.max(1, columns.length)));
    const whole = columns.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0) <= room;
    return whole ? row : Object.fromEntries(columns.map(([name, value]) => [name, value && cut(value, most)]));
};
/** A server refuses half of a character. */
const cut = (text, most) => text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
/** So often is an input asked that gets no answer, a little later each time. */
const tries = 3;
/** So many are asked together: its users have a server that is hardly busier, and each way to a gateway in a container takes long. */
const atOnce = 4;
/** A version that answers nothing is not asked a thousand times. */
const mostSilent = 10;
/**
 * What the version says to each, in their order; what gets no answer is left out.
 * @param examples taken as they are asked, so that no more are in memory
 * @param ask one request to each of its servers, which nobody counts
 * @throws what `refused` makes of its words, where it has answered nothing but that requests are wrong (400)
 */
async function askEach(examples, ask, { signal, onProgress, refused, }) {
    const seen = [];
    const refusals = [];
    let [asked, silent] = [0, 0];
    const askTogether = async (some) => {
        const all = await Promise.all(some.map(async (example) => ({ example, said: await answerTo(requestOf(example), ask, signal) })));
        for (const { example, said } of all) {
            const answered = 'answer' in said;
            silent = answered ? 0 : silent + 1;
            if (answered)
                seen.push({ ...withoutFile(example), ...said });
            else if (said.wrong !== undefined)
                refusals.push(said.wrong);
        }
        asked += some.length;
        onProgress(asked);
    };
    let some = [];
    for await (const example of examples) {
        some.push(example);
        if (some.length < Math.min(atOnce, mostSilent - silent))
            continue;
        await askTogether(some);
        some = [];
        if (silent >= mostSilent)
            break;
    }
    if (some.length > 0)
        await askTogether(some);
    const [because] = refusals;
    if (because !== undefined && seen.length === 0 && refusals.length === silent)
        throw refused(because);
    return seen;
}
function withoutFile(asked) {
    if (asked.kind !== 'image')
        return asked;
    const { data: _, ...example } = asked;
    return example;
}
async function answerTo(body, ask, signal) {
    const once = async () => {
        const answered = (await ask(body)).find((one) => one.outcome === 'answered');
        const said = answered?.status === 200 ? (0,golden/* answerIn */.Ke)(answered.body) : undefined;
        // What a server refuses it refuses again; one that has too much to do may not.
        return {
            said,
            refused: answered !== undefined && answered.status !== 429 && answered.status < 500,
            wrong: answered?.status === 400 ? answered.body : undefined,
        };
    };
    const isAnswer = ({ said, refused }) => said !== undefined || refused;
    const { said, wrong } = await (0,timers/* askPatiently */.Ev)(once, { tries, isAnswer, signal });
    if (said !== undefined)
        return { answer: said.label, score: said.score };
    return wrong === undefined ? {} : { wrong };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/gateway/agent/protocol.js
var protocol = __webpack_require__(21048);
;// CONCATENATED MODULE: ./build/src/monitor/imageFacts.js
/*
 * What the header of an image file tells, without decoding any of it. The limits are those of training and serving
 * (model_runtime/images.py), so that what is refused here is refused there. Pure.
 */
/** A small file can decode to gigabytes. */
const mostPixels = 64_000_000;
/** Every scan of a progressive JPEG goes through all its pixels, and forty bytes make one. */
const mostScans = 64;
/** Profiles and previews come in parts, of which even a large photograph has some dozens. */
const mostParts = 4_096;
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];
/** @throws RangeError for what is no PNG or JPEG file, and for one that asks for much more work than an image is */
function imageFacts(bytes) {
    const { width, height } = bytes.subarray(0, 8).equals(pngSignature) ? sizeOfPng(bytes) : sizeOfJpeg(bytes);
    if (width * height > mostPixels)
        throw new RangeError(`${width} × ${height} pixels are more than ${mostPixels / 1_000_000} million`);
    return { width, height, sizeBytes: bytes.length };
}
function sizeOfPng(bytes) {
    if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR')
        throw none();
    return whole({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });
}
function sizeOfJpeg(bytes) {
    if (bytes[0] !== 0xff || bytes[1] !== startOfImage)
        throw none();
    let size;
    let [at, scans] = [2, 0];
    for (let part = 0;; part++) {
        // What lies behind so many is not looked at: neither a size nor an end.
        if (part === mostParts)
            throw tooMany();
        at = nextMarker(bytes, at);
        const marker = bytes[at + 1];
        if (marker === undefined || marker === endOfImage)
            break;
        at += 2;
        if (marker === startOfImage)
            continue;
        if (at + 2 > bytes.length)
            break;
        // Huffman tables (C4), arithmetic coding (CC) and an extension (C8) stand among the frames and are none.
        if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && at + 7 <= bytes.length)
            size ??= { height: bytes.readUInt16BE(at + 3), width: bytes.readUInt16BE(at + 5) };
        if (marker === startOfScan && ++scans > mostScans)
            throw tooMany();
        at += bytes.readUInt16BE(at);
    }
    if (size === undefined)
        throw none();
    return whole(size);
}
/** Where a part begins: 0 belongs to the pixels, D0 to D7 (restarts) stand between them. */
function nextMarker(bytes, from) {
    for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
        const next = bytes[at + 1] ?? 0;
        if ((next >= 0xc0 && next <= 0xcf) || (next >= startOfImage && next <= 0xfe))
            return at;
    }
    return bytes.length;
}
function whole(size) {
    if (size.width === 0 || size.height === 0)
        throw none();
    return size;
}
const none = () => new RangeError('it is no PNG or JPEG file');
const tooMany = () => new RangeError(`it has too many scans or parts: at most ${mostScans} scans are decoded`);

;// CONCATENATED MODULE: ./build/src/stages/monitorImages.js








/** Fewer than of texts, as each costs what serves more. */
const mostImages = 500;
/** In base64 four characters for each three; a request is a few words more. */
const mostAskedBytes = ((protocol/* longestAskedChars */.gl - 1_000) / 4) * 3;
/** For people. */
const mostAskedKb = Math.floor(mostAskedBytes / 1_000);
/** As training reads them. */
const mostFileBytes = 64 << 20;
const isTooLarge = ({ length }) => length > mostAskedBytes;
/** @throws what `refused` makes of why it is no image that can be looked at */
function imageExample(bytes, refused) {
    try {
        return { kind: 'image', image: imageFacts(bytes), digest: (0,digest/* digestBytes */.QN)(bytes) };
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw refused(error.message);
    }
}
/**
 * Looks at each file once before any is asked, and reads it again when it is its turn: a side of a look can be hundreds of
 * megabytes, and who serves has other uses for them.
 * @param listed with paths relative to the file that lists them @throws UserError that names an image that is none
 */
async function imageInputs(listed, file) {
    const directory = await (0,promises_.realpath)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(file)));
    const read = async (path) => {
        const found = await (0,paths/* resolveInside */.LI)({ directory, root: directory }, path, { file });
        return (0,files/* readRegular */.VX)(found, mostFileBytes).catch((error) => {
            if (error.code === undefined)
                throw error;
            throw notRead(path, error.code, file);
        });
    };
    const looked = [];
    for (const { path, label } of listed.examples) {
        const bytes = await read(path);
        const found = imageExample(bytes, (because) => notRead(path, because, file));
        const example = label === undefined ? found : { ...found, label };
        looked.push({ path, example, tooLarge: isTooLarge(bytes) });
    }
    const asked = looked.filter(({ tooLarge }) => !tooLarge);
    return {
        // Other images under the same names are others, and the same under other names are not.
        digest: (0,digest/* digestJson */.tv)(looked.map(({ example: { digest, label } }) => ({ digest, label }))),
        lines: listed.lines,
        drawn: looked.length,
        tooLarge: looked.length - asked.length,
        async *examples() {
            for (const { path, example } of asked) {
                const data = await read(path);
                if ((0,digest/* digestBytes */.QN)(data) !== example.digest)
                    throw new errors/* UserError */.yo(`the image ${quoted(path)} was changed while it was looked at: look again once nobody writes there`, { place: { file }, exit: 'data' });
                yield { ...example, data };
            }
        },
    };
}
const quoted = (path) => JSON.stringify(path.slice(0, 300));
const notRead = (path, because, file) => new errors/* UserError */.yo(`the image ${quoted(path)} cannot be read: ${because}: put another one there, or remove the line`, {
    place: { file },
    exit: 'data',
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
;// CONCATENATED MODULE: ./build/src/monitor/examples.js






const fieldsOf = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
/** Of more than `most` so many are drawn by chance, the same ones each time: each as likely as every other, whatever their order. */
class Drawn {
    examples = [];
    lines = 0;
    #random = new statistics_random/* Random */.o(0);
    #most;
    constructor(most) {
        this.#most = most;
    }
    take(example) {
        const { examples } = this;
        this.lines += 1;
        const at = examples.length < this.#most ? examples.length : Math.floor((this.#random.word() / 2 ** 32) * this.lines);
        if (at < this.#most)
            examples[at] = example;
    }
}
const textUnder = (column) => (fields) => {
    const text = fields[column];
    return typeof text === 'string' ? { kind: 'text', text } : without('text', column);
};
const imageUnder = (column) => (fields) => {
    const path = fields[column];
    return typeof path === 'string' ? { kind: 'path', path } : without('image', column);
};
const without = (what, column) => ({
    wrong: `no ${what} under "${column}" (data.${what}): give each line the column that the model reads`,
});
const rowUnder = (columns) => (fields) => {
    const row = (0,rowText/* rowValues */.XZ)(fields, columns);
    return 'values' in row
        ? { kind: 'row', row: row.values }
        : { wrong: `nothing that can be read under "${row.wrong}" (data.text): give each line ${rowText/* plainValue */._y} there` };
};
/**
 * Reads inputs, one JSON object a line, and draws at most `most` of them; never more are in memory.
 * @param label the column of the label, which may be missing
 * @throws UserError with the line that is none
 */
async function readExamples(stream, { read, label }, { file, most }) {
    const drawn = new Drawn(most);
    await (0,lines/* eachLine */.IM)(stream, (line, number) => {
        const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
        if (text.trim() !== '')
            drawn.take(exampleOf(text, { read, label }, { file, line: number }));
    });
    return { examples: drawn.examples, lines: drawn.lines };
}
function exampleOf(line, { read, label }, place) {
    const refuse = (what) => {
        throw new errors/* UserError */.yo(what, { exit: 'data', place });
    };
    const parsed = fieldsOf.safeParse((0,json/* jsonAsWritten */.UO)(line));
    if (!parsed.success)
        return refuse('no JSON object: give one a line, such as {"text": "Where is my parcel?"}');
    const { [label]: name } = parsed.data;
    const input = read(parsed.data);
    if ('wrong' in input)
        return refuse(input.wrong);
    if (name === undefined || name === null)
        return input;
    if (typeof name !== 'string')
        return refuse(`"${label}" is no name of a class: give a text, or leave it out`);
    return { ...input, label: name };
}

// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/questions.js
var questions = __webpack_require__(7052);
;// CONCATENATED MODULE: ./build/src/stages/monitorInputs.js









function columnsOf(spec) {
    const { column } = (0,schema/* inputOf */.wg)(spec);
    const label = (0,questions/* labelOf */.W)(spec);
    if (typeof column !== 'string')
        return { kind: 'row', columns: column, label };
    return { kind: (0,tasks/* taskOf */.Xb)(spec.task).inputKind, column, label };
}
/** What is looked at in one look; more tells no more, and what serves has users too. */
const mostExamples = 1_000;
const mostOf = (kind) => (kind === 'image' ? mostImages : mostExamples);
/** @throws UserError where the file cannot be read, with the line that is none, and with an image that is none */
async function fileInputs(path, columns) {
    const { label } = columns;
    if (columns.kind === 'image') {
        const read = imageUnder(columns.column);
        return imageInputs((await drawn(path, { read, label, most: mostImages })).found, path);
    }
    const read = columns.kind === 'row' ? rowUnder(columns.columns) : textUnder(columns.column);
    const { found, digest } = await drawn(path, { read, label, most: mostExamples });
    const { examples, lines } = found;
    return { digest, lines, drawn: examples.length, tooLarge: 0, examples: () => examples };
}
/** The digest is of the very bytes that were drawn from, also where somebody writes meanwhile. */
async function drawn(path, { read, label, most }) {
    const { file } = await (0,files/* openRegular */.lf)(path, { links: 'followed' }).catch((error) => {
        if (error.code === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${path} cannot be read (${error.code}): name a file of JSON lines`, {
            exit: 'data',
            cause: error,
        });
    });
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* pieces() {
        for await (const piece of file.createReadStream({ autoClose: false })) {
            hash.update(piece);
            yield piece;
        }
    }
    try {
        const found = await readExamples(external_node_stream_.Readable.from(pieces()), { read, label }, { file: path, most });
        return { found, digest: `sha256:${hash.digest('hex')}` };
    }
    finally {
        await file.close();
    }
}

// EXTERNAL MODULE: ./build/src/model/columns.js
var model_columns = __webpack_require__(30984);
;// CONCATENATED MODULE: ./build/src/results/datasetRows.js


const magic = 'ARROW1';
/** Of Schema.fbs: how a column's type is numbered. */
const [binaryType, utf8Type] = [4, 5];
const wanted = [
    { name: 'id', types: [utf8Type] },
    { name: 'input', types: [utf8Type, binaryType] },
    { name: 'label', types: [utf8Type] },
];
/** Of Message.fbs: validity, offsets and values of a text. */
const buffersOfText = 3;
/** Pieces are of 2 MB, or hold one image more. */
const longestPiece = 256 << 20;
/** Every row in its order, one piece of the file in memory at a time. @throws UserError for what `prepare` did not write */
async function* datasetRows(path) {
    const { file, sizeBytes } = await (0,files/* openRegular */.lf)(path);
    try {
        const pieces = await piecesOf(file, sizeBytes);
        for (const { at, metadataBytes, bodyBytes } of pieces) {
            const bytes = await read(file, at, metadataBytes + bodyBytes);
            yield* rowsIn(bytes.subarray(0, metadataBytes), bytes.subarray(metadataBytes));
        }
    }
    catch (cause) {
        if (!(cause instanceof RangeError))
            throw cause;
        throw new errors/* UserError */.yo(`${path} is no split of a dataset (${cause.message}): run prepare again with --force`, {
            exit: 'data',
            cause,
        });
    }
    finally {
        await file.close();
    }
}
async function piecesOf(file, sizeBytes) {
    const end = await read(file, sizeBytes - 10, 10);
    if (end.toString('latin1', 4) !== magic)
        throw new RangeError(`it does not end with ${magic}`);
    const length = end.readInt32LE(0);
    const footer = root(await read(file, sizeBytes - 10 - length, length));
    const fields = vector(table(required(footer, 1)), 1);
    for (const [index, { name, types }] of wanted.entries()) {
        const field = table(datasetRows_element(fields, index, 4));
        const [type, found] = [scalar(field, 2), datasetRows_text(field, 0)];
        if (found !== name || !types.some((one) => one === type))
            throw new RangeError(`its columns are others: ${found}`);
    }
    const blocks = vector(footer, 3);
    // A struct of two numbers of 8 bytes with one of 4, and as many unused, between them.
    return Array.from({ length: blocks.length }, (_, index) => {
        const { bytes, at } = datasetRows_element(blocks, index, 24);
        return { at: datasetRows_long(bytes, at), metadataBytes: bytes.readInt32LE(at + 8), bodyBytes: datasetRows_long(bytes, at + 16) };
    });
}
function* rowsIn(metadata, body) {
    // Since 0.15 a message begins with four bytes that are all ones, and its length.
    const message = root(metadata.subarray(metadata.readInt32LE(0) === -1 ? 8 : 4));
    const batch = table(required(message, 2));
    if (slot(batch, 3) !== undefined)
        throw new RangeError('it is compressed');
    const head = slot(batch, 0);
    const rows = head === undefined ? 0 : datasetRows_long(head.bytes, head.at);
    const buffers = vector(batch, 2);
    const column = (index) => {
        const part = (which) => {
            const { bytes, at } = datasetRows_element(buffers, index * buffersOfText + which, 16);
            const [from, length] = [datasetRows_long(bytes, at), datasetRows_long(bytes, at + 8)];
            if (from + length > body.length)
                throw new RangeError('it is cut');
            return body.subarray(from, from + length);
        };
        const [offsets, values] = [part(1), part(2)];
        return (row) => {
            const [from, to] = [offsets.readInt32LE(4 * row), offsets.readInt32LE(4 * row + 4)];
            if (!(0 <= from && from <= to && to <= values.length))
                throw new RangeError('it is damaged');
            return values.subarray(from, to);
        };
    };
    const [id, input, label] = [column(0), column(1), column(2)];
    for (let row = 0; row < rows; row++)
        yield { id: id(row).toString('utf8'), input: input(row), label: label(row).toString('utf8') };
}
async function read(file, at, length) {
    if (!(at >= 0 && length >= 0 && length <= longestPiece))
        throw new RangeError('it is cut');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    if (bytesRead !== length)
        throw new RangeError('it is cut');
    return buffer;
}
/** What an offset leads to. */
const table = ({ bytes, at }) => ({ bytes, at: at + bytes.readUInt32LE(at) });
const root = (bytes) => table({ bytes, at: 0 });
function slot({ bytes, at }, field) {
    const list = at - bytes.readInt32LE(at);
    const offset = 4 + 2 * field < bytes.readUInt16LE(list) ? bytes.readUInt16LE(list + 4 + 2 * field) : 0;
    return offset === 0 ? undefined : { bytes, at: at + offset };
}
function required(of, field) {
    const found = slot(of, field);
    if (found === undefined)
        throw new RangeError('a part is missing');
    return found;
}
const scalar = (of, field) => {
    const found = slot(of, field);
    return found === undefined ? 0 : found.bytes.readUInt8(found.at);
};
function vector(of, field) {
    const { bytes, at } = table(required(of, field));
    return { bytes, at: at + 4, length: bytes.readUInt32LE(at) };
}
function datasetRows_element({ bytes, at, length }, index, sizeBytes) {
    if (index >= length)
        throw new RangeError('a part is missing');
    return { bytes, at: at + index * sizeBytes };
}
function datasetRows_text(of, field) {
    const { bytes, at } = table(required(of, field));
    return bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at));
}
const datasetRows_long = (bytes, at) => Number(bytes.readBigInt64LE(at));

// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/stages/context.js + 3 modules
var context = __webpack_require__(67660);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
;// CONCATENATED MODULE: ./build/src/stages/monitorReference.js














/*
 * The test split that a version was evaluated on. It is found by digests alone: the place knows of which result an image was
 * built, the signed release on the image says by which result it was evaluated, and each result names those that it was made
 * from.
 */
/** @throws UserError where it cannot be had */
async function evaluatedOn(stable, host) {
    const { spec, specFile, place } = host;
    const results = await (0,context/* openResults */.B)(host, { believeKeys: false });
    const built = await builtAs(stable.digest, place);
    const dataset = await datasetBehind(built, results);
    if (dataset !== undefined)
        return dataset;
    const lacking = (because) => new errors/* UserError */.yo(`there is nothing that recent inputs could be held against: data.test is no file of JSON lines, and the test split that ${stable.version} was evaluated on is not in ${results.name}${because}: name a file of JSON lines as the reference (--reference)`, { place: { file: specFile, key: 'data.test' } });
    // A host that only serves knows no result of the version; others may have handed over theirs.
    if (spec.results === undefined)
        throw lacking('');
    const evaluation = await evaluationOf(stable, host).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw lacking(`, as which one that is cannot be read from its image (${error.message})`);
    });
    const found = await results.open(evaluation);
    const theirs = await datasetBehind(found === undefined ? [] : [found], results);
    if (theirs === undefined)
        throw lacking(` (it was evaluated by the result ${evaluation})`);
    return theirs;
}
/** What this host built the image of, the last one first. */
const builtAs = async (image, { store }) => (await (0,local/* lastMade */.k)(store, 'build'))
    .filter(({ stored }) => stored.result.outputs['digest'] === image)
    .map(({ stored }) => stored);
/** By which result the version was judged, as its signed release says. @throws UserError where nobody vouches for it */
async function evaluationOf({ digest, version }, host) {
    const store = await (0,stages_image/* openImages */.x9)(host);
    const wanted = { name: host.spec.name, version };
    const { release } = await (0,signing_release/* verifyRelease */.VA)({ store, digest, policy: await (0,stages_image/* trusted */.IZ)(host), wanted });
    return release.gates.evaluate.result;
}
/** Undefined where none of them, and nothing that they were made from, is a dataset that is somewhere. */
async function datasetBehind(from, results) {
    const seen = new Set();
    const queue = [...from];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        if (at.result.stage === 'prepare')
            return at;
        for (const parent of Object.values(at.result.parents)) {
            if (seen.has(parent))
                continue;
            seen.add(parent);
            const found = await results.open(parent);
            if (found !== undefined)
                queue.push(found);
        }
    }
    return undefined;
}
const datasetSchema = schemas/* object */.Ikc({ input_columns: schemas/* array */.YOg(schemas/* string */.YjP()).default([]) });
/**
 * Rows are drawn by their numbers first, and read when it is their turn: a split of images is larger than the memory of who
 * serves.
 * @throws UserError where what serves was trained on other columns than the spec says, and for what `prepare` did not write
 */
async function testInputs(dataset, columns, specFile) {
    const directory = (0,external_node_path_.join)(await dataset.directory(), 'dataset');
    const theirs = await columnsIn((0,external_node_path_.join)(directory, 'dataset.json'));
    const ours = columns.kind === 'row' ? columns.columns : [];
    if (!(0,model_columns/* askedAlike */.LZ)(theirs, ours))
        throw new errors/* UserError */.yo(`what serves was evaluated on ${(0,model_columns/* askedWith */.tL)(theirs)}, and this model.yml says ${(0,model_columns/* askedWith */.tL)(ours)}: look with the model.yml that it was deployed by`, { place: { file: specFile, key: 'data.text' } });
    const split = (0,external_node_path_.join)(directory, 'test.arrow');
    const drawn = new Drawn(mostOf(columns.kind));
    for await (const { input } of datasetRows(split))
        drawn.take({ number: drawn.lines, tooLarge: columns.kind === 'image' && isTooLarge(input) });
    const wanted = new Set(drawn.examples.filter(({ tooLarge }) => !tooLarge).map(({ number }) => number));
    return {
        digest: dataset.digest,
        lines: drawn.lines,
        drawn: drawn.examples.length,
        tooLarge: drawn.examples.length - wanted.size,
        async *examples() {
            let number = 0;
            for await (const row of datasetRows(split))
                if (wanted.has(number++))
                    yield askedOf(row, { theirs, columns, split });
        },
    };
}
/** @throws UserError for what `prepare` did not write */
async function columnsIn(file) {
    try {
        return datasetSchema.parse(JSON.parse(await (0,promises_.readFile)(file, 'utf8'))).input_columns;
    }
    catch (cause) {
        throw noDataset(file, cause.code ?? 'it is no description of one', cause);
    }
}
function askedOf({ id, input, label }, { theirs, columns, split }) {
    if (columns.kind === 'image') {
        const example = imageExample(input, (because) => noDataset(split, `its image ${id}: ${because}`));
        // A copy, as what was read is a part of something larger.
        return { ...example, data: Buffer.from(input), label };
    }
    const text = input.toString('utf8');
    if (columns.kind === 'text')
        return { kind: 'text', text, label };
    try {
        return { kind: 'row', row: (0,rowText/* rowValuesIn */.qH)(text, theirs), label };
    }
    catch (cause) {
        if (!(cause instanceof RangeError))
            throw cause;
        throw noDataset(split, `its row ${id}: ${cause.message}`, cause);
    }
}
const noDataset = (file, because, cause) => new errors/* UserError */.yo(`${file} is no part of a dataset (${because}): run prepare again with --force, or name a file of JSON lines as the reference (--reference)`, { exit: 'data', ...(cause === undefined ? {} : { cause }) });

;// CONCATENATED MODULE: ./build/src/stages/monitorSamples.js











/** Undefined where nobody gave recent inputs. @throws UserError before anything is asked */
async function samplesOf(serving, options) {
    const { spec, place, gateway, stable } = serving;
    const { data, specFile, platform, signal } = options;
    if (data === undefined)
        return undefined;
    const columns = columnsOf(spec);
    const reference = await referenceOf(serving, columns, options);
    const kept = keptAs(stable.id, reference.digest, columns);
    const unasked = (await readAnswers(place, kept)) ?? (await reference.open());
    const recent = await fileInputs(data, columns);
    warnOfLarge('the reference', unasked, platform);
    warnOfLarge('recent inputs', recent, platform);
    const ask = (what, { drawn, tooLarge, examples }) => askEach(examples(), (body) => gateway.ask(stable, body), {
        signal,
        onProgress: (asked) => platform.log.progress(what, asked / (drawn - tooLarge)),
        refused: (said) => inputsRefused(stable, said, { file: specFile, key: `data.${columns.kind === 'image' ? 'image' : 'text'}` }),
    });
    const answered = async (inputs) => {
        const { lines, drawn, tooLarge } = inputs;
        const answers = await ask('Asking the reference', inputs);
        const found = { lines, drawn, tooLarge, answers };
        if (answers.length === drawn - tooLarge)
            await writeAnswers(place, kept, found);
        return found;
    };
    const usual = 'answers' in unasked ? unasked : await answered(unasked);
    const now = await ask('Asking recent inputs', recent);
    const repeated = repeatedOf(usual.answers, now, usual.answers.length / Math.max(1, usual.lines));
    if (repeated !== undefined)
        platform.log.warn(repeatedTold(repeated));
    return { reference: usual.answers, recent: now, referenceName: reference.name, lines: recent.lines, repeated };
}
function warnOfLarge(what, { tooLarge, drawn }, { log }) {
    if (tooLarge > 0)
        log.warn(`${tooLarge} of ${drawn} images of ${what} are larger than ${mostAskedKb} KB, which is the most that a gateway passes on for a look: they are left out`);
}
const repeatedTold = ({ repeated, of }) => `${repeated} of ${of} different recent inputs are in the reference as well: unless your clients send the same ones again and again, they were taken from it, and this look says nothing about drift: give what clients sent since the last look`;
/** What serves may read other columns than this model.yml says. @param said the body of its answer */
function inputsRefused({ version }, said, place) {
    const { error } = ((0,json/* jsonOf */.o_)(said) ?? {});
    return new errors/* UserError */.yo(`${version}, which serves, refuses such inputs (400: ${(0,report_text/* oneLine */.TN)(typeof error === 'string' ? error : said, 300)}): look with the model.yml that it was deployed by, whose ${place.key} says what it reads`, { place });
}
/**
 * What a version said is kept by what it was asked: the examples, and what of them is read. `kept` rises with each other shape
 * of what is kept.
 */
function keptAs(id, asked, { label, ...of }) {
    // Columns are asked by name, in any order.
    const columns = of.kind === 'row' ? [...of.columns].sort() : [of.column];
    return `${id}-${(0,digest/* hexOf */.ZD)((0,digest/* digestJson */.tv)({ kept: 4, asked, kind: of.kind, columns, label, most: mostOf(of.kind) }), 16)}`;
}
/** The file that is named, that of the spec, or what the version was evaluated on. @throws UserError where there is none */
async function referenceOf({ spec, place, stable }, columns, options) {
    const { specFile, reference } = options;
    const named = reference ?? (await testFile(spec, specFile));
    if (named !== undefined) {
        const inputs = await fileInputs(named, columns);
        return { name: named, digest: inputs.digest, open: async () => inputs };
    }
    const dataset = await evaluatedOn(stable, { ...options, spec, place, bounds: await (0,paths/* boundsOf */.BO)(specFile) });
    return {
        name: `the test split of what it was evaluated on (${dataset.digest})`,
        digest: dataset.digest,
        open: () => testInputs(dataset, columns, specFile),
    };
}
/** The test examples of the spec, where they are a file of JSON lines. */
async function testFile({ data: { test } }, specFile) {
    return test === undefined || /\.csv$/i.test(test)
        ? undefined
        : (0,paths/* resolveInside */.LI)(await (0,paths/* boundsOf */.BO)(specFile), test, { file: specFile, key: 'data.test' });
}

// EXTERNAL MODULE: ./build/src/stages/serving.js
var stages_serving = __webpack_require__(93653);
// EXTERNAL MODULE: ./build/src/stages/status.js
var stages_status = __webpack_require__(43775);
;// CONCATENATED MODULE: ./build/src/stages/monitor.js












/** Looks at what serves: whether it does, its errors and latency, and whether inputs and answers are as they were. */
async function monitor(options) {
    const world = { ...options, log: options.platform.log };
    const serving = await (0,stages_serving.findServing)(options.specFile, await (0,load.loadSpec)(options.specFile), world);
    const { place } = serving;
    await (0,files/* makeDirectory */.Oh)(place.directory);
    return alone(place, options, () => look(serving, options));
}
const alone = (place, { signal, platform: { log } }, work) => {
    const onHeld = ({ label, by }) => log.info(`${label}: waiting for ${by}, which does it now`);
    return (0,locks/* withLock */.k)(`${place.monitor}.lock`, { label: 'looking at what serves', signal, onHeld }, work);
};
async function look(serving, options) {
    const { spec, place, gateway } = serving;
    const status = await (0,stages_status.readStatus)(serving);
    const stable = await gateway?.traffic.status().then((found) => found.stable);
    const title = `monitor ${spec.name}`;
    const only = servingOf(status);
    if (gateway === undefined || stable === undefined || only.verdict !== 'pass') {
        const { verdict, because } = only;
        const report = { schema: 1, title, verdict, headline: because, gates: [only], sections: [] };
        return { model: spec.name, report, untuned: false, drifted: false, noteTuning: async () => undefined };
    }
    const before = await readMonitoring(place);
    const earlier = before?.version === stable.id ? before : undefined;
    const looks = (earlier?.looks ?? 0) + 1;
    // Before the version is asked anything.
    const counters = (await gateway.metrics.observe())[stable.id];
    const since = counters === undefined ? undefined : grown(earlier?.counters, withoutValues(counters));
    const traffic = since === undefined ? [] : trafficFindings(since, earlier?.usual, spec.deploy.gates);
    const samples = await samplesOf({ spec, place, gateway, stable }, options);
    const drift = samples === undefined
        ? []
        : driftFindings(samples.reference, samples.recent, {
            accuracyMargin: accuracyMargin(spec),
            quotes: spec.evaluate.showTexts,
        });
    const judged = gatesOf([...traffic, ...drift], looks);
    const [ofTraffic, ofDrift] = [judged.slice(0, traffic.length), judged.slice(traffic.length)];
    const gates = [only, ...judged, ...(samples !== undefined && drift.length === 0 ? [tooFew(samples)] : [])];
    const failed = (of) => of.some(({ verdict }) => verdict === 'fail');
    const drifted = failed(ofDrift);
    // A look without data has nothing to say of a drift.
    const open = drifted
        ? (earlier?.drift ?? { since: options.now().toISOString(), tuned: false })
        : drift.length > 0
            ? undefined
            : earlier?.drift;
    // A bad time is no measure for the times after it.
    const usual = since === undefined || failed(ofTraffic) ? earlier?.usual : together(earlier?.usual, since);
    const state = {
        schema: 1,
        version: stable.id,
        looks,
        at: options.now().toISOString(),
        ...(counters === undefined ? {} : { counters: withoutValues(counters) }),
        ...(usual === undefined ? {} : { usual }),
        ...(open === undefined ? {} : { drift: open }),
    };
    await writeMonitoring(place, state);
    const verdict = (0,src_verdict/* overall */.Me)(gates);
    const report = {
        schema: 1,
        title: `${title} ${stable.version}`,
        verdict,
        headline: (0,src_verdict/* decisiveOf */.O3)(gates) ?? `${stable.version} serves as it did (look ${looks} at it)`,
        gates,
        sections: monitorSections({
            version: stable.id,
            url: gateway.url,
            looks,
            earlierAt: earlier?.at,
            promotedAt: status.since?.at,
            since,
            usual: earlier?.usual,
            findings: [...traffic, ...drift],
            samples,
        }),
    };
    return {
        model: spec.name,
        report,
        untuned: open !== undefined && !open.tuned,
        drifted: open !== undefined,
        noteTuning: () => alone(place, options, async () => {
            const now = await readMonitoring(place);
            // Another look may have been there meanwhile, and may have found that all is well, or another version.
            if (now?.version !== stable.id || now.drift === undefined || now.drift.since !== open?.since)
                return;
            await writeMonitoring(place, { ...now, drift: { ...now.drift, tuned: true } });
        }),
    };
}
const withoutValues = ({ values: _, ...counted }) => counted;
/**
 * Whether stable serves, which is what is looked at. While a rollout is under way it has another version beside it, or in its
 * place: what is usual is told by other times. Pure.
 */
function servingOf(status) {
    const { model, serves, stableAnswers, pausedSince, lease, because } = status;
    const gate = (verdict, told) => ({
        name: 'serving',
        verdict,
        observed: { value: serves ? 1 : 0, unit: 'versions that serve' },
        allowed: 1,
        because: told,
    });
    if (!serves && lease === undefined)
        return gate('fail', because ?? `nothing of ${model} serves`);
    if (lease !== undefined)
        return gate('inconclusive', `a rollout by ${lease.owner} is under way: look again after it`);
    if (pausedSince !== undefined)
        return gate('inconclusive', because ?? `stable was stopped at ${pausedSince} to make room for another version`);
    return stableAnswers
        ? gate('pass', 'stable said that it is ready')
        : gate('fail', because ?? 'stable does not answer');
}
const tooFew = ({ reference, recent }) => ({
    name: 'drift',
    verdict: 'inconclusive',
    observed: { value: Math.min(reference.length, recent.length), unit: 'examples' },
    allowed: fewestExamples,
    because: `${recent.length} recent inputs and ${reference.length} of the reference were answered: give ${fewestExamples} of each at least`,
});
/** What the evaluation let a candidate lose is what a version that serves may lose. */
const accuracyMargin = ({ evaluate }) => evaluate.gates.find(({ metric }) => metric === 'accuracy')?.margin ?? 0.02;


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61561);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72636);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
async function placesOf(specFile, options) {
    const { model, environment, signal } = options;
    const { root } = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(specFile);
    const places = [await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment, root, model })];
    const remote = [];
    const git = ['-C', root, 'config', '--get', 'remote.origin.url'];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit);
    const ofJobs = (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentOfJobs */ .Vh)(environment, remote[0] ?? '');
    const place = ofJobs === undefined ? undefined : await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment: ofJobs, root, model });
    if (place !== undefined && place.directory !== places[0]?.directory && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.directory))
        places.push(place);
    return places;
}
function unlessNoGit(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
        throw error;
}


/***/ }),

/***/ 7052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ labelOf),
/* harmony export */   columnsOf: () => (/* binding */ columnsOf),
/* harmony export */   questionsOf: () => (/* binding */ questionsOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _init_records_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75113);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4715);
/* harmony import */ var _rowText_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49990);
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(74410);
/* harmony import */ var _spec_writing_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(46901);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(42068);












/** @throws UserError for a task whose model is not served */
const columnsOf = (spec) => ({
    kind: (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_11__/* .taskOf */ .Xb)(spec.task).inputKind,
    input: (0,_spec_schema_js__WEBPACK_IMPORTED_MODULE_9__/* .inputOf */ .wg)(spec).column,
    label: labelOf(spec),
});
/** The column with the class. @throws UserError for a task whose model is not served */
function labelOf({ task, data }) {
    if ('label' in data)
        return data.label;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${(0,_spec_writing_js__WEBPACK_IMPORTED_MODULE_10__/* .notYet */ .y8)('serving', task)}: read what it wrote in predictions.jsonl of the evaluation`);
}
/** A server of models takes less, and says so. */
const longestTextBytes = 16 << 20;
const longestImageBytes = 64 << 20;
const imageNames = /\.(?:png|jpe?g)$/i;
/** Names of files that somebody may have misspelt, and that no text ends with. */
const fileNames = /^\S+\.(?:csv|tsv|jsonl|ndjson|json|parquet|png|jpe?g|txt)$/i;
/**
 * Every question in its order, read while it is asked for.
 * @param words of a command: texts and files; `-`, or no word, is what is piped in
 * @param signal ends the wait for what nobody has written yet
 * @throws UserError (exit `data`) for what is none
 */
async function* questionsOf(words, columns, piped, signal) {
    if (words.length === 0 && piped === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(typeof columns.input !== 'string'
            ? `nothing to ask: give ${rowWords(columns.input)}, or a file of them (CSV, JSONL, Parquet), or pipe lines in`
            : columns.kind === 'text'
                ? 'nothing to ask: give a text in quotes, or a file of them (CSV, JSONL, Parquet), or pipe lines in'
                : 'nothing to ask: give an image (PNG, JPEG), or a file with paths of images (CSV, JSONL, Parquet)');
    for (const word of words.length === 0 ? ['-'] : words) {
        const there = word === '-' ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(word).catch(() => undefined);
        if (word === '-')
            yield* fromPipe(columns, piped && (0,node_stream__WEBPACK_IMPORTED_MODULE_3__.addAbortSignal)(signal, piped));
        else if (there?.isFile() === true)
            yield* fromFile(word, columns);
        else if (there?.isFIFO() === true)
            yield* fromPipe(columns, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(word, { signal }));
        else if (there?.isDirectory() === true)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('is a directory: give its files, or a file with all that is to be asked', {
                place: { file: word },
                exit: 'data',
            });
        else
            yield await fromWord(word, columns);
    }
}
async function fromWord(word, columns) {
    const { kind, input } = columns;
    const row = typeof input === 'string' ? undefined : objectIn(word);
    if (row !== undefined)
        return fromFields(row, columns, { what: 'the object', directory: '.' });
    if (kind === 'image' || fileNames.test(word))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${JSON.stringify(word.slice(0, 200))} is no file: give ${kind === 'image' ? 'an image, or a file with paths of images' : 'one that is there, or a text in quotes'}`, { exit: 'data' });
    if (typeof input !== 'string')
        throw noRow('the text', input);
    return { data: word, shown: word, from: 'the text' };
}
async function* fromFile(file, columns) {
    if ((0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .isDataFile */ .vM)(file)) {
        let row = 0;
        for await (const fields of (0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .recordsOf */ .M$)(file, await (0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .formatOf */ .be)(file))) {
            row += 1;
            yield await fromFields(fields, columns, { file, what: `row ${row}`, directory: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file) });
        }
    }
    else if (columns.kind === 'image')
        yield await image(file, { file });
    else if (imageNames.test(file))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('is an image, and this model reads text: give a text, or a file of them', {
            place: { file },
            exit: 'data',
        });
    else if (typeof columns.input !== 'string')
        throw noRow('the file', columns.input, { file });
    else {
        const bytes = await readFile(file, longestTextBytes, { file });
        const text = inUtf8(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), { file });
        yield { data: text, shown: text.trim(), from: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file) };
    }
}
/** A text a line, or a JSON object a line where the first one is. */
async function* fromPipe(columns, piped) {
    if (piped === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('nothing is piped in: give what is to be asked, or pipe it');
    let [number, json] = [0, undefined];
    for await (const line of lines(piped)) {
        number += 1;
        if (line.trim() === '')
            continue;
        const fields = json === false ? undefined : objectIn(line);
        const what = `line ${number}`;
        if (json === undefined && fields === undefined && isHeader(line, columns))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} of the input names columns (${line.slice(0, 200)}), as CSV does: give that as a file, or pipe a ${columns.kind === 'text' ? 'text' : 'path'} or a JSON object a line`, { exit: 'data' });
        json ??= fields !== undefined;
        if (fields !== undefined)
            yield await fromFields(fields, columns, { what, directory: '.' });
        else if (json)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} of the input is no JSON object, and the first one is`, { exit: 'data' });
        else if (columns.kind === 'image')
            yield { ...(await image(line, {})), from: what };
        else if (typeof columns.input !== 'string')
            throw noRow(`${what} of the input`, columns.input);
        else
            yield { data: line, shown: line, from: what };
    }
}
/** Names with nothing between them but what separates columns, and the input's among them: nobody asks a model that. */
function isHeader(line, { input }) {
    const names = line.split((0,_init_records_js__WEBPACK_IMPORTED_MODULE_6__/* .delimiterOf */ .Vl)(line)).map((name) => name.replace(/^"(.*)"$/, '$1'));
    return (names.length > 1 &&
        [input].flat().every((name) => names.includes(name)) &&
        names.every((name) => name !== '' && name === name.trim()));
}
/** Each as soon as it is there, whole. */
async function* lines(stream) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let [parts, size, number] = [[], 0, 0];
    const whole = () => {
        const line = Buffer.concat(parts);
        [parts, size] = [[], 0];
        number += 1;
        return inUtf8(() => decoder.decode(line), {}, `line ${number} of the input`).replace(/\r$/, '');
    };
    for await (const chunk of stream) {
        let bytes = chunk;
        for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
            parts.push(bytes.subarray(0, end));
            bytes = bytes.subarray(end + 1);
            yield whole();
        }
        parts.push(bytes);
        size += bytes.length;
        if (size > longestTextBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('a line of the input is longer than 16 MiB: cut it', { exit: 'data' });
    }
    if (size > 0)
        yield whole();
}
function inUtf8(decode, place, what = '') {
    try {
        return decode();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} is not UTF-8: save it with that encoding`.trim(), { place, exit: 'data', cause });
    }
}
function objectIn(line) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .jsonAsWritten */ .UO)(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
/** How a row is given as a word of a command. */
const rowWords = (columns) => `a JSON object with ${columns.map((name) => JSON.stringify(name)).join(', ')}`;
const noRow = (what, columns, place = {}) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${what} is no row, and this model reads several columns: give ${rowWords(columns)}, or a file of rows`, {
    place,
    exit: 'data',
});
async function fromFields(fields, { kind, input, label }, at) {
    const [expected, id] = [wordOf(fields[label]), wordOf(fields['id'])];
    const place = at.file === undefined ? {} : { file: at.file };
    const from = at.file === undefined ? at.what : `${at.what} of ${at.file}`;
    const told = {
        from,
        ...(id === undefined ? {} : { id }),
        ...(expected === undefined ? {} : { expected: expected.trim().normalize('NFC') }),
    };
    if (typeof input !== 'string') {
        const row = (0,_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .rowValues */ .XZ)(fields, input);
        if ('values' in row)
            return { data: row.values, shown: (0,_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .rowText */ .qg)(row.values, input), ...told };
        const there = Object.hasOwn(fields, row.wrong);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(there
            ? `${at.what} has no plain value under ${JSON.stringify(row.wrong)}: give ${_rowText_js__WEBPACK_IMPORTED_MODULE_8__/* .plainValue */ ._y}`
            : `${at.what} has no column ${JSON.stringify(row.wrong)} (data.text of model.yml): it has ${namesOf(fields)}`, { place, exit: 'data' });
    }
    const value = fields[input];
    if (typeof value !== 'string')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${at.what} has no ${kind} under ${JSON.stringify(input)} (data.${kind} of model.yml): it has ${namesOf(fields)}`, { place, exit: 'data' });
    return {
        ...(kind === 'text' ? { data: value, shown: value } : await image((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(at.directory, value), place, value)),
        ...told,
    };
}
const namesOf = (fields) => Object.keys(fields).slice(0, 10).join(', ') || 'no column';
/** Names and whole numbers, as `prepare` takes them. */
const wordOf = (value) => typeof value !== 'string' ? (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .wholeText */ .r0)(value) : value.trim() === '' ? undefined : value;
async function image(path, place, shown = path) {
    if (!imageNames.test(path))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${JSON.stringify(shown.slice(0, 200))} is no image by its name (${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.extname)(path) || 'no ending'}): this model reads PNG and JPEG`, { place, exit: 'data' });
    return { data: (await readFile(path, longestImageBytes, place)).toString('base64'), shown, from: shown };
}
const readFile = (path, mostBytes, place) => (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegular */ .VX)(path, mostBytes, { links: 'followed' }).catch((error) => {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
        throw error;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${path} cannot be read (${error.code}): give a file that is there`, {
        place,
        exit: 'data',
        cause: error,
    });
});


/***/ }),

/***/ 93653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findServing: () => (/* binding */ findServing)
/* harmony export */ });
/* unused harmony export servingAt */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _gateway_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84079);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37289);




/** What a model.yml deployed here: the place of the checkout first, then that of the repository's jobs. */
async function findServing(specFile, spec, world) {
    const all = [];
    for (const place of await (0,_places_js__WEBPACK_IMPORTED_MODULE_3__.placesOf)(specFile, { model: spec.name, ...world }))
        all.push(await servingAt({ spec, place, ...world }));
    for (const one of all)
        if (one.gateway !== undefined || one.lost.length > 0 || (await one.versions.known()).length > 0)
            return one;
    const [first] = all;
    if (first === undefined)
        throw new Error('a model.yml has a place');
    return { ...first, looked: all.map(({ looked }) => looked).join('; ') };
}
/** @throws UserError where the Docker engine or a gateway of another version is in the way */
async function servingAt({ spec, place, environment, signal, log, }) {
    const model = place.identity;
    const sharing = { directory: place.sharedGateways, name: spec.name };
    const common = { spec, place };
    if (spec.deploy.target === 'docker') {
        const { connectDocker } = await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(6846)]).then(__webpack_require__.bind(__webpack_require__, 36846));
        const { findGateway, forgetNetworks, leaveAll, othersBeside, troubleBefore } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559), __webpack_require__.e(5821), __webpack_require__.e(2201)]).then(__webpack_require__.bind(__webpack_require__, 45821));
        const { dockerVersions, removeDockerPlace } = await __webpack_require__.e(/* import() */ 4629).then(__webpack_require__.bind(__webpack_require__, 84629));
        const docker = await connectDocker({ environment, host: spec.deploy.docker.host });
        const member = { docker, model, sharing, signal, log };
        const gateway = await findGateway(member);
        const trouble = gateway === undefined ? undefined : await troubleBefore(member);
        return {
            ...common,
            gateway,
            versions: dockerVersions({ docker, model }),
            lost: [],
            beside: await othersBeside(member),
            looked: `containers of ${model} at ${docker.endpoint}`,
            ...(trouble === undefined ? {} : { trouble }),
            forget: async () => {
                const ended = await leaveAll(member);
                await removeDockerPlace(docker, model, signal);
                await forgetNetworks(member, ended);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true });
            },
        };
    }
    const { findGateway, leaveAll, othersBeside, troubleBefore } = await Promise.all(/* import() */[__webpack_require__.e(1065), __webpack_require__.e(8850), __webpack_require__.e(9559), __webpack_require__.e(9344)]).then(__webpack_require__.bind(__webpack_require__, 99559));
    const { processVersions } = await __webpack_require__.e(/* import() */ 7230).then(__webpack_require__.bind(__webpack_require__, 37230));
    const member = { stateDir: (0,_gateway_js__WEBPACK_IMPORTED_MODULE_2__/* .gatewayState */ .Ui)({ place }), model, sharing, log };
    const gateway = await findGateway(member);
    const trouble = gateway === undefined ? undefined : await troubleBefore(member);
    const versions = processVersions((0,_gateway_js__WEBPACK_IMPORTED_MODULE_2__/* .versionsState */ .Pp)({ place }));
    return {
        ...common,
        gateway,
        versions,
        lost: gateway === undefined ? await lostBelow(place.deploy, await versions.known()) : [],
        beside: await othersBeside(member),
        looked: place.deploy,
        ...(trouble === undefined ? {} : { trouble }),
        forget: async () => {
            await leaveAll(member);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(place.deploy, { recursive: true, force: true });
        },
    };
}
/**
 * Processes that began in the directory and are named by nothing in it any more, as somebody removed it, or a part of it; and
 * a proxy that serves alone, as agent and supervisor were killed.
 */
async function lostBelow(directory, known) {
    const { ownGroups } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 59428));
    const named = new Set(known.map(({ backend }) => backend.id));
    return (await ownGroups()).flatMap(({ pid, group, words, directory: at }) => {
        const what = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(directory, at);
        const [kind, id] = what.split('/');
        if (kind === 'gateway' && words.includes('supervise'))
            return [{ pid, group, what: 'the gateway' }];
        if (kind === 'gateway' && group !== pid)
            return [{ pid, group, what: 'the gateway without its agent' }];
        return kind === 'versions' && id !== undefined && !named.has(id) ? [{ pid, group, what: id }] : [];
    });
}


/***/ }),

/***/ 43775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readStatus: () => (/* binding */ readStatus)
/* harmony export */ });
/* unused harmony export statusOf */
/* harmony import */ var _gateway_shares_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10294);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19959);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67285);




/** What serves, and how it does. */
async function readStatus(serving) {
    const { spec, gateway, versions, lost, looked, place } = serving;
    const known = await versions.known();
    const common = { model: spec.name, target: versions.name, looked };
    if (gateway === undefined && lost.length > 0) {
        const { modelAt } = await __webpack_require__.e(/* import() */ 2781).then(__webpack_require__.bind(__webpack_require__, 42781));
        const { host, port } = spec.deploy;
        const serves = (await modelAt({ host, port })) === place.identity;
        const runs = lost.map(({ what, pid }) => `${what} as process ${pid}`).join(', ');
        return {
            ...common,
            serves,
            stableAnswers: serves,
            because: `${spec.name} ${serves ? `is served at port ${port}` : 'is not served'}, and what runs (${runs}) cannot be asked, as its files are gone from ${looked} or its agent was killed: shares and counts cannot be read; end it by \`model-actions stop\`, then deploy again`,
            versions: [],
        };
    }
    if (gateway === undefined)
        return {
            ...common,
            serves: false,
            stableAnswers: false,
            because: known.length === 0
                ? `nothing of ${spec.name} is deployed: looked at ${looked}`
                : `no gateway of ${spec.name} answers, so that no request comes to ${known.map(({ backend }) => backend.version).join(', ')}: ${versions.name === 'process' ? 'bring it back by `model-actions up`, ' : ''}deploy again, or end what is left by \`model-actions stop\` (looked at ${looked})`,
            versions: known.map(({ backend, running }) => ({ ...named(backend), role: 'idle', share: 0, running })),
        };
    const [status, observed, history] = await Promise.all([
        gateway.traffic.status(),
        gateway.metrics.observe(),
        (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place),
    ]);
    const running = new Set(known.flatMap((one) => (one.running ? [one.backend.id] : [])));
    const { stable } = status;
    const answers = stable !== undefined && running.has(stable.id) && (await gateway.probe(stable));
    const shown = statusOf({ ...common, url: gateway.url, status, observed, history, running, answers });
    if (serving.trouble === undefined)
        return shown;
    const { reached, because } = serving.trouble;
    if (reached)
        return { ...shown, because: shown.because ?? because };
    return { ...shown, serves: false, because: `${spec.name} answers no client: ${because}` };
}
/** Pure. @param running ids @param answers whether stable said that it is ready */
function statusOf(found) {
    const { model, target, looked, url, status, observed, history, running, answers } = found;
    const { stable, paused, canary, shadow, idle, lease, watchdog, certificate } = status;
    const shares = (0,_gateway_shares_js__WEBPACK_IMPORTED_MODULE_3__/* .sharesOf */ .A)(status);
    const shown = (backend, role, ofTraffic) => {
        const seen = observed[backend.id];
        return {
            ...named(backend),
            role,
            share: ofTraffic,
            running: running.has(backend.id),
            ...(seen === undefined ? {} : { counted: counted(seen) }),
        };
    };
    const serves = (answers && paused === undefined) || (canary !== undefined && shares.canary > 0 && running.has(canary.backend.id));
    const since = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .servesSince */ .xG)(history, stable?.digest);
    const because = whyNot({ model, stable, paused, canary, running, answers, looked }) ??
        (canary !== undefined && canary.breaker.openInARow > 0
            ? `requests in a row of the canary ${canary.backend.id} failed, and stable has all traffic`
            : undefined);
    return {
        model,
        target,
        serves,
        stableAnswers: answers && paused === undefined,
        ...(paused === undefined ? {} : { pausedSince: paused.since }),
        ...(because === undefined ? {} : { because }),
        url,
        ...(since === undefined ? {} : { since: { at: since.at, by: since.by } }),
        versions: [
            ...(stable === undefined ? [] : [shown(stable, 'stable', shares.stable)]),
            ...(canary === undefined ? [] : [shown(canary.backend, 'canary', shares.canary)]),
            ...idle.map((backend) => shown(backend, 'idle', 0)),
        ],
        ...(shadow === undefined ? {} : { shadow }),
        ...(canary?.split === undefined ? {} : { split: canary.split }),
        ...(lease === undefined ? {} : { lease }),
        ...(watchdog === undefined ? {} : { watchdog }),
        ...(certificate === undefined ? {} : { certificate }),
        looked,
    };
}
function whyNot(found) {
    const { model, stable, paused, canary, running, answers, looked } = found;
    if (stable === undefined)
        return `the gateway of ${model} runs, and no version is stable: deploy one (looked at ${looked})`;
    if (paused !== undefined)
        return `${stable.id} was stopped at ${paused.since} to make room for the next version (deploy.surge: 0), and ${canary === undefined ? 'nothing' : canary.backend.id} serves: where no rollout is under way, deploy again, which starts it first (looked at ${looked})`;
    if (!running.has(stable.id))
        return `${stable.id} is stable and does not run: deploy it again (looked at ${looked})`;
    return answers ? undefined : `${stable.id} is stable and did not say that it is ready: see \`model-actions logs\``;
}
const named = ({ id, version, digest }) => ({ id, version, digest });
function counted({ requests, errors, clientErrors, abandoned, latency }) {
    const [p50Ms, p99Ms] = [(0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__/* .quantileMs */ .Mt)(latency, 0.5), (0,_rollout_tally_js__WEBPACK_IMPORTED_MODULE_2__/* .quantileMs */ .Mt)(latency, 0.99)];
    return {
        requests,
        errors,
        clientErrors,
        abandoned: abandoned.count,
        ...(p50Ms === undefined ? {} : { p50Ms }),
        ...(p99Ms === undefined ? {} : { p99Ms }),
    };
}


/***/ })

};
