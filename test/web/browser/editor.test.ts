import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { frozenVersion, versionsOf } from '#storage/editing.ts'
import type { Digest } from '../../../src/digest/digest.ts'
import { focused, newPage, withBrowser } from './chromium.ts'
import { evening } from './evening.ts'

withBrowser()

const names = (page: Page) => page.locator('.entry-name strong').allInnerTexts()
const printed = (page: Page) => page.locator('#paper').innerText()
const settled = (page: Page) => page.locator('#week:not([aria-busy])').waitFor()

async function done(page: Page, words: RegExp): Promise<void> {
  await page.locator('#notice').getByText(words).waitFor()
  await settled(page)
}

async function drag(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = await Promise.all([
    page.locator(from).boundingBox(),
    page.locator(to).boundingBox(),
  ])
  await page.mouse.move(start!.x + 8, start!.y + 8)
  await page.mouse.down()
  await page.mouse.move(start!.x + 10, start!.y - 10, { steps: 4 })
  await page.mouse.move(end!.x + 8, end!.y + 2, { steps: 12 })
  await page.mouse.up()
}

it('takes the editor from draft to frozen edition with the mouse', async () => {
  const { desk, store } = await evening()
  const page = await newPage({ viewport: { width: 1280, height: 2400 } })
  await page.goto(desk)
  const before = await names(page)
  expect(before).toContain('AbeBooks')

  await page.getByRole('button', { name: 'Move AbeBooks up' }).click()
  await done(page, /Moved/)
  expect((await names(page)).indexOf('AbeBooks')).toBe(before.indexOf('AbeBooks') - 1)

  await drag(page, '#entry-heroku .place', '.entry:first-child .place')
  await expect.poll(async () => (await names(page))[0]).toBe('Heroku')
  // The list shows at once what the preview shows when the server has answered.
  await expect.poll(() => printed(page)).toMatch(/^Outages\s+Heroku/)

  await page.getByRole('button', { name: 'Leave out iCloud Mail' }).click()
  await done(page, /Left out/)
  expect(await printed(page)).not.toContain('iCloud')
  await page
    .locator('.left-list li', { hasText: 'iCloud Mail' })
    .getByRole('button')
    .first()
    .click()
  await done(page, /Taken back/)
  expect(await names(page)).toContain('iCloud Mail')

  await page.getByRole('link', { name: 'Edit AbeBooks' }).click()
  await page.getByLabel('Words below the name').fill('Two days without books.')
  await page.getByRole('button', { name: 'Keep remark' }).click()
  await done(page, /Remark kept/)
  expect(await printed(page)).toContain('Two days without books.')

  await page.getByRole('button', { name: 'Freeze this section' }).click()
  await done(page, /frozen/)
  const frozen = JSON.parse((await frozenVersion(store.db, '2017-W36'))!.content) as Digest
  expect(frozen.entries[0]!.label).toBe('Heroku')
  expect(frozen.entries.find((e) => e.label === 'AbeBooks')!.editorRemark).toMatch(/^Two days/)

  await page.getByRole('link', { name: 'Edit Heroku' }).click()
  await page.locator('#rename-reason-heroku').fill('It is called that')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Heroku (Salesforce)')
  await page.getByRole('button', { name: 'Rename' }).click()
  await done(page, /Corrected/)
  expect(await versionsOf(store.db, '2017-W36')).toHaveLength(2)
  expect(await printed(page)).toMatch(/Corrected on .*: It is called that/)
}, 90_000)

it('is worked with keys alone', async () => {
  const { desk } = await evening()
  const page = await newPage()
  await page.goto(desk)
  const before = await names(page)
  const up = page.getByRole('button', { name: `Move ${before[2]} up` })
  await up.focus()
  await page.keyboard.press('Enter')
  await done(page, /Moved/)
  expect((await names(page))[1]).toBe(before[2])
  await expect.poll(() => focused(page)).toBe(await up.getAttribute('id'))

  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await names(page))[0]).toBe(before[2])
  await page.goto(desk)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('main')
}, 60_000)

it('loses nothing that was typed, and goes on where the editor was', async () => {
  const { desk } = await evening()
  const page = await newPage()
  await page.goto(`${desk}/week/2017-W36?edit=abebooks`)
  await page.locator('#remark-abebooks').fill('Half a sentence')
  await page.locator('#gloss-abebooks').fill('books')
  await page.getByRole('button', { name: 'Rename' }).click()
  await done(page, /Renamed: AbeBooks \(books\)/)
  expect(await page.locator('#remark-abebooks').inputValue()).toBe('Half a sentence')
  await page.getByRole('button', { name: 'Keep remark' }).click()
  await done(page, /Remark kept/)
  expect(await printed(page)).toMatch(/\(books\)\s+Half a sentence/)
  const before = await names(page)
  await page.getByRole('button', { name: `Leave out ${before[0]}` }).press('Enter')
  await done(page, /Left out/)
  await expect.poll(() => focused(page)).toMatch(/^edit-/)
  await page.getByRole('button', { name: 'Undo what was just done' }).click()
  await done(page, /Taken back/)
  expect(await names(page)).toEqual(before)
}, 60_000)

/** Without a script every click leads to a page of its own, which is waited for. */
async function follow(page: Page, what: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), what.click()])
}

it('does all of it without JavaScript', async () => {
  const { desk, store } = await evening()
  const page = await newPage({ javaScriptEnabled: false })
  await page.goto(desk)
  const before = await names(page)
  await follow(page, page.getByRole('button', { name: `Move ${before[1]} up` }))
  expect((await names(page))[0]).toBe(before[1])
  await follow(page, page.getByRole('link', { name: 'Markdown' }))
  expect(await page.locator('textarea.source').inputValue()).toMatch(/^## Outages/)
  await follow(page, page.getByRole('link', { name: 'Edit Google Drive' }))
  await page.getByLabel('Tell it under').selectOption('icloud-mail')
  await follow(page, page.getByRole('button', { name: 'Merge' }))
  expect(await page.locator('#entry-icloud-mail').innerText()).toContain('with Google Drive')
  await follow(page, page.locator('.decisions li').first().getByRole('button', { name: 'Undo' }))
  expect(await names(page)).toContain('Google Drive')
  const left = page.locator('.left-list li', { hasText: 'Gmail' }).first()
  await follow(page, left.getByRole('button'))
  expect((await names(page)).join()).toContain('Gmail')
  await follow(page, page.getByRole('button', { name: 'Freeze this section' }))
  expect(await page.locator('h1 .chip').innerText()).toBe('frozen')
  expect(await frozenVersion(store.db, '2017-W36')).toBeDefined()
}, 60_000)

it('tells the later of two editors, and keeps what they had typed', async () => {
  const { desk } = await evening()
  const [first, second] = [await newPage(), await newPage({ javaScriptEnabled: false })]
  await first.goto(desk)
  await second.goto(`${desk}/week/2017-W36?edit=abebooks`)
  await first.getByRole('button', { name: 'Leave out Heroku' }).click()
  await done(first, /Left out/)
  await second.getByLabel('Words below the name').fill('My long and careful sentence.')
  await second.getByRole('button', { name: 'Keep remark' }).click()
  const notice = await second.locator('#notice').innerText()
  expect(notice).toMatch(/Somebody else edited this section/)
  expect(notice).toContain('My long and careful sentence.')
  expect(await names(second)).not.toContain('Heroku')
  expect(await printed(second)).not.toContain('careful')
}, 60_000)
