import { joinAddress } from '../address.ts'
import { type Fallback, fallbackFile, nameOfFallback } from '../fallback.ts'
import type { Listening } from '../front.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import { logsAccess, longestPath, requestIdPattern } from './access.ts'
import { keptClientCa, keptPem, keptTokens } from './front.ts'
import { clientLimits } from './messages.ts'
import {
  identityPath,
  identityText,
  noWebSocket,
  openPaths,
  repeatableBytes,
  retryAfterSeconds,
  unauthorized,
} from './proxy.ts'
import { inherited, type ListenAt } from './sockets.ts'
import { draws, hashDigits, longestValueBytes } from './split.ts'
import { copied, copiesPerSecond, longestCopyBytes } from './tee.ts'

/*
 * HAProxy 2.6 or later. The files know stable alone; everything else comes by the runtime API and is gone after a restart.
 *
 * - Each request is drawn by a random number, or that of a header's value, against the canary's share, and its server named
 *   by `use-server`. Weights would go by turns, so that traffic in a rhythm could send one version all that is hard, and
 *   their least share is 1/257; `balance random` is off by up to half of a share with two servers. Who is stable, who is
 *   canary, and its share stand in a map, because a map changes at run time.
 * - The weights only say who gets a request that the drawn server refused: another one.
 * - Stable has no health check: were it taken out for answering late, the canary would get the traffic that was too much.
 * - `http-server-close` and `http-reuse never`: no kept connection to a version survives its eviction, and none is used
 *   just when the server closes it.
 * - retries (`deploy.retries`) and redispatch repeat a failed connection, and a request to which not one byte of an answer
 *   came: what lay in the backlog of a process that died never reached the model, and an inference changes nothing, so
 *   asking again is safe. Without `empty-response` HAProxy closes a kept-alive client's connection in such a case without
 *   an answer and without a log line, and neither client nor gate learns of it. What is longer than the buffer is not repeated.
 * - `abortonclose`: the version learns that a client has left, and need not compute its answer.
 * - the log goes through a ring in memory to a socket that only we can reach: whoever could write to it would decide the
 *   rollout. One JSON line a request; the front end alone logs. A ring that is refused tries again at once, thousands of
 *   times a second: it writes to a listener of HAProxy's own, which is always there and waits half a second before it asks
 *   for the agent once more.
 * - the canary's share holds for some seconds (an entry of a table that expires), and the agent prolongs it: whatever ends or
 *   stops the agent and its supervisor, stable has everything soon after. Where nobody is stable, whoever is there answers.
 *   Entries expire by a time that only moves on: a clock that is set, back or forward, neither ends a share nor wakes one.
 * - `Upgrade` is not passed on and 101 is no answer: in a tunnel nobody counts. What is no path, and bodies that do not come,
 *   are refused as by the embedded proxy (messages.ts); `wait-for-body` is about what fits the buffer; one without a
 *   length streams, and the model server gives it no longer. `hdr_val` counts in 32 bits, and HAProxy's own reading of a
 *   length in 64: longer numbers are refused by their digits, and what would be a second request behind them is not read.
 * - a canary whose requests fail one after the other loses its share by the agent, which hears of each by the log
 *   (breaker.ts), and not by `observe`: that goes on for a stable whose checks are off, and would take it out for good.
 *   The one request that tries again takes a token, an entry of a table, and no other can: reading it and taking it is one
 *   act.
 * - a token is looked up by its SHA-256, so that the time that it takes tells nothing of the tokens there are. It is no business
 *   of the version's and goes no further.
 * - a request that is copied for a version without traffic comes with its answer at the end of its line: the ring is bounded,
 *   and neither an agent nor a version that is slow or gone is in the way of a client. So many a second at most, as a ring
 *   full of them would lose lines that count. Of an answer that short the first byte waits for the last.
 * - what the access log has of a client's choice comes behind what the agent counts by, in the same line: where the line is
 *   cut, the log lacks a request, and no gate does.
 * - paths are relative to the state directory, HAProxy's own: nothing in its name can be read as a word of the file.
 */

/** What `add server` is told: it ignores default-server. */
export const serverOptions = 'check inter 1s fall 2 rise 1 weight 1'
export const stableWeight = 256

/** A version may have several servers: `ID.0`, `ID.1`. An id has no dot. */
export const serverName = (id: string, index: number): string => `${id}.${index}`
export const backendOfServer = (name: string): string => name.replace(/\.\d+$/, '')

/**
 * How long a canary keeps its share without a word of the agent, and how often that is given. Shorter than the lease of a
 * rollout, and longer than an agent may be late on a busy machine: a share that came and went with the load would spare the
 * canary the hardest moments.
 */
export const word = { holdsMs: 10_000, everyMs: 1_000 } as const

const wordTable = 'word'
const wordKey = 'canary'

/** The canary keeps its share, from now on for as long as a word holds. */
export const prolonged = `set table ${wordTable} key ${wordKey} data.gpt0 1`

const trialTable = 'trial'
const copyTable = 'copies'

/** Whether the next request of all is the canary's: whoever comes first takes it, and nobody else. */
export const trial = (one: boolean): string => `set table ${trialTable} key ${wordKey} data.gpc0 ${one ? 1 : 0}`

/** A multiple of every number up to 16: each of so many servers is drawn equally often. */
const serverDraws = 720_720

export const mapKeys = {
  stable: 'stable',
  canary: 'canary',
  cut: 'cut',
  /** As the cut, and stays while the circuit breaker is open. */
  reach: 'reach',
  salt: 'salt',
  trial: 'trial',
  mirrored: 'mirrored',
  servers: (id: string): string => `servers:${id}`,
  readyPath: (server: string): string => `ready:${server}`,
}

/** Of a request that is counted for nobody, in its log line. */
export const openMark = 'open'

/** Nobody, as a value of the map: no server has this name. */
export const nobody = '-'

/** The map as it is at a start: stable has everything. */
export function haproxyMap(stable: { id: string; servers: number } | undefined): string {
  const entries: [string, string][] = [
    [mapKeys.stable, stable?.id ?? nobody],
    [mapKeys.canary, nobody],
    [mapKeys.cut, '0'],
    [mapKeys.reach, '0'],
    [mapKeys.salt, nobody],
    [mapKeys.trial, '0'],
    [mapKeys.mirrored, '0'],
    ...(stable === undefined ? [] : ([[mapKeys.servers(stable.id), String(stable.servers)]] as [string, string][])),
  ]
  return entries.map(([key, value]) => `${key} ${value}\n`).join('')
}

/** Of a log line: with an access log the longest has a path of characters that JSON writes as six, and a copy is in base64. */
const logLength = (listening: Listening): number =>
  (logsAccess(listening) ? 8192 : 1024) + 2 * Math.ceil((longestCopyBytes * 4) / 3)

/** HTTP/2 by ALPN, or unasked: it is told by its first bytes. */
function bindLine(listen: ListenAt, { tls }: Listening): string {
  const address = `  bind ${'fd' in listen ? `fd@${inherited.traffic}` : joinAddress(listen.host, listen.port)}`
  if (tls === 'none') return address
  const clients = tls === 'mutual' ? ` ca-file ${keptClientCa} verify required` : ''
  return `${address} ssl crt ${keptPem} alpn h2,http/1.1${clients}`
}

const tokenRules = [
  `  http-request set-var(txn.token) http_auth_bearer,sha2(256),hex,map(${keptTokens}) if { req.hdr_cnt(authorization) eq 1 }`,
  `  http-request return status ${unauthorized.status} content-type text/plain string '${unauthorized.because}' hdr www-authenticate '${unauthorized.challenge}' unless { var(txn.token) -m found } || { var(txn.open) -m found }`,
  '  http-request del-header authorization',
]

/** By HTTP/2 a CONNECT that names a protocol (RFC 8441) comes as a GET that asks for an upgrade, as no request of HTTP/2 may. */
const tunnelRules = [
  `  http-request return status ${noWebSocket.status} content-type text/plain string '${noWebSocket.because}' if { req.hdr(upgrade) -i websocket }`,
  '  http-request deny deny_status 405 if { fc_http_major 2 } { req.hdr(upgrade) -m found }',
]

/**
 * How a call of gRPC ended stands in its trailers, which HAProxy can neither log nor match: a version that fails each of them
 * would look well. No model server of ours speaks it; a client is told so as it expects it: a head that is its end, and 12, UNIMPLEMENTED.
 */
const grpcRules = [
  "  http-request set-var(txn.grpc) bool(true) if { req.hdr(content-type) -i -m reg '^application/grpc([+;]|$)' }",
  "  http-request return status 200 hdr grpc-status 12 hdr grpc-message 'this gateway speaks no gRPC: send POST /v2/models/NAME/infer with JSON' if { var(txn.grpc) -m found }",
  // `return` without a body takes no type.
  '  http-after-response set-header content-type application/grpc if { var(txn.grpc) -m found }',
]

/**
 * `sub` compares with whole numbers. With `deploy.split-by` it is the value's own number, as split.ts has it, and who tries
 * whether the canary is well again is one of its own: nobody else is to meet another version than before.
 */
function drawRules(mapPath: string, header: string | undefined): { rules: string[]; mayTry: string } {
  if (header === undefined) return { rules: [`  http-request set-var(txn.draw) rand(${draws})`], mayTry: '' }
  const value = `req.fhdr(${header})`
  return {
    rules: [
      `  http-request set-var(txn.value) ${value},sha2(256),hex,bytes(0,${hashDigits.value}) if { req.fhdr_cnt(${header}) eq 1 } { ${value},length ge 1 } { ${value},length le ${longestValueBytes} }`,
      `  http-request set-var(txn.draw) str(${mapKeys.salt}),map(${mapPath},0),concat(,txn.value),sha2(256),hex,bytes(0,${hashDigits.draw}),hex2i,mod(${draws}) if { var(txn.value) -m found }`,
      `  http-request set-var(txn.draw) rand(${draws}) unless { var(txn.value) -m found }`,
      `  http-request set-var(txn.reach) str(${mapKeys.reach}),map(${mapPath},0)`,
    ],
    mayTry: ' { var(txn.draw),sub(txn.reach) lt 0 }',
  }
}

const accessVariables = [
  '  http-request set-var(txn.method) method',
  `  http-request set-var(txn.path) path,bytes(0,${longestPath})`,
  `  http-request set-var(txn.id) req.hdr(x-request-id) if { req.hdr_cnt(x-request-id) eq 1 } { req.hdr(x-request-id) -m reg ${requestIdPattern} }`,
  '  http-request set-var(txn.id) uuid() unless { var(txn.id) -m found }',
  '  http-request set-header x-request-id %[var(txn.id)]',
]

const copyVariable = 'txn.asked'

const copyRules = (mapPath: string): string[] => [
  `  http-request set-var(txn.mirrored) str(${mapKeys.mirrored}),map(${mapPath},0)`,
  `  http-request track-sc1 str(${wordKey}) table ${copyTable} if { rand(${draws}),sub(txn.mirrored) lt 0 } { method ${copied.method} } { path_end ${copied.pathEnd} } { req.hdr_cnt(content-length) eq 1 } { req.hdr_val(content-length) le ${longestCopyBytes} }`,
  `  http-request set-var(${copyVariable}) req.body,base64 if { sc1_gpc0_rate lt ${copiesPerSecond} }`,
  `  http-request sc-inc-gpc0(1) if { var(${copyVariable}) -m found }`,
]

const isCopied = `{ var(${copyVariable}) -m found } { status 200 } { res.hdr_cnt(content-length) eq 1 } { res.hdr_val(content-length) le ${longestCopyBytes} }`
const copiedAnswer = [
  `  http-response wait-for-body time ${answerTimeoutMs}ms if ${isCopied}`,
  `  http-response set-var(txn.answered) res.body,base64 if ${isCopied}`,
]

const copyFormat = `,"q":"%[var(${copyVariable})]","r":"%[var(txn.answered)]"`

/** A version, or nothing where the gateway did. */
const answeredBy = 'txn.by'

/** See haproxy-log.ts. */
const accessFormat = `,"t":%[date(0,ms)],"c":"%ci","a":"%[var(${answeredBy})]","b":%B,"k":"%[var(txn.token)]","i":"%[var(txn.id)]","m":"%[var(txn.method),json(utf8s)]","p":"%[var(txn.path),json(utf8s)]"`

/** Of HAProxy's own when no version answers: it refused, answered with what is none, or was too late. */
const noVersion = [502, 503, 504] as const

/** Whoever looks whether something serves is not told that it does. */
function noVersionAnswers(fallback: Fallback | undefined): { errors: string[]; rules: string[] } {
  const retry = `hdr retry-after ${retryAfterSeconds}`
  if (fallback === undefined)
    return {
      errors: [`  http-error status 503 content-type text/plain string 'no version of the model answers' ${retry}`],
      rules: [],
    }
  const { status, contentType } = fallback
  const file = `content-type '${contentType}' file ${fallbackFile(nameOfFallback(fallback))} hdr cache-control no-store`
  return {
    errors: noVersion.map((one) => `  http-error status ${one} ${file}${status === 503 ? ` ${retry}` : ''}`),
    rules: [
      `  http-after-response set-status ${status} if { status ${noVersion.join(' ')} } !{ var(${answeredBy}) -m found } !{ var(txn.open) -m found }`,
    ],
  }
}

export function haproxyConfiguration(options: {
  model: string
  listen: ListenAt
  listening: Listening
  /** Where the agent listens for the log. */
  logPath: string
  /** Where HAProxy itself does, in between. */
  relayPath: string
  socketPath: string
  mapPath: string
  fallback?: Fallback | undefined
  stable: { id: string; addresses: readonly string[] } | undefined
}): string {
  const own = noVersionAnswers(options.fallback)
  const drawn = drawRules(options.mapPath, options.listening.splitBy)
  const { stable, listen, listening, mapPath, relayPath } = options
  const { requestMs, idleMs, keepAliveMs, connections, bodyBytes } = clientLimits
  const servers = (stable?.addresses ?? []).map(
    (address, index) => `  server ${serverName(stable?.id ?? '', index)} ${address} weight ${stableWeight}`,
  )
  return `${[
    'global',
    `  stats socket unix@${options.socketPath} mode 600 level admin`,
    `  maxconn ${2 * connections}`,
    // Fewer files than that are no reason not to serve.
    '  no strict-limits',
    // Without this a second HAProxy of the same user would share the port in silence.
    '  noreuseport',
    // One that is replaced answers what it was asked.
    `  hard-stop-after ${answerTimeoutMs}ms`,
    `  tune.bufsize ${repeatableBytes}`,
    '  ssl-default-bind-options ssl-min-ver TLSv1.2',
    'ring requests',
    '  format raw',
    `  maxlen ${logLength(listening)}`,
    '  size 8388608',
    '  timeout connect 5s',
    '  timeout server 1h',
    `  server relay unix@${relayPath}`,
    'listen relay',
    '  mode tcp',
    `  bind unix@${relayPath} mode 600`,
    '  timeout connect 5s',
    '  timeout client 1h',
    '  timeout server 1h',
    '  tcp-request inspect-delay 500ms',
    '  tcp-request content accept if { fe_sess_rate le 1 } || WAIT_END',
    `  server agent unix@${options.logPath}`,
    `backend ${wordTable}`,
    `  stick-table type string len 16 size 1 expire ${word.holdsMs}ms store gpt0`,
    `backend ${trialTable}`,
    '  stick-table type string len 16 size 1 expire 1h store gpc0',
    `backend ${copyTable}`,
    '  stick-table type string len 16 size 1 expire 1h store gpc0,gpc0_rate(1s)',
    'defaults',
    '  mode http',
    // In the front end it is read from the client that it left, in the back end the server is told.
    '  option abortonclose',
    '  timeout connect 5s',
    `  timeout client ${idleMs}ms`,
    `  timeout server ${answerTimeoutMs}ms`,
    `  timeout http-request ${requestMs}ms`,
    `  timeout http-keep-alive ${keepAliveMs}ms`,
    '  timeout queue 60s',
    '  timeout check 5s',
    ...own.errors,
    'frontend fe',
    bindLine(listen, listening),
    `  maxconn ${connections}`,
    `  log ring@requests len ${logLength(listening)} format raw local0 info`,
    `  log-format '{"v":"%[var(txn.version)]","s":"%s","o":"%[var(txn.open)]","h":"%[var(txn.value)]","st":%ST,"ts":"%ts","rc":"%rc","ta":%Ta${logsAccess(listening) ? accessFormat : ''}${copyFormat}}'`,
    ...(logsAccess(listening) ? accessVariables : []),
    '  option http-ignore-probes',
    // A client that waits with its connection open may be about to ask: it is told with its next answer that this one closes.
    '  option idle-close-on-response',
    `  http-request return status 200 content-type application/json string '${identityText(options.model)}' if { path ${identityPath} }`,
    '  http-request deny deny_status 405 if { method CONNECT TRACE }',
    '  http-request reject if { req.hdr(content-length),length gt 18 }',
    // Some servers know no chunks of HTTP/1.0, and would take the body for requests.
    '  http-request deny deny_status 400 if { req.ver 1.0 } { req.hdr(transfer-encoding) -m found }',
    // By HTTP/2 the host is a part of what HAProxy calls the URL.
    "  http-request deny deny_status 400 if !{ path_beg / } || { url_sub '#' }",
    '  http-request deny deny_status 400 if !{ url_beg / } !{ fc_http_major 2 }',
    ...tunnelRules,
    ...grpcRules,
    ...own.rules,
    `  http-request set-var(txn.open) str(${openMark}) if { path ${openPaths.join(' ')} } { method GET HEAD }`,
    ...(listening.tokens ? tokenRules : []),
    `  http-request deny deny_status 413 if { req.hdr_val(content-length) gt ${bodyBytes} } || { req.hdr(content-length),length gt ${String(bodyBytes).length} }`,
    '  http-request del-header connection',
    '  http-request del-header upgrade',
    `  http-request wait-for-body time ${requestMs}ms if { req.hdr(content-length) -m found }`,
    `  http-request set-var(txn.cut) str(${mapKeys.cut}),map(${mapPath},0)`,
    ...drawn.rules,
    `  http-request set-var(txn.version) str(${mapKeys.stable}),map(${mapPath})`,
    `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if !{ var(txn.open) -m found } { var(txn.draw),sub(txn.cut) lt 0 } { str(${wordKey}),in_table(${wordTable}) }`,
    `  http-request track-sc0 str(${wordKey}) table ${trialTable} if !{ var(txn.open) -m found } { str(${mapKeys.trial}),map(${mapPath},0) 1 } { str(${wordKey}),in_table(${wordTable}) }${drawn.mayTry}`,
    `  http-request set-var(txn.version) str(${mapKeys.canary}),map(${mapPath}) if { sc0_clr_gpc0 gt 0 }`,
    `  http-request set-var(txn.count) str(${mapKeys.servers('')}),concat(,txn.version),map(${mapPath},1)`,
    `  http-request set-var(txn.index) rand(${serverDraws}),mod(txn.count)`,
    '  http-request set-var(txn.server) var(txn.version),concat(.,txn.index)',
    ...copyRules(mapPath),
    '  default_backend be',
    'backend be',
    '  balance roundrobin',
    '  option httpchk',
    `  http-check send meth GET uri-lf '%[srv_name,regsub(^,${mapKeys.readyPath('')}),map(${mapPath},/)]' ver HTTP/1.1 hdr Host gateway`,
    '  http-check expect status 200',
    '  option http-server-close',
    '  http-reuse never',
    '  option redispatch 1',
    `  retries ${listening.retries}`,
    '  retry-on conn-failure empty-response',
    '  use-server %[var(txn.server)] if { var(txn.server) -m found }',
    '  http-response deny deny_status 502 unless { status 200:599 }',
    ...copiedAnswer,
    "  http-response set-header x-model-version '%[srv_name,regsub([.][0-9]+$,)]'",
    ...(logsAccess(listening) ? ['  http-response set-header x-request-id %[var(txn.id)]'] : []),
    `  http-response set-var(${answeredBy}) str(version)`,
    ...servers,
  ].join('\n')}\n`
}
