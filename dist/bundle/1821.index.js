export const id = 1821;
export const ids = [1821];
export const modules = {

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45882);
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

/***/ 41821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPromotions: () => (/* binding */ readPromotions)
/* harmony export */ });
/* unused harmony export newestFirst */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _platform_terminal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2629);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41922);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67660);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4080);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37289);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61323);








/** What was promoted and rolled back: by this host's own word, and by what is attested on the images of a registry. */
async function readPromotions(specFile, { environment, signal, stderr }) {
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_3__.loadSpec)(specFile);
    const places = await (0,_places_js__WEBPACK_IMPORTED_MODULE_6__.placesOf)(specFile, { model: spec.name, environment, signal });
    const found = (await Promise.all(places.map(_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L))).flat();
    const looked = places.map(({ history }) => history);
    const { registry, layout } = spec.image;
    if (registry === undefined && layout === undefined)
        return { records: newestFirst(found), looked: looked.join('; ') };
    const platform = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .createTerminal */ .P)({ stderr });
    const opening = { specFile, stages: [], force: false, platform, signal, environment };
    try {
        const context = await (0,_context_js__WEBPACK_IMPORTED_MODULE_4__.openContext)(opening);
        const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .openImages */ .x9)(context);
        looked.push(store.name);
        found.push(...(await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_7__/* .promotions */ .D)(context, store, await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context))));
        return { records: newestFirst(found), looked: looked.join('; ') };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        const unread = `this is what the host knows alone; what is attested on the images could not be read: ${error.message}`;
        return { records: newestFirst(found), looked: looked.join('; '), unread };
    }
}
/** Each once: a record of this host is the same on the image. Pure. */
function newestFirst(records) {
    const each = new Map(records.map((record) => [`${record.at} ${record.outcome} ${record.digest} ${record.by}`, record]));
    return [...each.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}


/***/ })

};
