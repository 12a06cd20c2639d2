import { UserError } from '../errors.ts'
import { messageOf } from './members.ts'

/**
 * Does the work; where it fails, what was done for it is undone, the last first. A step that fails keeps none of the others from
 * being tried: each of them may bring back by itself what clients ask.
 * @param port at which clients found the model
 */
export async function orUndone<T>(
  port: number,
  work: (undo: (step: () => Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
  const steps: (() => Promise<unknown>)[] = []
  try {
    return await work((step) => void steps.push(step))
  } catch (error) {
    return putBack(port, error, async () => {
      const failures: unknown[] = []
      for (const step of steps.toReversed()) await step().catch((failure: unknown) => void failures.push(failure))
      if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '))
    })
  }
}

/** What listened at the port does again. @throws error, or that nobody listens there any more */
export async function putBack(port: number, error: unknown, listen: () => Promise<void>): Promise<never> {
  await listen().catch((again: Error) => {
    throw new UserError(
      `${messageOf(error)}; nobody listens at port ${port} now (${again.message}): mend that, then bring it back by \`model-actions up\``,
      { cause: error },
    )
  })
  throw error
}
