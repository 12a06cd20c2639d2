/** A version that says nothing for so long has not answered: a proxy gives up on it, and a rollout waits no longer. */
export const answerTimeoutMs = 600_000
/**
 * A supervisor says within so long whether another agent took over: that one has 15 s to come up, and the earlier one what is left to be
 * asked again where it does not.
 */
export const handOverMs = 50_000
/** Who asks learns it even where the last question took its whole time. */
export const handOverPatienceMs = handOverMs + 7_000
