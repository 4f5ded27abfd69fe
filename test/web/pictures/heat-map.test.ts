import { describe, expect, it } from 'vitest'
import { heatMap } from '../../../src/web/pictures/heat-map.ts'
import type { HeatDay } from '../../../storage/desk.ts'

const service = { id: 'github', name: 'GitHub <b>' }

function day(at: string, more: Partial<HeatDay> = {}): HeatDay {
  return { day: at, incidents: 1, impact: 'major', minutes: 60, ...more }
}

function drawn(days: readonly HeatDay[], from = '2016-09-11', to = '2017-09-10'): string {
  return String(heatMap({ days, from, to, service }))
}

describe('the heat map of a service', () => {
  it('says in a sentence what it shows', () => {
    const map = drawn([
      day('2017-09-05'),
      day('2017-09-06', { impact: 'critical', incidents: 2 }),
      day('2017-09-07', { impact: 'none', incidents: 0 }),
    ])
    expect(map).toContain('2 days with incidents from 11 Sep 2016 to 10 Sep 2017.')
    expect(map).toContain('1 critical, 1 major')
  })

  it('links each day with incidents to them, in words', () => {
    const map = drawn([day('2017-09-06', { incidents: 2, minutes: 150 })])
    expect(map).toContain('title="Wed 6 Sep 2017: 2 incidents, worst major, about 2½ hours in all"')
    expect(map).toContain(
      'href="/incidents?service=github&amp;from=2017-09-06T00:00Z&amp;to=2017-09-07T00:00Z"',
    )
    expect(map.match(/<a /g)).toHaveLength(1)
  })

  it('has a column a week, 53 at most, and nothing of other days', () => {
    const map = drawn([day('2012-01-01'), day('2030-01-01')], '2010-01-01')
    const row = /<th scope="row">Mon<\/th>(.*?)<\/tr>/s.exec(map)![1]!
    expect(row.match(/<td/g)).toHaveLength(53)
    expect(map).toContain('No day with incidents')
  })

  it('stays small when every day had one, and shows no markup of others', () => {
    const first = Date.parse('2016-09-11')
    const days = Array.from({ length: 365 }, (_, n) =>
      day(new Date(first + n * 86_400_000).toISOString().slice(0, 10)),
    )
    const map = drawn(days)
    expect(map.length).toBeLessThan(75_000)
    expect(map).not.toContain('<b>')
  })
})
