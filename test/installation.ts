import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { gateCodeFile } from '../src/installation.ts'
import { digestOfGateCode } from '../src/stages/code.ts'

/*
 * An installation of the source as it is now, laid out as dist is, with the agent of gateways alone: tests start hundreds of
 * them, each in a directory of its own, and from a bundle one begins in a quarter of the time that it takes from its source.
 */

const root = new URL('../', import.meta.url).pathname
const program = "globalThis.modelActionsDist = import.meta.dirname\nawait import('./bundle/index.js')\n"
const links = { runtime: 'docker/runtime', docker: 'docker', 'package.json': 'package.json' }

/** @param directory an empty one, which it becomes */
export async function makeInstallation(directory: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'src/gateway/agent/main.ts' },
    outdir: join(directory, 'bundle'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // It has none, and would not find any where it is copied to.
    packages: 'external',
    // As in the source: names of classes are shown and compared.
    keepNames: true,
  })
  writeFileSync(join(directory, 'gateway-agent.js'), program)
  const code = { digest: await digestOfGateCode(join(root, 'src')) }
  writeFileSync(join(directory, gateCodeFile), JSON.stringify(code))
  for (const [name, at] of Object.entries(links)) symlinkSync(join(root, at), join(directory, name))
}
