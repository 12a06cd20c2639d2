import type Dockerode from 'dockerode'

/** How an engine is set up, as far as it decides what can run on it. */
export type EngineFacts = {
  version: string
  /** 2 where limits of memory and processors hold as we set them. */
  cgroup: string
  /** Whether it can limit what a container takes; one of a user without rights often cannot. */
  limits: boolean
  rootless: boolean
  storage: string
  /** Where its images lie, on its machine. */
  root: string
  runtimes: readonly string[]
}

type Info = Partial<{
  ServerVersion: string
  CgroupVersion: string
  MemoryLimit: boolean
  SecurityOptions: string[] | null
  Driver: string
  DockerRootDir: string
  Runtimes: Record<string, unknown> | null
}>

export async function engineFacts(docker: Dockerode): Promise<EngineFacts> {
  const info = (await docker.info()) as Info
  return {
    version: info.ServerVersion ?? 'unknown',
    cgroup: info.CgroupVersion ?? '1',
    limits: info.MemoryLimit ?? false,
    rootless: (info.SecurityOptions ?? []).some((option) => option.includes('rootless')),
    storage: info.Driver ?? 'unknown',
    root: info.DockerRootDir ?? '',
    runtimes: Object.keys(info.Runtimes ?? {}).sort(),
  }
}
