import type { StageName } from '../stages/types.ts'
import { type Action, defineAction, type Permission } from './definition.ts'
import type { InputName } from './inputs.ts'

/** An action that runs stages; most do. */
export type StageAction = Action & { stages: readonly StageName[] }

/** For stages that run jobs and whose results may be reused from a cache. */
export const jobInputs: readonly InputName[] = ['engine', 'cache']
export const registryInputs: readonly InputName[] = [
  'registry-host',
  'registry-username',
  'registry-password',
  'github-token',
]

const atGithub = 'for a registry at ghcr.io'
export const reads: Permission = { scope: 'packages: read', when: atGithub }
export const writes: Permission = { scope: 'packages: write', when: atGithub }
/** What jobs hand over to jobs on other machines may lie there too. */
export const handsOver: Permission = { scope: 'packages: write', when: 'for `results` at ghcr.io' }

/**
 * @param options.cleansUp whether a cancelled run can leave something running, which `post` then ends
 */
export function stageAction({
  cleansUp,
  ...definition
}: Omit<StageAction, 'run' | 'post'> & { cleansUp: boolean }): StageAction {
  return defineAction({
    ...definition,
    run: async (world) => (await import('./program.ts')).runSelected(definition, world),
    ...(cleansUp ? { post: async (world) => (await import('./post.ts')).cleanUp(world) } : {}),
  })
}
