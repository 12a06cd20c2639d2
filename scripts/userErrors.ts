import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { type LeftOut, leftOut } from '../test/leftOut.ts'

/*
 * Where src/ makes a UserError, and which of these places no test reaches, by what test/reached.ts noted in build/reached.
 * `node scripts/userErrors.ts` prints both after `npm test`. Those of the runtime's failures are found and noted by Python:
 * docker/runtime/tests/reached.py.
 */

/**
 * A `new UserError(…)`, or a call of a function that makes one: each has words of its own. Lines and columns from 1. The file is
 * relative to src/, and one of Python to the checkout.
 */
export type ErrorPlace = { file: string; line: number; column: number; text: string }

const root = join(import.meta.dirname, '..')

export const notedDirectory = join(root, 'build/reached')

/** What is declared and makes a UserError when it is called: functions, and parameters and properties that are such. */
type Makers = Set<ts.Node>

type Source = {
  file: ts.SourceFile
  /** By name, of each function, block and file; what classes and types have is under the file, as `#name`. */
  declared: Map<ts.Node, Map<string, ts.Node>>
  /** Names of another file, by those that they have here. */
  imported: Map<string, { from: string; name: string }>
}

/** @param sources text by path, relative to src/ */
export function errorPlaces(sources: ReadonlyMap<string, string>): ErrorPlace[] {
  const all = new Map([...sources].map(([name, text]) => [name, declarationsOf(name, text)]))
  const classes = new Set(['UserError'])
  const makers: Makers = new Set()
  // A function may make one by another function, in another file: until there is nothing new.
  for (let before = -1; before !== classes.size + makers.size; ) {
    before = classes.size + makers.size
    for (const source of all.values()) learn(source, { all, classes, makers })
  }
  return [...all.values()].flatMap((source) => placesOf(source, { all, classes, makers }))
}

type Known = { all: ReadonlyMap<string, Source>; classes: Set<string>; makers: Makers }

function declarationsOf(name: string, text: string): Source {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const source: Source = { file, declared: new Map(), imported: new Map() }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const from = join(dirname(name), (node.moduleSpecifier as ts.StringLiteral).text)
      const bindings = node.importClause?.namedBindings
      if (bindings !== undefined && ts.isNamedImports(bindings))
        for (const each of bindings.elements)
          source.imported.set(each.name.text, { from, name: (each.propertyName ?? each.name).text })
    }
    if (isDeclaration(node) && node.name !== undefined) {
      const isMember = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)
      const scope = isMember ? file : scopeOf(node.parent)
      const names = source.declared.get(scope) ?? new Map<string, ts.Node>()
      source.declared.set(scope, names.set(`${isMember ? 'this.' : ''}${node.name.getText()}`, node))
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return source
}

const isDeclaration = (
  node: ts.Node,
): node is
  | ts.FunctionDeclaration
  | ts.MethodDeclaration
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.PropertyDeclaration
  | ts.PropertySignature =>
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isVariableDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isPropertySignature(node)

function scopeOf(node: ts.Node): ts.Node {
  const isScope = ts.isSourceFile(node) || ts.isBlock(node) || ts.isFunctionLike(node)
  return isScope ? node : scopeOf(node.parent)
}

/** What a name means where it stands. */
function meant(called: ts.Node, source: Source, { all }: Pick<Known, 'all'>): ts.Node | undefined {
  const name = called.getText()
  if (name.startsWith('this.')) return source.declared.get(source.file)?.get(name)
  for (let scope = scopeOf(called.parent); ; scope = scopeOf(scope.parent)) {
    const found = source.declared.get(scope)?.get(name)
    if (found !== undefined) return found
    if (ts.isSourceFile(scope)) break
  }
  const { from = '', name: there = '' } = source.imported.get(name) ?? {}
  const other = all.get(from)
  return other?.declared.get(other.file)?.get(there)
}

function learn(source: Source, known: Known): void {
  const { classes, makers } = known
  const makes = (node: ts.Node): boolean => placeIn(node, source, known) !== undefined
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node) && node.name !== undefined)
      for (const { expression } of node.heritageClauses?.flatMap(({ types }) => types) ?? [])
        if (classes.has(expression.getText())) classes.add(node.name.text)
    const { returns, body } = isDeclaration(node) ? functionOf(node) : {}
    const always = returns === 'UserError' || returns === 'never'
    // One that is handed over, such as `refuse: (why: string) => UserError`, has no body to look into.
    if (body === undefined ? returns === 'UserError' : always ? contains(body, makes) : makes(body)) makers.add(node)
    ts.forEachChild(node, visit)
  }
  visit(source.file)
}

/** What it says that it returns, and its body, which for `() => new UserError(…)` is that expression. */
function functionOf(node: ts.Node): { returns?: string | undefined; body?: ts.Node | undefined } {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
    return { returns: node.type?.getText(), body: node.body }
  if (!ts.isVariableDeclaration(node) && !ts.isParameter(node) && !ts.isPropertyDeclaration(node))
    return ts.isPropertySignature(node) && node.type !== undefined && ts.isFunctionTypeNode(node.type)
      ? { returns: node.type.type.getText() }
      : {}
  const { initializer: value, type } = node
  if (value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)))
    return { returns: value.type?.getText(), body: value.body }
  return type !== undefined && ts.isFunctionTypeNode(type) ? { returns: type.type.getText() } : {}
}

const contains = (node: ts.Node, is: (node: ts.Node) => boolean): boolean =>
  is(node) || ts.forEachChild(node, (child) => contains(child, is) || undefined) === true

/** Where V8 says that such an expression stands; undefined for every other. */
function placeIn(node: ts.Node, source: Source, known: Known): number | undefined {
  if (ts.isNewExpression(node)) return known.classes.has(node.expression.getText()) ? node.getStart() : undefined
  if (!ts.isCallExpression(node)) return undefined
  const declaration = meant(node.expression, source, known)
  if (declaration === undefined || !known.makers.has(declaration)) return undefined
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
  return called.getStart()
}

function placesOf(source: Source, known: Known): ErrorPlace[] {
  const { file } = source
  const found: ErrorPlace[] = []
  const visit = (node: ts.Node): void => {
    const at = placeIn(node, source, known)
    if (at !== undefined) {
      const { line, character } = file.getLineAndCharacterOfPosition(at)
      found.push({ file: file.fileName, line: line + 1, column: character + 1, text: node.getText() })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** @param noted `FILE:LINE:COLUMN`, relative to src/, of what stood on the stack when one was made */
export function unreachedPlaces(places: readonly ErrorPlace[], noted: ReadonlySet<string>): ErrorPlace[] {
  return places.filter(({ file, line, column }) => !noted.has(`${file}:${line}:${column}`))
}

/** What is wrong after a run of all tests, a line each; none where every place is reached or left out for a reason. */
export function complaints(
  { places, noted }: { places: readonly ErrorPlace[]; noted: ReadonlySet<string> },
  exceptions: readonly LeftOut[],
): string[] {
  const unreached = unreachedPlaces(places, noted)
  const of =
    ({ file, says }: LeftOut) =>
    (place: ErrorPlace) =>
      place.file === file && place.text.includes(says)
  const untested = unreached
    .filter((place) => !exceptions.some((each) => of(each)(place)))
    .map(
      ({ file, line, text }) =>
        `${file.endsWith('.py') ? '' : 'src/'}${file}:${line}: no test reaches ${text.replaceAll(/\s+/g, ' ').slice(0, 160)}`,
    )
  const stale = exceptions.flatMap((each) => {
    const its = places.filter(of(each))
    const named = `test/leftOut.ts: ${each.file}: ${JSON.stringify(each.says)}`
    if (its.length !== 1) return [`${named}: ${its.length} places say so`]
    return unreached.some(of(each)) ? [] : [`${named}: a test reaches it, take it out`]
  })
  return [...untested, ...stale]
}

/** Of this checkout, after its tests. */
export function ofCheckout(): { places: ErrorPlace[]; noted: Set<string> } {
  const source = join(root, 'src')
  const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.includes('html/browser'))
  const texts = new Map(files.sort().map((file) => [file, readFileSync(join(source, file), 'utf8')]))
  const notes = existsSync(notedDirectory) ? readdirSync(notedDirectory).filter((name) => name !== 'places.json') : []
  const python = join(notedDirectory, 'places.json')
  const ofPython = existsSync(python) ? (JSON.parse(readFileSync(python, 'utf8')) as ErrorPlace[]) : []
  const lines = notes.flatMap((name) => readFileSync(join(notedDirectory, name), 'utf8').split('\n'))
  return { places: [...errorPlaces(texts), ...ofPython], noted: new Set(lines) }
}

if (import.meta.main) {
  const found = ofCheckout()
  const said = complaints(found, leftOut)
  const reached = found.places.length - unreachedPlaces(found.places, found.noted).length
  process.stdout.write(`${said.map((line) => `${line}\n`).join('')}${reached} of ${found.places.length} reached\n`)
}
