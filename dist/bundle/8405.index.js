export const id = 8405;
export const ids = [8405];
export const modules = {

/***/ 28405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkAll: () => (/* binding */ checkAll)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _checkup_sources_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(13813);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74913);
/* harmony import */ var _signing_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _spec_base_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62208);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88613);
/* harmony import */ var _spec_writing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46901);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72103);
/* harmony import */ var _baseline_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90792);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(12404);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4585);
/* harmony import */ var _examining_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92328);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4080);
/* harmony import */ var _ownScores_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(89118);
/* harmony import */ var _signer_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(22212);
/* harmony import */ var _training_room_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(25337);

















async function checkAll(context) {
    const findings = [];
    const seen = new Set();
    const tell = (finding) => {
        // Two parts may lack the same, such as a key.
        if (finding.state === 'ok' || !seen.has(finding.found))
            findings.push(finding);
        seen.add(finding.found);
    };
    const look = async (part, blame, find, warnings = async () => []) => {
        try {
            const found = await find();
            if (found !== undefined)
                tell({ part, state: 'ok', found });
            for (const warning of await warnings())
                tell({ part, state: 'warning', found: warning });
            return true;
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
                throw error;
            // What an engine or a registry says depends on where it is asked.
            if (blame === 'machine' || error.exit === 'preflight')
                for (const { what, place } of error.problems)
                    tell({ part, state: 'missing', found: place?.key === undefined ? what : `${place.key}: ${what}` });
            else
                tell({ part, state: 'wrong', found: error.message, problems: error.problems, exit: error.exit });
            return false;
        }
    };
    const { spec } = context;
    const readable = await look('data', 'spec', async () => {
        await (0,_examining_js__WEBPACK_IMPORTED_MODULE_11__/* .refuseData */ .f3)(context);
        return dataWords(context);
    });
    // Also beside errors: who corrects those would else meet these next.
    await look('data', 'spec', async () => undefined, async () => (await (0,_examining_js__WEBPACK_IMPORTED_MODULE_11__/* .examineData */ .UB)(context)).warnings);
    const based = await look('base', 'spec', () => (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .tryBase */ .$M)(context), async () => {
        const because = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .askHub */ .VQ)(context);
        return because === undefined ? [] : [`${because}: check network, HF_TOKEN and HF_ENDPOINT, or name a directory`];
    });
    if (based && spec.base.startsWith('.'))
        await look('disk', 'machine', async () => {
            await (0,_training_room_js__WEBPACK_IMPORTED_MODULE_15__/* .requireRoom */ .hr)(context, await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(context.bounds, spec.base, { file: context.specFile, key: 'base' }));
            return undefined;
        });
    if (readable)
        await look('gates', 'spec', async () => undefined, async () => (await (0,_examining_js__WEBPACK_IMPORTED_MODULE_11__/* .needsOfGates */ .PL)(context, { evaluate: true, quantize: true })).map(({ what }) => what));
    await look('evaluate', 'spec', async () => {
        await baselineThere(context);
        await (0,_ownScores_js__WEBPACK_IMPORTED_MODULE_13__/* .ownFunctions */ .gH)(context);
        return undefined;
    });
    let baseline;
    const had = await look('evaluate', 'machine', async () => {
        baseline = await (0,_baseline_js__WEBPACK_IMPORTED_MODULE_8__/* .readBy */ .as)(context);
        return undefined;
    });
    if (had)
        await look('evaluate', 'spec', async () => {
            (0,_baseline_js__WEBPACK_IMPORTED_MODULE_8__/* .requireAskable */ .vt)(context, baseline);
            return `against ${(0,_spec_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .hasClasses */ .Rq)(spec.task) ? spec.evaluate.baseline : 'its untuned base'}`;
        });
    // Nothing is made of a tuned model that writes texts.
    if (!(0,_spec_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .hasClasses */ .Rq)(spec.task))
        return findings;
    await look('image', 'spec', () => (0,_build_js__WEBPACK_IMPORTED_MODULE_9__/* .tryImageBase */ .eX)(context));
    await look('image', 'machine', async () => {
        const images = await (0,_image_js__WEBPACK_IMPORTED_MODULE_12__/* .openImages */ .x9)(context);
        await images.tryWriting();
        return `may write to ${images.name}`;
    });
    await look('sign', 'machine', () => keyWords(context));
    await look('verify', 'machine', async () => `believes ${(0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(await (0,_image_js__WEBPACK_IMPORTED_MODULE_12__/* .trusted */ .IZ)(context)).who}`);
    await look('deploy', 'machine', async () => {
        await _deploy_js__WEBPACK_IMPORTED_MODULE_10__/* .deploy */ .gg.preflight?.(context);
        return `port ${spec.deploy.port}, target: ${spec.deploy.target}`;
    });
    return findings;
}
async function dataWords(context) {
    const { files } = await (0,_examining_js__WEBPACK_IMPORTED_MODULE_11__/* .examineData */ .UB)(context);
    if (files.length === 0)
        return 'is read by engine.image';
    const each = files.map(({ name, rows, whole, classes }) => {
        const inClasses = (0,_spec_writing_js__WEBPACK_IMPORTED_MODULE_6__/* .hasClasses */ .Rq)(context.spec.task) ? ` in ${classes.size} classes` : '';
        return `${name}: ${whole ? '' : 'more than '}${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_2__/* .countText */ .lT)(rows)} examples${inClasses}${whole ? '' : ' (no more were looked at)'}`;
    });
    return `${each.join(', ')}${mixtureWords(files)}${maskWords(context.spec.data)}`;
}
/** What the shares leave, as far as that can be seen before prepare. */
function mixtureWords(files) {
    const training = files.filter(({ share }) => share !== undefined);
    if (training.length === 0)
        return '';
    const total = training.reduce((sum, { share = 0 }) => sum + share, 0);
    const shares = training.map(({ share = 0 }) => `${Number(((100 * share) / total).toFixed(1))} %`);
    const limits = training.every(({ whole }) => whole)
        ? `, of which about ${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_2__/* .countText */ .lT)((0,_checkup_sources_js__WEBPACK_IMPORTED_MODULE_16__/* .mixed */ .g)(training).usable)} examples are used`
        : '';
    return `; mixed to ${shares.join(', ')}${limits}`;
}
/** What is compared here is as it stands in the files. */
function maskWords(data) {
    if (!('mask' in data || 'maskPatterns' in data))
        return '';
    const kinds = [...(data.mask ?? []), ...(data.maskPatterns ?? []).map(({ name }) => name)];
    return kinds.length === 0
        ? ''
        : `; prepare masks ${kinds.join(', ')}, and what is alike only then is found there, not by this check`;
}
async function baselineThere(context) {
    const { spec, specFile, bounds } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = (0,_spec_base_js__WEBPACK_IMPORTED_MODULE_4__/* .parseBaseline */ .nk)(spec.evaluate.baseline, place);
    if (wanted.kind !== 'directory')
        return;
    const directory = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(bounds, wanted.path, place);
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(directory).catch(() => undefined);
    if (facts?.isDirectory() !== true)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${wanted.path} is no directory: name that of a model, a release, or majority`, { place });
}
/** Whose key it is; undefined is said, and a key that does not fit the public one. */
async function keyWords(context) {
    const signing = await (0,_signer_js__WEBPACK_IMPORTED_MODULE_14__/* .findSigner */ .E)(context);
    if (signing === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not set, nor is COSIGN_PRIVATE_KEY: make a key pair with `model-actions keygen` where `sign` is to run', { place: { key: 'signing.key' } });
    const { signer } = signing;
    const believed = await (0,_image_js__WEBPACK_IMPORTED_MODULE_12__/* .trusted */ .IZ)(context).catch(() => undefined);
    if (believed !== undefined && (0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(believed).hint !== (0,_signing_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(signer.policy).hint)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not the other half of signing.public-key: what is signed with it is refused by verify; name two files of one `model-actions keygen`', { place: { key: 'signing.key' } });
    return signer.who;
}


/***/ })

};
