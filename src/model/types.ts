/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`

export type FileEntry = { path: string; sizeBytes: number; digest: Digest }

/** What made a model: equal inputs give an equal key, so that a stage whose inputs are equal is not run again. */
export type Lineage = {
  stage: string
  key: Digest
  /** Digests of everything that went in, by name: dataset, base, parent, code, section. */
  inputs: Record<string, Digest>
}

/** model.json: what stages hand on about a model. */
export type ModelManifest = {
  schema: 1
  name: string
  version: string
  task: 'text-classification' | 'image-classification'
  format: 'safetensors' | 'onnx'
  precision: 'fp32' | 'int8'
  labels: string[]
  /** Texts were cut to this many tokens in training and evaluation. */
  maxLength: number
  /** Every other file of the directory, sorted by path; paths are relative, with `/`. */
  files: FileEntry[]
  /** From the dataset on to this model, oldest first. */
  lineage: Lineage[]
}

export type ModelDirectory = { path: string; manifest: ModelManifest }
