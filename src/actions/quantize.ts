import { defineAction, jobInputs } from './definition.ts'

export const quantize = defineAction({
  name: 'quantize',
  title: 'model-actions: quantize',
  description: 'Exports the model to ONNX, quantizes it to INT8 and gates size, speed and accuracy.',
  stages: ['quantize'],
  inputs: [...jobInputs],
  outputs: ['model-digest', 'accuracy'],
  permissions: ['contents: read'],
})
