import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digestTree, measureFile } from '../../src/digest.ts'
import { UserError } from '../../src/errors.ts'
import { readIfPresent, readRegular } from '../../src/files.ts'
import { caseCollision, listFiles, pathFault, removeTree, walkTree } from '../../src/trees.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'model-actions-trees-'))
})
afterEach(() => removeTree(directory))

const file = (name: string): string => join(directory, name)
const refusal = async (reading: Promise<unknown>): Promise<string> => {
  const error: unknown = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  return (error as UserError).message
}

describe('paths', () => {
  it.each(['/etc/passwd', '../x', 'a/../../x', 'a\0b', 'a//b', './a', 'C:/x', 'a\\b', 'a/.wh.b', ''])(
    '%j is refused',
    (path) => {
      expect(pathFault(path)).toBeTypeOf('string')
    },
  )

  it.each(['a\n::error::b', 'a\u001b[2J', 'a\u2028b', '\ud800', 'a\ufffd'])(
    '%j is refused, which would break the line that it stands in',
    (path) => {
      expect(pathFault(path)).toBe('the path holds a character that cannot be shown')
    },
  )

  it('what no file system or archive has room for is refused', () => {
    expect(pathFault('ü'.repeat(128))).toBe('a name is longer than 255 bytes')
    expect(pathFault(`${'a/'.repeat(512)}a`)).toBe('the path is longer than 1024 bytes')
  })

  it('ordinary paths pass', () => {
    for (const path of ['a', 'a/b.json', '.gitattributes', 'a..b/c', 'größe 1.txt', '数据/a', 'a'.repeat(255)])
      expect(pathFault(path)).toBeUndefined()
  })

  it('two names that are one where case does not count are found', () => {
    expect(caseCollision(['a/B', 'a/b'])).toEqual(['a/B', 'a/b'])
  })
})

describe('a hostile tree', () => {
  const readers = [
    ['listed', listFiles],
    ['walked', walkTree],
    ['hashed', digestTree],
  ] as const

  it.each(readers)(
    'a link out of it, to a device or to a directory is never followed where it is %s',
    async (_, read) => {
      await mkdir(file('tree/sub'), { recursive: true })
      for (const target of ['/dev/zero', '/etc/passwd', '/proc/self/environ', '..', 'sub', 'nothing', 'link']) {
        await symlink(target, file('tree/link'))
        expect(await refusal(read(file('tree'))), target).toMatch(/tree\/link: a link /)
        await rm(file('tree/link'))
      }
    },
  )

  it.each(readers)('a pipe or a socket is not waited for where it is %s', async (_, read) => {
    await mkdir(file('tree'))
    execFileSync('mkfifo', [file('tree/pipe')])
    expect(await refusal(read(file('tree')))).toMatch(/tree\/pipe: neither a file nor a directory/)
    await rm(file('tree/pipe'))
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(file('tree/socket'), resolve))
    expect(await refusal(read(file('tree')))).toMatch(/tree\/socket: neither a file nor a directory/)
    await new Promise((resolve) => server.close(resolve))
  })

  it.each(readers)('paths longer than the system takes are no bug of ours where it is %s', async (_, read) => {
    execFileSync(
      'python3',
      [
        '-c',
        'import os\nos.mkdir("tree"); os.chdir("tree")\nfor _ in range(30):\n os.mkdir("d" * 200); os.chdir("d" * 200)\nopen("f", "w").close()',
      ],
      { cwd: directory },
    )
    expect(await refusal(read(file('tree')))).toMatch(/ENAMETOOLONG/)
  })

  it('a link inside is the file that it leads to, and nothing where links are refused', async () => {
    await mkdir(file('tree'))
    await writeFile(file('tree/a'), 'abc')
    await symlink('a', file('tree/b'))
    expect(await walkTree(file('tree'))).toEqual([
      { path: 'a', sizeBytes: 3 },
      { path: 'b', sizeBytes: 3 },
    ])
    expect(await refusal(walkTree(file('tree'), { links: 'refused' }))).toMatch(/tree\/b: a link, which could name any/)
  })

  it('where links are refused, the directory itself may be none', async () => {
    await mkdir(file('others'))
    await symlink('others', file('tree'))
    expect(await listFiles(file('tree'))).toEqual([])
    expect(await refusal(listFiles(file('tree'), { links: 'refused' }))).toMatch(/tree: a link, and what lies there/)
  })

  it('a link to a pipe beside it is no file', async () => {
    await mkdir(file('tree'))
    execFileSync('mkfifo', [file('tree/pipe')])
    await symlink('pipe', file('tree/link'))
    const skip = (name: string): boolean => name === 'pipe'
    expect(await refusal(walkTree(file('tree'), { skip }))).toMatch(/tree\/link: a link to what is no file: remove it/)
    await rm(file('tree/link'))
    expect(await walkTree(file('tree'), { skip })).toEqual([])
  })

  it('names that not every machine can hold are refused with what to rename', async () => {
    await mkdir(file('tree'))
    await writeFile(file('tree/a\\b'), '')
    expect(await refusal(listFiles(file('tree')))).toMatch(/a\\+b": .*: rename the file/)
    await rename(file('tree/a\\b'), file('tree/README'))
    await writeFile(file('tree/readme'), '')
    expect(await refusal(listFiles(file('tree')))).toMatch(/README and readme differ only in case .*: rename one/)
    await rename(file('tree/readme'), file('tree/notes'))
    expect(await listFiles(file('tree'))).toHaveLength(2)
  })

  it('names that are no text are refused with their directory', async () => {
    await mkdir(file('tree'))
    await writeFile(Buffer.concat([Buffer.from(file('tree/')), Buffer.from([0xff])]), 'x')
    expect(await refusal(listFiles(file('tree')))).toMatch(/tree/)
    expect(await refusal(digestTree(file('tree')))).toMatch(/tree/)
  })
})

it('a tree deeper than the system takes paths can be removed', async () => {
  const deep =
    'import os\nos.mkdir("tree"); os.chdir("tree")\nfor _ in range(99):\n os.mkdir("d" * 200); os.chdir("d" * 200)'
  execFileSync('python3', ['-c', deep], { cwd: directory })
  await mkdir(file('others'))
  await symlink('../others', file('tree/link'))
  await expect(rm(file('tree'), { recursive: true })).rejects.toThrow('ENAMETOOLONG')
  await removeTree(file('tree'))
  expect(await readdir(directory)).toEqual(['others'])
  await removeTree(file('tree'))
})

describe('a single file', () => {
  it('is read only where it is a regular one, and not without end', async () => {
    execFileSync('mkfifo', [file('pipe')])
    await symlink('/dev/zero', file('zero'))
    for (const name of ['pipe', 'zero', '.']) {
      expect(await refusal(measureFile(file(name))), name).toMatch(/not a regular file/)
      expect(await refusal(readIfPresent(file(name))), name).toMatch(/not a regular file/)
    }
    await writeFile(file('long'), 'abcd')
    expect(await refusal(readRegular(file('long'), 3))).toMatch(/long: 4 bytes where 3 at the most/)
    expect((await readRegular(file('long'), 4)).toString()).toBe('abcd')
    expect(await readIfPresent(file('none'))).toBeUndefined()
  })
})
