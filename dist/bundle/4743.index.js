export const id = 4743;
export const ids = [4743];
export const modules = {

/***/ 33490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ensure)
/* harmony export */ });
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49455);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6437);


const mostTries = 4;
/**
 * Finds what we made before, or makes it: once, whatever happens. A call that failed may have made it all the same, and so
 * it is looked for again before the next try.
 */
async function ensure({ log, signal, pace }, what, { find, create }) {
    for (let tries = 1;; tries += 1) {
        const found = await find();
        if (found !== undefined)
            return { item: found, created: tries > 1 };
        try {
            return { item: await create(), created: true };
        }
        catch (error) {
            const fault = (0,_faults_js__WEBPACK_IMPORTED_MODULE_0__.faultOf)(error);
            if (fault?.kind !== 'unknown' || tries === mostTries)
                throw error;
            log.info(`${what}: ${fault.because}; looking whether it was made`);
            // What was written is not always to be read at once.
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(tries * pace.secondMs, signal);
        }
    }
}


/***/ }),

/***/ 54743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishRelease: () => (/* binding */ publishRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38321);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33490);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6437);






/**
 * Publishes the release of a tag once: as a draft until every file is there, since a published one may not change any
 * more. What an interrupted run left of it is gone on with. One that a person wrote in GitHub's pages, published or as a draft,
 * keeps its title and notes and gets the files, where it still takes any.
 * @throws UserError where it is published with other files, or the tag is not at the commit any more
 */
async function publishRelease(api, of) {
    const { octokit, owner, repo } = api;
    const { tag, title: name, prerelease } = of;
    const body = `${of.notes}\n\n${ourNotes}\n`;
    const files = await Promise.all(of.assets.map(async (asset) => {
        const content = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(asset.path);
        return { ...asset, content, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(content) };
    }));
    await requireTag(api, of);
    const { item: release } = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_4__/* .ensure */ .D)(api, `the release ${tag}`, {
        // By its tag a draft is not found, of which there can be several beside the one that is published.
        find: async () => {
            const all = await octokit.paginate(octokit.rest.repos.listReleases, { owner, repo, per_page: 100 });
            const ofTag = all.filter((each) => each.tag_name === tag);
            return ofTag.find(({ draft }) => !draft) ?? ofTag.find(isOurs) ?? ofTag[0];
        },
        create: async () => (await octokit.rest.repos.createRelease({
            owner,
            repo,
            tag_name: tag,
            // Where the tag vanishes meanwhile, GitHub makes it: of this commit, and not of the default branch.
            target_commitish: of.sha,
            name,
            body,
            prerelease,
            draft: true,
        })).data,
    });
    const missing = [];
    const other = [];
    for (const file of files) {
        const present = release.assets.find((each) => each.name === file.name);
        if (present === undefined)
            missing.push(file);
        else if (!(await isSame(api, present, file)))
            other.push(file);
    }
    const named = (some) => some.map((each) => each.name).join(', ');
    if (release.draft)
        for (const file of [...missing, ...other])
            await upload(api, release, file);
    else {
        if (other.length > 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the release ${tag} is published already, with another ${named(other)}: a release does not change, so raise the version`);
        if (missing.length === 0)
            return { url: release.html_url, outcome: 'unchanged' };
        if (release.immutable === true)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`the release ${tag} was published before its files were made (${named(missing)}), and takes none any more: raise the version and push its tag alone, the release is made here`);
        for (const file of missing)
            await upload(api, release, file);
        return { url: release.html_url, outcome: 'completed' };
    }
    // Uploads take a while.
    await requireTag(api, of, { vanished: 'is made again' });
    const kept = !isOurs(release);
    const { data } = await octokit.rest.repos.updateRelease({
        owner,
        repo,
        release_id: release.id,
        name: kept && release.name ? release.name : name,
        body: kept && release.body ? release.body : body,
        prerelease: prerelease || (kept && release.prerelease),
        target_commitish: of.sha,
        draft: false,
    });
    return { url: data.html_url, outcome: 'published' };
}
/** Last in our notes, and unseen: whose a draft is does not stand in its author, as bots of others draft releases too. */
const ourNotes = '<!-- model-actions release -->';
const isOurs = ({ body }) => (body ?? '').trimEnd().endsWith(ourNotes);
/** GitHub would make a tag that is not there any more, and a release of whatever a moved one is at now. */
async function requireTag({ octokit, owner, repo }, { tag, sha }, { vanished } = { vanished: 'is refused' }) {
    const at = await octokit.rest.git
        .getRef({ owner, repo, ref: `tags/${tag}` })
        .then(({ data }) => data.object)
        .catch((error) => {
        if ((0,_faults_js__WEBPACK_IMPORTED_MODULE_5__.faultOf)(error)?.kind !== 'not-found')
            throw error;
        if (vanished === 'is made again')
            return undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`tag ${tag} is gone: push it again, and run the job again`);
    });
    if (at === undefined)
        return;
    // A tag with a message is an object of its own.
    const commit = at.type === 'tag' ? (await octokit.rest.git.getTag({ owner, repo, tag_sha: at.sha })).data.object.sha : at.sha;
    if (commit !== sha)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`tag ${tag} is at ${commit.slice(0, 12)} now, and this was built from ${sha.slice(0, 12)}: raise the version, a tag that was released does not move`);
}
/** An older GitHub Enterprise Server knows no digests of files: there the file itself is asked for. */
async function isSame({ octokit, owner, repo }, present, file) {
    if (present.state !== 'uploaded' || present.size !== file.content.length)
        return false;
    if (typeof present.digest === 'string')
        return present.digest === file.digest;
    const { data } = await octokit.rest.repos.getReleaseAsset({
        owner,
        repo,
        asset_id: present.id,
        headers: { accept: 'application/octet-stream' },
        // A server that gives the file itself says its type, and of text or JSON there would be no bytes any more.
        request: { parseSuccessResponseBody: false },
    });
    // The types know the description of the file, which is another answer of this call.
    return (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestBytes */ .QN)(await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.buffer)(data)) === file.digest;
}
/** Half a file, as an upload that was cut off leaves it, makes place for the whole one. */
async function upload(api, { id: release_id, upload_url }, file) {
    const { octokit, owner, repo } = api;
    const { name, content, contentType } = file;
    await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_4__/* .ensure */ .D)(api, `the file ${name} of the release`, {
        find: async () => {
            const { data } = await octokit.rest.repos.listReleaseAssets({ owner, repo, release_id, per_page: 100 });
            const present = data.find((each) => each.name === name);
            if (present === undefined || (await isSame(api, present, file)))
                return present;
            await octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: present.id });
            return undefined;
        },
        create: async () => {
            const { data } = await octokit.rest.repos.uploadReleaseAsset({
                owner,
                repo,
                release_id,
                name,
                // The types know text only; what is sent are the bytes.
                data: content,
                headers: { 'content-type': contentType, 'content-length': content.length },
                // Another host than that of the API, which the release names.
                baseUrl: upload_url.split('/repos/')[0] ?? '',
            });
            return data;
        },
    });
}


/***/ })

};
