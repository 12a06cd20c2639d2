import { type Digest, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'

export const provenancePredicate = 'https://slsa.dev/provenance/v1'
const buildType = 'https://model-actions.dev/build-types/model-image/v1'

/** How an image came to be, as the platform and the lineage know it. */
export type BuildFacts = {
  model: { name: string; version: string }
  /** The model.yml, relative to the root of the repository. */
  specFile: string
  /** `repository` is a URL without credentials, `commit` a full object name, `ref` such as `refs/tags/v1.0.0`. */
  source: { repository: string; commit: string; ref: string }
  /** What went in, by name: dataset, base model, runtime image. */
  inputs: Record<string, Digest>
  /** URI of who is trusted to have built it, as a rule the workflow file with its ref. */
  builder: string
  /** URI of this very run. */
  invocation: string
}

/**
 * Predicate of a SLSA provenance v1 statement (slsa.dev/spec/v1.0/provenance); dependencies are sorted by name. Without
 * times, which are optional there: equal facts give an equal statement, so that signing again attaches nothing new.
 * @throws UserError where a fact would make a provenance that proves nothing
 */
export function provenanceOf(facts: BuildFacts): object {
  const { model, specFile, source, inputs } = facts
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source.commit))
    throw new UserError(
      `provenance: ${JSON.stringify(source.commit)} is no full commit: run in a checkout with its history`,
    )
  for (const [name, uri] of Object.entries({
    source: source.repository,
    builder: facts.builder,
    run: facts.invocation,
  }))
    requirePublishable(name, uri)
  return {
    buildDefinition: {
      buildType,
      externalParameters: { model, spec: specFile, source: { repository: source.repository, ref: source.ref } },
      internalParameters: {},
      resolvedDependencies: [
        { uri: `git+${source.repository}@${source.ref}`, digest: { gitCommit: source.commit } },
        ...Object.entries(inputs)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, digest]) => ({ name, digest: { sha256: hexOf(digest) } })),
      ],
    },
    runDetails: {
      builder: { id: facts.builder },
      metadata: {
        invocationId: facts.invocation,
      },
    },
  }
}

/** Provenance is public and for ever: a password in an address would be, too. */
function requirePublishable(name: string, uri: string): void {
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if (url === undefined)
    throw new UserError(`provenance: the ${name} ${JSON.stringify(uri)} is no URI: give a full address`)
  if (url.username !== '' || url.password !== '')
    throw new UserError(`provenance: the address of the ${name} holds credentials: take them out of the remote's URL`)
}
