export const id = 9525;
export const ids = [9525];
export const modules = {

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


/***/ })

};
