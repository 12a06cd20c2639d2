import { z } from 'zod'
import { path } from '../values.ts'

/* Who is told of a training while it runs. None of it shapes the result, so none of it is in a key. */

/** With credentials in it, it would stand in logs. */
const address = (example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), {
      message: `expected an address such as ${example}`,
    })
    .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), {
      message: 'has credentials in it, which logs would show: remove them',
    })

export const trackingKeys = {
  'report-to': z
    .strictObject({
      mlflow: z
        .strictObject({
          uri: address('http://mlflow:5000').optional().meta({
            description: 'Address of the MLflow server. Default: `MLFLOW_TRACKING_URI` of the environment.',
          }),
          experiment: z.string().min(1).max(500).optional().meta({
            description: 'Its name there; it is made if there is none. Default: the name of the model.',
          }),
        })
        .optional()
        .meta({
          description:
            'A run on an MLflow server. Credentials come from the environment (`MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`), and go only to the server that `MLFLOW_TRACKING_URI` names.',
        }),
      prometheus: z
        .strictObject({
          pushgateway: address('http://pushgateway:9091')
            .optional()
            .meta({ description: 'Address of a Pushgateway. Each model has a group of its own there.' }),
          textfile: path.optional().meta({
            description:
              'File for the textfile collector of a node exporter, whose name ends with `.prom`. It lies in the directory that `MODEL_ACTIONS_TEXTFILES` names, or without it in the repository.',
          }),
        })
        .refine(({ pushgateway, textfile }) => (pushgateway === undefined) !== (textfile === undefined), {
          message: 'give exactly one of pushgateway and textfile',
        })
        .refine(({ textfile }) => textfile === undefined || textfile.endsWith('.prom'), {
          message: 'the collector reads only files whose names end with .prom',
          path: ['textfile'],
        })
        .optional()
        .meta({ description: 'The last value of each number, for Prometheus.' }),
      tensorboard: z
        .strictObject({
          directory: path.default('runs').meta({ description: 'Directory for the event files, in the repository.' }),
        })
        .optional()
        .meta({ description: 'Event files that TensorBoard reads.' }),
      wandb: z
        .strictObject({
          project: z.string().min(1).max(128).optional().meta({ description: 'Default: the name of the model.' }),
          entity: z.string().min(1).max(128).optional().meta({
            description: 'User or team that the project belongs to. Default: that of the key.',
          }),
          mode: z.enum(['online', 'offline']).default('online').meta({
            description: 'offline: files in `wandb/` beside model.yml, for `wandb sync` later.',
          }),
        })
        .optional()
        .meta({
          description:
            'A run at Weights & Biases, by the package `wandb` of `python3` on this machine, or of the Python that `MODEL_ACTIONS_WANDB_PYTHON` names. Credentials come from the environment (`WANDB_API_KEY`) or from `wandb login`.',
        }),
    })
    .optional()
    .meta({
      description:
        'Who is told of a training while it runs. A tracker that is slow or away never slows or ends a training, and changes here train nothing again.',
    }),
} satisfies z.ZodRawShape
