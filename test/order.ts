import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take more than a minute, the longest first. */
const longest = [
  'integration/targets-docker',
  'e2e/release',
  'integration/rollout',
  'e2e/examples',
  'e2e/jobs',
  'e2e/demo',
  'integration/gateway',
  'integration/rollout-swap',
  'integration/gateway-upgrade',
  'e2e/bad-input',
  'unit/actions/publish',
  'integration/gateway-split',
  'integration/gateway-routes',
  'integration/gateway-alone',
  'integration/gateway-hostile',
  'integration/rollout-dead-stable',
  'integration/gateway-front',
  'integration/rollout-prometheus',
  'e2e/act',
  'e2e/served',
]
const projects = ['e2e', 'bundle', 'integration', 'contract', 'unit']

/** They come first, so that none of them runs alone at the end while other workers are idle; then project by project. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
      return at === -1 ? longest.length + projects.indexOf(project.name) : at
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
