import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/* A step as a runner starts it: what it is given, and what it leaves. */

/** What was written into a file of the runner in its own format: `name<<DELIMITER`, the value, the delimiter. */
const read = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^(\S+?)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]))

type Step = {
  /** All that it is started with: nothing of this process but the PATH. */
  environment: Record<string, string | undefined>
  left(): { outputs: Map<string, string>; summary: string; state: Map<string, string> }
}

/** @param home its HOME, where the files of the runner lie, empty at first */
export function stepOf(options: { home: string; workspace: string; inputs?: Readonly<Record<string, string>> }): Step {
  const { home, workspace, inputs = {} } = options
  const files = {
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary'),
    GITHUB_STATE: join(home, 'state'),
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const text = (file: keyof typeof files): string => readFileSync(files[file], 'utf8')
  return {
    environment: {
      PATH: process.env['PATH'],
      HOME: home,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      ...files,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
    left: () => ({
      outputs: read(text('GITHUB_OUTPUT')),
      summary: text('GITHUB_STEP_SUMMARY'),
      state: read(text('GITHUB_STATE')),
    }),
  }
}

const entry = join(import.meta.dirname, '../src/dist-entry.ts')

/** The arguments with which Node runs a program of dist from its source. @param before a script that comes first */
export const fromSource = (program: string, before = ''): string[] => [
  '--input-type=module',
  '-e',
  `${before}\nawait (await import(${JSON.stringify(entry)})).start(${JSON.stringify(program)})`,
]
