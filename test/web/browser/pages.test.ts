import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { newPage, widthOf, withBrowser } from './chromium.ts'
import { evening } from './evening.ts'

withBrowser()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const paths = [
  '/',
  '/week/2017-W36?edit=heroku&format=markdown',
  '/picture/2017-W36',
  '/incidents',
  '/incidents/1',
  '/services',
  '/services/heroku',
  '/editions',
  '/editions/2017-W36',
  '/feeds',
  '/settings',
]

interface Violation {
  id: string
  nodes: { target: string[]; failureSummary?: string }[]
}

// Colours are all that differs in the dark.
const rulesIn = { light: '', dark: "{ runOnly: ['color-contrast'] }" }

for (const colorScheme of ['light', 'dark'] as const) {
  const rules = rulesIn[colorScheme]
  it(`has nothing that shuts people out, in ${colorScheme}`, async () => {
    const { desk } = await evening()
    const page = await newPage({ colorScheme, bypassCSP: true })
    for (const path of paths) {
      await page.goto(desk + path)
      await page.evaluate(axe)
      const found: Violation[] = await page.evaluate(`axe.run(${rules}).then((r) => r.violations)`)
      const said = found.map(
        (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 5)}`,
      )
      expect([path, said]).toEqual([path, []])
    }
  }, 60_000)
}

it('fits a phone, and every page is under 100 KB', async () => {
  const { desk } = await evening()
  const page = await newPage({ viewport: { width: 360, height: 740 } })
  for (const path of paths) {
    const reply = await page.goto(desk + path)
    const width = await widthOf(page)
    expect([path, reply?.status(), width]).toEqual([path, 200, 360])
    expect((await reply!.body()).byteLength).toBeLessThan(100_000)
  }
}, 60_000)
