export const id = 8607;
export const ids = [8607];
export const modules = {

/***/ 68607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openCache: () => (/* binding */ openCache)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/*
 * Results of stages in the cache of GitHub Actions. A cache that fails costs time and nothing else: it warns and the run
 * goes on. Each result in it is what its digest says; which one a lineage key leads to is the word of whoever wrote the cache.
 */
const prefix = `model-actions-v1-${process.platform}-${process.arch}-`;
/**
 * Restores the newest cache of these directories, and returns how to save them again where their entries changed.
 * @param options.directories glob patterns of directories; a cache is found again only by equal ones
 */
async function openCache(options) {
    const { log } = options;
    const directories = [...options.directories];
    const cache = await Promise.all(/* import() */[__webpack_require__.e(6752), __webpack_require__.e(1955), __webpack_require__.e(3838), __webpack_require__.e(2830), __webpack_require__.e(2271), __webpack_require__.e(5941)]).then(__webpack_require__.bind(__webpack_require__, 60142));
    if (!cache.isFeatureAvailable()) {
        log.info('cache: this runner has none; results are kept on this host only');
        return { save: async () => undefined };
    }
    const before = new Set(await entriesOf(directories));
    let restored;
    try {
        restored = await cache.restoreCache([...directories], `${prefix}${await contentKey(directories)}`, [prefix]);
        log.info(restored === undefined ? 'cache: no earlier results' : `cache: earlier results restored from ${restored}`);
    }
    catch (error) {
        log.warn(`cache: nothing restored (${messageOf(error)}); going on without it`);
    }
    // A broken archive is unpacked up to where it breaks, and half a result must not be taken for one.
    if (restored === undefined)
        for (const entry of await entriesOf(directories))
            if (!before.has(entry))
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(entry, { recursive: true });
    return {
        async save() {
            try {
                const key = `${prefix}${await contentKey(directories)}`;
                if (key === restored || key === `${prefix}empty`)
                    return;
                await cache.saveCache([...directories], key);
            }
            catch (error) {
                log.warn(`cache: results not saved (${messageOf(error)}); going on without it`);
            }
        },
    };
}
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
/** Results in the directories, whole ones only. */
async function entriesOf(directories) {
    const entries = [];
    for (const directory of directories)
        for await (const entry of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.glob)(`${directory}/*`))
            if (!(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry).startsWith('.'))
                entries.push(entry);
    return entries.sort();
}
/** Names the results that are there: stores of equal names hold equal results, as their names are lineage keys. */
async function contentKey(directories) {
    const entries = await entriesOf(directories);
    return entries.length === 0 ? 'empty' : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(entries.join('\n')).digest('hex').slice(0, 32);
}


/***/ })

};
