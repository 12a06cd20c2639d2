export const id = 1512;
export const ids = [1512];
export const modules = {

/***/ 45882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ placesDirectory),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Vh: () => (/* binding */ environmentOfJobs)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _home_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25246);





/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
function placesDirectory(environment) {
    const named = environment['MODEL_ACTIONS_HOME'] ?? '';
    if (named !== '' && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(named))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`);
    if (named !== '')
        return named;
    const state = environment['XDG_STATE_HOME'] ?? '';
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(state) ? state : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_home_js__WEBPACK_IMPORTED_MODULE_4__/* .homeDirectory */ .R)(environment), '.local', 'state'), 'model-actions');
}
/** The place of one model. @param root the repository that the spec lies in, which tells checkouts on a laptop apart */
async function openPlace(options) {
    const { environment, root, model } = options;
    const repository = repositoryOf(environment) ?? (await localRepository(root));
    const path = [...repository, model];
    const places = placesDirectory(environment);
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, ...path);
    return {
        identity: path.join('/'),
        directory,
        store: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'store'),
        checkpoints: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'checkpoints'),
        deploy: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'deploy'),
        history: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'history.jsonl'),
        looks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'looks.jsonl'),
        monitor: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'monitor.json'),
        images: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'images'),
        logs: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'logs'),
        cache: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cache'),
        locks: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'locks'),
        trainedHere: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(places, '.trained-here'),
    };
}
/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment) {
    const name = environment['GITHUB_REPOSITORY'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
        return undefined;
    const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com';
    return [server, ...name.toLowerCase().split('/')];
}
/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
function environmentOfJobs(environment, url) {
    const found = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url.trim());
    if (found === null)
        return undefined;
    return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] };
}
/** On a laptop the directory of the repository: its name, and a part of the digest of its path. */
async function localRepository(root) {
    const top = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(top).digest('hex').slice(0, 8);
    return ['local', `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(top).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`];
}


/***/ }),

/***/ 54035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ holm)
/* harmony export */ });
/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
function holm(ps) {
    const adjusted = new Array(ps.length).fill(1);
    let largest = 0;
    ps.map((p, index) => ({ p, index }))
        .sort((a, b) => a.p - b.p)
        .forEach(({ p, index }, rank) => {
        largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
        adjusted[index] = largest;
    });
    return adjusted;
}


/***/ }),

/***/ 81266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ Random)
/* harmony export */ });
/**
 * Numbers that look random and are the same for the same seed: xoshiro128** (Blackman and Vigna 2018), which passes the usual
 * tests of randomness. They are made many at once, because that is several times as fast.
 */
class Random {
    state;
    words = new Uint32Array(1024);
    used = 1024;
    constructor(seed) {
        // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
        let state = seed | 0;
        this.state = Uint32Array.from({ length: 4 }, () => {
            state = (state + 0x9e3779b9) | 0;
            let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
            mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
            return mixed ^ (mixed >>> 15);
        });
    }
    /** Each uniform over 0 to 2³² − 1. */
    fill(words) {
        let [a = 0, b = 0, c = 0, d = 0] = this.state;
        for (let index = 0; index < words.length; index++) {
            const five = Math.imul(b, 5);
            words[index] = Math.imul((five << 7) | (five >>> 25), 9);
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
        }
        this.state.set([a, b, c, d]);
    }
    word() {
        if (this.used === this.words.length) {
            this.fill(this.words);
            this.used = 0;
        }
        return this.words[this.used++] ?? 0;
    }
    /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
    unit() {
        return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
    }
}


/***/ }),

/***/ 86694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J7: () => (/* binding */ incompleteBeta),
/* harmony export */   QN: () => (/* binding */ upperGamma),
/* harmony export */   Zl: () => (/* binding */ normalQuantile),
/* harmony export */   h1: () => (/* binding */ bisect),
/* harmony export */   ik: () => (/* binding */ kolmogorovTail),
/* harmony export */   vr: () => (/* binding */ normalCdf)
/* harmony export */ });
/* unused harmony exports logGamma, inverseIncompleteBeta */
/*
 * The special functions that the tests stand on, checked against SciPy in test/unit/statistics. Arguments outside a
 * function's domain are bugs of the caller and throw a RangeError.
 */
/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms); relative error about 1e-13. */
function logGamma(x) {
    if (!(x > 0))
        throw new RangeError(`logGamma of ${x}`);
    const terms = [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];
    const z = x - 1;
    const sum = terms.reduce((total, term, index) => (index === 0 ? term : total + term / (z + index)), 0);
    const base = z + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum);
}
/** Regularised incomplete beta function I_x(a, b), by the continued fraction DLMF 8.17.22 (Lentz's method). */
function incompleteBeta(x, a, b) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1))
        throw new RangeError(`incompleteBeta(${x}, ${a}, ${b})`);
    if (x === 0 || x === 1)
        return x;
    // The fraction converges fast below the mean; above it the mirrored one does.
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(1 - x, b, a);
    const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a));
    const tiny = 1e-300;
    const away = (value) => (Math.abs(value) < tiny ? tiny : value);
    let c = 1;
    let d = 1 / away(1 - ((a + b) * x) / (a + 1));
    let fraction = d;
    for (let m = 1; m <= 10_000; m++) {
        const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / away(1 + even * d);
        c = away(1 + even / c);
        fraction *= d * c;
        const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away(1 + odd * d);
        c = away(1 + odd / c);
        const step = d * c;
        fraction *= step;
        if (Math.abs(step - 1) < 1e-15)
            break;
    }
    return Math.min(1, front * fraction);
}
/** Regularised upper incomplete gamma function Q(a, x): its series below the mean, Lentz's continued fraction above it. */
function upperGamma(a, x) {
    if (!(a > 0 && x >= 0))
        throw new RangeError(`upperGamma(${a}, ${x})`);
    if (x === 0)
        return 1;
    const front = Math.exp(a * Math.log(x) - x - logGamma(a));
    if (x < a + 1) {
        let term = 1 / a;
        let sum = term;
        for (let n = 1; n <= 100_000 && term > sum * 1e-17; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return Math.max(0, 1 - front * sum);
    }
    let b = x + 1 - a;
    let c = 1e300;
    let d = 1 / b;
    let fraction = d;
    for (let n = 1; n <= 100_000; n++) {
        const an = -n * (n - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        const step = d * c;
        fraction *= step;
        if (Math.abs(step - 1) < 1e-15)
            break;
    }
    return Math.min(1, front * fraction);
}
/** P(K > z) of Kolmogorov's distribution, by whichever of its two series ends sooner. */
function kolmogorovTail(z) {
    if (!(z >= 0))
        throw new RangeError(`kolmogorovTail(${z})`);
    const odd = [1, 3, 5, 7, 9];
    if (z < 1) {
        const sum = odd.reduce((total, k) => total + Math.exp(-((k * Math.PI) ** 2) / (8 * z * z)), 0);
        return z === 0 ? 1 : Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / z) * sum);
    }
    return odd.reduce((total, _, i) => total + 2 * (i % 2 === 0 ? 1 : -1) * Math.exp(-2 * ((i + 1) * z) ** 2), 0);
}
/** x with I_x(a, b) = p, by bisection to the last bit that matters. */
function inverseIncompleteBeta(p, a, b) {
    return bisect((x) => incompleteBeta(x, a, b) - p, 0, 1);
}
/** Quantile of the standard normal distribution, 0 < p < 1. */
function normalQuantile(p) {
    if (!(p > 0 && p < 1))
        throw new RangeError(`normalQuantile of ${p}`);
    return bisect((z) => normalCdf(z) - p, -40, 40);
}
/** P(Z ≤ z) of the standard normal: its Taylor series (Marsaglia 2004), and Laplace’s continued fraction far out. */
function normalCdf(z) {
    if (z < 0)
        return 1 - normalCdf(-z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    if (z > 6) {
        // Continued fraction of the upper tail (Laplace), accurate where the series would cancel.
        let tail = z;
        for (let k = 60; k >= 1; k--)
            tail = z + k / tail;
        return 1 - density / tail;
    }
    // Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …)
    let term = z;
    let sum = z;
    for (let k = 1; term > sum * 1e-17; k++) {
        term *= (z * z) / (2 * k + 1);
        sum += term;
    }
    return 0.5 + density * sum;
}
/** Where a rising function crosses zero between two bounds; the bound where it does not. */
function bisect(rising, from, to) {
    let [low, high] = [from, to];
    for (let step = 0; step < 200 && high - low > Number.EPSILON * Math.max(Math.abs(low), 1e-300); step++) {
        const middle = (low + high) / 2;
        if (rising(middle) < 0)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}


/***/ })

};
