import { open, readFile, unlink } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import type { World } from './program.ts'

/* Key pairs to sign with, and the password of the private one. */

/**
 * From a file, from the environment, or from who sits there: asked twice, as nobody sees what they type.
 * @param command who wants it, in the message @throws UserError where there is none and nobody can be asked
 */
export async function keyPassword(
  { command, passwordFile }: { command: string; passwordFile: string | undefined },
  { askSecret, stderr }: Pick<World, 'askSecret' | 'stderr'>,
): Promise<string> {
  if (passwordFile !== undefined) return await passwordFrom(passwordFile)
  const given = process.env.COSIGN_PASSWORD
  if (given !== undefined) return given
  if (askSecret === undefined)
    throw new UserError(
      `${command} needs a password for the private key: set COSIGN_PASSWORD or give --password-file (an empty one is allowed)`,
    )
  for (;;) {
    const password = await askSecret('Password for the private key:')
    if (password === '') stderr.write('for an empty one set COSIGN_PASSWORD= or give --password-file\n')
    else if ((await askSecret('The same again:')) === password) return password
    else stderr.write('these two differ\n')
  }
}

/** The first line of a file, as editors end files with a line end that belongs to no password. */
export async function passwordFrom(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${file} cannot be read (${error.code}): give a file that holds the password`, {
      place: { key: '--password-file' },
      cause: error,
    })
  })
  return text.replace(/\r?\n[\s\S]*$/, '')
}

/** Writes a key pair, both files or none, and never over one that is there. */
export async function makeKeys(
  { prefix, password }: { prefix: string; password: string },
  world: World,
): Promise<void> {
  const { generateKeyPair } = await import('../signing/keys.ts')
  const { privateKey, publicKey } = await generateKeyPair(password)
  const files = [
    { path: `${prefix}.key`, text: privateKey, mode: 0o600 },
    { path: `${prefix}.pub`, text: publicKey, mode: 0o644 },
  ]
  const written: string[] = []
  try {
    for (const { path, text, mode } of files) {
      // `wx` refuses a file that is there in the same step that makes it.
      const handle = await open(path, 'wx', mode)
      written.push(path)
      try {
        await handle.writeFile(text)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  } catch (error) {
    for (const path of written) await unlink(path).catch(() => undefined)
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new UserError(
        `${path} exists and is not overwritten: whoever has a signature of that key still needs it; give another --prefix`,
        { cause: error },
      )
    throw new UserError(
      `${path ?? prefix} cannot be written (${code}): give a --prefix in a directory you can write to`,
      { cause: error },
    )
  }
  world.stdout.write(
    `private key: ${prefix}.key (keep it secret)\npublic key: ${prefix}.pub (commit it, and name it in signing.public-key)\n`,
  )
}
