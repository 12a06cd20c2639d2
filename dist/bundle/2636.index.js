export const id = 2636;
export const ids = [2636];
export const modules = {

/***/ 13813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ mixed)
/* harmony export */ });
/**
 * What training files have together. With shares, the file that has the fewest examples for its share is used whole, and
 * of the others as many as theirs allow; of a class then about so many as before.
 */
function mixed(files) {
    const total = Math.min(...files.flatMap(({ usable, share }) => (share === undefined ? [] : [usable / share])));
    const classes = new Map();
    let sum = 0;
    for (const { usable, share, classes: theirs } of files) {
        const used = share === undefined ? usable : Math.min(usable, Math.round(total * share));
        sum += used;
        for (const [label, { count }] of theirs)
            classes.set(label, { count: (classes.get(label)?.count ?? 0) + (usable === 0 ? 0 : (count * used) / usable) });
    }
    return { usable: sum, classes };
}


/***/ }),

/***/ 43013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ imageSays),
/* harmony export */   D8: () => (/* binding */ releases),
/* harmony export */   JF: () => (/* binding */ latestRelease),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);



/** Which model in which version an image says that it is: under its own digest, and so under its signature. A tag can move. */
async function imageSays(store, digest) {
    const place = `${store.name}@${digest}`;
    const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(digest)).bytes, place);
    const { annotations = {} } = document.kind === 'index' ? document.index : document.manifest;
    const name = annotations['org.opencontainers.image.title'];
    const version = annotations['org.opencontainers.image.version'];
    return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
}
/** `intents 1.4.0` */
const inWords = ({ name, version }) => `${name ?? 'an image without a name'} ${version ?? 'without a version'}`;
/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
async function releases(store) {
    const versions = (await store.tags()).filter((tag) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(tag) === tag).sort(semver__WEBPACK_IMPORTED_MODULE_0__.rcompare);
    const found = [];
    for (const version of versions) {
        const descriptor = await store.resolve(version);
        if (descriptor !== undefined)
            found.push({ version, digest: descriptor.digest });
    }
    return found;
}
/**
 * What `release:latest` means for a candidate, the first choice first: the release that was promoted last and not rolled
 * back since, whether a tag still leads to it or not; without one, the newest below the candidate that was never rolled
 * back. The caller takes the first that is signed. Pure.
 * @param options.history of any places and images, in any order
 * @param options.deployed versions that somebody shows as deployed, the last first: a hint of which tag to try before others
 */
function latestRelease(options) {
    const { candidate } = options;
    const { served, undone } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(options.history);
    const last = served.find(({ version }) => version !== candidate);
    if (last !== undefined)
        return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }];
    const below = options.releases
        .filter(({ version, digest }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, candidate) && !undone.has(digest))
        .sort((a, b) => semver__WEBPACK_IMPORTED_MODULE_0__.rcompare(a.version, b.version))
        .map((release) => ({
        release,
        because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
        promoted: false,
    }));
    const shown = options.deployed?.find(({ version }) => version !== candidate);
    const hinted = options.releases.find(({ version, digest }) => version === shown?.version && !undone.has(digest));
    if (hinted === undefined)
        return below;
    const first = { release: hinted, because: 'which GitHub shows as deployed last', promoted: false };
    return [first, ...below.filter(({ release }) => release.version !== hinted.version)];
}


/***/ }),

/***/ 38428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ gib),
/* harmony export */   d: () => (/* binding */ estimateSections)
/* harmony export */ });
/* What a training needs of memory, and what would fit where that is too much. */
const kinds = [
    ['weights', 'weights'],
    ['gradients', 'gradients'],
    ['optimizer', 'optimizer states'],
    ['activations', 'activations'],
    ['temporary', 'temporary'],
    ['libraries', 'libraries, or the context of a GPU'],
];
const gib = (bytes) => bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(0)} MiB`;
/** @param onGpu whether each process has a GPU of its own */
function estimateSections(estimate, onGpu) {
    const { would_fit, needed, free, per_rank, total, checkpoint } = estimate;
    return [
        {
            kind: 'facts',
            title: 'Memory of the training',
            facts: [
                ...kinds.map(([kind, words]) => [words, gib(estimate[kind])]),
                ['of one process', gib(per_rank)],
                ['of all processes of this host', gib(total)],
                ...(checkpoint === 0
                    ? []
                    : [['copy for checkpoints, in the memory of the host', gib(checkpoint)]]),
                [onGpu ? 'needed on each GPU' : 'needed', gib(needed)],
                ['there', gib(free)],
            ],
        },
        ...(would_fit.length === 0
            ? []
            : [
                {
                    kind: 'table',
                    title: 'Settings that would fit',
                    columns: ['settings', 'needed'],
                    rows: would_fit.map(({ settings, needed: less }) => [settings, gib(less)]),
                },
            ]),
    ];
}


/***/ }),

/***/ 9915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ warningSections)
/* harmony export */ });
const mostWarnings = 20;
/** What a job warned of while it ran, which would else be read only by who watches the log. */
const warningSections = (stage, warnings) => warnings.length === 0
    ? []
    : [
        {
            kind: 'table',
            title: `Warnings of ${stage}`,
            // Behind what a reader came for, and not folded with how the model was trained.
            part: 'cost',
            columns: ['warning'],
            rows: warnings.slice(0, mostWarnings).map((text) => [text]),
            ...(warnings.length > mostWarnings ? { note: `The first ${mostWarnings}; the log of the job has all.` } : {}),
        },
    ];


/***/ }),

/***/ 73629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m4: () => (/* binding */ attachHistory),
/* harmony export */   xX: () => (/* binding */ attachedHistory)
/* harmony export */ });
/* unused harmony export historyPredicate */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _attest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66760);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88113);





const historyPredicate = 'https://model-actions.dev/predicates/release-history/v1';
/**
 * Attaches a promotion or rollback to the image that it speaks of, so that who has no access to the place that it happened
 * at can know of it. One that is attached already is not attached again.
 */
async function attachHistory(store, record, signing) {
    const { descriptor } = await store.getManifest(record.digest);
    return (0,_attest_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStatement */ .V)({
        store,
        subject: descriptor,
        predicateType: historyPredicate,
        predicate: record,
        signing,
        created: new Date(record.at),
    });
}
/**
 * What was promoted and rolled back of an image, oldest first, as far as the policy's signer says so: what anybody else
 * attached does not count. @throws UserError where a trusted record cannot be read; whatever the store throws
 */
async function attachedHistory(store, digest, policy) {
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(policy);
    const records = [];
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_4__/* .attachedBundles */ .SN)(store, digest)) {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== historyPredicate)
            continue;
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            continue;
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .historyRecord */ .Eo.safeParse(reading.statement.predicate);
        if (!parsed.success || parsed.data.digest !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${manifest.digest}: signed by ${trust.who}, but no record of ${digest} that this version can read: it was written by another version of model-actions, update this one`);
        records.push(parsed.data);
    }
    return records.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}


/***/ }),

/***/ 79450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ signLegacy),
/* harmony export */   kx: () => (/* binding */ legacyFindings),
/* harmony export */   w_: () => (/* binding */ legacyTag)
/* harmony export */ });
/* unused harmony exports simpleSigningType, legacyPayload, judgeLegacy */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88113);







/*
 * The form that cosign up to 2.6.2 reads alone: an image at the tag `sha256-HEX.sig` whose layers are simple-signing payloads
 * (containers/image, docs/containers-signature.5.md), each with its signature in an annotation.
 */
/** A payload names a repository and a digest. */
const largestPayload = 65_536;
const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';
const signatureKey = 'dev.cosignproject.cosign/signature';
const claimType = 'cosign container image signature';
const legacyTag = (digest) => `${digest.replace(':', '-')}.sig`;
/** The bytes that are signed. @param repository without tag or digest; readers show it and check only the digest */
const legacyPayload = (repository, digest) => Buffer.from(JSON.stringify({
    critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': digest },
        type: claimType,
    },
    optional: null,
}));
const claimSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    critical: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        image: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ 'docker-manifest-digest': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP() }),
        type: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(claimType),
    }),
});
function judgeLegacy(payload, signatureBase64, digest, trust) {
    if (signatureBase64 === undefined)
        return { kind: 'unusable', because: `no annotation ${signatureKey}` };
    if (!trust.verifyBytes(payload, Buffer.from(signatureBase64, 'base64')))
        return { kind: 'unproven' };
    let json;
    try {
        json = JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return { kind: 'unusable', because: 'a payload that is not JSON' };
    }
    const claim = claimSchema.safeParse(json);
    if (!claim.success)
        return { kind: 'unusable', because: 'a payload that claims nothing about an image' };
    const subject = claim.data.critical.image['docker-manifest-digest'];
    return subject === digest ? { kind: 'signed' } : { kind: 'wrong-subject', subjects: [subject] };
}
/** Judges every signature at the image's tag; none where there is no such tag. */
async function legacyFindings(store, digest, trust) {
    return judgeLayers(store, await layersAtTag(store, digest), digest, trust);
}
async function judgeLayers(store, layers, digest, trust) {
    const findings = [];
    for (const layer of layers)
        findings.push(layer.mediaType === simpleSigningType && layer.size <= largestPayload
            ? judgeLegacy(await (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readBlob */ .gm)(store, layer), layer.annotations?.[signatureKey], digest, trust)
            : { kind: 'unusable', because: `a layer of ${layer.size} bytes of type ${(0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(layer.mediaType)}` });
    return findings;
}
/** Signs `digest` at its tag, beside signatures of others, and writes nothing where the key has signed it already. */
async function signLegacy(options) {
    const { store, digest, signer } = options;
    const tag = legacyTag(digest);
    const present = await layersAtTag(store, digest);
    const findings = await judgeLayers(store, present, digest, (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .trustOf */ .A)(signer.policy));
    if (findings.some(({ kind }) => kind === 'signed'))
        return tag;
    // A layout's name is a path of this machine, which has no place in what is published.
    const payload = legacyPayload(store.name.startsWith('oci:') ? '' : store.name, digest);
    const { signature } = await signer.sign(payload);
    const layer = {
        ...(await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, payload, simpleSigningType)),
        annotations: { [signatureKey]: signature.toString('base64') },
    };
    const layers = [...present, layer];
    const config = legacyConfig(layers.map((each) => each.digest));
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config);
    const manifest = {
        schemaVersion: 2,
        mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest,
        config: (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(config, _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.config),
        layers,
    };
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest, tag);
    return tag;
}
/** The image configuration that cosign writes: no platform, the zero time, the payloads as layers. */
const legacyConfig = (payloads) => Buffer.from(JSON.stringify({
    architecture: '',
    created: '0001-01-01T00:00:00Z',
    history: payloads.map(() => ({ created: '0001-01-01T00:00:00Z' })),
    os: '',
    rootfs: { type: 'layers', diff_ids: payloads },
    config: {},
}));
async function layersAtTag(store, digest) {
    const tag = legacyTag(digest);
    const found = await store.resolve(tag);
    if (found === undefined)
        return [];
    const place = `${store.name}:${tag}`;
    const document = (0,_oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(found.digest)).bytes, place);
    if (document.kind === 'manifest')
        return document.manifest.layers;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${place}: an index, where signatures of ${digest} belong: delete that tag, and sign again`, {
        exit: 'gate-failed',
    });
}


/***/ }),

/***/ 39525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lj: () => (/* binding */ attachRelease),
  VA: () => (/* binding */ verifyRelease)
});

// UNUSED EXPORTS: releasePredicate

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/oci/mediaTypes.js
var mediaTypes = __webpack_require__(23102);
// EXTERNAL MODULE: ./build/src/signing/attest.js
var attest = __webpack_require__(66760);
// EXTERNAL MODULE: ./build/src/signing/bundle.js
var bundle = __webpack_require__(23429);
// EXTERNAL MODULE: ./build/src/signing/policy.js
var signing_policy = __webpack_require__(38155);
// EXTERNAL MODULE: ./build/src/signing/referrers.js
var referrers = __webpack_require__(88113);
// EXTERNAL MODULE: ./build/src/signing/legacy.js
var legacy = __webpack_require__(79450);
;// CONCATENATED MODULE: ./build/src/signing/verify.js






/**
 * Vouches for an image or refuses it. A tag is resolved once, and the digest that comes back is the one to use.
 * A bundle counts where it is an in-toto statement of predicate `cosign/sign/v1` about this digest, signed as the policy
 * says; the older tag counts where no bundle claims to be a signature.
 * @throws UserError `gate-failed` with what was found where nothing counts; whatever the store throws where it cannot be read
 */
async function verifyImage(options) {
    const { store, policy } = options;
    const trust = (0,signing_policy/* trustOf */.A)(policy);
    const digest = await resolve(store, options.reference);
    const image = `${store.name}@${digest}`;
    const bundles = options.bundles ?? (await (0,referrers/* attachedBundles */.SN)(store, digest));
    const findings = bundles.map((bundle) => ({ where: bundle.manifest.digest, finding: judge(bundle, digest, trust) }));
    if (findings.some(({ finding }) => finding.kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'bundle' };
    const others = findings.flatMap(({ finding }) => (finding.kind === 'other-predicate' ? [finding.predicateType] : []));
    const failed = findings.flatMap(({ where, finding }) => finding.kind === 'signed' || finding.kind === 'other-predicate' ? [] : [{ where, failure: finding }]);
    if (failed.length > 0)
        throw refused(image, failed, trust);
    const tag = (0,legacy/* legacyTag */.w_)(digest);
    const atTag = await (0,legacy/* legacyFindings */.kx)(store, digest, trust);
    if (atTag.some(({ kind }) => kind === 'signed'))
        return { digest, signedBy: trust.who, format: 'legacy' };
    const failedAtTag = atTag.flatMap((finding) => finding.kind === 'signed' ? [] : [{ where: `the one at tag ${tag}`, failure: finding }]);
    if (failedAtTag.length > 0)
        throw refused(image, failedAtTag, trust);
    throw gate(others.length > 0
        ? `${image} has no signature: what is attached to it is of predicate ${some([...new Set(others)])}, not ${bundle/* signaturePredicate */.oo}, and there is no tag ${tag}: ${remedyUnsigned}`
        : `${image} has no signature, neither attached nor at tag ${tag}: ${remedyUnsigned}`);
}
/** Many tools copy an image and leave behind what is attached to it. */
const remedyUnsigned = 'sign it with `model-actions sign`, or, where it is a copy, copy what is attached to it as well, as `oras copy --recursive` does';
async function resolve(store, reference) {
    // Reading it checks that it is there and that it is what its digest says.
    if ((0,digest/* isDigest */.Bc)(reference))
        return (await store.getManifest(reference)).descriptor.digest;
    const found = await store.resolve(reference);
    if (found !== undefined)
        return found.digest;
    throw gate(`${store.name} has no tag ${JSON.stringify(reference)}, so there is nothing to verify: check the name`);
}
function judge({ reading }, digest, trust) {
    if (reading.kind === 'unusable')
        return reading;
    const { statement, claimed, entity } = reading;
    if (statement.predicateType !== bundle/* signaturePredicate */.oo)
        return { kind: 'other-predicate', predicateType: statement.predicateType };
    if (!trust.verifyBundle(entity)) {
        if (claimed.kind === 'certificate')
            return { kind: 'foreign', by: 'a certificate' };
        return claimed.hint === trust.hint ? { kind: 'altered' } : { kind: 'foreign', by: `key ${(0,bundle/* quoted */.TL)(claimed.hint)}` };
    }
    return statement.subjects.includes(digest)
        ? { kind: 'signed' }
        : { kind: 'wrong-subject', subjects: statement.subjects };
}
function sentence(failure) {
    switch (failure.kind) {
        case 'foreign':
            return `is by ${failure.by}`;
        case 'altered':
            return 'names the trusted key, but was altered after signing';
        case 'unproven':
            return 'is by another key, or was altered after signing';
        case 'wrong-subject':
            return `is by the trusted key, but for another image, ${some(failure.subjects) || 'none by sha256'}`;
        case 'unusable':
            return `is malformed: ${failure.because}`;
    }
}
function refused(image, failures, trust) {
    const shown = failures.slice(0, 3).map(({ where, failure }) => `${where} ${sentence(failure)}`);
    const rest = failures.length > shown.length ? `; and ${failures.length - shown.length} more` : '';
    const count = failures.length === 1 ? '1 signature' : `${failures.length} signatures`;
    const remedy = failures.every(({ failure }) => failure.kind === 'foreign' || failure.kind === 'unproven')
        ? 'check that this is the right public key, and if it is, find out who signed this image before you use it'
        : 'do not use this image before you know who pushed that, then build and sign it again';
    return gate(`${image} has ${count}, but none that counts (trusted is ${trust.who}): ${shown.join('; ')}${rest}: ${remedy}`);
}
const gate = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });
const some = (texts) => texts.slice(0, 3).map(bundle/* quoted */.TL).join(', ') + (texts.length > 3 ? ` and ${texts.length - 3} more` : '');

;// CONCATENATED MODULE: ./build/src/signing/release.js










/*
 * A cosign signature says "this key, this digest" and nothing else: whoever can write to the registry has a tag lead to any
 * image that the key ever signed. So each release carries a statement of what it is, which verifying asks for.
 */
const releasePredicate = 'https://model-actions.dev/predicates/release/v1';
const release_digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'expected a digest');
const version = schemas/* string */.YjP().refine((text) => semver.valid(text) === text, 'expected a version');
/** By which result a gate let the model pass: `inconclusive` where the spec takes that for a warning. */
const release_gate = schemas/* object */.Ikc({ result: release_digest, verdict: schemas/* enum */.k5n(['pass', 'inconclusive']) });
const releaseSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    version,
    /** What the statement is about is the whole release, never the image of one platform. */
    kind: schemas/* literal */.euz('index'),
    /** Where it was released. Not compared, as images are copied to where they serve; absent for a layout, which is a path of one machine. */
    repository: schemas/* string */.YjP().exactOptional(),
    gates: schemas/* object */.Ikc({ evaluate: release_gate, quantize: release_gate }),
    /** What was promoted last when this one was signed, as far as the job that signed could know. */
    before: schemas/* object */.Ikc({ version, digest: release_digest }).exactOptional(),
    created: iso/* datetime */.w$(),
});
/**
 * Attaches the statement. One by the same key that says the same of the release stays, unless it was made before `renew`.
 * @throws UserError where the image is no index
 */
async function attachRelease(options) {
    const { store, subject, signing, created, renew } = options;
    await requireIndex(store, subject.digest);
    const predicate = { ...options.release, kind: 'index', created: created.toISOString() };
    // When it was signed, and what served then, is another at each signing and changes nothing of the release.
    const lasting = ({ created: _, before: __, ...rest }) => (0,digest/* canonicalJson */.dj)(rest);
    return (0,attest/* attachUnless */.q)({ store, subject, predicateType: releasePredicate, predicate, signing, created }, (statement) => {
        const said = releaseSchema.safeParse(statement.predicate);
        if (!said.success || lasting(said.data) !== lasting(predicate))
            return false;
        return renew === undefined || Date.parse(said.data.created) >= renew.getTime();
    });
}
/**
 * Vouches for an image as the release of a name and a version, or refuses it.
 * @param options.notBefore older statements count no more: what an attacker kept back for long is not taken for new
 * @returns `passedOver`: what is attached and cannot be read, in words
 * @throws UserError, `gate-failed` where nobody vouches for it (any more), and `configuration` where it is another release
 * than was asked for; whatever the store throws where it cannot be read
 */
async function verifyRelease(options) {
    const { store, digest, policy, wanted, notBefore } = options;
    const image = `${store.name}@${digest}`;
    const bundles = await (0,referrers/* attachedBundles */.SN)(store, digest);
    const { signedBy } = await verifyImage({ store, reference: digest, policy, bundles });
    await requireIndex(store, digest);
    const said = releasesSaid(bundles, digest, (0,signing_policy/* trustOf */.A)(policy), image);
    if (said.length === 0)
        throw release_refused(`${image} is signed by ${signedBy}, and not as a release of model-actions: which model it is in which version, and that it passed its gates, nobody vouches for: ${remedyUnsigned}`);
    const fitting = said.filter(({ name, version }) => name === wanted.name && version === wanted.version);
    const release = fitting.sort((a, b) => Date.parse(b.created) - Date.parse(a.created))[0];
    if (release === undefined)
        throw new errors/* UserError */.yo(`${image} was released as ${inWords(said)} and not ${wanted.name} ${wanted.version}: find out who had that tag or digest lead to it`);
    if (notBefore !== undefined && Date.parse(release.created) < notBefore.getTime())
        throw release_refused(`${image} was signed as a release on ${release.created}, which is longer ago than signing.max-age allows: sign it again with \`model-actions sign\`, or find out why there is nothing newer`);
    const unread = (0,referrers/* passedOver */.Jn)(bundles);
    return { signedBy, release, ...(unread === undefined ? {} : { passedOver: unread }) };
}
/** What the trusted key says of this image. */
function releasesSaid(bundles, digest, trust, image) {
    return bundles.flatMap(({ manifest, reading }) => {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== releasePredicate)
            return [];
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            return [];
        return [readRelease(reading.statement, `${image}: the statement ${manifest.digest}`)];
    });
}
function readRelease({ predicate }, where) {
    const parsed = releaseSchema.safeParse(predicate);
    if (parsed.success)
        return parsed.data;
    throw release_refused(`${where} is by the trusted key, but none of a release that this version can read: it was written by another version of model-actions, update this one`);
}
/** A node pulls the image of its platform, and gateways are told of one release: what is released is the index of all. */
async function requireIndex(store, digest) {
    const image = `${store.name}@${digest}`;
    if ((0,mediaTypes/* parseDocument */.Tp)((await store.getManifest(digest)).bytes, image).kind === 'index')
        return;
    throw new errors/* UserError */.yo(`${image} is the image of a single platform, and no release: name the index that build put out, and find out who had a tag lead there`);
}
const inWords = (said) => [...new Set(said.map(({ name, version }) => `${name} ${version}`))].slice(0, 3).map(bundle/* quoted */.TL).join(', ');
const release_refused = (message) => new errors/* UserError */.yo(message, { exit: 'gate-failed' });


/***/ }),

/***/ 72103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VQ: () => (/* binding */ askHub),
  Kz: () => (/* binding */ baseUnder),
  o3: () => (/* binding */ cacheDirectory),
  Od: () => (/* binding */ configDirectory),
  gU: () => (/* binding */ resolveBase),
  Hr: () => (/* binding */ shareBase),
  $M: () => (/* binding */ tryBase)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/init/base.js
var base = __webpack_require__(98647);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
// EXTERNAL MODULE: ./build/src/model/pretrained.js
var pretrained = __webpack_require__(47523);
;// CONCATENATED MODULE: ./build/src/model/hub.js









/** As long as a hub takes to start anew, or somebody to mend the name of one. */
const usualPatience = { firstPauseMs: 1_000, longestPauseMs: 60_000, silenceMs: 5 * 60_000 };
/**
 * The files that are the model, of all that lie at the top of its repository: the same model for other libraries, its
 * checkpoints and pictures are as large again, many times.
 * @throws UserError where there is none that can be read
 */
function filesOfModel(entries, { repository, revision, place }) {
    const id = `${repository}@${revision}`;
    const odd = entries.find(({ path }) => !isPlainName(path));
    if (odd !== undefined)
        throw new errors/* UserError */.yo(`${id} holds a file named ${escaped(odd.path)}, a name that no model needs: take a repository without it, or fetch the model into a directory and name that`, { place });
    const files = entries.filter(({ type }) => type === 'file');
    const names = files.map(({ path }) => path);
    if (!names.includes('config.json'))
        throw new errors/* UserError */.yo(`${id} has no config.json: name the repository of a Hugging Face model`, { place });
    const read = (0,pretrained/* readOf */.CY)(names);
    if (read === undefined) {
        const pickled = names.find((name) => name.endsWith('.bin'));
        throw new errors/* UserError */.yo(`${id} has no ${pretrained/* weightsFile */.k1}${pickled === undefined ? '' : `, only ${pickled}, and pickled weights are not read`}: name a revision that has it, or save the model with safe_serialization=True into a directory and name that`, { place });
    }
    return files
        .filter(({ path }) => read.has(path))
        .map(({ path, size, oid, lfs }) => ({
        name: path,
        sizeBytes: size,
        content: lfs === undefined
            ? { algorithm: 'SHA-1 of git', hex: oid }
            : { algorithm: 'SHA-256', hex: lfs.oid.replace(/^sha256:/, '') },
    }));
}
const isPlainName = (path) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/u.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
/** In letters that move no cursor and end no line. */
const escaped = (text) => JSON.stringify(text.slice(0, 100)).replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
/**
 * Fetches the files of a model. What an earlier call left of the same commit, whole or in part, is not fetched again.
 * @param parent holds what was left; nothing else belongs there
 * @param onFound is told what will be fetched, once that is known
 * @returns the directory of the model, below `parent`
 * @throws UserError for what the person can mend; the error of the network where that does not recover
 */
async function downloadModel(source, parent, onFound) {
    const commit = await commitOf(source);
    const files = filesOfModel(await listTop(source, commit), source);
    onFound(files);
    // A branch may have moved since an earlier run: its files and those of this commit are no model together.
    for (const name of await (0,promises_.readdir)(parent).catch(() => []))
        if (name !== commit)
            await (0,promises_.rm)((0,external_node_path_.join)(parent, name), { recursive: true, force: true });
    const directory = (0,external_node_path_.join)(parent, commit);
    await (0,promises_.mkdir)(directory, { recursive: true });
    for (const file of files)
        await downloadFile(source, commit, file, (0,external_node_path_.join)(directory, file.name));
    return directory;
}
async function commitOf(source) {
    const { repository, revision } = source;
    if (/^[0-9a-f]{40}$/.test(revision))
        return revision;
    const url = `${source.hub}/api/models/${repository}/revision/${encodeURIComponent(revision)}`;
    const sha = (await askForJson(source, url)).value?.sha;
    if (typeof sha === 'string' && /^[0-9a-f]{40}$/.test(sha))
        return sha;
    throw notAHub(source);
}
/** Thousands of times what the top of a repository holds, which comes by the thousand. */
const [mostEntries, mostPages] = [100_000, 1000];
async function listTop(source, commit) {
    const url = new URL(`${source.hub}/api/models/${source.repository}/tree/${commit}?recursive=false&expand=false`);
    const found = [];
    const asked = new Set();
    for (;;) {
        asked.add(url.href);
        const { value: entries, link } = await askForJson(source, url.href);
        if (!Array.isArray(entries) || !entries.every(isEntry))
            throw notAHub(source);
        found.push(...entries);
        const next = /<([^>]+)>;\s*rel="next"/.exec(link)?.[1];
        if (next === undefined || entries.length === 0)
            return found;
        // A mirror hands on the address of the hub behind it: the page is asked of the mirror.
        url.search = new URL(next, url).search;
        if (asked.has(url.href) || asked.size >= mostPages || found.length > mostEntries)
            throw notAHub(source);
    }
}
function isEntry(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { type, path, size, oid, lfs } = value;
    const isLfs = typeof lfs === 'object' && lfs !== null && typeof lfs['oid'] === 'string';
    return (typeof type === 'string' &&
        typeof path === 'string' &&
        (type !== 'file' || (Number.isSafeInteger(size) && typeof oid === 'string' && (lfs === undefined || isLfs))));
}
const notAHub = ({ hub, place }, cause) => new errors/* UserError */.yo(`${hub} does not answer as a hub does: check HF_ENDPOINT, and what stands between`, {
    place,
    exit: 'preflight',
    cause,
});
/** What does not get through is tried so many times at least. */
const tries = 5;
/**
 * How long to wait before a file is asked for again, of which nothing more came in so many tries in a row, and for so long;
 * undefined where that is told.
 */
function pauseBefore(nothing, { firstPauseMs, longestPauseMs, silenceMs }) {
    const pauseMs = Math.min(firstPauseMs * 2 ** (nothing.tries - 1), longestPauseMs);
    if (nothing.tries < tries)
        return pauseMs;
    const leftMs = silenceMs - nothing.silentMs;
    return leftMs > 0 ? Math.min(pauseMs, leftMs) : undefined;
}
/** What may be otherwise the next time. */
class Passing extends Error {
}
const mayPass = (error) => error instanceof Passing || (0,network/* isPassingFault */.Ev)(error);
/** @returns what the hub says, and its header that leads to the rest of a list */
async function askForJson(source, url) {
    for (let tried = 1;; tried++) {
        try {
            const answer = await ask(source, url);
            const text = await answer.text();
            return { value: parsed(source, text), link: answer.headers.get('link') ?? '' };
        }
        catch (error) {
            if (!mayPass(error) || tried >= tries)
                throw error;
            await (0,timers/* sleep */.yy)((source.patience ?? usualPatience).firstPauseMs * tried, source.signal);
        }
    }
}
function parsed(source, text) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw notAHub(source, cause);
    }
}
/** The token goes to the hub alone: `fetch` takes it off where the hub leads to another host, as it does for large files. */
async function ask(source, url, headers = {}) {
    const { hub, repository, revision, token, place, signal } = source;
    const answer = await source.fetch(url, {
        signal,
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });
    if (answer.ok)
        return answer;
    await answer.body?.cancel();
    const { status } = answer;
    if (status === 404)
        throw new errors/* UserError */.yo(`${hub} has no ${repository}@${revision}: check id and revision`, { place });
    if (status === 401 || status === 403)
        throw new errors/* UserError */.yo(`${hub} does not let us have ${repository}@${revision} (${status})${token === undefined ? ', and HF_TOKEN is not set' : ''}: check the id, accept the terms of the model on the hub, and set HF_TOKEN from a secret`, { place, exit: 'preflight' });
    if (status === 429 || status >= 500)
        throw new Passing(`${hub} answers with status ${status}`);
    throw new Error(`${hub} answers with status ${status}`);
}
async function downloadFile(source, commit, file, path) {
    // What has this name is whole, and was compared; an empty file may not be there.
    if (file.sizeBytes > 0 && (await sizeOf(path)) === file.sizeBytes)
        return;
    const part = `${path}.part`;
    let most = await sizeOf(part);
    let sinceMs = performance.now();
    for (let idle = 0;;) {
        try {
            await continueFile(source, commit, file, part);
            await (0,promises_.rename)(part, path);
            return;
        }
        catch (error) {
            source.signal.throwIfAborted();
            // The hub has told of this file a moment ago.
            if (!mayPass(error) && !(0,network/* isOutage */.uD)(error))
                throw error;
            // A server that knows no parts begins at the first byte each time: that is none more.
            const size = await sizeOf(part);
            if (size > most) {
                most = size;
                sinceMs = performance.now();
                idle = 0;
                continue;
            }
            idle += 1;
            const nothing = { tries: idle, silentMs: performance.now() - sinceMs };
            const pauseMs = pauseBefore(nothing, source.patience ?? usualPatience);
            if (pauseMs === undefined)
                throw error;
            if (idle === 2)
                source.onAway?.(file.name, error);
            await (0,timers/* sleep */.yy)(pauseMs, source.signal);
        }
    }
}
/** Fetches what is missing of a file, and compares the whole with what the hub says of it. */
async function continueFile(source, commit, file, part) {
    const { name, sizeBytes, content } = file;
    const hash = content.algorithm === 'SHA-256' ? (0,external_node_crypto_.createHash)('sha256') : (0,external_node_crypto_.createHash)('sha1').update(`blob ${sizeBytes}\0`);
    let size = await sizeOf(part);
    const began = size;
    if (began !== sizeBytes || sizeBytes === 0) {
        const url = `${source.hub}/${source.repository}/resolve/${commit}/${encodeURIComponent(name)}`;
        const range = size > 0 && size < sizeBytes ? { range: `bytes=${size}-` } : undefined;
        // Packed on the way, a part of it would be a part of something else.
        const answer = await ask(source, url, { ...range, 'accept-encoding': 'identity' });
        const goesOn = range !== undefined &&
            answer.status === 206 &&
            (answer.headers.get('content-range') ?? '').startsWith(`bytes ${size}-`);
        if (goesOn)
            await hashFile(part, hash);
        else
            size = 0;
        size += await append(answer, { part, from: size, atMost: sizeBytes - size, name }, hash);
    }
    else
        await hashFile(part, hash);
    if (size < sizeBytes)
        throw new Passing(`${name} ended after ${size} of ${sizeBytes} bytes`);
    if (size === sizeBytes && hash.digest('hex') === content.hex)
        return;
    await (0,promises_.rm)(part, { force: true });
    // The beginning may be of an earlier run, and the fault in it.
    if (began > 0)
        throw new Passing(`${name} was continued and is not what the hub says`);
    const { hub, repository, revision, place } = source;
    throw new errors/* UserError */.yo(`${name} of ${repository}@${revision} came with ${size === sizeBytes ? `another ${content.algorithm}` : 'more bytes'} than ${hub} says of it: run again, and where it stays so, ask whoever keeps that hub or mirror`, { place, exit: 'preflight' });
}
/** @returns how many bytes came; one more than `atMost` are not written */
async function append(answer, { part, from, atMost, name }, hash) {
    const disk = (error) => {
        throw (0,files/* diskError */.wO)(`${name} of the base cannot be written to ${part}`, error);
    };
    const handle = await (0,promises_.open)(part, from > 0 ? 'a' : 'w').catch(disk);
    let came = 0;
    try {
        for await (const bytes of answer.body ?? []) {
            came += bytes.length;
            if (came > atMost)
                return came;
            hash.update(bytes);
            await handle.writeFile(bytes).catch(disk);
        }
        // Or after a power failure a file could have its name and size, and not its bytes.
        await handle.sync().catch(disk);
    }
    finally {
        await handle.close();
    }
    return came;
}
async function hashFile(path, hash) {
    for await (const bytes of (0,external_node_fs_.createReadStream)(path))
        hash.update(bytes);
}
const sizeOf = (path) => (0,promises_.stat)(path).then(({ size }) => size, () => 0);

// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
// EXTERNAL MODULE: ./build/src/spec/base.js
var spec_base = __webpack_require__(62208);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
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
    const base = wantedBase(context);
    const directory = base.kind === 'directory'
        ? await (0,paths/* resolveInside */.LI)(context.bounds, base.path, placeOf(context))
        : ((await fetchedHere(context, base)) ?? (await fetchBase(context, base)));
    await requireModel(directory, context);
    return { directory, digest: await (0,digest/* digestTree */.hW)(directory, { skip: (_, path) => path === downloadNotes }) };
}
/** What was fetched before, or is kept on this host. */
async function fetchedHere(context, base) {
    const kept = await keptOnHost(context.environment, base);
    const fetched = fetchedAt(context, base);
    return kept ?? ((0,external_node_fs_.existsSync)(fetched) ? fetched : undefined);
}
const placeOf = ({ specFile }) => ({ file: specFile, key: 'base' });
const wantedBase = (context) => (0,spec_base/* parseBase */.Hp)(context.spec.base, placeOf(context));
/** @returns what it holds @throws UserError for what is no model's directory */
async function requireModel(directory, context) {
    const { spec } = context;
    const place = placeOf(context);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        const otherwise = 'or name the directory of a model, or a hub id with its revision';
        throw new errors/* UserError */.yo(error.code === 'ENOENT'
            ? `${spec.base} is not there: fetch a pretrained model into it, such as by \`${(0,base/* downloadCommand */.Ms)((0,base/* suggestedBase */.$b)(spec.task, [], ''), (0,platform_text/* shellWord */.r7)(fromHere(directory)))}\`, ${otherwise}`
            : `${spec.base} cannot be read (${error.code}): make it readable, ${otherwise}`, { place, cause: error });
    });
    if (!names.includes('config.json'))
        throw new errors/* UserError */.yo(`${spec.base} has no config.json: name the directory of a Hugging Face model`, { place });
    await refuseHubSnapshot(directory, context);
    await refuseLfsPointers(directory, names, context);
    return names;
}
/** A path for whoever reads it where the run began, wherever model.yml lies. */
function fromHere(directory) {
    const here = process.cwd();
    return (0,files/* isInside */.FK)(here, directory) ? `./${(0,external_node_path_.relative)(here, directory)}` : directory;
}
/**
 * What the jobs of ours would refuse of the base, as far as it lies here: nothing is fetched.
 * @returns what is known of it @throws UserError
 */
const tryBase = (context) => (0,memo/* oncePerRun */.ao)(context, 'a look at the base', () => lookAtBase(context));
/** For stages of a model.yml beside which its base does not lie. @param other the same, with the bounds that it lies in */
async function shareBase(own, other) {
    await (0,memo/* oncePerRun */.ao)(own, 'a look at the base', () => lookAtBase(other));
    await (0,memo/* oncePerRun */.ao)(own, 'base', () => readBase(other));
}
async function lookAtBase(context) {
    const { spec } = context;
    const base = wantedBase(context);
    const directory = base.kind === 'directory'
        ? await (0,paths/* resolveInside */.LI)(context.bounds, base.path, placeOf(context))
        : await fetchedHere(context, base);
    if (directory === undefined)
        return `${spec.base} is fetched when it is needed`;
    const names = await requireModel(directory, context);
    // Only an image of the user's own knows what it reads.
    if (spec.engine.image === undefined)
        await requireReadable({ directory, names }, context);
    return spec.base;
}
const largestConfigBytes = 1 << 20;
async function requireReadable({ directory, names }, { spec, specFile }) {
    const refuse = (what, key = 'base') => {
        throw new errors/* UserError */.yo(what, { place: { file: specFile, key } });
    };
    const config = await (0,files/* readRegular */.VX)((0,external_node_path_.join)(directory, 'config.json'), largestConfigBytes)
        .then((bytes) => (0,json/* jsonOf */.o_)(bytes.toString('utf8')))
        .catch((error) => refuse(`${spec.base}/config.json cannot be read (${error.message}): save the model again`));
    if (typeof config !== 'object' || config === null || Array.isArray(config))
        return refuse(`${spec.base}/config.json is no JSON object: save the model again`);
    if (!names.some((name) => name.endsWith('.safetensors')))
        refuse(`${spec.base} has no *.safetensors: save its weights with safe_serialization=True, as pickled ones are not read`);
    const wanted = (0,pretrained/* inputFile */.xm)(spec.task);
    const { inputKind } = (0,tasks/* taskOf */.Xb)(spec.task);
    const how = inputKind === 'text' ? 'save the tokenizer in its fast form' : 'save the image processor';
    if (!names.includes(wanted))
        refuse(`${spec.base} has no ${wanted}: ${how} beside the weights`);
    const positions = config['max_position_embeddings'];
    if (inputKind === 'text' && typeof positions === 'number' && positions >= 1 && (0,schema/* inputOf */.wg)(spec).maxLength > positions)
        refuse(`${(0,schema/* inputOf */.wg)(spec).maxLength} is more than the ${positions} tokens that ${spec.base} reads: write ${positions} or less`, 'data.max-length');
}
/** Whether the hub has a base that was not fetched yet. @returns why not @throws UserError where it says that there is none */
async function askHub(context) {
    const { spec, environment, signal } = context;
    const base = wantedBase(context);
    if (base.kind === 'directory' || (await fetchedHere(context, base)) !== undefined)
        return undefined;
    const { hub, token } = hubOf(context);
    const url = `${hub}/${base.repository}/resolve/${encodeURIComponent(base.revision)}/config.json`;
    const answer = await (0,network/* openFetch */.v)(environment)(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(hubAnswerMs)]),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }).catch((error) => {
        signal.throwIfAborted();
        return `${hub} does not answer (${rootCause(error).message})`;
    });
    if (typeof answer === 'string')
        return answer;
    await answer.body?.cancel();
    if (answer.status === 404)
        throw new errors/* UserError */.yo(`${hub} has no ${spec.base} with a config.json: check id and revision`, {
            place: placeOf(context),
        });
    if (answer.status === 401 || answer.status === 403)
        return `${hub} does not let us have ${spec.base} (${answer.status})${token === undefined ? ', and HF_TOKEN is not set' : ''}`;
    return answer.status < 400 ? undefined : `${hub} answers with status ${answer.status}`;
}
/**
 * A directory with the base's config.json: all of it where it lies here, else that file alone, so that what it says can refuse a
 * base of gigabytes before it is fetched.
 */
const configDirectory = (context) => (0,memo/* oncePerRun */.ao)(context, 'config.json of the base', async () => {
    const base = wantedBase(context);
    const here = base.kind === 'directory' ? undefined : await fetchedHere(context, base);
    if (base.kind === 'directory' || here !== undefined)
        return (await resolveBase(context)).directory;
    return (await fetchConfig(context, base)) ?? (await resolveBase(context)).directory;
});
/** @returns undefined where it cannot be had: whoever fetches the whole base says why */
async function fetchConfig(context, base) {
    const { environment, signal } = context;
    const { hub, token } = hubOf(context);
    const url = `${hub}/${base.repository}/resolve/${encodeURIComponent(base.revision)}/config.json`;
    const answer = await (0,network/* openFetch */.v)(environment)(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(hubAnswerMs)]),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }).catch(() => undefined);
    signal.throwIfAborted();
    const said = Number(answer?.headers.get('content-length') ?? largestConfigBytes);
    if (answer === undefined || !answer.ok || said > largestConfigBytes) {
        await answer?.body?.cancel();
        return undefined;
    }
    const text = await answer.text().catch(() => undefined);
    if (text === undefined || text.length > largestConfigBytes)
        return undefined;
    const directory = (0,external_node_path_.join)(await cacheDirectory(context, 'base-configs'), `${base.repository}@${base.revision}`.replaceAll('/', '--'));
    await (0,files/* makeDirectory */.Oh)(directory);
    await (0,files/* writeWhole */.f8)((0,external_node_path_.join)(directory, 'config.json'), text);
    return directory;
}
const hubAnswerMs = 10_000;
/** Where `hf download --local-dir` notes when it fetched what: another time each time, and nothing of the model. */
const downloadNotes = '.cache/huggingface';
/** A snapshot of the hub's cache is links to blobs beside it, which a job in a container cannot follow. */
async function refuseHubSnapshot(directory, { spec, specFile }) {
    const target = await (0,promises_.readlink)((0,external_node_path_.join)(directory, 'config.json')).catch(() => '');
    if (!target.startsWith('../../blobs/'))
        return;
    throw new errors/* UserError */.yo(`${spec.base} is a snapshot in the cache of the hub, whose files are links out of it: fetch it as files by \`hf download ID --revision REVISION --local-dir DIRECTORY\`, copy it by \`cp -rL\`, or name the id with its revision`, { place: { file: specFile, key: 'base' } });
}
/**
 * Of the directory that whoever owns the runner keeps base models in, for all repositories: `ORG/MODEL@REVISION` below it. A
 * model of gigabytes is there once, and a runner without a network has it at all.
 */
async function keptOnHost(environment, { repository, revision }) {
    const bases = environment['MODEL_ACTIONS_BASES'] ?? '';
    if (bases === '')
        return undefined;
    if (!(0,external_node_path_.isAbsolute)(bases))
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_BASES=${bases} is no absolute path: name the directory that holds base models`);
    return await (0,promises_.realpath)((0,external_node_path_.join)(bases, `${repository}@${revision}`)).catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw new errors/* UserError */.yo(`MODEL_ACTIONS_BASES: ${(0,external_node_path_.join)(bases, `${repository}@${revision}`)} cannot be read (${error.code}): let this user read it, or take it away to have the model fetched`, { exit: 'preflight', cause: error });
    });
}
/** What a checkout without Git LFS leaves in place of a file: some lines of text that say where it lies. */
const [lfsPointer, longestPointerBytes] = ['version https://git-lfs.github.com/spec/', 1_024];
async function refuseLfsPointers(directory, names, context) {
    for (const name of names) {
        const path = (0,external_node_path_.join)(directory, name);
        const found = await (0,promises_.lstat)(path);
        if (!found.isFile() || found.size > longestPointerBytes)
            continue;
        if (!(await (0,promises_.readFile)(path, 'latin1')).startsWith(lfsPointer))
            continue;
        throw new errors/* UserError */.yo(`${context.spec.base}: ${name} is a pointer of Git LFS and not the file itself: fetch it by \`git lfs pull\`, in a workflow by \`with: {lfs: true}\` of actions/checkout`, { place: { file: context.specFile, key: 'base' } });
    }
}
const fetchedAt = ({ place }, { repository, revision }) => (0,external_node_path_.join)(place.cache, 'bases', `${repository}@${revision}`.replaceAll('/', '--'));
async function fetchBase(context, base) {
    const directory = fetchedAt(context, base);
    await cacheDirectory(context, 'bases');
    const { log } = context.platform;
    const label = `fetching ${context.spec.base}`;
    return (0,locks/* withLock */.k)(`${directory}.lock`, { signal: context.signal, label, onHeld: ({ by }) => log.info(`${context.spec.base} is being fetched by ${by}`) }, async () => ((0,external_node_fs_.existsSync)(directory) ? directory : await fetchInto(directory, context, base)));
}
async function fetchInto(directory, context, base) {
    const { environment, platform, signal } = context;
    const place = placeOf(context);
    const { hub, token } = hubOf(context);
    if (token !== undefined)
        platform.secret(token);
    // What came of it stays when we end, and the next one goes on from there.
    const partial = `${directory}.partial`;
    try {
        const onAway = (name, error) => platform.log.info(`No more of ${name} arrives (${reasonOf(error)}): it is asked for again for up to ${usualPatience.silenceMs / 60_000} minutes, and what arrived is kept`);
        const source = { ...base, hub, token, fetch: (0,network/* openFetch */.v)(environment), signal, place, onAway };
        const whole = await downloadModel(source, partial, (files) => {
            const megabytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6;
            platform.log.info(`Fetching ${base.repository} at ${base.revision}: ${files.length} files, ${megabytes.toFixed(1)} MB`);
        });
        await (0,promises_.rename)(whole, directory);
        await (0,promises_.rm)(partial, { recursive: true, force: true });
        return directory;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`${base.repository}@${base.revision} could not be fetched from the hub (${reasonOf(error)}): check id, revision and network, or put it into the directory that MODEL_ACTIONS_BASES names, as ${base.repository}@${base.revision}`, { place, exit: 'preflight', cause: error });
    }
}
/** @throws UserError for what is no address, or has a password in it: the address is in logs and messages */
function hubOf({ environment }) {
    const hub = (environment['HF_ENDPOINT'] || 'https://huggingface.co').replace(/\/+$/, '');
    const url = URL.canParse(hub) ? new URL(hub) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol))
        throw new errors/* UserError */.yo('HF_ENDPOINT is no address of a hub: write it as https://HOST, or unset it', {
            exit: 'preflight',
        });
    if (url.username !== '' || url.password !== '')
        throw new errors/* UserError */.yo(`HF_ENDPOINT has a user or password in it, which logs would show: write ${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}, and set HF_TOKEN from a secret`, { exit: 'preflight' });
    return { hub, token: environment['HF_TOKEN'] || undefined };
}
/** A directory for things that can be made again, such as a fetched model. */
async function cacheDirectory({ place }, name) {
    const directory = (0,external_node_path_.join)(place.cache, name);
    await (0,files/* makeDirectory */.Oh)(directory);
    return directory;
}
function reasonOf(error) {
    if (error instanceof errors/* UserError */.yo)
        return error.message;
    return error instanceof Error ? rootCause(error).message : String(error);
}
const rootCause = (error) => (error.cause instanceof Error ? rootCause(error.cause) : error);


/***/ }),

/***/ 22456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AO: () => (/* binding */ preparingCode),
/* harmony export */   Ns: () => (/* binding */ ownGates),
/* harmony export */   PJ: () => (/* binding */ jobCode),
/* harmony export */   e6: () => (/* binding */ jobRuntime),
/* harmony export */   mi: () => (/* binding */ gatedJobCode)
/* harmony export */ });
/* unused harmony export digestOfGateCode */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _installation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54765);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47810);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78155);
/* harmony import */ var _ownFiles_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1818);







/* What of our own shapes a result: a change of it makes the result new. */
/** Of a job that prepares data: the runtime's code, and what the engine says it runs with, such as the image or the versions of the packages. */
const preparingCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of preparing', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)(await codeOf(context)));
/** Of every other job: also the files that its image reads. */
const jobCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of jobs', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)({ ...(await codeOf(context)), ...(await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_6__/* .ownFilesDigests */ .hH)(context)) }));
const codeOf = async (context) => ({
    runtime: await jobRuntime(),
    identity: (await (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .jobFacts */ .XG)(context)).identity,
});
/** Of the Python package that does the machine learning, and that images carry to serve with. */
const jobRuntime = () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestTree */ .hW)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_installation_js__WEBPACK_IMPORTED_MODULE_3__/* .runtimeDirectory */ .Uq)(), 'model_runtime'), { skip: (name) => name === '__pycache__' });
/** The same with the code that decides over what the job found. */
const gatedJobCode = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .oncePerRun */ .ao)(context, 'code of gates', async () => (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)({ job: await jobCode(context), gates: await ownGates() }));
/** Of the code that decides, where nothing else of ours has a part in it. */
async function ownGates() {
    const code = (0,_installation_js__WEBPACK_IMPORTED_MODULE_3__/* .gateCode */ .BJ)();
    if (code.kind === 'source')
        return digestOfGateCode(code.directory);
    return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(code.file, 'utf8')).digest;
}
/** Rooms and files of `src/` that turn what a job found into a verdict. */
const deciding = [
    'statistics',
    'tasks',
    'verdict.ts',
    'stages/commonClasses.ts',
    'stages/comparison.ts',
    'stages/decision.ts',
    'stages/evaluate.ts',
    'stages/forgetting.ts',
    'stages/judge.ts',
    'stages/predictions.ts',
    'stages/quantize.ts',
    'stages/quantizeGates.ts',
    'stages/served.ts',
    'stages/testReuse.ts',
];
/** @param directory `src/` of a checkout; the build writes the digest into dist, so that both give the same keys */
async function digestOfGateCode(directory) {
    const digests = deciding.map(async (name) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
        return [name, name.endsWith('.ts') ? await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(path) : await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestTree */ .hW)(path)];
    });
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestJson */ .tv)(Object.fromEntries(await Promise.all(digests)));
}


/***/ }),

/***/ 13938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lD: () => (/* binding */ writtenName),
/* harmony export */   qy: () => (/* binding */ dataFiles)
/* harmony export */ });
/* unused harmony exports sides, namedFiles */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _spec_data_sources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64812);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88613);





/* The files that `data` of model.yml names. */
const sides = (/* unused pure expression or super */ null && (['train', 'validation', 'test']));
/** The training files first. */
function namedFiles({ data }) {
    const several = typeof data.train !== 'string';
    const train = (0,_spec_data_sources_js__WEBPACK_IMPORTED_MODULE_3__/* .sourcesOf */ .u0)(data.train).map(({ path, share }, index) => ({
        side: 'train',
        input: index === 0 ? 'train' : `train-${index + 1}`,
        key: several ? `data.train[${index}]` : 'data.train',
        written: path,
        ...(share === undefined ? {} : { share }),
    }));
    const others = ['validation', 'test'].flatMap((side) => {
        const written = data[side];
        return written === undefined ? [] : [{ side, input: side, key: `data.${side}`, written }];
    });
    return [...train, ...others];
}
/** As people write it. @param input what a job calls it */
const writtenName = ({ spec, specFile }, input) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(specFile), namedFiles(spec).find((one) => one.input === input)?.written ?? '');
const dataFiles = (context) => Promise.all(namedFiles(context.spec).map(async (one) => ({ ...one, path: await placeOf(context, one) })));
async function placeOf({ specFile, bounds }, { key, written }) {
    const place = { file: specFile, key };
    const file = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveInside */ .LI)(bounds, written, place);
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch((error) => {
        if (error.code === 'ENOENT')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${written} does not exist: name a JSONL, CSV or Parquet file, relative to the directory of the spec`, {
                place,
            });
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${written} cannot be read (${error.code}): change its owner or mode, or name another`, {
            place,
            cause: error,
        });
    });
    if (!facts.isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${written} is no file: name a JSONL, CSV or Parquet file`, { place });
    return file;
}


/***/ }),

/***/ 92328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  UB: () => (/* binding */ examineData),
  PL: () => (/* binding */ needsOfGates),
  f3: () => (/* binding */ refuseData)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/checkup/data.js
var data = __webpack_require__(95143);
// EXTERNAL MODULE: ./build/src/checkup/nearest.js
var nearest = __webpack_require__(10893);
;// CONCATENATED MODULE: ./build/src/checkup/across.js



/* What is wrong with files of data beside each other. */
/** What no file says alone. */
function acrossFiles(files) {
    const training = files.filter(({ side }) => side === 'train');
    const judged = files.filter(({ side }) => side !== 'train');
    const [first] = training;
    if (first === undefined)
        return { problems: [], warnings: [] };
    const classes = countsOf(training);
    const names = [...classes.keys()];
    const problems = sameIds(training);
    // Of a file that was not read to its end, or not well, nobody knows what else it has.
    const known = training.every(({ whole, problems: told }) => whole && told.length === 0);
    const where = training.length === 1 ? '' : ', in all training files together';
    if (names.length === 1 && known)
        problems.push({
            what: `the examples have one class only, ${(0,data/* quoted */.TL)(names[0] ?? '')}${where}: a classifier needs examples of at least two`,
            place: { file: first.name },
        });
    if (known)
        for (const { side, name, classes: theirs } of judged)
            for (const [label, { count, line }] of theirs)
                if (!classes.has(label))
                    problems.push({
                        what: strange(label, side, count, problems.length < data/* mostTold */.D4 ? names : []),
                        place: { file: name, line },
                    });
    // What stands in two training files is used once.
    for (const [index, other] of judged.entries())
        for (const ones of [training, ...judged.slice(0, index).map((one) => [one])]) {
            // Two images of one name are one image only in one directory.
            if (other.columns.kind === 'text')
                problems.push(...inBoth('example', ones, other, ({ inputs }) => inputs));
            problems.push(...inBoth('group', ones, other, ({ groups }) => groups));
        }
    return { problems, warnings: [...rareClasses(training, classes), ...misspelt(training, classes)] };
}
/** How many usable examples each class has in all of the files. */
function countsOf(files) {
    const counts = new Map();
    for (const { classes } of files)
        for (const [label, { count }] of classes)
            counts.set(label, (counts.get(label) ?? 0) + count);
    return counts;
}
/** Training files are one to those who use their examples. */
function sameIds(training) {
    return training.flatMap((file, index) => [...file.ids].flatMap(([id, line]) => {
        const before = training.slice(0, index).find(({ ids }) => ids.has(id));
        return before === undefined
            ? []
            : [
                {
                    what: `the id ${(0,data/* quoted */.TL)(id)} is also on ${spot(training, before, before.ids.get(id))}: make ids distinct`,
                    place: { file: file.name, line },
                },
            ];
    }));
}
/** Where something is in one of several files, or in the only one. */
function spot(files, file, line) {
    const at = `${(0,data/* unitOf */.uF)(file.name)} ${line}`;
    if (files.length === 1)
        return at;
    const name = (0,external_node_path_.basename)(file.name);
    const same = files.filter((other) => (0,external_node_path_.basename)(other.name) === name).length > 1;
    return `${at} of ${name}${same ? ` (source ${files.indexOf(file) + 1})` : ''}`;
}
const sideNames = { train: 'training', validation: 'validation', test: 'test' };
/** @param ones of one side */
function inBoth(what, ones, other, linesOf) {
    const found = [...linesOf(other)].flatMap(([value, line]) => {
        const one = ones.find((each) => linesOf(each).has(value));
        return one === undefined ? [] : [`${spot([other], other, line)} = ${spot(ones, one, linesOf(one).get(value))}`];
    });
    const [first] = ones;
    if (found.length === 0 || first === undefined)
        return [];
    const stand = found.length === 1 ? `${what} also stands` : `${what}s also stand`;
    return [
        {
            what: `${found.length} ${other.side} ${stand} in the ${sideNames[first.side]} ${ones.length === 1 ? 'file' : 'files'} (${found.slice(0, 3).join(', ')}): remove them from one of the two files, as a model is not tested on what it has seen`,
            place: { file: other.name },
        },
    ];
}
function strange(label, side, count, names) {
    const near = (0,nearest/* nearestOf */.q)(label, names);
    const which = count === 1 ? `a ${side} example has` : `${count} ${side} examples have`;
    return `no training example has the class ${(0,data/* quoted */.TL)(label)}, which ${which}${near === undefined ? '' : `; did you mean ${(0,data/* quoted */.TL)(near)}?`}: add training examples of it, or correct it here`;
}
function rareClasses(training, classes) {
    if (!training.every(({ whole }) => whole))
        return [];
    const alone = [...classes].filter(([, count]) => count === 1).map(([label]) => label);
    return alone.length === 0
        ? []
        : [
            `${training.map(({ name }) => name).join(', ')}: ${alone.length} of ${classes.size} classes ${alone.length === 1 ? 'has' : 'have'} one example, which stays in training (${(0,data/* some */.zN)(alone)}): nothing will say how well ${alone.length === 1 ? 'it is' : 'they are'} recognised, so give more of ${alone.length === 1 ? 'it' : 'them'}`,
        ];
}
const misspelt = (training, counts) => (0,data/* likelyMisspelt */.C3)(counts).map(({ label, told }) => {
    const file = training.find(({ classes }) => classes.has(label));
    return `${file?.name}:${file?.classes.get(label)?.line}: ${told}`;
});

// EXTERNAL MODULE: ./build/src/statistics/power.js
var power = __webpack_require__(13500);
;// CONCATENATED MODULE: ./build/src/checkup/needs.js

/** Every class of the test counts alike in these: one with fewer examples than this makes them inconclusive. */
const byClass = /^macro_/;
const fewestOfClass = 10;
/**
 * @param tests how many examples the test has, about
 * @param rarest the class with the fewest of them
 */
function needsOf({ evaluate, quantize }, tests, rarest) {
    if (tests < power/* fewestExamples */.GW && (evaluate !== undefined || quantize !== undefined))
        return [
            {
                key: 'data.split.test',
                what: `the test has about ${tests} rows, and no gate decides anything on fewer than ${power/* fewestExamples */.GW}: more rows, a larger share (data.split.test), or evaluate.on-inconclusive: warn`,
            },
        ];
    const needs = [];
    for (const [index, { metric, margin }] of (evaluate?.gates ?? []).entries()) {
        const key = `evaluate.gates[${index}]`;
        if (byClass.test(metric) && rarest !== undefined && rarest.tests < fewestOfClass)
            needs.push({
                key,
                what: `${metric} counts each class alike and needs ${fewestOfClass} test rows of each, and ${JSON.stringify(rarest.label)} has about ${rarest.tests}: more rows of it, or a gate on accuracy`,
            });
        // How much other metrics differ from example to example, nobody knows before. Whoever always says the same has to be beaten by any amount.
        if (metric !== 'accuracy' || evaluate === undefined || evaluate.baseline === 'majority')
            continue;
        const needed = (0,power/* examplesFor */.H5)({ otherwise: power/* answeredOtherwise */.EX, margin }, (0,power/* alphaOfLook */.zP)(1, evaluate.looks));
        if (tests < needed)
            needs.push({
                key: `${key}.margin`,
                what: `accuracy's margin of ${margin} needs about ${needed} test rows against another model, there are ${tests}: more rows, a larger margin, or evaluate.on-inconclusive: warn`,
            });
    }
    if (quantize?.precision === 'int8') {
        const needed = (0,power/* examplesFor */.H5)({ otherwise: power/* roundedOtherwise */.MR, margin: quantize.margin });
        if (tests < needed)
            needs.push({
                key: 'quantize.gates.margin',
                what: `INT8's margin of ${quantize.margin} needs about ${needed} test rows, there are ${tests}: more rows, a larger margin, or quantize.precision: fp32`,
            });
    }
    return needs;
}

// EXTERNAL MODULE: ./build/src/checkup/sources.js
var sources = __webpack_require__(13813);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/init/parquet.js
var parquet = __webpack_require__(48744);
// EXTERNAL MODULE: ./build/src/init/records.js + 1 modules
var records = __webpack_require__(75113);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/init/find.js
var find = __webpack_require__(75133);
// EXTERNAL MODULE: ./build/src/init/write.js
var write = __webpack_require__(13659);
// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/stages/copies.js









/* JSON lines that `init` made of another file or of a directory of images, which is another one by now: training would go on with the old ones. */
/** What `init` makes copies of; CSV only where its columns are cut by something else than commas. */
const copied = ['.json', '.tsv', '.csv'];
/** @returns what to tell of JSON lines that are no longer what they were made of */
async function outdatedCopy(lines) {
    if ((0,external_node_path_.extname)(lines.path) !== '.jsonl')
        return undefined;
    const { name: stem } = (0,external_node_path_.parse)(lines.path);
    const from = (source) => (0,external_node_path_.join)((0,external_node_path_.dirname)(lines.name), source);
    for (const suffix of copied) {
        const source = (0,external_node_path_.join)((0,external_node_path_.dirname)(lines.path), `${stem}${suffix}`);
        if (!(await (0,files/* isThere */.$B)(source)))
            continue;
        const how = await differs(source, lines);
        if (how === undefined)
            continue;
        return `${(0,external_node_path_.basename)(source)} has ${how} ${(0,external_node_path_.basename)(lines.path)}: if \`init\` made that of it, ${anew(lines, from(`${stem}${suffix}`))}`;
    }
    const tree = await imagesUnlisted(lines);
    if (tree === undefined)
        return undefined;
    const { images, directory } = tree;
    return `${from(directory)} has ${(0,report_text/* countText */.lT)(images)} ${images === 1 ? 'image' : 'images'} that ${(0,external_node_path_.basename)(lines.path)} does not name: if \`init\` made it, ${anew(lines, from(directory))}`;
}
const anew = ({ path }, source) => `remove ${(0,external_node_path_.basename)(path)} and run \`model-actions init --yes ${(0,platform_text/* shellWord */.r7)(source)}\` beside model.yml, which makes it anew and leaves model.yml as it is`;
/** How a file differs from its copy; undefined where it does not, or where nothing shows that `init` made the copy of it. */
async function differs(source, { path, rows }) {
    try {
        const format = await (0,records/* formatOf */.be)(source);
        if (format.kind === 'csv')
            return undefined;
        const { rows: there, shared } = await compared(source, format, { path, rows });
        // Of the same name, and yet lines that somebody made in their own way: nobody is told to remove those.
        if (!shared)
            return undefined;
        if (there !== rows)
            return `${there > rows ? 'more' : 'fewer'} rows than`;
        // A copy that somebody corrected is newer than what it was made of: that was their intent.
        if ((await changedMs(source)) <= (await changedMs(path)))
            return undefined;
        const row = await firstOther(source, format, path);
        return row === undefined ? undefined : `another row ${(0,report_text/* countText */.lT)(row)} than`;
    }
    catch (error) {
        // What trains is the copy, whatever became of the other one.
        if (error instanceof errors/* UserError */.yo)
            return undefined;
        throw error;
    }
}
const changedMs = async (path) => (await (0,promises_.stat)(path)).mtimeMs;
/** How many rows a file has, or one more than its copy, and whether it has most of the copy's first rows as `init` writes them. */
async function compared(source, format, copy) {
    const first = await firstLines(copy.path);
    const most = first.size / 2;
    let rows = 0;
    for await (const record of (0,records/* recordsOf */.M$)(source, format)) {
        if (first.size > 0)
            first.delete((0,write/* lineOf */.cA)(record));
        if (++rows > copy.rows)
            break;
    }
    return { rows, shared: first.size < most };
}
/** Enough to tell a copy from lines of somebody's own. */
const compares = 100;
async function firstLines(path) {
    const lines = new Set();
    let rows = 0;
    for await (const record of (0,records/* recordsOf */.M$)(path, { kind: 'jsonl' })) {
        lines.add((0,write/* lineOf */.cA)(record));
        if (++rows === compares)
            break;
    }
    return lines;
}
/** The first row of a file that `init` would copy otherwise than its copy has it. */
async function firstOther(source, format, copy) {
    const copies = (0,records/* recordsOf */.M$)(copy, { kind: 'jsonl' });
    try {
        let row = 0;
        for await (const record of (0,records/* recordsOf */.M$)(source, format)) {
            row++;
            const { value } = await copies.next();
            if (value === undefined || (0,write/* lineOf */.cA)(record) !== (0,write/* lineOf */.cA)(value))
                return row;
        }
        return undefined;
    }
    finally {
        await copies.return(undefined);
    }
}
/** Where the tree of a list is, and what its paths begin with. As `init` names them: beside a tree by its name, and within one `images.jsonl`. */
function treesOf(list) {
    const { name: stem } = (0,external_node_path_.parse)(list);
    return [[stem, stem], ...(stem === 'images' ? [['.', '']] : [])];
}
/** Images in the tree that a list was made of, where the list has only images of that tree, in their classes. */
async function imagesUnlisted({ path }) {
    const { dir } = (0,external_node_path_.parse)(path);
    for (const [directory, prefix] of treesOf(path)) {
        const unlisted = new Set((await (0,find/* examplesOf */.Li)((0,external_node_path_.join)(dir, directory), prefix)).map(({ image, label }) => (0,write/* lineOf */.cA)({ image, label })));
        if (unlisted.size === 0)
            continue;
        if (await takesAway(unlisted, path))
            return unlisted.size === 0 ? undefined : { directory, images: unlisted.size };
    }
    return undefined;
}
/** How the list of a tree is made anew, where `init` seems to have made it: its first row is an image of that tree in its class. */
async function listAnew(lines) {
    if ((0,external_node_path_.extname)(lines.path) !== '.jsonl')
        return undefined;
    const row = await firstOf(lines.path);
    const { image, label } = row ?? {};
    if (row === undefined || typeof image !== 'string' || (0,write/* lineOf */.cA)(row) !== (0,write/* lineOf */.cA)({ image, label }))
        return undefined;
    for (const [directory, prefix] of treesOf(lines.path))
        if (image === pathIn(prefix, String(label), (0,external_node_path_.basename)(image)) &&
            (await (0,files/* isThere */.$B)((0,external_node_path_.join)((0,external_node_path_.dirname)(lines.path), directory))))
            return `if \`init\` made ${(0,external_node_path_.basename)(lines.path)}, ${anew(lines, (0,external_node_path_.join)((0,external_node_path_.dirname)(lines.name), directory))}`;
    return undefined;
}
const pathIn = (...parts) => parts.filter((part) => part !== '').join('/');
async function firstOf(list) {
    try {
        for await (const row of (0,records/* recordsOf */.M$)(list, { kind: 'jsonl' }))
            return row;
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
    }
    return undefined;
}
/** @returns whether each row of a list was among those, which it no longer is then */
async function takesAway(among, list) {
    try {
        for await (const row of (0,records/* recordsOf */.M$)(list, { kind: 'jsonl' }))
            if (!among.delete((0,write/* lineOf */.cA)(row)))
                return false;
        return true;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.yo)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/src/stages/dataFiles.js
var dataFiles = __webpack_require__(13938);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
;// CONCATENATED MODULE: ./build/src/stages/examining.js














const examineData = (context) => (0,memo/* oncePerRun */.ao)(context, 'a look at the data', () => look(context));
/** @throws UserError (exit `data`) with all that is wrong with the data, up to twenty of it */
async function refuseData(context) {
    const { problems } = await examineData(context);
    const [first, ...more] = problems.slice(0, data/* mostTold */.D4);
    if (first === undefined)
        return;
    const rest = problems.length - data/* mostTold */.D4;
    throw new errors/* UserError */.yo([
        first,
        ...more,
        ...(rest > 0 ? [{ what: `${rest} more errors of the data are not shown: correct these first` }] : []),
    ], { exit: 'data' });
}
async function look(context) {
    const { spec } = context;
    const files = await (0,dataFiles/* dataFiles */.qy)(context);
    // Only an image of the user's own knows what it reads.
    if (spec.engine.image !== undefined)
        return { files: [], problems: [], warnings: [] };
    const examined = [];
    for (const { side, input, path, written, share } of files) {
        const name = (0,dataFiles/* writtenName */.lD)(context, input);
        const columns = columnsOf(spec, side);
        const images = columns.kind === 'image' ? imagesBeside({ path, name: written }) : undefined;
        const file = { side, name, columns, ...(share === undefined ? {} : { share }) };
        const found = await (0,data/* examine */.sb)(file, rowsIn(path, name, columns), images);
        const outdated = found.whole ? await outdatedCopy({ path, name: written, rows: found.rows }) : undefined;
        examined.push(outdated === undefined ? found : { ...found, warnings: [...found.warnings, outdated] });
    }
    const across = acrossFiles(examined);
    return {
        files: examined,
        problems: [...examined.flatMap(({ problems }) => problems), ...across.problems],
        warnings: [...examined.flatMap(({ warnings }) => warnings), ...across.warnings],
    };
}
/** What each file must have: only the training file is split, and only the test is told apart by slices. */
function columnsOf(spec, side) {
    const { data, evaluate, task } = spec;
    const { group, stratify } = data.split;
    const tested = data.test === undefined ? 'train' : 'test';
    return {
        kind: (0,tasks/* taskOf */.Xb)(task).inputKind,
        input: (0,schema/* inputOf */.wg)(spec).column,
        numeric: (0,schema/* numericOf */.jd)(spec),
        ...(0,schema/* truthOf */.D)(spec),
        ...(group === undefined ? {} : { group }),
        ...(stratify === undefined || side !== 'train' ? {} : { stratify }),
        slices: side === tested ? evaluate.slices : [],
    };
}
/** What ends the reading of a file is one of the errors of its rows, where it has a line. */
async function* rowsIn(path, name, columns) {
    try {
        yield* await openRows(path, name, columns);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        const [{ what, place }] = error.problems;
        if (place?.line === undefined)
            throw new errors/* UserError */.yo(what, { place: { file: name }, exit: 'data', cause: error });
        yield { line: place.line, wrong: what };
    }
}
/** As `prepare` reads them: JSON lines, CSV and Parquet, by the name or, where it tells nothing, by what stands at the beginning. */
async function openRows(path, name, { input }) {
    const suffix = (0,external_node_path_.extname)(path).toLowerCase();
    if (suffix === '.parquet' || (suffix === '' && (await (0,parquet/* isParquet */.P)(path))))
        return numbered(path);
    const first = await (0,records/* firstLineOf */.Qy)(path);
    const named = suffix === '' ? (first.trimStart().startsWith('{') ? '.jsonl' : '.csv') : suffix;
    if (named === '.jsonl' || named === '.ndjson')
        return (0,records/* rowsOf */.RO)(path, { kind: 'jsonl' });
    const refuse = (what) => {
        throw new errors/* UserError */.yo(what, { place: { file: path }, exit: 'data' });
    };
    if (named !== '.csv')
        return refuse(`is no data that prepare reads: give JSONL, CSV or Parquet, or have \`model-actions init ${name}\` make it`);
    const delimiter = (0,records/* delimiterOf */.Vl)(first);
    if (delimiter !== ',' && !first.split(',').some((column) => column.trim().replaceAll('"', '') === [input].flat()[0]))
        return refuse(`its columns are cut by ${delimiter === '\t' ? 'tabs' : `"${delimiter}"`}, and prepare reads commas: save it with commas, or have \`model-actions init ${name}\` make JSON lines of it`);
    return (0,records/* rowsOf */.RO)(path, { kind: 'csv' });
}
/** The rows of a Parquet file by their numbers, and no more of them than are looked at. */
async function* numbered(path) {
    let line = 0;
    for await (const fields of (0,parquet/* parquetRows */.m)(path, data/* mostRows */.ZB + 1)) {
        line += 1;
        yield { line, fields };
    }
}
/** More than so many are left to `prepare`, which reads them anyway. */
const mostImages = 10_000;
/** Why an image that a row names cannot be used; of each path only what it is, not what is in it. */
function imagesBeside(list) {
    const directory = (0,external_node_path_.dirname)(list.path);
    let missing = 0;
    const kinds = new Map();
    const kindOf = (path) => {
        const known = kinds.get(path);
        if (known !== undefined)
            return known;
        const found = (0,promises_.lstat)(path).then((entry) => entry.isSymbolicLink() ? 'link' : entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other', () => 'nothing');
        kinds.set(path, found);
        return found;
    };
    return async (value) => {
        const named = `image ${JSON.stringify(value.slice(0, 200))}`;
        if (value === '' || (0,external_node_path_.isAbsolute)(value) || value.split('/').includes('..'))
            return `${named} leaves the directory of the data: give a path relative to the file`;
        if (kinds.size >= mostImages || value.includes('\0'))
            return undefined;
        const path = (0,external_node_path_.join)(directory, value);
        const parts = (0,external_node_path_.relative)(directory, path).split('/');
        for (const [index] of parts.entries()) {
            const kind = await kindOf((0,external_node_path_.join)(directory, ...parts.slice(0, index + 1)));
            if (kind === 'link')
                return `${named} goes through a link: put the image itself there`;
            if (kind === 'nothing') {
                missing += 1;
                // Of many, the first says it for all.
                const anew = missing === 1 ? await listAnew(list) : undefined;
                return `${named} is not there: put it there, or remove the row${anew === undefined ? '' : `; ${anew}`}`;
            }
            if (index === parts.length - 1 && kind !== 'file')
                return `${named} is no file: name an image`;
        }
        return undefined;
    };
}
/** What the gates of these stages need of the test. */
async function needsOfGates(context, of) {
    const { spec } = context;
    const { files } = await examineData(context);
    if (files.length === 0)
        return [];
    const train = (0,sources/* mixed */.g)(files.filter(({ side }) => side === 'train'));
    const test = files.find(({ side }) => side === 'test');
    const share = (test === undefined ? (spec.data.split.test ?? 0) : 1) * spec.data.sample;
    const [rarest] = [...(test ?? train).classes].sort(([, a], [, b]) => a.count - b.count);
    const gates = {
        ...(of.evaluate ? { evaluate: spec.evaluate } : {}),
        ...(of.quantize ? { quantize: { precision: spec.quantize.precision, margin: spec.quantize.gates.margin } } : {}),
    };
    return needsOf(gates, Math.round((test ?? train).usable * share), rarest && { label: rarest[0], tests: Math.round(rarest[1].count * share) });
}


/***/ }),

/***/ 17942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ machineFacts),
/* harmony export */   n: () => (/* binding */ manifestFacts)
/* harmony export */ });
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


/***/ }),

/***/ 12636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HG: () => (/* binding */ finetune),
  Fe: () => (/* binding */ finetuned),
  l2: () => (/* binding */ modelIn),
  Lh: () => (/* binding */ trainingConfig)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/model/manifest.js
var model_manifest = __webpack_require__(41158);
// EXTERNAL MODULE: ./build/src/platform/doing.js
var doing = __webpack_require__(15906);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/search.js

const longestReason = 200;
/** What was tried, and what came of it. The numbers of trials are told from 1. */
function searchSections({ best, trials, importance, logarithmic }) {
    const keys = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
    const of = (state) => trials.filter((trial) => trial.state === state).length;
    const values = (key) => trials.map(({ params: { [key]: value = null } }) => (typeof value === 'boolean' ? String(value) : value));
    const cell = (value) => typeof value === 'number' ? (0,report_text/* figure */.vP)(value) : String(value ?? '');
    const counts = [
        `${(0,report_text/* countText */.lT)(of('complete'))} of ${(0,report_text/* countText */.lT)(trials.length)} trials went to their end`,
        ...(of('pruned') > 0 ? [`${(0,report_text/* countText */.lT)(of('pruned'))} were given up before`] : []),
        ...(of('failed') > 0 ? [`${(0,report_text/* countText */.lT)(of('failed'))} failed`] : []),
    ];
    return [
        {
            kind: 'parallel',
            title: 'Search',
            part: 'training',
            columns: ['trial', ...keys, 'validation loss', 'validations', 'end'],
            rows: trials.map((trial) => [
                `${trial.number + 1}${trial.number === best ? ' (best)' : ''}`,
                ...keys.map((key) => cell(trial.params[key])),
                lossOf(trial)?.toPrecision(5) ?? '',
                String(trial.values.length),
                endOf(trial),
            ]),
            axes: [
                ...keys.map((name) => ({
                    name,
                    ...(logarithmic.includes(name) ? { log: true } : {}),
                    values: values(name),
                })),
                { name: 'validation loss', values: trials.map((trial) => lossOf(trial) ?? null) },
            ],
            best,
            note: `${counts.join(', ')}. The model is that of trial ${best + 1}, with the least loss of the validation examples; no trial saw the test. That loss chose the model, so it is a little less than on other examples.`,
        },
        ...importanceSection(importance),
    ];
}
/** Of one that was given up, the last that is known. */
const lossOf = ({ value, values }) => value ?? values.at(-1);
const endOf = ({ state, because }) => state === 'pruned' ? 'given up' : because === undefined ? state : `${state}: ${because.slice(0, longestReason)}`;
function importanceSection(importance) {
    const sorted = Object.entries(importance).sort(([, a], [, b]) => b - a);
    if (sorted.length < 2)
        return [];
    return [
        {
            kind: 'chart',
            title: 'What the validation loss depended on',
            part: 'training',
            x: sorted.map(([key]) => key),
            yTitle: 'share of the differences',
            series: [{ mark: 'bar', values: sorted.map(([, share]) => share) }],
            note: 'Estimated from the trials that went to their end (fANOVA). Of few trials it is a guess.',
        },
    ];
}

// EXTERNAL MODULE: ./build/src/report/warnings.js
var report_warnings = __webpack_require__(9915);
;// CONCATENATED MODULE: ./build/src/report/training.js


/** The loss of few examples moves by luck: only a rise of more than this is worth a word. */
const worthTelling = 0.02;
/** How a training went. A foreign trainer may tell nothing but that it is done: what it leaves out is left out. */
const trainingSections = (method, result, warnings, { quotes = true, gpus } = {}) => [
    facts(method, result, gpus),
    ...(0,report_warnings/* warningSections */.n)('finetune', warnings),
    ...curve('Loss', 'training loss', result.history ?? [], ({ loss }) => loss),
    ...validationSections(result),
    ...curve('Learning rate', 'learning rate', result.history ?? [], (point) => point.learning_rate),
    ...(quotes ? [...changedExamples(result.augmented ?? {}), ...rewrittenTexts(result.rewritten ?? [])] : []),
];
const gib = (bytes) => bytes === undefined ? undefined : `${(bytes / 1024 ** 3).toFixed(2)} GiB`;
function facts(method, result, gpus) {
    const told = [
        ['optimizer steps', result.steps === undefined ? undefined : (0,report_text/* countText */.lT)(result.steps)],
        ['resumed at step', result.resumed_from_step === undefined ? undefined : (0,report_text/* countText */.lT)(result.resumed_from_step)],
        ['epochs', result.epochs?.toFixed(2)],
        ['processes (ranks)', several(result.ranks, result.nodes)],
        ['examples of a step (global batch)', counted(result.global_batch)],
        ['precision', result.precision],
        ['steps left out by fp16', counted(result.skipped_steps)],
        ['class weights', weightsText(result.class_weights)],
        ['step of the model', counted(result.early_stopping?.best_step)],
        ['first loss', result.first_loss?.toFixed(4)],
        ['last loss', result.last_loss?.toFixed(4)],
        ['last validation loss', result.validation?.at(-1)?.loss.toFixed(4)],
        ['trainable parameters', counted(result.trainable_parameters)],
        ['parameters', counted(result.total_parameters)],
        ['examples per second', result.examples_per_second === undefined ? undefined : (0,report_text/* figure */.vP)(result.examples_per_second)],
        ['tokens per second', result.tokens_per_second === undefined ? undefined : (0,report_text/* figure */.vP)(result.tokens_per_second)],
        ['seconds', result.seconds?.toFixed(1)],
        ['most memory held', gib(result.peak_memory_bytes)],
        ['most GPU memory taken by PyTorch', gib(result.peak_gpu_memory_bytes)],
        ['GPU utilisation (mean)', gpus === undefined ? undefined : `${Math.round(100 * gpus.utilization)} %`],
        ['most GPU memory in use, of all programs', gib(gpus?.memoryBytes)],
        ['checkpoints written', counted(result.checkpoints?.count)],
        ['seconds that training waited for them', result.checkpoints?.blocked_seconds.toFixed(2)],
        ...Object.entries(result.metrics ?? {}).map(([name, value]) => [
            name,
            value === null ? undefined : String(value),
        ]),
    ];
    return {
        kind: 'table',
        title: 'Training',
        part: 'training',
        columns: ['what', 'value'],
        rows: [['method', method], ...told.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))],
    };
}
/** Whoever set what images are changed by sees whether they still show the same. */
function changedExamples(augmented) {
    const [ids, pictures] = [Object.keys(augmented), Object.values(augmented)];
    if (ids.length === 0)
        return [];
    return [
        {
            kind: 'table',
            title: 'Some training examples, as they are and as they were changed (finetune.augment)',
            part: 'training',
            columns: ['example'],
            rows: ids.map((id) => [id]),
            pictures: { column: 0, rows: pictures },
            note: 'On the left as it is, then as it was in the first epochs. Validation and test examples are never changed.',
        },
    ];
}
const longestText = 120;
const rewrittenTexts = (rewritten) => rewritten.length === 0
    ? []
    : [
        {
            kind: 'table',
            title: 'Some training texts, each with a copy with synonyms (finetune.augment)',
            part: 'training',
            columns: ['example', 'text', 'copy'],
            rows: rewritten.map(({ id, text, copy }) => [id, (0,report_text/* oneLine */.TN)(text, longestText), (0,report_text/* oneLine */.TN)(copy, longestText)]),
            note: 'The copy is otherwise in each epoch. Validation and test examples have none.',
        },
    ];
/** One process alone is not worth a row. */
function several(ranks = 1, nodes = 1) {
    if (ranks * nodes === 1)
        return undefined;
    return nodes === 1 ? (0,report_text/* countText */.lT)(ranks) : `${(0,report_text/* countText */.lT)(nodes)} hosts with ${(0,report_text/* countText */.lT)(ranks)} each`;
}
/** Of some classes all, of many the ends. */
function weightsText(weights = {}) {
    const sorted = Object.entries(weights).sort(([, a], [, b]) => a - b);
    const each = sorted.map(([label, weight]) => `${label} ${(0,report_text/* figure */.vP)(weight)}`);
    if (each.length === 0)
        return undefined;
    return each.length <= 6 ? each.join(', ') : `from ${each[0]} to ${each.at(-1)}`;
}
const counted = (count) => (count === undefined ? undefined : (0,report_text/* countText */.lT)(count));
/** A line over the steps; a single point is no line, and where one is missing there is none to draw. */
function curve(title, name, history, of) {
    const points = history.flatMap((point) => {
        const value = of(point);
        return value === undefined ? [] : [{ step: point.step, value }];
    });
    if (points.length < 2)
        return [];
    return [
        {
            kind: 'chart',
            title: `${title} by optimizer step`,
            part: 'training',
            x: points.map(({ step }) => String(step)),
            yTitle: name,
            series: [{ mark: 'line', name, values: points.map(({ value }) => value) }],
        },
    ];
}
/** What the validation decided. */
const chosenBy = ({ best_step, best_loss, stopped }, steps) => `The model is that of step ${(0,report_text/* countText */.lT)(best_step)}, where it was least (${best_loss.toFixed(4)})${stopped && steps !== undefined
    ? `; as it became no less after that, training ended at step ${(0,report_text/* countText */.lT)(steps)}`
    : ''}.`;
/** Beside what was trained on, by epoch: where the two part, the model learns its examples by heart. */
function validationSections({ validation = [], history = [], steps, early_stopping }) {
    const [first, last] = [validation[0], validation.at(-1)];
    if (first === undefined || last === undefined)
        return [];
    const rows = validation.map(({ step, loss }, i) => {
        const from = validation[i - 1]?.step ?? 0;
        const trained = history.filter((point) => point.step > from && point.step <= step);
        return { step, loss, trained: trained.reduce((sum, point) => sum + point.loss, 0) / trained.length };
    });
    const least = validation.reduce((best, each) => (each.loss < best.loss ? each : best));
    const rose = last.loss - least.loss > worthTelling * Math.abs(least.loss);
    return [
        {
            kind: 'table',
            title: 'Validation',
            part: 'training',
            columns: ['optimizer step', 'training loss since the one before', 'validation loss'],
            rows: rows.map(({ step, loss, trained }) => [
                (0,report_text/* countText */.lT)(step),
                Number.isFinite(trained) ? trained.toFixed(4) : '',
                loss.toFixed(4),
            ]),
            note: [
                `The mean loss of ${(0,report_text/* countText */.lT)(last.examples)} examples that are not trained on.`,
                early_stopping === undefined ? 'It decides nothing.' : chosenBy(early_stopping, steps),
                ...(rose && early_stopping === undefined
                    ? [
                        `It was least at step ${(0,report_text/* countText */.lT)(least.step)} and is ${(0,report_text/* figure */.vP)(last.loss - least.loss)} higher at the end: the model begins to learn its examples by heart, and fewer epochs may be better.`,
                    ]
                    : []),
            ].join(' '),
        },
    ];
}

// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var stages_base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/files.js
var files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/trees.js
var trees = __webpack_require__(75820);
;// CONCATENATED MODULE: ./build/src/stages/checkpoints.js





/* Checkpoints outlive failed and killed runs, and the checkout: the next run of the same key goes on from there. */
const placeOf = (place, key) => (0,external_node_path_.join)(place.checkpoints, (0,digest/* hexOf */.ZD)(key));
/** A file of this name in their directory asks for one at once; the runtime removes it when that is whole (`stopping.py`). */
const requestName = 'checkpoint-now';
/** The directory for the checkpoints of this key; the lock of the key keeps two runs from writing there at once. */
async function checkpointsOf(place, key) {
    await (0,files/* makeDirectory */.Oh)(placeOf(place, key));
    return placeOf(place, key);
}
/** The step that the next run of this key goes on from; undefined where it begins at the first one. */
async function lastCheckpoint(place, key) {
    const names = await (0,promises_.readdir)(placeOf(place, key)).catch(() => []);
    const steps = names.flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    return steps.length === 0 ? undefined : Math.max(...steps);
}
/** Of a disk that is slow, or far away, for what is written to it and read back for its digest. */
const slowBytesPerMs = 50_000;
/** What a training step takes at most that the end of a training waits for. */
const stepMs = 60_000;
/**
 * What a training has at its deadline to end its step and to write a checkpoint: the weights, and of each both of Adam's
 * states. @param weightsBytes the size of the base
 */
const saveGraceMs = (weightsBytes) => stepMs + Math.ceil((3 * weightsBytes) / slowBytesPerMs);
/**
 * What trackers were told of a training that may go on from its checkpoints. Beside their directory and not in it, as jobs write
 * there.
 */
const trackingMemory = (checkpoints) => `${checkpoints}.tracking.json`;
async function dropCheckpoints(place, key) {
    await (0,trees/* removeTree */.dM)(placeOf(place, key));
    await (0,promises_.rm)(trackingMemory(placeOf(place, key)), { force: true });
}

// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/stages/facts.js
var stages_facts = __webpack_require__(17942);
;// CONCATENATED MODULE: ./build/src/stages/training/augment.js

/** What training examples are changed by. Keys are the same words on both sides; of a file the job knows its name alone. */
function augmentConfig({ augment }) {
    if (augment === undefined)
        return {};
    const { synonyms, ...images } = augment;
    const of = synonyms === undefined
        ? images
        : {
            synonyms: {
                ...(synonyms.file === undefined ? {} : { file: (0,external_node_path_.basename)(synonyms.file) }),
                copies: synonyms.copies,
                share: synonyms.share,
            },
        };
    return { augment: of };
}

;// CONCATENATED MODULE: ./build/src/stages/training/checkpoints.js
const checkpointConfig = ({ checkpoints }) => ({
    checkpoints: {
        asynchronous: checkpoints.async,
        keep: checkpoints.keep,
        ...(checkpoints.minutes === undefined ? {} : { seconds: 60 * checkpoints.minutes }),
        steps: checkpoints.steps,
    },
});

;// CONCATENATED MODULE: ./build/src/stages/training/compute.js

/**
 * What nobody chose is not told: it is the default on the other side, too.
 * @throws UserError where the job has no GPU for what only a GPU has; which kind of GPU has it, the runtime knows
 */
function computeConfig({ finetune }, { gpus }) {
    const { precision, tf32, deterministic, gradientCheckpointing, workers } = finetune;
    const refuse = (key, message) => {
        throw new errors/* UserError */.yo(message, { place: { key: `finetune.${key}` } });
    };
    if (gpus === 0 && precision === 'fp16')
        refuse('precision', 'fp16 needs a GPU, and this job has none: write auto, fp32 or bf16, or set engine.gpus');
    if (gpus === 0 && tf32 !== undefined)
        refuse('tf32', 'is of products on a GPU, and this job has none: remove it, or set engine.gpus');
    return {
        ...(precision === 'auto' ? {} : { precision }),
        ...(tf32 === undefined ? {} : { tf32 }),
        ...(deterministic ? { deterministic } : {}),
        ...(gradientCheckpointing ? { gradient_checkpointing: true } : {}),
        ...(workers === 0 ? {} : { workers }),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/training/conversation.js
/** What only a model that goes on with a conversation is trained with. */
const conversationConfig = ({ task, finetune }) => task === 'causal-lm' ? { loss_on: finetune.lossOn, packing: finetune.packing } : {};

;// CONCATENATED MODULE: ./build/src/engine/nccl.js
/* What is decided of the libraries that carry gradients between processes, by the variables that they read. */
/** The variables of NCCL and of gloo, which carries what is on the CPU. What is not decided is theirs to find out. Pure. */
function carrierEnvironment({ interface: name, nccl = {} }) {
    return {
        // With the sign NCCL takes this one alone, and not every one whose name begins so.
        ...(name === undefined ? {} : { GLOO_SOCKET_IFNAME: name, NCCL_SOCKET_IFNAME: `=${name}` }),
        ...(nccl.debug === undefined ? {} : { NCCL_DEBUG: nccl.debug.toUpperCase() }),
        ...switchedOff('NCCL_IB_DISABLE', nccl.ib),
        ...switchedOff('NCCL_P2P_DISABLE', nccl.p2p),
    };
}
const switchedOff = (variable, on) => on === undefined ? {} : { [variable]: on ? '0' : '1' };

;// CONCATENATED MODULE: ./build/src/stages/training/distributed.js


/** One that has no GPU and is the only one. */
const plainHost = { gpus: 0, engine: 'process', environment: {} };
/** Which of the hosts this one is, and where they meet: facts of the host, by which no result is known. */
const nodeRankVariable = 'MODEL_ACTIONS_NODE_RANK';
const rendezvousVariable = 'MODEL_ACTIONS_RENDEZVOUS';
/**
 * The processes that train together; nothing where it is one alone. Pure.
 * @throws UserError where the spec and the host do not fit each other
 */
function distributedConfig({ finetune }, host) {
    const { ranks: wanted, nodes, nccl, strategy, interface: name } = finetune.distributed;
    if (wanted !== undefined && host.gpus > 0)
        throw new errors/* UserError */.yo(`counts processes on CPUs, and this job has ${gpuCount(host.gpus)}: set engine.gpus to how many are to train, or to 0`, { place: { key: 'finetune.distributed.ranks' } });
    const ranks = wanted ?? Math.max(1, host.gpus);
    if (nccl !== undefined && (host.gpus === 0 || ranks * nodes === 1))
        throw new errors/* UserError */.yo(`is used between GPUs, and this job has ${gpuCount(host.gpus)}: remove it`, {
            place: { key: 'finetune.distributed.nccl' },
        });
    const meeting = meetingOf(nodes, host);
    if (ranks * nodes === 1) {
        if (strategy === 'ddp')
            return {};
        throw new errors/* UserError */.yo(`is ${strategy}, which divides a model between processes, and this job has one: set engine.gpus to their number, or remove it`, { place: { key: 'finetune.distributed.strategy' } });
    }
    if (strategy === 'fsdp')
        refuseUndivided(finetune);
    const environment = carrierEnvironment({ interface: name, nccl });
    return {
        launch: {
            backend: host.gpus > 0 ? 'nccl' : 'gloo',
            ...(Object.keys(environment).length === 0 ? {} : { environment }),
            node_rank: meeting?.nodeRank ?? 0,
            nodes,
            ranks,
            ...(meeting === undefined ? {} : { rendezvous: meeting.rendezvous }),
            strategy,
        },
    };
}
/** What is not known to give the same model when each process has a part of it. */
function refuseUndivided({ method, optimizer, precision, gradientCheckpointing }) {
    const [other] = [
        ...(['full', 'lora', 'adapter'].includes(method) ? [] : [`method: ${method}`]),
        ...(optimizer === 'adafactor' ? [`optimizer: ${optimizer}`] : []),
        ...(precision === 'fp16' ? [`precision: ${precision}`] : []),
        ...(gradientCheckpointing ? ['gradient-checkpointing: true'] : []),
    ];
    if (other !== undefined)
        throw new errors/* UserError */.yo(`is fsdp, which does not work with ${other}: write strategy: ddp, or change that`, {
            place: { key: 'finetune.distributed.strategy' },
        });
}
const gpuCount = (count) => (count === 0 ? 'none' : count === 1 ? '1 GPU' : `${count} GPUs`);
function meetingOf(nodes, { engine, environment }) {
    const [nodeRank = '', rendezvous = ''] = [environment[nodeRankVariable], environment[rendezvousVariable]];
    const refuse = (what, exit) => {
        throw new errors/* UserError */.yo(what, {
            place: { key: 'finetune.distributed.nodes' },
            ...(exit === undefined ? {} : { exit }),
        });
    };
    if (nodes === 1)
        return nodeRank === '' && rendezvous === ''
            ? undefined
            : refuse(`is 1, and a node rank or a rendezvous is given: set it to the number of hosts, or give neither (inputs node-rank and rendezvous, ${nodeRankVariable}, ${rendezvousVariable})`);
    if (engine === 'docker')
        refuse(`is ${nodes}, and jobs in containers reach no network: run them as processes (engine.name: process)`, 'preflight');
    if (!/^\d{1,4}$/.test(nodeRank) || Number(nodeRank) >= nodes)
        refuse(`is ${nodes}, and the node rank of this host is ${shown(nodeRank)}: give each host one of its own from 0 to ${nodes - 1}, by the input node-rank or by ${nodeRankVariable}`);
    const [, port = ''] = /^(?:\[[\da-fA-F:.]+\]|[A-Za-z0-9][\w.-]*):(\d{1,5})$/.exec(rendezvous) ?? [];
    if (port === '' || Number(port) < 1 || Number(port) > 65_535)
        refuse(`is ${nodes}, and the rendezvous is ${shown(rendezvous)}: give all hosts the same HOST:PORT, of the host with node rank 0 and a free port there, by the input rendezvous or by ${rendezvousVariable}`);
    return { nodeRank: Number(nodeRank), rendezvous };
}
const shown = (text) => (text === '' ? 'missing' : JSON.stringify(text.slice(0, 100)));
/** What people are told before it begins: how many examples make a step; undefined where one process trains. Pure. */
function launchNote({ launch, training }) {
    if (launch === undefined)
        return undefined;
    const all = launch.ranks * launch.nodes;
    const batch = all * training.batch_size * training.gradient_accumulation;
    const hosts = launch.nodes === 1 ? '' : ` on ${launch.nodes} hosts, of which this is node ${launch.node_rank}`;
    return `finetune: ${all} ranks${hosts}; the global batch is ${all} × ${training.batch_size} × ${training.gradient_accumulation} = ${batch} examples`;
}

;// CONCATENATED MODULE: ./build/src/stages/training/loss.js
/** Nothing of the loss that is trained where nobody asks for another. */
function lossConfig({ loss }) {
    const { kind, gamma, classWeights, labelSmoothing } = loss;
    const weights = classWeights === 'none' ? {} : { class_weights: classWeights };
    const told = kind === 'focal'
        ? { gamma, ...weights }
        : { ...weights, ...(labelSmoothing === 0 ? {} : { label_smoothing: labelSmoothing }) };
    return kind === 'cross-entropy' && Object.keys(told).length === 0 ? {} : { loss: { kind, ...told } };
}

;// CONCATENATED MODULE: ./build/src/stages/training/methods.js
const lowRank = ({ rank, alpha, dropout, merge, targetModules }) => ({
    rank,
    alpha,
    dropout,
    merge,
    ...(targetModules === undefined ? {} : { target_modules: targetModules }),
});
/** What each method is told, under its name. */
const settings = {
    full: () => ({}),
    lora: ({ lora }) => ({ lora: lowRank(lora) }),
    qlora: ({ qlora }) => ({
        qlora: {
            ...lowRank(qlora),
            quant_type: qlora.quantType,
            double_quant: qlora.doubleQuant,
            compute_dtype: qlora.computeDtype,
        },
    }),
    adapter: ({ adapter }) => ({
        adapter: { reduction_factor: adapter.reductionFactor, non_linearity: adapter.nonLinearity },
    }),
    prefix: ({ prefix }) => ({
        prefix: {
            virtual_tokens: prefix.virtualTokens,
            projection: prefix.projection,
            ...(prefix.hiddenSize === undefined ? {} : { hidden_size: prefix.hiddenSize }),
        },
    }),
    prompt: ({ prompt }) => ({
        prompt: {
            virtual_tokens: prompt.virtualTokens,
            ...(prompt.initText === undefined ? {} : { init_text: prompt.initText }),
        },
    }),
};
/** Settings of a method that is not chosen are not told. */
const methodConfig = (finetune) => ({
    method: finetune.method,
    ...settings[finetune.method](finetune),
});

// EXTERNAL MODULE: ./build/src/spec/finetune/methods.js
var methods = __webpack_require__(70098);
;// CONCATENATED MODULE: ./build/src/stages/training/schedule.js

const scheduleConfig = (section) => ({
    epochs: section.epochs,
    ...(section.maxSteps === undefined ? {} : { max_steps: section.maxSteps }),
    learning_rate: section.learningRate ?? methods/* defaultLearningRate */.g0[section.method],
    batch_size: section.batchSize,
    gradient_accumulation: section.gradientAccumulation,
    warmup_steps: section.warmupSteps,
    // What nobody chose is not told: it is the default on the other side, too.
    ...(section.lrScheduler === 'linear' ? {} : { lr_scheduler: section.lrScheduler }),
    ...(section.optimizer === 'adamw' ? {} : { optimizer: section.optimizer }),
    ...(section.maxGradNorm === 1 ? {} : { max_grad_norm: section.maxGradNorm }),
    weight_decay: section.weightDecay,
    ...(section.earlyStopping === undefined
        ? {}
        : {
            early_stopping: {
                patience: section.earlyStopping.patience,
                min_delta: section.earlyStopping.minDelta,
                ...(section.earlyStopping.steps === undefined ? {} : { steps: section.earlyStopping.steps }),
            },
        }),
    seed: section.seed,
});

;// CONCATENATED MODULE: ./build/src/stages/training/trainer.js
/** What is passed on to the Trainer, by its own names; those that are not are refused with the spec. */
function trainerConfig({ trainer }) {
    if (trainer === undefined || Object.keys(trainer).length === 0)
        return {};
    return { trainer: trainer };
}

;// CONCATENATED MODULE: ./build/src/stages/finetuneConfig.js










/** What the trainer is told, with the defaults that the spec leaves to us. */
const finetuneConfig = (spec, host = plainHost) => ({
    task: spec.task,
    ...checkpointConfig(spec.finetune),
    ...distributedConfig(spec, host),
    max_length: (0,schema/* inputOf */.wg)(spec).maxLength,
    ...(0,schema/* targetLimit */.N$)(spec),
    training: {
        ...conversationConfig(spec),
        ...methodConfig(spec.finetune),
        ...scheduleConfig(spec.finetune),
        ...lossConfig(spec.finetune),
        ...augmentConfig(spec.finetune),
        ...computeConfig(spec, host),
        ...trainerConfig(spec.finetune),
    },
});
/**
 * What changes no bit of the result: whole sections, and settings of others by section and name. Another of them is the same
 * tuning, which a result answers that is there, and a checkpoint goes on with. The runtime has the same lists
 * (`shapes_the_result` in finetune.py).
 */
const sectionsWithoutEffect = ['checkpoints'];
const withoutEffect = {
    launch: ['environment', 'node_rank', 'rendezvous'],
    training: ['workers'],
};
/** What of a config shapes the result. */
const shapesTheResult = (config) => Object.fromEntries(Object.entries(config)
    .filter(([section]) => !sectionsWithoutEffect.includes(section))
    .map(([section, value]) => {
    const idle = withoutEffect[section];
    if (idle === undefined)
        return [section, value];
    return [section, Object.fromEntries(Object.entries(value).filter(([name]) => !idle.includes(name)))];
}));

// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/stages/memoryEstimate.js
var memoryEstimate = __webpack_require__(62824);
// EXTERNAL MODULE: ./build/src/stages/origin.js
var origin = __webpack_require__(1527);
// EXTERNAL MODULE: ./build/src/stages/prepare.js + 1 modules
var prepare = __webpack_require__(83731);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/src/json.js
var json = __webpack_require__(4715);
// EXTERNAL MODULE: ./build/src/model/checks.js + 4 modules
var checks = __webpack_require__(41646);
// EXTERNAL MODULE: ./build/src/stages/training/room.js
var room = __webpack_require__(25337);
;// CONCATENATED MODULE: ./build/src/stages/training/spot.js

/* What a cloud tells a spot machine of its end. It is asked on the host: jobs in containers reach no network. */
const pollMs = 5_000;
const answerMs = 2_000;
/** The address that all of them answer at, from inside of a machine alone. */
const metadataServer = 'http://169.254.169.254';
/** Whether the machine was told that it ends. */
const noticeOf = {
    async aws(ask) {
        const lifetime = { 'X-aws-ec2-metadata-token-ttl-seconds': '60' };
        const token = await (await ask('/latest/api/token', { method: 'PUT', headers: lifetime })).text();
        // 404 until there is one.
        const headers = { 'X-aws-ec2-metadata-token': token };
        return (await ask('/latest/meta-data/spot/instance-action', { headers })).ok;
    },
    async gcp(ask) {
        const headers = { 'Metadata-Flavor': 'Google' };
        return (await (await ask('/computeMetadata/v1/instance/preempted', { headers })).text()).trim() === 'TRUE';
    },
    async azure(ask) {
        const answer = await ask('/metadata/scheduledevents?api-version=2020-07-01', { headers: { Metadata: 'true' } });
        return /"EventType"\s*:\s*"Preempt"/.test(await answer.text());
    },
};
/** Asks until the notice came or the signal did. Never rejects. */
async function watchForSpotNotice(watch) {
    const { provider, onNotice, onSilence, signal, server = metadataServer, everyMs = pollMs } = watch;
    const ask = (path, options) => fetch(server + path, { ...options, signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]) });
    let silent = false;
    while (!signal.aborted) {
        try {
            if (await noticeOf[provider](ask))
                return await onNotice();
        }
        catch (error) {
            if (!silent && !signal.aborted)
                onSilence(error instanceof Error ? error.message : String(error));
            silent = true;
        }
        await (0,external_node_timers_promises_.setTimeout)(everyMs, undefined, { signal }).catch(() => undefined);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
;// CONCATENATED MODULE: ./build/src/stages/training/synonyms.js






/** As an input of the job; nothing where none are asked for. @throws UserError where they are not there */
async function synonymsInput(context) {
    const place = await synonyms_placeOf(context);
    return place === undefined ? {} : { synonyms: place };
}
/** For the key of a result: other synonyms are other examples. */
async function synonymsDigest(context) {
    const place = await synonyms_placeOf(context);
    if (place === undefined)
        return {};
    return { synonyms: 'file' in place ? await (0,digest/* digestFile */.TM)(place.file) : await (0,digest/* digestTree */.hW)(place.directory) };
}
async function synonyms_placeOf({ spec, specFile, bounds, environment }) {
    const asked = spec.finetune.augment?.synonyms;
    if (asked === undefined)
        return undefined;
    if (asked.file === undefined)
        return { directory: await wordnet(specFile, environment) };
    const place = { file: specFile, key: 'finetune.augment.synonyms.file' };
    const file = await (0,paths/* resolveInside */.LI)(bounds, asked.file, place);
    const facts = await (0,promises_.stat)(file).catch(() => undefined);
    if (facts?.isFile() !== true)
        throw new errors/* UserError */.yo(`${asked.file} is no file: name a CSV file, relative to the directory of the spec`, { place });
    return { file };
}
/** Where Debian, NLTK and WordNet's own variable say that its files lie. */
async function wordnet(specFile, environment) {
    const own = environment['WNSEARCHDIR'];
    const directories = [
        ...(own === undefined ? [] : [own]),
        '/usr/share/wordnet',
        (0,external_node_path_.join)(environment['HOME'] ?? (0,external_node_os_.homedir)(), 'nltk_data/corpora/wordnet'),
    ];
    for (const directory of directories) {
        const facts = await (0,promises_.stat)((0,external_node_path_.join)(directory, 'data.noun')).catch(() => undefined);
        if (facts?.isFile() === true)
            return directory;
    }
    throw new errors/* UserError */.yo(`WordNet is not installed here (looked into ${directories.join(', ')}): run \`apt-get install wordnet-base\`, set WNSEARCHDIR to its directory, or give a file of synonyms`, { place: { file: specFile, key: 'finetune.augment.synonyms.wordnet' } });
}

// EXTERNAL MODULE: ./build/src/home.js
var home = __webpack_require__(25246);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/timers.js
var timers = __webpack_require__(49455);
;// CONCATENATED MODULE: ./build/src/tracking/queue.js
/**
 * Points that wait to be told. Where there are too many, of the older half one of two neighbours of a metric is left out: a
 * curve keeps its shape, and the memory its bound.
 */
class PointQueue {
    #most;
    #points = [];
    constructor(most) {
        this.#most = most;
    }
    get length() {
        return this.#points.length;
    }
    push(point) {
        this.#points.push(point);
        if (this.#points.length > this.#most)
            this.#thin();
    }
    /** The first of them, which stay until they are dropped. */
    first(count) {
        return this.#points.slice(0, count);
    }
    /** Those that were told; points that were left out meanwhile are none of them. */
    drop(told) {
        const gone = new Set(told);
        this.#points = this.#points.filter((point) => !gone.has(point));
    }
    #thin() {
        const half = Math.floor(this.#points.length / 2);
        const leftOut = new Map();
        this.#points = this.#points.filter(({ name }, at) => {
            if (at >= half)
                return true;
            const out = !(leftOut.get(name) ?? true);
            leftOut.set(name, out);
            return !out;
        });
        // Of more names than places, each with a point or two.
        if (this.#points.length > this.#most)
            this.#points = this.#points.slice(-this.#most);
    }
}

;// CONCATENATED MODULE: ./build/src/tracking/feed.js




/*
 * From a training to those who are told of it. The training never waits: what it tells is put into a bounded queue for each of
 * them, and one who is slow or away is told later what fits into it.
 */
const everyMs = 5_000;
const firstMs = 500;
const longestPauseMs = 5 * 60_000;
const patienceMs = 30_000;
const mostWaiting = 10_000;
const mostAtOnce = 1_000;
/** An image of somebody may tell anything. */
const mostNames = 500;
const nameOfMetric = /^[A-Za-z_][\w./-]{0,199}$/;
function createFeed(options) {
    const { run, memory, now, intervalMs = everyMs } = options;
    const known = readMemory(memory.text);
    const names = new Set();
    let lastStep;
    let saving = Promise.resolve();
    const remember = (tracker, what) => {
        known[tracker] = what;
        // One after the other: a later state must not be overwritten by an earlier one.
        saving = saving.then(() => (0,files/* writeWhole */.f8)(memory.file, JSON.stringify(known))).catch(() => undefined);
        return saving;
    };
    const channels = options.trackers.map((tracker) => channel({
        tracker,
        run,
        before: known[tracker.name],
        remember: (what) => remember(tracker.name, what),
        warn: options.warn,
        info: options.info,
        intervalMs,
    }));
    return {
        point(name, value, step) {
            if (step !== undefined)
                lastStep = step;
            if (!Number.isFinite(value) || !nameOfMetric.test(name))
                return;
            if (!names.has(name) && names.size >= mostNames)
                return;
            names.add(name);
            // Of which step it is, is not known before one is told.
            if (lastStep === undefined)
                return;
            for (const each of channels)
                each.push({ name, value, step: lastStep, atMs: now() });
        },
        async end(how, withinMs) {
            await Promise.all(channels.map((each) => each.end(how, withinMs)));
            await saving;
        },
    };
}
/** Of a file that may be cut or of another version: then nothing was told. Pure. */
function readMemory(text) {
    const found = text === undefined ? undefined : (0,json/* jsonOf */.o_)(text);
    const isRecord = (value) => typeof value === 'object' && value !== null;
    if (!isRecord(found))
        return {};
    return Object.fromEntries(Object.entries(found).flatMap(([name, entry]) => {
        if (!isRecord(entry) || typeof entry['id'] !== 'string' || !isRecord(entry['told']))
            return [];
        const told = Object.entries(entry['told']).filter((one) => typeof one[1] === 'number');
        return [[name, { id: entry['id'], told: Object.fromEntries(told) }]];
    }));
}
function channel(options) {
    const { tracker, run, before, remember, warn, info, intervalMs } = options;
    const queue = new PointQueue(mostWaiting);
    const over = new AbortController();
    let id;
    let told = new Map();
    let [isTelling, isEnding, isAway, warned, pauseMs] = [false, false, false, false, intervalMs];
    let wake = (0,timers/* deferred */.yX)();
    /** Tells all that waits. */
    const tell = async (signal) => {
        if (id === undefined) {
            const begun = await tracker.begin(run, before?.id, signal);
            id = begun.id;
            info(`finetune: told to ${tracker.name}: ${begun.where}`);
            told = new Map(begun.isNew || tracker.forgets ? [] : Object.entries(before?.told ?? {}));
            await remember({ id, told: Object.fromEntries(told) });
        }
        while (queue.length > 0) {
            const points = queue.first(mostAtOnce);
            const fresh = points.filter(({ name, step }) => tracker.forgets || step > (told.get(name) ?? -1));
            if (fresh.length > 0)
                await tracker.points(fresh, signal);
            queue.drop(points);
            if (fresh.length === 0)
                continue;
            // Steps of this attempt are told however often: only those of the one before are compared.
            for (const { name, step } of fresh)
                seen.set(name, Math.max(step, seen.get(name) ?? -1));
            await remember({ id, told: Object.fromEntries(new Map([...told, ...seen])) });
        }
    };
    const seen = new Map();
    const attempt = async (withinMs, then) => {
        const signal = AbortSignal.any([over.signal, AbortSignal.timeout(withinMs)]);
        try {
            await orAborted(tell(signal).then(() => then?.(signal)), signal);
            if (isAway)
                info(`finetune: ${tracker.name} is told again of the training`);
            [isAway, pauseMs] = [false, intervalMs];
        }
        catch (error) {
            if (!warned && !over.signal.aborted)
                warn(`finetune: ${tracker.name} cannot be told of the training, which goes on: ${reasonOf(error)}`);
            [isAway, warned, pauseMs] = [true, true, Math.min(longestPauseMs, 2 * pauseMs)];
        }
    };
    const work = (async () => {
        while (!isEnding) {
            await attempt(patienceMs);
            const timer = (0,timers/* after */.Pl)(pauseMs, () => wake.resolve());
            await wake.promise;
            timer.cancel();
            wake = (0,timers/* deferred */.yX)();
        }
    })();
    return {
        push(point) {
            queue.push(point);
            // Whoever begins a training wants to see soon that it is one.
            if (!isTelling)
                (0,timers/* after */.Pl)(Math.min(firstMs, intervalMs), () => wake.resolve());
            isTelling = true;
        },
        async end(how, withinMs) {
            isEnding = true;
            wake.resolve();
            const timer = (0,timers/* after */.Pl)(withinMs, () => over.abort());
            await orAborted(work, over.signal).catch(() => undefined);
            await attempt(withinMs, (signal) => tracker.end(how, signal));
            timer.cancel();
            over.abort();
            if (queue.length > 0)
                warn(`finetune: ${tracker.name} was not told of the last ${queue.length} numbers`);
        },
    };
}
/** Somebody who does not listen to a signal is not waited for. */
async function orAborted(work, signal) {
    const aborted = (0,timers/* deferred */.yX)();
    const onAbort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([work, aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}
function reasonOf(error) {
    if (!(error instanceof Error))
        return String(error);
    if (error.name === 'TimeoutError')
        return `it did not answer within ${patienceMs / 1000} s`;
    const cause = error.cause instanceof Error ? error.cause : error;
    return 'code' in cause && typeof cause.code === 'string' ? `${error.message} (${cause.code})` : error.message;
}

;// CONCATENATED MODULE: ./build/src/tracking/mlflow.js



/* MLflow by its REST API 2.0: no package is needed for it. */
/** What a server takes in one call, by its own limits. */
const mostParameters = 100;
const longestParameter = 6_000;
const longestAnswerBytes = 1 << 20;
/**
 * Which server is asked, and with what credentials. Those of the environment are for the server that the environment names: a
 * model.yml that names another one, as anybody who can change it may, gets none.
 * @throws UserError
 */
function mlflowServer(asked, environment, place) {
    const of = (name) => environment[name] ?? '';
    const named = of('MLFLOW_TRACKING_URI');
    const refuse = (what) => {
        throw new errors/* UserError */.yo(what, { place: place('uri'), exit: 'preflight' });
    };
    const uri = asked.uri ?? named;
    if (uri === '')
        return refuse('names no server: write uri, or set MLFLOW_TRACKING_URI');
    const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
    if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol))
        return refuse('MLFLOW_TRACKING_URI is no address of a server, such as http://mlflow:5000: set it, or write uri');
    if (parsed.username !== '' || parsed.password !== '')
        return refuse('MLFLOW_TRACKING_URI has credentials in it, which logs would show: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD');
    const [token, user, password] = ['TOKEN', 'USERNAME', 'PASSWORD'].map((name) => of(`MLFLOW_TRACKING_${name}`));
    const authorization = token
        ? `Bearer ${token}`
        : user
            ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
            : undefined;
    const { experiment } = asked;
    if (authorization === undefined)
        return { uri, experiment, secrets: [] };
    if (!URL.canParse(named) || new URL(named).origin !== parsed.origin)
        return refuse('MLflow credentials are in the environment, and they are sent only to the server that MLFLOW_TRACKING_URI names: set it to this server, or unset them');
    return {
        uri,
        experiment,
        authorization,
        secrets: [token, password, authorization].filter((one) => one !== undefined && one !== ''),
    };
}
/** An answer that is no success, with the server's own name for it. */
class Refused extends Error {
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
const statusOf = { finished: 'FINISHED', failed: 'FAILED', killed: 'KILLED' };
function mlflow(server) {
    const { uri, experiment } = server;
    const at = uri.replace(/\/+$/, '');
    let run = '';
    let made;
    const ask = async (method, path, body, signal) => {
        const query = method === 'GET' ? `?${new URLSearchParams(body)}` : '';
        const answer = await server.fetch(`${at}/api/2.0/mlflow/${path}${query}`, {
            method,
            headers: {
                'content-type': 'application/json',
                ...(server.authorization === undefined ? {} : { authorization: server.authorization }),
            },
            ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
            // To where the credentials are not meant for.
            redirect: 'manual',
            signal,
        });
        const found = recordOf((0,json/* jsonOf */.o_)(await textOf(answer)));
        if (answer.ok)
            return found;
        const code = textIn(found, 'error_code') ?? String(answer.status);
        const words = textIn(found, 'message') ?? '';
        const { host } = new URL(at);
        const remedy = answer.status === 401 || answer.status === 403
            ? ': it wants other credentials (MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD)'
            : answer.status >= 300 && answer.status < 400
                ? ': name the address that it leads to'
                : '';
        throw new Refused(`${host} answers ${answer.status} ${code} ${words}`.trim().slice(0, 300) + remedy, code);
    };
    const experimentId = async (signal) => {
        const known = async () => {
            const { experiment: found } = await ask('GET', 'experiments/get-by-name', { experiment_name: experiment }, signal);
            return required(recordOf(found), 'experiment_id');
        };
        return known().catch(async (error) => {
            if (!(error instanceof Refused) || error.code !== 'RESOURCE_DOES_NOT_EXIST')
                throw error;
            // Another training may make it at the same moment.
            return ask('POST', 'experiments/create', { name: experiment }, signal).then((made) => required(made, 'experiment_id'), (refused) => {
                if (refused instanceof Refused && refused.code === 'RESOURCE_ALREADY_EXISTS')
                    return known();
                throw refused;
            });
        });
    };
    return {
        name: 'MLflow',
        forgets: false,
        async begin({ model, version, key, parameters }, before, signal) {
            const goOn = async (id) => ask('POST', 'runs/update', { run_id: id, status: 'RUNNING' }, signal).then(({ run_info }) => recordOf(run_info), (error) => {
                // Somebody deleted it.
                if (error instanceof Refused && ['RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE'].includes(error.code))
                    return undefined;
                throw error;
            });
            const same = before === undefined ? undefined : await goOn(before);
            const seen = (experimentOfRun, id) => `${at}/#/experiments/${experimentOfRun}/runs/${id}`;
            if (before !== undefined && same !== undefined) {
                run = before;
                return { id: run, isNew: false, where: seen(required(same, 'experiment_id'), run) };
            }
            // One that this attempt made, and then was not told of its parameters, is the one.
            const experiment_id = made?.experiment ?? (await experimentId(signal));
            const name = `${model} ${version} ${(0,digest/* hexOf */.ZD)(key, 12)}`;
            const create = () => ask('POST', 'runs/create', {
                experiment_id,
                run_name: name,
                start_time: Date.now(),
                tags: Object.entries({ model, version, lineage_key: key }).map(([tag, value]) => ({ key: tag, value })),
            }, signal);
            if (made === undefined) {
                const { run: answered } = await create();
                made = { experiment: experiment_id, id: required(recordOf(recordOf(answered)['info']), 'run_id') };
            }
            run = made.id;
            const all = Object.entries(parameters).map(([name, value]) => ({
                key: name,
                value: value.slice(0, longestParameter),
            }));
            for (let from = 0; from < all.length; from += mostParameters)
                await ask('POST', 'runs/log-batch', { run_id: run, params: all.slice(from, from + mostParameters) }, signal);
            return { id: run, isNew: true, where: seen(experiment_id, run) };
        },
        async points(points, signal) {
            const metrics = points.map(({ name, value, step, atMs }) => ({
                key: name,
                value,
                step,
                timestamp: Math.round(atMs),
            }));
            await ask('POST', 'runs/log-batch', { run_id: run, metrics }, signal);
        },
        async end(how, signal) {
            await ask('POST', 'runs/update', { run_id: run, status: statusOf[how], end_time: Date.now() }, signal);
        },
    };
}
const recordOf = (value) => typeof value === 'object' && value !== null ? value : {};
const textIn = (record, name) => {
    const value = record[name];
    return typeof value === 'string' ? value : undefined;
};
function required(record, name) {
    const value = textIn(record, name);
    if (value === undefined || value === '')
        throw new Error(`it answers without ${name}: is this an MLflow server?`);
    return value;
}
/** Cut off, it is no JSON, and is told as such. */
async function textOf(answer) {
    const pieces = [];
    let bytes = 0;
    for await (const piece of answer.body ?? []) {
        pieces.push(piece);
        bytes += piece.length;
        if (bytes > longestAnswerBytes)
            break;
    }
    return Buffer.concat(pieces).toString();
}

;// CONCATENATED MODULE: ./build/src/tracking/prometheus.js


/* The last value of each number, for a textfile collector or a Pushgateway: who asks sees where a training is. */
/** A label value in the text format. */
const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
/** What may not be in the name of a metric becomes `_`. */
const named = (name) => `model_training_${name.replaceAll(/\W/g, '_')}`;
const help = {
    loss: 'Training loss of the last optimizer step',
    validation_loss: 'Mean loss of the validation examples',
    learning_rate: 'Learning rate',
    grad_norm: 'Length of the gradient',
    examples_per_second: 'Training examples in a second',
    tokens_per_second: 'Tokens in a second, without padding',
    step_seconds: 'Mean time of the last optimizer steps',
    seconds_left: 'Time until the training ends, if it goes on as it did',
    gpu_utilization: 'How busy the GPUs of the training are, from 0 to 1',
    gpu_memory_used_bytes: 'Memory in use of the GPUs of the training, by all programs',
    peak_gpu_memory_bytes: 'The most that PyTorch took of a GPU at once',
    peak_memory_bytes: 'The most that the training held of the memory of the machine at once',
};
/** Text format 0.0.4, as a scrape would see it. @param running whether the training is under way. Pure. */
function exposition(last, { model, version }, running) {
    const labels = `{model=${quoted(model)},version=${quoted(version)}}`;
    const gauge = (name, value, text = 'As the training told it') => [
        `# HELP ${named(name)} ${text}`,
        `# TYPE ${named(name)} gauge`,
        `${named(name)}${labels} ${value}`,
    ];
    // Two names may become one.
    const byName = new Map(last.map((point) => [named(point.name), point]));
    const step = Math.max(0, ...last.map((point) => point.step));
    const toldAt = Math.max(0, ...last.map((point) => point.atMs)) / 1000;
    for (const own of ['running', 'step', 'last_told_timestamp_seconds'])
        byName.delete(named(own));
    return [
        ...gauge('running', running ? 1 : 0, 'Whether the training is under way'),
        ...gauge('step', step, 'Optimizer steps done'),
        ...gauge('last_told_timestamp_seconds', toldAt, 'When the training last told a number'),
        ...[...byName.values()].flatMap(({ name, value }) => gauge(name, value, help[name])),
        '',
    ].join('\n');
}
const textfile = (path) => ({
    where: path,
    async put(text) {
        await (0,files/* makeDirectory */.Oh)((0,external_node_path_.dirname)(path));
        await (0,files/* writeWhole */.f8)(path, text);
    },
});
/** The group of a model is replaced as a whole: a PUT of the Pushgateway's API. */
const pushgateway = ({ url, fetch }) => ({
    where: url,
    async put(text, { model }, signal) {
        const group = `job/model_training/model@base64/${Buffer.from(model).toString('base64url')}`;
        const answer = await fetch(`${url.replace(/\/+$/, '')}/metrics/${group}`, {
            method: 'PUT',
            headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
            body: text,
            redirect: 'manual',
            signal,
        });
        await answer.body?.cancel();
        if (!answer.ok)
            throw new Error(`${new URL(url).host} answers ${answer.status}`);
    },
});
function prometheus(exposer) {
    const last = new Map();
    let run;
    const tell = async (running, signal) => {
        if (run !== undefined)
            await exposer.put(exposition([...last.values()], run, running), run, signal);
    };
    return {
        name: 'Prometheus',
        // It knows the last value alone.
        forgets: true,
        async begin(begun, before, signal) {
            run = begun;
            await tell(true, signal);
            return { id: begun.key, isNew: before === undefined, where: exposer.where };
        },
        async points(points, signal) {
            for (const point of points)
                last.set(point.name, point);
            await tell(true, signal);
        },
        end: (_, signal) => tell(false, signal),
    };
}

;// CONCATENATED MODULE: ./build/src/tracking/crc32c.js
/** CRC-32C (Castagnoli), reflected: RFC 3720, appendix B.4. */
const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++)
        crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    return crc >>> 0;
});
function crc32c(bytes) {
    let crc = 0xffffffff;
    for (const byte of bytes)
        crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
}

;// CONCATENATED MODULE: ./build/src/tracking/tensorboard.js






/*
 * Event files of TensorBoard: records of TFRecord (length, masked CRC-32C, bytes, masked CRC-32C), each a protocol buffer of
 * tensorflow/core/util/event.proto, of which only what a scalar needs is written here.
 */
const varint = (value) => {
    const bytes = [];
    let rest = BigInt(value);
    for (; rest > 0x7fn; rest >>= 7n)
        bytes.push(Number(rest & 0x7fn) | 0x80);
    bytes.push(Number(rest));
    return Buffer.from(bytes);
};
/** The wire types of protocol buffers. */
const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };
const tag = (field, type) => varint((field << 3) | wire[type]);
const bytes = (field, content) => Buffer.concat([tag(field, 'bytes'), varint(content.length), content]);
const integer = (field, value) => Buffer.concat([tag(field, 'varint'), varint(value)]);
const tensorboard_double = (field, value) => {
    const content = Buffer.alloc(8);
    content.writeDoubleLE(value);
    return Buffer.concat([tag(field, 'fixed64'), content]);
};
const tensorboard_float = (field, value) => {
    const content = Buffer.alloc(4);
    content.writeFloatLE(value);
    return Buffer.concat([tag(field, 'fixed32'), content]);
};
/** By their numbers in event.proto and summary.proto. */
const tensorboard_event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 };
const summary = { value: 1, tag: 1, simpleValue: 2 };
const sessionLog = { status: 1, start: 1 };
const masked = (content) => {
    const crc = crc32c(content);
    const framed = Buffer.alloc(4);
    framed.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
    return framed;
};
/** One record of a file. Pure. */
function record(content) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(content.length));
    return Buffer.concat([length, masked(length), content, masked(content)]);
}
const wallTime = (atMs) => tensorboard_double(tensorboard_event.wallTime, atMs / 1000);
/** How a file begins: the version by which readers know that a start takes back later steps. */
const beginning = (atMs) => record(Buffer.concat([wallTime(atMs), bytes(tensorboard_event.fileVersion, Buffer.from('brain.Event:2'))]));
/** Takes back whatever was told of this step and later ones. */
const startAt = (step, atMs) => record(Buffer.concat([
    wallTime(atMs),
    integer(tensorboard_event.step, step),
    bytes(tensorboard_event.sessionLog, integer(sessionLog.status, sessionLog.start)),
]));
const scalar = (name, value, step, atMs) => {
    const told = Buffer.concat([bytes(summary.tag, Buffer.from(name)), tensorboard_float(summary.simpleValue, value)]);
    return record(Buffer.concat([wallTime(atMs), integer(tensorboard_event.step, step), bytes(tensorboard_event.summary, bytes(summary.value, told))]));
};
const prefix = 'events.out.tfevents.';
/** When the newest file of a directory was begun, as its name says; clocks may go back between two attempts. */
async function newestIn(directory) {
    const times = (await (0,promises_.readdir)(directory)).flatMap((name) => name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : []);
    return Math.max(0, ...times.filter(Number.isSafeInteger));
}
/** Writes below `directory`, a directory for each training. */
function tensorboard(directory) {
    let run = '';
    let file;
    return {
        name: 'TensorBoard',
        forgets: true,
        async begin({ model, version, key }, before) {
            run = (0,external_node_path_.join)(directory, `${model}-${version}-${(0,digest/* hexOf */.ZD)(key, 12)}`);
            await (0,files/* makeDirectory */.Oh)(run);
            return { id: run, isNew: before === undefined, where: `tensorboard --logdir ${directory}` };
        },
        async points(points) {
            const [first] = points;
            if (first === undefined)
                return;
            const content = [];
            if (file === undefined) {
                // Readers take files in the order of their names, and each begins with what undoes later steps of those before it.
                const seconds = Math.max(Math.floor(first.atMs / 1000), (await newestIn(run)) + 1);
                const name = `${prefix}${String(seconds).padStart(10, '0')}.${(0,external_node_os_.hostname)()}.${process.pid}`;
                file = await (0,promises_.open)((0,external_node_path_.join)(run, name), 'wx', 0o644);
                content.push(beginning(first.atMs), startAt(Math.min(...points.map(({ step }) => step)), first.atMs));
            }
            content.push(...points.map(({ name, value, step, atMs }) => scalar(name, value, step, atMs)));
            try {
                await file.appendFile(Buffer.concat(content));
            }
            catch (error) {
                // Half a record would hide what comes after it: the next ones go into a file of their own.
                await file.close().catch(() => undefined);
                file = undefined;
                throw error;
            }
        },
        async end() {
            await file?.close();
            file = undefined;
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/lines.js
var lines = __webpack_require__(5450);
// EXTERNAL MODULE: ./build/src/processes.js
var processes = __webpack_require__(72636);
;// CONCATENATED MODULE: ./build/src/tracking/wandb.js






/*
 * Weights & Biases by its own package, in a Python of the user's on this host: how it speaks with its server is not public. One
 * JSON object a line goes in, and one comes back for each.
 */
/** Beside the package it needs nothing; what lies in the directory that it is started in is never imported. */
const program = `
import sys
sys.path[:1] = []
import json, os
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
import wandb

run = None
for line in sys.stdin:
    asked = json.loads(line)
    try:
        if asked["do"] == "begin":
            run = wandb.init(
                id=asked["id"], name=asked["name"], project=asked["project"], entity=asked["entity"], config=asked["config"],
                mode=asked["mode"], dir=asked["directory"], resume="allow",
                settings=wandb.Settings(silent=True, console="off", init_timeout=25, disable_git=True, disable_code=True),
            )
            run.define_metric("*", step_metric="optimizer_step")
            said = {"where": run.url or asked["directory"]}
        elif asked["do"] == "points":
            for step, values in asked["points"]:
                run.log({**values, "optimizer_step": step})
            said = {}
        else:
            run.finish(exit_code=asked["exit_code"])
            run, said = None, {}
    except BaseException as error:
        said = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(said), file=answers)
if run is not None:
    run.finish(exit_code=1)
`;
/** Steps with all that was told of each, in their order. Pure. */
function bySteps(points) {
    const steps = new Map();
    for (const { name, value, step } of points)
        steps.set(step, { ...steps.get(step), [name]: value });
    return [...steps].sort(([a], [b]) => a - b);
}
/** What the helper needs of the environment: the settings and the key of the package beside what every program needs. */
const wandbEnvironment = (environment) => ({
    ...(0,processes/* plainEnvironment */.Ud)(environment),
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:WANDB_[A-Z_]+|NETRC)$/.test(name))),
});
/** Whether a Python has the package. */
async function hasWandb(python, env, signal) {
    const find = 'import sys; sys.path[:1] = []; import importlib.util as u; sys.exit(u.find_spec("wandb") is None)';
    const { exitCode } = await (0,processes/* run */.eF)(python, ['-c', find], {
        env,
        signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
    }).catch(() => ({ exitCode: null }));
    signal.throwIfAborted();
    return exitCode === 0;
}
const exitCodes = { finished: 0, failed: 1, killed: 143 };
function wandb(of) {
    let begun;
    let helper;
    let place = of.directory;
    /** One at a time, also where somebody stopped to wait for it; one that died is started again, for the same run. */
    const helped = () => {
        helper ??= start().catch((error) => {
            helper = undefined;
            throw error;
        });
        return helper;
    };
    const start = async () => {
        if (begun === undefined)
            throw new Error('it was told of no run');
        const { model, version, key, parameters } = begun.run;
        const started = begin(of, () => {
            helper = undefined;
        });
        const { where } = await started
            .ask({
            do: 'begin',
            id: begun.id,
            name: `${model} ${version} ${(0,digest/* hexOf */.ZD)(key, 12)}`,
            project: of.project,
            entity: of.entity ?? null,
            mode: of.mode,
            directory: of.directory,
            config: { ...parameters, version, lineage_key: key },
        })
            .catch((error) => {
            started.close();
            throw error;
        });
        place = typeof where === 'string' ? where : of.directory;
        return started;
    };
    return {
        name: 'W&B',
        forgets: false,
        async begin(training, before) {
            begun ??= { run: training, id: before ?? `${(0,digest/* hexOf */.ZD)(training.key, 12)}-${(0,external_node_crypto_.randomBytes)(4).toString('hex')}` };
            await helped();
            return { id: begun.id, isNew: before === undefined, where: place };
        },
        async points(points) {
            await (await helped()).ask({ do: 'points', points: bySteps(points) });
        },
        async end(how) {
            const at = await helped();
            await at.ask({ do: 'end', exit_code: exitCodes[how] });
            at.close();
        },
    };
}
function begin({ python, env }, onEnd) {
    const waiting = [];
    let failure;
    const channel = (0,processes/* dial */.zy)(python, ['-c', program], {
        env,
        failure: (code, words) => new Error(`its helper ended with exit code ${code}: ${words.split('\n').at(-1) ?? ''}`),
    });
    const over = (error) => {
        failure ??= error;
        for (const each of waiting.splice(0))
            each.reject(failure);
        onEnd();
    };
    channel.on('error', over);
    channel.on('close', () => over(new Error('its helper has ended')));
    (0,lines/* eachLine */.IM)(channel, (line) => {
        const answer = (0,json/* jsonOf */.o_)(line);
        const fields = typeof answer === 'object' && answer !== null ? answer : {};
        const next = waiting.shift();
        if (typeof fields['error'] === 'string')
            next?.reject(new Error(fields['error'].slice(0, 300)));
        else
            next?.resolve(fields);
    }).catch(() => undefined);
    return {
        async ask(what) {
            if (failure !== undefined)
                throw failure;
            const answer = (0,timers/* deferred */.yX)();
            waiting.push(answer);
            channel.write(`${JSON.stringify(what)}\n`);
            return answer.promise;
        },
        close: () => void channel.end(),
    };
}

;// CONCATENATED MODULE: ./build/src/stages/training/tracking.js












/* Who finetune.report-to names is told of a training from its events, on this host: containers have no network. */
/** How long the end of a training waits for who is slow; of one that is stopped, the little that is left. */
const endMs = 10_000;
const abortedEndMs = 500;
/** What can be known to be wrong before the training begins. @throws UserError */
async function checkTracking(context) {
    await trackersOf(context);
}
/** @param checkpoints their directory, beside which is kept what was told already */
async function startTracking(context, key, config, { checkpoints, inputs }) {
    const { spec, platform, signal, clock } = context;
    // Of several hosts one tells.
    const trackers = (config.launch?.node_rank ?? 0) === 0 ? await trackersOf(context) : [];
    if (trackers.length === 0)
        return { listen: () => undefined, following: (work) => work };
    const file = trackingMemory(checkpoints);
    const feed = createFeed({
        trackers,
        run: { model: spec.name, version: spec.version, key, parameters: parametersOf(config, inputs) },
        memory: { file, text: (await (0,files/* readIfPresent */.Zu)(file))?.toString('utf8') },
        warn: (line) => platform.log.warn(line),
        info: (line) => platform.log.info(line),
        now: () => clock.now().getTime(),
    });
    const end = (how) => feed.end(how, signal.aborted ? abortedEndMs : endMs);
    return {
        listen: (event) => tell(event, feed.point),
        async following(work) {
            try {
                const done = await work;
                await end('finished');
                return done;
            }
            catch (error) {
                const stopped = signal.aborted || (error instanceof errors/* UserError */.yo && error.exit === 'interrupted');
                await end(stopped ? 'killed' : 'failed');
                throw error;
            }
        },
    };
}
/** What of an event is a number to tell. */
function tell(event, point) {
    if (event.type === 'metric')
        point(event.name, event.value, event.step);
    if (event.type === 'progress' && event.unit === 'steps' && event.seconds_left !== undefined)
        point('seconds_left', event.seconds_left, Math.floor(event.done));
}
/** By which people compare trainings: settings by their names in the config of the job, and what was trained on. Pure. */
function parametersOf({ task, max_length, training, launch }, inputs) {
    const flat = (value, name) => typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, entry]) => flat(entry, name === '' ? key : `${name}.${key}`))
        : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    const { base, dataset } = inputs;
    return Object.fromEntries([
        ...flat({ task, max_length, ...training }, ''),
        ...(launch === undefined ? [] : flat({ ranks: launch.ranks, nodes: launch.nodes }, '')),
        ...flat({ ...(base === undefined ? {} : { base }), ...(dataset === undefined ? {} : { dataset }) }, ''),
    ]);
}
async function trackersOf(context) {
    const { spec, specFile, bounds, environment, platform } = context;
    const asked = spec.finetune.reportTo ?? {};
    const place = (name) => ({ file: specFile, key: `finetune.report-to.${name}` });
    const trackers = [];
    if (asked.mlflow !== undefined) {
        const { uri, experiment = spec.name } = asked.mlflow;
        const { secrets, ...server } = mlflowServer({ uri, experiment }, environment, (key) => place(`mlflow.${key}`));
        for (const text of secrets)
            platform.secret(text);
        trackers.push(mlflow({ ...server, fetch: (0,network/* openFetch */.v)(environment) }));
    }
    if (asked.tensorboard !== undefined)
        trackers.push(tensorboard(await (0,paths/* resolveInside */.LI)(bounds, asked.tensorboard.directory, place('tensorboard.directory'))));
    if (asked.prometheus?.pushgateway !== undefined)
        trackers.push(prometheus(pushgateway({ url: asked.prometheus.pushgateway, fetch: (0,network/* openFetch */.v)(environment) })));
    if (asked.prometheus?.textfile !== undefined) {
        const collected = environment['MODEL_ACTIONS_TEXTFILES'] ?? '';
        const within = collected === '' ? bounds : { directory: collected, root: collected };
        const file = await (0,paths/* resolveInside */.LI)(within, asked.prometheus.textfile, place('prometheus.textfile'));
        trackers.push(prometheus(textfile(file)));
    }
    if (asked.wandb !== undefined)
        trackers.push(await wandbOf(context, asked.wandb));
    return trackers;
}
/** @throws UserError where it would tell nobody anything */
async function wandbOf({ spec, specFile, bounds, environment, platform, signal }, { project = spec.name, entity, mode, }) {
    const refuse = (what) => {
        throw new errors/* UserError */.yo(what, { place: { file: specFile, key: 'finetune.report-to.wandb' }, exit: 'preflight' });
    };
    const key = environment['WANDB_API_KEY'] ?? '';
    if (key !== '')
        platform.secret(key);
    const named = environment['MODEL_ACTIONS_WANDB_PYTHON'] ?? '';
    const [python, env] = [named === '' ? 'python3' : named, wandbEnvironment(environment)];
    if (!(await hasWandb(python, env, signal)))
        refuse(`${python} has no package wandb: install it there (\`${python} -m pip install wandb\`), or name a Python that has it in MODEL_ACTIONS_WANDB_PYTHON`);
    const netrc = environment['NETRC'] ?? (0,external_node_path_.join)((0,home/* homeDirectory */.R)(environment), '.netrc');
    if (mode === 'online' && key === '' && !(await (0,files/* isThere */.$B)(netrc)))
        refuse('has no credentials: set WANDB_API_KEY from a secret, or write mode: offline');
    return wandb({ python, project, entity, mode, directory: bounds.directory, env });
}

;// CONCATENATED MODULE: ./build/src/stages/training/run.js









/** Runs it to its end; its model, whose files are checked, lies in `out`. @param key by which its log is found */
async function train(context, key, { config, inputs, start, out, checkpoints, lineage, heard }) {
    const trained = new AbortController();
    const watching = watchSpot(context, checkpoints, AbortSignal.any([context.signal, trained.signal]));
    const tracking = await startTracking(context, key, config, { checkpoints, inputs: lineage });
    const training = (0,job/* runBatch */.a7)(context, 'finetune', key, {
        heard: [...heard, tracking.listen],
        config,
        inputs: { ...inputs, ...(await synonymsInput(context)) },
        out,
        checkpoints,
        deadline: context.spec.finetune.deadline,
        stopGraceMs: saveGraceMs(await (0,room/* weightsBytesOf */.Av)(start)),
    });
    const result = await tracking.following(training).finally(async () => {
        trained.abort();
        await watching;
    });
    await (0,checks/* checkModelFiles */.h)((0,external_node_path_.join)(out, 'model'));
    return result;
}
/** When a spot machine is told that it ends, what was trained is saved; training goes on until it does. */
async function watchSpot({ spec, platform }, checkpoints, signal) {
    const { onSpotNotice: provider } = spec.finetune.checkpoints;
    if (provider === 'off')
        return;
    await watchForSpotNotice({
        provider,
        signal,
        onNotice: async () => {
            await (0,promises_.writeFile)((0,external_node_path_.join)(checkpoints, requestName), '');
            platform.log.warn(`finetune: ${provider} ends this machine: a checkpoint is written, and the next run goes on from it`);
        },
        onSilence: (why) => platform.log.warn(`finetune.checkpoints.on-spot-notice: ${provider}: its metadata server does not answer: ${why}`),
    });
}

// EXTERNAL MODULE: ./build/src/spec/known-keys.js
var known_keys = __webpack_require__(72451);
;// CONCATENATED MODULE: ./build/src/stages/training/trial.js


/* What a trial of a search is: the training that model.yml asks for, with other values of some keys. Pure. */
/** Training never ends for a lack of patience then. */
const endless = 1_000_000_000;
/**
 * The spec of one trial. Its model is that of the step with the least loss of all validation examples, by which trials
 * are compared.
 */
function trialSpec(spec, params) {
    const { search, earlyStopping, ...section } = structuredClone(spec.finetune);
    const steps = search?.steps ?? earlyStopping?.steps;
    for (const [key, value] of Object.entries(params)) {
        // The keys of a value that is none are as in the file.
        const path = key.split('.').map((name) => Object.keys((0,schema/* camelKeys */.RA)({ [name]: 0 }))[0] ?? name);
        let at = section;
        for (const name of path.slice(0, -1)) {
            const inner = (at[name] ?? {});
            at[name] = inner;
            at = inner;
        }
        at[path.at(-1) ?? ''] = value;
    }
    return {
        ...spec,
        finetune: {
            ...section,
            earlyStopping: {
                patience: earlyStopping?.patience ?? endless,
                minDelta: earlyStopping?.minDelta ?? 0,
                ...(steps === undefined ? {} : { steps }),
            },
        },
    };
}
/** The trial that is looked at before any runs: with the least of each range, and the first of choices. */
const firstOf = (search) => Object.fromEntries(Object.entries(search.space).map(([key, { choices, low = 0 }]) => [key, choices?.[0] ?? low]));
/** What the study is told of the search, whichever of its questions it is asked. */
const studyConfig = ({ task, finetune: { search } }) => ({
    pruner: search.pruner,
    sampler: search.sampler,
    seed: search.seed,
    space: Object.entries(search.space).map(([name, dimension]) => ({
        name,
        ...rangeOf(dimension, (0,known_keys/* schemaAt */.lv)(task, ['finetune', ...name.split('.')])?.type === 'integer'),
    })),
    trials: search.trials,
});
const searches = (spec) => spec.finetune.search !== undefined;
const rangeOf = ({ low, high, log, step, choices }, integer) => choices !== undefined
    ? { choices }
    : {
        ...(low === undefined || high === undefined ? {} : { low, high }),
        ...(integer ? { integer } : {}),
        ...(log === true ? { log } : {}),
        ...(step === undefined ? {} : { step }),
    };
/** Keys whose range is drawn from by its logarithm. */
const logarithmic = ({ finetune: { search } }) => Object.entries(search?.space ?? {}).flatMap(([key, { log }]) => (log === true ? [key] : []));
/** For a log line or a cell: `learning-rate 0.0012, batch-size 8`. */
const paramsText = (params) => Object.entries(params)
    .map(([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
    .join(', ');

;// CONCATENATED MODULE: ./build/src/stages/search.js













/** What a question of the study takes at most: it waits for no training. */
const studyDeadline = '10m';
/** So many times as long as a question took none is asked: it takes the time of training. */
const restsOfQuestion = 9;
/** The end of a trial by which the settings are judged, and no other trial. */
const ownFailures = ['configuration', 'diverged', 'out-of-memory'];
/** @throws UserError where nothing could tell which trial is the best */
function requireValidation(examples) {
    if (examples === 0)
        throw new errors/* UserError */.yo('finetune.search: the data has no validation examples, by which trials are compared: give some (data.split.validation or data.validation), or remove finetune.search', { exit: 'data' });
}
/** The directory of the trial's training when it is over, as its job left it. */
const doneIn = (directory, number) => (0,external_node_path_.join)(trialIn(directory, number), 'done');
const trialIn = (directory, number) => (0,external_node_path_.join)(directory, `trial-${number}`);
/** Runs what is left of a search. @param model where the best model is put */
async function search(context, search, model) {
    const { spec, signal, platform } = context;
    if (!searches(spec))
        throw new Error('nothing is searched');
    const ask = studyOf(context, search);
    let answer = await ask({ ask: true });
    while (answer.asked !== undefined) {
        const { number, params } = answer.asked;
        const of = `trial ${number + 1} of ${spec.finetune.search.trials}`;
        (0,doing/* update */.yo)(signal, { at: of, next: 'the same command goes on with this trial' });
        platform.log.info(`finetune: ${of}: ${paramsText(params)}`);
        const ended = await runTrial(context, search, ask, answer.asked).catch((error) => {
            throw ofTrial(error, `${of} (${paramsText(params)})`);
        });
        answer = await ask({ ask: true, ...(ended === undefined ? {} : { trial: { number, ...ended } }) });
        platform.log.info(`finetune: ${of}: ${outcome(answer.trials[number])}`);
        await dropBeaten(search.directory, answer);
    }
    const { trials, importance = {} } = answer;
    const best = bestOf(trials);
    if (best === undefined)
        throw new errors/* UserError */.yo(allFailed(trials), { exit: exitOfFailed(trials) });
    // Whoever is killed before the result is stored finds it there again.
    await (0,trees/* linkTree */.lK)((0,external_node_path_.join)(doneIn(search.directory, best.number), 'model'), model);
    const result = (await resultOf(search.directory, best.number));
    return { result, spec: trialSpec(spec, best.params), best: best.number, trials, importance };
}
/** Of the complete ones the first with the least loss. */
const bestOf = (trials) => trials
    .filter(({ state }) => state === 'complete')
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0) || a.number - b.number)[0];
function outcome(trial) {
    switch (trial?.state) {
        case 'complete':
            return `validation loss ${trial.value?.toPrecision(5)}`;
        case 'pruned':
            return `given up after ${trial.values.length} validations, as earlier trials had less loss by then`;
        case 'failed':
            return `failed: ${trial.because ?? 'for a reason that it did not tell'}`;
        default:
            return 'not over';
    }
}
function allFailed(trials) {
    const last = trials.findLast(({ state }) => state === 'failed');
    const why = last === undefined ? '' : `; trial ${last.number + 1} (${paramsText(last.params)}): ${last.because ?? ''}`;
    return `finetune.search: none of the ${trials.length} trials came to a model${why}: change finetune.search.space`;
}
/** That of all of them, where they ended alike. */
function exitOfFailed(trials) {
    const [first, ...others] = new Set(trials.map(({ exit }) => exit));
    return ownFailures.find((name) => name === first && others.length === 0) ?? 'diverged';
}
/** An error that is none of the settings alone, and ends the search. */
function ofTrial(error, trial) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const [{ what, ...first }, ...more] = error.problems;
    const told = `${trial}: ${what}. The same command goes on with this trial; --force begins the search anew`;
    return new errors/* UserError */.yo([{ ...first, what: told }, ...more], { exit: error.exit, cause: error });
}
/** Questions to the study, one at a time: each is a job of its own, that needs no GPU. */
function studyOf(context, { key, directory, scratch }) {
    const { spec } = context;
    if (!searches(spec))
        throw new Error('nothing is searched');
    const onCpu = { ...context, spec: { ...spec, engine: { ...spec.engine, gpus: 0 } } };
    let asked = 0;
    let before = Promise.resolve();
    const ask = async (question) => {
        const out = (0,external_node_path_.join)(scratch, `study-${asked++}`);
        const answer = await (0,job/* runBatch */.a7)(onCpu, 'search', key, {
            config: { ...studyConfig(spec), ...question },
            inputs: {},
            out,
            checkpoints: (0,external_node_path_.join)(directory, 'study'),
            deadline: studyDeadline,
        });
        await (0,trees/* removeTree */.dM)(out);
        return answer;
    };
    return (question) => {
        const answer = before.then(() => ask(question));
        before = answer.catch(() => undefined);
        return answer;
    };
}
/** Runs a trial to its end, from where it was. Undefined where the study knows its end, as it asked for it. */
async function runTrial(context, { key, directory, scratch, inputs, start, lineage, heard, configOf }, ask, { number, params }) {
    const { spec } = context;
    const own = trialSpec(spec, params);
    const checkpoints = (0,external_node_path_.join)(trialIn(directory, number), 'checkpoints');
    const journal = (0,external_node_path_.join)(trialIn(directory, number), 'validations.jsonl');
    const losses = await lossesUntil(checkpoints, journal);
    const before = await resultOf(directory, number);
    if (before !== undefined)
        return completed(before, losses);
    const pruned = new AbortController();
    const judge = judging(async (values) => {
        const { pruned_at } = await ask({ ask: false, trial: { number, values } });
        if (pruned_at !== undefined)
            pruned.abort(new Error('the trial is given up'));
        return pruned_at !== undefined;
    }, pruned);
    const hear = (event) => {
        if (event.type !== 'metric' || event.name !== 'validation_loss')
            return;
        const step = event.step ?? losses.size + 1;
        losses.set(step, event.value);
        try {
            (0,external_node_fs_.appendFileSync)(journal, `${JSON.stringify([step, event.value])}\n`);
        }
        catch (error) {
            judge.fail(error);
        }
        if (spec.finetune.search?.pruner !== 'none')
            judge.look(inOrder(losses));
    };
    await (0,promises_.mkdir)(checkpoints, { recursive: true });
    const out = (0,external_node_path_.join)(scratch, `trial-${number}`);
    const inTrial = { ...context, spec: own, signal: AbortSignal.any([context.signal, pruned.signal]) };
    try {
        const result = await train(inTrial, (0,digest/* digestJson */.tv)({ search: key, trial: number, params }), {
            config: await configOf(own),
            inputs,
            start,
            lineage,
            out,
            checkpoints,
            heard: [...heard, hear],
        });
        if (await judge.end())
            return undefined;
        await (0,promises_.rename)(out, doneIn(directory, number));
        return completed(result, losses);
    }
    catch (error) {
        context.signal.throwIfAborted();
        if (await judge.end())
            return undefined;
        if (!(error instanceof errors/* UserError */.yo) || !ownFailures.includes(error.exit))
            throw error;
        return { ended: 'failed', values: inOrder(losses), because: error.problems[0].what, exit: error.exit };
    }
}
/**
 * Asks whether a trial is worth its end, with the newest values, one question at a time. A question that fails ends the
 * trial, and `end` tells why.
 */
function judging(isPruned, trial) {
    const over = new AbortController();
    let asking;
    let next;
    let pruned = false;
    let failure;
    const fail = (error) => {
        failure ??= { error };
        trial.abort(error);
    };
    const go = async () => {
        while (next !== undefined && !pruned && failure === undefined && !over.signal.aborted) {
            const beganMs = performance.now();
            const values = next;
            next = undefined;
            pruned = await isPruned(values).catch((error) => {
                fail(error);
                return false;
            });
            const restMs = restsOfQuestion * (performance.now() - beganMs);
            if (!pruned)
                await (0,external_node_timers_promises_.setTimeout)(restMs, undefined, { signal: over.signal }).catch(() => undefined);
        }
        asking = undefined;
    };
    return {
        look(values) {
            next = values;
            asking ??= go();
        },
        /** Ends the trial for an error that is not its own. */
        fail,
        /** Whether it was given up. */
        async end() {
            over.abort();
            await asking;
            if (failure !== undefined)
                throw failure.error;
            return pruned;
        },
    };
}
const inOrder = (losses) => [...losses].toSorted(([a], [b]) => a - b).map(([, loss]) => loss);
/** Which model it left, and with which loss, the training says: it need not be that of the least one. */
function completed({ early_stopping: kept }, losses) {
    return { ended: 'complete', values: inOrder(losses), ...(kept === undefined ? {} : { value: kept.best_loss }) };
}
/**
 * By step, what was told of a trial until its newest checkpoint, from where it goes on. The journal has all of it; of the last
 * validation before a kill only the checkpoint may know.
 */
async function lossesUntil(checkpoints, journal) {
    const steps = (await (0,promises_.readdir)(checkpoints).catch(() => [])).flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? []);
    const newest = Math.max(...steps.map(Number));
    const [history, told] = await Promise.all([
        (0,files/* readIfPresent */.Zu)((0,external_node_path_.join)(checkpoints, `step-${newest}`, 'history.json')),
        (0,files/* readIfPresent */.Zu)(journal),
    ]);
    const { last_validated: last } = (history === undefined ? {} : (0,json/* jsonOf */.o_)(history.toString()));
    // The end of a line that a kill cut off is no line.
    const lines = (told?.toString() ?? '').split('\n').slice(0, -1);
    const entries = lines.map((line) => (0,json/* jsonOf */.o_)(line)).filter(([step]) => step <= newest);
    return new Map([...entries, ...(last ? [[last.step, last.loss]] : [])]);
}
/** What a trial came to that was over when the run was killed, or that is the best so far. */
async function resultOf(directory, number) {
    const text = await (0,files/* readIfPresent */.Zu)((0,external_node_path_.join)(doneIn(directory, number), 'result.json'));
    return text === undefined ? undefined : (0,json/* jsonOf */.o_)(text.toString());
}
/** Only the best model is kept, and the checkpoints of the trial that runs. */
async function dropBeaten(directory, { trials, asked }) {
    const best = bestOf(trials)?.number;
    for (const { number } of trials) {
        if (number === asked?.number)
            continue;
        if (number !== best)
            await (0,trees/* removeTree */.dM)(trialIn(directory, number));
        else if (await (0,files/* isThere */.$B)((0,external_node_path_.join)(trialIn(directory, number), 'checkpoints')))
            await (0,trees/* removeTree */.dM)((0,external_node_path_.join)(trialIn(directory, number), 'checkpoints'));
    }
}

// EXTERNAL MODULE: ./build/src/stages/training/live.js
var live = __webpack_require__(69704);
;// CONCATENATED MODULE: ./build/src/stages/finetune.js




























/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
const finetune = {
    name: 'finetune',
    parents: ['prepare'],
    async preflight(context) {
        await synonymsInput(context);
        await checkTracking(context);
        await (0,stages_base/* tryBase */.$M)(context);
        await (0,origin/* resolveOrigin */.ZU)(context);
    },
    async setUp(context) {
        await (0,job/* jobPreflight */.R9)(context);
        // Of a search the first of its space stands for all.
        const spec = searches(context.spec) ? trialSpec(context.spec, firstOf(context.spec.finetune.search)) : context.spec;
        await (0,memoryEstimate/* requireMemory */.Fr)(context, await (0,stages_base/* configDirectory */.Od)(context), await trainingConfig(context, spec));
        await (0,room/* requireRoom */.hr)(context, await startOf(context));
    },
    async inputs(context) {
        const base = (await (0,stages_base/* resolveBase */.gU)(context)).digest;
        const dataset = (await (0,prepare/* prepared */.sb)(context, 'finetune')).digest;
        const parent = await (0,origin/* resolveOrigin */.ZU)(context);
        // Last: they may set up the engine, which a missing predecessor need not wait for.
        const section = (0,digest/* digestJson */.tv)(sectionOf(context.spec, await trainingConfig(context)));
        return {
            section,
            base,
            dataset,
            ...(parent === undefined ? {} : { [origin/* parentInput */.tX]: parent.digest }),
            ...(await synonymsDigest(context)),
            code: await (0,code/* jobCode */.PJ)(context),
        };
    },
    async make(context, workspace, key, beside) {
        const { spec } = context;
        const dataset = await (0,prepare/* prepared */.sb)(context, 'finetune');
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const warnings = [];
        if (context.force && !beside)
            await dropCheckpoints(context.place, key);
        const checkpoints = beside ? (0,external_node_path_.join)(workspace.scratch, 'checkpoints') : await checkpointsOf(context.place, key);
        const sayCheckpoint = async () => {
            const step = beside ? undefined : await lastCheckpoint(context.place, key);
            const by = context.force ? 'the same command without --force' : 'the same command';
            if (step !== undefined)
                (0,doing/* update */.yo)(context.signal, { checkpoint: { step, by } });
        };
        await sayCheckpoint();
        if (searches(spec))
            requireValidation(dataset.validationExamples);
        const base = (await (0,stages_base/* resolveBase */.gU)(context)).directory;
        const parent = await (0,origin/* resolveOrigin */.ZU)(context);
        if (parent !== undefined)
            context.platform.log.info(`finetune: goes on from ${parent.because}`);
        const config = await trainingConfig(context);
        const note = launchNote(config);
        if (note !== undefined)
            context.platform.log.info(note);
        const gpus = (0,live/* gpuUse */.Wc)();
        const given = {
            inputs: {
                data: dataset.mount,
                base: { directory: base },
                ...(parent === undefined ? {} : { parent: parent.model, earlier: parent.dataset }),
            },
            start: await startOf(context),
            lineage: await finetune.inputs(context),
            heard: [(0,job/* warningsInto */.cG)(warnings), gpus.listen],
        };
        const trainOne = async () => {
            if (!beside)
                context.platform.log.info(`finetune: checkpoints lie in ${checkpoints}; touch ${requestName} there to write one now`);
            try {
                return await train(context, key, { ...given, config, out, checkpoints });
            }
            catch (error) {
                throw await (0,memoryEstimate/* withSettings */.GY)(error, context, base, config);
            }
            finally {
                await sayCheckpoint();
            }
        };
        const found = searches(spec)
            ? await search(context, {
                ...given,
                key,
                directory: checkpoints,
                scratch: workspace.scratch,
                configOf: (of) => trainingConfig(context, of),
            }, (0,external_node_path_.join)(out, 'model'))
            : undefined;
        const result = found?.result ?? (await trainOne());
        await (0,model_manifest/* writeManifest */.HN)((0,external_node_path_.join)(out, 'model'), {
            name: spec.name,
            version: spec.version,
            task: spec.task,
            ...(0,schema.textColumns)(spec),
            machine: (0,stages_facts/* machineFacts */.R)(await (0,job/* jobFacts */.XG)(context)),
            ...(0,stages_facts/* manifestFacts */.n)(result.model ?? {
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
        if (!beside)
            await dropCheckpoints(context.place, key);
        return (0,reporting/* draft */.K4)({
            title: `finetune ${spec.name} ${spec.version}`,
            data: result,
            verdict: 'pass',
            headline: `${found === undefined ? '' : `trial ${found.best + 1} of ${found.trials.length}: `}${headline(found?.spec ?? spec, result)}`,
            outputs: { 'model-digest': await (0,digest/* digestFile */.TM)((0,external_node_path_.join)(workspace.directory, 'model', 'model.json')) },
            document: {
                sections: [
                    ...(found === undefined ? [] : searchSections({ ...found, logarithmic: logarithmic(spec) })),
                    ...trainingSections((found?.spec ?? spec).finetune.method, result, warnings, {
                        quotes: spec.evaluate.showTexts,
                        gpus: gpus.use(),
                    }),
                    ...(parent === undefined ? [] : [(0,origin/* originSection */.iP)(parent, result)]),
                ],
            },
        });
    },
};
/** The weights that most is begun with: an adapter lies beside its base, and is small. */
async function startOf(context) {
    const base = (await (0,stages_base/* resolveBase */.gU)(context)).directory;
    const parent = await (await (0,origin/* resolveOrigin */.ZU)(context))?.directory();
    return parent === undefined || (await (0,model_manifest/* readModelDirectory */.Nw)(parent)).manifest.format === 'adapter' ? base : parent;
}
/** What of the section shapes the result. */
const sectionOf = (spec, config) => searches(spec)
    ? { config: shapesTheResult(config), search: { ...studyConfig(spec), steps: spec.finetune.search.steps ?? null } }
    : shapesTheResult(config);
/** Of what the spec says and the host has: a process trains on each GPU of the job. */
async function trainingConfig(context, spec = context.spec) {
    const { gpus, engine } = await (0,job/* jobFacts */.XG)(context);
    const config = finetuneConfig(spec, { gpus: gpus.length, engine, environment: context.environment });
    const { data } = spec.finetune;
    return (await (0,origin/* resolveOrigin */.ZU)(context)) === undefined ? config : { ...config, continues: { data } };
}
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
const finetuned = async (context, asking) => modelIn(await (0,recipe/* earlier */.X)(finetune, context, asking));
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


/***/ }),

/***/ 47810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ requireDisk),
/* harmony export */   F3: () => (/* binding */ resourcesOf),
/* harmony export */   R9: () => (/* binding */ jobPreflight),
/* harmony export */   UQ: () => (/* binding */ limitsIn),
/* harmony export */   XG: () => (/* binding */ jobFacts),
/* harmony export */   a7: () => (/* binding */ runBatch),
/* harmony export */   cG: () => (/* binding */ warningsInto)
/* harmony export */ });
/* unused harmony export show */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);
/* harmony import */ var _platform_doing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15906);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(95083);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(78155);
/* harmony import */ var _ownFiles_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1818);
/* harmony import */ var _separateJobs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(92416);
/* harmony import */ var _training_live_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(69704);












/** Gathers what a job warns of. */
const warningsInto = (texts) => (event) => {
    if (event.type === 'warning')
        texts.push(warningText(event));
};
/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end, and is its own: another run of the same may be under way. @param key lineage
 * key of the stage, by which the log is found
 */
async function runBatch(context, verb, key, batch) {
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,_separateJobs_js__WEBPACK_IMPORTED_MODULE_10__/* .markTrained */ .V3)(context);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(batch.out, { recursive: true });
    const job = {
        config: { verb, ...batch.config },
        inputs: batch.inputs,
        out: batch.out,
        ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
        resources: resourcesOf(context.spec.engine),
        gpuWaitMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .durationMs */ .pc)(context.spec.engine.gpuWait),
        workers: 1,
        secrets: {},
        deadlineMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .durationMs */ .pc)(batch.deadline),
        ...(batch.stopGraceMs === undefined ? {} : { stopGraceMs: batch.stopGraceMs }),
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(context.place.logs, `${verb}-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .hexOf */ .ZD)(key, 12)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}.txt`),
    };
    const detail = (0,_training_live_js__WEBPACK_IMPORTED_MODULE_11__/* .liveDetail */ .Iu)();
    const listeners = [
        (event) => show(event, context.platform.log, detail(event)),
        (event) => {
            if (event.type === 'progress')
                (0,_platform_doing_js__WEBPACK_IMPORTED_MODULE_6__/* .update */ .yo)(context.signal, { at: event });
        },
        ...(batch.heard ?? []),
    ];
    const onEvent = (event) => {
        for (const tell of listeners)
            tell(event);
    };
    const end = await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_9__/* .withOwnFiles */ .sQ)(context, verb, (files) => engine.run({ ...job, inputs: { ...job.inputs, ...files } }, onEvent, context.signal));
    if (end.exit !== 'done' || end.result === undefined) {
        const exit = end.exit === 'done' ? 'crashed' : end.exit;
        const { problems = [{ what: `${verb}: ${end.diagnosis}` }] } = end;
        const [first, ...more] = problems;
        const placed = ({ what, input, line }) => {
            const file = input === undefined ? undefined : batch.fileOf?.(input);
            return file === undefined ? { what } : { what, place: { file, ...(line === undefined ? {} : { line }) } };
        };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo([placed(first), ...more.map(placed)], { exit });
    }
    return end.result;
}
/** What jobs of this run stand on, asked before the first of them: an engine that works, and has what the spec asks for. */
const jobFacts = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_8__/* .oncePerRun */ .ao)(context, 'facts of jobs', async () => (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal));
async function jobPreflight(context) {
    await (0,_ownFiles_js__WEBPACK_IMPORTED_MODULE_9__/* .ownFiles */ .aJ)(context);
    await jobFacts(context);
}
/** @param bytes what will surely be written @throws UserError where the place has less room */
async function requireDisk({ place }, stage, bytes) {
    // What is not made yet will lie on the disk of what it is made in.
    let there = place.directory;
    while (!(await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .isThere */ .$B)(there)) && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(there) !== there)
        there = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(there);
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(there);
    const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
    if (bavail * bsize < bytes)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${place.directory} has ${megabytes(bavail * bsize)} left, and ${stage} needs at least ${megabytes(bytes)}: free some space (\`model-actions prune\`), or name a directory on another disk by MODEL_ACTIONS_HOME`, { exit: 'preflight' });
}
/** What the spec says that a version that serves may use. */
const limitsIn = ({ cpus, memory, shm }) => ({
    ...(cpus === undefined ? {} : { cpus }),
    ...(memory === undefined ? {} : { memoryBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(memory) }),
    ...(shm === undefined ? {} : { shmBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(shm) }),
});
/** What the spec says that a job may use. */
const resourcesOf = ({ gpus, pids, runtime, ...limits }) => ({
    ...limitsIn(limits),
    ...(gpus === undefined ? {} : { gpus: typeof gpus === 'object' ? { memoryBytes: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_7__/* .memoryBytes */ .ZY)(gpus.memory) } : gpus }),
    ...(pids === undefined ? {} : { pids }),
    ...(runtime === undefined ? {} : { runtime }),
});
const warningText = ({ message, hint }) => hint === undefined ? message : `${message}: ${hint}`;
/** Tells people what a job says of itself. */
function show(event, log, detail = '') {
    switch (event.type) {
        case 'progress':
            log.progress(`${event.what} ${event.done}/${event.total} ${event.unit}`, event.total === 0 ? 1 : event.done / event.total, detail);
            break;
        case 'warning':
            log.warn(warningText(event));
            break;
        case 'metric':
            log.debug(`${event.name} = ${event.value}${event.step === undefined ? '' : ` at step ${event.step}`}`);
            break;
        case 'checkpoint':
            log.debug(`checkpoint at step ${event.step}`);
            break;
        case 'start':
        case 'artifact':
        case 'result':
        case 'error':
            break;
    }
}


/***/ }),

/***/ 62824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ requireMemory),
/* harmony export */   GY: () => (/* binding */ withSettings),
/* harmony export */   R3: () => (/* binding */ plannedTraining)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(47810);
/* harmony import */ var _separateJobs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92416);
/* harmony import */ var _training_memory_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23125);
/* harmony import */ var _training_room_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(25337);









/* What a training needs of memory is asked of the runtime before anything is done for it, and once more where it ran out. */
const deadlineMs = 10 * 60_000;
/** Without what changes nothing of its memory. */
const plannedTraining = ({ task, checkpoints, launch, max_length, max_target_length, training }, room) => ({
    task,
    checkpoints,
    ...(launch === undefined ? {} : { launch }),
    max_length,
    ...(max_target_length === undefined ? {} : { max_target_length }),
    training,
    ...(room === undefined ? {} : { limit_bytes: room.bytes }),
    ...(room?.card === undefined ? {} : { card: room.card }),
});
/**
 * Before anything is prepared for it. A warning where it may not fit.
 * @param base a directory with the config.json of the base
 * @throws UserError (exit `out-of-memory`) that names the settings with which it would fit
 */
async function requireMemory(context, base, config) {
    const { spec, specFile, platform } = context;
    // What an image of the user's own does with memory, nobody knows.
    if (spec.engine.image !== undefined)
        return;
    const room = (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .roomOf */ .dT)(spec, (await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobFacts */ .XG)(context)).gpus, (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .hostMemory */ .mQ)());
    if (room === undefined)
        return;
    const weightsBytes = await (0,_training_room_js__WEBPACK_IMPORTED_MODULE_8__/* .weightsBytesOf */ .Av)(base);
    if (weightsBytes > 0 && (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .surelyFits */ .Fb)(config, await (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .shapeOf */ .F5)(base), weightsBytes, room))
        return;
    const estimate = await estimateOf(context, base, plannedTraining(config, room));
    if (estimate === undefined || estimate.fits)
        return;
    if ((0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .cannotFit */ .ZK)(estimate))
        (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseTooLarge */ .Aj)(estimate, room, specFile);
    platform.log.warn(`finetune: the training may not fit into memory if its examples are as long as data.max-length allows: ${(0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .wouldFit */ .Ji)(estimate)}`);
}
/** What ended a training: where that is memory, with settings that need less. */
async function withSettings(error, context, base, config) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo) || error.exit !== 'out-of-memory' || context.signal.aborted)
        return error;
    const [first] = error.problems;
    if (context.spec.engine.image !== undefined || first.what.includes('it would fit with'))
        return error;
    const room = (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .roomOf */ .dT)(context.spec, (await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobFacts */ .XG)(context)).gpus, (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .hostMemory */ .mQ)());
    const planned = { ...plannedTraining(config, room), failed: true };
    const estimate = await estimateOf(context, base, planned).catch(() => undefined);
    if (estimate === undefined || estimate.would_fit.length === 0)
        return error;
    const what = `${first.what}; by an estimate, ${(0,_training_memory_js__WEBPACK_IMPORTED_MODULE_7__/* .wouldFit */ .Ji)(estimate)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo([{ ...first, what }], { exit: error.exit, cause: error });
}
/** Asks without a GPU, which others may have just now. @returns undefined where nobody can say */
async function estimateOf(context, base, training) {
    const { place, platform, signal } = context;
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,_separateJobs_js__WEBPACK_IMPORTED_MODULE_6__/* .markTrained */ .V3)(context);
    platform.log.info('finetune: how much memory the training needs is estimated');
    const scratch = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeTemporary */ .ww)('model-actions-estimate-');
    try {
        const out = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, 'out');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(out);
        const job = {
            config: { verb: 'preflight', all: true, needs: { disk_bytes: 0, memory_bytes: 0, gpu: false }, training },
            inputs: { base: { directory: base } },
            out,
            resources: { gpus: 0 },
            workers: 1,
            secrets: {},
            deadlineMs,
            logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.logs, `estimate-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}.txt`),
        };
        const end = await engine.run(job, () => undefined, signal);
        const result = end.result?.verb === 'preflight' ? end.result : undefined;
        if (result?.estimate !== undefined)
            return result.estimate;
        const told = result?.checks?.find(({ name }) => name === 'training')?.because ?? end.diagnosis;
        platform.log.info(`finetune: how much memory the training needs is not known: ${told}`);
        return undefined;
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(scratch, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 1527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZU: () => (/* binding */ resolveOrigin),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   iP: () => (/* binding */ originSection),
/* harmony export */   tX: () => (/* binding */ parentInput)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _model_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41158);
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(74913);
/* harmony import */ var _signing_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39525);
/* harmony import */ var _spec_finetune_origin_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40740);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4080);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(78155);
/* harmony import */ var _signedRelease_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(74016);









const key = 'finetune.from';
/** The name that a tuned model's lineage has for the result that it went on from. */
const parentInput = 'parent';
/** What the spec names; undefined where it names nothing, or where there is no release yet. */
const resolveOrigin = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_7__/* .oncePerRun */ .ao)(context, 'what training goes on from', () => findOrigin(context));
async function findOrigin(context) {
    const { spec, platform } = context;
    const { from } = spec.finetune;
    if (from === undefined)
        return undefined;
    const wanted = (0,_spec_finetune_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .readOrigin */ .P2)(from);
    // The spec was checked.
    if (typeof wanted === 'string')
        throw new Error(wanted);
    if (wanted.kind === 'result')
        return parentOf(context, wanted.digest, `the result ${wanted.digest}`);
    const { store, release, because } = await (0,_signedRelease_js__WEBPACK_IMPORTED_MODULE_8__/* .findRelease */ .d)(context, wanted.version, asking);
    if (release === undefined) {
        platform.log.info(`finetune.from: there is no release before ${spec.version} yet: training begins with the base, ${spec.base}`);
        return undefined;
    }
    const { release: said } = await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_4__/* .verifyRelease */ .VA)({
        store,
        digest: release.digest,
        policy: await (0,_image_js__WEBPACK_IMPORTED_MODULE_6__/* .trusted */ .IZ)(context),
        wanted: { name: spec.name, version: release.version },
    });
    const name = `release ${release.version}`;
    const judged = await open(context, said.gates.evaluate.result, `the evaluation of ${name}`);
    const tuned = judged.result.parents['finetune'];
    if (tuned === undefined)
        throw refusal(context, `the evaluation of ${name} (${judged.digest}) names no fine-tuned model: release it again`);
    return parentOf(context, tuned, `${name}${because}`);
}
const asking = {
    key,
    as: 'model to start from',
    instead: 'remove finetune.from, to start from the base',
    otherwise: 'remove finetune.from, to start from the base',
};
/** The parent of a model that was tuned: whatever the spec's `release:latest` means by now. */
async function parentOf(context, digest, because) {
    const { spec } = context;
    const tuned = await open(context, digest, `the fine-tuned model of ${because}`);
    const { stage, name, proceed, verdict, headline } = tuned.result;
    if (stage !== 'finetune')
        throw refusal(context, `${digest} is a result of ${stage}: write the one of finetune${parentHint(tuned)}`);
    if (name !== spec.name)
        throw refusal(context, `${digest} is a result of the model ${name}, and this one is ${spec.name}: name one of its own`);
    if (!proceed)
        throw refusal(context, `${digest} did not pass (${verdict}: ${headline}): name another result`);
    const manifest = tuned.result.files.find(({ path }) => path === `model/${_model_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .manifestName */ .vS}`);
    const prepared = tuned.result.parents['prepare'];
    if (manifest === undefined || prepared === undefined)
        throw refusal(context, `${digest} holds no model, or names no data: run finetune of it again with --force`);
    const data = await open(context, prepared, `the data of ${because}`);
    return {
        digest,
        model: { result: digest, path: 'model' },
        modelDigest: manifest.digest,
        directory: async () => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(await tuned.directory(), 'model'),
        dataset: { result: prepared, path: 'dataset' },
        datasetDigest: data.result.data.digest,
        because,
    };
}
const parentHint = ({ result }) => {
    const tuned = result.parents['finetune'];
    return tuned === undefined ? '' : `, ${tuned}`;
};
async function open(context, digest, what) {
    const found = await context.results.open(digest);
    if (found !== undefined)
        return found;
    throw refusal(context, `${what} is ${digest}, which is not in ${context.results.name}: set \`results:\` to the registry or layout that it was published to, or, if it was published nowhere, run that version again, or remove finetune.from`);
}
const refusal = ({ specFile }, what) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(what, { place: { file: specFile, key } });
/** Of what a tuning went on, for its report. */
function originSection(parent, { continued }) {
    const rows = [
        ['started from', parent.because],
        ['its result', parent.digest],
        ...(continued === undefined
            ? []
            : [
                ['examples that trained', (0,_report_text_js__WEBPACK_IMPORTED_MODULE_3__/* .countText */ .lT)(continued.examples)],
                ['left out, as its data had them', (0,_report_text_js__WEBPACK_IMPORTED_MODULE_3__/* .countText */ .lT)(continued.seen_before)],
                ['left out, as it was tested on them', (0,_report_text_js__WEBPACK_IMPORTED_MODULE_3__/* .countText */ .lT)(continued.tested_before)],
                ...named('new classes', continued.added_labels),
                ...named('classes that are gone', continued.removed_labels),
            ]),
    ];
    return { kind: 'table', title: 'Went on from', part: 'training', columns: ['what', 'value'], rows };
}
const mostNamed = 10;
function named(what, labels = []) {
    if (labels.length === 0)
        return [];
    const more = labels.length > mostNamed ? ` and ${labels.length - mostNamed} more` : '';
    return [[what, `${labels.slice(0, mostNamed).join(', ')}${more}`]];
}


/***/ }),

/***/ 1818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aJ: () => (/* binding */ ownFiles),
/* harmony export */   hH: () => (/* binding */ ownFilesDigests),
/* harmony export */   sQ: () => (/* binding */ withOwnFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88613);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75820);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(78155);








/* engine.files: what an image of the user's own reads beside the inputs that the contract names. */
/** Verbs that get them. Data is prepared without: a trainer's setting must not make ten million rows be read again. */
const given = ['finetune', 'evaluate', 'export', 'quantize'];
/** @throws UserError for one that is not there, is no file, or lies outside of the checkout */
const ownFiles = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_7__/* .oncePerRun */ .ao)(context, 'files of the image', () => Promise.all(Object.entries(context.spec.engine.files ?? {}).map(async ([name, written]) => {
    const place = { file: context.specFile, key: `engine.files.${name}` };
    // A link inside of the checkout leads to its file; the real path is what is read.
    const path = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveInside */ .LI)(context.bounds, written, place);
    const refused = (because, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${written} ${because}: put the file there, or correct the path`, { place, cause });
    const opened = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .openRegular */ .lf)(path).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
            throw refused('is not a file', error);
        throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
            ? refused('does not exist', error)
            : refused(`cannot be read (${error.code ?? error.message})`, error);
    });
    await opened.file.close();
    return { name, path, digest: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(path) };
})));
/** By name; nothing where the spec names no file, so that other keys stay what they were. */
async function ownFilesDigests(context) {
    const files = await ownFiles(context);
    return files.length === 0 ? {} : { files: Object.fromEntries(files.map(({ name, digest }) => [name, digest])) };
}
/**
 * Runs a job with the input that holds them: copies, so that it reads what its key says, and nothing that lies beside them.
 * @throws UserError (exit `data`) for one that is no longer what the key says
 */
async function withOwnFiles(context, verb, run) {
    const files = given.includes(verb) ? await ownFiles(context) : [];
    if (files.length === 0)
        return run({});
    const temporary = await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeTemporary */ .ww)('model-actions-files-');
    try {
        const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, 'files');
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(directory);
        for (const { name, path, digest } of files) {
            const copy = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(path, copy);
            // The job may be another user, who only reads.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(copy, 0o444);
            if ((await (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestFile */ .TM)(copy)) !== digest)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${path} changed during the run: run again`, {
                    place: { file: context.specFile, key: `engine.files.${name}` },
                    exit: 'data',
                });
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(directory, 0o755);
        return await run({ files: { directory } });
    }
    finally {
        await (0,_trees_js__WEBPACK_IMPORTED_MODULE_6__/* .removeTree */ .dM)(temporary);
    }
}


/***/ }),

/***/ 83731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iA: () => (/* binding */ prepare),
  sb: () => (/* binding */ prepared)
});

// UNUSED EXPORTS: headline, prepareConfig, refuseLackingClasses

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var src_digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
// EXTERNAL MODULE: ./build/src/report/warnings.js
var report_warnings = __webpack_require__(9915);
;// CONCATENATED MODULE: ./build/src/report/dataset.js


const splitNames = ['train', 'validation', 'test'];
const mostClassesDrawn = 40;
/** What was made of the user's examples. @param maxLength of a text; what is longer is cut */
const datasetSections = (result, { maxLength, warnings, nameOf, }) => [
    ...(0,report_warnings/* warningSections */.n)('prepare', warnings),
    ...(result.labels === undefined ? [] : classes(result.labels, result.splits)),
    ...sources(result, nameOf),
    ...lengths(result, maxLength),
    ...numbers(result),
    ...masked(result),
    { kind: 'table', title: 'Left out', columns: ['why', 'examples'], rows: counts(result.dropped) },
    {
        kind: 'table',
        title: 'Kept on one side of the split, as they are all but the same',
        columns: ['kind', 'examples'],
        rows: counts(result.grouped ?? {}),
    },
];
const counts = (of) => Object.entries(of).map(([name, count]) => [name.replaceAll('_', ' '), (0,report_text/* countText */.lT)(count)]);
/** The largest class first: what is rare stands at the end. */
function classes(labels, splits) {
    const countsOf = (label) => splitNames.map((name) => splits[name].class_counts?.[label] ?? 0);
    const all = labels
        .map((label) => ({ label, count: countsOf(label).reduce((sum, count) => sum + count, 0) }))
        .sort((a, b) => b.count - a.count);
    const shown = all.slice(0, mostClassesDrawn);
    return [
        {
            kind: 'chart',
            title: 'Size of the classes',
            x: shown.map(({ label }) => label),
            yTitle: 'examples',
            series: [{ mark: 'bar', values: shown.map(({ count }) => count) }],
            ...(all.length > shown.length ? { note: `The ${shown.length} largest of ${all.length} classes.` } : {}),
        },
        {
            kind: 'table',
            title: 'Examples by class',
            columns: ['class', ...splitNames],
            rows: labels.map((label) => [label, ...countsOf(label).map(report_text/* countText */.lT)]),
        },
    ];
}
/** What stands in the model's configuration, and how much of it is missing. */
const numbers = ({ numeric = [] }) => numeric.length === 0
    ? []
    : [
        {
            kind: 'table',
            title: 'Numbers of the training examples',
            columns: ['column', 'mean', 'standard deviation', 'missing'],
            rows: numeric.map(({ name, mean, deviation, missing }) => [
                name,
                (0,report_text/* figure */.vP)(mean),
                (0,report_text/* figure */.vP)(deviation),
                (0,report_text/* countText */.lT)(missing),
            ]),
        },
    ];
/** What was found, and never what it was. */
const masked = ({ masked: counted }) => counted === undefined
    ? []
    : [
        {
            kind: 'table',
            title: 'Personal data behind marks',
            columns: ['kind', 'times'],
            rows: Object.entries(counted).map(([name, count]) => [name, (0,report_text/* countText */.lT)(count)]),
        },
    ];
const percent = (share) => `${(100 * share).toFixed(1)} %`;
/** Of several training files, how many of their examples are in the dataset, on whichever side of the split. */
const sources = ({ sources: several }, nameOf) => several === undefined
    ? []
    : [
        {
            kind: 'table',
            title: 'Training files',
            columns: ['file', 'rows', 'examples used', 'share', 'share wanted'],
            rows: several.map(({ input, rows, used, share, wanted }) => [
                nameOf(input),
                (0,report_text/* countText */.lT)(rows),
                (0,report_text/* countText */.lT)(used),
                percent(share),
                wanted === undefined ? 'all of it' : percent(wanted),
            ]),
        },
    ];
/** How long the texts are, of all splits together; nothing where all are of one length, as images are. */
function lengths({ splits }, maxLength) {
    const told = splitNames.flatMap((name) => {
        const { tokens } = splits[name];
        return tokens === undefined ? [] : [{ name, tokens }];
    });
    if (told.every(({ tokens }) => tokens.max <= 1))
        return [];
    const bins = histogramOf(told.map(({ tokens }) => tokens));
    return [
        {
            kind: 'chart',
            title: 'Length of the texts',
            x: bins.map(({ from, upto }) => `${(0,report_text/* countText */.lT)(from)} to ${(0,report_text/* countText */.lT)(upto)}`),
            yTitle: 'examples',
            series: [{ mark: 'bar', values: bins.map(({ count }) => count) }],
            note: `In tokens. What is longer than data.max-length, ${(0,report_text/* countText */.lT)(maxLength)}, is cut.`,
        },
        {
            kind: 'table',
            title: 'Length of the texts, in tokens',
            columns: ['split', 'half have at most', '95 % have at most', 'the longest'],
            rows: told.map(({ name, tokens }) => [name, (0,report_text/* countText */.lT)(tokens.p50), (0,report_text/* countText */.lT)(tokens.p95), (0,report_text/* countText */.lT)(tokens.max)]),
        },
    ];
}
/** Every split counts by the same bounds, and only as far as its own longest text reaches. */
function histogramOf(splits) {
    const byBound = new Map();
    for (const { histogram } of splits)
        for (const { upto, count } of histogram)
            byBound.set(upto, (byBound.get(upto) ?? 0) + count);
    const bounds = [...byBound.keys()].sort((a, b) => a - b);
    return bounds.map((upto, i) => ({
        from: (bounds[i - 1] ?? 0) + (i === 0 ? 0 : 1),
        upto,
        count: byBound.get(upto) ?? 0,
    }));
}

// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/spec/schema.js + 10 modules
var schema = __webpack_require__(74410);
// EXTERNAL MODULE: ./build/src/tasks/index.js + 23 modules
var tasks = __webpack_require__(42068);
// EXTERNAL MODULE: ./build/src/stages/base.js + 1 modules
var base = __webpack_require__(72103);
// EXTERNAL MODULE: ./build/src/stages/code.js
var code = __webpack_require__(22456);
// EXTERNAL MODULE: ./build/src/stages/dataFiles.js
var dataFiles = __webpack_require__(13938);
// EXTERNAL MODULE: ./build/src/stages/examining.js + 3 modules
var examining = __webpack_require__(92328);
// EXTERNAL MODULE: ./build/src/stages/job.js
var job = __webpack_require__(47810);
// EXTERNAL MODULE: ./build/src/stages/recipe.js + 1 modules
var recipe = __webpack_require__(54384);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
;// CONCATENATED MODULE: ./build/src/stages/prepare.js















/** Reads the user's examples, cleans and splits them, and hands on one dataset with a digest of its content. */
const prepare = {
    name: 'prepare',
    parents: [],
    async preflight(context) {
        await (0,examining/* refuseData */.f3)(context);
        await (0,base/* tryBase */.$M)(context);
    },
    setUp: job/* jobPreflight */.R9,
    async inputs(context) {
        const { spec } = context;
        const files = await (0,dataFiles/* dataFiles */.qy)(context);
        const digest = namesFiles(spec) ? await withNeighbours(context) : src_digest/* digestFile */.TM;
        return {
            // What the job is told; what its files are called does not count.
            section: (0,src_digest/* digestJson */.tv)({
                ...prepareConfig(spec, files),
                files: files.map(({ input, share }) => ({ input, share })),
            }),
            base: (await (0,base/* resolveBase */.gU)(context)).digest,
            ...Object.fromEntries(await Promise.all(files.map(async ({ input, path }) => [input, await digest(path)]))),
            // Last: it may set up the engine, which a missing predecessor need not wait for.
            code: await (0,code/* preparingCode */.AO)(context),
        };
    },
    async make(context, workspace, key) {
        const files = await (0,dataFiles/* dataFiles */.qy)(context);
        const out = (0,external_node_path_.join)(workspace.scratch, 'job');
        const warnings = [];
        const result = await (0,job/* runBatch */.a7)(context, 'prepare', key, {
            heard: [(0,job/* warningsInto */.cG)(warnings)],
            config: prepareConfig(context.spec, files),
            inputs: {
                // Beside a file may lie keys and much else; only of images are there others that it names.
                ...Object.fromEntries(files.map(({ input, path }) => [
                    input,
                    namesFiles(context.spec) ? { directory: (0,external_node_path_.dirname)(path) } : { file: path },
                ])),
                base: { directory: (await (0,base/* resolveBase */.gU)(context)).directory },
            },
            out,
            deadline: context.spec.finetune.deadline,
            fileOf: (input) => (0,dataFiles/* writtenName */.lD)(context, input),
        });
        refuseLackingClasses((0,tasks/* taskOf */.Xb)(context.spec.task), result);
        await (0,promises_.rename)((0,external_node_path_.join)(out, 'dataset'), (0,external_node_path_.join)(workspace.directory, 'dataset'));
        return (0,reporting/* draft */.K4)({
            title: `prepare ${context.spec.name} ${context.spec.version}`,
            data: result,
            verdict: 'pass',
            headline: headline(result),
            outputs: { 'dataset-digest': result.digest },
            document: {
                sections: datasetSections(result, {
                    maxLength: (0,schema/* inputOf */.wg)(context.spec).maxLength,
                    warnings,
                    nameOf: (input) => (0,dataFiles/* writtenName */.lD)(context, input),
                }),
            },
        });
    },
};
function headline({ splits: { train, validation, test }, labels }) {
    const counts = `${train.examples} training, ${validation.examples} validation and ${test.examples} test examples`;
    return labels === undefined ? counts : `${counts} in ${labels.length} classes`;
}
/** The contract asks them of no task, and an image of the user's own may forget them. @throws UserError (exit `crashed`) */
function refuseLackingClasses({ name, classes }, { labels, splits }) {
    const uncounted = Object.entries(splits).find(([, { class_counts: counts }]) => counts === undefined);
    const lacking = labels === undefined ? 'labels' : uncounted && `splits.${uncounted[0]}.class_counts`;
    if (classes && lacking !== undefined)
        throw new errors/* UserError */.yo(`prepare broke the runtime contract: in result.json the key ${lacking} is missing, and ${name} has classes: let the image write it`, { exit: 'crashed' });
}
const prepared = async (context, asking) => {
    const stored = await (0,recipe/* earlier */.X)(prepare, context, asking);
    return {
        mount: { result: stored.digest, path: 'dataset' },
        digest: stored.result.data.digest,
        /** None of a task without classes. */
        labels: stored.result.data.labels ?? [],
        slices: stored.result.data.slices,
        testExamples: stored.result.data.splits.test.examples,
        validationExamples: stored.result.data.splits.validation?.examples ?? 0,
    };
};
const namesFiles = ({ task }) => (0,tasks/* taskOf */.Xb)(task).inputKind === 'image';
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
/** What is put behind marks in texts. */
function masking(data) {
    if (!('mask' in data || 'maskPatterns' in data))
        return {};
    const { mask, maskRegion, maskPatterns } = data;
    if (mask === undefined && maskPatterns === undefined)
        return {};
    return {
        mask: {
            ...(mask === undefined ? {} : { kinds: mask }),
            ...(maskRegion === undefined ? {} : { region: maskRegion }),
            ...(maskPatterns === undefined ? {} : { patterns: maskPatterns }),
        },
    };
}
function windowOf(data) {
    if (!('length' in data) || data.length === undefined)
        return {};
    const { min, max, unit, drop } = data.length;
    return { length: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), unit, drop } };
}
function duplicatesOf(data) {
    if (!('duplicates' in data))
        return {};
    const { near, similarity } = data.duplicates;
    return { duplicates: { near, ...(similarity === undefined ? {} : { similarity }) } };
}
/** One training file by its name, several with their inputs and shares. */
function filesOf(files) {
    const nameOf = ({ path }) => (0,external_node_path_.basename)(path);
    const named = (side) => files.filter((one) => one.side === side);
    const training = named('train');
    const [only] = training;
    // The schema wants one.
    if (only === undefined)
        throw new Error('no training file');
    const several = training.map((one) => ({
        file: nameOf(one),
        input: one.input,
        ...(one.share === undefined ? {} : { share: one.share }),
    }));
    return {
        train: training.length === 1 ? nameOf(only) : several,
        ...Object.fromEntries([...named('validation'), ...named('test')].map((one) => [one.side, nameOf(one)])),
    };
}
function prepareConfig(spec, files) {
    const { data, task } = spec;
    const { slices } = spec.evaluate;
    const { column, maxLength } = (0,schema/* inputOf */.wg)(spec);
    const numeric = (0,schema/* numericOf */.jd)(spec);
    const truth = (0,schema/* truthOf */.D)(spec);
    const { test, validation, stratify, group } = data.split;
    return {
        task,
        files: filesOf(files),
        columns: {
            ...('messages' in truth
                ? { messages: String(column) }
                : { input: 'text' in data ? data.text : column, ...truth }),
            ...(numeric.length === 0 ? {} : { numeric }),
        },
        max_length: maxLength,
        ...(0,schema/* targetLimit */.N$)(spec),
        ...('system' in data && data.system !== undefined ? { system: data.system } : {}),
        ...(slices.length === 0 ? {} : { slices }),
        ...masking(data),
        ...windowOf(data),
        ...duplicatesOf(data),
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


/***/ }),

/***/ 61323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ promotions)
/* harmony export */ });
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43013);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _signing_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73629);



/** An image costs a registry some fifteen answers, one after the other: what is read at once saves minutes. */
const atOnce = 8;
/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
async function promotions({ place, spec }, store, policy) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place);
    const all = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releases */ .D8)(store);
    for (let from = 0; from < all.length; from += atOnce) {
        const some = all.slice(from, from + atOnce);
        const attached = await Promise.all(some.map(({ digest }) => (0,_signing_history_js__WEBPACK_IMPORTED_MODULE_2__/* .attachedHistory */ .xX)(store, digest, policy)));
        history.push(...attached.flat());
    }
    return history.filter(({ name }) => name === spec.name);
}


/***/ }),

/***/ 54384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Yl: () => (/* binding */ asUserError),
  cx: () => (/* binding */ checkHandOver),
  X: () => (/* binding */ earlier),
  Ms: () => (/* binding */ loneLock),
  Si: () => (/* binding */ runStage)
});

// UNUSED EXPORTS: keyOf, refusedBeside

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/locks.js
var locks = __webpack_require__(41869);
;// CONCATENATED MODULE: ./build/src/model/lineage.js

/**
 * The key under which a stage's result is found again: equal model, stage and inputs give an equal key. A result says whose
 * it is, and models of one monorepo may share data and the repository of their results.
 */
function lineageKey(of) {
    return (0,digest/* digestJson */.tv)({ lineage: 1, model: of.model, stage: of.stage, inputs: of.inputs });
}

// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: ./build/src/stages/memo.js
var memo = __webpack_require__(78155);
// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
;// CONCATENATED MODULE: ./build/src/stages/recipe.js








const keyOf = (stage, context) => (0,memo/* oncePerRun */.ao)(context, `key of ${stage.name}`, async () => lineageKey({ model: context.spec.name, stage: stage.name, inputs: await stage.inputs(context) }));
/**
 * Runs a stage, unless a result of equal inputs may be used again. Of two runs of one key the second waits and reuses, or is
 * refused, or makes its own beside the first where it is forced to.
 */
async function runStage(stage, context) {
    const key = await keyOf(stage, context);
    const reused = await reusable(stage, context, key);
    if (reused !== undefined)
        return settled(stage, context, reused, true);
    if (stage.acts && stage.alone !== true)
        return settled(stage, context, await make(stage, context, key, false), false);
    return inTurn(stage, context, key, async (beside) => {
        const meanwhile = await reusable(stage, context, key);
        if (meanwhile !== undefined)
            return settled(stage, context, meanwhile, true);
        return settled(stage, context, await make(stage, context, key, beside), false);
    }).catch((error) => {
        throw asUserError(error, context);
    });
}
/** Held by the one run that does a stage which is done `alone`. */
const loneLock = ({ locks }, stage) => (0,external_node_path_.join)(locks, stage);
async function inTurn(stage, context, key, work) {
    const { force, others, platform, place, signal, spec } = context;
    const path = stage.alone ? loneLock(place, stage.name) : (0,external_node_path_.join)(place.locks, `${stage.name}-${(0,digest/* hexOf */.ZD)(key)}`);
    const label = `${stage.name} of ${spec.name}`;
    const mayBeside = force && others === 'refused' && stage.acts !== true;
    if (mayBeside) {
        const lock = await (0,locks/* takeLock */.H)(path, { label });
        if (lock.kind === 'held') {
            platform.log.info(`${label} runs as ${lock.by} as well: this one works beside it, and the last to end is used from then on`);
            return work(true);
        }
        return work(false).finally(lock.release);
    }
    const onHeld = ({ label: does, by }) => {
        if (others === 'refused')
            throw refusedBeside(`${does} runs already, as ${by}`, stage.acts === true);
        platform.log.info(`${does} runs already, as ${by}: waiting for its ${stage.acts ? 'end' : 'result'}`);
    };
    return (0,locks/* withLock */.k)(path, { signal, label, onHeld }, () => work(false));
}
/** @param acts what is refused acts on the world, and so is not done twice at once */
const refusedBeside = (already, acts) => new errors/* UserError */.yo(acts
    ? `${already}: --wait begins after its end`
    : `${already}: --wait waits for its result, --force makes another one beside it`, { exit: 'preflight' });
async function reusable(stage, context, key) {
    if (context.force || stage.acts)
        return undefined;
    const found = (await context.results.find(stage.name, key));
    if (found === undefined || !found.result.proceed)
        return undefined;
    return ((await stage.holds?.(context, found.result.data)) ?? true) ? found : undefined;
}
async function make(stage, context, key, beside) {
    let workspace;
    try {
        workspace = await context.results.begin();
        const draft = await stage.make(context, workspace, key, beside);
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
const asUserError = (error, { place }) => (0,failure/* refusedBySystem */.DG)(error, place.directory) ?? error;


/***/ }),

/***/ 92416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ requireUntrained),
/* harmony export */   RW: () => (/* binding */ requireSeparateJobs),
/* harmony export */   V3: () => (/* binding */ markTrained)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19198);






const working = ['prepare', 'finetune', 'evaluate', 'quantize'];
/** Longer than a run of a workflow can last (35 days). */
const keptMs = 40 * 24 * 3_600_000;
const remedy = 'sign in a job of its own, on a runner that does not train, and hand it the output `result` as `from` (workflows-examples/pipeline.yml), or run jobs in containers (engine: docker)';
const refused = (because, { specFile }) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${because}: ${remedy}`, { place: { file: specFile, key: 'engine.name' } });
/** @throws UserError where one step is to train as a process and has a key, or is to sign */
async function requireSeparateJobs(stages, context) {
    const { environment, platform, spec, signal } = context;
    if (platform.kind !== 'github' || !stages.some((stage) => working.includes(stage)))
        return;
    const given = (name) => (environment[name] ?? '') !== '';
    // The file of a key that the spec names is there for every job; what opens it is the secret.
    const hasKey = given('COSIGN_PRIVATE_KEY') || (spec.signing.key !== undefined && given('COSIGN_PASSWORD'));
    if (!hasKey && !stages.includes('sign'))
        return;
    const { name, image } = spec.engine;
    const { engineKind } = await Promise.all(/* import() */[__webpack_require__.e(2210), __webpack_require__.e(6118), __webpack_require__.e(6846), __webpack_require__.e(9075), __webpack_require__.e(7868)]).then(__webpack_require__.bind(__webpack_require__, 89075));
    if ((await engineKind({ name, image, log: platform.log, signal, environment })) !== 'process')
        return;
    throw refused(hasKey
        ? 'this step has a key to sign with and runs jobs as processes of the same user, which can read it'
        : 'this step is to sign and runs jobs as processes of the same user, which could read the key', context);
}
/** Before work is run as a process: from now on this job of GitHub signs nothing. */
async function markTrained({ place, platform, environment }) {
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .makeDirectory */ .Oh)(place.trainedHere);
    for (const { name, atMs } of await marks(place.trainedHere))
        if (Date.now() - atMs > keptMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, name), { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.appendFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), `${trackingOf(environment) ?? ''}\n`);
}
/** Before a key is used. @throws UserError where an earlier step of this job of GitHub ran work as a process */
async function requireUntrained(context) {
    const { place, platform, environment } = context;
    const mark = markOf(environment);
    if (platform.kind !== 'github' || mark === undefined)
        return;
    const found = await marks(place.trainedHere);
    if (found.some(({ name }) => name === mark) && (await mayBeThisJob((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place.trainedHere, mark), environment)))
        throw refused('an earlier step of this job ran work as processes of the same user, and one that it left behind could read the key', context);
    const startedMs = Date.now() - (0,node_os__WEBPACK_IMPORTED_MODULE_2__.uptime)() * 1000;
    if (found.some(({ atMs }) => atMs > startedMs))
        platform.log.warn('other jobs ran work as processes of this user since this machine started, and one that they left behind could read the key: sign on a runner that does not train');
}
/** Names one job of one attempt of a run; undefined where there is none. */
function markOf(environment) {
    const run = environment['GITHUB_RUN_ID'] ?? '';
    if (run === '')
        return undefined;
    // By act every run has the number 1, and the workflow tells them apart.
    const names = ['SERVER_URL', 'REPOSITORY', 'WORKFLOW', 'RUN_ID', 'RUN_ATTEMPT', 'JOB'];
    const job = JSON.stringify(names.map((name) => environment[`GITHUB_${name}`] ?? ''));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(job).digest('hex').slice(0, 32);
}
/** What the runner gives to the processes of one job, a new one each time; undefined where a step has put its own there. */
function trackingOf(environment) {
    return /^github_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(environment['RUNNER_TRACKING_ID'] ?? '')?.[0];
}
/** Two workflows that a third one calls may have jobs of one name, and nothing else of GitHub's tells them apart. */
async function mayBeThisJob(mark, environment) {
    const tracking = trackingOf(environment);
    const trained = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(mark, 'utf8')).split('\n').slice(0, -1);
    return tracking === undefined || trained.some((one) => one === '' || one === tracking);
}
async function marks(directory) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory).catch((error) => {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    });
    const found = [];
    for (const name of names) {
        const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name)).catch(() => undefined);
        if (facts !== undefined)
            found.push({ name, atMs: facts.mtimeMs });
    }
    return found;
}


/***/ }),

/***/ 74016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ findRelease)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43013);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68593);
/* harmony import */ var _signing_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39525);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4080);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61323);







/** A release that is vouched for, and why it is this one; none where `latest` means nothing yet. */
async function findRelease(context, version, asking) {
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .openImages */ .x9)(context);
    const all = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_2__/* .releases */ .D8)(store);
    if (version === 'latest') {
        const latest = await signedLatest(context, store, all, asking);
        return { store, release: latest?.release, because: `, ${latest?.because}` };
    }
    const release = all.find((one) => one.version === version);
    if (release === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name} has no release ${version}: name one that it has (${all.map((one) => one.version).join(', ') || 'there is none'}), or ${asking.instead}`, { place: { file: context.specFile, key: asking.key } });
    await vouchFor(context, store, release, await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context));
    return { store, release, because: '' };
}
/**
 * A promoted release must be there and signed: to take another one in its stead would let whoever removes a tag choose what
 * the candidate is compared with. Of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(context, store, all, asking) {
    const { spec } = context;
    const another = ({ version }) => version !== spec.version;
    // What this place knows counts even where no tag is left.
    if (!all.some(another) && !(0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_3__/* .readHistory */ .L)(context.place)).served.some(another))
        return undefined;
    const policy = await (0,_image_js__WEBPACK_IMPORTED_MODULE_5__/* .trusted */ .IZ)(context);
    const history = await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_6__/* .promotions */ .D)(context, store, policy);
    let refused;
    // A hosted runner has no place that lasts, and images tell of it only where the job that deploys has a key.
    const deployed = history.length > 0 ? [] : await context.platform.deployed(spec.name);
    for (const choice of (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_2__/* .latestRelease */ .JF)({ candidate: spec.version, releases: all, history, deployed })) {
        if (choice.promoted && !all.some(({ digest }) => digest === choice.release.digest))
            await requireThere(context, store, choice, asking);
        try {
            await vouchFor(context, store, choice.release, policy);
            return choice;
        }
        catch (error) {
            if (choice.promoted || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo) || error.exit !== 'gate-failed')
                throw error;
            context.platform.log.info(`release ${choice.release.version} is no ${asking.as}: ${error.message}`);
            refused ??= error;
        }
    }
    if (refused !== undefined)
        throw refused;
    return undefined;
}
/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere({ specFile }, store, choice, asking) {
    const { version, digest } = choice.release;
    await store.getManifest(digest).catch((error) => {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or ${asking.otherwise}`, { place: { file: specFile, key: asking.key }, exit: 'gate-failed', cause: error });
    });
}
/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor({ spec }, store, { digest, version }, policy) {
    await (0,_signing_release_js__WEBPACK_IMPORTED_MODULE_4__/* .verifyRelease */ .VA)({ store, digest, policy, wanted: { name: spec.name, version } });
}


/***/ }),

/***/ 69704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iu: () => (/* binding */ liveDetail),
/* harmony export */   Wc: () => (/* binding */ gpuUse)
/* harmony export */ });
/* unused harmony export timeLeft */
/* harmony import */ var _report_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74913);

/* What stands beside the progress of a training: its last numbers, and how long it still takes. */
const gib = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
/** `3 min 20 s`: no finer than a person waits. Pure. */
function timeLeft(seconds) {
    const whole = Math.round(seconds);
    const [days, hours, minutes] = [
        Math.floor(whole / 86_400),
        Math.floor(whole / 3600) % 24,
        Math.floor(whole / 60) % 60,
    ];
    if (days > 0)
        return `${days} d ${hours} h left`;
    if (hours > 0)
        return `${hours} h ${minutes} min left`;
    return minutes > 0 ? `${minutes} min left` : `${whole} s left`;
}
/** In this order, those that were told: a narrow terminal shows the beginning. */
const loss = [['loss', (value) => `loss ${value.toPrecision(4)}`]];
const rest = [
    ['gpu_utilization', (value) => `GPU ${Math.round(100 * value)} %`],
    ['gpu_memory_used_bytes', gib],
    ['validation_loss', (value) => `validation loss ${value.toPrecision(4)}`],
    ['learning_rate', (value) => `learning rate ${value.toExponential(2)}`],
];
/** @returns for each event of a job what stands beside its progress; '' where nothing is told */
function liveDetail() {
    const last = new Map();
    const written = (kinds) => kinds.flatMap(([name, write]) => {
        const value = last.get(name);
        return value === undefined ? [] : [write(value)];
    });
    return (event) => {
        // Of the many that an image of somebody may tell, only those are kept that are shown.
        if (event.type === 'metric' && [...loss, ...rest].some(([name]) => name === event.name))
            last.set(event.name, event.value);
        if (event.type !== 'progress' || (event.rate === undefined && event.seconds_left === undefined))
            return '';
        const { rate, seconds_left } = event;
        return [
            ...(seconds_left === undefined || event.done >= event.total ? [] : [timeLeft(seconds_left)]),
            ...written(loss),
            ...(rate === undefined ? [] : [`${(0,_report_text_js__WEBPACK_IMPORTED_MODULE_0__/* .figure */ .vP)(Number(rate.value.toPrecision(3)))} ${rate.unit}/s`]),
            ...written(rest),
        ].join(', ');
    };
}
/** Gathers it: `listen` hears every event; `use` is undefined where nobody told. */
function gpuUse() {
    let [sum, count, memoryBytes] = [0, 0, 0];
    return {
        listen(event) {
            if (event.type !== 'metric')
                return;
            if (event.name === 'gpu_utilization') {
                sum += event.value;
                count += 1;
            }
            if (event.name === 'gpu_memory_used_bytes')
                memoryBytes = Math.max(memoryBytes, event.value);
        },
        use: () => (count === 0 ? undefined : { utilization: sum / count, memoryBytes }),
    };
}


/***/ }),

/***/ 23125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aj: () => (/* binding */ refuseTooLarge),
/* harmony export */   F5: () => (/* binding */ shapeOf),
/* harmony export */   Fb: () => (/* binding */ surelyFits),
/* harmony export */   Ji: () => (/* binding */ wouldFit),
/* harmony export */   ZK: () => (/* binding */ cannotFit),
/* harmony export */   dT: () => (/* binding */ roomOf),
/* harmony export */   mQ: () => (/* binding */ hostMemory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19198);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4715);
/* harmony import */ var _report_estimate_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(38428);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95083);







/**
 * What a training may use once nothing else is running; undefined where nobody says. Pure.
 * @param gpus those of the job
 * @param hostBytes memory of the host, or of the group that we run in
 */
function roomOf({ engine }, gpus, hostBytes) {
    if (gpus.length === 0) {
        const asked = engine.memory === undefined ? hostBytes : (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .memoryBytes */ .ZY)(engine.memory);
        return { bytes: Math.min(asked, hostBytes) };
    }
    const [smallest] = gpus.toSorted((a, b) => a.memoryBytes - b.memoryBytes);
    if (smallest === undefined || smallest.memoryBytes === 0)
        return undefined;
    const { name, memoryBytes: whole, computeCapability } = smallest;
    const asked = typeof engine.gpus === 'object' ? (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .memoryBytes */ .ZY)(engine.gpus.memory) : whole;
    return {
        bytes: Math.min(asked, whole),
        card: {
            name,
            memory_bytes: whole,
            ...(computeCapability === undefined ? {} : { compute_capability: computeCapability }),
        },
    };
}
/** Memory of this host, or of the control group that holds us to less. */
function hostMemory() {
    const constrained = process.constrainedMemory();
    return constrained > 0 ? Math.min(constrained, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)()) : (0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)();
}
/** An estimate may be so far above what a training takes: it is refused only where it cannot fit even then. */
const tolerance = 1.25;
const cannotFit = ({ needed, free }) => needed > tolerance * free;
/** The settings with which a training would fit, as a part of a line. Pure. */
function wouldFit({ would_fit }) {
    if (would_fit.length === 0)
        return 'no settings of finetune make it fit: take a smaller base model, or more memory';
    return `it would fit with ${would_fit.map(({ settings, needed }) => `${settings} (${(0,_report_estimate_js__WEBPACK_IMPORTED_MODULE_6__/* .gib */ .$)(needed)})`).join('; or with ')}`;
}
/** What a training lacks, with the settings that would fit. @throws UserError */
function refuseTooLarge(estimate, { card }, specFile) {
    const where = card === undefined ? 'this machine' : `a ${card.name}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the training needs about ${(0,_report_estimate_js__WEBPACK_IMPORTED_MODULE_6__/* .gib */ .$)(estimate.needed)} of memory${card === undefined ? '' : ' on each GPU'}, and ${where} has ${(0,_report_estimate_js__WEBPACK_IMPORTED_MODULE_6__/* .gib */ .$)(estimate.free)}: ${wouldFit(estimate)}`, { place: { file: specFile, key: 'finetune' }, exit: 'out-of-memory' });
}
const largestConfigBytes = 1 << 20;
async function shapeOf(base) {
    const read = await (0,_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegular */ .VX)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(base, 'config.json'), largestConfigBytes).catch(() => undefined);
    const config = read === undefined ? undefined : (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonOf */ .o_)(read.toString('utf8'));
    if (typeof config !== 'object' || config === null)
        return undefined;
    const said = config;
    const first = (...names) => names.map((name) => said[name]).find((value) => typeof value === 'number' && value > 0);
    const hidden = first('hidden_size', 'd_model', 'n_embd', 'dim');
    const heads = first('num_attention_heads', 'n_head', 'n_heads', 'encoder_attention_heads', 'num_heads');
    const readers = first('num_hidden_layers', 'encoder_layers', 'n_layer', 'n_layers', 'num_layers');
    if (hidden === undefined || heads === undefined || readers === undefined)
        return undefined;
    const layers = readers + (first('decoder_layers', 'num_decoder_layers') ?? 0);
    const [image, patch] = [first('image_size'), first('patch_size')];
    return {
        hidden,
        heads,
        layers,
        vocabulary: first('vocab_size') ?? 0,
        ...(image === undefined || patch === undefined ? {} : { places: (image / patch) ** 2 + 1 }),
    };
}
/** Of FP32 numbers of the width of a layer: what each layer keeps of a token, by far the most of it for its middle. */
const keptOfLayer = 50;
/** The same of each pair of tokens and each head. */
const keptOfPair = 6;
/** FP32 logits of each word of the vocabulary, once for each thing that is done with them. */
const keptOfWord = 6;
/** Weights, gradients, two states of Adam and a checkpoint of three of these. */
const timesWeights = 8;
/** Tasks whose models say of each word how likely it comes next. */
const writes = ['causal-lm', 'seq2seq'];
const processBytes = 2e9;
const caution = 2;
/**
 * Whether a training needs so little that nobody need look: most do, and to look takes seconds. Pure.
 * @param weightsBytes in FP32
 */
function surelyFits({ task, launch, max_length, max_target_length = 0, training }, shape, weightsBytes, { bytes, card }) {
    const length = task === 'image-classification' ? shape?.places : max_length + max_target_length;
    if (shape === undefined || length === undefined)
        return false;
    const { hidden, heads, layers } = shape;
    const vocabulary = writes.includes(task) ? shape.vocabulary : 0;
    const ofToken = layers * (keptOfLayer * hidden + keptOfPair * heads * length) + keptOfWord * vocabulary;
    const activations = 4 * training.batch_size * length * ofToken;
    const ranks = card === undefined ? (launch?.ranks ?? 1) : 1;
    return ranks * caution * (processBytes / 2 + timesWeights * weightsBytes + activations) < bytes;
}


/***/ }),

/***/ 25337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Av: () => (/* binding */ weightsBytesOf),
/* harmony export */   hr: () => (/* binding */ requireRoom),
/* harmony export */   lG: () => (/* binding */ roomBytes)
/* harmony export */ });
/* unused harmony export roomFor */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _model_pretrained_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47523);
/* harmony import */ var _model_safetensors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51950);
/* harmony import */ var _trees_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75820);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47810);





/** @param base the directory of the base @throws UserError where the place has too little room to tune it */
async function requireRoom(context, base) {
    await (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .requireDisk */ .Df)(context, 'finetune', await roomBytes(context.spec, base));
}
/** What a tuning has on the disk when it has most; of a base that is not here yet nothing is known. */
const roomBytes = async (spec, base) => roomFor({ weightsBytes: await weightsBytesOf(base), kept: keptBy(spec), models: modelsOf(spec), ...writtenBy(spec) });
/** The best one may be older than the newest; of a trial it is kept too. */
const keptBy = ({ finetune: { checkpoints, earlyStopping, search } }) => checkpoints.keep + (earlyStopping === undefined && search === undefined ? 0 : 1);
/** The best of earlier trials lies beside that of the trial that ends. */
const modelsOf = ({ finetune: { search } }) => (search === undefined ? 1 : 2);
/** Of what is trained beside a base nothing is counted: it depends on the layers, and is little beside the base. */
const writtenBy = ({ finetune: { method, lora, qlora } }) => method === 'full'
    ? { trainableShare: 1, savesWhole: true }
    : { trainableShare: 0, savesWhole: (method === 'lora' && lora.merge) || (method === 'qlora' && qlora.merge) };
/** How many bytes a tuning has on the disk when it has most: with a checkpoint that is not kept, or with its result. Pure. */
function roomFor({ weightsBytes, trainableShare, kept, models, savesWhole }) {
    const trained = trainableShare * weightsBytes;
    const checkpoint = 3 * trained;
    const model = savesWhole ? weightsBytes : trained;
    return Math.max((kept + 1) * checkpoint + (models - 1) * model, kept * checkpoint + models * model);
}
/** In FP32, as they are trained and written, whatever the base was saved in. */
async function weightsBytesOf(base) {
    const files = await (0,_trees_js__WEBPACK_IMPORTED_MODULE_3__/* .listFiles */ .CS)(base);
    const read = (0,_model_pretrained_js__WEBPACK_IMPORTED_MODULE_1__/* .readOf */ .CY)(files.map(({ path }) => path)) ?? new Set();
    const weights = files.filter(({ path }) => path.endsWith('.safetensors') && read.has(path));
    const sizes = weights.map(({ path, sizeBytes }) => (0,_model_safetensors_js__WEBPACK_IMPORTED_MODULE_2__/* .checkSafetensors */ .I)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(base, path)).then(({ parameters }) => 4 * parameters, 
    // What is wrong with it, the job says.
    () => sizeBytes));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}


/***/ })

};
