/*
 * Whether two answers of the Open Inference Protocol say the same. No library reads them: in the gateway's image the agent has
 * no package.
 */

/** Numbers of answers without a label may differ by so much: a probability of another version is never quite the same. */
export const numberTolerance = 0.1

type Output = { name: string; rows: number; data: readonly unknown[] }

/**
 * The share of a request's inputs that are answered otherwise, 0 to 1: by another label, or where an answer has no labels by
 * other numbers. Undefined where stable's answer is none that could be compared. Pure.
 */
export function answeredOtherwise(stable: string, canary: string): number | undefined {
  const of = outputsIn(stable)
  if (of === undefined) return undefined
  const labels = of.filter(({ name }) => name === 'label')
  const compared = labels.length > 0 ? labels : of
  const other = outputsIn(canary) ?? []
  const rows = Math.max(...compared.map((output) => output.rows))
  const differ = Array.from({ length: rows }, (_, row) =>
    compared.some(
      (one) =>
        !sameRow(
          one,
          other.find(({ name }) => name === one.name),
          row,
        ),
    ),
  )
  return differ.filter((differs) => differs).length / rows
}

function sameRow(one: Output, other: Output | undefined, row: number): boolean {
  if (other === undefined || other.rows !== one.rows || other.data.length !== one.data.length) return false
  const width = one.data.length / one.rows
  return one.data
    .slice(row * width, (row + 1) * width)
    .every((value, column) => same(value, other.data[row * width + column]))
}

const same = (one: unknown, other: unknown): boolean =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.abs(one - other) <= numberTolerance
    : JSON.stringify(one) === JSON.stringify(other)

function outputsIn(body: string): Output[] | undefined {
  let said: unknown
  try {
    said = JSON.parse(body)
  } catch {
    return undefined
  }
  const outputs = (said as { outputs?: unknown } | null)?.outputs
  if (!Array.isArray(outputs) || outputs.length === 0) return undefined
  const read = outputs.flatMap((output: unknown) => outputOf(output) ?? [])
  return read.length === outputs.length ? read : undefined
}

/** Data may be nested or flat; what one input has is a row. */
function outputOf(output: unknown): Output | undefined {
  const { name, shape, data } = (output ?? {}) as Record<string, unknown>
  if (typeof name !== 'string' || !Array.isArray(data) || data.length === 0) return undefined
  const rows: unknown = Array.isArray(shape) ? shape[0] : data.length
  if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows < 1 || data.length % rows !== 0) return undefined
  return { name, rows, data }
}
