import { handsOver, jobInputs, registryInputs, stageAction } from './stages.ts'

export const quantize = stageAction({
  name: 'quantize',
  title: 'model-actions: quantize',
  description: 'Exports the model to ONNX, quantizes it to INT8 and gates agreement, size, speed and accuracy.',
  stages: ['quantize'],
  inputs: ['from', ...jobInputs, ...registryInputs],
  outputs: ['model-digest', 'accuracy'],
  permissions: [{ scope: 'contents: read' }, handsOver],
  cleansUp: true,
})
