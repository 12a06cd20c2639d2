import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import type { Prediction } from './contract.generated.ts'
import { type Contract, readContract } from './events.ts'

let contract: Contract | undefined

/**
 * One line of predictions.jsonl.
 * @param place `file:line`, for the message
 * @throws UserError (exit `crashed`) where it does not fit the contract
 */
export function validatePrediction(line: string, place: string): Prediction {
  contract ??= readContract(runtimeDirectory())
  const read = contract.prediction(line)
  if (read.ok) return read.prediction
  throw new UserError(`${place}: the runtime broke its contract, this is no prediction: ${read.because}`, {
    exit: 'crashed',
  })
}
