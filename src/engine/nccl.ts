/* What is decided of the libraries that carry gradients between processes, by the variables that they read. */

export type Carriers = {
  interface?: string | undefined
  nccl?: { ib?: boolean | undefined; p2p?: boolean | undefined; debug?: string | undefined } | undefined
}

/** The variables of NCCL and of gloo, which carries what is on the CPU. What is not decided is theirs to find out. Pure. */
export function carrierEnvironment({ interface: name, nccl = {} }: Carriers): Record<string, string> {
  return {
    // With the sign NCCL takes this one alone, and not every one whose name begins so.
    ...(name === undefined ? {} : { GLOO_SOCKET_IFNAME: name, NCCL_SOCKET_IFNAME: `=${name}` }),
    ...(nccl.debug === undefined ? {} : { NCCL_DEBUG: nccl.debug.toUpperCase() }),
    ...switchedOff('NCCL_IB_DISABLE', nccl.ib),
    ...switchedOff('NCCL_P2P_DISABLE', nccl.p2p),
  }
}

const switchedOff = (variable: string, on: boolean | undefined): Record<string, string> =>
  on === undefined ? {} : { [variable]: on ? '0' : '1' }
