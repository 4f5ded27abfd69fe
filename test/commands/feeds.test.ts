import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { folder, outages } from './run.ts'

const page = {
  id: 'a1b2c3d4e5f6',
  name: 'Example',
  url: 'https://status.example.com',
  time_zone: 'Etc/UTC',
  updated_at: '2026-07-01T00:00:00Z',
}
const update = {
  id: 'u1',
  status: 'resolved',
  body: 'Over.',
  created_at: '2026-07-02T11:00:00Z',
  display_at: '2026-07-02T11:00:00Z',
}
const incident = {
  id: 'k1k1k1k1k1k1',
  name: 'API is slow',
  status: 'resolved',
  impact: 'minor',
  created_at: '2026-07-02T10:00:00Z',
  resolved_at: '2026-07-02T11:00:00Z',
  incident_updates: [update],
}
const url = 'https://status.example.com/api/v2/summary.json'
const summary = {
  page,
  status: { indicator: 'none' },
  incidents: [incident],
  scheduled_maintenances: [],
}

describe('commands for maintainers', { timeout: 60_000 }, () => {
  let dir: string
  let config: string
  let reply: string[]
  let where: string[]
  beforeEach(async () => {
    dir = await folder()
    config = join(dir, 'feeds.yaml')
    await writeFile(
      config,
      '# ours\nservices:\n\n  # Clouds\n  aaa: { name: Aaa, category: cloud }\n',
    )
    await writeFile(join(dir, 'summary.json'), JSON.stringify(summary))
    reply = ['--reply', `${url}=${join(dir, 'summary.json')}`]
    where = ['--config', config, '--database', `sqlite:${join(dir, 'x.db')}`]
  })

  it('detect says which platform, how sure, why, what is polled, what it gives and the line', async () => {
    const said = await outages(['detect', 'status.example.com', ...reply, ...where])
    expect(said.code).toBe(0)
    for (const words of [
      /^statuspage {2}\d+ % sure/m,
      /^because .*page id/m,
      /^polls .*summary\.json/m,
      /^gives .*severity/m,
      /API is slow/,
      /^line .*example: \{ name: Example, statuspage: https:\/\/status\.example\.com \}/m,
    ]) {
      expect(said.stdout).toMatch(words)
    }
    const json = JSON.parse(
      (await outages(['detect', 'status.example.com', '--json', ...reply, ...where])).stdout,
    )
    expect(json).toMatchObject({
      source: 'statuspage',
      url: 'https://status.example.com',
      incidents: 1,
      open: 0,
    })
  })

  it('detect ends with 1 and a sentence where nothing is known, and with 2 for what is no address', async () => {
    const none = await outages(['detect', 'status.other.example', ...reply, ...where])
    expect([none.code, none.stdout]).toEqual([1, ''])
    expect(none.stderr).toMatch(/no known platform answers there/)
    expect((await outages(['detect', 'not an address', ...where])).code).toBe(2)
  })

  it('feeds add proposes a line, and writes it where it belongs', async () => {
    const add = [
      'feeds',
      'add',
      'https://status.example.com/incidents/k1k1k1k1k1k1',
      '--category',
      'cloud',
      ...reply,
      ...where,
    ]
    const proposal = await outages(add)
    expect(proposal.stdout.trim()).toBe(
      'example: { name: Example, category: cloud, statuspage: https://status.example.com }',
    )
    expect(await readFile(config, 'utf8')).not.toContain('Example')
    expect((await outages([...add, '--write'])).code).toBe(0)
    expect(await readFile(config, 'utf8')).toBe(
      '# ours\nservices:\n\n  # Clouds\n  aaa: { name: Aaa, category: cloud }\n  example: { name: Example, category: cloud, statuspage: https://status.example.com }\n',
    )
    const again = await outages([...add, '--write'])
    expect(again.stderr).toMatch(/feeds\.yaml:6 already has this page/)
    expect((await outages(['feeds', 'check', ...where])).code).toBe(0)
  })

  it('feeds export writes OPML, and feeds import knows what is there', async () => {
    await outages(['feeds', 'add', 'status.example.com', '--write', ...reply, ...where])
    const opml = await outages(['feeds', 'export', ...where])
    expect(opml.stdout).toContain('xmlUrl="https://status.example.com/history.atom"')
    const file = join(dir, 'list.opml')
    await writeFile(file, opml.stdout)
    const known = await outages(['feeds', 'import', file, '--json', ...where])
    expect(JSON.parse(known.stdout)).toMatchObject([{ outcome: 'known' }])
    expect(known.code).toBe(0)
  })

  it('feeds check tells every fault of the file with its line, as data too', async () => {
    await writeFile(config, 'services:\n  a: { nam: A }\n')
    const said = await outages(['feeds', 'check', '--json', ...where])
    expect(said.code).toBe(1)
    expect(JSON.parse(said.stdout).problems[0]).toMatchObject({ line: 2 })
  })
})
