import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { act, endServing, infer, makeRepository, password } from '../act.ts'
import { describeWith } from '../parts.ts'
import { examples, homeOf, makeProject } from '../project.ts'
import { startRegistry } from '../registry.ts'

/*
 * The workflow and the model.yml of the README as they are printed there, run by act. Changed is what only GitHub has (the
 * registry's address, and our actions, which lie in the repository), the port, and what a tiny base with random weights needs
 * that reads 64 tokens: its length, its training, and FP32.
 */

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const printed = (begin: string): string =>
  new RegExp(`\`\`\`yaml\\n(${begin}: [\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''

/** What is changed has to be there: a README that says another thing is another test. */
function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  for (const [from] of changes) expect(text).toContain(from)
  return changes.reduce((now, [from, to]) => now.replaceAll(from, to), text)
}

let home = ''
afterEach(() => endServing(home))

describeWith(['act', 'python', 'registry'], 'the first workflow of the README', () => {
  it('takes the model.yml of the README from a tag to a URL that answers, with each job on a machine of its own', async () => {
    const registry = await startRegistry()
    const port = await freePort()
    const directory = makeProject()
    home = homeOf(directory)
    const rows = examples().map((example) => `${JSON.stringify(example)}\n`)
    mkdirSync(join(directory, 'data'))
    writeFileSync(join(directory, 'data/train.jsonl'), rows.slice(0, 1000).join(''))
    writeFileSync(join(directory, 'data/test.jsonl'), rows.slice(1000).join(''))
    const spec = changed(printed('name'), [
      ['ghcr.io/acme/', `${registry.host}/acme/`],
      ['support-intents}', 'support-intents, insecure-registry: true}'],
      ['support-intents-results}', 'support-intents-results, insecure-registry: true}'],
      ['data/test.jsonl}', 'data/test.jsonl, max-length: 16}'],
      ['{method: lora}', '{method: lora, epochs: 8, learning-rate: 0.004, batch-size: 16}'],
      // A model so small is not surely faster in INT8, which has to be so.
      ['{precision: int8}', '{precision: fp32}'],
      ['deploy: {', `deploy: {port: ${port}, `],
    ])
    writeFileSync(join(directory, 'model.yml'), `${spec}engine: {cpus: 1}\n`)
    await makeRepository(directory, [{ name: 'model.yml', text: printed('on') }], (text) =>
      text.replaceAll(
        /^( {2}(model|release|deploy):.*\n)/gm,
        (line, _, job: string) => `${line}    env: {MODEL_ACTIONS_HOME: ${join(home, job)}}\n`,
      ),
    )
    try {
      const { code, output } = await act(directory, home, { event: 'push', payload: { ref: 'refs/tags/v1.4.0' } })
      expect(code, output.slice(-6000)).toBe(0)
      expect(output).toContain(`serves at http://127.0.0.1:${port}`)
      expect(output).not.toContain(password)
      expect(await infer(port, 'support-intents')).toMatchObject({
        status: 200,
        version: expect.stringMatching(/^v1-4-0-/),
        body: { outputs: expect.arrayContaining([expect.objectContaining({ data: ['praise'] })]) },
      })
    } finally {
      await registry.close()
    }
  })
})
