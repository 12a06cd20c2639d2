export const id = 9308;
export const ids = [9308];
export const modules = {

/***/ 10998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   b4: () => (/* binding */ offsetOf),
/* harmony export */   ik: () => (/* binding */ place)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

/* Where in a model.yml something stands. */
function place(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
}
/** Where the last part of a path that exists begins. */
function offsetOf(document, path, at) {
    let node = document.contents;
    let offset = 0;
    for (const [depth, part] of path.entries()) {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const pair = node.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isPair */ .tO)(item) && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(part));
            if (pair === undefined)
                return offset;
            offset = pair.key.range[0];
            node = pair.value;
        }
        else {
            const item = document.getIn(path.slice(0, depth + 1), true);
            if (item?.range === undefined)
                return offset;
            offset = item.range[0];
            node = item;
        }
    }
    const range = node?.range;
    return at === 'value' && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && range != null && node.value !== null ? range[0] : offset;
}
/** The lines of a valid model.yml: where a path stands or, of one that was not written, what of it was. */
function linesOf(text) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, version: '1.2', resolveKnownTags: false });
    return (path) => place(lines, offsetOf(document, path, 'key')).line;
}


/***/ }),

/***/ 69308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shownReport: () => (/* binding */ shownReport)
/* harmony export */ });
/* unused harmony export pathOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _spec_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10998);


/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
async function shownReport({ stage, report }, { spec, specFile }) {
    const annotations = [...(report.annotations ?? [])];
    const open = report.gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length > 0) {
        // It was read before this stage began; without it there are no lines to name.
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(specFile, 'utf8').catch(() => undefined);
        const lineOf = text === undefined ? undefined : (0,_spec_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .linesOf */ .Dx)(text);
        if (lineOf !== undefined)
            annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))));
    }
    return {
        ...report,
        title: `${stage} ${spec.name} ${spec.version}`,
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const remark = ({ name, verdict, because }, path, line) => ({
    path,
    line,
    level: verdict === 'inconclusive' ? 'warning' : 'failure',
    title: `${name}: ${verdict}`,
    message: because,
});
/** What in a spec says what a gate allows. */
function pathOf(stage, { name }, { evaluate }) {
    const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''));
    if (stage === 'evaluate' || name.startsWith('served '))
        return ['evaluate', 'gates', index, 'margin'];
    if (stage === 'quantize')
        return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)];
    if (stage === 'deploy' && name === 'agreement')
        return [stage, 'shadow', 'max-disagreement'];
    return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage];
}
function pathOfQuantizeGate(name) {
    const [kind = '', quantile = ''] = name.split(' ');
    if (kind === 'latency')
        return [kind, quantile.toLowerCase()];
    return [kind === 'size' || kind === 'speed' ? kind : 'margin'];
}


/***/ })

};
