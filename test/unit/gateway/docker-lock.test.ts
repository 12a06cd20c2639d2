import { expect, it, vi } from 'vitest'
import type { DockerClient } from '../../../src/docker/types.ts'
import { type Again, aloneAt } from '../../../src/gateway/dockerLock.ts'
import { orUndone } from '../../../src/gateway/undo.ts'

/** Takes a model off its port, and loses its turn before it is where it was to be. @param next what the engine says to who wants a turn anew */
async function comes(next: () => Promise<'taken' | 'held'>): Promise<{ did: string[]; error: Error }> {
  const did: string[] = []
  let turns = 0
  let lost = false
  const engine = {
    async hold() {
      if (turns > 0 && (await next()) === 'held') return undefined
      turns += 1
      did.push(`turn ${turns}`)
      const turn = turns
      return { isLost: () => turn === 1 && lost, giveBack: async () => void did.push(`turn ${turn} given back`) }
    },
    inspect: async () => ({ id: 'held', labels: { 'model-actions.changed-by': 'another one' }, running: true }),
    startAgain: async (id: string) => void did.push(`start ${id}`),
    remove: async (id: string) => void did.push(`remove ${id}`),
  }
  const turn = { port: 8080, model: 'm', image: 'i', log: { info: () => undefined } }
  const work = async (docker: DockerClient, { again, told }: Again): Promise<void> => {
    const change = async (undo: (step: () => Promise<unknown>) => void): Promise<void> => {
      undo(() => docker.startAgain('its own gateway'))
      await docker.remove('its own gateway', 0)
      lost = true
      await docker.startAgain('the one behind the router').catch((error: unknown) => {
        throw told(new Error('it did not start', { cause: error }))
      })
    }
    await orUndone({ port: 8000, broughtBackBy: 'the same command' }, change, async () => {
      await again()
      return true
    })
  }
  const error: unknown = await aloneAt({ ...turn, docker: engine as unknown as DockerClient }, work).catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error('it has not failed')
  return { did, error }
}

it('a model whose turn is lost after it was taken off its port is brought back in a turn taken anew', async () => {
  const { did, error } = await comes(async () => 'taken')
  expect(did).toEqual([
    'turn 1',
    'remove its own gateway',
    'turn 1 given back',
    'turn 2',
    'start its own gateway',
    'turn 2 given back',
  ])
  expect(error.message).toMatch(/^port 8080: this process stood still, .* ended midway: run the same command again$/)
})

it('where there is no turn for that, it is told that nobody listens, and how the model comes back', async () => {
  const { did, error } = await comes(() => Promise.reject(new Error('the engine is gone')))
  expect(did).not.toContain('start its own gateway')
  expect(error.message).toMatch(
    /^port 8080: this process stood still, .*; nobody listens at port 8000 now \(the engine is gone\): mend that, then bring it back by the same command$/,
  )
  expect(error.message.match(/stood still/g)).toHaveLength(1)
})

it('who is not given the turn for that in time is told so, and for whom it waited', async () => {
  vi.useFakeTimers()
  try {
    const ended = comes(async () => 'held')
    await vi.advanceTimersByTimeAsync(180_000)
    const { did, error } = await ended
    expect(did).not.toContain('start its own gateway')
    expect(error.message).toMatch(
      /nobody listens at port 8000 now \(another one still changes the port after 120 s\): mend that/,
    )
  } finally {
    vi.useRealTimers()
  }
})
