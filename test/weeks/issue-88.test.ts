import { beforeEach, describe, expect, it } from 'vitest'
import { editionByWeek } from '#storage/editions.ts'
import type { Digest } from '../../src/digest/digest.ts'
import { digestOf } from '../../src/digest/draw.ts'
import { editionOfWeek } from '../../src/digest/edition.ts'
import { renderDigest } from '../../src/outputs/render.ts'
import { type Replayed, replayed } from './replayed.ts'

const recording = new URL('../fixtures/weeks/2017-W36.har', import.meta.url)

describe('the week of SRE Weekly 88, replayed', () => {
  let week: Replayed
  let digest: Digest
  beforeEach(async () => {
    week = await replayed(recording)
    digest = await digestOf(
      week.store,
      editionOfWeek('2017-W36', week.feeds.digest),
      week.feeds.services,
    )
  })

  const labels = () => digest.entries.map((e) => e.label).sort()
  const heroku = () => digest.entries.find((e) => e.service.id === 'heroku')!

  it('lists what the editor listed, and not Gmail', () => {
    expect(labels()).toEqual([
      'AbeBooks',
      'Apple developer portal',
      'Google Drive',
      'Heroku',
      'iCloud Mail',
    ])
  })

  it('holds the Gmail story back, because nothing shows that it is from this week', () => {
    const gmail = digest.leftOut.filter((l) => l.title.includes('Gmail'))
    expect(gmail).toHaveLength(1)
    expect(gmail[0]!.service).toBe('Gmail')
    expect(gmail[0]!.reason).toMatch(/no date of its own/)
    expect(gmail[0]!.reason).toMatch(/this week/)
  })

  it('ties four follow-ups to the incidents of Heroku, with the common cause told once', () => {
    expect(heroku().incidents).toEqual([])
    const groups = heroku().followUps.map((f) => [...f.incidents].sort())
    expect(groups).toEqual([['1251', '1254'], ['1257'], ['1270']])
    const told = heroku().followUps.map((f) => f.text)
    expect(told[0]).toContain('Debian packages')
    expect(told[1]).toContain('10% of requests')
    expect(told[2]).toContain('more than three years')
    expect(heroku().followUps.flatMap((f) => f.links.map((l) => l.url))).toContain(
      'https://status.heroku.com/incidents/1257',
    )
  })

  it('prints the disclosure', () => {
    expect(heroku().disclosure).toBe('Full disclosure: Heroku is my employer.')
    expect(renderDigest(digest, 'markdown')).toContain('Full disclosure: Heroku is my employer.')
  })

  it('links what the editor linked', () => {
    const links = Object.fromEntries(digest.entries.map((e) => [e.service.id, e.url]))
    expect(links.abebooks).toContain('thebookseller.com')
    expect(links['apple-developer']).toContain('cnet.com')
    expect(links['google-drive']).toContain('heavy.com')
    expect(links['icloud-mail']).toContain('9to5mac.com')
    expect(links.heroku).toBe('https://status.heroku.com/')
  })

  it('traces every line to a reply', () => {
    const lines = digest.entries.flatMap((e) => [...e.incidents, ...e.followUps, ...e.articles])
    expect(lines.length).toBeGreaterThanOrEqual(7)
    for (const line of lines) {
      expect(line.trace.feed).not.toBe('')
      expect(line.trace.hash).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('draws the edition by itself when its time comes', async () => {
    const row = await editionByWeek(week.store.db, '2017-W36')
    expect(row?.from_at).toBe('2017-09-04T00:00:00.000Z')
    expect(row?.to_at).toBe('2017-09-11T00:00:00.000Z')
  })

  it('prints the same bytes again, and replaying again changes nothing', async () => {
    const before = renderDigest(digest, 'json')
    const summary = await week.again()
    expect(summary.changed).toBe(0)
    const edition = editionOfWeek('2017-W36', week.feeds.digest)
    expect(renderDigest(await digestOf(week.store, edition, week.feeds.services), 'json')).toBe(
      before,
    )
  })

  it('reads as the section should', () => {
    expect(renderDigest(digest, 'markdown')).toMatchSnapshot()
  })
})
