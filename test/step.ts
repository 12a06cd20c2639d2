import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ofInstallation } from './ofInstallation.ts'
import { noting } from './reached.ts'

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

/** What one step has compiled, the next one finds. By a call, as a step is given no environment but its own. */
const compiled = process.env['NODE_COMPILE_CACHE']
const keepCompiled =
  compiled === undefined ? '' : `(await import('node:module')).enableCompileCache(${JSON.stringify(compiled)})`

/** The arguments with which Node runs a program of dist from its source. @param before a script that comes first */
export const fromSource = (program: string, before = ''): string[] => [
  ...noting,
  ...ofInstallation(),
  '--input-type=module',
  '-e',
  `${before}\n${keepCompiled}\nawait (await import(${JSON.stringify(entry)})).start(${JSON.stringify(program)})`,
]

type EndedStep = { status: number | null; stdout: string } & ReturnType<Step['left']>

type Job = Parameters<typeof stepOf>[0] & {
  /** Where the API of GitHub is. */
  api: string
  event: unknown
  environment?: Readonly<Record<string, string | undefined>>
}

/** A step in the job of a repository. */
export function jobOf(options: Job): Step {
  const { home, api, event, environment = {} } = options
  const step = stepOf(options)
  writeFileSync(join(home, 'event.json'), JSON.stringify(event))
  return {
    ...step,
    environment: {
      ...step.environment,
      GITHUB_API_URL: api,
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(home, 'event.json'),
      GITHUB_SHA: 'b'.repeat(40),
      GITHUB_RUN_ID: '11',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'model',
      ...environment,
    },
  }
}

/** Runs a program of dist from its source as such a step, to its end; it must be silent on standard error. */
export async function runStep(program: string, options: Job): Promise<EndedStep> {
  const step = jobOf(options)
  const child = spawn(process.execPath, fromSource(program), { cwd: options.workspace, env: step.environment })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk
  })
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (stderr !== '') throw new Error(`${program} wrote to standard error: ${stderr}`)
  return { status, stdout, ...step.left() }
}
