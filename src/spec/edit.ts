import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, type ParsedNode, parseDocument, type YAMLMap } from 'yaml'

/* One value of a model.yml, written into its text: every other character stays, comments and columns too. Pure. */

/**
 * The text with `image.base` of this value.
 * @returns undefined where the text is no model.yml, or is written in a way that this would not keep
 */
export function withImageBase(text: string, base: string): string | undefined {
  const document = parse(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined
  const before = saidBy(document)
  if (before === undefined) return undefined
  const edited = edit(text, document.contents as YAMLMap.Parsed, base)
  // The edit is of characters: what it says afterwards decides whether it was the right one.
  const image = before['image'] as Record<string, unknown> | null | undefined
  const wanted = { ...before, image: { ...image, base } }
  const after = parse(edited)
  return after.errors.length === 0 && isDeepStrictEqual(saidBy(after), wanted) ? edited : undefined
}

const parse = (text: string) => parseDocument(text, { version: '1.2', resolveKnownTags: false })

/** Undefined where an alias stands for nothing, or many of them for more than a memory holds. */
function saidBy(document: ReturnType<typeof parse>): Record<string, unknown> | undefined {
  try {
    return document.toJS() as Record<string, unknown>
  } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}

function edit(text: string, root: YAMLMap.Parsed, base: string): string {
  const value = /^[A-Za-z][\w./@:-]*\w$/.test(base) ? base : JSON.stringify(base)
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const image = pairOf(root, 'image')
  if (image === undefined && root.flow) return asFirstOf(text, root, `image: {base: ${value}}`)
  if (image === undefined) {
    const [later, registry] = registryForLater.exec(text) ?? []
    // Beside a section of its own the remark of `init` would be a second one, as soon as somebody removes its mark.
    if (later !== undefined) return text.replace(later, () => `image:${end}  base: ${value}${end}  # ${registry}`)
    return `${text}${text.endsWith('\n') ? '' : end}image: {base: ${value}}${end}`
  }
  if (!isMap(image.value)) return behindColon(text, image.key, `{base: ${value}}`)
  const section = image.value as YAMLMap.Parsed
  const present = pairOf(section, 'base')
  if (present?.value != null && isScalar(present.value) && present.value.value !== null) {
    const [from, to] = present.value.range
    return `${text.slice(0, from)}${value}${text.slice(to)}`
  }
  if (present !== undefined) return behindColon(text, present.key, value)
  if (section.flow) return asFirstOf(text, section, `base: ${value}`)
  // Before the remarks on what follows, which belong to that.
  const line = text.indexOf('\n', image.key.range[1]) + 1
  const [start] = section.range
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return `${text.slice(0, line)}${indent}base: ${value}${end}${text.slice(line)}`
}

/** What `init` writes for whoever has a registry later. */
const registryForLater = /^# image: \{(registry: [^\s{},#]+)\}(?=\r?$)/m

function asFirstOf(text: string, { range: [start], items }: YAMLMap.Parsed, pair: string): string {
  return `${text.slice(0, start + 1)}${pair}${items.length === 0 ? '' : ', '}${text.slice(start + 1)}`
}

/** Of a key without a value. */
function behindColon(text: string, key: ParsedNode, value: string): string {
  const at = text.indexOf(':', key.range[1]) + 1
  return `${text.slice(0, at)} ${value}${text.slice(at)}`
}

type Pair = { key: ParsedNode; value: ParsedNode | null }

const pairOf = (map: YAMLMap.Parsed, name: string): Pair | undefined =>
  map.items.find(({ key }) => isScalar(key) && key.value === name)
