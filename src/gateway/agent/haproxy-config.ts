import { UserError } from '../../errors.ts'
import type { Backend } from '../../rollout/types.ts'
import { repeatableBytes } from './proxy.ts'

/*
 * HAProxy 2.6 or later. The file knows stable alone; everything else comes by the runtime API and is gone after a restart.
 *
 * - `last:ID` is stable once more as a backup without health check: when every other server is down or was closed,
 *   requests still try stable, even one that looks unhealthy because it is busy.
 * - `http-server-close` and `http-reuse never`: no kept connection to a version survives its eviction, and none is used
 *   just when the server closes it.
 * - retries and redispatch repeat a failed connection, and a request to which not one byte of an answer came: what lay in
 *   the backlog of a process that died never reached the model, and an inference changes nothing, so asking again is safe.
 *   Without `empty-response` HAProxy closes a kept-alive client's connection in such a case without an answer and without
 *   a log line, and neither client nor gate learns of it. What is longer than the buffer is not repeated.
 * - the log goes to the agent, one JSON datagram a request; only the front end logs, so there are no other lines.
 */

/** `add server` ignores default-server, so both ways of declaring a server use this. */
export const serverOptions = 'check inter 1s fall 2 rise 1 weight 1'

export const lastResort = (id: string): string => `last:${id}`

export function haproxyConfiguration(options: {
  host: string
  port: number
  logPort: number
  socketPath: string
  stable: Backend | undefined
}): string {
  const { stable } = options
  const servers =
    stable === undefined
      ? []
      : [
          `  server ${stable.id} ${stable.host}:${stable.port} ${serverOptions}`,
          `  server ${lastResort(stable.id)} ${stable.host}:${stable.port} backup`,
        ]
  return `${[
    'global',
    `  stats socket ${options.socketPath} mode 600 level admin`,
    // Without this a second HAProxy of the same user would share the port in silence.
    '  noreuseport',
    '  hard-stop-after 60s',
    `  tune.bufsize ${repeatableBytes}`,
    'defaults',
    '  mode http',
    '  timeout connect 5s',
    '  timeout client 5m',
    '  timeout server 10m',
    '  timeout http-request 60s',
    '  timeout http-keep-alive 75s',
    '  timeout queue 60s',
    '  timeout check 5s',
    'frontend fe',
    `  bind ${options.host}:${options.port}`,
    `  log 127.0.0.1:${options.logPort} len 1024 format raw local0 info`,
    `  log-format '{"s":"%s","st":%ST,"ts":"%ts","ta":%Ta,"rc":"%rc"}'`,
    '  option http-ignore-probes',
    '  default_backend be',
    'backend be',
    // By turns, because it keeps the shares exactly; HAProxy's `random` is off by up to half of a share with two servers. Traffic
    // that comes in the same rhythm as the turns can send one version all that is hard.
    '  balance roundrobin',
    '  option httpchk',
    '  http-check send meth GET uri /v2/health/ready ver HTTP/1.1 hdr Host gateway',
    '  http-check expect status 200',
    '  option http-server-close',
    '  http-reuse never',
    '  option redispatch 1',
    '  retries 4',
    '  retry-on conn-failure empty-response',
    "  http-response set-header x-model-version '%[srv_name,regsub(^last:,)]'",
    ...servers,
  ].join('\n')}\n`
}

/** Weights of 0 to 256 whose ratio comes closest to the canary's share: [canary, stable]. */
export function weights(share: number, alone: boolean): [canary: number, stable: number] {
  if (share === 0) return [0, 256]
  if (share === 1 || alone) return [256, 0]
  let best: [number, number] = [1, 1]
  for (let canary = 1; canary <= 256; canary++) {
    const stable = Math.round((canary * (1 - share)) / share)
    if (stable < 1 || stable > 256) continue
    const off = ([c, s]: [number, number]): number => Math.abs(c / (c + s) - share)
    if (off([canary, stable]) < off(best) - 1e-9) best = [canary, stable]
  }
  if (Math.abs(best[0] / (best[0] + best[1]) - share) > 0.1 * Math.min(share, 1 - share))
    throw new UserError(
      `HAProxy cannot give a share of ${Math.round(share * 1000) / 10} %: write a value between 0.5 and 99.5 in the key deploy.steps`,
    )
  return best
}
