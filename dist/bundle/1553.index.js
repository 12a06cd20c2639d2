export const id = 1553;
export const ids = [1553];
export const modules = {

/***/ 82112:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Td: () => (/* binding */ composePullRequest),
/* harmony export */   aJ: () => (/* binding */ longestStageReportBytes),
/* harmony export */   nA: () => (/* binding */ readStageReport),
/* harmony export */   tL: () => (/* binding */ readReport)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _grouping_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98688);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62848);
/* harmony import */ var _model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58829);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74913);





/** The order in which stages happen; others follow in the order in which they came. */
const order = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy'];
/** What a stage's sections are part of where they do not say so themselves. */
const partOfStage = {
    prepare: 'training',
    finetune: 'training',
    evaluate: 'comparison',
    quantize: 'quantization',
};
/** Reports with their data are read as a whole: far more than a stage leaves. */
const longestStageReportBytes = 64 * 1024 * 1024;
/**
 * A stage's report from its file.
 * @param name of the file, for messages
 * @throws UserError where it is none
 */
const readStageReport = (text, name) => read(_model_js__WEBPACK_IMPORTED_MODULE_1__/* .stageReportSchema */ .kZ, text, name, 'report of a stage: give a file that a stage of this version left as report-json');
/** A composed report from its file, which a stranger may have written. @throws UserError where it is none */
const readReport = (text, name) => read(_model_js__WEBPACK_IMPORTED_MODULE_1__/* .reportSchema */ .Qh, text, name, 'report: give one that the action report of this version made');
function read(schema, text, name, what) {
    const [kind, remedy] = what.split(': ');
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`no ${kind} (it is not JSON): ${remedy}`, { place: { file: name }, cause: error });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const fault = faultOf(parsed.error.issues[0]);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`no ${kind} (${fault}): ${remedy}`, { place: { file: name } });
}
function faultOf(issue) {
    const at = (path) => (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(path.map(String).join('.'), 80);
    if (issue?.code === 'unrecognized_keys')
        return `it has the unknown key ${at([...issue.path, issue.keys[0] ?? ''])}`;
    if (issue === undefined || issue.path.length === 0)
        return 'it is JSON of something else';
    return `its ${at(issue.path)} is missing or something else`;
}
/**
 * The report of a pull request, of what the stages left: the verdict in a sentence, what users will notice, how the
 * candidate compares, and the rest in the order of `parts`. Of several reports of one stage the last counts. One that was
 * made from other results than those given is of another run: it is named and left out where it passes, and decides where
 * it does not. Where nothing was judged the verdict is an error, never a pass.
 *
 * @throws UserError where the reports of one stage are of several models
 */
function composePullRequest(given, { title } = {}) {
    const { stages, others } = ofOneRun(inOrder(given));
    const annotations = stages.flatMap(({ report }) => report.annotations ?? []);
    return {
        schema: 1,
        title: title ?? commonTitle(stages),
        verdict: verdictOf(stages),
        headline: capital(sentence(stages)),
        gates: gatesOf(stages).sort((a, b) => rankOf(a) - rankOf(b)),
        sections: inParts([
            ...sectionsOf(stages),
            ...(stages.length === 0 ? [] : [cost(stages), lineage(stages)]),
            ...(others.length === 0 ? [] : [leftOut(others)]),
        ]),
        ...(annotations.length === 0 ? {} : { annotations }),
    };
}
const gatesOf = (stages) => stages.flatMap(({ stage, report }) => report.gates.map((gate) => ({ ...gate, name: `${stage}: ${gate.name}` })));
const rankOf = ({ verdict }) => _verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .worstFirst */ .md.indexOf(verdict);
const capital = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
function inOrder(given) {
    for (const [stage, reports] of (0,_grouping_js__WEBPACK_IMPORTED_MODULE_4__/* .groupedBy */ .m)(given, (each) => each.stage)) {
        const [first, second] = new Set(reports.map(subjectOf));
        if (second !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${stage} has reports of ${first} and of ${second}, and a report is of one model: give the reports of each in a call of its own`);
    }
    const rank = (stage) => (order.includes(stage) ? order.indexOf(stage) : order.length);
    return [...new Map(given.map((each) => [each.stage, each])).values()].sort((a, b) => rank(a.stage) - rank(b.stage));
}
/**
 * What belongs together: each was made from the results of the others, where those are there. Nobody can tell which of
 * two runs is the one that counts: one that failed is never left out.
 */
function ofOneRun(all) {
    const stages = [];
    const others = [];
    for (const each of all) {
        const fits = stages.every(({ stage, result }) => (each.parents[stage] ?? result) === result);
        if (fits)
            stages.push(each);
        else
            others.push(each);
    }
    const failed = others.filter(({ report }) => report.verdict !== 'pass');
    return { stages: [...stages, ...failed], others };
}
const leftOut = (others) => ({
    kind: 'text',
    title: 'Of another run',
    part: 'lineage',
    text: others
        .map(({ stage, report }) => `${stage}: made from results of another run than the reports beside it, and ${report.verdict === 'pass' ? 'left out' : 'counted, as it did not pass'}`)
        .join('; '),
});
function verdictOf(stages) {
    const worst = _verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .worstFirst */ .md.find((each) => stages.some(({ report }) => report.verdict === each));
    // Stages that pass without a gate judged nothing.
    return worst === undefined || worst === 'pass' ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .overall */ .Me)(stages.flatMap(({ report }) => report.gates)) : worst;
}
const judgedIn = ['deploy', 'quantize', 'evaluate'];
/** One sentence: what decided, in the words of the gate or of the stage that judged last. */
function sentence(stages) {
    if (stages.length === 0)
        return 'no stage left a report: nothing was judged';
    const verdict = verdictOf(stages);
    const gates = gatesOf(stages);
    if (verdict !== 'pass') {
        const decisive = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .decisiveOf */ .O3)(gates.filter((gate) => gate.verdict === verdict));
        if (decisive !== undefined)
            return decisive;
        const stage = stages.find(({ report }) => report.verdict === verdict);
        return stage === undefined
            ? `nothing was judged: no gate in ${stages.map((each) => each.stage).join(', ')}`
            : `${stage.stage}: ${stage.report.headline}`;
    }
    const judge = judgedIn.flatMap((name) => stages.filter(({ stage }) => stage === name)).at(0) ?? stages.at(-1);
    return `${gates.length === 1 ? 'the gate passes' : `all ${gates.length} gates pass`}: ${judge?.report.headline ?? ''}`;
}
/** Titles are of a stage and what it worked on: `evaluate support-intents 1.4.0`. */
const subjectOf = ({ stage, report: { title } }) => title.startsWith(`${stage} `) ? title.slice(stage.length + 1) : title;
function commonTitle(stages) {
    const titles = new Set(stages.map(subjectOf));
    return titles.size === 1 ? ([...titles][0] ?? '') : '';
}
const foldedParts = ['training', 'lineage'];
function sectionsOf(stages) {
    // Counts in a title do not tell two sections apart.
    const subject = (title) => title.replaceAll(/\d+/g, '');
    const told = (0,_grouping_js__WEBPACK_IMPORTED_MODULE_4__/* .groupedBy */ .m)(stages.flatMap(({ stage, report }) => [...new Set(report.sections.map(({ title }) => subject(title)))].map((title) => ({ stage, title }))), ({ title }) => title);
    return stages.flatMap(({ stage, report }) => report.sections.map((section) => {
        const part = section.part ?? partOfStage[stage];
        // Environments and the like, which their stage folded, are for who asks where a number comes from.
        const placed = section.part === undefined && section.folded === true ? 'lineage' : part;
        const several = (told.get(subject(section.title)) ?? []).length > 1;
        return {
            ...section,
            title: several ? `${stage}: ${section.title}` : section.title,
            ...(placed === undefined ? {} : { part: placed }),
            ...(foldedParts.includes(placed) ? { folded: true } : {}),
        };
    }));
}
function inParts(sections) {
    const rank = ({ part = 'cost' }) => _model_js__WEBPACK_IMPORTED_MODULE_1__/* .parts */ .rT.indexOf(part);
    return [...sections].sort((a, b) => rank(a) - rank(b));
}
const duration = (seconds) => seconds < 60
    ? `${seconds.toFixed(1)} s`
    : seconds < 3600
        ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
        : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
function cost(stages) {
    return {
        kind: 'table',
        title: 'Stages and their time',
        part: 'cost',
        columns: ['stage', 'verdict', 'time', 'what came out'],
        rows: stages.map(({ stage, report, seconds, reused }) => [
            stage,
            report.verdict,
            [...(seconds === undefined ? [] : [duration(seconds)]), ...(reused === true ? ['reused'] : [])].join(', '),
            report.headline,
        ]),
    };
}
function lineage(stages) {
    return {
        kind: 'table',
        title: 'Lineage',
        part: 'lineage',
        folded: true,
        columns: ['stage', 'result', 'lineage key'],
        rows: stages.map(({ stage, result, key }) => [stage, result, key ?? '']),
    };
}


/***/ }),

/***/ 28456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ renderHtml)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/src/report/html/assets.generated.js
/* Generated by scripts/generate-report-assets.ts from src/report/html/browser: do not edit. */
const script = "\"use strict\";(()=>{var m=(e,t,n=document)=>[...n.querySelectorAll(e)].filter(a=>a instanceof t);g();E();for(let e of m(\"table.data\",HTMLTableElement))T(e),e.dataset.filter!==void 0&&x(e);for(let e of m(\"table.heat\",HTMLTableElement))L(e),e.querySelector(\"td[data-b]\")!==null&&M(e);$();function g(){let e=document.getElementById(\"theme\");if(e===null)return;let t={\"\":\"as the system\",light:\"light\",dark:\"dark\"},n={\"\":\"light\",light:\"dark\",dark:\"\"},a=s=>s!==null&&s in t,o=\"\",c=()=>{o===\"\"?delete document.documentElement.dataset.theme:document.documentElement.dataset.theme=o,e.textContent=`Theme: ${t[o]}`};try{let s=localStorage.getItem(\"theme\");a(s)&&(o=s)}catch{}c(),e.addEventListener(\"click\",()=>{o=n[o],c();try{localStorage.setItem(\"theme\",o)}catch{}}),e.parentElement?.removeAttribute(\"hidden\")}function E(){let e=document.getElementById(\"tip\");if(e===null)return;let t=(n,a,o)=>{let c=n instanceof Element?n.closest(\"[data-tip], .heat tbody td\"):null,s=c instanceof HTMLElement?c.dataset.tip??h(c):\"\";e.hidden=s===\"\",e.textContent!==s&&(e.textContent=s);let{width:r,height:l}=e.getBoundingClientRect();e.style.left=`${Math.max(8,Math.min(a+14,innerWidth-r-8))}px`,e.style.top=`${o+18+l>innerHeight?o-l-10:o+18}px`};document.addEventListener(\"pointermove\",({target:n,clientX:a,clientY:o})=>t(n,a,o)),document.addEventListener(\"focusin\",({target:n})=>{let a=n instanceof Element?n.getBoundingClientRect():new DOMRect;t(n,a.left,a.bottom-14)}),document.addEventListener(\"keydown\",({key:n})=>{n===\"Escape\"&&(e.hidden=!0)})}function h(e){let{c:t=\"\",ct:n=\"\",b:a,i:o=\"\",j:c=\"\"}=e.dataset,s=JSON.parse(e.closest(\"table\")?.dataset.labels??\"[]\"),r=u=>Array.isArray(s)?`\\u201C${String(s[Number(u)]??\"\")}\\u201D`:\"\",l=Number(n)>0?` (${(Number(t)/Number(n)*100).toFixed(1)} %)`:\"\",i=a===void 0?\"\":`; ${a} by the baseline`,d=o===c?\"were recognised\":`were called ${r(c)}`;return`${t} of ${n} ${r(o)} ${d}${l}${i}`}function T(e){let t=e.tBodies[0],n=e.tHead?.rows[0];if(t===void 0||n===void 0||t.rows.length<2)return;let a=[...n.cells];a.forEach((o,c)=>{if(o.scope!==\"col\")return;let s=document.createElement(\"button\");s.type=\"button\",s.append(...o.childNodes),o.append(s),s.addEventListener(\"click\",()=>{let r=o.ariaSort===\"ascending\"?-1:1;for(let i of a)i.ariaSort=null;o.ariaSort=r===1?\"ascending\":\"descending\";let l=[...t.rows].map(i=>({row:i,text:i.cells[c]?.textContent.trim()??\"\"}));l.sort((i,d)=>r*w(i.text,d.text)),t.append(...l.map(({row:i})=>i))})})}var f=e=>Number.parseFloat(e.replace(\"\\u2212\",\"-\"));function w(e,t){let[n,a]=[f(e),f(t)];return Number.isNaN(n)||Number.isNaN(a)?e.localeCompare(t):n-a}function x(e){let t=document.createElement(\"label\"),n=document.createElement(\"input\"),a=document.createElement(\"span\");t.className=\"filter\",n.type=\"search\",a.role=\"status\",t.append(\"Rows with\",n,\" \",a),e.parentElement?.before(t);let o=[...e.tBodies[0]?.rows??[]].map(c=>({row:c,text:c.textContent.toLowerCase()}));n.addEventListener(\"input\",()=>{let c=n.value.toLowerCase(),s=0;for(let{row:r,text:l}of o)r.hidden=!l.includes(c),r.hidden||(s+=1);a.textContent=`${s} of ${o.length}`})}function L(e){let t=[...e.tBodies[0]?.rows??[]].map(o=>m(\"td\",HTMLTableCellElement,o));e.setAttribute(\"role\",\"grid\");for(let o of t.flat())o.tabIndex=-1,o.setAttribute(\"aria-label\",h(o));let n=t[0]?.[0];n!==void 0&&(n.tabIndex=0);let a={ArrowUp:[-1,0],ArrowDown:[1,0],ArrowLeft:[0,-1],ArrowRight:[0,1]};e.addEventListener(\"keydown\",o=>{let c=a[o.key],s=o.target;if(c===void 0||!(s instanceof HTMLTableCellElement))return;let r=t.findIndex(d=>d.includes(s)),l=t[r]?.indexOf(s)??-1,i=t[r+c[0]]?.[l+c[1]];i!==void 0&&(o.preventDefault(),s.tabIndex=-1,i.tabIndex=0,i.focus())})}function M(e){let t=document.createElement(\"fieldset\");t.className=\"modes\";let n=document.createElement(\"legend\");n.textContent=\"Show\",t.append(n);let a=`mode-${m(\"table.heat\",HTMLTableElement).indexOf(e)}`;for(let o of[\"candidate\",\"baseline\",\"change\"]){let c=document.createElement(\"label\"),s=document.createElement(\"input\");s.type=\"radio\",s.name=a,s.checked=o===\"candidate\",s.addEventListener(\"change\",()=>{for(let r of m(\"tbody td\",HTMLTableCellElement,e))y(r,o)}),c.append(s,` ${o}`),t.append(c)}e.closest(\".heat-map\")?.prepend(t)}function y(e,t){let n=p=>Number(e.dataset[p]??0),a=e.dataset.i===e.dataset.j,[o,c]=t===\"baseline\"?[n(\"b\"),n(\"bt\")]:[n(\"c\"),n(\"ct\")],s=n(\"c\")-n(\"b\"),r=t===\"change\"?Math.abs(s)/(n(\"ct\")||1):o/(c||1),l=t===\"change\"?s===0:o===0,i=Number(e.closest(\"table\")?.dataset.most??1),d=a&&t!==\"change\"?r:Math.sqrt(r/i),u=l?0:Math.min(Math.max(Math.round(d*10),1),10),b=t!==\"change\"||l?\"\":a===s>0?\" better\":\" worse\";e.className=`${a?\"right\":\"wrong\"} s${u}${b}`,e.textContent=t!==\"change\"?String(o):l?\"0\":s>0?`+${s}`:`\\u2212${-s}`}function $(){let e=[];addEventListener(\"beforeprint\",()=>{e=m(\"details:not([open])\",HTMLDetailsElement);for(let t of e)t.open=!0}),addEventListener(\"afterprint\",()=>{for(let t of e)t.open=!1})}})();";
const style = ":root{color-scheme:light dark;--page: light-dark(#ffffff, #0d1117);--panel: light-dark(#f6f8fa, #151b23);--text: light-dark(#1f2328, #f0f6fc);--muted: light-dark(#59636e, #9198a1);--line: light-dark(#d1d9e0, #3d444d);--faint: light-dark(#e9edf1, #232a33);--pass: light-dark(#1a7f37, #3fb950);--fail: light-dark(#cf222e, #f85149);--inconclusive: light-dark(#8a5c00, #d29922);--error: light-dark(#8250df, #b392f8);--none: light-dark(#57606a, #9198a1);--candidate: light-dark(#0969da, #4493f8);--baseline: light-dark(#b35900, #f0a35e);--right: light-dark(#0a5fb8, #4493f8);--wrong: light-dark(#d1242f, #f85149);font:15px/1.5 system-ui,-apple-system,Segoe UI,Noto Sans,Helvetica,Arial,sans-serif}:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text)}a{color:inherit}:focus-visible{outline:2px solid var(--candidate);outline-offset:2px;border-radius:3px}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.25rem .5rem;z-index:2}header{--tone: var(--none);border-bottom:1px solid var(--line);border-top:5px solid var(--tone);background:color-mix(in oklab,var(--tone) 7%,var(--page))}.pass{--tone: var(--pass)}.fail{--tone: var(--fail)}.inconclusive{--tone: var(--inconclusive)}.error{--tone: var(--error)}.none{--tone: var(--none)}.band{max-width:84rem;margin:0 auto;padding:1.75rem 2rem 1.5rem;display:flex;gap:1.5rem;align-items:flex-start}.said{flex:1;min-width:0}h1{font-size:2.4rem;line-height:1.1;margin:0;color:var(--tone);letter-spacing:-.02em}.of{margin:0 0 .15rem;font-weight:600;color:var(--muted);overflow-wrap:anywhere}.sentence{font-size:1.1rem;margin:.5rem 0 0;max-width:60rem;overflow-wrap:anywhere}.count{margin:.5rem 0 0;color:var(--muted)}.icon{width:1em;height:1em;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.12em;margin-right:.35em;flex:none}.icon.large{width:4.2rem;height:4.2rem;padding:.8rem;margin:.2rem 0 0;color:var(--page);background:var(--tone);border-radius:50%}button,input{font:inherit;color:inherit;background:var(--page);border:1px solid var(--line);border-radius:6px;padding:.25rem .7rem}button{cursor:pointer}button:hover{background:var(--panel)}.columns{max-width:84rem;margin:0 auto;padding:0 2rem 4rem;display:grid;grid-template-columns:minmax(0,1fr);gap:2.5rem}nav{display:none;font-size:.87rem}nav ol{list-style:none;margin:0;padding:0;border-left:1px solid var(--line)}nav a{display:block;padding:.2rem 0 .2rem .9rem;margin-left:-1px;border-left:2px solid transparent;color:var(--muted);text-decoration:none;overflow-wrap:anywhere}nav a:hover{color:var(--text);border-color:var(--candidate)}@media(min-width:75rem){.columns{grid-template-columns:10.5rem minmax(0,1fr)}nav{display:block;position:sticky;top:0;align-self:start;padding-top:2.2rem;max-height:100vh;overflow-y:auto}}main:focus{outline:none}section{margin-top:2rem;scroll-margin-top:1rem}h2{font-size:1.2rem;margin:0 0 .6rem;overflow-wrap:anywhere;letter-spacing:-.01em}section.users{border:1px solid color-mix(in oklab,var(--candidate) 35%,var(--line));border-radius:10px;padding:1.1rem 1.3rem .9rem;background:color-mix(in oklab,var(--candidate) 4%,var(--page))}section.users h2{font-size:1.35rem}.note,.legend{color:var(--muted);font-size:.88rem;margin:.5rem 0 0;overflow-wrap:anywhere}.text{max-width:48rem;overflow-wrap:anywhere}summary{cursor:pointer}.folded>summary h2{display:inline;font-size:1rem;color:var(--muted)}.folded[open]>summary{margin-bottom:.6rem}.long summary{list-style-position:outside}.long[open] summary bdi{display:none}.scroll{overflow-x:auto;max-width:100%}table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.4rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--faint)}thead th,thead td{border-bottom:1px solid var(--line);color:var(--muted);font-weight:600;font-size:.85rem;vertical-align:bottom;white-space:nowrap}tbody th{font-weight:500}.number{text-align:right;white-space:nowrap}.data{min-width:50%}.data td,.data tbody th{overflow-wrap:anywhere;min-width:4rem;max-width:34rem}.example{display:block;min-width:3rem;max-width:24rem;image-rendering:crisp-edges;margin-bottom:.25rem}.data tbody tr:hover,.forest tbody tr:not(.axis):hover,.bars tbody tr:hover{background:var(--panel)}th button{all:unset;cursor:pointer}th button:focus-visible{outline:2px solid var(--candidate);outline-offset:2px}th button:after{content:\" \\2195\";opacity:.45}th[aria-sort=ascending] button:after{content:\" \\2191\";opacity:1}th[aria-sort=descending] button:after{content:\" \\2193\";opacity:1}.filter{display:block;margin-bottom:.5rem;color:var(--muted);font-size:.88rem}.filter input{margin-left:.4rem}code{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}small{color:var(--muted)}small.beside{display:block;font-weight:400}.badge{--tone: var(--none);display:inline-flex;align-items:center;color:var(--tone);font-weight:600;white-space:nowrap}.badge.pass{--tone: var(--pass)}.badge.fail{--tone: var(--fail)}.badge.inconclusive{--tone: var(--inconclusive)}.badge.error{--tone: var(--error)}.forest td,.forest tbody th{vertical-align:middle}.forest td.plot,.bars td.plot{padding:0 .5rem}.forest thead td.plot{padding-bottom:.4rem}.forest .plot svg,.bars .plot svg{display:block;overflow:visible}.forest .plot svg{width:100%;min-width:10rem;height:auto}.ends{display:flex;justify-content:space-between;font-weight:400}.forest tbody th{min-width:7rem;max-width:18rem;overflow-wrap:anywhere}.forest .axis td{border-bottom:0;color:var(--muted);font-size:.8rem;padding-top:0}.forest tbody+tbody tr:first-child>*{border-top:1px solid var(--line)}svg text{fill:var(--muted);font-size:12px}.lost{fill:var(--fail);opacity:.1}.grid{stroke:var(--line);stroke-width:1;opacity:.6}.zero{stroke:var(--muted);stroke-width:1.5}.limit{stroke:var(--fail);stroke-width:1.5;stroke-dasharray:3 3}.interval{stroke:var(--tone);stroke-width:2.5;fill:none}.point{fill:var(--tone);stroke:var(--page);stroke-width:1.5}.bar{fill:var(--candidate)}.mark{stroke:var(--baseline);stroke-width:3.5;stroke-linecap:round}.bars td,.bars th{vertical-align:middle;padding-top:.2rem;padding-bottom:.2rem}.bars tbody th{max-width:16rem;overflow-wrap:anywhere}.key{color:var(--muted);font-size:.85rem;font-weight:400;margin-right:1rem}.key:before{content:\"\";display:inline-block;width:.75rem;height:.75rem;margin-right:.4rem;border-radius:2px;vertical-align:-1px;background:var(--candidate)}.key.line:before,.key.s1:before{background:var(--baseline)}.key.line:before{width:4px}.key.s2:before{background:var(--pass)}.key.s3:before{background:var(--error)}figure{margin:0}.lines{display:block;width:100%;max-width:50rem;margin:.4rem 0}.series{fill:none;stroke:var(--candidate);stroke-width:2.2;stroke-linejoin:round}.series.other{stroke:var(--muted);stroke-width:1.2;opacity:.6}.series.s1{stroke:var(--baseline)}.series.s2{stroke:var(--pass)}.series.s3{stroke:var(--error)}.heat{border-collapse:separate;border-spacing:2px}.heat th,.heat td{border:0}.heat thead th,.heat thead td{white-space:normal;overflow-wrap:anywhere;max-width:7rem;text-align:center}.heat thead td.corner{text-align:right;font-weight:400;min-width:7rem}.heat tbody th{text-align:right;vertical-align:middle;max-width:14rem;overflow-wrap:anywhere}.heat tbody td{--heat: var(--wrong);text-align:center;vertical-align:middle;min-width:3.6rem;height:2.8rem;border-radius:4px;background:color-mix(in oklab,var(--heat) var(--s),var(--page))}.heat .right,.swatch.right{--heat: var(--right);font-weight:600}.heat tbody td:hover,.heat tbody td:focus{outline:2px solid var(--text);outline-offset:0}.heat.small{font-size:.72rem;border-spacing:1px}.heat.small tbody td{min-width:1.3rem;width:1.3rem;height:1.3rem;padding:0;font-size:0;border-radius:2px}.heat.small tbody th{padding:0 .5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.heat.small thead th{padding:0;vertical-align:bottom}.heat.small thead th span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;max-height:9rem;overflow:hidden;text-overflow:ellipsis}.s0{--s: 3%}.s1{--s: 10%}.s2{--s: 16%}.s3{--s: 22%}.s4{--s: 28%}.s5{--s: 34%}.s6{--s: 40%}.s7{--s: 45%}.s8{--s: 49%}.s9{--s: 53%}.s10{--s: 57%}.heat tbody .s0{--heat: var(--muted);color:var(--muted)}.swatch{--heat: var(--wrong);display:inline-block;width:1rem;height:1rem;border-radius:3px;vertical-align:-3px;margin:0 2px 0 8px;background:color-mix(in oklab,var(--heat) var(--s),var(--page))}.swatch+.swatch{margin-left:0}.modes{border:0;margin:0 0 .5rem;padding:0;display:flex;gap:1rem;flex-wrap:wrap;color:var(--muted);font-size:.9rem}.modes legend{float:left;margin-right:1rem;padding:0}.heat tbody td.better{--heat: var(--pass)}.heat tbody td.worse{--heat: var(--wrong)}#tip{position:fixed;z-index:3;max-width:26rem;padding:.4rem .7rem;border-radius:6px;background:var(--text);color:var(--page);font-size:.87rem;pointer-events:none;overflow-wrap:anywhere}@media(max-width:40rem){.band{padding:1.2rem 1rem;gap:1rem;flex-wrap:wrap}.icon.large{width:3rem;height:3rem;padding:.5rem}.columns{padding:0 1rem 3rem}h1{font-size:1.9rem}}@media print{:root{color-scheme:light;font-size:10.5px}nav,.tools,.skip,.filter,.modes,#tip{display:none}.scroll{overflow:visible}.band,.columns{padding:.5rem 0}section,tr,figure{break-inside:avoid}h2{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}details::details-content{content-visibility:visible}.forest .plot svg{width:16rem;height:auto}}";

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/html/escape.js

/** Markup that is safe by how it was made: only `html` makes it, and it escapes what it is given. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
/** No text is longer in any place, and none has characters that turn or hide what follows. */
const longest = 10_000;
const escaped = (text) => text
    .slice(0, longest)
    .replaceAll(/[^\P{C}\n]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const written = (piece) => {
    if (piece === undefined)
        return '';
    if (piece instanceof Markup)
        return piece.text;
    return typeof piece === 'object' ? piece.map(written).join('') : escaped(String(piece));
};
/** A template whose strings are markup and whose values are text, unless they are markup themselves. */
const html = (strings, ...pieces) => new Markup(strings.map((string, i) => `${string}${i < pieces.length ? written(pieces[i]) : ''}`).join(''));
const shortText = 240;
const longText = 4_000;
/** A text of data, whose direction stays its own; a long one opens. */
function dataText(text) {
    const whole = (0,report_text/* oneLine */.TN)(text, longText);
    if ([...whole].length <= shortText)
        return html `<bdi>${whole}</bdi>`;
    return html `<details class="long"><summary><bdi>${(0,report_text/* oneLine */.TN)(whole, shortText)}</bdi></summary><bdi>${whole}</bdi></details>`;
}

;// CONCATENATED MODULE: ./build/src/report/html/tables.js


/** The mark and the word of a verdict: never colour alone. */
const verdictBadge = (verdict) => html `<span class="badge ${verdict}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${icon(verdict)}</svg>${verdict}</span>`;
function icon(verdict) {
    if (verdict === 'pass')
        return html `<path d="M3 8.5 6.5 12 13 4.5" />`;
    if (verdict === 'fail')
        return html `<path d="M4 4l8 8M12 4l-8 8" />`;
    if (verdict === 'inconclusive')
        return html `<path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9.2 8 10" /><path d="M8 13v.01" />`;
    return html `<path d="M8 3v6.5" /><path d="M8 13v.01" />`;
}
const verdicts = new Set(['pass', 'fail', 'inconclusive', 'error']);
const mostRows = 1_000;
const rowsWithoutFilter = 25;
/** A region that scrolls, and that the keyboard reaches. */
const scrolling = (label, body) => html `<div class="scroll" role="region" tabindex="0" aria-label="${label}">${body}</div>`;
/** A table that the script lets people sort and filter. */
function dataTable({ caption, columns, rows, note, pictures }) {
    const shown = rows.slice(0, mostRows);
    const drawn = pictures?.rows.slice(0, mostPictures) ?? [];
    const numeric = (0,report_text/* numericColumns */.LE)(columns, shown);
    const head = columns.some((column) => column !== '');
    const filtered = shown.length > rowsWithoutFilter;
    const table = html `<table class="data"${filtered ? html ` data-filter` : ''}><caption class="hidden">${caption}</caption>
${head ? html `<thead><tr>${columns.map((column, i) => (column === '' ? html `<td></td>` : html `<th scope="col"${numeric[i] === true ? html ` class="number"` : ''}>${dataText(column)}</th>`))}</tr></thead>` : ''}
<tbody>${shown.map((row, at) => html `<tr>${row.slice(0, columns.length).map((text, i) => cell(text, i, numeric[i] === true, pictures?.column === i ? drawn[at] : undefined))}</tr>\n`)}</tbody></table>`;
    const left = rows.length - shown.length;
    return html `${scrolling(caption, table)}${left > 0 ? html `<p class="note">… and ${left} more</p>` : ''}${note === undefined ? '' : html `<p class="note">${dataText(note)}</p>`}`;
}
const longestPicture = 16_384;
const mostPictures = 50;
/** The name of what it shows stands behind it. */
const pictureOf = (jpeg) => jpeg.length <= longestPicture && /^\/9j\/[A-Za-z0-9+/]+={0,2}$/.test(jpeg)
    ? html `<img class="example" alt="" src="${new Markup(`data:image/jpeg;base64,${jpeg}`)}">`
    : undefined;
function cell(text, column, numeric, jpeg = '') {
    const picture = pictureOf(jpeg);
    if (picture !== undefined)
        return html `<td>${picture}${dataText(text)}</td>`;
    if (column === 0)
        return html `<th scope="row">${dataText(text)}</th>`;
    const verdict = text.replace(/^[^a-z]+ /, '');
    if (verdicts.has(verdict))
        return html `<td>${verdictBadge(verdict)}</td>`;
    return html `<td${numeric && text.length < 24 ? html ` class="number"` : ''}>${/^sha256:[0-9a-f]{64}$/.test(text) ? html `<code>${text}</code>` : dataText(text)}</td>`;
}

;// CONCATENATED MODULE: ./build/src/report/html/heatMap.js



const mostClasses = 40;
const mostClassesWithNumbers = 16;
/** Below this share of a label even the worst mix-up is pale. */
const leastScale = 0.02;
/**
 * A confusion matrix whose cells are shaded by their share of the label: what is right in one colour and what is mixed up in
 * another, against the worst mix-up, so that the few mistakes of a good model are seen. Of many classes those that are mixed up
 * most. A table, so that it is read and walked through as one.
 */
function heatMap(section) {
    const { title, labels, counts, baselineCounts } = section;
    const chosen = chosenClasses(section);
    const size = chosen.length > mostClassesWithNumbers ? 'small' : 'large';
    const total = (of, i) => (of?.[i] ?? []).reduce((sum, count) => sum + count, 0);
    const most = Math.max(leastScale, ...chosen.flatMap((i) => chosen.map((j) => (i === j ? 0 : (counts[i]?.[j] ?? 0) / (total(counts, i) || 1)))));
    const rows = chosen.map((i) => {
        const [all, before] = [total(counts, i), total(baselineCounts, i)];
        const cells = chosen.map((j) => {
            const count = counts[i]?.[j] ?? 0;
            const base = baselineCounts === undefined ? '' : html ` data-b="${baselineCounts[i]?.[j] ?? 0}" data-bt="${before}"`;
            return html `<td class="${i === j ? 'right' : 'wrong'} ${shade(count, all, i === j ? undefined : most)}" data-i="${chosen.indexOf(i)}" data-j="${chosen.indexOf(j)}" data-c="${count}" data-ct="${all}"${base}>${count}</td>`;
        });
        return html `<tr><th scope="row">${dataText(labels[i] ?? '')}</th>${cells}</tr>\n`;
    });
    const table = html `<table class="heat ${size}" data-most="${most}" data-labels="${JSON.stringify(chosen.map((i) => heatMap_short(labels[i] ?? '')))}"><caption class="hidden">${title}: labels down, predictions across</caption>
<thead><tr><td class="corner">label ↓ prediction →</td>${chosen.map((j) => html `<th scope="col"><span>${dataText(labels[j] ?? '')}</span></th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
    return html `<div class="heat-map">${scrolling(title, table)}<p class="legend"><span class="swatch right s8"></span> right <span class="swatch wrong s2"></span><span class="swatch wrong s5"></span><span class="swatch wrong s10"></span> mixed up: the darker, the larger its share of the label</p>${chosen.length < labels.length
        ? html `<p class="note">The ${chosen.length} of ${labels.length} classes that are mixed up most.</p>`
        : ''}</div>`;
}
const heatMap_short = (label) => (0,report_text/* oneLine */.TN)(label, 40);
function chosenClasses({ labels, counts }) {
    const all = labels.map((_, i) => i);
    if (labels.length <= mostClasses)
        return all;
    const mistakes = new Float64Array(labels.length);
    counts.forEach((row, i) => {
        row.forEach((count, j) => {
            if (i === j)
                return;
            mistakes[i] = (mistakes[i] ?? 0) + count;
            mistakes[j] = (mistakes[j] ?? 0) + count;
        });
    });
    return all
        .sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0))
        .slice(0, mostClasses)
        .sort((a, b) => a - b);
}
/** @param most the share of the label that is shaded most; of what is right, all of it */
function shade(count, total, most) {
    if (count === 0)
        return 's0';
    const share = total > 0 ? count / total : 0;
    return `s${Math.min(Math.max(Math.round((most === undefined ? share : Math.sqrt(share / most)) * 10), 1), 10)}`;
}

;// CONCATENATED MODULE: ./build/src/report/html/parallel.js


const [left, right, parallel_top, bottom, high] = [70, 70, 34, 34, 300];
/** Between two axes, so that their words have room. */
const apart = 150;
const mostLines = 500;
const mostWords = 12;
/** The drawing; empty where no row has a value on every axis, or where there is one axis alone. */
function parallelPicture({ title, axes, best, rows }) {
    const scales = axes.map(scaleOf);
    const lines = rows.flatMap((_, row) => {
        const at = scales.map((scale, i) => scale.at(axes[i]?.values[row] ?? null));
        return at.some((share) => share === undefined) ? [] : [{ row, at: at }];
    });
    if (axes.length < 2 || lines.length === 0)
        return '';
    const wide = left + right + (axes.length - 1) * apart;
    const y = (share) => (high - bottom - share * (high - parallel_top - bottom)).toFixed(1);
    const path = ({ at }, kind) => html `<path class="series ${kind}" d="M${at.map((share, i) => `${left + i * apart} ${y(share)}`).join('L')}" />`;
    // What stands out is drawn last, above the others.
    const shown = lines.filter(({ row }) => row !== best).slice(0, mostLines);
    const chosen = lines.filter(({ row }) => row === best);
    const drawn = axes.map(({ name }, i) => {
        const x = left + i * apart;
        return html `<line class="grid" x1="${x}" x2="${x}" y1="${parallel_top}" y2="${high - bottom}" /><text x="${x}" y="16" text-anchor="middle">${(0,report_text/* oneLine */.TN)(name, 22)}</text>${(scales[i]?.marks ?? []).map(({ at, text }) => html `<text x="${x + 5}" y="${y(at)}" dominant-baseline="middle">${(0,report_text/* oneLine */.TN)(text, 14)}</text>`)}`;
    });
    return html `<figure><svg class="lines" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${(0,report_text/* oneLine */.TN)(title, 120)}: the table below says the same">${shown.map((line) => path(line, 'other'))}${chosen.map((line) => path(line, 's0'))}${drawn}</svg></figure>`;
}
/** Pure. Of numbers their ends are told, of words all of them. */
function scaleOf({ values, log }) {
    const present = values.filter((value) => value !== null);
    if (present.some((value) => typeof value === 'string'))
        return ofWords([...new Set(present.map(String))]);
    const numbers = present.filter((value) => typeof value === 'number' && Number.isFinite(value));
    const placed = (value) => (log === true && value > 0 ? Math.log(value) : value);
    const low = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const share = (value) => most > low ? (placed(value) - placed(low)) / (placed(most) - placed(low)) : 0.5;
    return {
        at: (value) => (typeof value === 'number' && Number.isFinite(value) ? share(value) : undefined),
        marks: [...new Set(numbers.length === 0 ? [] : [low, most])].map((value) => ({
            at: share(value),
            text: (0,report_text/* figure */.vP)(value),
        })),
    };
}
function ofWords(words) {
    const share = (index) => (words.length === 1 ? 0.5 : index / (words.length - 1));
    return {
        at: (value) => (value === null ? undefined : share(words.indexOf(String(value)))),
        marks: words.slice(0, mostWords).map((text, index) => ({ at: share(index), text })),
    };
}

// EXTERNAL MODULE: ./build/src/report/forest.js
var forest = __webpack_require__(98895);
// EXTERNAL MODULE: ./build/src/report/sections.js
var report_sections = __webpack_require__(46286);
;// CONCATENATED MODULE: ./build/src/report/html/pictures.js





/*
 * Pictures are tables whose rows have a drawing: what is drawn is also said, in the same row, to who cannot see it. The
 * drawings are made here and not in the browser, so that they need no script and print as they are.
 */
const width = 360;
const height = 34;
const mostIntervals = 300;
/** What a cut picture says below itself. */
const more = (left) => (left > 0 ? html `<p class="note">… and ${left} more</p>` : '');
/** A forest plot: the interval of each row against zero and what may be lost. */
function forestPlot(title, all) {
    const rows = all.slice(0, mostIntervals);
    const panels = (0,forest/* forestPanels */.xT)(rows);
    const counted = rows.some(({ examples }) => examples !== undefined);
    const columns = [
        'metric',
        ...(counted ? ['examples'] : []),
        'baseline',
        'candidate',
        'drawn',
        'difference',
        'verdict',
    ];
    const table = html `<table class="forest"><caption class="hidden">${title}</caption>
<thead><tr>${columns.map((column) => (column === 'drawn' ? html `<td class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></td>` : html `<th scope="col">${column}</th>`))}</tr></thead>
${panels.map((panel) => html `<tbody>${panel.rows.map((row) => forestRow(panel, row, counted))}${forestAxis(panel, counted)}</tbody>`)}</table>`;
    return html `${scrolling(title, table)}${more(all.length - rows.length)}`;
}
const x = (share) => (Math.min(Math.max(share, 0), 1) * width).toFixed(1);
function forestRow(panel, row, counted) {
    const { interval } = row;
    const { name, unit, lowerIsBetter, baseline, candidate, examples, verdict, note } = interval;
    const value = (number) => (number === undefined ? '' : (0,report_text/* inUnit */.IP)(number, unit));
    const told = [
        `${(0,report_text/* oneLine */.TN)(name, 80)}: ${(0,report_sections/* differenceOf */.Pq)(interval) || 'not compared'}`,
        ...(interval.margin === undefined ? [] : [`margin ${(0,report_sections/* marginOf */.OB)(interval)}`]),
    ].join('; ');
    const difference = (0,report_sections/* measuredOf */.ED)(interval);
    const beside = [
        ...(interval.margin === undefined ? [] : [`margin ${(0,report_sections/* marginOf */.OB)(interval)}`]),
        ...(note === undefined ? [] : [note]),
    ];
    return html `<tr><th scope="row">${dataText(name)}${lowerIsBetter === true ? html ` <small class="beside">lower is better</small>` : ''}</th>${counted ? html `<td class="number">${examples === undefined ? '' : String(examples)}</td>` : ''}<td class="number">${value(baseline)}</td><td class="number">${value(candidate)}</td><td class="plot" data-tip="${told}">${forestDrawing(panel, row)}</td><td class="number">${difference === undefined
        ? ''
        : html `<strong>${difference.value} ${(0,report_text/* differenceUnit */._m)(unit)}</strong><small class="beside">${difference.range}</small>`}</td><td>${verdict === undefined ? '' : verdictBadge(verdict)}${beside.map((text) => html `<small class="beside">${dataText(text)}</small>`)}</td></tr>\n`;
}
function forestDrawing({ zero, ticks: marks }, { at, limit, interval }) {
    const middle = height / 2;
    return html `<svg class="${interval.verdict ?? 'none'}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${limit === undefined ? '' : html `<rect class="lost" x="0" y="0" width="${x(limit)}" height="${height}" />`}${marks.map((mark) => html `<line class="grid" x1="${x(mark.at)}" x2="${x(mark.at)}" y1="0" y2="${height}" />`)}<line class="zero" x1="${x(zero)}" x2="${x(zero)}" y1="0" y2="${height}" />${limit === undefined ? '' : html `<line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="0" y2="${height}" />`}${at === undefined
        ? ''
        : html `<path class="interval" d="M${x(at.low)} ${middle - 6}v12M${x(at.low)} ${middle}H${x(at.high)}M${x(at.high)} ${middle - 6}v12" /><circle class="point" cx="${x(at.value)}" cy="${middle}" r="5.5" />`}</svg>`;
}
/** The scale below a panel, which the numbers of its rows say as well. */
function forestAxis({ ticks: marks, unit }, counted) {
    const labels = marks.map((mark) => html `<line class="grid" x1="${x(mark.at)}" x2="${x(mark.at)}" y1="0" y2="5" /><text x="${x(mark.at)}" y="17" text-anchor="middle">${mark.text}</text>`);
    return html `<tr class="axis" aria-hidden="true"><td colspan="${counted ? 4 : 3}"></td><td class="plot"><svg viewBox="0 0 ${width} 20" width="${width}" height="20">${labels}</svg></td><td colspan="2">${unit}</td></tr>`;
}
/** Bars by name, with the other series as marks on them; where nothing is a bar, lines. */
const chartPicture = (section) => section.series.some(({ mark }) => mark === 'bar') ? bars(section) : lines(section);
const finiteOrZero = (value) => (value !== undefined && Number.isFinite(value) ? value : 0);
const mostBars = 200;
function bars({ title, x: names, yTitle, series }) {
    const all = series.flatMap(({ values }) => values).map(finiteOrZero);
    const [low, high] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 0)];
    const at = (value) => (value - low) / (high - low || 1);
    const titles = series.map(({ name, mark }) => (0,report_text/* oneLine */.TN)(name ?? (series.length === 1 ? yTitle : `${yTitle} (${mark})`), 60));
    const row = (name, i) => {
        const drawn = series.map(({ mark, values }) => {
            const share = at(finiteOrZero(values[i]));
            if (mark === 'line')
                return html `<line class="mark" x1="${x(share)}" x2="${x(share)}" y1="4" y2="22" />`;
            const [from, to] = [Math.min(share, at(0)), Math.max(share, at(0))];
            return html `<rect class="bar" x="${x(from)}" y="7" width="${((to - from) * width).toFixed(1)}" height="12" rx="2" />`;
        });
        const told = `${(0,report_text/* oneLine */.TN)(name, 80)}: ${series.map(({ values }, s) => `${titles[s] ?? ''} ${(0,report_text/* figure */.vP)(finiteOrZero(values[i]))}`).join(', ')}`;
        return html `<tr><th scope="row">${dataText(name)}</th><td class="plot" data-tip="${told}"><svg viewBox="-2 0 ${width + 4} 26" width="${width + 4}" height="26" aria-hidden="true"><line class="grid" x1="${x(at(0))}" x2="${x(at(0))}" y1="0" y2="26" />${drawn}</svg></td>${series.map(({ values }) => html `<td class="number">${(0,report_text/* figure */.vP)(finiteOrZero(values[i]))}</td>`)}</tr>\n`;
    };
    const shown = names.slice(0, mostBars);
    const key = series.map(({ mark }, s) => html `<span class="key ${mark}">${titles[s] ?? ''}</span> `);
    const table = html `<table class="bars"><caption class="hidden">${title}</caption><thead><tr><th scope="col">name</th><td class="plot">${key}</td>${titles.map((text) => html `<th scope="col" class="number">${dataText(text)}</th>`)}</tr></thead><tbody>${shown.map(row)}</tbody></table>`;
    const left = names.length - shown.length;
    return html `${scrolling(title, table)}${more(left)}`;
}
const mostPoints = 400;
function lines({ title, x: names, yTitle, series }) {
    const step = Math.ceil(names.length / mostPoints);
    const [wide, high, left, below] = [760, 240, 60, 30];
    const all = series.flatMap(({ values }) => values).filter(Number.isFinite);
    const [least, most] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 0)];
    const room = (most - least || 1) * 0.05;
    const y = (value) => (high - below - ((value - least + room) / (most - least + 2 * room)) * (high - below - 8)).toFixed(1);
    const across = (i) => (left + (i / Math.max(names.length - 1, 1)) * (wide - left - 12)).toFixed(1);
    const paths = series.map(({ values }, s) => {
        const points = values.flatMap((value, i) => i % step === 0 && Number.isFinite(value) ? [`${across(i)} ${y(value)}`] : []);
        return html `<path class="series s${s % 4}" d="M${points.join('L')}" />`;
    });
    const grid = (0,forest/* ticks */.Zc)(least, most).map((tick) => html `<line class="grid" x1="${left}" x2="${wide}" y1="${y(tick)}" y2="${y(tick)}" /><text x="${left - 8}" y="${y(tick)}" text-anchor="end" dominant-baseline="middle">${(0,report_text/* figure */.vP)(tick)}</text>`);
    const ends = [names[0] ?? '', names.at(-1) ?? ''].map((name) => (0,report_text/* oneLine */.TN)(name, 24));
    const table = dataTable({
        caption: `${title}, as a table`,
        columns: ['', ...series.map(({ name }) => name ?? yTitle)],
        rows: names.flatMap((name, i) => i % step === 0 ? [[name, ...series.map(({ values }) => (0,report_text/* figure */.vP)(finiteOrZero(values[i])))]] : []),
    });
    return html `<figure>${series.map(({ name }, s) => html `<span class="key s${s % 4}">${(0,report_text/* oneLine */.TN)(name ?? yTitle, 60)}</span> `)}<svg class="lines" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${(0,report_text/* oneLine */.TN)(title, 120)}: the table below says the same">${grid}${paths}<text x="${left}" y="${high - 6}">${ends[0]}</text><text x="${wide - 12}" y="${high - 6}" text-anchor="end">${ends[1]}</text></svg><details><summary>As a table</summary>${table}</details></figure>`;
}

;// CONCATENATED MODULE: ./build/src/report/html.js









/** What a browser still opens at once. */
const defaultLimitBytes = 8 * 1024 * 1024;
/**
 * A report as one HTML file that asks nothing of anybody: style, drawings and a small script are in it, and its policy lets
 * it load nothing else and run no other script. It is whole without the script, which adds sorting, filters, tooltips and
 * the choice of a theme. Sections that do not fit under `limitBytes` are left out, and named.
 */
function renderHtml(report, { limitBytes = defaultLimitBytes } = {}) {
    const title = [report_text/* verdictWord */.E0[report.verdict], (0,report_text/* oneLine */.TN)(report.title, 200)].filter((text) => text !== '').join(' · ');
    const { shown, left } = fitting(blocksOf(report), limitBytes - 65_536);
    const links = shown.map(({ id, name }) => html `<li><a href="#${id}"><bdi>${(0,report_text/* oneLine */.TN)(name, 60)}</bdi></a></li>`);
    const passed = report.gates.filter(({ verdict }) => verdict === 'pass').length;
    return html `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#report">To the report</a>
<header class="${report.verdict}"><div class="band">
<svg class="icon large" viewBox="0 0 16 16" aria-hidden="true">${icon(report.verdict)}</svg>
<div class="said"><p class="of"><bdi>${(0,report_text/* oneLine */.TN)(report.title, 200)}</bdi></p><h1>${report_text/* verdictWord */.E0[report.verdict]}</h1><p class="sentence"><bdi>${(0,report_text/* oneLine */.TN)(report.headline, 1_000)}</bdi></p>${report.gates.length === 0
        ? ''
        : html `<p class="count"><a href="#gates">${passed} of ${report.gates.length} gates pass</a></p>`}</div>
<div class="tools" hidden><button type="button" id="theme">Theme: as the system</button></div>
</div></header>
<div class="columns">
<nav aria-label="Parts of the report"><ol>${links}</ol></nav>
<main id="report" tabindex="-1">
${shown.map(({ body }) => body)}
${left.length === 0
        ? ''
        : html `<p class="note">${left.length} parts do not fit here: ${left
            .slice(0, 20)
            .map((name) => (0,report_text/* oneLine */.TN)(name, 60))
            .join(', ')}. The report's JSON has them.</p>`}
</main>
</div>
<div id="tip" role="status" hidden></div>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}
const hashOf = (text) => `sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}`;
function fitting(blocks, room) {
    let used = 0;
    const shown = [];
    const left = [];
    for (const block of blocks) {
        const size = Buffer.byteLength(block.body.text);
        if (used + size > room)
            left.push(block.name);
        else {
            used += size;
            shown.push(block);
        }
    }
    return { shown, left };
}
function blocksOf({ gates, sections }) {
    const block = (section, i) => ({
        id: `part-${i}`,
        name: section.title,
        body: sectionMarkup(section, `part-${i}`),
    });
    const all = sections.map((section, i) => ({ section, block: block(section, i) }));
    return [
        ...all.filter(({ section }) => (0,report_sections/* isLead */.jU)(section)).map((each) => each.block),
        ...(gates.length === 0 ? [] : [gateBlock(gates)]),
        ...all.filter(({ section }) => !(0,report_sections/* isLead */.jU)(section)).map((each) => each.block),
    ];
}
const gateBlock = (gates) => ({
    id: 'gates',
    name: 'Gates',
    body: html `<section id="gates"><h2>Gates</h2>${dataTable({ caption: 'Gates', ...(0,report_sections/* gateTable */.k0)(gates) })}</section>\n`,
});
function sectionMarkup(section, id) {
    const body = html `${content(section)}${section.note === undefined ? '' : html `<p class="note">${dataText(section.note)}</p>`}`;
    const heading = html `<h2><bdi>${(0,report_text/* oneLine */.TN)(section.title, 200)}</bdi></h2>`;
    return section.folded === true
        ? html `<section id="${id}"><details class="folded"><summary>${heading}</summary>${body}</details></section>\n`
        : html `<section id="${id}" class="${section.part ?? 'other'}">${heading}${body}</section>\n`;
}
function content(section) {
    const caption = (0,report_text/* oneLine */.TN)(section.title, 120);
    switch (section.kind) {
        case 'text':
            return html `<p class="text">${dataText(section.text)}</p>`;
        case 'command':
            return scrolling(caption, html `<pre><code>${(0,report_text/* oneLine */.TN)(section.line, 6_000)}</code></pre>`);
        case 'intervals':
            return forestPlot(caption, section.rows);
        case 'confusion':
            return heatMap(section);
        case 'chart':
            return chartPicture(section);
        case 'parallel':
            return html `${parallelPicture(section)}${dataTable({ caption, ...(0,report_sections/* asTable */.fO)(section) })}`;
        case 'table':
        case 'facts':
            return dataTable({ caption, ...(0,report_sections/* asTable */.fO)(section) });
    }
}


/***/ })

};
