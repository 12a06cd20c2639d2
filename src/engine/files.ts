import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { UserError } from '../errors.ts'
import { diskError, makeTemporary, openRegular } from '../files.ts'
import { removeTree, walkTree } from '../trees.ts'
import type { Job } from './types.ts'

/** A result is numbers of one job: more than this is a mistake, and is not read into memory. */
const longestResultBytes = 64 * 1024 * 1024

/** The files on this host that belong to one job while it runs. */
interface JobFiles {
  /** Private to this job; gone after `close`. */
  readonly directory: string
  writeConfig(config: unknown): Promise<string>
  /** Adds a line to the job's log file; a promise is open for as long as the disk has more than enough to do. */
  log(line: string): void | Promise<void>
  /** Why what lies in out is nothing to read from: it is gone, or holds a link, a pipe or a device; undefined where it is. */
  outFault(): Promise<string | undefined>
  /** Text of out/result.json; undefined where there is none. */
  resultFile(): Promise<string | undefined>
  /** Ends the log and removes the private directory; rejects where the log could not be written whole. */
  close(): Promise<void>
}

/**
 * Checks the directories of a job and opens its log.
 * @param inputs directories of this host by name @throws UserError where one is missing
 */
export async function jobFiles(job: Job, inputs: Readonly<Record<string, string>>): Promise<JobFiles> {
  for (const path of [...Object.values(inputs), job.out, ...(job.checkpoints === undefined ? [] : [job.checkpoints])])
    if (!isAbsolute(path)) throw new Error(`a job got the relative path ${path}`)
  for (const [name, path] of Object.entries(inputs)) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() !== true)
      throw new UserError(
        `the input ${name} of ${job.config.verb} is no directory (${path}): run the stage that made it again`,
        { exit: 'data' },
      )
  }
  await mkdir(job.out, { recursive: true })
  if ((await readdir(job.out)).length > 0) throw new Error(`the output directory ${job.out} is not empty`)
  if (job.checkpoints !== undefined) await mkdir(job.checkpoints, { recursive: true })
  await mkdir(dirname(job.logFile), { recursive: true })

  // What another job has written, or writes now, stays.
  const log = createWriteStream(job.logFile, { flags: 'a', mode: 0o600 })
  await once(log, 'open')
  let failure: Error | undefined
  log.on('error', (error) => {
    failure = error
  })
  let room: Promise<void> | undefined
  // Not below out or the logs: the job's config is nobody's business but the job's.
  const directory = await makeTemporary('model-actions-job-')
  return {
    directory,
    async writeConfig(config) {
      const path = join(directory, 'config.json')
      await writeFile(path, JSON.stringify(config, null, 2), { mode: 0o600 })
      return path
    },
    log(line) {
      if (failure !== undefined || log.write(`${line}\n`)) return
      // A log that fails is told at the end, and holds up nobody.
      room ??= once(log, 'drain')
        .then(
          () => {},
          () => {},
        )
        .finally(() => {
          room = undefined
        })
      return room
    },
    async outFault() {
      try {
        await walkTree(job.out, { links: 'refused' })
        return undefined
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        return `what it left is nothing to read from: ${error.message.replace(job.out, 'out')}`
      }
    },
    async resultFile() {
      const opened = await openRegular(join(job.out, 'result.json')).catch((error: NodeJS.ErrnoException) => {
        if (error instanceof UserError || ['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code ?? '')) return undefined
        throw error
      })
      if (opened === undefined) return undefined
      try {
        return opened.sizeBytes > longestResultBytes ? '' : await opened.file.readFile('utf8')
      } finally {
        await opened.file.close()
      }
    },
    async close() {
      await removeTree(directory)
      if (failure === undefined && !log.destroyed) {
        log.end()
        await once(log, 'close').catch(() => {})
      }
      if (failure !== undefined) throw diskError(`the log ${job.logFile} could not be written`, failure)
    },
  }
}
