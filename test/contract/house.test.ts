import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/* The arrows of the house: actions, cli → stages → the libraries → nothing of ours. */

const source = join(import.meta.dirname, '../../src')
const libraries = [
  'checkup',
  'spec',
  'results',
  'place',
  'tasks',
  'engine',
  'docker',
  'model',
  'statistics',
  'oci',
  'signing',
  'rollout',
  'gateway',
  'monitor',
  'init',
  'report',
  'tracking',
  'platform',
]
const everyones = [
  'depth.ts',
  'digest.ts',
  'errors.ts',
  'files.ts',
  'grouping.ts',
  'home.ts',
  'locks.ts',
  'network.ts',
  'verdict.ts',
  'installation.ts',
  'processes.ts',
  'processGroups.ts',
  'json.ts',
  'lines.ts',
  'rowText.ts',
  'timers.ts',
  'ports.ts',
  'pages.ts',
  'trees.ts',
]

/** Libraries that use another one's code and not its types alone, each for a reason. */
const libraryEdges = new Set<string>([
  // Signatures are stored as OCI manifests.
  'signing → oci',
  // Gates are computed where they are decided and explained.
  'tasks → statistics',
  'rollout → statistics',
  // A server is asked in one way whether it is ready, and found by one name at a Docker engine.
  'rollout → gateway',
  // Targets start what the release's image holds.
  'rollout → oci',
  // A job's container and a version's are asked of the same engine.
  'engine → docker',
  // What the engine built becomes a base that a digest pins.
  'docker → oci',
  // An image that was loaded is compared with its configuration.
  'rollout → docker',
  // How often a request may be asked again is said and held to by the same numbers.
  'spec → gateway',
  // The engines that serve are named in one place.
  'gateway → model',
  // That the name of a container is taken is read out of what the engine says in one place.
  'gateway → docker',
  // Images, results and histories hold models, and are read by what a model says of itself.
  'oci → model',
  'signing → model',
  'results → model',
  // Results travel as OCI artifacts.
  'results → oci',
  'place → model',
  // Sizes are written in one way, and numbers of metrics.
  'tasks → report',
  'checkup → spec',
  // What gates need is computed as they decide.
  'checkup → statistics',
  // A report is a part of a result, and checked with it.
  'results → report',
  // What serves is asked and counted as a rollout does it, and told in numbers for people.
  'monitor → statistics',
  'monitor → rollout',
  'monitor → report',
  // How many test examples decide is computed as the gates do it, and reasons are cut as reports cut them.
  'init → statistics',
  // What is read of a pretrained model is what people are told to fetch.
  'init → model',
  // A class that looks misspelt is told in one way.
  'init → checkup',
  'init → report',
  // Pruning reads which results need which.
  'place → results',
])

type Import = { from: string; to: string; typeOnly: boolean }

function importsOf(path: string): Import[] {
  const text = readFileSync(join(source, path), 'utf8')
  const found: Import[] = []
  for (const [, keyword, names = '', to = ''] of text.matchAll(
    /^\s*(import|export)\s+([^'";]*?)\s*from\s+'([^']+)'/gm,
  )) {
    const pieces = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(',')
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
    const typeOnly =
      names.startsWith('type ') ||
      (keyword === 'import' && pieces !== undefined && pieces.every((piece) => piece.startsWith('type ')))
    found.push({ from: path, to, typeOnly })
  }
  for (const [, to = ''] of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    found.push({ from: path, to, typeOnly: false })
  for (const [, to = ''] of text.matchAll(/^\s*import\s+'([^']+)'/gm)) found.push({ from: path, to, typeOnly: false })
  return found
}

const files = globSync('**/*.ts', { cwd: source })
const imports = files.flatMap(importsOf)
const room = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : path)
const inside = ({ from, to }: Import): string | undefined =>
  to.startsWith('.') ? relative(source, join(source, dirname(from), to)) : undefined

/** Whether a file calls the global `fetch`, and not one that it was given. */
function asksDirectly(file: string): boolean {
  const text = readFileSync(join(source, file), 'utf8')
  if (/globalThis\.fetch\(/.test(text)) return true
  return /(?<![.\w#])fetch\(/.test(text) && !/\b(?:const|let|function) fetch\b|[{,]\s*fetch\s*[,}]/.test(text)
}

/** What a room may import from, besides itself and the files that are everyone's. */
function allowed(from: string): string[] {
  if (from === 'actions' || from === 'cli') return ['stages', ...libraries]
  if (from === 'stages') return libraries
  if (from === 'dist-entry.ts') return ['actions', 'cli', 'gateway']
  return []
}

describe('the house', () => {
  it('has files and imports to look at', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(40)
  })

  it('has its arrows pointing one way', () => {
    const wrong = imports.filter((each) => {
      const target = inside(each)
      if (target === undefined || everyones.includes(target)) return false
      const [from, to] = [room(each.from), room(target)]
      if (from === to || allowed(from).includes(to)) return false
      // A library may know the types of another library, and the few pure helpers beside them.
      return !(
        libraries.includes(from) &&
        libraries.includes(to) &&
        (each.typeOnly || libraryEdges.has(`${from} → ${to}`))
      )
    })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it.each([
    ['@actions/core', /^platform\//],
    ['@actions/github', /^platform\//],
    ['@actions/github/lib/utils', /^platform\/api\/client\.ts$/],
    ['@octokit/plugin-retry', /^platform\/api\/client\.ts$/],
    ['@actions/artifact', /^platform\/api\/artifact\.ts$/],
    ['@actions/cache', /^platform\//],
    ['@actions/exec', /^platform\//],
    // The agent is a program of its own: the proxy that it starts must be in its group, and outlive its agent for a moment.
    ['node:child_process', /^(?:processes|gateway\/agent\/(?:haproxy|running))\.ts$/],
    ['dockerode', /^docker\//],
  ])('knows %s in one place', (name, place) => {
    const users = imports
      .filter(({ to, typeOnly }) => to === name && !(typeOnly && name === 'dockerode'))
      .map(({ from }) => from)
    expect(users.filter((from) => !place.test(from))).toEqual([])
  })

  it('asks the network through the proxy of the environment', () => {
    // What serves a model is on this host or on its Docker network.
    // What a cloud says of a machine answers on it alone: a proxy would tell of its own.
    const ours = /^(?:gateway|rollout\/targets)\/|^stages\/training\/spot\.ts$/
    expect(files.filter(asksDirectly).filter((file) => !ours.test(file))).toEqual(['network.ts'])
  })

  it('tells where an error is as data, and not in its text', () => {
    const told = files.filter((file) => /\$\{(?:\w+\.)?specFile\}: /.test(readFileSync(join(source, file), 'utf8')))
    expect(told).toEqual([])
  })

  it('has no file of more than 400 lines, the generated ones aside', () => {
    const long = files.filter(
      (file) => !file.includes('.generated.') && readFileSync(join(source, file), 'utf8').split('\n').length > 400,
    )
    expect(long).toEqual([])
  })
})
