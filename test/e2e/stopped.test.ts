import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, specText } from '../project.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/* What serves was ended by `stop`, and somebody wants a version back: the last one, or one before it. */

describeWith(['python'], 'a model whose versions were all stopped', () => {
  let directory = ''
  let port = 0
  const command = async (...args: string[]) => {
    const { code, stdout, stderr } = await cli(directory, args)
    expect(code, `${args.join(' ')}: ${stdout}${stderr}`).toBe(0)
    return stderr + stdout
  }
  const release = async (version: string): Promise<void> => {
    writeFileSync(
      join(directory, 'model.yml'),
      specText({
        version,
        evaluate: tunedEvaluation,
        deploy: `{port: ${port}, steps: [100], step: {min-time: 1s, min-requests: 1, deadline: 60s}, gates: {health: {interval: 1s}, errors: {tolerance: 0.2}}, bake: 1s}`,
      }),
    )
    await command('all')
  }
  const serving = async (): Promise<string | undefined> =>
    /tone (\S+) serves at/.exec((await cli(directory, ['status'])).stdout)?.[1]

  beforeAll(async () => {
    port = await freePort()
    directory = makeProject()
    await beginTuned({ home: homeOf(directory), root: directory })
    await command('keygen')
    for (const version of ['1.0.0', '1.1.0']) await release(version)
    expect(await serving()).toBe('1.1.0')
  }, 900_000)
  afterAll(async () => {
    await cli(directory, ['stop', '--yes'])
  })

  it.each([['1.1.0'], ['1.0.0'], ['1.0.0']])(
    'serves %s again by a rollback to it',
    async (version) => {
      await command('stop', '--yes')
      expect(await serving()).toBeUndefined()
      expect(await command('rollback', version)).toContain(`${version} serves at http://127.0.0.1:${port}`)
      expect(await serving()).toBe(version)
    },
    300_000,
  )

  it('is told how a newer one comes back, which is by a deployment', async () => {
    await command('stop', '--yes')
    const refused = await cli(directory, ['rollback', '1.1.0'])
    expect(refused.stderr).toContain(
      'error: argument RELEASE: 1.1.0 is newer than 1.0.0, which served last: deploy it step by step with the action ship or `model-actions deploy`',
    )
    expect(refused.code).toBe(2)
    await command('deploy')
    expect(await serving()).toBe('1.1.0')
  }, 300_000)

  it('is served again as what served before the last one where no version is named, and that one was gone back from', async () => {
    await command('stop', '--yes')
    expect(await command('rollback')).toContain('goes back to 1.0.0: it served before 1.1.0')
    expect(await serving()).toBe('1.0.0')
    expect((await command('history')).split('\n')[0]).toMatch(/rolled-back +1\.1\.0, 1\.0\.0 serves/)
    await command('stop', '--yes')
    const refused = await cli(directory, ['rollback'])
    expect(refused.stderr).toContain('nothing is known to have served before 1.0.0: name the release (1.1.0, 1.0.0)')
    expect(refused.code).toBe(2)
  }, 300_000)
})
