import { isIP } from 'node:net'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { defaultRetries, mostRetries } from '../gateway/retries.ts'
import { pageOf } from '../pages.ts'
import { servingContainers } from './containers.ts'
import { prometheus } from './prometheus.ts'
import { duration, durationMs, interval, positiveInt, share } from './values.ts'

const tolerated = 'Share of such requests that is always tolerated'
/** Of what some new versions are meant to do: to be larger and slower, or to refuse more. */
const orAll = (least: number) =>
  z
    .number()
    .gt(0)
    .max(1)
    .default(least)
    .meta({ description: `${tolerated}; 1: none of them stops a canary.` })

/** Of the machine that deploys: what lies in the checkout comes and goes with the job, and a key would be published with it. */
const hostFile = z
  .string()
  .max(3000)
  .refine((path) => isAbsolute(path) && !path.includes('\0'), {
    message: 'expected an absolute path of the machine that deploys, outside of the repository',
  })

const contentType =
  /^[A-Za-z0-9!#$&^_.+-]{1,100}\/[A-Za-z0-9!#$&^_.+-]{1,100}(?:; ?[A-Za-z0-9_-]{1,50}=[A-Za-z0-9_.-]{1,50})?$/

/** Of a connection, of one request, of the gateway, or a secret whose hash says too much. */
const headersOfNobody = new Set(
  'authorization connection content-length content-type cookie expect host keep-alive proxy-authorization te trailer transfer-encoding upgrade x-request-id'.split(
    ' ',
  ),
)

/** Both must be surely exceeded to stop a canary. */
const worseThanStable = (which: string, ratio: number, tolerance: z.ZodDefault<z.ZodNumber>) =>
  z
    .strictObject({
      ratio: z
        .number()
        .min(1)
        .default(ratio)
        .meta({ description: `Tolerated share of requests whose answer ${which}, over that of stable.` }),
      tolerance,
    })
    .prefault({})

/** The section `deploy`: where versions run, and how a canary is judged. */
export const deploy = z.strictObject({
  target: z
    .enum(['process', 'docker'])
    .default('process')
    .meta({ description: 'Where versions run: processes of this machine, or containers of a Docker engine.' }),
  replicas: z.int().min(1).max(16).default(1).meta({
    description:
      'Containers of each version, which share its requests; only with `target: docker`. A version is ready when all of them are; if one stops, another answers its requests.',
  }),
  docker: servingContainers.prefault({}),
  port: z.int().min(1).max(65535).default(8080).meta({ description: 'Port on which the gateway serves.' }),
  shared: z
    .boolean()
    .default(false)
    .meta({
      description: `true: other models may use the same port. Each keeps its own versions, rollouts and counts, and is found at /v2/models/NAME; host, tls, tokens and access-log must be the same in all; see ${pageOf('gateway')}.`,
    }),
  hosts: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected the name of a host, such as tone.example.com'),
    )
    .max(64)
    .default([])
    .meta({
      description: 'With `shared`: host names for which every request goes to this model, whatever its path.',
    }),
  host: z
    .string()
    .refine((text) => isIP(text) !== 0, { message: 'expected an IP address to listen at, such as 0.0.0.0 or ::' })
    .default('127.0.0.1')
    .meta({
      description: `Address on which the gateway listens: loopback for clients on this machine, 0.0.0.0 or :: for everyone who can reach it; see ${pageOf('gateway')}.`,
    }),
  tls: z
    .strictObject({
      certificate: hostFile.meta({ description: 'Certificate in PEM, with the intermediate certificates after it.' }),
      key: hostFile.meta({ description: 'Its key in PEM, without a passphrase.' }),
      'client-ca': hostFile.optional().meta({
        description: 'CA certificates in PEM: only clients with a certificate signed by one of them are let in.',
      }),
    })
    .optional()
    .meta({
      description:
        'TLS for clients, with files on the machine that deploys. A renewed certificate is used within seconds, without losing a request. Default: none.',
    }),
  tokens: hostFile.optional().meta({
    description:
      'File of lines `NAME TOKEN`: only requests with `authorization: Bearer TOKEN` are let in, except for /v2/health/live and /v2/health/ready. Changes take effect within seconds. Default: no token needed.',
  }),
  fallback: z
    .strictObject({
      status: z
        .int()
        .min(200)
        .max(599)
        .refine((status) => (status < 300 && ![204, 205].includes(status)) || status >= 400, {
          message: 'expected a status of an answer with a body, such as 200 or 503',
        })
        .default(503)
        .meta({
          description: 'Status of that answer, except at /v2/health/live and /v2/health/ready, which say 502 or 503.',
        }),
      'content-type': z
        .string()
        .regex(contentType, 'expected a type of content, such as application/json')
        .default('application/json')
        .meta({ description: 'Content type of the file.' }),
      file: z.string().meta({
        description: 'File of at most 32 KiB in the repository: the body of that answer. Read at each deployment.',
      }),
    })
    .optional()
    .meta({
      description:
        'What clients get if no version answers: none serves, or all fail. The request counts as unanswered, whatever the status. Default: 502 or 503 with a line of text.',
    }),
  retries: z
    .int()
    .min(0)
    .max(mostRetries)
    .default(defaultRetries)
    .meta({
      description: `How often a request that no version began to answer is retried: at once with another version if there is one, else with the same one, after a second if it refused the connection. Only the first attempt counts for the version that was drawn. 0: never; see ${pageOf('gateway')}.`,
    }),
  'access-log': z
    .enum(['none', 'json'])
    .default('none')
    .meta({
      description: `json: a line of JSON for each request, without its body, query and headers. It is access.log in the gateway’s directory, or in its volume with \`target: docker\`; see ${pageOf('gateway')}.`,
    }),
  'metrics-port': z.int().min(1).max(65535).optional().meta({
    description:
      'Loopback port with metrics for Prometheus (GET /metrics): requests, latencies, shares and the rollout. Default: none.',
  }),
  surge: z.literal([0, 1]).default(1).meta({
    description:
      'How many versions fit beside the one that serves. 0, as with one GPU: the canary replaces stable, which is started again if the canary fails. Nothing serves from the stop of one until the other is ready. The canary gets all traffic at once and is compared with what stable did before.',
  }),
  steps: z
    .array(z.number().gt(0).max(100))
    .min(1)
    .default([1, 5, 100])
    .refine((steps) => steps.at(-1) === 100 && steps.every((s, i) => i === 0 || s > (steps[i - 1] ?? 0)), {
      message: 'steps must rise and end with 100',
    })
    .meta({ description: 'Shares of the traffic that the canary gets in turn, in percent.' }),
  control: z.number().gt(0).max(50).default(5).meta({
    description:
      'Share of the traffic, in percent, that stable keeps until the canary is promoted, even when the canary has “100”: without it, a fault of both could not be told from a fault of the canary.',
  }),
  step: z
    .strictObject({
      'min-time': duration.default('60s').meta({ description: 'A step lasts at least this long.' }),
      'min-requests': positiveInt
        .default(100)
        .meta({ description: 'Requests the canary must have answered in a step.' }),
      deadline: duration.default('30m').meta({ description: 'A step that has not passed by then is rolled back.' }),
    })
    .refine((step) => !(durationMs(step['min-time']) >= durationMs(step.deadline)), {
      message: 'min-time must be shorter than deadline, or no step could pass',
    })
    .prefault({}),
  gates: z
    .strictObject({
      health: z
        .strictObject({
          interval: interval.default('10s').meta({ description: 'Time between two health probes of the canary.' }),
          failures: positiveInt.default(5).meta({ description: 'Failed probes in a row that cause a rollback.' }),
        })
        .prefault({}),
      'false-rollbacks': share.default(0.01).meta({
        description: 'Chance of stopping a canary that is no worse, however long the rollout lasts.',
      }),
      window: interval.default('5s').meta({
        description:
          'All failures within this time count as one piece of evidence, so that one bad moment does not stop a canary.',
      }),
      errors: worseThanStable(
        'is 5xx, none at all, or one its client no longer waited for',
        1.5,
        share.default(0.01).meta({ description: `${tolerated}.` }),
      ),
      refusals: worseThanStable('is 4xx', 1.5, orAll(0.01)),
      latency: worseThanStable('takes longer than 99 % of those of stable', 5, orAll(0.05)),
    })
    .prefault({}),
  'split-by': z
    .strictObject({
      header: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected the name of a header, such as x-user')
        .transform((name) => name.toLowerCase())
        .refine((name) => !headersOfNobody.has(name), {
          message:
            'expected a header that says who asks, such as x-user, and is no secret, no part of HTTP and no name of a request',
        })
        .meta({
          description: 'Its value, of at most 256 bytes, is not stored; requests without it are drawn at random.',
        }),
      'min-values': positiveInt.default(5).meta({
        description:
          'Different values that the canary must have seen before it gets nearly all traffic, and before it is promoted.',
      }),
    })
    .optional()
    .meta({
      description:
        'Clients that send the same value of this header get the same version, and stay with the canary while its share grows. A value counts as one piece of evidence, however many requests it has. Default: each request is drawn at random.',
    }),
  shadow: z
    .strictObject({
      share: z.number().gt(0).max(100).default(10).meta({
        description: 'Share of stable’s inference requests, in percent; at most 100 a second, of up to 16 KiB each.',
      }),
      'min-requests': positiveInt.default(300).meta({
        description:
          'Different requests whose answers must have been compared: a repeated one shows nothing new. Similar requests often come in a row: the higher the number, the longer the runs of different answers that are ruled out.',
      }),
      'max-disagreement': share.default(0.05).meta({
        description:
          'Share of the inputs that the canary may answer differently from stable. If it is surely more, the canary fails. It must be surely less before the canary gets traffic, or the rollout ends as inconclusive at `step.deadline`.',
      }),
    })
    .optional()
    .meta({
      description:
        'Before the canary gets traffic, it gets copies of stable’s requests. Its answers reach no client and must agree with stable’s: the same label, or without labels, numbers that differ by at most 0.1. Default: no copies.',
    }),
  prometheus: prometheus.optional(),
  probes: z.enum(['image', 'none']).default('image').meta({
    description:
      'The image contains up to 100 test inputs with the judged answers, which each canary must give before it gets traffic. `none` leaves them out, for data that must not be in the image.',
  }),
  ready: duration.default('2m').meta({ description: 'How long a version may take to become ready.' }),
  bake: duration.default('5m').meta({
    description:
      'How long the canary has nearly all traffic before it is promoted and the old version stops. Errors may come in bursts: the longer this is, the longer the bursts that are ruled out. It is extended if the evidence is not yet enough.',
  }),
})
