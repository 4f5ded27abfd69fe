import { beforeEach, describe, expect, it } from 'vitest'
import { versionsOf } from '#storage/editing.ts'
import { updateFeed } from '#storage/feeds.ts'
import type { Decision } from '../../src/digest/decisions.ts'
import { digestOf, draftOf } from '../../src/digest/draw.ts'
import { type Desk, decide, freeze, standing, undo } from '../../src/digest/editing.ts'
import { type Edition, editionOfWeek } from '../../src/digest/edition.ts'
import { draftingOf } from '../../src/digest/settings.ts'
import { renderDigest } from '../../src/outputs/render.ts'
import { replayed } from '../weeks/replayed.ts'

const recording = new URL('../fixtures/weeks/2017-W36.har', import.meta.url)
const now = '2017-09-10T23:00:00.000Z'

describe('the editor', () => {
  let desk: Desk
  let edition: Edition
  beforeEach(async () => {
    const week = await replayed(recording)
    desk = {
      store: week.store,
      services: week.feeds.services,
      settings: draftingOf(week.feeds.digest),
    }
    edition = editionOfWeek('2017-W36', week.feeds.digest)
  })

  const author = (reason = '') => ({ editor: 'Lex', reason, now })
  const say = (decision: Decision, reason = '') => decide(desk, edition, decision, author(reason))
  const digest = () => digestOf(desk.store, edition, desk.services, desk.settings)
  const ids = async () => (await digest()).entries.map((e) => e.service.id)
  const heroku = async () => (await digest()).entries.find((e) => e.service.id === 'heroku')!

  it('leaves an entry out, and says so where it was left out', async () => {
    await say({ do: 'exclude', entry: 'icloud-mail' }, 'too small')
    const left = (await digest()).leftOut.find((l) => l.entry === 'icloud-mail')
    expect(await ids()).not.toContain('icloud-mail')
    expect(left?.reason).toBe('left out by the editor: too small')
  })

  it('has in what was left out', async () => {
    const gmail = (await digest()).leftOut.find((l) => l.service === 'Gmail')!
    await say({ do: 'include', item: gmail.item! }, 'it is from this week after all')
    const entry = (await digest()).entries.find((e) => e.service.id === 'gmail')!
    expect(entry.articles.map((a) => a.title)).toEqual([gmail.title])
    expect(entry.reasons.join()).toMatch(/included by the editor: it is from this week after all/)
    await say({ do: 'drop', item: gmail.item! })
    expect(await ids()).not.toContain('gmail')
  })

  it('orders, and keeps what is pinned at its place', async () => {
    await say({ do: 'order', entries: ['heroku', 'abebooks'] })
    expect((await ids()).slice(0, 2)).toEqual(['heroku', 'abebooks'])
    await say({ do: 'pin', entry: 'icloud-mail', place: 1 })
    expect((await ids()).slice(0, 3)).toEqual(['icloud-mail', 'heroku', 'abebooks'])
  })

  it('renames and words an entry, and can want no remark at all', async () => {
    await say({ do: 'rename', entry: 'abebooks', label: 'Abe', gloss: 'books' })
    await say({ do: 'remark', entry: 'abebooks', text: 'Down for *two* days.' })
    await say({ do: 'remark', entry: 'apple-developer', text: null })
    const text = renderDigest(await digest(), 'markdown')
    expect(text).toMatch(/\[Abe\]\(.*\) \(books\)\n {2}- Down for \\\*two\\\* days\./)
    expect(text).not.toContain('Apple blames')
  })

  it('merges entries under one name, and splits them again', async () => {
    await say({ do: 'merge', from: 'google-drive', into: 'icloud-mail' }, 'the same hour')
    const both = (await digest()).entries.find((e) => e.service.id === 'icloud-mail')!
    expect(both.alsoAffected).toEqual([{ id: 'google-drive', name: 'Google Drive' }])
    expect(both.articles).toHaveLength(2)
    expect(both.reasons.join()).toMatch(/merged with Google Drive by the editor: the same hour/)
    expect(renderDigest(await digest(), 'text')).toMatch(/iCloud Mail <[^>]*> and Google Drive/)
    await undo(desk, edition, now)
    expect(await ids()).toContain('google-drive')
  })

  it('takes decisions back one by one, and keeps the book of them', async () => {
    const before = await ids()
    await say({ do: 'exclude', entry: 'abebooks' })
    await say({ do: 'exclude', entry: 'heroku' })
    expect((await standing(desk, edition)).map((d) => d.editor)).toEqual(['Lex', 'Lex'])
    await undo(desk, edition, now)
    await undo(desk, edition, now)
    expect(await undo(desk, edition, now)).toBeNull()
    expect(await ids()).toEqual(before)
  })

  it('refuses what the edition does not have', async () => {
    await expect(say({ do: 'exclude', entry: 'nobody' })).rejects.toThrow(
      /no entry "nobody".*heroku/s,
    )
    await expect(say({ do: 'include', item: 'incident:999' })).rejects.toThrow(/no incident:999/)
    await expect(say({ do: 'pin', entry: 'heroku', place: 0 })).rejects.toThrow()
  })

  it('tells the later of two editors that somebody was faster', async () => {
    await say({ do: 'exclude', entry: 'abebooks' })
    const late = { ...author(), seen: 0 }
    await expect(decide(desk, edition, { do: 'exclude', entry: 'heroku' }, late)).rejects.toThrow(
      /Somebody else/,
    )
    expect(await ids()).toContain('heroku')
  })

  it('freezes a section: nothing that is stored later changes a byte of it', async () => {
    await say({ do: 'rename', entry: 'abebooks', label: 'Abe' })
    await freeze(desk, edition, author())
    const printed = renderDigest(await digest(), 'markdown')
    await desk.store.write(async (trx) => {
      await trx.deleteFrom('articles').execute()
      await updateFeed(trx, 'heroku:status.heroku.com', { failures: 9, error: 'gone' })
    })
    expect(renderDigest(await digest(), 'markdown')).toBe(printed)
    expect((await draftOf(desk.store, edition, desk.services)).entries.length).toBeLessThan(5)
    await expect(freeze(desk, edition, author())).rejects.toThrow(/frozen already/)
    await expect(undo(desk, edition, now)).rejects.toThrow(/is frozen/)
  })

  it('corrects a frozen section as a new version, with the reason printed and all else as it was', async () => {
    const first = await freeze(desk, edition, author())
    await expect(say({ do: 'remark', entry: 'heroku', text: 'x' })).rejects.toThrow(
      /needs a reason/,
    )
    await say(
      { do: 'remark', entry: 'abebooks', text: 'It was three days.' },
      'the length was wrong',
    )
    const after = await digest()
    expect(renderDigest(after, 'markdown')).toContain(
      'Corrected on 2017-09-10: the length was wrong',
    )
    const others = (d: typeof first) => d.entries.filter((e) => e.service.id !== 'abebooks')
    expect(others(after)).toEqual(others(first))
    const versions = await versionsOf(desk.store.db, '2017-W36')
    expect(versions.map((v) => v.version)).toEqual([1, 2])
    expect(JSON.parse(versions[0]!.content)).toEqual(JSON.parse(JSON.stringify(first)))
    expect((await heroku()).editorRemark).toBeUndefined()
  })

  it('puts an item into a frozen section and takes it out again, and prints it so', async () => {
    await freeze(desk, edition, author())
    const gmail = (await digest()).leftOut.find((l) => l.service === 'Gmail')!
    await say({ do: 'include', item: gmail.item! }, 'it is from this week')
    expect(await ids()).toContain('gmail')
    expect((await digest()).leftOut.some((l) => l.item === gmail.item)).toBe(false)
    await say({ do: 'drop', item: gmail.item! }, 'it is not')
    expect(await ids()).not.toContain('gmail')
    expect((await digest()).leftOut.some((l) => l.item === gmail.item)).toBe(true)
    expect((await digest()).corrections).toHaveLength(2)
  })
})
