export const id = 5727;
export const ids = [5727];
export const modules = {

/***/ 85727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lookAtServing: () => (/* binding */ lookAtServing)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55799);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70075);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _stages_monitor_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71975);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14429);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(33673);
/* harmony import */ var _reportOfRun_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42265);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(98493);









/** The program of the action `monitor`. @returns the exit code by the verdict */
async function lookAtServing(world) {
    const { given, platform, workspace, environment, signal } = world;
    const directory = await (0,_program_js__WEBPACK_IMPORTED_MODULE_5__.workingDirectory)(world);
    const inside = async (input, path) => (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)({ directory, root: workspace }, 
    // Outputs of earlier steps are absolute.
    (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path) ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(directory, path) : path, { input });
    const { data, reference } = given;
    const look = await (0,_stages_monitor_js__WEBPACK_IMPORTED_MODULE_4__.monitor)({
        // Messages and annotations name files as the repository does.
        specFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, await inside('config', given.config)),
        ...(data === undefined ? {} : { data: await inside('data', data) }),
        ...(reference === undefined ? {} : { reference: await inside('reference', reference) }),
        platform,
        environment,
        signal,
        now: () => new Date(),
    });
    const report = (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.withoutSecrets)(look.report, platform);
    const { verdict, headline } = report;
    platform.log.info(`monitor: ${verdict}: ${headline}`);
    const files = await (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.writeFiles)(report, directory, 'monitor');
    const api = (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.openApi)(world);
    const of = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, directory);
    const url = api === undefined || !given.issue ? undefined : await tellIssue(world, api, { report, look, of });
    if (api !== undefined)
        await tune(world, api, look);
    const outputs = { drift: String(look.drifted), ...(url === undefined ? {} : { 'issue-url': url }) };
    await world.report.add('monitor', {
        entry: { verdict, headline, outputs },
        outputs: { verdict, report: files.markdown, 'report-json': files.json, ...outputs },
        markdown: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMarkdown */ .Gc)(report, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_8__/* .partLimitBytes */ .Yo }),
    });
    if (verdict !== 'pass')
        platform.fail({ what: `monitor: ${verdict}: ${headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictExitCode */ .fM)(verdict);
}
/** What a look could not tell leaves an issue as it is, and so does one without inputs while a drift is open. */
async function tellIssue(world, api, { report, look: { model, drifted }, of }) {
    const { verdict } = report;
    if (verdict !== 'fail' && (verdict !== 'pass' || drifted))
        return undefined;
    const { closeIssue, publishIssue } = await __webpack_require__.e(/* import() */ 1765).then(__webpack_require__.bind(__webpack_require__, 51765));
    const marker = ['model-actions monitor:', model, ...(of === '' ? [] : [(0,_reportOfRun_js__WEBPACK_IMPORTED_MODULE_7__/* .idOf */ .TH)(of)])].join(' ');
    const text = (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMarkdown */ .Gc)(report, { limitBytes: _report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .commentLimitBytes */ .SS, marker });
    const told = await (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.attempt)(world, 'the issue', 'issues: write', () => verdict === 'fail'
        ? publishIssue(api, { title: `${model}: what serves is not as it was`, text })
        : closeIssue(api, { text }));
    if (told !== undefined)
        world.platform.log.info(`issue ${told.outcome}: ${told.url}`);
    return told?.url;
}
/** Once for each drift: the training that was started needs a while until what it makes serves. */
async function tune(world, api, look) {
    const workflow = world.given['finetune-workflow'];
    if (workflow === undefined || !look.untuned)
        return;
    const { startWorkflow } = await __webpack_require__.e(/* import() */ 4882).then(__webpack_require__.bind(__webpack_require__, 64882));
    const ref = world.environment['GITHUB_REF_NAME'] ?? 'main';
    const started = await (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.attempt)(world, `the workflow ${workflow}`, 'actions: write', async () => {
        await startWorkflow(api, { workflow, ref });
        return true;
    }, 'started');
    if (started === undefined)
        return;
    await look.noteTuning();
    world.platform.log.info(`workflow ${workflow} started at ${ref}; it is started once for each drift`);
}


/***/ })

};
