const longestName = 200
const mostNames = 100
const longestSilenceMs = 30_000

/** Decides which progress is worth a line of a log that cannot be redrawn: the first, each tenth, the end, and one every 30 s. */
export function createThinner(nowMs: () => number): (what: string, share: number) => boolean {
  const shown = new Map<string, { share: number; atMs: number }>()
  return (text, share) => {
    // The same work counts in its name: `train 20/180 steps`, `train 21/180 steps`.
    const what = text.slice(0, longestName).replaceAll(/\d+/g, '')
    const last = shown.get(what)
    const due =
      last === undefined ||
      share < last.share ||
      share - last.share >= 0.1 ||
      (share >= 1 && last.share < 1) ||
      nowMs() - last.atMs >= longestSilenceMs
    if (due) shown.set(what, { share, atMs: nowMs() })
    // The names are whatever a job says.
    const [oldest] = shown.keys()
    if (shown.size > mostNames && oldest !== undefined) shown.delete(oldest)
    return due
  }
}

/** Whether something that goes on is worth another line of a log that cannot be redrawn. */
export function createPacer(nowMs: () => number): () => boolean {
  let lastMs = Number.NEGATIVE_INFINITY
  return () => {
    const due = nowMs() - lastMs >= longestSilenceMs
    if (due) lastMs = nowMs()
    return due
  }
}

export const percentLine = (what: string, share: number, detail = ''): string =>
  `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %${detail === '' ? '' : `, ${detail}`}`
