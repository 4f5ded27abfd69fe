import { beforeEach, describe, expect, it } from 'vitest'
import { decisionsOf, editsOf, frozenVersion, versionsOf } from '#storage/editing.ts'
import { weekRoutes } from '../../../src/web/pages/week.ts'
import { type Replayed, replayed } from '../../weeks/replayed.ts'
import { asker, testDesk } from './desk.ts'

const recording = new URL('../../fixtures/weeks/2017-W36.har', import.meta.url)
const week = '2017-W36'

let read: Replayed
beforeEach(async () => {
  read = await replayed(recording)
})

async function page(role: 'editor' | 'reader' = 'editor') {
  const { store, feeds } = read
  const { services, digest } = feeds
  const config = () => ({
    file: 'feeds.yaml',
    services,
    feeds: [],
    digest,
    drafting: {},
    sections: {},
  })
  const desk = await testDesk({ store, config }, role)
  const { get, post } = asker(weekRoutes, desk)
  const send = async (form: Record<string, string>) => {
    const seen = String(await editsOf(store.db, week))
    return post(`/week/${week}`, { seen, ...form })
  }
  const names = async (path = `/week/${week}`) => {
    const { text } = await get(path)
    return [...text.matchAll(/id="entry-([^"]+)"/g)].map((m) => m[1]!)
  }
  return { get, post, send, names, db: store.db }
}

describe('the page of the week', () => {
  it('shows the newest section that waits for its editor, then the week that runs', async () => {
    const { get, send } = await page()
    expect((await get('/')).text).toContain(`<h1>Week ${week}`)
    await send({ do: 'freeze' })
    expect((await get('/')).text).not.toContain(`<h1>Week ${week}`)
  })

  it('moves an entry, also to a place far away and when it is pinned', async () => {
    const { send, names, db } = await page()
    const before = await names()
    await send({ do: 'down', entry: before[0]! })
    expect((await names()).slice(0, 2)).toEqual([before[1], before[0]])
    await send({ do: 'pin', entry: 'heroku', place: '2' })
    await send({ do: 'move', entry: 'heroku', place: '1' })
    expect((await names())[0]).toBe('heroku')
    expect((await decisionsOf(db, week)).at(-1)?.decision).toContain('"do":"pin"')
  })

  it('shows why, what was left out, and puts it in with one click', async () => {
    const { get, send, names } = await page()
    const { text } = await get(`/week/${week}`)
    expect(text).toMatch(/Why it is here: \d+ points/)
    const item = /name="item" value="(article:\d+)"[\s\S]*?Put in: Google’s Gmail/.exec(text)
    expect(text).toContain('What was left out')
    const gmail = item?.[1] ?? /value="(article:\d+)"/.exec(text)![1]!
    const before = await names()
    expect((await send({ do: 'include', item: gmail })).status).toBe(303)
    expect((await names()).length).toBe(before.length + 1)
  })

  it('splits what belongs apart and takes a part out', async () => {
    const { send, names, get } = await page()
    await send({ do: 'merge', entry: 'google-drive', into: 'icloud-mail' })
    expect(await names()).not.toContain('google-drive')
    const { text } = await get(`/week/${week}?edit=icloud-mail`)
    const parts = [...text.matchAll(/name="items" value="([^"]+)"/g)].map((m) => m[1]!)
    expect(parts).toHaveLength(2)
    await send({ do: 'split', entry: 'icloud-mail', items: parts[0]!, label: 'A part' })
    expect(await names()).toContain('a-part')
  })

  it('tells the later of two editors, whatever they wanted', async () => {
    const { post, names, db } = await page()
    await post(`/week/${week}`, { seen: '0', do: 'exclude', entry: 'heroku' })
    for (const form of [
      { do: 'remark', entry: 'abebooks', text: 'mine' },
      { do: 'freeze' },
    ] as Record<string, string>[]) {
      const late = await post(`/week/${week}`, { seen: '0', ...form })
      expect(late.status).toBe(409)
    }
    expect(await decisionsOf(db, week)).toHaveLength(1)
    expect(await frozenVersion(db, week)).toBeUndefined()
    expect(await names()).not.toContain('heroku')
  })

  it('says in a sentence what cannot be done', async () => {
    const { send, db } = await page()
    for (const form of [
      { do: 'nonsense' },
      { do: 'exclude', entry: 'nobody' },
      { do: 'rename', entry: 'heroku', label: '  ' },
      { do: 'rename', entry: 'heroku', label: 'x'.repeat(200) },
      { do: 'pin', entry: 'heroku', place: 'first' },
      { do: 'split', entry: 'heroku', label: 'x' },
      { do: 'undo', id: '99' },
      { do: 'include', item: 'javascript:1' },
    ] as Record<string, string>[]) {
      expect([form, (await send(form)).status]).toEqual([form, 422])
    }
    expect(await decisionsOf(db, week)).toEqual([])
  })

  it('makes a corrected version after freezing, and only with a reason', async () => {
    const { send, get, db } = await page()
    await send({ do: 'freeze' })
    expect((await send({ do: 'exclude', entry: 'heroku' })).status).toBe(422)
    await send({ do: 'exclude', entry: 'heroku', reason: 'It was another week' })
    expect(await versionsOf(db, week)).toHaveLength(2)
    expect((await get(`/week/${week}`)).text).toContain('It was another week')
  })

  it('comes back to where it was asked from, and nowhere else', async () => {
    const { send } = await page()
    const back = `/week/${week}?format=text`
    const there = await send({ do: 'exclude', entry: 'heroku', back })
    expect(there.to).toBe(`${back}&done=exclude`)
    const away = await send({ do: 'exclude', entry: 'abebooks', back: '//evil.example/' })
    expect(away.to).toBe('/?done=exclude')
  })

  it('says what was done by name, with a way back', async () => {
    const { send, get } = await page()
    await send({ do: 'down', entry: 'heroku' })
    await send({ do: 'rename', entry: 'heroku', label: 'Heroku', gloss: 'hosting' })
    await send({ do: 'exclude', entry: 'abebooks' })
    const { text } = await get(`/week/${week}?done=exclude`)
    expect(text).toMatch(/id="notice"[^>]*>\s*<p><bdi>Left out: AbeBooks\./)
    expect(text).toContain('aria-label="Undo what was just done"')
    expect(text).toContain('Renamed: Heroku (hosting)')
    expect(text).toMatch(/Moved: [^<]+ before [^<]+/)
    expect((await get(`/week/${week}?done=pin`)).text).toContain('<bdi>Pinned.</bdi>')
  })

  it('goes back to the words of the provider, the own name and no pin, however often they were set', async () => {
    const { post, send, get, db } = await page()
    for (const text of ['one', 'two']) await send({ do: 'remark', entry: 'abebooks', text })
    for (const place of ['1', '2']) await send({ do: 'pin', entry: 'abebooks', place })
    for (const words of ['Unpin', 'Back to ']) {
      const { text } = await get(`/week/${week}?edit=abebooks`)
      const forms = text
        .split('<form')
        .filter((form) => form.includes(`<button aria-label="${words}`))
      const body = new URLSearchParams({ do: 'undo', seen: String(await editsOf(db, week)) })
      for (const [, id] of forms[0]!.matchAll(/name="id" value="(\d+)"/g)) body.append('id', id!)
      expect(body.getAll('id')).toHaveLength(2)
      expect((await post(`/week/${week}`, body)).status).toBe(303)
    }
    expect(await decisionsOf(db, week)).toEqual([])
  })

  it('keeps the entry open whose other words are not sent yet, and what was open when it refuses', async () => {
    const { send, post } = await page()
    const back = `/week/${week}?edit=heroku`
    const there = await send({ do: 'exclude', entry: 'abebooks', back, stay: '1' })
    expect(there.to).toBe(`${back}&done=exclude`)
    const late = await post(`/week/${week}`, {
      seen: '0',
      do: 'remark',
      entry: 'heroku',
      text: 'x',
      back,
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('id="remark-heroku"')
  })

  it('shows a reader no button', async () => {
    const { get } = await page('reader')
    const { text } = await get(`/week/${week}?edit=heroku`)
    expect(text).toContain('Heroku')
    expect(text).not.toMatch(/method="post" action="\/week/)
  })

  it('prints every format, the mail with its style in place and nothing from elsewhere', async () => {
    const { get } = await page()
    for (const format of ['html', 'markdown', 'text', 'wordpress', 'mail']) {
      expect((await get(`/week/${week}?format=${format}`)).text).toContain('AbeBooks')
    }
  })
})
