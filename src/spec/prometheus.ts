import { z } from 'zod'
import { interval, path, positiveInt } from './values.ts'

/** An address with a password in it would stand in every log that names it. */
const address = z
  .string()
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
    message: 'expected the address of a Prometheus, such as http://127.0.0.1:9090',
  })
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
    message: 'has credentials in it, which logs would show: name a file with a token in deploy.prometheus.token-file',
  })

const versusStable = z
  .strictObject({
    better: z.enum(['lower', 'higher']).meta({ description: 'Whether lower or higher values are better.' }),
    margin: z
      .number()
      .min(0)
      .optional()
      .meta({ description: 'How much worse than stable the canary may be, in the unit of the query.' }),
    ratio: z
      .number()
      .min(1)
      .optional()
      .meta({ description: 'How many times worse than stable the canary may be. Instead of `margin`.' }),
  })
  .refine(({ margin, ratio }) => (margin === undefined) !== (ratio === undefined), {
    message: 'give exactly one of margin and ratio',
  })

/** What a query may speak of: the canary's backend, in the one of a comparison also stable's in its turn. */
const versions = /\{\{(?:id|version)\}\}/
const gate = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z][\w -]{0,49}$/, 'expected up to 50 letters, digits, spaces, _ and -, a letter first')
      .meta({ description: 'Its name in logs and reports.' }),
    query: z
      .string()
      .min(1)
      .max(10_000)
      .refine(
        (text) => (text.match(/\{\{.*?\}\}/g) ?? []).every((one) => /^\{\{(?:id|version|stable)\}\}$/.test(one)),
        {
          message: 'only {{id}}, {{version}} and {{stable}} are filled in',
        },
      )
      .meta({
        description:
          'PromQL query that returns one number. `{{id}}` is the canary as the gateway names it in its label `version` (`v1-4-0-0123456789ab`), `{{version}}` its version (`1.4.0`), `{{stable}}` stable as the gateway names it. With `versus-stable` it is asked a second time with stable in place of the canary.',
      }),
    max: z.number().optional().meta({ description: 'Largest value allowed.' }),
    min: z.number().optional().meta({ description: 'Smallest value allowed.' }),
    'versus-stable': versusStable.optional().meta({
      description:
        'Compares the canary with stable by a sequential test over windows. Together, such gates stop a canary that is no worse in at most `deploy.gates.false-rollbacks` of rollouts, in addition to the other gates.',
    }),
    window: interval.default('30s').meta({
      description:
        'Time between two queries. It starts anew with each step and with the bake, so it may be no longer than these (`deploy.step.min-time`, `deploy.bake`). The query should look back no further than this.',
    }),
    failures: positiveInt.default(3).meta({
      description:
        'Windows in a row beyond `max` or `min` that cause a rollback. How often that is a false alarm depends only on the query, and is not known.',
    }),
  })
  .refine((one) => [one.max, one.min, one['versus-stable']].filter((bound) => bound !== undefined).length === 1, {
    message: 'give exactly one of max, min and versus-stable',
  })
  .refine((one) => one['versus-stable'] === undefined || versions.test(one.query), {
    message:
      'is the same question for stable as for the canary: write {{id}} or {{version}} into the query, or give max or min instead of versus-stable',
    path: ['query'],
  })

/** `deploy.prometheus`: what users know of their service, as gates of a rollout. */
export const prometheus = z
  .strictObject({
    url: address.meta({ description: 'Address of the Prometheus, as the machine that deploys reaches it.' }),
    'token-file': path.optional().meta({
      description: 'File with the bearer token for it. It is read each time, and never shown.',
    }),
    gates: z
      .array(gate)
      .min(1)
      .max(20)
      .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, {
        message: 'two gates have the same name',
      })
      .meta({ description: 'Queries that can stop a canary. They are also asked once before anything starts.' }),
  })
  .meta({
    description:
      'Your own queries as gates. If one has no answer (nothing found, NaN, several series, a Prometheus that is down or slow), no step passes, and at its deadline the rollout is rolled back. The first version of a model has nothing to be compared with, so these gates do not apply to it.',
  })
