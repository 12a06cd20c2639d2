export const id = 1110;
export const ids = [1110];
export const modules = {

/***/ 71110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   versionToRead: () => (/* binding */ versionToRead)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);

/**
 * Whose log somebody wants to see: of the version that was named, else of what serves; where nothing serves, of the last
 * that is there. @param named a version or an id @throws UserError that says what there is
 */
async function versionToRead({ gateway, versions, spec, looked }, named) {
    const known = await versions.known();
    if (known.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`nothing of ${spec.name} is deployed: looked at ${looked}; deploy it first`);
    const stable = named === undefined ? (await gateway?.traffic.status())?.stable : undefined;
    const wanted = known.filter(({ backend }) => named === undefined
        ? stable === undefined || backend.id === stable.id
        : [backend.version, backend.id].includes(named));
    // Of two builds of one version the one that runs is meant.
    const found = wanted.find(({ running }) => running) ?? wanted.at(-1);
    if (found !== undefined)
        return found.backend;
    const there = known.map(({ backend }) => backend.version).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`version ${named ?? stable?.version} of ${spec.name} is not there: a version that was stopped takes its log with it; name one of ${there}`, { place: { key: 'argument VERSION' } });
}


/***/ })

};
