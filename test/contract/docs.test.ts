import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { drawn, readCast, transcriptOf } from '../../scripts/recording.ts'
import { docsAddress } from '../../src/pages.ts'

/* What the pages for users quote, link to and show is there: lines of the example workflows, messages, files and their headings. */

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root }).sort()]

describe('the lines that a page quotes from an example workflow stand there as they are', () => {
  const quotes = pages.flatMap((page) =>
    [...read(page).matchAll(/<!-- from (\S+) -->\n```yaml\n([\s\S]*?)```/g)].map(([, file = '', text = '']) => ({
      page,
      file,
      text,
    })),
  )

  it('and there are some on every page of a task', () => {
    for (const page of [
      'evaluate-a-pull-request',
      'deploy-on-tag',
      'gpu-runner',
      'monorepo',
      'air-gapped',
      'operating',
    ])
      expect(new Set(quotes.map((quote) => quote.page))).toContain(`docs/${page}.md`)
  })

  it.each(quotes)('$page, of $file', ({ file, text }) => {
    const example = read(file)
    let from = 0
    for (const part of text.split('# …\n')) {
      const at = example.indexOf(part, from)
      expect(at, part).toBeGreaterThanOrEqual(0)
      from = at + part.length
    }
  })
})

it('actions of others are pinned on the pages as in the README', () => {
  const pins = (page: string): Map<string, string> =>
    new Map([...read(page).matchAll(/uses: (actions\/\w+)@(.*)$/gm)].map(([, name = '', pin = '']) => [name, pin]))
  const wanted = pins('README.md')
  expect(wanted.size).toBeGreaterThan(0)
  for (const page of pages) for (const [name, pin] of pins(page)) expect(pin, page).toBe(wanted.get(name))
})

it('paths of the installed package are there, and those of a clone are named where they are said to be of one', () => {
  const all = [...pages, ...globSync('docker/*/README.md', { cwd: root })].map((page) => ({ page, text: read(page) }))
  const named = all.flatMap(({ text }) => [...text.matchAll(/@model-actions\/model-actions\/([\w./-]+)/g)])
  expect(named.length).toBeGreaterThan(1)
  for (const [, path = ''] of named) expect(statSync(join(root, 'dist', path)).size, path).toBeGreaterThan(0)
  // A command of somebody who may have the package alone.
  for (const { page, text } of all)
    for (const part of text.split(/\n(?=#|\d+\. )|(?<=\.)\n\n/))
      if (/^ {4}.*(?:the\/clone|(?<!model-actions\/)\bdocker\/[a-z])/m.test(part))
        expect(part, page).toMatch(/\bin a clone\b/i)
})

it('what the package says names pages by addresses, as it has no docs/, and each of them is there', () => {
  const said = ['model.schema.json', 'action.yml', ...globSync('actions/*/action.yml', { cwd: root })]
    .map(read)
    .join('')
  expect(said).not.toMatch(/(?<!\/)\bdocs\/[\w-]+\.md/)
  const named = [...said.matchAll(new RegExp(`${docsAddress}/([\\w-]+\\.md)`, 'g'))].map(([, page = '']) => page)
  expect(new Set(named)).toEqual(new Set(['gateway.md', 'predictions.md']))
  for (const page of named) expect(statSync(join(root, 'docs', page)).size, page).toBeGreaterThan(0)
})

/** As GitHub names headings. */
const anchorsOf = (page: string): Set<string> =>
  new Set(
    [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

describe.each(pages)('%s', (page) => {
  const text = read(page)

  it('links to files and headings that there are', () => {
    for (const [, to = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path = '', anchor] = to.split('#')
      const file = path === '' ? page : relative(root, join(root, dirname(page), path))
      expect(() => statSync(join(root, file)), to).not.toThrow()
      if (anchor !== undefined) expect([...anchorsOf(read(file))], to).toContain(anchor)
    }
  })

  it('says in words what its pictures show', () => {
    for (const [picture = '', alternative = ''] of text.matchAll(/!\[([^\]]*)\]\([^)]*\)/g))
      expect(alternative.length, picture).toBeGreaterThan(20)
  })
})

describe('the recording at the top of the README', () => {
  const svg = read('docs/pictures/terminal.svg')

  it('is drawn from what a terminal showed, lasts a minute at most and is small', () => {
    expect(svg).toBe(drawn(readCast()))
    expect(Number(/animation:([\d.]+)s/.exec(svg)?.[1])).toBeLessThanOrEqual(60)
    expect(Buffer.byteLength(svg)).toBeLessThan(300 * 1024)
  })

  it('stands still for whom motion disturbs', () => {
    expect(svg).toMatch(/@media \(prefers-reduced-motion:reduce\)\{[^}]*animation:none/)
  })

  it('is told in words by lines that it shows', () => {
    const told = /<details>[\s\S]*?```\n([\s\S]*?)```/.exec(read('README.md'))?.[1]?.trim().split('\n') ?? []
    expect(told.length).toBeGreaterThan(10)
    // A long line is wrapped.
    const shown = transcriptOf(readCast()).join('')
    let from = 0
    for (const line of told) {
      const at = shown.indexOf(line, from)
      expect(at, line).toBeGreaterThanOrEqual(0)
      from = at + line.length
    }
  })
})

describe('what was made by a run tells no day, user, host and process of that run', () => {
  const recorded = globSync('docs/pictures/*.{cast,svg}', { cwd: root }).sort()

  it('and there are recordings among it', () => {
    expect(recorded).toEqual(['docs/pictures/terminal.cast', 'docs/pictures/terminal.svg'])
  })

  it.each([...pages, ...recorded])('%s', (file) => {
    // A time of day with a T stands in a line of a log that was written as an example.
    const ofThatRun = /\b\d{4}-\d\d-\d\d\b(?!T)|\bby (?!ada@host,)[^\s@]+@[^\s,]+, process\b|\bprocess \d/
    expect(
      read(file)
        .split('\n')
        .filter((line) => ofThatRun.test(line)),
    ).toEqual([])
  })
})

/** Stands for what a message says of the moment. */
const hole = '\0'

/** The constant parts of all texts that a file has, together where they are parts of one call or one list. */
function textsOfTypeScript(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): string => {
    if (ts.isStringLiteralLike(node)) return node.text
    if (ts.isTemplateExpression(node))
      return [
        node.head.text,
        ...node.templateSpans.flatMap((span) => [inside(span.expression), span.literal.text]),
      ].join('')
    const parts: string[] = []
    ts.forEachChild(node, (child) => {
      const text = visit(child)
      if (text !== '') parts.push(text)
    })
    const joined = parts.join(hole)
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isVariableDeclaration(node)) found.push(joined)
    return ts.isStatement(node) ? keep(joined) : joined
  }
  const inside = (expression: ts.Expression): string => {
    const text = visit(expression)
    return text === '' ? hole : `${hole}${text}${hole}`
  }
  const keep = (text: string): string => {
    if (text !== '') found.push(text)
    return ''
  }
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true))
  return found
}

/** The same of Python: adjacent literals are one, and those of one statement stand together. */
function textsOfPython(file: string): string[] {
  const source = read(file)
    .replaceAll(/"""[\s\S]*?"""/g, '')
    .replaceAll(/^\s*#.*$/gm, '')
  const found: string[] = []
  let [text, end, depth] = ['', 0, 0]
  for (const match of source.matchAll(/(f?)(["'])((?:[^\\\n]|\\.)*?)\2|[([{]|[)\]}]|\n/g)) {
    const [all, f, quote, words = ''] = match
    if (quote === undefined) {
      if (all === '\n' && depth === 0) {
        found.push(text)
        text = ''
      } else if (all !== '\n') depth += '([{'.includes(all) ? 1 : -1
      continue
    }
    const plain = words.replaceAll(/\\(["'])/g, '$1')
    const told = f === 'f' ? plain.replaceAll(/\{[^{}]*\}/g, hole) : plain
    const adjacent = /^[\sf]*$/.test(source.slice(end, match.index))
    text += text === '' || adjacent ? told : `${hole}${told}`
    end = match.index + all.length
  }
  return [...found, text]
}

const texts = [
  ...globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !file.includes('.generated.'))
    .flatMap(textsOfTypeScript),
  ...globSync('docker/runtime/model_runtime/**/*.py', { cwd: root }).flatMap(textsOfPython),
]

/** Parts of a message that stand between `…`, in this order within one text. */
function stands(message: string): boolean {
  const parts = message
    .split('…')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return texts.some((text) => {
    let from = 0
    return parts.every((part) => {
      const at = text.indexOf(part, from)
      from = at + part.length
      return at >= 0
    })
  })
}

describe('a message that a page explains is one that the program says', () => {
  const messages = pages.flatMap((page) =>
    [...read(page).matchAll(/^- \*\*(`+) ?(.*?) ?\1/gm)].map(([, , message = '']) => ({ page, message })),
  )

  it('there are many of them, each once on a page', () => {
    const ofPage = messages.filter(({ page }) => page === 'docs/troubleshooting.md').map(({ message }) => message)
    expect(ofPage.length).toBeGreaterThanOrEqual(40)
    expect(new Set(ofPage).size).toBe(ofPage.length)
  })

  it.each(messages)('$page: $message', ({ message }) => {
    expect(stands(message)).toBe(true)
    expect(message.replaceAll('…', '').length).toBeGreaterThan(15)
  })

  it('because it looks: one that nobody says is not found', () => {
    expect(stands('… has no config.json: give the directory of a model')).toBe(false)
    expect(stands('holds no examples … there is no such file')).toBe(false)
  })
})
