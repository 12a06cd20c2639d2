import { createHash } from 'node:crypto'

/* How everything of one model is found at a Docker engine: by the label, of which the names are a short form. */

/** @param model `github.com/acme/shop/support-intents` */
export const modelLabel = (model: string): Record<string, string> => ({ 'model-actions.model': model })

/** What is said of the gateway's own container. */
export const gatewayLabels = {
  role: 'model-actions.role',
  host: 'model-actions.host',
  /** At which clients come to it; none where a router does. */
  port: 'model-actions.port',
  /** The port of the router that it is behind. */
  shared: 'model-actions.shared-port',
  metricsPort: 'model-actions.metrics-port',
} as const

/** By which the gateway's container is found. */
export const gatewayLabel = (model: string): Record<string, string> => ({
  ...modelLabel(model),
  [gatewayLabels.role]: 'gateway',
})

/** Who everything of ours runs as in containers. */
export const serviceUser = 65532

/**
 * Name of the network that gateway and versions of a model share and that leads nowhere else, and the beginning of their own names. Two repositories may
 * each have a model of the same name.
 */
export function networkOf(model: string): string {
  const hash = createHash('sha256').update(model).digest('hex').slice(0, 8)
  return `model-actions-${model.slice(model.lastIndexOf('/') + 1)}-${hash}`
}

export const gatewayVolume = (model: string): string => `${networkOf(model)}-gateway`

/** The network of those that reach what lies outside: the gateway, whose port is published, and versions that ask for it. */
export const outsideOf = (model: string): string => `${networkOf(model)}-outside`

/** Name of the gateway's container, by which others of its networks find it. */
export const gatewayName = (model: string): string => `${networkOf(model)}-gateway`
