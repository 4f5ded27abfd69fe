import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { editionMessage } from '../../src/notify/edition.ts'
import type { SeenIncident } from '../../src/notify/events.ts'
import { eventsOf } from '../../src/notify/events.ts'
import { bodyOf, escapeSlack, headersOf } from '../../src/notify/forms.ts'
import { type Message, messageOf } from '../../src/notify/message.ts'
import { at, update } from '../poll/make.ts'
import { hook, olderSecret, secret, seen, targetsFrom } from './make.ts'

const names = { nameOf: (id: string) => (id === 'desk' ? 'Desk Works' : id) }
const rules = { impact: 'none' as const, unstated: true, services: null }

function messageFor(after: SeenIncident, before: SeenIncident | null = null): Message {
  return messageOf(eventsOf(before, after, rules)[0]!, names)
}

interface SlackText {
  type: string
  text: string
  verbatim: boolean
}

function slackOf(message: Message) {
  return JSON.parse(bodyOf(message, 'slack')) as {
    text: string
    parse: string
    blocks: { type: string; text: SlackText }[]
  }
}

/** Everything in angle brackets must be a link of ours; the rest must hold no raw special sign. */
function expectHarmless(mrkdwn: string): void {
  const rest = mrkdwn.replace(/<https?:\/\/[^\s<>|]+\|[^<>]+>/g, '')
  expect(rest).not.toMatch(/[<>]/)
  expect(rest.replace(/&(amp|lt|gt);/g, '')).not.toContain('&')
  expect(mrkdwn).not.toMatch(/@(here|channel|everyone|group)\b/i)
}

const hostile = [
  '<!channel> <!here> <!everyone|x> <@U012AB3CD> <#C123> <https://evil.example|Log in>',
  '@here @channel @EVERYONE @group',
  '*bold* `code` ```\nblock\n``` > quote & &amp; &lt;!channel&gt;',
  '\u202Eright\u2066to\u200Bleft @\u200Bhere @\u2060channel',
  '\u001B[31mred\u0007 \uD800 end',
].join('\n')

describe('the form of Slack', () => {
  it('lays an outage out as text and blocks', () => {
    const before = seen(0, { status: 'investigating', impact: 'minor' })
    const after = seen(9, {
      status: 'identified',
      updates: [update('1', 0, 'We look.'), update('2', 9, 'A disk is full.')],
      title: 'Builds fail',
    })
    expect(slackOf(messageFor(after, before))).toEqual({
      text: 'Desk Works: worse: Builds fail',
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      blocks: [
        '*<https://status.example/a|Desk Works: worse: Builds fail>*',
        'impact major (was minor) · status identified (was investigating) · since 2026-03-02 12:00 UTC\nA disk is full.',
      ].map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })),
    })
  })

  it('pings nobody and links nowhere, whatever a vendor writes', () => {
    const after = seen(0, {
      title: hostile,
      updates: [update('1', 0, hostile)],
      url: 'https://status.example/a|<!channel>?x=<@U1>&y=`*',
      service: hostile,
    })
    const { text, parse, blocks } = slackOf(messageFor(after))
    expectHarmless(text)
    expect(text).toContain('&lt;!channel&gt;')
    expect(parse).toBe('none')
    for (const block of blocks) {
      expect(block.text.verbatim).toBe(true)
      expectHarmless(block.text.text)
    }
    expect(blocks[0]!.text.text).toMatch(
      /^\*<https:\/\/status\.example\/a%7C%3C!channel%3E\?x=%3C@U1%3E&amp;y=%60%2A\|/,
    )
    expect(JSON.stringify(blocks)).not.toMatch(/\\u001b|\\u202e|\\u2066|\\ud800/i)
  })

  it('gives no link to an address that is none', () => {
    const after = seen(0, { url: 'javascript:alert(1)' })
    expect(slackOf(messageFor(after)).blocks[0]!.text.text).toBe('*Desk Works: outage: Trouble a*')
  })

  it('keeps within what Slack takes, whatever the texts are', () => {
    const text = fc.string({ maxLength: 1500, unit: 'binary' })
    const marks = fc.string({
      maxLength: 1500,
      unit: fc.constantFrom('&', '<', '@here ', '|', '😀'),
    })
    const any = fc.oneof(text, marks)
    fc.assert(
      fc.property(any, any, any, (title, last, path) => {
        const after = seen(0, {
          title,
          updates: [update('1', 0, last)],
          url: `https://status.example/?${path}`,
        })
        const entries = Array.from({ length: 40 }, () => ({
          service: { id: 'desk', name: 'Desk' },
          label: title,
          url: `https://status.example/?${path}`,
          remark: last,
        }))
        for (const message of [messageFor(after), editionMessage(edition(entries), at(0), null)]) {
          const { blocks } = slackOf(message)
          expect(blocks.length).toBeLessThanOrEqual(50)
          for (const block of blocks) {
            expect(block.text.text.length).toBeLessThanOrEqual(3000)
            expectHarmless(block.text.text)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('leaves mail addresses and plain words alone', () => {
    expect(escapeSlack('write to ops@hereford.example')).toBe('write to ops@hereford.example')
    expect(escapeSlack('R&D')).toBe('R&amp;D')
  })
})

function edition(entries: Parameters<typeof editionMessage>[0]['entries']) {
  return {
    edition: {
      week: '2026-W10',
      number: 12,
      from: '2026-03-02T00:00:00.000Z',
      to: '2026-03-09T00:00:00.000Z',
      timezone: 'UTC',
    },
    entries,
    coverage: { feeds: 30, gaps: [{}] },
  }
}

describe('the form of Standard Webhooks', () => {
  it('carries type, time and data', () => {
    const body = JSON.parse(bodyOf(messageFor(seen(3)), 'webhook'))
    expect(body).toMatchObject({
      type: 'outage.opened',
      timestamp: at(3),
      data: {
        subject: 'Desk Works: outage: Trouble a',
        service: { id: 'desk', name: 'Desk Works' },
        before: null,
        incident: {
          feed: 'test:page',
          id: 'a',
          status: 'investigating',
          impact: 'major',
          update: { text: 'We look into a.' },
        },
      },
    })
  })

  it('lists the lines of an edition', () => {
    const entry = {
      service: { id: 'desk', name: 'Desk' },
      label: 'Desk',
      url: 'https://status.example/a',
      remark: 'A disk was full.',
    }
    const message = editionMessage(
      edition([entry]),
      at(0),
      'https://desk.example/digest/2026-W10.md',
    )
    expect(message).toMatchObject({
      kind: 'edition.drawn',
      event: 'edition:2026-W10:drawn',
      subject: 'Outages, edition 12: 1 outage',
    })
    expect(JSON.parse(bodyOf(message, 'webhook')).data).toMatchObject({
      edition: { week: '2026-W10' },
      url: 'https://desk.example/digest/2026-W10.md',
      entries: [entry],
      moreEntries: 0,
      coverage: { feeds: 30, gaps: 1 },
    })
    expect(slackOf(message).blocks[1]!.text.text).toBe(
      '<https://status.example/a|• Desk>: A disk was full.\n2026-03-02 00:00 UTC to 2026-03-09 00:00 UTC · 1 gap in what 30 feeds could tell',
    )
  })

  it('signs as the specification does', () => {
    const target = hook('https://hooks.example/x')
    const now = new Date().toISOString()
    const headers = headersOf(target, 'msg_1', '{"a":1}', now)
    expect(new Webhook(secret).verify('{"a":1}', headers)).toEqual({ a: 1 })
    expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow()
    expect(() => new Webhook(olderSecret).verify('{"a":1}', headers)).toThrow()
    expect(headers['webhook-id']).toBe('msg_1')
    // An example that services on this scheme publish, signed by others.
    const example = headersOf(
      { form: 'webhook', secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] },
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      '2021-02-25T15:02:10.000Z',
    )
    expect(example['webhook-timestamp']).toBe('1614265330')
    expect(example['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('signs with each secret while one takes over from another', () => {
    const [target] = targetsFrom([{ webhook: 'https://hooks.example/x', secretEnv: 'BOTH' }], {
      BOTH: `${secret} ${olderSecret}`,
    })
    const headers = headersOf(target!, 'msg_1', '{}', new Date().toISOString())
    for (const key of [secret, olderSecret])
      expect(new Webhook(key).verify('{}', headers)).toEqual({})
  })

  it('sends Slack no signature', () => {
    const [target] = targetsFrom([{ slack: 'https://chat.example/x' }])
    expect(Object.keys(headersOf(target!, 'msg_1', '{}', at(0))).join()).not.toContain('webhook')
  })
})
