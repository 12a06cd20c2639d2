export const id = 2887;
export const ids = [2887];
export const modules = {

/***/ 67555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readContract)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52210);



/*
 * Reads what the runtime prints, by the contract's schema. The child is not trusted: a line that claims to be an event
 * and is not one is a broken contract, never a log line.
 */
/** How an event line begins; every other line is a log line. */
const eventPrefix = '{"model_runtime":1,';
/** @param directory the one that holds the package `model_runtime`, whose contract.schema.json is the contract */
function readContract(directory) {
    const schema = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'model_runtime/contract.schema.json'), 'utf8'));
    const ajv = new ajv_dist_2020_js__WEBPACK_IMPORTED_MODULE_2__.Ajv2020({ allErrors: false, strictNumbers: true, validateFormats: false });
    ajv.addSchema(schema);
    // Names come from the child too, and only those that the contract has may become a part of a URL.
    const definition = (name) => Object.hasOwn(schema.$defs, name) ? ajv.getSchema(`${schema.$id}#/$defs/${name}`) : undefined;
    const parse = (text) => {
        try {
            return { ok: true, value: JSON.parse(text) };
        }
        catch {
            return { ok: false, because: notJson(text) };
        }
    };
    const result = (text, verb) => {
        const parsed = parse(text);
        if (!parsed.ok)
            return parsed;
        const found = field(parsed.value, 'verb');
        if (found !== verb)
            return { ok: false, because: `its key verb is ${show(found)} where the job was ${JSON.stringify(verb)}` };
        const validate = definition(`${verb}_result`);
        if (validate === undefined)
            throw new Error(`the contract has no result for ${verb}`);
        if (!validate(parsed.value))
            return { ok: false, because: misfit(validate.errors, parsed.value) };
        return { ok: true, result: parsed.value };
    };
    return {
        result,
        line(text) {
            if (!text.startsWith(eventPrefix))
                return { kind: 'log' };
            const parsed = parse(text);
            if (!parsed.ok)
                return { kind: 'broken', because: parsed.because };
            const type = field(parsed.value, 'type');
            const validate = typeof type === 'string' ? definition(`${type}_event`) : undefined;
            if (validate === undefined)
                return { kind: 'broken', because: `its key type is ${show(type)}, which is no event` };
            if (!validate(parsed.value))
                return { kind: 'broken', because: misfit(validate.errors, parsed.value) };
            return { kind: 'event', event: parsed.value };
        },
        prediction(text) {
            const parsed = parse(text);
            if (!parsed.ok)
                return parsed;
            const validate = definition('prediction');
            if (validate === undefined)
                throw new Error('the contract has no prediction');
            if (!validate(parsed.value))
                return { ok: false, because: misfit(validate.errors, parsed.value) };
            return { ok: true, prediction: parsed.value };
        },
        configMisfit(config) {
            const validate = definition(`${config.verb}_config`);
            if (validate === undefined)
                return `the contract has no config for ${config.verb}`;
            return validate(config) ? undefined : misfit(validate.errors, config);
        },
    };
}
/** Python writes NaN and Infinity where JSON has no such thing; that is the usual reason, and worth its name. */
function notJson(text) {
    const number = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text)?.[1];
    if (number !== undefined)
        return `it has the number ${number}, which JSON does not know`;
    return text.length === 0 ? 'it is empty' : 'it is not whole, valid JSON';
}
function field(value, key) {
    return typeof value === 'object' && value !== null ? value[key] : undefined;
}
const show = (value) => (value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80));
function misfit(errors, value, inside = '') {
    const error = errors?.[0];
    if (error === undefined)
        return 'it does not fit the contract';
    const path = error.instancePath.split('/').slice(1);
    const place = [inside, ...path].filter((part) => part !== '').join('.');
    const found = path.reduce((at, key) => field(at, key), value);
    const params = error.params;
    if (params.missingProperty !== undefined)
        return `its key ${join2(place, params.missingProperty)} is missing`;
    if (params.additionalProperty !== undefined)
        return `its key ${join2(place, params.additionalProperty)} is not in the contract`;
    const shown = typeof found === 'number' ? String(found) : show(found);
    return `its key ${place === '' ? '(the whole)' : place} ${error.message ?? 'does not fit'}, found ${shown}`;
}
const join2 = (place, key) => (place === '' ? key : `${place}.${key}`);


/***/ }),

/***/ 54765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BJ: () => (/* binding */ gateCode),
/* harmony export */   C2: () => (/* binding */ dockerDirectory),
/* harmony export */   Uq: () => (/* binding */ runtimeDirectory),
/* harmony export */   VI: () => (/* binding */ agentFiles)
/* harmony export */ });
/* unused harmony export gateCodeFile */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);




const bundled = globalThis.modelActionsDist;
const source = bundled === undefined ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_3__.fileURLToPath)(import.meta.url)) : undefined;
function first(candidates) {
    const found = candidates.find((candidate) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(candidate));
    if (found === undefined)
        throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`);
    return found;
}
/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
const runtimeDirectory = () => bundled === undefined ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker/runtime')]) : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'runtime')]);
/** Directory with the Dockerfiles of our own images. */
const dockerDirectory = () => bundled === undefined
    ? first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(source ?? '', '../docker')])
    : first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'docker'), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, '../docker')]);
/**
 * The program beside the proxy: its entry and every file of ours that it needs at run time, relative to `directory`. Wherever
 * they are copied to, a package.json of `{"type":"module"}` belongs beside them.
 */
async function agentFiles() {
    if (bundled !== undefined) {
        // Which chunks of the bundle it loads is known to the bundle alone.
        const entry = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'gateway-agent.js')]));
        const chunks = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, 'bundle'))).filter((name) => name.endsWith('.js')).sort();
        return { directory: bundled, names: [entry, ...chunks.map((name) => `bundle/${name}`)], entry };
    }
    const directory = source ?? '';
    const entry = first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'gateway/agent/main.ts')]);
    return { directory, names: await importedBy(directory, entry), entry: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, entry) };
}
/** A source file and those of ours that it needs at run time, relative to `directory`: a change elsewhere is no change of it. */
async function importedBy(directory, program) {
    const found = new Set([program]);
    for (const file of found) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8');
        const imports = /(?:^(?:import|export) (?!type\b)[^'`]*?|\bimport\()'(\.[^']+)'/gm;
        for (const [, name = ''] of text.matchAll(imports))
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), name));
    }
    return [...found].map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(directory, file)).sort();
}
/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
const gateCode = () => bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bundled, gateCodeFile)]) };
const gateCodeFile = 'gate-code.json';


/***/ })

};
