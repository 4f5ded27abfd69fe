import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { closedStatuses } from '../../src/incident.ts'
import { herokuDocument } from '../../src/source-kit/heroku-shape.ts'
import type { Reading } from '../../src/source-kit/source.ts'
import { source } from '../../src/sources/heroku.ts'
import { loadFixture, loadFixtures, replyOf } from '../fixture.ts'
import { askedWhenAllFails, brokenReplies, readOrRefuse } from './broken-json.ts'

const root = 'https://status.heroku.com'
const feed = { url: root, options: {}, open: [] as string[] }
const at = '2026-09-30T00:00:00.000Z'

function one(incident: object) {
  const reply = replyOf(`${root}/api/v4/incidents/7`, { id: 7, title: 'T', ...incident }, at)
  return herokuDocument(reply, []).incidents[0]!
}

function updates(...list: [time: string, type: string, contents: string][]) {
  return list
    .map(([time, update_type, contents]) => ({ created_at: time, update_type, contents }))
    .reverse()
}

const began = '2026-09-01T10:00:00.000Z'
const ended = '2026-09-01T12:00:00.000Z'
const later = '2026-09-20T09:00:00.000Z'

describe('heroku', () => {
  it('keeps the end where it was when a follow-up is appended weeks later', () => {
    for (const [type, contents] of [
      ['update', 'The disk had been full.'],
      ['followup', 'The disk had been full.'],
      ['postmortem', 'The disk had been full.'],
      ['resolved', 'Follow-up: the disk had been full.'],
      ['resolved', 'The disk had been full.'],
    ] as const) {
      const list = updates([began, 'issue', 'Errors.'], [ended, 'resolved', 'Over.'])
      const incident = one({
        state: 'resolved',
        created_at: began,
        updated_at: later,
        updates: [...updates([later, type, contents]), ...list],
      })
      expect(incident, type).toMatchObject({ status: 'resolved', resolvedAt: ended })
      expect(incident.postmortem, type).toEqual({
        url: `${root}/incidents/7`,
        text: contents,
        at: later,
      })
      expect(incident.updates.map((u) => u.status)).toEqual([
        'investigating',
        'resolved',
        'postmortem',
      ])
    }
  })

  it('opens an incident again only when its state says so, and not for a follow-up', () => {
    const list = (type: string) =>
      updates([began, 'issue', 'Errors.'], [ended, 'resolved', 'Over.'], [later, type, 'Again.'])
    for (const type of ['issue', 'update']) {
      const incident = one({ state: 'issue', created_at: began, updates: list(type) })
      expect(incident).toMatchObject({
        status: 'investigating',
        resolvedAt: null,
        postmortem: null,
      })
    }
    expect(one({ state: 'resolved', updates: list('update') }).status).toBe('resolved')
  })

  it('never takes the last change for the end', () => {
    const silent = { state: 'resolved', resolved: false, created_at: began, updated_at: ended }
    expect(one(silent)).toMatchObject({ status: 'resolved', resolvedAt: null, updatedAt: ended })
    const opening = { ...silent, updates: updates([began, 'issue', 'Errors.']) }
    expect(one(opening)).toMatchObject({ status: 'resolved', resolvedAt: null })
  })

  it('reads a state never seen as unknown, even beside a message that closes', () => {
    const list = updates([began, 'issue', 'Errors.'], [ended, 'resolved', 'Over.'])
    const incident = one({ state: 'paused', resolved: true, updates: list })
    expect(incident).toMatchObject({ status: 'unknown', resolvedAt: null })
  })

  it('ends a maintenance when its newest update says so, and not when it only promises to', () => {
    const said = (contents: string) =>
      one({
        state: 'upcoming',
        updates: updates([began, 'scheduled', 'Soon.'], [ended, 'scheduled', contents]),
      })
    expect(said('Maintenance is complete')).toMatchObject({
      status: 'completed',
      resolvedAt: ended,
    })
    for (const text of [
      'The maintenance will be completed at 20:00 UTC.',
      'We will write again once it is complete.',
      'It is not yet complete.',
      'The first phase has been completed.',
      'The maintenance is expected to be complete by noon.',
    ]) {
      expect(said(text), text).toMatchObject({ status: 'scheduled', resolvedAt: null })
    }
    expect(said('The maintenance is now in progress.').status).toBe('in_progress')
  })

  it('tries v4, then v3, then Trust, with a window to the day', () => {
    const urls = askedWhenAllFails(source.asks, feed)
    expect(urls.slice(0, 4).map((u) => new URL(u).pathname)).toEqual([
      '/api/v4/current-status',
      '/api/v4/incidents',
      '/api/v3/current-status',
      '/api/v3/issues',
    ])
    expect(urls.at(-1)).toContain('startTime=2026-01-03T00:00:00.000Z')
    expect(urls).toHaveLength(8)
  })

  it('asks nothing of v3 while v4 answers, and for at most ten single incidents', () => {
    const open = Array.from({ length: 30 }, (_, n) => `${n + 1}`)
    const replies = [
      replyOf(`${root}/api/v4/current-status`, { status: [], incidents: [] }),
      replyOf(`${root}/api/v4/incidents?limit=50`, [{ id: 1 }]),
    ]
    const urls = source.asks({ ...feed, open }, replies).map((a) => a.url)
    expect(urls).toHaveLength(10)
    expect(urls[0]).toBe(`${root}/api/v4/incidents/2`)
  })

  it('refuses replies that hold no list, rather than calling all clear', () => {
    for (const body of ['', '<html></html>', {}, { status: [] }, { incidents: null }, 'null']) {
      const replies = [replyOf(`${root}/api/v4/current-status`, body)]
      expect(() => source.read(feed, replies), JSON.stringify(body)).toThrow(ParseError)
    }
  })

  it('survives any broken document, and closes nothing by it', async () => {
    const open = loadFixture('heroku', 'v4-open')
    const stays = ['2971', '2970']
    for (const fixture of loadFixtures('heroku')) {
      await fc.assert(
        fc.asyncProperty(brokenReplies(fixture), async (replies) => {
          const reading = await readOrRefuse(source, fixture.feed, replies)
          const ids = reading?.incidents.map((i) => i.id) ?? []
          expect(ids).toEqual([...new Set(ids)])
          if (fixture.name !== open.name) return
          for (const i of reading?.incidents ?? []) {
            if (stays.includes(i.id)) expect(closedStatuses).not.toContain(i.status)
          }
        }),
        { numRuns: 150 },
      )
    }
  })

  it('recognises its host, and its API by what it answers', () => {
    const api = replyOf('https://mirror.example/api/v4/current-status', {
      status: [{ system: 'Apps', status: 'green' }],
      incidents: [],
    })
    expect(source.detects([api])?.confidence).toBeGreaterThan(0.9)
    expect(source.detects([replyOf('https://example.com', '<html></html>')])).toBeNull()
    expect(source.recognises(new URL('https://heroku.statuspage.io'))).toBe(false)
  })
})

const recorded = new URL('../../../shared/recordings/payloads/heroku/', import.meta.url)

describe.skipIf(!existsSync(recorded))('heroku, recorded payloads (skipped where absent)', () => {
  it('reads each of them with the peak colour and an end', () => {
    const impacts = readdirSync(recorded)
      .sort()
      .map((file) => {
        const path = file.startsWith('v3') ? '/api/v3/issues/1' : '/api/v4/incidents/1'
        const url =
          root + (file.includes('current') ? path.replace(/\w+\/1$/, 'current-status') : path)
        const body = readFileSync(new URL(file, recorded), 'utf8')
        const reading = source.read(feed, [replyOf(url, body, at)]) as Reading
        expect(reading.skipped).toEqual([])
        return [file.slice(0, 12), ...reading.incidents.map((i) => `${i.status} ${i.impact}`)]
      })
    expect(impacts).toEqual([
      ['v3-current-s'],
      ['v3-issues-33', 'resolved minor'],
      ['v3-issues-6.', 'resolved minor'],
      ['v3-issues-si', 'resolved minor'],
      ['v4-current-s', 'completed maintenance'],
      ['v4-incident-', 'resolved unknown'],
    ])
  })
})
