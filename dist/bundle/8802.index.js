export const id = 8802;
export const ids = [8802];
export const modules = {

/***/ 8522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePredictions: () => (/* binding */ judgePredictions),
/* harmony export */   requireUnused: () => (/* binding */ requireUnused)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61010);
/* harmony import */ var _statistics_power_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13500);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42068);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22456);
/* harmony import */ var _comparison_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97085);
/* harmony import */ var _decision_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9795);
/* harmony import */ var _predictions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(74777);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25099);










/**
 * Judges two files of predictions by the gates of a spec: for teams with a harness of their own. No model is loaded, no Python
 * runs and no data is read; only `name`, `version`, `task` and `evaluate` of the spec count.
 * @param of paths of files in the prediction format, or of samples of lm-evaluation-harness
 */
async function judgePredictions(spec, of) {
    const task = (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_4__/* .taskOf */ .Xb)(spec.task);
    const [candidate, baseline] = [
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.candidate, task),
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.baseline, task),
    ];
    const { gates, metrics, judgedBy, sections } = (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .compareModels */ .w)({
        task,
        section: spec.evaluate,
        margins: (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .marginsOf */ .p)(spec.evaluate, false),
        labels: labelsOf(candidate),
        candidate,
        baseline,
        examples: candidate.length,
        environment: undefined,
        // What was judged before is not known here: what the spec plans counts.
        alpha: (0,_statistics_power_js__WEBPACK_IMPORTED_MODULE_3__/* .alphaOfLook */ .zP)(1, spec.evaluate.looks),
    });
    const { proceed, ...decision } = (0,_decision_js__WEBPACK_IMPORTED_MODULE_7__/* .decisionOf */ .u)({
        task,
        judgedBy,
        gates,
        metrics,
        against: "the baseline's predictions",
        examples: candidate.length,
        onInconclusive: spec.evaluate.onInconclusive,
    });
    const made = (0,_reporting_js__WEBPACK_IMPORTED_MODULE_9__/* .draft */ .K4)({
        title: `evaluate ${spec.name} ${spec.version}`,
        data: { examples: candidate.length, metrics, gates },
        ...decision,
        document: { gates, sections: [...sections, ...passedOver(spec)] },
    });
    const result = {
        ...made,
        schema: 1,
        stage: 'evaluate',
        name: spec.name,
        key: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestJson */ .tv)({
            model: spec.name,
            task: spec.task,
            evaluate: spec.evaluate,
            candidate: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.candidate),
            baseline: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.baseline),
            code: await (0,_code_js__WEBPACK_IMPORTED_MODULE_5__/* .ownGates */ .Ns)(),
        }),
        proceed,
        files: [],
        parents: {},
    };
    return { digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)((0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(result)), result };
}
/** A spec of a model may say more than counts here, and a reader of the report would believe that it did. */
function passedOver({ evaluate: { baseline, slices, explain } }) {
    const told = [
        ...(baseline === _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBaseline */ .$P
            ? []
            : [`evaluate.baseline (${baseline}): the baseline is the file of predictions`]),
        ...(slices.length === 0 ? [] : ['evaluate.slices: slices are those that the predictions name themselves']),
        ...(explain === undefined
            ? []
            : ['evaluate.explain: predictions come without their model, so that nobody can be asked']),
    ];
    if (told.length === 0)
        return [];
    return [{ kind: 'text', title: 'Not used of model.yml', text: `${told.join('; ')}.` }];
}
/** What of a run counts for models alone. @throws UserError where any of it is given @param given by name, as it was read */
function requireUnused(given, placeOf) {
    const [first] = Object.entries(given).filter(([, value]) => value !== undefined && value !== false);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not used where predictions alone are judged: leave it out', { place: placeOf(first[0]) });
}
const labelsOf = (judged) => [...new Set(judged.map(({ truth }) => truth))].sort();


/***/ }),

/***/ 78155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ao: () => (/* binding */ oncePerRun),
/* harmony export */   eO: () => (/* binding */ known),
/* harmony export */   y6: () => (/* binding */ forget)
/* harmony export */ });
const looksOf = new WeakMap();
function looks(context) {
    const found = looksOf.get(context) ?? new Map();
    looksOf.set(context, found);
    return found;
}
/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
function oncePerRun(context, what, look) {
    const all = looks(context);
    const present = all.get(what);
    if (present !== undefined)
        return present;
    const looking = look();
    all.set(what, looking);
    looking.catch(() => all.delete(what));
    return looking;
}
/** What was looked up in this run; undefined where nobody asked. */
const known = (context, what) => looks(context).get(what);
/** The next one who asks looks anew. */
function forget(context, what) {
    looks(context).delete(what);
}


/***/ })

};
