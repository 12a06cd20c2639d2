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
            await (0,_timers_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .y)(tries * pace.secondMs, signal);
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
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _ensure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33490);




/**
 * Publishes the release of a tag once: as a draft until every file is there, since a published one may not change any
 * more. What an interrupted run left of it is gone on with.
 * @throws UserError where it is published with other files
 */
async function publishRelease(api, of) {
    const { octokit, owner, repo } = api;
    const { tag, title: name, notes: body, prerelease } = of;
    const files = await Promise.all(of.assets.map(async (asset) => {
        const content = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(asset.path);
        return { ...asset, content, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestBytes */ .QN)(content) };
    }));
    const { item: release } = await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_3__/* .ensure */ .D)(api, `the release ${tag}`, {
        // By its tag a draft is not found.
        find: async () => {
            for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
                owner,
                repo,
                per_page: 100,
            })) {
                const found = data.find((each) => each.tag_name === tag);
                if (found !== undefined)
                    return found;
            }
            return undefined;
        },
        create: async () => (await octokit.rest.repos.createRelease({ owner, repo, tag_name: tag, name, body, prerelease, draft: true }))
            .data,
    });
    const isThere = ({ name: wanted, digest }) => release.assets.some((each) => each.name === wanted && each.state === 'uploaded' && each.digest === digest);
    const missing = files.filter((each) => !isThere(each));
    if (!release.draft) {
        if (missing.length === 0)
            return { url: release.html_url, outcome: 'unchanged' };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`the release ${tag} is published already, with another ${missing.map((each) => each.name).join(', ')}: a release does not change, so raise the version`);
    }
    for (const file of missing)
        await upload(api, release, file);
    const { data } = await octokit.rest.repos.updateRelease({
        owner,
        repo,
        release_id: release.id,
        name,
        body,
        prerelease,
        draft: false,
    });
    return { url: data.html_url, outcome: 'published' };
}
/** Half a file, as an upload that was cut off leaves it, makes place for the whole one. */
async function upload(api, { id: release_id, upload_url }, file) {
    const { octokit, owner, repo } = api;
    const { name, content, contentType, digest } = file;
    await (0,_ensure_js__WEBPACK_IMPORTED_MODULE_3__/* .ensure */ .D)(api, `the file ${name} of the release`, {
        find: async () => {
            const { data } = await octokit.rest.repos.listReleaseAssets({ owner, repo, release_id, per_page: 100 });
            const present = data.find((each) => each.name === name);
            if (present === undefined || (present.state === 'uploaded' && present.digest === digest))
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
