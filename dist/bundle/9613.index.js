export const id = 9613;
export const ids = [9613,4321];
export const modules = {

/***/ 66760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ attachStatement),
/* harmony export */   q: () => (/* binding */ attachUnless)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88113);






/**
 * Signs a statement about `subject` and stores it as its referrer. Where an equal statement by the same key is attached
 * already, nothing is written.
 * @param options.predicate JSON; keys whose value is undefined do not count
 * @returns the manifest that carries the statement
 */
function attachStatement(options) {
    const wanted = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(JSON.parse(JSON.stringify(options.predicate)));
    return attachUnless(options, ({ predicate }) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(predicate) === wanted);
}
/** @param suffices whether a statement of this type, subject and key makes a new one needless */
async function attachUnless(options, suffices) {
    const { store, subject, predicateType, predicate, signing, created } = options;
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .trustOf */ .A)(signing.signer.policy);
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .attachedBundles */ .SN)(store, subject.digest))
        if (reading.kind === 'statement' &&
            reading.statement.predicateType === predicateType &&
            reading.statement.subjects.includes(subject.digest) &&
            // Before anything is made of what it says: others can attach statements too, and of any depth.
            trust.verifyBundle(reading.entity) &&
            suffices(reading.statement))
            return manifest;
    const bytes = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .makeBundle */ .ND)((0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .statementBytes */ .Tp)(subject.digest, predicateType, predicate), signing);
    const bundle = await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, bytes, _bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .bundleType */ .$7);
    await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_5__/* .writeBlob */ .Zh)(store, _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyBlob */ .Ro.bytes, _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyBlob */ .Ro.descriptor.mediaType);
    return store.putManifest((0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .referrerManifest */ .Dq)({ subject, bundle, predicateType, created }), _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest);
}


/***/ }),

/***/ 23429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ bundleType),
/* harmony export */   Bo: () => (/* binding */ readBundle),
/* harmony export */   Dq: () => (/* binding */ referrerManifest),
/* harmony export */   ND: () => (/* binding */ makeBundle),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Tp: () => (/* binding */ statementBytes),
/* harmony export */   oo: () => (/* binding */ signaturePredicate),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony exports payloadType, preAuthEncoding */
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61040);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54187);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2503);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23102);






/*
 * A statement about an image, signed and stored beside it, in the form that cosign 3 writes and reads: an in-toto statement
 * in a DSSE envelope (secure-systems-lab/dsse) in a Sigstore bundle v0.3 (sigstore/protobuf-specs) in an OCI manifest whose
 * subject is the image. Pure: bytes in, bytes out; `attest.ts` and `referrers.ts` talk to the store.
 */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const payloadType = 'application/vnd.in-toto+json';
/** The predicate that makes a statement a signature of an image. */
const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
// We write v1; `cosign attest` writes v0.1.
const statementTypes = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
const bundleTypes = [bundleType, 'application/vnd.dev.sigstore.bundle+json;version=0.3'];
/** What others wrote, for messages: short, on one line, without control characters. */
const quoted = (text) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
function describe(bytes, mediaType) {
    return { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(bytes), size: bytes.length };
}
/** in-toto statement v1, as the bytes that are signed. */
const statementBytes = (subject, predicateType, predicate) => Buffer.from(JSON.stringify({
    _type: statementTypes[0],
    subject: [{ digest: { sha256: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hexOf */ .ZD)(subject) } }],
    predicateType,
    predicate,
}));
/** Pre-authentication encoding of DSSE v1: what the signature is over. Lengths are in bytes. */
const preAuthEncoding = (type, payload) => Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
/** Signs a statement, and has the signature witnessed; the result is the blob that is stored. */
async function makeBundle(statement, { signer, witnesses }) {
    const data = preAuthEncoding(payloadType, statement);
    const { signature, key } = await signer.sign(data);
    const testimonies = [];
    for (const witness of witnesses)
        testimonies.push(await witness.testify({ data, signature, key }));
    return Buffer.from(JSON.stringify({
        mediaType: bundleType,
        verificationMaterial: verificationMaterial(key, testimonies),
        dsseEnvelope: {
            payload: Buffer.from(statement).toString('base64'),
            payloadType,
            // No keyid: cosign refuses an envelope whose keyid is not the one it derives, and the hint above names the key.
            signatures: [{ sig: signature.toString('base64') }],
        },
    }));
}
/** Protobuf's JSON form; what is empty is left out, as cosign leaves it out. */
function verificationMaterial(key, testimonies) {
    const tlogEntries = testimonies.flatMap((testimony) => testimony.tlogEntries ?? []);
    const timestamps = testimonies.flatMap((testimony) => testimony.timestamps ?? []);
    return {
        ...(key.$case === 'publicKey'
            ? { publicKey: { hint: key.hint } }
            : { certificate: { rawBytes: Buffer.from(key.certificate).toString('base64') } }),
        ...(tlogEntries.length === 0 ? {} : { tlogEntries }),
        ...(timestamps.length === 0
            ? {}
            : {
                timestampVerificationData: {
                    rfc3161Timestamps: timestamps.map((bytes) => ({ signedTimestamp: Buffer.from(bytes).toString('base64') })),
                },
            }),
    };
}
/** The manifest that ties a stored bundle to its subject. */
function referrerManifest(options) {
    const { subject, bundle, predicateType, created } = options;
    return Buffer.from(JSON.stringify({
        schemaVersion: 2,
        mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_4__/* .mediaTypes */ .Ib.manifest,
        artifactType: bundleType,
        config: _oci_blobs_js__WEBPACK_IMPORTED_MODULE_3__/* .emptyBlob */ .Ro.descriptor,
        layers: [{ mediaType: bundleType, digest: bundle.digest, size: bundle.size }],
        subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': predicateType,
            'org.opencontainers.image.created': created.toISOString(),
        },
    }));
}
const statementSchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    _type: zod__WEBPACK_IMPORTED_MODULE_5__/* ["enum"] */ .k5n(statementTypes),
    subject: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ digest: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()) })),
    predicateType: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(),
    predicate: zod__WEBPACK_IMPORTED_MODULE_5__/* .unknown */ .L5J(),
});
/** Reads a bundle blob without trusting it: nothing in the result is proven before `Trust.verifyBundle`. */
function readBundle(bytes) {
    let bundle;
    let entity;
    try {
        bundle = (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__/* .bundleFromJSON */ .vw)(JSON.parse(Buffer.from(bytes).toString('utf8')));
        entity = (0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .toSignedEntity */ .DC)(bundle);
    }
    catch (error) {
        return { kind: 'unusable', because: `not a Sigstore bundle: ${quoted(reason(error))}` };
    }
    if (!bundleTypes.includes(bundle.mediaType))
        return { kind: 'unusable', because: `a bundle of type ${quoted(bundle.mediaType)}, only v0.3 is accepted` };
    if (bundle.content.$case !== 'dsseEnvelope')
        return { kind: 'unusable', because: 'a bare message signature, which does not say what it vouches for' };
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.payloadType !== payloadType)
        return { kind: 'unusable', because: `a payload of type ${quoted(envelope.payloadType)}, not ${payloadType}` };
    const statement = readStatement(envelope.payload);
    if (statement === undefined)
        return { kind: 'unusable', because: 'a payload that is no in-toto statement v1 or v0.1' };
    const { content } = bundle.verificationMaterial;
    const claimed = content.$case === 'publicKey' ? { kind: 'key', hint: content.publicKey.hint } : { kind: 'certificate' };
    return { kind: 'statement', statement, claimed, entity };
}
function reason(error) {
    if (error instanceof _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__/* .ValidationError */ .yI)
        return `${error.message} (${error.fields.join(', ')})`;
    return error instanceof Error ? error.message : String(error);
}
function readStatement(payload) {
    let json;
    try {
        json = JSON.parse(Buffer.from(payload).toString('utf8'));
    }
    catch {
        return undefined;
    }
    const parsed = statementSchema.safeParse(json);
    if (!parsed.success)
        return undefined;
    const subjects = parsed.data.subject.flatMap(({ digest }) => {
        const subject = `sha256:${digest['sha256']}`;
        return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(subject) ? [subject] : [];
    });
    return { subjects, predicateType: parsed.data.predicateType, predicate: parsed.data.predicate };
}


/***/ }),

/***/ 84321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ readPrivateKey),
/* harmony export */   RR: () => (/* binding */ readPublicKey),
/* harmony export */   generateKeyPair: () => (/* binding */ generateKeyPair),
/* harmony export */   p4: () => (/* binding */ keyHint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var tweetnacl__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80668);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2503);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);





/*
 * Key files as cosign writes and reads them (sigstore/cosign, pkg/cosign/keys.go): a PEM block around base64 JSON, scrypt
 * for the password, nacl/secretbox around the PKCS 8 key. Only ECDSA P-256, which is what cosign generates.
 */
const encryptedLabels = ['ENCRYPTED SIGSTORE PRIVATE KEY', 'ENCRYPTED COSIGN PRIVATE KEY'];
const cost = { N: 65536, r: 8, p: 1 };
/** cosign's own have less than a thousand characters. */
const largestKeyFile = 65_536;
/** N x r x p is the work, and 128 bytes of memory for each of them: four times what cosign asks for. */
const mostWork = 4 * cost.N * cost.r * cost.p;
const encryptedKey = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    kdf: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        name: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('scrypt'),
        params: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ N: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(2), r: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(1), p: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr().min(1) })
            .refine(({ N, r }) => Number.isInteger(Math.log2(N)) && Math.log2(N) < 16 * r, 'no parameters of scrypt')
            .refine(({ N, r, p }) => N * r * p <= mostWork, 'more work than any key file of cosign asks for'),
        salt: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39(),
    }),
    cipher: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('nacl/secretbox'), nonce: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39() }),
    ciphertext: zod__WEBPACK_IMPORTED_MODULE_4__/* .base64 */ .K39(),
});
function derive(password, salt, params) {
    const maxmem = 128 * params.N * params.r + 128 * params.r * params.p + 1_048_576;
    return new Promise((resolve, reject) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.scrypt)(password, salt, tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.keyLength, { ...params, maxmem }, (error, key) => error === null ? resolve(key) : reject(error)));
}
/** base64(SHA-256(SPKI DER)): what a Sigstore bundle carries as `publicKey.hint`. */
const keyHint = (publicKey) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
function requireP256(key, where) {
    const curve = key.asymmetricKeyDetails?.namedCurve;
    if (key.asymmetricKeyType !== 'ec' || curve !== 'prime256v1')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: the key is ${curve ?? key.asymmetricKeyType ?? 'unknown'}, only ECDSA P-256 is accepted: make a pair with \`model-actions keygen\``);
    return key;
}
/** The first block of a PEM file. Each step looks only at what the one before it left, so that the time is linear. */
function pemBlock(pem, where) {
    const begin = /-----BEGIN ([A-Z ]{1,64})-----/.exec(pem);
    const label = begin?.[1] ?? '';
    const from = (begin?.index ?? 0) + (begin?.[0].length ?? 0);
    const to = begin === null ? -1 : pem.indexOf(`-----END ${label}-----`, from);
    if (to < 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: not a whole PEM key file (BEGIN or END line missing): give the complete private key`);
    return { label, body: pem.slice(from, to) };
}
/** @param where how messages name the input: a file or an input's name */
async function readPrivateKey(pem, password, where) {
    if (pem.length > largestKeyFile)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: ${pem.length} characters is too much for a key: give the private key alone`);
    const { label, body } = pemBlock(pem, where);
    if (label === 'PUBLIC KEY')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: this is a public key: give the private key, usually cosign.key`);
    if (label === 'PRIVATE KEY')
        return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem), where, 'private'), where);
    if (!encryptedLabels.includes(label))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: "${label}" is not accepted: give a cosign key file or an unencrypted PKCS 8 "PRIVATE KEY"`);
    let json;
    try {
        json = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: the key file is damaged or cut off: restore it from its source`, { cause });
    }
    const parsed = encryptedKey.safeParse(json);
    if (!parsed.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: ${parsed.error.issues[0]?.path.join('.') || 'content'} is not what a cosign key file holds: restore it from its source`);
    const { kdf, cipher, ciphertext } = parsed.data;
    const nonce = Buffer.from(cipher.nonce, 'base64');
    if (nonce.length !== tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.nonceLength)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: cipher.nonce has ${nonce.length} bytes, not 24: restore the key file from its source`);
    const key = await derive(password, Buffer.from(kdf.salt, 'base64'), kdf.params);
    const der = tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key);
    if (der === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(password === ''
            ? `${where}: the key is encrypted, and no password is given: set COSIGN_PASSWORD`
            : `${where}: the password does not open this key, or the file is damaged: check the password`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }), where, 'private'), where);
}
function readPublicKey(pem, where) {
    if (pem.includes('PRIVATE KEY-----'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: this is a private key: give the public key, usually cosign.pub`);
    return requireP256(parse(() => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem), where, 'public'), where);
}
function parse(read, where, kind) {
    try {
        return read();
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${where}: not a readable ${kind} key in PEM form: restore it from its source`, { cause });
    }
}
/** A pair that cosign opens with the same password; both are PEM texts. */
async function generateKeyPair(password) {
    const pair = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPair)('ec', { namedCurve: 'P-256' });
    const salt = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32);
    const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox.nonceLength);
    const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
    const box = tweetnacl__WEBPACK_IMPORTED_MODULE_2__.secretbox(der, nonce, await derive(password, salt, cost));
    const json = JSON.stringify({
        kdf: { name: 'scrypt', params: cost, salt: salt.toString('base64') },
        cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
        ciphertext: Buffer.from(box).toString('base64'),
    });
    const body = Buffer.from(json).toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
    const label = encryptedLabels[0];
    return {
        privateKey: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
        publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
}


/***/ }),

/***/ 38155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ trustOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54187);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84321);



/** @throws UserError where the trusted key is no ECDSA P-256 public key */
function trustOf(policy) {
    const key = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .readPublicKey */ .RR)(policy.publicKeyPem, 'trusted public key');
    const hint = (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keyHint */ .p4)(key);
    const material = {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        // The bundle's hint is unsigned, so it chooses nothing: there is one key, and it fits or it does not.
        publicKey: () => ({ publicKey: key, validFor: () => true }),
    };
    const verifier = new _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .Verifier */ .BL(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
    return {
        hint,
        who: `key ${hint}`,
        verifyBundle(entity) {
            if (entity.key.$case !== 'public-key')
                return false;
            try {
                // Log entries and timestamps of a signature by key are left out: without the log's own key the library could
                // only refuse them, and trust here rests on the key alone.
                verifier.verify({ ...entity, tlogEntries: [], timestamps: [] });
                return true;
            }
            catch (error) {
                if (error instanceof _sigstore_verify__WEBPACK_IMPORTED_MODULE_1__/* .VerificationError */ .mk)
                    return false;
                throw error;
            }
        },
        // Not by the library: it verifies bundles, and knows nothing of bytes with a signature beside them.
        verifyBytes: (bytes, signature) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)('sha256', bytes, key, signature),
    };
}


/***/ }),

/***/ 88113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jn: () => (/* binding */ passedOver),
/* harmony export */   SN: () => (/* binding */ attachedBundles),
/* harmony export */   Zh: () => (/* binding */ writeBlob)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85167);
/* harmony import */ var _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23429);




/** Whoever can write to the registry can attach anything; signatures and statements of a release come to some kilobytes. */
const mostBytes = 64 * 1024 * 1024;
const mostBytesOfOne = 16 * 1024 * 1024;
/**
 * Every bundle attached to an image. The listing says too little to choose by (cosign's entries carry no annotations, and
 * some registries report another artifactType), so each manifest is read and its layers decide. What came whole and cannot be
 * read is `unusable`: anybody may have attached it, so it stops nobody, and vouches for nothing.
 * @throws where a request failed: that is never "unsigned"
 */
async function attachedBundles(store, digest) {
    const found = [];
    let bytesLeft = mostBytes;
    for (const { digest: listed } of await store.referrers(digest)) {
        const attached = await unlessUnreadable(async () => {
            const { descriptor, bytes } = await store.getManifest(listed);
            return { descriptor, document: (0,_oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)(bytes, `${store.name}@${listed}`) };
        });
        if ('because' in attached) {
            found.push({ manifest: { mediaType: _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.manifest, digest: listed, size: 0 }, reading: attached });
            continue;
        }
        const { descriptor, document } = attached;
        for (const layer of document.kind === 'index' ? [] : document.manifest.layers) {
            if (!layer.mediaType.startsWith('application/vnd.dev.sigstore.bundle'))
                continue;
            if (layer.size > mostBytesOfOne) {
                const because = `${layer.size} bytes, larger than any signature or statement`;
                found.push({ manifest: descriptor, reading: { kind: 'unusable', because } });
                continue;
            }
            bytesLeft -= layer.size;
            if (bytesLeft < 0)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${digest}: more than ${mostBytes / 1024 / 1024} MiB of signatures and statements are attached to it: refused, find out who attached them, and remove them`, { exit: 'gate-failed' });
            const reading = await unlessUnreadable(async () => (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .readBundle */ .Bo)(await presentBlob(store, layer)));
            found.push({ manifest: descriptor, reading });
        }
    }
    return found;
}
/** What nobody could read, in words for a log; undefined where there is nothing of the kind. */
function passedOver(bundles) {
    const unusable = bundles.flatMap(({ manifest, reading }) => reading.kind === 'unusable' ? [`${manifest.digest} (${reading.because})`] : []);
    const more = unusable.length > 3 ? ` and ${unusable.length - 3} more` : '';
    return unusable.length === 0 ? undefined : `${unusable.slice(0, 3).join(', ')}${more}`;
}
async function unlessUnreadable(read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .UnreadableError */ .Gy))
            throw error;
        return { kind: 'unusable', because: error.message };
    }
}
/** A manifest may name a blob that was never there: some registries take it. */
async function presentBlob(store, layer) {
    try {
        return await (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .readBlob */ .gm)(store, layer);
    }
    catch (error) {
        if (error instanceof _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .UnreadableError */ .Gy || (await store.has(layer.digest)))
            throw error;
        throw new _oci_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .UnreadableError */ .Gy(`its content ${layer.digest} is not there`);
    }
}
/** Stores a small blob unless it is there, and says what it is. */
function writeBlob(store, bytes, mediaType) {
    const { digest, size } = (0,_bundle_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(bytes, mediaType);
    const once = (0,_oci_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .repeatable */ .EQ)(async function* () {
        yield bytes;
    });
    return store.write(once, mediaType, { digest, size });
}


/***/ }),

/***/ 4080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ trusted),
/* harmony export */   Pu: () => (/* binding */ keyText),
/* harmony export */   x9: () => (/* binding */ openImages)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _oci_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57545);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88613);
/* harmony import */ var _memo_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78155);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98142);






/** Where the spec says that images of this model live; by default in a layout of the place. */
const openImages = (context) => (0,_memo_js__WEBPACK_IMPORTED_MODULE_4__/* .oncePerRun */ .ao)(context, 'images', async () => (await (0,_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .openRepository */ .h_)(context.spec.image, 'image', context)) ??
    (0,_oci_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .openLayout */ .B)(context.place.images, { create: true }));
/** Text that may stand in the environment or in a file of the spec: keys of either half. */
async function keyText(context, options) {
    const fromEnvironment = context.environment[options.variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '')
        return { text: fromEnvironment, source: options.variable };
    if (options.path === undefined)
        return undefined;
    const place = { file: context.specFile, key: options.key };
    const file = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveInside */ .LI)(context.bounds, options.path, place);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${options.path} cannot be read (${error.code}): make a key pair with \`model-actions keygen\`, or give it as ${options.variable}`, { place, cause: error });
    });
    return { text, source: file };
}
/** Whose signatures are believed. @throws UserError where the spec names no key */
async function trusted(context) {
    const found = await keyText(context, {
        path: context.spec.signing.publicKey,
        key: 'signing.public-key',
        variable: 'COSIGN_PUBLIC_KEY',
    });
    if (found !== undefined)
        return { kind: 'key', publicKeyPem: found.text };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is missing: name the public key whose signatures you trust, or set COSIGN_PUBLIC_KEY; nothing unsigned is deployed', { place: { file: context.specFile, key: 'signing.public-key' } });
}


/***/ }),

/***/ 78155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ao: () => (/* binding */ oncePerRun),
/* harmony export */   eO: () => (/* binding */ known),
/* harmony export */   y6: () => (/* binding */ forget)
/* harmony export */ });
const looksOf = new WeakMap();
function looks(context) {
    const found = looksOf.get(context) ?? new Map();
    looksOf.set(context, found);
    return found;
}
/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
function oncePerRun(context, what, look) {
    const all = looks(context);
    const present = all.get(what);
    if (present !== undefined)
        return present;
    const looking = look();
    all.set(what, looking);
    looking.catch(() => all.delete(what));
    return looking;
}
/** What was looked up in this run; undefined where nobody asked. */
const known = (context, what) => looks(context).get(what);
/** The next one who asks looks anew. */
function forget(context, what) {
    looks(context).delete(what);
}


/***/ })

};
