import { BaseSequencer, type TestSpecification } from 'vitest/node'

const projects = ['e2e', 'bundle', 'integration', 'contract', 'unit']

/** Projects whose files take minutes come first, so that none of them runs alone at the end while other workers are idle. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification): number => projects.indexOf(project.name)
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
