import { describe, expect, it } from 'vitest'
import { hasTitles, usualFolder } from '../../scripts/headlines/folder.ts'
import { fitLogistic } from '../../scripts/headlines/logistic.ts'
import { foldOf, scoreOfRows } from '../../scripts/headlines/measure.ts'
import { ourRows, readRows, slugOf } from '../../scripts/headlines/rows.ts'
import { trained } from '../../scripts/headlines/trained.ts'
import { featuresOf, signs, tokensOf } from '../../src/news/features.ts'
import { modelFrom, reasonsOf, scoreOf, storedModel } from '../../src/news/model.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'

describe('the stored model', () => {
  const there = hasTitles(usualFolder)

  it.skipIf(!there)(
    `is what training gives${there ? '' : ' (skipped: the labelled titles are not here)'}`,
    () => {
      const { weights, bias, common } = modelFrom(trained(usualFolder).stored)
      expect(storedModel.bias).toBeCloseTo(bias, 2)
      expect([...storedModel.common]).toEqual([...common])
      expect([...storedModel.weights.keys()]).toEqual([...weights.keys()])
      for (const [feature, weight] of weights)
        expect(storedModel.weights.get(feature), feature).toBeCloseTo(weight, 2)
    },
    120_000,
  )

  it('weighs every sign', () => {
    expect(signs.filter((s) => !storedModel.weights.has(s.id))).toEqual([])
    expect(new Set(signs.map((s) => s.id)).size).toBe(signs.length)
  })
})

describe('features', () => {
  it('puts placeholders for names, figures and years', () => {
    const common = new Set(['is', 'down', 'for', 'hours', 'in'])
    expect(tokensOf('Quillbase is down for 3 hours in 2025', common)).toEqual(
      '<name> is down for <n> hours in <year>'.split(' '),
    )
  })

  it('tells nothing of an address that is not there', () => {
    const common = new Set<string>()
    const found = featuresOf({ title: 'x', url: 'https://status.example.com/' }, common)
    expect(found).toContain('u-status')
    expect(featuresOf({ title: 'x' }, common).filter((f) => f.startsWith('u-'))).toEqual([])
  })
})

describe('titles that we made up', () => {
  const names = serviceNames([])

  it('keeps those that are only measured out of those that are learned from', () => {
    const learned = new Set(ourRows('first').map((r) => r.title))
    expect(ourRows('second').filter((r) => learned.has(r.title))).toEqual([])
  })

  it('judges kinds of titles that nothing was learned from', () => {
    const rows = ourRows('second')
    const said = rows.map((r) => ({ positive: r.positive, said: judge(r, names).outage }))
    const { precision, recall } = scoreOfRows(said)
    expect(rows.length).toBeGreaterThan(200)
    expect(precision).toBeGreaterThan(0.88)
    expect(recall).toBeGreaterThan(0.7)
  })
})

describe('a model', () => {
  const model = modelFrom({ bias: -1, weights: '\n2 outage\n-3 power\n0.5 w:rain\n', common: '' })

  it('adds weights up', () => {
    expect(scoreOf(['outage', 'w:rain', 'w:unknown'], model)).toBe(1.5)
  })

  it('gives the reasons of the side that won, strongest first', () => {
    expect(reasonsOf(['w:rain', 'outage', 'power'], model, true)).toEqual([
      'says "outage"',
      'has "rain" in it',
    ])
    expect(reasonsOf(['outage', 'power'], model, false)).toEqual(['is about electric power'])
  })
})

describe('training', () => {
  it('finds which feature tells', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      features: [i % 2, 2],
      positive: i % 2 === 0,
      weight: 1,
    }))
    const pulls = [0, 1, 2].map(() => ({ prior: 0, strength: 0.5 }))
    const { weights } = fitLogistic(rows, pulls)
    expect(weights[0]).toBeGreaterThan(1)
    expect(weights[1]).toBeLessThan(-1)
    expect(Math.abs(weights[2]!)).toBeLessThan(0.5)
  })

  it('leaves a weight at its prior where no row has the feature', () => {
    const pulls = [{ prior: 1.5, strength: 1 }]
    expect(fitLogistic([{ features: [], positive: true, weight: 1 }], pulls).weights[0]).toBe(1.5)
  })

  it('keeps a group in one fold', () => {
    expect(foldOf(7, 5)).toBe(foldOf(7, 5))
    expect(new Set(Array.from({ length: 50 }, (_, g) => foldOf(g, 5))).size).toBe(5)
  })

  it('counts precision and recall', () => {
    const said = [
      { positive: true, said: true },
      { positive: true, said: false },
      { positive: false, said: true },
      { positive: false, said: false },
    ]
    expect(scoreOfRows(said)).toEqual({ outages: 2, precision: 0.5, recall: 0.5, f1: 0.5 })
    expect(scoreOfRows([])).toEqual({ outages: 0, precision: 0, recall: 0, f1: 0 })
  })

  it('reads a title from an address', () => {
    expect(slugOf('https://example.com/2019/03/gmail-is-down-again-1234.html')).toBe(
      'gmail is down again',
    )
    expect(slugOf('https://example.com/about')).toBe('')
  })

  it.skipIf(!hasTitles(usualFolder))('puts one story told twice into one group', () => {
    const rows = readRows(usualFolder)
    const groups = new Map<string, Set<number>>()
    for (const { title, group } of rows)
      groups.set(title, (groups.get(title) ?? new Set()).add(group))
    expect([...groups].filter(([, some]) => some.size > 1)).toEqual([])
  })
})
