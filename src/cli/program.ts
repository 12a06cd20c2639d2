import type { Readable } from 'node:stream'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type Digest, isDigest } from '../digest.ts'
import { exitCodes, UserError } from '../errors.ts'
import { ownVersion } from '../installation.ts'
import { defaultLimits } from '../place/prune.ts'
import type { Screen } from '../platform/terminal.ts'
import { engineNames } from '../spec/schema.ts'
import { memoryBytes } from '../spec/values.ts'
import { stageNames } from '../stages/types.ts'
import { check } from './check.ts'
import {
  type DoctorOptions,
  doctor,
  type PruneOptions,
  printSchema,
  pruneModel,
  type RollbackOptions,
  rollBack,
  type StageOptions,
  selftest,
  stages,
} from './commands.ts'
import { type InitOptions, init } from './init.ts'
import { keyPassword, makeKeys } from './keys.ts'
import { lookOnce, type MonitorOptions } from './monitor.ts'
import { type PredictOptions, predict } from './predict.ts'
import { report } from './report.ts'
import { type RuntimeImageOptions, runtimeImage } from './runtimeImage.ts'
import { type ServeOptions, serve } from './serve.ts'
import {
  type LogsOptions,
  type ServingOptions,
  type StopOptions,
  showHistory,
  showLogs,
  showStatus,
  stopServing,
  up,
} from './serving.ts'

/** The world of the command line: where it writes and what stops it. */
export type World = {
  signal: AbortSignal
  stdout: Screen
  stderr: Screen
  /** What is piped in; absent where somebody sits there. */
  piped?: Readable
  /** Aborts where nobody reads `stdout` any more. */
  unread?: AbortSignal
  /** Asks who sits there; absent where nobody does. */
  confirm?: (question: string) => Promise<boolean>
  /** What they answer, or `otherwise` where that is nothing; absent where nobody sits there. */
  ask?: (question: string, otherwise?: string) => Promise<string>
  /** What they answer, unseen; absent where nobody sits there. */
  askSecret?: (question: string) => Promise<string>
}

const help = `
Stages happen in this order; each one needs the results of those before it, and takes equal inputs from its earlier result:
  ${stageNames.join(' → ')}

Examples:
  model-actions init data.csv                  a model.yml for these examples
  model-actions check                          is model.yml valid, and what does a run lack?
  model-actions all                            the whole pipeline
  model-actions prepare,finetune,evaluate      a part of it
  model-actions evaluate --json                the report on standard output, the log on standard error
  model-actions build,sign --from sha256:…     continue from a result of an earlier run
  model-actions doctor                         what does this machine lack?
  model-actions selftest IMAGE                 does an image of your own keep the runtime contract?
  model-actions runtime-image --write          the image under the model, for deploy.target: docker
  model-actions report --open                  what the stages found, in a browser
  model-actions predict "some text"            what the newest model that passed says of it
  model-actions serve                          the same at a port of this machine, until Ctrl-C
  model-actions status                         what serves, since when, and how it does
  model-actions logs --follow                  what it writes
  model-actions history                        what was promoted and rolled back
  model-actions monitor --data recent.jsonl    is it as it was: errors, latency, drift of inputs and answers?
  model-actions rollback                       back to the release that served before
  model-actions stop                           end what serves
  model-actions up                             bring back what served before a reboot
  model-actions prune                          free the disk of what no release needs
  model-actions keygen                         cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${exitCodes.done}  passed                          ${exitCodes.diverged}  training diverged
  ${exitCodes.configuration}  wrong arguments or model.yml    ${exitCodes['gate-failed']}  a gate failed
  ${exitCodes.data}  wrong data                      ${exitCodes.inconclusive}  a gate could not decide
  ${exitCodes.preflight}  something is missing here       ${exitCodes.crashed} a bug of model-actions
  ${exitCodes['out-of-memory']}  out of memory                   129, 130, 143  stopped by SIGHUP, SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_HOST, …_USERNAME, …_PASSWORD   a registry, and who enters it; sent to no other host
  MODEL_ACTIONS_HOME                                    where results, checkpoints and what serves are kept (default ~/.local/state/model-actions)
  MODEL_ACTIONS_BASES                                   a directory of base models, as ORG/MODEL@REVISION below it, looked into before the hub is
  MODEL_ACTIONS_BASE_IMAGE                              the Debian image that our images are built from (default debian:bookworm-slim)
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment made for the purpose
  MODEL_ACTIONS_TORCH_CPU_INDEX                         a mirror of PyTorch's index for machines without a GPU; empty: none
  MODEL_ACTIONS_DEBUG=1                                 shows debug lines
`

function ageOption(text: string): number {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? []
  if (days === undefined) throw new InvalidArgumentError('expected a number of days, such as 7d')
  return Number(days) * 86_400_000
}

function sizeOption(text: string): number {
  const bytes = memoryBytes(text)
  if (Number.isNaN(bytes)) throw new InvalidArgumentError('expected an amount with its unit, such as 500m or 50g')
  return bytes
}

function digestOption(text: string): Digest {
  if (isDigest(text)) return text
  throw new InvalidArgumentError('expected sha256: and 64 hex digits, as a run prints it')
}

function portOption(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InvalidArgumentError('expected a port, such as 8000')
}

function linesOption(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('expected a number of lines, such as 100')
}

/** The commands; `run` resolves with the exit code, and throws what `failureOf` makes a message of. */
export function createProgram(world: World): { run(args: readonly string[]): Promise<number> } {
  let exitCode: number = exitCodes.done
  const program = new Command('model-actions')
    .description('Carries a machine-learning model from data to a canary: one model.yml, one command a stage.')
    .version(ownVersion(), '-V, --version', 'print the version of model-actions')
    .argument('<stages>', `all, or one or more of ${stageNames.join(', ')}, with commas`)
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--engine <name>', 'where training and evaluation run, instead of what model.yml says').choices([
        ...engineNames,
      ]),
    )
    .option('--from <digest>', 'start from this result of an earlier run, and look for nothing before it', digestOption)
    .option('--digest <digest>', 'verify or deploy the image with this digest', digestOption)
    .option('--candidate-predictions <file>', 'evaluate: judge these predictions alone; no model, no data, no Python')
    .option('--baseline-predictions <file>', 'evaluate: what they are judged against')
    .option('--force', 'run again even where a result of equal inputs exists, or is being made by another run', false)
    .option('--wait', 'wait for another run that does the same, instead of ending with an error', false)
    .option('--rollback', 'deploy a release that is older than what serves', false)
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--password-file <file>', 'read the password of the private key from a file')
    // Commands have options of their own with the names of ours: what follows a command is the command's.
    .enablePositionalOptions()
    .addHelpText('after', help)
    .action(async (names: string, options: StageOptions) => {
      exitCode = await stages(names, options, world)
    })
  program
    .command('init')
    .description('look at examples, and write a model.yml for them, workflows, and what git must not see')
    .argument('[data]', 'a file (CSV, TSV, JSONL, JSON, Parquet), or a directory of them or of images by class', '.')
    .option('--base <model>', 'the pretrained model to begin with: a directory, or org/model@revision')
    .option('--name <name>', 'of the model; by default that of this directory')
    .option('--text <column>', 'the column with the text')
    .option('--image <column>', 'the column with the paths of images')
    .option('--label <column>', 'the column with the class')
    .option('--keys', 'make cosign.key and cosign.pub too, as keygen does', false)
    .option('--password-file <file>', 'with --keys: read the password from a file instead of COSIGN_PASSWORD')
    .option('-y, --yes', 'ask nothing, and take what is likeliest', false)
    .option('--force', 'write files anew that are there; keys never', false)
    .action((data: string, options: InitOptions) => init(data, options, world))
  program
    .command('check')
    .description('try all that can be known before a run: model.yml, data, base, gates, keys, images, port')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .action(({ config }: { config: string }) => check(config, world))
  program
    .command('report')
    .description('write one HTML report of what the stages left, as a pull request gets it, and print its path')
    .argument('[path]', "a stage's report as JSON, a directory of them, or the directory of model.yml", '.')
    .option('--open', 'open it in a browser', false)
    .action((path: string, options: { open: boolean }) => report(path, options, world))
  const modelOption = (): Option =>
    new Option(
      '--model <model>',
      'a result digest, a released version, HOST/NAME:TAG of an image, or a directory; by default the newest that passed here',
    )
  program
    .command('predict')
    .description('ask a model on this machine, and print its answers: a table at a terminal, else JSON lines')
    .argument(
      '[input...]',
      'texts, images, files of many (CSV, JSONL, Parquet); - or nothing: what is piped in, a text or JSON object a line',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(modelOption())
    .option('--json', 'print JSON lines, also at a terminal', false)
    .action((words: string[], options: PredictOptions) => predict(words, options, world))
  program
    .command('serve')
    .description('serve a model at 127.0.0.1, as it would be deployed, until Ctrl-C')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(modelOption())
    .addOption(
      new Option('--port <port>', 'by default one that is free').argParser(portOption).default(0, 'a free one'),
    )
    .action((options: ServeOptions) => serve(options, world))
  program
    .command('rollback')
    .description('go back to an earlier release, which gets all traffic as soon as it is healthy')
    .argument('[release]', 'its version, or previous: what served before and was not rolled back', 'previous')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--wait', 'begin after the end of a deployment that is under way', false)
    .option('--password-file <file>', 'read the password of the private key from a file')
    .action(async (release: string, options: RollbackOptions) => {
      exitCode = await rollBack(release, options, world)
    })
  program
    .command('status')
    .description(
      'say what serves, since when, what a rollout does, and how each version answers; exit 1 where nothing serves',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print it as JSON', false)
    .action(async (options: ServingOptions) => {
      exitCode = await showStatus(options, world)
    })
  program
    .command('history')
    .description('say what was promoted and rolled back, the newest first')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print it as JSON', false)
    .action((options: ServingOptions) => showHistory(options, world))
  program
    .command('logs')
    .description('print what a version wrote, also one that ended by itself')
    .argument('[version]', 'its version or id; by default that of what serves')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('-f, --follow', 'go on until it ends', false)
    .addOption(new Option('--lines <count>', 'the last so many').argParser(linesOption).default(100))
    .action((version: string | undefined, options: LogsOptions) => showLogs(version, options, world))
  program
    .command('monitor')
    .description('look once at what serves: errors and latency against what is usual, and drift of recent inputs')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--data <file>', 'recent inputs as JSON lines, with labels where they are known')
    .option(
      '--reference <file>',
      'what they are held against; by default data.test of the spec, or what the version was evaluated on',
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (options: MonitorOptions) => {
      exitCode = await lookOnce(options, world)
    })
  program
    .command('up')
    .description('bring back what served before a reboot: stable and its gateway; what runs is left as it is')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .action(({ config }: { config: string }) => up(config, world))
  program
    .command('stop')
    .description('end the gateway and every version, in this order; refused while it is being deployed')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('-y, --yes', 'without a question', false)
    .option('--wait', 'begin after the end of a deployment that is under way', false)
    .action((options: StopOptions) => stopServing(options, world))
  program
    .command('prune')
    .description(
      'remove results, checkpoints and caches that are old or too many; what serves and what a release needs stays',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--older-than <age>', 'remove what was not used for so long, such as 7d')
        .argParser(ageOption)
        .default(defaultLimits.maxAgeMs, '30d'),
    )
    .addOption(
      new Option('--keep <size>', 'and then the longest unused until no more is left than this, such as 50g')
        .argParser(sizeOption)
        .default(defaultLimits.maxBytes, '100g'),
    )
    .option('--wait', 'begin after the end of another prune that is under way', false)
    .action((options: PruneOptions) => pruneModel(options, world))
  program
    .command('keygen')
    .description('write a new key pair for signing: PREFIX.key (private, encrypted) and PREFIX.pub')
    .option('--prefix <path>', 'where to write it', 'cosign')
    .option('--password-file <file>', 'read the password from a file instead of COSIGN_PASSWORD')
    .action(async ({ prefix, passwordFile }: { prefix: string; passwordFile?: string }) => {
      await makeKeys({ prefix, password: await keyPassword({ command: 'keygen', passwordFile }, world) }, world)
    })
  program
    .command('selftest')
    .description('say whether an image of your own keeps the runtime contract (engine.image), and what it lacks')
    .argument('<image>', 'a name that the Docker engine has, or can fetch')
    .action(async (image: string) => {
      exitCode = await selftest(image, world)
    })
  program
    .command('runtime-image')
    .description(
      'make the image under the model that image.base names, for deploy.target: docker, with the Docker engine',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option(
      '--debian <image>',
      'the Debian image to build it from; by default MODEL_ACTIONS_BASE_IMAGE, or the public one',
    )
    .option(
      '--layout <directory>',
      'where to put it, as an OCI layout; by default .model-actions/runtime-image beside model.yml',
    )
    .option('--push <repository>', 'put it into a registry too, such as ghcr.io/acme/runtime, and name it there')
    .option('--write', 'write it as image.base into the model spec, and leave the rest of its text as it is', false)
    .action((options: RuntimeImageOptions) => runtimeImage(options, world))
  program
    .command('doctor')
    .description('say what this machine has and lacks: Docker, GPUs, disk, memory, tools, clock, network')
    .option('-c, --config <file>', 'the model spec, whose registries are greeted', 'model.yml')
    .option('--require <list>', 'what must be there: docker, gpu=2, python, git, registry, disk=50g, memory=16g', '')
    .option('--json', 'print what was found as JSON', false)
    .action(async (options: DoctorOptions) => {
      exitCode = await doctor(options, world)
    })
  program
    .command('schema')
    .description('print the JSON Schema of model.yml, for editors')
    .action(() => printSchema(world))

  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .showSuggestionAfterError(true)
      .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: () => undefined })

  return {
    async run(args) {
      try {
        await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' })
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error
        if (error.exitCode === 0) return exitCodes.done
        throw new UserError(`${error.message.replace(/^error: /, '')}: see model-actions --help`)
      }
      return exitCode
    },
  }
}
