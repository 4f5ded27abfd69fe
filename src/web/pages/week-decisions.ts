import { html } from 'hono/html'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { timeIn } from './times.ts'
import type { Standing } from './week-actions.ts'
import { decisionWords } from './week-decision-words.ts'
import { undoForm } from './week-forms.ts'
import { toldOf, type WeekSheet } from './week-sheet.ts'
import { short } from './words.ts'

const newest = 5

/** What editors decided and nobody took back, the newest first; what is older behind a click. */
export function decisionsView(sheet: WeekSheet): Html {
  const { stands } = sheet
  if (stands.length === 0) return html``
  const all = [...stands].reverse()
  const [shown, older] = [all.slice(0, newest), all.slice(newest)]
  return html`<section aria-labelledby="decisions-title">
    <h2 id="decisions-title">What was decided <span class="count">${stands.length}</span></h2>
    ${listOf(shown, stands.length, sheet)}
    ${
      older.length > 0
        ? html`<details><summary>${older.length} earlier</summary>${listOf(older, older.length, sheet)}</details>`
        : ''
    }
  </section>`
}

function listOf(some: readonly Standing[], start: number, sheet: WeekSheet): Html {
  return html`<ol class="decisions" reversed start="${start}">${some.map((one) => decisionView(one, sheet))}</ol>`
}

function decisionView(one: Standing, sheet: WeekSheet): Html {
  const { timezone } = sheet.edition
  const what = decisionWords(one, toldOf(sheet))
  return html`<li><div><p><bdi>${what}</bdi>${one.reason ? html`: <bdi>${short(one.reason)}</bdi>` : ''}</p>
    <p class="quiet">${clean(one.editor)}, ${timeIn(one.at, timezone)}</p></div>
    ${sheet.mayEdit && !sheet.frozen ? undoForm([one.id], 'Undo', sheet, `Undo: ${what}`) : ''}</li>`
}
