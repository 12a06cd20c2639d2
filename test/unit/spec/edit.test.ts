import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { withImageBase } from '../../../src/spec/edit.ts'

const reference = `oci:./.model-actions/runtime-image@sha256:${'a'.repeat(64)}`
const old = `ghcr.io/acme/runtime@sha256:${'b'.repeat(64)}`

describe('image.base is written into a model.yml, and every other character stays', () => {
  it.each([
    [
      'a file without the section',
      'name: a # mine\n# the end\n',
      `name: a # mine\n# the end\nimage: {base: ${reference}}\n`,
    ],
    ['a file whose last line has no end', 'name: a', `name: a\nimage: {base: ${reference}}\n`],
    ['lines of Windows', 'name: a\r\ntask: b\r\n', `name: a\r\ntask: b\r\nimage: {base: ${reference}}\r\n`],
    [
      'a section of lines, with remarks',
      'image:   # where\n    # what for\n    registry: ghcr.io/a/b  # ours\ndeploy: {port: 1}\n',
      `image:   # where\n    base: ${reference}\n    # what for\n    registry: ghcr.io/a/b  # ours\ndeploy: {port: 1}\n`,
    ],
    [
      'a section in one line',
      'image: {registry: ghcr.io/a/b} # ours\nname: a\n',
      `image: {base: ${reference}, registry: ghcr.io/a/b} # ours\nname: a\n`,
    ],
    ['an empty section', 'image: {}\nname: a\n', `image: {base: ${reference}}\nname: a\n`],
    ['a section with nothing in it', 'image: # later\nname: a\n', `image: {base: ${reference}} # later\nname: a\n`],
    ['an older image', `image:\n  base: ${old} # the old one\n`, `image:\n  base: ${reference} # the old one\n`],
    [
      'an older image in quotes',
      `image: {base: '${old}', license: MIT}\n`,
      `image: {base: ${reference}, license: MIT}\n`,
    ],
    [
      'a key without a value',
      'image:\n  base: # which?\n  license: MIT\n',
      `image:\n  base: ${reference} # which?\n  license: MIT\n`,
    ],
    ['the same image', `image: {base: ${reference}}\n`, `image: {base: ${reference}}\n`],
    ['a file in one line', '{name: a}\n', `{image: {base: ${reference}}, name: a}\n`],
  ])('%s', (_, before, after) => {
    expect(withImageBase(before, reference)).toBe(after)
  })

  it('the registry that init leaves as a remark can still be uncommented, beside the image', () => {
    const written = withImageBase(
      'name: a\n# One machine.\n# image: {registry: ghcr.io/a/b}\n# results: {registry: ghcr.io/a/b-results}\n',
      reference,
    )
    const section = `image:\n  base: ${reference}\n  # registry: ghcr.io/a/b\n`
    expect(written).toBe(`name: a\n# One machine.\n${section}# results: {registry: ghcr.io/a/b-results}\n`)
    expect(parse(String(written).replace('  # registry', '  registry')).image).toEqual({
      base: reference,
      registry: 'ghcr.io/a/b',
    })
  })

  it('a directory with a space is quoted', () => {
    expect(withImageBase('name: a\n', 'oci:./my images@sha256:1')).toBe(
      'name: a\nimage: {base: "oci:./my images@sha256:1"}\n',
    )
  })

  it.each([
    ['no YAML', 'name: [a\n'],
    ['a list', '- a\n'],
    ['a section that is no section', 'image: ghcr.io/a/b\n'],
    ['a section that is a list', 'image: [a]\n'],
    ['what follows the end of a document', 'name: a\n...\n'],
    ['nothing', ''],
    ['an alias that stands for nothing', 'name: *gone\n'],
    ['an alias that has the section', 'its: &a {base: x}\nimage: *a\n'],
    ['a section that an alias has elsewhere', 'image: &a {base: x}\nits: *a\n'],
    ['a key twice', 'image: {}\nimage: {base: x}\n'],
    [
      'aliases that would fill the memory',
      ['a: &a [x, x, x, x, x, x, x, x]', 'b: &b [*a, *a, *a, *a, *a, *a, *a, *a]', 'c: &c [*b, *b, *b, *b, *b, *b]']
        .concat('d: [*c, *c, *c, *c, *c, *c]', '')
        .join('\n'),
    ],
  ])('%s is left as it is, and said to be', (_, text) => {
    expect(withImageBase(text, reference)).toBeUndefined()
  })
})
