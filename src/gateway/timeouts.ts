/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
export const answerTimeoutMs = 600_000
