import { expect, test } from 'vitest'
import { putBack } from '../../../src/gateway/undo.ts'

test('where nobody listens at a port any more, it is told with the first error and the command that brings it back', async () => {
  const refused = new Error('the certificate has expired')
  await expect(
    putBack({ port: 8080, broughtBackBy: '`model-actions up`' }, refused, async () => undefined),
  ).rejects.toBe(refused)
  const fails = async (): Promise<void> => {
    throw new Error('no room on the disk')
  }
  await expect(putBack({ port: 8080, broughtBackBy: '`model-actions up`' }, refused, fails)).rejects.toThrow(
    'the certificate has expired; nobody listens at port 8080 now (no room on the disk): mend that, then bring it back by `model-actions up`',
  )
})
