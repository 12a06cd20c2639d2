import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* How many processes train one model together, on how many hosts, and how they reach each other. */

export const distributedKeys = {
  distributed: z
    .strictObject({
      ranks: positiveInt.max(256).optional().meta({
        description:
          'Processes that train together on the CPUs of a host. On GPUs it is not given: there is one for each GPU of `engine.gpus`.',
      }),
      nodes: positiveInt.max(1024).default(1).meta({
        description:
          'Hosts that train together. The same run is started on each, with a `node-rank` of its own and the same `rendezvous`.',
      }),
      interface: z
        .string()
        .regex(/^[A-Za-z0-9][\w.:-]{0,30}$/, 'expected the name of a network interface, such as eth0')
        .optional()
        .meta({ description: 'Network interface by which hosts reach each other, such as eth0. Only with `nodes`.' }),
      strategy: z.enum(['ddp', 'fsdp']).default('ddp').meta({
        description:
          'ddp: each process has the whole model. fsdp: each has a part of its weights, gradients and optimizer states, for models that are too large for one GPU; it takes more time.',
      }),
      nccl: z
        .strictObject({
          ib: z.boolean().optional().meta({ description: 'false: hosts do not use InfiniBand.' }),
          p2p: z
            .boolean()
            .optional()
            .meta({ description: 'false: GPUs do not copy to each other directly, but through memory.' }),
          debug: z
            .enum(['version', 'warn', 'info', 'trace'])
            .optional()
            .meta({ description: 'What NCCL writes to the log of the job.' }),
        })
        .optional()
        .meta({ description: 'Settings of NCCL, which carries gradients between GPUs.' }),
    })
    .prefault({})
    .meta({ description: 'Training with several processes (ranks): one for each GPU, or several on CPUs.' }),
} satisfies z.ZodRawShape
