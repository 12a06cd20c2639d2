import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Digest } from '../model/types.ts'
import { alive } from '../processes.ts'
import type { StageName, StageOutcome } from './types.ts'

/** A finished result of a stage: a directory with `outcome.json`, the reports and what the stage made. */
export type Stored = { directory: string; outcome: StageOutcome }

/** A result in the making. Nobody sees it before `commit`; what was never committed is swept by the next run. */
export type Workspace = {
  directory: string
  commit(outcome: StageOutcome): Promise<Stored>
  discard(): Promise<void>
}

/** Results by stage and lineage key, under one directory; each one is whole or not there. */
export interface Store {
  readonly directory: string
  find(stage: StageName, key: Digest): Promise<Stored | undefined>
  begin(stage: StageName, key: Digest): Promise<Workspace>
  /** Outlives failed and killed runs of the same key, so that the next one goes on from there. */
  checkpoints(key: Digest): Promise<string>
  dropCheckpoints(key: Digest): Promise<void>
  /** A directory for things that can be made again, such as a fetched baseline. */
  cache(name: string): Promise<string>
}

const shortKey = (key: Digest): string => key.slice('sha256:'.length, 'sha256:'.length + 24)

export function openStore(directory: string): Store {
  const place = (stage: StageName, key: Digest) => join(directory, stage, shortKey(key))
  const checkpointPlace = (key: Digest) => join(directory, 'checkpoints', shortKey(key))
  return {
    directory,
    async find(stage, key) {
      const found = place(stage, key)
      const text = await readFile(join(found, 'outcome.json'), 'utf8').catch(() => undefined)
      if (text === undefined) return undefined
      const outcome = JSON.parse(text) as StageOutcome
      return outcome.key === key ? { directory: found, outcome } : undefined
    },
    async begin(stage, key) {
      const parent = join(directory, stage)
      await makeDirectory(parent)
      await sweep(parent)
      const temporary = join(parent, `.making-${process.pid}-${randomBytes(4).toString('hex')}`)
      await mkdir(temporary)
      return {
        directory: temporary,
        async commit(outcome) {
          await writeFile(join(temporary, 'report.json'), `${JSON.stringify(outcome.report, null, 2)}\n`)
          await writeFile(join(temporary, 'report.md'), outcome.markdown)
          await writeFile(join(temporary, 'outcome.json'), `${JSON.stringify(outcome, null, 2)}\n`)
          const final = place(stage, key)
          const replaced = join(parent, `.making-${process.pid}-${randomBytes(4).toString('hex')}`)
          await rename(final, replaced).catch((error: NodeJS.ErrnoException) => {
            if (error.code !== 'ENOENT') throw error
          })
          await rename(temporary, final)
          await rm(replaced, { recursive: true, force: true })
          return { directory: final, outcome }
        },
        discard: () => rm(temporary, { recursive: true, force: true }),
      }
    },
    async checkpoints(key) {
      await makeDirectory(checkpointPlace(key))
      return checkpointPlace(key)
    },
    dropCheckpoints: (key) => rm(checkpointPlace(key), { recursive: true, force: true }),
    async cache(name) {
      const found = join(directory, 'cache', name)
      await makeDirectory(found)
      return found
    },
  }
}

/** Like a recursive mkdir, which calls a read-only file system a missing directory, with the system's own error. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeDirectory(dirname(path))
    await mkdir(path)
  }
}

/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(parent: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const pid = Number(/^\.making-(\d+)-/.exec(entry)?.[1] ?? Number.NaN)
    if (Number.isNaN(pid) || pid === process.pid || alive(pid)) continue
    await rm(join(parent, entry), { recursive: true, force: true })
  }
}
