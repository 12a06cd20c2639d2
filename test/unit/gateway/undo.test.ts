import { expect, it } from 'vitest'
import { orUndone } from '../../../src/gateway/undo.ts'

it('each step is undone, the last first, though one of them fails, and what failed is said', async () => {
  const undone: string[] = []
  const fails = orUndone({ port: 8000, broughtBackBy: '`model-actions up`' }, async (undo) => {
    undo(async () => void undone.push('its own gateway'))
    undo(async () => {
      undone.push('the router')
      throw new Error('no space left')
    })
    throw new Error('the engine refused it')
  })
  await expect(fails).rejects.toThrow(/^the engine refused it; nobody listens at port 8000 now \(no space left\)/)
  expect(undone).toEqual(['the router', 'its own gateway'])
})

it('what was undone whole is told by what failed alone', async () => {
  const fails = orUndone({ port: 8000, broughtBackBy: '`model-actions up`' }, async (undo) => {
    undo(async () => undefined)
    throw new Error('the engine refused it')
  })
  await expect(fails).rejects.toThrow(/^the engine refused it$/)
})
