import { sep } from 'node:path'

/*
 * Reports as artifacts of the run, by the package of GitHub, which finds its service in the environment of the job.
 */

/**
 * Uploads files of a directory under their paths in it. Of an earlier attempt's artifact of this name nothing is left.
 * @returns its id; undefined where this runner has no service for artifacts
 * @throws what the service says
 */
export async function uploadArtifact(
  name: string,
  files: readonly string[],
  directory: string,
): Promise<{ id: number } | undefined> {
  if ((process.env['ACTIONS_RUNTIME_TOKEN'] ?? '') === '' || (process.env['ACTIONS_RESULTS_URL'] ?? '') === '')
    return undefined
  const { DefaultArtifactClient } = await import('@actions/artifact')
  const client = new DefaultArtifactClient()
  const upload = () =>
    client.uploadArtifact(name, [...files], directory.endsWith(sep) ? directory : `${directory}${sep}`)
  const { id } = await upload().catch(async (error: unknown) => {
    if (!(error instanceof Error) || !/409|Conflict|already exists/i.test(error.message)) throw error
    await client.deleteArtifact(name)
    return upload()
  })
  if (id === undefined) throw new Error('the service gave the artifact no id')
  return { id }
}
