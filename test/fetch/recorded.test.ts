import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fetched } from '../../src/fetch/client.ts'
import { normalAddress } from '../../src/fetch/recorded.ts'
import { entry, first, page, recordingOf, second } from './recordings.ts'
import { failureFrom } from './servers.ts'

const textOf = (reply: Fetched) => Buffer.from(reply.body).toString()

describe('a recording', () => {
  it('knows its moments by instant, whatever their offset', async () => {
    const recording = await recordingOf([
      entry(page, { at: '2026-07-13T08:00:00+02:00', text: 'later' }),
      entry(page, { at: '2026-07-12T20:00:00.000-04:00', text: 'sooner' }),
      entry('https://other.test/', { at: '2026-07-13T06:00:00Z', text: 'x' }),
    ])
    expect(recording.moments).toEqual([first, second])
    expect(recording.addressesAt(first)).toEqual([page])
    expect(recording.addressesAt(second)).toEqual([page, 'https://other.test/'])
    expect(recording.addressesAt('2026-07-13T08:00:00+02:00')).toHaveLength(2)
    expect(recording.addressesAt('2026-07-14T00:00:00.000Z')).toEqual([])
    expect([...recording.addresses].sort()).toEqual(['https://other.test/', page])
  })

  it('answers with the newest reply at or before the moment, and says when that is', async () => {
    const recording = await recordingOf([
      entry(page, { at: first, text: 'one' }),
      entry(page, { at: second, text: 'two' }),
    ])
    let moment = first
    const client = recording.clientAt(() => moment)
    expect(textOf(await client.get({ url: page }))).toBe('one')
    moment = '2026-07-13T05:59:59.999Z'
    const between = await client.get({ url: page })
    expect(textOf(between)).toBe('one')
    expect(between.at).toBe(moment)
    moment = second
    expect(textOf(await client.get({ url: page }))).toBe('two')
    moment = '2030-01-01T00:00:00.000Z'
    expect(textOf(await client.get({ url: page }))).toBe('two')
    moment = '2026-07-12T23:59:59.999Z'
    expect(await failureFrom(client.get({ url: page }))).toMatchObject({
      kind: 'http',
      status: 404,
    })
    await client.close()
  })

  it('answers 404 for what was never recorded', async () => {
    const client = (await recordingOf([entry(page)])).clientAt(() => first)
    const error = await failureFrom(client.get({ url: 'https://status.test/other' }))
    expect(error).toMatchObject({ kind: 'http', status: 404, url: 'https://status.test/other' })
  })

  it('lets the last entry of one instant win, in the order of the files', async () => {
    const recording = await recordingOf(
      [entry(page, { text: 'a' }), entry(page, { text: 'b' })],
      [entry(page, { text: 'c' }), entry('https://two.test/', { at: second })],
    )
    expect(recording.moments).toEqual([first, second])
    expect(recording.addressesAt(first)).toEqual([page])
    expect(textOf(await recording.clientAt(() => first).get({ url: page }))).toBe('c')
  })

  it('leaves out what is no GET over http', async () => {
    const recording = await recordingOf([
      entry(page, { method: 'HEAD', at: second }),
      entry('data:text/plain,x'),
      entry('wss://status.test/live'),
      entry(page, { text: 'x' }),
    ])
    expect(recording.moments).toEqual([first])
    expect([...recording.addresses]).toEqual([page])
  })

  it.each([
    ['https://status.test', 'https://status.test/'],
    ['https://status.test:443/a', 'https://status.test/a'],
    ['https://STATUS.test/a', 'https://status.test/a'],
    ['https://status.test/a#top', 'https://status.test/a'],
    ['https://status.test/a%7eb', 'https://status.test/a~b'],
    ['https://status.test/a%2fb', 'https://status.test/a%2Fb'],
    ['https://status.test/?q=a|b', 'https://status.test/?q=a%7Cb'],
    ['https://status.test/?q=a b', 'https://status.test/?q=a%20b'],
    ['https://status.test/café', 'https://status.test/caf%C3%A9'],
    ["https://status.test/it's", 'https://status.test/it%27s'],
  ])('knows %s as %s and the other way round', async (a, b) => {
    for (const [recorded, asked] of [
      [a, b],
      [b, a],
    ] as const) {
      const client = (await recordingOf([entry(recorded, { text: 'x' })])).clientAt(() => first)
      expect((await client.get({ url: asked })).url).toBe(asked)
    }
  })

  it.each([
    ['https://status.test/a?x=1', 'https://status.test/a?x=2'],
    ['https://status.test/a?x=1&y=2', 'https://status.test/a?y=2&x=1'],
    ['https://status.test/a', 'https://status.test/a/'],
    ['https://status.test/a', 'http://status.test/a'],
    ['https://status.test/a%2Fb', 'https://status.test/a/b'],
    ['https://status.test/A', 'https://status.test/a'],
  ])('tells %s from %s', async (recorded, asked) => {
    const client = (await recordingOf([entry(recorded)])).clientAt(() => first)
    expect((await failureFrom(client.get({ url: asked }))).status).toBe(404)
  })

  it('prefers the exact spelling', async () => {
    const recording = await recordingOf([
      entry('https://status.test/a%7Eb', { text: 'coded' }),
      entry('https://status.test/a~b', { text: 'plain' }),
    ])
    const client = recording.clientAt(() => first)
    expect(textOf(await client.get({ url: 'https://status.test/a%7Eb' }))).toBe('coded')
    expect(textOf(await client.get({ url: 'https://status.test/a~b' }))).toBe('plain')
  })
})

describe('normalAddress', () => {
  it('is the same when applied twice, and still an address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = normalAddress(url)
        expect(normalAddress(once)).toBe(once)
        expect(URL.canParse(once)).toBe(true)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => typeof normalAddress(`http://a.test/${text}`) === 'string',
      ),
    )
  })
})
