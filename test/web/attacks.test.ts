import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { versionsOf } from '#storage/editing.ts'
import { weekRoutes } from '../../src/web/pages/week.ts'
import type { IncidentIdentity } from '../../src/web/public-parts.ts'
import { idIndex, incidentId } from '../../src/web/statuspage-ids.ts'
import { asker, testDesk } from './pages/desk.ts'
import { appOf, partsOf } from './public.ts'

it('works out each public id once, whoever asks for whatever how often', async () => {
  const all: IncidentIdentity[] = Array.from({ length: 5000 }, (_, n) => one(n + 1))
  let given = 0
  const keysNamed = idIndex(async (key) => {
    const fresh = all.filter((i) => i.key > key)
    given += fresh.length
    return fresh
  })
  const asked = ['none', ...[all[0]!, all[4999]!].map(incidentId)].map(keysNamed)
  expect(await Promise.all(asked)).toEqual([[], [1], [5000]])
  all.push(one(5001), { ...one(5002), feed: 'a', id: 'renamed', formerIds: ['i1'] })
  expect(await keysNamed(incidentId(all[0]!))).toEqual([1, 5002])
  expect(given).toBe(5002)
})

it('goes on finding after the database failed once', async () => {
  let failing = true
  const keysNamed = idIndex(async (key) => {
    if (failing) throw new Error('gone')
    return [one(1)].filter((i) => i.key > key)
  })
  await expect(keysNamed(incidentId(one(1)))).rejects.toThrow('gone')
  failing = false
  expect(await keysNamed(incidentId(one(1)))).toEqual([1])
})

function one(key: number): IncidentIdentity {
  return { key, feed: 'a', id: `i${key}`, formerIds: [] }
}

it('names no feed to everybody whose address holds a key', async () => {
  const of = (name: string, url: string) => ({ name, category: null, url, feedUrl: url })
  const subscriptions = () => [
    of('open', 'https://status.example/?page=2'),
    of('closed', 'https://status.example/feed?access_token=s3cret'),
  ]
  const reply = await appOf(partsOf([], [], { subscriptions })).request('/feeds/all.opml')
  const text = await reply.text()
  expect(text).toContain('https://status.example/?page=2')
  expect(text).not.toMatch(/s3cret|closed/)
})

it('refuses forms that no page made in a sentence, not by failing', async () => {
  const desk = await testDesk()
  const app = new Hono().route('/', weekRoutes(desk))
  const send = (init: RequestInit) => app.request('/week/2017-W36', { method: 'POST', ...init })
  const headers = { 'content-type': 'multipart/form-data' }
  expect((await send({ headers, body: 'no boundary' })).status).toBe(422)
  const file = new FormData()
  file.set('do', 'rename')
  file.set('label', new File(['x'], 'label.txt'))
  expect((await send({ body: file })).status).toBe(422)
  expect((await asker(weekRoutes, desk).get('/week/0000-W01')).status).toBe(404)
})

it('keeps no control character of a reason or a name, which not every database takes', async () => {
  const desk = await testDesk()
  const { post } = asker(weekRoutes, desk)
  const form = { do: 'freeze', reason: 'so\u0000 it \u001b[31mis', editor: 'a\u0000nn\u202e' }
  expect((await post('/week/2017-W36', form)).status).toBe(303)
  const [version] = await versionsOf(desk.store.db, '2017-W36')
  expect(version).toMatchObject({ reason: 'so it [31mis', editor: 'a nn' })
})
