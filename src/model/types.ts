import type { Digest } from '../digest.ts'

export type FileEntry = { path: string; sizeBytes: number; digest: Digest }

/** What made a model: equal inputs give an equal key, so that a stage whose inputs are equal is not run again. */
export type Lineage = {
  stage: string
  key: Digest
  /** Digests of everything that went in, by name: dataset, base, parent, code, section. */
  inputs: Record<string, Digest>
}

/** What a model's files are: whole weights, an exported graph, or an adapter that needs its base. */
export const modelFormats = ['safetensors', 'onnx', 'adapter'] as const
type ModelFormat = (typeof modelFormats)[number]

/** What a model does. */
export const modelTasks = ['text-classification', 'image-classification', 'seq2seq', 'causal-lm'] as const

/** What runs a model. */
export const modelEngines = ['pytorch', 'onnxruntime'] as const
type ModelEngine = (typeof modelEngines)[number]

/** The machine that a model was made and gated on: kernels, and so answers and speed, belong to it. */
export type MachineFacts = {
  cpu: { model: string; flags: string[] }
  gpus: string[]
  driver?: string
  /** Versions that shape the result, by name: python, torch, onnxruntime, … */
  identity: Record<string, string>
}

/** How a server of a model is spoken to; who probes, routes or calls it reads this, and guesses nothing. */
export type ServingContract = {
  port: number
  /** Answers 200 when this very model, by name and version, is ready. */
  readyPath: string
  protocol: 'open-inference-v2'
  /** Texts are cut to this many tokens. */
  maxLength: number
  /** Examples that may share a batch without changing each other's answers. */
  maxBatch: number
  engine: ModelEngine
}

/** model.json: what stages hand on about a model. */
export type ModelManifest = {
  schema: 1
  name: string
  version: string
  task: (typeof modelTasks)[number]
  format: ModelFormat
  engine: ModelEngine
  precision: 'bf16' | 'fp32' | 'int8'
  /** In the order of its outputs; none of a model that writes texts. */
  labels: string[]
  /** Texts were cut to this many tokens in training and evaluation. */
  maxLength: number
  /** Examples that may share a batch: 1 where the answers of neighbours would depend on each other. */
  maxBatch: number
  /** Of a text: the column that it was, or those that it was made of (rowText.ts), which clients send by name. */
  columns?: string[]
  /** Of an adapter: the digest of the model that it belongs on. */
  base?: Digest
  machine?: MachineFacts
  serving: Pick<ServingContract, 'port' | 'readyPath' | 'protocol'>
  /** Every other file of the directory, sorted by path; paths are relative, with `/`. */
  files: FileEntry[]
  /** From the dataset on to this model, oldest first. */
  lineage: Lineage[]
}

export type ModelDirectory = { path: string; manifest: ModelManifest }
