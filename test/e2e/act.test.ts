import { afterEach, expect, it } from 'vitest'
import { act, endServing, infer, makeRepository, password, repository } from '../act.ts'
import { describeWith } from '../parts.ts'
import { homeOf, makeProject } from '../project.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/*
 * The workflows of workflows-examples/ with one runner, in a user's repository with a tiny model. The chain trains it; the root
 * action finds a training that was cut off after its last stage (jobs.test.ts has it train), and makes the rest.
 */

const port = 18090
let home = ''
afterEach(() => endServing(home))

describeWith(['act', 'python'], 'the example workflows, run by act', () => {
  for (const [workflow, title, trained] of [
    ['pipeline.yml', 'the root action takes a model from its data to a URL that answers', true],
    ['stages.yml', 'a chain of single actions does the same, handing on results and outputs', false],
  ] as const)
    it(title, async () => {
      const directory = makeProject({
        evaluate: tunedEvaluation,
        // Each job has a checkout of its own; images and results lie in the place of this host.
        image: '{}',
        deploy: `{port: ${port}, steps: [10, 100], step: {min-time: 1s, min-requests: 5, deadline: 60s}, gates: {health: {interval: 1s}}, bake: 1s}`,
      })
      home = homeOf(directory)
      if (trained) await beginTuned({ home, repository, root: directory })
      await makeRepository(directory, [workflow])
      const { code, output } = await act(directory, home)
      expect(output).toMatch(/sha256:[0-9a-f]{64}.* serves at http:\/\/127\.0\.0\.1:18090/)
      // Where dist is older than its source, the root action finds nothing that the source trained, and trains as well.
      if (!trained) expect(output).not.toContain('finetune: pass (reused)')
      expect(output).not.toContain(password)
      expect(code, output.slice(-4000)).toBe(0)
      expect(await infer(port, 'tone')).toMatchObject({
        status: 200,
        body: { outputs: expect.arrayContaining([expect.objectContaining({ data: ['praise'] })]) },
      })
    })
})
