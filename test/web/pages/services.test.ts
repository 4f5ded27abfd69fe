import { describe, expect, it } from 'vitest'
import { applyIncidentChanges } from '#storage/incidents.ts'
import type { Service, StoredIncident } from '../../../src/incident.ts'
import { servicesRoutes } from '../../../src/web/pages/services.ts'
import { incident, service, services } from '../../digest/make.ts'
import { asker, feed, hostile, testDesk } from './desk.ts'

async function deskWith(incidents: readonly StoredIncident[], more: readonly Service[] = []) {
  const usual = (await testDesk()).config()
  const config = () => ({
    ...usual,
    services: [...services, ...more],
    feeds: [
      feed('statuspage:www.githubstatus.com'),
      feed('heroku:off', { services: ['heroku'], disabled: hostile }),
    ],
  })
  const desk = await testDesk({ config })
  const changes = incidents.map(({ key: _key, ...one }) => ({
    before: null,
    after: { ...one, listed: true },
    replaced: [],
  }))
  await desk.store.write((trx) => applyIncidentChanges(trx, changes))
  return asker(servicesRoutes, desk)
}

const open = incident(1, {
  serviceIds: ['heroku'],
  startedAt: '2017-08-01T10:00:00.000Z',
  postedAt: '2017-08-01T10:00:00.000Z',
  resolvedAt: null,
  status: 'investigating',
})
const recent = incident(2, { serviceIds: ['github'], title: `Pushes ${hostile} fail` })

describe('the services', () => {
  it('stand by what is open now, then by the week, then by name', async () => {
    const { text } = await (await deskWith([open, recent])).get('/services')
    const ids = [...text.matchAll(/href="\/services\/([a-z-]+)"/g)].map((m) => m[1])
    expect(ids).toEqual([
      'heroku',
      'github',
      'abebooks',
      'gmail',
      'google-drive',
      'google-workspace',
    ])
    expect(text).toContain('6 services; 1 with an incident open now.')
    expect(text).toMatch(/heroku.*?disabled.*?github.*?never read.*?news only/s)
  })

  it('are found by alias, category and what is open, which stays in the address', async () => {
    const many = Array.from({ length: 101 }, (_, n) =>
      service(`x-${n}`, `Thing ${n}`, { category: 'cloud' }),
    )
    const desk = await deskWith([open], many)
    expect((await desk.get('/services?q=abebooks.COM')).text).toContain(
      '1 service with “abebooks.COM”',
    )
    expect((await desk.get('/services?open=true')).text).toContain(
      '1 service with an incident open now.',
    )
    const cloud = (await desk.get('/services?category=cloud&q=thing')).text
    expect(cloud).toContain('/services?q=thing&amp;category=cloud&amp;page=2')
    expect((await desk.get('/services?category=cloud&q=thing&page=99')).text).toContain(
      'Page 2 of 2',
    )
    const none = await desk.get(`/services?category=nonsense&q=${encodeURIComponent(hostile)}`)
    expect(none.text).toContain('No service with')
    expect(none.text).not.toMatch(/<script>|<img/)
  })

  it('have a page each with relatives, feeds, year, incidents and addresses', async () => {
    const desk = await deskWith([recent])
    const github = (await desk.get('/services/github')).text
    expect(github).toContain('/incidents/1"')
    expect(github).toContain('/feeds/services/github.atom')
    expect(github).toContain('/status/github/api/v2/summary.json')
    expect(github).toContain('never read yet')
    expect(github).toMatch(/1 day with incidents/)
    expect(github).not.toMatch(/<script>|<img/)
    const gmail = (await desk.get('/services/gmail')).text
    expect(gmail).toContain('Part of <a href="/services/google-workspace">')
    expect(gmail).toContain('beside <a href="/services/google-drive">')
    expect((await desk.get('/services/heroku')).text).not.toMatch(/<script>|<img/)
  })

  it('are missed in words', async () => {
    const { status, text } = await (await deskWith([])).get('/services/__proto__')
    expect(status).toBe(404)
    expect(text).toContain('There is no such service')
  })
})
