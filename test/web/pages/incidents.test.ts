import { describe, expect, it } from 'vitest'
import { applyIncidentChanges } from '#storage/incidents.ts'
import type { Store } from '#storage/open.ts'
import type { StoredIncident } from '../../../src/incident.ts'
import { incidentsRoutes } from '../../../src/web/pages/incidents.ts'
import { incident, update } from '../../digest/make.ts'
import { asker, hostile, testDesk } from './desk.ts'

async function keep(store: Store, incidents: readonly StoredIncident[]): Promise<void> {
  const changes = incidents.map(({ key: _key, ...one }) => ({
    before: null,
    after: { ...one, listed: true },
    replaced: [],
  }))
  await store.write((trx) => applyIncidentChanges(trx, changes))
}

async function deskWith(incidents: readonly StoredIncident[]) {
  const desk = await testDesk()
  await keep(desk.store, incidents)
  return asker(incidentsRoutes, desk)
}

const dns = incident(1, {
  title: `Resolver trouble ${hostile}`,
  updates: [update('2017-09-05T10:00:00.000Z', `Our DNS ${hostile} servers fail.`)],
})
const mail = incident(2, {
  title: 'Mail is late',
  serviceIds: ['gmail'],
  startedAt: '2017-09-07T03:30:00.000Z',
  postedAt: '2017-09-07T03:30:00.000Z',
  resolvedAt: null,
  status: 'investigating',
  impact: 'minor',
})

describe('the incidents', () => {
  it('are found by any of their words, with the hit marked and the rest harmless', async () => {
    const { status, text } = await (await deskWith([dns, mail])).get('/incidents?q=dns')
    expect(status).toBe(200)
    expect(text).toContain('1 incident with “dns”.')
    expect(text).toContain('<mark>DNS</mark>')
    expect(text).not.toMatch(/<script>|<img|\u202E|\u0001|\u0002|Mail is late/)
  })

  it('are filtered by service, by its name too, and by what is open', async () => {
    const desk = await deskWith([dns, mail])
    for (const query of ['service=gmail', 'service=Gmail', 'open=true', 'impact=minor']) {
      const { text } = await desk.get(`/incidents?${query}`)
      expect([query, text.includes('Mail is late'), text.includes('Resolver')]).toEqual([
        query,
        true,
        false,
      ])
    }
  })

  it('take days in the zone of the edition, the last one included', async () => {
    const desk = await deskWith([mail])
    const found = async (from: string, to: string) =>
      (await desk.get(`/incidents?from=${from}&to=${to}&kind=incident`)).text.includes(
        'Mail is late',
      )
    expect(await found('2017-09-06', '2017-09-06')).toBe(true)
    expect(await found('2017-09-05', '2017-09-05')).toBe(false)
    expect(await found('2017-09-07T00:00Z', '2017-09-08T00:00Z')).toBe(true)
    expect(await found('2017-09-05T00:00Z', '2017-09-07T00:00Z')).toBe(false)
  })

  it('are given page by page', async () => {
    const many = Array.from({ length: 51 }, (_, n) => {
      const at = new Date(Date.UTC(2017, 8, 4, n)).toISOString()
      return incident(n + 1, { title: `Number ${n + 1} fails`, startedAt: at, postedAt: at })
    })
    const desk = await deskWith(many)
    const first = (await desk.get('/incidents?service=github')).text
    expect(first).toContain('Number 51 fails')
    expect(first).not.toContain('Number 1 fails')
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    expect(next).toContain('service=github')
    const last = (await desk.get(next)).text
    expect(last).toContain('Number 1 fails')
    expect(last).not.toContain('rel="next"')
  })

  it('answer bad input with a sentence and keep what was typed', async () => {
    const desk = await deskWith([dns])
    const queries = {
      'service=nowhere': 'There is no service “nowhere”',
      'status=broken': 'There is no status “broken”',
      'from=2017-13-45': '“2017-13-45” is no day',
      'from=2017-09-08&to=2017-09-04': 'The last day is before the first.',
      'cursor=nonsense': 'is not whole',
      'sort=oldest&cursor=bmV3ZXN0': 'is not whole',
    }
    for (const [query, sentence] of Object.entries(queries)) {
      const { status, text } = await desk.get(`/incidents?q=dns&${query}`)
      expect([query, status]).toEqual([query, 400])
      expect(text).toContain(sentence)
      expect(text).toContain('value="dns"')
    }
    const evil = await desk.get(`/incidents?service=${encodeURIComponent(hostile)}`)
    expect(evil.text).not.toMatch(/<script>|<img/)
  })

  it('say what to try when nothing is found', async () => {
    const desk = await deskWith([dns])
    const { text } = await desk.get('/incidents?q=zebra&open=false')
    expect(text).toContain('No incident with “zebra”, over.')
    expect(text).toContain('href="/incidents?open=false"')
    expect((await (await deskWith([])).get('/incidents')).text).toContain(
      'No incident is stored yet',
    )
  })

  it('keep only what says something in the address', async () => {
    const app = incidentsRoutes(await testDesk())
    const reply = await app.request('/incidents?q=dns&service=&open=&from=&sort=')
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/incidents?q=dns'])
  })

  it('are had as CSV that no spreadsheet runs', async () => {
    const formula = incident(3, { title: '=HYPERLINK("http://evil.example")' })
    const { text } = await (await deskWith([formula, mail])).get('/incidents.csv?service=github')
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toMatch(/^key,id,service,feed,url,title/)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    const bad = await (await deskWith([])).get('/incidents.csv?from=yesterday')
    expect(bad.status).toBe(400)
  })
})
