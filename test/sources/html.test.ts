import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { readFeeds } from '../../src/feeds-read.ts'
import { closedStatuses } from '../../src/incident.ts'
import { loadSources } from '../../src/registry.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/html.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'

const url = 'https://status.example.com/'
const at = '2026-07-31T12:00:00.000Z'
const simple = { incidents: '.incident', title: 'h3', quiet: 'All systems operational' }

function read(body: string, options: Record<string, unknown> = simple, headers = {}) {
  return source.read({ url, options, open: [] }, [replyOf(url, body, at, headers)]) as Reading
}

function one(body: string, options: Record<string, unknown>) {
  return read(`<main><div class="incident"><h3>T</h3>${body}</div></main>`, {
    ...simple,
    ...options,
  })
}

async function problems(html: string): Promise<string> {
  const text = `services:\n  x:\n    name: X\n    html: ${html}\n`
  try {
    readFeeds(text, 'feeds.yaml', await loadSources())
    return ''
  } catch (error) {
    return String((error as Error).message)
  }
}

describe('a page that must prove itself', () => {
  const quiet = '<main><p>All systems <b>operational</b></p></main>'

  it('is quiet only where it says so', () => {
    expect(read(quiet)).toMatchObject({ incidents: [], reach: { open: true }, notes: [] })
    for (const body of [
      '<main><p>Hello</p></main>',
      '<main><p hidden>All systems operational</p></main>',
      '<main><div style="display: none">All systems operational</div></main>',
      '<main></main><script>const text = "All systems operational"</script>',
      '<main><template>All systems operational</template></main>',
    ]) {
      expect(() => read(body), body).toThrow(ParseError)
    }
  })

  it('refuses another page and a page in a new form', () => {
    const page = { ...simple, quiet: undefined, page: '#status' }
    expect(read('<div id="status"></div>', page).incidents).toEqual([])
    expect(() => read('<div class="incident"><h3>T</h3></div>', page)).toThrow('not the page')
    expect(() => read('<div class="incident"><h4>T</h4></div>')).toThrow('has a title')
  })

  it.each([
    ['an empty body', ' '],
    ['JSON', '{"page": "All systems operational"}'],
    ['text', 'All systems operational'],
    [
      'a feed',
      '<?xml version="1.0"?><rss><channel><title>All systems operational</title></channel></rss>',
    ],
    ['a page cut off within an element', `<html><head></head><body>${quiet.slice(0, -7)}`],
    ['a page without its end', `<html><head></head><body>${quiet}`],
    ['endless depth', `${'<div>'.repeat(20_000)}All systems operational${'</div>'.repeat(20_000)}`],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(ParseError)
  })

  it('takes a page whose end tags are left out as HTML allows', () => {
    expect(read('<!doctype html><title>S</title><p>All systems operational').incidents).toEqual([])
  })

  it('notes a page that says it is quiet and lists an open incident', () => {
    const { notes } = read(`<main>All systems operational<i class="incident"><h3>T</h3></i></main>`)
    expect(notes.join()).toContain('lists 1 that are not over')
  })
})

describe('what an entry says', () => {
  it('counts an entry without a title, and then does not say that all open ones are listed', () => {
    const { incidents, skipped, reach } = read(
      '<main><p class="incident"><b>no title</b></p><div class="incident"><h3>T</h3></div></main>',
    )
    expect(incidents.map((i) => i.title)).toEqual(['T'])
    expect(skipped).toEqual([{ what: 'entry #1', why: 'it has no title' }])
    expect(reach.open).toBe(false)
  })

  it.each([
    ['Jul 31, 10:00', {}, 'say timezone'],
    ['31/07/2026 10:00 UTC', {}, 'say dates'],
    ['July 31, 2026', {}, 'no time of day'],
    ['two hours ago', {}, 'no time of day'],
    ['Jul 31, 10:00', { timezone: 'America/Los_Angeles' }, 'lies ahead'],
  ])('does not guess the time "%s" with %o', (time, options, words) => {
    const { incidents, notes } = one(`<i>${time}</i>`, { time: 'i', ...options })
    expect(incidents[0]).toMatchObject({ startedAt: null, postedAt: null })
    expect(notes.join()).toContain(words)
  })

  it('is over by a word, or by an end in the past, and by nothing else', () => {
    const said = (body: string, options: object) => one(body, { ...options }).incidents[0]!
    const times = { time: 'i', end: 'b', timezone: 'UTC' }
    expect(said('<i>Jul 31, 10:00</i><b>Jul 31, 11:00</b>', times)).toMatchObject({
      status: 'resolved',
      resolvedAt: '2026-07-31T11:00:00.000Z',
    })
    for (const end of ['', 'Jul 31, 13:00', 'soon', 'July 31']) {
      const incident = said(`<i>Jul 31, 10:00</i><b>${end}</b>`, times)
      expect(incident, end).toMatchObject({ status: 'unknown', resolvedAt: null })
    }
    const strange = one('<u>Rotwein</u>', { status: 'u' })
    expect(strange.incidents[0]!.status).toBe('unknown')
    expect(strange.notes.join()).toContain('Rotwein')
  })

  it('does not date the end by the beginning', () => {
    const { incidents } = one('<i>Jul 31, 10:00</i><u>Resolved</u><p>Over.</p>', {
      time: 'i',
      status: 'u',
      text: 'p',
      timezone: 'UTC',
    })
    expect(incidents[0]).toMatchObject({ status: 'resolved', resolvedAt: null })
  })

  it('finds updates that stand in the row below', () => {
    const { incidents } = read(
      '<table><tr class="incident"><td><h3>T</h3></td></tr><tr class="say"><td>Down.</td></tr></table>',
      { ...simple, updates: '+ .say' },
    )
    expect(incidents[0]!.updates.map((u) => u.text)).toEqual(['Down.'])
  })

  it('keeps ids when a newer entry of the same title comes first', () => {
    const entry = '<div class="incident"><h3>Slow</h3></div>'
    const ids = (n: number) => read(`<main>${entry.repeat(n)}</main>`).incidents.map((i) => i.id)
    expect(ids(1)).toEqual(['Slow'])
    expect(ids(2)).toEqual(['Slow@2', 'Slow'])
  })

  it('takes an id of the page as it stands, and one incident shown twice as one', () => {
    const body =
      '<main><i class="incident" id="7"><h3>A</h3></i><i class="incident" id="7"><h3>A</h3></i></main>'
    expect(read(body, { ...simple, id: '@id' }).incidents.map((i) => i.id)).toEqual(['7'])
  })

  it('reads the charset that the page names, and never a link that is none', () => {
    const body = Buffer.from(
      '<head><meta charset="windows-1251"></head><body><div class="incident"><h3>\xd1\xe1\xee\xe9</h3><a href="javascript:x">x</a></div></body>',
      'latin1',
    )
    const reply = { url, status: 200, headers: { 'content-type': 'text/html' }, body, at }
    const { incidents } = source.read({ url, options: { ...simple, link: 'a@href' }, open: [] }, [
      reply,
    ]) as Reading
    expect(incidents[0]).toMatchObject({ title: 'Сбой', url })
  })

  it('is never detected by itself', () => {
    for (const { replies } of loadFixtures('html')) expect(source.detects(replies)).toBeNull()
    expect(source.recognises(new URL(source.examples[0]!))).toBe(false)
  })

  it('never crashes on broken markup, and reads nothing as over that is not', () => {
    const { feed, replies, fixture } = loadFixture('html', 'open')
    const body = fixture.replies[0]!.body as string
    const cut = fc.tuple(
      fc.nat(body.length),
      fc.nat(200),
      fc.constantFrom(
        '',
        '<',
        '>',
        '</div>',
        '<table>',
        '"',
        '<!--',
        '&#0;',
        '\u0000',
        '<p hidden>',
      ),
    )
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 4 }), (cuts) => {
        const broken = cuts.reduce((b, [i, n, put]) => b.slice(0, i) + put + b.slice(i + n), body)
        try {
          const reading = source.read(feed, [
            { ...replies[0]!, body: Buffer.from(broken) },
          ]) as Reading
          for (const i of reading.incidents) expect(closedStatuses).not.toContain(i.status)
        } catch (error) {
          if (!(error instanceof ParseError)) throw error
        }
      }),
    )
  })
})

describe('its lines in feeds.yaml', () => {
  it('are right in one line and in several', async () => {
    const open = '{ url: https://x.example.com, incidents: .incident, title: h3, quiet: All is well'
    expect(await problems(`${open} }`)).toBe('')
    expect(
      await problems(`${open}, time: time@datetime, impact: { major: .red }, component: API }`),
    ).toBe('')
    expect(
      await problems(
        '\n      url: https://x.example.com\n      incidents: "#list > li"\n      title: "@title"\n      page: "#list"\n      day: h2',
      ),
    ).toBe('')
  })

  it.each([
    ['https://x.example.com', 4, '"incidents", "title"'],
    ['{ url: https://x.example.com, incidents: .x, title: h3 }', 4, 'expected page: or quiet:'],
    [
      '{ url: https://x.example.com, incidents: "li[", title: h3, page: .p }',
      4,
      'expected a CSS selector',
    ],
    ['{ url: https://x.example.com, incidents: ..x, title: h3, page: .p }', 4, 'a name is missing'],
    [
      '{ url: https://x.example.com, incidents: "", title: h3, page: .p }',
      4,
      'nothing stands there',
    ],
    [
      '{ url: https://x.example.com, incidents: li@id, title: h3, page: .p }',
      4,
      'not an @attribute',
    ],
    [
      '\n      url: https://x.example.com\n      incidents: li\n      title: h3\n      page: .p\n      impact: { major: ":nope" }',
      9,
      'Unknown pseudo-class',
    ],
    [
      '{ url: https://x.example.com, incidents: li, title: h3, page: .p, timezone: Mars/Base }',
      4,
      'time zone',
    ],
    [
      '{ url: https://x.example.com, incidents: li, title: h3, page: .p, updateText: p }',
      4,
      'expected updates:',
    ],
  ])('refuses %s, with its line', async (html, line, words) => {
    const said = await problems(html)
    expect(said).toContain(words)
    expect(said).toMatch(new RegExp(`\\b${line}:\\d+`))
  })
})

const recorded = new URL('../../../shared/recordings/payloads/fastly/', import.meta.url)

describe.skipIf(!existsSync(recorded))('recorded pages (skipped where there are none)', () => {
  it.each([
    ['page-unavailable-wayback-2023-01-20.html', '2023-01-20T00:14:06.000Z', 2],
    ['page-normal-wayback.html', '2023-02-20T00:00:00.000Z', 0],
  ])('reads %s', (name, when, open) => {
    const { fixture } = loadFixture('html', 'statuscast-form')
    const body = readFileSync(new URL(name, recorded), 'utf8')
    const { options = {} } = fixture.feed
    const { incidents, skipped } = source.read(
      { url: 'https://www.fastlystatus.com/', options, open: [] },
      [replyOf('https://www.fastlystatus.com/', body, when)],
    ) as Reading
    expect(skipped).toEqual([])
    expect(incidents.length).toBeGreaterThan(8)
    const going = incidents.filter((i) => i.status === 'investigating')
    expect(going).toHaveLength(open)
  })
})
