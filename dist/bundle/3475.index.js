export const id = 3475;
export const ids = [3475];
export const modules = {

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
/**
 * Takes the lock, or says who has it.
 * @param options.label what it is held for, in words for the one who is refused
 * @param options.inside a directory that must be there: where it is gone, none is made anew for the lock
 */
async function takeLock(path, options) {
    const { inside } = options;
    await (inside === undefined ? (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectory */ .Oh)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path)) : (0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .makeDirectoryIn */ .BG)(inside, (0,node_path__WEBPACK_IMPORTED_MODULE_4__.dirname)(path)));
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

/***/ 88613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ boundsOf),
/* harmony export */   Kd: () => (/* binding */ holderOf),
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
    if (limit !== undefined && !(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(limit, directory))
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
/** The innermost of the two that a path lies in: what is gone with it when somebody moves it. */
const holderOf = ({ directory, root }, path) => (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(directory, path) ? directory : root;
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
    if (!(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, wanted))
        refuse(`leaves ${root}`);
    const real = await realPathOf(wanted).catch((error) => {
        if (error.code !== 'ENAMETOOLONG')
            throw error;
        return refuse('is longer than the system takes paths', 'name a shorter one');
    });
    if (real === undefined)
        return refuse('goes through a link that leads nowhere', 'repair or remove the link');
    if (!(0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, real))
        refuse(`leads out of ${root} through a link`);
    return real;
}
/** Whether a path leads into a directory, also by links, and also where nothing is there yet. @param root a real path */
async function leadsInto(root, path) {
    const real = await realPathOf(path);
    return real !== undefined && (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, real);
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


/***/ })

};
