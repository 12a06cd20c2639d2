export const id = 4905;
export const ids = [4905];
export const modules = {

/***/ 36194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kN: () => (/* binding */ gigabytes),
/* harmony export */   tg: () => (/* binding */ checksOf)
/* harmony export */ });
/* unused harmony exports oldestToolkit, oldestDriver */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);

/* What the facts about a machine mean for a run on it, each with its remedy. */
/** Below this a container could leave its box by the toolkit's hooks (CVE-2025-23266). */
const oldestToolkit = '1.17.8';
/** The oldest driver for CUDA 13, which the locked PyTorch is built for. */
const oldestDriver = 580;
/** The oldest generation of cards that it computes on. */
const oldestCapability = 7.5;
/** A base model of a few hundred megabytes, its checkpoints and the locked packages. */
const roomBytes = 20e9;
/** Below this the packages alone do not fit. */
const leastRoomBytes = 2e9;
const leastMemoryBytes = 4e9;
/** Tokens and signatures are refused by clocks that differ more. */
const refusedSkewSeconds = 300;
const oddSkewSeconds = 30;
const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
const ok = (name, found) => ({ name, state: 'ok', found });
const warning = (name, found, remedy) => ({ name, state: 'warning', found, remedy });
const missing = (name, found, remedy) => ({ name, state: 'missing', found, remedy });
/** @returns a check for everything that was looked at, in the order of `checkNames` */
function checksOf(facts) {
    return [
        system(facts),
        memory(facts),
        disk(facts),
        docker(facts),
        gpu(facts),
        gpuInContainers(facts),
        python(facts),
        node(facts),
        git(facts),
        clock(facts),
        ...facts.services.map(service),
        spec(facts),
    ].filter((check) => check !== undefined);
}
function system({ host, architecture, cpus }) {
    const found = `${host.os} ${architecture}, ${cpus} ${cpus === 1 ? 'processor' : 'processors'}`;
    if (host.os === 'windows')
        return missing('system', found, 'take a Linux runner, or WSL 2');
    if (host.os === 'macos')
        return warning('system', found, 'deploy needs Linux: run it on the machine that serves');
    if (host.jobContainer)
        return warning('system', `${found}, in a container of the job`, 'remove `container:` from jobs that deploy or run jobs in containers: the Docker engine does not see their files');
    return ok('system', found);
}
function memory({ memoryBytes }) {
    const found = gigabytes(memoryBytes);
    return memoryBytes < leastMemoryBytes
        ? warning('memory', found, 'take a larger runner: tuning a small encoder needs 4 GB')
        : ok('memory', found);
}
function disk({ disks }) {
    const least = Math.min(...disks.map(({ freeBytes }) => freeBytes));
    if (disks.length === 0)
        return undefined;
    const found = disks
        .map(({ what, directory, freeBytes }) => `${gigabytes(freeBytes)} free for ${what} (${directory})`)
        .join(', ');
    const remedy = '`model-actions prune` and `docker system prune` free what nothing needs; or set MODEL_ACTIONS_HOME to a larger disk';
    if (least < leastRoomBytes)
        return missing('disk', found, remedy);
    return least < roomBytes ? warning('disk', found, remedy) : ok('disk', found);
}
function docker({ docker: engine }) {
    if (engine.kind === 'silent')
        return missing('docker', engine.because, 'install Docker, or run jobs as processes (engine.name: process)');
    const { version, cgroup, limits, rootless, storage, address, remote } = engine;
    const found = `${version} at ${address}${rootless ? ', rootless' : ''}, cgroup v${cgroup}, storage ${storage}`;
    if (!limits)
        return warning('docker', `${found}, cannot limit memory`, 'give its user the memory controller (systemd: Delegate=)');
    if (cgroup === '1')
        return warning('docker', found, 'boot with cgroup v2 (systemd.unified_cgroup_hierarchy=1): v1 is at its end');
    if (storage === 'vfs')
        return warning('docker', found, 'use overlay2 on a file system that has it: vfs copies every layer whole');
    if (remote !== undefined)
        return warning('docker', `${found}, on another machine`, 'run jobs there: it sees no file of this machine');
    return ok('docker', found);
}
function gpu({ gpus, driver }) {
    const [first] = gpus;
    if (first === undefined)
        return missing('gpu', 'none', 'take a runner with an NVIDIA GPU; without one models train on the CPU');
    const names = `${gpus.length} × ${first.name}`;
    if (driver === undefined)
        return missing('gpu', `${names}, and nvidia-smi does not answer`, 'install the NVIDIA driver, or start it anew');
    const found = `${names}, ${gigabytes(first.memoryBytes)} each, driver ${driver}`;
    if (Number.parseInt(driver, 10) < oldestDriver)
        return warning('gpu', found, `install driver ${oldestDriver} or later: PyTorch is built for CUDA 13`);
    const old = gpus.find(({ computeCapability }) => Number(computeCapability) < oldestCapability);
    return old === undefined
        ? ok('gpu', found)
        : warning('gpu', `${found}; ${old.name} has compute capability ${old.computeCapability}`, `take a card of ${oldestCapability} or later (Turing), or a PyTorch of your own by MODEL_ACTIONS_PYTHON: the locked one cannot compute on it`);
}
function gpuInContainers({ gpus, toolkit, docker: engine }) {
    if (gpus.length === 0 || engine.kind === 'silent' || engine.remote !== undefined)
        return undefined;
    const name = 'gpu-in-containers';
    const install = `install the NVIDIA container toolkit, ${oldestToolkit} or later`;
    if (toolkit === undefined)
        return engine.runtimes.includes('nvidia')
            ? warning(name, 'a container toolkit that does not say its version', install)
            : missing(name, 'no NVIDIA container toolkit', `${install}, or run jobs as processes`);
    const version = semver__WEBPACK_IMPORTED_MODULE_0__.coerce(toolkit, { includePrerelease: true });
    if (version === null)
        return warning(name, `container toolkit ${toolkit}`, install);
    return semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, oldestToolkit)
        ? missing(name, `container toolkit ${version.version}, from which containers can take over the host`, install)
        : ok(name, `container toolkit ${version.version}`);
}
const dotted = (version) => /\d+(?:\.\d+)+/.exec(version)?.[0];
function python({ python: version }) {
    const install = 'install Python 3.10 or later with its venv module, or run jobs in containers';
    const found = version === undefined ? undefined : dotted(version);
    if (found === undefined)
        return missing('python', 'none', install);
    const [major = 0, minor = 0] = found.split('.').map(Number);
    return major > 3 || (major === 3 && minor >= 10) ? ok('python', found) : missing('python', found, install);
}
const node = ({ node: version }) => Number.parseInt(version, 10) >= 20
    ? ok('node', version)
    : missing('node', version, 'install Node 20 or later; actions bring their own');
function git({ git: version }) {
    const found = version === undefined ? undefined : dotted(version);
    return found === undefined
        ? missing('git', 'none', 'install git: a checkout without it has no history, and no commit to name')
        : ok('git', found);
}
function clock({ services }) {
    const skews = services.flatMap(({ host, answer }) => answer.kind === 'status' && answer.skewSeconds !== undefined ? [{ host, seconds: answer.skewSeconds }] : []);
    const worst = skews.sort((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds))[0];
    if (worst === undefined)
        return undefined;
    const size = Math.abs(worst.seconds);
    if (size <= oddSkewSeconds)
        return ok('clock', `as ${worst.host} has it, within ${Math.max(2, Math.ceil(size))} s`);
    const found = `${Math.round(size)} s ${worst.seconds > 0 ? 'ahead of' : 'behind'} ${worst.host}`;
    const remedy = 'set it by NTP (timedatectl set-ntp true): tokens and signatures have times';
    return size > refusedSkewSeconds ? missing('clock', found, remedy) : warning('clock', found, remedy);
}
function service({ kind, host, answer }) {
    if (answer.kind === 'silent')
        return missing(kind, `${host}: ${answer.because}`, 'open the way to it, or name a proxy in HTTPS_PROXY');
    const { status } = answer;
    // A registry asks strangers who they are; whether we may push is tried before the first stage.
    const expected = kind === 'registry' ? status === 200 || status === 401 : status < 500;
    return expected
        ? ok(kind, host)
        : warning(kind, `${host} answers with status ${status}`, kind === 'registry' ? 'check that this is the host of a registry (image.registry)' : 'see githubstatus.com');
}
function spec({ spec: found }) {
    if (found === undefined)
        return undefined;
    const [first, ...more] = found.problems;
    if (first === undefined)
        return ok('spec', found.file);
    const check = `model-actions check${found.file === 'model.yml' ? '' : ` --config ${found.file}`}`;
    return missing('spec', first, more.length === 0 ? 'correct it' : `correct it and ${more.length} more: ${check}`);
}


/***/ }),

/***/ 62543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ unmet),
/* harmony export */   parseRequirements: () => (/* binding */ parseRequirements)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95083);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36194);



/* What a job cannot do without, and what of that a machine lacks. */
const present = ['docker', 'python', 'git', 'registry'];
const words = `${present.join(', ')}, gpu, gpu=COUNT, disk=SIZE or memory=SIZE (such as disk=50g)`;
/** Requirements in a row, with commas, white space or line ends between them. @throws UserError that names the wrong word */
function parseRequirements(text, place) {
    return text
        .split(/[\s,]+/)
        .filter((word) => word !== '')
        .map((word) => {
        const read = requirement(word);
        if (read === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${JSON.stringify(word.slice(0, 100))} is nothing that can be required: choose ${words}`, {
                place,
            });
        return read;
    });
}
function requirement(word) {
    const name = present.find((each) => each === word);
    if (name !== undefined)
        return { kind: 'present', name };
    const gpus = /^gpu(?:=([1-9]\d{0,2}))?$/.exec(word);
    if (gpus !== null)
        return { kind: 'gpus', count: Number(gpus[1] ?? 1) };
    const [, kind, size = ''] = /^(disk|memory)=(.+)$/.exec(word) ?? [];
    const bytes = (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_1__/* .memoryBytes */ .ZY)(size);
    return (kind === 'disk' || kind === 'memory') && !Number.isNaN(bytes) ? { kind, bytes } : undefined;
}
/** What is required and is not there; a warning is no reason. */
const unmet = (requirements, facts, checks) => {
    const inContainers = requirements.some((each) => each.kind === 'present' && each.name === 'docker');
    return requirements.flatMap((required) => lackingOf(required, facts, checks, inContainers));
};
function lackingOf(required, { gpus, memoryBytes: installed, disks }, checks, inContainers) {
    const missing = (name) => checks.flatMap((check) => check.name === name && check.state === 'missing' ? [{ what: `${name}: ${check.found}: ${check.remedy}` }] : []);
    switch (required.kind) {
        case 'present':
            if (checks.some(({ name }) => name === required.name))
                return missing(required.name);
            return [{ what: `${required.name} is required, and model.yml names none: name it there, or do not require it` }];
        case 'gpus': {
            const found = [...missing('gpu'), ...(inContainers ? missing('gpu-in-containers') : [])];
            if (found.length > 0 || gpus.length >= required.count)
                return found;
            return [{ what: `gpu: ${required.count} required, and ${gpus.length} found: take a larger runner` }];
        }
        case 'memory':
            if (installed >= required.bytes)
                return [];
            return [
                {
                    what: `memory: ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(required.bytes)} required, and ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(installed)} found: take a larger runner`,
                },
            ];
        case 'disk':
            return disks
                .filter(({ freeBytes }) => freeBytes < required.bytes)
                .map(({ what, directory, freeBytes }) => ({
                what: `disk: ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(required.bytes)} required for ${what}, and ${(0,_checks_js__WEBPACK_IMPORTED_MODULE_2__/* .gigabytes */ .kN)(freeBytes)} free in ${directory}: free some (model-actions prune, docker system prune), or take a larger disk`,
            }));
    }
}


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
        case 'parallel':
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


/***/ })

};
