import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlace } from '../../../src/place/place.ts'

let made: string
beforeEach(() => {
  made = mkdtempSync(join(tmpdir(), 'model-actions-moved-'))
})
afterEach(() => rmSync(made, { recursive: true }))

const project = (name: string): string => {
  mkdirSync(join(made, name), { recursive: true })
  return join(made, name)
}
const open = (root: string, keep: boolean) =>
  openPlace({ environment: { MODEL_ACTIONS_HOME: join(made, 'home') }, root, model: 'tone', keep })
const run = async (root: string): Promise<string> => (await open(root, true)).directory
const look = async (root: string): Promise<string> => (await open(root, false)).directory

/** What the place of a project has recorded of it. */
const recordOf = (place: string): string => join(place, '..', '.root.json')
const change = (place: string, changes: Record<string, string>): void => {
  const recorded = JSON.parse(readFileSync(recordOf(place), 'utf8')) as Record<string, string>
  writeFileSync(recordOf(place), JSON.stringify({ ...recorded, ...changes }))
}

describe('a project directory', () => {
  it('that is renamed or moved keeps its place, its identity, and says where it was', async () => {
    const was = project('three')
    const first = await open(was, true)
    const moved = join(project('elsewhere'), 'renamed')
    renameSync(was, moved)
    expect(await look(moved)).toBe(first.directory)
    const again = await open(moved, true)
    expect(again).toMatchObject({ directory: first.directory, identity: first.identity, movedFrom: was })
    expect((await open(moved, true)).movedFrom).toBeUndefined()
    renameSync(moved, was)
    expect(await run(was)).toBe(first.directory)
  })

  it('that was copied is another project, and so is the one that was moved', async () => {
    const one = project('one')
    const first = await run(one)
    const copy = join(made, 'copy')
    cpSync(one, copy, { recursive: true, preserveTimestamps: true })
    expect(await look(copy)).not.toBe(first)
    expect(await run(copy)).not.toBe(first)
    expect(await run(one)).toBe(first)
  })

  it.each(['beside', 'elsewhere'])(
    'made anew at the path of one that was moved %s does not take what is its',
    async (where) => {
      const one = project('one')
      const first = await run(one)
      const moved = where === 'beside' ? join(made, 'moved') : join(project('elsewhere'), 'one')
      renameSync(one, moved)
      if (where === 'elsewhere') expect(await run(moved)).toBe(first)
      const anew = await run(project('one'))
      expect(anew).not.toBe(first)
      expect(await run(moved)).toBe(first)
      expect(await run(project('one'))).toBe(anew)
      expect(await look(project('one'))).toBe(anew)
    },
  )

  it('and another that changed their names keep each its own place', async () => {
    const [one, two] = [project('one'), project('two')]
    const [first, second] = [await run(one), await run(two)]
    renameSync(one, join(made, 'aside'))
    renameSync(two, one)
    renameSync(join(made, 'aside'), two)
    expect([await run(one), await run(two)]).toEqual([second, first])
  })

  it.each(['aa', 'zz'])(
    'that was mounted at another path too keeps its own place once %s is unmounted',
    async (name) => {
      const one = project('one')
      const first = await run(one)
      const mounted = await run(project(name))
      const record = JSON.parse(readFileSync(recordOf(first), 'utf8')) as Record<string, string>
      change(mounted, { ...record, path: join(made, name) })
      expect(await look(one)).toBe(first)
      expect(await run(one)).toBe(first)
    },
  )

  it('that was cloned anew at the same path goes on', async () => {
    const first = await run(project('one'))
    rmSync(join(made, 'one'), { recursive: true })
    mkdirSync(join(made, 'other'))
    expect(await run(project('one'))).toBe(first)
  })

  it('whose inode was that of a removed one does not take its place', async () => {
    const first = await run(project('one'))
    renameSync(join(made, 'one'), join(made, 'two'))
    change(first, { born: '1' })
    expect(await run(join(made, 'two'))).not.toBe(first)
  })

  it('on a file system that keeps no time of birth goes by its path, as ever', async () => {
    const first = await run(project('one'))
    change(first, { born: '0' })
    expect(await run(project('one'))).toBe(first)
    change(first, { born: '0' })
    renameSync(join(made, 'one'), join(made, 'two'))
    expect(await run(join(made, 'two'))).not.toBe(first)
  })

  it('goes by its path where what was recorded is damaged', async () => {
    const first = await run(project('one'))
    writeFileSync(recordOf(first), '{"schema":1,"pa')
    expect(await run(project('one'))).toBe(first)
    expect(JSON.parse(readFileSync(recordOf(first), 'utf8'))).toMatchObject({ path: join(made, 'one') })
  })

  it('that was moved is not given an empty place where what was recorded of its own is damaged: it is told what to do', async () => {
    const first = await run(project('one'))
    renameSync(join(made, 'one'), join(made, 'two'))
    writeFileSync(recordOf(first), '{"schema":1,"pa')
    const refused = await run(join(made, 'two')).catch((error: Error) => error.message)
    expect(await look(join(made, 'two')).catch((error: Error) => error.message)).toBe(refused)
    const said = /^(\S+\.root\.json): it is damaged, .* put (\{.*\}) into it; if not, remove it/.exec(String(refused))
    expect(said?.[1]).toBe(join(first, '../.root.json'))
    writeFileSync(said?.[1] ?? '', said?.[2] ?? '')
    expect(await run(join(made, 'two'))).toBe(first)
    renameSync(join(made, 'two'), join(made, 'three'))
    expect(await run(join(made, 'three'))).toBe(first)
  })

  it('has a place of its own beside a damaged one that is of another and was removed from the record', async () => {
    const first = await run(project('one'))
    const other = await run(project('two'))
    const three = project('three')
    writeFileSync(recordOf(first), '')
    await expect(run(three)).rejects.toThrow(/it is damaged/)
    // Who is known goes on.
    expect(await run(join(made, 'two'))).toBe(other)
    rmSync(recordOf(first))
    expect([first, other]).not.toContain(await run(three))
    expect(await run(join(made, 'one'))).toBe(first)
  })

  it('that is newer than a damaged record is none that was moved, and begins', async () => {
    const first = await run(project('one'))
    writeFileSync(recordOf(first), '')
    utimesSync(recordOf(first), 1, 1)
    const place = await run(project('new'))
    expect(place).not.toBe(first)
    expect(await run(join(made, 'new'))).toBe(place)
    expect(await run(join(made, 'one'))).toBe(first)
  })

  it('whose record cannot be read is told why, and not that it is damaged', async () => {
    const first = await run(project('one'))
    rmSync(recordOf(first))
    mkdirSync(recordOf(first))
    const refused = await run(project('two')).catch((error: Error) => error.message)
    expect(refused).toMatch(/root\.json: not a regular file/)
    expect(refused).not.toMatch(/it is damaged/)
  })

  it('that is known goes on whatever lies beside its place', async () => {
    const [first, second] = [await run(project('one')), await run(project('two'))]
    rmSync(recordOf(first))
    mkdirSync(recordOf(first))
    expect(await run(project('two'))).toBe(second)
    renameSync(join(made, 'two'), join(made, 'renamed'))
    expect(await look(join(made, 'renamed'))).toBe(second)
    expect(await run(join(made, 'renamed'))).toBe(second)
  })

  it('begins beside what only another user may enter, and is told where that is its own', async () => {
    const first = await run(project('one'))
    const program = `
      const { nameOfRoot } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/place/movedRoot.ts'))})
      const [local, ...roots] = ${JSON.stringify([join(first, '../..'), project('two'), project('one')])}
      if (process.getuid() === 0) process.seteuid(65534)
      for (const root of roots)
        console.log(await nameOfRoot(local, root, { keep: false }).then(({ name }) => name, ({ message }) => message))`
    chmodSync(join(first, '..'), 0o000)
    try {
      chmodSync(made, 0o755)
      chmodSync(join(made, 'home'), 0o755)
      chmodSync(join(first, '../..'), 0o755)
      const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
      expect(told).toMatch(/^two-\w+\n.*one-\w+\/\.root\.json cannot be read \(EACCES\)/)
    } finally {
      chmodSync(join(first, '..'), 0o700)
    }
  })

  it('is looked for without leaving anything', async () => {
    await look(project('one'))
    expect(readdirSync(made)).toEqual(['one'])
  })

  it('is taken once, by runs that begin together', async () => {
    const first = await run(project('one'))
    renameSync(join(made, 'one'), join(made, 'two'))
    const both = await Promise.all([run(join(made, 'two')), run(project('one')), run(join(made, 'two'))])
    expect(both.filter((directory) => directory === first)).toHaveLength(2)
    expect(both[0]).toBe(first)
    expect(both[2]).toBe(first)
  })

  it('of a job is not recorded: its repository tells it', async () => {
    const environment = { MODEL_ACTIONS_HOME: join(made, 'home'), GITHUB_REPOSITORY: 'acme/intents' }
    await openPlace({ environment, root: project('one'), model: 'tone', keep: true })
    expect(readdirSync(made)).toEqual(['one'])
  })
})
