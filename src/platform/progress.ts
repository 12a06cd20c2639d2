/** Decides which progress is worth a line of a log that cannot be redrawn: the first, each tenth, the end, and one every 30 s. */
export function createThinner(nowMs: () => number): (what: string, share: number) => boolean {
  const shown = new Map<string, { share: number; atMs: number }>()
  return (text, share) => {
    // The same work counts in its name: `train 20/180 steps`, `train 21/180 steps`.
    const what = text.replaceAll(/\d+/g, '')
    const last = shown.get(what)
    const due =
      last === undefined ||
      share < last.share ||
      share - last.share >= 0.1 ||
      (share >= 1 && last.share < 1) ||
      nowMs() - last.atMs >= 30_000
    if (due) shown.set(what, { share, atMs: nowMs() })
    return due
  }
}

export const percentLine = (what: string, share: number): string =>
  `${what}: ${Math.round(Math.min(1, Math.max(0, share)) * 100)} %`
