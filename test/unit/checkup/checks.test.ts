import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checksOf, oldestDriver } from '../../../src/checkup/checks.ts'
import { checkupReport } from '../../../src/checkup/report.ts'
import { parseRequirements, unmet } from '../../../src/checkup/requirements.ts'
import { type Check, type CheckName, checkNames, type DockerFacts, type Facts } from '../../../src/checkup/types.ts'
import { reportSchema } from '../../../src/report/model.ts'

const engine: DockerFacts = {
  kind: 'engine',
  address: 'unix:///var/run/docker.sock',
  remote: undefined,
  version: '28.2.2',
  cgroup: '2',
  limits: true,
  rootless: false,
  storage: 'overlay2',
  root: '/var/lib/docker',
  runtimes: ['nvidia', 'runc'],
}
const h100 = { name: 'NVIDIA H100', memoryBytes: 80e9, index: 0, computeCapability: '9.0' }

/** A machine that lacks nothing. */
const whole: Facts = {
  host: { os: 'linux', jobContainer: false },
  architecture: 'x64',
  cpus: 16,
  memoryBytes: 64e9,
  node: '24.4.0',
  python: 'Python 3.11.2',
  git: 'git version 2.39.5',
  toolkit: '1.17.8',
  docker: engine,
  gpus: [h100, h100],
  driver: '580.65.06',
  disks: [
    { what: 'results', directory: '/home/runner/.local/state/model-actions', freeBytes: 100e9 },
    { what: 'images', directory: '/var/lib/docker', freeBytes: 60e9 },
  ],
  services: [
    { kind: 'registry', host: 'ghcr.io', answer: { kind: 'status', status: 401, skewSeconds: 0.4 } },
    { kind: 'github', host: 'api.github.com', answer: { kind: 'status', status: 200, skewSeconds: -0.6 } },
  ],
  spec: { file: 'model.yml', problems: [] },
}

const find = (facts: Facts, name: CheckName): Check | undefined => checksOf(facts).find((check) => check.name === name)

describe('a check-up', () => {
  it('finds a machine that lacks nothing in order, and tells every part once', () => {
    const checks = checksOf(whole)
    expect(checks.map(({ name }) => name)).toEqual(checkNames)
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(checkupReport(checks, [])).toMatchObject({ verdict: 'pass', headline: 'everything is there' })
  })

  it.each<[string, Partial<Facts>, CheckName, Check['state'], RegExp]>([
    ['Windows', { host: { os: 'windows', jobContainer: false } }, 'system', 'missing', /WSL 2/],
    ['macOS', { host: { os: 'macos', jobContainer: false } }, 'system', 'warning', /deploy needs Linux/],
    ['a container of the job', { host: { os: 'linux', jobContainer: true } }, 'system', 'warning', /container:/],
    ['little memory', { memoryBytes: 2e9 }, 'memory', 'warning', /larger runner/],
    [
      'a disk that is almost full',
      { disks: [{ what: 'results', directory: '/', freeBytes: 1e9 }] },
      'disk',
      'missing',
      /prune/,
    ],
    ['a small disk', { disks: [{ what: 'results', directory: '/', freeBytes: 9e9 }] }, 'disk', 'warning', /prune/],
    ['no Docker', { docker: { kind: 'silent', because: 'no answer' } }, 'docker', 'missing', /install Docker/],
    ['cgroup v1', { docker: { ...engine, cgroup: '1' } }, 'docker', 'warning', /unified_cgroup/],
    ['an engine that limits nothing', { docker: { ...engine, limits: false } }, 'docker', 'warning', /Delegate/],
    ['vfs', { docker: { ...engine, storage: 'vfs' } }, 'docker', 'warning', /overlay2/],
    ['an engine elsewhere', { docker: { ...engine, remote: '10.0.0.7' } }, 'docker', 'warning', /run jobs there/],
    ['no GPU', { gpus: [] }, 'gpu', 'missing', /NVIDIA GPU/],
    ['a GPU whose driver is silent', { driver: undefined }, 'gpu', 'missing', /driver/],
    [
      'a card that the locked PyTorch has no code for',
      { gpus: [h100, { ...h100, name: 'Tesla V100', computeCapability: '7.0' }] },
      'gpu',
      'warning',
      /a card of 7\.5 or later .*MODEL_ACTIONS_PYTHON/,
    ],
    ['an old driver', { driver: '535.104.05' }, 'gpu', 'warning', /580 or later/],
    [
      'no toolkit',
      { toolkit: undefined, docker: { ...engine, runtimes: [] } },
      'gpu-in-containers',
      'missing',
      /1\.17\.8/,
    ],
    ['a silent toolkit', { toolkit: undefined }, 'gpu-in-containers', 'warning', /1\.17\.8/],
    ['a toolkit with a way out of the box', { toolkit: '1.17.7' }, 'gpu-in-containers', 'missing', /1\.17\.8/],
    ['a candidate of the mended toolkit', { toolkit: '1.17.8-rc.1' }, 'gpu-in-containers', 'missing', /1\.17\.8/],
    ['no Python', { python: undefined }, 'python', 'missing', /3\.10/],
    ['an old Python', { python: 'Python 3.9.18' }, 'python', 'missing', /3\.10/],
    ['Python 2', { python: 'Python 2.7.18' }, 'python', 'missing', /3\.10/],
    ['an old Node', { node: '18.20.0' }, 'node', 'missing', /Node 20/],
    ['no git', { git: undefined }, 'git', 'missing', /install git/],
    [
      'a registry that is out of reach',
      { services: [{ kind: 'registry', host: 'r.example.com', answer: { kind: 'silent', because: 'ENOTFOUND' } }] },
      'registry',
      'missing',
      /proxy/,
    ],
    [
      'a host that is no registry',
      {
        services: [{ kind: 'registry', host: 'example.com', answer: { kind: 'status', status: 404, skewSeconds: 0 } }],
      },
      'registry',
      'warning',
      /host of a registry/,
    ],
    [
      'a clock that is off',
      { services: [{ kind: 'github', host: 'g', answer: { kind: 'status', status: 200, skewSeconds: 90 } }] },
      'clock',
      'warning',
      /NTP/,
    ],
    [
      'a clock that tokens are refused by',
      { services: [{ kind: 'github', host: 'g', answer: { kind: 'status', status: 200, skewSeconds: -3600 } }] },
      'clock',
      'missing',
      /NTP/,
    ],
    [
      'a wrong spec by its own name',
      { spec: { file: 'a/m.yml', problems: ['a', 'b'] } },
      'spec',
      'missing',
      /model-actions check --config a\/m\.yml$/,
    ],
    ['a wrong model.yml', { spec: { file: 'model.yml', problems: ['a', 'b'] } }, 'spec', 'missing', /1 more/],
  ])('names %s and what to do', (_what, facts, name, state, remedy) => {
    expect(find({ ...whole, ...facts }, name)).toMatchObject({ state, remedy: expect.stringMatching(remedy) })
  })

  it('takes newer toolkits, drivers and Pythons, and GPUs that no container needs', () => {
    const newer = { ...whole, toolkit: '1.18.0', driver: '590.1', python: 'Python 3.14.0' }
    expect(checksOf(newer).filter(({ state }) => state !== 'ok')).toEqual([])
    expect(find({ ...whole, docker: { kind: 'silent', because: '' } }, 'gpu-in-containers')).toBeUndefined()
  })

  it('asks for the driver that the locked PyTorch needs', () => {
    const lock = readFileSync(new URL('../../../docker/runtime/requirements/train.txt', import.meta.url), 'utf8')
    expect(lock).toMatch(/^cuda-toolkit==13\./m)
    expect(oldestDriver).toBe(580)
  })

  it('has a report by the model whatever tools print', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (python, toolkit, driver) => {
        const checks = checksOf({ ...whole, python, toolkit, driver })
        reportSchema.parse(checkupReport(checks, []))
        expect(checks.map(({ name }) => name)).toEqual(checkNames)
      }),
    )
  })
})

describe('what is required', () => {
  const lacking = (text: string, facts: Facts = whole): string[] =>
    unmet(parseRequirements(text, {}), facts, checksOf(facts)).map(({ what }) => what)

  it('fails nothing that is there, and nothing is required without a word', () => {
    expect(lacking('docker, gpu=2\npython,git registry disk=50g memory=32g')).toEqual([])
    expect(lacking('', { ...whole, docker: { kind: 'silent', because: 'x' }, gpus: [], python: undefined })).toEqual([])
  })

  it.each<[string, Partial<Facts>, string]>([
    ['docker', { docker: { kind: 'silent', because: 'no Docker engine answers' } }, 'no Docker engine answers'],
    ['gpu', { gpus: [] }, 'gpu: none'],
    ['gpu=4', {}, 'gpu: 4 required, and 2 found'],
    ['docker gpu', { toolkit: '1.16.2' }, 'container toolkit 1.16.2'],
    ['disk=80g', {}, 'images, and 60.0 GB free in /var/lib/docker'],
    ['memory=128g', {}, 'memory: 137.4 GB required, and 64.0 GB found'],
    ['python', { python: undefined }, 'python: none'],
    ['registry', { services: [] }, 'model.yml names none'],
  ])('%s fails where it is missing', (text, facts, what) => {
    const found = lacking(text, { ...whole, ...facts })
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(what)
  })

  it('a warning fails nothing', () => {
    expect(lacking('docker gpu', { ...whole, driver: '535.1', docker: { ...engine, cgroup: '1' } })).toEqual([])
  })

  it.each(['dokcer', 'gpu=0', 'gpu=many', 'disk', 'disk=50', 'memory=-1g', 'disk=50g;rm'])('%s is refused', (word) => {
    expect(() => parseRequirements(word, { input: 'require' })).toThrow(
      /^input require: ".*" is nothing that can be required/,
    )
  })
})
