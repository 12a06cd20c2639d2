import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import {
  type CliEnd,
  cli,
  homeOf,
  makeProject,
  specText,
  startAtTerminal,
  startCli,
  temporaryDirectory,
} from '../project.ts'

/** One clear line that names the place, the right exit code, and never a stack. */
function refused(end: CliEnd, code: number, ...words: (string | RegExp)[]): void {
  const lines = end.stderr.split('\n').filter((line) => line.startsWith('error: '))
  expect(lines, end.stderr).toHaveLength(1)
  for (const word of words) expect(lines[0]).toMatch(word)
  expect(end.stderr).not.toMatch(/\n\s+at .*\(?(node:|file:|\/)/)
  expect(end.code, end.stderr).toBe(code)
}

function directoryWith(text: string): string {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'model.yml'), text)
  return directory
}

/** Nothing half-written: nothing in the making, no result of the stage. */
function nothingMade(directory: string, stage: string): void {
  const home = homeOf(directory)
  const entries = existsSync(home) ? readdirSync(home, { recursive: true, encoding: 'utf8' }) : []
  expect(entries.filter((path) => /\/making\/./.test(path) || path.includes(`/keys/${stage}-`))).toEqual([])
}

describe('a spec that cannot be used is refused in one line that names file and key', () => {
  it('no model.yml', async () => {
    refused(await cli(temporaryDirectory(), ['prepare']), 2, /model\.yml/, /not found|does not exist|no such/i)
  })
  it('invalid YAML', async () => {
    refused(await cli(directoryWith('name: [unclosed\nversion: 1'), ['prepare']), 2, /model\.yml:\d+/)
  })
  it('an alias bomb', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}\n`
    const end = await cli(directoryWith(bomb), ['prepare'])
    refused(end, 2, /model\.yml/, /alias/i)
    expect(end.seconds).toBeLessThan(20)
  })
  it('an unknown key, with the nearest known one', async () => {
    const end = await cli(directoryWith(specText({ finetune: '{method: full, epoch: 2}' })), ['prepare'])
    refused(end, 2, /model\.yml:6/, /finetune\.epoch/, /epochs/)
  })
  it('a wrong type', async () => {
    refused(await cli(directoryWith(specText({ version: '1.0' })), ['prepare']), 2, /model\.yml:2/, /version/)
  })
  it('a name that would leave its directory', async () => {
    refused(await cli(directoryWith(specText({ name: '"../../etc"' })), ['prepare']), 2, /model\.yml:1/, /name/)
    const outside = makeProject({ data: '{train: ../data.jsonl}' }, { base: false })
    refused(await cli(outside, ['prepare']), 2, /data\.train/)
  })
  it('a hub id, on a machine that cannot reach the hub', async () => {
    const directory = makeProject(
      { base: 'acme/no-such-model@0123456789abcdef0123456789abcdef01234567' },
      { base: false },
    )
    const end = await cli(directory, ['prepare'], { HF_ENDPOINT: 'http://127.0.0.1:59999' })
    refused(end, 4, /base/, /acme\/no-such-model@0123456789abcdef/, /directory/)
  })
})

it('init looks into no home and no whole disk, and writes nothing there', async () => {
  const directory = temporaryDirectory()
  writeFileSync(
    join(directory, 'data.csv'),
    `text,label\n${Array.from({ length: 40 }, (_, at) => `text number ${at},${'xy'[at % 2]}\n`).join('')}`,
  )
  refused(await cli(directory, ['init', '/', '--yes']), 2, /^error: argument DATA: \/ is the root of the disk: run/)
  refused(await cli(directory, ['init', '--yes'], { HOME: directory }), 2, /this is your home directory: run .* name/)
  expect(readdirSync(directory)).toEqual(['data.csv'])
  // The remedy.
  const named = await cli(directory, ['init', 'data.csv', '--yes', '--label', 'label'], { HOME: directory })
  expect(named.code, named.stderr).toBe(0)
})

describeWith(['python'], 'data and order', () => {
  it('steps out of order: the missing stage is named, with its command', async () => {
    refused(
      await cli(makeProject(), ['evaluate']),
      2,
      /evaluate needs the result of prepare|evaluate needs the result of finetune/,
      /model-actions (prepare|finetune)/,
    )
  })
  it('a missing data file', async () => {
    const directory = makeProject()
    rmSync(join(directory, 'data.jsonl'))
    refused(await cli(directory, ['prepare']), 2, /data\.train/, /data\.jsonl/)
  })
  it('empty data', async () => {
    const directory = makeProject()
    writeFileSync(join(directory, 'data.jsonl'), '')
    refused(await cli(directory, ['prepare']), 3, /data\.jsonl/, /empty|no examples/)
    nothingMade(directory, 'prepare')
  })
  it('data of one class', async () => {
    const directory = makeProject()
    const line = (index: number) => `${JSON.stringify({ id: `${index}`, text: `text ${index}`, label: 'only' })}\n`
    writeFileSync(join(directory, 'data.jsonl'), Array.from({ length: 50 }, (_, index) => line(index)).join(''))
    refused(await cli(directory, ['prepare']), 3, /class/, /only/)
    nothingMade(directory, 'prepare')
  })
  it('no permission to write', async () => {
    const directory = makeProject()
    const state = homeOf(directory)
    mkdirSync(state)
    const isRoot = process.getuid?.() === 0
    if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', state])
    else chmodSync(state, 0o500)
    try {
      refused(await cli(directory, ['prepare']), 4, /\.home/, /permission|read-only/)
    } finally {
      if (isRoot) execFileSync('umount', [state])
      else chmodSync(state, 0o700)
    }
  })
})

describeWith(['python', 'root'], 'a disk', () => {
  it('a full disk while a model is written leaves nothing half-written, and the next run succeeds', async () => {
    const directory = makeProject({
      finetune: '{method: full, epochs: 6, learning-rate: 0.002, batch-size: 32, checkpoints: {steps: 5}}',
    })
    const state = homeOf(directory)
    mkdirSync(state)
    // Room for the dataset, not for a model and its checkpoints.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', state])
    try {
      expect((await cli(directory, ['prepare'])).code).toBe(0)
      refused(await cli(directory, ['finetune']), 4, /MB left, and finetune needs at least/, /MODEL_ACTIONS_HOME/)
      // Room at the beginning, which others take while it trains.
      execFileSync('mount', ['-o', 'remount,size=40m', state])
      const running = startCli(directory, ['finetune'])
      await running.sees(/training/)
      const others = join(state, 'others')
      spawnSync('dd', ['if=/dev/zero', `of=${others}`, 'bs=64k'])
      refused(await running.end, 4, /disk( is)? full/i)
      nothingMade(directory, 'finetune')
      rmSync(others)
      expect((await cli(directory, ['finetune'])).code).toBe(0)
    } finally {
      execFileSync('umount', [state])
    }
  })
})

describeWith(['python'], 'a runtime that breaks the contract', () => {
  /** A project whose "Python" is a script of ours, so that it can misbehave in a way a real runtime must not. */
  function misbehaving(
    script: string,
    changes: Record<string, string> = {},
  ): { directory: string; environment: Record<string, string> } {
    const directory = makeProject(changes)
    const python = join(temporaryDirectory(), 'python')
    // It says what it is and has, as the real one does.
    const real = process.env['MODEL_ACTIONS_PYTHON'] ?? ''
    writeFileSync(python, `#!/bin/sh\ncase "$1" in -I|-c) exec ${real} "$@" ;; esac\n${script}\n`, { mode: 0o755 })
    return { directory, environment: { MODEL_ACTIONS_PYTHON: python } }
  }
  it('NaN in its result', async () => {
    const { directory, environment } = misbehaving(
      `echo '{"model_runtime":1,"type":"metric","name":"loss","value":NaN}'`,
    )
    refused(await cli(directory, ['prepare'], environment), 70, /NaN|JSON/)
    nothingMade(directory, 'prepare')
  })
  it('an event line that is not JSON', async () => {
    const { directory, environment } = misbehaving(`echo '{"model_runtime":1,"type":"progress",'`)
    refused(await cli(directory, ['prepare'], environment), 70, /JSON/)
  })
  it('exit 137', async () => {
    const { directory, environment } = misbehaving('kill -9 $$')
    refused(await cli(directory, ['prepare'], environment), 70, /137|SIGKILL|killed/)
  })
  it('a hang: the deadline ends it, and its key is named', async () => {
    const { directory, environment } = misbehaving('sleep 600', { finetune: '{deadline: 2s}' })
    const end = await cli(directory, ['prepare'], environment)
    refused(end, 75, /deadline/, /2s|2 s/)
    expect(end.seconds).toBeLessThan(15)
  })
})

describeWith(['python'], 'interruption', () => {
  it('Ctrl-C in the middle of training: gone within 2.5 s with its children, nothing half-written, a line that says what comes next, and the next run does so', async () => {
    const directory = makeProject({
      finetune: '{method: full, epochs: 5, learning-rate: 0.0005, checkpoints: {steps: 10}}',
    })
    expect((await cli(directory, ['prepare'])).code).toBe(0)
    const running = startAtTerminal(directory, ['finetune'], { columns: 40 })
    await running.sees(/training \d{2,}\//)
    const sentMs = Date.now()
    running.press('\x03')
    const end = await running.end
    expect(Date.now() - sentMs).toBeLessThan(2_500)
    expect(end.code).toBe(130)
    nothingMade(directory, 'finetune')
    const leftovers = execFileSync('ps', ['-eo', 'args'])
      .toString()
      .split('\n')
      .filter((line) => line.includes(directory))
    expect(leftovers).toEqual([])
    const drawn = end.stdout.split('\r\u001b[2K')
    const told =
      /^stopped by SIGINT in finetune at step (\d+) of \d+; the same command goes on from (?:there|step (\d+))\r\n$/
    const [, at, from = at] = told.exec(drawn.at(-1) ?? '') ?? []
    expect(from, JSON.stringify(end.stdout)).toBeDefined()
    // The terminal itself shows the key, behind what is drawn.
    const redrawn = drawn.map((part) => part.replace('^C', '')).filter((part) => /^training[^\n]*$/.test(part))
    expect(Math.max(...redrawn.map((part) => part.length))).toBeLessThan(40)
    const spec = join(directory, 'model.yml')
    writeFileSync(spec, readFileSync(spec, 'utf8'))
    const again = await cli(directory, ['finetune', '--json'])
    expect(again.code, again.stderr).toBe(0)
    expect(JSON.parse(again.stdout)).toMatchObject({ resumed_from_step: Number(from) })
  })

  it('a terminal that is closed: what it began is gone with it', async () => {
    const directory = makeProject()
    const file = join(directory, 'pid')
    const python = join(temporaryDirectory(), 'python')
    writeFileSync(python, `#!/bin/sh\necho $$ > '${file}.new'; mv '${file}.new' '${file}'\nexec sleep 600\n`, {
      mode: 0o755,
    })
    const running = startAtTerminal(directory, ['prepare'], { environment: { MODEL_ACTIONS_PYTHON: python } })
    await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true)
    running.hangUp()
    expect((await running.end).code).toBe(129)
    expect(() => process.kill(Number(readFileSync(file, 'utf8')), 0)).toThrow()
  })
})

describeWith(['python'], 'a registry that refuses', () => {
  it('is named before the training begins, with the permission that is missing', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.method === 'GET' && request.url === '/v2/' ? 200 : 403, {
        'content-type': 'application/json',
      })
      response.end('{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      const directory = makeProject({
        image: `{registry: "127.0.0.1:${port}/acme/tone", insecure-registry: true}`,
        evaluate: '{baseline: majority}',
      })
      const end = await cli(directory, ['prepare,finetune,evaluate,quantize,build'])
      // Before hours of training, not after them.
      expect(end.stderr).not.toMatch(/training/)
      refused(end, 2, new RegExp(`127\\.0\\.0\\.1:${port}/acme/tone`), /403|denied|permission/i)
    } finally {
      server.close()
    }
  })
})
