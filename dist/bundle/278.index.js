export const id = 278;
export const ids = [278];
export const modules = {

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

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

/***/ 77609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
;// CONCATENATED MODULE: ./build/src/platform/deployments.js
const noDeployment = { say: () => undefined, settled: async () => undefined };
/** Where the deployment that is under way is left for `post`, with how it ended where GitHub has not heard it yet. */
const deploymentState = 'deployment';
const isEnd = ({ state }) => state !== 'in_progress';
/** @param job its GITHUB_* variables */
function showDeployment(of, { token, deployTo, signal }, { job, log, state, redacted }) {
    if (deployTo === undefined)
        return noDeployment;
    const { model, version, digest } = of;
    let left;
    let end;
    const leave = () => {
        if (left === undefined)
            return;
        left = { ...left, ...(end === undefined ? {} : { end }) };
        state.save(deploymentState, JSON.stringify(left));
    };
    const opened = deployments_open(job, token, log, signal).then(({ api, follow }) => follow(api, {
        environment: deployTo,
        sha: job['GITHUB_SHA'] ?? '',
        task: taskOf(model),
        key: [job['GITHUB_RUN_ID'], job['GITHUB_RUN_ATTEMPT'], job['GITHUB_JOB'], version].join('/'),
        payload: { model, version, digest },
        description: `${model} ${version}`,
        logUrl: logUrl(job),
    }, {
        opened(id) {
            left = { id };
            leave();
        },
        told(event) {
            if (!isEnd(event))
                return;
            // At once: whoever cancels from here on cancels nothing that is under way.
            left = undefined;
            state.save(deploymentState, '');
        },
    }));
    // Told in turn, as the client is loaded meanwhile.
    let told = opened.catch((error) => {
        log.warn(`the deployment is not shown on GitHub: ${error instanceof Error ? error.message : String(error)}`);
        return noDeployment;
    });
    return {
        say(event) {
            // Why a rollout failed can be what a program said, and whoever reads the repository reads it here.
            const clean = { ...event, description: redacted(event.description) };
            if (isEnd(clean)) {
                end = clean;
                leave();
            }
            told = told.then((log_) => {
                log_.say(clean);
                return log_;
            });
        },
        settled: async () => (await told).settled(),
    };
}
/** What was under way when its job was cancelled or killed is told to have ended, and what GitHub did not hear is told again. */
async function endAbandoned({ token, signal }, { job, log, state }) {
    const text = state.get(deploymentState);
    if (text === '')
        return;
    const { id, end } = JSON.parse(text);
    const { api } = await deployments_open(job, token, log, signal);
    const { sayDeployment } = await __webpack_require__.e(/* import() */ 4179).then(__webpack_require__.bind(__webpack_require__, 54179));
    const { explain, faultOf } = await __webpack_require__.e(/* import() */ 6437).then(__webpack_require__.bind(__webpack_require__, 6437));
    try {
        await sayDeployment(api, id, {
            ...(end ?? { state: 'error', description: 'the job ended before the rollout did' }),
            logUrl: logUrl(job),
        });
    }
    catch (error) {
        const fault = faultOf(error);
        if (fault === undefined)
            throw error;
        log.warn(`the deployment ${id} is not shown on GitHub as it ended: ${explain(fault, 'deployments: write')}`);
    }
}
/** So many deployments are looked through, the last first. */
const lookedThrough = 10;
/**
 * What GitHub shows as having served of a model in the environment of the action, the last first. Whoever may write
 * deployments writes what stands there.
 */
async function listDeployed(model, { token, deployTo, signal }, { job, log }) {
    const { explain, faultOf } = await __webpack_require__.e(/* import() */ 6437).then(__webpack_require__.bind(__webpack_require__, 6437));
    try {
        const { api } = await deployments_open(job, token, log, signal);
        const { servedDeployments } = await __webpack_require__.e(/* import() */ 4179).then(__webpack_require__.bind(__webpack_require__, 54179));
        return await servedDeployments(api, { task: taskOf(model), environment: deployTo, count: lookedThrough });
    }
    catch (error) {
        const fault = faultOf(error);
        if (fault === undefined)
            throw error;
        log.info(`what GitHub shows as deployed is not known: ${explain(fault, 'deployments: read')}`);
        return [];
    }
}
const taskOf = (model) => `deploy:${model}`;
async function deployments_open(job, token, log, signal) {
    const { openGithubApi } = await Promise.all(/* import() */[__webpack_require__.e(1092), __webpack_require__.e(4091)]).then(__webpack_require__.bind(__webpack_require__, 64091));
    const { followDeployment } = await __webpack_require__.e(/* import() */ 4179).then(__webpack_require__.bind(__webpack_require__, 54179));
    return { api: openGithubApi({ token, environment: job, log, signal }), follow: followDeployment };
}
const logUrl = (job) => job['GITHUB_RUN_ID'] === undefined
    ? ''
    : `${job['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${job['GITHUB_REPOSITORY']}/actions/runs/${job['GITHUB_RUN_ID']}`;

// EXTERNAL MODULE: ./build/src/platform/failure.js
var failure = __webpack_require__(55799);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(33838);
// EXTERNAL MODULE: ./build/src/platform/progress.js
var progress = __webpack_require__(7238);
// EXTERNAL MODULE: ./build/src/platform/secrets.js
var secrets = __webpack_require__(49688);
// EXTERNAL MODULE: ./build/src/platform/text.js
var platform_text = __webpack_require__(282);
;// CONCATENATED MODULE: ./build/src/platform/github.js








/** GitHub drops the whole summary of a step above 1 MiB; what the runner adds itself needs some room. */
const summaryLimitBytes = 1024 * 1024 - 8 * 1024;
/** GitHub shows ten annotations of a type and step; the rest would vanish without a word. */
const annotationLimit = 10;
const annotationChars = 4_000;
/** Outputs of a job are 1 MB of UTF-16 together. */
const outputLimitChars = 200_000;
/** A line that the runner would take for a command: `::name::` at its start, the older `##[name]` anywhere. */
const looksLikeCommand = (line) => line.trimStart().startsWith('::') || line.includes('##[');
/**
 * @param environment GITHUB_STEP_SUMMARY and GITHUB_WORKSPACE are read from it
 * @param write standard output, which the runner reads for commands
 */
function createGithub(options) {
    const { environment, write, nowMs } = options;
    const redactor = (0,secrets/* createRedactor */.l)();
    const worthALine = (0,progress/* createThinner */.NN)(nowMs);
    const due = (0,progress/* createPacer */.g3)(nowMs);
    const counts = { warning: 0, error: 0 };
    let stopped;
    let summaryBytes = 0;
    let depth = 0;
    /** From here to `resume` the runner obeys nobody: the token is random and no child ever sees it. */
    const stop = () => {
        if (stopped !== undefined)
            return;
        stopped = (0,external_node_crypto_.randomBytes)(16).toString('hex');
        write(`::stop-commands::${stopped}\n`);
    };
    const resume = () => {
        if (stopped === undefined)
            return;
        write(`::${stopped}::\n`);
        stopped = undefined;
    };
    const info = (text) => {
        for (const line of redactor.lines(text)) {
            if (looksLikeCommand(line))
                stop();
            write(`${line}\n`);
        }
    };
    const annotate = (type, problem) => {
        const { place = {} } = problem;
        const message = redactor.line((0,errors/* formatProblem */.Vw)(problem), annotationChars);
        counts[type] += 1;
        if (counts[type] > annotationLimit) {
            info(`${type}: ${message}`);
            return;
        }
        const last = counts[type] === annotationLimit
            ? ` (GitHub shows ${annotationLimit} ${type}s of a step; more are in its log)`
            : '';
        resume();
        const properties = {
            ...(place.file === undefined ? {} : { file: place.file }),
            ...(place.line === undefined ? {} : { startLine: place.line }),
        };
        if (type === 'error')
            core/* error */.z3(`${message}${last}`, properties);
        else
            core/* warning */.$e(`${message}${last}`, properties);
    };
    let connection;
    const state = {
        save(name, value) {
            resume();
            core/* saveState */.LZ(name, redactor.redact(value));
        },
        get: (name) => core/* getState */.Gu(name),
    };
    const log = {
        info,
        warn: (line) => annotate('warning', { what: line }),
        error: (line) => annotate('error', { what: line }),
        debug(text) {
            resume();
            for (const line of redactor.lines(text))
                core/* debug */.Yz(line);
        },
        foreign(text) {
            stop();
            for (const line of redactor.lines(text))
                write(`${line}\n`);
        },
        progress(what, share) {
            if (worthALine(what, share))
                info((0,progress/* percentLine */.WS)(what, share));
        },
        live(line) {
            if (line !== '' && due())
                info(line);
        },
    };
    const world = { job: environment, log, state, redacted: redactor.redact };
    return {
        kind: 'github',
        log,
        async group(title, work) {
            resume();
            // The runner folds one level only: a group inside a group would end the outer one.
            if (depth === 0)
                core/* startGroup */.Oh(redactor.line(title));
            else
                info(title);
            depth += 1;
            try {
                return await work();
            }
            finally {
                depth -= 1;
                resume();
                if (depth === 0)
                    core/* endGroup */.N4();
            }
        },
        output(name, value) {
            resume();
            const shown = redactor.redact(value);
            if (shown.length > outputLimitChars) {
                annotate('warning', {
                    what: `output ${name} has ${shown.length} characters and is left out: read the file of output report-json instead`,
                });
                return;
            }
            core/* setOutput */.uH(name, shown);
        },
        async summary(markdown) {
            const file = environment.GITHUB_STEP_SUMMARY ?? '';
            if (file === '')
                return;
            const cut = (0,platform_text/* cutBytes */.Uw)(`${redactor.redact(markdown).trimEnd()}\n\n`, summaryLimitBytes - summaryBytes, '\n\n… cut: the whole report is in the file of output `report`.\n\n');
            summaryBytes += Buffer.byteLength(cut);
            await (0,promises_.appendFile)(file, cut);
        },
        secret(value) {
            resume();
            for (const form of redactor.add(value))
                core/* setSecret */.Pq(form);
        },
        async identityToken(audience) {
            if ((environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '')
                throw new errors/* UserError */.yo('this job may not ask for an identity token: add `id-token: write` to its permissions (a pull request of a fork never has it)', { exit: 'preflight' });
            resume();
            const token = await core/* getIDToken */.V9(audience).catch((cause) => {
                throw new errors/* UserError */.yo('GitHub gave no identity token: run the job again', { exit: 'preflight', cause });
            });
            redactor.add(token);
            return token;
        },
        deployment: (of) => (connection === undefined ? noDeployment : showDeployment(of, connection, world)),
        deployed: async (model) => (connection === undefined ? [] : listDeployed(model, connection, world)),
        state,
        connect(to) {
            connection = to;
        },
        endDeployment: async () => (connection === undefined ? undefined : endAbandoned(connection, world)),
        redacted: redactor.redact,
        input: (name) => core/* getInput */.V4(name),
        fail: (problem) => annotate('error', problem),
        close: resume,
    };
}

// EXTERNAL MODULE: ./build/src/platform/signals.js
var signals = __webpack_require__(53720);
// EXTERNAL MODULE: ./build/src/actions/credentials.js + 1 modules
var credentials = __webpack_require__(34729);
// EXTERNAL MODULE: ./build/src/actions/stepReport.js
var stepReport = __webpack_require__(98493);
;// CONCATENATED MODULE: ./build/src/actions/run.js








/** What main leaves for post: that it came to its own end, and left nothing behind. */
const ended = 'ended';
/**
 * Runs an action in this process to its end, and sets the exit code.
 * @param environment of the step
 */
async function runAction(action, environment, phase) {
    const signal = (0,signals/* abortOnSignals */.PB)();
    const platform = createGithub({
        environment,
        write: (text) => process.stdout.write(text),
        nowMs: () => performance.now(),
    });
    // Read before the other inputs, as one of them may be what is refused.
    const summary = platform.input('summary').toLowerCase() !== 'false';
    const report = (0,stepReport/* createReport */.LU)({ name: action.title, platform, summary });
    const worldOf = () => {
        const given = (0,credentials/* takeInputs */.L)(action, platform);
        const { 'github-token': token, environment: deployTo } = given;
        if (token !== undefined)
            platform.connect({ token, signal, ...(deployTo === undefined ? {} : { deployTo }) });
        // Resolved, because paths inside are compared with it after their own links are resolved.
        const workspace = (0,external_node_fs_.realpathSync)(environment['GITHUB_WORKSPACE'] ?? process.cwd());
        process.chdir(workspace);
        return { given, platform, workspace, environment, signal, report };
    };
    try {
        if (phase === 'main') {
            process.exitCode = await action.run(worldOf());
            platform.state.save(ended, 'true');
        }
        else if (platform.state.get(ended) !== 'true')
            await action.post?.(worldOf());
        else if (platform.state.get(deploymentState) !== '')
            await worldOf().platform.endDeployment();
    }
    catch (error) {
        const { exitCode, problems, stack } = (0,failure/* failureOf */.g)(error, signal);
        if (phase === 'post') {
            for (const problem of problems)
                platform.log.warn(`cleaning up: ${(0,errors/* formatProblem */.Vw)(problem)}`);
        }
        else {
            for (const problem of problems)
                platform.fail(problem);
            if (stack !== undefined)
                platform.log.foreign(stack);
            await report.refused({ exitCode, problems });
            if (!signal.aborted)
                platform.state.save(ended, 'true');
            process.exitCode = exitCode;
        }
    }
    platform.close();
    // What a stage left open (sockets, timers) must not keep a finished step alive.
    process.exit();
}


/***/ }),

/***/ 15906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f1: () => (/* binding */ whereStopped),
/* harmony export */   qN: () => (/* binding */ begin),
/* harmony export */   yo: () => (/* binding */ update)
/* harmony export */ });
/* unused harmony export inWords */
/*
 * What a run is doing, by the signal that stops it: for the words with which it then stops, also where no time is left to
 * come back from the depth of its work.
 */
const doings = new WeakMap();
/** Says what is begun. */
const begin = (signal, doing) => void doings.set(signal, doing);
/** Says what is new of it. */
function update(signal, changes) {
    const doing = doings.get(signal);
    if (doing !== undefined)
        doings.set(signal, { ...doing, ...changes });
}
/** What was under way when the signal came; undefined where nobody said. */
const whereStopped = (signal) => {
    const doing = doings.get(signal);
    return doing === undefined ? undefined : inWords(doing);
};
/** `in finetune at step 458 of 750; the same command goes on from there` */
function inWords({ what, at, checkpoint, next }) {
    const seen = typeof at === 'object' ? at.done : 0;
    // The last checkpoint is written after the signal came, and no progress is told any more.
    const place = typeof at === 'object' ? oneOf({ ...at, done: Math.max(seen, checkpoint?.step ?? 0) }) : at;
    const goesOn = checkpoint === undefined
        ? `the same command begins ${what} again`
        : `${checkpoint.by} goes on from ${typeof at === 'object' && checkpoint.step >= seen ? 'there' : `step ${checkpoint.step}`}`;
    return `in ${what}${place === undefined ? '' : ` at ${place}`}; ${next ?? goesOn}`;
}
const oneOf = ({ done, total, unit }) => `${unit.replace(/s$/, '')} ${done} of ${total}`;


/***/ }),

/***/ 55799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ verdictExitCode),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _doing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15906);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53720);



/** @param signal what aborted the work; an error that came of it is not reported as one */
function failureOf(error, signal) {
    const reason = signal.aborted ? signal.reason : error;
    if (reason instanceof _signals_js__WEBPACK_IMPORTED_MODULE_2__/* .Interrupted */ .j$) {
        const where = (0,_doing_js__WEBPACK_IMPORTED_MODULE_1__/* .whereStopped */ .f1)(signal);
        const told = where === undefined ? `${reason.message}; run again to go on` : `${reason.message} ${where}`;
        // It may stand in a file that somebody reads later, who did not want it to end with the terminal.
        const what = reason.exitCode === hungUp ? `${told}; ${howToGoOn}` : told;
        return { exitCode: reason.exitCode, problems: [{ what }] };
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS[error.exit], problems: error.problems };
    const refused = refusedBySystem(error);
    if (refused !== undefined)
        return { exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.preflight, problems: [{ what: refused }] };
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const message = error instanceof Error ? error.message : String(error);
    return {
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.crashed,
        problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
        stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
    };
}
/** Permissions of another user's files, and a full disk, are met anywhere, and are no bugs of ours. */
function refusedBySystem(error) {
    if (!(error instanceof Error))
        return undefined;
    const { code = '', syscall, path, address } = error;
    if (syscall === undefined)
        return undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
        return `${path === undefined ? '' : `${path}: `}the disk is full (${code}): free some space and run again`;
    const at = path ?? address;
    if (at === undefined)
        return undefined;
    if (code === 'EROFS')
        return `${at}: lies on a file system that is read-only: run this where it can be written to`;
    if (code !== 'EACCES' && code !== 'EPERM')
        return undefined;
    return `${at}: no permission (${code} of ${syscall}): run this as the user whom it belongs to, or change its owner or mode`;
}
const hungUp = new _signals_js__WEBPACK_IMPORTED_MODULE_2__/* .Interrupted */ .j$('SIGHUP').exitCode;
const howToGoOn = 'to go on when the terminal is closed, start it by setsid, systemd-run --user or in tmux';
const causeOf = (cause) => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
const verdictExitCode = (verdict) => verdict === 'pass' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.done : verdict === 'inconclusive' ? _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS.inconclusive : _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodes */ .hS['gate-failed'];


/***/ }),

/***/ 7238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NN: () => (/* binding */ createThinner),
/* harmony export */   WS: () => (/* binding */ percentLine),
/* harmony export */   g3: () => (/* binding */ createPacer)
/* harmony export */ });
const longestName = 200;
const mostNames = 100;
const longestSilenceMs = 30_000;
/** Decides which progress is worth a line of a log that cannot be redrawn: the first, each tenth, the end, and one every 30 s. */
function createThinner(nowMs) {
    const shown = new Map();
    return (text, share) => {
        // The same work counts in its name: `train 20/180 steps`, `train 21/180 steps`.
        const what = text.slice(0, longestName).replaceAll(/\d+/g, '');
        const last = shown.get(what);
        const due = last === undefined ||
            share < last.share ||
            share - last.share >= 0.1 ||
            (share >= 1 && last.share < 1) ||
            nowMs() - last.atMs >= longestSilenceMs;
        if (due)
            shown.set(what, { share, atMs: nowMs() });
        // The names are whatever a job says.
        const [oldest] = shown.keys();
        if (shown.size > mostNames && oldest !== undefined)
            shown.delete(oldest);
        return due;
    };
}
/** Whether something that goes on is worth another line of a log that cannot be redrawn. */
function createPacer(nowMs) {
    let lastMs = Number.NEGATIVE_INFINITY;
    return () => {
        const due = nowMs() - lastMs >= longestSilenceMs;
        if (due)
            lastMs = nowMs();
        return due;
    };
}
const percentLine = (what, share) => `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`;


/***/ }),

/***/ 49688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createRedactor)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(282);

/** Shorter pieces of a secret stand in ordinary text, so that hiding them would hide the log and not the secret. */
const minChars = 4;
/** Characters of a log line that are shown: longer ones stall a runner's log for minutes. */
const maxLogLineChars = 4_000;
/** The forms in which a secret can come back out of a program: trimmed, line by line, in base64, in a URL, in JSON. */
function secretForms(value) {
    const trimmed = value.trim();
    const lines = value.split(/\r?\n/).map((line) => line.trim());
    const forms = new Set();
    for (const text of [value, trimmed]) {
        const bytes = Buffer.from(text);
        const padded = bytes.toString('base64');
        for (const form of [
            text,
            padded,
            padded.replace(/=+$/, ''),
            bytes.toString('base64url'),
            encodeURIComponent(text),
            JSON.stringify(text).slice(1, -1),
        ])
            forms.add(form);
    }
    // The header and footer of a key file are no secret. What a log shows of a line has no control characters.
    for (const line of lines)
        if (!line.startsWith('-----'))
            forms.add(line).add((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutControls */ .DJ)(line));
    return [...forms].filter((form) => form.length >= minChars).sort((a, b) => b.length - a.length);
}
/** Hides every form of every secret that it was told of. */
function createRedactor() {
    let known = [];
    const redact = (text) => known.reduce((hidden, form) => hidden.replaceAll(form, '***'), text);
    const line = (text, maxChars = maxLogLineChars) => {
        // Hidden again after the control characters are gone, or one of them inside a secret would uncover it; and before the
        // cut, or a secret at the cut would show its head. The work is bounded by a first cut, whose own end is thrown away.
        const spare = known[0]?.length ?? 0;
        const shown = redact((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutControls */ .DJ)(redact(text.slice(0, maxChars + spare))));
        const whole = text.length > maxChars + spare ? shown.slice(0, Math.max(0, shown.length - spare)) : shown;
        const more = text.length - maxChars;
        return more > 0 ? `${whole.slice(0, maxChars)} … (${more} more characters)` : whole;
    };
    return {
        add(value) {
            const forms = secretForms(value);
            // Longest first: a short form inside a long one must not leave the rest of the long one standing.
            known = [...new Set([...known, ...forms])].sort((a, b) => b.length - a.length);
            return forms;
        },
        redact,
        line,
        // Hidden before it is cut into lines, too: a secret may have several.
        lines: (text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(redact(text)).map((each) => line(each)),
    };
}


/***/ }),

/***/ 53720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   j$: () => (/* binding */ Interrupted),
/* harmony export */   sB: () => (/* binding */ hangUpAsked)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/** SIGHUP is the end of the terminal, or of the connection to it. */
const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
    }
}
/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300;
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300;
/**
 * One AbortSignal for the process: the first signal that stops it aborts it with an `Interrupted`, the second ends the process at once.
 * @param options.nowMs a monotonic clock
 * @param options.hangUp `ignored` where work goes on when the terminal is closed
 * @param options.onLate called before the process ends while its work has not: the last chance to say what it did
 */
function abortOnSignals(source = process, { nowMs = () => performance.now(), hangUp = 'stops', onLate = () => undefined, } = {}) {
    const controller = new AbortController();
    let first;
    const exit = (code) => {
        onLate(controller.signal);
        source.exit(code);
    };
    const listener = (signal) => {
        if (first !== undefined) {
            if (nowMs() - first.atMs > echoMs)
                exit(first.exitCode);
            return;
        }
        const reason = new Interrupted(signal);
        const { exitCode } = reason;
        first = { atMs: nowMs(), exitCode };
        setTimeout(() => exit(exitCode), deadlineMs).unref();
        controller.abort(reason);
    };
    // Without a listener the signal would end the process.
    for (const signal of stopping)
        source.on(signal, signal === 'SIGHUP' && hangUp === 'ignored' ? () => undefined : listener);
    return controller.signal;
}
/**
 * What whoever started this process asked for, as `nohup` and `trap '' HUP` do: that it goes on when the terminal is closed.
 * They have the signal ignored, which a program inherits; but Node gives every signal its default again before any of our
 * code runs, and so do npm and npx for what they start. What is left to see: a shell names the program that it started in the
 * variable `_`, and one that ignores the signal itself has those that it starts ignore it.
 * @param statusOfParent as of Linux's proc(5), empty where there is none
 */
function hangUpAsked(environment, statusOfParent = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${process.ppid}/status`, 'utf8')) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(environment['_'] ?? '') === 'nohup')
        return 'ignored';
    return ignoresHangUp(statusOfParent) ? 'ignored' : 'stops';
}
function ignoresHangUp(statusOf) {
    try {
        const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(statusOf()) ?? [];
        return ((BigInt(`0x${mask}`) >> BigInt(node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals.SIGHUP - 1)) & 1n) === 1n;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ withoutControls),
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Uw: () => (/* binding */ cutBytes)
/* harmony export */ });
// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Text without what moves a cursor, sets colours, or hides something by writing direction; line ends go too. */
const withoutControls = (text) => text.replaceAll(escapes, '').replaceAll(controls, '');
/** The lines of a text; an empty text is one empty line. */
const linesOf = (text) => text.split(/\r\n|[\r\n\u2028\u2029]/);
/** The longest head of `text` that fits into so many bytes of UTF-8, cut at the end of a line where there is one, with a note. */
function cutBytes(text, maxBytes, note) {
    if (Buffer.byteLength(text) <= maxBytes)
        return text;
    const room = maxBytes - Buffer.byteLength(note);
    if (room <= 0)
        return '';
    // A cut in the middle of a character leaves a replacement character, which is taken off.
    const head = Buffer.from(text)
        .subarray(0, room)
        .toString('utf8')
        .replace(/\ufffd$/, '');
    const lineEnd = head.lastIndexOf('\n');
    return `${lineEnd > 0 ? head.slice(0, lineEnd + 1) : head}${note}`;
}


/***/ }),

/***/ 455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ parseStages)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85940);



const isStage = (name) => _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.includes(name);
/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
function parseStages(text, place) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    if (names.length === 1 && names[0] === 'all')
        return [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h];
    if (names.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`no stage is named: choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
    const stages = [];
    for (const name of names) {
        if (!isStage(name)) {
            const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(name.slice(0, 100), [..._types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h, 'all']);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(name.slice(0, 100))} is no stage${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
        }
        const last = stages.at(-1);
        if (last !== undefined && _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(name) <= _types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.indexOf(last))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(last === name || stages.includes(name)
                ? `${name} is named twice: name each stage once`
                : `${name} cannot come after ${last}: stages happen in the order ${_types_js__WEBPACK_IMPORTED_MODULE_2__/* .stageNames */ .h.join(', ')}`, { place });
        stages.push(name);
    }
    return stages;
}


/***/ }),

/***/ 85940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ stageNames)
/* harmony export */ });
/** In the order in which they happen. */
const stageNames = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy'];


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
