import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/incident.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'

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
  service('claude', 'Claude'),
  service('aws', 'AWS'),
])

describe('judge', () => {
  it.each([
    ['Abe Books outage leaves independent booksellers at a loss', 'AbeBooks'],
    ['Google apologises for Gmail outage', 'Gmail'],
    ['Apple blames software bug for developer portal gaffe', 'Apple developer portal'],
    ['Google Drive Down: Outages & Problems Fixed', 'Google Drive'],
    ['iCloud Mail seemingly experiencing widespread downtime', 'iCloud Mail'],
    ['GitHub is down', 'GitHub'],
    ['Signal is down for some users', 'Signal'],
    ['Users unable to log in to Claude', 'Claude'],
    ['Tindie is down', 'Tindie'],
    ['Outage at Lloyds leaves customers without banking', 'Lloyds'],
  ])('takes "%s" for an outage of %s', (title, name) => {
    const verdict = judge({ title }, names)
    expect([verdict.outage, verdict.service]).toEqual([true, name])
    expect(verdict.reasons.length).toBeGreaterThan(0)
  })

  it.each([
    'Power outages across Texas after storm',
    'Apple shares down 5% on weak sales',
    'Google is shutting down its podcast app',
    'How to prepare for the next AWS outage',
    'GitHub CEO is stepping down',
    'A major Postgres upgrade with zero downtime',
    'Customers sue AWS over outage',
    'The worst outages of the decade',
    'Boosting the Signal in a noisy world',
    'Researchers take down a botnet',
    'AWS outage (2012)',
  ])('does not take "%s" for one', (title) => {
    expect(judge({ title }, names).outage).toBe(false)
  })

  it.each([
    'Postmortem of the GitHub outage',
    'AWS outage: root cause',
    'Lessons from the Gmail outage',
  ])('takes "%s" for a follow-up', (title) => {
    expect(judge({ title }, names)).toMatchObject({ outage: false, followUp: true })
  })

  it('takes a link to a status page as strong evidence', () => {
    const verdict = judge(
      { title: 'Querying and Ingest issues in EU', url: 'https://status.honeycomb.io/incidents/x' },
      names,
    )
    expect(verdict.outage).toBe(true)
    expect(verdict.service).toBe('Honeycomb')
  })

  it('keeps to 0..1 and never throws, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.webUrl(), (title, url) => {
        const verdict = judge({ title, url }, names)
        expect(verdict.confidence).toBeGreaterThanOrEqual(0)
        expect(verdict.confidence).toBeLessThanOrEqual(1)
        expect(verdict.title).toBe(title)
      }),
    )
  })
})
