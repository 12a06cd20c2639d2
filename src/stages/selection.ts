import { closest, distance } from 'fastest-levenshtein'
import { type Place, UserError } from '../errors.ts'
import { type StageName, stageNames } from './types.ts'

const isStage = (name: string): name is StageName => (stageNames as readonly string[]).includes(name)

/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
export function parseStages(text: string, place: Place): StageName[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  if (names.length === 1 && names[0] === 'all') return [...stageNames]
  if (names.length === 0)
    throw new UserError(`no stage is named: choose all or some of ${stageNames.join(', ')}`, { place })
  const stages: StageName[] = []
  for (const name of names) {
    if (!isStage(name)) {
      const near = closest(name.slice(0, 100), [...stageNames, 'all'])
      throw new UserError(
        `${JSON.stringify(name.slice(0, 100))} is no stage${distance(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${stageNames.join(', ')}`,
        { place },
      )
    }
    const last = stages.at(-1)
    if (last !== undefined && stageNames.indexOf(name) <= stageNames.indexOf(last))
      throw new UserError(
        last === name || stages.includes(name)
          ? `${name} is named twice: name each stage once`
          : `${name} cannot come after ${last}: stages happen in the order ${stageNames.join(', ')}`,
        { place },
      )
    stages.push(name)
  }
  return stages
}
