import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/incident.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'
import { followUps, others, outages } from './titles.ts'

function service(id: string, name: string, aliases: string[] = []): Service {
  return { id, name, aliases, parent: null, gloss: null, category: null, disclosure: null }
}

const names = serviceNames([
  service('abebooks', 'AbeBooks', ['AbeBooks.com']),
  service('gmail', 'Gmail'),
  service('google', 'Google'),
  service('google-drive', 'Google Drive'),
  service('apple', 'Apple'),
  service('apple-developer', 'Apple developer portal'),
  service('icloud-mail', 'iCloud Mail'),
  service('github', 'GitHub'),
  service('signal', 'Signal'),
  service('square', 'Square'),
  service('target', 'Target'),
  service('fire', 'Fire'),
  service('stream', 'Stream'),
  service('box', 'Box'),
  service('railway', 'Railway'),
  service('google-cloud', 'Google Cloud'),
  service('claude', 'Claude'),
  service('facebook', 'Facebook'),
  service('aws', 'AWS', ['Amazon Web Services']),
])

const read = (title: string, url?: string) => judge(url ? { title, url } : { title }, names)

describe('judge', () => {
  it.each(outages)('takes an outage (%s): %s', (_, title, name) => {
    const verdict = read(title)
    expect(verdict).toMatchObject({ outage: true, followUp: false })
    expect(verdict.reasons.length).toBeGreaterThan(0)
    if (name) expect(verdict.service).toBe(name)
  })

  it.each(others)('does not take for one (%s): %s', (_, title) => {
    expect(read(title).outage).toBe(false)
  })

  it.each(followUps)('takes for a follow-up: %s', (title) => {
    expect(read(title)).toMatchObject({ outage: false, followUp: true })
  })

  it('says why in words', () => {
    expect(read('GitHub is down').reasons[0]).toMatch(/^[a-z]/)
    expect(read('Power outages across Texas after storm').reasons).toContain(
      'is about electric power',
    )
    expect(read('AWS outage (2012)').reasons).toContain('carries a year of its own')
  })

  it('is surer of a title with the link of a status page', () => {
    const title = 'Querying and Ingest issues in EU'
    const linked = read(title, 'https://status.honeycomb.io/incidents/x')
    expect(linked.outage).toBe(true)
    expect(linked.service).toBe('Honeycomb')
    expect(linked.confidence).toBeGreaterThan(read(title).confidence)
  })

  it('keeps to 0..1, says why of an outage and never throws, whatever the title', () => {
    const words = fc
      .constantFrom(...outages, ...others)
      .chain(([, title]) => fc.shuffledSubarray(title.split(' ')).map((some) => some.join(' ')))
    const title = fc.oneof(fc.string({ maxLength: 600 }), fc.string({ unit: 'binary' }), words)
    fc.assert(
      fc.property(title, fc.oneof(fc.webUrl(), fc.string()), (text, url) => {
        const verdict = judge({ title: text, url }, names)
        expect(verdict.confidence).toBeGreaterThanOrEqual(0)
        expect(verdict.confidence).toBeLessThanOrEqual(1)
        expect(verdict.title).toBe(text)
        if (verdict.outage) expect(verdict.reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  it('reads a hostile title in no time', () => {
    const started = performance.now()
    for (const part of ['down ', 'power outage ', 'a', 'Ask HN: ', 'is ', 'A, '])
      read(part.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('follow-ups', () => {
  it.each([
    ['An update on last Sunday’s service disruption', 'https://github.blog/x', 'GitHub'],
    ['Our October incident', 'https://github.blog/x', 'GitHub'],
    [
      'Summary of the service event in the Tokyo region',
      'https://aws.amazon.com/message/1/',
      'AWS',
    ],
    ['More details about yesterday’s outage', 'https://engineering.fb.com/x', 'Facebook'],
    ['RCA for the login outage', 'https://medium.com/quillbase-engineering/rca-1', 'Quillbase'],
    ['Monday’s outage: what happened', 'https://quillbase.com/blog/monday', 'Quillbase'],
    ['Outage on 4 January', 'https://community.quillbase.com/t/4', 'Quillbase'],
    ['How a BGP leak took down the internet for AWS', 'https://blog.quillbase.com/leak', 'AWS'],
    ['We are sorry for the outage: root cause', 'https://claude.com/blog/sorry', 'Claude'],
  ])('ties "%s" at %s to %s', (title, url, name) => {
    expect(read(title, url)).toMatchObject({ outage: false, followUp: true, service: name })
  })

  it.each([
    ['Postmortem of a British Startup: Fernbank', 'https://buildwithfernbank.com/'],
    ['Postmortem: our indie game after one year', 'https://blog.quillbase.com/game'],
    ['Lessons from building semantic search for GitHub', 'https://quillbase.com/blog/search'],
    ['Anatomy of a supply-chain attack on GitHub', 'https://quillbase.com/blog/attack'],
    ['How to write a blameless postmortem', 'https://quillbase.com/blog/how'],
    ['GitHub launches new runners', 'https://github.blog/runners'],
    ['Postmortem of the power outage in Ohio', 'https://news.example/ohio'],
  ])('takes for neither: %s', (title, url) => {
    expect(read(title, url)).toMatchObject({ outage: false, followUp: false })
  })

  it('leaves what a status page says now to be news', () => {
    const verdict = read(
      'Investigating: login failures',
      'https://www.githubstatus.com/incidents/1',
    )
    expect(verdict).toMatchObject({ outage: true, followUp: false, service: 'GitHub' })
  })
})

describe('names', () => {
  it('takes no nation, month or day for a name', () => {
    for (const title of [
      'Clock That Ran Backwards Caused Massive Aussie Mobile Outage',
      'March outage was caused by a bug',
      'Sunday outage',
    ])
      expect(read(title).service).toBeNull()
  })

  it.each([
    ['signal is down', 'signal'],
    ['Is signal down?', 'signal'],
    ['square down', 'square'],
  ])('finds an everyday name written small in "%s"', (title, id) => {
    expect(read(title).serviceId).toBe(id)
  })

  it.each([
    ['Abe Books outage leaves independent booksellers at a loss', 'abebooks'],
    ['Github down again', 'github'],
    ['GitHub, Claude and Gmail down', 'github'],
    ['Amazon Web Services outage', 'aws'],
    ['Signal outage', 'signal'],
    ['Problems with Square reported', 'square'],
    ['github.com is unreachable', 'github'],
  ])('finds in "%s" the service %s', (title, id) => {
    expect(read(title).serviceId).toBe(id)
  })

  it.each([
    'Fire at data center takes shops offline',
    'The stream is down, says the angler',
    'Target down 5% after results',
    'Box office down as cinemas close',
    'Airport Signal Outage Delays Trains',
  ])('finds no service in the everyday words of "%s"', (title) => {
    expect(read(title).serviceId).toBeNull()
  })

  it('reads whose page a link is on', () => {
    const title = 'Elevated errors'
    expect(read(title, 'https://www.githubstatus.com/incidents/1').serviceId).toBe('github')
    expect(read(title, 'https://status.claude.com/').serviceId).toBe('claude')
    expect(read(title, 'https://abebooks.statuspage.io/').service).toBe('AbeBooks')
    expect(read(title, 'https://quillbase.com/blog/1').service).toBeNull()
  })

  it('prefers whose page it is, when the title names several', () => {
    const verdict = read('Railway blocked by Google Cloud', 'https://status.railway.com/')
    expect(verdict.serviceId).toBe('railway')
  })
})
