import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digestFile, digestJson, hexOf } from '../digest.ts'
import { writeWhole } from '../files.ts'
import { agentFiles } from '../installation.ts'

/** The agent's program that this installation brings: files of ours, by what they say. */
export type AgentProgram = {
  /** Another one is another version of ours. */
  identity: string
  directory: string
  names: readonly string[]
  entry: string
}

export async function agentProgram(): Promise<AgentProgram> {
  const { directory, names, entry } = await agentFiles()
  const files = await Promise.all(names.map(async (name) => [name, await digestFile(join(directory, name))]))
  return { identity: hexOf(digestJson(files), 16), directory, names, entry }
}

const programsOf = (stateDir: string): string => join(stateDir, 'programs')

/** Copies it into the state directory, as the action that it came with goes with its job. @returns its entry there */
export async function installProgram(stateDir: string, program: AgentProgram): Promise<string> {
  const own = join(programsOf(stateDir), program.identity)
  await rm(own, { recursive: true, force: true })
  for (const name of program.names) {
    await mkdir(dirname(join(own, name)), { recursive: true, mode: 0o700 })
    await cp(join(program.directory, name), join(own, name))
  }
  await writeWhole(join(own, 'package.json'), '{"type":"module"}\n')
  return join(own, program.entry)
}

/** One that runs has all of itself in memory, but what it starts again with. */
export async function forgetOtherPrograms(
  stateDir: string,
  { identity }: Pick<AgentProgram, 'identity'>,
): Promise<void> {
  const found = await readdir(programsOf(stateDir)).catch(() => [])
  for (const name of found)
    if (name !== identity) await rm(join(programsOf(stateDir), name), { recursive: true, force: true })
}
