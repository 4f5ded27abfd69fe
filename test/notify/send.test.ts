import { describe, expect, it } from 'vitest'
import {
  deliveryTally,
  pruneDeliveries,
  queueDeliveries,
  recentDeliveries,
  resumeTarget,
  stoppedTargets,
} from '#storage/deliveries.ts'
import { createPoster } from '../../src/fetch/post.ts'
import { sendDue } from '../../src/notify/send.ts'
import { rawServer, settingsOf } from '../fetch/servers.ts'
import { engines, freshDatabase, testStore } from '../storage/engines.ts'
import {
  accepted,
  hook,
  olderSecret,
  queueOne,
  receiver,
  senderOf,
  targetsFrom,
  verified,
} from './make.ts'

describe.each(engines)('delivery, on %s', (engine) => {
  it('delivers what is queued once, signed', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver(() => ({ status: 204 }))
    const { clock, send } = senderOf(store, [hook(url)])
    await queueOne(store, hook(url), 1, clock.now)
    expect((await send()).map((r) => r.outcome)).toEqual(['delivered'])
    expect(await send()).toEqual([])
    expect(received).toHaveLength(1)
    expect(verified(received[0]!)).toEqual({ type: 'outage.opened', n: 1 })
    expect(() => verified(received[0]!, olderSecret)).toThrow()
    expect(received[0]!.headers['content-type']).toBe('application/json')
    const [row] = await recentDeliveries(store.db, 5)
    expect(row).toMatchObject({
      id: received[0]!.headers['webhook-id'],
      tries: 1,
      done_at: clock.now,
      next_try_at: null,
      last_error: null,
    })
  })

  it('queues an event for a target once, whoever tries again', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver(() => ({ status: 200 }))
    const other = hook(url, { name: 'other' })
    const { clock, send } = senderOf(store, [hook(url), other])
    expect(await queueOne(store, hook(url), 1, clock.now)).toBe(1)
    expect(await queueOne(store, hook(url), 1, clock.now)).toBe(0)
    await queueOne(store, other, 1, clock.now)
    await send()
    expect(await queueOne(store, hook(url), 1, clock.now)).toBe(0)
    await send()
    expect(received.map((r) => r.headers['webhook-id'])).toHaveLength(2)
  })

  it('tries again after a failure, later and later, under the same id', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver((n) => ({ status: n < 3 ? 500 : 200 }))
    const { clock, send, sendAfter } = senderOf(store, [hook(url)])
    await queueOne(store, hook(url), 1, clock.now)
    expect((await send())[0]).toMatchObject({
      outcome: 'retried',
      error: 'the target answered 500: no <b>thanks</b>',
    })
    expect(await sendAfter(4)).toEqual([])
    expect((await sendAfter(1))[0]?.outcome).toBe('retried')
    expect(await sendAfter(200)).toEqual([])
    expect((await sendAfter(100))[0]?.outcome).toBe('delivered')
    expect(new Set(received.map((r) => r.headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map((r) => r.body)).size).toBe(1)
    const times = received.map((r) => Number(r.headers['webhook-timestamp']))
    expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(300)
  })

  it('gives up after three days and shows why', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver(() => ({ status: 500 }))
    const { clock, sendAfter } = senderOf(store, [hook(url)])
    const begun = clock.now
    await queueOne(store, hook(url), 1, begun)
    let outcome = ''
    for (let hours = 0; hours <= 80 && outcome !== 'given-up'; hours += 2)
      outcome = (await sendAfter(hours === 0 ? 0 : 7200))[0]?.outcome ?? outcome
    expect(outcome).toBe('given-up')
    const lasted = (Date.parse(clock.now) - Date.parse(begun)) / 3_600_000
    expect(lasted).toBeGreaterThan(48)
    expect(lasted).toBeLessThanOrEqual(72)
    expect(received.length).toBeGreaterThan(6)
    expect(received.length).toBeLessThan(13)
    const [row] = await recentDeliveries(store.db, 1)
    expect(row).toMatchObject({ given_up_at: clock.now, next_try_at: null, done_at: null })
    expect(row!.last_error).toContain('500')
    expect(await deliveryTally(store.db)).toEqual({ waiting: 0, delivered: 0, givenUp: 1 })
  })

  it('rests as long as a target asks for, with everything that waits for it', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver((n) =>
      n === 1 ? { status: 429, wait: 600 } : { status: 200 },
    )
    const { clock, send, sendAfter } = senderOf(store, [hook(url)])
    await queueOne(store, hook(url), 1, clock.now)
    await queueOne(store, hook(url), 2, clock.now)
    await send()
    expect(await sendAfter(590)).toEqual([])
    expect(await sendAfter(10)).toHaveLength(2)
    expect(received).toHaveLength(3)
  })

  it('sends nothing more to a target that answers 410, until its address changes', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver((n) => ({ status: n === 1 ? 410 : 200 }))
    const target = hook(url, { name: 'pager' })
    const { clock, send, sendAfter } = senderOf(store, [target])
    await queueOne(store, target, 1, clock.now)
    await queueOne(store, target, 2, clock.now)
    expect((await send()).map((r) => r.outcome)).toEqual(['stopped'])
    expect(await sendAfter(86_400)).toEqual([])
    expect(received).toHaveLength(1)
    const stopped = await stoppedTargets(store.db)
    expect(stopped).toMatchObject([{ target: 'pager', address: target.address }])
    expect(stopped[0]!.reason).toContain('410')
    expect(await deliveryTally(store.db)).toEqual({ waiting: 0, delivered: 0, givenUp: 2 })
    await store.write((trx) => resumeTarget(trx, 'pager'))
    expect(await stoppedTargets(store.db)).toEqual([])
  })

  it('follows no redirect and tries again instead', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver(() => ({ status: 307 }))
    const { clock, send } = senderOf(store, [hook(url)])
    await queueOne(store, hook(url), 1, clock.now)
    expect((await send())[0]).toMatchObject({ outcome: 'retried' })
    expect(received).toHaveLength(1)
  })

  it('goes on with others while one hangs, and notes the time limit', async () => {
    const store = await testStore(engine)
    const silent = await rawServer(() => {})
    const { url, received } = await receiver(() => ({ status: 200 }))
    const targets = [hook(silent.url), hook(url)]
    const { clock, send } = senderOf(store, targets)
    for (const target of targets) await queueOne(store, target, 1, clock.now)
    const results = await send()
    expect(results.map((r) => r.outcome)).toEqual(['retried', 'delivered'])
    expect(results[0]!.error).toMatch(/did not answer in time/)
    expect(received).toHaveLength(1)
  })

  it('sends again under the same id when it dies between sending and noting', async () => {
    const url = await freshDatabase(engine)
    const target = await receiver(() => ({ status: 200 }))
    const dying = await testStore(engine, url)
    const { clock } = senderOf(dying, [])
    const start = clock.now
    await queueOne(dying, hook(target.url), 1, start)
    const poster = createPoster(settingsOf())
    const died = sendDue({
      store: dying,
      targets: [hook(target.url)],
      now: () => start,
      spacing: 0,
      async post(address, request) {
        await poster.post(address, request)
        await dying.close()
        return accepted
      },
    })
    await expect(died).rejects.toThrow()

    const store = await testStore(engine, url)
    const { sendAfter } = senderOf(store, [hook(target.url)])
    expect(await sendAfter(1)).toEqual([])
    expect((await sendAfter(300))[0]?.outcome).toBe('delivered')
    const ids = target.received.map((r) => r.headers['webhook-id'])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect((await recentDeliveries(store.db, 1))[0]).toMatchObject({ tries: 2 })
  })

  it('shares the work with a second process without sending twice', async () => {
    const url = await freshDatabase(engine)
    const target = await receiver(() => ({ status: 200 }))
    const stores = [await testStore(engine, url), await testStore(engine, url)]
    const senders = stores.map((store) => senderOf(store, [hook(target.url)]))
    for (let n = 0; n < 12; n++)
      await queueOne(stores[0]!, hook(target.url), n, senders[0]!.clock.now)
    senders[1]!.clock.now = senders[0]!.clock.now
    await Promise.all(senders.map((s) => s.send()))
    const ids = target.received.map((r) => r.headers['webhook-id'])
    expect(ids).toHaveLength(12)
    expect(new Set(ids).size).toBe(12)
  })

  it('tells of one incident in order, while others go on', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver((n) => ({ status: n === 1 ? 503 : 200 }))
    const { clock, send, sendAfter } = senderOf(store, [hook(url)])
    const message = (event: string, about: string) => ({
      id: `msg_${event}`,
      target: hook(url).id,
      event,
      about,
      kind: 'outage.changed',
      subject: event,
      body: JSON.stringify({ event }),
    })
    const queue = [message('opened', 'a'), message('ended', 'a'), message('other', 'b')]
    await store.write((trx) => queueDeliveries(trx, queue, clock.now))
    await send()
    expect(await sendAfter(1)).toHaveLength(1)
    await sendAfter(10)
    const told = received.map((r) => JSON.parse(r.body).event)
    expect(told).toEqual(['opened', 'other', 'opened', 'ended'])
  })

  it('gives up what waits for a target that is not in use any more', async () => {
    const store = await testStore(engine)
    const { clock, sendAfter } = senderOf(store, [])
    await queueOne(store, hook('https://gone.example/'), 1, clock.now)
    await sendAfter(3 * 86_400)
    expect((await deliveryTally(store.db)).waiting).toBe(1)
    await sendAfter(600)
    expect((await recentDeliveries(store.db, 1))[0]).toMatchObject({
      next_try_at: null,
      last_error: 'its target is not in use any more',
    })
    await store.write((trx) => pruneDeliveries(trx, clock.now))
    expect(await recentDeliveries(store.db, 1)).toHaveLength(1)
    await store.write((trx) => pruneDeliveries(trx, '9999'))
    expect(await recentDeliveries(store.db, 1)).toEqual([])
  })

  it('posts to Slack in its form, without a signature, and keeps its address to itself', async () => {
    const store = await testStore(engine)
    const { url, received } = await receiver((n) => ({ status: n === 1 ? 403 : 200 }))
    const SLACK_URL = `${url}services/T0/B0/hidden`
    const targets = targetsFrom([{ slack: { urlEnv: 'SLACK_URL' } }], { SLACK_URL })
    const { clock, send, sendAfter } = senderOf(store, targets)
    await queueOne(store, targets[0]!, 1, clock.now)
    await send()
    const row = JSON.stringify(await recentDeliveries(store.db, 1))
    expect(row).toContain('403')
    expect(row).not.toContain('hidden')
    await sendAfter(10)
    expect(received.map((r) => r.path)).toEqual(Array(2).fill('/services/T0/B0/hidden'))
    expect(received[0]!.headers).not.toHaveProperty('webhook-signature')
  })

  it('stops when it is told to, and counts that as nobody’s failure', async () => {
    const store = await testStore(engine)
    const silent = await rawServer(() => stop.abort())
    const stop = new AbortController()
    const { clock, send } = senderOf(store, [hook(silent.url)], { signal: stop.signal })
    await queueOne(store, hook(silent.url), 1, clock.now)
    expect(await send()).toEqual([])
    expect((await recentDeliveries(store.db, 1))[0]).toMatchObject({ last_error: null })
  })
})
