import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formatOf, recordsOf } from '../../../src/init/records.ts'
import { convert, lineOf } from '../../../src/init/write.ts'
import { temporary } from '../oci/fixtures.ts'

const price =
  '{"text": "a \\"b\\" }, [1.50", "price": 129.90, "id": 9007199254740993, "most": 1e400, "no": null, "in": [2.50, {"of": 3.0}]}'

it('a copy has the numbers of a JSON list as they are written there, and no column that is neither text nor number', async () => {
  const file = join(await temporary(), 'a.json')
  await writeFile(file, `\ufeff[${price},\n {"price": -0, "text": "b", "__proto__": 2.0}\n]`)
  await convert({ file, format: await formatOf(file) }, `${file}l`, false)
  expect(await readFile(`${file}l`, 'utf8')).toBe(
    '{"text":"a \\"b\\" }, [1.50","price":129.90,"id":9007199254740993,"most":1e400,"no":null}\n{"price":0,"text":"b","__proto__":2.0}\n',
  )
})

it('a row of a copy is the line that was written, and so no other row than that of the list it was made of', async () => {
  const list = join(await temporary(), 'a.json')
  await writeFile(list, `[${price}]`)
  await convert({ file: list, format: { kind: 'json' } }, `${list}l`, false)
  const lines = async (file: string): Promise<string[]> => {
    const found: string[] = []
    for await (const row of recordsOf(file, await formatOf(file))) found.push(lineOf(row))
    return found
  }
  expect(await lines(`${list}l`)).toEqual(await lines(list))
})

it('a list of no objects, and one without any, have no rows', async () => {
  const file = join(await temporary(), 'a.json')
  const read = async (text: string): Promise<unknown[]> => {
    await writeFile(file, text)
    const rows: unknown[] = []
    for await (const row of recordsOf(file, { kind: 'json' })) rows.push(row)
    return rows
  }
  expect(await read('[]')).toEqual([])
  await expect(read('[[{"a": 1}]]')).rejects.toThrow('not a JSON object')
  await expect(read('[{"a": 1.50}, 2.50]')).rejects.toThrow('not a JSON object')
})
