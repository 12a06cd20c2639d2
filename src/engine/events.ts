import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Prediction } from './contract.generated.ts'
import type { RuntimeEvent, RuntimeResult, Verb } from './types.ts'

/*
 * Reads what the runtime prints, by the contract's schema. The child is not trusted: a line that claims to be an event
 * and is not one is a broken contract, never a log line.
 */

/** How an event line begins; every other line is a log line. */
const eventPrefix = '{"model_runtime":1,'

type Line =
  | { kind: 'log' }
  | { kind: 'event'; event: RuntimeEvent }
  /** The line claims to be an event; `because` says what is wrong with it. */
  | { kind: 'broken'; because: string }

export interface Contract {
  line(text: string): Line
  /** The result of a verb from the text of result.json, or why it is none. */
  result(text: string, verb: Verb): { ok: true; result: RuntimeResult } | { ok: false; because: string }
  /** One line of predictions.jsonl. */
  prediction(text: string): { ok: true; prediction: Prediction } | { ok: false; because: string }
  /** The keys of a config that do not fit, as one line; undefined where it fits. A misfit is a bug of ours. */
  configMisfit(config: { verb: Verb }): string | undefined
}

/** @param directory the one that holds the package `model_runtime`, whose contract.schema.json is the contract */
export function readContract(directory: string): Contract {
  const schema = JSON.parse(readFileSync(join(directory, 'model_runtime/contract.schema.json'), 'utf8')) as {
    $id: string
    $defs: object
  }
  const ajv = new Ajv2020({ allErrors: false, strictNumbers: true, validateFormats: false })
  ajv.addSchema(schema)
  // Names come from the child too, and only those that the contract has may become a part of a URL.
  const definition = (name: string): ValidateFunction | undefined =>
    Object.hasOwn(schema.$defs, name) ? ajv.getSchema(`${schema.$id}#/$defs/${name}`) : undefined

  const parse = (text: string): { ok: true; value: unknown } | { ok: false; because: string } => {
    try {
      return { ok: true, value: JSON.parse(text) }
    } catch {
      return { ok: false, because: notJson(text) }
    }
  }

  const result: Contract['result'] = (text, verb) => {
    const parsed = parse(text)
    if (!parsed.ok) return parsed
    const found = field(parsed.value, 'verb')
    if (found !== verb)
      return { ok: false, because: `its key verb is ${show(found)} where the job was ${JSON.stringify(verb)}` }
    const validate = definition(`${verb}_result`)
    if (validate === undefined) throw new Error(`the contract has no result for ${verb}`)
    if (!validate(parsed.value)) return { ok: false, because: misfit(validate.errors, parsed.value) }
    return { ok: true, result: parsed.value as RuntimeResult }
  }

  return {
    result,
    line(text) {
      if (!text.startsWith(eventPrefix)) return { kind: 'log' }
      const parsed = parse(text)
      if (!parsed.ok) return { kind: 'broken', because: parsed.because }
      const type = field(parsed.value, 'type')
      const validate = typeof type === 'string' ? definition(`${type}_event`) : undefined
      if (validate === undefined) return { kind: 'broken', because: `its key type is ${show(type)}, which is no event` }
      if (!validate(parsed.value)) return { kind: 'broken', because: misfit(validate.errors, parsed.value) }
      return { kind: 'event', event: parsed.value as RuntimeEvent }
    },
    prediction(text) {
      const parsed = parse(text)
      if (!parsed.ok) return parsed
      const validate = definition('prediction')
      if (validate === undefined) throw new Error('the contract has no prediction')
      if (!validate(parsed.value)) return { ok: false, because: misfit(validate.errors, parsed.value) }
      return { ok: true, prediction: parsed.value as Prediction }
    },
    configMisfit(config) {
      const validate = definition(`${config.verb}_config`)
      if (validate === undefined) return `the contract has no config for ${config.verb}`
      return validate(config) ? undefined : misfit(validate.errors, config)
    },
  }
}

/** Python writes NaN and Infinity where JSON has no such thing; that is the usual reason, and worth its name. */
function notJson(text: string): string {
  const number = /[:[,]\s*(-?(?:NaN|Infinity))\b/.exec(text)?.[1]
  if (number !== undefined) return `it has the number ${number}, which JSON does not know`
  return text.length === 0 ? 'it is empty' : 'it is not whole, valid JSON'
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

const show = (value: unknown): string => (value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80))

function misfit(errors: readonly ErrorObject[] | null | undefined, value: unknown, inside = ''): string {
  const error = errors?.[0]
  if (error === undefined) return 'it does not fit the contract'
  const path = error.instancePath.split('/').slice(1)
  const place = [inside, ...path].filter((part) => part !== '').join('.')
  const found = path.reduce<unknown>((at, key) => field(at, key), value)
  const params = error.params as { missingProperty?: string; additionalProperty?: string }
  if (params.missingProperty !== undefined) return `its key ${join2(place, params.missingProperty)} is missing`
  if (params.additionalProperty !== undefined)
    return `its key ${join2(place, params.additionalProperty)} is not in the contract`
  const shown = typeof found === 'number' ? String(found) : show(found)
  return `its key ${place === '' ? '(the whole)' : place} ${error.message ?? 'does not fit'}, found ${shown}`
}

const join2 = (place: string, key: string): string => (place === '' ? key : `${place}.${key}`)
