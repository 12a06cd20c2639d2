export const id = 8088;
export const ids = [8088];
export const modules = {

/***/ 74362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ putArchive)
/* harmony export */ });
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85167);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23102);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62676);



/**
 * Stores entries as one uncompressed layer. A layout gets it in a single read of the files. A registry is asked first, so
 * there the first read tells the digest, and only a layer that neither it nor a sibling has is read again, for the upload.
 * @param options.siblings repositories that may have the blob; of the same registry it is mounted from there
 */
async function putArchive(entries, options) {
    const { store, siblings, signal } = options;
    const tar = (0,_tar_js__WEBPACK_IMPORTED_MODULE_2__/* .tarStream */ .eu)(entries);
    const stream = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .repeatable */ .EQ)(() => abortable(tar.stream, signal));
    if (store.mount === undefined) {
        const before = new Set();
        const checked = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
        const noted = (async function* () {
            yield* checked.stream;
            const { digest } = checked.result();
            if (await store.has(digest))
                before.add(digest);
        })();
        const descriptor = await store.write(noted, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer);
        return { descriptor, moved: !before.has(descriptor.digest) };
    }
    const first = (0,_blobs_js__WEBPACK_IMPORTED_MODULE_0__/* .measured */ .jh)(stream);
    for await (const _ of first.stream)
        ;
    const known = first.result();
    const descriptor = { mediaType: _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, ...known };
    if (await store.has(known.digest, known.size))
        return { descriptor, moved: false };
    for (const sibling of siblings)
        if ((await sibling.has(known.digest, known.size)) && (await store.mount(known.digest, sibling)))
            return { descriptor, moved: false };
    await store.write(stream, _mediaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.layer, known);
    return { descriptor, moved: true };
}
async function* abortable(stream, signal) {
    for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
    }
}


/***/ }),

/***/ 77709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ portIsFree),
/* harmony export */   WM: () => (/* binding */ whyNotFree),
/* harmony export */   ov: () => (/* binding */ freePort)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);

/**
 * A port of loopback that no program has at this moment: the one that is wanted, where it is free. It is not reserved:
 * whoever takes it must be ready to find it taken.
 */
async function freePort(wanted = 0) {
    const port = (await listenAt(wanted)) ?? (await listenAt(0));
    if (port === undefined)
        throw new Error('loopback has no free port');
    return port;
}
/** Whether no program listens at this port of loopback. */
const portIsFree = async (port) => (await whyNotFree(port, '127.0.0.1')) === undefined;
/** The system's word for why nobody could listen there now, as `EADDRINUSE`; undefined where somebody could. */
async function whyNotFree(port, host) {
    const found = await tryListening(port, host);
    return typeof found === 'number' ? undefined : found;
}
const listenAt = async (port) => {
    const found = await tryListening(port, '127.0.0.1');
    return typeof found === 'number' ? found : undefined;
};
/** The port that was given, after it was let go; else the system's word for why none was. */
const tryListening = (port, host) => new Promise((resolve) => {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    server.once('error', ({ code = 'unknown' }) => resolve(code));
    server.listen(port, host, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 'unknown'));
    });
});


/***/ }),

/***/ 90792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vD: () => (/* binding */ baselinePreflight),
  as: () => (/* binding */ readBy),
  fF: () => (/* binding */ releaseDirectory),
  vt: () => (/* binding */ requireAskable),
  oL: () => (/* binding */ resolveBaseline)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/columns.js
var columns = __webpack_require__(30984);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/platform/git.js



const usual = { askMs: 60_000, fetchMs: 15 * 60_000 };
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];
/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300;
const longestFileBytes = 1 << 20;
const tooMuch = `more than ${longestFileBytes} bytes`;
async function git(world, directory, args, { own = {}, patienceMs = (world.patience ?? usual).fetchMs } = {}) {
    const tooLong = AbortSignal.timeout(patienceMs);
    const stdout = [];
    const stderr = [];
    let bytes = 0;
    const ended = await (0,processes/* run */.eF)('git', ['-C', directory, ...slow, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args], {
        // Nobody is there to answer, and what it says is read by us.
        env: { ...(0,processes/* plainEnvironment */.Ud)(world.environment), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...own },
        signal: AbortSignal.any([world.signal, tooLong]),
        onStdoutLine(line) {
            bytes += Buffer.byteLength(line) + 1;
            if (bytes <= longestFileBytes)
                stdout.push(line);
        },
        onStderrLine: (line) => void (stderr.length < 20 && stderr.push(line)),
    }).catch((error) => {
        if (error !== tooLong.reason)
            throw error;
        return undefined;
    });
    if (ended === undefined)
        return { ok: false, exitCode: null, stdout: '', told: `no answer within ${patienceMs / 1000} s` };
    const { exitCode } = ended;
    if (bytes > longestFileBytes)
        return { ok: false, exitCode, stdout: '', told: tooMuch };
    const told = stderr.map((line) => line.replace(/^(?:fatal|error|remote): /, '').trim()).filter((line) => line !== '');
    return { ok: exitCode === 0, exitCode, stdout: stdout.join('\n'), told: (told[0] ?? '').slice(0, longestTold) };
}
/** As words of a message: `branch main`. */
const refText = ({ kind, name }) => `${kind} ${JSON.stringify(name.slice(0, 100))}`;
const fullName = ({ kind, name }) => `refs/${kind === 'branch' ? 'heads' : 'tags'}/${name}`;
/**
 * The commit that a branch or a tag is at. In a job the repository at GitHub is asked first, since a checkout there has one commit,
 * and may have an old one of another branch; on a laptop what is there counts, and the remote is asked for what is not.
 * @throws UserError where there is no such ref, or no way to it
 */
async function findCommit(world, directory, ref, place) {
    const top = await git(world, directory, ['rev-parse', '--show-toplevel']);
    if (!top.ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is of a git repository, and ${directory} cannot be read as one (${top.told}): check the repository out, or name a release or a directory`, { place });
    const repository = top.stdout;
    const prefix = (await git(world, directory, ['rev-parse', '--show-prefix'])).stdout;
    if (!(await git(world, repository, ['check-ref-format', fullName(ref)])).ok)
        throw new errors/* UserError */.yo(`${refText(ref)} is no name that git allows: write it as \`git ${ref.kind}\` lists it`, {
            place,
        });
    const here = () => localCommit(world, repository, ref);
    if (world.platform.kind === 'terminal') {
        const found = await here();
        if (found !== undefined)
            return { repository, id: found, prefix };
    }
    const there = await remoteCommit(world, repository, ref);
    if (typeof there === 'string')
        return { repository, id: there, prefix };
    const found = there.missing ? undefined : await here();
    if (found !== undefined) {
        world.platform.log.warn(`${refText(ref)} is taken from this checkout, as the remote repository ${there.because}`);
        return { repository, id: found, prefix };
    }
    throw new errors/* UserError */.yo(there.missing
        ? `there is no ${refText(ref)}, neither here nor in the remote repository: name one that there is`
        : `there is no ${refText(ref)} in this checkout, and the remote repository ${there.because}: ${world.platform.kind === 'terminal' ? `\`git fetch origin\` must work here, or fetch it yourself` : 'give actions/checkout `fetch-depth: 0`, or this job a token that may read the repository (`contents: read`)'}`, { place });
}
/** The commit of a ref in this repository: the branch of the person who works here, else what was last seen of the remote's. */
async function localCommit(world, repository, ref) {
    const names = [fullName(ref), ...(ref.kind === 'branch' ? [`refs/remotes/origin/${ref.name}`] : [])];
    for (const name of names) {
        const found = await commitOf(world, repository, name);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Also where a tag says more than the commit. */
async function commitOf(world, repository, what) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${what}^{commit}`];
    const { ok, stdout } = await git(world, repository, args);
    return ok ? stdout.trim() : undefined;
}
async function remoteCommit(world, repository, ref) {
    const own = await credentials(world, repository);
    const unreachable = ({ told }) => ({ missing: false, because: `cannot be asked (${told})` });
    const listed = await git(world, repository, ['ls-remote', '--exit-code', 'origin', fullName(ref)], {
        own,
        patienceMs: (world.patience ?? usual).askMs,
    });
    if (!listed.ok)
        return listed.exitCode === 2 ? { missing: true, because: 'lacks it' } : unreachable(listed);
    // A pattern of ls-remote matches the end of a name too: `a/refs/heads/main` is a branch that anybody who may push can make.
    const refs = listed.stdout.split('\n').map((line) => line.split('\t'));
    const [id = ''] = refs.find(([, name]) => name === fullName(ref)) ?? [];
    if (!/^[0-9a-f]{40,64}$/.test(id))
        return { missing: true, because: 'lacks it' };
    const present = await commitOf(world, repository, id);
    if (present !== undefined)
        return present;
    // A full clone would become a shallow one by a depth, and a shallow one would fetch years without.
    const shallow = (await git(world, repository, ['rev-parse', '--is-shallow-repository'])).stdout === 'true';
    const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc'];
    const fetched = await git(world, repository, [...fetch, ...(shallow ? ['--depth=1'] : []), 'origin', id], { own });
    const commit = await commitOf(world, repository, id);
    return commit ?? unreachable(fetched);
}
/**
 * The token of the job, for the server that the job is of and no other; through the environment, as arguments are seen by every
 * user of the machine. A header that actions/checkout left in the configuration is replaced, since a server refuses two.
 */
async function credentials({ environment, platform }, repository) {
    const token = environment['GITHUB_TOKEN'] ?? '';
    const server = environment['GITHUB_SERVER_URL'] ?? '';
    if (platform.kind !== 'github' || token === '' || !/^https?:\/\/[\w.:-]+$/.test(server) || repository === '')
        return {};
    platform.secret(token);
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    platform.secret(basic);
    const key = `http.${server}/.extraheader`;
    return {
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: key,
        GIT_CONFIG_VALUE_0: '',
        GIT_CONFIG_KEY_1: key,
        GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
    };
}
/** The text of a file of a commit; undefined where the commit has no such file. @throws UserError where it cannot be read, or is too long */
async function fileAt(world, { repository, id }, path) {
    const what = `${id}:${path}`;
    const kind = await git(world, repository, ['cat-file', '-t', what]);
    if (kind.stdout !== 'blob')
        return undefined;
    const own = await credentials(world, repository);
    const { ok, stdout, told } = await git(world, repository, ['cat-file', 'blob', what], { own });
    if (ok)
        return stdout;
    throw new errors/* UserError */.yo(told === tooMuch
        ? `${path} of commit ${id.slice(0, 12)} has ${tooMuch}, which no model.yml has: name another ref`
        : `${path} of commit ${id.slice(0, 12)} cannot be read (${told}): run \`git fsck\`, or clone anew`);
}
/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
async function checkOut(world, { repository, id }, directory) {
    await (0,files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
    const { ok, told } = await git(world, repository, ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'], { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } });
    if (!ok)
        throw new errors/* UserError */.yo(`${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`);
}

// EXTERNAL MODULE: ./build/src/spec/base.js
var base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var stages_base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/stages/finetune.js + 27 modules
var finetune = __webpack_require__(12636);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
;// CONCATENATED MODULE: ./build/src/stages/refBaseline.js












const baselineKey = 'evaluate.baseline';
/** The commit and its model.yml, which tell early what would else fail after hours of tuning. */
const findRef = (context, ref) => (0,memo/* oncePerRun */.ao)(context, `the ${ref.kind} ${ref.name}`, async () => {
    const place = { file: context.specFile, key: baselineKey };
    const commit = await findCommit(context, (0,external_node_path_.dirname)(context.specFile), ref, place);
    const path = `${commit.prefix}${(0,external_node_path_.basename)(context.specFile)}`;
    const file = `${ref.name}:${path}`;
    const text = await fileAt(context, commit, path);
    if (text === undefined)
        throw new errors/* UserError */.yo(`${refText(ref)} (commit ${refBaseline_short(commit)}) has no ${path}: name one that has the model, or a release, or \`majority\``, { place });
    const parsed = (0,load/* parseSpec */.F9)(text, file);
    if ('problems' in parsed)
        throw new errors/* UserError */.yo(parsed.problems);
    const { spec } = parsed;
    if (spec.task !== context.spec.task)
        throw new errors/* UserError */.yo(`${refText(ref)} has a model for ${spec.task}, and this one is for ${context.spec.task}: their answers cannot be compared, name a baseline of the same task`, { place });
    return { commit, spec, file };
});
/**
 * The fine-tuned model of a ref: the result that this place, or a shared repository, has of the same inputs, or else made now.
 * Code of that ref is run as far as its spec names some, as that of the checkout is.
 */
async function modelOfRef(context, ref) {
    const { platform } = context;
    const { commit, spec, file } = await findRef(context, ref);
    const because = `${refText(ref)}, commit ${refBaseline_short(commit)}`;
    const parent = await (0,stages_base/* cacheDirectory */.o3)(context, 'checkouts');
    const checkout = (0,external_node_path_.join)(await (0,promises_.realpath)(parent), `${refBaseline_short(commit)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await checkOut(context, commit, checkout);
        const directory = (0,external_node_path_.join)(checkout, commit.prefix);
        const own = {
            ...context,
            // Where jobs run is a matter of this machine, and not of that commit.
            spec: { ...spec, engine: context.spec.engine },
            specFile: (0,external_node_path_.join)(directory, (0,external_node_path_.basename)(context.specFile)),
            bounds: { directory, root: checkout },
            from: undefined,
            image: undefined,
            force: false,
        };
        await findBase(context, own);
        await finetune/* finetune */.HG.preflight?.(own);
        const dataset = await (0,recipe/* runStage */.Si)(prepare/* prepare */.iA, own);
        const tuned = await (0,recipe/* runStage */.Si)(finetune/* finetune */.HG, own);
        platform.log.info(`${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`);
        return { model: (0,finetune/* modelIn */.l2)(tuned.stored), because };
    }
    catch (error) {
        throw ofRef(error, checkout, (0,external_node_path_.join)(commit.prefix, (0,external_node_path_.basename)(context.specFile)), file);
    }
    finally {
        await (0,trees/* removeTree */.dM)(checkout);
        await (0,promises_.rm)(`${checkout}.index`, { force: true });
    }
}
const refBaseline_short = ({ id }) => id.slice(0, 12);
/** A pretrained model is seldom in git: where the commit has none at its path, it is the one that lies there now. */
async function findBase(context, own) {
    if (await (0,promises_.stat)((0,external_node_path_.join)(own.bounds.directory, own.spec.base)).catch(() => undefined))
        return;
    await (0,stages_base/* shareBase */.Hr)(own, { ...own, bounds: context.bounds });
}
/** The same error, told of the ref's files by names that people know, and not by where they were checked out for a moment. */
function ofRef(error, checkout, spec, file) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const named = (text) => text.replaceAll((0,external_node_path_.join)(checkout, spec), file).replaceAll(checkout, file);
    const [first, ...more] = error.problems.map(({ what, place }) => ({
        what: named(what),
        ...(place === undefined
            ? {}
            : { place: { ...place, ...(place.file === undefined ? {} : { file: named(place.file) }) } }),
    }));
    return first === undefined ? error : new errors/* UserError */.yo([first, ...more], { exit: error.exit, cause: error });
}

// EXTERNAL MODULE: ./build/src/stages/signedRelease.js
var signedRelease = __webpack_require__(74016);
;// CONCATENATED MODULE: ./build/src/stages/baseline.js
















/** What can be known of it before anything is tuned. @throws UserError where it cannot be had, or reads other columns */
async function baselinePreflight(context) {
    requireAskable(context, await readBy(context));
}
/** What the baseline reads, found without its weights; undefined of the majority and of a directory that says nothing. */
async function readBy(context) {
    const wanted = wantedBaseline(context);
    // A base says nothing of columns: it is asked what the candidate is.
    if (wanted.kind === 'base' || wanted.kind === 'majority')
        return undefined;
    if (wanted.kind === 'release' && isUnreleased(context))
        return undefined;
    if (wanted.kind === 'ref') {
        const { columns = [] } = (0,schema.textColumns)((await findRef(context, wanted.ref)).spec);
        return { name: refText(wanted.ref), columns };
    }
    if (wanted.kind === 'directory') {
        const directory = await directoryOf(context, wanted.path);
        if (!(await (0,files/* isThere */.$B)((0,external_node_path_.join)(directory, manifest/* manifestName */.vS))))
            return undefined;
        const { columns = [] } = (await (0,manifest/* readModelDirectory */.Nw)(directory)).manifest;
        return { name: `the model in ${wanted.path}`, columns };
    }
    const found = await (0,signedRelease/* findRelease */.d)(context, wanted.version, asBaseline);
    if (found.release === undefined)
        return undefined;
    const { columns = [] } = await (0,extract/* imageManifest */.Bz)(found.store, found.release.digest);
    return { name: `release ${found.release.version}`, columns };
}
/** Its text is made of columns of these data, or it would be judged by what it never saw. @throws UserError */
function requireAskable({ spec, specFile }, baseline) {
    const because = baseline && (0,columns/* notReadBy */.lb)(baseline.columns, (0,schema.textColumns)(spec).columns ?? []);
    if (because !== undefined)
        throw new errors/* UserError */.yo(`${baseline?.name} ${because}, so that it cannot be asked about the same examples: compare with \`majority\`, or with a model that reads no other columns`, { place: { file: specFile, key: 'evaluate.baseline' } });
}
const asBaseline = {
    key: 'evaluate.baseline',
    as: 'baseline',
    instead: '`majority`',
    otherwise: 'name what to compare with, as `release:1.2.3` or `majority`',
};
const wantedBaseline = ({ spec, specFile }) => (0,base/* parseBaseline */.nk)(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' });
/** A model that writes texts is not released: compared with is then what there is, its untuned base. */
const isUnreleased = ({ spec }) => !(0,tasks/* taskOf */.Xb)(spec.task).classes;
const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec } = context;
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'base' || (wanted.kind === 'release' && isUnreleased(context)))
        return { kind: 'base', ...(await (0,stages_base/* resolveBase */.gU)(context)), because: 'the untuned base' };
    if (wanted.kind === 'directory') {
        const directory = await directoryOf(context, wanted.path);
        return { kind: 'model', directory, digest: await (0,digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    if (wanted.kind === 'ref') {
        const { model, because } = await modelOfRef(context, wanted.ref);
        const tuned = await model.open();
        return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned };
    }
    const { store, release, because } = await (0,signedRelease/* findRelease */.d)(context, wanted.version, asBaseline);
    if (release !== undefined)
        return modelOf(context, store, release, because);
    // Of a layout on this disk the path is long, and `check` tells it.
    const images = store.name.startsWith('oci:') ? 'there is' : `${store.name} has`;
    return {
        kind: 'majority',
        because: `the most frequent class of the training data, as ${images} no release before ${spec.version}`,
    };
}
const directoryOf = ({ bounds, specFile }, path) => (0,paths/* resolveInside */.LI)(bounds, path, { file: specFile, key: 'evaluate.baseline' });
async function modelOf(context, store, release, why) {
    const into = await releaseDirectory(context, release.digest);
    const extracted = await (0,extract/* extractModel */.ju)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}
/** Where this place keeps the files of a release that something was compared with, if it was. */
const releaseDirectory = async (context, digest) => (0,external_node_path_.join)(await (0,stages_base/* cacheDirectory */.o3)(context, 'baselines'), digest.replace(':', '-'));


/***/ }),

/***/ 67660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext),
  B: () => (/* binding */ openResults)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/place/gpuLeases.js
var gpuLeases = __webpack_require__(48664);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place_place = __webpack_require__(61561);
// EXTERNAL MODULE: ./build/src/platform/host.js
var platform_host = __webpack_require__(62291);
// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/model/checks.js + 4 modules
var checks = __webpack_require__(41646);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/onlyFile.js








/**
 * Takes the one file out of a layer that was made from `entries`, into a file that does not exist yet. Our writer has one
 * encoding for them, so the layer is compared with it byte by byte and never interpreted: no entry that is not ours, no
 * link and no other path can be in it. @throws UserError where the layer or the file differs from what it should be
 */
async function extractOnlyFile(options) {
    const { store, layer, expected, target } = options;
    const place = `${store.name}: layer ${layer.digest}`;
    const refused = (reason) => new errors/* UserError */.yo(`${place}: ${JSON.stringify(expected.path)}: ${reason}: it was changed on the way, find out who can write there and hand it over again`, { exit: 'gate-failed' });
    const frame = (0,tar/* frameOf */.Dm)(options.entries);
    if (layer.mediaType !== mediaTypes/* mediaTypes */.Ib.layer)
        throw refused(`of the kind ${layer.mediaType}`);
    if (layer.size !== frame.sizeBytes)
        throw refused(`${layer.size} bytes instead of ${frame.sizeBytes}`);
    const stream = await store.read(layer);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    async function* content() {
        let at = 0;
        for await (const piece of stream) {
            const framed = Math.min(piece.length, Math.max(0, frame.before.length - at));
            if (!piece.subarray(0, framed).equals(frame.before.subarray(at, at + framed)))
                throw refused('another entry than the one that belongs there');
            const until = Math.max(framed, Math.min(piece.length, frame.before.length + expected.sizeBytes - at));
            if (piece.subarray(until).some((byte) => byte !== 0))
                throw refused('more than the one entry');
            const own = piece.subarray(framed, until);
            hash.update(own);
            at += piece.length;
            if (own.length > 0)
                yield own;
        }
        const found = { sizeBytes: expected.sizeBytes, digest: `sha256:${hash.digest('hex')}` };
        const difference = (0,manifest/* differenceFrom */.mX)(expected, found);
        if (difference !== undefined)
            throw refused(`not what the result says, ${difference}`);
    }
    await (0,external_node_stream_promises_.pipeline)(content(), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o444 })).catch(async (error) => {
        // What is not even what its digest says is damaged, and is told as that by whoever keeps it.
        if (error instanceof errors/* UserError */.yo)
            for await (const _ of await store.read(layer))
                ;
        throw (0,files/* diskError */.wO)(`${target}: cannot be written`, error);
    });
}

// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/results/read.js
var results_read = __webpack_require__(96982);
// EXTERNAL MODULE: ./build/src/results/types.js
var types = __webpack_require__(63989);
;// CONCATENATED MODULE: ./build/src/results/oci.js















/*
 * Results in an OCI repository or layout directory, one manifest each (image-spec 1.1, "Guidelines for artifact usage"). The
 * config blob is result.json itself, so that the config's digest is the result digest; layer i holds file i of the result.
 * A weight file is the very layer that an image of the model has for it, so that the two share the blob. Two tags lead to
 * it, `result-HEX` and `key-STAGE-HEX`; they are written last, so that half a result is never found.
 */
const resultType = 'application/vnd.model-actions.result.v1+json';
const resultTag = (digest) => `result-${(0,src_digest/* hexOf */.ZD)(digest)}`;
const keyTag = (stage, key) => `key-${stage}-${(0,src_digest/* hexOf */.ZD)(key)}`;
/** Nothing of a result is fetched before it is asked for, and nothing is believed that differs from its digest. */
function openOciResults(options) {
    const { store } = options;
    const read = async (tag) => {
        const present = await store.resolve(tag);
        if (present === undefined)
            return undefined;
        const { bytes } = await store.getManifest(present.digest);
        const where = `${store.name}:${tag}`;
        const manifest = resultManifest(bytes, where);
        const { digest } = manifest.config;
        const json = await (0,blobs/* readBlob */.gm)(store, manifest.config);
        const result = (0,results_read/* readResult */.U)(json, { digest, where });
        requireLayers(result, manifest, where);
        let fetched;
        const directory = () => {
            fetched ??= fetchFiles(options, { digest, result, layers: manifest.layers, json });
            // A transfer that broke may be tried again.
            fetched.catch(() => {
                fetched = undefined;
            });
            return fetched;
        };
        return {
            digest,
            result,
            bytes: json,
            directory,
            unchecked: directory,
        };
    };
    return {
        name: store.name,
        async find(stage, key) {
            const stored = await read(keyTag(stage, key));
            if (stored !== undefined && (stored.result.stage !== stage || stored.result.key !== key))
                throw swapped(`${store.name}:${keyTag(stage, key)}`, `a result of ${stored.result.stage} with another key`);
            return stored;
        },
        async open(digest) {
            const stored = await read(resultTag(digest));
            if (stored !== undefined && stored.digest !== digest)
                throw swapped(`${store.name}:${resultTag(digest)}`, `the result ${stored.digest}`);
            return stored;
        },
        async put(stored) {
            const { digest, result } = stored;
            const bytes = (await presentManifest(digest)) ?? (await putFiles(stored, options));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, resultTag(digest));
            await store.putManifest(bytes, mediaTypes/* mediaTypes */.Ib.manifest, keyTag(result.stage, result.key));
        },
    };
    /** The manifest of this very result, whose blobs are all there; a tag that leads elsewhere is written anew. */
    async function presentManifest(digest) {
        const present = await store.resolve(resultTag(digest));
        if (present === undefined)
            return undefined;
        // One that is gone or cannot be read is put again.
        const found = await store.getManifest(present.digest).catch((error) => {
            if (error instanceof errors/* UserError */.yo)
                return undefined;
            throw error;
        });
        if (found === undefined)
            return undefined;
        const { bytes } = found;
        const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, `${store.name}:${resultTag(digest)}`);
        if (document.kind !== 'manifest' || document.manifest.config.digest !== digest)
            return undefined;
        for (const blob of [document.manifest.config, ...document.manifest.layers])
            if (!(await store.has(blob.digest, blob.size)))
                return undefined;
        return bytes;
    }
    async function putFiles(stored, { siblings = [], signal }) {
        const { digest, result } = stored;
        // Every file is compared with the result in the pass that stores it.
        const directory = await stored.unchecked();
        const layers = [];
        for (const file of result.files) {
            const entries = entriesOf(result, file, (path) => (0,oci_layers/* gatedEntry */.O5)(path, (0,external_node_path_.join)(directory, file.path), file));
            const { descriptor } = await (0,putArchive/* putArchive */.g)(entries, { store, siblings, ...(signal === undefined ? {} : { signal }) });
            layers.push({ ...descriptor, annotations: { [oci_layers/* filepathKey */.jq]: file.path } });
        }
        if (layers.length === 0) {
            await store.write((0,blobs/* blobOf */.DE)(blobs/* emptyBlob */.Ro.bytes), blobs/* emptyBlob */.Ro.descriptor.mediaType, blobs/* emptyBlob */.Ro.descriptor);
            layers.push(blobs/* emptyBlob */.Ro.descriptor);
        }
        const config = await store.write((0,blobs/* blobOf */.DE)(stored.bytes), resultType, { digest, size: stored.bytes.length });
        return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes/* mediaTypes */.Ib.manifest, artifactType: resultType, config, layers }));
    }
}
/** The archive that a file of a result travels in. A weight file of a model stands where it does in the model's image. */
function entriesOf(result, file, entry) {
    const inModel = /^model\/(.+)$/s.exec(file.path)?.[1];
    return inModel !== undefined && (0,checks/* isWeightFile */.D)(inModel)
        ? (0,oci_layers/* weightEntries */.JV)(result.name, inModel, entry)
        : (0,tar/* withDirectories */.CM)([entry(file.path)], '');
}
function resultManifest(bytes, where) {
    const document = (0,mediaTypes/* parseDocument */.Tp)(bytes, where);
    if (document.kind === 'manifest' && document.manifest.config.mediaType === resultType)
        return document.manifest;
    throw new errors/* UserError */.yo(`${where}: not a result of a stage: name the repository or layout that results are kept in`);
}
/** One layer a file, in the order of the files. */
function requireLayers({ files }, { layers }, where) {
    if (layers.length !== Math.max(1, files.length))
        throw new errors/* UserError */.yo(`${where}: ${layers.length} layers for ${files.length} files: it was not written by model-actions, run the stage again`);
}
const swapped = (where, what) => new errors/* UserError */.yo(`${where}: leads to ${what}: find out who can write there, and run the stage again`, {
    exit: 'gate-failed',
});
/** The files of a result, each compared with what result.json says of it, in a directory that is whole or not there. */
async function fetchFiles({ store, scratch, signal }, of) {
    const { digest, result, layers, json } = of;
    const directory = (0,external_node_path_.join)(scratch, `${(0,src_digest/* hexOf */.ZD)(digest)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`);
    try {
        await (0,files/* makeDirectory */.Oh)(directory);
        for (const [position, file] of result.files.entries()) {
            signal?.throwIfAborted();
            const layer = layers[position];
            if (layer === undefined)
                throw new Error(`there is no layer for ${file.path}`);
            const target = (0,external_node_path_.join)(directory, file.path);
            await (0,files/* makeDirectory */.Oh)((0,external_node_path_.dirname)(target));
            const entries = entriesOf(result, file, (path) => ({
                path,
                kind: 'file',
                sizeBytes: file.sizeBytes,
                content: () => [],
            }));
            await extractOnlyFile({ store, layer, entries, expected: file, target });
        }
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, types/* resultName */.x), json, { flag: 'wx' });
        return directory;
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/results/results.js

/**
 * Looks on this host first. What comes from elsewhere is taken over into the place, checked.
 * @param options.believeKeys whether a result of the shared repository may be found by its lineage key alone. A digest says
 * what the result is; behind a key lies what whoever can write there put there. So not where anything is signed or deployed;
 * and what was taken over is found here by its digest alone, or a later run would believe the key after all.
 */
function combineResults(options) {
    const { local, shared, believeKeys } = options;
    /** Small things are believed at once, by digest; files are fetched when somebody asks for them. */
    const takenOver = (found) => {
        let fetched;
        const fetch = () => {
            fetched ??= local.takeOver(found).then(async () => {
                await (0,promises_.rm)(await found.directory(), { recursive: true, force: true });
                const mine = await local.open(found.digest);
                if (mine === undefined)
                    throw new Error(`${found.digest} vanished from ${local.name}`);
                return mine;
            });
            return fetched;
        };
        return {
            ...found,
            directory: async () => (await fetch()).directory(),
            unchecked: async () => (await fetch()).unchecked(),
        };
    };
    return {
        name: shared === undefined ? local.name : `${local.name} and ${shared.name}`,
        begin: () => local.begin(),
        put: (stored) => local.put(stored),
        async find(stage, key) {
            const mine = await local.find(stage, key);
            if (mine !== undefined || shared === undefined || !believeKeys)
                return mine;
            const theirs = await shared.find(stage, key);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        async open(digest) {
            const mine = await local.open(digest);
            if (mine !== undefined || shared === undefined)
                return mine;
            const theirs = await shared.open(digest);
            return theirs === undefined ? undefined : takenOver(theirs);
        },
        publish: async (stored) => shared?.put(stored),
    };
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/context.js












/** Stages whose word others take: what they start from must be known by its digest. */
const binding = ['sign', 'verify', 'deploy'];
/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
async function openContext(options) {
    const { specFile, platform, signal, environment } = options;
    const written = await (options.load ?? load.loadSpec)(specFile);
    const host = (0,platform_host/* hostOf */.w4)(environment, process.platform);
    const name = (0,platform_host/* engineFor */.Ec)(host, options.engine ?? written.engine.name);
    (0,platform_host/* requireHost */.sq)(host, { engine: name, deploys: options.stages.includes('deploy') });
    const spec = { ...written, engine: { ...written.engine, name } };
    const bounds = await (0,paths/* boundsOf */.BO)(specFile, options.workspace);
    const home = environment['MODEL_ACTIONS_HOME'] ?? '';
    // What stands in a checkout is anybody's who can commit, and a clean checkout would end what serves.
    if ((0,external_node_path_.isAbsolute)(home) && (await (0,paths/* leadsInto */.gA)(bounds.root, home)))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_HOME=${home} lies in the checkout ${bounds.root}, which \`git clean\` and the next checkout empty: name a directory outside of it`);
    const keep = options.stages.length > 0;
    const place = await (0,place_place/* openPlace */.QL)({ environment, root: bounds.root, model: spec.name, keep });
    if (keep && place.movedFrom !== undefined)
        platform.log.info(`${bounds.root} was ${place.movedFrom} before: its results, checkpoints and history, and what serves, go on`);
    const results = await openResults({ spec, place, specFile, bounds, environment, platform, signal }, {
        believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
        cached: options.cached === true,
    });
    let engine;
    return {
        spec,
        specFile,
        bounds,
        engine() {
            engine ??= openEngine(spec.engine, results, { ...options, label: place.identity });
            return engine;
        },
        platform,
        place,
        results,
        from: options.from,
        image: options.image,
        signal,
        force: options.force,
        others: options.others ?? 'waited-for',
        rollback: options.rollback ?? false,
        environment,
        clock: { now: () => new Date(), monotonicMs: () => external_node_perf_hooks_.performance.now() },
    };
}
/** Results of this host, and those of the repository that the spec names. */
async function openResults(setting, { believeKeys, cached = false }) {
    const { spec, place, signal } = setting;
    const store = spec.results === undefined ? undefined : await (0,registry/* openRepository */.h_)(spec.results, 'results', setting);
    const shared = store === undefined ? undefined : openOciResults({ store, scratch: (0,external_node_path_.join)(place.cache, 'fetched'), signal });
    return combineResults({ local: (0,local/* openLocalResults */.U)(place.store, { cached }), shared, believeKeys });
}
async function openEngine(section, results, options) {
    const { createEngine } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(3019)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    const { engine, note } = await createEngine({
        name: section.name,
        image: section.image,
        resolve: (digest) => directoryOf(results, digest),
        credentials: (image) => (0,registry/* imageCredentials */.AV)(image, { environment: options.environment, secret: (text) => options.platform.secret(text) }),
        leases: (0,gpuLeases/* gpuLeases */.E)({ environment: options.environment, label: options.label, log: options.platform.log }),
        log: options.platform.log,
        signal: options.signal,
        environment: options.environment,
    });
    if (note !== undefined)
        options.platform.log.info(note);
    return engine;
}
async function directoryOf(results, digest) {
    const stored = await results.open(digest);
    if (stored === undefined)
        throw new Error(`the result ${digest} vanished from ${results.name} while it was used`);
    return stored.directory();
}


/***/ }),

/***/ 37289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   placesOf: () => (/* binding */ placesOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _place_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61561);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72636);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/**
 * Where this host keeps what belongs to a model.yml, asked from a terminal: the place of the checkout, and on a runner that
 * of the repository's jobs, where there is one.
 */
async function placesOf(specFile, options) {
    const { model, environment, signal } = options;
    const { root } = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .boundsOf */ .BO)(specFile);
    const places = [await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment, root, model })];
    const remote = [];
    const git = ['-C', root, 'config', '--get', 'remote.origin.url'];
    await (0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF)('git', git, { onStdoutLine: (line) => remote.push(line), signal }).catch(unlessNoGit);
    const ofJobs = (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .environmentOfJobs */ .Vh)(environment, remote[0] ?? '');
    const place = ofJobs === undefined ? undefined : await (0,_place_place_js__WEBPACK_IMPORTED_MODULE_2__/* .openPlace */ .QL)({ environment: ofJobs, root, model });
    if (place !== undefined && place.directory !== places[0]?.directory && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.directory))
        places.push(place);
    return places;
}
function unlessNoGit(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
        throw error;
}


/***/ }),

/***/ 78088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startTrial: () => (/* binding */ startTrial)
});

// EXTERNAL MODULE: ./build/src/platform/terminal.js
var terminal = __webpack_require__(2629);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 1 modules
var registry = __webpack_require__(35418);
// EXTERNAL MODULE: ./build/src/oci/releases.js
var releases = __webpack_require__(43013);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/results/local.js
var local = __webpack_require__(8727);
// EXTERNAL MODULE: ./build/src/stages/baseline.js + 2 modules
var baseline = __webpack_require__(90792);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/places.js
var stages_places = __webpack_require__(37289);
// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/chosenModel.js


















const place = { key: '--model' };
/** What may be named, for messages. */
const kinds = 'a result digest, a version that was released, HOST/NAME:TAG of an image, or the directory of a model';
/**
 * The model that somebody wants to try: the one that is named, else the newest that passed its gates here, else what was
 * promoted here last. Of an image only the model is taken, never its code, so that one without a signature can be tried too.
 */
const chooseModel = (context, wanted) => wanted === undefined ? newest(context) : named(context, wanted);
async function newest(context) {
    const { spec, environment, signal, specFile } = context;
    const places = await (0,stages_places.placesOf)(specFile, { model: spec.name, environment, signal });
    const made = (await Promise.all(places.map(({ store }) => (0,local/* lastMade */.k)(store, 'quantize'))))
        .flat()
        .filter(({ stored }) => stored.result.name === spec.name)
        .sort((a, b) => b.at.getTime() - a.at.getTime());
    const passed = made.findIndex(({ stored }) => stored.result.proceed);
    const best = made[passed];
    if (best !== undefined) {
        const later = made[0];
        const not = passed === 0 || later === undefined
            ? ''
            : `; a newer one did not pass (${later.stored.result.verdict}: ${later.stored.result.headline}), which --model ${later.stored.digest} asks`;
        return ofResult(best.stored, `the newest that passed its gates here, result ${best.stored.digest}${not}`);
    }
    const [promoted] = (0,model_history/* servedOf */.pg)((await Promise.all(places.map(place_history/* readHistory */.L))).flat()).served;
    if (promoted !== undefined)
        return ofImage(context, await (0,stages_image/* openImages */.x9)(context), promoted.digest, 'what was promoted here last');
    const tried = made[0];
    throw new errors/* UserError */.yo(tried === undefined
        ? `there is no model of ${spec.name} here: run \`model-actions prepare,finetune,evaluate,quantize\`, or name ${kinds} by --model`
        : `no model of ${spec.name} has passed its gates here: run the pipeline again, or name the last one, which did not, by --model ${tried.stored.digest}`, { place: { file: specFile } });
}
async function named(context, wanted) {
    if ((0,digest/* isDigest */.Bc)(wanted)) {
        const stored = await context.results.open(wanted);
        if (stored !== undefined)
            return fromResult(context, stored);
        const images = await (0,stages_image/* openImages */.x9)(context);
        await requireImage(images, wanted, `${wanted} is no result here, and no image of it`);
        return ofImage(context, images, wanted, 'named by --model');
    }
    if (semver.valid(wanted) === wanted)
        return ofRelease(context, wanted);
    if ((await (0,promises_.stat)(wanted).catch(() => undefined))?.isDirectory() === true) {
        const model = await (0,manifest/* readModelDirectory */.Nw)(wanted);
        await (0,manifest/* verifyModelDirectory */.qw)(model);
        if (model.manifest.engine !== 'onnxruntime')
            throw new errors/* UserError */.yo(`${wanted} holds what training left (${model.manifest.format}), which no server reads: run quantize (precision fp32 or int8), and name its model`, { place });
        return { model, because: `the directory ${wanted}` };
    }
    return ofReference(context, wanted);
}
async function fromResult(context, stored) {
    const { stage, outputs, verdict } = stored.result;
    const told = `result ${stored.digest} of ${stage}${verdict === 'pass' ? '' : `, whose verdict was ${verdict}`}`;
    if (stage === 'quantize')
        return ofResult(stored, told);
    const image = outputs['digest'] ?? '';
    if ((0,digest/* isDigest */.Bc)(image))
        return ofImage(context, await (0,stages_image/* openImages */.x9)(context), image, told);
    throw new errors/* UserError */.yo(`${stored.digest} is a result of ${stage}, which leaves no model that can serve: name one of quantize, build or deploy`, { place });
}
async function ofResult(stored, because) {
    return { model: await (0,manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(await stored.directory(), 'model')), because };
}
async function ofRelease(context, version) {
    const store = await (0,stages_image/* openImages */.x9)(context);
    const all = await (0,releases/* releases */.D8)(store);
    const found = all.find((release) => release.version === version);
    if (found !== undefined)
        return ofImage(context, store, found.digest, `release ${version}`);
    const there = all.map((release) => release.version).join(', ');
    throw new errors/* UserError */.yo(`${store.name} has no release ${version}: name ${there === '' ? kinds : `one that it has (${there})`}`, { place });
}
async function ofReference(context, text) {
    const notThere = !text.includes('/') || /^[./~]/.test(text);
    if (notThere && !text.startsWith('oci:'))
        throw new errors/* UserError */.yo(`${JSON.stringify(text.slice(0, 200))} is nowhere: name ${kinds}`, { place });
    const reference = (0,oci_reference/* parseReference */.F)(text, place);
    const store = await openReferred(context, reference);
    const digest = reference.digest ?? (await store.resolve(reference.tag ?? 'latest'))?.digest;
    if (digest === undefined)
        throw new errors/* UserError */.yo(`${store.name} has no tag ${reference.tag ?? 'latest'}: name one that it has${reference.tag === undefined ? ', behind a colon' : ''}`, { place });
    await requireImage(store, digest, `no image ${text}`);
    return ofImage(context, store, digest, text);
}
async function openReferred(context, reference) {
    if (reference.kind === 'layout')
        return (0,layout/* openLayout */.B)(reference.directory, { create: false });
    const repository = `${reference.host}/${reference.name}`;
    const insecure = (0,stages_registry/* byPlainHttp */.Gi)(context.spec.image, repository);
    return (0,registry/* openRegistry */.M)({ repository, insecure, ...(0,stages_registry/* repositoryAccess */.bO)(repository, context) });
}
/** @param what such as `no image ghcr.io/acme/tone:1` @throws UserError that says so, and what may be named */
async function requireImage(store, digest, what) {
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`${what} can be had (${error.message}): name ${kinds}`, {
            place,
            exit: error.exit,
            cause: error,
        });
    });
}
async function ofImage(context, store, digest, because) {
    const into = await (0,baseline/* releaseDirectory */.fF)(context, digest);
    const { model } = await (0,extract/* extractModel */.ju)({ store, digest, into, reuse: true });
    return { model, because: `${because}: image ${(0,releases/* inWords */.r4)(await (0,releases/* imageSays */.A6)(store, digest))}, ${store.name}@${digest}` };
}

// EXTERNAL MODULE: ./build/src/stages/context.js + 3 modules
var stages_context = __webpack_require__(67660);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/ports.js
var ports = __webpack_require__(77709);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
;// CONCATENATED MODULE: ./build/src/stages/ownServer.js








const host = '127.0.0.1';
const keptLines = 20;
/** A large model loads for minutes; one that hangs is ended by who waits for it. */
const pollMs = 50;
/** Starts it, and waits until it is ready. @param port 0 takes a free one @throws UserError where it does not come up */
async function startOwnServer({ path, manifest }, { environment, signal, log }, port) {
    const taken = port === 0 ? undefined : await (0,ports/* whyNotFree */.WM)(port, host);
    if (taken !== undefined)
        throw new errors/* UserError */.yo(taken === 'EACCES'
            ? `port ${port} is for administrators alone: give another one, or none for one that is free`
            : `port ${port} cannot be had (${taken}): give another one, or none for one that is free`, { place: { key: '--port' }, exit: 'preflight' });
    const { defaultCacheDirectory, ensurePython } = await __webpack_require__.e(/* import() */ 9468).then(__webpack_require__.bind(__webpack_require__, 29468));
    const cacheDir = defaultCacheDirectory(environment);
    const python = await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment });
    const ending = new AbortController();
    let patienceMs = 0;
    const listening = (0,timers/* deferred */.yX)();
    const said = [];
    const ended = (0,processes/* run */.eF)(python.path, [
        ...[
            '-m',
            'model_runtime',
            'serve',
            '--model',
            (0,external_node_path_.resolve)(path),
            '--host',
            host,
            '--port',
            String(port),
            '--until-input-ends',
        ],
        ...['--name', manifest.name, '--version', manifest.version],
    ], {
        cwd: (0,external_node_os_.tmpdir)(),
        env: {
            ...(0,processes/* plainEnvironment */.Ud)(environment),
            PYTHONPATH: (0,installation/* runtimeDirectory */.Uq)(),
            PYTHONUNBUFFERED: '1',
            PYTHONDONTWRITEBYTECODE: '1',
        },
        // Whatever ends us ends it: a closed terminal and `kill -9` leave nobody else to do it.
        holdsStdin: true,
        signal: ending.signal,
        patienceMs: () => patienceMs,
        onStderrLine: (line) => {
            const [, found] = /listening on \S*:(\d+)$/.exec(line) ?? [];
            if (found !== undefined)
                listening.resolve(Number(found));
            said.push(line);
            if (said.length > keptLines)
                said.shift();
            if (/ (?:WARNING|ERROR) /.test(line))
                log.foreign(line);
        },
    }).then(({ exitCode, signal: by }) => {
        const last = said.length === 0 ? 'it said nothing' : `its last lines: ${said.slice(-3).join(' | ')}`;
        throw new errors/* UserError */.yo(`the server of ${manifest.name} ended by itself (${by ?? exitCode}): see why; ${last}`, {
            exit: 'crashed',
        });
    }, (reason) => {
        if (reason !== ending.signal.reason)
            throw reason;
    });
    // Whoever waits for it first is told; nobody else is.
    ended.catch(() => undefined);
    const stop = async (how) => {
        patienceMs = how === 'politely' ? politeMs : 0;
        ending.abort(new Error('no longer needed'));
        await ended.catch(() => undefined);
    };
    try {
        const url = `http://${host}:${await Promise.race([listening.promise, gone(ended), aborted(signal)])}`;
        const fetch = (0,network/* openFetch */.v)(environment);
        while (!(await fetch(`${url}${manifest.serving.readyPath}`)
            .then(({ ok }) => ok)
            .catch(() => false)))
            await Promise.race([(0,timers/* sleep */.yy)(pollMs, signal), gone(ended)]);
        return { url, ended, stop };
    }
    catch (error) {
        await stop('at once');
        throw error;
    }
}
/** The server's notice to its clients takes a second of it; the command itself is to end in two and a half. */
const politeMs = 1_800;
const gone = async (ended) => {
    await ended;
    throw new Error('the server was stopped while somebody waited for it');
};
const aborted = (signal) => new Promise((_, reject) => {
    if (signal.aborted)
        reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
});

;// CONCATENATED MODULE: ./build/src/stages/trial.js




/** Finds the model and serves it at a port of loopback. */
async function startTrial(options) {
    const { specFile, wanted, port, signal, environment, stderr } = options;
    const platform = (0,terminal/* createTerminal */.PB)({ stderr, debug: environment['MODEL_ACTIONS_DEBUG'] === '1' });
    const context = await (0,stages_context.openContext)({ specFile, stages: [], force: false, platform, signal, environment });
    const { model, because } = await chooseModel(context, wanted);
    const { name, version, precision } = model.manifest;
    options.onModel(`${name} ${version}, ${precision}: ${because}`, model);
    const server = await startOwnServer(model, { environment, signal, log: platform.log }, port);
    return { model, because, server, context };
}


/***/ })

};
