import { verdictExitCode } from '../platform/failure.ts'
import { createTerminal } from '../platform/terminal.ts'
import type { Report } from '../report/model.ts'
import { oneLine } from '../report/text.ts'
import type { World } from './program.ts'

export type MonitorOptions = { config: string; data?: string; reference?: string; json: boolean }

/** Looks once at what serves. Returns the exit code by the verdict. */
export async function lookOnce({ config, json, data, reference }: MonitorOptions, world: World): Promise<number> {
  const { monitor } = await import('../stages/monitor.ts')
  const platform = createTerminal({ stderr: world.stderr })
  const { report } = await monitor({
    specFile: config,
    ...(data === undefined ? {} : { data }),
    ...(reference === undefined ? {} : { reference }),
    platform,
    environment: process.env,
    signal: world.signal,
    now: () => new Date(),
  })
  world.stdout.write(`${json ? JSON.stringify(report, null, 2) : lookLines(report).join('\n')}\n`)
  return verdictExitCode(report.verdict)
}

export const lookLines = ({ verdict, headline, gates }: Pick<Report, 'verdict' | 'headline' | 'gates'>): string[] => [
  `${verdict}: ${oneLine(headline, 1_000)}`,
  ...gates.map((gate) => `  ${gate.verdict.padEnd(12)}  ${gate.name}: ${oneLine(gate.because, 500)}`),
]
