export const id = 6153;
export const ids = [6153,2898,6437,4091];
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

/***/ 19872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellPreflight: () => (/* binding */ tellPreflight)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19198);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70075);
/* harmony import */ var _stages_trainingPreflight_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36728);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14429);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(33673);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(98493);








/** The program of the action `preflight`. @returns the exit code by what is lacking */
async function tellPreflight(world) {
    const { given, platform, report } = world;
    await (0,_program_js__WEBPACK_IMPORTED_MODULE_5__.requireOwnCode)(world);
    const context = await (0,_program_js__WEBPACK_IMPORTED_MODULE_5__.contextOf)(['finetune'], world);
    const found = await platform.group('preflight', () => (0,_stages_trainingPreflight_js__WEBPACK_IMPORTED_MODULE_4__.preflightTraining)(context, given.require));
    for (const { state, name, found: what, remedy } of found.checks)
        platform.log.info(`${state.padEnd(7)} ${name}: ${what}${remedy === undefined ? '' : `: ${remedy}`}`);
    const shown = (0,_publish_js__WEBPACK_IMPORTED_MODULE_6__.withoutSecrets)(found.report, platform);
    // Outside of the checkout, which a check must not change.
    const files = await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .makeTemporary */ .ww)('model-actions-preflight-');
    const [markdown, json] = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'preflight.md'), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(files, 'preflight.json')];
    const text = (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_7__/* .partLimitBytes */ .Yo });
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(markdown, text);
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeWhole */ .f8)(json, `${JSON.stringify({ ...shown, checks: found.checks, estimate: found.estimate }, null, 2)}\n`);
    const { verdict, headline } = shown;
    await report.add('preflight', {
        entry: {
            verdict,
            headline,
            checks: found.checks,
            ...(found.estimate === undefined ? {} : { estimate: found.estimate }),
        },
        outputs: {
            verdict,
            fits: found.estimate === undefined ? '' : String(found.estimate.fits),
            'estimate-bytes': found.estimate === undefined ? '' : String(found.estimate.needed),
            report: markdown,
            'report-json': json,
        },
        markdown: text,
    });
    for (const problem of found.problems)
        platform.fail(problem);
    return _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodes */ .hS[found.exit];
}


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


/***/ }),

/***/ 58854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ askTool)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41955);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72636);
/* harmony import */ var _timers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49455);



/*
 * Short tools that are asked one thing: `git --version` and the like. They start nothing of their own, so that no process
 * group has to be ended; whatever works for longer is started by `processes.ts`.
 */
const patienceMs = 10_000;
const longestChars = 10_000;
/** What a tool prints, or undefined where it is not there, fails, or says nothing for ten seconds. */
async function askTool(command, args) {
    const asked = (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(command, [...args], {
        silent: true,
        ignoreReturnCode: true,
        delay: 500,
        env: definedOf((0,_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .plainEnvironment */ .Ud)(process.env)),
    }).then(({ exitCode, stdout }) => (exitCode === 0 ? stdout.slice(0, longestChars).trim() : undefined), () => undefined);
    // One that hangs in its driver cannot be ended by anybody; it holds nothing of ours.
    return new Promise((resolve) => {
        const tooLong = (0,_timers_js__WEBPACK_IMPORTED_MODULE_2__/* .after */ .Pl)(patienceMs, () => resolve(undefined));
        void asked.then(resolve).finally(() => tooLong.cancel());
    });
}
const definedOf = (environment) => Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));


/***/ }),

/***/ 90723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkUp: () => (/* binding */ checkUp)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/checkup/checks.js
var checkup_checks = __webpack_require__(36194);
;// CONCATENATED MODULE: ./build/src/checkup/report.js
/** A check-up as a report. Only what is required can fail it: what a job can do without is nobody's fault. */
function checkupReport(checks, problems) {
    const named = (state) => checks.filter((check) => check.state === state).map(({ name }) => name);
    const tell = (what, names) => names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
    const rest = [...tell('missing', named('missing')), ...tell('warning', named('warning'))];
    const [first, ...more] = problems;
    return {
        schema: 1,
        title: 'check-up of the runner',
        verdict: first === undefined ? 'pass' : 'fail',
        headline: first === undefined
            ? rest.join('; ') || 'everything is there'
            : `${first.what}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
        gates: [],
        sections: [
            {
                kind: 'table',
                title: 'What was found',
                columns: ['part', 'state', 'found', 'remedy'],
                rows: checks.map((check) => [check.name, check.state, check.found, 'remedy' in check ? check.remedy : '']),
            },
        ],
    };
}

// EXTERNAL MODULE: ./build/src/checkup/requirements.js
var checkup_requirements = __webpack_require__(62543);
// EXTERNAL MODULE: ./build/src/docker/client.js + 8 modules
var docker_client = __webpack_require__(36846);
// EXTERNAL MODULE: ./build/src/engine/gpus.js
var gpus = __webpack_require__(98997);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/network.js
var network = __webpack_require__(96135);
// EXTERNAL MODULE: ./build/src/place/place.js + 1 modules
var place = __webpack_require__(61561);
// EXTERNAL MODULE: ./build/src/platform/host.js
var host = __webpack_require__(62291);
// EXTERNAL MODULE: ./build/src/platform/tools.js
var tools = __webpack_require__(58854);
// EXTERNAL MODULE: ./build/src/spec/load.js + 5 modules
var load = __webpack_require__(65043);
;// CONCATENATED MODULE: ./build/src/stages/checkup.js















async function checkUp(world, requirements) {
    const facts = await gather(world);
    const checks = (0,checkup_checks/* checksOf */.tg)(facts);
    const problems = (0,checkup_requirements/* unmet */.i)(requirements, facts, checks);
    return { facts, checks, problems, report: checkupReport(checks, problems) };
}
const answerMs = 10_000;
async function gather({ environment, signal, specFile, specNamed = false }) {
    const { spec, found } = await specOf(specFile, specNamed);
    const within = () => AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
    const [docker, installed, python, git, toolkit, services] = await Promise.all([
        dockerFacts(environment),
        (0,gpus/* usableGpus */.eL)(environment, signal),
        (0,tools/* askTool */.C)(environment['MODEL_ACTIONS_PYTHON'] || 'python3', ['--version']),
        (0,tools/* askTool */.C)('git', ['--version']),
        toolkitVersion(),
        Promise.all(greetings(spec, environment).map((each) => greet(each, environment, within()))),
    ]);
    signal.throwIfAborted();
    const constrained = process.constrainedMemory();
    return {
        host: (0,host/* hostOf */.w4)(environment, process.platform),
        architecture: process.arch,
        cpus: (0,external_node_os_.availableParallelism)(),
        memoryBytes: constrained > 0 ? Math.min(constrained, (0,external_node_os_.totalmem)()) : (0,external_node_os_.totalmem)(),
        node: process.versions.node,
        python,
        git,
        toolkit,
        docker,
        gpus: installed.gpus,
        driver: installed.driver,
        disks: await disksOf(environment, docker),
        services,
        spec: found,
    };
}
async function specOf(file, named) {
    if (!named && !(0,external_node_fs_.existsSync)(file))
        return { found: undefined };
    try {
        const read = await (0,load.loadAnySpec)(file);
        return { ...(read.of === 'model' ? { spec: read.spec } : {}), found: { file, problems: [] } };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { found: { file, problems: error.problems.map(errors/* formatProblem */.Vw) } };
    }
}
async function dockerFacts(environment) {
    try {
        const client = await (0,docker_client.connectDocker)({ environment });
        return { kind: 'engine', address: client.endpoint, remote: client.remote, ...(await client.info()) };
    }
    catch (error) {
        return { kind: 'silent', because: error instanceof Error ? error.message : String(error) };
    }
}
/** `NVIDIA Container Toolkit CLI version 1.17.8`, or of older ones `cli-version: 1.13.5`. */
async function toolkitVersion() {
    const said = (await (0,tools/* askTool */.C)('nvidia-ctk', ['--version'])) ?? (await (0,tools/* askTool */.C)('nvidia-container-cli', ['--version']));
    return said === undefined ? undefined : (/version:?\s+v?(\S+)/.exec(said)?.[1] ?? said);
}
async function disksOf(environment, docker) {
    const places = [
        { what: 'results', directory: (0,place/* placesDirectory */.CE)(environment) },
        ...(docker.kind === 'engine' && docker.remote === undefined && docker.root !== ''
            ? [{ what: 'images', directory: docker.root }]
            : []),
    ];
    const disks = places.map(async ({ what, directory }) => {
        // What is not made yet will lie on the disk of what it is made in.
        let there = directory;
        while (!(0,external_node_fs_.existsSync)(there) && (0,external_node_path_.dirname)(there) !== there)
            there = (0,external_node_path_.dirname)(there);
        const stats = await (0,promises_.statfs)(there).catch(() => undefined);
        return stats === undefined ? [] : [{ what, directory, freeBytes: stats.bavail * stats.bsize }];
    });
    return (await Promise.all(disks)).flat();
}
/** Whom a run will need: the registries that the spec names, and in a job GitHub itself. */
function greetings(spec, environment) {
    const registries = [spec?.image, spec?.results].flatMap((section) => {
        const host = section?.registry?.split('/')[0];
        return section === undefined || host === undefined
            ? []
            : [`${section.insecureRegistry ? 'http' : 'https'}://${host}/v2/`];
    });
    const api = environment['GITHUB_API_URL'] ?? '';
    return [
        ...[...new Set(registries)]
            .filter((url) => URL.canParse(url))
            .map((url) => ({ kind: 'registry', url: new URL(url) })),
        ...(URL.canParse(api) ? [{ kind: 'github', url: new URL(api) }] : []),
    ];
}
/** Asks for nothing, as nobody, and follows nowhere. */
async function greet({ kind, url }, environment, signal) {
    const beganMs = Date.now();
    try {
        const response = await (0,network/* openFetch */.v)(environment)(url, { redirect: 'manual', signal });
        await response.body?.cancel();
        const said = Date.parse(response.headers.get('date') ?? '');
        // Its clock showed the time somewhere between question and answer.
        const skewSeconds = Number.isNaN(said) ? undefined : ((beganMs + Date.now()) / 2 - said) / 1000;
        return { kind, host: url.host, answer: { kind: 'status', status: response.status, skewSeconds } };
    }
    catch (error) {
        return { kind, host: url.host, answer: { kind: 'silent', because: reason(error) } };
    }
}
function reason(error) {
    const { message, name, cause } = error;
    if (name === 'TimeoutError')
        return `no answer within ${answerMs / 1000} s`;
    return cause?.code ?? message;
}


/***/ }),

/***/ 36728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   preflightTraining: () => (/* binding */ preflightTraining)
/* harmony export */ });
/* unused harmony export preflightConfig */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27406);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19198);
/* harmony import */ var _report_estimate_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(38428);
/* harmony import */ var _spec_values_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95083);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(72103);
/* harmony import */ var _checkup_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90723);
/* harmony import */ var _finetune_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(12636);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(47810);
/* harmony import */ var _memoryEstimate_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(62824);
/* harmony import */ var _separateJobs_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(92416);
/* harmony import */ var _training_memory_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(23125);
/* harmony import */ var _training_room_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(25337);















/** Of what is looked at on a machine, what a training stands on; the rest is `doctor`'s to tell. */
const ofHost = ['docker', 'gpu', 'gpu-in-containers'];
const deadlineMs = 10 * 60_000;
/** @throws UserError where model.yml is wrong, or jobs cannot run here at all */
async function preflightTraining(context, requirements) {
    const { environment, signal, specFile, spec } = context;
    const host = await (0,_checkup_js__WEBPACK_IMPORTED_MODULE_7__.checkUp)({ environment, signal, specFile, specNamed: true }, requirements);
    const facts = await (0,_job_js__WEBPACK_IMPORTED_MODULE_9__/* .jobFacts */ .XG)(context);
    const result = spec.engine.image === undefined ? await tried(context, facts) : undefined;
    const checks = [
        ...host.checks.filter(({ name, state }) => ofHost.includes(name) && matters(name, state, facts)).map(ofMachine),
        ...(result === undefined ? [ownImage] : (result.checks ?? []).map(ofRuntime)),
    ];
    const failed = (result?.checks ?? []).filter(({ ok }) => !ok);
    const problems = [
        ...host.problems,
        ...failed.map(({ name, because, hint }) => ({
            what: `${titles[name] ?? name}: ${because}${hint === undefined ? '' : `: ${hint}`}`,
        })),
    ];
    const onlyMemory = host.problems.length === 0 && failed.every(({ name }) => name === 'training');
    return {
        checks,
        ...(result?.estimate === undefined ? {} : { estimate: result.estimate }),
        problems,
        exit: problems.length === 0 ? 'done' : onlyMemory ? 'out-of-memory' : 'preflight',
        report: reportOf(checks, problems, result?.estimate, facts),
    };
}
/** A part that jobs of this engine do without is no fault. */
const matters = (name, state, { engine, gpus }) => name === 'gpu' ? gpus.length > 0 || state !== 'missing' : engine === 'docker';
const ofMachine = (check) => ({
    name: check.name,
    state: check.state,
    found: check.found,
    ...('remedy' in check ? { remedy: check.remedy } : {}),
});
const ownImage = {
    name: 'memory of the training',
    state: 'ok',
    found: 'not estimated, as jobs run in an image of your own (engine.image)',
};
/** As people call what the runtime looks at. */
const titles = {
    disk: 'disk for checkpoints',
    memory: 'memory of the host',
    shm: '/dev/shm',
    gpu: 'driver and GPU',
    products: 'matrix product',
    exchange: 'exchange between processes',
    training: 'memory of the training',
};
const ofRuntime = ({ name, ok, because, hint }) => ({
    name: titles[name] ?? name,
    state: ok ? 'ok' : 'missing',
    found: because,
    ...(hint === undefined ? {} : { remedy: hint }),
});
/** What a job of the runtime finds with the resources that a training would have. */
async function tried(context, facts) {
    const { place, signal, spec } = context;
    const engine = await context.engine();
    if (engine.name === 'process')
        await (0,_separateJobs_js__WEBPACK_IMPORTED_MODULE_11__/* .markTrained */ .V3)(context);
    const config = await (0,_finetune_js__WEBPACK_IMPORTED_MODULE_8__/* .trainingConfig */ .Lh)(context);
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_6__/* .configDirectory */ .Od)(context);
    // Where checkpoints will lie: another disk may have more room, and less.
    const scratch = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.cache, `preflight-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}`);
    const out = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(scratch, 'out');
    await (0,_files_js__WEBPACK_IMPORTED_MODULE_4__/* .makeDirectory */ .Oh)(place.cache);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(out, { recursive: true });
    try {
        const job = {
            config: preflightConfig(config, facts, roomNow(context, facts), await (0,_training_room_js__WEBPACK_IMPORTED_MODULE_13__/* .roomBytes */ .lG)(spec, base)),
            inputs: { base: { directory: base } },
            out,
            resources: (0,_job_js__WEBPACK_IMPORTED_MODULE_9__/* .resourcesOf */ .F3)(spec.engine),
            gpuWaitMs: (0,_spec_values_js__WEBPACK_IMPORTED_MODULE_5__/* .durationMs */ .pc)(spec.engine.gpuWait),
            workers: 1,
            secrets: {},
            deadlineMs,
            logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.logs, `preflight-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}.txt`),
        };
        const end = await engine.run(job, () => undefined, signal);
        if (end.exit === 'done' && end.result?.verb === 'preflight')
            return end.result;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`preflight: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(scratch, { recursive: true, force: true });
    }
}
/** What is free just now: of the smallest GPU, or of the host, where the job itself looks. */
function roomNow({ spec }, { gpus }) {
    const room = (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_12__/* .roomOf */ .dT)(spec, gpus, (0,_training_memory_js__WEBPACK_IMPORTED_MODULE_12__/* .hostMemory */ .mQ)());
    if (room?.card === undefined)
        return spec.engine.memory === undefined ? undefined : room;
    const free = Math.min(...gpus.map(({ freeBytes, memoryBytes: whole }) => freeBytes ?? whole));
    return { ...room, bytes: Math.min(room.bytes, free) };
}
/** What the runtime is to look at. Pure. */
function preflightConfig(config, { gpus }, room, diskBytes) {
    const { launch } = config;
    return {
        verb: 'preflight',
        all: true,
        needs: { disk_bytes: Math.ceil(diskBytes), memory_bytes: 0, gpu: gpus.length > 0 },
        ...(launch === undefined || launch.ranks === 1 ? {} : { exchange: onThisHost(launch) }),
        products: precisionOf(config, gpus),
        training: (0,_memoryEstimate_js__WEBPACK_IMPORTED_MODULE_10__/* .plannedTraining */ .R3)(config, room),
    };
}
/** Other hosts need not be there yet. */
const onThisHost = ({ rendezvous: _, ...launch }) => ({
    ...launch,
    node_rank: 0,
    nodes: 1,
    strategy: 'ddp',
});
/** As `auto` decides it. */
function precisionOf({ training }, gpus) {
    const { precision = 'auto' } = training;
    if (precision !== 'auto')
        return precision;
    const oldest = Math.min(...gpus.map(({ computeCapability = '0' }) => Number(computeCapability)));
    return gpus.length > 0 && oldest >= 8 ? 'bf16' : 'fp32';
}
function reportOf(checks, problems, estimate, { gpus }) {
    const [first, ...more] = problems;
    const fits = estimate === undefined ? 'the training can begin' : 'the training fits';
    return {
        schema: 1,
        title: 'preflight of the training',
        verdict: first === undefined ? 'pass' : 'fail',
        headline: first === undefined ? fits : `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .formatProblem */ .Vw)(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
        gates: [],
        sections: [
            {
                kind: 'table',
                title: 'What was found',
                columns: ['part', 'state', 'found', 'remedy'],
                rows: checks.map(({ name, state, found, remedy = '' }) => [name, state, found, remedy]),
            },
            ...(estimate === undefined ? [] : (0,_report_estimate_js__WEBPACK_IMPORTED_MODULE_14__/* .estimateSections */ .d)(estimate, gpus.length > 0)),
        ],
    };
}


/***/ })

};
