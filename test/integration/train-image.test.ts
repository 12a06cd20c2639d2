import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { trainImage } from '../../src/engine/trainImage.ts'
import { brokenSmi, fakeSmi } from '../fixtures/nvidia-smi.ts'
import { describeWith } from '../parts.ts'

/*
 * Our image for jobs, built by a real engine. The packages are as small as packages can be, with the names of the real ones: one
 * index has the build of PyTorch without CUDA, and `wheels` stands for PyPI.
 */

describeWith(['docker', 'base-image'], 'the image for jobs', () => {
  let root = ''
  let docker: DockerClient
  let index: Server
  let address = ''
  let base = ''
  const made: string[] = []
  let said: string[] = []
  const { signal } = new AbortController()

  /** A wheel of a package that holds nothing but its name and version. */
  function wheel(name: string, version: string): { file: string; sha256: string } {
    const file = `${name}-${version}-py3-none-any.whl`
    const program = `import sys, zipfile
path, name, version = sys.argv[1:]
with zipfile.ZipFile(path, 'w') as wheel:
  info = f'{name}-{version}.dist-info'
  wheel.writestr(zipfile.ZipInfo(f'{name}/__init__.py'), f'__version__ = {version!r}\\n')
  wheel.writestr(zipfile.ZipInfo(f'{info}/METADATA'), f'Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n')
  wheel.writestr(zipfile.ZipInfo(f'{info}/WHEEL'), 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
  wheel.writestr(zipfile.ZipInfo(f'{info}/RECORD'), '')`
    execFileSync('python3', ['-c', program, join(root, file), name, version])
    return {
      file,
      sha256: createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    }
  }
  const lockOf = (wheels: readonly { file: string; sha256: string }[]): string =>
    wheels
      .map(({ file, sha256 }) => `${file.split('-').slice(0, 2).join('==')} \\\n    --hash=sha256:${sha256}\n`)
      .join('')

  beforeAll(async () => {
    docker = await connectDocker({ environment: process.env })
    root = mkdtempSync(join(tmpdir(), 'train-image-'))
    index = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '')
      if (path === '/cpu/torch/')
        return response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<a href="/files/torch-2.13.0%2Bcpu-py3-none-any.whl">torch-2.13.0+cpu-py3-none-any.whl</a>')
      if (path.startsWith('/files/')) return response.end(readFileSync(join(root, path.slice('/files/'.length))))
      return response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => index.listen(0, '0.0.0.0', resolve))
    // This machine, as a build sees it: where the default route of a container leads.
    const route = `import socket
rows = [line.split() for line in open('/proc/net/route')][1:]
print(next(socket.inet_ntoa(bytes.fromhex(row[2])[::-1]) for row in rows if row[1] == '00000000'))`
    const gateway = execFileSync(
      'docker',
      ['run', '--rm', process.env['MODEL_ACTIONS_BASE_IMAGE'] ?? '', 'python3', '-c', route],
      { encoding: 'utf8' },
    ).trim()
    address = `http://${gateway}:${(index.address() as AddressInfo).port}/cpu`
    const cpu = wheel('torch', '2.13.0+cpu')
    const [cuda, library, other] = [
      wheel('torch', '2.13.0'),
      wheel('nvidia_cublas', '13.0'),
      wheel('transformers', '5.0'),
    ]
    mkdirSync(join(root, 'locks'))
    writeFileSync(
      join(root, 'locks/train.txt'),
      lockOf([library, cuda, other]).replace('nvidia_cublas', 'nvidia-cublas'),
    )
    writeFileSync(join(root, 'locks/torch-cpu.txt'), `# PyTorch without CUDA\n${lockOf([cpu])}`)
    // What stands for PyPI lies in the base itself.
    base = `model-actions-test-train-base:${process.pid}`
    writeFileSync(
      join(root, 'Dockerfile'),
      `FROM ${process.env['MODEL_ACTIONS_BASE_IMAGE']}
COPY *.whl /wheels/
ENV PIP_INDEX_URL=${address.replace('/cpu', '/none')} PIP_FIND_LINKS=/wheels PIP_TRUSTED_HOST=${gateway} PIP_RETRIES=0
RUN rm /wheels/torch-2.13.0+cpu-py3-none-any.whl
`,
    )
    execFileSync('docker', ['build', '--quiet', '--tag', base, root], { stdio: 'pipe' })
  }, 180_000)
  beforeEach(() => {
    said = []
  })
  afterEach(async () => {
    for (const name of made.splice(0)) await docker.removeImage(name)
  })
  afterAll(async () => {
    index?.close()
    index?.closeAllConnections()
    await docker?.removeImage(base)
    rmSync(root, { recursive: true, force: true })
  })

  async function image(environment: Record<string, string> = {}): Promise<string> {
    const reference = await trainImage({
      docker,
      requirements: join(root, 'locks'),
      log: { info: (line) => void said.push(line), foreign: (line) => void said.push(line) },
      signal,
      environment: {
        ...process.env,
        PATH: `${brokenSmi(join(root, 'no-gpu'))}:${process.env['PATH']}`,
        MODEL_ACTIONS_BASE_IMAGE: base,
        MODEL_ACTIONS_TORCH_CPU_INDEX: address,
        ...environment,
      },
    })
    made.push(reference)
    return reference
  }
  const packages = (reference: string): string =>
    execFileSync(
      'docker',
      [
        'run',
        '--rm',
        '--network',
        'none',
        reference,
        'python3',
        '-c',
        'import importlib.metadata as m; print(sorted(f"{d.name} {d.version}" for d in m.distributions() if "/opt/venv" in str(d.locate_file("")) and d.name not in ("pip", "setuptools")))',
      ],
      { encoding: 'utf8' },
    ).trim()

  const gpus = () => ({ PATH: `${fakeSmi(join(root, 'gpu'), [{}])}:${process.env['PATH']}` })

  test('has the build of PyTorch without CUDA on a machine without a GPU, and its name says so; with a GPU it has all that is locked', async () => {
    const without = await image()
    expect(without).toMatch(/^model-actions-train-cpu:[0-9a-f]{16}$/)
    expect(packages(without)).toBe("['torch 2.13.0+cpu', 'transformers 5.0']")
    said = []
    expect(await image({ MODEL_ACTIONS_TORCH_CPU_INDEX: '' })).toBe(without)
    expect(said).toEqual([])
    const withCuda = await image(gpus())
    expect(withCuda).toMatch(/^model-actions-train:[0-9a-f]{16}$/)
    expect(packages(withCuda)).toBe("['nvidia_cublas 13.0', 'torch 2.13.0', 'transformers 5.0']")
    // One with CUDA does for every machine.
    await docker.removeImage(without)
    said = []
    expect(await image()).toBe(withCuda)
    expect(said).toEqual([])
  })

  test('is the one with CUDA where the index does not answer, or has a file that the hashes do not know: a line says so', async () => {
    const reference = await image({ MODEL_ACTIONS_TORCH_CPU_INDEX: '' })
    expect(reference).toMatch(/^model-actions-train:/)
    expect(said.join('\n')).toContain('the index of PyTorch’s CPU builds does not answer')
    await docker.removeImage(reference)
    writeFileSync(join(root, 'torch-2.13.0+cpu-py3-none-any.whl'), 'another file')
    expect(await image()).toBe(reference)
    expect(said.join('\n')).toMatch(/is built with CUDA, .*: building the train-cpu image from .* failed/)
  })
})
