import { html } from 'hono/html'
import type { AffectedService, Entry } from '../../digest/digest.ts'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { decisionsAbout } from './week-decision-words.ts'
import { hiddenFields, type WeekSheet } from './week-sheet.ts'
import { short } from './words.ts'

/** The longer forms of one entry: words, place, parts. Each is its own, so that Enter sends what was typed. */
export function entryForms(entry: Entry, sheet: WeekSheet): Html {
  return html`<div class="entry-forms">
    ${remarkForm(entry, sheet)} ${renameForm(entry, sheet)} ${pinForm(entry, sheet)}
    ${mergeForm(entry, sheet)} ${partsForm(entry, sheet)} ${outForm(entry, sheet)}
  </div>`
}

interface Fields {
  entry: Entry
  sheet: WeekSheet
  what: string
  title: string
  button: string
}

function form({ entry, sheet, what, title, button }: Fields, fields: Html | ''): Html {
  const { id } = entry.service
  return html`<form method="post" action="/week/${sheet.edition.week}" aria-labelledby="${what}-title-${id}">
    <h3 id="${what}-title-${id}">${title}</h3>
    ${hiddenFields(sheet)}<input type="hidden" name="entry" value="${id}" /><input type="hidden" name="do" value="${what}" />
    ${fields} ${reasonField(what, id, sheet)}
    <button class="button">${button}</button>
  </form>`
}

function reasonField(what: string, id: string, { frozen }: WeekSheet): Html {
  const field = `${what}-reason-${id}`
  const label = frozen ? 'Reason, which is printed as a correction' : 'Reason (optional)'
  return html`<p><label for="${field}">${label}</label><input id="${field}" name="reason" maxlength="500" ${frozen ? 'required' : ''} /></p>`
}

function remarkForm(entry: Entry, sheet: WeekSheet): Html {
  const id = `remark-${entry.service.id}`
  const own = entry.incidents.length > 1 ? null : entry.remark
  const where = entry.incidents.length > 1 ? 'above its incidents' : 'below the name'
  const fields = html`<p><label for="${id}">Words ${where}; empty for none</label>
    <textarea id="${id}" name="text" rows="4" maxlength="2000">${clean(entry.editorRemark ?? own ?? '')}</textarea></p>
    ${entry.editorRemark !== undefined && own ? html`<p class="quiet">The provider’s words: <bdi>${short(own)}</bdi></p>` : ''}`
  const words = own ? 'Back to the provider’s words' : 'Back to no words of yours'
  return html`<div>${form({ entry, sheet, what: 'remark', title: 'Remark', button: 'Keep remark' }, fields)}
    ${backForm(entry, 'remark', words, sheet)}</div>`
}

/** Takes all decisions of one kind on an entry back, not only the newest. */
function backForm(
  entry: Entry,
  kind: 'remark' | 'rename' | 'pin',
  words: string,
  sheet: WeekSheet,
): Html | '' {
  const made = decisionsAbout(entry.service.id, kind, sheet.stands)
  if (made.length === 0 || sheet.frozen) return ''
  const ids = made.map((s) => s.id)
  return undoForm(ids, words, sheet)
}

function renameForm(entry: Entry, sheet: WeekSheet): Html {
  const { id } = entry.service
  const fields = html`<p><label for="label-${id}">Name</label><input id="label-${id}" name="label" required maxlength="100" value="${clean(entry.label)}" /></p>
    <p><label for="gloss-${id}">In brackets behind it</label><input id="gloss-${id}" name="gloss" maxlength="100" value="${clean(entry.gloss ?? '')}" /></p>`
  return html`<div>${form({ entry, sheet, what: 'rename', title: 'Name', button: 'Rename' }, fields)}
    ${backForm(entry, 'rename', 'Back to its own name', sheet)}</div>`
}

function pinForm(entry: Entry, sheet: WeekSheet): Html {
  const { id } = entry.service
  const { entries } = sheet.digest
  const place = entries.findIndex((e) => e.service.id === id) + 1
  const fields = html`<p><label for="place-${id}">Always at place</label>
    <input id="place-${id}" name="place" type="number" min="1" max="${Math.max(1, Math.min(100, entries.length))}" value="${place}" required /></p>`
  return html`<div>${form({ entry, sheet, what: 'pin', title: 'Pin', button: 'Pin' }, fields)}
    ${backForm(entry, 'pin', 'Unpin', sheet)}</div>`
}

/** A button that takes decisions back; `label` is what it is called where the words alone say too little. */
export function undoForm(
  ids: readonly number[],
  words: string,
  sheet: WeekSheet,
  label = words,
): Html {
  return html`<form method="post" action="/week/${sheet.edition.week}" class="inline">
    ${hiddenFields(sheet)}<input type="hidden" name="do" value="undo" />${ids.map((id) => html`<input type="hidden" name="id" value="${id}" />`)}
    <button aria-label="${label}">${words}</button>
  </form>`
}

function mergeForm(entry: Entry, sheet: WeekSheet): Html | '' {
  const { id } = entry.service
  const others = sheet.digest.entries.filter((e) => e.service.id !== id)
  if (others.length === 0) return ''
  const options = others.map(
    (e) => html`<option value="${e.service.id}">${clean(e.label)}</option>`,
  )
  const fields = html`<p><label for="into-${id}">Tell it under</label><select id="into-${id}" name="into">${options}</select></p>
    <p class="quiet">All that stands here goes there, and the name there adds “${clean(entry.label)}”.</p>`
  return form({ entry, sheet, what: 'merge', title: 'Merge', button: 'Merge' }, fields)
}

function partsForm(entry: Entry, sheet: WeekSheet): Html {
  const apart = apartForms(entry, sheet)
  const parts = partsOf(entry)
  if (parts.length < 2) return html`${apart}`
  const { id } = entry.service
  const fields = html`<fieldset><legend>Parts for a new entry</legend>${parts.map(
    (p) =>
      html`<p class="check"><label><input type="checkbox" name="items" value="${p.handle}" /> <span><bdi>${short(p.title)}</bdi></span></label></p>`,
  )}</fieldset>
  <p><label for="split-${id}">Name of the new entry</label><input id="split-${id}" name="label" required maxlength="100" /></p>`
  const split = form({ entry, sheet, what: 'split', title: 'Split', button: 'Split off' }, fields)
  return html`${split}${apart}`
}

/** Everything the entry tells of, also in the line of another incident. */
function partsOf({ incidents, articles }: Entry): { handle: string; title: string }[] {
  const folded = incidents.flatMap((i) => i.folded?.filter((f) => f.key !== i.key) ?? [])
  return [
    ...[...incidents, ...folded].map((i) => ({ handle: `incident:${i.key}`, title: i.title })),
    ...articles.map((a) => ({ handle: `article:${a.key}`, title: a.title })),
  ]
}

function apartForms(entry: Entry, sheet: WeekSheet): Html | '' {
  const joined = entry.alsoAffected.filter((s) => s.id !== null && (s.told ?? []).length > 0)
  if (joined.length === 0 || sheet.frozen) return ''
  return html`<div><h3>Told with it</h3>${joined.map((s) => apartForm(s, entry, sheet))}</div>`
}

/** Takes a service that stands beside the name out for good: the join is undone. */
function apartForm(service: AffectedService, entry: Entry, sheet: WeekSheet): Html {
  const told = service.told ?? []
  const name = clean(service.name)
  return html`<form method="post" action="/week/${sheet.edition.week}" class="inline">
    <ul class="items">${told.map((t) => html`<li>${name}: <a href="/incidents/${t.key}"><bdi>${short(t.title)}</bdi></a></li>`)}</ul>
    ${hiddenFields(sheet)}<input type="hidden" name="do" value="split" /><input type="hidden" name="entry" value="${entry.service.id}" />
    <input type="hidden" name="as" value="${service.id}" /><input type="hidden" name="label" value="${name.slice(0, 100)}" />
    ${told.map((t) => html`<input type="hidden" name="items" value="incident:${t.key}" />`)}
    <button>Tell ${name} apart</button>
  </form>`
}

/** The button beside one of several parts of an entry. */
export function dropForm(handle: string, title: string, sheet: WeekSheet): Html | '' {
  if (sheet.frozen) return ''
  return html` <form method="post" action="/week/${sheet.edition.week}" class="inline">
    ${hiddenFields(sheet)}<input type="hidden" name="do" value="drop" /><input type="hidden" name="item" value="${handle}" />
    <button class="small" aria-label="Take out “${short(title)}”">Take out</button>
  </form>`
}

function outForm(entry: Entry, sheet: WeekSheet): Html {
  return form({ entry, sheet, what: 'exclude', title: 'Leave out', button: 'Leave out' }, '')
}
