import type { Action, OutputName, Permission, World } from './definition.ts'
import type { InputName } from './inputs.ts'

const common: readonly InputName[] = ['config', 'working-directory', 'force', 'summary']
const everywhere: readonly OutputName[] = [
  'verdict',
  'result',
  'report',
  'report-json',
  'json',
  'lineage-key',
  'reused',
]

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
export const showsDeployments: Permission = { scope: 'deployments: write', when: 'for `environment`' }
/** Without it the newest release counts as the one that serves, also where its canary failed. */
export const seesDeployments: Permission = {
  scope: 'deployments: read',
  when: 'for `release:latest` on a host that knows no releases',
}
/** What jobs hand over to jobs on other machines may lie there too. */
export const handsOver: Permission = { scope: 'packages: write', when: 'for `results` at ghcr.io' }

type StageAction = Omit<Action, 'run' | 'post'> & {
  cleansUp: boolean
  /** Instead of running the stages and nothing else. */
  program?: (action: Omit<Action, 'run' | 'post'>, world: World) => Promise<number>
}

/**
 * An action that runs stages; most do. It has the inputs and outputs that all of them have.
 * @param options.cleansUp whether a cancelled run can leave something running, which `post` then ends
 */
export function stageAction({ cleansUp, program, ...definition }: StageAction): Action {
  const run = program ?? (async (action, world) => (await import('./program.ts')).runSelected(action, world))
  return {
    ...definition,
    inputs: [...common, ...definition.inputs],
    outputs: [...everywhere, ...definition.outputs],
    run: (world) => run(definition, world),
    ...(cleansUp ? { post: async (world) => (await import('./post.ts')).cleanUp(world) } : {}),
  }
}

/** An action that verifies a release, lets it serve, and shows that in an environment. */
export const servingAction = ({
  inputs,
  ...definition
}: Pick<StageAction, 'name' | 'title' | 'description' | 'inputs' | 'program'>): Action =>
  stageAction({
    ...definition,
    stages: ['verify', 'deploy'],
    inputs: [...inputs, 'environment', 'sign-key', 'cosign-password', ...registryInputs],
    defaults: { environment: 'production' },
    outputs: ['url', 'image', 'digest'],
    permissions: [
      { scope: 'contents: read' },
      showsDeployments,
      {
        scope: 'packages: write',
        when: 'for an image at ghcr.io and the record on it; without a key `packages: read` is enough',
      },
    ],
    cleansUp: true,
  })
