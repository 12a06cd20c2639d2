import type { Finding } from '../load.ts'
import type { CheckedSpec } from '../schema.ts'
import { written } from '../written.ts'
import { methodKeys } from './methods.ts'

/** What a method is told and would not use, and what cannot be done with it. */
export const methodErrors: readonly ((raw: unknown, spec: CheckedSpec) => Finding[])[] = [
  settingsOfAnotherMethod,
  tokensOfNoText,
  tokensBeforePackedTexts,
  settingsThatNeedAnother,
]

const refusal = (key: string[], message: string): Finding => ({ path: ['finetune', ...key], at: 'value', message })

function settingsOfAnotherMethod(raw: unknown, { finetune: { method } }: CheckedSpec): Finding[] {
  return Object.keys(methodKeys)
    .filter((name) => name !== method && written(raw, ['finetune', name]))
    .map((name) => refusal([name], `is not used with method: ${method}: write method: ${name}, or remove it`))
}

const givesTokens = (method: string): boolean => method === 'prefix' || method === 'prompt'

function tokensOfNoText(_raw: unknown, { task, finetune: { method } }: CheckedSpec): Finding[] {
  return givesTokens(method) && task === 'image-classification'
    ? [
        refusal(
          ['method'],
          `${method} needs a model that reads tokens, and task: ${task} has none: write lora, adapter or full`,
        ),
      ]
    : []
}

function tokensBeforePackedTexts(_raw: unknown, { finetune }: CheckedSpec): Finding[] {
  const { method } = finetune
  return givesTokens(method) && 'packing' in finetune && finetune.packing
    ? [
        refusal(
          ['packing'],
          `is not possible with method: ${method}, whose virtual tokens stand before one conversation: remove it, or write method: lora`,
        ),
      ]
    : []
}

function settingsThatNeedAnother(_raw: unknown, { finetune: { method, prefix, prompt } }: CheckedSpec): Finding[] {
  if (method === 'prefix' && prefix['hidden-size'] !== undefined && !prefix.projection)
    return [refusal(['prefix', 'hidden-size'], 'is not used without projection: write projection: true, or remove it')]
  if (method !== 'prompt') return []
  if (prompt.init === 'text' && prompt['init-text'] === undefined)
    return [refusal(['prompt', 'init'], 'is text, and there is none: write init-text, or init: random')]
  if (prompt.init === 'random' && prompt['init-text'] !== undefined)
    return [refusal(['prompt', 'init-text'], 'is not used with init: random: write init: text, or remove it')]
  return []
}
