import { basename } from 'node:path'
import { UserError } from '../errors.ts'
import { readRegular } from '../files.ts'
import { resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

/**
 * What a file of the checkout says that a step wrote from a secret; no log shows it from now on.
 * @param key that names the file @throws UserError (exit `preflight`) where it cannot be read
 */
export async function readSecretFile(
  { specFile, bounds, platform }: Pick<StageContext, 'specFile' | 'bounds' | 'platform'>,
  path: string,
  { key, limitBytes }: { key: string; limitBytes: number },
): Promise<Uint8Array> {
  const place = { file: specFile, key }
  const file = await resolveInside(bounds, path, place)
  const bytes = await readRegular(file, limitBytes).catch((error: Error) => {
    throw new UserError(
      `${basename(file)} cannot be read (${error.message}): write it before the deployment, as from a secret of the workflow`,
      { place, exit: 'preflight', cause: error },
    )
  })
  const text = Buffer.from(bytes).toString().trim()
  if (text !== '') platform.secret(text)
  return bytes
}
