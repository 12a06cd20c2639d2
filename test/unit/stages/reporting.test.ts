import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { digestJson, hexOf } from '../../../src/digest.ts'
import { writeReport } from '../../../src/stages/reporting.ts'
import { temporary } from '../oci/fixtures.ts'
import { exampleResult } from '../results/fixtures.ts'

it.each(['.model-actions', '.model-actions/reports', '.model-actions/reports/earlier'])(
  'a report is not written through a link that is committed as %s',
  async (name) => {
    const [checkout, elsewhere, stored] = [await temporary(), await temporary(), await exampleResult()]
    await mkdir(dirname(join(checkout, name)), { recursive: true })
    if (name.endsWith('earlier')) await writeFile(join(checkout, dirname(name), `${stored.result.stage}.json`), '{}')
    await symlink(elsewhere, join(checkout, name))
    await expect(
      writeReport(join(checkout, 'model.yml'), { stored, shown: stored.result.report, reused: false, seconds: 1 }),
    ).rejects.toThrow(`${join(checkout, name)}: a link, which could lead to`)
    expect(await readdir(elsewhere)).toEqual([])
  },
)

it('a report for which a file is in the way says which, and what to do with it', async () => {
  const [checkout, stored] = [await temporary(), await exampleResult()]
  await writeFile(join(checkout, '.model-actions'), '')
  await expect(
    writeReport(join(checkout, 'model.yml'), { stored, shown: stored.result.report, reused: false, seconds: 1 }),
  ).rejects.toThrow(`${join(checkout, '.model-actions')} is no directory, and one is needed there: move it away`)
})

it('the report of an earlier result is kept when the next one is written, and that of the same result is the same file', async () => {
  const [checkout, first] = [await temporary(), await exampleResult()]
  const write = (digest: typeof first.digest, headline: string) =>
    writeReport(join(checkout, 'model.yml'), {
      stored: { ...first, digest },
      shown: { ...first.result.report, headline },
      reused: false,
      seconds: 1,
    })
  const { json, markdown } = await write(first.digest, 'first')
  await write(first.digest, 'first again')
  expect((await readdir(dirname(json))).sort()).toEqual([`${first.result.stage}.json`, `${first.result.stage}.md`])
  await write(digestJson('second'), 'second')
  await write(digestJson('third'), 'third')
  const earlier = join(dirname(json), 'earlier')
  const name = (digest: typeof first.digest) => `${first.result.stage}-${hexOf(digest, 12)}`
  const kept = [first.digest, digestJson('second')].flatMap((digest) => [`${name(digest)}.json`, `${name(digest)}.md`])
  expect((await readdir(earlier)).sort()).toEqual(kept.sort())
  expect(await readFile(join(earlier, `${name(first.digest)}.md`), 'utf8')).toContain('first again')
  expect(await readFile(markdown, 'utf8')).toContain('third')
})

it('of earlier results the newest twenty reports of each stage are kept, and what somebody else put there: files and directories', async () => {
  const [checkout, first] = [await temporary(), await exampleResult()]
  const { stage, report } = first.result
  const earlier = join(checkout, '.model-actions/reports/earlier')
  const digests = Array.from({ length: 24 }, (_, index) => digestJson(index))
  // Directories of others have the names of reports: the first ones, and of a result that is set aside here.
  const directories = [...Array.from({ length: 22 }, (_, index) => `${stage}-${'0'.repeat(10)}${10 + index}.md`)]
  directories.push(`${stage}-${hexOf(digestJson(1), 12)}.md`)
  const others = ['notes.md', `other-${'0'.repeat(12)}.json`]
  for (const directory of directories) await mkdir(join(earlier, directory), { recursive: true })
  for (const file of others) await writeFile(join(earlier, file), '')
  for (const [index, digest] of digests.entries()) {
    const written = await writeReport(join(checkout, 'model.yml'), {
      stored: { ...first, digest },
      shown: report,
      reused: false,
      seconds: 1,
    })
    for (const file of Object.values(written)) await utimes(file, index + 1, index + 1)
  }
  const kept = digests
    .slice(-21, -1)
    .flatMap((digest) => [`${stage}-${hexOf(digest, 12)}.json`, `${stage}-${hexOf(digest, 12)}.md`])
  expect((await readdir(earlier)).sort()).toEqual([...kept, ...others, ...directories].sort())
})

it('a project directory that is renamed during a run has its report where it lies by then, and is not made anew', async () => {
  const checkout = join(await temporary(), 'project')
  await mkdir(checkout)
  const stored = await exampleResult()
  const report = { stored: { digest: stored.digest, result: stored.result }, shown: stored.result.report }
  const program = `
    import { renameSync } from 'node:fs'
    import { writeReport } from ${JSON.stringify(resolve('src/stages/reporting.ts'))}
    const report = { ...${JSON.stringify(report)}, reused: false, seconds: 1 }
    const absolute = process.cwd() + '/model.yml'
    const written = async (specFile) => (await writeReport(specFile, report)).markdown
    const found = [await written('model.yml'), await written(absolute)]
    renameSync(process.cwd(), process.cwd() + '-renamed')
    found.push(await written('model.yml'), await written(absolute).catch(({ message }) => message))
    console.log(JSON.stringify(found))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: checkout,
    encoding: 'utf8',
  })
  const file = `.model-actions/reports/${stored.result.stage}.md`
  expect(JSON.parse(stdout || 'null'), stderr).toEqual([
    join(checkout, file),
    join(checkout, file),
    join(`${checkout}-renamed`, file),
    `${checkout} was moved or removed since this began: run it again where it lies now`,
  ])
  expect(await readdir(dirname(checkout))).toEqual(['project-renamed'])
})

it('the report of a run whose project is gone lies in the place of the host, and a warning says where', async () => {
  const [place, checkout, stored] = [await temporary(), join(await temporary(), 'gone'), await exampleResult()]
  const told: string[] = []
  const { markdown } = await writeReport(
    join(checkout, 'model.yml'),
    { stored, shown: stored.result.report, reused: false, seconds: 1 },
    { directory: place, warn: (line) => told.push(line) },
  )
  expect(dirname(markdown)).toBe(join(place, '.model-actions/reports'))
  expect(told).toEqual([expect.stringContaining(`${checkout} was moved or removed since this run began`)])
  expect(told[0]).toContain(markdown)
})
