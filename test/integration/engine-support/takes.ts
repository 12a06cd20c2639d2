import { leaseCards } from '../../../src/engine/leasing.ts'
import { gpuLeases } from '../../../src/place/gpuLeases.ts'
import { uuidOf } from '../../fixtures/nvidia-smi.ts'

/* Takes the one card and gives it back, again and again, until it is killed: LEASES_DIRECTORY. Prints a line once it begins. */

const environment = { ...process.env, MODEL_ACTIONS_GPU_LEASES: process.argv[2] ?? '' }
const log = { info: () => undefined, progress: () => undefined }
const gpu = { name: 'NVIDIA H200', index: 0, uuid: uuidOf(0), memoryBytes: 1e9, freeBytes: 1e9 }
for (let times = 0; ; times++) {
  const lease = await leaseCards({
    store: gpuLeases({ environment, label: 'one that is killed', log }),
    wanted: 1,
    job: { verb: 'finetune', directory: '/tmp/model-actions-job-that-has-no-process' },
    cards: async () => [gpu],
    waitMs: 0,
    environment,
    log,
    signal: new AbortController().signal,
  })
  await lease.giveBack()
  if (times === 0) process.stdout.write('begun\n')
}
