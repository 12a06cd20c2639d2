export const id = 8214;
export const ids = [8214,841];
export const modules = {

/***/ 23160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deepestLevels),
/* harmony export */   f: () => (/* binding */ isTooDeep)
/* harmony export */ });
/** Deeper than any document or request has a reason to be, and far from where a program's stack ends: JSON is read in a loop, and written by a call within a call. */
const deepestLevels = 64;
/** Whether a value that was read from JSON is deeper than `deepestLevels`. */
function isTooDeep(value) {
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
        if (depth > deepestLevels)
            return true;
        level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    }
    return false;
}


/***/ }),

/***/ 19959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eo: () => (/* binding */ historyRecord),
/* harmony export */   pg: () => (/* binding */ servedOf),
/* harmony export */   q0: () => (/* binding */ stepBack),
/* harmony export */   xG: () => (/* binding */ servesSince)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);



const digest = zod__WEBPACK_IMPORTED_MODULE_2__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value), 'expected a digest');
const version = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().refine((text) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text, 'expected a version');
const release = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ version, digest });
/** A promotion or a rollback: a line of a place's history, and the predicate of an attestation on the image. */
const historyRecord = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    outcome: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['promoted', 'rolled-back']),
    /** Of the model: one key signs for several, and whoever can write to a repository can copy images of others there. */
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    /** Of the release that was tried. */
    digest,
    version,
    /** When it was signed as a release: tells two builds of one version apart. */
    released: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    /** What served before; absent for a first deploy. */
    from: release.exactOptional(),
    /** What serves now; absent where nothing does. */
    to: release.exactOptional(),
    /** Of what was rolled back because somebody stopped it: that says nothing of the release, which can be gone back to. */
    stopped: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(true).exactOptional(),
    /** ISO 8601. */
    at: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
    by: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    because: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
/**
 * What served, the last one first: what was promoted and not rolled back since, and what a rollback left serving; and what
 * was ever rolled back. Pure. @param history of any places and images, in any order
 */
function servedOf(history) {
    const undone = new Set();
    const served = [];
    for (const record of [...history].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))) {
        if (record.outcome === 'rolled-back' && record.stopped !== true)
            undone.add(record.digest);
        const serving = record.outcome === 'promoted' ? record : record.to;
        if (serving === undefined || undone.has(serving.digest))
            continue;
        const when = record.at.slice(0, 10);
        const because = record.outcome === 'promoted'
            ? `the last one promoted, on ${when}`
            : `which serves since ${record.version} was rolled back on ${when}`;
        served.push({ version: serving.version, digest: serving.digest, because });
    }
    return { served, undone };
}
/**
 * The record since which a release serves: of its last promotion, or of the rollback that brought it back. One of a canary
 * that went back changed nothing. Pure. @param history of one place, oldest first
 */
function servesSince(history, digest) {
    let serving;
    for (const record of history) {
        const now = record.outcome === 'promoted' ? record.digest : record.to?.digest;
        if (now === undefined)
            serving = undefined;
        else if (record.outcome === 'promoted' || now !== serving?.digest)
            serving = { digest: now, since: record };
    }
    return serving?.digest === digest ? serving?.since : undefined;
}
/**
 * Why a release would be a step back behind what serves or served last; undefined where it is none. Of two builds of one
 * version the one that was signed later is the newer one, and where nobody knows, it is not taken for newer. Pure.
 */
function stepBack(release, last, history) {
    if (release.digest === last.digest)
        return undefined;
    const order = semver__WEBPACK_IMPORTED_MODULE_0__.compare(release.version, last.version);
    if (order > 0)
        return undefined;
    if (order < 0)
        return `${release.version} is older than ${last.version}`;
    const released = history.find(({ digest }) => digest === last.digest)?.released;
    if (released !== undefined && Date.parse(release.released) > Date.parse(released))
        return undefined;
    return `this build of ${release.version} was signed ${released === undefined ? 'at another time than' : `on ${release.released}, before`} the one that was promoted`;
}


/***/ }),

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

/***/ 68593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readHistory),
/* harmony export */   b: () => (/* binding */ appendHistory)
/* harmony export */ });
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19959);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22127);


/* What was promoted and what was rolled back at this place. */
const appendHistory = (place, record) => (0,_records_js__WEBPACK_IMPORTED_MODULE_1__/* .appendRecord */ .E)(place.history, record, { schema: _model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyRecord */ .Eo, label: 'writing the history' });
/** Oldest first. @throws UserError with the line that is damaged */
const readHistory = (place) => (0,_records_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecords */ .T)(place.history, _model_history_js__WEBPACK_IMPORTED_MODULE_0__/* .historyRecord */ .Eo, 'the history');


/***/ }),

/***/ 22127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ appendRecord),
/* harmony export */   T: () => (/* binding */ readRecords)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);





/* Files of a place that are only ever added to: one JSON object a line, oldest first. */
/** @param options.label what is done, for who waits for it */
async function appendRecord(path, record, options) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    await (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)(`${path}.lock`, { label: options.label }, async () => {
        await mendLastLine(path, options.schema);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 });
    });
}
/** What a power failure left of a last line goes, or the next record would stand behind it in the same line; a whole one is ended. */
async function mendLastLine(path, schema) {
    const bytes = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path)) ?? Buffer.alloc(0);
    const wholeBytes = bytes.lastIndexOf('\n') + 1;
    if (wholeBytes === bytes.length)
        return;
    const isWhole = schema.safeParse(json(bytes.toString('utf8', wholeBytes))).success;
    await (isWhole ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(path, '\n') : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.truncate)(path, wholeBytes));
}
/**
 * @param what the file is, in a message
 * @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out
 */
async function readRecords(path, schema, what) {
    const lines = ((await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path))?.toString() ?? '').split('\n');
    return lines.flatMap((line, index) => {
        if (line.trim() === '')
            return [];
        const parsed = schema.safeParse(json(line));
        if (parsed.success)
            return [parsed.data];
        if (index === lines.length - 1)
            return [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`this line of ${what} is damaged: restore it, or remove it`, {
            place: { file: path, line: index + 1 },
        });
    });
}
function json(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${to} is newer than ${now.version}, which served last: deploy it step by step with the action ship or \`model-actions deploy\``, { place });
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
