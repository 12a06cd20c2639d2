export const id = 5117;
export const ids = [5117,841];
export const modules = {

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   LI: () => (/* binding */ resolveInside),
/* harmony export */   gA: () => (/* binding */ leadsInto)
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


/***/ }),

/***/ 80841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   goBack: () => (/* binding */ goBack),
/* harmony export */   parseEarlier: () => (/* binding */ parseEarlier)
/* harmony export */ });
/* unused harmony export releaseBefore */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19959);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43013);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4080);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61323);






/** @throws UserError for what is neither a version nor `previous` */
function parseEarlier(text, place) {
    if (text === 'previous' || semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text)
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(text.slice(0, 100))} is no release: give \`previous\`, or a version such as 1.4.0`, { place });
}
/**
 * The same run for an earlier release instead of the one of model.yml: to be verified and then deployed at once.
 * @param to its version, or `previous` @param place where that was said
 * @throws UserError where there is no such release
 */
async function goBack(context, to, place) {
    const { platform, spec } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const history = await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_5__/* .promotions */ .D)(context, store, await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context));
    const target = releaseBefore({
        to,
        place,
        history,
        releases: await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .releases */ .D8)(store),
        deployed: history.length > 0 ? [] : await platform.deployed(spec.name),
        repository: store.name,
    });
    platform.log.info(`${spec.name} goes back to ${target.release.version}: ${target.because}`);
    return {
        ...context,
        spec: { ...spec, version: target.release.version },
        image: target.release.digest,
        rollback: true,
        atOnce: true,
    };
}
/**
 * Which release to go back to. What nobody here knows to have served is taken from GitHub's deployments, as a hint: whatever
 * comes out of this is verified by its signature. Pure.
 * @throws UserError that says what there is
 */
function releaseBefore(options) {
    const { to, place, history, releases: all, deployed, repository } = options;
    const { served } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_2__/* .servedOf */ .pg)(history);
    const now = served[0] ?? deployed[0];
    if (to === 'previous') {
        if (now === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nobody knows what serves, and so not what served before it: name the release (${listed(all)})`, { place });
        const before = served.find(({ digest }) => digest !== now.digest);
        if (before !== undefined)
            return { release: { version: before.version, digest: before.digest }, because: `it served before ${now.version}` };
        const hinted = deployed.find(({ version }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, now.version));
        if (hinted !== undefined)
            return { release: hinted, because: `GitHub shows that it was deployed before ${now.version}` };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nothing is known to have served before ${now.version}: name the release (${listed(all)})`, {
            place,
        });
    }
    if (now !== undefined && semver__WEBPACK_IMPORTED_MODULE_0__.gt(to, now.version))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${to} is newer than ${now.version}, which serves: deploy it step by step with the action ship or \`model-actions deploy\``, { place });
    // What served under this version, wherever its tag leads to by now.
    const known = served.find(({ version }) => version === to) ?? all.find(({ version }) => version === to);
    if (known !== undefined)
        return { release: { version: to, digest: known.digest }, because: 'somebody asked for it' };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${repository} has no release ${to}: name one that it has (${listed(all)})`, { place });
}
const listed = (all) => all
    .slice(0, 20)
    .map(({ version }) => version)
    .join(', ') || 'there is none';


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
