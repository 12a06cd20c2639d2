export const id = 2898;
export const ids = [2898,6437,4091];
export const modules = {

/***/ 20770:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {

module.exports = __webpack_require__(20218);


/***/ }),

/***/ 20218:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {



var net = __webpack_require__(69278);
var tls = __webpack_require__(64756);
var http = __webpack_require__(58611);
var https = __webpack_require__(65692);
var events = __webpack_require__(24434);
var assert = __webpack_require__(42613);
var util = __webpack_require__(39023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 33673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  attempt: () => (/* binding */ attempt),
  openApi: () => (/* binding */ openApi),
  publishReport: () => (/* binding */ publishReport),
  publishStages: () => (/* binding */ publishStages),
  withoutSecrets: () => (/* binding */ withoutSecrets),
  writeFiles: () => (/* binding */ writeFiles)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/files.js
var src_files = __webpack_require__(19198);
// EXTERNAL MODULE: ./build/src/platform/api/client.js
var client = __webpack_require__(64091);
// EXTERNAL MODULE: ./build/src/platform/api/event.js
var api_event = __webpack_require__(30458);
// EXTERNAL MODULE: ./build/src/platform/api/faults.js
var faults = __webpack_require__(6437);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(70075);
// EXTERNAL MODULE: ./build/src/report/text.js
var report_text = __webpack_require__(74913);
;// CONCATENATED MODULE: ./build/src/report/check.js


/** GitHub's limit for the summary and the text of a check run is 65,535 characters each; for an annotation 64 KB in all. */
const limitBytes = 65_000;
const longestMessage = 4_000;
/** GitHub takes a neutral check for passed where it is required, which an undecided report has not: only a pass passes. */
const conclusionOf = ({ verdict }, author) => verdict !== 'pass' ? 'failure' : author === 'stranger' ? 'neutral' : 'success';
/** A report as a check run: the verdict and its sentence as title and summary, the rest as text, and remarks beside lines. */
function renderCheck(report, { author = 'us', fullReport } = {}) {
    const link = fullReport === undefined ? {} : { fullReport };
    const head = { ...report, gates: [], sections: [], annotations: [] };
    return {
        conclusion: conclusionOf(report, author),
        title: (0,report_text/* oneLine */.TN)(`${report_text/* verdictWord */.E0[report.verdict]}: ${report.headline}`, 200),
        summary: (0,markdown/* renderMarkdown */.Gc)(head, { limitBytes, ...link }),
        text: (0,markdown/* renderMarkdown */.Gc)(report, { limitBytes }),
        annotations: (report.annotations ?? []).map(({ path, line, level, title, message }) => ({
            path,
            start_line: line,
            end_line: line,
            annotation_level: level,
            title: (0,report_text/* oneLine */.TN)(title, 200),
            message: (0,report_text/* oneLine */.TN)(message, longestMessage),
        })),
    };
}

// EXTERNAL MODULE: ./build/src/report/compose.js
var compose = __webpack_require__(82112);
// EXTERNAL MODULE: ./build/src/report/html.js + 6 modules
var html = __webpack_require__(28456);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/stages/reporting.js
var reporting = __webpack_require__(25099);
// EXTERNAL MODULE: ./build/src/actions/program.js
var program = __webpack_require__(14429);
// EXTERNAL MODULE: ./build/src/actions/reportOfRun.js
var reportOfRun = __webpack_require__(42265);
// EXTERNAL MODULE: ./build/src/actions/stepReport.js
var stepReport = __webpack_require__(98493);
;// CONCATENATED MODULE: ./build/src/actions/publish.js

















/** Composes the stages' reports and publishes what came out, where the token may. @returns 0: a verdict was given before */
async function publishReport(world) {
    const { given, environment } = world;
    const subject = await (0,api_event/* readSubject */.$)(environment);
    const api = openApi(world);
    if (subject.kind === 'of-a-run') {
        // Nothing is checked out here: the directory is the name of one in the other run.
        const of = (0,external_node_path_.relative)('/', (0,external_node_path_.resolve)('/', given['working-directory']));
        const told = await (0,reportOfRun/* reportOfRun */.Zl)({ name: given.name, of }, subject.run, api);
        // Of another run there is an artifact already.
        if ('report' in told)
            await publish(world, { ...told, of, directory: world.workspace, api, artifact: false });
        else
            world.platform.log.info(`the report is for nobody: ${told.because}`);
    }
    else {
        const directory = await (0,program.workingDirectory)(world);
        const report = (0,compose/* composePullRequest */.Td)(await stageReports(world, directory));
        const of = (0,external_node_path_.relative)(world.workspace, directory);
        await publish(world, { report, to: addressee(subject, environment), of, directory, api, artifact: given.artifact });
    }
    return 0;
}
/** Publishes what the stages of this very step said. */
async function publishStages(world, stages) {
    const subject = await (0,api_event/* readSubject */.$)(world.environment);
    const directory = await (0,program.workingDirectory)(world);
    await publish(world, {
        report: (0,compose/* composePullRequest */.Td)(stages),
        to: addressee(subject, world.environment),
        of: (0,external_node_path_.relative)(world.workspace, directory),
        directory,
        api: openApi(world),
        artifact: world.given.artifact,
    });
}
function openApi({ given, platform, environment, signal }) {
    const token = given['github-token'];
    return token === undefined ? undefined : (0,client.openGithubApi)({ token, environment, log: platform.log, signal });
}
/** Keys of a report whose values are words of the report model, whatever a secret may be. */
const ownWords = new Set(['kind', 'level', 'mark', 'part', 'unit', 'verdict']);
/** A copy whose every text says no secret: a comment and an artifact are seen by more people than a log, which hides them itself. */
function withoutSecrets(report, { redacted }) {
    const clean = (each) => {
        if (typeof each === 'string')
            return redacted(each);
        if (Array.isArray(each))
            return each.map(clean);
        if (typeof each !== 'object' || each === null)
            return each;
        return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, ownWords.has(key) ? inner : clean(inner)]));
    };
    return clean(report);
}
/** By every channel that is wanted and open. */
async function publish(world, what) {
    const { platform } = world;
    const { to, of, directory, api } = what;
    const report = withoutSecrets(what.report, platform);
    const files = await writeFiles(report, directory);
    platform.log.info(`${report.verdict}: ${report.headline}`);
    const artifact = what.artifact ? await upload(world, of, files) : undefined;
    const link = artifact === undefined ? {} : { fullReport: artifact };
    const shown = { report, of, ...link };
    const urls = artifact === undefined ? {} : { 'artifact-url': artifact.href };
    for (const [output, channel] of [
        ['comment-url', asComment(world, to, shown)],
        ['check-url', asCheck(world, to, shown)],
    ]) {
        if (channel === undefined || api === undefined)
            continue;
        const url = await publishBy(world, api, channel);
        if (url !== undefined)
            urls[output] = url;
    }
    await world.report.add('report', {
        entry: { verdict: report.verdict, headline: report.headline, outputs: urls },
        outputs: { verdict: report.verdict, report: files.markdown, 'report-json': files.json, ...urls },
        markdown: (0,markdown/* renderMarkdown */.Gc)(report, { limitBytes: stepReport/* partLimitBytes */.Yo, ...link }),
    });
}
function addressee(subject, environment) {
    const run = { run: Number(environment['GITHUB_RUN_ID'] ?? 0), author: 'us' };
    // What this step judged itself is of no other run's commit.
    if (subject.kind === 'of-a-run')
        return { ...run, headSha: '' };
    if (subject.kind === 'commit')
        return { ...run, headSha: subject.headSha };
    // Whatever the token may: a fork's code ran, and can have written what we read here.
    return { ...run, headSha: subject.headSha, pull: subject.pull, author: subject.fork ? 'stranger' : 'us' };
}
async function stageReports({ given, workspace }, directory) {
    const bounds = { directory, root: workspace };
    const place = { input: 'reports' };
    const found = given.reports.length > 0 ? given.reports : await reportsBelow(directory);
    const reports = [];
    for (const path of found) {
        // The outputs of our own actions are absolute.
        const file = await (0,paths/* resolveInside */.LI)(bounds, (0,external_node_path_.isAbsolute)(path) ? (0,external_node_path_.relative)(directory, path) : path, place);
        const text = await (0,src_files/* readRegular */.VX)(file, compose/* longestStageReportBytes */.aJ).catch((error) => {
            if (error.code === undefined)
                throw error;
            throw new errors/* UserError */.yo(`${path.slice(0, 200)} cannot be read (${error.code}): name what a stage put out as report-json, and run this in the job that ran the stage`, { place, cause: error });
        });
        reports.push((0,compose/* readStageReport */.nA)(text.toString('utf8'), (0,external_node_path_.relative)(workspace, file)));
    }
    return reports;
}
async function reportsBelow(directory) {
    const place = (0,reporting/* reportDirectory */.s6)(directory);
    const names = (await (0,promises_.readdir)(place).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
    if (names.length > 0)
        return names.map((name) => (0,external_node_path_.relative)(directory, (0,external_node_path_.join)(place, name)));
    throw new errors/* UserError */.yo('no stage has left a report here: run a stage before in this job, or name its output report-json', { place: { input: 'reports' } });
}
/** The report in every form, in a directory of `.model-actions`. */
async function writeFiles(report, directory, name = 'pull-request') {
    const place = await (0,reporting/* makeOwnDirectory */._i)((0,external_node_path_.join)((0,external_node_path_.dirname)((0,reporting/* reportDirectory */.s6)(directory)), name));
    const files = {
        directory: place,
        markdown: (0,external_node_path_.join)(place, 'report.md'),
        json: (0,external_node_path_.join)(place, reportOfRun/* reportFile */.rn),
        html: (0,external_node_path_.join)(place, 'report.html'),
    };
    await (0,src_files/* writeWhole */.f8)(files.markdown, (0,markdown/* renderMarkdown */.Gc)(report, { limitBytes: markdown/* fileLimitBytes */.DB }));
    await (0,src_files/* writeWhole */.f8)(files.json, `${JSON.stringify(report)}\n`);
    await (0,src_files/* writeWhole */.f8)(files.html, (0,html/* renderHtml */.K)(report));
    return files;
}
/** A channel that fails leaves the others, and a job whose work is done stays green. */
async function attempt({ platform }, what, permission, work, done = 'published') {
    try {
        return await work();
    }
    catch (error) {
        const fault = (0,faults.faultOf)(error);
        if (fault === undefined)
            throw error;
        const line = `${what} was not ${done}: ${(0,faults.explain)(fault, permission)}`;
        if (fault.kind === 'not-allowed')
            platform.log.info(line);
        else
            platform.log.warn(line);
        return undefined;
    }
}
async function upload(world, of, files) {
    const { given, platform, environment } = world;
    const { uploadArtifact } = await __webpack_require__.e(/* import() */ 9622).then(__webpack_require__.bind(__webpack_require__, 19622));
    const name = (0,reportOfRun/* artifactName */.Cs)(given.name, of);
    try {
        const artifact = await uploadArtifact(name, [files.html, files.markdown, files.json], files.directory);
        if (artifact === undefined) {
            platform.log.info('the report is no artifact: this runner has no service for artifacts');
            return undefined;
        }
        const run = `${environment['GITHUB_REPOSITORY']}/actions/runs/${environment['GITHUB_RUN_ID']}`;
        return new URL(`${run}/artifacts/${artifact.id}`, `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/`);
    }
    catch (error) {
        // Full storage, a GitHub Enterprise Server without the service: the report is on the summary page all the same.
        platform.log.warn(`the report is no artifact: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
}
const outcomes = {
    created: 'created',
    updated: 'updated',
    unchanged: 'unchanged',
    'left-newer': 'left as it is, since it tells of a newer commit',
};
async function publishBy(world, api, { name, permission, tell }) {
    const done = await attempt(world, `the ${name}`, permission, () => tell(api));
    if (done !== undefined)
        world.platform.log.info(`${name} ${outcomes[done.outcome]}: ${done.url}`);
    return done?.url;
}
function asComment({ given }, { pull, headSha, run }, shown) {
    const { report, of, fullReport } = shown;
    if (!given.comment || pull === undefined)
        return undefined;
    const text = (0,markdown/* renderMarkdown */.Gc)(report, {
        limitBytes: markdown/* commentLimitBytes */.SS,
        marker: ['model-actions report:', given.name, ...(of === '' ? [] : [(0,reportOfRun/* idOf */.TH)(of)])].join(' '),
        ...(fullReport === undefined ? {} : { fullReport }),
    });
    return {
        name: 'comment',
        permission: 'pull-requests: write',
        tell: async (api) => (await __webpack_require__.e(/* import() */ 8003).then(__webpack_require__.bind(__webpack_require__, 18003))).publishComment(api, {
            pull,
            text,
            origin: { run, commit: headSha },
        }),
    };
}
function asCheck({ given, environment }, { headSha, author }, shown) {
    const { report, of, fullReport } = shown;
    if (!given.check || headSha === '')
        return undefined;
    const run = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB'].map((name) => environment[name] ?? '');
    const check = {
        ...renderCheck(report, { author, ...(fullReport === undefined ? {} : { fullReport }) }),
        // GitHub asks only for the newest of a name where it is required: what a stranger says has another name than what we do.
        name: [
            `model-actions: ${given.name}`,
            ...(author === 'stranger' ? ['(as a fork says)'] : []),
            ...(of === '' ? [] : [`(${(0,report_text/* oneLine */.TN)(of, 100)})`]),
        ].join(' '),
        headSha,
        // Remarks of a check are added to and never taken back: with others it is another check.
        externalId: ['model-actions', given.name, ...run, (0,reportOfRun/* idOf */.TH)([of, report.title, report.annotations ?? []])].join('/'),
    };
    return {
        name: 'check run',
        permission: 'checks: write',
        tell: async (api) => (await __webpack_require__.e(/* import() */ 9670).then(__webpack_require__.bind(__webpack_require__, 49670))).publishCheck(api, check),
    };
}


/***/ }),

/***/ 42265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cs: () => (/* binding */ artifactName),
/* harmony export */   TH: () => (/* binding */ idOf),
/* harmony export */   Zl: () => (/* binding */ reportOfRun),
/* harmony export */   rn: () => (/* binding */ reportFile)
/* harmony export */ });
/* unused harmony export readStrangers */
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _platform_api_faults_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6437);
/* harmony import */ var _report_compose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82112);




/** What tells a report from others of its name. */
const idOf = (what) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)((0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestJson */ .tv)(what), 16);
/** @param of the directory below the workspace, '' for itself: legs of a matrix of one name would take each other's away */
const artifactName = (name, of) => ['model-actions-report', name, ...(of === '' ? [] : [idOf(of)])].join('-');
const reportFile = 'report.json';
/** What a stranger's report may have of each thing: ours have some dozens, and a renderer goes through all of them. */
const most = { gates: 500, sections: 500, columns: 100, series: 20 };
/** A report as somebody else wrote it. @throws UserError where it is none, or such that rendering it would take minutes */
function readStrangers(text, name) {
    const report = (0,_report_compose_js__WEBPACK_IMPORTED_MODULE_2__/* .readReport */ .tL)(text, name);
    const { gates, sections } = report;
    const counts = {
        gates: gates.length,
        sections: sections.length,
        columns: Math.max(0, ...sections.map((each) => (each.kind === 'table' || each.kind === 'parallel' ? each.columns.length : 0))),
        series: Math.max(0, ...sections.map((each) => (each.kind === 'chart' ? each.series.length : 0))),
    };
    for (const what of Object.keys(most))
        if (counts[what] > most[what])
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`has ${counts[what]} ${what} where ${most[what]} are read at the most: have the first workflow report fewer`, {
                place: { file: name },
            });
    return report;
}
/**
 * What the run of a fork's pull request left, for the workflow that may write. That run may have been of any code, so that
 * its report is read as a stranger's: whose it is comes from GitHub alone, and the check is never a success.
 * @returns why there is nobody to tell, where a newer commit was pushed meanwhile or the pull request is closed
 * @throws UserError where there is no such report
 */
async function reportOfRun({ name, of }, run, api) {
    const { fileOfArtifact, pullOfRun } = await __webpack_require__.e(/* import() */ 7393).then(__webpack_require__.bind(__webpack_require__, 97393));
    if (api === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is missing: the report of another run is asked of GitHub', {
            place: { input: 'github-token' },
        });
    try {
        const whose = await pullOfRun(api, run);
        if (whose.kind === 'none')
            return whose;
        const artifact = artifactName(name, of);
        const text = await fileOfArtifact(api, { run, artifact, file: reportFile });
        const report = readStrangers(text, `${reportFile} of artifact ${artifact}`);
        const origin = {
            kind: 'text',
            title: 'Where these figures come from',
            part: 'users',
            text: `Run ${run} of this pull request made them. It ran the code of the pull request, which can write anything here: read them as its author's word.`,
        };
        return {
            // Remarks would stand beside lines that nobody here has looked at.
            report: { ...report, annotations: [], sections: [origin, ...report.sections] },
            to: { pull: whose.pull, headSha: whose.headSha, run, author: 'stranger' },
        };
    }
    catch (error) {
        const fault = (0,_platform_api_faults_js__WEBPACK_IMPORTED_MODULE_3__.faultOf)(error);
        if (fault === undefined)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`run ${run} cannot be asked for: ${(0,_platform_api_faults_js__WEBPACK_IMPORTED_MODULE_3__.explain)(fault, 'actions: read')}`, {
            exit: 'preflight',
            cause: error,
        });
    }
}


/***/ }),

/***/ 64091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openGithubApi: () => (/* binding */ openGithubApi)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _actions_github_lib_utils__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85555);
/* harmony import */ var _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49735);
/* harmony import */ var _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86856);
/* harmony import */ var bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63251);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96135);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(49455);








const usual = { callMs: 30_000, secondMs: 1_000 };
/** A job is not kept waiting longer than this for one call, however long GitHub asks for. */
const longestWaitSeconds = 300;
const mostWaits = 3;
/** GitHub tells a limit in several ways; the plugin that waits knows two of them, and is told the others in its words. */
function limitsAsSuch(octokit) {
    octokit.hook.error('request', (error) => {
        const { status, response } = error;
        const asks = response?.headers['retry-after'] !== undefined;
        const exhausted = response?.headers['x-ratelimit-remaining'] === '0';
        if ((status === 429 || (status === 403 && asks)) && !exhausted && !/\bsecondary rate\b/i.test(error.message))
            error.message = `${error.message} (as with a secondary rate limit)`;
        throw error;
    });
    return {};
}
/** What is created may have been created by a call that failed: it is looked for before it is tried again, by `ensure`. */
function createsOnce(octokit) {
    octokit.hook.before('request', (options) => {
        if (options.method === 'POST')
            options.request = { ...options.request, retries: 0 };
    });
    return {};
}
const Client = _actions_github_lib_utils__WEBPACK_IMPORTED_MODULE_1__/* .GitHub */ .gq.plugin(createsOnce, limitsAsSuch, _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_5__/* .retry */ .L, _octokit_plugin_throttling__WEBPACK_IMPORTED_MODULE_6__/* .throttling */ .A);
/**
 * @param token it is registered as a secret before
 * @param environment GITHUB_API_URL (also of a GitHub Enterprise Server), GITHUB_REPOSITORY, and the proxies
 * @throws UserError where this is no job of GitHub
 */
function openGithubApi(options) {
    const { token, environment, log, signal, pace = usual } = options;
    const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
    if (owner === '' || repo === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('GITHUB_REPOSITORY is not set: this runs in a job of GitHub Actions', { exit: 'preflight' });
    const fetch = (0,_network_js__WEBPACK_IMPORTED_MODULE_4__/* .openFetch */ .v)(environment);
    const wait = (what) => (seconds, _call, _octokit, waits) => {
        const goes = waits < mostWaits && seconds <= longestWaitSeconds;
        const then = goes ? `going on in ${seconds} s` : `too long (${seconds} s), given up`;
        log.info(`GitHub asks us to wait (${what}): ${then}`);
        return goes;
    };
    const octokit = new Client({
        auth: `token ${token}`,
        baseUrl: environment['GITHUB_API_URL'] || 'https://api.github.com',
        userAgent: 'model-actions',
        // Octokit tells of each failed call on the console; what matters is said by who called.
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        request: {
            fetch: async (url, init) => whole(await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(pace.callMs)]) })),
        },
        // 429 is the other plugin's.
        retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue: pace.secondMs },
        throttle: {
            id: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
            // GitHub asks for a second between writes, and takes more than 20 comments a minute ill.
            write: new bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__.Group({ maxConcurrent: 1, minTime: pace.secondMs }),
            notifications: new bottleneck_light_js__WEBPACK_IMPORTED_MODULE_2__.Group({ maxConcurrent: 1, minTime: 3 * pace.secondMs }),
            retryAfterBaseValue: pace.secondMs,
            onRateLimit: wait('the hourly limit'),
            onSecondaryRateLimit: wait('a secondary limit'),
        },
    });
    // Outermost: neither a wait nor a queue holds up who cancels.
    octokit.hook.wrap('request', (request, call) => orAborted(signal, async () => request(call)));
    return { octokit, fetch, owner, repo, log, signal, pace };
}
/**
 * The answer once all of it is here. Octokit takes what came of one that was cut off for the whole, so that a list would
 * lack what we look for, and it would be made a second time. @throws Error, which Octokit takes for no answer
 */
async function whole(answer) {
    const text = await answer.clone().text();
    if (answer.ok && text !== '' && isJson(answer.headers))
        JSON.parse(text);
    return answer;
}
const isJson = (headers) => /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '');
async function orAborted(signal, work) {
    signal.throwIfAborted();
    const aborted = (0,_timers_js__WEBPACK_IMPORTED_MODULE_7__/* .deferred */ .yX)();
    const stop = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work(), aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}


/***/ }),

/***/ 6437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explain: () => (/* binding */ explain),
/* harmony export */   faultOf: () => (/* binding */ faultOf)
/* harmony export */ });
/* What an error of GitHub's API means for what we wanted: pure. */
/** What a call's error says; undefined where it is no error of the API. */
function faultOf(error) {
    if (!(error instanceof Error))
        return undefined;
    const { name, status, response } = error;
    if (name !== 'HttpError' || typeof status !== 'number')
        return undefined;
    // What never came back has no response, and Octokit gives it the status 500.
    if (response === undefined)
        return { kind: 'unknown', because: `no answer (${short(error.message)})` };
    if (status >= 500)
        return { kind: 'unknown', because: `answer ${status}` };
    const exhausted = response.headers?.['x-ratelimit-remaining'] === '0';
    if (status === 429 || (status === 403 && (exhausted || /\bsecondary rate\b/i.test(error.message))))
        return { kind: 'limited' };
    if (status === 401)
        return { kind: 'bad-token' };
    if (status === 403 && /\bresource not accessible by\b|\bmust have \w+ (?:rights|access)\b/i.test(error.message))
        return { kind: 'not-allowed' };
    if (status === 404 || status === 410)
        return { kind: 'not-found' };
    return { kind: 'refused', because: `${status}: ${short(error.message)}` };
}
/** Messages of strangers in a line of ours. */
const short = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 300);
/** Cause and remedy in one line. @param permission of the job, such as `pull-requests: write` */
function explain(fault, permission) {
    switch (fault.kind) {
        case 'not-allowed':
            return `the token of this job may not: give the job \`${permission}\` (a pull request of a fork never has it: publish from a second workflow, as workflows-examples shows)`;
        case 'bad-token':
            return 'GitHub does not know the token of input github-token (401): give a valid one, or leave the input out';
        case 'not-found':
            return `GitHub says that it is not there (404): it is gone, or the token may not see it (\`${permission}\`)`;
        case 'refused':
            return `GitHub refused it (${fault.because})`;
        case 'limited':
            return "GitHub's rate limit is reached: run the job again later";
        case 'unknown':
            return `GitHub did not answer as it should (${fault.because}): run the job again`;
    }
}


/***/ })

};
