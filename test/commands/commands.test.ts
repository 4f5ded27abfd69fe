import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { folder, outages } from './run.ts'

const recording = fileURLToPath(new URL('../fixtures/weeks/2017-W36.har', import.meta.url))

async function replayedDatabase(): Promise<string> {
  const database = `sqlite:${await folder()}/week.db`
  expect((await outages(['replay', recording, '--database', database])).code).toBe(0)
  return database
}

describe('outages', { timeout: 60_000 }, () => {
  it('replays a recording, prints incidents, digest, export and differences as data', async () => {
    const database = await replayedDatabase()
    const incidents = JSON.parse(
      (await outages(['incidents', '--json', '--database', database])).stdout,
    )
    expect(incidents).toHaveLength(5)
    expect(Object.keys(incidents[0])).toEqual(
      expect.arrayContaining(
        'id url title kind status impact impactLabel startedAt resolvedAt postedAt updatedAt services components regions updates postmortem service feed firstSeenAt lastSeenAt state'.split(
          ' ',
        ),
      ),
    )
    expect(incidents[0].service).toBe('heroku')
    const digest = JSON.parse(
      (await outages(['digest', '--week', '2017-W36', '--format', 'json', '--database', database]))
        .stdout,
    )
    expect(digest.edition).toMatchObject({
      from: '2017-09-04T00:00:00.000Z',
      to: '2017-09-11T00:00:00.000Z',
      timezone: 'America/New_York',
    })
    expect(Object.keys(digest)).toEqual(
      expect.arrayContaining(['edition', 'entries', 'leftOut', 'coverage']),
    )
    const newest = await outages(['digest', '--database', database])
    expect(newest.stdout).toContain('Full disclosure: Heroku is my employer.')
    const csv = await outages(['export', '--format', 'csv', '--database', database])
    expect(csv.stdout.trim().split('\n')).toHaveLength(6)
    const reread = await outages(['reread', '--json', '--database', database])
    expect(JSON.parse(reread.stdout)).toEqual([])
  })

  it('copies a database and never overwrites one', async () => {
    const database = await replayedDatabase()
    const copy = `${await folder()}/copy.db`
    expect((await outages(['backup', copy, '--database', database])).code).toBe(0)
    expect(
      JSON.parse((await outages(['incidents', '--json', '--database', `sqlite:${copy}`])).stdout),
    ).toHaveLength(5)
    const again = await outages(['backup', copy, '--database', database])
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('never overwrites')])
  })

  it('reads saved replies through one source', async () => {
    const file = `${await folder()}/reply.json`
    await writeFile(
      file,
      JSON.stringify({
        status: 'ok',
        date_created: '2026-01-01T00:00:00-08:00',
        date_updated: '2026-01-01T00:00:00-08:00',
        active_incidents: [],
      }),
    )
    const quiet = await outages([
      'read',
      'slack',
      '--reply',
      `https://slack-status.com/api/v2.0.0/current=${file}`,
    ])
    expect(JSON.parse(quiet.stdout)).toMatchObject({ incidents: [], articles: [], skipped: [] })
    await writeFile(file, '<html>')
    const html = await outages([
      'read',
      'slack',
      '--reply',
      `https://slack-status.com/api/v2.0.0/current=${file}`,
    ])
    expect([html.code, html.stdout]).toEqual([1, ''])
    expect(html.stderr).toContain('HTML')
  })

  it('gives one JSON verdict per title', async () => {
    const { stdout, code } = await outages(['headlines'], 'GitHub is down\nApple shares down 5%\n')
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(verdicts.map((v) => [v.title, v.outage, v.service])).toEqual([
      ['GitHub is down', true, 'GitHub'],
      ['Apple shares down 5%', false, 'Apple'],
    ])
    expect(Object.keys(verdicts[0])).toEqual([
      'title',
      'outage',
      'confidence',
      'service',
      'reasons',
    ])
  })

  it('tells how it is used, with exit code 0, and how it is not, with 2', async () => {
    const help = await outages(['digest', '--help'])
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--week')])
    for (const wrong of [
      ['nonsense'],
      ['digest', '--format', 'pdf'],
      ['digest', '--week', '2017-W60'],
      ['incidents', '--from', 'yesterday'],
      ['read', 'nothing', '--reply', 'https://x.example=f'],
    ]) {
      const { code, stdout, stderr } = await outages(wrong)
      expect([wrong, code, stdout]).toEqual([wrong, 2, ''])
      expect(stderr).not.toContain('    at ')
    }
  })

  it('checks feeds.yaml: every fault with line and column, exit code 1', async () => {
    const file = `${await folder()}/feeds.yaml`
    await writeFile(
      file,
      'services:\n  github: { name: GitHub, statuspag: https://www.githubstatus.com }\n',
    )
    const { code, stderr } = await outages(['feeds', 'check', '--config', file])
    expect(code).toBe(1)
    expect(stderr).toMatch(/:2:\d+: .*statuspag/)
    expect(stderr).toContain('statuspage')
    expect((await outages(['feeds', 'check'])).code).toBe(0)
    const missing = await outages(['feeds', 'check', '--config', `${file}.not`])
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('There is no')])
  })

  it('says in a sentence what is wrong with a database, and leaves it as it was', async () => {
    const dir = await folder()
    const file = `${dir}/odd.db`
    const incidents = () => outages(['incidents', '--database', `sqlite:${file}`])
    await writeFile(file, 'no database at all, but long enough to be read as one'.repeat(20))
    expect(await incidents()).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is not a database'),
    })
    expect(await readFile(file, 'utf8')).toContain('no database at all')
    await mkdir(`${dir}/folder`)
    expect(await outages(['incidents', '--database', `sqlite:${dir}/folder`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is a folder'),
    })
    const newer = new Database(`${dir}/newer.db`)
    newer.pragma('user_version = 999')
    newer.close()
    expect(await outages(['incidents', '--database', `sqlite:${dir}/newer.db`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('newer Outage Desk'),
    })
    await writeFile(`${dir}/a-file`, '')
    await chmod(`${dir}/a-file`, 0o400)
    expect(await outages(['incidents', '--database', `sqlite:${dir}/a-file/x.db`])).toMatchObject({
      code: 1,
      stdout: '',
    })
    expect(await outages(['incidents', '--database', 'mysql://x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no database address'),
    })
  })

  it('waits for a locked database, then says that it is locked', async () => {
    const file = `${await folder()}/locked.db`
    const holder = new Database(file)
    holder.exec('begin exclusive')
    const { code, stderr } = await outages(['incidents', '--database', `sqlite:${file}`])
    holder.close()
    expect(code).toBe(1)
    expect(stderr).toContain('locked')
  })
})
