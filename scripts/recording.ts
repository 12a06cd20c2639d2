import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shellWord } from '../src/platform/text.ts'
import { ofAnyDay } from './anyDay.ts'

/*
 * The recording at the top of the README. `node scripts/recording.ts DIRECTORY` runs the commands below in a terminal, in a
 * directory with data and a base model, and keeps what was seen, with its times and without its day (anyDay.ts), as
 * docs/pictures/terminal.cast (asciicast 2); docs/pictures/terminal.svg is drawn from that. Without a directory it is drawn again.
 * Recording needs `script` of util-linux.
 */

const [columns, rows] = [100, 28]

/** What is typed; of what stands behind a # the editing is done beside it. */
const commands = [
  'model-actions init --yes --keys',
  '# model.yml: this base is small and untrained, so it learns faster and longer, and is not quantized',
  'model-actions check',
  'model-actions all',
  'model-actions predict "Create a new event loop and run it"',
  'model-actions status',
]
const edits =
  "sed -i '/^  learning-rate:/d; s/^  method: full.*/  method: full\\n  epochs: 5\\n  batch-size: 64\\n  learning-rate: 2e-3/; s/^quantize:/&\\n  precision: fp32/' model.yml"

/** `[seconds since the start, text]` */
type Event = readonly [number, string]
type Line = { row: number; text: string; from: number; to: number | undefined }

/** Nothing happens for no longer than this: who waits for a training knows that it takes its time. */
const longestPause = 0.9
/** Of the whole, with the rest at its end. */
const [wholeSeconds, restSeconds] = [60, 6]
/** What is seen for less is not drawn. */
const shortestFrame = 0.08

/** Times without long pauses, and all of them shorter where that is still too long. Pure. */
export function paced(events: readonly Event[]): Event[] {
  let [before, now] = [0, 0]
  const short = events.map(([at, text]): Event => {
    now += Math.min(at - before, longestPause)
    before = at
    return [now, text]
  })
  const scale = Math.min(1, (wholeSeconds - restSeconds) / now)
  return short.map(([at, text]) => [at * scale, text])
}

/** Every line that a terminal showed, and from when until when; `to` is absent where it stands at the end. Pure. */
export function linesOf(events: readonly Event[]): Line[] {
  const screen: string[] = ['']
  const shown = new Map<number, Line>()
  const lines: Line[] = []
  let [row, column] = [0, 0]
  const put = (text: string) => {
    for (const letter of text) {
      if (column === columns) newLine()
      const line = (screen[row] ?? '').padEnd(column)
      screen[row] = line.slice(0, column) + letter + line.slice(column + 1)
      column++
    }
  }
  const newLine = () => {
    row++
    column = 0
    screen[row] ??= ''
  }
  const look = (at: number) => {
    for (const [index, text] of screen.entries()) {
      const last = shown.get(index)
      if ((last?.text ?? '') === text) continue
      if (last !== undefined) last.to = at
      const line: Line = { row: index, text, from: at, to: undefined }
      shown.set(index, line)
      lines.push(line)
    }
  }
  for (const [index, [at, text]] of events.entries()) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is spoken to with them
    for (const [piece] of text.matchAll(/\u001b\[[0-9;?]*[A-Za-z]|[\r\n]|[^\u001b\r\n]+/g)) {
      if (piece === '\n') newLine()
      else if (piece === '\r') column = 0
      else if (piece === '\u001b[2K') screen[row] = ''
      else if (piece === '\u001b[K') screen[row] = (screen[row] ?? '').slice(0, column)
      else if (!piece.startsWith('\u001b')) put(piece)
    }
    const next = events[index + 1]?.[0]
    if (next === undefined || next - at >= shortestFrame) look(at)
  }
  return lines.filter(({ text }) => text.trim() !== '')
}

/** What stands on the screen at the end, with what has scrolled away. Pure. */
export const transcriptOf = (events: readonly Event[]): string[] =>
  linesOf(events)
    .filter(({ to }) => to === undefined)
    .sort((a, b) => a.row - b.row)
    .map(({ text }) => text.trimEnd())

const [lineHeight, letterWidth, border] = [18, 7.83, 16]
const escaped = (text: string): string =>
  text.trimEnd().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** An SVG that plays by itself, again and again, and shows its last picture to whom motion disturbs. Pure. */
export function drawn(recorded: readonly Event[]): string {
  const lines = linesOf(paced(recorded))
  const end = Math.max(...lines.map(({ from }) => from)) + restSeconds
  const percent = (at: number): string => `${Number(((100 * at) / end).toFixed(2))}%`
  // Lines that come at once scroll at once.
  const scrolled = new Map<string, number>()
  let highest = 0
  for (const { row, from } of lines) {
    highest = Math.max(highest, row + 1 - rows)
    if (highest > 0) scrolled.set(percent(from), highest)
  }
  const moved = (up: number): string => `{transform:translateY(${-up * lineHeight}px)}`
  const rules = lines.map(
    ({ from, to }, i) =>
      `@keyframes k${i}{0%{opacity:0}${percent(from)}{opacity:1}${to === undefined ? '' : `${percent(to)}{opacity:0}`}}#l${i}{animation-name:k${i}}`,
  )
  const texts = lines.map(
    ({ row, text, to }, i) =>
      `<text id="l${i}" class="${to === undefined ? 'stays' : 'goes'}${text.startsWith('$ ') ? ' typed' : ''}" x="${border}" y="${border * 1.5 + 13 + row * lineHeight}">${escaped(text)}</text>`,
  )
  const [width, height] = [Math.ceil(columns * letterWidth + 2 * border), rows * lineHeight + 2 * border]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>A terminal: ${escaped(commands.join(', '))}</title>
<style>
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d1d9e0;white-space:pre}
.typed{fill:#fff;font-weight:600}
text,#all{animation:${end.toFixed(2)}s step-end infinite both}
#all{animation-name:all}
@keyframes all{0%${moved(0)}${[...scrolled].map(([at, up]) => `${at}${moved(up)}`).join('')}}
${rules.join('\n')}
@media (prefers-reduced-motion:reduce){text,#all{animation:none}.goes{opacity:0}#all${moved(highest)}}
</style>
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
<clipPath id="screen"><rect y="${border / 2}" width="${width}" height="${height - border}"/></clipPath>
<g clip-path="url(#screen)"><g id="all">
${texts.join('\n')}
</g></g>
</svg>
`
}

const pictures = new URL('../docs/pictures/', import.meta.url).pathname

export function readCast(): Event[] {
  const [, ...events] = readFileSync(join(pictures, 'terminal.cast'), 'utf8').trim().split('\n')
  return events.map((line) => {
    const [at, , text] = JSON.parse(line) as [number, string, string]
    return [at, text]
  })
}

function record(directory: string): void {
  const work = mkdtempSync(join(tmpdir(), 'recording-'))
  try {
    recordIn(work, directory)
  } finally {
    rmSync(work, { recursive: true })
  }
}

function recordIn(work: string, directory: string): void {
  const program = new URL('../src/cli/main.ts', import.meta.url).pathname
  const typed = commands.flatMap((command) => [
    `type ${shellWord(command)}`,
    command.startsWith('#') ? edits : command,
    'sleep 1',
  ])
  writeFileSync(
    join(work, 'run.sh'),
    `stty cols ${columns} rows ${rows}
model-actions() { "${process.execPath}" "${program}" "$@"; }
type() { printf '$ '; sleep 0.4; for ((i = 0; i < \${#1}; i++)); do printf '%s' "\${1:i:1}"; sleep 0.03; done; printf '\\n'; }
${typed.join('\n')}
`,
  )
  const [output, times] = [join(work, 'output'), join(work, 'times')]
  execFileSync('script', ['--quiet', '--log-out', output, '--log-timing', times, '--command', `bash ${work}/run.sh`], {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm' },
  })
  const bytes = readFileSync(output)
  // The first line is the word of `script` itself.
  let from = bytes.indexOf('\n') + 1
  let at = 0
  const decoder = new TextDecoder()
  const events = readFileSync(times, 'utf8')
    .trim()
    .split('\n')
    .map((line): string => {
      const [after = 0, size = 0] = line.split(' ').map(Number)
      at += after
      const text = decoder.decode(bytes.subarray(from, from + size), { stream: true })
      from += size
      return JSON.stringify([Number(at.toFixed(3)), 'o', ofAnyDay(text)])
    })
  const head = JSON.stringify({ version: 2, width: columns, height: rows })
  writeFileSync(join(pictures, 'terminal.cast'), `${[head, ...events].join('\n')}\n`)
}

if (import.meta.main) {
  const [directory] = process.argv.slice(2)
  if (directory !== undefined) record(directory)
  writeFileSync(join(pictures, 'terminal.svg'), drawn(readCast()))
}
