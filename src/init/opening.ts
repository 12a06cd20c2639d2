import { type Place, UserError } from '../errors.ts'
import { openRegular } from '../files.ts'

/* Files of data, opened for whoever reads one kind of them, and refused in one form. */

export const refuse = (file: string, what: string, line?: number, cause?: unknown): never => {
  throw new UserError(what, {
    place: { file, ...(line === undefined ? {} : { line }) } satisfies Place,
    exit: 'data',
    cause,
  })
}

export const openData = (file: string): ReturnType<typeof openRegular> =>
  openRegular(file, { links: 'followed' }).catch((error: NodeJS.ErrnoException) =>
    error instanceof UserError
      ? Promise.reject(error)
      : refuse(file, `cannot be read (${error.code}): give a file that is there`, undefined, error),
  )
