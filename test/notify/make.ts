import { Webhook } from 'standardwebhooks'
import { queueDeliveries } from '#storage/deliveries.ts'
import type { Store } from '#storage/open.ts'
import type { PostAnswer } from '../../src/fetch/post.ts'
import { createPoster } from '../../src/fetch/post.ts'
import type { Incident } from '../../src/incident.ts'
import type { SeenIncident } from '../../src/notify/events.ts'
import { messageId } from '../../src/notify/queue.ts'
import { type SendTools, sendDue } from '../../src/notify/send.ts'
import { notifySchema } from '../../src/notify/settings.ts'
import { type Target, targetsOf } from '../../src/notify/targets.ts'
import { settingsOf, webServer } from '../fetch/servers.ts'
import { at, incident } from '../poll/make.ts'

export const secret = `whsec_${Buffer.from('a secret of thirty-two bytes !!!').toString('base64')}`
export const olderSecret = `whsec_${Buffer.from('b secret of thirty-two bytes !!!').toString('base64')}`

/** Targets as feeds.yaml and the environment would give them. */
export function targetsFrom(entries: unknown, variables: Record<string, string> = {}): Target[] {
  return targetsOf(notifySchema.parse(entries), { SECRET: secret, ...variables })
}

export function hook(url: string, fields: Record<string, unknown> = {}): Target {
  return targetsFrom([{ webhook: url, secretEnv: 'SECRET', ...fields }])[0]!
}

/** An incident as it stands in the database, seen so many minutes after noon. */
export function seen(minutes: number, fields: Partial<Incident & SeenIncident> = {}): SeenIncident {
  return {
    ...incident('a'),
    impact: 'major',
    feed: 'test:page',
    service: 'desk',
    serviceIds: ['desk'],
    firstSeenAt: at(0),
    lastSeenAt: at(minutes),
    changedAt: at(minutes),
    state: 'present',
    backfilled: false,
    reopened: 0,
    formerIds: [],
    replyHash: 'hash',
    fetchedAt: at(minutes),
    edits: 0,
    ...fields,
  }
}

export interface Received {
  headers: Record<string, string>
  body: string
  path: string
}

/** A receiver on loopback that keeps what comes and answers as it is told. */
export async function receiver(answer: (request: number) => { status: number; wait?: number }) {
  const received: Received[] = []
  const { url } = await webServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      received.push({ headers, body, path: request.url ?? '' })
      const { status, wait } = answer(received.length)
      response.writeHead(status, wait === undefined ? {} : { 'retry-after': String(wait) })
      response.end(status < 300 ? 'ok' : 'no <b>thanks</b>\u0007')
    })
  })
  return { url, received }
}

/** What the library of the specification says of a message; throws when its signature is false. */
export function verified({ headers, body }: Received, key = secret): Record<string, unknown> {
  return new Webhook(key).verify(body, headers) as Record<string, unknown>
}

export async function queueOne(store: Store, target: Target, n: number, now: string) {
  const message = {
    id: messageId(target.id, `event-${n}`),
    target: target.id,
    event: `event-${n}`,
    about: `about-${n}`,
    kind: 'outage.opened',
    subject: `Message ${n}`,
    body: JSON.stringify({ type: 'outage.opened', n }),
  }
  return store.write((trx) => queueDeliveries(trx, [message], now))
}

/** Real posts to loopback; the clock is a variable. */
export function senderOf(store: Store, targets: Target[], fields: Partial<SendTools> = {}) {
  const poster = createPoster(settingsOf())
  // The library verifies against the real clock.
  const clock = { now: new Date().toISOString() }
  const tools: SendTools = {
    store,
    targets,
    post: poster.post,
    now: () => clock.now,
    random: () => 0.5,
    spacing: 0,
    ...fields,
  }
  return {
    clock,
    poster,
    send: () => sendDue(tools),
    /** Moves the clock on by so many seconds, then sends. */
    async sendAfter(seconds: number) {
      clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString()
      return sendDue(tools)
    },
  }
}

export const accepted: PostAnswer = { status: 200, retryAfter: null, text: 'ok' }
