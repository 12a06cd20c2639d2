import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * A stand-in of the service that keeps a run's artifacts, as far as @actions/artifact asks it to upload: two calls, and a
 * store of blocks. The one that act has does not know what the package of today sends.
 */

export type ArtifactService = {
  /** What a job has of it in its environment. */
  environment: Record<string, string>
  /** Zip files by the names of their artifacts, as they were finalised. */
  kept: Map<string, Buffer>
  close(): Promise<void>
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Whose run it is stands in the token; nobody checks its signature. */
const token = `${base64url({ alg: 'none' })}.${base64url({ scp: 'Actions.Results:run-1:job-1' })}.`

/** The package takes it for a secret, and the runner masks it wherever it occurs. */
const signature = 'c2lnbmF0dXJlLW9mLXRoZS10ZXN0'

export async function openArtifacts(): Promise<ArtifactService> {
  const kept: ArtifactService['kept'] = new Map()
  const blocks = new Map<string, Buffer>()
  let uploaded: Buffer = Buffer.alloc(0)
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const answer = (value: unknown): unknown =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (url.pathname.endsWith('/CreateArtifact'))
      return answer({
        ok: true,
        signed_upload_url: `http://127.0.0.1:${portOf()}/account/container/blob?sig=${signature}`,
      })
    if (url.pathname.endsWith('/FinalizeArtifact')) {
      kept.set((JSON.parse(body.toString()) as { name: string }).name, uploaded)
      return answer({ ok: true, artifact_id: String(kept.size) })
    }
    if (url.pathname === '/account/container/blob' && request.method === 'PUT') {
      const block = url.searchParams.get('blockid')
      if (url.searchParams.get('comp') === 'block' && block !== null) blocks.set(block, body)
      else if (url.searchParams.get('comp') === 'blocklist')
        uploaded = Buffer.concat(
          [...body.toString().matchAll(/<Latest>([^<]+)</g)].map(([, id = '']) => blocks.get(id) ?? Buffer.alloc(0)),
        )
      else uploaded = body
      return response.writeHead(201).end()
    }
    return response.writeHead(404).end()
  })
  const portOf = (): number => (server.address() as AddressInfo).port
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    environment: { ACTIONS_RESULTS_URL: `http://127.0.0.1:${portOf()}/`, ACTIONS_RUNTIME_TOKEN: token },
    kept,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
