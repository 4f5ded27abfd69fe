import { expect, it } from 'vitest'
import { hashPassword } from '../../../src/web/guard/password.ts'
import { newPage, withBrowser } from './chromium.ts'
import { evening } from './evening.ts'

withBrowser()

const secret = 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCAxMjM='
const cheap = { N: 2 ** 14, r: 8, p: 1 }

async function guarded() {
  return evening({
    OUTAGES_SECRET: secret,
    OUTAGES_EDITOR_HASH: await hashPassword('the editors password', cheap),
    OUTAGES_READER_HASH: await hashPassword('the readers password', cheap),
  })
}

it('lets an editor in, who edits, and out again', async () => {
  const { desk } = await guarded()
  const page = await newPage()
  await page.goto(`${desk}/week/2017-W36?format=markdown`)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.getByLabel('Password').fill('not this one, no')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('alert').innerText()).toMatch(/not right/)
  await page.getByLabel('Password').fill('the editors password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/week/2017-W36?format=markdown')
  await page.getByRole('button', { name: 'Leave out Heroku' }).click()
  await page.locator('#notice').getByText('Left out').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(desk)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

it('shows a reader everything and lets them change nothing', async () => {
  const { desk } = await guarded()
  const page = await newPage()
  await page.goto(desk)
  await page.getByLabel('Password').fill('the readers password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.entry').first().waitFor()
  expect(await page.getByRole('button', { name: /Leave|Move|Freeze|Put in/ }).count()).toBe(0)
  const forged =
    "fetch('/week/2017-W36', { method: 'POST', body: new URLSearchParams('do=exclude&entry=heroku') })"
  const status = await page.evaluate(`${forged}.then((reply) => reply.status)`)
  expect(status).toBe(403)
  await page.reload()
  expect(await page.locator('#entry-heroku').count()).toBe(1)
})
