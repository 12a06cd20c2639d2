import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/* Models to begin with, from this machine alone: no walk depends on the hub. */

export type TextBase = {
  /** Writes it into a directory; the examples are given as JSON lines, their texts under `Name`. */
  make(directory: string, examples: string): void
  /** What it needs in model.yml: how a line begins, and what takes its place. */
  changes: readonly (readonly [string, string])[]
  /** Where it comes from, for the page. */
  told: string
}

const root = join(import.meta.dirname, '../..')

/** Two layers of random weights, and the words of the examples: trained in seconds, and as good as any where words decide. */
export const tinyBase = (python: string): TextBase => ({
  make(directory, examples) {
    execFileSync(python, [join(root, 'test/fixtures/make_tiny_base.py'), examples, directory, 'Name'])
  },
  changes: [
    // Random weights learn nothing by the usual steps.
    ['  learning-rate:', '  learning-rate: 2e-3\n  batch-size: 32'],
    // A model this small gains nothing from INT8.
    ['quantize:', 'quantize:\n  precision: fp32'],
    // Threads that wait for each other's cores are far slower than one.
    ['signing:', 'engine: {cpus: 1}\nsigning: {key: cosign.key, public-key: cosign.pub}'],
  ],
  told: 'That line fetches 90 MB. So that it ends in minutes, this walk takes a BERT of two layers with random weights and a vocabulary of these words instead ([make_tiny_base.py](../test/fixtures/make_tiny_base.py)), which the lines below `epoch` are for: a pretrained one needs none of them, and trains for minutes on a CPU where this one takes seconds.',
})

/** all-MiniLM-L6-v2, which `init` suggests for English, out of its Python package. @param files where that was installed */
export const miniLM = (python: string, files: string): TextBase => ({
  make(directory) {
    const makeBase = join(root, 'workflows-examples/demo/make_base.py')
    execFileSync(python, [makeBase, directory], { env: { ...process.env, PYTHONPATH: files } })
  },
  changes: [],
  told: 'That line fetches 90 MB. This walk takes the same model, all-MiniLM-L6-v2, out of a Python package of it: how long the download takes is not in its times.',
})
