import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { listFiles } from '../trees.ts'
import { checkOnnx } from './onnx.ts'
import { refusePickle } from './pickle.ts'
import { checkSafetensors } from './safetensors.ts'

export const isWeightFile = (path: string): boolean => /\.(?:safetensors|onnx|onnx_data|onnx\.data)$/i.test(path)

/**
 * Everything that is looked at before a model's files are believed: paths, links, pickles, safetensors headers, ONNX
 * skeletons. @throws UserError with file, reason and remedy
 */
export async function checkModelFiles(directory: string): Promise<void> {
  const files = await listFiles(directory, { links: 'refused' })
  for (const { path } of files) {
    const file = join(directory, path)
    if (/\.safetensors$/i.test(path)) await checkSafetensors(file)
    else if (/\.onnx$/i.test(path)) await checkOnnx(file)
    else if (!isWeightFile(path)) await refusePickle(file)
  }
  if (!files.some(({ path }) => isWeightFile(path)))
    throw new UserError(`${directory}: no weights: a model directory holds .safetensors or .onnx files`)
}
