import { html } from 'hono/html'
import type { EarlierUpdate, TimelineUpdate } from '#storage/timeline.ts'
import type { Html } from '../guard/refuse.ts'
import { changedText, textView } from './incident-text.ts'
import { counted, statusChip } from './pieces.ts'
import { timeIn } from './times.ts'

/** So many characters of updates a page holds, and so many versions of one update. */
const pageChars = 30_000
const mostOnPage = 60
const mostVersions = 10
const longestInPage = 6000

export interface UpdatesPage {
  /** With their numbers in the whole list, from 1. */
  shown: { number: number; update: TimelineUpdate }[]
  page: number
  pages: number
  total: number
  /** The page an update stands on, by its number less one. */
  pageOf: number[]
}

/** Cuts updates into pages by how much there is to read. */
export function updatesPage(updates: readonly TimelineUpdate[], asked: number): UpdatesPage {
  const pageOf: number[] = []
  let page = 1
  let [chars, count] = [0, 0]
  for (const update of updates) {
    const size = sizeOf(update)
    if (count > 0 && (count >= mostOnPage || chars + size > pageChars)) {
      page++
      chars = 0
      count = 0
    }
    chars += size
    count++
    pageOf.push(page)
  }
  const shownPage = Math.min(page, Math.max(1, asked))
  const shown = updates
    .map((update, n) => ({ number: n + 1, update }))
    .filter((_, n) => pageOf[n] === shownPage)
  return { shown, page: shownPage, pages: page, total: updates.length, pageOf }
}

function sizeOf({ text, versions }: TimelineUpdate): number {
  const all = [text, ...versions.slice(-mostVersions).map((v) => v.value)]
  return all.reduce((sum, t) => sum + Math.min(t.length, longestInPage) * 1.2 + 300, 0)
}

/** Every update oldest first, each with the versions it had. */
export function updatesView(page: UpdatesPage, key: number, timezone: string): Html {
  const { shown, total, pages } = page
  if (total === 0) return html`<p class="quiet">The provider wrote no updates.</p>`
  return html`<ol class="updates" start="${shown[0]?.number ?? 1}">${shown.map(({ number, update }) => updateView(number, update, timezone))}</ol>
${pages > 1 ? pagesView(page, key) : ''}`
}

export function updateAddress(number: number, { pageOf, page }: UpdatesPage): string {
  const on = pageOf[number - 1] ?? 1
  return on === page ? `#update-${number}` : `?page=${on}#update-${number}`
}

function pagesView({ page, pages, total }: UpdatesPage, key: number): Html {
  const to = (n: number) => `/incidents/${key}${n > 1 ? `?page=${n}` : ''}#updates`
  return html`<nav class="pager" aria-label="Pages of updates">
  ${page > 1 ? html`<a class="button" rel="prev" href="${to(page - 1)}">← Earlier</a>` : ''}
  <span>Page ${page} of ${pages}, ${counted(total, 'update')} in all</span>
  ${page < pages ? html`<a class="button" rel="next" href="${to(page + 1)}">Later →</a>` : ''}
</nav>`
}

function updateView(number: number, update: TimelineUpdate, timezone: string): Html {
  const { status, at, text, withdrawnAt, versions } = update
  const gone = withdrawnAt
    ? html` <span class="chip chip-gone">taken away by ${timeIn(withdrawnAt, timezone)}</span>`
    : ''
  return html`<li id="update-${number}" class="update${withdrawnAt ? ' update-gone' : ''}">
<p class="update-head"><span class="update-number">${number}</span> ${statusChip(status)} ${at ? timeIn(at, timezone) : html`<span class="quiet">without a time</span>`}${gone}${seenLate(update, timezone)}</p>
${textView(text)}
${versions.length > 0 ? versionsView(versions, text, timezone) : ''}</li>
`
}

/** Only where we saw it long after it is said to have been written: by then it may have been another. */
function seenLate({ at, firstSeenAt }: TimelineUpdate, timezone: string): Html | '' {
  const late = at ? Date.parse(firstSeenAt) - Date.parse(at) : 0
  return late > 3_600_000
    ? html` <span class="quiet small">first seen here ${timeIn(firstSeenAt, timezone)}</span>`
    : ''
}

function versionsView(versions: readonly EarlierUpdate[], now: string, timezone: string): Html {
  const shown = versions.slice(-mostVersions)
  const left = versions.length - shown.length
  return html`<details class="versions" open><summary>${versions.length === 1 ? 'The provider changed this text' : `The provider changed this text ${versions.length} times`}</summary>
${left > 0 ? html`<p class="quiet">${counted(left, 'older version is', 'older versions are')} not shown here.</p>` : ''}
<ol>${shown.map((version, n) => {
    const after = shown[n + 1]?.value ?? now
    return html`<li><p class="quiet">Seen changed ${timeIn(version.replacedAt, timezone)}:</p>${changedText(version.value, after)}</li>`
  })}</ol></details>`
}
