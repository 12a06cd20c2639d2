import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../src/spec/load.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

describe('what the documentation shows can be copied', () => {
  it('the model.yml of the README is valid', () => {
    const text = /```yaml\n(name: [\s\S]*?)```/.exec(read('README.md'))?.[1] ?? ''
    expect(parseSpec(text, 'README.md')).toMatchObject({ spec: { name: 'support-intents' } })
  })
  for (const example of ['demo', 'digits'])
    it(`so is that of the example ${example}`, () => {
      const file = `workflows-examples/${example}/model.yml`
      expect(parseSpec(read(file), file)).toHaveProperty('spec')
    })
})
