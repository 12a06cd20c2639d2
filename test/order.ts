import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take more than a minute, the longest first. */
const longest = [
  'e2e/release',
  'integration/rollout',
  'integration/targets-docker',
  'e2e/examples',
  'e2e/jobs',
  'integration/gateway-hostile',
  'e2e/demo',
  'e2e/bad-input',
  'integration/gateway',
  'integration/monitor',
  'unit/actions/publish',
  'e2e/act',
  'integration/gateway-alone',
  'integration/gateway-split',
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
