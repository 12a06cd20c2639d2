export const id = 5246;
export const ids = [5246];
export const modules = {

/***/ 25246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ homeDirectory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);



/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
function homeDirectory(environment) {
    const named = environment['HOME'] ?? '';
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(named))
        return named;
    const known = knownHome();
    if (known !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(known))
        return known;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`, { exit: 'preflight' });
}
/** Throws in a container whose user has no name. */
function knownHome() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        return undefined;
    }
}


/***/ })

};
