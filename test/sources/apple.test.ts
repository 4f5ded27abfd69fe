import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/apple.ts'
import { loadFixtures, replyOf } from '../fixture.ts'
import { brokenReplies } from './broken-json.ts'

const consumer = 'https://www.apple.com/support/systemstatus/data/system_status_en_US.js'
const developer = 'https://www.apple.com/support/systemstatus/data/developer/system_status_en_US.js'
const at = '2026-08-18T12:00:00.000Z'

function read(body: unknown, url = consumer): Reading {
  return source.read({ url, options: {}, open: [] }, [replyOf(url, body, at)]) as Reading
}

function service(...events: unknown[]) {
  return { serviceName: 'App Store', redirectUrl: null, events }
}

function one(event: object) {
  const body = { services: [service({ messageId: '1', statusType: 'Issue', ...event })] }
  return read(body).incidents[0]!
}

describe('apple', () => {
  it('asks for exactly one address, the data behind the page', () => {
    const asked = (url: string) =>
      source.asks({ url, options: {}, open: ['1'] }, []).map((ask) => ask.url)
    expect(asked('https://www.apple.com/support/systemstatus/')).toEqual([consumer])
    expect(asked('https://developer.apple.com/system-status')).toEqual([developer])
    expect(asked(consumer.replace('en_US', 'ja_JP'))).toEqual([consumer.replace('en_US', 'ja_JP')])
  })

  it('reads the same with and without a wrapper, a mark and a line break', () => {
    const json = JSON.stringify({ services: [service({ messageId: 7 })] })
    const whole = read(json)
    expect(whole.incidents).toHaveLength(1)
    for (const body of [
      `jsonCallback(${json});`,
      `jsonCallback(${json});\r\n`,
      `\uFEFFjsonCallback( ${json} )\n`,
      `/**/ my.call_back$1(${json});`,
      `\uFEFF${json}\n\n`,
    ]) {
      expect(read(body)).toEqual(whole)
    }
  })

  it('refuses HTML, an open wrapper and a document without services', () => {
    for (const body of [
      '<!DOCTYPE html><html></html>',
      'jsonCallback({"services":[{"serviceName":"A","events":[]}]}',
      'jsonCallback();',
      '{}',
      '[]',
      '{"services":[]}',
      '{"services":[{"serviceName":"A"}]}',
    ]) {
      expect(() => read(body), body).toThrow(ParseError)
    }
  })

  it('takes milliseconds before the printed dates, and the printed ones without them', () => {
    const printed = { startDate: '07/27/2022 09:40 PDT', eventStatus: 'ongoing' }
    expect(one(printed).startedAt).toBe('2022-07-27T16:40:00.000Z')
    expect(one({ ...printed, epochStartDate: 1658940000001 }).startedAt).toBe(
      '2022-07-27T16:40:00.001Z',
    )
    expect(one({ ...printed, epochStartDate: 0 }).startedAt).toBe('2022-07-27T16:40:00.000Z')
  })

  it('does not guess day and month where the order is not known', () => {
    const event = { messageId: '1', eventStatus: 'ongoing', datePosted: '05/06/2026 10:00 GMT' }
    const posted = (locale: string) =>
      read({ services: [service(event)] }, consumer.replace('en_US', locale)).incidents[0]!.postedAt
    expect(posted('en_US')).toBe('2026-05-06T10:00:00.000Z')
    expect(posted('fr_FR')).toBeNull()
    expect(one({ datePosted: '02/30/2026 10:00 PST' }).postedAt).toBeNull()
    expect(one({ datePosted: '05/06/2026 10:00' }).postedAt).toBeNull()
    expect(one({ datePosted: '2026/05/06 19:00 JST' }).postedAt).toBe('2026-05-06T10:00:00.000Z')
  })

  it('closes nothing on a state never seen', () => {
    for (const eventStatus of ['fixed', 'resolved?', 'constructor', '', null]) {
      const incident = one({ eventStatus, epochEndDate: 1755500000000 })
      expect(incident).toMatchObject({ status: 'unknown', resolvedAt: null })
    }
  })

  it('keeps the update of one state apart from that of the next', () => {
    const ids = ['ongoing', 'resolved'].map((eventStatus) => one({ eventStatus }).updates[0]!.id)
    expect(ids).toEqual(['ongoing', 'resolved'])
  })

  it('takes no end from before the start or from the future', () => {
    const start = Date.parse('2026-08-18T10:00:00Z')
    const end = (hours: number) =>
      one({
        eventStatus: 'resolved',
        epochStartDate: start,
        epochEndDate: start + hours * 3_600_000,
      }).resolvedAt
    expect([end(-1), end(1), end(3)]).toEqual([null, '2026-08-18T11:00:00.000Z', null])
  })

  it('shows a site-wide notice only while it is posted', () => {
    const notice = (top: object) => read({ services: [service()], ...top }).incidents
    expect(notice({ drpost: true, drMessage: 'Hello' })).toMatchObject([
      { id: 'drMessage-hello', kind: 'notice', status: 'unknown', startedAt: null },
    ])
    expect(notice({ drpost: false, drMessage: 'Hello' })).toEqual([])
    expect(notice({ drpost: true, drMessage: ' ' })).toEqual([])
  })

  it('names many services by the first three', () => {
    const events = [{ messageId: '1', statusType: 'Outage', eventStatus: 'ongoing' }]
    const services = ['A', 'B', 'C', 'D', 'E'].map((serviceName) => ({ serviceName, events }))
    const [incident] = read({ services }).incidents
    expect(incident).toMatchObject({ title: 'A, B, C and 2 more: outage', impact: 'major' })
    expect(incident!.services).toHaveLength(5)
  })

  it('survives any broken document, and closes nothing by it', async () => {
    for (const fixture of loadFixtures('apple')) {
      const open = new Set(
        fixture.fixture.expect.incidents
          .filter((i) => !closedStatuses.includes(i.status))
          .map((i) => i.id),
      )
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          try {
            const { incidents } = await source.read(fixture.feed, replies)
            const ids = incidents.map((i) => i.id)
            expect(ids).toEqual([...new Set(ids)])
            // 3003 has one closed copy and one open one: either may be the one that is broken.
            const closed = incidents.filter((i) => closedStatuses.includes(i.status))
            for (const i of closed) expect(open.has(i.id) && i.id !== '3003').toBe(false)
          } catch (error) {
            if (!(error instanceof ParseError)) throw error
          }
        }),
        { numRuns: 100 },
      )
    }
  })

  it('recognises both pages and their data, by the answer too', () => {
    expect(source.recognises(new URL('https://www.apple.com/de/support/systemstatus/'))).toBe(true)
    expect(source.recognises(new URL('https://www.apple.com/support/'))).toBe(false)
    expect(source.recognises(new URL('https://developer.apple.com/news/'))).toBe(false)
    const body = { services: [service()] }
    expect(source.detects([replyOf('https://example.com/a.js', body)])?.confidence).toBe(0.95)
    expect(source.detects([replyOf('https://example.com/', { services: [] })])).toBeNull()
    const page = replyOf('https://developer.apple.com/system-status/', '<html></html>')
    expect(source.detects([page])?.url).toBe('https://developer.apple.com/system-status/')
  })
})

const recorded = new URL(
  '../../../shared/recordings/payloads/apple-developer/system_status_en_US-2020-02-17.json',
  import.meta.url,
)

describe.skipIf(!existsSync(recorded))('apple, recorded page (skipped where absent)', () => {
  it('reads the one event of February 2020', () => {
    const reading = read(readFileSync(recorded, 'utf8'), developer)
    expect(reading.skipped).toEqual([])
    expect(reading.incidents).toMatchObject([
      {
        id: '1003214',
        status: 'resolved',
        startedAt: '2020-02-10T19:45:00.000Z',
        resolvedAt: '2020-02-12T11:00:00.000Z',
      },
    ])
  })
})
