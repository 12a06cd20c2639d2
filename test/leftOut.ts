/**
 * A place that makes a UserError, or a failure of the runtime, and that no test reaches, by words that stand there and nowhere
 * else in its file. The file as scripts/userErrors.ts names it.
 */
export type LeftOut = { file: string; says: string; why: string }

const inItsOwnProcess =
  'it is made in the process of a gateway, which runs from its own copy of the program, where no test notes it'

/** `npm test` fails for every other one, and for one of these that a test reaches or that is gone. */
export const leftOut: readonly LeftOut[] = [
  {
    file: 'engine/docker.ts',
    says: 'has lost the image',
    why: 'an engine would have to lose an image between two questions that follow each other',
  },
  {
    file: 'gateway/agent/supervisor.ts',
    says: 'is being replaced: try again',
    why: `${inItsOwnProcess}; two deployments of one place wait for each other before they ask`,
  },
  {
    file: 'gateway/agent/supervisor.ts',
    says: 'is starting again: try again',
    why: `${inItsOwnProcess}; that who deploys is told it: test/unit/gateway/process.test.ts`,
  },
  {
    file: 'gateway/agent/supervisor.ts',
    says: 'goes on as it was',
    why: `${inItsOwnProcess}; test/integration/gateway-upgrade.test.ts shows that it is told, and true`,
  },
  {
    file: 'gateway/shared.ts',
    says: 'is of another version of model-actions: ask it by that one',
    why: 'a router of another version would have to run that has lost its record of how it lets clients in',
  },
  {
    file: 'stages/origin.ts',
    says: 'names no fine-tuned model: release it again',
    why: 'what is signed was evaluated as a result of finetune: another program would have to sign a release',
  },
  {
    file: 'stages/ownFiles.ts',
    says: 'cannot be read (',
    why: 'root, as whom tests run, may read every file',
  },
  {
    file: 'stages/stop.ts',
    says: 'does not end: end it by hand',
    why: 'no process outlives SIGKILL but one that the kernel holds, which no test can make',
  },
  {
    file: 'stages/training/synonyms.ts',
    says: 'WordNet is not installed here',
    why: 'the tests that read WordNet need it where all the others run',
  },
  {
    file: 'trees.ts',
    says: 'files: remove those that do not belong there',
    why: 'a million files take minutes to make, and to remove',
  },
]
