import type { Finding } from '../load.ts'
import type { CheckedSpec } from '../schema.ts'
import { written } from '../written.ts'

/** What no key of `finetune` can say alone, by concern; `raw` is the document as it was written, without defaults. */
export const finetuneErrors: readonly ((raw: unknown, spec: CheckedSpec) => Finding[])[] = [settingsOfAnotherMethod]

function settingsOfAnotherMethod(raw: unknown, { finetune: { method } }: CheckedSpec): Finding[] {
  return written(raw, ['finetune', 'lora']) && method !== 'lora'
    ? [
        {
          path: ['finetune', 'lora'],
          at: 'value',
          message: `is not used with method: ${method}: write method: lora, or remove it`,
        },
      ]
    : []
}
