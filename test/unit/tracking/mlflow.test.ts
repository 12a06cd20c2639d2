import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { mlflow, mlflowServer } from '../../../src/tracking/mlflow.ts'

const place = (key: string) => ({ file: 'model.yml', key: `finetune.report-to.mlflow.${key}` })
const serverOf = (environment: Record<string, string>, uri?: string) =>
  mlflowServer({ uri, experiment: 'tone' }, environment, place)

describe('the credentials of MLflow', () => {
  const named = { MLFLOW_TRACKING_URI: 'https://mlflow.test/base' }

  it('are a token, or a user and a password, and are known as secrets', () => {
    expect(serverOf({ ...named, MLFLOW_TRACKING_TOKEN: 'token-1' })).toEqual({
      uri: 'https://mlflow.test/base',
      experiment: 'tone',
      authorization: 'Bearer token-1',
      secrets: ['token-1', 'Bearer token-1'],
    })
    const basic = serverOf(
      { ...named, MLFLOW_TRACKING_USERNAME: 'ada', MLFLOW_TRACKING_PASSWORD: 'secret' },
      'https://mlflow.test',
    )
    expect(basic.authorization).toBe(`Basic ${Buffer.from('ada:secret').toString('base64')}`)
    expect(basic.secrets).toContain('secret')
    expect(serverOf({}, 'http://mlflow:5000')).toEqual({ uri: 'http://mlflow:5000', experiment: 'tone', secrets: [] })
  })

  it.each([
    [{ MLFLOW_TRACKING_TOKEN: 'token-1' }],
    [{ MLFLOW_TRACKING_TOKEN: 'token-1', ...named }],
    [{ MLFLOW_TRACKING_USERNAME: 'ada', MLFLOW_TRACKING_PASSWORD: 'secret', ...named }],
  ])('of another server than the one that model.yml names go nowhere: %o', (environment) => {
    expect(() => serverOf(environment, 'https://stranger.test')).toThrow(
      'they are sent only to the server that MLFLOW_TRACKING_URI names: set it to this server, or unset them',
    )
  })

  it.each([
    [{}, 'names no server: write uri, or set MLFLOW_TRACKING_URI'],
    [{ MLFLOW_TRACKING_URI: 'sqlite:///mlflow.db' }, 'MLFLOW_TRACKING_URI is no address of a server'],
    [{ MLFLOW_TRACKING_URI: 'http://ada:secret@mlflow.test' }, 'MLFLOW_TRACKING_URI has credentials in it'],
  ])('with %o the run is refused before it begins', (environment, because) => {
    expect(() => serverOf(environment as Record<string, string>)).toThrow(because)
    expect(() => serverOf(environment as Record<string, string>)).toThrow(UserError)
  })
})

describe('a server that is no MLflow, or does not want us', () => {
  const begin = (answer: Response) => {
    const asked: { url: string; options: RequestInit | undefined }[] = []
    const fetch = async (url: string | URL, options?: RequestInit): Promise<Response> => {
      asked.push({ url: String(url), options })
      return answer
    }
    const tracker = mlflow({ uri: 'https://mlflow.test', experiment: 'tone', authorization: 'Bearer t', fetch })
    const run = { model: 'tone', version: '1.0.0', key: digestBytes('key'), parameters: {} }
    return { asked, begun: tracker.begin(run, undefined, new AbortController().signal) }
  }

  it.each([
    [new Response('no', { status: 401 }), 'mlflow.test answers 401 401: it wants other credentials'],
    [new Response('{}', { status: 302 }), 'mlflow.test answers 302 302: name the address that it leads to'],
    [new Response('<html>'), 'it answers without experiment_id: is this an MLflow server?'],
    [
      new Response('{"error_code":"INTERNAL_ERROR","message":"no disk"}', { status: 500 }),
      'mlflow.test answers 500 INTERNAL_ERROR no disk',
    ],
    [new Response('x'.repeat(3 << 20)), 'it answers without experiment_id'],
  ])('is told by its answer', async (answer, because) => {
    const { asked, begun } = begin(answer)
    await expect(begun).rejects.toThrow(because)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.options).toMatchObject({ redirect: 'manual', headers: { authorization: 'Bearer t' } })
  })
})
