import { readdirSync } from 'node:fs'

/* `npm run bench -- NAME`: one benchmark of bench/, which prints JSON. */

const directory = new URL('../bench/', import.meta.url)
const [name = ''] = process.argv.slice(2)
const names = readdirSync(directory)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
if (!names.includes(name)) {
  process.stderr.write(`error: no benchmark ${name || 'was named'}: choose one of ${names.join(', ')}\n`)
  process.exit(2)
}
await import(new URL(`${name}.ts`, directory).href)
