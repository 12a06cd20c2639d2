import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfPresent } from '../files.ts'
import { pretrainedFiles } from '../model/pretrained.ts'
import type { ModelManifest } from '../model/types.ts'
import { oneLine } from '../report/text.ts'
import type { Fields, Guess } from './types.ts'

/* Which pretrained model to begin with, and what it takes. */

/** @property files what is read of it @property weightsBytes how large its weights are */
export type Suggestion = { id: string; why: string; files: readonly string[]; weightsBytes: number }

/** A small model that is widely used, by what the examples are. */
export function suggestedBase(task: ModelManifest['task'], rows: readonly Fields[], input: string): Suggestion {
  const files = pretrainedFiles(task)
  if (task === 'image-classification')
    return {
      id: 'google/vit-base-patch16-224-in21k',
      why: 'a common beginning for images, 350 MB',
      files,
      weightsBytes: 350e6,
    }
  if (task === 'causal-lm')
    return {
      id: 'HuggingFaceTB/SmolLM2-135M-Instruct',
      why: 'a small model that answers in English; 135 million weights',
      files,
      weightsBytes: 270e6,
    }
  if (task === 'seq2seq')
    return {
      id: 'google-t5/t5-small',
      why: 'a common beginning for summaries and translations; 60 million weights',
      files,
      weightsBytes: 242e6,
    }
  const text = rows
    .slice(0, 1000)
    .map((row) => String(row[input] ?? ''))
    .join(' ')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const foreign = text.match(/[^\p{ASCII}\P{L}]/gu)?.length ?? 0
  return foreign > letters * 0.005
    ? {
        id: 'intfloat/multilingual-e5-small',
        why: 'the texts are not all English; 120 million weights',
        files,
        weightsBytes: 470e6,
      }
    : {
        id: 'sentence-transformers/all-MiniLM-L6-v2',
        why: 'the texts seem to be English; 22 million weights, quick on a CPU',
        files,
        weightsBytes: 91e6,
      }
}

/** Where the suggestion is to lie, and how it gets there. */
export const baseDirectory = './base'
export const downloadCommand = ({ id, files }: Suggestion, into = 'base'): string =>
  `hf download ${id} ${files.join(' ')} --local-dir ${into}`
export const baseGuess = (suggested: Suggestion): Guess<string> => ({
  value: baseDirectory,
  why: `get it by \`${downloadCommand(suggested)}\`: ${suggested.why}`,
})

/** The files of a base that lies here which are larger than `limitBytes`, by their names. */
export async function filesOver(limitBytes: number, directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((): string[] => [])
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(directory, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return names.filter((_, index) => (sizes[index] ?? 0) > limitBytes).map((name) => oneLine(name, 60))
}

/** How large the weights of a base are that lies here; undefined where none do. */
export async function weightsBytesOf(directory: string): Promise<number | undefined> {
  const names = (await readdir(directory).catch((): string[] => [])).filter((name) => name.endsWith('.safetensors'))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size))
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size)
}

/** How many tokens a base takes at most, of one that lies here and says so. */
export async function positionsOf(directory: string): Promise<number | undefined> {
  const said = await Promise.all(
    [
      ['config.json', 'max_position_embeddings'],
      ['tokenizer_config.json', 'model_max_length'],
    ].map(async ([file = '', key = '']) =>
      numberIn(await readIfPresent(join(directory, file)).catch(() => undefined), key),
    ),
  )
  const known = said.filter((count) => count !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function numberIn(bytes: Buffer | undefined, key: string): number | undefined {
  try {
    const value = (JSON.parse(bytes?.toString('utf8') ?? '') as Record<string, unknown>)[key]
    return typeof value === 'number' && value >= 8 && value <= 8192 ? value : undefined
  } catch {
    // What is wrong with a base is told by the stage that reads it.
    return undefined
  }
}
