import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { agentProgram, installProgram } from '../../../src/gateway/program.ts'

describe("the agent's program in the state directory", () => {
  let stateDir: string
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'program-'))
  })
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

  test('stays where it is whole: an agent may start again from it at any moment', async () => {
    const program = await agentProgram()
    const entry = await installProgram(stateDir, program)
    const { ino } = statSync(entry)
    expect(await installProgram(stateDir, program)).toBe(entry)
    expect(statSync(entry).ino).toBe(ino)
    expect(readdirSync(join(stateDir, 'programs'))).toEqual([program.identity])
  })

  test.each(['a file that differs', 'no marker'])('is put there again where it has %s', async (damage) => {
    const program = await agentProgram()
    const entry = await installProgram(stateDir, program)
    const marker = join(stateDir, 'programs', program.identity, 'package.json')
    if (damage === 'no marker') rmSync(marker)
    else writeFileSync(entry, 'half')
    expect(await installProgram(stateDir, program)).toBe(entry)
    expect(readFileSync(entry, 'utf8')).toBe(readFileSync(join(program.directory, program.entry), 'utf8'))
    expect(readFileSync(marker, 'utf8')).toContain('module')
    expect(readdirSync(dirname(join(stateDir, 'programs', program.identity)))).toEqual([program.identity])
  })
})
