export const id = 3108;
export const ids = [3108];
export const modules = {

/***/ 63108:
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
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/installation.js
var installation = __webpack_require__(54765);
// EXTERNAL MODULE: ./build/src/model/probes.js
var probes = __webpack_require__(63640);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/oci/blobs.js
var blobs = __webpack_require__(85167);
// EXTERNAL MODULE: ./build/src/oci/imageConfig.js
var imageConfig = __webpack_require__(52804);
// EXTERNAL MODULE: ./build/src/oci/layers.js
var oci_layers = __webpack_require__(60493);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
;// CONCATENATED MODULE: ./build/src/oci/modelPack.js


/*
 * Format: CNCF ModelPack, github.com/modelpack/model-spec v0.0.7 (docs/spec.md, docs/config.md, schema/config-schema.json).
 * It names the same blobs as the image, so it costs no storage. It is attached to the image's index as a referrer: an
 * entry without a platform inside the index would be taken for an image by some engines.
 */
const modelPackTypes = {
    manifest: 'application/vnd.cncf.model.manifest.v1+json',
    config: 'application/vnd.cncf.model.config.v1+json',
    weight: 'application/vnd.cncf.model.weight.v1.tar',
    weightConfig: 'application/vnd.cncf.model.weight.config.v1.tar',
};
const modelPackLayers = (layers) => layers.filter(({ planned }) => planned.kind !== 'runtime');
function modelPackConfig(options) {
    const { model, labels, created, layers } = options;
    const label = (name) => labels[`org.opencontainers.image.${name}`];
    const optional = { sourceURL: label('source'), revision: label('revision') };
    const license = label('licenses');
    return {
        descriptor: {
            createdAt: created.toISOString(),
            name: model.name,
            version: model.version,
            ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
            ...(license === undefined ? {} : { licenses: [license] }),
        },
        config: { format: model.format, precision: model.precision },
        modelfs: { type: 'layers', diffIds: modelPackLayers(layers).map(({ descriptor }) => descriptor.digest) },
    };
}
function modelPackManifest(options) {
    return {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        artifactType: modelPackTypes.manifest,
        config: options.config,
        layers: modelPackLayers(options.layers).map(({ planned, descriptor }) => ({
            mediaType: planned.kind === 'weight' ? modelPackTypes.weight : modelPackTypes.weightConfig,
            digest: descriptor.digest,
            size: descriptor.size,
            annotations: { [oci_layers/* filepathKey */.jq]: planned.path },
        })),
        subject: { mediaType: options.subject.mediaType, digest: options.subject.digest, size: options.subject.size },
    };
}

// EXTERNAL MODULE: ./build/src/oci/platforms.js
var oci_platforms = __webpack_require__(52751);
// EXTERNAL MODULE: ./build/src/oci/putArchive.js
var putArchive = __webpack_require__(74362);
// EXTERNAL MODULE: ./build/src/oci/tar.js
var tar = __webpack_require__(62676);
;// CONCATENATED MODULE: ./build/src/oci/assemble.js











/**
 * Builds and stores the image of a model: an index with one image a platform over the same weight blobs, and a ModelPack
 * manifest over them. Same input, same digests. The blobs come first, the index last. @throws UserError
 */
async function assembleModelImage(options) {
    const { store } = options;
    const gated = await (0,model_manifest/* readGatedModel */.l7)(options.model.directory, options.model.files);
    const released = (0,model_manifest/* releasedAs */.kg)(gated.manifest, options.release);
    const files = released.files.filter(({ path }) => options.without?.includes(path) !== true);
    const model = { ...gated, manifest: { ...released, files } };
    const account = new Account(options.onProgress);
    const bases = await openBases(options);
    const planned = await (0,oci_layers/* planLayers */.Q7)(model, options.runtimeDirectory);
    const baseLayers = new Map(bases.flatMap((base) => base.layers.map((layer) => [layer.digest, layer])));
    account.expect([
        ...[...baseLayers.values()].map((layer) => layer.size),
        ...planned.map((layer) => (0,tar/* tarStream */.eu)(layer.entries).sizeBytes),
    ]);
    if (options.base !== undefined)
        for (const layer of baseLayers.values()) {
            options.signal?.throwIfAborted();
            account.add('layer of the base', layer, (await (0,blobs/* moveBlob */.pP)(options.base.store, layer, store)) === 'moved');
        }
    const layers = [];
    for (const layer of planned) {
        const { descriptor, moved } = await (0,putArchive/* putArchive */.g)(layer.entries, { ...options, siblings: options.siblings ?? [] });
        account.add(layer.path, descriptor, moved);
        layers.push({ planned: layer, descriptor: annotated(layer, descriptor) });
    }
    const labels = allLabels(model, options);
    const manifests = [];
    for (const base of bases)
        manifests.push(await putImage(base, layers, labels, model, options));
    options.signal?.throwIfAborted();
    const index = await putJson(store, mediaTypes/* mediaTypes */.Ib.index, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.index,
        manifests,
        annotations: labels,
    });
    const config = await writeJson(store, modelPackTypes.config, modelPackConfig({ model: model.manifest, labels, created: options.created, layers }));
    const modelPack = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, modelPackManifest({ config, layers, subject: index }));
    return { index, manifests, modelPack, ...account.result() };
}
/** Gives an image that is in the store a name; only now do people find it. */
async function tagImage(store, digest, tag) {
    const { descriptor, bytes } = await store.getManifest(digest);
    return store.putManifest(bytes, descriptor.mediaType, tag);
}
async function openBases(options) {
    const { base, platforms } = options;
    if (base === undefined)
        return (platforms ?? [(0,oci_platforms/* hostPlatform */.ol)()]).map((name) => ({
            config: undefined,
            layers: [],
            platform: (0,oci_platforms/* parsePlatform */.FL)(name),
        }));
    if (!(0,src_digest/* isDigest */.Bc)(base.digest))
        throw new errors/* UserError */.yo(`base image ${base.store.name}:${String(base.digest)}: a tag can move: pin it by its digest, ${base.store.name}@sha256:…`);
    const found = [];
    for (const image of await (0,oci_platforms/* platformImages */.QF)(base.store, base.digest)) {
        const place = `${base.store.name}@${image.descriptor.digest}`;
        const config = (0,imageConfig/* parseImageConfig */.FB)(await (0,blobs/* readBlob */.gm)(base.store, image.manifest.config), place);
        const platform = {
            os: config.os,
            architecture: config.architecture,
            ...(config.variant === undefined ? {} : { variant: config.variant }),
        };
        if (platforms !== undefined && !platforms.includes((0,oci_platforms/* platformName */.$r)(platform)))
            continue;
        found.push({ config, layers: baseLayersOf(image, config, place), platform });
    }
    const missing = (platforms ?? []).filter((name) => !found.some((entry) => (0,oci_platforms/* platformName */.$r)(entry.platform) === name));
    if (missing.length > 0)
        throw new errors/* UserError */.yo(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}: leave the platform out or choose another base`);
    return found;
}
function baseLayersOf(image, config, place) {
    const { layers } = image.manifest;
    if ((config.rootfs.diff_ids ?? []).length !== layers.length)
        throw new errors/* UserError */.yo(`base image ${place}: ${layers.length} layers, but its configuration lists ${(config.rootfs.diff_ids ?? []).length}: choose another base`);
    return layers.map(({ mediaType, digest, size }) => ({ mediaType: ociLayerType(mediaType, place), digest, size }));
}
/** Docker's older names for the same bytes. */
function ociLayerType(mediaType, place) {
    if (mediaType.startsWith('application/vnd.oci.image.layer.v1.tar'))
        return mediaType;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar.gzip')
        return mediaTypes/* mediaTypes */.Ib.gzipLayer;
    if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar')
        return mediaTypes/* mediaTypes */.Ib.layer;
    throw new errors/* UserError */.yo(`base image ${place}: a layer of the kind ${mediaType} cannot be taken over: choose another base`);
}
/** What every descriptor of a layer of ours says about it. */
const annotated = (layer, { mediaType, digest, size }) => ({
    mediaType,
    digest,
    size,
    annotations: { ...(layer.kind === 'runtime' ? {} : { [oci_layers/* filepathKey */.jq]: layer.path }), [oci_layers/* layerKey */.n3]: layer.kind },
});
async function putImage(base, layers, labels, model, options) {
    const { store } = options;
    const config = await writeJson(store, mediaTypes/* mediaTypes */.Ib.config, (0,imageConfig/* modelImageConfig */.lc)({
        base: base.config,
        platform: base.platform,
        model: model.manifest,
        labels,
        created: options.created,
        layers: layers.map(({ planned, descriptor }) => ({ digest: descriptor.digest, comment: `/${planned.path}` })),
    }));
    const manifest = await putJson(store, mediaTypes/* mediaTypes */.Ib.manifest, {
        schemaVersion: 2,
        mediaType: mediaTypes/* mediaTypes */.Ib.manifest,
        config,
        layers: [...base.layers, ...layers.map(({ descriptor }) => descriptor)],
        annotations: labels,
    });
    return { ...manifest, platform: base.platform };
}
function allLabels(model, { base, ...options }) {
    return (0,imageConfig/* sorted */.IP)({
        'org.opencontainers.image.title': model.manifest.name,
        'org.opencontainers.image.version': model.manifest.version,
        'org.opencontainers.image.created': options.created.toISOString(),
        ...(base === undefined
            ? {}
            : { 'org.opencontainers.image.base.name': base.store.name, 'org.opencontainers.image.base.digest': base.digest }),
        ...options.labels,
    });
}
const putJson = (store, mediaType, value) => store.putManifest(Buffer.from(JSON.stringify(value)), mediaType);
async function writeJson(store, mediaType, value) {
    const bytes = Buffer.from(JSON.stringify(value));
    const { digest, size } = await store.write((0,blobs/* blobOf */.DE)(bytes), mediaType);
    return { mediaType, digest, size };
}
/** What moved and what was there. */
class Account {
    #layers = [];
    #onProgress;
    #totalBytes = 0;
    #doneBytes = 0;
    constructor(onProgress) {
        this.#onProgress = onProgress;
    }
    expect(sizes) {
        this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    }
    add(path, { digest, size }, moved) {
        this.#layers.push({ path, digest, size, moved });
        this.#doneBytes += size;
        this.#onProgress?.(path, this.#totalBytes === 0 ? 1 : this.#doneBytes / this.#totalBytes);
    }
    result() {
        const sum = (moved) => this.#layers.filter((layer) => layer.moved === moved).reduce((total, layer) => total + layer.size, 0);
        return { layers: this.#layers, bytesMoved: sum(true), bytesReused: sum(false) };
    }
}

// EXTERNAL MODULE: ./build/src/oci/layout.js
var layout = __webpack_require__(57545);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var oci_reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/oci/registry.js + 4 modules
var registry = __webpack_require__(15959);
;// CONCATENATED MODULE: ./build/src/oci/open.js




/** An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move. */
async function openReference(text, options) {
    const reference = (0,oci_reference/* parseReference */.F)(text, options.place);
    const { digest, tag } = reference;
    const store = await open_open(reference, options);
    if (digest !== undefined)
        return { store, digest };
    const now = tag === undefined ? undefined : await store.resolve(tag);
    const pinned = now === undefined ? 'REPOSITORY@sha256:…' : `${text}@${now.digest}`;
    throw new errors/* UserError */.yo(`${text} has no digest, and a tag can move: pin it, as ${pinned}${now === undefined ? '' : ' (what the tag means now)'}`, { place: options.place });
}
const open_open = async (reference, { place: _, directoryOf, ...options }) => reference.kind === 'registry'
    ? (0,registry/* openRegistry */.M)({ ...options, repository: `${reference.host}/${reference.name}` })
    : (0,layout/* openLayout */.B)(await directoryOf(reference.directory), { create: false });

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 3 modules
var schema = __webpack_require__(44503);
// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
;// CONCATENATED MODULE: ./build/src/stages/base.js










/** The pretrained model as a directory on this host: the user's own, or fetched from a hub at one revision. */
const resolveBase = (context) => (0,memo/* oncePerRun */.ao)(context, 'base', () => readBase(context));
/** The job input that an adapter needs beside itself; every other model needs none. @throws UserError for another base */
async function baseUnder(context, model) {
    if (model.manifest.format !== 'adapter')
        return {};
    const { directory, digest } = await resolveBase(context);
    if (model.manifest.base !== digest)
        throw new errors/* UserError */.yo(`${context.spec.base} has the digest ${digest}, and the adapter was trained on ${model.manifest.base}: name that base, or fine-tune again`, { place: { file: context.specFile, key: 'base' } });
    return { base: { directory } };
}
async function readBase(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'base' };
    const base = (0,spec_base/* parseBase */.Hp)(spec.base, place);
    const directory = base.kind === 'directory' ? await (0,paths/* resolveInside */.LI)(context.bounds, base.path, place) : await fetchBase(context, base);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        throw new errors/* UserError */.yo(`${spec.base} cannot be read (${error.code}): name the directory of a model, or a hub id with its revision`, { place, cause: error });
    });
    if (!names.includes('config.json'))
        throw new errors/* UserError */.yo(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place });
    await refuseHubSnapshot(directory, context);
    return { directory, digest: await (0,src_digest/* digestTree */.hW)(directory, { skip: (_, path) => path === downloadNotes }) };
}
/** Where `hf download --local-dir` notes when it fetched what: another time each time, and nothing of the model. */
const downloadNotes = '.cache/huggingface';
/** A snapshot of the hub's cache is links to blobs beside it, which a job in a container cannot follow. */
async function refuseHubSnapshot(directory, { spec, specFile }) {
    const target = await (0,promises_.readlink)((0,external_node_path_.join)(directory, 'config.json')).catch(() => '');
    if (!target.startsWith('../../blobs/'))
        return;
    throw new errors/* UserError */.yo(`${spec.base} is a snapshot in the cache of the hub, whose files are links out of it: fetch it as files by \`hf download ID --revision REVISION --local-dir DIRECTORY\`, copy it by \`cp -rL\`, or name the id with its revision`, { place: { file: specFile, key: 'base' } });
}
async function fetchBase(context, base) {
    const { environment, platform, specFile, signal } = context;
    const directory = (0,external_node_path_.join)(await cacheDirectory(context, 'bases'), `${base.repository}@${base.revision}`.replaceAll('/', '--'));
    if ((0,external_node_fs_.existsSync)(directory))
        return directory;
    const endpoint = environment['HF_ENDPOINT'];
    const token = environment['HF_TOKEN'];
    if (token !== undefined)
        platform.secret(token);
    platform.log.info(`Fetching ${base.repository} at ${base.revision}`);
    const fetch = (0,network/* openFetch */.v)(environment);
    const { snapshotDownload } = await __webpack_require__.e(/* import() */ 5009).then(__webpack_require__.bind(__webpack_require__, 75009));
    const partial = `${directory}.partial`;
    try {
        const snapshot = await snapshotDownload({
            repo: base.repository,
            revision: base.revision,
            cacheDir: await cacheDirectory(context, 'hub'),
            fetch: (input, init) => fetch(input instanceof Request ? input.url : input, { ...init, signal }),
            ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
            ...(token === undefined ? {} : { accessToken: token }),
        });
        // The hub's cache is made of links, which a container would not see through.
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        await (0,promises_.cp)(snapshot, partial, { recursive: true, dereference: true });
        await (0,promises_.rename)(partial, directory);
        return directory;
    }
    catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error ? rootCause(error).message : String(error);
        throw new errors/* UserError */.yo(`${base.repository}@${base.revision} could not be fetched from the hub (${cause}): check id, revision and network, or download it and name its directory (base: ./base)`, { place: { file: specFile, key: 'base' }, exit: 'preflight', cause: error });
    }
}
/** A directory for things that can be made again, such as a fetched model. */
async function cacheDirectory({ place }, name) {
    const directory = (0,external_node_path_.join)(place.cache, name);
    await (0,files/* makeDirectory */.Oh)(directory);
    return directory;
}
const rootCause = (error) => (error.cause instanceof Error ? rootCause(error.cause) : error);

// EXTERNAL MODULE: ./build/src/model/history.js
var model_history = __webpack_require__(19959);
// EXTERNAL MODULE: ./build/src/oci/extract.js + 2 modules
var extract = __webpack_require__(45248);
// EXTERNAL MODULE: ./build/src/oci/releases.js
var releases = __webpack_require__(43013);
// EXTERNAL MODULE: ./build/src/place/history.js
var place_history = __webpack_require__(68593);
// EXTERNAL MODULE: ./build/src/signing/release.js + 1 modules
var signing_release = __webpack_require__(39525);
// EXTERNAL MODULE: ./build/src/stages/image.js
var stages_image = __webpack_require__(4080);
// EXTERNAL MODULE: ./build/src/stages/promotions.js
var promotions = __webpack_require__(61323);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/platform/git.js



const usual = { askMs: 60_000, fetchMs: 15 * 60_000 };
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60'];
/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300;
const longestFileBytes = 1 << 20;
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
        throw new errors/* UserError */.yo(`git ${args[0]} says more than ${longestFileBytes} bytes`);
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
/** The text of a file of a commit; undefined where the commit has no such file. */
async function fileAt(world, { repository, id }, path) {
    const what = `${id}:${path}`;
    const kind = await git(world, repository, ['cat-file', '-t', what]);
    if (kind.stdout !== 'blob')
        return undefined;
    return (await git(world, repository, ['cat-file', 'blob', what], { own: await credentials(world, repository) }))
        .stdout;
}
/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
async function checkOut(world, { repository, id }, directory) {
    await (0,files/* makeDirectory */.Oh)(directory, { mode: 0o700 });
    const { ok, told } = await git(world, repository, ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'], { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } });
    if (!ok)
        throw new errors/* UserError */.yo(`${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`);
}

// EXTERNAL MODULE: ./build/src/spec/load.js + 2 modules
var load = __webpack_require__(41922);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
// EXTERNAL MODULE: ./build/src/model/checks.js + 5 modules
var checks = __webpack_require__(12182);
;// CONCATENATED MODULE: ./build/src/stages/checkpoints.js




/* Checkpoints outlive failed and killed runs, and the checkout: the next run of the same key goes on from there. */
const placeOf = (place, key) => (0,external_node_path_.join)(place.checkpoints, (0,src_digest/* hexOf */.ZD)(key));
/** The directory for the checkpoints of this key; the lock of the key keeps two runs from writing there at once. */
async function checkpointsOf(place, key) {
    await (0,files/* makeDirectory */.Oh)(placeOf(place, key));
    return placeOf(place, key);
}
const dropCheckpoints = (place, key) => (0,trees/* removeTree */.dM)(placeOf(place, key));

;// CONCATENATED MODULE: ./build/src/stages/facts.js
/** What model.json says of a model, from what the runtime that made it says. */
const manifestFacts = (facts) => ({
    format: facts.format,
    engine: facts.engine,
    precision: facts.precision,
    labels: facts.labels,
    maxLength: facts.max_length,
    maxBatch: facts.max_batch,
    ...(facts.base === undefined ? {} : { base: facts.base }),
});
/** The machine that a model was made and judged on, as the engine found it. */
const machineFacts = ({ cpu, gpus, driver, identity }) => ({
    cpu: { model: cpu.model, flags: [...cpu.flags] },
    gpus: gpus.map(({ name }) => name),
    ...(driver === undefined ? {} : { driver }),
    identity: { ...identity },
});

// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/model/lineage.js

/**
 * The key under which a stage's result is found again: equal model, stage and inputs give an equal key. A result says whose
 * it is, and models of one monorepo may share data and the repository of their results.
 */
function lineageKey(of) {
    return (0,src_digest/* digestJson */.tv)({ lineage: 1, model: of.model, stage: of.stage, inputs: of.inputs });
}

// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/recipe.js







const keyOf = (stage, context) => (0,memo/* oncePerRun */.ao)(context, `key of ${stage.name}`, async () => lineageKey({ model: context.spec.name, stage: stage.name, inputs: await stage.inputs(context) }));
/** Runs a stage, unless a result of equal inputs may be used again. Two runs of one key take turns, and the second reuses. */
async function runStage(stage, context) {
    const key = await keyOf(stage, context);
    const reused = await reusable(stage, context, key);
    if (reused !== undefined)
        return settled(stage, context, reused, true);
    if (stage.acts)
        return settled(stage, context, await make(stage, context, key), false);
    return (0,locks/* withLock */.k)((0,external_node_path_.join)(context.place.locks, `${stage.name}-${(0,src_digest/* hexOf */.ZD)(key)}`), {
        signal: context.signal,
        label: `${stage.name} of ${context.spec.name}`,
        onWait: (by) => context.platform.log.info(`${by} does the same work: waiting for its result`),
    }, async () => {
        const meanwhile = await reusable(stage, context, key);
        if (meanwhile !== undefined)
            return settled(stage, context, meanwhile, true);
        return settled(stage, context, await make(stage, context, key), false);
    }).catch((error) => {
        throw asUserError(error, context);
    });
}
async function reusable(stage, context, key) {
    if (context.force || stage.acts)
        return undefined;
    const found = (await context.results.find(stage.name, key));
    if (found === undefined || !found.result.proceed)
        return undefined;
    return ((await stage.holds?.(context, found.result.data)) ?? true) ? found : undefined;
}
async function make(stage, context, key) {
    let workspace;
    try {
        workspace = await context.results.begin();
        const draft = await stage.make(context, workspace, key);
        context.signal.throwIfAborted();
        const parents = {};
        for (const name of stage.parents) {
            const parent = (0,memo/* known */.eO)(context, `result of ${name}`);
            if (parent === undefined)
                throw new Error(`${stage.name} was made without asking for its parent ${name}`);
            parents[name] = (await parent).digest;
        }
        const stored = await workspace.commit({
            ...draft,
            proceed: draft.proceed ?? draft.verdict === 'pass',
            stage: stage.name,
            name: context.spec.name,
            key,
            parents,
        });
        return stored;
    }
    catch (error) {
        await workspace?.discard();
        throw asUserError(error, context);
    }
}
/** From now on the stages of this run see this very result. */
async function settled(stage, context, stored, reused) {
    (0,memo/* forget */.y6)(context, `result of ${stage.name}`);
    await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => stored);
    if (!stage.acts)
        await context.results.publish(stored);
    return { stage: stage.name, stored, reused };
}
/**
 * The result of an earlier stage: the one of this run, the one that the job was handed, or the one of this very spec.
 * Missing or failed, it is the user's turn.
 */
async function earlier(stage, context, asking) {
    const found = await (0,memo/* oncePerRun */.ao)(context, `result of ${stage.name}`, async () => context.from === undefined
        ? await byKey(stage, context, asking)
        : await handed(stage.name, context, asking));
    const { proceed, verdict, headline } = found.result;
    if (!proceed)
        throw new errors/* UserError */.yo(`${asking} needs ${stage.name} to have passed, and its verdict was ${verdict} (${headline}): see .model-actions/reports/${stage.name}.md beside the spec`, { place: { file: context.specFile }, exit: exitOf(verdict) });
    return found;
}
async function byKey(stage, context, asking) {
    const found = await context.results.find(stage.name, await keyOf(stage, context));
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`model-actions ${stage.name} --config ${context.specFile}\` first, or hand its result digest over by \`from\``, { place: { file: context.specFile } });
}
const fromPlace = { input: 'from' };
/** The result that the job was handed, and those that it was made from. */
async function handed(name, context, asking) {
    const start = await handedResult(context);
    const seen = new Set();
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        if (at.result.stage === name)
            return at;
        // The nearest first: what a result says of its own parents counts before what those say.
        const parents = Object.entries(at.result.parents).sort(([a], [b]) => Number(b === name) - Number(a === name));
        for (const [, digest] of parents) {
            if (seen.has(digest))
                continue;
            seen.add(digest);
            queue.push(await openResult(digest, context));
        }
    }
    throw new errors/* UserError */.yo(`${asking} needs the result of ${name}, and ${context.from} is a result of ${start.result.stage}, which was made without it: hand over a result of ${name}`, { place: fromPlace });
}
/** What `from` names. @throws UserError where it is nowhere, of another model, or did not pass */
const handedResult = (context) => (0,memo/* oncePerRun */.ao)(context, 'the result that was handed over', async () => {
    if (context.from === undefined)
        throw new Error('no result was handed over');
    const found = await openResult(context.from, context);
    if (found.result.name !== context.spec.name)
        throw new errors/* UserError */.yo(`${context.from} is a result of the model ${found.result.name}, and ${context.specFile} is of ${context.spec.name}: give the spec that it was made with`, { place: fromPlace });
    return found;
});
async function openResult(digest, context) {
    const found = await context.results.open(digest);
    if (found !== undefined)
        return found;
    throw new errors/* UserError */.yo(`there is no result ${digest} in ${context.results.name}: results of another machine are found where the spec has \`results:\`, a registry or a layout that both jobs reach`, { place: fromPlace });
}
/** A run with `from` begins after the stage that it was handed, one with `digest` verifies or deploys that image and makes none. */
async function checkHandOver(selected, context) {
    const making = selected.find((name) => name !== 'verify' && name !== 'deploy');
    if (context.image !== undefined && making !== undefined)
        throw new errors/* UserError */.yo(`${context.image} is an image to verify or deploy, and ${making} is to run, which does not use it: name verify, deploy or both, or leave \`digest\` out`, { place: { input: 'digest' } });
    if (context.from === undefined)
        return;
    const { stage } = (await handedResult(context)).result;
    const given = types/* stageNames */.h.indexOf(stage);
    const tooEarly = selected.find((name) => types/* stageNames */.h.indexOf(name) <= given);
    if (tooEarly !== undefined)
        throw new errors/* UserError */.yo(`${context.from} is a result of ${stage}, and ${tooEarly} is to run, which does not come after it: name the stages after ${stage}, or leave \`from\` out`, { place: fromPlace });
}
const exitOf = (verdict) => verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed';
/** Trouble of the disk is the user's to mend, wherever it strikes. */
function asUserError(error, context) {
    const { code, path } = error;
    const place = path ?? context.place.directory;
    if (code === 'ENOSPC')
        return new errors/* UserError */.yo(`${place}: the disk is full: free some space and run again; nothing is half-written`, {
            cause: error,
            exit: 'preflight',
        });
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
        const why = code === 'EROFS' ? 'the file system is read-only' : 'no permission';
        return new errors/* UserError */.yo(`${place}: ${why}: change its owner, mode or mount, or name another directory by MODEL_ACTIONS_HOME`, { cause: error, exit: 'preflight' });
    }
    return error;
}

// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/prepare.js












/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
const prepare = {
    name: 'prepare',
    parents: [],
    async preflight(context) {
        await dataFiles(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const { spec } = context;
        const files = await dataFiles(context);
        const digest = (0,tasks/* taskOf */.Xb)(spec.task).namesFiles ? await withNeighbours(context) : src_digest/* digestFile */.TM;
        return {
            // What the job is told; what its files are called does not count.
            section: (0,src_digest/* digestJson */.tv)({ ...prepareConfig(spec, files), files: Object.keys(files) }),
            base: (await resolveBase(context)).digest,
            ...Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await digest(file)]))),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const files = await dataFiles(context);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await (0,job/* runBatch */.a7)(context, 'prepare', key, {
            config: prepareConfig(context.spec, files),
            inputs: {
                // Beside a file may lie keys and much else; only of images are there others that it names.
                ...mapped(files, (file) => ((0,tasks/* taskOf */.Xb)(context.spec.task).namesFiles ? { directory: (0,external_node_path_.dirname)(file) } : { file })),
                base: { directory: (await resolveBase(context)).directory },
            },
            out,
            deadline: context.spec.finetune.deadline,
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return (0,reporting/* draft */.K4)({
            title: `prepare ${context.spec.name} ${context.spec.version}`,
            data: result,
            verdict: 'pass',
            headline: `${result.splits.train.examples} training, ${result.splits.validation.examples} validation and ${result.splits.test.examples} test examples in ${result.labels.length} classes`,
            outputs: { 'dataset-digest': result.digest },
            document: prepare_document(result),
        });
    },
};
const prepared = async (context, asking) => {
    const stored = await earlier(prepare, context, asking);
    return {
        mount: { result: stored.digest, path: 'dataset' },
        digest: stored.result.data.digest,
        labels: stored.result.data.labels,
        slices: stored.result.data.slices,
        testExamples: stored.result.data.splits.test.examples,
    };
};
/** The same keys, each with something of its file. */
const mapped = (files, of) => ({
    train: of(files.train),
    ...(files.validation === undefined ? {} : { validation: of(files.validation) }),
    ...(files.test === undefined ? {} : { test: of(files.test) }),
});
/**
 * Of a file that names others, such as images: its own content and whatever may be named below its directory. What runs
 * write there themselves does not count, or every run would find its data changed; nor does the spec.
 */
async function withNeighbours({ spec, specFile, bounds }) {
    const layouts = [spec.image.layout, spec.results?.layout].filter((layout) => layout !== undefined);
    const own = new Set([
        (0,external_node_path_.join)(bounds.directory, (0,external_node_path_.basename)(specFile)),
        ...(await Promise.all(layouts.map((layout) => (0,paths/* resolveInside */.LI)(bounds, layout, { file: specFile, key: 'layout' })))),
    ]);
    return async (file) => {
        const directory = (0,external_node_path_.dirname)(file);
        const skip = (name, path) => name === '.model-actions' || name === '.git' || own.has((0,external_node_path_.join)(directory, path));
        return (0,src_digest/* digestJson */.tv)({ file: await (0,src_digest/* digestFile */.TM)(file), directory: await (0,src_digest/* digestTree */.hW)(directory, { skip }) });
    };
}
async function dataFiles(context) {
    const { train, validation, test } = context.spec.data;
    return {
        train: await dataFile(context, 'data.train', train),
        ...(validation === undefined ? {} : { validation: await dataFile(context, 'data.validation', validation) }),
        ...(test === undefined ? {} : { test: await dataFile(context, 'data.test', test) }),
    };
}
async function dataFile({ specFile, bounds }, key, path) {
    const place = { file: specFile, key };
    const file = await (0,paths/* resolveInside */.LI)(bounds, path, place);
    const facts = await (0,promises_.stat)(file).catch((error) => {
        if (error.code === 'ENOENT')
            throw new errors/* UserError */.yo(`${path} does not exist: name a JSONL or CSV file, relative to the directory of the spec`, {
                place,
            });
        throw error;
    });
    if (!facts.isFile())
        throw new errors/* UserError */.yo(`${path} is no file: name a JSONL or CSV file`, { place });
    return file;
}
function prepareConfig(spec, files) {
    const { data, task } = spec;
    const { slices } = spec.evaluate;
    const { column, maxLength } = (0,schema/* inputOf */.wg)(spec);
    const { test, validation, stratify, group } = data.split;
    return {
        task,
        files: mapped(files, (file) => (0,external_node_path_.basename)(file)),
        columns: { input: column, label: data.label },
        max_length: maxLength,
        ...(slices.length === 0 ? {} : { slices: slices }),
        sample: data.sample,
        seed: data.seed,
        split: {
            ...(test === undefined ? {} : { test }),
            ...(validation === undefined ? {} : { validation }),
            ...(stratify === undefined ? {} : { stratify }),
            ...(group === undefined ? {} : { group }),
        },
    };
}
const splitNames = ['train', 'validation', 'test'];
const counts = (of) => Object.entries(of).map(([name, count]) => [name.replaceAll('_', ' '), String(count)]);
const prepare_document = (result) => ({
    sections: [
        {
            kind: 'table',
            title: 'Examples by class',
            columns: ['class', ...splitNames],
            rows: result.labels.map((label) => [
                label,
                ...splitNames.map((name) => String(result.splits[name].class_counts[label] ?? 0)),
            ]),
        },
        {
            kind: 'table',
            title: 'Left out',
            columns: ['why', 'examples'],
            rows: counts(result.dropped),
        },
        {
            kind: 'table',
            title: 'Kept on one side of the split, as they are all but the same',
            columns: ['kind', 'examples'],
            rows: counts(result.grouped ?? {}),
        },
    ],
});

;// CONCATENATED MODULE: ./build/src/stages/finetune.js
















/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
const finetune = {
    name: 'finetune',
    parents: ['prepare'],
    async preflight(context) {
        const files = await (0,trees/* listFiles */.CS)((await resolveBase(context)).directory);
        // Weights and both of Adam's states in a checkpoint, and the weights of the result.
        await (0,job/* requireDisk */.Df)(context, 'finetune', 4 * files.reduce((sum, file) => sum + file.sizeBytes, 0));
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        return {
            // What the job is told, with the defaults that the spec left to us.
            section: (0,src_digest/* digestJson */.tv)(finetuneConfig(context.spec)),
            base: (await resolveBase(context)).digest,
            dataset: (await prepared(context, 'finetune')).digest,
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        if (context.force)
            await dropCheckpoints(context.place, key);
        const result = await (0,job/* runBatch */.a7)(context, 'finetune', key, {
            config: finetuneConfig(spec),
            inputs: { data: dataset.mount, base: { directory: (await resolveBase(context)).directory } },
            out,
            checkpoints: await checkpointsOf(context.place, key),
            deadline: spec.finetune.deadline,
        });
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            ...manifestFacts(result.model ?? {
                format: 'safetensors',
                engine: 'pytorch',
                precision: 'fp32',
                labels: dataset.labels,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                max_batch: 32,
            }),
            lineage: [{ stage: 'finetune', key, inputs: await finetune.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        await dropCheckpoints(context.place, key);
        return (0,reporting/* draft */.K4)({
            title: `finetune ${spec.name} ${spec.version}`,
            data: result,
            verdict: 'pass',
            headline: headline(spec, result),
            outputs: { 'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')) },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Training',
                        columns: ['what', 'value'],
                        rows: [
                            ['method', spec.finetune.method],
                            ...[
                                ['optimizer steps', result.steps],
                                ['epochs', result.epochs?.toFixed(2)],
                                ['first loss', result.first_loss?.toFixed(4)],
                                ['last loss', result.last_loss?.toFixed(4)],
                                ['trainable parameters', result.trainable_parameters],
                                ['parameters', result.total_parameters],
                                ['seconds', result.seconds?.toFixed(1)],
                                ...Object.entries(result.metrics ?? {}),
                            ].flatMap(([name, value]) => (value == null ? [] : [[String(name), String(value)]])),
                        ],
                    },
                ],
            },
        });
    },
};
/** A foreign trainer may tell nothing but that it is done. */
function headline(spec, { steps, first_loss, last_loss, resumed_from_step }) {
    return [
        spec.finetune.method,
        ...(steps === undefined ? [] : [`${steps} steps`]),
        ...(first_loss === undefined || last_loss === undefined
            ? []
            : [`loss ${first_loss.toFixed(3)} → ${last_loss.toFixed(3)}`]),
        ...(resumed_from_step === undefined ? [] : [`resumed at step ${resumed_from_step}`]),
    ].join(', ');
}
const finetuned = async (context, asking) => modelIn(await earlier(finetune, context, asking));
function modelIn({ digest, result, directory, unchecked }) {
    const manifest = result.files.find((file) => file.path === `model/${model_manifest/* manifestName */.vS}`);
    if (manifest === undefined)
        throw new errors/* UserError */.yo(`the result ${digest} of ${result.stage} holds no model: run ${result.stage} again with --force`);
    return {
        digest: manifest.digest,
        mount: { result: digest, path: 'model' },
        open: async () => (0,model_manifest/* readModelDirectory */.Nw)((0,external_node_path_.join)(await directory(), 'model')),
        async gated() {
            const inModel = result.files.filter(({ path }) => path.startsWith('model/'));
            return {
                directory: (0,external_node_path_.join)(await unchecked(), 'model'),
                files: inModel.map((file) => ({ ...file, path: file.path.slice('model/'.length) })),
            };
        },
    };
}
/** Defaults of the design's ranges: LoRA trains few parameters and takes about ten times the learning rate. */
const defaultLearningRate = { full: 2e-5, lora: 2e-4 };
function finetuneConfig(spec) {
    const { finetune: section, task } = spec;
    const { lora } = section;
    return {
        task,
        max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
        training: {
            method: section.method,
            epochs: section.epochs,
            ...(section.maxSteps === undefined ? {} : { max_steps: section.maxSteps }),
            learning_rate: section.learningRate ?? defaultLearningRate[section.method],
            batch_size: section.batchSize,
            gradient_accumulation: section.gradientAccumulation,
            warmup_steps: section.warmupSteps,
            weight_decay: section.weightDecay,
            checkpoint_steps: section.checkpointSteps,
            seed: section.seed,
            ...(section.method === 'lora'
                ? {
                    lora: {
                        rank: lora.rank,
                        alpha: lora.alpha,
                        dropout: lora.dropout,
                        merge: lora.merge,
                        ...(lora.targetModules === undefined
                            ? {}
                            : { target_modules: lora.targetModules }),
                    },
                }
                : {}),
        },
    };
}

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
    const parsed = (0,load/* parseSpec */.F)(text, file);
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
    const parent = await cacheDirectory(context, 'checkouts');
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
        await shareBase(context, own);
        await finetune.preflight?.(own);
        const dataset = await runStage(prepare, own);
        const tuned = await runStage(finetune, own);
        platform.log.info(`${because}: ${tuned.reused ? 'its model is there' : `its model was made${dataset.reused ? '' : ', and its data prepared'}`}`);
        return { model: modelIn(tuned.stored), because };
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
async function shareBase(context, own) {
    if (await (0,promises_.stat)((0,external_node_path_.join)(own.bounds.directory, own.spec.base)).catch(() => undefined))
        return;
    await (0,memo/* oncePerRun */.ao)(own, 'base', () => resolveBase({ ...context, spec: own.spec }));
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

;// CONCATENATED MODULE: ./build/src/stages/baseline.js















/** What can be known of it before anything is tuned. */
async function baselinePreflight(context) {
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'ref')
        await findRef(context, wanted.ref);
}
const wantedBaseline = ({ spec, specFile }) => (0,spec_base/* parseBaseline */.nk)(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' });
const resolveBaseline = (context) => (0,memo/* oncePerRun */.ao)(context, 'baseline', () => findBaseline(context));
async function findBaseline(context) {
    const { spec, specFile } = context;
    const place = { file: specFile, key: 'evaluate.baseline' };
    const wanted = wantedBaseline(context);
    if (wanted.kind === 'majority')
        return { kind: 'majority', because: 'the most frequent class of the training data' };
    if (wanted.kind === 'directory') {
        const directory = await (0,paths/* resolveInside */.LI)(context.bounds, wanted.path, place);
        return { kind: 'model', directory, digest: await (0,src_digest/* digestTree */.hW)(directory), because: `the model in ${wanted.path}` };
    }
    if (wanted.kind === 'ref') {
        const { model, because } = await modelOfRef(context, wanted.ref);
        const tuned = await model.open();
        return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned };
    }
    const store = await (0,stages_image/* openImages */.x9)(context);
    const all = await (0,releases/* releases */.D8)(store);
    if (wanted.version === 'latest') {
        const latest = await signedLatest(context, store, all);
        if (latest !== undefined)
            return modelOf(context, store, latest.release, `, ${latest.because}`);
        return {
            kind: 'majority',
            because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
        };
    }
    const release = all.find(({ version }) => version === wanted.version);
    if (release === undefined)
        throw new errors/* UserError */.yo(`${store.name} has no release ${wanted.version}: name one that it has (${all.map(({ version }) => version).join(', ') || 'there is none'}), or \`majority\``, { place });
    await vouchFor(context, store, release, await (0,stages_image/* trusted */.IZ)(context));
    return modelOf(context, store, release, '');
}
/**
 * A promoted release must be there and signed: to take another one in its stead would let whoever removes a tag choose what
 * the candidate is compared with. Of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(context, store, all) {
    const { spec } = context;
    const another = ({ version }) => version !== spec.version;
    // What this place knows counts even where no tag is left.
    if (!all.some(another) && !(0,model_history/* servedOf */.pg)(await (0,place_history/* readHistory */.L)(context.place)).served.some(another))
        return undefined;
    const policy = await (0,stages_image/* trusted */.IZ)(context);
    const history = await (0,promotions/* promotions */.D)(context, store, policy);
    let refused;
    // A hosted runner has no place that lasts, and images tell of it only where the job that deploys has a key.
    const deployed = history.length > 0 ? [] : await context.platform.deployed(spec.name);
    for (const choice of (0,releases/* latestRelease */.JF)({ candidate: spec.version, releases: all, history, deployed })) {
        if (choice.promoted && !all.some(({ digest }) => digest === choice.release.digest))
            await requireThere(context, store, choice);
        try {
            await vouchFor(context, store, choice.release, policy);
            return choice;
        }
        catch (error) {
            if (choice.promoted || !(error instanceof errors/* UserError */.yo) || error.exit !== 'gate-failed')
                throw error;
            context.platform.log.info(`release ${choice.release.version} is no baseline: ${error.message}`);
            refused ??= error;
        }
    }
    if (refused !== undefined)
        throw refused;
    return undefined;
}
/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere({ specFile }, store, choice) {
    const { version, digest } = choice.release;
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(`\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or name what to compare with, as \`release:1.2.3\` or \`majority\``, { place: { file: specFile, key: 'evaluate.baseline' }, exit: 'gate-failed', cause: error });
    });
}
/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor({ spec }, store, { digest, version }, policy) {
    await (0,signing_release/* verifyRelease */.VA)({ store, digest, policy, wanted: { name: spec.name, version } });
}
async function modelOf(context, store, release, why) {
    const into = await releaseDirectory(context, release.digest);
    const extracted = await (0,extract/* extractModel */.ju)({ store, digest: release.digest, into, reuse: true });
    const because = `release ${release.version}${why}`;
    return { kind: 'model', directory: extracted.model.path, digest: release.digest, because };
}
/** Where this place keeps the files of a release that something was compared with, if it was. */
const releaseDirectory = async (context, digest) => (0,external_node_path_.join)(await cacheDirectory(context, 'baselines'), digest.replace(':', '-'));

// EXTERNAL MODULE: ./build/src/stages/commonClasses.js
var commonClasses = __webpack_require__(58774);
// EXTERNAL MODULE: ./build/src/stages/comparison.js + 3 modules
var comparison = __webpack_require__(97085);
// EXTERNAL MODULE: ./build/src/stages/decision.js
var decision = __webpack_require__(9795);
;// CONCATENATED MODULE: ./build/src/stages/ownScores.js






/** @throws UserError where there is no such file */
async function ownFunctions({ spec, specFile, bounds }) {
    const named = spec.evaluate.metrics.flatMap(({ name, function: of }) => {
        const at = of?.lastIndexOf(':') ?? 0;
        return of === undefined ? [] : [{ name, path: of.slice(0, at), function: of.slice(at + 1) }];
    });
    const [first] = named;
    if (first === undefined)
        return undefined;
    const place = { file: specFile, key: 'evaluate.metrics' };
    const file = await (0,paths/* resolveInside */.LI)(bounds, first.path, place);
    const facts = await (0,promises_.stat)(file).catch(() => undefined);
    if (facts?.isFile() !== true)
        throw new errors/* UserError */.yo(`${first.path} is no file: name a Python file, relative to the directory of the spec`, {
            place,
        });
    const text = await (0,promises_.readFile)(file, 'utf8');
    for (const { function: name } of named)
        if (!mayDefine(text, name))
            throw new errors/* UserError */.yo(`${first.path} has no function ${name}: define it at the top of the file, or name one that it has`, {
                place,
            });
    return { file, functions: named.map(({ name, function: own }) => ({ name, function: own })) };
}
/** Whether Python text may have a function of that name; where names come from elsewhere, only Python can tell. */
function mayDefine(text, name) {
    const code = text.replaceAll(/#.*/g, '');
    if (/\bimport\s+\*|\bglobals\(\)|\bexec\(/.test(code))
        return true;
    const own = new RegExp(`^\\s*(?:async\\s+)?(?:def|class)\\s+${name}\\b|^[^=\\n]*\\b${name}\\b[^=\\n]*=(?!=)`, 'm');
    const imported = new RegExp(`\\bimport\\b(?:\\s*\\([^)]*|[^\\n(]*)\\b${name}\\b`);
    return own.test(code) || imported.test(code);
}
/** For the key of a result: another text of the functions is another result. */
async function ownFunctionsDigest(context) {
    const own = await ownFunctions(context);
    return own === undefined ? {} : { functions: await (0,src_digest/* digestFile */.TM)(own.file) };
}
/** Gives the predictions that a job left in `directory` the scores of the user's functions, where the spec names any. */
async function addOwnScores(context, key, directory) {
    const own = await ownFunctions(context);
    if (own === undefined)
        return;
    const names = (await (0,promises_.readdir)(directory)).filter((name) => name.endsWith('predictions.jsonl'));
    const out = `${directory}-scores`;
    await (0,promises_.mkdir)(out, { recursive: true });
    await (0,job/* runBatch */.a7)(context, 'score', key, {
        config: {
            predictions: names,
            file: (0,external_node_path_.basename)(own.file),
            functions: own.functions,
        },
        inputs: { predictions: { directory }, functions: { file: own.file } },
        out,
        deadline: context.spec.evaluate.deadline,
    });
    for (const name of names)
        await (0,promises_.rename)((0,external_node_path_.join)(out, name), (0,external_node_path_.join)(directory, name));
}

// EXTERNAL MODULE: ./build/src/stages/predictions.js + 2 modules
var predictions = __webpack_require__(74777);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/place/records.js
var records = __webpack_require__(22127);
;// CONCATENATED MODULE: ./build/src/place/looks.js



/*
 * How often a test was looked at. Whoever tries twenty candidates on one test and keeps the best has chosen luck as well, and
 * whoever adds examples until a candidate passes has thrown the dice again: both are counted, at this place.
 */
const digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,src_digest/* isDigest */.Bc)(value), 'expected a digest');
const look = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(1),
    /** Of the examples that the candidate was asked, whatever their order. */
    test: digest,
    /** Of the weights: a new version number makes no new candidate. */
    candidate: digest,
    examples: schemas/* int */.Whr().min(0),
    at: iso/* datetime */.w$(),
});
function reuseOf(earlier, now) {
    const others = new Set(earlier.flatMap(({ test, candidate }) => (test === now.test ? [candidate] : [])));
    others.delete(now.candidate);
    const tests = new Set(earlier.flatMap(({ test, candidate }) => (candidate === now.candidate ? [test] : [])));
    return { others: others.size, looks: tests.add(now.test).size };
}
/** Notes a look, once for each candidate and test, and tells what came before it. */
async function noteLook(place, now) {
    const earlier = await (0,records/* readRecords */.T)(place.looks, look, 'the looks at tests');
    const known = earlier.some(({ test, candidate }) => test === now.test && candidate === now.candidate);
    if (!known)
        await (0,records/* appendRecord */.E)(place.looks, now, { schema: look, label: 'noting a look at the test' });
    return reuseOf(earlier, now);
}

// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/testReuse.js




/** Other candidates on one test after which the best of them owes much to luck. */
const manyCandidates = 20;
/** Which test this is: its examples and their labels, whatever their order. */
const testDigest = (judged) => (0,src_digest/* digestBytes */.QN)(judged
    .map(({ id, truth }) => JSON.stringify([id, truth]))
    .sort()
    .join('\n'));
/** Which candidate this is: its weights and what is read with them, whatever its version and the data that were added to its test. */
const candidateDigest = (files) => (0,src_digest/* digestJson */.tv)(Object.fromEntries(files.flatMap(({ path, digest }) => (path === 'model.json' ? [] : [[path, digest]]))));
/** Counts this look at a test, as far as this machine knows of others. */
const countLook = ({ place, clock }, candidate, judged) => noteLook(place, {
    schema: 1,
    test: testDigest(judged),
    candidate: candidateDigest(candidate),
    examples: judged.length,
    at: clock.now().toISOString(),
});
function reuseSection(reuse, planned, examples) {
    const { others, looks } = reuse;
    const before = others === 0
        ? 'no other candidate was judged on it before'
        : `${others} other ${others === 1 ? 'candidate was' : 'candidates were'} judged on it before`;
    const facts = [
        ['test examples', String(examples)],
        ['how often this test was used', `${before}, as far as this machine knows`],
        [
            'tests of this candidate',
            `look ${looks}: it spends ${(0,report_text/* smallShare */.fy)((0,power/* alphaOfLook */.zP)(looks, planned))} of the ${(0,report_text/* smallShare */.fy)(power/* alphaOfAllLooks */.tB)} of error that all looks have together`,
        ],
    ];
    const notes = [
        ...(others >= manyCandidates
            ? ['The best of so many candidates owes some of its lead to luck with these examples: give it a fresh test.']
            : []),
        ...(looks > planned
            ? [
                `This candidate was judged before on another test, and little of the error is left: where a test that did not decide may be topped up once, say so beforehand by \`evaluate.looks: 2\`.`,
            ]
            : []),
    ];
    return {
        kind: 'facts',
        title: 'Reuse of the test',
        part: 'comparison',
        facts,
        ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/evaluate.js



















/** Judges the candidate against the baseline, example by example, by a paired test. */
const evaluate = {
    name: 'evaluate',
    parents: ['prepare', 'finetune'],
    async preflight(context) {
        await baselinePreflight(context);
        await ownFunctions(context);
        await (0,job/* jobPreflight */.R9)(context);
    },
    async inputs(context) {
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const baseline = await resolveBaseline(context);
        const { deadline: _, ...section } = context.spec.evaluate;
        return {
            section: (0,src_digest/* digestJson */.tv)({
                evaluate: { ...section, baseline: baseline.kind },
                maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength,
            }),
            dataset: dataset.digest,
            ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
            candidate: candidate.digest,
            ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
            ...(await ownFunctionsDigest(context)),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec, platform } = context;
        const baseline = await resolveBaseline(context);
        platform.log.info(`Baseline: ${baseline.because}`);
        const dataset = await prepared(context, 'evaluate');
        const candidate = await finetuned(context, 'evaluate');
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const result = await (0,job/* runBatch */.a7)(context, 'evaluate', key, {
            config: {
                task: spec.task,
                baseline: baseline.kind,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                ...(spec.evaluate.explain === undefined ? {} : { explain: spec.evaluate.explain }),
            },
            inputs: {
                data: dataset.mount,
                candidate: candidate.mount,
                ...(await baseUnder(context, await candidate.open())),
                ...(baseline.kind === 'model' && baseline.tuned !== undefined ? await baseUnder(context, baseline.tuned) : {}),
                ...(baseline.kind === 'model' ? { baseline: { directory: baseline.directory } } : {}),
            },
            out,
            deadline: spec.evaluate.deadline,
        });
        await addOwnScores(context, key, out);
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const reuse = await countLook(context, (await candidate.gated()).files, judged);
        const alpha = (0,power/* alphaOfLook */.zP)(reuse.looks, spec.evaluate.looks);
        const { gates, metrics, judgedBy, sections, candidate: compared, } = (0,comparison/* compareModels */.w)({
            task,
            section: spec.evaluate,
            margins: (0,comparison/* marginsOf */.p)(spec.evaluate, baseline.kind === 'majority'),
            labels: dataset.labels,
            candidate: judged,
            baseline: judgedBaseline,
            examples: dataset.testExamples,
            environment: result.environment,
            common: (0,commonClasses/* commonClassesOf */.rV)(result, dataset.labels),
            alpha,
            explained: spec.evaluate.explain === undefined
                ? undefined
                : {
                    examples: spec.evaluate.explain.examples,
                    told: result.explanations ?? {
                        notTold: 'The runtime image explains nothing: evaluate.explain needs one that leaves explanations.',
                    },
                },
            next: (0,power/* alphaOfLook */.zP)(reuse.looks + 1, spec.evaluate.looks),
        });
        return (0,reporting/* draft */.K4)({
            title: `evaluate ${spec.name} ${spec.version}`,
            data: {
                result,
                examples: compared.length,
                metrics,
                baseline: {
                    kind: baseline.kind,
                    because: baseline.because,
                    ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
                },
                gates,
                alpha,
            },
            ...(0,decision/* decisionOf */.u)({
                task,
                judgedBy,
                gates,
                metrics,
                against: `the baseline (${baseline.because})`,
                examples: compared.length,
                onInconclusive: spec.evaluate.onInconclusive,
            }),
            document: {
                gates,
                sections: [...sections, reuseSection(reuse, spec.evaluate.looks, judged.length)],
            },
        });
    },
};
const evaluated = (context, asking) => earlier(evaluate, context, asking);

// EXTERNAL MODULE: ./build/src/verdict.js
var verdict = __webpack_require__(62848);
// EXTERNAL MODULE: ./build/src/statistics/bootstrap.js + 1 modules
var bootstrap = __webpack_require__(84014);
;// CONCATENATED MODULE: ./build/src/statistics/latency.js

/** A quantile of the latencies of two models that were asked by turns: how much lower the candidate's is, as a share of the baseline's. */
function latencyQuantile({ candidateMs, baselineMs }, quantile) {
    if (candidateMs.length !== baselineMs.length)
        throw new RangeError(`${candidateMs.length} and ${baselineMs.length} requests`);
    const [ours, theirs] = [ordered(candidateMs), ordered(baselineMs)];
    return {
        // A request that both were asked is what is drawn: its length, and the machine's mood, belong to both.
        multiplicities: new Uint32Array(candidateMs.length).fill(1),
        difference: (counts) => 1 - quantileOf(ours, quantile, counts) / quantileOf(theirs, quantile, counts),
    };
}
/** With ten requests beyond it a quantile is known to about 14 % (P99 of 1,000, P50 of 20); with fewer it decides nothing. */
const fewestRequestsFor = (quantile) => Math.ceil(Number((10 / (1 - quantile)).toPrecision(12)));
/** The smallest latency that at least the given share of requests does not exceed; NaN of none. */
const latencyAt = (ms, quantile) => quantileOf(ordered(ms), quantile, new Uint32Array(ms.length).fill(1));
/** The candidate's quantile over the baseline's, with its 90 % interval: each bound is a one-sided 95 % one. */
function latencyRatio(of, quantile) {
    const quantiles = latencyQuantile(of, quantile);
    const drawn = (0,bootstrap/* drawDifferences */.R)(quantiles, resamples, 1).sort();
    const rank = Math.floor(0.05 * (resamples + 1)) - 1;
    return {
        value: 1 - quantiles.difference(quantiles.multiplicities),
        low: 1 - (drawn[drawn.length - 1 - rank] ?? Number.NaN),
        high: 1 - (drawn[rank] ?? Number.NaN),
    };
}
const resamples = 999;
function ordered(ms) {
    const request = Uint32Array.from(ms, (_, index) => index).sort((a, b) => ms[a] - ms[b]);
    return { ms: Float64Array.from(request, (index) => ms[index]), request };
}
function quantileOf({ ms, request }, quantile, counts) {
    let requests = 0;
    for (let at = 0; at < counts.length; at++)
        requests += counts[at];
    // Rounding must not ask for one request more.
    const wanted = quantile * requests * (1 - 1e-12);
    let passed = 0;
    for (let at = 0; at < ms.length; at++) {
        passed += counts[request[at]];
        if (passed > 0 && passed >= wanted)
            return ms[at];
    }
    return Number.NaN;
}

;// CONCATENATED MODULE: ./build/src/stages/latency.js


const quantiles = [
    { name: 'P50', quantile: 0.5 },
    { name: 'P90', quantile: 0.9 },
    { name: 'P99', quantile: 0.99 },
];
/** The candidate first. @param release what serves today, in words */
function latencyOf(latency, release) {
    if (latency === undefined)
        return [];
    const candidateMs = Float64Array.from(latency.candidate_ms);
    const beside = (model, milliseconds) => {
        // A runtime of somebody else may have asked them others.
        if (milliseconds?.length !== candidateMs.length)
            return [];
        const baselineMs = Float64Array.from(milliseconds);
        return [{ ...timed(model, baselineMs), candidateOfThis: latencyRatio({ candidateMs, baselineMs }, 0.5) }];
    };
    return [
        timed('this model', candidateMs),
        ...beside('FP32', latency.baseline_ms),
        ...beside(release ?? 'what serves today', latency.released_ms),
    ];
}
const timed = (model, ms) => ({
    model,
    requests: ms.length,
    requestsPerSecond: (1000 * ms.length) / ms.reduce((sum, value) => sum + value, 0),
    milliseconds: Object.fromEntries(quantiles
        .filter(({ quantile }) => ms.length >= fewestRequestsFor(quantile))
        .map(({ name, quantile }) => [name, latencyAt(ms, quantile)])),
});
function latencySection(models, threads) {
    const [own] = models;
    if (own === undefined)
        return [];
    const unknown = quantiles.filter(({ name }) => own.milliseconds[name] === undefined);
    return [
        {
            kind: 'table',
            title: 'Latency of single requests, and throughput',
            columns: ['', ...quantiles.map(({ name }) => `${name} ms`), 'requests a second', 'P50 of this model to it'],
            rows: models.map(({ model, milliseconds, requestsPerSecond, candidateOfThis: ratio }) => [
                model,
                ...quantiles.map(({ name }) => milliseconds[name]?.toFixed(2) ?? ''),
                (0,report_text/* figure */.vP)(requestsPerSecond),
                ratio === undefined ? '' : `${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
            ]),
            note: [
                `${own.requests} requests of the test, one after the other, from text or image to scores, with ${threads} ${threads === 1 ? 'thread' : 'threads'} as where it serves.`,
                ...unknown.map(({ name, quantile }) => `${name} needs ${fewestRequestsFor(quantile)} requests.`),
            ].join(' '),
        },
    ];
}

;// CONCATENATED MODULE: ./build/src/stages/quantizeGates.js

/** Bytes of the weights after quantization over those before. */
function sizeGate(result, allowed) {
    const value = result.candidate_bytes / result.baseline_bytes;
    const pass = value <= allowed;
    return {
        name: 'size',
        verdict: pass ? 'pass' : 'fail',
        observed: { value, unit: 'of FP32' },
        allowed,
        because: `${result.candidate_bytes} bytes are ${value.toFixed(3)} of FP32's ${result.baseline_bytes}; ${allowed} is allowed`,
    };
}
/**
 * Geometric mean over the shapes of the median speed ratio. It must reach the ratio asked for, and even its lower bound
 * must be faster than FP32: a quantized model that is not surely faster does not pass.
 */
function speedGate({ speed }, allowed) {
    if (speed === undefined)
        return {
            name: 'speed',
            verdict: 'error',
            observed: { value: 0, unit: 'times FP32' },
            allowed,
            because: 'the runtime measured no speed: its image has to leave `speed` in the result of quantize, or serve fp32',
        };
    const value = geometricMean(speed.map((shape) => shape.ratio));
    const low = geometricMean(speed.map((shape) => shape.ratio_low));
    const high = geometricMean(speed.map((shape) => shape.ratio_high));
    const verdict = value >= allowed && low > 1 ? 'pass' : high < allowed || low <= 1 ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} times FP32's speed (${low.toFixed(2)} to ${high.toFixed(2)}), ${allowed} asked for`;
    return {
        name: 'speed',
        verdict,
        observed: { value, low, high, unit: 'times FP32' },
        allowed,
        because: verdict === 'inconclusive'
            ? `${measured}: this machine is too noisy to tell; run it again on a quieter one`
            : verdict === 'pass'
                ? measured
                : `${measured}: a processor without VNNI-class instructions gains little; ask for less in quantize.gates.speed or serve fp32`,
    };
}
/** What of the latencies may be gated, from the one that needs the fewest requests. */
const gatedQuantiles = { p50: 0.5, p90: 0.9, p99: 0.99 };
/** How many requests the gates that are asked for need. */
const fewestRequests = (allowed) => Math.max(1, ...gatesOf(allowed).map(({ quantile }) => fewestRequestsFor(quantile)));
/**
 * Latency of single requests against FP32's, a gate for each quantile that is asked for: it passes where it is surely no more
 * than allowed. A quantile of too few requests decides nothing.
 */
const latencyGates = (latency, allowed) => gatesOf(allowed).map(({ name, quantile, most }) => {
    const gate = { name: `latency ${name.toUpperCase()}`, allowed: most };
    if (latency?.baseline_ms === undefined || latency.baseline_ms.length !== latency.candidate_ms.length)
        return {
            ...gate,
            verdict: 'error',
            observed: { value: 0, unit },
            because: 'the runtime did not time the same requests with both models: its image has to leave `latency` with candidate_ms and baseline_ms in the result of quantize, or serve fp32',
        };
    const requests = latency.candidate_ms.length;
    const observed = latencyRatio({ candidateMs: Float64Array.from(latency.candidate_ms), baselineMs: Float64Array.from(latency.baseline_ms) }, quantile);
    const { value, low, high } = observed;
    const needed = fewestRequestsFor(quantile);
    const verdict = requests < needed ? 'inconclusive' : high <= most ? 'pass' : low > most ? 'fail' : 'inconclusive';
    const measured = `${value.toFixed(2)} of FP32's in ${requests} requests (${low.toFixed(2)} to ${high.toFixed(2)}), at most ${most} allowed`;
    return {
        ...gate,
        verdict,
        observed: { ...observed, unit },
        because: requests < needed
            ? `${requests} requests were timed, and ${name.toUpperCase()} needs ${needed}: have the runtime time more`
            : verdict === 'pass'
                ? measured
                : verdict === 'fail'
                    ? `${measured}: run it again where nothing else runs, allow more in quantize.gates.latency.${name}, or serve fp32`
                    : `${measured}: this machine is too noisy to tell, run it again on a quieter one, or allow more in quantize.gates.latency.${name}`,
    };
});
const unit = "of FP32's latency";
const gatesOf = (allowed) => Object.keys(gatedQuantiles).flatMap((name) => {
    const most = allowed[name];
    return most === undefined ? [] : [{ name, quantile: gatedQuantiles[name], most }];
});
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

;// CONCATENATED MODULE: ./build/src/stages/served.js









/**
 * Tuning may lose a margin against the release that serves, and quantizing another one against the tuned model. So that they do
 * not add up unseen, the quantized model must itself pass the gates of the evaluation.
 * @param of the answers of the quantized model, and what they are compared by
 */
async function compareServed(context, of) {
    const evaluation = await evaluated(context, 'quantize');
    const { baseline, result, alpha } = evaluation.result.data;
    const file = (0,external_node_path_.join)(await evaluation.directory(), 'baseline-predictions.jsonl');
    const before = await (0,predictions/* readPredictions */.R_)(file, of.task, 'the evaluation kept no answers of its baseline: run it again');
    const section = context.spec.evaluate;
    const compared = (0,comparison/* compareModels */.w)({
        ...of,
        alpha,
        section,
        margins: (0,comparison/* marginsOf */.p)(section, baseline.kind === 'majority'),
        baseline: before,
        common: (0,commonClasses/* commonClassesOf */.rV)(result, of.labels),
    });
    return {
        gates: compared.gates.map((gate) => ({ ...gate, name: `served ${gate.name}` })),
        notice: notice(of.task, compared, before, baseline.because),
    };
}
/**
 * The release that the evaluation compared with, where this place still has its files: to be timed beside what is to serve.
 * Nothing is decided by it, so that nothing is fetched for it.
 */
async function servingNow(context) {
    const { baseline } = (await evaluated(context, 'quantize')).result.data;
    if (baseline.kind !== 'model' || baseline.digest === undefined)
        return undefined;
    const directory = (0,external_node_path_.join)(await releaseDirectory(context, baseline.digest), 'model');
    try {
        const model = await (0,model_manifest/* readModelDirectory */.Nw)(directory);
        await (0,model_manifest/* verifyModelDirectory */.qw)(model);
        return model.manifest.engine === 'onnxruntime' ? { directory, because: baseline.because } : undefined;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    }
}
/** The first thing that a report tells: no word of it needs to know that there was an FP32 model in between. */
function notice(task, { gates, metrics, judgedBy, candidate }, baseline, because) {
    const before = new Map(baseline.map(({ id, answer }) => [id, answer]));
    const others = candidate.filter(({ id, answer }) => before.get(id) !== answer).length;
    const shown = (metric, value) => (value === undefined ? '' : (0,report_text/* inUnit */.IP)(value, metric.unit));
    const row = ({ name, observed: { value, low, high, ...how } }) => {
        const metric = judgedBy.find((one) => one.name === name) ?? task.headline;
        const difference = low === undefined || high === undefined ? '' : (0,report_text/* differenceText */.Lr)({ value, low, high }, how);
        return [
            (0,report_text/* directedTitle */.jx)(metric.title, metric),
            shown(metric, metrics.baseline[name]),
            shown(metric, metrics.candidate[name]),
            difference,
        ];
    };
    return {
        kind: 'table',
        title: 'What users will notice',
        part: 'users',
        columns: ['', 'now', 'with this model', 'difference'],
        rows: [...gates.map(row), ['answers that are others', '', `${others} of ${candidate.length}`, '']],
        note: `The model that will serve against ${because}.`,
    };
}

;// CONCATENATED MODULE: ./build/src/stages/quantize.js
























/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind gates of agreement, size, speed and accuracy. */
const quantize = {
    name: 'quantize',
    parents: ['prepare', 'finetune', 'evaluate'],
    preflight: job/* jobPreflight */.R9,
    async inputs(context) {
        const { deadline: _, ...section } = context.spec.quantize;
        return {
            // What is quantized has passed its evaluation, and what is built later has the same one to show.
            evaluation: (await evaluated(context, 'quantize')).result.key,
            section: (0,src_digest/* digestJson */.tv)({ quantize: section, maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength }),
            dataset: (await prepared(context, 'quantize')).digest,
            model: (await finetuned(context, 'quantize')).digest,
            // Speed and the answers of INT8 kernels belong to a processor.
            processor: (0,src_digest/* digestJson */.tv)((await (0,job/* jobFacts */.XG)(context)).cpu),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* gatedJobCode */.mi)(context),
        };
    },
    async make(context, workspace, key) {
        const { spec } = context;
        const dataset = await prepared(context, 'quantize');
        const tuned = await finetuned(context, 'quantize');
        const model = await tuned.open();
        const task = (0,tasks/* taskOf */.Xb)(spec.task);
        const exportOut = (0,external_node_path_.join)(workspace.scratch, 'export');
        const exported = await (0,job/* runBatch */.a7)(context, 'export', key, {
            config: { task: spec.task, max_length: (0,schema/* inputOf */.wg)(spec).maxLength },
            inputs: { model: tuned.mount, ...(await baseUnder(context, model)) },
            out: exportOut,
            deadline: spec.quantize.deadline,
        });
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const release = await servingNow(context);
        const allowed = spec.quantize.precision === 'fp32' ? {} : spec.quantize.gates.latency;
        const { latency, ...quantized } = await (0,job/* runBatch */.a7)(context, 'quantize', key, {
            config: {
                task: spec.task,
                precision: spec.quantize.precision,
                batch_size: spec.evaluate.batchSize,
                max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
                shapes: task.shapes((0,schema/* inputOf */.wg)(spec).maxLength),
                repetitions: 30,
                latency: { fewest: fewestRequests(allowed), most: 1000, seconds: 3 },
            },
            inputs: {
                model: { directory: (0,external_node_path_.join)(exportOut, 'model') },
                data: dataset.mount,
                ...(release === undefined ? {} : { released: { directory: release.directory } }),
            },
            out,
            deadline: spec.quantize.deadline,
        });
        await addOwnScores(context, key, out);
        const facts = quantized.model;
        const judged = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'predictions.jsonl'), task);
        const judgedBaseline = await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'baseline-predictions.jsonl'), task);
        const alone = facts.max_batch === 1 ? [] : await (0,predictions/* readPredictions */.R_)((0,external_node_path_.join)(out, 'alone-predictions.jsonl'), task);
        await (0,predictions/* keepPredictions */.sk)(out, workspace.directory, task, judged);
        const common = {
            task,
            section: spec.evaluate,
            labels: dataset.labels,
            candidate: judged,
            examples: dataset.testExamples,
            environment: quantized.environment,
        };
        const againstFp32 = (0,comparison/* compareModels */.w)({
            ...common,
            margins: () => [{ metric: task.headline, margin: spec.quantize.gates.margin }],
            baseline: judgedBaseline,
        });
        const { metrics } = againstFp32;
        const served = await compareServed(context, common);
        const timed = latencyOf(latency, release?.because);
        const gates = [
            (0,tasks/* agreementGate */._6)(facts.max_batch, judged, alone),
            ...(spec.quantize.precision === 'fp32'
                ? []
                : [
                    sizeGate(quantized, spec.quantize.gates.size),
                    speedGate(quantized, spec.quantize.gates.speed),
                    ...latencyGates(latency, allowed),
                ]),
            ...againstFp32.gates,
            ...served.gates,
        ];
        await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...manifestFacts(facts),
            machine: machineFacts(await (0,job/* jobFacts */.XG)(context)),
            lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
        });
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'model'), (0,external_node_path_.join)(workspace.directory, 'model'));
        return (0,reporting/* draft */.K4)({
            title: `quantize ${spec.name} ${spec.version}`,
            data: { exported, quantized, latency: timed, metrics, gates },
            verdict: (0,verdict/* overall */.Me)(gates),
            proceed: (0,decision/* proceeds */.K)(gates, spec.evaluate, (gate) => served.gates.includes(gate)),
            headline: (0,verdict/* decisiveOf */.O3)(gates) ?? quantize_headline(task, quantized, metrics, gates),
            outputs: {
                accuracy: String(metrics.candidate['accuracy'] ?? ''),
                'model-digest': await (0,src_digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')),
            },
            document: {
                gates,
                sections: [
                    served.notice,
                    {
                        kind: 'table',
                        title: 'Speed against FP32, one thread',
                        columns: ['batch × length', 'FP32 ms', 'quantized ms', 'ratio'],
                        rows: (quantized.speed ?? []).map((shape) => [
                            `${shape.batch} × ${shape.length}`,
                            shape.baseline_ms.toFixed(2),
                            shape.candidate_ms.toFixed(2),
                            `${shape.ratio.toFixed(2)} (${shape.ratio_low.toFixed(2)} to ${shape.ratio_high.toFixed(2)})`,
                        ]),
                    },
                    ...latencySection(timed, latency?.threads ?? 1),
                    ...againstFp32.sections,
                ],
            },
        });
    },
};
const quantized = (context, asking) => earlier(quantize, context, asking);
const quantizedModel = async (context, asking) => modelIn(await quantized(context, asking));
function quantize_headline(task, result, metrics, gates) {
    const speed = gates.find((gate) => gate.name === 'speed');
    const size = (result.candidate_bytes / 1e6).toFixed(1);
    const after = (0,tasks/* headlineOf */.gD)(task, metrics.candidate);
    if (speed === undefined)
        return `exported to ONNX, ${size} MB, ${after}`;
    return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${(0,tasks/* headlineOf */.gD)(task, metrics.baseline)}`;
}

// EXTERNAL MODULE: ./build/src/stages/registry.js
var stages_registry = __webpack_require__(98142);
;// CONCATENATED MODULE: ./build/src/stages/build.js















/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
const build = {
    name: 'build',
    parents: ['evaluate', 'quantize'],
    async preflight(context) {
        await (await (0,stages_image/* openImages */.x9)(context)).tryWriting();
    },
    async inputs(context) {
        const { spec } = context;
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        return {
            runtime: await (0,code/* jobRuntime */.e6)(),
            section: (0,src_digest/* digestJson */.tv)({ name: spec.name, version: spec.version, image: spec.image, probes: spec.deploy.probes }),
            model: model.digest,
        };
    },
    async holds(context, { version, index }) {
        return (await (await (0,stages_image/* openImages */.x9)(context)).resolve(version))?.digest === index.digest;
    },
    async make(context) {
        const { spec, platform } = context;
        const store = await (0,stages_image/* openImages */.x9)(context);
        await evaluated(context, 'build');
        const model = await quantizedModel(context, 'build');
        const shared = spec.results === undefined ? undefined : await (0,stages_registry/* openRepository */.h_)(spec.results, 'results', context);
        const image = await assembleModelImage({
            store,
            model: await model.gated(),
            // Where results are handed over lie the weights already, as the same layers.
            siblings: shared === undefined ? [] : [shared],
            without: spec.deploy.probes === 'none' ? [probes/* probesName */.l] : [],
            release: { name: spec.name, version: spec.version },
            runtimeDirectory: (0,external_node_path_.join)((0,installation/* runtimeDirectory */.Uq)(), 'model_runtime'),
            ...(spec.image.base === undefined ? {} : { base: await openBase(spec.image.base, context) }),
            labels: labels(context),
            created: createdAt(context),
            signal: context.signal,
            onProgress: (what, share) => platform.log.progress(what, share),
        });
        await refuseMovedRelease(store, spec.version, image.index.digest, context);
        await tagImage(store, image.index.digest, spec.version);
        const reference = `${store.name}@${image.index.digest}`;
        return (0,reporting/* draft */.K4)({
            title: `build ${spec.name} ${spec.version}`,
            data: {
                image: reference,
                version: spec.version,
                index: image.index,
                manifests: image.manifests,
                layers: image.layers,
                bytesMoved: image.bytesMoved,
                bytesReused: image.bytesReused,
            },
            verdict: 'pass',
            headline: `${reference}, ${image.layers.length} layers, ${megabytes(image.bytesMoved)} moved, ${megabytes(image.bytesReused)} were there`,
            outputs: { image: reference, digest: image.index.digest },
            document: {
                sections: [
                    {
                        kind: 'table',
                        title: 'Layers of the model',
                        columns: ['what', 'MB', 'digest', 'moved'],
                        rows: image.layers.map((layer) => [
                            layer.path,
                            (layer.size / 1e6).toFixed(1),
                            layer.digest,
                            layer.moved ? 'yes' : 'was there',
                        ]),
                    },
                ],
            },
        });
    },
};
/** The runtime image under the model. */
function openBase(reference, context) {
    const place = { file: context.specFile, key: 'image.base' };
    return openReference(reference, {
        insecure: context.spec.image.insecureRegistry,
        ...(0,stages_registry/* repositoryAccess */.bO)(reference, context),
        place,
        directoryOf: (path) => (0,paths/* resolveInside */.LI)(context.bounds, path, place),
    });
}
/** The built image, if it is still where it was put. */
async function built(context, asking) {
    const { result } = await earlier(build, context, asking);
    return { store: await (0,stages_image/* openImages */.x9)(context), report: result.data };
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
function labels(context) {
    const { spec, environment } = context;
    const repository = environment['GITHUB_REPOSITORY'];
    const source = spec.image.source ??
        (repository === undefined ? undefined : `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}`);
    return Object.fromEntries(Object.entries({
        'org.opencontainers.image.title': spec.name,
        'org.opencontainers.image.version': spec.version,
        'org.opencontainers.image.source': source,
        'org.opencontainers.image.revision': environment['GITHUB_SHA'],
        'org.opencontainers.image.licenses': spec.image.license,
    }).filter((entry) => entry[1] !== undefined));
}
/** Same input, same digest: the time of an image is that of its source, as reproducible builds have it, or the epoch. */
function createdAt(context) {
    const text = context.environment['SOURCE_DATE_EPOCH'] ?? '0';
    if (!/^\d{1,12}$/.test(text))
        throw new errors/* UserError */.yo(`SOURCE_DATE_EPOCH: ${text}: expected seconds since 1970 as a whole number`);
    return new Date(Number(text) * 1000);
}
async function refuseMovedRelease(store, version, digest, context) {
    const present = await store.resolve(version);
    if (present === undefined || present.digest === digest || context.force)
        return;
    throw new errors/* UserError */.yo(`${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`, { place: { file: context.specFile, key: 'version' } });
}

// EXTERNAL MODULE: ./build/src/stages/deploy.js + 10 modules
var deploy = __webpack_require__(78531);
// EXTERNAL MODULE: ./build/src/stages/shown.js
var stages_shown = __webpack_require__(69308);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
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
        return { image: (await built(context, 'sign')).report.index.digest };
    },
    async make(context) {
        const { spec, clock } = context;
        const { store, report } = await built(context, 'sign');
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
        const evaluation = (await evaluated(context, 'sign')).result;
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
        gates: { evaluate: gate(await evaluated(context, 'sign')), quantize: gate(await quantized(context, 'sign')) },
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
    const { directory, files } = await (await quantizedModel(context, 'sign')).gated();
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

;// CONCATENATED MODULE: ./build/src/stages/index.js

















const stages = {
    prepare: prepare,
    finetune: finetune,
    evaluate: evaluate,
    quantize: quantize,
    build: build,
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
    await checkHandOver(selected, context);
    await tryPlace(context);
    for (const name of selected)
        await stages[name].preflight?.(context);
    const outcomes = [];
    for (const name of selected) {
        const startMs = context.clock.monotonicMs();
        const outcome = await context.platform.group(name, () => runStage(stages[name], context));
        outcomes.push(outcome);
        const seconds = (context.clock.monotonicMs() - startMs) / 1000;
        const shown = await (0,stages_shown.shownReport)(outcome.stored.result, context);
        await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) });
        if (!outcome.stored.result.proceed)
            break;
    }
    await (0,prune.prune)(context.place, prune/* defaultLimits */.M, context.clock.now().getTime());
    return outcomes;
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
        throw asUserError(error, context);
    }
}
/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor({ stored, reused }, told, context) {
    try {
        return await (0,reporting.writeReport)((0,external_node_path_.dirname)((0,external_node_path_.resolve)(context.specFile)), { stored, reused, ...told });
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
