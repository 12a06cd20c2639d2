import { execFileSync } from 'node:child_process'
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, specText } from '../project.ts'

const evaluate = (baseline: string, margin = 0.9): string =>
  `{baseline: "${baseline}", gates: [{metric: accuracy, margin: ${margin}}]}`

/** Of 60 steps it tells the classes apart; of 2 it says one of them whatever it is asked. */
const short = (steps: number): string => `{method: full, max-steps: ${steps}, learning-rate: 0.002, batch-size: 32}`

let directory = ''
function git(...args: string[]): string {
  const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', directory, ...identity, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }).toString()
}
function commit(changes: Record<string, string>): void {
  writeFileSync(join(directory, 'model.yml'), specText(changes))
  git('commit', '-qam', 'a change')
}

describeWith(['python'], 'a branch or a tag as the baseline', () => {
  beforeAll(() => {
    directory = makeProject({ evaluate: evaluate('majority') })
    git('init', '-q', '-b', 'main')
    // As most repositories have it: the pretrained model is fetched, and not committed.
    writeFileSync(join(directory, '.gitignore'), '/base\n/.model-actions\n')
    git('add', '-A')
    commit({
      data: '{train: data.jsonl, split: {test: 0.5}, max-length: 16}',
      finetune: short(2),
      evaluate: evaluate('majority'),
    })
    git('tag', 'v1.0.0')
    git('switch', '-qc', 'change')
    commit({
      version: '1.1.0',
      finetune: short(60),
      evaluate: evaluate('branch:main'),
    })
  })

  it('is made of its own model.yml and data, found again afterwards, and leaves no trace in the checkout', async () => {
    writeFileSync(join(directory, 'notes.txt'), 'not committed')
    const before = git('status', '--porcelain') + git('for-each-ref')
    const made = await cli(directory, ['prepare,finetune,evaluate'])
    expect(made.code, made.stderr).toBe(0)
    const main = git('rev-parse', '--short=12', 'main').trim()
    expect(made.stderr).toMatch(new RegExp(`branch "main", commit ${main}: its model was made`))
    expect(made.stderr).toMatch(
      /evaluate: pass: .* of the baseline \(branch "main", commit [0-9a-f]{12}\), on \d+ examples/,
    )
    const prepared = made.stderr.split('\n').find((line) => line.startsWith('prepare:'))
    // On the test data of the candidate, whatever its own is.
    expect(made.stderr).toContain(`), on ${/(\d+) test examples/.exec(prepared ?? '')?.[1]} examples`)
    const report = readFileSync(join(directory, '.model-actions/reports/evaluate.md'), 'utf8')
    expect(report).toMatch(/how often this test was used.*no other candidate was judged on it before/)
    // Another name of the same commit: nothing is tuned twice.
    commit({ version: '1.1.0', finetune: short(60), evaluate: evaluate('tag:v1.0.0') })
    const found = await cli(directory, ['prepare,finetune,evaluate'])
    expect(found.stderr).toContain(`tag "v1.0.0", commit ${main}: its model is there`)
    const refs = (text: string): string[] => text.split('\n').filter((line) => !line.endsWith('refs/heads/change'))
    expect(refs(git('status', '--porcelain') + git('for-each-ref'))).toEqual(refs(before))
    expect(before).toContain('?? notes.txt')
    expect(globSync('**/checkouts/*', { cwd: homeOf(directory) })).toEqual([])
    expect(readdirSync(join(directory, '.git'))).not.toContain('worktrees')
  }, 400_000)

  it.each([
    [
      'that does not exist',
      'branch:mian',
      /model\.yml: evaluate\.baseline: there is no branch "mian" in this checkout/,
    ],
    ['without a model.yml', 'branch:empty', /branch "empty" \(commit [0-9a-f]{12}\) has no model\.yml/],
    ['of another task', 'tag:images', /has a model for image-classification, and this one is for text-classification/],
    ['with a broken model.yml', 'branch:broken', /broken:model\.yml:1: nmae: unknown key/],
    ['whose data are not in git', 'branch:bare', /bare:model\.yml: data\.train: gone\.jsonl does not exist/],
  ])(
    '%s is refused, and the message says what to do',
    async (_, baseline, message) => {
      if (git('branch', '--list', 'empty').trim() === '') {
        git('switch', '-q', '--orphan', 'empty')
        git('commit', '-q', '--allow-empty', '-m', 'nothing')
        git('switch', '-q', 'change')
        for (const [name, text] of [
          ['broken', specText().replace('name: tone', 'nmae: tone')],
          ['bare', specText({ data: '{train: gone.jsonl, max-length: 16}' })],
          ['pictures', specText({ task: 'image-classification', data: '{train: data.jsonl}' })],
        ] as const) {
          git('switch', '-qc', name)
          writeFileSync(join(directory, 'model.yml'), text)
          git('add', '-A')
          git('commit', '-qm', name)
          git('switch', '-q', 'change')
        }
        git('tag', 'images', 'pictures')
      }
      writeFileSync(join(directory, 'model.yml'), specText({ evaluate: evaluate(baseline) }))
      const { code, stderr } = await cli(directory, ['prepare,finetune,evaluate'])
      git('checkout', '-q', 'model.yml')
      expect(stderr).toMatch(message)
      expect(code).toBe(2)
      expect(stderr).not.toContain('checkouts/')
    },
    400_000,
  )
})
