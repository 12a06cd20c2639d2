import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digestFile, digestJson, hexOf } from '../digest.ts'
import { isThere, writeWhole } from '../files.ts'
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
  return { identity: await identityOf(directory, names), directory, names, entry }
}

async function identityOf(directory: string, names: readonly string[]): Promise<string> {
  const files = await Promise.all(names.map(async (name) => [name, await digestFile(join(directory, name))]))
  return hexOf(digestJson(files), 16)
}

const programsOf = (stateDir: string): string => join(stateDir, 'programs')

/** It makes a module of each file beside it, and is written last. */
export const programMarker = { name: 'package.json', text: '{"type":"module"}\n' } as const

/**
 * Copies it into the state directory, as the action that it came with goes with its job. One that is there and whole stays: an
 * agent may run from it, and start again at any moment. @returns its entry there
 */
export async function installProgram(stateDir: string, program: AgentProgram): Promise<string> {
  const own = join(programsOf(stateDir), program.identity)
  if (!(await isWhole(own, program))) {
    const copy = `${own}.copy`
    await rm(copy, { recursive: true, force: true })
    for (const name of program.names) {
      await mkdir(dirname(join(copy, name)), { recursive: true, mode: 0o700 })
      await cp(join(program.directory, name), join(copy, name))
    }
    await writeWhole(join(copy, programMarker.name), programMarker.text)
    await rm(own, { recursive: true, force: true })
    await rename(copy, own)
  }
  return join(own, program.entry)
}

async function isWhole(directory: string, { identity, names }: AgentProgram): Promise<boolean> {
  if (!(await isThere(join(directory, programMarker.name)))) return false
  return (await identityOf(directory, names).catch(() => undefined)) === identity
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
