import { UserError } from '../errors.ts'
import { loadSigner, type Signing } from '../signing/signer.ts'
import { keyText } from './image.ts'
import { oncePerRun } from './memo.ts'
import { requireUntrained } from './separateJobs.ts'
import type { StageContext } from './types.ts'

/** Who signs for this job; undefined where it was given no key. @throws UserError where the key does not open */
export const findSigner = (context: StageContext): Promise<Signing | undefined> =>
  oncePerRun(context, 'the signer', async () => {
    const { spec, environment, platform } = context
    const key = await keyText(context, { path: spec.signing.key, key: 'signing.key', variable: 'COSIGN_PRIVATE_KEY' })
    if (key === undefined) return undefined
    await requireUntrained(context)
    const password = environment['COSIGN_PASSWORD'] ?? ''
    if (password !== '') platform.secret(password)
    return { signer: await loadSigner({ pem: key.text, name: key.source, password }), witnesses: [] }
  })

/** @throws UserError where there is no key, too */
export async function openSigner(context: StageContext): Promise<Signing> {
  const found = await findSigner(context)
  if (found !== undefined) return found
  throw new UserError(
    'is missing: make a key pair with `model-actions keygen` and name it, or set COSIGN_PRIVATE_KEY',
    {
      place: { file: context.specFile, key: 'signing.key' },
    },
  )
}
