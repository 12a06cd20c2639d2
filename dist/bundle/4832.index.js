export const id = 4832;
export const ids = [4832];
export const modules = {

/***/ 72451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hI: () => (/* binding */ tasksWith),
/* harmony export */   lv: () => (/* binding */ schemaAt),
/* harmony export */   modelJsonSchema: () => (/* binding */ modelJsonSchema),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   qy: () => (/* binding */ nearestKey)
/* harmony export */ });
/* unused harmony export dataByTask */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98439);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10873);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44503);




const memo = new Map();
/** What a model.yml of this task may hold; of any task where it is undefined. */
function schemaOf(task) {
    const known = memo.get(task);
    if (known !== undefined)
        return known;
    const made = zod__WEBPACK_IMPORTED_MODULE_3__/* .toJSONSchema */ .bl(task === undefined ? _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .anyTaskSchema */ .PU : _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .specSchemas */ .e5[task], { io: 'input' });
    memo.set(task, made);
    return made;
}
/** What `data` may hold, by task. */
const dataByTask = () => _data_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.map((task) => [task, schemaAt(task, ['data']) ?? {}]);
/** JSON Schema (2020-12) of model.yml as a person writes it, from the same schema that validates. */
const modelJsonSchema = () => ({
    ...schemaOf(undefined),
    allOf: dataByTask().map(([task, data]) => ({
        if: { properties: { task: { const: task } }, required: ['task'] },
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: { properties: { data } },
    })),
});
function schemaAt(task, path) {
    let node = schemaOf(task);
    for (const part of path)
        node = typeof part === 'number' ? node?.items : own(node?.properties ?? {}, String(part));
    return node;
}
/** The tasks that know this key. */
const tasksWith = (path) => _data_js__WEBPACK_IMPORTED_MODULE_1__/* .taskNames */ .u.filter((task) => schemaAt(task, path) !== undefined);
const own = (record, key) => Object.hasOwn(record, key) ? record[key] : undefined;
/** The known key that was probably meant: a sibling with about this name, or else the same name elsewhere (dotted). */
function nearestKey(task, path, key) {
    const siblings = Object.keys(schemaAt(task, path)?.properties ?? {});
    return nearest(key, siblings) ?? allPaths(schemaOf(task)).find((dotted) => dotted.split('.').at(-1) === kebab(key));
}
/** The choice that is nearest to what was written, or undefined where none is near. */
function nearest(written, choices) {
    if (written.length > 60)
        return undefined;
    const plain = kebab(written);
    const ranked = choices
        .map((choice) => ({ choice, edits: (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(plain, choice) }))
        .filter(({ choice, edits }) => edits <= Math.max(1, Math.floor(Math.max(choice.length, plain.length) / 3)))
        .sort((a, b) => a.edits - b.edits);
    return ranked[0]?.choice;
}
const kebab = (text) => text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[_\s]+/g, '-')
    .toLowerCase();
function allPaths(node, prefix = '') {
    const entries = Object.entries(node.properties ?? {});
    return [
        ...entries.map(([key]) => prefix + key),
        ...entries.flatMap(([key, child]) => allPaths(child, `${prefix}${key}.`)),
    ];
}


/***/ })

};
