import fc from 'fast-check'
import RssParser from 'rss-parser'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../src/incident.ts'
import { clean } from '../../src/outputs/clean.ts'
import { feedFormats, type OutFeed, renderFeed, tagUri } from '../../src/outputs/feed-document.ts'
import { editionFeed, incidentFeed } from '../../src/outputs/feeds.ts'
import { readFeed } from '../../src/source-kit/feed.ts'
import { oneLine, plainText } from '../../src/source-kit/text.ts'
import { incident, service, update } from '../digest/make.ts'
import { hostile } from '../web/public.ts'
import { digest, entry } from './make.ts'

const place = { base: 'https://desk.example/', selfUrl: 'https://desk.example/feeds/x' }
const services = [service('github', 'GitHub'), service('gmail', 'Gmail')]
const feedOf = (...incidents: StoredIncident[]) => incidentFeed(incidents, services, place)

/** Read by our own reader as if it had come from the network. */
function read(text: string) {
  const body = new TextEncoder().encode(text)
  return readFeed({
    url: place.selfUrl,
    status: 200,
    headers: {},
    body,
    at: '2017-09-11T00:00:00Z',
  })
}

const told = incident(1, {
  title: 'Pushes <fail> & more',
  changedAt: '2017-09-06T09:00:00.000Z',
  impactLabel: 'Sev 1',
  components: ['Git'],
  updates: [
    update('2017-09-05T10:00:00.000Z', 'We look.\nStill.'),
    update('2017-09-05T11:00:00.000Z', 'A <b>disk</b> & all.', 'resolved'),
  ],
})

describe('an incident', () => {
  it.each(feedFormats)('comes back from %s through our own reader', async (format) => {
    const feed = await read(renderFeed(feedOf(told, incident(2)), format))
    expect(feed).toMatchObject({ format, tolerant: false, notes: [], link: place.base })
    expect(feed.items).toHaveLength(2)
    const [first] = feed.items
    expect(first).toMatchObject({
      id: 'tag:desk.example,2026:incident/github/i1',
      link: told.url,
      title: 'GitHub: Pushes <fail> & more (resolved)',
      categories: ['GitHub', 'resolved', 'impact major'],
    })
    const times = [first!.publishedAt, first!.updatedAt].filter(Boolean)
    const posted = format === 'rss' ? [] : ['2017-09-05T10:00:00.000Z']
    expect(times).toEqual([...posted, '2017-09-06T09:00:00.000Z'])
    expect(plainText(first!.html)).toMatchInlineSnapshot(`
      "Impact: major (Sev 1)

      Affected: Git

      Resolved 2017-09-05 11:00 UTC
      A <b>disk</b> & all.

      Investigating 2017-09-05 10:00 UTC
      We look.
      Still."
    `)
  })

  it.each(['atom', 'rss'] as const)('comes back from %s through rss-parser', async (format) => {
    const feed = await new RssParser().parseString(renderFeed(feedOf(told), format))
    expect(feed.feedUrl ?? place.selfUrl).toBe(place.selfUrl)
    expect(feed.items[0]).toMatchObject({ link: told.url, isoDate: expect.any(String) })
    expect(feed.items[0]!.content).toContain('A &lt;b&gt;disk&lt;/b&gt; &amp; all.')
  })

  it('keeps its id and moves its time when something is added', () => {
    const before = feedOf(incident(1, { changedAt: '2017-09-05T10:05:00.000Z' })).items[0]!
    const after = feedOf(told).items[0]!
    expect(after.id).toBe(before.id)
    expect(after.updatedAt > before.updatedAt).toBe(true)
    expect(after.publishedAt).toBe(before.publishedAt)
    expect(feedOf({ ...told, id: 'new', formerIds: ['i1'] }).items[0]!.id).toBe(before.id)
  })

  it('is no news when it was over before its feed was first read', () => {
    const firstSeenAt = '2026-01-01T00:00:00.000Z'
    const old = incident(1, { backfilled: true, firstSeenAt, changedAt: firstSeenAt })
    expect(feedOf(old).items[0]!.updatedAt).toBe('2017-09-05T11:00:00.000Z')
    const edited = { ...old, changedAt: '2026-02-01T00:00:00.000Z' }
    expect(feedOf(edited).items[0]!.updatedAt).toBe('2026-02-01T00:00:00.000Z')
  })

  it('is posted before its window begins, when it is planned', () => {
    const planned = incident(1, {
      kind: 'maintenance',
      status: 'scheduled',
      postedAt: null,
      startedAt: '2017-10-01T00:00:00.000Z',
      firstSeenAt: '2017-09-05T00:00:00.000Z',
    })
    expect(feedOf(planned).items[0]!.publishedAt).toBe('2017-09-05T00:00:00.000Z')
  })

  it('says when the provider took it away, and tells a postmortem once', () => {
    expect(feedOf(incident(1, { state: 'vanished' })).items[0]!.title).toMatch(/taken off/)
    const postmortem = { url: null, text: 'A disk was full.', at: '2017-09-06T00:00:00.000Z' }
    const count = (i: StoredIncident) => feedOf(i).items[0]!.html.split(postmortem.text).length - 1
    expect(count(incident(1, { postmortem }))).toBe(1)
    const updates = [update(postmortem.at, postmortem.text, 'postmortem')]
    expect(count(incident(1, { postmortem, updates }))).toBe(1)
  })
})

describe('a feed', () => {
  const empty = feedOf()

  it('has what validators ask for', () => {
    const atom = renderFeed(feedOf(told), 'atom')
    expect(atom).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/,
    )
    expect(atom).toMatch(/<author>\s*<name>Outage Desk<\/name>/)
    expect(atom).toContain(`<link href="${place.selfUrl}" rel="self" type="application/atom+xml"/>`)
    expect(atom.match(/<updated>[^<]+Z<\/updated>/g)).toHaveLength(2)
    const rss = renderFeed(feedOf(told), 'rss')
    expect(rss).toContain(
      `<atom:link href="${place.selfUrl}" rel="self" type="application/rss+xml"/>`,
    )
    expect(rss).toContain(
      '<guid isPermaLink="false">tag:desk.example,2026:incident/github/i1</guid>',
    )
    expect(rss).toContain('<pubDate>Wed, 06 Sep 2017 09:00:00 GMT</pubDate>')
    expect(rss).toContain('<description>')
    const json = JSON.parse(renderFeed(feedOf(told), 'json'))
    expect(json).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: place.selfUrl,
    })
    expect(json.authors).toEqual([{ name: 'Outage Desk' }])
  })

  it.each(feedFormats)('is whole when it is empty: %s', async (format) => {
    const text = renderFeed(empty, format)
    const feed = await read(text)
    expect([feed.title, feed.items, feed.tolerant]).toEqual(['Outage Desk: incidents', [], false])
    if (format === 'json') expect(JSON.parse(text).items).toEqual([])
    if (format === 'atom') expect(text).toContain('<updated>1970-01-01T00:00:00.000Z</updated>')
  })

  it('holds the 50 that changed last, and each time the same bytes', () => {
    const at = (n: number) => new Date(Date.UTC(2017, 8, 5, 0, n)).toISOString()
    const all = Array.from({ length: 60 }, (_, n) => incident(n, { changedAt: at(n) }))
    const feed = feedOf(...all)
    expect(feed.items).toHaveLength(50)
    expect(feed.items[0]!.updatedAt).toBe(at(59))
    expect(renderFeed(feedOf(...all.reverse()), 'atom')).toBe(renderFeed(feed, 'atom'))
  })

  it('has ids that are tag URIs, whatever the names and the host', () => {
    const valid = /^tag:[a-z0-9.-]+,\d{4}:[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]*$/
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(tagUri('http://[::1]:80/', 'incident', name)).toMatch(valid)
      }),
    )
    expect(tagUri('http://[::1]/', 'a\uD83D')).toMatch(valid)
  })
})

describe('an edition', () => {
  const section = digest([entry({ label: 'Heroku <b>' })])
  const publishedAt = '2017-09-11T00:10:00.000Z'

  it.each(feedFormats)('comes back from %s with its section', async (format) => {
    const feed = await read(
      renderFeed(editionFeed([{ digest: section, publishedAt }], place), format),
    )
    expect(feed.items[0]).toMatchObject({
      id: 'tag:desk.example,2026:edition/2017-W36',
      link: 'https://desk.example/digest/2017-W36.html',
      title: 'Outages #88, 2017-W36',
      publishedAt,
    })
    expect(feed.items[0]!.html).toContain('Heroku &lt;b&gt;')
  })

  it('surfaces again with a correction', () => {
    const at = '2017-09-20T00:00:00.000Z'
    const corrections = [{ at, reason: 'Wrong name.' }]
    const fixed = { digest: digest(section.entries, { corrections }), publishedAt }
    const [item] = editionFeed([fixed], place).items
    expect(item).toMatchObject({ publishedAt, updatedAt: at })
  })
})

describe('hostile text', () => {
  const evil = incident(1, {
    title: hostile,
    url: 'javascript:alert(1)',
    impactLabel: hostile,
    components: [hostile],
    id: hostile,
    updates: [update('2017-09-05T10:00:00.000Z', `${hostile}\n${'y'.repeat(200_000)}`)],
  })
  const bad: OutFeed = incidentFeed([evil], [service('github', hostile)], place)

  it.each(feedFormats)('stays text in %s', async (format) => {
    const text = renderFeed(bad, format)
    expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\uD800-\uDFFF]/)
    expect(text).not.toMatch(/[\uFFFE\uFFFF]/)
    expect(text.length).toBeLessThan(20_000)
    const feed = await read(text)
    expect(feed.tolerant).toBe(false)
    expect(feed.items[0]!.html).not.toMatch(/<(?!\/?(?:p|br|strong|time)\b)/)
    expect(feed.items[0]!.link).toBe(place.base)
    expect(plainText(feed.items[0]!.html)).toContain('<script>alert(1)</script>')
  })

  it('keeps any title and text through every format', async () => {
    const odd = fc.constantFrom(
      '<b>',
      '&amp;',
      ']]>',
      '<![CDATA[',
      '&',
      '<',
      '\uFFFF',
      '\u0001',
      'ש',
      ' ',
    )
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme' }))).map((p) => p.join(''))
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...feedFormats), async (words, format) => {
        const one = incident(1, { title: `a ${words} z`, updates: [update(null, words)] })
        const feed = await read(renderFeed(feedOf(one), format))
        expect(feed.tolerant).toBe(false)
        const shown = feedOf(one).items[0]!.title
        expect(feed.items[0]!.title).toBe(oneLine(clean(shown).replace(/[\uFFFE\uFFFF]/g, '')))
      }),
      { numRuns: 300 },
    )
  })
})
