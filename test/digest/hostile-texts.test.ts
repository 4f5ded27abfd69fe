import { describe, expect, it } from 'vitest'
import { draft } from '../../src/digest/draft.ts'
import { article, edition, incident, material, services, update } from './make.ts'

/** Texts that make a careless pattern try every way there is; each is as long as a source lets through. */
const texts = [
  `GR-D${'GV'.repeat(5000)}\0`,
  `NP-${'G'.repeat(5000)}\0`,
  `eu-${'west-'.repeat(2000)}!`,
  'G SALE '.repeat(3000),
  '[:'.repeat(30_000),
  '(!['.repeat(20_000),
  '\t\n\t'.repeat(20_000),
  '>\n'.repeat(30_000),
  `F${'0'.repeat(60_000)}O`,
  `N${',0'.repeat(30_000)}N`,
  `https://x.example/${'!'.repeat(60_000)} x`,
  `${'Down '.repeat(10_000)}|${' A0'.repeat(5000)}&`,
  'due to an issue with our upstream provider '.repeat(2000),
]

describe('hostile texts', () => {
  it.each(texts.map((text, n) => [n, text] as const))('are read to the end: %i', (n, text) => {
    const said = update('2017-09-05T10:00:00.000Z', text)
    const poisoned = incident(1, {
      title: text.slice(0, 5000),
      updates: [said, { ...said, id: 'b' }],
    })
    const told = article(2, { title: text.slice(0, 5000), summary: text })
    const digest = draft(edition, material({ incidents: [poisoned], articles: [told] }), services)
    expect([n, digest.entries.length + digest.leftOut.length]).not.toEqual([n, 0])
  })
})
