import type { Digest } from '../digest.ts'
import type { Observed } from '../gateway/types.ts'
import type { RowValues } from '../rowText.ts'
import type { ImageFacts } from './imageFacts.ts'

/** What it should be called is known of some inputs. */
type Labelled = { label?: string }

export type TextExample = Labelled & { kind: 'text'; text: string }
/** By column, what a row says there. */
export type RowExample = Labelled & { kind: 'row'; row: RowValues }
/** The digest is that of its file. */
export type ImageExample = Labelled & { kind: 'image'; image: ImageFacts; digest: Digest }

/** An input of a model. */
export type Example = TextExample | RowExample | ImageExample

/** With what it is asked, which is not kept: of an image its file, as bytes, which lie outside of what the heap may hold. */
export type Asked = TextExample | RowExample | AskedImage
export type AskedImage = ImageExample & { data: Buffer }

/** What the version that serves said to it, with a score of 0 to 1. */
export type Seen = Example & { answer: string; score: number }

/** What the gateway counted of a version in some time. */
export type Counters = Omit<Observed, 'values' | 'epoch'>
/** What it had counted at a moment; it only grows for as long as the gateway counts in one go. */
export type Counted = Omit<Observed, 'values'>

/** One thing that was looked at: whether it changed by more than chance explains, and by so much that it matters. */
export type Finding = {
  name: string
  /** Only what changed in inputs and answers is a matter for training. */
  about: 'traffic' | 'inputs' | 'answers'
  /** Of "nothing got worse", before anybody looks at how many things were tested. */
  p: number
  observed: { value: number; unit: string }
  allowed: number
  /** Whether it is as large as `allowed` says, whatever chance explains. */
  matters: boolean
  /** What was usual, and what is now, for people. */
  usual: string
  now: string
}

/** What may be told by a finding that there is, as a finding says it. */
export type Limits = Record<'errors' | 'latency', { ratio: number; tolerance: number }>
