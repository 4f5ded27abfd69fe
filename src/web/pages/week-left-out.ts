import { html } from 'hono/html'
import type { LeftOut } from '../../digest/digest.ts'
import { clean, safeUrl } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { undoForm } from './week-forms.ts'
import { addressOf, hiddenFields, type WeekSheet } from './week-sheet.ts'
import { short } from './words.ts'

const onePage = 25

/** What was considered and is not printed, why, and a button that puts it in. */
export function leftOutView(sheet: WeekSheet): Html {
  const { digest, query, edition } = sheet
  const found = matching(digest.leftOut, query.find ?? '')
  const pages = Math.max(1, Math.ceil(found.length / onePage))
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.left ?? '1', 10) || 1))
  const shown = found.slice((page - 1) * onePage, page * onePage)
  return html`<section class="left-out" aria-labelledby="left-title">
    <h2 id="left-title">What was left out <span class="count">${digest.leftOut.length}</span></h2>
    <form method="get" action="/week/${edition.week}#left-title" class="toolbar" role="search">
      ${(['format', 'edit'] as const).map((name) => (query[name] ? html`<input type="hidden" name="${name}" value="${query[name]}" />` : ''))}
      <label for="find">Find</label><input id="find" name="find" type="search" value="${query.find ?? ''}" />
      <button>Find</button>
      ${query.find ? html`<a href="${addressOf(edition, query, { find: null, left: null })}#left-title">Show all</a> <span class="quiet">${found.length} found</span>` : ''}
    </form>
    ${found.length === 0 ? html`<p class="quiet">${digest.leftOut.length === 0 ? 'Nothing was left out.' : 'Nothing of that kind.'}</p>` : ''}
    <ul class="left-list">${shown.map((left) => leftView(left, sheet))}</ul>
    ${pages > 1 ? pager(page, pages, sheet) : ''}
  </section>`
}

function matching(leftOut: readonly LeftOut[], find: string): LeftOut[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  return leftOut.filter((left) => {
    const text = `${left.service ?? ''} ${left.title} ${left.reason}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function leftView(left: LeftOut, sheet: WeekSheet): Html {
  const own = left.item?.startsWith('incident:') ? left.item.slice('incident:'.length) : null
  const href = own === null ? safeUrl(left.url) : `/incidents/${own}`
  const title = html`<bdi>${short(left.title)}</bdi>`
  return html`<li><div>
    <p>${left.service && left.service !== left.title ? html`<strong><bdi>${clean(left.service)}</bdi></strong>: ` : ''}${href ? html`<a href="${href}" rel="noopener noreferrer">${title}</a>` : title}</p>
    <p class="quiet"><bdi>${short(left.reason)}</bdi></p></div>
    ${sheet.mayEdit ? putInForm(left, sheet) : ''}
  </li>`
}

/** One click from being in: asked for, kept from being crowded out, or no longer left out. */
function putInForm(left: LeftOut, sheet: WeekSheet): Html | '' {
  const out = sheet.stands.findLast(
    ({ decision: d }) =>
      (d.do === 'exclude' && d.entry === left.entry) || (d.do === 'drop' && d.item === left.item),
  )
  if (out && !sheet.frozen)
    return undoForm([out.id], 'Put in again', sheet, `Put in again: ${short(left.title)}`)
  const [what, field, value] = left.item
    ? (['include', 'item', left.item] as const)
    : (['keep', 'entry', left.entry ?? ''] as const)
  if (!value) return ''
  return html`<form method="post" action="/week/${sheet.edition.week}" class="inline">
    ${hiddenFields(sheet)}<input type="hidden" name="do" value="${what}" /><input type="hidden" name="${field}" value="${value}" />
    ${sheet.frozen ? html`<label>Reason <input name="reason" required maxlength="500" /></label>` : ''}
    <button aria-label="Put in: ${short(left.title)}">Put in</button>
  </form>`
}

function pager(page: number, pages: number, { edition, query }: WeekSheet): Html {
  const to = (n: number) => `${addressOf(edition, query, { left: String(n) })}#left-title`
  return html`<nav class="toolbar" aria-label="Pages of what was left out">
    ${page > 1 ? html`<a id="left-before" href="${to(page - 1)}">← before</a>` : ''}
    <span>page ${page} of ${pages}</span>
    ${page < pages ? html`<a id="left-more" href="${to(page + 1)}">more →</a>` : ''}
  </nav>`
}
