import type { Readable } from 'node:stream'
import type { OnLine } from '../lines.ts'
import type { StopRequest } from '../processes.ts'
import type { ContainerSpec, RestartPolicy } from './container.ts'
import type { EngineFacts } from './info.ts'
import type { LogWanted } from './logs.ts'

export type ContainerEnd = { exitCode: number; outOfMemory: boolean }

export interface DockerClient {
  readonly endpoint: string
  /** The machine that the engine runs on, where it is another one than ours: it sees no file and no loopback of ours. */
  readonly remote: string | undefined
  readonly version: string
  /** What images must be for, `linux/amd64`. */
  readonly platform: string
  info(): Promise<EngineFacts>
  /**
   * Runs to the end and removes it. An abort kills and removes it within 2 s and rejects with the reason, as does a stop that was
   * asked for before it ran.
   */
  run(spec: ContainerSpec, on: OutputLines, signal: AbortSignal, stop?: StopRequest): Promise<ContainerEnd>
  /** Makes a container, does not start it and removes it. @throws UserError where the engine refuses it */
  tryOut(spec: ContainerSpec): Promise<void>
  /** Starts a container that stays. @param prepare what must be done before; whoever has it called has the name of the spec */
  start(spec: ContainerSpec, prepare?: () => Promise<void>): Promise<string>
  /**
   * Has a container of this name until it is given back, or this process ends, or is cut off for long.
   * @returns undefined where there is one of that name, whoever made it
   */
  hold(of: HeldName): Promise<Holding | undefined>
  /** From now on the engine starts it again when it ends, and when the engine itself starts, as the policy says. */
  restart(id: string, policy: RestartPolicy): Promise<void>
  /** SIGTERM, after the grace SIGKILL, and stays; one that has ended is no error. */
  halt(id: string, graceSeconds: number): Promise<void>
  /** Starts one that has ended, as it was made; one that runs is no error. */
  startAgain(id: string): Promise<void>
  /** Runs a short program in a container. @throws UserError where the connection drops, or it takes over 60 s */
  exec(id: string, command: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }>
  /**
   * Runs a program in a container that is spoken to line by line, until either side hangs up. What it is asked is no word of its
   * command: those are told to everyone who may list processes or hear of the engine's events.
   */
  talk(
    id: string,
    command: readonly string[],
    options: { onLine(line: string): void; longestLineChars: number },
  ): Promise<Talk>
  /** @param id or its name */
  inspect(id: string): Promise<ContainerFacts | undefined>
  /** Containers, stopped ones too, that carry all these labels with these values. */
  list(labels: Readonly<Record<string, string>>): Promise<ContainerFacts[]>
  /** The same for one label, whatever its value. */
  listWith(label: string): Promise<ContainerFacts[]>
  /** The last lines of its output. */
  logTail(id: string, lines: number): Promise<string[]>
  /** The last lines of its output, and with `follow` those that come, until it ends; one that is gone has none. */
  logs(id: string, wanted: LogWanted, onLine: (line: string) => void): Promise<void>
  /** SIGTERM, after the grace SIGKILL, then removes it; one that is gone is no error. */
  remove(id: string, graceSeconds: number): Promise<void>
  /** What the engine knows of an image that it has; undefined where it has none of this name, id or digest. */
  image(reference: string): Promise<ImageFacts | undefined>
  /** Fetches an image from its registry. @throws UserError (exit `preflight`) where it cannot be had */
  pull(reference: string, on: BuildLines, credentials?: { username: string; password: string }): Promise<void>
  /** Gives an image of the engine one more name, `NAME:TAG`. */
  tag(id: string, name: string): Promise<void>
  build(context: Readable, options: { tag: string; arguments: Record<string, string> }, on: BuildLines): Promise<void>
  /** Loads a `docker save` archive. */
  load(archive: Readable, signal: AbortSignal): Promise<void>
  /** What `docker save` writes of one image; an abort ends the stream with the signal's reason. */
  save(reference: string, signal: AbortSignal): Promise<Readable>
  /** Takes a name from an image, and with the last one the image; one that is gone or in use is no error. */
  removeImage(reference: string): Promise<void>
  /**
   * Makes a bridge network where there is none of that name; from an internal one nothing leads outside.
   * @throws UserError where there is one that is not as it is asked for
   */
  ensureNetwork(name: string, labels: Readonly<Record<string, string>>, kind: 'internal' | 'outside'): Promise<void>
  /** One that is gone is no error. */
  removeNetwork(name: string): Promise<void>
  /** Puts files into a volume, which is made where it is not there; `image` is any that the engine has. */
  fillVolume(volume: { name: string; labels: Readonly<Record<string, string>> }, files: VolumeFiles): Promise<void>
  /** Files of a volume at paths in it, or below those, by their names in the volume; none where it is not there. */
  readVolume(
    name: string,
    from: Omit<VolumeFiles, 'files'> & { paths: readonly string[] },
  ): Promise<Record<string, Buffer>>
  /**
   * One that is gone is no error; what a run that was killed left of its own in it goes first.
   * @throws UserError that names who uses it @throws the signal's reason as soon as it aborts
   */
  removeVolume(name: string, signal?: AbortSignal): Promise<void>
}

/** `image` is any of ours that the engine has. */
export type HeldName = { name: string; image: string; labels: Readonly<Record<string, string>> }

/** `isLost` once the name may be another one's to take, given back or not; what is lost stays lost. */
export type Holding = { isLost(): boolean; giveBack(): Promise<void> }

/** A program in a container, while it runs. */
export type Talk = {
  say(line: string): void
  /** Whether this process goes on for its sake; one of whom nothing is expected keeps nobody from ending. */
  keepsAwake(needed: boolean): void
  hangUp(): void
  /** Why it is over, whoever ended it. It does not reject. */
  ended: Promise<Error>
}

export type OutputLines = { stdout: OnLine; stderr: OnLine }
export type BuildLines = { line(line: string): void; signal: AbortSignal }
export type ImageFacts = {
  /**
   * The engine's own name for it: the digest of its config, or, where images lie in containerd's store (the default since
   * Docker 29), of its manifest or index. It tells images of one engine apart, and is no digest to look up elsewhere.
   */
  id: string
  /** `repository@sha256:…` by which registries know it; none for an image that was built here. */
  digests: readonly string[]
  labels: Readonly<Record<string, string>>
  entrypoint: readonly string[]
  command: readonly string[]
  environment: readonly string[]
  /** Digests of the unpacked layers: what the image is made of, whatever the engine calls it. */
  layers: readonly string[]
}
export type ContainerFacts = {
  id: string
  /** Its image, as the engine calls it. */
  image: string
  /** The words that it was made to run, after those that its image begins with. */
  command: readonly string[]
  labels: Record<string, string>
  running: boolean
  /** It was made and never ran: whoever makes it may be about to start it. */
  begins: boolean
  exitCode: number
  outOfMemory: boolean
  /** What its health check says; undefined where it has none. */
  health: string | undefined
  /** Address on each network, by the network's name. */
  addresses: Record<string, string>
}

export type VolumeFiles = {
  /** Any that the engine has: a volume is written to through a container, which is never started. */
  image: string
  /** Whose they are, and the directories in their names: readable by nobody else. */
  uid: number
  files: Readonly<Record<string, Uint8Array>>
  /** Where the volume lies in containers of the image: an empty one belongs to whom that directory belongs. */
  at?: string
}
