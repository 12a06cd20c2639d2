import type { ModelManifest } from './types.ts'

/*
 * Which files of a pretrained model are read: the rest of its repository is the same model for other libraries. Those that none
 * of a task can do without are named to whoever is to fetch a model; of a hub also what a model may have beside them is fetched.
 */

/** The weights, where they are in one file. Weights in files of other names are those for other libraries. */
export const weightsFile = 'model.safetensors'
const [shard, shardIndex] = [/^model-\d+-of-\d+\.safetensors$/, 'model.safetensors.index.json']

const besideWeights =
  /^(?:(?:config|generation_config|preprocessor_config|processor_config|special_tokens_map|added_tokens)\.json|tokenizer[\w.-]*\.(?:json|model)|(?:sentencepiece\.bpe|spiece|spm)\.model|vocab\.(?:json|txt)|merges\.txt|chat_template\.jinja)$/

/** What makes numbers of an input. */
const inputFiles = {
  'text-classification': ['tokenizer.json', 'tokenizer_config.json'],
  'image-classification': ['preprocessor_config.json'],
  seq2seq: ['tokenizer.json', 'tokenizer_config.json'],
  'causal-lm': ['tokenizer.json', 'tokenizer_config.json'],
} as const

/** The files of a small model of a task, which has its weights in one. */
export const pretrainedFiles = (task: ModelManifest['task']): readonly string[] => [
  'config.json',
  weightsFile,
  ...inputFiles[task],
]

/** Without this file, nothing can be asked of a model of the task. */
export const inputFile = (task: ModelManifest['task']): string => inputFiles[task][0]

/** @returns those of `names` that are read; undefined where none of them holds weights */
export function readOf(names: readonly string[]): ReadonlySet<string> | undefined {
  const isWhole = names.includes(weightsFile)
  const weights = names.filter((name) => (isWhole ? name === weightsFile : shard.test(name)))
  if (weights.length === 0) return undefined
  const beside = names.filter((name) => besideWeights.test(name) || (!isWhole && name === shardIndex))
  return new Set([...weights, ...beside])
}
