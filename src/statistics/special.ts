/*
 * The special functions that the tests stand on, checked against SciPy in test/unit/statistics. Arguments outside a
 * function's domain are bugs of the caller and throw a RangeError.
 */

/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms); relative error about 1e-13. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma of ${x}`)
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const z = x - 1
  const sum = terms.reduce((total, term, index) => (index === 0 ? term : total + term / (z + index)), 0)
  const base = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum)
}

/** Regularised incomplete beta function I_x(a, b), by the continued fraction DLMF 8.17.22 (Lentz's method). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) throw new RangeError(`incompleteBeta(${x}, ${a}, ${b})`)
  if (x === 0 || x === 1) return x
  // The fraction converges fast below the mean; above it the mirrored one does.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  )
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return Math.min(1, front * fraction)
}

/** Regularised upper incomplete gamma function Q(a, x): its series below the mean, Lentz's continued fraction above it. */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) throw new RangeError(`upperGamma(${a}, ${x})`)
  if (x === 0) return 1
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n <= 100_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return Math.max(0, 1 - front * sum)
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let n = 1; n <= 100_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return Math.min(1, front * fraction)
}

/** P(K > z) of Kolmogorov's distribution, by whichever of its two series ends sooner. */
export function kolmogorovTail(z: number): number {
  if (!(z >= 0)) throw new RangeError(`kolmogorovTail(${z})`)
  const odd = [1, 3, 5, 7, 9]
  if (z < 1) {
    const sum = odd.reduce((total, k) => total + Math.exp(-((k * Math.PI) ** 2) / (8 * z * z)), 0)
    return z === 0 ? 1 : Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / z) * sum)
  }
  return odd.reduce((total, _, i) => total + 2 * (i % 2 === 0 ? 1 : -1) * Math.exp(-2 * ((i + 1) * z) ** 2), 0)
}

/** x with I_x(a, b) = p, by bisection to the last bit that matters. */
export function inverseIncompleteBeta(p: number, a: number, b: number): number {
  return bisect((x) => incompleteBeta(x, a, b) - p, 0, 1)
}

/** Quantile of the standard normal distribution, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile of ${p}`)
  return bisect((z) => normalCdf(z) - p, -40, 40)
}

/** P(Z ≤ z) of the standard normal: its Taylor series (Marsaglia 2004), and Laplace’s continued fraction far out. */
export function normalCdf(z: number): number {
  if (z < 0) return 1 - normalCdf(-z)
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z > 6) {
    // Continued fraction of the upper tail (Laplace), accurate where the series would cancel.
    let tail = z
    for (let k = 60; k >= 1; k--) tail = z + k / tail
    return 1 - density / tail
  }
  // Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …)
  let term = z
  let sum = z
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (z * z) / (2 * k + 1)
    sum += term
  }
  return 0.5 + density * sum
}

/** Where a rising function crosses zero between two bounds; the bound where it does not. */
export function bisect(rising: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let step = 0; step < 200 && high - low > Number.EPSILON * Math.max(Math.abs(low), 1e-300); step++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
