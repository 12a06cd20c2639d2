import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { git, makeRepository } from '../act.ts'
import { actAtGithub, head, pullRequest } from '../atGithub.ts'
import { describeWith } from '../parts.ts'
import { cli, temporaryDirectory } from '../project.ts'
import { openFakeGithub } from '../support/github/fake.ts'

/* The steps of docs/first-report.md, with the files as they stand there. */

const page = readFileSync(new URL('../../docs/first-report.md', import.meta.url), 'utf8')
const line = JSON.parse(/^ +(\{"id".*\})$/m.exec(page)?.[1] ?? '')
const modelYml = (/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '').replaceAll(/^ {3}/gm, '')

/** Answers to 600 examples, each as the page's own line, so many of them right. */
const answers = (right: number): string =>
  Array.from({ length: 600 }, (_, i) => {
    const label = i % 2 === 0 ? line.answer.label : 'billing'
    const wrong = i % 2 === 0 ? 'billing' : line.answer.label
    const answer = { ...line.answer, label, prediction: i < right ? label : wrong }
    return `${JSON.stringify({ ...line, id: String(i), answer })}\n`
  }).join('')

describeWith(['act'], 'a newcomer with two files of predictions', () => {
  it('comes by the steps of the page from an empty repository to a first report, and to a comment', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'old.jsonl'), answers(537))
    writeFileSync(join(directory, 'new.jsonl'), answers(567))
    writeFileSync(join(directory, 'model.yml'), modelYml)
    const files = ['--candidate-predictions', 'new.jsonl', '--baseline-predictions', 'old.jsonl']
    const first = await cli(directory, ['evaluate', ...files])
    expect(first.code, first.stderr).toBe(0)
    expect(first.stderr).toContain(/^ +(evaluate: pass: .*)$/m.exec(page)?.[1] ?? 'the line of the page')
    const opened = await cli(directory, ['report'])
    expect(opened, opened.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/report\.html$/m) })

    await makeRepository(directory, ['predictions.yml'])
    const changed = execFileSync('git', ['status', '--porcelain'], { cwd: directory, encoding: 'utf8' })
    expect(changed).toBe('')
    const fake = await openFakeGithub()
    try {
      const told = await actAtGithub(fake, directory, pullRequest(fake, directory, 'branch'))
      expect(told.code, told.output.slice(-4000)).toBe(0)
      expect(fake.state.comments).toMatchObject([{ body: expect.stringContaining('✅ Pass · support-intents 1.0.0') }])
      expect(page).toContain('✅ Pass · support-intents 1.0.0')
      const [{ name, conclusion } = { name: '', conclusion: '' }] = fake.state.checks
      expect(page).toContain(`the check *${name}*`)
      expect(conclusion).toBe('success')
      const [{ id } = { id: 0 }] = fake.state.comments

      writeFileSync(join(directory, 'new.jsonl'), answers(480))
      git(directory, 'commit', '-qam', 'a worse model')
      const worse = await actAtGithub(fake, directory, pullRequest(fake, directory, 'branch'))
      expect(worse.code).not.toBe(0)
      expect(fake.state.comments).toMatchObject([{ id, body: expect.stringContaining('❌ Fail') }])
      expect(fake.state.checks.find(({ head_sha }) => head_sha === head(directory))?.conclusion).toBe('failure')
      expect(fake.violations).toEqual([])
    } finally {
      await fake.close()
    }
  })
})
