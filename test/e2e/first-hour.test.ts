import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { temporaryDirectory } from '../project.ts'
import { tinyBase } from '../walk/bases.ts'
import { endWalk, type Hour, walkFirstHour } from '../walk/firstHour.ts'

/* The walk of docs/first-hour.md from the package of a release, with a base that is trained in seconds. */

const page = readFileSync(new URL('../../docs/first-hour.md', import.meta.url), 'utf8')
const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'

describeWith(['python'], 'the first hour of somebody who has the package of a release, and data', () => {
  const work = realpathSync(temporaryDirectory())
  let hour: Hour
  beforeAll(async () => {
    hour = await walkFirstHour({
      work,
      python,
      jobs: 'the same Python',
      textBase: tinyBase(python),
      port: await freePort(),
      clientsPerSecond: 50,
      whole: false,
    })
  })
  afterAll(() => endWalk({ work }))

  it('leads from three data sets that init was not written for to a model.yml that check takes', () => {
    for (const directory of ['characters', 'messages', 'tiles'])
      expect(readFileSync(join(work, 'home', directory, 'model.yml'), 'utf8')).toContain(`name: ${directory}`)
  })

  it('loses no request while a second version is trained, takes over, and is gone back from', () => {
    const { sent, lost, byVersion } = hour.load
    expect({ sent, lost }).toEqual({ sent: expect.any(Number), lost: 0 })
    const answered = Object.keys(byVersion).map((id) => id.slice(0, 'v0-0-0-'.length))
    expect(new Set(answered)).toEqual(new Set(['v0-1-0-', 'v0-2-0-']))
  })

  it('is on its page, every command of it', () => {
    const commands = hour.items.flatMap((item) => (item.kind === 'command' ? [item.command] : []))
    for (const command of commands.filter((each) => !each.startsWith('curl '))) expect(page).toContain(`$ ${command} `)
  })
})
