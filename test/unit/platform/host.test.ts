import { describe, expect, it } from 'vitest'
import { engineFor, hostOf, hostProblems, requireHost } from '../../../src/platform/host.ts'

const job = { GITHUB_ACTIONS: 'true', RUNNER_OS: 'Linux', GITHUB_WORKSPACE: '/home/runner/work/m/m' }
const inContainer = { ...job, GITHUB_WORKSPACE: '/__w/m/m' }
const all = { engine: 'docker', deploys: true } as const

describe('a host', () => {
  it('is taken by the word of its runner, else by that of Node', () => {
    expect(hostOf({ RUNNER_OS: 'Windows' }, 'linux').os).toBe('windows')
    expect(hostOf({}, 'darwin').os).toBe('macos')
    expect(hostOf({}, 'linux').os).toBe('linux')
  })

  it('of Linux can do everything', () => {
    expect(hostProblems(hostOf(job, 'linux'), all)).toEqual([])
  })

  it('of Windows can do nothing, and of macOS everything but serve', () => {
    expect(hostProblems(hostOf({}, 'win32'), { engine: 'process', deploys: false })[0]?.what).toMatch(/WSL 2/)
    expect(hostProblems(hostOf({}, 'darwin'), { engine: 'process', deploys: false })).toEqual([])
    expect(hostProblems(hostOf({}, 'darwin'), { engine: 'process', deploys: true })).toHaveLength(1)
  })

  it('is refused with everything that it cannot do, as something the machine lacks', () => {
    expect(() => requireHost(hostOf(inContainer, 'linux'), all)).toThrow(
      expect.objectContaining({ exit: 'preflight', problems: hostProblems(hostOf(inContainer, 'linux'), all) }),
    )
    expect(() => requireHost(hostOf(job, 'linux'), all)).not.toThrow()
  })

  it('that is a container of the job neither serves nor gives its files to Docker, and says what to remove', () => {
    const problems = hostProblems(hostOf(inContainer, 'linux'), all)
    expect(problems).toHaveLength(2)
    for (const { what } of problems) expect(what).toContain('remove `container:` from the job')
    expect(hostProblems(hostOf(inContainer, 'linux'), { engine: 'process', deploys: false })).toEqual([])
  })

  it('that is a container of the job runs jobs as processes where nothing else is asked for', () => {
    expect(engineFor(hostOf(inContainer, 'linux'), 'auto')).toBe('process')
    expect(engineFor(hostOf(inContainer, 'linux'), 'docker')).toBe('docker')
    expect(engineFor(hostOf(job, 'linux'), 'auto')).toBe('auto')
  })
})
