export const id = 2543;
export const ids = [2543];
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


/***/ })

};
