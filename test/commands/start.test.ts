import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { begin, folder, outages } from './run.ts'

/** A Statuspage on loopback with one open incident, counting what it is asked. */
async function page(): Promise<{ url: string; host: string; asked: string[] }> {
  const asked: string[] = []
  const created = new Date(Date.now() - 3_600_000).toISOString()
  const incident = {
    id: 'abcdefghijkl',
    name: 'Requests fail',
    status: 'investigating',
    impact: 'major',
    created_at: created,
    updated_at: created,
    started_at: created,
    resolved_at: null,
    incident_updates: [
      {
        id: 'u1',
        status: 'investigating',
        body: 'We see 20% of requests fail.',
        created_at: created,
        display_at: created,
        updated_at: created,
      },
    ],
    components: [],
  }
  const body = {
    page: {
      id: 'kctbh9vrtdwd',
      name: 'Example',
      url: 'https://example.com',
      time_zone: 'Etc/UTC',
      updated_at: created,
    },
    status: { indicator: 'major', description: '' },
    components: [],
    incidents: [incident],
    scheduled_maintenances: [],
  }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, asked }
}

const feedsFor = (site: { url: string; host: string }, name = 'Example') =>
  `services:\n  example: { name: ${name}, statuspage: "${site.url}" }\nfetch: { allowHosts: ["${site.host}"], hostSpacing: 0 }\ndigest: { at: "0 20 * * 0", timezone: Europe/Vienna }\n`

describe('start', { timeout: 90_000 }, () => {
  it('polls, keeps, answers, says what it does, refuses a second one and ends at SIGTERM', async () => {
    const dir = await folder()
    const site = await page()
    await writeFile(`${dir}/feeds.yaml`, feedsFor(site))
    const options = [
      '--config',
      `${dir}/feeds.yaml`,
      '--database',
      `sqlite:${dir}/outages.db`,
      '--port',
      '0',
    ]
    const daemon = begin(['start', ...options])
    const said = await daemon.said(/Ctrl-C stops/)
    const desk = /The desk is at (\S+)/.exec(said)?.[1] ?? ''
    expect(said).toContain('1 feeds for 1 services')
    await expect
      .poll(
        async () => ((await (await fetch(`${desk}api/v1/incidents`)).json()) as unknown[]).length,
        { timeout: 20_000 },
      )
      .toBe(1)
    expect(await (await fetch(`${desk}healthz`)).text()).toBe('ok')
    expect((await fetch(`${desk}readyz`)).status).toBe(200)
    expect(await (await fetch(desk)).text()).toContain('Outage Desk')
    expect((await fetch(`${desk}digest/latest.json`)).headers.get('content-type')).toContain('json')
    expect((await fetch(`${desk}digest/2017-W60.md`)).status).toBe(404)

    const second = await outages(['start', ...options])
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('already runs')

    daemon.child.kill('SIGTERM')
    const ended = await daemon.ended
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Stopping')])
    const counted = site.asked.filter((a) => a === '/api/v2/summary.json').length
    expect(counted).toBe(1)
  })

  it('takes up an edited feeds.yaml and keeps the old one when the edit is wrong', async () => {
    const dir = await folder()
    const site = await page()
    await writeFile(`${dir}/feeds.yaml`, feedsFor(site))
    const daemon = begin([
      'start',
      '--config',
      `${dir}/feeds.yaml`,
      '--database',
      `sqlite:${dir}/o.db`,
      '--port',
      '0',
    ])
    await daemon.said(/Ctrl-C stops/)
    await writeFile(
      `${dir}/feeds.yaml`,
      feedsFor(site, 'Renamed').replace('statuspage', 'statuspag'),
    )
    expect(await daemon.said(/stay in use/)).toMatch(/feeds\.yaml:2:\d+: .*statuspag/)
    await writeFile(`${dir}/feeds.yaml`, feedsFor(site, 'Renamed'))
    await daemon.said(/was read again/)
    daemon.child.kill('SIGINT')
    expect((await daemon.ended).code).toBe(0)
  })

  it('says which port is in use and what to do', async () => {
    const dir = await folder()
    const site = await page()
    await writeFile(`${dir}/feeds.yaml`, feedsFor(site))
    const { code, stderr } = await outages([
      'start',
      '--config',
      `${dir}/feeds.yaml`,
      '--database',
      `sqlite:${dir}/o.db`,
      '--port',
      site.host.split(':')[1]!,
    ])
    expect(code).toBe(1)
    expect(stderr).toContain('is in use')
    expect(stderr).toContain('--port')
  })

  it('stays up when nothing can be reached, and says what it cannot read', async () => {
    const dir = await folder()
    await writeFile(
      `${dir}/feeds.yaml`,
      feedsFor({ url: 'http://127.0.0.1:9', host: '127.0.0.1:9' }),
    )
    const daemon = begin([
      'start',
      '--config',
      `${dir}/feeds.yaml`,
      '--database',
      `sqlite:${dir}/o.db`,
      '--port',
      '0',
    ])
    expect(await daemon.said(/cannot be read/)).toContain('statuspage:127.0.0.1')
    expect(daemon.child.exitCode).toBe(null)
    daemon.child.kill('SIGTERM')
    expect((await daemon.ended).code).toBe(0)
  })
})
