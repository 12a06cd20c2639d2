export const id = 2898;
export const ids = [2898,4429,6437,4091];
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

/***/ 14429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contextOf: () => (/* binding */ contextOf),
/* harmony export */   requireOwnCode: () => (/* binding */ requireOwnCode),
/* harmony export */   runSelected: () => (/* binding */ runSelected),
/* harmony export */   usesCache: () => (/* binding */ usesCache),
/* harmony export */   workingDirectory: () => (/* binding */ workingDirectory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(643);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27406);
/* harmony import */ var _platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30458);
/* harmony import */ var _platform_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55799);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70075);
/* harmony import */ var _spec_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41922);
/* harmony import */ var _spec_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88613);
/* harmony import */ var _stages_context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(67660);
/* harmony import */ var _stages_index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21712);
/* harmony import */ var _stages_judge_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8522);
/* harmony import */ var _stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(25099);
/* harmony import */ var _stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(92416);
/* harmony import */ var _stages_shown_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(69308);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(34729);
/* harmony import */ var _stepReport_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(98493);
















/**
 * The program of an action that runs stages: inputs → context → stages → outputs.
 * @param hooks.onTold what is done with each stage that ended, whatever comes behind it
 * @param hooks.prepare what the stages run with instead of what the inputs name
 * @returns the exit code
 */
async function runSelected(action, world, { onTold, prepare, } = {}) {
    const { given, platform } = world;
    const hear = async (told) => {
        onTold?.(told);
        await tell(told, world);
    };
    if (given['candidate-predictions'] !== undefined || given['baseline-predictions'] !== undefined)
        return judgeGiven(world, hear);
    const requested = action.inputs.includes('stages') ? given.stages : [...action.stages];
    if (requested.some((stage) => runsCode.includes(stage)))
        await requireOwnCode(world);
    const cached = usesCache(action, requested, world);
    const named = await contextOf(requested, world, cached);
    const context = prepare === undefined ? named : await prepare(named);
    const stages = withoutIdleSign(action, requested, context);
    const cache = cached ? await openResultsCache(context) : undefined;
    await (0,_stages_separateJobs_js__WEBPACK_IMPORTED_MODULE_12__/* .requireSeparateJobs */ .RW)(stages, context);
    const outcomes = await (0,_stages_index_js__WEBPACK_IMPORTED_MODULE_9__.runStages)(stages, context, hear);
    await cache?.save();
    const last = outcomes.at(-1);
    if (last === undefined)
        throw new Error('no stage ran');
    return ended(last.stage, last.stored.result, platform);
}
/** With `pull_request_target` the code of a fork would run beside a token that may write, and beside secrets. */
async function requireOwnCode({ environment }) {
    if (environment['GITHUB_EVENT_NAME'] !== 'pull_request_target')
        return;
    const subject = await (0,_platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readSubject */ .$)(environment);
    if (subject.kind === 'pull-request' && !subject.fork)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('this would run the code of a fork with the rights of this repository: use `on: pull_request`, and publish from a second workflow (`on: workflow_run`), as workflows-examples shows', { exit: 'preflight' });
}
/** Judges two files of predictions, and nothing else. @returns the exit code */
async function judgeGiven(world, hear) {
    const { given, workspace, platform } = world;
    const started = node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now();
    const { engine, from, digest, force } = given;
    (0,_stages_judge_js__WEBPACK_IMPORTED_MODULE_10__.requireUnused)({ engine, from, digest, force }, (input) => ({ input }));
    const directory = await workingDirectory(world);
    const bounds = { directory, root: workspace };
    const file = (input) => {
        const path = given[input];
        if (path !== undefined)
            return (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(bounds, path, { input });
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('predictions are judged against predictions: give candidate-predictions and baseline-predictions', {
            place: { input },
        });
    };
    const files = { candidate: await file('candidate-predictions'), baseline: await file('baseline-predictions') };
    const specFile = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(bounds, given.config, { input: 'config' });
    // Messages and annotations name files as the repository does.
    const shownFile = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, specFile);
    const spec = await (0,_spec_load_js__WEBPACK_IMPORTED_MODULE_6__.loadJudgedSpec)(shownFile);
    const stored = await (0,_stages_judge_js__WEBPACK_IMPORTED_MODULE_10__.judgePredictions)(spec, files);
    const seconds = (node_perf_hooks__WEBPACK_IMPORTED_MODULE_1__.performance.now() - started) / 1000;
    const shown = await (0,_stages_shown_js__WEBPACK_IMPORTED_MODULE_13__.shownReport)(stored.result, { spec, specFile: shownFile });
    const report = await (0,_stages_reporting_js__WEBPACK_IMPORTED_MODULE_11__.writeReport)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(specFile), { stored, shown, reused: false, seconds });
    await hear({ outcome: { stage: 'evaluate', reused: false, stored }, seconds, shown, report });
    return ended('evaluate', stored.result, platform);
}
function ended(stage, { proceed, verdict, headline }, platform) {
    if (proceed)
        return 0;
    platform.fail({ what: `${stage}: ${verdict}: ${headline}` });
    return (0,_platform_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictExitCode */ .f)(verdict);
}
/** What the inputs name: the spec, the engine, what was handed over. */
async function contextOf(stages, world, cached = false) {
    const { given, workspace, platform, signal } = world;
    const directory = await workingDirectory(world);
    const config = await (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)({ directory, root: workspace }, given.config, { input: 'config' });
    const context = await (0,_stages_context_js__WEBPACK_IMPORTED_MODULE_8__.openContext)({
        // Messages and annotations name files as the repository does.
        specFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, config),
        workspace,
        stages,
        engine: given.engine,
        from: given.from,
        image: given.digest,
        force: given.force,
        rollback: given.rollback,
        cached,
        platform,
        signal,
        environment: await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_14__/* .stageEnvironment */ ._)(world),
    });
    const subject = await (0,_platform_api_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readSubject */ .$)(world.environment);
    const ofFork = subject.kind === 'pull-request' && subject.fork;
    return ofFork && context.spec.results !== undefined ? withOwnResults(context) : context;
}
/** A fork's token may not write, and others would believe what its code made: the pipeline goes on, and shares nothing. */
function withOwnResults(context) {
    let said = false;
    const publish = async () => {
        if (!said)
            context.platform.log.info('`results` are not shared with other jobs: this is the pull request of a fork');
        said = true;
    };
    return { ...context, results: { ...context.results, publish } };
}
/** The directory of the input `working-directory`, which lies in the workspace. */
async function workingDirectory({ given, workspace }) {
    const top = { directory: workspace, root: workspace };
    return (0,_spec_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .resolveInside */ .LI)(top, given['working-directory'], { input: 'working-directory' });
}
/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action, stages, context) {
    if (action.name !== 'build')
        return stages;
    const key = context.environment['COSIGN_PRIVATE_KEY'] ?? '';
    if (key !== '' || context.spec.signing.key !== undefined)
        return stages;
    context.platform.log.warn('the image is not signed, and verify and deploy will refuse it: give input sign-key');
    return stages.filter((stage) => stage !== 'sign');
}
/** They run what a spec names, which whoever wrote the commit chose; no others use the cache. */
const runsCode = ['prepare', 'finetune', 'evaluate', 'quantize'];
/**
 * Whether a step takes and leaves results in the cache of GitHub. Others can write to it, and what it unpacks may lie
 * anywhere: nothing that ends in a signature or a deployment may start from it, and no host that outlives the job.
 */
function usesCache({ inputs }, stages, { given, platform, environment }) {
    if (!given.cache || !inputs.includes('cache'))
        return false;
    const barrier = stages.find((stage) => !runsCode.includes(stage));
    const because = barrier !== undefined
        ? `in a step with ${barrier}, which must not start from what others can write`
        : environment['RUNNER_ENVIRONMENT'] !== 'github-hosted'
            ? 'on a runner that may outlive the job, which keeps its results itself and must not be changed by who can write to the cache'
            : undefined;
    if (because !== undefined)
        platform.log.info(`cache: not used ${because}`);
    return because === undefined;
}
async function openResultsCache({ place, platform }) {
    const { openCache } = await __webpack_require__.e(/* import() */ 8607).then(__webpack_require__.bind(__webpack_require__, 68607));
    const { cachedKeys } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 8727));
    const directories = [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(place.store, 'results'), cachedKeys(place.store), place.checkpoints];
    return openCache({ directories, log: platform.log });
}
/** What one stage tells: a line, its outputs, its part of `json`, its report on the summary page. */
async function tell({ outcome, seconds, shown, report }, world) {
    const { stage, reused, stored } = outcome;
    const { verdict, headline, key, outputs } = stored.result;
    world.platform.log.info(`${stage}: ${verdict}${reused ? ' (reused)' : ''}: ${headline}`);
    await world.report.add(stage, {
        entry: {
            verdict,
            headline,
            result: stored.digest,
            'lineage-key': key,
            reused,
            seconds: Math.round(seconds * 10) / 10,
            outputs,
        },
        outputs: {
            ...outputs,
            verdict,
            result: stored.digest,
            'lineage-key': key,
            reused: String(reused),
            ...(report === undefined ? {} : { report: report.markdown, 'report-json': report.json }),
        },
        markdown: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMarkdown */ .Gc)(shown, { limitBytes: _stepReport_js__WEBPACK_IMPORTED_MODULE_15__/* .partLimitBytes */ .Yo }),
    });
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
// EXTERNAL MODULE: ./build/src/report/html.js + 5 modules
var html = __webpack_require__(14030);
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
        columns: Math.max(0, ...sections.map((each) => (each.kind === 'table' ? each.columns.length : 0))),
        series: Math.max(0, ...sections.map((each) => (each.kind === 'chart' ? each.series.length : 0))),
    };
    for (const what of Object.keys(most))
        if (counts[what] > most[what])
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`has ${counts[what]} ${what} where ${most[what]} are read at the most: refused`, {
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

/***/ 30458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readSubject)
/* harmony export */ });
/* unused harmony export subjectOf */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19198);


const repository = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr() });
const pullEvent = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    pull_request: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        number: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1),
        // The repository of a fork may be deleted.
        head: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ sha: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/), repo: repository.nullable() }),
        base: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ repo: repository }),
    }),
});
const runEvent = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ workflow_run: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1) }) });
/** Pure. @param name of the event @param event its payload @param sha of the commit that the run is at */
function subjectOf(name, event, sha) {
    const pull = pullEvent.safeParse(event);
    if (pull.success) {
        const { number, head, base } = pull.data.pull_request;
        return { kind: 'pull-request', pull: number, headSha: head.sha, fork: head.repo?.id !== base.repo.id };
    }
    const run = runEvent.safeParse(event);
    if (name === 'workflow_run' && run.success)
        return { kind: 'of-a-run', run: run.data.workflow_run.id };
    return { kind: 'commit', headSha: sha };
}
/** @param environment GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_SHA */
async function readSubject(environment) {
    const path = environment['GITHUB_EVENT_PATH'] ?? '';
    const text = path === '' ? undefined : (await (0,_files_js__WEBPACK_IMPORTED_MODULE_0__/* .readIfPresent */ .Zu)(path))?.toString('utf8');
    const event = text === undefined || text === '' ? {} : JSON.parse(text);
    return subjectOf(environment['GITHUB_EVENT_NAME'] ?? '', event, environment['GITHUB_SHA'] ?? '');
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

/***/ 8522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgePredictions: () => (/* binding */ judgePredictions),
/* harmony export */   requireUnused: () => (/* binding */ requireUnused)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23837);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44503);
/* harmony import */ var _statistics_power_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13500);
/* harmony import */ var _tasks_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(42068);
/* harmony import */ var _code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22456);
/* harmony import */ var _comparison_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97085);
/* harmony import */ var _decision_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9795);
/* harmony import */ var _predictions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(74777);
/* harmony import */ var _reporting_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25099);










/**
 * Judges two files of predictions by the gates of a spec: for teams with a harness of their own. No model is loaded, no Python
 * runs and no data is read; only `name`, `version`, `task` and `evaluate` of the spec count.
 * @param of paths of files in the prediction format, or of samples of lm-evaluation-harness
 */
async function judgePredictions(spec, of) {
    const task = (0,_tasks_index_js__WEBPACK_IMPORTED_MODULE_4__/* .taskOf */ .Xb)(spec.task);
    const [candidate, baseline] = [
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.candidate, task),
        await (0,_predictions_js__WEBPACK_IMPORTED_MODULE_8__/* .readGivenPredictions */ .O)(of.baseline, task),
    ];
    const { gates, metrics, judgedBy, sections } = (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .compareModels */ .w)({
        task,
        section: spec.evaluate,
        margins: (0,_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .marginsOf */ .p)(spec.evaluate, false),
        labels: labelsOf(candidate),
        candidate,
        baseline,
        examples: candidate.length,
        environment: undefined,
        // What was judged before is not known here: what the spec plans counts.
        alpha: (0,_statistics_power_js__WEBPACK_IMPORTED_MODULE_3__/* .alphaOfLook */ .zP)(1, spec.evaluate.looks),
    });
    const { proceed, ...decision } = (0,_decision_js__WEBPACK_IMPORTED_MODULE_7__/* .decisionOf */ .u)({
        task,
        judgedBy,
        gates,
        metrics,
        against: "the baseline's predictions",
        examples: candidate.length,
        onInconclusive: spec.evaluate.onInconclusive,
    });
    const made = (0,_reporting_js__WEBPACK_IMPORTED_MODULE_9__/* .draft */ .K4)({
        title: `evaluate ${spec.name} ${spec.version}`,
        data: { examples: candidate.length, metrics, gates },
        ...decision,
        document: { gates, sections: [...sections, ...passedOver(spec)] },
    });
    const result = {
        ...made,
        schema: 1,
        stage: 'evaluate',
        name: spec.name,
        key: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestJson */ .tv)({
            model: spec.name,
            task: spec.task,
            evaluate: spec.evaluate,
            candidate: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.candidate),
            baseline: await (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFile */ .TM)(of.baseline),
            code: await (0,_code_js__WEBPACK_IMPORTED_MODULE_5__/* .ownGates */ .Ns)(),
        }),
        proceed,
        files: [],
        parents: {},
    };
    return { digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestBytes */ .QN)((0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(result)), result };
}
/** A spec of a model may say more than counts here, and a reader of the report would believe that it did. */
function passedOver({ evaluate: { baseline, slices, explain } }) {
    const told = [
        ...(baseline === _spec_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .defaultBaseline */ .$P
            ? []
            : [`evaluate.baseline (${baseline}): the baseline is the file of predictions`]),
        ...(slices.length === 0 ? [] : ['evaluate.slices: slices are those that the predictions name themselves']),
        ...(explain === undefined
            ? []
            : ['evaluate.explain: predictions come without their model, so that nobody can be asked']),
    ];
    if (told.length === 0)
        return [];
    return [{ kind: 'text', title: 'Not used of model.yml', text: `${told.join('; ')}.` }];
}
/** What of a run counts for models alone. @throws UserError where any of it is given @param given by name, as it was read */
function requireUnused(given, placeOf) {
    const [first] = Object.entries(given).filter(([, value]) => value !== undefined && value !== false);
    if (first !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('is not used where predictions alone are judged: leave it out', { place: placeOf(first[0]) });
}
const labelsOf = (judged) => [...new Set(judged.map(({ truth }) => truth))].sort();


/***/ })

};
