export const id = 4362;
export const ids = [4362];
export const modules = {

/***/ 74362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ putArchive)
/* harmony export */ });
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85167);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23102);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62676);



/**
 * Stores entries as one uncompressed layer. A layout gets it in a single read of the files. A registry is asked first, so
 * there the first read tells the digest, and only a layer that neither it nor a sibling has is read again, for the upload.
 * @param options.siblings repositories that may have the blob; of the same registry it is mounted from there
 */
async function putArchive(entries, options) {
    const { store, siblings, signal } = options;
    const tar = (0,_tar_js__WEBPACK_IMPORTED_MODULE_2__/* .tarStream */ .eu)(entries);
    const stream = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatable */ .EQ)(() => abortable(tar.stream, signal));
    if (store.mount === undefined) {
        const before = new Set();
        const checked = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
        const noted = (async function* () {
            yield* checked.stream;
            const { digest } = checked.result();
            if (await store.has(digest))
                before.add(digest);
        })();
        const descriptor = await store.write(noted, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer);
        return { descriptor, moved: !before.has(descriptor.digest) };
    }
    const first = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
    for await (const _ of first.stream)
        ;
    const known = first.result();
    const descriptor = { mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, ...known };
    if (await store.has(known.digest))
        return { descriptor, moved: false };
    for (const sibling of siblings)
        if ((await sibling.has(known.digest)) && (await store.mount(known.digest, sibling)))
            return { descriptor, moved: false };
    await store.write(stream, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, known);
    return { descriptor, moved: true };
}
async function* abortable(stream, signal) {
    for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
    }
}


/***/ })

};
