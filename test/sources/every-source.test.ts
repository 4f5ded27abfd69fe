import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses, impacts, incidentKinds, statuses } from '../../src/incident.ts'
import { loadSources } from '../../src/registry.ts'
import { loadFixtures } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const sources = await loadSources()
/** Platforms whose documents say with `true` or a number that a check is well again. */
const byNumbers = ['gatus', 'uptime-kuma', 'upptime', 'uptimerobot', 'site24x7', 'statushub']

/** Fixtures in which nothing is over, not even in a copy that is left out. */
const onlyOpen = /\/(?:open|quiet|maintenance)/

const fixtures = loadFixtures().filter((f) =>
  f.fixture.replies.some((r) => typeof r.body !== 'string' && (r.status ?? 200) === 200),
)

test.each(fixtures.map((f) => [f.name, f] as const))(
  'reads %s with broken values, or refuses it, and closes nothing by them',
  async (_name, f) => {
    const source = sources.get(f.source)!
    const isClosed = (status: string) => (closedStatuses as readonly string[]).includes(status)
    const whole = await source.read(f.feed, f.replies)
    const closed = new Set(whole.incidents.filter((i) => isClosed(i.status)).map((i) => i.id))
    const mayCloseNothing =
      closed.size === 0 && onlyOpen.test(f.name) && !byNumbers.includes(f.source)
    await fc.assert(
      fc.asyncProperty(brokenReplies(f), async (replies) => {
        try {
          const reading = await source.read(f.feed, replies)
          for (const incident of reading.incidents) {
            expect(statuses).toContain(incident.status)
            expect(impacts).toContain(incident.impact)
            expect(incidentKinds).toContain(incident.kind)
            if (!mayCloseNothing) continue
            expect(isClosed(incident.status), `${incident.id} was not over`).toBe(false)
          }
        } catch (e) {
          if (!(e instanceof ParseError)) throw e
        }
      }),
      { numRuns: 60 },
    )
  },
)
