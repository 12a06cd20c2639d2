export const id = 7223;
export const ids = [7223,841];
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

/***/ 34729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ stageEnvironment),
  L: () => (/* binding */ takeInputs)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(27406);
// EXTERNAL MODULE: ./build/src/spec/paths.js
var paths = __webpack_require__(88613);
// EXTERNAL MODULE: ./build/src/checkup/requirements.js
var requirements = __webpack_require__(62543);
// EXTERNAL MODULE: ./build/src/digest.js
var digest = __webpack_require__(23837);
// EXTERNAL MODULE: ./build/src/oci/reference.js
var reference = __webpack_require__(84974);
// EXTERNAL MODULE: ./build/src/pages.js
var pages = __webpack_require__(75737);
// EXTERNAL MODULE: ./build/src/spec/engine.js
var engine = __webpack_require__(24763);
// EXTERNAL MODULE: ./build/src/stages/rollBack.js
var rollBack = __webpack_require__(80841);
// EXTERNAL MODULE: ./build/src/stages/selection.js
var selection = __webpack_require__(455);
;// CONCATENATED MODULE: ./build/src/actions/inputs.js








const inputs_text = (value) => value;
function inputs_digest(value, place) {
    if (value === '')
        return undefined;
    if ((0,digest/* isDigest */.Bc)(value))
        return value;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no digest: give sha256: and 64 hex digits, as outputs of an earlier job have it`, { place });
}
function registryHost(value, place) {
    if (value === '' || (0,reference/* isRegistryHost */.E)(value))
        return optional(value);
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no host of a registry: give it without a scheme and path, as registry.example.com or localhost:5000`, { place });
}
const optional = (value) => (value === '' ? undefined : value);
const lines = (value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
function inputs_name(value, place) {
    if (/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/i.test(value))
        return value;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no name of a report: take up to 64 letters, digits, dots, dashes and underscores`, { place });
}
function workflowFile(value, place) {
    if (value === '' || /^[\w.-]{1,200}\.ya?ml$/.test(value))
        return optional(value);
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no workflow: give the name of a file of .github/workflows, such as tune.yml`, { place });
}
function flag(value, place) {
    if (['true', 'True', 'TRUE'].includes(value))
        return true;
    if (['false', 'False', 'FALSE'].includes(value))
        return false;
    throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is neither true nor false: write one of them`, { place });
}
function inputs_engine(value, place) {
    if (value === '')
        return undefined;
    const found = engine/* engineNames */.Ry.find((name) => name === value);
    if (found === undefined)
        throw new errors/* UserError */.yo(`${JSON.stringify(value.slice(0, 100))} is no engine: choose ${engine/* engineNames */.Ry.join(', ')}`, {
            place,
        });
    return found;
}
/** Every input of every action: one name means one thing everywhere. action.yml files are generated from here. */
const inputs = {
    stages: {
        description: 'Stages to run, in the order prepare, finetune, evaluate, quantize, build, sign, verify, deploy: `all`, or a list separated by commas or line breaks.',
        required: false,
        default: 'all',
        parse: selection/* parseStages */.l,
    },
    config: {
        description: 'The model spec, a file inside `working-directory`.',
        required: false,
        default: 'model.yml',
        parse: inputs_text,
    },
    'working-directory': {
        description: 'Directory inside the workspace that holds `config`.',
        required: false,
        default: '.',
        parse: inputs_text,
    },
    engine: {
        description: 'Where training and evaluation run: `process`, `docker`, or `auto` (docker if a Docker engine answers and has an image for jobs). Default: `engine.name` of the spec.',
        required: false,
        default: '',
        parse: inputs_engine,
    },
    from: {
        description: 'Result digest from the output `result` of an earlier job: the run starts there, and needs neither the earlier stages nor data nor base model. The result is found in the place of this host, or in `results` of the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    'candidate-predictions': {
        description: `Predictions of the candidate, a file inside the workspace: with \`baseline-predictions\` the action judges only these, without model, data or Python. One JSON object per line (${(0,pages/* pageOf */.Z)('predictions')}), or samples of lm-evaluation-harness.`,
        required: false,
        default: '',
        parse: optional,
    },
    'baseline-predictions': {
        description: 'Predictions of the baseline for the same examples, in the same format as `candidate-predictions`.',
        required: false,
        default: '',
        parse: optional,
    },
    digest: {
        description: 'Digest of the image to verify or deploy, from the output `digest` of an earlier job. Default: the image with the version in the spec.',
        required: false,
        default: '',
        parse: inputs_digest,
    },
    rollback: {
        description: 'Deploys a release that is older than the one that serves or served last. Otherwise that is refused, because an old release brings back known faults.',
        required: false,
        default: 'false',
        parse: flag,
    },
    environment: {
        description: 'GitHub environment that shows the deployment, with its address and each step of the rollout; needs `deployments: write`. Default: it is not shown.',
        required: false,
        default: '',
        parse: optional,
    },
    to: {
        description: 'Release to go back to: its version, or `previous` for the one that served before what serves now and was not rolled back.',
        required: false,
        default: 'previous',
        parse: rollBack.parseEarlier,
    },
    force: {
        description: 'Runs a stage again even if a result for the same inputs exists.',
        required: false,
        default: 'false',
        parse: flag,
    },
    summary: {
        description: "Writes the reports to the job's summary page.",
        required: false,
        default: 'true',
        parse: flag,
    },
    require: {
        description: 'What the job requires, separated by commas or line breaks: `docker`, `gpu` or `gpu=2`, `python`, `git`, `registry`, `disk=50g`, `memory=16g`. The step fails if one is missing.',
        required: false,
        default: '',
        parse: requirements.parseRequirements,
    },
    cache: {
        description: 'Keeps results of prepare, finetune, evaluate and quantize in the cache of GitHub Actions. Whoever can write to that cache, any workflow of the branch, then decides what this step passes on. Never used in a step that builds, signs, verifies or deploys.',
        required: false,
        default: 'false',
        parse: flag,
    },
    'node-rank': {
        description: 'Which of the hosts of `finetune.distributed.nodes` this one is, from 0. Only for a training on several hosts.',
        required: false,
        default: '',
        parse: optional,
    },
    rendezvous: {
        description: 'Where the hosts of a training meet, as `HOST:PORT`: a name or address of the host with node rank 0 that the others reach, and a free port there. The same on all hosts.',
        required: false,
        default: '',
        parse: optional,
    },
    reports: {
        description: 'Files from the outputs `report-json` of stages, one per line. Default: all in `.model-actions/reports` of `working-directory`.',
        required: false,
        default: '',
        parse: lines,
    },
    name: {
        description: 'Name of the report, if a pull request has several, such as one for each model of a monorepo: every name has its own comment, check and artifact.',
        required: false,
        default: 'model',
        parse: inputs_name,
    },
    comment: {
        description: 'Puts the report into one comment on the pull request, which later runs update.',
        required: false,
        default: 'true',
        parse: flag,
    },
    check: {
        description: 'Adds a check run with the report to the commit, with remarks beside the lines that they are about.',
        required: false,
        default: 'true',
        parse: flag,
    },
    artifact: {
        description: 'Uploads the whole report as an artifact of the run, which the comment links to.',
        required: false,
        default: 'true',
        parse: flag,
    },
    data: {
        description: 'Recent inputs, a file inside the workspace with one JSON object a line, in the columns of `data` in the spec; labels may be missing. The version that serves is asked for its answers to at most 1,000 of them. Default: no check for drift.',
        required: false,
        default: '',
        parse: optional,
    },
    reference: {
        description: 'What recent inputs are compared with, a file in the format of `data`. Default: `data.test` of the spec, if that is a file of JSON lines, otherwise the test split that the version was evaluated on.',
        required: false,
        default: '',
        parse: optional,
    },
    issue: {
        description: 'Opens an issue if something is wrong, updates it, and closes it when all is well again.',
        required: false,
        default: 'true',
        parse: flag,
    },
    'finetune-workflow': {
        description: 'File name of a workflow in this repository, such as `tune.yml`, to start once for each drift; it needs `on: workflow_dispatch` without required inputs. Default: none.',
        required: false,
        default: '',
        parse: workflowFile,
    },
    'sign-key': {
        description: 'Private key to sign with: its text (from a secret), or a file inside the workspace. Default: `signing.key` of the spec. Give it only to a job that does not train: it is refused if work runs as processes in the job.',
        required: false,
        default: '',
        secret: 'text-or-path',
        parse: optional,
    },
    'cosign-password': {
        description: 'Password of the private key.',
        required: false,
        default: '',
        secret: 'text',
        parse: optional,
    },
    'registry-host': {
        description: 'Host that `registry-username` and `registry-password` are for, such as `registry.example.com`. They are sent to no other host, whatever the spec names.',
        required: false,
        default: '',
        parse: registryHost,
    },
    'registry-username': {
        description: 'User at `registry-host`. Without one, ghcr.io is used as the user who started the run, with `github-token`, and other registries with the credentials of `docker login`.',
        required: false,
        default: '',
        parse: optional,
    },
    'registry-password': {
        description: 'Password or token at `registry-host`.',
        required: false,
        default: '',
        secret: 'text',
        parse: optional,
    },
    'github-token': {
        description: 'Token of the job, for the GitHub API, for ghcr.io if no other credentials are given, and for the branch or tag that is the baseline. It is sent nowhere else.',
        required: false,
        default: '',
        expression: '${{ github.token }}',
        secret: 'text',
        parse: optional,
    },
};
const inputNames = Object.keys(inputs);
/** What of a given input must be hidden. */
function secretIn(name, value) {
    const { secret } = inputs[name];
    if (secret === undefined || value === '')
        return undefined;
    return secret === 'text-or-path' && /^[\w./-]{1,200}$/.test(value) ? undefined : value;
}
/**
 * Reads the inputs that an action declares; an input that it has not keeps its default.
 * @param get the text of an input, '' where none was given
 * @throws UserError that names the input
 */
function readInputs(declared, get) {
    const read = inputNames.map((name) => {
        const input = inputs[name];
        const given = declared.includes(name) ? get(name) : '';
        return [name, input.parse(given === '' ? input.default : given, { input: name })];
    });
    return Object.fromEntries(read);
}

;// CONCATENATED MODULE: ./build/src/actions/credentials.js




/** Secrets first: nothing else is read, and so nothing can be shown, before they are known as such. */
function takeInputs(action, platform) {
    for (const name of action.inputs) {
        const secret = secretIn(name, platform.input(name));
        if (secret !== undefined)
            platform.secret(secret);
    }
    const given = readInputs(action.inputs, (name) => platform.input(name) || (action.defaults?.[name] ?? ''));
    const { 'registry-username': user, 'registry-password': password } = given;
    // What goes over the wire is neither of the two.
    if (user !== undefined && password !== undefined)
        platform.secret(`${user}:${password}`);
    // No child process inherits what is a secret.
    for (const name of action.inputs)
        if ('secret' in inputs[name])
            delete process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`];
    if (password !== undefined && given['registry-host'] === undefined)
        throw new errors/* UserError */.yo('is missing, and registry-password is given: name the host that the password is for, such as registry.example.com; it is sent to no other', { place: { input: 'registry-host' } });
    return given;
}
/** The environment that stages see: the job's, and what the inputs say in the words of the command line. */
async function stageEnvironment({ given, environment, workspace, }) {
    const key = given['sign-key'];
    const named = {
        COSIGN_PRIVATE_KEY: key === undefined ? undefined : await privateKey(key, workspace),
        COSIGN_PASSWORD: given['cosign-password'],
        MODEL_ACTIONS_REGISTRY_HOST: given['registry-host'],
        MODEL_ACTIONS_REGISTRY_USERNAME: given['registry-username'],
        MODEL_ACTIONS_REGISTRY_PASSWORD: given['registry-password'],
        GITHUB_TOKEN: given['github-token'],
        MODEL_ACTIONS_NODE_RANK: given['node-rank'],
        MODEL_ACTIONS_RENDEZVOUS: given['rendezvous'],
    };
    return { ...environment, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
}
async function privateKey(textOrPath, workspace) {
    if (textOrPath.startsWith('-----BEGIN '))
        return `${textOrPath}\n`;
    const place = { input: 'sign-key' };
    const file = await (0,paths/* resolveInside */.LI)({ directory: workspace, root: workspace }, textOrPath, place);
    return (0,promises_.readFile)(file, 'utf8').catch((error) => {
        throw new errors/* UserError */.yo(`neither the text of a private key nor a file that can be read (${error.code}): give the secret that holds the key, or its path inside the workspace`, { place, cause: error });
    });
}


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
        progress(what, share, detail) {
            if (worthALine(what, share))
                info((0,progress/* percentLine */.WS)(what, share, detail));
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
        const { exitCode, problems, stack } = (0,failure/* failureOf */.g5)(error, signal, environment['MODEL_ACTIONS_DEBUG'] === '1');
        if (phase === 'post') {
            for (const problem of problems)
                platform.log.warn(`cleaning up: ${(0,errors/* formatProblem */.Vw)(problem)}`);
        }
        else {
            for (const problem of problems)
                platform.fail(problem);
            if (stack !== undefined)
                platform.log.foreign(stack);
            process.exitCode = exitCode;
            try {
                await report.refused({ exitCode, problems });
                if (!signal.aborted)
                    platform.state.save(ended, 'true');
            }
            catch (unwritten) {
                // The disk of the files that the runner reads may be full: what went wrong is in the log, and this beside it.
                for (const problem of (0,failure/* failureOf */.g5)(unwritten, new AbortController().signal).problems)
                    platform.fail(problem);
            }
        }
    }
    platform.close();
    // What a stage left open (sockets, timers) must not keep a finished step alive.
    process.exit();
}


/***/ }),

/***/ 98493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ createReport),
/* harmony export */   Yo: () => (/* binding */ partLimitBytes),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** Of one part of a summary, so that the stages of a step fit into what GitHub takes of it together (platform/github.ts). */
const partLimitBytes = 200_000;
/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
function createReport({ name, platform, summary, }) {
    const all = {};
    return {
        async add(part, { entry, outputs, markdown }) {
            all[part] = entry;
            for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
                platform.output(output, value);
            if (summary && markdown !== '')
                await platform.summary(markdown);
        },
        async refused({ problems, exitCode }) {
            all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) };
            platform.output('verdict', 'error');
            platform.output('json', JSON.stringify(all));
            if (summary)
                await platform.summary((0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(refusal(name, problems), { limitBytes: partLimitBytes }));
        },
    };
}
const asEntry = ({ what, place = {} }) => ({ what, ...place });
/** What is said of work that was refused, instead of a report of it. */
const refusal = (name, problems) => ({
    schema: 1,
    title: name,
    verdict: 'error',
    headline: problems.length === 1 ? 'the step was refused' : `the step was refused for ${problems.length} reasons`,
    gates: [],
    // As text and not in a table, whose cells are too short for a cause and its remedy.
    sections: problems.map(({ what, place }) => ({
        kind: 'text',
        title: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlace */ .dE)(place ?? {}) || 'What is wrong',
        text: what,
    })),
});


/***/ }),

/***/ 43013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ imageSays),
/* harmony export */   D8: () => (/* binding */ releases),
/* harmony export */   JF: () => (/* binding */ latestRelease),
/* harmony export */   r4: () => (/* binding */ inWords)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23102);



/** Which model in which version an image says that it is: under its own digest, and so under its signature. A tag can move. */
async function imageSays(store, digest) {
    const place = `${store.name}@${digest}`;
    const document = (0,_mediaTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)((await store.getManifest(digest)).bytes, place);
    const { annotations = {} } = document.kind === 'index' ? document.index : document.manifest;
    const name = annotations['org.opencontainers.image.title'];
    const version = annotations['org.opencontainers.image.version'];
    return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
}
/** `intents 1.4.0` */
const inWords = ({ name, version }) => `${name ?? 'an image without a name'} ${version ?? 'without a version'}`;
/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
async function releases(store) {
    const versions = (await store.tags()).filter((tag) => semver__WEBPACK_IMPORTED_MODULE_0__.valid(tag) === tag).sort(semver__WEBPACK_IMPORTED_MODULE_0__.rcompare);
    const found = [];
    for (const version of versions) {
        const descriptor = await store.resolve(version);
        if (descriptor !== undefined)
            found.push({ version, digest: descriptor.digest });
    }
    return found;
}
/**
 * What `release:latest` means for a candidate, the first choice first: the release that was promoted last and not rolled
 * back since, whether a tag still leads to it or not; without one, the newest below the candidate that was never rolled
 * back. The caller takes the first that is signed. Pure.
 * @param options.history of any places and images, in any order
 * @param options.deployed versions that somebody shows as deployed, the last first: a hint of which tag to try before others
 */
function latestRelease(options) {
    const { candidate } = options;
    const { served, undone } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .servedOf */ .pg)(options.history);
    const last = served.find(({ version }) => version !== candidate);
    if (last !== undefined)
        return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }];
    const below = options.releases
        .filter(({ version, digest }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, candidate) && !undone.has(digest))
        .sort((a, b) => semver__WEBPACK_IMPORTED_MODULE_0__.rcompare(a.version, b.version))
        .map((release) => ({
        release,
        because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
        promoted: false,
    }));
    const shown = options.deployed?.find(({ version }) => version !== candidate);
    const hinted = options.releases.find(({ version, digest }) => version === shown?.version && !undone.has(digest));
    if (hinted === undefined)
        return below;
    const first = { release: hinted, because: 'which GitHub shows as deployed last', promoted: false };
    return [first, ...below.filter(({ release }) => release.version !== hinted.version)];
}


/***/ }),

/***/ 75737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ pageOf)
/* harmony export */ });
/* unused harmony export docsAddress */
/* The documentation for those who have the package, which has no docs/. */
/** As it is at the version that the workflows of `init` name. */
const docsAddress = 'https://github.com/model-actions/model-actions/blob/v0/docs';
/** The address of a page of docs/. */
const pageOf = (name) => `${docsAddress}/${name}.md`;


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
const percentLine = (what, share, detail = '') => `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %${detail === '' ? '' : `, ${detail}`}`;


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

/***/ 73629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m4: () => (/* binding */ attachHistory),
/* harmony export */   xX: () => (/* binding */ attachedHistory)
/* harmony export */ });
/* unused harmony export historyPredicate */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19959);
/* harmony import */ var _attest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66760);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38155);
/* harmony import */ var _referrers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88113);





const historyPredicate = 'https://model-actions.dev/predicates/release-history/v1';
/**
 * Attaches a promotion or rollback to the image that it speaks of, so that who has no access to the place that it happened
 * at can know of it. One that is attached already is not attached again.
 */
async function attachHistory(store, record, signing) {
    const { descriptor } = await store.getManifest(record.digest);
    return (0,_attest_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStatement */ .V)({
        store,
        subject: descriptor,
        predicateType: historyPredicate,
        predicate: record,
        signing,
        created: new Date(record.at),
    });
}
/**
 * What was promoted and rolled back of an image, oldest first, as far as the policy's signer says so: what anybody else
 * attached does not count. @throws UserError where a trusted record cannot be read; whatever the store throws
 */
async function attachedHistory(store, digest, policy) {
    const trust = (0,_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .trustOf */ .A)(policy);
    const records = [];
    for (const { manifest, reading } of await (0,_referrers_js__WEBPACK_IMPORTED_MODULE_4__/* .attachedBundles */ .SN)(store, digest)) {
        if (reading.kind !== 'statement' || reading.statement.predicateType !== historyPredicate)
            continue;
        if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity))
            continue;
        const parsed = _model_history_js__WEBPACK_IMPORTED_MODULE_1__/* .historyRecord */ .Eo.safeParse(reading.statement.predicate);
        if (!parsed.success || parsed.data.digest !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${store.name}@${manifest.digest}: signed by ${trust.who}, but no record of ${digest} that this version can read: it was written by another version of model-actions, update this one`);
        records.push(parsed.data);
    }
    return records.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}


/***/ }),

/***/ 52357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O8: () => (/* binding */ limitKeys),
/* harmony export */   i_: () => (/* binding */ gpuCount),
/* harmony export */   mh: () => (/* binding */ runtimeKey),
/* harmony export */   vM: () => (/* binding */ servingContainers)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95083);


/* What a container may take and reach: of jobs, and of versions that serve. */
const gpuCount = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(0), zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('all')], { error: 'expected a whole number from 0, or all' });
/** @param of what it isolates, for the description */
const runtimeKey = (of) => zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'expected the name of a runtime of the engine, such as runsc')
    .optional()
    .meta({ description: `Runtime of the engine that isolates ${of}, such as runsc (gVisor).` });
/** @param of whose they are, for descriptions: `a job` */
const limitKeys = (of, gpus) => ({
    cpus: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
        .gt(0)
        .max(1024)
        .optional()
        .meta({ description: `CPUs of ${of}. Default: all.` }),
    memory: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: `Memory of ${of}, such as 16g. Default: no limit.` }),
    gpus: gpuCount.optional().meta({ description: `GPUs of ${of}: a number, or all. Default: ${gpus}.` }),
});
const variable = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'expected a name of letters, digits and _');
const port = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?/?';
const machine = '(?:\\w[\\w.-]*|\\[[\\da-fA-F:]+\\])';
/** What the client of Docker engines takes, so that none is refused only when it is used: no password, no path, a port that there is. */
const engineAddress = new RegExp(`^(?:unix:///\\S+|ssh://(?:[\\w.](?:[\\w.-]|%40)*@)?${machine}${port}|tcp://${machine}${port})$`);
/** `deploy.docker`. */
const servingContainers = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    host: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .max(1_000)
        .regex(engineAddress, 'expected unix:///path, ssh://user@host, ssh://user@host:22 or tcp://host:2376')
        .optional()
        .meta({
        description: 'Docker engine that serves, as unix:///path, ssh://user@host (with this machine’s ssh, its ~/.ssh/config, known_hosts and agent) or tcp://host:2376 (TLS, with ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH). Default: DOCKER_HOST. Jobs always run at DOCKER_HOST.',
    }),
    ...limitKeys('a container', 'none. With replicas each has its own GPUs; `all` gives all to each'),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .memory */ .m1.optional().meta({ description: 'Shared memory (/dev/shm) of a container, such as 2g. Default: 1g.' }),
    runtime: runtimeKey('the containers'),
    user: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[1-9]\d{0,8}(?::[1-9]\d{0,8})?$/, 'expected UID or UID:GID, in quotes, and not root')
        .default('65532:65532')
        .meta({ description: 'User that the server runs as, as "UID:GID"; never root.' }),
    'read-only': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(true).meta({
        description: 'Whether the image’s file system is read-only; /tmp is always writable, up to 1 GB.',
    }),
    network: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().default(false).meta({
        description: "Whether a version can reach networks outside the host. Otherwise only the gateway reaches the version, and the version only its model's containers.",
    }),
    env: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().max(10_000)).default({}).meta({
        description: 'Environment variables of the server. Not for secrets: whoever can see the container can read them.',
    }),
    secrets: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(variable, _values_js__WEBPACK_IMPORTED_MODULE_0__/* .path */ .Ae).default({}).meta({
        description: 'Files that only the server can read, as NAME: FILE. Each is /run/secrets/NAME in the container, and the variable NAME_FILE has that path. They are in a volume of the engine until the version is stopped.',
    }),
    restart: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['unless-stopped', 'on-failure', 'no']).default('unless-stopped').meta({
        description: 'When the engine restarts the container that serves. A canary is never restarted: if it ends, it has failed.',
    }),
    'health-check': zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([_values_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0, zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('none')])
        .default('30s')
        .meta({
        description: 'How often the engine itself asks each container whether it is ready, for `docker ps` and tools that watch it; none: never. The gates of a rollout do not use it.',
    }),
})
    .meta({ description: 'How versions run as containers; only with `target: docker`.' });


/***/ }),

/***/ 24763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ containerKeys),
/* harmony export */   Hi: () => (/* binding */ engine),
/* harmony export */   Ry: () => (/* binding */ engineNames),
/* harmony export */   Tn: () => (/* binding */ ownFilesErrors)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2503);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52357);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95083);



/** `auto` is docker where a Docker engine answers, process elsewhere. */
const engineNames = ['auto', 'process', 'docker'];
/** Keys that only containers have. */
const containerKeys = ['image', 'files', 'shm', 'pids', 'runtime'];
const gpuMemory = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    memory: _values_js__WEBPACK_IMPORTED_MODULE_1__/* .memory */ .m1.meta({
        description: 'Memory of one GPU that a job needs, such as 24g. Other jobs may have the rest of it.',
    }),
});
/** `engine`. */
const engine = zod__WEBPACK_IMPORTED_MODULE_2__/* .strictObject */ .rej({
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(engineNames).default('auto').meta({
        description: 'Where jobs run. `auto`: docker if a Docker engine answers and has an image for jobs, otherwise process.',
    }),
    image: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1).optional().meta({
        description: 'Image that runs the jobs instead of ours, pinned by digest (repo@sha256:…); only with docker.',
    }),
    files: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected a file name of letters, digits, ., _ and -'), _values_js__WEBPACK_IMPORTED_MODULE_1__/* .path */ .Ae)
        .optional()
        .meta({
        description: 'Files that an image of your own reads, such as the configuration of its trainer: `{axolotl.yml: ./axolotl.yml}` is /ml/in/files/axolotl.yml for its jobs, read-only. A change of one makes the results of these jobs anew. Only with `image`.',
    }),
    ...(0,_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .limitKeys */ .O8)('a job', 'one if the host has one'),
    gpus: zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .gpuCount */ .i_, gpuMemory], { error: 'expected a whole number from 0, all, or {memory: 24g}' })
        .optional()
        .meta({
        description: 'GPUs of a job: a number, `all`, or `{memory: 24g}` for that much of one GPU, which jobs may then share. No other job of this host gets what a job has. Default: one if the host has one.',
    }),
    'gpu-wait': _values_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0.default('0s').meta({
        description: 'How long a job waits for GPUs that other jobs have. 0s: it does not wait, and ends with an error that names who has them.',
    }),
    shm: _values_js__WEBPACK_IMPORTED_MODULE_1__/* .memory */ .m1.optional().meta({
        description: 'Shared memory (/dev/shm) of a job in a container, such as 2g. Processes use that of the machine, and are refused if it is smaller.',
    }),
    pids: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr().min(16).max(4_194_304).optional().meta({
        description: 'Processes and threads of a job in a container, at most. Default: 4096. Only with docker.',
    }),
    runtime: (0,_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .runtimeKey */ .mh)('the container of a job'),
})
    .meta({ description: 'Where training and evaluation run, and with which resources.' });
/** What `engine.files` cannot be used for. */
function ownFilesErrors({ engine: { name, image, files = {} } }) {
    const names = Object.keys(files);
    const findings = names.flatMap((file, index) => {
        // On some hosts they are one file.
        const clash = names.slice(0, index).find((other) => other.toLowerCase() === file.toLowerCase());
        return clash === undefined
            ? []
            : [
                {
                    path: ['engine', 'files', file],
                    at: 'key',
                    message: `differs from ${clash} by capital letters alone: give it another name`,
                },
            ];
    });
    if (name !== 'process' && image === undefined && names.length > 0)
        findings.push({
            path: ['engine', 'files'],
            at: 'value',
            message: 'is not used without engine.image, as the image of model-actions reads none: name an image of your own, or remove it',
        });
    return findings;
}


/***/ }),

/***/ 95083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   NJ: () => (/* binding */ positiveInt),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   ZY: () => (/* binding */ memoryBytes),
/* harmony export */   m1: () => (/* binding */ memory),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   pc: () => (/* binding */ durationMs),
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2503);

/* The kinds of values that model.yml is made of. */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A duration with its unit (`250ms`, `10s`, `5m`, `1h`), kept as written; `durationMs` reads it. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(durationPattern, 'expected a duration with its unit, such as 250ms, 10s, 5m or 1h')
    .meta({ description: 'A duration with its unit: 250ms, 10s, 5m, 1h.', examples: ['250ms', '10s', '5m', '1h'] });
/** One that something is repeated after. */
const interval = duration.refine((text) => !(durationMs(text) <= 0), { message: 'expected more than nothing' });
/** Milliseconds of a text that `duration` accepts; NaN for any other. */
function durationMs(text) {
    const [, amount = '', unit = ''] = durationPattern.exec(text) ?? [];
    return Number(amount) * (unitMs[unit] ?? Number.NaN);
}
const memoryPattern = /^(\d+(?:\.\d+)?)([mgt])$/;
const unitBytes = { m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
/** An amount of memory with its unit (`512m`, `16g`, `1t`: powers of 1,024), kept as written; `memoryBytes` reads it. */
const memory = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(memoryPattern, 'expected an amount with its unit, such as 512m, 16g or 1t')
    .meta({ examples: ['512m', '16g', '1t'] });
/** Bytes of a text that `memory` accepts; NaN for any other. */
function memoryBytes(text) {
    const [, amount = '', unit = ''] = memoryPattern.exec(text) ?? [];
    return Math.round(Number(amount) * (unitBytes[unit] ?? Number.NaN));
}
const positiveInt = zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(1);
const share = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().gt(0).lt(1);
/** A path, relative to model.yml; what leaves the repository is refused when it is resolved. */
const path = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1);


/***/ }),

/***/ 61323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ promotions)
/* harmony export */ });
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43013);
/* harmony import */ var _place_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68593);
/* harmony import */ var _signing_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73629);



/** An image costs a registry some fifteen answers, one after the other: what is read at once saves minutes. */
const atOnce = 8;
/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
async function promotions({ place, spec }, store, policy) {
    const history = await (0,_place_history_js__WEBPACK_IMPORTED_MODULE_1__/* .readHistory */ .L)(place);
    const all = await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releases */ .D8)(store);
    for (let from = 0; from < all.length; from += atOnce) {
        const some = all.slice(from, from + atOnce);
        const attached = await Promise.all(some.map(({ digest }) => (0,_signing_history_js__WEBPACK_IMPORTED_MODULE_2__/* .attachedHistory */ .xX)(store, digest, policy)));
        history.push(...attached.flat());
    }
    return history.filter(({ name }) => name === spec.name);
}


/***/ }),

/***/ 80841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   goBack: () => (/* binding */ goBack),
/* harmony export */   parseEarlier: () => (/* binding */ parseEarlier)
/* harmony export */ });
/* unused harmony export releaseBefore */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27406);
/* harmony import */ var _model_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19959);
/* harmony import */ var _oci_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43013);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4080);
/* harmony import */ var _promotions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61323);






/** @throws UserError for what is neither a version nor `previous` */
function parseEarlier(text, place) {
    if (text === 'previous' || semver__WEBPACK_IMPORTED_MODULE_0__.valid(text) === text)
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${JSON.stringify(text.slice(0, 100))} is no release: give \`previous\`, or a version such as 1.4.0`, { place });
}
/**
 * The same run for an earlier release instead of the one of model.yml: to be verified and then deployed at once.
 * @param to its version, or `previous` @param place where that was said
 * @throws UserError where there is no such release
 */
async function goBack(context, to, place) {
    const { platform, spec } = context;
    const store = await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .openImages */ .x9)(context);
    const history = await (0,_promotions_js__WEBPACK_IMPORTED_MODULE_5__/* .promotions */ .D)(context, store, await (0,_image_js__WEBPACK_IMPORTED_MODULE_4__/* .trusted */ .IZ)(context));
    const target = releaseBefore({
        to,
        place,
        history,
        releases: await (0,_oci_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .releases */ .D8)(store),
        deployed: history.length > 0 ? [] : await platform.deployed(spec.name),
        repository: store.name,
    });
    platform.log.info(`${spec.name} goes back to ${target.release.version}: ${target.because}`);
    return {
        ...context,
        spec: { ...spec, version: target.release.version },
        image: target.release.digest,
        rollback: true,
        atOnce: true,
    };
}
/**
 * Which release to go back to. What nobody here knows to have served is taken from GitHub's deployments, as a hint: whatever
 * comes out of this is verified by its signature. Pure.
 * @throws UserError that says what there is
 */
function releaseBefore(options) {
    const { to, place, history, releases: all, deployed, repository } = options;
    const { served } = (0,_model_history_js__WEBPACK_IMPORTED_MODULE_2__/* .servedOf */ .pg)(history);
    const now = served[0] ?? deployed[0];
    if (to === 'previous') {
        if (now === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nobody knows what serves, and so not what served before it: name the release (${listed(all)})`, { place });
        const before = served.find(({ digest }) => digest !== now.digest);
        if (before !== undefined)
            return { release: { version: before.version, digest: before.digest }, because: `it served before ${now.version}` };
        const hinted = deployed.find(({ version }) => semver__WEBPACK_IMPORTED_MODULE_0__.lt(version, now.version));
        if (hinted !== undefined)
            return { release: hinted, because: `GitHub shows that it was deployed before ${now.version}` };
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`nothing is known to have served before ${now.version}: name the release (${listed(all)})`, {
            place,
        });
    }
    if (now !== undefined && semver__WEBPACK_IMPORTED_MODULE_0__.gt(to, now.version))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${to} is newer than ${now.version}, which served last: deploy it step by step with the action ship or \`model-actions deploy\``, { place });
    // What served under this version, wherever its tag leads to by now.
    const known = served.find(({ version }) => version === to) ?? all.find(({ version }) => version === to);
    if (known !== undefined)
        return { release: { version: to, digest: known.digest }, because: 'somebody asked for it' };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${repository} has no release ${to}: name one that it has (${listed(all)})`, { place });
}
const listed = (all) => all
    .slice(0, 20)
    .map(({ version }) => version)
    .join(', ') || 'there is none';


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
