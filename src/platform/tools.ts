import { getExecOutput } from '@actions/exec'
import { plainEnvironment } from '../processes.ts'
import { after } from '../timers.ts'

/*
 * Short tools that are asked one thing: `git --version` and the like. They start nothing of their own, so that no process
 * group has to be ended; whatever works for longer is started by `processes.ts`.
 */

const patienceMs = 10_000
const longestChars = 10_000

/** What a tool prints, or undefined where it is not there, fails, or says nothing for ten seconds. */
export async function askTool(command: string, args: readonly string[]): Promise<string | undefined> {
  const asked = getExecOutput(command, [...args], {
    silent: true,
    ignoreReturnCode: true,
    delay: 500,
    env: definedOf(plainEnvironment(process.env)),
  }).then(
    ({ exitCode, stdout }) => (exitCode === 0 ? stdout.slice(0, longestChars).trim() : undefined),
    () => undefined,
  )
  // One that hangs in its driver cannot be ended by anybody; it holds nothing of ours.
  return new Promise((resolve) => {
    const tooLong = after(patienceMs, () => resolve(undefined))
    void asked.then(resolve).finally(() => tooLong.cancel())
  })
}

const definedOf = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
