import { expect, it } from 'vitest'
import { settingsRoutes } from '../../../src/web/pages/settings.ts'
import { asker, hostile, testDesk } from './desk.ts'

async function settings(sections: Record<string, unknown>, role: 'editor' | 'reader' = 'editor') {
  const usual = (await testDesk()).config()
  const config = () => ({ ...usual, drafting: { lines: 9 }, sections })
  return asker(settingsRoutes, await testDesk({ config }, role)).get('/settings')
}

it('shows what is in force with defaults, and what the file itself sets', async () => {
  const { status, text } = await settings({ polling: { every: 300, slowest: 3600 } })
  expect(status).toBe(200)
  expect(text).toMatch(/<dt>lines<\/dt><dd>9 <span class="chip">set/)
  expect(text).toMatch(/<dt>slackDays<\/dt><dd>2<\/dd>/)
  expect(text).toMatch(/<dt>every<\/dt><dd>300<\/dd>/)
  expect(text).toContain('sqlite::memory:')
  expect(text).toContain('5.0.0')
})

it('hides the addresses and secrets of who is told', async () => {
  const { text } = await settings({
    fetch: { contact: hostile, apiKey: 's3cret', nested: { token: 's3cret' } },
    notify: [
      { name: 'team', slack: { urlEnv: 'S3CRET' }, on: ['outage'], impact: 'major' },
      { webhook: 'https://s3cret.example/x', secretEnv: 'S3CRET', on: ['edition'], impact: 'none' },
    ],
  })
  expect(text).toContain('<td>team</td><td>Slack</td>')
  expect(text).toContain('without a name')
  expect(text).not.toMatch(/s3cret|<script>|<img/i)
})

it('tells a reader that he may not edit, and offers no form', async () => {
  const { text } = await settings({}, 'reader')
  expect(text).toContain('may read, not edit')
  expect(text).not.toContain('<form')
})
