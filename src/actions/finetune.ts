import { handsOver, jobInputs, registryInputs, stageAction } from './stages.ts'

export const finetune = stageAction({
  name: 'finetune',
  title: 'model-actions: finetune',
  description: 'Fine-tunes the base model on the prepared data and resumes from the last complete checkpoint.',
  stages: ['finetune'],
  inputs: ['from', ...jobInputs, 'node-rank', 'rendezvous', ...registryInputs],
  outputs: ['model-digest'],
  permissions: [{ scope: 'contents: read' }, handsOver],
  cleansUp: true,
})
