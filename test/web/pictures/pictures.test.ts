import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { impacts, incidentKinds, statuses } from '../../../src/incident.ts'
import { axisOf, dayTicks, percentAt, ticksOf } from '../../../src/web/pictures/axis.ts'
import { lanesOf, placed } from '../../../src/web/pictures/bars.ts'
import { timelinePicture } from '../../../src/web/pictures/timeline-picture.ts'
import { weekPicture } from '../../../src/web/pictures/week-picture.ts'
import { weekPage, weekRows } from '../../../src/web/pictures/week-rows.ts'
import type { Span } from '../../../storage/desk.ts'
import { edition, incident } from '../../digest/make.ts'

const now = '2017-09-09T12:00:00.000Z'
const nowMs = Date.parse(now)
const hostile = `</svg><script>alert(1)</script>\u202E" onload="x`

function span(key: number, more: Partial<Span> = {}): Span {
  return {
    ...{ key, serviceId: 'github', title: 'Pushes fail', kind: 'incident', status: 'resolved' },
    ...{ impact: 'major', startedAt: null, postedAt: '2017-09-05T10:00:00.000Z', stated: null },
    ...{ resolvedAt: '2017-09-05T11:00:00.000Z', firstSeenAt: '2017-09-05T10:05:00.000Z' },
    ...{ endedAt: '2017-09-05T11:00:00.000Z' },
    ...more,
  } as Span
}

function drawn(spans: readonly Span[]): string {
  const { rows } = weekPage(weekRows(spans, nowMs), 1)
  const names = new Map([['github', 'GitHub']])
  return String(weekPicture({ edition, rows, names, now }))
}

/** Every number that places or sizes something. */
function coordinates(svg: string): string[] {
  return [...svg.matchAll(/ (?:x|y|x1|x2|cx|cy|width|height)="([^"]*)"/g)].map((m) => m[1]!)
}

const finite = /^-?\d+(?:\.\d+)?%?$/
const time = fc.option(
  fc.oneof(
    fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
    fc
      .date({
        min: new Date('2017-09-01'),
        max: new Date('2017-09-20'),
        noInvalidDate: true,
      })
      .map((d) => d.toISOString()),
    fc.constantFrom('', 'yesterday'),
  ),
)

describe('the axis', () => {
  it('marks each midnight of the zone, also across a change of the clock', () => {
    const axis = axisOf(Date.parse('2017-11-04T04:00:00Z'), Date.parse('2017-11-07T05:00:00Z'))
    expect(dayTicks(axis, 'America/New_York')).toEqual([
      { at: Date.parse('2017-11-04T04:00:00Z'), label: 'Sat 4' },
      { at: Date.parse('2017-11-05T04:00:00Z'), label: 'Sun 5' },
      { at: Date.parse('2017-11-06T05:00:00Z'), label: 'Mon 6' },
      { at: Date.parse('2017-11-07T05:00:00Z'), label: 'Tue 7' },
    ])
  })

  it('has a few round ticks, whatever its length', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: false }), fc.double({ noNaN: false }), (a, b) => {
        const axis = axisOf(a, b)
        const ticks = ticksOf(axis, 'Asia/Kathmandu')
        expect(ticks.length).toBeLessThanOrEqual(12)
        for (const { at } of ticks) expect(percentAt(axis, at)).toBeGreaterThanOrEqual(0)
        expect(percentAt(axis, a)).toBeLessThanOrEqual(100)
      }),
      { numRuns: 50 },
    )
  })

  it('takes the step that suits the length', () => {
    const hour = axisOf(Date.parse('2017-09-05T10:07:00Z'), Date.parse('2017-09-05T11:07:00Z'))
    expect(ticksOf(hour, 'UTC').map((t) => t.label)).toEqual(
      '10:10 10:20 10:30 10:40 10:50 11:00'.split(' '),
    )
  })
})

describe('lanes', () => {
  it('never lets two bars of a lane touch', () => {
    const axis = axisOf(0, 1000 * 60_000)
    const bar = fc
      .tuple(fc.nat(1000), fc.nat(300))
      .map(([from, length]) => ({ from: from * 60_000, to: (from + length) * 60_000 }))
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 30 }), (bars) => {
        const look = { look: 'minor', open: false, label: '', href: null } as const
        const lanes = lanesOf(bars.map((b) => placed({ ...b, ...look }, axis)))
        expect(lanes.flat()).toHaveLength(bars.length)
        for (const lane of lanes) {
          const sorted = lane.toSorted((a, b) => a.x - b.x)
          sorted.slice(1).forEach((b, n) => {
            expect(b.x).toBeGreaterThanOrEqual(sorted[n]!.x + sorted[n]!.width)
          })
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the week as a picture', () => {
  it('puts the worst service first and links each bar, with its words', () => {
    const svg = drawn([
      span(1, { serviceId: 'gmail', impact: 'minor' }),
      span(2),
      span(3, { serviceId: 'gmail', kind: 'maintenance', impact: 'major', title: 'New disks' }),
    ])
    expect(svg.indexOf('GitHub')).toBeLessThan(svg.indexOf('gmail'))
    expect(svg).toContain('href="/incidents/2"')
    expect(svg).toContain('Pushes fail: major, Tue 5 Sep, 06:00 to 07:00 (1 hour)')
    expect(svg).toContain('New disks: maintenance')
  })

  it('says what is open, what is only planned, and what was last seen', () => {
    const open = { resolvedAt: null, endedAt: null }
    const svg = drawn([
      span(1, { ...open, status: 'investigating' }),
      span(2, { ...open, status: 'scheduled', kind: 'maintenance' }),
      span(3, { resolvedAt: null, status: 'monitoring' }),
    ])
    expect(svg).toContain('06:00, still open')
    expect(svg).toContain('06:00, planned')
    expect(svg).toContain('to 07:00, when last seen')
  })

  it('draws hostile and endless titles as harmless words', () => {
    const svg = drawn([span(1, { title: hostile + 'x'.repeat(10_000) })])
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('\u202E')
    expect(svg.length).toBeLessThan(6000)
  })

  it('keeps a page small however much happened', () => {
    const title = 'Elevated error rates in a region with a long name, again and again and again'
    const spans = Array.from({ length: 3000 }, (_, n) =>
      span(n, { title, serviceId: `service-${n % 300}` }),
    )
    const rows = weekRows(spans, nowMs)
    const page = weekPage(rows, 1)
    expect(page.services).toBe(300)
    expect(drawn(spans).length).toBeLessThan(95_000)
    const seen = Array.from({ length: page.pages }, (_, n) => weekPage(rows, n + 1).rows).flat()
    expect(new Set(seen.map((r) => r.serviceId)).size).toBe(300)
  })

  it('has finite coordinates for any times', () => {
    const any = fc.record({
      ...{ startedAt: time, postedAt: time, resolvedAt: time, endedAt: time },
      kind: fc.constantFrom(...incidentKinds),
      status: fc.constantFrom(...statuses),
      impact: fc.constantFrom(...impacts),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (some) => {
        const svg = drawn(some.map((more, n) => span(n, more)))
        for (const c of coordinates(svg.replaceAll('width="100%"', ''))) expect(c).toMatch(finite)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the timeline of an outage', () => {
  const marks = [
    { number: 1, status: 'investigating', at: '2017-09-05T10:00:00.000Z', href: '#update-1' },
    { number: 2, status: 'resolved', at: '2017-09-05T11:00:00.000Z', href: '#update-2' },
    { number: 3, status: 'postmortem', at: '2017-10-05T11:00:00.000Z', href: '#update-3' },
  ] as const
  const drawnOf = (more: Parameters<typeof incident>[1], some: typeof marks | [] = marks) =>
    String(timelinePicture({ incident: incident(1, more), marks: some, edition, now }))

  it('draws what was posted and what was stated apart, each with its basis', () => {
    const stated = {
      from: '2017-09-05T09:40:00.000Z',
      to: '2017-09-05T10:20:00.000Z',
      basis: 'component impact',
    }
    const svg = drawnOf({ stated, components: ['Git', 'Pages'] })
    expect(svg).toContain('Posted: Tue 5 Sep, 06:00 to Tue 5 Sep, 07:00 (1 hour), from the first')
    expect(svg).toContain('Stated: Tue 5 Sep, 05:40 to Tue 5 Sep, 06:20 (40 minutes), by component')
    expect(svg).toContain('Pages: Tue 5 Sep, 06:00')
    expect(svg).toContain('no times of their own')
  })

  it('marks updates as links, and leaves out one that is far away', () => {
    const svg = drawnOf({})
    expect(svg).toContain('href="#update-1"')
    expect(svg).not.toContain('href="#update-3"')
    expect(svg).toContain('1 update is without a time, or too far away')
  })

  it('draws the edge of the edition through what goes on across it', () => {
    const svg = drawnOf({ startedAt: '2017-09-02T00:00:00.000Z', status: 'monitoring' })
    expect(svg).toContain('edition 88 begins')
    expect(svg).toContain('class="edge"')
  })

  it('says that there is nothing to draw when no time is known', () => {
    const none = { startedAt: null, postedAt: null, resolvedAt: null, updates: [] }
    expect(drawnOf(none, [])).toContain('nothing to draw')
  })

  it('has finite coordinates for any times, and no markup of others', () => {
    const window = fc.record({ from: time.map(String), to: time, basis: fc.constant(hostile) })
    const any = fc.record({
      ...{ startedAt: time, postedAt: time, resolvedAt: time },
      stated: fc.option(window),
      status: fc.constantFrom(...statuses),
      components: fc.constant<string[]>([hostile, 'x'.repeat(10_000)]),
    })
    fc.assert(
      fc.property(any, (more) => {
        const svg = drawnOf(more)
        for (const c of coordinates(svg.replaceAll('width="100%"', ''))) expect(c).toMatch(finite)
        expect(svg).not.toMatch(/NaN|Infinity|<script/)
      }),
      { numRuns: 60 },
    )
  })
})
