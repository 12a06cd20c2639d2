export const seconds = (ms: number): string => `${Math.ceil(ms / 100) / 10} s`
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
export const percent = (rate: number): string => `${Number((rate * 100).toPrecision(3))} %`
