import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readFeeds } from '../../src/feeds.ts'
import { addService, scalar, serviceText, writeEdit } from '../../src/feeds-edit.ts'
import { loadSources } from '../../src/registry.ts'
import { folder } from '../commands/run.ts'

const sources = await loadSources()
const text = `# A comment that stays.
services:

  # Clouds
  aaa:  { name: Aaa, category: cloud }   # with a word
  ccc:  { name: Ccc, category: cloud, statuspage: https://status.ccc.com }

  # Games
  game: { name: Game, category: games }

# News below.
news:
  n: { rss: https://news.example/rss }
`
const service = {
  id: 'bbb',
  name: 'Bbb',
  category: 'cloud',
  source: 'statuspage',
  url: 'https://status.bbb.com',
}
const add = (more: Partial<typeof service>) => {
  const feeds = readFeeds(text, 'feeds.yaml', sources)
  return addService(text, feeds, { ...service, ...more } as typeof service)
}
const changed = (after: string) => after.split('\n').filter((l) => !text.split('\n').includes(l))

describe('a service added to feeds.yaml', () => {
  it('stands among its category in the order of ids, aligned, and every other line as it was', () => {
    const edit = add({})
    expect(edit.line).toBe(6)
    expect(changed(edit.text)).toEqual([
      '  bbb:  { name: Bbb, category: cloud, statuspage: https://status.bbb.com }',
    ])
    expect(edit.text.split('\n').filter((l) => l !== edit.written)).toEqual(text.split('\n'))
  })

  it('gives a known service without a page its page, comment and all', () => {
    expect(changed(add({ id: 'aaa' }).text)).toEqual([
      '  aaa:  { name: Aaa, category: cloud, statuspage: https://status.bbb.com }   # with a word',
    ])
  })

  it('refuses to change a page that is there', () => {
    expect(() => add({ id: 'ccc' })).toThrow(/already says how ccc is read/)
  })

  it('stands under a heading of its own where no category fits, twice under one', () => {
    const once = add({ category: 'banks' })
    const lines = once.text.split('\n')
    expect(lines[once.line - 2]).toBe('  # New, not yet sorted in')
    const feeds = readFeeds(once.text, 'feeds.yaml', sources)
    const twice = addService(once.text, feeds, {
      ...service,
      id: 'zzz',
      name: 'Zzz',
      category: null,
    })
    expect(twice.text.match(/not yet sorted in/g)).toHaveLength(1)
    expect(readFeeds(twice.text, 'feeds.yaml', sources).services.map((s) => s.id)).toEqual([
      'aaa',
      'ccc',
      'game',
      'bbb',
      'zzz',
    ])
  })

  it('is written only when the whole file is right', async () => {
    const file = join(await folder(), 'feeds.yaml')
    await writeFile(file, text)
    await writeEdit(file, add({}), sources)
    expect(readFeeds(await readFile(file, 'utf8'), file, sources).services).toHaveLength(4)
    const before = await readFile(file, 'utf8')
    const wrong = { text: before.replace('Bbb', 'Aaa'), line: 6, written: '' }
    await expect(writeEdit(file, wrong, sources)).rejects.toThrow(/already a name of aaa/)
    expect(await readFile(file, 'utf8')).toBe(before)
  })
})

it('quotes what YAML would read otherwise', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30 }), (name) => {
      const line = serviceText({ ...service, name })
      expect((parse(line) as Record<string, { name: unknown }>).bbb!.name).toBe(name)
      expect(parse(`{ a: ${scalar(name)} }`)).toEqual({ a: name })
    }),
  )
})
