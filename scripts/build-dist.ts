import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { actions } from '../src/actions/index.ts'
import { gateCodeFile } from '../src/installation.ts'
import { run } from '../src/processes.ts'
import { digestOfGateCode } from '../src/stages/code.ts'

/*
 * `npm run build`: makes dist/ anew from a clean build. dist is what a workflow runs, so it holds everything that the
 * program reads at run time, and it is equal byte for byte whoever builds it, wherever: CI compares.
 */

const root = new URL('../', import.meta.url).pathname
const build = join(root, 'build')
const dist = join(root, 'dist')
const programs = [
  ...actions.flatMap(({ name, post }) => (post === undefined ? [name] : [name, `${name}-post`])),
  'model-actions',
  'gateway-agent',
]

/** Tests, caches, and what only a checkout needs (sources of locks, packages for development) have no place in dist. */
const leftOut = (path: string): boolean =>
  /^(?:__pycache__|tests|\..*|.*\.egg-info|.*\.pyc|.*\.in|dev\.txt)$/.test(basename(path))

async function tool(script: string, ...args: string[]): Promise<void> {
  const show = (line: string) => process.stderr.write(`${line}\n`)
  const { exitCode } = await run(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
    onStdoutLine: show,
    onStderrLine: show,
  })
  if (exitCode !== 0) throw new Error(`${script} ended with ${exitCode}`)
}

async function files(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** A small program in front of the bundle, which tells it where it lies. */
const stub = (name: string): string =>
  `#!/usr/bin/env node\nglobalThis.modelActionsDist = import.meta.dirname\nconst { start } = await import('./bundle/index.js')\nawait start('${name}')\n`

await Promise.all([rm(build, { recursive: true, force: true }), rm(dist, { recursive: true, force: true })])
await tool('typescript/bin/tsc', '-p', 'tsconfig.build.json')
await tool(
  '@vercel/ncc/dist/ncc/cli.js',
  'build',
  join(build, 'src/dist-entry.js'),
  '--out',
  join(dist, 'bundle'),
  '--no-cache',
  '--quiet',
  '--minify',
  '--license',
  'licenses.txt',
  '--target',
  'es2022',
)

// Helpers that packages carry for Windows; what we run on needs no binary.
for (const file of await files(join(dist, 'bundle'))) if (file.endsWith('.exe')) await rm(file)

for (const name of programs) {
  await writeFile(join(dist, `${name}.js`), stub(name))
  await chmod(join(dist, `${name}.js`), 0o755)
}
// dist is a package by itself, which needs no other one: what it is made from are packages of the checkout alone.
const { name, version, description, license, type, engines } = JSON.parse(
  await readFile(join(root, 'package.json'), 'utf8'),
) as Record<string, unknown>
const bin = { 'model-actions': 'model-actions.js' }
const packaged = { name, version, description, license, type, engines, bin }
await writeFile(join(dist, 'package.json'), `${JSON.stringify(packaged, null, 2)}\n`)
await cp(join(root, 'LICENSE'), join(dist, 'LICENSE'))
await writeFile(join(dist, gateCodeFile), `${JSON.stringify({ digest: await digestOfGateCode(join(root, 'src')) })}\n`)

const docker = join(root, 'docker')
await mkdir(join(dist, 'docker'))
for (const entry of await readdir(docker))
  await cp(join(docker, entry), join(dist, entry === 'runtime' ? 'runtime' : join('docker', entry)), {
    recursive: true,
    filter: (path) => !leftOut(path),
  })

// webpack writes the place of each module where a module asks for it; nobody reads it (installation.ts), and it would differ from machine to machine.
const here = pathToFileURL(root).href
let sizeBytes = 0
for (const file of await files(dist)) {
  if (file.endsWith('.node'))
    throw new Error(`${file} is a binary for one kind of machine: install with --ignore-scripts and build again`)
  const bytes = await readFile(file)
  const text = bytes.toString('latin1')
  if (text.includes(here)) await writeFile(file, text.replaceAll(here, 'file:///'), 'latin1')
  else if (text.includes(root) && root !== '/') throw new Error(`${file} names this checkout, ${root}`)
  sizeBytes += (await stat(file)).size
}
await rm(build, { recursive: true, force: true })
process.stdout.write(`dist: ${(sizeBytes / 1e6).toFixed(2)} MB\n`)
