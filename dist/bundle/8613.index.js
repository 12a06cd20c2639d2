export const id = 8613;
export const ids = [8613];
export const modules = {

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside),
/* harmony export */   boundsOf: () => (/* binding */ boundsOf),
/* harmony export */   g: () => (/* binding */ leadsInto)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/**
 * The bounds of a model.yml: its own directory, and the repository around it, so that a monorepo may share data between
 * models. Without a repository the paths stay below `outermost`, or below the directory of model.yml where that is not given.
 *
 * @param outermost a repository above this directory does not count: the workspace of a job
 */
async function boundsOf(specFile, outermost) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile)));
    const limit = outermost === undefined ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(outermost));
    if (limit !== undefined && !isInside(limit, directory))
        throw new Error(`${directory} is not inside ${limit}`);
    for (let root = directory;; root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root)) {
        if (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git')))
            return { directory, root };
        if (root === limit)
            return { directory, root };
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root) === root)
            return { directory, root: directory };
    }
}
/** Longer ones cost the square of their parts to look up, and fit into no image. */
const longestPathBytes = 1024;
const longestShown = 300;
/**
 * A path that a person wrote, as a real absolute path; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves the root of the bounds by `..`, or by a link whose real path lies outside
 */
async function resolveInside({ directory, root }, path, place) {
    const refuse = (cause, remedy = 'name a path inside it') => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${JSON.stringify(path.slice(0, longestShown))} ${cause}: ${remedy}`, { place });
    };
    if (Buffer.byteLength(path) > longestPathBytes)
        refuse(`is longer than ${longestPathBytes} bytes`, 'name a shorter one');
    if (path.trim() === '')
        refuse('is empty', 'name a path such as ./data');
    if (path.includes('\0'))
        refuse('holds a NUL character', 'name a path such as ./data');
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path))
        refuse(`is absolute, and paths are relative to ${directory}`, 'name a path such as ./data');
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory, path);
    if (!isInside(root, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted).catch((error) => {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        return refuse('is longer than the system takes paths', 'name a shorter one');
    });
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!isInside(root, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
/** Whether a path leads into a directory, also by links, and also where nothing is there yet. @param root a real path */
async function leadsInto(root, path) {
    const real = await realPathOf(path);
    return real !== undefined && isInside(root, real);
}
function isInside(root, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** The real path, of the deepest ancestor where the path itself is not there yet; undefined at a dangling link. */
async function realPathOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const code = error.code;
        if (code === 'ELOOP')
            return undefined;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
    }
    const isLink = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).then((entry) => entry.isSymbolicLink(), () => false);
    if (isLink || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) === path)
        return undefined;
    const parent = await realPathOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return parent === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}


/***/ })

};
