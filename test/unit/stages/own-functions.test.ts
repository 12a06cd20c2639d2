import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mayDefine, ownFunctions } from '../../../src/stages/ownScores.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

it('a function that the file does not have is told before any model is trained', async () => {
  const root = await temporary()
  const named = (name: string) =>
    ownFunctions({
      spec: { evaluate: { metrics: [{ name: 'cost', function: `metrics.py:${name}` }] } },
      specFile: 'model.yml',
      bounds: { directory: root, root },
    } as unknown as StageContext)
  await expect(named('cost')).rejects.toThrow(
    'model.yml: evaluate.metrics: metrics.py is no file: name a Python file, relative to the directory of the spec',
  )
  await writeFile(join(root, 'metrics.py'), '# cost of an answer\ndef costs(predictions):\n    return []\n')
  await expect(named('cost')).rejects.toThrow(
    'model.yml: evaluate.metrics: metrics.py has no function cost: define it at the top of the file',
  )
  expect(await named('costs')).toMatchObject({ functions: [{ name: 'cost', function: 'costs' }] })
})

it.each([
  ['def cost(p):\n  return p', true],
  ['if True:\n    async def cost(p): ...', true],
  ['class cost:\n  pass', true],
  ['cost = lambda p: p', true],
  ['other, cost = make()', true],
  ['cost, other = make()', true],
  ['cost: Callable = make()', true],
  ['from house import cost', true],
  ['from house import price as cost', true],
  ['from house import (\n  price,\n  cost,\n)', true],
  ['from house import *', true],
  ['def costs(p): return cost(p)', false],
  ['# def cost(p)\nif cost == 1: pass', false],
  ['', false],
])('%j may define cost: %s', (text, expected) => {
  expect(mayDefine(text, 'cost')).toBe(expected)
})
