import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import { openLayout } from '../oci/layout.ts'
import type { ContentStore } from '../oci/types.ts'
import type { Policy } from '../signing/policy.ts'
import { resolveInside } from '../spec/paths.ts'
import { oncePerRun } from './memo.ts'
import { openRepository } from './registry.ts'
import type { Setting } from './types.ts'

/** Where the spec says that images of this model live; by default in a layout of the place. */
export const openImages = (context: Setting): Promise<ContentStore> =>
  oncePerRun(
    context,
    'images',
    async () =>
      (await openRepository(context.spec.image, 'image', context)) ??
      openLayout(context.place.images, { create: true }),
  )

/** Text that may stand in the environment or in a file of the spec: keys of either half. */
export async function keyText(
  context: Setting,
  options: { path: string | undefined; key: 'signing.key' | 'signing.public-key'; variable: string },
): Promise<{ text: string; source: string } | undefined> {
  const fromEnvironment = context.environment[options.variable]
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    return { text: fromEnvironment, source: options.variable }
  if (options.path === undefined) return undefined
  const place = { file: context.specFile, key: options.key }
  const file = await resolveInside(context.bounds, options.path, place)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${options.path} cannot be read (${error.code}): make a key pair with \`model-actions keygen\`, or give it as ${options.variable}`,
      { place, cause: error },
    )
  })
  return { text, source: file }
}

/** Whose signatures are believed. @throws UserError where the spec names no key */
export async function trusted(context: Setting): Promise<Policy> {
  const found = await keyText(context, {
    path: context.spec.signing.publicKey,
    key: 'signing.public-key',
    variable: 'COSIGN_PUBLIC_KEY',
  })
  if (found !== undefined) return { kind: 'key', publicKeyPem: found.text }
  throw new UserError(
    'is missing: name the public key whose signatures you trust, or set COSIGN_PUBLIC_KEY; nothing unsigned is deployed',
    { place: { file: context.specFile, key: 'signing.public-key' } },
  )
}
