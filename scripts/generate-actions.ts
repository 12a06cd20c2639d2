import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import { type Action, outputs } from '../src/actions/definition.ts'
import { actions } from '../src/actions/index.ts'
import { type Input, inputs } from '../src/actions/inputs.ts'
import { emit, withLinks } from './generated.ts'

/* action.yml of every action and the tables of its README, from the definitions in src/actions. `--check` only compares. */

const directory = (action: Action): string => (action.name === 'pipeline' ? '' : `actions/${action.name}/`)

const fileOf = ({ name }: Action): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

function actionYaml(action: Action): string {
  const dist = action.name === 'pipeline' ? 'dist' : '../../dist'
  const document = {
    name: action.title,
    description: action.description,
    author: 'model-actions',
    inputs: Object.fromEntries(
      action.inputs.map((name) => {
        const { description, required, default: value, expression }: Input<unknown> = inputs[name]
        return [name, { description, required, default: expression ?? action.defaults?.[name] ?? value }]
      }),
    ),
    outputs: Object.fromEntries(action.outputs.map((name) => [name, { description: outputs[name] }])),
    runs: {
      using: 'node24',
      main: `${dist}/${action.name}.js`,
      ...(action.post === undefined ? {} : { post: `${dist}/${action.name}-post.js` }),
    },
    ...(action.name === 'pipeline' ? { branding: { icon: 'check-circle', color: 'green' } } : {}),
  }
  return `# Generated from src/actions/${fileOf(action)}.ts: change it there.\n${stringify(document, { lineWidth: 0 })}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |\n`
  return line(columns) + line(columns.map(() => '---')) + rows.map(line).join('')
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of workflows are written, not evaluated
function example(action: Action): string {
  if (action.name === 'pipeline') {
    const jobs = readFileSync(new URL('../workflows-examples/pipeline.yml', import.meta.url), 'utf8')
    return `\`\`\`yaml\n${jobs}\`\`\`\n`
  }
  const secrets = action.inputs.includes('sign-key')
    ? '\n    from: ${{ needs.model.outputs.result }}   # of a job that trained, and that this one must not share\n    sign-key: ${{ secrets.COSIGN_PRIVATE_KEY }}\n    cosign-password: ${{ secrets.COSIGN_PASSWORD }}'
    : action.inputs.includes('require')
      ? `\n    require: ${action.name === 'preflight' ? 'gpu' : 'docker, gpu, disk=50g'}`
      : ''
  const permissions = action.permissions
    .map(({ scope, when }) => `  ${scope}${when === undefined ? '' : `   # ${when}`}\n`)
    .join('')
  return `\`\`\`yaml\npermissions:\n${permissions}steps:\n- uses: model-actions/model-actions/actions/${action.name}@v0   # pin the SHA of a release\n${action.inputs.includes('config') ? `  with:\n    config: model.yml${secrets}\n` : ''}\`\`\`\n`
}

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above

function tables(action: Action): string {
  const rows = action.inputs.map((name) => {
    const input: Input<unknown> = inputs[name]
    const value = input.expression ?? action.defaults?.[name] ?? input.default
    return [
      `\`${name}\``,
      `${withLinks(input.description, action.name === 'pipeline' ? '../docs/' : '../../docs/')}${input.secret !== undefined ? ' Give it from a secret; it is masked.' : ''}`,
      value === '' ? '' : `\`${value}\``,
    ]
  })
  return [
    `${action.description}\n`,
    example(action),
    `Permissions: ${permissionsOf(action)}.\n`,
    table(['input', 'what it is', 'default'], rows),
    table(
      ['output', 'what it is'],
      action.outputs.map((name) => [`\`${name}\``, outputs[name]]),
    ),
  ].join('\n')
}

const permissionsOf = ({ permissions }: Action): string =>
  permissions.map(({ scope, when }) => `\`${scope}\`${when === undefined ? '' : ` (${when})`}`).join(', ')

const begin = '<!-- actions:begin -->'
const end = '<!-- actions:end -->'

/** Replaces what stands between the marks; a file that is not there is begun with them. */
async function between(path: string, title: string, text: string): Promise<string> {
  const present = await readFile(new URL(`../${path}`, import.meta.url), 'utf8').catch(
    () => `# ${title}\n\n${begin}\n${end}\n`,
  )
  const [from, to] = [present.indexOf(begin), present.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${path} has lost the marks ${begin} and ${end}`)
  return `${present.slice(0, from)}${begin}\n\n${text}\n${present.slice(to)}`
}

for (const action of actions) {
  await emit(`${directory(action)}action.yml`, actionYaml(action))
  const readme = action.name === 'pipeline' ? 'actions/README.md' : `${directory(action)}README.md`
  await emit(readme, await between(readme, action.title, tables(action)))
}

/** What else an action says of itself, and its permissions, stand in its own README. */
const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text

const overview = table(
  ['action', 'what it does'],
  actions.map((action) => [
    action.name === 'pipeline'
      ? '[`model-actions/model-actions`](actions/README.md)'
      : `[\`model-actions/model-actions/actions/${action.name}\`](actions/${action.name}/README.md)`,
    firstSentence(action.description),
  ]),
)
await emit('README.md', await between('README.md', 'model-actions', overview))
