import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/* `npm run check`: types, lint, format and generated files. `--fix` mends what can be mended. Says all that is wrong. */

const root = new URL('../', import.meta.url).pathname
const fix = process.argv.includes('--fix')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const generators = ['contract', 'schema', 'spec-reference', 'actions', 'report-assets', 'init-workflows'].map(
  (name) => `scripts/generate-${name}.ts`,
)

const checks: [string, string, string[]][] = [
  ...generators.map((file): [string, string, string[]] => [
    file,
    process.execPath,
    [join(root, file), ...(fix ? [] : ['--check'])],
  ]),
  ['types', bin('tsc'), ['-p', root]],
  ['types of the browser', bin('tsc'), ['-p', join(root, 'src/report/html/browser')]],
  ['lint and format', bin('biome'), fix ? ['check', '--write', root] : ['check', root]],
]
const python = process.env['MODEL_ACTIONS_PYTHON']
if (python !== undefined && existsSync(python)) {
  const runtime = join(root, 'docker/runtime')
  // The examples and benchmarks follow the runtime's rules, but not its per-file exceptions.
  const places: [string, string[]][] = [
    ['docker/runtime', [runtime]],
    [
      'examples',
      [
        '--config',
        join(runtime, 'pyproject.toml'),
        join(root, 'workflows-examples'),
        join(root, 'bench'),
        join(root, 'test/fixtures'),
      ],
    ],
  ]
  for (const [name, args] of places) {
    checks.push([`ruff ${name}`, python, ['-m', 'ruff', 'check', ...(fix ? ['--fix'] : []), ...args]])
    checks.push([`ruff format ${name}`, python, ['-m', 'ruff', 'format', ...(fix ? [] : ['--check']), ...args]])
  }
}

const failed = checks
  .filter(([, command, args]) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0)
  .map(([name]) => name)
if (failed.length > 0)
  process.stderr.write(`error: ${failed.join(', ')} failed: run \`npm run check -- --fix\`, and mend what is left\n`)
process.exit(failed.length > 0 ? 1 : 0)
