import { type Digest, digestBytes } from '../digest.ts'
import { UserError } from '../errors.ts'
import { caseCollision } from '../trees.ts'
import { type Result, resultSchema } from './types.ts'

/**
 * A result from the bytes of its result.json.
 * @param from.where for messages @throws UserError where the digest differs, or what is there is no result
 */
export function readResult(bytes: Uint8Array, from: { digest: Digest; where: string }): Result {
  const found = digestBytes(bytes)
  const remedy =
    'it was changed after its stage wrote it: run that stage again with --force, and find out who can write there'
  if (found !== from.digest)
    throw new UserError(`${from.where}: its digest is ${found}, and ${from.digest} was asked for: ${remedy}`)
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new UserError(`${from.where}: not JSON: run the stage that made it again`, { cause })
  }
  const parsed = resultSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UserError(
      `${from.where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}: it was made by another version of model-actions; run its stage again`,
    )
  }
  const paths = parsed.data.files.map((file) => file.path)
  if (paths.some((path, index) => index > 0 && path <= (paths[index - 1] ?? '')) || caseCollision(paths) !== undefined)
    throw new UserError(`${from.where}: files: not sorted, or two have the same name: run its stage again`)
  return parsed.data
}
