import { workflows } from './workflows.generated.ts'
import { scalar } from './yml.ts'

/* The workflows of a model, made from the examples that we keep and test. Pure. */

export type WorkflowFile = { name: string; text: string }

/**
 * @param name of the model, which tells its runs, comments and files from those of others beside it
 * @param options.at the directory of model.yml in the repository; '' at its root
 * @param options.inLfs whether the base lies in Git LFS: a checkout that is told to fetch it fails on a runner without git-lfs
 */
export const workflowsFor = (name: string, { at, inLfs }: { at: string; inLfs: boolean }): WorkflowFile[] =>
  (['pull-request', 'release'] as const).map((kind) => ({
    name: `${at === '' ? 'model' : name}-${kind}.yml`,
    text: adapted(inLfs ? fetched(workflows[kind]) : workflows[kind], { name, at, kind }),
  }))

const fetched = (text: string): string =>
  text.replaceAll(/^( +)# lfs: true # .*$/gm, '$1lfs: true # the base lies in Git LFS: the runner needs git-lfs')

function adapted(
  text: string,
  { name, at, kind }: { name: string; at: string; kind: 'pull-request' | 'release' },
): string {
  const own = text
    // What the reader of the example is told to do was done.
    .replace(/^# Copy (?:both )?to \.github\/workflows\/, and pin/m, '# Pin')
    .replaceAll(
      'pull-request-fork.yml comments afterwards',
      'pull-request-fork.yml of workflows-examples comments afterwards',
    )
  if (at === '') return own
  const jobs = own.replace(/^name: model /m, `name: ${name} `).replaceAll(/^( +)group: model-/gm, `$1group: ${name}-`)
  return inDirectory(jobs, { name, at, kind })
}

/** Each step of ours is told where model.yml is; a pull request that changes nothing there judges nothing. */
function inDirectory(text: string, { name, at, kind }: { name: string; at: string; kind: string }): string {
  const given = [`working-directory: ${scalar(at)}`, ...(kind === 'pull-request' ? [`name: ${name}`] : [])]
  const lines: string[] = []
  let pending = false
  const put = (...more: string[]) => lines.push(...more.map((each) => `          ${each}`))
  for (const line of text.split('\n')) {
    if (pending && line.trim() === 'with:') {
      lines.push(line)
      put(...given)
      pending = false
      continue
    }
    if (pending) {
      lines.push('        with:')
      put(...given)
      pending = false
    }
    lines.push(line)
    if (/^ +(?:- )?uses: model-actions\//.test(line)) pending = true
  }
  const paths = `    paths: ['${at.replaceAll("'", "''")}/**']`
  // By a function, as a name may hold what stands for a part of the match.
  return lines.join('\n').replace(/^ {2}pull_request:$/m, (line) => `${line}\n${paths}`)
}
