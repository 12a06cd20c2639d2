import type { Guess } from './types.ts'

/* What is left to do when `init` has written its files. Pure. */

export function nextSteps(base: Guess<string>, { hasKey }: { hasKey: boolean }): string {
  const [, command] = /`(hf download [^`]*)`/.exec(base.why) ?? []
  const steps = [
    ...(command === undefined ? [] : [`${command}    (the base model; hf is of the Python package huggingface_hub)`]),
    ...(hasKey ? [] : ['COSIGN_PASSWORD=… model-actions keygen    (keys to sign releases with)']),
    'model-actions prepare,finetune,evaluate    (a first model)',
    'uncomment image and results in model.yml before the workflows run on several machines',
  ]
  return `next:\n${steps.map((step) => `  ${step}\n`).join('')}`
}
