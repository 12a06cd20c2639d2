export const id = 3127;
export const ids = [3127];
export const modules = {

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


/***/ })

};
