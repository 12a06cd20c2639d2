import { basename } from 'node:path'
import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** What training examples are changed by. Keys are the same words on both sides; of a file the job knows its name alone. */
export function augmentConfig({ augment }: ModelSpec['finetune']): Pick<TrainingSettings, 'augment'> {
  if (augment === undefined) return {}
  const { synonyms, ...images } = augment
  const of =
    synonyms === undefined
      ? images
      : {
          synonyms: {
            ...(synonyms.file === undefined ? {} : { file: basename(synonyms.file) }),
            copies: synonyms.copies,
            share: synonyms.share,
          },
        }
  return { augment: of as NonNullable<TrainingSettings['augment']> }
}
