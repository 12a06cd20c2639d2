import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import type { GithubPlatform } from '../platform/github.ts'
import { resolveInside } from '../spec/paths.ts'
import type { Action, World } from './definition.ts'
import { type Inputs, inputs, readInputs, secretIn } from './inputs.ts'

/** Secrets first: nothing else is read, and so nothing can be shown, before they are known as such. */
export function takeInputs(action: Action, platform: GithubPlatform): Inputs {
  for (const name of action.inputs) {
    const secret = secretIn(name, platform.input(name))
    if (secret !== undefined) platform.secret(secret)
  }
  const given = readInputs(action.inputs, (name) => platform.input(name) || (action.defaults?.[name] ?? ''))
  const { 'registry-username': user, 'registry-password': password } = given
  // What goes over the wire is neither of the two.
  if (user !== undefined && password !== undefined) platform.secret(`${user}:${password}`)
  // No child process inherits what is a secret.
  for (const name of action.inputs)
    if ('secret' in inputs[name]) delete process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]
  if (password !== undefined && given['registry-host'] === undefined)
    throw new UserError(
      'is missing, and registry-password is given: name the host that the password is for, such as registry.example.com; it is sent to no other',
      { place: { input: 'registry-host' } },
    )
  return given
}

/** The environment that stages see: the job's, and what the inputs say in the words of the command line. */
export async function stageEnvironment({
  given,
  environment,
  workspace,
}: Pick<World, 'given' | 'environment' | 'workspace'>): Promise<Record<string, string | undefined>> {
  const key = given['sign-key']
  const named = {
    COSIGN_PRIVATE_KEY: key === undefined ? undefined : await privateKey(key, workspace),
    COSIGN_PASSWORD: given['cosign-password'],
    MODEL_ACTIONS_REGISTRY_HOST: given['registry-host'],
    MODEL_ACTIONS_REGISTRY_USERNAME: given['registry-username'],
    MODEL_ACTIONS_REGISTRY_PASSWORD: given['registry-password'],
    GITHUB_TOKEN: given['github-token'],
    MODEL_ACTIONS_NODE_RANK: given['node-rank'],
    MODEL_ACTIONS_RENDEZVOUS: given['rendezvous'],
  }
  return { ...environment, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) }
}

async function privateKey(textOrPath: string, workspace: string): Promise<string> {
  if (textOrPath.startsWith('-----BEGIN ')) return `${textOrPath}\n`
  const place = { input: 'sign-key' }
  const file = await resolveInside({ directory: workspace, root: workspace }, textOrPath, place)
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `neither the text of a private key nor a file that can be read (${error.code}): give the secret that holds the key, or its path inside the workspace`,
      { place, cause: error },
    )
  })
}
