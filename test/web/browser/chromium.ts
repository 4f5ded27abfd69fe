import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { launchChromium } from '../../../scripts/chromium.ts'

let browser: Browser | undefined

/** One browser for all tests of a file; its pages have every protection of an everyday one. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launchChromium()
  }, 120_000)
  afterAll(() => browser?.close())
}

/** A page in a window of its own. What it complains of in its console fails the test. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (m) => {
    // An answer of 4xx is logged by the browser itself, and some tests ask for one.
    if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) complaints.push(m.text())
  })
  page.on('pageerror', (e) => complaints.push(e.message))
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  return page
}

// What runs in the page is written as text: the types of a browser are none of the program's.

export function widthOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth')
}

/** The id of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement?.id ?? ""')
}
