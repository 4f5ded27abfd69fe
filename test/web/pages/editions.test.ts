import { describe, expect, it } from 'vitest'
import { saveEdition } from '#storage/editions.ts'
import { addGap, updateFeed } from '#storage/feeds.ts'
import { applyIncidentChanges } from '#storage/incidents.ts'
import { editionRow } from '../../../src/digest/draw.ts'
import { decide, freeze } from '../../../src/digest/editing.ts'
import { editionOfWeek } from '../../../src/digest/edition.ts'
import { editionsRoutes } from '../../../src/web/pages/editions.ts'
import { edition, incident } from '../../digest/make.ts'
import { asker, hostile, now, testDesk } from './desk.ts'

async function printed(role: 'editor' | 'reader' = 'editor') {
  const desk = await testDesk({}, role)
  const { key: _key, ...one } = incident(1, { title: `Pushes ${hostile} fail` })
  const change = { before: null, after: { ...one, listed: true }, replaced: [] }
  await desk.store.write(async (trx) => {
    await applyIncidentChanges(trx, [change])
    await updateFeed(trx, 'statuspage:www.githubstatus.com', { first_read_at: edition.from })
    await addGap(trx, {
      feed: 'statuspage:www.githubstatus.com',
      from: edition.from,
      to: null,
      error: hostile,
    })
  })
  const { services, drafting: settings } = desk.config()
  const work = { store: desk.store, services, settings }
  const author = { editor: `ann ${hostile}`, reason: '', now }
  await freeze(work, edition, author)
  const remark = { do: 'remark', entry: 'github', text: `No pushes at all ${hostile}` } as const
  await decide(work, edition, remark, { ...author, reason: `so it was ${hostile}` })
  return { desk, pages: asker(editionsRoutes, desk) }
}

describe('an edition', () => {
  it('is shown as printed, with every version, what changed and why', async () => {
    const { pages } = await printed()
    const { status, text } = await pages.get('/editions/2017-W36')
    expect(status).toBe(200)
    expect(text).toContain('Edition 88 (2017-W36)')
    expect(text).toContain('corrected once')
    expect(text).toMatch(/<ins>[^<]*No pushes at all/)
    expect(text).toContain('Version 2')
    expect(text).toContain('Remark kept for GitHub')
    for (const ending of ['md', 'html', 'txt', 'json']) {
      expect(text).toContain(`href="/digest/2017-W36.${ending}"`)
    }
    expect(text).toContain('href="/week/2017-W36">Correct</a>')
    expect(text).not.toMatch(/<script>|<img|\u202E/)
  })

  it('says what could not be read', async () => {
    const { pages } = await printed()
    const { text } = await pages.get('/editions/2017-W36')
    expect(text).toContain('0 of 1 feed could be read all week.')
    expect(text).toContain('past its end')
  })

  it('offers a reader nothing to change', async () => {
    const { pages } = await printed('reader')
    const { text } = await pages.get('/editions/2017-W36')
    expect(text).toContain('>As a draft</a>')
    expect(text).not.toMatch(/Correct<|<form|<button/)
  })

  it('is shown before it is drawn up, and missed when there is no such week', async () => {
    const pages = asker(editionsRoutes, await testDesk())
    expect((await pages.get('/editions/2017-W36')).text).toContain('Not drawn up yet')
    for (const week of ['2017-W99', 'nonsense', '%3Cscript%3E']) {
      const { status, text } = await pages.get(`/editions/${week}`)
      expect([status, text.includes('There is no such week')]).toEqual([404, true])
    }
  })
})

describe('the editions', () => {
  it('are listed newest first, page by page', async () => {
    const desk = await testDesk()
    const pages = asker(editionsRoutes, desk)
    expect((await pages.get('/editions')).text).toContain('None is drawn up yet')
    const digest = await desk.digest(edition)
    for (let n = 10; n < 31; n++) {
      const week = editionOfWeek(`2017-W${n}`, desk.config().digest)
      await saveEdition(desk.store.db, editionRow(week, digest, now))
    }
    const first = (await pages.get('/editions')).text
    const weeks = [...first.matchAll(/href="\/editions\/(2017-W\d\d)"/g)].map((m) => m[1])
    expect([weeks.length, weeks[0], weeks[19]]).toEqual([20, '2017-W30', '2017-W11'])
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!
    const last = (await pages.get(next)).text
    expect(last).toContain('2017-W10')
    expect(last).not.toContain('rel="next"')
    expect((await pages.get('/editions?before=nonsense')).status).toBe(404)
  })

  it('say how often one was corrected', async () => {
    const { pages } = await printed()
    expect((await pages.get('/editions')).text).toMatch(/2017-W36.*corrected once.*1 entry/s)
  })
})
