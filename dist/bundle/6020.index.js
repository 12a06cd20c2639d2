export const id = 6020;
export const ids = [6020];
export const modules = {

/***/ 39362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ mostRetries),
/* harmony export */   y: () => (/* binding */ defaultRetries)
/* harmony export */ });
/* How often a request that no version answered is asked again: what `deploy.retries` may say, and what the agent takes. */
/** As clients of a proxy expect it. */
const defaultRetries = 3;
const mostRetries = 10;


/***/ }),

/***/ 98688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ groupedBy)
/* harmony export */ });
/** What `Map.groupBy` makes, on each Node that we promise to run on: values by their key, in the order in which they came. */
function groupedBy(values, keyOf) {
    const groups = new Map();
    for (const value of values) {
        const key = keyOf(value);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [value]);
        else
            group.push(value);
    }
    return groups;
}


/***/ }),

/***/ 41869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   k: () => (/* binding */ withLock)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19198);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49455);









/*
 * Locks between processes, as files. A lock says who holds it: host, process and when that process began, so that a lock
 * whose holder is gone is taken over, and a later process with the same id is not mistaken for it. Processes of another host
 * cannot be looked up, nor can those of a container, which may have the name of its host; and both go: a container of a job, a
 * rented machine whose disk stays. So a holder touches its lock as long as it lives, and a lock whose holder cannot be looked
 * up is believed while it is touched.
 */
const touchMs = 10_000;
/** Many touches, as a holder may be busy and a shared disk slow; short against the work that somebody waits for. */
const silenceMs = 120_000;
/** Takes the lock, or says who has it. @param options.label what it is held for, in words for the one who is refused */
async function takeLock(path, options) {
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path));
    const owner = {
        host: (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)(),
        sight: ourSight(),
        pid: process.pid,
        startedAt: (await ownStart()) ?? '',
        label: options.label,
        since: new Date().toISOString(),
        token: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex'),
    };
    // Written first and linked into place: nobody ever sees a lock without its owner.
    const mine = `${path}.${owner.token}`;
    const text = JSON.stringify(owner);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(mine, 'wx', 0o600);
    let lock;
    try {
        await handle.write(text, 0);
        for (;;) {
            const found = await readOwner(path);
            if (found !== undefined) {
                if (await lives(found, path, mine))
                    return { kind: 'held', label: found.label, by: describe(found) };
                await clear(path, found.token);
                continue;
            }
            // One that is empty after a power failure says nothing of who held it.
            await handle.sync();
            const taken = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.link)(mine, path).then(() => true, (error) => {
                if (error.code === 'EEXIST')
                    return false;
                throw error;
            });
            if (taken) {
                lock = keep(handle, text, () => releaseLock(path, owner.token));
                return lock;
            }
        }
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(mine, { force: true });
        if (lock === undefined)
            await handle.close();
    }
}
/**
 * Does the work while holding the lock; waits for who has it.
 * @param options.onHeld called once, with who has it; what it throws ends the waiting
 * @throws the signal's reason when it aborts while waiting
 */
async function withLock(path, options, work) {
    for (let waits = 0;; waits++) {
        options.signal?.throwIfAborted();
        const lock = await takeLock(path, options);
        if (lock.kind === 'taken') {
            try {
                return await work();
            }
            finally {
                await lock.release();
            }
        }
        if (waits === 1)
            options.onHeld?.(lock);
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .yy)(Math.min(250, 20 * (waits + 1)), options.signal);
    }
}
let start;
function ownStart() {
    start ??= (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(process.pid);
    return start;
}
/** Written again as it is, so that the clock of the disk counts, and through the handle, so that no later lock is hit. */
function keep(handle, text, free) {
    let touched = Promise.resolve();
    const touching = setInterval(() => {
        // One that is missed is no reason to stop the work.
        touched = handle.write(text, 0).catch(() => undefined);
    }, touchMs).unref();
    return {
        kind: 'taken',
        async release() {
            clearInterval(touching);
            await touched;
            await handle.close();
            await free();
        },
    };
}
function ourSight() {
    try {
        return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid')}`;
    }
    catch {
        return '';
    }
}
/** @param mine a file that was written just now, beside the lock */
async function lives(owner, path, mine) {
    if (owner.host === (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)() && owner.sight === ourSight())
        return (await (0,_processes_js__WEBPACK_IMPORTED_MODULE_7__/* .processStart */ .gy)(owner.pid)) === owner.startedAt;
    const [lock, now] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(mine)]);
    return lock !== undefined && now.mtimeMs - lock.mtimeMs < silenceMs;
}
/** `process 4711 since 10:14`, in the time of who reads it. */
function describe({ pid, host, since }) {
    const began = new Date(since);
    if (Number.isNaN(began.getTime()))
        return `process ${pid} on ${host}`;
    const two = (part) => String(part).padStart(2, '0');
    const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`;
    const isToday = began.toDateString() === new Date().toDateString();
    const time = `${two(began.getHours())}:${two(began.getMinutes())}`;
    return `process ${pid}${host === (0,node_os__WEBPACK_IMPORTED_MODULE_3__.hostname)() ? '' : ` on ${host}`} since ${isToday ? time : `${day} ${time}`}`;
}
async function readOwner(path) {
    const text = (await (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readIfPresent */ .Zu)(path))?.toString();
    if (text === undefined)
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo(`${path} is damaged: remove it if nothing of model-actions runs on this host`, { cause });
    }
}
async function releaseLock(path, token) {
    if ((await readOwner(path))?.token === token)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
}
/**
 * Removes a lock whose holder is gone. Of several that see it so, one at a time may look again and remove it, so that a
 * lock that was taken meanwhile stays.
 */
async function clear(path, token) {
    const guard = `${path}.clearing`;
    const made = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(guard).then(() => true, (error) => {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    });
    if (!made) {
        // Held for a moment only; one that is older was left by a process that was killed in that moment.
        const ageMs = Date.now() - (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(guard).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
        const left = `${guard}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}`;
        if (ageMs > 5_000)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(guard, left).then(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(left, { recursive: true }), () => undefined);
        await (0,_timers_js__WEBPACK_IMPORTED_MODULE_8__/* .sleep */ .yy)(20);
        return;
    }
    try {
        if ((await readOwner(path))?.token === token)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(guard, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 98895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $y: () => (/* binding */ forestText),
/* harmony export */   Zc: () => (/* binding */ ticks),
/* harmony export */   xT: () => (/* binding */ forestPanels)
/* harmony export */ });
/* harmony import */ var _grouping_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98688);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);


const finite = (value) => value !== undefined && Number.isFinite(value);
function forestPanels(rows) {
    const groups = (0,_grouping_js__WEBPACK_IMPORTED_MODULE_1__/* .groupedBy */ .m)(rows, ({ unit, lowerIsBetter }) => `${lowerIsBetter === true} ${unit}`);
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
/* harmony export */   DB: () => (/* binding */ fileLimitBytes),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Gc: () => (/* binding */ renderMarkdown),
/* harmony export */   SS: () => (/* binding */ commentLimitBytes)
/* harmony export */ });
/* harmony import */ var _forest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98895);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46286);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74913);



const cellLength = 200;
const textLength = 2_000;
const commandLength = 6_000;
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
/** Of a file, which is read in an editor: nothing of a usual report is cut. */
const fileLimitBytes = 4 * 1024 * 1024;
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
    if (section.kind === 'command')
        return command(section.line);
    if (section.kind === 'chart')
        return chart(section);
    const shown = table((0,_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .asTable */ .fO)(section), rows);
    return section.kind === 'intervals' ? `${shown}\n${(0,_forest_js__WEBPACK_IMPORTED_MODULE_0__/* .forestText */ .$y)(section.rows.slice(0, rows))}` : shown;
}
/** What our own lines are made of: nothing that ends a block of code, or that GitHub could take for more than text. */
const ownCommand = /^(?:curl|printf) (?:[^`<@]|<(?= )|@(?=-))*$/;
/** To be copied as it is. A line that cannot be ours is text like any other. */
function command(line) {
    const text = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(line, commandLength);
    return ownCommand.test(text) ? `\`\`\`sh\n${text}\n\`\`\`\n` : `${escapeMarkdown(line, textLength)}\n`;
}
function table({ columns, rows, note, strong }, limit, length = cellLength) {
    const shown = rows.slice(0, limit);
    const cell = (text, isStrong) => isStrong && text !== '' ? `**${escapeMarkdown(text, length)}**` : escapeMarkdown(text, length);
    // Cells that a row lacks are added where it is shown: the rows of a stranger cost what they say, and not what their columns could.
    const line = (cells, strongest) => `| ${cells
        .slice(0, columns.length)
        .map((text, i) => cell(text, i === strongest))
        .join(' | ')} |`;
    const rule = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .numericColumns */ .LE)(columns, shown).map((numeric) => (numeric ? '---:' : '---'));
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
const withoutExponent = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 6 });
/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section) {
    const plain = (text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .plainLabel */ .pf)(text, 24).replaceAll(/[()…]/g, '');
    const step = Math.ceil(section.x.length / mostPoints);
    const thin = (items) => items.filter((_, i) => i % step === 0);
    // Its grammar knows no exponent, which a learning rate would have.
    const number = (value) => (Number.isFinite(value) ? withoutExponent.format(value) : '0');
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

/***/ 46286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ED: () => (/* binding */ measuredOf),
/* harmony export */   OB: () => (/* binding */ marginOf),
/* harmony export */   Pq: () => (/* binding */ differenceOf),
/* harmony export */   fO: () => (/* binding */ asTable),
/* harmony export */   jU: () => (/* binding */ isLead),
/* harmony export */   k0: () => (/* binding */ gateTable)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

/** What a reader came for, before the gates that decide on it. */
const isLead = ({ part }) => part === 'users' || part === 'comparison';
/** What of a section is shown as a table; a matrix of more classes than `mostClasses` as its most frequent mix-ups. */
function asTable(section, mostClasses = 12) {
    switch (section.kind) {
        case 'table':
            return {
                columns: section.columns,
                rows: section.rows,
                ...(section.pictures === undefined ? {} : { pictures: section.pictures }),
            };
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
const nameOf = ({ name, lowerIsBetter }) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .directedTitle */ .jx)(name, { higherIsBetter: lowerIsBetter !== true });
function intervalTable(rows) {
    const gated = rows.some(({ margin, verdict }) => margin !== undefined || verdict !== undefined);
    const counted = rows.some(({ examples }) => examples !== undefined);
    return {
        columns: [
            'metric',
            ...(counted ? ['examples'] : []),
            'baseline',
            'candidate',
            'difference (interval)',
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
/** What was measured of a row, where anything was. */
const measuredOf = ({ difference, ...how }) => difference === undefined ? undefined : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(difference, how);
const differenceOf = ({ difference, ...how }) => difference === undefined ? '' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceText */ .Lr)(difference, how);
const marginOf = ({ margin, unit }) => (margin === undefined ? '' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .allowance */ .nB)(margin, unit));
function verdictOf({ verdict, note }) {
    const words = verdict === undefined ? '' : `${_text_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictMark */ .vG[verdict]} ${verdict}`;
    return [words, note ?? ''].filter((text) => text !== '').join(': ');
}
function gateTable(gates) {
    return {
        columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
        rows: gates.map(({ name, verdict, observed, allowed, because }) => [
            name,
            `${_text_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictMark */ .vG[verdict]} ${verdict}`,
            ...boundOf(observed, allowed),
            because,
        ]),
    };
}
/** What was observed and what is allowed, each as its sentence tells it. */
function boundOf({ value, low, high, unit, lowerIsBetter }, allowed) {
    if (unit !== 'share' && unit !== 'score') {
        const interval = low === undefined || high === undefined ? '' : ` (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(low)} to ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(high)})`;
        return [`${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(value)}${interval} ${unit}`, (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(allowed)];
    }
    const sign = allowed === 0 ? '' : allowed < 0 === (lowerIsBetter === true) ? '+' : '−';
    const bound = `${sign}${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .allowance */ .nB)(allowed, unit)}`;
    // A comparison that could not be made has no interval, and nothing was observed.
    if (low === undefined || high === undefined)
        return ['', bound];
    return [(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceText */ .Lr)({ value, low, high }, { unit, lowerIsBetter }), bound];
}


/***/ }),

/***/ 74913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E0: () => (/* binding */ verdictWord),
/* harmony export */   IP: () => (/* binding */ inUnit),
/* harmony export */   KM: () => (/* binding */ sparkline),
/* harmony export */   LE: () => (/* binding */ numericColumns),
/* harmony export */   Lr: () => (/* binding */ differenceText),
/* harmony export */   SY: () => (/* binding */ signedInUnit),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   _m: () => (/* binding */ differenceUnit),
/* harmony export */   fy: () => (/* binding */ smallShare),
/* harmony export */   jh: () => (/* binding */ measured),
/* harmony export */   jx: () => (/* binding */ directedTitle),
/* harmony export */   lT: () => (/* binding */ countText),
/* harmony export */   nB: () => (/* binding */ allowance),
/* harmony export */   pf: () => (/* binding */ plainLabel),
/* harmony export */   tE: () => (/* binding */ excerptText),
/* harmony export */   vG: () => (/* binding */ verdictMark),
/* harmony export */   vP: () => (/* binding */ figure),
/* harmony export */   vj: () => (/* binding */ amount),
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
const excerptLength = 120;
/** What people know an example by: its beginning in quotes, or nothing where nobody tells it. */
const excerptText = ({ excerpt }) => excerpt === undefined ? '' : `“${oneLine(excerpt, excerptLength)}”`;
/** Text inside a block of code, which takes no escapes: what could end it, or call somebody, is left out. */
const plainLabel = (text, length) => oneLine(text, length)
    .replaceAll(/[^\p{L}\p{N}\p{M} _.,%×+()…-]/gu, ' ')
    .trim() || '·';
/** A number for people: short, and with a true minus. */
const figure = (value) => (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−');
const bars = '▁▂▃▄▅▆▇█';
/** A curve in one line: each bar is the mean of as many values as fall to it; empty where there is nothing to see. */
function sparkline(values, width) {
    const finite = values.filter(Number.isFinite);
    const count = Math.min(width, finite.length);
    if (count < 3)
        return '';
    const means = Array.from({ length: count }, (_, index) => {
        const part = finite.slice(Math.floor((index * finite.length) / count), Math.floor(((index + 1) * finite.length) / count));
        return part.reduce((sum, value) => sum + value, 0) / part.length;
    });
    const [low, high] = [Math.min(...means), Math.max(...means)];
    const highest = bars.length - 1;
    return means.map((mean) => bars[high > low ? Math.round((highest * (mean - low)) / (high - low)) : 0]).join('');
}
const counting = new Intl.NumberFormat('en-US');
/** A count for people: `1,234,567`. */
const countText = (count) => counting.format(count);
/** Such as `12`, `74.3 %`, `+0.4 (−0.6 to +1.4) points` and `13 ms`. */
const numeral = /^[−+-]?\d\S*(?: %)?(?: \([^()]*\))?(?: [^\d\s]\S*){0,2}$/;
/** By column, whether every cell is a number, perhaps with a unit or an interval behind it, or empty: no sentence that begins with one. */
function numericColumns(columns, rows) {
    const numeric = columns.map(() => rows.length > 0);
    for (const row of rows)
        for (const [column, cell] of row.slice(0, columns.length).entries())
            if (cell !== '' && !numeral.test(cell))
                numeric[column] = false;
    return numeric;
}
const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❓', error: '⚠️' };
const unitLength = 24;
/** A number of a metric in its unit: `74.3 %` of a share, else the number and its unit. */
const inUnit = (value, unit) => unit === 'share' ? `${(value * 100).toFixed(1)} %` : `${figure(value)} ${differenceUnit(unit)}`.trim();
/** One decimal is enough, but of so little that nothing would be left: that keeps its first digit, unless it is a rounding error. */
const points = (size) => size >= 0.05 || size < 0.000_05 ? size.toFixed(1) : String(Number(size.toPrecision(1)));
/** A difference with its sign, without its unit: a share's in points. */
function signed(value, unit) {
    if (!Number.isFinite(value))
        return '?';
    const size = unit === 'share' ? points(Math.abs(value * 100)) : figure(Math.abs(value));
    return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}
/** What was measured of two models, candidate minus baseline: `+0.4` and `−0.6 to +1.4`, below zero also where less is better. */
function measured({ value, low, high }, { unit, lowerIsBetter = false }) {
    const [from, to] = lowerIsBetter ? [-high, -low] : [low, high];
    return {
        value: signed(lowerIsBetter ? -value : value, unit),
        range: `${signed(from, unit)} to ${signed(to, unit)}`,
    };
}
/** `+0.4 (−0.6 to +1.4) points` */
function differenceText(...given) {
    const { value, range } = measured(...given);
    return `${value} (${range}) ${differenceUnit(given[1].unit)}`.trim();
}
/** `+0.4 points` */
const signedInUnit = (value, unit) => `${signed(value, unit)} ${differenceUnit(unit)}`.trim();
/** How much, without a sign: `2.0 points`. */
const amount = (value, unit) => signedInUnit(Math.abs(value), unit).replace('+', '');
/** What may be lost, without a sign, and not rounded: `2.0 points`, `0.04 points`. */
function allowance(margin, unit) {
    if (unit !== 'share')
        return amount(margin, unit);
    const exact = String(Number(Math.abs(margin * 100).toPrecision(6)));
    return `${exact.includes('.') ? exact : `${exact}.0`} ${differenceUnit(unit)}`;
}
/** A share of the chance of an error, which may be far below a percent: `4 %`, `0.032 %`. */
const smallShare = (share) => `${Number((share * 100).toPrecision(2))} %`;
/** A metric's title where its direction is not drawn. */
const directedTitle = (title, { higherIsBetter }) => higherIsBetter ? title : `${title} (lower is better)`;
/** What differences of a unit are counted in; a `score` has no unit. */
const differenceUnit = (unit) => unit === 'share' ? 'points' : unit === 'score' ? '' : oneLine(unit, unitLength);
const verdictWord = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive', error: 'Error' };


/***/ }),

/***/ 52357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ limitKeys),
/* harmony export */   v: () => (/* binding */ servingContainers)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* What a container may take and reach: of jobs, and of versions that serve. */
/** @param of whose they are, for descriptions: `a job` */
const limitKeys = (of, gpus) => ({
    cpus: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
        .gt(0)
        .max(1024)
        .optional()
        .meta({ description: `CPUs of ${of}. Default: all.` }),
    memory: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: `Memory of ${of}, such as 16g. Default: no limit.` }),
    gpus: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0), zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('all')], { error: 'expected a whole number from 0, or all' })
        .optional()
        .meta({ description: `GPUs of ${of}: a number, or all. Default: ${gpus}.` }),
});
const variable = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'expected a name of letters, digits and _');
const port = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?/?';
const machine = '(?:\\w[\\w.-]*|\\[[\\da-fA-F:]+\\])';
/** What the client of Docker engines takes, so that none is refused only when it is used: no password, no path, a port that there is. */
const engineAddress = new RegExp(`^(?:unix:///\\S+|ssh://(?:[\\w.](?:[\\w.-]|%40)*@)?${machine}${port}|tcp://${machine}${port})$`);
/** `deploy.docker`. */
const servingContainers = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    host: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .max(1_000)
        .regex(engineAddress, 'expected unix:///path, ssh://user@host, ssh://user@host:22 or tcp://host:2376')
        .optional()
        .meta({
        description: 'Docker engine that serves, as unix:///path, ssh://user@host (by the ssh of this machine: ~/.ssh/config, known_hosts and the agent count) or tcp://host:2376 (TLS, with ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH). Default: DOCKER_HOST. Jobs run at DOCKER_HOST in any case.',
    }),
    ...limitKeys('a container', 'none. With replicas each has GPUs of its own; `all` gives all to each'),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: 'Shared memory (/dev/shm) of a container, such as 2g. Default: 1g.' }),
    runtime: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'expected the name of a runtime of the engine, such as runsc')
        .optional()
        .meta({ description: 'Runtime of the engine that isolates the containers, such as runsc (gVisor).' }),
    user: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[1-9]\d{0,8}(?::[1-9]\d{0,8})?$/, 'expected UID or UID:GID, in quotes, and not root')
        .default('65532:65532')
        .meta({ description: 'Whom the server runs as, as "UID:GID"; never root.' }),
    'read-only': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(true).meta({
        description: 'Whether nothing of the image can be written to; /tmp always can, up to 1 GB.',
    }),
    network: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({
        description: "Whether a version reaches what lies outside of the host. Without it only the gateway reaches the version, and the version reaches its model's containers alone.",
    }),
    env: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(10_000)).default({}).meta({
        description: 'Environment variables of the server. Not for secrets: whoever sees the container reads them.',
    }),
    secrets: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae).default({}).meta({
        description: 'Files that only the server can read, as NAME: FILE. Each is /run/secrets/NAME in the container, and the variable NAME_FILE says so. They are in a volume of the engine until the version is stopped.',
    }),
    restart: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['unless-stopped', 'on-failure', 'no']).default('unless-stopped').meta({
        description: 'When the engine starts again what serves. A canary is never started again: its end is its verdict.',
    }),
    'health-check': zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_values_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0, zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('none')])
        .default('30s')
        .meta({
        description: 'How often the engine itself asks each container whether it is ready, for `docker ps` and what watches it; none: never. The gates of a rollout do not go by it.',
    }),
})
    .meta({ description: 'How versions run as containers; only with `target: docker`.' });


/***/ }),

/***/ 10873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ dataSchemas),
/* harmony export */   u: () => (/* binding */ taskNames)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* The section `data` of model.yml: one schema for each task. */
const shape = {
    train: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae.meta({ description: 'Training examples: a JSONL or CSV file.' }),
    test: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae
        .optional()
        .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
    validation: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae.optional().meta({
        description: 'Validation examples: a JSONL or CSV file. Without it, `split` takes them from `train`.',
    }),
    split: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        test: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .share */ .uM.optional().meta({
            default: 0.2,
            description: 'Share of `train` that becomes test examples. Not with a file `data.test`.',
        }),
        validation: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .share */ .uM.optional().meta({
            default: 0.1,
            description: 'Share of `train` that becomes validation examples: what training may look at to choose, so that it never chooses by the test examples. Not with a file `data.validation`.',
        }),
        stratify: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional().meta({ description: 'Column whose shares all splits keep.' }),
        group: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
            .optional()
            .meta({ description: 'Column whose values never stand on two sides, such as the customer.' }),
    })
        .prefault({})
        .meta({ description: 'What is taken out of `train`, and how.' }),
    label: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('label').meta({ description: 'Column with the class.' }),
    sample: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
};
/** @param input the column of the examples' input, or those that a text is made of */
function refuseContradictions(value, input, context) {
    const { split, label } = value;
    const refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
    for (const part of ['test', 'validation'])
        if (value[part] !== undefined && split[part] !== undefined)
            refuse(['split', part], `data.${part} and split.${part} are both given: the ${part} examples come from a file of their own or out of train`);
    const shares = completed(value);
    if ((shares.test ?? 0) + (shares.validation ?? 0) >= 1)
        refuse(['split'], 'test and validation together take every example: leave some for training');
    if (split.group !== undefined && split.group === split.stratify)
        refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`);
    if (split.group === label)
        refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only');
    if (split.stratify === input)
        refuse(['split', 'stratify'], 'the input cannot be stratified by: name the label or another column with few values');
    if (input === label)
        refuse(['label'], `the label and the input are the same column, "${input}": name two columns`);
    if (typeof input !== 'string')
        refuseColumns(value, input, context);
}
/** What no list of columns may have: each would say something else than it seems to, or the answer. */
function refuseColumns({ label, split }, columns, context) {
    for (const [index, column] of columns.entries()) {
        const refuse = (message) => context.addIssue({ code: 'custom', path: ['text', index], message });
        if (columns.indexOf(column) < index)
            refuse('is named twice: keep one');
        if (column === label)
            refuse('is the label, which a model would only have to repeat: leave it out');
        if (column === 'id')
            refuse('names an example, so that no two would be alike, and no leak into the test be found: leave it out');
        if (column === split.group)
            refuse('is the group of the split, whose values never stand on two sides, so that nothing would tell what the model makes of them: leave it out');
        if (/[|\uff5c]/.test(column))
            refuse('has a bar in its name, which is what ends a column in the text: rename it in the data');
    }
}
/** A share for what has no file; none for what has one. */
const completed = ({ test, validation, split }) => ({
    ...split,
    ...(test === undefined ? { test: split.test ?? 0.2 } : {}),
    ...(validation === undefined ? { validation: split.validation ?? 0.1 } : {}),
});
const complete = (value) => ({ ...value, split: completed(value) });
const { train, test, validation, split, ...rest } = shape;
const files = { train, test, validation, split };
/** What `data` may hold, by task. */
const dataSchemas = {
    'text-classification': zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...files,
        text: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1)).min(2).max(100)], {
            error: 'expected a column, or a list of 2 to 100 columns',
        })
            .default('text')
            .meta({
            description: 'Column with the text. Or a list of columns with texts, numbers and categories, such as [title, body, product, price]: the model reads them as one text, in this order, and clients send them by name.',
        }),
        'max-length': _values_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveInt */ .NJ.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
        ...rest,
    })
        .superRefine((value, context) => refuseContradictions(value, value.text, context))
        .overwrite(complete),
    'image-classification': zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        ...files,
        image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().default('image').meta({ description: 'Column with the path of the image file.' }),
        ...rest,
    })
        .superRefine((value, context) => refuseContradictions(value, value.image, context))
        .overwrite(complete),
};
const taskNames = Object.keys(dataSchemas);


/***/ }),

/***/ 51083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/src/gateway/retries.js
var retries = __webpack_require__(39362);
// EXTERNAL MODULE: ./build/src/spec/containers.js
var containers = __webpack_require__(52357);
// EXTERNAL MODULE: ./build/src/spec/values.js
var values = __webpack_require__(95083);
;// CONCATENATED MODULE: ./build/src/spec/prometheus.js


/** An address with a password in it would stand in every log that names it. */
const address = schemas/* string */.YjP()
    .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    message: 'expected the address of a Prometheus, such as http://127.0.0.1:9090',
})
    .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
    message: 'has credentials in it, which logs would show: name a file with a token in deploy.prometheus.token-file',
});
const versusStable = schemas/* strictObject */.rej({
    better: schemas/* enum */.k5n(['lower', 'higher']).meta({ description: 'Whether lower or higher values are better.' }),
    margin: schemas/* number */.aig()
        .min(0)
        .optional()
        .meta({ description: 'The canary may be worse than stable by so much, in the unit of the query.' }),
    ratio: schemas/* number */.aig()
        .min(1)
        .optional()
        .meta({ description: 'The canary may be worse than stable by so many times. Instead of `margin`.' }),
})
    .refine(({ margin, ratio }) => (margin === undefined) !== (ratio === undefined), {
    message: 'give exactly one of margin and ratio',
});
/** What a query may speak of: the canary's backend, in the one of a comparison also stable's in its turn. */
const versions = /\{\{(?:id|version)\}\}/;
const gate = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP()
        .regex(/^[A-Za-z][\w -]{0,49}$/, 'expected up to 50 letters, digits, spaces, _ and -, a letter first')
        .meta({ description: 'How logs and reports call it.' }),
    query: schemas/* string */.YjP()
        .min(1)
        .max(10_000)
        .refine((text) => (text.match(/\{\{.*?\}\}/g) ?? []).every((one) => /^\{\{(?:id|version|stable)\}\}$/.test(one)), {
        message: 'only {{id}}, {{version}} and {{stable}} are filled in',
    })
        .meta({
        description: 'PromQL with one number as its answer. `{{id}}` is the canary as the gateway names it in its label `version` (`v1-4-0-0123456789ab`), `{{version}}` its version (`1.4.0`), `{{stable}}` stable as the gateway names it. With `versus-stable` it is asked a second time with stable in the place of the canary.',
    }),
    max: schemas/* number */.aig().optional().meta({ description: 'No more than this.' }),
    min: schemas/* number */.aig().optional().meta({ description: 'No less than this.' }),
    'versus-stable': versusStable.optional().meta({
        description: 'Held against stable by a sequential test over windows. All such gates together stop a canary that is no worse in at most `deploy.gates.false-rollbacks` of rollouts, on top of those of the other gates.',
    }),
    window: values/* interval */.YP.default('30s').meta({
        description: 'It is asked after each such time, of which the first begins with a step and with the bake, so that it may last no longer than these (`deploy.step.min-time`, `deploy.bake`). What the query looks back on should be no longer.',
    }),
    failures: values/* positiveInt */.NJ.default(3).meta({
        description: 'So many windows in a row beyond `max` or `min` roll back. How often that is a false alarm depends on the query alone, and is not known.',
    }),
})
    .refine((one) => [one.max, one.min, one['versus-stable']].filter((bound) => bound !== undefined).length === 1, {
    message: 'give exactly one of max, min and versus-stable',
})
    .refine((one) => one['versus-stable'] === undefined || versions.test(one.query), {
    message: 'is the same question for stable as for the canary: write {{id}} or {{version}} into the query, or give max or min instead of versus-stable',
    path: ['query'],
});
/** `deploy.prometheus`: what users know of their service, as gates of a rollout. */
const prometheus = schemas/* strictObject */.rej({
    url: address.meta({ description: 'Address of the Prometheus, as the machine that deploys reaches it.' }),
    'token-file': values/* path */.Ae.optional().meta({
        description: 'File with the bearer token that it wants. It is read each time, and shown nowhere.',
    }),
    gates: schemas/* array */.YOg(gate)
        .min(1)
        .max(20)
        .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, {
        message: 'two gates have the same name',
    })
        .meta({ description: 'Queries that stop a canary. They are asked once before anything starts, too.' }),
})
    .meta({
    description: 'Queries of your own as gates. Where one has no answer (nothing found, NaN, several series, a Prometheus that is down or slow), no step passes; at its deadline it rolls back. The first version of a model, which has nobody to be compared with, is not held against them.',
});

;// CONCATENATED MODULE: ./build/src/spec/deploy.js







const tolerated = 'Share of such requests that is tolerated in any case';
/** Of what some new versions are meant to do: to be larger and slower, or to refuse more. */
const orAll = (least) => schemas/* number */.aig()
    .gt(0)
    .max(1)
    .default(least)
    .meta({ description: `${tolerated}; 1: none of them stops a canary.` });
/** Of the machine that deploys: what lies in the checkout comes and goes with the job, and a key would be published with it. */
const hostFile = schemas/* string */.YjP()
    .max(3000)
    .refine((path) => (0,external_node_path_.isAbsolute)(path) && !path.includes('\0'), {
    message: 'expected an absolute path of the machine that deploys, outside of the repository',
});
const contentType = /^[A-Za-z0-9!#$&^_.+-]{1,100}\/[A-Za-z0-9!#$&^_.+-]{1,100}(?:; ?[A-Za-z0-9_-]{1,50}=[A-Za-z0-9_.-]{1,50})?$/;
/** Of a connection, of one request, of the gateway, or a secret whose hash says too much. */
const headersOfNobody = new Set('authorization connection content-length content-type cookie expect host keep-alive proxy-authorization te trailer transfer-encoding upgrade x-request-id'.split(' '));
/** Both must be surely exceeded to stop a canary. */
const worseThanStable = (which, ratio, tolerance) => schemas/* strictObject */.rej({
    ratio: schemas/* number */.aig()
        .min(1)
        .default(ratio)
        .meta({ description: `Tolerated share of requests whose answer ${which}, over that of stable.` }),
    tolerance,
})
    .prefault({});
/** The section `deploy`: where versions run, and how a canary is judged. */
const deploy = schemas/* strictObject */.rej({
    target: schemas/* enum */.k5n(['process', 'docker'])
        .default('process')
        .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
    replicas: schemas/* int */.Whr().min(1).max(16).default(1).meta({
        description: 'Containers of each version, among which its requests are shared; only with `target: docker`. A version is ready when all of them are; where one ends, another one answers what it was asked.',
    }),
    docker: containers/* servingContainers */.v.prefault({}),
    port: schemas/* int */.Whr().min(1).max(65535).default(8080).meta({ description: 'Port at which the gateway serves.' }),
    shared: schemas/* boolean */.zMY().default(false).meta({
        description: 'true: other models may have the same port. Each keeps versions, rollouts and counts of its own, and is found at /v2/models/NAME; host, tls, tokens and access-log are the same in all of them; see docs/gateway.md.',
    }),
    hosts: schemas/* array */.YOg(schemas/* string */.YjP()
        .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected the name of a host, such as tone.example.com'))
        .max(64)
        .default([])
        .meta({
        description: 'With `shared`: names of hosts whose every request is this model’s, whatever its path.',
    }),
    host: schemas/* string */.YjP()
        .refine((text) => (0,external_node_net_.isIP)(text) !== 0, { message: 'expected an IP address to listen at, such as 0.0.0.0 or ::' })
        .default('127.0.0.1')
        .meta({
        description: 'Address at which the gateway listens: loopback for clients of this machine, 0.0.0.0 or :: for everyone who can reach it; see docs/gateway.md.',
    }),
    tls: schemas/* strictObject */.rej({
        certificate: hostFile.meta({ description: 'Certificate in PEM, and behind it those that vouch for it.' }),
        key: hostFile.meta({ description: 'Its key in PEM, without a passphrase.' }),
        'client-ca': hostFile.optional().meta({
            description: 'Certificates in PEM: only clients that show one that these signed are let in.',
        }),
    })
        .optional()
        .meta({
        description: 'TLS for clients, by files of the machine that deploys. A renewed certificate is taken within seconds, without a lost request. Default: none.',
    }),
    tokens: hostFile.optional().meta({
        description: 'File of lines `NAME TOKEN`: only requests with `authorization: Bearer TOKEN` are let in, but for /v2/health/live and /v2/health/ready. Changes are taken within seconds. Default: nobody is asked.',
    }),
    fallback: schemas/* strictObject */.rej({
        status: schemas/* int */.Whr()
            .min(200)
            .max(599)
            .refine((status) => (status < 300 && ![204, 205].includes(status)) || status >= 400, {
            message: 'expected a status of an answer with a body, such as 200 or 503',
        })
            .default(503)
            .meta({ description: 'Of that answer, but at /v2/health/live and /v2/health/ready, which say 502 or 503.' }),
        'content-type': schemas/* string */.YjP()
            .regex(contentType, 'expected a type of content, such as application/json')
            .default('application/json')
            .meta({ description: 'Of the file.' }),
        file: schemas/* string */.YjP().meta({
            description: 'File of at most 32 KiB in the repository: the body of that answer. Read at each deployment.',
        }),
    })
        .optional()
        .meta({
        description: 'What clients get where no version answers: nothing serves, or all that do fail. It counts as unanswered, whatever its status. Default: 502 or 503 with a line of text.',
    }),
    retries: schemas/* int */.Whr().min(0).max(retries/* mostRetries */.o).default(retries/* defaultRetries */.y).meta({
        description: 'How often a request that no version began to answer is asked again: of another version at once, of the same one after a second where it refused the connection. The version that the request was drawn for is told by its first attempt alone. 0: never; see docs/gateway.md.',
    }),
    'access-log': schemas/* enum */.k5n(['none', 'json']).default('none').meta({
        description: 'json: a line of JSON for each request, without its body, query and headers. In access.log of the gateway’s directory, or of its volume with `target: docker`; see docs/gateway.md.',
    }),
    'metrics-port': schemas/* int */.Whr().min(1).max(65535).optional().meta({
        description: 'Port of loopback at which the gateway tells Prometheus of requests, latencies, shares and the rollout: GET /metrics. Default: nowhere.',
    }),
    surge: schemas/* literal */.euz([0, 1]).default(1).meta({
        description: 'Versions there is room for beside the one that serves. 0, as with one GPU: the canary takes the place of stable, which is started again where the canary fails; nothing serves from the end of one to the readiness of the other, and the canary has all traffic at once and is compared with what stable did before.',
    }),
    steps: schemas/* array */.YOg(schemas/* number */.aig().gt(0).max(100))
        .min(1)
        .default([1, 5, 100])
        .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
        message: 'steps must rise and end with 100',
    })
        .meta({ description: 'Shares of the traffic, in percent, that the canary gets one after the other.' }),
    control: schemas/* number */.aig().gt(0).max(50).default(5).meta({
        description: 'Share of the traffic, in percent, that stable keeps until the canary is promoted, also when the canary has “100”: without it, trouble of both could not be told from trouble of the canary.',
    }),
    step: schemas/* strictObject */.rej({
        'min-time': values/* duration */.p0.default('60s').meta({ description: 'A step lasts at least this long.' }),
        'min-requests': values/* positiveInt */.NJ
            .default(100)
            .meta({ description: 'Requests the canary must have answered in a step.' }),
        deadline: values/* duration */.p0.default('30m').meta({ description: 'A step that has not passed by then rolls back.' }),
    })
        .refine((step) => !((0,values/* durationMs */.pc)(step['min-time']) >= (0,values/* durationMs */.pc)(step.deadline)), {
        message: 'min-time must be shorter than deadline, or no step could pass',
    })
        .prefault({}),
    gates: schemas/* strictObject */.rej({
        health: schemas/* strictObject */.rej({
            interval: values/* interval */.YP.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
            failures: values/* positiveInt */.NJ.default(5).meta({ description: 'So many failed probes in a row roll back.' }),
        })
            .prefault({}),
        'false-rollbacks': values/* share */.uM.default(0.01).meta({
            description: 'Chance that a canary that is no worse is stopped, however long the rollout lasts.',
        }),
        window: values/* interval */.YP.default('5s').meta({
            description: 'Whatever goes wrong within this time counts as one piece of evidence, so that one bad moment stops nothing.',
        }),
        errors: worseThanStable('is 5xx, none at all, or one its client no longer waited for', 1.5, values/* share */.uM.default(0.01).meta({ description: `${tolerated}.` })),
        refusals: worseThanStable('is 4xx', 1.5, orAll(0.01)),
        latency: worseThanStable('takes longer than 99 % of those of stable', 5, orAll(0.05)),
    })
        .prefault({}),
    'split-by': schemas/* strictObject */.rej({
        header: schemas/* string */.YjP()
            .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected the name of a header, such as x-user')
            .transform((name) => name.toLowerCase())
            .refine((name) => !headersOfNobody.has(name), {
            message: 'expected a header that says who asks, such as x-user, and is no secret, no part of HTTP and no name of a request',
        })
            .meta({
            description: 'Its value, of at most 256 bytes, is kept nowhere; requests without it are drawn by chance.',
        }),
        'min-values': values/* positiveInt */.NJ.default(5).meta({
            description: 'So many different values must have met the canary before it gets nearly all traffic, and before it is promoted.',
        }),
    })
        .optional()
        .meta({
        description: 'Whoever sends the same value of this header is answered by the same version, and stays with the canary while its share grows. A value counts as one piece of evidence, however many its requests are. Default: each request is drawn by chance.',
    }),
    shadow: schemas/* strictObject */.rej({
        share: schemas/* number */.aig().gt(0).max(100).default(10).meta({
            description: 'Of stable’s requests for an inference, in percent; of them 100 a second at most, and up to 16 KiB each.',
        }),
        'min-requests': values/* positiveInt */.NJ.default(300).meta({
            description: 'Different requests whose answers must have been compared: one that is asked again says nothing new. Clients ask what is alike in a row: the more there are, the more answers in a row that are otherwise are ruled out.',
        }),
        'max-disagreement': values/* share */.uM.default(0.05).meta({
            description: 'Share of the inputs that may be answered otherwise than by stable. Surely more: the canary fails; it must be surely less before it gets traffic, or the rollout ends as inconclusive at `step.deadline`.',
        }),
    })
        .optional()
        .meta({
        description: 'Before the canary gets traffic it is asked copies of stable’s requests. Its answers go to nobody, and must be those of stable: the same label, or where an answer has no label, numbers that differ by at most 0.1. Default: none are copied.',
    }),
    prometheus: prometheus.optional(),
    probes: schemas/* enum */.k5n(['image', 'none']).default('image').meta({
        description: 'Up to 100 test inputs travel in the image with the answers that were judged, and each canary must give these before it gets traffic. `none` leaves them out: for data that must not be where the image is.',
    }),
    ready: values/* duration */.p0.default('2m').meta({ description: 'How long a version may take until it is ready.' }),
    bake: values/* duration */.p0.default('5m').meta({
        description: 'How long the canary has nearly all traffic before it is promoted and the old version stops. Errors may come many at a time: the longer it is, the more of them in a row are ruled out. It lasts longer where what was seen is not yet enough.',
    }),
});


/***/ }),

/***/ 7104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ metricUnits)
/* harmony export */ });
/* The metrics that a task has, and what a margin of each is counted in; how they are computed, `tasks` knows. */
const classification = {
    accuracy: 'share',
    macro_f1: 'share',
    weighted_f1: 'share',
    micro_f1: 'share',
    macro_precision: 'share',
    macro_recall: 'share',
    log_loss: 'score',
    calibration_error: 'share',
};
const generation = {
    exact_match: 'share',
    bleu: 'score',
    chrf: 'score',
    rouge1: 'share',
    rouge2: 'share',
    rougeL: 'share',
    perplexity: 'score',
};
const metricUnits = {
    'text-classification': classification,
    'image-classification': classification,
    seq2seq: generation,
    'causal-lm': generation,
};


/***/ }),

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   FK: () => (/* binding */ isInside),
/* harmony export */   LI: () => (/* binding */ resolveInside),
/* harmony export */   gA: () => (/* binding */ leadsInto)
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

/***/ 61010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ defaultBaseline),
/* harmony export */   D_: () => (/* binding */ judgedSchema),
/* harmony export */   PU: () => (/* binding */ anyTaskSchema),
/* harmony export */   RA: () => (/* binding */ camelKeys),
/* harmony export */   Ry: () => (/* binding */ engineNames),
/* harmony export */   e5: () => (/* binding */ specSchemas),
/* harmony export */   textColumns: () => (/* binding */ textColumns),
/* harmony export */   wg: () => (/* binding */ inputOf)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52357);
/* harmony import */ var _data_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10873);
/* harmony import */ var _deploy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51083);
/* harmony import */ var _metrics_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7104);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95083);







/*
 * model.yml: every decision about one model that a person makes. Keys are kebab-case in the file and camelCase in
 * code (`camelKeys`). What is not listed here is an error, so a value is either used or refused, never ignored.
 */
const finetune = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    method: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['full', 'lora'])
        .default('full')
        .meta({ description: 'full trains every weight; lora trains small adapters, and the head.' }),
    epochs: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
    'max-steps': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ
        .optional()
        .meta({ description: 'Stops after so many optimizer steps, whatever the epochs.' }),
    'learning-rate': zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).lt(1).optional().meta({ description: 'Default 2e-5 for full, 2e-4 for lora.' }),
    'batch-size': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ.default(16).meta({ description: 'Examples in one forward pass.' }),
    'gradient-accumulation': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
    'warmup-steps': zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()
        .min(0)
        .default(0)
        .meta({ description: 'Optimizer steps in which the learning rate rises.' }),
    'weight-decay': zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
    'checkpoint-steps': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ.default(50).meta({ description: 'A checkpoint every so many optimizer steps.' }),
    seed: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(0).default(0).meta({ description: 'Seed of the order of examples and of new weights.' }),
    lora: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        rank: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ.default(16).meta({ description: 'Rank of the adapters.' }),
        alpha: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
        dropout: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
        'target-modules': zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP())
            .min(1)
            .optional()
            .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
        merge: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY()
            .default(true)
            .meta({ description: 'Merge the adapters into the model; false keeps them beside the digest of their base.' }),
    })
        .prefault({})
        .meta({ description: 'Only with `method: lora`.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0
        .default('12h')
        .meta({ description: 'The job is stopped after this time; it resumes from its last checkpoint.' }),
});
const defaultBaseline = 'release:latest';
const evaluate = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    baseline: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().default(defaultBaseline).meta({
        description: '`release:latest` or `release:1.2.3`, `branch:main` or `tag:v1.2.3` (the model that its model.yml and data make: found, or tuned first), the directory of a model, or `majority`. Where there is no release yet, `release:latest` falls back to `majority` and says so.',
    }),
    gates: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        metric: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1).meta({
            description: 'What is compared, on the same test examples: a metric of the task (accuracy, macro_f1, weighted_f1, micro_f1, macro_precision, macro_recall, log_loss, calibration_error; of texts exact_match, bleu, chrf, rouge1, rouge2, rougeL, perplexity), or one of `metrics`.',
        }),
        margin: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).meta({
            description: 'What the candidate may lose, in the unit of the metric: 0.02 is two points of accuracy, 0.5 half a point of BLEU. The baseline `majority` must be beaten, whatever the margin.',
        }),
    }))
        .min(1)
        .default([{ metric: 'accuracy', margin: 0.02 }])
        .meta({ description: 'What the candidate must pass against the baseline.' }),
    metrics: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        name: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
            .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'expected letters, digits and _, a letter first')
            .meta({ description: 'The name of the number, which `gates` may name.' }),
        function: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
            .regex(/^[^:]+\.py:[A-Za-z_][A-Za-z0-9_]*$/, 'expected a Python file and a function in it, such as metrics.py:cost')
            .optional()
            .meta({
            description: 'The Python function that gives the number, as `metrics.py:cost`: it is called with lists of predictions and returns one number for each. The file is loaded alone. Without it predictions must bring the number along.',
        }),
        'higher-is-better': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(true).meta({ description: 'false: less of it is better.' }),
        range: zod__WEBPACK_IMPORTED_MODULE_6__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()])
            .refine(([least, most]) => least < most, { message: 'expected the least number, and a larger one: [0, 10]' })
            .optional()
            .meta({
            description: 'The least and the most that the number may be, as `[0, 10]`; what lies outside counts as the nearer of them. A gate needs it: a test can only rule out a loss that no answer has shown where it knows how large that may be.',
        }),
    }))
        .default([])
        .meta({
        description: 'Metrics of your own: the mean of a number that each prediction has in `scores`, or gets from a function of yours.',
    }),
    slices: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1)).max(10).default([]).meta({
        description: 'Columns of the data by whose values the report tells test examples apart, such as a language. They are shown, and decide nothing; changing them trains nothing anew.',
    }),
    'on-inconclusive': zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['fail', 'warn']).default('fail').meta({
        description: 'What an inconclusive comparison with the baseline does to the run, in evaluate and again in quantize: fail it, or warn and go on.',
    }),
    looks: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(2).default(1).meta({
        description: 'How often one candidate may be judged: 2 where a test that does not decide may be topped up once with more examples. The looks that are planned share four fifths of the 5 % of wrong verdicts; looks beyond them are counted on this machine, and each spends four fifths of what is left.',
    }),
    explain: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        examples: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(100).default(10).meta({ description: 'How many, the surest mistakes first.' }),
        seconds: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).max(3600).default(60).meta({ description: 'After this time no other one is begun.' }),
    })
        .optional()
        .meta({
        description: 'Which words, or parts of an image, moved the candidate to mistakes that the baseline does not make: each is taken away, and the candidate asked again. It decides nothing. The report then quotes texts of the test. Default: off.',
    }),
    'show-texts': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(true).meta({
        description: 'Whether reports quote the test: how a text begins that one model gets right and the other does not, or a small picture of such an image, and the input in the line by which `deploy` says how to ask; and whether `monitor` names the most frequent values of a column. `false` where not all who read a pull request may read the test; ids are shown in either case.',
    }),
    'batch-size': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .positiveInt */ .NJ.default(32).meta({ description: 'Examples in one forward pass.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const quantize = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    precision: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['int8', 'fp32']).default('int8').meta({ description: 'fp32: exported to ONNX, not quantized.' }),
    gates: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        size: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).default(0.3).meta({ description: 'Quantized size over FP32 size, at most.' }),
        speed: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).default(1.5).meta({ description: 'Quantized speed over FP32 speed, at least.' }),
        margin: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .share */ .uM.default(0.02).meta({ description: 'Accuracy that may be lost, by the paired test.' }),
        latency: zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
            p50: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).default(1.1).meta({
                description: 'Of half of the requests; where a tokenizer takes most of the time, a ratio is near 1.',
            }),
            p90: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().gt(0).optional().meta({ description: 'Of 90 % of the requests; at least 100 are measured.' }),
            p99: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()
                .gt(0)
                .optional()
                .meta({ description: 'Of 99 % of the requests; at least 1,000 are measured, however long that takes.' }),
        })
            .prefault({})
            .meta({
            description: 'Quantized latency over FP32 latency, at most: of single requests of the test, from text or image to scores, as they are served.',
        }),
    })
        .prefault({})
        .meta({ description: 'What the quantized model must pass against the FP32 one.' }),
    deadline: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0.default('2h').meta({ description: 'The job is stopped after this time.' }),
});
const image = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1).optional().meta({ description: 'Repository to push to: ghcr.io/acme/intents.' }),
    layout: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .path */ .Ae.optional().meta({ description: 'An OCI layout directory instead of a registry.' }),
    base: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().optional().meta({
        description: 'Runtime image, pinned by digest (repo@sha256:…) or an OCI layout (oci:DIR@sha256:…). Without it the image holds the model and our runtime only, for `target: process`.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    license: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().optional().meta({ description: 'SPDX expression of the weights.' }),
    source: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().optional().meta({ description: 'URL of the source repository.' }),
})
    .refine((value) => value.registry === undefined || value.layout === undefined, {
    message: 'registry and layout are both given: leave one of them out',
})
    .meta({
    description: 'Where images are kept. With neither `registry` nor `layout`: a layout in the place that this host keeps for the model.',
});
const signing = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    key: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .path */ .Ae
        .optional()
        .meta({ description: 'Private key file (cosign or PKCS 8); its password comes from COSIGN_PASSWORD.' }),
    'public-key': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .path */ .Ae.optional().meta({ description: 'Public key that `verify` and `deploy` trust.' }),
    'max-age': _values_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0.optional().meta({
        description: 'How long ago a release may have been signed to be verified and deployed, such as 720h: what somebody kept back is not taken for the newest. `sign` renews one at half of that age. A rollback that is asked for may be older. Default: any time.',
    }),
});
const results = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    registry: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .min(1)
        .optional()
        .meta({ description: 'Repository to keep them in: ghcr.io/acme/intents-results.' }),
    layout: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .path */ .Ae.optional().meta({
        description: 'An OCI layout directory instead of a registry, which `actions/upload-artifact` can carry.',
    }),
    'insecure-registry': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).meta({ description: 'Plain HTTP; loopback addresses only.' }),
    'trust-keys': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).meta({
        description: 'Take results of equal inputs that another machine left here, too, instead of making them again. Whoever can write here then decides what this run hands on, and what a later job signs. Without it a result is taken by its digest only.',
    }),
})
    .refine((value) => (value.registry === undefined) !== (value.layout === undefined), {
    message: 'give exactly one of registry and layout',
})
    .meta({
    description: 'Where results of stages are handed over to jobs on other machines. Without it they stay in the place of this host.',
});
/** `auto` is docker where a Docker engine answers, process elsewhere. */
const engineNames = ['auto', 'process', 'docker'];
const engine = zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(engineNames).default('auto').meta({
        description: 'Where jobs run. `auto`: docker where a Docker engine answers and has an image for jobs, process elsewhere.',
    }),
    image: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1).optional().meta({
        description: 'Image that runs the jobs instead of ours, pinned by digest (repo@sha256:…); only with docker.',
    }),
    ...(0,_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .limitKeys */ .O)('a job', 'one where the host has one'),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .memory */ .m1.optional().meta({
        description: 'Shared memory (/dev/shm) of a job in a container, such as 2g. Processes share the one of the machine, and are refused where it is smaller.',
    }),
})
    .meta({ description: 'Where training and evaluation run, and with what.' });
const identity = {
    name: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'expected lower-case letters and digits, with single . _ - between them')
        .max(100)
        .meta({ description: 'Name of the model: lower-case letters and digits, with single . _ - between them.' }),
    version: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .refine((value) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(value) === value, { message: 'expected a SemVer version such as 1.4.0' })
        .meta({ description: 'SemVer version of the release that this file describes.' }),
};
const ofTask = (task, data) => zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
    ...identity,
    task,
    base: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1).meta({
        description: 'The pretrained model: a directory (./base) or a hub id with its revision (org/model@commit).',
    }),
    data,
    results: results.optional(),
    engine: engine.prefault({}),
    finetune: finetune.prefault({}),
    evaluate: evaluate.prefault({}),
    quantize: quantize.prefault({}),
    image: image.prefault({}),
    signing: signing.prefault({}),
    deploy: _deploy_js__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .g.prefault({}),
});
/** The schema of a whole model.yml, by task. */
const specSchemas = {
    'text-classification': ofTask(zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('text-classification'), _data_js__WEBPACK_IMPORTED_MODULE_2__/* .dataSchemas */ .D['text-classification']),
    'image-classification': ofTask(zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('image-classification'), _data_js__WEBPACK_IMPORTED_MODULE_2__/* .dataSchemas */ .D['image-classification']),
};
/** What can be said of a model.yml whose task is not known: everything but `data`. */
const anyTaskSchema = ofTask(zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(_data_js__WEBPACK_IMPORTED_MODULE_2__/* .taskNames */ .u).meta({ description: 'What the model does. It decides what `data` may hold.' }), zod__WEBPACK_IMPORTED_MODULE_6__/* .looseObject */ ._H3({}).meta({ description: 'The examples; its keys depend on `task`.' }));
/** What counts where two files of predictions are judged: of the same model.yml, or of one that has nothing else. */
const judgedSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    ...identity,
    task: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(Object.keys(_metrics_js__WEBPACK_IMPORTED_MODULE_4__/* .metricUnits */ .E)),
    evaluate: evaluate.prefault({}),
});
function camelKeys(value) {
    if (Array.isArray(value))
        return value.map((item) => camelKeys(item));
    if (value === null || typeof value !== 'object')
        return value;
    const entries = Object.entries(value).map(([key, item]) => [
        key.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
        camelKeys(item),
    ]);
    return Object.fromEntries(entries);
}
/** The input column, or those that a text is made of, and the longest input in tokens: an image counts as one. */
const inputOf = (spec) => spec.task === 'text-classification'
    ? { column: spec.data.text, maxLength: spec.data.maxLength }
    : { column: spec.data.image, maxLength: 1 };
/** Of texts, for `model.json`: what one was, or was made of. */
const textColumns = (spec) => spec.task === 'text-classification' ? { columns: [spec.data.text].flat() } : {};


/***/ }),

/***/ 95083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   NJ: () => (/* binding */ positiveInt),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   ZY: () => (/* binding */ memoryBytes),
/* harmony export */   m1: () => (/* binding */ memory),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   pc: () => (/* binding */ durationMs),
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2503);

/* The kinds of values that model.yml is made of. */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.', examples: ['250ms', '10s', '5m', '1h'] });
/** One that something is repeated after. */
const interval = duration.refine((text) => !(durationMs(text) <= 0), { message: 'expected more than nothing' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const memoryPattern = /^(\d+(?:\.\d+)?)([mgt])$/;
const unitBytes = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
/** An amount of memory with its unit (`512m`, `16g`, `1t`: powers of 1,024), kept as written; `memoryBytes` reads it. */
const memory = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(memoryPattern, 'expected an amount with its unit, such as 512m, 16g or 1t')
    .meta({ examples: ['512m', '16g', '1t'] });
/** Bytes of a text that `memory` accepts; NaN for any other. */
function memoryBytes(text) {
    const [, amount = '', unit = ''] = memoryPattern.exec(text) ?? [];
    return Math.round(Number(amount) * (unitBytes[unit] ?? Number.NaN));
}
const positiveInt = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(1);
const share = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().gt(0).lt(1);
/** A path, relative to model.yml; what leaves the repository is refused when it is resolved. */
const path = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1);


/***/ })

};
