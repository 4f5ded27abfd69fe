import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findIncidents } from '#storage/incidents.ts'
import { replayed } from './replayed.ts'

const shared = new URL('../../../shared/recordings/', import.meta.url)
const present = existsSync(shared)
if (!present)
  console.warn('The shared recordings are not here: whole weeks are not replayed in this run.')

interface Seen {
  status: string
  updates: string[]
}

/** What the recording itself says last of every incident in Statuspage form. */
function lastWord(file: URL): Map<string, Seen> {
  const har = JSON.parse(readFileSync(file, 'utf8')) as {
    log: { entries: { request: { url: string }; response: { content: { text?: string } } }[] }
  }
  const seen = new Map<string, Seen>()
  for (const { request, response } of har.log.entries) {
    if (!/\/api\/v2\/(summary|incidents|scheduled-maintenances)\.json$/.test(request.url)) continue
    const body = JSON.parse(response.content.text || '{}') as Record<
      string,
      { id: string; status: string; incident_updates: { id: string }[] }[] | undefined
    >
    for (const i of [...(body.incidents ?? []), ...(body.scheduled_maintenances ?? [])]) {
      seen.set(`${new URL(request.url).host} ${i.id}`, {
        status: i.status,
        updates: i.incident_updates.map((u) => u.id).sort(),
      })
    }
  }
  return seen
}

describe.skipIf(!present)('recorded weeks (shared recordings)', () => {
  it.each(['weeks/2026-W29', 'weeks/2026-W31', 'series/github-summary-2024-08'])(
    'stores all of %s as it stood at the end, once',
    { timeout: 120_000 },
    async (name) => {
      const file = new URL(`${name}.har`, shared)
      const { store, summary, again } = await replayed(file)
      expect(summary.failed).toBe(0)
      const stored = new Map(
        (await findIncidents(store.db)).map((i) => [
          `${i.feed.split(':')[1]} ${i.id}`,
          { status: i.status as string, updates: i.updates.map((u) => u.id).sort() },
        ]),
      )
      const expected = lastWord(file)
      expect(expected.size).toBeGreaterThan(5)
      for (const [key, seen] of expected) expect([key, stored.get(key)]).toEqual([key, seen])
      expect((await again()).changed).toBe(0)
    },
  )

  it('reads a page of which only the feed was recorded', { timeout: 120_000 }, async () => {
    const { store } = await replayed(new URL('series/github-atom-2023-05.har', shared))
    const incidents = await findIncidents(store.db)
    expect(incidents.length).toBeGreaterThanOrEqual(25)
    expect(new Set(incidents.map((i) => i.id)).size).toBe(incidents.length)
    expect(incidents.every((i) => i.status === 'resolved')).toBe(true)
  })
})
