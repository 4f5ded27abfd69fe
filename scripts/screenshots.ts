import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { withContext } from '../src/commands/context.ts'
import { deskParts, listen } from '../src/commands/desk.ts'
import { replayInto } from '../src/commands/replay.ts'
import { openRecording } from '../src/fetch/recorded.ts'
import { guardSettings } from '../src/web/guard/settings.ts'
import { launchChromium } from './chromium.ts'

/** Makes docs/screenshots/: every page of the desk on a recorded week (`npm run screenshots [FILE.har]`). */

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const recording = process.argv[2] ?? at('test/fixtures/weeks/2017-W36.har')
const week = /(\d{4}-W\d{2})\.har$/.exec(recording)?.[1] ?? '2017-W36'

const pages: Record<string, string> = {
  week: `/week/${week}`,
  edit: `/week/${week}?edit=heroku&format=markdown#entry-heroku`,
  // The week in which Heroku's incidents were, which the section only follows up.
  picture: '/picture/2017-W33',
  incidents: '/incidents?q=applications',
  incident: '/incidents/1',
  services: '/services?q=google',
  service: '/services/heroku',
  editions: '/editions',
  edition: `/editions/${week}`,
  feeds: '/feeds',
  settings: '/settings',
}

async function shoot(
  browser: Browser,
  desk: string,
  ending: string,
  options: BrowserContextOptions,
) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(desk + path)
    await page.screenshot({ path: at(`docs/screenshots/${name}${ending}.png`) })
    console.log(`docs/screenshots/${name}${ending}.png`)
  }
  await context.close()
}

const folder = await mkdtemp(join(tmpdir(), 'outage-desk-screenshots-'))
const options = { config: at('feeds.yaml'), database: `sqlite:${join(folder, 'week.db')}` }
await withContext(options, async ({ store, sources, feeds }) => {
  await replayInto({ store, sources, feeds }, await openRecording([recording]))
  // The pictures show nothing of the machine they were made on.
  const shown = { ...store, name: 'sqlite:data/outages.db' }
  const file = { current: { ...feeds, file: 'feeds.yaml' } }
  const parts = deskParts({ store: shown, sources, file, address: null })
  const guard = guardSettings({ host: '127.0.0.1', env: {} })
  const desk = await listen({ host: '127.0.0.1', port: 0 }, { ...parts, guard })
  const browser = await launchChromium()
  await mkdir(at('docs/screenshots'), { recursive: true })
  const address = desk.address.replace(/\/$/, '')
  await shoot(browser, address, '', { viewport: { width: 1200, height: 800 } })
  await shoot(browser, address, '-phone', { viewport: { width: 360, height: 640 } })
  await browser.close()
  await desk.close()
})
await rm(folder, { recursive: true })
