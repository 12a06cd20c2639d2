import { UserError } from '../errors.ts'
import type { HistoryRecord } from '../model/history.ts'
import { readHistory } from '../place/history.ts'
import { createTerminal, type Screen } from '../platform/terminal.ts'
import { howToSeeAll, loadServingSpec } from '../spec/inPart.ts'
import { openContext } from './context.ts'
import { openImages, trusted } from './image.ts'
import { placesOf } from './places.ts'
import { promotions } from './promotions.ts'
import type { StageContext } from './types.ts'

type Promoted = {
  /** Newest first. */
  records: HistoryRecord[]
  looked: string
  /** Why a part could not be read. */
  unread?: string
}

/** What was promoted and rolled back: by this host's own word, and by what is attested on the images of a registry. */
export async function readPromotions(
  specFile: string,
  { environment, signal, stderr }: Pick<StageContext, 'environment' | 'signal'> & { stderr: Screen },
): Promise<Promoted> {
  const read = await loadServingSpec(specFile)
  const places = await placesOf(specFile, { model: read.spec.name, environment, signal })
  const found = (await Promise.all(places.map(readHistory))).flat()
  const looked = places.map(({ history }) => history)
  if ('wrong' in read) {
    const unread = `what is attested on the images was not read because of a mistake: ${read.wrong}; ${howToSeeAll}`
    return { records: newestFirst(found), looked: looked.join('; '), unread }
  }
  const { registry, layout } = read.spec.image
  if (registry === undefined && layout === undefined) return { records: newestFirst(found), looked: looked.join('; ') }
  const platform = createTerminal({ stderr })
  const opening = { specFile, stages: [], force: false, platform, signal, environment }
  try {
    const context = await openContext(opening)
    const store = await openImages(context)
    looked.push(store.name)
    found.push(...(await promotions(context, store, await trusted(context))))
    return { records: newestFirst(found), looked: looked.join('; ') }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const unread = `what is attested on the images could not be read: ${error.message}`
    return { records: newestFirst(found), looked: looked.join('; '), unread }
  }
}

/** Each once: a record of this host is the same on the image. Pure. */
export function newestFirst(records: readonly HistoryRecord[]): HistoryRecord[] {
  const each = new Map(
    records.map((record) => [`${record.at} ${record.outcome} ${record.digest} ${record.by}`, record]),
  )
  return [...each.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
