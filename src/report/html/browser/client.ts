/*
 * What a report can do beside being read: sort and filter its tables, walk through the matrix, show a number under the
 * pointer, and take a theme. The report is whole without it.
 */

const all = <T extends Element>(selector: string, kind: new () => T, inside: ParentNode = document): T[] =>
  [...inside.querySelectorAll(selector)].filter((each): each is T => each instanceof kind)

themes()
tips()
for (const table of all('table.data', HTMLTableElement)) {
  sortable(table)
  if (table.dataset['filter'] !== undefined) filterable(table)
}
for (const table of all('table.heat', HTMLTableElement)) {
  walkable(table)
  if (table.querySelector('td[data-b]') !== null) modes(table)
}
unfoldForPrint()

function themes(): void {
  const button = document.getElementById('theme')
  if (button === null) return
  const names = { '': 'as the system', light: 'light', dark: 'dark' } as const
  type Theme = keyof typeof names
  const next: Record<Theme, Theme> = { '': 'light', light: 'dark', dark: '' }
  const isTheme = (text: string | null): text is Theme => text !== null && text in names
  let theme: Theme = ''
  const show = () => {
    if (theme === '') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
    button.textContent = `Theme: ${names[theme]}`
  }
  // A file may have no storage.
  try {
    const kept = localStorage.getItem('theme')
    if (isTheme(kept)) theme = kept
  } catch {}
  show()
  button.addEventListener('click', () => {
    theme = next[theme]
    show()
    try {
      localStorage.setItem('theme', theme)
    } catch {}
  })
  button.parentElement?.removeAttribute('hidden')
}

/** Text under the pointer, or under what has the keyboard. */
function tips(): void {
  const tip = document.getElementById('tip')
  if (tip === null) return
  const show = (target: EventTarget | null, x: number, y: number) => {
    const found = target instanceof Element ? target.closest('[data-tip], .heat tbody td') : null
    const text = found instanceof HTMLElement ? (found.dataset['tip'] ?? cellText(found)) : ''
    tip.hidden = text === ''
    if (tip.textContent !== text) tip.textContent = text
    const { width, height } = tip.getBoundingClientRect()
    tip.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`
  }
  document.addEventListener('pointermove', ({ target, clientX, clientY }) => show(target, clientX, clientY))
  document.addEventListener('focusin', ({ target }) => {
    const box = target instanceof Element ? target.getBoundingClientRect() : new DOMRect()
    show(target, box.left, box.bottom - 14)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') tip.hidden = true
  })
}

/** `122 of 140 "billing" were called "refund" (87.1 %); 118 by the baseline` */
function cellText(cell: HTMLElement): string {
  const { c = '', ct = '', b, i = '', j = '' } = cell.dataset
  const labels: unknown = JSON.parse(cell.closest('table')?.dataset['labels'] ?? '[]')
  const label = (index: string) => (Array.isArray(labels) ? `“${String(labels[Number(index)] ?? '')}”` : '')
  const share = Number(ct) > 0 ? ` (${((Number(c) / Number(ct)) * 100).toFixed(1)} %)` : ''
  const before = b === undefined ? '' : `; ${b} by the baseline`
  const said = i === j ? 'were recognised' : `were called ${label(j)}`
  return `${c} of ${ct} ${label(i)} ${said}${share}${before}`
}

function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0]
  const head = table.tHead?.rows[0]
  if (body === undefined || head === undefined || body.rows.length < 2) return
  const headers = [...head.cells]
  headers.forEach((header, column) => {
    if (header.scope !== 'col') return
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...header.childNodes)
    header.append(button)
    button.addEventListener('click', () => {
      const direction = header.ariaSort === 'ascending' ? -1 : 1
      for (const other of headers) other.ariaSort = null
      header.ariaSort = direction === 1 ? 'ascending' : 'descending'
      const rows = [...body.rows].map((row) => ({ row, text: row.cells[column]?.textContent.trim() ?? '' }))
      rows.sort((a, b) => direction * compare(a.text, b.text))
      body.append(...rows.map(({ row }) => row))
    })
  })
}

const numberOf = (text: string): number => Number.parseFloat(text.replace('−', '-'))

function compare(a: string, b: string): number {
  const [left, right] = [numberOf(a), numberOf(b)]
  return Number.isNaN(left) || Number.isNaN(right) ? a.localeCompare(b) : left - right
}

function filterable(table: HTMLTableElement): void {
  const label = document.createElement('label')
  const input = document.createElement('input')
  const count = document.createElement('span')
  label.className = 'filter'
  input.type = 'search'
  count.role = 'status'
  label.append('Rows with', input, ' ', count)
  table.parentElement?.before(label)
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => ({ row, text: row.textContent.toLowerCase() }))
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase()
    let shown = 0
    for (const { row, text } of rows) {
      row.hidden = !text.includes(wanted)
      if (!row.hidden) shown += 1
    }
    count.textContent = `${shown} of ${rows.length}`
  })
}

/** One stop for the keyboard, and arrows inside. */
function walkable(table: HTMLTableElement): void {
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => all('td', HTMLTableCellElement, row))
  table.setAttribute('role', 'grid')
  for (const cell of rows.flat()) {
    cell.tabIndex = -1
    cell.setAttribute('aria-label', cellText(cell))
  }
  const first = rows[0]?.[0]
  if (first !== undefined) first.tabIndex = 0
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  table.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    const from = event.target
    if (step === undefined || !(from instanceof HTMLTableCellElement)) return
    const row = rows.findIndex((cells) => cells.includes(from))
    const column = rows[row]?.indexOf(from) ?? -1
    const to = rows[row + step[0]]?.[column + step[1]]
    if (to === undefined) return
    event.preventDefault()
    from.tabIndex = -1
    to.tabIndex = 0
    to.focus()
  })
}

/** The matrix of the candidate, of the baseline, or what changed between them. */
function modes(table: HTMLTableElement): void {
  const set = document.createElement('fieldset')
  set.className = 'modes'
  const legend = document.createElement('legend')
  legend.textContent = 'Show'
  set.append(legend)
  const group = `mode-${all('table.heat', HTMLTableElement).indexOf(table)}`
  for (const mode of ['candidate', 'baseline', 'change'] as const) {
    const label = document.createElement('label')
    const input = document.createElement('input')
    input.type = 'radio'
    input.name = group
    input.checked = mode === 'candidate'
    input.addEventListener('change', () => {
      for (const cell of all('tbody td', HTMLTableCellElement, table)) paint(cell, mode)
    })
    label.append(input, ` ${mode}`)
    set.append(label)
  }
  table.closest('.heat-map')?.prepend(set)
}

function paint(cell: HTMLTableCellElement, mode: 'candidate' | 'baseline' | 'change'): void {
  const of = (name: string) => Number(cell.dataset[name] ?? 0)
  const right = cell.dataset['i'] === cell.dataset['j']
  const [count, total] = mode === 'baseline' ? [of('b'), of('bt')] : [of('c'), of('ct')]
  const change = of('c') - of('b')
  const share = mode === 'change' ? Math.abs(change) / (of('ct') || 1) : count / (total || 1)
  const none = mode === 'change' ? change === 0 : count === 0
  const most = Number(cell.closest('table')?.dataset['most'] ?? 1)
  const depth = right && mode !== 'change' ? share : Math.sqrt(share / most)
  const step = none ? 0 : Math.min(Math.max(Math.round(depth * 10), 1), 10)
  const tone = mode !== 'change' || none ? '' : right === change > 0 ? ' better' : ' worse'
  cell.className = `${right ? 'right' : 'wrong'} s${step}${tone}`
  cell.textContent = mode !== 'change' ? String(count) : none ? '0' : change > 0 ? `+${change}` : `−${-change}`
}

/** On paper nothing can be opened. */
function unfoldForPrint(): void {
  let closed: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])', HTMLDetailsElement)
    for (const each of closed) each.open = true
  })
  addEventListener('afterprint', () => {
    for (const each of closed) each.open = false
  })
}
