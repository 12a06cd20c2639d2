export const id = 6869;
export const ids = [6869];
export const modules = {

/***/ 66869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStages: () => (/* binding */ runStages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/place/prune.js
var prune = __webpack_require__(87733);
// EXTERNAL MODULE: ./build/src/platform/doing.js
var doing = __webpack_require__(15906);
// EXTERNAL MODULE: ./build/src/spec/writing.js
var writing = __webpack_require__(46901);
// EXTERNAL MODULE: ./build/src/stages/build.js + 1 modules
var build = __webpack_require__(12404);
// EXTERNAL MODULE: ./build/src/stages/deploy.js + 22 modules
var deploy = __webpack_require__(4585);
// EXTERNAL MODULE: ./build/src/stages/evaluate.js + 3 modules
var evaluate = __webpack_require__(49930);
// EXTERNAL MODULE: ./build/src/stages/examining.js + 3 modules
var examining = __webpack_require__(92328);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/quantize.js + 4 modules
var quantize = __webpack_require__(13892);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: ./build/src/stages/shown.js
var stages_shown = __webpack_require__(69308);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
;// CONCATENATED MODULE: ./build/src/signing/provenance.js


const provenancePredicate = 'https://slsa.dev/provenance/v1';
const buildType = 'https://model-actions.dev/build-types/model-image/v1';
/**
 * Predicate of a SLSA provenance v1 statement (slsa.dev/spec/v1.0/provenance); dependencies are sorted by name. Without
 * times, which are optional there: equal facts give an equal statement, so that signing again attaches nothing new.
 * @throws UserError where a fact would make a provenance that proves nothing
 */
function provenanceOf(facts) {
    const { model, specFile, source, inputs } = facts;
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source.commit))
        throw new errors/* UserError */.yo(`provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`);
    for (const [name, uri] of Object.entries({
        source: source.repository,
        builder: facts.builder,
        run: facts.invocation,
    }))
        requirePublishable(name, uri);
    return {
        buildDefinition: {
            buildType,
            externalParameters: { model, spec: specFile, source: { repository: source.repository, ref: source.ref } },
            internalParameters: {},
            resolvedDependencies: [
                { uri: `git+${source.repository}@${source.ref}`, digest: { gitCommit: source.commit } },
                ...Object.entries(inputs)
                    .sort(([a], [b]) => (a < b ? -1 : 1))
                    .map(([name, digest]) => ({ name, digest: { sha256: (0,src_digest/* hexOf */.ZD)(digest) } })),
            ],
        },
        runDetails: {
            builder: { id: facts.builder },
            metadata: {
                invocationId: facts.invocation,
            },
        },
    };
}
/** Provenance is public and for ever: a password in an address would be, too. */
function requirePublishable(name, uri) {
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (url === undefined)
        throw new errors/* UserError */.yo(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`);
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.yo(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`);
}

// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/signing/bundle.js
var signing_bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/sign.js




/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
async function signImage(options) {
    const { store, index, signing, created } = options;
    const place = `${store.name}@${index.digest}`;
    const document = (0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(index.digest)).bytes, place);
    const listed = document.kind === 'index' ? document.index.manifests : [];
    const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]));
    const signed = [];
    // One after the other: without a referrers API each of them appends to an index that others read and write, too.
    for (const subject of subjects.values()) {
        const bundle = await (0,attest/* attachUnless */.q)({ store, subject, predicateType: signing_bundle/* signaturePredicate */.oo, predicate: {}, signing, created }, () => true);
        const tag = await (0,legacy/* signLegacy */.$s)({ store, digest: subject.digest, signer: signing.signer });
        signed.push({ digest: subject.digest, bundle: bundle.digest, tag });
    }
    return { signed };
}

// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: ./build/src/stages/signer.js + 1 modules
var signer = __webpack_require__(22212);
// EXTERNAL MODULE: ./build/src/stages/verify.js
var verify = __webpack_require__(35228);
;// CONCATENATED MODULE: ./build/src/stages/sign.js














const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1';
/** Signs index and platform manifests, and attaches what release it is and the evaluation that let the model pass. */
const sign = {
    name: 'sign',
    parents: ['build'],
    acts: true,
    async preflight(context) {
        await (0,signer/* openSigner */.H)(context);
    },
    async inputs(context) {
        return { image: (await (0,build/* built */.jO)(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, clock } = context;
        const { store, report } = await (0,build/* built */.jO)(context, 'sign');
        await (0,verify/* requireOwnRelease */.Tv)(context, store, report.index.digest);
        const signing = await (0,signer/* openSigner */.H)(context);
        const created = clock.now();
        const { signed } = await signImage({ store, index: report.index, signing, created });
        const release = await (0,signing_release/* attachRelease */.Lj)({
            store,
            subject: report.index,
            release: await releaseFacts(context, store, signing),
            signing,
            created,
            ...renewal(context),
        });
        const evaluation = (await (0,evaluate/* evaluated */.W)(context, 'sign')).result;
        const attached = await (0,attest/* attachStatement */.V)({
            store,
            subject: report.index,
            predicateType: evaluationPredicate,
            predicate: evaluation.data,
            signing,
            created,
        });
        const facts = await buildFacts(context);
        if (facts !== undefined)
            await (0,attest/* attachStatement */.V)({
                store,
                subject: report.index,
                predicateType: provenancePredicate,
                predicate: provenanceOf(facts),
                signing,
                created,
            });
        return (0,reporting/* draft */.K4)({
            title: `sign ${spec.name} ${spec.version}`,
            data: { image: report.image, signed, evaluation: attached.digest, release: release.digest },
            verdict: 'pass',
            headline: `${signed.length} manifests of ${report.image} signed by ${signing.signer.who}`,
            outputs: { image: report.image, digest: report.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Signed',
                        columns: ['manifest', 'bundle', 'tag for older verifiers'],
                        rows: signed.map(({ digest, bundle, tag }) => [digest, bundle, tag]),
                    },
                ],
            },
        });
    },
};
/** What the key vouches for: which model in which version, that it passed its gates, and what served before. */
async function releaseFacts(context, store, { signer }) {
    const { name, version } = context.spec;
    const gate = ({ digest, result }) => ({
        result: digest,
        verdict: result.verdict === 'pass' ? 'pass' : 'inconclusive',
    });
    const before = (0,model_history/* servedOf */.pg)(await (0,promotions/* promotions */.D)(context, store, signer.policy)).served.find((served) => served.version !== version);
    return {
        name,
        version,
        ...(context.spec.image.registry === undefined ? {} : { repository: store.name }),
        gates: { evaluate: gate(await (0,evaluate/* evaluated */.W)(context, 'sign')), quantize: gate(await (0,quantize/* quantized */.ub)(context, 'sign')) },
        ...(before === undefined ? {} : { before: { version: before.version, digest: before.digest } }),
    };
}
/** Where releases grow too old, one is signed anew when half of its time is over. */
function renewal({ spec, clock }) {
    const { maxAge } = spec.signing;
    return maxAge === undefined ? {} : { renew: new Date(clock.now().getTime() - (0,values/* durationMs */.pc)(maxAge) / 2) };
}
/** How the image came to be, where a workflow of GitHub made it; on a laptop nobody could vouch for it. */
async function buildFacts(context) {
    const { spec, specFile, environment } = context;
    const server = environment['GITHUB_SERVER_URL'];
    const repository = environment['GITHUB_REPOSITORY'];
    const workflow = environment['GITHUB_WORKFLOW_REF'];
    const commit = environment['GITHUB_SHA'];
    const ref = environment['GITHUB_REF'];
    const run = environment['GITHUB_RUN_ID'];
    if (!server || !repository || !workflow || !commit || !ref || !run)
        return undefined;
    const { directory, files } = await (await (0,quantize/* quantizedModel */.PK)(context, 'sign')).gated();
    const { manifest } = await (0,model_manifest/* readGatedModel */.l7)(directory, files);
    const inputs = Object.assign({}, ...manifest.lineage.map((lineage) => lineage.inputs));
    return {
        model: { name: spec.name, version: spec.version },
        specFile,
        source: { repository: `${server}/${repository}`, commit, ref },
        inputs,
        builder: `${server}/${workflow}`,
        invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
    };
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/index.js




















const stages = {
    prepare: prepare/* prepare */.iA,
    finetune: finetune/* finetune */.HG,
    evaluate: evaluate/* evaluate */._,
    quantize: quantize/* quantize */.yd,
    build: build/* build */.jq,
    sign: sign,
    verify: verify/* verify */.MX,
    deploy: deploy/* deploy */.gg,
};
/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Whatever can be known to fail later is tried before the first begins. Errors are thrown;
 * verdicts are returned.
 */
async function runStages(names, context, onEnd = async () => undefined) {
    const selected = types/* stageNames */.h.filter((candidate) => names.includes(candidate));
    refuseUnmade(selected, context);
    await (0,recipe/* checkHandOver */.cx)(selected, context);
    await tryPlace(context);
    await tryAll(selected, context);
    const outcomes = [];
    for (const name of selected) {
        const startMs = context.clock.monotonicMs();
        (0,doing/* begin */.qN)(context.signal, { what: name });
        const outcome = await context.platform.group(name, () => (0,recipe/* runStage */.Si)(stages[name], context));
        outcomes.push(outcome);
        const seconds = (context.clock.monotonicMs() - startMs) / 1000;
        const shown = await (0,stages_shown.shownReport)(outcome.stored.result, context);
        await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) });
        if (!outcome.stored.result.proceed)
            break;
    }
    (0,doing/* begin */.qN)(context.signal, { what: 'prune', next: 'nothing else was left to do, and the next run removes what is old' });
    await (0,prune.prune)(context.place, prune/* defaultLimits */.M, context.clock.now().getTime(), {
        signal: context.signal,
        onHeld: ({ label, by }) => context.platform.log.info(`${label} runs already, as ${by}: waiting for its end`),
    });
    return outcomes;
}
/** What is made of a tuned model is made of one with classes alone. @throws UserError */
function refuseUnmade(selected, { spec, specFile }) {
    const unmade = selected.find((name) => types/* stageNames */.h.indexOf(name) > types/* stageNames */.h.indexOf('evaluate'));
    if (unmade !== undefined && !(0,writing/* hasClasses */.Rq)(spec.task))
        throw new errors/* UserError */.yo(`${(0,writing/* notYet */.y8)(unmade, spec.task)}: choose the stages prepare, finetune, evaluate`, {
            place: { file: specFile, key: 'task' },
        });
}
/** All that is wrong is told at once, and first what needs no waiting. @throws UserError */
async function tryAll(selected, context) {
    const failures = [];
    for (const name of selected) {
        const failed = await stages[name].preflight?.(context).catch((error) => {
            if (error instanceof errors/* UserError */.yo)
                return error;
            throw error;
        });
        if (failed instanceof errors/* UserError */.yo)
            failures.push(failed);
    }
    const [first] = failures;
    if (first !== undefined) {
        // Several stages may miss the same.
        const all = new Map(failures.flatMap(({ problems }) => problems.map((one) => [(0,errors/* formatProblem */.Vw)(one), one])));
        const [problem = first.problems[0], ...more] = all.values();
        throw new errors/* UserError */.yo([problem, ...more], { exit: first.exit, cause: first });
    }
    await warn(selected, context);
    for (const name of selected)
        await stages[name].setUp?.(context);
}
/** Doubts about the data; and a gate that will hardly decide costs as much training as one that does. */
async function warn(selected, context) {
    if (!selected.includes('prepare'))
        return;
    for (const warning of (await (0,examining/* examineData */.UB)(context)).warnings)
        context.platform.log.warn(warning);
    const of = { evaluate: selected.includes('evaluate'), quantize: selected.includes('quantize') };
    for (const { key, what } of await (0,examining/* needsOfGates */.PL)(context, of))
        context.platform.log.warn((0,errors/* formatProblem */.Vw)({ what, place: { file: context.specFile, key } }));
}
/** Every stage writes to the place; where that cannot be, it is said before the first one begins. */
async function tryPlace(context) {
    const probe = (0,external_node_path_.join)(context.place.directory, `.writing-${process.pid}`);
    try {
        // Closed to the other users of the host: what jobs leave there has whatever modes they gave it.
        await (0,files/* makeDirectory */.Oh)(context.place.directory, { mode: 0o700 });
        await (0,promises_.writeFile)(probe, '');
        await (0,promises_.rm)(probe);
    }
    catch (error) {
        throw (0,recipe/* asUserError */.Yl)(error, context);
    }
}
/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor({ stored, reused }, told, context) {
    try {
        const otherwise = { directory: context.place.directory, warn: context.platform.log.warn };
        return await (0,reporting.writeReport)(context.specFile, { stored, reused, ...told }, otherwise);
    }
    catch (error) {
        const { code, message } = error;
        if (code === undefined && !(error instanceof errors/* UserError */.yo))
            throw error;
        context.platform.log.warn(`the report of ${stored.result.stage} was not written${code === undefined ? '' : ` (${code})`}: ${message}`);
        return undefined;
    }
}


/***/ }),

/***/ 69308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   shownReport: () => (/* binding */ shownReport)
/* harmony export */ });
/* unused harmony export pathOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _spec_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10998);


/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
async function shownReport({ stage, report }, { spec, specFile }) {
    const annotations = [...(report.annotations ?? [])];
    const open = report.gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length > 0) {
        // It was read before this stage began; without it there are no lines to name.
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(specFile, 'utf8').catch(() => undefined);
        const lineOf = text === undefined ? undefined : (0,_spec_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .linesOf */ .Dx)(text);
        if (lineOf !== undefined)
            annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))));
    }
    return {
        ...report,
        title: `${stage} ${spec.name} ${spec.version}`,
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const remark = ({ name, verdict, because }, path, line) => ({
    path,
    line,
    level: verdict === 'inconclusive' ? 'warning' : 'failure',
    title: `${name}: ${verdict}`,
    message: because,
});
/** What in a spec says what a gate allows. */
function pathOf(stage, { name }, { evaluate }) {
    const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''));
    if (stage === 'evaluate' || name.startsWith('served '))
        return ['evaluate', 'gates', index, 'margin'];
    if (stage === 'quantize')
        return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)];
    if (stage === 'deploy' && name === 'agreement')
        return [stage, 'shadow', 'max-disagreement'];
    return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage];
}
function pathOfQuantizeGate(name) {
    const [kind = '', quantile = ''] = name.split(' ');
    if (kind === 'latency')
        return [kind, quantile.toLowerCase()];
    return [kind === 'size' || kind === 'speed' ? kind : 'margin'];
}


/***/ })

};
