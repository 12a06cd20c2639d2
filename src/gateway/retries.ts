/* How often a request that no version answered is asked again: what `deploy.retries` may say, and what the agent takes. */

/** As clients of a proxy expect it. */
export const defaultRetries = 3
export const mostRetries = 10
