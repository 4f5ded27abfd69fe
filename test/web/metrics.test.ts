import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FetchError, failureKinds } from '../../src/errors.ts'
import { impacts } from '../../src/incident.ts'
import { deliveryOutcomes } from '../../src/notify/send.ts'
import { type Collected, createMetrics, metricsRoutes } from '../../src/web/metrics.ts'

const nothing: Collected = {
  openIncidents: {},
  feeds: {},
  overdueSeconds: 0,
  deliveriesWaiting: 0,
}

interface Family {
  help: string
  type: string
  samples: Map<string, number>
}

/** Reads the text format 0.0.4 strictly: every line is a comment of a known form or a sample. */
function parse(text: string): Map<string, Family> {
  expect(text.endsWith('\n')).toBe(true)
  const families = new Map<string, Family>()
  for (const line of text.split('\n').filter(Boolean)) {
    const comment = /^# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.+)$/.exec(line)
    if (comment) {
      const [, word, name, rest] = comment as unknown as [string, string, string, string]
      const family = families.get(name) ?? { help: '', type: '', samples: new Map() }
      if (word === 'HELP') family.help = rest
      else family.type = rest
      families.set(name, family)
      continue
    }
    const sample = /^([a-z_:][a-z0-9_:]*)(\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*\})? (\S+)$/.exec(
      line,
    )
    if (!sample) throw new Error(`no line of the format: ${line}`)
    const [, name, labels = '', value] = sample as unknown as [
      string,
      string,
      string | undefined,
      string,
    ]
    const family =
      families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, '')) ?? null
    if (!family) throw new Error(`no TYPE before ${line}`)
    const number = Number(value === '+Inf' ? Infinity : value)
    // Before its first measure the loop's lag is no number, in any spelling.
    if (!/^nan$/i.test(value)) expect(number, line).not.toBeNaN()
    else expect(name).toMatch(/^nodejs_eventloop_lag/)
    expect(family.samples.has(name + labels), `twice: ${line}`).toBe(false)
    family.samples.set(name + labels, number)
  }
  return families
}

async function scrape(app: ReturnType<typeof metricsRoutes>) {
  const response = await app.request('/metrics')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const families = parse(await response.text())
  return {
    families,
    value: (sample: string) => {
      const name = sample.replace(/\{.*/, '').replace(/_(bucket|sum|count)$/, '')
      return (families.get(name) ?? families.get(sample.replace(/\{.*/, '')))?.samples.get(sample)
    },
  }
}

describe('metrics', () => {
  it('counts polls by source and outcome, and failures by kind', async () => {
    const metrics = createMetrics(['statuspage', 'heroku'])
    metrics.polled({ source: 'statuspage', outcome: 'read', failure: null, seconds: 0.3 })
    metrics.polled({ source: 'statuspage', outcome: 'unchanged', failure: null })
    metrics.polled({ source: 'statuspage', outcome: 'unchanged', failure: null })
    metrics.polled({ source: 'heroku', outcome: 'failed', failure: 'dns' })
    metrics.pollLag(7)
    metrics.editionDrawn()
    const { value } = await scrape(metricsRoutes(metrics, async () => nothing))
    const polls = (source: string, outcome: string) =>
      value(`outage_desk_polls_total{source="${source}",outcome="${outcome}"}`)
    expect(polls('statuspage', 'read')).toBe(1)
    expect(polls('statuspage', 'unchanged')).toBe(2)
    expect(polls('heroku', 'failed')).toBe(1)
    expect(value('outage_desk_poll_errors_total{kind="dns"}')).toBe(1)
    expect(value('outage_desk_poll_errors_total{kind="tls"}')).toBe(0)
    expect(value('outage_desk_poll_duration_seconds_count')).toBe(1)
    expect(value('outage_desk_poll_lag_seconds_bucket{le="5"}')).toBe(0)
    expect(value('outage_desk_poll_lag_seconds_bucket{le="15"}')).toBe(1)
    expect(value('outage_desk_editions_drawn_total')).toBe(1)
  })

  it('measures a client without changing what it answers', async () => {
    const metrics = createMetrics([])
    const replies = [
      { status: 200, wireBytes: 1200 },
      { status: 304, wireBytes: 0 },
      { status: 304, wireBytes: 0 },
    ]
    const failure = new FetchError('timeout', 'https://status.example/', 'slow')
    const client = metrics.watched({
      async get(request: { url: string }) {
        const reply = replies.shift()
        if (!reply) throw failure
        return { ...reply, url: request.url }
      },
      close: async () => 'closed',
    })
    expect(await client.get({ url: 'https://a.example/' })).toEqual({
      status: 200,
      wireBytes: 1200,
      url: 'https://a.example/',
    })
    await client.get({ url: 'https://a.example/' })
    await client.get({ url: 'https://a.example/' })
    await expect(client.get({ url: 'https://a.example/' })).rejects.toBe(failure)
    expect(await client.close()).toBe('closed')
    const { value } = await scrape(metricsRoutes(metrics, async () => nothing))
    expect(value('outage_desk_replies_total{status="200"}')).toBe(1)
    expect(value('outage_desk_replies_total{status="304"}')).toBe(2)
    expect(value('outage_desk_received_bytes_total')).toBe(1200)
    expect(value('outage_desk_fetch_errors_total{kind="timeout"}')).toBe(1)
    expect(value('outage_desk_fetch_duration_seconds_count')).toBe(4)
  })

  it('shows what the database says at the time of asking', async () => {
    const metrics = createMetrics([])
    let open = 3
    const app = metricsRoutes(metrics, async () => ({
      openIncidents: { major: open, unknown: 2 },
      feeds: { ok: 40, failing: 1 },
      overdueSeconds: 12.5,
      deliveriesWaiting: 4,
    }))
    const first = await scrape(app)
    expect(first.value('outage_desk_open_incidents{impact="major"}')).toBe(3)
    expect(first.value('outage_desk_open_incidents{impact="critical"}')).toBe(0)
    expect(first.value('outage_desk_feeds{health="failing"}')).toBe(1)
    expect(first.value('outage_desk_overdue_seconds')).toBe(12.5)
    expect(first.value('outage_desk_deliveries_waiting')).toBe(4)
    expect(first.value('outage_desk_collect_up')).toBe(1)
    open = 0
    expect((await scrape(app)).value('outage_desk_open_incidents{impact="major"}')).toBe(0)
  })

  it('shows no gauge rather than an old one when the database cannot be asked', async () => {
    const metrics = createMetrics(['heroku'])
    metrics.polled({ source: 'heroku', outcome: 'read', failure: null })
    let broken = false
    const app = metricsRoutes(metrics, async () => {
      if (broken) throw new Error('disk full')
      return { ...nothing, openIncidents: { critical: 5 } }
    })
    await scrape(app)
    broken = true
    const { value, families } = await scrape(app)
    expect(value('outage_desk_collect_up')).toBe(0)
    for (const gauge of ['open_incidents', 'feeds', 'overdue_seconds', 'deliveries_waiting'])
      expect([...families.get(`outage_desk_${gauge}`)!.samples], gauge).toEqual([])
    expect(value('outage_desk_polls_total{source="heroku",outcome="read"}')).toBe(1)
  })

  it('keeps to few series, whatever it is told', async () => {
    const metrics = createMetrics(['heroku'])
    for (let n = 0; n < 500; n++) {
      metrics.polled({ source: `feed-${n}`, outcome: `o${n}`, failure: `f${n}` })
      metrics.delivered(`https://hooks.example/${n}`)
    }
    const { families } = await scrape(metricsRoutes(metrics, async () => nothing))
    const series = (name: string) => [...families.get(`outage_desk_${name}`)!.samples.keys()]
    expect(series('polls_total')).toEqual([
      'outage_desk_polls_total{source="other",outcome="other"}',
    ])
    expect(series('poll_errors_total')).toHaveLength(failureKinds.length + 1)
    expect(series('deliveries_total')).toHaveLength(deliveryOutcomes.length + 1)
    expect(series('open_incidents')).toHaveLength(impacts.length)
  })

  it('names things as Prometheus asks for, and in a registry of its own', async () => {
    const [one, other] = [createMetrics([]), createMetrics([])]
    one.delivered('delivered')
    const { families, value } = await scrape(metricsRoutes(other, async () => nothing))
    expect(value('outage_desk_deliveries_total{outcome="delivered"}')).toBe(0)
    for (const [name, { type, help }] of families) {
      expect(help, name).not.toBe('')
      if (!name.startsWith('outage_desk_')) continue
      expect(name.endsWith('_total'), name).toBe(type === 'counter')
      if (type === 'histogram') expect(name).toMatch(/_seconds$/)
    }
    expect(families.has('process_resident_memory_bytes')).toBe(true)
    expect(families.has('nodejs_eventloop_lag_seconds')).toBe(true)
  })

  it('documents every one of its own', async () => {
    const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
    const listed = [...page.matchAll(/^\| `(outage_desk_\w+)` \| (\w+) \|/gm)].map(
      (m) => `${m[1]} ${m[2]}`,
    )
    const { families } = await scrape(metricsRoutes(createMetrics([]), async () => nothing))
    const own = [...families].filter(([name]) => name.startsWith('outage_desk_'))
    expect(listed.sort()).toEqual(own.map(([name, { type }]) => `${name} ${type}`).sort())
  })

  it('answers under the address of the desk and nowhere else', async () => {
    const app = metricsRoutes(createMetrics([]), async () => nothing)
    expect((await app.request('/')).status).toBe(404)
    expect((await app.request('/metrics', { method: 'POST' })).status).toBe(404)
  })
})
