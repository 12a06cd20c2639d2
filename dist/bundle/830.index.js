export const id = 830;
export const ids = [830];
export const modules = {

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52210);



/*
 * Reads what the runtime prints, by the contract's schema. The child is not trusted: a line that claims to be an event
 * and is not one is a broken contract, never a log line.
 */
/** How an event line begins; every other line is a log line. */
const eventPrefix = '{"model_runtime":1,';
/** @param directory the one that holds the package `model_runtime`, whose contract.schema.json is the contract */
function readContract(directory) {
    const schema = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'model_runtime/contract.schema.json'), 'utf8'));
    const ajv = new ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__.Ajv2020({ allErrors: false, strictNumbers: true, validateFormats: false });
    ajv.addSchema(schema);
    // Names come from the child too, and only those that the contract has may become a part of a URL.
    const definition = (name) => Object.hasOwn(schema.$defs, name) ? ajv.getSchema(`${schema.$id}#/$defs/${name}`) : undefined;
    const parse = (text) => {
        try {
            return { ok: true, value: JSON.parse(text) };
        }
        catch {
            return { ok: false, because: notJson(text) };
        }
    };
    const result = (text, verb) => {
        const parsed = parse(text);
        if (!parsed.ok)
            return parsed;
        const found = field(parsed.value, 'verb');
        if (found !== verb)
            return { ok: false, because: `its key verb is ${show(found)} where the job was ${JSON.stringify(verb)}` };
        const validate = definition(`${verb}_result`);
        if (validate === undefined)
            throw new Error(`the contract has no result for ${verb}`);
        if (!validate(parsed.value))
            return { ok: false, because: misfit(validate.errors, parsed.value) };
        return { ok: true, result: parsed.value };
    };
    return {
        result,
        line(text) {
            if (!text.startsWith(eventPrefix))
                return { kind: 'log' };
            const parsed = parse(text);
            if (!parsed.ok)
                return { kind: 'broken', because: parsed.because };
            const type = field(parsed.value, 'type');
            const validate = typeof type === 'string' ? definition(`${type}_event`) : undefined;
            if (validate === undefined)
                return { kind: 'broken', because: `its key type is ${show(type)}, which is no event` };
            if (!validate(parsed.value))
                return { kind: 'broken', because: misfit(validate.errors, parsed.value) };
            return { kind: 'event', event: parsed.value };
        },
        prediction(text) {
            const parsed = parse(text);
            if (!parsed.ok)
                return parsed;
            const validate = definition('prediction');
            if (validate === undefined)
                throw new Error('the contract has no prediction');
            if (!validate(parsed.value))
                return { ok: false, because: misfit(validate.errors, parsed.value) };
            return { ok: true, prediction: parsed.value };
        },
        configMisfit(config) {
            const validate = definition(`${config.verb}_config`);
            if (validate === undefined)
                return `the contract has no config for ${config.verb}`;
            return validate(config) ? undefined : misfit(validate.errors, config);
        },
    };
}
/** Python writes NaN and Infinity where JSON has no such thing; that is the usual reason, and worth its name. */
function notJson(text) {
    const number = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text)?.[1];
    if (number !== undefined)
        return `it has the number ${number}, which JSON does not know`;
    return text.length === 0 ? 'it is empty' : 'it is not whole, valid JSON';
}
function field(value, key) {
    return typeof value === 'object' && value !== null ? value[key] : undefined;
}
const show = (value) => (value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80));
function misfit(errors, value, inside = '') {
    const error = errors?.[0];
    if (error === undefined)
        return 'it does not fit the contract';
    const path = error.instancePath.split('/').slice(1);
    const place = [inside, ...path].filter((part) => part !== '').join('.');
    const found = path.reduce((at, key) => field(at, key), value);
    const params = error.params;
    if (params.missingProperty !== undefined)
        return `its key ${join2(place, params.missingProperty)} is missing`;
    if (params.additionalProperty !== undefined)
        return `its key ${join2(place, params.additionalProperty)} is not in the contract`;
    const shown = typeof found === 'number' ? String(found) : show(found);
    return `its key ${place === '' ? '(the whole)' : place} ${error.message ?? 'does not fit'}, found ${shown}`;
}
const join2 = (place, key) => (place === '' ? key : `${place}.${key}`);


/***/ }),

/***/ 58774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dy: () => (/* binding */ commonClassesSection),
/* harmony export */   dc: () => (/* binding */ toldOf),
/* harmony export */   iQ: () => (/* binding */ comparableOf),
/* harmony export */   rV: () => (/* binding */ commonClassesOf)
/* harmony export */ });
/* harmony import */ var _grouping_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98688);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);


/** @param labels the classes of the data, which are those of the candidate @returns undefined where the baseline has the same */
function commonClassesOf({ compared_labels: compared, baseline_only_labels: baselineOnly }, labels) {
    if (compared === undefined)
        return undefined;
    const known = new Set(compared);
    return { compared, baselineLacks: labels.filter((label) => !known.has(label)), baselineOnly: baselineOnly ?? [] };
}
/** The examples that both models can get right: of a class that the baseline does not know, it can only be wrong. */
function comparableOf(judged, common) {
    if (common === undefined)
        return judged;
    const known = new Set(common.compared);
    return judged.filter(({ truth }) => known.has(truth));
}
/** What a gate says beside its numbers. */
function toldOf({ compared, baselineLacks, baselineOnly }) {
    const lacking = baselineLacks.length === 0
        ? []
        : [
            `the baseline lacks ${some(baselineLacks)}: compared on the examples of the ${compared.length} classes that both know`,
        ];
    const more = baselineOnly.length === 0 ? [] : [`the baseline also knows ${some(baselineOnly)}, and is wrong where it says so`];
    return [...lacking, ...more].join('; ');
}
/** @param candidate its answers to all examples, also to those that nobody else was asked */
function commonClassesSection(common, candidate) {
    const lacking = new Set(common.baselineLacks);
    const among = (0,_grouping_js__WEBPACK_IMPORTED_MODULE_1__/* .groupedBy */ .m)(candidate.filter(({ truth }) => lacking.has(truth)), ({ truth }) => truth);
    const row = (label) => {
        const asked = among.get(label) ?? [];
        const right = asked.filter(({ truth, answer }) => truth === answer).length;
        return [label, String(asked.length), asked.length === 0 ? '' : (0,_report_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inUnit */ .IP)(right / asked.length, 'share')];
    };
    const head = { title: 'Classes that the baseline does not have', part: 'comparison' };
    return common.baselineLacks.length === 0
        ? { ...head, title: 'Classes that the candidate does not have', kind: 'text', text: sentence(toldOf(common)) }
        : {
            ...head,
            kind: 'table',
            columns: ['class', 'examples', 'candidate'],
            rows: common.baselineLacks.slice(0, mostRows).map(row),
            note: `${sentence(toldOf(common))} What the candidate makes of the others stands here, and decides nothing.`,
        };
}
const mostRows = 50;
const mostNamed = 3;
const some = (labels) => labels.length <= mostNamed
    ? labels.join(', ')
    : `${labels.slice(0, mostNamed).join(', ')} and ${labels.length - mostNamed} more`;
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;


/***/ }),

/***/ 36940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ compareModels),
  p: () => (/* binding */ marginsOf)
});

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/explanation.js

/** An effect of less than this is none that a person can see. */
const smallestEffect = 0.005;
const longestPart = 60;
const title = 'Got worse: what moved the candidate';
/**
 * What moved the candidate to mistakes that the baseline does not make; nothing where it was not asked for.
 * @param pairs what both were asked
 * @param shown what people know an example by: as which column, and whether that is said beside the parts that were asked for
 */
function explanationSection(explained, pairs, { quotes, known, pictures = {} }) {
    if (explained === undefined)
        return [];
    const text = (of) => [{ kind: 'text', title, part: 'changes', text: of }];
    if ('notTold' in explained.told)
        return text(explained.told.notTold);
    const lost = pairs.filter(({ truth, candidate, baseline }) => candidate.answer !== truth && baseline.answer === truth).length;
    if (lost === 0)
        return text('The candidate makes no mistake that the baseline does not make.');
    const rows = rowsOf(explained.told, pairs);
    const wanted = Math.min(explained.examples, lost);
    const missing = `${rows.length} of ${wanted} are told: give evaluate.explain.seconds more, or read the warnings of the job.`;
    if (rows.length === 0)
        return text(missing);
    const quoted = quotes && rows.some(({ excerpt }) => excerpt !== '');
    const drawn = rows.map(({ id }) => (quoted && Object.hasOwn(pictures, id) ? pictures[id] : undefined) ?? '');
    return [
        {
            kind: 'table',
            title,
            part: 'changes',
            columns: [
                'example',
                ...(quoted ? [known] : []),
                'label',
                'candidate said',
                'how surely',
                'spoke for it',
                'spoke against it',
            ],
            rows: rows.map(({ id, excerpt, cells }) => [id, ...(quoted ? [excerpt] : []), ...cells]),
            ...(drawn.some((one) => one !== '') ? { pictures: { column: 1, rows: drawn } } : {}),
            note: `Each part was taken away, and the candidate asked again: by so many points the probability of its answer then fell, or rose. What parts do only together is not seen. This decides nothing.${rows.length < wanted ? ` ${missing}` : ''}`,
        },
    ];
}
function rowsOf(explanations, pairs) {
    const byId = new Map(pairs.map(({ id, truth, candidate }) => [id, { truth, answer: candidate.answer, excerpt: (0,report_text/* excerptText */.tE)(candidate) }]));
    return explanations.flatMap(({ id, confidence, parts }) => {
        const judged = byId.get(id);
        if (judged === undefined)
            return [];
        const told = (sign) => parts
            .filter(({ effect }) => effect * sign >= smallestEffect)
            .map(({ part, effect }) => `“${[...part].slice(0, longestPart).join('')}” ${(0,report_text/* signed */.x8)(effect, 'share')}`)
            .join(', ');
        const [towards, against] = [told(1), told(-1)];
        // A mistake that several words agree on stands without each of them.
        const shown = towards === '' && against === '' ? 'no part alone' : towards;
        return [
            {
                id,
                excerpt: judged.excerpt,
                cells: [judged.truth, judged.answer, (0,report_text/* inUnit */.IP)(confidence, 'share'), shown, against],
            },
        ];
    });
}

;// CONCATENATED MODULE: ./build/src/report/evaluation.js


const mostFlips = 10;
const mostSlices = 50;
const mostLost = 5;
/** What a comparison of two models looked like: scores, what the task can tell, what got better and worse, and where it ran. */
function evaluationSections(of) {
    const { task, labels, candidate, pictures = {} } = of;
    const pairs = of.pairing.verdict === 'paired' ? of.pairing.pairs : [];
    return [
        ...intervals(of.metrics, of.gates, of.values, pairs.length),
        scores(of.metrics, of.values),
        ...of.slices.map(({ metric, slices }) => slicesSection(metric, slices)),
        ...task.sections(labels, candidate, pairs),
        ...(pairs.length === 0
            ? []
            : [
                flips('Got worse', task, pairs, { winner: 'baseline', quotes: of.quotes, pictures }),
                ...explanationSection(of.explained, pairs, { quotes: of.quotes, known: knownBy(task), pictures }),
                flips('Got better', task, pairs, { winner: 'candidate', quotes: of.quotes, pictures }),
            ]),
        ...(of.environment === undefined ? [] : [environment(of.environment, candidate.length)]),
    ];
}
/** What decides, as a forest plot. */
function intervals(metrics, gates, { candidate, baseline }, examples) {
    const rows = gates.map(({ name, verdict, observed: { value, low, high }, allowed }) => {
        const metric = metrics.find((one) => one.name === name);
        const [before, after] = [baseline[name], candidate[name]];
        return {
            name: metric?.title ?? name,
            unit: metric?.unit ?? 'score',
            ...(metric?.higherIsBetter === false ? { lowerIsBetter: true } : {}),
            ...(before === undefined ? {} : { baseline: before }),
            ...(after === undefined ? {} : { candidate: after }),
            ...(low === undefined || high === undefined ? {} : { difference: { value, low, high } }),
            margin: Math.abs(allowed),
            verdict,
            examples,
            ...(verdict === 'pass' && high !== undefined && high < 0 ? { note: 'worse, but within the margin' } : {}),
        };
    });
    return rows.length === 0 ? [] : [{ kind: 'intervals', title: 'Candidate against baseline', part: 'comparison', rows }];
}
const shown = (value, { unit }) => (value === undefined ? '' : (0,report_text/* inUnit */.IP)(value, unit));
const change = (before, after, { unit }) => before === undefined || after === undefined ? '' : (0,report_text/* signedInUnit */.SY)(after - before, unit);
function scores(metrics, { candidate, baseline }) {
    return {
        kind: 'table',
        title: 'Scores',
        part: 'comparison',
        columns: ['metric', 'baseline', 'candidate', 'difference'],
        rows: metrics
            .filter(({ name }) => candidate[name] !== undefined || baseline[name] !== undefined)
            .map((metric) => [
            (0,report_text/* directedTitle */.jx)(metric.title, metric),
            shown(baseline[metric.name], metric),
            shown(candidate[metric.name], metric),
            change(baseline[metric.name], candidate[metric.name], metric),
        ]),
    };
}
/** The slices that lost most first; of slices nothing is decided, as they are many and small. */
function slicesSection(metric, all) {
    const { title, higherIsBetter } = metric;
    const gain = ({ candidate, baseline }) => ((candidate ?? 0) - (baseline ?? 0)) * (higherIsBetter ? 1 : -1);
    const sorted = [...all].sort((a, b) => gain(a) - gain(b));
    const rows = sorted.slice(0, mostSlices);
    const lost = sorted.filter((slice) => slice.lost).map(({ field, value }) => `${field} ${value}`);
    const notes = [
        ...(lost.length === 0
            ? []
            : [
                `Surely worse, and not by the luck of ${all.length} slices: ${lost.slice(0, mostLost).join(', ')}${lost.length > mostLost ? ` and ${lost.length - mostLost} more` : ''}.`,
            ]),
        ...(rows.length === all.length ? [] : [`The ${rows.length} of ${all.length} slices that lost most.`]),
        'Slices are shown, and decide nothing: of many, some are worse by luck.',
    ];
    return {
        kind: 'table',
        title: `Slices: ${title}`,
        part: 'slices',
        columns: ['field', 'value', 'examples', 'baseline', 'candidate', 'difference'],
        rows: rows.map(({ field, value, examples, baseline, candidate }) => [
            field,
            value,
            String(examples),
            shown(baseline, metric),
            shown(candidate, metric),
            change(baseline, candidate, metric),
        ]),
        note: notes.join(' '),
    };
}
/** What people know an example by, as the head of a column. */
const knownBy = ({ inputKind }) => (inputKind === 'image' ? 'file' : 'begins with');
/** Examples on which `winner` scores better, those on which the other was surest of its mistake first, where answers tell that. */
function flips(title, task, pairs, { winner, quotes, pictures, }) {
    const loser = winner === 'candidate' ? 'baseline' : 'candidate';
    const { perExample } = task;
    const score = (judged) => judged.scores[perExample.name] ?? 0;
    const lead = (pair) => score(pair[winner]) - score(pair[loser]);
    const led = pairs.filter((pair) => lead(pair) > 0);
    const surest = task.surest?.find(({ name }) => led.some((pair) => pair[loser].scores[name] !== undefined));
    const told = surest ?? (task.surest === undefined ? perExample : undefined);
    const sureness = (pair) => (surest === undefined ? 0 : (pair[loser].scores[surest.name] ?? 0));
    const flipped = led.sort((a, b) => lead(b) - lead(a) || sureness(b) - sureness(a));
    const quoted = quotes && flipped.slice(0, mostFlips).some((pair) => pair[loser].excerpt !== undefined);
    const drawn = flipped
        .slice(0, mostFlips)
        .map(({ id }) => (quoted && Object.hasOwn(pictures, id) ? pictures[id] : undefined) ?? '');
    const which = surest !== undefined
        ? `The ${mostFlips} on which the ${loser} was surest.`
        : told !== undefined
            ? `The ${mostFlips} that lost most.`
            : `The first ${mostFlips} of them: \`answer.score\` of the predictions would tell which mistakes were the surest.`;
    return {
        kind: 'table',
        title: `${title}: ${flipped.length} examples`,
        part: 'changes',
        columns: [
            'example',
            ...(quoted ? [knownBy(task)] : []),
            'label',
            `${loser} said`,
            ...(told === undefined ? [] : [`${told.title} of the ${loser}`]),
        ],
        rows: flipped.slice(0, mostFlips).map((pair) => {
            const said = pair[loser];
            return [
                pair.id,
                ...(quoted ? [(0,report_text/* excerptText */.tE)(said)] : []),
                pair.truth,
                said.answer,
                ...(told === undefined ? [] : [shown(said.scores[told.name], told)]),
            ];
        }),
        ...(drawn.some((one) => one !== '') ? { pictures: { column: 1, rows: drawn } } : {}),
        ...(flipped.length > mostFlips ? { note: which } : {}),
    };
}
function environment({ python, machine, threads, packages, cpu_flags }, examples) {
    return {
        kind: 'facts',
        title: 'Environment',
        folded: true,
        facts: [
            ['examples', String(examples)],
            ['machine', machine],
            ['threads', String(threads)],
            ['CPU', cpu_flags.join(' ')],
            ['Python', python],
            ...Object.entries(packages).map(([name, version]) => [name, version]),
        ],
    };
}

// EXTERNAL MODULE: ./build/src/statistics/pairing.js
var pairing = __webpack_require__(15021);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
;// CONCATENATED MODULE: ./build/src/stages/comparison.js




/**
 * Pairs the answers of two models and judges every gate.
 * @param examples how many the test has
 */
function compareModels(of) {
    const { task, labels, baseline, environment, common } = of;
    const metrics = (0,tasks/* metricsOf */.Ps)(task, of.section.metrics);
    const candidate = (0,commonClasses/* comparableOf */.iQ)(of.candidate, common);
    const pairing = pairAll(of, candidate);
    const values = { candidate: (0,tasks/* valuesOf */.sm)(metrics, candidate), baseline: (0,tasks/* valuesOf */.sm)(metrics, baseline) };
    const gates = (0,tasks/* compareByGates */.lt)(of.margins(metrics), pairing, {
        alpha: of.alpha,
        next: of.next,
        labels: common?.compared ?? labels,
    }).map((gate) => (common === undefined ? gate : { ...gate, because: `${gate.because}; ${(0,commonClasses/* toldOf */.dc)(common)}` }));
    const [first, ...others] = evaluationSections({
        task,
        metrics,
        labels,
        candidate: of.candidate,
        gates,
        values,
        slices: pairing.verdict === 'error' ? [] : (0,tasks/* slicesOf */.nu)(shownBySlice(task, metrics, gates), pairing.pairs),
        pairing,
        explained: of.explained,
        pictures: of.pictures,
        quotes: of.section.showTexts,
        environment,
    });
    return {
        gates,
        metrics: values,
        judgedBy: metrics,
        candidate,
        sections: [
            ...(first === undefined ? [] : [first]),
            ...(common === undefined ? [] : [(0,commonClasses/* commonClassesSection */.Dy)(common, of.candidate)]),
            ...others,
        ],
    };
}
/** What decides of the whole test is what a reader wants of its parts. */
function shownBySlice(task, metrics, gates) {
    const gated = metrics.filter(({ name }) => gates.some((gate) => gate.name === name));
    return gated.length === 0 ? [task.headline] : gated;
}
/** The candidate must have answered the whole test, whatever of it the baseline was asked. */
function pairAll({ candidate: all, baseline, examples, }, comparable) {
    if (comparable.length === all.length)
        return (0,pairing/* pairPredictions */.b)(all, baseline, examples);
    return all.length === examples
        ? (0,pairing/* pairPredictions */.b)(comparable, baseline, comparable.length)
        : { verdict: 'error', because: `${all.length} of the ${examples} test examples were judged` };
}
/**
 * What the spec allows to be lost.
 * @param trivial whether the baseline only says the most frequent class: whoever is no better than that has learnt nothing
 */
const marginsOf = ({ gates }, trivial) => (metrics) => gates.map(({ metric: name, margin }) => {
    const metric = metrics.find((one) => one.name === name);
    // The spec was checked against the metrics of its task.
    if (metric === undefined)
        throw new Error(`no metric ${name}`);
    return { metric, margin: trivial && metric.ofTrivial !== 'perfect' ? 0 : margin };
});


/***/ }),

/***/ 9795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ proceeds),
/* harmony export */   u: () => (/* binding */ decisionOf)
/* harmony export */ });
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42068);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62848);


/** What a comparison of two models comes to: its verdict, a sentence, and whether the next stage may go on. */
const decisionOf = (of) => {
    const [verdict, proceed] = [(0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .overall */ .Me)(of.gates), proceeds(of.gates, of)];
    const decisive = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .decisiveOf */ .O3)(of.gates);
    // What decides is what a reader wants to know.
    const headline = of.judgedBy.find(({ name }) => name === of.gates[0]?.name) ?? of.task.headline;
    return {
        verdict,
        proceed,
        headline: decisive === undefined
            ? `${(0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_0__/* .headlineOf */ .gD)({ headline }, of.metrics.candidate)} against ${(0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_0__/* .headlineOf */ .gD)({ headline }, of.metrics.baseline)} of ${of.against}, on ${of.examples} examples`
            : `${decisive}${proceed ? '. The run goes on, as `evaluate.on-inconclusive` is warn' : ''}`,
        outputs: {
            accuracy: String(of.metrics.candidate['accuracy'] ?? ''),
            'baseline-accuracy': String(of.metrics.baseline['accuracy'] ?? ''),
        },
    };
};
/** Whether the next stage may go on. `on-inconclusive: warn` is said of the gates of the evaluation, wherever they are judged. */
const proceeds = (gates, { onInconclusive }, ofEvaluation = () => true) => gates.length > 0 &&
    gates.every((gate) => gate.verdict === 'pass' || (gate.verdict === 'inconclusive' && onInconclusive === 'warn' && ofEvaluation(gate)));


/***/ }),

/***/ 74777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sk: () => (/* binding */ keepPredictions),
  O: () => (/* binding */ readGivenPredictions),
  R_: () => (/* binding */ readPredictions)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(21916);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/engine/events.js
var events = __webpack_require__(67555);
;// CONCATENATED MODULE: ./build/src/engine/contract.js



let contract;
/**
 * One line of predictions.jsonl.
 * @param place `file:line`, for the message
 * @param exit `crashed` where a runtime wrote it, `data` where the user gave it
 * @throws UserError where it does not fit the contract
 */
function validatePrediction(line, place, exit = 'crashed') {
    contract ??= (0,events/* readContract */.J)((0,installation/* runtimeDirectory */.Uq)());
    const read = contract.prediction(line);
    if (read.ok)
        return read.prediction;
    const whose = exit === 'crashed' ? 'the runtime broke its contract, this' : 'this';
    throw new errors/* UserError */.yo(`${place}: ${whose} is no prediction: ${read.because}`, { exit });
}

// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/tasks/harness.js
function isSample(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { doc_id: id, filtered_resps: answers } = value;
    return (typeof id === 'number' || typeof id === 'string') && 'target' in value && Array.isArray(answers);
}
/** What is no metric of a sample, though it is a number. */
const others = new Set(['doc_id']);
/** @returns undefined where the sample has no answer */
function predictionOf(sample) {
    const answer = answerOf(sample.filtered_resps);
    if (answer === undefined)
        return undefined;
    const scores = {};
    for (const [name, value] of Object.entries(sample)) {
        if (others.has(name))
            continue;
        if (typeof value === 'number')
            scores[name] = value;
        if (typeof value === 'boolean')
            scores[name] = value ? 1 : 0;
    }
    // Which choice is right, the harness knows; the target may be its text, its number or its letter.
    if (choicesOf(sample.filtered_resps) !== undefined &&
        scores['exact_match'] === undefined &&
        scores['acc'] !== undefined)
        scores['exact_match'] = scores['acc'];
    const { target } = sample;
    const references = (Array.isArray(target) && target.length > 0 ? target : [target]).map(String);
    return {
        id: String(sample.doc_id),
        answer: { references: references, prediction: answer },
        scores,
    };
}
/** The text, or the number of the choice that is the likeliest. */
function answerOf(answers) {
    const choices = choicesOf(answers);
    // One log-likelihood alone says how likely the target is, and not what the model would say.
    if (choices !== undefined)
        return choices.length > 1 ? String(choices.indexOf(Math.max(...choices))) : undefined;
    const [first] = answers.flat();
    return typeof first === 'string' ? first : undefined;
}
/** The log-likelihood of each choice; undefined where the answers are texts. */
function choicesOf(answers) {
    const choices = answers.map((one) => (Array.isArray(one) && one.length === 2 ? Number(one[0]) : Number.NaN));
    return choices.length > 0 && choices.every(Number.isFinite) ? choices : undefined;
}

;// CONCATENATED MODULE: ./build/src/stages/predictions.js









/**
 * Reads what a runtime said of each example, line by line; a line that is no prediction is refused with its number.
 * @param missing what to tell where there is no such file
 */
const readPredictions = (file, task, missing = 'the runtime wrote no predictions: run its selftest to see what it lacks') => readLines(file, { missing, exit: 'crashed' }, (line, place) => judge(task, validatePrediction(line, place), { place, exit: 'crashed' }));
/** The same of a file that a user gives: predictions, or samples of lm-evaluation-harness. */
const readGivenPredictions = (file, task) => readLines(file, { missing: 'cannot be read: name a file of predictions', exit: 'data' }, (line, place) => judge(task, givenPrediction(line, place), { place, exit: 'data' }));
async function readLines(file, { missing, exit }, read) {
    const judged = [];
    await (0,lines/* eachLine */.IM)((0,external_node_fs_.createReadStream)(file), (line, number) => {
        // Editors of Windows begin a file with this mark.
        const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
        if (text.trim() !== '')
            judged.push(read(text, `${file}:${number}`));
    }).catch((error) => {
        if (error instanceof errors/* UserError */.yo || error.code === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${file}: ${missing} (${error.code})`, { exit, cause: error });
    });
    return judged;
}
function givenPrediction(line, place) {
    const sample = sampleOf(line);
    const prediction = sample === undefined ? undefined : predictionOf(sample);
    if (sample !== undefined && prediction === undefined)
        throw new errors/* UserError */.yo(`${place}: the sample has no answer in filtered_resps: log it with --log_samples`, {
            exit: 'data',
        });
    if (prediction !== undefined)
        return validatePrediction(JSON.stringify(prediction), place, 'data');
    const given = validatePrediction(line, place, 'data');
    refuseMisspelt(given, knownKeys, place);
    refuseMisspelt(given.answer, 'label' in given.answer ? classificationKeys : textKeys, place);
    return given;
}
const knownKeys = ['id', 'answer', 'scores', 'cluster', 'slice', 'excerpt'];
const classificationKeys = ['label', 'prediction', 'score'];
const textKeys = ['references', 'prediction', 'log_likelihood', 'tokens'];
/** Other keys are the user's own business, but `clusters` would be passed over, and the test be another one than was meant. */
function refuseMisspelt(value, known, place) {
    for (const key in value) {
        if (known.includes(key))
            continue;
        const meant = known.find((one) => one.length > 2 && (0,mod/* distance */.Io)(key.toLowerCase(), one) <= 1);
        if (meant !== undefined)
            throw new errors/* UserError */.yo(`${place}: ${(0,report_text/* oneLine */.TN)(key, 40)}: unknown key; did you mean "${meant}"?`, { exit: 'data' });
    }
}
function sampleOf(line) {
    // Only a sample has this key: other lines are parsed once, where they are checked.
    if (!line.includes('"filtered_resps"'))
        return undefined;
    try {
        const value = JSON.parse(line);
        return isSample(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** @param at where the prediction stands, and who is to blame where it is none of the task: a runtime, or the file */
function judge(task, prediction, { place, exit }) {
    try {
        return task.judge(prediction);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`${place}: ${error.message}`, { exit, cause: error });
    }
}
/** Moves the files of predictions out of a job's directory into the result, with what the task tells of them in full. */
async function keepPredictions(from, to, task, judged) {
    for (const name of (await (0,promises_.readdir)(from)).filter((name) => name.endsWith('predictions.jsonl')))
        await (0,promises_.rename)((0,external_node_path_.join)(from, name), (0,external_node_path_.join)(to, name));
    for (const [name, document] of Object.entries(task.details(judged)))
        await (0,promises_.writeFile)((0,external_node_path_.join)(to, name), `${JSON.stringify(document)}\n`);
}


/***/ }),

/***/ 15021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ pairPredictions)
/* harmony export */ });
/**
 * Joins what two models said by the example's id, in the candidate's order. Both must have judged the same examples,
 * each once and with the same truth; anything else is an error, never a comparison of what is left.
 * @param examples how many the test has: a runtime may leave out the same ones for both
 */
function pairPredictions(candidate, baseline, examples) {
    const error = (because) => ({ verdict: 'error', because });
    if (candidate.length === 0 || baseline.length === 0)
        return error(`the ${candidate.length === 0 ? 'candidate' : 'baseline'} judged no examples`);
    // What is left in it has no partner: a second table of as many ids would be as large again.
    const alone = new Map();
    for (const judged of baseline)
        alone.set(judged.id, judged);
    if (alone.size !== baseline.length)
        return error('the baseline judged an example twice');
    const clustered = candidate[0]?.cluster !== undefined;
    const pairs = [];
    for (const judged of candidate) {
        const { id } = judged;
        const other = alone.get(id);
        const shown = () => JSON.stringify(id.slice(0, 80));
        if (other === undefined)
            return error(pairs.some((pair) => pair.id === id)
                ? `the candidate judged example ${shown()} twice`
                : `the candidate judged example ${shown()} and the baseline did not`);
        alone.delete(id);
        if (other.truth !== judged.truth)
            return error(`example ${shown()} has another label for the baseline`);
        // Examples that depend on each other, taken for independent ones, would make luck look like a difference.
        if (judged.cluster !== other.cluster)
            return error(`example ${shown()} has another cluster for the baseline`);
        if ((judged.cluster !== undefined) !== clustered)
            return error(`some examples name their cluster and some do not, such as ${shown()}`);
        const name = notFinite(judged.scores) ?? notFinite(other.scores);
        if (name !== undefined)
            return error(`the ${name} of example ${shown()} is not a finite number`);
        pairs.push({ id, truth: judged.truth, candidate: judged, baseline: other });
    }
    const [missing] = alone.keys();
    if (missing !== undefined)
        return error(`the baseline judged example ${JSON.stringify(missing.slice(0, 80))} and the candidate did not`);
    if (pairs.length !== examples)
        return error(`${pairs.length} of the ${examples} test examples were judged`);
    return { verdict: 'paired', pairs };
}
/** The name of a score that is no finite number. */
function notFinite(scores) {
    for (const name in scores)
        if (!Number.isFinite(scores[name]))
            return name;
    return undefined;
}


/***/ })

};
