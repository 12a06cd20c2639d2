import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CounterBook } from '../../src/gateway/agent/counters.ts'
import { exposition } from '../../src/gateway/agent/metrics.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { itWith } from '../parts.ts'

const directory = join(import.meta.dirname, '../../docker/observability')
const read = (path: string): string => readFileSync(join(directory, path), 'utf8')

const backend = (id: string): Backend => ({
  id,
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}`,
  addresses: ['127.0.0.1:1'],
  serving: { port: 1, readyPath: '/r', protocol: 'open-inference-v2', maxLength: 1, maxBatch: 1, engine: 'pytorch' },
})

/** Each metric that a gateway tells of, with the labels that it has. */
function told(): Map<string, Set<string>> {
  const counters = new CounterBook()
  for (const id of ['v1', 'v2']) counters.know(id)
  const text = exposition({
    model: 'm',
    proxy: 'haproxy',
    status: {
      stable: backend('v1'),
      canary: { backend: backend('v2'), share: 0.5, breaker: { opened: 0, openInARow: 0 } },
      // Both at once are never seen: all that there is to tell of is.
      shadow: {
        id: 'v3',
        share: 0.1,
        counts: { compared: 0, otherwise: 0, unanswered: 0, incomparable: 0, repeated: 0, dropped: 0 },
      },
      idle: [],
      certificate: { expiresAt: '2000-01-01T00:00:00.000Z' },
    },
    ready: {},
    counted: counters.expose(),
  })
  const metrics = new Map<string, Set<string>>()
  for (const [, name = '', labels = ''] of text.matchAll(/^(model_actions_\w+)\{(.*)\} /gm))
    metrics.set(name, new Set([...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label)))
  return metrics
}

type Rule = { expr: string; alert?: string; record?: string }
const rules = (parse(read('prometheus/rules.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
)
type Panel = { title: string; targets: { expr: string; datasource: { uid: string } }[] }
const dashboard = JSON.parse(read('grafana/dashboards/model-actions.json')) as { panels: Panel[] }

describe('Prometheus and Grafana beside a gateway', () => {
  test('alerts and panels ask for metrics and labels that a gateway tells of', () => {
    const metrics = told()
    const asked = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ]
    for (const expr of asked)
      for (const [, name = '', matchers = ''] of expr.matchAll(/\b(model_actions_\w+)(?:\{([^}]*)\})?/g)) {
        expect(metrics.has(name), `${name}, in ${expr}`).toBe(true)
        for (const [, label = ''] of matchers.matchAll(/(\w+)\s*[=!]/g))
          expect(metrics.get(name), `${label} of ${name}`).toContain(label)
      }
  })

  test('every metric of a gateway is explained', () => {
    const page = read('README.md')
    for (const name of told().keys()) expect(page, name).toContain(`\`${name.replace(/_(?:bucket|sum|count)$/, '')}\``)
  })

  test('listen on loopback alone, take their images as inputs, and read the datasource that there is', () => {
    const { services } = parse(read('compose.yaml')) as {
      services: Record<string, { image: string; command?: string[]; environment?: Record<string, string> }>
    }
    for (const { image } of Object.values(services)) expect(image).toMatch(/^\$\{[A-Z]+_IMAGE:\?/)
    expect(services['prometheus']?.command).toContain('--web.listen-address=127.0.0.1:9090')
    expect(services['grafana']?.environment).toMatchObject({ GF_SERVER_HTTP_ADDR: '127.0.0.1' })
    const { datasources } = parse(read('grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: { uid: string; url: string }[]
    }
    expect(datasources[0]?.url).toBe('http://127.0.0.1:9090')
    for (const { title, targets } of dashboard.panels)
      for (const target of targets) expect(target.datasource.uid, title).toBe(datasources[0]?.uid)
  })

  itWith(['promtool'], 'promtool takes the configuration, and each alert fires when it should', async () => {
    const cwd = join(directory, 'prometheus')
    execFileSync('promtool', ['check', 'config', 'prometheus.yml'], { cwd })
    execFileSync('promtool', ['test', 'rules', 'rules.test.yml'], { cwd })
  })
})
