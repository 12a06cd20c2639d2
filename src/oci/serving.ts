import { z } from 'zod'
import { UserError } from '../errors.ts'
import { modelEngines, type ServingContract } from '../model/types.ts'
import type { ImageConfig } from './imageConfig.ts'

const prefix = 'dev.model-actions.serving.'

const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
  .transform(Number)
const schema = z.object({
  port: count.refine((port) => port < 65_536, 'expected a port'),
  'ready-path': z.string().regex(/^\/[!-~]*$/, 'expected a path of a URL'),
  protocol: z.literal('open-inference-v2'),
  'max-length': count,
  'max-batch': count,
  engine: z.enum(modelEngines),
})

/** The labels of an image that say how it is served, as model.json inside it does. */
export const servingLabels = (serving: ServingContract): Record<string, string> => ({
  [`${prefix}port`]: String(serving.port),
  [`${prefix}ready-path`]: serving.readyPath,
  [`${prefix}protocol`]: serving.protocol,
  [`${prefix}max-length`]: String(serving.maxLength),
  [`${prefix}max-batch`]: String(serving.maxBatch),
  [`${prefix}engine`]: serving.engine,
})

/** How an image is served. @param place the image, for messages @throws UserError where its labels do not say it */
export const servingOfImage = (config: ImageConfig, place: string): ServingContract =>
  servingOfLabels(config.config?.Labels ?? {}, place)

/** The same by the labels alone, which a container has of its image. */
export function servingOfLabels(labels: Readonly<Record<string, string>>, place: string): ServingContract {
  const own = Object.entries(labels).filter(([name]) => name.startsWith(prefix))
  const parsed = schema.safeParse(Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UserError(
      `${place}: label ${prefix}${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: the image does not say how it is served, build it with model-actions`,
    )
  }
  const { port, protocol, engine } = parsed.data
  return {
    port,
    readyPath: parsed.data['ready-path'],
    protocol,
    maxLength: parsed.data['max-length'],
    maxBatch: parsed.data['max-batch'],
    engine,
  }
}
