import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { renderModelCard } from '../../../src/report/card.ts'
import type { Report } from '../../../src/report/model.ts'

const report: Report = {
  schema: 1,
  title: 'intents 1.4.0',
  verdict: 'pass',
  headline: 'accuracy 91 % against 90 % @team <img onerror=x>',
  gates: [],
  sections: [{ kind: 'text', title: 'What changed', part: 'changes', text: 'a customer wrote this' }],
}
const facts = {
  name: 'intents',
  version: '1.4.0',
  image: 'ghcr.io/acme/intents@sha256:1',
  digest: 'sha256:1',
  task: 'text-classification',
  base: 'acme/base: "x"\n---\nlicense: mit',
}

it('a model card has front matter that hubs read, whatever the spec says, and markup of nobody', () => {
  const card = renderModelCard(report, { ...facts, license: 'apache-2.0' })
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n\n(#[\s\S]*)$/.exec(card) ?? []
  expect(parse(front)).toEqual({
    license: 'apache-2.0',
    pipeline_tag: 'text-classification',
    base_model: facts.base,
    tags: ['model-actions'],
  })
  expect(body).toContain('How it was judged')
  expect(body).not.toMatch(/<img|@team/)
})

it('a model card has no examples of the test data, and no license that nobody stated', () => {
  const card = renderModelCard(report, facts)
  expect(card).not.toContain('a customer wrote this')
  expect(card).toContain('none is stated')
  expect(card).not.toMatch(/^license:/m)
})
