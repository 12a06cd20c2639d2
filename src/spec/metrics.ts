/* The metrics that a task has, and what a margin of each is counted in; how they are computed, `tasks` knows. */

/** `share`: of 1, such as an accuracy. `score`: any number, such as a BLEU of 0 to 100, or a loss. */
export type MetricUnit = 'share' | 'score'

const classification = {
  accuracy: 'share',
  macro_f1: 'share',
  weighted_f1: 'share',
  micro_f1: 'share',
  macro_precision: 'share',
  macro_recall: 'share',
  log_loss: 'score',
  calibration_error: 'share',
} as const satisfies Record<string, MetricUnit>

const generation = {
  exact_match: 'share',
  bleu: 'score',
  chrf: 'score',
  rouge1: 'share',
  rouge2: 'share',
  rougeL: 'share',
  perplexity: 'score',
} as const satisfies Record<string, MetricUnit>

/** Tasks whose predictions can be judged; some of them can be tuned, too. */
export type JudgedTask = 'text-classification' | 'image-classification' | 'seq2seq' | 'causal-lm'

export const metricUnits: Readonly<Record<JudgedTask, Readonly<Record<string, MetricUnit>>>> = {
  'text-classification': classification,
  'image-classification': classification,
  seq2seq: generation,
  'causal-lm': generation,
}
