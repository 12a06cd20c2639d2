import { expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { warnOfOtherRequests } from '../../../src/stages/otherRequests.ts'
import { build, exampleModel, temporary } from '../oci/fixtures.ts'

it('a release that is asked otherwise than what serves is told as that before its rollout begins', async () => {
  const store = await openLayout(await temporary(), { create: true })
  const image = async (version: string, columns: string[]): Promise<Digest> =>
    (await build(store, { model: await exampleModel({ version, columns }) })).index.digest
  const [text, body, rows] = [
    await image('1.0.0', ['text']),
    await image('1.1.0', ['body']),
    await image('2.0.0', ['title', 'body']),
  ]
  const told = async (before: Digest | undefined, digest: Digest): Promise<string[]> => {
    const said: string[] = []
    const context = { spec: { name: 'intents' }, platform: { log: { warn: (line: string) => said.push(line) } } }
    await warnOfOtherRequests(
      context as unknown as Parameters<typeof warnOfOtherRequests>[0],
      { store, digest, statement: { version: '2.0.0' } } as unknown as Parameters<typeof warnOfOtherRequests>[1],
      before && ({ version: '1.0.0', digest: before } as unknown as Parameters<typeof warnOfOtherRequests>[2]),
    )
    return said
  }
  expect(await told(text, rows)).toEqual([
    expect.stringMatching(
      /^2\.0\.0 is asked with rows with title, body, and 1\.0\.0, which serves, with one text: the canary refuses .*under a name of its own/,
    ),
  ])
  for (const [before, digest] of [
    [undefined, rows],
    [rows, rows],
    [text, body],
    // What serves may be gone from where releases lie.
    [`sha256:${'0'.repeat(64)}` as Digest, rows],
  ] as const)
    expect(await told(before, digest)).toEqual([])
})
