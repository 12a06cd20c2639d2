export const id = 4321;
export const ids = [4321];
export const modules = {

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


/***/ })

};
