import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import type { Prediction } from './contract.generated.ts'
import { type Contract, readContract } from './events.ts'

let contract: Contract | undefined

/**
 * One line of predictions.jsonl.
 * @param place `file:line`, for the message
 * @param exit `crashed` where a runtime wrote it, `data` where the user gave it
 * @throws UserError where it does not fit the contract
 */
export function validatePrediction(line: string, place: string, exit: 'crashed' | 'data' = 'crashed'): Prediction {
  contract ??= readContract(runtimeDirectory())
  const read = contract.prediction(line)
  if (read.ok) return read.prediction
  const whose = exit === 'crashed' ? 'the runtime broke its contract, this' : 'this'
  throw new UserError(`${place}: ${whose} is no prediction: ${read.because}`, { exit })
}
