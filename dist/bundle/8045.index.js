export const id = 8045;
export const ids = [8045];
export const modules = {

/***/ 28045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeRelease: () => (/* binding */ makeRelease),
  reportsBehind: () => (/* binding */ reportsBehind),
  versionOfTag: () => (/* binding */ versionOfTag)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(62088);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/platform/api/faults.js
var faults = __webpack_require__(6437);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(70075);
;// CONCATENATED MODULE: ./build/src/report/card.js


/** A card goes beside the whole report: it has what somebody who thinks of using the model asks first. */
const limitBytes = 200_000;
/**
 * A model card: front matter as model hubs read it, what the model is and what it was made from, and how it was judged. It
 * says what was measured and nothing else: what the model is for is its owners' to say.
 */
function renderModelCard(report, { name, version, image, digest, task, base, license }) {
    const head = {
        ...(license === undefined ? {} : { license }),
        pipeline_tag: task,
        base_model: base,
        tags: ['model-actions'],
    };
    const facts = [
        ['version', version],
        ['task', task],
        ['tuned from', base],
        ['license', license ?? 'none is stated'],
        ['image', image],
        ['digest', digest],
    ];
    const rows = facts.map(([what = '', value = '']) => `| ${what} | ${(0,markdown/* escapeMarkdown */.FV)(value, 500)} |\n`).join('');
    const told = {
        ...report,
        title: 'How it was judged',
        sections: report.sections.filter(({ part }) => part !== 'cost' && part !== 'changes'),
    };
    return `---\n${(0,dist/* stringify */.As)(head)}---\n\n# ${(0,markdown/* escapeMarkdown */.FV)(name)} ${(0,markdown/* escapeMarkdown */.FV)(version)}\n\n| | |\n| --- | --- |\n${rows}\n${(0,markdown/* renderMarkdown */.Gc)(told, { limitBytes })}`;
}

// EXTERNAL MODULE: ./build/src/report/compose.js
var compose = __webpack_require__(82112);
// EXTERNAL MODULE: ./build/src/stages/types.js
var types = __webpack_require__(85940);
// EXTERNAL MODULE: ./build/src/actions/program.js
var program = __webpack_require__(14429);
// EXTERNAL MODULE: ./build/src/actions/publish.js + 1 modules
var publish = __webpack_require__(33673);
;// CONCATENATED MODULE: ./build/src/actions/makeRelease.js











/** GitHub takes 125,000 characters. */
const notesLimitBytes = 100_000;
/** Builds, signs and verifies what a tag names, and publishes it. @returns the exit code */
async function makeRelease(action, world) {
    const context = await (0,program.contextOf)(action.stages, world);
    const tag = requireTag(context);
    const api = (0,publish.openApi)(world);
    if (api === undefined)
        throw new errors/* UserError */.yo('is missing: the release is published by it', { place: { input: 'github-token' } });
    const ended = new Map();
    const exitCode = await (0,program.runSelected)(action, world, {
        onTold: ({ outcome: { stage, stored } }) => void ended.set(stage, stored),
    });
    const built = ended.get('build');
    const verified = ended.get('verify');
    if (exitCode !== 0 || built === undefined || verified === undefined)
        return exitCode;
    const url = await publishAll(world, context, { api, tag, built, verified });
    await world.report.add('release', {
        entry: { outputs: { 'release-url': url } },
        outputs: { 'release-url': url },
        markdown: '',
    });
    return exitCode;
}
/** @throws UserError where this run is of no tag, or of one for another version: before the first stage */
function requireTag({ spec, specFile, environment }) {
    const tag = environment['GITHUB_REF_NAME'] ?? '';
    const place = { file: specFile, key: 'version' };
    const remedy = `push tag v${spec.version}, or run the workflow at it`;
    if (environment['GITHUB_REF_TYPE'] !== 'tag')
        throw new errors/* UserError */.yo(`a release is made of a tag, and this run is of ${environment['GITHUB_REF_TYPE'] ?? 'none'} ${JSON.stringify(tag.slice(0, 100))}: ${remedy}`, { place });
    const version = versionOfTag(tag, spec.name);
    if (version === spec.version)
        return tag;
    throw new errors/* UserError */.yo(version === undefined
        ? `tag ${JSON.stringify(tag.slice(0, 100))} is no version of ${spec.name} (v1.4.0, or ${spec.name}-v1.4.0 where a repository has several models): ${remedy}`
        : `the tag says ${version}, and the spec says ${spec.version}: set it to ${version} in the commit that is tagged, or ${remedy}`, { place });
}
/**
 * The version that a tag names: `v1.4.0` or `1.4.0`, and with the model's name before it where a repository has several
 * (`intents-v1.4.0`, `intents/v1.4.0`, `intents@1.4.0`). Pure.
 */
function versionOfTag(tag, name) {
    const [rest] = ['-', '/', '@'].flatMap((separator) => tag.startsWith(`${name}${separator}`) ? [tag.slice(name.length + 1)] : []);
    const version = (rest ?? tag).replace(/^v/, '');
    return semver.valid(version) === version ? version : undefined;
}
/** What is published says nothing of when and where this ran, so that it is the same when it runs again. */
async function publishAll(world, context, { api, tag, built, verified }) {
    const { spec, results } = context;
    const reports = await reportsBehind(results, built.result.parents);
    const report = (0,publish.withoutSecrets)((0,compose/* composePullRequest */.Td)(reports, { title: `${spec.name} ${spec.version}` }), world.platform);
    const { image = '', digest = '' } = verified.result.outputs;
    const files = await (0,publish.writeFiles)(report, await (0,program.workingDirectory)(world), 'release');
    const facts = { name: spec.name, version: spec.version, image, digest };
    const card = (0,external_node_path_.join)(files.directory, 'model-card.md');
    await (0,src_files/* writeWhole */.f8)(card, renderModelCard(report, {
        ...facts,
        task: spec.task,
        base: spec.base,
        ...(spec.image.license === undefined ? {} : { license: spec.image.license }),
    }));
    const imageFile = (0,external_node_path_.join)(files.directory, 'image.json');
    const made = Object.fromEntries(reports.map(({ stage, result }) => [stage, result]));
    await (0,src_files/* writeWhole */.f8)(imageFile, `${JSON.stringify({ ...facts, results: made }, null, 2)}\n`);
    const { publishRelease } = await __webpack_require__.e(/* import() */ 4743).then(__webpack_require__.bind(__webpack_require__, 54743));
    try {
        const { url, outcome } = await publishRelease(api, {
            tag,
            sha: world.environment['GITHUB_SHA'] ?? '',
            title: `${spec.name} ${spec.version}`,
            notes: `\`${image}\`\n\n${(0,markdown/* renderMarkdown */.Gc)(report, { limitBytes: notesLimitBytes })}`,
            prerelease: semver.prerelease(spec.version) !== null,
            assets: [
                { name: 'report.html', path: files.html, contentType: 'text/html' },
                { name: 'report.json', path: files.json, contentType: 'application/json' },
                { name: 'model-card.md', path: card, contentType: 'text/markdown' },
                { name: 'image.json', path: imageFile, contentType: 'application/json' },
            ],
        });
        world.platform.log.info(`release ${outcome}: ${url}`);
        return url;
    }
    catch (error) {
        const fault = (0,faults.faultOf)(error);
        if (fault === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${image} is released and signed, and the release ${tag} is not published at GitHub: ${(0,faults.explain)(fault, 'contents: write')}`, { exit: 'preflight', cause: error });
    }
}
/** The reports of everything that an image was made from, by digest and not from the checkout. @throws UserError where one is gone */
async function reportsBehind(results, parents) {
    const found = new Map();
    const open = async (stage, digest) => {
        if (found.has(stage))
            return;
        const stored = await results.open(digest);
        if (stored === undefined)
            throw new errors/* UserError */.yo(`the result ${digest} of ${stage} is gone: run ${stage} again`);
        const { report, key, parents: before } = stored.result;
        found.set(stage, { stage, result: digest, report, key, parents: before });
        for (const [name, parent] of Object.entries(before))
            await open(name, parent);
    };
    for (const [stage, digest] of Object.entries(parents))
        await open(stage, digest);
    return types/* stageNames */.h.flatMap((stage) => found.get(stage) ?? []);
}


/***/ })

};
