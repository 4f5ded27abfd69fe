import { describe, expect, it } from 'vitest'
import { feedsRoutes } from '../../../src/web/pages/feeds.ts'
import type { Desk, DeskParts, FeedHealth, PollOutcome } from '../../../src/web/parts.ts'
import { asker, feed, hostile, now, testDesk } from './desk.ts'

const feeds = [
  feed('statuspage:well.example', { line: 1 }),
  feed('statuspage:gone.example', {
    line: 9,
    url: 'https://me:hunter2@gone.example/?token=s3cret',
  }),
  feed('statuspage:off.example', { line: 5, disabled: 'closed for good' }),
  feed('statuspage:new.example', { line: 3, services: ['heroku'] }),
]
const health: FeedHealth[] = [
  { id: 'statuspage:well.example', line: 1, lastReadAt: now, error: null, findings: [] },
  {
    id: 'statuspage:gone.example',
    line: 9,
    lastReadAt: null,
    error: 'gone.example does not exist',
    findings: [{ kind: 'dead', needs: 'act', what: 'It is gone.', remedy: `write ${hostile}` }],
  },
  { id: 'statuspage:new.example', line: 3, lastReadAt: null, error: null, findings: [] },
]

async function feedsDesk(more: Partial<DeskParts> = {}, role: 'editor' | 'reader' = 'editor') {
  const usual = (await testDesk()).config()
  const parts = { config: () => ({ ...usual, feeds }), health: async () => health, ...more }
  const desk: Desk = await testDesk(parts, role)
  return asker(feedsRoutes, desk)
}

describe('the feeds', () => {
  it('show what needs doing first, with its line and remedy, and nothing secret', async () => {
    const { status, text } = await (await feedsDesk()).get('/feeds')
    expect(status).toBe(200)
    const places = ['gone', 'new', 'well', 'off'].map((n) =>
      text.indexOf(`statuspage:${n}.example</h2>`),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(text).toContain('line 9 of feeds.yaml')
    expect(text).toContain('write &lt;script&gt;')
    expect(text).not.toMatch(/<script>|<img|hunter2|s3cret/)
  })

  it('are searched and filtered, and keep both in the address', async () => {
    const desk = await feedsDesk()
    const found = (await desk.get('/feeds?q=HEROKU&show=unread')).text
    expect(found).toContain('statuspage:new.example</h2>')
    expect(found).not.toContain('statuspage:well.example</h2>')
    expect(found).toContain('/feeds?q=HEROKU&amp;show=failing')
    const none = (await desk.get(`/feeds?show=nonsense&page=999&q=${encodeURIComponent(hostile)}`))
      .text
    expect(none).toContain('No feed here has')
    expect(none).not.toMatch(/<script>|<img/)
  })

  it('offer a reader no poll, and refuse it', async () => {
    const desk = await feedsDesk({}, 'reader')
    expect((await desk.get('/feeds')).text).not.toMatch(/<button form|method="post"/)
    const { status } = await desk.post('/feeds/poll', { feed: 'statuspage:well.example' })
    expect(status).toBe(403)
  })
})

describe('a poll by hand', () => {
  const well = 'statuspage:well.example'
  const form = { feed: well, back: '/feeds?show=ok' }

  it('goes back to the list and says what came of it', async () => {
    const outcome: PollOutcome = { outcome: 'read', changed: 2, error: null }
    const desk = await feedsDesk({ pollNow: async () => outcome })
    const { status, to } = await desk.post('/feeds/poll', form)
    expect([status, to]).toEqual([303, '/feeds?show=ok&polled=statuspage%3Awell.example#polled'])
    expect((await desk.get(to!)).text).toMatch(/role="status".*was polled: 2 changes were stored\./)
  })

  it('tells of a failure in words', async () => {
    const outcome: PollOutcome = { outcome: 'failed', changed: 0, error: `HTTP 503 ${hostile}` }
    const desk = await feedsDesk({ pollNow: async () => outcome })
    const { to } = await desk.post('/feeds/poll', { feed: well, back: '//evil.example/x?y' })
    expect(to).toBe('/feeds?polled=statuspage%3Awell.example#polled')
    const { text } = await desk.get(to!)
    expect(text).toContain('could not be read: HTTP 503')
    expect(text).not.toMatch(/<script>|<img/)
  })

  it('is made once at a time and not twice within ten seconds', async () => {
    let at = Date.parse(now)
    let end = () => {}
    let polls = 0
    const desk = await feedsDesk({
      now: () => new Date(at).toISOString(),
      pollNow: async () => {
        polls++
        await new Promise<void>((resolve) => {
          end = resolve
        })
        return { outcome: 'unchanged', changed: 0, error: null }
      },
    })
    const first = desk.post('/feeds/poll', form)
    await expect.poll(() => polls).toBe(1)
    const busy = await desk.post('/feeds/poll', form)
    expect((await desk.get(busy.to!)).text).toContain('one poll at a time')
    end()
    await first
    at += 9000
    const soon = await desk.post('/feeds/poll', form)
    expect((await desk.get(soon.to!)).text).toContain('less than ten seconds ago')
    at += 2000
    const third = desk.post('/feeds/poll', form)
    await expect.poll(() => polls).toBe(2)
    end()
    expect((await third).to).not.toContain('not=')
  })

  it('knows no feed that is not there, is disabled or that nothing polls', async () => {
    const desk = await feedsDesk()
    for (const id of ['', 'nonsense', 'statuspage:off.example', well]) {
      expect((await desk.post('/feeds/poll', { feed: id })).status).toBe(404)
    }
  })
})
