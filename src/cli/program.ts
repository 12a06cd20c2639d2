import { Command, CommanderError, Option } from 'commander'
import { exitCodes, UserError } from '../errors.ts'
import type { Screen } from '../platform/terminal.ts'
import { engineNames } from '../spec/schema.ts'
import { stageNames } from '../stages/types.ts'
import { checkSpec, makeKeys, printSchema, type StageOptions, stages } from './commands.ts'

/** The world of the command line: where it writes and what stops it. */
export type World = { signal: AbortSignal; stdout: { write(text: string): unknown }; stderr: Screen }

const help = `
Stages happen in this order; each one needs the results of those before it, and takes equal inputs from its earlier result:
  ${stageNames.join(' → ')}

Examples:
  model-actions check                          is model.yml valid?
  model-actions all                            the whole pipeline
  model-actions prepare,finetune,evaluate      a part of it
  model-actions evaluate --json                the report on standard output, the log on standard error
  model-actions keygen                         cosign.key and cosign.pub, to sign and to verify with

Exit codes:
  ${exitCodes.done}  passed                          ${exitCodes.diverged}  training diverged
  ${exitCodes.configuration}  wrong arguments or model.yml    ${exitCodes['gate-failed']}  a gate failed
  ${exitCodes.data}  wrong data                      ${exitCodes.inconclusive}  a gate could not decide
  ${exitCodes.preflight}  something is missing here       ${exitCodes.crashed} a bug of model-actions
  ${exitCodes['out-of-memory']}  out of memory                   130, 143  stopped by SIGINT, SIGTERM

Environment:
  COSIGN_PASSWORD                                       password of the private key
  COSIGN_PRIVATE_KEY, COSIGN_PUBLIC_KEY                 text of the keys, instead of signing.key and signing.public-key
  MODEL_ACTIONS_REGISTRY_USERNAME, …_PASSWORD           credentials of the image registry
  MODEL_ACTIONS_PYTHON                                  the Python to use, instead of an environment made for the purpose
  MODEL_ACTIONS_DEBUG=1                                 shows debug lines
`

/** The commands; `run` resolves with the exit code, and throws what `failureOf` makes a message of. */
export function createProgram(world: World): { run(args: readonly string[]): Promise<number> } {
  let exitCode: number = exitCodes.done
  const program = new Command('model-actions')
    .description('Carries a machine-learning model from data to a canary: one model.yml, one command a stage.')
    .argument('<stages>', `all, or one or more of ${stageNames.join(', ')}, with commas`)
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .addOption(
      new Option('--engine <name>', 'where training and evaluation run').choices([...engineNames]).default('auto'),
    )
    .option('--force', 'run again even where a result of equal inputs exists', false)
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--password-file <file>', 'read the password of the private key from a file')
    // Commands have options of their own with the names of ours: what follows a command is the command's.
    .enablePositionalOptions()
    .addHelpText('after', help)
    .action(async (names: string, options: StageOptions) => {
      exitCode = await stages(names, options, world)
    })
  program
    .command('check')
    .description('say whether model.yml is valid, and what is wrong with it')
    .option('-c, --config <file>', 'the model spec', 'model.yml')
    .action((options: { config: string }) => checkSpec(options.config, world))
  program
    .command('keygen')
    .description('write a new key pair for signing: PREFIX.key (private, encrypted) and PREFIX.pub')
    .option('--prefix <path>', 'where to write it', 'cosign')
    .option('--password-file <file>', 'read the password from a file instead of COSIGN_PASSWORD')
    .action((options: { prefix: string; passwordFile?: string }) => makeKeys(options, world))
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
