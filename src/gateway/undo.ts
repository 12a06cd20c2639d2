import { UserError } from '../errors.ts'
import { messageOf } from './members.ts'

/** What listened at the port could not be brought back: whoever reads of the first error must read of this. */
export class NobodyListens extends UserError {}

/** At which port clients found the model, and how its user brings it back where nobody listens there any more. */
export type Place = { port: number; broughtBackBy: '`model-actions up`' | 'the same command' }

/** Asked before anything is undone: whether it is this process's to undo. It throws where that cannot be. */
type MayUndo = () => Promise<boolean>

/**
 * Does the work; where it fails, what was done for it is undone, the last first. A step that fails keeps none of the others from
 * being tried: each of them may bring back by itself what clients ask.
 */
export async function orUndone<T>(
  place: Place,
  work: (undo: (step: () => Promise<unknown>) => void) => Promise<T>,
  mayUndo: MayUndo = async () => true,
): Promise<T> {
  const steps: (() => Promise<unknown>)[] = []
  try {
    return await work((step) => void steps.push(step))
  } catch (error) {
    return putBack(place, error, async () => {
      if (steps.length === 0 || !(await mayUndo())) return
      const failures: unknown[] = []
      for (const step of steps.toReversed()) await step().catch((failure: unknown) => void failures.push(failure))
      if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '))
    })
  }
}

/** What listened at the port does again. @throws error, or that nobody listens there any more */
export async function putBack(
  { port, broughtBackBy }: Place,
  error: unknown,
  listen: () => Promise<void>,
): Promise<never> {
  await listen().catch((again: Error) => {
    throw new NobodyListens(
      `${messageOf(error)}; nobody listens at port ${port} now (${again.message}): mend that, then bring it back by ${broughtBackBy}`,
      { cause: error },
    )
  })
  throw error
}
