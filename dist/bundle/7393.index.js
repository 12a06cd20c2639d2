export const id = 7393;
export const ids = [7393];
export const modules = {

/***/ 97393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fileOfArtifact: () => (/* binding */ fileOfArtifact),
  pullOfRun: () => (/* binding */ pullOfRun)
});

// UNUSED EXPORTS: artifactLimits, fileOfZip

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
;// CONCATENATED MODULE: ./build/src/platform/api/zip.js
/**
 * The content of the one file of this name. What it says of its own size is not believed, and nothing else is unpacked.
 * @throws Error in words that a person can act on
 */
async function readOneOfZip(zip, name, limits) {
    const { fromBuffer } = await __webpack_require__.e(/* import() */ 663).then(__webpack_require__.t.bind(__webpack_require__, 20663, 19));
    const archive = await new Promise((resolve, reject) => {
        fromBuffer(zip, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, opened) => error === null ? resolve(opened) : reject(new Error(`no zip archive (${error.message})`)));
    });
    if (archive.entryCount > limits.entries)
        throw new Error(`${archive.entryCount} files where ${limits.entries} at the most are expected`);
    const entry = await onlyEntry(archive, name, limits);
    if (entry.uncompressedSize > limits.fileBytes)
        throw new Error(`${name} has ${entry.uncompressedSize} bytes where ${limits.fileBytes} are read at the most`);
    const stream = await new Promise((resolve, reject) => {
        archive.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
    });
    const pieces = [];
    let bytes = 0;
    for await (const piece of stream) {
        const read = piece;
        bytes += read.length;
        if (bytes > limits.fileBytes)
            throw new Error(`${name} is larger than it says`);
        pieces.push(read);
    }
    return Buffer.concat(pieces);
}
/** Two files of one name would be two answers to what was meant. */
function onlyEntry(archive, name, limits) {
    return new Promise((resolve, reject) => {
        const found = [];
        let seen = 0;
        archive.on('error', reject);
        archive.on('entry', (entry) => {
            seen += 1;
            if (seen > limits.entries)
                return reject(new Error(`more than ${limits.entries} files`));
            if (entry.fileName === name)
                found.push(entry);
            archive.readEntry();
        });
        archive.on('end', () => {
            const [only, second] = found;
            if (only === undefined)
                reject(new Error(`it has no ${name}`));
            else if (second !== undefined)
                reject(new Error(`it has ${name} twice`));
            else if (only.isEncrypted())
                reject(new Error(`${name} is encrypted`));
            else
                resolve(only);
        });
        archive.readEntry();
    });
}

;// CONCATENATED MODULE: ./build/src/platform/api/run.js




/**
 * The open pull request that a run was of, if what it ran is still its newest commit. Nothing that the run wrote is asked:
 * it would name any pull request.
 */
async function pullOfRun({ octokit, owner, repo }, run) {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: run });
    const { event, head_branch: branch, head_sha: headSha, head_repository: from, run_attempt: attempt = 1 } = data;
    if (event !== 'pull_request')
        return { kind: 'none', because: `run ${run} was of a ${event}, and not of a pull request` };
    // The repository of a fork may be deleted by now, whatever the description says.
    const source = from;
    if (source === null || branch === null)
        return { kind: 'none', because: `the branch of run ${run} is gone` };
    const pulls = await octokit.paginate(octokit.rest.pulls.list, {
        owner,
        repo,
        state: 'open',
        head: `${source.owner.login}:${branch}`,
        per_page: 100,
    });
    const ours = pulls.filter(({ head }) => head.sha === headSha && head.repo?.id === source.id);
    const [first, second] = ours;
    if (first === undefined)
        return { kind: 'none', because: `no open pull request has commit ${headSha.slice(0, 12)} of run ${run} any more` };
    if (second !== undefined)
        return {
            kind: 'none',
            because: `pull requests ${first.number} and ${second.number} are of the same commit, and run ${run} does not say which it was of`,
        };
    return { kind: 'found', pull: first.number, headSha, attempt };
}
/** What an artifact may be, which somebody else made. */
const artifactLimits = { zipBytes: 16 * 1024 * 1024, fileBytes: 8 * 1024 * 1024, entries: 100 };
/** One file of an artifact of a run, as text. @throws UserError where it is not what our own step uploads */
async function fileOfArtifact(api, { run, artifact: name, file }) {
    const { octokit, owner, repo } = api;
    const refuse = (why, cause) => new errors/* UserError */.yo(`artifact ${name} of run ${run} ${why}`, { exit: 'data', cause });
    const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
        owner,
        repo,
        run_id: run,
        name,
        per_page: 100,
    });
    const found = data.artifacts.filter((each) => each.name === name && !each.expired).sort((a, b) => b.id - a.id)[0];
    if (found === undefined)
        throw refuse('is not there: let the first workflow run the action report with the same `name`, and `artifact: true`');
    if (found.size_in_bytes > artifactLimits.zipBytes)
        throw refuse(`has ${found.size_in_bytes} bytes where ${artifactLimits.zipBytes} are read at the most: have the first workflow report less`);
    const answer = await octokit.rest.actions.downloadArtifact({
        owner,
        repo,
        artifact_id: found.id,
        archive_format: 'zip',
        request: { redirect: 'manual' },
    });
    const zip = await download(api, String(answer.headers.location), refuse);
    const digest = `sha256:${(0,external_node_crypto_.createHash)('sha256').update(zip).digest('hex')}`;
    if (typeof found.digest === 'string' && found.digest !== digest)
        throw refuse(`is ${digest}, and GitHub knows it as ${found.digest.slice(0, 100)}: run the job again`);
    return fileOfZip(zip, file, `artifact ${name} of run ${run}`);
}
/** @param where for messages @throws UserError where the archive is not what our own step uploads */
async function fileOfZip(zip, file, where) {
    try {
        return (await readOneOfZip(zip, file, artifactLimits)).toString('utf8');
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new errors/* UserError */.yo(`${where} is refused: ${why}`, { exit: 'data', cause: error });
    }
}
/** From the storage that GitHub names, without the token, and no further than that. */
async function download({ fetch, signal, pace }, location, refuse) {
    const url = URL.canParse(location) ? new URL(location) : undefined;
    if (url === undefined || !(url.protocol === 'https:' || (0,network/* isLoopback */.U9)(url.hostname)))
        throw refuse('is at no address that is asked (https://…)');
    try {
        const response = await fetch(url, {
            redirect: 'error',
            signal: AbortSignal.any([signal, AbortSignal.timeout(4 * pace.callMs)]),
        });
        if (!response.ok || response.body === null)
            throw new Error(`answer ${response.status}`);
        const pieces = [];
        let bytes = 0;
        for await (const piece of response.body) {
            bytes += piece.length;
            if (bytes > artifactLimits.zipBytes)
                throw new Error(`more than ${artifactLimits.zipBytes} bytes`);
            pieces.push(piece);
        }
        return Buffer.concat(pieces);
    }
    catch (error) {
        signal.throwIfAborted();
        throw refuse(`cannot be downloaded (${error instanceof Error ? error.message : String(error)}): run the job again`, error);
    }
}


/***/ })

};
