/** The canary's circuit breaker: so many failures in a row open it, and for so long it gets no request. */
export const breakerRule = { failures: 5, openMs: 10_000 } as const
