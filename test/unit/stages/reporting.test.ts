import { mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { writeReport } from '../../../src/stages/reporting.ts'
import { temporary } from '../oci/fixtures.ts'
import { exampleResult } from '../results/fixtures.ts'

it.each(['.model-actions', '.model-actions/reports'])(
  'a report is not written through a link that is committed as %s',
  async (name) => {
    const [checkout, elsewhere, stored] = [await temporary(), await temporary(), await exampleResult()]
    await mkdir(dirname(join(checkout, name)), { recursive: true })
    await symlink(elsewhere, join(checkout, name))
    await expect(
      writeReport(checkout, { stored, shown: stored.result.report, reused: false, seconds: 1 }),
    ).rejects.toThrow(`${join(checkout, name)}: a link, which could lead to`)
    expect(await readdir(elsewhere)).toEqual([])
  },
)
