import { hostname } from 'node:os'
import type { DockerClient } from '../docker/types.ts'
import { processStart } from '../processes.ts'

/*
 * A run that is killed, or that has no time left when it is cancelled, leaves its job's container running. Each container
 * says whose it is; the step's `post`, and the next engine on the same host, remove those whose owner is gone. Another
 * host's are not ours to judge.
 */

/** Carried by the container of every job; its value is the verb. */
const jobLabel = 'model-actions.job'
const ownerLabel = 'model-actions.owner'
/** Carried by the container of a job that has GPUs; its value is the lease. */
export const leaseLabel = 'model-actions.lease'

/** Labels of a job's container: what it does, and which process waits for it. */
export async function jobLabels(verb: string): Promise<Record<string, string>> {
  return { [jobLabel]: verb, [ownerLabel]: `${process.pid} ${await processStart(process.pid)} ${hostname()}` }
}

/** Removes the containers of jobs whose process on this host is gone, at once. @returns how many there were */
export async function cleanUpJobs(docker: DockerClient): Promise<number> {
  let removed = 0
  for (const { id, labels } of await docker.listWith(jobLabel)) {
    const [pid, start, ...host] = (labels[ownerLabel] ?? '').split(' ')
    if (start === undefined || host.join(' ') !== hostname()) continue
    if ((await processStart(Number(pid))) === start) continue
    await docker.remove(id, 0)
    removed++
  }
  return removed
}
