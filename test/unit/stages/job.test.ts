import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { digestJson } from '../../../src/digest.ts'
import { jobFiles } from '../../../src/engine/files.ts'
import type { Job } from '../../../src/engine/types.ts'
import { openPlace } from '../../../src/place/place.ts'
import { runBatch } from '../../../src/stages/job.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

it('of two runs that make the same, each has a log of its own, and neither loses a line of it', async () => {
  const root = await temporary()
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: join(root, 'home') }, root, model: 'tone' })
  const logs: string[] = []
  const engine = {
    name: 'docker',
    // As an engine does with a job: the files are its own, and only the program is not run.
    async run(job: Job) {
      const files = await jobFiles(job, {})
      const word = `run ${logs.push(job.logFile)}`
      await files.log(`${word} began`)
      if (logs.length === 1) await run('second')
      await files.log(`${word} ended`)
      await files.close()
      return { exit: 'done', result: {}, diagnosis: '' }
    },
  }
  const context = {
    place,
    engine: async () => engine,
    spec: { engine: {} },
    signal: new AbortController().signal,
    platform: { log: {} },
  } as unknown as StageContext
  const run = (out: string) =>
    runBatch(context, 'finetune', digestJson('the same'), {
      config: {} as never,
      inputs: {},
      out: join(root, out),
      deadline: '1h',
    })
  await run('first')
  expect(logs.map((file) => file.replace(/-[0-9a-f]{6}\.txt$/, ''))).toEqual([
    join(place.logs, `finetune-${digestJson('the same').slice(7, 19)}`),
    join(place.logs, `finetune-${digestJson('the same').slice(7, 19)}`),
  ])
  expect(await Promise.all(logs.map((file) => readFile(file, 'utf8')))).toEqual([
    'run 1 began\nrun 1 ended\n',
    'run 2 began\nrun 2 ended\n',
  ])
})
