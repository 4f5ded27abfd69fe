import { html } from 'hono/html'
import type { Entry, IncidentLine } from '../../digest/digest.ts'
import { clean, safeUrl } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { impactWords } from '../pictures/impacts.ts'
import type { Standing } from './week-actions.ts'
import { dropForm, entryForms } from './week-forms.ts'
import { addressOf, hiddenFields, type WeekSheet } from './week-sheet.ts'
import { short } from './words.ts'

/** One entry with what it says, why it is there, and what can be done with it. */
export function entryView(
  entry: Entry,
  place: number,
  sheet: WeekSheet,
  pin: Standing | undefined,
): Html {
  const { id } = entry.service
  const editing = sheet.mayEdit && sheet.query.edit === id
  return html`<li class="entry ${editing ? 'editing' : ''}" id="entry-${id}" data-entry="${id}">
    <div class="entry-line">
      <span class="place">${place + 1}</span>
      <div class="entry-words">
        <p class="entry-name">${nameOf(entry)}${pin ? html` <span class="chip">pinned</span>` : ''}${entry.verified ? '' : html` <span class="chip">unconfirmed</span>`}</p>
        ${remarkOf(entry)}
        ${itemsOf(entry, editing ? sheet : null)}
      </div>
      ${sheet.mayEdit ? buttons(entry, place, sheet, editing) : ''}
    </div>
    ${whyView(entry)} ${editing ? entryForms(entry, sheet) : ''}
  </li>`
}

function nameOf({ label, gloss, url, alsoAffected }: Entry): Html {
  const href = safeUrl(url)
  const name = href
    ? html`<a href="${href}" rel="noopener noreferrer"><bdi>${clean(label)}</bdi></a>`
    : html`<bdi>${clean(label)}</bdi>`
  const others = alsoAffected.map((s) => clean(s.name)).join(', ')
  return html`<strong>${name}</strong>${gloss ? ` (${clean(gloss)})` : ''}${others ? html` <span class="quiet">with ${others}</span>` : ''}`
}

function remarkOf({ editorRemark, remark, incidents }: Entry): Html | '' {
  if (editorRemark !== undefined) {
    if (editorRemark === '') return html`<p class="quiet">No remark, as the editor decided.</p>`
    return html`<p><bdi>${short(editorRemark)}</bdi> <span class="chip">your words</span></p>`
  }
  return remark && incidents.length < 2 ? html`<p><bdi>${short(remark)}</bdi></p>` : ''
}

/** What the entry is made of, each with its own page here; while it is edited, each can be taken out. */
function itemsOf({ incidents, articles, followUps }: Entry, editing: WeekSheet | null): Html | '' {
  if (incidents.length + articles.length + followUps.length === 0) return ''
  const several = incidents.length + articles.length > 1
  const out = (handle: string, title: string) =>
    editing && several ? dropForm(handle, title, editing) : ''
  const titles = new Set(incidents.map((i) => i.title))
  return html`<ul class="items">
    ${incidents.map((i) => html`<li><span class="dot impact-${i.impact}" title="${impactWords[i.impact]}" role="img" aria-label="${impactWords[i.impact]}"></span><a href="/incidents/${i.key}"><bdi>${short(i.title)}</bdi></a>${i.open ? html` <span class="chip">open</span>` : ''}${foldedWords(i)}${out(`incident:${i.key}`, i.title)}</li>`)}
    ${followUps.map((f) => html`<li><span class="kind">${f.kind === 'article' ? 'analysis' : 'follow-up'}</span> ${linked(titles.has(f.title) ? f.text : f.title, f.url)}</li>`)}
    ${articles.map((a) => html`<li><span class="kind">press</span> ${linked(a.title, a.url)}${a.publisher ? html` <span class="quiet">${clean(a.publisher)}</span>` : ''}${out(`article:${a.key}`, a.title)}</li>`)}
  </ul>`
}

function foldedWords({ folded = [] }: IncidentLine): Html | '' {
  return folded.length > 1 ? html` <span class="quiet">and ${folded.length - 1} like it</span>` : ''
}

function linked(text: string, url: string | null): Html {
  const href = safeUrl(url)
  const words = html`<bdi>${short(text)}</bdi>`
  return href ? html`<a href="${href}" rel="noopener noreferrer">${words}</a>` : words
}

function whyView(entry: Entry): Html {
  return html`<details class="why">
    <summary>Why it is here: ${entry.score} points</summary>
    <ul>${entry.reasons.map((reason) => html`<li><bdi>${short(reason)}</bdi></li>`)}</ul>
    ${factsTable(entry)}
  </details>`
}

function factsTable({ facts = [] }: Entry): Html | '' {
  if (facts.length === 0) return ''
  return html`<table><thead><tr><th scope="col">Fact</th><th scope="col">Points</th></tr></thead>
    <tbody>${facts.map((f) => html`<tr><td><bdi>${short(f.what)}</bdi></td><td class="number">${f.points}</td></tr>`)}</tbody></table>`
}

function buttons(entry: Entry, place: number, sheet: WeekSheet, editing: boolean): Html {
  const { id } = entry.service
  const label = clean(entry.label)
  const last = sheet.digest.entries.length - 1
  // A correction of a printed section needs a reason: that is asked for in the longer forms.
  const quick = sheet.frozen
    ? ''
    : html`<form method="post" action="/week/${sheet.edition.week}">
      ${hiddenFields(sheet)}<input type="hidden" name="entry" value="${id}" />
      <button id="up-${id}" name="do" value="up" ${place === 0 ? 'disabled' : ''} aria-label="Move ${label} up">↑</button>
      <button id="down-${id}" name="do" value="down" ${place === last ? 'disabled' : ''} aria-label="Move ${label} down">↓</button>
      <button id="out-${id}" name="do" value="exclude" aria-label="Leave out ${label}">Leave out</button>
    </form>`
  const href = addressOf(sheet.edition, sheet.query, { edit: editing ? null : id })
  return html`<div class="entry-buttons">${quick}
    <a class="button" id="edit-${id}" href="${href}#entry-${id}" aria-label="${editing ? 'Close' : 'Edit'} ${label}">${editing ? 'Close' : 'Edit'}</a></div>`
}
