import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { type FeedDocument, readFeed } from '../../src/source-kit/feed.ts'
import { replyOf } from '../fixture.ts'

const url = 'https://status.example.com/feed.xml'
const read = (body: unknown, headers = {}) => readFeed(replyOf(url, body, undefined, headers))
const item = '<item><title>One</title><guid>1</guid><description>Text</description></item>'
const rss = (items = item, channel = '<title>T</title><link>https://status.example.com/</link>') =>
  `<?xml version="1.0"?>\n<rss version="2.0"><channel>${channel}${items}</channel></rss>`
const atom = (entries: string, head = '<title>T</title>') =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${head}${entries}</feed>`

describe('readFeed', () => {
  it('reads RSS 2.0 with everything a status feed may carry', async () => {
    const feed = await read(
      rss(
        `<item><title>A &amp;amp; B &lt;b&gt;down&lt;/b&gt;</title><link>/i/1</link>
        <guid isPermaLink="false">g-1</guid><pubDate>Mon, 17 Aug 2026 21:01:19 PDT</pubDate>
        <description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>
        <category>API</category><category domain="x">Web</category><author>a@b.example (Ann)</author>
        <source url="https://paper.example/">The Paper</source><dc:creator>Bob</dc:creator>
        <maintenanceEndDate>Tue, 18 Aug 2026 00:00:00 GMT</maintenanceEndDate></item>`,
        `<title>Page</title><title type="text">not the title</title><link>https://status.example.com/</link>
        <atom:link rel="self" href="https://status.example.com/feed.xml"/><description>All of it</description>
        <generator>gen 1</generator><ttl>5</ttl><lastBuildDate>Mon, 17 Aug 2026 22:00:00 GMT</lastBuildDate>`,
      ),
    )
    expect(feed).toEqual({
      format: 'rss',
      title: 'Page',
      link: 'https://status.example.com/',
      generator: 'gen 1',
      description: 'All of it',
      builtAt: '2026-08-17T22:00:00.000Z',
      ttlMinutes: 5,
      items: [
        {
          id: 'g-1',
          link: 'https://status.example.com/i/1',
          title: 'A & B down',
          html: '<p>long</p>',
          summaryHtml: 'short',
          publishedAt: '2026-08-18T04:01:19.000Z',
          updatedAt: null,
          dateText: null,
          categories: ['API', 'Web'],
          author: 'a@b.example (Ann)',
          publisher: 'The Paper',
          extra: { maintenanceEndDate: 'Tue, 18 Aug 2026 00:00:00 GMT', permalink: 'false' },
        },
      ],
      tolerant: false,
      notes: [],
    })
  })

  it('reads RSS 1.0, whose items stand beside the channel', async () => {
    const feed = await read(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://a.example/"><title>Old</title><link>https://a.example/</link></channel><item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2026-01-02T03:04:05+02:00</dc:date></item></rdf:RDF>',
    )
    expect(feed.format).toBe('rss')
    expect(feed.items).toMatchObject([
      { id: 'https://a.example/1', title: 'One', publishedAt: '2026-01-02T01:04:05.000Z' },
    ])
  })

  it('reads Atom: the alternate link, both dates, authors, labels', async () => {
    const feed = await read(
      atom(
        `<entry><id>tag:x,2005:1</id><title type="text">a &lt;b&gt; c</title>
        <link rel="self" href="/self"/><link rel="enclosure" href="/file"/><link href="/html"/>
        <published>2026-01-01T00:00:00Z</published><updated>2026-01-02T00:00:00Z</updated>
        <content type="html">&lt;p&gt;x&lt;/p&gt;</content><summary>s</summary>
        <author><name>Ann</name></author><category term="t" label="Label"/><source><title>Src</title></source></entry>`,
        '<title>T</title><updated>2026-01-03T00:00:00Z</updated><link rel="alternate" href="https://page.example/"/>',
      ),
    )
    expect(feed).toMatchObject({ format: 'atom', builtAt: '2026-01-03T00:00:00.000Z' })
    expect(feed.items).toMatchObject([
      {
        id: 'tag:x,2005:1',
        title: 'a <b> c',
        link: 'https://page.example/html',
        publishedAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-02T00:00:00.000Z',
        html: '<p>x</p>',
        summaryHtml: 's',
        author: 'Ann',
        categories: ['Label'],
        publisher: 'Src',
      },
    ])
  })

  it('keeps the order of words in XHTML and in markup that is not escaped', async () => {
    const body = '<div><p>We <b>are</b> back, <i>all</i> of us.</p></div>'
    const entry = `<entry><id>1</id><title>t</title><content type="xhtml">${body}</content></entry>`
    const feed = await read(atom(entry))
    expect(feed).toMatchObject({ tolerant: false, items: [{ html: body }] })
    const rough = await read(rss(`<item><title>t</title><description>${body}</description></item>`))
    expect(rough).toMatchObject({ tolerant: false, items: [{ html: body }] })
  })

  it('reads JSON Feed, with numbers as ids and text in place of HTML', async () => {
    const feed = await read({
      version: 'https://jsonfeed.org/version/1',
      title: 'T',
      home_page_url: 'https://a.example/',
      items: [
        { id: 7, url: '/7', title: 'a <b> c', content_text: '1 < 2\nend', tags: ['x', 3] },
        {
          id: '8',
          date_published: '2026-01-01',
          author: { name: 'Ann' },
          content_html: '<p>x</p>',
        },
        'no item',
      ],
    })
    expect(feed.format).toBe('json')
    expect(feed.items).toMatchObject([
      { id: '7', link: 'https://a.example/7', title: 'a <b> c', html: '1 &lt; 2<br>end' },
      { id: '8', publishedAt: null, dateText: '2026-01-01', author: 'Ann', html: '<p>x</p>' },
    ])
    expect(feed.notes.join()).toContain('could not be read: 1')
  })

  it.each([
    ['a date without zone', '2026-01-01 10:00:00'],
    ['an unknown zone', 'Mon, 04 May 2026 10:00:00 XYZ'],
    ['a day that does not exist', 'Mon, 30 Feb 2026 10:00:00 GMT'],
    ['a date alone', '2026-01-01'],
    ['words', 'yesterday'],
  ])('keeps %s as text and invents no time', async (_, date) => {
    const dated = `<item><title>t</title><pubDate>${date}</pubDate></item>`
    expect((await read(rss(dated))).items[0]).toMatchObject({ publishedAt: null, dateText: date })
    const entry = `<entry><id>1</id><title>t</title><updated>${date}</updated></entry>`
    const [read1] = (await read(atom(entry))).items
    expect(read1).toMatchObject({ publishedAt: null, updatedAt: null, dateText: date })
  })

  it('takes an address without scheme for the host it names, and no other scheme at all', async () => {
    const link = async (text: string) =>
      (await read(rss(`<item><title>t</title><link>${text}</link></item>`))).items[0]!.link
    expect(await link('status.example.com/incidents/x')).toBe(
      'https://status.example.com/incidents/x',
    )
    expect(await link('incidents/x')).toBe('https://status.example.com/incidents/x')
    expect(await link('javascript:alert(1)')).toBeNull()
    expect(await link('https://u:p@status.example.com/x')).toBe('https://status.example.com/x')
  })

  it.each([
    ['a bare ampersand', rss('<item><title>A & B</title><guid>1</guid></item>'), 'A & B'],
    ['a warning before the declaration', `<br />\n<b>Warning</b>: x\n${rss()}`, 'One'],
    ['no version', rss().replace(' version="2.0"', ''), 'One'],
    [
      'capital tags',
      rss()
        .replace(/item>/g, 'ITEM>')
        .replace(/title>/g, 'TITLE>'),
      'One',
    ],
    ['attributes without quotes', rss().replace('<guid>', '<guid isPermaLink=false>'), 'One'],
    ['an unclosed <br>', rss().replace('Text', 'Te<br>xt'), 'One'],
    ['items outside of the channel', rss('').replace('</channel>', `</channel>${item}`), 'One'],
  ])('takes %s, and notes it', async (_, body, title) => {
    const feed = await read(body)
    expect(feed.items.map((i) => i.title)).toEqual([title])
    expect(feed.tolerant).toBe(true)
    expect(feed.notes.join()).toMatch(/tolerant/)
  })

  it('reads entities of HTML', async () => {
    const feed = await read(rss('<item><title>One&nbsp;&eacute;</title></item>'))
    expect(feed).toMatchObject({ tolerant: false, items: [{ title: 'One é' }] })
  })

  it('keeps links and the end of a maintenance in the tolerant reading', async () => {
    const end = '<maintenanceEndDate>Tue, 18 Aug 2026 00:00:00 GMT</maintenanceEndDate>'
    const feed = await read(rss(`${item.replace('One', 'A & B').replace('</item>', end)}</item>`))
    expect(feed.items[0]!.extra.maintenanceEndDate).toBe('Tue, 18 Aug 2026 00:00:00 GMT')
    const entry = '<entry><id>1</id><title>A & B</title><link rel=alternate href=/x /></entry>'
    expect((await read(atom(entry))).items[0]!.link).toBe('https://status.example.com/x')
  })

  it.each([
    ['an empty body', ''],
    ['blanks', ' \n\t '],
    ['HTML', '<!doctype html><html><body>Sign in</body></html>'],
    ['HTML without doctype', '\n<html><head><title>rss</title></head></html>'],
    ['other XML', '<?xml version="1.0"?><sitemap><x/></sitemap>'],
    ['other JSON', '{"page":{"id":"x"},"items":[]}'],
    ['a JSON list', '[]'],
    ['text', 'OK'],
    ['RSS cut off between items', rss().replace('</channel></rss>', '')],
    [
      'RSS cut off within CDATA that shows an end',
      `${rss('').slice(0, -17)}<item><description><![CDATA[</channel></rss>`,
    ],
    ['Atom cut off in a comment', atom('').replace('</feed>', '<!-- </feed>')],
    ['JSON cut off', '{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"1"}'],
  ])('refuses %s', async (_, body) => {
    await expect(read(body)).rejects.toThrow(ParseError)
  })

  it('says what is wrong', async () => {
    await expect(read('<html></html>')).rejects.toThrow(/HTML where a feed was due/)
    await expect(read('<rss version="2.0"><channel>')).rejects.toThrow(/cut off/)
  })

  it('takes junk and comments behind the end', async () => {
    const feed = await read(`${rss()}\n<!-- 0.2 s --> <script src="x"></script> <!-- open`)
    expect(feed.items).toHaveLength(1)
  })

  it('is no feed with half its items at any length it may be cut to', async () => {
    const whole = rss(item.repeat(3))
    for (let length = 1; length < whole.length - 1; length += 3) {
      await expect(read(whole.slice(0, length)), `${length}`).rejects.toThrow(ParseError)
    }
  })

  it('reads by the mark, the header, the declaration, then as UTF-8', async () => {
    const text =
      '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>\u0421</title></channel></rss>'
    const bytes = Buffer.from(text.replace('\u0421', '\xd1'), 'latin1')
    const at = (body: Uint8Array, type?: string) =>
      readFeed({ url, status: 200, headers: type ? { 'content-type': type } : {}, body, at: '' })
    expect((await at(bytes)).title).toBe('\u0421')
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
    expect((await at(utf16, 'text/xml; charset=utf-8')).title).toBe('\u0421')
    expect((await at(Buffer.from(text), 'text/xml; charset=utf-8')).title).toBe('\u0421')
    const broken = await at(bytes, 'text/xml; charset=utf-8')
    expect(broken.notes.join()).toMatch(/character set/)
  })

  it('drops control characters, and codes of them leave no trace in titles', async () => {
    const feed = await read(rss('<item><title>a\u0000\u001b[31mb\u000bc</title></item>'))
    expect(feed.items[0]!.title).toBe('a[31mbc')
    const coded = await read(rss('<item><title>a&#0;&#27;b&#9999999;</title></item>'))
    expect(coded.items[0]!.title).not.toMatch(/[\u0000-\u001f]/)
  })
})

describe('hostile feeds', () => {
  const big = 1_500_000
  const fill = (bit: string) => bit.repeat(Math.ceil(big / bit.length))
  const laughs = `<!DOCTYPE rss [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY b${n} "${`&${n ? `b${n - 1}` : 'a'};`.repeat(10)}">`).join('')}]>`

  it.each([
    [
      'a hundred thousand levels',
      `<rss><channel>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</channel></rss>`,
    ],
    ['deep levels within an item', rss(`<item><x>${'<a>'.repeat(50_000)}</x></item>`)],
    [
      'deep markup within a body',
      rss(`<item><title>t</title><description>${'<b>'.repeat(300_000)}</description></item>`),
    ],
    ['entities of entities', `${laughs}${rss('<item><title>&b19;</title></item>')}`],
    [
      'an entity from a file',
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`,
    ],
    [
      'numeric entities',
      rss(`<item><title>t</title><description>${fill('&#38;')}</description></item>`),
    ],
    ['open bodies', rss(fill('<item><description>'))],
    ['open comments', rss(fill('<!-- '))],
    ['open CDATA', rss(fill('<![CDATA['))],
    ['declarations', rss(fill('<!x ['))],
    ['brackets', rss(fill('<'))],
    ['ampersands', rss(`<item><title>${fill('&')}</title></item>`)],
    ['quotes', rss(fill('<a b="'))],
    ['attributes', rss(fill('<a b=c d=e '))],
    ['blanks', rss(fill(' '))],
    [
      'escaped paragraphs',
      rss(`<item><title>t</title><description>${fill('&lt;p')}</description></item>`),
    ],
    ['items', rss(fill('<item/>'))],
    [
      'constructors',
      rss(
        '<item><constructor>x</constructor><__proto__><a>1</a></__proto__><title>t</title></item>',
      ),
    ],
  ])('of %s neither hang nor crash', async (_, body) => {
    const outcome = await read(body).catch((e: unknown) => e)
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
    else expect(JSON.stringify(outcome)).not.toContain('root:')
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  it('end in a document or a ParseError whatever is changed in them', async () => {
    const seed = rss(
      `<item><title>A &amp; B</title><link>/x</link><guid isPermaLink="false">1</guid><pubDate>Mon, 17 Aug 2026 21:01:19 PDT</pubDate><description><![CDATA[<p>x</p>]]></description></item>`,
    )
    const bits = [
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '<![CDATA[',
      '<!--',
      '</rss>',
      '</item>',
      '\u0000',
      '<p>',
    ]
    const change = fc.tuple(fc.nat(seed.length), fc.nat(12), fc.constantFrom(...bits, ''))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let text = seed
        for (const [at, cut, put] of changes) text = text.slice(0, at) + put + text.slice(at + cut)
        const outcome: unknown = await read(text).catch((e: unknown) => e)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
        else check(outcome as FeedDocument)
      }),
      { numRuns: 400 },
    )
  })

  it('of any text at all end the same way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
        for (const body of [text, rss(text), rss(`<item><title>${text}</title></item>`)]) {
          const outcome: unknown = await read(body).catch((e: unknown) => e)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError)
          else check(outcome as FeedDocument)
        }
      }),
      { numRuns: 200 },
    )
  })
})

function check(feed: FeedDocument): void {
  for (const item of feed.items) {
    expect(item.title).not.toMatch(/[\u0000-\u001f]/)
    if (item.link !== null) expect(item.link).toMatch(/^https?:\/\//)
    for (const at of [item.publishedAt, item.updatedAt]) {
      if (at !== null) expect(new Date(at).toISOString()).toBe(at)
    }
  }
}

const recordings = new URL('../../../shared/recordings/payloads/', import.meta.url)
describe.skipIf(!existsSync(recordings))(
  'recorded feeds (skipped where they are not at hand)',
  () => {
    const root = fileURLToPath(recordings)
    it.each(globSync('**/*.{xml,atom}', { cwd: root }))(
      '%s is read without tolerance',
      async (file) => {
        const body = readFileSync(`${root}${file}`)
        const feed = await readFeed({ url, status: 200, headers: {}, body, at: '' })
        expect(feed).toMatchObject({ tolerant: false, notes: [] })
        for (const item of feed.items) expect(item.dateText, item.title).toBeNull()
      },
    )
  },
)
