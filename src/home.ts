import { userInfo } from 'node:os'
import { isAbsolute } from 'node:path'
import { UserError } from './errors.ts'

/**
 * The home directory of this user: `$HOME`, or what the system knows where that is empty or relative. A relative one would
 * lie in the checkout, where whoever wrote that decides what is found: results, credentials, a Python.
 * @throws UserError (exit `preflight`) where there is none
 */
export function homeDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['HOME'] ?? ''
  if (isAbsolute(named)) return named
  const known = knownHome()
  if (known !== undefined && isAbsolute(known)) return known
  throw new UserError(
    `HOME=${named} is no absolute path, and the system knows no home directory of this user: set HOME to a directory that can be written`,
    { exit: 'preflight' },
  )
}

/** Throws in a container whose user has no name. */
function knownHome(): string | undefined {
  try {
    return userInfo().homedir
  } catch {
    return undefined
  }
}
