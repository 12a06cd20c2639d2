import { type Place, UserError } from '../errors.ts'
import { pageOf } from '../pages.ts'

/** As the columns of data in which texts are to be written are usually called. */
const writtenForms = [
  ['messages'],
  ['conversations'],
  ['instruction', 'response'],
  ['instruction', 'output'],
  ['prompt', 'completion'],
]

/** `init` makes nothing of such data. @throws UserError for columns that are called so */
export function refuseWritten(names: readonly string[], place: Place): void {
  const written = writtenForms.find((form) => form.every((name) => names.includes(name)))
  if (written === undefined) return
  throw new UserError(
    `${written.join(' and ')} hold texts that are to be written, and init makes a model.yml for classes: name the column with the class by --label, or write model.yml as ${pageOf('language-models')} says`,
    { place },
  )
}
