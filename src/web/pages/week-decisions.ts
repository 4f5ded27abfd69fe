import { html } from 'hono/html'
import type { Decision } from '../../digest/decisions.ts'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { timeIn } from './times.ts'
import type { Standing } from './week-actions.ts'
import { undoForm } from './week-forms.ts'
import type { WeekSheet } from './week-sheet.ts'
import { short } from './words.ts'

/** What editors decided and nobody took back, the newest first. */
export function decisionsView(sheet: WeekSheet): Html {
  const { stands } = sheet
  if (stands.length === 0) return html``
  return html`<section aria-labelledby="decisions-title">
    <h2 id="decisions-title">What was decided <span class="count">${stands.length}</span></h2>
    <ol class="decisions" reversed>${[...stands].reverse().map((one) => decisionView(one, sheet))}</ol>
  </section>`
}

function decisionView(one: Standing, sheet: WeekSheet): Html {
  const { timezone } = sheet.edition
  return html`<li><p>${words(one.decision)}${one.reason ? html`: <bdi>${short(one.reason)}</bdi>` : ''}</p>
    <p class="quiet">${clean(one.editor)}, ${timeIn(one.at, timezone)}</p>
    ${sheet.mayEdit && !sheet.frozen ? undoForm(one.id, 'Undo', sheet) : ''}</li>`
}

/** A decision in words: `Gmail pinned at place 2`. */
export function words(d: Decision): string {
  switch (d.do) {
    case 'exclude':
      return `${d.entry} left out`
    case 'include':
      return `${d.item} put in`
    case 'drop':
      return `${d.item} taken out`
    case 'pin':
      return `${d.entry} pinned at place ${d.place}`
    case 'order':
      return `order: ${d.entries.join(', ')}`
    case 'rename':
      return `${d.entry} renamed “${clean(d.label)}”`
    case 'remark':
      return d.text === null ? `${d.entry} without a remark` : `${d.entry} worded anew`
    case 'merge':
      return `${d.from} told under ${d.into}`
    case 'split':
      return `“${clean(d.label)}” split off ${d.entry}`
  }
}
