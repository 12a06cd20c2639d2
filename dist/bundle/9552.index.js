export const id = 9552;
export const ids = [9552];
export const modules = {

/***/ 39552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePullRequest: () => (/* binding */ judgePullRequest),
/* harmony export */   refused: () => (/* binding */ refused)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55799);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14429);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33673);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98493);





/**
 * Runs the stages, and tells what came out whatever came out: who opened the pull request reads the reason where they look.
 * Files of earlier runs count for nothing. @returns the exit code by the verdict
 */
async function judgePullRequest(action, world) {
    // Before anything can be told of a refusal.
    await (0,_program_js__WEBPACK_IMPORTED_MODULE_2__.requireOwnCode)(world);
    const stages = [];
    // One report of all stages is told, and not each of them again.
    const quiet = {
        ...world,
        report: { add: (name, part) => world.report.add(name, { ...part, markdown: '' }) },
    };
    let exitCode;
    try {
        exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_2__.runSelected)(action, quiet, { onTold: (told) => void stages.push(asReport(told)) });
    }
    catch (error) {
        const failure = (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(error, world.signal);
        // A run that is cancelled has two seconds left, and says nothing about the model.
        if (!world.signal.aborted && !isOfWorkflow(failure, stages))
            await tellRefusal(action, world, stages, failure);
        throw error;
    }
    await (0,_publish_js__WEBPACK_IMPORTED_MODULE_3__.publishStages)(world, stages);
    return exitCode;
}
/** A step that names no model.yml is wrong in the workflow: there is no model yet to tell of, and the step says it. */
const isOfWorkflow = ({ exitCode, problems }, ended) => ended.length === 0 && exitCode === _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.configuration && problems.every(({ place }) => place?.line === undefined);
const asReport = ({ outcome: { stage, reused, stored }, seconds, shown }) => {
    const { key, parents } = stored.result;
    return { stage, result: stored.digest, report: shown, key, parents, seconds, reused };
};
async function tellRefusal(action, world, ended, { problems }) {
    try {
        await (0,_publish_js__WEBPACK_IMPORTED_MODULE_3__.publishStages)(world, [...ended, refused(action, world.given.name, ended, problems)]);
    }
    catch (error) {
        // Why the model was not judged matters more than why nobody was told.
        world.platform.log.warn(`the report is not published: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** What is said in place of the stage that was refused, with remarks beside the lines that are wrong. Pure. */
function refused({ stages }, name, ended, problems) {
    const [first] = ended;
    // Before the first stage ends, what is wrong is of the spec or of the machine as a rule.
    const stage = (first === undefined ? undefined : stages[ended.length]) ?? 'run';
    const subject = first === undefined ? name : first.report.title.replace(`${first.stage} `, '');
    const report = (0,_stepReport_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(`${stage} ${subject}`, problems);
    const annotations = problems.flatMap(({ what, place: { file, line, key } = {} }) => file === undefined || line === undefined
        ? []
        : [{ path: file, line, level: 'failure', title: key ?? 'refused', message: what }]);
    const headline = problems.length === 1 ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProblem */ .Vw)(problems[0]) : report.headline;
    return {
        stage,
        result: '',
        report: { ...report, headline, ...(annotations.length === 0 ? {} : { annotations }) },
        parents: {},
    };
}


/***/ })

};
