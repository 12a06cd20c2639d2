import { z } from 'zod'

/* With how much memory and time a step is computed. */

export const computeKeys = {
  precision: z.enum(['auto', 'fp32', 'bf16', 'fp16']).default('auto').meta({
    description:
      'Type of matrix products; weights that are trained stay FP32. auto: bf16 on GPUs that have it in hardware (compute capability 8.0 and newer), else fp32. With bf16 or fp16, a base that is frozen and was saved in that type stays in it.',
  }),
  tf32: z.boolean().optional().meta({
    description:
      'Whether FP32 products on a GPU are rounded to TF32, which is several times faster. Default: where the GPU can (compute capability 8.0 and newer). Only with a GPU.',
  }),
  deterministic: z.boolean().default(false).meta({
    description:
      'true: a GPU uses only algorithms that give the same bits each time, which are slower. On CPUs training always does.',
  }),
  'gradient-checkpointing': z.boolean().default(false).meta({
    description:
      'Computes activations again in the backward pass instead of keeping them: less memory, a third more time.',
  }),
  workers: z.int().min(0).max(64).default(0).meta({
    description:
      'Processes that read examples (and decode images) beside the one that trains, in each rank. The examples and their order stay the same.',
  }),
} satisfies z.ZodRawShape
