import { appendFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { openPlace } from '../../src/place/place.ts'
import { git, makeRepository, repository } from '../act.ts'
import { actAtGithub } from '../atGithub.ts'
import { describeWith } from '../parts.ts'
import { type CliEnd, cli, examples, homeOf, makeProject, specText } from '../project.ts'
import { openFakeGithub } from '../support/github/fake.ts'
import { beginTuned } from '../tuned.ts'

/* A model is released, new data arrives, and a tuning goes on from the release: what a team does every week. */

let directory = ''
const training = 'prepare,finetune,evaluate'
const method = 'method: full, epochs: 2, learning-rate: 0.002, batch-size: 32'

const command = async (args: string[], code = 0): Promise<CliEnd> => {
  const end = await cli(directory, args)
  expect(end.code, end.stderr).toBe(code)
  return end
}

function write(version: string, from: string, changes: Record<string, string> = {}): void {
  const finetune = `{${method}, ${from}}`
  writeFileSync(
    join(directory, 'model.yml'),
    specText({ version, finetune, evaluate: '{baseline: majority, forgetting: {margin: 0.2}}', ...changes }),
  )
}

/** So many examples more, which nobody has seen before. */
function more(from: number, count: number): void {
  const lines = examples(from + count).slice(from)
  appendFileSync(join(directory, 'data.jsonl'), lines.map((one) => `${JSON.stringify(one)}\n`).join(''))
}

const report = (stage: string): string => readFileSync(join(directory, '.model-actions/reports', `${stage}.md`), 'utf8')

/** The result that the model of a version went on from, as its own model.json says. */
async function parentOf(version: string): Promise<string> {
  const { store } = await place()
  for (const file of globSync('**/model/model.json', { cwd: store })) {
    const manifest = JSON.parse(readFileSync(join(store, file), 'utf8'))
    const parent = manifest.lineage[0].inputs.parent
    if (manifest.version === version && parent !== undefined) return parent
  }
  throw new Error(`no model of ${version} went on from another one`)
}

const place = () =>
  openPlace({ environment: { MODEL_ACTIONS_HOME: homeOf(directory) }, root: directory, model: 'tone' })

describeWith(['python'], 'a model that is released, and goes on with new data', () => {
  beforeAll(async () => {
    directory = makeProject({ evaluate: '{baseline: majority}' })
    await beginTuned({ home: homeOf(directory), root: directory })
    await command(['keygen'])
    await command(['prepare,finetune,evaluate,quantize,build,sign'])
  })

  it('begins with the base where nothing is released yet, and says so', async () => {
    const unreleased = makeProject({ finetune: `{${method}, from: "release:latest"}` })
    const { code, stderr } = await cli(unreleased, ['prepare,finetune'])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('there is no release before 1.0.0 yet: training begins with the base, ./base')
  })

  it('trains on what is new alone, from the weights that are released, and names its parent', async () => {
    more(1500, 300)
    write('1.1.0', 'from: "release:latest", data: new')
    const { stderr } = await command([training])
    expect(stderr).toContain('finetune: goes on from release 1.0.0, the newest signed one')
    expect(report('finetune')).toMatch(/started from \| release 1\\?\.0\\?\.0, the newest signed one/)
    expect(report('finetune')).toMatch(/examples that trained \| \d{2,3} /)
  })

  it('is judged against the release on all data, and on what the release was tested on', async () => {
    write('1.1.0', 'from: "release:latest", data: new', {
      evaluate: '{gates: [{metric: accuracy, margin: 0.1}], forgetting: {margin: 0.2}}',
    })
    const { stderr } = await command([training])
    expect(stderr).toContain('finetune: pass (reused)')
    expect(report('evaluate')).toContain('Candidate against baseline')
    expect(report('evaluate')).toContain('Forgetting')
    expect(report('evaluate')).toContain('on the examples that it was tested on; neither was trained on them')
  })

  it('fails where it has forgotten more than it may, or warns where that is asked for', async () => {
    // New examples alone, at a high rate: it has learnt them by heart.
    const forgetting = (onFail: string) => ({
      evaluate: `{baseline: majority, forgetting: {margin: 0.001, on-fail: ${onFail}}}`,
    })
    write('1.1.0', 'from: "release:latest", data: new', forgetting('fail'))
    expect((await command([training], 7)).stderr).toContain(
      'evaluate: fail: forgetting: on the test of the model before',
    )
    write('1.1.0', 'from: "release:latest", data: new', forgetting('warn'))
    expect((await command([training])).stderr).toContain('warning: forgetting: on the test of the model before')
  })

  it('is the same tuning where its parent is named by the digest of its result', async () => {
    write('1.1.0', `from: "${await parentOf('1.1.0')}", data: new`)
    expect((await command([training])).stderr).toContain('finetune: pass (reused)')
    write('1.1.0', 'from: "release:latest", data: new')
  })

  it('is found again for the same parent and data, and made anew where release:latest is another one', async () => {
    const { stderr } = await command([training])
    expect(stderr).toContain('finetune: pass (reused)')
    await command(['prepare,finetune,evaluate,quantize,build,sign'])
    write('1.2.0', 'from: "release:latest", data: all')
    const later = await command([training])
    expect(later.stderr).toContain('finetune: goes on from release 1.1.0, the newest signed one')
    write('1.2.0', 'from: "release:1.0.0", data: all')
    expect((await command([training])).stderr).toContain('finetune: goes on from release 1.0.0')
  })

  it('says in one line what to set where the fine-tuned model of a release is nowhere', async () => {
    rmSync((await place()).store, { recursive: true, force: true })
    write('1.3.0', 'from: "release:1.0.0"')
    const { stderr } = await command(['prepare,finetune'], 2)
    expect(stderr).toMatch(
      /model\.yml: finetune\.from: the evaluation of release 1\.0\.0 is sha256:[0-9a-f]{64}, which is not in .*: set `results:` to the registry or layout that it was published to/,
    )
  })
})

describeWith(['act', 'python'], 'incremental.yml, run by act', () => {
  it('goes on from the release of this host, and tells what was forgotten', async () => {
    // Releases lie in the place of this host: what a checkout leaves out is not there for the job.
    directory = makeProject({ evaluate: '{baseline: majority}', image: '{}' })
    await beginTuned({ home: homeOf(directory), repository, root: directory })
    await makeRepository(directory, ['incremental.yml'])
    rmSync(join(directory, 'cosign.pub'))
    for (const stages of ['keygen', 'prepare,finetune,evaluate,quantize,build,sign']) {
      const end = await cli(directory, [stages], { GITHUB_REPOSITORY: repository })
      expect(end.code, end.stderr).toBe(0)
    }
    more(1500, 300)
    write('1.1.0', 'from: "release:latest", data: new', { image: '{}' })
    git(directory, 'commit', '-qam', 'a week later')
    const github = await openFakeGithub()
    try {
      const start = { event: 'schedule', payload: { schedule: '17 3 * * 1' } }
      const { code, output } = await actAtGithub(github, directory, start, { GITHUB_RUN_ID: '1' })
      expect(code, output.slice(-4000)).toBe(0)
      expect(output).toContain('goes on from release 1.0.0')
      expect(output).toContain('on the examples that it was tested on; neither was trained on them')
      expect(github.state.checks).toMatchObject([{ conclusion: 'success' }])
      expect(github.violations).toEqual([])
    } finally {
      await github.close()
    }
  })
})
