import { defineAction, jobInputs } from './definition.ts'

export const finetune = defineAction({
  name: 'finetune',
  title: 'model-actions: finetune',
  description: 'Fine-tunes the base model on the prepared data and resumes from the last whole checkpoint.',
  stages: ['finetune'],
  inputs: [...jobInputs],
  outputs: ['model-digest'],
  permissions: ['contents: read'],
})
