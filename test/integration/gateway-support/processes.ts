import { readdirSync, readFileSync } from 'node:fs'

type Running = { pid: number; parent: number; group: number; words: string[] }

/** What runs on this machine, as Linux tells of it. */
export const running = (): Running[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z') return []
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return [{ pid: Number(name), parent: Number(parent), group: Number(group), words }]
    } catch {
      return []
    }
  })
