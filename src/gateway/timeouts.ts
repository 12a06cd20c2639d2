/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
export const answerTimeoutMs = 600_000
/** An agent that is to take over has 15 s to come up, and the earlier one as long to be asked again where that does not. */
export const handOverMs = 50_000
