import type { Launch } from '../../engine/contract.generated.ts'
import { carrierEnvironment } from '../../engine/nccl.ts'
import type { Facts } from '../../engine/types.ts'
import { UserError } from '../../errors.ts'
import type { ModelSpec } from '../../spec/schema.ts'
import type { ConfigOf } from '../job.ts'

/** What a training stands on that the spec does not say. */
export type TrainingHost = {
  /** GPUs of the job. */
  gpus: number
  engine: Facts['engine']
  environment: Readonly<Record<string, string | undefined>>
}

/** One that has no GPU and is the only one. */
export const plainHost: TrainingHost = { gpus: 0, engine: 'process', environment: {} }

/** Which of the hosts this one is, and where they meet: facts of the host, by which no result is known. */
export const nodeRankVariable = 'MODEL_ACTIONS_NODE_RANK'
export const rendezvousVariable = 'MODEL_ACTIONS_RENDEZVOUS'

/**
 * The processes that train together; nothing where it is one alone. Pure.
 * @throws UserError where the spec and the host do not fit each other
 */
export function distributedConfig({ finetune }: ModelSpec, host: TrainingHost): { launch?: Launch } {
  const { ranks: wanted, nodes, nccl, strategy, interface: name } = finetune.distributed
  if (wanted !== undefined && host.gpus > 0)
    throw new UserError(
      `counts processes on CPUs, and this job has ${gpuCount(host.gpus)}: set engine.gpus to how many are to train, or to 0`,
      { place: { key: 'finetune.distributed.ranks' } },
    )
  const ranks = wanted ?? Math.max(1, host.gpus)
  if (nccl !== undefined && (host.gpus === 0 || ranks * nodes === 1))
    throw new UserError(`is used between GPUs, and this job has ${gpuCount(host.gpus)}: remove it`, {
      place: { key: 'finetune.distributed.nccl' },
    })
  const meeting = meetingOf(nodes, host)
  if (ranks * nodes === 1) {
    if (strategy === 'ddp') return {}
    throw new UserError(
      `is ${strategy}, which divides a model between processes, and this job has one: set engine.gpus to their number, or remove it`,
      { place: { key: 'finetune.distributed.strategy' } },
    )
  }
  if (strategy === 'fsdp') refuseUndivided(finetune)
  const environment = carrierEnvironment({ interface: name, nccl })
  return {
    launch: {
      backend: host.gpus > 0 ? 'nccl' : 'gloo',
      ...(Object.keys(environment).length === 0 ? {} : { environment }),
      node_rank: meeting?.nodeRank ?? 0,
      nodes,
      ranks,
      ...(meeting === undefined ? {} : { rendezvous: meeting.rendezvous }),
      strategy,
    },
  }
}

/** What is not known to give the same model when each process has a part of it. */
function refuseUndivided({ method, optimizer, precision, gradientCheckpointing }: ModelSpec['finetune']): void {
  const [other] = [
    ...(['full', 'lora', 'adapter'].includes(method) ? [] : [`method: ${method}`]),
    ...(optimizer === 'adafactor' ? [`optimizer: ${optimizer}`] : []),
    ...(precision === 'fp16' ? [`precision: ${precision}`] : []),
    ...(gradientCheckpointing ? ['gradient-checkpointing: true'] : []),
  ]
  if (other !== undefined)
    throw new UserError(`is fsdp, which does not work with ${other}: write strategy: ddp, or change that`, {
      place: { key: 'finetune.distributed.strategy' },
    })
}

const gpuCount = (count: number): string => (count === 0 ? 'none' : count === 1 ? '1 GPU' : `${count} GPUs`)

function meetingOf(
  nodes: number,
  { engine, environment }: TrainingHost,
): { nodeRank: number; rendezvous: string } | undefined {
  const [nodeRank = '', rendezvous = ''] = [environment[nodeRankVariable], environment[rendezvousVariable]]
  const refuse = (what: string, exit?: 'preflight'): never => {
    throw new UserError(what, {
      place: { key: 'finetune.distributed.nodes' },
      ...(exit === undefined ? {} : { exit }),
    })
  }
  if (nodes === 1)
    return nodeRank === '' && rendezvous === ''
      ? undefined
      : refuse(
          `is 1, and a node rank or a rendezvous is given: set it to the number of hosts, or give neither (inputs node-rank and rendezvous, ${nodeRankVariable}, ${rendezvousVariable})`,
        )
  if (engine === 'docker')
    refuse(
      `is ${nodes}, and jobs in containers reach no network: run them as processes (engine.name: process)`,
      'preflight',
    )
  if (!/^\d{1,4}$/.test(nodeRank) || Number(nodeRank) >= nodes)
    refuse(
      `is ${nodes}, and the node rank of this host is ${shown(nodeRank)}: give each host one of its own from 0 to ${nodes - 1}, by the input node-rank or by ${nodeRankVariable}`,
    )
  const [, port = ''] = /^(?:\[[\da-fA-F:.]+\]|[A-Za-z0-9][\w.-]*):(\d{1,5})$/.exec(rendezvous) ?? []
  if (port === '' || Number(port) < 1 || Number(port) > 65_535)
    refuse(
      `is ${nodes}, and the rendezvous is ${shown(rendezvous)}: give all hosts the same HOST:PORT, of the host with node rank 0 and a free port there, by the input rendezvous or by ${rendezvousVariable}`,
    )
  return { nodeRank: Number(nodeRank), rendezvous }
}

const shown = (text: string): string => (text === '' ? 'missing' : JSON.stringify(text.slice(0, 100)))

/** What people are told before it begins: how many examples make a step; undefined where one process trains. Pure. */
export function launchNote({ launch, training }: ConfigOf<'finetune'>): string | undefined {
  if (launch === undefined) return undefined
  const all = launch.ranks * launch.nodes
  const batch = all * training.batch_size * training.gradient_accumulation
  const hosts = launch.nodes === 1 ? '' : ` on ${launch.nodes} hosts, of which this is node ${launch.node_rank}`
  return `finetune: ${all} ranks${hosts}; the global batch is ${all} × ${training.batch_size} × ${training.gradient_accumulation} = ${batch} examples`
}
