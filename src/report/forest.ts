import { groupedBy } from '../grouping.ts'
import type { Interval } from './model.ts'
import { differenceUnit, figure, plainLabel } from './text.ts'

/*
 * Where things stand in a forest plot. Rows of one unit share a panel and its scale, so that their intervals can be
 * compared; better is to the right, whichever way a metric counts. Positions are shares of the width, 0 at the left.
 */

export type ForestRow = {
  interval: Interval
  /** Absent where nothing was compared. */
  at?: { value: number; low: number; high: number }
  /** Where what may be lost ends: an interval that lies right of it passes. */
  limit?: number
}

export type ForestPanel = {
  unit: string
  rows: ForestRow[]
  zero: number
  ticks: { at: number; text: string }[]
}

const finite = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value)

export function forestPanels(rows: readonly Interval[]): ForestPanel[] {
  const groups = groupedBy(rows, ({ unit, lowerIsBetter }) => `${lowerIsBetter === true} ${unit}`)
  return [...groups.values()].map(panel)
}

function panel(rows: readonly Interval[]): ForestPanel {
  const [{ unit, lowerIsBetter } = { unit: '' }] = rows
  const shown = rows.flatMap(({ difference, margin }) => [
    ...(difference === undefined ? [] : [difference.low, difference.value, difference.high]),
    ...(margin === undefined ? [] : [-margin]),
  ])
  const ends = [0, ...shown.filter(finite)]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = (high - low || 1) * 0.06
  const [from, to] = [low - room, high + room]
  const at = (value: number) => (finite(value) ? (value - from) / (to - from) : value < 0 ? 0 : 1)
  const scale = unit === 'share' ? 100 : 1
  const sign = lowerIsBetter === true ? -1 : 1
  return {
    unit: differenceUnit(unit),
    zero: at(0),
    ticks: ticks(from * scale, to * scale).map((tick) => ({
      at: at(tick / scale),
      text: tick * sign > 0 ? `+${figure(tick * sign)}` : figure(tick === 0 ? 0 : tick * sign),
    })),
    rows: rows.map((interval) => ({
      interval,
      ...(interval.difference === undefined
        ? {}
        : {
            at: {
              value: at(interval.difference.value),
              low: at(interval.difference.low),
              high: at(interval.difference.high),
            },
          }),
      ...(interval.margin === undefined ? {} : { limit: at(-interval.margin) }),
    })),
  }
}

/** Round numbers between two ends, about five of them. */
export function ticks(from: number, to: number): number[] {
  const rough = (to - from) / 5
  if (!(rough > 0) || !Number.isFinite(rough)) return [0]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5].find((each) => each * power >= rough) ?? 10) * power
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
}

const columns = 41
const nameLength = 24

/**
 * The plot in letters, for where no picture can be shown: one block that a screen reader passes over in one step, after the
 * table that says the same in words. Names in it are plain letters: nothing could be escaped there.
 */
export function forestText(rows: readonly Interval[]): string {
  const drawn = forestPanels(rows).filter((each) => each.rows.some(({ at }) => at !== undefined))
  if (drawn.length === 0) return ''
  const plain = (text: string) => plainLabel(text, nameLength)
  const width = Math.max(...rows.map(({ name }) => [...plain(name)].length))
  const lines = drawn.flatMap((each) => [
    ...each.rows.flatMap((row) => {
      const name = plain(row.interval.name)
      return row.at === undefined ? [] : [`${name}${' '.repeat(width - [...name].length)}  ${strip(row, each.zero)}`]
    }),
    `${' '.repeat(width)}  ${axis(each)}`,
  ])
  return ['```text', ...lines, '```', ''].join('\n')
}

const column = (share: number): number => Math.round(Math.min(Math.max(share, 0), 1) * (columns - 1))

function strip({ at, limit }: ForestRow, zero: number): string {
  const cells = Array.from({ length: columns }, () => ' ')
  cells[column(zero)] = '│'
  if (limit !== undefined) cells[column(limit)] = '┊'
  if (at !== undefined) {
    const [low, high] = [column(at.low), column(at.high)]
    for (let i = low; i <= high; i += 1)
      cells[i] = i === column(zero) || (limit !== undefined && i === column(limit)) ? '┼' : '─'
    if (low < high) {
      cells[low] = '├'
      cells[high] = '┤'
    }
    cells[column(at.value)] = '●'
  }
  return cells.join('').trimEnd()
}

/** Zero and what may be lost, under the plot. */
function axis({ zero, rows, unit }: ForestPanel): string {
  const cells = Array.from({ length: columns }, () => ' ')
  const put = (share: number, text: string) => {
    const from = Math.min(Math.max(column(share) - Math.floor(text.length / 2), 0), columns - text.length)
    if (cells.slice(Math.max(from - 1, 0), from + text.length + 1).every((cell) => cell === ' '))
      cells.splice(from, text.length, ...text)
  }
  put(zero, '0')
  const scale = unit === 'points' ? 100 : 1
  for (const { limit, interval } of rows)
    if (limit !== undefined && interval.margin !== undefined) put(limit, figure(-interval.margin * scale))
  const better = unit === '' ? 'better →' : `better → (${plainLabel(unit, nameLength)})`
  return `${cells.join('').trimEnd()}  ${better}`
}
