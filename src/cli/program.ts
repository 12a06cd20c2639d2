import type { Readable } from 'node:stream'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type Digest, isDigest } from '../digest.ts'
import { exitCodes, UserError } from '../errors.ts'
import { ownVersion } from '../installation.ts'
import { defaultLimits } from '../place/prune.ts'
import type { Screen } from '../platform/terminal.ts'
import { engineNames } from '../spec/engine.ts'
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
import { type PreflightOptions, preflight } from './preflight.ts'
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
Stages run in this order. Each one needs the results of those before it, and reuses its earlier result if its inputs are the same:
  ${stageNames.join(' → ')}

Examples:
  model-actions init data.csv                  write a model.yml for these examples
  model-actions check                          is model.yml valid, and what does a run lack?
  model-actions all                            the whole pipeline
  model-actions prepare,finetune,evaluate      part of it
  model-actions evaluate --json                the report on standard output, the log on standard error
  model-actions build,sign --from sha256:…     continue from a result of an earlier run
  model-actions doctor                         what does this machine lack?
  model-actions preflight                      can it do this training, and does it fit into memory?
  model-actions selftest IMAGE                 does an image of your own keep the runtime contract?
  model-actions runtime-image --write          the image under the model, for deploy.target: docker
  model-actions report --open                  show what the stages found, in a browser
  model-actions predict "some text"            ask the newest model that passed
  model-actions serve                          serve that model on a port of this machine, until Ctrl-C
  model-actions status                         what serves, since when, and how well
  model-actions logs --follow                  its log
  model-actions history                        what was promoted and rolled back
  model-actions monitor --data recent.jsonl    has it changed: errors, latency, drift of inputs and answers?
  model-actions rollback                       go back to the release that served before
  model-actions stop                           stop what serves
  model-actions up                             start again what served before a reboot
  model-actions prune                          remove from the disk what no release needs
  model-actions keygen                         make cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${exitCodes.done}  passed                          ${exitCodes.diverged}  training diverged
  ${exitCodes.configuration}  wrong arguments or model.yml    ${exitCodes['gate-failed']}  a gate failed
  ${exitCodes.data}  wrong data                      ${exitCodes.inconclusive}  a gate could not decide
  ${exitCodes.preflight}  something is missing here       ${exitCodes.crashed} a bug of model-actions
  ${exitCodes['out-of-memory']}  out of memory                   129, 130, 143  stopped by SIGHUP, SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_HOST, …_USERNAME, …_PASSWORD   a registry and its credentials; sent to no other host
  MODEL_ACTIONS_HOME                                    where results, checkpoints and what serves are kept (default ~/.local/state/model-actions)
  MODEL_ACTIONS_BASES                                   a directory with base models, each in ORG/MODEL@REVISION, tried before the hub
  MODEL_ACTIONS_BASE_IMAGE                              the Debian image that our images are built from (default debian:bookworm-slim)
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment that we make
  MODEL_ACTIONS_TORCH_CPU_INDEX                         a mirror of PyTorch's index for machines without a GPU; empty: none
  MODEL_ACTIONS_DEBUG=1                                 show debug lines
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
    .description('Carries a machine-learning model from data to a canary: one model.yml, one command per stage.')
    .version(ownVersion(), '-V, --version', 'print the version of model-actions')
    .argument('<stages>', `all, or one or more of ${stageNames.join(', ')}, separated by commas`)
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--engine <name>', 'where training and evaluation run, instead of what model.yml says').choices([
        ...engineNames,
      ]),
    )
    .option('--from <digest>', 'start from this result of an earlier run; earlier stages are not needed', digestOption)
    .option('--digest <digest>', 'verify or deploy the image with this digest', digestOption)
    .option('--candidate-predictions <file>', 'evaluate: judge only these predictions, without model, data or Python')
    .option('--baseline-predictions <file>', 'evaluate: the predictions to compare them with')
    .option('--force', 'run again even if a result for the same inputs exists, or another run is making it', false)
    .option('--wait', 'wait for another run that does the same, instead of stopping with an error', false)
    .option('--rollback', 'deploy a release that is older than the one that serves', false)
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
    .description('look at examples, and write a model.yml for them, workflows and a .gitignore')
    .argument('[data]', 'a file (CSV, TSV, JSONL, JSON, Parquet), or a directory of them or of images by class', '.')
    .option('--base <model>', 'the pretrained model to start from: a directory, or org/model@revision')
    .option('--name <name>', 'the name of the model; by default that of this directory')
    .option('--text <column>', 'the column with the text')
    .option('--image <column>', 'the column with the paths of images')
    .option('--label <column>', 'the column with the class')
    .option('--keys', 'make cosign.key and cosign.pub too, as keygen does', false)
    .option('--password-file <file>', 'with --keys: read the password from a file instead of COSIGN_PASSWORD')
    .option('-y, --yes', 'ask nothing, and take the likeliest answer', false)
    .option('--force', 'overwrite existing files, but never keys', false)
    .action((data: string, options: InitOptions) => init(data, options, world))
  program
    .command('check')
    .description('check all that can be known before a run: model.yml, data, base, gates, keys, images, port')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .action(({ config }: { config: string }) => check(config, world))
  program
    .command('report')
    .description('write one HTML report of all stages, as a pull request gets it, and print its path')
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
    .description('ask a model on this machine, and print its answers: a table in a terminal, otherwise JSON lines')
    .argument(
      '[input...]',
      'texts, images, or files with many (CSV, JSONL, Parquet); - or nothing: standard input, one text or JSON object per line',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(modelOption())
    .option('--json', 'print JSON lines, also in a terminal', false)
    .action((words: string[], options: PredictOptions) => predict(words, options, world))
  program
    .command('serve')
    .description('serve a model on 127.0.0.1, as it would be deployed, until Ctrl-C')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(modelOption())
    .addOption(new Option('--port <port>', 'the port to listen on').argParser(portOption).default(0, 'a free one'))
    .action((options: ServeOptions) => serve(options, world))
  program
    .command('rollback')
    .description('go back to an earlier release, which gets all traffic as soon as it is healthy')
    .argument('[release]', 'its version, or previous: the last that served before and was not rolled back', 'previous')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--wait', 'wait for the end of a deployment that is under way', false)
    .option('--password-file <file>', 'read the password of the private key from a file')
    .action(async (release: string, options: RollbackOptions) => {
      exitCode = await rollBack(release, options, world)
    })
  program
    .command('status')
    .description(
      'show what serves, since when, the state of a rollout, and how each version answers; exit code 1 if nothing serves',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print it as JSON', false)
    .action(async (options: ServingOptions) => {
      exitCode = await showStatus(options, world)
    })
  program
    .command('history')
    .description('show what was promoted and rolled back, newest first')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--json', 'print it as JSON', false)
    .action((options: ServingOptions) => showHistory(options, world))
  program
    .command('logs')
    .description('print the log of a version, even if it has ended by itself')
    .argument('[version]', 'its version or id; by default the one that serves')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('-f, --follow', 'keep printing until it ends', false)
    .addOption(new Option('--lines <count>', 'how many of the last lines').argParser(linesOption).default(100))
    .action((version: string | undefined, options: LogsOptions) => showLogs(version, options, world))
  program
    .command('monitor')
    .description('check once what serves: errors and latency against what is usual, and drift of recent inputs')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('--data <file>', 'recent inputs as JSON lines, with labels if known')
    .option(
      '--reference <file>',
      'what they are compared with; by default data.test of the spec, or what the version was evaluated on',
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (options: MonitorOptions) => {
      exitCode = await lookOnce(options, world)
    })
  program
    .command('up')
    .description('start again what served before a reboot: stable and its gateway; leave alone what runs')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .action(({ config }: { config: string }) => up(config, world))
  program
    .command('stop')
    .description('stop the gateway, then every version; refused during a deployment')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .option('-y, --yes', 'do not ask', false)
    .option('--wait', 'wait for the end of a deployment that is under way', false)
    .action((options: StopOptions) => stopServing(options, world))
  program
    .command('prune')
    .description(
      'remove results, checkpoints and caches that are old or take too much space; keep what serves and what a release needs',
    )
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--older-than <age>', 'remove what was not used for this long, such as 7d')
        .argParser(ageOption)
        .default(defaultLimits.maxAgeMs, '30d'),
    )
    .addOption(
      new Option(
        '--keep <size>',
        'then remove what was unused for longest, until at most this much is left, such as 50g',
      )
        .argParser(sizeOption)
        .default(defaultLimits.maxBytes, '100g'),
    )
    .option('--wait', 'wait for another prune that is under way', false)
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
    .description('check whether your own image keeps the runtime contract (engine.image), and say what it lacks')
    .argument('<image>', 'an image that the Docker engine has, or can pull')
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
    .option('--push <repository>', 'push it to a registry too, such as ghcr.io/acme/runtime, and use it from there')
    .option('--write', 'write it as image.base into the model spec, and change nothing else in it', false)
    .action((options: RuntimeImageOptions) => runtimeImage(options, world))
  program
    .command('doctor')
    .description('show what this machine has and lacks: Docker, GPUs, disk, memory, tools, clock, network')
    .option('-c, --config <file>', 'the model spec, whose registries are tried', 'model.yml')
    .option(
      '--require <list>',
      'what this machine must have: docker, gpu=2, python, git, registry, disk=50g, memory=16g',
      '',
    )
    .option('--json', 'print what was found as JSON', false)
    .action(async (options: DoctorOptions) => {
      exitCode = await doctor(options, world)
    })
  program
    .command('preflight')
    .description('check whether this machine can do the training: GPU, disk, matrix products, processes, memory')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--engine <name>', 'where it would run, instead of what model.yml says').choices([...engineNames]),
    )
    .option('--require <list>', 'what this machine must have besides, as for doctor', '')
    .option('--json', 'print what was found as JSON', false)
    .action(async (options: PreflightOptions) => {
      exitCode = await preflight(options, world)
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
