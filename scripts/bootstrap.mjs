/*
 * From a fresh clone to a running script: `node scripts/bootstrap.mjs NAME [ARGUMENT …]` installs the locked npm packages
 * where they are missing or stale, finds Node 24 (the machine's own, or the one that the lock holds), and runs
 * scripts/NAME.ts with it. Plain JavaScript without dependencies, because nothing is installed when it starts.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [script = '', ...rest] = process.argv.slice(2)
const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0)

function fail(line) {
  process.stderr.write(`error: ${line}\n`)
  process.exit(4)
}

function npm(...words) {
  // npm's own output goes to stderr: stdout belongs to the script.
  const done = spawnSync('npm', [...words, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) fail(`npm ${words.join(' ')} failed: see above; is the package registry reachable?`)
}

if (major(process.version) < 20) fail(`Node ${process.version} is too old: install Node 20 or later`)

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
const installed = JSON.parse(read(join(root, 'node_modules/.package-lock.json')) ?? '{}').packages ?? {}
const locked = Object.entries(JSON.parse(read(join(root, 'package-lock.json')) ?? '{}').packages ?? {})
const stale = locked.some(
  ([path, entry]) => path !== '' && !entry.optional && installed[path]?.version !== entry.version,
)
if (stale) npm('ci', '--ignore-scripts')

// The binary itself, which the lock holds by its digest; the npm package `node` would fetch one that no lock holds.
const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
let node = process.execPath
if (major(process.version) < 24) {
  if (!existsSync(packaged)) npm('ci', '--ignore-scripts')
  if (!existsSync(packaged))
    fail(`npm has no Node 24 for ${process.platform} ${process.arch}: install Node 24 on this machine`)
  node = packaged
}

const child = spawn(node, [join(root, 'scripts', `${script}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) },
})
// The terminal sends signals to the whole group; a runner sends them to this process alone.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
