import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGithub, type GithubPlatform } from '../../../src/platform/github.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'

describe('on a GitHub runner', () => {
  let directory = ''
  let written = ''
  let platform: GithubPlatform
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'platform-'))
    written = ''
    // The commands of @actions/core and our own lines go down the same pipe; the order between them counts.
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
    platform = createGithub({
      environment: { GITHUB_STEP_SUMMARY: join(directory, 'summary.md') },
      write: (text) => process.stdout.write(text),
      nowMs: () => 0,
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(directory, { recursive: true, force: true })
  })

  /** What the runner would obey, by its own rules: nothing between stop-commands and its token. */
  function obeyed(): string[] {
    const commands: string[] = []
    let token: string | undefined
    for (const line of written.split('\n')) {
      const [, name, value] =
        /^\s*::([^ :]+)[^:]*::(.*)$/.exec(line) ?? (/##\[([^\]]+)\](.*)/.exec(line) as string[] | null) ?? []
      if (name === undefined) continue
      if (token !== undefined) {
        if (name === token) token = undefined
      } else if (name === 'stop-commands') token = value
      else commands.push(`${name}:${value}`)
    }
    return commands
  }

  it('foreign output gives the runner no command, and ours still arrive after it', () => {
    platform.log.foreign('::add-mask::everything')
    platform.log.foreign('ok\n::set-env name=PATH::/evil\n##[error]fake')
    platform.log.warn('ours')
    platform.log.foreign('::error::fake')
    platform.log.info('::warning::from data in our own line')
    platform.close()
    expect(obeyed()).toEqual(['warning:ours'])
  })

  it('the token that ends foreign output is new each time', () => {
    platform.log.foreign('a')
    platform.log.warn('b')
    platform.log.foreign('c')
    const tokens = [...written.matchAll(/::stop-commands::(.*)/g)].map(([, token]) => token)
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{32}$/)
  })

  it('a secret is masked in every form before it is used, and never shown', () => {
    platform.secret('hunter2 hunter2')
    platform.log.info('login hunter2 hunter2')
    expect(obeyed()).toContain('add-mask:hunter2 hunter2')
    expect(obeyed()).toContain(`add-mask:${Buffer.from('hunter2 hunter2').toString('base64')}`)
    expect(written).toContain('login ***')
  })

  it('no more than ten warnings are annotations, the tenth says so, and none is lost', () => {
    for (let index = 0; index < 13; index++) platform.log.warn(`trouble ${index}`)
    const commands = obeyed()
    expect(commands).toHaveLength(10)
    expect(commands.at(-1)).toMatch(/GitHub shows 10/)
    expect(written).toContain('warning: trouble 12')
  })

  it('an error stands at its place in the repository, on one line', () => {
    platform.fail({ what: 'bad\nvalue', place: { file: 'model.yml', line: 3, key: 'base' } })
    expect(written).toBe('::error file=model.yml,line=3::model.yml:3: base: bad value\n')
  })

  it('main leaves for post what post finds, and no secret', () => {
    const file = join(directory, 'state')
    writeFileSync(file, '')
    vi.stubEnv('GITHUB_STATE', file)
    platform.secret('hunter2 hunter2')
    platform.log.foreign('a child speaks')
    platform.state.save('rollout', 'run 7 hunter2 hunter2')
    expect(readFileSync(file, 'utf8')).toMatch(/^rollout<<(\S+)\nrun 7 \*\*\*\n\1\n$/)
    vi.stubEnv('STATE_rollout', 'run 7')
    expect(platform.state.get('rollout')).toBe('run 7')
    expect(platform.state.get('other')).toBe('')
  })

  it('an identity token is asked for by its audience and hidden; without the permission the remedy is told', async () => {
    await expect(platform.identityToken('sigstore')).rejects.toThrow(/add `id-token: write` to its permissions/)
    const terminal = createTerminal({ stderr: { isTTY: false, columns: 80, write: () => true } })
    await expect(terminal.identityToken('sigstore')).rejects.toThrow(
      'a terminal has no identity token: sign with a key, or in a job of GitHub Actions',
    )
    const asked: string[] = []
    const service = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`)
      if (request.url?.includes('audience=other') === true) return void response.writeHead(404).end('{}')
      response.setHeader('content-type', 'application/json').end('{"value":"header.payload.signature"}')
    })
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/token?v=1`
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', url)
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'request-token')
    const allowed = createGithub({
      environment: { ACTIONS_ID_TOKEN_REQUEST_URL: url },
      write: (text) => process.stdout.write(text),
      nowMs: () => 0,
    })
    expect(await allowed.identityToken('sigstore')).toBe('header.payload.signature')
    expect(asked).toEqual(['/token?v=1&audience=sigstore Bearer request-token'])
    allowed.log.info('got header.payload.signature')
    expect(written).toContain('got ***')
    await expect(allowed.identityToken('other')).rejects.toThrow('GitHub gave no identity token: run the job again')
    await new Promise((resolve) => service.close(resolve))
  })

  it('the summary stays under 1 MiB in bytes, is cut at a line, and says where the rest is', async () => {
    const before = 'ä'.repeat(100_000)
    await platform.summary(before)
    await platform.summary('grüße\n'.repeat(200_000))
    await platform.summary('too late')
    const text = readFileSync(join(directory, 'summary.md'))
    expect(text.byteLength).toBeLessThan(1024 * 1024)
    expect(text.byteLength).toBeGreaterThan(1000 * 1000)
    expect(text.toString()).toContain('cut: the whole report is in the file')
    expect(text.toString()).not.toContain('\ufffd')
  })

  it('groups inside a group do not end the outer one', async () => {
    await platform.group('outer', () => platform.group('inner', async () => undefined))
    expect(written.match(/::(end)?group::/g)).toEqual(['::group::', '::endgroup::'])
  })

  it('an output with line ends cannot forge another one', () => {
    const file = join(directory, 'output')
    vi.stubEnv('GITHUB_OUTPUT', file)
    writeFileSync(file, '')
    platform.output('json', 'a\nurl=evil\nurl<<EOF\nevil\nEOF')
    const lines = readFileSync(file, 'utf8').split('\n')
    const [, delimiter = ''] = /^json<<(ghadelimiter_[0-9a-f-]{36})$/.exec(lines[0] ?? '') ?? []
    expect(delimiter).not.toBe('')
    expect(lines.indexOf(delimiter)).toBe(lines.length - 2)
    vi.unstubAllEnvs()
  })

  it('an output beyond what a job may have is left out with a word', () => {
    platform.output('json', 'x'.repeat(300_000))
    expect(obeyed()).toEqual([expect.stringMatching(/^warning:output json has 300000 characters/)])
  })
})
