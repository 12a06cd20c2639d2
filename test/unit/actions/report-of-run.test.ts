import { expect, it } from 'vitest'
import { reportOfRun } from '../../../src/actions/reportOfRun.ts'
import { openWorld } from '../platform/api/world.ts'

it('the report of another run needs a token, and a GitHub that answers: each is told', async () => {
  const asked = { name: 'evaluate', of: '' }
  await expect(reportOfRun(asked, 70, undefined)).rejects.toThrow(
    'input github-token: is missing: the report of another run is asked of GitHub',
  )
  const { api, github } = await openWorld()
  await github.close()
  await expect(reportOfRun(asked, 70, api)).rejects.toMatchObject({
    exit: 'preflight',
    message: expect.stringMatching(/^run 70 cannot be asked for: /),
  })
})
