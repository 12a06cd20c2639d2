import { closest, distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'
import { type StageName, stageNames } from './types.ts'

/** What may be asked for: `auto` is docker where a Docker engine answers, process elsewhere. */
export const engineChoices = ['auto', 'process', 'docker'] as const
export type EngineChoice = (typeof engineChoices)[number]

const isStage = (name: string): name is StageName => (stageNames as readonly string[]).includes(name)

/** Stages from `all`, or from names in a row with commas or line ends between them; named in the order in which they happen. */
export function parseStages(text: string, place: string): StageName[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  if (names.length === 1 && names[0] === 'all') return [...stageNames]
  if (names.length === 0)
    throw new UserError(`${place}: no stage is named: choose all or some of ${stageNames.join(', ')}`)
  const stages: StageName[] = []
  for (const name of names) {
    if (!isStage(name)) {
      const near = closest(name.slice(0, 100), [...stageNames, 'all'])
      throw new UserError(
        `${place}: ${JSON.stringify(name.slice(0, 100))} is no stage${distance(name.slice(0, 100), near) <= 3 ? `, did you mean ${near}?` : ':'} choose all or some of ${stageNames.join(', ')}`,
      )
    }
    const last = stages.at(-1)
    if (last !== undefined && stageNames.indexOf(name) <= stageNames.indexOf(last))
      throw new UserError(
        last === name || stages.includes(name)
          ? `${place}: ${name} is named twice: name each stage once`
          : `${place}: ${name} cannot come after ${last}: stages happen in the order ${stageNames.join(', ')}`,
      )
    stages.push(name)
  }
  return stages
}
