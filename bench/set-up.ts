import { parseArgs } from 'node:util'
import { costsOfSetUp, writeSetUp } from './support/setUp.ts'

/*
 * `npm run bench -- set-up`: what Python's packages cost a machine without a GPU, with CUDA and without it: bytes that are
 * fetched, bytes on disk, seconds. MODEL_ACTIONS_PYTHON names the Python that makes both environments; `--write docs/first-hour.md`
 * keeps the table at the end of that page.
 */

const { values } = parseArgs({ options: { write: { type: 'string' } }, allowPositionals: true })
const costs = await costsOfSetUp(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3')
const [locked, without] = costs.map(({ downloadedBytes }) => downloadedBytes)
const ratio = Number(((without ?? Number.NaN) / (locked ?? Number.NaN)).toFixed(2))
if (values.write !== undefined) writeSetUp(values.write, costs)
process.stdout.write(`${JSON.stringify({ benchmark: 'set-up', costs, ratio }, undefined, 2)}\n`)
