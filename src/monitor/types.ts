import type { Observed } from '../gateway/types.ts'
import type { RowValues } from '../rowText.ts'
import type { ImageFacts } from './imageFacts.ts'

/** A line of a file of inputs; what it should be called is known of some. */
export type Example = {
  text: string
  /** What the text was made of, where it was several columns. */
  row?: RowValues
  /** Of an image, whose text is empty. */
  image?: ImageFacts
  label?: string
}

/** With what it is asked, which is not kept. @param data of an image, its file: as bytes, which lie outside of what the heap may hold */
export type Asked = Example & { data?: Buffer }

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
