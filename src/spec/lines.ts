import {
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type Document as YamlDocument,
} from 'yaml'

/* Where in a model.yml something stands. */

export function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

/** Where the last part of a path that exists begins. */
export function offsetOf(document: YamlDocument.Parsed, path: readonly PropertyKey[], at: 'key' | 'value'): number {
  let node: unknown = document.contents
  let offset = 0
  for (const [depth, part] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
      )
      if (pair === undefined) return offset
      offset = (pair.key as ParsedNode).range[0]
      node = pair.value
    } else {
      const item = document.getIn(path.slice(0, depth + 1), true) as ParsedNode | undefined
      if (item?.range === undefined) return offset
      offset = item.range[0]
      node = item
    }
  }
  const range = (node as ParsedNode | null)?.range
  return at === 'value' && isScalar(node) && range != null && node.value !== null ? range[0] : offset
}

/** The lines of a valid model.yml: where a path stands or, of one that was not written, what of it was. */
export function linesOf(text: string): (path: readonly PropertyKey[]) => number {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', resolveKnownTags: false })
  return (path) => place(lines, offsetOf(document, path, 'key')).line
}
