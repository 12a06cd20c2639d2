import { readProbes } from '../model/probes.ts'
import { oneLine } from '../report/text.ts'
import type { World } from './program.ts'

export type ServeOptions = { config: string; model?: string; port: number }

/** Serves a model on this machine until somebody ends it, which is its proper end. */
export async function serve({ config, model: wanted, port }: ServeOptions, world: World): Promise<void> {
  const { startTrial } = await import('../stages/trial.ts')
  const { curlLine } = await import('../stages/curl.ts')
  const { signal, stdout, stderr } = world
  const { model, server } = await startTrial({
    specFile: config,
    wanted,
    port,
    signal,
    environment: process.env,
    stderr,
    onModel: (line) => stderr.write(`${oneLine(line, 1_000)}\n`),
  })
  const { name, version, task, columns } = model.manifest
  try {
    const probes = await readProbes(model)
    stdout.write(
      `${name} ${version} answers at ${server.url} until Ctrl-C; all that it takes and says: ${server.url}/docs\n`,
    )
    // Whoever has the model on this machine has its test inputs in the same directory.
    stdout.write(`${curlLine({ url: server.url, name, task, columns, probes, quotes: true })}\n`)
    await Promise.race([server.ended, aborted(signal)])
  } finally {
    await server.stop('politely')
  }
  stdout.write(`stopped: ${name} ${version} no longer answers\n`)
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
