export const id = 1821;
export const ids = [1821,8391];
export const modules = {

/***/ 43013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ imageSays),
/* harmony export */   D8: () => (/* binding */ releases),
/* harmony export */   JF: () => (/* binding */ latestRelease),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);



/** Which model in which version an image says that it is: under its own digest, and so under its signature. A tag can move. */
async function imageSays(store, digest) {
    const place = `${store.name}@${digest}`;
    const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(digest)).bytes, place);
    const { annotations = {} } = document.kind === 'index' ? document.index : document.manifest;
    const name = annotations['org.opencontainers.image.title'];
    const version = annotations['org.opencontainers.image.version'];
    return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
}
/** `intents 1.4.0` */
const inWords = ({ name, version }) => `${name ?? 'an image without a name'} ${version ?? 'without a version'}`;
/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
async function releases(store) {
    const versions = (await store.tags()).filter((tag) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(tag) === tag).sort(semver__WEBPACK_IMPORTED_MODULE_0__.rcompare);
    const found = [];
    for (const version of versions) {
        const descriptor = await store.resolve(version);
        if (descriptor !== undefined)
            found.push({ version, digest: descriptor.digest });
    }
    return found;
}
/**
 * What `release:latest` means for a candidate, the first choice first: the release that was promoted last and not rolled
 * back since, whether a tag still leads to it or not; without one, the newest below the candidate that was never rolled
 * back. The caller takes the first that is signed. Pure.
 * @param options.history of any places and images, in any order
 * @param options.deployed versions that somebody shows as deployed, the last first: a hint of which tag to try before others
 */
function latestRelease(options) {
    const { candidate } = options;
    const { served, undone } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(options.history);
    const last = served.find(({ version }) => version !== candidate);
    if (last !== undefined)
        return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }];
    const below = options.releases
        .filter(({ version, digest }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, candidate) && !undone.has(digest))
        .sort((a, b) => semver__WEBPACK_IMPORTED_MODULE_0__.rcompare(a.version, b.version))
        .map((release) => ({
        release,
        because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
        promoted: false,
    }));
    const shown = options.deployed?.find(({ version }) => version !== candidate);
    const hinted = options.releases.find(({ version, digest }) => version === shown?.version && !undone.has(digest));
    if (hinted === undefined)
        return below;
    const first = { release: hinted, because: 'which GitHub shows as deployed last', promoted: false };
    return [first, ...below.filter(({ release }) => release.version !== hinted.version)];
}


/***/ }),

/***/ 73629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m4: () => (/* binding */ attachHistory),
/* harmony export */   xX: () => (/* binding */ attachedHistory)
/* harmony export */ });
/* unused harmony export historyPredicate */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _attest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66760);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88113);





const historyPredicate = 'https://model-actions.dev/predicates/release-history/v1';
/**
 * Attaches a promotion or rollback to the image that it speaks of, so that who has no access to the place that it happened
 * at can know of it. One that is attached already is not attached again.
 */
async function attachHistory(store, record, signing) {
    const { descriptor } = await store.getManifest(record.digest);
    return (0,_attest_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStatement */ .V)({
        store,
        subject: descriptor,
        predicateType: historyPredicate,
        predicate: record,
        signing,
        created: new Date(record.at),
    });
}
/**
 * What was promoted and rolled back of an image, oldest first, as far as the policy's signer says so: what anybody else
 * attached does not count. @throws UserError where a trusted record cannot be read; whatever the store throws
 */
async function attachedHistory(store, digest, policy) {
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(policy);
    const records = [];
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_4__/* .attachedBundles */ .SN)(store, digest)) {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== historyPredicate)
            continue;
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            continue;
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .historyRecord */ .Eo.safeParse(reading.statement.predicate);
        if (!parsed.success || parsed.data.digest !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${manifest.digest}: signed by ${trust.who}, but no record of ${digest} that this version can read: it was written by another version of model-actions, update this one`);
        records.push(parsed.data);
    }
    return records.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}


/***/ }),

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
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2002);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35885);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41300);








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
        docker: zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ host: _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .servingContainers */ .v.shape.host }).prefault({}),
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


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61561);
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
/* harmony import */ var _spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28391);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67660);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4080);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37289);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61323);








/** What was promoted and rolled back: by this host's own word, and by what is attested on the images of a registry. */
async function readPromotions(specFile, { environment, signal, stderr }) {
    const read = await (0,_spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__.loadServingSpec)(specFile);
    const places = await (0,_places_js__WEBPACK_IMPORTED_MODULE_6__.placesOf)(specFile, { model: read.spec.name, environment, signal });
    const found = (await Promise.all(places.map(_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L))).flat();
    const looked = places.map(({ history }) => history);
    if ('wrong' in read) {
        const unread = `what is attested on the images was not read because of a mistake: ${read.wrong}; ${_spec_inPart_js__WEBPACK_IMPORTED_MODULE_3__/* .howToSeeAll */ .M}`;
        return { records: newestFirst(found), looked: looked.join('; '), unread };
    }
    const { registry, layout } = read.spec.image;
    if (registry === undefined && layout === undefined)
        return { records: newestFirst(found), looked: looked.join('; ') };
    const platform = (0,_platform_terminal_js__WEBPACK_IMPORTED_MODULE_2__/* .createTerminal */ .PB)({ stderr });
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
        const unread = `what is attested on the images could not be read: ${error.message}`;
        return { records: newestFirst(found), looked: looked.join('; '), unread };
    }
}
/** Each once: a record of this host is the same on the image. Pure. */
function newestFirst(records) {
    const each = new Map(records.map((record) => [`${record.at} ${record.outcome} ${record.digest} ${record.by}`, record]));
    return [...each.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}


/***/ }),

/***/ 61323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ promotions)
/* harmony export */ });
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43013);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _signing_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73629);



/** An image costs a registry some fifteen answers, one after the other: what is read at once saves minutes. */
const atOnce = 8;
/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
async function promotions({ place, spec }, store, policy) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place);
    const all = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releases */ .D8)(store);
    for (let from = 0; from < all.length; from += atOnce) {
        const some = all.slice(from, from + atOnce);
        const attached = await Promise.all(some.map(({ digest }) => (0,_signing_history_js__WEBPACK_IMPORTED_MODULE_2__/* .attachedHistory */ .xX)(store, digest, policy)));
        history.push(...attached.flat());
    }
    return history.filter(({ name }) => name === spec.name);
}


/***/ })

};
