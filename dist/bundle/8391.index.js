export const id = 8391;
export const ids = [8391];
export const modules = {

/***/ 28391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ howToSeeAll),
/* harmony export */   loadServingSpec: () => (/* binding */ loadServingSpec),
/* harmony export */   loadSpecToGoBack: () => (/* binding */ loadSpecToGoBack),
/* harmony export */   passedOver: () => (/* binding */ passedOver)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52357);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51083);
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65043);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30559);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74410);








/*
 * A model.yml that is wrong somewhere, read by who must not wait until it is mended: what serves is found, ended and gone back
 * from by the parts that this needs, and the rest is told as a warning. What begins something new reads it by `loadSpec`.
 */
const { target, host, port } = _deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g.shape;
/** What finds again what a model.yml deployed. Other keys are not looked at. */
const servingSchema = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    name: _schema_js__WEBPACK_IMPORTED_MODULE_6__/* .anyTaskSchema */ .PU.shape.name,
    deploy: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
        target,
        docker: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ host: _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .servingContainers */ .vM.shape.host }).prefault({}),
        // Asked only where the files of what runs are gone.
        host: host.catch('127.0.0.1'),
        port: port.catch(8080),
    })
        .prefault({}),
});
/** @throws UserError where what finds a deployment is wrong, or model.yml cannot be read */
async function loadServingSpec(file) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return { spec: whole.spec };
    const part = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkServing);
    if ('problems' in part)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...part.problems, { what: otherFile, place: { file } }]);
    return { spec: part.spec, wrong: wrongIn(whole.problems) };
}
const otherFile = 'what serves is found by name, deploy.target and deploy.docker.host: mend them, or name an earlier model.yml of the same directory by --config, such as that of `git show HEAD:./model.yml >earlier.yml`';
const wrongIn = ([first, ...more]) => `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw)(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
/** The warning of who goes on without what is wrong. */
const passedOver = (wrong) => `${wrong}: this command does without it; ${howToSeeAll}`;
const howToSeeAll = '`model-actions check` tells all that is wrong';
function checkServing(raw, source) {
    const part = servingSchema.safeParse(raw);
    const wrong = part.success ? [] : (0,_messages_js__WEBPACK_IMPORTED_MODULE_5__/* .describeIssues */ .w)(part.error.issues, undefined, raw, source);
    // A key that is misspelt is not there: what was deployed as containers would be looked for among processes.
    const misspelt = findingsIn(raw, source).filter((one) => isMeant(one, decisive) || mayFind(one, raw));
    return part.success && misspelt.length === 0 ? { spec: part.data } : { findings: [...wrong, ...misspelt] };
}
const findingsIn = (raw, source) => {
    const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(raw, source);
    return 'findings' in checked ? checked.findings : [];
};
const decisive = ['name', 'deploy', 'deploy.target', 'deploy.docker', 'deploy.docker.host'];
/** Whether what stands under an unknown key may be what a deployment is found by, however the key is spelt. */
function mayFind(finding, raw) {
    if (!isUnknown(finding))
        return false;
    const { path } = finding;
    const value = valueIn(raw, path);
    if (path.length === 1)
        return isMapping(value) && valueIn(raw, ['deploy']) === undefined;
    if (path.length === 2 && path[0] === 'deploy')
        return value === 'docker' || valueIn(value, ['host']) !== undefined;
    return path.length === 3 && path[1] === 'docker' && typeof value === 'string' && value.includes('://');
}
const isUnknown = ({ at, message }) => at === 'key' && message === 'unknown key';
const isMapping = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const valueIn = (value, [key, ...rest]) => {
    if (key === undefined)
        return value;
    if (!isMapping(value) || !Object.hasOwn(value, key))
        return undefined;
    return valueIn(value[key], rest);
};
/** Whether an unknown key was probably meant to be one of these. @param keys dotted */
const isMeant = ({ path, at, nearest }, keys) => at === 'key' && nearest !== undefined && keys.includes(meant(path, nearest));
/** The dotted key that the nearest one is: a sibling, or one elsewhere that is dotted already. */
const meant = (path, nearest) => nearest.includes('.') ? nearest : [...path.slice(0, -1), nearest].join('.');
/**
 * A whole spec, for who brings back at once what served before: where only what makes or judges a new version is wrong, that is
 * as if it had not been written.
 * @param warn is given a line that says what was passed over
 * @throws UserError with every problem, where one is in what the gateway, the image or its signature goes by
 */
async function loadSpecToGoBack(file, warn) {
    const text = await (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(file);
    const whole = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSpec */ .F9)(text, file);
    if ('spec' in whole)
        return whole.spec;
    const spared = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(text, file, checkToGoBack);
    if ('problems' in spared)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(spared.problems);
    warn(passedOver(wrongIn(whole.problems)));
    return spared.spec;
}
function checkToGoBack(raw, source) {
    const findings = [];
    // What contradicts something else is found only once each of them is right by itself.
    for (let left = raw;;) {
        const checked = (0,_load_js__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6)(left, source);
        if ('spec' in checked)
            return checked;
        const before = left;
        left = without(left, checked.findings, findings.length === 0 ? 'keys' : 'all');
        findings.push(...checked.findings);
        const isSpared = checked.findings.every((one) => isSpare(one, raw)) && !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(left, before);
        if (!isSpared || findings.length >= _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af)
            return { findings: findings.slice(0, _load_js__WEBPACK_IMPORTED_MODULE_4__/* .maxErrors */ .af) };
    }
}
/** What a version that is gone back to is not asked about: it was made and judged before, and gets all traffic at once. */
const spareSections = ['base', 'data', 'finetune', 'evaluate', 'quantize', 'engine'];
const spareOfDeploy = [
    'steps',
    'control',
    'step',
    'gates',
    'shadow',
    'prometheus',
    'probes',
    'bake',
];
/** Whether texts of the test are shown is somebody's wish, whatever is done. */
const showTexts = 'show-texts';
const shown = `evaluate.${showTexts}`;
function isSpare(finding, raw) {
    const { path, nearest } = finding;
    if (path.join('.') === shown || isMeant(finding, [shown]))
        return false;
    // Wherever it was written in what would be passed over.
    if (JSON.stringify(valueIn(raw, path.slice(0, depthOf(path, 'keys'))) ?? null).includes(showTexts))
        return false;
    if (isSparePath(path))
        return true;
    if (!isUnknown(finding))
        return false;
    if (nearest !== undefined)
        return isSparePath(meant(path, nearest).split('.'));
    const value = valueIn(raw, path);
    if (path.length === 1)
        return !isMapping(value);
    // A text, a list or a mapping may be who is let in, or where it serves, by a key that is near to none. A number is neither,
    // but for the port.
    const hasPort = valueIn(raw, ['deploy', 'port']) !== undefined;
    return path.length === 2 && path[0] === 'deploy' && typeof value === 'number' && hasPort;
}
const isSparePath = ([section = '', key = '']) => spareSections.includes(section) || (section === 'deploy' && spareOfDeploy.includes(key));
/**
 * The same without what is wrong. What a spec must have and nobody reads here has a stand-in where it is missing then.
 * @param ofData what goes of `data`: the keys that are wrong, or all of it where those that are left contradict each other
 */
function without(raw, findings, ofData) {
    const left = structuredClone(raw);
    for (const { path } of findings)
        removeIn(left, path.slice(0, depthOf(path, ofData)));
    const { base = notRead, data } = left;
    return { ...left, base, data: { train: notRead, ...data } };
}
const notRead = './not-read';
/** Of any other section a key goes as a whole, as what is left of it may lack what it must have. */
function depthOf(path, ofData) {
    if (path[0] !== 'data')
        return 2;
    // An entry that goes leaves a hole in its list.
    const entry = path.findIndex((part) => typeof part === 'number');
    return ofData === 'all' ? 1 : entry === -1 ? path.length : entry;
}
function removeIn(value, path) {
    const [key, ...rest] = path;
    if (key === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, key))
        return;
    const holder = value;
    if (rest.length === 0)
        delete holder[key];
    else
        removeIn(holder[key], rest);
}


/***/ })

};
