import { expect, it } from 'vitest'
import { newPage, withBrowser } from './chromium.ts'
import { evening } from './evening.ts'

withBrowser()

const script = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
const turned = 'safe\u202Egpj.exe'

/** Runs in the page: what foreign words brought about there. */
const harm = `({
  pwned: 'pwned' in window,
  width: document.documentElement.scrollWidth,
  images: document.querySelectorAll('main img').length,
  links: [...document.querySelectorAll('a[href]')]
    .map((a) => new URL(a.getAttribute('href'), location.href).protocol)
    .filter((p) => p !== 'http:' && p !== 'https:'),
  turned: document.body.innerText.includes('\\u202E'),
})`

/** The week as if its providers and newspapers wrote whatever does harm. */
async function poisoned() {
  const week = await evening()
  const { db } = week.store
  const title = `${script} ${turned} [x](javascript:alert(1)) ${'endless'.repeat(2000)}`
  await db.updateTable('incidents').set({ title, url: 'javascript:alert(1)' }).execute()
  await db.updateTable('updates').set({ text: title }).execute()
  await db
    .updateTable('articles')
    .set((e) => ({
      title: e('title', '||', ` ${script}`),
      summary: title,
      url: 'data:text/html,x',
    }))
    .where('id', 'not like', '%drive%')
    .execute()
  return week
}

it('shows hostile words as words, on every page, at any width', async () => {
  const { desk } = await poisoned()
  const page = await newPage({ viewport: { width: 360, height: 740 } })
  const key = 1
  for (const path of [
    '/',
    '/incidents',
    `/incidents/${key}`,
    '/picture/2017-W36',
    '/services/heroku',
  ]) {
    const reply = await page.goto(desk + path)
    expect([path, reply?.status()]).toEqual([path, 200])
    const found = await page.evaluate(harm)
    expect([path, found]).toEqual([
      path,
      { pwned: false, width: 360, images: 0, links: [], turned: false },
    ])
    expect((await reply!.body()).byteLength).toBeLessThan(100_000)
  }
})
