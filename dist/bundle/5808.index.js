export const id = 5808;
export const ids = [5808];
export const modules = {

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 44:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellCheckup: () => (/* binding */ tellCheckup)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70075);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _stages_checkup_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90723);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98493);






/** The program of the action `setup`. @returns how much of what is required is missing */
async function tellCheckup({ given, platform, workspace, environment, signal, report }) {
    const top = { directory: workspace, root: workspace };
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)(top, given['working-directory'], { input: 'working-directory' });
    const specFile = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)({ directory, root: workspace }, given.config, { input: 'config' }));
    const found = await (0,_stages_checkup_js__WEBPACK_IMPORTED_MODULE_4__.checkUp)({ environment, signal, specFile }, given.require);
    for (const check of found.checks)
        platform.log.info(`${check.state.padEnd(7)} ${check.name}: ${check.found}${'remedy' in check ? `: ${check.remedy}` : ''}`);
    // Outside of the checkout, which a check-up must not change, and which may not be there yet.
    const files = await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .makeTemporary */ .ww)('model-actions-checkup-');
    const [markdown, json] = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'checkup.md'), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'checkup.json')];
    const text = (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMarkdown */ .Gc)(found.report, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_5__/* .partLimitBytes */ .Yo });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWhole */ .f8)(markdown, text);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeWhole */ .f8)(json, `${JSON.stringify({ ...found.report, checks: found.checks }, null, 2)}\n`);
    const { docker, gpus } = found.facts;
    await report.add('setup', {
        entry: { verdict: found.report.verdict, headline: found.report.headline, checks: found.checks },
        outputs: {
            verdict: found.report.verdict,
            report: markdown,
            'report-json': json,
            gpus: String(gpus.length),
            docker: docker.kind === 'engine' ? docker.version : '',
        },
        markdown: text,
    });
    for (const problem of found.problems)
        platform.fail({ ...problem, place: { input: 'require' } });
    return found.problems.length;
}


/***/ }),

/***/ 98493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ createReport),
/* harmony export */   Yo: () => (/* binding */ partLimitBytes),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** Of one part of a summary, so that the stages of a step fit into what GitHub takes of it together (platform/github.ts). */
const partLimitBytes = 200_000;
/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
function createReport({ name, platform, summary, }) {
    const all = {};
    return {
        async add(part, { entry, outputs, markdown }) {
            all[part] = entry;
            for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
                platform.output(output, value);
            if (summary && markdown !== '')
                await platform.summary(markdown);
        },
        async refused({ problems, exitCode }) {
            all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) };
            platform.output('verdict', 'error');
            platform.output('json', JSON.stringify(all));
            if (summary)
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(refusal(name, problems), { limitBytes: partLimitBytes }));
        },
    };
}
const asEntry = ({ what, place = {} }) => ({ what, ...place });
/** What is said of work that was refused, instead of a report of it. */
const refusal = (name, problems) => ({
    schema: 1,
    title: name,
    verdict: 'error',
    headline: problems.length === 1 ? 'the step was refused' : `the step was refused for ${problems.length} reasons`,
    gates: [],
    // As text and not in a table, whose cells are too short for a cause and its remedy.
    sections: problems.map(({ what, place }) => ({
        kind: 'text',
        title: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlace */ .dE)(place ?? {}) || 'What is wrong',
        text: what,
    })),
});


/***/ }),

/***/ 58854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askTool)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41955);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * Short tools that are asked one thing: `git --version` and the like. They start nothing of their own, so that no process
 * group has to be ended; whatever works for longer is started by `processes.ts`.
 */
const patienceMs = 10_000;
const longestChars = 10_000;
/** What a tool prints, or undefined where it is not there, fails, or says nothing for ten seconds. */
async function askTool(command, args) {
    const asked = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(command, [...args], {
        silent: true,
        ignoreReturnCode: true,
        delay: 500,
        env: definedOf((0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .plainEnvironment */ .Ud)(process.env)),
    }).then(({ exitCode, stdout }) => (exitCode === 0 ? stdout.slice(0, longestChars).trim() : undefined), () => undefined);
    // One that hangs in its driver cannot be ended by anybody; it holds nothing of ours.
    return new Promise((resolve) => {
        const tooLong = (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .after */ .Pl)(patienceMs, () => resolve(undefined));
        void asked.then(resolve).finally(() => tooLong.cancel());
    });
}
const definedOf = (environment) => Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));


/***/ })

};
