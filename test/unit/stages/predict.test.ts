import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { ModelDirectory, ModelManifest } from '../../../src/model/types.ts'
import { startOwnServer } from '../../../src/stages/ownServer.ts'
import { answersTo } from '../../../src/stages/predict.ts'
import type { Question } from '../../../src/stages/questions.ts'
import { deferred } from '../../../src/timers.ts'
import { temporary } from '../oci/fixtures.ts'

/** Answers each text with itself, and keeps how many came together. */
const together: number[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => {
    body += String(part)
  })
  request.on('end', () => {
    if (body.includes('more than it has memory for')) {
      request.socket.destroy()
      return
    }
    if (body.includes('longer than it reads')) {
      response.writeHead(400).end('{"error": "the text is too long"}')
      return
    }
    const { data } = (JSON.parse(body) as { inputs: [{ data: string[] }] }).inputs[0]
    together.push(data.length)
    const outputs = [
      { name: 'label', data },
      { name: 'score', data: data.map(() => 1) },
      { name: 'probabilities', data: data.map(() => 1) },
    ]
    response.end(JSON.stringify({ outputs }))
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const manifest = { name: 'tone', task: 'text-classification', labels: ['a'] } as unknown as ModelManifest
const question = (data: string): Question => ({ data, shown: data, from: data })
const runs = new Promise<never>(() => undefined)
const asked = (questions: AsyncGenerator<Question>, ended: Promise<void> = runs) =>
  answersTo(questions, { url, ended, manifest, environment: {}, signal: new AbortController().signal })

it('what somebody writes line by line is answered line by line', async () => {
  const answered = deferred<void>()
  const answers = asked(
    (async function* () {
      yield question('first')
      // Who writes waits for the answer before the next line.
      await answered.promise
      yield question('second')
    })(),
  )
  expect((await answers.next()).value?.prediction.label).toBe('first')
  answered.resolve()
  expect((await answers.next()).value?.prediction.label).toBe('second')
  expect((await answers.next()).done).toBe(true)
})

it('what is there already is asked together', async () => {
  together.length = 0
  const some = (async function* () {
    for (let index = 0; index < 100; index++) yield question(String(index))
  })()
  const labels = []
  for await (const { prediction } of asked(some)) labels.push(prediction.label)
  expect(labels).toEqual(Array.from({ length: 100 }, (_, index) => String(index)))
  expect(together).toEqual([64, 36])
})

it('a server that ends in the middle is told as that, with what it said, once what it answered is there', async () => {
  const [answered, ended] = [deferred<void>(), deferred<void>()]
  ended.promise.catch(() => undefined)
  const answers = asked(
    (async function* () {
      yield question('first')
      await answered.promise
      yield question('more than it has memory for')
    })(),
    ended.promise,
  )
  expect((await answers.next()).value?.prediction.label).toBe('first')
  answered.resolve()
  const second = answers.next()
  ended.reject(new UserError('the server of tone ended by itself (SIGKILL): see why', { exit: 'crashed' }))
  await expect(second).rejects.toThrow('the server of tone ended by itself (SIGKILL)')
})

it('what the server refuses is told with where it stands and why, and what stands before it is answered', async () => {
  const answers = asked(
    (async function* () {
      yield question('first')
      yield question('longer than it reads')
    })(),
  )
  expect((await answers.next()).value?.prediction.label).toBe('first')
  await expect(answers.next()).rejects.toThrow(
    'longer than it reads: the server answers 400: the text is too long; it will answer the same where it serves',
  )
})

it('a server that gives no answer and runs on is told as that', async () => {
  const answers = asked(
    (async function* () {
      yield question('more than it has memory for')
    })(),
    Promise.resolve(),
  )
  await expect(answers.next()).rejects.toThrow(
    /^the server of tone gave no answer \(.+\): run again, and ask it less at a time$/,
  )
})

it('a server that ends by itself is told with what it said last', async () => {
  const [python] = [join(await temporary(), 'python')]
  // It says its version, as a Python does that is asked for it, and serves nothing.
  const says = `#!/bin/sh\ncase "$*" in *model_runtime*) echo "no room" >&2; exit 3;; esac\nexec "${process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'}" "$@"\n`
  await writeFile(python, says, { mode: 0o755 })
  const world = {
    environment: { MODEL_ACTIONS_PYTHON: python },
    signal: new AbortController().signal,
    log: {},
  } as unknown as Parameters<typeof startOwnServer>[1]
  const model = { path: '/nonexistent', manifest } as unknown as ModelDirectory
  await expect(startOwnServer(model, world, 0)).rejects.toThrow(
    'the server of tone ended by itself (3): see why; its last lines: no room',
  )
})

it('a port that somebody has is told before a server is started', async () => {
  const world = { environment: {}, signal: new AbortController().signal, log: {} } as Parameters<
    typeof startOwnServer
  >[1]
  const model = { path: '/nonexistent', manifest } as unknown as ModelDirectory
  await expect(startOwnServer(model, world, Number(new URL(url).port))).rejects.toThrow(
    /^--port: port \d+ cannot be had \(EADDRINUSE\): give another one, or none for one that is free$/,
  )
})
