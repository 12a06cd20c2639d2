export const id = 5656;
export const ids = [5656,8613];
export const modules = {

/***/ 98493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ createReport),
/* harmony export */   fx: () => (/* binding */ summaryLimitBytes),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** GitHub's limit is 1 MiB for all summaries of a step. */
const summaryLimitBytes = 200_000;
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
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(refusal(name, problems), { limitBytes: summaryLimitBytes }));
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

/***/ 23837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   QN: () => (/* binding */ digestBytes),
/* harmony export */   TM: () => (/* binding */ digestFile),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   hW: () => (/* binding */ digestTree),
/* harmony export */   io: () => (/* binding */ readBytes),
/* harmony export */   tv: () => (/* binding */ digestJson),
/* harmony export */   v9: () => (/* binding */ measureFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);




/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
const readBytes = 1024 * 1024;
const isDigest = (text) => /^sha256:[0-9a-f]{64}$/.test(text);
/** The digits alone, as names of files and tags hold them; all 64, or so many of the first. */
const hexOf = (digest, digits = 64) => digest.slice('sha256:'.length, 'sha256:'.length + digits);
function digestBytes(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Reads the file once, in pieces. */
async function digestFile(path) {
    return (await measureFile(path)).digest;
}
/**
 * Size and digest of what was read, so that the two belong together even where somebody writes.
 * @throws UserError where it is no regular file
 */
async function measureFile(path, options = {}) {
    const { file } = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegular */ .lf)(path, options);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    for await (const piece of file.createReadStream({ highWaterMark: readBytes })) {
        hash.update(piece);
        sizeBytes += piece.length;
    }
    return { digest: `sha256:${hash.digest('hex')}`, sizeBytes };
}
/** Digest of the canonical JSON of a value: keys sorted, no spaces, finite numbers only. Keys that are undefined do not count. */
function digestJson(value) {
    return digestBytes(canonicalJson(value));
}
function canonicalJson(value) {
    if (value === null || typeof value === 'boolean' || typeof value === 'string')
        return JSON.stringify(value);
    if (typeof value === 'number') {
        if (!Number.isFinite(value))
            throw new TypeError(`${value} has no place in canonical JSON`);
        return JSON.stringify(value);
    }
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value)
            .filter(([, item]) => item !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
    }
    throw new TypeError(`a ${typeof value} has no canonical JSON`);
}
/**
 * Digest of a directory's regular files: their paths, sizes and contents, in the order of the paths. Times, owners and
 * modes do not count. @throws UserError for a link that leaves it, and for what is no regular file
 */
async function digestTree(directory, options = {}) {
    const files = [];
    for (const { path } of await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .walkTree */ .Ir)(directory, options))
        files.push({ path, ...(await measureFile((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, path), { links: 'followed' })) });
    return digestJson(files);
}


/***/ }),

/***/ 96135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   v: () => (/* binding */ openFetch)
/* harmony export */ });
/* unused harmony export proxyFor */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);


/** Whether a URL's host is this very machine: what goes there leaves it never. */
const isLoopback = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/**
 * `fetch` by way of the proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy` and `no_proxy`, in
 * small letters first. Node's own fetch looks at them only where it was started with a flag, which an action cannot be.
 * @throws UserError, from the requests too, where the proxy is none or does not let us through
 */
function openFetch(environment) {
    return async (url, options) => {
        const target = new URL(url);
        const proxy = proxyFor(target, environment);
        return proxy === undefined ? globalThis.fetch(target, options) : throughProxy(target, options, proxy);
    };
}
/** The proxy for a request; undefined where it goes straight. This machine is never asked for through a proxy. */
function proxyFor(url, environment) {
    const read = (name) => [name, name.toUpperCase()]
        .map((key) => ({ name: key, value: environment[key] ?? '' }))
        .find(({ value }) => value !== '');
    const found = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
    if (found === undefined || isLoopback(url.hostname))
        return undefined;
    if (exempt(url, read('no_proxy')?.value ?? ''))
        return undefined;
    const text = found.value.includes('://') ? found.value : `http://${found.value}`;
    const address = URL.canParse(text) ? new URL(text) : undefined;
    if (address === undefined || !['http:', 'https:'].includes(address.protocol))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${found.name}: not the address of an HTTP proxy: expected http://HOST:PORT, or unset it`);
    return { name: found.name, address };
}
/** `no_proxy`: `*`, or names with all below them, addresses and networks (`10.0.0.0/8`), each with a port where one is given. */
function exempt(url, list) {
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[,\s]+/)
        .filter((entry) => entry !== '')
        .some((entry) => {
        if (entry === '*')
            return true;
        const [, name = '', itsPort] = /^(.*?|\[.*\])(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
        if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 && itsPort !== undefined && itsPort !== port)
            return false;
        const bare = ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 ? name : entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
        if (bare.includes('/'))
            return inNetwork(host, bare);
        return host === bare || ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 0 && host.endsWith(`.${bare}`));
    });
}
function inNetwork(host, network) {
    const [base = '', bits = ''] = network.split('/');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(base);
    if (family === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
        return false;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    const networks = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    networks.addSubnet(base, Number(bits), kind);
    return networks.check(host, kind);
}
const agents = new Map();
async function throughProxy(url, options, proxy) {
    const undici = await __webpack_require__.e(/* import() */ 6752).then(__webpack_require__.t.bind(__webpack_require__, 46752, 19));
    const agent = agents.get(proxy.address.href) ?? new undici.ProxyAgent(proxy.address.href);
    agents.set(proxy.address.href, agent);
    try {
        // The types are the platform's; undici is what the platform's fetch is made of.
        const init = { ...options, dispatcher: agent };
        return (await undici.fetch(url, init));
    }
    catch (error) {
        throw proxyError(error, url, proxy) ?? error;
    }
}
/** The proxy's own refusals, which would else read as the registry's. Its credentials are in no message. */
function proxyError(error, url, proxy) {
    const say = (reason, remedy) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${url.host}: the proxy ${proxy.address.host} of ${proxy.name} ${reason}: ${remedy}`, {
        cause: error,
    });
    for (let cause = error; cause !== undefined; cause = cause.cause) {
        const status = /^Proxy response \((\d+)\)/.exec(cause.message ?? '')?.[1];
        if (status === '407')
            return say('wants other credentials (407)', `give them as http://USER:PASSWORD@HOST in ${proxy.name}`);
        if (status !== undefined)
            return say(`does not let us through (${status})`, 'ask for this host to be allowed there, or name it in NO_PROXY');
        if (unreachable.includes(String(cause.code)))
            return say(`cannot be reached (${cause.code})`, `correct ${proxy.name}, or name the host in NO_PROXY`);
    }
    return undefined;
}
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'];


/***/ }),

/***/ 98895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $y: () => (/* binding */ forestText),
/* harmony export */   Zc: () => (/* binding */ ticks),
/* harmony export */   xT: () => (/* binding */ forestPanels)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

const finite = (value) => value !== undefined && Number.isFinite(value);
function forestPanels(rows) {
    const groups = Map.groupBy(rows, ({ unit, lowerIsBetter }) => `${lowerIsBetter === true} ${unit}`);
    return [...groups.values()].map(panel);
}
function panel(rows) {
    const [{ unit, lowerIsBetter } = { unit: '' }] = rows;
    const shown = rows.flatMap(({ difference, margin }) => [
        ...(difference === undefined ? [] : [difference.low, difference.value, difference.high]),
        ...(margin === undefined ? [] : [-margin]),
    ]);
    const ends = [0, ...shown.filter(finite)];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const room = (high - low || 1) * 0.06;
    const [from, to] = [low - room, high + room];
    const at = (value) => (finite(value) ? (value - from) / (to - from) : value < 0 ? 0 : 1);
    const scale = unit === 'share' ? 100 : 1;
    const sign = lowerIsBetter === true ? -1 : 1;
    return {
        unit: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceUnit */ ._m)(unit),
        zero: at(0),
        ticks: ticks(from * scale, to * scale).map((tick) => ({
            at: at(tick / scale),
            text: tick * sign > 0 ? `+${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(tick * sign)}` : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(tick === 0 ? 0 : tick * sign),
        })),
        rows: rows.map((interval) => ({
            interval,
            ...(interval.difference === undefined
                ? {}
                : {
                    at: {
                        value: at(interval.difference.value),
                        low: at(interval.difference.low),
                        high: at(interval.difference.high),
                    },
                }),
            ...(interval.margin === undefined ? {} : { limit: at(-interval.margin) }),
        })),
    };
}
/** Round numbers between two ends, about five of them. */
function ticks(from, to) {
    const rough = (to - from) / 5;
    if (!(rough > 0) || !Number.isFinite(rough))
        return [0];
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = ([1, 2, 5].find((each) => each * power >= rough) ?? 10) * power;
    const first = Math.ceil(from / step);
    return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
const columns = 41;
const nameLength = 24;
/**
 * The plot in letters, for where no picture can be shown: one block that a screen reader passes over in one step, after the
 * table that says the same in words. Names in it are plain letters: nothing could be escaped there.
 */
function forestText(rows) {
    const drawn = forestPanels(rows).filter((each) => each.rows.some(({ at }) => at !== undefined));
    if (drawn.length === 0)
        return '';
    const plain = (text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLabel */ .pf)(text, nameLength);
    const width = Math.max(...rows.map(({ name }) => [...plain(name)].length));
    const lines = drawn.flatMap((each) => [
        ...each.rows.flatMap((row) => {
            const name = plain(row.interval.name);
            return row.at === undefined ? [] : [`${name}${' '.repeat(width - [...name].length)}  ${strip(row, each.zero)}`];
        }),
        `${' '.repeat(width)}  ${axis(each)}`,
    ]);
    return ['```text', ...lines, '```', ''].join('\n');
}
const column = (share) => Math.round(Math.min(Math.max(share, 0), 1) * (columns - 1));
function strip({ at, limit }, zero) {
    const cells = Array.from({ length: columns }, () => ' ');
    cells[column(zero)] = '│';
    if (limit !== undefined)
        cells[column(limit)] = '┊';
    if (at !== undefined) {
        const [low, high] = [column(at.low), column(at.high)];
        for (let i = low; i <= high; i += 1)
            cells[i] = i === column(zero) || (limit !== undefined && i === column(limit)) ? '┼' : '─';
        if (low < high) {
            cells[low] = '├';
            cells[high] = '┤';
        }
        cells[column(at.value)] = '●';
    }
    return cells.join('').trimEnd();
}
/** Zero and what may be lost, under the plot. */
function axis({ zero, rows, unit }) {
    const cells = Array.from({ length: columns }, () => ' ');
    const put = (share, text) => {
        const from = Math.min(Math.max(column(share) - Math.floor(text.length / 2), 0), columns - text.length);
        if (cells.slice(Math.max(from - 1, 0), from + text.length + 1).every((cell) => cell === ' '))
            cells.splice(from, text.length, ...text);
    };
    put(zero, '0');
    const scale = unit === 'points' ? 100 : 1;
    for (const { limit, interval } of rows)
        if (limit !== undefined && interval.margin !== undefined)
            put(limit, (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(-interval.margin * scale));
    const better = unit === '' ? 'better →' : `better → (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLabel */ .pf)(unit, nameLength)})`;
    return `${cells.join('').trimEnd()}  ${better}`;
}


/***/ }),

/***/ 70075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Gc: () => (/* binding */ renderMarkdown),
/* harmony export */   SS: () => (/* binding */ commentLimitBytes)
/* harmony export */ });
/* harmony import */ var _forest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98895);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46286);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74913);



const cellLength = 200;
const textLength = 2_000;
/**
 * Text from data as harmless Markdown on one line. HTML and Markdown are escaped; a zero-width space breaks what GitHub
 * links after rendering (mentions, issue numbers, addresses), which no escape can stop.
 */
function escapeMarkdown(text, length = cellLength) {
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, length)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~$!]/g, (character) => `\\${character}`)
        .replaceAll(/[@#]/g, (character) => `${character}\u200B`)
        .replaceAll('://', ':\u200B//')
        .replaceAll(/\b(www)\./gi, '$1\u200B.')
        .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u200B-')
        .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
        .replace(/^([-+=:])/, '\\$1');
}
/** The hidden first line by which a comment is found again. */
const markerLine = (marker) => `<!-- ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`;
/** What fits into a comment, whose limit is 65,536 characters. */
const commentLimitBytes = 60_000;
/**
 * A report as GitHub Markdown: hidden marker, verdict, sentence, the sections that say what users will notice and how the
 * candidate compares, the gates, then the other sections in order. What does not fit under `limitBytes` (UTF-8) is first
 * shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
function renderMarkdown(report, options) {
    const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`;
    const title = report.title === '' ? '' : ` · ${escapeMarkdown(report.title)}`;
    const first = `${marker}## ${_text_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictMark */ .vG[report.verdict]} ${_text_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictWord */ .E0[report.verdict]}${title}\n\n${escapeMarkdown(report.headline, 800)}\n`;
    const whole = options.fullReport === undefined ? 'the full report' : `[the full report](<${options.fullReport.href}>)`;
    const reserve = 200 + bytes(whole);
    let room = options.limitBytes - bytes(first);
    if (room < reserve)
        throw new RangeError(`a report does not fit into ${options.limitBytes} bytes`);
    const blocks = [first];
    let cut = 0;
    for (const shown of blocksOf(report)) {
        const fitting = firstThat([200, 20, 5], shown, (text) => bytes(text) + 1 <= room - reserve);
        if (fitting === undefined) {
            cut += 1;
            continue;
        }
        blocks.push(fitting);
        room -= bytes(fitting) + 1;
    }
    if (cut > 0)
        blocks.push(`_${cut} ${cut === 1 ? 'part does' : 'parts do'} not fit here: see ${whole}._\n`);
    else if (options.fullReport !== undefined)
        blocks.push(`_Everything, with charts to look into: ${whole}._\n`);
    return blocks.join('\n');
}
/** The blocks of a report in their order, each as a function of how many rows its tables may have. */
function blocksOf({ gates, sections }) {
    const shown = (all) => all.map((section) => (rows) => block(section, rows));
    const leads = sections.filter(_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .isLead */ .jU);
    const title = leads.length === 0 ? '' : '### Gates\n\n';
    return [
        ...shown(leads),
        ...(gates.length === 0 ? [] : [(rows) => `${title}${table((0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .gateTable */ .k0)(gates), rows, 600)}`]),
        ...shown(sections.filter((section) => !(0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .isLead */ .jU)(section))),
    ];
}
function firstThat(choices, make, fits) {
    for (const choice of choices) {
        const made = make(choice);
        if (fits(made))
            return made;
    }
    return undefined;
}
const bytes = (text) => Buffer.byteLength(text);
function block(section, rows) {
    const title = escapeMarkdown(section.title);
    const note = section.note === undefined ? '' : `\n${escapeMarkdown(section.note, textLength)}\n`;
    const body = `${content(section, rows)}${note}`;
    return section.folded === true
        ? `<details><summary>${title}</summary>\n\n${body}\n</details>\n`
        : `### ${title}\n\n${body}`;
}
function content(section, rows) {
    if (section.kind === 'text')
        return `${escapeMarkdown(section.text, textLength)}\n`;
    if (section.kind === 'chart')
        return chart(section);
    const shown = table((0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .asTable */ .fO)(section), rows);
    return section.kind === 'intervals' ? `${shown}\n${(0,_forest_js__WEBPACK_IMPORTED_MODULE_0__/* .forestText */ .$y)(section.rows.slice(0, rows))}` : shown;
}
function table({ columns, rows, note, strong }, limit, length = cellLength) {
    const shown = rows.slice(0, limit);
    const cell = (text, isStrong) => isStrong && text !== '' ? `**${escapeMarkdown(text, length)}**` : escapeMarkdown(text, length);
    const line = (cells, strongest) => `| ${columns.map((_, i) => cell(cells[i] ?? '', i === strongest)).join(' | ')} |`;
    const rule = columns.map((_, i) => ((0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .isNumeric */ .kf)(shown.map((row) => row[i] ?? '')) ? '---:' : '---'));
    const left = rows.length - shown.length;
    const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) => text === undefined ? [] : [text]);
    const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('');
    return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map((cells, i) => line(cells, strong?.[i]))].join('\n')}\n${below}`;
}
/** Bars begin at zero, or their lengths would lie; Mermaid would cut the axis to what differs. */
function fromZero({ series }) {
    const values = series.flatMap((each) => each.values).filter(Number.isFinite);
    const [low, high] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 0)];
    return series.some(({ mark }) => mark === 'bar') && high > low ? ` ${low} --> ${high}` : '';
}
const mostPoints = 40;
/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section) {
    const plain = (text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLabel */ .pf)(text, 24).replaceAll(/[()…]/g, '');
    const step = Math.ceil(section.x.length / mostPoints);
    const thin = (items) => items.filter((_, i) => i % step === 0);
    const number = (value) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '0');
    return [
        '```mermaid',
        'xychart-beta',
        `  x-axis [${thin(section.x)
            .map((text) => `"${plain(text)}"`)
            .join(', ')}]`,
        `  y-axis "${plain(section.yTitle)}"${fromZero(section)}`,
        ...section.series.map(({ mark, values }) => `  ${mark} [${thin(values).map(number).join(', ')}]`),
        '```',
        '',
    ].join('\n');
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

/***/ 46286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OB: () => (/* binding */ marginOf),
/* harmony export */   Pq: () => (/* binding */ differenceOf),
/* harmony export */   fO: () => (/* binding */ asTable),
/* harmony export */   jU: () => (/* binding */ isLead),
/* harmony export */   jh: () => (/* binding */ measured),
/* harmony export */   k0: () => (/* binding */ gateTable)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

/** What a reader came for, before the gates that decide on it. */
const isLead = ({ part }) => part === 'users' || part === 'comparison';
/** What of a section is shown as a table; a matrix of more classes than `mostClasses` as its most frequent mix-ups. */
function asTable(section, mostClasses = 12) {
    switch (section.kind) {
        case 'table':
            return { columns: section.columns, rows: section.rows };
        case 'facts':
            return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) };
        case 'chart':
            return {
                columns: ['', ...section.series.map(({ name }) => name ?? section.yTitle)],
                rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(values[i] ?? 0))]),
            };
        case 'intervals':
            return intervalTable(section.rows);
        case 'confusion':
            return section.labels.length > mostClasses ? mixUps(section) : matrix(section);
    }
}
function matrix({ labels, counts }) {
    return {
        columns: ['label \\ prediction', ...labels],
        rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
        strong: labels.map((_, i) => i + 1),
    };
}
const mostMixUps = 10;
function mixUps({ labels, counts, baselineCounts }) {
    const cells = counts.flatMap((row, i) => row.flatMap((count, j) => (i === j || count === 0 ? [] : [{ i, j, count, before: baselineCounts?.[i]?.[j] }])));
    const shown = cells.sort((a, b) => b.count - a.count).slice(0, mostMixUps);
    return {
        columns: ['label', 'prediction', 'examples', ...(baselineCounts === undefined ? [] : ['of the baseline'])],
        rows: shown.map(({ i, j, count, before }) => [
            labels[i] ?? '',
            labels[j] ?? '',
            String(count),
            ...(before === undefined ? [] : [String(before)]),
        ]),
        note: `${labels.length} classes: the ${shown.length} most frequent mix-ups of ${cells.length}.`,
    };
}
const nameOf = ({ name, lowerIsBetter }) => lowerIsBetter === true ? `${name} (lower is better)` : name;
function intervalTable(rows) {
    const gated = rows.some(({ margin, verdict }) => margin !== undefined || verdict !== undefined);
    const counted = rows.some(({ examples }) => examples !== undefined);
    return {
        columns: [
            'metric',
            ...(counted ? ['examples'] : []),
            'baseline',
            'candidate',
            'difference (90 % interval)',
            ...(gated ? ['margin', 'verdict'] : []),
        ],
        rows: rows.map((row) => [
            nameOf(row),
            ...(counted ? [row.examples === undefined ? '' : String(row.examples)] : []),
            row.baseline === undefined ? '' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inUnit */ .IP)(row.baseline, row.unit),
            row.candidate === undefined ? '' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inUnit */ .IP)(row.candidate, row.unit),
            differenceOf(row),
            ...(gated ? [marginOf(row), verdictOf(row)] : []),
        ]),
    };
}
/** What was measured: `+0.4` and `−0.6 to +1.4`, candidate minus baseline, below zero also where less is better. */
function measured({ difference, unit, lowerIsBetter }) {
    if (difference === undefined)
        return undefined;
    const { value, low, high } = difference;
    const [from, to] = lowerIsBetter === true ? [-high, -low] : [low, high];
    return {
        value: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .signed */ .x8)(lowerIsBetter === true ? -value : value, unit),
        range: `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .signed */ .x8)(from, unit)} to ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .signed */ .x8)(to, unit)}`,
    };
}
/** `+0.4 (−0.6 to +1.4) points` */
function differenceOf(interval) {
    const seen = measured(interval);
    return seen === undefined ? '' : `${seen.value} (${seen.range}) ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceUnit */ ._m)(interval.unit)}`.trim();
}
const marginOf = ({ margin, unit }) => margin === undefined ? '' : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .signed */ .x8)(margin, unit).replace('+', '')} ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceUnit */ ._m)(unit)}`.trim();
function verdictOf({ verdict, note }) {
    const words = verdict === undefined ? '' : `${_text_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictMark */ .vG[verdict]} ${verdict}`;
    return [words, note ?? ''].filter((text) => text !== '').join(': ');
}
function gateTable(gates) {
    return {
        columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
        rows: gates.map(({ name, verdict, observed, allowed, because }) => {
            const { value, low, high, unit } = observed;
            const interval = low === undefined || high === undefined ? '' : ` (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(low)} to ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(high)})`;
            return [
                name,
                `${_text_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictMark */ .vG[verdict]} ${verdict}`,
                `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(value)}${interval} ${unit}`,
                (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(allowed),
                because,
            ];
        }),
    };
}


/***/ }),

/***/ 74913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E0: () => (/* binding */ verdictWord),
/* harmony export */   IP: () => (/* binding */ inUnit),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   _m: () => (/* binding */ differenceUnit),
/* harmony export */   kf: () => (/* binding */ isNumeric),
/* harmony export */   pf: () => (/* binding */ plainLabel),
/* harmony export */   vG: () => (/* binding */ verdictMark),
/* harmony export */   vP: () => (/* binding */ figure),
/* harmony export */   x8: () => (/* binding */ signed)
/* harmony export */ });
/** Plain text on one line: no control or direction characters, white space folded, cut to `length` code points. */
function oneLine(text, length) {
    // Cut first, so that a huge text costs nothing.
    const plain = text
        .slice(0, length * 4)
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD')
        .trim();
    const points = [...plain];
    return points.length > length || text.length > length * 4 ? `${points.slice(0, length).join('')}…` : plain;
}
/** Text inside a block of code, which takes no escapes: what could end it, or call somebody, is left out. */
const plainLabel = (text, length) => oneLine(text, length)
    .replaceAll(/[^\p{L}\p{N}\p{M} _.,%×+()…-]/gu, ' ')
    .trim() || '·';
/** A number for people: short, and with a true minus. */
const figure = (value) => (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−');
/** Whether every cell of a column is a number, perhaps with a unit or an interval behind it. */
const isNumeric = (cells) => cells.length > 0 && cells.every((cell) => /^[−+-]?\d/.test(cell) || cell === '');
const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❓', error: '⚠️' };
const unitLength = 24;
/** A number of a metric in its unit: `74.3 %` of a share, else the number and its unit. */
const inUnit = (value, unit) => unit === 'share' ? `${(value * 100).toFixed(1)} %` : `${figure(value)} ${differenceUnit(unit)}`.trim();
/** A difference with its sign, without its unit: a share's in points. */
function signed(value, unit) {
    if (!Number.isFinite(value))
        return '?';
    const size = unit === 'share' ? Math.abs(value * 100).toFixed(1) : figure(Math.abs(value));
    return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}
/** What differences of a unit are counted in; a `score` has no unit. */
const differenceUnit = (unit) => unit === 'share' ? 'points' : unit === 'score' ? '' : oneLine(unit, unitLength);
const verdictWord = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive', error: 'Error' };


/***/ }),

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ resolveInside),
/* harmony export */   boundsOf: () => (/* binding */ boundsOf),
/* harmony export */   g: () => (/* binding */ leadsInto)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);




/**
 * The bounds of a model.yml: its own directory, and the repository around it, so that a monorepo may share data between
 * models. Without a repository the paths stay below `outermost`, or below the directory of model.yml where that is not given.
 *
 * @param outermost a repository above this directory does not count: the workspace of a job
 */
async function boundsOf(specFile, outermost) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(specFile)));
    const limit = outermost === undefined ? undefined : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(outermost));
    if (limit !== undefined && !isInside(limit, directory))
        throw new Error(`${directory} is not inside ${limit}`);
    for (let root = directory;; root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root)) {
        if (await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isThere */ .$B)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.git')))
            return { directory, root };
        if (root === limit)
            return { directory, root };
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(root) === root)
            return { directory, root: directory };
    }
}
/** Longer ones cost the square of their parts to look up, and fit into no image. */
const longestPathBytes = 1024;
const longestShown = 300;
/**
 * A path that a person wrote, as a real absolute path; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves the root of the bounds by `..`, or by a link whose real path lies outside
 */
async function resolveInside({ directory, root }, path, place) {
    const refuse = (cause, remedy = 'name a path inside it') => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${JSON.stringify(path.slice(0, longestShown))} ${cause}: ${remedy}`, { place });
    };
    if (Buffer.byteLength(path) > longestPathBytes)
        refuse(`is longer than ${longestPathBytes} bytes`, 'name a shorter one');
    if (path.trim() === '')
        refuse('is empty', 'name a path such as ./data');
    if (path.includes('\0'))
        refuse('holds a NUL character', 'name a path such as ./data');
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path))
        refuse(`is absolute, and paths are relative to ${directory}`, 'name a path such as ./data');
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory, path);
    if (!isInside(root, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted).catch((error) => {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        return refuse('is longer than the system takes paths', 'name a shorter one');
    });
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!isInside(root, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
/** Whether a path leads into a directory, also by links, and also where nothing is there yet. @param root a real path */
async function leadsInto(root, path) {
    const real = await realPathOf(path);
    return real !== undefined && isInside(root, real);
}
function isInside(root, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** The real path, of the deepest ancestor where the path itself is not there yet; undefined at a dangling link. */
async function realPathOf(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const code = error.code;
        if (code === 'ELOOP')
            return undefined;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
    }
    const isLink = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).then((entry) => entry.isSymbolicLink(), () => false);
    if (isLink || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) === path)
        return undefined;
    const parent = await realPathOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
    return parent === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
}


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
/** A file is read in an editor: nothing needs to be cut before this. */
const fileLimitBytes = 4 * 1024 * 1024;
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
async function writeReport(specDirectory, { stored, reused, seconds }) {
    const { result, digest } = stored;
    const directory = await makeOwnDirectory(reportDirectory(specDirectory));
    const files = { markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.md`), json: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${result.stage}.json`) };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.markdown, (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMarkdown */ .Gc)(result.report, { limitBytes: fileLimitBytes }));
    const { stage, report, data, key, parents } = result;
    const document = { ...report, stage, result: digest, key, parents, seconds, reused, data };
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writeWhole */ .f8)(files.json, `${JSON.stringify(document, null, 2)}\n`);
    return files;
}


/***/ }),

/***/ 75820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ listFiles),
/* harmony export */   Ir: () => (/* binding */ walkTree),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   a9: () => (/* binding */ pathFault),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   ze: () => (/* binding */ caseCollision)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);




/*
 * Trees of files that somebody else made: a job, a registry, a checkout. What is no regular file is refused and never
 * followed, a link could name any file of this host, a pipe is waited for, and a device has no end.
 */
/** Longer ones fit into no archive, and some file systems have no room for longer names. */
const longestPathBytes = 1024;
const longestNameBytes = 255;
/** More files than that are a mistake, or made to fill our memory. */
const mostFiles = 1_000_000;
/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
function pathFault(path) {
    if (path === '')
        return 'the path is empty';
    if (path.includes('\0'))
        return 'the path holds a NUL character';
    // They would break lines of logs and of keys, or are what stands for bytes that are no text.
    if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(path))
        return 'the path holds a character that cannot be shown';
    if (path.includes('\\'))
        return 'the path holds a backslash';
    if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
        return 'the path is absolute';
    const parts = path.split('/');
    if (parts.includes('..'))
        return 'the path leaves its directory';
    if (parts.includes('.') || parts.includes(''))
        return 'the path is not in its shortest form';
    if (parts.some((part) => part.startsWith('.wh.')))
        return 'a name with .wh. deletes files of an image';
    if (Buffer.byteLength(path) > longestPathBytes)
        return `the path is longer than ${longestPathBytes} bytes`;
    if (parts.some((part) => Buffer.byteLength(part) > longestNameBytes))
        return `a name is longer than ${longestNameBytes} bytes`;
    return undefined;
}
/** The same for paths that are one file where case does not count, or letters are spelt in several ways. */
const folded = (path) => path.normalize('NFC').toLowerCase();
/** Two paths that are one file where case does not count; undefined where there are none. */
function caseCollision(paths) {
    const seen = new Map();
    for (const path of paths) {
        const name = folded(path);
        const other = seen.get(name);
        if (other !== undefined && other !== path)
            return [other, path];
        seen.set(name, path);
    }
    return undefined;
}
/** Every regular file below a directory, under whatever name, sorted by path. @throws UserError for everything else in it */
async function walkTree(directory, options = {}) {
    if (options.links === 'refused' && (await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(directory))).isSymbolicLink())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: a link, and what lies there is read only where it is: make it a directory`);
    const root = await asked(directory, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory));
    const files = [];
    // A list and no recursion: how deep it goes is up to whoever made the tree.
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop()) {
        for (const entry of await asked((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, prefix), { withFileTypes: true }))) {
            const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
            if (options.skip?.(entry.name, path) === true)
                continue;
            if (entry.isDirectory()) {
                ahead.push(path);
                continue;
            }
            const shown = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path);
            if (entry.isSymbolicLink() && options.links === 'refused')
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link, which could name any file of this host: write the file itself there`);
            if (entry.isSymbolicLink())
                await checkLink(root, path, shown);
            else if (!entry.isFile())
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: neither a file nor a directory: only regular files are read, remove it`);
            if (files.length === mostFiles)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: more than ${mostFiles} files: remove those that do not belong there`);
            files.push({ path, sizeBytes: (await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)))).size });
        }
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** The files of `walkTree`, with names that any image and any machine can hold. @throws UserError for one that is not */
async function listFiles(directory, options = {}) {
    const files = await walkTree(directory, options);
    for (const { path } of files) {
        const fault = pathFault(path);
        if (fault !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${JSON.stringify((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))}: ${fault}: rename the file`);
    }
    const collision = caseCollision(files.map((file) => file.path));
    if (collision !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`);
    return files;
}
async function checkLink(root, path, shown) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path)).catch(() => undefined);
    if (target === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to nothing: remove it or copy the file there`);
    if (!target.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`);
    const facts = await asked(shown, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target));
    if (facts.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to a directory: copy the files instead`);
    if (!facts.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${shown}: a link to what is no file: remove it`);
}
/** What the system says of a path; it may say that the path is too long, closed to us, or gone meanwhile. */
const asked = (shown, answer) => answer.catch((error) => {
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${short(shown)}: cannot be read (${error.code}): check the path, its permissions, and that nobody changes it`, { cause: error });
});
const short = (path) => (path.length > 300 ? `${path.slice(0, 300)}…` : path);
/** Removes a tree that somebody else made, also where it is deeper than the system takes paths, and `rm` gives up. */
async function removeTree(directory) {
    for (;;) {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(directory, { recursive: true, force: true });
        }
        catch (error) {
            if (error.code !== 'ENAMETOOLONG')
                throw error;
            await flatten(directory);
        }
    }
}
/** Moves what lies too deep up into the directory itself. */
async function flatten(directory) {
    const ahead = [''];
    for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop())
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, prefix), { withFileTypes: true })) {
            if (!entry.isDirectory())
                continue;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(prefix, entry.name);
            if (Buffer.byteLength(path) < longestPathBytes) {
                ahead.push(path);
                continue;
            }
            const flat = `deep-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, flat));
            ahead.push(flat);
        }
}


/***/ }),

/***/ 62848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ overall)
/* harmony export */ });
/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
function overall(gates) {
    for (const verdict of ['error', 'fail', 'inconclusive'])
        if (gates.some((gate) => gate.verdict === verdict))
            return verdict;
    return gates.length === 0 ? 'error' : 'pass';
}


/***/ })

};
