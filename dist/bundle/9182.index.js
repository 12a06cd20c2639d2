export const id = 9182;
export const ids = [9182];
export const modules = {

/***/ 89514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyListed)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/**
 * Every file of the directory has the size and digest that its list says, and there is no other file but the list itself.
 * @param list.remedy what to do where that is not so @throws UserError with the file's name
 */
async function verifyListed(directory, files, list) {
    const { name, remedy } = list;
    const present = new Map((await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .listFiles */ .CS)(directory, { links: 'refused' })).map((file) => [file.path, file.sizeBytes]));
    present.delete(name);
    for (const expected of files) {
        const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, expected.path);
        const sizeBytes = present.get(expected.path);
        if (sizeBytes === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: missing, though ${name} lists it: ${remedy}`);
        // One of another size need not be read; one that is written to meanwhile is not what it was listed as.
        const found = sizeBytes === expected.sizeBytes ? await (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFile */ .v9)(shown) : { sizeBytes, digest: undefined };
        if (found.sizeBytes !== expected.sizeBytes)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: ${found.sizeBytes} bytes, ${name} says ${expected.sizeBytes}: ${remedy}`);
        if (found.digest !== expected.digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${shown}: its digest is ${found.digest}, ${name} says ${expected.digest}: ${remedy}`);
        present.delete(expected.path);
    }
    const [extra] = present.keys();
    if (extra !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, extra)}: not listed in ${name}: ${remedy}`);
}


/***/ }),

/***/ 87733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ defaultLimits),
/* harmony export */   prune: () => (/* binding */ prune)
/* harmony export */ });
/* unused harmony export chooseResults */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41869);
/* harmony import */ var _results_local_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8727);
/* harmony import */ var _results_types_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63989);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(68593);









/** `acme/intents` keeps a month of work, and no more than fills a small disk. */
const defaultLimits = { maxAgeMs: 30 * 24 * 3_600_000, maxBytes: 100e9 };
/** A job that runs now may hold any of these: what was used this day stays whatever the size. */
const shortestAgeMs = 24 * 3_600_000;
/** Which results go. Pure: what is needed stays with everything that it was made from. */
function chooseResults(results, history, limits, nowMs) {
    // One that was promoted again, after a crash, is still one: the release before it can be gone back to.
    const promoted = history.filter((record) => record.outcome === 'promoted').map((record) => record.digest);
    const needed = new Set([...new Set(promoted.toReversed())].slice(0, 2));
    const lastPromotedMs = Date.parse(history.findLast((record) => record.outcome === 'promoted')?.at ?? '') || 0;
    const roots = results.filter(({ stage, image, usedMs }) => image !== undefined && (needed.has(image) || (stage === 'build' && usedMs > lastPromotedMs)));
    const byDigest = new Map(results.map((result) => [result.digest, result]));
    const kept = new Set();
    const keep = (digest) => {
        if (kept.has(digest))
            return;
        kept.add(digest);
        for (const parent of byDigest.get(digest)?.parents ?? [])
            keep(parent);
    };
    for (const root of roots)
        keep(root.digest);
    let total = results.reduce((sum, result) => sum + result.sizeBytes, 0);
    const gone = [];
    for (const result of results.toSorted((a, b) => a.usedMs - b.usedMs)) {
        const ageMs = nowMs - result.usedMs;
        if (kept.has(result.digest) || ageMs < Math.min(shortestAgeMs, limits.maxAgeMs))
            continue;
        if (ageMs <= limits.maxAgeMs && total <= limits.maxBytes)
            continue;
        gone.push(result.digest);
        total -= result.sizeBytes;
    }
    return gone;
}
/** Removes what the limits say. @returns what went, in bytes and entries */
async function prune(place, limits, nowMs) {
    return (0,_locks_js__WEBPACK_IMPORTED_MODULE_4__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.locks, 'prune'), { label: 'pruning' }, async () => {
        const results = await readResults(place);
        let entries = 0;
        let bytes = 0;
        const gone = new Set(chooseResults(results, await (0,_history_js__WEBPACK_IMPORTED_MODULE_8__/* .readHistory */ .L)(place), limits, nowMs));
        for (const { digest, sizeBytes } of results.filter((result) => gone.has(result.digest))) {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(directoryOf(place, digest));
            entries += 1;
            bytes += sizeBytes;
        }
        for (const keys of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'keys'), (0,_results_local_js__WEBPACK_IMPORTED_MODULE_5__.cachedKeys)(place.store)])
            for (const path of (await names(keys)).map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(keys, file))) {
                const digest = (await textOf(path)).trim();
                if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest) && gone.has(digest))
                    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
            }
        for (const parent of [
            place.checkpoints,
            place.logs,
            ...(await names(place.cache)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.cache, name)),
        ])
            for (const name of await names(parent)) {
                const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, name);
                const mtimeMs = await changedMs(path);
                if (mtimeMs === undefined || nowMs - mtimeMs <= limits.maxAgeMs)
                    continue;
                bytes += await sizeOf(path);
                entries += 1;
                await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(path);
            }
        return { entries, bytes };
    });
}
const directoryOf = (place, digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results', (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(digest));
/** Others may have put something else there, which is not waited for, and held in memory only as far as a result goes. */
const textOf = (path) => (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfPresent */ .Zu)(path).then((content) => content?.toString('utf8') ?? '', () => '');
async function readResults(place) {
    const found = [];
    for (const name of await names((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(place.store, 'results'))) {
        const digest = `sha256:${name}`;
        if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
            continue;
        const directory = directoryOf(place, digest);
        const text = await textOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'result.json'));
        const mtimeMs = await changedMs(directory);
        if (mtimeMs === undefined)
            continue;
        const parsed = _results_types_js__WEBPACK_IMPORTED_MODULE_6__/* .resultSchema */ .F.safeParse(parse(text));
        // What is no result any more is needed by nobody.
        if (!parsed.success) {
            found.push({ digest, stage: '', parents: [], sizeBytes: await sizeOf(directory), usedMs: mtimeMs });
            continue;
        }
        const { stage, parents, files, outputs } = parsed.data;
        const image = outputs['digest'] ?? '';
        found.push({
            digest,
            stage,
            parents: Object.values(parents),
            ...((0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(image) ? { image } : {}),
            sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
            usedMs: mtimeMs,
        });
    }
    return found;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
async function names(directory) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
            return [];
        throw error;
    });
}
/** Undefined where another run has removed it since it was listed. */
async function changedMs(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone))?.mtimeMs;
}
function unlessGone(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
async function sizeOf(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(unlessGone);
    if (facts?.isDirectory() !== true)
        return facts?.size ?? 0;
    return (await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(path).catch(() => [])).reduce((sum, file) => sum + file.sizeBytes, 0);
}


/***/ }),

/***/ 58829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qh: () => (/* binding */ reportSchema),
/* harmony export */   kZ: () => (/* binding */ stageReportSchema),
/* harmony export */   rT: () => (/* binding */ parts)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/*
 * The one report model. Stages write it, renderers read it. Text is plain: it may come from data, and each renderer
 * escapes and cuts it for its medium.
 */
const verdict = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['pass', 'fail', 'inconclusive', 'error']);
const gate = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    verdict,
    observed: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        value: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
        low: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
        high: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
        unit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        lowerIsBetter: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(true).exactOptional(),
    }),
    allowed: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    because: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
});
/** The parts of a pull request's report, in the order in which a reader wants them. */
const parts = [
    'users',
    'comparison',
    'changes',
    'slices',
    'quantization',
    'training',
    'cost',
    'lineage',
];
const head = {
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Where it stands in a report that is composed of several. Without one it comes behind what the reader came for. */
    part: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(parts).exactOptional(),
    folded: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    note: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
};
/** Candidate against baseline by one metric. Values are in `unit`, where `share` is one of 0 to 1, told in percent and points. */
const interval = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    unit: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    lowerIsBetter: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    baseline: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    candidate: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    /** Positive where the candidate is better, whichever way the metric counts. Absent where nothing can be compared. */
    difference: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ value: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), low: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), high: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() }).exactOptional(),
    /** What may be lost. Absent where the metric is shown and decides nothing. */
    margin: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    verdict: verdict.exactOptional(),
    examples: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    /** What the verdict does not say, such as `worse, but within the margin`. */
    note: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
});
const section = zod__WEBPACK_IMPORTED_MODULE_0__/* .discriminatedUnion */ .gMt('kind', [
    /** A column whose values are all numbers is aligned to the right. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('table'),
        ...head,
        columns: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP())),
    }),
    /** A forest plot: every row with its interval against what may be lost. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('intervals'), ...head, rows: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(interval).min(1) }),
    /** `counts[i][j]`: examples of class i that were called class j, by the candidate and, where it was asked, the baseline. */
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('confusion'),
        ...head,
        labels: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        counts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())),
        baselineCounts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())).exactOptional(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('chart'),
        ...head,
        x: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).min(1),
        yTitle: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        series: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
            mark: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['bar', 'line']),
            name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
            values: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()),
        }))
            .min(1),
    }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('facts'), ...head, facts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()])) }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz('text'), ...head, text: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }),
]);
/** A remark beside a line of the checkout. */
const annotation = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    path: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    line: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(1),
    level: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['failure', 'warning', 'notice']),
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
});
const reportSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz(1),
    title: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    verdict,
    headline: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    gates: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(gate),
    sections: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(section),
    annotations: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(annotation).exactOptional(),
});
/** What a stage left for people, with what tells it from others: a file of `.model-actions/reports`. Other keys are ignored. */
const stageReportSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    ...reportSchema.shape,
    stage: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    result: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().exactOptional(),
    /** Result digests of the stages that it was made from. */
    parents: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).exactOptional(),
    seconds: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().exactOptional(),
    reused: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
})
    .transform(({ stage, result, key, parents, seconds, reused, ...report }) => ({
    stage,
    result,
    report,
    parents: parents ?? {},
    ...(key === undefined ? {} : { key }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(reused === undefined ? {} : { reused }),
}));


/***/ }),

/***/ 8727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ openLocalResults),
/* harmony export */   cachedKeys: () => (/* binding */ cachedKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41869);
/* harmony import */ var _model_listed_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89514);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75820);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96982);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(63989);










/*
 * Results on this host: results/HEX holds one whole result, keys/STAGE-HEX the digest that a lineage key leads to. A result
 * is named by what it holds and never changes; a key may come to lead to another one. keys/ holds what this host saw made;
 * cached-keys/ what a cache that others can write to may have changed, which is looked at only where somebody asked for it.
 */
/** What a cache carries beside results/, so that whoever can write to it does not change what this host saw. */
const cachedKeys = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'cached-keys');
/** @param options.cached finds and files results by keys that a cache may have brought, too */
function openLocalResults(directory, options = {}) {
    const results = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'results');
    const keys = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'keys'), ...(options.cached === true ? [cachedKeys(directory)] : [])];
    const making = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'making');
    const placeOf = (digest) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(results, (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(digest));
    const keyName = (stage, key) => `${stage}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(key)}`;
    const open = async (digest) => {
        const found = placeOf(digest);
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(found, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x);
        const bytes = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)(file);
        if (bytes === undefined)
            return undefined;
        const result = (0,_read_js__WEBPACK_IMPORTED_MODULE_8__/* .readResult */ .U)(bytes, { digest, where: file });
        // For `prune`, which takes what was longest not used.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(found, new Date(), new Date()).catch(() => undefined);
        let checked;
        return {
            digest,
            result,
            bytes,
            unchecked: async () => found,
            directory() {
                checked ??= verifyFiles(found, result).then(() => found);
                return checked;
            },
        };
    };
    /** Moves the finished directory of a workspace, with its result.json in it, into its place. */
    const settle = async (made, result, bytes) => {
        const digest = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestBytes */ .QN)(bytes);
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(results);
        const final = placeOf(digest);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final).catch(async (error) => {
            if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')
                throw error;
            // The same result is there already. One that was changed since makes room for the right one.
            if (await isUnchanged(final, result, bytes))
                return;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(final, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(made), 'replaced'));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(made, final);
        });
        const stored = await open(digest);
        if (stored === undefined)
            throw new Error(`${placeOf(digest)} vanished while it was written`);
        return stored;
    };
    /** From now on its key finds it. */
    const file = async ({ digest, result }) => {
        for (const parent of keys) {
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(parent);
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(result.stage, result.key)), `${digest}\n`);
        }
    };
    const begin = async () => {
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(making);
        await sweep(making);
        const home = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex'));
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'a result in the making' });
        if (lock.kind === 'held')
            throw new Error(`${home} is not made yet and is held by ${lock.by}`);
        const made = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'result');
        const scratch = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, 'scratch');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(home);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(made);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(scratch);
        const discard = async () => {
            await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
            await lock.release();
        };
        return {
            directory: made,
            scratch,
            discard,
            async commit(fields) {
                const files = [];
                for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .listFiles */ .CS)(made, { links: 'refused' }))
                    files.push({ path, ...(await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .measureFile */ .v9)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, path))) });
                const result = { schema: 1, ...fields, files };
                const bytes = Buffer.from(`${JSON.stringify(result, null, 2)}\n`);
                await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(made, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), bytes);
                const stored = await settle(made, result, bytes);
                await file(stored);
                await discard();
                return stored;
            },
        };
    };
    const takeOver = async (stored) => {
        if ((await open(stored.digest)) !== undefined)
            return;
        const from = await stored.directory();
        const workspace = await begin();
        try {
            for (const { path } of stored.result.files) {
                const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, path);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path), target));
            }
            await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .writeWhole */ .f8)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(workspace.directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x), stored.bytes);
            await settle(workspace.directory, stored.result, stored.bytes);
        }
        finally {
            await workspace.discard();
        }
    };
    return {
        name: directory,
        open,
        begin,
        async find(stage, key) {
            for (const parent of keys) {
                const digest = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, keyName(stage, key))))?.toString().trim() ?? '';
                const stored = (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .isDigest */ .Bc)(digest) ? await open(digest) : undefined;
                if (stored?.result.stage === stage && stored.result.key === key)
                    return stored;
            }
            return undefined;
        },
        takeOver,
        async put(stored) {
            await takeOver(stored);
            await file(stored);
        },
    };
}
/** Every file has the size and digest that result.json says, and there is no other file. */
const verifyFiles = (directory, { files, stage }) => (0,_model_listed_js__WEBPACK_IMPORTED_MODULE_6__/* .verifyListed */ .T)(directory, files, {
    name: _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x,
    remedy: `it was changed after ${stage} made it: run ${stage} again with --force, and find out who can write there`,
});
/** Whether a result lies there whole, as it was made. */
async function isUnchanged(directory, result, bytes) {
    try {
        await verifyFiles(directory, result);
        return (await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .readIfPresent */ .Zu)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, _types_js__WEBPACK_IMPORTED_MODULE_9__/* .resultName */ .x)))?.equals(bytes) === true;
    }
    catch {
        return false;
    }
}
/** Beside the workspace, and there before it is: whoever looks at the lock puts nothing into what another one removes. */
const lockOf = (home) => `${home}.lock`;
/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(making) {
    const homes = new Set((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(making)).flatMap((name) => /^([0-9a-f]{12})(?:\.lock)?$/.exec(name)?.[1] ?? []));
    for (const home of [...homes].map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(making, name))) {
        const lock = await (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .takeLock */ .H)(lockOf(home), { label: 'sweeping' });
        if (lock.kind === 'held')
            continue;
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_7__/* .removeTree */ .dM)(home);
        await lock.release();
    }
}


/***/ }),

/***/ 96982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readResult)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75820);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63989);




/**
 * A result from the bytes of its result.json.
 * @param from.where for messages @throws UserError where the digest differs, or what is there is no result
 */
function readResult(bytes, from) {
    const found = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)(bytes);
    const remedy = 'it was changed after its stage wrote it: run that stage again with --force, and find out who can write there';
    if (found !== from.digest)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: its digest is ${found}, and ${from.digest} was asked for: ${remedy}`);
    let value;
    try {
        value = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: not JSON: run the stage that made it again`, { cause });
    }
    const parsed = _types_js__WEBPACK_IMPORTED_MODULE_3__/* .resultSchema */ .F.safeParse(value);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: it was made by another version of model-actions; run its stage again`);
    }
    const paths = parsed.data.files.map((file) => file.path);
    if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')) || (0,_trees_js__WEBPACK_IMPORTED_MODULE_2__/* .caseCollision */ .ze)(paths) !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${from.where}: files: not sorted, or two have the same name: run its stage again`);
    return parsed.data;
}


/***/ }),

/***/ 63989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ resultSchema),
/* harmony export */   x: () => (/* binding */ resultName)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _report_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58829);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75820);




const digest = zod__WEBPACK_IMPORTED_MODULE_3__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value), 'expected sha256: and 64 hex digits');
/** The name of the file that says what a result is. Its SHA-256 is the result digest. */
const resultName = 'result.json';
/** Readers ignore keys that they do not know; the schema number is for what cannot be ignored. */
const resultSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    schema: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1),
    stage: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[a-z]+$/),
    key: digest,
    name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1),
    verdict: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['pass', 'fail', 'inconclusive', 'error']),
    proceed: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY(),
    headline: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    outputs: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()),
    report: _report_model_js__WEBPACK_IMPORTED_MODULE_1__/* .reportSchema */ .Qh,
    data: zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J(),
    files: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        path: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().refine((path) => (0,_trees_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFault */ .a9)(path) === undefined && path !== resultName, 'not a path of a file'),
        sizeBytes: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(0),
        digest,
    })),
    parents: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), digest),
});


/***/ }),

/***/ 25099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IC: () => (/* binding */ ownDirectories),
/* harmony export */   K4: () => (/* binding */ draft),
/* harmony export */   _i: () => (/* binding */ makeOwnDirectory),
/* harmony export */   s6: () => (/* binding */ reportDirectory),
/* harmony export */   writeReport: () => (/* binding */ writeReport)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70075);





/** A stage's result with its report, which is rendered where it is shown. */
function draft({ title, document, ...rest }) {
    const report = {
        schema: 1,
        title,
        verdict: rest.verdict,
        headline: rest.headline,
        gates: document.gates ?? [],
        sections: document.sections ?? [],
    };
    return { ...rest, report };
}
/** @throws UserError where the directories of reports beside a spec are links; those that are not there are no matter */
const ownDirectories = (specDirectory) => refuseLinks(reportDirectory(specDirectory));
async function refuseLinks(directory) {
    for (const each of [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory), directory])
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(each).catch(() => undefined))?.isSymbolicLink() === true)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${each}: a link, which could lead to any directory of this host: remove it from the checkout`);
}
/** Where the reports of a spec lie: beside it. */
const reportDirectory = (specDirectory) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(specDirectory, '.model-actions', 'reports');
/** Makes a directory of `.model-actions`, and returns it. @throws UserError where the checkout has a link there, which could lead anywhere */
async function makeOwnDirectory(directory) {
    await refuseLinks(directory);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .makeDirectory */ .Oh)(directory);
    return directory;
}
/**
 * Writes a report beside the spec, for people: `.model-actions/reports/STAGE.md` and `.json`. No stage reads them
 * back; the report of a pull request is composed of them, which decides nothing.
 * @throws UserError where the checkout has a link there, which could lead anywhere
 */
async function writeReport(specDirectory, { stored, shown, reused, seconds, }) {
    const { result, digest } = stored;
    const directory = await makeOwnDirectory(reportDirectory(specDirectory));
    const files = { markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.md`), json: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.json`) };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.markdown, (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .fileLimitBytes */ .DB }));
    const { stage, data, key, parents } = result;
    const document = { ...shown, stage, result: digest, key, parents, seconds, reused, data };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.json, `${JSON.stringify(document, null, 2)}\n`);
    return files;
}


/***/ }),

/***/ 62848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Me: () => (/* binding */ overall),
/* harmony export */   O3: () => (/* binding */ decisiveOf),
/* harmony export */   md: () => (/* binding */ worstFirst)
/* harmony export */ });
/** The order in which they must be looked at. */
const worstFirst = ['error', 'fail', 'inconclusive', 'pass'];
/** The gate that decides, as a sentence: its name, why, and how many others say the same; undefined where all pass. */
function decisiveOf(gates) {
    const verdict = overall(gates);
    const [first, ...others] = gates.filter((gate) => gate.verdict === verdict);
    if (first === undefined || verdict === 'pass')
        return undefined;
    return `${first.name}: ${first.because}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}
/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
const overall = (gates) => worstFirst.find((verdict) => gates.some((gate) => gate.verdict === verdict)) ?? 'error';


/***/ })

};
